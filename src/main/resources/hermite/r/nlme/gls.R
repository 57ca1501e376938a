# gls(): linear models with correlated residuals, as package nlme names and prints them.

gls <- function(model, data = NULL, correlation = NULL, weights = NULL, subset, method = c("REML", "ML"),
                na.action = na.fail, control = list(), verbose = FALSE) {
  call <- match.call()
  method <- match.arg(method)
  env <- parent.frame()
  model <- eval(model)
  call_of_lm <- as.call(list(quote(lm), formula = model, data = data))
  call_of_lm$subset <- call$subset
  call_of_lm$na.action <- if (is.null(call$na.action)) quote(na.fail) else call$na.action
  frame <- model_frame_of(call_of_lm, env, model)
  fixed <- attr(frame, "terms")
  X <- .design_of(fixed, frame, NULL)
  if (.least_squares(X, rep.int(0, nrow(X)), 1e-7)$rank < ncol(X)) stop("computed \"gls\" fit is singular: columns of the design depend on each other")
  rows <- if (is.null(data)) frame else data[match(row.names(frame), row.names(data)), , drop = FALSE]
  design <- residual_plan(correlation, weights, rows, NULL, env)
  y <- as.vector(model.response(frame))
  n <- length(y)
  weights <- as_variance_function(weights)
  if (design$engine) {
    fit <- .lmm(y, X, list(), list(), integer(), NULL, NULL, method == "REML", design$plan)
    parameters <- residual_parameters(fit$residual, design)
  } else {
    fit <- structured_fit(list(y = y, X = X, levels = list(), design = design), method == "REML")
    parameters <- fit$parameters
    fit$engine <- NULL
  }
  names <- colnames(X)
  fitted <- as.vector(X %*% fit$beta)
  out <- structure(list(coefficients = setNames(fit$beta, names),
                 varBeta = named_square(fit$vcov * if (method == "ML") n / (n - length(names)) else 1, names),
                 sigma = parameters$sigma, logLik = -fit$criterion / 2, call = call, terms = fixed, method = method,
                 dims = list(N = n, p = length(names)), fitted = setNames(fitted, row.names(frame)),
                 residuals = setNames(y - fitted, row.names(frame)), correlation = design$correlation, weights = weights,
                 residual_design = design, residual_parameters = parameters, X = X, frame = frame,
                 parameters = length(names) + length(fit$residual) + !design$engine, rows = rows, engine = fit$engine), class = "gls")
  out$modelStruct <- model_structures(out)
  out
}
coef.gls <- function(object, ...) object$coefficients
vcov.gls <- function(object, ...) object$varBeta
sigma.gls <- function(object, ...) object$sigma
nobs.gls <- function(object, ...) object$dims$N
formula.gls <- function(x, ...) eval(x$call$model, environment(x$terms))
model.matrix.gls <- function(object, ...) object$X
logLik.gls <- function(object, REML, ...) {
  if (!missing(REML) && REML != (object$method == "REML")) stop("logLik of a gls fit is of the method it was fitted by")
  n <- object$dims$N
  structure(object$logLik, nall = n, nobs = if (object$method == "REML") n - object$dims$p else n, df = object$parameters,
            class = "logLik")
}
fitted.gls <- function(object, ...) structure(object$fitted, label = "Fitted values")
residuals.gls <- function(object, type = c("response", "pearson", "normalized"), ...) {
  type <- match.arg(type)
  if (type == "response") return(structure(object$residuals, label = "Residuals"))
  pearson <- object$residuals / (object$sigma * object$residual_parameters$scale)
  if (type == "normalized") structure(normalized_residuals(object, pearson), label = "Normalized residuals")
  else structure(pearson, label = "Standardized residuals")
}
predict.gls <- function(object, newdata, ...) {
  if (missing(newdata)) return(fitted.gls(object))
  right <- delete.response(object$terms)
  frame <- model.frame(right, newdata, na.action = na.pass, xlev = .getXlevels(object$terms, object$frame))
  X <- .design_of(right, frame, attr(object$X, "contrasts"))
  structure(as.vector(X %*% object$coefficients), label = "Predicted values")
}
print_gls_head <- function(x) {
  cat("Generalized least squares fit by ", if (x$method == "REML") "REML\n" else "maximum likelihood\n", sep = "")
  cat("  Model:", paste(deparse(x$call$model), collapse = ""), "\n")
  cat("  Data:", paste(deparse(x$call$data), collapse = ""), "\n")
}
print_gls_foot <- function(x) {
  cat("Degrees of freedom:", x$dims$N, "total;", x$dims$N - x$dims$p, "residual\n")
  cat("Residual standard error:", format(x$sigma), "\n")
}
print.gls <- function(x, ...) {
  print_gls_head(x)
  cat("  Log-", if (x$method == "REML") "restricted-" else "", "likelihood: ", format(x$logLik), "\n", sep = "")
  cat("\nCoefficients:\n")
  print(x$coefficients)
  print_structures(x)
  if (is.null(x$correlation) && is.null(x$weights)) cat("\n")
  print_gls_foot(x)
  invisible(x)
}
summary.gls <- function(object, ...) {
  error <- sqrt(diag(object$varBeta))
  t <- object$coefficients / error
  object$tTable <- cbind(Value = object$coefficients, Std.Error = error, `t-value` = t,
                         `p-value` = 2 * pt(-abs(t), object$dims$N - object$dims$p))
  structure(object, class = c("summary.gls", "gls"))
}
coef.summary.gls <- function(object, ...) object$tTable
print.summary.gls <- function(x, ...) {
  print_gls_head(x)
  l <- logLik.gls(x)
  print(data.frame(AIC = AIC.logLik(l), BIC = BIC.logLik(l), logLik = as.numeric(l), row.names = " "))
  print_structures(x)
  cat("\nCoefficients:\n")
  table <- as.data.frame(x$tTable, optional = TRUE)
  for (name in c("Value", "Std.Error", "t-value")) table[[name]] <- format(zapsmall(table[[name]], getOption("digits")))
  table[["p-value"]] <- format(round(table[["p-value"]], 4))
  print(table)
  if (nrow(x$tTable) > 1) {
    cat("\n")
    print_coefficient_correlation(x$varBeta)
  }
  cat("\nStandardized residuals:\n")
  print(setNames(quantile(residuals.gls(x, "pearson")), c("Min", "Q1", "Med", "Q3", "Max")))
  cat("\nResidual standard error:", format(x$sigma), "\n")
  cat("Degrees of freedom:", x$dims$N, "total;", x$dims$N - x$dims$p, "residual\n")
  invisible(x)
}
anova.gls <- function(object, ..., test = TRUE, type = c("sequential", "marginal"), Terms, L, verbose = FALSE) {
  type <- match.arg(type)
  others <- list(...)
  if (length(others)) return(compare_lmes(sys.call(), c(list(object), others), test))
  rest <- object$dims$N - object$dims$p
  table <- tested_terms(object$coefficients, object$varBeta, attr(object$X, "assign"), attr(object$terms, "term.labels"),
                        list(X = rep(rest, object$dims$p), terms = rep(rest, object$dims$p)), type, Terms, L)
  denominator <- paste("Denom. DF:", rest)
  label <- attr(table, "label")
  table$denDF <- NULL
  attr(table, "label") <- if (is.null(label)) denominator else paste0(denominator, " \n ", label)
  table
}
confint.gls <- function(object, parm, level = 0.95, ...) confint.default(object, parm, level)
intervals.gls <- function(object, level = 0.95, which = c("all", "var-cov", "coef"), ...) {
  which <- match.arg(which)
  out <- list()
  if (which != "var-cov") {
    beta <- object$coefficients
    width <- qt(1 - (1 - level) / 2, object$dims$N - object$dims$p) * sqrt(diag(object$varBeta))
    out$coef <- cbind(lower = beta - width, est. = beta, upper = beta + width)
  }
  if (which != "coef") out <- c(out, parameter_limits(object, level)[c("corStruct", "varStruct", "sigma")])
  structure(out, level = level, class = "intervals.gls")
}
print.intervals.gls <- function(x, ...) {
  cat("Approximate ", attr(x, "level") * 100, "% confidence intervals\n", sep = "")
  if (!is.null(x$coef)) {
    cat("\n Coefficients:\n")
    print(x$coef, ...)
  }
  if (!is.null(x$sigma)) print_parameter_limits(x, "Residual", ...)
  invisible(x)
}
update.gls <- function(object, model., ..., evaluate = TRUE) {
  call <- object$call
  if (!missing(model.)) call$model <- update.formula(formula(object), model.)
  changes <- match.call(expand.dots = FALSE)$...
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
