summary <- function(object, ...) UseMethod("summary")

summary.default <- function(object, ..., digits, quantile.type = 7) {
  if (is.factor(object)) return(summary.factor(object, ...))
  if (is.numeric(object)) {
    missing <- is.na(object)
    object <- object[!missing]
    q <- stats::quantile(object, names = FALSE, type = quantile.type)
    q <- c(q[1L:3L], mean(object), q[4L:5L])
    if (!missing(digits)) q <- signif(q, digits)
    names(q) <- c("Min.", "1st Qu.", "Median", "Mean", "3rd Qu.", "Max.")
    if (any(missing)) q <- c(q, "NA's" = sum(missing))
    return(structure(q, class = c("summaryDefault", "table")))
  }
  if (is.logical(object)) return(summary.logical(object, ...))
  if (is.recursive(object) && !is.language(object) && !is.function(object)) {
    if (!length(object)) return(structure(cbind(Length = 0L, Class = class(object)[1L], Mode = mode(object)), class = "table"))
    parts <- vapply(seq_along(object), function(i) {
      e <- unclass(object)[[i]]
      c(as.character(length(e)), if (is.object(e)) class(e)[1L] else "-none-", mode(e))
    }, character(3))
    out <- t(parts)
    dimnames(out) <- list(names(object), c("Length", "Class", "Mode"))
    return(structure(out, class = "table"))
  }
  structure(c(Length = as.character(length(object)), Class = class(object)[1L], Mode = mode(object)),
            class = c("summaryDefault", "table"))
}

summary.factor <- function(object, maxsum = 100L, ...) {
  counts <- tabulate(object, nlevels(object))
  names(counts) <- levels(object)
  if (length(counts) > maxsum) {
    counts <- sort(counts, decreasing = TRUE)
    counts <- c(counts[seq_len(maxsum - 1L)], "(Other)" = sum(counts[maxsum:length(counts)]))
  }
  missing <- sum(is.na(object))
  if (missing) counts <- c(counts, "NA's" = missing)
  counts
}

summary.logical <- function(object, ...) {
  counts <- table(object, exclude = NULL, useNA = "ifany")
  labels <- names(counts)
  labels[is.na(labels)] <- "NA's"
  values <- as.character(as.vector(counts))
  names(values) <- labels
  structure(c(Mode = "logical", values), class = c("summaryDefault", "table"))
}

summary.matrix <- function(object, ...) summary.data.frame(as.data.frame(object), ...)

summary.data.frame <- function(object, maxsum = 7L, digits = max(3L, getOption("digits") - 3L), ...) {
  z <- lapply(as.list(object), function(x) summary(x, maxsum = maxsum, ...))
  nv <- length(z)
  cells <- lapply(z, function(s) {
    values <- if (is.character(s)) format(unclass(s)) else if (inherits(s, "summaryDefault")) format.summaryDefault(s, digits = digits) else format(s, digits = digits)
    paste0(format(names(s)), ":", values, "  ")
  })
  nr <- max(lengths(cells))
  out <- matrix(NA_character_, nr, nv)
  for (i in seq_len(nv)) out[seq_along(cells[[i]]), i] <- cells[[i]]
  widths <- vapply(seq_len(nv), function(i) nchar(cells[[i]][1L]), 0L)
  label_width <- vapply(z, function(s) nchar(format(names(s))[1L]), 0L)
  pad <- floor(label_width - nchar(names(object)) / 2)
  heads <- paste0(strrep(" ", pmax(pad, 0)), names(object))
  structure(out, dimnames = list(rep("", nr), heads), class = "table")
}

