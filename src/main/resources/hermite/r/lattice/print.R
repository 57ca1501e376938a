# How a trellis display is laid out: strips, panels with shared axes, a key.

print.trellis <- function(x, position = NULL, split = NULL, more = FALSE, newpage = TRUE, ...) {
  if (is.null(.graph$par)) .graph_start()
  if (!isTRUE(.trellis$more) || !.has_page()) .page(.graph$par$bg)
  .trellis$more <- more
  size <- .page_size()
  area <- c(0, 0, size)
  if (!is.null(split)) area <- c((split[1] - 1) / split[3] * size[1], (split[2] - 1) / split[4] * size[2], split[1] / split[3] * size[1], split[2] / split[4] * size[2])
  if (!is.null(position)) area <- c(position[1] * size[1], (1 - position[4]) * size[2], position[3] * size[1], (1 - position[2]) * size[2])
  before <- .trellis_get()
  if (!is.null(x$given$par.settings)) trellis.par.set(theme = x$given$par.settings)
  usual <- .graph$par
  .graph$par$cex <- 1
  .trellis_draw(x, area)
  .graph$par <- usual
  .trellis$par <- before
  .page_is_full()
  invisible(x)
}
.level_texts <- function(v) if (is.factor(v)) levels(v) else vapply(attr(v, "levels"), function(r) paste(format(r, digits = 3), collapse = " - "), "")
.inside_level <- function(v, k) if (is.factor(v)) as.integer(v) == k else {
  r <- attr(v, "levels")[[k]]
  !is.na(v) & unclass(v) >= r[1] & unclass(v) <= r[2]
}
# Range of an axis of continuous values or of a factor's places; lattice leaves 7 % beyond data.
.trellis_limits <- function(v, given) {
  if (is.factor(v)) {
    if (!is.null(given) && is.character(given)) return(c(0.4, length(given) + 0.6))
    if (is.numeric(given)) return(given)
    return(c(0.4, nlevels(v) + 0.6))
  }
  if (!is.null(given)) return(as.numeric(given))
  r <- range(as.numeric(v)[is.finite(as.numeric(v))])
  if (diff(r) == 0) r <- r + c(-0.5, 0.5)
  r + c(-0.07, 0.07) * diff(r)
}
.trellis_draw <- function(x, area) {
  d <- x$d
  g <- x$given
  kind <- x$kind
  n <- length(d$x)
  used <- which(d$keep)
  conditions <- d$conditions
  if (length(conditions)) used <- intersect(used, which(Reduce(`&`, lapply(conditions, function(v) !is.na(v)))))
  levels_n <- if (length(conditions)) vapply(conditions, function(v) length(.level_texts(v)), 1L) else 1L
  cells <- as.matrix(expand.grid(lapply(levels_n, seq_len)))
  packets <- lapply(seq_len(nrow(cells)), function(i) {
    if (!length(conditions)) return(used)
    used[Reduce(`&`, lapply(seq_along(conditions), function(k) .inside_level(conditions[[k]], cells[i, k])[used]))]
  })
  # factors on either axis; bwplot and the like lie along the factor
  fx <- d$x
  fy <- d$y
  as_places <- function(v) if (is.character(v) || is.logical(v)) factor(v) else v
  if (!is.null(fx)) fx <- as_places(fx)
  if (!is.null(fy)) fy <- as_places(fy)
  if (kind %in% c("bwplot", "dotplot", "stripplot", "barchart") && is.null(fy)) fy <- factor(rep("", n))
  horizontal <- if (!is.null(g$horizontal)) g$horizontal else if (is.factor(fy)) TRUE else if (is.factor(fx)) FALSE else TRUE
  if (kind %in% c("bwplot", "dotplot", "stripplot", "barchart")) {
    if (horizontal && !is.factor(fy)) fy <- factor(fy)
    if (!horizontal && !is.factor(fx)) fx <- factor(fx)
  }
  breaks <- g$breaks
  computed_y <- NULL
  if (kind == "histogram") {
    if (is.factor(fx)) .unsupported("histogram() of a factor is not supported (graphics)")
    r <- range(fx[used][is.finite(fx[used])])
    nint <- if (is.null(g$nint)) round(log2(length(used)) + 1) else g$nint
    if (is.null(breaks)) breaks <- seq(r[1] - 0.04 * diff(r), r[2] + 0.04 * diff(r), length.out = nint + 1)
    type <- if (is.null(g$type)) "percent" else g$type
    computed_y <- c(0, unlist(lapply(packets, function(k) {
      v <- fx[k][is.finite(fx[k])]
      if (!length(v)) return(0)
      h <- hist(v, breaks = breaks, plot = FALSE)
      switch(type, percent = 100 * h$counts / length(v), count = h$counts, density = h$density)
    })))
  }
  if (kind == "densityplot") {
    args <- g[intersect(names(g), c("bw", "adjust", "n", "kernel"))]
    parts <- unlist(lapply(packets, function(k) {
      groups <- if (is.null(d$groups)) list(k) else split(k, d$groups[k])
      lapply(groups, function(i) {
        v <- fx[i][is.finite(fx[i])]
        if (length(v) > 1) do.call(stats::density, c(list(v), args)) else NULL
      })
    }), recursive = FALSE)
    parts <- Filter(Negate(is.null), parts)
    computed_y <- c(0, unlist(lapply(parts, `[[`, "y")))
    computed_x <- unlist(lapply(parts, function(e) range(e$x)))
  }
  if (kind == "qqmath") {
    q <- if (is.null(g$distribution)) qnorm else g$distribution
    biggest <- max(lengths(packets))
    computed_x <- q(ppoints(biggest))
    computed_y <- if (!is.null(x$reach)) c(fx[used], x$reach) else fx[used]
  }
  xs <- if (kind %in% c("densityplot", "qqmath")) computed_x else if (kind == "histogram") breaks else fx
  ys <- if (!is.null(computed_y)) computed_y else fy
  scales <- g$scales
  free <- function(axis) {
    r <- if (is.list(scales)) { s <- scales[[axis]]; if (is.list(s) && !is.null(s$relation)) s$relation else if (!is.null(scales$relation)) scales$relation else "same" } else if (is.character(scales)) scales else "same"
    r != "same"
  }
  axis_option <- function(axis, name) {
    s <- if (is.list(scales)) scales[[axis]] else NULL
    if (is.list(s) && !is.null(s[[name]])) s[[name]] else if (is.list(scales) && !is.null(scales[[name]])) scales[[name]] else NULL
  }
  log_of <- function(axis) { l <- axis_option(axis, "log"); if (is.null(l) || identical(l, FALSE)) NULL else if (isTRUE(l)) 10 else if (identical(l, "e")) exp(1) else l }
  logs <- list(log_of("x"), log_of("y"))
  take_log <- function(v, base) if (is.null(base) || is.factor(v)) v else log(as.numeric(v), base)
  fx <- take_log(fx, logs[[1]]); fy <- take_log(fy, logs[[2]]); xs <- take_log(xs, logs[[1]]); ys <- take_log(ys, logs[[2]])
  limits <- function(values, axis, k) {
    given <- if (axis == "x") g$xlim else g$ylim
    if (is.null(given)) given <- axis_option(axis, "limits")
    if (is.numeric(given)) given <- take_log(given, logs[[if (axis == "x") 1 else 2]])
    own <- if (length(values) == n && !is.null(k)) values[k] else if (length(values) == n) values[used] else values
    if (kind == "barchart" && !is.factor(own) && is.null(given)) {
      if (isTRUE(g$stack)) own <- c(0, tapply(own, list(as.numeric(if (horizontal) fy else fx)[if (is.null(k)) used else k], cells_key(k)), sum))
      else if (!is.null(g$origin)) own <- c(own, g$origin)
    }
    .trellis_limits(own, given)
  }
  cells_key <- function(k) { key <- integer(n); for (i in seq_along(packets)) key[packets[[i]]] <- i; key[if (is.null(k)) used else k] }
  np <- length(packets)
  keep_panels <- if (isTRUE(g$drop.unused.levels)) which(lengths(packets) > 0) else seq_len(np)
  shape <- if (!is.null(g$layout) && g$layout[1] > 0) c(g$layout[1], if (length(g$layout) > 1) g$layout[2] else ceiling(np / g$layout[1]))
    else if (length(levels_n) >= 2) c(levels_n[1], prod(levels_n[-1])) else if (!is.null(g$layout)) {
      rows <- round(sqrt(g$layout[2] / 1.3))
      c(ceiling(g$layout[2] / max(1, rows)), max(1, rows))
    } else {
      columns <- ceiling(sqrt(np))
      c(columns, ceiling(np / columns))
    }
  columns <- as.integer(shape[1]); rows <- as.integer(shape[2])
  per_page <- columns * rows
  pages <- if (length(g$layout) > 2) g$layout[3] else ceiling(length(keep_panels) / per_page)
  order_of <- g$index.cond
  if (is.function(order_of)) {
    value <- vapply(packets[keep_panels], function(k) as.numeric(order_of(as.numeric(fx)[k], as.numeric(fy)[k]))[1], 1)
    keep_panels <- keep_panels[order(value)]
  } else if (is.list(order_of) && length(conditions) == 1) keep_panels <- keep_panels[order_of[[1]]]
  else if (!is.null(order_of)) .graph_note("index.cond = of several conditions")
  if (identical(g$aspect, "xy")) .graph_note("aspect = \"xy\"")
  for (page in seq_len(pages)) {
    if (page > 1) .page(.graph$par$bg)
    shown <- keep_panels[seq_along(keep_panels) > (page - 1) * per_page & seq_along(keep_panels) <= page * per_page]
    .trellis_page(x, area, shown, columns, rows, packets, cells, conditions, fx, fy, xs, ys, limits, free, axis_option, logs, horizontal, breaks, used)
  }
}
.trellis_page <- function(x, area, shown, columns, rows, packets, cells, conditions, fx, fy, xs, ys, limits, free, axis_option, logs, horizontal, breaks, used) {
  d <- x$d
  g <- x$given
  kind <- x$kind
  label <- function(v, usual) if (is.null(v)) usual else if (is.list(v)) { if (is.null(v$label)) .plain(v[[1]]) else .plain(v$label) } else .plain(v)
  xlab <- if ("xlab" %in% names(g)) label(g$xlab, "") else if (kind == "qqmath") "qnorm" else d$xlab
  ylab <- if ("ylab" %in% names(g)) label(g$ylab, "") else switch(kind, histogram = switch(if (is.null(g$type)) "percent" else g$type, percent = "Percent of Total", count = "Count", density = "Density"), densityplot = "Density", qqmath = d$xlab, d$ylab)
  main <- label(g$main, character())
  sub <- label(g$sub, character())
  .describe(paste(c(main, paste(c(ylab, xlab), collapse = " by ")), collapse = ", "))
  key <- .trellis_key(x)
  top <- area[2] + 8; bottom <- area[4] - 8; left <- area[1] + 8; right <- area[3] - 8
  .on_page()
  if (length(main) && nzchar(main[1])) {
    .words((left + right) / 2, top + 14, paste(main, collapse = "\n"), 14.4, "black", TRUE, 0.5, 0, 0)
    top <- top + 24
  }
  if (length(sub) && nzchar(sub[1])) {
    .words((left + right) / 2, bottom - 2, sub[1], 12, "black", TRUE, 0.5, 0, 0)
    bottom <- bottom - 18
  }
  if (!is.null(key)) {
    z <- .key_extent(key)
    if (key$space == "right") right <- right - z[1] - 8
    else if (key$space == "left") left <- left + z[1] + 8
    else if (key$space == "bottom") bottom <- bottom - z[2] - 8
    else if (key$space == "top") top <- top + z[2] + 6
  }
  if (length(xlab) && nzchar(xlab[1])) bottom <- bottom - 18
  if (length(ylab) && nzchar(ylab[1])) left <- left + 18
  strips <- if (length(conditions) && !identical(g$strip, FALSE)) length(conditions) else 0
  strip_height <- 15
  each_x <- free("x"); each_y <- free("y")
  drawn <- function(axis) !identical(axis_option(axis, "draw"), FALSE)
  size <- 9.6 * (if (is.numeric(axis_option("x", "cex"))) axis_option("x", "cex") else 1)
  rot <- function(axis) { r <- axis_option(axis, "rot"); if (is.null(r)) 0 else r[1] }
  ticks_of <- function(values, lim, axis) {
    at <- axis_option(axis, "at")
    texts <- axis_option(axis, "labels")
    base <- logs[[if (axis == "x") 1 else 2]]
    if (is.factor(values)) list(at = seq_len(nlevels(values)), text = if (!is.null(texts)) .plain(texts) else if (axis == "y" && is.character(g$ylim)) g$ylim else levels(values))
    else if (!is.null(at) && !is.list(at)) list(at = if (is.null(base)) at else log(at, base), text = if (!is.null(texts) && !is.logical(texts)) .plain(texts) else .tick_text(at))
    else {
      p <- pretty(sort(lim), if (is.null(axis_option(axis, "tick.number"))) 5 else axis_option(axis, "tick.number"))
      p <- p[p >= min(lim) & p <= max(lim)]
      list(at = p, text = if (!is.null(texts) && !is.logical(texts)) .plain(texts) else if (is.null(base)) .tick_text(p) else paste0(if (base == exp(1)) "e" else format(base), "^", format(p)))
    }
  }
  common_x <- limits(xs, "x", NULL); common_y <- limits(ys, "y", NULL)
  tx <- ticks_of(if (is.factor(fx) && length(xs) == length(fx)) fx else 1, common_x, "x"); ty <- ticks_of(if (is.factor(fy)) fy else 1, common_y, "y")
  room_y <- if (drawn("y")) max(c(.text_width(ty$text, size), 0)) + 10 else 2
  room_x <- if (drawn("x")) .turned_size(tx$text, size, rot("x"))[2] + 9 else 2
  left <- left + room_y
  bottom <- bottom - room_x
  gap_x <- if (each_x || each_y) room_y * each_y + 4 else 0
  gap_y <- if (each_x) room_x + 4 else 0
  between <- g$between
  if (is.list(between)) {
    gap_x <- gap_x + 12 * (if (is.null(between$x)) 0 else between$x[1])
    gap_y <- gap_y + 12 * (if (is.null(between$y)) 0 else between$y[1])
  }
  wide <- (right - left - gap_x * (columns - 1)) / columns
  tall <- (bottom - top - gap_y * (rows - 1)) / rows - strips * strip_height
  aspect <- g$aspect
  if (is.numeric(aspect) || identical(aspect, "iso")) {
    ratio <- if (is.numeric(aspect)) aspect else diff(range(common_y)) / diff(range(common_x))
    if (tall / wide > ratio) tall <- wide * ratio else wide <- tall / ratio
  }
  if (wide < 4 || tall < 4) stop("the panels of the display have no room: give a larger page", call. = FALSE)
  from_top <- isTRUE(g$as.table)
  for (i in seq_along(shown)) {
    k <- shown[i]
    column <- (i - 1) %% columns
    line <- (i - 1) %/% columns
    if (!from_top) line <- rows - 1 - line
    box <- c(left + column * (wide + gap_x), top + line * (tall + strips * strip_height + gap_y) + strips * strip_height)
    box <- c(box, box + c(wide, tall))
    own <- packets[[k]]
    lim_x <- if (each_x && length(own)) limits(xs, "x", own) else common_x
    lim_y <- if (each_y && length(own)) limits(ys, "y", own) else common_y
    px <- if (each_x) ticks_of(if (is.factor(fx) && length(xs) == length(fx)) fx else 1, lim_x, "x") else tx
    py <- if (each_y) ticks_of(if (is.factor(fy)) fy else 1, lim_y, "y") else ty
    .graph$box <- box
    .graph$usr <- c(lim_x, lim_y)
    .graph$log <- c(FALSE, FALSE)
    .trellis$ticks <- list(px$at, py$at)
    .trellis$number <- k
    lowest <- line == rows - 1 || !from_top && i <= columns
    .on_page()
    at_x <- .to_points(px$at, 1); at_y <- .to_points(py$at, 2)
    inx <- at_x >= box[1] - 0.01 & at_x <= box[3] + 0.01; iny <- at_y >= box[2] - 0.01 & at_y <= box[4] + 0.01
    if (drawn("x") && (lowest || each_x) && any(inx)) {
      .path(as.vector(rbind(at_x[inx], at_x[inx], NaN)), as.vector(rbind(rep(box[4], sum(inx)), box[4] + 4, NaN)), "black", "1", 0.75)
      turn <- rot("x")
      if (turn == 0) .axis_words(1, at_x[inx], px$text[inx], box[4] + 6 + size * 0.72 - 0.8 * 12, size, "black", 0, FALSE, NA, NA, 12)
      else .words(at_x[inx], rep(box[4] + 6, sum(inx)), px$text[inx], size, "black", FALSE, 1, if (turn == 90) 0.5 else 1, turn)
    }
    if (drawn("y") && (column == 0 || each_y) && any(iny)) {
      .path(as.vector(rbind(rep(box[1], sum(iny)), box[1] - 4, NaN)), as.vector(rbind(at_y[iny], at_y[iny], NaN)), "black", "1", 0.75)
      .words(rep(box[1] - 6, sum(iny)), at_y[iny], py$text[iny], size, "black", FALSE, 1, 0.5, 0)
    }
    if (length(own)) .call_panel(x, own, fx, fy, horizontal, breaks)
    .on_page()
    .region(box[c(1, 3, 3, 1)], box[c(2, 2, 4, 4)], NA, "black", "1", 0.75)
    for (s in seq_len(strips)) {
      b <- c(box[1], box[2] - s * strip_height, box[3], box[2] - (s - 1) * strip_height)
      text <- .level_texts(conditions[[s]])[cells[k, s]]
      custom <- g$strip
      if (inherits(custom, "strip_custom")) {
        if (!is.null(custom$factor.levels)) text <- .plain(custom$factor.levels)[cells[k, s]]
        name <- if (is.null(custom$var.name)) names(conditions)[s] else custom$var.name[s]
        if (isTRUE(custom$strip.names) || isTRUE(custom$strip.names[1])) text <- paste0(name, if (is.null(custom$sep)) " : " else custom$sep, text)
      }
      .view(b, c(b[1], b[3], b[4], b[2]), FALSE, FALSE, TRUE)
      .region(b[c(1, 3, 3, 1)], b[c(2, 2, 4, 4)], rep_len(trellis.par.get("strip.background")$col, s)[s], NA, "1", 0.75)
      .words((b[1] + b[3]) / 2, (b[2] + b[4]) / 2, text, if (is.numeric(g$par.strip.text$cex)) 12 * g$par.strip.text$cex else min(12, 0.95 * wide / max(0.01, .text_width(text, 1))), "black", FALSE, 0.5, 0.5, 0)
      .on_page()
      .region(b[c(1, 3, 3, 1)], b[c(2, 2, 4, 4)], NA, "black", "1", 0.75)
    }
  }
  .on_page()
  whole <- c(left, top, left + columns * wide + (columns - 1) * gap_x, bottom)
  if (length(xlab) && nzchar(xlab[1])) .words((whole[1] + whole[3]) / 2, bottom + room_x + 13, paste(xlab, collapse = "\n"), 12, "black", FALSE, 0.5, 0, 0)
  if (length(ylab) && nzchar(ylab[1])) .words(left - room_y - 6, (top + bottom) / 2, paste(ylab, collapse = "\n"), 12, "black", FALSE, 0.5, 0, 90)
  if (!is.null(key)) {
    z <- .key_extent(key)
    at <- switch(key$space, right = c(right + 8, (top + bottom - z[2]) / 2), left = c(area[1] + 8, (top + bottom - z[2]) / 2), bottom = c((whole[1] + whole[3] - z[1]) / 2, bottom + room_x + 22),
                 top = c((whole[1] + whole[3] - z[1]) / 2, top - z[2] - 6), inside = c(whole[1] + key$corner_x * (whole[3] - whole[1] - z[1]) + 4, top + (1 - key$corner_y) * (bottom - top - z[2]) + 4))
    .draw_key_of(key, at)
  }
}
.call_panel <- function(x, own, fx, fy, horizontal, breaks) {
  g <- x$given
  d <- x$d
  known <- names(formals(x$panel))
  args <- list(x = if (is.factor(fx)) fx[own] else as.numeric(fx)[own])
  if (!is.null(fy)) args$y <- if (is.factor(fy)) fy[own] else as.numeric(fy)[own]
  if (is.factor(args$x) && !x$kind %in% c("xyplot")) args$x <- args$x
  passed <- g[intersect(names(g), c("type", "pch", "col", "lty", "lwd", "cex", "fill", "col.line", "col.symbol", "grid", "abline", "span", "degree", "ref", "plot.points", "bw", "adjust", "n", "distribution", "jitter.data", "jitter.x", "jitter.y", "factor", "amount", "box.ratio", "notch",
                                          "stack", "origin", "border", "panel.groups", "nint", "coef", "family", "se"))]
  args <- c(args, passed)
  args$subscripts <- own
  if (!is.null(d$groups)) args$groups <- d$groups
  if (x$kind == "histogram") args$breaks <- breaks
  if (x$kind %in% c("bwplot", "dotplot", "stripplot", "barchart", "xyplot")) args$horizontal <- if (x$kind == "xyplot") is.factor(fy) && !is.factor(fx) else horizontal
  extra <- setdiff(names(g), c(.display_words(), ""))
  args[extra] <- g[extra]
  if (!is.null(d$groups) && identical(x$panel, panel.xyplot) && !is.null(g$panel.groups)) x$panel <- panel.superpose
  if (!"..." %in% known) args <- args[names(args) %in% known]
  do.call(x$panel, args)
}
# Entries of a key: given as key =, or made from groups by auto.key.
.trellis_key <- function(x) {
  g <- x$given
  auto <- g$auto.key
  if (is.null(g$key)) {
    if (is.null(x$d$groups) || is.null(auto) || identical(auto, FALSE)) return(NULL)
    if (isTRUE(auto)) auto <- list()
    n <- nlevels(x$d$groups)
    type <- if (is.null(g$type)) "p" else g$type
    or <- function(a, b) if (is.null(a) || length(a) == 0) b else a
    symbol <- trellis.par.get("superpose.symbol"); line <- trellis.par.get("superpose.line")
    bars <- x$kind == "barchart"
    lines_shown <- or(auto$lines, x$kind == "densityplot" || any(type %in% c("l", "b", "o", "smooth", "r", "a", "s", "h")))
    points_shown <- or(auto$points, !bars && x$kind != "densityplot" && any(type %in% c("p", "b", "o")))
    return(list(text = or(.plain(auto$text), levels(x$d$groups)), points = points_shown, lines = lines_shown, bars = bars, col = rep_len(or(g$col, symbol$col), n), line_col = rep_len(or(g$col.line, or(g$col, line$col)), n), pch = rep_len(or(g$pch, if (x$kind == "dotplot") 16 else symbol$pch), n),
                lty = rep_len(or(g$lty, line$lty), n), lwd = rep_len(or(g$lwd, line$lwd), n), fill = rep_len(or(g$col, trellis.par.get("superpose.polygon")$col), n), columns = or(auto$columns, 1), space = if (!is.null(auto$corner) || !is.null(auto$x)) "inside" else or(auto$space, "top"),
                corner_x = or(auto$x, if (is.null(auto$corner)) 1 else auto$corner[1]), corner_y = or(auto$y, if (is.null(auto$corner)) 1 else auto$corner[2]), title = .plain(auto$title), cex = or(auto$cex, 1)))
  }
  key <- g$key
  texts <- .plain(if (is.list(key$text)) key$text[[1]] else key$text)
  n <- length(texts)
  points <- key$points; lines <- key$lines; bars <- key$rectangles
  or <- function(a, b) if (is.null(a)) b else a
  list(text = texts, points = !is.null(points), lines = !is.null(lines), bars = !is.null(bars), col = rep_len(or(points$col, "black"), n), line_col = rep_len(or(lines$col, "black"), n), pch = rep_len(or(points$pch, 1), n), lty = rep_len(or(lines$lty, 1), n), lwd = rep_len(or(lines$lwd, 1), n),
       fill = rep_len(or(bars$col, "grey"), n), columns = or(key$columns, 1), space = if (!is.null(key$corner) || !is.null(key$x)) "inside" else or(key$space, "top"), corner_x = or(key$x, if (is.null(key$corner)) 1 else key$corner[1]), corner_y = or(key$y, if (is.null(key$corner)) 1 else key$corner[2]), title = .plain(key$title), cex = or(key$cex, 1))
}
.key_cell <- function(key) max(c(.text_width(key$text, 12 * key$cex), 0)) + (if (key$points) 18 else 0) + (if (key$lines) 36 else 0) + (if (key$bars) 30 else 0) + 14
.key_extent <- function(key) {
  rows <- ceiling(length(key$text) / key$columns)
  c(key$columns * .key_cell(key), (rows + (length(key$title) > 0)) * 15 * key$cex)
}
.draw_key_of <- function(key, at) {
  .on_page()
  n <- length(key$text)
  rows <- ceiling(n / key$columns)
  top <- at[2]
  if (length(key$title)) {
    .words(at[1] + .key_extent(key)[1] / 2, top + 11, key$title[1], 12.6, "black", FALSE, 0.5, 0, 0)
    top <- top + 15
  }
  for (i in seq_len(n)) {
    x <- at[1] + ((i - 1) %/% rows) * .key_cell(key)
    y <- top + ((i - 1) %% rows + 0.5) * 15 * key$cex
    size <- 12 * key$cex
    .words(x, y, key$text[i], size, "black", FALSE, 0, 0.5, 0)
    x <- x + max(.text_width(key$text, size)) + 6
    if (key$points) {
      draw_marks(x + 8, y, color_text(key$col)[i], key$pch[i], 0.8, NA)
      x <- x + 18
    }
    if (key$lines) .path(c(x + 2, x + 32), c(y, y), color_text(key$line_col)[i], as.character(key$lty[i]), key$lwd[i] * 0.75)
    if (key$bars) .region(x + c(2, 26, 26, 2), y + c(-5, -5, 5, 5), color_text(key$fill)[i], "black", "1", 0.75)
  }
}
