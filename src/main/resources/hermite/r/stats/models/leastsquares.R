# Least squares without a formula, and the decomposition of the design behind a linear fit.

lsfit <- function(x, y, wt = NULL, intercept = TRUE, tolerance = 1e-7, yname = NULL) {
  x <- as.matrix(x)
  names <- colnames(x)
  if (is.null(names)) names <- if (ncol(x) == 1) "X" else paste0("X", seq_len(ncol(x)))
  if (intercept) x <- cbind(1, x)
  colnames(x) <- c(if (intercept) "Intercept", names)
  kept <- if (is.null(wt)) complete.cases(x, y) else complete.cases(x, y, wt)
  if (!all(kept)) {
    warning(sum(!kept), " missing values deleted")
    x <- x[kept, , drop = FALSE]
    y <- y[kept]
    wt <- wt[kept]
  }
  root <- if (is.null(wt)) 1 else sqrt(wt)
  decomposed <- qr(x * root, tol = tolerance)
  beta <- qr.coef(decomposed, y * root)
  list(coefficients = setNames(beta, colnames(x)), residuals = as.vector(y - x %*% beta), wt = wt, intercept = intercept,
       qr = c(list(qt = as.vector(qr.qty(decomposed, y * root))), unclass(decomposed)), design = x)
}
ls.diag <- function(ls.out) {
  x <- ls.out$design
  w <- if (is.null(ls.out$wt)) rep(1, nrow(x)) else ls.out$wt
  res <- ls.out$residuals * sqrt(w)
  n <- nrow(x)
  p <- ncol(x)
  s <- sqrt(sum(res^2) / (n - p))
  unscaled <- solve(crossprod(x * sqrt(w)))
  h <- rowSums((x * sqrt(w)) %*% unscaled * (x * sqrt(w)))
  standard <- res / (s * sqrt(1 - h))
  student <- res / (sqrt(((n - p) * s^2 - res^2 / (1 - h)) / (n - p - 1)) * sqrt(1 - h))
  error <- s * sqrt(diag(unscaled))
  list(std.dev = s, hat = h, std.res = standard, stud.res = student, cooks = h / (1 - h) * standard^2 / p, dfits = sqrt(h / (1 - h)) * student,
       correlation = s^2 * unscaled / outer(error, error), std.err = matrix(error, ncol = 1, dimnames = list(colnames(x), NULL)),
       cov.scaled = s^2 * unscaled, cov.unscaled = unscaled)
}
ls.print <- function(ls.out, digits = 4L, print.it = TRUE) {
  x <- ls.out$design
  w <- if (is.null(ls.out$wt)) rep(1, nrow(x)) else ls.out$wt
  n <- nrow(x)
  p <- ncol(x)
  rss <- sum(w * ls.out$residuals^2)
  y <- as.vector(x %*% ls.out$coefficients) + ls.out$residuals
  total <- if (ls.out$intercept) sum(w * (y - sum(w * y) / sum(w))^2) else sum(w * y^2)
  df1 <- p - ls.out$intercept
  f <- (total - rss) / df1 / (rss / (n - p))
  error <- ls.diag(ls.out)$std.err[, 1]
  t <- ls.out$coefficients / error
  table <- cbind(ls.out$coefficients, error, t, 2 * pt(-abs(t), n - p))
  dimnames(table) <- list(colnames(x), c("Estimate", "Std.Err", "t-value", "Pr(>|t|)"))
  summary <- c(sqrt(rss / (n - p)), 1 - rss / total, f, df1, n - p, pf(f, df1, n - p, lower.tail = FALSE))
  if (print.it) {
    shown <- function(v) format(round(v, digits))
    cat("Residual Standard Error=", shown(summary[1]), "\nR-Square=", shown(summary[2]), "\nF-statistic (df=", df1, ", ", n - p, ")=", shown(f),
        "\np-value=", shown(summary[6]), "\n\n", sep = "")
    print(round(table, digits))
    cat("\n\n")
  }
  invisible(list(summary = summary, coef.table = list(table)))
}
.lm.fit <- function(x, y, tol = 1e-7) {
  decomposed <- qr(x, tol = tol)
  beta <- unname(qr.coef(decomposed, y))
  list(qr = decomposed$qr, coefficients = beta, residuals = unname(as.vector(y - x %*% replace(beta, is.na(beta), 0))),
       effects = unname(as.vector(qr.qty(decomposed, y))), rank = decomposed$rank, pivot = decomposed$pivot, qraux = decomposed$qraux, tol = tol,
       pivoted = !identical(decomposed$pivot, seq_len(ncol(x))))
}
qr.lm <- function(x, ...) {
  X <- model.matrix(x)
  w <- if (inherits(x, "glm")) weights(x, "working") else x$weights
  qr.default(structure(if (is.null(w)) X else X * sqrt(w), assign = NULL, contrasts = NULL))
}
# An estimate of the condition number of a triangular matrix in the 1-norm (Cline, Moler, Stewart and Wilkinson 1979; LINPACK's dtrco).
kappa.qr <- function(z, exact = FALSE, ...) {
  R <- qr.R(z)
  if (exact) {
    d <- svd(R, nu = 0, nv = 0)$d
    return(max(d) / min(d))
  }
  n <- ncol(R)
  top <- max(colSums(abs(R)))
  # R'y = e with signs that make y large
  y <- numeric(n)
  e <- 1
  for (k in seq_len(n)) {
    if (y[k] != 0) e <- abs(e) * sign(-y[k])
    if (abs(e - y[k]) > abs(R[k, k])) {
      s <- abs(R[k, k]) / abs(e - y[k])
      y <- y * s
      e <- e * s
    }
    plus <- e - y[k]
    minus <- -e - y[k]
    sums <- c(abs(plus), abs(minus))
    if (R[k, k] != 0) {
      plus <- plus / R[k, k]
      minus <- minus / R[k, k]
    } else plus <- minus <- 1
    rest <- seq_len(n)[seq_len(n) > k]
    if (length(rest)) {
      with_plus <- y[rest] + plus * R[k, rest]
      with_minus <- y[rest] + minus * R[k, rest]
      larger <- sums[1] + sum(abs(with_plus)) < sums[2] + sum(abs(with_minus))
      y[rest] <- if (larger) with_minus else with_plus
      if (larger) plus <- minus
    }
    y[k] <- plus
  }
  y <- y / sum(abs(y))
  norm <- 1
  for (k in rev(seq_len(n))) {
    if (abs(y[k]) > abs(R[k, k])) {
      s <- abs(R[k, k]) / abs(y[k])
      y <- y * s
      norm <- norm * s
    }
    y[k] <- if (R[k, k] != 0) y[k] / R[k, k] else 1
    before <- seq_len(k - 1)
    y[before] <- y[before] - y[k] * R[before, k]
  }
  top * sum(abs(y)) / norm
}
kappa.lm <- function(z, ...) kappa.qr(qr.lm(z), ...)
kappa.default <- function(z, exact = FALSE, ...) {
  z <- as.matrix(z)
  if (exact) {
    d <- svd(z, nu = 0, nv = 0)$d
    return(max(d) / min(d))
  }
  kappa.qr(qr(if (nrow(z) < ncol(z)) t(z) else z))
}

# Several responses: estimated covariances, and fits of nested designs against each other.
estVar <- function(object, ...) UseMethod("estVar")
estVar.mlm <- function(object, ...) estVar.SSD(SSD.mlm(object))
estVar.SSD <- function(object, ...) object$SSD / object$df
compare_responses <- function(fits, test) {
  df <- vapply(fits, function(f) as.numeric(f$df.residual), 1)
  squares <- lapply(fits, function(f) crossprod(f$residuals))
  p <- ncol(squares[[1]])
  root <- t(solve(chol(squares[[which.min(df)]])))
  rows <- lapply(seq_along(fits)[-1], function(i) {
    change <- squares[[i]] - squares[[i - 1]]
    q <- df[i] - df[i - 1]
    if (q < 0) change <- -change
    values <- pmax(eigen(root %*% change %*% t(root), symmetric = TRUE)$values, 0)
    tested <- multivariate_test(test, values, p, abs(q), min(df))
    c(q, tested, pf(tested[2], tested[3], tested[4], lower.tail = FALSE))
  })
  spread <- vapply(seq_along(fits), function(i) det(squares[[i]] / df[i])^(1 / p), 1)
  rest <- rbind(rep(NA, 6), do.call(rbind, rows))
  table <- data.frame(df, rest[, 1], spread, rest[, -1])
  dimnames(table) <- list(as.character(seq_along(fits)), c("Res.Df", "Df", "Gen.var.", test, "approx F", "num Df", "den Df", "Pr(>F)"))
  models <- vapply(seq_along(fits), function(i) paste0("Model ", i, ": ", paste(deparse(formula(fits[[i]])), collapse = "\n")), "")
  structure(table, heading = c("Analysis of Variance Table\n", paste(models, collapse = "\n")), class = c("anova", "data.frame"))
}
manova <- function(...) {
  call <- fit_call <- match.call()
  fit_call[[1L]] <- quote(stats::lm)
  fit <- eval(fit_call, parent.frame())
  if (!inherits(fit, "mlm")) stop("need multiple responses", call. = FALSE)
  fit$call <- call
  class(fit) <- c("manova", "mlm", "lm")
  fit
}
summary.manova <- function(object, test = c("Pillai", "Wilks", "Hotelling-Lawley", "Roy"), intercept = FALSE, ...) {
  table <- anova.mlm(object, test = match.arg(test))
  if (!intercept) table <- table[row.names(table) != "(Intercept)", ]
  attr(table, "heading") <- NULL
  structure(list(row.names = row.names(table), stats = structure(table, class = c("anova", "data.frame"))), class = "summary.manova")
}
print.summary.manova <- function(x, digits = getOption("digits"), ...) {
  print(x$stats, digits = max(digits - 2L, 3L))
  invisible(x)
}
