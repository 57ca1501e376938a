pretty <- function(x, n = 5, ...) {
  lo <- min(x, na.rm = TRUE)
  hi <- max(x, na.rm = TRUE)
  span <- hi - lo
  if (span == 0) span <- max(abs(hi), 1)
  cell <- if (hi == lo) span / n else span / n
  base <- 10^floor(log10(cell))
  unit <- base
  if (2 * base - cell < 1.5 * (cell - unit)) unit <- 2 * base
  if (5 * base - cell < 2.75 * (cell - unit)) unit <- 5 * base
  if (10 * base - cell < 1.5 * (cell - unit)) unit <- 10 * base
  from <- floor(lo / unit + 1e-7)
  to <- ceiling(hi / unit - 1e-7)
  seq(from, to) * unit
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
  if (identical(file, "")) cat(lines, sep = "\n") else .write_text(.path_of(file), paste0(lines, "\n", collapse = ""), append)
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
