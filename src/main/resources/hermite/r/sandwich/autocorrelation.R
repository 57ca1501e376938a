# Covariances of coefficients that hold under heteroscedasticity and autocorrelation: weighted sums of the autocovariances of the
# scores (Newey and West 1987, 1994; Andrews 1991), of scores whitened by a vector autoregression first (Andrews and Monahan 1992).

vcovHAC <- function(x, ...) UseMethod("vcovHAC")
vcovHAC.default <- function(x, order.by = NULL, prewhite = FALSE, weights = weightsAndrews, adjust = TRUE, diagnostics = FALSE, sandwich = TRUE,
                            ar.method = "ols", data = list(), ...) {
  if (!inherits(x, "lm") || inherits(x, "mlm")) .unsupported("vcovHAC() of an object of class ", class(x)[1], " is not supported")
  if (diagnostics) .unsupported("vcovHAC(diagnostics = TRUE) is not supported")
  M <- meatHAC(x, order.by, prewhite, weights, adjust, ar.method = ar.method, data = data)
  if (sandwich) sandwich::sandwich(x, meat. = M) else M
}
meatHAC <- function(x, order.by = NULL, prewhite = FALSE, weights = weightsAndrews, adjust = TRUE, diagnostics = FALSE, ar.method = "ols",
                    data = list(), ...) {
  scores <- scores_in_order(x, order.by, data)
  n <- nrow(scores)
  k <- ncol(scores)
  if (is.function(weights)) weights <- weights(x, order.by = order.by, prewhite = prewhite, ar.method = ar.method, data = data)
  white <- whitened(scores, prewhite, ar.method)
  rows <- nrow(white$scores)
  if (length(weights) > rows) {
    warning("more weights than observations, only first n used")
    weights <- weights[seq_len(rows)]
  }
  half <- 0.5 * crossprod(white$scores) * weights[1]
  for (lag in seq_along(weights)[-1] - 1) {
    half <- half + weights[lag + 1] * crossprod(white$scores[seq_len(rows - lag), , drop = FALSE], white$scores[(lag + 1):rows, , drop = FALSE])
  }
  total <- half + t(half)
  if (adjust) total <- n / (n - k) * total
  structure(white$back %*% total %*% t(white$back) / n, dimnames = list(colnames(scores), colnames(scores)))
}
# Newey and West's estimator: weights that fall linearly to zero after the last lag.
NeweyWest <- function(x, lag = NULL, order.by = NULL, prewhite = TRUE, adjust = FALSE, diagnostics = FALSE, sandwich = TRUE, ar.method = "ols",
                      data = list(), verbose = FALSE) {
  if (is.null(lag)) lag <- floor(bwNeweyWest(x, order.by = order.by, prewhite = prewhite, ar.method = ar.method, data = data))
  if (verbose) cat(paste("\nLag truncation parameter chosen:", lag, "\n"))
  vcovHAC(x, order.by = order.by, prewhite = prewhite, weights = seq(1, 0, by = -(1 / (lag + 1))), adjust = adjust, diagnostics = diagnostics,
          sandwich = sandwich, ar.method = ar.method, data = data)
}
kernHAC <- function(x, order.by = NULL, prewhite = 1, bw = bwAndrews, kernel = "Quadratic Spectral", approx = c("AR(1)", "ARMA(1,1)"), adjust = TRUE,
                    diagnostics = FALSE, sandwich = TRUE, ar.method = "ols", tol = 1e-7, data = list(), verbose = FALSE, ...) {
  if (match.arg(approx) != "AR(1)") .unsupported("kernHAC() has approx = \"AR(1)\", not \"ARMA(1,1)\"")
  of_kernel <- function(x, ...) weightsAndrews(x, bw = bw, kernel = kernel, tol = tol, verbose = verbose, ...)
  vcovHAC(x, order.by = order.by, prewhite = prewhite, weights = of_kernel, adjust = adjust, diagnostics = diagnostics, sandwich = sandwich,
          ar.method = ar.method, data = data)
}
weightsAndrews <- function(x, order.by = NULL, bw = bwAndrews, kernel = c("Quadratic Spectral", "Truncated", "Bartlett", "Parzen", "Tukey-Hanning"),
                           prewhite = 1, ar.method = "ols", tol = 1e-7, data = list(), verbose = FALSE, ...) {
  kernel <- match.arg(kernel)
  if (is.function(bw)) bw <- bw(x, order.by = order.by, kernel = kernel, prewhite = prewhite, data = data, ar.method = ar.method)
  if (verbose) cat(paste("\nBandwidth chosen:", format(bw), "\n"))
  n <- NROW(estfun(x)) - as.integer(prewhite)
  w <- kweights(0:(n - 1) / bw, kernel)
  w[seq_len(max(which(abs(w) > tol)))]
}
# Weights of the autocovariances at distances relative to the bandwidth (Andrews 1991, equation 2.7).
kweights <- function(x, kernel = c("Truncated", "Bartlett", "Parzen", "Tukey-Hanning", "Quadratic Spectral"), normalize = FALSE) {
  kernel <- match.arg(kernel)
  if (normalize) x <- x * switch(kernel, Truncated = 2, Bartlett = 2 / 3, Parzen = 0.539285, `Tukey-Hanning` = 3 / 4, `Quadratic Spectral` = 1)
  x <- abs(x)
  switch(kernel,
    Truncated = ifelse(x > 1, 0, 1),
    Bartlett = ifelse(x > 1, 0, 1 - x),
    Parzen = ifelse(x > 1, 0, ifelse(x < 0.5, 1 - 6 * x^2 + 6 * x^3, 2 * (1 - x)^3)),
    `Tukey-Hanning` = ifelse(x > 1, 0, (1 + cos(pi * x)) / 2),
    `Quadratic Spectral` = {
      y <- 6 * pi * x / 5
      ifelse(x < 1e-4, 1, 3 * (sin(y) / y - cos(y)) / y^2)
    })
}
# The bandwidth that is best for scores that follow autoregressions of their own (Andrews 1991, section 6).
bwAndrews <- function(x, order.by = NULL, kernel = c("Quadratic Spectral", "Truncated", "Bartlett", "Parzen", "Tukey-Hanning"),
                      approx = c("AR(1)", "ARMA(1,1)"), weights = NULL, prewhite = 1, ar.method = "ols", data = list(), ...) {
  kernel <- match.arg(kernel)
  if (match.arg(approx) != "AR(1)") .unsupported("bwAndrews() has approx = \"AR(1)\", not \"ARMA(1,1)\"")
  scores <- scores_in_order(x, order.by, data)
  if (is.null(weights)) weights <- score_weights(x, scores)
  scores <- whitened(scores, prewhite, ar.method)$scores
  n <- nrow(scores)
  each <- apply(scores, 2, function(s) {
    fit <- .least_squares(cbind(1, s[-n]), s[-1], 1e-7)
    c(fit$coefficients[2], fit$rss / (n - 1))
  })
  rho <- each[1, ]
  fourth <- each[2, ]^2
  denominator <- sum(weights * fourth / (1 - rho)^4)
  alpha2 <- sum(weights * 4 * rho^2 * fourth / (1 - rho)^8) / denominator
  alpha1 <- sum(weights * 4 * rho^2 * fourth / ((1 - rho)^6 * (1 + rho)^2)) / denominator
  switch(kernel, Truncated = 0.6611 * (n * alpha2)^(1 / 5), Bartlett = 1.1447 * (n * alpha1)^(1 / 3), Parzen = 2.6614 * (n * alpha2)^(1 / 5),
         `Tukey-Hanning` = 1.7462 * (n * alpha2)^(1 / 5), `Quadratic Spectral` = 1.3221 * (n * alpha2)^(1 / 5))
}
# The bandwidth from the sample autocovariances of the weighted scores (Newey and West 1994, section 3).
bwNeweyWest <- function(x, order.by = NULL, kernel = c("Bartlett", "Parzen", "Quadratic Spectral", "Truncated", "Tukey-Hanning"), weights = NULL,
                        prewhite = 1, ar.method = "ols", data = list(), ...) {
  kernel <- match.arg(kernel)
  if (kernel %in% c("Truncated", "Tukey-Hanning")) {
    stop(paste("Automatic bandwidth selection only available for", dQuote("Bartlett"), ",", dQuote("Parzen"), "and", dQuote("Quadratic Spectral"),
               "kernel. Use", sQuote("bwAndrews"), "instead."))
  }
  scores <- scores_in_order(x, order.by, data)
  n <- nrow(scores)
  if (is.null(weights)) weights <- score_weights(x, scores)
  last <- floor((if (prewhite > 0) 3 else 4) * (n / 100)^switch(kernel, Bartlett = 2 / 9, Parzen = 4 / 25, 2 / 25))
  sums <- as.vector(whitened(scores, prewhite, ar.method)$scores %*% weights)
  rows <- length(sums)
  sigma <- vapply(0:last, function(j) sum(sums[seq_len(rows - j)] * sums[(j + 1):rows]) / rows, 1)
  j <- seq_len(last)
  s0 <- sigma[1] + 2 * sum(sigma[-1])
  power <- if (kernel == "Bartlett") 1 else 2
  ratio <- 2 * sum(j^power * sigma[-1]) / s0
  rate <- 1 / (2 * power + 1)
  switch(kernel, Bartlett = 1.1447, Parzen = 2.6614, 1.3221) * (ratio^2)^rate * n^rate
}
# The scores in the order of time: that of the rows, of a variable, or of the variables of a formula.
scores_in_order <- function(x, order.by, data = list()) {
  scores <- as.matrix(estfun(x))
  if (is.null(order.by)) return(scores)
  if (inherits(order.by, "formula")) order.by <- model.frame(order.by, data)[[1]]
  if (length(order.by) != nrow(scores)) stop("'order.by' has ", length(order.by), " values for ", nrow(scores), " rows", call. = FALSE)
  scores[order(order.by), , drop = FALSE]
}
# Scores after a vector autoregression without constant, and the matrix that takes their sums back.
whitened <- function(scores, prewhite, ar.method) {
  order <- as.integer(prewhite)
  k <- ncol(scores)
  if (order == 0) return(list(scores = scores, back = diag(k)))
  if (ar.method != "ols") .unsupported("ar.method = \"", ar.method, "\" is not supported: there is \"ols\"")
  n <- nrow(scores)
  now <- scores[(order + 1):n, , drop = FALSE]
  past <- do.call(cbind, lapply(seq_len(order), function(lag) scores[(order + 1 - lag):(n - lag), , drop = FALSE]))
  A <- qr.coef(qr(past), now)
  A[is.na(A)] <- 0
  sums <- Reduce(`+`, lapply(seq_len(order), function(lag) t(A[(lag - 1) * k + seq_len(k), , drop = FALSE])))
  list(scores = now - past %*% A, back = solve(diag(k) - sums))
}
# The constant's scores do not count for a bandwidth where there are others.
score_weights <- function(x, scores) {
  w <- as.numeric(colnames(scores) != "(Intercept)")
  if (all(w == 0) || length(w) < 2) rep(1, length(w)) else w
}
