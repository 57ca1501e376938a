# General linear hypotheses with simultaneous inference, as package multcomp has them (Hothorn, Bretz and Westfall 2008,
# Biometrical Journal 50, 346-363).

mcp <- function(..., interaction_average = FALSE, covariate_average = FALSE) {
  if (interaction_average || covariate_average) .unsupported("averages in mcp() are not supported: emmeans() has them")
  structure(list(...), class = "mcp")
}
contrMat <- function(n, type = c("Dunnett", "Tukey", "Sequen", "GrandMean"), base = 1) {
  type <- match.arg(type)
  labels <- if (is.null(names(n))) as.character(seq_along(n)) else names(n)
  k <- length(n)
  unit <- diag(k)
  pairs <- switch(type, Tukey = which(lower.tri(unit), arr.ind = TRUE), Dunnett = cbind(setdiff(seq_len(k), base), base),
                  Sequen = cbind(seq_len(k)[-1], seq_len(k)[-k]), GrandMean = NULL)
  if (type == "GrandMean") {
    out <- unit - matrix(n / sum(n), k, k, byrow = TRUE)
    dimnames(out) <- list(labels, labels)
    return(out)
  }
  out <- unit[pairs[, 1], , drop = FALSE] - unit[pairs[, 2], , drop = FALSE]
  dimnames(out) <- list(paste(labels[pairs[, 1]], "-", labels[pairs[, 2]]), labels)
  out
}
# Coefficients, covariance, design and degrees of freedom (0 means a normal distribution).
glht_parts <- function(model) {
  if (inherits(model, "merMod")) return(list(beta = model$beta, V = as.matrix(model$vcov), terms = model$fixed, assign = attr(model$X, "assign"),
                                             frame = model$frame, contrasts = attr(model$X, "contrasts"), df = 0))
  if (inherits(model, "lme")) return(list(beta = model$coefficients$fixed, V = model$varFix, terms = model$terms, assign = attr(model$parts$X, "assign"),
                                          frame = model$parts$frame, contrasts = attr(model$parts$X, "contrasts"), df = 0))
  list(beta = coef(model), V = vcov(model), terms = terms(model), assign = attr(model.matrix(model), "assign"), frame = model.frame(model),
       contrasts = model$contrasts, df = if (inherits(model, "lm") && !inherits(model, "glm")) model$df.residual else 0)
}
glht <- function(model, linfct, alternative = c("two.sided", "less", "greater"), rhs = 0, ...) {
  alternative <- match.arg(alternative)
  if (alternative != "two.sided") .unsupported("glht() is supported for two-sided alternatives")
  parts <- glht_parts(model)
  type <- NULL
  if (inherits(linfct, "mcp")) {
    rows <- lapply(names(linfct), function(name) mcp_rows(parts, name, linfct[[name]]))
    K <- do.call(rbind, lapply(rows, `[[`, "K"))
    if (length(rows) > 1) rownames(K) <- unlist(lapply(seq_along(rows), function(i) paste0(names(linfct)[i], ": ", rownames(rows[[i]]$K))))
    type <- if (length(rows) == 1) rows[[1]]$type
  } else if (is.character(linfct)) {
    parsed <- lapply(linfct, linear_row, names(parts$beta))
    K <- do.call(rbind, lapply(parsed, `[[`, "row"))
    rhs <- vapply(parsed, `[[`, 1, "rhs")
    rownames(K) <- vapply(parsed, `[[`, "", "text")
  } else {
    K <- if (is.matrix(linfct)) linfct else matrix(linfct, 1)
    if (ncol(K) != length(parts$beta)) stop("'linfct' needs ", length(parts$beta), " columns, one for each coefficient", call. = FALSE)
    if (is.null(rownames(K))) rownames(K) <- as.character(seq_len(nrow(K)))
  }
  structure(list(model = model, linfct = K, rhs = rep_len(rhs, nrow(K)), coef = parts$beta, vcov = parts$V, df = parts$df, type = type), class = "glht")
}
mcp_rows <- function(parts, name, wanted) {
  labels <- attr(parts$terms, "term.labels")
  if (!name %in% labels || !is.factor(parts$frame[[name]])) stop("Variable(s) ", sQuote(name), " of class other than factor or not in the model", call. = FALSE)
  factors <- attr(parts$terms, "factors")
  if (any(factors[name, ] > 0 & colSums(factors > 0) > 1)) {
    warning("covariate interactions found -- default contrast might be inappropriate")
  }
  levels <- levels(parts$frame[[name]])
  type <- if (is.character(wanted) && length(wanted) == 1) wanted
  C <- if (!is.null(type)) contrMat(setNames(as.vector(table(parts$frame[[name]])), levels), type) else wanted
  coding <- parts$contrasts[[name]]
  M <- if (is.matrix(coding)) coding else get(if (is.null(coding)) "contr.treatment" else coding)(levels)
  own <- which(parts$assign == match(name, labels))
  K <- matrix(0, nrow(C), length(parts$beta), dimnames = list(rownames(C), names(parts$beta)))
  # without an intercept the columns are the levels
  K[, own] <- if (length(own) == length(levels)) C else C %*% M
  list(K = K, type = type)
}
# "a - 2 * b = 1" as a row of coefficients.
linear_row <- function(text, names) {
  sides <- strsplit(sub("==", "=", text), "=", fixed = TRUE)[[1]]
  if (length(sides) != 2) stop("write a hypothesis as in \"x = 0\"", call. = FALSE)
  left <- trimws(sides[1])
  if (left %in% names) row <- as.numeric(names == left)
  else {
    e <- parse(text = if (left %in% names) left else paste(deparse(parse(text = left)[[1]]), collapse = ""))[[1]]
    unknown <- setdiff(all.vars(e), names)
    if (length(unknown)) stop("variable(s) ", paste(sQuote(unknown), collapse = ", "), " not found", call. = FALSE)
    at <- function(v) eval(e, as.list(setNames(v, names)), baseenv())
    row <- vapply(seq_along(names), function(k) at(replace(numeric(length(names)), k, 1)), 1) - at(numeric(length(names)))
  }
  list(row = setNames(row, names), rhs = as.numeric(sides[2]), text = if (left %in% names) left else paste(deparse(parse(text = left)[[1]]), collapse = ""))
}
coef.glht <- function(object, ...) setNames(as.vector(object$linfct %*% object$coef), rownames(object$linfct))
vcov.glht <- function(object, ...) object$linfct %*% object$vcov %*% t(object$linfct)
hypothesis_names <- function(x) paste(rownames(x$linfct), "==", x$rhs)
print_comparisons <- function(x) {
  if (!is.null(x$type)) cat("Multiple Comparisons of Means:", x$type, "Contrasts\n\n\n")
}
print.glht <- function(x, digits = max(3, getOption("digits") - 3), ...) {
  cat("\n\t General Linear Hypotheses\n\n")
  print_comparisons(x)
  cat("Linear Hypotheses:\n")
  shown <- matrix(coef.glht(x), ncol = 1, dimnames = list(hypothesis_names(x), "Estimate"))
  print(shown, digits = digits)
  cat("\n")
  invisible(x)
}
adjusted <- function(type = c("single-step", "none", p.adjust.methods), ...) structure(list(type = match.arg(type)), class = "adjusted")
summary.glht <- function(object, test = adjusted(), ...) {
  if (test$type %in% c("F", "Chisq")) return(global_test(object, test$type))
  estimate <- coef.glht(object)
  V <- vcov.glht(object)
  error <- sqrt(diag(V))
  statistic <- (estimate - object$rhs) / error
  df <- if (object$df > 0) object$df else Inf
  raw <- 2 * pt(-abs(statistic), df)
  p <- switch(test$type, none = raw,
    "single-step" = if (length(raw) == 1) raw else {
      R <- V / outer(error, error)
      vapply(abs(statistic), function(t) max(0, 1 - multivariate_t(rep(t, length(statistic)), R, df)), 1)
    }, p.adjust(raw, test$type))
  object$test <- list(coefficients = estimate, sigma = error, tstat = statistic, pvalues = unname(p), type = test$type, single = isTRUE(test$single))
  structure(object, class = c("summary.glht", "glht"))
}
print_fit_line <- function(x) {
  call <- if (isS4(x$model)) NULL else x$model$call
  cat("Fit: ")
  print(call)
  cat("\n")
}
print.summary.glht <- function(x, digits = max(3, getOption("digits") - 3), ...) {
  cat("\n\t Simultaneous Tests for General Linear Hypotheses\n\n")
  print_comparisons(x)
  print_fit_line(x)
  letter <- if (x$df > 0) "t" else "z"
  table <- cbind(x$test$coefficients, x$test$sigma, x$test$tstat, x$test$pvalues)
  dimnames(table) <- list(hypothesis_names(x), c("Estimate", "Std. Error", paste(letter, "value"), paste0("Pr(>|", letter, "|)")))
  cat("Linear Hypotheses:\n")
  printCoefmat(table, digits = digits, has.Pvalue = TRUE, P.values = TRUE)
  if (x$test$single) cat("(Univariate p values reported)\n\n")
  else cat(switch(x$test$type, "single-step" = "(Adjusted p values reported -- single-step method)", none = "(Adjusted p values reported -- none method)",
             paste0("(Adjusted p values reported -- ", x$test$type, " method)")), "\n\n", sep = "")
  invisible(x)
}
# Each hypothesis by itself, and all of them together.
univariate <- function() structure(list(type = "none", single = TRUE), class = "adjusted")
univariate_calpha <- function(...) function(df, level, m, R) qt(1 - (1 - level) / 2, df)
adjusted_calpha <- function(...) NULL
Ftest <- function() structure(list(type = "F"), class = "adjusted")
Chisqtest <- function() structure(list(type = "Chisq"), class = "adjusted")
global_test <- function(object, type) {
  K <- object$linfct
  off <- coef.glht(object) - object$rhs
  V <- vcov.glht(object)
  # rows that follow from others count once
  independent <- qr(t(K))
  rows <- sort(independent$pivot[seq_len(independent$rank)])
  chisq <- sum(off[rows] * solve(V[rows, rows, drop = FALSE], off[rows]))
  df <- c(length(rows), object$df)
  f <- type == "F" && object$df > 0
  object$gtest <- list(type = type, df = df, f = f, stat = if (f) chisq / df[1] else chisq,
                       p = if (f) pf(chisq / df[1], df[1], df[2], lower.tail = FALSE) else pchisq(chisq, df[1], lower.tail = FALSE))
  structure(object, class = c("summary.gtest", "glht"))
}
print.summary.gtest <- function(x, digits = max(3, getOption("digits") - 3), ...) {
  print.glht(x, digits)
  cat("Global Test:\n")
  g <- x$gtest
  table <- if (g$f) data.frame(F = g$stat, DF1 = g$df[1], DF2 = g$df[2], p = g$p) else data.frame(Chisq = g$stat, DF = g$df[1], p = g$p)
  names(table)[ncol(table)] <- if (g$f) "Pr(>F)" else "Pr(>Chisq)"
  print(table, digits = digits)
  invisible(x)
}
confint.glht <- function(object, parm, level = 0.95, calpha = NULL, ...) {
  estimate <- coef.glht(object)
  V <- vcov.glht(object)
  error <- sqrt(diag(V))
  df <- if (object$df > 0) object$df else Inf
  m <- length(estimate)
  single <- is.function(calpha)
  quantile <- if (single) calpha(df, level) else if (is.numeric(calpha)) calpha else if (m == 1) qt(1 - (1 - level) / 2, df) else {
    R <- V / outer(error, error)
    uniroot(function(t) multivariate_t(rep(t, m), R, df) - level, c(0.5, 20), tol = 1e-6)$root
  }
  object$confint <- structure(cbind(Estimate = estimate, lwr = estimate - quantile * error, upr = estimate + quantile * error), conf.level = level, calpha = quantile, single = single)
  structure(object, class = c("confint.glht", "glht"))
}
print.confint.glht <- function(x, digits = max(3, getOption("digits") - 3), ...) {
  cat("\n\t Simultaneous Confidence Intervals\n\n")
  print_comparisons(x)
  print_fit_line(x)
  cat("Quantile = ", round(attr(x$confint, "calpha"), digits), "\n", sep = "")
  cat(attr(x$confint, "conf.level") * 100, if (isTRUE(attr(x$confint, "single"))) "% confidence level\n \n\n" else "% family-wise confidence level\n \n\n", sep = "")
  cat("Linear Hypotheses:\n")
  shown <- apply(matrix(as.vector(x$confint), ncol = 3), 2, function(v) format(round(v, digits), nsmall = digits))
  if (!is.matrix(shown)) shown <- matrix(shown, 1)
  dimnames(shown) <- list(hypothesis_names(x), c("Estimate", "lwr", "upr"))
  print(shown, quote = FALSE)
  cat("\n")
  invisible(x)
}
cld <- function(object, ...) .unsupported("cld() is not supported: pairs(emmeans()) gives the comparisons")
