# Alternating logistic regressions (Carey, Zeger and Diggle 1993) with explicit Z matrices and deletion statistics
# (Preisser and Qaqish 1996) with explicit matrices. Derivatives of conditional means by numDeriv. Prints expected.csv.
# Rscript alr.R women.csv   (id, trt, time, y; one row a visit)
library(numDeriv)
nu <- function(a, b, g) { s <- exp(g); f <- 1 - (1-s)*(a+b); 2*s*a*b / (f + sqrt(f^2 - 4*s*(s-1)*a*b)) }
# E(Yj | Yk = yk)
zeta <- function(muj, muk, g, yk) { v <- nu(muj, muk, g); if (yk == 1) v/muk else (muj - v)/(1 - muk) }
cluster <- function(th, X, y, Z, p, bread = FALSE) {
  q <- length(th) - p; be <- th[1:p]; al <- th[p + 1:q]
  n <- length(y); mu <- plogis(drop(X %*% be)); D <- mu*(1-mu)*X
  V <- diag(mu*(1-mu), n); u <- rep(0, p+q); B <- matrix(0, p+q, p+q)
  if (n > 1) for (j in 1:n) for (k in 1:n) if (j != k) {
    z <- Z[[min(j,k)]][[max(j,k)]]; g <- sum(z*al)
    V[j,k] <- nu(mu[j], mu[k], g) - mu[j]*mu[k]
    ze <- zeta(mu[j], mu[k], g, y[k]); s <- ze*(1-ze)
    t <- numDeriv::grad(function(g) zeta(mu[j], mu[k], g, y[k]), g)
    u[p+1:q] <- u[p+1:q] + z*t*(y[j]-ze)/s
    if (bread) {
      gb <- numDeriv::grad(function(b) { m <- plogis(drop(X[c(j,k),,drop=FALSE] %*% b)); zeta(m[1], m[2], g, y[k]) }, be)
      B[p+1:q, p+1:q] <- B[p+1:q, p+1:q] + outer(z, z)*t^2/s
      B[p+1:q, 1:p] <- B[p+1:q, 1:p] + outer(z, gb)*t/s
    }
  }
  W <- solve(V); u[1:p] <- t(D) %*% W %*% (y - mu); B[1:p,1:p] <- t(D) %*% W %*% D
  list(u = u, B = B, D = D, W = W, r = y - mu, mu = mu, V = V)
}
alr <- function(X, y, id, zrow, q, start = NULL) {
  p <- ncol(X); ids <- unique(id)
  cl <- lapply(ids, function(i) { r <- which(id == i); list(X = X[r,,drop=FALSE], y = y[r], rows = r,
    Z = lapply(seq_along(r), function(j) lapply(seq_along(r), function(k) zrow(r[j], r[k])))) })
  th <- c(coef(glm.fit(X, y, family = binomial())), rep(0.5, q))
  key <- sapply(cl, function(c) paste(c(c$X, c$y, unlist(c$Z)), collapse = ","))
  first <- match(unique(key), key); count <- table(factor(key, unique(key)))
  for (it in 1:60) {
    S <- 0; B <- 0; M <- 0
    for (a in seq_along(first)) { c <- cl[[first[a]]]; e <- cluster(th, c$X, c$y, c$Z, p, TRUE)
      S <- S + count[a]*e$u; B <- B + count[a]*e$B; M <- M + count[a]*outer(e$u, e$u) }
    step <- solve(B, S); th <- th + step
    if (max(abs(step)) < 1e-11) break
  }
  Bi <- solve(B)
  list(th = th, se = sqrt(diag(Bi %*% M %*% t(Bi))), V = Bi %*% M %*% t(Bi), H = B[1:p,1:p], cl = cl, p = p, it = it)
}

d <- read.csv(commandArgs(TRUE)[1]); d <- d[!is.na(d$y), ]
X <- with(d, cbind(1, time, time^2, trt*time, trt*time^2)); id <- d$id; tr <- d$trt
half <- ifelse(d$time <= 2, 1, 2)
names <- c("Intercept", "t", "t2", "t*trt", "t2*trt")
line <- function(what, set, row, column, x) cat(what, ",", set, ",", row, ",", column, ",",
  formatC(x, digits = 10, format = "g", flag = "#"), ",rel 1e-7\n", sep = "")
cat("quantity,data set,row,column,expected,closeness\n")
fits <- list(
  byvar = alr(X, d$y, id, function(j, k) c(tr[j] == 0, tr[j] == 1) + 0, 2),
  nest1 = alr(X, d$y, id, function(j, k) if (half[j] == half[k]) c(1, 0) else c(0, 1), 2),
  nestk = alr(X, d$y, id, function(j, k) if (half[j] == half[k]) c(0, half[j] == 1, half[j] == 2) + 0 else c(1, 0, 0), 3))
for (s in names(fits)) { f <- fits[[s]]; rows <- c(names, paste0("Alpha", seq_len(length(f$th) - 5)))
  for (i in seq_along(rows)) { line(paste(s, rows[i]), s, paste0("Parm=", rows[i]), "Estimate", f$th[i])
    line(paste(s, rows[i], "error"), s, paste0("Parm=", rows[i]), "Stderr", f$se[i]) } }
# Deletion from the nestk fit: whole clusters, then single observations with the others' covariance held.
f <- fits$nestk; p <- 5; H <- f$H; M <- solve(H); se <- sqrt(diag(M))
for (who in c(1, 972)) {
  c <- f$cl[[which(unique(id) == who)]]; e <- cluster(f$th, c$X, c$y, c$Z, p)
  A <- t(e$D) %*% e$W %*% e$D; U <- t(e$D) %*% e$W %*% e$r; hat <- e$D %*% M %*% t(e$D) %*% e$W
  db <- drop(solve(H - A, U)); key <- paste0("id=", who)
  line(paste("cluster", who, "leverage"), "clusters", key, "h", sum(diag(hat)))
  line(paste("cluster", who, "Cook"), "clusters", key, "d", db %*% H %*% db / p)
  line(paste("cluster", who, "fit"), "clusters", key, "f", db %*% (H - A) %*% db / p)
  for (j in 1:p) { line(paste("cluster", who, "dfbeta", names[j]), "clusters", key, paste0("b", j), db[j])
    line(paste("cluster", who, "dfbetas", names[j]), "clusters", key, paste0("s", j), db[j] / se[j]) }
  if (length(e$r) > 1) for (j in seq_along(e$r)) {
    k <- -j; D <- e$D[k, , drop = FALSE]; W <- solve(e$V[k, k, drop = FALSE])
    b <- drop(solve(H - A + t(D) %*% W %*% D, U - t(D) %*% W %*% e$r[k])); h <- hat[j, j]
    key <- paste0("visit=", who, "-", d$time[c$rows[j]]); v <- e$mu[j] * (1 - e$mu[j])
    deviance <- sign(e$r[j]) * sqrt(-2 * log(if (c$y[j] == 1) e$mu[j] else 1 - e$mu[j]))
    what <- paste("visit", who, d$time[c$rows[j]])
    line(paste(what, "leverage"), "visits", key, "oh", h)
    line(paste(what, "Cook"), "visits", key, "od", b %*% H %*% b / p)
    line(paste(what, "Pearson"), "visits", key, "sc", e$r[j] / sqrt(v * (1 - h)))
    line(paste(what, "deviance"), "visits", key, "sd", deviance / sqrt(1 - h))
    for (i in 1:p) { line(paste(what, "dfbeta", names[i]), "visits", key, paste0("o", i), b[i])
      line(paste(what, "dfbetas", names[i]), "visits", key, paste0("os", i), b[i] / se[i]) } } }
