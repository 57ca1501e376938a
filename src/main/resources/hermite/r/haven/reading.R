read_sas <- function(data_file, catalog_file = NULL, encoding = NULL, catalog_encoding = encoding, col_select = NULL,
                     skip = 0L, n_max = Inf, cols_only = NULL, .name_repair = "unique") {
  if (!is.null(catalog_file)) .unsupported("format catalogues are not supported")
  if (!is.null(encoding)) warning("encoding is not used: the file says its own", call. = FALSE)
  if (!missing(col_select) || !is.null(cols_only)) .unsupported("col_select is not supported: select the columns afterwards")
  .haven_frame(.sas7bdat(data_file, TRUE), skip, n_max)
}

read_xpt <- function(file, col_select = NULL, skip = 0, n_max = Inf, .name_repair = "unique") .haven_frame(.xport(file, TRUE)[[1L]], skip, n_max)

.haven_frame <- function(x, skip, n_max) {
  if (skip > 0) x <- x[-seq_len(skip), , drop = FALSE]
  if (is.finite(n_max)) x <- x[seq_len(min(n_max, nrow(x))), , drop = FALSE]
  class(x) <- c("tbl_df", "tbl", "data.frame")
  x
}

zap_labels <- function(x, ...) x

zap_formats <- function(x) {
  x[] <- lapply(x, function(v) {
    attr(v, "format.sas") <- NULL
    v
  })
  x
}

zap_label <- function(x) {
  x[] <- lapply(x, function(v) {
    attr(v, "label") <- NULL
    v
  })
  x
}
