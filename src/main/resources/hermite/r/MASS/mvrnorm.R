mvrnorm <- function(n = 1, mu, Sigma, tol = 1e-6, empirical = FALSE, EISPACK = FALSE) {
  p <- length(mu)
  if (!all(dim(Sigma) == c(p, p))) stop("incompatible arguments")
  e <- eigen(Sigma, symmetric = TRUE)
  ev <- e$values
  if (!all(ev >= -tol * abs(ev[1L]))) stop("'Sigma' is not positive definite")
  X <- matrix(stats::rnorm(p * n), n)
  if (empirical) {
    X <- scale(X, TRUE, FALSE)
    X <- X %*% svd(X, nu = 0)$v
    X <- scale(X, FALSE, TRUE)
  }
  X <- drop(mu) + e$vectors %*% diag(sqrt(pmax(ev, 0)), p) %*% t(X)
  nm <- names(mu)
  dn <- dimnames(Sigma)
  if (is.null(nm) && !is.null(dn)) nm <- dn[[1L]]
  dimnames(X) <- list(nm, NULL)
  if (n == 1) drop(X) else t(X)
}

ginv <- function(X, tol = sqrt(.Machine$double.eps)) {
  s <- svd(X)
  keep <- s$d > max(tol * s$d[1L], 0)
  if (!any(keep)) return(array(0, dim(X)[2L:1L]))
  s$v[, keep, drop = FALSE] %*% (1 / s$d[keep] * t(s$u[, keep, drop = FALSE]))
}

