# Limits of mixed fits by likelihood profiles and by the parametric bootstrap.

# For each parameter the two values where the profiled deviance rises by the chi-square quantile.
profile_limits <- function(object, tails, wanted) {
  fit <- if (isLMM(object) && object$REML) refitML(object) else object
  critical <- qnorm(tails[2])
  setup <- profile_setup(fit)
  limits <- lapply(seq_along(setup$estimate), function(k) {
    if (!k %in% wanted) return(c(NA_real_, NA_real_))
    root <- function(value) {
      rise <- setup$criterion(k, value) - fit$criterion
      sqrt(max(rise, 0)) - critical
    }
    vapply(c(-1, 1), function(side) {
      bound <- if (side < 0) setup$lower[k] else setup$upper[k]
      step <- max(setup$step[k], 1e-3 * abs(setup$estimate[k]), 1e-4) * critical
      inner <- setup$estimate[k]
      outer <- inner + side * step
      for (tries in 1:12) {
        if (side < 0) outer <- max(outer, bound) else outer <- min(outer, bound)
        if (root(outer) > 0) return(uniroot(root, sort(c(inner, outer)), tol = 1e-6 * max(1, abs(outer)))$root)
        if (outer == bound) return(bound)
        inner <- outer
        outer <- outer + side * step
      }
      NA_real_
    }, 1)
  })
  do.call(rbind, limits)
}
# Parameters on lme4's profile scale: standard deviations and correlations, the residual's, then the fixed effects; and
# the criterion minimised over all others with one of them held.
profile_setup <- function(fit) {
  scale <- has_scale(fit)
  places <- list()
  estimate <- step <- lower <- upper <- numeric()
  for (i in seq_along(fit$G)) {
    g <- fit$G[[i]]
    sd <- sqrt(diag(g))
    r <- g / outer(sd, sd)
    for (col in seq_len(nrow(g))) for (row in col:nrow(g)) {
      places[[length(places) + 1]] <- c(i, row, col)
      diagonal <- row == col
      estimate <- c(estimate, if (diagonal) sd[col] else r[row, col])
      step <- c(step, if (diagonal) 0.25 * sd[col] else 0.25)
      lower <- c(lower, if (diagonal) 0 else -1)
      upper <- c(upper, if (diagonal) Inf else 1)
    }
  }
  if (scale) {
    estimate <- c(estimate, fit$sigma)
    step <- c(step, fit$sigma / sqrt(2 * nobs.merMod(fit)))
    lower <- c(lower, 0)
    upper <- c(upper, Inf)
  }
  q <- length(places)
  p <- length(fit$beta)
  estimate <- c(estimate, fit$beta)
  step <- c(step, sqrt(diag(fit$vcov)))
  lower <- c(lower, rep(-Inf, p))
  upper <- c(upper, rep(Inf, p))
  fit_at <- if (isTRUE(fit$expected)) laplace_profile(fit, estimate, lower, upper) else function(k, value) {
    if (k > q + scale) profiled_coefficient(fit, k - q - scale, value)
    else profiled_variance(fit, places, k, value, estimate[seq_len(q + scale)])
  }
  list(estimate = estimate, step = step, lower = lower, upper = upper, fit_at = fit_at,
       criterion = function(k, value) fit_at(k, value)$criterion)
}
# Standard deviations and correlations of matrices by columns, the residual standard deviation, fixed effects.
profile_scale <- function(G, sigma, beta) {
  c(unlist(lapply(G, function(g) {
    sd <- sqrt(diag(g))
    r <- ifelse(row(g) == col(g), sd[row(g)], g / outer(sd, sd))
    r[lower.tri(r, diag = TRUE)]
  })), sigma, beta)
}
# The matrices of standard deviations and correlations that stand by columns; NULL where there are none such.
profile_matrices <- function(parameters, sizes) {
  at <- 0
  out <- list()
  for (i in seq_along(sizes)) {
    n <- sizes[i]
    r <- diag(n)
    r[lower.tri(r, diag = TRUE)] <- parameters[at + seq_len(n * (n + 1) / 2)]
    at <- at + n * (n + 1) / 2
    sd <- diag(r)
    if (any(sd < 0) || any(abs(r[lower.tri(r)]) > 1)) return(NULL)
    diag(r) <- 1
    r[upper.tri(r)] <- t(r)[upper.tri(r)]
    out[[i]] <- r * outer(sd, sd)
  }
  out
}
# The engine reports matrices by rows of the lower triangle, lme4 by columns.
reported_place <- function(places, k) {
  order(vapply(places, function(w) w[1], 1), vapply(places, function(w) w[2], 1), vapply(places, function(w) w[3], 1)) |>
    match(x = k)
}
profiled_coefficient <- function(fit, k, value) {
  shift <- (if (is.null(fit$offset)) 0 else fit$offset) + fit$X[, k] * value
  X <- fit$X[, -k, drop = FALSE]
  z <- lapply(fit$terms, `[[`, "z")
  index <- lapply(fit$terms, function(t) as.integer(t$factor))
  levels <- vapply(fit$terms, function(t) nlevels(t$factor), 1L)
  shift <- rep_len(shift, nrow(fit$X))
  held <- if (isLMM(fit)) .lmm(as.vector(fit$y), X, z, index, levels, fit$weights, shift, FALSE)
    else .glmm(as.vector(fit$y), fit$prior, X, z, index, levels, shift, fit$family$family, fit$family$link, fit$nAGQ, NULL)
  list(criterion = held$criterion,
       parameters = profile_scale(held$G, if (isLMM(fit)) held$sigma, append(as.vector(held$beta), value, k - 1)))
}
# Of a generalized fit with variances and covariances held, NA for those that are free.
held_fit <- function(fit, held) {
  out <- .glmm(as.vector(fit$y), fit$prior, fit$X, lapply(fit$terms, `[[`, "z"), lapply(fit$terms, function(t) as.integer(t$factor)),
               vapply(fit$terms, function(t) nlevels(t$factor), 1L), fit$offset, fit$family$family, fit$family$link,
               max(1L, fit$nAGQ), NULL, held)
  list(criterion = out$criterion, parameters = profile_scale(out$G, NULL, out$beta))
}
# Minimises over the other covariance parameters; the fixed effects are profiled out by the engine at each point.
profiled_variance <- function(fit, places, k, value, at) {
  if (!isLMM(fit) && places[[k]][2] == places[[k]][3]) {
    held <- rep(NA_real_, length(places))
    held[reported_place(places, k)] <- max(value, 1e-4)^2
    return(held_fit(fit, held))
  }
  free <- setdiff(seq_along(at), k)
  sizes <- vapply(fit$G, nrow, 1L)
  model <- if (isLMM(fit)) engine_model(fit)
  evaluate <- function(parameters) {
    G <- profile_matrices(parameters, sizes)
    sigma <- if (has_scale(fit)) parameters[length(parameters)] else 1
    if (is.null(G) || sigma <= 0) 1e10 else mixed_criterion_at(fit, G, sigma, model)
  }
  with_value <- function(rest) {
    parameters <- at
    parameters[k] <- value
    parameters[free] <- rest
    parameters
  }
  objective <- function(rest) evaluate(with_value(rest))
  best <- if (length(free) == 0) numeric()
    else if (length(free) == 1) {
      # a standard deviation: the criterion falls, then rises
      limits <- if (free == length(at) && has_scale(fit)) c(0.2, 3) * at[free] else c(0, max(5 * at[free], fit$sigma))
      optimize(objective, limits, tol = 1e-8 * limits[2])$minimum
    } else optim(at[free], objective, method = "Nelder-Mead", control = list(reltol = 1e-10, maxit = 2000))$par
  found <- with_value(best)
  if (!isLMM(fit)) {
    G <- profile_matrices(found, sizes)
    return(held_fit(fit, unlist(lapply(G, function(g) t(g)[upper.tri(g, diag = TRUE)]))))
  }
  G <- profile_matrices(found, sizes)
  list(criterion = evaluate(found), parameters = c(found, fixed_at(model, G, found[length(found)])))
}
# The fixed effects of a linear fit at given covariance matrices.
fixed_at <- function(model, G, sigma) .lmm_at(model, G, sigma)$beta
# The model of a linear fit, made ready to be asked at many covariance matrices.
engine_model <- function(parts, REML = FALSE) {
  .lmm_model(as.vector(parts$y), parts$X, lapply(parts$terms, `[[`, "z"), lapply(parts$terms, function(t) as.integer(t$factor)),
             vapply(parts$terms, function(t) nlevels(t$factor), 1L), parts$weights, parts$offset, REML)
}
mixed_criterion_at <- function(fit, G, sigma, model = engine_model(fit)) {
  if (!isLMM(fit)) {
    held <- unlist(lapply(G, function(g) t(g)[upper.tri(g, diag = TRUE)]))
    return(held_fit(fit, held)$criterion)
  }
  .lmm_criterion(model, G, sigma)
}
# Of a fit with expected information: all other parameters searched at each point, from the last one found.
laplace_profile <- function(fit, estimate, lower, upper) {
  if (has_scale(fit)) stop("can't (yet) profile GLMMs with non-fixed scale parameters", call. = FALSE)
  parts <- c(fit[c("X", "terms", "offset", "y", "prior")], list(mustart = fit$family$linkinv(unname(fit$linear.predictors))))
  solver <- penalized_solver(parts, fit$family)
  sizes <- vapply(fit$G, nrow, 1L)
  q <- sum(sizes * (sizes + 1) / 2)
  value <- function(parameters) {
    G <- profile_matrices(parameters, sizes)
    s <- if (!is.null(G)) solver(G, parameters[-seq_len(q)])
    if (is.null(s) || !is.finite(s$deviance)) 1e10 else s$deviance
  }
  function(k, at) {
    whole <- replace(estimate, k, at)
    best <- nlminb(estimate[-k], function(rest) value(replace(whole, seq_along(whole)[-k], rest)), lower = lower[-k], upper = upper[-k],
                   control = list(rel.tol = 1e-10, iter.max = 300))
    list(criterion = best$objective, parameters = replace(whole, seq_along(whole)[-k], best$par))
  }
}

refit <- function(object, newresp = NULL, ...) {
  if (is.null(newresp)) newresp <- object$y
  else if (!isLMM(object)) newresp <- object$family$initialize(newresp, if (is.matrix(newresp)) rep.int(1, nrow(newresp)) else object$prior)$y
  parts <- object[c("formula", "frame", "fixed", "X", "terms", "y", "weights", "offset")]
  names(parts) <- c("formula", "frame", "fixed", "X", "terms", "y", "weights", "offset")
  z <- lapply(parts$terms, `[[`, "z")
  index <- lapply(parts$terms, function(t) as.integer(t$factor))
  levels <- vapply(parts$terms, function(t) nlevels(t$factor), 1L)
  parts$y <- newresp
  parts$prior <- object$prior
  parts$mustart <- object$family$initialize(newresp, object$prior)$mustart
  fit <- if (isLMM(object)) .lmm(as.vector(newresp), parts$X, z, index, levels, parts$weights, parts$offset, object$REML)
    else generalized_fit(parts, object$family, object$nAGQ)
  parts$mustart <- NULL
  mixed_fit(fit, parts, object$call, oldClass(object), object[intersect(c("REML", "family", "nAGQ", "saturated", "optimizer"), names(object))])
}
