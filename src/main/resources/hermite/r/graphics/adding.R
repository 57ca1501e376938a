# What is added to a panel.

points <- function(x, ...) UseMethod("points")
lines <- function(x, ...) UseMethod("lines")
text <- function(x, ...) UseMethod("text")
# Colours as names or codes; numbers are places in the palette, 0 the background.
color_text <- function(col) {
  if (is.null(col) || length(col) == 0) return("black")
  if (is.factor(col)) col <- as.integer(col)
  if (is.logical(col)) return(rep(NA_character_, length(col)))
  text <- as.character(col)
  number <- if (is.numeric(col)) rep(TRUE, length(col)) else grepl("^[0-9]+$", text)
  if (any(number)) {
    colors <- .palette_now()
    k <- as.integer(as.numeric(text[number]))
    text[number] <- ifelse(k == 0, .graph_par("bg"), colors[(k - 1) %% length(colors) + 1])
  }
  text
}
xy.coords <- function(x, y = NULL, xlab = NULL, ylab = NULL, log = NULL, recycle = FALSE, setLab = TRUE) {
  if (is.null(y)) {
    if (inherits(x, "formula")) {
      y <- eval(x[[2]], environment(x))
      x <- eval(x[[3]], environment(x))
    } else if (inherits(x, "ts")) {
      y <- as.numeric(x)
      x <- as.numeric(stats::time(x))
      if (is.null(xlab)) xlab <- "Time"
    } else if (is.matrix(x) && ncol(x) >= 2) {
      if (!is.null(colnames(x))) {
        xlab <- colnames(x)[1]
        ylab <- colnames(x)[2]
      }
      y <- x[, 2]
      x <- x[, 1]
    } else if (is.data.frame(x) && ncol(x) >= 2) {
      xlab <- names(x)[1]
      ylab <- names(x)[2]
      y <- x[[2]]
      x <- x[[1]]
    } else if (is.list(x)) {
      xlab <- if (is.null(xlab)) "x" else xlab
      y <- x$y
      x <- x$x
    } else {
      if (is.factor(x)) x <- as.numeric(x)
      y <- as.numeric(x)
      x <- seq_along(y)
      if (is.null(xlab)) xlab <- "Index"
    }
  }
  x <- as.numeric(x)
  y <- as.numeric(y)
  if (length(x) != length(y)) {
    if (!recycle) stop("'x' and 'y' lengths differ")
    n <- max(length(x), length(y))
    x <- rep_len(x, n)
    y <- rep_len(y, n)
  }
  list(x = x, y = y, xlab = xlab, ylab = ylab)
}
draw_typed <- function(x, y, type, col = .graph_par("col"), pch = .graph_par("pch"), cex = 1, lty = .graph_par("lty"), lwd = .graph_par("lwd"), bg = NA, pt.lwd = lwd) {
  if (is.null(col)) col <- .graph_par("col")
  if (is.null(pch)) pch <- .graph_par("pch")
  if (is.null(lty)) lty <- .graph_par("lty")
  if (is.null(lwd)) lwd <- .graph_par("lwd")
  if (is.null(bg)) bg <- NA
  .in_plot()
  ok <- is.finite(x) & is.finite(y)
  ink <- color_text(col)
  if (type %in% c("l", "b", "o", "c")) {
    # NA breaks a line, and in "b" lines leave room around points as in "o" they do not
    .path(ifelse(ok, x, NaN), y, ink[1], as.character(lty)[1], lwd[1] * 0.75)
  }
  if (type %in% c("s", "S")) {
    n <- length(x)
    i <- rep(seq_len(n), each = 2)
    .path(if (type == "s") x[i][-1] else x[i][-2 * n], if (type == "s") y[i][-2 * n] else y[i][-1], ink[1], as.character(lty)[1], lwd[1] * 0.75)
  }
  if (type == "h") {
    base <- if (.graph$log[2]) 10^.graph$usr[3] else 0
    n <- length(x)
    colors <- rep_len(ink, n)
    for (own in split(seq_len(n), colors)) {
      k <- length(own)
      .path(as.vector(rbind(x[own], x[own], NaN)), as.vector(rbind(rep(base, k), y[own], NaN)), colors[own[1]], as.character(lty)[1], lwd[1] * 0.75)
    }
  }
  if (type %in% c("p", "b", "o") && any(ok)) draw_marks(x[ok], y[ok], .pick(ink, ok), .pick(pch, ok), .pick(cex, ok), .pick(color_text(bg), ok))
  invisible()
}
.pick <- function(v, ok) if (is.null(v)) v else rep_len(v, length(ok))[ok]
draw_marks <- function(x, y, col, pch, cex, bg) {
  if (is.factor(pch)) pch <- as.integer(pch)
  if (is.character(pch)) {
    sign <- substr(pch, 1, 1)
    dot <- sign == "."
    if (any(dot)) .marks(x[dot], y[dot], col[dot], "16", 1, "black")
    groups <- split(which(!dot), paste(col, cex)[!dot])
    for (own in groups) .words(x[own], y[own], sign[own], .font_size(cex[own[1]]), col[own[1]], FALSE, 0.5, 0.5, 0)
    return(invisible())
  }
  shown <- !is.na(pch)
  small <- ifelse(pch %in% 20, 2 / 3, ifelse(pch %in% 18, 1, 1))
  large <- ifelse(pch %in% c(15, 18), 0.9, 1)
  size <- 0.45 * .font_size(1) * cex * small * large
  high <- shown & pch > 25
  if (any(high)) .words(x[high], y[high], intToUtf8(pch[high], multiple = TRUE), .font_size(cex[high][1]), col[high][1], FALSE, 0.5, 0.5, 0)
  shown <- shown & pch <= 25
  if (any(shown)) .marks(x[shown], y[shown], col[shown], as.character(pch)[shown], size[shown], bg[shown])
}
points.default <- function(x, y = NULL, type = "p", col = .graph_par("col"), pch = .graph_par("pch"), cex = 1, lty = .graph_par("lty"),
                           lwd = .graph_par("lwd"), bg = NA, ...) {
  .graph_rest("points", list(...))
  p <- xy.coords(x, y, recycle = TRUE)
  draw_typed(p$x, p$y, type, col, pch, cex, lty, lwd, bg)
}
lines.default <- function(x, y = NULL, type = "l", col = .graph_par("col"), lty = .graph_par("lty"), lwd = .graph_par("lwd"),
                          pch = .graph_par("pch"), cex = 1, bg = NA, ...) {
  .graph_rest("lines", list(...))
  p <- xy.coords(x, y, recycle = TRUE)
  draw_typed(p$x, p$y, type, col, pch, cex, lty, lwd, bg)
}
.formula_parts <- function(formula, data, subset, env) {
  where <- if (is.null(data)) environment(formula) else data
  y <- eval(formula[[2]], where, environment(formula))
  x <- eval(formula[[3]], where, environment(formula))
  keep <- if (is.null(subset)) TRUE else eval(subset, where, env)
  if (!is.null(subset)) {
    keep <- keep & !is.na(keep)
    x <- x[keep]
    y <- y[keep]
  }
  list(x = x, y = y)
}
points.formula <- function(formula, data = NULL, ..., subset) {
  p <- .formula_parts(formula, data, if (missing(subset)) NULL else substitute(subset), parent.frame())
  points.default(p$x, p$y, ...)
}
lines.formula <- function(formula, data = NULL, ..., subset) {
  p <- .formula_parts(formula, data, if (missing(subset)) NULL else substitute(subset), parent.frame())
  lines.default(p$x, p$y, ...)
}
lines.histogram <- function(x, freq = TRUE, ...) rect(x$breaks[-length(x$breaks)], 0, x$breaks[-1], if (freq) x$counts else x$density, ...)
lines.table <- function(x, ...) lines.default(if (is.null(names(x))) seq_along(x) else suppressWarnings(as.numeric(names(x))), as.vector(x), type = "h", ...)
text.default <- function(x, y = NULL, labels = seq_along(x), adj = NULL, pos = NULL, offset = 0.5, cex = 1, col = .graph_par("col"),
                         font = .graph_par("font"), srt = .graph_par("srt"), xpd = NULL, vfont = NULL, ...) {
  .graph_rest("text", list(...))
  if (is.null(y) && !missing(labels) && is.null(x$x)) p <- xy.coords(x, NULL) else p <- xy.coords(x, y, recycle = TRUE)
  n <- length(p$x)
  texts <- rep_len(.plain(labels), n)
  .in_plot(clip = if (is.null(xpd)) !isTRUE(.graph_par("xpd")) else identical(xpd, FALSE))
  adj <- if (is.null(adj)) c(0.5, 0.5) else if (length(adj) == 1) c(adj, 0.5) else adj
  ink <- rep_len(color_text(col), n)
  sizes <- rep_len(.font_size(cex), n)
  bold <- rep_len(font, n) %in% c(2, 4)
  side <- if (is.null(pos)) rep(0, n) else rep_len(pos, n)
  key <- paste(ink, sizes, bold, side)
  xstep <- offset * .font_size(1) * diff(.graph$usr[1:2]) / (.graph$box[3] - .graph$box[1])
  ystep <- offset * .font_size(1) * diff(.graph$usr[3:4]) / (.graph$box[4] - .graph$box[2])
  for (own in split(which(is.finite(p$x) & is.finite(p$y) & !is.na(texts)), key[is.finite(p$x) & is.finite(p$y) & !is.na(texts)])) {
    k <- own[1]
    dx <- switch(side[k] + 1, 0, 0, -xstep, 0, xstep)
    dy <- switch(side[k] + 1, 0, -ystep, 0, ystep, 0)
    move <- function(v, by, log) if (log) 10^(log10(v) + by) else v + by
    .words(move(p$x[own], dx, .graph$log[1]), move(p$y[own], dy, .graph$log[2]), texts[own], sizes[k], ink[k], bold[k],
           switch(side[k] + 1, adj[1], 0.5, 1, 0.5, 0), switch(side[k] + 1, adj[2], 1, 0.5, 0, 0.5), srt)
  }
  invisible()
}
text.formula <- function(formula, data = NULL, ..., subset) {
  p <- .formula_parts(formula, data, if (missing(subset)) NULL else substitute(subset), parent.frame())
  rest <- lapply(as.list(substitute(list(...)))[-1], function(e) eval(e, data, parent.frame(3)))
  do.call(text.default, c(list(p$x, p$y), rest))
}
segments <- function(x0, y0, x1 = x0, y1 = y0, col = .graph_par("fg"), lty = .graph_par("lty"), lwd = .graph_par("lwd"), ...) {
  .graph_rest("segments", list(...))
  .in_plot()
  .segments_by_look(as.numeric(x0), as.numeric(y0), as.numeric(x1), as.numeric(y1), col, lty, lwd)
  invisible()
}
.segments_by_look <- function(x0, y0, x1, y1, col, lty, lwd) {
  n <- max(length(x0), length(y0), length(x1), length(y1))
  x0 <- rep_len(x0, n); y0 <- rep_len(y0, n); x1 <- rep_len(x1, n); y1 <- rep_len(y1, n)
  ink <- rep_len(color_text(col), n)
  type <- rep_len(as.character(lty), n)
  width <- rep_len(lwd, n)
  for (own in split(seq_len(n), factor(paste(ink, type, width), unique(paste(ink, type, width))))) {
    k <- own[1]
    .path(as.vector(rbind(x0[own], x1[own], NaN)), as.vector(rbind(y0[own], y1[own], NaN)), ink[k], type[k], width[k] * 0.75)
  }
}
# Heads of the given length in inches.
arrows <- function(x0, y0, x1 = x0, y1 = y0, length = 0.25, angle = 30, code = 2, col = .graph_par("fg"), lty = .graph_par("lty"),
                   lwd = .graph_par("lwd"), ...) {
  .graph_rest("arrows", list(...))
  n <- max(base::length(x0), base::length(y0), base::length(x1), base::length(y1))
  x0 <- rep_len(as.numeric(x0), n); y0 <- rep_len(as.numeric(y0), n); x1 <- rep_len(as.numeric(x1), n); y1 <- rep_len(as.numeric(y1), n)
  segments(x0, y0, x1, y1, col = col, lty = lty, lwd = lwd)
  if (code == 0 || length == 0) return(invisible())
  px0 <- .to_points(x0, 1); py0 <- .to_points(y0, 2); px1 <- .to_points(x1, 1); py1 <- .to_points(y1, 2)
  b <- .graph$box
  .view(b, c(b[1], b[3], b[4], b[2]), FALSE, FALSE, !isTRUE(.graph_par("xpd")))
  head <- function(fx, fy, tx, ty) {
    along <- atan2(ty - fy, tx - fx) + pi
    turn <- angle * pi / 180
    reach <- length * 72
    corner <- function(by) list(tx + reach * cos(along + by), ty + reach * sin(along + by))
    one <- corner(-turn)
    two <- corner(turn)
    drawn <- fx != tx | fy != ty
    .segments_by_look(one[[1]][drawn], one[[2]][drawn], tx[drawn], ty[drawn], rep_len(col, n)[drawn], lty, lwd)
    .segments_by_look(tx[drawn], ty[drawn], two[[1]][drawn], two[[2]][drawn], rep_len(col, n)[drawn], lty, lwd)
  }
  if (code %in% c(2, 3)) head(px0, py0, px1, py1)
  if (code %in% c(1, 3)) head(px1, py1, px0, py0)
  invisible()
}
rect <- function(xleft, ybottom, xright, ytop, density = NULL, angle = 45, col = NA, border = NULL, lty = .graph_par("lty"), lwd = .graph_par("lwd"), ...) {
  if (!is.null(density)) .graph_note("rect(density=)")
  .in_plot()
  n <- max(length(xleft), length(ybottom), length(xright), length(ytop))
  l <- rep_len(as.numeric(xleft), n); b <- rep_len(as.numeric(ybottom), n); r <- rep_len(as.numeric(xright), n); t <- rep_len(as.numeric(ytop), n)
  fill <- rep_len(if (is.null(col)) NA_character_ else color_text(col), n)
  line <- rep_len(if (is.null(border)) .graph_par("fg") else if (is.logical(border)) if (isTRUE(border[1])) .graph_par("fg") else NA_character_ else color_text(border), n)
  for (own in split(seq_len(n), factor(paste(fill, line), unique(paste(fill, line))))) {
    .region(as.vector(rbind(l[own], r[own], r[own], l[own], NaN)), as.vector(rbind(b[own], b[own], t[own], t[own], NaN)), fill[own[1]], line[own[1]],
            as.character(lty)[1], lwd[1] * 0.75)
  }
  invisible()
}
# Outlines parted by NA, each with its own colour.
polygon <- function(x, y = NULL, density = NULL, angle = 45, border = NULL, col = NA, lty = .graph_par("lty"), lwd = .graph_par("lwd"), ...) {
  .graph_rest("polygon", list(...)[setdiff(names(list(...)), "fillOddEven")])
  if (!is.null(density)) .graph_note("polygon(density=)")
  p <- xy.coords(x, y)
  .in_plot()
  part <- cumsum(is.na(p$x) | is.na(p$y))
  pieces <- split(seq_along(part), part)
  fill <- rep_len(if (is.null(col)) NA_character_ else color_text(col), length(pieces))
  line <- if (is.null(border)) .graph_par("fg") else if (is.logical(border)) if (isTRUE(border[1])) .graph_par("fg") else NA_character_ else color_text(border)
  line <- rep_len(line, length(pieces))
  for (k in seq_along(pieces)) {
    own <- pieces[[k]]
    own <- own[!is.na(p$x[own]) & !is.na(p$y[own])]
    if (length(own) > 1) .region(p$x[own], p$y[own], fill[k], line[k], as.character(lty)[1], lwd[1] * 0.75)
  }
  invisible()
}
symbols <- function(x, y = NULL, circles = NULL, squares = NULL, inches = TRUE, add = FALSE, fg = .graph_par("col"), bg = NA, xlab = NULL, ylab = NULL, ...) {
  sizes <- if (!is.null(circles)) circles else if (!is.null(squares)) squares else .unsupported("symbols() draws circles and squares (graphics)")
  if (is.null(xlab)) xlab <- label_of(substitute(x))
  if (is.null(ylab)) ylab <- label_of(substitute(y))
  p <- xy.coords(x, y)
  if (!add) plot.default(p$x, p$y, type = "n", xlab = xlab, ylab = ylab, ...)
  .in_plot()
  largest <- if (is.numeric(inches)) inches else 1
  points <- if (identical(inches, FALSE)) 2 * sizes * (.graph$box[3] - .graph$box[1]) / diff(.graph$usr[1:2])
    else (if (is.null(circles)) 1 else 2) * sizes / max(sizes) * largest * 72
  .marks(p$x, p$y, rep_len(color_text(fg), length(p$x)), if (is.null(circles)) "22" else "21", points, rep_len(color_text(bg), length(p$x)))
  invisible()
}
abline <- function(a = NULL, b = NULL, h = NULL, v = NULL, reg = NULL, coef = NULL, untf = FALSE, col = .graph_par("col"),
                   lty = .graph_par("lty"), lwd = .graph_par("lwd"), ...) {
  .graph_rest("abline", list(...))
  .in_plot()
  if (is.list(a)) reg <- a
  if (!is.null(reg)) coef <- if (is.list(reg)) stats::coef(reg) else reg
  if (!is.null(coef)) {
    if (length(coef) > 2) warning("only using the first two of ", length(coef), " regression coefficients", call. = FALSE)
    a <- if (length(coef) == 1) 0 else coef[[1]]
    b <- coef[[min(2, length(coef))]]
  }
  u <- .graph$usr
  edge <- function(k, axis) if (.graph$log[axis]) 10^u[k] else u[k]
  if (is.numeric(a)) {
    if (length(a) == 2 && is.null(b)) {
      b <- a[2]
      a <- a[1]
    }
    if (is.null(b)) h <- c(h, a)
    else if (any(.graph$log) && untf) {
      x <- seq(u[1], u[2], length.out = 201)
      if (.graph$log[1]) x <- 10^x
      y <- a + b * x
      .path(x, if (.graph$log[2]) ifelse(y > 0, y, NaN) else y, color_text(col)[1], as.character(lty)[1], lwd[1] * 0.75)
    } else {
      # straight on the paper: where axes are logarithmic, of the logarithms
      ends <- c(u[1], u[2])
      y <- a + b * ends
      .path(if (.graph$log[1]) 10^ends else ends, if (.graph$log[2]) 10^y else y, color_text(col)[1], as.character(lty)[1], lwd[1] * 0.75)
    }
  }
  if (length(h)) .segments_by_look(edge(1, 1), as.numeric(h), edge(2, 1), as.numeric(h), col, lty, lwd)
  if (length(v)) .segments_by_look(as.numeric(v), edge(3, 2), as.numeric(v), edge(4, 2), col, lty, lwd)
  invisible()
}
legend <- function(x, y = NULL, legend, fill = NULL, col = .graph_par("col"), border = "black", lty = NULL, lwd = NULL, pch = NULL,
                   angle = 45, density = NULL, bty = "o", bg = .graph_par("bg"), box.lwd = 1, box.lty = 1, box.col = .graph_par("fg"),
                   pt.bg = NA, cex = 1, pt.cex = cex, pt.lwd = 1, xjust = 0, yjust = 1, x.intersp = 1, y.intersp = 1, adj = c(0, 0.5),
                   text.width = NULL, text.col = .graph_par("col"), text.font = NULL, merge = TRUE, trace = FALSE, plot = TRUE, ncol = 1,
                   horiz = FALSE, title = NULL, inset = 0, xpd = NULL, title.col = text.col[1], title.adj = 0.5, seg.len = 2, ...) {
  if (missing(legend) && !missing(y) && (is.character(y) || is.expression(y))) {
    legend <- y
    y <- NULL
  }
  texts <- .plain(legend)
  n <- length(texts)
  size <- max(.font_size(cex))
  x.intersp <- max(x.intersp)
  if (!is.null(text.width)) text.width <- max(text.width)
  char <- max(size)
  row <- max(size) * 1.2 * max(y.intersp)
  if (horiz) ncol <- n
  rows <- ceiling(n / ncol)
  lined <- !is.null(lty) && any(!is.na(lty) & !lty %in% c(-1, 0, "blank")) || !is.null(lwd) && is.null(fill)
  if (lined && is.null(lty)) lty <- 1
  sample <- max(if (!is.null(fill)) 0.8 * char else if (lined) seg.len * char else if (!is.null(pch)) 0.5 * char else 0)
  before <- (if (sample > 0) sample + 0.6 * char * x.intersp else 0) + 0.5 * char
  wide <- if (is.null(text.width)) max(.text_width(texts, size)) else text.width * (.graph$box[3] - .graph$box[1]) / diff(.graph$usr[1:2])
  column <- before + wide + 0.7 * char
  heading <- length(.plain(title)) && nzchar(.plain(title)[1])
  width <- ncol * column + 0.3 * char
  if (heading) width <- max(width, .text_width(.plain(title), size) + char)
  height <- (rows + heading) * row + 0.8 * row
  b <- .graph$box
  if (is.character(x)) {
    place <- match.arg(x, c("bottomright", "bottom", "bottomleft", "left", "topleft", "top", "topright", "right", "center"))
    inset <- rep_len(inset, 2) * c(b[3] - b[1], b[4] - b[2])
    left <- if (grepl("left", place)) b[1] + inset[1] else if (grepl("right", place)) b[3] - width - inset[1] else (b[1] + b[3] - width) / 2
    top <- if (grepl("top", place)) b[2] + inset[2] else if (grepl("bottom", place)) b[4] - height - inset[2] else (b[2] + b[4] - height) / 2
  } else {
    p <- if (is.list(x)) x else list(x = x, y = y)
    left <- .to_points(p$x[1], 1) - xjust * width
    top <- .to_points(p$y[1], 2) - (1 - yjust) * height
  }
  if (plot) {
    size_page <- .page_size()
    if (isTRUE(xpd) || isTRUE(.graph_par("xpd")) || is.na(.graph_par("xpd"))) .on_page()
    else .view(b, c(b[1], b[3], b[4], b[2]), FALSE, FALSE, TRUE)
    if (bty != "n") .region(c(left, left + width, left + width, left), c(top, top, top + height, top + height), color_text(bg)[1], color_text(box.col)[1], as.character(box.lty), box.lwd * 0.75)
    if (heading) .words(left + title.adj * width, top + row * 0.95, .plain(title)[1], size, color_text(title.col)[1], FALSE, title.adj, 0.5, 0)
    pick <- function(v, i) rep_len(v, n)[i]
    for (i in seq_len(n)) {
      at <- left + 0.5 * char + ((i - 1) %/% rows) * column
      down <- top + ((i - 1) %% rows + heading + 0.9) * row
      ink <- pick(color_text(col), i)
      if (!is.null(fill)) {
        half <- 0.4 * char
        .region(at + c(0, 2, 2, 0) * half, down + c(-1, -1, 1, 1) * half, pick(color_text(fill), i), pick(color_text(border), i), "1", 0.75)
      }
      if (lined) {
        type <- pick(lty, i)
        if (!is.na(type) && !(is.numeric(type) && type < 0)) .path(c(at, at + sample), c(down, down), ink, as.character(type), (if (is.null(lwd)) 1 else pick(lwd, i)) * 0.75)
      }
      if (!is.null(pch)) {
        symbol <- if (is.character(pch) && length(pch) == 1 && nchar(pch) > 1) substr(pch, i, i) else pick(pch, i)
        if (!is.na(symbol) && !identical(symbol, "")) draw_marks(at + sample / 2, down, ink, symbol, pick(pt.cex, i), pick(color_text(pt.bg), i))
      }
      .words(at + before - 0.5 * char, down, texts[i], size, pick(color_text(text.col), i), isTRUE(text.font == 2), adj[1], 0.5, 0)
    }
  }
  user <- function(v, axis) {
    u <- .graph$usr[if (axis == 1) 1:2 else 3:4]
    share <- if (axis == 1) (v - b[1]) / (b[3] - b[1]) else (b[4] - v) / (b[4] - b[2])
    out <- u[1] + share * (u[2] - u[1])
    if (.graph$log[axis]) 10^out else out
  }
  invisible(list(rect = list(w = user(left + width, 1) - user(left, 1), h = user(top, 2) - user(top + height, 2), left = user(left, 1), top = user(top, 2)),
                 text = list(x = user(left + before + ((seq_len(n) - 1) %/% rows) * column, 1), y = user(top + ((seq_len(n) - 1) %% rows + heading + 0.9) * row, 2))))
}
locator <- function(...) .unsupported("locator() needs a screen (graphics)")
identify <- function(...) .unsupported("identify() needs a screen (graphics)")
