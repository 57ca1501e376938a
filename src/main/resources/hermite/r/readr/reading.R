read_csv <- function(file, col_names = TRUE, col_types = NULL, na = c("", "NA"), comment = "", skip = 0, n_max = Inf,
                     show_col_types = FALSE, ...) {
  without_types(col_types)
  .read_delimited(file, ",", col_names, na, comment, skip, n_max)
}

read_csv2 <- function(file, col_names = TRUE, col_types = NULL, na = c("", "NA"), comment = "", skip = 0, n_max = Inf,
                      show_col_types = FALSE, ...) {
  without_types(col_types)
  .read_delimited(file, ";", col_names, na, comment, skip, n_max)
}

read_tsv <- function(file, col_names = TRUE, col_types = NULL, na = c("", "NA"), comment = "", skip = 0, n_max = Inf,
                     show_col_types = FALSE, ...) {
  without_types(col_types)
  .read_delimited(file, "\t", col_names, na, comment, skip, n_max)
}

read_delim <- function(file, delim = "\t", col_names = TRUE, col_types = NULL, na = c("", "NA"), comment = "", skip = 0,
                       n_max = Inf, show_col_types = FALSE, ...) {
  without_types(col_types)
  .read_delimited(file, delim, col_names, na, comment, skip, n_max)
}

.read_delimited <- function(file, sep, col_names, na, comment, skip, n_max) {
  # text with an end of line in it is the data themselves
  literal <- is.character(file) && (inherits(file, "AsIs") || any(grepl("\n", file, fixed = TRUE)))
  if (literal) file <- textConnection(unclass(file))
  x <- read.table(file, header = isTRUE(col_names), sep = sep, quote = "\"", comment.char = comment, na.strings = na,
                  skip = skip, nrows = if (is.finite(n_max)) n_max else -1, check.names = FALSE, fill = TRUE,
                  strip.white = TRUE)
  if (isFALSE(col_names)) names(x) <- paste0("X", seq_along(x))
  if (is.character(col_names)) names(x) <- col_names
  for (j in seq_along(x)) {
    v <- x[[j]]
    if (is.integer(v)) x[[j]] <- as.double(v)
    else if (is.character(v)) {
      known <- v[!is.na(v)]
      if (length(known) && all(grepl("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", known))) x[[j]] <- as.Date(v)
    }
  }
  class(x) <- c("spec_tbl_df", "tbl_df", "tbl", "data.frame")
  x
}

write_csv <- function(x, file, na = "NA", append = FALSE, col_names = !append, ...) {
  special <- function(v) grepl("[,\"\n]", v)
  out <- as.data.frame(lapply(x, function(v) {
    if (is.factor(v)) v <- as.character(v)
    if (is.character(v)) {
      wrap <- !is.na(v) & special(v)
      v[wrap] <- paste0("\"", gsub("\"", "\"\"", v[wrap], fixed = TRUE), "\"")
    }
    v
  }), stringsAsFactors = FALSE)
  names(out) <- names(x)
  write.table(out, file, append = append, quote = FALSE, sep = ",", na = na, row.names = FALSE, col.names = col_names)
  invisible(x)
}

parse_number <- function(x, ...) as.numeric(gsub("[^0-9.eE-]", "", x))

without_types <- function(col_types) {
  if (!is.null(col_types)) warning("col_types is not used: the types are those the values have", call. = FALSE)
}
