# glmmML(): random intercepts by adaptive Gauss-Hermite quadrature or Laplace, printed as package glmmML prints them.

glmmML <- function(formula, family = binomial, data, cluster, weights, cluster.weights, subset, na.action, offset,
                   contrasts = NULL, prior = c("gaussian", "logistic", "cauchy"), start.coef = NULL, start.sigma = NULL,
                   fix.sigma = FALSE, x = FALSE, control = list(), method = c("Laplace", "ghq"), n.points = 8, boot = 0) {
  call <- match.call()
  method <- match.arg(method)
  prior <- match.arg(prior)
  if (prior != "gaussian") .unsupported("prior = \"", prior, "\" is not supported: only \"gaussian\" is")
  if (boot > 0) .unsupported("boot is not supported")
  if (fix.sigma) .unsupported("fix.sigma = TRUE is not supported")
  if (!missing(cluster.weights)) .unsupported("cluster.weights is not supported")
  if (missing(cluster)) stop("No cluster specified; use 'glm' instead")
  family <- as_family(family, parent.frame())
  if (!family$family %in% c("binomial", "poisson")) stop("only binomial and poisson families are supported by glmmML")
  frame <- model_frame_of(call, parent.frame())
  terms <- attr(frame, "terms")
  group <- factor(frame[["(cluster)"]])
  y <- model.response(frame, "any")
  X <- model.matrix(terms, frame, contrasts)
  prior_weights <- if (is.null(model.weights(frame))) rep(1, NROW(y)) else model.weights(frame)
  begin <- family$initialize(y, prior_weights)
  points <- if (method == "Laplace") 1L else as.integer(n.points)
  z <- matrix(1, nrow(X), 1)
  shift <- model.offset(frame)
  fit <- .glmm(as.vector(begin$y), begin$weights, X, list(z), list(as.integer(group)), nlevels(group), shift,
               family$family, family$link, points, NULL)
  null <- glm.fit(X, y, prior_weights, offset = shift, family = family)
  p <- ncol(X)
  saturated <- saturated_likelihood(family, begin$y, begin$weights)
  deviance <- fit$criterion + 2 * saturated
  names <- colnames(X)
  out <- list(boot = 0, converged = TRUE, coefficients = setNames(fit$beta, names),
              coef.sd = setNames(sqrt(diag(fit$vcov)), names), sigma = sqrt(fit$G[[1]][1, 1]),
              sigma.sd = fit$variance.se / (2 * sqrt(fit$G[[1]][1, 1])),
              variance = named_square(fit$vcov, names), aic = deviance + 2 * (p + 1), deviance = deviance,
              df.residual = length(begin$y) - p - 1, cluster.null.deviance = null$deviance,
              cluster.null.df = length(begin$y) - p, posterior.modes = as.vector(fit$effects[[1]]), prior = prior,
              terms = terms, call = call, method = method, n.points = points)
  structure(out, class = "glmmML")
}
# Log likelihood of a fit that reproduces every response.
saturated_likelihood <- function(family, y, weights) {
  if (family$family == "poisson") sum(dpois(y, y, log = TRUE))
  else sum(dbinom(round(y * weights), round(weights), y, log = TRUE))
}
print.glmmML <- function(x, digits = max(3, getOption("digits") - 3), na.print = "", ...) {
  cat("\nCall: ", deparse(x$call), "\n\n")
  saved <- options(digits = digits)
  on.exit(options(saved))
  z <- x$coefficients / x$coef.sd
  table <- cbind(x$coefficients, x$coef.sd, z, signif(1 - pchisq(z^2, 1), digits - 1))
  dimnames(table) <- list(names(x$coefficients), c("coef", "se(coef)", "z", "Pr(>|z|)"))
  cat("\n")
  print(table, right = TRUE)
  cat("\nScale parameter in mixing distribution: ", x$sigma, x$prior, "\n")
  cat("Std. Error:                             ", x$sigma.sd, "\n")
  p <- 0.5 * pchisq(x$cluster.null.deviance - x$deviance, df = 1, lower.tail = FALSE)
  cat("\n        LR p-value for H_0: sigma = 0: ", p, "\n")
  cat("\nResidual deviance:", format(signif(x$deviance, digits)), "on", x$df.residual, "degrees of freedom", "\tAIC:",
      format(signif(x$aic, digits)), "\n")
  invisible(x)
}
summary.glmmML <- function(object, ...) structure(object, class = c("summary.glmmML", "glmmML"))
print.summary.glmmML <- function(x, ...) print.glmmML(x, ...)
vcov.glmmML <- function(object, ...) object$variance
logLik.glmmML <- function(object, ...) {
  structure(-object$deviance / 2, df = length(object$coefficients) + 1,
            nobs = object$df.residual + length(object$coefficients) + 1, class = "logLik")
}
AIC.glmmML <- function(object, ..., k = 2) object$aic + (k - 2) * (length(object$coefficients) + 1)
extractAIC.glmmML <- function(fit, scale, k = 2, ...) c(length(fit$coefficients) + 1, AIC.glmmML(fit, k = k))
