det <- function(x, ...) {
  d <- .determinant(x)
  d[2L] * exp(d[1L])
}

determinant <- function(x, logarithm = TRUE, ...) {
  d <- .determinant(x)
  modulus <- if (logarithm) d[1L] else exp(d[1L])
  attr(modulus, "logarithm") <- logarithm
  structure(list(modulus = modulus, sign = as.integer(d[2L])), class = "det")
}

chol2inv <- function(x, size = NCOL(x)) {
  x <- as.matrix(x)
  if (size > min(dim(x))) stop(gettextf("'size' cannot exceed ncol(x) = %d", ncol(x)))
  # what stands below the diagonal is not read
  unname(tcrossprod(backsolve(x, diag(size), size)))
}

qr <- function(x, ...) UseMethod("qr")

qr.default <- function(x, tol = 1e-07, ...) {
  x <- as.matrix(x)
  structure(.qr(x, tol), class = "qr")
}

qr.qty <- function(qr, y) .qr_apply(qr, y, TRUE)

qr.qy <- function(qr, y) .qr_apply(qr, y, FALSE)

qr.Q <- function(qr, complete = FALSE) {
  n <- nrow(qr$qr)
  k <- if (complete) n else min(dim(qr$qr))
  D <- diag(1, n, k)
  full <- qr
  full$rank <- min(dim(qr$qr))
  .qr_apply(full, D, FALSE)
}

qr.R <- function(qr, complete = FALSE) {
  R <- qr$qr
  if (!complete) R <- R[seq_len(min(dim(R))), , drop = FALSE]
  R[row(R) > col(R)] <- 0
  if (!is.null(colnames(R))) colnames(R) <- colnames(R)[qr$pivot]
  R
}

qr.X <- function(qr, complete = FALSE, ncol = min(dim(qr$qr))) {
  X <- qr.Q(qr) %*% qr.R(qr)
  X[, order(qr$pivot), drop = FALSE]
}

qr.coef <- function(qr, y) {
  was <- is.matrix(y)
  y <- as.matrix(y)
  p <- ncol(qr$qr)
  k <- qr$rank
  qty <- .qr_apply(qr, y, TRUE)
  coef <- matrix(NA_real_, p, ncol(y))
  if (k > 0) coef[qr$pivot[seq_len(k)], ] <- backsolve(qr$qr[seq_len(k), seq_len(k), drop = FALSE], qty[seq_len(k), , drop = FALSE], k)
  rownames(coef) <- colnames(qr$qr)
  colnames(coef) <- colnames(y)
  if (was) coef else drop(coef)
}

qr.fitted <- function(qr, y, k = qr$rank) {
  was <- is.matrix(y)
  qty <- .qr_apply(qr, as.matrix(y), TRUE)
  if (k < nrow(qty)) qty[(k + 1L):nrow(qty), ] <- 0
  out <- .qr_apply(qr, qty, FALSE)
  if (was) out else drop(out)
}

qr.resid <- function(qr, y) y - qr.fitted(qr, y)

qr.solve <- function(a, b, tol = 1e-7) {
  if (!inherits(a, "qr")) a <- qr(a, tol = tol)
  if (a$rank < min(dim(a$qr))) stop("singular matrix 'a' in solve")
  if (missing(b)) b <- diag(1, nrow(a$qr))
  qr.coef(a, b)
}

solve.qr <- function(a, b, ...) qr.solve(a, if (missing(b)) diag(1, nrow(a$qr)) else b)

eigen <- function(x, symmetric, only.values = FALSE, EISPACK = FALSE) {
  x <- unname(as.matrix(x))
  if (any(!is.finite(x))) stop("infinite or missing values in 'x'")
  if (missing(symmetric)) symmetric <- isSymmetric(x)
  e <- .eigen(x, symmetric)
  if (only.values) list(values = e$values, vectors = NULL)
  else structure(list(values = e$values, vectors = e$vectors), class = "eigen")
}

print.eigen <- function(x, ...) {
  cat("eigen() decomposition\n")
  print(unclass(x), ...)
  invisible(x)
}

svd <- function(x, nu = min(n, p), nv = min(n, p), LINPACK = FALSE) {
  x <- as.matrix(x)
  if (any(!is.finite(x))) stop("infinite or missing values in 'x'")
  n <- nrow(x)
  p <- ncol(x)
  s <- if (n >= p) .svd(x) else {
    turned <- .svd(t(x))
    list(d = turned$d, u = turned$v, v = turned$u)
  }
  list(d = s$d, u = if (nu) s$u[, seq_len(nu), drop = FALSE], v = if (nv) s$v[, seq_len(nv), drop = FALSE])
}

isSymmetric <- function(object, tol = 100 * .Machine$double.eps, ...) {
  if (!is.matrix(object)) return(FALSE)
  d <- dim(object)
  if (d[1L] != d[2L]) return(FALSE)
  if (anyNA(object)) return(identical(object, t(object)))
  dn <- dimnames(object)
  if (!is.null(dn) && !is.null(dn[[1L]]) && !is.null(dn[[2L]]) && !identical(dn[[1L]], dn[[2L]])) return(FALSE)
  all(abs(object - t(object)) <= tol * mean(abs(object)))
}

kappa <- function(z, ...) UseMethod("kappa")

norm <- function(x, type = c("O", "I", "F", "M", "2")) {
  type <- toupper(substr(type[1L], 1L, 1L))
  switch(type, O = , "1" = max(colSums(abs(x))), I = max(rowSums(abs(x))), F = , E = sqrt(sum(x^2)),
         M = max(abs(x)), "2" = svd(x, nu = 0, nv = 0)$d[1L], stop("invalid 'type'"))
}

diag <- function(x = 1, nrow, ncol, names = TRUE) {
  if (is.matrix(x)) {
    m <- min(dim(x))
    y <- x[1L + 0L:(m - 1L) * (dim(x)[1L] + 1L)]
    if (m == 0L) return(y)
    if (names) {
      nms <- dimnames(x)
      if (is.list(nms) && !any(vapply(nms, is.null, NA))) {
        nm <- nms[[1L]][seq_len(m)]
        if (identical(nm, nms[[2L]][seq_len(m)])) names(y) <- nm
      }
    }
    return(y)
  }
  if (is.array(x) && length(dim(x)) != 1L) stop("'x' is an array, but not one-dimensional.")
  if (missing(x)) n <- nrow
  else if (length(x) == 1L && missing(nrow) && missing(ncol)) {
    n <- as.integer(x)
    x <- 1
  } else n <- length(x)
  if (!missing(nrow)) n <- nrow
  if (missing(ncol)) ncol <- n
  out <- matrix(if (is.logical(x)) FALSE else if (is.integer(x)) 0L else 0, n, ncol)
  m <- min(n, ncol)
  if (m) out[1L + 0L:(m - 1L) * (n + 1L)] <- rep_len(x, m)
  out
}

`diag<-` <- function(x, value) {
  m <- min(dim(x))
  if (length(value) != 1L && length(value) != m) stop("replacement diagonal has wrong length")
  if (m) x[1L + 0L:(m - 1L) * (dim(x)[1L] + 1L)] <- rep_len(value, m)
  x
}

upper.tri <- function(x, diag = FALSE) {
  x <- as.matrix(x)
  if (diag) row(x) <= col(x) else row(x) < col(x)
}

lower.tri <- function(x, diag = FALSE) {
  x <- as.matrix(x)
  if (diag) row(x) >= col(x) else row(x) > col(x)
}

kronecker <- function(X, Y, FUN = "*", make.dimnames = FALSE, ...) {
  X <- as.matrix(X)
  Y <- as.matrix(Y)
  FUN <- match.fun(FUN)
  rx <- rep(seq_len(nrow(X)), each = nrow(Y))
  cx <- rep(seq_len(ncol(X)), each = ncol(Y))
  out <- FUN(unname(X[rx, cx, drop = FALSE]),
             unname(Y[rep(seq_len(nrow(Y)), nrow(X)), rep(seq_len(ncol(Y)), ncol(X)), drop = FALSE]), ...)
  out
}

`%x%` <- function(X, Y) kronecker(X, Y)

t.data.frame <- function(x) t(as.matrix(x))

scale <- function(x, center = TRUE, scale = TRUE) UseMethod("scale")

scale.default <- function(x, center = TRUE, scale = TRUE) {
  x <- as.matrix(x)
  nc <- ncol(x)
  if (is.logical(center)) {
    if (center) {
      center <- colMeans(x, na.rm = TRUE)
      x <- sweep(x, 2L, center)
    } else center <- NULL
  } else x <- sweep(x, 2L, center)
  if (is.logical(scale)) {
    if (scale) {
      f <- function(v) {
        v <- v[!is.na(v)]
        sqrt(sum(v^2) / max(1, length(v) - 1L))
      }
      scale <- apply(x, 2L, f)
      x <- sweep(x, 2L, scale, "/")
    } else scale <- NULL
  } else x <- sweep(x, 2L, scale, "/")
  if (!is.null(center)) attr(x, "scaled:center") <- center
  if (!is.null(scale)) attr(x, "scaled:scale") <- scale
  x
}

sweep <- function(x, MARGIN, STATS, FUN = "-", check.margin = TRUE, ...) {
  FUN <- match.fun(FUN)
  dims <- dim(x)
  if (is.data.frame(x)) x <- as.matrix(x)
  if (check.margin) {
    size <- dims[MARGIN]
    if (is.null(dim(STATS)) && length(STATS) > prod(size)) {
      warning("STATS is longer than the extent of 'dim(x)[MARGIN]'")
    } else if (is.null(dim(STATS)) && length(STATS) && prod(size) %% length(STATS) != 0L) {
      warning("STATS does not recycle exactly across MARGIN")
    }
  }
  if (length(MARGIN) == 1L && length(dims) == 2L && length(STATS) %in% c(1L, dims[MARGIN])) {
    full <- rep_len(as.vector(STATS), dims[MARGIN])
    full <- if (MARGIN == 1L) rep(full, times = dims[2L]) else rep(full, each = dims[1L])
  } else {
    perm <- c(MARGIN, seq_along(dims)[-MARGIN])
    full <- aperm(array(STATS, dims[perm]), order(perm))
    return(FUN(x, full, ...))
  }
  dim(full) <- dims
  FUN(x, full, ...)
}

aperm <- function(a, perm = NULL, ...) UseMethod("aperm")

aperm.default <- function(a, perm = NULL, resize = TRUE, ...) {
  d <- dim(a)
  k <- length(d)
  if (is.null(perm)) perm <- k:1L
  if (is.character(perm)) perm <- match(perm, names(dimnames(a)))
  strides <- c(1L, cumprod(d))[seq_len(k)]
  at <- 0L
  for (j in seq_len(k)) {
    size <- d[perm[j]]
    before <- prod(d[perm[seq_len(j - 1L)]])
    at <- at + rep(rep((seq_len(size) - 1L) * strides[perm[j]], each = before), length.out = length(a))
  }
  out <- as.vector(a)[at + 1L]
  dim(out) <- d[perm]
  if (!is.null(dimnames(a))) dimnames(out) <- dimnames(a)[perm]
  out
}

aperm.table <- function(a, perm = NULL, resize = TRUE, keep.class = TRUE, ...) {
  out <- aperm.default(unclass(a), perm)
  if (keep.class) class(out) <- "table"
  out
}

rowsum <- function(x, group, reorder = TRUE, ...) UseMethod("rowsum")

rowsum.default <- function(x, group, reorder = TRUE, na.rm = FALSE, ...) {
  if (!is.numeric(x)) stop("'x' must be numeric")
  if (length(group) != NROW(x)) stop("incorrect length for 'group'")
  if (anyNA(group)) warning("missing values for 'group'")
  x <- as.matrix(x)
  u <- unique(group)
  if (reorder) u <- sort(u, na.last = TRUE)
  g <- match(group, u)
  out <- .group_sums(x, g, length(u), na.rm)
  if (is.integer(x)) {
    out[abs(out) > .Machine$integer.max] <- NA
    storage.mode(out) <- "integer"
  }
  dimnames(out) <- list(as.character(u), colnames(x))
  out
}

rowsum.data.frame <- function(x, group, reorder = TRUE, na.rm = FALSE, ...)
  as.data.frame(rowsum.default(as.matrix(x), group, reorder, na.rm))

# Ties at random: equal within 1e-5 of the row's largest absolute value, each later one with chance 1 in its number.
max.col <- function(m, ties.method = c("random", "first", "last")) {
  ties.method <- match.arg(ties.method)
  m <- as.matrix(m)
  unname(apply(m, 1L, function(row) {
    if (anyNA(row)) return(NA_integer_)
    if (ties.method == "first") return(which.max(row))
    if (ties.method == "last") return(max(which(row == max(row))))
    slack <- 1e-5 * max(0, abs(row[is.finite(row)]))
    best <- 1L
    top <- row[1L]
    ties <- 1L
    for (j in seq_along(row)[-1L]) {
      if (row[j] > top + slack) {
        top <- row[j]
        best <- j
        ties <- 1L
      } else if (row[j] >= top - slack) {
        ties <- ties + 1L
        if (ties * stats::runif(1) < 1) best <- j
      }
    }
    best
  }))
}


