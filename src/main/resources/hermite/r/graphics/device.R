# Devices, pages and the figures on them. Lengths are points, 72 an inch.

.graph <- new.env()
.graph_start <- function() {
  .graph$par <- list(adj = 0.5, ann = TRUE, ask = FALSE, bg = "white", bty = "o", cex = 1, cex.axis = 1, cex.lab = 1, cex.main = 1.2,
    cex.sub = 1, cin = c(0.15, 0.2), col = "black", col.axis = "black", col.lab = "black", col.main = "black", col.sub = "black",
    crt = 0, err = 0L, family = "", fg = "black", fig = c(0, 1, 0, 1), font = 1L, font.axis = 1L, font.lab = 1L, font.main = 2L,
    font.sub = 1L, lab = c(5L, 5L, 7L), las = 0L, lend = "round", lheight = 1, ljoin = "round", lmitre = 10, lty = "solid", lwd = 1,
    mar = c(5.1, 4.1, 4.1, 2.1), mex = 1, mfcol = c(1L, 1L), mfg = c(1L, 1L, 1L, 1L), mfrow = c(1L, 1L), mgp = c(3, 1, 0), mkh = 0.001,
    new = FALSE, oma = c(0, 0, 0, 0), pch = 1L, ps = 12L, pty = "m", smo = 1, srt = 0, tck = NA_real_, tcl = -0.5,
    usr = c(0, 1, 0, 1), xaxp = c(0, 1, 5), xaxs = "r", xaxt = "s", xlog = FALSE, xpd = FALSE, yaxp = c(0, 1, 5), yaxs = "r",
    yaxt = "s", ylbias = 0.2, ylog = FALSE)
  .graph$cells <- NULL
  .graph$order <- NULL
  .graph$figure <- 0L
}
.graph_par <- function(name) {
  if (is.null(.graph$par)) .graph_start()
  .graph$par[[name]]
}
.par_fixed <- function() c("cin", "cra", "csi", "cxy", "din", "page")
par <- function(..., no.readonly = FALSE) {
  if (is.null(.graph$par)) .graph_start()
  given <- list(...)
  if (length(given) == 1 && is.null(names(given)) && is.list(given[[1]])) given <- given[[1]]
  if (length(given) == 0) {
    all <- .par_computed(.graph$par)
    if (no.readonly) all[c(.par_fixed(), "fin", "pin")] <- NULL
    return(all[order(names(all))])
  }
  if (is.null(names(given))) {
    asked <- unlist(given)
    all <- .par_computed(.graph$par)
    for (n in setdiff(asked, names(all))) warning("\"", n, "\" is not a graphical parameter", call. = FALSE)
    return(if (length(asked) == 1) all[[asked]] else all[asked])
  }
  before <- list()
  for (n in names(given)) {
    value <- given[[n]]
    if (n %in% c("cin", "cra", "csi", "cxy", "din", "page")) {
      warning("graphical parameter \"", n, "\" cannot be set", call. = FALSE)
      next
    }
    before[n] <- list(if (n == "mai") .graph$par$mar * .line_height() / 72 else if (n == "omi") .graph$par$oma * .line_height() / 72
                      else if (n %in% c("pin", "plt", "fin")) .par_computed(.graph$par)[[n]] else .graph$par[[n]])
    if (n %in% c("mfrow", "mfcol")) .set_figures(as.integer(value), n == "mfcol")
    else if (n == "mai") .graph$par$mar <- value * 72 / .line_height()
    else if (n == "omi") .graph$par$oma <- value * 72 / .line_height()
    else if (n == "mfg") .graph$figure <- as.integer((value[1] - 1) * .graph$par$mfrow[2] + value[2]) - 1L
    else if (n %in% c("pin", "plt", "fin", "fig", "crt", "family", "lend", "ljoin", "lmitre", "mkh", "smo", "lheight")) {
      if (!identical(value, .graph$par[[n]])) .graph_note(paste0("par(", n, "=)"))
      if (n %in% names(.graph$par)) .graph$par[[n]] <- value
    }
    else if (n %in% names(.graph$par)) .graph$par[[n]] <- value
    else warning("\"", n, "\" is not a graphical parameter", call. = FALSE)
    if (n == "usr" && isTRUE(.has_page())) .set_window(value)
  }
  invisible(before)
}
.par_computed <- function(p) {
  size <- .page_size() / 72
  p$din <- size
  p$mai <- p$mar * .line_height() / 72
  p$omi <- p$oma * .line_height() / 72
  box <- .plot_box()
  p$pin <- c(box[3] - box[1], box[4] - box[2]) / 72
  p$usr <- if (is.null(.graph$usr)) p$usr else .graph$usr
  p$cxy <- p$cin / p$pin * c(diff(p$usr[1:2]), diff(p$usr[3:4]))
  p
}
# What a script asks for that has no effect here, said once for each word.
.graph_note <- function(what) {
  if (!what %in% .graph$noted) {
    .graph$noted <- c(.graph$noted, what)
    message("note: ", what, " has no effect here (graphics)")
  }
}
# Arguments in ... that nothing here reads.
.graph_rest <- function(f, rest) {
  for (n in names(rest)) {
    if (n %in% c("family", "lend", "ljoin", "lmitre", "panel.first", "panel.last", "frame.plot", "ask", "lheight", "useRaster")) .graph_note(paste0(f, "(", n, "=)"))
    else if (nzchar(n)) warning("\"", n, "\" is not a graphical parameter", call. = FALSE)
  }
}
.set_figures <- function(shape, by_column = FALSE) {
  .graph$par$mfrow <- .graph$par$mfcol <- shape
  n <- shape[1] * shape[2]
  cells <- expand.grid(column = seq_len(shape[2]), row = seq_len(shape[1]))
  if (by_column) cells <- cells[order(cells$column, cells$row), ]
  .graph$cells <- cbind(left = (cells$column - 1) / shape[2], right = cells$column / shape[2], top = (cells$row - 1) / shape[1], bottom = cells$row / shape[1])
  .graph$figure <- n
  .graph$par$cex <- if (max(shape) > 2) 0.66 else if (all(shape == 2)) 0.83 else 1
}
layout <- function(mat, widths = rep.int(1, ncol(mat)), heights = rep.int(1, nrow(mat)), respect = FALSE) {
  if (is.null(.graph$par)) .graph_start()
  mat <- as.matrix(mat)
  number <- function(v) if (is.character(v)) as.numeric(sub(" *cm", "", v)) / 2.54 else v
  across <- c(0, cumsum(number(widths)) / sum(number(widths)))
  down <- c(0, cumsum(number(heights)) / sum(number(heights)))
  figures <- sort(setdiff(unique(c(mat)), 0))
  .graph$cells <- t(vapply(figures, function(f) {
    at <- which(mat == f, arr.ind = TRUE)
    c(left = across[min(at[, 2])], right = across[max(at[, 2]) + 1], top = down[min(at[, 1])], bottom = down[max(at[, 1]) + 1])
  }, numeric(4)))
  .graph$figure <- length(figures)
  .graph$par$cex <- if (max(dim(mat)) > 2) 0.66 else if (all(dim(mat) == 2)) 0.83 else 1
  invisible(length(figures))
}
lcm <- function(x) paste(x, "cm")
extendrange <- function(x, r = range(x, na.rm = TRUE), f = 0.05) r + c(-1, 1) * rep_len(f, 2) * diff(r)
layout.show <- function(n = 1) {
  for (i in seq_len(n)) {
    plot.new()
    text(0.5, 0.5, i)
    box()
  }
  invisible()
}
split.screen <- function(figs, ...) .unsupported("split.screen() is not supported: use par(mfrow =) or layout() (graphics)")
.line_height <- function() 14.4 * (if (is.null(.graph$par)) 1 else .graph$par$cex * .graph$par$mex)
.font_size <- function(cex = 1) .graph_par("ps") * .graph_par("cex") * cex
# Left, top, right and bottom of the figure and of the plot region in it.
.figure_box <- function() {
  size <- .page_size()
  oma <- .graph_par("oma") * .line_height()
  inner <- c(oma[2], oma[3], size[1] - oma[4], size[2] - oma[1])
  if (is.null(.graph$cells)) return(inner)
  cell <- .graph$cells[max(1, .graph$figure), ]
  c(inner[1] + cell[1] * (inner[3] - inner[1]), inner[2] + cell[3] * (inner[4] - inner[2]),
    inner[1] + cell[2] * (inner[3] - inner[1]), inner[2] + cell[4] * (inner[4] - inner[2]))
}
.plot_box <- function() {
  figure <- .figure_box()
  mar <- .graph_par("mar") * .line_height()
  box <- unname(c(figure[1] + mar[2], figure[2] + mar[3], figure[3] - mar[4], figure[4] - mar[1]))
  if (.graph_par("pty") == "s") {
    side <- min(box[3] - box[1], box[4] - box[2])
    middle <- c(box[1] + box[3], box[2] + box[4]) / 2
    box <- c(middle - side / 2, middle + side / 2)
  }
  box
}
plot.new <- function() {
  if (is.null(.graph$par)) .graph_start()
  n <- if (is.null(.graph$cells)) 1L else nrow(.graph$cells)
  if (.graph$par$new && .has_page()) .graph$par$new <- FALSE
  else if (!.has_page() || .graph$figure >= n) {
    .page(.graph$par$bg)
    .graph$figure <- 1L
  } else .graph$figure <- .graph$figure + 1L
  box <- .plot_box()
  if (box[3] - box[1] < 1 || box[4] - box[2] < 1) stop("figure margins too large", call. = FALSE)
  .graph$box <- box
  .graph$log <- c(FALSE, FALSE)
  .set_window(c(0, 1, 0, 1))
  invisible()
}
# The next figure begins a new page.
.page_is_full <- function() .graph$figure <- if (is.null(.graph$cells)) 1L else nrow(.graph$cells)
frame <- function() plot.new()
.extend <- function(range, log, style) {
  if (log) range <- log10(range)
  if (diff(range) == 0) range <- range + c(-1, 1) * (if (range[1] == 0) 1 else 0.4 * abs(range[1]))
  if (style == "r") range <- range + c(-0.04, 0.04) * diff(range)
  range
}
# Sets the values at the edges; of a logarithmic axis their logarithms, as par("usr") has them.
plot.window <- function(xlim, ylim, log = "", asp = NA, xaxs = .graph_par("xaxs"), yaxs = .graph_par("yaxs"), ...) {
  if (!all(is.finite(xlim))) stop("need finite 'xlim' values", call. = FALSE)
  if (!all(is.finite(ylim))) stop("need finite 'ylim' values", call. = FALSE)
  .graph$log <- c(grepl("x", log), grepl("y", log))
  if (.graph$log[1] && any(xlim <= 0) || .graph$log[2] && any(ylim <= 0)) stop("Logarithmic axis must have positive limits", call. = FALSE)
  x <- .extend(as.numeric(xlim), .graph$log[1], xaxs)
  y <- .extend(as.numeric(ylim), .graph$log[2], yaxs)
  if (!is.na(asp)) {
    box <- .graph$box
    per <- c(diff(x) / (box[3] - box[1]), diff(y) / (box[4] - box[2]) / asp)
    if (per[1] < per[2]) x <- mean(x) + c(-0.5, 0.5) * per[2] * (box[3] - box[1])
    else y <- mean(y) + c(-0.5, 0.5) * per[1] * asp * (box[4] - box[2])
  }
  .set_window(c(x, y))
  .graph$par$xlog <- .graph$log[1]
  .graph$par$ylog <- .graph$log[2]
  invisible()
}
# The limits of the plot region, with the ticks that follow from them.
.set_window <- function(usr) {
  .graph$usr <- usr
  .graph$par$xaxp <- .axis_ends(usr[1:2], .graph$log[1], .graph_par("lab")[1])
  .graph$par$yaxp <- .axis_ends(usr[3:4], .graph$log[2], .graph_par("lab")[2])
}
# Drawing within the plot region in its values, or anywhere on the page in points.
.in_plot <- function(clip = !isTRUE(.graph_par("xpd"))) {
  if (!.has_page()) .no_page(sys.call(-1L))
  u <- .graph$usr
  if (.graph$log[1]) u[1:2] <- 10^u[1:2]
  if (.graph$log[2]) u[3:4] <- 10^u[3:4]
  .view(.graph$box, u, .graph$log[1], .graph$log[2], clip && !is.na(.graph_par("xpd")))
}
# Without a plot R's inner functions complain, each under its own name.
.no_page <- function(call) {
  inner <- switch(as.character(call[[1L]])[1L], draw_typed = quote(plot.xy(xy.coords(x, y), type = type, ...)),
                  abline = quote(int_abline(a = a, b = b, h = h, v = v, untf = untf, ...)),
                  call)
  stop(simpleError("plot.new has not been called yet", inner))
}
.on_page <- function() {
  if (!.has_page()) .no_page(sys.call(-1L))
  size <- .page_size()
  .view(c(0, 0, size), c(0, size[1], size[2], 0), FALSE, FALSE, FALSE)
}
.to_points <- function(v, axis) {
  u <- if (axis == 1) .graph$usr[1:2] else .graph$usr[3:4]
  if (.graph$log[axis]) v <- log10(v)
  share <- (v - u[1]) / (u[2] - u[1])
  if (axis == 1) .graph$box[1] + share * (.graph$box[3] - .graph$box[1]) else .graph$box[4] - share * (.graph$box[4] - .graph$box[2])
}
grconvertX <- function(x, from = "user", to = "user") .convert_place(x, from, to, 1)
grconvertY <- function(y, from = "user", to = "user") .convert_place(y, from, to, 2)
.convert_place <- function(v, from, to, axis) {
  size <- .page_size()[axis]
  figure <- .figure_box()[c(axis, axis + 2)]
  plot <- .graph$box[c(axis, axis + 2)]
  edges <- function(unit) {
    e <- switch(unit, ndc = c(0, size), nfc = figure, npc = plot, user = plot, .unsupported("grconvertX() knows user, npc, nfc, ndc, inches (graphics)"))
    if (axis == 2) rev(e) else e
  }
  at <- if (from == "user") .to_points(v, axis) else if (from == "inches") if (axis == 2) size - v * 72 else v * 72
    else edges(from)[1] + v * diff(edges(from))
  if (to == "inches") return(if (axis == 2) (size - at) / 72 else at / 72)
  share <- (at - edges(to)[1]) / diff(edges(to))
  if (to != "user") return(share)
  u <- .graph$usr[if (axis == 1) 1:2 else 3:4]
  out <- u[1] + share * (u[2] - u[1])
  if (.graph$log[axis]) 10^out else out
}
.open_device <- function(file, width, height, scale) {
  .graph_start()
  .device(if (!is.null(file)) path.expand(file), width, height, scale)
}
png <- function(filename = "Rplot%03d.png", width = 480, height = 480, units = "px", pointsize = 12, bg = "white", res = NA, ...) {
  if (missing(filename)) filename <- "Rplot001.png"
  dpi <- if (is.na(res)) 72 else res
  inches <- switch(match.arg(units, c("px", "in", "cm", "mm")), px = 1 / dpi, "in" = 1, cm = 1 / 2.54, mm = 1 / 25.4)
  if (units != "px" && is.na(res)) stop("'res' must be specified unless 'units = \"px\"'")
  .open_device(filename, width * inches * 72, height * inches * 72, dpi / 72)
  .graph$par$ps <- as.integer(pointsize)
  .graph$par$bg <- bg
  invisible()
}
.as_png <- function(name, ending, filename, ...) {
  target <- sub(ending, ".png", filename)
  message("note: graphs of ", name, "() are written as PNG: ", target, " in place of ", filename)
  png(target, ...)
}
jpeg <- function(filename = "Rplot001.jpeg", ..., quality = 75) .as_png("jpeg", "[.]jpe?g$", filename, ...)
tiff <- function(filename = "Rplot001.tiff", ..., compression = "none") .as_png("tiff", "[.]tiff?$", filename, ...)
bmp <- function(filename = "Rplot001.bmp", ...) .as_png("bmp", "[.]bmp$", filename, ...)
svg <- function(filename = "Rplot001.svg", width = 7, height = 7, pointsize = 12, bg = "white", ...) {
  .open_device(filename, width * 72, height * 72, 1)
  .graph$par$ps <- as.integer(pointsize)
  .graph$par$bg <- bg
  invisible()
}
pdf <- function(file = "Rplots.pdf", width = 7, height = 7, onefile = TRUE, paper = "special", pointsize = 12, bg = "transparent", ...) {
  .open_device(file, width * 72, height * 72, 1)
  .graph$par$ps <- as.integer(pointsize)
  invisible()
}
cairo_pdf <- function(filename = "Rplot001.pdf", width = 7, height = 7, pointsize = 12, ...) pdf(filename, width, height, pointsize = pointsize)
postscript <- function(file = "Rplots.ps", ..., width = 7, height = 7) {
  target <- sub("[.]e?ps$", ".pdf", file)
  message("note: graphs of postscript() are written as PDF: ", target, " in place of ", file)
  pdf(target, width, height)
}
dev.off <- function(which = 2) {
  .device_off()
  .graph_start()
  c("null device" = 1L)
}
graphics.off <- function() {
  .device_off()
  .graph_start()
  invisible()
}
dev.new <- function(...) {
  .device_off()
  .graph_start()
  invisible()
}
windows <- function(...) dev.new()
x11 <- function(...) dev.new()
X11 <- function(...) dev.new()
quartz <- function(...) dev.new()
dev.cur <- function() if (.has_device()) c("file" = 2L) else c("null device" = 1L)
dev.list <- function() if (.has_device()) c("file" = 2L) else NULL
dev.set <- function(which = 2) dev.cur()
dev.size <- function(units = "in") .page_size() / switch(units, "in" = 72, cm = 72 / 2.54, px = 1)
dev.flush <- function(level = 1L) invisible(0L)
dev.hold <- function(level = 1L) invisible(0L)
dev.control <- function(...) invisible()
devAskNewPage <- function(ask = NULL) invisible(FALSE)
xinch <- function(x = 1) x * diff(.graph$usr[1:2]) / ((.graph$box[3] - .graph$box[1]) / 72)
yinch <- function(y = 1) y * diff(.graph$usr[3:4]) / ((.graph$box[4] - .graph$box[2]) / 72)
strwidth <- function(s, units = "user", cex = 1, ...) .string_size(s, units, cex, 1)
strheight <- function(s, units = "user", cex = 1, ...) .string_size(s, units, cex, 2)
.string_size <- function(s, units, cex, axis) {
  size <- .font_size(cex)
  points <- if (axis == 1) .text_width(.plain(s), size) else size * (0.718 + 1.2 * lengths(regmatches(.plain(s), gregexpr("\n", .plain(s)))))
  switch(units, user = points * diff(.graph$usr[if (axis == 1) 1:2 else 3:4]) / (.graph$box[axis + 2] - .graph$box[axis]),
         figure = points / (.figure_box()[axis + 2] - .figure_box()[axis]), inches = points / 72)
}
# The text of a label; of an expression of plotmath what it says, with Greek letters, raised digits and signs as characters.
.plain <- function(x) {
  if (is.null(x)) return(character())
  if (is.expression(x)) return(vapply(as.list(x), .math_text, ""))
  if (is.call(x) || is.name(x)) return(.math_text(x))
  as.character(x)
}
.greek <- function(name) {
  names <- c("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu", "xi", "omicron",
             "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi",
             "Sigma", "Upsilon", "Phi", "Psi", "Omega", "infinity", "degree")
  signs <- c("\u03b1", "\u03b2", "\u03b3", "\u03b4", "\u03b5", "\u03b6", "\u03b7", "\u03b8", "\u03b9", "\u03ba", "\u03bb", "\u03bc",
             "\u03bd", "\u03be", "\u03bf", "\u03c0", "\u03c1", "\u03c3", "\u03c4", "\u03c5", "\u03c6", "\u03c7", "\u03c8", "\u03c9",
             "\u0393", "\u0394", "\u0398", "\u039b", "\u039e", "\u03a0", "\u03a3", "\u03a5", "\u03a6", "\u03a8", "\u03a9", "\u221e", "\u00b0")
  at <- match(name, names)
  if (is.na(at)) name else signs[at]
}
.math_text <- function(e) {
  if (is.name(e)) return(.greek(as.character(e)))
  if (!is.call(e)) return(as.character(e))
  f <- if (is.name(e[[1]])) as.character(e[[1]]) else ""
  a <- vapply(as.list(e)[-1], .math_text, "")
  switch(f,
    "~" = paste(a, collapse = " "), "*" = paste(a, collapse = ""), paste = paste(a, collapse = ""), "[" = paste0(a[1], .small(a[2], FALSE)),
    "^" = paste0(a[1], .small(a[2], TRUE)), "(" = paste0("(", a, ")"), "{" = paste(a, collapse = ""), "==" = paste(a, collapse = " = "),
    "<=" = paste(a, collapse = " \u2264 "), ">=" = paste(a, collapse = " \u2265 "), "!=" = paste(a, collapse = " \u2260 "),
    "%*%" = paste(a, collapse = " \u00d7 "), "%+-%" = paste(a, collapse = " \u00b1 "), "%~~%" = paste(a, collapse = " \u2248 "),
    "+" = , "-" = if (length(a) == 1) paste0(f, a) else paste(a, collapse = paste0(" ", f, " ")), "/" = paste(a, collapse = "/"),
    "<" = , ">" = paste(a, collapse = paste0(" ", f, " ")), frac = paste(a, collapse = "/"), over = paste(a, collapse = "/"),
    sqrt = paste0("\u221a", a[1]), hat = paste0(a, "\u0302"), bar = paste0(a, "\u0304"), tilde = paste0(a, "\u0303"), plain = , bold = ,
    italic = , bolditalic = , symbol = , group = , phantom = if (f == "phantom") "" else paste(a, collapse = ""),
    list = paste(a, collapse = ", "), paste0(if (nzchar(f)) .greek(f) else .math_text(e[[1]]), "(", paste(a, collapse = ", "), ")"))
}
.small <- function(text, raised) {
  plain <- strsplit("0123456789+-=()", "")[[1]]
  other <- strsplit(if (raised) "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207a\u207b\u207c\u207d\u207e"
                    else "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u208a\u208b\u208c\u208d\u208e", "")[[1]]
  each <- strsplit(text, "")[[1]]
  if (all(each %in% plain)) paste(other[match(each, plain)], collapse = "") else if (raised) paste0("^", text) else text
}
