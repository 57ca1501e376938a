# A fit for each group: lmList() of lme4 and of nlme.

.fits_by_group <- function(formula, data, family = NULL, env) {
  right <- formula[[3]]
  if (!is.call(right) || !identical(right[[1]], quote(`|`))) stop("formula must be of the form y ~ x | group", call. = FALSE)
  inner <- formula
  inner[[3]] <- right[[2]]
  group <- eval(right[[3]], data, env)
  group <- if (is.factor(group)) droplevels(group) else factor(group)
  fits <- lapply(levels(group), function(g) {
    rows <- data[!is.na(group) & group == g, , drop = FALSE]
    tryCatch(if (is.null(family)) lm(inner, rows) else glm(inner, family, rows), error = function(e) NULL)
  })
  list(fits = setNames(fits, levels(group)), group = paste(deparse(right[[3]]), collapse = ""))
}
lmList <- function(formula, data, family = NULL, ...) {
  call <- match.call()
  parts <- .fits_by_group(formula, data, family, parent.frame())
  failed <- sum(vapply(parts$fits, is.null, NA))
  if (failed) warning("Fitting failed for ", failed, " group(s), probably because a factor only had one level", call. = FALSE)
  structure(parts$fits, class = c("lmList4", "lmList"), call = call, group = parts$group)
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
sigma.lmList <- function(object, ...) pooled_scale(object)["sigma"]
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
