# The bootstrap of package boot: resampled rows, and limits from resampled or simulated statistics (Davison and Hinkley 1997).

boot <- function(data, statistic, R, sim = "ordinary", stype = "i", strata = NULL, ...) {
  call <- match.call()
  if (sim != "ordinary" || stype != "i" || !is.null(strata)) .unsupported("boot() is supported with sim = \"ordinary\", stype = \"i\" and no strata")
  seed <- .random_state()
  n <- NROW(data)
  first <- statistic(data, seq_len(n), ...)
  rows <- matrix(sample.int(n, n * R, replace = TRUE), R)
  draws <- do.call(rbind, lapply(seq_len(R), function(r) statistic(data, rows[r, ], ...)))
  structure(list(t0 = first, t = unname(draws), R = R, data = data, seed = seed, statistic = statistic, sim = sim, call = call, stype = stype,
                 strata = rep(1, n), weights = rep(1 / n, n)), class = "boot")
}
print.boot <- function(x, digits = getOption("digits"), index = seq_len(ncol(x$t)), ...) {
  cat(if (x$sim == "parametric") "\nPARAMETRIC BOOTSTRAP\n\n\nCall:\n" else "\nORDINARY NONPARAMETRIC BOOTSTRAP\n\n\nCall:\n")
  print(x$call)
  table <- cbind(x$t0, colMeans(x$t, na.rm = TRUE) - x$t0, apply(x$t, 2, sd, na.rm = TRUE))[index, , drop = FALSE]
  dimnames(table) <- list(paste0("t", index, "*"), c("original", " bias  ", " std. error"))
  cat("\n\nBootstrap Statistics :\n")
  print(table, digits = digits)
  invisible(x)
}
# Order statistics between which quantiles are interpolated on the normal scale (Davison and Hinkley 1997, equation 5.8).
norm.inter <- function(t, alpha) {
  t <- sort(t[is.finite(t)])
  R <- length(t)
  place <- (R + 1) * alpha
  k <- trunc(place)
  if (any(k == 0 | k == R)) warning("extreme order statistics used as endpoints")
  quantile <- vapply(seq_along(alpha), function(i) {
    if (k[i] == 0) return(t[1])
    if (k[i] == R) return(t[R])
    if (k[i] == place[i]) return(t[k[i]])
    share <- (qnorm(alpha[i]) - qnorm(k[i] / (R + 1))) / (qnorm((k[i] + 1) / (R + 1)) - qnorm(k[i] / (R + 1)))
    t[k[i]] + share * (t[k[i] + 1] - t[k[i]])
  }, 1)
  cbind(round(place, 2), quantile)
}
boot.ci <- function(boot.out, conf = 0.95, type = "all", index = 1, ...) {
  call <- match.call()
  if (any(type == "all")) type <- c("norm", "basic", "perc")
  unknown <- setdiff(type, c("norm", "basic", "perc"))
  if (length(unknown)) .unsupported("boot.ci() has types norm, basic and perc, not ", unknown[1])
  first <- unname(boot.out$t0[index[1]])
  t <- boot.out$t[, index[1]]
  t <- t[is.finite(t)]
  out <- list(R = length(t), t0 = first, call = call)
  tails <- (1 + c(conf, -conf)) / 2
  half <- length(conf)
  if ("norm" %in% type) {
    center <- 2 * first - mean(t)
    width <- sqrt(var(t)) * qnorm((1 + conf) / 2)
    out$normal <- cbind(conf = conf, center - width, center + width)
  }
  if ("basic" %in% type) {
    q <- norm.inter(t, tails)
    out$basic <- cbind(conf = conf, matrix(q[, 1], ncol = 2), 2 * first - matrix(q[, 2], ncol = 2))
  }
  if ("perc" %in% type) {
    q <- norm.inter(t, (1 + c(-conf, conf)) / 2)
    out$percent <- cbind(conf = conf, matrix(q[, 1], ncol = 2), matrix(q[, 2], ncol = 2))
  }
  structure(out, class = "bootci")
}
print.bootci <- function(x, ...) {
  cat("BOOTSTRAP CONFIDENCE INTERVAL CALCULATIONS\nBased on", x$R, "bootstrap replicates\n\nCALL : \n")
  print(x$call)
  parts <- Filter(Negate(is.null), list(Normal = x$normal, Basic = x$basic, Percentile = x$percent))
  digits <- ceiling(log10(abs(unclass(x)$t0)))
  digits <- if (!is.finite(digits) || digits <= 0) 4 else if (digits >= 4) 0 else 4 - digits
  cat("\nIntervals : \n")
  cat("Level", c(Normal = "      Normal        ", Basic = "      Basic         ", Percentile = "     Percentile     ")[names(parts)], "\n", sep = "")
  text <- lapply(parts, function(p) {
    limits <- p[, ncol(p) - 1:0, drop = FALSE]
    matrix(format(round(limits, digits), nsmall = digits), ncol = 2)
  })
  for (i in seq_len(nrow(parts[[1]]))) {
    cat(paste0(format(100 * parts[[1]][, 1])[i], "%"), paste0("   (", vapply(text, function(t) t[i, 1], ""), ", ", vapply(text, function(t) t[i, 2], ""), " )"), "  \n", sep = "")
  }
  cat("Calculations and Intervals on Original Scale\n")
  for (name in intersect(c("Basic", "Percentile"), names(parts))) {
    places <- parts[[name]][, 2:3]
    if (any(places <= 1 | places >= x$R)) cat("Warning : ", name, " Intervals used Extreme Quantiles\n", sep = "")
    if (any(places <= 10 | places >= x$R - 9)) cat("Some ", tolower(name), " intervals may be unstable\n", sep = "")
  }
  invisible(x)
}
