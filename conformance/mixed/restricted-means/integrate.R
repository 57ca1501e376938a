# The likelihoods of program.sas by the trapezoidal rule over 1201 points of the standardised random intercept.
v <- seq(-9, 9, length.out = 1201)
w <- dnorm(v) * (v[2] - v[1])

events <- do.call(rbind, lapply(1:8, function(k) {
  y <- rbind(c(0,0,0), c(1,0,0), c(0,1,0), c(0,0,1), c(1,1,0), c(1,0,1), c(0,1,1), c(1,1,1))[k, ]
  data.frame(pattern = k, visit = 0:2, y = y, times = c(70, 13, 15, 18, 4, 5, 6, 1)[k])
}))
sizes <- expand.grid(visit = 0:3, id = 1:60)
sizes$count <- (sizes$id * 7 + sizes$visit * 5) %% 9 + sizes$visit + 3 * (sizes$id %% 3)
sizes$size <- (0.3 + ((sizes$id * 13 + sizes$visit * 7) %% 17) / 6) * (1 + (sizes$id %% 4) / 2)

event <- function(y, eta, par) { m <- pmin(exp(eta), 1); if (y == 1) m else 1 - m }
count <- function(y, eta, par) dpois(y, pmax(eta, 0))
size <- function(y, eta, par) ifelse(eta > 0, dgamma(y, exp(-par), rate = exp(-par) * pmax(eta, 1e-300)), 0)

m2ll <- function(par, data, density, group, times) {
  -2 * sum(sapply(split(seq_len(nrow(data)), group), function(rows) {
    product <- 1
    for (r in rows) product <- product * density(data$y[r], par[1] + par[2] * data$visit[r] + par[3] * v, par[4])
    times[rows[1]] * log(sum(w * product))
  }))
}
# Second differences over a tenth of a standard error: over less, the kinks within the rule itself would show.
curvature <- function(f, at, step) {
  m <- length(at)
  moved <- function(i, a, j, b) { x <- at; x[i] <- x[i] + a * step[i]; x[j] <- x[j] + b * step[j]; f(x) }
  outer(1:m, 1:m, Vectorize(function(i, j) if (i == j) (moved(i, 1, j, 0) + moved(i, -1, j, 0) - 2 * f(at)) / step[i]^2
    else (moved(i, 1, j, 1) - moved(i, 1, j, -1) - moved(i, -1, j, 1) + moved(i, -1, j, -1)) / (4 * step[i] * step[j])))
}
fit <- function(start, data, density, group, times, kinks = TRUE) {
  f <- function(par) m2ll(c(par, 0)[1:4], data, density, group, times)
  for (k in 1:3) start <- optim(start, f, control = list(reltol = 1e-13, maxit = 2000))$par
  se <- sqrt(diag(solve(optimHess(start, f, control = list(ndeps = rep(1e-3, length(start)))) / 2)))
  if (kinks) se <- sqrt(diag(solve(curvature(f, start, 0.1 * se) / 2)))
  print(round(c(f(start), start, variance = start[3]^2, se), 6))
}
fit(c(-1.5, 0.1, 0.5), events, event, events$pattern, events$times)
one <- rep(1, nrow(sizes))
fit(c(5, 1, 2), transform(sizes, y = count), count, sizes$id, one)
fit(c(0.6, 0.01, 0.1, -1), transform(sizes, y = size), size, sizes$id, one, kinks = FALSE)
