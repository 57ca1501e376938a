# Functions of package scales that make labels, and what they give for values.
label_number <- function(accuracy = NULL, scale = 1, prefix = "", suffix = "", big.mark = " ", decimal.mark = ".", ...) {
  function(x) {
    v <- x * scale
    step <- if (is.null(accuracy)) .label_step(v) else accuracy
    out <- formatC(round(v / step) * step, format = "f", digits = max(0, -floor(log10(step) + 1e-9)), big.mark = big.mark)
    out <- ifelse(startsWith(out, "-"), paste0("-", prefix, substring(out, 2), suffix), paste0(prefix, out, suffix))
    out[is.na(x)] <- NA
    out
  }
}
# The digits that tell the values apart, at most whole numbers.
.label_step <- function(v) {
  v <- unique(v[is.finite(v)])
  if (!length(v)) return(1)
  gap <- if (length(v) == 1) abs(v) else min(diff(sort(v)))
  if (gap < sqrt(.Machine$double.eps)) return(1)
  step <- 10^(floor(log10(gap)) - 1)
  if (all(round(v / step) %% 10 == 0)) step <- step * 10
  min(step, 1)
}
label_percent <- function(accuracy = NULL, scale = 100, suffix = "%", ...) label_number(accuracy, scale, suffix = suffix, big.mark = ",")
label_comma <- function(accuracy = NULL, big.mark = ",", ...) label_number(accuracy, big.mark = big.mark)
label_dollar <- function(accuracy = NULL, prefix = "$", suffix = "", largest_with_cents = 1e5, ...) {
  function(x) {
    cents <- max(abs(x), na.rm = TRUE) < largest_with_cents && any(x[is.finite(x)] %% 1 != 0)
    label_number(if (is.null(accuracy)) if (cents) 0.01 else 1 else accuracy, prefix = prefix, suffix = suffix, big.mark = ",")(x)
  }
}
label_scientific <- function(digits = 3, ...) function(x) format(x, digits = digits, scientific = TRUE)
percent <- function(x, accuracy = NULL, ...) label_percent(accuracy)(x)
comma <- function(x, accuracy = NULL, ...) label_comma(accuracy)(x)
dollar <- function(x, accuracy = NULL, ...) label_dollar(accuracy)(x)
scientific <- function(x, digits = 3, ...) format(x, digits = digits, scientific = TRUE)
percent_format <- function(accuracy = NULL, ...) label_percent(accuracy)
comma_format <- function(accuracy = NULL, ...) label_comma(accuracy)
number_format <- function(accuracy = NULL, ...) label_number(accuracy, ...)
dollar_format <- function(...) label_dollar(...)
pretty_breaks <- function(n = 5, ...) function(x) pretty(x, n, ...)
breaks_pretty <- function(n = 5, ...) pretty_breaks(n, ...)
extended_breaks <- function(n = 5, ...) function(x) .extended_breaks(min(x), max(x), n)
breaks_width <- function(width, offset = 0) function(x) seq(floor(min(x) / width) * width, ceiling(max(x) / width) * width, by = width) + offset
rescale <- function(x, to = c(0, 1), from = range(x, na.rm = TRUE, finite = TRUE)) (x - from[1]) / diff(from) * diff(to) + to[1]
viridis_pal <- function(alpha = 1, begin = 0, end = 1, direction = 1, option = "D") function(n) viridis(n, alpha, begin, end, direction, option)
hue_pal <- function(h = c(0, 360) + 15, c = 100, l = 65, h.start = 0, direction = 1) function(n) .hues(n, h, c, l, direction)
