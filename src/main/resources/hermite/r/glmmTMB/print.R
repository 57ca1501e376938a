# How glmmTMB prints its fits.

.tmb_titles <- c(cond = "Conditional model", zi = "Zero-inflation model", disp = "Dispersion model")

VarCorr.glmmTMB <- function(x, sigma = 1, ...) {
  cond <- NULL
  if (length(x$G)) {
    cond <- lapply(seq_along(x$G), function(i) {
      sd <- sqrt(diag(x$G[[i]]))
      r <- x$G[[i]] / outer(sd, sd)
      diag(r) <- 1
      structure(x$G[[i]], stddev = sd, correlation = r, structure = x$parts$terms[[i]]$structure)
    })
    names(cond) <- make.unique(vapply(x$parts$terms, function(t) t$group, ""))
    attr(cond, "sc") <- sigma(x)
    attr(cond, "useSc") <- x$family$family == "gaussian" && length(x$fixef$disp) > 0
  }
  structure(list(cond = cond, zi = NULL), class = "VarCorr.glmmTMB")
}
print.VarCorr.glmmTMB <- function(x, digits = max(3, getOption("digits") - 2), comp = "Std.Dev.", ...) {
  for (part in names(x)) if (!is.null(x[[part]])) {
    cat("\n", .tmb_titles[[part]], ":\n", sep = "")
    print(.tmb_variances(x[[part]], digits, comp), quote = FALSE, ...)
  }
  invisible(x)
}
# The table of variances and standard deviations; correlations in one format for each term, and a column more than needed.
.tmb_variances <- function(x, digits, show) {
  one <- vapply(x, function(v) isTRUE(attr(v, "structure") %in% c("ar1", "cs")) && nrow(v) > 1, NA)
  first <- lapply(x, function(v) attr(v, "correlation")[1, min(2, nrow(v))])
  # an autoregression has one variance
  x[] <- lapply(x, function(v) {
    if (!isTRUE(attr(v, "structure") == "ar1")) return(v)
    structure(v[1, 1, drop = FALSE], stddev = attr(v, "stddev")[1], correlation = matrix(1), structure = "ar1")
  })
  out <- variance_table(x, digits, show)
  rows <- lengths(lapply(x, attr, "stddev"))
  widest <- max(rows)
  if (widest > 1) out <- out[, seq_len(ncol(out) - widest + 1), drop = FALSE]
  columns <- max(ifelse(one, 1, ifelse(rows > 1, rows, 0)))
  if (columns > 0) {
    places <- max(2, digits - 2)
    corr <- lapply(seq_along(x), function(i) {
      filled <- matrix("", rows[i], columns)
      if (one[i]) filled[1, 1] <- paste0(format(round(first[[i]], places), nsmall = places), " (", attr(x[[i]], "structure"), ")")
      else if (rows[i] > 1) {
        text <- format(round(attr(x[[i]], "correlation"), places), nsmall = places)
        text[!lower.tri(text)] <- ""
        filled[, seq_len(rows[i])] <- text
      }
      filled
    })
    filled <- do.call(rbind, corr)
    filled <- rbind(filled, matrix("", nrow(out) - nrow(filled), columns))
    colnames(filled) <- c("Corr", rep("", columns - 1))
    out <- cbind(out, filled)
  }
  out
}

.tmb_call <- function(x) {
  call <- x$call
  response <- if (length(x$formula) == 3) nchar(paste(deparse(x$formula[[2]]), collapse = "")) else 0
  cat("Formula:         ", deparse(x$formula), fill = TRUE)
  if (!is.null(call$ziformula) && !identical(deparse(call$ziformula), "~0")) {
    cat("Zero inflation:  ", rep(" ", response + 2), deparse(call$ziformula), sep = "", fill = TRUE)
  }
  if (.tmb_varies(x)) cat("Dispersion:        ", rep(" ", response), deparse(x$dispformula), sep = "", fill = TRUE)
  if (!is.null(call$data)) cat("Data:", deparse(call$data), fill = TRUE)
  if (!is.null(call$weights)) cat("Weights:", deparse(call$weights), fill = TRUE)
  if (!is.null(call$offset)) cat(" Offset:", deparse(call$offset), fill = TRUE)
}
.tmb_varies <- function(x) !is.null(x$dispformula) && !identical(deparse(x$dispformula), "~1")
.tmb_is_special <- function(x) !is.null(x$dispformula)
.tmb_criteria <- function(values, digits) {
  fixed <- values[names(values) != "df.resid"]
  text <- c(format(round(fixed, digits)), df.resid = format(values[["df.resid"]]))
  print(text, quote = FALSE)
}
.tmb_dispersion <- function(family, sigma) {
  if (!.has_dispersion(family)) return(invisible())
  classic <- family %in% c("gaussian", "Gamma")
  cat("\n", if (classic) "Dispersion estimate" else "Dispersion parameter", " for ", family, " family (", if (classic) "sigma^2", "): ",
      formatC(if (classic) sigma^2 else sigma, digits = 3), " \n", sep = "")
}

print.fixef.glmmTMB <- function(x, digits = max(3, getOption("digits") - 3), print_trivials = FALSE, ...) {
  for (part in names(x)) {
    if (print_trivials || length(x[[part]]) && !(part == "disp" && identical(names(x[[part]]), "(Intercept)"))) {
      cat("\n", .tmb_titles[[part]], ":\n", sep = "")
      print.default(format(x[[part]], digits = digits), print.gap = 2L, quote = FALSE)
    }
  }
  invisible(x)
}
print.glmmTMB <- function(x, digits = max(3, getOption("digits") - 3), ranef.comp = "Std.Dev.", ...) {
  .tmb_call(x)
  l <- logLik(x)
  .tmb_criteria(c(AIC = AIC(l), BIC = BIC(l), logLik = as.numeric(l), df.resid = df.residual(x)), digits + 1)
  if (length(x$G)) {
    cat("Random-effects (co)variances:\n")
    print(VarCorr(x), digits = digits, comp = ranef.comp)
  }
  counts <- .tmb_counts(x)
  text <- paste0("\nNumber of obs: ", nobs(x))
  if (length(counts)) {
    text <- paste0(text, " / ", .tmb_titles[["cond"]], ": ", paste(names(counts), counts, sep = ", ", collapse = "; "))
  }
  cat(text, fill = TRUE)
  if (!.tmb_varies(x)) .tmb_dispersion(x$family$family, sigma(x))
  cat("\nFixed Effects:\n")
  print(fixef(x))
  invisible(x)
}
.tmb_counts <- function(x) {
  names <- vapply(x$parts$terms, function(t) t$group, "")
  counts <- vapply(x$parts$terms, function(t) nlevels(t$factor), 1L)
  setNames(counts, names)[!duplicated(names)]
}
summary.glmmTMB <- function(object, ...) {
  covariances <- vcov(object)
  tables <- lapply(setNames(names(object$fixef), names(object$fixef)), function(part) {
    beta <- object$fixef[[part]]
    if (!length(beta) || part == "disp" && length(beta) < 2) return(NULL)
    error <- if (part == "disp") .tmb_dispersion_errors(object) else sqrt(diag(covariances[[part]]))
    cbind(Estimate = beta, `Std. Error` = error, `z value` = beta / error, `Pr(>|z|)` = 2 * pnorm(-abs(beta / error)))
  })
  l <- logLik(object)
  structure(list(logLik = l, family = object$family$family, link = object$family$link, ngrps = list(cond = .tmb_counts(object)),
                 nobs = nobs(object), coefficients = tables, sigma = sigma(object), vcov = covariances, varcor = VarCorr(object),
                 AICtab = c(AIC = AIC(l), BIC = BIC(l), logLik = as.numeric(l), deviance = -2 * as.numeric(l),
                            df.resid = df.residual(object)), call = object$call, formula = object$formula, dispformula = object$dispformula),
            class = "summary.glmmTMB")
}
.tmb_dispersion_errors <- function(object) {
  rows <- paste0("d~", names(object$fixef$disp))
  unname(sqrt(diag(object$covariance))[match(rows, rownames(object$covariance))])
}
coef.summary.glmmTMB <- function(object, ...) object$coefficients
print.summary.glmmTMB <- function(x, digits = max(3, getOption("digits") - 3), signif.stars = getOption("show.signif.stars"),
                                  ranef.comp = c("Variance", "Std.Dev."), ...) {
  cat(" Family: ", x$family, "  ( ", x$link, " )\n", sep = "")
  .tmb_call(x)
  cat("\n")
  .tmb_criteria(x$AICtab, 1)
  cat("\n")
  if (!is.null(x$varcor$cond)) {
    cat("Random effects:\n\n", .tmb_titles[["cond"]], ":\n", sep = "")
    print(.tmb_variances(x$varcor$cond, digits, ranef.comp), quote = FALSE)
    cat("Number of obs: ", x$nobs, ", groups:  ", paste(names(x$ngrps$cond), x$ngrps$cond, sep = ", ", collapse = "; "), "\n", sep = "")
  }
  if (!.tmb_varies(x)) .tmb_dispersion(x$family, x$sigma)
  for (part in names(x$coefficients)) if (!is.null(x$coefficients[[part]])) {
    cat("\n", .tmb_titles[[part]], ":\n", sep = "")
    printCoefmat(x$coefficients[[part]], zap.ind = 3, digits = digits, signif.stars = signif.stars)
  }
  invisible(x)
}
print.vcov.glmmTMB <- function(x, ...) {
  for (part in names(x)) {
    cat(.tmb_titles[[part]], ":\n", sep = "")
    print(x[[part]])
    cat("\n")
  }
  invisible(x)
}
