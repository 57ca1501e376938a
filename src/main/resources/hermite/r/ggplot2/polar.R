# Polar coordinates: one axis runs round the panel, the other outwards from its middle.

coord_polar <- function(theta = "x", start = 0, direction = 1, clip = "on") {
  structure(list(kind = "polar", theta = match.arg(theta, c("x", "y")), start = start, direction = direction, expand = TRUE, clip = clip), class = c("gg_coord", "gg"))
}
.is_polar <- function(b) identical(b$plot$coord$kind, "polar")
# What the scales leave at their ends: nothing, but half a step round a discrete circle.
.polar_scale <- function(s, coord, axis) {
  if (is.null(s) || !(.is_waiver(s$expand) || is.null(s$expand))) return(s)
  s$expand <- if (identical(s$type, "discrete") && coord$theta == axis) c(0, 0.5, 0, 0.5) else c(0, 0, 0, 0)
  s
}
# Places in the panel, from 0 to 1 both ways, of values on the two axes.
.polar_places <- function(coord, v) {
  round <- coord$theta
  function(x, y) {
    out <- if (round == "x") list(t = x, r = y) else list(t = y, r = x)
    part <- function(z, view) (z - view[1]) / diff(view)
    angle <- coord$start + coord$direction * 2 * pi * part(out$t, v[[round]]$view)
    reach <- 0.4 * part(out$r, v[[if (round == "x") "y" else "x"]]$view)
    list(x = 0.5 + reach * sin(angle), y = 0.5 + reach * cos(angle))
  }
}
# A line or an outline with points between, so that it bends; pieces end at NaN.
.bent <- function(p, closed = FALSE) {
  if (is.null(.gg_state$polar)) return(p)
  gaps <- is.na(p$x) | is.na(p$y)
  piece <- cumsum(gaps)
  parts <- lapply(split(which(!gaps), piece[!gaps]), function(k) {
    if (closed) k <- c(k, k[1L])
    n <- length(k)
    if (n < 2L) return(list(x = p$x[k], y = p$y[k]))
    steps <- if (n > 60L) 2L else 40L
    at <- c(seq(1, n, by = 1 / steps))
    list(x = stats::approx(seq_len(n), p$x[k], at)$y, y = stats::approx(seq_len(n), p$y[k], at)$y)
  })
  x <- unlist(lapply(parts, function(q) c(q$x, NaN)), use.names = FALSE)
  y <- unlist(lapply(parts, function(q) c(q$y, NaN)), use.names = FALSE)
  .gg_state$polar(x[-length(x)], y[-length(y)])
}
.placed <- function(p) if (is.null(.gg_state$polar)) p else .gg_state$polar(p$x, p$y)
# The axes of a polar panel as a square one sees them: distances at the left, nothing below.
.polar_square <- function(coord, v) {
  out <- v[[if (coord$theta == "x") "y" else "x"]]
  part <- function(z) 0.5 + 0.4 * (z - out$view[1]) / diff(out$view)
  list(x = list(at = numeric(), labels = character(), minor = numeric(), view = c(0, 1)),
       y = list(at = part(out$at), labels = out$labels, minor = numeric(), view = c(0, 1)), values = v)
}
# Circles and spokes, and the labels of the axis that runs round.
.polar_grid <- function(coord, v, theme) {
  round <- v[[coord$theta]]
  out <- v[[if (coord$theta == "x") "y" else "x"]]
  stroke <- function(name, x, y) if (!.theme_blank(theme, name)) {
    .path(x, y, color_text(.theme_get(theme, name, "colour")), as.character(.or(.theme_get(theme, name, "linetype"), 1)), .theme_get(theme, name, "linewidth") * .mm * 0.75)
  }
  angle_of <- function(z) coord$start + coord$direction * 2 * pi * (z - round$view[1]) / diff(round$view)
  spokes <- function(name, at) for (a in angle_of(at)) stroke(name, 0.5 + c(0, 0.45) * sin(a), 0.5 + c(0, 0.45) * cos(a))
  other <- if (coord$theta == "x") "y" else "x"
  spokes(paste0("panel.grid.minor.", coord$theta), round$minor)
  spokes(paste0("panel.grid.major.", coord$theta), round$at)
  ring <- seq(0, 2 * pi, length.out = 121)
  for (r in c(0.45, 0.4 * (out$at - out$view[1]) / diff(out$view))) if (r > 0) stroke(paste0("panel.grid.major.", other), 0.5 + r * sin(ring), 0.5 + r * cos(ring))
}
.polar_labels <- function(coord, v, theme) {
  round <- v[[coord$theta]]
  if (.theme_blank(theme, "axis.text.x") || !length(round$at)) return(invisible())
  angle <- coord$start + coord$direction * 2 * pi * (round$at - round$view[1]) / diff(round$view)
  labels <- round$labels
  # the ends of the circle meet
  ends <- (angle - coord$start) %% (2 * pi) < 1e-6
  if (sum(ends) > 1L && !identical(round$discrete, TRUE)) {
    labels[which(ends)[1L]] <- paste(labels[which(ends)], collapse = "/")
    keep <- !ends | seq_along(ends) == which(ends)[1L]
    angle <- angle[keep]
    labels <- labels[keep]
  }
  .words(0.5 + 0.45 * sin(angle), 0.5 + 0.45 * cos(angle), labels, .theme_get(theme, "axis.text.x", "size"), color_text(.theme_get(theme, "axis.text.x", "colour")), FALSE, 0.5, 0.5, 0)
}
