# The three estimating equations of geese() with models for the scale and the correlations and links of both (Yan and Fine
# 2004, Statistics in Medicine 23, 859-880, section 2), as package geepack 1.3.9 steps through them, and the variances that
# leave one cluster out at a time.

# Rows of one cluster: observations, pairs, and the row or rows of the design of correlations.
equation_clusters <- function(problem) {
  lengths <- problem$lengths
  last <- cumsum(lengths)
  pairs <- lengths * (lengths - 1) / 2
  last_pair <- cumsum(pairs)
  by_pair <- problem$corstr %in% c("unstructured", "userdefined")
  lapply(seq_along(lengths), function(i) {
    rows <- last[i] - lengths[i] + seq_len(lengths[i])
    both <- if (lengths[i] > 1) combn(lengths[i], 2) else matrix(0L, 2, 0)
    list(rows = rows, first = both[1, ], second = both[2, ],
         design = if (by_pair) last_pair[i] - pairs[i] + seq_len(pairs[i]) else i)
  })
}
# Inverse links of scale and correlations: value and derivative. Fisher's z runs from -1 to 1.
equation_link <- function(name) {
  if (name == "fisherz") {
    return(list(linkinv = function(eta) (exp(eta) - 1) / (exp(eta) + 1), mu.eta = function(eta) 2 * exp(eta) / (1 + exp(eta))^2))
  }
  make.link(name)
}
# Correlations of the pairs of a cluster and their derivatives by the parameters.
pair_correlations <- function(problem, cluster, alpha) {
  pairs <- length(cluster$first)
  if (problem$corstr == "independence" || pairs == 0) return(list(rho = numeric(pairs), E = matrix(0, pairs, length(alpha))))
  z <- problem$zcor[cluster$design, , drop = FALSE]
  eta <- as.vector(z %*% alpha)
  rho <- problem$cor_link$linkinv(eta)
  E <- problem$cor_link$mu.eta(eta) * z
  if (problem$corstr == "exchangeable") return(list(rho = rep(rho, pairs), E = E[rep(1, pairs), , drop = FALSE]))
  if (problem$corstr != "ar1") return(list(rho = rho, E = E))
  wave <- problem$waves[cluster$rows]
  apart <- abs(wave[cluster$first] - wave[cluster$second])
  list(rho = rho^apart, E = (apart * rho^(apart - 1)) * E[rep(1, pairs), , drop = FALSE])
}
correlation_matrix <- function(size, cluster, rho) {
  R <- diag(size)
  R[cbind(cluster$first, cluster$second)] <- rho
  R[cbind(cluster$second, cluster$first)] <- rho
  R
}
# Pearson residuals without the scale, standardized derivatives, and the derivative of the variance function.
mean_part <- function(problem, beta) {
  eta <- as.vector(problem$X %*% beta) + problem$shift
  mu <- problem$family$linkinv(eta)
  v <- problem$family$variance(mu)
  h <- 1e-5 * pmax(abs(mu), 1e-3)
  list(residual = (problem$y - mu) / sqrt(v), D = problem$family$mu.eta(eta) / sqrt(v) * problem$X, v = v,
       slope = switch(variance_name(problem$family), constant = 0 * mu, mu = 1 + 0 * mu, "mu(1-mu)" = 1 - 2 * mu, "mu^2" = 2 * mu,
                      (problem$family$variance(mu + h) - problem$family$variance(mu - h)) / (2 * h)))
}
scale_part <- function(problem, gamma) {
  zeta <- as.vector(problem$zsca %*% gamma) + problem$scale_shift
  list(phi = problem$sca_link$linkinv(zeta), D = problem$sca_link$mu.eta(zeta) * problem$zsca)
}
# One step of each equation by turns until none moves; 'kept' are the clusters that count.
solve_equations <- function(problem, beta, gamma, alpha, kept = rep(TRUE, length(problem$clusters)), steps = problem$control$maxit) {
  converged <- FALSE
  clusters <- problem$clusters[kept]
  for (round in seq_len(steps)) {
    at <- mean_part(problem, beta)
    root <- sqrt(problem$weights / scale_part(problem, gamma)$phi)
    H <- matrix(0, length(beta), length(beta))
    g <- numeric(length(beta))
    for (cluster in clusters) {
      rows <- cluster$rows
      R <- correlation_matrix(length(rows), cluster, pair_correlations(problem, cluster, alpha)$rho)
      D <- root[rows] * at$D[rows, , drop = FALSE]
      left <- t(solve(R, D))
      H <- H + left %*% D
      g <- g + as.vector(left %*% (root * at$residual)[rows])
    }
    change <- solve(H, g)
    beta <- beta + change
    largest <- max(abs(change))
    at <- mean_part(problem, beta)
    if (!problem$scale.fix) {
      s <- scale_part(problem, gamma)
      rows <- unlist(lapply(clusters, `[[`, "rows"))
      D <- s$D[rows, , drop = FALSE]
      w <- (problem$weights / (2 * s$phi))[rows]
      change <- solve(crossprod(D, w * D), crossprod(D, w * (at$residual^2 - s$phi)[rows]))
      gamma <- gamma + as.vector(change)
      largest <- max(largest, abs(change))
    }
    if (length(alpha)) {
      phi <- scale_part(problem, gamma)$phi
      H <- matrix(0, length(alpha), length(alpha))
      g <- numeric(length(alpha))
      for (cluster in clusters) {
        if (length(cluster$first) == 0) next
        r <- (at$residual / sqrt(phi))[cluster$rows]
        now <- pair_correlations(problem, cluster, alpha)
        w <- problem$weights[cluster$rows]
        w <- w[cluster$first] * w[cluster$second]
        H <- H + crossprod(now$E, w * now$E)
        g <- g + as.vector(crossprod(now$E, w * (r[cluster$first] * r[cluster$second] - now$rho)))
      }
      change <- solve(H, g)
      alpha <- alpha + change
      largest <- max(largest, abs(change))
    }
    if (largest <= problem$control$epsilon) {
      converged <- TRUE
      break
    }
  }
  list(beta = beta, gamma = gamma, alpha = alpha, converged = converged)
}
# Each cluster's equations and their derivatives, parameters in the order mean, scale, correlations.
cluster_equations <- function(problem, fit) {
  p <- length(fit$beta)
  r <- if (problem$scale.fix) 0 else length(fit$gamma)
  q <- length(fit$alpha)
  at <- mean_part(problem, fit$beta)
  s <- scale_part(problem, fit$gamma)
  lapply(problem$clusters, function(cluster) {
    rows <- cluster$rows
    U <- numeric(p + r + q)
    H <- matrix(0, p + r + q, p + r + q)
    phi <- s$phi[rows]
    w <- problem$weights[rows]
    e <- at$residual[rows]
    D <- at$D[rows, , drop = FALSE]
    now <- pair_correlations(problem, cluster, fit$alpha)
    R <- correlation_matrix(length(rows), cluster, now$rho)
    left <- t(solve(R * outer(sqrt(phi), sqrt(phi)), sqrt(w) * D))
    own <- seq_len(p)
    H[own, own] <- left %*% (sqrt(w) * D)
    U[own] <- left %*% (sqrt(w) * e)
    v <- at$v[rows]
    slope <- at$slope[rows]
    S <- s$D[rows, , drop = FALSE]
    # derivatives of squares and products of residuals by the mean as geepack has them: with standardized D in the first, the
    # residuals of the same row in the second
    if (r > 0) {
      second <- p + seq_len(r)
      known <- w / (2 * phi)
      H[second, second] <- crossprod(S, known * S)
      H[second, own] <- crossprod(S, known * (2 * e / sqrt(v) + e^2 * slope / v) * D)
      U[second] <- crossprod(S, known * (e^2 - phi))
    }
    if (q > 0 && length(rows) > 1) {
      third <- p + r + seq_len(q)
      j <- cluster$first
      k <- cluster$second
      known <- w[j] * w[k]
      z <- e[j] * e[k] / sqrt(phi[j] * phi[k])
      by_mean <- e[j] * D[j, , drop = FALSE] + e[k] * D[k, , drop = FALSE] +
        0.5 * e[j] * e[k] * (slope[j] / sqrt(v[j]) * D[j, , drop = FALSE] + slope[k] / sqrt(v[k]) * D[k, , drop = FALSE])
      H[third, third] <- crossprod(now$E, known * now$E)
      H[third, own] <- crossprod(now$E, known / sqrt(phi[j] * phi[k]) * by_mean)
      if (r > 0) H[third, second] <- crossprod(now$E, known * 0.5 * z * (S[j, , drop = FALSE] / phi[j] + S[k, , drop = FALSE] / phi[k]))
      U[third] <- crossprod(now$E, known * (z - now$rho))
    }
    list(U = U, H = H)
  })
}
# The sandwich of all parameters, and the approximate jackknife: one step of the linear equations without a cluster.
equation_variances <- function(problem, fit) {
  parts <- cluster_equations(problem, fit)
  H <- Reduce(`+`, lapply(parts, `[[`, "H"))
  U <- vapply(parts, `[[`, numeric(nrow(H)), "U")
  bread <- solve(H)
  list(sandwich = bread %*% tcrossprod(U) %*% t(bread), naive = solve(H[seq_along(fit$beta), seq_along(fit$beta), drop = FALSE]),
       jack = function() {
         steps <- vapply(parts, function(part) as.vector(solve(H - part$H, part$U)), numeric(nrow(H)))
         tcrossprod(matrix(steps, nrow(H))) * deletion_share(problem, fit)
       })
}
# geepack counts the parameters of the scale even where it is held.
deletion_share <- function(problem, fit) {
  k <- length(problem$clusters)
  (k - length(fit$beta) - length(fit$gamma) - length(fit$alpha)) / k
}
# Variances from the equations solved without each cluster: one step from the fit, and to the end from there.
deletion_variances <- function(problem, fit, one_step, complete) {
  values <- function(f) c(f$beta, if (!problem$scale.fix) f$gamma, f$alpha)
  now <- values(fit)
  j1s <- fij <- matrix(0, length(now), length(now))
  for (i in seq_along(problem$clusters)) {
    kept <- seq_along(problem$clusters) != i
    from <- fit
    if (one_step) {
      from <- solve_equations(problem, from$beta, from$gamma, from$alpha, kept, 1)
      j1s <- j1s + tcrossprod(values(from) - now)
    }
    if (complete) fij <- fij + tcrossprod(values(solve_equations(problem, from$beta, from$gamma, from$alpha, kept)) - now)
  }
  share <- deletion_share(problem, fit)
  list(j1s = j1s * share, fij = fij * share)
}
