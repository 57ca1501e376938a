# Figures of distributions, R 4.2.2 and numDeriv 2016.8-1.1: Rscript distributions.R > expected.csv
suppressMessages(library(numDeriv))
d <- expand.grid(visit = 1:5, id = 1:24); effect <- 1.1 * sin(3.7 * d$id)
noise <- ((7 * d$id * d$visit + 3 * d$visit) %% 11) / 10
d$amount <- exp(.3 + .1 * d$visit + effect) * (.4 + noise)
d$events <- floor(exp(.6 + .12 * d$visit + effect) * (.3 + 1.4 * noise)); d$positive <- 1 * (d$events > 2); d$hits <- pmin(6, d$events)
d$share <- .05 + .9 / (1 + exp(-(effect + .2 * d$visit - .8 + noise))); d$level <- 5 + .4 * d$visit + 2 * effect + 3 * noise
d$log <- log(d$amount)
X <- cbind(1, d$visit); rows <- split(seq_len(120), d$id); Z <- 1 * outer(d$id, 1:24, "==")
out <- function(quantity, set, row, column, value, close)
  cat(paste(quantity, set, row, column, formatC(value, digits = 12, width = 1), close, sep = ","), "\n", sep = "")
cat("quantity,data set,row,column,expected,closeness\n")
# log density by eta up to what eta does not change, the rest, mean, variance function
p <- quote(1 / (1 + exp(-e)))
beta <- substitute(-lgamma(s * p) - lgamma(s * (1 - p)) + s * p * log(y) + s * (1 - p) * log(1 - y), list(p = p))
kinds <- list(
  binary = list("positive", quote(y * e - log(1 + exp(e))), function(y, s) 0, plogis, function(m, s) m * (1 - m), FALSE, 1),
  binomial = list("hits", quote(y * e - 6 * log(1 + exp(e))), function(y, s) lchoose(6, y), plogis, function(m, s) m * (1 - m) / 6, FALSE, 6),
  poisson = list("events", quote(y * e - exp(e)), function(y, s) -lgamma(y + 1), exp, function(m, s) m, FALSE, 1),
  negbin = list("events", quote(y * e - (y + 1 / s) * log(1 + s * exp(e))), function(y, s) y * log(s) + lgamma(y + 1 / s) - lgamma(1 / s) - lgamma(y + 1), exp, NULL, TRUE, 1),
  geometric = list("events", quote(y * e - (y + 1) * log(1 + exp(e))), function(y, s) 0, exp, function(m, s) m + m^2, FALSE, 1),
  gamma = list("amount", quote(-(e + y * exp(-e)) / s), function(y, s) (1 / s - 1) * log(y) - log(s) / s - lgamma(1 / s), exp, function(m, s) s * m^2, TRUE, 1),
  invgauss = list("amount", quote(-(y - exp(e))^2 / (2 * s * exp(2 * e) * y)), function(y, s) -.5 * log(2 * pi * s * y^3), exp, function(m, s) s * m^3, TRUE, 1),
  exponential = list("amount", quote(-(e + y * exp(-e))), function(y, s) 0, exp, function(m, s) m^2, FALSE, 1),
  lognormal = list("log", quote(-(y - e)^2 / (2 * s)), function(y, s) -.5 * log(2 * pi * s), identity, function(m, s) s, TRUE, 1),
  normal = list("level", quote(-(y - e)^2 / (2 * s)), function(y, s) -.5 * log(2 * pi * s), identity, function(m, s) s, TRUE, 1),
  beta = list("share", beta, function(y, s) lgamma(s) - log(y) - log(1 - y), plogis, function(m, s) s * m * (1 - m), TRUE, 1))
rule <- function(n) { if (n == 1) return(list(x = 0, w = sqrt(pi)))
  J <- matrix(0, n, n); k <- 1:(n - 1); J[cbind(k, k + 1)] <- J[cbind(k + 1, k)] <- sqrt(k / 2)
  v <- eigen(J); list(x = v$values, w = sqrt(pi) * v$vectors[1, ]^2) }
likelihood <- function(kind, points) {
  y0 <- d[[kind[[1]]]]; l <- kind[[2]]; l1 <- D(l, "e"); l2 <- D(l1, "e"); r <- rule(points)
  at <- function(q, e, y, s) eval(q, list(e = e, y = y, s = s)) + 0 * e
  function(t) { # b0, b1, standard deviation, log of the scale
    s <- if (kind[[6]]) exp(t[4]) else 1; v <- t[3]^2; total <- 0
    for (w in rows) { y <- y0[w]; e <- as.vector(X[w, ] %*% t[1:2]); u <- 0
      for (k in 1:200) { h <- -sum(at(l2, e + u, y, s)) + 1 / v; g <- sum(at(l1, e + u, y, s)) - u / v
        if (h <= 0) h <- 1; step <- g / h; u <- u + max(-2, min(2, step)); if (abs(step) < 1e-13) break }
      h <- 1 / sqrt(-sum(at(l2, e + u, y, s)) + 1 / v); a <- u + sqrt(2) * h * r$x
      f <- sapply(a, function(b) sum(at(l, e + b, y, s) + kind[[3]](y, s))) + dnorm(a, 0, t[3], log = TRUE)
      g <- log(r$w) + r$x^2 + f; total <- total + log(sqrt(2) * h) + max(g) + log(sum(exp(g - max(g)))) }
    -2 * total } }
pseudo <- function(kind, residual, about, free) { # Wolfinger and O'Connell (1993)
  y <- d[[kind[[1]]]] / kind[[7]]; b <- c(if (identical(kind[[4]], plogis)) 0 else if (identical(kind[[4]], exp)) log(mean(y)) else mean(y), 0)
  u <- rep(0, 24); t <- c(log(.5), log(.3)); old <- Inf
  for (k in 1:500) {
    eta <- as.vector(X %*% b + if (about) Z %*% u else 0); m <- kind[[4]](eta)
    slope <- if (identical(kind[[4]], plogis)) m * (1 - m) else if (identical(kind[[4]], exp)) m else 1 + 0 * m
    P <- eta + (y - m) / slope; a <- kind[[5]](m, 1) / slope^2
    state <- function(t) { V <- exp(t[1]) * tcrossprod(Z) + diag((if (free) exp(t[2]) else 1) * a); L <- chol(V); Vi <- chol2inv(L)
      C <- solve(t(X) %*% Vi %*% X); b <- as.vector(C %*% t(X) %*% Vi %*% P); r <- P - as.vector(X %*% b)
      list(b = b, C = C, u = as.vector(exp(t[1]) * t(Z) %*% Vi %*% r), value = 2 * sum(log(diag(L))) + as.numeric(t(r) %*% Vi %*% r) +
        if (residual) -as.numeric(determinant(C)$modulus) + 118 * log(2 * pi) else 120 * log(2 * pi)) }
    f <- function(t) state(t)$value; q <- if (free) 2 else 1
    t[1:q] <- nlminb(t[1:q], f, control = list(rel.tol = 1e-15, x.tol = 1e-12))$par
    for (j in 1:2) t[1:q] <- t[1:q] - solve(hessian(f, t[1:q]), grad(f, t[1:q]))
    s <- state(t); b <- s$b; u <- s$u
    if (max(abs(c(b, u, t) - old)) < 1e-11) break
    old <- c(b, u, t) }
  s$t <- t; s }
for (n in names(kinds)) {
  kind <- kinds[[n]]
  for (m in c("q", "l")) {
    f <- likelihood(kind, if (m == "q") 5 else 1)
    q <- if (kind[[6]]) 4 else 3; start <- c(.3, .1, 1, if (n == "beta") 3 else -1)[1:q]
    if (n == "normal") start <- c(5, .5, 2, 0)
    for (k in 1:3) start <- nlminb(start, f, lower = c(-Inf, -Inf, .05, -Inf)[1:q], control = list(rel.tol = 1e-15))$par
    H <- hessian(f, start); start <- start - solve(H, grad(f, start)); se <- sqrt(diag(2 * solve(hessian(f, start))))
    set <- paste0(n, m)
    value <- f(start)
    out(paste(set, "-2 log L"), paste0(set, "_fit"), "#1", "Value", value, "rel 1e-7")
    for (k in 1:2) { out(paste(set, "coefficient", k), paste0(set, "_b"), paste0("#", k), "Estimate", start[k], "rel 1e-5")
      out(paste(set, "error", k), paste0(set, "_b"), paste0("#", k), "StdErr", se[k], "rel 1e-4") }
    out(paste(set, "variance"), paste0(set, "_cov"), "#1", "Estimate", start[3]^2, "rel 1e-4")
    out(paste(set, "error of the variance"), paste0(set, "_cov"), "#1", "StdErr", 2 * start[3] * se[3], "rel 1e-4")
    if (q == 4) { out(paste(set, "scale"), paste0(set, "_cov"), "#2", "Estimate", exp(start[4]), "rel 1e-4")
      out(paste(set, "error of the scale"), paste0(set, "_cov"), "#2", "StdErr", exp(start[4]) * se[4], "rel 1e-4") }
  }
  if (!is.null(kind[[5]])) for (m in c("r", "m")) {
    s <- pseudo(kind, m == "r", m == "r", kind[[6]]); set <- paste0(n, m)
    out(paste(set, "-2 log pseudo-likelihood"), paste0(set, "_fit"), "#1", "Value", s$value, "rel 1e-7")
    for (k in 1:2) { out(paste(set, "coefficient", k), paste0(set, "_b"), paste0("#", k), "Estimate", s$b[k], "rel 1e-5")
      out(paste(set, "error", k), paste0(set, "_b"), paste0("#", k), "StdErr", sqrt(s$C[k, k]), "rel 1e-5") }
    out(paste(set, "variance"), paste0(set, "_cov"), "#1", "Estimate", exp(s$t[1]), "rel 1e-5")
    if (kind[[6]]) out(paste(set, "scale"), paste0(set, "_cov"), "#2", "Estimate", if (n == "beta") exp(-s$t[2]) - 1 else exp(s$t[2]), "rel 1e-5")
  }
}
