# Functions over the elements of lists and vectors.

# A function; a one-sided formula of .x, .y, ..1; or a name or place to take out of each element.
.mapper <- function(f) {
  if (inherits(f, "formula")) {
    body <- f[[length(f)]]
    env <- environment(f)
    return(function(...) {
      given <- list(...)
      scope <- new.env(parent = env)
      labels <- names(given)
      positional <- if (is.null(labels)) given else given[labels == ""]
      for (i in seq_along(positional)) assign(paste0("..", i), positional[[i]], envir = scope)
      if (length(positional)) for (n in c(".x", ".")) assign(n, positional[[1L]], envir = scope)
      if (length(positional) > 1L) assign(".y", positional[[2L]], envir = scope)
      for (n in setdiff(labels, "")) assign(n, given[[n]], envir = scope)
      eval(body, scope)
    })
  }
  if (is.character(f) || is.numeric(f) || is.list(f)) return(function(x, ...) {
    for (at in as.list(f)) {
      x <- if (is.null(x) || is.numeric(at) && at > length(x)) NULL
        else if (is.character(at) && !is.environment(x) && !at %in% names(x)) NULL else x[[at]]
    }
    x
  })
  match.fun(f)
}
as_mapper <- function(.f, ...) .mapper(.f)
.typed <- function(values, mode) {
  for (i in seq_along(values)) if (length(values[[i]]) != 1L)
    stop("Result ", i, " must be a single ", mode, ", not ", if (is.null(values[[i]])) "NULL" else paste0("a vector of class `", class(values[[i]])[1L], "` and of length ", length(values[[i]])), call. = FALSE)
  out <- vapply(values, function(v) as.vector(v, switch(mode, double = "double", mode)), vector(mode, 1L), USE.NAMES = FALSE)
  names(out) <- names(values)
  out
}
map <- function(.x, .f, ...) {
  f <- .mapper(.f)
  out <- lapply(seq_along(.x), function(i) f(.x[[i]], ...))
  names(out) <- names(.x)
  out
}
map_dbl <- function(.x, .f, ...) .typed(map(.x, .f, ...), "double")
map_int <- function(.x, .f, ...) .typed(map(.x, .f, ...), "integer")
map_chr <- function(.x, .f, ...) .typed(map(.x, .f, ...), "character")
map_lgl <- function(.x, .f, ...) .typed(map(.x, .f, ...), "logical")
map_dfr <- function(.x, .f, ..., .id = NULL) dplyr::bind_rows(map(.x, .f, ...), .id = .id)
map_df <- map_dfr
map_dfc <- function(.x, .f, ...) do.call(dplyr::bind_cols, map(.x, .f, ...))
map_if <- function(.x, .p, .f, ...) {
  hit <- if (is.logical(.p)) .p else map_lgl(.x, .p)
  .x[hit] <- map(.x[hit], .f, ...)
  .x
}
map_at <- function(.x, .at, .f, ...) {
  .x[.at] <- map(.x[.at], .f, ...)
  .x
}
pmap <- function(.l, .f, ...) {
  f <- .mapper(.f)
  n <- max(0L, lengths(.l))
  out <- lapply(seq_len(n), function(i) do.call(f, c(lapply(.l, function(v) v[[if (length(v) == 1L) 1L else i]]), list(...))))
  names(out) <- if (length(.l)) names(.l[[1L]])
  out
}
pmap_dbl <- function(.l, .f, ...) .typed(pmap(.l, .f, ...), "double")
pmap_int <- function(.l, .f, ...) .typed(pmap(.l, .f, ...), "integer")
pmap_chr <- function(.l, .f, ...) .typed(pmap(.l, .f, ...), "character")
pmap_lgl <- function(.l, .f, ...) .typed(pmap(.l, .f, ...), "logical")
pmap_dfr <- function(.l, .f, ..., .id = NULL) dplyr::bind_rows(pmap(.l, .f, ...), .id = .id)
map2 <- function(.x, .y, .f, ...) {
  if (length(.x) != length(.y) && length(.x) != 1L && length(.y) != 1L)
    stop("Mapped vectors must have consistent lengths:\n* `.x` has length ", length(.x), "\n* `.y` has length ", length(.y), call. = FALSE)
  pmap(list(.x, .y), .f, ...)
}
map2_dbl <- function(.x, .y, .f, ...) .typed(map2(.x, .y, .f, ...), "double")
map2_int <- function(.x, .y, .f, ...) .typed(map2(.x, .y, .f, ...), "integer")
map2_chr <- function(.x, .y, .f, ...) .typed(map2(.x, .y, .f, ...), "character")
map2_lgl <- function(.x, .y, .f, ...) .typed(map2(.x, .y, .f, ...), "logical")
map2_dfr <- function(.x, .y, .f, ..., .id = NULL) dplyr::bind_rows(map2(.x, .y, .f, ...), .id = .id)
.labels_of <- function(x) if (is.null(names(x))) seq_along(x) else names(x)
imap <- function(.x, .f, ...) {
  out <- pmap(list(.x, .labels_of(.x)), .f, ...)
  names(out) <- names(.x)
  out
}
imap_dbl <- function(.x, .f, ...) .typed(imap(.x, .f, ...), "double")
imap_chr <- function(.x, .f, ...) .typed(imap(.x, .f, ...), "character")
imap_lgl <- function(.x, .f, ...) .typed(imap(.x, .f, ...), "logical")
imap_dfr <- function(.x, .f, ..., .id = NULL) dplyr::bind_rows(imap(.x, .f, ...), .id = .id)
walk <- function(.x, .f, ...) {
  map(.x, .f, ...)
  invisible(.x)
}
walk2 <- function(.x, .y, .f, ...) {
  map2(.x, .y, .f, ...)
  invisible(.x)
}
iwalk <- function(.x, .f, ...) {
  imap(.x, .f, ...)
  invisible(.x)
}
pwalk <- function(.l, .f, ...) {
  pmap(.l, .f, ...)
  invisible(.l)
}
reduce <- function(.x, .f, ..., .init, .dir = c("forward", "backward")) {
  f <- .mapper(.f)
  step <- function(a, b) f(a, b, ...)
  right <- match.arg(.dir) == "backward"
  if (missing(.init)) Reduce(step, .x, right = right) else Reduce(step, .x, .init, right = right)
}
accumulate <- function(.x, .f, ..., .init) {
  f <- .mapper(.f)
  step <- function(a, b) f(a, b, ...)
  if (missing(.init)) Reduce(step, .x, accumulate = TRUE) else Reduce(step, .x, .init, accumulate = TRUE)
}
keep <- function(.x, .p, ...) .x[if (is.logical(.p)) .p else map_lgl(.x, .p, ...)]
discard <- function(.x, .p, ...) .x[!(if (is.logical(.p)) .p else map_lgl(.x, .p, ...))]
compact <- function(.x, .p = identity) .x[lengths(map(.x, .p)) > 0L]
every <- function(.x, .p, ...) all(map_lgl(.x, .p, ...))
some <- function(.x, .p, ...) any(map_lgl(.x, .p, ...))
none <- function(.x, .p, ...) !any(map_lgl(.x, .p, ...))
detect <- function(.x, .f, ..., .default = NULL) {
  hit <- which(map_lgl(.x, .f, ...))
  if (length(hit)) .x[[hit[1L]]] else .default
}
detect_index <- function(.x, .f, ...) {
  hit <- which(map_lgl(.x, .f, ...))
  if (length(hit)) hit[1L] else 0L
}
pluck <- function(.x, ..., .default = NULL) {
  out <- .mapper(list(...))(.x)
  if (is.null(out)) .default else out
}
flatten <- function(.x) do.call(c, lapply(.x, as.list))
flatten_dbl <- function(.x) as.double(unlist(.x))
flatten_int <- function(.x) as.integer(unlist(.x))
flatten_chr <- function(.x) as.character(unlist(.x))
flatten_lgl <- function(.x) as.logical(unlist(.x))
list_modify <- function(.x, ...) utils::modifyList(.x, list(...))
transpose <- function(.l) {
  labels <- names(.l[[1L]])
  at <- if (is.null(labels)) seq_along(.l[[1L]]) else labels
  out <- lapply(at, function(a) lapply(.l, `[[`, a))
  names(out) <- labels
  out
}
set_names <- function(x, nm = x, ...) {
  names(x) <- if (is.function(nm) || inherits(nm, "formula")) .mapper(nm)(names(x)) else if (...length()) c(nm, ...) else as.character(nm)
  x
}
possibly <- function(.f, otherwise, quiet = TRUE) {
  f <- .mapper(.f)
  function(...) tryCatch(f(...), error = function(e) {
    if (!quiet) message("Error: ", conditionMessage(e))
    otherwise
  })
}
safely <- function(.f, otherwise = NULL, quiet = TRUE) {
  f <- .mapper(.f)
  function(...) tryCatch(list(result = f(...), error = NULL), error = function(e) list(result = otherwise, error = e))
}
partial <- function(.f, ...) {
  fixed <- list(...)
  function(...) do.call(.f, c(fixed, list(...)))
}
compose <- function(...) {
  steps <- lapply(list(...), .mapper)
  function(...) {
    out <- steps[[length(steps)]](...)
    for (f in rev(steps)[-1L]) out <- f(out)
    out
  }
}
rerun <- function(.n, ...) {
  e <- substitute(list(...))[[2L]]
  env <- parent.frame()
  lapply(seq_len(.n), function(i) eval(e, env))
}
