# The likelihood of a generalized linear mixed model with one grouping factor by adaptive Gauss-Hermite quadrature (Pinheiro
# and Bates 1995), for any density of the response given two linear predictors.
#
# data: y, X, Z, offset, X_zi, Z_zi, offset_zi, id (numbers from 1 in order), weights of the groups, family functions.
# A point: betas, D, phis, gammas. Nodes of a group are mode + sqrt(2) U^-1 x, U'U the information of its effects at the mode.

# Zeros and weights of Hermite's polynomial of degree n, by its Jacobi matrix (Golub and Welsch 1969).
hermite_rule <- function(n) {
  if (n == 1) return(list(x = 0, w = sqrt(pi)))
  J <- matrix(0, n, n)
  at <- cbind(seq_len(n - 1), seq_len(n - 1) + 1)
  J[at] <- J[at[, 2:1]] <- sqrt(seq_len(n - 1) / 2)
  e <- eigen(J, symmetric = TRUE)
  list(x = e$values, w = sqrt(pi) * e$vectors[1, ]^2)
}
hermite_grid <- function(points, q) {
  rule <- hermite_rule(points)
  x <- as.matrix(expand.grid(rep(list(rule$x), q)))
  w <- apply(as.matrix(expand.grid(rep(list(log(rule$w)), q))), 1, sum)
  list(x = unname(x), log_w = q / 2 * log(2) + w + rowSums(x^2))
}

linear_predictors <- function(data, point, b, bz = NULL) {
  eta <- as.vector(data$X %*% point$betas) + b
  if (!is.null(data$offset)) eta <- eta + data$offset
  zi <- NULL
  if (!is.null(data$X_zi)) {
    zi <- as.vector(data$X_zi %*% point$gammas)
    if (!is.null(data$offset_zi)) zi <- zi + data$offset_zi
    if (!is.null(bz)) zi <- zi + bz
  }
  list(eta = eta, zi = zi)
}
# Derivatives of the log density in the first predictor, the second and phi.
density_slopes <- function(data, p, phis, wanted = c("eta", "zi", "phi")) {
  f <- data$functions
  l <- function(eta, zi, phi) unclass(f$log_dens(data$y, eta, f$mu_fun, phi, zi))
  mu <- NULL
  if (any(!vapply(f[c("score_eta_fun", "score_eta_zi_fun", "score_phis_fun")], is.null, TRUE))) mu <- f$mu_fun(p$eta)
  out <- list()
  if ("eta" %in% wanted) out$eta <- if (!is.null(f$score_eta_fun)) f$score_eta_fun(data$y, mu, phis, p$zi) else if (data$known) {
    y <- data$y
    n <- 1
    if (is.matrix(y)) {
      n <- y[, 1] + y[, 2]
      y <- y[, 1]
    }
    if (data$canonical) y - n * f$mu_fun(p$eta) else {
      mu <- f$mu_fun(p$eta)
      (y - n * mu) * f$mu.eta_fun(p$eta) / f$var_fun(mu)
    }
  } else (l(p$eta + 1e-4, p$zi, phis) - l(p$eta - 1e-4, p$zi, phis)) / 2e-4
  if ("zi" %in% wanted && !is.null(p$zi)) out$zi <- if (!is.null(f$score_eta_zi_fun)) f$score_eta_zi_fun(data$y, mu, phis, p$zi)
    else (l(p$eta, p$zi + 1e-3, phis) - l(p$eta, p$zi - 1e-3, phis)) / 2e-3
  if ("phi" %in% wanted && length(phis)) out$phi <- if (!is.null(f$score_phis_fun)) list(f$score_phis_fun(data$y, mu, phis, p$zi))
    else lapply(seq_along(phis), function(k) {
      h <- replace(numeric(length(phis)), k, 1e-3)
      (l(p$eta, p$zi, phis + h) - l(p$eta, p$zi, phis - h)) / 2e-3
    })
  lapply(out, function(v) if (is.list(v)) lapply(v, as.matrix) else as.matrix(v))
}

# Modes of the random effects and information there, group by group, by Newton's method for all groups at once.
effect_modes <- function(data, point, start = NULL) {
  q <- ncol(point$D)
  n <- data$groups
  qz <- seq_len(ncol(data$Z))
  b <- if (is.null(start)) matrix(0, n, q) else start
  inverse <- solve(point$D)
  W <- cbind(data$Z, data$Z_zi)
  value <- function(b) {
    eta <- at(b)
    l <- data$functions$log_dens(data$y, eta$eta, data$functions$mu_fun, point$phis, eta$zi)
    as.vector(rowsum(as.vector(l), data$id, reorder = FALSE, na.rm = TRUE)) - 0.5 * rowSums((b %*% inverse) * b)
  }
  at <- function(b) linear_predictors(data, point, rowSums(data$Z * b[data$id, qz, drop = FALSE]),
                                      if (!is.null(data$Z_zi)) rowSums(data$Z_zi * b[data$id, -qz, drop = FALSE]))
  # rows times their derivatives in both predictors
  gradient <- function(eta) {
    s <- density_slopes(data, eta, point$phis, c("eta", if (!is.null(data$Z_zi)) "zi"))
    s <- cbind(as.vector(s$eta)[seq_len(nrow(W))] * data$Z, if (!is.null(data$Z_zi)) as.vector(s$zi) * data$Z_zi)
    s
  }
  information <- function(b) {
    # central differences of the derivatives along each effect
    out <- array(0, c(n, q, q))
    for (k in seq_len(q)) {
      h <- 1e-3 * pmax(abs(b[, k]), 1)
      up <- down <- b
      up[, k] <- b[, k] + h
      down[, k] <- b[, k] - h
      change <- rowsum(gradient(at(up)) - gradient(at(down)), data$id, reorder = FALSE, na.rm = TRUE)
      out[, , k] <- -change / (2 * h) + matrix(inverse[, k], n, q, byrow = TRUE)
    }
    for (k in seq_len(q)) for (j in seq_len(k - 1)) out[, j, k] <- out[, k, j] <- (out[, j, k] + out[, k, j]) / 2
    out
  }
  current <- value(b)
  for (iteration in 1:100) {
    g <- rowsum(gradient(at(b)), data$id, reorder = FALSE, na.rm = TRUE) - b %*% inverse
    H <- information(b)
    step <- if (q == 1) g / pmax(H[, 1, 1], inverse[1, 1] / 10) else newton_steps(H, g, inverse)
    if (max(abs(step)) < 1e-11 * (1 + max(abs(b)))) break
    size <- rep(1, n)
    for (half in 1:30) {
      tried <- value(b + size * step)
      worse <- !(tried >= current - 1e-10 * (1 + abs(current)))
      if (!any(worse)) break
      size[worse] <- size[worse] / 2
    }
    size[worse] <- 0
    b <- b + size * step
    current <- value(b)
  }
  list(modes = unname(b), information = information(b))
}
newton_steps <- function(H, g, inverse) {
  U <- row_roots(H)
  if (is.null(U)) return(t(vapply(seq_len(nrow(g)), function(i) guarded_step(H[i, , ], g[i, ], inverse), numeric(ncol(g)))))
  z <- lapply(seq_len(ncol(g)), function(j) g[, j])
  for (j in seq_along(z)) {
    for (m in seq_len(j - 1)) z[[j]] <- z[[j]] - U[, m, j] * z[[m]]
    z[[j]] <- z[[j]] / U[, j, j]
  }
  do.call(cbind, solve_upper(U, z))
}
guarded_step <- function(H, g, inverse) {
  e <- eigen(H, symmetric = TRUE)
  values <- pmax(e$values, 1e-3 * max(abs(diag(inverse))) * 1e-3)
  as.vector(e$vectors %*% (crossprod(e$vectors, g) / values))
}
# Upper triangular roots of symmetric matrices, one for each first index; NULL where one is not positive definite.
row_roots <- function(H) {
  q <- dim(H)[2]
  U <- array(0, dim(H))
  for (j in seq_len(q)) {
    above <- seq_len(j - 1)
    rest <- H[, j, j]
    for (m in above) rest <- rest - U[, m, j]^2
    if (!isTRUE(all(rest > 0))) return(NULL)
    U[, j, j] <- sqrt(rest)
    for (k in seq_len(q - j) + j) {
      rest <- H[, j, k]
      for (m in above) rest <- rest - U[, m, j] * U[, m, k]
      U[, j, k] <- rest / U[, j, j]
    }
  }
  U
}
# Solutions of Ux = y, one for each first index: y has an element for each row of U.
solve_upper <- function(U, y) {
  q <- length(y)
  for (j in rev(seq_len(q))) {
    for (k in seq_len(q - j) + j) y[[j]] <- y[[j]] - U[, j, k] * y[[k]]
    y[[j]] <- y[[j]] / U[, j, j]
  }
  y
}

# Nodes of every group, with the contributions of the effects to the predictors (rows of data by nodes).
place_nodes <- function(data, point, points, start = NULL) {
  found <- effect_modes(data, point, start)
  q <- ncol(point$D)
  grid <- hermite_grid(points, q)
  n <- data$groups
  K <- nrow(grid$x)
  U <- row_roots(found$information)
  if (is.null(U)) stop("the information of the random effects is not positive definite at these estimates", call. = FALSE)
  steps <- solve_upper(U, lapply(seq_len(q), function(j) matrix(grid$x[, j], n, K, byrow = TRUE)))
  b <- array(0, c(n, K, q))
  log_det <- numeric(n)
  for (j in seq_len(q)) {
    b[, , j] <- sqrt(2) * steps[[j]] + found$modes[, j]
    log_det <- log_det - log(U[, j, j])
  }
  reach <- function(design, columns) {
    out <- 0
    for (k in seq_along(columns)) out <- out + design[, k] * matrix(b[, , columns[k]], n)[data$id, , drop = FALSE]
    out
  }
  qz <- seq_len(ncol(data$Z))
  list(b = b, log_w = grid$log_w, log_det = log_det, modes = found$modes, information = found$information, Zb = reach(data$Z, qz),
       Zb_zi = if (!is.null(data$Z_zi)) reach(data$Z_zi, seq_len(q)[-qz]))
}
log_normal <- function(b, D) {
  q <- ncol(D)
  U <- chol(D)
  x <- matrix(b, ncol = q)
  quad <- rowSums((x %*% chol2inv(U)) * x)
  matrix(-0.5 * quad - sum(log(diag(U))) - q / 2 * log(2 * pi), dim(b)[1])
}
row_log_sum <- function(l) {
  top <- l[cbind(seq_len(nrow(l)), max.col(l, "first"))]
  top + log(rowSums(exp(l - top)))
}
# Log likelihood of every group with the nodes given, and the weights of its nodes.
node_weights <- function(data, point, nodes) {
  eta <- linear_predictors(data, point, nodes$Zb, nodes$Zb_zi)
  f <- data$functions
  l <- f$log_dens(data$y, eta$eta, f$mu_fun, point$phis, eta$zi)
  joint <- unname(rowsum(matrix(as.vector(l), nrow(nodes$Zb)), data$id, reorder = FALSE)) + log_normal(nodes$b, point$D)
  whole <- row_log_sum(joint + rep(nodes$log_w, each = data$groups))
  list(log_lik = whole + nodes$log_det, weights = exp(joint - whole + rep(nodes$log_w, each = data$groups)), eta = eta)
}
# The log of the penalty of the fixed effects: Student's t with its location, scale and degrees of freedom.
log_penalty <- function(betas, penalty) {
  if (!penalty$penalized) return(0)
  z <- (betas - penalty$pen_mu) / penalty$pen_sigma
  -0.5 * (penalty$pen_df + length(betas)) * log1p(sum(z^2) / penalty$pen_df)
}

# Derivatives of the log likelihood of every group in (betas, root of D, phis, gammas), nodes held: Fisher's identity.
group_scores <- function(data, point, nodes, diagonal, weighted = node_weights(data, point, nodes)) {
  w <- weighted$weights[data$id, , drop = FALSE]
  s <- density_slopes(data, weighted$eta, point$phis)
  by_group <- function(design, slope) unname(rowsum(design * rowSums(w * as.vector(slope)), data$id, reorder = FALSE))
  q <- ncol(point$D)
  inverse <- solve(point$D)
  second <- matrix(0, data$groups, q * q)
  for (j in seq_len(q)) for (k in seq_len(q)) second[, (k - 1) * q + j] <- rowSums(weighted$weights * nodes$b[, , j] * nodes$b[, , k])
  slopes <- matrix_slopes(point$D, diagonal)
  root <- vapply(slopes, function(M) {
    A <- inverse %*% M %*% inverse
    0.5 * (as.vector(second %*% as.vector(A)) - sum(inverse * M))
  }, numeric(data$groups))
  list(betas = by_group(data$X, s$eta), D = matrix(root, data$groups),
       phis = if (length(point$phis)) do.call(cbind, lapply(s$phi, function(v) by_group(matrix(1, nrow(data$X), 1), v))),
       gammas = if (!is.null(data$X_zi)) by_group(data$X_zi, s$zi))
}

# The matrix by its root, upper triangular with logarithms in the diagonal, columns first; or by logarithms of its diagonal.
root_elements <- function(D, diagonal) {
  if (diagonal) return(log(diag(D)))
  U <- chol(D)
  diag(U) <- log(diag(U))
  U[upper.tri(U, TRUE)]
}
root_matrix <- function(theta, n, diagonal) {
  if (diagonal) return(diag(exp(theta), n))
  U <- matrix(0, n, n)
  U[upper.tri(U, TRUE)] <- theta
  diag(U) <- exp(diag(U))
  crossprod(U)
}
matrix_slopes <- function(D, diagonal) {
  n <- nrow(D)
  if (diagonal) return(lapply(seq_len(n), function(k) {
    M <- matrix(0, n, n)
    M[k, k] <- D[k, k]
    M
  }))
  U <- chol(D)
  at <- which(upper.tri(U, TRUE), arr.ind = TRUE)
  lapply(seq_len(nrow(at)), function(k) {
    one <- matrix(0, n, n)
    one[at[k, 1], at[k, 2]] <- if (at[k, 1] == at[k, 2]) U[at[k, 1], at[k, 2]] else 1
    t(one) %*% U + t(U) %*% one
  })
}

# One vector for a point, and back.
join_point <- function(point, diagonal) unname(c(point$betas, root_elements(point$D, diagonal), point$phis, point$gammas))
split_point <- function(theta, like, diagonal) {
  q <- ncol(like$D)
  sizes <- c(length(like$betas), if (diagonal) q else q * (q + 1) / 2, length(like$phis), length(like$gammas))
  ends <- cumsum(sizes)
  part <- function(k) if (sizes[k]) theta[ends[k] - sizes[k] + seq_len(sizes[k])]
  list(betas = part(1), D = root_matrix(part(2), q, diagonal), phis = part(3), gammas = part(4))
}
# Minus the score of all groups with the penalty, and minus its derivatives by central differences: the package's Hessian.
minus_score <- function(theta, data, like, nodes, diagonal, penalty) {
  point <- split_point(theta, like, diagonal)
  s <- group_scores(data, point, nodes, diagonal)
  total <- unlist(lapply(s, function(m) if (!is.null(m)) colSums(if (is.null(data$weights)) m else data$weights * m)), use.names = FALSE)
  if (penalty$penalized) {
    z <- point$betas / penalty$pen_sigma^2 / penalty$pen_df
    own <- seq_along(point$betas)
    total[own] <- total[own] - z * (penalty$pen_df + length(own)) / (1 + sum(point$betas * z))
  }
  -total
}
score_differences <- function(theta, ...) {
  n <- length(theta)
  H <- matrix(0, n, n)
  for (k in seq_len(n)) {
    h <- replace(numeric(n), k, 1e-3 * max(abs(theta[k]), 1))
    H[, k] <- (minus_score(theta + h, ...) - minus_score(theta - h, ...)) / (2 * h[k])
  }
  (H + t(H)) / 2
}
# The same with half the work, good enough for a direction: from the score g at the point, to one side.
one_sided_differences <- function(theta, g, ...) {
  n <- length(theta)
  H <- vapply(seq_len(n), function(k) {
    h <- replace(numeric(n), k, 1e-4 * max(abs(theta[k]), 1))
    (minus_score(theta + h, ...) - g) / h[k]
  }, numeric(n))
  (matrix(H, n) + t(H)) / 2
}
point_log_lik <- function(data, point, nodes, penalty) {
  l <- node_weights(data, point, nodes)$log_lik
  sum(if (is.null(data$weights)) l else data$weights * l, na.rm = TRUE) + log_penalty(point$betas, penalty)
}

# The root of the score with nodes at the modes, which is where the package's search ends: Newton's method with a Hessian that is kept
# while it brings the score down well, shorter steps while the likelihood falls, and the groups' outer products while the Hessian is not
# positive definite.
fisher_root <- function(data, point, points, diagonal, penalty, gain = 1e-13, limit = 100) {
  theta <- join_point(point, diagonal)
  like <- point
  nodes <- place_nodes(data, point, points)
  value <- point_log_lik(data, point, nodes, penalty)
  converged <- FALSE
  H <- NULL
  before <- Inf
  for (iteration in seq_len(limit)) {
    g <- minus_score(theta, data, like, nodes, diagonal, penalty)
    direction <- function() ascent(H, -g, data, split_point(theta, like, diagonal), nodes, diagonal)
    if (!is.null(H)) step <- direction()
    if (is.null(H) || !(sum(-g * step) < 0.04 * before)) {
      H <- one_sided_differences(theta, g, data, like, nodes, diagonal, penalty)
      step <- direction()
    }
    before <- sum(-g * step)
    if (max(abs(step) / (abs(theta) + 1)) < 1e-9 || before < gain * (1 + abs(value))) {
      converged <- TRUE
      break
    }
    size <- min(1, 3 / max(abs(step)))
    repeat {
      tried <- theta + size * step
      at <- split_point(tried, like, diagonal)
      there <- tryCatch(place_nodes(data, at, points, nodes$modes), error = function(e) NULL)
      l <- if (is.null(there)) NaN else point_log_lik(data, at, there, penalty)
      # the root is not quite the top of the likelihood: near it the steps are taken as they are
      if (is.finite(l) && (l > value - 1e-6 || size < 1e-8)) break
      size <- size / 2
      if (size < 1e-10) stop("the search for the maximum of the likelihood does not get on from its starting values", call. = FALSE)
    }
    theta <- tried
    nodes <- there
    value <- l
    if (!is.null(data$largest_size) && isTRUE(exp(at$phis) > data$largest_size))
      stop("A value greater than 22000 has been detected for the shape/size\n parameter of the negative binomial distribution. This typically\n",
           " indicates that the Poisson model would be better. Otherwise,\n adjust the 'max_phis_value' control argument.", call. = FALSE)
  }
  point <- split_point(theta, like, diagonal)
  weighted <- node_weights(data, point, nodes)
  nodes$variances <- lapply(seq_len(data$groups), function(i) chol2inv(chol(matrix(nodes$information[i, , ], ncol(point$D)))))
  list(point = point, nodes = nodes, log_lik = value, contributions = weighted$log_lik, converged = converged,
       Hessian = score_differences(theta, data, like, nodes, diagonal, penalty), scores = lapply(group_scores(data, point, nodes, diagonal, weighted), function(m) if (!is.null(m)) -m))
}
ascent <- function(H, s, data, point, nodes, diagonal) {
  e <- eigen(H, symmetric = TRUE)
  if (min(e$values) > 1e-8 * max(e$values)) return(as.vector(e$vectors %*% (crossprod(e$vectors, s) / e$values)))
  parts <- do.call(cbind, group_scores(data, point, nodes, diagonal))
  if (!is.null(data$weights)) parts <- sqrt(data$weights) * parts
  B <- crossprod(parts)
  as.vector(solve(B + diag(1e-6 * max(diag(B)), nrow(B)), s))
}
