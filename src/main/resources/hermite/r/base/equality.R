# Near-equality, and the summary of ordered factors.

summary.ordered <- function(object, ...) summary.factor(object, ...)

all.equal <- function(target, current, ...) UseMethod("all.equal")

all.equal.default <- function(target, current, ..., tolerance = 1.5e-8, check.attributes = TRUE, check.names = TRUE) {
  if (is.numeric(target) || is.complex(target) || is.logical(target) && is.logical(current))
    return(all.equal.numeric(target, current, tolerance = tolerance, check.attributes = check.attributes, check.names = check.names, ...))
  if (is.character(target)) return(all.equal.character(target, current, check.attributes = check.attributes))
  if (is.list(target)) return(all.equal.list(target, current, tolerance = tolerance, check.attributes = check.attributes, ...))
  if (identical(target, current)) TRUE
  else if (is.function(target) || is.language(target)) {
    if (identical(deparse(target), deparse(current))) TRUE else "target, current do not match when deparsed"
  } else "target, current differ"
}

.attribute.differences <- function(target, current) {
  msg <- NULL
  nt <- names(target)
  nc <- names(current)
  if (!is.null(nt) && is.null(nc)) msg <- "names for target but not for current"
  else if (is.null(nt) && !is.null(nc)) msg <- "names for current but not for target"
  else if (!is.null(nt) && !identical(nt, nc) && length(nt) == length(nc)) {
    n <- sum(nt != nc)
    msg <- paste("Names:", n, "string", if (n == 1) "mismatch" else "mismatches")
  }
  a <- setdiff(names(attributes(target)), "names")
  b <- setdiff(names(attributes(current)), "names")
  if (length(a) != length(b) || !setequal(a, b)) msg <- c(msg, "Attributes: < Modes: list, NULL >")
  else for (k in a) if (!identical(attr(target, k), attr(current, k))) msg <- c(msg, paste0("Attributes: < Component ", dQuote(k), ": differs >"))
  msg
}

all.equal.numeric <- function(target, current, tolerance = 1.5e-8, scale = NULL, countEQ = FALSE, ...,
                              check.attributes = TRUE, check.names = TRUE) {
  if (!is.numeric(current) && !is.logical(current) && !is.complex(current)) return(paste0("target is ", class(target)[1L], ", current is ", class(current)[1L]))
  msg <- if (check.attributes) .attribute.differences(target, current)
  if (length(target) != length(current))
    return(c(msg, paste0(if (is.integer(target)) "Lengths" else "Numeric: lengths", " (", length(target), ", ", length(current), ") differ")))
  target <- as.vector(target)
  current <- as.vector(current)
  out <- is.na(target)
  if (any(out != is.na(current))) return(c(msg, paste("'is.NA' value mismatch:", sum(is.na(current)), "in current", sum(out), "in target")))
  out <- out | target == current
  if (all(out)) return(if (is.null(msg)) TRUE else msg)
  target <- target[!out]
  current <- current[!out]
  xy <- mean(abs(target - current))
  type <- if (is.complex(target)) "Mod " else ""
  what <- if (is.null(scale)) {
    xn <- mean(abs(target))
    if (is.finite(xn) && xn > tolerance) {
      xy <- xy / xn
      "relative"
    } else "absolute"
  } else {
    xy <- xy / scale
    "scaled"
  }
  if (is.na(xy) || xy > tolerance) msg <- c(msg, paste0("Mean ", what, " ", type, "difference: ", format(xy)))
  if (is.null(msg)) TRUE else msg
}

all.equal.character <- function(target, current, ..., check.attributes = TRUE) {
  if (!is.character(current)) return(c(paste0("Modes: character, ", mode(current)), paste0("target is character, current is ", class(current)[1L])))
  msg <- if (check.attributes) .attribute.differences(target, current)
  if (length(target) != length(current)) return(c(msg, paste0("Lengths (", length(target), ", ", length(current), ") differ (string compare on first ", min(length(target), length(current)), ")")))
  n <- sum(target != current | is.na(target) != is.na(current), na.rm = TRUE)
  if (n > 0) msg <- c(msg, paste(n, "string", if (n == 1) "mismatch" else "mismatches"))
  if (is.null(msg)) TRUE else msg
}

all.equal.factor <- function(target, current, ...) {
  if (!is.factor(current)) return("'current' is not a factor")
  all.equal.character(as.character(target), as.character(current), ...)
}

all.equal.list <- function(target, current, ..., check.attributes = TRUE) {
  if (!is.list(current)) return("current is not list-like")
  msg <- NULL
  if (length(target) != length(current)) msg <- paste0("Lengths (", length(target), ", ", length(current), ") differ")
  if (check.attributes && !identical(names(target), names(current))) msg <- c(msg, .attribute.differences(target, current))
  for (i in seq_len(min(length(target), length(current)))) {
    one <- all.equal(target[[i]], current[[i]], ..., check.attributes = check.attributes)
    if (!isTRUE(one)) {
      label <- if (!is.null(names(target)) && names(target)[i] != "") dQuote(names(target)[i]) else i
      msg <- c(msg, paste0("Component ", label, ": ", one))
    }
  }
  if (is.null(msg)) TRUE else msg
}

all.equal.data.frame <- function(target, current, ...) all.equal.list(unclass(target), unclass(current), ...)
