# Pseudo-likelihood of a response in categories with a random intercept of each patient. Rscript categories.R epilepsy.csv
library(numDeriv)
wide <- read.csv(commandArgs(TRUE)[1])
d <- do.call(rbind, lapply(0:4, function(t) data.frame(id = wide$id, trt = wide$trt, time = t, y = wide[[paste0("y", t)]])))
d$c <- (d$y > 2) + (d$y > 6)

fit <- function(y, X, id, nominal, restricted) {
  N <- length(y); m <- 2; ids <- sort(unique(id)); of <- function(i) (i - 1) * m + 1:m
  if (nominal) {
    W <- do.call(rbind, lapply(1:N, function(i) kronecker(t(c(1, X[i, ])), diag(m))))
    Z <- lapply(1:m, function(c) outer(rep(id, each = m), ids, "==") * rep(1:m == c, N))
  } else {
    W <- do.call(rbind, lapply(1:N, function(i) cbind(diag(m), matrix(X[i, ], m, ncol(X), byrow = TRUE))))
    Z <- list(outer(rep(id, each = m), ids, "==") * 1)
  }
  share <- tabulate(y + 1, m + 1) / N
  eta <- rep(if (nominal) log(share[1:m] / share[m + 1]) else qlogis(cumsum(share)[1:m]), N)
  P <- numeric(N * m); R <- matrix(0, N * m, N * m); theta <- rep(0.5, length(Z)); old <- Inf
  rows <- lapply(ids, function(i) unlist(lapply(which(id == i), of)))
  for (update in 1:60) {
    for (i in 1:N) {
      e <- eta[of(i)]
      if (nominal) {
        mu <- exp(e) / (1 + sum(exp(e))); A <- diag(mu) - mu %*% t(mu); D <- A; indicator <- y[i] == 0:1
      } else {
        mu <- plogis(e); A <- outer(1:m, 1:m, function(a, b) mu[pmin(a, b)] * (1 - mu[pmax(a, b)]))
        D <- diag(dlogis(e)); indicator <- y[i] <= 0:1
      }
      P[of(i)] <- e + solve(D) %*% (indicator - mu)
      R[of(i), of(i)] <- solve(D) %*% A %*% t(solve(D))
    }
    parts <- function(theta) {
      XX <- 0; XP <- 0; PP <- 0; log.det <- 0
      for (r in rows) {
        V <- R[r, r]
        for (k in seq_along(Z)) V <- V + theta[k] * tcrossprod(Z[[k]][r, ])
        C <- chol(V); x <- backsolve(C, W[r, ], transpose = TRUE); p <- backsolve(C, P[r], transpose = TRUE)
        XX <- XX + crossprod(x); XP <- XP + crossprod(x, p); PP <- PP + sum(p^2); log.det <- log.det + 2 * sum(log(diag(C)))
      }
      b <- solve(XX, XP)
      list(b = b, XX = XX, value = log.det + PP - sum(b * XP) + (N * m - restricted * ncol(W)) * log(2 * pi) +
             restricted * as.numeric(determinant(XX)$modulus), square = PP - sum(b * XP))
    }
    value <- function(theta) parts(theta)$value
    if (update < 4) theta <- optim(theta, value, method = "L-BFGS-B", lower = 1e-3, control = list(factr = 10))$par
    for (newton in 1:3) theta <- theta - solve(hessian(value, theta), grad(value, theta))
    last <- parts(theta); now <- c(last$b, theta)
    if (max(abs(now - old)) < 1e-9) break
    old <- now; eta <- as.numeric(W %*% last$b)
    for (r in rows) {
      V <- R[r, r]
      for (k in seq_along(Z)) V <- V + theta[k] * tcrossprod(Z[[k]][r, ])
      s <- solve(V, P[r] - W[r, ] %*% last$b)
      for (k in seq_along(Z)) eta[r] <- eta[r] + theta[k] * tcrossprod(Z[[k]][r, ]) %*% s
    }
  }
  C <- solve(last$XX)
  print(c(last$value, last$square), digits = 12)
  print(cbind(last$b, sqrt(diag(C))), digits = 10)
  print(cbind(theta, sqrt(diag(2 * solve(hessian(value, theta))))), digits = 10)
  list(b = last$b, C = C)
}
X <- cbind(d$time, d$trt)
invisible(fit(d$c, X, d$id, FALSE, TRUE))
g <- fit(d$c, X, d$id, TRUE, FALSE)
for (k in list(3:4, 5:6)) print(t(g$b[k]) %*% solve(g$C[k, k]) %*% g$b[k] / 2, digits = 10)
