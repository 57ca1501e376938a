median <- function(x, na.rm = FALSE, ...) UseMethod("median")

median.default <- function(x, na.rm = FALSE, ...) {
  if (is.factor(x) || is.data.frame(x)) stop("need numeric data")
  if (length(names(x))) names(x) <- NULL
  if (na.rm) x <- x[!is.na(x)] else if (anyNA(x)) return(x[NA_integer_][1L])
  n <- length(x)
  if (n == 0L) return(x[NA_integer_])
  half <- (n + 1L) %/% 2L
  x <- sort(x)
  if (n %% 2L == 1L) x[half] else mean(x[half + 0L:1L])
}

var <- function(x, y = NULL, na.rm = FALSE, use) {
  if (missing(use)) use <- if (na.rm) "na.or.complete" else "everything"
  if (is.data.frame(x)) x <- as.matrix(x) else if (!is.atomic(x)) stop("is.atomic(x) is not TRUE")
  if (is.factor(x)) stop("Calling var(x) on a factor x is defunct.\n  Use something like 'all(duplicated(x)[-1L])' to test for a constant vector.")
  if (is.data.frame(y)) y <- as.matrix(y)
  if (is.character(x)) {
    numbers <- suppressWarnings(as.numeric(x))
    if (any(is.na(numbers) & !is.na(x))) warning("NAs introduced by coercion")
    x <- array(numbers, if (is.null(dim(x))) length(x) else dim(x), dimnames(x))
    if (is.null(dimnames(x)) && length(dim(x)) == 1) x <- as.vector(x)
  }
  .moments(x, y, use, FALSE)
}

cov <- function(x, y = NULL, use = "everything", method = c("pearson", "kendall", "spearman"))
  .moments_of(x, y, use, match.arg(method), FALSE)

cor <- function(x, y = NULL, use = "everything", method = c("pearson", "kendall", "spearman"))
  .moments_of(x, y, use, match.arg(method), TRUE)

.moments_of <- function(x, y, use, method, correlation) {
  if (is.data.frame(x)) x <- as.matrix(x)
  if (is.data.frame(y)) y <- as.matrix(y)
  if (!is.numeric(x) && !is.logical(x)) stop("'x' must be numeric")
  if (!is.null(y) && !is.numeric(y) && !is.logical(y)) stop("'y' must be numeric")
  if (is.null(y) && !is.matrix(x) && correlation) stop("supply both 'x' and 'y' or a matrix-like 'x'")
  if (method == "spearman") {
    ranked <- function(v) if (is.matrix(v)) {
      r <- apply(v, 2L, rank, na.last = "keep")
      dimnames(r) <- dimnames(v)
      r
    } else rank(v, na.last = "keep")
    if (use != "everything") {
      ok <- if (is.null(y)) complete.cases(x) else complete.cases(x, y)
      x <- if (is.matrix(x)) x[ok, , drop = FALSE] else x[ok]
      y <- if (is.null(y)) NULL else if (is.matrix(y)) y[ok, , drop = FALSE] else y[ok]
    }
    return(.moments(ranked(x), if (!is.null(y)) ranked(y), use, correlation))
  }
  if (method == "kendall") {
    if (is.matrix(x) || is.matrix(y)) stop("method = \"kendall\" is supported for two vectors only")
    ok <- complete.cases(x, y)
    x <- x[ok]
    y <- y[ok]
    sx <- sign(outer(x, x, "-"))
    sy <- sign(outer(y, y, "-"))
    return(sum(sx * sy) / if (correlation) sqrt(sum(sx^2) * sum(sy^2)) else 1)
  }
  .moments(x, y, use, correlation)
}

.moments <- function(x, y, use, correlation) {
  use <- match.arg(use, c("everything", "all.obs", "complete.obs", "na.or.complete", "pairwise.complete.obs"))
  if (use == "pairwise.complete.obs" && (is.matrix(x) || is.matrix(y))) {
    xm <- as.matrix(x)
    ym <- if (is.null(y)) xm else as.matrix(y)
    out <- matrix(NA_real_, ncol(xm), ncol(ym), dimnames = list(colnames(xm), colnames(ym)))
    for (i in seq_len(ncol(xm))) for (j in seq_len(ncol(ym))) {
      ok <- complete.cases(xm[, i], ym[, j])
      out[i, j] <- .covariance(xm[ok, i], ym[ok, j], correlation)
    }
    return(out)
  }
  if (use == "all.obs" && (anyNA(x) || anyNA(y))) stop("missing observations in cov/cor")
  if (use %in% c("complete.obs", "na.or.complete", "pairwise.complete.obs")) {
    ok <- if (is.null(y)) complete.cases(x) else complete.cases(x, y)
    if (use == "complete.obs" && !any(ok)) stop("no complete element pairs")
    x <- if (is.matrix(x)) x[ok, , drop = FALSE] else x[ok]
    if (!is.null(y)) y <- if (is.matrix(y)) y[ok, , drop = FALSE] else y[ok]
  }
  if (NROW(x) != NROW(if (is.null(y)) x else y)) stop("incompatible dimensions")
  .covariance(x, y, correlation)
}

cov2cor <- function(V) {
  s <- sqrt(1 / diag(V))
  r <- V
  r[] <- s * V * rep(s, each = nrow(V))
  r[cbind(seq_len(nrow(V)), seq_len(nrow(V)))] <- 1
  r
}

sd <- function(x, na.rm = FALSE) sqrt(var(if (is.vector(x) || is.factor(x)) x else as.double(x), na.rm = na.rm))

mad <- function(x, center = median(x), constant = 1.4826, na.rm = FALSE, low = FALSE, high = FALSE) {
  if (na.rm) x <- x[!is.na(x)]
  constant * median(abs(x - center))
}

IQR <- function(x, na.rm = FALSE, type = 7) diff(quantile(as.numeric(x), c(0.25, 0.75), na.rm = na.rm, names = FALSE, type = type))

quantile <- function(x, ...) UseMethod("quantile")

quantile.default <- function(x, probs = seq(0, 1, 0.25), na.rm = FALSE, names = TRUE, type = 7, ...) {
  if (is.factor(x)) {
    if (!is.ordered(x) || !type %in% c(1L, 3L)) {
      stop(if (is.ordered(x)) "'type' must be 1 or 3 for ordered factors" else "(unordered) factors are not allowed")
    }
    codes <- quantile.default(as.integer(x), probs, na.rm, names, type)
    return(structure(factor(levels(x)[codes], levels = levels(x), ordered = TRUE), names = names(codes)))
  }
  if (na.rm) x <- x[!is.na(x)]
  else if (anyNA(x)) stop("missing values and NaN's not allowed if 'na.rm' is FALSE")
  if (any(!is.na(probs) & (probs < -1e-12 | probs > 1 + 1e-12))) stop("'probs' outside [0,1]")
  n <- length(x)
  given <- probs
  ok <- !is.na(probs)
  probs <- pmin(1, pmax(0, probs[ok]))
  qs <- rep(NA_real_, length(given))
  if (n > 0L && length(probs)) {
    x <- sort(as.numeric(x))
    if (type == 7) {
      index <- 1 + (n - 1) * probs
      lo <- floor(index)
      hi <- ceiling(index)
      q <- x[lo]
      h <- index - lo
      move <- which(index > lo & x[hi] != q)
      q[move] <- (1 - h[move]) * q[move] + h[move] * x[hi[move]]
    } else {
      if (type <= 3) {
        nppm <- if (type == 3) n * probs - 0.5 else n * probs
        j <- floor(nppm + 4 * .Machine$double.eps)
        h <- switch(type, nppm > j, ((nppm > j) + 1) / 2, (nppm != j) | (j %% 2 == 1))
      } else {
        ab <- switch(type - 3, c(0, 1), c(0.5, 0.5), c(0, 0), c(1, 1), c(1 / 3, 1 / 3), c(3 / 8, 3 / 8))
        fuzz <- 4 * .Machine$double.eps
        nppm <- ab[1L] + probs * (n + 1 - sum(ab))
        j <- floor(nppm + fuzz)
        h <- nppm - j
        h[abs(h) < fuzz] <- 0
      }
      ext <- c(x[1L], x[1L], x, x[n], x[n])
      q <- ext[j + 2L]
      upper <- ext[j + 3L]
      q[h == 1] <- upper[h == 1]
      mid <- h > 0 & h < 1 & ext[j + 2L] != upper
      q[mid] <- ((1 - h) * ext[j + 2L] + h * upper)[mid]
    }
    qs[ok] <- q
  }
  if (names && length(given)) {
    nm <- paste0(formatC(100 * given, format = "fg", width = 1, digits = 7), "%")
    nm[is.na(given)] <- ""
    names(qs) <- nm
  }
  qs
}

fivenum <- function(x, na.rm = TRUE) {
  x <- sort(x[!is.na(x)])
  n <- length(x)
  if (n == 0) return(rep(NA_real_, 5))
  n4 <- floor((n + 3) / 2) / 2
  d <- c(1, n4, (n + 1) / 2, n + 1 - n4, n)
  0.5 * (x[floor(d)] + x[ceiling(d)])
}

weighted.mean <- function(x, w, ..., na.rm = FALSE) {
  if (missing(w)) return(mean(x, na.rm = na.rm))
  if (length(w) != length(x)) stop("'x' and 'w' must have the same length")
  if (na.rm) {
    keep <- !is.na(x)
    w <- w[keep]
    x <- x[keep]
  }
  w <- w / sum(w)
  sum((x * w)[w != 0])
}

complete.cases <- function(...) {
  ok <- NULL
  for (a in list(...)) {
    parts <- if (is.list(a)) unclass(a) else list(a)
    for (p in parts) {
      good <- if (is.matrix(p)) rowSums(is.na(p)) == 0 else !is.na(p)
      names(good) <- NULL
      ok <- if (is.null(ok)) as.vector(good) else {
        if (length(ok) != length(good)) stop("not all arguments have the same length")
        ok & as.vector(good)
      }
    }
  }
  if (is.null(ok)) stop("no input has determined the number of cases")
  ok
}

setNames <- function(object = nm, nm) {
  names(object) <- nm
  object
}

dmultinom <- function(x, size = NULL, prob, log = FALSE) {
  if (any(!is.finite(prob)) || any(prob < 0) || (total <- sum(prob)) == 0)
    stop("probabilities must be finite, non-negative and not all 0")
  prob <- prob / total
  x <- as.integer(x + 0.5)
  if (any(x < 0)) stop("'x' must be non-negative")
  n <- sum(x)
  if (is.null(size)) size <- n
  else if (size != n) stop("size != sum(x), i.e. one is wrong")
  possible <- prob != 0
  if (any(x[!possible] != 0)) return(if (log) -Inf else 0)
  r <- lgamma(size + 1) + sum(x[possible] * base::log(prob[possible]) - lgamma(x[possible] + 1))
  if (log) r else exp(r)
}

# Inverse transformation from the least possible count up, algorithm HIN of Kachitvichyanukul and Schmeiser (1985), which
# R takes where the mode is less than 10 above the least count.
rhyper <- function(nn, m, n, k) {
  if (length(nn) > 1L) nn <- length(nn)
  m <- rep_len(round(m), nn)
  n <- rep_len(round(n), nn)
  k <- rep_len(round(k), nn)
  vapply(seq_len(nn), function(i) .rhyper(m[i], n[i], k[i]), 0L)
}

.rhyper <- function(white, black, drawn) {
  if (is.na(white + black + drawn) || white < 0 || black < 0 || drawn < 0 || drawn > white + black) {
    warning(simpleWarning("NAs produced", quote(rhyper())))
    return(NA_integer_)
  }
  few <- min(white, black)
  many <- max(white, black)
  total <- few + many
  k <- if (2 * drawn >= total) total - drawn else drawn
  least <- max(0, k - many)
  most <- min(few, k)
  x <- most
  if (least < most) {
    if (floor((k + 1) * (few + 1) / (total + 2)) - least >= 10)
      .unsupported("rhyper() where the mode is 10 or more above the least count is not supported")
    lw <- if (k < many) lfactorial(many) + lfactorial(total - k) - lfactorial(many - k) - lfactorial(total)
    else lfactorial(few) + lfactorial(k) - lfactorial(k - many) - lfactorial(total)
    repeat {
      x <- least
      u <- runif(1)
      p <- exp(lw)
      while (u > p && x <= most) {
        u <- u - p
        p <- p * (few - x) * (k - x)
        x <- x + 1
        p <- p / x / (many - k + x)
      }
      if (x <= most) break
    }
  }
  as.integer(if (2 * drawn >= total) if (white > black) drawn - black + x else white - x
             else if (white > black) drawn - x else x)
}
