# Likelihoods of random intercepts (and slopes) by adaptive Gauss-Hermite quadrature, written out and maximised by optim, with
# Hessians by numDeriv: Rscript quadrature.R (R 4.2.2, lme4 1.1-31 for the data, numDeriv 2016.8-1.1).
rule <- function(n) {
  J <- matrix(0, n, n)
  i <- seq_len(n - 1)
  J[cbind(i, i + 1)] <- J[cbind(i + 1, i)] <- sqrt(i / 2)
  e <- eigen(J, symmetric = TRUE)
  list(x = e$values, w = sqrt(pi) * e$vectors[1, ]^2)
}
logit <- function(y, n, eta) lchoose(n, y) + y * plogis(eta, log.p = TRUE) + (n - y) * plogis(-eta, log.p = TRUE)
cloglog <- function(y, n, eta) lchoose(n, y) + ifelse(y > 0, y * log(-expm1(-exp(eta))), 0) - (n - y) * exp(eta)
poisson <- function(y, n, eta) y * eta - exp(eta) - lgamma(y + 1)
# u is standard normal, eta = X b + Z L u with L lower triangular; modes and curvatures of each group by nlm
negative_loglik <- function(par, y, size, X, Z, group, density, n) {
  p <- ncol(X)
  q <- ncol(Z)
  L <- matrix(0, q, q)
  L[lower.tri(L, diag = TRUE)] <- par[-seq_len(p)]
  eta <- as.vector(X %*% par[seq_len(p)])
  r <- rule(n)
  nodes <- as.matrix(expand.grid(rep(list(r$x), q)))
  weight <- rowSums(log(as.matrix(expand.grid(rep(list(r$w), q)))))
  total <- 0
  for (rows in split(seq_along(y), group)) {
    ZL <- Z[rows, , drop = FALSE] %*% L
    f <- function(u) -sum(density(y[rows], size[rows], eta[rows] + as.vector(ZL %*% u))) - sum(dnorm(u, log = TRUE))
    u <- rep(0, q)
    for (round in 1:30) {
      g <- numDeriv::grad(f, u)
      H <- numDeriv::hessian(f, u)
      step <- solve(H, g)
      u <- u - step * min(1, 2 / max(abs(step)))
      if (max(abs(step)) < 1e-9) break
    }
    S <- t(chol(solve(numDeriv::hessian(f, u))))
    at <- apply(nodes, 1, function(x) -f(u + sqrt(2) * as.vector(S %*% x)) + sum(x^2)) + weight
    total <- total + max(at) + log(sum(exp(at - max(at)))) + q / 2 * log(2) + sum(log(diag(S)))
  }
  -total
}
report <- function(name, start, ...) {
  # inside the sizes that estimates can have
  f <- function(par) if (any(abs(par) > 8)) 1e6 else negative_loglik(par, ...)
  best <- optim(start, f, method = "BFGS", control = list(reltol = 1e-14, maxit = 200))
  cat(name, "\n")
  print(signif(rbind(estimate = best$par, error = sqrt(diag(solve(numDeriv::hessian(f, best$par, method.args = list(r = 2)))))), 7), digits = 7)
  cat("loglik", format(-best$value, digits = 10), "\n")
}
set.seed(21)
d <- data.frame(id = rep(1:24, each = 4), t = rep(0:3, 24))
u <- rep(rnorm(24), each = 4)
d$b <- rbinom(96, 1, plogis(-0.5 + 0.5 * d$t + u))
d$p <- rpois(96, exp(0.3 + 0.2 * d$t + 0.6 * u))
d$s <- rbinom(96, 10, plogis(-0.5 + 0.4 * d$t + 0.7 * u + 0.3 * rep(rnorm(24), each = 4) * d$t))
X <- model.matrix(~t, d)
one <- matrix(1, 96, 1)
report("binary, cloglog, 8 points", c(-1, 0.3, 0.7), d$b, rep(1, 96), X, one, d$id, cloglog, 8)
report("binary, logit, 11 points", c(-0.5, 0.5, 1), d$b, rep(1, 96), X, one, d$id, logit, 11)
report("counts, Laplace", c(0.3, 0.2, 0.6), d$p, d$p, X, one, d$id, poisson, 1)
report("counts, 11 points", c(0.3, 0.2, 0.6), d$p, d$p, X, one, d$id, poisson, 11)
report("shares of 10, intercept and slope, 5 points", c(-0.5, 0.4, 0.7, 0, 0.3), d$s, rep(10, 96), X, X, d$id, logit, 5)
