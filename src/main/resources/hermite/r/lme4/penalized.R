# Generalized linear mixed fits at given covariance matrices: fixed and random effects together by penalized iteratively
# reweighted least squares (Bates, Mächler, Bolker and Walker 2015, Journal of Statistical Software 67(1), section 3;
# expected weights), and the Laplace deviance there. glmer(nAGQ = 0) minimises it over the covariance matrices alone.

penalized_solver <- function(parts, family) {
  y <- as.vector(parts$y)
  prior <- parts$prior
  offset <- if (is.null(parts$offset)) 0 else parts$offset
  z <- lapply(parts$terms, `[[`, "z")
  index <- lapply(parts$terms, function(t) as.integer(t$factor))
  levels <- vapply(parts$terms, function(t) nlevels(t$factor), 1L)
  eta <- family$linkfun(parts$mustart)
  at <- function(G) {
    last <- Inf
    damping <- 1
    for (round in 1:200) {
      mu <- family$linkinv(eta)
      slope <- family$mu.eta(eta)
      w <- pmax(prior * slope^2 / family$variance(mu), 1e-300)
      working <- eta - offset + (y - mu) / slope
      s <- .lmm_at(working, parts$X, z, index, levels, w, NULL, G, 1)
      if (is.null(s) || !all(is.finite(s$beta))) return(NULL)
      linear <- as.vector(parts$X %*% s$beta)
      for (i in seq_along(z)) linear <- linear + rowSums(z[[i]] * s$effects[[i]][index[[i]], , drop = FALSE])
      change <- max(abs(linear + offset - eta))
      if (change < 1e-9 * max(1, abs(linear))) break
      if (change > last) damping <- damping / 2
      last <- change
      eta <<- eta + damping * (linear + offset - eta)
    }
    mu <- family$linkinv(eta)
    n <- length(y)
    s$deviance <- family$aic(y, rep.int(1, n), mu, prior, sum(family$dev.resids(y, mu, prior))) - extra_parameter(family) +
      s$criterion - n * log(2 * pi) + sum(log(w)) - sum(w * (working - linear)^2)
    s
  }
  at
}
# What aic of a family adds for the scale it estimates.
extra_parameter <- function(family) if (family$family %in% c("gaussian", "Gamma", "inverse.gaussian")) 2 else 0

penalized_fit <- function(parts, family) {
  solver <- penalized_solver(parts, family)
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  ends <- cumsum(sizes * (sizes + 1) / 2)
  matrices <- function(theta) {
    lapply(seq_along(sizes), function(i) {
      L <- matrix(0, sizes[i], sizes[i])
      L[lower.tri(L, diag = TRUE)] <- theta[ends[i] - sizes[i] * (sizes[i] + 1) / 2 + seq_len(sizes[i] * (sizes[i] + 1) / 2)]
      L %*% t(L)
    })
  }
  value <- function(theta) {
    s <- solver(matrices(theta))
    if (is.null(s)) 1e10 else s$deviance
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
  G <- matrices(theta)
  s <- solver(G)
  if (is.null(s)) stop("(maxstephalfit) PIRLS step-halvings failed to reduce deviance in pwrssUpdate", call. = FALSE)
  list(beta = s$beta, vcov = s$vcov, criterion = s$deviance, shape = NA_real_, G = G, effects = s$effects,
       condvar = s$condvar)
}
