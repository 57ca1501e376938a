# Tables without row names: made, and their rows and columns added to.

tibble <- function(...) eval(as.call(c(list(dplyr::tibble), as.list(substitute(list(...)))[-1L])), parent.frame())
tribble <- function(...) dplyr::tribble(...)
as_tibble <- function(x, ...) dplyr::as_tibble(x, ...)
as_data_frame <- function(x, ...) dplyr::as_tibble(x, ...)
glimpse <- function(x, width = 80, ...) dplyr::glimpse(x, width, ...)
is_tibble <- function(x) inherits(x, "tbl_df")
enframe <- function(x, name = "name", value = "value") {
  labels <- if (is.null(names(x))) seq_along(x) else names(x)
  out <- list(labels, unname(x))
  names(out) <- c(if (is.null(name)) "name" else name, value)
  if (is.null(name)) out <- out[-1L]
  structure(out, class = c("tbl_df", "tbl", "data.frame"), row.names = seq_along(x))
}
deframe <- function(x) if (ncol(x) == 1L) x[[1L]] else structure(x[[2L]], names = as.character(x[[1L]]))
has_rownames <- function(.data) is.data.frame(.data) && is.character(attr(.data, "row.names"))
remove_rownames <- function(.data) {
  row.names(.data) <- NULL
  .data
}
rownames_to_column <- function(.data, var = "rowname") {
  if (var %in% names(.data)) stop("Column name `", var, "` must not be duplicated.", call. = FALSE)
  labels <- structure(list(row.names(.data)), names = var)
  out <- c(labels, as.list(.data))
  structure(out, class = class(.data), row.names = seq_len(nrow(.data)))
}
rowid_to_column <- function(.data, var = "rowid") {
  out <- c(structure(list(seq_len(nrow(.data))), names = var), as.list(.data))
  structure(out, class = class(.data), row.names = seq_len(nrow(.data)))
}
column_to_rownames <- function(.data, var = "rowname") {
  if (!var %in% names(.data)) stop("Can't find column `", var, "` in `.data`.", call. = FALSE)
  out <- as.data.frame(.data)
  row.names(out) <- as.character(out[[var]])
  out[[var]] <- NULL
  out
}
add_row <- function(.data, ..., .before = NULL, .after = NULL) {
  new <- dplyr::tibble(...)
  unknown <- setdiff(names(new), names(.data))
  if (length(unknown)) stop("New rows can't add columns.\n\u2716 Can't find column `", unknown[1L], "` in `.data`.", call. = FALSE)
  at <- if (!is.null(.before)) .before - 1L else if (!is.null(.after)) .after else nrow(.data)
  upper <- .data[seq_len(at), , drop = FALSE]
  lower <- .data[seq_len(nrow(.data)) > at, , drop = FALSE]
  out <- dplyr::bind_rows(upper, new, lower)
  if (is_tibble(.data)) dplyr::as_tibble(out) else as.data.frame(out)
}
add_case <- add_row
add_column <- function(.data, ..., .before = NULL, .after = NULL) {
  new <- dplyr::tibble(...)
  known <- intersect(names(new), names(.data))
  if (length(known)) stop("Column name `", known[1L], "` must not be duplicated.", call. = FALSE)
  new <- lapply(as.list(new), rep_len, nrow(.data))
  place <- function(p) if (is.character(p)) match(p, names(.data)) else p
  at <- if (!is.null(.before)) place(.before) - 1L else if (!is.null(.after)) place(.after) else ncol(.data)
  structure(append(as.list(.data), new, after = at), class = class(.data), row.names = attr(.data, "row.names"))
}
