# The page of a plot: titles, panels with their axes and strips, guides.

.gg_state <- new.env()
draw_ggplot <- function(plot, area = NULL) {
  b <- .gg_build(plot)
  theme <- if (isTRUE(attr(plot$theme, "complete"))) plot$theme else .theme_over(theme_get(), plot$theme)
  if (is.null(.graph$par)) .graph_start()
  background <- if (.theme_blank(theme, "plot.background")) "white" else .or(.theme_get(theme, "plot.background", "fill"), "white")
  background <- if (is.na(background)) "white" else background
  if (is.null(area)) {
    .page(background)
    area <- c(0, 0, .page_size())
  } else {
    .on_page()
    .region(area[c(1, 3, 3, 1)], area[c(2, 2, 4, 4)], background, NA, "1", 0)
  }
  whole <- area
  margin <- .or(theme$plot.margin, rep(5.5, 4))
  margin <- rep_len(as.numeric(unclass(margin)), 4)
  left <- whole[1] + margin[4]; top <- whole[2] + margin[1]; right <- whole[3] - margin[2]; bottom <- whole[4] - margin[3]
  .on_page()
  labels <- plot$labels
  title <- function(name, part, at_top) {
    words <- .plain(labels[[name]])
    if (length(words) == 0 || .theme_blank(theme, part)) return(0)
    words <- paste(words, collapse = "\n")
    .describe(gsub("\n", " ", words))
    s <- .theme_get(theme, part, "size")
    lines <- 1 + lengths(regmatches(words, gregexpr("\n", words)))
    h <- .or(.theme_get(theme, part, "hjust"), 0)
    list(words = words, size = s, lines = lines, h = h, part = part, height = lines * s * 1.2 + 5.5)
  }
  parts <- list(title("title", "plot.title"), title("subtitle", "plot.subtitle"))
  caption <- title("caption", "plot.caption")
  heading <- sum(vapply(parts, function(p) if (is.list(p)) p$height else 0, 1))
  footing <- if (is.list(caption)) caption$height else 0
  panels_top <- top + heading
  panels_bottom <- bottom - footing
  guides <- .guides_of(b, theme)
  position <- theme$legend.position
  inside <- is.numeric(position)
  where <- if (inside) "inside" else .or(position, "right")
  row <- if (!is.null(theme$legend.direction)) theme$legend.direction == "horizontal" else where %in% c("top", "bottom")
  sizes <- lapply(guides, .guide_size, theme = theme, row = row)
  if (length(guides) && !inside) {
    if (where %in% c("left", "right")) {
      wide <- max(vapply(sizes, `[[`, 1, "width")) + 11
      if (where == "right") right <- right - wide else left <- left + wide
    } else {
      high <- max(vapply(sizes, `[[`, 1, "height")) + 5.5
      if (where == "top") panels_top <- panels_top + high else panels_bottom <- panels_bottom - high
    }
  }
  area <- .draw_panels(b, theme, c(left, panels_top, right, panels_bottom))
  .on_page()
  y <- top
  for (p in parts) if (is.list(p)) {
    .words(area[1] + p$h * (area[3] - area[1]), y + p$size * 0.85 + (p$lines - 1) * p$size * 1.25, p$words, p$size, color_text(.theme_get(theme, p$part, "colour")), identical(.theme_get(theme, p$part, "face"), "bold"), p$h, 0, 0)
    y <- y + p$height
  }
  if (is.list(caption)) .words(area[1] + caption$h * (area[3] - area[1]), bottom - 2, caption$words, caption$size, color_text(.theme_get(theme, "plot.caption", "colour")), identical(.theme_get(theme, "plot.caption", "face"), "bold"), caption$h, 0, 0)
  if (length(guides)) {
    along <- vapply(sizes, `[[`, 1, if (where %in% c("top", "bottom")) "width" else "height")
    total <- sum(along) + 11 * (length(along) - 1)
    if (where %in% c("left", "right")) {
      at <- (panels_top + panels_bottom - total) / 2
      for (k in seq_along(guides)) {
        .draw_guide(b, guides[[k]], theme, if (where == "right") right + 11 else whole[1] + margin[4], at, row)
        at <- at + along[k] + 11
      }
    } else if (inside) {
      wide <- max(vapply(sizes, `[[`, 1, "width"))
      anchor <- if (is.numeric(theme$legend.justification)) theme$legend.justification else position
      x0 <- area[1] + position[1] * (area[3] - area[1]) - anchor[1] * wide
      at <- area[4] - position[2] * (area[4] - area[2]) - (1 - anchor[2]) * total
      for (k in seq_along(guides)) {
        .draw_guide(b, guides[[k]], theme, x0, at, row)
        at <- at + along[k] + 11
      }
    } else {
      at <- (area[1] + area[3] - total) / 2
      y0 <- if (where == "bottom") panels_bottom + 5.5 else panels_top - max(vapply(sizes, `[[`, 1, "height")) - 5.5
      for (k in seq_along(guides)) {
        .draw_guide(b, guides[[k]], theme, at, y0, row)
        at <- at + along[k] + 11
      }
    }
  }
  .graph$box <- area
  .graph$usr <- c(0, 1, 0, 1)
  .graph$log <- c(FALSE, FALSE)
  .page_is_full()
  invisible(b)
}
# Text of an axis or legend title; NULL for none.
.axis_title <- function(b, axis) {
  s <- b$scales[[axis]]
  t <- if (!is.null(s) && !.is_waiver(s$name)) s$name else if (axis %in% names(b$plot$labels)) b$plot$labels[[axis]] else .mapped_label(b, axis)
  words <- .plain(t)
  if (length(words) && any(nzchar(words))) paste(words, collapse = "\n") else NULL
}
.lines_in <- function(text) 1 + lengths(regmatches(text, gregexpr("\n", text)))
# Room a rotated text needs along and across.
.turned_size <- function(texts, size, angle) {
  if (length(texts) == 0) return(c(0, 0))
  a <- abs(angle) * pi / 180
  w <- .text_width(texts, size)
  h <- size * 0.72 + (.lines_in(texts) - 1) * size * 1.25
  c(max(w * cos(a) + h * abs(sin(a))), max(w * abs(sin(a)) + h * cos(a)))
}
.draw_panels <- function(b, theme, area) {
  flip <- b$flip
  coord <- b$plot$coord
  if (.is_polar(b)) b$panels <- lapply(b$panels, function(v) .polar_square(coord, v))
  layout <- b$layout
  table <- layout$table
  rows <- layout$rows
  columns <- layout$columns
  below_axis <- if (flip) "y" else "x"
  beside_axis <- if (flip) "x" else "y"
  spacing <- c(.or(.points_of(theme$panel.spacing.x), .or(.points_of(theme$panel.spacing), 5.5)), .or(.points_of(theme$panel.spacing.y), .or(.points_of(theme$panel.spacing), 5.5)))
  tick <- if (.theme_blank(theme, "axis.ticks")) 0 else .or(.points_of(theme$axis.ticks.length), 2.75)
  text_x <- !.theme_blank(theme, "axis.text.x")
  text_y <- !.theme_blank(theme, "axis.text.y")
  size_x <- .theme_get(theme, "axis.text.x", "size")
  size_y <- .theme_get(theme, "axis.text.y", "size")
  angle_x <- .or(.theme_get(theme, "axis.text.x", "angle"), 0)
  turned <- b$plot$guides[[below_axis]]
  if (inherits(turned, "gg_guide") && !is.null(turned$angle)) angle_x <- turned$angle
  angle_y <- .or(.theme_get(theme, "axis.text.y", "angle"), 0)
  free <- if (is.null(b$facet)) "fixed" else .or(b$facet$scales, "fixed")
  wrapped <- identical(b$facet$kind, "wrap")
  free_below <- wrapped && free %in% c("free", paste0("free_", below_axis))
  free_beside <- wrapped && free %in% c("free", paste0("free_", beside_axis))
  titles <- list(x = if (.theme_blank(theme, "axis.title.x")) NULL else .axis_title(b, below_axis), y = if (.theme_blank(theme, "axis.title.y")) NULL else .axis_title(b, beside_axis))
  if (.is_polar(b) && coord$theta == "y") titles <- list(x = titles$y, y = titles$x)
  .describe(paste(c(titles$y, titles$x), collapse = " by "))
  # strips
  strip_size <- .theme_get(theme, "strip.text.x", "size")
  stripped <- !.theme_blank(theme, "strip.text.x") && length(layout$levels) > 0
  texts_top <- texts_right <- NULL
  if (length(layout$levels)) {
    of <- function(by) if (length(by)) .facet_texts(b$facet, as.data.frame(lapply(setNames(by, by), function(n) table[[n]]), stringsAsFactors = FALSE, optional = TRUE)) else NULL
    if (wrapped) texts_top <- of(names(b$facet$by)) else {
      texts_top <- of(names(b$facet$cols))
      texts_right <- of(names(b$facet$rows))
    }
  }
  strip_height <- function(texts) if (is.null(texts) || !stripped) 0 else sum(vapply(texts, function(t) max(.lines_in(t)) * strip_size * 1.2 + 8.8 - 4, 1)) + 4
  top_strip <- strip_height(texts_top)
  right_strip <- strip_height(texts_right)
  below_texts <- unlist(lapply(b$panels, function(p) p[[below_axis]]$labels))
  beside_texts <- unlist(lapply(b$panels, function(p) p[[beside_axis]]$labels))
  below_texts <- below_texts[!is.na(below_texts)]
  beside_texts <- beside_texts[!is.na(beside_texts)]
  below <- tick + if (text_x) .turned_size(below_texts, size_x, angle_x)[2] + 2.2 else 0
  beside <- tick + if (text_y) .turned_size(beside_texts, size_y, angle_y)[1] + 2.2 else 0
  title_size <- .theme_get(theme, "axis.title.x", "size")
  title_size_y <- .theme_get(theme, "axis.title.y", "size")
  left <- area[1] + beside + if (is.null(titles$y)) 0 else .lines_in(titles$y) * title_size_y * 1.2 + 2.75
  bottom <- area[4] - below - if (is.null(titles$x)) 0 else .lines_in(titles$x) * title_size * 1.2 + 2.75
  right <- area[3] - right_strip
  top <- area[2]
  gap_x <- spacing[1] + if (free_beside) beside else 0
  gap_y <- spacing[2] + if (free_below) below else 0
  strip_rows <- if (wrapped) rows else 1
  width <- (right - left - gap_x * (columns - 1)) / columns
  height <- (bottom - top - gap_y * (rows - 1) - top_strip * strip_rows) / rows
  ratio <- if (.is_polar(b)) 1 else theme$aspect.ratio
  if (!is.null(b$plot$coord$ratio)) {
    v <- b$panels[[1]]
    ratio <- b$plot$coord$ratio * diff(v$y$view) / diff(v$x$view)
  }
  if (!is.null(ratio)) {
    if (height / width > ratio) height <- width * ratio else width <- height / ratio
    spare <- right - left - columns * width - gap_x * (columns - 1)
    left <- left + spare / 2
    spare <- bottom - top - rows * height - gap_y * (rows - 1) - top_strip * strip_rows
    top <- top + spare / 2
  }
  if (width < 5 || height < 5) stop("Viewport has zero dimension(s)", call. = FALSE)
  right <- left + columns * width + gap_x * (columns - 1)
  bottom <- top + rows * height + gap_y * (rows - 1) + top_strip * strip_rows
  px <- function(column) left + (column - 1) * (width + gap_x)
  py <- function(r) top + (if (wrapped) r * top_strip else top_strip) + (r - 1) * (height + gap_y)
  lowest <- vapply(seq_len(columns), function(c) max(c(table$ROW[table$COL == c], 0)), 1)
  for (k in seq_len(nrow(table))) {
    r <- table$ROW[k]; c <- table$COL[k]
    box <- c(px(c), py(r), px(c) + width, py(r) + height)
    .draw_panel(b, theme, k, box)
    v <- b$panels[[k]]
    if (r == lowest[c] || free_below || !wrapped && r == rows) .draw_ticks_below(theme, v[[below_axis]], box, tick, text_x, size_x, angle_x)
    if (c == 1 || free_beside) .draw_ticks_beside(theme, v[[beside_axis]], box, tick, text_y, size_y, angle_y)
    if (!is.null(texts_top) && stripped && (wrapped || r == 1)) .draw_strip(theme, vapply(texts_top, `[`, "", k), c(box[1], box[2] - top_strip, box[3], box[2]), FALSE, strip_size)
    if (!is.null(texts_right) && stripped && c == columns) .draw_strip(theme, vapply(texts_right, `[`, "", k), c(box[3], box[2], box[3] + right_strip, box[4]), TRUE, strip_size)
  }
  .on_page()
  words <- function(name, text, x, y, across, up, angle, s) .words(x, y, text, s, color_text(.theme_get(theme, name, "colour")), identical(.theme_get(theme, name, "face"), "bold"), across, up, angle)
  if (!is.null(titles$x)) {
    h <- .or(.theme_get(theme, "axis.title.x", "hjust"), 0.5)
    words("axis.title.x", titles$x, left + h * (right - left), bottom + below + 2.75 + title_size * 0.85 + (.lines_in(titles$x) - 1) * title_size * 1.25, h, 0, .or(.theme_get(theme, "axis.title.x", "angle"), 0), title_size)
  }
  if (!is.null(titles$y)) {
    h <- .or(.theme_get(theme, "axis.title.y", "hjust"), 0.5)
    angle <- .or(.theme_get(theme, "axis.title.y", "angle"), 90)
    x0 <- left - beside - 2.75
    if (angle == 90) words("axis.title.y", titles$y, x0 - title_size_y * 0.2, bottom - h * (bottom - top), h, 0, 90, title_size_y)
    else words("axis.title.y", titles$y, x0, bottom - h * (bottom - top), 1, 0.5, angle, title_size_y)
  }
  c(left, top, right, bottom)
}
.draw_panel <- function(b, theme, k, box) {
  v <- b$panels[[k]]
  flip <- b$flip
  across <- v[[if (flip) "y" else "x"]]
  up <- v[[if (flip) "x" else "y"]]
  edges <- c(across$view, up$view)
  .gg_state$box <- box
  .gg_state$edges <- edges
  .view(box, edges, FALSE, FALSE, TRUE)
  fill <- if (.theme_blank(theme, "panel.background")) NA else .theme_get(theme, "panel.background", "fill")
  border <- if (.theme_blank(theme, "panel.background")) NA else .theme_get(theme, "panel.background", "colour")
  corners <- function(fill, colour, width) .region(edges[c(1, 2, 2, 1)], edges[c(3, 3, 4, 4)], fill, color_text(colour), "1", width)
  corners(fill, border, 1)
  lines_at <- function(name, at, vertical) {
    if (!length(at) || .theme_blank(theme, name)) return(invisible())
    color <- color_text(.theme_get(theme, name, "colour"))
    width <- .theme_get(theme, name, "linewidth") * .mm * 0.75
    type <- as.character(.or(.theme_get(theme, name, "linetype"), 1))
    n <- length(at)
    if (vertical) .path(as.vector(rbind(at, at, NaN)), as.vector(rbind(rep(edges[3], n), edges[4], NaN)), color, type, width)
    else .path(as.vector(rbind(rep(edges[1], n), edges[2], NaN)), as.vector(rbind(at, at, NaN)), color, type, width)
  }
  polar <- .is_polar(b)
  values <- if (polar) v$values else v
  if (polar) {
    .polar_grid(b$plot$coord, values, theme)
    up <- across <- list()
    .gg_state$polar <- .polar_places(b$plot$coord, values)
    on.exit(.gg_state$polar <- NULL)
  }
  lines_at("panel.grid.minor.y", up$minor, FALSE)
  lines_at("panel.grid.minor.x", across$minor, TRUE)
  lines_at("panel.grid.major.y", up$at, FALSE)
  lines_at("panel.grid.major.x", across$at, TRUE)
  clip <- !identical(b$plot$coord$clip, "off")
  if (!clip) .view(box, edges, FALSE, FALSE, FALSE)
  for (i in seq_along(b$layers)) {
    d <- b$data[[i]]
    if (nrow(d) == 0) next
    d <- d[d$PANEL == b$layout$table$PANEL[k], , drop = FALSE]
    if (nrow(d)) .draw_layer(b$layers[[i]], d, values, flip)
  }
  if (polar) .polar_labels(b$plot$coord, values, theme)
  .view(box, edges, FALSE, FALSE, FALSE)
  if (!.theme_blank(theme, "panel.border")) corners(NA, .theme_get(theme, "panel.border", "colour"), .theme_get(theme, "panel.border", "linewidth") * .mm * 0.75)
  if (!.theme_blank(theme, "axis.line.x")) .path(edges[1:2], edges[c(3, 3)], color_text(.theme_get(theme, "axis.line.x", "colour")), "1", .theme_get(theme, "axis.line.x", "linewidth") * .mm * 0.75)
  if (!.theme_blank(theme, "axis.line.y")) .path(edges[c(1, 1)], edges[3:4], color_text(.theme_get(theme, "axis.line.y", "colour")), "1", .theme_get(theme, "axis.line.y", "linewidth") * .mm * 0.75)
}
.draw_ticks_below <- function(theme, axis, box, tick, shown, size, angle) {
  n <- length(axis$at)
  if (!n) return(invisible())
  .on_page()
  x <- box[1] + (axis$at - axis$view[1]) / diff(axis$view) * (box[3] - box[1])
  if (tick > 0 && !.theme_blank(theme, "axis.ticks.x")) .path(as.vector(rbind(x, x, NaN)), as.vector(rbind(rep(box[4], n), box[4] + tick, NaN)), color_text(.theme_get(theme, "axis.ticks.x", "colour")), "1", .theme_get(theme, "axis.ticks.x", "linewidth") * .mm * 0.75)
  if (!shown) return(invisible())
  color <- color_text(.theme_get(theme, "axis.text.x", "colour"))
  bold <- identical(.theme_get(theme, "axis.text.x", "face"), "bold")
  h <- .or(.theme_get(theme, "axis.text.x", "hjust"), 0.5)
  y <- rep(box[4] + tick + 2.2, n)
  ok <- !is.na(axis$labels) & nzchar(axis$labels)
  if (!any(ok)) return(invisible())
  a <- angle %% 360
  if (a == 0) .words(x[ok], y[ok], axis$labels[ok], size, color, bold, h, 1, 0)
  else if (a == 90) .words(x[ok], y[ok] + if (h < 1) (1 - h) * max(.text_width(axis$labels, size)) else 0, axis$labels[ok], size, color, bold, h, .or(theme$axis.text.x$vjust, 0.5), 90)
  else if (a < 180) .words(x[ok], y[ok] + if (h < 1) (1 - h) * max(.text_width(axis$labels, size)) * sin(a * pi / 180) else size * 0.4, axis$labels[ok], size, color, bold, h, if (h == 1) 1 else 0.5, a)
  else .words(x[ok], y[ok] + size * 0.4, axis$labels[ok], size, color, bold, if (h == 0.5) 0 else h, 0.5, a)
}
.draw_ticks_beside <- function(theme, axis, box, tick, shown, size, angle) {
  n <- length(axis$at)
  if (!n) return(invisible())
  .on_page()
  y <- box[4] - (axis$at - axis$view[1]) / diff(axis$view) * (box[4] - box[2])
  if (tick > 0 && !.theme_blank(theme, "axis.ticks.y")) .path(as.vector(rbind(rep(box[1], n), box[1] - tick, NaN)), as.vector(rbind(y, y, NaN)), color_text(.theme_get(theme, "axis.ticks.y", "colour")), "1", .theme_get(theme, "axis.ticks.y", "linewidth") * .mm * 0.75)
  ok <- !is.na(axis$labels) & nzchar(axis$labels)
  if (!shown || !any(ok)) return(invisible())
  .words(rep(box[1] - tick - 2.2, n)[ok], y[ok], axis$labels[ok], size, color_text(.theme_get(theme, "axis.text.y", "colour")), identical(.theme_get(theme, "axis.text.y", "face"), "bold"), if (angle == 90) 0.5 else 1, if (angle == 90) 0 else 0.5, angle)
}
.draw_strip <- function(theme, texts, box, right, size) {
  .on_page()
  name <- if (right) "strip.background.y" else "strip.background.x"
  part <- if (right) "strip.text.y" else "strip.text.x"
  n <- length(texts)
  for (i in seq_len(n)) {
    own <- if (right) c(box[1] + (i - 1) / n * (box[3] - box[1]), box[2], box[1] + i / n * (box[3] - box[1]), box[4])
      else c(box[1], box[2] + (i - 1) / n * (box[4] - box[2]), box[3], box[2] + i / n * (box[4] - box[2]))
    if (!.theme_blank(theme, name)) .region(own[c(1, 3, 3, 1)], own[c(2, 2, 4, 4)], color_text(.theme_get(theme, name, "fill")), color_text(.theme_get(theme, name, "colour")), "1", .or(.theme_get(theme, name, "linewidth"), 0.5) * .mm * 0.75)
    s <- .theme_get(theme, part, "size")
    angle <- if (right) .or(.theme_get(theme, part, "angle"), -90) else 0
    h <- .or(.theme_get(theme, part, "hjust"), 0.5)
    x <- if (right) (own[1] + own[3]) / 2 else own[1] + h * (own[3] - own[1])
    .words(x, (own[2] + own[4]) / 2, texts[i], s, color_text(.theme_get(theme, part, "colour")), identical(.theme_get(theme, part, "face"), "bold"), if (right) 0.5 else h, 0.5, angle)
  }
}
# Several plots on one page, row by row, with widths of columns and heights of rows in parts of the whole.
.arrange_plots <- function(plots, nrow = NULL, ncol = NULL, widths = NULL, heights = NULL, byrow = TRUE, top = NULL, labels = NULL) {
  n <- length(plots)
  if (is.null(ncol)) ncol <- if (!is.null(nrow)) ceiling(n / nrow) else if (!is.null(widths)) length(widths) else ceiling(sqrt(n))
  if (is.null(nrow)) nrow <- ceiling(n / ncol)
  if (is.null(.graph$par)) .graph_start()
  .page("white")
  size <- .page_size()
  above <- 0
  if (length(.plain(top)) && nzchar(.plain(top)[1])) {
    .on_page()
    .words(size[1] / 2, 16, .plain(top)[1], 12, "black", FALSE, 0.5, 0, 0)
    above <- 22
  }
  part <- function(given, n) {
    given <- if (is.null(given)) rep(1, n) else rep_len(as.numeric(unclass(given)), n)
    c(0, cumsum(given) / sum(given))
  }
  x <- part(widths, ncol) * size[1]
  y <- above + part(heights, nrow) * (size[2] - above)
  for (i in seq_len(n)) {
    row <- if (byrow) (i - 1) %/% ncol + 1 else (i - 1) %% nrow + 1
    column <- if (byrow) (i - 1) %% ncol + 1 else (i - 1) %/% nrow + 1
    area <- c(x[column], y[row], x[column + 1], y[row + 1])
    p <- plots[[i]]
    if (inherits(p, "ggplot")) draw_ggplot(p, area)
    else if (inherits(p, "trellis")) .trellis_draw(p, area)
    else if (!is.null(p)) .unsupported("only plots of ggplot2 and lattice can be arranged (graphics)")
    if (!is.null(labels)) {
      .on_page()
      .words(area[1] + 4, area[2] + 14, labels[i], 14, "black", TRUE, 0, 0, 0)
    }
  }
  .page_is_full()
  invisible(plots)
}
.plots_of <- function(given) {
  is_plot <- vapply(given, function(p) inherits(p, c("ggplot", "trellis")), NA)
  list(plots = given[is_plot], rest = given[!is_plot])
}
