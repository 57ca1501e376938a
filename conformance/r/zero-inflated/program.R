# Counts with additional zeros by glmmTMB: Poisson and negative binomial, a constant and a modelled zero part.
library(glmmTMB)
set.seed(4)
n <- 400
visits <- data.frame(site = factor(rep(1:40, each = 10)), x = round(rnorm(n), 3))
mean <- exp(0.8 + 0.4 * visits$x + rnorm(40, sd = 0.6)[visits$site])
zero <- runif(n) < plogis(-1 + 0.7 * visits$x)
visits$count <- ifelse(zero, 0, rpois(n, mean))
visits$more <- ifelse(zero, 0, rpois(n, mean * exp(rnorm(n, sd = 0.7))))

inflated <- glmmTMB(count ~ x + (1 | site), ziformula = ~ x, data = visits, family = poisson)
inflated
summary(inflated)
fixef(inflated)
head(ranef(inflated)$cond$site[, 1], 3)
round(vcov(inflated)$cond, 4)
round(vcov(inflated)$zi, 4)
round(confint(inflated), 4)
round(sqrt(diag(vcov(inflated, full = TRUE))), 4)
logLik(inflated)
round(head(fitted(inflated), 3), 4)
round(head(residuals(inflated, type = "pearson"), 3), 3)
for (type in c("link", "conditional", "response", "zprob", "zlink")) {
  print(round(predict(inflated, data.frame(x = c(-1, 1), site = "2"), type = type), 4))
}
plain <- glmmTMB(count ~ x + (1 | site), data = visits, family = poisson)
constant <- update(plain, ziformula = ~ 1)
anova(plain, constant, inflated)

overdispersed <- glmmTMB(more ~ x + (1 | site), ziformula = ~ 1, data = visits, family = nbinom2)
summary(overdispersed)
round(confint(overdispersed, full = TRUE), 4)
sigma(overdispersed)
summary(glmmTMB(count ~ x, ziformula = ~ x, data = visits, family = poisson))
