# aov() and TukeyHSD(), and cubic splines through points.

aov <- function(formula, data = NULL, projections = FALSE, qr = TRUE, contrasts = NULL, ...) {
  call <- match.call()
  if (projections) .unsupported("projections = TRUE is not supported in aov")
  if ("Error" %in% all.names(formula)) return(.aov_strata(formula, call, data, parent.frame()))
  inner <- call
  inner$projections <- inner$qr <- NULL
  inner[[1]] <- quote(lm)
  inner <- with_data(inner, parent.frame(), 2L)
  fit <- eval(inner, parent.frame())
  fit$call <- call
  class(fit) <- c("aov", class(fit))
  fit
}
aov_table <- function(object) {
  table <- anova.lm(object)
  attr(table, "heading") <- NULL
  table
}
print.aov <- function(x, ...) {
  cat("Call:\n   ")
  cat(paste(deparse(x$call), collapse = "\n"), "\n", sep = "")
  table <- aov_table(x)
  cat("\nTerms:\n")
  shown <- rbind(format(zapsmall(table[["Sum Sq"]])), format(table$Df))
  dimnames(shown) <- list(c("Sum of Squares", "Deg. of Freedom"), row.names(table))
  print(shown, quote = FALSE, right = TRUE)
  cat("\nResidual standard error:", format(sqrt(residual_squares(x) / x$df.residual)))
  cat("\n")
  gone <- sum(is.na(x$coefficients))
  if (gone) cat(gone, "out of", length(x$coefficients), "effects not estimable\n")
  X <- model.matrix(x)[, !is.na(x$coefficients), drop = FALSE]
  products <- crossprod(X)
  tilted <- max(abs(products[upper.tri(products)])) > 1e-8 * max(abs(products))
  cat("Estimated effects", if (tilted) "may be unbalanced\n" else "are balanced\n")
  invisible(x)
}
summary.aov <- function(object, ...) {
  table <- aov_table(object)
  row.names(table) <- format(row.names(table), width = nchar("(Intercept)"))
  structure(list(table), class = c("summary.aov", "listof"))
}
print.summary.aov <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  print(x[[1]], digits = digits, ...)
  invisible(x)
}
TukeyHSD <- function(x, which, ordered = FALSE, conf.level = 0.95, ...) UseMethod("TukeyHSD")
TukeyHSD.aov <- function(x, which, ordered = FALSE, conf.level = 0.95, ...) {
  frame <- model.frame(x)
  labels <- attr(x$terms, "term.labels")
  y <- model.response(frame)
  pieces <- strsplit(labels, ":", fixed = TRUE)
  sorts <- vapply(frame[-1], function(v) is.factor(v) || is.character(v), NA)
  of_factors <- vapply(pieces, function(p) all(sorts[p]), NA)
  if (!any(of_factors)) stop("no factors in the fitted model")
  if (length(labels) > 1) {
    cells <- table(frame[unique(unlist(pieces[of_factors]))])
    if (any(cells != cells[1]) || !all(of_factors)) {
      stop("TukeyHSD is supported for one factor, and for balanced factors: pairs(emmeans(...)) takes any design")
    }
  }
  if (missing(which)) which <- labels[of_factors]
  if (!all(which %in% labels[of_factors])) stop("'which' specified no factors")
  square <- residual_squares(x) / x$df.residual
  out <- lapply(which, function(label) {
    part <- frame[pieces[[match(label, labels)]]]
    levels <- lapply(part, function(v) levels(factor(v)))
    names <- levels[[1]]
    for (l in levels[-1]) names <- as.vector(outer(names, l, paste, sep = ":"))
    cell <- factor(do.call(paste, c(lapply(part, as.character), sep = ":")), levels = names)
    mean <- tapply(y, cell, mean)
    n <- tapply(y, cell, length)
    if (ordered) {
      by_size <- order(mean)
      mean <- mean[by_size]
      n <- n[by_size]
      names <- names[by_size]
    }
    k <- length(mean)
    low <- rep(seq_len(k - 1), rev(seq_len(k - 1)))
    high <- unlist(lapply(seq_len(k - 1), function(i) seq(i + 1, k)))
    difference <- as.vector(mean[high] - mean[low])
    error <- sqrt(square / 2 * (1 / n[high] + 1 / n[low]))
    width <- qtukey(conf.level, k, x$df.residual) * error
    p <- ptukey(abs(difference / error), k, x$df.residual, lower.tail = FALSE)
    out <- cbind(difference, difference - width, difference + width, round(p, 7))
    dimnames(out) <- list(paste(names[high], names[low], sep = "-"), c("diff", "lwr", "upr", "p adj"))
    out
  })
  structure(setNames(out, which), class = c("TukeyHSD", "multicomp"), orig.call = x$call, conf.level = conf.level,
            ordered = ordered)
}
print.TukeyHSD <- function(x, digits = getOption("digits"), ...) {
  cat("  Tukey multiple comparisons of means\n")
  cat("    ", format(100 * attr(x, "conf.level"), digits = 2), "% family-wise confidence level\n", sep = "")
  if (attr(x, "ordered")) cat("    factor levels have been ordered\n")
  cat("\nFit: ", deparse(attr(x, "orig.call"), 500), "\n\n", sep = "")
  for (name in names(x)) {
    cat("$", if (make.names(name) != name) paste0("`", name, "`") else name, "\n", sep = "")
    shown <- x[[name]]
    shown[, "p adj"] <- round(shown[, "p adj"], digits)
    print(shown, digits = digits)
    cat("\n")
  }
  invisible(x)
}

# Second derivatives of the cubic spline at its knots. "fmm": the third derivative at either end is that of the cubic
# through the four points there (Forsythe, Malcolm and Moler 1977, chapter 4); "natural": no curvature at the ends.
spline_curvature <- function(x, y, method) {
  n <- length(x)
  if (n < 3) return(rep(0, n))
  h <- diff(x)
  slope <- diff(y) / h
  A <- diag(n)
  right <- rep(0, n)
  for (i in seq_len(n - 2) + 1) {
    A[i, i + -1:1] <- c(h[i - 1], 2 * (h[i - 1] + h[i]), h[i])
    right[i] <- 6 * (slope[i] - slope[i - 1])
  }
  if (method == "fmm") {
    third <- function(at) {
      second <- diff(slope[at[1:3]]) / (x[at[3:4]] - x[at[1:2]])
      diff(second) / (x[at[4]] - x[at[1]])
    }
    A[1, 1:2] <- c(-1, 1)
    A[n, n - 1:0] <- c(-1, 1)
    if (n > 3) {
      right[1] <- 6 * h[1] * third(1:4)
      right[n] <- 6 * h[n - 1] * third(n - 3:0)
    }
  }
  solve(A, right)
}
splinefun <- function(x, y = NULL, method = c("fmm", "periodic", "natural", "monoH.FC", "hyman"), ties = mean) {
  method <- match.arg(method)
  if (!method %in% c("fmm", "natural")) stop("splinefun: supported methods are \"fmm\" and \"natural\"")
  if (is.null(y)) {
    y <- if (is.list(x)) x$y else x
    x <- if (is.list(x)) x$x else seq_along(y)
  }
  if (anyDuplicated(x)) {
    y <- as.vector(tapply(y, x, ties))
    x <- sort(unique(x))
  }
  y <- y[order(x)]
  x <- sort(x)
  n <- length(x)
  M <- spline_curvature(x, y, method)
  natural <- method == "natural"
  function(x0, deriv = 0) {
    if (!deriv %in% 0:3) stop("'deriv' must be between 0 and 3")
    i <- pmin(pmax(findInterval(x0, x), 1), n - 1)
    h <- x[i + 1] - x[i]
    t <- x0 - x[i]
    b <- (y[i + 1] - y[i]) / h - h * (2 * M[i] + M[i + 1]) / 6
    curve <- M[i]
    third <- (M[i + 1] - M[i]) / h
    start <- y[i]
    if (natural) {
      after <- x0 > x[n]
      b[after] <- b[after] + h[after] * (M[n - 1] + M[n]) / 2
      start[after] <- y[n]
      t[after] <- x0[after] - x[n]
      outside <- after | x0 < x[1]
      curve[outside] <- third[outside] <- 0
    }
    switch(deriv + 1, start + t * (b + t * (curve / 2 + t * third / 6)), b + t * (curve + t * third / 2), curve + t * third, third)
  }
}
spline <- function(x, y = NULL, n = 3 * length(x), method = "fmm", xmin = min(x), xmax = max(x), xout, ties = mean) {
  if (is.null(y)) {
    y <- if (is.list(x)) x$y else x
    x <- if (is.list(x)) x$x else seq_along(y)
  }
  f <- splinefun(x, y, method, ties)
  if (missing(xout)) xout <- seq.int(xmin, xmax, length.out = n)
  list(x = xout, y = f(xout))
}
