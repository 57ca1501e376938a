# A fit for each group: lmList() of lme4 and of nlme.

.fits_by_group <- function(formula, data, family = NULL, env) {
  right <- formula[[3]]
  if (inherits(data, "groupedData") && !(is.call(right) && identical(right[[1]], quote(`|`)))) {
    right <- call("|", right, attr(data, "formula")[[3]][[3]])
  }
  if (!is.call(right) || !identical(right[[1]], quote(`|`))) stop("formula must be of the form y ~ x | group", call. = FALSE)
  inner <- formula
  inner[[3]] <- right[[2]]
  group <- eval(right[[3]], data, env)
  group <- if (is.factor(group)) droplevels(group) else factor(group)
  fits <- lapply(levels(group), function(g) {
    rows <- data[!is.na(group) & group == g, , drop = FALSE]
    tryCatch(if (is.null(family)) lm(inner, rows) else glm(inner, family, rows), error = function(e) NULL)
  })
  list(fits = setNames(fits, levels(group)), group = paste(deparse(right[[3]]), collapse = ""), groups = group)
}
lmList <- function(formula, data, family = NULL, ...) {
  call <- match.call()
  data <- read_again(data, call$data, parent.frame())
  parts <- .fits_by_group(formula, data, family, parent.frame())
  failed <- sum(vapply(parts$fits, is.null, NA))
  if (failed) warning("Fitting failed for ", failed, " group(s), probably because a factor only had one level", call. = FALSE)
  structure(parts$fits, class = c("lmList4", "lmList"), call = call, group = parts$group, groups = parts$groups)
}
coef.lmList <- function(object, ...) {
  known <- Filter(Negate(is.null), object)
  names <- names(coef(known[[1]]))
  out <- t(vapply(object, function(f) if (is.null(f)) rep(NA_real_, length(names)) else coef(f)[names], numeric(length(names))))
  if (length(names) == 1) out <- t(out)
  dimnames(out) <- list(names(object), names)
  as.data.frame(out, optional = TRUE)
}
fixef.lmList <- function(object, ...) colMeans(coef.lmList(object), na.rm = TRUE)
sigma.lmList <- function(object, ...) pooled_scale(object)[["sigma"]]
pooled_scale <- function(object) {
  known <- Filter(Negate(is.null), unclass(object))
  df <- sum(vapply(known, df.residual, 1))
  c(sigma = sqrt(sum(vapply(known, deviance, 1)) / df), df = df)
}
print.lmList4 <- function(x, ...) {
  cat("Call:", deparse(attr(x, "call")), "\n")
  cat("Coefficients:\n")
  print(coef.lmList(x), ...)
  pooled <- pooled_scale(x)
  n <- sum(vapply(Filter(Negate(is.null), unclass(x)), nobs, 1))
  cat("\nDegrees of freedom: ", n, " total; ", pooled[["df"]], " residual\n", sep = "")
  cat("Residual standard error:", format(pooled[["sigma"]]), "\n")
  invisible(x)
}
# Tables of the coefficients by group, with the standard deviation that all groups share.
summary.lmList <- function(object, pool = TRUE, ...) {
  known <- Filter(Negate(is.null), unclass(object))
  pooled <- pooled_scale(object)
  names <- names(coef(known[[1]]))
  table <- array(NA_real_, c(length(object), 4L, length(names)),
                 list(names(object), c("Estimate", "Std. Error", "t value", "Pr(>|t|)"), names))
  for (g in names(known)) {
    own <- summary(known[[g]])
    rows <- coef(own)
    if (pool) {
      rows[, 2] <- rows[, 2] * pooled[["sigma"]] / own$sigma
      rows[, 3] <- rows[, 1] / rows[, 2]
      rows[, 4] <- 2 * pt(-abs(rows[, 3]), pooled[["df"]])
    }
    for (name in rownames(rows)) table[g, , name] <- rows[name, ]
  }
  structure(list(call = attr(object, "call"), coefficients = table, pool = pool, df.residual = pooled[["df"]], RSE = pooled[["sigma"]],
                 lme4 = inherits(object, "lmList4")), class = "summary.lmList")
}
print.summary.lmList <- function(x, ...) {
  model <- paste(deparse(x$call[[2]]), collapse = "")
  # lme4's print does not find the groups
  cat("Call:\n  Model:", if (x$lme4) sub("[|].*", "| NULL", model) else model, "\n")
  if (!is.null(x$call$data)) cat("   Data:", deparse(x$call$data), "\n")
  cat("\nCoefficients:\n")
  for (name in dimnames(x$coefficients)[[3]]) {
    cat("  ", name, "\n")
    print(x$coefficients[, , name], ...)
  }
  if (x$pool) cat("\nResidual standard error:", format(x$RSE), "on", x$df.residual, "degrees of freedom\n")
  cat("\n")
  invisible(x)
}
formula.lmList <- function(x, ...) eval(attr(x, "call")[[2]])
fitted.lmList <- function(object, ...) by_member(object, fitted)
residuals.lmList <- function(object, ...) by_member(object, residuals)
by_member <- function(object, f) {
  known <- Filter(Negate(is.null), unclass(object))
  unlist(lapply(names(known), function(g) {
    values <- f(known[[g]])
    setNames(values, rep(g, length(values)))
  }))
}
predict.lmList <- function(object, newdata, ...) {
  if (missing(newdata)) return(fitted.lmList(object))
  group <- as.character(newdata[[attr(object, "group")]])
  if (!length(group)) stop("newdata needs the groups, ", attr(object, "group"), call. = FALSE)
  out <- rep(NA_real_, nrow(newdata))
  for (g in unique(group)) if (!is.null(object[[g]])) out[group == g] <- predict(object[[g]], newdata[group == g, , drop = FALSE], ...)
  setNames(out, group)
}
logLik.lmList <- function(object, ...) {
  known <- Filter(Negate(is.null), unclass(object))
  n <- sum(vapply(known, nobs, 1))
  p <- sum(vapply(known, function(f) length(coef(f)), 1L))
  squares <- sum(vapply(known, deviance, 1))
  structure(-n / 2 * (log(2 * pi * squares / n) + 1), df = p + 1, nobs = n, class = "logLik")
}
confint.lmList4 <- function(object, parm, level = 0.95, ...) {
  known <- Filter(Negate(is.null), unclass(object))
  limits <- lapply(known, confint, level = level)
  names <- rownames(limits[[1]])
  out <- array(unlist(lapply(names, function(name) t(vapply(limits, function(l) l[name, ], numeric(2))))),
               c(length(known), 2L, length(names)), list(names(known), colnames(limits[[1]]), names))
  structure(out, class = structure("lmList4.confint", package = "lme4"))
}
print.lmList4.confint <- function(x, ...) {
  cat("An object of class \"lmList4.confint\"\n")
  print(unclass(x), ...)
  invisible(x)
}
