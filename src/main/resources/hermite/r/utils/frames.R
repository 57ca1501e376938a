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

object.size <- function(x) structure(8 * length(unlist(x)) + 48, class = "object_size")

data <- function(..., list = character(), package = NULL, envir = parent.frame()) {
  names <- c(vapply(as.list(substitute(list(...)))[-1L], function(e) as.character(e), ""), list)
  for (n in names) {
    if (!is.null(package)) assign(n, eval(call("::", as.name(package[1L]), as.name(n))), envir = envir)
    else if (exists(n, inherits = TRUE)) assign(n, get(n), envir = envir)
    else warning(gettextf("data set %s not found", sQuote(n)))
  }
  invisible(names)
}

flush.console <- function() invisible(NULL)
# A list with the elements of another put in or, where those are NULL, taken out; lists inside lists likewise.
modifyList <- function(x, val, keep.null = FALSE) {
  stopifnot(is.list(x), is.list(val))
  for (name in names(val)) {
    if (name == "") next
    if (is.list(x[[name]]) && is.list(val[[name]])) x[[name]] <- modifyList(x[[name]], val[[name]], keep.null)
    else if (keep.null && is.null(val[[name]])) x[name] <- list(NULL)
    else x[[name]] <- val[[name]]
  }
  x
}
adist <- function(x, y = NULL, costs = NULL, counts = FALSE, fixed = TRUE, partial = !fixed, ignore.case = FALSE, useBytes = FALSE) {
  if (!is.null(costs) || counts || partial) .unsupported("adist() with costs, counts or partial")
  if (is.null(y)) y <- x
  out <- if (ignore.case) .edit_distances(tolower(x), tolower(y)) else .edit_distances(as.character(x), as.character(y))
  matrix(as.numeric(out), length(x), length(y), dimnames = if (!is.null(names(x)) || !is.null(names(y))) list(names(x), names(y)))
}
