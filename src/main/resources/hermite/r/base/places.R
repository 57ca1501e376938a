pretty <- function(x, ...) UseMethod("pretty")
# Multiples of 1, 2 or 5 times a power of ten that cover the range in about n steps (Becker, Chambers and Wilks 1988).
pretty.default <- function(x, n = 5, min.n = n %/% 3, shrink.sml = 0.75, high.u.bias = 1.5, u5.bias = 0.5 + 1.5 * high.u.bias, eps.correct = 0, ...) {
  x <- x[is.finite(x <- as.numeric(x))]
  if (!length(x)) return(x)
  lo <- min(x)
  hi <- max(x)
  span <- hi - lo
  cell <- max(abs(lo), abs(hi))
  unit <- 1 + if (u5.bias >= 1.5 * high.u.bias + 0.5) 1 / (1 + high.u.bias) else 1.5 / (1 + u5.bias)
  small <- if (span == 0 && hi == 0) TRUE else span < cell * unit * max(1, n) * .Machine$double.eps * 3
  if (span == 0 && hi == 0) cell <- 1
  if (small) {
    if (cell > 10) cell <- 9 + cell / 10
    cell <- cell * shrink.sml
    if (min.n > 1) cell <- cell / min.n
  } else {
    cell <- span
    if (n > 1) cell <- cell / n
  }
  if (cell < 20 * .Machine$double.xmin) cell <- 20 * .Machine$double.xmin
  base <- 10^floor(log10(cell))
  unit <- base
  if (2 * base - cell < high.u.bias * (cell - unit)) {
    unit <- 2 * base
    if (5 * base - cell < u5.bias * (cell - unit)) {
      unit <- 5 * base
      if (10 * base - cell < high.u.bias * (cell - unit)) unit <- 10 * base
    }
  }
  from <- floor(lo / unit + 1e-10)
  to <- ceiling(hi / unit - 1e-10)
  while (from * unit > lo + 1e-10 * unit) from <- from - 1
  while (to * unit < hi - 1e-10 * unit) to <- to + 1
  short <- floor(0.5 + min.n - (to - from))
  if (short > 0) {
    if (from >= 0) {
      to <- to + short %/% 2
      from <- from - short %/% 2 - short %% 2
    } else {
      from <- from - short %/% 2
      to <- to + short %/% 2 + short %% 2
    }
  }
  at <- (from:to) * unit
  at[abs(at) < 1e-14 * unit] <- 0
  if (base < 1) signif(at, 14) else at
}
pretty.Date <- function(x, n = 5, ...) {
  r <- range(x, na.rm = TRUE)
  graphics::.date_ticks(as.numeric(r[1]), as.numeric(r[2]))
}

jitter <- function(x, factor = 1, amount = NULL) {
  z <- diff(range(x, na.rm = TRUE))
  if (z == 0) z <- abs(range(x, na.rm = TRUE)[1L])
  if (z == 0) z <- 1
  if (is.null(amount)) {
    d <- diff(xx <- unique(sort(round(x, 3 - floor(log10(z))))))
    d <- if (length(d)) min(d) else if (xx != 0) xx / 10 else z / 10
    amount <- factor / 5 * abs(d)
  } else if (amount == 0) amount <- factor * (z / 50)
  x + stats::runif(length(x), -amount, amount)
}

`is.na<-` <- function(x, value) {
  x[value] <- NA
  x
}

arrayInd <- function(ind, .dim, .dimnames = NULL, useNames = FALSE) {
  out <- matrix(0L, length(ind), length(.dim))
  rest <- ind - 1L
  for (k in seq_along(.dim)) {
    out[, k] <- as.integer(rest %% .dim[k]) + 1L
    rest <- rest %/% .dim[k]
  }
  out
}

mat.or.vec <- function(nr, nc) if (nc == 1L) numeric(nr) else matrix(0, nr, nc)

write <- function(x, file = "data", ncolumns = if (is.character(x)) 1 else 5, append = FALSE, sep = " ") {
  x <- as.character(x)
  lines <- vapply(split(x, (seq_along(x) - 1L) %/% ncolumns), paste, "", collapse = sep)
  if (identical(file, "") || is.integer(file)) cat(lines, file = file, sep = "\n") else .write_text(.path_of(file), paste0(lines, "\n", collapse = ""), append)
  invisible(NULL)
}

Sys.info <- function() c(sysname = "", release = "", version = "", nodename = "", machine = "", login = "", user = "", effective_user = "")

Sys.setlocale <- function(category = "LC_ALL", locale = "") invisible("")

file.copy <- function(from, to, overwrite = FALSE, ...) {
  done <- logical(length(from))
  for (i in seq_along(from)) {
    target <- if (dir.exists(to[(i - 1L) %% length(to) + 1L])) file.path(to[(i - 1L) %% length(to) + 1L], basename(from[i])) else to[(i - 1L) %% length(to) + 1L]
    if (file.exists(from[i]) && (overwrite || !file.exists(target))) {
      .write_text(target, .file_text(from[i]), FALSE)
      done[i] <- TRUE
    }
  }
  done
}

drop <- function(x) {
  d <- dim(x)
  if (is.null(d)) return(x)
  keep <- d != 1L
  dn <- dimnames(x)
  out <- x
  if (sum(keep) <= 1L) {
    nm <- if (!is.null(dn) && any(keep)) dn[[which(keep)]]
    dim(out) <- NULL
    names(out) <- nm
  } else if (!all(keep)) {
    dimnames(out) <- NULL
    dim(out) <- d[keep]
    if (!is.null(dn)) dimnames(out) <- dn[keep]
  }
  out
}

dir <- function(path = ".", pattern = NULL, all.files = FALSE, full.names = FALSE) {
  list.files(path, pattern = pattern, all.files = all.files, full.names = full.names)
}

file.append <- function(file1, file2) {
  vapply(seq_along(file2), function(i) {
    if (!file.exists(file2[i])) return(FALSE)
    cat(readLines(file2[i]), file = file1[(i - 1L) %% length(file1) + 1L], sep = "\n", append = TRUE)
    TRUE
  }, NA)
}
