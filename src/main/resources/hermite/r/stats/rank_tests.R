# Tests and intervals from ranks (Hollander and Wolfe 1999, chapters 3, 4 and 8), and others of one or several samples.

# Limits and centre of a shift: order statistics of differences, or roots of the standardised statistic.
.rank_limits <- function(differences, counts, alternative, conf.level) {
  size <- length(differences)
  cumulative <- cumsum(counts) / sum(counts)
  lowest <- function(p) max(1, sum(cumulative < p * (1 - 64 * .Machine$double.eps)))
  alpha <- 1 - conf.level
  switch(alternative,
    two.sided = { k <- lowest(alpha / 2); c(differences[k], differences[size - k + 1]) },
    greater = c(differences[lowest(alpha)], Inf),
    less = c(-Inf, differences[size - lowest(alpha) + 1]))
}
# W(d, correct) is the standardised statistic at a shift d, falling in d.
.rank_roots <- function(W, low, high, alternative, conf.level, correct, tol = 1e-4) {
  root <- function(z, correct) {
    if (W(low, correct) - z <= 0) return(low)
    if (W(high, correct) - z >= 0) return(high)
    uniroot(function(d) W(d, correct) - z, c(low, high), tol = tol)$root
  }
  alpha <- 1 - conf.level
  limits <- switch(alternative,
    two.sided = c(root(qnorm(alpha / 2, lower.tail = FALSE), correct), root(qnorm(alpha / 2), correct)),
    greater = c(root(qnorm(alpha, lower.tail = FALSE), correct), Inf),
    less = c(-Inf, root(qnorm(alpha), correct)))
  list(limits = limits, centre = root(0, FALSE))
}
.rank_correction <- function(z, correct, alternative) {
  if (correct) switch(alternative, two.sided = sign(z) * 0.5, greater = 0.5, less = -0.5) else 0
}
.ranksum_interval <- function(x, y, exact, ties, correct, alternative, conf.level) {
  m <- length(x)
  n <- length(y)
  if (exact && !ties) {
    d <- sort(outer(x, y, "-"))
    limits <- .rank_limits(d, .ranksum_counts(m, n), alternative, conf.level)
    centre <- median(d)
  } else {
    if (exact) warning("cannot compute exact confidence intervals with ties", call. = FALSE)
    W <- function(d, correct) {
      r <- rank(c(x - d, y))
      z <- sum(r[seq_len(m)]) - m * (m + 1) / 2 - m * n / 2
      ties <- table(r)
      (z - .rank_correction(z, correct, alternative)) /
        sqrt((m * n / 12) * ((m + n + 1) - sum(ties^3 - ties) / ((m + n) * (m + n - 1))))
    }
    found <- .rank_roots(W, min(x) - max(y), max(x) - min(y), alternative, conf.level, correct)
    limits <- found$limits
    centre <- found$centre
  }
  list(conf.int = structure(limits, conf.level = conf.level), estimate = c("difference in location" = centre))
}
.signrank_interval <- function(x, exact, ties, zeros, correct, alternative, conf.level) {
  n <- length(x)
  if (exact && !ties && !zeros) {
    w <- outer(x, x, "+") / 2
    w <- sort(w[!lower.tri(w)])
    limits <- .rank_limits(w, .signrank_counts(n), alternative, conf.level)
    centre <- median(w)
  } else {
    if (exact && ties) warning("cannot compute exact confidence interval with ties", call. = FALSE)
    if (exact && zeros) warning("cannot compute exact confidence interval with zeroes", call. = FALSE)
    W <- function(d, correct) {
      shifted <- x - d
      shifted <- shifted[shifted != 0]
      k <- length(shifted)
      r <- rank(abs(shifted))
      z <- sum(r[shifted > 0]) - k * (k + 1) / 4
      ties <- table(r)
      (z - .rank_correction(z, correct, alternative)) / sqrt(k * (k + 1) * (2 * k + 1) / 24 - sum(ties^3 - ties) / 48)
    }
    found <- .rank_roots(W, min(x), max(x), alternative, conf.level, correct)
    limits <- found$limits
    centre <- found$centre
  }
  list(conf.int = structure(limits, conf.level = conf.level), estimate = c("(pseudo)median" = centre))
}

# Kendall's tau: exact by the number of permutations with as many inversions, or the normal approximation with ties.
.kendall_test <- function(x, y, exact, continuity, alternative, dname) {
  n <- length(x)
  r <- cor(x, y, method = "kendall")
  ties <- min(length(unique(x)), length(unique(y))) < n
  if (is.null(exact)) exact <- n < 50
  if (exact && !ties) {
    q <- round((r + 1) * n * (n - 1) / 4)
    counts <- 1
    for (k in seq_len(n)[-1]) counts <- rowSums(vapply(seq_len(k) - 1, function(s) c(rep(0, s), counts, rep(0, k - 1 - s)), numeric(length(counts) + k - 1)))
    d <- counts / sum(counts)
    lower <- sum(d[seq_len(q + 1)])
    upper <- if (q == 0) 1 else 1 - sum(d[seq_len(q)])
    statistic <- c(T = q)
    p <- .two_sided(lower, upper, alternative)
  } else {
    tx <- table(x[duplicated(x)]) + 1
    ty <- table(y[duplicated(y)]) + 1
    pairs <- n * (n - 1) / 2
    S <- r * sqrt((pairs - sum(tx * (tx - 1)) / 2) * (pairs - sum(ty * (ty - 1)) / 2))
    variance <- (n * (n - 1) * (2 * n + 5) - sum(tx * (tx - 1) * (2 * tx + 5)) - sum(ty * (ty - 1) * (2 * ty + 5))) / 18 +
      sum(tx * (tx - 1)) * sum(ty * (ty - 1)) / (2 * n * (n - 1)) +
      sum(tx * (tx - 1) * (tx - 2)) * sum(ty * (ty - 1) * (ty - 2)) / (9 * n * (n - 1) * (n - 2))
    if (exact && ties) warning("Cannot compute exact p-value with ties", call. = FALSE)
    if (continuity) S <- sign(S) * (abs(S) - 1)
    statistic <- c(z = S / sqrt(variance))
    p <- .two_sided(pnorm(statistic), pnorm(statistic, lower.tail = FALSE), alternative)
  }
  structure(list(statistic = statistic, parameter = NULL, p.value = min(1, unname(p)), estimate = c(tau = r),
                 null.value = c(tau = 0), alternative = alternative, method = "Kendall's rank correlation tau",
                 data.name = dname), class = "htest")
}
# Distribution of the sum of squared rank differences: exact to n = 9, then the Edgeworth series (Best and Roberts 1975,
# Applied Statistics 24, algorithm AS 89).
.spearman_probability <- function(q, n, lower) {
  s <- round(q) + 2 * lower
  if (n <= 1 || s <= 0) return(if (lower) 0 else 1)
  if (s > n * (n^2 - 1) / 3) return(if (lower) 1 else 0)
  if (n <= 9) {
    reached <- list()
    reached[[1]] <- 1
    sizes <- vapply(0:(2^n - 1), function(m) sum(bitwAnd(m, 2^(0:(n - 1))) > 0), 1)
    top <- n * (n^2 - 1) / 3
    counts <- matrix(0, 2^n, top + 1)
    counts[1, 1] <- 1
    for (mask in 0:(2^n - 2)) {
      i <- sizes[mask + 1] + 1
      for (j in seq_len(n)) if (bitwAnd(mask, 2^(j - 1)) == 0) {
        d <- (i - j)^2
        to <- mask + 2^(j - 1) + 1
        counts[to, (d + 1):(top + 1)] <- counts[to, (d + 1):(top + 1)] + counts[mask + 1, seq_len(top + 1 - d)]
      }
    }
    d <- counts[2^n, ] / factorial(n)
    upper <- sum(d[seq_along(d) - 1 >= s])
    return(if (lower) 1 - upper else upper)
  }
  b <- 1 / n
  x <- (6 * (s - 1) * b / (n^2 - 1) - 1) * sqrt(1 / b - 1)
  y <- x^2
  u <- x * b * (0.2274 + b * (0.2531 + 0.1745 * b) +
                  y * (-0.0758 + b * (0.1033 + 0.3932 * b) -
                         y * b * (0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)))))
  u <- u / exp(y / 2)
  p <- (if (lower) -u else u) + pnorm(x, lower.tail = lower)
  min(1, max(0, p))
}

oneway.test <- function(formula, data, subset, na.action, var.equal = FALSE) {
  call <- match.call()
  frame <- model_frame_of(with_data(call, parent.frame(), 2L), parent.frame(), formula)
  y <- model.response(frame)
  g <- factor(frame[[2]])
  dname <- paste(names(frame), collapse = " and ")
  k <- nlevels(g)
  n <- tapply(y, g, length)
  m <- tapply(y, g, mean)
  v <- tapply(y, g, var)
  w <- n / v
  method <- "One-way analysis of means"
  if (var.equal) {
    N <- sum(n)
    statistic <- (sum(n * (m - mean(y))^2) / (k - 1)) / (sum((n - 1) * v) / (N - k))
    df <- c(k - 1, N - k)
  } else {
    tmp <- sum((1 - w / sum(w))^2 / (n - 1)) / (k^2 - 1)
    centre <- sum(w * m) / sum(w)
    statistic <- sum(w * (m - centre)^2) / ((k - 1) * (1 + 2 * (k - 2) * tmp))
    df <- c(k - 1, 1 / (3 * tmp))
    method <- paste(method, "(not assuming equal variances)")
  }
  structure(list(statistic = c(F = statistic), parameter = c("num df" = df[1], "denom df" = df[2]),
                 p.value = pf(statistic, df[1], df[2], lower.tail = FALSE), method = method, data.name = dname), class = "htest")
}
pairwise.wilcox.test <- function(x, g, p.adjust.method = p.adjust.methods, paired = FALSE, ...) {
  p.adjust.method <- match.arg(p.adjust.method)
  dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(g)))
  g <- factor(g)
  method <- NULL
  compare <- function(i, j) {
    found <- wilcox.test(x[as.integer(g) == i], x[as.integer(g) == j], paired = paired, ...)
    method <<- found$method
    found$p.value
  }
  k <- nlevels(g)
  pairs <- outer(seq_len(k)[-1], seq_len(k - 1), function(i, j) mapply(function(a, b) if (a > b) compare(a, b) else NA, i, j))
  pairs[!is.na(pairs)] <- p.adjust(pairs[!is.na(pairs)], p.adjust.method)
  dimnames(pairs) <- list(levels(g)[-1], levels(g)[-k])
  structure(list(method = method, data.name = dname, p.value = pairs, p.adjust.method = p.adjust.method), class = "pairwise.htest")
}
prop.trend.test <- function(x, n, score = seq_along(x)) {
  method <- "Chi-squared Test for Trend in Proportions"
  dname <- paste0(deparse1(substitute(x)), " out of ", deparse1(substitute(n)), " ,\n using scores: ", paste(score, collapse = " "))
  freq <- x / n
  p <- sum(x) / sum(n)
  w <- n / p / (1 - p)
  fit <- lm(freq ~ score, weights = w)
  statistic <- c("X-squared" = as.numeric(anova(fit)["score", "Sum Sq"]))
  structure(list(statistic = statistic, parameter = c(df = 1), p.value = pchisq(as.numeric(statistic), 1, lower.tail = FALSE),
                 method = method, data.name = dname), class = "htest")
}
poisson.test <- function(x, T = 1, r = 1, alternative = c("two.sided", "less", "greater"), conf.level = 0.95) {
  dname <- paste(deparse1(substitute(x)), "time base:", deparse1(substitute(T)))
  alternative <- match.arg(alternative)
  if (length(x) == 2) {
    if (length(T) == 1) T <- rep(T, 2)
    found <- binom.test(x, sum(x), r * T[1] / (r * T[1] + T[2]), alternative = alternative, conf.level = conf.level)
    p <- found$conf.int
    limits <- p / (1 - p) * T[2] / T[1]
    return(structure(list(statistic = c(count1 = x[1]), parameter = c("expected count1" = sum(x) * r * T[1] / (T[1] * r + T[2])),
                          p.value = found$p.value, conf.int = structure(as.numeric(limits), conf.level = conf.level),
                          estimate = c("rate ratio" = (x[1] / T[1]) / (x[2] / T[2])), null.value = c("rate ratio" = r),
                          alternative = alternative, method = "Comparison of Poisson rates", data.name = dname), class = "htest"))
  }
  m <- r * T
  p <- switch(alternative, less = ppois(x, m), greater = ppois(x - 1, m, lower.tail = FALSE),
    two.sided = if (m == 0) as.numeric(x == 0) else {
      relErr <- 1 + 1e-7
      d <- dpois(x, m)
      if (x == m) 1
      else if (x < m) {
        N <- ceiling(2 * m - x)
        while (dpois(N, m) > d) N <- 2 * N
        i <- seq.int(ceiling(m), N)
        ppois(x, m) + ppois(N - sum(dpois(i, m) <= d * relErr), m, lower.tail = FALSE)
      } else {
        i <- seq.int(0, floor(m))
        ppois(sum(dpois(i, m) <= d * relErr) - 1, m) + ppois(x - 1, m, lower.tail = FALSE)
      }
    })
  low <- function(alpha) if (x == 0) 0 else qgamma(alpha, x)
  high <- function(alpha) qgamma(1 - alpha, x + 1)
  alpha <- 1 - conf.level
  limits <- switch(alternative, less = c(0, high(alpha)), greater = c(low(alpha), Inf), two.sided = c(low(alpha / 2), high(alpha / 2))) / T
  structure(list(statistic = c("number of events" = x), parameter = c("time base" = T), p.value = min(1, p),
                 conf.int = structure(as.vector(limits), names = NULL, conf.level = conf.level), estimate = c("event rate" = x / T),
                 null.value = c("event rate" = r), alternative = alternative, method = "Exact Poisson test", data.name = dname),
            class = "htest")
}
