suppressMessages(library(glmmTMB))
shares <- expand.grid(visit = 0:3, id = 1:60)
id <- shares$id; visit <- shares$visit
shares$share <- (1 + (id * 13 + visit * 7) %% 17 + 3 * (id %% 4)) / 28
shares$count <- (id * 7 + visit * 5) %% 9 + visit + 3 * (id %% 3) + 6 * ((id * 11 + visit * 3) %% 13 == 0)
for (link in c("probit", "cloglog")) {
  fit <- glmmTMB(share ~ visit + (1 | id), data = shares, family = beta_family(link))
  cat(link, format(c(-2 * logLik(fit), fixef(fit)$cond, sqrt(diag(vcov(fit)$cond)), VarCorr(fit)$cond$id[1], sigma(fit)), digits = 9), "\n")
}

# the integral over the intercept by the trapezoidal rule; a mean below 0 counts as 0
v <- seq(-9, 9, length.out = 1201)
w <- dnorm(v) * (v[2] - v[1])
m2ll <- function(par) -2 * sum(sapply(split(seq_along(id), id), function(rows) {
  product <- 1
  for (r in rows) product <- product * dnbinom(shares$count[r], size = exp(-par[4]), mu = pmax(par[1] + par[2] * visit[r] + par[3] * v, 0))
  log(sum(w * product))
}))
start <- c(6, 1, 2, -3)
for (k in 1:3) start <- optim(start, m2ll, control = list(reltol = 1e-13, maxit = 2000))$par
slopes <- function(f, at) sapply(seq_along(at), function(j) {
  h <- replace(0 * at, j, 1e-3)
  (8 * (f(at + h) - f(at - h)) - (f(at + 2 * h) - f(at - 2 * h))) / 12e-3
})
for (k in 1:3) start <- start - solve(optimHess(start, m2ll), slopes(m2ll, start))
cat("negative binomial", format(c(m2ll(start), start, start[3]^2, exp(start[4]), sqrt(diag(solve(optimHess(start, m2ll) / 2)))), digits = 9), "\n")
