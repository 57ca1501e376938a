# Several columns or panels at once.

matplot <- function(x, y, type = "p", lty = 1:5, lwd = 1, lend = NULL, pch = NULL, col = 1:6, cex = 1, bg = NA, xlab = NULL, ylab = NULL,
                    xlim = NULL, ylim = NULL, log = "", ..., add = FALSE, verbose = FALSE) {
  if (missing(y)) {
    if (is.null(ylab)) ylab <- label_of(substitute(x))
    if (is.null(xlab)) xlab <- ""
    y <- x
    x <- seq_len(NROW(y))
  } else {
    if (is.null(xlab)) xlab <- label_of(substitute(x))
    if (is.null(ylab)) ylab <- label_of(substitute(y))
  }
  y <- as.matrix(y)
  x <- as.matrix(x)
  if (nrow(x) != nrow(y)) stop("'x' and 'y' must have same number of rows")
  k <- max(ncol(x), ncol(y))
  signs <- if (is.null(pch)) c(as.character(1:9), "0", letters, LETTERS) else if (is.character(pch) && length(pch) == 1) strsplit(pch, "")[[1]] else pch
  if (!add) plot.default(x[1], y[1], type = "n", xlim = if (is.null(xlim)) finite_range(x) else xlim, ylim = if (is.null(ylim)) finite_range(y) else ylim, xlab = xlab, ylab = ylab, log = log, ...)
  types <- if (length(type) == 1 && nchar(type) > 1) strsplit(type, "")[[1]] else type
  for (j in seq_len(k)) {
    draw_typed(as.numeric(x[, (j - 1) %% ncol(x) + 1]), as.numeric(y[, (j - 1) %% ncol(y) + 1]), rep_len(types, k)[j], rep_len(col, k)[j], rep_len(signs, k)[j],
               rep_len(cex, k)[j], rep_len(lty, k)[j], rep_len(lwd, k)[j], rep_len(bg, k)[j])
  }
  invisible()
}
matlines <- function(x, y, type = "l", lty = 1:5, lwd = 1, pch = NULL, col = 1:6, ...) {
  if (missing(y)) matplot(x, type = type, lty = lty, lwd = lwd, pch = pch, col = col, add = TRUE, ...)
  else matplot(x, y, type = type, lty = lty, lwd = lwd, pch = pch, col = col, add = TRUE, ...)
}
matpoints <- function(x, y, type = "p", lty = 1:5, lwd = 1, pch = NULL, col = 1:6, ...) {
  if (missing(y)) matplot(x, type = type, lty = lty, lwd = lwd, pch = pch, col = col, add = TRUE, ...)
  else matplot(x, y, type = type, lty = lty, lwd = lwd, pch = pch, col = col, add = TRUE, ...)
}
pairs <- function(x, ...) UseMethod("pairs")
pairs.formula <- function(x, data = NULL, ..., subset) {
  frame <- model.frame.default(x, if (missing(subset)) data else data[eval(substitute(subset), data), ])
  pairs.default(frame, ...)
}
pairs.default <- function(x, labels = NULL, panel = points, ..., lower.panel = panel, upper.panel = panel, diag.panel = NULL, text.panel = NULL,
                          cex.labels = NULL, gap = 1, main = NULL, oma = NULL, log = "") {
  data <- as.data.frame(x)
  for (i in seq_along(data)) if (!is.numeric(data[[i]])) data[[i]] <- as.numeric(as.factor(data[[i]]))
  n <- ncol(data)
  if (n < 2) stop("only one column in the argument to 'pairs'")
  if (is.null(labels)) labels <- names(data)
  before <- par(mfrow = c(n, n), mar = rep(gap / 2, 4), oma = if (is.null(oma)) c(4, 4, if (is.null(main)) 4 else 6, 4) else oma)
  cells <- .graph$cells
  for (i in seq_len(n)) for (j in seq_len(n)) {
    plot.new()
    plot.window(finite_range(data[[j]]), finite_range(data[[i]]))
    if (i == 1 && j %% 2 == 0) axis(3)
    if (i == n && j %% 2 == 1) axis(1)
    if (j == 1 && i %% 2 == 0) axis(2)
    if (j == n && i %% 2 == 1) axis(4)
    box()
    if (i == j) {
      if (!is.null(diag.panel)) diag.panel(data[[i]])
      u <- .graph$usr
      size <- if (is.null(cex.labels)) max(0.8, min(2, 0.9 * (.graph$box[3] - .graph$box[1]) / max(.text_width(labels, .font_size())))) else cex.labels
      text(mean(u[1:2]), if (is.null(diag.panel)) mean(u[3:4]) else u[3] + 0.8 * diff(u[3:4]), labels[i], cex = size)
    } else {
      draw <- if (i > j) lower.panel else upper.panel
      if (!is.null(draw)) draw(data[[j]], data[[i]], ...)
    }
  }
  if (!is.null(main)) mtext(main, 3, 3, outer = TRUE, cex = 1.2, font = 2)
  par(before)
  .graph$cells <- NULL
  .graph$figure <- 1L
  invisible()
}
panel.smooth <- function(x, y, col = .graph_par("col"), bg = NA, pch = .graph_par("pch"), cex = 1, col.smooth = 2, span = 2 / 3, iter = 3, ...) {
  points(x, y, pch = pch, col = col, bg = bg, cex = cex)
  ok <- is.finite(x) & is.finite(y)
  if (any(ok)) lines(stats::lowess(x[ok], y[ok], f = span, iter = iter), col = col.smooth)
}
co.intervals <- function(x, number = 6, overlap = 0.5) {
  x <- sort(x[!is.na(x)])
  n <- length(x)
  r <- n / (number * (1 - overlap) + overlap)
  first <- round(1 + (seq_len(number) - 1) * (1 - overlap) * r)
  last <- round(r + (seq_len(number) - 1) * (1 - overlap) * r)
  fuzz <- min(c(diff(x)[diff(x) > 0], 1)) / 2
  cbind(x[first] - fuzz, x[last] + fuzz)
}
# Panels of y against x within the levels or the overlapping ranges of a third variable.
coplot <- function(formula, data = NULL, given.values, panel = points, rows = NULL, columns = NULL, number = 6, overlap = 0.5, xlab = NULL, ylab = NULL, ...) {
  condition <- formula[[3]][[3]]
  if (is.call(condition) && label_of(condition[[1]]) %in% c("*", "+")) .unsupported("coplot() with two conditioning variables is not supported (graphics)")
  env <- environment(formula)
  x <- eval(formula[[3]][[2]], data, env)
  y <- eval(formula[[2]], data, env)
  g <- eval(condition, data, env)
  if (is.character(g)) g <- factor(g)
  if (is.factor(g)) {
    inside <- lapply(levels(g), function(l) which(g == l))
    names <- levels(g)
  } else {
    ranges <- if (missing(given.values)) co.intervals(g, number, overlap) else if (is.matrix(given.values)) given.values else cbind(given.values, given.values)
    inside <- lapply(seq_len(nrow(ranges)), function(i) which(g >= ranges[i, 1] & g <= ranges[i, 2]))
    names <- paste0("[", apply(ranges, 1, function(r) paste(format(r, digits = 3, trim = TRUE), collapse = ", ")), "]")
  }
  n <- length(inside)
  if (is.null(columns)) columns <- if (is.null(rows)) ceiling(sqrt(n)) else ceiling(n / rows)
  rows <- ceiling(n / columns)
  before <- par(mfrow = c(rows, columns), mar = c(0.5, 0.5, 1.8, 0.5), oma = c(5, 5, 3, 4))
  # the first panel stands at the bottom left
  places <- unlist(lapply(seq_len(rows), function(r) (rows - r) * columns + seq_len(columns)))
  for (k in seq_len(rows * columns)) {
    i <- places[k]
    if (i > n) {
      plot.new()
      next
    }
    plot.new()
    plot.window(finite_range(x), finite_range(y))
    panel(x[inside[[i]]], y[inside[[i]]], ...)
    if (k > (rows - 1) * columns) axis(1)
    if ((k - 1) %% columns == 0) axis(2)
    box()
    mtext(names[i], 3, 0.2, cex = 0.7)
  }
  mtext(if (is.null(xlab)) label_of(formula[[3]][[2]]) else xlab[1], 1, 3, outer = TRUE)
  mtext(if (is.null(ylab)) label_of(formula[[2]]) else ylab[1], 2, 3, outer = TRUE)
  mtext(paste("Given :", label_of(condition)), 3, 1, outer = TRUE)
  par(before)
  .graph$cells <- NULL
  .graph$figure <- 1L
  invisible()
}
interaction.plot <- function(x.factor, trace.factor, response, fun = mean, type = c("l", "p", "b", "o", "c"), legend = TRUE, trace.label = NULL,
                             fixed = FALSE, xlab = NULL, ylab = NULL, ylim = NULL, lty = NULL, col = 1, pch = c(1:9, 0, letters), xpd = NULL,
                             leg.bg = .graph_par("bg"), leg.bty = "n", xtick = FALSE, xaxt = .graph_par("xaxt"), axes = TRUE, lwd = 1, main = NULL, las = 0, cex = 1, ...) {
  .graph_rest("interaction.plot", list(...))
  if (is.null(xlab)) xlab <- label_of(substitute(x.factor))
  if (is.null(ylab)) ylab <- paste(label_of(substitute(fun)), "of ", label_of(substitute(response)))
  if (is.null(trace.label)) trace.label <- label_of(substitute(trace.factor))
  type <- match.arg(type)
  x <- if (is.ordered(x.factor) || !is.factor(x.factor)) factor(x.factor) else x.factor
  cells <- tapply(response, list(x, trace.factor), fun)
  at <- seq_len(nrow(cells))
  k <- ncol(cells)
  if (is.null(lty)) lty <- k:1
  limits <- if (is.null(ylim)) finite_range(cells) else ylim
  beside <- c(-0.2 / nrow(cells), if (legend) 0.2 + 0.02 * max(nchar(colnames(cells), "width")) else 0.2 / nrow(cells))
  plot.default(at[1], cells[1], type = "n", xlim = range(at) + beside * diff(range(at)), ylim = limits, xlab = xlab, ylab = ylab,
               axes = FALSE, frame.plot = TRUE, main = main)
  if (axes) {
    if (xaxt != "n") axis(1, at, rownames(cells), las = las)
    axis(2, las = las)
  }
  for (j in seq_len(k)) draw_typed(at, cells[, j], type, rep_len(col, k)[j], rep_len(pch, k)[j], cex, rep_len(lty, k)[j], rep_len(lwd, k)[j])
  if (legend) {
    end <- cells[nrow(cells), ]
    order <- if (fixed) seq_len(k) else order(end, decreasing = TRUE)
    lined <- type != "p"
    graphics::legend("topright", legend = colnames(cells)[order], col = rep_len(col, k)[order], lty = if (lined) rep_len(lty, k)[order],
                     lwd = if (lined) rep_len(lwd, k)[order], pch = if (type %in% c("p", "b", "o")) rep_len(pch, k)[order], title = trace.label, bty = leg.bty, bg = leg.bg)
  }
  invisible()
}
image <- function(x, ...) UseMethod("image")
image.default <- function(x = seq(0, 1, length.out = nrow(z)), y = seq(0, 1, length.out = ncol(z)), z, zlim = range(z, finite = TRUE), xlim = range(x), ylim = range(y),
                  col = hcl.colors(12, "YlOrRd", rev = TRUE), add = FALSE, xaxs = "i", yaxs = "i", xlab = "", ylab = "", breaks = NULL, axes = TRUE, main = NULL, ...) {
  if (missing(z)) {
    z <- x
    x <- seq(0, 1, length.out = nrow(z))
    y <- seq(0, 1, length.out = ncol(z))
  }
  edges <- function(v, n) if (length(v) == n + 1) v else if (n == 1) v + c(-0.5, 0.5) else {
    half <- diff(v) / 2
    c(v[1] - half[1], v[-n] + half, v[n] + half[n - 1])
  }
  x <- edges(x, nrow(z))
  y <- edges(y, ncol(z))
  if (!add) {
    plot.new()
    plot.window(if (missing(xlim)) range(x) else xlim, if (missing(ylim)) range(y) else ylim, xaxs = xaxs, yaxs = yaxs)
  }
  if (is.null(breaks)) breaks <- seq(zlim[1], zlim[2], length.out = length(col) + 1)
  k <- findInterval(z, breaks, rightmost.closed = TRUE)
  for (i in seq_len(nrow(z))) rect(x[i], y[-length(y)], x[i + 1], y[-1], col = ifelse(is.na(z[i, ]) | matrix(k, nrow(z))[i, ] %in% c(0, length(breaks)), NA, col[pmax(1, matrix(k, nrow(z))[i, ])]), border = NA)
  if (!add) {
    if (axes) {
      axis(1)
      axis(2)
      box()
    }
    title(main, xlab = xlab, ylab = ylab)
  }
  invisible()
}
contour <- function(x, ...) .unsupported("contour() is not supported (graphics)")
filled.contour <- function(...) .unsupported("filled.contour() is not supported (graphics)")
heatmap <- function(...) .unsupported("heatmap() is not supported (graphics)")
