# Axes, boxes, titles and texts in the margins.

axTicks <- function(side, axp = NULL, usr = NULL, log = NULL, nintLog = NULL) {
  axis <- if (side %% 2 == 1) 1 else 2
  logarithmic <- if (is.null(log)) .graph$log[axis] else log
  most <- .graph_par("lab")[axis]
  u <- if (is.null(usr)) .graph$usr[if (axis == 1) 1:2 else 3:4] else usr
  if (is.null(axp)) axp <- if (is.null(usr) && is.null(log)) .graph_par(c("xaxp", "yaxp")[axis]) else .axis_ends(u, logarithmic, most)
  .ticks(axp, u, logarithmic, if (is.null(nintLog)) most else nintLog)
}
axisTicks <- function(usr, log, axp = NULL, nint = 5) {
  .ticks(if (is.null(axp)) .axis_ends(usr, log, nint) else axp, usr, log, nint)
}
# First and last tick of an axis over usr, powers of ten on a logarithmic one, and how many spaces lie between them; on a
# logarithmic axis 3 for ticks at 1, 2 and 5 of each power, 2 for 1 and 5, 1 for powers alone, negative for evenly spaced ones.
.axis_ends <- function(usr, logarithmic, n) {
  ends <- sort(usr)
  if (logarithmic) {
    low <- ceiling(ends[1] - 1e-10)
    high <- floor(ends[2] + 1e-10)
    if (high <= low && diff(ends) > 1) {
      low <- ceiling(ends[1] - 0.5)
      high <- floor(ends[2] + 0.5)
    }
    if (high > low) return(c(10^low, 10^high, if (high - low <= 2) 3 else if (high - low <= 3) 2 else 1))
    ends <- 10^ends
  }
  at <- pretty(ends, n = n, min.n = 1, shrink.sml = 0.25, high.u.bias = 0.8, u5.bias = 1.7)
  slack <- 1e-10 * diff(ends)
  at <- at[at >= ends[1] - slack & at <= ends[2] + slack]
  c(at[1], at[length(at)], if (logarithmic) 1 - length(at) else length(at) - 1)
}
.ticks <- function(axp, usr, logarithmic, n) {
  if (!logarithmic || axp[3] < 0) {
    at <- seq(axp[1], axp[2], length.out = abs(axp[3]) + 1)
    at[abs(at) < abs(diff(axp[1:2])) / (100 * max(1, abs(axp[3])))] <- 0
    return(at)
  }
  powers <- round(log10(axp[1:2]))
  if (axp[3] == 1) {
    at <- 10^seq(powers[1], max(powers[2], ceiling(max(usr))), by = max(1, diff(powers) %/% n))
  } else {
    parts <- if (axp[3] == 2) c(1, 5) else c(1, 2, 5)
    at <- sort(c(outer(parts, 10^((powers[1] - 1):(powers[2] + 1)))))
    at <- at[at >= axp[1] * (1 - 1e-12) | log10(at) >= min(usr) - 1e-12]
  }
  at[log10(at) <= max(usr) + 1e-12]
}
.tick_text <- function(at) if (inherits(at, "Date")) format(at) else trimws(format(at, digits = 7))
axis <- function(side, at = NULL, labels = TRUE, tick = TRUE, line = NA, pos = NA, outer = FALSE, font = NA, lty = "solid", lwd = 1,
                 lwd.ticks = lwd, col = NULL, col.ticks = NULL, hadj = NA, padj = NA, gap.axis = NA, cex.axis = .graph_par("cex.axis"),
                 col.axis = .graph_par("col.axis"), las = .graph_par("las"), mgp = .graph_par("mgp"), tcl = .graph_par("tcl"),
                 tck = .graph_par("tck"), font.axis = .graph_par("font.axis"), xpd = NA, ...) {
  if (!.has_page()) stop("plot.new has not been called yet", call. = FALSE)
  .graph_rest("axis", list(...))
  axis <- if (side %% 2 == 1) 1 else 2
  if (is.null(at)) at <- axTicks(side)
  else if (is.factor(at)) at <- as.numeric(at)
  texts <- if (is.logical(labels) && length(labels) == 1) if (isTRUE(labels)) .tick_text(at) else NULL else .plain(labels)
  if (!is.null(texts) && length(texts) != length(at)) stop("'at' and 'labels' lengths differ, ", length(at), " != ", length(texts))
  places <- as.numeric(at)
  u <- sort(.graph$usr[if (axis == 1) 1:2 else 3:4])
  value <- if (.graph$log[axis]) log10(places) else places
  shown <- is.finite(value) & value >= u[1] - 1e-7 * diff(u) & value <= u[2] + 1e-7 * diff(u)
  order <- order(value[shown])
  p <- .to_points(places[shown][order], axis)
  box <- .graph$box
  lines <- .line_height()
  out <- if (side <= 2) if (side == 1) 1 else -1 else if (side == 3) -1 else 1
  base <- switch(side, box[4], box[1], box[2], box[3])
  if (!is.na(pos)) base <- .to_points(pos, 3 - axis)
  else if (!is.na(line)) base <- base + out * line * lines
  ink <- if (is.null(col)) .graph_par("fg") else col
  .on_page()
  length <- if (is.na(tck)) tcl * lines else tck * min(box[3] - box[1], box[4] - box[2])
  if (isTRUE(tick) && base::length(p)) {
    if (lwd > 0 && base::length(p) > 1) .page_path(axis, range(p), c(base, base), ink, lty, lwd)
    if (lwd.ticks > 0) {
      n <- base::length(p)
      .page_path(axis, as.vector(rbind(p, p, NaN)), as.vector(rbind(rep(base, n), base - out * length, NaN)), if (is.null(col.ticks)) ink else col.ticks, "1", lwd.ticks)
    }
  }
  if (!is.null(texts)) {
    texts <- texts[shown][order]
    .axis_words(side, p, texts, base + out * mgp[2] * lines, .font_size(cex.axis), color_text(col.axis)[1], las, font.axis == 2, hadj, padj, out * lines)
  }
  invisible(at)
}
.page_path <- function(axis, along, across, col, lty, lwd) {
  if (axis == 1) .path(along, across, color_text(col)[1], as.character(lty)[1], lwd * 0.75)
  else .path(across, along, color_text(col)[1], as.character(lty)[1], lwd * 0.75)
}
# Texts of ticks; those that would touch the one before are left out where texts run along the axis.
.axis_words <- function(side, p, texts, base, size, col, las, bold, hadj, padj, line) {
  along <- side %in% c(1, 3) && las %in% c(0, 1) || side %in% c(2, 4) && las %in% c(0, 3)
  if (along) {
    width <- .text_width(texts, size) / 2
    keep <- logical(length(p))
    last <- -Inf
    for (i in seq_along(p)) {
      place <- if (side %in% c(2, 4)) -p[i] else p[i]
      if (place - width[i] > last) {
        keep[i] <- nzchar(texts[i])
        if (nzchar(texts[i])) last <- place + width[i] + size * 0.5
      }
    }
    p <- p[keep]
    texts <- texts[keep]
  }
  if (!length(p)) return(invisible())
  at <- rep(base, length(p))
  across <- function(default) if (is.na(hadj)) default else hadj
  if (side == 1 && along) .words(p, at + 0.8 * line, texts, size, col, bold, across(0.5), 0, 0)
  else if (side == 3 && along) .words(p, at + 0.2 * line, texts, size, col, bold, across(0.5), 0, 0)
  else if (side == 1) .words(p, at, texts, size, col, bold, across(1), 0.5, 90)
  else if (side == 3) .words(p, at, texts, size, col, bold, across(0), 0.5, 90)
  else if (side == 2 && along) .words(at + 0.2 * line, p, texts, size, col, bold, across(0.5), 0, 90)
  else if (side == 4 && along) .words(at + 0.8 * line, p, texts, size, col, bold, across(0.5), 0, 90)
  else if (side == 2) .words(at, p, texts, size, col, bold, across(1), 0.5, 0)
  else .words(at, p, texts, size, col, bold, across(0), 0.5, 0)
}
Axis <- function(x = NULL, at = NULL, ..., side, labels = NULL) {
  if (inherits(x, "Date")) axis.Date(side, x, at, labels = if (is.null(labels)) TRUE else labels, ...)
  else axis(side, at = at, labels = if (is.null(labels)) TRUE else labels, ...)
}
axis.Date <- function(side, x, at = NULL, format = NULL, labels = TRUE, ...) {
  u <- .graph$usr[if (side %% 2 == 1) 1:2 else 3:4]
  if (is.null(at)) at <- .date_ticks(u[1], u[2])
  at <- as.Date(at)
  form <- if (!is.null(format)) format else if (diff(u) > 5 * 365) "%Y" else if (diff(u) > 60) "%b %Y" else "%b %d"
  if (is.null(format) && diff(u) > 60 && diff(u) <= 365 && length(unique(base::format(at, "%Y"))) == 1) form <- "%b"
  axis(side, at = as.numeric(at), labels = if (isTRUE(labels)) base::format(at, form) else labels, ...)
}
axis.POSIXct <- function(side, x, at = NULL, format = NULL, labels = TRUE, ...) {
  u <- .graph$usr[if (side %% 2 == 1) 1:2 else 3:4]
  span <- diff(u)
  if (is.null(at)) {
    step <- c(1, 5, 15, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 43200)
    at <- if (span > 4 * 86400) as.numeric(.date_ticks(u[1] / 86400, u[2] / 86400)) * 86400 else {
      by <- step[which(span / step <= 7)[1]]
      if (is.na(by)) by <- 86400
      seq(ceiling(u[1] / by) * by, u[2], by = by)
    }
  }
  form <- if (!is.null(format)) format else if (span < 60) "%S" else if (span < 86400 * 1.5) "%H:%M" else if (span < 4 * 86400) "%a %H:%M" else if (span < 60 * 86400) "%b %d" else if (span < 5 * 365 * 86400) "%b %Y" else "%Y"
  axis(side, at = as.numeric(at), labels = if (isTRUE(labels)) base::format(as.POSIXct(as.numeric(at), origin = "1970-01-01", tz = "UTC"), form) else labels, ...)
}
.date_ticks <- function(from, to) {
  span <- to - from
  first <- as.Date(floor(from), origin = "1970-01-01")
  last <- as.Date(ceiling(to), origin = "1970-01-01")
  year <- as.Date(paste0(format(first, "%Y"), "-01-01"))
  month <- as.Date(paste0(format(first, "%Y-%m"), "-01"))
  if (span > 5 * 365) seq(year, last, by = paste(max(1, round(span / 365 / 5)), "years"))
  else if (span > 60) seq(if (span > 150) year else month, last, by = paste(if (span > 600) 6 else if (span > 240) 3 else if (span > 120) 2 else 1, "months"))
  else seq(first, last, by = max(1, round(span / 6)))
}
box <- function(which = "plot", lty = "solid", lwd = 1, col = NULL, bty = .graph_par("bty"), ...) {
  if (bty == "n") return(invisible())
  b <- switch(which, plot = .graph$box, figure = .figure_box(), outer = , inner = c(0, 0, .page_size()))
  .on_page()
  ink <- color_text(if (is.null(col)) .graph_par("fg") else col)[1]
  sides <- switch(tolower(bty), l = c(1, 2), "7" = c(3, 4), c = c(1, 2, 3), u = c(1, 2, 4), "]" = c(1, 3, 4), 1:4)
  if (length(sides) == 4) .region(c(b[1], b[3], b[3], b[1]), c(b[2], b[2], b[4], b[4]), NA, ink, as.character(lty), lwd * 0.75)
  else for (s in sides) {
    .path(switch(s, b[c(1, 3)], b[c(1, 1)], b[c(1, 3)], b[c(3, 3)]), switch(s, b[c(4, 4)], b[c(2, 4)], b[c(2, 2)], b[c(2, 4)]), ink, as.character(lty), lwd * 0.75)
  }
  invisible()
}
title <- function(main = NULL, sub = NULL, xlab = NULL, ylab = NULL, line = NA, outer = FALSE, cex.main = .graph_par("cex.main"),
                  cex.lab = .graph_par("cex.lab"), cex.sub = .graph_par("cex.sub"), col.main = .graph_par("col.main"),
                  col.lab = .graph_par("col.lab"), col.sub = .graph_par("col.sub"), font.main = .graph_par("font.main"),
                  font.lab = .graph_par("font.lab"), adj = .graph_par("adj"), mgp = .graph_par("mgp"), ...) {
  if (is.list(main)) main <- main[[1]]
  at <- function(default) if (is.na(line)) default else line
  if (length(.plain(main))) {
    text <- paste(.plain(main), collapse = "\n")
    .describe(gsub("\n", " ", text))
    lines <- if (is.na(line)) (if (outer) .graph_par("oma") else .graph_par("mar"))[3] / 2 - 0.5 else line
    .margin_text(text, 3, lines, outer, NA, adj, .font_size(cex.main), col.main, font.main == 2, is.na(line))
  }
  if (length(.plain(xlab))) .margin_text(paste(.plain(xlab), collapse = "\n"), 1, at(mgp[1]), outer, NA, adj, .font_size(cex.lab), col.lab, font.lab == 2)
  if (length(.plain(ylab))) .margin_text(paste(.plain(ylab), collapse = "\n"), 2, at(mgp[1]), outer, NA, adj, .font_size(cex.lab), col.lab, font.lab == 2)
  if (length(.plain(sub))) .margin_text(paste(.plain(sub), collapse = "\n"), 1, at(mgp[1] + 1), outer, NA, adj, .font_size(cex.sub), col.sub, FALSE)
  invisible()
}
.margin_text <- function(text, side, line, outer, at, adj, size, col, bold, middle = FALSE, las = 0) {
  if (!nzchar(text)) return(invisible())
  .on_page()
  size_page <- .page_size()
  lines <- .line_height()
  b <- if (outer) {
    oma <- .graph_par("oma") * lines
    c(oma[2], oma[3], size_page[1] - oma[4], size_page[2] - oma[1])
  } else .graph$box
  col <- color_text(col)[1]
  along <- if (side %in% c(1, 3)) b[1] + adj * (b[3] - b[1]) else b[4] - adj * (b[4] - b[2])
  if (!is.na(at)) along <- if (outer) if (side %in% c(1, 3)) at * size_page[1] else (1 - at) * size_page[2] else .to_points(at, if (side %in% c(1, 3)) 1 else 2)
  upright <- las %in% c(1, 2) && side %in% c(2, 4)
  across <- if (upright) if (side == 2) 1 else 0 else adj
  rows <- lengths(regmatches(text, gregexpr("\n", text)))
  switch(side,
    .words(along, b[4] + (line + 0.8) * lines + rows * size * 1.25, text, size, col, bold, across, 0, if (las %in% c(2, 3)) 90 else 0),
    if (upright) .words(b[1] - line * lines, along, text, size, col, bold, across, 0.5, 0) else .words(b[1] - (line + 0.2) * lines, along, text, size, col, bold, across, 0, 90),
    .words(along, b[2] - (line + if (middle) 0.5 else 0.2) * lines, text, size, col, bold, across, if (middle) 0.5 else 0, if (las %in% c(2, 3)) 90 else 0),
    if (upright) .words(b[3] + line * lines, along, text, size, col, bold, across, 0.5, 0) else .words(b[3] + (line + 0.8) * lines, along, text, size, col, bold, across, 0, 90))
  invisible()
}
mtext <- function(text, side = 3, line = 0, outer = FALSE, at = NA, adj = NA, padj = NA, cex = NA, col = NA, font = NA, las = .graph_par("las"), ...) {
  .graph_rest("mtext", list(...))
  words <- .plain(text)
  n <- max(length(words), length(at), length(line))
  size <- .graph_par("ps") * if (is.na(cex[1])) 1 else cex[1]
  for (i in seq_len(n)) {
    pick <- function(v) rep_len(v, n)[i]
    place <- if (is.na(pick(adj))) 0.5 else pick(adj)
    .margin_text(pick(words), pick(side), pick(line), outer, as.numeric(pick(at)), place, size, if (is.na(pick(col))) .graph_par("fg") else pick(col), isTRUE(pick(font) == 2), FALSE, las)
  }
  invisible()
}
grid <- function(nx = NULL, ny = nx, col = "lightgray", lty = "dotted", lwd = .graph_par("lwd"), equilogs = TRUE, ...) {
  u <- .graph$usr
  places <- function(n, axis) {
    if (isTRUE(is.na(n))) return(numeric())
    ends <- if (axis == 1) u[1:2] else u[3:4]
    if (is.null(n)) axTicks(axis) else {
      at <- seq(ends[1], ends[2], length.out = n + 1)[-c(1, n + 1)]
      if (.graph$log[axis]) 10^at else at
    }
  }
  abline(v = places(nx, 1), h = places(ny, 2), col = col, lty = lty, lwd = lwd)
  invisible()
}
rug <- function(x, ticksize = 0.03, side = 1, lwd = 0.5, col = .graph_par("fg"), quiet = FALSE, ...) {
  x <- as.numeric(x[is.finite(x)])
  if (length(x)) {
    p <- .to_points(x, if (side %% 2 == 1) 1 else 2)
    b <- .graph$box
    length <- ticksize * min(b[3] - b[1], b[4] - b[2])
    base <- switch(side, b[4], b[1], b[2], b[3])
    inward <- switch(side, -1, 1, 1, -1)
    .on_page()
    .page_path(if (side %% 2 == 1) 1 else 2, as.vector(rbind(p, p, NaN)), as.vector(rbind(rep(base, length(p)), base + inward * length, NaN)), col, "1", lwd)
  }
  invisible(x)
}
