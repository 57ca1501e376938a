# Data frames within data frames.

nest <- function(.data, ..., .by = NULL) {
  call <- dots_of(...)
  by <- group_names(.data)
  plain <- as_plain(.data)
  if (length(call$expressions)) {
    label <- call$names[1L]
    inner <- choose_columns(plain, list(expressions = call$expressions[1L], names = ""), parent.frame())$names
    by <- setdiff(names(plain), inner)
  } else {
    label <- "data"
    inner <- setdiff(names(plain), by)
  }
  key <- key_text(plain, by)
  rows <- split(seq_along(key), factor(key, levels = unique(key)))
  out <- plain[vapply(rows, `[`, 1L, 1L), by, drop = FALSE]
  row.names(out) <- NULL
  out[[label]] <- lapply(unname(rows), function(r) {
    part <- plain[r, inner, drop = FALSE]
    row.names(part) <- NULL
    tibble_of(part)
  })
  if (is.null(group_names(.data))) tibble_of(out) else group_columns(out, by)
}
nest_by <- function(.data, ..., .key = "data") {
  grouped <- group_by(.data, ...)
  by <- group_names(grouped)
  out <- as_plain(group_keys(grouped))
  out[[.key]] <- lapply(unname(group_parts(grouped)), function(p) {
    row.names(p) <- NULL
    tibble_of(p[setdiff(names(p), by)])
  })
  class(out[[.key]]) <- "list_of_frames"
  structure(out, class = c("rowwise_df", "tbl_df", "tbl", "data.frame"), rowwise = by)
}
`[.list_of_frames` <- function(x, ...) structure(unclass(x)[...], class = "list_of_frames")
unnest <- function(data, cols, ...) {
  chosen <- if (missing(cols)) names(data)[vapply(as_plain(data), is.list, NA)]
    else choose_columns(data, list(expressions = list(substitute(cols)), names = ""), parent.frame())$names
  plain <- as_plain(data)
  out <- NULL
  for (i in seq_len(nrow(plain))) {
    made <- list()
    for (name in names(plain)) {
      v <- plain[[name]][[i]]
      if (!name %in% chosen) made[[name]] <- plain[[name]][i]
      else if (is.data.frame(v)) made <- c(made, as.list(as_plain(v)))
      else made[[name]] <- v
    }
    n <- max(lengths(made))
    if (any(lengths(made) == 0L)) next
    made <- lapply(made, function(v) if (length(v) == 1L) rep(v, n) else v)
    part <- structure(made, class = "data.frame", row.names = seq_len(n))
    out <- if (is.null(out)) part else rbind(out, part)
  }
  regroup(tibble_of(out), data)
}
unnest_longer <- function(data, col, ...) {
  name <- as.character(substitute(col))
  plain <- as_plain(data)
  at <- rep(seq_len(nrow(plain)), lengths(plain[[name]]))
  out <- plain[at, , drop = FALSE]
  out[[name]] <- unlist(plain[[name]], use.names = FALSE)
  row.names(out) <- NULL
  tibble_of(out)
}
expand <- function(data, ...) {
  e <- dots_of(...)
  values <- lapply(e$expressions, masked, data, parent.frame())
  names(values) <- e$names
  do.call(crossing, values)
}
rownames_to_column <- function(.data, var = "rowname") {
  out <- cbind(setNames(data.frame(row.names(.data), stringsAsFactors = FALSE), var), as_plain(.data))
  row.names(out) <- NULL
  like(out, .data)
}
column_to_rownames <- function(.data, var = "rowname") {
  out <- as_plain(.data)
  row.names(out) <- out[[var]]
  out[names(out) != var]
}
uncount <- function(data, weights, ..., .remove = TRUE) {
  n <- masked(substitute(weights), data, parent.frame())
  out <- as_plain(data)[rep(seq_len(nrow(data)), n), , drop = FALSE]
  row.names(out) <- NULL
  if (.remove && is.symbol(substitute(weights))) out[[as.character(substitute(weights))]] <- NULL
  regroup(out, data)
}
