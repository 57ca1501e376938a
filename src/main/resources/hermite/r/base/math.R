mean <- function(x, ...) UseMethod("mean")

mean.default <- function(x, trim = 0, na.rm = FALSE, ...) {
  if (!is.numeric(x) && !is.logical(x) && !is.complex(x)) {
    warning("argument is not numeric or logical: returning NA")
    return(NA_real_)
  }
  if (isTRUE(na.rm)) x <- x[!is.na(x)]
  n <- length(x)
  if (trim > 0 && n) {
    if (anyNA(x)) return(NA_real_)
    if (trim >= 0.5) return(stats::median(x, na.rm = FALSE))
    lo <- floor(n * trim) + 1
    x <- sort(x)[lo:(n + 1 - lo)]
  }
  .mean(x)
}

mean.Date <- function(x, ...) structure(mean(unclass(x), ...), class = "Date")

mean.difftime <- function(x, ...) structure(mean(as.numeric(x), ...), units = attr(x, "units"), class = "difftime")

diff <- function(x, ...) UseMethod("diff")

diff.default <- function(x, lag = 1L, differences = 1L, ...) {
  if (is.matrix(x)) {
    for (i in seq_len(differences)) {
      n <- nrow(x)
      x <- if (n > lag) x[-seq_len(lag), , drop = FALSE] - x[seq_len(n - lag), , drop = FALSE] else x[0L, , drop = FALSE]
    }
    return(x)
  }
  for (i in seq_len(differences)) {
    n <- length(x)
    if (n <= lag) return(x[0L])
    nm <- names(x)
    x <- unname(x)
    x <- x[-seq_len(lag)] - x[seq_len(n - lag)]
    if (!is.null(nm)) names(x) <- nm[-seq_len(lag)]
  }
  x
}

diff.Date <- function(x, lag = 1L, differences = 1L, ...) {
  n <- length(x)
  if (n <= lag) return(structure(numeric(), class = "difftime", units = "days"))
  r <- x[-seq_len(lag)] - x[seq_len(n - lag)]
  r
}

cut <- function(x, ...) UseMethod("cut")

cut.default <- function(x, breaks, labels = NULL, include.lowest = FALSE, right = TRUE, dig.lab = 3L,
                        ordered_result = FALSE, ...) {
  if (!is.numeric(x)) stop("'x' must be numeric")
  if (length(breaks) == 1L) {
    if (is.na(breaks) || breaks < 2L) stop("invalid number of intervals")
    nb <- as.integer(breaks + 1)
    rx <- range(x, na.rm = TRUE)
    dx <- diff(rx)
    if (dx == 0) {
      dx <- if (rx[1L] != 0) abs(rx[1L]) else 1
      breaks <- seq.int(rx[1L] - dx / 1000, rx[2L] + dx / 1000, length.out = nb)
    } else {
      breaks <- seq.int(rx[1L], rx[2L], length.out = nb)
      breaks[c(1L, nb)] <- c(rx[1L] - dx / 1000, rx[2L] + dx / 1000)
    }
  } else nb <- length(breaks <- sort(as.numeric(breaks)))
  if (anyDuplicated(breaks)) stop("'breaks' are not unique")
  codes.only <- FALSE
  if (is.null(labels)) {
    for (dig in dig.lab:max(12L, dig.lab)) {
      ch.br <- formatC(0 + breaks, digits = dig, width = 1L)
      if (all(ch.br[-1L] != ch.br[-nb])) break
    }
    labels <- if (right) paste0("(", ch.br[-nb], ",", ch.br[-1L], "]") else paste0("[", ch.br[-nb], ",", ch.br[-1L], ")")
    if (include.lowest) {
      if (right) substr(labels[1L], 1L, 1L) <- "[" else substring(labels[nb - 1L], nchar(labels[nb - 1L])) <- "]"
    }
  } else if (is.logical(labels) && !labels) codes.only <- TRUE
  else if (length(labels) != nb - 1L) stop("lengths of 'breaks' and 'labels' differ")
  code <- findInterval(x, breaks, rightmost.closed = include.lowest, left.open = right)
  code[code == 0L | code == nb] <- NA_integer_
  if (codes.only) code
  else structure(code, levels = as.character(labels), class = c(if (ordered_result) "ordered", "factor"))
}
