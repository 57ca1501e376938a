# Families and links of generalized linear models, as objects of functions (McCullagh and Nelder 1989).

make.link <- function(link) {
  eps <- .Machine$double.eps
  pieces <- switch(link,
    identity = list(function(mu) mu, function(eta) eta, function(eta) rep.int(1, length(eta))),
    log = list(function(mu) log(mu), function(eta) pmax(exp(eta), eps), function(eta) pmax(exp(eta), eps)),
    logit = list(function(mu) log(mu / (1 - mu)), function(eta) plogis(bounded(eta)),
                 function(eta) pmax(dlogis(eta), eps)),
    probit = list(function(mu) qnorm(mu), function(eta) pnorm(pmin(pmax(eta, qnorm(eps)), -qnorm(eps))),
                  function(eta) pmax(dnorm(eta), eps)),
    cloglog = list(function(mu) log(-log1p(-mu)), function(eta) pmax(pmin(-expm1(-exp(eta)), 1 - eps), eps),
                   function(eta) {
                     eta <- pmin(eta, 700)
                     pmax(exp(eta) * exp(-exp(eta)), eps)
                   }),
    cauchit = list(function(mu) qcauchy(mu), function(eta) pcauchy(pmin(pmax(eta, qcauchy(eps)), -qcauchy(eps))),
                   function(eta) pmax(dcauchy(eta), eps)),
    sqrt = list(function(mu) sqrt(mu), function(eta) eta^2, function(eta) 2 * eta),
    inverse = list(function(mu) 1 / mu, function(eta) 1 / eta, function(eta) -1 / eta^2),
    "1/mu^2" = list(function(mu) 1 / mu^2, function(eta) 1 / sqrt(eta), function(eta) -1 / (2 * eta^1.5)),
    stop(gettextf("%s link not recognised", sQuote(link))))
  valid <- switch(link, inverse = function(eta) all(is.finite(eta)) && all(eta != 0),
    "1/mu^2" = , sqrt = function(eta) all(is.finite(eta)) && all(eta > 0), function(eta) TRUE)
  structure(list(linkfun = pieces[[1]], linkinv = pieces[[2]], mu.eta = pieces[[3]], valideta = valid, name = link),
            class = "link-glm")
}
bounded <- function(eta) pmin(pmax(eta, -36.04365), 36.04365)

# The compiled routines that the families of fits saved by R call.
.Call <- function(.NAME, ...) {
  name <- deparse(substitute(.NAME))
  routine <- switch(name,
    C_logit_link = function(mu) qlogis(mu),
    C_logit_linkinv = make.link("logit")$linkinv,
    C_logit_mu_eta = make.link("logit")$mu.eta,
    C_binomial_dev_resids = binomial_deviance,
    .unsupported(".Call(", name, ")"))
  routine(...)
}

# mu^power as a link.
power <- function(lambda = 1) {
  if (lambda <= 0) return(make.link("log"))
  if (lambda == 1) return(make.link("identity"))
  structure(list(linkfun = function(mu) mu^lambda, linkinv = function(eta) pmax(eta^(1 / lambda), .Machine$double.eps),
                 mu.eta = function(eta) pmax((1 / lambda) * eta^(1 / lambda - 1), .Machine$double.eps),
                 valideta = function(eta) all(is.finite(eta)) && all(eta > 0),
                 name = paste0("mu^", round(lambda, 3))), class = "link-glm")
}

# The link as the caller wrote it: a name, a text, or an object made by make.link or power.
link_of <- function(written, value, known, family) {
  text <- if (is.symbol(written)) as.character(written) else NULL
  if (!is.null(text) && text %in% known) return(make.link(text))
  value <- force(value)
  if (inherits(value, "link-glm")) return(value)
  if (is.character(value) && length(value) == 1 && value %in% known) return(make.link(value))
  link <- value
  if (is.character(link)) make.link(link)
  stop(gettextf("link \"%s\" not available for %s family; available links are %s", as.character(value)[1], family,
                paste(sQuote(known), collapse = ", ")), call. = FALSE)
}

make_family <- function(name, link, variance, dev.resids, aic, validmu, initialize, simulate = NULL) {
  structure(list(family = name, link = link$name, linkfun = link$linkfun, linkinv = link$linkinv, variance = variance,
                 dev.resids = dev.resids, aic = aic, mu.eta = link$mu.eta, initialize = initialize, validmu = validmu,
                 valideta = link$valideta, simulate = simulate), class = "family")
}

y_log_y <- function(y, mu) ifelse(y == 0, 0, y * log(y / mu))

gaussian <- function(link = "identity") {
  link <- link_of(substitute(link), link, c("inverse", "log", "identity"), "gaussian")
  make_family("gaussian", link,
    variance = function(mu) rep.int(1, length(mu)),
    dev.resids = function(y, mu, wt) wt * (y - mu)^2,
    aic = function(y, n, mu, wt, dev) length(y) * (log(2 * pi * dev / length(y)) + 1) + 2 - sum(log(wt)),
    validmu = function(mu) TRUE,
    initialize = function(y, weights) list(y = y, n = rep.int(1, length(y)), weights = weights, mustart = y),
    simulate = function(mu, wt, dispersion) rnorm(length(mu), mu, sqrt(dispersion / wt)))
}

# Conditions of the start of a fit, under the call that R makes there.
initial_warning <- function(text) warning(simpleWarning(text, quote(eval(family$initialize))))
initial_error <- function(text) stop(simpleError(text, quote(eval(family$initialize))))
binomial_initial <- function(y, weights) {
  if (is.matrix(y) && ncol(y) == 2) {
    if (any(abs(y - round(y)) > 1e-3)) initial_warning("non-integer counts in a binomial glm!")
    n <- y[, 1] + y[, 2]
    y <- ifelse(n == 0, 0, y[, 1] / n)
    weights <- weights * n
    list(y = y, n = n, weights = weights, mustart = (n * y + 0.5) / (n + 1))
  } else {
    if (is.factor(y)) y <- y != levels(y)[1]
    y <- structure(as.numeric(y), names = names(y))
    if (any(y < 0 | y > 1)) initial_error("y values must be 0 <= y <= 1")
    y[weights == 0] <- 0
    count <- weights * y
    if (any(abs(count - round(count)) > 1e-3)) initial_warning("non-integer #successes in a binomial glm!")
    list(y = y, n = rep.int(1, length(y)), weights = weights, mustart = (weights * y + 0.5) / (weights + 1))
  }
}
binomial_deviance <- function(y, mu, wt) 2 * wt * (y_log_y(y, mu) + y_log_y(1 - y, 1 - mu))

binomial <- function(link = "logit") {
  link <- link_of(substitute(link), link, c("logit", "probit", "cloglog", "cauchit", "log"), "binomial")
  make_family("binomial", link,
    variance = function(mu) mu * (1 - mu),
    dev.resids = binomial_deviance,
    aic = function(y, n, mu, wt, dev) {
      m <- if (any(n > 1)) n else wt
      -2 * sum(ifelse(m > 0, wt / m, 0) * dbinom(round(m * y), round(m), mu, log = TRUE))
    },
    validmu = function(mu) all(is.finite(mu)) && all(mu > 0 & mu < 1),
    initialize = binomial_initial,
    simulate = function(mu, wt, dispersion) rbinom(length(mu), wt, mu) / wt)
}

quasibinomial <- function(link = "logit") {
  link <- link_of(substitute(link), link, c("logit", "probit", "cloglog", "cauchit", "log"), "quasibinomial")
  make_family("quasibinomial", link,
    variance = function(mu) mu * (1 - mu),
    dev.resids = binomial_deviance,
    aic = function(y, n, mu, wt, dev) NA,
    validmu = function(mu) all(is.finite(mu)) && all(mu > 0 & mu < 1),
    initialize = function(y, weights) {
      if (is.matrix(y) || is.factor(y)) binomial_initial(y, weights)
      else list(y = as.numeric(y), n = rep.int(1, length(y)), weights = weights,
                mustart = (weights * y + 0.5) / (weights + 1))
    })
}

count_initial <- function(y, weights) {
  if (any(y < 0)) initial_error("negative values not allowed for the 'Poisson' family")
  list(y = y, n = rep.int(1, length(y)), weights = weights, mustart = y + 0.1)
}
poisson_deviance <- function(y, mu, wt) 2 * wt * (y_log_y(y, mu) - (y - mu))

poisson <- function(link = "log") {
  link <- link_of(substitute(link), link, c("log", "identity", "sqrt"), "poisson")
  make_family("poisson", link,
    variance = function(mu) mu,
    dev.resids = poisson_deviance,
    aic = function(y, n, mu, wt, dev) -2 * sum(dpois(y, mu, log = TRUE) * wt),
    validmu = function(mu) all(is.finite(mu)) && all(mu > 0),
    initialize = count_initial,
    simulate = function(mu, wt, dispersion) rpois(length(mu), mu))
}

quasipoisson <- function(link = "log") {
  link <- link_of(substitute(link), link, c("log", "identity", "sqrt"), "quasipoisson")
  make_family("quasipoisson", link,
    variance = function(mu) mu,
    dev.resids = poisson_deviance,
    aic = function(y, n, mu, wt, dev) NA,
    validmu = function(mu) all(is.finite(mu)) && all(mu > 0),
    initialize = count_initial)
}

Gamma <- function(link = "inverse") {
  link <- link_of(substitute(link), link, c("inverse", "log", "identity"), "gamma")
  make_family("Gamma", link,
    variance = function(mu) mu^2,
    dev.resids = function(y, mu, wt) -2 * wt * (log(ifelse(y == 0, 1, y / mu)) - (y - mu) / mu),
    aic = function(y, n, mu, wt, dev) {
      phi <- dev / sum(wt)
      -2 * sum(dgamma(y, 1 / phi, scale = mu * phi, log = TRUE) * wt) + 2
    },
    validmu = function(mu) all(is.finite(mu)) && all(mu > 0),
    initialize = function(y, weights) {
      if (any(y <= 0)) stop("non-positive values not allowed for the 'Gamma' family", call. = FALSE)
      list(y = y, n = rep.int(1, length(y)), weights = weights, mustart = y)
    },
    simulate = function(mu, wt, dispersion) rgamma(length(mu), wt / dispersion, scale = mu * dispersion / wt))
}

inverse.gaussian <- function(link = "1/mu^2") {
  link <- link_of(substitute(link), link, c("1/mu^2", "inverse", "log", "identity"), "inverse.gaussian")
  make_family("inverse.gaussian", link,
    variance = function(mu) mu^3,
    dev.resids = function(y, mu, wt) wt * (y - mu)^2 / (y * mu^2),
    aic = function(y, n, mu, wt, dev) sum(wt) * (log(2 * pi * dev / sum(wt)) + 1) + 3 * sum(log(y) * wt) + 2,
    validmu = function(mu) TRUE,
    initialize = function(y, weights) {
      if (any(y <= 0)) stop("positive values only are allowed for the 'inverse.gaussian' family", call. = FALSE)
      list(y = y, n = rep.int(1, length(y)), weights = weights, mustart = y)
    })
}

quasi <- function(link = "identity", variance = "constant") {
  link <- link_of(substitute(link), link,
                  c("logit", "probit", "cloglog", "identity", "inverse", "log", "1/mu^2", "sqrt"), "quasi")
  written <- substitute(variance)
  name <- if (is.character(written)) written else paste(deparse(written), collapse = "")
  if (is.symbol(written) && !name %in% c("constant", "mu")) name <- as.character(variance)
  pieces <- switch(name,
    constant = list(function(mu) rep.int(1, length(mu)), function(y, mu, wt) wt * (y - mu)^2,
                    function(y) y),
    "mu(1-mu)" = list(function(mu) mu * (1 - mu), binomial_deviance, function(y) pmax(0.001, pmin(0.999, y))),
    mu = list(function(mu) mu, poisson_deviance, function(y) y + 0.1 * (y == 0)),
    "mu^2" = list(function(mu) mu^2,
                  function(y, mu, wt) pmax(-2 * wt * (log(ifelse(y == 0, 1, y) / mu) - (y - mu) / mu), 0),
                  function(y) y + 0.1 * (y == 0)),
    "mu^3" = list(function(mu) mu^3, function(y, mu, wt) wt * (y - mu)^2 / (y * mu^2),
                  function(y) y + 0.1 * (y == 0)),
    stop(gettextf("'variance' %s is not one of constant, mu, mu(1-mu), mu^2, mu^3", sQuote(name)), call. = FALSE))
  out <- make_family("quasi", link, variance = pieces[[1]], dev.resids = pieces[[2]],
    aic = function(y, n, mu, wt, dev) NA,
    validmu = function(mu) switch(name, constant = TRUE, "mu(1-mu)" = all(mu > 0) && all(mu < 1), all(mu > 0)),
    initialize = function(y, weights) {
      list(y = y, n = rep.int(1, length(y)), weights = weights, mustart = pieces[[3]](y))
    })
  out$varfun <- name
  out
}

print.family <- function(x, ...) {
  cat("\nFamily:", x$family, "\n")
  cat("Link function:", x$link, "\n\n")
  invisible(x)
}

# A family given as a function, a call's value, or a name.
as_family <- function(family, env) {
  if (is.character(family)) {
    found <- get0(family, mode = "function", envir = env)
    if (is.null(found)) {
      stop(simpleError(paste0("object '", family, "' of mode 'function' was not found"),
                       quote(get(family, mode = "function", envir = parent.frame()))))
    }
    family <- found
  }
  if (is.function(family)) family <- family()
  if (is.null(family$family)) stop("'family' not recognized", call. = FALSE)
  family
}
