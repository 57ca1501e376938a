# Rows and their weight in a fit: leverages, standardized residuals, changes of the coefficients without a row (Belsley, Kuh
# and Welsch 1980, section 2.1; for generalized linear models Williams 1987, Applied Statistics 36, 181-191).

# Leverages: the diagonal of X (X'WX)^-1 X'W.
hatvalues.lm <- function(model, ...) in_places(model, leverages(model), 0)
# Values a row in the places of the data, with a filling for the rows that na.exclude set aside.
in_places <- function(model, x, filling) {
  omit <- model$na.action
  if (!inherits(omit, "exclude")) return(x)
  out <- naresid(omit, x)
  if (is.matrix(out)) out[omit, ] <- filling else out[omit] <- filling
  out
}
leverages <- function(model) {
  x <- model.matrix(model)[, !is.na(coef(model)), drop = FALSE]
  w <- if (is.null(model$weights)) rep.int(1, nrow(x)) else model$weights
  out <- rowSums((x %*% unscaled_covariance(model)) * x) * w
  ifelse(out > 1 - 10 * .Machine$double.eps, 1, out)
}
weighted.residuals <- function(obj, drop0 = TRUE) {
  r <- residuals(obj, type = "deviance")
  w <- weights(obj)
  if (drop0 && !is.null(w)) r[w != 0] else r
}
# Residual standard deviations without each row in turn.
deleted_sigma <- function(model, e = weighted.residuals(model), h = hatvalues(model)) {
  out <- sqrt((sum(e^2, na.rm = TRUE) - e^2 / (1 - h)) / (model$df.residual - 1))
  replace(out, is.na(e), sigma(model))
}
# Changes of the coefficients when a row is left out, one row each; those of a glm by one step.
dfbeta <- function(model, ...) UseMethod("dfbeta")
dfbetas <- function(model, ...) UseMethod("dfbetas")
dfbeta.lm <- function(model, ...) {
  x <- model.matrix(model)[, !is.na(coef(model)), drop = FALSE]
  root <- if (is.null(model$weights)) 1 else sqrt(model$weights)
  fitted <- replace(model, "na.action", list(NULL))
  out <- (x * (root * weighted.residuals(fitted) / (1 - leverages(model)))) %*% unscaled_covariance(model)
  dimnames(out) <- list(names(model$residuals), names(coef(model))[!is.na(coef(model))])
  in_places(model, out, 0)
}
dfbetas.lm <- function(model, ...) dfbeta(model) / outer(deleted_sigma(model), sqrt(diag(unscaled_covariance(model))))
lm.influence <- function(model, do.coef = TRUE) {
  out <- list(hat = hatvalues.lm(model))
  if (do.coef) out$coefficients <- dfbeta(model)
  c(out, list(sigma = deleted_sigma(model), wt.res = weighted.residuals(model)))
}
influence.lm <- function(model, do.coef = TRUE, ...) lm.influence(model, do.coef)
influence.glm <- function(model, do.coef = TRUE, ...) {
  out <- lm.influence(model, do.coef)
  names(out)[names(out) == "wt.res"] <- "dev.res"
  c(out, list(pear.res = residuals(model, type = "pearson")))
}
hat <- function(x, intercept = TRUE) {
  x <- if (intercept) cbind(1, x) else as.matrix(x)
  unname(rowSums(qr.Q(qr(x))[, seq_len(qr(x)$rank), drop = FALSE]^2))
}

rstudent <- function(model, ...) UseMethod("rstudent")
rstandard.lm <- function(model, sd = sqrt(deviance(model) / df.residual(model)), ...) {
  weighted.residuals(model) / (sd * sqrt(1 - hatvalues(model)))
}
rstandard.glm <- function(model, type = c("deviance", "pearson"), ...) {
  residuals(model, type = match.arg(type)) / sqrt(summary(model)$dispersion * (1 - hatvalues(model)))
}
rstudent.lm <- function(model, ...) weighted.residuals(model) / (deleted_sigma(model) * sqrt(1 - hatvalues(model)))
rstudent.glm <- function(model, ...) {
  h <- hatvalues(model)
  d <- residuals(model, type = "deviance")
  r <- sign(d) * sqrt(d^2 + h * residuals(model, type = "pearson")^2 / (1 - h))
  if (model$family$family %in% c("binomial", "poisson")) r else r / deleted_sigma(model)
}
cooks.distance.lm <- function(model, ...) {
  h <- hatvalues(model)
  rstandard(model)^2 * h / ((1 - h) * model$rank)
}
cooks.distance.glm <- function(model, ...) {
  h <- hatvalues(model)
  (residuals(model, type = "pearson") / (1 - h))^2 * h / (summary(model)$dispersion * model$rank)
}
dffits <- function(model, ...) {
  h <- hatvalues(model)
  weighted.residuals(model) * sqrt(h) / (deleted_sigma(model) * (1 - h))
}
covratio <- function(model, ...) {
  h <- hatvalues(model)
  e <- weighted.residuals(model) / (deleted_sigma(model) * sqrt(1 - h))
  df <- model$df.residual
  1 / ((1 - h) * ((df - 1 + e^2) / df)^model$rank)
}
influence.measures <- function(model, ...) {
  table <- dfbetas(model)
  colnames(table) <- paste0("dfb.", abbreviate(sub("(Intercept)", "1_", colnames(table), fixed = TRUE)))
  h <- hatvalues(model)
  p <- model$rank
  n <- nrow(table)
  k <- ncol(table)
  spread <- sqrt(sum(weighted.residuals(model)^2) / model$df.residual)
  table <- cbind(table, dffit = dffits(model), cov.r = (deleted_sigma(model) / spread)^(2 * p) / (1 - h),
                 cook.d = cooks.distance(model), hat = h)
  far <- cbind(abs(table[, seq_len(k)]) > 1, abs(table[, k + 1]) > 3 * sqrt(p / (n - p)), abs(1 - table[, k + 2]) > 3 * p / (n - p),
               pf(table[, k + 3], p, n - p) > 0.5, h > 3 * p / n)
  dimnames(far) <- dimnames(table)
  structure(list(infmat = table, is.inf = far, call = model$call), class = "infl")
}
print.infl <- function(x, digits = max(3L, getOption("digits") - 4L), ...) {
  cat("Influence measures of\n\t", deparse1(x$call), ":\n\n")
  marked <- ifelse(apply(x$is.inf, 1L, any, na.rm = TRUE), "*", " ")
  print(data.frame(x$infmat, inf = marked), digits = digits, ...)
  invisible(x)
}
summary.infl <- function(object, digits = max(2L, getOption("digits") - 5L), ...) {
  flags <- object$is.inf
  flags[is.na(flags)] <- FALSE
  star <- apply(flags, 1L, any)
  cat("Potentially influential observations of\n\t", deparse(object$call), ":\n")
  if (!any(star)) {
    cat("NONE\n")
    return(numeric())
  }
  values <- object$infmat[star, , drop = FALSE]
  rownames(values) <- rownames(object$infmat)[star]
  shown <- format(round(values, digits))
  marked <- paste0(shown, ifelse(flags[star, , drop = FALSE], "_*", ""))
  cat("\n")
  print(array(marked, dim(values), dimnames(values)), quote = FALSE)
  invisible(values)
}
