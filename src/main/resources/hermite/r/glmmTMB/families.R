# Families that package glmmTMB adds to those of stats.

.tmb_family <- function(name, link, variance) {
  structure(c(list(family = name, link = link), make.link(link)[c("linkfun", "linkinv", "mu.eta")], list(variance = variance)),
            class = "family")
}
nbinom2 <- function(link = "log") .tmb_family("nbinom2", link, function(mu, theta) mu * (1 + mu / theta))
nbinom1 <- function(link = "log") .tmb_family("nbinom1", link, function(mu, phi) mu * (1 + phi))
beta_family <- function(link = "logit") .tmb_family("beta", link, function(mu) mu * (1 - mu))

betabinomial <- function(...) .unsupported("family betabinomial() is not supported")
compois <- function(...) .unsupported("family compois() is not supported")
genpois <- function(...) .unsupported("family genpois() is not supported")
lognormal <- function(...) .unsupported("family lognormal() is not supported")
ordbeta <- function(...) .unsupported("family ordbeta() is not supported")
t_family <- function(...) .unsupported("family t_family() is not supported")
truncated_compois <- function(...) .unsupported("family truncated_compois() is not supported")
truncated_genpois <- function(...) .unsupported("family truncated_genpois() is not supported")
truncated_nbinom1 <- function(...) .unsupported("family truncated_nbinom1() is not supported")
truncated_nbinom2 <- function(...) .unsupported("family truncated_nbinom2() is not supported")
truncated_poisson <- function(...) .unsupported("family truncated_poisson() is not supported")
tweedie <- function(...) .unsupported("family tweedie() is not supported")
ziGamma <- function(...) .unsupported("family ziGamma() is not supported")
glmmTMBControl <- function(...) structure(list(...), class = "glmmTMBControl")

# The engine's name of a family whose dispersion is estimated, and between its dispersion and the parameter of glmmTMB:
# log(sigma^2), log(theta), log(phi) or minus log of the gamma's variance over mu^2.
.tmb_density <- function(family) {
  switch(family, gaussian = "normal", Gamma = "gamma", binomial = , poisson = , beta = , nbinom1 = , nbinom2 = family,
         .unsupported("glmmTMB(family = ", family, ") is not supported"))
}
.tmb_dispersion_sign <- function(family) if (family %in% c("nbinom2", "Gamma")) -1 else 1
.has_dispersion <- function(family) !family %in% c("binomial", "poisson")
