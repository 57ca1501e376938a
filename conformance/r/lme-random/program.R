library(nlme)
e <- read.csv("../shared/data/epilepsy.csv")
long <- data.frame(id = rep(e$id, 5), trt = rep(e$trt, 5), week = rep(c(0, 2, 4, 6, 8), each = nrow(e)),
                   y = log(1 + c(e$y0 / 4, e$y1, e$y2, e$y3, e$y4)))
fit <- lme(y ~ trt * week, random = ~ 1 | id, data = long)
fit
summary(fit)
anova(fit)
fixef(fit)
head(ranef(fit))
ml <- update(fit, method = "ML")
anova(ml, update(ml, . ~ . - trt:week))
intervals(fit, which = "fixed")
VarCorr(fit)
