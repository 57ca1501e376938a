# What lme4 says of a fit: a singular one, predictors on very different scales, and a Hessian that hardly fixes the
# parameters. The search ends at the optimum here, so nothing is said about its gradient.

# The fit with its messages, after they have been said as the control wants them.
checked_fit <- function(fit, control = NULL) {
  if (!inherits(fit, "merMod")) return(fit)
  scales <- scale_message(fit$X, check_tolerance(control, "check.scaleX", 1e3))
  if (!is.null(scales)) {
    fit$scale_message <- scales
    raise_check(check_action(control, "check.scaleX", "warning"), scales)
  }
  if (isSingular(fit, check_tolerance(control, "check.conv.singular", 1e-4))) {
    action <- check_action(control, "check.conv.singular", "message")
    if (action != "ignore") fit$optinfo$conv$lme4 <- list(messages = singular_message)
    raise_check(action, singular_message, check_call)
    return(fit)
  }
  action <- check_action(control, "check.conv.hess", "warning")
  if (action == "ignore" || identical(control$calc.derivs, FALSE)) return(fit)
  hessian <- criterion_hessian(fit)
  found <- if (is.null(hessian)) list() else hessian_messages(hessian, check_tolerance(control, "check.conv.hess", 1e-6))
  if (length(found)) {
    fit$optinfo$conv$lme4 <- list(code = seq_along(found) + 1, messages = as.list(found))
    raise_check(action, paste(found, collapse = ";"), check_call)
  }
  fit
}
# the call that lme4's warnings name
check_call <- quote(checkConv(attr(opt, "derivs"), opt$par, ctrl = control$checkConv, lbound = lower))
# the setting of a check, in a control or in a plain list
check_setting <- function(control, name) {
  if (!is.list(control)) return(NULL)
  for (part in list(control$checkControl, control$checkConv, control)) if (!is.null(part[[name]])) return(part[[name]])
  NULL
}
check_action <- function(control, name, default) {
  set <- check_setting(control, name)
  if (is.list(set)) set <- set$action
  if (is.null(set)) default else sub("[+].*", "", set)
}
check_tolerance <- function(control, name, default) {
  set <- check_setting(control, name)
  if (is.list(set) && !is.null(set$tol)) set$tol else default
}
raise_check <- function(action, text, call = NULL) {
  switch(action, message = message(text), warning = warning(simpleWarning(text, call)), stop = stop(text, call. = FALSE))
  invisible()
}
# Standard deviations of the columns that are not indicators, each by itself and against each other.
scale_message <- function(X, most) {
  graded <- apply(X, 2, function(v) !all(v %in% c(0, 1)))
  if (!any(graded)) return(NULL)
  spread <- log(apply(X[, graded, drop = FALSE], 2, sd))
  apart <- c(abs(outer(spread, spread, "-")), abs(spread))
  if (any(apart[is.finite(apart)] > log(most))) "Some predictor variables are on very different scales: consider rescaling"
}
# A curvature above 1 / tol, and curvatures whose ratio is below tol.
hessian_messages <- function(hessian, tol) {
  if (!all(is.finite(hessian))) return("Problem with Hessian check (infinite or missing values?)")
  values <- eigen(hessian, symmetric = TRUE, only.values = TRUE)$values
  if (any(values < -tol)) return(paste("Model failed to converge: degenerate  Hessian with", sum(values < -tol), "negative eigenvalues"))
  if (any(abs(values) < tol)) return(" Hessian is numerically singular: parameters are not uniquely determined")
  c(if (max(values) * tol > 1) "Model is nearly unidentifiable: very large eigenvalue\n - Rescale variables?",
    if (min(values) / max(values) < tol) "Model is nearly unidentifiable: large eigenvalue ratio\n - Rescale variables?")
}
# First and second derivatives of the deviance at the fit: by relative covariance factors, of generalized fits by the fixed
# effects too. NULL where lme4 has none (nAGQ = 0).
criterion_derivatives <- function(fit) {
  if (isLMM(fit)) {
    exact <- if (!is.null(fit$engine)) .lmm_curvature(fit$engine)
    if (!is.null(exact)) return(list(gradient = numeric(nrow(exact)), Hessian = exact))
    # steps in proportion to the curvature that the columns can have
    squares <- unlist(lapply(fit$terms, function(t) colSums(t$z^2)))
    scale <- pmax(abs(fit$theta), 1e-2 / sqrt(max(squares)))
    deviance <- linear_deviance(fit, fit$REML)
    found <- difference_hessian(function(v) deviance(v * scale), fit$theta / scale)
    return(list(gradient = found$gradient / scale, Hessian = found$hessian / outer(scale, scale)))
  }
  if (fit$nAGQ == 0) return(NULL)
  if (!is.null(fit$derivs)) return(fit$derivs)
  information <- if (!is.null(fit$covariance)) tryCatch(2 * solve(fit$covariance), error = function(e) NULL)
  if (is.null(information)) return(NULL)
  p <- length(fit$beta)
  q <- length(fit$theta)
  # lme4's order: factors, then fixed effects
  turn <- rbind(cbind(matrix(0, p, q), diag(p)), cbind(element_slopes(fit), matrix(0, nrow(information) - p, p)))
  list(gradient = as.vector(2 * fit$gradient %*% turn), Hessian = t(turn) %*% information %*% turn)
}
# Without the work where nothing could be said: columns neither long nor of very different lengths.
criterion_hessian <- function(fit) {
  squares <- unlist(lapply(fit$terms, function(t) colSums(t$z^2)))
  if (isLMM(fit) && 4 * max(squares) < 1e6 && max(squares) < 1e3 * min(squares)) NULL else criterion_derivatives(fit)$Hessian
}
# Derivatives of the elements of the matrices, rows first, by the elements of their factors, columns first.
element_slopes <- function(fit) {
  sizes <- vapply(fit$G, nrow, 1L)
  counts <- sizes * (sizes + 1) / 2
  out <- matrix(0, sum(counts), sum(counts))
  for (i in seq_along(sizes)) {
    L <- t(chol_or_zero(fit$G[[i]]))
    at <- which(lower.tri(L, diag = TRUE), arr.ind = TRUE)
    own <- sum(counts[seq_len(i - 1)]) + seq_len(counts[i])
    for (k in seq_len(counts[i])) {
      one <- matrix(0, sizes[i], sizes[i])
      one[at[k, 1], at[k, 2]] <- 1
      change <- one %*% t(L) + L %*% t(one)
      out[own, own[k]] <- t(change)[upper.tri(change, diag = TRUE)]
    }
  }
  out
}
