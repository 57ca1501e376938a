# Themes: elements that inherit what they do not say.

.element <- function(kind, given) structure(c(list(kind = kind), given), class = c("element", "gg"))
element_text <- function(family = NULL, face = NULL, colour = NULL, size = NULL, hjust = NULL, vjust = NULL, angle = NULL, lineheight = NULL, color = NULL, margin = NULL, debug = NULL, inherit.blank = FALSE) {
  .element("text", Filter(Negate(is.null), list(face = face, colour = .or(colour, color), size = size, hjust = hjust, vjust = vjust, angle = angle)))
}
element_line <- function(colour = NULL, size = NULL, linetype = NULL, lineend = NULL, color = NULL, arrow = NULL, linewidth = NULL, inherit.blank = FALSE) {
  .element("line", Filter(Negate(is.null), list(colour = .or(colour, color), linewidth = .or(linewidth, size), linetype = linetype)))
}
element_rect <- function(fill = NULL, colour = NULL, size = NULL, linetype = NULL, color = NULL, linewidth = NULL, inherit.blank = FALSE) {
  .element("rect", Filter(Negate(is.null), list(fill = fill, colour = .or(colour, color), linewidth = .or(linewidth, size), linetype = linetype)))
}
element_blank <- function() .element("blank", list())
rel <- function(x) structure(x, class = "rel")
margin <- function(t = 0, r = 0, b = 0, l = 0, unit = "pt") c(t, r, b, l) * .unit_points(unit)
.unit_points <- function(unit) switch(unit, pt = , points = 1, lines = 14.4, cm = 72 / 2.54, mm = 72 / 25.4, "in" = , inch = , inches = 72, char = 12, npc = 100, null = 1, 1)
unit <- function(x, units, data = NULL) structure(x * .unit_points(units[1]), class = "gg_points")
theme <- function(..., complete = FALSE, validate = TRUE) {
  given <- list(...)
  if (length(given) == 1 && is.null(names(given)) && is.list(given[[1]])) given <- given[[1]]
  names(given) <- sub("color", "colour", names(given))
  for (n in names(given)) {
    if (!n %in% .theme_words()) {
      if (n %in% .theme_known()) .graph_note(paste0("theme(", n, " =)"))
      else stop("The `", n, "` theme element is not defined in the element hierarchy.", call. = FALSE)
    }
  }
  structure(given, class = c("gg_theme", "theme", "gg"), complete = complete)
}
.theme_words <- function() {
  c("line", "rect", "text", "title", "aspect.ratio", "axis.title", "axis.title.x", "axis.title.y", "axis.title.x.bottom", "axis.title.y.left", "axis.text", "axis.text.x", "axis.text.y",
    "axis.text.x.bottom", "axis.text.y.left", "axis.ticks", "axis.ticks.x", "axis.ticks.y", "axis.ticks.length", "axis.line", "axis.line.x", "axis.line.y", "legend.background", "legend.key", "legend.key.size",
    "legend.key.height", "legend.key.width", "legend.text", "legend.title", "legend.position", "legend.direction", "legend.justification", "panel.background", "panel.border", "panel.spacing",
    "panel.spacing.x", "panel.spacing.y", "panel.grid", "panel.grid.major", "panel.grid.minor", "panel.grid.major.x", "panel.grid.major.y", "panel.grid.minor.x", "panel.grid.minor.y", "plot.background",
    "plot.title", "plot.subtitle", "plot.caption", "plot.margin", "strip.background", "strip.background.x", "strip.background.y", "strip.text", "strip.text.x", "strip.text.y", "panel.ontop")
}
.theme_known <- function() {
  c("axis.title.x.top", "axis.title.y.right", "axis.text.x.top", "axis.text.y.right", "axis.ticks.length.x", "axis.ticks.length.y", "axis.ticks.x.bottom", "axis.ticks.y.left", "axis.line.x.bottom", "axis.line.y.left",
    "legend.margin", "legend.spacing", "legend.spacing.x", "legend.spacing.y", "legend.text.align", "legend.title.align", "legend.box", "legend.box.just", "legend.box.margin", "legend.box.background",
    "legend.box.spacing", "plot.title.position", "plot.caption.position", "plot.tag", "plot.tag.position", "strip.placement", "strip.text.y.left", "strip.switch.pad.grid", "strip.switch.pad.wrap", "strip.clip",
    "strip.text.x.top", "strip.text.x.bottom", "axis.ticks.y.right", "axis.ticks.x.top", "axis.line.x.top", "axis.line.y.right", "strip.placement.x", "strip.placement.y")
}
.theme_over <- function(old, new) {
  complete <- isTRUE(attr(new, "complete"))
  if (complete) return(new)
  for (n in names(new)) {
    before <- old[[n]]
    own <- new[[n]]
    if (inherits(before, "element") && inherits(own, "element") && before$kind == own$kind) {
      for (k in names(own)) before[[k]] <- own[[k]]
      own <- before
    }
    old[n] <- list(own)
  }
  structure(old, class = c("gg_theme", "theme", "gg"), complete = isTRUE(attr(old, "complete")))
}
`%+replace%` <- function(e1, e2) {
  e1[names(e2)] <- e2
  e1
}
.theme_parent <- function(n) {
  known <- c(title = "text", axis.title = "title", axis.title.x = "axis.title", axis.title.y = "axis.title", axis.text = "text", axis.text.x = "axis.text", axis.text.y = "axis.text", axis.ticks = "line",
    axis.ticks.x = "axis.ticks", axis.ticks.y = "axis.ticks", axis.line = "line", axis.line.x = "axis.line", axis.line.y = "axis.line", legend.background = "rect", legend.key = "panel.background", legend.text = "text",
    legend.title = "title", panel.background = "rect", panel.border = "rect", panel.grid = "line", panel.grid.major = "panel.grid", panel.grid.minor = "panel.grid", panel.grid.major.x = "panel.grid.major",
    panel.grid.major.y = "panel.grid.major", panel.grid.minor.x = "panel.grid.minor", panel.grid.minor.y = "panel.grid.minor", plot.background = "rect", plot.title = "title", plot.subtitle = "title",
    plot.caption = "title", strip.background = "rect", strip.background.x = "strip.background", strip.background.y = "strip.background", strip.text = "text", strip.text.x = "strip.text", strip.text.y = "strip.text",
    axis.title.x.bottom = "axis.title.x", axis.title.y.left = "axis.title.y", axis.text.x.bottom = "axis.text.x", axis.text.y.left = "axis.text.y")
  if (n %in% names(known)) known[[n]] else NULL
}
# One property of an element, from its parents where it does not say; sizes may be relative to the parent's.
.theme_get <- function(theme, name, property) {
  own <- theme[[name]]
  parent <- .theme_parent(name)
  if (inherits(own, "element") && own$kind != "blank" && !is.null(own[[property]])) {
    v <- own[[property]]
    if (inherits(v, "rel")) return(unclass(v) * (if (is.null(parent)) 1 else .theme_get(theme, parent, property)))
    return(v)
  }
  if (is.null(parent)) NULL else .theme_get(theme, parent, property)
}
.theme_blank <- function(theme, name) {
  repeat {
    own <- theme[[name]]
    if (inherits(own, "element")) return(own$kind == "blank")
    parent <- .theme_parent(name)
    if (is.null(parent)) return(is.null(own))
    name <- parent
  }
}
.complete_theme <- function(...) structure(list(...), class = c("gg_theme", "theme", "gg"), complete = TRUE)
theme_grey <- function(base_size = 11, base_family = "", base_line_size = base_size / 22, base_rect_size = base_size / 22) {
  .complete_theme(line = element_line(colour = "black", linewidth = base_line_size, linetype = 1), rect = element_rect(fill = "white", colour = "black", linewidth = base_rect_size, linetype = 1),
    text = element_text(face = "plain", colour = "black", size = base_size, hjust = 0.5, vjust = 0.5, angle = 0), title = element_text(), aspect.ratio = NULL,
    axis.title.y = element_text(angle = 90), axis.text = element_text(size = rel(0.8), colour = "grey30"), axis.text.x = element_text(vjust = 1), axis.text.y = element_text(hjust = 1),
    axis.ticks = element_line(colour = "grey20"), axis.ticks.length = base_size / 4, axis.line = element_blank(), legend.background = element_rect(colour = NA), legend.key = NULL, legend.key.size = 17.28 * base_size / 14.4 * 1.309,
    legend.text = element_text(size = rel(0.8)), legend.title = element_text(hjust = 0), legend.position = "right", panel.background = element_rect(fill = "grey92", colour = NA), panel.border = element_blank(),
    panel.grid = element_line(colour = "white"), panel.grid.minor = element_line(linewidth = rel(0.5)), panel.spacing = base_size / 2, strip.background = element_rect(fill = "grey85", colour = NA),
    strip.text = element_text(colour = "grey10", size = rel(0.8)), strip.text.y = element_text(angle = -90), plot.background = element_rect(colour = "white"), plot.title = element_text(size = rel(1.2), hjust = 0),
    plot.subtitle = element_text(hjust = 0), plot.caption = element_text(size = rel(0.8), hjust = 1), plot.margin = rep(base_size / 2, 4))
}
theme_gray <- function(...) theme_grey(...)
.base_theme <- function(base_size, ...) .theme_set_over(theme_grey(base_size), list(...))
.theme_set_over <- function(theme, changes) {
  for (n in names(changes)) theme[n] <- changes[n]
  theme
}
theme_bw <- function(base_size = 11, ...) {
  .base_theme(base_size, panel.background = element_rect(fill = "white", colour = NA), panel.border = element_rect(fill = NA, colour = "grey20"), panel.grid = element_line(colour = "grey92"),
              strip.background = element_rect(fill = "grey85", colour = "grey20"))
}
theme_linedraw <- function(base_size = 11, ...) {
  .base_theme(base_size, panel.background = element_rect(fill = "white", colour = NA), panel.border = element_rect(fill = NA, colour = "black", linewidth = 1), panel.grid = element_line(colour = "black"),
              panel.grid.major = element_line(linewidth = rel(0.1)), panel.grid.minor = element_line(linewidth = rel(0.05)), axis.text = element_text(colour = "black", size = rel(0.8)), strip.background = element_rect(fill = "black"), strip.text = element_text(colour = "white", size = rel(0.8)))
}
theme_light <- function(base_size = 11, ...) {
  .base_theme(base_size, panel.background = element_rect(fill = "white", colour = NA), panel.border = element_rect(fill = NA, colour = "grey70", linewidth = rel(1)), panel.grid = element_line(colour = "grey87"),
              axis.ticks = element_line(colour = "grey70"), strip.background = element_rect(fill = "grey70", colour = NA), strip.text = element_text(colour = "white", size = rel(0.8)))
}
theme_dark <- function(base_size = 11, ...) {
  .base_theme(base_size, panel.background = element_rect(fill = "grey50", colour = NA), panel.grid = element_line(colour = "grey42"), strip.background = element_rect(fill = "grey15", colour = NA), strip.text = element_text(colour = "grey90", size = rel(0.8)))
}
theme_minimal <- function(base_size = 11, ...) {
  .base_theme(base_size, axis.ticks = element_blank(), legend.background = element_blank(), legend.key = element_blank(), panel.background = element_blank(), panel.border = element_blank(), strip.background = element_blank(),
              plot.background = element_blank(), panel.grid = element_line(colour = "grey92"))
}
theme_classic <- function(base_size = 11, ...) {
  .base_theme(base_size, panel.background = element_rect(fill = "white", colour = NA), panel.border = element_blank(), panel.grid = element_blank(), panel.grid.major = element_blank(), panel.grid.minor = element_blank(),
              axis.line = element_line(colour = "black", linewidth = rel(1)), strip.background = element_rect(fill = "white", colour = "black", linewidth = rel(2)))
}
theme_void <- function(base_size = 11, ...) {
  .base_theme(base_size, line = element_blank(), rect = element_blank(), axis.text = element_blank(), axis.text.x = element_blank(), axis.text.y = element_blank(), axis.title = element_blank(), axis.title.x = element_blank(), axis.title.y = element_blank(), axis.ticks = element_blank(), axis.ticks.length = 0,
              panel.background = element_blank(), panel.grid = element_blank(), panel.grid.minor = element_blank(), strip.background = element_blank(), plot.background = element_blank(), legend.background = element_blank(), legend.key = element_blank())
}
theme_test <- function(base_size = 11, ...) .theme_set_over(theme_bw(base_size), list(panel.grid = element_blank(), panel.grid.minor = element_blank()))
theme_set <- function(new) {
  before <- theme_get()
  .last_ggplot$theme <- new
  invisible(before)
}
theme_get <- function() if (is.null(.last_ggplot$theme)) theme_grey() else .last_ggplot$theme
theme_update <- function(...) theme_set(.theme_over(theme_get(), theme(...)))
theme_replace <- function(...) theme_update(...)
guides <- function(...) {
  given <- list(...)
  names(given) <- unname(.aes_name(names(given)))
  structure(given, class = c("gg_guides", "gg"))
}
guide_legend <- function(title = waiver(), nrow = NULL, ncol = NULL, byrow = FALSE, reverse = FALSE, override.aes = list(), order = 0, label = TRUE, title.position = NULL, keywidth = NULL, keyheight = NULL, direction = NULL, ...) {
  for (n in names(list(...))) .graph_note(paste0("guide_legend(", n, " =)"))
  structure(list(kind = "legend", title = title, nrow = nrow, ncol = ncol, byrow = byrow, reverse = reverse, override = setNames(override.aes, unname(.aes_name(names(override.aes)))), order = order), class = "gg_guide")
}
guide_colourbar <- function(title = waiver(), reverse = FALSE, order = 0, ...) {
  for (n in names(list(...))) .graph_note(paste0("guide_colourbar(", n, " =)"))
  structure(list(kind = "colourbar", title = title, reverse = reverse, order = order, override = list()), class = "gg_guide")
}
guide_colorbar <- function(...) guide_colourbar(...)
guide_none <- function(...) structure(list(kind = "none"), class = "gg_guide")
guide_axis <- function(title = waiver(), check.overlap = FALSE, angle = NULL, n.dodge = 1, ...) structure(list(kind = "axis", angle = angle, n.dodge = n.dodge), class = "gg_guide")
