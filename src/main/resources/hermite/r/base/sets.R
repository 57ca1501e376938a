sort <- function(x, decreasing = FALSE, ...) {
  if (!is.logical(decreasing) || length(decreasing) != 1L) stop("'decreasing' must be a length-1 logical vector.\nDid you intend to set 'partial'?")
  UseMethod("sort")
}

sort.default <- function(x, decreasing = FALSE, na.last = NA, ...) {
  if (is.object(x)) x[order(x, na.last = na.last, decreasing = decreasing)]
  else sort.int(x, na.last = na.last, decreasing = decreasing, ...)
}

sort.int <- function(x, partial = NULL, na.last = NA, decreasing = FALSE, method = "auto", index.return = FALSE) {
  if (is.null(x)) return(x)
  if (is.list(x)) stop("'x' must be atomic")
  o <- order(x, na.last = na.last, decreasing = decreasing, method = method)
  names <- names(x)
  y <- if (is.factor(x)) x[o] else as.vector(x)[o]
  if (!is.null(names)) names(y) <- names[o]
  if (index.return) list(x = y, ix = o) else y
}

sort_by <- function(x, y, ...) x[do.call(order, c(if (is.list(y)) unname(y) else list(y), list(...))), , drop = FALSE]

sort.list <- function(x, partial = NULL, na.last = TRUE, decreasing = FALSE, method = "auto") {
  # sort() of a list comes here too; R goes by sort.int()
  if (!is.atomic(x)) stop(simpleError("'x' must be atomic", quote(sort.int(x, na.last = na.last, decreasing = decreasing, ...))))
  order(x, na.last = na.last, decreasing = decreasing, method = method)
}

rev <- function(x) UseMethod("rev")

rev.default <- function(x) if (length(x)) x[length(x):1L] else x

union <- function(x, y) {
  u <- as.vector(x)
  v <- as.vector(y)
  unique(c(u, v))
}

intersect <- function(x, y) {
  if (is.null(x) || is.null(y)) return(NULL)
  u <- as.vector(x)
  v <- as.vector(y)
  c(u[!duplicated(u) & match(u, v, 0L) > 0L], v[numeric()])
}

setdiff <- function(x, y) {
  u <- as.vector(x)
  v <- as.vector(y)
  if (length(u)) u[!duplicated(u) & match(u, v, 0L) == 0L] else u
}

setequal <- function(x, y) {
  x <- as.vector(x)
  y <- as.vector(y)
  !(anyNA(match(x, y)) || anyNA(match(y, x)))
}

unique.data.frame <- function(x, incomparables = FALSE, fromLast = FALSE, ...)
  x[!duplicated.data.frame(x, fromLast = fromLast), , drop = FALSE]

duplicated.data.frame <- function(x, incomparables = FALSE, fromLast = FALSE, ...) {
  if (length(x) == 1L) duplicated(x[[1L]], fromLast = fromLast)
  else duplicated(.row_keys(x), fromLast = fromLast)
}

# one number for each distinct row
.row_keys <- function(x) {
  key <- rep.int(1L, nrow(x))
  for (column in unclass(x)) {
    code <- match(column, unique(column))
    key <- (key - 1) * (max(code, 0L)) + code
    key <- match(key, unique(key))
  }
  key
}

unique.matrix <- function(x, incomparables = FALSE, MARGIN = 1, fromLast = FALSE, ...)
  if (MARGIN == 1) x[!duplicated.matrix(x, MARGIN = 1, fromLast = fromLast), , drop = FALSE] else
    x[, !duplicated.matrix(x, MARGIN = 2, fromLast = fromLast), drop = FALSE]

duplicated.matrix <- function(x, incomparables = FALSE, MARGIN = 1, fromLast = FALSE, ...)
  duplicated(apply(x, MARGIN, function(row) paste(row, collapse = "\r")), fromLast = fromLast)

anyDuplicated.data.frame <- function(x, incomparables = FALSE, fromLast = FALSE, ...)
  anyDuplicated(.row_keys(x), fromLast = fromLast)

rle <- function(x) {
  n <- length(x)
  if (n == 0L) return(structure(list(lengths = integer(), values = x), class = "rle"))
  y <- x[-1L] != x[-n]
  i <- c(which(y | is.na(y)), n)
  structure(list(lengths = diff(c(0L, i)), values = x[i]), class = "rle")
}

inverse.rle <- function(x, ...) rep.int(x$values, x$lengths)

print.rle <- function(x, digits = getOption("digits"), prefix = "", ...) {
  cat("Run Length Encoding\n", "  lengths:", sep = "")
  utils::str(x$lengths)
  cat("  values :")
  utils::str(x$values, digits.d = digits)
  invisible(x)
}


outer <- function(X, Y, FUN = "*", ...) {
  dX <- if (is.null(dim(X))) length(X) else dim(X)
  dY <- if (is.null(dim(Y))) length(Y) else dim(Y)
  nx <- if (is.null(dim(X))) names(X) else NULL
  ny <- if (is.null(dim(Y))) names(Y) else NULL
  FUN <- match.fun(FUN)
  robj <- FUN(rep(as.vector(X), times = length(Y)), rep(as.vector(Y), each = length(X)), ...)
  if (length(robj) != prod(dX, dY)) stop("dims [product ", prod(dX, dY), "] do not match the length of object [", length(robj), "]")
  dim(robj) <- c(dX, dY)
  if (!is.null(nx) || !is.null(ny)) dimnames(robj) <- list(nx, ny)
  robj
}

`%o%` <- function(X, Y) outer(X, Y)

expand.grid <- function(..., KEEP.OUT.ATTRS = TRUE, stringsAsFactors = TRUE) {
  args <- list(...)
  if (length(args) == 1L && is.list(args[[1L]])) args <- args[[1L]]
  nargs <- length(args)
  if (nargs == 0L) return(as.data.frame(list()))
  nm <- names(args)
  if (is.null(nm)) nm <- rep("", nargs)
  blank <- !nzchar(nm)
  nm[blank] <- paste0("Var", seq_len(nargs))[blank]
  names(args) <- nm
  sizes <- lengths(args)
  total <- prod(sizes)
  res <- vector("list", nargs)
  names(res) <- nm
  repeats <- 1L
  for (i in seq_len(nargs)) {
    x <- args[[i]]
    nx <- length(x)
    at <- if (total == 0) integer() else rep.int(rep.int(seq_len(nx), rep.int(repeats, nx)), total / (repeats * nx))
    if (is.character(x) && stringsAsFactors) x <- factor(x, levels = unique(x))
    x <- x[at]
    names(x) <- NULL
    res[[i]] <- x
    repeats <- repeats * nx
  }
  out <- structure(res, class = "data.frame", row.names = .set_row_names(total))
  if (KEEP.OUT.ATTRS) {
    dn <- lapply(nm, function(n) paste0(n, "=", if (is.numeric(args[[n]])) format(args[[n]]) else args[[n]]))
    names(dn) <- nm
    attr(out, "out.attrs") <- list(dim = sizes, dimnames = dn)
    attributes(out) <- attributes(out)[c("names", "out.attrs", "class", "row.names")]
  }
  out
}

.set_row_names <- function(n) if (n > 0) c(NA_integer_, -as.integer(n)) else integer()

interaction <- function(..., drop = FALSE, sep = ".", lex.order = FALSE) {
  args <- list(...)
  if (length(args) == 1L && is.list(args[[1L]])) args <- args[[1L]]
  result <- NULL
  for (i in rev(seq_along(args))) {
    f <- as.factor(args[[i]])
    l <- levels(f)
    codes <- as.integer(f) - 1L
    if (is.null(result)) {
      result <- codes
      labels <- l
    } else if (lex.order) {
      result <- codes * length(labels) + result
      labels <- paste(rep(l, each = length(labels)), rep(labels, length(l)), sep = sep)
    } else {
      result <- result * length(l) + codes
      labels <- paste(rep(l, length(labels)), rep(labels, each = length(l)), sep = sep)
    }
  }
  out <- structure(as.integer(result) + 1L, levels = labels, class = "factor")
  if (drop) droplevels(out) else out
}

split <- function(x, f, drop = FALSE, ...) UseMethod("split")

split.default <- function(x, f, drop = FALSE, sep = ".", lex.order = FALSE, ...) {
  if (inherits(f, "formula")) f <- lapply(attr(terms(f), "term.labels"), function(v) eval(parse(text = v)[[1L]], environment(f)))
  if (is.list(f)) f <- interaction(f, drop = drop, sep = sep, lex.order = lex.order)
  else if (!is.factor(f)) f <- as.factor(f)
  else if (drop) f <- factor(f)
  groups <- .split_places(f, length(x))
  lapply(groups, function(at) x[at])
}

split.data.frame <- function(x, f, drop = FALSE, ...) {
  if (inherits(f, "formula")) f <- as.list(x[all.vars(f)])
  if (is.list(f)) f <- interaction(f, drop = drop, ...)
  else if (!is.factor(f)) f <- as.factor(f)
  else if (drop) f <- factor(f)
  lapply(.split_places(f, nrow(x)), function(at) x[at, , drop = FALSE])
}

# places of each level, by level, recycled to n
.split_places <- function(f, n) {
  codes <- rep_len(as.integer(f), n)
  o <- order(codes, na.last = NA)
  counts <- tabulate(codes, nlevels(f))
  ends <- cumsum(counts)
  out <- lapply(seq_along(counts), function(k) if (counts[k]) o[(ends[k] - counts[k] + 1L):ends[k]] else integer())
  names(out) <- levels(f)
  out
}

unsplit <- function(value, f, drop = FALSE) {
  len <- length(if (is.list(f)) f[[1L]] else f)
  if (is.data.frame(value[[1L]])) {
    x <- value[[1L]][rep(NA_integer_, len), , drop = FALSE]
    rownames(x) <- unsplit(lapply(value, rownames), f, drop = drop)
    places <- split(seq_len(len), f, drop = drop)
    for (k in seq_along(places)) x[places[[k]], ] <- value[[k]]
    x
  } else {
    x <- value[[1L]][rep(NA_integer_, len)]
    places <- split(seq_len(len), f, drop = drop)
    for (k in seq_along(places)) x[places[[k]]] <- value[[k]]
    x
  }
}

`split<-` <- function(x, f, drop = FALSE, ..., value) {
  places <- split(if (is.data.frame(x)) seq_len(nrow(x)) else seq_along(x), f, drop = drop)
  for (k in seq_along(places)) if (is.data.frame(x)) x[places[[k]], ] <- value[[k]] else x[places[[k]]] <- value[[k]]
  x
}

replace <- function(x, list, values) {
  x[list] <- values
  x
}
# Place of the only entry that begins with x, exact matches first.
pmatch <- function(x, table, nomatch = NA_integer_, duplicates.ok = FALSE) {
  table <- as.character(table)
  out <- vapply(as.character(x), function(key) {
    exact <- which(table == key)
    if (length(exact)) return(exact[1])
    begun <- which(startsWith(table, key))
    if (length(begun) == 1 && nzchar(key)) begun else as.integer(nomatch)
  }, 1L)
  unname(out)
}
