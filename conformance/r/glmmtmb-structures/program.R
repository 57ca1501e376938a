# Linear mixed models of package glmmTMB: REML, a dispersion formula, covariance structures, held parameters.
library(glmmTMB)
made <- expand.grid(visit = 1:4, id = 1:30)
made$trt <- made$id %% 2
made$w <- 1 + (made$id * made$visit) %% 3 / 2
made$g <- factor(made$id %% 3 > 0, labels = c("few", "many"))
level <- 1.2 * sin(1:30 * 3.7)
swing <- sin(5.1 * made$id * made$visit + made$visit)
made$y <- round(2 + 0.5 * made$visit + 0.3 * made$trt + rep(level, each = 4) + swing + 0.8 * rep(cos(1:30 * 1.9), each = 4) * made$visit / 4, 4)
made$v <- factor(made$visit)
made$id <- factor(made$id)

restricted <- glmmTMB(y ~ visit + trt + (1 | id), data = made, REML = TRUE)
restricted
summary(restricted)
df.residual(restricted)

held <- glmmTMB(y ~ visit + trt + (1 | id), data = made, REML = TRUE, dispformula = ~ 1 + offset(log(w)),
                start = list(betad = log(0.8)), map = list(betad = factor(NA)))
summary(held)
round(held$fit$parfull[names(held$fit$parfull) != "b"], 3)
weighted <- glmmTMB(y ~ visit + trt + (1 | id), data = made, dispformula = ~ 1 + offset(log(w)))
summary(weighted)$coefficients$cond
sigma(weighted)

groups <- glmmTMB(y ~ visit + (1 | id), data = made, dispformula = ~ g, REML = TRUE)
summary(groups)

unstructured <- glmmTMB(y ~ visit + us(0 + v | id), data = made, dispformula = ~ 0, REML = TRUE)
round(VarCorr(unstructured)$cond$id[1:4, 1:4], 2)
round(sqrt(diag(vcov(unstructured)$cond)), 4)
alike <- glmmTMB(y ~ visit + cs(0 + v | id), data = made, dispformula = ~ 0)
VarCorr(alike)
by_lag <- glmmTMB(y ~ visit + toep(0 + v | id), data = made, dispformula = ~ 0)
round(c(logLik(by_lag), AIC(by_lag)), 2)
near <- glmmTMB(y ~ visit + ar1(0 + v | id), data = made, dispformula = ~ 0)
summary(near)

# equal variances of the visits: theta's first elements are one
equal <- glmmTMB(y ~ visit + diag(0 + v | id), data = made, REML = TRUE, dispformula = ~ 0, map = list(theta = factor(c(1, 1, 1, 1))))
round(c(fixef(equal)$cond, logLik(equal)), 3)
