# mixed_model(): generalized linear mixed models by adaptive quadrature, as package GLMMadaptive names and prints them.

mixed_model <- function(fixed, random, data, family, weights = NULL, na.action = na.exclude, zi_fixed = NULL,
                        zi_random = NULL, penalized = FALSE, n_phis = NULL, initial_values = NULL, control = list(), ...) {
  call <- match.call()
  if (!is.null(zi_random)) .unsupported("mixed_model with random effects of the zero part (zi_random) is not supported")
  if (!identical(penalized, FALSE)) .unsupported("mixed_model(penalized = TRUE) is not supported")
  if (!is.null(weights)) .unsupported("mixed_model(weights = ) is not supported")
  settings <- c(list(...), control)
  points <- if (is.null(settings$nAGQ)) NULL else settings$nAGQ
  family <- as_family(family, parent.frame())
  inflated <- family$family %in% c("zero-inflated poisson", "zero-inflated negative binomial")
  if (inflated && is.null(zi_fixed)) stop("you have defined a family with an extra zero-part; at least argument 'zi_fixed' needs to be defined", call. = FALSE)
  if (!inflated && !is.null(zi_fixed)) stop("'zi_fixed' needs a family with a zero part, as zi.poisson()", call. = FALSE)
  bar <- random[[2]]
  diagonal <- identical(as.character(bar[[1]]), "||")
  if (!is.call(bar) || !as.character(bar[[1]]) %in% c("|", "||")) stop("'random' must be of the form ~ x | id")
  shown <- fixed
  f <- fixed
  f[[3]] <- call("+", fixed[[3]], call("(", call("|", bar[[2]], bar[[3]])))
  parts <- mixed_parts(as.call(c(quote(mixed_model), list(formula = f, data = data))), parent.frame(), NULL)
  q <- ncol(parts$terms[[1]]$z)
  if (is.null(points)) points <- if (q < 3) 11L else 7L
  t <- parts$terms[[1]]
  negative <- family$family %in% c("negative binomial", "zero-inflated negative binomial") || startsWith(family$family, "Negative")
  if (inflated) {
    if (diagonal) .unsupported("mixed_model with a zero part and uncorrelated random effects is not supported")
    if (!is.null(parts$offset)) .unsupported("mixed_model with a zero part and an offset is not supported")
    parts$zero_terms <- terms(zi_fixed)
    frame <- data[row.names(parts$frame), , drop = FALSE]
    parts$zero <- .design_of(parts$zero_terms, model.frame(zi_fixed, frame, na.action = na.fail), NULL)
    parts$response <- as.vector(parts$y)
    parts$prior <- rep(1, length(parts$response))
    fit <- zero_inflated_fit(parts, list(t$z), list(as.integer(t$factor)), nlevels(t$factor), negative, as.integer(points), FALSE)
    gammas <- setNames(fit$beta[ncol(parts$X) + seq_len(ncol(parts$zero))], colnames(parts$zero))
    # the last coefficient is the logarithm of k, the package's the logarithm of 1/k
    phis <- if (negative) -fit$beta[length(fit$beta)]
    own <- seq_len(ncol(parts$X))
    errors <- sqrt(diag(fit$vcov))
    gamma_errors <- errors[ncol(parts$X) + seq_along(gammas)]
    phi_error <- if (negative) errors[length(errors)]
    fit$beta <- fit$beta[own]
    fit$vcov <- fit$vcov[own, own, drop = FALSE]
  } else {
    counted <- family$family == "negative binomial"
    begin <- if (counted) list(y = parts$y, weights = rep(1, length(parts$y))) else family$initialize(parts$y, rep(1, NROW(parts$y)))
    fit <- .glmm(as.vector(begin$y), begin$weights, parts$X, list(t$z), list(as.integer(t$factor)), nlevels(t$factor),
                 parts$offset, if (counted) "nbinom2" else family$family, family$link, as.integer(points),
                 if (diagonal) "diagonal" else if (negative) "estimate" else NULL)
    gammas <- gamma_errors <- NULL
    phis <- if (!is.na(fit$shape)) -log(fit$shape)
    phi_error <- if (!is.na(fit$shape)) sqrt(fit$covariance[nrow(fit$covariance), nrow(fit$covariance)]) / fit$shape
  }
  names <- colnames(parts$X)
  dimnames(fit$G[[1]]) <- list(t$names, t$names)
  dimnames(fit$effects[[1]]) <- list(levels(t$factor), t$names)
  n <- nlevels(t$factor)
  df <- length(fit$beta) + (if (diagonal) q else q * (q + 1) / 2) + length(gammas) + length(phis)
  out <- list(coefficients = setNames(fit$beta, names), phis = phis, gammas = gammas, gamma_errors = gamma_errors, phi_error = phi_error, D = fit$G[[1]], diagonal = diagonal, covariance = fit$covariance,
              post_modes = fit$effects[[1]], post_vars = fit$condvar[[1]], logLik = -fit$criterion / 2, df = df, n_groups = n,
              n_obs = nrow(parts$X), converged = TRUE, vcov = named_square(fit$vcov, names), call = call, family = family,
              nAGQ = points, formula = shown, group = t$group, parts = parts)
  structure(out, class = "MixMod")
}
fixef <- function(object, ...) UseMethod("fixef")
ranef <- function(object, ...) UseMethod("ranef")
VarCorr <- function(x, sigma = 1, ...) UseMethod("VarCorr")
fixef.MixMod <- function(object, sub_model = c("main", "zero_part"), ...) {
  if (match.arg(sub_model) == "main") return(object$coefficients)
  if (is.null(object$gammas)) stop("the fitted model does not have an extra zero part", call. = FALSE)
  object$gammas
}
coef.MixMod <- function(object, ...) sweep_add(object$post_modes, object$coefficients)
sweep_add <- function(modes, beta) {
  out <- matrix(beta, nrow(modes), length(beta), byrow = TRUE, dimnames = list(rownames(modes), names(beta)))
  out[, colnames(modes)] <- out[, colnames(modes), drop = FALSE] + modes
  out
}
ranef.MixMod <- function(object, post_vars = FALSE, ...) {
  if (post_vars) attr(object$post_modes, "post_vars") <- object$post_vars
  object$post_modes
}
VarCorr.MixMod <- function(x, ...) x$D
# Of all parameters: fixed effects, the matrix as its upper triangular root with logarithms in the diagonal, dispersion.
vcov.MixMod <- function(object, parm = c("all", "fixed-effects", "var-cov", "extra", "zero_part"), sandwich = FALSE, ...) {
  parm <- match.arg(parm)
  if (sandwich) .unsupported("sandwich = TRUE is not supported for fits of mixed_model")
  if (parm == "fixed-effects") return(object$vcov)
  if (parm == "zero_part" && is.null(object$gammas)) stop("the fitted model does not have an extra zero part.", call. = FALSE)
  if (parm == "extra" && is.null(object$phis)) stop("the model behind 'object' contains no extra (phis) parameters.\n", call. = FALSE)
  if (!is.null(object$gammas)) .unsupported("vcov(parm = \"", parm, "\") is not supported with a zero part: parm = \"fixed-effects\" is")
  p <- length(object$coefficients)
  slopes <- root_slopes(object$D, object$diagonal)
  q <- ncol(slopes)
  turn <- diag(nrow(object$covariance))
  turn[p + seq_len(q), p + seq_len(q)] <- solve(slopes)
  if (!is.null(object$phis)) turn[p + q + 1, p + q + 1] <- -exp(object$phis)
  out <- named_square(turn %*% object$covariance %*% t(turn), c(names(object$coefficients), colnames(slopes), if (!is.null(object$phis)) "phi_1"))
  own <- switch(parm, all = seq_len(nrow(out)), "var-cov" = p + seq_len(q), extra = p + q + 1)
  out[own, own, drop = FALSE]
}
# The matrix by the elements of that root, columns first, and back.
root_elements <- function(D, diagonal) {
  if (diagonal) return(log(diag(D)))
  U <- chol(D)
  diag(U) <- log(diag(U))
  U[upper.tri(U, TRUE)]
}
root_matrix <- function(theta, n, diagonal) {
  if (diagonal) return(diag(exp(theta), n))
  U <- matrix(0, n, n)
  U[upper.tri(U, TRUE)] <- theta
  diag(U) <- exp(diag(U))
  crossprod(U)
}
root_slopes <- function(D, diagonal) {
  n <- nrow(D)
  if (diagonal) return(matrix(diag(diag(D), n), n, dimnames = list(NULL, paste0("D_", seq_len(n), seq_len(n)))))
  U <- chol(D)
  at <- which(upper.tri(U, TRUE), arr.ind = TRUE)
  out <- apply(at, 1, function(k) {
    one <- matrix(0, n, n)
    one[k[1], k[2]] <- if (k[1] == k[2]) U[k[1], k[2]] else 1
    change <- t(one) %*% U + t(U) %*% one
    change[upper.tri(change, TRUE)]
  })
  matrix(out, nrow(at), dimnames = list(NULL, paste0("D_", at[, 1], at[, 2])))
}
logLik.MixMod <- function(object, ...) structure(object$logLik, df = object$df, nobs = object$n_groups, class = "logLik")
extractAIC.MixMod <- function(fit, scale, k = 2, ...) c(fit$df, -2 * fit$logLik + k * fit$df)
terms.MixMod <- function(x, type = "termsX", ...) if (type == "termsX") x$parts$fixed else .unsupported("terms of type ", type, " are not supported")
model.frame.MixMod <- function(formula, ...) formula$parts$frame
# Responses drawn at the modes of the random effects, or at new ones; a column a draw.
simulate.MixMod <- function(object, nsim = 1, seed = NULL, type = c("subject_specific", "mean_subject"), new_RE = FALSE, ...) {
  type <- match.arg(type)
  refuse <- names(list(...))
  if (length(refuse)) .unsupported("simulate() of mixed_model does not support '", refuse[1], "'")
  if (!is.null(object$gammas)) .unsupported("simulate() of mixed_model with a zero part is not supported")
  if (!is.null(seed)) set.seed(seed)
  t <- object$parts$terms[[1]]
  eta <- as.vector(object$parts$X %*% object$coefficients)
  n <- length(eta)
  size <- if (is.matrix(object$parts$y)) rowSums(object$parts$y) else rep(1, n)
  matrix(vapply(seq_len(nsim), function(i) {
    b <- if (new_RE) matrix(rnorm(nlevels(t$factor) * ncol(t$z)), ncol = ncol(t$z)) %*% chol(object$D) else object$post_modes
    shift <- if (type == "subject_specific") rowSums(t$z * b[as.integer(t$factor), , drop = FALSE]) else 0
    mu <- object$family$linkinv(eta + shift)
    switch(object$family$family, binomial = rbinom(n, size, mu), poisson = rpois(n, mu), "negative binomial" = rnbinom(n, size = exp(object$phis), mu = mu),
           .unsupported("simulate() is not supported for family ", object$family$family)) + 0
  }, numeric(n)), n)
}
nobs.MixMod <- function(object, level = 1, ...) if (level == 0) object$n_obs else object$n_groups
formula.MixMod <- function(x, ...) x$formula
family.MixMod <- function(object, ...) object$family
model.matrix.MixMod <- function(object, ...) object$parts$X

# Standard deviations and correlations with four digits, signs in a column of their own, as text.
random_table <- function(D, digits) {
  sd <- sqrt(diag(D))
  n <- nrow(D)
  if (n == 1) return(print(data.frame(StdDev = sd, row.names = rownames(D))))
  if (all(abs(D[lower.tri(D)]) < sqrt(.Machine$double.eps))) return(print(data.frame(StdDev = round(sd, digits), row.names = rownames(D))))
  r <- round(D / outer(sd, sd), digits)[, -n, drop = FALSE]
  text <- matrix(sprintf("% .4f", r), n)
  text[outer(seq_len(n), seq_len(n - 1), "<=")] <- ""
  # of two effects the name is lost
  if (n > 2) text[1, ] <- abbreviate(rownames(D)[-n], 6)
  out <- data.frame(sprintf("% .4f", round(sd, digits)), text, row.names = rownames(D))
  names(out) <- c("StdDev", "Corr", rep(" ", n - 2))
  print(out)
}
print.MixMod <- function(x, digits = max(4, getOption("digits") - 4), ...) {
  cat("\nCall:\n", paste(deparse(x$call), sep = "\n", collapse = "\n"), "\n\n", sep = "")
  print_mixmod_model(x)
  cat(" \n\nRandom effects covariance matrix:\n")
  random_table(x$D, digits)
  cat("\nFixed effects:\n")
  print(x$coefficients)
  if (!is.null(x$gammas)) {
    cat("\nZero-part coefficients:\n")
    print(x$gammas)
  }
  if (!is.null(x$phis)) {
    cat("\ndispersion parameter:\n", exp(x$phis), "\n")
  }
  cat("\nlog-Lik:", x$logLik)
  cat("\n\n")
  invisible(x)
}
print_mixmod_model <- function(x) {
  cat("\nModel:\n family: ", x$family$family, "\n link: ", x$family$link, sep = "")
}
summary.MixMod <- function(object, ...) {
  error <- sqrt(diag(object$vcov))
  z <- object$coefficients / error
  object$coef_table <- cbind(Estimate = object$coefficients, Std.Err = error, `z-value` = z,
                             `p-value` = 2 * pnorm(abs(z), lower.tail = FALSE))
  if (!is.null(object$gammas)) {
    z <- object$gammas / object$gamma_errors
    object$coef_table_zi <- cbind(Estimate = object$gammas, Std.Err = object$gamma_errors, `z-value` = z,
                                  `p-value` = 2 * pnorm(abs(z), lower.tail = FALSE))
  }
  structure(object, class = "summary.MixMod")
}
coef.summary.MixMod <- function(object, ...) object$coef_table
print.summary.MixMod <- function(x, digits = max(4, getOption("digits") - 4), ...) {
  cat("\nCall:\n", paste(deparse(x$call), sep = "\n", collapse = "\n"), "\n\n", sep = "")
  cat("Data Descriptives:")
  cat("\nNumber of Observations:", x$n_obs)
  cat("\nNumber of Groups:", x$n_groups, "\n")
  print_mixmod_model(x)
  cat(" \n\nFit statistics:\n")
  l <- structure(x$logLik, df = x$df, nobs = x$n_groups, class = "logLik")
  stats <- data.frame(log.Lik = x$logLik, AIC = AIC.logLik(l), BIC = BIC.logLik(l), row.names = "")
  print(stats)
  cat("\nRandom effects covariance matrix:\n")
  random_table(x$D, digits)
  cat("\nFixed effects:\n")
  print_mixmod_table(x$coef_table, digits)
  if (!is.null(x$coef_table_zi)) {
    cat("\nZero-part coefficients:\n")
    print_mixmod_table(x$coef_table_zi, digits)
  }
  if (!is.null(x$phis)) {
    cat("\nlog(dispersion) parameter:\n")
    print(data.frame(Estimate = round(x$phis, digits), Std.Err = round(x$phi_error, digits), row.names = " "))
  }
  cat("\nIntegration:")
  cat("\nmethod: adaptive Gauss-Hermite quadrature rule")
  cat("\nquadrature points:", x$nAGQ)
  cat("\n\nOptimization:")
  cat("\nmethod: structured Newton with exact gradient")
  cat("\nconverged:", x$converged, "\n")
  invisible(x)
}
print_mixmod_table <- function(values, digits) {
  table <- as.data.frame(round(values, digits))
  table[["p-value"]] <- format.pval(values[, 4], eps = 1e-4)
  print(table)
}
anova.MixMod <- function(object, object2, test = TRUE, L = NULL, ...) {
  if (missing(object2)) return(wald_test(object, L))
  call <- match.call()
  names <- vapply(list(call$object, call$object2), function(e) paste(deparse(e), collapse = ""), "")
  fits <- list(object, object2)
  l <- vapply(fits, function(f) f$logLik, 1)
  df <- vapply(fits, function(f) f$df, 1)
  lrt <- 2 * (l[2] - l[1])
  structure(list(name = names, L = l, df = df, aic = -2 * l + 2 * df,
                 bic = -2 * l + log(vapply(fits, function(f) f$n_groups, 1)) * df, LRT = lrt, ddf = df[2] - df[1],
                 p.value = pchisq(lrt, df[2] - df[1], lower.tail = FALSE)), class = "aov.MixMod")
}
# The Wald test that L times the fixed effects is zero.
wald_test <- function(object, L) {
  if (is.null(L)) stop("either argument 'object2' or argument 'L' needs to be specified.\n", call. = FALSE)
  p <- length(object$coefficients)
  if (!is.numeric(L) || ncol(L) != p) stop("L matrix not of appropriate dimensions. It should have ", p, " columns.\n", call. = FALSE)
  dimnames(L) <- list(rep("", nrow(L)), abbreviate(names(object$coefficients), 6))
  value <- as.vector(L %*% object$coefficients)
  stat <- sum(value * solve(L %*% object$vcov %*% t(L), value))
  table <- data.frame(Chisq = stat, df = nrow(L), p = pchisq(stat, nrow(L), lower.tail = FALSE), row.names = " ")
  names(table)[3] <- "Pr(>|Chi|)"
  structure(list(aovTab.L = table, L = L), class = "aov.MixMod")
}
print.aov.MixMod <- function(x, digits = 2, ...) {
  if (!is.null(x$aovTab.L)) {
    cat("\nMarginal Wald Tests Table\n\nUser-defined contrasts matrix:\n")
    print(x$L)
    cat("\n")
    table <- round(x$aovTab.L, 4)
    table[[3]] <- format.pval(table[[3]], eps = 1e-4)
    print(table)
    cat("\n")
    return(invisible(x))
  }
  table <- data.frame(AIC = round(x$aic, 2), BIC = round(x$bic, 2), log.Lik = round(x$L, 2),
                      LRT = c(" ", round(x$LRT, 2)), df = c("", x$ddf), p.value = c("", if (round(x$p.value, 4) < 1e-4) "<0.0001" else round(x$p.value, 4)),
                      row.names = x$name)
  cat("\n")
  print(table)
  cat("\n")
  invisible(x)
}
confint.MixMod <- function(object, parm = c("fixed-effects", "var-cov", "extra", "zero_part"), level = 0.95, sandwich = FALSE, ...) {
  parm <- match.arg(parm)
  tails <- c((1 - level) / 2, 0.5, (1 + level) / 2)
  if (parm == "zero_part" && is.null(object$gammas)) stop("the fitted model does not have an extra zero part.", call. = FALSE)
  estimate <- switch(parm, "fixed-effects" = object$coefficients, "var-cov" = root_elements(object$D, object$diagonal), extra = object$phis,
                     zero_part = object$gammas)
  error <- if (parm == "zero_part") object$gamma_errors else sqrt(diag(vcov(object, parm, sandwich)))
  out <- estimate + outer(unname(error), qnorm(tails))
  if (parm == "extra") out <- exp(out)
  if (parm == "var-cov") {
    n <- nrow(object$D)
    wanted <- if (object$diagonal) diag(n) > 0 else lower.tri(object$D, TRUE)
    out <- matrix(apply(out, 2, function(theta) root_matrix(theta, n, object$diagonal)[wanted]), sum(wanted))
    names <- rownames(object$D)
    at <- which(wanted, arr.ind = TRUE)
    rownames(out) <- ifelse(at[, 1] == at[, 2], paste0("var.", names[at[, 1]]),
                            paste0("cov.", abbreviate(names[at[, 2]], 5), "_", abbreviate(names[at[, 1]], 5)))
  } else rownames(out) <- names(estimate)
  colnames(out) <- c(paste(round(100 * tails[1], 1), "%"), "Estimate", paste(round(100 * tails[3], 1), "%"))
  out
}
# Population-averaged coefficients (Hedeker, du Toit, Demirtas and Gibbons 2018), here without simulation.
marginal_coefs <- function(object, ...) UseMethod("marginal_coefs")
marginal_coefs.MixMod <- function(object, std_errors = FALSE, ...) {
  if (std_errors) .unsupported("std_errors = TRUE is not supported")
  if (!is.null(object$gammas)) .unsupported("marginal_coefs of mixed_model with a zero part is not supported")
  X <- object$parts$X
  z <- object$parts$terms[[1]]$z
  tau2 <- rowSums((z %*% object$D) * z)
  mu <- .marginal_mean(as.vector(X %*% object$coefficients), tau2, object$family$family, object$family$link)
  b <- setNames(.least_squares(X, object$family$linkfun(mu), 1e-7)$coefficients, colnames(X))
  structure(list(betas = b), class = "m_coefs")
}
print.m_coefs <- function(x, digits = max(4, getOption("digits") - 4), ...) {
  print(round(x$betas, digits))
  invisible(x)
}
predict.MixMod <- function(object, newdata, type = c("mean_subject", "subject_specific", "marginal"), type_pred = c("response", "link"),
                           ...) {
  type <- match.arg(type)
  type_pred <- match.arg(type_pred)
  if (missing(newdata)) {
    X <- object$parts$X
    z <- object$parts$terms[[1]]$z
  } else {
    right <- delete.response(object$parts$fixed)
    frame <- model.frame(right, newdata, na.action = na.pass, xlev = .getXlevels(object$parts$fixed, object$parts$frame))
    X <- .design_of(right, frame, attr(object$parts$X, "contrasts"))
    z <- model.matrix.default(structure(call("~", object$parts$terms[[1]]$bar[[2]]), class = "formula",
                                        .Environment = environment(object$formula)), newdata)
  }
  if (!is.null(object$gammas)) .unsupported("predict and fitted of mixed_model with a zero part are not supported")
  eta <- as.vector(X %*% object$coefficients)
  names(eta) <- rownames(X)
  if (type == "subject_specific") {
    if (!missing(newdata)) stop("subject-specific predictions are supported for the data of the fit only")
    at <- as.integer(object$parts$terms[[1]]$factor)
    eta <- eta + rowSums(z * object$post_modes[at, , drop = FALSE])
  }
  if (type == "marginal") {
    mu <- .marginal_mean(eta, rowSums((z %*% object$D) * z), object$family$family, object$family$link)
    return(if (type_pred == "link") object$family$linkfun(mu) else setNames(mu, names(eta)))
  }
  if (type_pred == "link") eta else object$family$linkinv(eta)
}
fitted.MixMod <- function(object, type = "mean_subject", ...) predict.MixMod(object, type = type)

# Families of the package whose dispersion is estimated or that have a zero part.
.adaptive_family <- function(name) structure(c(list(family = name, link = "log"), make.link("log")[c("linkfun", "linkinv", "mu.eta")]), class = "family")
negative.binomial <- function() .adaptive_family("negative binomial")
zi.poisson <- function() .adaptive_family("zero-inflated poisson")
zi.negative.binomial <- function() .adaptive_family("zero-inflated negative binomial")

# Families of the package that have no engine here: named, so that the reader sees what is missing.
zi.binomial <- function() .unsupported("family zi.binomial() is not supported")
hurdle.poisson <- function() .unsupported("family hurdle.poisson() is not supported")
hurdle.negative.binomial <- function() .unsupported("family hurdle.negative.binomial() is not supported")
hurdle.lognormal <- function() .unsupported("family hurdle.lognormal() is not supported")
# A fit's call again with its fixed part and arguments changed.
update.MixMod <- function(object, formula., ..., evaluate = TRUE) {
  call <- object$call
  if (!missing(formula.)) call$fixed <- update.formula(formula(object), formula.)
  changes <- match.call(expand.dots = FALSE)$...
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
residuals.MixMod <- function(object, type = c("mean_subject", "subject_specific", "marginal"), ...) {
  y <- as.vector(object$parts$y)
  fitted <- fitted(object, type = match.arg(type))
  setNames(y - as.vector(fitted), names(fitted))
}
# Predictions with Wald limits on the scale of the linear predictor, beside the data they are for.
effectPlotData <- function(object, newdata, level = 0.95, marginal = FALSE, ...) {
  if (marginal) .unsupported("marginal = TRUE is not supported in effectPlotData: use marginal_coefs()")
  right <- delete.response(object$parts$fixed)
  frame <- model.frame(right, newdata, na.action = na.pass, xlev = .getXlevels(object$parts$fixed, object$parts$frame))
  X <- .design_of(right, frame, attr(object$parts$X, "contrasts"))
  eta <- as.vector(X %*% fixef(object))
  width <- qnorm(1 - (1 - level) / 2) * sqrt(rowSums((X %*% object$vcov) * X))
  newdata$pred <- eta
  newdata$low <- eta - width
  newdata$upp <- eta + width
  newdata
}
