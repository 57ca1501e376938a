t.test <- function(x, ...) UseMethod("t.test")

t.test.default <- function(x, y = NULL, alternative = c("two.sided", "less", "greater"), mu = 0,
                           paired = FALSE, var.equal = FALSE, conf.level = 0.95, ...) {
  alternative <- match.arg(alternative)
  if (!is.null(y)) {
    dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(y)))
    if (paired) {
      both <- complete.cases(x, y)
      x <- x[both] - y[both]
      y <- NULL
    } else {
      y <- y[!is.na(y)]
      x <- x[!is.na(x)]
    }
  } else {
    dname <- deparse1(substitute(x))
    if (paired) stop("'y' is missing for paired test")
    x <- x[!is.na(x)]
  }
  nx <- length(x)
  mx <- mean(x)
  vx <- var(x)
  if (is.null(y)) {
    if (nx < 2) stop("not enough 'x' observations")
    df <- nx - 1
    stderr <- sqrt(vx / nx)
    if (stderr < 10 * .Machine$double.eps * abs(mx)) stop("data are essentially constant")
    tstat <- (mx - mu) / stderr
    method <- if (paired) "Paired t-test" else "One Sample t-test"
    estimate <- setNames(mx, if (paired) "mean difference" else "mean of x")
  } else {
    ny <- length(y)
    if (nx < 1 || (!var.equal && nx < 2)) stop("not enough 'x' observations")
    if (ny < 1 || (!var.equal && ny < 2)) stop("not enough 'y' observations")
    my <- mean(y)
    vy <- var(y)
    method <- paste(if (!var.equal) "Welch", "Two Sample t-test")
    estimate <- c(mx, my)
    names(estimate) <- c("mean of x", "mean of y")
    if (var.equal) {
      df <- nx + ny - 2
      v <- 0
      if (nx > 1) v <- v + (nx - 1) * vx
      if (ny > 1) v <- v + (ny - 1) * vy
      v <- v / df
      stderr <- sqrt(v * (1 / nx + 1 / ny))
    } else {
      sx <- sqrt(vx / nx)
      sy <- sqrt(vy / ny)
      stderr <- sqrt(sx^2 + sy^2)
      df <- stderr^4 / (sx^4 / (nx - 1) + sy^4 / (ny - 1))
    }
    if (stderr < 10 * .Machine$double.eps * max(abs(mx), abs(my))) stop("data are essentially constant")
    tstat <- (mx - my - mu) / stderr
  }
  if (alternative == "less") {
    pval <- pt(tstat, df)
    cint <- c(-Inf, tstat + qt(conf.level, df))
  } else if (alternative == "greater") {
    pval <- pt(tstat, df, lower.tail = FALSE)
    cint <- c(tstat - qt(conf.level, df), Inf)
  } else {
    pval <- 2 * pt(-abs(tstat), df)
    half <- qt(1 - (1 - conf.level) / 2, df)
    cint <- tstat + c(-half, half)
  }
  cint <- mu + cint * stderr
  names(tstat) <- "t"
  names(df) <- "df"
  names(mu) <- if (paired) "mean difference" else if (!is.null(y)) "difference in means" else "mean"
  attr(cint, "conf.level") <- conf.level
  structure(list(statistic = tstat, parameter = df, p.value = pval, conf.int = cint, estimate = estimate,
                 null.value = mu, stderr = stderr, alternative = alternative, method = method,
                 data.name = dname), class = "htest")
}

t.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .two_groups(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                       if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- if (parts$one) t.test.default(parts$x, ...) else t.test.default(parts$x, parts$y, ...)
  result$data.name <- parts$name
  if (length(result$estimate) == 2L) {
    names(result$estimate) <- paste("mean in group", parts$levels)
    names(result$null.value) <- paste("difference in means between", paste("group", parts$levels, collapse = " and "))
  }
  result
}

.two_groups <- function(formula, data, subset, where) {
  y <- eval(formula[[2L]], data, where)
  keep <- if (is.null(subset)) rep(TRUE, length(y)) else {
    kept <- eval(subset, data, where)
    kept & !is.na(kept)
  }
  right <- formula[[3L]]
  if (identical(right, 1) || identical(right, 1L)) {
    y <- y[keep]
    return(list(one = TRUE, x = y[!is.na(y)], name = deparse1(formula[[2L]])))
  }
  g <- eval(right, data, where)
  keep <- keep & !is.na(y) & !is.na(g)
  y <- y[keep]
  g <- factor(g[keep])
  if (nlevels(g) != 2L) stop("grouping factor must have exactly 2 levels")
  groups <- split(y, g)
  list(one = FALSE, x = groups[[1L]], y = groups[[2L]], levels = levels(g),
       name = paste(deparse1(formula[[2L]]), "by", deparse1(right)))
}

print.htest <- function(x, digits = getOption("digits"), prefix = "\t", ...) {
  cat("\n")
  cat(strwrap(x$method, prefix = prefix), sep = "\n")
  cat("\n")
  cat("data:  ", x$data.name, "\n", sep = "")
  out <- character()
  if (!is.null(x$statistic))
    out <- c(out, paste(names(x$statistic), "=", format(x$statistic, digits = max(1L, digits - 2L))))
  if (!is.null(x$parameter))
    out <- c(out, paste(names(x$parameter), "=", format(x$parameter, digits = max(1L, digits - 2L))))
  if (!is.null(x$p.value)) {
    fp <- format.pval(x$p.value, digits = max(1L, digits - 3L))
    out <- c(out, paste("p-value", if (startsWith(fp, "<")) fp else paste("=", fp)))
  }
  cat(strwrap(paste(out, collapse = ", ")), sep = "\n")
  if (!is.null(x$alternative)) {
    cat("alternative hypothesis: ")
    if (!is.null(x$null.value)) {
      if (length(x$null.value) == 1L) {
        word <- switch(x$alternative, two.sided = "not equal to", less = "less than", greater = "greater than")
        cat("true ", names(x$null.value), " is ", word, " ", x$null.value, "\n", sep = "")
      } else {
        cat(x$alternative, "\nnull values:\n", sep = "")
        print(x$null.value, digits = digits, ...)
      }
    } else cat(x$alternative, "\n", sep = "")
  }
  if (!is.null(x$conf.int)) {
    cat(format(100 * attr(x$conf.int, "conf.level")), " percent confidence interval:\n", " ",
        paste(format(x$conf.int[1:2], digits = digits), collapse = " "), "\n", sep = "")
  }
  if (!is.null(x$estimate)) {
    cat("sample estimates:\n")
    print(x$estimate, digits = digits, ...)
  }
  cat("\n")
  invisible(x)
}

cor.test <- function(x, ...) UseMethod("cor.test")

cor.test.formula <- function(formula, data, ...) {
  terms <- formula[[2L]]
  data <- if (missing(data)) environment(formula) else read_again(data, substitute(data), parent.frame())
  x <- eval(terms[[2L]], data, parent.frame())
  y <- eval(terms[[3L]], data, parent.frame())
  result <- cor.test.default(x, y, ...)
  result$data.name <- paste(deparse1(terms[[2L]]), "and", deparse1(terms[[3L]]))
  result
}

cor.test.default <- function(x, y, alternative = c("two.sided", "less", "greater"),
                             method = c("pearson", "kendall", "spearman"), exact = NULL, conf.level = 0.95,
                             continuity = FALSE, ...) {
  alternative <- match.arg(alternative)
  method <- match.arg(method)
  dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(y)))
  if (length(x) != length(y)) stop("'x' and 'y' must have the same length")
  ok <- complete.cases(x, y)
  x <- x[ok]
  y <- y[ok]
  n <- length(x)
  if (method == "pearson") {
    if (n < 3L) stop("not enough finite observations")
    r <- cor(x, y)
    df <- n - 2L
    estimate <- c(cor = r)
    parameter <- c(df = df)
    statistic <- c(t = sqrt(df) * r / sqrt(1 - r^2))
    result <- list(statistic = statistic, parameter = parameter,
                   p.value = .two_sided(pt(statistic, df), pt(statistic, df, lower.tail = FALSE), alternative),
                   estimate = estimate, null.value = c(correlation = 0), alternative = alternative,
                   method = "Pearson's product-moment correlation", data.name = dname)
    if (n > 3) {
      z <- atanh(r)
      sigma <- 1 / sqrt(n - 3)
      cint <- switch(alternative,
        less = c(-Inf, z + sigma * qnorm(conf.level)),
        greater = c(z - sigma * qnorm(conf.level), Inf),
        two.sided = z + c(-1, 1) * sigma * qnorm((1 + conf.level) / 2))
      cint <- tanh(cint)
      attr(cint, "conf.level") <- conf.level
      result$conf.int <- cint
    }
    result$p.value <- unname(result$p.value)
    return(structure(result, class = "htest"))
  }
  if (method == "spearman") {
    r <- cor(rank(x), rank(y))
    q <- (n^3 - n) * (1 - r) / 6
    ties <- min(length(unique(x)), length(unique(y))) < n
    if (is.null(exact)) exact <- n < 1290
    if (exact && ties) {
      exact <- FALSE
      warning("Cannot compute exact p-value with ties")
    }
    tail <- function(lower) {
      if (exact) return(.spearman_probability(if (lower) q else q - 1, n, lower))
      rr <- 1 - q / ((n * (n^2 - 1)) / 6 + continuity)
      pt(rr / sqrt((1 - rr^2) / (n - 2)), n - 2, lower.tail = !lower)
    }
    p <- switch(alternative, two.sided = min(2 * tail(q <= (n^3 - n) / 6), 1), greater = tail(TRUE), less = tail(FALSE))
    return(structure(list(statistic = c(S = q), parameter = NULL, p.value = p, estimate = c(rho = r),
                          null.value = c(rho = 0), alternative = alternative,
                          method = "Spearman's rank correlation rho", data.name = dname), class = "htest"))
  }
  .kendall_test(x, y, exact, continuity, alternative, dname)
}

.two_sided <- function(lower, upper, alternative)
  switch(alternative, less = lower, greater = upper, two.sided = 2 * min(lower, upper))

wilcox.test <- function(x, ...) UseMethod("wilcox.test")

wilcox.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .two_groups(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                       if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- if (parts$one) wilcox.test.default(parts$x, ...) else wilcox.test.default(parts$x, parts$y, ...)
  result$data.name <- parts$name
  result
}

wilcox.test.default <- function(x, y = NULL, alternative = c("two.sided", "less", "greater"), mu = 0,
                                paired = FALSE, exact = NULL, correct = TRUE, conf.int = FALSE,
                                conf.level = 0.95, ...) {
  alternative <- match.arg(alternative)
  if (!is.numeric(x)) stop("'x' must be numeric")
  if (!is.null(y) && !is.numeric(y)) stop("'y' must be numeric")
  limits <- NULL
  if (!is.null(y)) {
    dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(y)))
    if (paired) {
      ok <- complete.cases(x, y)
      x <- x[ok] - y[ok]
      y <- NULL
    } else {
      y <- y[!is.na(y)]
    }
  } else {
    dname <- deparse1(substitute(x))
  }
  x <- x[!is.na(x)]
  correction <- 0
  if (is.null(y)) {
    method <- "Wilcoxon signed rank test"
    x <- x - mu
    zeros <- any(x == 0)
    if (zeros) x <- x[x != 0]
    n <- length(x)
    if (is.null(exact)) exact <- n < 50
    r <- rank(abs(x))
    statistic <- c(V = sum(r[x > 0]))
    ties <- length(r) != length(unique(r))
    if (exact && !ties && !zeros) {
      method <- "Wilcoxon signed rank exact test"
      counts <- .signrank_counts(n)
      total <- sum(counts)
      p <- .exact_tails(counts / total, statistic, alternative)
    } else {
      nties <- table(r)
      z <- statistic - n * (n + 1) / 4
      sigma <- sqrt(n * (n + 1) * (2 * n + 1) / 24 - sum(nties^3 - nties) / 48)
      if (correct) {
        correction <- switch(alternative, two.sided = sign(z) * 0.5, greater = 0.5, less = -0.5)
        method <- paste(method, "with continuity correction")
      }
      z <- (z - correction) / sigma
      p <- .two_sided(pnorm(z), pnorm(z, lower.tail = FALSE), alternative)
      if (exact && ties) warning("cannot compute exact p-value with ties")
      if (exact && zeros) warning("cannot compute exact p-value with zeroes")
    }
    if (conf.int) limits <- .signrank_interval(x + mu, exact, ties, zeros, correct, alternative, conf.level)
  } else {
    method <- "Wilcoxon rank sum test"
    r <- rank(c(x - mu, y))
    nx <- length(x)
    ny <- length(y)
    if (is.null(exact)) exact <- nx < 50 && ny < 50
    statistic <- c(W = sum(r[seq_along(x)]) - nx * (nx + 1) / 2)
    ties <- length(r) != length(unique(r))
    if (exact && !ties) {
      method <- "Wilcoxon rank sum exact test"
      counts <- .ranksum_counts(nx, ny)
      p <- .exact_tails(counts / sum(counts), statistic, alternative)
    } else {
      nties <- table(r)
      z <- statistic - nx * ny / 2
      sigma <- sqrt((nx * ny / 12) * ((nx + ny + 1) - sum(nties^3 - nties) / ((nx + ny) * (nx + ny - 1))))
      if (correct) {
        correction <- switch(alternative, two.sided = sign(z) * 0.5, greater = 0.5, less = -0.5)
        method <- paste(method, "with continuity correction")
      }
      z <- (z - correction) / sigma
      p <- .two_sided(pnorm(z), pnorm(z, lower.tail = FALSE), alternative)
      if (exact && ties) warning("cannot compute exact p-value with ties")
    }
    if (conf.int) limits <- .ranksum_interval(x, y, exact, ties, correct, alternative, conf.level)
  }
  names(mu) <- if (paired || !is.null(y)) "location shift" else "location"
  structure(c(list(statistic = statistic, parameter = NULL, p.value = min(1, unname(p)), null.value = mu,
                   alternative = alternative, method = method, data.name = dname), limits), class = "htest")
}

# probabilities of 0, 1, ... in d; both tails of a statistic
.exact_tails <- function(d, statistic, alternative) {
  k <- round(unname(statistic))
  lower <- sum(d[seq_len(k + 1)])
  upper <- if (k == 0) 1 else 1 - sum(d[seq_len(k)])
  if (k > length(d) / 2) {
    upper <- sum(d[(k + 1):length(d)])
    lower <- if (k + 2 > length(d)) 1 else 1 - sum(d[(k + 2):length(d)])
  }
  .two_sided(lower, upper, alternative)
}

# number of subsets of 1..n with each sum
.signrank_counts <- function(n) {
  counts <- 1
  for (k in seq_len(n)) counts <- c(counts, rep(0, k)) + c(rep(0, k), counts)
  counts
}

# number of ways to each Mann-Whitney statistic: coefficients of the Gaussian binomial
.ranksum_counts <- function(m, n) {
  size <- m * n + 1
  counts <- c(1, rep(0, size - 1))
  for (k in seq_len(m)) {
    step <- n + k
    if (step < size) for (i in size:(step + 1)) counts[i] <- counts[i] - counts[i - step]
    if (k < size) for (i in (k + 1):size) counts[i] <- counts[i] + counts[i - k]
  }
  counts
}

var.test <- function(x, ...) UseMethod("var.test")
var.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .two_groups(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                       if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- var.test.default(parts$x, parts$y, ...)
  result$data.name <- parts$name
  result
}
var.test.default <- function(x, y, ratio = 1, alternative = c("two.sided", "less", "greater"), conf.level = 0.95, ...) {
  alternative <- match.arg(alternative)
  dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(y)))
  x <- x[is.finite(x)]
  if (length(x) < 2L) stop("not enough 'x' observations")
  y <- y[is.finite(y)]
  if (length(y) < 2L) stop("not enough 'y' observations")
  df <- c("num df" = length(x) - 1L, "denom df" = length(y) - 1L)
  estimate <- var(x) / var(y)
  statistic <- estimate / ratio
  p <- pf(statistic, df[[1L]], df[[2L]])
  beta <- (1 - conf.level) / 2
  if (alternative == "two.sided") {
    pval <- 2 * min(p, 1 - p)
    cint <- c(estimate / qf(1 - beta, df[[1L]], df[[2L]]), estimate / qf(beta, df[[1L]], df[[2L]]))
  } else if (alternative == "greater") {
    pval <- 1 - p
    cint <- c(estimate / qf(conf.level, df[[1L]], df[[2L]]), Inf)
  } else {
    pval <- p
    cint <- c(0, estimate / qf(1 - conf.level, df[[1L]], df[[2L]]))
  }
  attr(cint, "conf.level") <- conf.level
  structure(list(statistic = c(F = statistic), parameter = df, p.value = pval, conf.int = cint,
                 estimate = c("ratio of variances" = estimate), null.value = c("ratio of variances" = ratio),
                 alternative = alternative, method = "F test to compare two variances", data.name = dname),
            class = "htest")
}
