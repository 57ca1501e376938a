# multinom(): generalized logits against the first category (Agresti 2013, Categorical Data Analysis, section 8.1), searched from
# zero by the variable metric as package nnet does, so that it ends where that ends.

multinom <- function(formula, data, weights, subset, na.action, contrasts = NULL, Hess = FALSE, summ = 0, censored = FALSE,
                     model = FALSE, ..., trace = TRUE, maxit = 100, decay = 0, abstol = 1e-4, reltol = 1e-8, MaxNWts = 1000) {
  call <- match.call()
  if (censored) .unsupported("multinom(censored = TRUE) is not supported")
  if (decay != 0) .unsupported("multinom(decay = ) is not supported")
  if (length(list(...))) .unsupported("multinom(", paste(names(list(...)), collapse = ", "), " = ) is not supported")
  frame <- model_frame_of(call, parent.frame(), formula)
  t <- attr(frame, "terms")
  X <- .design_of(t, frame, contrasts)
  if (!is.null(model.offset(frame))) .unsupported("offsets in multinom are not supported")
  y <- model.response(frame)
  w <- model.weights(frame)
  if (is.null(w)) w <- rep(1, nrow(X))
  if (is.matrix(y)) {
    total <- rowSums(y)
    if (any(total < 0)) stop("some case has no observations", call. = FALSE)
    labels <- colnames(y)
    if (is.null(labels)) labels <- seq_len(ncol(y))
    Y <- y / total
    w <- w * total
  } else {
    if (!is.factor(y)) y <- factor(y)
    counts <- table(y)
    if (any(counts == 0)) {
      warning("group ", paste(sQuote(names(counts)[counts == 0], FALSE), collapse = " "), " is empty", call. = FALSE)
      y <- droplevels(y)
    }
    labels <- levels(y)
    if (length(labels) < 2) stop("need two or more classes to fit a multinom model", call. = FALSE)
    Y <- outer(as.integer(y), seq_along(labels), "==") * 1
  }
  r <- ncol(X)
  k <- ncol(Y) - 1L
  outputs <- if (k == 1) 1L else k + 1L
  if ((r + 1) * outputs > MaxNWts) stop("too many (", (r + 1) * outputs, ") weights", call. = FALSE)
  if (trace) cat("# weights:  ", (r + 1) * outputs, " (", r * k, " variable)\n", sep = "")
  value <- function(b) -sum(w * Y * .generalized_logits(X, b, k, TRUE))
  gradient <- function(b) as.vector(crossprod(X, w * (exp(.generalized_logits(X, b, k, TRUE)) - Y))[, -1])
  start <- numeric(r * k)
  if (trace) cat(sprintf("initial  value %f \n", value(start)))
  report <- if (trace) function(round, f) if (round %% 10 == 0) cat(sprintf("iter%4d value %f\n", round, f))
  fit <- .metric(start, value, gradient, abstol, reltol, as.integer(maxit), report)
  if (trace) {
    if (fit$convergence == 0) cat(sprintf("final  value %f \nconverged\n", fit$value))
    else cat(sprintf("final  value %f \nstopped after %d iterations\n", fit$value, as.integer(maxit)))
  }
  p <- exp(.generalized_logits(X, fit$par, k, FALSE))
  dimnames(p) <- list(rownames(X), labels)
  dimnames(Y) <- dimnames(p)
  coefficients <- matrix(fit$par, k, byrow = TRUE, dimnames = list(labels[-1], colnames(X)))
  edf <- qr(X)$rank * k
  out <- list(n = c(r, 0, outputs), value = fit$value, fitted.values = if (k == 1) structure(p[, 2, drop = FALSE], dimnames = list(rownames(p), NULL)) else p,
              residuals = if (k == 1) structure((Y - p)[, 2, drop = FALSE], dimnames = list(rownames(p), NULL)) else Y - p, lev = labels,
              call = call, terms = t, weights = w, deviance = 2 * fit$value, rank = qr(X)$rank, vcoefnames = colnames(X), contrasts = attr(X, "contrasts"),
              xlevels = .getXlevels(t, frame), edf = edf, AIC = 2 * fit$value + 2 * edf, beta = coefficients, X = X, probabilities = p, model = frame,
              convergence = fit$convergence)
  class(out) <- c("multinom", "nnet")
  if (Hess) out$Hessian <- .multinom_information(out)
  out
}
# Log probabilities of each category, coefficients category by category, without the first.
.generalized_logits <- function(X, b, k, safe) {
  eta <- cbind(0, X %*% matrix(b, ncol = k))
  top <- eta[, 1]
  for (j in seq_len(k)) top <- pmax(top, eta[, j + 1])
  eta - (top + log(rowSums(exp(eta - top))))
}
.multinom_information <- function(object) {
  X <- object$X
  p <- object$probabilities[, -1, drop = FALSE]
  r <- ncol(X)
  k <- ncol(p)
  out <- matrix(0, r * k, r * k)
  for (a in seq_len(k)) for (b in seq_len(k)) {
    v <- object$weights * p[, a] * ((a == b) - p[, b])
    out[(a - 1) * r + seq_len(r), (b - 1) * r + seq_len(r)] <- crossprod(X, X * v)
  }
  named_square(out, .multinom_names(object))
}
.multinom_names <- function(object) {
  if (length(object$lev) == 2) object$vcoefnames
  else as.vector(t(outer(object$lev[-1], object$vcoefnames, paste, sep = ":")))
}
coef.multinom <- function(object, ...) if (length(object$lev) == 2) setNames(object$beta[1, ], object$vcoefnames) else object$beta
vcov.multinom <- function(object, ...) {
  named_square(solve(.multinom_information(object)), .multinom_names(object))
}
.multinom_call <- function(call) {
  cat("Call:\n")
  cat(deparse(call), sep = "\n")
}
print.multinom <- function(x, ...) {
  .multinom_call(x$call)
  cat("\nCoefficients:\n")
  print(coef.multinom(x), ...)
  cat("\nResidual Deviance:", format(x$deviance), "\n")
  cat("AIC:", format(x$AIC), "\n")
  invisible(x)
}
summary.multinom <- function(object, correlation = FALSE, digits = getOption("digits"), Wald.ratios = FALSE, ...) {
  covariance <- vcov.multinom(object)
  error <- sqrt(diag(covariance))
  binary <- length(object$lev) == 2
  object$is.binomial <- binary
  object$digits <- digits
  object$coefficients <- coef.multinom(object)
  object$standard.errors <- if (binary) setNames(error, object$vcoefnames) else structure(matrix(error, nrow(object$beta), byrow = TRUE), dimnames = dimnames(object$beta))
  if (Wald.ratios) object$Wald.ratios <- object$coefficients / object$standard.errors
  if (correlation) object$correlation <- covariance / outer(error, error)
  class(object) <- "summary.multinom"
  object
}
coef.summary.multinom <- function(object, ...) object$coefficients
print.summary.multinom <- function(x, digits = x$digits, ...) {
  .multinom_call(x$call)
  cat("\nCoefficients:\n")
  if (x$is.binomial) {
    print(cbind(Values = x$coefficients, `Std. Err.` = x$standard.errors, `Value/SE` = x$Wald.ratios), digits = digits)
  } else {
    print(x$coefficients, digits = digits)
    cat("\nStd. Errors:\n")
    print(x$standard.errors, digits = digits)
    if (!is.null(x$Wald.ratios)) {
      cat("\nValue/SE (Wald statistics):\n")
      print(x$Wald.ratios, digits = digits)
    }
  }
  cat("\nResidual Deviance:", format(x$deviance), "\n")
  cat("AIC:", format(x$AIC), "\n")
  if (!is.null(x$correlation) && ncol(x$correlation) > 1) {
    cat("\nCorrelation of Coefficients:\n")
    r <- x$correlation
    low <- lower.tri(r)
    r[low] <- format(round(r[low], digits))
    r[!low] <- ""
    print(r[-1, -ncol(r)], quote = FALSE, ...)
  }
  invisible(x)
}
confint.multinom <- function(object, parm, level = 0.95, ...) {
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  q <- qnorm(tails)
  error <- sqrt(diag(vcov.multinom(object)))
  if (length(object$lev) == 2) {
    beta <- coef.multinom(object)
    out <- cbind(beta + q[1] * error, beta + q[2] * error)
    dimnames(out) <- list(object$vcoefnames, percent_names(tails))
    return(if (missing(parm)) out else out[parm, , drop = FALSE])
  }
  beta <- t(object$beta)
  out <- array(NA_real_, c(nrow(beta), 2, ncol(beta)), dimnames = list(rownames(beta), percent_names(tails), colnames(beta)))
  for (side in 1:2) out[, side, ] <- beta + q[side] * matrix(error, nrow(beta))
  if (missing(parm)) out else out[parm, , , drop = FALSE]
}
logLik.multinom <- function(object, ...) structure(-0.5 * object$deviance, df = object$edf, nobs = sum(object$weights), class = "logLik")
extractAIC.multinom <- function(fit, scale, k = 2, ...) c(fit$edf, fit$deviance + k * fit$edf)
deviance.multinom <- function(object, ...) object$deviance
fitted.multinom <- function(object, ...) naresid(attr(object$model, "na.action"), object$fitted.values)
residuals.multinom <- function(object, ...) naresid(attr(object$model, "na.action"), object$residuals)
formula.multinom <- function(x, ...) structure(formula(x$terms), .Environment = environment(x$terms))
terms.multinom <- function(x, ...) x$terms
model.frame.multinom <- function(formula, ...) formula$model
model.matrix.multinom <- function(object, ...) object$X
predict.multinom <- function(object, newdata, type = c("class", "probs"), ...) {
  type <- match.arg(type)
  if (missing(newdata)) p <- object$probabilities
  else {
    right <- delete.response(object$terms)
    frame <- model.frame(right, newdata, na.action = na.pass, xlev = object$xlevels)
    X <- .design_of(right, frame, object$contrasts)
    p <- exp(.generalized_logits(X, as.vector(t(object$beta)), nrow(object$beta), FALSE))
    dimnames(p) <- list(rownames(X), object$lev)
  }
  if (type == "class") return(factor(object$lev[max.col(p, "first")], levels = object$lev))
  if (ncol(p) == 2) return(p[, 2])
  drop(p)
}
drop1.multinom <- function(object, scope, sorted = FALSE, trace = FALSE, ...) {
  scope <- if (missing(scope)) drop.scope(object$terms) else drop_labels(object, scope)
  rows <- list(c(object$edf, object$AIC))
  for (term in scope) {
    cat("trying -", term, fill = TRUE)
    call <- object$call
    call$formula <- update.formula(formula(object), as.formula(paste("~ . -", term)))
    call$trace <- trace
    fit <- eval(call, environment(object$terms))
    rows <- c(rows, list(c(fit$edf, fit$AIC)))
  }
  out <- do.call(rbind, rows)
  dimnames(out) <- list(c("<none>", paste("-", scope)), c("Df", "AIC"))
  if (sorted) out <- out[order(out[, 2]), ]
  structure(as.data.frame(out), class = c("anova", "data.frame"))
}
anova.multinom <- function(object, ..., test = c("Chisq", "none")) {
  test <- match.arg(test)
  if (!length(list(...))) stop("anova is not implemented for a single \"multinom\" object", call. = FALSE)
  fits <- list(object, ...)
  edf <- vapply(fits, function(f) f$edf, 1)
  fits <- fits[order(edf)]
  if (length(unique(vapply(fits, function(f) length(f$residuals), 1L))) > 1) {
    stop("models were not all fitted to the same size of dataset", call. = FALSE)
  }
  dfs <- (nrow(object$residuals) * (ncol(object$residuals) - 1) - edf)[order(edf)]
  deviance <- vapply(fits, function(f) f$deviance, 1)
  df <- c(NA, -diff(dfs))
  ratio <- c(NA, -diff(deviance))
  out <- data.frame(vapply(fits, function(f) paste(deparse(formula(f)[[3]], 500L), collapse = ""), ""), dfs, deviance,
                    c("", paste(seq_len(length(fits) - 1), seq_along(fits)[-1], sep = " vs ")), df, ratio, 1 - pchisq(ratio, df))
  names(out) <- c("Model", "Resid. df", "Resid. Dev", "Test", "   Df", "LR stat.", "Pr(Chi)")
  if (test == "none") out <- out[1:6]
  structure(out, heading = c("Likelihood ratio tests of Multinomial Models\n", paste("Response:", deparse(formula(object)[[2]]))),
            class = c("Anova", "data.frame"))
}
nnet <- function(...) .unsupported("nnet() is not supported: multinom() fits generalized logits")
