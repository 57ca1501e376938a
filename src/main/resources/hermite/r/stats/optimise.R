optimize <- function(f, interval, ..., lower = min(interval), upper = max(interval), maximum = FALSE,
                     tol = .Machine$double.eps^0.25) {
  f <- match.fun(f)
  if (lower >= upper) stop("'xmin' not less than 'xmax'")
  if (maximum) {
    at <- .minimum(function(x) -f(x, ...), lower, upper, tol)
    list(maximum = at, objective = f(at, ...))
  } else {
    at <- .minimum(function(x) f(x, ...), lower, upper, tol)
    list(minimum = at, objective = f(at, ...))
  }
}

optimise <- function(f, interval, ..., lower = min(interval), upper = max(interval), maximum = FALSE,
                     tol = .Machine$double.eps^0.25)
  optimize(f, interval, ..., lower = lower, upper = upper, maximum = maximum, tol = tol)

uniroot <- function(f, interval, ..., lower = min(interval), upper = max(interval), f.lower = f(lower, ...),
                    f.upper = f(upper, ...), extendInt = c("no", "yes", "downX", "upX"), check.conv = FALSE,
                    tol = .Machine$double.eps^0.25, maxiter = 1000, trace = 0) {
  if (!is.numeric(lower) || !is.numeric(upper) || lower >= upper) stop("lower < upper  is not fulfilled")
  extendInt <- match.arg(extendInt)
  if (is.na(f.lower)) stop("f.lower = f(lower) is NA")
  if (is.na(f.upper)) stop("f.upper = f(upper) is NA")
  tries <- 0L
  if (extendInt != "no") {
    step <- 0.01 * pmax(1e-04, abs(c(lower, upper)))
    while (f.lower * f.upper > 0 && tries < maxiter) {
      tries <- tries + 1L
      lower <- lower - step[1L]
      upper <- upper + step[2L]
      f.lower <- f(lower, ...)
      f.upper <- f(upper, ...)
      step <- 2 * step
    }
  }
  if (f.lower * f.upper > 0) stop("f() values at end points not of opposite sign")
  found <- .root(function(x) f(x, ...), lower, upper, f.lower, f.upper, tol, as.integer(maxiter))
  iter <- as.integer(found[2L])
  if (iter < 0) {
    warning("-NOT- converged in ", maxiter, " iterations")
    iter <- maxiter
  } else iter <- iter + tries
  list(root = found[1L], f.root = f(found[1L], ...), iter = iter, init.it = if (extendInt == "no") NA_integer_ else tries,
       estim.prec = if (iter >= maxiter) NA_real_ else found[3L])
}

integrate <- function(f, lower, upper, ..., subdivisions = 100L, rel.tol = .Machine$double.eps^0.25, abs.tol = rel.tol,
                      stop.on.error = TRUE, keep.xy = FALSE, aux = NULL) {
  f <- match.fun(f)
  found <- .integral(function(x) f(x, ...), lower, upper, rel.tol, abs.tol, as.integer(subdivisions))
  if (!found$converged && stop.on.error) stop(found$message)
  structure(list(value = found$value, abs.error = found$abs.error, subdivisions = found$subdivisions,
                 message = found$message, call = match.call()), class = "integrate")
}

print.integrate <- function(x, digits = getOption("digits"), ...) {
  if (x$message == "OK")
    cat(format(x$value, digits = digits), " with absolute error < ", format(x$abs.error, digits = 2L), "\n", sep = "")
  else cat("failed with message ", sQuote(x$message), "\n", sep = "")
  invisible(x)
}

optim <- function(par, fn, gr = NULL, ..., method = c("Nelder-Mead", "BFGS", "CG", "L-BFGS-B", "SANN", "Brent"),
                  lower = -Inf, upper = Inf, control = list(), hessian = FALSE) {
  if (missing(method) && any(c(lower, upper) != c(-Inf, Inf))) {
    warning("bounds can only be used with method L-BFGS-B (or Brent)")
    method <- "L-BFGS-B"
  } else method <- match.arg(method)
  npar <- length(par)
  con <- list(trace = 0, fnscale = 1, parscale = rep.int(1, npar), ndeps = rep.int(1e-3, npar), maxit = 100L,
              abstol = -Inf, reltol = sqrt(.Machine$double.eps), alpha = 1, beta = 0.5, gamma = 2, factr = 1e7)
  if (method == "Nelder-Mead") con$maxit <- 500L
  if (method == "SANN") con$maxit <- 10000L
  unknown <- setdiff(names(control), c(names(con), "REPORT", "warn.1d.NelderMead", "type", "lmm", "pgtol", "temp", "tmax"))
  if (length(unknown)) warning("unknown names in control: ", paste(unknown, collapse = ", "))
  con[names(control)] <- control
  unused <- intersect(names(control), c(if (con$trace != 0) c("trace", "REPORT"), if (method == "L-BFGS-B") c("lmm", "pgtol")))
  if (length(unused)) warning("names in control that are not used: ", paste(unused, collapse = ", "))
  if (npar == 1L && method == "Nelder-Mead" && !isFALSE(control$warn.1d.NelderMead)) warning("one-dimensional optimization by Nelder-Mead is unreliable:\nuse \"Brent\" or optimize() directly")
  scale <- con$parscale
  fn1 <- function(p) fn(p * scale, ...) / con$fnscale
  step <- con$ndeps
  gr1 <- if (is.null(gr)) function(p) {
    d <- numeric(npar)
    for (i in seq_len(npar)) {
      forward <- backward <- p
      forward[i] <- p[i] + step[i]
      backward[i] <- p[i] - step[i]
      width <- 2 * step[i]
      if (method == "L-BFGS-B") {
        forward[i] <- min(forward[i], upper[i] / scale[i])
        backward[i] <- max(backward[i], lower[i] / scale[i])
        width <- forward[i] - backward[i]
      }
      d[i] <- (fn1(forward) - fn1(backward)) / width
    }
    d
  } else function(p) gr(p * scale, ...) * scale / con$fnscale
  lower <- rep_len(lower, npar)
  upper <- rep_len(upper, npar)
  start <- par / scale
  if (method == "Brent") {
    if (any(!is.finite(c(upper, lower)))) stop("'lower' and 'upper' must be finite values")
    best <- optimize(function(p) fn(p, ...) / con$fnscale, lower = lower, upper = upper, tol = con$reltol)
    res <- list(par = best$minimum, value = best$objective, counts = c("function" = NA_integer_, gradient = NA_integer_), convergence = 0L)
    names(res$par) <- names(par)
  } else {
    res <- switch(method,
      "Nelder-Mead" = .simplex(start, fn1, con$abstol, con$reltol, c(con$alpha, con$beta, con$gamma), as.integer(con$maxit)),
      CG = .conjugate(start, fn1, gr1, con$abstol, con$reltol, as.integer(con$maxit), if (is.null(control$type)) 1L else control$type),
      SANN = .annealed(start, fn1, gr, con, control, scale, ...),
      BFGS = .metric(start, fn1, gr1, con$abstol, con$reltol, as.integer(con$maxit)),
      "L-BFGS-B" = .bounded(start, fn1, gr1, lower / scale, upper / scale, con$factr * .Machine$double.eps, as.integer(con$maxit)))
    res$par <- res$par * scale
  }
  res$value <- res$value * con$fnscale
  res["message"] <- list(if (method == "L-BFGS-B") "CONVERGENCE: REL_REDUCTION_OF_F <= FACTR*EPSMCH" else NULL)
  if (hessian) res$hessian <- .hessian(res$par, fn, gr, con, ...)
  res
}

# Conjugate gradients (Nash 1990, Compact Numerical Methods, algorithm 22): updates of Fletcher and Reeves (type 1), Polak
# and Ribiere (2), Beale and Sorenson (3).
.conjugate <- function(at, fn, gr, abstol, reltol, maxit, type) {
  n <- length(at)
  tol <- reltol * n * sqrt(reltol)
  f <- fn(at)
  if (!is.finite(f)) stop("Function cannot be evaluated at initial parameters")
  best <- f
  counts <- c("function" = 1L, gradient = 0L)
  last <- numeric(n)
  result <- function(fail) {
    list(par = at, value = best, counts = counts, convergence = fail)
  }
  repeat {
    direction <- numeric(n)
    last <- numeric(n)
    cycle <- 0
    length_before <- 1
    repeat {
      cycle <- cycle + 1
      still <- 0
      counts[["gradient"]] <- counts[["gradient"]] + 1L
      if (counts[["gradient"]] > maxit) {
        at <- from
        return(result(1L))
      }
      g <- gr(at)
      from <- at
      G1 <- if (type == 1) sum(g^2) else sum(g * (g - last))
      G2 <- if (type == 3) sum(direction * (g - last)) else sum(last^2)
      last <- g
      if (G1 > tol) {
        ratio <- if (G2 > 0) G1 / G2 else 1
        direction <- direction * ratio - g
        slope <- sum(direction * g)
        width <- length_before
        accepted <- FALSE
        repeat {
          at <- from + width * direction
          still <- sum(10 + from == 10 + at)
          if (still < n) {
            f <- fn(at)
            counts[["function"]] <- counts[["function"]] + 1L
            accepted <- is.finite(f) && f <= best + slope * width * 1e-4
            # the value is taken over before the curvature is judged by it, as optim does
            if (accepted) best <- f else width <- width * 0.2
          }
          if (still == n || accepted) break
        }
        if (still < n) {
          curved <- 2 * (f - best - slope * width)
          best <- f
          if (curved > 0) {
            wider <- -(slope * width * width / curved)
            at <- from + wider * direction
            f <- fn(at)
            counts[["function"]] <- counts[["function"]] + 1L
            if (f < best) best <- f else at <- from + width * direction
          }
        }
        length_before <- min(1.7 * width, 1)
      } else {
        length_before <- 1
        still <- n
      }
      if (still == n || G1 <= tol || cycle == n) break
    }
    if (cycle == 1 && (still == n || G1 <= tol || best <= abstol)) break
  }
  result(0L)
}
# Simulated annealing with Gaussian steps, or candidates of the caller's own (Belisle 1992, as optim has it).
.annealed <- function(at, fn, candidate, con, control, scale, ...) {
  warm <- if (is.null(control$temp)) 10 else control$temp
  tries <- if (is.null(control$tmax)) 10L else as.integer(control$tmax)
  y <- fn(at)
  if (!is.finite(y)) y <- 1e35
  best <- at
  least <- y
  round <- 1L
  while (round < con$maxit) {
    k <- 1L
    temperature <- warm / log(((round - 1L) %/% tries) * tries + 2.7182818)
    while (k <= tries && round < con$maxit) {
      to <- if (is.null(candidate)) at + temperature / warm * rnorm(length(at)) else candidate(at * scale, ...) / scale
      value <- fn(to)
      if (!is.finite(value)) value <- 1e35
      rise <- value - y
      if (rise <= 0 || runif(1) < exp(-rise / temperature)) {
        at <- to
        y <- value
        if (y <= least) {
          least <- y
          best <- at
        }
      }
      round <- round + 1L
      k <- k + 1L
    }
  }
  list(par = best, value = least, counts = c("function" = if (con$maxit > 0) as.integer(con$maxit) else 1L, gradient = NA_integer_),
       convergence = 0L)
}

optimHess <- function(par, fn, gr = NULL, ..., control = list()) {
  npar <- length(par)
  con <- list(fnscale = 1, parscale = rep.int(1, npar), ndeps = rep.int(1e-3, npar))
  con[names(control)] <- control
  .hessian(par, fn, gr, con, ...)
}

.hessian <- function(par, fn, gr, con, ...) {
  npar <- length(par)
  scale <- con$parscale
  step <- con$ndeps
  value <- function(p) fn(p * scale, ...) / con$fnscale
  slope <- if (is.null(gr)) function(p) vapply(seq_len(npar), function(i) {
    forward <- backward <- p
    forward[i] <- p[i] + step[i]
    backward[i] <- p[i] - step[i]
    (value(forward) - value(backward)) / (2 * step[i])
  }, 0) else function(p) gr(p * scale, ...) * scale / con$fnscale
  at <- par / scale
  h <- matrix(0, npar, npar)
  for (i in seq_len(npar)) {
    eps <- step[i] / scale[i]
    forward <- backward <- at
    forward[i] <- at[i] + eps
    backward[i] <- at[i] - eps
    h[i, ] <- con$fnscale * (slope(forward) - slope(backward)) / (2 * eps * scale[i] * scale)
  }
  h <- 0.5 * (h + t(h))
  if (!is.null(names(par))) dimnames(h) <- list(names(par), names(par))
  h
}

nlminb <- function(start, objective, gradient = NULL, hessian = NULL, ..., scale = 1, control = list(), lower = -Inf,
                   upper = Inf) {
  n <- length(start)
  unused <- setdiff(names(control)[vapply(control, function(v) !identical(as.numeric(v), 0), NA)], c("iter.max", "rel.tol"))
  if (length(unused)) warning("names in control that are not used: ", paste(unused, collapse = ", "))
  if (!is.null(hessian)) warning("argument 'hessian' is not used: curvature is built up from gradients")
  if (any(scale != 1)) warning("argument 'scale' is not used")
  lower <- rep_len(lower, n)
  upper <- rep_len(upper, n)
  value <- function(p) objective(p, ...)
  slope <- if (is.null(gradient)) function(p) {
    d <- numeric(n)
    for (i in seq_len(n)) {
      h <- 1e-6 * max(1, abs(p[i]))
      forward <- backward <- p
      forward[i] <- min(p[i] + h, upper[i])
      backward[i] <- max(p[i] - h, lower[i])
      d[i] <- (value(forward) - value(backward)) / (forward[i] - backward[i])
    }
    d
  } else function(p) gradient(p, ...)
  most <- if (is.null(control$iter.max)) 150L else as.integer(control$iter.max)
  found <- .bounded(start, value, slope, lower, upper, if (is.null(control$rel.tol)) 1e-10 else control$rel.tol, most)
  list(par = found$par, objective = found$value, convergence = as.integer(found$convergence != 0),
       iterations = found$counts[["gradient"]], evaluations = found$counts,
       message = if (found$convergence == 0) "relative convergence (4)" else "iteration limit reached without convergence (10)")
}
