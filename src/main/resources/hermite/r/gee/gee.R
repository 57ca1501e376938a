# gee(): marginal models with Liang and Zeger's moments, as package gee 4.13 solves and prints them.

gee <- function(formula, id, data, subset, na.action, R = NULL, b = NULL, tol = 0.001, maxiter = 25, family = gaussian,
                corstr = "independence", Mv = 1, silent = TRUE, contrasts = NULL, scale.fix = FALSE, scale.value = 1,
                v4.4compat = FALSE) {
  message("Beginning Cgee S-function, @(#) geeformula.q 4.13 98/01/27")
  call <- match.call()
  if (v4.4compat) .unsupported("v4.4compat = TRUE is not supported")
  frame <- model_frame_of(with_data(call, parent.frame(), 3L, 1L), parent.frame())
  terms <- attr(frame, "terms")
  id <- frame[["(id)"]]
  if (is.null(id)) stop("Id variable not found")
  family <- as_family(family, parent.frame())
  y <- model.response(frame, "any")
  X <- model.matrix(terms, frame, contrasts)
  size <- rep(1, nrow(X))
  if (is.matrix(y) && ncol(y) == 2) {
    size <- as.vector(y %*% c(1, 1))
    y <- y[, 1] / size
  } else if (is.factor(y)) y <- as.numeric(y != levels(y)[1])
  names <- colnames(X)
  p <- ncol(X)
  if (.least_squares(X, rep(0, nrow(X)), 1e-7)$rank < p) stop("rank-deficient model matrix")
  corstr <- gee_structure(corstr)
  offset <- model.offset(frame)
  start <- if (!is.null(b)) {
    if (length(b) != p) stop("Dim beta != ncol(x)")
    message("user's initial regression estimate")
    print(matrix(as.numeric(b)))
    as.numeric(b)
  } else {
    message("running glm to get initial regression estimate")
    first <- glm.fit(X, if (any(size > 1)) y else y, if (any(size > 1)) size else NULL, offset = offset, family = family)
    print(coef(first))
    as.numeric(coef(first))
  }
  group <- as.character(id)
  begins <- which(c(TRUE, group[-1] != group[-length(group)]))
  lengths <- diff(c(begins, length(group) + 1))
  longest <- max(lengths)
  within <- sequence(lengths) - 1
  if (corstr %in% c("stat_M_dep", "non_stat_M_dep", "AR-M") && any(lengths < Mv + 1)) {
    stop("cgee: M-dependence, M=", Mv, ", but clustsize=", min(lengths))
  }
  if (corstr == "unstructured" && any(lengths != longest)) {
    warning("clusters of different sizes: positions within clusters are taken as occasions", call. = FALSE)
  }
  if (corstr == "fixed" && is.null(R)) stop("corstr = \"fixed\" requires R")
  order <- switch(corstr, unstructured = longest, non_stat_M_dep = c(longest, Mv), fixed = as.vector(R), Mv)
  fit <- .joint(y, X, if (is.null(offset)) rep(0, nrow(X)) else offset, size, rep(1, nrow(X)),
                c(begins - 1, nrow(X)), within, variance_name(family), family$link, corstr, order,
                if (scale.fix) scale.value else NaN, "moments", tol, maxiter, start)
  if (!fit$converged) {
    warning("Maximum number of iterations consumed")
    warning("Convergence not achieved; results suspect")
    warning("Cgee had an error (code= 104).  Results suspect.")
  }
  beta <- setNames(fit$beta, names)
  # The package leaves the offset out of what it keeps: linear predictors, fitted values, residuals.
  eta <- as.vector(X %*% beta)
  mu <- family$linkinv(eta)
  out <- list(title = "GEE:  GENERALIZED LINEAR MODELS FOR DEPENDENT DATA", version = "gee S-function, version 4.13 modified 98/01/27 (1998)",
              model = list(link = gee_link(family$link), varfun = gee_variance(variance_name(family)),
                           corstr = gee_label(corstr), M = if (corstr %in% c("stat_M_dep", "non_stat_M_dep", "AR-M")) Mv),
              call = call, terms = terms, contrasts = attr(X, "contrasts"), nobs = nrow(X),
              iterations = fit$iterations, coefficients = beta, nas = setNames(rep(FALSE, p), names),
              linear.predictors = eta, fitted.values = mu, residuals = y - mu, family = family, y = y, id = id,
              max.id = longest, working.correlation = working_matrix(corstr, fit$alpha, longest, R),
              scale = fit$scale, robust.variance = named_square(fit$sandwich[seq_len(p), seq_len(p), drop = FALSE], names),
              naive.variance = named_square(fit$naive, names), xnames = names,
              error = if (fit$converged) 0 else 104)
  out$xlevels <- .getXlevels(terms, frame)
  structure(out, class = c("gee", "glm"))
}
gee_structure <- function(corstr) {
  known <- c("independence", "fixed", "stat_M_dep", "non_stat_M_dep", "exchangeable", "AR-M", "unstructured")
  found <- known[pmatch(as.character(corstr), known)]
  if (is.na(found)) stop("unknown correlation structure: ", corstr)
  found
}
variance_name <- function(family) {
  switch(family$family, gaussian = "constant", binomial = , quasibinomial = "mu(1-mu)", poisson = , quasipoisson = "mu",
         Gamma = "mu^2", inverse.gaussian = "mu^3", quasi = family$varfun,
         .unsupported("family ", family$family, " is not supported in marginal models"))
}
gee_link <- function(link) {
  switch(link, identity = "Identity", log = "Logarithm", logit = "Logit", inverse = "Reciprocal", probit = "Probit",
         cloglog = "Cloglog", link)
}
gee_variance <- function(name) {
  switch(name, constant = "Gaussian", mu = "Poisson", "mu(1-mu)" = "Binomial", "mu^2" = "Gamma", name)
}
gee_label <- function(corstr) {
  switch(corstr, independence = "Independent", fixed = "Fixed", stat_M_dep = "Stationary M-dependent",
         non_stat_M_dep = "Non-Stationary M-dependent",
         exchangeable = "Exchangeable", "AR-M" = "AR-M", unstructured = "Unstructured")
}
# The working correlation of the largest cluster.
working_matrix <- function(corstr, alpha, n, R = NULL) {
  switch(corstr, independence = diag(n), fixed = R,
    exchangeable = {
      out <- matrix(alpha, n, n)
      diag(out) <- 1
      out
    },
    non_stat_M_dep = {
      # as many pairs as there are parameters, those that are closest
      out <- diag(n)
      lags <- which(cumsum(n - seq_len(n - 1)) == length(alpha))
      out[outer(seq_len(n), seq_len(n), function(i, j) i > j & i - j <= lags)] <- alpha
      out[upper.tri(out)] <- t(out)[upper.tri(out)]
      out
    },
    unstructured = {
      out <- diag(n)
      out[lower.tri(out)] <- alpha
      out + t(out) - diag(n)
    },
    stat_M_dep = outer(seq_len(n), seq_len(n), function(i, j) c(1, alpha, rep(0, n))[abs(i - j) + 1]),
    "AR-M" = {
      m <- length(alpha)
      all <- c(1, alpha)
      toeplitz <- outer(seq_len(m), seq_len(m), function(i, j) all[abs(i - j) + 1])
      w <- solve(toeplitz, alpha)
      while (length(all) < n) all <- c(all, sum(w * rev(all)[seq_len(m)]))
      outer(seq_len(n), seq_len(n), function(i, j) all[abs(i - j) + 1])
    })
}

print_gee_model <- function(x) {
  cat("\n", x$title)
  cat("\n", x$version, "\n")
  cat("\nModel:\n")
  cat(" Link:                     ", x$model$link, "\n")
  cat(" Variance to Mean Relation:", x$model$varfun, "\n")
  if (!is.null(x$model$M)) cat(" Correlation Structure:    ", x$model$corstr, ", M =", x$model$M, "\n")
  else cat(" Correlation Structure:    ", x$model$corstr, "\n")
  cat("\nCall:\n")
  cat(paste(deparse(x$call), collapse = "\n"), "\n", sep = "")
}
print.gee <- function(x, digits = NULL, quote = FALSE, prefix = "", ...) {
  # digits that are given stay set, as the package leaves them
  if (is.null(digits)) digits <- options()$digits else options(digits = digits)
  print_gee_model(x)
  cat("\nNumber of observations : ", x$nobs, "\n")
  cat("\nMaximum cluster size   : ", x$max.id, "\n")
  cat("\n\nCoefficients:\n")
  print(x$coefficients, digits = digits)
  cat("\nEstimated Scale Parameter: ", format(round(x$scale, digits), digits = digits))
  cat("\nNumber of Iterations: ", x$iterations)
  n <- min(4, ncol(x$working.correlation))
  cat("\n\nWorking Correlation[1:4,1:4]\n")
  print(x$working.correlation[seq_len(n), seq_len(n), drop = FALSE], digits = digits)
  cat("\n\nReturned Error Value:")
  cat("\n")
  print(x$error)
  invisible(x)
}
summary.gee <- function(object, correlation = TRUE, ...) {
  beta <- object$coefficients
  naive <- sqrt(diag(object$naive.variance))
  robust <- sqrt(diag(object$robust.variance))
  table <- cbind(beta, naive, beta / naive, robust, beta / robust)
  dimnames(table) <- list(names(beta), c("Estimate", "Naive S.E.", "Naive z", "Robust S.E.", "Robust z"))
  out <- object[c("call", "version", "nobs", "title", "model", "error", "scale", "iterations", "nas")]
  out$error <- paste("Error code was", object$error)
  out$residual.summary <- setNames(quantile(object$residuals), c("Min", "1Q", "Median", "3Q", "Max"))
  out$coefficients <- table
  if (correlation) out$working.correlation <- object$working.correlation
  order <- c("call", "version", "nobs", "residual.summary", "model", "title", "coefficients", "working.correlation", "scale", "error", "iterations")
  structure(out[intersect(c(order, "nas"), names(out))], class = "summary.gee")
}
print.summary.gee <- function(x, digits = NULL, quote = FALSE, prefix = "", ...) {
  # digits that are given stay set, as the package leaves them
  if (is.null(digits)) digits <- options()$digits else options(digits = digits)
  print_gee_model(x)
  cat("\nSummary of Residuals:\n")
  print(x$residual.summary, digits = digits)
  cat("\n\nCoefficients:\n")
  print(x$coefficients, digits = digits)
  cat("\nEstimated Scale Parameter: ", format(round(x$scale, digits), digits = digits))
  cat("\nNumber of Iterations: ", x$iterations)
  if (!is.null(x$working.correlation)) {
    cat("\n\nWorking Correlation\n")
    print(x$working.correlation, digits = digits)
  } else cat("\n")
  invisible(x)
}
coef.summary.gee <- function(object, ...) object$coefficients
vcov.gee <- function(object, ...) object$robust.variance
residuals.gee <- function(object, type = c("response", "pearson", "working"), ...) {
  type <- match.arg(type)
  r <- object$residuals
  switch(type, response = r, pearson = r / sqrt(object$family$variance(object$fitted.values)),
         working = r / object$family$mu.eta(object$linear.predictors))
}
predict.gee <- function(object, newdata, type = c("link", "response"), ...) {
  type <- match.arg(type)
  if (missing(newdata)) {
    eta <- object$linear.predictors
    names(eta) <- names(object$fitted.values)
  } else {
    right <- delete.response(object$terms)
    frame <- model.frame(right, newdata, na.action = na.pass, xlev = object$xlevels)
    eta <- as.vector(model.matrix(right, frame, object$contrasts) %*% object$coefficients)
    shift <- model.offset(frame)
    if (!is.null(shift)) eta <- eta + shift
    names(eta) <- row.names(frame)
  }
  if (type == "link") eta else object$family$linkinv(eta)
}
nobs.gee <- function(object, ...) object$nobs
fitted.gee <- function(object, ...) object$fitted.values
