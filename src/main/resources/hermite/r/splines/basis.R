# Bases of splines: B-splines (de Boor 1978, chapter X) and natural cubic splines.

splineDesign <- function(knots, x, ord = 4L, derivs = 0L, outer.ok = FALSE, sparse = FALSE) {
  knots <- sort(as.vector(knots))
  nk <- length(knots)
  if (nk <= 0L) stop("must have at least 'ord' knots")
  if (nk < 2L * ord - 1L) stop(gettextf("need at least %s (=%d) knots", "2*ord -1", 2L * ord - 1L), domain = NA)
  x <- as.numeric(x)
  derivs <- rep_len(derivs, length(x))
  low <- knots[ord]
  high <- knots[nk - ord + 1L]
  outside <- x < low | x > high
  if (!outer.ok && any(outside)) stop(gettextf("the 'x' data must be in the range %g to %g unless you set '%s'", low, high, "outer.ok = TRUE"), domain = NA)
  out <- matrix(0, length(x), nk - ord)
  for (d in unique(derivs)) {
    at <- which(derivs == d & !outside)
    out[at, ] <- .derived(knots, x[at], ord, d, high)
  }
  out
}
spline.des <- function(knots, x, ord = 4L, derivs = 0L, outer.ok = FALSE, sparse = FALSE)
  list(knots = sort(as.vector(knots)), order = ord, derivs = derivs, design = splineDesign(knots, x, ord, derivs, outer.ok))
# The basis of an order; at the right end the last interval that is not empty counts.
.basis <- function(knots, x, ord, high) {
  nk <- length(knots)
  at <- findInterval(x, knots)
  last <- max(which(knots < high))
  at[x >= high] <- last
  b <- matrix(0, length(x), nk - 1L)
  b[cbind(seq_along(x), at)] <- 1
  if (ord > 1L) for (k in 2:ord) {
    n <- nk - k
    for (i in seq_len(n)) {
      left <- knots[i + k - 1L] - knots[i]
      right <- knots[i + k] - knots[i + 1L]
      b[, i] <- (if (left > 0) (x - knots[i]) / left * b[, i] else 0) + (if (right > 0) (knots[i + k] - x) / right * b[, i + 1L] else 0)
    }
    b <- b[, seq_len(n), drop = FALSE]
  }
  b
}
.derived <- function(knots, x, ord, d, high) {
  if (d == 0L) return(.basis(knots, x, ord, high))
  if (d >= ord) return(matrix(0, length(x), length(knots) - ord))
  b <- .derived(knots, x, ord - 1L, d - 1L, high)
  n <- length(knots) - ord
  out <- matrix(0, length(x), n)
  for (i in seq_len(n)) {
    left <- knots[i + ord - 1L] - knots[i]
    right <- knots[i + ord] - knots[i + 1L]
    out[, i] <- (ord - 1) * ((if (left > 0) b[, i] / left else 0) - (if (right > 0) b[, i + 1L] / right else 0))
  }
  out
}
.inner_knots <- function(x, count, outside) {
  if (count <= 0L) return(numeric())
  stats::quantile(x[!outside], seq.int(0, 1, length.out = count + 2L)[-c(1L, count + 2L)])
}
# What both bases begin with: the values that are there, the ends, which values lie beyond them, and the knots between.
.spline_parts <- function(x, ends, df, knots, smallest) {
  there <- !is.na(x)
  values <- as.vector(x)[there]
  ends <- if (is.null(ends)) range(values) else sort(ends)
  below <- values < ends[1]
  above <- values > ends[2]
  if (!is.null(df) && is.null(knots)) knots <- .inner_knots(values, max(0L, df - smallest), below | above)
  list(x = values, missing = !there, labels = names(x), ends = ends, below = below, above = above, knots = knots)
}
# Rows of values beyond an end are the Taylor polynomial there, of the degree given; the others are the basis itself.
.extended <- function(parts, sequence, ord, degree) {
  basis <- matrix(0, length(parts$x), length(sequence) - ord)
  inside <- !parts$below & !parts$above
  if (any(inside)) basis[inside, ] <- splineDesign(sequence, parts$x[inside], ord)
  for (side in 1:2) {
    rows <- if (side == 1) parts$below else parts$above
    if (!any(rows)) next
    end <- parts$ends[side]
    derivatives <- splineDesign(sequence, rep(end, degree + 1), ord, 0:degree)
    basis[rows, ] <- outer(parts$x[rows] - end, 0:degree, `^`) %*% (derivatives / factorial(0:degree))
  }
  basis
}
.spline_basis <- function(basis, parts, degree, intercept, class) {
  structure(.with_missing(basis, parts$missing, parts$labels), degree = degree, knots = if (is.null(parts$knots)) numeric() else parts$knots,
    Boundary.knots = parts$ends, intercept = intercept, class = c(class, "basis", "matrix"))
}
bs <- function(x, df = NULL, knots = NULL, degree = 3, intercept = FALSE, Boundary.knots = range(x)) {
  degree <- as.integer(degree)
  if (degree < 1) stop("'degree' must be integer >= 1")
  smallest <- degree + as.integer(intercept)
  if (!is.null(df) && is.null(knots) && df < smallest) warning(gettextf("'df' was too small; have used %d", smallest), domain = NA)
  parts <- .spline_parts(x, if (missing(Boundary.knots)) NULL else Boundary.knots, df, knots, smallest)
  if (any(parts$below | parts$above)) warning("some 'x' values beyond boundary knots may cause ill-conditioned bases")
  sequence <- sort(c(rep(parts$ends, degree + 1L), parts$knots))
  basis <- .extended(parts, sequence, degree + 1L, degree)
  .spline_basis(if (intercept) basis else basis[, -1, drop = FALSE], parts, degree, intercept, "bs")
}
# Cubic and without curvature at the ends, beyond which it is straight.
ns <- function(x, df = NULL, knots = NULL, intercept = FALSE, Boundary.knots = range(x)) {
  smallest <- 1L + as.integer(intercept)
  if (!is.null(df) && is.null(knots) && df < smallest) warning(gettextf("'df' was too small; have used %d", smallest), domain = NA)
  parts <- .spline_parts(x, if (missing(Boundary.knots)) NULL else Boundary.knots, df, knots, smallest)
  sequence <- sort(c(rep(parts$ends, 4), parts$knots))
  kept <- if (intercept) seq_len(length(sequence) - 4) else seq_len(length(sequence) - 4)[-1]
  curvature <- splineDesign(sequence, parts$ends, 4, c(2, 2))[, kept, drop = FALSE]
  basis <- .extended(parts, sequence, 4, 1)[, kept, drop = FALSE]
  rotated <- t(qr.qty(qr(t(curvature)), t(basis)))
  .spline_basis(rotated[, -(1:2), drop = FALSE], parts, 3L, intercept, "ns")
}
.with_missing <- function(basis, missing, labels) {
  if (any(missing)) {
    all <- matrix(NA, length(missing), ncol(basis))
    all[!missing, ] <- basis
    basis <- all
  }
  dimnames(basis) <- list(labels, seq_len(ncol(basis)))
  basis
}
predict.bs <- function(object, newx, ...) {
  if (missing(newx)) return(object)
  a <- attributes(object)
  bs(newx, knots = a$knots, degree = a$degree, intercept = a$intercept, Boundary.knots = a$Boundary.knots)
}
predict.ns <- function(object, newx, ...) {
  if (missing(newx)) return(object)
  a <- attributes(object)
  ns(newx, knots = a$knots, intercept = a$intercept, Boundary.knots = a$Boundary.knots)
}
