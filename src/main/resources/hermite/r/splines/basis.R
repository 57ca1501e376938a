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
bs <- function(x, df = NULL, knots = NULL, degree = 3, intercept = FALSE, Boundary.knots = range(x)) {
  ord <- 1L + (degree <- as.integer(degree))
  if (ord <= 1) stop("'degree' must be integer >= 1")
  labels <- names(x)
  nax <- is.na(x)
  all <- as.vector(x)
  x <- all[!nax]
  ends <- if (missing(Boundary.knots)) range(x) else sort(Boundary.knots)
  below <- x < ends[1L]
  above <- x > ends[2L]
  if (!is.null(df) && is.null(knots)) {
    count <- df - ord + (1L - intercept)
    if (count < 0L) {
      count <- 0L
      warning(gettextf("'df' was too small; have used %d", ord - (1L - intercept)), domain = NA)
    }
    knots <- .inner_knots(x, count, below | above)
  }
  sequence <- sort(c(rep(ends, ord), knots))
  if (any(below) || any(above)) {
    warning("some 'x' values beyond boundary knots may cause ill-conditioned bases")
    basis <- matrix(0, length(x), length(sequence) - ord)
    beyond <- function(at, pivot) {
      powers <- cbind(1, outer(x[at] - pivot, 1L:degree, `^`))
      powers %*% (splineDesign(sequence, rep(pivot, ord), ord, 0:degree) / gamma(1L:ord))
    }
    if (any(below)) basis[below, ] <- beyond(below, ends[1L])
    if (any(above)) basis[above, ] <- beyond(above, ends[2L])
    inside <- !below & !above
    if (any(inside)) basis[inside, ] <- splineDesign(sequence, x[inside], ord)
  } else basis <- splineDesign(sequence, x, ord)
  if (!intercept) basis <- basis[, -1L, drop = FALSE]
  basis <- .with_missing(basis, nax, labels)
  structure(basis, degree = degree, knots = if (is.null(knots)) numeric() else knots, Boundary.knots = ends, intercept = intercept,
    class = c("bs", "basis", "matrix"))
}
ns <- function(x, df = NULL, knots = NULL, intercept = FALSE, Boundary.knots = range(x)) {
  labels <- names(x)
  nax <- is.na(x)
  all <- as.vector(x)
  x <- all[!nax]
  ends <- if (missing(Boundary.knots)) range(x) else sort(Boundary.knots)
  below <- x < ends[1L]
  above <- x > ends[2L]
  if (!is.null(df) && is.null(knots)) {
    count <- df - 1L - intercept
    if (count < 0L) {
      count <- 0L
      warning(gettextf("'df' was too small; have used %d", 1L + intercept), domain = NA)
    }
    knots <- .inner_knots(x, count, below | above)
  }
  sequence <- sort(c(rep(ends, 4L), knots))
  basis <- matrix(0, length(x), length(sequence) - 4L)
  straight <- function(at, pivot) cbind(1, x[at] - pivot) %*% splineDesign(sequence, rep(pivot, 2L), 4, c(0, 1))
  if (any(below)) basis[below, ] <- straight(below, ends[1L])
  if (any(above)) basis[above, ] <- straight(above, ends[2L])
  inside <- !below & !above
  if (any(inside)) basis[inside, ] <- splineDesign(sequence, x[inside], 4)
  bend <- splineDesign(sequence, ends, 4, c(2, 2))
  if (!intercept) {
    bend <- bend[, -1, drop = FALSE]
    basis <- basis[, -1, drop = FALSE]
  }
  basis <- t(qr.qty(qr(t(bend)), t(basis)))[, -(1L:2L), drop = FALSE]
  basis <- .with_missing(basis, nax, labels)
  structure(basis, degree = 3L, knots = if (is.null(knots)) numeric() else knots, Boundary.knots = ends, intercept = intercept,
    class = c("ns", "basis", "matrix"))
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
