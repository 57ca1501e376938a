# Responses drawn from mixed fits, and statistics of fits to them.

simulate.merMod <- function(object, nsim = 1, seed = NULL, use.u = FALSE, re.form = NA, newdata = NULL, newparams = NULL,
                            family = NULL, cluster.rand = rnorm, allow.new.levels = FALSE, na.action = na.pass, ...) {
  if (length(list(...))) warning("unused arguments ignored")
  if (!is.null(family)) .unsupported("family is supported in simulate() of formulas only")
  if (!is.null(seed)) set.seed(seed)
  seed <- .random_state()
  if (!is.null(newparams)) object <- with_parameters(object, newparams)
  if (use.u) re.form <- NULL
  bars <- lapply(object$terms, `[[`, "bar")
  given <- if (is.null(re.form)) bars else if (inherits(re.form, "formula")) findbars(re.form) else list()
  drawn <- bars[vapply(bars, function(b) !any(vapply(given, same_bar, NA, b)), NA)]
  fixed <- if (length(given)) predict.merMod(object, newdata, re.form = re.form, allow.new.levels = allow.new.levels, na.action = na.action)
    else predict.merMod(object, newdata, re.form = NA, na.action = na.action)
  frame <- if (is.null(newdata)) object$frame else newdata
  w <- if (is.null(newdata)) weights.merMod(object) else rep.int(1, length(fixed))
  response <- if (is.null(newdata) || !is.null(object$prior) && is.factor(model.response(object$frame, "any"))) model.response(object$frame, "any")
  simulate_responses(object, nsim, as.vector(fixed), drawn_terms(object, drawn, frame), w, response,
                     if (is.null(newdata)) row.names(object$frame) else names(fixed), seed, cluster.rand)
}
same_bar <- function(a, b) identical(deparse(a), deparse(b))
# The terms whose effects are drawn, each with the upper root of its covariance matrix; those with more levels first.
drawn_terms <- function(object, bars, frame) {
  if (!length(bars)) return(list())
  lapply(random_terms(bars, frame, environment(object$formula), seen = object$frame), function(t) {
    own <- which(vapply(object$terms, function(o) same_bar(o$bar, t$bar), NA))
    c(t, list(root = chol_or_zero(object$G[[own]])))
  })
}
# As lme4 draws them: the random effects of every simulation, then the responses.
simulate_responses <- function(object, nsim, fixed, terms, w, response, rows, seed, draw = rnorm) {
  n <- length(fixed)
  sizes <- vapply(terms, function(t) nlevels(t$factor) * ncol(t$z), 1L)
  drawn <- if (length(terms)) matrix(draw(sum(sizes) * nsim), ncol = nsim)
  eta <- vapply(seq_len(nsim), function(s) {
    for (i in seq_along(terms)) {
      t <- terms[[i]]
      own <- drawn[sum(sizes[seq_len(i - 1)]) + seq_len(sizes[i]), s]
      b <- matrix(own, nlevels(t$factor), byrow = TRUE) %*% t$root
      fixed <- fixed + rowSums(t$z * b[as.integer(t$factor), , drop = FALSE])
    }
    as.vector(fixed)
  }, numeric(n))
  eta <- matrix(eta, n)
  family <- object$family
  if (is.null(family$simulate)) stop("simulation not implemented for family ", sQuote(family$family), call. = FALSE)
  out <- if (family$family == "gaussian" && family$link == "identity") {
    noise <- matrix(rnorm(n * nsim), ncol = nsim)
    lapply(seq_len(nsim), function(s) eta[, s] + noise[, s] * object$sigma / sqrt(w))
  } else {
    # gamma responses have the shape of the fitted means (lme4 takes sigma for it, which no model does)
    dispersion <- if (family$family == "Gamma") 1 / gamma.shape.merMod(object)$alpha else if (family$family == "gaussian") object$sigma^2 else 1
    lapply(seq_len(nsim), function(s) {
      y <- family$simulate(family$linkinv(eta[, s]), w, dispersion)
      if (is.null(response)) y else like_response(y, w, response)
    })
  }
  structure(out, names = paste0("sim_", seq_len(nsim)), class = "data.frame", row.names = rows, seed = seed)
}
# The fit with other parameters: relative covariance factors, fixed effects, residual standard deviation; the spherical
# random effects stay.
with_parameters <- function(object, newparams, missing.warning = TRUE) {
  unknown <- setdiff(names(newparams), c("theta", "beta", "sigma"))
  if (length(unknown)) stop("newparams has no place for ", paste(unknown, collapse = ", "), ": its parts are theta, beta and sigma", call. = FALSE)
  wanted <- c("theta", "beta", if (has_scale(object)) "sigma")
  if (missing.warning && !all(wanted %in% names(newparams))) {
    warning(simpleWarning("some parameters not specified in setParams()", quote(setParams(object, newparams))))
  }
  ordered <- function(values, names, what) {
    if (is.null(names(values))) {
      message(what, " parameter vector not named: assuming same order as internal vector")
      return(values)
    }
    if (!setequal(names(values), names)) {
      stop("mismatch between ", sQuote(what), " parameter vector names and internal names (", paste(names, collapse = ","), ")", call. = FALSE)
    }
    values[names]
  }
  sizes <- vapply(object$terms, function(t) ncol(t$z), 1L)
  theta <- object$theta
  if (is.null(newparams$theta)) message("theta parameter vector not named: assuming same order as internal vector")
  else {
    if (length(newparams$theta) != length(theta)) stop("length mismatch in parameter ", sQuote("theta"), call. = FALSE)
    theta <- unname(ordered(newparams$theta, names(getME.merMod(object, "theta")), "theta"))
  }
  if (!is.null(newparams$beta)) {
    if (length(newparams$beta) != length(object$beta)) stop("length mismatch in parameter ", sQuote("beta"), call. = FALSE)
    object$beta <- setNames(ordered(newparams$beta, names(object$beta), "beta"), names(object$beta))
  }
  sigma <- if (!has_scale(object)) 1 else if (is.null(newparams$sigma)) object$sigma else newparams$sigma
  spherical <- if (!is.null(object$effects)) lapply(seq_along(sizes), function(i) {
    L <- relative_factors(object)[[i]]
    usable <- diag(L) > 0
    out <- object$effects[[i]]
    out[] <- 0
    if (any(usable)) out[, usable] <- t(solve(L[usable, usable, drop = FALSE], t(object$effects[[i]][, usable, drop = FALSE])))
    out
  })
  names <- lapply(object$terms, `[[`, "names")
  object$theta <- theta
  object$G <- Map(function(g, n) structure(g * sigma^2, dimnames = list(n, n)), factor_matrices(theta, sizes), names)
  if (!is.null(object$sigma)) object$sigma <- sigma
  if (!is.null(spherical)) object$effects <- Map(function(u, L) structure(u %*% t(L), dimnames = dimnames(u)), spherical, relative_factors(object))
  object
}
# Responses of a model given by its formula and parameters alone.
simulate.formula <- function(object, nsim = 1, seed = NULL, newdata, newparams, family = gaussian, weights = NULL, offset = NULL,
                             re.form = NA, use.u = FALSE, ...) {
  if (use.u || !identical(re.form, NA) && !identical(re.form, ~0)) .unsupported("simulate() of a formula draws all its random effects")
  if (missing(newdata) || missing(newparams)) stop("simulate() of a formula needs newdata and newparams", call. = FALSE)
  if (is.null(findbars(object))) .unsupported("simulate() of a formula without random effects is not supported")
  if (!is.null(seed)) set.seed(seed)
  seed <- .random_state()
  family <- as_family(family, parent.frame())
  right <- structure(as.call(list(quote(`~`), object[[length(object)]])), class = "formula", .Environment = environment(object))
  terms <- random_terms(findbars(right), newdata, environment(object))
  fixed <- terms(nobars(right))
  frame <- model.frame(fixed, newdata)
  X <- .design_of(fixed, frame, NULL)
  model <- structure(list(formula = object, X = X, terms = terms, beta = setNames(numeric(ncol(X)), colnames(X)), family = family, sigma = 1,
                          G = lapply(terms, function(t) diag(ncol(t$z))), REML = FALSE, nAGQ = 1L,
                          theta = unlist(lapply(terms, function(t) { d <- diag(ncol(t$z)); d[lower.tri(d, diag = TRUE)] }))),
                     class = c(if (family$family == "gaussian" && family$link == "identity") "lmerMod" else "glmerMod", "merMod"))
  if (family$family == "Gamma") .unsupported("simulate() of a formula is not supported for gamma responses: their shape is no parameter of lme4's")
  model <- with_parameters(model, newparams, missing.warning = FALSE)
  shift <- (if (is.null(offset)) 0 else offset) + if (is.null(model.offset(frame))) 0 else model.offset(frame)
  w <- if (is.null(weights)) rep.int(1, nrow(X)) else weights
  simulate_responses(model, nsim, as.vector(X %*% model$beta) + shift, drawn_terms(model, findbars(right), newdata), w, NULL,
                     row.names(newdata), seed)
}
# The approximation of the most likely gamma shape by the mean deviance (McCullagh and Nelder 1989, section 8.3.6).
gamma.shape.merMod <- function(object, ...) {
  if (object$family$family != "Gamma") stop("gamma.shape is for fits of family Gamma", call. = FALSE)
  mean <- deviance.merMod(object) / nobs.merMod(object)
  structure(list(alpha = (6 + 2 * mean) / (mean * (6 + mean)), SE = NA), class = "gamma.shape")
}
# Statistics of fits to responses simulated from a fit (Efron and Tibshirani 1993, section 6.5).
bootMer <- function(x, FUN, nsim = 1, seed = NULL, use.u = FALSE, re.form = NA, type = c("parametric", "semiparametric"),
                    verbose = FALSE, .progress = "none", PBargs = list(), parallel = "no", ncpus = 1L, cl = NULL) {
  call <- match.call()
  type <- match.arg(type)
  if (type == "semiparametric" && !use.u) stop("semiparametric bootstrapping with use.u=FALSE not yet implemented")
  FUN <- match.fun(FUN)
  if (!is.null(seed)) set.seed(seed)
  begun <- .random_state()
  first <- FUN(x)
  responses <- if (type == "parametric") simulate.merMod(x, nsim, NULL, use.u, re.form) else lapply(seq_len(nsim), function(s) {
    fitted.merMod(x) + sample(residuals.merMod(x, "response"), replace = TRUE)
  })
  draws <- lapply(responses, function(y) tryCatch(FUN(refit(x, y)), error = function(e) rep(NA, length(first))))
  failed <- sum(vapply(draws, anyNA, NA))
  if (failed) warning("some bootstrap runs failed (", failed, "/", nsim, ")", call. = FALSE)
  structure(list(t0 = first, t = structure(do.call(rbind, unname(draws)), dimnames = list(NULL, names(first))), R = nsim,
                 data = model.frame(x), seed = begun, statistic = FUN, sim = "parametric", call = call, ran.gen = "simulate(<lmerMod>, 1, *)",
                 mle = list(beta = unname(x$beta), theta = getME.merMod(x, "theta"), sigma = if (has_scale(x)) sigma.merMod(x))),
            class = c("bootMer", "boot"))
}
as.data.frame.bootMer <- function(x, ...) as.data.frame(x$t, ...)
# Normal, basic or percentile limits of bootstrapped statistics.
confint.bootMer <- function(object, parm = seq_along(object$t0), level = 0.95, type = c("perc", "norm", "basic"), ...) {
  type <- match.arg(type)
  if (is.character(parm)) parm <- match(parm, names(object$t0))
  out <- t(vapply(parm, function(k) {
    limits <- boot::boot.ci(object, conf = level, index = k, type = type)
    limits <- limits[[c(perc = "percent", norm = "normal", basic = "basic")[[type]]]]
    limits[1, length(limits) - 1:0]
  }, numeric(2)))
  dimnames(out) <- list(names(object$t0)[parm], percent_names(c((1 - level) / 2, 1 - (1 - level) / 2)))
  out
}
# Limits from fits to simulated responses, of the parameters that a profile has or of a function's values.
boot_limits <- function(object, parameters, level, nsim, type, seed, FUN, ...) {
  value <- if (is.null(FUN)) function(fit) setNames(profile_setup(fit)$estimate, parameters) else FUN
  confint.bootMer(suppressMessages(bootMer(object, value, nsim = nsim, seed = seed, ...)), level = level, type = type)
}
