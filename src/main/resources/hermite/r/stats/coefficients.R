symnum <- function(x, cutpoints = c(0.3, 0.6, 0.8, 0.9, 0.95), symbols = c(" ", ".", ",", "+", "*", "B"),
                   legend = length(symbols) >= 3, na = "?", eps = 1e-05, corr = missing(cutpoints), show.max = if (corr) "1",
                   abbr.colnames = TRUE, ...) {
  if (corr) {
    x <- abs(as.matrix(x))
    cutpoints <- c(0, cutpoints, 1)
  }
  at <- findInterval(x, cutpoints, left.open = TRUE, rightmost.closed = TRUE)
  at[!is.na(x) & x <= cutpoints[1L]] <- 1L
  out <- symbols[at]
  out[is.na(x)] <- if (identical(na, FALSE)) "" else na
  if (corr) {
    out[!is.na(x) & x >= 1 - eps] <- show.max
    # a correlation matrix shows what is below its diagonal
    out[upper.tri(x)] <- ""
    dim(out) <- dim(x)
    names <- dimnames(x)
    dimnames(out) <- if (!is.null(names)) list(names[[1]], if (is.null(abbr.colnames)) substr(names[[2]], 1L, 1L) else abbreviate(names[[2]], 1L))
  } else attributes(out) <- attributes(x)
  if (legend) attr(out, "legend") <- trimws(paste(rbind(vapply(cutpoints, format, ""), c(sQuote(symbols), "")), collapse = " "), "right")
  structure(out, class = "noquote")
}

# a table of estimates, standard errors, test statistics and p-values, each kind of column with its own digits
printCoefmat <- function(x, digits = max(3L, getOption("digits") - 2L), signif.stars = getOption("show.signif.stars"),
                         signif.legend = signif.stars, dig.tst = max(1L, min(5L, digits - 1L)), cs.ind = NULL,
                         tst.ind = NULL, zap.ind = integer(), P.values = NULL, has.Pvalue = NULL,
                         eps.Pvalue = .Machine$double.eps, na.print = "NA", quote = FALSE, right = TRUE, ...) {
  values <- if (is.data.frame(x)) data.matrix(x) else x
  last <- ncol(values)
  heads <- colnames(values)
  if (is.null(has.Pvalue)) has.Pvalue <- last >= 4L && length(heads) > 0L && substr(heads[last], 1L, 3L) %in% c("Pr(", "p-v")
  if (is.null(P.values)) P.values <- has.Pvalue
  free <- last - has.Pvalue
  # what is left to the default is filled in; NULL given means no such column
  if (missing(tst.ind)) tst.ind <- if (missing(cs.ind)) free else max(c(cs.ind, 0L)) + 1L
  if (missing(cs.ind)) cs.ind <- seq_len(free - length(tst.ind))
  tst.ind <- tst.ind[tst.ind <= free]
  missing <- is.na(values)
  for (j in zap.ind) values[, j] <- zapsmall(values[, j], digits)
  shown <- array("", dim(values), dimnames = dimnames(values))
  if (length(cs.ind)) {
    estimates <- values[, cs.ind, drop = FALSE]
    sizes <- abs(estimates[is.finite(estimates) & estimates != 0])
    # enough decimals for the smallest, no more than the largest needs
    places <- if (length(sizes)) 1 + floor(log10(range(sizes))) else 1
    shown[, cs.ind] <- format(round(estimates, max(1L, digits - places)), digits = digits)
  }
  if (length(tst.ind)) shown[, tst.ind] <- format(round(values[, tst.ind], dig.tst), digits = digits)
  for (j in setdiff(seq_len(free), c(cs.ind, tst.ind))) shown[, j] <- format(values[, j], digits = digits)
  # a number that rounding made zero is shown with digits of its own
  for (j in setdiff(seq_len(free), tst.ind)) {
    lost <- !missing[, j] & values[, j] != 0 & suppressWarnings(as.numeric(shown[, j])) == 0
    lost[is.na(lost)] <- FALSE
    if (any(lost)) shown[lost, j] <- format(values[lost, j], digits = max(1L, digits - 1L))
  }
  shown[missing] <- na.print
  shown[is.nan(values)] <- "NaN"
  stars <- FALSE
  if (P.values) {
    p <- as.vector(values[, last])
    known <- !is.na(p)
    if (any(known)) {
      shown[known, last] <- format.pval(p[known], digits = dig.tst, eps = eps.Pvalue)
      stars <- signif.stars && any(p[known] < 0.1)
    }
    if (stars) {
      marks <- c("***", "**", "*", ".", " ")[findInterval(p, c(0.001, 0.01, 0.05, 0.1), left.open = TRUE) + 1L]
      marks[!known] <- ""
      shown <- cbind(shown, format(marks))
    }
  }
  print.default(shown, quote = quote, right = right, na.print = na.print, ...)
  if (stars && signif.legend)
    cat("---\nSignif. codes:  0 \u2018***\u2019 0.001 \u2018**\u2019 0.01 \u2018*\u2019 0.05 \u2018.\u2019 0.1 \u2018 \u2019 1\n")
  invisible(x)
}
