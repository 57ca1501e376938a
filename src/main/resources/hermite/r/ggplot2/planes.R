# Statistics of two variables together: ellipses, rectangles and hexagons of counts, lines of equal density, stacked dots.

stat_ellipse <- function(mapping = NULL, data = NULL, geom = "path", position = "identity", ..., type = "t", level = 0.95, segments = 51) {
  gg_layer(geom, "ellipse", position, mapping, data, list(..., type = type, level = level, segments = segments))
}
geom_bin_2d <- function(mapping = NULL, data = NULL, stat = "bin_2d", position = "identity", ...) gg_layer("tile", stat, position, mapping, data, list(...))
geom_bin2d <- function(...) geom_bin_2d(...)
stat_bin_2d <- function(mapping = NULL, data = NULL, geom = "tile", position = "identity", ...) gg_layer(geom, "bin_2d", position, mapping, data, list(...))
stat_bin2d <- function(...) stat_bin_2d(...)
geom_hex <- function(mapping = NULL, data = NULL, stat = "bin_hex", position = "identity", ...) gg_layer("hex", stat, position, mapping, data, list(...))
stat_bin_hex <- function(mapping = NULL, data = NULL, geom = "hex", position = "identity", ...) gg_layer(geom, "bin_hex", position, mapping, data, list(...))
geom_density_2d <- function(mapping = NULL, data = NULL, stat = "density_2d", position = "identity", ...) gg_layer("density_2d", stat, position, mapping, data, list(...))
geom_density2d <- function(...) geom_density_2d(...)
stat_density_2d <- function(mapping = NULL, data = NULL, geom = "density_2d", position = "identity", ...) {
  if (geom != "density_2d") .unsupported(paste0("stat_density_2d(geom = \"", geom, "\") is not supported (graphics)"))
  gg_layer(geom, "density_2d", position, mapping, data, list(...))
}
stat_density2d <- function(...) stat_density_2d(...)
geom_density_2d_filled <- function(...) .unsupported("geom_density_2d_filled() is not supported (graphics)")
geom_dotplot <- function(mapping = NULL, data = NULL, position = "identity", ..., binwidth = NULL, binaxis = "x", method = "dotdensity", stackdir = "up",
                         stackratio = 1, dotsize = 1, stackgroups = FALSE) {
  if (method != "dotdensity") .unsupported("geom_dotplot(method = \"histodot\") is not supported (graphics)")
  if (stackgroups) .unsupported("geom_dotplot(stackgroups = TRUE) is not supported (graphics)")
  gg_layer("dotplot", "bindot", position, mapping, data,
           list(..., binwidth = binwidth, binaxis = binaxis, stackdir = stackdir, stackratio = stackratio, dotsize = dotsize))
}

# Centre and scatter of a multivariate t distribution by maximum likelihood (Kent, Tyler and Vardi 1994).
.t_scatter <- function(x, df = 5) {
  n <- nrow(x)
  p <- ncol(x)
  weight <- rep(1, n)
  centre <- colMeans(x)
  for (round in 1:25) {
    before <- weight
    away <- sweep(x, 2, centre)
    scatter <- crossprod(sqrt(weight / sum(weight)) * away)
    distance <- rowSums((away %*% solve(scatter)) * away)
    weight <- (1 + p / df) / (1 + distance / df)
    centre <- colSums(weight * x) / sum(weight)
    if (all(abs(weight - before) < 0.01)) break
  }
  list(centre = centre, scatter = crossprod(sqrt(weight) * away) / n)
}
.stat_ellipse <- function(own, p) {
  x <- cbind(own$x, own$y)
  x <- x[stats::complete.cases(x), , drop = FALSE]
  if (nrow(x) < 4) {
    message("Too few points to calculate an ellipse")
    return(data.frame())
  }
  e <- switch(p$type, t = .t_scatter(x), norm = list(centre = colMeans(x), scatter = stats::cov(x)),
              euclid = list(centre = colMeans(x), scatter = diag(rep(min(diag(stats::cov(x))), 2))))
  reach <- if (p$type == "euclid") p$level / max(chol(e$scatter)) else sqrt(2 * stats::qf(p$level, 2, nrow(x) - 1))
  at <- (0:p$segments) * 2 * pi / p$segments
  xy <- t(e$centre + reach * t(cbind(cos(at), sin(at)) %*% chol(e$scatter)))
  .as_frame(list(x = xy[, 1], y = xy[, 2]))
}
.bins_of <- function(v, p, axis, range) {
  of <- function(name) {
    given <- p[[name]]
    if (is.null(given)) NULL else rep_len(given, 2)[axis]
  }
  width <- if (is.null(of("binwidth"))) diff(range) / .or(of("bins"), 30) else of("binwidth")
  from <- floor(range[1] / width) * width
  breaks <- seq(from, range[2] + width, width)
  if (length(breaks) > 1 && breaks[length(breaks) - 1] >= range[2]) breaks <- breaks[-length(breaks)]
  breaks
}
.stat_bin_2d <- function(own, p, ranges) {
  bx <- .bins_of(own$x, p, 1, ranges$x)
  by <- .bins_of(own$y, p, 2, ranges$y)
  i <- findInterval(own$x, bx, rightmost.closed = TRUE, left.open = TRUE, all.inside = TRUE)
  j <- findInterval(own$y, by, rightmost.closed = TRUE, left.open = TRUE, all.inside = TRUE)
  w <- if (is.null(own$weight)) rep(1, nrow(own)) else own$weight
  key <- (j - 1) * length(bx) + i
  cells <- sort(unique(key))
  n <- as.vector(tapply(w, factor(key, cells), sum))
  i <- (cells - 1) %% length(bx) + 1
  j <- (cells - 1) %/% length(bx) + 1
  .as_frame(list(x = (bx[i] + bx[i + 1]) / 2, y = (by[j] + by[j + 1]) / 2, width = diff(bx)[i], height = diff(by)[j], count = n, ncount = n / max(n),
                 density = n / sum(n), ndensity = n / max(n)))
}
# Counts of hexagons: each point goes to the nearer centre of two staggered lattices (Carr et al. 1987).
.stat_bin_hex <- function(own, p, ranges) {
  bins <- rep_len(.or(p$bins, 30), 2)
  width <- if (is.null(p$binwidth)) c(diff(ranges$x), diff(ranges$y)) / bins else rep_len(p$binwidth, 2)
  ends <- function(v, w) c(floor(min(v) / w) * w - 1e-6, ceiling(max(v) / w) * w + 1e-6)
  ex <- ends(own$x, width[1])
  ey <- ends(own$y, width[2])
  across <- diff(ex) / width[1]
  shape <- (diff(ey) / width[2]) / across
  sx <- (own$x - ex[1]) / diff(ex) * across
  sy <- (own$y - ey[1]) / diff(ey) * across * shape / sqrt(3)
  even <- (sx - floor(sx + 0.5))^2 + 3 * (sy - floor(sy + 0.5))^2 <= (sx - floor(sx) - 0.5)^2 + 3 * (sy - floor(sy) - 0.5)^2
  cx <- ifelse(even, floor(sx + 0.5), floor(sx) + 0.5)
  cy <- ifelse(even, floor(sy + 0.5), floor(sy) + 0.5)
  key <- paste(cx, cy)
  first <- !duplicated(key)
  w <- if (is.null(own$weight)) rep(1, nrow(own)) else own$weight
  n <- as.vector(tapply(w, factor(key, key[first]), sum))
  .as_frame(list(x = cx[first] * diff(ex) / across + ex[1], y = cy[first] * diff(ey) * sqrt(3) / (across * shape) + ey[1], width = rep(width[1], sum(first)),
                 height = rep(width[2], sum(first)), count = n, ncount = n / max(n), density = n / sum(n), ndensity = n / max(n)))
}
# Normal kernels on a grid (Venables and Ripley 2002, section 5.6).
.plane_density <- function(x, y, h, n, lims) {
  gx <- seq(lims[1], lims[2], length.out = n[1])
  gy <- seq(lims[3], lims[4], length.out = n[2])
  h <- h / 4
  kx <- matrix(dnorm(outer(gx, x, "-") / h[1]), n[1], length(x))
  ky <- matrix(dnorm(outer(gy, y, "-") / h[2]), n[2], length(x))
  list(x = gx, y = gy, z = tcrossprod(kx, ky) / (length(x) * h[1] * h[2]))
}
.kernel_reach <- function(v) {
  q <- quantile(v, c(0.25, 0.75), names = FALSE)
  4 * 1.06 * min(stats::sd(v), (q[2] - q[1]) / 1.34) * length(v)^(-1 / 5)
}
# Lines where a surface over a grid has a height: a segment through each cell that it crosses, two through a saddle.
.level_segments <- function(g, level) {
  m <- length(g$x) - 1
  k <- length(g$y) - 1
  i <- rep(seq_len(m), k)
  j <- rep(seq_len(k), each = m)
  a <- g$z[cbind(i, j)]
  b <- g$z[cbind(i + 1, j)]
  c <- g$z[cbind(i + 1, j + 1)]
  d <- g$z[cbind(i, j + 1)]
  part <- function(u, v) (level - u) / (v - u)
  cross <- cbind((a > level) != (b > level), (b > level) != (c > level), (d > level) != (c > level), (a > level) != (d > level))
  dx <- g$x[2] - g$x[1]
  dy <- g$y[2] - g$y[1]
  px <- cbind(g$x[i] + part(a, b) * dx, g$x[i + 1], g$x[i] + part(d, c) * dx, g$x[i])
  py <- cbind(g$y[j], g$y[j] + part(b, c) * dy, g$y[j + 1], g$y[j] + part(a, d) * dy)
  number <- rowSums(cross)
  take <- function(rows, first, second) cbind(px[cbind(rows, first)], py[cbind(rows, first)], px[cbind(rows, second)], py[cbind(rows, second)])
  plain <- which(number == 2)
  ends <- if (length(plain)) {
    first <- max.col(cross[plain, , drop = FALSE] + 0, "first")
    last <- max.col(cross[plain, , drop = FALSE] + 0, "last")
    take(plain, first, last)
  }
  for (s in which(number == 4)) {
    high <- (a[s] + b[s] + c[s] + d[s]) / 4 > level
    pairs <- if (high == (a[s] > level)) list(c(1, 2), c(3, 4)) else list(c(1, 4), c(2, 3))
    for (pair in pairs) ends <- rbind(ends, take(s, pair[1], pair[2]))
  }
  ends
}
.stat_density_2d <- function(own, p, ranges) {
  h <- if (is.null(p$h)) c(.kernel_reach(own$x), .kernel_reach(own$y)) else rep_len(p$h, 2)
  h <- h * .or(p$adjust, 1)
  n <- rep_len(.or(p$n, 100), 2)
  g <- .plane_density(own$x, own$y, h, n, c(ranges$x, ranges$y))
  top <- range(g$z)
  levels <- if (!is.null(p$breaks)) p$breaks
    else if (!is.null(p$binwidth)) seq(floor(top[1] / p$binwidth) * p$binwidth, top[2], p$binwidth)
    else if (!is.null(p$bins)) seq(top[1], top[2], length.out = p$bins + 1)
    else pretty(top, 10)
  .rbind_fill(Filter(Negate(is.null), lapply(levels, function(level) {
    e <- .level_segments(g, level)
    if (is.null(e)) return(NULL)
    .as_frame(list(x = e[, 1], y = e[, 2], xend = e[, 3], yend = e[, 4], level = rep(level, nrow(e)), nlevel = rep(level / max(levels), nrow(e))))
  })))
}
# Dots within a width of the first of them are a stack at their middle (Wilkinson 1999).
.stat_bindot <- function(own, p, ranges) {
  along <- if (identical(p$binaxis, "y")) own$y else own$x
  width <- p$binwidth
  if (is.null(width)) width <- diff(if (identical(p$binaxis, "y")) ranges$y else ranges$x) / 30
  stacks <- function(v) {
    v <- sort(v)
    stack <- integer(length(v))
    from <- -Inf
    k <- 0L
    for (i in seq_along(v)) {
      if (v[i] >= from + width) {
        from <- v[i]
        k <- k + 1L
      }
      stack[i] <- k
    }
    list(at = as.vector(tapply(v, stack, function(w) (min(w) + max(w)) / 2)), n = as.vector(table(stack)))
  }
  if (identical(p$binaxis, "y")) {
    pieces <- lapply(split(own$y, own$x), stacks)
    x <- as.numeric(names(pieces))
    return(.as_frame(list(x = rep(x, vapply(pieces, function(s) length(s$at), 1L)), y = unlist(lapply(pieces, `[[`, "at"), use.names = FALSE),
                          count = unlist(lapply(pieces, `[[`, "n"), use.names = FALSE), binwidth = rep(width, sum(vapply(pieces, function(s) length(s$at), 1L))))))
  }
  s <- stacks(along)
  .as_frame(list(x = s$at, xmin = s$at - width / 2, xmax = s$at + width / 2, count = s$n, binwidth = rep(width, length(s$at)), ymin = rep(0, length(s$at)), ymax = rep(1, length(s$at))))
}
# A row for each dot with its place in its stack.
.single_dots <- function(d, p, discrete) {
  centred <- p$stackdir %in% c("center", "centerwhole")
  low <- if (centred) -0.5 else if (p$stackdir == "down") -1 else 0
  d$ncount <- as.vector(d$count / tapply(d$count, paste(d$PANEL, d$group), max)[paste(d$PANEL, d$group)])
  upright <- !identical(p$binaxis, "y")
  d <- d[if (upright) order(d$x, d$PANEL, d$group) else order(d$group, d$PANEL, d$y, d$x), , drop = FALSE]
  d$width <- if (upright) d$binwidth else rep(.or(p$width, (if (discrete$x) 1 else .resolution(d$x, FALSE)) * 0.9), nrow(d))
  d <- d[rep(seq_len(nrow(d)), d$count), , drop = FALSE]
  d$countidx <- sequence(rle(paste(d$PANEL, d$group, d$x, d$y, d$count))$lengths)
  k <- d$countidx
  d$stackpos <- switch(p$stackdir, up = k - 0.5, down = 0.5 - k, center = k - 1 - (d$count - 1) / 2, centerwhole = k - 1 - floor((d$count - 1) / 2))
  if (!upright) {
    cell <- paste(d$PANEL, d$group)
    d$ymin <- as.vector(tapply(d$y, cell, min)[cell]) - d$binwidth / 2
    d$ymax <- as.vector(tapply(d$y, cell, max)[cell]) + d$binwidth / 2
    d$xmin <- d$x + d$width * low
    d$xmax <- d$x + d$width * (low + 1)
  } else {
    d$xmin <- d$x - d$binwidth / 2
    d$xmax <- d$x + d$binwidth / 2
    d$ymin <- rep(low, nrow(d))
    d$ymax <- d$ymin + 1
    d$y <- rep(0, nrow(d))
  }
  d
}
.draw_dots <- function(d, p, flip) {
  b <- .gg_state$box
  e <- .gg_state$edges
  ux <- (e[2] - e[1]) / (b[3] - b[1])
  uy <- (e[4] - e[3]) / (b[4] - b[2])
  upright <- !identical(p$binaxis, "y")
  diameter <- d$binwidth[1] * p$dotsize / if (upright) ux else uy
  ring <- seq(0, 2 * pi, length.out = 33)[-33]
  base <- switch(p$stackdir, up = 0, down = 1, 0.5)
  for (i in seq_len(nrow(d))) {
    s <- d$stackpos[i] * diameter * p$stackratio
    cx <- if (upright) d$x[i] else d$x[i] + s * ux
    cy <- if (upright) base + s * uy else d$y[i]
    .gg_region(cx + cos(ring) * diameter / 2 * ux, cy + sin(ring) * diameter / 2 * uy, .fade(d$fill[i], d$alpha[i]), d$colour[i], "1", 0.5, flip)
  }
}
