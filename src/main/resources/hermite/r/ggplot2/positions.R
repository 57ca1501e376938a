# Positions: jitter and nudges over all rows of a layer, stacks and dodges within a panel.

.position_apply <- function(d, layer, discrete) {
  position <- layer$position
  kind <- position$kind
  if (nrow(d) == 0 || kind == "identity") return(d)
  if (kind == "nudge") return(.moved(d, .or(position$x, 0), .or(position$y, 0)))
  if (kind == "jitter") return(.jittered(d, position, discrete))
  if (kind %in% c("dodge", "dodge2") && is.null(d$xmin) && is.null(position$width)) warning("Width not defined\n\u2139 Set with `position_", kind, "(width = ...)`", call. = FALSE)
  if (kind == "jitterdodge") position <- .jitterdodge_width(d, position, discrete)
  if (kind == "dodge2") position$most <- .most_together(d, position)
  .by_panel(d, function(own) {
    switch(kind, stack = , fill = .stack(own, kind == "fill", isTRUE(position$reverse), .or(position$vjust, 1)), dodge2 = .dodge_boxes(own, position),
           jitterdodge = .jitterdodge(own, position), .dodge(own, position$width, position$preserve))
  })
}
.moved <- function(d, x, y) {
  for (n in intersect(names(d), .position_x())) d[[n]] <- d[[n]] + x
  for (n in intersect(names(d), .position_y())) d[[n]] <- d[[n]] + y
  d
}
# A value made with a seed of its own; the stream of random numbers is afterwards where it was.
.seeded <- function(seed, value) {
  if (is.null(seed)) return(value)
  if (is.na(seed)) seed <- .new_seed(seed)
  before <- .random_state()
  on.exit(.random_state(before))
  set.seed(seed)
  value
}
.jittered <- function(d, position, discrete) {
  reach <- function(v, given, is_discrete) if (is.null(given)) .resolution(if (is_discrete) 1L else v, FALSE) * 0.4 else given
  wide <- reach(d$x, position$width, discrete$x)
  high <- reach(d$y, position$height, discrete$y)
  spread <- function(by) if (by > 0) runif(nrow(d), -by, by) else 0
  by <- .seeded(if ("seed" %in% names(position)) position$seed else NA, list(x = spread(wide), y = spread(high)))
  by$x <- ifelse(is.infinite(d$x), 0, by$x)
  by$y <- ifelse(is.infinite(d$y), 0, by$y)
  .moved(d, by$x, by$y)
}
.jitterdodge_width <- function(d, position, discrete) {
  looks <- intersect(c("fill", "colour", "linetype", "shape", "size", "alpha"), names(d))
  if (length(looks) == 0) stop("`position_jitterdodge()` requires at least one aesthetic to dodge by", call. = FALSE)
  k <- length(unique(unlist(lapply(d[looks], levels))))
  position$reach <- (if (is.null(position$width)) .resolution(if (discrete$x) 1L else d$x, FALSE) * 0.4 else position$width) / (k + 2)
  position
}
.jitterdodge <- function(d, position) {
  d <- .dodge(d, position$dodge, "total")
  spread <- function(d) {
    for (n in intersect(names(d), .position_x())) if (position$reach > 0) d[[n]] <- d[[n]] + runif(nrow(d), -position$reach, position$reach)
    for (n in intersect(names(d), .position_y())) if (position$height > 0) d[[n]] <- d[[n]] + runif(nrow(d), -position$height, position$height)
    d
  }
  .seeded(position$seed, spread(d))
}
.stack <- function(d, fill, reverse, vjust) {
  d <- d[order(d$group, decreasing = !reverse), , drop = FALSE]
  if (is.null(d$xmin)) d$xmin <- d$xmax <- d$x
  whole <- !is.null(d$ymax)
  height <- if (!is.null(d$ymin) && whole) d$ymax - d$ymin else if (whole) d$ymax else d$y
  if (whole && !is.null(d$ymin)) height <- ifelse(d$ymax == 0, d$ymin, d$ymax)
  at <- d$xmin
  bottom <- top <- numeric(nrow(d))
  for (own in split(seq_len(nrow(d)), list(at, height < 0), drop = TRUE)) {
    h <- ifelse(is.na(height[own]), 0, height[own])
    total <- cumsum(h)
    scale <- if (fill && sum(h) != 0) abs(sum(h)) else 1
    top[own] <- total / scale
    bottom[own] <- c(0, total[-length(total)]) / scale
  }
  low <- pmin(bottom, top)
  high <- pmax(bottom, top)
  d$y <- low + (high - low) * vjust
  d$ymin <- low
  d$ymax <- high
  d[order(as.integer(row.names(d))), , drop = FALSE]
}
# Groups at one place side by side within a width, that of what is shown when none is given.
.dodge <- function(d, width, preserve) {
  if (is.null(d$xmin)) {
    half <- .or(width, 0) / 2
    d$xmin <- d$x - half
    d$xmax <- d$x + half
  }
  if (is.null(width)) width <- d$xmax[1] - d$xmin[1]
  if (is.null(d$ymax) && !is.null(d$y)) d$ymax <- d$y
  at <- round((d$xmin + d$xmax) / 2, 6)
  together <- split(seq_along(at), at)
  most <- max(vapply(together, function(own) length(unique(d$group[own])), 1L))
  for (own in together) {
    inside <- sort(unique(d$group[own]))
    n <- if (identical(preserve, "single")) most else length(inside)
    if (n == 1) next
    whole <- max(d$xmax[own]) - min(d$xmin[own])
    d$x[own] <- d$x[own] + width * ((match(d$group[own], inside) - 0.5) / n - 0.5)
    d$xmin[own] <- d$x[own] - whole / n / 2
    d$xmax[own] <- d$x[own] + whole / n / 2
  }
  d
}
.overlaps <- function(d) cumsum(c(TRUE, d$xmin[-1] >= d$xmax[-nrow(d)]))
# With preserve = "single" every box is as wide as where the most stand together.
.most_together <- function(d, position) {
  if (!identical(position$preserve, "single")) return(NULL)
  d <- d[order(d$x, d$group), , drop = FALSE]
  max(vapply(split(d, d$PANEL), function(own) max(table(own$x)), 1L))
}
.dodge_boxes <- function(d, position) {
  if (is.null(d$xmin)) {
    half <- .or(position$width, 0) / 2
    d$xmin <- d$x - half
    d$xmax <- d$x + half
  }
  d <- d[order(d$x, if (isTRUE(position$reverse)) -d$group else d$group), , drop = FALSE]
  id <- .overlaps(d)
  middle <- (tapply(d$xmin, id, min) + tapply(d$xmax, id, max)) / 2
  wide <- (d$xmax - d$xmin) / (if (is.null(position$most)) as.vector(table(id)[id]) else position$most)
  start <- as.vector(middle - tapply(wide, id, sum) / 2)
  left <- start[id] + unlist(lapply(split(wide, id), function(w) cumsum(w) - w), use.names = FALSE)
  d$xmin <- left
  d$xmax <- left + wide
  d$x <- left + wide / 2
  if (anyDuplicated(id)) {
    wide <- wide * (1 - .or(position$padding, 0.1))
    d$xmin <- d$x - wide / 2
    d$xmax <- d$x + wide / 2
  } else {
    d$xid <- as.numeric(id)
    d$newx <- as.vector(middle)[id]
    d$new_width <- wide
  }
  d
}
