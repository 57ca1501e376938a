# What print() and summary() show of a fit by lme(), as package nlme lays it out.

VarCorr.lme <- function(x, ...) {
  several <- length(x$levels) > 1
  blocks <- lapply(x$levels, function(level) {
    sd <- sqrt(diag(level$G))
    title <- paste0(if (level$kind == "pdLogChol") "pdLogChol" else level$kind, "(", paste(deparse(level$form), collapse = ""), ")")
    list(level = level, sd = sd, title = title, correlated = length(sd) > 1 && level$kind %in% c("pdLogChol", "pdSymm", "pdNatural", "pdCompSymm"))
  })
  all <- c(unlist(lapply(blocks, `[[`, "sd")), x$sigma)
  variance <- format(all^2)
  sd <- format(all)
  width <- max(0L, vapply(blocks, function(b) if (b$correlated) length(b$sd) - 1L else 0L, 1L))
  out <- matrix("", 0, 2 + width)
  names <- character()
  at <- 0
  for (b in blocks) {
    if (several) {
      out <- rbind(out, c(b$title, rep("", 1 + width)))
      names <- c(names, paste(b$level$group, "="))
    }
    n <- length(b$sd)
    rows <- cbind(variance[at + seq_len(n)], sd[at + seq_len(n)], matrix("", n, width))
    if (b$correlated) rows[, 2 + seq_len(n - 1)] <- correlation_columns(b$level)
    out <- rbind(out, rows)
    names <- c(names, names(b$sd))
    at <- at + n
  }
  out <- rbind(out, c(variance[at + 1], sd[at + 1], rep("", width)))
  dimnames(out) <- list(c(names, "Residual"), c("Variance", "StdDev", if (width) c("Corr", rep("", width - 1))))
  structure(out, title = if (!several) paste(blocks[[1]]$level$group, "=", blocks[[1]]$title), class = "VarCorr.lme")
}
# Correlations below the diagonal as text, under the short names of the effects.
correlation_columns <- function(level) {
  sd <- sqrt(diag(level$G))
  n <- length(sd)
  r <- format(round(level$G / outer(sd, sd), 3))
  out <- matrix("", n, n - 1)
  for (j in seq_len(n - 1)) out[seq_len(n) > j, j] <- r[seq_len(n) > j, j]
  if (level$kind != "pdCompSymm") out[1, ] <- short_effect_names(level$names)
  out
}
print.VarCorr.lme <- function(x, ...) {
  if (!is.null(attr(x, "title"))) cat(attr(x, "title"), "\n")
  attr(x, "title") <- NULL
  print(unclass(x), quote = FALSE)
  invisible(x)
}
# The standard deviations of a level, with that of the residuals after the innermost.
lme_structure <- function(level, sigma, digits) {
  sd <- c(sqrt(diag(level$G)), if (!is.null(sigma)) c(Residual = sigma))
  if (length(level$names) == 1 || level$kind %in% c("pdDiag", "pdIdent")) {
    print(rbind("StdDev:" = sd), digits = digits)
    return(invisible())
  }
  corr <- correlation_columns(level)
  if (!is.null(sigma)) corr <- rbind(corr, "")
  out <- cbind(format(sd, digits = digits), corr)
  dimnames(out) <- list(names(sd), c("StdDev", "Corr", rep("", ncol(corr) - 1)))
  print(out, quote = FALSE)
}
short_effect_names <- function(names) {
  short <- abbreviate(names, 6)
  if (names[1] == "(Intercept)") short[1] <- "(Intr)"
  unname(short[-length(short)])
}
print_lme_head <- function(x) {
  cat("Linear mixed-effects model fit by ")
  cat(if (x$method == "REML") "REML\n" else "maximum likelihood\n")
  cat("  Data:", paste(deparse(x$call$data), collapse = ""), "\n")
  if (!is.null(x$call$subset)) cat("  Subset:", paste(deparse(x$call$subset), collapse = ""), "\n")
}
print_random_effects <- function(x, digits = getOption("digits")) {
  cat("Random effects:\n")
  print_levels(x$levels, x$sigma, level_titles(x), digits)
  print_structures(x, digits)
  if (is.null(x$correlation) && is.null(x$weights)) cat("\n")
}
print_levels <- function(levels, sigma, titles, digits = getOption("digits")) {
  for (i in seq_along(levels)) {
    level <- levels[[i]]
    cat(" Formula: ~", paste(deparse(level$form), collapse = ""), " | ", titles[i], "\n", sep = "")
    if (length(level$names) > 1) cat(" Structure: ", structure_title(level$kind), "\n", sep = "")
    lme_structure(level, if (i == length(levels)) sigma, if (length(level$names) > 1) getOption("digits") else digits)
    if (i < length(levels)) cat("\n")
  }
}
print_group_counts <- function(x) {
  cat("Number of Observations:", x$dims$N)
  counts <- vapply(x$levels, function(level) nlevels(level$factor), 1L)
  cat("\nNumber of Groups: ")
  if (length(counts) == 1) cat(counts, "\n") else {
    cat("\n")
    print(setNames(counts, level_titles(x)))
  }
}
print.lme <- function(x, digits = getOption("digits"), ...) {
  print_lme_head(x)
  cat("  Log-", if (x$method == "REML") "restricted-" else "", "likelihood: ", format(x$logLik), "\n", sep = "")
  cat("  Fixed:", paste(deparse(x$call$fixed), collapse = ""), "\n")
  print(x$coefficients$fixed, digits = digits)
  cat("\n")
  print_random_effects(x, digits)
  print_group_counts(x)
  invisible(x)
}
summary.lme <- function(object, adjustSigma = TRUE, ...) {
  beta <- object$coefficients$fixed
  error <- sqrt(diag(if (adjustSigma) adjusted_variance(object) else object$varFix))
  t <- beta / error
  object$tTable <- cbind(Value = beta, Std.Error = error, DF = object$fixDF$X, `t-value` = t,
                         `p-value` = 2 * pt(-abs(t), object$fixDF$X))
  object$corFixed <- cov2cor(object$varFix)
  l <- logLik.lme(object)
  object$BIC <- BIC.logLik(l)
  object$AIC <- AIC.logLik(l)
  structure(object, class = c("summary.lme", "lme"))
}
# Variances of the fixed effects with sigma as if fitted by REML: what tests and intervals of ML fits use.
adjusted_variance <- function(object) {
  n <- object$dims$N
  object$varFix * if (object$method == "ML") n / (n - length(object$coefficients$fixed)) else 1
}
coef.summary.lme <- function(object, ...) object$tTable
print.summary.lme <- function(x, digits = NULL, ...) {
  shown <- if (is.null(digits)) getOption("digits") else digits
  digits <- getOption("digits")
  print_lme_head(x)
  l <- logLik.lme(x)
  print(data.frame(AIC = AIC.logLik(l), BIC = BIC.logLik(l), logLik = as.numeric(l), row.names = " "), digits = shown)
  cat("\n")
  print_random_effects(x, shown)
  cat("Fixed effects: ", paste(deparse(x$call$fixed), collapse = ""), "\n")
  table <- as.data.frame(x$tTable, optional = TRUE)
  for (name in c("Value", "Std.Error", "t-value")) table[[name]] <- format(zapsmall(table[[name]], digits))
  table[["p-value"]] <- format(round(table[["p-value"]], 4))
  names(table) <- c("Value", "Std.Error", "DF", "t-value", "p-value")
  print(table)
  if (nrow(x$tTable) > 1) print_coefficient_correlation(x$varFix)
  cat("\nStandardized Within-Group Residuals:\n")
  print(setNames(quantile(residuals.lme(x, type = "pearson"), na.rm = TRUE), c("Min", "Q1", "Med", "Q3", "Max")), digits = shown)
  cat("\n")
  print_group_counts(x)
  invisible(x)
}
