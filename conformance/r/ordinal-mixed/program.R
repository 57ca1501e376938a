# Cumulative link mixed models of package ordinal: Laplace approximation and adaptive quadrature.
library(ordinal)
tight <- clmm.control(gradTol = 1e-7)

set.seed(5)
n <- 640
tastes <- data.frame(judge = factor(rep(1:80, each = 8)), bottle = factor(rep(1:8, 80)), warm = rep(c("cold", "warm"), 320),
                     time = round(runif(n), 3))
latent <- 0.8 * (tastes$warm == "warm") + 1.2 * tastes$time + rnorm(80, sd = 1.1)[tastes$judge] +
  rnorm(80, sd = 1.9)[tastes$judge] * tastes$time + rep(c(-0.9, 0.5, 0.8, -0.4, -0.7, 0.6, 0.9, -0.8), 80) + rlogis(n)
tastes$rating <- cut(latent, c(-Inf, -1, 0.5, 2, Inf), labels = c("poor", "fair", "good", "best"), ordered_result = TRUE)

# The line with the steps and the last gradient of the search is left out: another search, other numbers.
shown <- function(fit) {
  lines <- capture.output(print(fit))
  cat(lines[!grepl("^ (link|logit|probit|cloglog) ", lines)], sep = "\n")
}
one <- clmm(rating ~ warm + time + (1 | judge), data = tastes, control = tight)
shown(one)
shown(summary(one))
VarCorr(one)
round(head(ranef(one)$judge, 3), 3)
round(head(condVar(one)$judge, 3), 3)
round(vcov(one), 4)
round(confint(one), 3)
logLik(one)
c(AIC(one), BIC(one), nobs(one))
round(head(fitted(one), 4), 3)
drop1(one, test = "Chisq")

nine <- clmm(rating ~ warm + time + (1 | judge), data = tastes, nAGQ = 9, control = tight)
shown(summary(nine))
fewer <- clmm(rating ~ warm + (1 | judge), data = tastes, nAGQ = 9, control = tight)
anova(fewer, nine)

crossed <- clmm(rating ~ warm + time + (1 | judge) + (1 | bottle), data = tastes, link = "probit", control = tight)
shown(summary(crossed))
anova(clm(rating ~ warm + time, data = tastes), one)

slopes <- clmm(rating ~ warm + time + (time | judge), data = tastes, control = tight)
shown(slopes)
shown(summary(slopes))
coef(slopes)

# clmm calls the asymmetric links by each other's names of clm
coef(clmm(rating ~ warm + (1 | judge), data = tastes, link = "cloglog", control = tight))
coef(clmm(rating ~ warm + (1 | judge), data = tastes, link = "loglog", control = tight))
coef(clm(rating ~ warm, data = tastes, link = "cloglog"))
