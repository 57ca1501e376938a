# Levels of factors put in another order, renamed, put together.

.as_levels <- function(f) if (is.factor(f)) f else if (is.character(f)) factor(f) else stop("`f` must be a factor (or character vector).", call. = FALSE)
.releveled <- function(f, levels) factor(as.character(f), levels = levels, ordered = is.ordered(f))
# Old levels take new labels; levels with one label become one.
.relabeled <- function(f, labels) {
  new <- unique(labels)
  structure(match(labels, new)[as.integer(f)], levels = new, class = oldClass(f), names = names(f))
}
.unknown_levels <- function(f, given) {
  unknown <- setdiff(given, levels(f))
  if (length(unknown)) warning("Unknown levels in `f`: ", paste(unknown, collapse = ", "), call. = FALSE)
}

as_factor <- function(x, ...) if (is.factor(x)) x else if (is.numeric(x)) factor(x) else factor(x, levels = unique(x[!is.na(x)]))
fct <- function(x = character(), levels = NULL, na = character()) {
  x[x %in% na] <- NA
  factor(x, levels = if (is.null(levels)) unique(x[!is.na(x)]) else levels)
}
fct_inorder <- function(f, ordered = NA) {
  f <- .as_levels(f)
  at <- as.integer(f)[!duplicated(as.integer(f)) & !is.na(f)]
  .releveled(f, c(levels(f)[at], setdiff(levels(f), levels(f)[at])))
}
fct_infreq <- function(f, w = NULL, ordered = NA) {
  f <- .as_levels(f)
  n <- if (is.null(w)) as.vector(table(f)) else vapply(levels(f), function(l) sum(w[f %in% l]), 0)
  .releveled(f, levels(f)[order(-n)])
}
fct_inseq <- function(f, ordered = NA) {
  f <- .as_levels(f)
  .releveled(f, levels(f)[order(as.numeric(levels(f)))])
}
fct_rev <- function(f) {
  f <- .as_levels(f)
  .releveled(f, rev(levels(f)))
}
fct_relevel <- function(.f, ..., after = 0L) {
  f <- .as_levels(.f)
  first <- if (...length() == 1L && is.function(..1)) (..1)(levels(f)) else as.character(c(...))
  .unknown_levels(f, first)
  first <- intersect(first, levels(f))
  rest <- setdiff(levels(f), first)
  .releveled(f, append(rest, first, after = min(after, length(rest))))
}
fct_reorder <- function(.f, .x, .fun = median, ..., .na_rm = NULL, .desc = FALSE) {
  f <- .as_levels(.f)
  value <- tapply(.x, f, .fun, ...)
  .releveled(f, levels(f)[order(value, decreasing = .desc)])
}
fct_reorder2 <- function(.f, .x, .y, .fun = last2, ..., .desc = TRUE) {
  f <- .as_levels(.f)
  value <- vapply(levels(f), function(l) .fun(.x[f %in% l], .y[f %in% l], ...), 0)
  .releveled(f, levels(f)[order(value, decreasing = .desc)])
}
last2 <- function(.x, .y) .y[order(.x, na.last = FALSE)][length(.y)]
first2 <- function(.x, .y) .y[order(.x)][1L]
fct_recode <- function(.f, ...) {
  f <- .as_levels(.f)
  given <- c(...)
  .unknown_levels(f, given)
  labels <- levels(f)
  for (i in seq_along(given)) labels[levels(f) == given[i]] <- names(given)[i]
  .relabeled(f, labels)
}
fct_collapse <- function(.f, ..., other_level = NULL) {
  f <- .as_levels(.f)
  given <- list(...)
  .unknown_levels(f, unlist(given))
  labels <- if (is.null(other_level)) levels(f) else ifelse(levels(f) %in% unlist(given), levels(f), other_level)
  for (name in names(given)) labels[levels(f) %in% given[[name]]] <- name
  .relabeled(f, labels)
}
fct_relabel <- function(.f, .fun, ...) {
  f <- .as_levels(.f)
  .relabeled(f, purrr::as_mapper(.fun)(levels(f), ...))
}
.others_last <- function(f, kept, other) {
  if (all(kept)) return(f)
  out <- .relabeled(f, ifelse(kept, levels(f), other))
  .releveled(out, c(setdiff(levels(out), other), other))
}
fct_other <- function(f, keep, drop, other_level = "Other") {
  f <- .as_levels(f)
  .others_last(f, if (missing(keep)) !levels(f) %in% drop else levels(f) %in% keep, other_level)
}
fct_lump_n <- function(f, n, w = NULL, other_level = "Other", ties.method = "min") {
  f <- .as_levels(f)
  count <- if (is.null(w)) as.vector(table(f)) else vapply(levels(f), function(l) sum(w[f %in% l]), 0)
  place <- rank(if (n < 0) count else -count, ties.method = ties.method)
  .others_last(f, place <= abs(n), other_level)
}
fct_lump_min <- function(f, min, w = NULL, other_level = "Other") {
  f <- .as_levels(f)
  count <- if (is.null(w)) as.vector(table(f)) else vapply(levels(f), function(l) sum(w[f %in% l]), 0)
  .others_last(f, count >= min, other_level)
}
fct_lump_prop <- function(f, prop, w = NULL, other_level = "Other") {
  f <- .as_levels(f)
  count <- if (is.null(w)) as.vector(table(f)) else vapply(levels(f), function(l) sum(w[f %in% l]), 0)
  share <- count / if (is.null(w)) length(f) else sum(w)
  .others_last(f, if (prop < 0) share <= -prop else share > prop, other_level)
}
# Without n or prop: the rarest levels, as long as they stay together rarer than every level kept.
fct_lump_lowfreq <- function(f, w = NULL, other_level = "Other") {
  f <- .as_levels(f)
  count <- if (is.null(w)) as.vector(table(f)) else vapply(levels(f), function(l) sum(w[f %in% l]), 0)
  at <- order(-count)
  left <- sum(count)
  kept <- rep(TRUE, length(count))
  for (i in seq_along(at)) {
    left <- left - count[at[i]]
    if (count[at[i]] > left) {
      kept[at[seq_along(at) > i]] <- FALSE
      break
    }
  }
  .others_last(f, kept, other_level)
}
fct_lump <- function(f, n, prop, w = NULL, other_level = "Other", ties.method = "min") {
  if (missing(n) && missing(prop)) fct_lump_lowfreq(f, w, other_level)
  else if (missing(prop)) fct_lump_n(f, n, w, other_level, ties.method)
  else fct_lump_prop(f, prop, w, other_level)
}
fct_expand <- function(f, ..., after = Inf) {
  f <- .as_levels(f)
  .releveled(f, append(levels(f), setdiff(c(...), levels(f)), after = min(after, nlevels(f))))
}
fct_drop <- function(f, only = NULL) {
  f <- .as_levels(f)
  unused <- setdiff(levels(f), as.character(f))
  .releveled(f, setdiff(levels(f), if (is.null(only)) unused else intersect(unused, only)))
}
fct_na_value_to_level <- function(f, level = NA) {
  f <- .as_levels(f)
  if (is.na(level)) return(addNA(f))
  labels <- c(levels(f), level)
  out <- as.character(f)
  out[is.na(out)] <- level
  factor(out, levels = unique(labels))
}
fct_explicit_na <- function(f, na_level = "(Missing)") {
  f <- .as_levels(f)
  if (!anyNA(f)) return(f)
  fct_na_value_to_level(f, na_level)
}
fct_c <- function(...) {
  all <- list(...)
  factor(unlist(lapply(all, as.character)), levels = unique(unlist(lapply(all, levels))))
}
fct_unique <- function(f) factor(levels(.as_levels(f)), levels = levels(.as_levels(f)))
fct_count <- function(f, sort = FALSE, prop = FALSE) {
  f <- .as_levels(f)
  n <- table(f, useNA = "ifany")
  out <- dplyr::tibble(f = factor(names(n), levels = levels(f)), n = as.vector(n))
  if (sort) out <- out[order(-out$n), ]
  if (prop) out$p <- out$n / sum(out$n)
  out
}
