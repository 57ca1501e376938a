# Parts of lme4 that are about its optimizers and its steps: the deviance as a function of the covariance parameters.

allFit <- function(object, ...) {
  .unsupported("allFit() compares the optimizers of lme4: there is one here, whose optimum is checked by its gradient")
}
# The profiled deviance or REML criterion of a linear mixed model at relative covariance factors; at factors and fixed
# effects, the Laplace deviance of a generalized one.
linear_deviance <- function(parts, REML) {
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  z <- lapply(parts$terms, `[[`, "z")
  index <- lapply(parts$terms, function(t) as.integer(t$factor))
  levels <- vapply(parts$terms, function(t) nlevels(t$factor), 1L)
  y <- as.vector(parts$y) - if (is.null(parts$offset)) 0 else parts$offset
  w <- if (is.null(parts$weights)) rep(1, length(y)) else as.vector(parts$weights)
  n <- length(y)
  p <- ncol(parts$X)
  function(theta) {
    G <- factor_matrices(theta, sizes)
    once <- .lmm_at(y, parts$X, z, index, levels, w, NULL, G, 1)
    twice <- .lmm_at(2 * y, parts$X, z, index, levels, w, NULL, G, 1)
    squares <- (twice$criterion - once$criterion) / 3
    determinant <- once$criterion - n * log(2 * pi) - squares
    df <- if (REML) n - p else n
    determinant + df * (1 + log(2 * pi * squares / df)) -
      if (REML) as.numeric(determinant(once$vcov)$modulus) else 0
  }
}
laplace_deviance <- function(parts, family) {
  solver <- penalized_solver(parts, family)
  sizes <- vapply(parts$terms, function(t) ncol(t$z), 1L)
  q <- sum(sizes * (sizes + 1) / 2)
  function(pars) solver(factor_matrices(pars[seq_len(q)], sizes), pars[-seq_len(q)])$deviance
}
