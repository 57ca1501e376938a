# Figures of further-links, R 4.2.2 and numDeriv 2016.8-1.1: Rscript links.R > expected.csv
suppressMessages(library(numDeriv))
d <- expand.grid(visit = 1:5, id = 1:30); effect <- sin(3.7 * d$id); noise <- ((7 * d$id * d$visit + 3 * d$visit) %% 11) / 10
d$hits <- pmin(6, pmax(0, trunc(6 / (1 + exp(-(.8 * effect + .3 * d$visit - .9))) + 3 * noise - 1)))
s <- effect + .25 * d$visit + 2 * noise; d$grade <- 1 + (s > 1.2) + (s > 2.2)
rows <- split(seq_len(150), d$id)
out <- function(quantity, set, row, column, value, close)
  cat(paste(quantity, set, row, column, formatC(value, digits = 12, width = 1), close, sep = ","), "\n", sep = "")
cat("quantity,data set,row,column,expected,closeness\n")
J <- matrix(0, 5, 5); k <- 1:4; J[cbind(k, k + 1)] <- J[cbind(k + 1, k)] <- sqrt(k / 2); e <- eigen(J)
x <- e$values; w <- sqrt(pi) * e$vectors[1, ]^2
inverse <- list(logit = plogis, probit = pnorm, cll = function(e) -expm1(-exp(e)), loglog = function(e) exp(-exp(-e)), cauchit = function(e) .5 + atan(e) / pi)
# log density of a row as a function of the effect u
binomial <- function(F) function(t, r) { p <- function(u) F(t[1] + t[2] * d$visit[r] + u)
  function(u) { q <- p(u); sum(lchoose(6, d$hits[r]) + d$hits[r] * log(q) + (6 - d$hits[r]) * log1p(-q)) } }
ordered <- function(F) function(t, r) function(u) { e <- t[3] * d$visit[r] + u; a <- F(t[1] + e); b <- F(t[2] + e)
  sum(log(ifelse(d$grade[r] == 1, a, ifelse(d$grade[r] == 2, b - a, 1 - b)))) }
marginal <- function(density) function(t) { v <- t[length(t)]; total <- 0
  for (r in rows) { l <- density(t, r); f <- function(u) l(u) - u^2 / (2 * v^2)
    u <- optimize(f, c(-6, 6), maximum = TRUE, tol = 1e-6)$maximum
    for (k in 1:4) { g <- (f(u + 1e-3) - f(u - 1e-3)) / 2e-3 - (f(u + 2e-3) - 2 * f(u + 1e-3) + 2 * f(u - 1e-3) - f(u - 2e-3)) / 12e-3
      h <- (-f(u + 2e-3) + 16 * f(u + 1e-3) - 30 * f(u) + 16 * f(u - 1e-3) - f(u - 2e-3)) / 12e-6; u <- u - g / h }
    h <- 1 / sqrt(-(-f(u + 2e-3) + 16 * f(u + 1e-3) - 30 * f(u) + 16 * f(u - 1e-3) - f(u - 2e-3)) / 12e-6)
    a <- u + sqrt(2) * h * x; q <- sapply(a, l) + dnorm(a, 0, v, log = TRUE) + x^2 + log(w)
    total <- total + log(sqrt(2) * h) + max(q) + log(sum(exp(q - max(q)))) }
  -2 * total }
show <- function(set, f, start) {
  for (k in 1:3) start <- nlminb(start, f, control = list(rel.tol = 1e-14))$par
  se <- sqrt(diag(2 * solve(hessian(f, start)))); n <- length(start)
  out(paste(set, "-2 log L"), paste0(set, "_fit"), "#1", "Value", f(start), "rel 1e-6")
  for (k in 1:(n - 1)) { out(paste(set, "coefficient", k), paste0(set, "_b"), paste0("#", k), "Estimate", start[k], "abs 2e-4")
    out(paste(set, "error", k), paste0(set, "_b"), paste0("#", k), "StdErr", se[k], "rel 1e-3") }
  out(paste(set, "variance"), paste0(set, "_cov"), "#1", "Estimate", start[n]^2, "rel 1e-3") }
show("probit", marginal(binomial(inverse$probit)), c(-.5, .2, .5)); show("cloglog", marginal(binomial(inverse$cll)), c(-.5, .2, .5))
show("loglog", marginal(binomial(inverse$loglog)), c(-.5, .2, .5)); show("cauchit", marginal(binomial(inverse$cauchit)), c(-.5, .2, .7))
show("cumlogit", marginal(ordered(inverse$logit)), c(.5, 2, -.4, 1)); show("cumprobit", marginal(ordered(inverse$probit)), c(.3, 1.2, -.25, .6))
show("cumcll", marginal(ordered(inverse$cll)), c(0, 1, -.25, .6)); show("cumloglog", marginal(ordered(inverse$loglog)), c(.3, 1.5, -.25, .6))
