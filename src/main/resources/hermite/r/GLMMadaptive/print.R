# Print and summary of fits of mixed_model(), line by line as package GLMMadaptive prints them.

print_first_lines <- function(call) {
  lines <- deparse(call)
  if (length(lines) > 3) lines <- c(lines[1:2], paste0(lines[3], "..."))
  paste(lines, collapse = "\n")
}
print_mixmod_model <- function(x) cat("\nModel:\n family: ", x$family$family, "\n link: ", x$family$link, " \n", sep = "")
# Standard deviations and correlations with four digits, signs in a column of their own, as text.
random_table <- function(D, digits) {
  sd <- sqrt(diag(D))
  n <- nrow(D)
  if (n == 1) return(print(data.frame(StdDev = sd, row.names = rownames(D))))
  if (is_diagonal(D)) return(print(data.frame(StdDev = round(sd, digits), row.names = rownames(D))))
  r <- round(D / outer(sd, sd), digits)[, -n, drop = FALSE]
  text <- matrix(sprintf("% .4f", r), n)
  text[outer(seq_len(n), seq_len(n - 1), "<=")] <- ""
  # of two effects the name is lost
  if (n > 2) text[1, ] <- abbreviate(rownames(D)[-n], 6)
  out <- data.frame(sprintf("% .4f", round(sd, digits)), text, row.names = rownames(D))
  names(out) <- c("StdDev", "Corr", rep(" ", n - 2))
  print(out)
}
print.MixMod <- function(x, digits = max(4, getOption("digits") - 4), ...) {
  cat("\nCall:\n", print_first_lines(x$call), "\n\n", sep = "")
  print_mixmod_model(x)
  cat("\nRandom effects covariance matrix:\n")
  random_table(x$D, digits)
  cat("\nFixed effects:\n")
  print(x$coefficients)
  if (!is.null(x$gammas)) {
    cat("\nZero-part coefficients:\n")
    print(x$gammas)
  }
  if (!is.null(x$phis)) {
    name <- x$family$family
    if (name %in% c("negative binomial", "zero-inflated negative binomial")) cat("\ndispersion parameter:\n", exp(x$phis), "\n")
    else if (name %in% c("hurdle log-normal", "censored normal")) cat("\nResidual std. dev.:\n", exp(x$phis), "\n")
    else cat("\nphi parameters:\n", x$phis, "\n")
  }
  cat("\nlog-Lik:", x$logLik)
  cat("\n\n")
  invisible(x)
}
wald_table <- function(estimate, error) {
  z <- estimate / error
  cbind(Estimate = estimate, Std.Err = error, `z-value` = z, `p-value` = 2 * pnorm(abs(z), lower.tail = FALSE))
}
summary.MixMod <- function(object, sandwich = FALSE, ...) {
  error <- sqrt(diag(vcov(object, sandwich = sandwich)))
  p <- length(object$coefficients)
  out <- list(coef_table = wald_table(object$coefficients, error[seq_len(p)]),
              coef_table_zi = if (!is.null(object$gammas)) wald_table(object$gammas, error[grep("zi_", names(error), fixed = TRUE)]), D = object$D,
              logLik = logLik(object), AIC = AIC(object), BIC = BIC(object), call = object$call, N = nobs(object))
  if (!is.null(object$phis)) out$phis_table <- cbind(Estimate = object$phis, Std.Err = error[grep("phi_", names(error), fixed = TRUE)])
  out$control <- object$control
  out$family <- object$family
  out$converged <- object$converged
  structure(out, class = "summary.MixMod")
}
coef.summary.MixMod <- function(object, ...) object$coef_table
print.summary.MixMod <- function(x, digits = max(4, getOption("digits") - 4), ...) {
  cat("\nCall:\n", paste(deparse(x$call), collapse = "\n"), "\n\n", sep = "")
  cat("Data Descriptives:")
  cat("\nNumber of Observations:", x$N)
  cat("\nNumber of Groups:", attr(x$logLik, "nobs"), "\n")
  print_mixmod_model(x)
  cat("\nFit statistics:\n")
  print(data.frame(log.Lik = as.vector(x$logLik), AIC = x$AIC, BIC = x$BIC, row.names = ""))
  cat("\nRandom effects covariance matrix:\n")
  random_table(x$D, digits)
  cat("\nFixed effects:\n")
  print_mixmod_table(x$coef_table, digits)
  if (!is.null(x$coef_table_zi)) {
    cat("\nZero-part coefficients:\n")
    print_mixmod_table(x$coef_table_zi, digits)
  }
  if (!is.null(x$phis_table)) {
    name <- x$family$family
    counted <- name %in% c("negative binomial", "zero-inflated negative binomial", "hurdle negative binomial")
    normal <- name %in% c("hurdle log-normal", "censored normal")
    cat(if (counted) "\nlog(dispersion) parameter:\n" else if (normal) "\nlog(residual std. dev.):\n" else "\nphi parameters:\n")
    table <- as.data.frame(round(x$phis_table, digits))
    if (counted || normal) row.names(table) <- " "
    print(table)
  }
  cat("\nIntegration:")
  cat("\nmethod: adaptive Gauss-Hermite quadrature rule")
  cat("\nquadrature points:", x$control$nAGQ)
  cat("\n\nOptimization:")
  cat("\nmethod: structured Newton with exact gradient")
  cat("\nconverged:", x$converged, "\n")
  invisible(x)
}
print_mixmod_table <- function(values, digits) {
  table <- as.data.frame(values)
  table[1:3] <- lapply(table[1:3], round, digits = digits)
  table[["p-value"]] <- format.pval(values[, 4], eps = 1e-4)
  print(table)
}
