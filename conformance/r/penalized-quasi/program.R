# Penalized quasi-likelihood by glmmPQL of package MASS, printed as nlme prints its fits.
library(MASS)
library(nlme)
data(cbpp, package = "lme4")

herds <- glmmPQL(cbind(incidence, size - incidence) ~ period, random = ~ 1 | herd, family = binomial, data = cbpp)
herds
summary(herds)
VarCorr(herds)
fixef(herds)
head(ranef(herds), 3)
head(coef(herds), 3)
vcov(herds)
round(intervals(herds, which = "fixed")$fixed[, ], 4)
round(head(fitted(herds), 4), 5)
round(head(residuals(herds, type = "pearson"), 4), 4)
round(predict(herds, data.frame(period = factor(1:4), herd = "3"), type = "response"), 5)
round(predict(herds, data.frame(period = factor(1:4), herd = "3"), level = 0), 5)
logLik(herds)
tryCatch(anova(herds), error = function(e) cat("anova:", conditionMessage(e), "\n"))
class(herds)

counts <- glmmPQL(incidence ~ period + offset(log(size)), random = ~ 1 | herd, family = poisson, data = cbpp, verbose = FALSE)
summary(counts)
round(head(predict(counts, type = "response"), 4), 4)

set.seed(11)
n <- 720
visits <- data.frame(id = factor(rep(1:120, each = 6)), time = rep(0:5, 120), arm = rep(c("a", "b"), each = 360))
eta <- -0.5 + 0.3 * visits$time + 0.6 * (visits$arm == "b") + rnorm(120, sd = 1.2)[visits$id] + rnorm(120, sd = 0.5)[visits$id] * visits$time
visits$y <- as.integer(runif(n) < plogis(eta))
slopes <- glmmPQL(y ~ arm * time, random = ~ time | id, family = binomial, data = visits, verbose = FALSE)
summary(slopes)
apart <- glmmPQL(y ~ arm + time, random = list(id = pdDiag(~ time)), family = binomial("probit"), data = visits, verbose = FALSE)
summary(apart)
VarCorr(apart)
