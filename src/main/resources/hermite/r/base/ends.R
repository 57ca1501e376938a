# The first and the last values, rows, or parts of each dimension.

head <- function(x, ...) UseMethod("head")

tail <- function(x, ...) UseMethod("tail")

# Places of the first, or last, n of each dimension; all of a dimension whose n is missing.
.end_places <- function(dim, n, last) {
  if (length(n) > length(dim)) stop("invalid 'n' - must have length one when dim(x) is NULL, got ", length(n))
  Map(function(size, n) {
    k <- if (is.na(n)) size else if (n < 0L) max(size + n, 0L) else min(n, size)
    if (last) seq.int(to = size, length.out = k) else seq_len(k)
  }, dim, c(n, rep(NA, length(dim) - length(n))))
}

.ends <- function(x, n, last) {
  places <- .end_places(if (is.null(dim(x))) length(x) else dim(x), n, last)
  if (length(places) == 1L) x[places[[1L]]] else do.call(`[`, c(list(x), places, list(drop = FALSE)))
}

head.default <- function(x, n = 6L, ...) .ends(x, n, FALSE)
head.data.frame <- head.default
head.matrix <- head.default
head.array <- head.default

tail.default <- function(x, n = 6L, keepnums = FALSE, ...) if (is.null(dim(x))) .ends(x, n, TRUE) else tail.array(x, n, keepnums = TRUE)
tail.data.frame <- function(x, n = 6L, ...) .ends(x, n, TRUE)

# Rows and columns without names are labelled with their numbers, the second and later dimensions when n speaks of them.
tail.array <- function(x, n = 6L, keepnums = TRUE, ...) {
  out <- .ends(x, n, TRUE)
  if (!keepnums || length(dim(x)) < 2L) return(out)
  places <- .end_places(dim(x), n, TRUE)
  spoken <- !is.na(c(n, rep(NA, length(dim(x)) - length(n))))
  labels <- if (is.null(dimnames(out))) vector("list", length(dim(x))) else dimnames(out)
  for (d in which(spoken & lengths(places) > 0L)) if (is.null(labels[[d]])) {
    at <- places[[d]]
    labels[[d]] <- format(switch(min(d, 3L), paste0("[", at, ",]"), paste0("[,", at, "]"), as.character(at)), justify = "right")
  }
  if (!all(vapply(labels, is.null, NA))) dimnames(out) <- labels
  out
}
tail.matrix <- tail.array
