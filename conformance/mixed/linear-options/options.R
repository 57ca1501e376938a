# Figures of linear-options by dense algebra and emmeans, R 4.2.2 (emmeans 1.8.4; numDeriv for the last Newton steps):
# Rscript options.R > expected.csv
suppressMessages({library(emmeans); library(numDeriv)})
lines <- readLines("program.sas")
d <- lines[grep("^[MF][0-9][0-9] 1|^M|^F", lines)]
d <- d[grepl("^[MF][0-9]{2} [01] ", d)]
f <- matrix(scan(text = d, what = "", quiet = TRUE), ncol = 4, byrow = TRUE)
g <- data.frame(child = f[, 1], male = as.numeric(f[, 2]), age = as.numeric(f[, 3]), y = as.numeric(f[, 4]))
g$visit <- g$age / 2 - 3
g$number <- 100 * g$male + as.numeric(substr(g$child, 2, 3))
n <- nrow(g)
out <- function(quantity, set, row, column, value, close = "rel 1e-6")
  cat(paste(quantity, set, row, column, formatC(value, digits = 12, width = 1), close, sep = ","), "\n", sep = "")
cat("quantity,data set,row,column,expected,closeness\n")

# −2 restricted log likelihood, GLS estimates and their covariance at V
reml <- function(V, X, y) {
  L <- chol(V); Vi <- chol2inv(L)
  C <- solve(t(X) %*% Vi %*% X); b <- C %*% t(X) %*% Vi %*% y; r <- y - X %*% b
  list(value = as.numeric(2 * sum(log(diag(L))) - determinant(C)$modulus + t(r) %*% Vi %*% r +
                            (length(y) - ncol(X)) * log(2 * pi)), b = b, C = C, Vi = Vi, r = r)
}
minimum <- function(f, start) {
  for (k in 1:3) start <- nlminb(start, f, control = list(rel.tol = 1e-15, x.tol = 1e-12, eval.max = 5000, iter.max = 5000))$par
  for (k in 1:6) start <- start - solve(hessian(f, start), grad(f, start)) # Newton, to the last digits
  start
}

# ---- random intercepts and slopes
X <- cbind(1, g$age, g$male, g$age * g$male); colnames(X) <- c("Intercept", "age", "male", "age*male")
units <- unique(g$number)
Z <- matrix(0, n, 2 * length(units))
for (i in seq_along(units)) { w <- g$number == units[i]; Z[w, 2 * i - 1] <- 1; Z[w, 2 * i] <- g$age[w] }
Gof <- function(t) matrix(c(t[1], t[2], t[2], t[3]), 2)
Vof <- function(t) Z %*% kronecker(diag(length(units)), Gof(t)) %*% t(Z) + t[4] * diag(n)
theta <- minimum(function(t) tryCatch(reml(Vof(t), X, g$y)$value, error = function(e) 1e10), c(10, -.5, .06, 1))
fit <- reml(Vof(theta), X, g$y)
# V is linear in its parameters: the second derivatives are -tr(P Vi P Vj) + 2 y'P Vi P Vj P y
P <- fit$Vi - fit$Vi %*% X %*% fit$C %*% t(X) %*% fit$Vi
PV <- lapply(1:4, function(k) P %*% Vof(as.numeric(1:4 == k)))
A <- 2 * solve(outer(1:4, 1:4, Vectorize(function(i, j)
  -sum(PV[[i]] * t(PV[[j]])) + 2 * as.numeric(t(g$y) %*% PV[[i]] %*% PV[[j]] %*% P %*% g$y))))
parm <- c("UN(1;1)", "UN(2;1)", "UN(2;2)", "Residual")
se <- sqrt(diag(A))
for (k in 1:4) {
  out(paste("estimate", parm[k]), "cov", paste0("#", k), "Estimate", theta[k])
  out(paste("standard error", parm[k]), "cov", paste0("#", k), "StdErr", se[k], "rel 1e-5")
  out(paste("ratio", parm[k]), "cov", paste0("#", k), "Ratio", theta[k] / theta[4])
  z <- theta[k] / se[k]
  # variances: Satterthwaite, nu = 2 z^2; covariance: Wald
  lim <- if (k == 2) theta[k] + c(-1, 1) * qnorm(.95) * se[k] else 2 * z^2 * theta[k] / qchisq(c(.95, .05), 2 * z^2)
  out(paste("lower", parm[k]), "cov", paste0("#", k), "Lower", lim[1], "rel 1e-5")
  out(paste("upper", parm[k]), "cov", paste0("#", k), "Upper", lim[2], "rel 1e-5")
  out(paste("probability of Z", parm[k]), "cov", paste0("#", k), "ProbZ", if (k == 2) 2 * pnorm(-abs(z)) else pnorm(-z), "rel 1e-4")
}
out("covariance of estimates 4 1", "asycov", "#4", "CovP1", A[4, 1], "rel 1e-4")
out("covariance of estimates 2 2", "asycov", "#2", "CovP2", A[2, 2], "rel 1e-5")
out("correlation of estimates 3 1", "asycorr", "#3", "CovP1", cov2cor(A)[3, 1], "rel 1e-5")
m2 <- fit$value; q <- 4; N <- n - 4; s <- length(units)
for (p in list(c("AIC", m2 + 2 * q), c("AICC", m2 + 2 * q * N / (N - q - 1)), c("HQIC", m2 + 2 * q * log(log(s))),
               c("BIC", m2 + q * log(s)), c("CAIC", m2 + q * (log(s) + 1)), c("Neg2LogLike", m2)))
  out(p[1], "ic", "#1", p[1], as.numeric(p[2]), "rel 1e-9")
null <- reml(diag(n), X, g$y); s2 <- sum(null$r^2) / (n - 4); null <- reml(diag(n) * s2, X, g$y)$value
out("chi-square of the covariances", "lrt", "#1", "ChiSq", null - m2, "rel 1e-6")
C <- fit$C; dimnames(C) <- list(colnames(X), colnames(X))
df <- c(25, 10, 20, 30) # 27 children less 2 for the intercept, by containment
for (k in 1:4) {
  e <- colnames(X)[k]
  out(paste(e, "upper limit"), "b", paste0("#", k), "Upper", fit$b[k] + qt(.95, df[k]) * sqrt(C[k, k]))
  out(paste(e, "probability"), "b", paste0("#", k), "Probt", 2 * pt(-abs(fit$b[k]) / sqrt(C[k, k]), df[k]), "rel 1e-4")
  out(paste("covariance", e, 2), "covb", paste0("#", k), "Col2", C[k, 2], "rel 1e-5")
  out(paste("correlation", e, 3), "corrb", paste0("#", k), "Col3", cov2cor(C)[k, 3], "rel 1e-5")
  out(paste("inverse", e, 4), "covbi", paste0("#", k), "Col4", solve(C)[k, 4], "rel 1e-5")
}
# Type 1: rows of the upper triangular factor of X'X; Types 2 and 3 are the coefficients themselves here
U <- chol(crossprod(X))
for (k in 1:4) {
  e <- colnames(X)[k]
  L <- U[k, ]; F1 <- as.numeric((L %*% fit$b)^2 / (L %*% C %*% L))
  out(paste("Type 1 F", e), "t1", paste0("#", k), "FValue", F1, "rel 1e-5")
  out(paste("Type 1 chi-square probability", e), "t1", paste0("#", k), "ProbChiSq", pchisq(F1, 1, lower = FALSE), "rel 1e-3")
  F3 <- fit$b[k]^2 / C[k, k]
  out(paste("Type 2 chi-square", e), "t2", paste0("#", k), "ChiSq", F3, "rel 1e-5")
  out(paste("Type 3 probability", e), "t3", paste0("#", k), "ProbF", pf(F3, 1, df[k], lower = FALSE), "rel 1e-4")
}
G <- Gof(theta); L <- t(chol(G)); V <- Vof(theta)
second <- g$number == units[2]; Vs <- V[second, second]; Ls <- t(chol(Vs))
for (m in list(list("g", G), list("gcorr", cov2cor(G)), list("gc", L), list("gci", solve(L)), list("gi", solve(G))))
  for (k in 1:2) out(paste(m[[1]], 2, k), m[[1]], "#2", paste0("Col", k), m[[2]][2, k], "rel 1e-5")
for (m in list(list("v", Vs), list("vcorr", cov2cor(Vs)), list("vc", Ls), list("vci", solve(Ls)), list("vi", solve(Vs))))
  for (k in c(1, 3)) out(paste(m[[1]], 3, k), m[[1]], "#3", paste0("Col", k), m[[2]][3, k], "rel 1e-5")
# predictions of effects: G Z'V^-1 r, error by the inverse of the mixed model equations
Gi <- kronecker(diag(length(units)), solve(G))
M <- solve(rbind(cbind(crossprod(X), crossprod(X, Z)) / theta[4],
                 cbind(crossprod(Z, X) / theta[4], crossprod(Z) / theta[4] + Gi)))
u <- kronecker(diag(length(units)), G) %*% t(Z) %*% fit$Vi %*% fit$r
for (k in 1:3) {
  e <- sqrt(M[4 + k, 4 + k]) # 50 = 104 rows less the rank 54 of X and Z together
  out(paste("effect", k), "u", paste0("#", k), "Estimate", u[k], "rel 1e-5")
  out(paste("effect", k, "error"), "u", paste0("#", k), "StdErrPred", e, "rel 1e-5")
  out(paste("effect", k, "lower"), "u", paste0("#", k), "Lower", u[k] - qt(.9, 50) * e, "rel 1e-5")
}
P <- cbind(X, Z)
for (i in c(1, 50)) {
  x <- P[i, ]; e <- sqrt(as.numeric(x %*% M %*% x)); v <- as.numeric(X[i, ] %*% fit$b + Z[i, ] %*% u)
  out(paste("prediction", i), "p", paste0("#", i), "Pred", v)
  out(paste("prediction error", i), "p", paste0("#", i), "StdErrPred", e, "rel 1e-5")
  e <- sqrt(as.numeric(X[i, ] %*% C %*% X[i, ]))
  out(paste("marginal", i), "m", paste0("#", i), "Pred", sum(X[i, ] * fit$b))
  out(paste("marginal error", i), "m", paste0("#", i), "StdErrPred", e, "rel 1e-5")
}

# ---- unstructured residuals of visits within children
g$m <- factor(g$male); g$v <- factor(g$visit)
W <- model.matrix(~ m * v, g)
pairs <- cbind(rep(1:4, 1:4), sequence(1:4))
Rof <- function(t) { R <- matrix(0, 4, 4); R[pairs] <- t; R[pairs[, 2:1]] <- t; R }
VR <- function(t) { R <- Rof(t); outer(1:n, 1:n, function(i, j) (g$number[i] == g$number[j]) * R[cbind(g$visit[i], g$visit[j])]) }
start <- Rof(c(5, 3, 5, 3, 3, 5, 3, 3, 3, 5))[pairs]
rt <- minimum(function(t) tryCatch(reml(VR(t), W, g$y)$value, error = function(e) 1e10), start)
fr <- reml(VR(rt), W, g$y)
R <- Rof(rt); L <- t(chol(R))
for (m in list(list("r", R), list("rcorr", cov2cor(R)), list("rc", L), list("rci", solve(L)), list("ri", solve(R))))
  for (k in c(1, 3)) out(paste(m[[1]], 3, k), m[[1]], "#3", paste0("Col", k), m[[2]][3, k], "rel 1e-5")
grid <- qdrg(~ m * v, g, coef = as.vector(fr$b), vcov = fr$C, df = 96) # 104 rows less 8 cells
vm <- emmeans(grid, ~ v)
K <- rbind(c(1, -1, 0, 0), c(0, 1, -1, 0)); b <- as.data.frame(vm)$emmean; S <- vcov(vm)
e <- as.vector(K %*% b); E <- K %*% S %*% t(K); t2 <- as.numeric(e %*% solve(E) %*% e)
out("contrast F", "contrasts", "Label=visits", "FValue", t2 / 2, "rel 1e-5")
out("contrast chi-square", "contrasts", "Label=visits", "ChiSq", t2, "rel 1e-5")
out("contrast probability", "contrasts", "Label=visits", "ProbF", pf(t2 / 2, 2, 12, lower = FALSE), "rel 1e-4")
out("joint F of estimates", "contrasts", "Label=one", "FValue", t2 / 2, "rel 1e-5")
out("joint probability of estimates", "contrasts", "Label=one", "ProbF", pf(t2 / 2, 2, 96, lower = FALSE), "rel 1e-3")
h <- e[1] / 2; sh <- sqrt(E[1, 1]) / 2
out("half a difference", "estimates", "Label=first", "Estimate", h)
out("half a difference: error", "estimates", "Label=first", "StdErr", sh, "rel 1e-5")
out("half a difference: t about -0.3", "estimates", "Label=first", "tValue", (h + .3) / sh, "rel 1e-5")
out("half a difference: lower tail", "estimates", "Label=first", "Probt", pt((h + .3) / sh, 96), "rel 1e-4")
out("half a difference: upper limit", "estimates", "Label=first", "Upper", h + qt(.9, 96) * sh, "rel 1e-5")
p <- 2 * pt(-abs(e) / sqrt(diag(E)), 96); lab <- c("one", "two")
for (k in 1:2) {
  out(paste("Bonferroni", lab[k]), "estimates", paste0("Label=", lab[k]), "Adjp", min(1, 2 * p[k]), "rel 1e-4")
  out(paste("Bonferroni lower", lab[k]), "estimates", paste0("Label=", lab[k]), "AdjLower", e[k] - qt(1 - .05 / 4, 96) * sqrt(E[k, k]), "rel 1e-5")
  sid <- sort(p); ad <- 1 - (1 - sid)^(2:1); ad <- cummax(ad)[rank(p)]
  out(paste("step-down Sidak", lab[k]), "lsme", paste0("Label=", lab[k]), "Adjp", ad[k], "rel 1e-4")
}
out("upper tail with 12 degrees of freedom", "estimates", "Label=up", "Probt", pt(e[1] / sqrt(E[1, 1]), 12, lower = FALSE), "rel 1e-5")
out("joint F of means", "joint", "#1", "FValue", t2 / 2, "rel 1e-5")
out("joint chi-square of means", "joint", "#1", "ProbChiSq", pchisq(t2, 2, lower = FALSE), "rel 1e-3")
out("half of means: upper tail", "lsme", "Label=half", "Probt", pt((h + .3) / sh, 96, lower = FALSE), "rel 1e-5")
s90 <- summary(vm, level = .9, infer = TRUE)
for (k in 1:2) {
  out(paste("mean", k, "lower"), "means", paste0("#", k), "Lower", s90$lower.CL[k], "rel 1e-6")
  out(paste("mean", k, "covariance with 3"), "means", paste0("#", k), "Cov3", S[k, 3], "rel 1e-5")
  out(paste("mean", k, "correlation with 4"), "means", paste0("#", k), "Corr4", cov2cor(S)[k, 4], "rel 1e-5")
}
tk <- summary(pairs(vm), adjust = "tukey", infer = TRUE, level = .9)
sf <- summary(pairs(vm), adjust = "scheffe", infer = TRUE)
ct <- summary(contrast(vm, "trt.vs.ctrl", ref = 1), adjust = "sidak", infer = TRUE)
for (k in c(1, 4)) {
  out(paste("Tukey", k), "diffs", paste0("#", k), "Adjp", tk$p.value[k], "rel 1e-4")
  out(paste("Tukey lower", k), "diffs", paste0("#", k), "AdjLower", tk$lower.CL[k], "rel 1e-5")
  out(paste("Scheffe", k), "diffs", paste0("#", 9 + k), "Adjp", sf$p.value[k], "rel 1e-4")
  out(paste("Scheffe upper", k), "diffs", paste0("#", 9 + k), "AdjUpper", sf$upper.CL[k], "rel 1e-5")
}
out("Sidak upper limit against a control", "diffs", "#7", "AdjUpper", ct$upper.CL[1], "rel 1e-5")
# observed margins: cells weigh as in the data; BYLEVEL: within each sex
cells <- model.matrix(~ m * v, expand.grid(m = levels(g$m), v = levels(g$v)))
share <- prop.table(table(g$v)); within <- prop.table(table(g$m, g$v), 1)
for (k in 1:2) {
  r <- seq(k, 8, 2)
  x <- as.vector(share) %*% cells[r, ]
  out(paste("observed margins", k), "means", paste0("#", 12 + k), "Estimate", as.numeric(x %*% fr$b))
  out(paste("observed margins error", k), "means", paste0("#", 12 + k), "StdErr", sqrt(as.numeric(x %*% fr$C %*% t(x))), "rel 1e-5")
  x <- within[k, ] %*% cells[r, ]
  out(paste("by level", k), "means", paste0("#", 14 + k), "Estimate", as.numeric(x %*% fr$b))
}
sl <- joint_tests(grid, by = "m")
out("slice of girls", "slices", "#1", "FValue", sl$F.ratio[1], "abs 6e-4") # emmeans rounds to three decimals
sd <- summary(pairs(emmeans(grid, ~ v | m)), adjust = "bonferroni")
for (k in c(1, 6)) out(paste("Bonferroni within girls", k), "slicediffs", paste0("#", 12 + k), "Adjp", sd$p.value[k], "rel 1e-4")
for (k in c(2, 9)) out(paste("simple difference", k), "slicediffs", paste0("#", k), "Estimate", sd$estimate[k])

# ---- one variance of intercepts: free, and held at its upper bound 2.5
Z1 <- 1 * outer(g$number, units, "==")
V1 <- function(t) t[1] * tcrossprod(Z1) + t[2] * diag(n)
t1 <- minimum(function(t) reml(V1(t), X, g$y)$value, c(3, 1.5))
out("free variance", "free", "#1", "Estimate", t1[1]); out("free residual", "free", "#2", "Estimate", t1[2])
r1 <- minimum(function(t) reml(V1(c(2.5, t)), X, g$y)$value, 1.5)
out("variance at its bound", "bound", "#1", "Estimate", 2.5); out("residual beside it", "bound", "#2", "Estimate", r1)
fb <- reml(V1(c(2.5, r1)), X, g$y)
out("slope beside it", "bound_b", "#2", "Estimate", fb$b[2]); out("error of the slope", "bound_b", "#2", "StdErr", sqrt(fb$C[2, 2]))
for (k in 1:4) out(paste("between-within", colnames(X)[k]), "bound_b", paste0("#", k), "DF", c(25, 75, 25, 75)[k])
