# clmm(): cumulative link mixed models by the Laplace approximation or adaptive quadrature, as package ordinal prints them.

clmm <- function(formula, data, weights, start, subset, na.action, contrasts, Hess = TRUE, model = TRUE,
                 link = c("logit", "probit", "cloglog", "loglog", "cauchit"), doFit = TRUE, control = list(), nAGQ = 1L,
                 threshold = c("flexible", "symmetric", "symmetric2", "equidistant"), ...) {
  call <- match.call()
  link <- match.arg(link)
  threshold <- match.arg(threshold)
  if (threshold != "flexible") .unsupported("clmm(threshold = \"", threshold, "\") is not supported")
  if (nAGQ < 0) .unsupported("quadrature that does not adapt (clmm with nAGQ < 0) is not supported: give nAGQ > 0")
  if (!doFit) .unsupported("clmm(doFit = FALSE) is not supported")
  parts <- mixed_parts(call, parent.frame(), if (missing(contrasts)) NULL else contrasts)
  if (!is.factor(parts$y)) stop("response in 'formula' needs to be a factor", call. = FALSE)
  if (!is.null(parts$offset)) .unsupported("offsets in clmm are not supported")
  y <- parts$y <- droplevels(parts$y)
  if (nAGQ > 1 && (length(parts$terms) > 1 || ncol(parts$terms[[1]]$z) > 1)) {
    stop("Quadrature methods are not available with more than one random effects term", call. = FALSE)
  }
  X <- parts$X[, attr(parts$X, "assign") != 0, drop = FALSE]
  z <- lapply(parts$terms, `[[`, "z")
  at <- lapply(parts$terms, function(t) as.integer(t$factor))
  fit <- .clmm(as.integer(y), nlevels(y), X, z, at, vapply(parts$terms, function(t) nlevels(t$factor), 1L), parts$weights, clmm_curve(link),
               as.integer(max(1, nAGQ)))
  labels <- levels(y)
  k <- length(labels) - 1L
  names <- c(paste(labels[-length(labels)], labels[-1], sep = "|"), colnames(X))
  groups <- vapply(parts$terms, function(t) t$group, "")
  G <- lapply(seq_along(z), function(i) named_square(fit$G[[i]], parts$terms[[i]]$names))
  effects <- lapply(seq_along(z), function(i) structure(fit$effects[[i]], dimnames = list(levels(parts$terms[[i]]$factor), parts$terms[[i]]$names)))
  ST <- lapply(G, .st_factor)
  theta <- unlist(lapply(ST, function(s) c(diag(s), s[lower.tri(s)])))
  all <- setNames(c(fit$beta, theta), c(names, paste0("ST", seq_along(theta))))
  eta <- as.vector(X %*% fit$beta[-seq_len(k)])
  for (i in seq_along(z)) eta <- eta + rowSums(z[[i]] * effects[[i]][at[[i]], , drop = FALSE])
  F <- .cumulative_distribution(clmm_curve(link))
  p <- cumulative_probabilities(fit$beta[seq_len(k)], setNames(eta, row.names(parts$frame)), F, labels)
  n <- if (is.null(parts$weights)) length(y) else sum(parts$weights)
  edf <- length(all)
  logLik <- -fit$criterion / 2
  gradient <- max(abs(fit$gradient[is.finite(fit$gradient)]))
  info <- data.frame(link = link, threshold = threshold, nobs = n, logLik = formatC(logLik, digits = 2, format = "f"),
                     AIC = formatC(-2 * logLik + 2 * edf, digits = 2, format = "f"),
                     niter = paste0(fit$iterations, "(", fit$evaluations, ")"), max.grad = formatC(gradient, digits = 2, format = "e"),
                     row.names = "")
  sizes <- setNames(vapply(parts$terms, function(t) nlevels(t$factor), 1L), groups)
  structure(list(coefficients = all, alpha = all[seq_len(k)], beta = all[k + seq_len(ncol(X))], ST = setNames(ST, groups), G = setNames(G, groups),
                 logLik = logLik, edf = edf, nobs = n, ranef = setNames(effects, groups), condVar = setNames(fit$condvar, groups),
                 covariance = .clmm_covariance(fit, G, length(names)), nAGQ = nAGQ, link = link, threshold = threshold, call = call,
                 formula = formula(parts$formula), info = info, fitted.values = p[cbind(seq_along(y), as.integer(y))], y.levels = labels,
                 sizes = sizes, model = parts$frame, terms = parts$fixed, parts = parts, Hess = Hess), class = "clmm")
}
clmm.control <- function(...) structure(list(...), class = "clmm.control")
# The package's clmm calls the two asymmetric links by each other's names of clm.
clmm_curve <- function(link) switch(link, cloglog = "loglog", loglog = "cloglog", link)
.cumulative_distribution <- function(link) {
  switch(link, logit = plogis, probit = pnorm, cloglog = function(e) -expm1(-exp(e)), loglog = function(e) exp(-exp(-e)), cauchit = pcauchy)
}
# The lower triangular root of G.
.st_factor <- function(G) structure(t(chol_or_zero(G)), dimnames = dimnames(G))
# Covariance of thresholds, coefficients and elements of the roots; of the logarithm of a standard deviation that stands alone.
.clmm_covariance <- function(fit, G, p) {
  count <- length(fit$parameters)
  J <- matrix(0, p + count, p + count)
  J[cbind(seq_len(p), seq_len(p))] <- 1
  at <- p
  for (g in G) {
    n <- nrow(g)
    own <- at + seq_len(n * (n + 1) / 2)
    element <- function(v) {
      M <- matrix(0, n, n)
      M[upper.tri(M, diag = TRUE)] <- v
      M[lower.tri(M)] <- t(M)[lower.tri(M)]
      if (n == 1) return(log(v) / 2)
      s <- .st_factor(M)
      c(diag(s), s[lower.tri(s)])
    }
    v <- fit$parameters[own - p]
    for (k in seq_along(v)) {
      h <- 1e-5 * max(abs(v[k]), 1e-3 * max(abs(v)))
      J[own, own[k]] <- if (h == 0) NaN else (element(replace(v, k, v[k] + h)) - element(replace(v, k, v[k] - h))) / (2 * h)
    }
    at <- max(own)
  }
  C <- fit$covariance
  gone <- colSums(is.finite(C)) == 0
  C[gone, ] <- 0
  C[, gone] <- 0
  J[!is.finite(J)] <- 0
  out <- J %*% C %*% t(J)
  out[gone, ] <- NaN
  out[, gone] <- NaN
  out
}
.clmm_head <- function(x) {
  if (x$nAGQ >= 2) {
    cat("Cumulative Link Mixed Model fitted with the adaptive Gauss-Hermite \nquadrature approximation with", x$nAGQ, "quadrature points", "\n\n")
  } else cat("Cumulative Link Mixed Model fitted with the Laplace approximation\n", fill = TRUE)
  cat("formula:", deparse(x$formula), fill = TRUE)
  if (!is.null(x$call$data)) cat("data:   ", deparse(x$call$data), fill = TRUE)
  if (!is.null(x$call$subset)) cat("subset: ", deparse(x$call$subset), fill = TRUE)
  cat("\n")
  print(x$info, row.names = FALSE, right = FALSE)
  cat("\nRandom effects:\n")
  parts <- lapply(x$G, function(g) {
    sd <- sqrt(diag(g))
    structure(g, stddev = sd, correlation = g / outer(sd, sd))
  })
  attr(parts, "useSc") <- FALSE
  print(.clmm_variances(parts, max(3, getOption("digits") - 3)), quote = FALSE)
  cat("Number of groups: ", paste(names(x$sizes), " ", x$sizes, sep = "", collapse = ",  "), "\n")
}
.clmm_variances <- function(parts, digits) {
  out <- variance_table(parts, digits, c("Variance", "Std.Dev."))
  at <- which(colnames(out) == "Corr")
  if (!length(at)) return(out)
  # ordinal gives correlations three decimals and a column more than there are correlations
  r <- unlist(lapply(parts, function(g) {
    n <- nrow(g)
    text <- format(round(attr(g, "correlation"), 3), nsmall = 3)
    text[!lower.tri(text)] <- ""
    text[, 1]
  }))
  if (max(vapply(parts, nrow, 1L)) == 2) out[, at] <- r
  cbind(out, "")
}
print.clmm <- function(x, digits = max(3, getOption("digits") - 3), ...) {
  .clmm_head(x)
  if (length(x$beta)) {
    cat("\nCoefficients:\n")
    print(x$beta, digits = digits, ...)
  } else cat("\nNo Coefficients\n")
  cat("\nThresholds:\n")
  print(x$alpha, digits = digits, ...)
  invisible(x)
}
summary.clmm <- function(object, correlation = FALSE, ...) {
  if (!object$Hess) stop("Model needs to be fitted with Hess = TRUE", call. = FALSE)
  if (correlation) .unsupported("summary of clmm with correlation = TRUE is not supported")
  names <- c(names(object$alpha), names(object$beta))
  value <- object$coefficients[names]
  error <- sqrt(diag(object$covariance))[seq_along(names)]
  z <- value / error
  object$coefficients <- cbind(Estimate = value, `Std. Error` = error, `z value` = z, `Pr(>|z|)` = 2 * pnorm(-abs(z)))
  known <- is.finite(diag(object$covariance))
  values <- eigen(object$covariance[known, known, drop = FALSE], symmetric = TRUE, only.values = TRUE)$values
  object$info$cond.H <- formatC(max(values) / min(values), digits = 1, format = "e")
  structure(object, class = "summary.clmm")
}
coef.summary.clmm <- function(object, ...) object$coefficients
print.summary.clmm <- function(x, digits = max(3, getOption("digits") - 3), signif.stars = getOption("show.signif.stars"), ...) {
  .clmm_head(x)
  k <- length(x$alpha)
  if (length(x$beta)) {
    cat("\nCoefficients:\n")
    printCoefmat(x$coefficients[-seq_len(k), , drop = FALSE], digits = digits, signif.stars = signif.stars, has.Pvalue = TRUE, ...)
  } else cat("\nNo Coefficients\n")
  cat("\nThreshold coefficients:\n")
  printCoefmat(x$coefficients[seq_len(k), -4, drop = FALSE], digits = digits, has.Pvalue = FALSE, signif.stars = FALSE, ...)
  invisible(x)
}
fixef <- function(object, ...) UseMethod("fixef")
ranef <- function(object, ...) UseMethod("ranef")
VarCorr <- function(x, sigma = 1, ...) UseMethod("VarCorr")
condVar <- function(object, ...) UseMethod("condVar")
coef.clmm <- function(object, ...) c(object$alpha, object$beta)
ranef.clmm <- function(object, condVar = FALSE, ...) {
  out <- lapply(object$ranef, as.data.frame, optional = TRUE)
  if (condVar) for (g in names(out)) attr(out[[g]], "condVar") <- condVar.clmm(object)[[g]]
  out
}
condVar.clmm <- function(object, ...) {
  Map(function(effects, variances) {
    out <- vapply(seq_len(ncol(effects)), function(k) variances[k, k, ], numeric(nrow(effects)))
    as.data.frame(structure(matrix(out, nrow(effects)), dimnames = dimnames(effects)), optional = TRUE)
  }, object$ranef, object$condVar)
}
VarCorr.clmm <- function(x, ...) {
  structure(lapply(x$G, function(g) {
    sd <- sqrt(diag(g))
    if (nrow(g) > 1) structure(g, stddev = sd, correlation = g / outer(sd, sd)) else structure(g, stddev = sd)
  }), class = NULL)
}
vcov.clmm <- function(object, ...) named_square(object$covariance, names(object$coefficients))
confint.clmm <- function(object, parm, level = 0.95, ...) {
  coefficients <- coef.clmm(object)
  error <- sqrt(diag(object$covariance))[seq_along(coefficients)]
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  out <- cbind(coefficients + qnorm(tails[1]) * error, coefficients + qnorm(tails[2]) * error)
  dimnames(out) <- list(names(coefficients), percent_names(tails))
  if (missing(parm)) out else out[parm, , drop = FALSE]
}
logLik.clmm <- function(object, ...) structure(object$logLik, df = object$edf, nobs = object$nobs, class = "logLik")
nobs.clmm <- function(object, ...) object$nobs
extractAIC.clmm <- function(fit, scale = 0, k = 2, ...) c(fit$edf, -2 * fit$logLik + k * fit$edf)
fitted.clmm <- function(object, ...) object$fitted.values
formula.clmm <- function(x, ...) x$formula
terms.clmm <- function(x, ...) x$terms
predict.clmm <- function(object, ...) {
  stop("no applicable method for 'predict' applied to an object of class \"clmm\"", call. = FALSE)
}
drop1.clmm <- function(object, scope, scale = 0, test = c("none", "Chisq"), k = 2, ...) {
  test <- match.arg(test)
  scope <- if (missing(scope)) drop.scope(object$terms) else drop_labels(object, scope, formula(object$terms))
  env <- environment(object$formula)
  rows <- do.call(rbind, c(list(extractAIC.clmm(object, k = k)), lapply(scope, function(term) {
    call <- object$call
    call$formula <- update.formula(object$formula, as.formula(paste("~ . -", term)))
    extractAIC.clmm(eval(call, env), k = k)
  })))
  df <- c(NA, rows[1, 1] - rows[-1, 1])
  table <- data.frame(Df = df, AIC = rows[, 2], row.names = c("<none>", scope))
  if (test == "Chisq") {
    deviance <- rows[, 2] - k * rows[, 1]
    table$LRT <- c(NA, pmax(0, deviance[-1] - deviance[1]))
    table[["Pr(>Chi)"]] <- pchisq(table$LRT, df, lower.tail = FALSE)
  }
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(object$formula), collapse = "\n")),
            class = c("anova", "data.frame"))
}
anova.clmm <- function(object, ...) {
  fits <- list(object, ...)
  names <- vapply(as.list(match.call())[-1], function(e) paste(deparse(e), collapse = ""), "")
  compare_cumulative(fits, names)
}
