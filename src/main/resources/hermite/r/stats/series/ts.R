# Regular time series: values with start, end and frequency.

ts <- function(data = NA, start = 1, end = numeric(), frequency = 1, deltat = 1, ts.eps = getOption("ts.eps"), class = NULL,
               names = NULL) {
  if (is.data.frame(data)) data <- data.matrix(data)
  if (!missing(deltat) && missing(frequency)) frequency <- 1 / deltat
  place <- function(at) if (length(at) > 1L) at[1L] + (at[2L] - 1) / frequency else at
  n <- NROW(data)
  if (n == 0L) stop("'ts' object must have one or more observations")
  if (missing(end)) from <- place(start)
  else if (missing(start)) from <- place(end) - (n - 1) / frequency
  else {
    from <- place(start)
    count <- floor(frequency * (place(end) - from) + 1.01)
    if (count != n) data <- if (is.matrix(data)) data[rep_len(seq_len(n), count), , drop = FALSE] else rep_len(data, count)
    n <- count
  }
  if (is.matrix(data)) {
    if (is.null(names)) names <- if (is.null(colnames(data))) paste("Series", seq_len(ncol(data))) else colnames(data)
    dimnames(data) <- list(NULL, names)
  }
  attr(data, "tsp") <- c(from, from + (n - 1) / frequency, frequency)
  class(data) <- if (is.null(class)) if (is.matrix(data)) c("mts", "ts", "matrix", "array") else "ts" else class
  data
}
is.ts <- function(x) inherits(x, "ts") && length(x) > 0L
as.ts <- function(x, ...) if (is.ts(x)) x else if (!is.null(attr(x, "tsp"))) ts(x, start = tsp(x)[1L], frequency = tsp(x)[3L]) else ts(x)
tsp <- function(x) attr(x, "tsp")
`tsp<-` <- function(x, value) {
  attr(x, "tsp") <- value
  x
}
hasTsp <- function(x) {
  if (is.null(attr(x, "tsp"))) attr(x, "tsp") <- c(1, NROW(x), 1)
  x
}
frequency <- function(x, ...) if (is.null(tsp(x))) 1 else tsp(x)[3L]
deltat <- function(x, ...) 1 / frequency(x)
.season <- function(at, f) {
  year <- floor(at + 1e-5 / f)
  c(year, round(f * (at - year)) + 1)
}
start <- function(x, ...) {
  t <- tsp(hasTsp(x))
  if (abs(t[3L] - round(t[3L])) < 1e-5) .season(t[1L], t[3L]) else t[1L]
}
end <- function(x, ...) {
  t <- tsp(hasTsp(x))
  if (abs(t[3L] - round(t[3L])) < 1e-5) .season(t[2L], t[3L]) else t[2L]
}
time <- function(x, offset = 0, ...) {
  t <- tsp(hasTsp(x))
  ts(seq(t[1L], by = 1 / t[3L], length.out = NROW(x)) + offset / t[3L], start = t[1L], frequency = t[3L])
}
cycle <- function(x, ...) {
  t <- tsp(hasTsp(x))
  first <- round(t[1L] %% 1 * t[3L])
  ts((first + seq_len(NROW(x)) - 1) %% t[3L] + 1, start = t[1L], frequency = t[3L])
}
window <- function(x, ...) UseMethod("window")
window.default <- function(x, start = NULL, end = NULL, ...) {
  x <- hasTsp(x)
  t <- tsp(x)
  place <- function(at) if (length(at) > 1L) at[1L] + (at[2L] - 1) / t[3L] else at
  from <- if (is.null(start)) t[1L] else place(start)
  to <- if (is.null(end)) t[2L] else place(end)
  eps <- 1e-5 / t[3L]
  if (from < t[1L] - eps) {
    warning("'start' value not changed")
    from <- t[1L]
  }
  if (to > t[2L] + eps) {
    warning("'end' value not changed")
    to <- t[2L]
  }
  if (from > to + eps) stop("'start' cannot be after 'end'")
  times <- t[1L] + (seq_len(NROW(x)) - 1) / t[3L]
  at <- which(times >= from - eps & times <= to + eps)
  plain <- if (is.matrix(x)) unclass(x)[at, , drop = FALSE] else as.vector(x)[at]
  ts(plain, start = times[at[1L]], frequency = t[3L])
}
window.ts <- function(x, ...) as.ts(window.default(x, ...))
lag <- function(x, ...) UseMethod("lag")
lag.default <- function(x, k = 1, ...) {
  x <- as.ts(x)
  t <- tsp(x)
  attr(x, "tsp") <- t - c(k / t[3L], k / t[3L], 0)
  x
}
diff.ts <- function(x, lag = 1, differences = 1, ...) {
  t <- tsp(x)
  plain <- if (is.matrix(x)) array(x, dim(x), list(NULL, colnames(x))) else as.vector(x)
  ts(diff(plain, lag, differences), end = t[2L], frequency = t[3L])
}
aggregate.ts <- function(x, nfrequency = 1, FUN = sum, ndeltat = 1, ...) {
  t <- tsp(x)
  size <- round(t[3L] / nfrequency)
  if (abs(size - t[3L] / nfrequency) > 1e-5) stop(gettextf("cannot change frequency from %g to %g", t[3L], nfrequency), domain = NA)
  if (size == 1) return(x)
  n <- length(x) %/% size
  FUN <- match.fun(FUN)
  ts(apply(matrix(as.vector(x)[seq_len(n * size)], size), 2L, FUN, ...), start = t[1L], frequency = nfrequency)
}
`[.ts` <- function(x, i, j, drop = TRUE) {
  plain <- if (is.matrix(x)) array(x, dim(x), list(NULL, colnames(x))) else as.vector(x)
  if (!is.matrix(x)) return(if (missing(i)) x else plain[i])
  if (nargs() == 2L) return(plain[i])
  out <- plain[i, j, drop = drop]
  if (missing(i)) ts(out, start = tsp(x)[1L], frequency = tsp(x)[3L]) else out
}
t.ts <- function(x) t(if (is.matrix(x)) array(x, dim(x), list(NULL, colnames(x))) else as.vector(x))
as.data.frame.ts <- function(x, ...) as.data.frame(if (is.matrix(x)) array(x, dim(x), list(NULL, colnames(x))) else as.vector(x), ...)
head.ts <- function(x, n = 6L, ...) head(as.vector(x), n, ...)
tail.ts <- function(x, n = 6L, ...) tail(as.vector(x), n, ...)
cbind.ts <- function(..., deparse.level = 1) {
  parts <- list(...)
  labels <- vapply(as.list(substitute(list(...)))[-1L], function(e) paste(deparse(e), collapse = ""), "")
  if (!is.null(names(parts))) labels <- ifelse(names(parts) == "", labels, names(parts))
  series <- Filter(is.ts, parts)
  f <- frequency(series[[1L]])
  if (any(vapply(series, frequency, 1) != f)) stop("not all series have the same frequency")
  from <- min(vapply(series, function(s) tsp(s)[1L], 1))
  to <- max(vapply(series, function(s) tsp(s)[2L], 1))
  n <- round((to - from) * f) + 1
  columns <- lapply(parts, function(p) {
    if (!is.ts(p)) return(rep_len(p, n))
    out <- rep(NA_real_, n)
    if (is.integer(p)) out <- as.integer(out)
    out[round((tsp(p)[1L] - from) * f) + seq_along(p)] <- as.vector(p)
    out
  })
  ts(matrix(unlist(columns), n, dimnames = list(NULL, labels)), start = from, frequency = f)
}
print.ts <- function(x, digits = getOption("digits"), quote = FALSE, print.gap, ...) {
  .print_ts(x, digits, quote, ...)
  invisible(x)
}
.print_ts <- function(x, digits, quote, ...) {
  f <- frequency(x)
  calendar <- any(f == c(4, 12)) && length(start(x)) == 2L
  if (!calendar && !is.matrix(x)) {
    cat(.ts_heading(x))
    attr(x, "tsp") <- NULL
    print(unclass(x), digits = digits, quote = quote, ...)
  } else if (is.matrix(x)) {
    labels <- if (calendar) .ts_labels(x) else format(as.vector(time(x)))
    if (!calendar) cat(.ts_heading(x))
    print(array(x, dim(x), list(labels, colnames(x))), digits = digits, quote = quote, right = TRUE, ...)
  } else print(.ts_calendar(x, digits), quote = FALSE, right = TRUE, ...)
}
.ts_heading <- function(x) {
  written <- function(at) if (frequency(x) != 1 && length(at) == 2L) deparse(at) else format(at[1L])
  paste0("Time Series:\nStart = ", written(start(x)), " \nEnd = ", written(end(x)), " \nFrequency = ", deparse(frequency(x)), " \n")
}
.ts_periods <- function(f) if (f == 12) month.abb else paste0("Qtr", 1:4)
.ts_labels <- function(x) {
  year <- floor(as.vector(time(x)) + 1e-8)
  if (frequency(x) == 12) paste(month.abb[cycle(x)], year) else paste0(year, " Q", as.vector(cycle(x)))
}
.ts_calendar <- function(x, digits) {
  f <- frequency(x)
  text <- format(as.vector(x), digits = digits)
  first <- start(x)
  last <- end(x)
  if (length(x) <= f && first[1L] == last[1L])
    return(matrix(text, 1L, dimnames = list(as.character(first[1L]), .ts_periods(f)[cycle(x)])))
  before <- first[2L] - 1
  after <- f - last[2L]
  matrix(c(rep("", before), text, rep("", after)), ncol = f, byrow = TRUE,
    dimnames = list(as.character(first[1L]:last[1L]), .ts_periods(f)))
}
# Moving averages, and recursions on their own values.
filter <- function(x, filter, method = c("convolution", "recursive"), sides = 2L, circular = FALSE, init = NULL) {
  method <- match.arg(method)
  series <- as.ts(x)
  v <- as.double(series)
  n <- length(v)
  k <- length(filter)
  out <- rep(NA_real_, n)
  if (method == "convolution") {
    ahead <- if (sides == 2L) k %/% 2L else 0L
    for (i in seq_len(n)) {
      at <- i + ahead - seq_len(k) + 1L
      if (circular) at <- (at - 1L) %% n + 1L
      if (all(at >= 1L & at <= n)) out[i] <- sum(filter * v[at])
    }
  } else {
    past <- if (is.null(init)) rep(0, k) else init
    for (i in seq_len(n)) {
      out[i] <- v[i] + sum(filter * past)
      past <- c(out[i], past)[seq_len(k)]
    }
  }
  ts(out, start = tsp(series)[1L], frequency = tsp(series)[3L])
}
decompose <- function(x, type = c("additive", "multiplicative"), filter = NULL) {
  type <- match.arg(type)
  f <- frequency(x)
  n <- length(x)
  if (f <= 1 || n < 2 * f) stop("time series has no or less than 2 periods")
  weights <- if (!is.null(filter)) filter else if (f %% 2 == 0) c(0.5, rep(1, f - 1), 0.5) / f else rep(1, f) / f
  trend <- stats::filter(x, weights)
  rest <- if (type == "additive") x - trend else x / trend
  figure <- vapply(seq_len(f), function(p) mean(as.vector(rest)[seq(p, n, by = f)], na.rm = TRUE), 1)
  figure <- if (type == "additive") figure - mean(figure) else figure / mean(figure)
  shift <- start(x)[2L] - 1
  seasonal <- ts(rep_len(figure, n), start = start(x), frequency = f)
  placed <- figure[(seq_len(f) - 1 - shift) %% f + 1]
  structure(list(x = x, seasonal = seasonal, trend = trend,
    random = if (type == "additive") x - seasonal - trend else x / seasonal / trend, figure = placed, type = type), class = "decomposed.ts")
}
rev.ts <- function(x) rev(as.vector(x))
sort.ts <- function(x, decreasing = FALSE, ...) sort(as.vector(x), decreasing = decreasing, ...)
# Autocorrelations of an ARMA process: the equations of the first lags solved, the others by recursion (Brockwell and Davis
# 1991, section 3.3).
ARMAacf <- function(ar = numeric(), ma = numeric(), lag.max = r, pacf = FALSE) {
  p <- length(ar)
  q <- length(ma)
  r <- max(p, q + 1)
  if (!p && !q) stop("empty model supplied")
  if (pacf) .unsupported("ARMAacf(pacf = TRUE) is not supported")
  theta <- c(1, ma)
  psi <- 1
  for (j in seq_len(q)) psi <- c(psi, ma[j] + sum(ar[seq_len(min(p, j))] * psi[j + 1 - seq_len(min(p, j))]))
  right <- vapply(0:max(p, q), function(k) if (k > q) 0 else sum(theta[(k + 1):(q + 1)] * psi[seq_len(q - k + 1)]), 1)
  A <- matrix(0, p + 1, p + 1)
  for (k in 0:p) {
    A[k + 1, k + 1] <- A[k + 1, k + 1] + 1
    for (i in seq_len(p)) A[k + 1, abs(k - i) + 1] <- A[k + 1, abs(k - i) + 1] - ar[i]
  }
  gamma <- solve(A, right[seq_len(p + 1)])
  for (k in seq_len(max(0, lag.max - p)) + p) {
    gamma <- c(gamma, sum(ar * gamma[k + 1 - seq_len(p)]) + if (k <= q) right[k + 1] else 0)
  }
  setNames(gamma[seq_len(lag.max + 1)] / gamma[1], 0:lag.max)
}
