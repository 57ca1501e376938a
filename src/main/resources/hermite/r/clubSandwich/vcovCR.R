# vcovCR(): cluster-robust covariances with small-sample corrections (Bell and McCaffrey 2002, Survey Methodology 28(2);
# Pustejovsky and Tipton 2018, Journal of Business and Economic Statistics 36(4)). The working covariance of a mixed model
# is its own, and its inverse the weights.

vcovCR <- function(obj, cluster, type, target, inverse_var, form = "sandwich", ...) {
  if (missing(type)) stop("argument \"type\" is missing, with no default")
  if (!type %in% c("CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3")) .unsupported("vcovCR(type = \"", type, "\") is not supported")
  if (!missing(target) || !missing(inverse_var) || !identical(form, "sandwich")) .unsupported("vcovCR() with target, inverse_var or form is not supported")
  parts <- .robust_parts(obj, if (missing(cluster)) NULL else cluster)
  .robust_covariance(parts, type)
}

# Design, residuals and the clusters of a fit; for mixed models the covariance matrix of the rows of each cluster.
.robust_parts <- function(obj, cluster) UseMethod(".robust_parts")
.robust_parts.default <- function(obj, cluster) .unsupported("vcovCR() of an object of class ", class(obj)[1], " is not supported")
.robust_parts.glm <- .robust_parts.default
.robust_parts.lm <- function(obj, cluster) {
  if (is.null(cluster)) stop("argument \"cluster\" is missing, with no default", call. = FALSE)
  if (!is.null(obj$weights)) .unsupported("vcovCR() of lm with weights is not supported")
  gone <- obj$na.action
  if (length(cluster) == length(residuals(obj)) + length(gone) && length(gone)) cluster <- cluster[-gone]
  X <- model.matrix(obj)[, !is.na(coef(obj)), drop = FALSE]
  list(X = X, residuals = unname(obj$residuals), cluster = .clusters(cluster, nrow(X)), identity = TRUE)
}
.robust_parts.lmerMod <- function(obj, cluster) {
  if (!is.null(obj$weights)) stop("Models with prior weights are not currently supported.", call. = FALSE)
  outer <- .outermost(lapply(obj$terms, function(t) t$factor))
  X <- unname_rows(obj$X)
  list(X = X, residuals = as.vector(obj$y) - as.vector(X %*% obj$beta) - if (is.null(obj$offset)) 0 else obj$offset,
       cluster = .within(if (is.null(cluster)) outer else .clusters(cluster, nrow(X)), outer),
       covariance = function(rows) {
         V <- diag(sigma(obj)^2, length(rows))
         for (i in seq_along(obj$terms)) {
           t <- obj$terms[[i]]
           z <- t$z[rows, , drop = FALSE]
           V <- V + z %*% obj$G[[i]] %*% t(z) * base::outer(as.integer(t$factor[rows]), as.integer(t$factor[rows]), "==")
         }
         V
       })
}
.robust_parts.gls <- function(obj, cluster) {
  rows <- nlme:::rows_of_groups(obj)
  X <- unname_rows(obj$X)
  outer <- factor(rep(seq_along(rows), lengths(rows))[order(unlist(rows))])
  .linear_parts(obj, cluster, X, residuals(obj), outer, list())
}
.robust_parts.lme <- function(obj, cluster) {
  .linear_parts(obj, cluster, unname_rows(obj$parts$X), residuals(obj, level = 0),
                .outermost(lapply(obj$levels, function(t) t$factor)), obj$levels)
}
.linear_parts <- function(obj, cluster, X, residuals, outer, levels) {
  list(X = X, residuals = as.vector(residuals), cluster = .within(if (is.null(cluster)) outer else .clusters(cluster, nrow(X)), outer),
       covariance = function(rows) {
         V <- matrix(0, length(rows), length(rows))
         for (own in split(seq_along(rows), outer[rows], drop = TRUE)) V[own, own] <- obj$sigma^2 * nlme:::residual_block(obj, rows[own])
         for (t in levels) {
           z <- t$z[rows, , drop = FALSE]
           V <- V + z %*% t$G %*% t(z) * base::outer(as.integer(t$factor[rows]), as.integer(t$factor[rows]), "==")
         }
         V
       })
}
unname_rows <- function(X) {
  rownames(X) <- NULL
  X
}
.clusters <- function(cluster, n) {
  if (length(cluster) != n) stop("Clustering variable must have length equal to the number of rows in the data used to fit obj.", call. = FALSE)
  factor(cluster)
}
# The grouping whose levels hold those of every other.
.outermost <- function(factors) {
  outer <- factors[[which.min(vapply(factors, nlevels, 1L))]]
  nested <- vapply(factors, function(f) all(rowSums(table(f, outer) > 0) <= 1), NA)
  if (!all(nested)) stop("Non-nested random effects detected. clubSandwich methods are not available for such models.", call. = FALSE)
  factor(outer)
}
.within <- function(cluster, outer) {
  if (any(rowSums(table(outer, cluster) > 0) > 1)) stop("Random effects are not nested within clustering variable.", call. = FALSE)
  cluster
}

.robust_covariance <- function(parts, type) {
  X <- parts$X
  p <- ncol(X)
  n <- nrow(X)
  blocks <- split(seq_len(n), parts$cluster, drop = TRUE)
  J <- length(blocks)
  V <- lapply(blocks, function(rows) if (isTRUE(parts$identity)) diag(length(rows)) else parts$covariance(rows))
  # W X of each cluster
  WX <- Map(function(rows, v) solve(v, X[rows, , drop = FALSE]), blocks, V)
  M <- solve(Reduce(`+`, Map(function(rows, wx) crossprod(X[rows, , drop = FALSE], wx), blocks, WX)))
  scores <- Map(function(rows, v, wx) {
    e <- parts$residuals[rows]
    adjusted <- switch(type, CR0 = , CR1 = , CR1p = , CR1S = e, CR2 = {
      root <- chol(v)
      B <- root %*% (v - X[rows, , drop = FALSE] %*% M %*% t(X[rows, , drop = FALSE])) %*% t(root)
      t(root) %*% (.inverse_root(B) %*% (root %*% e))
    }, CR3 = solve(diag(length(rows)) - X[rows, , drop = FALSE] %*% M %*% t(wx), e))
    drop(crossprod(wx, adjusted))
  }, blocks, V, WX)
  scale <- switch(type, CR1 = J / (J - 1), CR1p = J / (J - p), CR1S = J * (n - 1) / ((J - 1) * (n - p)), 1)
  S <- do.call(cbind, scores)
  out <- scale * M %*% tcrossprod(S) %*% M
  dimnames(out) <- list(colnames(X), colnames(X))
  structure(out, type = type, cluster = parts$cluster, class = c("vcovCR", "clubSandwich"))
}
# The symmetric inverse root on the space where the matrix is positive.
.inverse_root <- function(B) {
  found <- eigen((B + t(B)) / 2, symmetric = TRUE)
  kept <- found$values > 1e-12 * max(found$values)
  vectors <- found$vectors[, kept, drop = FALSE]
  vectors %*% (t(vectors) / sqrt(found$values[kept]))
}

as.matrix.clubSandwich <- function(x, ...) {
  attr(x, "type") <- attr(x, "cluster") <- NULL
  unclass(x)
}
print.clubSandwich <- function(x, ...) print(as.matrix.clubSandwich(x), ...)

coef_test <- function(...) .unsupported("coef_test() of clubSandwich is not supported: use vcovCR()")
conf_int <- function(...) .unsupported("conf_int() of clubSandwich is not supported: use vcovCR()")
Wald_test <- function(...) .unsupported("Wald_test() of clubSandwich is not supported: use vcovCR()")
linear_contrast <- function(...) .unsupported("linear_contrast() of clubSandwich is not supported: use vcovCR()")
