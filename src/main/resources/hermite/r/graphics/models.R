# Pictures of fits and of their residuals.

qqnorm <- function(y, ...) UseMethod("qqnorm")
qqnorm.default <- function(y, ylim = NULL, main = "Normal Q-Q Plot", xlab = "Theoretical Quantiles", ylab = "Sample Quantiles", plot.it = TRUE, datax = FALSE, ...) {
  if (is.data.frame(y)) stop("only for numeric vectors")
  all <- y
  y <- y[!is.na(y)]
  if (!length(y)) stop("y is empty or has only NAs")
  x <- rep(NA_real_, length(all))
  x[!is.na(all)] <- qnorm(ppoints(length(y)))[order(order(y))]
  if (plot.it) if (datax) plot.default(all, x, main = main, xlab = ylab, ylab = xlab, xlim = ylim, ...) else plot.default(x, all, main = main, xlab = xlab, ylab = ylab, ylim = ylim, ...)
  invisible(if (datax) list(x = all, y = x) else list(x = x, y = all))
}
qqline <- function(y, datax = FALSE, distribution = qnorm, probs = c(0.25, 0.75), qtype = 7, ...) {
  q <- quantile(y, probs, names = FALSE, type = qtype, na.rm = TRUE)
  x <- distribution(probs)
  slope <- if (datax) diff(x) / diff(q) else diff(q) / diff(x)
  abline(if (datax) x[1] - slope * q[1] else q[1] - slope * x[1], slope, ...)
}
qqplot <- function(x, y, plot.it = TRUE, xlab = NULL, ylab = NULL, ...) {
  if (is.null(xlab)) xlab <- label_of(substitute(x))
  if (is.null(ylab)) ylab <- label_of(substitute(y))
  x <- sort(x)
  y <- sort(y)
  n <- min(length(x), length(y))
  if (length(x) > n) x <- stats::approx(seq_along(x), x, n = n)$y
  if (length(y) > n) y <- stats::approx(seq_along(y), y, n = n)$y
  if (plot.it) plot.default(x, y, xlab = xlab, ylab = ylab, ...)
  invisible(list(x = x, y = y))
}
ppoints <- function(n, a = if (n <= 10) 3 / 8 else 1 / 2) {
  if (length(n) > 1) n <- length(n)
  if (n > 0) (seq_len(n) - a) / (n + 1 - 2 * a) else numeric()
}
# The six diagnostic plots of a linear or generalized linear model.
plot.lm <- function(x, which = c(1, 2, 3, 5), caption = list("Residuals vs Fitted", "Normal Q-Q", "Scale-Location", "Cook's distance", "Residuals vs Leverage",
                    "Cook's dist vs Leverage  h[ii] / (1 - h[ii])"), panel = if (add.smooth) panel.smooth else points, sub.caption = NULL, main = "", ask = FALSE, ...,
                    id.n = 3, labels.id = names(residuals(x)), cex.id = 0.75, qqline = TRUE, cook.levels = c(0.5, 1), add.smooth = TRUE, cex.caption = 1) {
  r <- residuals(x)
  generalized <- inherits(x, "glm")
  f <- if (generalized) predict(x) else fitted(x)
  w <- weights(x)
  if (!generalized && !is.null(w)) {
    r <- r * sqrt(w)
    keep <- w != 0
    r <- r[keep]
    f <- f[keep]
    labels.id <- labels.id[keep]
  }
  h <- hatvalues(x)
  s <- if (generalized) rstandard(x) else rstandard(x)
  cook <- cooks.distance(x)
  words <- label_of(x$call)
  if (nchar(words) > 75) words <- paste0(substr(deparse(formula(x))[1], 1, 60), "")
  if (is.null(sub.caption)) sub.caption <- sub("^(.*)$", "\\1", paste0(label_of(x$call[[1]]), "(", label_of(formula(x)), ")"))
  across <- if (generalized) "Predicted values" else "Fitted values"
  standard <- if (generalized) "Std. deviance resid." else "Standardized residuals"
  if (generalized) caption[[1]] <- caption[[1]]
  if (is.null(labels.id)) labels.id <- as.character(seq_along(r))
  outlying <- order(abs(s), decreasing = TRUE)[seq_len(min(id.n, length(s)))]
  name_points <- function(px, py, which_ones) {
    if (id.n < 1) return(invisible())
    right <- px[which_ones] < mean(.graph$usr[1:2])
    text(px[which_ones], py[which_ones], labels.id[which_ones], cex = cex.id, pos = ifelse(right, 4, 2), offset = 0.25)
  }
  finish <- function(k) {
    mtext(caption[[k]], 3, 0.25, cex = cex.caption * .graph_par("cex"))
    title(sub = sub.caption)
  }
  frame_of <- function(px, py, ...) {
    plot.default(px, py, type = "n", ...)
  }
  if (1 %in% which) {
    limits <- range(r, na.rm = TRUE)
    frame_of(f, r, xlab = across, ylab = "Residuals", main = main, ylim = limits + c(-0.04, 0.04) * diff(limits) * (id.n > 0))
    panel(f, r, ...)
    name_points(f, r, order(abs(r), decreasing = TRUE)[seq_len(min(id.n, length(r)))])
    abline(h = 0, lty = 3, col = "gray")
    finish(1)
  }
  if (2 %in% which) {
    limits <- range(s, na.rm = TRUE)
    limits[2] <- limits[2] + diff(limits) * 0.075
    q <- qqnorm(s, main = main, ylab = standard, ylim = limits, ...)
    if (qqline) graphics_qqline(s)
    name_points(q$x, q$y, outlying)
    finish(2)
  }
  if (3 %in% which) {
    root <- sqrt(abs(s))
    frame_of(f, root, xlab = across, ylab = paste0("\u221a|", standard, "|"), main = main, ylim = c(0, max(root, na.rm = TRUE)))
    panel(f, root, ...)
    name_points(f, root, outlying)
    finish(3)
  }
  worst <- order(cook, decreasing = TRUE)[seq_len(min(id.n, length(cook)))]
  if (4 %in% which) {
    top <- max(cook, na.rm = TRUE)
    plot.default(seq_along(cook), cook, type = "h", main = main, xlab = "Obs. number", ylab = "Cook's distance", ylim = c(0, top * 1.075), ...)
    text(worst, cook[worst], labels.id[worst], cex = cex.id, pos = 3, offset = 0.25)
    finish(4)
  }
  if (5 %in% which) {
    limits <- range(s, na.rm = TRUE)
    rank <- length(na.omit(coef(x)))
    frame_of(h, s, xlim = c(0, max(h, na.rm = TRUE)), ylim = limits + c(-1, 1) * 0.08 * diff(limits) * c(0, 1), xlab = "Leverage", ylab = if (generalized) "Std. Pearson resid." else standard, main = main)
    panel(h, s, ...)
    abline(h = 0, v = 0, lty = 3, col = "gray")
    u <- .graph$usr
    at <- seq(min(h[h > 0], u[2]) * 0.05, u[2], length.out = 101)
    for (level in cook.levels) {
      bound <- sqrt(level * rank * (1 - at) / at)
      lines(at, bound, lty = 2, col = "gray")
      lines(at, -bound, lty = 2, col = "gray")
    }
    legend("bottomleft", legend = "Cook's distance", lty = 2, col = "gray", text.col = "gray", bty = "n")
    name_points(h, s, worst)
    finish(5)
  }
  if (6 %in% which) {
    g <- h / (1 - h)
    frame_of(g, cook, xlim = c(0, max(g)), ylim = c(0, max(cook) * 1.025), main = main, xlab = "Leverage h/(1-h)", ylab = "Cook's distance")
    panel(g, cook, ...)
    name_points(g, cook, worst)
    finish(6)
  }
  invisible()
}
graphics_qqline <- function(s) qqline(s, lty = 3, col = "gray50")
plot.merMod <- function(x, form = NULL, abline = NULL, id = NULL, idLabels = NULL, grid = TRUE, xlab = NULL, ylab = NULL, main = NULL, type = NULL, col = "#0080ff", pch = 1, ...) {
  .residual_plot(x, form, abline, xlab, ylab, main, col, pch, "fitted(.)", "resid(., type = \"pearson\")", type)
}
plot.lme <- function(x, form = NULL, abline = NULL, id = NULL, idLabels = NULL, grid = TRUE, xlab = NULL, ylab = NULL, main = NULL, type = NULL, col = "#0080ff", pch = 1, ...) {
  .residual_plot(x, form, abline, xlab, ylab, main, col, pch, "Fitted values", "Standardized residuals", type)
}
plot.gls <- function(x, ...) plot.lme(x, ...)
# resid(.) ~ fitted(.) by default; a formula's sides are evaluated with . as the fit, names from its data, panels after |.
.residual_plot <- function(x, form, abline, xlab, ylab, main, col, pch, xname, yname, type) {
  if (is.null(form)) {
    px <- fitted(x)
    py <- residuals(x, type = "pearson")
    panels <- NULL
    line <- TRUE
  } else {
    data <- as.list(tryCatch(model.frame(x), error = function(e) x$data))
    data[["."]] <- x
    right <- form[[length(form)]]
    panels <- NULL
    if (is.call(right) && identical(right[[1]], quote(`|`))) {
      panels <- eval(right[[3]], data, environment(form))
      right <- right[[2]]
    }
    if (length(form) == 2 || is.null(panels) && identical(right, 1)) .unsupported("plot() of a mixed model with a one-sided formula is not supported (graphics)")
    px <- eval(right, data, environment(form))
    py <- eval(form[[2]], data, environment(form))
    xname <- label_of(right)
    yname <- label_of(form[[2]])
    line <- FALSE
  }
  if (!is.null(xlab)) xname <- xlab
  if (!is.null(ylab)) yname <- ylab
  frame <- data.frame(px = if (is.factor(px) || is.character(px)) factor(px) else as.numeric(px), py = if (is.factor(py) || is.character(py)) factor(py) else as.numeric(py))
  if (is.factor(frame$py)) return(print(lattice::bwplot(py ~ px, frame, xlab = xname, ylab = yname, main = main)))
  if (is.factor(frame$px)) return(print(lattice::bwplot(py ~ px, frame, xlab = xname, ylab = yname, main = main)))
  if (!is.null(panels)) frame$panels <- factor(panels)
  print(lattice::xyplot(if (is.null(panels)) py ~ px else py ~ px | panels, frame, xlab = xname, ylab = yname, main = main, col = col, pch = pch,
                        type = c("g", "p", if ("smooth" %in% type) "smooth"), abline = if (!is.null(abline)) list(a = abline[1], b = abline[2]) else if (line) list(h = 0)))
  invisible()
}
qqmath_fit <- function(x, ...) print(lattice::qqmath(~ residuals(x, type = "pearson"), xlab = "Standard normal quantiles", ylab = "Standardized residuals", ...))
# quantiles on the upright axis, as nlme draws them
qqnorm.lme <- function(y, ...) {
  r <- unname(residuals(y, type = "pearson"))
  plot.default(r, qnorm(ppoints(length(r)))[order(order(r))], xlab = "Standardized residuals", ylab = "Quantiles of standard normal")
}
qqnorm.gls <- function(y, ...) qqnorm.lme(y, ...)
# a panel for each group, as nlme has them
plot.groupedData <- function(x, ...) {
  formula <- attr(x, "formula")
  label <- function(axis, expression) trimws(paste(if (is.null(attr(x, "labels")[[axis]])) deparse(expression) else attr(x, "labels")[[axis]], attr(x, "units")[[axis]]))
  by <- all.vars(formula[[3]][[3]])
  frame <- data.frame(at = eval(formula[[3]][[2]], x), y = eval(formula[[2]], x), by = if (length(by) == 1) x[[by]] else interaction(x[by], drop = TRUE))
  frame$by <- factor(frame$by, levels = levels(factor(frame$by)))
  print(lattice::xyplot(y ~ at | by, frame, type = c("g", "b"), xlab = label("x", formula[[3]][[2]]), ylab = label("y", formula[[2]]), ...))
}
plot.geeglm <- function(x, ...) {
  plot.default(fitted(x), residuals(x, type = "pearson"), xlab = "Fitted values", ylab = "Residuals", main = "Residuals vs Fitted", ...)
  abline(h = 0, lty = 3, col = "gray")
  invisible()
}
# Fitted against partial terms of a linear predictor.
termplot <- function(model, data = NULL, partial.resid = FALSE, rug = FALSE, terms = NULL, se = FALSE, xlabs = NULL, ylabs = NULL, main = NULL,
                     col.term = 2, lwd.term = 1.5, col.se = "orange", lty.se = 2, lwd.se = 1, col.res = "gray", smooth = NULL, ask = FALSE, plot = TRUE, ...) {
  frame <- model.frame(model)
  parts <- predict(model, type = "terms", se.fit = se)
  values <- if (se) parts$fit else parts
  names_terms <- if (is.null(terms)) colnames(values) else if (is.character(terms)) terms else colnames(values)[terms]
  for (k in seq_along(names_terms)) {
    name <- names_terms[k]
    variable <- all.vars(str2lang(name))
    x <- if (name %in% names(frame) && (is.factor(frame[[name]]) || !grepl("\\(", name))) frame[[name]] else if (!is.null(data)) data[[variable[1]]] else eval(model$call$data, environment(formula(model)))[[variable[1]]]
    y <- values[, name]
    res <- if (partial.resid) residuals(model, "working") + y else NULL
    width <- if (se) 2 * parts$se.fit[, name] else 0
    limits <- range(y - width, y + width, res, na.rm = TRUE)
    xl <- if (is.null(xlabs)) variable[1] else xlabs[k]
    yl <- if (is.null(ylabs)) paste("Partial for", variable[1]) else ylabs[k]
    if (is.factor(x) || is.character(x)) {
      x <- factor(x)
      plot.default(c(0.5, nlevels(x) + 0.5), limits, type = "n", xlab = xl, ylab = yl, xaxt = "n", main = main)
      axis(1, seq_len(nlevels(x)), levels(x))
      at <- match(levels(x), x)
      if (!is.null(res)) points(jitter(as.integer(x)), res, col = col.res)
      segments(seq_along(at) - 0.4, y[at], seq_along(at) + 0.4, y[at], col = col.term, lwd = lwd.term)
      if (se) for (sign in c(-1, 1)) segments(seq_along(at) - 0.4, (y + sign * width)[at], seq_along(at) + 0.4, (y + sign * width)[at], col = col.se, lty = lty.se)
    } else {
      o <- order(x)
      plot.default(x[o], y[o], type = "n", ylim = limits, xlab = xl, ylab = yl, main = main)
      if (!is.null(res)) points(x, res, col = col.res)
      lines(x[o], y[o], col = col.term, lwd = lwd.term)
      if (se) for (sign in c(-1, 1)) lines(x[o], (y + sign * width)[o], col = col.se, lty = lty.se, lwd = lwd.se)
      if (rug) rug(x)
    }
  }
  invisible(length(names_terms))
}
scatter.smooth <- function(x, y = NULL, span = 2 / 3, degree = 1, xlab = NULL, ylab = NULL, ylim = NULL, evaluation = 50, ..., lpars = list()) {
  if (is.null(xlab)) xlab <- label_of(substitute(x))
  if (is.null(ylab)) ylab <- label_of(substitute(y))
  p <- xy.coords(x, y)
  fit <- stats::loess(y ~ x, data.frame(x = p$x, y = p$y), span = span, degree = degree)
  at <- seq(min(p$x), max(p$x), length.out = evaluation)
  plot.default(p$x, p$y, xlab = xlab, ylab = ylab, ylim = ylim, ...)
  do.call(lines, c(list(at, predict(fit, data.frame(x = at))), lpars))
  invisible()
}
plot.TukeyHSD <- function(x, ...) {
  level <- attr(x, "conf.level")
  for (f in names(x)) {
    t <- x[[f]]
    at <- nrow(t):1
    plot.default(c(t[, "lwr"], t[, "upr"]), rep(at, 2), type = "n", axes = FALSE, frame.plot = TRUE, xlab = paste("Differences in mean levels of", f), ylab = "",
                 main = paste0(format(100 * level, digits = 2), "% family-wise confidence level\n"), ylim = c(0.5, nrow(t) + 0.5), ...)
    axis(1)
    axis(2, at, rownames(t), las = 0)
    abline(h = at, lty = 1, lwd = 0.5, col = "lightgray")
    abline(v = 0, lty = 2, lwd = 0.5)
    segments(t[, "lwr"], at, t[, "upr"], at)
    segments(c(t[, "lwr"], t[, "diff"], t[, "upr"]), rep(at, 3) - 0.1, c(t[, "lwr"], t[, "diff"], t[, "upr"]), rep(at, 3) + 0.1)
  }
  invisible()
}
biplot <- function(x, ...) .unsupported("biplot() is not supported (graphics)")
plot.hclust <- function(x, ...) .unsupported("plot() of a hierarchical clustering is not supported (graphics)")
