library(nlme)
library(gee)
library(ordinal)
library(emmeans)
options(contrasts = c("contr.SAS", "contr.poly"))
d <- read.csv("../shared/data/respiratory_long.csv")
d$center <- factor(d$center)
d$visit <- factor(d$visit)
d$slot <- as.numeric(d$visit)
d <- d[order(d$center, d$id, d$slot), ]
d$patient <- as.integer(interaction(d$center, d$id, drop = TRUE))
d <- d[order(d$patient, d$slot), ]
# covariates in products with factors: at the mean, and at zero as SAS has them
fit <- lm(age ~ treat * slot + sex * baseline, data = d)
joint_tests(fit)
joint_tests(fit, cov.reduce = symmint(0))
joint_tests(fit, cov.reduce = symmint(0), cov.keep = 0)
# products of covariates alone
joint_tests(lm(outcome ~ age * baseline * slot + treat, data = d), cov.reduce = symmint(0), cov.keep = 0)
# estimating equations, with either covariance
g <- gee(outcome ~ treat * sex + age, id = patient, data = d, family = binomial, corstr = "exchangeable")
emmeans(g, ~ treat)
emmeans(g, ~ treat | sex, type = "response")
joint_tests(g)
joint_tests(g, vcov.method = "naive")
emmeans(g, ~ treat, vcov.method = "naive")
# the latent variable of cumulative models
d$stage <- cut(d$age, c(0, 25, 35, 45, 80))
m <- clm(stage ~ treat * center + sex, data = d)
emmeans(m, ~ treat | center)
pairs(emmeans(m, ~ sex))
joint_tests(m)
# residual variances by maximum likelihood, adjusted or not
e <- read.csv("../shared/data/epilepsy.csv")
long <- data.frame(id = rep(e$id, 4), trt = factor(rep(e$trt, 4)), age = rep(e$age, 4), visit = rep(1:4, each = nrow(e)),
                   y = log(1 + c(e$y1, e$y2, e$y3, e$y4)))
l <- lme(y ~ trt * visit + age, random = ~ 1 | id, data = long, method = "ML")
summary(l)$tTable
summary(l, adjustSigma = FALSE)$tTable
emmeans(l, ~ trt)
emmeans(l, ~ trt, sigmaAdjust = FALSE)
joint_tests(l, cov.reduce = symmint(0), sigmaAdjust = FALSE)
s <- gls(y ~ trt * visit + age, data = long, correlation = corAR1(form = ~ visit | id))
joint_tests(s, cov.reduce = symmint(0), mode = "df.error")
emmeans(s, ~ trt, mode = "df.error")
