chisq.test <- function(x, y = NULL, correct = TRUE, p = rep(1 / length(x), length(x)), rescale.p = FALSE,
                       simulate.p.value = FALSE, B = 2000) {
  dname <- deparse1(substitute(x))
  if (is.data.frame(x)) x <- as.matrix(x)
  if (is.matrix(x) && min(dim(x)) == 1L) x <- as.vector(x)
  if (!is.matrix(x) && !is.null(y)) {
    dname <- paste(dname, "and", deparse1(substitute(y)))
    ok <- complete.cases(x, y)
    x <- factor(x[ok])
    y <- factor(y[ok])
    if (nlevels(x) < 2L || nlevels(y) < 2L) stop("'x' and 'y' must have at least 2 levels")
    x <- table(x, y)
    names(dimnames(x)) <- NULL
  }
  if (any(x < 0) || anyNA(x)) stop("all entries of 'x' must be nonnegative and finite")
  n <- sum(x)
  if (n == 0) stop("at least one entry of 'x' must be positive")
  if (simulate.p.value) .unsupported("simulate.p.value = TRUE is not supported")
  if (is.matrix(x)) {
    method <- "Pearson's Chi-squared test"
    sr <- rowSums(x)
    sc <- colSums(x)
    E <- outer(sr, sc) / n
    dimnames(E) <- dimnames(x)
    v <- outer(sr, sc, function(r, c) c * r * (n - r) * (n - c) / n^3)
    dimnames(v) <- dimnames(x)
    shift <- 0
    if (correct && nrow(x) == 2L && ncol(x) == 2L) {
      shift <- min(0.5, abs(x - E))
      method <- paste(method, "with Yates' continuity correction")
    }
    statistic <- sum((abs(x - E) - shift)^2 / E)
    parameter <- (nrow(x) - 1L) * (ncol(x) - 1L)
  } else {
    if (length(x) == 1L) stop("'x' must at least have 2 elements")
    if (length(x) != length(p)) stop("'x' and 'p' must have the same number of elements")
    if (any(p < 0)) stop("probabilities must be non-negative.")
    if (abs(sum(p) - 1) > sqrt(.Machine$double.eps)) {
      if (rescale.p) p <- p / sum(p) else stop("probabilities must sum to 1.")
    }
    method <- "Chi-squared test for given probabilities"
    E <- n * p
    names(E) <- names(x)
    v <- n * p * (1 - p)
    statistic <- sum((x - E)^2 / E)
    parameter <- length(x) - 1
  }
  pval <- pchisq(statistic, parameter, lower.tail = FALSE)
  names(statistic) <- "X-squared"
  names(parameter) <- "df"
  if (any(E < 5) && is.finite(parameter)) warning("Chi-squared approximation may be incorrect")
  structure(list(statistic = statistic, parameter = parameter, p.value = pval, method = method,
                 data.name = dname, observed = x, expected = E, residuals = (x - E) / sqrt(E),
                 stdres = (x - E) / sqrt(v)), class = "htest")
}

fisher.test <- function(x, y = NULL, workspace = 200000, hybrid = FALSE, hybridPars = NULL, control = list(), or = 1, alternative = "two.sided",
                        conf.int = TRUE, conf.level = 0.95, simulate.p.value = FALSE, B = 2000) {
  if (hybrid) .unsupported("fisher.test(hybrid = TRUE) is not supported")
  if (simulate.p.value) .unsupported("fisher.test(simulate.p.value = TRUE) is not supported")
  dname <- deparse1(substitute(x))
  if (is.data.frame(x)) x <- as.matrix(x)
  if (!is.matrix(x)) {
    if (is.null(y)) stop("if 'x' is not a matrix, 'y' must be given")
    dname <- paste(dname, "and", deparse1(substitute(y)))
    ok <- complete.cases(x, y)
    x <- table(factor(x[ok]), factor(y[ok]))
  }
  if (nrow(x) != 2L || ncol(x) != 2L) {
    if (any(dim(x) < 2L)) stop("'x' must have at least 2 rows and columns")
    counts <- unclass(x)[rowSums(x) > 0, colSums(x) > 0, drop = FALSE]
    if (nrow(counts) > ncol(counts)) counts <- t(counts)
    p <- if (nrow(counts) < 2L) 1 else .exact_table(as.integer(counts), nrow(counts))
    return(structure(list(p.value = p, alternative = "two.sided", method = "Fisher's Exact Test for Count Data", data.name = dname), class = "htest"))
  }
  alternative <- match.arg(alternative, c("two.sided", "less", "greater"))
  m <- sum(x[, 1L])
  n <- sum(x[, 2L])
  k <- sum(x[1L, ])
  q <- x[1L, 1L]
  lo <- max(0L, k - n)
  hi <- min(k, m)
  support <- lo:hi
  log_central <- dhyper(support, m, n, k, log = TRUE)
  tilted <- function(ncp) {
    d <- log_central + log(ncp) * support
    d <- exp(d - max(d))
    d / sum(d)
  }
  tilted_mean <- function(ncp) {
    if (ncp == 0) return(lo)
    if (ncp == Inf) return(hi)
    sum(support * tilted(ncp))
  }
  tail_sum <- function(q, ncp = 1, upper.tail = FALSE) {
    if (ncp == 1)
      return(if (upper.tail) phyper(q - 1, m, n, k, lower.tail = FALSE) else phyper(q, m, n, k))
    if (ncp == 0) return(as.numeric(if (upper.tail) q <= lo else q >= lo))
    if (ncp == Inf) return(as.numeric(if (upper.tail) q <= hi else q >= hi))
    sum(tilted(ncp)[if (upper.tail) support >= q else support <= q])
  }
  pval <- switch(alternative,
    less = tail_sum(q, or),
    greater = tail_sum(q, or, upper.tail = TRUE),
    two.sided = {
      if (or == 0) as.numeric(q == lo)
      else if (or == Inf) as.numeric(q == hi)
      else {
        d <- tilted(or)
        sum(d[d <= d[q - lo + 1] * (1 + 1e-7)])
      }
    })
  mle <- function(x) {
    if (x == lo) return(0)
    if (x == hi) return(Inf)
    mu <- tilted_mean(1)
    if (mu > x) uniroot(function(t) tilted_mean(t) - x, c(0, 1))$root
    else if (mu < x) 1 / uniroot(function(t) tilted_mean(1 / t) - x, c(.Machine$double.eps, 1))$root
    else 1
  }
  estimate <- c("odds ratio" = mle(q))
  upper_limit <- function(x, alpha) {
    if (x == hi) return(Inf)
    p <- tail_sum(x, 1)
    if (p < alpha) uniroot(function(t) tail_sum(x, t) - alpha, c(0, 1))$root
    else if (p > alpha) 1 / uniroot(function(t) tail_sum(x, 1 / t) - alpha, c(.Machine$double.eps, 1))$root
    else 1
  }
  lower_limit <- function(x, alpha) {
    if (x == lo) return(0)
    p <- tail_sum(x, 1, upper.tail = TRUE)
    if (p > alpha) uniroot(function(t) tail_sum(x, t, upper.tail = TRUE) - alpha, c(0, 1))$root
    else if (p < alpha)
      1 / uniroot(function(t) tail_sum(x, 1 / t, upper.tail = TRUE) - alpha, c(.Machine$double.eps, 1))$root
    else 1
  }
  result <- list(p.value = pval)
  if (conf.int) {
    alpha <- (1 - conf.level) / 2
    cint <- switch(alternative,
      less = c(0, upper_limit(q, 1 - conf.level)),
      greater = c(lower_limit(q, 1 - conf.level), Inf),
      two.sided = c(lower_limit(q, alpha), upper_limit(q, alpha)))
    attr(cint, "conf.level") <- conf.level
    result$conf.int <- cint
  }
  names(or) <- "odds ratio"
  structure(c(result, list(estimate = estimate, null.value = or, alternative = alternative,
                           method = "Fisher's Exact Test for Count Data", data.name = dname)), class = "htest")
}

binom.test <- function(x, n, p = 0.5, alternative = c("two.sided", "less", "greater"), conf.level = 0.95) {
  alternative <- match.arg(alternative)
  dname <- deparse1(substitute(x))
  if (length(x) == 2L) {
    n <- sum(x)
    x <- x[1L]
  } else {
    dname <- paste(dname, "and", deparse1(substitute(n)))
    if (length(n) != 1L || is.na(n) || n < 1 || abs(n - round(n)) > 1e-7 || any(x > n)) stop("'n' must be a positive integer >= 'x'")
  }
  pval <- switch(alternative,
    less = pbinom(x, n, p),
    greater = pbinom(x - 1, n, p, lower.tail = FALSE),
    two.sided = {
      slack <- 1 + 1e-07
      d <- dbinom(x, n, p)
      m <- n * p
      if (p == 0) as.numeric(x == 0)
      else if (p == 1) as.numeric(x == n)
      else if (x == m) 1
      else if (x < m) {
        i <- seq.int(from = ceiling(m), to = n)
        y <- sum(dbinom(i, n, p) <= d * slack)
        pbinom(x, n, p) + pbinom(n - y, n, p, lower.tail = FALSE)
      } else {
        i <- seq.int(from = 0, to = floor(m))
        y <- sum(dbinom(i, n, p) <= d * slack)
        pbinom(y - 1, n, p) + pbinom(x - 1, n, p, lower.tail = FALSE)
      }
    })
  lower <- function(alpha) if (x == 0) 0 else qbeta(alpha, x, n - x + 1)
  upper <- function(alpha) if (x == n) 1 else qbeta(1 - alpha, x + 1, n - x)
  cint <- switch(alternative,
    less = c(0, upper(1 - conf.level)),
    greater = c(lower(1 - conf.level), 1),
    two.sided = c(lower((1 - conf.level) / 2), upper((1 - conf.level) / 2)))
  attr(cint, "conf.level") <- conf.level
  names(x) <- "number of successes"
  names(n) <- "number of trials"
  names(p) <- "probability of success"
  structure(list(statistic = x, parameter = n, p.value = min(1, pval), conf.int = cint,
                 estimate = c("probability of success" = unname(x / n)), null.value = p, alternative = alternative,
                 method = "Exact binomial test", data.name = dname), class = "htest")
}

prop.test <- function(x, n, p = NULL, alternative = c("two.sided", "less", "greater"), conf.level = 0.95,
                      correct = TRUE) {
  alternative <- match.arg(alternative)
  if (is.matrix(x)) {
    dname <- deparse1(substitute(x))
    n <- unname(rowSums(x))
    x <- unname(x[, 1L])
  } else {
    dname <- paste(deparse1(substitute(x)), "out of", deparse1(substitute(n)))
  }
  if (any(n <= 0)) stop("elements of 'n' must be positive")
  if (any(x < 0)) stop("elements of 'x' must be nonnegative")
  if (any(x > n)) stop("elements of 'x' must not be greater than those of 'n'")
  k <- length(x)
  if (!is.null(p)) dname <- paste0(dname, ", null ", if (k == 1) "probability " else "probabilities ",
                                   deparse1(substitute(p)))
  if (k == 1 && is.null(p)) {
    p <- 0.5
    dname <- paste0(dname, ", null probability ", format(p))
  }
  estimate <- setNames(x / n, if (k == 1) "p" else paste("prop", 1L:k))
  correct <- correct && k <= 2
  null <- p
  shift <- if (correct) 0.5 else 0
  if (k == 1) {
    z <- qnorm(if (alternative == "two.sided") (1 + conf.level) / 2 else conf.level)
    shift <- min(shift, abs(x - n * p))
    shrink <- z^2 / (2 * n)
    pc <- estimate + shift / n
    pu <- if (pc >= 1) 1 else (pc + shrink + z * sqrt(pc * (1 - pc) / n + shrink / (2 * n))) / (1 + 2 * shrink)
    pc <- estimate - shift / n
    pl <- if (pc <= 0) 0 else (pc + shrink - z * sqrt(pc * (1 - pc) / n + shrink / (2 * n))) / (1 + 2 * shrink)
    cint <- switch(alternative, two.sided = c(max(pl, 0), min(pu, 1)), less = c(0, min(pu, 1)),
                   greater = c(max(pl, 0), 1))
  } else if (k == 2 && is.null(p)) {
    delta <- estimate[1L] - estimate[2L]
    shift <- min(shift, abs(delta) / sum(1 / n))
    width <- qnorm(if (alternative == "two.sided") (1 + conf.level) / 2 else conf.level) *
      sqrt(sum(estimate * (1 - estimate) / n)) + shift * sum(1 / n)
    cint <- switch(alternative, two.sided = c(max(delta - width, -1), min(delta + width, 1)),
                   less = c(-1, min(delta + width, 1)), greater = c(max(delta - width, -1), 1))
  } else cint <- NULL
  if (!is.null(cint)) attr(cint, "conf.level") <- conf.level
  method <- paste0(if (k == 1) "1-sample proportions test" else paste0(k, "-sample test for ",
                   if (is.null(p)) "equality of" else "given", " proportions"),
                   if (shift) " with" else " without", " continuity correction")
  if (is.null(p)) {
    pbar <- sum(x) / sum(n)
    parameter <- k - 1
    p0 <- rep(pbar, k)
  } else {
    parameter <- k
    p0 <- p
    names(null) <- names(estimate)
  }
  E <- cbind(n * p0, n * (1 - p0))
  observed <- cbind(x, n - x)
  if (any(E < 5)) warning("Chi-squared approximation may be incorrect")
  statistic <- sum((abs(observed - E) - shift)^2 / E)
  if (alternative == "two.sided" || k > 2) pval <- pchisq(statistic, parameter, lower.tail = FALSE)
  else {
    z <- if (k == 1) sign(estimate - p) * sqrt(statistic) else sign(delta) * sqrt(statistic)
    pval <- unname(pnorm(z, lower.tail = alternative == "less"))
  }
  structure(list(statistic = c("X-squared" = statistic), parameter = c(df = parameter), p.value = pval,
                 estimate = estimate, null.value = null, conf.int = cint, alternative = alternative,
                 method = method, data.name = dname), class = "htest")
}

kruskal.test <- function(x, ...) UseMethod("kruskal.test")
kruskal.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .by_group(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                     if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- kruskal.test.default(parts$x, parts$g, ...)
  result$data.name <- parts$name
  result
}
kruskal.test.default <- function(x, g, ...) {
  if (is.list(x)) {
    dname <- deparse1(substitute(x))
    g <- factor(rep(seq_along(x), lengths(x)))
    x <- unlist(x)
  } else {
    dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(g)))
  }
  ok <- complete.cases(x, g)
  x <- x[ok]
  g <- factor(g[ok])
  n <- length(x)
  r <- rank(x)
  ties <- table(x)
  statistic <- sum(tapply(r, g, sum)^2 / tapply(r, g, length))
  statistic <- ((12 * statistic / (n * (n + 1)) - 3 * (n + 1)) / (1 - sum(ties^3 - ties) / (n^3 - n)))
  parameter <- nlevels(g) - 1L
  structure(list(statistic = c("Kruskal-Wallis chi-squared" = statistic), parameter = c(df = parameter),
                 p.value = pchisq(statistic, parameter, lower.tail = FALSE),
                 method = "Kruskal-Wallis rank sum test", data.name = dname), class = "htest")
}

shapiro.test <- function(x) {
  dname <- deparse1(substitute(x))
  x <- sort(x[!is.na(x)])
  n <- length(x)
  if (n < 3 || n > 5000) stop("sample size must be between 3 and 5000")
  # Royston (1995), Applied Statistics 44, algorithm AS R94
  m <- qnorm((seq_len(n) - 0.375) / (n + 0.25))
  ssq <- sum(m^2)
  u <- 1 / sqrt(n)
  a <- m / sqrt(ssq)
  poly <- function(cc, x) sum(cc * x^(seq_along(cc) - 1))
  if (n == 3) {
    a <- c(-sqrt(0.5), 0, sqrt(0.5))
  } else {
    an <- poly(c(0, 0.221157, -0.147981, -2.07119, 4.434685, -2.706056), u) + a[n]
    if (n > 5) {
      an1 <- poly(c(0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633), u) + a[n - 1]
      phi <- (ssq - 2 * m[n]^2 - 2 * m[n - 1]^2) / (1 - 2 * an^2 - 2 * an1^2)
      a <- m / sqrt(phi)
      a[c(n, n - 1, 1, 2)] <- c(an, an1, -an, -an1)
    } else {
      phi <- (ssq - 2 * m[n]^2) / (1 - 2 * an^2)
      a <- m / sqrt(phi)
      a[c(n, 1)] <- c(an, -an)
    }
  }
  w <- sum(a * x)^2 / sum((x - mean(x))^2)
  if (n == 3) {
    p <- max(0, 6 / pi * (asin(sqrt(w)) - asin(sqrt(0.75))))
  } else {
    y <- log(1 - w)
    if (n <= 11) {
      gamma <- poly(c(-2.273, 0.459), n)
      y <- -log(gamma - y)
      mu <- poly(c(0.544, -0.39978, 0.025054, -6.714e-04), n)
      sigma <- exp(poly(c(1.3822, -0.77857, 0.062767, -0.0020322), n))
    } else {
      xx <- log(n)
      mu <- poly(c(-1.5861, -0.31082, -0.083751, 0.0038915), xx)
      sigma <- exp(poly(c(-0.4803, -0.082676, 0.0030302), xx))
    }
    p <- pnorm(y, mu, sigma, lower.tail = FALSE)
  }
  structure(list(statistic = c(W = w), p.value = p, method = "Shapiro-Wilk normality test", data.name = dname),
            class = "htest")
}

p.adjust.methods <- c("holm", "hochberg", "hommel", "bonferroni", "BH", "BY", "fdr", "none")

p.adjust <- function(p, method = p.adjust.methods, n = length(p)) {
  method <- match.arg(method)
  if (method == "fdr") method <- "BH"
  names <- names(p)
  p <- as.numeric(p)
  result <- setNames(p, names)
  known <- !is.na(p)
  p <- p[known]
  lp <- length(p)
  if (missing(n)) n <- lp
  if (n <= 1) return(result)
  if (n == 2 && method == "hommel") method <- "hochberg"
  result[known] <- switch(method,
    bonferroni = pmin(1, n * p),
    holm = {
      o <- order(p)
      pmin(1, cummax((n + 1L - seq_len(lp)) * p[o]))[order(o)]
    },
    hommel = {
      if (n > lp) p <- c(p, rep(1, n - lp))
      i <- seq_len(n)
      o <- order(p)
      p <- p[o]
      q <- pa <- rep(min(n * p / i), n)
      for (m in (n - 1L):2L) {
        first <- seq_len(n - m + 1L)
        last <- (n - m + 2L):n
        q1 <- min(m * p[last] / (2L:m))
        q[first] <- pmin(m * p[first], q1)
        q[last] <- q[n - m + 1L]
        pa <- pmax(pa, q)
      }
      pmax(pa, p)[if (lp < n) order(o)[1L:lp] else order(o)]
    },
    hochberg = {
      o <- order(p, decreasing = TRUE)
      pmin(1, cummin((n + 1L - lp:1L) * p[o]))[order(o)]
    },
    BH = {
      o <- order(p, decreasing = TRUE)
      pmin(1, cummin(n / (lp:1L) * p[o]))[order(o)]
    },
    BY = {
      o <- order(p, decreasing = TRUE)
      pmin(1, cummin(sum(1 / seq_len(n)) * n / (lp:1L) * p[o]))[order(o)]
    },
    none = p)
  result
}
