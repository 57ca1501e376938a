# The fixed point of the updates, halved from the first on: restricted likelihood of the pseudo-response, written out.
sizes <- expand.grid(visit = 0:3, id = 1:60)
sizes$size <- (0.3 + ((sizes$id * 13 + sizes$visit * 7) %% 17) / 6) * (1 + (sizes$id %% 4) / 2)^2
x <- cbind(1, sizes$visit)
subjects <- split(seq_len(nrow(sizes)), sizes$id)

linear <- function(z, w, tau, phi) {
  xvx <- matrix(0, 2, 2); xvz <- c(0, 0); logV <- 0; inverses <- list()
  for (i in seq_along(subjects)) {
    r <- subjects[[i]]
    v <- tau + diag(phi * w[r])
    inverses[[i]] <- solve(v)
    logV <- logV + determinant(v)$modulus
    xvx <- xvx + t(x[r, ]) %*% inverses[[i]] %*% x[r, ]
    xvz <- xvz + t(x[r, ]) %*% inverses[[i]] %*% z[r]
  }
  beta <- solve(xvx, xvz)
  effects <- sapply(seq_along(subjects), function(i) {
    r <- subjects[[i]]
    tau * sum(inverses[[i]] %*% (z[r] - x[r, ] %*% beta))
  })
  q <- sum(sapply(seq_along(subjects), function(i) {
    e <- z[subjects[[i]]] - x[subjects[[i]], ] %*% beta
    t(e) %*% inverses[[i]] %*% e
  }))
  list(value = logV + determinant(xvx)$modulus + q, beta = beta, se = sqrt(diag(solve(xvx))), effects = effects)
}

slopes <- function(f, at) sapply(seq_along(at), function(j) {
  h <- replace(0 * at, j, 1e-3)
  (8 * (f(at + h) - f(at - h)) - (f(at + 2 * h) - f(at - 2 * h))) / 12e-3
})

settle <- function(inverse, slope, variance, eta, start) {
  for (k in 1:200) {
    mu <- inverse(eta); s <- slope(eta)
    z <- eta + (sizes$size - mu) / s
    w <- variance(mu) / s^2
    f <- function(log) linear(z, w, exp(log[1]), if (length(log) > 1) exp(log[2]) else 1)$value
    start <- nlminb(start, f, control = list(rel.tol = 1e-14, x.tol = 1e-10))$par
    # values of f give half the digits only: Newton steps with differences give the others
    for (step in 1:3) start <- start - solve(optimHess(start, f), slopes(f, start))
    fit <- linear(z, w, exp(start[1]), if (length(start) > 1) exp(start[2]) else 1)
    move <- as.vector(x %*% fit$beta) + fit$effects[sizes$id] - eta
    share <- 0.5
    while (!all(is.finite(inverse(eta + share * move)))) share <- share / 2
    eta <- eta + share * move
    if (max(abs(move)) < 1e-8) break
  }
  cat(k, format(c(fit$beta, fit$se, exp(start)), digits = 8), "\n")
}
settle(exp, exp, function(m) m^2, log(sizes$size), log(0.2))
settle(identity, function(e) rep(1, length(e)), function(m) m^2, sizes$size, log(c(7, 0.4)))
settle(function(e) suppressWarnings(1 / sqrt(e)), function(e) -0.5 * e^-1.5, function(m) m^3,
       rep(mean(sizes$size)^-2, nrow(sizes)), log(c(0.007, 0.07)))
