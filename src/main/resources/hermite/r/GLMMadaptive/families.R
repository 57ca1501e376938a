# Families of GLMMadaptive: log densities of the response given both linear predictors, with their derivatives.
#
# A density is a list of functions of (y, mu, phi): the log density d, its derivatives s in the linear predictor and p in
# phi, and draws r of (n, mu, phi); y is a vector, or a matrix of two columns, mu a matrix with a row for each of them.

adaptive_family <- function(name, link, log_dens, score_eta_fun, score_eta_zi_fun = NULL, score_phis_fun = NULL, simulate = NULL, variance = NULL, ...) {
  stats <- make.link(link)
  out <- list(family = name, link = link, linkfun = stats$linkfun, linkinv = stats$linkinv, mu.eta = stats$mu.eta, log_dens = log_dens, score_eta_fun = score_eta_fun)
  out$score_eta_zi_fun <- score_eta_zi_fun
  out$score_phis_fun <- score_phis_fun
  out$simulate <- simulate
  out$variance <- variance
  structure(c(out, list(...)), class = "family")
}
with_mean <- function(value, mu) structure(value, mu_y = mu)

# A density without a zero part.
plain_family <- function(name, link, density, phis = TRUE, variance = NULL, ...) {
  adaptive_family(name, link,
    function(y, eta, mu_fun, phis, eta_zi) {
      mu <- mu_fun(eta)
      with_mean(density$d(y, mu, needed(phis, density)), mu)
    },
    function(y, mu, phis, eta_zi) density$s(y, mu, phis),
    score_phis_fun = if (phis) function(y, mu, phis, eta_zi) density$p(y, mu, phis),
    simulate = if (!is.null(density$r)) function(n, mu, phis, eta_zi) density$r(n, mu, phis), variance = variance, ...)
}
needed <- function(phis, density) if (is.null(phis) && !is.null(density$p)) stop("the density has a parameter phi") else phis

# Zeros of a part of their own beside those of the density.
inflated_family <- function(name, link, density) {
  first <- function(y) if (is.matrix(y)) y[, 1] else y
  own <- function(y, mu, phis, eta_zi) {
    # the probability that a zero is one of those
    zero <- rep(first(y) == 0, length.out = length(mu))
    extra <- plogis(eta_zi - density$d(y, mu, phis))
    structure(ifelse(zero, extra, 0), dim = dim(mu))
  }
  adaptive_family(name, link,
    function(y, eta, mu_fun, phis, eta_zi) {
      mu <- mu_fun(as.matrix(eta))
      zi <- eta_zi + 0 * mu
      l <- density$d(y, mu, needed(phis, density)) + plogis(zi, lower.tail = FALSE, log.p = TRUE)
      zero <- rep(first(y) == 0, length.out = length(mu))
      share <- plogis(zi, log.p = TRUE)
      l[zero] <- pmax(l, share)[zero] + log1p(exp(-abs(l - share)))[zero]
      with_mean(l, mu)
    },
    function(y, mu, phis, eta_zi) {
      mu <- as.matrix(mu)
      (1 - own(y, mu, phis, eta_zi + 0 * mu)) * density$s(y, mu, phis)
    },
    function(y, mu, phis, eta_zi) {
      mu <- as.matrix(mu)
      own(y, mu, phis, eta_zi + 0 * mu) - plogis(eta_zi + 0 * mu)
    },
    if (!is.null(density$p)) function(y, mu, phis, eta_zi) {
      mu <- as.matrix(mu)
      (1 - own(y, mu, phis, eta_zi + 0 * mu)) * density$p(y, mu, phis)
    })
}
# Zeros by one part, the other values by the density without zero; a density on the positive numbers is taken as it is.
hurdle_family <- function(name, link, density, cut = NULL, variance = NULL, simulate = NULL) {
  adaptive_family(name, link,
    function(y, eta, mu_fun, phis, eta_zi) {
      mu <- mu_fun(as.matrix(eta))
      zi <- eta_zi + 0 * mu
      some <- rep(y > 0, length.out = length(mu))
      l <- plogis(zi, log.p = TRUE)
      value <- density$d(y, mu, needed(phis, density)) + plogis(zi, lower.tail = FALSE, log.p = TRUE)
      if (!is.null(cut)) value <- value - log(-expm1(cut$d(mu, phis)))
      l[some] <- value[some]
      with_mean(l, mu)
    },
    function(y, mu, phis, eta_zi) {
      mu <- as.matrix(mu)
      s <- density$s(y, mu, phis)
      if (!is.null(cut)) s <- s + cut$s(mu, phis) / expm1(-cut$d(mu, phis))
      s[rep(!(y > 0), length.out = length(mu))] <- 0
      s
    },
    function(y, mu, phis, eta_zi) rep(!(y > 0), length.out = length(mu)) - plogis(eta_zi + 0 * as.matrix(mu)),
    if (!is.null(density$p)) function(y, mu, phis, eta_zi) {
      mu <- as.matrix(mu)
      s <- density$p(y, mu, phis)
      if (!is.null(cut)) s <- s + cut$p(mu, phis) / expm1(-cut$d(mu, phis))
      s[rep(!(y > 0), length.out = length(mu))] <- 0
      s
    },
    simulate = simulate, variance = variance)
}
hurdle_draws <- function(draw) function(n, mu, phis, eta_zi) {
  y <- draw(n, mu, phis)
  y[as.logical(rbinom(n, 1, plogis(eta_zi)))] <- 0
  y
}

poisson_density <- list(
  d = function(y, mu, phi) y * log(mu) - mu - lgamma(y + 1),
  s = function(y, mu, phi) y - mu)
negative_binomial_density <- list(
  d = function(y, mu, phi) {
    k <- exp(phi)
    lgamma(y + k) - lgamma(k) - lgamma(y + 1) - k * log1p(mu / k) - y * log1p(k / mu)
  },
  s = function(y, mu, phi) {
    k <- exp(phi)
    (y - mu) * k / (k + mu)
  },
  p = function(y, mu, phi) {
    k <- exp(phi)
    k * (digamma(y + k) - digamma(k) - log1p(mu / k) + (mu - y) / (k + mu))
  },
  r = function(n, mu, phi) rnbinom(n, size = exp(phi), mu = mu))
binomial_density <- list(
  d = function(y, mu, phi) {
    k <- y
    n <- 1
    if (is.matrix(y)) {
      k <- y[, 1]
      n <- k + y[, 2]
    }
    l <- lchoose(n, k) + k * log(mu) + (n - k) * log1p(-mu)
    # at the ends of the probabilities, and where there is no density
    if (anyNA(l) || any(k != round(k))) dbinom(k, n, mu, TRUE) + 0 * mu else l
  },
  s = function(y, mu, phi) if (is.matrix(y)) y[, 1] - (y[, 1] + y[, 2]) * mu else y - mu)
# Precision exp(phi): mean mu, shapes mu exp(phi) and (1 - mu) exp(phi).
beta_density <- list(
  d = function(y, mu, phi) {
    k <- exp(phi)
    lgamma(k) - lgamma(mu * k) - lgamma(k - mu * k) + (mu * k - 1) * log(y) + (k - mu * k - 1) * log1p(-y)
  },
  s = function(y, mu, phi) {
    k <- exp(phi)
    k * (log(y) - log1p(-y) - digamma(mu * k) + digamma(k - mu * k)) * mu * (1 - mu)
  },
  p = function(y, mu, phi) {
    k <- exp(phi)
    k * (digamma(k) - mu * digamma(mu * k) - (1 - mu) * digamma(k - mu * k) + mu * log(y) + (1 - mu) * log1p(-y))
  },
  r = function(n, mu, phi) rbeta(n, shape1 = mu * exp(phi), shape2 = exp(phi) * (1 - mu)))
gamma_density <- list(
  d = function(y, mu, phi) {
    k <- exp(phi)
    k * (phi - log(mu)) + (k - 1) * log(y) - k * y / mu - lgamma(k)
  },
  s = function(y, mu, phi) exp(phi) * (y / mu - 1),
  p = function(y, mu, phi) {
    k <- exp(phi)
    k * (log(y / mu) - y / mu + phi + 1 - digamma(k))
  },
  r = function(n, mu, phi) rgamma(n, shape = exp(phi), scale = mu / exp(phi)))
lognormal_density <- list(
  d = function(y, mu, phi) dnorm(log(ifelse(y > 0, y, 1)), mu, exp(phi), log = TRUE) + 0 * mu,
  s = function(y, mu, phi) (log(ifelse(y > 0, y, 1)) - mu) / exp(2 * phi),
  p = function(y, mu, phi) (log(ifelse(y > 0, y, 1)) - mu)^2 / exp(2 * phi) - 1,
  r = function(n, mu, phi) rlnorm(n = n, meanlog = mu, sdlog = exp(phi)))
beta_binomial_density <- function(slope) {
  size <- function(y) if (is.matrix(y)) y[, 1] + y[, 2] else 1
  hits <- function(y) if (is.matrix(y)) y[, 1] else y
  list(
    d = function(y, mu, phi) {
      k <- exp(phi)
      lchoose(size(y), hits(y)) + lbeta(hits(y) + k * mu, size(y) - hits(y) + k * (1 - mu)) - lbeta(k * mu, k * (1 - mu))
    },
    s = function(y, mu, phi) {
      k <- exp(phi)
      k * (digamma(hits(y) + k * mu) - digamma(size(y) - hits(y) + k * (1 - mu)) - digamma(k * mu) + digamma(k * (1 - mu))) * slope(mu)
    },
    p = function(y, mu, phi) {
      k <- exp(phi)
      k * (mu * (digamma(hits(y) + k * mu) - digamma(k * mu)) + (1 - mu) * (digamma(size(y) - hits(y) + k * (1 - mu)) - digamma(k * (1 - mu))) -
             digamma(size(y) + k) + digamma(k))
    },
    r = function(n, mu, phi) rbinom(n, size = 1, prob = rbeta(n, shape1 = mu * exp(phi), shape2 = exp(phi) * (1 - mu))))
}
student_density <- function(df) list(
  d = function(y, mu, phi) dt((y - mu) / exp(phi), df, log = TRUE) - phi,
  s = function(y, mu, phi) (df + 1) * (y - mu) / (df * exp(2 * phi) + (y - mu)^2),
  p = function(y, mu, phi) (df + 1) * (y - mu)^2 / (df * exp(2 * phi) + (y - mu)^2) - 1,
  r = function(n, mu, phi) mu + exp(phi) * rt(n, df = df))
# The second column says how the first is known: 0 exactly, 1 at most, 2 at least that.
censored_density <- list(
  d = function(y, mu, phi) {
    s <- exp(phi)
    by_censoring(y, mu, dnorm(y[, 1], mu, s, log = TRUE), pnorm(y[, 1], mu, s, log.p = TRUE), pnorm(y[, 1], mu, s, lower.tail = FALSE, log.p = TRUE))
  },
  s = function(y, mu, phi) {
    z <- (y[, 1] - mu) / exp(phi)
    by_censoring(y, mu, z, -mills(z), mills(-z)) / exp(phi)
  },
  p = function(y, mu, phi) {
    z <- (y[, 1] - mu) / exp(phi)
    by_censoring(y, mu, z^2 - 1, -z * mills(z), z * mills(-z))
  },
  r = function(n, mu, phi) rnorm(n = n, mean = mu, sd = exp(phi)))
by_censoring <- function(y, mu, exact, below, above) {
  kind <- y[, 2] + 0 * mu
  out <- 0 * mu + exact
  out[kind == 1] <- below[kind == 1]
  out[kind == 2] <- above[kind == 2]
  out
}
mills <- function(z) exp(dnorm(z, log = TRUE) - pnorm(z, log.p = TRUE))

negative.binomial <- function() plain_family("negative binomial", "log", negative_binomial_density, variance = function(mu, theta) mu + mu^2 / theta)
zi.poisson <- function() inflated_family("zero-inflated poisson", "log", poisson_density)
zi.negative.binomial <- function() inflated_family("zero-inflated negative binomial", "log", negative_binomial_density)
zi.binomial <- function() inflated_family("zero-inflated binomial", "logit", binomial_density)
hurdle.poisson <- function() hurdle_family("hurdle poisson", "log", poisson_density,
  list(d = function(mu, phi) -mu, s = function(mu, phi) -mu),
  variance = function(mu) (mu + mu^2) / (1 - exp(-mu)) - mu^2 / ((1 - exp(-mu))^2),
  simulate = hurdle_draws(function(n, mu, phi) qpois(runif(n, ppois(0, mu), 1), mu)))
hurdle.negative.binomial <- function() hurdle_family("hurdle negative binomial", "log", negative_binomial_density,
  list(d = function(mu, phi) -exp(phi) * log1p(mu / exp(phi)), s = function(mu, phi) -mu * exp(phi) / (mu + exp(phi)),
       p = function(mu, phi) exp(phi) * (mu / (exp(phi) + mu) - log1p(mu / exp(phi)))),
  simulate = hurdle_draws(function(n, mu, phi) qnbinom(runif(n, pnbinom(0, mu = mu, size = exp(phi)), 1), mu = mu, size = exp(phi))))
hurdle.lognormal <- function() hurdle_family("hurdle log-normal", "identity", lognormal_density, simulate = hurdle_draws(lognormal_density$r))
beta.fam <- function() plain_family("beta", "logit", beta_density, variance = function(mu) mu * (1 - mu))
# values of 0 have no density: any other stands in for them
hurdle.beta.fam <- function() hurdle_family("hurdle beta", "logit",
  lapply(beta_density[c("d", "s", "p")], function(f) function(y, mu, phi) f(ifelse(y > 0, y, 0.5), mu, phi)), simulate = hurdle_draws(beta_density$r))
students.t <- function(df = stop("'df' must be specified"), link = "identity") {
  if (link != "identity") .unsupported("students.t() with another link than identity is not supported")
  plain_family("Student's-t", link, student_density(df), variance = function(mu) rep.int(1, length(mu)), df = df)
}
beta.binomial <- function(link = "logit") {
  slope <- switch(link, logit = function(mu) mu * (1 - mu), cloglog = function(mu) -(1 - mu) * log1p(-mu),
                  .unsupported("beta.binomial(link = \"", link, "\") is not supported"))
  plain_family("beta binomial", link, beta_binomial_density(slope))
}
Gamma.fam <- function() plain_family("Gamma", "log", gamma_density)
censored.normal <- function() plain_family("censored normal", "identity", censored_density)
unit.lindley <- function() stop("currently the 'unit.lindley()' family is unavailable.")

# What the likelihood needs of a family: the density and its derivatives, whichever it has of its own.
family_functions <- function(family) {
  out <- list(mu_fun = family$linkinv, var_fun = family$variance, mu.eta_fun = family$mu.eta)
  if (is.null(family$log_dens)) {
    density <- switch(family$family, binomial = binomial_density, poisson = poisson_density,
                      stop("'log_dens' component of the 'family' argument is NULL with no default.\n"))
    out$log_dens <- function(y, eta, mu_fun, phis, eta_zi) {
      mu <- mu_fun(eta)
      with_mean(density$d(y, mu, NULL), mu)
    }
  } else out$log_dens <- family$log_dens
  if (!is.function(out$log_dens)) stop("'log_dens' component of the 'family' argument must be a function.\n")
  if (!is.function(out$mu_fun)) stop("'linkinv' component of the 'family' argument must be a function.\n")
  for (name in c("score_eta_fun", "score_eta_zi_fun", "score_phis_fun")) if (is.function(family[[name]])) out[[name]] <- family[[name]]
  out
}
