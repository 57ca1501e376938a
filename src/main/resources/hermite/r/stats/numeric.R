ecdf <- function(x) {
  x <- sort(x)
  n <- length(x)
  vals <- unique(x)
  f <- cumsum(tabulate(match(x, vals))) / n
  function(v) c(0, f)[findInterval(v, vals) + 1L]
}

approx <- function(x, y = NULL, xout, method = "linear", n = 50, yleft, yright, rule = 1, f = 0, ties = mean) {
  if (is.null(y)) {
    y <- as.numeric(x)
    x <- seq_along(y)
  }
  ok <- !(is.na(x) | is.na(y))
  x <- x[ok]
  y <- y[ok]
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
  n <- nrow(x)
  method <- match.arg(method, c("euclidean", "maximum", "manhattan", "minkowski"))
  f <- switch(method, euclidean = function(d) sqrt(sum(d^2)), maximum = function(d) max(abs(d)),
              manhattan = function(d) sum(abs(d)), minkowski = function(d) sum(abs(d)^p)^(1 / p))
  out <- numeric()
  for (j in seq_len(n - 1L)) for (i in (j + 1L):n) out <- c(out, f(x[i, ] - x[j, ]))
  structure(out, Size = n, Labels = rownames(x), Diag = diag, Upper = upper, method = method, call = match.call(), class = "dist")
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
# A normal kernel summed exactly at each point, where R bins and transforms.
density <- function(x, bw = "nrd0", adjust = 1, n = 512, from, to, cut = 3, na.rm = FALSE, ...) {
  call <- match.call()
  name <- paste(deparse(substitute(x)), collapse = "")
  if (anyNA(x)) {
    if (!na.rm) stop("'x' contains missing values")
    x <- x[!is.na(x)]
  }
  if (is.character(bw)) {
    if (bw != "nrd0") .unsupported("bw = \"", bw, "\" is not supported: give a number or \"nrd0\"")
    bw <- bw.nrd0(x)
  }
  bw <- adjust * bw
  at <- seq(if (missing(from)) min(x) - cut * bw else from, if (missing(to)) max(x) + cut * bw else to, length.out = n)
  structure(list(x = at, y = vapply(at, function(a) mean(dnorm(a, x, bw)), 1), bw = bw, n = length(x), call = call,
                 data.name = name, has.na = FALSE), class = "density")
}
