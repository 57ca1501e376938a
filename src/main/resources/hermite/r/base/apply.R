# Functions over arrays, groups and repetitions.

apply <- function(X, MARGIN, FUN, ..., simplify = TRUE) {
  FUN <- match.fun(FUN)
  if (is.data.frame(X)) X <- as.matrix(X)
  d <- dim(X)
  if (is.null(d)) stop("dim(X) must have a positive length")
  dn <- dimnames(X)
  if (is.character(MARGIN)) MARGIN <- match(MARGIN, names(dn))
  if (anyNA(MARGIN) || any(MARGIN > length(d))) stop("'MARGIN' does not match dim(X)")
  keep <- d[MARGIN]
  rest <- seq_along(d)[-MARGIN]
  n <- prod(keep)
  grid <- lapply(seq_along(keep), function(k) rep(rep(seq_len(keep[k]), each = prod(keep[seq_len(k - 1L)])), length.out = n))
  out <- vector("list", n)
  for (i in seq_len(n)) {
    index <- lapply(d, seq_len)
    for (k in seq_along(MARGIN)) index[[MARGIN[k]]] <- grid[[k]][i]
    part <- do.call("[", c(list(X), index, list(drop = FALSE)))
    if (length(rest) == 1L) {
      value <- as.vector(part)
      if (!is.null(dn) && !is.null(dn[[rest]])) names(value) <- dn[[rest]]
    } else if (length(rest) == 0L) {
      value <- as.vector(part)
    } else {
      value <- array(as.vector(part), d[rest], if (!is.null(dn)) dn[rest])
    }
    one <- FUN(value, ...)
    if (!is.null(one)) out[[i]] <- one
  }
  names.kept <- if (!is.null(dn)) dn[MARGIN]
  sizes <- lengths(out)
  if (!simplify || n == 0L || is.list(out[[1L]]) || any(sizes != sizes[1L])) {
    if (length(MARGIN) == 1L) {
      if (!is.null(names.kept)) names(out) <- names.kept[[1L]]
      return(out)
    }
    return(array(out, keep, names.kept))
  }
  size <- sizes[1L]
  if (size == 1L) {
    flat <- unlist(out, use.names = FALSE)
    if (length(MARGIN) == 1L) {
      if (!is.null(names.kept)) names(flat) <- names.kept[[1L]]
      return(flat)
    }
    return(array(flat, keep, names.kept))
  }
  inner <- names(out[[1L]])
  flat <- unlist(out, use.names = FALSE)
  labels <- NULL
  if (!is.null(inner) || !is.null(names.kept)) {
    labels <- c(list(inner), if (is.null(names.kept)) rep(list(NULL), length(keep)) else names.kept)
  }
  array(flat, c(size, keep), labels)
}

replicate <- function(n, expr, simplify = "array") {
  body <- substitute(expr)
  where <- parent.frame()
  sapply(integer(n), function(...) eval(body, new.env(parent = where)), simplify = simplify)
}

rapply <- function(object, f, classes = "ANY", deflt = NULL, how = c("unlist", "replace", "list"), ...) {
  how <- match.arg(how)
  fits <- function(x) identical(classes, "ANY") || inherits(x, classes) || any(class(x) %in% classes) ||
    (is.numeric(x) && "numeric" %in% classes)
  go <- function(x) {
    if (is.list(x)) {
      out <- lapply(x, go)
      if (how == "replace") attributes(out) <- attributes(x)
      out
    } else if (fits(x)) f(x, ...)
    else if (how == "replace") x
    else deflt
  }
  out <- go(object)
  if (how == "unlist") unlist(out) else out
}

array <- function(data = NA, dim = length(data), dimnames = NULL) {
  data <- as.vector(data)
  n <- prod(dim)
  if (length(data) != n) data <- rep_len(if (length(data)) data else NA, n)
  dim(data) <- dim
  if (is.list(dimnames) && length(dimnames)) dimnames(data) <- dimnames
  data
}

matrix <- function(data = NA, nrow = 1, ncol = 1, byrow = FALSE, dimnames = NULL) {
  if (is.object(data) || !is.null(dim(data))) data <- if (is.data.frame(data)) unclass(data) else as.vector(data)
  attributes(data) <- NULL
  len <- length(data)
  if (missing(nrow) && missing(ncol)) nrow <- len
  else if (missing(nrow)) nrow <- ceiling(len / ncol)
  else if (missing(ncol)) ncol <- ceiling(len / nrow)
  nrow <- as.integer(nrow)
  ncol <- as.integer(ncol)
  if (is.na(nrow)) stop("invalid 'nrow' value (too large or NA)")
  if (nrow < 0L) stop("invalid 'nrow' value (< 0)")
  if (is.na(ncol)) stop("invalid 'ncol' value (too large or NA)")
  if (ncol < 0L) stop("invalid 'ncol' value (< 0)")
  n <- nrow * ncol
  if (len > 0L) {
    if (len > 1L && n %% len != 0L) {
      if ((len > nrow && (len %/% nrow) * nrow != len) || (len < nrow && (nrow %/% len) * len != len))
        warning(sprintf("data length [%d] is not a sub-multiple or multiple of the number of rows [%d]", len, nrow))
      else if ((len > ncol && (len %/% ncol) * ncol != len) || (len < ncol && (ncol %/% len) * len != len))
        warning(sprintf("data length [%d] is not a sub-multiple or multiple of the number of columns [%d]", len, ncol))
    } else if (len > 1L && n == 0L) warning("non-empty data for zero-extent matrix")
  }
  if (byrow) {
    at <- rep(seq_len(nrow), times = ncol)
    across <- rep(seq_len(ncol), each = nrow)
    index <- (at - 1L) * ncol + across
    data <- rep_len(data, n)[index]
  } else if (len != n) {
    data <- rep_len(if (len) data else NA, n)
  }
  names(data) <- NULL
  dim(data) <- c(nrow, ncol)
  if (!is.null(dimnames)) dimnames(data) <- dimnames
  data
}

