# Tests of coefficients with a covariance of one's own, and likelihood ratio tests, as package lmtest prints them.

coeftest <- function(x, vcov. = NULL, df = NULL, ...) {
  beta <- if (inherits(x, "merMod")) fixef(x) else coef(x)
  V <- if (is.null(vcov.)) vcov(x) else if (is.function(vcov.)) vcov.(x, ...) else vcov.
  error <- sqrt(diag(as.matrix(V)))
  beta <- beta[names(beta) %in% names(error) | is.null(names(error))]
  if (is.null(df)) df <- if (inherits(x, "lm") && !inherits(x, "glm")) df.residual(x) else Inf
  statistic <- beta / error
  table <- cbind(beta, error, statistic, 2 * if (is.finite(df) && df > 0) pt(-abs(statistic), df) else pnorm(-abs(statistic)))
  letter <- if (is.finite(df) && df > 0) "t" else "z"
  dimnames(table) <- list(names(beta), c("Estimate", "Std. Error", paste(letter, "value"), paste0("Pr(>|", letter, "|)")))
  structure(table, method = paste(letter, "test of coefficients"), df = df, class = "coeftest")
}
print.coeftest <- function(x, ...) {
  cat("\n", attr(x, "method"), ":\n\n", sep = "")
  printCoefmat(matrix(as.vector(x), nrow(x), dimnames = dimnames(x)), ...)
  cat("\n")
  invisible(x)
}
coefci <- function(x, parm = NULL, level = 0.95, vcov. = NULL, df = NULL, ...) {
  table <- coeftest(x, vcov., df, ...)
  width <- (if (is.finite(attr(table, "df"))) qt(1 - (1 - level) / 2, attr(table, "df")) else qnorm(1 - (1 - level) / 2)) * table[, 2]
  out <- cbind(table[, 1] - width, table[, 1] + width)
  colnames(out) <- percent_names(c((1 - level) / 2, 1 - (1 - level) / 2))
  if (is.null(parm)) out else out[parm, , drop = FALSE]
}
lrtest <- function(object, ...) {
  fits <- list(object, ...)
  if (length(fits) == 1) fits <- c(fits, list(update(object, . ~ 1)))
  l <- lapply(fits, logLik)
  df <- vapply(l, function(v) as.numeric(attr(v, "df")), 1)
  value <- vapply(l, as.numeric, 1)
  change <- c(NA, diff(df))
  chisq <- c(NA, 2 * abs(diff(value)))
  table <- data.frame(df, value, change, chisq, pchisq(chisq, abs(change), lower.tail = FALSE))
  dimnames(table) <- list(as.character(seq_along(fits)), c("#Df", "LogLik", "Df", "Chisq", "Pr(>Chisq)"))
  models <- vapply(seq_along(fits), function(i) paste0("Model ", i, ": ", paste(deparse(formula(fits[[i]])), collapse = "\n")), "")
  structure(table, heading = c("Likelihood ratio test\n", paste(models, collapse = "\n")), class = c("anova", "data.frame"))
}
