# From a plot to what is drawn: values of each layer by panel, trained scales, ranges and ticks of panels.

.position_x <- function() c("x", "xmin", "xmax", "xend", "xintercept", "x0", "xlower", "xmiddle", "xupper")
.position_y <- function() c("y", "ymin", "ymax", "yend", "yintercept", "lower", "middle", "upper", "y0")
.is_stat_expression <- function(e) {
  if (is.name(e)) return(grepl("^\\.\\..*\\.\\.$", as.character(e)))
  is.call(e) && (label_of(e[[1]]) %in% c("after_stat", "stat") || any(vapply(as.list(e)[-1], .is_stat_expression, NA)))
}
.stat_expression <- function(e) {
  if (is.name(e) && grepl("^\\.\\..*\\.\\.$", as.character(e))) {
    .deprecated("dots", "The dot-dot notation (`", as.character(e), "`) was deprecated in ggplot2 3.4.0.\n\u2139 Please use `after_stat(", gsub("^\\.\\.|\\.\\.$", "", as.character(e)), ")` instead.")
  }
  if (is.call(e) && identical(e[[1]], quote(stat))) .deprecated("stat", "`", label_of(e), "` was deprecated in ggplot2 3.4.0.\n\u2139 Please use `after_stat(", label_of(e[[2]]), ")` instead.")
  if (is.name(e)) return(as.name(gsub("^\\.\\.|\\.\\.$", "", as.character(e))))
  if (is.call(e)) {
    if (label_of(e[[1]]) %in% c("after_stat", "stat") && length(e) == 2) return(.stat_expression(e[[2]]))
    for (i in seq_along(e)[-1]) e[[i]] <- .stat_expression(e[[i]])
  }
  e
}
.layer_mapping <- function(plot, layer) {
  own <- unclass(layer$mapping)
  mapping <- c(own, if (layer$inherit) unclass(plot$mapping)[setdiff(names(plot$mapping), names(own))])
  attributes(mapping) <- list(names = names(mapping))
  Filter(Negate(is.null), mapping)
}
# The parts of a mapping by when they are worked out: of the data, after the statistic, after the scales.
.staged <- function(mapping) {
  late <- again <- list()
  for (n in names(mapping)) {
    e <- mapping[[n]]
    if (!is.call(e)) next
    if (identical(e[[1]], quote(after_scale))) {
      late[[n]] <- e[[2]]
      mapping[[n]] <- NULL
    } else if (identical(e[[1]], quote(stage))) {
      e <- as.list(match.call(stage, e))[-1]
      late[[n]] <- e$after_scale
      if (is.null(e$start)) mapping[[n]] <- if (!is.null(e$after_stat)) call("after_stat", e$after_stat)
      else {
        mapping[[n]] <- e$start
        again[[n]] <- e$after_stat
      }
    }
  }
  list(mapping = mapping, after_stat = again, after_scale = late)
}
.layer_data <- function(plot, layer) {
  data <- layer$data
  if (is.null(data)) data <- plot$data
  else if (is.function(data)) data <- data(plot$data)
  else if (inherits(data, "formula")) data <- .lambda(data)(plot$data)
  else if (!is.data.frame(data)) data <- fortify(data)
  if (is.null(data)) NULL else as.data.frame(data)
}
.layer_values <- function(plot, layer, data, mapping) {
  env <- attr(layer$mapping, "env")
  if (is.null(env) || identical(env, emptyenv())) env <- attr(plot$mapping, "env")
  if (is.null(env)) env <- plot$env
  mask <- c(as.list(data), list(.data = data))
  values <- list()
  for (n in names(mapping)) {
    e <- mapping[[n]]
    if (.is_stat_expression(e)) next
    v <- eval(e, mask, env)
    if (is.function(v)) stop("Aesthetics must be valid data columns. Problematic aesthetic(s): ", n, " = ", label_of(e), ". \nDid you mistype the name of a data column or forget to add after_stat()?", call. = FALSE)
    if (is.matrix(v) && ncol(v) == 1) v <- c(v)
    if (!is.null(v)) values[[n]] <- if (inherits(v, c("AsIs"))) unclass(v) else v
  }
  n <- if (is.null(data) || ncol(data) == 0) max(0L, lengths(values)) else nrow(data)
  for (a in names(values)) if (!length(values[[a]]) %in% c(1L, n)) {
    stop("Aesthetics must be either length 1 or the same as the data (", n, ")\nProblem with aesthetic ", a, call. = FALSE)
  }
  out <- lapply(values, function(v) if (length(v) == 1 && n != 1) rep(v, n) else v)
  frame <- .as_frame(out)
  attr(frame, "row.names") <- seq_len(n)
  if (!is.null(data) && !is.null(data$PANEL)) frame$PANEL <- data$PANEL else frame$PANEL <- rep(1L, n)
  frame
}
.add_group <- function(d) {
  if (nrow(d) == 0) return(d)
  if (!is.null(d$group)) {
    d$group <- match(d$group, .levels_of(d$group))
    return(d)
  }
  by <- setdiff(names(d), c("label", "PANEL"))
  by <- by[vapply(by, function(n) is_discrete(d[[n]]), NA)]
  if (length(by) == 0) {
    d$group <- rep(-1L, nrow(d))
    return(d)
  }
  codes <- lapply(by, function(n) {
    k <- match(as.character(d[[n]]), .levels_of(if (is.logical(d[[n]])) as.character(d[[n]]) else d[[n]]))
    ifelse(is.na(k), max(c(k, 0), na.rm = TRUE) + 1L, k)
  })
  key <- 0
  for (k in codes) key <- key * (max(k) + 1) + k
  d$group <- match(key, sort(unique(key)))
  d
}
.scale_default <- function(aesthetic, v) {
  type <- if (is_discrete(v)) "discrete" else if (inherits(v, "Date")) "date" else "continuous"
  if (aesthetic %in% c("x", "y")) return(unclass(.axis_scale(aesthetic, type, waiver(), waiver(), waiver(), NULL, waiver(), "identity", NULL)))
  f <- switch(aesthetic, colour = , fill = if (type == "discrete") if (is.ordered(v)) scale_colour_viridis_d else scale_colour_hue else scale_colour_gradient, size = if (type == "discrete") scale_size_discrete else scale_size,
              linewidth = if (type == "discrete") function(...) .look_scale("linewidth", "discrete", function(n, levels) seq(2, 6, length.out = n), list(...)) else scale_linewidth, alpha = if (type == "discrete") scale_alpha_discrete else scale_alpha,
              shape = if (type == "discrete") scale_shape else stop("A continuous variable cannot be mapped to the shape aesthetic\nchoose a different aesthetic or use `scale_shape_binned()`", call. = FALSE),
              linetype = if (type == "discrete") scale_linetype else stop("A continuous variable cannot be mapped to the linetype aesthetic\nchoose a different aesthetic or use `scale_linetype_binned()`", call. = FALSE))
  s <- unclass(f())
  s$aesthetics <- aesthetic
  s$aesthetic <- aesthetic
  s
}
.look_names <- function() c("colour", "fill", "size", "linewidth", "alpha", "shape", "linetype")
# Levels of a discrete scale over the values of all layers.
.train_levels <- function(values, drop = TRUE) {
  if (all(vapply(values, is.factor, NA))) {
    known <- unique(unlist(lapply(values, levels)))
    used <- unique(unlist(lapply(values, as.character)))
    return(if (isFALSE(drop)) known else known[known %in% used])
  }
  factors <- Filter(is.factor, values)
  if (length(factors)) {
    known <- unique(unlist(lapply(values, function(v) if (is.factor(v)) levels(droplevels(v)) else sort(unique(as.character(v))))))
    return(known)
  }
  v <- unlist(values)
  as.character(sort(unique(v[!is.na(v)])))
}
.gg_build <- function(plot) {
  layers <- plot$layers
  if (length(layers) == 0) layers <- list(unclass(geom_blank()))
  flip <- plot$coord$kind == "flip"
  facet <- plot$facet
  frames <- lapply(layers, function(l) .with_margins(.layer_data(plot, l), facet, plot$env))
  layout <- .facet_layout(facet, Filter(Negate(is.null), c(list(plot$data), frames)), plot$env, flip)
  staged <- lapply(layers, function(l) .staged(.layer_mapping(plot, l)))
  mappings <- lapply(staged, `[[`, "mapping")
  for (i in seq_along(layers)) {
    layers[[i]]$after_stat <- staged[[i]]$after_stat
    layers[[i]]$after_scale <- staged[[i]]$after_scale
    layers[[i]]$env <- plot$env
  }
  data <- lapply(seq_along(layers), function(i) {
    frame <- frames[[i]]
    if (!is.null(frame) && nrow(frame) && ncol(frame)) frame <- .assign_panels(frame, facet, layout, plot$env)
    d <- .layer_values(plot, layers[[i]], frame, mappings[[i]])
    if (nrow(d) == 0 && layers[[i]]$stat == "function") d <- data.frame(x = NA_real_, PANEL = 1L)
    if (nrow(d) && is.null(frame) && nrow(layout$table) > 1) d <- .assign_panels(d[names(d) != "PANEL"], facet, layout, plot$env)
    .add_group(d)
  })
  scales <- lapply(plot$scales, function(s) s)
  b <- list(plot = plot, layers = layers, mappings = mappings, layout = layout, flip = flip, facet = facet)
  # transform, then places of discrete positions
  for (axis in c("x", "y")) {
    own <- if (axis == "x") .position_x() else .position_y()
    values <- unlist(lapply(data, function(d) unname(as.list(d[intersect(own, names(d))]))), recursive = FALSE)
    if (length(values) == 0 && is.null(scales[[axis]])) next
    first <- Filter(function(v) length(v) > 0, values)
    if (is.null(scales[[axis]]) || isTRUE(scales[[axis]]$only_limits) && length(first)) {
      kind <- .scale_default(axis, if (length(first)) first[[1]] else numeric())
      if (!is.null(scales[[axis]])) kind$limits <- scales[[axis]]$limits
      scales[[axis]] <- kind
    }
    s <- scales[[axis]]
    if (s$type == "discrete" && length(first) && is.numeric(first[[1]]) && !is.null(s$limits) && is.numeric(s$limits)) s$type <- "continuous"
    if (s$type == "continuous" && length(first) && is_discrete(first[[1]])) stop("Discrete value supplied to continuous scale", call. = FALSE)
    if (s$type == "discrete" && length(first) && all(vapply(first, function(v) is.numeric(v) && !is.factor(v), NA))) stop("Continuous value supplied to discrete scale", call. = FALSE)
    if (s$type == "continuous" && length(first) && inherits(first[[1]], "Date")) s$type <- "date"
    if (s$type == "discrete") {
      discrete <- Filter(is_discrete, values)
      levels <- .train_levels(discrete, s$drop)
      if (is.function(s$limits)) levels <- s$limits(levels)
      else if (!is.null(s$limits)) levels <- as.character(s$limits)
      s$levels <- levels
      data <- lapply(data, function(d) {
        for (n in intersect(own, names(d))) if (is_discrete(d[[n]])) {
          k <- match(as.character(d[[n]]), levels)
          k[is.na(d[[n]])] <- length(levels) + 1L
          d[[n]] <- k
        }
        d
      })
    } else {
      data <- lapply(data, function(d) {
        for (n in intersect(own, names(d))) {
          v <- as.numeric(d[[n]])
          t <- suppressWarnings(s$trans$forward(v))
          if (any(is.nan(t) & !is.nan(v))) warning("Transformation introduced infinite values in continuous ", axis, "-axis", call. = FALSE)
          else if (any(is.infinite(t) & is.finite(v))) warning("Transformation introduced infinite values in continuous ", axis, "-axis", call. = FALSE)
          d[[n]] <- t
        }
        d
      })
      if (!is.null(s$limits) && !is.function(s$limits)) {
        lim <- s$trans$forward(as.numeric(s$limits))
        s$fixed <- if (anyNA(lim)) lim else sort(lim)
        data <- lapply(data, function(d) {
          for (n in intersect(own, names(d))) {
            v <- d[[n]]
            out <- is.finite(v) & (!is.na(s$fixed[1]) & v < s$fixed[1] | !is.na(s$fixed[2]) & v > s$fixed[2])
            if (any(out)) d[[n]][out] <- NA
          }
          d
        })
      }
    }
    scales[[axis]] <- s
  }
  b$discrete <- list(x = identical(scales$x$type, "discrete"), y = identical(scales$y$type, "discrete"))
  b$scales <- scales
  b <- .run_stats(b, data)
  .train_looks(b)
}
.column_range <- function(data, names_of, finite = TRUE) {
  v <- unlist(lapply(data, function(d) unlist(lapply(intersect(names_of, names(d)), function(n) as.numeric(d[[n]])))))
  v <- v[is.finite(v)]
  if (length(v)) range(v) else NULL
}
.flip_names <- function(d) {
  swap <- c(x = "y", y = "x", xmin = "ymin", ymin = "xmin", xmax = "ymax", ymax = "xmax", xend = "yend", yend = "xend", xintercept = "yintercept", yintercept = "xintercept", lower = "xlower", middle = "xmiddle", upper = "xupper",
            xlower = "lower", xmiddle = "middle", xupper = "upper")
  hit <- names(d) %in% names(swap)
  names(d)[hit] <- swap[names(d)[hit]]
  d
}
# Whether a layer's bars, boxes or densities lie along the x axis.
.layer_flipped <- function(layer, d, mapping, discrete) {
  given <- layer$params$orientation
  if (!is.null(given) && !is.na(given)) return(given == "y")
  has_x <- "x" %in% names(d)
  has_y <- "y" %in% names(d)
  kind <- if (layer$stat %in% c("count", "bin", "density", "boxplot", "ydensity", "summary", "smooth")) layer$stat else layer$geom
  if (kind %in% c("count", "bin", "density")) return(has_y && !has_x && !is.null(d$y) && is.null(mapping$x))
  if (kind %in% c("boxplot", "ydensity", "violin", "summary", "bar")) {
    if (!has_x && has_y) return(kind == "boxplot" && discrete$y)
    if (has_x && has_y) return(discrete$y && !discrete$x)
    return(FALSE)
  }
  if (kind %in% c("errorbar", "linerange", "pointrange", "crossbar", "ribbon", "area")) return(is.null(d$ymin) && is.null(d$ymax) && (!is.null(d$xmin) || !is.null(d$xmax)))
  FALSE
}
.run_stats <- function(b, data) {
  layers <- b$layers
  scales <- b$scales
  n_rows <- vapply(data, nrow, 1L)
  for (axis in c("x", "y")) b[[paste0("range_", axis)]] <- .column_range(data, if (axis == "x") .position_x() else .position_y())
  free <- if (is.null(b$facet)) "" else .or(b$facet$scales, "")
  for (i in seq_along(layers)) {
    layer <- layers[[i]]
    d <- data[[i]]
    if (nrow(d) == 0) next
    flipped <- .layer_flipped(layer, d, b$mappings[[i]], b$discrete)
    layers[[i]]$flipped <- flipped
    discrete <- if (flipped) list(x = b$discrete$y, y = b$discrete$x) else b$discrete
    if (flipped) d <- .flip_names(d)
    # what is missing cannot be computed with
    needed <- intersect(switch(layer$stat, count = , bin = , density = , ecdf = "x", boxplot = , ydensity = , summary = , smooth = , ellipse = , bin_2d = , bin_hex = , density_2d = c("x", "y"), bindot = "x", qq = , qq_line = "sample", character()), names(d))
    if (layer$stat %in% c("boxplot", "ydensity") && is.null(d$x)) d$x <- rep(0, nrow(d))
    if (layer$stat == "boxplot" && anyNA(d$x)) {
      warning("Removed ", sum(is.na(d$x)), " rows containing missing values (`stat_boxplot()`).", call. = FALSE)
      d <- d[!is.na(d$x), , drop = FALSE]
    }
    if (length(needed)) {
      bad <- !stats::complete.cases(d[needed]) | Reduce(`|`, lapply(needed, function(n) is.numeric(d[[n]]) & !is.finite(d[[n]])))
      if (any(bad)) {
        if (!layer$na.rm) warning("Removed ", sum(bad), " rows containing non-finite values (`stat_", layer$stat, "()`).", call. = FALSE)
        d <- d[!bad, , drop = FALSE]
      }
      if (nrow(d) == 0) {
        data[[i]] <- d
        next
      }
    }
    if (layer$stat == "bin" && is.null(layer$params$binwidth) && is.null(layer$params$bins) && is.null(layer$params$breaks)) message("`stat_bin()` using `bins = 30`. Pick better value with `binwidth`.")
    if (layer$stat == "bindot" && is.null(layer$params$binwidth)) message("Bin width defaults to 1/30 of the range of the data. Pick better value with `binwidth`.")
    if (layer$stat == "bin" && discrete$x) stop("Problem while computing stat.\nCaused by error in `setup_params()`:\n! `stat_bin()` requires a continuous x aesthetic.", call. = FALSE)
    if (layer$stat == "smooth") {
      m <- layer$params$method
      if (is.null(m) || identical(m, "auto")) {
        largest <- max(table(paste(d$group, d$PANEL)))
        if (largest >= 1000) .unsupported("geom_smooth() of 1000 rows or more draws a gam in R, which is not supported: give method = (graphics)")
        layer$params$auto_method <- "loess"
        message("`geom_smooth()` using method = 'loess'", if (is.null(layer$params$formula)) " and formula = 'y ~ x'")
      } else if (is.null(layer$params$formula)) message("`geom_smooth()` using formula = 'y ~ x'")
    }
    if (layer$stat == "summary" && is.null(layer$params$fun.data) && is.null(layer$params$fun) && is.null(layer$params$fun.min) && is.null(layer$params$fun.max)) message("No summary function supplied, defaulting to `mean_se()`")
    for (a in intersect(names(layer$params), c("x", "y", "weight"))) if (is.null(d[[a]])) d[[a]] <- rep(layer$params[[a]], nrow(d))
    compute <- function(own) {
      range_x <- if (flipped) b$range_y else b$range_x
      if (free != "" && (free == "free" || free == if (flipped) "free_y" else "free_x")) range_x <- .or(.column_range(list(own), .position_x()), range_x)
      inverse <- (if (flipped) scales$y else scales$x)$trans$inverse
      range_y <- if (flipped) b$range_x else b$range_y
      if (free != "" && (free == "free" || free == if (flipped) "free_x" else "free_y")) range_y <- .or(.column_range(list(own), .position_y()), range_y)
      .stat_apply(own, layer, list(x = if (is.null(range_x)) c(0, 1) else range_x, y = range_y, inverse_x = if (is.null(inverse)) identity else inverse), discrete)
    }
    if (layer$stat == "align") layer$params$places <- .align_places(d)
    if (layer$stat != "identity") d <- .by_panel(d, compute)
    if (nrow(d) == 0) {
      data[[i]] <- d
      next
    }
    d <- .map_after_stat(b, layer, b$mappings[[i]], d, if (flipped) scales$x else scales$y)
    d <- .setup_geom(layer, d, discrete)
    d <- .position_apply(d, layer, discrete)
    if (flipped) d <- .flip_names(d)
    data[[i]] <- d
  }
  b$layers <- layers
  b$data <- data
  b
}
.by_panel <- function(d, f) {
  pieces <- lapply(split(seq_len(nrow(d)), d$PANEL), function(k) {
    own <- d[k, , drop = FALSE]
    row.names(own) <- NULL
    f(own)
  })
  .rbind_fill(Filter(function(p) nrow(p) > 0, pieces))
}
.stat_defaults <- function(stat, geom) {
  switch(stat, count = list(y = quote(count)), bin = list(y = quote(count)), density = list(y = quote(density)), ecdf = list(y = quote(ecdf)), qq = list(x = quote(theoretical), y = quote(sample)),
         sum = list(size = quote(n)), bin_2d = , bin_hex = list(fill = quote(count)), list())
}
.map_after_stat <- function(b, layer, mapping, d, y_scale) {
  asked <- .stat_defaults(layer$stat, layer$geom)
  for (n in names(layer$after_stat)) asked[[n]] <- layer$after_stat[[n]]
  for (n in names(mapping)) if (.is_stat_expression(mapping[[n]])) asked[[if (isTRUE(layer$flipped)) switch(n, x = "y", y = "x", n) else n]] <- .stat_expression(mapping[[n]])
  for (n in names(asked)) {
    if (n %in% names(mapping) && !.is_stat_expression(mapping[[n]]) && !n %in% c("y", names(layer$after_stat))) next
    v <- eval(asked[[n]], as.list(d), b$plot$env)
    if (n == "y" && !is.null(y_scale) && !identical(y_scale$type, "discrete")) v <- y_scale$trans$forward(v)
    d[[n]] <- if (length(v) == 1) rep(v, nrow(d)) else v
  }
  d
}
.setup_geom <- function(layer, d, discrete) {
  p <- layer$params
  width_of <- function(default) if (!is.null(d$width)) d$width else rep(if (!is.null(p$width)) p$width else default, nrow(d))
  along <- function(d) d[order(d$PANEL, d$group, d$x), , drop = FALSE]
  step <- function() if (discrete$x) 1 else .resolution(d$x, FALSE)
  switch(layer$geom,
    bar = {
      if (layer$stat == "identity") {
        wide <- width_of(0.9 * step())
        if (is.null(d$y)) stop("Problem while setting up geom.\nCaused by error in `compute_geom_1()`:\n! `geom_bar()` requires the following missing aesthetics: y", call. = FALSE)
      } else wide <- width_of(0.9 * step())
      if (is.null(d$xmin) || layer$stat != "bin") {
        d$xmin <- d$x - wide / 2
        d$xmax <- d$x + wide / 2
      }
      d$ymin <- pmin(d$y, 0)
      d$ymax <- pmax(d$y, 0)
      d$width <- NULL
    },
    area = , density = {
      d$ymin <- rep(0, nrow(d))
      d$ymax <- d$y
      d <- along(d)
    },
    ribbon = {
      d <- along(d)
      d$y <- .or(d$ymin, d$ymax)
    },
    boxplot = {
      wide <- width_of(0.9 * step())
      if (isTRUE(p$varwidth)) wide <- wide * d$relvarwidth / max(d$relvarwidth)
      far <- function(k, f, e) if (length(d$outliers[[k]])) f(d$outliers[[k]], e[k]) else e[k]
      d$ymin_final <- vapply(seq_len(nrow(d)), far, 1, min, d$ymin)
      d$ymax_final <- vapply(seq_len(nrow(d)), far, 1, max, d$ymax)
      d$xmin <- d$x - wide / 2
      d$xmax <- d$x + wide / 2
      d$width <- d$relvarwidth <- NULL
    },
    violin = {
      d$xmin <- d$x - d$width / 2
      d$xmax <- d$x + d$width / 2
      d$violinwidth <- switch(.or(p$scale, "area"), area = d$density / max(d$density), count = d$density / max(d$density) * d$n / max(d$n), width = d$scaled)
    },
    errorbar = , crossbar = {
      wide <- width_of((if (discrete$x) 1 else .resolution(d$x, FALSE)) * 0.9)
      d$xmin <- d$x - wide / 2
      d$xmax <- d$x + wide / 2
      d$width <- NULL
    },
    errorbarh = {
      high <- rep(if (is.null(p$height)) (if (discrete$y) 1 else .resolution(d$y, FALSE)) * 0.9 else p$height, nrow(d))
      d$ymin <- d$y - high / 2
      d$ymax <- d$y + high / 2
    },
    tile = {
      wide <- if (!is.null(d$width)) d$width else .or(p$width, step())
      high <- if (!is.null(d$height)) d$height else .or(p$height, if (discrete$y) 1 else .resolution(d$y, FALSE))
      d$xmin <- d$x - wide / 2; d$xmax <- d$x + wide / 2
      d$ymin <- d$y - high / 2; d$ymax <- d$y + high / 2
      d$width <- d$height <- NULL
    },
    line = , smooth = d <- along(d),
    dotplot = d <- .single_dots(d, p, discrete),
    path = if (layer$stat == "bin") d <- along(d))
  row.names(d) <- NULL
  d
}
# Colours and other looks of what is mapped; ranges and ticks of each panel.
.train_looks <- function(b) {
  scales <- b$scales
  for (a in .look_names()) {
    values <- Filter(function(v) length(v) > 0, lapply(b$data, function(d) d[[a]]))
    if (length(values) == 0) next
    if (is.null(scales[[a]]) || isTRUE(scales[[a]]$only_limits)) scales[[a]] <- .scale_default(a, values[[1]])
    s <- scales[[a]]
    if (s$type == "identity") {
      scales[[a]] <- s
      next
    }
    if (s$type == "discrete" && !is_discrete(values[[1]])) stop("Continuous value supplied to discrete scale", call. = FALSE)
    if (s$type == "continuous" && is_discrete(values[[1]])) stop("Discrete value supplied to continuous scale", call. = FALSE)
    if (s$type == "discrete") {
      s$levels <- if (is.function(s$limits)) s$limits(.train_levels(values, s$drop)) else if (!is.null(s$limits)) as.character(s$limits) else .train_levels(values, s$drop)
      if (is.null(s$limits) && !is.null(names(s$manual))) s$levels <- s$levels
      s$values <- s$palette(length(s$levels), s$levels)
      map <- function(v) {
        out <- s$values[match(as.character(v), s$levels)]
        if (anyNA(out) && a %in% c("colour", "fill")) out[is.na(out)] <- .or(s$na.value, "grey50")
        out
      }
    } else {
      v <- s$trans$forward(as.numeric(unlist(lapply(values, as.numeric))))
      s$range <- if (is.null(s$limits)) range(v[is.finite(v)]) else s$trans$forward(ifelse(is.na(s$limits), range(v[is.finite(v)]), s$limits))
      if (isTRUE(s$from_zero)) s$range <- c(0, s$range[2])
      share <- .share_of(s)
      s$share <- share
      map <- function(v) {
        k <- share(v)
        k[!is.na(k) & (k < -1e-9 | k > 1 + 1e-9)] <- NA
        out <- s$palette(pmin(1, pmax(0, k)))
        if (a %in% c("colour", "fill")) out[is.na(k)] <- .or(s$na.value, "grey50")
        out
      }
    }
    scales[[a]] <- s
    b$data <- lapply(b$data, function(d) {
      if (!is.null(d[[a]])) d[[a]] <- map(d[[a]])
      d
    })
  }
  b$scales <- scales
  .train_panels(b)
}
# Where values stand between the ends of a continuous scale, from 0 to 1; about a middle value both sides are alike.
.share_of <- function(s) {
  function(v) {
    t <- s$trans$forward(as.numeric(v))
    if (!is.null(s$middle)) return((t - s$middle) / (2 * max(abs(s$range - s$middle))) + 0.5)
    if (diff(s$range) == 0) rep(0.5, length(t)) else (t - s$range[1]) / diff(s$range)
  }
}
.train_panels <- function(b) {
  k <- nrow(b$layout$table)
  free <- if (is.null(b$facet)) "fixed" else .or(b$facet$scales, "fixed")
  coord <- b$plot$coord
  # a facet's rows share y and its columns share x also where scales are free
  group_of <- function(axis) {
    is_free <- free == "free" || free == paste0("free_", axis)
    if (!is_free) rep(1L, k) else if (identical(b$facet$kind, "grid")) b$layout$table[[if ((axis == "x") != b$flip) "COL" else "ROW"]] else seq_len(k)
  }
  b$panels <- rep(list(list()), k)
  for (axis in c("x", "y")) {
    s <- if (identical(coord$kind, "polar")) .polar_scale(b$scales[[axis]], coord, axis) else b$scales[[axis]]
    names_of <- if (axis == "x") .position_x() else .position_y()
    groups <- group_of(axis)
    for (g in unique(groups)) {
      panels <- b$layout$table$PANEL[groups == g]
      own <- lapply(b$data, function(d) if (nrow(d)) d[d$PANEL %in% panels, , drop = FALSE] else d)
      range <- .column_range(own, names_of)
      outliers <- unlist(lapply(seq_along(own), function(i) if (!is.null(own[[i]]$outliers) && (axis == "y") != isTRUE(b$layers[[i]]$flipped)) unlist(own[[i]]$outliers)))
      if (length(outliers)) range <- range(range, outliers)
      axis_of <- .axis_of(s, range, if (axis == "x") coord$xlim else coord$ylim, !isFALSE(coord$expand), own, axis)
      for (p in which(groups == g)) b$panels[[p]][[axis]] <- axis_of
    }
  }
  b
}
.axis_of <- function(s, range, zoom, expand, data, axis) {
  if (is.null(s)) s <- .scale_default(axis, numeric())
  e <- if (!expand) c(0, 0, 0, 0) else if (.is_waiver(s$expand) || is.null(s$expand)) if (s$type == "discrete") c(0, 0.6, 0, 0.6) else c(0.05, 0, 0.05, 0) else rep_len(as.numeric(s$expand), if (length(s$expand) == 2) 4 else length(s$expand))
  widen <- function(r) {
    span <- diff(r)
    if (span == 0 && s$type != "discrete") {
      add <- if (r[1] == 0) 1 else 0
      return(r + c(-1, 1) * (e[1] * max(abs(r[1]), 1) + e[2]) - 0 * add)
    }
    c(r[1] - e[1] * span - e[2], r[2] + e[3] * span + e[4])
  }
  if (s$type == "discrete") {
    levels <- s$levels
    if (length(s$drop_levels)) levels <- s$drop_levels
    n <- length(levels)
    view <- if (n) widen(c(1, n)) else c(0, 1)
    if (!is.null(range)) view <- range(view, range)
    if (!is.null(zoom)) view <- widen(zoom)
    breaks <- if (is.null(s$breaks)) character() else if (.is_waiver(s$breaks)) levels else if (is.function(s$breaks)) s$breaks(levels) else intersect(as.character(s$breaks), levels)
    labels <- .labels_of(s, breaks, breaks)
    if (!is.null(names(s$labels)) && is.character(s$labels)) labels <- unname(ifelse(breaks %in% names(s$labels), s$labels[breaks], breaks))
    return(list(view = view, at = match(breaks, levels), labels = labels, minor = numeric(), discrete = TRUE, all_breaks = breaks, all_labels = labels))
  }
  limits <- range
  if (!is.null(s$fixed)) limits <- ifelse(is.na(s$fixed), if (is.null(range)) c(0, 1) else range, s$fixed)
  else if (is.function(s$limits) && !is.null(range)) limits <- s$trans$forward(s$limits(s$trans$inverse(range)))
  if (is.null(limits)) limits <- c(0, 1)
  if (!is.null(zoom)) {
    asked <- s$trans$forward(as.numeric(zoom))
    limits <- ifelse(is.na(asked), limits, asked)
  }
  limits <- sort(limits)
  view <- widen(limits)
  seen <- sort(s$trans$inverse(view))
  if (anyNA(seen)) seen <- sort(s$trans$inverse(limits))
  if (is.null(s$breaks)) at <- numeric()
  else if (s$type == "date") at <- if (!is.null(s$date_breaks)) as.numeric(.date_sequence(limits, s$date_breaks)) else if (.is_waiver(s$breaks)) as.numeric(.date_ticks(view[1], view[2])) else as.numeric(if (is.function(s$breaks)) s$breaks(as.Date(limits, origin = "1970-01-01")) else s$breaks)
  else if (.is_waiver(s$breaks)) at <- if (!is.null(s$trans$base)) .log_breaks(view[1], view[2], s$trans$base) else .extended_breaks(seen[1], seen[2], .or(s$n_breaks, 5))
  else at <- if (is.function(s$breaks)) s$breaks(seen) else as.numeric(s$breaks)
  place <- suppressWarnings(s$trans$forward(as.numeric(at)))
  if (.is_waiver(s$labels) || is.function(s$labels) || is.null(s$labels)) {
    seen_at <- is.finite(place) & place >= view[1] & place <= view[2]
    all_places <- place
    at <- at[seen_at]
    place <- place[seen_at]
  } else all_places <- place
  labels <- if (s$type == "date") {
    d <- as.Date(at, origin = "1970-01-01")
    if (!is.null(s$date_labels)) format(d, s$date_labels) else if (.is_waiver(s$labels)) format(d, if (diff(limits) > 5 * 365) "%Y" else if (diff(limits) > 60) if (diff(limits) > 365) "%Y-%m" else "%b" else "%b %d") else .labels_of(s, d, format(d))
  } else .labels_of(s, at, NULL)
  inside_view <- is.finite(place) & place >= view[1] & place <= view[2]
  ok <- inside_view
  major <- sort(all_places[is.finite(all_places)])
  minor <- if (is.null(s$minor) || .is_waiver(s$minor)) { if (length(major) > 1 && is.null(s$trans$base)) { step <- diff(major)[1]; m <- sort(c(major[1] - step / 2, major + c(diff(major), step) / 2)); m[m >= view[1] & m <= view[2]] } else if (length(major) > 1) { m <- major[-1] - diff(major) / 2; m[m >= view[1] & m <= view[2]] } else numeric() } else if (is.function(s$minor)) s$minor(seen) else s$trans$forward(as.numeric(s$minor))
  all_labels <- rep(NA_character_, length(all_places))
  all_labels[match(place[ok], all_places)] <- labels[ok]
  all_breaks <- ifelse(is.finite(all_places) & all_places >= view[1] & all_places <= view[2], all_places, NA)
  list(view = view, at = place[ok], labels = labels[ok], minor = setdiff(minor, place), discrete = FALSE, all_breaks = all_breaks, all_labels = all_labels)
}
.date_sequence <- function(limits, by) {
  first <- as.Date(floor(limits[1]), origin = "1970-01-01")
  if (grepl("year", by)) first <- as.Date(paste0(format(first, "%Y"), "-01-01"))
  else if (grepl("month", by)) first <- as.Date(paste0(format(first, "%Y-%m"), "-01"))
  seq(first, as.Date(ceiling(limits[2]), origin = "1970-01-01"), by = by)
}
.labels_of <- function(s, at, default) {
  if (is.null(s$labels)) return(rep("", length(at)))
  if (.is_waiver(s$labels)) return(if (is.null(default)) .number_labels(at) else as.character(default))
  if (inherits(s$labels, "formula")) return(as.character(.lambda(s$labels)(at)))
  if (is.function(s$labels)) return(.plain(s$labels(at)))
  labels <- .plain(s$labels)
  if (length(labels) != length(at) && is.null(names(labels))) stop("`breaks` and `labels` must have the same length", call. = FALSE)
  labels
}
