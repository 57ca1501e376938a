# ggplot objects: data, aesthetics, layers, scales, facets and a theme, added up and drawn when printed.

ggplot <- function(data = NULL, mapping = aes(), ..., environment = parent.frame()) {
  if (inherits(data, "uneval")) {
    mapping <- data
    data <- NULL
  }
  if (!is.null(data) && !is.function(data)) data <- fortify(data)
  structure(list(data = data, mapping = mapping, layers = list(), labels = list(), facet = NULL, scales = list(), coord = list(kind = "cartesian"),
                 theme = list(), guides = list(), env = environment), class = c("gg", "ggplot"))
}
fortify <- function(model, data = NULL, ...) UseMethod("fortify")
fortify.default <- function(model, data = NULL, ...) {
  if (is.data.frame(model) || is.matrix(model) || is.table(model) || is.list(model) && !is.object(model)) return(as.data.frame(model))
  stop("`data` must be a <data.frame>, or an object coercible by `fortify()`, not ", if (is.object(model)) paste0("an object with class <", class(model)[1], ">") else typeof(model), ".", call. = FALSE)
}
fortify.lm <- function(model, data = model.frame(model), ...) {
  data$.hat <- hatvalues(model)
  data$.sigma <- lm.influence(model)$sigma
  data$.cooksd <- cooks.distance(model)
  data$.fitted <- predict(model)
  data$.resid <- residuals(model)
  data$.stdresid <- rstandard(model)
  data
}
fortify.merMod <- function(model, data = model.frame(model), ...) {
  data$.fitted <- fitted(model)
  data$.resid <- residuals(model)
  data$.scresid <- residuals(model, type = "pearson", scaled = TRUE)
  data
}
.aes_name <- function(n) {
  known <- c(color = "colour", pch = "shape", cex = "size", lty = "linetype", lwd = "linewidth", srt = "angle", bg = "fill", fg = "colour", col = "colour", min = "ymin", max = "ymax")
  ifelse(n %in% names(known), known[n], n)
}
aes <- function(x, y, ...) {
  out <- as.list(substitute(list(...)))[-1]
  if (!missing(y)) out <- c(list(y = substitute(y)), out)
  if (!missing(x)) out <- c(list(x = substitute(x)), out)
  names(out) <- unname(.aes_name(names(out)))
  env <- parent.frame()
  out <- lapply(out, .unquote, env = env)
  structure(out, class = "uneval", env = env)
}
# !!x and {{ x }} are what x holds; ensym() and quosures are their expressions.
.unquote <- function(e, env) {
  if (!is.call(e)) return(e)
  if (identical(e[[1]], quote(`!`)) && is.call(e[[2]]) && identical(e[[2]][[1]], quote(`!`))) {
    v <- eval(e[[2]][[2]], env)
    return(if (inherits(v, "formula")) v[[length(v)]] else v)
  }
  if (identical(e[[1]], quote(`{`)) && length(e) == 2 && is.call(e[[2]]) && identical(e[[2]][[1]], quote(`{`))) {
    return(eval(call("substitute", e[[2]][[2]]), env))
  }
  for (i in seq_along(e)) if (is.call(e[[i]])) e[[i]] <- .unquote(e[[i]], env)
  e
}
.last_ggplot <- new.env()
# Said once in a session.
.deprecated <- function(what, ...) {
  if (what %in% .last_ggplot$told) return(invisible())
  .last_ggplot$told <- c(.last_ggplot$told, what)
  warning(..., call. = FALSE)
}
aes_string <- function(x, y, ...) {
  .deprecated("aes_string", "`aes_string()` was deprecated in ggplot2 3.0.0.\n\u2139 Please use tidy evaluation ideoms with `aes()`")
  out <- list(...)
  if (!missing(y)) out <- c(list(y = y), out)
  if (!missing(x)) out <- c(list(x = x), out)
  names(out) <- unname(.aes_name(names(out)))
  structure(lapply(out, function(t) if (is.character(t)) str2lang(t) else t), class = "uneval", env = parent.frame())
}
aes_ <- function(x, y, ...) {
  out <- list(...)
  if (!missing(y)) out <- c(list(y = y), out)
  if (!missing(x)) out <- c(list(x = x), out)
  names(out) <- unname(.aes_name(names(out)))
  structure(lapply(out, function(t) if (inherits(t, "formula")) t[[2]] else t), class = "uneval", env = parent.frame())
}
print.uneval <- function(x, ...) {
  cat("Aesthetic mapping: \n")
  for (n in names(x)) cat("* ", format(paste0("`", n, "`"), width = max(nchar(names(x))) + 2), " -> `", label_of(x[[n]]), "`\n", sep = "")
  invisible(x)
}
after_stat <- function(x) x
after_scale <- function(x) x
stage <- function(start = NULL, after_stat = NULL, after_scale = NULL) start
qplot <- function(x, y = NULL, ..., data = NULL, geom = "auto", main = NULL, xlab = NULL, ylab = NULL, facets = NULL, log = "", xlim = NULL, ylim = NULL) {
  .deprecated("qplot", "`qplot()` was deprecated in ggplot2 3.4.0.")
  e <- as.list(substitute(list(...)))[-1]
  fixed <- vapply(e, function(v) is.call(v) && identical(v[[1]], quote(I)), NA)
  map <- e[!fixed]
  names(map) <- unname(.aes_name(names(map)))
  if (!missing(y)) map <- c(list(y = substitute(y)), map)
  map <- c(list(x = substitute(x)), map)
  env <- parent.frame()
  p <- ggplot(if (is.null(data)) data.frame(row.names = seq_along(x)) else data, structure(map, class = "uneval", env = env), environment = env)
  constant <- lapply(e[fixed], function(v) eval(v[[2]], env))
  if (identical(geom, "auto")) {
    values <- eval(substitute(x), data, env)
    geom <- if (!missing(y)) "point" else if (is_discrete(values)) "bar" else "histogram"
  }
  for (g in geom) p <- p + do.call(match.fun(paste0("geom_", g)), constant)
  p <- p + labs(title = main)
  if (!is.null(xlab)) p <- p + labs(x = xlab)
  if (!is.null(ylab)) p <- p + labs(y = ylab)
  if (!is.null(facets)) p <- p + if (length(facets) == 3) facet_grid(facets) else facet_wrap(facets)
  if (grepl("x", log)) p <- p + scale_x_log10()
  if (grepl("y", log)) p <- p + scale_y_log10()
  if (!is.null(xlim)) p <- p + ggplot2::xlim(xlim)
  if (!is.null(ylim)) p <- p + ggplot2::ylim(ylim)
  p
}
quickplot <- function(...) qplot(...)
Ops.gg <- function(e1, e2) {
  if (.Generic != "+") stop("only + is meaningful for a plot", call. = FALSE)
  if (missing(e2)) stop("Cannot use `+` with a single argument. Did you accidentally put `+` on a new line?", call. = FALSE)
  if (inherits(e1, "gg_theme")) return(.theme_over(e1, e2))
  if (!inherits(e1, "ggplot")) stop("Cannot add <ggproto> objects together\nDid you forget to add this object to a <ggplot> object?", call. = FALSE)
  .added(e1, e2, label_of(substitute(e2)))
}
.added <- function(plot, part, said = "") {
  if (is.null(part)) return(plot)
  kind <- class(part)[1]
  if (kind == "list") {
    for (p in part) plot <- .added(plot, p)
  } else if (kind == "gg_layer") plot$layers[[length(plot$layers) + 1]] <- unclass(part)
  else if (kind == "gg_labels") for (n in names(part)) plot$labels[n] <- list(part[[n]])
  else if (kind == "gg_facet") plot$facet <- unclass(part)
  else if (kind == "gg_scale") for (a in part$aesthetics) plot$scales[[a]] <- .merge_scale(plot$scales[[a]], unclass(part), a)
  else if (kind == "gg_coord") plot$coord <- unclass(part)
  else if (kind == "gg_theme") plot$theme <- if (isTRUE(attr(part, "complete"))) part else .theme_over(plot$theme, part)
  else if (kind == "gg_guides") for (n in names(part)) plot$guides[[n]] <- part[[n]]
  else if (inherits(part, "uneval")) {
    for (n in names(part)) plot$mapping[[n]] <- part[[n]]
  } else if (is.data.frame(part)) plot$data <- part
  else if (is.function(part)) stop("Can't add `", said, "` to a <ggplot> object\nDid you forget to add parentheses, as in `", said, "()`?", call. = FALSE)
  else stop("Can't add `", said, "` to a <ggplot> object", call. = FALSE)
  plot
}
.merge_scale <- function(old, new, aesthetic) {
  new$aesthetic <- aesthetic
  if (!is.null(old) && isTRUE(new$only_limits)) {
    old$limits <- new$limits
    return(old)
  }
  if (!is.null(old) && !isTRUE(old$only_limits)) message("Scale for ", aesthetic, " is already present.\nAdding another scale for ", aesthetic, ", which will replace the existing scale.")
  new
}
`%+%` <- function(e1, e2) .added(e1, e2)
add_gg <- function(e1, e2) .added(e1, e2)
is.ggplot <- function(x) inherits(x, "ggplot")
labs <- function(..., title = NULL, subtitle = NULL, caption = NULL, tag = NULL, alt = NULL) {
  out <- list(...)
  if (length(out) == 1 && is.null(names(out)) && is.list(out[[1]])) out <- out[[1]]
  if (!missing(title)) out["title"] <- list(title)
  if (!missing(subtitle)) out["subtitle"] <- list(subtitle)
  if (!missing(caption)) out["caption"] <- list(caption)
  if (!missing(tag)) out["tag"] <- list(tag)
  names(out) <- unname(.aes_name(names(out)))
  structure(out, class = c("gg_labels", "gg"))
}
xlab <- function(label) labs(x = label)
ylab <- function(label) labs(y = label)
ggtitle <- function(label, subtitle = NULL) if (missing(subtitle)) labs(title = label) else labs(title = label, subtitle = subtitle)
coord_cartesian <- function(xlim = NULL, ylim = NULL, expand = TRUE, default = FALSE, clip = "on") structure(list(kind = "cartesian", xlim = xlim, ylim = ylim, expand = expand, clip = clip), class = c("gg_coord", "gg"))
coord_flip <- function(xlim = NULL, ylim = NULL, expand = TRUE, clip = "on") structure(list(kind = "flip", xlim = xlim, ylim = ylim, expand = expand, clip = clip), class = c("gg_coord", "gg"))
coord_fixed <- function(ratio = 1, xlim = NULL, ylim = NULL, expand = TRUE, clip = "on") structure(list(kind = "cartesian", ratio = ratio, xlim = xlim, ylim = ylim, expand = expand, clip = clip), class = c("gg_coord", "gg"))
coord_equal <- function(...) coord_fixed(...)
coord_trans <- function(...) .unsupported("coord_trans() is not supported: transform the scale (graphics)")
coord_sf <- function(...) .unsupported("coord_sf() is not supported (graphics)")
expand_limits <- function(...) {
  values <- list(...)
  n <- max(lengths(values))
  gg_layer("blank", "identity", "identity", structure(lapply(setNames(names(values), unname(.aes_name(names(values)))), as.name), class = "uneval"),
           as.data.frame(lapply(values, rep_len, n), stringsAsFactors = FALSE), list(), inherit = FALSE, show = FALSE)
}
ggsave <- function(filename, plot = last_plot(), device = NULL, path = NULL, scale = 1, width = NA, height = NA, units = c("in", "cm", "mm", "px"), dpi = 300, limitsize = TRUE, bg = NULL, ...) {
  if (inherits(filename, "ggplot")) {
    given <- plot
    plot <- filename
    filename <- given
  }
  units <- match.arg(units)
  if (is.character(dpi)) dpi <- switch(dpi, screen = 72, print = 300, retina = 320)
  inches <- scale * switch(units, "in" = 1, cm = 1 / 2.54, mm = 1 / 25.4, px = 1 / dpi)
  page <- .page_size() / 72
  size <- c(if (is.na(width)) page[1] else width * inches, if (is.na(height)) page[2] else height * inches)
  if (is.na(width) || is.na(height)) message("Saving ", paste(signif(size / switch(units, "in" = 1, cm = 1 / 2.54, mm = 1 / 25.4, px = 1 / dpi), 3), collapse = " x "), " ", units, " image")
  if (limitsize && any(size >= 50)) stop("Dimensions exceed 50 inches (`height` and `width` are specified in inches not pixels).", call. = FALSE)
  file <- if (is.null(path)) filename else file.path(path, filename)
  ending <- if (is.character(device)) device else tolower(tools::file_ext(filename))
  target <- switch(ending, png = , svg = , pdf = file, jpg = , jpeg = , tif = , tiff = , bmp = sub("[.][A-Za-z]+$", ".png", file), eps = , ps = sub("[.][A-Za-z]+$", ".pdf", file),
                   stop("Unknown graphics device \"", ending, "\"", call. = FALSE))
  if (target != file) message("note: ", target, " is written in place of ", file)
  .open_device(target, size[1] * 72, size[2] * 72, dpi / 72)
  tryCatch(if (inherits(plot, "ggplot")) draw_ggplot(plot) else print(plot), finally = .device_off())
  invisible(filename)
}
last_plot <- function() .last_ggplot$plot
set_last_plot <- function(value) .last_ggplot$plot <- value
print.ggplot <- function(x, newpage = is.null(vp), vp = NULL, ...) {
  if (!is.null(vp)) .unsupported("print(vp =) of a plot is not supported (graphics)")
  .last_ggplot$plot <- x
  draw_ggplot(x)
  invisible(x)
}
plot.ggplot <- function(x, ...) print.ggplot(x, ...)
summary.ggplot <- function(object, ...) {
  if (!is.null(object$data)) cat("data: ", paste(names(object$data), collapse = ", "), " [", nrow(object$data), "x", ncol(object$data), "] \n", sep = "")
  if (length(object$mapping)) cat("mapping:  ", paste0(names(object$mapping), " = ~", vapply(object$mapping, label_of, ""), collapse = ", "), "\n", sep = "")
  invisible(object)
}
# Panels with the numbers of their scales of x and y.
.panel_table <- function(b) {
  table <- b$layout$table
  free <- .or(b$facet$scales, "fixed")
  number <- function(axis) {
    if (!free %in% c("free", paste0("free_", axis))) return(rep(1L, nrow(table)))
    if (identical(b$facet$kind, "grid")) table[[if (axis == "x") "COL" else "ROW"]] else seq_len(nrow(table))
  }
  table$SCALE_X <- number("x")
  table$SCALE_Y <- number("y")
  table$PANEL <- factor(table$PANEL)
  table
}
ggplot_build <- function(plot) {
  b <- .gg_build(plot)
  structure(list(data = lapply(seq_along(b$layers), function(i) .arranged(b, i)), layout = list(layout = .panel_table(b), panel_params = lapply(b$panels, .panel_params, flip = b$flip)), plot = plot), class = "ggplot_built")
}
.panel_params <- function(panel, flip) {
  axis <- function(a) list(breaks = a$all_breaks, get_labels = function() a$all_labels, minor_breaks = a$minor)
  across <- panel[[if (flip) "y" else "x"]]
  up <- panel[[if (flip) "x" else "y"]]
  list(x.range = across$view, y.range = up$view, x = axis(across), y = axis(up))
}
layer_data <- function(plot = last_plot(), i = 1L) .arranged(.gg_build(plot), i)
ggplotGrob <- function(x) x
ggplot_gtable <- function(data) data$plot
theme_nothing <- function(...) theme_void(...)
