mahalanobis <- function(x, center, cov, inverted = FALSE, ...) {
  x <- if (is.vector(x)) matrix(x, ncol = length(x)) else as.matrix(x)
  x <- sweep(x, 2L, center)
  if (!inverted) cov <- solve(cov, ...)
  setNames(rowSums(x %*% cov * x), rownames(x))
}

prcomp <- function(x, retx = TRUE, center = TRUE, scale. = FALSE, ...) {
  x <- scale(as.matrix(x), center = center, scale = scale.)
  s <- svd(x, nu = 0)
  rotation <- s$v
  dimnames(rotation) <- list(colnames(x), paste0("PC", seq_len(ncol(rotation))))
  out <- list(sdev = s$d / sqrt(max(1, nrow(x) - 1)), rotation = rotation,
              center = if (is.null(attr(x, "scaled:center"))) FALSE else attr(x, "scaled:center"),
              scale = if (is.null(attr(x, "scaled:scale"))) FALSE else attr(x, "scaled:scale"))
  if (retx) out$x <- x %*% rotation
  structure(out, class = "prcomp")
}

print.prcomp <- function(x, print.x = FALSE, ...) {
  cat("Standard deviations (1, .., p=", length(x$sdev), "):\n", sep = "")
  print(x$sdev, ...)
  cat("\nRotation (n x k) = (", nrow(x$rotation), " x ", ncol(x$rotation), "):\n", sep = "")
  print(x$rotation, ...)
  if (print.x && length(x$x)) {
    cat("\nRotated variables:\n")
    print(x$x, ...)
  }
  invisible(x)
}

summary.prcomp <- function(object, ...) {
  share <- object$sdev^2 / sum(object$sdev^2)
  object$importance <- rbind(`Standard deviation` = object$sdev, `Proportion of Variance` = round(share, 5),
                             `Cumulative Proportion` = round(cumsum(share), 5))
  colnames(object$importance) <- colnames(object$rotation)
  structure(object, class = "summary.prcomp")
}

print.summary.prcomp <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  cat("Importance of components:\n")
  print(x$importance, digits = digits, ...)
  invisible(x)
}

predict.prcomp <- function(object, newdata, ...) {
  if (missing(newdata)) object$x
  else scale(as.matrix(newdata)[, rownames(object$rotation), drop = FALSE], object$center, object$scale) %*% object$rotation
}

ppoints <- function(n, a = if (n <= 10) 3 / 8 else 1 / 2) {
  if (length(n) > 1L) n <- length(n)
  if (n > 0) (seq_len(n) - a) / (n + 1 - 2 * a) else numeric()
}

lowess <- function(x, y = NULL, f = 2 / 3, iter = 3L, delta = 0) {
  # Cleveland (1979): local lines with tricube weights, then bisquare robustness weights
  if (is.null(y) && is.list(x)) {
    y <- if (is.data.frame(x)) x[[2L]] else x$y
    x <- if (is.data.frame(x)) x[[1L]] else x$x
  } else if (is.null(y) && is.matrix(x)) {
    y <- x[, 2L]
    x <- x[, 1L]
  } else if (is.null(y)) {
    y <- x
    x <- seq_along(y)
  }
  o <- order(x)
  x <- as.numeric(x[o])
  y <- as.numeric(y[o])
  n <- length(x)
  ns <- max(min(as.integer(f * n + 1e-7), n), 2L)
  robust <- rep(1, n)
  fit <- numeric(n)
  for (step in 0:iter) {
    for (i in seq_len(n)) {
      d <- abs(x - x[i])
      h <- sort(d)[ns]
      h9 <- 0.999 * h
      w <- ifelse(d <= h9, ifelse(d > 0.001 * h, (1 - (d / h)^3)^3, 1), 0) * robust
      w <- w / sum(w)
      centre <- sum(w * x)
      spread <- sum(w * (x - centre)^2)
      if (sqrt(spread) > 0.001 * (x[n] - x[1L])) w <- w * (1 + (x[i] - centre) / spread * (x - centre))
      fit[i] <- sum(w * y)
    }
    if (step == iter) break
    r <- abs(y - fit)
    cmad <- 6 * median(r)
    if (cmad < 1e-7 * mean(r)) break
    robust <- ifelse(r <= 0.001 * cmad, 1, ifelse(r > 0.999 * cmad, 0, (1 - (r / cmad)^2)^2))
  }
  list(x = x, y = fit)
}

embed <- function(x, dimension = 1) {
  n <- length(x)
  m <- n - dimension + 1L
  matrix(x[1L:m + rep.int(dimension:1L, rep.int(m, dimension)) - 1L], m, dimension)
}
