# lmList(): a linear model for each group, as package nlme keeps and prints it.

lmList <- function(object, data, ...) {
  call <- match.call()
  if (inherits(object, "groupedData")) {
    call$data <- call$object
    data <- object
    call$object <- object <- formula(object)
  }
  parts <- .fits_by_group(object, data, NULL, parent.frame())
  structure(parts$fits, class = "lmList", call = call, group = parts$group, groups = parts$groups)
}
# The model anew, of the same groups where the new formula names none.
update.lmList <- function(object, formula., ..., evaluate = TRUE) {
  call <- attr(object, "call")
  if (!missing(formula.)) {
    before <- eval(call$object)
    right <- before[[3]]
    grouped <- is.call(right) && identical(right[[1]], quote(`|`))
    if (grouped) before[[3]] <- right[[2]]
    after <- update(before, formula.)
    if (grouped) after[[3]] <- call("|", after[[3]], right[[3]])
    call$object <- after
  }
  extras <- match.call(expand.dots = FALSE)$...
  for (name in names(extras)) call[[name]] <- extras[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
print.lmList <- function(x, ...) {
  call <- attr(x, "call")
  cat("Call:\n")
  cat("  Model:", deparse(call$object), "\n   Data:", deparse(call$data), "\n\n")
  cat("Coefficients:\n")
  print(coef.lmList(x), ...)
  pooled <- pooled_scale(x)
  n <- sum(vapply(Filter(Negate(is.null), unclass(x)), nobs, 1))
  cat("\nDegrees of freedom: ", n, " total; ", pooled[["df"]], " residual\n", sep = "")
  cat("Residual standard error:", format(pooled[["sigma"]]), "\n")
  invisible(x)
}
intervals.lmList <- function(object, level = 0.95, pool = TRUE, ...) {
  s <- summary.lmList(object, pool)
  estimate <- s$coefficients[, 1, ]
  width <- qt(1 - (1 - level) / 2, s$df.residual) * s$coefficients[, 2, ]
  out <- array(NA_real_, dim(s$coefficients) - c(0L, 1L, 0L), list(dimnames(s$coefficients)[[1]], c("lower", "est.", "upper"), dimnames(s$coefficients)[[3]]))
  out[, 1, ] <- estimate - width
  out[, 2, ] <- estimate
  out[, 3, ] <- estimate + width
  structure(out, class = "intervals.lmList")
}
print.intervals.lmList <- function(x, ...) {
  print(unclass(x), ...)
  invisible(x)
}
