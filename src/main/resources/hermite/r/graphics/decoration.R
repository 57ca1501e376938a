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
# Heads are of the given length in inches on a plot of about 5 by 4 inches.
arrows <- function(x0, y0, x1 = x0, y1 = y0, length = 0.25, angle = 30, code = 2, col = "black", lty = 1, lwd = 1, ...) {
  n <- max(base::length(x0), base::length(y0), base::length(x1), base::length(y1))
  x0 <- rep_len(as.numeric(x0), n)
  y0 <- rep_len(as.numeric(y0), n)
  x1 <- rep_len(as.numeric(x1), n)
  y1 <- rep_len(as.numeric(y1), n)
  segments(x0, y0, x1, y1, col = col, lty = lty, lwd = lwd)
  box <- .ranges()
  if (is.null(box) || code == 0) return(invisible(NULL))
  unit <- abs(c((box[2] - box[1]) / 5, (box[4] - box[3]) / 4))
  head <- function(fx, fy, tx, ty) {
    along <- atan2((ty - fy) / unit[2], (tx - fx) / unit[1]) + pi
    for (turn in c(-1, 1) * angle * pi / 180) {
      segments(tx, ty, tx + length * cos(along + turn) * unit[1], ty + length * sin(along + turn) * unit[2], col = col, lwd = lwd)
    }
  }
  if (code %in% c(2, 3)) head(x0, y0, x1, y1)
  if (code %in% c(1, 3)) head(x1, y1, x0, y0)
  invisible(NULL)
}
rect <- function(xleft, ybottom, xright, ytop, col = NA, border = "black", ...) {
  n <- max(length(xleft), length(ybottom), length(xright), length(ytop))
  at <- function(v, i) rep_len(v, n)[i]
  for (i in seq_len(n)) {
    polygon(c(at(xleft, i), at(xright, i), at(xright, i), at(xleft, i)), c(at(ybottom, i), at(ybottom, i), at(ytop, i), at(ytop, i)),
            col = at(col, i), border = at(border, i))
  }
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
# Filled between the edges crossed at each x, one after the other; then the outline. NA parts one polygon from the next.
polygon <- function(x, y = NULL, col = NA, border = NULL, lty = 1, lwd = 1, ...) {
  p <- coordinates(x, y)
  part <- cumsum(is.na(p$x) | is.na(p$y))
  for (own in split(seq_along(part), part)) {
    own <- own[!is.na(p$x[own]) & !is.na(p$y[own])]
    if (length(own) < 3) next
    px <- p$x[own]
    py <- p$y[own]
    if (length(col) && !is.na(col[1])) fill_polygon(px, py, col[1])
    if (is.null(border) || !is.na(border[1])) {
      .path(c(px, px[1]), c(py, py[1]), color_text(if (is.null(border)) "black" else border), as.character(lty[1]), lwd[1], "")
    }
  }
  invisible(NULL)
}
fill_polygon <- function(x, y, col) {
  n <- length(x)
  to <- c(2:n, 1)
  edges <- which(x != x[to])
  at <- sort(unique(x))
  height <- function(k, v) y[k] + (y[to[k]] - y[k]) * (v - x[k]) / (x[to[k]] - x[k])
  pieces <- lapply(seq_len(length(at) - 1), function(i) {
    crossed <- edges[pmin(x[edges], x[to[edges]]) <= at[i] & pmax(x[edges], x[to[edges]]) >= at[i + 1]]
    crossed <- crossed[order(vapply(crossed, height, 1, v = (at[i] + at[i + 1]) / 2))]
    lapply(seq_len(length(crossed) %/% 2), function(k) {
      ends <- at[c(i, i + 1)]
      list(x = ends, lower = height(crossed[2 * k - 1], ends), upper = height(crossed[2 * k], ends))
    })
  })
  # one band where each x has one piece
  if (all(lengths(pieces) == 1)) {
    single <- lapply(pieces, `[[`, 1)
    pieces <- list(list(list(x = unlist(lapply(single, `[[`, "x")), lower = unlist(lapply(single, `[[`, "lower")),
                             upper = unlist(lapply(single, `[[`, "upper")))))
  }
  for (column in pieces) for (piece in column) .area(piece$x, piece$lower, piece$upper, color_text(col), 1, "")
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
title <- function(main = NULL, sub = NULL, xlab = NULL, ylab = NULL, ...) {
  for (kind in c("main", "sub", "xlab", "ylab")) {
    words <- get(kind, inherits = FALSE)
    if (!is.null(words)) .caption(kind, as.character(words))
  }
  invisible(NULL)
}
# Lines in the margins: above and below as further lines, at the left as the axis's label.
mtext <- function(text, side = 3, line = 0, outer = FALSE, at = NA, ...) {
  if (side == 4) warning("mtext(side = 4) is not drawn", call. = FALSE)
  else .caption(switch(side, "sub", "ylab", "main"), as.character(text))
  invisible(NULL)
}
axis <- function(side, at = NULL, labels = TRUE, tick = TRUE, ...) {
  if (side > 2) {
    warning("axis(", side, ") is not drawn: axes stand below and at the left", call. = FALSE)
    return(invisible(at))
  }
  if (identical(labels, FALSE)) labels <- rep("", length(at))
  if (is.null(at)) .ticks(side == 1, numeric(), character())
  else .ticks(side == 1, as.numeric(at), if (isTRUE(labels)) format(at, trim = TRUE) else as.character(labels))
  invisible(at)
}
box <- function(which = "plot", bty = "o", ...) {
  .frame("border", bty != "n")
  invisible(NULL)
}
grid <- function(nx = NULL, ny = nx, ...) {
  if (!isTRUE(is.na(nx))) .frame("xgrid", TRUE)
  if (!isTRUE(is.na(ny))) .frame("ygrid", TRUE)
  invisible(NULL)
}
rug <- function(x, side = 1, ticksize = 0.03, col = "black", ...) {
  box <- .ranges()
  x <- x[is.finite(x)]
  if (!is.null(box) && length(x)) {
    if (side %in% c(1, 3)) {
      from <- if (side == 1) box[3] else box[4]
      segments(x, from, x, from + (if (side == 1) 1 else -1) * ticksize * (box[4] - box[3]), col = col)
    } else segments(box[1], x, box[1] + ticksize * (box[2] - box[1]), x, col = col)
  }
  invisible(x)
}
par <- function(...) {
  given <- list(...)
  if (length(given) == 1 && is.list(given[[1]])) given <- given[[1]]
  if (length(given) == 0) return(invisible(list(mfrow = c(1, 1), ann = TRUE)))
  if (is.null(names(given))) return(switch(given[[1]], ann = TRUE, mfrow = c(1, 1), usr = .ranges(), NULL))
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
  invisible(.device(filename, as.integer(width * scale), as.integer(height * scale)))
}
svg <- function(filename = "Rplot.svg", width = 7, height = 7, ...) invisible(.device(filename, as.integer(width * 96), as.integer(height * 96)))
pdf <- function(file = "Rplots.pdf", width = 7, height = 7, ...) {
  name <- sub("[.]pdf$", ".svg", file)
  message("graphs are written as SVG: ", name, " in place of ", file)
  invisible(.device(name, as.integer(width * 96), as.integer(height * 96)))
}
jpeg <- function(filename = "Rplot.jpeg", width = 480, height = 480, ...) {
  name <- sub("[.]jpe?g$", ".png", filename)
  message("graphs are written as PNG: ", name, " in place of ", filename)
  invisible(.device(name, as.integer(width), as.integer(height)))
}
dev.off <- function(which = 2) {
  .device_off()
  c("null device" = 1L)
}
graphics.off <- function() invisible(.device_off())
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
col2rgb <- function(col, alpha = FALSE) {
  code <- .color_code(as.character(col))
  out <- vapply(code, function(v) strtoi(substring(v, c(2, 4, 6), c(3, 5, 7)), 16L), integer(3))
  dimnames(out) <- list(c("red", "green", "blue"), if (is.null(names(col))) NULL else names(col))
  out
}
adjustcolor <- function(col, alpha.f = 1, ...) {
  code <- .color_code(as.character(col))
  paste0(toupper(substr(code, 1, 7)), sprintf("%02X", as.integer(round(255 * alpha.f))))
}
