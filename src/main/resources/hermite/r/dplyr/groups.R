# What is done to whole groups, and what is known of them.

group_keys <- function(.tbl, ...) {
  by <- group_names(.tbl)
  parts <- group_parts(.tbl)
  if (is.null(by)) return(structure(list(), class = c("tbl_df", "tbl", "data.frame"), row.names = 1L))
  out <- do.call(rbind, unname(lapply(parts, function(p) p[1L, by, drop = FALSE])))
  row.names(out) <- NULL
  tibble_of(out)
}
n_groups <- function(x) if (is.null(group_names(x))) 1L else length(group_parts(x))
group_vars <- function(x) if (is.null(group_names(x))) character() else group_names(x)
groups <- function(x) lapply(group_vars(x), as.name)
group_size <- function(x) unname(vapply(group_parts(x), nrow, 1L))
is_grouped_df <- function(x) !is.null(group_names(x))
group_split <- function(.tbl, ..., .keep = TRUE) {
  grouped <- if (...length()) group_by(.tbl, ...) else .tbl
  by <- group_names(grouped)
  lapply(unname(group_parts(grouped)), function(p) {
    row.names(p) <- NULL
    tibble_of(if (.keep) p else p[setdiff(names(p), by)])
  })
}
group_modify <- function(.data, .f, ..., .keep = FALSE) {
  f <- .as_function(.f)
  by <- group_names(.data)
  parts <- lapply(unname(group_parts(.data)), function(part) {
    key <- part[1L, by, drop = FALSE]
    made <- as_plain(f(tibble_of(if (.keep) part else part[setdiff(names(part), by)]), tibble_of(key), ...))
    structure(c(lapply(as.list(key), rep, nrow(made)), as.list(made)), class = "data.frame", row.names = seq_len(nrow(made)))
  })
  regroup(do.call(rbind, parts), .data)
}
group_walk <- function(.data, .f, ...) {
  group_map(.data, .f, ...)
  invisible(.data)
}
# Each group as a data frame in place of the dot; results of other kinds stand in a list column.
do <- function(.data, ...) {
  e <- as.list(substitute(list(...)))[-1L]
  env <- parent.frame()
  by <- group_names(.data)
  parts <- unname(group_parts(.data))
  value <- function(i, part) eval(e[[i]], list(. = tibble_of(part)), env)
  if (is.null(names(e))) {
    made <- lapply(parts, function(p) {
      out <- as_plain(value(1L, p))
      added <- setdiff(by, names(out))
      structure(c(lapply(as.list(p[1L, added, drop = FALSE]), rep, nrow(out)), as.list(out)), class = "data.frame", row.names = seq_len(nrow(out)))
    })
    return(regroup(do.call(rbind, made), .data))
  }
  keys <- if (length(by)) as_plain(group_keys(.data)) else structure(list(), class = "data.frame", row.names = 1L)
  for (i in seq_along(e)) keys[[names(e)[i]]] <- lapply(parts, function(p) value(i, p))
  structure(keys, class = c("rowwise_df", "tbl_df", "tbl", "data.frame"))
}
