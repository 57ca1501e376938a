# Generic functions of fitted models, and what they do when a class has nothing of its own.

coef <- function(object, ...) UseMethod("coef")
coefficients <- function(object, ...) coef(object, ...)
fitted <- function(object, ...) UseMethod("fitted")
fitted.values <- function(object, ...) fitted(object, ...)
residuals <- function(object, ...) UseMethod("residuals")
resid <- function(object, ...) residuals(object, ...)
predict <- function(object, ...) UseMethod("predict")
vcov <- function(object, ...) UseMethod("vcov")
logLik <- function(object, ...) UseMethod("logLik")
deviance <- function(object, ...) UseMethod("deviance")
df.residual <- function(object, ...) UseMethod("df.residual")
nobs <- function(object, ...) UseMethod("nobs")
formula <- function(x, ...) UseMethod("formula")
family <- function(object, ...) UseMethod("family")
terms <- function(x, ...) UseMethod("terms")
weights <- function(object, ...) UseMethod("weights")
sigma <- function(object, ...) UseMethod("sigma")
anova <- function(object, ...) UseMethod("anova")
confint <- function(object, parm, level = 0.95, ...) UseMethod("confint")
drop1 <- function(object, scope, ...) UseMethod("drop1")
add1 <- function(object, scope, ...) UseMethod("add1")
simulate <- function(object, nsim = 1, seed = NULL, ...) UseMethod("simulate")
update <- function(object, ...) UseMethod("update")
extractAIC <- function(fit, scale = 0, k = 2, ...) UseMethod("extractAIC")
model.frame <- function(formula, ...) UseMethod("model.frame")
model.matrix <- function(object, ...) UseMethod("model.matrix")
hatvalues <- function(model, ...) UseMethod("hatvalues")
cooks.distance <- function(model, ...) UseMethod("cooks.distance")
rstandard <- function(model, ...) UseMethod("rstandard")
AIC <- function(object, ..., k = 2) UseMethod("AIC")
BIC <- function(object, ...) UseMethod("BIC")
effects <- function(object, ...) UseMethod("effects")
profile <- function(fitted, ...) UseMethod("profile")
influence <- function(model, ...) UseMethod("influence")
labels <- function(object, ...) UseMethod("labels")
case.names <- function(object, ...) UseMethod("case.names")
variable.names <- function(object, ...) UseMethod("variable.names")
case.names.default <- function(object, ...) NULL
variable.names.default <- function(object, ...) NULL

labels.default <- function(object, ...) {
  if (is.null(names(object))) as.character(seq_along(object)) else names(object)
}
# The terms that have coefficients of their own.
labels.lm <- function(object, ...) {
  labels.terms(object$terms)[setdiff(unique(object$assign[object$qr$pivot[seq_len(object$rank)]]), 0)]
}
labels.terms <- function(object, ...) attr(object, "term.labels")
case.names.lm <- function(object, full = FALSE, ...) {
  w <- weights(object)
  names <- names(object$residuals)
  if (full || is.null(w)) names else names[w != 0]
}
variable.names.lm <- function(object, full = FALSE, ...) {
  if (full) names(object$coefficients) else names(object$coefficients)[!is.na(object$coefficients)]
}
effects.lm <- function(object, ...) {
  first <- object$qr$pivot[seq_len(object$rank)]
  structure(object$effects, names = replace(character(length(object$effects)), seq_along(first), names(object$coefficients)[first]),
            assign = object$assign, class = "coef")
}
print.coef <- function(x, ...) {
  plain <- unclass(x)
  print(structure(as.vector(plain), names = names(x)), ...)
  for (name in c("assign", "class")) {
    cat("attr(,\"", name, "\")\n", sep = "")
    print(if (name == "class") class(x) else attr(x, name))
  }
  invisible(x)
}

coef.default <- function(object, ...) object$coefficients
fitted.default <- function(object, ...) naresid(object$na.action, object$fitted.values)
residuals.default <- function(object, ...) naresid(object$na.action, object$residuals)
deviance.default <- function(object, ...) object$deviance
df.residual.default <- function(object, ...) object$df.residual
weights.default <- function(object, ...) naresid(object$na.action, object$weights)
family.default <- function(object, ...) if (is.null(object$family)) no_method("family", object) else object$family
vcov.default <- function(object, ...) if (is.null(object$vcov)) no_method("vcov", object) else object$vcov
no_method <- function(generic, object) {
  classes <- class(object)
  shown <- if (length(classes) == 1) paste0("\"", classes, "\"") else paste0("c('", paste(classes, collapse = "', '"), "')")
  stop(simpleError(paste0("no applicable method for '", generic, "' applied to an object of class ", shown), call("UseMethod", generic)))
}
sigma.default <- function(object, ...) sqrt(deviance(object) / (nobs(object) - length(coef(object))))
nobs.default <- function(object, ...) {
  n <- length(residuals(object))
  w <- object$prior.weights
  if (is.null(w)) w <- object$weights
  if (is.null(w)) n else sum(w != 0)
}
formula.default <- function(x, ...) {
  if (!is.null(x$formula)) eval(x$formula)
  else if (!is.null(x$terms)) formula(x$terms)
  else if (!is.null(x$call$formula)) eval(x$call$formula)
  else stop("invalid formula")
}
formula.terms <- function(x, ...) {
  env <- environment(x)
  attributes(x) <- list(class = "formula", .Environment = env)
  x
}
formula.formula <- function(x, ...) x
formula.character <- function(x, ...) as.formula(x, parent.frame())
terms.default <- function(x, ...) {
  if (!is.null(x$terms)) x$terms
  else if (!is.null(attr(x, "terms"))) attr(x, "terms")
  else stop("no terms component nor attribute")
}
terms.terms <- function(x, ...) x
model.frame.lm <- function(formula, ...) formula$model
model.matrix.lm <- function(object, ...) {
  model.matrix.default(object$terms, object$model, contrasts.arg = object$contrasts)
}

# A fit's call again, with a formula and arguments changed.
update.default <- function(object, formula., ..., evaluate = TRUE) {
  call <- object$call
  if (is.null(call)) call <- getCall(object)
  if (is.null(call)) stop("need an object with call component")
  changes <- match.call(expand.dots = FALSE)$...
  if (!missing(formula.)) call$formula <- update.formula(formula(object), formula.)
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
getCall <- function(x, ...) UseMethod("getCall")
getCall.default <- function(x, ...) x$call

AIC.default <- function(object, ..., k = 2) criteria_table(match.call(), list(object, ...), "AIC", function(l) k, sys.call())
BIC.default <- function(object, ...) {
  criteria_table(match.call(), list(object, ...), "BIC", function(l) log(attr(l, "nobs")), sys.call())
}
AIC.logLik <- function(object, ..., k = 2) -2 * as.numeric(object) + k * attr(object, "df")
BIC.logLik <- function(object, ...) -2 * as.numeric(object) + log(attr(object, "nobs")) * attr(object, "df")

# One criterion as a number, several as a table whose rows are named as the call names the fits.
criteria_table <- function(call, fits, name, penalty, where) {
  likelihoods <- lapply(fits, logLik)
  if (length(fits) == 1 && length(likelihoods[[1]]) == 0) return(numeric())
  df <- vapply(likelihoods, function(l) as.numeric(attr(l, "df")), 1)
  values <- vapply(likelihoods, function(l) -2 * as.numeric(l) + penalty(l) * attr(l, "df"), 1)
  if (length(fits) == 1) return(values)
  counts <- unlist(lapply(likelihoods, attr, "nobs"))
  if (length(unique(counts)) > 1) warning(simpleWarning("models are not all fitted to the same number of observations", where))
  call$k <- NULL
  out <- data.frame(df = df, value = values)
  names(out)[2] <- name
  row.names(out) <- vapply(as.list(call)[-1], function(e) paste(deparse(e), collapse = ""), "")
  out
}

print.logLik <- function(x, digits = getOption("digits"), ...) {
  cat("'log Lik.' ", paste(format(c(x), digits = digits), collapse = ", "), " (df=", format(attr(x, "df")), ")\n",
      sep = "")
  invisible(x)
}

confint.default <- function(object, parm, level = 0.95, ...) {
  estimate <- coef(object)
  wanted <- if (missing(parm)) names(estimate) else if (is.numeric(parm)) names(estimate)[parm] else parm
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  error <- sqrt(diag(vcov(object)))[wanted]
  out <- cbind(estimate[wanted] + qnorm(tails[1]) * error, estimate[wanted] + qnorm(tails[2]) * error)
  dimnames(out) <- list(wanted, percent_names(tails))
  out
}
percent_names <- function(tails) paste(format(100 * tails, trim = TRUE, scientific = FALSE, digits = 3), "%")

# Residuals and fitted values of rows that na.exclude set aside are NA in their places.
naresid <- function(omit, x, ...) {
  if (is.null(x) || !inherits(omit, "exclude") || length(omit) == 0) return(x)
  if (is.matrix(x)) {
    n <- nrow(x) + length(omit)
    out <- matrix(NA, n, ncol(x), dimnames = list(NULL, colnames(x)))
    out[-omit, ] <- x
    rownames(out) <- replace(character(n), seq_len(n), NA)
    rownames(out)[-omit] <- rownames(x)
    rownames(out)[omit] <- names(omit)
  } else {
    n <- length(x) + length(omit)
    out <- rep(NA, n)
    out[-omit] <- x
    labels <- character(n)
    labels[-omit] <- if (is.null(names(x))) "" else names(x)
    labels[omit] <- names(omit)
    names(out) <- labels
  }
  out
}
napredict <- function(omit, x, ...) naresid(omit, x, ...)
naprint <- function(x, ...) {
  n <- length(x)
  if (n == 0) "" else if (n == 1) "1 observation deleted due to missingness"
  else paste(n, "observations deleted due to missingness")
}

# What anova prints: a heading, then a coefficient table without stars on all but the last column.
print.anova <- function(x, digits = max(getOption("digits") - 2L, 3L), signif.stars = getOption("show.signif.stars"), ...) {
  heading <- attr(x, "heading")
  if (!is.null(heading)) cat(heading, sep = "\n")
  last <- ncol(x)
  tests <- if (last > 0) startsWith(colnames(x)[last], "Pr(") || startsWith(colnames(x)[last], "P(") else FALSE
  statistic <- which(substr(colnames(x), 2, 7) == " value" | colnames(x) %in% c("F", "Cp", "Chisq"))
  zap <- setdiff(seq_len(last - tests), c(statistic, grep("Df$", colnames(x))))
  printCoefmat(x, digits = digits, signif.stars = signif.stars, has.Pvalue = tests, P.values = tests,
               cs.ind = NULL, zap.ind = zap, tst.ind = statistic, na.print = "", ...)
  invisible(x)
}

print.terms <- function(x, ...) {
  cat(deparse(formula.terms(x)), sep = "\n")
  for (name in setdiff(names(attributes(x)), "class")) {
    cat("attr(,\"", name, "\")\n", sep = "")
    print(attr(x, name))
  }
  invisible(x)
}

# The fitter's record of a mixed fit; of a fit read from a file, which has none, that of the same fit made anew.
.engine <- function(object) {
  if (!.is_lost(object$engine)) object$engine
  else if (inherits(object, "merMod")) refit(object)$engine
  else update(object)$engine
}
