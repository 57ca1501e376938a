# ggplot objects: data, aesthetics and layers, added up and drawn when printed.

ggplot <- function(data = NULL, mapping = aes(), ...) {
  if (inherits(data, "aes_map")) {
    mapping <- data
    data <- NULL
  }
  structure(list(data = data, mapping = mapping, layers = list(), labels = list(), facet = NULL, scales = list(),
                 limits = list(), flip = FALSE, env = parent.frame()), class = c("gg", "ggplot"))
}
aes <- function(x, y, ...) {
  out <- as.list(substitute(list(...)))[-1]
  if (!missing(x)) out <- c(list(x = substitute(x)), out)
  if (!missing(y)) out <- c(list(y = substitute(y)), out)
  names(out) <- sub("^color$", "colour", names(out))
  structure(out, class = "aes_map")
}
aes_string <- function(...) {
  out <- lapply(list(...), function(t) parse(text = t)[[1]])
  names(out) <- sub("^color$", "colour", names(out))
  structure(out, class = "aes_map")
}
qplot <- function(x, y, data = NULL, ...) .unsupported("qplot() is not supported: use ggplot()")
Ops.gg <- function(e1, e2) {
  if (.Generic != "+") stop("only + is meaningful for a plot", call. = FALSE)
  if (!inherits(e1, "ggplot")) stop("Cannot add ggproto objects together. Did you forget to add this object to a ggplot object?", call. = FALSE)
  added(e1, e2)
}
added <- function(plot, part) {
  if (is.null(part)) return(plot)
  kind <- class(part)[1]
  if (kind == "list") {
    for (p in part) plot <- added(plot, p)
  } else if (kind == "gg_layer") plot$layers[[length(plot$layers) + 1]] <- unclass(part)
  else if (kind == "gg_labels") for (n in names(part)) plot$labels[[n]] <- part[[n]]
  else if (kind == "gg_facet") plot$facet <- unclass(part)
  else if (kind == "gg_scale") plot$scales[[part$aesthetic]] <- unclass(part)
  else if (kind == "gg_limits") for (n in names(part)) plot$limits[[n]] <- part[[n]]
  else if (kind == "gg_flip") plot$flip <- TRUE
  else if (kind == "gg_theme") NULL
  else if (inherits(part, "aes_map")) for (n in names(part)) plot$mapping[[n]] <- part[[n]]
  else if (is.data.frame(part)) plot$data <- part
  else stop("Can't add an object of class ", kind, " to a plot", call. = FALSE)
  plot
}
`%+%` <- function(e1, e2) added(e1, e2)

gg_layer <- function(geom, mapping, data, dots, ...) {
  names(dots) <- sub("^color$", "colour", names(dots))
  if (inherits(data, "aes_map")) {
    mapping <- data
    data <- NULL
  }
  structure(list(geom = geom, mapping = mapping, data = data, fixed = dots, options = list(...)), class = c("gg_layer", "gg"))
}
geom_point <- function(mapping = NULL, data = NULL, ...) gg_layer("point", mapping, data, list(...))
geom_jitter <- function(mapping = NULL, data = NULL, width = 0.4, height = 0.4, ...) gg_layer("jitter", mapping, data, list(...), width = width, height = height)
geom_line <- function(mapping = NULL, data = NULL, ...) gg_layer("line", mapping, data, list(...))
geom_path <- function(mapping = NULL, data = NULL, ...) gg_layer("path", mapping, data, list(...))
geom_step <- function(mapping = NULL, data = NULL, ...) gg_layer("step", mapping, data, list(...))
geom_smooth <- function(mapping = NULL, data = NULL, method = NULL, formula = y ~ x, se = TRUE, level = 0.95, ...) {
  if (is.function(method)) {
    method <- if (identical(method, lm)) "lm" else if (identical(method, glm)) "glm" else if (identical(method, loess)) "loess" else "a function"
  }
  gg_layer("smooth", mapping, data, list(...), method = method, formula = formula, se = se, level = level)
}
stat_smooth <- function(...) geom_smooth(...)
geom_bar <- function(mapping = NULL, data = NULL, stat = "count", position = "stack", ...) gg_layer("bar", mapping, data, list(...), stat = stat, position = position)
geom_col <- function(mapping = NULL, data = NULL, position = "stack", ...) gg_layer("bar", mapping, data, list(...), stat = "identity", position = position)
geom_boxplot <- function(mapping = NULL, data = NULL, ...) gg_layer("boxplot", mapping, data, list(...))
geom_histogram <- function(mapping = NULL, data = NULL, bins = 30, binwidth = NULL, ...) gg_layer("histogram", mapping, data, list(...), bins = bins, binwidth = binwidth)
geom_density <- function(mapping = NULL, data = NULL, ...) gg_layer("density", mapping, data, list(...))
geom_errorbar <- function(mapping = NULL, data = NULL, width = NULL, ...) gg_layer("errorbar", mapping, data, list(...))
geom_linerange <- function(mapping = NULL, data = NULL, ...) gg_layer("errorbar", mapping, data, list(...))
geom_pointrange <- function(mapping = NULL, data = NULL, ...) gg_layer("pointrange", mapping, data, list(...))
geom_ribbon <- function(mapping = NULL, data = NULL, ...) gg_layer("ribbon", mapping, data, list(...))
geom_area <- function(mapping = NULL, data = NULL, ...) gg_layer("area", mapping, data, list(...))
geom_hline <- function(yintercept, ...) gg_layer("hline", NULL, NULL, list(...), at = yintercept)
geom_vline <- function(xintercept, ...) gg_layer("vline", NULL, NULL, list(...), at = xintercept)
geom_abline <- function(slope = 1, intercept = 0, ...) gg_layer("abline", NULL, NULL, list(...), slope = slope, intercept = intercept)
geom_text <- function(mapping = NULL, data = NULL, ...) gg_layer("text", mapping, data, list(...))
geom_label <- function(mapping = NULL, data = NULL, ...) gg_layer("text", mapping, data, list(...))
stat_summary <- function(mapping = NULL, data = NULL, fun = mean, fun.y = fun, geom = "point", ...) gg_layer("summary", mapping, data, list(...), fun = fun.y, geom = geom)

labs <- function(...) {
  out <- list(...)
  names(out) <- sub("^color$", "colour", names(out))
  structure(out, class = c("gg_labels", "gg"))
}
xlab <- function(label) labs(x = label)
ylab <- function(label) labs(y = label)
ggtitle <- function(label, subtitle = NULL) labs(title = label, subtitle = subtitle)
xlim <- function(...) structure(list(x = c(...)), class = c("gg_limits", "gg"))
ylim <- function(...) structure(list(y = c(...)), class = c("gg_limits", "gg"))
lims <- function(...) structure(list(...), class = c("gg_limits", "gg"))
coord_cartesian <- function(xlim = NULL, ylim = NULL, ...) structure(Filter(Negate(is.null), list(x = xlim, y = ylim)), class = c("gg_limits", "gg"))
coord_flip <- function(...) structure(list(), class = c("gg_flip", "gg"))
expand_limits <- function(...) structure(list(), class = c("gg_theme", "gg"))
guides <- function(...) structure(list(), class = c("gg_theme", "gg"))
facet_wrap <- function(facets, nrow = NULL, ncol = NULL, ...) {
  by <- if (inherits(facets, "formula")) all.vars(facets) else if (is.character(facets)) facets else vapply(facets, label_of, "")
  structure(list(by = by, ncol = ncol, nrow = nrow, grid = FALSE), class = c("gg_facet", "gg"))
}
facet_grid <- function(rows = NULL, cols = NULL, ...) {
  by <- if (inherits(rows, "formula")) setdiff(all.vars(rows), ".") else c(names(rows), names(cols))
  structure(list(by = by, ncol = NULL, nrow = NULL, grid = TRUE), class = c("gg_facet", "gg"))
}
vars <- function(...) {
  e <- as.list(substitute(list(...)))[-1]
  setNames(e, vapply(e, label_of, ""))
}
gg_scale <- function(aesthetic, ...) structure(list(aesthetic = aesthetic, ...), class = c("gg_scale", "gg"))
scale_colour_manual <- function(..., values, name = NULL, labels = NULL) gg_scale("colour", values = values, name = name, labels = labels)
scale_color_manual <- function(..., values, name = NULL, labels = NULL) gg_scale("colour", values = values, name = name, labels = labels)
scale_fill_manual <- function(..., values, name = NULL, labels = NULL) gg_scale("fill", values = values, name = name, labels = labels)
scale_linetype_manual <- function(..., values, name = NULL) gg_scale("linetype", values = values, name = name)
scale_shape_manual <- function(..., values, name = NULL) gg_scale("shape", values = values, name = name)
scale_colour_brewer <- function(...) structure(list(), class = c("gg_theme", "gg"))
scale_color_brewer <- function(...) scale_colour_brewer()
scale_fill_brewer <- function(...) scale_colour_brewer()
scale_colour_viridis_d <- function(...) scale_colour_brewer()
scale_color_viridis_d <- function(...) scale_colour_brewer()
scale_fill_viridis_d <- function(...) scale_colour_brewer()
axis_scale <- function(axis, name, limits, log = FALSE) {
  structure(Filter(Negate(is.null), list(gg_scale(paste0(axis, "axis"), name = name, log = log),
            if (!is.null(limits)) structure(setNames(list(limits), axis), class = c("gg_limits", "gg")))), class = "list")
}
scale_x_continuous <- function(name = NULL, ..., limits = NULL) axis_scale("x", name, limits)
scale_y_continuous <- function(name = NULL, ..., limits = NULL) axis_scale("y", name, limits)
scale_x_discrete <- function(name = NULL, ...) axis_scale("x", name, NULL)
scale_y_discrete <- function(name = NULL, ...) axis_scale("y", name, NULL)
scale_x_log10 <- function(name = NULL, ..., limits = NULL) axis_scale("x", name, limits, TRUE)
scale_y_log10 <- function(name = NULL, ..., limits = NULL) axis_scale("y", name, limits, TRUE)
gg_theme <- function(...) structure(list(), class = c("gg_theme", "gg"))
theme <- function(...) gg_theme()
theme_bw <- function(...) gg_theme()
theme_minimal <- function(...) gg_theme()
theme_classic <- function(...) gg_theme()
theme_light <- function(...) gg_theme()
theme_grey <- function(...) gg_theme()
theme_gray <- function(...) gg_theme()
theme_void <- function(...) gg_theme()
theme_set <- function(...) invisible(NULL)
theme_update <- function(...) invisible(NULL)
element_text <- function(...) NULL
element_blank <- function(...) NULL
element_line <- function(...) NULL
element_rect <- function(...) NULL
unit <- function(x, units, ...) x
position_dodge <- function(width = NULL, ...) "dodge"
position_jitter <- function(...) "jitter"
position_fill <- function(...) "fill"
position_stack <- function(...) "stack"
ggsave <- function(filename, plot = NULL, width = 7, height = 7, units = "in", dpi = 300, ...) {
  if (is.null(plot)) plot <- last_plot()
  pixels <- switch(units, "in" = 96, cm = 96 / 2.54, mm = 96 / 25.4, px = 1)
  .device(sub("[.](pdf|eps|tiff?)$", ".svg", filename), as.integer(width * pixels), as.integer(height * pixels))
  draw_ggplot(plot)
  .device_off()
  invisible(filename)
}
.last <- new.env()
last_plot <- function() {
  if (is.null(.last$plot)) stop("no plot has been drawn yet", call. = FALSE)
  .last$plot
}
print.ggplot <- function(x, ...) {
  .last$plot <- x
  draw_ggplot(x)
  invisible(x)
}
plot.ggplot <- function(x, ...) print.ggplot(x)
