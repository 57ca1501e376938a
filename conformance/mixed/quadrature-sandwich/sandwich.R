# Figures of quadrature-sandwich, R 4.2.2 and numDeriv 2016.8-1.1: Rscript sandwich.R > expected.csv
suppressMessages({library(numDeriv)})
d <- grep("^[MF][0-9]{2} [01] ", readLines("program.sas"), value = TRUE)
f <- matrix(scan(text = d, what = "", quiet = TRUE), ncol = 4, byrow = TRUE)
g <- data.frame(child = f[, 1], male = as.numeric(f[, 2]), age = as.numeric(f[, 3]), y = as.numeric(f[, 4]))
g$e <- pmin(4, pmax(0, floor((g$y - 17) / 3)))
X <- cbind(1, g$age, g$male)
rows <- split(seq_len(nrow(g)), g$child)
# Golub and Welsch (1969): abscissas and weights for exp(-x^2)
rule <- function(n) { if (n == 1) return(list(x = 0, w = sqrt(pi)))
  J <- matrix(0, n, n); k <- 1:(n - 1); J[cbind(k, k + 1)] <- J[cbind(k + 1, k)] <- sqrt(k / 2)
  e <- eigen(J); list(x = e$values, w = sqrt(pi) * e$vectors[1, ]^2) }
# Log likelihood of one child about its mode. The last parameter is the standard deviation, the factor of G: a child's
# own second derivatives, unlike their sum at the maximum, depend on the scale of the parameter.
contribution <- function(p, w, r) {
  eta <- as.vector(X[w, , drop = FALSE] %*% p[1:3]); y <- g$e[w]; s2 <- p[4]^2; u <- 0
  for (k in 1:60) { mu <- plogis(eta + u); u <- u + (sum(y - 4 * mu) - u / s2) / (sum(4 * mu * (1 - mu)) + 1 / s2) }
  mu <- plogis(eta + u); h <- 1 / sqrt(sum(4 * mu * (1 - mu)) + 1 / s2)
  a <- u + sqrt(2) * h * r$x
  l <- sapply(a, function(v) sum(dbinom(y, 4, plogis(eta + v), log = TRUE))) + dnorm(a, 0, sqrt(s2), log = TRUE)
  log(sqrt(2) * h * sum(r$w * exp(r$x^2 + l))) }
out <- function(quantity, set, row, column, value, close)
  cat(paste(quantity, set, row, column, formatC(value, digits = 12, width = 1), close, sep = ","), "\n", sep = "")
cat("quantity,data set,row,column,expected,closeness\n")
fit <- function(points) {
  r <- rule(points)
  m2 <- function(p) -2 * sum(sapply(rows, function(w) contribution(p, w, r)))
  p <- c(-3, .2, .8, .5)
  for (k in 1:3) p <- nlminb(p, m2, lower = c(-Inf, -Inf, -Inf, .01), control = list(rel.tol = 1e-15))$par
  S <- t(sapply(rows, function(w) grad(contribution, p, w = w, r = r)))
  H <- lapply(rows, function(w) -hessian(contribution, p, w = w, r = r))
  list(p = p, value = m2(p), S = S, H = H, I = Reduce(`+`, H))
}
power <- function(M, e) { v <- eigen(M); Re(v$vectors %*% diag((v$values + 0i)^e) %*% solve(v$vectors)) }
errors <- function(f, kind, bound = .75, degrees = TRUE, d = 2, r = 1) {
  C <- solve(f$I); m <- length(f$H); k <- 4
  S <- t(sapply(seq_len(m), function(i) { s <- f$S[i, ]; Q <- f$H[[i]] %*% C
    switch(kind, root = power(diag(k) - Q, -.5) %*% s, firores = solve(diag(k) - Q) %*% s,
           firoeeq = s / sqrt(1 - pmin(bound, diag(Q))), s) }))
  V <- C %*% crossprod(S) %*% C
  if (kind == "df") V <- V * m / (m - k)
  if (kind == "mbn") {
    c <- if (degrees) (nrow(g) - 1) / (nrow(g) - k) * m / (m - 1) else 1
    V <- c * V + min(1 / d, k / (m - k)) * max(r, c * sum(diag(C %*% crossprod(S))) / k) * C }
  sqrt(diag(V)) * c(1, 1, 1, 2 * f$p[4]) } # the variance by the delta method
f <- fit(5)
out("-2 log likelihood", "classical_fit", "#1", "Value", f$value, "rel 1e-8")
show <- function(set, e) { n <- c("Intercept", "age", "male")
  for (k in 1:3) out(paste(set, n[k]), set, paste0("Effect=", n[k]), "StdErr", e[k], "rel 1e-5")
  out(paste(set, "variance"), paste0(set, "_cov"), "#1", "StdErr", e[4], "rel 1e-5") }
for (kind in c("classical", "df", "root", "firores", "firoeeq", "mbn")) show(kind, errors(f, kind))
show("bounded", errors(f, "firoeeq", bound = .05))
show("plain", errors(f, "mbn", degrees = FALSE, d = 10, r = .5))
show("laplace", errors(fit(1), "root"))
