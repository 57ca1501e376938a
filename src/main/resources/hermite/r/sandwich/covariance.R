# Covariances of coefficients that hold under heteroscedasticity and within clusters: bread and meat of the sandwich (Zeileis 2004,
# Journal of Statistical Software 11(10); MacKinnon and White 1985; Cribari-Neto 2004 for HC4).

# Contributions of the observations to the estimating equations, a row each.
estfun <- function(x, ...) UseMethod("estfun")
estfun.lm <- function(x, ...) {
  X <- model.matrix(x)
  w <- if (is.null(x$weights)) 1 else x$weights
  structure(as.vector(residuals(x, "response")) * w * X, assign = NULL, contrasts = NULL)
}
estfun.glm <- function(x, ...) {
  X <- model.matrix(x)
  structure(as.vector(residuals(x, "working")) * weights(x, "working") * X / dispersion_of(x), assign = NULL, contrasts = NULL)
}
# The scale by which scores are divided: one that is fixed at 1, or the mean of the weighted squares.
dispersion_of <- function(x) {
  if (x$family$family %in% c("binomial", "poisson") || startsWith(x$family$family, "Negative Binomial")) return(1)
  w <- weights(x, "working")
  sum((residuals(x, "working") * w)^2) / sum(w)
}
# Of a cumulative link model: thresholds first.
estfun.clm <- function(x, ...) {
  X <- model.matrix(delete.response(x$terms), x$model, x$contrasts)
  X <- X[, colnames(X) != "(Intercept)", drop = FALSE]
  eta <- as.vector(X %*% x$beta) + (model.offset(x$model) %||% 0)
  w <- model.weights(x$model) %||% rep(1, nrow(X))
  distribution <- switch(x$link, logit = list(plogis, dlogis), probit = list(pnorm, dnorm), cauchit = list(pcauchy, dcauchy),
                         cloglog = list(function(v) 1 - exp(-exp(v)), function(v) exp(v - exp(v))),
                         loglog = list(function(v) exp(-exp(-v)), function(v) exp(-v - exp(-v))))
  k <- as.integer(model.response(x$model))
  limits <- c(-Inf, x$alpha, Inf)
  at <- function(bound, of) ifelse(is.finite(bound), distribution[[of]](ifelse(is.finite(bound), bound, 0)), if (of == 2) 0 else bound > 0)
  upper <- limits[k + 1] - eta
  lower <- limits[k] - eta
  p <- at(upper, 1) - at(lower, 1)
  f <- cbind(at(upper, 2), at(lower, 2)) * w / p
  thresholds <- sapply(seq_along(x$alpha), function(j) f[, 1] * (k == j) - f[, 2] * (k == j + 1))
  out <- cbind(thresholds, (f[, 2] - f[, 1]) * X)
  dimnames(out) <- list(rownames(x$model), names(x$coefficients))
  out
}
bread.clm <- function(x, ...) x$vcov * nobs_of(x)
bread <- function(x, ...) UseMethod("bread")
bread.lm <- function(x, ...) summary(x)$cov.unscaled * nobs_of(x)
bread.glm <- function(x, ...) summary(x)$cov.unscaled * nobs_of(x) * dispersion_of(x)
nobs_of <- function(x) if (inherits(x, "clm")) nrow(x$model) else sum(weights(x, "prior") %||% rep(1, length(residuals(x))) > 0)
`%||%` <- function(a, b) if (is.null(a)) b else a
meat <- function(x, adjust = FALSE, ...) {
  scores <- estfun(x, ...)
  n <- NROW(scores)
  crossprod(scores) / (if (adjust) n - ncol(scores) else n)
}
meatHC <- function(x, type = c("HC3", "const", "HC", "HC0", "HC1", "HC2", "HC4", "HC4m", "HC5"), omega = NULL, ...) {
  X <- model.matrix(x)
  n <- nrow(X)
  df <- n - ncol(X)
  scores <- estfun(x)
  # the working residual of each row, from the column of the scores that is not zero
  place <- max.col(abs(X) > 1e-12, "first")
  res <- scores[cbind(seq_len(n), place)] / X[cbind(seq_len(n), place)]
  h <- hatvalues(x)
  mean <- n * h / ncol(X)
  if (is.null(omega)) {
    type <- match.arg(type)
    if (type == "HC") type <- "HC0"
    omega <- switch(type, const = rep(sum(res^2) / df, n), HC0 = res^2, HC1 = res^2 * n / df, HC2 = res^2 / (1 - h), HC3 = res^2 / (1 - h)^2,
                    HC4 = res^2 / (1 - h)^pmin(4, mean), HC4m = res^2 / (1 - h)^(pmin(1, mean) + pmin(1.5, mean)),
                    HC5 = res^2 / sqrt((1 - h)^pmin(mean, max(4, n * 0.7 * max(h) / ncol(X)))))
  } else if (is.function(omega)) omega <- omega(res, h, df)
  structure(crossprod(sqrt(as.vector(omega)) * X) / n, assign = NULL)
}
sandwich <- function(x, bread. = bread, meat. = meat, ...) {
  B <- if (is.function(bread.)) bread.(x) else bread.
  M <- if (is.function(meat.)) meat.(x, ...) else meat.
  B %*% M %*% B / nobs_of(x)
}
vcovHC <- function(x, ...) UseMethod("vcovHC")
vcovHC.default <- function(x, type = c("HC3", "const", "HC", "HC0", "HC1", "HC2", "HC4", "HC4m", "HC5"), omega = NULL, sandwich = TRUE, ...) {
  if (!inherits(x, "lm")) .unsupported("vcovHC() of an object of class ", class(x)[1], " is not supported")
  type <- match.arg(type)
  M <- meatHC(x, type = type, omega = omega)
  if (sandwich) sandwich::sandwich(x, meat. = M) else M
}
vcovHC.mlm <- function(x, ...) .unsupported("vcovHC() of several responses is not supported")
# Scores summed within the clusters; several clusterings are combined with alternating signs (Cameron, Gelbach and Miller 2011).
vcovCL <- function(x, cluster = NULL, type = NULL, sandwich = TRUE, fix = FALSE, cadjust = TRUE, ...) {
  M <- meatCL(x, cluster, type, cadjust)
  if (!sandwich) return(M)
  sandwich::sandwich(x, meat. = M)
}
meatCL <- function(x, cluster = NULL, type = NULL, cadjust = TRUE, ...) {
  if (!inherits(x, c("lm", "clm"))) .unsupported("vcovCL() of an object of class ", class(x)[1], " is not supported")
  if (is.null(type)) type <- if (inherits(x, c("glm", "clm"))) "HC0" else "HC1"
  type <- match.arg(type, c("HC0", "HC1", "HC2", "HC3"))
  if (type %in% c("HC2", "HC3")) .unsupported("vcovCL() has types HC0 and HC1, not ", type)
  scores <- estfun(x)
  n <- nrow(scores)
  k <- ncol(scores)
  if (is.null(cluster)) cluster <- seq_len(n)
  if (inherits(cluster, "formula")) {
    data <- if (is.null(x$call$data)) model.frame(x) else eval(x$call$data, environment(formula(x)))
    cluster <- data[rownames(model.frame(x)), all.vars(cluster), drop = FALSE]
  }
  sets <- if (is.data.frame(cluster) || is.list(cluster)) as.list(cluster) else list(cluster)
  sets <- lapply(sets, function(s) {
    gone <- naresid_rows(x)
    if (length(s) == n + length(gone) && length(gone)) s[-gone] else s
  })
  if (any(lengths(sets) != n)) stop("number of observations in 'cluster' and 'estfun()' do not match", call. = FALSE)
  total <- matrix(0, k, k, dimnames = list(colnames(scores), colnames(scores)))
  for (size in seq_along(sets)) for (which in combn(length(sets), size, simplify = FALSE)) {
    group <- as.integer(factor(do.call(paste, c(lapply(sets[which], as.character), sep = "\r"))))
    g <- max(group)
    sums <- rowsum(scores, group)
    total <- total + (-1)^(size + 1) * crossprod(sums) * (if (cadjust) g / (g - 1) else 1)
  }
  total / n * (if (type == "HC1") (n - 1) / (n - k) else 1)
}
naresid_rows <- function(x) as.integer(x$na.action)
