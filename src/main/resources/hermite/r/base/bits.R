as.hexmode <- function(x) .mode_of(x, "hexmode", "^[0-9a-fA-F]*$", 16L)

as.octmode <- function(x) .mode_of(x, "octmode", "^[0-7]*$", 8L)

.mode_of <- function(x, class, digits, base) {
  if (inherits(x, class)) return(x)
  if (is.double(x) && all(is.na(x) | x == as.integer(x))) x <- as.integer(x)
  if (is.character(x) && all(is.na(x) | grepl(digits, x))) x <- strtoi(x, base)
  if (!is.integer(x)) stop(gettextf("'%s' cannot be coerced to class \"%s\"", "x", class))
  structure(x, class = class)
}

format.hexmode <- function(x, width = NULL, upper.case = FALSE, ...) .padded(x, if (upper.case) "%X" else "%x", width)

format.octmode <- function(x, width = NULL, ...) .padded(x, "%o", width)

# zeros in front, to the width of the longest
.padded <- function(x, format, width) {
  out <- sprintf(format, as.integer(x))
  known <- !is.na(x)
  out[!known] <- NA
  width <- max(width, nchar(out[known]))
  out[known] <- paste0(strrep("0", width - nchar(out[known])), out[known])
  structure(out, names = names(x), dim = dim(x), dimnames = dimnames(x))
}

as.character.hexmode <- function(x, ...) format.hexmode(x, ...)

as.character.octmode <- function(x, ...) format.octmode(x, ...)

print.hexmode <- function(x, ...) {
  print(format.hexmode(x), ...)
  invisible(x)
}

print.octmode <- function(x, ...) {
  print(format.octmode(x), ...)
  invisible(x)
}

bitwNot <- function(a) -1L - as.integer(a)

bitwShiftL <- function(a, n) .unsigned(a) * 2^n %% 2^32

bitwShiftR <- function(a, n) .unsigned(a) %/% 2^n

.unsigned <- function(a) ifelse(a < 0, a + 2^32, a)
