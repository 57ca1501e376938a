# Functions over arrays, groups and repetitions.

apply <- function(X, MARGIN, FUN, ..., simplify = TRUE) {
  FUN <- match.fun(FUN)
  if (is.data.frame(X)) X <- as.matrix(X)
  d <- dim(X)
  if (is.null(d)) stop("dim(X) must have a positive length")
  dn <- dimnames(X)
  if (is.character(MARGIN)) MARGIN <- match(MARGIN, names(dn))
  keep <- d[MARGIN]
  rest <- seq_along(d)[-MARGIN]
  n <- prod(keep)
  grid <- lapply(seq_along(keep), function(k) rep(rep(seq_len(keep[k]), each = prod(keep[seq_len(k - 1L)])), length.out = n))
  out <- vector("list", n)
  for (i in seq_len(n)) {
    index <- rep(list(TRUE), length(d))
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
  if (!simplify || n == 0L || any(sizes != sizes[1L])) {
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

outer <- function(X, Y, FUN = "*", ...) {
  FUN <- match.fun(FUN)
  dx <- if (is.null(dim(X))) length(X) else dim(X)
  dy <- if (is.null(dim(Y))) length(Y) else dim(Y)
  values <- FUN(rep(as.vector(X), times = length(Y)), rep(as.vector(Y), each = length(X)), ...)
  dim(values) <- c(dx, dy)
  if (is.null(dim(X)) && is.null(dim(Y)) && (!is.null(names(X)) || !is.null(names(Y))))
    dimnames(values) <- list(names(X), names(Y))
  values
}

`%o%` <- function(X, Y) outer(X, Y)

sweep <- function(x, MARGIN, STATS, FUN = "-", check.margin = TRUE, ...) {
  FUN <- match.fun(FUN)
  d <- dim(x)
  if (length(MARGIN) == 1L && length(d) == 2L) {
    other <- if (MARGIN == 1L) matrix(STATS, d[1L], d[2L]) else matrix(STATS, d[1L], d[2L], byrow = TRUE)
  } else {
    perm <- c(MARGIN, seq_along(d)[-MARGIN])
    other <- aperm(array(STATS, d[perm]), order(perm))
  }
  FUN(x, other, ...)
}

replicate <- function(n, expr, simplify = "array") {
  body <- substitute(expr)
  where <- parent.frame()
  sapply(integer(n), function(...) eval(body, new.env(parent = where)), simplify = !identical(simplify, FALSE))
}

rapply <- function(object, f, how = c("unlist", "replace", "list"), ...) {
  how <- match.arg(how)
  go <- function(x) if (is.list(x)) lapply(x, go) else f(x, ...)
  out <- go(object)
  if (how == "unlist") unlist(out) else out
}

tapply <- function(X, INDEX, FUN = NULL, ..., default = NA, simplify = TRUE) {
  FUN <- if (!is.null(FUN)) match.fun(FUN)
  if (!is.list(INDEX)) INDEX <- list(INDEX)
  INDEX <- lapply(INDEX, as.factor)
  levs <- lapply(INDEX, levels)
  sizes <- lengths(levs)
  if (any(lengths(INDEX) != length(X))) stop("arguments must have same length")
  group <- rep(1L, length(X))
  stride <- 1L
  for (k in seq_along(INDEX)) {
    group <- group + stride * (as.integer(INDEX[[k]]) - 1L)
    stride <- stride * sizes[k]
  }
  if (is.null(FUN)) return(group)
  total <- prod(sizes)
  parts <- split(X, factor(group, levels = seq_len(total)))
  used <- lengths(parts) > 0L
  values <- lapply(parts[used], FUN, ...)
  scalar <- simplify && all(lengths(values) == 1L)
  if (scalar) {
    flat <- unlist(values, use.names = FALSE)
    out <- rep(if (is.na(default)) flat[NA_integer_] else default, total)
    out[used] <- flat
  } else {
    out <- vector("list", total)
    out[used] <- values
  }
  array(out, unname(sizes), levs)
}

by <- function(data, INDICES, FUN, ..., simplify = TRUE) {
  if (!is.list(INDICES)) {
    INDICES <- list(INDICES)
    names(INDICES) <- deparse(substitute(INDICES))[1L]
  }
  groups <- lapply(INDICES, as.factor)
  rows <- tapply(seq_len(nrow(data)), groups, function(i) i, simplify = FALSE)
  out <- lapply(rows, function(i) if (!is.null(i)) FUN(data[i, , drop = FALSE], ...))
  structure(array(out, dim(rows), dimnames(rows)), class = "by", call = sys.call())
}

aggregate <- function(x, ...) UseMethod("aggregate")

aggregate.default <- function(x, by, FUN, ...) aggregate.data.frame(data.frame(x = x), by, FUN, ...)

aggregate.formula <- function(x, data, FUN, ..., subset, na.action = na.omit) {
  formula <- x
  lhs <- formula[[2L]]
  rhs.names <- all.vars(formula[[3L]])
  if (identical(rhs.names, ".")) rhs.names <- setdiff(names(data), all.vars(lhs))
  if (identical(lhs, quote(.))) {
    values <- data[setdiff(names(data), rhs.names)]
  } else if (is.call(lhs) && identical(lhs[[1L]], quote(cbind))) {
    parts <- as.list(lhs)[-1L]
    values <- lapply(parts, eval, data, parent.frame())
    names(values) <- vapply(parts, function(p) deparse(p)[1L], "")
    values <- as.data.frame(values)
  } else {
    values <- list(eval(lhs, data, parent.frame()))
    names(values) <- deparse(lhs)
    values <- as.data.frame(values, optional = TRUE)
  }
  groups <- if (length(rhs.names)) data[rhs.names] else list(rep(1L, nrow(data)))
  keep <- rep(TRUE, nrow(values))
  for (v in values) keep <- keep & !is.na(v)
  for (g in groups) keep <- keep & !is.na(g)
  aggregate.data.frame(values[keep, , drop = FALSE], lapply(groups, function(g) g[keep]), FUN, ...)
}

aggregate.data.frame <- function(x, by, FUN, ..., simplify = TRUE, drop = TRUE) {
  if (inherits(by, "formula")) return(aggregate.formula(by, x, FUN, ...))
  FUN <- match.fun(FUN)
  if (!is.list(by)) stop("'by' must be a list")
  if (is.null(names(by))) names(by) <- paste0("Group.", seq_along(by))
  empty <- names(by) == ""
  names(by)[empty] <- paste0("Group.", seq_along(by))[empty]
  codes <- lapply(by, function(g) {
    if (is.factor(g)) droplevels(g) else factor(g, levels = sort(unique(g)))
  })
  key <- rep(1, nrow(x))
  stride <- 1
  for (g in codes) {
    key <- key + stride * (as.integer(g) - 1)
    stride <- stride * nlevels(g)
  }
  kept <- !is.na(key)
  present <- sort(unique(key[kept]))
  first <- match(present, key)
  out <- lapply(by, function(g) g[first])
  for (name in names(x)) {
    column <- x[[name]]
    parts <- lapply(present, function(k) FUN(column[kept & key == k], ...))
    sizes <- lengths(parts)
    if (simplify && all(sizes == 1L)) out[[name]] <- unlist(parts)
    else if (simplify && all(sizes == sizes[1L])) out[[name]] <- do.call(rbind, parts)
    else out[[name]] <- parts
  }
  attr(out, "row.names") <- seq_along(present)
  class(out) <- "data.frame"
  out
}

split <- function(x, f, drop = FALSE, ...) UseMethod("split")

split.default <- function(x, f, drop = FALSE, sep = ".", ...) {
  if (is.list(f)) f <- interaction(f, drop = drop, sep = sep)
  else if (!is.factor(f)) f <- as.factor(f)
  else if (drop) f <- droplevels(f)
  codes <- as.integer(f)
  levs <- levels(f)
  if (length(codes) < length(x)) codes <- rep(codes, length.out = length(x))
  out <- lapply(.places(codes, length(levs)), function(i) x[i])
  names(out) <- levs
  out
}

split.data.frame <- function(x, f, drop = FALSE, ...) {
  if (inherits(f, "formula")) f <- lapply(all.vars(f), function(v) x[[v]])
  lapply(split.default(seq_len(nrow(x)), f, drop = drop, ...), function(i) x[i, , drop = FALSE])
}

unsplit <- function(value, f) {
  if (is.list(f)) f <- interaction(f)
  f <- as.factor(f)
  if (is.data.frame(value[[1L]])) {
    out <- value[[1L]][rep(NA_integer_, length(f)), , drop = FALSE]
    rownames(out) <- unsplit(lapply(value, rownames), f)
  } else out <- value[[1L]][rep(NA_integer_, length(f))]
  places <- split(seq_along(f), f)
  for (k in names(value)) {
    if (is.data.frame(out)) out[places[[k]], ] <- value[[k]] else out[places[[k]]] <- value[[k]]
  }
  out
}

interaction <- function(..., drop = FALSE, sep = ".", lex.order = FALSE) {
  args <- list(...)
  if (length(args) == 1L && is.list(args[[1L]])) args <- args[[1L]]
  args <- lapply(args, as.factor)
  code <- NULL
  labels <- NULL
  order.of <- if (lex.order) rev(seq_along(args)) else seq_along(args)
  code <- as.integer(args[[1L]])
  labels <- levels(args[[1L]])
  for (g in args[-1L]) {
    m <- length(labels)
    if (lex.order) {
      code <- (code - 1L) * nlevels(g) + as.integer(g)
      labels <- paste(rep(labels, each = nlevels(g)), rep(levels(g), times = m), sep = sep)
    } else {
      code <- code + m * (as.integer(g) - 1L)
      labels <- paste(rep(labels, times = nlevels(g)), rep(levels(g), each = m), sep = sep)
    }
  }
  out <- structure(as.integer(code), levels = labels, class = "factor")
  if (drop) droplevels(out) else out
}

ave <- function(x, ..., FUN = mean) {
  groups <- list(...)
  if (length(groups) == 0L) {
    x[] <- FUN(x)
    return(x)
  }
  places <- split(seq_along(x), if (length(groups) == 1L) groups[[1L]] else interaction(groups))
  for (i in places) if (length(i)) x[i] <- FUN(x[i])
  x
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
  if (is.object(data) || !is.null(dim(data))) data <- as.vector(data)
  if (is.data.frame(data)) return(as.matrix(data))
  len <- length(data)
  if (missing(nrow) && missing(ncol)) nrow <- len
  else if (missing(nrow)) nrow <- ceiling(len / ncol)
  else if (missing(ncol)) ncol <- ceiling(len / nrow)
  nrow <- as.integer(nrow)
  ncol <- as.integer(ncol)
  n <- nrow * ncol
  if (len > 0L) {
    if (len > 1L && n %% len != 0L) {
      if ((len > nrow && (len %/% nrow) * nrow != len) || (len < nrow && (nrow %/% len) * len != len))
        warning(sprintf("data length [%d] is not a sub-multiple or multiple of the number of rows [%d]", len, nrow))
      else if ((len > ncol && (len %/% ncol) * ncol != len) || (len < ncol && (ncol %/% len) * len != len))
        warning(sprintf("data length [%d] is not a sub-multiple or multiple of the number of columns [%d]", len, ncol))
    } else if (len > 1L && n == 0L) warning("data length exceeds size of matrix? 0 elements")
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

