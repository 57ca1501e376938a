# Random intercepts by glmmML(): quadrature, priors of the intercepts, counts, Laplace's estimates.
suppressMessages(library(glmmML))
set.seed(11)
z <- data.frame(id = rep(1:30, each = 5), t = rep(0:4, 30), g = factor(rep(c("a", "b", "c"), each = 50)))
u <- rep(rnorm(30), each = 5)
z$b <- rbinom(150, 1, plogis(-0.5 + 0.3 * z$t + 1.3 * u))
z$p <- rpois(150, exp(0.2 + 0.15 * z$t + 0.5 * u))
z$s <- rbinom(150, 8, plogis(-0.5 + 0.3 * z$t + u))
z$e <- log(1:150 / 50)
end <- list(epsilon = 1e-14, maxit = 500)
f <- glmmML(b ~ t, data = z, cluster = id, method = "ghq", n.points = 9, control = end)
f
summary(f)
names(f)
f[c("coef.sd", "sigma.sd", "aic", "deviance", "cluster.null.deviance", "cluster.null.df", "info", "prior")]
f$variance
extractAIC(f)
c(deviance(f), df.residual(f))
glmmML(cbind(s, 8 - s) ~ t, binomial, z, cluster = id, method = "ghq", n.points = 15, control = end)
glmmML(b ~ t, binomial(cloglog), z, cluster = id, method = "ghq", n.points = 15, control = end)
glmmML(p ~ t, poisson, z, cluster = id, offset = e, method = "ghq", n.points = 15, control = end)
glmmML(b ~ t, binomial, z, cluster = id, prior = "logistic", method = "ghq", n.points = 15, control = end)
for (prior in c("gaussian", "logistic", "cauchy")) {
  f <- glmmML(p ~ t, poisson, z, cluster = id, prior = prior, control = end)
  print(c(coef(f), sigma = f$sigma, deviance = f$deviance), digits = 5)
}
set.seed(3)
glmmML(b ~ t, binomial, z, cluster = id, boot = 20, control = end)$bootP
