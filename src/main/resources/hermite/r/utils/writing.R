write.table <- function(x, file = "", append = FALSE, quote = TRUE, sep = " ", eol = "\n", na = "NA", dec = ".",
                        row.names = TRUE, col.names = TRUE, qmethod = c("escape", "double"), fileEncoding = "") {
  qmethod <- match.arg(qmethod)
  .only_unicode("fileEncoding", fileEncoding)
  if (!is.data.frame(x) && !is.matrix(x)) x <- data.frame(x)
  if (is.matrix(x)) {
    if (is.null(colnames(x))) colnames(x) <- paste0("V", seq_len(ncol(x)))
    rn <- if (is.null(rownames(x))) as.character(seq_len(nrow(x))) else rownames(x)
    x <- structure(lapply(seq_len(ncol(x)), function(j) as.vector(x[, j])), names = colnames(x), class = "data.frame",
                   row.names = rn)
  }
  quoted <- function(s) if (isFALSE(quote)) s else
    paste0("\"", gsub("\"", if (qmethod == "double") "\"\"" else "\\\"", s, fixed = TRUE), "\"")
  cols <- lapply(seq_along(x), function(j) {
    v <- x[[j]]
    missing <- is.na(v)
    words <- if (is.factor(v) || is.character(v)) {
      if (isTRUE(quote) || j %in% quote) quoted(as.character(v)) else as.character(v)
    } else if (inherits(v, "Date") || inherits(v, "POSIXct")) {
      if (isTRUE(quote)) as.character(v) else as.character(v)
    } else as.character(v)
    if (dec != "." && is.numeric(v)) words <- sub(".", dec, words, fixed = TRUE)
    words[missing] <- na
    words
  })
  lines <- if (nrow(x)) do.call(paste, c(cols, list(sep = sep))) else character()
  heads <- if (is.character(col.names)) col.names else names(x)
  with_rows <- is.character(row.names) || isTRUE(row.names)
  if (with_rows) {
    rn <- if (is.character(row.names)) row.names else base::row.names(x)
    lines <- if (nrow(x)) paste(quoted(rn), lines, sep = sep) else lines
  }
  if (is.character(col.names) || isTRUE(col.names) || is.na(col.names)) {
    head <- quoted(heads)
    if (length(col.names) == 1L && is.na(col.names)) head <- c(quoted(""), head)
    lines <- c(paste(head, collapse = sep), lines)
  }
  out <- paste0(lines, eol, collapse = "")
  if (identical(file, "") || inherits(file, "terminal")) cat(out, file = file) else .write_text(.path_of(file), out, append)
  invisible(NULL)
}

write.csv <- function(x, file = "", quote = TRUE, eol = "\n", na = "NA", row.names = TRUE, fileEncoding = "", ...)
  write.table(x, file, quote = quote, sep = ",", eol = eol, na = na, row.names = row.names,
              col.names = if (isTRUE(row.names) || is.character(row.names)) NA else TRUE, qmethod = "double",
              fileEncoding = fileEncoding)

write.csv2 <- function(x, file = "", quote = TRUE, eol = "\n", na = "NA", row.names = TRUE, ...)
  write.table(x, file, quote = quote, sep = ";", dec = ",", eol = eol, na = na, row.names = row.names,
              col.names = if (isTRUE(row.names) || is.character(row.names)) NA else TRUE, qmethod = "double")
