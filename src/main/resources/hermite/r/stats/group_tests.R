mcnemar.test <- function(x, y = NULL, correct = TRUE) {
  dname <- deparse1(substitute(x))
  if (!is.matrix(x)) {
    if (is.null(y)) stop("if 'x' is not a matrix, 'y' must be given")
    dname <- paste(dname, "and", deparse1(substitute(y)))
    ok <- complete.cases(x, y)
    x <- table(factor(x[ok]), factor(y[ok]))
  }
  r <- nrow(x)
  if (r < 2 || ncol(x) != r) stop("'x' must be square with at least two rows and columns")
  upper <- row(x) < col(x)
  a <- x[upper]
  b <- t(x)[upper]
  method <- "McNemar's Chi-squared test"
  if (correct && r == 2L && any(a != b)) {
    shift <- abs(a - b) - 1
    method <- paste(method, "with continuity correction")
  } else shift <- a - b
  used <- a + b > 0
  statistic <- sum(shift[used]^2 / (a + b)[used])
  parameter <- sum(used)
  structure(list(statistic = c("McNemar's chi-squared" = statistic), parameter = c(df = parameter),
                 p.value = pchisq(statistic, parameter, lower.tail = FALSE), method = method, data.name = dname),
            class = "htest")
}

friedman.test <- function(y, ...) UseMethod("friedman.test")
friedman.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .blocked(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                    if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- friedman.test.default(parts$y, parts$groups, parts$blocks)
  result$data.name <- parts$name
  result
}
# Responses, groups and blocks of y ~ groups | blocks.
.blocked <- function(formula, data, subset, where) {
  right <- if (length(formula) == 3L) formula[[3L]]
  if (!is.call(right) || !identical(right[[1L]], quote(`|`))) stop("incorrect specification for 'formula'", call. = FALSE)
  columns <- lapply(list(formula[[2L]], right[[2L]], right[[3L]]), eval, data, where)
  if (!is.null(subset)) columns <- lapply(columns, `[`, eval(subset, data, where))
  list(y = columns[[1L]], groups = columns[[2L]], blocks = columns[[3L]],
       name = paste(deparse1(formula[[2L]]), "and", deparse1(right[[2L]]), "and", deparse1(right[[3L]])))
}
friedman.test.default <- function(y, groups, blocks, ...) {
  dname <- deparse1(substitute(y))
  if (!is.matrix(y)) {
    dname <- paste0(dname, ", ", deparse1(substitute(groups)), " and ", deparse1(substitute(blocks)))
    groups <- factor(groups)
    blocks <- factor(blocks)
    y <- matrix(y[order(blocks, groups)], nlevels(blocks), nlevels(groups), byrow = TRUE)
  }
  y <- y[complete.cases(y), , drop = FALSE]
  k <- ncol(y)
  n <- nrow(y)
  r <- t(apply(y, 1L, rank))
  ties <- sum(apply(r, 1L, function(line) {
    t <- tabulate(match(line, unique(line)))
    sum(t^3 - t)
  }))
  statistic <- 12 * sum((colSums(r) - n * (k + 1) / 2)^2) / (n * k * (k + 1) - ties / (k - 1))
  structure(list(statistic = c("Friedman chi-squared" = statistic), parameter = c(df = k - 1),
                 p.value = pchisq(statistic, k - 1, lower.tail = FALSE), method = "Friedman rank sum test",
                 data.name = dname), class = "htest")
}

bartlett.test <- function(x, ...) UseMethod("bartlett.test")
bartlett.test.formula <- function(formula, data, subset, na.action, ...) {
  parts <- .by_group(formula, if (missing(data)) parent.frame() else read_again(data, substitute(data), parent.frame()),
                     if (missing(subset)) NULL else substitute(subset), parent.frame())
  result <- bartlett.test.default(parts$x, parts$g, ...)
  result$data.name <- parts$name
  result
}
bartlett.test.default <- function(x, g, ...) {
  if (is.list(x)) {
    dname <- deparse1(substitute(x))
    g <- rep(seq_along(x), lengths(x))
    x <- unlist(x)
  } else dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(g)))
  ok <- complete.cases(x, g)
  g <- factor(g[ok])
  x <- x[ok]
  n <- as.vector(tapply(x, g, length)) - 1
  v <- as.vector(tapply(x, g, var))
  total <- sum(n)
  pooled <- sum(n * v) / total
  statistic <- (total * log(pooled) - sum(n * log(v))) / (1 + (sum(1 / n) - 1 / total) / (3 * (length(n) - 1)))
  parameter <- length(n) - 1
  structure(list(statistic = c("Bartlett's K-squared" = statistic), parameter = c(df = parameter),
                 p.value = pchisq(statistic, parameter, lower.tail = FALSE), data.name = dname,
                 method = "Bartlett test of homogeneity of variances"), class = "htest")
}

mantelhaen.test <- function(x, y = NULL, z = NULL, alternative = c("two.sided", "less", "greater"), correct = TRUE,
                            exact = FALSE, conf.level = 0.95) {
  dname <- deparse1(substitute(x))
  alternative <- match.arg(alternative)
  if (!is.array(x) || length(dim(x)) != 3L) {
    dname <- paste(dname, "and", deparse1(substitute(y)), "and", deparse1(substitute(z)))
    x <- table(x, y, z)
  }
  d <- dim(x)
  if (d[1L] != 2L || d[2L] != 2L || exact) stop("mantelhaen.test is supported for 2 x 2 x k tables, without exact = TRUE")
  x <- unclass(x)
  a <- x[1L, 1L, ]
  n <- apply(x, 3L, sum)
  r1 <- x[1L, 1L, ] + x[1L, 2L, ]
  c1 <- x[1L, 1L, ] + x[2L, 1L, ]
  delta <- sum(a - r1 * c1 / n)
  shift <- if (correct && abs(delta) >= 0.5) 0.5 else 0
  method <- paste("Mantel-Haenszel chi-squared test", if (shift) "with" else "without", "continuity correction")
  statistic <- (abs(delta) - shift)^2 / sum(r1 * (n - r1) * c1 * (n - c1) / (n^2 * (n - 1)))
  p <- if (alternative == "two.sided") pchisq(statistic, 1, lower.tail = FALSE)
    else pnorm(sign(delta) * sqrt(statistic), lower.tail = alternative == "less")
  R <- x[1L, 1L, ] * x[2L, 2L, ] / n
  S <- x[1L, 2L, ] * x[2L, 1L, ] / n
  P <- (x[1L, 1L, ] + x[2L, 2L, ]) / n
  Q <- (x[1L, 2L, ] + x[2L, 1L, ]) / n
  estimate <- sum(R) / sum(S)
  se <- sqrt(sum(P * R) / (2 * sum(R)^2) + sum(P * S + Q * R) / (2 * sum(R) * sum(S)) + sum(Q * S) / (2 * sum(S)^2))
  cint <- switch(alternative, two.sided = estimate * exp(c(-1, 1) * qnorm((1 + conf.level) / 2) * se),
                 less = c(0, estimate * exp(qnorm(conf.level) * se)), greater = c(estimate * exp(-qnorm(conf.level) * se), Inf))
  attr(cint, "conf.level") <- conf.level
  structure(list(statistic = c("Mantel-Haenszel X-squared" = statistic), parameter = c(df = 1), p.value = p, conf.int = cint,
                 estimate = c("common odds ratio" = estimate), null.value = c("common odds ratio" = 1),
                 alternative = alternative, method = method, data.name = dname), class = "htest")
}

pairwise.t.test <- function(x, g, p.adjust.method = p.adjust.methods, pool.sd = !paired, paired = FALSE,
                            alternative = c("two.sided", "less", "greater"), ...) {
  dname <- paste(deparse1(substitute(x)), "and", deparse1(substitute(g)))
  g <- factor(g)
  p.adjust.method <- match.arg(p.adjust.method)
  alternative <- match.arg(alternative)
  if (pool.sd) {
    method <- "t tests with pooled SD"
    m <- tapply(x, g, mean, na.rm = TRUE)
    s <- tapply(x, g, sd, na.rm = TRUE)
    n <- tapply(!is.na(x), g, sum)
    df <- sum(n - 1)
    pooled <- sqrt(sum(s^2 * (n - 1)) / df)
    compare <- function(i, j) {
      t <- (m[i] - m[j]) / (pooled * sqrt(1 / n[i] + 1 / n[j]))
      if (alternative == "two.sided") 2 * pt(-abs(t), df) else pt(t, df, lower.tail = alternative == "less")
    }
  } else {
    method <- if (paired) "paired t tests" else "t tests with non-pooled SD"
    compare <- function(i, j) t.test(x[as.integer(g) == i], x[as.integer(g) == j], paired = paired, alternative = alternative, ...)$p.value
  }
  k <- nlevels(g)
  raw <- matrix(NA_real_, k - 1L, k - 1L, dimnames = list(levels(g)[-1L], levels(g)[-k]))
  for (j in seq_len(k - 1L)) for (i in j:(k - 1L)) raw[i, j] <- compare(i + 1L, j)
  low <- lower.tri(raw, diag = TRUE)
  raw[low] <- p.adjust(raw[low], p.adjust.method)
  structure(list(method = method, data.name = dname, p.value = raw, p.adjust.method = p.adjust.method), class = "pairwise.htest")
}

print.pairwise.htest <- function(x, digits = max(1L, getOption("digits") - 5L), ...) {
  cat("\n\tPairwise comparisons using", x$method, "\n\n")
  cat("data: ", x$data.name, "\n\n")
  shown <- format.pval(x$p.value, digits = digits, na.form = "-")
  attributes(shown) <- attributes(x$p.value)
  print(shown, quote = FALSE, ...)
  cat("\nP value adjustment method:", x$p.adjust.method, "\n")
  invisible(x)
}
