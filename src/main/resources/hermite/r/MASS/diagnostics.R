# Standardized residuals by their names in package MASS, the Box-Cox transformation, and doses of given response.

stdres <- function(object) rstandard.lm(object)
studres <- function(object) rstudent.lm(object)
# The profile log likelihood of the power of the response (Box and Cox 1964, equation 8).
boxcox <- function(object, ...) UseMethod("boxcox")
boxcox.formula <- function(object, lambda = seq(-2, 2, 1 / 10), plotit = TRUE, ...) {
  fit_call <- match.call(expand.dots = FALSE)
  fit <- do.call("lm", c(list(object), fit_call$...), envir = parent.frame())
  boxcox.lm(fit, lambda, plotit)
}
boxcox.lm <- function(object, lambda = seq(-2, 2, 1 / 10), plotit = TRUE, interp = plotit && length(lambda) < 100,
                      eps = 1 / 50, xlab = expression(lambda), ylab = "log-Likelihood", ...) {
  y <- model.response(object$model)
  if (any(y <= 0)) stop("response variable must be positive", call. = FALSE)
  x <- model.matrix(object)
  n <- length(y)
  y <- y / exp(mean(log(y)))
  log_y <- log(y)
  value <- vapply(lambda, function(l) {
    z <- if (abs(l) > eps) (y^l - 1) / l else log_y * (1 + (l * log_y) / 2 * (1 + (l * log_y) / 3 * (1 + (l * log_y) / 4)))
    -n / 2 * log(.least_squares(x, z, 1e-7)$rss)
  }, 1)
  if (interp) {
    curve <- spline(lambda, value, n = 100)
    lambda <- curve$x
    value <- curve$y
  }
  out <- list(x = lambda, y = value)
  if (!plotit) return(out)
  limit <- max(value) - qchisq(0.95, 1) / 2
  plot(lambda, value, type = "l", xlab = "lambda", ylab = ylab)
  abline(h = limit, lty = 3)
  abline(v = c(lambda[which.max(value)], range(lambda[value >= limit])), lty = 3)
  invisible(out)
}
# Inverse prediction with its standard error by the delta method (Finney 1971, section 4.6).
dose.p <- function(obj, cf = 1:2, p = 0.5) {
  eta <- obj$family$linkfun(p)
  b <- coef(obj)[cf]
  x <- (eta - b[1]) / b[2]
  names(x) <- paste0("p = ", format(p), ":")
  slope <- -cbind(1, x) / b[2]
  error <- sqrt(rowSums((slope %*% vcov(obj)[cf, cf]) * slope))
  structure(x, SE = error, p = p, class = "glm.dose")
}
print.glm.dose <- function(x, ...) {
  table <- cbind(x, attr(x, "SE"))
  dimnames(table) <- list(names(x), c("Dose", "SE"))
  print(table)
  invisible(x)
}

# The search of step() under its older name.
stepAIC <- function(object, ...) {
  fit <- step.default(object, ...)
  if (!is.null(fit$anova)) {
    shown <- function(f) paste(deparse(formula(f)), collapse = "\n")
    fit$anova <- structure(fit$anova, class = c("Anova", "data.frame"),
                           heading = c("Stepwise Model Path \nAnalysis of Deviance Table\n", "Initial Model:", shown(object),
                                       "\nFinal Model:", shown(fit), "\n"))
  }
  fit
}
# Differences of each level from the one before it.
contr.sdif <- function(n, contrasts = TRUE, sparse = FALSE) {
  levels <- if (length(n) == 1 && is.numeric(n)) seq_len(n) else n
  k <- length(levels)
  if (k < 2) stop("contrasts not defined for 0 degrees of freedom")
  if (!contrasts) return(structure(diag(k), dimnames = list(levels, levels)))
  column <- matrix(rep(seq_len(k - 1), each = k), k)
  out <- column / k - (row(column) <= column)
  dimnames(out) <- list(levels, paste(levels[-1], levels[-k], sep = "-"))
  out
}
# Single terms dropped or added, under the headings of package MASS.
dropterm <- function(object, scope, scale = 0, test = c("none", "Chisq", "F"), k = 2, sorted = FALSE, ...) {
  named_test(drop1, object, scope, scale, match.arg(test), k, sorted, ...)
}
addterm <- function(object, scope, scale = 0, test = c("none", "Chisq", "F"), k = 2, sorted = FALSE, ...) {
  named_test(add1, object, scope, scale, match.arg(test), k, sorted, ...)
}
named_test <- function(one, object, scope, scale, test, k, sorted, ...) {
  if (inherits(object, "negbin")) return(refitted_terms(object, if (missing(scope)) drop.scope(object) else scope, test, k, sorted, identical(one, add1)))
  if (test == "Chisq" && inherits(object, "lm") && !inherits(object, "glm")) {
    .unsupported("test = \"Chisq\" is not supported for linear models: MASS takes sums of squares for chi-squares unless scale is given")
  }
  table <- if (missing(scope)) one(object, scale = scale, test = test, k = k, ...) else one(object, scope, scale = scale, test = test, k = k, ...)
  names(table) <- sub("^Pr\\(>(Chi|F)\\)$", "Pr(\\1)", sub("^F value$", "F Value", names(table)))
  if (sorted) table[] <- table[order(table$AIC), ]
  table
}
# Of negative binomial fits each model has its own shape.
refitted_terms <- function(object, scope, test, k, sorted, adding) {
  if (!is.character(scope)) scope <- if (adding) add.scope(object, update.formula(object, scope)) else drop_labels(object, scope)
  criteria <- lapply(c("<none>", scope), function(term) {
    fit <- if (term == "<none>") object else update(object, as.formula(paste("~ .", if (adding) "+" else "-", term)))
    extractAIC(fit, k = k)
  })
  criteria <- do.call(rbind, criteria)
  df <- abs(criteria[, 1] - criteria[1, 1])
  df[1] <- NA
  table <- data.frame(Df = df, AIC = criteria[, 2])
  if (test == "Chisq") {
    deviance <- criteria[, 2] - k * criteria[, 1]
    change <- c(NA, abs(deviance[-1] - deviance[1]))
    table$LRT <- change
    table[["Pr(Chi)"]] <- pchisq(change, df, lower.tail = FALSE)
  }
  row.names(table) <- c("<none>", scope)
  if (sorted) table <- table[order(table$AIC), ]
  structure(table, heading = c(paste("Single term", if (adding) "additions" else "deletions"), "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
}
