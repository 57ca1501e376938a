# Local regression (Cleveland and Devlin 1988, Journal of the American Statistical Association 83, 596-610). With one
# predictor surface = "interpolate" fits at the vertices of a k-d tree and blends values and slopes between them by cubic
# Hermite polynomials (Cleveland and Grosse 1991); surface = "direct" fits at every point. Degrees of freedom come from the
# trace of the operator by the approximation of the netlib routines, as in R.

loess.control <- function(surface = c("interpolate", "direct"), statistics = c("approximate", "exact", "none"),
                          trace.hat = c("exact", "approximate"), cell = 0.2, iterations = 4L, iterTrace = FALSE, ...) {
  list(surface = match.arg(surface), statistics = match.arg(statistics), trace.hat = match.arg(trace.hat), cell = cell,
       iterations = iterations, iterTrace = iterTrace)
}
loess <- function(formula, data, weights, subset, na.action, model = FALSE, span = 0.75, enp.target, degree = 2,
                  parametric = FALSE, drop.square = FALSE, normalize = TRUE, family = c("gaussian", "symmetric"),
                  method = c("loess", "model.frame"), control = loess.control(...), ...) {
  call <- match.call()
  family <- match.arg(family)
  if (any(parametric) || any(drop.square)) .unsupported("parametric and drop.square are not supported in loess")
  if (!degree %in% 0:2) stop("'degree' must be 0, 1 or 2")
  frame <- model_frame_of(call, parent.frame())
  terms <- attr(frame, "terms")
  y <- as.vector(model.response(frame, "numeric"))
  names <- attr(terms, "term.labels")
  if (!length(names)) stop("no predictors in loess", call. = FALSE)
  if (any(attr(terms, "order") > 1)) stop("loess takes predictors joined by + only", call. = FALSE)
  x <- as.matrix(frame[names])
  if (!is.numeric(x)) stop("predictors must all be numeric")
  if (ncol(x) > 4) stop("only 1-4 numeric predictors are allowed")
  if (control$statistics == "exact") .unsupported("statistics = \"exact\" is not supported in loess")
  if (ncol(x) > 1 && control$surface == "interpolate") {
    .unsupported("loess of several predictors is supported with control = loess.control(surface = \"direct\") only")
  }
  if (!missing(enp.target)) span <- .span_of(enp.target, degree, ncol(x), span, missing(span))
  w <- model.weights(frame)
  if (is.null(w)) w <- rep.int(1, length(y))
  divisor <- rep.int(1, ncol(x))
  if (normalize && ncol(x) > 1) {
    trim <- ceiling(0.1 * nrow(x))
    divisor <- apply(x, 2, function(v) sqrt(var(sort(v)[seq(trim + 1, length(v) - trim)])))
  }
  iterations <- if (family == "gaussian") 1L else control$iterations
  fit <- .loess_fit(y, sweep(x, 2, divisor, "/"), w, span, degree, control, iterations)
  names(fit$residuals) <- row.names(frame)
  structure(c(fit, list(call = call, terms = terms, xnames = names, x = x, y = y, weights = w,
                        pars = list(span = span, degree = degree, normalize = normalize, family = family,
                                    surface = control$surface, cell = control$cell, iterations = iterations, divisor = divisor,
                                    trace.hat = control$trace.hat), na.action = attr(frame, "na.action"),
                        formula = formula(terms))), class = "loess")
}
.span_of <- function(target, degree, d, span, free) {
  if (!free) {
    warning("both 'span' and 'enp.target' specified: 'span' will be used", call. = FALSE)
    return(span)
  }
  columns <- switch(degree + 1, 1, d + 1, (d + 1) * (d + 2) / 2)
  1.2 * columns / target
}
.loess_fit <- function(y, x, w, span, degree, control, iterations) {
  n <- length(y)
  d <- ncol(x)
  robust <- rep.int(1, n)
  for (round in seq_len(iterations)) {
    robust <- w * robust
    surface <- .loess_surface(x, robust, span, degree, control)
    operator <- .loess_operator(surface, x)
    if (round == 1) {
      trace <- sum(diag(operator))
      delta <- .loess_deltas(trace, n, d, degree)
      first <- surface
    }
    fitted <- as.vector(operator %*% y)
    residuals <- y - fitted
    if (round < iterations) robust <- .robustness(residuals)
  }
  if (iterations > 1) {
    pseudo <- .pseudovalues(y, fitted, w, robust)
    again <- pseudo - as.vector(.loess_operator(first, x) %*% pseudo)
  }
  s <- sqrt(sum(w * (if (iterations > 1) again else residuals)^2) / delta[1])
  list(n = n, fitted = fitted, residuals = residuals, enp = round(delta[1] + 2 * trace - n, 2), s = s, one.delta = delta[1],
       two.delta = delta[2], trace.hat = trace, surface = surface)
}
# Weights by the distance to the q-th nearest row: one near the point, none beyond (bounds on squared distances).
.loess_weights <- function(squared, prior, span) {
  q <- min(length(squared), floor(length(squared) * span + 1e-5))
  limit <- sort(squared)[q] * max(1, span)
  if (limit <= 0) stop("'span' is too small", call. = FALSE)
  share <- squared / limit
  sqrt(prior * ifelse(share < 0.999, ifelse(share > 0.001, (1 - share^1.5)^3, 1), 0))
}
# Rows by which the responses give the local value and, after it, the slopes at a point.
.loess_rows <- function(point, x, prior, span, degree) {
  centred <- sweep(x, 2, point)
  w <- .loess_weights(rowSums(centred^2), prior, span)
  used <- which(w > 0)
  d <- ncol(x)
  design <- matrix(1, length(used), 1)
  near <- centred[used, , drop = FALSE]
  if (degree > 0) design <- cbind(design, near)
  if (degree > 1) for (i in seq_len(d)) for (j in i:d) design <- cbind(design, near[, i] * near[, j])
  design <- design * w[used]
  size <- sqrt(colSums(design^2))
  size[size == 0] <- 1
  parts <- svd(sweep(design, 2, size, "/"))
  keep <- parts$d > parts$d[1] * 100 * .Machine$double.eps
  inverse <- parts$v[, keep, drop = FALSE] %*% (t(parts$u[, keep, drop = FALSE]) / parts$d[keep])
  inverse <- sweep(inverse / size, 2, w[used], "*")
  out <- matrix(0, 1 + d, nrow(x))
  out[seq_len(if (degree > 0) 1 + d else 1), used] <- inverse[seq_len(if (degree > 0) 1 + d else 1), ]
  out
}
.loess_surface <- function(x, prior, span, degree, control) {
  rows_at <- function(z) .loess_rows(z, x, prior, span, degree)
  if (control$surface == "direct") return(list(rows_at = rows_at))
  vertices <- .loess_vertices(x[, 1], floor(nrow(x) * span * control$cell))
  rows <- lapply(vertices, rows_at)
  list(vertices = vertices, values = do.call(rbind, lapply(rows, function(r) r[1, ])),
       slopes = do.call(rbind, lapply(rows, function(r) r[2, ])))
}
# Ends of the box, widened, and the cuts of cells that hold more rows than a leaf may.
.loess_vertices <- function(x, leaf) {
  x <- sort(x)
  n <- length(x)
  margin <- 0.005 * max(x[n] - x[1], max(abs(x[c(1, n)])) * 1e-3 + 1e-30)
  box <- c(x[1] - margin, x[n] + margin)
  cuts <- numeric()
  cells <- list(c(1, n, box))
  while (length(cells)) {
    cell <- cells[[1]]
    cells <- cells[-1]
    l <- cell[1]
    u <- cell[2]
    if (u - l + 1 <= leaf) next
    m <- .cut_place(x, l, u)
    if (is.na(m)) next
    cut <- x[m]
    if (cut == cell[3] || cut == cell[4]) next
    cuts <- c(cuts, cut)
    cells <- c(cells, list(c(l, m, cell[3], cut), c(m + 1, u, cut, cell[4])))
  }
  sort(c(box, cuts))
}
# The row nearest the middle of l..u after which the values differ, looking to the right first.
.cut_place <- function(x, l, u) {
  m <- (l + u) %/% 2
  offset <- 0
  while (m + offset < u && m + offset >= l) {
    if (x[m + offset] != x[m + offset + 1]) return(m + offset)
    offset <- -offset
    if (offset >= 0) offset <- offset + 1
  }
  NA
}
# The linear operator that takes the responses to the surface at points; NA outside the box.
.loess_operator <- function(surface, points) {
  if (is.null(surface$vertices)) return(do.call(rbind, lapply(seq_len(nrow(points)), function(i) surface$rows_at(points[i, ])[1, ])))
  z <- points[, 1]
  v <- surface$vertices
  cell <- findInterval(z, v, rightmost.closed = TRUE, left.open = TRUE)
  cell[z == v[1]] <- 1
  cell[cell == 0 | cell == length(v) | is.na(z)] <- NA
  width <- v[cell + 1] - v[cell]
  h <- (z - v[cell]) / width
  (1 - h)^2 * (1 + 2 * h) * surface$values[cell, , drop = FALSE] + h^2 * (3 - 2 * h) * surface$values[cell + 1, , drop = FALSE] +
    width * (h * (1 - h)^2 * surface$slopes[cell, , drop = FALSE] + h^2 * (h - 1) * surface$slopes[cell + 1, , drop = FALSE])
}
.robustness <- function(residuals) {
  limit <- 6 * median(abs(residuals))
  r <- abs(residuals)
  if (limit < .Machine$double.xmin) return(rep.int(1, length(r)))
  ifelse(limit * 0.999 < r, 0, ifelse(limit * 0.001 < r, (1 - (r / limit)^2)^2, 1))
}
# Responses for which least squares has the error of the robust fit (Cleveland, Grosse and Shyu 1992, section 8.4).
.pseudovalues <- function(y, fitted, w, robust) {
  r <- (y - fitted) * sqrt(w)
  limit <- (6 * median(abs(r)))^2 / 5
  slope <- sum((1 - r^2 / limit) * sqrt(robust))
  fitted + length(y) / slope * robust * (y - fitted)
}
# First and second moment of the residual operator from its trace: an interpolation formula fitted to many designs (netlib
# dloess, routines lowesa and ehg141; coefficients by number of predictors, degree 1 then 2).
.loess_deltas <- function(trace, n, d, degree) {
  columns <- if (degree > 1) (d + 2) * (d + 1) / 2 else d + 1
  a <- .loess_delta(trace, n, d, 1, columns)
  b <- .loess_delta(trace, n, d, 2, columns)
  share <- (columns - (d + 1)) / ((d + 2) * (d + 1) / 2 - (d + 1))
  (1 - share) * a + share * b
}
.loess_delta <- function(trace, n, d, degree, columns) {
  first <- matrix(c(.2971620, .3802660, .5886043, .4263766, .3346498, .6271053, .5241198, .3484836, .6687687, .6338795, .4076457,
                    .7207693, .1611761, .3091323, .4401023, .2939609, .3580278, .5555741, .3972390, .4171278, .6293196, .4675173,
                    .4699070, .6674802), 3)
  second <- matrix(c(.2848308, .2254512, .2914126, .5393624, .2517230, .3898970, .7603231, .2969113, .4740130, .9664956, .3629838,
                     .5348889, .2075670, .2822574, .2369957, .3911566, .2981154, .3623232, .5508869, .3501989, .4371032, .7002667,
                     .4291632, .4930370), 3)
  corner <- sqrt(columns / n)
  z <- min(1, max(0, (sqrt(columns / trace) - corner) / (1 - corner)))
  change <- exp(.loess_correction(z))
  vapply(list(first, second), function(table) {
    c <- table[, d + 4 * (degree - 1)]
    n - trace * exp(c[1] * z^c[2] * (1 - z)^c[3] * change)
  }, 1)
}
# A cubic Hermite curve on [0, 1] by its values and slopes.
.loess_correction <- function(z) {
  at <- c(-0.005, 0.1204, 0.2017, 0.2815, 0.3705, 0.4536, 0.5591, 0.7132, 0.8751, 1.005)
  value <- c(-0.090572, 0.095807, 0.026152, -0.031926, -0.053718, -0.06417, -0.058387, -0.020636, 0.040172, -0.010856)
  slope <- c(4.4844, -0.7978, -0.7286, -0.4457, -0.3495, 0.032813, 0.1611, 0.335, -0.041032, -0.7736)
  i <- findInterval(z, at, left.open = TRUE)
  width <- at[i + 1] - at[i]
  h <- (z - at[i]) / width
  (1 - h)^2 * (1 + 2 * h) * value[i] + h^2 * (3 - 2 * h) * value[i + 1] +
    width * (h * (1 - h)^2 * slope[i] + h^2 * (h - 1) * slope[i + 1])
}

print.loess <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  if (!is.null(x$call)) {
    cat("Call:\n")
    print(x$call)
  }
  cat("\nNumber of Observations:", x$n, "\n")
  cat("Equivalent Number of Parameters:", format(round(x$enp, 2L)), "\n")
  cat("Residual", if (x$pars$family == "gaussian") " Standard Error:" else " Scale Estimate:", " ", format(signif(x$s, digits)), " \n", sep = "")
  invisible(x)
}
summary.loess <- function(object, ...) structure(object, class = c("summary.loess", "loess"))
print.summary.loess <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  print.loess(x, digits)
  cat("Trace of smoother matrix: ", format(round(x$trace.hat, 2)), "  (", x$pars$trace.hat, ")\n", sep = "")
  cat("\nControl settings:\n")
  cat("  span     : ", format(x$pars$span), "\n")
  cat("  degree   : ", x$pars$degree, "\n")
  cat("  family   : ", x$pars$family)
  if (x$pars$family != "gaussian") cat("\t    iterations =", x$pars$iterations)
  cat("\n  surface  : ", x$pars$surface)
  if (x$pars$surface == "interpolate") cat("\t  cell =", format(x$pars$cell))
  cat("\n  normalize: ", x$pars$normalize)
  cat("\n parametric: ", rep(FALSE, ncol(x$x)))
  cat("\ndrop.square: ", rep(FALSE, ncol(x$x)), "\n")
  invisible(x)
}
fitted.loess <- function(object, ...) naresid(object$na.action, object$fitted)
residuals.loess <- function(object, ...) naresid(object$na.action, object$residuals)
nobs.loess <- function(object, ...) object$n
predict.loess <- function(object, newdata = NULL, se = FALSE, na.action = na.pass, ...) {
  x <- if (is.null(newdata)) object$x
    else if (is.data.frame(newdata)) as.matrix(model.frame(delete.response(object$terms), newdata, na.action = na.action)[object$xnames])
    else as.matrix(newdata)
  operator <- .loess_operator(object$surface, sweep(x, 2, object$pars$divisor, "/"))
  fit <- if (is.null(newdata)) object$fitted else as.vector(operator %*% object$y)
  names(fit) <- if (is.data.frame(newdata)) row.names(newdata) else NULL
  if (!se) return(fit)
  error <- object$s * sqrt(rowSums(sweep(operator^2, 2, object$weights, "/")))
  list(fit = fit, se.fit = setNames(error, names(fit)), residual.scale = object$s, df = object$one.delta^2 / object$two.delta)
}
loess.smooth <- function(x, y, span = 2 / 3, degree = 1, family = c("symmetric", "gaussian"), evaluation = 50, ...) {
  fit <- loess(y ~ x, data.frame(x = x, y = y), span = span, degree = degree, family = match.arg(family), ...)
  at <- seq(min(x), max(x), length.out = evaluation)
  list(x = at, y = unname(predict(fit, data.frame(x = at))))
}
scatter.smooth <- function(x, y = NULL, span = 2 / 3, degree = 1, family = c("symmetric", "gaussian"), xlab = NULL, ylab = NULL, ...) {
  curve <- loess.smooth(x, y, span, degree, match.arg(family))
  plot(x, y, xlab = if (is.null(xlab)) deparse1(substitute(x)) else xlab, ylab = if (is.null(ylab)) deparse1(substitute(y)) else ylab, ...)
  lines(curve$x, curve$y)
  invisible()
}
