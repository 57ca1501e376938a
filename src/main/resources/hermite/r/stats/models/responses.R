# Linear models of several responses: one fit by least squares for each column.

.lm_of_responses <- function(call, response, frame, contrasts) {
  labels <- colnames(response)
  if (is.null(labels)) labels <- paste0("Y", seq_len(ncol(response)))
  labels[labels == ""] <- paste0("Y", seq_len(ncol(response)))[labels == ""]
  terms <- attr(frame, "terms")
  w <- model.weights(frame)
  fits <- lapply(seq_along(labels), function(j) {
    single <- frame
    single[[1]] <- response[, j]
    attr(single, "terms") <- terms
    args <- list(formula = terms, data = single, contrasts = contrasts)
    fit <- .lm_from_frame(single, contrasts, w)
    fit$call <- call
    fit$call$formula <- update.formula(formula(terms), as.formula(paste("`", labels[j], "` ~ .", sep = "")))
    fit
  })
  bind <- function(name) structure(do.call(cbind, lapply(fits, `[[`, name)), dimnames = list(names(fits[[1]][[name]]), labels))
  structure(list(coefficients = bind("coefficients"), residuals = bind("residuals"), fitted.values = bind("fitted.values"),
                 rank = fits[[1]]$rank, df.residual = fits[[1]]$df.residual, assign = fits[[1]]$assign,
                 contrasts = fits[[1]]$contrasts, xlevels = fits[[1]]$xlevels, call = call, terms = terms, model = frame,
                 fits = setNames(fits, labels)), class = c("mlm", "lm"))
}
.lm_from_frame <- function(frame, contrasts, w) {
  terms <- attr(frame, "terms")
  design <- if (is.empty.model(terms)) matrix(numeric(), nrow(frame), 0) else model.matrix(terms, frame, contrasts)
  fit <- if (is.null(w)) lm.fit(design, frame[[1]]) else lm.wfit(design, frame[[1]], w)
  fit$contrasts <- attr(design, "contrasts")
  fit$xlevels <- .getXlevels(terms, frame)
  fit$terms <- terms
  fit$model <- frame
  structure(fit, class = "lm")
}
lm.fit <- function(x, y, offset = NULL, method = "qr", tol = 1e-7, singular.ok = TRUE, ...) {
  .weighted_fit(as.matrix(x), y, NULL, offset, tol, singular.ok)
}
lm.wfit <- function(x, y, w, offset = NULL, method = "qr", tol = 1e-7, singular.ok = TRUE, ...) {
  .weighted_fit(as.matrix(x), y, w, offset, tol, singular.ok)
}
.weighted_fit <- function(x, y, w, offset, tol, singular.ok) {
  if (NROW(y) != nrow(x)) stop("incompatible dimensions", call. = FALSE)
  labels <- if (is.null(names(y))) rownames(x) else names(y)
  response <- as.vector(y)
  target <- if (is.null(offset)) response else response - offset
  root <- if (is.null(w)) rep.int(1, length(target)) else sqrt(w)
  used <- root > 0
  solution <- .least_squares(x[used, , drop = FALSE] * root[used], target[used] * root[used], tol)
  if (!singular.ok && solution$rank < ncol(x)) stop("singular fit encountered", call. = FALSE)
  beta <- solution$coefficients
  linear <- as.vector(x %*% replace(beta, is.na(beta), 0))
  beta[setdiff(seq_len(ncol(x)), solution$pivot[seq_len(solution$rank)])] <- NA
  names(beta) <- if (is.null(colnames(x))) paste0("x", seq_len(ncol(x))) else colnames(x)
  fitted <- linear + if (is.null(offset)) 0 else offset
  out <- list(coefficients = beta, residuals = structure(response - fitted, names = labels), effects = solution$effects,
              rank = solution$rank, fitted.values = structure(fitted, names = labels), assign = attr(x, "assign"),
              qr = solution, df.residual = sum(used) - solution$rank)
  if (!is.null(w)) out$weights <- w
  out
}
print.mlm <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  print_call(x$call)
  cat("Coefficients:\n")
  print.default(format(x$coefficients, digits = digits), print.gap = 2L, quote = FALSE)
  cat("\n")
  invisible(x)
}
summary.mlm <- function(object, ...) {
  structure(setNames(lapply(object$fits, summary.lm), paste("Response", names(object$fits))),
            class = c("summary.mlm", "listof"))
}
print.summary.mlm <- function(x, ...) {
  for (name in names(x)) {
    cat(name, ":\n", sep = " ")
    print(x[[name]], ...)
    cat("\n")
  }
  invisible(x)
}
residuals.mlm <- function(object, ...) object$residuals
deviance.mlm <- function(object, ...) colSums(object$residuals^2)
sigma.mlm <- function(object, ...) vapply(object$fits, sigma, 1)
vcov.mlm <- function(object, ...) {
  cross <- crossprod(object$residuals) / object$df.residual
  unscaled <- unscaled_covariance(object$fits[[1]])
  labels <- paste(rep(colnames(cross), each = nrow(unscaled)), rownames(unscaled), sep = ":")
  structure(kronecker(unname(cross), unname(unscaled)), dimnames = list(labels, labels))
}
nobs.mlm <- function(object, ...) NROW(object$residuals)
# What is there for one response only.
drop1.mlm <- function(object, ...) stop("no 'drop1' method for \"mlm\" models")
add1.mlm <- function(object, ...) stop("no 'add1' method implemented for \"mlm\" models")
simulate.mlm <- function(object, ...) {
  stop(simpleError("simulate() is not yet implemented for multivariate lm()", replace(sys.call(), 1, list(quote(simulate.lm)))))
}
logLik.mlm <- function(object, ...) {
  stop(simpleError("'logLik.lm' does not support multiple responses", replace(sys.call(), 1, list(quote(logLik.lm)))))
}
predict.mlm <- function(object, newdata, se.fit = FALSE, ...) {
  if (se.fit) stop("the 'se.fit' argument is not yet implemented for \"mlm\" objects")
  if (missing(newdata)) return(object$fitted.values)
  do.call(cbind, lapply(object$fits, predict.lm, newdata = newdata))
}
confint.mlm <- function(object, level = 0.95, ...) {
  estimate <- coef(object)
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  covariance <- vcov.mlm(object)
  out <- as.vector(estimate) + outer(sqrt(diag(covariance)), qt(tails, object$df.residual))
  dimnames(out) <- list(rownames(covariance), percent_names(tails))
  out
}
# Multivariate tests of terms added one after the other, by Pillai's trace or its rivals (Rao 1973, section 8c).
anova.mlm <- function(object, ..., test = c("Pillai", "Wilks", "Hotelling-Lawley", "Roy", "Spherical")) {
  test <- match.arg(test)
  if (test == "Spherical") .unsupported("test = \"Spherical\" is not supported")
  if (length(list(...))) return(compare_responses(list(object, ...), test))
  first <- object$fits[[1]]
  rank <- seq_len(object$rank)
  assign <- object$assign[first$qr$pivot[rank]]
  effects <- vapply(object$fits, function(f) f$effects[rank], numeric(length(rank)))
  E <- crossprod(object$residuals)
  root <- t(solve(chol(E)))
  terms <- sort(unique(assign))
  labels <- c("(Intercept)", attr(object$terms, "term.labels"))[terms + 1]
  rows <- lapply(terms, function(t) {
    own <- effects[assign == t, , drop = FALSE]
    q <- nrow(own)
    values <- pmax(eigen(root %*% crossprod(own) %*% t(root), symmetric = TRUE)$values, 0)
    tested <- multivariate_test(test, values, ncol(E), q, object$df.residual)
    c(q, tested, pf(tested[2], tested[3], tested[4], lower.tail = FALSE))
  })
  table <- as.data.frame(rbind(do.call(rbind, rows), c(object$df.residual, rep(NA, 5))))
  dimnames(table) <- list(c(labels, "Residuals"), c("Df", test, "approx F", "num Df", "den Df", "Pr(>F)"))
  structure(table, heading = "Analysis of Variance Table\n", class = c("anova", "data.frame"))
}
# The statistic, its F, and the degrees of freedom of that: from the roots of hypothesis against error, p responses, q degrees of
# freedom of the hypothesis, v of the error.
multivariate_test <- function(test, values, p, q, v) {
  s <- min(p, q)
  m <- (abs(p - q) - 1) / 2
  n <- (v - p - 1) / 2
  switch(test,
    Pillai = {
      trace <- sum(values / (1 + values))
      c(trace, (2 * n + s + 1) / (2 * m + s + 1) * trace / (s - trace), s * (2 * m + s + 1), s * (2 * n + s + 1))
    },
    Wilks = {
      ratio <- prod(1 / (1 + values))
      r <- v - (p - q + 1) / 2
      u <- (p * q - 2) / 4
      k <- if (p^2 + q^2 > 5) sqrt((p^2 * q^2 - 4) / (p^2 + q^2 - 5)) else 1
      c(ratio, (ratio^(-1 / k) - 1) * (r * k - 2 * u) / p / q, p * q, r * k - 2 * u)
    },
    `Hotelling-Lawley` = {
      trace <- sum(values)
      c(trace, 2 * (s * n + 1) * trace / (s^2 * (2 * m + s + 1)), s * (2 * m + s + 1), 2 * (s * n + 1))
    },
    Roy = {
      largest <- max(values)
      d <- max(p, q)
      c(largest, largest * (v - d + q) / d, d, v - d + q)
    })
}
