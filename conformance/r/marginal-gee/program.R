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
d$weeks <- rep(c(2, 4, 8), length.out = nrow(d))
counted <- gee(outcome ~ treat + age + offset(log(weeks)), id = subject, data = d, family = poisson, corstr = "exchangeable")
summary(counted)
head(counted$linear.predictors)
head(counted$fitted.values)
