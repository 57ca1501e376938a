# What a layer's data frame shows: usual looks of each geom, and the columns in their order.

.geom_look <- function(geom) {
  lines <- list(colour = "black", linewidth = 0.5, linetype = 1, alpha = NA)
  region <- function(colour = NA, fill = "grey20") list(colour = colour, fill = fill, linewidth = 0.5, linetype = 1, alpha = NA)
  words <- function(...) c(list(colour = "black"), list(...), list(size = 3.88, angle = 0, hjust = 0.5, vjust = 0.5, alpha = NA, family = "", fontface = 1, lineheight = 1.2))
  switch(geom,
    point = list(shape = 19, colour = "black", size = 1.5, fill = NA, alpha = NA, stroke = 0.5),
    pointrange = list(colour = "black", size = 0.5, linewidth = 0.5, linetype = 1, shape = 19, fill = NA, alpha = NA, stroke = 1),
    smooth = list(colour = "#3366FF", fill = "grey60", linewidth = 1, linetype = 1, weight = 1, alpha = 0.4),
    bar = , rect = region(fill = "grey35"),
    tile = list(fill = "grey20", colour = NA, linewidth = 0.1, linetype = 1, alpha = NA, width = NA, height = NA),
    boxplot = list(weight = 1, colour = "grey20", fill = "white", alpha = NA, shape = 19, linetype = "solid", linewidth = 0.5),
    violin = list(weight = 1, colour = "grey20", fill = "white", linewidth = 0.5, alpha = NA, linetype = "solid"),
    density = list(fill = NA, weight = 1, colour = "black", alpha = NA, linewidth = 0.5, linetype = 1),
    area = , ribbon = , polygon = region(),
    crossbar = region("black", NA),
    text = words(),
    label = words(fill = "white"),
    hex = region(fill = "grey50"),
    density_2d = , quantile = list(colour = "#3366FF", linewidth = 0.5, linetype = 1, alpha = NA),
    dotplot = list(colour = "black", fill = "black", alpha = NA, stroke = 1, linetype = "solid"),
    errorbar = c(lines[1:3], list(width = 0.5), lines[4]),
    errorbarh = c(lines[1:3], list(height = 0.5), lines[4]),
    blank = list(),
    lines)
}
# Values of a look for each row: mapped, fixed or usual. Line widths given as size are taken as such.
.with_looks <- function(d, layer) {
  usual <- .geom_look(layer$geom)
  p <- layer$params
  lines <- !layer$geom %in% c("point", "text", "label", "pointrange", "dotplot")
  if (lines && !is.null(p$size) && is.null(p$linewidth)) p$linewidth <- p$size
  if (lines && !is.null(d$size) && is.null(d$linewidth)) d$linewidth <- d$size
  if (layer$geom == "pointrange" && !is.null(p$size) && is.null(p$linewidth)) p$linewidth <- p$size
  for (n in c(names(usual), "label")) {
    if (!is.null(p[[n]]) && n != "weight") d[[n]] <- rep_len(p[[n]], nrow(d))
    else if (is.null(d[[n]]) && !is.null(usual[[n]])) d[[n]] <- rep(usual[[n]], nrow(d))
  }
  for (n in names(layer$after_scale)) {
    v <- eval(layer$after_scale[[n]], as.list(d), layer$env)
    d[[n]] <- rep_len(v, nrow(d))
  }
  d
}
.with_colors <- function(d) {
  for (n in intersect(c("colour", "fill"), names(d))) d[[n]] <- color_text(d[[n]])
  d
}
.stat_columns <- function(stat) {
  switch(stat,
    count = c("count", "prop", "x", "width", "flipped_aes"),
    bin = c("count", "x", "xmin", "xmax", "width", "density", "ncount", "ndensity", "flipped_aes"),
    density = c("x", "density", "scaled", "ndensity", "count", "n", "flipped_aes"),
    ydensity = c("x", "density", "scaled", "ndensity", "count", "n", "y", "PANEL", "group", "violinwidth"),
    boxplot = c("ymin", "lower", "middle", "upper", "ymax", "outliers", "notchupper", "notchlower", "x", "flipped_aes"),
    smooth = c("x", "y", "ymin", "ymax", "se", "flipped_aes"),
    summary = c("x", "group", "y", "ymin", "ymax"),
    ecdf = c("y", "x", "ecdf", "flipped_aes"),
    "function" = c("x", "y"),
    qq = c("x", "y", "sample", "theoretical"),
    qq_line = c("x", "y"),
    sum = c("PANEL", "x", "y", "group", "n", "prop"),
    bindot = c("binwidth", "count", "ncount"),
    align = c("x", "y"))
}
# Looks that scales gave come first, then what was computed, the mapped columns, places made by the geom, and the usual looks.
.arranged <- function(b, i) {
  layer <- b$layers[[i]]
  d <- b$data[[i]]
  if (nrow(d) == 0) return(d)
  d <- .with_looks(d, layer)
  oriented <- layer$geom %in% c("line", "bar", "area", "density", "ribbon", "smooth", "boxplot", "violin", "linerange", "pointrange", "crossbar", "errorbar")
  oriented <- oriented || layer$stat %in% c("count", "bin", "density", "summary", "ecdf", "smooth")
  oriented <- oriented && layer$stat != "function"
  if (oriented) d$flipped_aes <- rep(isTRUE(layer$flipped), nrow(d))
  mapping <- names(b$mappings[[i]])
  scaled <- intersect(unique(c(names(b$plot$scales), unlist(lapply(b$mappings, names)), "fill", "size")), .look_names())
  if (isTRUE(layer$everywhere)) mapping <- setdiff(mapping, "label")
  scaled <- Filter(function(a) a %in% mapping || a %in% names(.stat_defaults(layer$stat, layer$geom)), scaled)
  computed <- .stat_columns(layer$stat)
  after <- c(mapping[vapply(b$mappings[[i]], .is_stat_expression, NA)], setdiff(names(.stat_defaults(layer$stat, layer$geom)), mapping))
  if (layer$stat == "align") computed <- c("x", "y", mapping, "PANEL", "group", "align_padding", "flipped_aes")
  if (layer$stat == "bindot") computed <- if (identical(layer$params$binaxis, "y")) c("y", computed, "x", "PANEL", "group", "width", "countidx", "stackpos", "ymin", "ymax") else c("y", "x", computed, "width")
  made <- switch(layer$geom, area = c("ymin", "ymax", "xmin", "xmax"), text = , label = c("ymax", "xmin", "xmax", "ymin"), dotplot = c("countidx", "stackpos", "xmin", "xmax", "ymin", "ymax"), boxplot = c("ymin_final", "ymax_final", "xmin", "xmax", "xid", "newx", "new_width"), violin = c("flipped_aes", "width", "xmin", "xmax", "ymax"),
                 bar = c("flipped_aes", if (layer$stat != "bin") c("ymin", "ymax", "xmin", "xmax")), c("flipped_aes", "xmin", "xmax", "ymin", "ymax"))
  order <- c(after, computed)
  if (isTRUE(layer$flipped)) {
    turned <- function(n) names(.flip_names(structure(as.list(n), names = n)))
    order <- turned(order)
    made <- turned(made)
    d <- .final_names(d)
  }
  changed <- Filter(function(a) !identical(.or(b$scales[[a]]$trans$name, "identity"), "identity"), intersect(names(b$plot$scales), c("x", "y")))
  if (layer$stat == "identity") scaled <- c(scaled, intersect(unlist(lapply(changed, function(a) if (a == "x") .position_x() else .position_y())), mapping))
  order <- unique(c(names(layer$after_scale), scaled, order, mapping, "PANEL", "group", made))
  usual <- setdiff(names(.geom_look(layer$geom)), order)
  last <- c(usual, if (isTRUE(layer$everywhere)) "label")
  order <- c(intersect(order, names(d)), setdiff(names(d), c(order, last)), intersect(last, names(d)))
  d <- d[order]
  d$PANEL <- factor(d$PANEL, levels = b$layout$table$PANEL)
  for (axis in c("x", "y")) if (b$discrete[[axis]]) {
    for (n in intersect(c(axis, paste0(axis, c("min", "max"))), names(d))) class(d[[n]]) <- c("mapped_discrete", "numeric")
  }
  d
}
.final_names <- function(d) {
  hit <- names(d) %in% c("ymin_final", "ymax_final")
  names(d)[hit] <- sub("^y", "x", names(d)[hit])
  d
}
