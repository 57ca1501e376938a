# Generalized linear mixed fits at given covariance matrices: fixed and random effects together by penalized iteratively
# reweighted least squares (Bates, Mächler, Bolker and Walker 2015, Journal of Statistical Software 67(1), section 3;
# expected weights), and the Laplace deviance there. glmer(nAGQ = 0) minimises it over the covariance matrices alone,
# glmer(nAGQ = 1) over the fixed effects too. With a scale the matrices are relative to it, as lme4 has them.

penalized_solver <- function(parts, family) {
  y <- as.vector(parts$y)
  prior <- parts$prior
  offset <- if (is.null(parts$offset)) 0 else parts$offset
  z <- lapply(parts$terms, `[[`, "z")
  index <- lapply(parts$terms, function(t) as.integer(t$factor))
  levels <- vapply(parts$terms, function(t) nlevels(t$factor), 1L)
  eta <- family$linkfun(parts$mustart)
  empty <- matrix(0, nrow(parts$X), 0)
  # the engine iterates where there is one grouping factor and it knows the family
  engine <- length(z) == 1 && (family$family %in% c("binomial", "poisson", "Gamma", "inverse.gaussian", "gaussian") ||
                                 startsWith(family$family, "Negative Binomial")) &&
    family$link %in% c("logit", "probit", "cloglog", "log", "identity", "inverse", "sqrt", "1/mu^2")
  # given fixed effects are a part of the offset
  at <- function(G, beta = NULL) {
    known <- offset + if (is.null(beta)) 0 else as.vector(parts$X %*% beta)
    X <- if (is.null(beta)) parts$X else empty
    if (engine) {
      s <- .penalized_modes(y, prior, rep_len(known, length(y)), X, z[[1]], index[[1]], levels, eta, G[[1]], family$family, family$link, family$theta)
      if (is.null(s)) {
        eta <<- family$linkfun(parts$mustart)
        return(NULL)
      }
      eta <<- s$eta
      s$mu <- family$linkinv(eta)
      s$effects <- list(s$effects)
      s$condvar <- list(s$condvar)
      s$deviance <- family$aic(y, rep.int(1, length(y)), s$mu, prior, sum(family$dev.resids(y, s$mu, prior))) + s$penalty
      return(s)
    }
    last <- Inf
    damping <- 1
    for (round in 1:200) {
      mu <- family$linkinv(eta)
      slope <- family$mu.eta(eta)
      w <- pmax(prior * slope^2 / family$variance(mu), 1e-300)
      working <- eta - known + (y - mu) / slope
      s <- if (all(is.finite(w)) && all(is.finite(working))) .lmm_at(.lmm_model(working, X, z, index, levels, w, NULL), G, 1)
      if (is.null(s) || !all(is.finite(s$beta))) {
        eta <<- family$linkfun(parts$mustart)
        return(NULL)
      }
      linear <- if (is.null(beta)) as.vector(X %*% s$beta) else 0
      for (i in seq_along(z)) linear <- linear + rowSums(z[[i]] * s$effects[[i]][index[[i]], , drop = FALSE])
      change <- max(abs(linear + known - eta))
      if (change < 1e-11 * max(1, abs(linear))) break
      if (change > last) damping <- damping / 2
      last <- change
      # a step that leaves the means' range is halved
      moved <- eta + damping * (linear + known - eta)
      for (half in 1:20) {
        if (family$validmu(family$linkinv(moved))) break
        moved <- (moved + eta) / 2
      }
      eta <<- moved
    }
    mu <- family$linkinv(eta)
    n <- length(y)
    s$mu <- mu
    # log determinant and squared length of the spherical random effects
    penalty <- s$criterion - n * log(2 * pi) + sum(log(w)) - sum(w * (working - linear)^2)
    s$deviance <- family$aic(y, rep.int(1, n), mu, prior, sum(family$dev.resids(y, mu, prior))) + penalty
    s
  }
  at
}

# Matrices of the terms from the lower triangular factors, columns one after the other, and back.
factor_matrices <- function(theta, sizes) {
  ends <- cumsum(sizes * (sizes + 1) / 2)
  lapply(seq_along(sizes), function(i) {
    L <- matrix(0, sizes[i], sizes[i])
    L[lower.tri(L, diag = TRUE)] <- theta[ends[i] - sizes[i] * (sizes[i] + 1) / 2 + seq_len(sizes[i] * (sizes[i] + 1) / 2)]
    L %*% t(L)
  })
}
factor_elements <- function(G) unlist(lapply(G, function(g) t(chol_or_zero(g))[lower.tri(g, diag = TRUE)]))

penalized_fit <- function(parts, family) {
  solver <- penalized_solver(parts, family)
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  value <- function(theta) {
    s <- solver(factor_matrices(theta, sizes))
    if (is.null(s) || !is.finite(s$deviance)) 1e10 else s$deviance
  }
  start <- unlist(lapply(sizes, function(q) diag(q)[lower.tri(diag(q), diag = TRUE)]))
  if (length(start) == 1) {
    upper <- 2
    repeat {
      best <- optimize(value, c(0, upper), tol = 1e-8)
      if (best$minimum < 0.9 * upper || upper > 1e3) break
      upper <- 4 * upper
    }
    theta <- if (value(0) <= best$objective) 0 else best$minimum
  } else {
    theta <- start
    for (again in 1:3) {
      theta <- optim(theta, value, method = "Nelder-Mead", control = list(reltol = 1e-13, maxit = 5000))$par
    }
  }
  G <- factor_matrices(theta, sizes)
  s <- solver(G)
  if (is.null(s)) stop("(maxstephalfit) PIRLS step-halvings failed to reduce deviance in pwrssUpdate", call. = FALSE)
  solved_fit(parts, family, s, s$beta, G, s$vcov)
}
# The fit at its parameters: with a scale sigma^2 = (Pearson's chi-square + squared spherical random effects) / n.
solved_fit <- function(parts, family, s, beta, G, vcov, shape = NA_real_) {
  sigma <- 1
  if (family_has_scale(family)) {
    y <- as.vector(parts$y)
    spherical <- vapply(seq_along(G), function(i) {
      root <- chol_or_zero(G[[i]])
      usable <- diag(root) > 0
      b <- s$effects[[i]][, usable, drop = FALSE]
      if (any(usable)) sum(b * t(solve(G[[i]][usable, usable, drop = FALSE], t(b)))) else 0
    }, 1)
    sigma <- sqrt((sum(parts$prior * (y - s$mu)^2 / family$variance(s$mu)) + sum(spherical)) / length(y))
  }
  list(beta = beta, vcov = vcov * sigma^2, criterion = s$deviance, shape = shape, sigma = sigma,
       G = lapply(G, `*`, sigma^2), effects = s$effects, condvar = lapply(s$condvar, `*`, sigma^2))
}
family_has_scale <- function(family) family$family %in% c("Gamma", "inverse.gaussian", "gaussian")
# Whether Laplace's method has the same weights by observed as by expected information.
has_canonical_link <- function(family) {
  switch(family$family, binomial = family$link == "logit", poisson = family$link == "log", Gamma = family$link == "inverse",
         inverse.gaussian = family$link == "1/mu^2", gaussian = family$link == "identity", FALSE)
}

# Where the search begins: the fit with observed information, which is near, or that at nAGQ = 0.
laplace_start <- function(parts, family, estimate_shape) {
  if (!estimate_shape) return(penalized_fit(parts, family))
  fit <- .glmm(as.vector(parts$y), parts$prior, parts$X, lapply(parts$terms, `[[`, "z"),
               lapply(parts$terms, function(t) as.integer(t$factor)), vapply(parts$terms, function(t) nlevels(t$factor), 1L),
               parts$offset, family$family, family$link, 1L, "estimate")
  fit$sigma <- 1
  fit
}
# Laplace's approximation with expected information, minimised over factors, fixed effects and, where it is estimated, the
# logarithm of the negative binomial shape (size). The covariance of the fixed effects is from the Hessian of all of them
# but the shape, by differences.
laplace_fit <- function(parts, family, estimate_shape = FALSE) {
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  begin <- laplace_start(parts, family, estimate_shape)
  if (estimate_shape) family <- negative.binomial(1 / begin$shape, link = family$link)
  q <- sum(sizes * (sizes + 1) / 2)
  p <- ncol(parts$X)
  at <- function(v) {
    if (estimate_shape) {
      own <- negative.binomial(exp(v[q + p + 1]), link = family$link)
      penalized_solver(parts, own)(factor_matrices(v[seq_len(q)], sizes), v[q + seq_len(p)])
    } else solver(factor_matrices(v[seq_len(q)], sizes), v[q + seq_len(p)])
  }
  solver <- penalized_solver(parts, family)
  value <- function(v) {
    s <- at(v)
    if (is.null(s) || !is.finite(s$deviance)) 1e10 else s$deviance
  }
  diagonal <- unlist(lapply(sizes, function(n) diag(n)[lower.tri(diag(n), diag = TRUE)] == 1))
  lower <- c(ifelse(diagonal, 0, -Inf), rep(-Inf, p), if (estimate_shape) -10)
  start <- c(factor_elements(lapply(begin$G, `/`, begin$sigma^2)), begin$beta)
  if (estimate_shape) start <- c(start, log(family$theta))
  best <- nlminb(start, value, lower = lower, control = list(rel.tol = 1e-12, iter.max = 500))
  v <- best$par
  free <- c(!diagonal | v[seq_len(q)] > 1e-4, rep(TRUE, p))
  hessian <- difference_hessian(function(x) value(replace(v, which(free), x)), v[which(free)])
  # one Newton step, where it helps, takes the search's tolerance away
  if (!estimate_shape) {
    step <- tryCatch(solve(hessian$hessian, hessian$gradient), error = function(e) NULL)
    if (!is.null(step)) {
      closer <- replace(v, which(free), v[which(free)] - step)
      if (all(closer >= lower) && value(closer) <= value(v)) v <- closer
    }
  }
  covariance <- tryCatch(2 * solve(hessian$hessian), error = function(e) NULL)
  beta <- v[q + seq_len(p)]
  G <- factor_matrices(v[seq_len(q)], sizes)
  s <- at(v)
  at_beta <- sum(free[seq_len(q)]) + seq_len(p)
  out <- solved_fit(parts, family, s, beta, G, matrix(NA_real_, p, p), if (estimate_shape) exp(-v[q + p + 1]) else NA_real_)
  out$vcov <- if (is.null(covariance)) begin$vcov else covariance[at_beta, at_beta, drop = FALSE]
  out$expected <- TRUE
  # of all parameters, where none is at its bound
  if (all(free)) out$derivs <- lapply(list(gradient = hessian$gradient, Hessian = hessian$hessian), function(d) if (is.matrix(d)) d[seq_len(q + p), seq_len(q + p)] else d[seq_len(q + p)])
  out
}
# Gradient and Hessian by central differences.
difference_hessian <- function(f, x, delta = 1e-3) {
  n <- length(x)
  middle <- f(x)
  at <- function(i, a, j = i, b = 0) {
    x[i] <- x[i] + a * delta
    x[j] <- x[j] + b * delta
    f(x)
  }
  up <- vapply(seq_len(n), at, 1, a = 1)
  down <- vapply(seq_len(n), at, 1, a = -1)
  H <- diag((up - 2 * middle + down) / delta^2, n)
  for (i in seq_len(n)) for (j in seq_len(i - 1)) {
    H[i, j] <- H[j, i] <- (at(i, 1, j, 1) - at(i, 1, j, -1) - at(i, -1, j, 1) + at(i, -1, j, -1)) / (4 * delta^2)
  }
  list(gradient = (up - down) / (2 * delta), hessian = H)
}
# The covariance of the fixed effects at the covariance matrices of a fit, from its weights by expected information: what
# lme4 has without the Hessian.
fixed_covariance <- function(object) {
  family <- object$family
  linear <- unname(object$linear.predictors)
  w <- pmax(object$prior * family$mu.eta(linear)^2 / family$variance(family$linkinv(linear)), 1e-300)
  s2 <- sigma.merMod(object)^2
  model <- engine_model(list(y = linear, X = object$X, terms = object$terms, weights = w))
  out <- .lmm_at(model, lapply(object$G, `/`, s2), 1)$vcov * s2
  dimnames(out) <- dimnames(object$vcov)
  out
}
# Conditional covariance matrices of the random effects at the fixed effects and matrices of a fit, from its weights.
conditional_variances <- function(parts, family, linear, G) {
  mu <- family$linkinv(linear)
  w <- pmax(parts$prior * family$mu.eta(linear)^2 / family$variance(mu), 1e-300)
  .lmm_at(engine_model(list(y = linear, X = matrix(0, length(linear), 0), terms = parts$terms, weights = w)), G, 1)$condvar
}
