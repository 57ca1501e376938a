# Layers: each a geom, a statistic, a position and what is mapped or fixed.

gg_layer <- function(geom, stat, position, mapping, data, params, inherit = TRUE, show = NA) {
  if (is.data.frame(mapping) || inherits(data, "uneval")) {
    swapped <- mapping
    mapping <- if (inherits(data, "uneval")) data else NULL
    data <- swapped
  }
  if (!is.null(mapping) && !inherits(mapping, "uneval")) stop("`mapping` must be created by `aes()`", call. = FALSE)
  names(params) <- unname(.aes_name(names(params)))
  if (!is.null(params$size) && is.character(geom) && .is_lined(geom)) .deprecated("size", "Using `size` aesthetic for lines was deprecated in ggplot2 3.4.0.\n\u2139 Please use `linewidth` instead.")
  if (is.character(position)) position <- list(kind = position)
  if (inherits(params$position, "gg_position") || is.list(params$position)) position <- params$position
  for (n in intersect(c("inherit.aes", "show.legend"), names(params))) {
    if (n == "inherit.aes") inherit <- params[[n]] else show <- params[[n]]
  }
  if (is.character(params$stat)) stat <- params$stat
  if (is.character(params$geom)) geom <- params$geom
  if (is.character(params$position)) position <- list(kind = params$position)
  na.rm <- isTRUE(params$na.rm)
  params[c("inherit.aes", "show.legend", "stat", "geom", "position", "na.rm")] <- NULL
  for (n in names(params)) if (nzchar(n) && !n %in% .layer_words()) {
    warning("Ignoring unknown parameters: `", n, "`", call. = FALSE)
    params[[n]] <- NULL
  }
  structure(list(geom = geom, stat = stat, position = position, mapping = mapping, data = data, params = params, inherit = inherit, show = show, na.rm = na.rm),
            class = c("gg_layer", "gg"))
}
.is_lined <- function(geom) "linewidth" %in% names(.geom_look(geom)) && geom != "pointrange"
.layer_words <- function() {
  c("x", "y", "xmin", "xmax", "ymin", "ymax", "xend", "yend", "xintercept", "yintercept", "slope", "intercept", "label", "colour", "fill", "size", "linewidth", "alpha",
    "linetype", "shape", "stroke", "group", "width", "height", "weight", "hjust", "vjust", "angle", "family", "fontface", "lineheight", "sample", "method", "formula", "se", "level", "span",
    "n", "fullrange", "method.args", "orientation", "bins", "binwidth", "breaks", "boundary", "center", "closed", "pad", "bw", "adjust", "kernel", "trim", "bounds",
    "coef", "outlier.colour", "outlier.color", "outlier.shape", "outlier.size", "outlier.alpha", "outlier.fill", "outlier.stroke", "notch", "notchwidth", "varwidth",
    "fun", "fun.data", "fun.min", "fun.max", "fun.args", "fun.y", "fun.ymin", "fun.ymax", "args", "xlim", "geom_params", "arrow", "lineend", "linejoin", "direction", "outline.type",
    "parse", "nudge_x", "nudge_y", "check_overlap", "label.padding", "label.r", "label.size", "size.unit", "fatten", "draw_quantiles", "scale", "dotsize", "stackdir", "binaxis", "stackratio",
    "distribution", "dparams", "line.p", "sides", "length", "outside", "key_glyph", "just", "middle", "lower", "upper", "ymax_final", "limits", "min.segment.length", "max.overlaps", "segment.colour", "type", "segments", "h", "drop")
}
geom_blank <- function(mapping = NULL, data = NULL, ...) gg_layer("blank", "identity", "identity", mapping, data, list(...))
geom_point <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("point", stat, position, mapping, data, list(...))
geom_jitter <- function(mapping = NULL, data = NULL, stat = "identity", width = NULL, height = NULL, ...) {
  given <- list(...)
  position <- if (!is.null(width) || !is.null(height) || !is.null(given$seed)) position_jitter(width, height, .or(given$seed, NA)) else .or(given$position, "jitter")
  given[c("position", "seed")] <- NULL
  gg_layer("point", stat, position, mapping, data, given)
}
geom_count <- function(mapping = NULL, data = NULL, stat = "sum", position = "identity", ...) gg_layer("point", stat, position, mapping, data, list(...))
stat_sum <- function(mapping = NULL, data = NULL, ...) geom_count(mapping, data, ...)
geom_line <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("line", stat, position, mapping, data, list(...))
geom_path <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("path", stat, position, mapping, data, list(...))
geom_step <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", direction = "hv", ...) gg_layer("step", stat, position, mapping, data, list(direction = direction, ...))
geom_segment <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("segment", stat, position, mapping, data, list(...))
geom_curve <- function(...) .unsupported("geom_curve() is not supported (graphics)")
geom_polygon <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("polygon", stat, position, mapping, data, list(...))
geom_smooth <- function(mapping = NULL, data = NULL, stat = "smooth", position = "identity", ..., method = NULL, formula = NULL, se = TRUE) {
  gg_layer("smooth", stat, position, mapping, data, list(..., method = method, formula = formula, se = se))
}
stat_smooth <- function(mapping = NULL, data = NULL, geom = "smooth", ...) {
  if (geom == "smooth") geom_smooth(mapping, data, ...) else gg_layer(geom, "smooth", "identity", mapping, data, list(...))
}
geom_bar <- function(mapping = NULL, data = NULL, stat = "count", position = "stack", ...) gg_layer("bar", stat, position, mapping, data, list(...))
stat_count <- function(mapping = NULL, data = NULL, geom = "bar", position = "stack", ...) gg_layer(geom, "count", position, mapping, data, list(...))
geom_col <- function(mapping = NULL, data = NULL, position = "stack", ...) gg_layer("bar", "identity", position, mapping, data, list(...))
geom_rect <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("rect", stat, position, mapping, data, list(...))
geom_tile <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("tile", stat, position, mapping, data, list(...))
geom_raster <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("tile", stat, position, mapping, data, list(...))
geom_boxplot <- function(mapping = NULL, data = NULL, stat = "boxplot", position = "dodge2", ...) gg_layer("boxplot", stat, position, mapping, data, list(...))
stat_boxplot <- function(mapping = NULL, data = NULL, geom = "boxplot", position = "dodge2", ...) gg_layer(geom, "boxplot", position, mapping, data, list(...))
geom_violin <- function(mapping = NULL, data = NULL, stat = "ydensity", position = "dodge", ...) gg_layer("violin", stat, position, mapping, data, list(...))
geom_histogram <- function(mapping = NULL, data = NULL, stat = "bin", position = "stack", ...) gg_layer("bar", stat, position, mapping, data, list(...))
stat_bin <- function(mapping = NULL, data = NULL, geom = "bar", position = "stack", ...) gg_layer(geom, "bin", position, mapping, data, list(...))
geom_freqpoly <- function(mapping = NULL, data = NULL, stat = "bin", position = "identity", ...) gg_layer("path", stat, position, mapping, data, list(pad = TRUE, ...))
geom_density <- function(mapping = NULL, data = NULL, stat = "density", position = "identity", ...) gg_layer("density", stat, position, mapping, data, list(...))
stat_density <- function(mapping = NULL, data = NULL, geom = "area", position = "stack", ...) gg_layer(geom, "density", position, mapping, data, list(...))
geom_errorbar <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("errorbar", stat, position, mapping, data, list(...))
geom_errorbarh <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("errorbarh", stat, position, mapping, data, list(...))
geom_linerange <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("linerange", stat, position, mapping, data, list(...))
geom_pointrange <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("pointrange", stat, position, mapping, data, list(...))
geom_crossbar <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("crossbar", stat, position, mapping, data, list(...))
geom_ribbon <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) gg_layer("ribbon", stat, position, mapping, data, list(...))
geom_area <- function(mapping = NULL, data = NULL, stat = "align", position = "stack", ...) gg_layer("area", stat, position, mapping, data, list(...))
geom_rug <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ..., sides = "bl") gg_layer("rug", stat, position, mapping, data, list(sides = sides, ...))
.rule_layer <- function(geom, mapping, data, given, dots) {
  given <- Filter(Negate(is.null), given)
  if (inherits(mapping, "uneval") || length(given) == 0) return(gg_layer(geom, "identity", "identity", mapping, data, dots, inherit = FALSE))
  n <- max(lengths(given))
  frame <- as.data.frame(lapply(given, rep_len, n))
  gg_layer(geom, "identity", "identity", structure(lapply(setNames(names(frame), names(frame)), as.name), class = "uneval", env = emptyenv()), frame, dots, inherit = FALSE, show = FALSE)
}
geom_hline <- function(mapping = NULL, data = NULL, ..., yintercept = NULL) {
  if (is.numeric(mapping)) { yintercept <- mapping; mapping <- NULL }
  .rule_layer("hline", mapping, data, list(yintercept = yintercept), list(...))
}
geom_vline <- function(mapping = NULL, data = NULL, ..., xintercept = NULL) {
  if (is.numeric(mapping)) { xintercept <- mapping; mapping <- NULL }
  .rule_layer("vline", mapping, data, list(xintercept = if (!is.null(xintercept)) as.numeric(xintercept)), list(...))
}
geom_abline <- function(mapping = NULL, data = NULL, ..., slope = NULL, intercept = NULL) {
  if (is.null(mapping) && is.null(slope) && is.null(intercept)) slope <- 1
  if (!inherits(mapping, "uneval")) {
    if (is.null(slope)) slope <- 1
    if (is.null(intercept)) intercept <- 0
  }
  .rule_layer("abline", mapping, data, if (inherits(mapping, "uneval")) list() else list(intercept = intercept, slope = slope), list(...))
}
.or <- function(a, b) if (is.null(a) || length(a) == 0) b else a
.word_layer <- function(geom, stat, position, mapping, data, given) {
  if (!is.null(given$nudge_x) || !is.null(given$nudge_y)) position <- position_nudge(.or(given$nudge_x, 0), .or(given$nudge_y, 0))
  given[c("nudge_x", "nudge_y")] <- NULL
  gg_layer(geom, stat, position, mapping, data, given)
}
geom_text <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) .word_layer("text", stat, position, mapping, data, list(...))
geom_label <- function(mapping = NULL, data = NULL, stat = "identity", position = "identity", ...) .word_layer("label", stat, position, mapping, data, list(...))
stat_summary <- function(mapping = NULL, data = NULL, geom = "pointrange", position = "identity", ...) {
  given <- list(...)
  for (old in c("fun.y", "fun.ymin", "fun.ymax")) if (!is.null(given[[old]])) {
    now <- sub("[.]y$", "", sub("[.]ym", ".m", old))
    .deprecated(old, "The `", old, "` argument of `stat_summary()` is deprecated as of ggplot2 3.3.0.\n\u2139 Please use the `", now, "` argument instead.")
    given[[now]] <- given[[old]]
  }
  given[c("fun.y", "fun.ymin", "fun.ymax")] <- NULL
  do.call(gg_layer, list(geom, "summary", position, mapping, data, given))
}
stat_identity <- function(mapping = NULL, data = NULL, geom = "point", ...) gg_layer(geom, "identity", "identity", mapping, data, list(...))
stat_ecdf <- function(mapping = NULL, data = NULL, geom = "step", ...) gg_layer(geom, "ecdf", "identity", mapping, data, list(...))
stat_function <- function(mapping = NULL, data = NULL, geom = "line", position = "identity", ..., fun, xlim = NULL, n = 101, args = list()) {
  gg_layer(geom, "function", position, mapping, data, list(fun = if (inherits(fun, "formula")) .lambda(fun) else fun, xlim = xlim, n = n, args = args, ...))
}
geom_function <- function(mapping = NULL, data = NULL, ...) stat_function(mapping, data, ...)
.lambda <- function(f) {
  force(f)
  function(.x) eval(f[[2]], list(.x = .x, . = .x), environment(f))
}
geom_qq <- function(mapping = NULL, data = NULL, geom = "point", ...) gg_layer(geom, "qq", "identity", mapping, data, list(...))
stat_qq <- function(...) geom_qq(...)
geom_qq_line <- function(mapping = NULL, data = NULL, geom = "path", ...) gg_layer(geom, "qq_line", "identity", mapping, data, list(...))
stat_qq_line <- function(...) geom_qq_line(...)
annotate <- function(geom, x = NULL, y = NULL, xmin = NULL, xmax = NULL, ymin = NULL, ymax = NULL, xend = NULL, yend = NULL, ...) {
  places <- Filter(Negate(is.null), list(x = x, xmin = xmin, xmax = xmax, xend = xend, y = y, ymin = ymin, ymax = ymax, yend = yend))
  given <- list(...)
  names(given) <- unname(.aes_name(names(given)))
  n <- max(lengths(places), lengths(given[names(given) == "label"]))
  for (a in names(given)) if (length(given[[a]]) == n && n > 1 || a == "label") {
    places[[a]] <- .plain(given[[a]])
    given[[a]] <- NULL
  }
  frame <- as.data.frame(lapply(places, rep_len, n), stringsAsFactors = FALSE)
  layer <- gg_layer(geom, "identity", "identity", structure(lapply(setNames(names(frame), names(frame)), as.name), class = "uneval", env = emptyenv()), frame, given, inherit = FALSE, show = FALSE)
  layer$everywhere <- TRUE
  layer
}
layer <- function(geom = NULL, stat = NULL, data = NULL, mapping = NULL, position = NULL, params = list(), inherit.aes = TRUE, show.legend = NA, ...) {
  gg_layer(geom, stat, position, mapping, data, params, inherit.aes, show.legend)
}
.position <- function(kind, ...) structure(list(kind = kind, ...), class = "gg_position")
position_identity <- function() .position("identity")
position_dodge <- function(width = NULL, preserve = "total") .position("dodge", width = width, preserve = preserve)
position_dodge2 <- function(width = NULL, preserve = "total", padding = 0.1, reverse = FALSE) .position("dodge2", width = width, preserve = preserve, padding = padding, reverse = reverse)
.new_seed <- function(seed) if (!is.null(seed) && is.na(seed)) sample.int(.Machine$integer.max, 1L) else seed
position_jitter <- function(width = NULL, height = NULL, seed = NA) .position("jitter", width = width, height = height, seed = seed)
position_jitterdodge <- function(jitter.width = NULL, jitter.height = 0, dodge.width = 0.75, seed = NA) .position("jitterdodge", width = jitter.width, height = jitter.height, dodge = dodge.width, seed = .new_seed(seed))
position_fill <- function(vjust = 1, reverse = FALSE) .position("fill", vjust = vjust, reverse = reverse)
position_stack <- function(vjust = 1, reverse = FALSE) .position("stack", vjust = vjust, reverse = reverse)
position_nudge <- function(x = 0, y = 0) .position("nudge", x = x, y = y)
mean_se <- function(x, mult = 1) {
  x <- x[!is.na(x)]
  se <- mult * sqrt(var(x) / length(x))
  data.frame(y = mean(x), ymin = mean(x) - se, ymax = mean(x) + se)
}
mean_cl_normal <- function(x, conf.int = 0.95, ...) {
  x <- x[!is.na(x)]
  half <- qt((1 + conf.int) / 2, length(x) - 1) * sd(x) / sqrt(length(x))
  data.frame(y = mean(x), ymin = mean(x) - half, ymax = mean(x) + half)
}
mean_sdl <- function(x, mult = 2, ...) data.frame(y = mean(x, na.rm = TRUE), ymin = mean(x, na.rm = TRUE) - mult * sd(x, na.rm = TRUE), ymax = mean(x, na.rm = TRUE) + mult * sd(x, na.rm = TRUE))
median_hilow <- function(x, conf.int = 0.95, ...) {
  q <- quantile(x, c((1 - conf.int) / 2, 0.5, (1 + conf.int) / 2), names = FALSE, na.rm = TRUE)
  data.frame(y = q[2], ymin = q[1], ymax = q[3])
}
mean_cl_boot <- function(x, conf.int = 0.95, B = 1000, ...) {
  x <- x[!is.na(x)]
  z <- unlist(lapply(seq_len(B), function(i) mean(x[sample.int(length(x), length(x), TRUE)])))
  q <- quantile(z, c((1 - conf.int) / 2, (1 + conf.int) / 2), names = FALSE)
  data.frame(y = mean(x), ymin = q[1], ymax = q[2])
}
cut_interval <- function(x, n = NULL, length = NULL, ...) cut(x, seq(min(x, na.rm = TRUE), max(x, na.rm = TRUE), length.out = n + 1), include.lowest = TRUE, ...)
cut_number <- function(x, n = NULL, ...) cut(x, quantile(x, seq(0, 1, length.out = n + 1), na.rm = TRUE), include.lowest = TRUE, ...)
cut_width <- function(x, width, center = NULL, boundary = NULL, closed = "right", ...) {
  breaks <- .bin_width(range(x, na.rm = TRUE), width, boundary, center)
  cut(x, breaks, include.lowest = TRUE, right = closed == "right", ...)
}
