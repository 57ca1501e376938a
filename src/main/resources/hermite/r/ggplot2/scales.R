# Scales: from data to places, colours, sizes and signs; their breaks and labels.

is_discrete <- function(v) is.factor(v) || is.character(v) || is.logical(v)
gg_scale <- function(aesthetics, type, ...) structure(list(aesthetics = aesthetics, type = type, ...), class = c("gg_scale", "gg"))
.waiver <- function() structure(list(), class = "waiver")
waiver <- function() .waiver()
.is_waiver <- function(v) inherits(v, "waiver")
.axis_scale <- function(axis, type, name, breaks, labels, limits, expand, trans, position, ...) {
  rest <- list(...)
  for (n in setdiff(names(rest), c("minor_breaks", "oob", "na.value", "guide", "date_breaks", "date_labels", "sec.axis", "drop", "n.breaks"))) {
    warning("unused argument (", n, " = )", call. = FALSE)
  }
  if (!is.null(rest$sec.axis) && !.is_waiver(rest$sec.axis)) .graph_note("sec.axis =")
  if (isTRUE(position %in% c("top", "right"))) .graph_note(paste0("position = \"", position, "\" of an axis"))
  gg_scale(axis, type, name = name, breaks = breaks, labels = labels, limits = limits, expand = expand, trans = .trans_named(trans), position = position,
           minor = rest$minor_breaks, oob = rest$oob, date_breaks = rest$date_breaks, date_labels = rest$date_labels, drop = rest$drop, guide = rest$guide, n_breaks = rest$n.breaks)
}
sec_axis <- function(trans = NULL, name = waiver(), ...) structure(list(trans = trans, name = name), class = "gg_second_axis")
dup_axis <- function(trans = ~., name = waiver(), ...) sec_axis(trans, name)
scale_x_continuous <- function(name = waiver(), breaks = waiver(), minor_breaks = waiver(), n.breaks = NULL, labels = waiver(), limits = NULL, expand = waiver(), trans = "identity", position = "bottom", ...) {
  .axis_scale("x", "continuous", name, breaks, labels, limits, expand, trans, position, minor_breaks = minor_breaks, n.breaks = n.breaks, ...)
}
scale_y_continuous <- function(name = waiver(), breaks = waiver(), minor_breaks = waiver(), n.breaks = NULL, labels = waiver(), limits = NULL, expand = waiver(), trans = "identity", position = "left", ...) {
  .axis_scale("y", "continuous", name, breaks, labels, limits, expand, trans, position, minor_breaks = minor_breaks, n.breaks = n.breaks, ...)
}
scale_x_log10 <- function(...) scale_x_continuous(..., trans = "log10")
scale_y_log10 <- function(...) scale_y_continuous(..., trans = "log10")
scale_x_sqrt <- function(...) scale_x_continuous(..., trans = "sqrt")
scale_y_sqrt <- function(...) scale_y_continuous(..., trans = "sqrt")
scale_x_reverse <- function(...) scale_x_continuous(..., trans = "reverse")
scale_y_reverse <- function(...) scale_y_continuous(..., trans = "reverse")
scale_x_discrete <- function(name = waiver(), breaks = waiver(), labels = waiver(), limits = NULL, expand = waiver(), position = "bottom", drop = TRUE, ...) {
  .axis_scale("x", "discrete", name, breaks, labels, limits, expand, "identity", position, drop = drop, ...)
}
scale_y_discrete <- function(name = waiver(), breaks = waiver(), labels = waiver(), limits = NULL, expand = waiver(), position = "left", drop = TRUE, ...) {
  .axis_scale("y", "discrete", name, breaks, labels, limits, expand, "identity", position, drop = drop, ...)
}
scale_x_date <- function(name = waiver(), breaks = waiver(), date_breaks = NULL, labels = waiver(), date_labels = NULL, limits = NULL, expand = waiver(), position = "bottom", ...) {
  .axis_scale("x", "date", name, breaks, labels, limits, expand, "identity", position, date_breaks = date_breaks, date_labels = date_labels, ...)
}
scale_y_date <- function(name = waiver(), breaks = waiver(), date_breaks = NULL, labels = waiver(), date_labels = NULL, limits = NULL, expand = waiver(), position = "left", ...) {
  .axis_scale("y", "date", name, breaks, labels, limits, expand, "identity", position, date_breaks = date_breaks, date_labels = date_labels, ...)
}
xlim <- function(...) .limit_scale("x", c(...))
ylim <- function(...) .limit_scale("y", c(...))
lims <- function(...) {
  given <- list(...)
  structure(lapply(names(given), function(a) .limit_scale(.aes_name(a)[[1]], given[[a]])), class = "list")
}
.limit_scale <- function(axis, limits) {
  reverse <- is.numeric(limits) && length(limits) == 2 && !anyNA(limits) && limits[1] > limits[2]
  gg_scale(axis, if (is_discrete(limits)) "discrete" else if (inherits(limits, "Date")) "date" else "continuous", name = waiver(), breaks = waiver(), labels = waiver(), limits = limits,
           expand = waiver(), trans = .trans_named(if (reverse) "reverse" else "identity"), only_limits = !reverse)
}
expansion <- function(mult = 0, add = 0) {
  mult <- rep_len(mult, 2)
  add <- rep_len(add, 2)
  c(mult[1], add[1], mult[2], add[2])
}
expand_scale <- function(mult = 0, add = 0) expansion(mult, add)
.look_scale <- function(aesthetics, type, palette, dots, ...) {
  known <- c("name", "breaks", "labels", "limits", "guide", "na.value", "trans", "drop", "aesthetics", "na.translate", "n.breaks", "position", "expand", "oob", "minor_breaks")
  names(dots)[names(dots) == "" & seq_along(dots) == 1] <- "name"
  for (n in setdiff(names(dots), known)) warning("unused argument (", n, " = )", call. = FALSE)
  pick <- function(n, default) if (n %in% names(dots)) dots[[n]] else default
  gg_scale(pick("aesthetics", aesthetics), type, palette = palette, name = pick("name", waiver()), breaks = pick("breaks", waiver()), labels = pick("labels", waiver()), limits = dots$limits, guide = dots$guide,
           na.value = pick("na.value", NULL), trans = .trans_named(pick("trans", "identity")), drop = pick("drop", TRUE), ...)
}
.manual <- function(aesthetic, values, dots) {
  names(dots)[names(dots) == "" & seq_along(dots) == 1] <- "name"
  if (is.list(values)) values <- unlist(values)
  .look_scale(aesthetic, "discrete", function(n, levels) {
    if (!is.null(names(values))) return(unname(values[match(levels, names(values))]))
    if (n > length(values)) stop("Insufficient values in manual scale. ", n, " needed but only ", length(values), " provided.", call. = FALSE)
    values[seq_len(n)]
  }, dots, manual = values)
}
scale_colour_manual <- function(..., values, aesthetics = "colour") .manual(aesthetics, values, list(...))
scale_color_manual <- function(..., values, aesthetics = "colour") .manual(aesthetics, values, list(...))
scale_fill_manual <- function(..., values, aesthetics = "fill") .manual(aesthetics, values, list(...))
scale_linetype_manual <- function(..., values) .manual("linetype", values, list(...))
scale_shape_manual <- function(..., values) .manual("shape", values, list(...))
scale_size_manual <- function(..., values) .manual("size", values, list(...))
scale_linewidth_manual <- function(..., values) .manual("linewidth", values, list(...))
scale_alpha_manual <- function(..., values) .manual("alpha", values, list(...))
.brewer <- function(aesthetic, dots, palette, direction, type) {
  name <- if (is.numeric(palette)) switch(type, qual = c("Accent", "Dark2", "Paired", "Pastel1", "Pastel2", "Set1", "Set2", "Set3")[palette], "Blues") else palette
  .look_scale(aesthetic, "discrete", function(n, levels) {
    colors <- brewer.pal(n, name)[seq_len(n)]
    if (direction == -1) rev(colors) else colors
  }, dots)
}
scale_colour_brewer <- function(..., type = "seq", palette = 1, direction = 1) .brewer("colour", list(...), palette, direction, type)
scale_color_brewer <- function(..., type = "seq", palette = 1, direction = 1) .brewer("colour", list(...), palette, direction, type)
scale_fill_brewer <- function(..., type = "seq", palette = 1, direction = 1) .brewer("fill", list(...), palette, direction, type)
scale_colour_hue <- function(..., h = c(15, 375), c = 100, l = 65, direction = 1) .look_scale("colour", "discrete", function(n, levels) .hues(n, h, c, l, direction), list(...))
scale_color_hue <- function(...) scale_colour_hue(...)
scale_fill_hue <- function(..., h = c(15, 375), c = 100, l = 65, direction = 1) .look_scale("fill", "discrete", function(n, levels) .hues(n, h, c, l, direction), list(...))
scale_colour_discrete <- function(...) scale_colour_hue(...)
scale_color_discrete <- function(...) scale_colour_hue(...)
scale_fill_discrete <- function(...) scale_fill_hue(...)
.greys <- function(aesthetic, dots, start, end) .look_scale(aesthetic, "discrete", function(n, levels) gray.colors(n, start, end), dots)
scale_colour_grey <- function(..., start = 0.2, end = 0.8) .greys("colour", list(...), start, end)
scale_color_grey <- function(..., start = 0.2, end = 0.8) .greys("colour", list(...), start, end)
scale_fill_grey <- function(..., start = 0.2, end = 0.8) .greys("fill", list(...), start, end)
.color_map <- function(option) {
  name <- switch(option, A = "magma", B = "inferno", C = "plasma", D = "viridis", option)
  if (!name %in% names(.color_maps)) .unsupported(paste0("viridis(option = \"", option, "\") is not supported: magma, inferno, plasma and viridis are (graphics)"))
  text <- paste(.color_maps[[name]], collapse = "")
  paste0("#", substring(text, seq(1, nchar(text), 6), seq(6, nchar(text), 6)))
}
viridis <- function(n, alpha = 1, begin = 0, end = 1, direction = 1, option = "D") {
  at <- seq(begin, end, length.out = n)
  if (direction == -1) at <- rev(at)
  map <- col2rgb(.color_map(option))
  part <- function(k) as.integer(ceiling(stats::approx(seq(0, 1, length.out = ncol(map)), map[k, ], at)$y - 0.5))
  paste0(sprintf("#%02X%02X%02X", part(1), part(2), part(3)), sprintf("%02X", as.integer(round(255 * alpha))))
}
.viridis_scale <- function(aesthetic, dots, begin, end, direction, option) .look_scale(aesthetic, "discrete", function(n, levels) viridis(n, 1, begin, end, direction, option), dots)
scale_colour_viridis_d <- function(..., alpha = 1, begin = 0, end = 1, direction = 1, option = "D") .viridis_scale("colour", list(...), begin, end, direction, option)
scale_color_viridis_d <- function(..., alpha = 1, begin = 0, end = 1, direction = 1, option = "D") .viridis_scale("colour", list(...), begin, end, direction, option)
scale_fill_viridis_d <- function(..., alpha = 1, begin = 0, end = 1, direction = 1, option = "D") .viridis_scale("fill", list(...), begin, end, direction, option)
.viridis_continuous <- function(aesthetic, dots, begin, end, direction, option) {
  .look_scale(aesthetic, "continuous", .gradient(substr(viridis(6, 1, begin, end, direction, option), 1, 7), NULL), dots)
}
scale_colour_viridis_c <- function(..., alpha = 1, begin = 0, end = 1, direction = 1, option = "D") .viridis_continuous("colour", list(...), begin, end, direction, option)
scale_color_viridis_c <- function(..., alpha = 1, begin = 0, end = 1, direction = 1, option = "D") .viridis_continuous("colour", list(...), begin, end, direction, option)
scale_fill_viridis_c <- function(..., alpha = 1, begin = 0, end = 1, direction = 1, option = "D") .viridis_continuous("fill", list(...), begin, end, direction, option)
.gradient_scale <- function(aesthetic, dots, colors, values = NULL, middle = NULL) {
  s <- .look_scale(aesthetic, "continuous", .gradient(colors, values), dots)
  s$middle <- middle
  s
}
scale_colour_gradient <- function(..., low = "#132B43", high = "#56B1F7", space = "Lab") .gradient_scale("colour", list(...), c(low, high))
scale_color_gradient <- function(..., low = "#132B43", high = "#56B1F7", space = "Lab") .gradient_scale("colour", list(...), c(low, high))
scale_fill_gradient <- function(..., low = "#132B43", high = "#56B1F7", space = "Lab") .gradient_scale("fill", list(...), c(low, high))
scale_colour_continuous <- function(...) scale_colour_gradient(...)
scale_color_continuous <- function(...) scale_colour_gradient(...)
scale_fill_continuous <- function(...) scale_fill_gradient(...)
scale_colour_gradient2 <- function(..., low = "#832424", mid = "white", high = "#3A3A98", midpoint = 0, space = "Lab") .gradient_scale("colour", list(...), c(low, mid, high), middle = midpoint)
scale_color_gradient2 <- function(..., low = "#832424", mid = "white", high = "#3A3A98", midpoint = 0, space = "Lab") .gradient_scale("colour", list(...), c(low, mid, high), middle = midpoint)
scale_fill_gradient2 <- function(..., low = "#832424", mid = "white", high = "#3A3A98", midpoint = 0, space = "Lab") .gradient_scale("fill", list(...), c(low, mid, high), middle = midpoint)
scale_colour_gradientn <- function(..., colours, values = NULL, space = "Lab", colors = colours) .gradient_scale("colour", list(...), colors, values)
scale_color_gradientn <- function(..., colours, values = NULL, space = "Lab", colors = colours) .gradient_scale("colour", list(...), colors, values)
scale_fill_gradientn <- function(..., colours, values = NULL, space = "Lab", colors = colours) .gradient_scale("fill", list(...), colors, values)
scale_colour_distiller <- function(...) .unsupported("scale_colour_distiller() is not supported (graphics)")
scale_fill_distiller <- function(...) .unsupported("scale_fill_distiller() is not supported (graphics)")
.identity_scale <- function(aesthetic, dots) {
  s <- .look_scale(aesthetic, "identity", NULL, dots)
  if (is.null(s$guide)) s$guide <- "none"
  s
}
scale_colour_identity <- function(...) .identity_scale("colour", list(...))
scale_color_identity <- function(...) .identity_scale("colour", list(...))
scale_fill_identity <- function(...) .identity_scale("fill", list(...))
scale_size_identity <- function(...) .identity_scale("size", list(...))
scale_shape_identity <- function(...) .identity_scale("shape", list(...))
scale_linetype_identity <- function(...) .identity_scale("linetype", list(...))
scale_alpha_identity <- function(...) .identity_scale("alpha", list(...))
.size_range <- function(range) function(share) range[1] + sqrt(share) * diff(range)
scale_size <- function(..., range = c(1, 6)) .look_scale("size", "continuous", .size_range(range), list(...))
scale_size_continuous <- function(..., range = c(1, 6)) scale_size(..., range = range)
scale_size_area <- function(..., max_size = 6) {
  s <- .look_scale("size", "continuous", function(share) max_size * sqrt(share), list(...))
  s$from_zero <- TRUE
  s
}
scale_radius <- function(..., range = c(1, 6)) .look_scale("size", "continuous", function(share) range[1] + share * diff(range), list(...))
scale_size_discrete <- function(..., range = c(2, 6)) .look_scale("size", "discrete", function(n, levels) sqrt(seq(range[1]^2, range[2]^2, length.out = n)), list(...))
scale_linewidth <- function(..., range = c(1, 6)) .look_scale("linewidth", "continuous", function(share) range[1] + share * diff(range), list(...))
scale_linewidth_continuous <- function(...) scale_linewidth(...)
scale_alpha <- function(..., range = c(0.1, 1)) .look_scale("alpha", "continuous", function(share) range[1] + share * diff(range), list(...))
scale_alpha_continuous <- function(...) scale_alpha(...)
scale_alpha_discrete <- function(..., range = c(0.1, 1)) .look_scale("alpha", "discrete", function(n, levels) seq(range[1], range[2], length.out = n), list(...))
scale_shape <- function(..., solid = TRUE) .look_scale("shape", "discrete", function(n, levels) .shapes(n, solid), list(...))
scale_shape_discrete <- function(...) scale_shape(...)
scale_linetype <- function(...) .look_scale("linetype", "discrete", function(n, levels) .linetypes(n), list(...))
scale_linetype_discrete <- function(...) scale_linetype(...)
.shapes <- function(n, solid = TRUE) {
  if (n > 6) warning("The shape palette can deal with a maximum of 6 discrete values because more than 6 becomes difficult to discriminate; you have ", n, ". Consider specifying shapes manually if you must have them.", call. = FALSE)
  (if (solid) c(16, 17, 15, 3, 7, 8) else c(1, 2, 0, 3, 7, 8))[seq_len(n)]
}
.linetypes <- function(n) c("solid", "22", "42", "44", "13", "1343", "73", "2262", "12223242", "F282", "F4448444", "224282F2", "F1")[seq_len(n)]
# Colours of hues spread around the circle at equal lightness.
.hues <- function(n, h = c(15, 375), c = 100, l = 65, direction = 1) {
  if (n == 0) return(character())
  if ((diff(h) %% 360) < 1) h[2] <- h[2] - 360 / n
  out <- hcl(seq(h[1], h[2], length.out = n) %% 360, c, l)
  if (direction == -1) rev(out) else out
}
# Colours between given ones, along straight lines in CIE Lab.
.gradient <- function(colors, values) {
  lab <- .rgb_to_lab(t(col2rgb(colors)) / 255)
  at <- if (is.null(values)) seq(0, 1, length.out = nrow(lab)) else values
  function(share) {
    out <- rep(NA_character_, length(share))
    ok <- is.finite(share)
    if (any(ok)) {
      m <- vapply(1:3, function(j) stats::approx(at, lab[, j], share[ok], rule = 2)$y, numeric(sum(ok)))
      out[ok] <- .lab_to_rgb(matrix(m, ncol = 3))
    }
    out
  }
}
.rgb_to_lab <- function(m) {
  linear <- ifelse(m > 0.04045, ((m + 0.055) / 1.055)^2.4, m / 12.92)
  xyz <- linear %*% matrix(c(0.4124564, 0.3575761, 0.1804375, 0.2126729, 0.7151522, 0.072175, 0.0193339, 0.119192, 0.9503041), 3)
  f <- t(t(xyz) / c(0.95047, 1, 1.08883))
  f <- ifelse(f > 216 / 24389, pmax(f, 0)^(1 / 3), (24389 / 27 * f + 16) / 116)
  cbind(116 * f[, 2] - 16, 500 * (f[, 1] - f[, 2]), 200 * (f[, 2] - f[, 3]))
}
.lab_to_rgb <- function(lab) {
  fy <- (lab[, 1] + 16) / 116
  f <- cbind(fy + lab[, 2] / 500, fy, fy - lab[, 3] / 200)
  xyz <- ifelse(f > 6 / 29, f^3, 3 * (6 / 29)^2 * (f - 4 / 29)) %*% diag(c(0.95047, 1, 1.08883))
  linear <- xyz %*% matrix(c(3.2404542, -1.5371385, -0.4985314, -0.969266, 1.8760108, 0.041556, 0.0556434, -0.2040259, 1.0572252), 3)
  s <- ifelse(linear > 0.0031308, 1.055 * pmax(linear, 0)^(1 / 2.4) - 0.055, 12.92 * linear)
  s <- pmin(1, pmax(0, s))
  s <- matrix(s, ncol = 3)
  rgb(s[, 1], s[, 2], s[, 3])
}
.trans_named <- function(trans) {
  if (is.list(trans)) return(trans)
  power <- function(f, g) list(name = trans, forward = f, inverse = g)
  switch(trans, identity = power(identity, identity), log10 = list(name = "log10", base = 10, forward = log10, inverse = function(v) 10^v),
    log2 = list(name = "log2", base = 2, forward = log2, inverse = function(v) 2^v), log = list(name = "log", base = exp(1), forward = log, inverse = exp), sqrt = power(sqrt, function(v) v^2),
    reverse = power(function(v) -v, function(v) -v), log1p = power(log1p, expm1), exp = power(exp, log), reciprocal = power(function(v) 1 / v, function(v) 1 / v),
    logit = power(qlogis, plogis), probit = power(qnorm, pnorm), stop("Can't find transformer `", trans, "`", call. = FALSE))
}
# Tick places by the search of Talbot, Lin and Hanrahan (2010): simple steps that cover the data with about m labels.
.extended_breaks <- function(low, high, m = 5) {
  steps <- c(1, 5, 2, 2.5, 4, 3)
  weights <- c(0.25, 0.2, 0.5, 0.05)
  if (!is.finite(low) || !is.finite(high)) return(numeric())
  if (high - low < 100 * .Machine$double.eps) return(seq(low, high, length.out = m))
  span <- high - low
  eps <- 100 * .Machine$double.eps
  best <- -2
  found <- NULL
  score <- function(simple, cover, dense, legible = 1) sum(weights * c(simple, cover, dense, legible))
  coverage_max <- function(width) if (width > span) 1 - 0.5 * ((width - span) / 2 / (0.1 * span))^2 * 2 else 1
  j <- 1
  while (j < 100) {
    stopped <- FALSE
    for (q in steps) {
      i <- match(q, steps)
      if (score(1 - (i - 1) / 5 - j + 1, 1, 1) < best) {
        stopped <- TRUE
        break
      }
      k <- 2
      while (k < 100) {
        dense_max <- if (k >= m) 2 - (k - 1) / (m - 1) else 1
        if (score(1 - (i - 1) / 5 - j + 1, 1, dense_max) < best) break
        delta <- span / (k + 1) / j / q
        z <- ceiling(log10(delta))
        while (z < 100) {
          step <- j * q * 10^z
          if (score(1 - (i - 1) / 5 - j + 1, coverage_max(step * (k - 1)), dense_max) < best) break
          first <- floor(high / step) * j - (k - 1) * j
          last <- ceiling(low / step) * j
          if (first <= last) for (start in first:last) {
            lmin <- start * (step / j)
            lmax <- lmin + step * (k - 1)
            zero <- (lmin %% step < eps || step - lmin %% step < eps) && lmin <= 0 && lmax >= 0
            simple <- 1 - (i - 1) / 5 - j + (if (zero) 1 else 0)
            cover <- 1 - 0.5 * ((high - lmax)^2 + (low - lmin)^2) / (0.1 * span)^2
            r <- (k - 1) / (lmax - lmin)
            rt <- (m - 1) / (max(lmax, high) - min(low, lmin))
            value <- score(simple, cover, 2 - max(r / rt, rt / r))
            if (value > best) {
              best <- value
              found <- c(lmin, lmax, step)
            }
          }
          z <- z + 1
        }
        k <- k + 1
      }
    }
    if (stopped) break
    j <- j + 1
  }
  at <- seq(found[1], found[2], by = found[3])
  signif(at, 12)
}
.log_breaks <- function(low, high, base = 10, n = 5) {
  if (!is.finite(low) || !is.finite(high)) return(numeric())
  first <- floor(low)
  last <- ceiling(high)
  if (first == last) return(base^first)
  by <- floor((last - first) / n) + 1
  inside <- function(b) sum(base^low <= b & b <= base^high)
  breaks <- base^seq(first, last, by = by)
  if (inside(breaks) >= n - 2) return(breaks)
  while (by > 1) {
    by <- by - 1
    breaks <- base^seq(first, last, by = by)
    if (inside(breaks) >= n - 2) return(breaks)
  }
  if (base <= 2) return(base^(first:last))
  steps <- 1
  open <- seq_len(base)
  open <- open[open > 1 & open < base]
  while (length(open)) {
    gap <- vapply(open, function(c) min(diff(log(sort(c(c, steps, base)), base))), 1)
    steps <- c(steps, open[which.max(gap)])
    open <- open[-which.max(gap)]
    breaks <- c(outer(base^(first:last), steps))
    if (inside(breaks) >= n - 2) break
  }
  if (inside(breaks) < n - 2) return(.extended_breaks(base^low, base^high))
  breaks <- sort(breaks)
  from <- max(min(which(base^low <= breaks)) - 1, 1)
  to <- min(max(which(breaks <= base^high)) + 1, length(breaks))
  breaks[from:to]
}
.number_labels <- function(v) {
  out <- trimws(format(v, trim = TRUE, justify = "left", digits = 7))
  out[is.na(v)] <- NA
  out
}
alpha <- function(colour, alpha = NA) {
  if (all(is.na(alpha))) return(colour)
  code <- .color_code(color_text(colour))
  n <- max(length(code), length(alpha))
  code <- rep_len(code, n)
  alpha <- rep_len(alpha, n)
  ifelse(is.na(alpha), code, paste0(toupper(substr(code, 1, 7)), ifelse(alpha == 1, "FF", sprintf("%02X", as.integer(round(alpha * 255))))))
}
