library(gee)
d <- read.csv("../shared/data/respiratory_long.csv")
d$subject <- interaction(d$center, d$id)
d <- d[order(d$center, d$id, d$visit), ]
fit <- gee(outcome ~ treat + factor(center) + sex + age + baseline, id = subject, data = d, family = binomial,
           corstr = "exchangeable", scale.fix = TRUE)
fit
summary(fit)
summary(fit)$coefficients
summary(gee(outcome ~ treat + age + baseline, id = subject, data = d, family = binomial, corstr = "AR-M", Mv = 1))
summary(gee(outcome ~ treat + age + baseline, id = subject, data = d, family = binomial, corstr = "unstructured"))
fit$coefficients
fit$working.correlation
sqrt(diag(fit$robust.variance))
