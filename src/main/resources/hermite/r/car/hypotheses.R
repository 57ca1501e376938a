# Linear and nonlinear functions of coefficients, and diagnostics of fits, as package car has them.

linearHypothesis <- function(model, hypothesis.matrix, rhs = NULL, test = NULL, vcov. = NULL, white.adjust = FALSE, singular.ok = FALSE,
                             verbose = FALSE, coef. = NULL, title = "Linear hypothesis test\n\nHypothesis:", ...) {
  mixed <- inherits(model, c("merMod", "lme"))
  linear <- inherits(model, "lm") && !inherits(model, "glm")
  beta <- if (!is.null(coef.)) coef. else if (inherits(model, "merMod")) fixef(model) else if (inherits(model, "lme")) model$coefficients$fixed else coef(model)
  if (anyNA(beta)) {
    if (!singular.ok) stop("there are aliased coefficients in the model.", call. = FALSE)
    beta <- beta[!is.na(beta)]
  }
  if (!identical(white.adjust, FALSE)) vcov. <- white_covariance(model, white.adjust)
  V <- if (is.null(vcov.)) as.matrix(vcov(model, complete = FALSE)) else if (is.function(vcov.)) as.matrix(vcov.(model)) else as.matrix(vcov.)
  if (is.character(hypothesis.matrix)) {
    parsed <- lapply(hypothesis.matrix, hypothesis_row, names(beta))
    L <- do.call(rbind, lapply(parsed, `[[`, "row"))
    values <- vapply(parsed, `[[`, 1, "rhs")
    if (is.null(rhs)) rhs <- values
  } else L <- if (is.matrix(hypothesis.matrix)) hypothesis.matrix else matrix(hypothesis.matrix, 1)
  if (ncol(L) != length(beta)) stop("'hypothesis.matrix' needs ", length(beta), " columns, one for each coefficient", call. = FALSE)
  rhs <- if (is.null(rhs)) rep(0, nrow(L)) else rep_len(rhs, nrow(L))
  q <- nrow(L)
  off <- L %*% beta - rhs
  chisq <- as.numeric(t(off) %*% solve(L %*% V %*% t(L), off))
  if (is.null(test)) test <- if (linear) "F" else "Chisq"
  test <- match.arg(test, c("F", "Chisq"))
  written <- vapply(seq_len(q), function(i) hypothesis_text(L[i, ], rhs[i], names(beta)), "")
  heading <- c(title, "\n", paste(written, collapse = "\n"), "\n\n", "Model 1: restricted model\nModel 2: ",
               paste(deparse(if (inherits(model, "merMod")) written_formula(model) else formula(model)), collapse = "\n"), "\n",
               if (!is.null(vcov.)) "\nNote: Coefficient covariance matrix supplied.\n")
  if (test == "F" && inherits(model, "merMod")) .unsupported("linearHypothesis() of mixed fits is supported with test = \"Chisq\": KRmodcomp() has F tests")
  if (mixed) {
    table <- data.frame(c(NA, q), c(NA, chisq), c(NA, pchisq(chisq, q, lower.tail = FALSE)))
    names(table) <- c("Df", "Chisq", "Pr(>Chisq)")
  } else {
    df <- df.residual(model)
    p <- if (test == "F") pf(chisq / q, q, df, lower.tail = FALSE) else pchisq(chisq, q, lower.tail = FALSE)
    table <- data.frame(Res.Df = c(df + q, df))
    if (linear && is.null(vcov.)) {
      rss <- residual_squares(model)
      extra <- chisq * rss / df
      table$RSS <- c(rss + extra, rss)
      table$Df <- c(NA, q)
      table[["Sum of Sq"]] <- c(NA, extra)
    } else table$Df <- c(NA, q)
    table[[test]] <- c(NA, if (test == "F") chisq / q else chisq)
    table[[if (test == "F") "Pr(>F)" else "Pr(>Chisq)"]] <- c(NA, p)
  }
  row.names(table) <- c("1", "2")
  structure(table, heading = paste0(heading, collapse = ""), class = c("anova", "data.frame"), value = off, vcov = L %*% V %*% t(L))
}
lht <- linearHypothesis
white_covariance <- function(model, kind) {
  type <- if (isTRUE(kind)) "hc3" else match.arg(tolower(as.character(kind)), c("hc3", "hc0", "hc1", "hc2", "hc4"))
  sandwich::vcovHC(model, type = toupper(type))
}
hccm <- function(model, type = c("hc3", "hc0", "hc1", "hc2", "hc4"), ...) white_covariance(model, match.arg(type))
# "a - 2*b = 1" as a row of coefficients; also "a = b".
hypothesis_row <- function(text, names) {
  sides <- trimws(strsplit(text, "=", fixed = TRUE)[[1]])
  side <- function(e) {
    # names that are no R names, as "(Intercept)" or "a:b", are put for ones that are
    safe <- paste0(".coefficient", seq_along(names))
    for (k in order(-nchar(names))) e <- gsub(paste0("(?<![A-Za-z0-9._:])", gsub("([][().+*^$|?{}\\\\])", "\\\\\\1", names[k]), "(?![A-Za-z0-9._:])"), safe[k], e, perl = TRUE)
    # a number before a name multiplies it
    e <- gsub("([0-9.])\\s*([.]coefficient)", "\\1*\\2", e)
    expression <- parse(text = e)[[1]]
    unknown <- setdiff(all.vars(expression), safe)
    if (length(unknown)) stop("The hypothesis \"", text, "\" is not well formed: contains bad coefficient/variable names.", call. = FALSE)
    at <- function(v) eval(expression, as.list(setNames(v, safe)), baseenv())
    base <- at(numeric(length(names)))
    list(base = base, row = vapply(seq_along(names), function(k) at(replace(numeric(length(names)), k, 1)), 1) - base)
  }
  left <- side(sides[1])
  right <- if (length(sides) > 1) side(sides[2]) else list(base = 0, row = 0)
  list(row = left$row - right$row, rhs = right$base - left$base)
}
# A hypothesis in words: coefficients, then what they come to.
hypothesis_text <- function(row, rhs, names) {
  used <- which(abs(row) > 1e-12)
  parts <- vapply(seq_along(used), function(i) {
    v <- row[used[i]]
    size <- if (abs(v) == 1) "" else paste0(format(abs(v)), " ")
    sign <- if (i == 1) if (v < 0) "- " else "" else if (v < 0) " - " else " + "
    paste0(sign, size, names[used[i]])
  }, "")
  paste0(paste(parts, collapse = ""), " = ", if (rhs < 0) paste0("- ", format(-rhs)) else format(rhs))
}
# Standard errors of a function of the coefficients by its gradient.
deltaMethod <- function(object, g., vcov. = NULL, level = 0.95, parameterNames = names(coef(object)), rhs = NULL, ..., func = g.) {
  beta <- if (is.numeric(object)) object else if (inherits(object, "merMod")) fixef(object) else coef(object)
  V <- as.matrix(if (is.null(vcov.)) vcov(object) else if (is.function(vcov.)) vcov.(object) else vcov.)
  if (missing(parameterNames)) parameterNames <- names(beta)
  parameterNames <- sub("^\\(Intercept\\)$", "Intercept", parameterNames)
  expression <- parse(text = g.)[[1]]
  values <- as.list(setNames(beta, parameterNames))
  estimate <- eval(expression, values)
  gradient <- vapply(parameterNames, function(name) if (name %in% all.vars(expression)) eval(D(expression, name), values) else 0, 1)
  error <- sqrt(as.numeric(t(gradient) %*% V %*% gradient))
  tail <- qnorm(1 - (1 - level) / 2)
  out <- data.frame(estimate, error, estimate - tail * error, estimate + tail * error)
  labels <- paste(format(100 * c((1 - level) / 2, 1 - (1 - level) / 2), digits = 3, trim = TRUE), "%")
  dimnames(out) <- list(func, c("Estimate", "SE", labels))
  structure(out, class = c("deltaMethod", "data.frame"))
}
print.deltaMethod <- function(x, digits = max(3, getOption("digits") - 2), ...) {
  printCoefmat(structure(x, class = "data.frame"), digits = digits, has.Pvalue = FALSE)
  invisible(x)
}
Confint <- function(object, ...) {
  beta <- if (inherits(object, "merMod")) fixef(object) else coef(object)
  limits <- suppressMessages(confint(object, ...))
  cbind(Estimate = beta, limits[names(beta), , drop = FALSE])
}
# A score test of a variance that changes with the fitted values (Cook and Weisberg 1983).
ncvTest <- function(model, ...) {
  if (!inherits(model, "lm") || inherits(model, "glm")) stop("ncvTest() is for fits of lm()", call. = FALSE)
  squares <- residuals(model, "pearson")^2
  u <- squares / mean(squares)
  chisq <- sum((lm.fit(cbind(1, fitted(model)), u)$fitted.values - mean(u))^2) / 2
  structure(list(formula = ~fitted.values, formula.name = "Variance", ChiSquare = chisq, Df = 1, p = pchisq(chisq, 1, lower.tail = FALSE)),
            class = "chisqTest")
}
print.chisqTest <- function(x, digits = getOption("digits"), ...) {
  cat("Non-constant Variance Score Test \nVariance formula: ~", deparse(x$formula[[2]]), "\n")
  cat("Chisquare = ", format(x$ChiSquare, digits = digits), ", Df = ", x$Df, ", p = ", format(x$p, digits = digits - 2), "\n", sep = "")
  invisible(x)
}
leveneTest <- function(y, ...) UseMethod("leveneTest")
leveneTest.default <- function(y, group, center = median, ...) {
  name <- paste(deparse(substitute(center)))
  group <- as.factor(group)
  kept <- complete.cases(y, group)
  apart <- abs(y[kept] - ave(y[kept], group[kept], FUN = function(v) center(v, ...)))
  table <- anova(lm(apart ~ group, data.frame(apart = apart, group = group[kept])))[, c(1, 4, 5)]
  row.names(table)[2] <- " "
  structure(table, heading = paste0("Levene's Test for Homogeneity of Variance (center = ", name, if (length(list(...))) paste0(": ", ...), ")"),
            class = c("anova", "data.frame"))
}
leveneTest.formula <- function(y, data, ...) {
  frame <- model.frame(y, if (missing(data)) environment(y) else data)
  group <- if (ncol(frame) == 2) frame[[2]] else interaction(frame[-1])
  leveneTest.default(frame[[1]], group, ...)
}
leveneTest.lm <- function(y, ...) leveneTest.formula(formula(y), data = model.frame(y), ...)
outlierTest <- function(model, cutoff = 0.05, n.max = 10, ...) {
  linear <- !inherits(model, "glm")
  r <- rstudent(model)
  df <- df.residual(model) - 1
  p <- if (linear) 2 * pt(-abs(r), df) else 2 * pnorm(-abs(r))
  adjusted <- length(r) * p
  shown <- order(-abs(r))
  significant <- any(adjusted[shown] <= cutoff)
  kept <- if (significant) shown[adjusted[shown] <= cutoff] else shown[1]
  kept <- kept[seq_len(min(n.max, length(kept)))]
  structure(list(rstudent = r[kept], p = p[kept], bonf.p = ifelse(adjusted[kept] > 1, NA, adjusted[kept]), signif = significant, cutoff = cutoff),
            class = "outlierTest")
}
print.outlierTest <- function(x, digits = 5, ...) {
  if (!x$signif) cat("No Studentized residuals with Bonferroni p < ", x$cutoff, "\nLargest |rstudent|:\n", sep = "")
  print(data.frame(rstudent = x$rstudent, `unadjusted p-value` = signif(x$p, digits), `Bonferroni p` = signif(x$bonf.p, digits), check.names = FALSE))
  invisible(x)
}
