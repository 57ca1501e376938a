# Facets: which panel a row belongs to, and where panels stand.

vars <- function(...) {
  e <- as.list(substitute(list(...)))[-1]
  n <- vapply(e, label_of, "")
  if (!is.null(names(e))) n <- ifelse(nzchar(names(e)), names(e), n)
  structure(setNames(e, n), class = "gg_vars")
}
.facet_vars <- function(f) {
  if (is.null(f)) return(list())
  if (inherits(f, "gg_vars")) return(unclass(f))
  if (is.character(f)) return(setNames(lapply(f, function(t) str2lang(if (make.names(t) == t) t else paste0("`", t, "`"))), f))
  if (inherits(f, "formula")) f <- f[[length(f)]]
  terms <- if (is.call(f) && label_of(f[[1]]) %in% c("+", "*", "~")) unlist(lapply(as.list(f)[-1], .facet_vars), recursive = FALSE) else if (identical(f, quote(.))) list() else setNames(list(f), label_of(f))
  terms
}
facet_wrap <- function(facets, nrow = NULL, ncol = NULL, scales = "fixed", shrink = TRUE, labeller = "label_value", as.table = TRUE, switch = NULL, drop = TRUE, dir = "h", strip.position = "top", ...) {
  if (inherits(facets, "formula") && length(facets) == 3) by <- c(.facet_vars(facets[[2]]), .facet_vars(facets[[3]])) else by <- .facet_vars(facets)
  if (strip.position != "top") .graph_note("facet_wrap(strip.position =)")
  structure(list(kind = "wrap", by = by, nrow = nrow, ncol = ncol, scales = match.arg(scales, c("fixed", "free_x", "free_y", "free")), labeller = labeller, dir = dir, drop = drop, as.table = as.table), class = c("gg_facet", "gg"))
}
facet_grid <- function(rows = NULL, cols = NULL, scales = "fixed", space = "fixed", shrink = TRUE, labeller = "label_value", as.table = TRUE, switch = NULL, drop = TRUE, margins = FALSE, ...) {
  if (is.character(rows) && length(rows) == 1 && grepl("~", rows)) rows <- as.formula(rows)
  if (inherits(rows, "formula")) {
    down <- if (length(rows) == 3) .facet_vars(rows[[2]]) else list()
    across <- .facet_vars(rows[[length(rows)]])
  } else {
    down <- .facet_vars(rows)
    across <- .facet_vars(cols)
  }
  if (isTRUE(margins)) margins <- c(names(down), names(across))
  if (space != "fixed") .graph_note("facet_grid(space =)")
  if (!is.null(switch)) .graph_note("facet_grid(switch =)")
  structure(list(kind = "grid", rows = down, cols = across, by = c(down, across), scales = match.arg(scales, c("fixed", "free_x", "free_y", "free")), labeller = labeller, margins = if (is.character(margins)) list(names(down), names(across), margins)), class = c("gg_facet", "gg"))
}
# Rows once more for each margin: a variable of it and those within it are "(all)".
.with_margins <- function(data, facet, env) {
  if (is.null(facet$margins) || is.null(data) || nrow(data) == 0) return(data)
  within <- function(side) {
    asked <- intersect(side, facet$margins[[3]])
    c(list(character()), lapply(asked, function(v) side[match(v, side):length(side)]))
  }
  sets <- unlist(lapply(within(facet$margins[[2]]), function(across) lapply(within(facet$margins[[1]]), function(down) c(down, across))), recursive = FALSE)
  for (n in intersect(facet$margins[[3]], names(data))) {
    v <- if (is.factor(data[[n]])) data[[n]] else factor(data[[n]])
    data[[n]] <- factor(v, levels = c(levels(v), "(all)"))
  }
  copies <- lapply(unique(sets), function(s) {
    for (n in intersect(s, names(data))) data[[n]][] <- "(all)"
    data
  })
  do.call(rbind, copies)
}
facet_null <- function(...) structure(list(kind = "none", by = list()), class = c("gg_facet", "gg"))
label_value <- function(labels, multi_line = TRUE) lapply(labels, as.character)
label_both <- function(labels, multi_line = TRUE, sep = ": ") setNames(lapply(names(labels), function(n) paste0(n, sep, labels[[n]])), names(labels))
label_context <- function(labels, multi_line = TRUE, sep = ": ") if (length(labels) == 1) label_value(labels) else label_both(labels, sep = sep)
label_parsed <- function(labels, multi_line = TRUE) lapply(labels, function(v) vapply(as.character(v), function(t) .math_text(str2lang(t)), "", USE.NAMES = FALSE))
label_wrap_gen <- function(width = 25, multi_line = TRUE) function(labels) lapply(labels, function(v) vapply(strwrap(as.character(v), width, simplify = FALSE), paste, "", collapse = "\n"))
as_labeller <- function(x, default = label_value, multi_line = TRUE) {
  function(labels) lapply(labels, function(v) if (is.function(x)) x(as.character(v)) else unname(ifelse(as.character(v) %in% names(x), x[as.character(v)], as.character(v))))
}
labeller <- function(..., .rows = NULL, .cols = NULL, .default = label_value) {
  own <- list(...)
  function(labels) {
    setNames(lapply(names(labels), function(n) {
      how <- if (is.null(own[[n]])) .default else own[[n]]
      one <- labels[n]
      out <- if (is.character(how)) if (is.null(names(how)) && length(how) == 1) match.fun(how)(one)[[1]] else unname(how[as.character(one[[1]])])
        else tryCatch({ r <- how(one); if (is.list(r)) r[[1]] else r }, error = function(e) how(as.character(one[[1]])))
      out
    }), names(labels))
  }
}
.facet_texts <- function(facet, labels) {
  how <- facet$labeller
  if (is.character(how)) how <- match.fun(how)
  out <- how(labels)
  if (!is.list(out)) out <- list(out)
  lapply(out, as.character)
}
.levels_of <- function(v, drop = TRUE) if (is.factor(v)) levels(if (drop) droplevels(v) else v) else if (is.character(v)) sort(unique(v)) else sort(unique(v))
# Values of the facet variables of a data frame; NULL where it lacks one.
.facet_values <- function(data, by, env) {
  out <- list()
  for (n in names(by)) {
    e <- by[[n]]
    v <- tryCatch(eval(e, c(as.list(data), list(.data = data)), env), error = function(err) NULL)
    if (!all(all.vars(e) %in% names(data)) || is.null(v)) next
    out[[n]] <- if (length(v) == 1) rep(v, nrow(data)) else v
  }
  out
}
.facet_layout <- function(facet, frames, env, flip) {
  if (is.null(facet) || length(facet$by) == 0) {
    return(list(table = data.frame(PANEL = 1L, ROW = 1L, COL = 1L), rows = 1L, columns = 1L, levels = list()))
  }
  values <- lapply(frames, .facet_values, by = facet$by, env = env)
  full <- Filter(function(v) length(v) == length(facet$by), values)
  if (length(full) == 0) stop("At least one layer must contain all faceting variables: ", paste0("`", names(facet$by), "`", collapse = " and "), call. = FALSE)
  levels <- lapply(names(facet$by), function(n) {
    all <- lapply(full, function(v) v[[n]])
    if (any(vapply(all, is.factor, NA))) {
      used <- unique(unlist(lapply(all, as.character)))
      known <- unique(unlist(lapply(all, function(v) if (is.factor(v)) levels(v) else as.character(v))))
      if (isFALSE(facet$drop)) known else known[known %in% used]
    } else .levels_of(do.call(c, all))
  })
  names(levels) <- names(facet$by)
  keys <- lapply(full, function(v) as.data.frame(lapply(names(levels), function(n) match(as.character(v[[n]]), as.character(levels[[n]])))))
  keys <- lapply(keys, function(k) setNames(k, names(levels)))
  combos <- unique(do.call(rbind, keys))
  combos <- combos[stats::complete.cases(combos), , drop = FALSE]
  if (facet$kind == "wrap") {
    combos <- combos[do.call(order, unname(as.list(combos))), , drop = FALSE]
    n <- nrow(combos)
    if (is.null(facet$ncol) && is.null(facet$nrow)) {
      size <- if (n <= 3) c(1, n) else if (n <= 6) c(2, ceiling(n / 2)) else if (n <= 12) c(3, ceiling(n / 3)) else {
        r <- ceiling(sqrt(n))
        c(ceiling(n / r), r)
      }
      rows <- if (n <= 3) 1 else size[1]
      columns <- ceiling(n / rows)
      if (n > 12) {
        columns <- ceiling(sqrt(n))
        rows <- ceiling(n / columns)
      }
    } else if (!is.null(facet$ncol)) {
      columns <- facet$ncol
      rows <- if (is.null(facet$nrow)) ceiling(n / columns) else facet$nrow
      columns <- min(columns, n)
    } else {
      rows <- facet$nrow
      columns <- ceiling(n / rows)
    }
    if (rows * columns < n) stop("Need ", n, " panels, but together `nrow` and `ncol` only provide ", rows * columns, ".", call. = FALSE)
    i <- seq_len(n) - 1L
    table <- if (facet$dir == "v") data.frame(PANEL = i + 1L, ROW = i %% rows + 1L, COL = i %/% rows + 1L) else data.frame(PANEL = i + 1L, ROW = i %/% columns + 1L, COL = i %% columns + 1L)
    if (isFALSE(facet$as.table)) table$ROW <- as.integer(rows - table$ROW + 1)
  } else {
    down <- names(facet$rows)
    across <- names(facet$cols)
    grid_of <- function(by) if (length(by)) {
      k <- unique(combos[by])
      k[do.call(order, unname(as.list(k))), , drop = FALSE]
    } else NULL
    row_keys <- grid_of(down)
    col_keys <- grid_of(across)
    rows <- if (is.null(row_keys)) 1L else nrow(row_keys)
    columns <- if (is.null(col_keys)) 1L else nrow(col_keys)
    table <- data.frame(PANEL = seq_len(rows * columns), ROW = rep(seq_len(rows), each = columns), COL = rep(seq_len(columns), rows))
    combos <- as.data.frame(c(lapply(setNames(down, down), function(n) row_keys[[n]][table$ROW]), lapply(setNames(across, across), function(n) col_keys[[n]][table$COL])))
    names(combos) <- c(down, across)
  }
  for (n in names(levels)) table[[n]] <- levels[[n]][combos[[n]]]
  list(table = table, combos = combos, rows = as.integer(rows), columns = as.integer(columns), levels = levels)
}
# Panel of each row; a frame without a facet's variable is shown in every panel that agrees with it.
.assign_panels <- function(data, facet, layout, env) {
  if (length(layout$levels) == 0) {
    data$PANEL <- rep(1L, nrow(data))
    return(data)
  }
  v <- .facet_values(data, facet$by, env)
  have <- names(layout$levels) %in% names(v)
  k <- nrow(layout$table)
  if (all(!have)) {
    out <- data[rep(seq_len(nrow(data)), k), , drop = FALSE]
    out$PANEL <- rep(layout$table$PANEL, each = nrow(data))
    row.names(out) <- NULL
    return(out)
  }
  by <- names(layout$levels)[have]
  code <- function(frame) do.call(paste, c(unname(frame), sep = "\r"))
  own <- code(lapply(by, function(n) match(as.character(v[[n]]), as.character(layout$levels[[n]]))))
  panel_key <- code(lapply(by, function(n) layout$combos[[n]]))
  if (all(have)) {
    data$PANEL <- layout$table$PANEL[match(own, panel_key)]
    return(data[!is.na(data$PANEL), , drop = FALSE])
  }
  pieces <- lapply(seq_len(k), function(p) {
    d <- data[own == panel_key[p], , drop = FALSE]
    d$PANEL <- rep(layout$table$PANEL[p], nrow(d))
    d
  })
  .rbind_fill(Filter(nrow, pieces))
}
