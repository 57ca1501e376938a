# Tables as text with bars between the columns, as knitr writes them outside of documents.

kable <- function(x, format = NULL, digits = getOption("digits"), row.names = NA, col.names = NA, align = NULL, caption = NULL, label = NULL, format.args = list(), escape = TRUE, ...) {
  if (!is.null(format) && !format[1] %in% c("pipe", "markdown", "simple", "rst")) .unsupported("kable(format = \"", format[1], "\") is not supported: use \"pipe\" or \"simple\"")
  style <- if (is.null(format)) "pipe" else format[1]
  if (style == "rst") .unsupported("kable(format = \"rst\") is not supported: use \"pipe\" or \"simple\"")
  if (inherits(x, "list")) return(structure(lapply(x, kable, format, digits, row.names, col.names, align, caption), class = "knitr_kables"))
  if (is.table(x) && length(dim(x)) == 1) x <- as.data.frame(x)
  if (!is.matrix(x)) x <- as.data.frame(x)
  rows <- rownames(x)
  if (is.na(row.names)) row.names <- !is.null(rows) && !identical(rows, as.character(seq_len(nrow(x))))
  columns <- if (is.matrix(x)) lapply(seq_len(ncol(x)), function(j) x[, j]) else as.list(x)
  head <- if (identical(col.names, NA)) colnames(x) else col.names
  if (is.null(head)) head <- rep("", ncol(x))
  numeric <- vapply(columns, is.numeric, NA)
  digits <- rep_len(digits, length(columns))
  cells <- lapply(seq_along(columns), function(j) {
    v <- columns[[j]]
    if (is.numeric(v)) {
      v <- round(v, digits[j])
      # as few digits as all values of the column need
      out <- trimws(do.call(base::format, c(list(v, trim = TRUE), format.args)))
      out[is.na(v)] <- "NA"
      out
    } else {
      out <- trimws(as.character(v))
      out[is.na(v)] <- "NA"
      out
    }
  })
  if (row.names) {
    cells <- c(list(rows), cells)
    head <- c("", head)
    numeric <- c(FALSE, numeric)
  }
  if (is.null(align)) align <- ifelse(numeric, "r", "l")
  else {
    if (length(align) == 1 && nchar(align) > 1) align <- strsplit(align, "")[[1]]
    align <- rep_len(align, length(cells) - row.names)
    if (row.names) align <- c("l", align)
  }
  if (style == "pipe" && escape) {
    bars <- function(t) gsub("|", "&#124;", t, fixed = TRUE)
    head <- bars(head)
    cells <- lapply(cells, bars)
  }
  least <- if (style == "simple") 1 else 3
  width <- vapply(seq_along(cells), function(j) max(nchar(c(head[j], cells[[j]]), "width"), 1), 1) + ifelse(align == "c", 2, 1)
  width <- pmax(width, least)
  pad <- function(text, j) {
    w <- width[j] - nchar(text, "width")
    left <- switch(align[j], r = w, c = w %/% 2, 0)
    paste0(strrep(" ", left), text, strrep(" ", w - left))
  }
  line <- function(texts) vapply(seq_along(texts), function(j) pad(texts[j], j), "")
  body <- if (length(cells[[1]])) lapply(seq_along(cells[[1]]), function(i) line(vapply(cells, `[`, "", i))) else list()
  if (style == "simple") {
    rule <- vapply(width, function(w) strrep("-", w), "")
    out <- c(paste(line(head), collapse = "  "), paste(rule, collapse = "  "), vapply(body, paste, "", collapse = "  "))
  } else {
    rule <- vapply(seq_along(width), function(j) {
      dashes <- strrep("-", width[j])
      if (align[j] %in% c("l", "c")) substr(dashes, 1, 1) <- ":"
      if (align[j] %in% c("r", "c")) substr(dashes, width[j], width[j]) <- ":"
      dashes
    }, "")
    bar <- function(texts) paste0("|", paste(texts, collapse = "|"), "|")
    out <- c(bar(line(head)), bar(rule), vapply(body, bar, ""))
  }
  if (!is.null(caption)) out <- c(paste("Table:", caption), "", out)
  structure(out, format = style, class = "knitr_kable")
}
print.knitr_kable <- function(x, ...) {
  cat("\n\n", paste(x, collapse = "\n"), "\n", sep = "")
  invisible(x)
}
print.knitr_kables <- function(x, ...) {
  for (table in x) print(table)
  invisible(x)
}
opts_chunk <- list(set = function(...) invisible(NULL), get = function(...) NULL)
opts_knit <- list(set = function(...) invisible(NULL), get = function(...) NULL)
include_graphics <- function(path, ...) invisible(path)
