# Parts of lme4 that are about its optimizers and its steps: fits by several of them, and the deviance as a function of the
# covariance parameters.

# The fit searched again by other methods, under lme4's names for those that there are here.
allFit <- function(object, meth.tab = NULL, data = NULL, verbose = TRUE, show.meth.tab = FALSE, maxfun = 1e5, ...) {
  if (!inherits(object, "merMod")) stop("allFit() needs a fit of lmer() or glmer()", call. = FALSE)
  if (isGLMM(object) && object$nAGQ != 1) .unsupported("allFit() is supported with nAGQ = 1 only")
  if (startsWith(object$family$family, "Negative")) .unsupported("allFit() of glmer.nb() fits is not supported")
  searches <- list(Nelder_Mead = function(start, f, lower) {
    found <- optim(start, f, method = "Nelder-Mead", control = list(maxit = maxfun, reltol = 1e-12))
    list(par = found$par, count = found$counts[[1]])
  }, nlminbwrap = function(start, f, lower) {
    found <- nlminb(start, f, lower = lower, control = list(iter.max = maxfun))
    list(par = found$par, count = found$evaluations[[1]])
  }, `optimx.L-BFGS-B` = function(start, f, lower) {
    found <- optim(start, f, method = "L-BFGS-B", lower = lower, control = list(maxit = 1000, factr = 1e5))
    list(par = found$par, count = found$counts[[1]])
  })
  if (!is.null(meth.tab)) {
    wanted <- if (is.matrix(meth.tab) || is.data.frame(meth.tab)) sub("\\.$", "", paste(meth.tab[, 1], meth.tab[, 2], sep = ".")) else meth.tab
    unknown <- setdiff(wanted, names(searches))
    if (length(unknown)) .unsupported("allFit() has no optimizer ", unknown[1], ": there are ", paste(names(searches), collapse = ", "))
    searches <- searches[wanted]
  }
  if (show.meth.tab) return(matrix(c(names(searches), rep("", length(searches))), ncol = 2, dimnames = list(NULL, c("optimizer", "method"))))
  linear <- isLMM(object)
  parts <- unclass(object)[intersect(c("formula", "frame", "fixed", "X", "terms", "y", "weights", "offset", "dropped", "prior"), names(object))]
  if (!linear) parts$mustart <- object$family$linkinv(unname(object$linear.predictors))
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  deviance <- if (linear) linear_deviance(parts, object$REML) else laplace_deviance(parts, object$family)
  lower <- c(object$lower, if (!linear) rep(-Inf, length(object$beta)))
  bounded <- function(v) if (any(v < lower)) 1e10 else { d <- deviance(v); if (is.finite(d)) d else 1e10 }
  start <- unlist(lapply(sizes, function(q) diag(q)[lower.tri(diag(q), diag = TRUE)]))
  if (!linear) start <- c(start, object$beta)
  parts$mustart <- NULL
  fits <- lapply(names(searches), function(name) {
    took <- system.time(found <- tryCatch(searches[[name]](unname(start), bounded, unname(lower)), error = identity))
    if (verbose) cat(name, ": ", sep = "")
    if (inherits(found, "error")) {
      if (verbose) cat("[failed]\n")
      return(found)
    }
    if (verbose) cat("[OK]\n")
    fit <- fit_at(object, parts, found$par, sizes, deviance)
    fit$optimizer <- name
    fit$evaluations <- found$count
    structure(fit, system.time = took)
  })
  structure(setNames(fits, names(searches)), fit = object, class = "allFit")
}
# The fit of the same model at other relative covariance factors (and, of a generalized one, fixed effects).
fit_at <- function(object, parts, par, sizes, deviance) {
  linear <- isLMM(object)
  q <- length(object$theta)
  G <- factor_matrices(par[seq_len(q)], sizes)
  if (linear) {
    model <- engine_model(parts, object$REML)
    s <- .lmm_at(model, G, 1)
    sigma <- .lmm_profile(model, G)$sigma
    fit <- list(beta = s$beta, vcov = s$vcov * sigma^2, sigma = sigma, criterion = deviance(par), G = lapply(G, `*`, sigma^2), effects = s$effects,
                condvar = lapply(s$condvar, `*`, sigma^2))
  } else {
    full <- c(parts, list(mustart = object$family$linkinv(unname(object$linear.predictors))))
    beta <- par[-seq_len(q)]
    s <- penalized_solver(full, object$family)(G, beta)
    fit <- solved_fit(full, object$family, s, beta, G, matrix(NA_real_, length(beta), length(beta)))
    fit$vcov <- object$vcov
  }
  mixed_fit(fit, parts, object$call, attr(object, "class"),
            list(REML = object$REML, family = object$family, nAGQ = object$nAGQ, optimizer = object$optimizer))
}
print.allFit <- function(x, width = 80, ...) {
  object <- attr(x, "fit")
  cat("original model:\n")
  cat(paste(deparse(written_formula(object)), collapse = "\n"), "\n")
  cat("data: ", paste(deparse(object$call$data), collapse = ""), "\n")
  good <- unclass(x)[!vapply(x, inherits, NA, "error")]
  names <- paste(names(good), collapse = ", ")
  cat("optimizers (", length(good), "): ", names, "\n", sep = "")
  apart <- -vapply(good, function(f) as.numeric(logLik(f)), 1)
  cat("differences in negative log-likelihoods:\n")
  cat("max=", format(max(apart) - min(apart), digits = 3), "; std dev=", format(sd(apart), digits = 3), "\n")
  invisible(x)
}
summary.allFit <- function(object, ...) {
  good <- unclass(object)[ok <- !vapply(object, inherits, NA, "error")]
  rows <- function(f) do.call(rbind, lapply(good, f))
  labels <- function(f) {
    v <- as.data.frame(VarCorr(f), order = "lower.tri")
    setNames(v$sdcor, ifelse(v$grp == "Residual", "sigma", paste(v$grp, ifelse(is.na(v$var2), v$var1, paste(v$var2, v$var1, sep = ".")), sep = ".")))
  }
  structure(list(which.OK = ok, msgs = lapply(good, function(f) unlist(f$optinfo$conv$lme4$messages)), fixef = rows(fixef),
                 llik = vapply(good, function(f) as.numeric(logLik(f)), 1), sdcor = rows(labels), theta = rows(function(f) getME(f, "theta")),
                 times = rows(function(f) unclass(attr(f, "system.time"))), feval = vapply(good, function(f) as.numeric(f$evaluations), 1)),
            class = "summary.allFit")
}
# The profiled deviance or REML criterion of a linear mixed model at relative covariance factors; at factors and fixed
# effects, the Laplace deviance of a generalized one.
linear_deviance <- function(parts, REML) {
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  model <- engine_model(parts, REML)
  function(theta) {
    at <- .lmm_profile(model, factor_matrices(theta, sizes))
    if (is.null(at)) 1e10 else at$criterion
  }
}
laplace_deviance <- function(parts, family) {
  solver <- penalized_solver(parts, family)
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  q <- sum(sizes * (sizes + 1) / 2)
  function(pars) solver(factor_matrices(pars[seq_len(q)], sizes), pars[-seq_len(q)])$deviance
}
