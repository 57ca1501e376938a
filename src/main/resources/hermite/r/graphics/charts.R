# Charts of distributions and tables.

nclass.Sturges <- function(x) ceiling(log2(length(x)) + 1)
nclass.scott <- function(x) {
  h <- 3.5 * sqrt(stats::var(x)) * length(x)^(-1 / 3)
  if (h > 0) max(1, ceiling(diff(range(x)) / h)) else 1
}
nclass.FD <- function(x) {
  h <- 2 * stats::IQR(x) * length(x)^(-1 / 3)
  if (h > 0) max(1, ceiling(diff(range(x)) / h)) else 1
}
hist <- function(x, ...) UseMethod("hist")
hist.default <- function(x, breaks = "Sturges", freq = NULL, probability = !freq, include.lowest = TRUE, right = TRUE, col = "lightgray",
                 border = NULL, main = NULL, xlim = NULL, ylim = NULL, xlab = NULL, ylab = NULL, axes = TRUE, plot = TRUE,
                 labels = FALSE, nclass = NULL, add = FALSE, density = NULL, angle = 45, ...) {
  name <- label_of(substitute(x))
  if (!is.numeric(x)) stop("'x' must be numeric")
  if (!is.null(density)) .graph_note("hist(density=)")
  x <- x[is.finite(x)]
  if (!is.null(nclass) && missing(breaks)) breaks <- nclass
  if (is.character(breaks)) {
    breaks <- switch(match.arg(tolower(breaks), c("sturges", "fd", "freedman-diaconis", "scott")), sturges = nclass.Sturges(x),
                     fd = , "freedman-diaconis" = nclass.FD(x), scott = nclass.scott(x))
  } else if (is.function(breaks)) breaks <- breaks(x)
  if (length(breaks) == 1) breaks <- pretty(range(x), breaks, min.n = 1)
  breaks <- sort(breaks)
  if (any(x < breaks[1] | x > breaks[length(breaks)])) stop("some 'x' not counted; maybe 'breaks' do not span range of 'x'")
  width <- diff(breaks)
  fuzz <- 1e-7 * stats::median(width)
  edges <- if (right) breaks + c(-fuzz, rep(fuzz, length(breaks) - 1)) else breaks + c(rep(-fuzz, length(breaks) - 1), fuzz)
  counts <- as.vector(table(cut(x, edges, include.lowest = include.lowest, right = right, labels = FALSE, ordered_result = FALSE) |>
                              factor(levels = seq_along(width))))
  out <- structure(list(breaks = breaks, counts = counts, density = counts / (sum(counts) * width), mids = breaks[-1] - width / 2,
                        xname = name, equidist = diff(range(width)) < 1e-7 * mean(width)), class = "histogram")
  if (!plot) return(out)
  use_counts <- if (!missing(probability)) !isTRUE(probability) else if (is.null(freq)) out$equidist else freq
  plot.histogram(out, freq = use_counts, main = if (is.null(main)) paste("Histogram of", name) else if (identical(main, FALSE)) NULL else main,
                 xlab = if (is.null(xlab)) name else xlab, ylab = ylab, col = col, border = border, xlim = if (is.null(xlim)) range(breaks) else xlim,
                 ylim = ylim, axes = axes, labels = labels, add = add, ...)
  invisible(out)
}
boxplot <- function(x, ...) UseMethod("boxplot")
boxplot.formula <- function(formula, data = NULL, ..., subset, na.action = NULL, xlab = NULL, ylab = NULL, drop = FALSE, sep = ".", horizontal = FALSE, main = NULL) {
  data <- read_again(data, substitute(data), parent.frame())
  frame <- if (missing(subset)) model.frame.default(formula, data) else {
    keep <- eval(substitute(subset), data, environment(formula))
    model.frame.default(formula, data[keep & !is.na(keep), , drop = FALSE])
  }
  groups <- frame[-1]
  split_by <- if (length(groups) == 1) groups[[1]] else interaction(groups, sep = sep)
  across <- if (is.null(xlab)) paste(names(groups), collapse = " : ") else xlab
  up <- if (is.null(ylab)) names(frame)[1] else ylab
  if (horizontal && is.null(xlab) && is.null(ylab)) {
    across <- names(frame)[1]
    up <- paste(names(groups), collapse = " : ")
  }
  boxplot.default(split(frame[[1]], split_by), xlab = across, ylab = up, horizontal = horizontal, main = main, ...)
}
boxplot.matrix <- function(x, use.cols = TRUE, ...) {
  groups <- if (use.cols) split(c(x), rep(seq_len(ncol(x)), each = nrow(x))) else split(c(x), rep(seq_len(nrow(x)), ncol(x)))
  names(groups) <- if (use.cols) if (is.null(colnames(x))) seq_len(ncol(x)) else colnames(x) else rownames(x)
  boxplot.default(groups, ...)
}
boxplot.default <- function(x, ..., range = 1.5, width = NULL, varwidth = FALSE, notch = FALSE, outline = TRUE, names = NULL, plot = TRUE,
                            border = .graph_par("fg"), col = "lightgray", log = "", pars = list(), horizontal = FALSE, add = FALSE, at = NULL,
                            main = NULL, sub = NULL, xlab = NULL, ylab = NULL, ann = TRUE, ylim = NULL, xlim = NULL, axes = TRUE,
                            frame.plot = axes, xaxt = .graph_par("xaxt"), yaxt = .graph_par("yaxt"), show.names = NULL, boxwex = 0.8,
                            staplewex = 0.5, outpch = 1, pch = NULL, cex = 1, las = .graph_par("las"), cex.axis = .graph_par("cex.axis"),
                            cex.lab = 1, cex.main = 1.2, lwd = 1, lty = 1, outcol = NULL, medcol = NULL, medlwd = 3, whisklty = 2, na.action = NULL) {
  more <- list(...)
  own <- if (is.null(base::names(more))) rep(TRUE, length(more)) else base::names(more) == ""
  .graph_rest("boxplot", more[!own])
  values <- if (is.list(x)) x else c(list(x), more[own])
  if (is.null(names)) names <- base::names(values)
  groups <- lapply(values, function(v) if (is.numeric(v) || is.logical(v)) as.numeric(v) else stop("invalid first argument"))
  stats <- lapply(groups, boxplot.stats, coef = range, do.conf = TRUE)
  n <- length(stats)
  labels <- if (!is.null(names)) as.character(names) else if (n > 1) as.character(seq_len(n)) else ""
  outliers <- lapply(stats, `[[`, "out")
  out <- list(stats = unname(do.call(cbind, lapply(stats, `[[`, "stats"))), n = vapply(stats, function(s) as.numeric(s$n), 1, USE.NAMES = FALSE),
              conf = unname(do.call(cbind, lapply(stats, `[[`, "conf"))), out = as.numeric(unlist(outliers, use.names = FALSE)),
              group = as.numeric(rep(seq_len(n), lengths(outliers))), names = labels)
  if (!plot) return(out)
  bxp(out, at = at, width = width, varwidth = varwidth, notch = notch, outline = outline, border = border, col = col, log = log, horizontal = horizontal,
      add = add, main = main, sub = sub, xlab = xlab, ylab = ylab, ann = ann, ylim = ylim, xlim = xlim, axes = axes, frame.plot = frame.plot,
      xaxt = xaxt, yaxt = yaxt, show.names = show.names, boxwex = if (is.null(pars$boxwex)) boxwex else pars$boxwex, staplewex = staplewex,
      pch = if (is.null(pch)) outpch else pch, cex = cex, las = las, cex.axis = cex.axis, cex.lab = cex.lab, cex.main = cex.main, lwd = lwd, lty = lty,
      outcol = outcol, medcol = medcol, medlwd = medlwd, whisklty = whisklty)
  invisible(out)
}
bxp <- function(z, at = NULL, width = NULL, varwidth = FALSE, notch = FALSE, outline = TRUE, border = "black", col = "lightgray", log = "",
                horizontal = FALSE, add = FALSE, main = NULL, sub = NULL, xlab = NULL, ylab = NULL, ann = TRUE, ylim = NULL, xlim = NULL, axes = TRUE,
                frame.plot = axes, xaxt = "s", yaxt = "s", show.names = NULL, boxwex = 0.8, staplewex = 0.5, pch = 1, cex = 1, las = 0, cex.axis = 1,
                cex.lab = 1, cex.main = 1.2, lwd = 1, lty = 1, outcol = NULL, medcol = NULL, medlwd = 3, whisklty = 2) {
  n <- ncol(z$stats)
  if (is.null(at)) at <- seq_len(n)
  limits <- if (is.null(ylim)) finite_range(z$stats, if (outline) z$out) else ylim
  places <- if (is.null(xlim)) range(at) + c(-0.5, 0.5) * min(c(diff(sort(at)), 1)) else xlim
  if (!add) {
    plot.new()
    if (horizontal) plot.window(limits, places, if (log == "y" || log == "x") "x" else "", yaxs = "i") else plot.window(places, limits, if (nzchar(log)) "y" else "", xaxs = "i")
    if (is.null(xlim)) {
      # R leaves the usual 4 % beyond the half unit at both ends
      if (horizontal) plot.window(limits, places, if (nzchar(log)) "x" else "") else plot.window(places, limits, if (nzchar(log)) "y" else "")
    }
  }
  sizes <- if (!is.null(width)) boxwex * width / max(width) else if (varwidth) boxwex * sqrt(z$n) / max(sqrt(z$n)) else rep(boxwex, n)
  if (n > 1 && is.null(width)) sizes <- sizes * min(c(diff(sort(at)), 1))
  if (n == 1) sizes <- sizes * 0.5 * (if (horizontal) diff(places) else diff(places))
  line <- rep_len(color_text(border), n)
  fill <- rep_len(if (is.null(col)) NA_character_ else color_text(col), n)
  swap <- function(x, y) if (horizontal) list(y, x) else list(x, y)
  stroke <- function(x0, y0, x1, y1, ink, type = 1, width = lwd) {
    a <- swap(x0, y0)
    b <- swap(x1, y1)
    segments(a[[1]], a[[2]], b[[1]], b[[2]], col = ink, lty = type, lwd = width)
  }
  for (i in seq_len(n)) {
    s <- z$stats[, i]
    half <- sizes[i] / 2
    p <- at[i]
    if (anyNA(s)) next
    stroke(p, s[2], p, s[1], line[i], whisklty)
    stroke(p, s[4], p, s[5], line[i], whisklty)
    staple <- half * staplewex
    stroke(c(p, p) - staple, s[c(1, 5)], c(p, p) + staple, s[c(1, 5)], line[i])
    x <- if (notch) p + c(-1, 1, 1, 0.5, 1, 1, -1, -1, -0.5, -1) * half else p + c(-1, 1, 1, -1) * half
    y <- if (notch) c(s[2], s[2], z$conf[1, i], s[3], z$conf[2, i], s[4], s[4], z$conf[2, i], s[3], z$conf[1, i]) else s[c(2, 2, 4, 4)]
    shape <- swap(x, y)
    polygon(shape[[1]], shape[[2]], col = fill[i], border = line[i], lwd = lwd)
    reach <- if (notch) half / 2 else half
    stroke(p - reach, s[3], p + reach, s[3], if (is.null(medcol)) line[i] else rep_len(medcol, n)[i], 1, medlwd * lwd)
    if (outline && any(z$group == i)) {
      v <- z$out[z$group == i]
      o <- swap(rep(p, length(v)), v)
      points(o[[1]], o[[2]], pch = rep_len(pch, n)[i], col = if (is.null(outcol)) line[i] else rep_len(outcol, n)[i], cex = cex)
    }
  }
  if (!add) {
    if (axes) {
      names_shown <- if (is.null(show.names)) n > 1 || any(nzchar(z$names)) else show.names
      if ((if (horizontal) yaxt else xaxt) != "n" && names_shown) axis(if (horizontal) 2 else 1, at, z$names, las = las, cex.axis = cex.axis)
      if ((if (horizontal) xaxt else yaxt) != "n") axis(if (horizontal) 1 else 2, las = las, cex.axis = cex.axis)
    }
    if (frame.plot) box()
    if (ann) title(main, sub, if (is.null(xlab)) "" else xlab, if (is.null(ylab)) "" else ylab, cex.lab = cex.lab, cex.main = cex.main)
    .describe(paste("boxes of", if (horizontal) .plain(xlab) else .plain(ylab)))
  }
  invisible(at)
}
# Hinges, and the last values within so many box lengths of them (Tukey 1977).
boxplot.stats <- function(x, coef = 1.5, do.conf = TRUE, do.out = TRUE) {
  x <- x[!is.na(x)]
  five <- fivenum(x)
  reach <- coef * (five[4] - five[2])
  outside <- if (coef > 0) x < five[2] - reach | x > five[4] + reach else rep(FALSE, length(x))
  if (any(outside)) five[c(1, 5)] <- range(x[!outside])
  list(stats = five, n = length(x), conf = if (do.conf) five[3] + c(-1.58, 1.58) * (five[4] - five[2]) / sqrt(length(x)),
       out = if (do.out) x[outside] else numeric())
}
barplot <- function(height, ...) UseMethod("barplot")
# Bars stand where R puts them: width 1, a gap of 0.2 before each, or of 1 before each group.
barplot.default <- function(height, width = 1, space = NULL, names.arg = NULL, legend.text = NULL, beside = FALSE, horiz = FALSE, density = NULL,
                            angle = 45, col = NULL, border = .graph_par("fg"), main = NULL, sub = NULL, xlab = NULL, ylab = NULL, xlim = NULL, ylim = NULL,
                            xpd = TRUE, log = "", axes = TRUE, axisnames = TRUE, cex.axis = 1, cex.names = 1, inside = TRUE, plot = TRUE, axis.lty = 0, offset = 0,
                            add = FALSE, ann = TRUE, args.legend = NULL, las = .graph_par("las"), cex.lab = 1, cex.main = 1.2, ...) {
  .graph_rest("barplot", list(...))
  if (!is.null(density)) .graph_note("barplot(density=)")
  two <- is.matrix(height) || length(dim(height)) == 2
  if (!is.numeric(height)) stop("'height' must be a vector or a matrix")
  m <- if (two) unclass(height) else matrix(as.vector(height), 1, dimnames = list(NULL, names(height)))
  labels <- if (!is.null(names.arg)) .plain(names.arg) else colnames(m)
  k <- nrow(m)
  n <- ncol(m)
  side_by_side <- beside && two
  if (is.null(space)) space <- if (side_by_side) c(0, 1) else 0.2
  space <- space * mean(width)
  gaps <- if (side_by_side) rep(c(rep_len(space, 2)[2], rep(space[1], k - 1)), n) else rep_len(space, n)
  widths <- rep_len(width, length(gaps))
  right <- cumsum(gaps + widths)
  left <- right - widths
  mids <- (left + right) / 2
  placed <- if (side_by_side) matrix(mids, k) else if (two) mids else matrix(mids)
  if (!plot) return(placed)
  fills <- if (!is.null(col)) col else if (two) gray.colors(k) else "grey"
  m0 <- m
  m0[is.na(m0)] <- 0
  top <- if (side_by_side || k == 1) m0 + offset else apply(m0, 2, cumsum) + offset
  limits <- if (horiz) xlim else ylim
  if (is.null(limits)) limits <- range(if (log == "") offset - 0.01 * (top - offset), if (log == "") top else top[top > 0], if (log != "") 0.9 * min(top[top > 0]))
  places <- if (horiz) ylim else xlim
  if (is.null(places)) places <- c(min(left), max(right))
  if (!add) {
    plot.new()
    if (horiz) plot.window(limits, places, if (nzchar(log)) "x" else "", xaxs = "i") else plot.window(places, limits, if (nzchar(log)) "y" else "", yaxs = "i")
  }
  at <- if (side_by_side) colMeans(matrix(mids, k)) else mids
  bar <- function(l, r, from, to, fill) {
    if (horiz) rect(from, l, to, r, col = fill, border = border) else rect(l, from, r, to, col = fill, border = border)
  }
  before <- par(xpd = xpd)
  if (side_by_side) bar(left, right, offset, c(m0) + offset, rep_len(fills, length(m0)))
  else if (k == 1) bar(left, right, offset, c(m0) + offset, rep_len(fills, n))
  else {
    base <- rep(offset, n)
    for (i in seq_len(k)) {
      bar(left, right, base, base + m0[i, ], rep_len(fills, k)[i])
      base <- base + m0[i, ]
    }
  }
  par(before)
  if (!add) {
    if (axisnames && !is.null(labels)) {
      where <- if (side_by_side && length(labels) == length(mids)) mids else at
      axis(if (horiz) 2 else 1, where, labels, lty = axis.lty, lwd = 0, cex.axis = cex.names, las = las)
    }
    if (axes) axis(if (horiz) 1 else 2, cex.axis = cex.axis, las = las)
    if (ann) title(main, sub, xlab, ylab, cex.lab = cex.lab, cex.main = cex.main)
    .describe(paste("bars of", if (is.null(ylab)) "values" else .plain(ylab)))
    if (!is.null(legend.text) && !identical(legend.text, FALSE)) {
      entries <- if (isTRUE(legend.text)) rownames(m) else legend.text
      order <- if (side_by_side) seq_along(entries) else rev(seq_along(entries))
      given <- list(x = "topright", inset = 0.02, legend = entries[order], fill = rep_len(fills, length(entries))[order])
      given[names(args.legend)] <- args.legend
      do.call(legend, given)
    }
  }
  invisible(placed)
}
barplot.formula <- function(formula, data = NULL, subset, xlab = NULL, ylab = NULL, ...) {
  if (!missing(subset)) data <- data[eval(substitute(subset), data, environment(formula)), ]
  by <- all.vars(formula[[3]])
  if (is.table(data)) data <- as.data.frame(data)
  y <- eval(formula[[2]], data, environment(formula))
  if (is.matrix(y)) {
    x <- eval(formula[[3]], data, environment(formula))
    m <- apply(y, 2, function(v) tapply(v, x, sum))
    return(barplot.default(t(m), xlab = if (is.null(xlab)) label_of(formula[[3]]) else xlab, ylab = if (is.null(ylab)) "" else ylab, ...))
  }
  table <- tapply(y, rev(lapply(by, function(v) eval(as.name(v), data, environment(formula)))), sum)
  if (length(by) > 1) names(dimnames(table)) <- rev(by)
  barplot.default(if (length(by) == 1) c(table) else table, xlab = if (is.null(xlab)) by[1] else xlab, ylab = if (is.null(ylab)) label_of(formula[[2]]) else ylab, ...)
}
pie <- function(x, labels = names(x), radius = 0.8, clockwise = FALSE, init.angle = if (clockwise) 90 else 0, col = NULL, border = NULL, main = NULL, ...) {
  if (is.null(labels)) labels <- as.character(seq_along(x))
  share <- c(0, cumsum(x) / sum(x))
  plot.new()
  plot.window(c(-1, 1), c(-1, 1), asp = 1)
  if (is.null(col)) col <- c("white", "lightblue", "mistyrose", "lightcyan", "lavender", "cornsilk")
  turn <- (if (clockwise) -2 else 2) * pi
  for (i in seq_along(x)) {
    a <- seq(share[i], share[i + 1], length.out = max(2, floor(200 * diff(share)[i]))) * turn + init.angle * pi / 180
    polygon(c(radius * cos(a), 0), c(radius * sin(a), 0), col = rep_len(col, length(x))[i], border = border)
    mid <- mean(share[i + 0:1]) * turn + init.angle * pi / 180
    if (!is.na(labels[i]) && nzchar(labels[i])) {
      lines(c(1, 1.05) * radius * cos(mid), c(1, 1.05) * radius * sin(mid))
      text(1.1 * radius * cos(mid), 1.1 * radius * sin(mid), labels[i], xpd = TRUE, adj = if (cos(mid) < 0) 1 else 0)
    }
  }
  title(main)
  invisible()
}
dotchart <- function(x, labels = NULL, groups = NULL, gdata = NULL, cex = 1, pch = 21, gpch = 21, bg = NA, color = .graph_par("fg"),
                     lcolor = "gray", xlim = range(x[is.finite(x)]), main = NULL, xlab = NULL, ylab = NULL, ...) {
  if (is.matrix(x)) {
    groups <- if (is.null(groups)) factor(rep(colnames(x), each = nrow(x)), colnames(x)) else groups
    labels <- rep(if (is.null(labels)) rownames(x) else labels, ncol(x))
  } else if (is.null(labels)) labels <- names(x)
  x <- c(x)
  n <- length(x)
  heads <- if (is.null(groups)) 0 else nlevels(groups <- as.factor(groups))
  at <- seq_len(n)
  if (heads) {
    order <- order(as.integer(groups), decreasing = TRUE)
    x <- x[order]
    labels <- labels[order]
    color <- rep_len(color, n)[order]
    at <- seq_len(n) + 2 * cumsum(c(0, diff(as.integer(groups[order])) != 0))
  }
  widest <- max(.text_width(c(labels, if (heads) levels(groups)), .font_size(cex)), 0) / .line_height()
  before <- par(mar = .graph_par("mar") + c(0, max(0, widest - .graph_par("mar")[2] + 1.5), 0, 0))
  plot.new()
  plot.window(xlim, c(0, max(at) + (if (heads) 2 else 1)))
  abline(h = at, lty = "dotted", col = lcolor)
  points(x, at, pch = pch, col = color, bg = bg, cex = cex)
  axis(1)
  box()
  if (!is.null(labels)) axis(2, at, labels, las = 1, lwd = 0, cex.axis = cex)
  if (heads) {
    level <- rev(levels(groups))
    top <- vapply(level, function(g) max(at[groups[order] == g]) + 1, 1)
    axis(2, top, level, las = 1, lwd = 0, font.axis = 2, cex.axis = cex)
    if (!is.null(gdata)) points(rev(gdata), top, pch = gpch)
  }
  title(main, xlab = xlab, ylab = ylab)
  par(before)
  invisible()
}
stripchart <- function(x, ...) UseMethod("stripchart")
stripchart.formula <- function(x, data = NULL, dlab = NULL, ..., subset, na.action = NULL) {
  data <- read_again(data, substitute(data), parent.frame())
  if (!missing(subset)) data <- data[eval(substitute(subset), data, environment(x)), ]
  frame <- model.frame.default(x, data)
  groups <- frame[-1]
  by <- if (length(groups) == 1) groups[[1]] else interaction(groups)
  stripchart.default(split(frame[[1]], by), dlab = if (is.null(dlab)) names(frame)[1] else dlab, ...)
}
stripchart.default <- function(x, method = c("overplot", "jitter", "stack"), jitter = 0.1, offset = 1 / 3, vertical = FALSE, group.names = NULL,
                               add = FALSE, at = NULL, xlim = NULL, ylim = NULL, ylab = NULL, xlab = NULL, dlab = "", glab = "", log = "", pch = 0,
                               col = .graph_par("fg"), cex = 1, axes = TRUE, frame.plot = axes, main = NULL, las = .graph_par("las"), ...) {
  method <- match.arg(method)
  groups <- if (is.list(x)) x else list(x)
  n <- length(groups)
  if (is.null(at)) at <- seq_len(n)
  labels <- if (!is.null(group.names)) group.names else if (is.null(names(groups))) as.character(seq_len(n)) else names(groups)
  values <- if (is.null(if (vertical) ylim else xlim)) finite_range(groups) else if (vertical) ylim else xlim
  own <- if (vertical) xlim else ylim
  places <- if (!is.null(own)) own else if (n == 1) at + c(-1, 1) * (if (method == "stack") 0.5 else 1)
    else range(at) + switch(method, jitter = c(-1, 1) * jitter, stack = c(0, 0.5), 0)
  if (!add) {
    plot.new()
    if (vertical) plot.window(places, values, log) else plot.window(values, places, log)
  }
  for (i in seq_len(n)) {
    v <- groups[[i]]
    v <- v[is.finite(v)]
    place <- rep(at[i], length(v))
    if (method == "jitter") place <- place + stats::runif(length(v), -jitter, jitter)
    else if (method == "stack") {
      step <- 0.75 * .font_size(cex) * offset * 3 * (if (vertical) diff(.graph$usr[1:2]) / (.graph$box[3] - .graph$box[1]) else diff(.graph$usr[3:4]) / (.graph$box[4] - .graph$box[2]))
      place <- place + (stats::ave(v, v, FUN = seq_along) - 1) * step
    }
    if (vertical) points.default(place, v, pch = rep_len(pch, n)[i], col = rep_len(col, n)[i], cex = cex)
    else points.default(v, place, pch = rep_len(pch, n)[i], col = rep_len(col, n)[i], cex = cex)
  }
  if (!add) {
    if (frame.plot) box()
    if (axes) {
      axis(if (vertical) 2 else 1, las = las)
      if (n > 1 || !is.null(group.names)) axis(if (vertical) 1 else 2, at, labels, las = las)
    }
    title(main, xlab = if (!is.null(xlab)) xlab else if (vertical) glab else dlab, ylab = if (!is.null(ylab)) ylab else if (vertical) dlab else glab)
  }
  invisible()
}
mosaicplot <- function(x, ...) UseMethod("mosaicplot")
mosaicplot.formula <- function(formula, data = NULL, main = label_of(substitute(data)), ...) {
  force(main)
  frame <- if (inherits(data, "table")) return(mosaicplot.default(margin.table(data, match(all.vars(formula), names(dimnames(data)))), main = main, ...)) else model.frame.default(formula, data)
  order <- c(names(frame)[-1], names(frame)[1])
  mosaicplot.default(table(if (length(formula) == 3) frame[order] else frame), main = main, ...)
}
# Tiles split one factor after the other, across and down by turns (Hartigan and Kleiner 1984); a plane of 1 to 1000.
mosaicplot.default <- function(x, main = NULL, sub = NULL, xlab = NULL, ylab = NULL, sort = NULL, off = NULL, dir = NULL, color = NULL, shade = FALSE,
                               cex.axis = 0.66, las = 0, border = NULL, ...) {
  if (is.null(main)) main <- label_of(substitute(x))
  x <- as.table(x)
  d <- length(dim(x))
  if (!is.null(sort)) x <- aperm(x, sort)
  if (isTRUE(shade) || is.numeric(shade)) .graph_note("mosaicplot(shade=)")
  across <- if (is.null(dir)) rep_len(c(TRUE, FALSE), d) else rep_len(dir %in% c("v", "vertical"), d)
  # shares of a side left white in all, in per cent
  gap <- rep_len(if (is.null(off)) if (d == 2L) 2 * (dim(x) - 1) else 10 else off, d)
  gap <- gap / 100 * if (any(gap > 50)) 50 / max(gap) else 1
  last <- dim(x)[d]
  fill <- rep_len(if (isTRUE(color)) gray.colors(last) else if (is.null(color)) rep("grey", last) else if (isFALSE(color)) NA else color, last)
  plot.new()
  plot.window(c(1, 1000), c(1, 1000), xaxs = "i", yaxs = "i")
  size <- .font_size(cex.axis)
  tiles <- function(counts, k, x1, y1, x2, y2, first, color) {
    if (k > d) {
      if (sum(counts) > 0) rect(x1, y1, x2, y2, col = color) else segments(x1, y1, x2, y2, lty = 2)
      return(invisible())
    }
    n <- dim(x)[k]
    of <- function(i) {
      index <- rep(list(TRUE), length(dim(counts)))
      index[[1L]] <- i
      part <- do.call(`[`, c(list(counts), index, list(drop = FALSE)))
      if (length(dim(part)) > 1L) array(part, dim(part)[-1L]) else as.vector(part)
    }
    shares <- vapply(seq_len(n), function(i) sum(counts[(seq_along(counts) - 1L) %% n == i - 1L]), 0)
    shares <- if (sum(shares) > 0) shares / sum(shares) else rep(1 / n, n)
    long <- if (across[k]) x2 - x1 else y2 - y1
    white <- gap[k] * long / max(1, n - 1)
    wide <- shares * long * (1 - gap[k])
    from <- cumsum(c(0, wide[-n] + white))
    level <- sum(across[k:d] == across[k])
    for (i in seq_len(n)) {
      own <- if (across[k]) c(x1 + from[i], y1, x1 + from[i] + wide[i], y2) else c(x1, y2 - from[i] - wide[i], x2, y2 - from[i])
      if (first[if (across[k]) 1L else 2L]) {
        label <- dimnames(x)[[k]][i]
        .in_plot(clip = FALSE)
        if (across[k]) .words((own[1] + own[3]) / 2, 965 + 22 * (level - 1), label, size, .graph_par("fg"), FALSE, 0.5, 0.25, 0)
        else .words(35 - 20 * (level - 1), (own[2] + own[4]) / 2, label, size, .graph_par("fg"), FALSE, 0.5, 0.25, if (las %in% c(1, 2)) 0 else 90)
      }
      # names of levels stand once, at the first row or column of tiles
      here <- first & (if (across[k]) c(TRUE, i == 1L) else c(i == 1L, TRUE))
      tiles(of(i), k + 1L, own[1], own[2], own[3], own[4], here, if (k == d) fill[i] else color)
    }
  }
  tiles(x, 1L, 50, 5, 950, 950, c(TRUE, TRUE), fill[1L])
  named <- names(dimnames(x))
  title(main, sub, xlab = if (!is.null(xlab)) xlab else if (is.null(named)) "" else named[1L], ylab = if (!is.null(ylab)) ylab else if (d > 1L && !is.null(named)) named[2L] else "",
        mgp = c(1, 1, 0))
  invisible()
}
# Shares of the second factor within the first (or within bins of a number) as columns of full height.
spineplot <- function(x, ...) UseMethod("spineplot")
spineplot.formula <- function(formula, data = NULL, ..., xlab = NULL, ylab = NULL) {
  frame <- model.frame.default(formula, data)
  spineplot.default(frame[[2]], frame[[1]], xlab = if (is.null(xlab)) names(frame)[2] else xlab, ylab = if (is.null(ylab)) names(frame)[1] else ylab, ...)
}
spineplot.default <- function(x, y, breaks = NULL, col = NULL, main = "", xlab = NULL, ylab = NULL, ...) {
  if (is.null(xlab)) xlab <- label_of(substitute(x))
  if (is.null(ylab)) ylab <- if (missing(y)) "" else label_of(substitute(y))
  if (missing(y)) {
    counts <- as.data.frame(as.table(x))
    if (identical(xlab, label_of(substitute(x)))) xlab <- ""
    y <- factor(rep(as.character(counts[[2]]), counts$Freq), levels = levels(counts[[2]]))
    x <- factor(rep(as.character(counts[[1]]), counts$Freq), levels = levels(counts[[1]]))
    ylab <- ""
  }
  y <- as.factor(y)
  groups <- if (is.factor(x)) x else cut(x, if (is.null(breaks)) pretty(range(x, na.rm = TRUE), nclass.Sturges(x)) else breaks, include.lowest = TRUE)
  t <- table(groups, y)
  # the last level stands at the bottom
  shown <- t[, rev(seq_len(ncol(t))), drop = FALSE]
  gap <- if (is.factor(x)) 0.02 else 0
  wide <- rowSums(t) / sum(t)
  right <- cumsum(wide + gap) - gap
  fill <- rep_len(if (is.null(col)) gray.colors(nlevels(y)) else col, nlevels(y))
  plot.new()
  plot.window(c(0, max(right)), c(0, 1), xaxs = "i", yaxs = "i")
  for (i in seq_len(nrow(t))) if (wide[i] > 0) {
    top <- cumsum(shown[i, ] / sum(shown[i, ]))
    rect(right[i] - wide[i], c(0, top[-length(top)]), right[i], top, col = fill)
  }
  if (is.factor(x)) axis(1, right - wide / 2, levels(x), lwd = 0)
  else {
    at <- if (is.null(breaks)) pretty(range(x, na.rm = TRUE), nclass.Sturges(x)) else breaks
    axis(1, c(0, right), at)
  }
  first <- shown[1, ] / sum(shown[1, ])
  at <- if (anyNA(first) || any(first < 0.05)) (seq_along(first) - 0.5) / length(first) else cumsum(first) - first / 2
  axis(2, at, rev(levels(y)), lwd = 0)
  axis(4)
  box()
  title(main, xlab = xlab, ylab = ylab)
  invisible(t)
}
sunflowerplot <- function(...) .unsupported("sunflowerplot() is not supported (graphics)")
smoothScatter <- function(...) .unsupported("smoothScatter() is not supported (graphics)")
stars <- function(...) .unsupported("stars() is not supported (graphics)")
persp <- function(...) .unsupported("persp() is not supported (graphics)")
