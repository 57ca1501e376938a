# Tests of distributions and of scale: Kolmogorov and Smirnov, Fligner and Killeen, Mood, Quade, Box and Pierce; and the
# distributions of the rank statistics.

ks.test <- function(x, ...) UseMethod("ks.test")
ks.test.formula <- function(formula, data, subset, na.action, ...) {
  call <- match.call(expand.dots = FALSE)
  frame <- model_frame_of(with_data(call, parent.frame(), 2L), parent.frame())
  g <- factor(frame[[2]])
  if (nlevels(g) != 2) stop("grouping factor must have exactly 2 levels", call. = FALSE)
  parts <- split(frame[[1]], g)
  out <- ks.test.default(parts[[1]], parts[[2]], ...)
  out$data.name <- paste(names(frame), collapse = " by ")
  out
}
ks.test.default <- function(x, y, ..., alternative = c("two.sided", "less", "greater"), exact = NULL, simulate.p.value = FALSE,
                            B = 2000) {
  alternative <- match.arg(alternative)
  if (simulate.p.value) .unsupported("simulate.p.value is not supported in ks.test")
  name <- deparse1(substitute(x))
  x <- x[!is.na(x)]
  n <- length(x)
  if (n < 1L) stop("not enough 'x' data", call. = FALSE)
  two <- is.numeric(y)
  if (two) {
    name <- paste(name, "and", deparse1(substitute(y)))
    y <- y[!is.na(y)]
    m <- length(y)
    if (m < 1L) stop("not enough 'y' data", call. = FALSE)
    both <- c(x, y)
    gap <- cumsum(ifelse(order(both) <= n, 1 / n, -1 / m))
    ends <- c(diff(sort(both)) != 0, TRUE)
    ties <- !all(ends)
    gap <- gap[ends]
    d <- switch(alternative, two.sided = max(abs(gap)), greater = max(gap), less = -min(gap))
    if (is.null(exact)) exact <- as.double(n) * m < 10000
    p <- if (exact) .smirnov_upper(d, n, m, ends, alternative)
      else if (alternative == "two.sided") 1 - .kolmogorov_limit(sqrt(n * m / (n + m)) * d) else exp(-2 * n * m / (n + m) * d^2)
    sample <- "two-sample"
    side <- switch(alternative, two.sided = "two-sided", less = "the CDF of x lies below that of y",
                   greater = "the CDF of x lies above that of y")
  } else {
    if (is.character(y)) y <- get(y, mode = "function", envir = parent.frame())
    if (!is.function(y)) stop("'y' must be numeric or a function or a string naming a valid function", call. = FALSE)
    ties <- length(unique(x)) < n
    if (ties) warning("ties should not be present for the Kolmogorov-Smirnov test")
    if (is.null(exact)) exact <- n < 100 && !ties
    gap <- y(sort(x), ...) - (0:(n - 1)) / n
    d <- switch(alternative, two.sided = max(c(gap, 1 / n - gap)), greater = max(1 / n - gap), less = max(gap))
    p <- if (alternative == "two.sided") 1 - (if (exact) .kolmogorov_exact(d, n) else .kolmogorov_limit(sqrt(n) * d))
      else if (exact) .kolmogorov_one_sided(d, n) else exp(-2 * n * d^2)
    sample <- "one-sample"
    side <- switch(alternative, two.sided = "two-sided", less = "the CDF of x lies below the null hypothesis",
                   greater = "the CDF of x lies above the null hypothesis")
  }
  structure(list(statistic = setNames(d, switch(alternative, two.sided = "D", greater = "D^+", less = "D^-")),
                 p.value = min(1, max(0, p)), alternative = side,
                 method = paste(if (exact) "Exact" else "Asymptotic", sample, "Kolmogorov-Smirnov test"), data.name = name,
                 exact = exact), class = c("ks.test", "htest"))
}
# P(D >= d) over all orders of n and m values, by paths from corner to corner; ends tells where the pooled values change
# (Schröer and Trenkler 1995, Computational Statistics and Data Analysis 20, 185-202).
.smirnov_upper <- function(d, n, m, ends, alternative) {
  limit <- (0.5 + floor(d * n * m - 1e-7)) / (n * m)
  hit <- function(i, j) {
    gap <- i / n - j / m
    far <- switch(alternative, two.sided = abs(gap), greater = gap, less = -gap) >= limit
    far & c(TRUE, ends)[i + j + 1]
  }
  above <- numeric(m + 1)
  first <- hit(rep(0, m + 1), 0:m)
  reached <- 0
  for (j in 0:m) above[j + 1] <- reached <- if (first[j + 1]) 1 else if (j == 0) 0 else reached
  for (i in seq_len(n)) {
    row <- hit(rep(i, m + 1), 0:m)
    above[1] <- if (row[1]) 1 else above[1]
    for (j in seq_len(m)) above[j + 1] <- if (row[j + 1]) 1 else (i * above[j + 1] + j * above[j]) / (i + j)
  }
  above[m + 1]
}
# The limiting distribution of sqrt(n) D.
.kolmogorov_limit <- function(x) {
  if (x <= 0) return(0)
  if (x < 1) {
    k <- seq(1, 19, by = 2)
    sqrt(2 * pi) / x * sum(exp(-k^2 * pi^2 / (8 * x^2)))
  } else {
    k <- 1:20
    1 - 2 * sum((-1)^(k - 1) * exp(-2 * k^2 * x^2))
  }
}
# P(D < d) of n values (Marsaglia, Tsang and Wang 2003, Journal of Statistical Software 8(18)).
.kolmogorov_exact <- function(d, n) {
  k <- floor(n * d) + 1
  size <- 2 * k - 1
  h <- k - n * d
  H <- outer(seq_len(size), seq_len(size), function(i, j) as.numeric(i - j + 1 >= 0))
  H[, 1] <- H[, 1] - h^seq_len(size)
  H[size, ] <- H[size, ] - h^(size:1)
  H[size, 1] <- H[size, 1] + if (2 * h - 1 > 0) (2 * h - 1)^size else 0
  for (i in seq_len(size)) for (j in seq_len(size)) if (i - j + 1 > 0) H[i, j] <- H[i, j] / factorial(i - j + 1)
  power <- diag(size)
  scale <- 0
  exponent <- n
  base <- H
  base_scale <- 0
  while (exponent > 0) {
    if (exponent %% 2 == 1) {
      power <- power %*% base
      scale <- scale + base_scale
    }
    base <- base %*% base
    base_scale <- 2 * base_scale
    if (base[k, k] > 1e140) {
      base <- base * 1e-140
      base_scale <- base_scale + 140
    }
    exponent <- exponent %/% 2
  }
  s <- power[k, k]
  for (i in seq_len(n)) {
    s <- s * i / n
    if (s < 1e-140) {
      s <- s * 1e140
      scale <- scale - 140
    }
  }
  s * 10^scale
}
# P(D+ >= d) (Birnbaum and Tingey 1951, Annals of Mathematical Statistics 22, 592-596).
.kolmogorov_one_sided <- function(d, n) {
  if (d <= 0) return(1)
  if (d >= 1) return(0)
  j <- seq.int(0, floor(n * (1 - d)))
  d * sum(exp(lchoose(n, j) + (n - j) * log(1 - d - j / n) + (j - 1) * log(d + j / n)))
}

fligner.test <- function(x, ...) UseMethod("fligner.test")
fligner.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .by_group(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                     if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- fligner.test.default(parts$x, parts$g, ...)
  result$data.name <- parts$name
  result
}
fligner.test.default <- function(x, g, ...) {
  input <- .groups_of(x, if (missing(g)) NULL else g, deparse1(substitute(x)), deparse1(substitute(g)))
  x <- input$x
  g <- input$g
  n <- length(x)
  if (n < 2) stop("not enough observations", call. = FALSE)
  if (nlevels(g) < 2) stop("all observations are in the same group", call. = FALSE)
  x <- x - ave(x, g, FUN = median)
  a <- qnorm((1 + rank(abs(x)) / (n + 1)) / 2)
  a <- a - mean(a)
  statistic <- sum(tapply(a, g, function(v) length(v) * mean(v)^2)) / (sum(a^2) / (n - 1))
  df <- nlevels(g) - 1
  structure(list(statistic = c("Fligner-Killeen:med chi-squared" = statistic), parameter = c(df = df),
                 p.value = pchisq(statistic, df, lower.tail = FALSE),
                 method = "Fligner-Killeen test of homogeneity of variances", data.name = input$name), class = "htest")
}
# Values and groups given as vectors, a list of samples, or a formula with data.
# Response and group of y ~ group.
.by_group <- function(formula, data, subset, where) {
  if (length(formula) != 3L || is.call(formula[[3L]]) && identical(formula[[3L]][[1L]], quote(`+`))) {
    stop("'formula' should be of the form response ~ group", call. = FALSE)
  }
  columns <- lapply(as.list(formula)[-1L], eval, data, where)
  if (!is.null(subset)) columns <- lapply(columns, `[`, eval(subset, data, where))
  list(x = columns[[1L]], g = columns[[2L]], name = paste(deparse1(formula[[2L]]), "by", deparse1(formula[[3L]])))
}
.groups_of <- function(x, g, x_name, g_name) {
  if (is.list(x)) {
    name <- x_name
    g <- rep(seq_along(x), lengths(x))
    x <- unlist(x)
  } else name <- paste(x_name, "and", g_name)
  ok <- complete.cases(x, g)
  list(x = x[ok], g = factor(g[ok]), name = name)
}

mood.test <- function(x, ...) UseMethod("mood.test")
mood.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .two_groups(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                       if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- mood.test.default(parts$x, parts$y, ...)
  result$data.name <- parts$name
  result
}
mood.test.default <- function(x, y, alternative = c("two.sided", "less", "greater"), ...) {
  name <- paste(deparse1(substitute(x)), "and", deparse1(substitute(y)))
  alternative <- match.arg(alternative)
  x <- x[!is.na(x)]
  y <- y[!is.na(y)]
  m <- length(x)
  n <- length(y)
  N <- m + n
  if (N < 3) stop("not enough observations", call. = FALSE)
  both <- c(x, y)
  # mean score over ties
  score <- ave((rank(both, ties.method = "first") - (N + 1) / 2)^2, both)
  t <- tabulate(match(both, unique(both)))
  ties <- m * n / (180 * N * (N - 1)) * sum(t * (t^2 - 1) * (t^2 - 4 + 15 * (N - t)^2))
  z <- (sum(score[seq_len(m)]) - m * (N^2 - 1) / 12) / sqrt(m * n * (N + 1) * (N^2 - 4) / 180 - ties)
  p <- switch(alternative, less = pnorm(z), greater = pnorm(z, lower.tail = FALSE), two.sided = 2 * pnorm(-abs(z)))
  structure(list(statistic = c(Z = z), p.value = p, alternative = alternative, method = "Mood two-sample test of scale",
                 data.name = name), class = "htest")
}

quade.test <- function(y, ...) UseMethod("quade.test")
quade.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .blocked(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                    if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- quade.test.default(parts$y, parts$groups, parts$blocks)
  result$data.name <- parts$name
  result
}
quade.test.default <- function(y, groups, blocks, ...) {
  name <- deparse1(substitute(y))
  if (is.matrix(y)) {
    k <- ncol(y)
    m <- y
  } else {
    name <- paste0(name, ", ", deparse1(substitute(groups)), " and ", deparse1(substitute(blocks)))
    groups <- factor(groups)
    blocks <- factor(blocks)
    m <- matrix(y[order(groups, blocks)], nlevels(blocks), nlevels(groups))
    k <- ncol(m)
  }
  m <- m[complete.cases(m), , drop = FALSE]
  b <- nrow(m)
  r <- t(apply(m, 1L, rank))
  q <- rank(apply(m, 1, function(u) max(u) - min(u)))
  s <- q * (r - (k + 1) / 2)
  A <- sum(s^2)
  B <- sum(colSums(s)^2) / b
  if (A == B) {
    statistic <- NaN
    df <- c(NaN, NaN)
    p <- gamma(k + 1)^(1 - b)
  } else {
    statistic <- (b - 1) * B / (A - B)
    df <- c(k - 1, (b - 1) * (k - 1))
    p <- pf(statistic, df[1], df[2], lower.tail = FALSE)
  }
  structure(list(statistic = c("Quade F" = statistic), parameter = setNames(df, c("num df", "denom df")), p.value = p,
                 method = "Quade test", data.name = name), class = "htest")
}

# Autocorrelations, and the tests on their sum.
acf <- function(x, lag.max = NULL, type = c("correlation", "covariance", "partial"), plot = TRUE, na.action = na.fail,
                demean = TRUE, ...) {
  type <- match.arg(type)
  name <- deparse1(substitute(x))
  per <- if (inherits(x, "ts")) frequency(x) else 1
  x <- as.numeric(x)
  if (anyNA(x)) stop("NAs in 'x'", call. = FALSE)
  n <- length(x)
  lag.max <- min(n - 1, if (is.null(lag.max)) floor(10 * log10(n)) else lag.max)
  if (demean) x <- x - mean(x)
  value <- vapply(0:lag.max, function(k) sum(x[seq_len(n - k)] * x[k + seq_len(n - k)]) / n, 1)
  if (type != "covariance") value <- value / value[1]
  lag <- 0:lag.max
  if (type == "partial") {
    value <- .partial_correlations(value[-1])
    lag <- lag[-1]
  }
  out <- structure(list(acf = array(value, c(length(value), 1, 1)), type = type, n.used = n,
                        lag = array(lag / per, c(length(lag), 1, 1)), series = name, snames = NULL), class = "acf")
  if (!plot) return(out)
  plot.acf(out, ...)
  invisible(out)
}
pacf <- function(x, lag.max = NULL, plot = TRUE, ...) {
  out <- acf(x, lag.max, "partial", FALSE)
  out$series <- deparse1(substitute(x))
  if (!plot) return(out)
  plot.acf(out, ...)
  invisible(out)
}
# By Durbin's recursion.
.partial_correlations <- function(r) {
  phi <- r[1]
  out <- phi
  for (k in seq_along(r)[-1]) {
    last <- (r[k] - sum(phi * r[(k - 1):1])) / (1 - sum(phi * r[seq_len(k - 1)]))
    phi <- c(phi - last * rev(phi), last)
    out <- c(out, last)
  }
  out
}
print.acf <- function(x, digits = 3L, ...) {
  title <- switch(x$type, correlation = "Autocorrelations", covariance = "Autocovariances", partial = "Partial autocorrelations")
  cat("\n", title, " of series ", sQuote(x$series), ", by lag\n\n", sep = "")
  shown <- format(round(drop(x$acf), digits), digits = digits)
  print(setNames(shown, format(drop(x$lag), digits = digits)), quote = FALSE, ...)
  invisible(x)
}
plot.acf <- function(x, ci = 0.95, main = paste("Series ", x$series), xlab = "Lag",
                     ylab = switch(x$type, correlation = "ACF", covariance = "ACF (cov)", partial = "Partial ACF"), ...) {
  width <- qnorm((1 + ci) / 2) / sqrt(x$n.used)
  plot.default(drop(x$lag), drop(x$acf), type = "h", ylim = range(0, width, -width, x$acf), main = main, xlab = xlab, ylab = ylab, ...)
  abline(h = 0)
  if (x$type != "covariance") abline(h = c(width, -width), lty = 2, col = "blue")
}
Box.test <- function(x, lag = 1, type = c("Box-Pierce", "Ljung-Box"), fitdf = 0) {
  name <- deparse1(substitute(x))
  type <- match.arg(type)
  r <- drop(acf(x, lag, plot = FALSE)$acf)[-1]
  n <- sum(!is.na(x))
  statistic <- if (type == "Box-Pierce") n * sum(r^2) else n * (n + 2) * sum(r^2 / (n - seq_len(lag)))
  structure(list(statistic = c("X-squared" = statistic), parameter = c(df = lag - fitdf),
                 p.value = pchisq(statistic, lag - fitdf, lower.tail = FALSE), method = if (type == "Ljung-Box") "Box-Ljung test" else "Box-Pierce test", data.name = name),
            class = "htest")
}

pairwise.prop.test <- function(x, n, p.adjust.method = p.adjust.methods, ...) {
  p.adjust.method <- match.arg(p.adjust.method)
  name <- deparse1(substitute(x))
  if (is.matrix(x)) {
    n <- rowSums(x)
    x <- x[, 1]
  } else name <- paste(name, "out of", deparse1(substitute(n)))
  if (length(x) < 2L) stop("too few groups", call. = FALSE)
  labels <- if (is.null(names(x))) seq_along(x) else names(x)
  k <- length(x)
  p <- matrix(NA_real_, k - 1, k - 1, dimnames = list(labels[-1], labels[-k]))
  for (i in 2:k) for (j in seq_len(i - 1)) p[i - 1, j] <- prop.test(x[c(i, j)], n[c(i, j)], ...)$p.value
  p[lower.tri(p, TRUE)] <- p.adjust(p[lower.tri(p, TRUE)], p.adjust.method)
  structure(list(method = "Pairwise comparison of proportions", data.name = name, p.value = p, p.adjust.method = p.adjust.method),
            class = "pairwise.htest")
}
power.anova.test <- function(groups = NULL, n = NULL, between.var = NULL, within.var = NULL, sig.level = 0.05, power = NULL) {
  given <- list(groups = groups, n = n, between.var = between.var, within.var = within.var, power = power, sig.level = sig.level)
  if (sum(vapply(given, is.null, NA)) != 1) {
    stop("exactly one of 'groups', 'n', 'between.var', 'within.var', 'power', and 'sig.level' must be NULL", call. = FALSE)
  }
  power_of <- function(v) {
    lambda <- v$groups * v$n * (v$between.var / v$within.var) * (v$groups - 1) / v$groups
    df <- c(v$groups - 1, (v$n - 1) * v$groups)
    # the noncentral F distribution as a Poisson mixture of beta distributions
    f <- qf(v$sig.level, df[1], df[2], lower.tail = FALSE)
    j <- seq.int(0, ceiling(lambda / 2 + 40 + 12 * sqrt(lambda)))
    sum(dpois(j, lambda / 2) * pbeta(df[1] * f / (df[1] * f + df[2]), df[1] / 2 + j, df[2] / 2, lower.tail = FALSE))
  }
  unknown <- names(given)[vapply(given, is.null, NA)]
  if (unknown == "power") given$power <- power_of(given) else {
    range <- switch(unknown, groups = c(2, 100), n = c(2, 1e5), between.var = within.var * c(1e-7, 1e7),
                    within.var = between.var * c(1e-7, 1e7), sig.level = c(1e-10, 1 - 1e-10))
    given[[unknown]] <- uniroot(function(v) {
      given[[unknown]] <- v
      power_of(given) - power
    }, range, tol = .Machine$double.eps^0.25, extendInt = "no")$root
  }
  structure(c(given[c("groups", "n", "between.var", "within.var", "sig.level", "power")],
              list(note = "n is number in each group", method = "Balanced one-way analysis of variance power calculation")),
            class = "power.htest")
}

# Distributions of the rank sum and of the signed rank statistic.
.rank_table <- function(kind, m, n) if (kind == "sum") .ranksum_counts(m, n) else .signrank_counts(n)
.rank_density <- function(x, m, n, kind) {
  counts <- .rank_table(kind, m, n)
  out <- numeric(length(x))
  inside <- abs(x - round(x)) < 1e-7 & x > -0.5 & x < length(counts) - 0.5
  out[inside] <- counts[round(x[inside]) + 1] / sum(counts)
  out
}
.rank_probability <- function(q, m, n, kind, lower.tail, log.p) {
  counts <- .rank_table(kind, m, n)
  below <- cumsum(counts) / sum(counts)
  at <- pmin(floor(q + 1e-7), length(counts) - 1)
  p <- ifelse(at < 0, 0, below[pmax(at, 0) + 1])
  if (!lower.tail) p <- ifelse(at < 0, 1, rev(cumsum(rev(counts)) / sum(counts))[pmax(at, 0) + 1] - counts[pmax(at, 0) + 1] / sum(counts))
  if (log.p) log(p) else p
}
.rank_quantile <- function(p, m, n, kind, lower.tail, log.p) {
  if (log.p) p <- exp(p)
  if (!lower.tail) p <- 1 - p
  below <- cumsum(.rank_table(kind, m, n))
  below <- below / below[length(below)]
  vapply(p, function(v) if (is.na(v) || v < 0 || v > 1) NaN else as.numeric(which(below >= v * (1 - 16 * .Machine$double.eps))[1] - 1), 1)
}
dwilcox <- function(x, m, n, log = FALSE) if (log) log(.rank_density(x, m, n, "sum")) else .rank_density(x, m, n, "sum")
pwilcox <- function(q, m, n, lower.tail = TRUE, log.p = FALSE) .rank_probability(q, m, n, "sum", lower.tail, log.p)
qwilcox <- function(p, m, n, lower.tail = TRUE, log.p = FALSE) .rank_quantile(p, m, n, "sum", lower.tail, log.p)
dsignrank <- function(x, n, log = FALSE) if (log) log(.rank_density(x, 0, n, "signed")) else .rank_density(x, 0, n, "signed")
psignrank <- function(q, n, lower.tail = TRUE, log.p = FALSE) .rank_probability(q, 0, n, "signed", lower.tail, log.p)
qsignrank <- function(p, n, lower.tail = TRUE, log.p = FALSE) .rank_quantile(p, 0, n, "signed", lower.tail, log.p)
rsignrank <- function(nn, n) vapply(seq_len(if (length(nn) > 1) length(nn) else nn), function(i) sum(seq_len(n) * floor(runif(n) + 0.5)), 1)
rwilcox <- function(nn, m, n) {
  vapply(seq_len(if (length(nn) > 1) length(nn) else nn), function(i) {
    left <- seq_len(m + n) - 1
    k <- m + n
    total <- 0
    for (draw in seq_len(n)) {
      at <- sample.int(k, 1)
      total <- total + left[at]
      left[at] <- left[k]
      k <- k - 1
    }
    total - n * (n - 1) / 2
  }, 1)
}
