# Fits by lme() and gls() whose residuals or random effects have structures that the engine does not search itself: rows are
# made independent at given parameters of the structures, and the search goes over those (Pinheiro and Bates 2000, section
# 5.1.2).

# A function that makes rows independent with unit variance, and the logarithm of the determinant it takes out.
whitening <- function(design, value, scale) {
  log <- 2 * sum(log(scale))
  roots <- NULL
  if (!is.null(design$correlation)) {
    plan <- design$plan
    known <- list()
    roots <- lapply(design$rows, function(rows) {
      points <- points_of(plan, rows)
      key <- paste(c(plan$position[rows], points), collapse = " ")
      if (is.null(known[[key]])) {
        known[[key]] <<- tryCatch(chol(group_correlation(design$correlation, value, plan$position[rows], points, plan$size)),
                                  error = function(e) NA)
      }
      known[[key]]
    })
    if (anyNA(roots, recursive = TRUE)) return(NULL)
    log <- log + 2 * sum(vapply(roots, function(root) sum(log(diag(root))), 1))
  }
  list(log = log, of = function(m) {
    m <- m / scale
    if (is.null(roots)) return(m)
    matrix <- is.matrix(m)
    for (i in seq_along(roots)) {
      rows <- design$rows[[i]]
      if (matrix) m[rows, ] <- backsolve(roots[[i]], m[rows, , drop = FALSE], transpose = TRUE)
      else m[rows] <- backsolve(roots[[i]], m[rows], transpose = TRUE)
    }
    m
  })
}
# -2 log likelihood, or restricted likelihood, at covariance matrices of the levels and residual parameters.
structured_criterion <- function(model, G, sigma, value, scale, REML) {
  white <- whitening(model$design, value, scale)
  if (is.null(white)) return(1e10)
  at <- structured_at(model, white, G, sigma)
  if (is.null(at)) return(1e10)
  p <- ncol(model$X)
  at$criterion + white$log - if (REML) as.numeric(determinant(at$vcov)$modulus) + p * log(2 * pi) else 0
}
structured_at <- function(model, white, G, sigma) {
  terms <- engine_terms(model$levels)
  engine <- .lmm_model(white$of(model$y), white$of(model$X), lapply(terms$z, white$of), terms$index, terms$levels, NULL, NULL)
  .lmm_at(engine, engine_matrices(model$levels, G), sigma)
}
# The fit: the engine searches the covariance matrices of the levels for each value of the residual parameters; matrices with
# structures of their own are searched with them.
structured_fit <- function(model, REML) {
  design <- model$design
  special <- any(vapply(model$levels, function(level) level$kind %in% c("pdIdent", "pdCompSymm"), NA))
  cor <- design$correlation
  kc <- if (is.null(cor)) 0 else length(cor_start(cor, design))
  kv <- if (is.null(design$variance)) 0 else design$variance$size
  n <- length(model$y)
  p <- ncol(model$X)
  fitted <- NULL
  scale_of <- function(v) if (is.null(design$variance)) rep(1, n) else design$variance$scale(v[kc + seq_len(kv)], fitted)
  value_of <- function(v) if (!is.null(cor)) cor_value(cor, v[seq_len(kc)], design)
  terms <- engine_terms(model$levels)
  inner <- function(v) {
    white <- whitening(design, value_of(v), scale_of(v))
    if (is.null(white)) return(NULL)
    fit <- .lmm(white$of(model$y), white$of(model$X), lapply(terms$z, white$of), terms$index, terms$levels, NULL, NULL, REML)
    fit$criterion <- fit$criterion + white$log
    fit
  }
  # sigma at its maximum: two values of the criterion give the residual sum of squares
  sizes <- vapply(model$levels, function(level) structure_size(level$kind, length(level$names)), 1)
  matrices <- function(v) {
    ends <- cumsum(sizes)
    lapply(seq_along(sizes), function(i) {
      level <- model$levels[[i]]
      structure_matrix(level$kind, length(level$names), v[ends[i] - sizes[i] + seq_len(sizes[i])])
    })
  }
  whole <- function(v) {
    G <- matrices(v[kc + kv + seq_len(sum(sizes))])
    one <- structured_criterion(model, G, 1, value_of(v), scale_of(v), REML)
    two <- structured_criterion(model, lapply(G, `*`, 4), 2, value_of(v), scale_of(v), REML)
    m <- if (REML) n - p else n
    squares <- (one - two + m * log(4)) * 4 / 3
    if (one >= 1e10 || two >= 1e10 || squares <= 0) return(list(criterion = 1e10))
    s2 <- squares / m
    list(criterion = one - squares + m * log(s2) + m, sigma = sqrt(s2), G = lapply(G, `*`, s2))
  }
  target <- if (special) function(v) whole(v)$criterion else function(v) {
    fit <- inner(v)
    if (is.null(fit)) 1e10 else fit$criterion
  }
  v <- c(if (!is.null(cor)) cor_start(cor, design), if (kv) design$variance$start, if (special) numeric(sum(sizes)))
  iterated <- isTRUE(design$variance$iterated)
  result <- function(v) {
    if (!special) {
      fit <- inner(v)
      levels <- collect_levels(model$levels, fit$G, fit$effects)
      return(list(beta = fit$beta, vcov = fit$vcov, sigma = fit$sigma, criterion = fit$criterion, levels = levels, engine = fit$engine))
    }
    at <- whole(v)
    white <- whitening(design, value_of(v), scale_of(v))
    solved <- structured_at(model, white, at$G, at$sigma)
    levels <- collect_levels(model$levels, engine_matrices(model$levels, at$G), solved$effects)
    list(beta = solved$beta, vcov = solved$vcov, sigma = at$sigma, criterion = at$criterion, levels = levels)
  }
  if (iterated) fitted <- rep(1, n)
  fit <- result(v)
  for (round in seq_len(if (iterated) 50 else 1)) {
    old <- c(v, fit$beta)
    if (iterated) fitted <- fitted_at_levels(model$X, fit$beta, fit$levels)
    if (length(v)) v <- nlminb(v, target, control = list(rel.tol = 1e-12))$par
    fit <- result(v)
    if (max(abs((c(v, fit$beta) - old) / ifelse(c(v, fit$beta) == 0, 1, c(v, fit$beta)))) < 1e-6) break
  }
  fit$residual <- v[seq_len(kc + kv)]
  fit$count <- kc + kv
  fit$parameters <- list(sigma = fit$sigma, correlation = value_of(v), scale = scale_of(v),
                         variance = if (!is.null(design$variance)) design$variance$values(v[kc + seq_len(kv)]),
                         free_variance = v[kc + seq_len(kv)], fitted = fitted)
  fit
}
fitted_at_levels <- function(X, beta, levels) {
  out <- as.vector(X %*% beta)
  for (level in levels) out <- out + rowSums(level$z * level$effects[as.integer(level$factor), , drop = FALSE])
  out
}
