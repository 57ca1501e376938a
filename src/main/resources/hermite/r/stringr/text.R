# Text by vectorised functions; patterns are regular expressions unless fixed() says otherwise.

fixed <- function(pattern, ignore_case = FALSE) structure(pattern, class = c("fixed", "stringr_pattern"), ignore_case = ignore_case)
regex <- function(pattern, ignore_case = FALSE, ...) structure(pattern, class = c("regex", "stringr_pattern"), ignore_case = ignore_case)
coll <- function(pattern, ignore_case = FALSE, ...) fixed(pattern, ignore_case)
# A pattern as Perl's: fixed ones quoted, case in front.
.pattern <- function(p) {
  text <- unclass(p)
  if (inherits(p, "fixed")) text <- paste0("\\Q", text, "\\E")
  if (isTRUE(attr(p, "ignore_case"))) text <- paste0("(?i)", text)
  as.vector(text)
}
.each <- function(string, pattern, f, template) {
  pattern <- .pattern(pattern)
  string <- as.character(string)
  n <- if (length(string) && length(pattern)) max(length(string), length(pattern)) else 0L
  if (length(pattern) == 1L && n) {
    out <- rep(template[NA_integer_], n)
    known <- !is.na(string)
    out[known] <- f(string[known], pattern)
    return(out)
  }
  vapply(seq_len(n), function(i) {
    s <- string[(i - 1L) %% length(string) + 1L]
    if (is.na(s)) template[NA_integer_] else f(s, pattern[(i - 1L) %% length(pattern) + 1L])
  }, template)
}
str_detect <- function(string, pattern, negate = FALSE) {
  out <- .each(string, pattern, function(s, p) grepl(p, s, perl = TRUE), NA)
  if (negate) !out else out
}
str_starts <- function(string, pattern, negate = FALSE) {
  out <- .each(string, pattern, function(s, p) grepl(paste0("^(?:", p, ")"), s, perl = TRUE), NA)
  if (negate) !out else out
}
str_ends <- function(string, pattern, negate = FALSE) {
  out <- .each(string, pattern, function(s, p) grepl(paste0("(?:", p, ")$"), s, perl = TRUE), NA)
  if (negate) !out else out
}
str_replace <- function(string, pattern, replacement) .replaced(string, pattern, replacement, sub)
str_replace_all <- function(string, pattern, replacement) {
  if (!is.null(names(pattern))) {
    for (p in names(pattern)) string <- .replaced(string, p, pattern[[p]], gsub)
    return(string)
  }
  .replaced(string, pattern, replacement, gsub)
}
.replaced <- function(string, pattern, replacement, how) {
  if (is.function(replacement)) {
    return(vapply(as.character(string), function(s) {
      at <- if (identical(how, sub)) regexpr(.pattern(pattern), s, perl = TRUE) else gregexpr(.pattern(pattern), s, perl = TRUE)
      found <- regmatches(s, at)
      regmatches(s, at) <- if (is.list(found)) lapply(found, replacement) else replacement(found)
      s
    }, "", USE.NAMES = FALSE))
  }
  .each(string, pattern, function(s, p) how(p, replacement, s, perl = TRUE), "")
}
str_remove <- function(string, pattern) str_replace(string, pattern, "")
str_remove_all <- function(string, pattern) str_replace_all(string, pattern, "")
str_count <- function(string, pattern = "") {
  if (identical(pattern, "")) return(nchar(string))
  .each(string, pattern, function(s, p) vapply(gregexpr(p, s, perl = TRUE), function(m) sum(m > 0L), 1L), 1L)
}
str_extract <- function(string, pattern) {
  .each(string, pattern, function(s, p) {
    at <- regexpr(p, s, perl = TRUE)
    ifelse(at < 0L, NA_character_, substring(s, at, at + attr(at, "match.length") - 1L))
  }, "")
}
str_extract_all <- function(string, pattern, simplify = FALSE) {
  out <- lapply(as.character(string), function(s) if (is.na(s)) NA_character_ else regmatches(s, gregexpr(.pattern(pattern), s, perl = TRUE))[[1L]])
  if (simplify) .rows_of(out, "") else out
}
.rows_of <- function(parts, filler) {
  k <- max(0L, lengths(parts))
  out <- lapply(parts, function(p) c(p, rep(filler, k - length(p))))
  matrix(unlist(out), length(parts), k, byrow = TRUE)
}
str_match <- function(string, pattern) {
  p <- .pattern(pattern)
  parts <- lapply(as.character(string), function(s) if (is.na(s)) character() else regmatches(s, regexec(p, s, perl = TRUE))[[1L]])
  k <- max(1L, lengths(parts))
  out <- lapply(parts, function(m) if (length(m)) m else rep(NA_character_, k))
  matrix(unlist(out), length(parts), k, byrow = TRUE)
}
str_match_all <- function(string, pattern) lapply(as.character(string), function(s) str_match(str_extract_all(s, pattern)[[1L]], pattern))
str_locate <- function(string, pattern) {
  at <- regexpr(.pattern(pattern), as.character(string), perl = TRUE)
  start <- ifelse(at < 0L, NA_integer_, as.integer(at))
  cbind(start = start, end = start + attr(at, "match.length") - 1L)
}
str_split <- function(string, pattern, n = Inf, simplify = FALSE) {
  p <- .pattern(pattern)
  out <- lapply(as.character(string), function(s) {
    if (is.na(s)) return(NA_character_)
    if (p == "") return(strsplit(s, "")[[1L]])
    at <- gregexpr(p, s, perl = TRUE)[[1L]]
    if (at[1L] < 0L) return(s)
    length <- attr(at, "match.length")
    use <- seq_len(min(length(at), n - 1))
    substring(s, c(1L, at[use] + length[use]), c(at[use] - 1L, nchar(s)))
  })
  if (simplify) .rows_of(out, "") else out
}
str_split_fixed <- function(string, pattern, n) {
  parts <- str_split(string, pattern, n)
  matrix(unlist(lapply(parts, function(p) c(p, rep("", n - length(p))))), length(parts), n, byrow = TRUE)
}
str_sub <- function(string, start = 1L, end = -1L) {
  string <- as.character(string)
  n <- nchar(string)
  from <- ifelse(start < 0L, pmax(n + start + 1L, 1L), start)
  to <- ifelse(end < 0L, n + end + 1L, end)
  ifelse(is.na(string), NA_character_, substring(string, from, to))
}
`str_sub<-` <- function(string, start = 1L, end = -1L, value) {
  n <- nchar(string)
  from <- ifelse(start < 0L, pmax(n + start + 1L, 1L), start)
  to <- ifelse(end < 0L, n + end + 1L, end)
  paste0(substring(string, 1L, from - 1L), value, substring(string, to + 1L))
}
str_length <- function(string) ifelse(is.na(string), NA_integer_, nchar(as.character(string)))
str_to_upper <- function(string, locale = "en") toupper(string)
str_to_lower <- function(string, locale = "en") tolower(string)
str_to_title <- function(string, locale = "en") gsub("\\b(\\w)", "\\U\\1", tolower(string), perl = TRUE)
str_to_sentence <- function(string, locale = "en") paste0(toupper(substring(string, 1L, 1L)), tolower(substring(string, 2L)))
str_trim <- function(string, side = c("both", "left", "right")) trimws(string, match.arg(side))
str_squish <- function(string) gsub("\\s+", " ", trimws(string), perl = TRUE)
str_c <- function(..., sep = "", collapse = NULL) {
  parts <- Filter(length, list(...))
  n <- max(0L, lengths(parts))
  missing <- Reduce(`|`, lapply(parts, function(p) rep_len(is.na(p), n)), rep(FALSE, n))
  out <- do.call(paste, c(unname(parts), sep = sep))
  out[missing] <- NA
  if (is.null(collapse)) out else if (anyNA(out)) NA_character_ else paste(out, collapse = collapse)
}
str_flatten <- function(string, collapse = "", last = NULL) {
  n <- length(string)
  if (is.null(last) || n < 2L) paste(string, collapse = collapse)
  else paste0(paste(string[-n], collapse = collapse), last, string[n])
}
str_pad <- function(string, width, side = c("left", "right", "both"), pad = " ") {
  string <- as.character(string)
  room <- pmax(width - nchar(string), 0L)
  left <- switch(match.arg(side), left = room, right = 0L, both = room %/% 2L)
  ifelse(is.na(string), NA_character_, paste0(strrep(pad, left), string, strrep(pad, room - left)))
}
str_trunc <- function(string, width, side = "right", ellipsis = "...") {
  long <- !is.na(string) & nchar(string) > width
  string[long] <- paste0(substring(string[long], 1L, width - nchar(ellipsis)), ellipsis)
  string
}
str_dup <- function(string, times) strrep(string, times)
str_subset <- function(string, pattern, negate = FALSE) string[which(str_detect(string, pattern, negate))]
str_which <- function(string, pattern, negate = FALSE) which(str_detect(string, pattern, negate))
str_order <- function(x, decreasing = FALSE, na_last = TRUE, ...) order(x, decreasing = decreasing, na.last = na_last)
str_sort <- function(x, decreasing = FALSE, na_last = TRUE, ...) x[str_order(x, decreasing, na_last)]
str_replace_na <- function(string, replacement = "NA") ifelse(is.na(string), replacement, as.character(string))
str_wrap <- function(string, width = 80, indent = 0, exdent = 0) {
  vapply(string, function(s) paste(strwrap(s, width, indent, exdent), collapse = "\n"), "", USE.NAMES = FALSE)
}
str_glue <- function(..., .sep = "", .envir = parent.frame()) {
  template <- paste(..., sep = .sep)
  at <- gregexpr("\\{[^{}]*\\}", template)[[1L]]
  if (at[1L] < 0L) return(structure(template, class = c("glue", "character")))
  codes <- regmatches(template, list(at))[[1L]]
  values <- lapply(codes, function(code) as.character(eval(parse(text = substring(code, 2L, nchar(code) - 1L)), .envir)))
  between <- regmatches(template, list(at), invert = TRUE)[[1L]]
  pieces <- list(between[1L])
  for (i in seq_along(values)) pieces <- c(pieces, list(values[[i]], between[i + 1L]))
  structure(do.call(paste0, pieces), class = c("glue", "character"))
}
print.glue <- function(x, ...) {
  cat(unclass(x), sep = "\n")
  invisible(x)
}
word <- function(string, start = 1L, end = start, sep = " ") {
  parts <- strsplit(string, sep, fixed = TRUE)
  vapply(parts, function(p) {
    at <- function(k) if (k < 0L) length(p) + k + 1L else k
    if (at(start) > length(p)) NA_character_ else paste(p[at(start):at(end)], collapse = sep)
  }, "")
}
