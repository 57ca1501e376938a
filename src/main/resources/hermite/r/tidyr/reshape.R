# From wide to long and back.

pivot_longer <- function(data, cols, names_to = "name", values_to = "value", names_prefix = NULL, names_sep = NULL,
                         names_pattern = NULL, values_drop_na = FALSE, names_transform = NULL, ...) {
  chosen <- choose_columns(data, list(expressions = list(injected(substitute(cols), parent.frame())), names = ""), parent.frame())$names
  plain <- as_plain(data)
  kept <- setdiff(names(plain), chosen)
  n <- nrow(plain)
  k <- length(chosen)
  if (".value" %in% names_to)
    return(regroup(longer_values(plain, chosen, kept, names_to, names_prefix, names_sep, names_pattern, values_drop_na), data))
  labels <- if (is.null(names_prefix)) chosen else sub(paste0("^", names_prefix), "", chosen)
  out <- lapply(plain[kept], function(column) rep(column, each = k))
  if (length(names_to) > 1) {
    if (is.null(names_sep) && is.null(names_pattern)) stop("If you supply multiple names in `names_to` you must also supply one of `names_sep` or `names_pattern`.", call. = FALSE)
    pieces <- if (!is.null(names_sep)) strsplit(labels, names_sep) else {
      lapply(regmatches(labels, regexec(names_pattern, labels)), `[`, -1)
    }
    for (j in seq_along(names_to)) out[[names_to[j]]] <- rep(vapply(pieces, `[`, "", j), n)
  } else {
    if (!is.null(names_pattern)) labels <- vapply(regmatches(labels, regexec(names_pattern, labels)), `[`, "", 2)
    out[[names_to]] <- rep(labels, n)
  }
  for (name in names(names_transform)) out[[name]] <- names_transform[[name]](out[[name]])
  values <- do.call(cbind, lapply(chosen, function(c) if (is.factor(plain[[c]])) as.character(plain[[c]]) else plain[[c]]))
  out[[values_to]] <- as.vector(t(values))
  out <- structure(out, class = "data.frame", row.names = seq_len(n * k))
  if (values_drop_na) out <- out[!is.na(out[[values_to]]), , drop = FALSE]
  row.names(out) <- NULL
  regroup(tibble_of(out), data)
}
# One column of values for each label that the names hold in place of ".value".
longer_values <- function(plain, chosen, kept, names_to, prefix, sep, pattern, drop) {
  labels <- if (is.null(prefix)) chosen else sub(paste0("^", prefix), "", chosen)
  pieces <- if (!is.null(sep)) strsplit(labels, sep) else lapply(regmatches(labels, regexec(pattern, labels)), `[`, -1)
  part <- function(name) vapply(pieces, `[`, "", match(name, names_to))
  value <- part(".value")
  others <- setdiff(names_to, ".value")
  key <- if (length(others)) do.call(paste, c(lapply(others, part), sep = "\r")) else rep("", length(value))
  keys <- unique(key)
  n <- nrow(plain)
  at <- rep(seq_len(n), each = length(keys))
  out <- lapply(plain[kept], function(column) column[at])
  for (o in others) out[[o]] <- rep(part(o)[match(keys, key)], n)
  for (v in unique(value)) {
    source <- chosen[match(paste(v, keys, sep = "\r"), paste(value, key, sep = "\r"))]
    columns <- lapply(source, function(s) if (is.na(s)) rep(NA, n) else plain[[s]])
    out[[v]] <- do.call(c, columns)[rep(seq_len(n), each = length(keys)) + (rep(seq_along(keys), n) - 1L) * n]
  }
  out <- structure(out, class = "data.frame", row.names = seq_along(at))
  if (drop) out <- out[rowSums(!is.na(out[unique(value)])) > 0, , drop = FALSE]
  row.names(out) <- NULL
  tibble_of(out)
}
pivot_wider <- function(data, id_cols = NULL, names_from = name, values_from = value, names_prefix = "", names_sep = "_",
                        values_fill = NULL, values_fn = NULL, ...) {
  from <- choose_columns(data, list(expressions = list(substitute(names_from)), names = ""), parent.frame())$names
  value <- choose_columns(data, list(expressions = list(substitute(values_from)), names = ""), parent.frame())$names
  plain <- as_plain(data)
  e <- substitute(id_cols)
  ids <- if (is.null(e)) setdiff(names(plain), c(from, value))
    else choose_columns(data, list(expressions = list(e), names = ""), parent.frame())$names
  label <- do.call(paste, c(lapply(from, function(n) as.character(plain[[n]])), sep = names_sep))
  key <- if (length(ids)) key_text(plain, ids) else rep("", nrow(plain))
  rows <- unique(key)
  out <- plain[match(rows, key), ids, drop = FALSE]
  columns <- unique(label)
  for (v in value) for (l in columns) {
    at <- match(paste(rows, l, sep = "\n"), paste(key, label, sep = "\n"))
    column <- plain[[v]][at]
    if (!is.null(values_fn)) {
      cells <- split(plain[[v]], factor(paste(key, label, sep = "\n"), levels = paste(rows, l, sep = "\n")))
      found <- which(lengths(cells) > 0L)
      column <- rep(NA, length(rows))
      column[found] <- vapply(cells[found], .as_function(if (is.list(values_fn)) values_fn[[v]] else values_fn), plain[[v]][1L])
    }
    if (!is.null(values_fill)) {
      filling <- if (is.list(values_fill)) values_fill[[v]] else values_fill
      if (is.integer(column) && is.double(filling) && filling == round(filling)) filling <- as.integer(filling)
      column[is.na(at)] <- filling
    }
    out[[paste0(names_prefix, if (length(value) > 1) paste0(v, names_sep), l)]] <- column
  }
  row.names(out) <- NULL
  regroup(tibble_of(out), data)
}
gather <- function(data, key = "key", value = "value", ..., na.rm = FALSE) {
  chosen <- choose_columns(data, dots_of(...), parent.frame())$names
  k <- substitute(key)
  v <- substitute(value)
  plain <- as_plain(data)
  if (length(chosen) == 0) chosen <- names(plain)
  kept <- setdiff(names(plain), chosen)
  n <- nrow(plain)
  out <- lapply(plain[kept], rep, times = length(chosen))
  out[[as.character(k)]] <- rep(chosen, each = n)
  out[[as.character(v)]] <- unlist(lapply(chosen, function(c) plain[[c]]))
  out <- structure(out, class = "data.frame", row.names = seq_len(n * length(chosen)))
  if (na.rm) out <- out[!is.na(out[[as.character(v)]]), , drop = FALSE]
  like(out, data)
}
spread <- function(data, key, value, fill = NA) {
  k <- as.character(substitute(key))
  v <- as.character(substitute(value))
  plain <- as_plain(data)
  ids <- setdiff(names(plain), c(k, v))
  id <- key_text(plain, ids)
  rows <- sort(unique(id))
  out <- plain[match(rows, id), ids, drop = FALSE]
  for (l in sort(unique(plain[[k]]))) {
    at <- match(paste(rows, l, sep = "\n"), paste(id, plain[[k]], sep = "\n"))
    column <- plain[[v]][at]
    column[is.na(at)] <- fill
    out[[as.character(l)]] <- column
  }
  out <- out[do.call(order, unname(as.list(out[ids]))), , drop = FALSE]
  row.names(out) <- NULL
  like(out, data)
}
drop_na <- function(data, ...) {
  columns <- if (...length()) choose_columns(data, dots_of(...), parent.frame())$names else names(data)
  regroup(plain_rows(data, which(stats::complete.cases(as_plain(data)[columns]))), data)
}
replace_na <- function(data, replace, ...) {
  if (is.data.frame(data)) {
    for (name in names(replace)) data[[name]][is.na(data[[name]])] <- replace[[name]]
    data
  } else {
    data[is.na(data)] <- replace
    data
  }
}
separate <- function(data, col, into, sep = "[^[:alnum:]]+", remove = TRUE, convert = FALSE, ...) {
  name <- as.character(substitute(col))
  pieces <- if (is.numeric(sep)) {
    # after these characters
    text <- as.character(data[[name]])
    lapply(text, function(s) substring(s, c(1L, sep + 1L), c(sep, nchar(s))))
  } else strsplit(as.character(data[[name]]), sep)
  out <- as_plain(data)
  at <- match(name, names(out))
  made <- lapply(seq_along(into), function(j) vapply(pieces, `[`, "", j))
  names(made) <- into
  if (convert) made <- lapply(made, type.convert, as.is = TRUE)
  out <- c(as.list(out)[seq_len(at - remove)], made, as.list(out)[seq_along(out) > at])
  regroup(structure(out, class = "data.frame", row.names = seq_len(nrow(data))), data)
}
unite <- function(data, col, ..., sep = "_", remove = TRUE) {
  name <- as.character(substitute(col))
  chosen <- choose_columns(data, dots_of(...), parent.frame())$names
  out <- as_plain(data)
  at <- match(chosen[1], names(out))
  value <- setNames(list(do.call(paste, c(unname(as.list(out[chosen])), sep = sep))), name)
  rest <- as.list(out)
  out <- c(rest[seq_len(at - 1)], value, rest[seq_along(rest) >= at])
  if (remove) out <- out[!names(out) %in% setdiff(chosen, name)]
  regroup(structure(out, class = "data.frame", row.names = seq_len(nrow(data))), data)
}

# Missing values take the last one before them (or the next after).
fill <- function(data, ..., .direction = c("down", "up", "downup", "updown")) {
  direction <- match.arg(.direction)
  carried <- function(v, forward) {
    at <- if (forward) seq_along(v) else rev(seq_along(v))
    last <- cummax(ifelse(is.na(v[at]), 0L, seq_along(at)))
    v[at] <- v[at][replace(last, last == 0, NA)]
    v
  }
  chosen <- choose_columns(data, dots_of(...), parent.frame())$names
  for (name in chosen) for (way in switch(direction, down = TRUE, up = FALSE, downup = c(TRUE, FALSE), updown = c(FALSE, TRUE))) {
    held <- is.na(data[[name]])
    filled <- carried(data[[name]], way)
    data[[name]][held] <- filled[held]
  }
  data
}
# Groups of a pattern as columns.
extract <- function(data, col, into, regex = "([[:alnum:]]+)", remove = TRUE, convert = FALSE, ...) {
  name <- substitute(col)
  name <- if (is.symbol(name)) as.character(name) else col
  text <- as.character(data[[name]])
  found <- regmatches(text, regexec(regex, text))
  columns <- lapply(seq_along(into), function(k) vapply(found, function(m) if (length(m) > k) m[k + 1L] else NA_character_, ""))
  if (convert) columns <- lapply(columns, type.convert, as.is = TRUE)
  names(columns) <- into
  columns <- columns[!is.na(into)]
  at <- match(name, names(data))
  out <- append(as.list(data), columns, after = at)
  if (remove) out <- out[-at]
  structure(out, class = class(data), row.names = attr(data, "row.names"))
}
# A row for each piece of a text.
separate_rows <- function(data, ..., sep = "[^[:alnum:].]+", convert = FALSE) {
  names <- vapply(as.list(substitute(list(...)))[-1L], as.character, "")
  pieces <- lapply(names, function(n) strsplit(as.character(data[[n]]), sep))
  at <- rep(seq_len(nrow(data)), lengths(pieces[[1L]]))
  out <- data[at, , drop = FALSE]
  for (k in seq_along(names)) {
    values <- unlist(pieces[[k]])
    out[[names[k]]] <- if (convert) type.convert(values, as.is = TRUE) else values
  }
  row.names(out) <- NULL
  dplyr::as_tibble(out)
}
expand_grid <- function(...) {
  values <- list(...)
  names(values) <- ifelse(names(values) == "", paste0("Var", seq_along(values)), names(values))
  out <- do.call(expand.grid, c(rev(values), list(stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)))
  tibble_of(out[rev(names(out))])
}
crossing <- function(...) {
  parts <- list(...)
  out <- NULL
  for (i in seq_along(parts)) {
    part <- if (is.data.frame(parts[[i]])) unique(as_plain(parts[[i]])) else setNames(data.frame(sort(unique(parts[[i]])), stringsAsFactors = FALSE), names(parts)[i])
    out <- if (is.null(out)) part else cbind(out[rep(seq_len(nrow(out)), each = nrow(part)), , drop = FALSE],
                                             part[rep(seq_len(nrow(part)), nrow(out)), , drop = FALSE])
  }
  row.names(out) <- NULL
  tibble_of(out)
}
# All combinations of the values of some columns, the others missing where a combination is not there.
complete <- function(data, ..., fill = list()) {
  by <- vapply(as.list(substitute(list(...)))[-1], function(e) paste(deparse(e), collapse = ""), "")
  all <- do.call(crossing, lapply(as.list(as_plain(data))[by], function(v) v))
  out <- merge(as_plain(all), as_plain(data), by = by, all.x = TRUE, sort = FALSE)
  out <- out[do.call(order, unname(as.list(out[by]))), c(by, setdiff(names(data), by)), drop = FALSE]
  row.names(out) <- NULL
  for (name in names(fill)) {
    value <- fill[[name]]
    if (is.integer(out[[name]]) && is.double(value) && value == round(value)) value <- as.integer(value)
    out[[name]][is.na(out[[name]])] <- value
  }
  tibble_of(out)
}
