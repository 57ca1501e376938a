ecdf <- function(x) {
  if (!is.numeric(x) && !is.logical(x) && !inherits(x, "Date")) stop("'x' must be numeric")
  x <- sort(x)
  n <- length(x)
  vals <- unique(x)
  f <- cumsum(tabulate(match(x, vals))) / n
  structure(function(v) c(0, f)[findInterval(v, vals) + 1L], class = c("ecdf", "stepfun", "function"), call = sys.call())
}
knots <- function(Fn, ...) environment(Fn)$vals
print.ecdf <- function(x, digits = getOption("digits") - 2L, ...) {
  numbers <- function(v) paste(formatC(v, digits = digits), collapse = ", ")
  cat("Empirical CDF \nCall: ")
  print(attr(x, "call"), ...)
  at <- knots(x)
  n <- length(at)
  first <- 1L:min(3L, n)
  last <- if (n >= 4L) max(4L, n - 1L):n else integer()
  cat(" x[1:", n, "] = ", numbers(at[first]), if (n > 3L) ", ", if (n > 5L) " ..., ", numbers(at[last]), "\n", sep = "")
  invisible(x)
}
quantile.ecdf <- function(x, ...) quantile(rep(knots(x), diff(round(c(0, x(knots(x))) * environment(x)$n))), ...)

approx <- function(x, y = NULL, xout, method = "linear", n = 50, yleft, yright, rule = 1, f = 0, ties = mean) {
  if (is.null(y)) {
    y <- as.numeric(x)
    x <- seq_along(y)
  }
  ok <- !(is.na(x) | is.na(y))
  x <- x[ok]
  y <- y[ok]
  if (length(x) < 2L && method == "linear") stop("need at least two non-NA values to interpolate")
  if (anyDuplicated(x)) {
    y <- as.vector(tapply(y, x, match.fun(ties)))
    x <- sort(unique(x))
  } else {
    o <- order(x)
    x <- x[o]
    y <- y[o]
  }
  if (missing(xout)) xout <- seq(x[1L], x[length(x)], length.out = n)
  rule <- rep_len(rule, 2L)
  left <- if (!missing(yleft)) yleft else if (rule[1L] == 1) NA else y[1L]
  right <- if (!missing(yright)) yright else if (rule[2L] == 1) NA else y[length(y)]
  at <- findInterval(xout, x, rightmost.closed = TRUE)
  m <- length(x)
  inside <- pmin(pmax(at, 1L), m - 1L)
  out <- if (method == "constant") y[pmin(pmax(at, 1L), m)] * (1 - f) + y[pmin(at + 1L, m)] * f
    else y[inside] + (y[inside + 1L] - y[inside]) * (xout - x[inside]) / (x[inside + 1L] - x[inside])
  if (method == "constant") out[!is.na(xout) & xout == x[m]] <- y[m]
  out[!is.na(xout) & xout < x[1L]] <- left
  out[!is.na(xout) & xout > x[m]] <- right
  list(x = xout, y = out)
}

approxfun <- function(x, y = NULL, method = "linear", yleft, yright, rule = 1, f = 0, ties = mean) {
  force(x)
  force(y)
  function(v) approx(x, y, xout = v, method = method, rule = rule, f = f)$y
}

dist <- function(x, method = "euclidean", diag = FALSE, upper = FALSE, p = 2) {
  x <- as.matrix(x)
  if (is.character(x)) {
    warning("NAs introduced by coercion")
    x <- suppressWarnings(matrix(as.numeric(x), nrow(x), dimnames = dimnames(x)))
  }
  n <- nrow(x)
  method <- match.arg(method, c("euclidean", "maximum", "manhattan", "canberra", "binary", "minkowski"))
  # distances of a row to those below it; columns that miss a value are left out, and sums stand for all columns
  below <- function(j) {
    others <- x[seq_len(n) > j, , drop = FALSE]
    own <- matrix(x[j, ], nrow(others), ncol(x), byrow = TRUE)
    d <- abs(others - own)
    if (method == "canberra") {
      both <- abs(others + own)
      d <- ifelse(both == 0, NA, d / both)
    }
    known <- rowSums(!is.na(d))
    whole <- function(sums) ifelse(known == 0, NA, sums * ncol(x) / known)
    switch(method, euclidean = sqrt(whole(rowSums(d^2, na.rm = TRUE))), manhattan = , canberra = whole(rowSums(d, na.rm = TRUE)),
           maximum = apply(d, 1L, function(v) if (all(is.na(v))) NA else max(v, na.rm = TRUE)),
           minkowski = whole(rowSums(d^p, na.rm = TRUE))^(1 / p),
           binary = rowSums((others != 0) != (own != 0)) / pmax(1, rowSums(others != 0 | own != 0)))
  }
  out <- unlist(lapply(seq_len(n - 1L), below))
  names(out) <- NULL
  structure(out, Size = n, Labels = rownames(x), Diag = diag, Upper = upper, method = method, call = match.call(), class = "dist")
}

as.dist <- function(m, diag = FALSE, upper = FALSE) {
  if (inherits(m, "dist")) return(m)
  m <- as.matrix(m)
  structure(m[row(m) > col(m)], Size = nrow(m), Labels = rownames(m), Diag = diag, Upper = upper, call = match.call(), class = "dist")
}
as.matrix.dist <- function(x, ...) {
  n <- attr(x, "Size")
  m <- matrix(0, n, n)
  m[row(m) > col(m)] <- unclass(x)[seq_len(n * (n - 1) / 2)]
  m <- m + t(m)
  lab <- attr(x, "Labels")
  dimnames(m) <- if (is.null(lab)) list(seq_len(n), seq_len(n)) else list(lab, lab)
  m
}

toeplitz <- function(x, ...) {
  n <- length(x)
  matrix(x[abs(outer(seq_len(n), seq_len(n), "-")) + 1L], n, n)
}

print.dist <- function(x, diag = NULL, upper = NULL, digits = getOption("digits"), ...) {
  full <- as.matrix(x)
  n <- nrow(full)
  words <- matrix("", n, n, dimnames = dimnames(full))
  low <- row(full) > col(full)
  words[low] <- format(full[low], digits = digits)
  print(if (n > 1L) words[-1L, -n, drop = FALSE] else words, quote = FALSE, right = TRUE)
  invisible(x)
}

# Silverman's rule of thumb (1986, equation 3.31).
bw.nrd0 <- function(x) {
  spread <- min(sd(x), IQR(x) / 1.34)
  if (spread == 0) spread <- if (sd(x) > 0) sd(x) else if (abs(x[1]) > 0) abs(x[1]) else 1
  0.9 * spread * length(x)^-0.2
}
bw.nrd <- function(x) {
  r <- quantile(x, c(0.25, 0.75), names = FALSE)
  1.06 * min(sd(x), (r[2] - r[1]) / 1.34) * length(x)^-0.2
}
# Data are shared out to the two nearest of a fine grid of places, spread by the kernel through a Fourier transform, and read between
# the places (Silverman 1982); as in R before 4.4 the places of the spread values are those of the grid's ends.
density <- function(x, ...) UseMethod("density")
density.default <- function(x, bw = "nrd0", adjust = 1, kernel = c("gaussian", "epanechnikov", "rectangular", "triangular", "biweight", "cosine", "optcosine"),
                            weights = NULL, window = kernel, width, give.Rkern = FALSE, subdensity = FALSE, n = 512, from, to, cut = 3, na.rm = FALSE, ...) {
  call <- match.call()
  name <- paste(deparse(substitute(x)), collapse = "")
  if (!missing(window) && missing(kernel)) kernel <- window
  kernel <- match.arg(kernel)
  if (!is.numeric(x)) stop("argument 'x' must be numeric")
  x <- as.vector(x)
  lost <- is.na(x)
  if (any(lost)) {
    if (!na.rm) stop("'x' contains missing values")
    x <- x[!lost]
    if (!is.null(weights)) weights <- weights[!lost] / sum(weights[!lost])
  }
  N <- length(x)
  finite <- is.finite(x)
  if (is.null(weights)) weights <- rep(1 / N, N)
  else if (any(weights < 0)) stop("'weights' must not be negative")
  total <- sum(weights[finite])
  x <- x[finite]
  weights <- weights[finite] / total
  if (is.character(bw)) {
    if (length(x) < 2) stop("need at least 2 points to select a bandwidth automatically")
    bw <- switch(tolower(bw), nrd0 = bw.nrd0(x), nrd = bw.nrd(x), .unsupported("bw = \"", bw, "\" is not supported: give a number, \"nrd0\" or \"nrd\""))
  }
  bw <- adjust * bw
  if (bw <= 0) stop("'bw' is not positive.")
  size <- 2^ceiling(log2(max(n, 512)))
  if (missing(from)) from <- min(x) - cut * bw
  if (missing(to)) to <- max(x) + cut * bw
  lo <- from - 4 * bw
  up <- to + 4 * bw
  step <- (up - lo) / (size - 1)
  place <- (x - lo) / step
  low <- floor(place)
  high_share <- place - low
  y <- numeric(2 * size)
  inside <- low >= 0 & low <= size - 2
  left <- tapply(weights[inside] * (1 - high_share[inside]), low[inside] + 1, sum)
  right <- tapply(weights[inside] * high_share[inside], low[inside] + 2, sum)
  if (length(left)) {
    y[as.integer(names(left))] <- left
    k <- as.integer(names(right))
    y[k] <- y[k] + right
  }
  edge <- low == -1
  if (any(edge)) y[1] <- y[1] + sum(weights[edge] * high_share[edge])
  edge <- low == size - 1
  if (any(edge)) y[size] <- y[size] + sum(weights[edge] * (1 - high_share[edge]))
  d <- seq(0, 2 * (up - lo), length.out = 2 * size)
  d[(size + 2):(2 * size)] <- -d[size:2]
  a <- bw * switch(kernel, rectangular = sqrt(3), triangular = sqrt(6), epanechnikov = sqrt(5), biweight = sqrt(7), cosine = 1 / sqrt(1 / 3 - 2 / pi^2), optcosine = 1 / sqrt(1 - 8 / pi^2), 1)
  near <- abs(d) < a
  spread <- switch(kernel, gaussian = dnorm(d, sd = bw), rectangular = ifelse(near, 0.5 / a, 0), triangular = ifelse(near, (1 - abs(d) / a) / a, 0),
                   epanechnikov = ifelse(near, 3 / 4 * (1 - (abs(d) / a)^2) / a, 0), biweight = ifelse(near, 15 / 16 * (1 - (abs(d) / a)^2)^2 / a, 0),
                   cosine = ifelse(near, (1 + cos(pi * d / a)) / (2 * a), 0), optcosine = ifelse(near, pi / 4 * cos(pi * d / (2 * a)) / a, 0))
  smooth <- fft(fft(y) * Conj(fft(spread)), inverse = TRUE)
  smooth <- pmax(0, Re(smooth)[seq_len(size)] / length(y))
  at <- seq(from, to, length.out = n)
  structure(list(x = at, y = approx(seq(lo, up, length.out = size), smooth, at)$y * (if (subdensity) total else 1), bw = bw, n = N, call = call, data.name = name, has.na = FALSE), class = "density")
}
print.density <- function(x, digits = NULL, ...) {
  cat("\nCall:\n\t", deparse(x$call), "\n\nData: ", x$data.name, " (", x$n, " obs.);", "\tBandwidth 'bw' = ", formatC(x$bw, digits = digits), "\n\n", sep = "")
  print(summary(as.data.frame(x[c("x", "y")])), digits = digits, ...)
  invisible(x)
}

# Sums of products: of circles, of open sequences, or the part of the open one where both overlap wholly.
convolve <- function(x, y, conj = TRUE, type = c("circular", "open", "filter")) {
  type <- match.arg(type)
  n <- length(x)
  ny <- length(y)
  if (type == "circular") {
    if (ny != n) stop("length mismatch in convolution")
    at <- function(k) (seq_len(n) - 1L + k) %% n + 1L
    return(vapply(seq_len(n) - 1L, function(k) sum(x[at(k)] * y), 0))
  }
  open <- vapply(seq_len(n + ny - 1L), function(k) {
    i <- max(1L, k - ny + 1L):min(n, k)
    sum(x[i] * rev(y)[k - i + 1L])
  }, 0)
  if (type == "filter") open[-c(seq_len(ny - 1L), n + seq_len(ny - 1L))] else open
}
