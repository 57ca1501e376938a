# p-values: small ones as below eps, very small ones in scientific form of their own
format.pval <- function(pv, digits = max(1L, getOption("digits") - 2L), eps = .Machine$double.eps, na.form = "NA", ...) {
  out <- rep(na.form, length(pv))
  below <- !is.na(pv) & pv < eps
  plain <- !is.na(pv) & !below
  magnitude <- floor(log10(pmax(pv, 1e-50)))
  tiny <- plain & pv != 0 & !(magnitude >= -3 | magnitude == -4 & digits > 1)
  fixed <- plain & !tiny
  if (any(fixed)) out[fixed] <- format(pv[fixed], digits = digits, ...)
  if (any(tiny)) out[tiny] <- format(pv[tiny], digits = digits, ...)
  if (any(below)) {
    fewer <- max(1L, digits - 2L)
    widest <- if (any(plain)) max(nchar(out[plain])) else NA
    if (!is.na(widest) && fewer > 1L && fewer + 6L > widest) fewer <- max(1L, widest - 7L)
    tight <- fewer == 1L && (is.na(widest) || widest <= 6L)
    out[below] <- paste("<", format(eps, digits = fewer, ...), sep = if (tight) "" else " ")
  }
  out
}

format.factor <- function(x, ...) format(structure(as.character(x), names = names(x), dim = dim(x), dimnames = dimnames(x)), ...)

format.data.frame <- function(x, ..., justify = "left") {
  nc <- length(x)
  rows <- nrow(x)
  out <- vector("list", nc)
  for (i in seq_len(nc)) out[[i]] <- format(x[[i]], ..., justify = justify)
  names(out) <- names(x)
  structure(out, row.names = attr(x, "row.names"), class = "data.frame")
}

format.summaryDefault <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  if (inherits(x, "Date") || inherits(x, "POSIXct")) {
    class(x) <- setdiff(class(x), c("summaryDefault", "table"))
    missing <- names(x) == "NA's"
    shown <- function(x) if (inherits(x, "POSIXct")) format(x, digits = digits, ...) else format(x, ...)
    return(if (any(missing)) c(shown(x[!missing]), "NA's" = as.character(as.numeric(x[missing]))) else shown(x))
  }
  values <- unclass(x)
  if (!is.numeric(values)) return(format(values, digits = digits, ...))
  missing <- match("NA's", names(values), 0L)
  kept <- if (missing) values[-missing] else values
  out <- format(zapsmall(kept, digits + 3L), digits = digits, ...)
  if (missing) out <- c(out, "NA's" = as.character(values[missing]))
  out
}

print.summaryDefault <- function(x, digits = max(3L, getOption("digits") - 3L), quantile.type = integer(), ...) {
  if (inherits(x, "Date") || inherits(x, "POSIXct")) {
    shown <- x
    class(shown) <- setdiff(class(x), c("summaryDefault", "table"))
    text <- "NA's" %in% names(x) || inherits(x, "POSIXct")
    print(if (text) format.summaryDefault(x, digits = digits) else shown, digits = digits, ...)
    return(invisible(x))
  }
  if (is.numeric(x)) print.table(format.summaryDefault(x, digits = digits), digits = digits, ...)
  else print.table(unclass(x), digits = digits, ...)
  invisible(x)
}

zapsmall <- function(x, digits = getOption("digits")) {
  if (length(digits) == 0L) stop("invalid 'digits'")
  finite <- is.finite(x)
  if (!any(finite)) return(x)
  mx <- max(abs(x[finite]))
  round(x, digits = if (mx > 0) max(0, digits - log10(mx)) else digits)
}

format.difftime <- function(x, ...) paste(format(unclass(x), ...), units(x))

format.formula <- function(x, ...) paste(deparse(x, ...), collapse = " ")
