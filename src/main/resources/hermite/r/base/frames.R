# Data frames and factors.

data.frame <- function(..., row.names = NULL, check.rows = FALSE, check.names = TRUE,
                       fix.empty.names = TRUE, stringsAsFactors = FALSE) {
  args <- list(...)
  exprs <- as.list(substitute(list(...)))[-1L]
  given <- names(args)
  if (is.null(given)) given <- rep("", length(args))
  columns <- list()
  labels <- character()
  rows <- NULL
  named <- missing(row.names)
  for (i in seq_along(args)) {
    x <- args[[i]]
    if (is.null(x)) next
    name <- given[i]
    if (is.data.frame(x)) {
      part <- unclass(x)
      attr(part, "row.names") <- NULL
      own <- names(x)
      if (name != "" && length(part) > 1L) own <- paste(name, own, sep = ".")
      else if (name != "" && length(part) == 1L) own <- name
      if (is.null(rows) && is.character(attr(x, "row.names"))) rows <- attr(x, "row.names")
    } else if (is.table(x)) {
      part <- as.data.frame(x, stringsAsFactors = stringsAsFactors)
      own <- if (name == "") names(part) else paste(name, names(part), sep = ".")
      part <- unclass(part)
      attr(part, "row.names") <- NULL
    } else if (is.matrix(x) && !inherits(x, "AsIs")) {
      part <- lapply(seq_len(ncol(x)), function(j) as.vector(x[, j]))
      own <- colnames(x)
      if (is.null(own)) own <- paste0(if (name == "") "X" else paste0(name, "."), seq_len(ncol(x)))
      else if (name != "") own <- paste(name, own, sep = ".")
      if (is.null(rows) && !is.null(rownames(x))) rows <- rownames(x)
    } else if (is.list(x) && !inherits(x, "AsIs")) {
      part <- as.data.frame(x, stringsAsFactors = stringsAsFactors)
      own <- names(part)
      if (name != "") own <- if (length(part) > 1L) paste(name, own, sep = ".") else name
      part <- unclass(part)
      attr(part, "row.names") <- NULL
    } else {
      if (is.null(rows) && !is.null(names(x)) && is.null(dim(x)) && !anyDuplicated(names(x)) && all(names(x) != ""))
        rows <- names(x)
      if (!inherits(x, "AsIs")) names(x) <- NULL
      if (is.array(x) && length(dim(x)) == 1L) x <- as.vector(x)
      part <- list(x)
      own <- if (name != "") name else paste(deparse(exprs[[i]]), collapse = "")
    }
    columns <- c(columns, part)
    labels <- c(labels, own)
  }
  sizes <- vapply(columns, function(x) if (is.matrix(x) || is.data.frame(x)) nrow(x) else length(x), 0L)
  n <- if (length(sizes)) max(sizes) else 0L
  if (length(sizes) && any(sizes == 0L)) n <- if (all(sizes == 0L | sizes == 1L)) 0L else n
  for (i in seq_along(columns)) {
    m <- sizes[i]
    if (m != n) {
      if (m == 0L || n %% m != 0L)
        stop("arguments imply differing number of rows: ", paste(unique(sizes), collapse = ", "), call. = TRUE)
      columns[[i]] <- rep(columns[[i]], length.out = n)
    }
  }
  if (stringsAsFactors)
    columns <- lapply(columns, function(x) if (is.character(x)) factor(x) else x)
  if (check.names && length(labels)) labels <- make.names(labels, unique = TRUE)
  names(columns) <- labels
  attr(columns, "class") <- "data.frame"
  if (!is.null(row.names)) {
    if (length(row.names) == 1L && n != 1L) {
      at <- if (is.character(row.names)) match(row.names, labels) else row.names
      rows <- as.character(columns[[at]])
      columns <- columns[-at]
    } else rows <- row.names
    attr(columns, "row.names") <- if (is.numeric(rows)) as.integer(rows) else as.character(rows)
  } else if (named && !is.null(rows) && length(rows) == n) {
    attr(columns, "row.names") <- rows
  } else {
    attr(columns, "row.names") <- seq_len(n)
  }
  columns
}

as.data.frame <- function(x, row.names = NULL, optional = FALSE, ...) {
  if (is.null(x)) return(data.frame())
  UseMethod("as.data.frame")
}

as.data.frame.data.frame <- function(x, row.names = NULL, ...) {
  class(x) <- "data.frame"
  if (!is.null(row.names)) attr(x, "row.names") <- row.names
  x
}

as.data.frame.list <- function(x, row.names = NULL, optional = FALSE, ..., stringsAsFactors = FALSE,
                               check.names = !optional, col.names = names(x)) {
  out <- do.call(data.frame, c(unclass(x), list(stringsAsFactors = stringsAsFactors, check.names = check.names)), quote = TRUE)
  if (!is.null(row.names)) attr(out, "row.names") <- row.names
  out
}

as.data.frame.matrix <- function(x, row.names = NULL, optional = FALSE, make.names = TRUE, ...,
                                 stringsAsFactors = FALSE) {
  columns <- lapply(seq_len(ncol(x)), function(j) {
    v <- as.vector(x[, j])
    if (stringsAsFactors && is.character(v)) factor(v) else v
  })
  names(columns) <- if (is.null(colnames(x))) paste0("V", seq_len(ncol(x))) else colnames(x)
  attr(columns, "class") <- "data.frame"
  rows <- if (is.null(row.names)) rownames(x) else row.names
  if (!is.null(rows) && anyDuplicated(rows)) rows <- NULL
  attr(columns, "row.names") <- if (is.null(rows)) seq_len(nrow(x)) else rows
  columns
}

as.data.frame.array <- function(x, ...) as.data.frame.matrix(matrix(x, dim(x)[1L]), ...)

as.data.frame.default <- function(x, ..., stringsAsFactors = FALSE) {
  name <- deparse(substitute(x))[1L]
  if (!is.vector(x) && !is.factor(x) && !is.atomic(x) || is.object(x) && !is.null(dim(x)))
    stop(gettextf("cannot coerce class %s to a data.frame", sQuote(deparse(class(x))[1L])))
  out <- list(x)
  names(out) <- name
  names(out[[1L]]) <- NULL
  attr(out, "class") <- "data.frame"
  attr(out, "row.names") <- if (is.null(names(x)) || anyDuplicated(names(x))) seq_along(x) else names(x)
  if (stringsAsFactors && is.character(x)) out[[1L]] <- factor(x)
  out
}

as.matrix <- function(x, ...) UseMethod("as.matrix")

as.matrix.default <- function(x, ...) {
  if (is.matrix(x)) return(x)
  out <- as.vector(x)
  dim(out) <- c(length(out), 1L)
  if (!is.null(names(x))) dimnames(out) <- list(names(x), NULL)
  out
}

as.matrix.data.frame <- function(x, rownames.force = NA, ...) {
  if (any(vapply(x, inherits, NA, c("Date", "POSIXt")))) {
    rows <- attr(x, "row.names")
    out <- do.call(cbind, lapply(x, function(v) if (is.numeric(v) && !is.object(v)) format(v) else as.character(v)))
    if (is.character(rows)) rownames(out) <- rows
    return(out)
  }
  out <- .frame.matrix(x)
  if (is.character(out)) {
    for (j in seq_along(x)) {
      column <- x[[j]]
      if (is.numeric(column) && !is.matrix(column)) {
        text <- format(column)
        text[is.na(column)] <- NA
        out[, j] <- text
      }
    }
  }
  out
}

data.matrix <- function(frame, rownames.force = NA) {
  if (!is.data.frame(frame)) return(as.matrix(frame))
  out <- vapply(frame, function(x) as.numeric(if (is.character(x)) factor(x) else x), numeric(nrow(frame)))
  if (!is.matrix(out)) out <- matrix(out, nrow(frame), dimnames = list(NULL, names(frame)))
  if (is.character(attr(frame, "row.names"))) rownames(out) <- row.names(frame)
  out
}

factor <- function(x = character(), levels, labels = levels, exclude = NA, ordered = is.ordered(x), nmax = NA) {
  if (is.null(x)) x <- character()
  nx <- names(x)
  if (missing(levels)) {
    y <- unique(x)
    if (is.factor(x)) levels <- levels(x)[sort(unique(as.integer(x)))]
    else levels <- y[order(y)]
  }
  force(ordered)
  exclude.text <- as.character(exclude)
  levs <- as.character(levels)
  if (length(exclude)) {
    keep <- !(levs %in% exclude.text)
    if (!missing(labels) && length(labels) == length(levs)) labels <- labels[keep]
    levs <- levs[keep]
    levels <- levels[keep]
  }
  xc <- as.character(x)
  f <- match(xc, levs)
  nl <- length(labels)
  if (missing(labels)) labels <- levs
  else {
    labels <- as.character(labels)
    if (nl == 1L && length(levs) != 1L) labels <- paste0(labels, seq_along(levs))
    else if (length(labels) != length(levs))
      stop(sprintf("invalid 'labels'; length %d should be 1 or %d", length(labels), length(levs)))
  }
  if (anyDuplicated(labels)) {
    u <- unique(labels)
    f <- match(labels, u)[f]
    labels <- u
  }
  names(f) <- nx
  attr(f, "levels") <- labels
  class(f) <- c(if (ordered) "ordered", "factor")
  f
}

ordered <- function(x, ...) factor(x, ..., ordered = TRUE)

as.factor <- function(x) {
  if (is.factor(x)) return(x)
  if (is.integer(x)) {
    levels <- sort(unique(x))
    f <- match(x, levels)
    attr(f, "levels") <- as.character(levels)
    if (!is.null(names(x))) names(f) <- names(x)
    class(f) <- "factor"
    return(f)
  }
  factor(x)
}

as.ordered <- function(x) if (is.ordered(x)) x else ordered(x)

addNA <- function(x, ifany = FALSE) {
  if (!is.factor(x)) x <- factor(x)
  if (ifany && !anyNA(x)) return(x)
  factor(x, levels = c(levels(x), NA), exclude = NULL)
}

droplevels <- function(x, ...) UseMethod("droplevels")

droplevels.factor <- function(x, ...) factor(as.character(x), levels = levels(x)[levels(x) %in% as.character(x)],
                                             exclude = if (anyNA(levels(x))) NULL else NA, ordered = is.ordered(x))

droplevels.data.frame <- function(x, except = NULL, ...) {
  for (j in seq_along(x)) if (is.factor(x[[j]]) && !(j %in% except)) x[[j]] <- droplevels(x[[j]])
  x
}

droplevels.default <- function(x, ...) x

gl <- function(n, k, length = n * k, labels = seq_len(n), ordered = FALSE) {
  f <- rep_len(rep(seq_len(n), each = k), length)
  structure(as.integer(f), levels = as.character(labels), class = c(if (ordered) "ordered", "factor"))
}

Ops.factor <- function(e1, e2) {
  ok <- switch(.Generic, "==" = , "!=" = TRUE, FALSE)
  if (!ok) {
    warning(sprintf("%s not meaningful for factors", sQuote(.Generic)))
    return(rep.int(NA, max(length(e1), if (!missing(e2)) length(e2))))
  }
  if (is.factor(e1) && is.factor(e2)) {
    l1 <- levels(e1)
    l2 <- levels(e2)
    if (length(l1) != length(l2) || !all(sort(l2) == sort(l1))) stop("level sets of factors are different")
  }
  a <- if (is.factor(e1)) as.character(e1) else e1
  b <- if (is.factor(e2)) as.character(e2) else e2
  get(.Generic, mode = "function")(a, b)
}

Ops.ordered <- function(e1, e2) {
  if (.Generic %in% c("==", "!=")) return(NextMethod(.Generic))
  if (!(.Generic %in% c("<", ">", "<=", ">="))) {
    warning(sprintf("'%s' is not meaningful for ordered factors", .Generic))
    return(rep.int(NA, max(length(e1), if (!missing(e2)) length(e2))))
  }
  lev <- if (is.ordered(e1)) levels(e1) else levels(e2)
  a <- if (is.ordered(e1)) as.integer(e1) else match(e1, lev)
  b <- if (is.ordered(e2)) as.integer(e2) else match(e2, lev)
  get(.Generic, mode = "function")(a, b)
}

Math.factor <- function(x, ...) stop(sprintf("%s not meaningful for factors", sQuote(.Generic)))

Summary.factor <- function(..., na.rm) stop(sprintf("%s not meaningful for factors", sQuote(.Generic)))

Summary.ordered <- function(..., na.rm = FALSE) {
  x <- list(...)[[1L]]
  codes <- get(.Generic, mode = "function")(as.integer(x), na.rm = na.rm)
  factor(levels(x)[codes], levels = levels(x), ordered = TRUE)
}

c.factor <- function(..., recursive = TRUE) {
  x <- list(...)
  y <- unlist(lapply(x, function(f) if (is.factor(f)) as.character(f) else f))
  levs <- unique(unlist(lapply(x, function(f) if (is.factor(f)) levels(f) else as.character(f))))
  same <- all(vapply(x, is.ordered, NA)) && all(vapply(x, function(f) identical(levels(f), levels(x[[1L]])), NA))
  factor(y, levels = levs, ordered = same)
}

as.vector.factor <- function(x, mode = "any") {
  if (mode == "any" || mode == "character") as.character(x)
  else if (mode == "list") lapply(seq_along(x), function(i) x[i])
  else as.vector(unclass(x), mode)
}

Ops.data.frame <- function(e1, e2) {
  f <- get(.Generic, mode = "function")
  frame <- if (is.data.frame(e1)) e1 else e2
  if (missing(e2)) {
    out <- lapply(e1, f)
  } else {
    part <- function(e, j) {
      if (is.data.frame(e)) e[[j]]
      else if (is.list(e)) e[[j]]
      else if (length(e) == nrow(frame) || length(e) == 1L) e
      else rep_len(e, nrow(frame) * ncol(frame))[(j - 1L) * nrow(frame) + seq_len(nrow(frame))]
    }
    out <- lapply(seq_along(frame), function(j) f(part(e1, j), part(e2, j)))
  }
  names(out) <- names(frame)
  if (.Generic %in% c("==", "!=", "<", ">", "<=", ">=", "!", "&", "|")) {
    value <- matrix(unlist(out), nrow(frame), dimnames = list(row.names(frame), names(frame)))
    return(value)
  }
  attr(out, "row.names") <- attr(frame, "row.names")
  class(out) <- "data.frame"
  out
}

Math.data.frame <- function(x, ...) {
  unfit <- !vapply(x, function(column) is.numeric(column) || is.logical(column) || is.complex(column), NA)
  if (any(unfit)) stop("non-numeric-alike variable(s) in data frame: ", paste(names(x)[unfit], collapse = ", "))
  f <- get(.Generic, mode = "function")
  for (j in seq_along(x)) x[[j]] <- f(x[[j]], ...)
  x
}

Summary.data.frame <- function(..., na.rm = FALSE) {
  values <- unlist(lapply(list(...), function(x) as.matrix(x)))
  get(.Generic, mode = "function")(values, na.rm = na.rm)
}

subset <- function(x, ...) UseMethod("subset")

subset.default <- function(x, subset, ...) x[subset & !is.na(subset)]

subset.data.frame <- function(x, subset, select, drop = FALSE, ...) {
  rows <- if (missing(subset)) rep_len(TRUE, nrow(x)) else {
    e <- substitute(subset)
    r <- eval(e, x, parent.frame())
    if (!is.logical(r)) stop("'subset' must be logical")
    r & !is.na(r)
  }
  columns <- if (missing(select)) rep_len(TRUE, ncol(x)) else {
    nl <- as.list(seq_along(x))
    names(nl) <- names(x)
    eval(substitute(select), nl, parent.frame())
  }
  x[rows, columns, drop = drop]
}

transform <- function(`_data`, ...) UseMethod("transform")

transform.data.frame <- function(`_data`, ...) {
  new <- eval(substitute(list(...)), `_data`, parent.frame())
  known <- names(new) %in% names(`_data`)
  for (name in names(new)[known]) `_data`[[name]] <- new[[name]]
  if (all(known)) `_data` else do.call("data.frame", c(list(`_data`), new[!known]))
}

nrow <- function(x) dim(x)[1L]

ncol <- function(x) dim(x)[2L]

NROW <- function(x) if (length(d <- dim(x))) d[1L] else length(x)

NCOL <- function(x) if (length(d <- dim(x)) > 1L) d[2L] else 1L

rownames <- function(x, do.NULL = TRUE, prefix = "row") {
  if (is.data.frame(x)) return(row.names(x))
  dn <- dimnames(x)
  if (!is.null(dn[[1L]])) return(dn[[1L]])
  if (do.NULL) NULL else paste0(prefix, seq_len(nrow(x)))
}

colnames <- function(x, do.NULL = TRUE, prefix = "col") {
  if (is.data.frame(x)) return(names(x))
  dn <- dimnames(x)
  if (length(dn) > 1L && !is.null(dn[[2L]])) return(dn[[2L]])
  if (do.NULL) NULL else paste0(prefix, seq_len(ncol(x)))
}

`rownames<-` <- function(x, value) {
  if (is.data.frame(x)) {
    row.names(x) <- value
    return(x)
  }
  dn <- dimnames(x)
  if (is.null(dn)) dn <- rep(list(NULL), length(dim(x)))
  dn[1L] <- list(if (is.null(value)) NULL else as.character(value))
  if (all(vapply(dn, is.null, NA)) && is.null(names(dn))) dn <- NULL
  dimnames(x) <- dn
  x
}

`colnames<-` <- function(x, value) {
  if (is.data.frame(x)) {
    names(x) <- value
    return(x)
  }
  dn <- dimnames(x)
  if (is.null(dn)) dn <- rep(list(NULL), length(dim(x)))
  dn[2L] <- list(if (is.null(value)) NULL else as.character(value))
  if (all(vapply(dn, is.null, NA)) && is.null(names(dn))) dn <- NULL
  dimnames(x) <- dn
  x
}

stack <- function(x, ...) {
  x <- as.list(x)
  data.frame(values = unlist(unname(x)), ind = factor(rep(names(x), lengths(x)), levels = unique(names(x))))
}

I <- function(x) {
  if (!inherits(x, "AsIs")) class(x) <- unique(c("AsIs", attr(x, "class")))
  x
}



`is.na<-` <- function(x, value) {
  x[value] <- NA
  x
}
