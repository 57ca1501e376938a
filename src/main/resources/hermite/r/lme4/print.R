# How lme4 prints its fits.

VarCorr.merMod <- function(x, sigma = 1, ...) {
  groups <- vapply(x$terms, function(t) t$group, "")
  out <- lapply(x$G, function(g) {
    sd <- sqrt(diag(g))
    correlation <- g / outer(sd, sd)
    structure(g, stddev = sd, correlation = correlation)
  })
  names(out) <- make.unique(groups)
  structure(out, sc = sigma.merMod(x), useSc = has_scale(x), class = "VarCorr.merMod")
}
has_scale <- function(object) {
  isLMM(object) || family_has_scale(object$family)
}
as.data.frame.VarCorr.merMod <- function(x, row.names = NULL, optional = FALSE, order = c("cov.last", "lower.tri"), ...) {
  order <- match.arg(order)
  pieces <- lapply(names(x), function(g) {
    v <- x[[g]]
    n <- nrow(v)
    names <- rownames(v)
    low <- which(lower.tri(v), arr.ind = TRUE)
    piece <- data.frame(grp = g, var1 = c(names, names[low[, 2]]), var2 = c(rep(NA, n), names[low[, 1]]),
                        vcov = c(diag(v), v[low]), sdcor = c(attr(v, "stddev"), attr(v, "correlation")[low]), row.names = NULL)
    # by columns of the lower triangle, or all variances first
    if (order == "lower.tri") piece[order(c(seq_len(n), low[, 2]), c(seq_len(n), low[, 1])), ] else piece
  })
  out <- do.call(rbind, pieces)
  row.names(out) <- NULL
  if (attr(x, "useSc")) {
    out <- rbind(out, data.frame(grp = "Residual", var1 = NA, var2 = NA, vcov = attr(x, "sc")^2, sdcor = attr(x, "sc")))
  }
  out
}
# The table of standard deviations, variances and correlations, as text.
variance_table <- function(x, digits, show) {
  known <- c("Variance", "Std.Dev.")
  found <- pmatch(show, known)
  if (anyNA(found)) stop("Illegal 'comp': ", show[is.na(found)], call. = FALSE)
  show <- known[found]
  sds <- lapply(x, attr, "stddev")
  lengths <- vapply(sds, length, 1L)
  all <- unlist(sds, use.names = FALSE)
  names <- unlist(lapply(x, rownames), use.names = FALSE)
  if (attr(x, "useSc")) {
    all <- c(all, attr(x, "sc"))
    names <- c(names, "")
    lengths <- c(lengths, 1L)
  }
  labels <- c(names(x), if (attr(x, "useSc")) "Residual")
  groups <- unlist(lapply(seq_along(lengths), function(i) c(labels[i], rep("", lengths[i] - 1))))
  columns <- list(Groups = groups, Name = names)
  if ("Variance" %in% show) columns$Variance <- format(all^2, digits = digits)
  if ("Std.Dev." %in% show) columns$Std.Dev. <- format(all, digits = digits)
  out <- do.call(cbind, columns)
  widest <- max(lengths)
  if (widest > 1) {
    corr <- lapply(x, function(v) {
      r <- attr(v, "correlation")
      n <- nrow(r)
      text <- matrix(formatC(r, digits = max(2, digits - 2), format = "f"), nrow(r))
      text[!lower.tri(r)] <- ""
      filled <- matrix("", n, widest - 1)
      if (n > 1) filled[, seq_len(n - 1)] <- text[, -n]
      filled
    })
    corr <- do.call(rbind, corr)
    if (attr(x, "useSc")) corr <- rbind(corr, rep("", widest - 1))
    colnames(corr) <- c("Corr", rep("", widest - 2))
    out <- cbind(out, corr)
  }
  rownames(out) <- rep("", nrow(out))
  out
}
print.VarCorr.merMod <- function(x, digits = max(3, getOption("digits") - 2), comp = "Std.Dev.", ...) {
  print(variance_table(x, digits, comp), quote = FALSE, ...)
  invisible(x)
}

method_title <- function(object) {
  if (isLMM(object)) paste("Linear mixed model fit by", if (object$REML) "REML" else "maximum likelihood ")
  else {
    how <- if (object$nAGQ > 1) paste0("Adaptive Gauss-Hermite Quadrature, nAGQ = ", object$nAGQ)
      else if (object$nAGQ == 1) "Laplace Approximation" else "Adaptive Gauss-Hermite Quadrature, nAGQ = 0"
    paste0("Generalized linear mixed model fit by maximum likelihood (", how, ")")
  }
}
# With (a + b || g) written out as the separate terms it stands for.
shown_formula <- function(e) {
  if (!is.call(e)) return(e)
  if (identical(e[[1]], quote(`(`)) && is.call(e[[2]]) && identical(e[[2]][[1]], quote(`||`))) {
    parts <- lapply(expand_double(e[[2]]), function(bar) call("(", bar))
    return(call("(", Reduce(function(a, b) call("+", a, b), parts)))
  }
  for (i in seq_along(e)[-1]) e[[i]] <- shown_formula(e[[i]])
  e
}
# The formula as the call of a fit has it.
written_formula <- function(object) if (is.null(object$call$formula)) object$formula else object$call$formula
print_title <- function(object, class, control = FALSE, ddf = "") {
  title <- method_title(object)
  if (class == "lmerModLmerTest" && ddf != "") title <- paste0(title, ". t-tests use ", ddf, "'s method")
  width <- getOption("width")
  if (nchar(title) + 5 + nchar(class) > width) {
    cat(strwrap(title, width = width - 2, exdent = 2), " [", class, "]", sep = "", fill = TRUE)
  } else cat(title, " ['", class, "']\n", sep = "")
  if (isGLMM(object)) {
    cat(" Family: ", object$family$family, "  ( ", object$family$link, " )\n", sep = "")
  }
  cat("Formula: ", paste(deparse(written_formula(object)), collapse = " \n"), "\n", sep = "")
  call <- object$call
  if (!is.null(call$data)) cat("   Data: ", paste(deparse(call$data), collapse = "\n"), "\n", sep = "")
  if (!is.null(call$weights)) cat("Weights: ", paste(deparse(call$weights), collapse = "\n"), "\n", sep = "")
  if (!is.null(call$offset)) cat(" Offset: ", paste(deparse(call$offset), collapse = "\n"), "\n", sep = "")
  if (control && !is.null(call$control)) cat("Control: ", paste(deparse(call$control, 500L), collapse = "\n"), "\n", sep = "")
  if (!is.null(call$subset)) cat(" Subset: ", paste(deparse(call$subset), collapse = "\n"), "\n", sep = "")
}
print_criteria <- function(object, digits = NULL) {
  if (object$REML) {
    value <- if (is.null(digits)) object$criterion else round(object$criterion, digits)
    cat("REML criterion at convergence: ", format(value), "\n", sep = "")
    return(invisible())
  }
  l <- logLik.merMod(object)
  values <- c(AIC = AIC.logLik(l), BIC = BIC.logLik(l), logLik = as.numeric(l), deviance = -2 * as.numeric(l))
  text <- format(if (is.null(digits)) c(values, df.residual.merMod(object)) else
                   c(round(values, digits), df.residual.merMod(object)))
  if (is.null(digits)) text <- format(round(values, 4)) else text <- format(round(values, digits), nsmall = digits)
  text <- c(text, df.resid = format(df.residual.merMod(object)))
  print(setNames(text, c(names(values), "df.resid")), quote = FALSE)
}
print_counts <- function(object) {
  counts <- ngrps.merMod(object)
  cat("Number of obs: ", nobs.merMod(object), ", groups:  ", paste(names(counts), counts, sep = ", ", collapse = "; "), "\n",
      sep = "")
}
# What the fit had to say: in full under a summary, counted under a print.
print_warnings <- function(object, brief = FALSE) {
  said <- unlist(object$optinfo$conv$lme4$messages)
  if (!is.null(object$scale_message)) cat("fit warnings:\n", object$scale_message, "\n", sep = "")
  if (length(said)) {
    cat("optimizer (", object$optimizer, ") convergence code: 0 (OK)", sep = "")
    if (brief) cat(" ; 0 optimizer warnings; ", length(said), " lme4 warnings \n", sep = "")
    else cat("\n", paste(said, collapse = "\n"), "\n\n", sep = "")
  }
  if (!is.null(object$dropped)) cat("fit warnings:\n", object$dropped, "\n", sep = "")
}
singular_message <- "boundary (singular) fit: see help('isSingular')"

print.merMod <- function(x, digits = max(3, getOption("digits") - 3), correlation = NULL, symbolic.cor = FALSE, signif.stars = FALSE,
                         ranef.comp = "Std.Dev.", ...) {
  print_title(x, class(x)[1])
  print_criteria(x)
  cat("Random effects:\n")
  print(variance_table(VarCorr.merMod(x), digits, ranef.comp), quote = FALSE)
  print_counts(x)
  if (length(x$beta)) {
    cat("Fixed Effects:\n")
    print.default(format(x$beta, digits = digits), print.gap = 2, quote = FALSE)
  } else cat("No fixed effect coefficients\n")
  print_warnings(x, brief = TRUE)
  invisible(x)
}

summary.merMod <- function(object, correlation = length(object$beta) <= 12, ddf = c("Satterthwaite", "Kenward-Roger", "lme4"),
                           ...) {
  beta <- object$beta
  ddf <- match.arg(ddf)
  tested <- inherits(object, "lmerModLmerTest") && ddf != "lme4"
  adjusted <- tested && ddf == "Kenward-Roger"
  if (adjusted) kr <- kenward_roger(object)
  error <- sqrt(diag(if (adjusted) kr$vcov else object$vcov))
  table <- cbind(Estimate = beta, `Std. Error` = error)
  if (has_scale(object)) table <- cbind(table, `t value` = beta / error)
  else table <- cbind(table, `z value` = beta / error)
  if (isGLMM(object)) {
    table <- cbind(table, `Pr(>|z|)` = 2 * pnorm(-abs(beta / error)))
  } else if (tested) {
    unit <- function(k) diag(length(beta))[k, , drop = FALSE]
    df <- vapply(seq_along(beta), function(k) {
      if (adjusted) .kenward_roger_test(kr$engine, unit(k))[1] else .satterthwaite(.engine(object), unit(k))
    }, 1)
    table <- cbind(table[, 1:2, drop = FALSE], df = df, `t value` = beta / error, `Pr(>|t|)` = 2 * pt(-abs(beta / error), df))
  }
  rownames(table) <- names(beta)
  l <- logLik.merMod(object)
  criteria <- if (isLMM(object) && object$REML) c(REML = object$criterion)
    else c(AIC = AIC.logLik(l), BIC = BIC.logLik(l), logLik = as.numeric(l), deviance = -2 * as.numeric(l),
           df.resid = df.residual.merMod(object))
  out <- list(methTitle = method_title(object), objClass = structure(class(object)[1], package = attr(class(object), "package")),
              devcomp = deviance_components(object), isLmer = isLMM(object), useScale = has_scale(object), logLik = l,
              family = if (isGLMM(object)) object$family$family, link = if (isGLMM(object)) object$family$link, ngrps = ngrps.merMod(object), coefficients = table, sigma = sigma.merMod(object),
              vcov = vcov.merMod(object), varcor = VarCorr.merMod(object), AICtab = criteria, call = object$call,
              residuals = residuals.merMod(object, "pearson", scaled = TRUE), fitMsgs = character(), optinfo = object$optinfo)
  structure(out, class = "summary.merMod", fit = object, correlation = correlation, ddf = if (tested) ddf else "lme4")
}
coef.summary.merMod <- function(object, ...) object$coefficients
vcov.summary.merMod <- function(object, ...) object$vcov
print.summary.merMod <- function(x, digits = max(3, getOption("digits") - 3), correlation = attr(x, "correlation"),
                                 signif.stars = getOption("show.signif.stars"), ranef.comp = c("Variance", "Std.Dev."),
                                 show.resids = TRUE, ...) {
  object <- attr(x, "fit")
  ddf <- attr(x, "ddf")
  symbolic <- isTRUE(list(...)$symbolic.cor)
  print_title(object, if (isLMM(object) && ddf == "lme4") "lmerMod" else class(object)[1], control = TRUE, ddf)
  cat("\n")
  print_criteria(object, 1)
  cat("\n")
  if (show.resids) {
    cat("Scaled residuals:", "\n")
    five <- setNames(quantile(x$residuals, na.rm = TRUE), c("Min", "1Q", "Median", "3Q", "Max"))
    print(zapsmall(five, digits + 1L), digits = digits)
    cat("\n")
  }
  cat("Random effects:\n")
  print(variance_table(x$varcor, digits, ranef.comp), quote = FALSE)
  print_counts(object)
  p <- nrow(x$coefficients)
  if (p > 0) {
    cat("\nFixed effects:\n")
    printCoefmat(x$coefficients, digits = digits, signif.stars = signif.stars)
    if (isTRUE(correlation) && p > 1) print_fixed_correlation(object, symbolic)
    else if (p > 12 && isTRUE(correlation) == FALSE) {
      name <- "x"
      cat("\nCorrelation matrix not shown by default, as p = ", p, " > 12.\nUse print(", name,
          ", correlation=TRUE)  or\n    vcov(", name, ")        if you need it\n\n", sep = "")
    }
  }
  print_warnings(object)
  invisible(x)
}
print_fixed_correlation <- function(object, symbolic = FALSE) {
  sd <- sqrt(diag(object$vcov))
  r <- object$vcov / outer(sd, sd)
  cat("\nCorrelation of Fixed Effects:\n")
  if (symbolic) return(print(symnum(r, abbr.colnames = NULL)))
  text <- matrix(format(round(r, 3), nsmall = 3), nrow(r))
  dimnames(text) <- list(abbreviate(rownames(r), 11), abbreviate(colnames(r), 6))
  text[!lower.tri(text)] <- ""
  print(text[-1, -ncol(text), drop = FALSE], quote = FALSE)
}
confint.merMod <- function(object, parm, level = 0.95, method = c("profile", "Wald", "boot"), zeta, nsim = 500,
                           boot.type = c("perc", "basic", "norm"), FUN = NULL, quiet = FALSE, oldNames = TRUE, seed = NULL, ...) {
  method <- match.arg(method)
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  labels <- percent_names(tails)
  parameters <- covariance_labels(object, oldNames)
  all <- c(parameters, names(object$beta))
  wanted <- if (missing(parm)) seq_along(all)
    else if (is.character(parm)) match(if (length(parm) == 1 && parm == "beta_") names(object$beta) else if (length(parm) == 1 && parm == "theta_") parameters else parm, all)
    else parm
  if (anyNA(wanted)) stop("parm is not among ", paste(all, collapse = ", "), call. = FALSE)
  out <- switch(method,
    Wald = {
      error <- sqrt(diag(object$vcov))
      rbind(matrix(NA_real_, length(parameters), 2), cbind(object$beta + qnorm(tails[1]) * error,
                                                             object$beta + qnorm(tails[2]) * error))
    },
    profile = {
      if (!quiet) message("Computing profile confidence intervals ...")
      profile_limits(object, tails, wanted)
    },
    boot = {
      if (!quiet) message("Computing bootstrap confidence intervals ...")
      found <- boot_limits(object, all, level, nsim, match.arg(boot.type), seed, FUN, ...)
      if (!is.null(FUN)) return(found)
      found
    })
  dimnames(out) <- list(all, labels)
  out[wanted, , drop = FALSE]
}
covariance_labels <- function(object, old = TRUE) {
  if (old) {
    n <- sum(vapply(object$G, function(g) nrow(g) * (nrow(g) + 1) / 2, 1))
    return(c(sprintf(".sig%02d", seq_len(n)), if (has_scale(object)) ".sigma"))
  }
  c(unlist(lapply(object$terms, function(t) {
    labels <- outer(t$names, t$names, function(row, col) ifelse(row == col, paste0("sd_", row), paste0("cor_", row, ".", col)))
    paste(labels[lower.tri(labels, diag = TRUE)], t$group, sep = "|")
  })), if (has_scale(object)) "sigma")
}
