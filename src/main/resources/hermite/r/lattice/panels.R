# What is drawn in a panel of a trellis display.

panel.xyplot <- function(x, y, type = "p", groups = NULL, pch = NULL, col = NULL, col.line = NULL, col.symbol = NULL, lty = NULL, lwd = NULL, cex = NULL, fill = NULL, span = 2 / 3, degree = 1,
                         abline = NULL, grid = FALSE, subscripts = NULL, horizontal = FALSE, jitter.x = FALSE, jitter.y = FALSE, amount = NULL, factor = 0.5, ...) {
  if (!is.null(groups)) return(panel.superpose(x, y, subscripts = subscripts, groups = groups, type = type, pch = pch, col = col, lty = lty, lwd = lwd, cex = cex, span = span, grid = grid, abline = abline, col.line = col.line, ...))
  x <- as.numeric(x)
  y <- as.numeric(y)
  symbol <- trellis.par.get("plot.symbol")
  line <- trellis.par.get("plot.line")
  or <- function(a, b) if (is.null(a)) b else a
  points_col <- or(col.symbol, or(col, symbol$col))
  line_col <- or(col.line, or(col, line$col))
  lty <- or(lty, line$lty)
  lwd <- or(lwd, line$lwd)
  if (!identical(grid, FALSE) || "g" %in% type) panel.grid(h = -1, v = -1)
  if (!is.null(abline)) do.call(panel.abline, if (is.numeric(abline)) as.list(abline) else abline)
  ok <- is.finite(x) & is.finite(y)
  if (any(c("o", "b", "p") %in% type)) panel.points(if (jitter.x) jitter(x, factor, amount) else x, if (jitter.y) jitter(y, factor, amount) else y, col = points_col, pch = or(pch, symbol$pch), cex = or(cex, symbol$cex), fill = fill)
  if (any(c("l", "o", "b") %in% type)) panel.lines(x, y, col = line_col, lty = lty, lwd = lwd)
  if ("a" %in% type) panel.average(x, y, fun = mean, horizontal = horizontal, col = line_col, lty = lty, lwd = lwd)
  if ("h" %in% type) lines.default(x, y, type = "h", col = line_col, lty = lty, lwd = lwd)
  if ("s" %in% type || "S" %in% type) {
    o <- order(x)
    lines.default(x[o], y[o], type = if ("s" %in% type) "s" else "S", col = line_col, lty = lty, lwd = lwd)
  }
  if ("smooth" %in% type) panel.loess(x[ok], y[ok], span = span, degree = degree, col = line_col, lty = lty, lwd = lwd)
  if ("spline" %in% type) .unsupported("type = \"spline\" of xyplot() is not supported (graphics)")
  if ("r" %in% type) panel.lmline(x[ok], y[ok], col = line_col, lty = lty, lwd = lwd)
  unknown <- setdiff(type, c("p", "l", "o", "b", "a", "h", "s", "S", "smooth", "spline", "r", "g", "n"))
  if (length(unknown)) .graph_note(paste0("type = \"", unknown[1], "\" of panel.xyplot()"))
  invisible()
}
panel.superpose <- function(x, y = NULL, subscripts, groups, panel.groups = panel.xyplot, type = "p", pch = NULL, col = NULL, col.line = NULL, lty = NULL, lwd = NULL, cex = NULL, grid = FALSE, abline = NULL, fill = NULL, ...) {
  own <- if (length(subscripts) == length(x) && length(groups) != length(x)) groups[subscripts] else if (length(groups) == length(x) && is.null(subscripts)) groups else groups[subscripts]
  levels_of <- if (is.factor(groups)) levels(groups) else sort(unique(groups))
  symbol <- trellis.par.get("superpose.symbol")
  line <- trellis.par.get("superpose.line")
  n <- length(levels_of)
  pick <- function(given, usual, k) rep_len(if (is.null(given)) usual else given, n)[k]
  if (!identical(grid, FALSE) || "g" %in% type) panel.grid(h = -1, v = -1)
  if (!is.null(abline)) do.call(panel.abline, if (is.numeric(abline)) as.list(abline) else abline)
  if (is.character(panel.groups)) panel.groups <- match.fun(panel.groups)
  for (k in seq_len(n)) {
    rows <- which(own == levels_of[k])
    if (!length(rows)) next
    known <- names(formals(panel.groups))
    args <- list(x = x[rows], y = if (!is.null(y)) y[rows], subscripts = subscripts[rows], group.number = k, group.value = levels_of[k], type = setdiff(type, "g"), pch = pick(pch, symbol$pch, k), cex = pick(cex, symbol$cex, k),
                 col.symbol = pick(col, symbol$col, k), col.line = pick(if (is.null(col.line)) col else col.line, line$col, k), lty = pick(lty, line$lty, k), lwd = pick(lwd, line$lwd, k), ...)
    if (is.null(y)) args$y <- NULL
    if (!"..." %in% known) args <- args[names(args) %in% known]
    if (!is.null(col) && !"col.symbol" %in% known) args$col <- pick(col, symbol$col, k)
    do.call(panel.groups, args)
  }
  invisible()
}
panel.superpose.2 <- function(...) panel.superpose(...)
panel.points <- function(x, y = NULL, col = trellis.par.get("plot.symbol")$col, pch = trellis.par.get("plot.symbol")$pch, cex = trellis.par.get("plot.symbol")$cex, fill = NA, type = "p", ...) {
  p <- xy.coords(if (is.factor(x)) as.numeric(x) else x, y, recycle = TRUE)
  draw_typed(p$x, p$y, type, col, pch, cex, bg = if (is.null(fill)) NA else fill)
}
lpoints <- function(...) panel.points(...)
panel.lines <- function(x, y = NULL, col = trellis.par.get("plot.line")$col, lty = 1, lwd = 1, type = "l", pch = 1, cex = 0.8, ...) {
  p <- xy.coords(if (is.factor(x)) as.numeric(x) else x, y, recycle = TRUE)
  draw_typed(p$x, p$y, type, col, pch, cex, lty, lwd)
}
llines <- function(...) panel.lines(...)
panel.text <- function(x, y = NULL, labels = seq_along(x), col = "black", cex = 0.8, ...) {
  more <- list(...)
  do.call(text.default, c(list(x, y, labels, col = col, cex = cex), more[intersect(names(more), c("adj", "pos", "offset", "font", "srt"))]))
}
ltext <- function(...) panel.text(...)
panel.segments <- function(x0, y0, x1, y1, col = "black", lty = 1, lwd = 1, ...) segments(x0, y0, x1, y1, col = col, lty = lty, lwd = lwd)
lsegments <- function(...) panel.segments(...)
panel.arrows <- function(x0, y0, x1, y1, length = 0.25, angle = 30, code = 2, ends = NULL, col = "black", lty = 1, lwd = 1, ...) {
  arrows(x0, y0, x1, y1, length = length, angle = angle, code = if (is.null(ends)) code else switch(ends, last = 2, first = 1, both = 3), col = col, lty = lty, lwd = lwd)
}
larrows <- function(...) panel.arrows(...)
panel.rect <- function(xleft, ybottom, xright, ytop, col = "transparent", border = "black", lty = 1, lwd = 1, ...) rect(xleft, ybottom, xright, ytop, col = col, border = border, lty = lty, lwd = lwd)
lrect <- function(...) panel.rect(...)
panel.polygon <- function(x, y = NULL, col = "transparent", border = "black", lty = 1, lwd = 1, ...) polygon(x, y, col = col, border = border, lty = lty, lwd = lwd)
lpolygon <- function(...) panel.polygon(...)
panel.abline <- function(a = NULL, b = 0, h = NULL, v = NULL, reg = NULL, coef = NULL, col = NULL, col.line = trellis.par.get("add.line")$col, lty = 1, lwd = 1, ...) {
  ink <- if (is.null(col)) col.line else col
  if (is.numeric(a) && length(a) == 1 && missing(b) && is.null(h) && is.null(v)) abline(h = a, col = ink, lty = lty, lwd = lwd)
  else if (is.list(a)) abline(reg = a, col = ink, lty = lty, lwd = lwd)
  else abline(a = a, b = if (is.null(a)) NULL else if (length(a) == 2) NULL else b, h = h, v = v, reg = reg, coef = coef, col = ink, lty = lty, lwd = lwd)
}
panel.refline <- function(..., col = "#e6e6e6") panel.abline(..., col = col)
panel.grid <- function(h = 3, v = 3, col = trellis.par.get("reference.line")$col, lty = 1, lwd = 1, x = NULL, y = NULL, ...) {
  u <- .graph$usr
  at <- function(n, axis) {
    ends <- if (axis == 1) u[1:2] else u[3:4]
    if (n < 0) .trellis$ticks[[axis]] else if (n == 0) NULL else ends[1] + diff(ends) * seq_len(n) / (n + 1)
  }
  abline(h = at(h, 2), v = at(v, 1), col = col, lty = lty, lwd = lwd)
}
panel.loess <- function(x, y, span = 2 / 3, degree = 1, family = "symmetric", evaluation = 50, col = NULL, col.line = trellis.par.get("plot.line")$col, lty = 1, lwd = 1, horizontal = FALSE, ...) {
  ok <- is.finite(x) & is.finite(y)
  if (sum(ok) < 3) return(invisible())
  fit <- stats::loess(y ~ x, data.frame(x = as.numeric(x)[ok], y = as.numeric(y)[ok]), span = span, degree = degree, family = family)
  at <- seq(min(x[ok]), max(x[ok]), length.out = evaluation)
  panel.lines(at, predict(fit, data.frame(x = at)), col = if (is.null(col)) col.line else col, lty = lty, lwd = lwd)
}
panel.lmline <- function(x, y, col = NULL, col.line = trellis.par.get("add.line")$col, lty = 1, lwd = 1, ...) {
  ok <- is.finite(x) & is.finite(y)
  if (sum(ok) > 1) abline(stats::lm(y ~ x, data.frame(x = as.numeric(x)[ok], y = as.numeric(y)[ok])), col = if (is.null(col)) col.line else col, lty = lty, lwd = lwd)
}
panel.smoother <- function(x, y, form = y ~ x, method = "loess", ..., se = TRUE, level = 0.95, n = 100, col = NULL, col.line = trellis.par.get("plot.line")$col, lty = 1, lwd = 1) {
  method <- if (is.function(method)) method else switch(method, loess = stats::loess, lm = stats::lm, glm = stats::glm, .unsupported("panel.smoother() knows loess, lm and glm (graphics)"))
  fit <- method(form, data = data.frame(x = as.numeric(x), y = as.numeric(y)))
  at <- seq(min(x, na.rm = TRUE), max(x, na.rm = TRUE), length.out = n)
  ink <- if (is.null(col)) col.line else col
  p <- if (inherits(fit, "loess")) predict(fit, data.frame(x = at), se = TRUE) else predict(fit, data.frame(x = at), se.fit = TRUE)
  if (se) {
    half <- qnorm((1 + level) / 2) * p$se.fit
    polygon(c(at, rev(at)), c(p$fit - half, rev(p$fit + half)), col = adjustcolor(ink, 0.25), border = NA)
  }
  panel.lines(at, p$fit, col = ink, lty = lty, lwd = lwd)
}
panel.average <- function(x, y, fun = mean, horizontal = TRUE, col = NULL, col.line = trellis.par.get("plot.line")$col, lty = 1, lwd = 1, ...) {
  by <- if (horizontal) y else x
  values <- if (horizontal) x else y
  at <- sort(unique(as.numeric(by)))
  m <- vapply(at, function(v) as.numeric(fun(values[as.numeric(by) == v & !is.na(values)])), 1)
  if (horizontal) panel.lines(m, at, col = if (is.null(col)) col.line else col, lty = lty, lwd = lwd) else panel.lines(at, m, col = if (is.null(col)) col.line else col, lty = lty, lwd = lwd)
}
panel.linejoin <- function(x, y, fun = mean, horizontal = TRUE, ...) panel.average(x, y, fun, horizontal, ...)
panel.curve <- function(expr, from = NULL, to = NULL, n = 101, col = trellis.par.get("add.line")$col, lty = 1, lwd = 1, ...) {
  e <- substitute(expr)
  u <- .graph$usr
  at <- seq(if (is.null(from)) u[1] else from, if (is.null(to)) u[2] else to, length.out = n)
  panel.lines(at, if (is.name(e)) expr(at) else eval(e, list(x = at), parent.frame()), col = col, lty = lty, lwd = lwd)
}
panel.mathdensity <- function(dmath = dnorm, args = list(mean = 0, sd = 1), n = 50, col = trellis.par.get("add.line")$col, lty = 1, lwd = 1, ...) {
  at <- seq(.graph$usr[1], .graph$usr[2], length.out = n)
  panel.lines(at, do.call(dmath, c(list(at), args)), col = col, lty = lty, lwd = lwd)
}
panel.rug <- function(x = NULL, y = NULL, col = trellis.par.get("plot.line")$col, ...) {
  if (!is.null(x)) rug(x, col = col)
  if (!is.null(y)) rug(y, side = 2, col = col)
}
panel.stripplot <- function(x, y, jitter.data = FALSE, factor = 0.5, amount = NULL, horizontal = TRUE, groups = NULL, subscripts = NULL, ...) {
  panel.xyplot(if (jitter.data && !horizontal) jitter(as.numeric(x), factor) else as.numeric(x), if (jitter.data && horizontal) jitter(as.numeric(y), factor) else as.numeric(y), groups = groups, subscripts = subscripts, ...)
}
panel.dotplot <- function(x, y, horizontal = TRUE, pch = NULL, col = NULL, lty = 1, lwd = 1, col.line = trellis.par.get("dot.line")$col, groups = NULL, subscripts = NULL, cex = NULL, levels.fos = NULL, ...) {
  at <- sort(unique(as.numeric(if (horizontal) y else x)))
  if (horizontal) panel.abline(h = at, col = col.line, lty = lty, lwd = lwd) else panel.abline(v = at, col = col.line, lty = lty, lwd = lwd)
  if (!is.null(groups)) panel.superpose(as.numeric(x), as.numeric(y), subscripts = subscripts, groups = groups, pch = if (is.null(pch)) 16 else pch, col = col, cex = cex, ...)
  else panel.xyplot(as.numeric(x), as.numeric(y), pch = if (is.null(pch)) 16 else pch, col = if (is.null(col)) trellis.par.get("dot.symbol")$col else col, cex = cex, ...)
}
panel.bwplot <- function(x, y, horizontal = TRUE, box.ratio = 1, box.width = box.ratio / (1 + box.ratio), pch = NULL, col = NULL, fill = NULL, coef = 1.5, notch = FALSE, do.out = TRUE, ...) {
  by <- as.numeric(if (horizontal) y else x)
  v <- as.numeric(if (horizontal) x else y)
  frame <- trellis.par.get("box.rectangle")
  for (g in sort(unique(by[is.finite(v)]))) {
    s <- boxplot.stats(v[by == g & is.finite(v)], coef)
    b <- s$stats
    half <- box.width / 2
    seg <- function(a0, b0, a1, b1, ...) if (horizontal) segments(a0, b0, a1, b1, ...) else segments(b0, a0, b1, a1, ...)
    if (horizontal) rect(b[2], g - half, b[4], g + half, border = frame$col, col = if (is.null(fill)) NA else fill) else rect(g - half, b[2], g + half, b[4], border = frame$col, col = if (is.null(fill)) NA else fill)
    whisker <- trellis.par.get("box.umbrella")
    seg(c(b[1], b[4]), c(g, g), c(b[2], b[5]), c(g, g), col = whisker$col, lty = whisker$lty)
    seg(b[c(1, 5)], g - half / 2, b[c(1, 5)], g + half / 2, col = whisker$col)
    dot <- trellis.par.get("box.dot")
    if (identical(pch, "|")) seg(b[3], g - half, b[3], g + half, col = "black", lwd = 1.5)
    else if (horizontal) panel.points(b[3], g, pch = if (is.null(pch)) dot$pch else pch, col = if (is.null(col)) dot$col else col, cex = dot$cex)
    else panel.points(g, b[3], pch = if (is.null(pch)) dot$pch else pch, col = if (is.null(col)) dot$col else col, cex = dot$cex)
    out <- s$out
    if (length(out) && do.out) if (horizontal) panel.points(out, rep(g, length(out))) else panel.points(rep(g, length(out)), out)
  }
}
panel.violin <- function(x, y, horizontal = TRUE, box.ratio = 1, col = "transparent", border = "#0080ff", ...) {
  by <- as.numeric(if (horizontal) y else x)
  v <- as.numeric(if (horizontal) x else y)
  for (g in sort(unique(by))) {
    e <- stats::density(v[by == g & is.finite(v)])
    h <- e$y / max(e$y) * box.ratio / (1 + box.ratio) / 2
    if (horizontal) polygon(c(e$x, rev(e$x)), c(g - h, rev(g + h)), col = col, border = border) else polygon(c(g - h, rev(g + h)), c(e$x, rev(e$x)), col = col, border = border)
  }
}
panel.barchart <- function(x, y, horizontal = TRUE, box.ratio = 2, stack = FALSE, origin = NULL, groups = NULL, subscripts = NULL, col = NULL, border = "black", reference = TRUE, ...) {
  by <- as.numeric(if (horizontal) y else x)
  v <- as.numeric(if (horizontal) x else y)
  bar <- function(at, half, from, to, fill) if (horizontal) rect(from, at - half, to, at + half, col = fill, border = border) else rect(at - half, from, at + half, to, col = fill, border = border)
  wide <- box.ratio / (1 + box.ratio)
  start <- if (!is.null(origin)) origin else if (stack) 0 else .graph$usr[if (horizontal) 1 else 3]
  if (is.null(groups)) return(bar(by, wide / 2, start, v, if (is.null(col)) trellis.par.get("plot.polygon")$col else col))
  own <- groups[subscripts]
  n <- nlevels(own)
  fills <- rep_len(if (is.null(col)) trellis.par.get("superpose.polygon")$col else col, n)
  for (g in sort(unique(by))) {
    base <- 0
    for (k in seq_len(n)) {
      value <- sum(v[by == g & as.integer(own) == k])
      if (stack) {
        bar(g, wide / 2, base, base + value, fills[k])
        base <- base + value
      } else if (any(by == g & as.integer(own) == k)) bar(g + wide * ((k - 0.5) / n - 0.5), wide / n / 2, start, value, fills[k])
    }
  }
}
panel.histogram <- function(x, breaks, type = "percent", col = NULL, border = "black", nint = NULL, equal.widths = TRUE, groups = NULL, subscripts = NULL, ...) {
  h <- hist(x[is.finite(x)], breaks = breaks, plot = FALSE)
  value <- switch(type, percent = 100 * h$counts / length(x), count = h$counts, density = h$density)
  n <- length(h$breaks)
  rect(h$breaks[-n], 0, h$breaks[-1], value, col = if (is.null(col)) trellis.par.get("plot.polygon")$col else col, border = border)
}
panel.densityplot <- function(x, plot.points = "jitter", ref = FALSE, groups = NULL, subscripts = NULL, col = NULL, lty = NULL, lwd = 1, bw = "nrd0", adjust = 1, n = 512, weights = NULL, col.line = NULL, pch = 1, cex = NULL, ...) {
  if (!is.null(groups)) {
    own <- groups[subscripts]
    colors <- rep_len(if (is.null(col)) trellis.par.get("superpose.line")$col else col, nlevels(own))
    for (k in seq_len(nlevels(own))) {
      v <- x[as.integer(own) == k & is.finite(x)]
      if (length(v) > 1) panel.densityplot(v, plot.points, FALSE, col = colors[k], lty = rep_len(if (is.null(lty)) 1 else lty, nlevels(own))[k], lwd = lwd, bw = bw, adjust = adjust, n = n)
    }
    return(invisible())
  }
  ink <- if (!is.null(col.line)) col.line else if (is.null(col)) trellis.par.get("plot.line")$col else col
  if (isTRUE(ref)) panel.abline(h = 0, col = "#e6e6e6")
  v <- x[is.finite(x)]
  e <- stats::density(v, bw = bw, adjust = adjust, n = n)
  panel.lines(e$x, e$y, col = ink, lty = if (is.null(lty)) 1 else lty, lwd = lwd)
  if (identical(plot.points, "rug")) rug(v, col = ink)
  else if (!identical(plot.points, FALSE)) {
    u <- .graph$usr
    y <- if (identical(plot.points, "jitter")) stats::runif(length(v), -0.008, 0.008) * diff(u[3:4]) else rep(0, length(v))
    panel.points(v, y, col = ink)
  }
}
panel.qqmath <- function(x, distribution = qnorm, f.value = NULL, groups = NULL, subscripts = NULL, type = "p", grid = FALSE, ...) {
  if ("g" %in% type || !identical(grid, FALSE)) panel.grid(h = -1, v = -1)
  one <- function(v, ...) panel.xyplot(distribution(ppoints(length(v))), sort(v), type = setdiff(type, "g"), ...)
  if (is.null(groups)) return(one(x[is.finite(x)], ...))
  own <- groups[subscripts]
  colors <- trellis.par.get("superpose.symbol")$col
  for (k in seq_len(nlevels(own))) one(x[as.integer(own) == k & is.finite(x)], col = rep_len(colors, nlevels(own))[k], ...)
}
panel.qqmathline <- function(x, y = x, distribution = qnorm, probs = c(0.25, 0.75), col = trellis.par.get("add.line")$col, lty = 1, lwd = 1, ...) {
  q <- quantile(y[is.finite(y)], probs, names = FALSE)
  p <- distribution(probs)
  slope <- diff(q) / diff(p)
  abline(q[1] - slope * p[1], slope, col = col, lty = lty, lwd = lwd)
}
prepanel.qqmathline <- function(...) list()
current.panel.limits <- function(...) list(xlim = .graph$usr[1:2], ylim = .graph$usr[3:4])
panel.number <- function(...) .trellis$number
packet.number <- function(...) .trellis$number
which.packet <- function(...) .trellis$number
