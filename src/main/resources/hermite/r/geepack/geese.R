# geese(): the fit behind geeglm() by itself, and its listings.

geese <- function(formula = formula(data), sformula = ~1, id, waves = NULL, data = parent.frame(), subset = NULL,
                  na.action = na.omit, contrasts = NULL, weights = NULL, zcor = NULL, corp = NULL,
                  control = geese.control(...), b = NULL, alpha = NULL, gm = NULL, family = gaussian(), mean.link = NULL,
                  variance = NULL, cor.link = "identity", sca.link = "identity", link.same = TRUE, scale.fix = FALSE,
                  scale.value = 1, corstr = "independence", ...) {
  call <- match.call()
  for (name in c("corp", "b", "alpha", "gm", "mean.link", "variance")) {
    if (!is.null(call[[name]])) .unsupported(name, " is not supported in geese")
  }
  for (name in c("jack", "j1s", "fij")) {
    if (!is.null(call[[name]])) .unsupported(name, " is not supported in geese: use std.err in geeglm")
  }
  if (!identical(sformula, ~1)) .unsupported("sformula other than ~1 is not supported in geese")
  if (cor.link != "identity" || sca.link != "identity") .unsupported("links of scale and correlation other than identity are not supported")
  inner <- call
  inner[[1]] <- quote(geeglm)
  for (name in c("sformula", "cor.link", "sca.link", "link.same")) inner[[name]] <- NULL
  out <- eval(inner, parent.frame())$geese
  out$call <- call
  out$model$corstr <- corstr
  out
}
.print_geese_head <- function(x) {
  cat("\nCall:\n")
  cat(paste(deparse(x$call), collapse = "\n"), "\n", sep = "")
  cat("\nMean Model:\n")
  cat(" Mean Link:                ", x$model$mean.link, "\n")
  cat(" Variance to Mean Relation:", x$model$variance, "\n")
  cat("\n Coefficients:\n")
}
.print_geese_tail <- function(x, scale, correlation, gap) {
  if (!x$model$scale.fix) {
    cat("\nScale Model:\n")
    cat(" Scale Link:               ", x$model$sca.link, "\n")
    cat("\n Estimated Scale Parameters:\n")
    scale()
  } else cat("\nScale is fixed.\n")
  cat("\nCorrelation Model:\n")
  cat(" Correlation Structure:    ", x$model$corstr, "\n")
  if (pmatch(x$model$corstr, "independence", 0) == 0) {
    cat(" Correlation Link:         ", x$model$cor.link, "\n")
    cat("\n Estimated Correlation Parameters:\n")
    correlation()
  }
  cat("\nReturned Error Value:", gap, x$error, "\n", sep = "")
  cat("Number of clusters:  ", length(x$clusz), "  Maximum cluster size:", max(x$clusz), "\n\n")
}
print.geese <- function(x, digits = getOption("digits"), ...) {
  .print_geese_head(x)
  print(x$beta, digits = digits)
  .print_geese_tail(x, function() print(x$gamma, digits = digits), function() print(x$alpha, digits = digits), "  ")
  invisible(x)
}
summary.geese <- function(object, ...) {
  table <- function(estimate, variance) {
    error <- sqrt(diag(as.matrix(variance)))
    wald <- (estimate / error)^2
    data.frame(estimate = estimate, san.se = error, wald = wald, p = 1 - pchisq(wald, 1), row.names = names(estimate))
  }
  structure(list(mean = table(object$beta, object$vbeta), correlation = table(object$alpha, object$valpha),
                 scale = table(object$gamma, object$vgamma), call = object$call, model = object$model, clusz = object$clusz,
                 error = object$error), class = "summary.geese")
}
print.summary.geese <- function(x, digits = getOption("digits"), ...) {
  .print_geese_head(x)
  print(x$mean, digits = digits)
  .print_geese_tail(x, function() print(x$scale, digits = digits), function() print(x$correlation, digits = digits), "    ")
  invisible(x)
}
