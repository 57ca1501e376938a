# Figures of pseudo-options by dense algebra, R 4.2.2: Rscript options.R > expected.csv
d <- grep("^[MF][0-9]{2} [01] ", readLines("program.sas"), value = TRUE)
f <- matrix(scan(text = d, what = "", quiet = TRUE), ncol = 4, byrow = TRUE)
g <- data.frame(child = f[, 1], male = as.numeric(f[, 2]), age = as.numeric(f[, 3]), y = as.numeric(f[, 4]))
g$e <- pmin(4, pmax(0, floor((g$y - 17) / 3)))
n <- nrow(g); X <- cbind(Intercept = 1, age = g$age, male = g$male)
children <- sort(unique(g$child)); Z <- 1 * outer(g$child, children, "==")
out <- function(quantity, set, row, column, value, close = "rel 1e-6")
  cat(paste(quantity, set, row, column, formatC(value, digits = 12, width = 1), close, sep = ","), "\n", sep = "")
cat("quantity,data set,row,column,expected,closeness\n")

# Pseudo-likelihood (Wolfinger and O'Connell 1993): pseudo-responses about the effects or about zero, then (RE)ML
state <- function(s2, P, w, residual) {
  V <- s2 * tcrossprod(Z) + diag(1 / w); Vi <- solve(V); C <- solve(t(X) %*% Vi %*% X)
  b <- as.vector(C %*% t(X) %*% Vi %*% P); r <- P - as.vector(X %*% b)
  value <- as.numeric(determinant(V)$modulus) + as.numeric(t(r) %*% Vi %*% r) +
    if (residual) -as.numeric(determinant(C)$modulus) + (n - 3) * log(2 * pi) else n * log(2 * pi)
  list(V = V, Vi = Vi, C = C, b = b, r = r, u = as.vector(s2 * t(Z) %*% Vi %*% r), value = value, s2 = s2)
}
pseudo <- function(residual, about) {
  b <- coef(glm(cbind(e, 4 - e) ~ age + male, binomial, g)); u <- rep(0, 27); s2 <- .2
  for (k in 1:300) {
    eta <- as.vector(X %*% b + if (about) Z %*% u else 0); mu <- plogis(eta)
    P <- eta + (g$e / 4 - mu) / (mu * (1 - mu)); w <- 4 * mu * (1 - mu)
    for (j in 1:60) { # Fisher scoring of the one variance
      s <- state(s2, P, w, residual)
      Q <- if (residual) s$Vi - s$Vi %*% X %*% s$C %*% t(X) %*% s$Vi else s$Vi
      D <- tcrossprod(Z); q <- s$Vi %*% s$r
      step <- (as.numeric(t(q) %*% D %*% q) - sum(Q * D)) / sum((Q %*% D) * t(Q %*% D)); s2 <- s2 + step
      if (abs(step) < 1e-14) break
    }
    s <- state(s2, P, w, residual)
    done <- max(abs(s$b - b), abs(s$u - u)) < 1e-13; b <- s$b; u <- s$u
    if (done) break
  }
  PVD <- Q %*% D
  s$observed <- 2 / (-sum(PVD * t(PVD)) + 2 * as.numeric(t(q) %*% D %*% (s$Vi - s$Vi %*% X %*% s$C %*% t(X) %*% s$Vi) %*% D %*% q))
  s$expected <- 2 / sum(PVD * t(PVD)); s$w <- w; s$P <- P
  s
}
s <- pseudo(TRUE, TRUE); C <- s$C; D <- tcrossprod(Z)
names <- colnames(X)
out("-2 residual log pseudo-likelihood", "sat_fit", "#1", "Value", s$value, "rel 1e-8")
out("generalized chi-square", "sat_fit", "#2", "Value", as.numeric(t(s$r) %*% s$Vi %*% s$r), "rel 1e-8")
out("variance", "sat_cov", "#1", "Estimate", s$s2)
out("error of the variance", "sat_cov", "#1", "StdErr", sqrt(s$observed), "rel 1e-5")
out("its expected error", "none_cov", "#1", "StdErr", sqrt(s$expected), "rel 1e-5")
out("its expected variance", "asycov", "#1", "CovP1", s$expected, "rel 1e-5")
# derivative of C by the variance; Satterthwaite (Giesbrecht and Burns 1985), Kenward and Roger (1997)
B <- s$Vi %*% X; first <- t(B) %*% D %*% B; second <- t(B) %*% D %*% s$Vi %*% D %*% B
slope <- diag(C %*% first %*% C)
df <- 2 * diag(C)^2 / (s$observed * slope^2)
KR <- C + 2 * s$observed * C %*% (second - first %*% C %*% first) %*% C
for (k in 1:3) {
  out(paste("Satterthwaite", names[k]), "sat_b", paste0("#", k), "DF", df[k], "rel 1e-4")
  for (m in c("kr", "kr2", "first")) {
    out(paste(m, "error", names[k]), paste0(m, "_b"), paste0("#", k), "StdErr", sqrt(KR[k, k]), "rel 1e-6")
    out(paste(m, "degrees of freedom", names[k]), paste0(m, "_b"), paste0("#", k), "DF", df[k], "rel 1e-4")
  }
  out(paste("adjusted covariance", names[k]), "kr_c", paste0("#", k), "Col2", KR[k, 2], "rel 1e-5")
  out(paste("model covariance", names[k]), "kr_m", paste0("#", k), "Col2", C[k, 2], "rel 1e-5")
  out(paste("normal limit", names[k]), "none_b", paste0("#", k), "Upper", s$b[k] + qnorm(.95) * sqrt(C[k, k]))
  out(paste("normal probability", names[k]), "none_b", paste0("#", k), "Probt", 2 * pnorm(-abs(s$b[k]) / sqrt(C[k, k])), "rel 1e-4")
  out(paste("inverse covariance", names[k]), "covbi", paste0("#", k), "Col3", solve(C)[k, 3], "rel 1e-5")
  if (k > 1) out(paste("chi-square", names[k]), "t3", paste0("#", k - 1), "ChiSq", s$b[k]^2 / C[k, k])
}
second <- which(g$child == children[2]); V <- s$V[second, second]; L <- t(chol(V))
for (m in list(list("v", V), list("vcorr", cov2cor(V)), list("vc", L), list("vci", solve(L)), list("vi", solve(V))))
  for (k in c(1, 3)) out(paste(m[[1]], 3, k), m[[1]], "#3", paste0("Col", k), m[[2]][3, k], "rel 1e-5")
# predictions: inverse of the mixed model equations
M <- solve(rbind(cbind(crossprod(X, s$w * X), crossprod(X, s$w * Z)), cbind(crossprod(Z, s$w * X), crossprod(Z, s$w * Z) + diag(27) / s$s2)))
T <- cbind(X, Z)
for (k in 1:3) {
  out(paste("effect", k), "u", paste0("#", k), "Estimate", s$u[k], "rel 1e-5")
  out(paste("effect error", k), "u", paste0("#", k), "StdErrPred", sqrt(M[3 + k, 3 + k]), "rel 1e-5")
}
for (i in c(1, 60)) {
  row <- paste0("#", i)
  eta <- sum(X[i, ] * s$b) + sum(Z[i, ] * s$u); mu <- plogis(eta); m <- mu * (1 - mu)
  pa <- sum(X[i, ] * s$b); mp <- plogis(pa); v <- mp * (1 - mp)
  e <- sqrt(as.numeric(T[i, ] %*% M %*% T[i, ])); ep <- sqrt(as.numeric(X[i, ] %*% C %*% X[i, ])); y <- g$e[i] / 4
  for (q in list(list("Pred", eta), list("PredPA", pa), list("PredMu", mu), list("PredMuPA", mp),
                 list("StdErr", e), list("StdErrPA", ep), list("StdErrMu", m * e), list("StdErrMuPA", v * ep),
                 list("Resid", (y - mu) / m), list("ResidPA", (y - mp) / v), list("ResidMu", y - mu), list("ResidMuPA", y - mp),
                 list("Variance", 1 / (4 * m)), list("VariancePA", s$s2 + 1 / (4 * v)), list("VarianceMu", m / 4),
                 list("VarianceMuPA", v^2 * s$s2 + v / 4),
                 list("Pearson", (y - mu) / m / sqrt(1 / (4 * m))), list("PearsonPA", (y - mp) / v / sqrt(s$s2 + 1 / (4 * v))),
                 list("PearsonMu", (y - mu) / sqrt(m / 4)), list("PearsonMuPA", (y - mp) / sqrt(v^2 * s$s2 + v / 4))))
    out(paste(q[[1]], i), "o", row, q[[1]], q[[2]], "rel 1e-5")
  out(paste("ResidPA of the conditional pseudo-response", i), "conditional", row, "ResidPA", eta + (y - mu) / m - pa, "rel 1e-5")
}

for (k in list(list("ml", FALSE, TRUE), list("ml2", FALSE, TRUE), list("marginal", FALSE, FALSE), list("resid", TRUE, FALSE))) {
  s <- pseudo(k[[2]], k[[3]])
  out(paste(k[[1]], "-2 log pseudo-likelihood"), paste0(k[[1]], "_fit"), "#1", "Value", s$value, "rel 1e-8")
  out(paste(k[[1]], "variance"), paste0(k[[1]], "_cov"), "#1", "Estimate", s$s2)
  out(paste(k[[1]], "error of the variance"), paste0(k[[1]], "_cov"), "#1", "StdErr", sqrt(s$observed), "rel 1e-4")
  if (k[[1]] == "resid") { # the fit expands about the fixed effects, statistics of the effects stand at their own mean
    eta <- sum(X[60, ] * s$b) + sum(Z[60, ] * s$u); mu <- plogis(eta); m <- mu * (1 - mu); y <- g$e[60] / 4
    out("Resid about zero 60", "about_zero", "#60", "Resid", (y - mu) / m, "rel 1e-5")
    out("Variance about zero 60", "about_zero", "#60", "Variance", 1 / (4 * m), "rel 1e-5")
    mp <- plogis(sum(X[60, ] * s$b)); v <- mp * (1 - mp)
    out("ResidPA about zero 60", "about_zero", "#60", "ResidPA", (y - mp) / v, "rel 1e-5")
    out("VariancePA about zero 60", "about_zero", "#60", "VariancePA", s$s2 + 1 / (4 * v), "rel 1e-5")
  }
  for (j in 1:3) {
    out(paste(k[[1]], names[j]), paste0(k[[1]], "_b"), paste0("#", j), "Estimate", s$b[j])
    out(paste(k[[1]], names[j], "error"), paste0(k[[1]], "_b"), paste0("#", j), "StdErr", sqrt(s$C[j, j]), "rel 1e-5")
  }
}
s <- pseudo(TRUE, TRUE); out("variance to more digits", "three_cov", "#1", "Estimate", s$s2, "rel 1e-8")
# criteria of a normal model by the restricted likelihood: 27 subjects, 101 = 104 - 3; PQ counts the 3 coefficients too
V <- function(t) t[1] * D + t[2] * diag(n)
m2 <- function(t) { W <- V(t); Wi <- solve(W); C <- solve(t(X) %*% Wi %*% X); r <- g$y - X %*% C %*% t(X) %*% Wi %*% g$y
  as.numeric(determinant(W)$modulus - determinant(C)$modulus + t(r) %*% Wi %*% r + (n - 3) * log(2 * pi)) }
value <- nlminb(c(3, 1.5), m2, control = list(rel.tol = 1e-14))$objective
for (set in c("q", "pq")) {
  p <- if (set == "q") 2 else 5
  out(paste(set, "AIC"), set, "#2", "Value", value + 2 * p, "rel 1e-8")
  out(paste(set, "AICC"), set, "#3", "Value", value + 2 * p * 101 / (101 - p - 1), "rel 1e-8")
  out(paste(set, "BIC"), set, "#4", "Value", value + p * log(27), "rel 1e-8")
}
