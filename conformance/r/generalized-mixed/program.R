library(lme4)
tight <- glmerControl(tolPwrss = 1e-13, optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12))
d <- read.csv("../shared/data/respiratory_long.csv")
d$subject <- factor(1000 * d$center + d$id)
fit <- glmer(outcome ~ treat + factor(center) + age + baseline + (1 | subject), data = d, family = binomial, nAGQ = 15,
             control = tight)
fit
summary(fit)
VarCorr(fit)
round(fixef(fit), 3)
head(ranef(fit)$subject)
laplace <- update(fit, nAGQ = 1)
summary(laplace)
anova(update(laplace, . ~ . - age), laplace)
logLik(fit); AIC(fit); BIC(fit); nobs(fit); ngrps(fit)
e <- read.csv("../shared/data/epilepsy.csv")
long <- data.frame(id = rep(e$id, 4), trt = rep(e$trt, 4), visit = rep(1:4, each = nrow(e)), y = c(e$y1, e$y2, e$y3, e$y4),
                   base = rep(log(e$y0 / 4), 4))
pois <- glmer(y ~ trt + base + visit + (1 | id), data = long, family = poisson, control = tight)
summary(pois)
quick <- update(laplace, nAGQ = 0)
summary(quick)
both <- glmer(y ~ trt + base + visit + (1 | id) + (0 + visit | id), data = long, family = poisson, nAGQ = 0, control = tight)
both
