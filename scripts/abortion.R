# Support for legalised abortion in three situations, General Social Survey 1994: 1850 people, binary answers.
# The counts are those published by Agresti, Categorical Data Analysis (2nd edition 2002, table 10.13).
# Marginal models, and random intercepts by adaptive quadrature with 70 points, as in a course on generalized
# linear models (STAT 347, University of Chicago, data example 7).

# answers (1 yes, 0 no) to: low income, unmarried, any reason; then how many men and women gave them
patterns <- data.frame(
  low.income = c(1, 1, 0, 0, 1, 1, 0, 0),
  unmarried  = c(1, 1, 1, 1, 0, 0, 0, 0),
  any.reason = c(1, 0, 1, 0, 1, 0, 1, 0),
  men        = c(342, 26, 6, 21, 11, 32, 19, 356),
  women      = c(440, 25, 14, 18, 14, 47, 22, 457))

person <- rbind(
  patterns[rep(1:8, patterns$women), 1:3],
  patterns[rep(1:8, patterns$men), 1:3])
n <- nrow(person)
Abortion <- data.frame(
  gender    = rep(rep(c(1, 0), c(sum(patterns$women), sum(patterns$men))), each = 3),
  response  = as.vector(t(as.matrix(person))),
  situation = rep(1:3, n),
  case      = rep(1:n, each = 3))
head(Abortion)

library(gee)
summary(gee(response ~ gender + factor(situation), id = case, data = Abortion, family = binomial,
            corstr = "exchangeable"))

library(glmmML)
fit.glmm <- glmmML(response ~ gender + factor(situation), cluster = case, data = Abortion, family = binomial,
                   method = "ghq", n.points = 70)
summary(fit.glmm)

library(lme4)
fit.glmer <- glmer(response ~ gender + factor(situation) + (1 | case), data = Abortion, family = binomial, nAGQ = 70)
summary(fit.glmer)

fit.glm <- glm(response ~ gender + factor(situation), data = Abortion, family = binomial)
summary(fit.glm)

# conditional coefficients against marginal ones, and the line on which they would lie approximately
plot(fit.glm$coefficients, fit.glmm$coefficients, xlim = c(-1, 1), ylim = c(-1, 1),
     xlab = "marginal", ylab = "conditional")
abline(h = 0, lty = 2)
abline(v = 0, lty = 2)
abline(a = 0, b = sqrt(1 + (fit.glmm$sigma / 1.7)^2), col = "red")
