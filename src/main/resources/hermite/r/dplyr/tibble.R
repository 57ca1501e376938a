# How tibbles print: ten rows of more than twenty, types below names, numbers with three significant digits at one decimal
# point; and verbs for all columns, for columns at places, for groups.

glimpse <- function(x, width = 80, ...) {
  cat("Rows: ", format(nrow(x), big.mark = ","), "\nColumns: ", ncol(x), "\n", sep = "")
  space <- max(nchar(names(x)))
  types <- vapply(as_plain(x), function(v) paste0("<", column_type(v), ">"), "")
  for (i in seq_along(x)) {
    v <- head(x[[i]], 60)
    text <- if (is.character(v)) ifelse(is.na(v), "NA", paste0("\"", v, "\"")) else if (is.numeric(v) && !is.factor(v)) format(v, trim = TRUE) else as.character(v)
    text[is.na(text)] <- "NA"
    line <- paste0("$ ", formatC(names(x)[i], width = -space, flag = "-"), " ", formatC(types[i], width = -max(nchar(types)), flag = "-"), " ",
                   paste(text, collapse = ", "))
    if (nchar(line) > width - 1) line <- paste0(substr(line, 1, width - 2), "\u2026")
    cat(line, "\n", sep = "")
  }
  invisible(x)
}
column_type <- function(x) {
  if (is.factor(x)) if (is.ordered(x)) "ord" else "fct" else if (inherits(x, "Date")) "date" else if (inherits(x, "POSIXct")) "dttm"
  else if (inherits(x, "difftime")) "drtn"
  else if (inherits(x, "list_of_frames")) paste0("list<tibble[,", if (length(x)) ncol(x[[1L]]) else 0L, "]>")
  else if (is.data.frame(x)) "df" else switch(typeof(x), double = "dbl", integer = "int", character = "chr", logical = "lgl", list = "list", typeof(x))
}
print.tbl_df <- function(x, n = NULL, width = NULL, ...) {
  rows <- nrow(x)
  shown <- if (is.null(n)) if (rows > 20) 10 else rows else min(n, rows)
  cat("# A tibble: ", format(rows, big.mark = ","), " \u00d7 ", ncol(x), "\n", sep = "")
  by <- group_names(x)
  if (inherits(x, "rowwise_df")) cat("# Rowwise: ", if (length(attr(x, "rowwise"))) paste0(" ", paste(attr(x, "rowwise"), collapse = ", ")), "\n", sep = "")
  else if (!is.null(by)) cat("# Groups:   ", paste(by, collapse = ", "), " [", length(group_parts(x)), "]\n", sep = "")
  if (ncol(x) == 0) return(invisible(x))
  if (rows == 0) {
    types <- vapply(as_plain(x), column_type, "")
    cat(strwrap(paste0("# \u2026 with ", ncol(x), " variable", if (ncol(x) > 1) "s", ": ", paste0(names(x), " <", types, ">", collapse = ", ")), 80, exdent = 2), sep = "\n")
    return(invisible(x))
  }
  part <- as_plain(x)[seq_len(shown), , drop = FALSE]
  cells <- lapply(part, tibble_cells)
  types <- paste0("<", vapply(as_plain(x), column_type, ""), ">")
  right <- vapply(part, function(c) inherits(c, "list_of_frames") || is.numeric(c) && !is.factor(c) && !inherits(c, c("Date", "POSIXct", "difftime")), NA)
  heads <- names(x)
  odd <- heads != make.names(heads)
  heads[odd] <- paste0("`", heads[odd], "`")
  widths <- vapply(seq_along(cells), function(i) max(nchar(c(cells[[i]], heads[i], types[i]))), 1)
  pad <- function(text, i) {
    blank <- strrep(" ", pmax(0, widths[i] - nchar(text)))
    if (right[i]) paste0(blank, text) else paste0(text, blank)
  }
  lines <- formatC(c("", "", seq_len(shown)), width = nchar(shown))
  available <- (if (is.null(width)) getOption("width") else width) - nchar(shown)
  fits <- cumsum(widths + 1) <= available
  if (!any(fits)) fits[1] <- TRUE
  for (i in which(fits)) lines <- paste(lines, c(pad(heads[i], i), pad(types[i], i), pad(cells[[i]], i)))
  cat(lines, sep = "\n")
  more <- c(if (rows > shown) paste0(format(rows - shown, big.mark = ","), " more row", if (rows - shown > 1) "s"),
            if (!all(fits)) paste0(sum(!fits), " more variable", if (sum(!fits) > 1) "s", ": ",
                                   paste(heads[!fits], types[!fits], collapse = ", ")))
  if (length(more)) cat(strwrap(paste0("# \u2026 with ", paste(more, collapse = ", and ")), 80, exdent = 2, prefix = ""), sep = "\n")
  invisible(x)
}
`$.tbl_df` <- function(x, name) {
  if (!name %in% names(x)) warning("Unknown or uninitialised column: `", name, "`.", call. = FALSE)
  .subset2(x, name)
}
tibble_cells <- function(column) {
  if (inherits(column, "list_of_frames")) return(vapply(unclass(column), function(v) paste0("[", nrow(v), " \u00d7 ", ncol(v), "]"), ""))
  if (is.data.frame(column) || is.list(column)) {
    return(vapply(column, function(v) if (is.null(v)) "<NULL>" else if (is.data.frame(v)) paste0("<tibble [", nrow(v), " \u00d7 ", ncol(v), "]>")
                  else paste0("<", column_type(v), " [", length(v), "]>"), ""))
  }
  if (!is.double(column) || inherits(column, c("Date", "POSIXct", "difftime"))) {
    text <- if (inherits(column, "difftime")) paste(format(as.vector(unclass(column)), trim = TRUE), units(column)) else as.character(column)
    return(ifelse(is.na(text), if (is.character(column) || is.factor(column)) "<NA>" else "NA", text))
  }
  number_cells(column)
}
# Each number with three significant digits, whole ones with all theirs; ends of decimals padded to one point.
number_cells <- function(v) {
  finite <- is.finite(v)
  size <- ifelse(finite & v != 0, floor(log10(abs(signif(v, 3)))), 0)
  most <- ifelse(finite, pmax(0, 2 - size), 0)
  decimals <- vapply(seq_along(v), function(i) if (finite[i]) needed_decimals(v[i], most[i]) else 0, 1)
  cut <- finite & abs(v - round(v)) > 1e-9 * pmax(1, abs(v)) & most == 0
  tail <- max(0, ifelse(decimals > 0, decimals + 1, ifelse(cut, 1, 0)))
  head <- max(0, nchar(sprintf("%.0f", trunc(abs(v[finite])))))
  if (head + tail > 13) return(power_cells(v))
  vapply(seq_along(v), function(i) {
    if (!finite[i]) return(paste0(if (is.nan(v[i])) "NaN" else if (is.na(v[i])) "NA" else if (v[i] > 0) "Inf" else "-Inf", strrep(" ", tail)))
    text <- formatC(round(v[i] * 10^decimals[i]) / 10^decimals[i], digits = decimals[i], format = "f")
    if (cut[i]) text <- paste0(text, ".")
    used <- if (decimals[i] > 0) decimals[i] + 1 else if (cut[i]) 1 else 0
    paste0(text, strrep(" ", tail - used))
  }, "")
}
# Zeros at the end stand where digits were cut off.
needed_decimals <- function(v, most) {
  if (v == 0) return(0)
  for (d in 0:most) if (abs(round(v, d) - v) < 1e-12 * abs(v)) return(d)
  most
}
power_cells <- function(v) {
  finite <- is.finite(v)
  power <- ifelse(finite & v != 0, floor(log10(abs(signif(v, 3)))), 0)
  mantissa <- v / 10^power
  text <- vapply(seq_along(v), function(i) if (finite[i]) formatC(signif(mantissa[i], 3), digits = needed_decimals(mantissa[i], 2), format = "f") else "", "")
  places <- ifelse(grepl(".", text, fixed = TRUE), nchar(sub("^[^.]*", "", text)), 0)
  signs <- if (any(power < 0)) ifelse(power < 0, "-", "+") else if (any(power >= 10)) rep("", length(v)) else rep("", length(v))
  digits <- nchar(abs(power))
  tail <- max(places)
  vapply(seq_along(v), function(i) {
    end <- paste0("e", signs[i], strrep(" ", max(digits) - digits[i]), abs(power[i]))
    if (!finite[i]) return(paste0("NA", strrep(" ", tail + nchar(end))))
    if (v[i] == 0) return(paste0("0", strrep(" ", tail + nchar(end))))
    paste0(text[i], strrep(" ", tail - places[i]), end)
  }, "")
}

rowwise <- function(data, ...) {
  by <- vapply(dots_of(...)$expressions, as.character, "")
  structure(as_plain(data), class = c("rowwise_df", "tbl_df", "tbl", "data.frame"), rowwise = if (length(by)) by)
}
# A function over chosen columns: all, those named, those that pass a test.
.over_columns <- function(data, names, f, dots, verb) {
  f <- .as_function(f)
  change <- function(part) {
    for (name in names) part[[name]] <- do.call(f, c(list(part[[name]]), dots))
    part
  }
  if (verb == "mutate") return(by_rows(data, change))
  by <- group_names(data)
  rows <- lapply(group_parts(data), function(part) {
    values <- lapply(part[names], function(v) do.call(f, c(list(v), dots)))
    as.data.frame(c(lapply(part[by], `[`, 1), values), optional = TRUE, stringsAsFactors = FALSE)
  })
  out <- do.call(rbind, unname(rows))
  row.names(out) <- NULL
  if (length(by)) group_columns(out, by[-length(by)]) else like(out, data)
}
.as_function <- function(f) {
  if (inherits(f, "formula")) {
    body <- f[[2]]
    env <- environment(f)
    return(function(.x, ...) eval(body, list(.x = .x, . = .x), env))
  }
  if (is.list(f)) .unsupported("lists of functions are not supported in verbs ending in _all, _at, _if: use across()")
  match.fun(f)
}
.at_names <- function(data, vars, env) {
  if (is.character(vars)) return(vars)
  choose_columns(data, list(expressions = unname(vars), names = names(vars), written = rep(TRUE, length(vars))), env)$names
}
summarise_all <- function(.tbl, .funs, ...) .over_columns(.tbl, setdiff(names(.tbl), group_names(.tbl)), .funs, list(...), "summarise")
summarize_all <- summarise_all
mutate_all <- function(.tbl, .funs, ...) .over_columns(.tbl, setdiff(names(.tbl), group_names(.tbl)), .funs, list(...), "mutate")
summarise_if <- function(.tbl, .predicate, .funs, ...) {
  chosen <- setdiff(names(.tbl)[vapply(as_plain(.tbl), .as_function(.predicate), NA)], group_names(.tbl))
  .over_columns(.tbl, chosen, .funs, list(...), "summarise")
}
summarize_if <- summarise_if
mutate_if <- function(.tbl, .predicate, .funs, ...) {
  chosen <- setdiff(names(.tbl)[vapply(as_plain(.tbl), .as_function(.predicate), NA)], group_names(.tbl))
  .over_columns(.tbl, chosen, .funs, list(...), "mutate")
}
vars <- function(...) {
  e <- as.list(substitute(list(...)))[-1]
  setNames(e, vapply(e, function(v) paste(deparse(v), collapse = ""), ""))
}
summarise_at <- function(.tbl, .vars, .funs, ...) .over_columns(.tbl, .at_names(.tbl, .vars, parent.frame()), .funs, list(...), "summarise")
summarize_at <- summarise_at
mutate_at <- function(.tbl, .vars, .funs, ...) .over_columns(.tbl, .at_names(.tbl, .vars, parent.frame()), .funs, list(...), "mutate")
group_map <- function(.data, .f, ..., .keep = FALSE) {
  f <- .as_function(.f)
  by <- group_names(.data)
  lapply(unname(group_parts(.data)), function(part) f(tibble_of(if (.keep) part else part[setdiff(names(part), by)]), ...))
}
