# Cumulative link models (McCullagh 1980, Journal of the Royal Statistical Society B 42, 109-142): the fit that polr and clm
# share, and how MASS names and prints it.

# Thresholds and slopes at the maximum, by Newton's method: P(y <= j) = F(theta_j - x'beta - offset).
# With 'gradtol' the search begins at equal shares and ends when no element of the gradient is larger, as clm's does.
cumulative_fit <- function(y, X, w, offset, link, gradtol = NULL) {
  F <- switch(link, logit = plogis, probit = pnorm, cloglog = function(e) -expm1(-exp(e)), loglog = function(e) exp(-exp(-e)),
              cauchit = pcauchy, .unsupported("link \"", link, "\" is not supported in cumulative link models"))
  f <- switch(link, logit = dlogis, probit = dnorm, cloglog = function(e) exp(e - exp(e)), loglog = function(e) exp(-e - exp(-e)),
              cauchit = dcauchy)
  slope <- switch(link, logit = function(e) dlogis(e) * (1 - 2 * plogis(e)), probit = function(e) -e * dnorm(e),
                  cloglog = function(e) exp(e - exp(e)) * (1 - exp(e)), loglog = function(e) exp(-e - exp(-e)) * (exp(-e) - 1),
                  cauchit = function(e) -2 * e / (pi * (1 + e^2)^2))
  levels <- nlevels(y)
  k <- levels - 1
  y <- as.integer(y)
  upper <- outer(y, seq_len(k), "==") * 1
  lower <- outer(y - 1, seq_len(k), "==") * 1
  B1 <- cbind(upper, -X)
  B2 <- cbind(lower, -X)
  last <- y == levels
  first <- y == 1
  evaluate <- function(p) {
    e1 <- as.vector(B1 %*% p) - offset
    e2 <- as.vector(B2 %*% p) - offset
    probability <- ifelse(last, 1, F(e1)) - ifelse(first, 0, F(e2))
    list(e1 = e1, e2 = e2, p = probability, value = if (all(probability > 0)) -sum(w * log(probability)) else Inf)
  }
  share <- cumsum(tapply(w, factor(y, seq_len(levels)), sum))[seq_len(k)] / sum(w)
  if (!is.null(gradtol)) share <- seq_len(k) / levels
  point <- c(switch(link, logit = qlogis(share), probit = qnorm(share), cloglog = log(-log1p(-share)), loglog = -log(-log(share)),
                    cauchit = qcauchy(share)), numeric(ncol(X)))
  at <- evaluate(point)
  for (round in 1:100) {
    f1 <- ifelse(last, 0, f(at$e1))
    f2 <- ifelse(first, 0, f(at$e2))
    C <- B1 * f1 - B2 * f2
    gradient <- colSums(C * (w / at$p))
    information <- crossprod(C, C * (w / at$p^2)) - crossprod(B1, B1 * (w * ifelse(last, 0, slope(at$e1)) / at$p)) +
      crossprod(B2, B2 * (w * ifelse(first, 0, slope(at$e2)) / at$p))
    change <- solve(information, gradient)
    if (!is.null(gradtol) && max(abs(gradient)) < gradtol || sum(change * gradient) < 1e-16 * max(1, at$value)) break
    size <- 1
    repeat {
      to <- evaluate(point + size * change)
      if (to$value <= at$value + 1e-12 || size < 1e-10) break
      size <- size / 2
    }
    point <- point + size * change
    at <- to
  }
  list(theta = point[seq_len(k)], beta = point[-seq_len(k)], value = at$value, information = information, gradient = max(abs(gradient)),
       rounds = round - 1L, cumulative = F)
}
# The response and design that a call of polr or clm describes; the design without the intercept.
cumulative_parts <- function(call, env, formula, contrasts) {
  frame <- model_frame_of(call, env, formula)
  t <- attr(frame, "terms")
  attr(t, "intercept") <- 1
  X <- .design_of(t, frame, contrasts)
  y <- model.response(frame)
  if (!is.factor(y)) stop("response must be a factor", call. = FALSE)
  if (nlevels(y) <= 2 && as.character(call[[1]])[1] == "polr") stop("response must have 3 or more levels", call. = FALSE)
  w <- model.weights(frame)
  offset <- model.offset(frame)
  list(frame = frame, terms = t, X = X[, attr(X, "assign") != 0, drop = FALSE], contrasts = attr(X, "contrasts"), y = y,
       w = if (is.null(w)) rep(1, length(y)) else w, offset = if (is.null(offset)) rep(0, length(y)) else offset)
}
cumulative_probabilities <- function(theta, eta, F, labels) {
  below <- cbind(0, matrix(F(outer(-eta, theta, "+")), length(eta)), 1)
  out <- below[, -1, drop = FALSE] - below[, -ncol(below), drop = FALSE]
  dimnames(out) <- list(names(eta), labels)
  out
}

polr <- function(formula, data, weights, start, ..., subset, na.action, contrasts = NULL, Hess = FALSE, model = TRUE,
                 method = c("logistic", "probit", "loglog", "cloglog", "cauchit")) {
  call <- match.call()
  method <- match.arg(method)
  parts <- cumulative_parts(with_data(call, parent.frame(), 2L), parent.frame(), formula, contrasts)
  link <- if (method == "logistic") "logit" else method
  fit <- cumulative_fit(parts$y, parts$X, parts$w, parts$offset, link)
  labels <- levels(parts$y)
  beta <- setNames(fit$beta, colnames(parts$X))
  zeta <- setNames(fit$theta, paste(labels[-length(labels)], labels[-1], sep = "|"))
  eta <- setNames(as.vector(parts$X %*% beta) + parts$offset, row.names(parts$frame))
  sorted <- c(length(zeta) + seq_along(beta), seq_along(zeta))
  information <- fit$information[sorted, sorted]
  dimnames(information) <- list(c(names(beta), names(zeta)), c(names(beta), names(zeta)))
  structure(list(coefficients = beta, zeta = zeta, deviance = 2 * fit$value,
                 fitted.values = cumulative_probabilities(fit$theta, eta, fit$cumulative, labels), lev = labels, terms = parts$terms,
                 df.residual = sum(parts$w) - length(beta) - length(zeta), edf = length(beta) + length(zeta), n = sum(parts$w),
                 nobs = sum(parts$w), call = call, method = method, Hessian = information, given = Hess, model = parts$frame,
                 contrasts = parts$contrasts, lp = eta, cumulative = fit$cumulative, convergence = 0L), class = "polr")
}
print_polr_body <- function(x, ...) {
  if (length(x$coefficients)) {
    cat("\nCoefficients:\n")
    print(x$coefficients, ...)
  } else cat("\nNo coefficients\n")
  cat("\nIntercepts:\n")
  print(x$zeta, ...)
  cat("\nResidual Deviance:", format(x$deviance, nsmall = 2L), "\n")
  cat("AIC:", format(x$deviance + 2 * x$edf, nsmall = 2L), "\n")
}
print.polr <- function(x, ...) {
  cat("Call:\n")
  print(x$call)
  print_polr_body(x, ...)
  invisible(x)
}
vcov.polr <- function(object, ...) {
  if (!object$given) message("\nRe-fitting to get Hessian\n")
  solve(object$Hessian)
}
summary.polr <- function(object, digits = max(3, getOption("digits") - 3), correlation = FALSE, ...) {
  covariance <- vcov.polr(object)
  value <- c(object$coefficients, object$zeta)
  error <- sqrt(diag(covariance))
  object$pc <- length(object$coefficients)
  object$coefficients <- cbind(Value = value, `Std. Error` = error, `t value` = value / error)
  object$digits <- digits
  structure(object, class = "summary.polr")
}
print.summary.polr <- function(x, digits = x$digits, ...) {
  cat("Call:\n")
  print(x$call)
  table <- format(round(x$coefficients, digits = digits))
  p <- x$pc
  if (p > 0) {
    cat("\nCoefficients:\n")
    print(x$coefficients[seq_len(p), , drop = FALSE], digits = digits, ...)
  } else cat("\nNo coefficients\n")
  cat("\nIntercepts:\n")
  print(table[-seq_len(p), , drop = FALSE], quote = FALSE, digits = digits, ...)
  cat("\nResidual Deviance:", format(x$deviance, nsmall = 2L), "\n")
  cat("AIC:", format(x$deviance + 2 * x$edf, nsmall = 2L), "\n")
  invisible(x)
}
logLik.polr <- function(object, ...) structure(-object$deviance / 2, df = object$edf, nobs = object$nobs, class = "logLik")
extractAIC.polr <- function(fit, scale = 0, k = 2, ...) c(fit$edf, fit$deviance + k * fit$edf)
nobs.polr <- function(object, ...) object$nobs
fitted.polr <- function(object, ...) object$fitted.values
predict.polr <- function(object, newdata, type = c("class", "probs"), ...) {
  type <- match.arg(type)
  p <- object$fitted.values
  if (!missing(newdata)) {
    t <- delete.response(object$terms)
    frame <- model.frame(t, newdata, na.action = na.pass, xlev = .getXlevels(object$terms, object$model))
    X <- .design_of(t, frame, object$contrasts)
    eta <- as.vector(X[, names(object$coefficients), drop = FALSE] %*% object$coefficients)
    names(eta) <- row.names(frame)
    p <- cumulative_probabilities(object$zeta, eta, object$cumulative, object$lev)
  }
  if (type == "probs") return(drop(p))
  factor(object$lev[max.col(unname(p), "first")], levels = object$lev)
}
confint.polr <- function(object, parm, level = 0.95, ...) .unsupported("confint of polr (profile) is not supported: use confint.default")
anova.polr <- function(object, ..., test = c("Chisq", "none")) {
  fits <- list(object, ...)
  df <- vapply(fits, function(f) f$df.residual, 1)
  fits <- fits[order(df, decreasing = TRUE)]
  df <- sort(df, decreasing = TRUE)
  deviance <- vapply(fits, function(f) f$deviance, 1)
  right <- vapply(fits, function(f) paste(deparse(formula(f)[[3]], 500L), collapse = ""), "")
  change <- c(NA, -diff(df))
  ratio <- c(NA, -diff(deviance))
  table <- data.frame(Model = right, df = df, deviance = deviance, Test = c("", paste(seq_along(fits)[-length(fits)], seq_along(fits)[-1], sep = " vs ")),
                      change = change, ratio = ratio, p = pchisq(ratio, change, lower.tail = FALSE))
  names(table) <- c("Model", "Resid. df", "Resid. Dev", "Test", "   Df", "LR stat.", "Pr(Chi)")
  structure(table, heading = c("Likelihood ratio tests of ordinal regression models\n",
                               paste("Response:", deparse1(formula(fits[[1]])[[2]]))), class = c("Anova", "data.frame"))
}
print.Anova <- function(x, ...) {
  heading <- attr(x, "heading")
  if (!is.null(heading)) cat(heading, sep = "\n")
  attr(x, "heading") <- NULL
  res <- format.data.frame(x, digits = getOption("digits"))
  for (i in which(vapply(x, is.character, NA))) res[[i]] <- x[[i]]
  for (i in seq_len(ncol(x))) res[[i]][is.na(x[[i]])] <- ""
  print.data.frame(res)
  invisible(x)
}
