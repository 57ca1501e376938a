# How a ggplot object is drawn: one panel a facet, each layer split by its groups.

draw_ggplot <- function(plot) {
  if (is.null(plot$facet)) {
    draw_panel(plot, NULL, NULL)
    return(invisible())
  }
  data <- as.data.frame(plot$data)
  keys <- lapply(plot$facet$by, function(v) as.character(data[[v]]))
  label <- do.call(paste, c(keys, sep = ", "))
  order <- do.call("order", lapply(plot$facet$by, function(v) {
    column <- data[[v]]
    if (is.factor(column)) as.integer(column) else column
  }))
  panels <- unique(label[order])
  n <- length(panels)
  columns <- if (!is.null(plot$facet$ncol)) plot$facet$ncol
    else if (!is.null(plot$facet$nrow)) ceiling(n / plot$facet$nrow)
    else if (plot$facet$grid && length(plot$facet$by) == 2) length(unique(data[[plot$facet$by[2]]]))
    else ceiling(sqrt(n))
  .layout(ceiling(n / columns), columns)
  ranges <- panel_ranges(plot)
  for (p in panels) draw_panel(plot, function(d) {
    if (!all(plot$facet$by %in% names(d))) return(d)
    own <- do.call(paste, c(lapply(plot$facet$by, function(v) as.character(d[[v]])), sep = ", "))
    d[own == p, , drop = FALSE]
  }, p, ranges)
  .layout(1, 1)
}
# Values of a layer's aesthetics, one row an observation.
layer_data <- function(plot, layer, keep) {
  data <- if (is.null(layer$data)) plot$data else if (is.function(layer$data)) layer$data(plot$data) else layer$data
  data <- if (is.null(data)) NULL else as.data.frame(data)
  if (!is.null(keep) && !is.null(data)) data <- keep(data)
  mapping <- unclass(plot$mapping)
  for (n in names(layer$mapping)) mapping[[n]] <- layer$mapping[[n]]
  values <- lapply(mapping, function(e) {
    if (is.call(e) && as.character(e[[1]])[1] %in% c("after_stat", "stat")) return(NULL)
    eval(e, data, plot$env)
  })
  values <- Filter(Negate(is.null), values)
  n <- if (length(values)) max(lengths(values)) else 0
  as.data.frame(lapply(values, function(v) if (length(v) == 1) rep(v, n) else v), stringsAsFactors = FALSE, optional = TRUE)
}
is_discrete <- function(v) is.factor(v) || is.character(v) || is.logical(v)
discrete_levels <- function(plot, axis) {
  for (layer in plot$layers) {
    v <- layer_data(plot, layer, NULL)[[axis]]
    if (!is.null(v) && is_discrete(v)) return(if (is.factor(v)) levels(droplevels(v)) else sort(unique(as.character(v))))
  }
  NULL
}
needs_zero <- function(layer) layer$geom %in% c("bar", "histogram", "area", "density")
panel_ranges <- function(plot) {
  x <- y <- numeric()
  for (layer in plot$layers) {
    d <- layer_data(plot, layer, NULL)
    for (n in intersect(names(d), c("x", "xmin", "xmax", "xintercept"))) if (!is_discrete(d[[n]])) x <- c(x, as.numeric(d[[n]]))
    shape <- layer_shape(layer, d)
    for (n in intersect(names(d), c("y", "ymin", "ymax", "yintercept"))) if (!is_discrete(d[[n]])) y <- c(y, as.numeric(d[[n]]))
    x <- c(x, shape$x)
    y <- c(y, shape$y)
    if (layer$geom == "hline") y <- c(y, layer$options$at)
    if (layer$geom == "vline") x <- c(x, layer$options$at)
    if (needs_zero(layer)) y <- c(y, 0)
  }
  widen <- function(v) {
    v <- v[is.finite(v)]
    if (length(v) == 0) return(NULL)
    r <- range(v)
    if (diff(r) == 0) r <- r + c(-0.5, 0.5)
    r + c(-0.05, 0.05) * diff(r)
  }
  list(x = widen(x), y = widen(y))
}
# Heights and places that a layer computes itself, for the ranges.
layer_shape <- function(layer, d) {
  if (layer$geom == "histogram" && !is.null(d$x)) {
    h <- histogram_bins(layer, d$x)
    list(x = range(h$breaks), y = max(h$counts))
  } else if (layer$geom == "bar" && !is.null(d$x)) {
    key <- as.character(d$x)
    height <- if (layer$options$stat == "count") rep(1, length(key)) else d$y
    if (identical(layer$options$position, "fill")) list(y = 1)
    else if (identical(layer$options$position, "dodge")) list(y = if (layer$options$stat == "count") max(table(key, group_of(d))) else max(height))
    else list(y = max(tapply(height, key, sum)), x = if (is_discrete(d$x)) NULL else range(d$x) + c(-0.5, 0.5))
  } else if (layer$geom == "density" && !is.null(d$x)) {
    e <- stats::density(d$x)
    list(x = range(e$x), y = max(vapply(split(d$x, group_of(d)), function(v) max(stats::density(v)$y), 1)))
  } else list()
}
histogram_bins <- function(layer, x) {
  x <- x[is.finite(x)]
  width <- layer$options$binwidth
  if (is.null(width)) width <- diff(range(x)) / (layer$options$bins - 1)
  start <- floor((min(x) + width / 2) / width) * width - width / 2
  breaks <- seq(start, max(x) + width, by = width)
  list(breaks = breaks, counts = as.vector(table(cut(x, breaks, include.lowest = TRUE))), width = width)
}
group_of <- function(d) {
  by <- intersect(c("colour", "fill", "linetype", "shape", "group"), names(d))
  by <- by[vapply(by, function(n) n == "group" || is_discrete(d[[n]]), NA)]
  if (length(by) == 0) return(factor(rep("", nrow(d)), levels = ""))
  keys <- do.call(paste, c(lapply(by, function(n) as.character(d[[n]])), sep = "\r"))
  factor(keys, levels = unique(keys))
}

# Colours of hues spread around the circle at equal lightness, as ggplot2 picks them.
hue_colors <- function(n) {
  known <- list("#F8766D", c("#F8766D", "#00BFC4"), c("#F8766D", "#00BA38", "#619CFF"),
                c("#F8766D", "#7CAE00", "#00BFC4", "#C77CFF"), c("#F8766D", "#A3A500", "#00BF7D", "#00B0F6", "#E76BF3"),
                c("#F8766D", "#B79F00", "#00BA38", "#00BFC4", "#619CFF", "#F564E3"))
  if (n <= length(known)) known[[max(n, 1)]] else rep_len(known[[6]], n)
}
aesthetic_levels <- function(plot, name) {
  for (layer in plot$layers) {
    v <- layer_data(plot, layer, NULL)[[name]]
    if (!is.null(v) && is_discrete(v)) return(if (is.factor(v)) levels(droplevels(v)) else sort(unique(as.character(v))))
  }
  NULL
}
aesthetic_value <- function(plot, name, level) {
  levels <- aesthetic_levels(plot, name)
  given <- plot$scales[[name]]$values
  at <- match(level, levels)
  if (!is.null(given)) return(as.character(if (!is.null(names(given))) given[[level]] else given[[at]]))
  switch(name, colour = , fill = hue_colors(length(levels))[at], linetype = as.character(at), shape = c("16", "17", "15", "3", "7", "8")[(at - 1) %% 6 + 1])
}
look_of <- function(plot, layer, part, name, default) {
  if (!is.null(layer$fixed[[name]])) return(as.character(layer$fixed[[name]]))
  v <- part[[name]]
  if (is.null(v) || !is_discrete(v) || length(v) == 0) return(default)
  aesthetic_value(plot, name, as.character(v[1]))
}
label_for <- function(plot, name) {
  if (!is.null(plot$labels[[name]])) return(plot$labels[[name]])
  if (!is.null(plot$scales[[paste0(name, "axis")]]$name)) return(plot$scales[[paste0(name, "axis")]]$name)
  if (!is.null(plot$scales[[name]]$name)) return(plot$scales[[name]]$name)
  e <- plot$mapping[[name]]
  for (layer in plot$layers) if (is.null(e)) e <- layer$mapping[[name]]
  if (is.null(e)) if (name == "y") "count" else "" else if (is.character(e)) e else label_of(e)
}

draw_panel <- function(plot, keep, strip, ranges = panel_ranges(plot)) {
  xlevels <- discrete_levels(plot, "x")
  limits <- plot$limits
  log <- paste0("", if (isTRUE(plot$scales$xaxis$log)) "x", if (isTRUE(plot$scales$yaxis$log)) "y")
  horizontal <- plot$flip && !is.null(xlevels)
  titles <- c(if (is.null(keep)) c(plot$labels$title, plot$labels$subtitle), strip)
  if (!is.null(keep) && !is.null(plot$labels$title)) titles <- c(plot$labels$title, titles)
  xrange <- if (!is.null(xlevels)) NULL else if (!is.null(limits$x)) limits$x else ranges$x
  yrange <- if (!is.null(limits$y)) limits$y else ranges$y
  if (horizontal) .panel(yrange, NULL, label_for(plot, "y"), label_for(plot, "x"), titles, plot$labels$caption, log, xlevels, FALSE)
  else .panel(xrange, yrange, label_for(plot, "x"), label_for(plot, "y"), titles, plot$labels$caption, log, xlevels, TRUE)
  explained <- character()
  for (layer in plot$layers) {
    d <- layer_data(plot, layer, keep)
    if (layer$geom %in% c("hline", "vline", "abline")) {
      draw_rule(layer)
      next
    }
    if (nrow(d) == 0) next
    if (!is.null(d$x) && is_discrete(d$x)) d$x <- match(as.character(d$x), xlevels) - 1
    groups <- group_of(d)
    if (layer$geom == "bar") {
      explained <- c(explained, draw_bar_layer(plot, layer, d, groups, horizontal, explained))
      next
    }
    parts <- split(d, groups)
    for (i in seq_along(parts)) {
      part <- parts[[i]]
      shown <- legend_text(plot, part, explained)
      explained <- c(explained, shown)
      draw_layer(plot, layer, part, shown, horizontal, i, length(parts))
    }
  }
  by <- intersect(c("colour", "fill", "linetype", "shape"), c(names(plot$mapping), unlist(lapply(plot$layers, function(l) names(l$mapping)))))
  if (any(nzchar(explained))) .legend(label_for(plot, by[1]), "right", FALSE)
}
# The legend's text for a group, once.
legend_text <- function(plot, part, explained) {
  by <- intersect(c("colour", "fill", "linetype", "shape"), names(part))
  by <- by[vapply(by, function(n) is_discrete(part[[n]]), NA)]
  if (length(by) == 0) return("")
  text <- paste(unique(vapply(by, function(n) as.character(part[[n]][1]), "")), collapse = ", ")
  labels <- plot$scales[[by[1]]]$labels
  if (!is.null(labels)) text <- labels[[match(text, aesthetic_levels(plot, by[1]))]]
  if (text %in% explained) "" else text
}
draw_rule <- function(layer) {
  color <- if (is.null(layer$fixed$colour)) "black" else color_text(layer$fixed$colour)
  type <- if (is.null(layer$fixed$linetype)) "1" else as.character(layer$fixed$linetype)
  switch(layer$geom, hline = .rule(as.numeric(layer$options$at), TRUE, color, type, 1),
         vline = .rule(as.numeric(layer$options$at), FALSE, color, type, 1),
         abline = .slope(layer$options$intercept, layer$options$slope, color, type, 1))
}
draw_layer <- function(plot, layer, part, shown, horizontal, i, n) {
  color <- look_of(plot, layer, part, "colour", "black")
  fill <- look_of(plot, layer, part, "fill", "gray35")
  type <- look_of(plot, layer, part, "linetype", "1")
  shape <- look_of(plot, layer, part, "shape", "16")
  width <- if (!is.null(layer$fixed$linewidth)) layer$fixed$linewidth else if (is.null(layer$fixed$size)) 0.8 else layer$fixed$size
  opacity <- if (is.null(layer$fixed$alpha)) 1 else layer$fixed$alpha
  size <- if (is.null(layer$fixed$size)) 0.9 else layer$fixed$size / 1.7
  x <- as.numeric(part$x)
  y <- if (is.null(part$y)) NULL else as.numeric(part$y)
  swap <- function(f) if (horizontal) f(y, x) else f(x, y)
  sorted <- function() order(x)
  switch(layer$geom,
    point = swap(function(a, b) .marks(a, b, color, shape, size, shown)),
    jitter = {
      x <- x + runif(length(x), -layer$options$width, layer$options$width)
      swap(function(a, b) .marks(a, b, color, shape, size, shown))
    },
    line = .path(x[sorted()], y[sorted()], color, type, width * 1.5, shown),
    path = .path(x, y, color, type, width * 1.5, shown),
    step = {
      o <- sorted()
      k <- rep(seq_along(o), each = 2)
      .path(x[o][k][-1], y[o][k][-2 * length(o)], color, type, width * 1.5, shown)
    },
    smooth = draw_smooth(layer, x, y, if (is.null(part$colour)) "#3366FF" else color, shown),
    boxplot = {
      places <- if (length(unique(x)) == 1 && n > 1 && !is.null(part$fill) && length(unique(part$fill)) == 1) (i - (n + 1) / 2) * 0.7 / n else 0
      for (at in unique(x)) {
        s <- boxplot.stats(y[x == at])
        .box(at, 0.6, s$stats, as.numeric(s$out), horizontal, if (is.null(part$fill)) "white" else fill, shown)
        shown <- ""
      }
    },
    histogram = {
      h <- histogram_bins(layer, x)
      mids <- h$breaks[-1] - h$width / 2
      .bars(mids, rep(0, length(mids)), h$counts, h$width, FALSE, fill, if (is.null(layer$fixed$colour)) fill else color, shown)
    },
    density = {
      e <- stats::density(x)
      if (!is.null(part$fill) || !is.null(layer$fixed$fill)) .area(e$x, rep(0, length(e$x)), e$y, fill, opacity, "")
      .path(e$x, e$y, color, type, width * 1.5, shown)
    },
    errorbar = .whiskers(x, as.numeric(part$ymin), as.numeric(part$ymax), horizontal, color),
    pointrange = {
      .whiskers(x, as.numeric(part$ymin), as.numeric(part$ymax), horizontal, color)
      swap(function(a, b) .marks(a, b, color, shape, size, shown))
    },
    ribbon = .area(x[sorted()], as.numeric(part$ymin)[sorted()], as.numeric(part$ymax)[sorted()], fill, opacity, shown),
    area = .area(x[sorted()], rep(0, length(x)), y[sorted()], fill, opacity, shown),
    text = .words(x, y, as.character(if (is.null(part$label)) layer$fixed$label else part$label), color),
    summary = {
      at <- sort(unique(x))
      values <- vapply(at, function(v) as.numeric(layer$options$fun(y[x == v]))[1], 1)
      if (layer$options$geom == "line") .path(at, values, color, type, width * 1.5, shown)
      else if (layer$options$geom == "bar") .bars(at, rep(0, length(at)), values, 0.9, horizontal, fill, fill, shown)
      else .marks(at, values, color, shape, size, shown)
    })
}
draw_smooth <- function(layer, x, y, color, shown) {
  method <- layer$options$method
  if (is.null(method) || method == "auto") {
    if (length(x) >= 1000) .unsupported("geom_smooth() of 1000 rows or more draws a gam in R, which is not supported: give method = (graphics)")
    method <- "loess"
  }
  if (!method %in% c("loess", "lm", "glm")) {
    .unsupported("geom_smooth(method = \"", method, "\") is not supported: use \"loess\", \"lm\" or \"glm\" (graphics)")
  }
  ok <- is.finite(x) & is.finite(y)
  data <- data.frame(x = x[ok], y = y[ok])
  given <- layer$fixed$method.args
  span <- if (!is.null(layer$fixed$span)) layer$fixed$span else if (is.null(given$span)) 0.75 else given$span
  fit <- switch(method,
    loess = stats::loess(layer$options$formula, data, span = span, degree = if (is.null(given$degree)) 2 else given$degree),
    glm = glm(layer$options$formula, family = if (is.null(given$family)) gaussian() else given$family, data = data),
    lm = lm(layer$options$formula, data = data))
  at <- data.frame(x = seq(min(data$x), max(data$x), length.out = 80))
  p <- if (method == "loess") predict(fit, at, se = layer$options$se) else predict(fit, at, se.fit = TRUE)
  if (!is.list(p)) p <- list(fit = p, se.fit = 0, df = 1)
  inverse <- if (inherits(fit, "glm")) fit$family$linkinv else identity
  tail <- 1 - (1 - layer$options$level) / 2
  width <- p$se.fit * if (inherits(fit, "glm")) qnorm(tail) else qt(tail, if (is.null(p$df)) fit$df.residual else p$df)
  if (layer$options$se) .area(at$x, inverse(p$fit - width), inverse(p$fit + width), "gray60", 0.4, "")
  .path(at$x, inverse(p$fit), color, "1", 2, shown)
}
draw_bar_layer <- function(plot, layer, d, groups, horizontal, explained) {
  at <- sort(unique(d$x))
  height <- if (layer$options$stat == "count") rep(1, nrow(d)) else d$y
  levels <- levels(groups)
  totals <- vapply(at, function(v) sum(height[d$x == v]), 1)
  base <- rep(0, length(at))
  texts <- character()
  dodge <- identical(layer$options$position, "dodge")
  stacked <- if (dodge) seq_along(levels) else rev(seq_along(levels))
  for (j in stacked) {
    own <- groups == levels[j]
    value <- vapply(at, function(v) sum(height[own & d$x == v]), 1)
    if (identical(layer$options$position, "fill")) value <- value / totals
    part <- d[own, , drop = FALSE]
    fill <- look_of(plot, layer, part, "fill", "gray35")
    shown <- legend_text(plot, part, c(explained, texts))
    texts <- c(texts, shown)
    k <- length(levels)
    if (dodge) .bars(at + (j - (k + 1) / 2) * 0.9 / k, rep(0, length(at)), value, 0.9 / k, horizontal, fill, fill, shown)
    else {
      .bars(at, base, base + value, 0.9, horizontal, fill, fill, shown)
      base <- base + value
    }
  }
  texts
}
