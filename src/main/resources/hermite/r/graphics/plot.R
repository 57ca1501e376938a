# Base graphics: high-level plots begin a panel, low-level ones add to it.

plot <- function(x, y, ...) UseMethod("plot")
extended <- function(range) {
  if (diff(range) == 0) range <- range + c(-1, 1) * max(abs(range[1]) * 0.4, 1)
  range + c(-0.04, 0.04) * diff(range)
}
finite_range <- function(...) {
  values <- unlist(list(...))
  range(values[is.finite(values)])
}
label_of <- function(e) paste(deparse(e), collapse = "")
plot.default <- function(x, y = NULL, type = "p", xlim = NULL, ylim = NULL, log = "", main = NULL, sub = NULL, xlab = NULL,
                         ylab = NULL, ann = par("ann"), axes = TRUE, col = "black", pch = 1, cex = 1, lty = 1, lwd = 1,
                         bg = NULL, las = 0, bty = "o", asp = NA, xaxt = "s", yaxt = "s", panel.first = NULL, ...) {
  xname <- label_of(substitute(x))
  yname <- if (missing(y)) xname else label_of(substitute(y))
  if (missing(y) || is.null(y)) {
    if (is.list(x) && !is.null(x$y)) {
      y <- x$y
      x <- x$x
      xname <- "x"
      yname <- "y"
    } else {
      y <- as.numeric(x)
      x <- seq_along(y)
      xname <- "Index"
    }
  }
  if (is.factor(x)) return(boxplot(split(y, x), xlab = if (is.null(xlab)) xname else xlab, ylab = if (is.null(ylab)) yname else ylab, main = main, ...))
  x <- as.numeric(x)
  y <- as.numeric(y)
  if (length(x) != length(y)) stop("'x' and 'y' lengths differ")
  .panel(if (is.null(xlim)) if (grepl("x", log)) finite_range(x) else extended(finite_range(x)) else xlim,
         if (is.null(ylim)) if (grepl("y", log)) finite_range(y) else extended(finite_range(y)) else ylim,
         if (is.null(xlab)) xname else as.character(xlab), if (is.null(ylab)) yname else as.character(ylab), main, sub, log,
         NULL, TRUE)
  dress_panel(axes, xaxt, yaxt, bty)
  draw_typed(x, y, type, col, pch, cex, lty, lwd)
  invisible(NULL)
}
# Axes and border left out where asked for.
dress_panel <- function(axes = TRUE, xaxt = "s", yaxt = "s", bty = "o") {
  if (!axes || xaxt == "n") .frame("xaxis", FALSE)
  if (!axes || yaxt == "n") .frame("yaxis", FALSE)
  if (!axes || bty == "n") .frame("border", FALSE)
}
draw_typed <- function(x, y, type, col, pch, cex, lty, lwd) {
  ok <- is.finite(x) & is.finite(y)
  if (type %in% c("p", "b", "o") && any(ok)) {
    pick <- function(v) if (length(v) == length(x)) as.character(v)[ok] else as.character(v)
    .marks(x[ok], y[ok], color_text(pick(col)), pick(pch), rep_len(cex, 1), "")
  }
  if (type %in% c("l", "b", "o", "c")) .path(ifelse(ok, x, NaN), y, color_text(col[1]), as.character(lty[1]), lwd[1], "")
  if (type %in% c("s", "S")) {
    n <- length(x)
    i <- rep(seq_len(n), each = 2)
    .path(if (type == "s") x[i][-1] else x[i][-2 * n], if (type == "s") y[i][-2 * n] else y[i][-1], color_text(col[1]), as.character(lty[1]), lwd[1], "")
  }
  if (type == "h") .bars(x, rep(0, length(x)), y, 0, FALSE, color_text(col[1]), color_text(col[1]), "")
}
color_text <- function(col) {
  if (is.null(col)) return("black")
  if (is.factor(col)) col <- as.integer(col)
  as.character(col)
}
plot.formula <- function(formula, data = NULL, ..., subset, ylab = NULL, xlab = NULL) {
  env <- environment(formula)
  y <- eval(formula[[2]], data, env)
  x <- eval(formula[[3]], data, env)
  if (!missing(subset)) {
    keep <- eval(substitute(subset), data, env)
    x <- x[keep]
    y <- y[keep]
  }
  if (is.null(xlab)) xlab <- label_of(formula[[3]])
  if (is.null(ylab)) ylab <- label_of(formula[[2]])
  if (is.character(x)) x <- factor(x)
  if (is.factor(x)) boxplot(split(y, x), xlab = xlab, ylab = ylab, ...)
  else plot.default(x, y, xlab = xlab, ylab = ylab, ...)
}
plot.factor <- function(x, y, xlab = "", ylab = "", ...) {
  if (missing(y)) barplot(table(x), xlab = xlab, ylab = ylab, ...) else boxplot(split(y, x), xlab = xlab, ylab = ylab, ...)
}
plot.function <- function(x, from = 0, to = 1, n = 101, xlab = "x", ylab = label_of(substitute(x)), ...) {
  at <- seq(from, to, length.out = n)
  plot.default(at, x(at), type = "l", xlab = xlab, ylab = ylab, ...)
}
curve <- function(expr, from = 0, to = 1, n = 101, add = FALSE, xname = "x", xlab = xname, ylab = NULL, ...) {
  e <- substitute(expr)
  at <- seq(from, to, length.out = n)
  values <- if (is.name(e)) expr(at) else eval(e, setNames(list(at), xname), parent.frame())
  if (add) lines.default(at, values, ...)
  else plot.default(at, values, type = "l", xlab = xlab, ylab = if (is.null(ylab)) label_of(e) else ylab, ...)
  invisible(list(x = at, y = values))
}
plot.data.frame <- function(x, ...) {
  if (ncol(x) == 2) plot.default(x[[1]], x[[2]], xlab = names(x)[1], ylab = names(x)[2], ...)
  else pairs(x, ...)
}
plot.table <- function(x, ...) barplot(x, ...)
plot.density <- function(x, main = NULL, xlab = NULL, ylab = "Density", ...) {
  if (is.null(xlab)) xlab <- paste("N =", x$n, "  Bandwidth =", formatC(x$bw))
  plot.default(x$x, x$y, type = "l", main = main, xlab = xlab, ylab = ylab, ...)
}
# The four diagnostic plots that can be drawn without a fit's own geometry: residuals, quantiles, scale, leverage.
plot.lm <- function(x, which = c(1, 2, 3, 5), ...) {
  r <- residuals(x)
  f <- if (inherits(x, "glm")) predict(x) else fitted(x)
  s <- rstandard(x)
  if (1 %in% which) {
    plot.default(f, r, xlab = "Fitted values", ylab = "Residuals", main = "Residuals vs Fitted")
    abline(h = 0, lty = 3, col = "gray")
  }
  if (2 %in% which) qqnorm(s, main = "Normal Q-Q", ylab = "Standardized residuals")
  if (3 %in% which) plot.default(f, sqrt(abs(s)), xlab = "Fitted values", ylab = "sqrt(|Standardized residuals|)", main = "Scale-Location")
  if (5 %in% which) plot.default(hatvalues(x), s, xlab = "Leverage", ylab = "Standardized residuals", main = "Residuals vs Leverage")
  invisible(NULL)
}
plot.merMod <- function(x, ...) {
  plot.default(fitted(x), residuals(x, type = "pearson"), xlab = "fitted(.)", ylab = "resid(., type = \"pearson\")", ...)
  abline(h = 0)
}
qqnorm <- function(y, ...) UseMethod("qqnorm")
qqnorm.default <- function(y, main = "Normal Q-Q Plot", xlab = "Theoretical Quantiles", ylab = "Sample Quantiles", plot.it = TRUE, ...) {
  y <- y[!is.na(y)]
  x <- qnorm(ppoints(length(y)))[order(order(y))]
  if (plot.it) plot.default(x, y, main = main, xlab = xlab, ylab = ylab, ...)
  invisible(list(x = x, y = y))
}
qqline <- function(y, ...) {
  q <- quantile(y, c(0.25, 0.75), names = FALSE, na.rm = TRUE)
  slope <- diff(q) / diff(qnorm(c(0.25, 0.75)))
  abline(q[1] - slope * qnorm(0.25), slope, ...)
}
ppoints <- function(n, a = if (n <= 10) 3 / 8 else 1 / 2) {
  if (length(n) > 1) n <- length(n)
  (seq_len(n) - a) / (n + 1 - 2 * a)
}

hist <- function(x, breaks = "Sturges", freq = NULL, probability = !freq, main = NULL, xlab = NULL, ylab = NULL, col = "lightgray",
                 border = "black", xlim = NULL, ylim = NULL, plot = TRUE, ...) {
  name <- label_of(substitute(x))
  x <- x[is.finite(x)]
  if (is.character(breaks)) breaks <- ceiling(log2(length(x)) + 1)
  if (is.function(breaks)) breaks <- breaks(x)
  if (length(breaks) == 1) breaks <- pretty(range(x), breaks)
  counts <- as.vector(table(cut(x, breaks, include.lowest = TRUE)))
  width <- diff(breaks)
  density <- counts / (sum(counts) * width)
  mids <- breaks[-1] - width / 2
  out <- structure(list(breaks = breaks, counts = counts, density = density, mids = mids, xname = name,
                        equidist = diff(range(width)) < 1e-7 * mean(width)), class = "histogram")
  if (!plot) return(out)
  use_density <- if (!missing(probability)) isTRUE(probability) else if (is.null(freq)) !out$equidist else !freq
  value <- if (use_density) density else counts
  .panel(if (is.null(xlim)) range(breaks) else xlim, if (is.null(ylim)) c(0, max(value) * 1.04) else ylim,
         if (is.null(xlab)) name else xlab, if (is.null(ylab)) if (use_density) "Density" else "Frequency" else ylab,
         if (is.null(main)) paste("Histogram of", name) else main, NULL, "", NULL, TRUE)
  for (i in seq_along(mids)) .bars(mids[i], 0, value[i], width[i], FALSE, color_text(rep_len(col, length(mids))[i]), color_text(border), "")
  invisible(out)
}
boxplot <- function(x, ...) UseMethod("boxplot")
boxplot.formula <- function(formula, data = NULL, ..., xlab = NULL, ylab = NULL) {
  frame <- model.frame.default(formula, data)
  groups <- frame[-1]
  split_by <- if (length(groups) == 1) groups[[1]] else interaction(groups)
  boxplot.default(split(frame[[1]], split_by), xlab = if (is.null(xlab)) paste(names(groups), collapse = " : ") else xlab,
                  ylab = if (is.null(ylab)) names(frame)[1] else ylab, ...)
}
boxplot.default <- function(x, ..., names = NULL, main = NULL, xlab = "", ylab = "", col = "lightgray", horizontal = FALSE,
                            ylim = NULL, xlim = NULL, outline = TRUE, plot = TRUE, range = 1.5, add = FALSE, at = NULL, axes = TRUE,
                            xaxt = "s", yaxt = "s", notch = FALSE, varwidth = FALSE, boxwex = 0.8) {
  if (notch) .unsupported("notch = TRUE is not supported (graphics)")
  if (varwidth) .unsupported("varwidth = TRUE is not supported (graphics)")
  more <- list(...)
  values <- if (is.list(x)) x else c(list(x), more[vapply(more, is.numeric, NA) & (if (is.null(names(more))) TRUE else base::names(more) == "")])
  labels <- if (!is.null(names)) names else if (!is.null(base::names(values))) base::names(values) else rep("", length(values))
  stats <- lapply(values, boxplot.stats, coef = range)
  out <- list(stats = unname(do.call(cbind, lapply(stats, `[[`, "stats"))), n = vapply(stats, function(s) s$n, 1L),
              out = unlist(lapply(stats, `[[`, "out")), names = labels)
  if (!plot) return(out)
  if (is.null(at)) at <- seq_along(stats)
  limits <- if (is.null(ylim)) extended(finite_range(out$stats, if (outline) out$out)) else ylim
  places <- if (is.null(xlim)) base::range(at) + c(-0.5, 0.5) else xlim
  if (!add) {
    if (horizontal) .panel(limits, places, xlab, ylab, main, NULL, "", NULL, TRUE)
    else .panel(places, limits, xlab, ylab, main, NULL, "", NULL, TRUE)
    dress_panel(axes, xaxt, yaxt)
    if (axes && (if (horizontal) yaxt else xaxt) != "n" && (length(stats) > 1 || any(nzchar(labels)))) .ticks(!horizontal, at, labels)
    else .frame(if (horizontal) "yaxis" else "xaxis", FALSE)
  }
  for (i in seq_along(stats)) {
    .box(at[i], boxwex * 0.75, stats[[i]]$stats, if (outline) as.numeric(stats[[i]]$out) else numeric(), horizontal,
         color_text(rep_len(col, length(stats))[i]), "")
  }
  invisible(out)
}
# Hinges, and the last values within so many box lengths of them (Tukey 1977).
boxplot.stats <- function(x, coef = 1.5, do.conf = TRUE, do.out = TRUE) {
  x <- x[!is.na(x)]
  five <- fivenum(x)
  reach <- coef * (five[4] - five[2])
  outside <- x < five[2] - reach | x > five[4] + reach
  if (coef > 0 && any(outside)) five[c(1, 5)] <- range(x[!outside])
  list(stats = five, n = length(x), conf = five[3] + c(-1.58, 1.58) * (five[4] - five[2]) / sqrt(length(x)),
       out = if (coef > 0) x[outside] else numeric())
}
barplot <- function(height, ...) UseMethod("barplot")
# Bars stand where R puts them: width 1, a gap of 0.2 before each, or of 1 before each group.
barplot.default <- function(height, width = 1, space = NULL, names.arg = NULL, legend.text = NULL, beside = FALSE, horiz = FALSE,
                            col = NULL, border = "black", main = NULL, sub = NULL, xlab = "", ylab = "", xlim = NULL, ylim = NULL,
                            axes = TRUE, axisnames = TRUE, plot = TRUE, add = FALSE, ...) {
  m <- if (is.matrix(height)) height else matrix(as.vector(height), 1, dimnames = list(NULL, names(height)))
  labels <- if (!is.null(names.arg)) names.arg else colnames(m)
  k <- nrow(m)
  side_by_side <- beside && k > 1
  if (is.null(space)) space <- if (side_by_side) c(0, 1) else 0.2
  gaps <- if (side_by_side) rep(c(space[2], rep(space[1], k - 1)), ncol(m)) else rep_len(space, ncol(m))
  right <- cumsum(gaps * width + width)
  mids <- right - width / 2
  placed <- matrix(mids, if (side_by_side) k else length(mids))
  if (!plot) return(placed)
  fills <- if (is.null(col)) if (k == 1) "gray" else paste0("gray", round(seq(30, 85, length.out = k))) else col
  top <- if (side_by_side || k == 1) max(m, 0) else max(colSums(m))
  limits <- if (is.null(ylim)) c(min(0, m), top * 1.04) else ylim
  places <- if (is.null(xlim)) extended(c(min(right) - width, max(right))) else xlim
  if (horiz && !is.null(xlim)) limits <- xlim
  if (!add) {
    if (horiz) .panel(limits, extended(c(min(right) - width, max(right))), xlab, ylab, main, sub, "", NULL, TRUE)
    else .panel(places, limits, xlab, ylab, main, sub, "", NULL, TRUE)
    .frame("border", FALSE)
    at <- if (side_by_side) colMeans(matrix(mids, k)) else mids
    if (!axes) .frame(if (horiz) "xaxis" else "yaxis", FALSE)
    if (axisnames && !is.null(labels)) .ticks(!horiz, at, as.character(labels)) else .frame(if (horiz) "yaxis" else "xaxis", FALSE)
  }
  base <- rep(0, ncol(m))
  for (i in seq_len(k)) {
    explained <- if (isTRUE(legend.text)) rownames(m)[i] else if (is.character(legend.text)) legend.text[i] else ""
    at <- if (side_by_side) matrix(mids, k)[i, ] else mids
    fill <- if (k == 1 && length(fills) > 1) rep_len(fills, ncol(m)) else rep_len(fills, k)[i]
    for (own in split(seq_len(ncol(m)), rep_len(fill, ncol(m)))) {
      .bars(at[own], if (side_by_side) rep(0, length(own)) else base[own], if (side_by_side) m[i, own] else base[own] + m[i, own], width,
            horiz, color_text(rep_len(fill, ncol(m))[own[1]]), color_text(border), explained)
      explained <- ""
    }
    base <- base + m[i, ]
  }
  if (!is.null(legend.text)) .legend("", "topright", TRUE)
  invisible(placed)
}
barplot.formula <- function(formula, data = NULL, ...) {
  table <- tapply(eval(formula[[2]], data, environment(formula)), eval(formula[[3]], data, environment(formula)), sum)
  barplot.default(table, xlab = label_of(formula[[3]]), ylab = label_of(formula[[2]]), ...)
}
matlines <- function(x, y, type = "l", lty = 1:5, col = 1:6, lwd = 1, ...) {
  x <- as.matrix(x)
  y <- as.matrix(y)
  for (j in seq_len(ncol(y))) lines(x[, if (ncol(x) == 1) 1 else j], y[, j], type = type, lty = rep_len(lty, j)[j], col = rep_len(col, j)[j], lwd = lwd)
}
matpoints <- function(x, y, col = 1:6, pch = 1:6, ...) {
  x <- as.matrix(x)
  y <- as.matrix(y)
  for (j in seq_len(ncol(y))) points(x[, if (ncol(x) == 1) 1 else j], y[, j], col = rep_len(col, j)[j], pch = rep_len(pch, j)[j])
}
matplot <- function(x, y, type = "p", lty = 1:5, lwd = 1, pch = NULL, col = 1:6, xlab = NULL, ylab = NULL, xlim = NULL, ylim = NULL, ...) {
  if (missing(y)) {
    y <- x
    x <- seq_len(NROW(y))
  }
  y <- as.matrix(y)
  x <- as.matrix(x)
  plot.default(c(x), c(y)[seq_along(c(x))], type = "n", xlim = if (is.null(xlim)) extended(finite_range(x)) else xlim,
               ylim = if (is.null(ylim)) extended(finite_range(y)) else ylim, xlab = if (is.null(xlab)) "" else xlab,
               ylab = if (is.null(ylab)) "" else ylab, ...)
  for (j in seq_len(ncol(y))) {
    draw_typed(x[, if (ncol(x) == 1) 1 else j], y[, j], rep_len(type, j)[j], rep_len(col, j)[j],
               if (is.null(pch)) as.character(j %% 10) else rep_len(pch, j)[j], 1, rep_len(lty, j)[j], rep_len(lwd, j)[j])
  }
  invisible(NULL)
}
stripchart <- function(x, ...) UseMethod("stripchart")
stripchart.formula <- function(x, data = NULL, ..., xlab = NULL, ylab = NULL) {
  frame <- model.frame.default(x, data)
  stripchart.default(split(frame[[1]], frame[[2]]), dlab = names(frame)[1], glab = names(frame)[2], xlab = xlab, ylab = ylab, ...)
}
stripchart.default <- function(x, method = c("overplot", "jitter", "stack"), jitter = 0.1, vertical = FALSE, group.names = NULL,
                               add = FALSE, at = NULL, xlim = NULL, ylim = NULL, main = NULL, xlab = NULL, ylab = NULL, dlab = "",
                               glab = "", pch = 0, col = "black", cex = 1, ...) {
  method <- match.arg(method)
  if (method == "stack") .unsupported("method = \"stack\" is not supported in stripchart (graphics)")
  groups <- if (is.list(x)) x else list(x)
  n <- length(groups)
  if (is.null(at)) at <- seq_len(n)
  labels <- if (!is.null(group.names)) group.names else if (is.null(names(groups))) as.character(seq_len(n)) else names(groups)
  values <- if (is.null(if (vertical) ylim else xlim)) extended(finite_range(groups)) else if (vertical) ylim else xlim
  places <- range(at) + c(-0.5, 0.5)
  xtext <- if (!is.null(xlab)) xlab else if (vertical) glab else dlab
  ytext <- if (!is.null(ylab)) ylab else if (vertical) dlab else glab
  if (!add) {
    if (vertical) .panel(places, values, xtext, ytext, main, NULL, "", NULL, TRUE) else .panel(values, places, xtext, ytext, main, NULL, "", NULL, TRUE)
    if (n > 1) .ticks(vertical, at, labels) else .frame(if (vertical) "xaxis" else "yaxis", FALSE)
  }
  for (i in seq_len(n)) {
    v <- groups[[i]]
    place <- rep(at[i], length(v)) + if (method == "jitter") runif(length(v), -jitter, jitter) else 0
    if (vertical) points.default(place, v, pch = rep_len(pch, n)[i], col = rep_len(col, n)[i], cex = cex)
    else points.default(v, place, pch = rep_len(pch, n)[i], col = rep_len(col, n)[i], cex = cex)
  }
  invisible(NULL)
}
pairs <- function(x, ...) UseMethod("pairs")
pairs.default <- function(x, ...) {
  data <- as.data.frame(x)
  n <- ncol(data)
  .layout(n, n)
  for (i in seq_len(n)) for (j in seq_len(n)) {
    if (i == j) {
      plot.default(0:1, 0:1, type = "n", xlab = "", ylab = "", axes = FALSE)
      .words(0.5, 0.5, names(data)[i], "black")
    } else plot.default(data[[j]], data[[i]], xlab = "", ylab = "", ...)
  }
  .layout(1, 1)
  invisible(NULL)
}
pie <- function(x, ...) .unsupported("pie() is not supported (graphics)")
persp <- function(x, ...) .unsupported("persp() is not supported (graphics)")
plot.lme <- function(x, ...) {
  plot.default(fitted(x), residuals(x, type = "pearson"), xlab = "Fitted values", ylab = "Standardized residuals")
  abline(h = 0)
}
plot.gls <- plot.lme
# quantiles on the upright axis, as nlme draws them
qqnorm.lme <- function(y, ...) {
  r <- unname(residuals(y, type = "pearson"))
  plot.default(r, qnorm(ppoints(length(r)))[order(order(r))], xlab = "Standardized residuals", ylab = "Quantiles of standard normal")
}
qqnorm.gls <- qqnorm.lme
# one panel with a line for each group, where nlme has a panel each
plot.groupedData <- function(x, ...) {
  formula <- attr(x, "formula")
  at <- eval(formula[[3]][[2]], x)
  y <- eval(formula[[2]], x)
  label <- function(axis, expression) trimws(paste(if (is.null(attr(x, "labels")[[axis]])) deparse(expression) else attr(x, "labels")[[axis]], attr(x, "units")[[axis]]))
  plot.default(at, y, xlab = label("x", formula[[3]][[2]]), ylab = label("y", formula[[2]]))
  for (rows in split(seq_along(y), interaction(x[all.vars(formula[[3]][[3]])], drop = TRUE))) lines(at[rows], y[rows])
}
