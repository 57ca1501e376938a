# clm(): cumulative link models as package ordinal names and prints them.

clm <- function(formula, scale, nominal, data, weights, start, subset, doFit = TRUE, na.action, contrasts, model = TRUE, control = list(),
                link = c("logit", "probit", "cloglog", "loglog", "cauchit"), threshold = c("flexible", "symmetric", "equidistant"), ...) {
  call <- match.call()
  link <- match.arg(link)
  threshold <- match.arg(threshold)
  if (!missing(scale)) .unsupported("clm(scale = ) is not supported")
  if (!missing(nominal)) .unsupported("clm(nominal = ) is not supported")
  if (threshold != "flexible") .unsupported("clm(threshold = \"", threshold, "\") is not supported")
  parts <- cumulative_parts(call, parent.frame(), formula, if (missing(contrasts)) NULL else contrasts)
  fit <- cumulative_fit(parts$y, parts$X, parts$w, parts$offset, link, 1e-6)
  labels <- levels(parts$y)
  alpha <- setNames(fit$theta, paste(labels[-length(labels)], labels[-1], sep = "|"))
  beta <- setNames(fit$beta, colnames(parts$X))
  names <- c(names(alpha), names(beta))
  eigenvalues <- eigen(fit$information, symmetric = TRUE, only.values = TRUE)$values
  eta <- as.vector(parts$X %*% beta) + parts$offset
  p <- cumulative_probabilities(fit$theta, setNames(eta, row.names(parts$frame)), fit$cumulative, labels)
  structure(list(coefficients = c(alpha, beta), alpha = alpha, beta = beta, logLik = -fit$value, edf = length(names),
                 n = length(parts$y), nobs = sum(parts$w), df.residual = sum(parts$w) - length(names), maxGradient = fit$gradient,
                 niter = fit$rounds, cond.H = max(eigenvalues) / min(eigenvalues), vcov = named_square(solve(fit$information), names),
                 fitted.values = p[cbind(seq_along(parts$y), as.integer(parts$y))], link = link, threshold = threshold, terms = parts$terms,
                 formula = formula, call = call, model = parts$frame, contrasts = parts$contrasts, y.levels = labels,
                 cumulative = fit$cumulative), class = "clm")
}
clm_information <- function(x) {
  out <- c(link = x$link, threshold = x$threshold, nobs = format(x$nobs), logLik = formatC(x$logLik, digits = 2, format = "f"),
           AIC = formatC(-2 * x$logLik + 2 * x$edf, digits = 2, format = "f"), niter = paste0(x$niter, "(0)"),
           max.grad = formatC(x$maxGradient, digits = 2, format = "e"))
  out <- c(out, cond.H = formatC(x$cond.H, digits = 1, format = "e"))
  print(as.data.frame(as.list(out), stringsAsFactors = FALSE), row.names = FALSE, right = FALSE)
}
print.clm <- function(x, digits = max(3, getOption("digits") - 3), ...) {
  cat("formula: ", deparse1(x$formula), "\n", sep = "")
  if (!is.null(x$call$data)) cat("data:    ", deparse1(x$call$data), "\n", sep = "")
  cat("\n")
  clm_information(x)
  if (length(x$beta)) {
    cat("\nCoefficients:\n")
    print.default(format(x$beta, digits = digits), quote = FALSE)
  }
  cat("\nThreshold coefficients:\n")
  print.default(format(x$alpha, digits = digits), quote = FALSE)
  invisible(x)
}
summary.clm <- function(object, correlation = FALSE, ...) {
  error <- sqrt(diag(object$vcov))
  z <- object$coefficients / error
  object$coefficients <- cbind(Estimate = object$coefficients, `Std. Error` = error, `z value` = z, `Pr(>|z|)` = 2 * pnorm(-abs(z)))
  structure(object, class = "summary.clm")
}
print.summary.clm <- function(x, digits = max(3, getOption("digits") - 3), signif.stars = getOption("show.signif.stars"), ...) {
  cat("formula: ", deparse1(x$formula), "\n", sep = "")
  if (!is.null(x$call$data)) cat("data:    ", deparse1(x$call$data), "\n", sep = "")
  cat("\n")
  clm_information(x)
  k <- length(x$alpha)
  if (length(x$beta)) {
    cat("\nCoefficients:\n")
    printCoefmat(x$coefficients[-seq_len(k), , drop = FALSE], digits = digits, signif.stars = signif.stars, has.Pvalue = TRUE, ...)
  } else cat("\nNo Coefficients\n")
  cat("\nThreshold coefficients:\n")
  printCoefmat(x$coefficients[seq_len(k), -4, drop = FALSE], digits = digits, has.Pvalue = FALSE, signif.stars = FALSE, ...)
  invisible(x)
}
coef.clm <- function(object, ...) object$coefficients
coef.summary.clm <- function(object, ...) object$coefficients
vcov.clm <- function(object, ...) object$vcov
logLik.clm <- function(object, ...) structure(object$logLik, df = object$edf, nobs = object$nobs, class = "logLik")
nobs.clm <- function(object, ...) object$nobs
extractAIC.clm <- function(fit, scale = 0, k = 2, ...) c(fit$edf, -2 * fit$logLik + k * fit$edf)
fitted.clm <- function(object, ...) object$fitted.values
formula.clm <- function(x, ...) x$formula
confint.clm <- function(object, parm, level = 0.95, type = c("profile", "Wald"), ...) {
  type <- match.arg(type)
  if (type == "profile") .unsupported("confint of clm by profiles is not supported: use type = \"Wald\"")
  confint.default(object, parm, level)
}
predict.clm <- function(object, newdata, se.fit = FALSE, type = c("prob", "class", "cum.prob", "linear.predictor"), ...) {
  type <- match.arg(type)
  if (se.fit || !type %in% c("prob", "class")) .unsupported("predict of clm with type = \"", type, "\" or standard errors is not supported")
  if (missing(newdata)) return(list(fit = object$fitted.values))
  t <- delete.response(object$terms)
  frame <- model.frame(t, newdata, na.action = na.pass, xlev = .getXlevels(object$terms, object$model))
  X <- .design_of(t, frame, object$contrasts)
  eta <- setNames(as.vector(X[, names(object$beta), drop = FALSE] %*% object$beta), row.names(frame))
  p <- cumulative_probabilities(object$alpha, eta, object$cumulative, object$y.levels)
  if (type == "prob") list(fit = p)
  else list(fit = factor(object$y.levels[max.col(p, "first")], levels = object$y.levels))
}
anova.clm <- function(object, ...) {
  fits <- list(object, ...)
  compare_cumulative(fits, vapply(as.list(match.call())[-1], function(e) paste(deparse(e), collapse = ""), ""))
}
compare_cumulative <- function(fits, names) {
  if (length(fits) < 2) .unsupported("anova of one fit of a cumulative link model is not supported: give two fits")
  sorted <- order(vapply(fits, function(f) f$edf, 1))
  fits <- fits[sorted]
  names <- names[sorted]
  npar <- vapply(fits, function(f) as.integer(f$edf), 1L)
  value <- vapply(fits, function(f) f$logLik, 1)
  ratio <- c(NA, 2 * diff(value))
  df <- c(NA, diff(npar))
  table <- data.frame(npar, -2 * value + 2 * npar, value, ratio, df, pchisq(ratio, df, lower.tail = FALSE))
  dimnames(table) <- list(names, c("no.par", "AIC", "logLik", "LR.stat", "df", "Pr(>Chisq)"))
  described <- data.frame(formula = vapply(fits, function(f) deparse1(f$formula), ""), link = vapply(fits, function(f) f$link, ""),
                          threshold = vapply(fits, function(f) f$threshold, ""), row.names = names)
  structure(table, described = described, class = c("anova.clm", "data.frame"))
}
print.anova.clm <- function(x, digits = max(getOption("digits") - 2, 3), signif.stars = getOption("show.signif.stars"), ...) {
  cat("Likelihood ratio tests of cumulative link models:\n \n")
  described <- attr(x, "described")
  names(described) <- c("formula:", "link:", "threshold:")
  print(described, right = FALSE)
  cat("\n")
  printCoefmat(x, digits = digits, signif.stars = signif.stars, tst.ind = 4, cs.ind = NULL, P.values = TRUE, has.Pvalue = TRUE, na.print = "")
  invisible(x)
}
clmm2 <- function(...) .unsupported("clmm2() is not supported: use clmm()")
