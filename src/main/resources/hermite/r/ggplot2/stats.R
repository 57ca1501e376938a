# Statistics of layers, by panel and group.

.bin_width <- function(range, width, boundary = NULL, center = NULL) {
  if (is.null(boundary)) {
    if (is.null(center)) boundary <- width / 2
    else boundary <- center - width / 2
  }
  origin <- boundary + floor((range[1] - boundary) / width) * width
  last <- range[2] + (1 - 1e-8) * width
  breaks <- seq(origin, last, width)
  if (length(breaks) == 1) breaks <- c(breaks, breaks + width)
  if (length(breaks) > 1 && breaks[length(breaks) - 1] > range[2]) breaks <- breaks[-length(breaks)]
  breaks
}
.resolution <- function(x, zero = TRUE) {
  if (is.integer(x) || inherits(x, "mapped") || length(unique(x[is.finite(x)])) < 2) return(1)
  v <- unique(x[is.finite(x)])
  if (zero) v <- unique(c(0, v))
  min(diff(sort(v)))
}
# Values of a column that a group shares go with what the statistic gives.
.keep_constant <- function(out, d) {
  if (nrow(out) == 0) return(out)
  for (n in setdiff(names(d), names(out))) {
    v <- unique(d[[n]])
    if (length(v) == 1) out[[n]] <- rep(v, nrow(out))
  }
  out
}
.stat_groups <- function(d, f) {
  if (nrow(d) == 0) return(d)
  pieces <- lapply(split(seq_len(nrow(d)), d$group), function(i) {
    own <- d[i, , drop = FALSE]
    .keep_constant(f(own), own)
  })
  pieces <- Filter(function(p) nrow(p) > 0, pieces)
  .rbind_fill(pieces)
}
.rbind_fill <- function(pieces) {
  if (length(pieces) == 0) return(data.frame())
  if (length(pieces) == 1) return(pieces[[1]])
  names_all <- unique(unlist(lapply(pieces, names)))
  n <- vapply(pieces, nrow, 1L)
  columns <- lapply(setNames(names_all, names_all), function(name) {
    parts <- lapply(seq_along(pieces), function(i) if (is.null(pieces[[i]][[name]])) rep(NA, n[i]) else pieces[[i]][[name]])
    if (is.list(parts[[1]])) do.call(c, parts) else if (is.factor(parts[[1]])) factor(unlist(lapply(parts, as.character)), levels = unique(unlist(lapply(parts, levels)))) else do.call(c, parts)
  })
  .as_frame(columns)
}
.as_frame <- function(columns) {
  n <- if (length(columns)) length(columns[[1]]) else 0L
  structure(columns, class = "data.frame", row.names = seq_len(n))
}
.stat_apply <- function(d, layer, ranges, discrete) {
  p <- layer$params
  stat <- layer$stat
  if (is.function(stat)) stop("`stat` must be a word", call. = FALSE)
  weight <- function(own) if (is.null(own$weight)) rep(1, nrow(own)) else own$weight
  one <- switch(stat,
    align = function(own) .stat_align(own, p$places),
    count = function(own) {
      w <- weight(own)
      x <- sort(unique(own$x))
      count <- vapply(x, function(v) sum(w[own$x == v]), 1)
      .as_frame(list(count = count, prop = count / sum(abs(count)), x = x, width = rep(p$width, length(x))))
    },
    bin = function(own) {
      range <- ranges$x
      width <- p$binwidth
      if (is.function(width)) width <- width(own$x)
      if (!is.null(p$breaks)) breaks <- p$breaks
      else if (is.null(width)) {
        bins <- if (is.null(p$bins)) 30 else p$bins
        if (bins == 1) {
          width <- diff(range)
          boundary <- range[1]
          center <- NULL
        } else {
          width <- diff(range) / (bins - 1)
          center <- p$center
          boundary <- p$boundary
        }
        if (width == 0) width <- 0.1
        breaks <- .bin_width(range, width, boundary, center)
      } else breaks <- .bin_width(range, width, p$boundary, p$center)
      if (isTRUE(p$pad)) breaks <- c(breaks[1] - diff(breaks[1:2]), breaks, breaks[length(breaks)] + diff(rev(breaks)[2:1]))
      right <- !identical(p$closed, "left")
      fuzz <- 1e-8 * stats::median(diff(breaks))
      edges <- if (right) breaks + c(-fuzz, rep(fuzz, length(breaks) - 1)) else breaks + c(rep(-fuzz, length(breaks) - 1), fuzz)
      at <- cut(own$x, edges, labels = FALSE, right = right, include.lowest = TRUE)
      w <- weight(own)
      n <- length(breaks) - 1
      count <- vapply(seq_len(n), function(k) sum(w[!is.na(at) & at == k]), 1)
      wide <- diff(breaks)
      density <- count / wide / sum(abs(count))
      .as_frame(list(count = count, x = (breaks[-1] + breaks[-(n + 1)]) / 2, xmin = breaks[-(n + 1)], xmax = breaks[-1], width = wide, density = density, ncount = count / max(abs(count)), ndensity = density / max(abs(density))))
    },
    density = function(own) {
      if (nrow(own) < 2) return(data.frame())
      range <- if (isTRUE(p$trim)) range(own$x) else ranges$x
      w <- weight(own)
      e <- stats::density(own$x, weights = if (is.null(own$weight)) NULL else w / sum(w), bw = if (is.null(p$bw)) "nrd0" else p$bw, adjust = if (is.null(p$adjust)) 1 else p$adjust,
                          kernel = if (is.null(p$kernel)) "gaussian" else p$kernel, n = if (is.null(p$n)) 512 else p$n, from = range[1], to = range[2])
      .as_frame(list(x = e$x, density = e$y, scaled = e$y / max(e$y), ndensity = e$y / max(e$y), count = e$y * nrow(own), n = rep(nrow(own), length(e$x))))
    },
    ydensity = function(own) .stat_by_x(own, discrete, function(g) {
      if (nrow(g) < 3) return(data.frame())
      e <- stats::density(g$y, bw = if (is.null(p$bw)) "nrd0" else p$bw, adjust = if (is.null(p$adjust)) 1 else p$adjust, n = 512,
                          from = min(g$y) - if (identical(p$trim, FALSE)) 3 * stats::bw.nrd0(g$y) else 0, to = max(g$y) + if (identical(p$trim, FALSE)) 3 * stats::bw.nrd0(g$y) else 0)
      .as_frame(list(x = rep(g$x[1], 512), y = e$x, density = e$y, scaled = e$y / max(e$y), ndensity = e$y / max(e$y), count = e$y * nrow(g), n = rep(nrow(g), 512), width = rep(if (is.null(p$width)) 0.9 else p$width, 512)))
    }),
    boxplot = function(own) .stat_by_x(own, discrete, function(g) {
      y <- g$y[is.finite(g$y)]
      q <- quantile(y, c(0, 0.25, 0.5, 0.75, 1), names = FALSE)
      reach <- (if (is.null(p$coef)) 1.5 else p$coef) * (q[4] - q[2])
      outside <- y < q[2] - reach | y > q[4] + reach
      if (any(outside)) q[c(1, 5)] <- range(c(q[2:4], y[!outside]))
      out <- .as_frame(list(ymin = q[1], lower = q[2], middle = q[3], upper = q[4], ymax = q[5], outliers = list(y[outside]), notchupper = q[3] + 1.58 * (q[4] - q[2]) / sqrt(length(y)),
                            notchlower = q[3] - 1.58 * (q[4] - q[2]) / sqrt(length(y)), x = if (discrete$x || length(unique(g$x)) == 1) g$x[1] else mean(range(g$x)),
                            width = if (!is.null(p$width)) p$width else if (discrete$x || length(unique(g$x)) == 1) 0.75 else 0.9 * diff(range(g$x)), relvarwidth = sqrt(length(y))))
      out
    }),
    smooth = function(own) .stat_smooth(own, p, ranges),
    summary = function(own) .stat_by_x(own, list(x = TRUE), function(g) .summary_row(g, p)),
    ecdf = function(own) {
      x <- unique(own$x)
      if (!identical(p$pad, FALSE)) x <- c(-Inf, x, Inf)
      .as_frame(list(x = x, ecdf = stats::ecdf(own$x)(x)))
    },
    "function" = function(own) {
      range <- if (is.null(p$xlim)) ranges$x else p$xlim
      x <- seq(range[1], range[2], length.out = p$n)
      .as_frame(list(x = x, y = do.call(p$fun, c(list(ranges$inverse_x(x)), p$args))))
    },
    qq = function(own) {
      q <- if (is.null(p$distribution)) qnorm else p$distribution
      s <- sort(own$sample)
      .as_frame(list(sample = s, theoretical = do.call(q, c(list(ppoints(length(s))), as.list(p$dparams)))))
    },
    qq_line = function(own) {
      q <- if (is.null(p$distribution)) qnorm else p$distribution
      x <- do.call(q, c(list(c(0.25, 0.75)), as.list(p$dparams)))
      y <- quantile(own$sample, c(0.25, 0.75), names = FALSE)
      at <- range(do.call(q, c(list(ppoints(nrow(own))), as.list(p$dparams))))
      slope <- diff(y) / diff(x)
      .as_frame(list(x = at, y = y[1] + slope * (at - x[1])))
    },
    sum = function(own) {
      key <- paste(own$x, own$y)
      first <- which(!duplicated(key))
      first <- first[order(own$x[first], own$y[first])]
      n <- as.numeric(table(factor(key, key[first])))
      .as_frame(list(x = own$x[first], y = own$y[first], n = n, prop = n / sum(n)))
    },
    ellipse = function(own) .stat_ellipse(own, p),
    bin_2d = function(own) .stat_bin_2d(own, p, ranges),
    bin_hex = function(own) .stat_bin_hex(own, p, ranges),
    density_2d = function(own) .stat_density_2d(own, p, ranges),
    bindot = function(own) .stat_bindot(own, p, ranges),
    .unsupported(paste0("stat = \"", stat, "\" is not supported (graphics)")))
  if (stat == "count" && "y" %in% names(d) && !isTRUE(layer$flipped)) stop("Problem while computing stat.\nCaused by error:\n! `stat_count()` must only have an `x` or `y` aesthetic.", call. = FALSE)
  if (stat == "count") {
    width <- if (is.null(p$width)) 0.9 * .resolution(if (discrete$x) 1L else d$x) else p$width
    p$width <- width
  }
  .stat_groups(d, one)
}
# Areas that are stacked need heights at the same places: where any group has one, and just beside.
.align_places <- function(d) {
  crossings <- function(g) {
    turn <- which(diff(g$y < 0) != 0)
    g$x[turn] - g$y[turn] * diff(g$x)[turn] / diff(g$y)[turn]
  }
  x <- sort(unique(c(d$x, unlist(lapply(split(d, d$group), crossings)))))
  step <- min(diff(range(x)) * 0.001, diff(x) / 3)
  list(at = sort(c(x - step, x, x + step)), step = step)
}
.stat_align <- function(own, places) {
  if (length(unique(own$x)) == 1) return(data.frame())
  own <- own[order(own$x), , drop = FALSE]
  x <- own$x
  y <- own$y
  if (anyDuplicated(x)) {
    ends <- sort(c(which(!duplicated(x)), which(!duplicated(x, fromLast = TRUE) & duplicated(x))))
    first <- !duplicated(x) & duplicated(x, fromLast = TRUE)
    x[first] <- x[first] - places$step
    x <- x[ends]
    y <- y[ends]
  }
  at <- stats::approx(x, y, places$at)$y
  keep <- !is.na(at)
  ends <- range(places$at[keep]) + c(-1, 1) * places$step
  .as_frame(list(x = c(ends[1], places$at[keep], ends[2]), y = c(0, at[keep], 0), align_padding = c(TRUE, rep(FALSE, sum(keep)), TRUE)))
}
.stat_by_x <- function(d, discrete, f) {
  if (!discrete$x) return(f(d))
  pieces <- lapply(split(seq_len(nrow(d)), d$x), function(i) {
    own <- d[i, , drop = FALSE]
    .keep_constant(f(own), own)
  })
  .rbind_fill(Filter(function(p) nrow(p) > 0, pieces))
}
.summary_row <- function(g, p) {
  y <- g$y
  call_with <- function(f, v) do.call(if (inherits(f, "formula")) .lambda(f) else match.fun(f), c(list(v), as.list(p$fun.args)))
  if (!is.null(p$fun.data)) {
    out <- as.data.frame(as.list(call_with(p$fun.data, y)))
  } else if (!is.null(p$fun) || !is.null(p$fun.min) || !is.null(p$fun.max)) {
    out <- list()
    of <- function(f) if (is.null(f)) NA_real_ else call_with(f, y)
    out$ymin <- of(p$fun.min)
    out$y <- of(p$fun)
    out$ymax <- of(p$fun.max)
    n <- max(lengths(out))
    out <- .as_frame(lapply(out, function(v) rep_len(as.numeric(v), n)))
  } else out <- mean_se(y)
  out$x <- rep(g$x[1], nrow(out))
  out
}
.stat_smooth <- function(own, p, ranges) {
  own <- own[is.finite(own$x) & is.finite(own$y), , drop = FALSE]
  if (length(unique(own$x)) < 2) return(data.frame())
  method <- p$method
  if (is.function(method)) {
    method <- if (identical(method, stats::lm)) "lm" else if (identical(method, stats::glm)) "glm" else if (identical(method, stats::loess)) "loess" else if (identical(method, MASS::rlm)) "rlm" else "a function"
  }
  if (is.null(method) || method == "auto") method <- p$auto_method
  if (!method %in% c("loess", "lm", "glm")) .unsupported("geom_smooth(method = \"", method, "\") is not supported: use \"loess\", \"lm\" or \"glm\" (graphics)")
  formula <- if (is.null(p$formula)) y ~ x else p$formula
  level <- if (is.null(p$level)) 0.95 else p$level
  se <- !identical(p$se, FALSE)
  data <- data.frame(x = own$x, y = own$y)
  if (!is.null(own$weight)) data$weight <- own$weight
  given <- as.list(p$method.args)
  if (is.character(given$family)) given$family <- match.fun(given$family)()
  else if (is.function(given$family)) given$family <- given$family()
  fit <- do.call(switch(method, loess = stats::loess, glm = stats::glm, lm = stats::lm),
                 c(list(formula, data = data), given, if (method == "loess") list(span = if (is.null(p$span)) 0.75 else p$span), if (!is.null(own$weight)) list(weights = quote(weight))))
  n <- if (is.null(p$n)) 80 else p$n
  range <- if (isTRUE(p$fullrange)) ranges$x else range(own$x)
  at <- seq(range[1], range[2], length.out = n)
  if (!se) {
    y <- if (method == "glm") predict(fit, data.frame(x = at), type = "response") else predict(fit, data.frame(x = at))
    return(.as_frame(list(x = at, y = unname(y))))
  }
  tail <- (1 + level) / 2
  if (method == "glm") {
    e <- predict(fit, data.frame(x = at), se.fit = TRUE)
    inverse <- fit$family$linkinv
    return(.as_frame(list(x = at, y = unname(inverse(e$fit)), ymin = unname(inverse(e$fit - qnorm(tail) * e$se.fit)), ymax = unname(inverse(e$fit + qnorm(tail) * e$se.fit)), se = unname(e$se.fit))))
  }
  e <- if (method == "loess") predict(fit, data.frame(x = at), se = TRUE) else predict(fit, data.frame(x = at), se.fit = TRUE)
  width <- unname(e$se.fit * qt(tail, e$df))
  .as_frame(list(x = at, y = unname(e$fit), ymin = unname(e$fit) - width, ymax = unname(e$fit) + width, se = unname(e$se.fit)))
}
