# What is added to a panel, and how pages are set up.

points <- function(x, ...) UseMethod("points")
lines <- function(x, ...) UseMethod("lines")
text <- function(x, ...) UseMethod("text")
coordinates <- function(x, y) {
  if (is.null(y)) {
    if (is.list(x) && !is.null(x$x)) list(x = as.numeric(x$x), y = as.numeric(x$y)) else list(x = seq_along(x), y = as.numeric(x))
  } else list(x = as.numeric(x), y = as.numeric(y))
}
points.default <- function(x, y = NULL, type = "p", col = "black", pch = 1, cex = 1, lty = 1, lwd = 1, ...) {
  p <- coordinates(x, y)
  draw_typed(p$x, p$y, type, col, pch, cex, lty, lwd)
  invisible(NULL)
}
lines.default <- function(x, y = NULL, type = "l", col = "black", lty = 1, lwd = 1, pch = 1, cex = 1, ...) {
  p <- coordinates(x, y)
  draw_typed(p$x, p$y, type, col, pch, cex, lty, lwd)
  invisible(NULL)
}
points.formula <- function(formula, data = NULL, ...) {
  points.default(eval(formula[[3]], data, environment(formula)), eval(formula[[2]], data, environment(formula)), ...)
}
lines.formula <- function(formula, data = NULL, ...) {
  lines.default(eval(formula[[3]], data, environment(formula)), eval(formula[[2]], data, environment(formula)), ...)
}
text.default <- function(x, y = NULL, labels = seq_along(x), col = "black", ...) {
  p <- coordinates(x, y)
  .words(p$x, p$y, rep_len(as.character(labels), length(p$x)), color_text(col[1]))
  invisible(NULL)
}
segments <- function(x0, y0, x1 = x0, y1 = y0, col = "black", lty = 1, lwd = 1, ...) {
  n <- max(length(x0), length(y0), length(x1), length(y1))
  x <- as.vector(rbind(rep_len(x0, n), rep_len(x1, n), NaN))
  y <- as.vector(rbind(rep_len(y0, n), rep_len(y1, n), NaN))
  .path(x, y, color_text(col[1]), as.character(lty[1]), lwd[1], "")
  invisible(NULL)
}
arrows <- function(x0, y0, x1 = x0, y1 = y0, length = 0.25, angle = 30, code = 2, col = "black", ...) {
  if (angle == 90 && code == 3 && all(x0 == x1)) .whiskers(as.numeric(x0), as.numeric(y0), as.numeric(y1), FALSE, color_text(col[1]))
  else segments(x0, y0, x1, y1, col = col)
  invisible(NULL)
}
abline <- function(a = NULL, b = NULL, h = NULL, v = NULL, reg = NULL, coef = NULL, col = "black", lty = 1, lwd = 1, ...) {
  if (is.list(a) && !is.null(a$coefficients)) reg <- a
  if (!is.null(reg)) coef <- reg$coefficients
  if (!is.null(coef)) {
    a <- if (length(coef) == 1) 0 else coef[[1]]
    b <- coef[[length(coef)]]
  }
  if (is.numeric(a)) {
    if (length(a) == 2 && is.null(b)) {
      b <- a[2]
      a <- a[1]
    }
    if (is.null(b)) h <- c(h, a) else .slope(a, b, color_text(col[1]), as.character(lty[1]), lwd[1])
  }
  if (!is.null(h)) .rule(as.numeric(h), TRUE, color_text(col[1]), as.character(lty[1]), lwd[1])
  if (!is.null(v)) .rule(as.numeric(v), FALSE, color_text(col[1]), as.character(lty[1]), lwd[1])
  invisible(NULL)
}
polygon <- function(x, y = NULL, col = NA, border = NULL, ...) {
  p <- coordinates(x, y)
  n <- length(p$x)
  half <- n %/% 2
  # the usual band: out along one limit and back along the other
  if (n %% 2 == 0 && isTRUE(all.equal(p$x[seq_len(half)], rev(p$x[half + seq_len(half)])))) {
    upper <- p$y[seq_len(half)]
    lower <- rev(p$y[half + seq_len(half)])
    .area(p$x[seq_len(half)], pmin(lower, upper), pmax(lower, upper), color_text(if (is.na(col[1])) "gray90" else col[1]), 0.5, "")
  } else .path(c(p$x, p$x[1]), c(p$y, p$y[1]), color_text(if (is.null(border)) "black" else border), "1", 1, "")
  invisible(NULL)
}
legend <- function(x, y = NULL, legend, fill = NULL, col = "black", lty = NULL, lwd = 1, pch = NULL, title = "", bty = "o", ...) {
  if (missing(legend)) {
    legend <- y
    y <- NULL
  }
  n <- length(legend)
  pick <- function(v, i) as.character(rep_len(v, n)[i])
  for (i in seq_len(n)) {
    label <- as.character(legend)[i]
    if (!is.null(fill)) .bars(numeric(), numeric(), numeric(), 1, FALSE, color_text(pick(fill, i)), "black", label)
    else if (!is.null(lty)) .path(c(NaN, NaN), c(NaN, NaN), color_text(pick(col, i)), pick(lty, i), rep_len(lwd, n)[i], label)
    else .marks(NaN, NaN, color_text(pick(col, i)), pick(if (is.null(pch)) 1 else pch, i), 1, label)
  }
  .legend(if (is.null(title)) "" else title, if (is.character(x)) x else "topright", TRUE)
  invisible(NULL)
}
title <- function(main = NULL, ...) {
  if (!is.null(main)) warning("title() after a plot is not drawn: give main = to the plot", call. = FALSE)
  invisible(NULL)
}
axis <- function(side, ...) invisible(NULL)
box <- function(...) invisible(NULL)
grid <- function(...) invisible(NULL)
mtext <- function(text, ...) {
  warning("mtext() is not drawn", call. = FALSE)
  invisible(NULL)
}
rug <- function(x, ...) invisible(NULL)
par <- function(...) {
  given <- list(...)
  if (length(given) == 1 && is.list(given[[1]])) given <- given[[1]]
  if (length(given) == 0) return(invisible(list(mfrow = c(1, 1), ann = TRUE)))
  if (is.null(names(given))) return(switch(given[[1]], ann = TRUE, mfrow = c(1, 1), NULL))
  shape <- if (!is.null(given$mfrow)) given$mfrow else given$mfcol
  if (!is.null(shape)) .layout(shape[1], shape[2])
  invisible(list(mfrow = c(1, 1)))
}
layout <- function(mat, ...) {
  .layout(nrow(mat), ncol(mat))
  invisible(length(unique(c(mat))))
}
plot.new <- function() .panel(c(0, 1), c(0, 1), "", "", NULL, NULL, "", NULL, TRUE)
plot.window <- function(xlim, ylim, ...) .panel(xlim, ylim, "", "", NULL, NULL, "", NULL, TRUE)
png <- function(filename = "Rplot.png", width = 480, height = 480, units = "px", res = 72, ...) {
  scale <- switch(units, px = 1, "in" = res, cm = res / 2.54, mm = res / 25.4)
  .device(filename, as.integer(width * scale), as.integer(height * scale))
}
svg <- function(filename = "Rplot.svg", width = 7, height = 7, ...) .device(filename, as.integer(width * 96), as.integer(height * 96))
pdf <- function(file = "Rplots.pdf", width = 7, height = 7, ...) {
  name <- sub("[.]pdf$", ".svg", file)
  message("graphs are written as SVG: ", name, " in place of ", file)
  .device(name, as.integer(width * 96), as.integer(height * 96))
}
jpeg <- function(filename = "Rplot.jpeg", width = 480, height = 480, ...) {
  name <- sub("[.]jpe?g$", ".png", filename)
  message("graphs are written as PNG: ", name, " in place of ", filename)
  .device(name, as.integer(width), as.integer(height))
}
dev.off <- function(which = 2) {
  .device_off()
  invisible(c("null device" = 1L))
}
graphics.off <- function() .device_off()
dev.new <- function(...) invisible(NULL)
rgb <- function(red, green, blue, alpha, maxColorValue = 1, ...) {
  hex <- function(v) sprintf("%02X", as.integer(round(255 * v / maxColorValue)))
  paste0("#", hex(red), hex(green), hex(blue), if (!missing(alpha)) hex(alpha))
}
rainbow <- function(n, ...) hsv_colors((seq_len(n) - 1) / n)
heat.colors <- function(n, ...) hsv_colors((seq_len(n) - 1) / (6 * n))
hsv_colors <- function(h) {
  vapply(h, function(x) {
    s <- x * 6
    f <- s - floor(s)
    v <- switch(floor(s) %% 6 + 1, c(1, f, 0), c(1 - f, 1, 0), c(0, 1, f), c(0, 1 - f, 1), c(f, 0, 1), c(1, 0, 1 - f))
    rgb(v[1], v[2], v[3])
  }, "")
}
gray <- function(level, ...) rgb(level, level, level)
grey <- function(level, ...) gray(level)
colors <- function(...) c("black", "red", "green", "blue", "cyan", "magenta", "yellow", "gray", "white", "orange", "purple", "brown")
adjustcolor <- function(col, alpha.f = 1, ...) col
