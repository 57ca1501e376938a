# Figures of further-structures, R 4.2.2: Rscript structures.R > expected.csv
suppressMessages(library(numDeriv))
d <- grep("^[MF][0-9]{2} [01] ", readLines("program.sas"), value = TRUE)
f <- matrix(scan(text = d, what = "", quiet = TRUE), ncol = 4, byrow = TRUE)
g <- data.frame(child = f[, 1], male = as.numeric(f[, 2]), age = as.numeric(f[, 3]), y = as.numeric(f[, 4]))
g$visit <- g$age / 2 - 3; g$e <- pmin(4, pmax(0, floor((g$y - 17) / 3)))
X <- cbind(1, g$age, g$male, g$age * g$male); rows <- split(seq_len(nrow(g)), g$child)
out <- function(quantity, set, row, column, value, close)
  cat(paste(quantity, set, row, column, formatC(value, digits = 12, width = 1), close, sep = ","), "\n", sep = "")
cat("quantity,data set,row,column,expected,closeness\n")
reml <- function(R) {
  A <- 0; b <- 0; q <- 0; l <- 0
  for (w in rows) { v <- R[g$visit[w], g$visit[w], drop = FALSE]; L <- chol(v); Vi <- chol2inv(L); x <- X[w, , drop = FALSE]
    A <- A + t(x) %*% Vi %*% x; b <- b + t(x) %*% Vi %*% g$y[w]; q <- q + as.numeric(t(g$y[w]) %*% Vi %*% g$y[w]); l <- l + 2 * sum(log(diag(L))) }
  C <- solve(A); beta <- as.vector(C %*% b)
  list(b = beta, C = C, value = l + q - sum(beta * b) + as.numeric(determinant(A)$modulus) + 100 * log(2 * pi)) }
lag <- abs(outer(1:4, 1:4, "-"))
corr <- function(r) { M <- diag(4); for (k in 1:3) M[lag == k] <- r[k]; M }
shapes <- list(
  ante = list(function(t) { M <- diag(4); for (i in 1:3) for (j in (i + 1):4) M[i, j] <- M[j, i] <- prod(tanh(t[4 + i:(j - 1)])); outer(exp(t[1:4]), exp(t[1:4])) * M }, c(rep(.8, 4), rep(.8, 3))),
  toeph = list(function(t) outer(exp(t[1:4]), exp(t[1:4])) * corr(t[5:7]), c(rep(.8, 4), .7, .7, .6)),
  toep = list(function(t) exp(t[1]) * corr(t[2:4]), c(1.6, .7, .7, .6)),
  toep2 = list(function(t) exp(t[1]) * corr(c(t[2], 0, 0)), c(1.6, .4)),
  fa = list(function(t) tcrossprod(t[1:4]) + diag(t[5:8]^2), c(2, 2, 2, 2, 1, 1, 1, 1)),
  fa1 = list(function(t) tcrossprod(t[1:4]) + t[5]^2 * diag(4), c(2, 2, 2, 2, 1)),
  hf = list(function(t) { M <- outer(t[1:4], t[1:4], "+") / 2 - t[5]; diag(M) <- t[1:4]; M }, c(5, 5, 5, 5, 1.5)),
  un2 = list(function(t) { M <- diag(t[1:4]); M[cbind(1:3, 2:4)] <- M[cbind(2:4, 1:3)] <- t[5:7]; M }, c(5, 5, 5, 5, 1, 1, 1)),
  csh = list(function(t) { M <- outer(exp(t[1:4]), exp(t[1:4])) * t[5]; diag(M) <- exp(2 * t[1:4]); M }, c(rep(.8, 4), .6)))
for (n in names(shapes)) {
  f <- function(t) tryCatch(reml(shapes[[n]][[1]](t))$value, error = function(e) 1e10)
  best <- NULL
  for (try in 1:4) { set.seed(try); t <- shapes[[n]][[2]] * if (try == 1) 1 else runif(length(shapes[[n]][[2]]), .9, 1.1)
    for (k in 1:6) t <- nlminb(t, f, control = list(rel.tol = 1e-15, eval.max = 9999, iter.max = 9999))$par
    if (is.null(best) || f(t) < f(best)) best <- t }
  r <- reml(shapes[[n]][[1]](best))
  out(paste(n, "-2 residual log L"), paste0(n, "_fit"), "#1", "Value", r$value, "rel 1e-8")
  for (k in c(2, 4)) { out(paste(n, "coefficient", k), paste0(n, "_b"), paste0("#", k), "Estimate", r$b[k], "rel 1e-4")
    out(paste(n, "error", k), paste0(n, "_b"), paste0("#", k), "StdErr", sqrt(r$C[k, k]), "rel 1e-4") }
}
# Laplace: four effects of a subject, Poisson counts
m <- expand.grid(visit = 1:4, id = 1:36)
m$y <- floor(exp(1.4 + .1 * m$visit + .5 * sin(3.7 * m$id) + .7 * sin(5.1 * m$id * m$visit + m$visit)) * (.6 + ((7 * m$id * m$visit + m$visit) %% 5) / 5))
Y <- matrix(m$y, 4)
laplace <- function(b, S) {
  L <- chol(S); P <- chol2inv(L); total <- 36 * 2 * sum(log(diag(L))); eta <- b[1] + b[2] * 1:4
  for (i in 1:36) { y <- Y[, i]; u <- rep(0, 4)
    for (k in 1:100) { mu <- exp(eta + u); s <- solve(diag(mu) + P, y - mu - P %*% u); u <- u + as.vector(s); if (max(abs(s)) < 1e-12) break }
    mu <- exp(eta + u)
    total <- total - 2 * sum(dpois(y, mu, log = TRUE)) + sum(u * (P %*% u)) + as.numeric(determinant(diag(mu) + P)$modulus) }
  total }
scaled <- function(t, M) outer(exp(t), exp(t)) * M
matrices <- list(
  gar = list(function(t) exp(2 * t[1]) * tanh(t[2])^lag, c(-.3, .5)),
  garh = list(function(t) scaled(t[1:4], tanh(t[5])^lag), c(-.3, -.3, -.3, -.3, .5)),
  gcsh = list(function(t) scaled(t[1:4], diag(4) * (1 - t[5]) + t[5]), c(-.3, -.3, -.3, -.3, .3)),
  gtoep = list(function(t) exp(2 * t[1]) * corr(t[2:4]), c(-.3, .5, .2, 0)),
  gtoep2 = list(function(t) exp(2 * t[1]) * corr(c(t[2], 0, 0)), c(-.3, .4)),
  gun2 = list(function(t) { M <- diag(exp(t[1:4])); M[cbind(1:3, 2:4)] <- M[cbind(2:4, 1:3)] <- t[5:7]; M }, c(-.6, -.6, -.6, -.6, .2, .2, .2)))
for (n in names(matrices)) {
  f <- function(t) tryCatch(laplace(t[1:2], matrices[[n]][[1]](t[-(1:2)])), error = function(e) 1e10)
  t <- c(1.4, .1, matrices[[n]][[2]])
  for (k in 1:3) t <- nlminb(t, f, control = list(rel.tol = 1e-14, eval.max = 9999, iter.max = 9999))$par
  M <- matrices[[n]][[1]](t[-(1:2)])
  out(paste(n, "-2 log L"), paste0(n, "_fit"), "#1", "Value", f(t), "rel 1e-7")
  for (k in 1:2) out(paste(n, "coefficient", k), paste0(n, "_b"), paste0("#", k), "Estimate", t[k], "rel 1e-3")
  out(paste(n, "variance"), paste0(n, "_cov"), "#1", "Estimate", M[1, 1], "rel 2e-3")
}
