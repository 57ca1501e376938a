# Colours by name, by number and by scale.

rgb <- function(red, green = NULL, blue = NULL, alpha, names = NULL, maxColorValue = 1) {
  if (is.matrix(red) || is.data.frame(red)) {
    red <- data.matrix(red)
    green <- red[, 2]
    blue <- red[, 3]
    red <- red[, 1]
  }
  values <- list(red, green, blue, if (!missing(alpha)) alpha)
  n <- max(lengths(values))
  hex <- function(v) {
    if (any(v < 0 | v > maxColorValue)) stop("color intensity ", format(v[v < 0 | v > maxColorValue][1]), ", not in ", if (maxColorValue == 1) "[0,1]" else paste0("0:", maxColorValue))
    # whole numbers of 255 are cut, shares are rounded
    sprintf("%02X", if (maxColorValue == 255) as.integer(rep_len(v, n)) else as.integer(floor(255 * rep_len(v, n) / maxColorValue + 0.5)))
  }
  out <- paste0("#", hex(red), hex(green), hex(blue), if (!missing(alpha)) hex(alpha))
  if (!is.null(names)) names(out) <- names
  out
}
hsv <- function(h = 1, s = 1, v = 1, alpha = 1) {
  n <- max(length(h), length(s), length(v))
  h <- rep_len(h, n); s <- rep_len(s, n); v <- rep_len(v, n)
  t <- 6 * (h %% 1)
  i <- floor(t)
  f <- t - i
  p1 <- v * (1 - s); p2 <- v * (1 - s * f); p3 <- v * (1 - s * (1 - f))
  k <- i + 1
  pick <- function(...) cbind(...)[cbind(seq_len(n), k)]
  r <- pick(v, p2, p1, p1, p3, v); g <- pick(p3, v, v, p2, p1, p1); b <- pick(p1, p1, p3, v, v, p2)
  if (all(alpha == 1)) rgb(r, g, b) else rgb(r, g, b, alpha)
}
# Polar coordinates of the CIE luv space under white D65, brought into the range of screens.
hcl <- function(h = 0, c = 35, l = 85, alpha = 1, fixup = TRUE) {
  n <- max(length(h), length(c), length(l))
  h <- rep_len(h, n) * pi / 180; c <- rep_len(c, n); l <- rep_len(l, n)
  white <- c(95.047, 100, 108.883)
  un <- 0.1978398; vn <- 0.4683363
  y <- white[2] * ifelse(l > 7.999592, ((l + 16) / 116)^3, l / 903.3)
  u <- c * cos(h) / (13 * l) + un
  v <- c * sin(h) / (13 * l) + vn
  x <- 9 * y * u / (4 * v)
  z <- -x / 3 - 5 * y + 3 * y / v
  gamma <- function(w) ifelse(w > 0.00304, 1.055 * pmax(w, 0)^(1 / 2.4) - 0.055, 12.92 * w)
  r <- gamma((3.240479 * x - 1.53715 * y - 0.498535 * z) / white[2])
  g <- gamma((-0.969256 * x + 1.875992 * y + 0.041556 * z) / white[2])
  b <- gamma((0.055648 * x - 0.204043 * y + 1.057311 * z) / white[2])
  black <- l <= 0
  r[black] <- 0; g[black] <- 0; b[black] <- 0
  outside <- pmin(r, g, b) < -1e-9 | pmax(r, g, b) > 1 + 1e-9
  fit <- function(w) pmin(1, pmax(0, w))
  out <- if (all(alpha == 1)) rgb(fit(r), fit(g), fit(b)) else rgb(fit(r), fit(g), fit(b), alpha)
  if (!fixup) out[outside] <- NA
  out
}
rainbow <- function(n, s = 1, v = 1, start = 0, end = max(1, n - 1) / n, alpha = NULL, rev = FALSE) {
  if (n < 1) return(character())
  out <- hsv(seq(start, end, length.out = n), s, v, if (is.null(alpha)) 1 else alpha)
  if (rev) rev(out) else out
}
heat.colors <- function(n, alpha = NULL, rev = FALSE) {
  if (n < 1) return(character())
  j <- n %/% 4
  i <- n - j
  out <- c(rainbow(i, start = 0, end = 1 / 6), if (j > 0) hsv(1 / 6, seq(1 - 1 / (2 * j), 1 / (2 * j), length.out = j), 1))
  if (rev) rev(out) else out
}
terrain.colors <- function(n, alpha = NULL, rev = FALSE) {
  k <- n %/% 2
  h <- c(4 / 12, 2 / 12, 0); s <- c(1, 1, 0); v <- c(0.65, 0.9, 0.95)
  out <- c(hsv(seq(h[1], h[2], length.out = k), seq(s[1], s[2], length.out = k), seq(v[1], v[2], length.out = k)),
           hsv(seq(h[2], h[3], length.out = n - k + 1)[-1], seq(s[2], s[3], length.out = n - k + 1)[-1], seq(v[2], v[3], length.out = n - k + 1)[-1]))
  if (rev) rev(out) else out
}
topo.colors <- function(n, alpha = NULL, rev = FALSE) {
  j <- n %/% 3
  k <- n %/% 3
  i <- n - j - k
  out <- c(if (i > 0) hsv(seq(43 / 60, 31 / 60, length.out = i)), if (j > 0) hsv(seq(23 / 60, 11 / 60, length.out = j)),
           if (k > 0) hsv(seq(10 / 60, 6 / 60, length.out = k), seq(1, 0.3, length.out = k), 1))
  if (rev) rev(out) else out
}
gray.colors <- function(n, start = 0.3, end = 0.9, gamma = 2.2, alpha = NULL, rev = FALSE) {
  out <- gray(seq(start^gamma, end^gamma, length.out = n)^(1 / gamma))
  if (rev) rev(out) else out
}
grey.colors <- function(n, ...) gray.colors(n, ...)
gray <- function(level, alpha = NULL) if (is.null(alpha)) rgb(level, level, level) else rgb(level, level, level, alpha)
grey <- function(level, alpha = NULL) gray(level, alpha)
# Known palettes by some of their colours, between which the others lie.
.palette_points <- function(name) {
  switch(tolower(name),
    viridis = c("#4B0055", "#45256B", "#30437F", "#00588B", "#007094", "#008898", "#009B95", "#00AC8E", "#00BE7D", "#53CC67", "#9FD754", "#D2DF45", "#FDE333"),
    ylorrd = c("#7D0025", "#9C141C", "#B82A15", "#D0420B", "#E25C00", "#EE7700", "#F69100", "#FBAA1E", "#FCC24D", "#FCD778", "#FDEAA2", "#FFF9C8", "#FFFFC8"),
    NULL)
}
hcl.colors <- function(n, palette = "viridis", alpha = NULL, rev = FALSE, fixup = TRUE) {
  known <- .palette_points(palette)
  if (is.null(known)) .unsupported("hcl.colors() knows the palettes \"viridis\" and \"YlOrRd\" (graphics)")
  out <- colorRampPalette(known)(n)
  if (rev) rev(out) else out
}
hcl.pals <- function(type = NULL) c("viridis", "YlOrRd")
colorRamp <- function(colors, bias = 1, space = "rgb", interpolate = "linear", alpha = FALSE) {
  m <- t(col2rgb(colors))
  at <- seq(0, 1, length.out = nrow(m))^bias
  function(x) vapply(1:3, function(j) if (nrow(m) == 1) rep(m[1, j] + 0, length(x)) else stats::approx(at, m[, j], x)$y, numeric(length(x)))
}
colorRampPalette <- function(colors, ...) {
  ramp <- colorRamp(colors, ...)
  function(n) {
    x <- matrix(ramp(seq(0, 1, length.out = n)), n)
    rgb(x[, 1], x[, 2], x[, 3], maxColorValue = 255)
  }
}
colors <- function(distinct = FALSE) {
  plain <- .color_names()
  numbered <- c(rbind(paste0("gray", 0:100)), paste0("grey", 0:100))
  at <- match("gray", plain)
  all <- c(plain[seq_len(at)], paste0("gray", 0:100))
  rest <- plain[-seq_len(at)]
  green <- match("grey", rest)
  c(all, rest[seq_len(green)], paste0("grey", 0:100), rest[-seq_len(green)])
}
colours <- function(...) colors(...)
col2rgb <- function(col, alpha = FALSE) {
  name <- names(col)
  if (is.null(name) && is.character(col)) name <- NULL
  code <- .color_code(color_text(col))
  code[is.na(code)] <- "#FFFFFF00"
  part <- function(k) strtoi(substring(code, k, k + 1), 16L)
  out <- rbind(red = part(2), green = part(4), blue = part(6))
  if (alpha) out <- rbind(out, alpha = ifelse(nchar(code) == 9, part(8), 255L))
  if (!is.null(name)) colnames(out) <- name
  out
}
rgb2hsv <- function(r, g = NULL, b = NULL, maxColorValue = 255) {
  m <- if (is.matrix(r)) r else rbind(r, g, b)
  out <- apply(m / maxColorValue, 2, function(x) {
    x <- unname(x)
    v <- max(x)
    d <- v - min(x)
    h <- if (d == 0) 0 else if (x[1] == v) ((x[2] - x[3]) / d) %% 6 else if (x[2] == v) (x[3] - x[1]) / d + 2 else (x[1] - x[2]) / d + 4
    c(h = h / 6, s = if (v == 0) 0 else d / v, v = v)
  })
  out
}
adjustcolor <- function(col, alpha.f = 1, red.f = 1, green.f = 1, blue.f = 1, ...) {
  m <- col2rgb(col, alpha = TRUE) / 255 * c(red.f, green.f, blue.f, alpha.f)
  m <- pmin(1, pmax(0, m))
  m <- matrix(m, 4)
  rgb(m[1, ], m[2, ], m[3, ], m[4, ])
}
.palette_now <- function() if (is.null(.graph$palette)) .palette_named("default") else .graph$palette
.palette_named <- function(name) {
  switch(tolower(name),
    default = , r4 = c("black", "#DF536B", "#61D04F", "#2297E6", "#28E2E5", "#CD0BBC", "#F5C710", "gray62"),
    r3 = c("black", "red", "green3", "blue", "cyan", "magenta", "yellow", "gray"),
    "okabe-ito" = c("#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#999999"),
    "set 1" = brewer.pal(9, "Set1"), "set 2" = brewer.pal(8, "Set2"), "set 3" = brewer.pal(12, "Set3"), "dark 2" = brewer.pal(8, "Dark2"),
    paired = brewer.pal(12, "Paired"), accent = brewer.pal(8, "Accent"), "pastel 1" = brewer.pal(9, "Pastel1"), "pastel 2" = brewer.pal(8, "Pastel2"), NULL)
}
palette <- function(value) {
  before <- .palette_now()
  if (missing(value)) return(before)
  found <- if (length(value) == 1) .palette_named(value) else value
  if (is.null(found)) stop("unknown palette (need >= 2 colors)")
  .graph$palette <- found
  invisible(before)
}
palette.colors <- function(n = NULL, palette = "Okabe-Ito", alpha = NULL, recycle = FALSE) {
  all <- .palette_named(palette)
  if (is.null(n)) all else rep_len(all, n)
}
palette.pals <- function() c("R3", "R4", "Okabe-Ito", "Accent", "Dark 2", "Paired", "Pastel 1", "Pastel 2", "Set 1", "Set 2", "Set 3")
# The colour schemes of Brewer and Harrower (2003), each at its greatest number of classes; sequential ones are thinned between.
brewer.pal <- function(n, name) {
  all <- switch(name,
    Set1 = "E41A1C 377EB8 4DAF4A 984EA3 FF7F00 FFFF33 A65628 F781BF 999999",
    Set2 = "66C2A5 FC8D62 8DA0CB E78AC3 A6D854 FFD92F E5C494 B3B3B3",
    Set3 = "8DD3C7 FFFFB3 BEBADA FB8072 80B1D3 FDB462 B3DE69 FCCDE5 D9D9D9 BC80BD CCEBC5 FFED6F",
    Dark2 = "1B9E77 D95F02 7570B3 E7298A 66A61E E6AB02 A6761D 666666",
    Paired = "A6CEE3 1F78B4 B2DF8A 33A02C FB9A99 E31A1C FDBF6F FF7F00 CAB2D6 6A3D9A FFFF99 B15928",
    Accent = "7FC97F BEAED4 FDC086 FFFF99 386CB0 F0027F BF5B17 666666",
    Pastel1 = "FBB4AE B3CDE3 CCEBC5 DECBE4 FED9A6 FFFFCC E5D8BD FDDAEC F2F2F2",
    Pastel2 = "B3E2CD FDCDAC CBD5E8 F4CAE4 E6F5C9 FFF2AE F1E2CC CCCCCC", NULL)
  if (!is.null(all)) {
    codes <- paste0("#", strsplit(all, " ")[[1]])
    if (n > length(codes)) warning("n too large, allowed maximum for palette ", name, " is ", length(codes), "\nReturning the palette you asked for with that many colors\n", call. = FALSE)
    return(codes[seq_len(min(max(n, 3), length(codes)))])
  }
  steps <- switch(name,
    Blues = list("DEEBF7 9ECAE1 3182BD", "EFF3FF BDD7E7 6BAED6 2171B5", "EFF3FF BDD7E7 6BAED6 3182BD 08519C", "EFF3FF C6DBEF 9ECAE1 6BAED6 3182BD 08519C",
                 "EFF3FF C6DBEF 9ECAE1 6BAED6 4292C6 2171B5 084594", "F7FBFF DEEBF7 C6DBEF 9ECAE1 6BAED6 4292C6 2171B5 084594", "F7FBFF DEEBF7 C6DBEF 9ECAE1 6BAED6 4292C6 2171B5 08519C 08306B"),
    Greens = list("E5F5E0 A1D99B 31A354", "EDF8E9 BAE4B3 74C476 238B45", "EDF8E9 BAE4B3 74C476 31A354 006D2C", "EDF8E9 C7E9C0 A1D99B 74C476 31A354 006D2C",
                  "EDF8E9 C7E9C0 A1D99B 74C476 41AB5D 238B45 005A32", "F7FCF5 E5F5E0 C7E9C0 A1D99B 74C476 41AB5D 238B45 005A32", "F7FCF5 E5F5E0 C7E9C0 A1D99B 74C476 41AB5D 238B45 006D2C 00441B"),
    Reds = list("FEE0D2 FC9272 DE2D26", "FEE5D9 FCAE91 FB6A4A CB181D", "FEE5D9 FCAE91 FB6A4A DE2D26 A50F15", "FEE5D9 FCBBA1 FC9272 FB6A4A DE2D26 A50F15",
                "FEE5D9 FCBBA1 FC9272 FB6A4A EF3B2C CB181D 99000D", "FFF5F0 FEE0D2 FCBBA1 FC9272 FB6A4A EF3B2C CB181D 99000D", "FFF5F0 FEE0D2 FCBBA1 FC9272 FB6A4A EF3B2C CB181D A50F15 67000D"),
    NULL)
  if (is.null(steps)) .unsupported("brewer.pal() knows the qualitative palettes, Blues, Greens and Reds (graphics)")
  paste0("#", strsplit(steps[[min(max(n, 3), 9) - 2]], " ")[[1]])
}
