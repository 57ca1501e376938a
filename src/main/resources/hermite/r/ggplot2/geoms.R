# How layers are drawn in a panel. Sizes: millimetres of lines and points become points of 1/72 inch.

.mm <- 72.27 / 25.4
.fade <- function(colour, opacity) ifelse(is.na(opacity) | is.na(colour), colour, alpha(colour, opacity))
.swap <- function(flip, x, y) if (flip) list(x = y, y = x) else list(x = x, y = y)
.gg_path <- function(x, y, colour, type, width, flip = FALSE) {
  p <- .bent(.swap(flip, x, y))
  .path(p$x, p$y, colour, as.character(type), width * .mm * 0.75)
}
.gg_region <- function(x, y, fill, colour, type, width, flip = FALSE) {
  p <- .bent(.swap(flip, x, y), TRUE)
  .region(p$x, p$y, fill, colour, as.character(type), width * .mm * 0.75)
}
.gg_points <- function(x, y, d, flip = FALSE, factor = 1) {
  p <- .placed(.swap(flip, x, y))
  shape <- d$shape
  if (is.character(shape)) {
    names_of <- c("square open", "circle open", "triangle open", "plus", "cross", "diamond open", "triangle down open", "square cross", "asterisk", "diamond plus", "circle plus", "star", "square plus", "circle cross", "square triangle", "square", "circle small", "triangle", "diamond", "circle", "bullet", "circle filled", "square filled", "diamond filled", "triangle filled", "triangle down filled")
    k <- match(shape, names_of) - 1
    if (anyNA(k)) {
      for (own in split(seq_along(shape), shape)) .words(p$x[own], p$y[own], rep(shape[own[1]], length(own)), d$size[own[1]] * .mm * 1.2, .fade(d$colour, d$alpha)[own[1]], FALSE, 0.5, 0.5, 0)
      return(invisible())
    }
    shape <- k
  }
  size <- (d$size * factor * .mm + d$stroke * 96 / 25.4 / 2) * 0.75
  keep <- !is.na(shape) & is.finite(p$x) & is.finite(p$y)
  if (any(keep)) .marks(p$x[keep], p$y[keep], .fade(d$colour, d$alpha)[keep], as.character(shape)[keep], size[keep], .fade(d$fill, d$alpha)[keep])
}
.by_group <- function(d, f) for (own in split(seq_len(nrow(d)), d$group)) f(d[own, , drop = FALSE])
.draw_layer <- function(layer, d, view, flip, warn = TRUE) {
  d <- .with_colors(.with_looks(d, layer))
  geom <- layer$geom
  p <- layer$params
  needs <- switch(geom, point = , text = , label = c("x", "y"), bar = c("xmin", "xmax", "ymin", "ymax"), errorbar = c("x", "ymin", "ymax"), linerange = , pointrange = c(if (isTRUE(layer$flipped)) "y" else "x", if (isTRUE(layer$flipped)) c("xmin", "xmax") else c("ymin", "ymax")),
                  segment = c("x", "y"), line = , path = , step = c("x", "y"), character())
  needs <- intersect(needs, names(d))
  if (length(needs)) {
    bad <- Reduce(`|`, lapply(needs, function(n) is.na(d[[n]])))
    if (any(bad)) {
      # a gap within a line breaks it and is not removed
      if (warn && !layer$na.rm && !(geom %in% c("line", "path", "step"))) warning("Removed ", sum(bad), " rows containing missing values (`geom_", geom, "()`).", call. = FALSE)
      if (!geom %in% c("line", "path", "step")) d <- d[!bad, , drop = FALSE]
    }
    if (nrow(d) == 0) return(invisible())
  }
  line <- function(own) .gg_path(own$x, own$y, .fade(own$colour[1], own$alpha[1]), own$linetype[1], own$linewidth[1], flip)
  segments_of <- function(x0, y0, x1, y1, own = d) {
    look <- paste(own$colour, own$linetype, own$linewidth, own$alpha)
    for (k in split(seq_along(look), factor(look, unique(look)))) {
      .gg_path(as.vector(rbind(x0[k], x1[k], NaN)), as.vector(rbind(y0[k], y1[k], NaN)), .fade(own$colour[k[1]], own$alpha[k[1]]), own$linetype[k[1]], own$linewidth[k[1]], flip)
    }
  }
  boxes <- function(own) {
    look <- paste(own$colour, own$fill, own$linetype, own$linewidth, own$alpha)
    for (k in split(seq_along(look), factor(look, unique(look)))) {
      .gg_region(as.vector(rbind(own$xmin[k], own$xmax[k], own$xmax[k], own$xmin[k], NaN)), as.vector(rbind(own$ymin[k], own$ymin[k], own$ymax[k], own$ymax[k], NaN)),
                 .fade(own$fill[k[1]], own$alpha[k[1]]), own$colour[k[1]], own$linetype[k[1]], own$linewidth[k[1]], flip)
    }
  }
  turn <- isTRUE(layer$flipped)
  clamp <- function(v, ends) pmin(max(ends) + diff(range(ends)), pmax(min(ends) - diff(range(ends)), v))
  switch(geom,
    blank = NULL,
    point = .gg_points(d$x, d$y, d, flip),
    line = , path = .by_group(d, function(own) {
      varied <- length(unique(own$colour)) > 1 || length(unique(own$linewidth)) > 1
      if (varied) {
        n <- nrow(own)
        if (n > 1) for (i in seq_len(n - 1)) .gg_path(own$x[i + 0:1], own$y[i + 0:1], .fade(own$colour[i], own$alpha[i]), own$linetype[1], own$linewidth[i], flip)
      } else if (nrow(own) > 1) line(own)
    }),
    step = .by_group(d, function(own) {
      own <- own[order(own$x), , drop = FALSE]
      n <- nrow(own)
      if (n < 2) return(invisible())
      k <- rep(seq_len(n), each = 2)
      vertical_first <- identical(p$direction, "vh")
      own2 <- list(x = clamp(own$x[if (vertical_first) k[-2 * n] else k[-1]], view$x$view), y = own$y[if (vertical_first) k[-1] else k[-2 * n]])
      .gg_path(own2$x, own2$y, .fade(own$colour[1], own$alpha[1]), own$linetype[1], own$linewidth[1], flip)
    }),
    smooth = .by_group(d, function(own) {
      if (!is.null(own$ymin) && !isFALSE(p$se)) .gg_region(c(own$x, rev(own$x)), c(own$ymin, rev(own$ymax)), .fade(own$fill[1], own$alpha[1]), NA, 1, 0, flip)
      .gg_path(own$x, own$y, own$colour[1], own$linetype[1], own$linewidth[1], flip)
    }),
    bar = , rect = , tile = boxes(d),
    boxplot = {
      if (turn) d <- .flip_names(d)
      across <- flip != turn
      for (i in seq_len(nrow(d))) {
        own <- d[i, ]
        color <- .fade(own$colour, NA)
        stroke <- function(x0, y0, x1, y1, width = own$linewidth) .gg_path(c(x0, x1), c(y0, y1), color, own$linetype, width, across)
        stroke(own$x, own$upper, own$x, own$ymax)
        stroke(own$x, own$lower, own$x, own$ymin)
        if (isTRUE(p$notch)) {
          inset <- (own$xmax - own$xmin) * (1 - .or(p$notchwidth, 0.5)) / 2
          .gg_region(c(own$xmin, own$xmax, own$xmax, own$xmax - inset, own$xmax, own$xmax, own$xmin, own$xmin, own$xmin + inset, own$xmin),
                     c(own$lower, own$lower, own$notchlower, own$middle, own$notchupper, own$upper, own$upper, own$notchupper, own$middle, own$notchlower), .fade(own$fill, own$alpha), color, own$linetype, own$linewidth, across)
          stroke(own$xmin + inset, own$middle, own$xmax - inset, own$middle, own$linewidth * 2)
        } else {
          .gg_region(c(own$xmin, own$xmax, own$xmax, own$xmin), c(own$lower, own$lower, own$upper, own$upper), .fade(own$fill, own$alpha), color, own$linetype, own$linewidth, across)
          stroke(own$xmin, own$middle, own$xmax, own$middle, own$linewidth * 2)
        }
        v <- unlist(own$outliers)
        shape <- if ("outlier.shape" %in% names(p)) p$outlier.shape else own$shape
        if (length(v) && !is.null(shape) && !is.na(shape)) {
          look <- list(colour = rep(color_text(.or(.or(p$outlier.colour, p$outlier.color), own$colour)), length(v)), fill = rep(.or(p$outlier.fill, own$fill), length(v)), shape = rep(shape, length(v)),
                       size = rep(.or(p$outlier.size, 1.5), length(v)), stroke = rep(.or(p$outlier.stroke, 0.5), length(v)), alpha = rep(.or(p$outlier.alpha, own$alpha), length(v)))
          .gg_points(rep(own$x, length(v)), v, look, across)
        }
      }
    },
    violin = {
      if (turn) d <- .flip_names(d)
      .by_group(d, function(g) for (k in split(seq_len(nrow(g)), g$x)) {
        own <- g[k, , drop = FALSE]
        half <- own$violinwidth * (own$xmax - own$xmin) / 2
        .gg_region(c(own$x - half, rev(own$x + half)), c(own$y, rev(own$y)), .fade(own$fill[1], own$alpha[1]), own$colour[1], own$linetype[1], own$linewidth[1], flip != turn)
        for (q in p$draw_quantiles) {
          at <- stats::approx(cumsum(own$density) / sum(own$density), own$y, q)$y
          w <- stats::approx(own$y, half, at)$y
          .gg_path(own$x[1] + c(-w, w), c(at, at), own$colour[1], own$linetype[1], own$linewidth[1], flip != turn)
        }
      })
    },
    density = , area = , ribbon = {
      if (turn) d <- .flip_names(d)
      across <- flip != turn
      groups <- split(seq_len(nrow(d)), d$group)
      for (own in if (geom == "area") rev(groups) else groups) {
        own <- d[own, , drop = FALSE]
        ok <- is.finite(own$ymin) & is.finite(own$ymax) & is.finite(own$x)
        own <- own[ok, , drop = FALSE]
        if (nrow(own) == 0) next
        .gg_region(c(own$x, rev(own$x)), c(own$ymax, rev(own$ymin)), .fade(own$fill[1], own$alpha[1]), NA, 1, 0, across)
        if (!is.na(own$colour[1])) {
          .gg_path(own$x, own$ymax, own$colour[1], own$linetype[1], own$linewidth[1], across)
          if (geom == "ribbon") .gg_path(own$x, own$ymin, own$colour[1], own$linetype[1], own$linewidth[1], across)
        }
      }
    },
    errorbar = {
      if (turn) d <- .flip_names(d)
      d2 <- d[rep(seq_len(nrow(d)), each = 3), , drop = FALSE]
      x0 <- as.vector(rbind(d$xmin, d$x, d$xmin)); x1 <- as.vector(rbind(d$xmax, d$x, d$xmax))
      y0 <- as.vector(rbind(d$ymin, d$ymin, d$ymax)); y1 <- as.vector(rbind(d$ymin, d$ymax, d$ymax))
      if (turn) segments_of(y0, x0, y1, x1, d2) else segments_of(x0, y0, x1, y1, d2)
    },
    errorbarh = {
      d2 <- d[rep(seq_len(nrow(d)), each = 3), , drop = FALSE]
      segments_of(as.vector(rbind(d$xmin, d$xmin, d$xmax)), as.vector(rbind(d$ymin, d$y, d$ymin)), as.vector(rbind(d$xmin, d$xmax, d$xmax)), as.vector(rbind(d$ymax, d$y, d$ymax)), d2)
    },
    linerange = if (turn) segments_of(d$xmin, d$y, d$xmax, d$y) else segments_of(d$x, d$ymin, d$x, d$ymax),
    pointrange = {
      if (turn) segments_of(d$xmin, d$y, d$xmax, d$y) else segments_of(d$x, d$ymin, d$x, d$ymax)
      .gg_points(d$x, d$y, d, flip, if (is.null(p$fatten)) 4 else p$fatten)
    },
    crossbar = {
      boxes(d)
      d$linewidth <- d$linewidth * 2.5
      segments_of(d$xmin, d$y, d$xmax, d$y)
    },
    segment = {
      xend <- if (is.null(d$xend)) d$x else d$xend
      yend <- if (is.null(d$yend)) d$y else d$yend
      segments_of(d$x, d$y, xend, yend)
      if (!is.null(p$arrow)) .gg_arrowheads(d$x, d$y, xend, yend, p$arrow, d, view, flip)
    },
    hex = {
      dx <- .resolution(d$x, FALSE)
      dy <- .resolution(d$y, FALSE) / sqrt(3) / 2 * 1.15
      look <- paste(d$colour, d$fill, d$alpha)
      for (k in split(seq_along(look), factor(look, unique(look)))) {
        corners <- function(at, by) as.vector(rbind(outer(by, at[k], "+"), NaN))
        .gg_region(corners(d$x, dx * c(1, 1, 0, -1, -1, 0)), corners(d$y, dy * c(1, -1, -2, -1, 1, 2)), .fade(d$fill[k[1]], d$alpha[k[1]]), d$colour[k[1]], d$linetype[k[1]],
                   d$linewidth[k[1]], flip)
      }
    },
    density_2d = segments_of(d$x, d$y, d$xend, d$yend),
    dotplot = .draw_dots(d, p, flip),
    polygon = .by_group(d, function(own) .gg_region(own$x, own$y, .fade(own$fill[1], own$alpha[1]), own$colour[1], own$linetype[1], own$linewidth[1], flip)),
    hline = segments_of(rep(view$x$view[1], nrow(d)), d$yintercept, rep(view$x$view[2], nrow(d)), d$yintercept),
    vline = segments_of(d$xintercept, rep(view$y$view[1], nrow(d)), d$xintercept, rep(view$y$view[2], nrow(d))),
    abline = {
      at <- view$x$view
      segments_of(rep(at[1], nrow(d)), d$intercept + d$slope * at[1], rep(at[2], nrow(d)), d$intercept + d$slope * at[2])
    },
    rug = {
      reach <- 0.03
      sides <- strsplit(.or(p$sides, "bl"), "")[[1]]
      wide <- diff(view$x$view) * reach; high <- diff(view$y$view) * reach
      n <- nrow(d)
      if ("b" %in% sides && !is.null(d$x)) segments_of(d$x, rep(view$y$view[1], n), d$x, rep(view$y$view[1] + high, n))
      if ("t" %in% sides && !is.null(d$x)) segments_of(d$x, rep(view$y$view[2], n), d$x, rep(view$y$view[2] - high, n))
      if ("l" %in% sides && !is.null(d$y)) segments_of(rep(view$x$view[1], n), d$y, rep(view$x$view[1] + wide, n), d$y)
      if ("r" %in% sides && !is.null(d$y)) segments_of(rep(view$x$view[2], n), d$y, rep(view$x$view[2] - wide, n), d$y)
    },
    text = , label = {
      place <- function(v, low, high) if (is.character(v)) switch(v[1], left = , bottom = 0, right = , top = 1, 0.5) else v
      texts <- if (isTRUE(p$parse)) vapply(as.character(d$label), function(t) .math_text(str2lang(t)), "") else as.character(d$label)
      face <- d$fontface %in% c(2, "bold")
      h <- place(d$hjust); v <- place(d$vjust)
      pt <- .placed(.swap(flip, d$x, d$y))
      look <- paste(d$colour, d$size, d$angle, h, v, face, d$alpha, if (geom == "label") seq_along(d$x))
      for (k in split(seq_along(look), factor(look, unique(look)))) {
        i <- k[1]
        if (geom == "label") .label_box(pt$x[i], pt$y[i], texts[i], d$size[i] * .mm, .fade(d$fill[i], d$alpha[i]), d$colour[i], rep_len(h, nrow(d))[i], rep_len(v, nrow(d))[i])
        .words(pt$x[k], pt$y[k], texts[k], d$size[i] * .mm, .fade(d$colour[i], d$alpha[i]), face[i], rep_len(h, nrow(d))[i], rep_len(v, nrow(d))[i], d$angle[i])
      }
    },
    .unsupported(paste0("geom_", geom, "() is not supported (graphics)")))
  invisible()
}
# A box behind a text, drawn in the panel's values.
.label_box <- function(x, y, text, size, fill, colour, h, v) {
  b <- .gg_state$box
  e <- .gg_state$edges
  wide <- .text_width(text, size) + size * 0.5
  tall <- size * 0.718 + size * 0.5 + size * 1.25 * lengths(regmatches(text, gregexpr("\n", text)))
  ux <- (e[2] - e[1]) / (b[3] - b[1]); uy <- (e[4] - e[3]) / (b[4] - b[2])
  left <- x - (h * (wide - size * 0.5) + size * 0.25) * ux
  low <- y - (v * (tall - size * 0.5) + size * 0.25) * uy
  .region(left + c(0, wide, wide, 0) * ux, low + c(0, 0, tall, tall) * uy, fill, colour, "1", 0.25 * .mm * 0.75)
}
arrow <- function(angle = 30, length = unit(0.25, "inches"), ends = "last", type = "open") list(angle = angle, length = unclass(length), ends = ends, type = type)
.gg_arrowheads <- function(x0, y0, x1, y1, arrow, d, view, flip) {
  b <- .gg_state$box
  e <- .gg_state$edges
  s <- .swap(flip, x0, y0); t <- .swap(flip, x1, y1)
  ux <- (e[2] - e[1]) / (b[3] - b[1]); uy <- (e[4] - e[3]) / (b[4] - b[2])
  head <- function(fx, fy, tx, ty) {
    along <- atan2((ty - fy) / uy, (tx - fx) / ux) + pi
    a <- arrow$angle * pi / 180
    for (i in seq_along(fx)) {
      px <- c(tx[i] + arrow$length * cos(along[i] + a) * ux, tx[i], tx[i] + arrow$length * cos(along[i] - a) * ux)
      py <- c(ty[i] + arrow$length * sin(along[i] + a) * uy, ty[i], ty[i] + arrow$length * sin(along[i] - a) * uy)
      if (arrow$type == "closed") .region(px, py, d$colour[i], d$colour[i], "1", d$linewidth[i] * .mm * 0.75) else .path(px, py, d$colour[i], "1", d$linewidth[i] * .mm * 0.75)
    }
  }
  if (arrow$ends %in% c("last", "both")) head(s$x, s$y, t$x, t$y)
  if (arrow$ends %in% c("first", "both")) head(t$x, t$y, s$x, s$y)
}
