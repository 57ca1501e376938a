# Several responses, least squares without a formula, negative binomial fits with their terms dropped.
library(MASS)
d <- mtcars
d$cyl <- factor(d$cyl)
both <- lm(cbind(mpg, hp) ~ wt + cyl, d)
both
anova(both, update(both, . ~ . - cyl))
anova(both, update(both, . ~ . - cyl), test = "Wilks")
summary(manova(cbind(mpg, hp) ~ cyl, d), test = "Roy")
estVar(both)
fit <- lm(mpg ~ wt + cyl, d)
kappa(fit)
qr(fit)$rank
qr.R(fit$qr)
ls.print(lsfit(cbind(a = d$wt, b = d$hp), d$mpg))
ls.diag(lsfit(d$wt, d$mpg))$std.err
.lm.fit(cbind(1, d$wt), d$mpg)$coefficients
dropterm(fit, test = "F")
addterm(fit, ~ . + hp, test = "F")
counts <- glm.nb(breaks ~ wool + tension, warpbreaks)
counts
names(counts)
dropterm(counts, test = "Chisq")
confint(counts)
summary(glm.convert(counts), dispersion = 1)$coefficients[-1, ]
print(digamma(c(-1.3, 0.5, 1, 5.3, 20.5)), digits = 12)
print(trigamma(c(-1.3, 0.5, 1, 5.3, 20.5)), digits = 12)
str(simulate(fit, 1, seed = 3))
str(c(first = 7.07e-10, second = 2e-10, third = 3e-11, fourth = 4e-10, fifth = 1e-10))
