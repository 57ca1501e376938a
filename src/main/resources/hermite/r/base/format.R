format.factor <- function(x, ...) format(structure(as.character(x), names = names(x), dim = dim(x), dimnames = dimnames(x)), ...)

format.data.frame <- function(x, ..., justify = "left") {
  nc <- length(x)
  rows <- nrow(x)
  out <- vector("list", nc)
  for (i in seq_len(nc)) out[[i]] <- format(x[[i]], ..., justify = justify)
  names(out) <- names(x)
  structure(out, row.names = attr(x, "row.names"), class = "data.frame")
}

format.pval <- function(pv, digits = max(1L, getOption("digits") - 2L), eps = .Machine$double.eps, na.form = "NA", ...) {
  missing <- is.na(pv)
  r <- character(length(pv))
  ok <- pv[!missing]
  small <- ok < eps
  res <- character(length(ok))
  if (any(!small)) {
    big <- ok[!small]
    expo <- floor(log10(ifelse(big > 0, big, 1e-50)))
    fixp <- expo >= -3 | big == 0
    rr <- character(length(big))
    if (any(fixp)) rr[fixp] <- format(big[fixp], digits = digits, ...)
    if (any(!fixp)) rr[!fixp] <- format(big[!fixp], digits = digits, ...)
    res[!small] <- rr
  }
  if (any(small)) {
    digits <- max(1L, digits - 2L)
    if (any(!small)) {
      width <- max(nchar(res[!small]))
      sep <- if (digits == 1L && width <= 6L) "" else " "
    } else sep <- if (digits == 1) "" else " "
    res[small] <- paste("<", format(eps, digits = digits, ...), sep = sep)
  }
  r[!missing] <- res
  if (any(missing)) r[missing] <- na.form
  r
}

format.summaryDefault <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  values <- unclass(x)
  missing <- match("NA's", names(values), 0L)
  zapped <- if (is.numeric(values)) {
    if (missing) values[-missing] else values
  } else values
  zapped <- zapsmall(zapped, digits + 3L)
  out <- format(zapped, digits = digits, ...)
  if (missing) out <- c(out, "NA's" = as.character(values[missing]))
  out
}

print.summaryDefault <- function(x, digits = max(3L, getOption("digits") - 3L), quantile.type = integer(), ...) {
  if (inherits(x, "Date") || inherits(x, "POSIXct")) {
    class(x) <- setdiff(class(x), c("summaryDefault", "table"))
    print(x, digits = digits, ...)
    return(invisible(x))
  }
  print.table(format.summaryDefault(x, digits = digits), digits = digits, ...)
  invisible(x)
}

zapsmall <- function(x, digits = getOption("digits")) {
  if (length(digits) == 0L) stop("invalid 'digits'")
  finite <- is.finite(x)
  if (!any(finite)) return(x)
  mx <- max(abs(x[finite]))
  round(x, digits = if (mx > 0) max(0L, digits - as.numeric(ceiling(log10(mx)))) else digits)
}

format.difftime <- function(x, ...) paste(format(unclass(x), ...), units(x))

format.octmode <- function(x, width = NULL, ...) sprintf("%o", as.integer(x))
