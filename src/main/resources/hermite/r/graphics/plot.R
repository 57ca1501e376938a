# plot() and its methods.

plot <- function(x, y, ...) UseMethod("plot")
label_of <- function(e) paste(deparse(e), collapse = "")
finite_range <- function(...) {
  values <- as.numeric(unlist(list(...)))
  values <- values[is.finite(values)]
  if (length(values) == 0) {
    warning("no non-missing arguments to min; returning Inf", call. = FALSE)
    return(c(Inf, -Inf))
  }
  range(values)
}
plot.default <- function(x, y = NULL, type = "p", xlim = NULL, ylim = NULL, log = "", main = NULL, sub = NULL, xlab = NULL,
                         ylab = NULL, ann = .graph_par("ann"), axes = TRUE, frame.plot = axes, asp = NA, panel.first = NULL, panel.last = NULL,
                         col = .graph_par("col"), pch = .graph_par("pch"), cex = 1, lty = .graph_par("lty"), lwd = .graph_par("lwd"),
                         bg = NA, las = .graph_par("las"), bty = .graph_par("bty"), xaxt = .graph_par("xaxt"), yaxt = .graph_par("yaxt"),
                         xaxs = .graph_par("xaxs"), yaxs = .graph_par("yaxs"), cex.axis = .graph_par("cex.axis"), cex.lab = .graph_par("cex.lab"),
                         cex.main = .graph_par("cex.main"), col.axis = .graph_par("col.axis"), col.lab = .graph_par("col.lab"),
                         col.main = .graph_par("col.main"), font.main = .graph_par("font.main"), mgp = .graph_par("mgp"), tck = .graph_par("tck"),
                         tcl = .graph_par("tcl"), fg = .graph_par("fg"), xpd = FALSE, ...) {
  .graph_rest("plot", list(...))
  if (inherits(x, "POSIXlt")) x <- as.POSIXct(x)
  time_x <- inherits(x, "POSIXct")
  date_x <- inherits(x, "Date")
  date_y <- inherits(y, "Date")
  labels <- c(label_of(substitute(x)), if (!missing(y)) label_of(substitute(y)))
  if (!missing(y) && !is.null(y) && length(x) != length(y)) {
    stop(simpleError("'x' and 'y' lengths differ", quote(xy.coords(x, y, xlabel, ylabel, log))))
  }
  if (missing(y) || is.null(y)) p <- xy.coords(x, NULL, xlab = NULL, ylab = labels[1])
  else p <- xy.coords(x, y, xlab = labels[1], ylab = labels[2])
  if (is.null(xlab)) xlab <- if (is.null(p$xlab)) "" else p$xlab
  if (is.null(ylab)) ylab <- if (is.null(p$ylab)) "" else p$ylab
  inside <- function(v, on) if (on) v[v > 0] else v
  log_x <- grepl("x", log)
  log_y <- grepl("y", log)
  if (is.null(xlim)) xlim <- finite_range(inside(p$x, log_x))
  if (is.null(ylim)) ylim <- finite_range(inside(p$y, log_y))
  for (k in 1:2) {
    lost <- c(log_x, log_y)[k] && any(!is.na(p[[k]]) & p[[k]] <= 0)
    if (lost) warning(sum(p[[k]] <= 0, na.rm = TRUE), " ", c("x", "y")[k], " value", if (sum(p[[k]] <= 0, na.rm = TRUE) > 1) "s", " <= 0 omitted from logarithmic plot", call. = FALSE)
  }
  plot.new()
  plot.window(xlim, ylim, log, asp, xaxs, yaxs)
  panel.first
  draw_typed(p$x, p$y, type, col, pch, cex, lty, lwd, bg)
  panel.last
  if (axes) {
    look <- list(las = las, cex.axis = cex.axis, col.axis = col.axis, mgp = mgp, tck = tck, tcl = tcl, col = fg)
    if (xaxt != "n") do.call(if (date_x) axis.Date else if (time_x) axis.POSIXct else axis, c(list(1), look))
    if (yaxt != "n") do.call(if (date_y) axis.Date else axis, c(list(2), look))
  }
  if (frame.plot) box(bty = bty, col = fg)
  if (ann) title(main, sub, xlab, ylab, cex.main = cex.main, cex.lab = cex.lab, col.main = col.main, col.lab = col.lab, font.main = font.main, mgp = mgp)
  .describe(paste(paste(.plain(ylab), collapse = " "), "by", paste(.plain(xlab), collapse = " ")))
  invisible()
}
plot.formula <- function(formula, data = NULL, ..., subset, ylab = NULL, xlab = NULL, ask = FALSE) {
  env <- environment(formula)
  more <- as.list(substitute(list(...)))[-1]
  caller <- parent.frame()
  data <- read_again(data, substitute(data), caller)
  where <- if (is.null(data)) env else data
  keep <- if (missing(subset)) NULL else eval(substitute(subset), where, caller)
  take <- function(v) if (is.null(keep)) v else v[keep & !is.na(keep)]
  rest <- lapply(more, function(e) {
    v <- eval(e, where, caller)
    if (!is.null(keep) && is.atomic(v) && length(v) == length(keep)) take(v) else v
  })
  if (length(formula) == 2) {
    x <- take(eval(formula[[2]], where, env))
    return(do.call(plot, c(list(x), rest, list(xlab = if (is.null(xlab)) label_of(formula[[2]]) else xlab))))
  }
  y <- take(eval(formula[[2]], where, env))
  terms <- if (identical(formula[[3]], quote(.))) lapply(setdiff(names(data), all.vars(formula[[2]])), as.name) else .formula_terms(formula[[3]])
  for (term in terms) {
    x <- if (identical(term, 1)) rep(1, length(y)) else take(eval(term, where, env))
    look <- list(xlab = if (is.null(xlab)) label_of(term) else xlab, ylab = if (is.null(ylab)) label_of(formula[[2]]) else ylab)
    if (is.character(x)) x <- factor(x)
    if (is.factor(x) && is.factor(y)) do.call(spineplot, c(list(x, y), look, rest))
    else if (is.factor(x)) do.call(boxplot, c(list(split(y, x)), look, rest))
    else if (is.factor(y)) do.call(spineplot, c(list(x, y), look, rest))
    else do.call(plot.default, c(list(x, y), look, rest))
  }
  invisible()
}
.formula_terms <- function(e) if (is.call(e) && identical(e[[1]], quote(`+`)) && length(e) == 3) c(.formula_terms(e[[2]]), .formula_terms(e[[3]])) else list(e)
plot.factor <- function(x, y, legend.text = NULL, xlab = NULL, ylab = NULL, ...) {
  name <- label_of(substitute(x))
  if (missing(y)) return(barplot(table(x), xlab = if (is.null(xlab)) "" else xlab, ylab = if (is.null(ylab)) "" else ylab, ...))
  if (is.null(xlab)) xlab <- name
  if (is.null(ylab)) ylab <- label_of(substitute(y))
  if (is.factor(y)) spineplot(x, y, xlab = xlab, ylab = ylab, ...)
  else boxplot(split(y, x), xlab = xlab, ylab = ylab, ...)
}
plot.function <- function(x, y = 0, to = 1, from = y, xlim = NULL, ylab = NULL, ...) {
  if (is.null(ylab)) ylab <- label_of(substitute(x))
  if (!is.null(xlim)) {
    from <- xlim[1]
    to <- xlim[2]
  }
  curve(x, from, to, ylab = ylab, ...)
}
curve <- function(expr, from = NULL, to = NULL, n = 101, add = FALSE, type = "l", xname = "x", xlab = xname, ylab = NULL, log = NULL, xlim = NULL, ...) {
  e <- substitute(expr)
  values <- function(at) {
    v <- if (is.name(e)) eval(as.call(list(e, at)), parent.frame(2)) else eval(e, setNames(list(at), xname), parent.frame(2))
    if (length(v) != length(at)) stop("'expr' did not evaluate to an object of length 'n'", call. = FALSE)
    v
  }
  if (is.null(ylab)) ylab <- if (is.name(e)) paste0(e, "(", xname, ")") else label_of(e)
  if (is.null(log)) log <- if (isTRUE(add)) paste0("", if (.graph$log[1]) "x", if (.graph$log[2]) "y") else ""
  ends <- if (!is.null(xlim)) xlim else if (isTRUE(add)) if (.graph$log[1]) 10^.graph$usr[1:2] else .graph$usr[1:2] else c(0, 1)
  if (is.null(from)) from <- ends[1]
  if (is.null(to)) to <- ends[2]
  at <- if (grepl("x", log)) exp(seq(log(from), log(to), length.out = n)) else seq(from, to, length.out = n)
  y <- values(at)
  if (isTRUE(add)) lines.default(at, y, type = type, ...)
  else plot.default(at, y, type = type, xlab = xlab, ylab = ylab, xlim = xlim, log = log, ...)
  invisible(list(x = at, y = y))
}
plot.data.frame <- function(x, ...) {
  if (ncol(x) == 1) {
    v <- x[[1]]
    if (is.factor(v)) plot(v, ...) else stripchart(v, xlab = names(x), ...)
  } else if (ncol(x) == 2) plot(x[[1]], x[[2]], xlab = names(x)[1], ylab = names(x)[2], ...)
  else pairs(data.matrix(x), ...)
}
plot.table <- function(x, type = "h", xlab = NULL, ylab = NULL, ...) {
  if (length(dim(x)) > 1) return(mosaicplot(x, xlab = xlab, ylab = ylab, ...))
  if (is.null(ylab)) ylab <- label_of(substitute(x))
  if (is.null(xlab)) xlab <- if (is.null(names(dimnames(x)))) "" else names(dimnames(x))
  number <- suppressWarnings(as.numeric(names(x)))
  at <- if (anyNA(number)) seq_along(x) else number
  plot.default(at, as.vector(x), type = type, xlab = xlab, ylab = ylab, xaxt = "n", ylim = range(0, x), lwd = 2, ...)
  axis(1, at, names(x))
}
plot.POSIXct <- function(x, y, xlab = NULL, ylab = NULL, ...) {
  plot.default(x, y, xlab = if (is.null(xlab)) label_of(substitute(x)) else xlab, ylab = if (is.null(ylab)) label_of(substitute(y)) else ylab, ...)
}
plot.POSIXlt <- function(x, y, xlab = NULL, ylab = NULL, ...) {
  plot.default(as.POSIXct(x), y, xlab = if (is.null(xlab)) label_of(substitute(x)) else xlab, ylab = if (is.null(ylab)) label_of(substitute(y)) else ylab, ...)
}
plot.density <- function(x, main = NULL, xlab = NULL, ylab = "Density", type = "l", zero.line = TRUE, ...) {
  if (is.null(xlab)) xlab <- paste("N =", x$n, "  Bandwidth =", formatC(x$bw))
  if (is.null(main)) main <- label_of(x$call)
  plot.default(x$x, x$y, type = type, main = main, xlab = xlab, ylab = ylab, ...)
  if (zero.line) abline(h = 0, lwd = 0.1, col = "gray")
}
plot.ecdf <- function(x, ..., ylab = "Fn(x)", xlab = "x", main = NULL, verticals = FALSE, do.points = TRUE, pch = 19, col = .graph_par("col")) {
  at <- stats::knots(x)
  spread <- if (length(at) > 1) max(0.08 * diff(range(at)), stats::median(diff(at))) else abs(at) / 16
  plot.default(range(at) + c(-1, 1) * spread, c(0, 1), type = "n", xlab = xlab, ylab = ylab, main = if (is.null(main)) label_of(attr(x, "call")) else main, ...)
  abline(h = c(0, 1), col = "gray70", lty = 2)
  height <- x(at)
  u <- .graph$usr
  segments(c(u[1], at), c(0, height), c(at, u[2]), c(0, height), col = col)
  if (verticals) segments(at, c(0, height[-length(height)]), at, height, col = col)
  if (do.points) points(at, height, pch = pch, col = col)
  invisible()
}
plot.stepfun <- function(x, ...) plot.ecdf(x, ..., ylab = "f(x)")
plot.ts <- function(x, xlab = "Time", ylab = NULL, type = "l", main = NULL, plot.type = c("multiple", "single"), ...) {
  if (is.null(ylab)) ylab <- label_of(substitute(x))
  at <- as.numeric(stats::time(x))
  if (!is.matrix(x)) return(plot.default(at, as.numeric(x), type = type, xlab = xlab, ylab = ylab, main = main, ...))
  if (match.arg(plot.type) == "single") {
    plot.default(rep(at, ncol(x)), as.numeric(x), type = "n", xlab = xlab, ylab = ylab, main = main)
    for (j in seq_len(ncol(x))) lines(at, x[, j], ...)
    return(invisible())
  }
  before <- par(mfrow = c(ncol(x), 1), mar = c(0, 5.1, 0, 2.1), oma = c(6, 0, 5, 0))
  for (j in seq_len(ncol(x))) {
    plot.default(at, x[, j], type = type, xlab = "", ylab = colnames(x)[j], xaxt = if (j == ncol(x)) "s" else "n", ...)
  }
  mtext(xlab, 1, 3)
  title(main, outer = TRUE)
  par(before)
  invisible()
}
plot.Date <- function(x, y = NULL, xlab = NULL, ylab = NULL, ...) {
  plot.default(x, y, xlab = if (is.null(xlab)) label_of(substitute(x)) else xlab, ylab = if (is.null(ylab)) label_of(substitute(y)) else ylab, ...)
}
plot.histogram <- function(x, freq = x$equidist, main = paste("Histogram of", x$xname), xlab = x$xname, ylab = NULL, col = "lightgray",
                           border = NULL, xlim = range(x$breaks), ylim = NULL, axes = TRUE, labels = FALSE, add = FALSE, ann = TRUE, sub = NULL, lty = 1, ...) {
  value <- if (isTRUE(freq)) x$counts else x$density
  if (is.null(ylab)) ylab <- if (isTRUE(freq)) "Frequency" else "Density"
  if (!add) {
    plot.new()
    plot.window(xlim, if (is.null(ylim)) c(0, max(value)) else ylim)
    if (ann) title(main, sub, xlab, ylab, ...)
    .describe(paste(.plain(ylab), "by", paste(.plain(xlab), collapse = " ")))
    if (axes) {
      axis(1, ...)
      axis(2, ...)
    }
  }
  n <- length(x$breaks)
  rect(x$breaks[-n], 0, x$breaks[-1], value, col = if (is.null(col)) NA else col, border = border)
  if (!identical(labels, FALSE)) text(x$mids, value, if (isTRUE(labels)) if (isTRUE(freq)) x$counts else round(x$density, 3) else labels, pos = 3)
  invisible()
}
plot.design <- function(...) .unsupported("plot.design() is not supported (graphics)")
# Stems and leaves (Tukey 1977): one leaf digit a value; stems of 2, 5 or 10 units, whichever shows about as many rows as fit.
stem <- function(x, scale = 1, width = 80, atom = 1e-08) {
  if (!is.numeric(x)) stop("'x' must be numeric")
  x <- sort(x[is.finite(x)])
  n <- length(x)
  if (n == 0L) stop("no finite and non-missing values")
  if (scale <= 0) stop("'scale' must be positive")
  if (n == 1L) return(invisible(NULL))
  spread <- atom + (if (x[n] > x[1L]) x[n] - x[1L] else abs(x[1L])) / scale
  unit <- 10^(11 - trunc(log10(spread) + 10))
  kind <- 2
  if (x[n] > x[1L]) {
    kind <- 3 * min(2, max(0, trunc(spread * unit / 25))) + 2 - 150 %/% (n + 50)
    if (kind %in% c(1, 2, 5)) unit <- unit * 10
  }
  step <- if (kind %in% c(0, 4, 8)) 5 else if (kind %in% c(1, 5, 6)) 20 else 10
  low <- floor(x[1L] * unit / step) * step
  top <- floor(x[n] * unit / step) * step
  digits <- max(if (low < 0) floor(log10(-low)) + 1 else 0, if (top > 0) floor(log10(top)) else 0)
  if (low < 0 && floor(x[1L] * unit) == low) low <- low - step
  high <- low + step
  if (floor(x[1L] * unit + 0.5) > high) {
    low <- high
    high <- low + step
  }
  places <- 1 - floor(log10(unit) + 0.5)
  cat("\n  The decimal point is ")
  if (places == 0) cat("at the |\n\n")
  else cat(abs(places), " digit(s) to the ", if (places > 0) "right" else "left", " of the |\n\n", sep = "")
  i <- 1L
  repeat {
    near <- if (low < 0) high else low
    far <- if (low < 0) low else high
    label <- if (trunc(near / 10) == 0 && far < 0) "-0" else format(trunc(near / 10))
    cat("  ", formatC(label, width = digits), " | ", sep = "")
    leaves <- character()
    while (i <= n) {
      value <- trunc(x[i] * unit + if (x[i] < 0) -0.5 else 0.5)
      if (high == 0 && x[i] >= 0 || low < 0 && value > high || low >= 0 && value >= high) break
      leaves <- c(leaves, abs(value) %% 10)
      i <- i + 1L
    }
    cat(leaves[seq_len(min(length(leaves), max(0, width - 12)))], sep = "")
    if (length(leaves) > width) cat("+", length(leaves) - width, sep = "")
    cat("\n")
    if (i > n) break
    high <- high + step
    low <- low + step
  }
  cat("\n")
  invisible(NULL)
}
