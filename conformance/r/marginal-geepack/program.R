library(geepack)
d <- read.csv("../shared/data/respiratory_long.csv")
d$subject <- with(d, 1000 * center + id)
d <- d[order(d$subject, d$visit), ]
fit <- geeglm(outcome ~ treat + factor(center) + sex + age + baseline, id = subject, data = d, family = binomial,
              corstr = "exchangeable")
fit
summary(fit)
options(digits = 7)  # geepack's print leaves fewer digits behind
anova(fit)
coef(fit)
vcov(fit)
QIC(fit)
summary(geeglm(outcome ~ treat + age + baseline, id = subject, waves = visit, data = d, family = binomial("logit"),
               corstr = "ar1"))
options(digits = 7)
summary(geeglm(outcome ~ treat + age + baseline, id = subject, data = d, family = binomial, corstr = "unstructured",
               scale.fix = TRUE))
options(digits = 7)
summary(geeglm(outcome ~ treat, id = subject, data = d, family = binomial, corstr = "independence"))
options(digits = 7)
small <- geeglm(outcome ~ treat, id = subject, data = d, family = binomial, corstr = "exch")
big <- geeglm(outcome ~ treat + age + baseline, id = subject, data = d, family = binomial, corstr = "exch")
anova(small, big)
