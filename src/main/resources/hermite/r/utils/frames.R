head <- function(x, ...) UseMethod("head")

tail <- function(x, ...) UseMethod("tail")

.first <- function(size, n) if (n < 0L) max(size + n, 0L) else min(n, size)

head.default <- function(x, n = 6L, ...) {
  if (is.array(x) && length(dim(x)) == 2L) return(head.matrix(x, n, ...))
  x[seq_len(.first(length(x), n))]
}

head.data.frame <- function(x, n = 6L, ...) x[seq_len(.first(nrow(x), n)), , drop = FALSE]

head.matrix <- function(x, n = 6L, ...) x[seq_len(.first(nrow(x), n[1L])), , drop = FALSE]

head.table <- function(x, n = 6L, ...) if (length(dim(x)) == 2L) head.matrix(x, n) else x[seq_len(.first(length(x), n))]

tail.default <- function(x, n = 6L, ...) {
  if (is.array(x) && length(dim(x)) == 2L) return(tail.matrix(x, n, ...))
  size <- length(x)
  k <- .first(size, n)
  x[seq.int(to = size, length.out = k)]
}

tail.data.frame <- function(x, n = 6L, ...) {
  k <- .first(nrow(x), n)
  x[seq.int(to = nrow(x), length.out = k), , drop = FALSE]
}

tail.matrix <- function(x, n = 6L, keepnums = TRUE, ...) {
  k <- .first(nrow(x), n[1L])
  at <- seq.int(to = nrow(x), length.out = k)
  out <- x[at, , drop = FALSE]
  if (keepnums && is.null(rownames(x)) && k) rownames(out) <- paste0("[", at, ",]")
  out
}

stack <- function(x, ...) {
  x <- as.list(x)
  keep <- vapply(x, is.vector, NA)
  x <- x[keep]
  data.frame(values = unlist(x, use.names = FALSE), ind = factor(rep(names(x), lengths(x)), levels = unique(names(x))),
             stringsAsFactors = FALSE)
}

unstack <- function(x, form, ...) {
  if (missing(form)) groups <- split(x[[1L]], x[[2L]])
  else groups <- split(eval(form[[2L]], x), eval(form[[3L]], x))
  if (length(unique(lengths(groups))) == 1L) as.data.frame(groups) else groups
}

combn <- function(x, m, FUN = NULL, simplify = TRUE, ...) {
  if (length(x) == 1L && is.numeric(x) && x >= 1) x <- seq_len(x)
  n <- length(x)
  at <- seq_len(m)
  out <- list()
  repeat {
    out[[length(out) + 1L]] <- if (is.null(FUN)) x[at] else FUN(x[at], ...)
    i <- m
    while (i >= 1L && at[i] == n - m + i) i <- i - 1L
    if (i < 1L) break
    at[i] <- at[i] + 1L
    if (i < m) at[(i + 1L):m] <- at[i] + seq_len(m - i)
  }
  if (!simplify) return(out)
  if (all(lengths(out) == 1L)) unlist(out)
  else matrix(unlist(out), nrow = length(out[[1L]]))
}

modifyList <- function(x, val, keep.null = FALSE) {
  for (v in names(val)) {
    x[[v]] <- if (v %in% names(x) && is.list(x[[v]]) && is.list(val[[v]])) modifyList(x[[v]], val[[v]]) else val[[v]]
  }
  x
}

object.size <- function(x) structure(8 * length(unlist(x)) + 48, class = "object_size")

data <- function(..., list = character(), package = NULL, envir = parent.frame()) {
  names <- c(vapply(as.list(substitute(list(...)))[-1L], function(e) as.character(e), ""), list)
  for (n in names) {
    if (exists(n, inherits = TRUE)) assign(n, get(n), envir = envir)
    else warning(gettextf("data set %s not found", sQuote(n)))
  }
  invisible(names)
}

flush.console <- function() invisible(NULL)
