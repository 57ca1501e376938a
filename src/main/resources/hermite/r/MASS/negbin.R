# Negative binomial regression with the shape estimated by maximum likelihood (Venables and Ripley 2002, section 7.4).

negative.binomial <- function(theta = stop("'theta' must be specified"), link = "log") {
  link <- link_of(substitute(link), link, c("log", "identity", "sqrt"), "negative.binomial")
  force(theta)
  out <- make_family(paste0("Negative Binomial(", format(round(theta, 4)), ")"), link,
    variance = function(mu) mu + mu^2 / theta,
    dev.resids = function(y, mu, wt) 2 * wt * (y * log(pmax(1, y) / mu) - (y + theta) * log((y + theta) / (mu + theta))),
    aic = function(y, n, mu, wt, dev) -2 * sum(dnbinom(y, size = theta, mu = mu, log = TRUE) * wt),
    validmu = function(mu) all(mu > 0),
    initialize = function(y, weights) {
      if (any(y < 0)) stop("negative values not allowed for the negative binomial family", call. = FALSE)
      list(y = y, n = rep.int(1, length(y)), weights = weights, mustart = y + (y == 0) / 6)
    },
    simulate = function(mu, wt, dispersion) rnbinom(length(mu), size = theta, mu = mu))
  out$theta <- theta
  out
}

# The shape that maximises the likelihood at given means, by Newton steps, and its standard error.
theta.ml <- function(y, mu, n = sum(weights), weights = rep(1, length(y)), limit = 10, eps = .Machine$double.eps^0.25,
                     trace = FALSE) {
  score <- function(th) sum(weights * (digamma(th + y) - digamma(th) + log(th) + 1 - log(th + mu) - (y + th) / (mu + th)))
  information <- function(th) {
    sum(weights * (-trigamma(th + y) + trigamma(th) - 1 / th + 2 / (mu + th) - (y + th) / (mu + th)^2))
  }
  th <- n / sum(weights * (y / mu - 1)^2)
  steps <- 0
  change <- 1
  while (steps < limit && abs(change) > eps) {
    steps <- steps + 1
    th <- abs(th)
    i <- information(th)
    change <- score(th) / i
    th <- th + change
  }
  if (th < 0) {
    th <- 0
    warning("estimate truncated at zero")
    attr(th, "warn") <- gettext("estimate truncated at zero")
  }
  if (steps == limit) {
    warning("iteration limit reached")
    attr(th, "warn") <- gettext("iteration limit reached")
  }
  attr(th, "SE") <- sqrt(1 / i)
  th
}

# The shape at which Pearson's chi-square equals its degrees of freedom.
theta.mm <- function(y, mu, dfr, weights, limit = 10, eps = .Machine$double.eps^0.25) {
  if (inherits(y, "lm")) {
    mu <- y$fitted.values
    dfr <- y$df.residual
    y <- if (is.null(y$y)) mu + residuals(y) else y$y
  }
  if (missing(weights)) weights <- rep(1, length(y))
  th <- sum(weights) / sum(weights * (y / mu - 1)^2)
  for (steps in seq_len(limit)) {
    th <- abs(th)
    change <- (sum(weights * (y - mu)^2 / (mu + mu^2 / th)) - dfr) / sum(weights * (y - mu)^2 / (mu + th)^2)
    th <- th - change
    if (abs(change) <= eps) break
  }
  if (th < 0) {
    th <- 0
    warning("estimator truncated at zero")
    attr(th, "warn") <- gettext("estimate truncated at zero")
  }
  th
}

glm.nb <- function(formula, data, weights, subset, na.action, start = NULL, etastart, mustart, control = glm.control(...),
                   method = "glm.fit", model = TRUE, x = FALSE, y = TRUE, contrasts = NULL, ..., init.theta, link = log) {
  call <- match.call()
  link <- if (is.symbol(substitute(link))) as.character(substitute(link)) else link
  frame <- model_frame_of(call, parent.frame())
  terms <- attr(frame, "terms")
  Y <- model.response(frame, "numeric")
  X <- model.matrix(terms, frame, contrasts)
  w <- model.weights(frame)
  if (is.null(w)) w <- rep(1, length(Y))
  shift <- model.offset(frame)
  begin <- if (missing(init.theta)) poisson(link = link) else negative.binomial(init.theta, link = link)
  step <- function(family, eta) {
    glm.fit(X, Y, w, etastart = eta, offset = shift, family = family, control = control,
            intercept = attr(terms, "intercept") > 0)
  }
  fit <- step(begin, NULL)
  likelihood <- function(th, mu) sum(w * dnbinom(Y, size = th, mu = mu, log = TRUE))
  estimate <- theta.ml(Y, fit$fitted.values, sum(w), w, limit = control$maxit)
  th <- as.vector(estimate)
  mu <- fit$fitted.values
  now <- likelihood(th, fit$fitted.values)
  before <- now + 2 * sqrt(2 * max(1, fit$df.residual))
  previous <- th
  change <- 1
  rounds <- 0
  while (rounds < control$maxit && (abs(before - now) / sqrt(2 * max(1, fit$df.residual)) + abs(change)) > control$epsilon) {
    rounds <- rounds + 1
    fit <- step(negative.binomial(th, link = link), fit$linear.predictors)
    # the shape goes with the means it was found at; the next round takes the new ones
    estimate <- theta.ml(Y, mu, sum(w), w, limit = control$maxit)
    th <- as.vector(estimate)
    mu <- fit$fitted.values
    change <- previous - th
    previous <- th
    before <- now
    now <- likelihood(th, fit$fitted.values)
  }
  if (rounds >= control$maxit) {
    warning("alternation limit reached")
    fit$th.warn <- gettext("alternation limit reached")
  }
  fit$family <- negative.binomial(th, link = link)
  if (length(shift) && attr(terms, "intercept")) {
    fit$null.deviance <- glm.fit(X[, "(Intercept)", drop = FALSE], Y, w, offset = shift, family = fit$family,
                                 control = list(maxit = control$maxit, epsilon = control$epsilon))$deviance
  }
  fit$terms <- terms
  # the call shows the shape that was found
  call$init.theta <- signif(th, 10)
  call$link <- if (is.character(call$link)) call$link else as.name(link)
  fit$call <- call
  if (model) fit$model <- frame
  fit$na.action <- attr(frame, "na.action")
  if (!y) fit$y <- NULL
  fit$theta <- th
  fit$SE.theta <- attr(estimate, "SE")
  fit$twologlik <- 2 * now
  fit$aic <- -fit$twologlik + 2 * fit$rank + 2
  fit$contrasts <- attr(X, "contrasts")
  fit$xlevels <- .getXlevels(terms, frame)
  fit$method <- method
  fit$control <- control
  fit$offset <- shift
  class(fit) <- c("negbin", "glm", "lm")
  fit
}
family.negbin <- function(object, ...) object$family
logLik.negbin <- function(object, ...) {
  structure(object$twologlik / 2, nobs = sum(object$prior.weights != 0), df = object$rank + 1, class = "logLik")
}
extractAIC.negbin <- function(fit, scale, k = 2, ...) {
  df <- length(fit$fitted.values) - fit$df.residual
  c(df, -fit$twologlik + k * df)
}
# Negative binomial numbers as Poisson numbers with gamma means.
rnegbin <- function(n, mu = n, theta = stop("'theta' must be given")) {
  if (inherits(n, "negbin")) {
    if (missing(theta)) theta <- n$theta
    mu <- fitted(n)
    n <- length(mu)
  }
  k <- if (length(n) > 1) length(n) else n
  rpois(k, rep_len(mu, k) * rgamma(k, rep_len(theta, k)) / rep_len(theta, k))
}
simulate.negbin <- function(object, nsim = 1, seed = NULL, ...) {
  if (!is.null(seed)) set.seed(seed)
  mu <- fitted(object)
  drawn <- matrix(rnegbin(length(mu) * nsim, rep(mu, nsim), object$theta), ncol = nsim)
  structure(lapply(seq_len(nsim), function(s) drawn[, s]), names = paste0("sim_", seq_len(nsim)), class = "data.frame",
            row.names = names(mu))
}
# The fit with its shape held: a fit of glm().
glm.convert <- function(object) {
  object$call[[1L]] <- quote(stats::glm)
  link <- object$call$link
  object$call$link <- object$call$init.theta <- NULL
  object$call$family <- call("negative.binomial", theta = object$theta, link = as.name(object$family$link))
  class(object) <- c("glm", "lm")
  object
}
vcov.negbin <- function(object, ...) summary.negbin(object)$cov.scaled
summary.negbin <- function(object, dispersion = 1, correlation = FALSE, ...) {
  if (is.null(dispersion)) dispersion <- 1
  out <- summary.glm(object, dispersion = dispersion, correlation = correlation, ...)
  # the warning has its place also where there is none
  out <- c(out, unclass(object)[c("theta", "SE.theta", "twologlik", "th.warn")])
  class(out) <- c("summary.negbin", "summary.glm")
  out
}
print.summary.negbin <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  print.summary.glm(x, digits = digits, ...)
  shown <- max(2 - floor(log10(x$SE.theta)), 0)
  cat("\n              Theta: ", format(round(x$theta, shown), nsmall = shown), "\n          Std. Err.: ",
      format(round(x$SE.theta, shown), nsmall = shown), "\n")
  if (!is.null(x$th.warn)) cat("Warning while fitting theta:", x$th.warn, "\n")
  cat("\n 2 x log-likelihood: ", format(round(x$twologlik, 3), nsmall = shown), "\n")
  invisible(x)
}
anova.negbin <- function(object, ..., test = "Chisq") {
  others <- list(...)
  if (length(others) == 0) {
    warning("tests made without re-estimating 'theta'")
    if (test == "F") warning("using F test with a fixed dispersion is inappropriate")
    return(anova.glm(object, test = test, dispersion = 1))
  }
  fits <- c(list(object), others)
  df <- vapply(fits, function(f) as.numeric(f$df.residual), 1)
  fits <- fits[order(-df)]
  df <- sort(df, decreasing = TRUE)
  value <- vapply(fits, function(f) f$twologlik, 1)
  change <- c(NA, diff(value))
  gained <- c(NA, -diff(df))
  table <- data.frame(Model = vapply(fits, function(f) paste(deparse(formula(f)[[3]]), collapse = ""), ""),
                      theta = vapply(fits, function(f) f$theta, 1), `Resid. df` = df, `   2 x log-lik.` = value,
                      Test = c("", paste(seq_along(fits)[-length(fits)], "vs", seq_along(fits)[-1])), `   df` = gained,
                      `LR stat.` = change, `Pr(Chi)` = pchisq(change, gained, lower.tail = FALSE), check.names = FALSE)
  structure(table, heading = c("Likelihood ratio tests of Negative Binomial Models\n",
            paste("Response:", paste(deparse(formula(object)[[2]]), collapse = ""))), class = c("Anova", "data.frame"))
}
print.Anova <- function(x, ...) {
  if (!is.null(heading <- attr(x, "heading"))) cat(heading, sep = "\n")
  attr(x, "heading") <- NULL
  print(structure(x, class = "data.frame"), na.print = "")
  invisible(x)
}
