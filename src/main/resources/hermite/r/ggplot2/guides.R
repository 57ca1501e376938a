# Legends and colour bars: what they say, their size and their drawing.

.layer_shows <- function(layer, mapping, aesthetic, data) {
  mapped <- aesthetic %in% names(mapping) || aesthetic %in% setdiff(names(.stat_defaults(layer$stat, layer$geom)), c("x", "y"))
  mapped <- mapped && is.null(layer$params[[aesthetic]])
  # a layer whose marks know no line type says nothing of line types
  mapped <- mapped && (aesthetic == "size" || aesthetic %in% names(.geom_look(layer$geom)))
  show <- layer$show
  if (is.logical(show) && length(show) > 1 && !is.null(names(show))) show <- if (aesthetic %in% names(show)) show[[aesthetic]] else NA
  if (is.na(show)) mapped && nrow(data) > 0 else isTRUE(show)
}
.title_of <- function(b, aesthetic) {
  guide <- b$plot$guides[[aesthetic]]
  if (inherits(guide, "gg_guide") && !is.null(guide$title) && !.is_waiver(guide$title)) return(guide$title)
  s <- b$scales[[aesthetic]]
  if (!is.null(s) && inherits(s$guide, "gg_guide") && !is.null(s$guide$title) && !.is_waiver(s$guide$title)) return(s$guide$title)
  if (!is.null(s) && !.is_waiver(s$name)) return(s$name)
  if (aesthetic %in% names(b$plot$labels)) return(b$plot$labels[[aesthetic]])
  .mapped_label(b, aesthetic)
}
.mapped_label <- function(b, aesthetic) {
  of <- function(e) {
    if (.is_stat_expression(e)) return(label_of(.stat_expression(e)))
    if (is.call(e) && label_of(e[[1]]) %in% c("$", "[[") && identical(e[[2]], quote(.data))) return(as.character(e[[3]]))
    label_of(e)
  }
  e <- b$plot$mapping[[aesthetic]]
  if (!is.null(e)) return(of(e))
  for (i in seq_along(b$layers)) {
    e <- b$layers[[i]]$mapping[[aesthetic]]
    if (!is.null(e) && !identical(b$layers[[i]]$inherit, FALSE)) return(of(e))
  }
  for (i in seq_along(b$layers)) {
    e <- b$layers[[i]]$mapping[[aesthetic]]
    if (!is.null(e) && !isTRUE(b$layers[[i]]$everywhere) && !is.null(b$layers[[i]]$mapping)) return(of(e))
  }
  for (i in seq_along(b$layers)) {
    usual <- .stat_defaults(b$layers[[i]]$stat, b$layers[[i]]$geom)
    if (isTRUE(b$layers[[i]]$flipped)) names(usual) <- c(x = "y", y = "x")[names(usual)]
    if (!is.null(usual[[aesthetic]])) return(label_of(usual[[aesthetic]]))
    if (b$layers[[i]]$stat == "function" && aesthetic == "y") return("y")
    if (b$layers[[i]]$stat == "bindot" && aesthetic == "y" && !identical(b$layers[[i]]$params$binaxis, "y")) return("count")
  }
  for (alternative in if (aesthetic == "y") c("ymin", "ymax", "yintercept") else if (aesthetic == "x") c("xmin", "xmax", "xintercept") else character()) {
    e <- b$plot$mapping[[alternative]]
    for (i in seq_along(b$layers)) if (is.null(e)) e <- b$layers[[i]]$mapping[[alternative]]
    if (!is.null(e)) return(of(e))
  }
  NULL
}
.guides_of <- function(b, theme) {
  if (identical(theme$legend.position, "none")) return(list())
  out <- list()
  for (a in .look_names()) {
    s <- b$scales[[a]]
    if (is.null(s)) next
    guide <- if (a %in% names(b$plot$guides)) b$plot$guides[[a]] else s$guide
    if (identical(guide, "none") || identical(guide, FALSE) || inherits(guide, "gg_guide") && guide$kind == "none") next
    if (is.character(guide)) guide <- if (guide %in% c("colourbar", "colorbar")) guide_colourbar() else guide_legend()
    shows <- vapply(seq_along(b$layers), function(i) .layer_shows(b$layers[[i]], b$mappings[[i]], a, b$data[[i]]), NA)
    if (!any(shows) || s$type == "identity" && is.null(guide)) next
    title <- .title_of(b, a)
    if (s$type == "continuous") {
      seen <- s$trans$inverse(s$range)
      at <- if (is.null(s$breaks)) next else if (.is_waiver(s$breaks)) if (is.null(s$trans$base)) .extended_breaks(min(seen), max(seen)) else .log_breaks(min(s$range), max(s$range), s$trans$base) else if (is.function(s$breaks)) s$breaks(seen) else s$breaks
      inside <- at >= min(seen) - 1e-9 & at <= max(seen) + 1e-9
      labels <- .labels_of(s, at, NULL)[inside]
      at <- at[inside]
      if (a %in% c("colour", "fill") && (is.null(guide) || guide$kind == "colourbar")) {
        out[[length(out) + 1]] <- list(kind = "bar", title = title, labels = labels, at = s$share(at), colors = s$palette(seq(0, 1, length.out = 60)), aesthetics = a, guide = guide)
        next
      }
      share <- s$share(at)
      values <- s$palette(share)
    } else {
      at <- if (is.null(s$breaks)) next else if (.is_waiver(s$breaks)) s$levels else if (is.function(s$breaks)) s$breaks(s$levels) else intersect(as.character(s$breaks), s$levels)
      if (!is.null(names(s$manual)) && is.null(s$limits)) at <- intersect(at, c(names(s$manual), at))
      labels <- .labels_of(s, at, at)
      if (is.character(s$labels) && !is.null(names(s$labels))) labels <- unname(ifelse(at %in% names(s$labels), s$labels[at], at))
      values <- s$values[match(at, s$levels)]
    }
    entry <- list(kind = "legend", title = title, labels = labels, values = setNames(list(values), a), aesthetics = a, shows = shows, guide = guide)
    same <- 0
    for (k in seq_along(out)) if (out[[k]]$kind == "legend" && identical(out[[k]]$title, title) && identical(out[[k]]$labels, labels)) same <- k
    if (same) {
      out[[same]]$values[[a]] <- values
      out[[same]]$aesthetics <- c(out[[same]]$aesthetics, a)
      out[[same]]$shows <- out[[same]]$shows | shows
      if (is.null(out[[same]]$guide)) out[[same]]$guide <- guide
    } else out[[length(out) + 1]] <- entry
  }
  order <- vapply(out, function(g) if (is.null(g$guide$order) || g$guide$order == 0) 99 else g$guide$order, 1)
  out[order(order)]
}
.guide_size <- function(g, theme, row) {
  text <- .theme_get(theme, "legend.text", "size")
  head <- .theme_get(theme, "legend.title", "size")
  key <- .key_size(theme)
  labelled <- !.theme_blank(theme, "legend.text")
  wide <- if (labelled && length(g$labels)) max(.text_width(g$labels, text)) else 0
  titled <- length(.plain(g$title)) > 0 && any(nzchar(.plain(g$title))) && !.theme_blank(theme, "legend.title")
  title <- if (titled) c(.text_width(paste(.plain(g$title), collapse = "\n"), head), head * 1.2 + 5.5 + head * 1.25 * lengths(regmatches(.plain(g$title)[1], gregexpr("\n", .plain(g$title)[1])))) else c(0, 0)
  n <- length(g$labels)
  if (g$kind == "bar") {
    if (row) return(list(width = max(5 * key[1], title[1]) + 11, height = key[2] + text + 3 + title[2], titled = titled, title = title, columns = 1, rows = 1, key = key, cell = wide))
    return(list(width = max(key[1] + 5.5 + wide, title[1]) + 11, height = 5 * key[2] + title[2] + 11, titled = titled, title = title, columns = 1, rows = 1, key = key, cell = wide))
  }
  columns <- if (!is.null(g$guide$ncol)) g$guide$ncol else if (!is.null(g$guide$nrow)) ceiling(n / g$guide$nrow) else if (row) n else if (n > 20) ceiling(n / 20) else 1
  rows <- ceiling(n / columns)
  big <- if (is.null(g$values$size)) 0 else max(as.numeric(g$values$size), 0) * .mm
  key <- pmax(key, big)
  list(width = max(columns * (key[1] + 5.5 + wide) + (columns - 1) * 5.5, if (row) 0 else title[1]) + 11 + if (row && titled) title[1] + 5.5 else 0, height = rows * key[2] + (if (row) 0 else title[2]) + 11,
       titled = titled, title = title, columns = columns, rows = rows, key = key, cell = wide)
}
.key_size <- function(theme) {
  size <- .or(.points_of(theme$legend.key.size), 17.28)
  c(.or(.points_of(theme$legend.key.width), size), .or(.points_of(theme$legend.key.height), size))
}
.points_of <- function(v) if (is.null(v)) NULL else as.numeric(unclass(v))
.draw_guide <- function(b, g, theme, left, top, row) {
  z <- .guide_size(g, theme, row)
  .on_page()
  if (!.theme_blank(theme, "legend.background")) {
    .region(left + c(0, z$width, z$width, 0), top + c(0, 0, z$height, z$height), .theme_get(theme, "legend.background", "fill"), .theme_get(theme, "legend.background", "colour"), "1", .theme_get(theme, "legend.background", "linewidth"))
  }
  x <- left + 5.5
  y <- top + 5.5
  text <- .theme_get(theme, "legend.text", "size")
  ink <- color_text(.theme_get(theme, "legend.text", "colour"))
  if (z$titled) {
    head <- .theme_get(theme, "legend.title", "size")
    words <- paste(.plain(g$title), collapse = "\n")
    lines <- lengths(regmatches(words, gregexpr("\n", words)))
    if (row) {
      .words(x, y + z$key[2] / 2 + head * 0.36, words, head, .theme_get(theme, "legend.title", "colour"), identical(.theme_get(theme, "legend.title", "face"), "bold"), 0, 0, 0)
      x <- x + z$title[1] + 5.5
    } else {
      .words(x, y + head * 0.9 + lines * head * 1.25, words, head, .theme_get(theme, "legend.title", "colour"), identical(.theme_get(theme, "legend.title", "face"), "bold"), 0, 0, 0)
      y <- y + z$title[2]
    }
  }
  if (g$kind == "bar") {
    n <- length(g$colors)
    along <- 5 * z$key[if (row) 1 else 2]
    colors <- g$colors
    for (i in seq_len(n)) {
      if (row) .region(x + (i - 1) / n * along + c(0, along / n + 0.3, along / n + 0.3, 0), y + c(0, 0, z$key[2], z$key[2]), colors[i], NA, "1", 0)
      else .region(x + c(0, z$key[1], z$key[1], 0), y + along - (i - 1) / n * along - c(0, 0, along / n + 0.3, along / n + 0.3), colors[i], NA, "1", 0)
    }
    if (row) .words(x + g$at * along, rep(y + z$key[2] + text, length(g$at)), g$labels, text, ink, FALSE, 0.5, 0, 0)
    else {
      .words(rep(x + z$key[1] + 5.5, length(g$at)), y + along - g$at * along, g$labels, text, ink, FALSE, 0, 0.5, 0)
      for (end in list(c(0, 0.2), c(0.8, 1))) .path(as.vector(rbind(x + end[1] * z$key[1], x + end[2] * z$key[1], rep(NaN, length(g$at)))), as.vector(rbind(y + along - g$at * along, y + along - g$at * along, rep(NaN, length(g$at)))), "white", "1", 0.5)
    }
    return(z)
  }
  order <- seq_along(g$labels)
  if (isTRUE(g$guide$reverse)) order <- rev(order)
  for (k in seq_along(order)) {
    i <- order[k]
    column <- if (isTRUE(g$guide$byrow) || row && is.null(g$guide$nrow) && is.null(g$guide$ncol)) (k - 1) %% z$columns else (k - 1) %/% z$rows
    line <- if (isTRUE(g$guide$byrow) || row && is.null(g$guide$nrow) && is.null(g$guide$ncol)) (k - 1) %/% z$columns else (k - 1) %% z$rows
    kx <- x + column * (z$key[1] + 5.5 + z$cell + 5.5)
    ky <- y + line * z$key[2]
    if (!.theme_blank(theme, "legend.key")) .region(kx + c(0, z$key[1], z$key[1], 0), ky + c(0, 0, z$key[2], z$key[2]), .theme_get(theme, "legend.key", "fill"), NA, "1", 0)
    for (l in which(g$shows)) .draw_key(b$layers[[l]], lapply(g$values, function(v) v[i]), g$guide$override, i, kx, ky, z$key, names(b$mappings[[l]]))
    if (!.theme_blank(theme, "legend.text")) .words(kx + z$key[1] + 5.5, ky + z$key[2] / 2, g$labels[i], text, ink, identical(.theme_get(theme, "legend.text", "face"), "bold"), 0, 0.5, 0)
  }
  z
}
.draw_key <- function(layer, values, override, i, x, y, key, mapped) {
  d <- data.frame(group = 1L)
  fixed <- layer
  for (n in names(values)) if (n %in% mapped || identical(layer$stat, "sum")) d[[n]] <- if (is.null(layer$params[[n]])) values[[n]] else layer$params[[n]]
  for (n in names(override)) fixed$params[[n]] <- rep_len(override[[n]], max(i, length(override[[n]])))[if (length(override[[n]]) == 1) 1 else i]
  if (layer$geom == "boxplot" && "width" %in% names(fixed$params)) fixed$params$width <- NULL
  fixed$params <- Filter(function(v) length(v) == 1, fixed$params[intersect(names(fixed$params), c(.look_names(), "stroke", "se"))])
  d <- .with_colors(.with_looks(d, fixed))
  mx <- x + key[1] / 2
  my <- y + key[2] / 2
  w <- key[1]; h <- key[2]
  across <- function() .gg_path(x + c(0.1, 0.9) * w, c(my, my), .fade(d$colour, d$alpha), d$linetype, d$linewidth)
  upright <- function() .gg_path(c(mx, mx), y + c(0.1, 0.9) * h, .fade(d$colour, d$alpha), d$linetype, d$linewidth)
  area <- function(colour = d$colour) .gg_region(x + c(0.05, 0.95, 0.95, 0.05) * w, y + c(0.05, 0.05, 0.95, 0.95) * h, .fade(d$fill, d$alpha), colour, d$linetype, d$linewidth)
  switch(layer$geom,
    point = .gg_points(mx, my, d),
    line = , path = , step = , segment = , hline = , abline = , errorbar = , errorbarh = , density_2d = across(),
    vline = , linerange = upright(),
    dotplot = .gg_points(mx, my, c(as.list(d), list(shape = 21, size = 2.5, stroke = 0.5))),
    pointrange = {
      upright()
      .gg_points(mx, my, d, FALSE, 4)
    },
    smooth = {
      if (!isFALSE(layer$params$se)) .gg_region(x + c(0, w, w, 0), y + c(0, 0, h, h), .fade(d$fill, d$alpha), NA, 1, 0)
      .gg_path(x + c(0.1, 0.9) * w, c(my, my), d$colour, d$linetype, d$linewidth)
    },
    boxplot = {
      .gg_path(c(mx, mx), y + c(0.1, 0.9) * h, d$colour, d$linetype, d$linewidth)
      .gg_region(x + c(0.125, 0.875, 0.875, 0.125) * w, y + c(0.25, 0.25, 0.75, 0.75) * h, .fade(d$fill, d$alpha), d$colour, d$linetype, d$linewidth)
      .gg_path(x + c(0.125, 0.875) * w, c(my, my), d$colour, d$linetype, d$linewidth)
    },
    text = , label = .words(mx, my, "a", d$size * .mm, .fade(d$colour, d$alpha), FALSE, 0.5, 0.5, 0),
    blank = , rug = NULL,
    area())
  invisible()
}
