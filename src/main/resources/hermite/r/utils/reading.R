read.table <- function(file, header = FALSE, sep = "", quote = "\"'", dec = ".", fill = !blank.lines.skip, row.names,
                       col.names, as.is = !stringsAsFactors, tryLogical = TRUE, na.strings = "NA", colClasses = NA,
                       nrows = -1, skip = 0, check.names = TRUE, strip.white = FALSE, blank.lines.skip = TRUE,
                       comment.char = "#", allowEscapes = FALSE, flush = FALSE, stringsAsFactors = FALSE,
                       fileEncoding = "", encoding = "unknown", text, skipNul = FALSE) {
  .only_unicode("fileEncoding", fileEncoding)
  .only_unicode("encoding", encoding)
  all <- .text_of(if (missing(file)) NULL else file, if (missing(text)) NULL else text)
  if (skip > 0) all <- paste(.lines_of(all)[-seq_len(skip)], collapse = "\n")
  given <- missing(header)
  parts <- .fields(all, sep, quote, comment.char, strip.white, blank.lines.skip, -1L)
  counts <- parts$counts
  if (!length(counts)) stop("no lines available in input")
  first <- counts[1L]
  widest <- max(counts[seq_len(min(5L, length(counts)))])
  named <- given && first == widest - 1L
  if (named) header <- TRUE
  heads <- NULL
  if (header) {
    heads <- parts$fields[seq_len(first)]
    fields <- parts$fields[-seq_len(first)]
    quoted <- parts$quoted[-seq_len(first)]
    counts <- counts[-1L]
    names <- length(counts) && first == max(counts[seq_len(min(4L, length(counts)))]) - 1L
  } else {
    fields <- parts$fields
    quoted <- parts$quoted
    names <- FALSE
  }
  if (nrows >= 0 && nrows < length(counts)) {
    kept <- sum(counts[seq_len(nrows)])
    fields <- fields[seq_len(kept)]
    quoted <- quoted[seq_len(kept)]
    counts <- counts[seq_len(nrows)]
  }
  nc <- if (!is.null(heads)) length(heads) + names else max(counts)
  if (length(counts) && any(counts != nc)) {
    # the words of scan(), which R's reader calls
    if (!fill) stop(simpleError(gettextf("line %d did not have %d elements", which(counts != nc)[1L] + header, nc),
                                quote(scan(file = file, what = what, sep = sep, quote = quote, dec = dec, nmax = nrows, skip = 0,
                                           na.strings = na.strings, quiet = TRUE, fill = fill, strip.white = strip.white,
                                           blank.lines.skip = blank.lines.skip, multi.line = FALSE, comment.char = comment.char,
                                           allowEscapes = allowEscapes, flush = flush, encoding = encoding, skipNul = skipNul))))
    if (any(counts > nc)) nc <- max(counts)
    starts <- c(0L, cumsum(counts))
    wide <- rep("", nc * length(counts))
    wideq <- rep(FALSE, nc * length(counts))
    for (i in seq_along(counts)) if (counts[i]) {
      wide[(i - 1L) * nc + seq_len(counts[i])] <- fields[starts[i] + seq_len(counts[i])]
      wideq[(i - 1L) * nc + seq_len(counts[i])] <- quoted[starts[i] + seq_len(counts[i])]
    }
    if (sep == "") wide[!nzchar(wide)] <- NA
    fields <- wide
    quoted <- wideq
  }
  n <- length(counts)
  if (!is.null(heads) && length(heads) < nc - names) heads <- c(heads, paste0("V", (length(heads) + 1L):(nc - names)))
  labels <- if (!missing(col.names)) col.names else if (!is.null(heads)) heads else paste0("V", seq_len(nc))
  if (check.names && missing(col.names)) labels <- make.names(labels, unique = TRUE)
  if (names && length(labels) == nc - 1L) labels <- c("row.names", labels)
  data <- lapply(seq_len(nc), function(j) if (n) fields[seq(j, by = nc, length.out = n)] else character())
  flags <- lapply(seq_len(nc), function(j) if (n) quoted[seq(j, by = nc, length.out = n)] else logical())
  names(data) <- labels
  classes <- if (!is.null(names(colClasses))) {
    full <- rep(NA_character_, nc)
    full[match(names(colClasses), labels)] <- colClasses
    full
  } else rep_len(colClasses, nc)
  for (j in seq_len(nc)) {
    x <- data[[j]]
    if (is.na(classes[j])) {
      x[!flags[[j]] & x %in% na.strings] <- NA
      if (any(flags[[j]]) && sep != "") x[x %in% na.strings] <- NA
      data[[j]] <- type.convert(x, na.strings = na.strings, as.is = as.is, dec = dec)
    } else if (classes[j] != "NULL") {
      x[x %in% na.strings | !nzchar(x) & !classes[j] %in% c("character", "factor")] <- NA
      data[[j]] <- switch(classes[j], character = x, factor = factor(x), numeric = , double = as.numeric(x),
                          integer = as.integer(x), logical = as.logical(x), Date = as.Date(x), methods::as(x, classes[j]))
    }
  }
  data <- data[is.na(classes) | classes != "NULL"]
  rn <- NULL
  if (names) {
    rn <- as.character(data[[1L]])
    data <- data[-1L]
  }
  if (!missing(row.names)) {
    if (length(row.names) == 1L && !is.null(row.names)) {
      at <- if (is.character(row.names)) match(row.names, names(data)) else row.names
      rn <- as.character(data[[at]])
      data <- data[-at]
    } else rn <- row.names
  }
  structure(data, class = "data.frame", row.names = if (is.null(rn)) .set_row_names(n) else rn)
}

read.csv <- function(file, header = TRUE, sep = ",", quote = "\"", dec = ".", fill = TRUE, comment.char = "", ...)
  read.table(file = file, header = header, sep = sep, quote = quote, dec = dec, fill = fill, comment.char = comment.char, ...)

read.csv2 <- function(file, header = TRUE, sep = ";", quote = "\"", dec = ",", fill = TRUE, comment.char = "", ...)
  read.table(file = file, header = header, sep = sep, quote = quote, dec = dec, fill = fill, comment.char = comment.char, ...)

read.delim <- function(file, header = TRUE, sep = "\t", quote = "\"", dec = ".", fill = TRUE, comment.char = "", ...)
  read.table(file = file, header = header, sep = sep, quote = quote, dec = dec, fill = fill, comment.char = comment.char, ...)

count.fields <- function(file, sep = "", quote = "\"'", skip = 0, blank.lines.skip = TRUE, comment.char = "#") {
  all <- .text_of(file, NULL)
  if (skip > 0) all <- paste(.lines_of(all)[-seq_len(skip)], collapse = "\n")
  .fields(all, sep, quote, comment.char, FALSE, blank.lines.skip, -1L)$counts
}
