# What one asks of a fit by lme(): values and residuals by level, likelihoods, parts of the covariance.

pdDiag <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdDiag")
pdSymm <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdSymm")
pdLogChol <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdLogChol")
.pd <- function(value, form, class) {
  if (is.null(form)) form <- value
  if (!inherits(form, "formula")) .unsupported("start values of ", class, " are not supported: give a formula, as ", class, "(~ x)")
  structure(list(formula = form), class = c(class, "pdMat"))
}
fixed.effects <- function(object, ...) fixef(object, ...)
random.effects <- function(object, ...) ranef(object, ...)
terms.lme <- function(x, ...) {
  classes <- attr(attr(x$parts$frame, "terms"), "dataClasses")
  variables <- vapply(as.list(attr(x$terms, "variables"))[-1], function(v) paste(deparse(v, 500L), collapse = ""), "")
  structure(x$terms, predvars = attr(x$terms, "variables"), dataClasses = classes[variables])
}
getGroups <- function(object, form, level, data, sep) UseMethod("getGroups")
getGroups.lme <- function(object, form, level, data, sep) structure(object$groups[[1]], label = names(object$groups))
getResponse <- function(object, form) UseMethod("getResponse")
getResponse.lme <- function(object, form) as.vector(object$parts$y)
getData <- function(object) UseMethod("getData")
getData.lme <- function(object) eval(object$call$data, environment(object$parts$formula))
model.frame.lme <- function(formula, ...) formula$parts$frame
model.matrix.lme <- function(object, ...) object$parts$X

# The log likelihood, of a REML fit also the full one at its relative covariances (sigma at its maximum there).
logLik.lme <- function(object, REML = object$method == "REML", ...) {
  p <- length(object$coefficients$fixed)
  n <- object$data_n
  value <- object$logLik
  if (REML != (object$method == "REML")) {
    if (!is.null(object$correlation) || !is.null(object$weights)) {
      .unsupported("the other of the two likelihoods is not supported with correlation or variance functions")
    }
    change <- if (REML) n / (n - p) else (n - p) / n
    value <- -.lme_criterion(object, object$G * change, object$sigma * sqrt(change), REML) / 2
  }
  structure(value, nall = n, nobs = if (REML) n - p else n, df = object$parameters, class = "logLik")
}
# -2 log likelihood, or restricted likelihood, at a covariance matrix and residual standard deviation.
.lme_criterion <- function(object, G, sigma, REML) {
  t <- object$parts$terms[[1]]
  at <- .lmm_at(as.vector(object$parts$y), object$parts$X, list(t$z), list(as.integer(t$factor)), nlevels(t$factor), object$case_weights,
                object$parts$offset, list(G), sigma)
  if (is.null(at)) return(NA_real_)
  p <- ncol(object$parts$X)
  at$criterion - if (REML) as.numeric(determinant(at$vcov)$modulus) + p * log(2 * pi) else 0
}
deviance.lme <- function(object, ...) -2 * logLik(object)
drop1.lme <- function(object, scope, scale = 0, test = c("none", "Chisq"), k = 2, ...) {
  test <- match.arg(test)
  if (object$method == "REML") warning("REML likelihoods of fits with other fixed effects do not compare: fit with method = \"ML\"", call. = FALSE)
  scope <- if (missing(scope)) drop.scope(object$terms) else drop_labels(formula(object), scope)
  fits <- c(list(object), lapply(scope, function(term) {
    eval(update(object, as.formula(paste(". ~ . -", term)), evaluate = FALSE), environment(object$parts$formula))
  }))
  l <- lapply(fits, logLik)
  df <- vapply(l, function(v) as.numeric(attr(v, "df")), 1)
  value <- vapply(l, as.numeric, 1)
  table <- data.frame(Df = c(NA, df[1] - df[-1]), AIC = -2 * value + k * df, row.names = c("<none>", scope))
  if (test == "Chisq") {
    table$LRT <- c(NA, pmax(0, 2 * (value[1] - value[-1])))
    table[["Pr(>Chi)"]] <- pchisq(table$LRT, table$Df, lower.tail = FALSE)
  }
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
}
confint.lme <- function(object, ...) stop("not (yet) implemented.  Contributions are welcome; use intervals() instead (for now)", call. = FALSE)

.level_columns <- function(values, level) {
  if (length(level) == 1) values[, level + 1] else as.data.frame(unname_rows(values[, level + 1]), optional = TRUE)
}
unname_rows <- function(m) {
  rownames(m) <- NULL
  m
}
fitted.lme <- function(object, level = 1, ...) .level_columns(object$fitted, level)
residuals.lme <- function(object, level = 1, type = c("response", "pearson", "normalized"), ...) {
  type <- match.arg(type)
  out <- object$residuals
  if (type != "response") {
    ratio <- object$residual_parameters$ratio
    out <- out / (object$sigma * if (length(ratio) == 1) 1 else ratio[object$residual_design$stratum])
  }
  if (type == "normalized") out[] <- normalized_residuals(object, out)
  .level_columns(out, level)
}
predict.lme <- function(object, newdata, level = 1, asList = FALSE, na.action = na.fail, ...) {
  if (missing(newdata)) {
    out <- fitted.lme(object, level)
    if (length(level) == 1) return(out)
    names(out) <- c("predict.fixed", paste0("predict.", names(object$groups)))
    return(cbind(setNames(data.frame(object$groups[[1]]), names(object$groups)), out))
  }
  right <- delete.response(object$terms)
  frame <- model.frame(right, newdata, na.action = na.pass, xlev = .getXlevels(object$terms, object$parts$frame))
  X <- .design_of(right, frame, attr(object$parts$X, "contrasts"))
  fixed <- as.vector(X %*% object$coefficients$fixed)
  if (identical(as.numeric(level), 0)) return(structure(fixed, label = "Predicted values"))
  t <- object$parts$terms[[1]]
  parts <- random_terms(list(t$bar), newdata, environment(object$parts$formula), setNames(list(levels(t$factor)), t$group))[[1]]
  within <- fixed + rowSums(parts$z * as.matrix(object$coefficients$random[[1]])[as.integer(parts$factor), , drop = FALSE])
  group <- as.character(eval(t$bar[[3]], newdata))
  if (length(level) == 1) return(structure(within, names = group, label = "Predicted values"))
  out <- data.frame(group, fixed, within)
  names(out) <- c(t$group, "predict.fixed", paste0("predict.", t$group))
  out
}
getVarCov <- function(obj, ...) UseMethod("getVarCov")
getVarCov.lme <- function(obj, individuals, type = c("random.effects", "conditional", "marginal"), ...) {
  type <- match.arg(type)
  if (type == "random.effects") return(structure(obj$G, class = c("random.effects", "VarCov"), group.levels = names(obj$groups)))
  t <- obj$parts$terms[[1]]
  if (missing(individuals)) individuals <- as.character(t$factor)[1]
  out <- lapply(individuals, function(g) {
    z <- t$z[t$factor == g, , drop = FALSE]
    rows <- which(t$factor == g)
    own <- if (is.null(obj$residual_design)) diag(1, nrow(z))
      else residual_blocks(obj, obj$residual_parameters$ratio, obj$residual_parameters$correlation)(rows)
    V <- obj$sigma^2 * own + if (type == "marginal") z %*% obj$G %*% t(z) else 0
    dimnames(V) <- list(seq_len(nrow(z)), seq_len(nrow(z)))
    V
  })
  structure(setNames(out, individuals), class = c(type, "VarCov"), group.levels = names(obj$groups))
}
print.VarCov <- function(x, corr = FALSE, stdevs = TRUE, digits = 5, ...) {
  whole <- is.list(x)
  heading <- paste0(switch(class(x)[1], random.effects = "Random effects", conditional = "Conditional", marginal = "Marginal"), " variance covariance matrix")
  for (i in seq_len(if (whole) length(x) else 1)) {
    V <- if (whole) x[[i]] else structure(unclass(x), group.levels = NULL)
    if (whole) cat(attr(x, "group.levels"), names(x)[i], "\n")
    cat(heading, "\n", sep = "")
    print(signif(if (corr) V / outer(sqrt(diag(V)), sqrt(diag(V))) else V, digits))
    if (stdevs) cat("  Standard Deviations:", signif(sqrt(diag(V)), digits), "\n")
  }
  invisible(x)
}

# Limits of the coefficients, and of the covariance parameters from the curvature of the likelihood in the logarithms of
# standard deviations and the log odds of correlations (Pinheiro and Bates 2000, section 2.4.3).
intervals <- function(object, level = 0.95, ...) UseMethod("intervals")
intervals.lme <- function(object, level = 0.95, which = c("all", "var-cov", "fixed"), ...) {
  which <- match.arg(which)
  out <- list()
  if (which != "var-cov") {
    beta <- object$coefficients$fixed
    width <- qt(1 - (1 - level) / 2, object$fixDF) * sqrt(diag(object$varFix))
    out$fixed <- cbind(lower = beta - width, est. = beta, upper = beta + width)
  }
  if (which != "fixed") {
    has_functions <- !is.null(object$correlation) || !is.null(object$weights) && is.null(object$case_weights)
    out <- c(out, if (has_functions) parameter_limits(object, level) else .covariance_limits(object, level))
  }
  structure(out, level = level, class = "intervals.lme")
}
.covariance_limits <- function(object, level) {
  names <- rownames(object$G)
  q <- length(names)
  sd <- sqrt(diag(object$G))
  r <- object$G / outer(sd, sd)
  low <- if (object$diagonal) matrix(0L, 0, 2) else which(lower.tri(r), arr.ind = TRUE)
  at <- c(log(sd), log((1 + r[low]) / (1 - r[low])), log(object$sigma))
  criterion <- function(v) {
    s <- exp(v[seq_len(q)])
    R <- diag(q)
    if (nrow(low)) {
      odds <- exp(v[q + seq_len(nrow(low))])
      R[low] <- (odds - 1) / (odds + 1)
      R[upper.tri(R)] <- t(R)[upper.tri(R)]
    }
    .lme_criterion(object, R * outer(s, s), exp(v[length(v)]), object$method == "REML")
  }
  curvature <- .second_derivatives(criterion, at) / 2
  covariance <- tryCatch(solve(curvature), error = function(e) NULL)
  if (is.null(covariance) || any(!is.finite(covariance)) || any(diag(covariance) <= 0)) {
    stop("cannot get confidence intervals on var-cov components: Non-positive definite approximate variance-covariance", call. = FALSE)
  }
  width <- qnorm(1 - (1 - level) / 2) * sqrt(diag(covariance))
  limits <- cbind(lower = at - width, est. = at, upper = at + width)
  out <- exp(limits)
  back <- q + seq_len(nrow(low))
  out[back, ] <- (out[back, ] - 1) / (out[back, ] + 1)
  rows <- seq_len(nrow(out) - 1)
  rownames(out) <- c(paste0("sd(", names, ")"), if (nrow(low)) paste0("cor(", names[low[, 2]], ",", names[low[, 1]], ")"), "")
  list(reStruct = setNames(list(out[rows, , drop = FALSE]), names(object$groups)), sigma = out[nrow(out), ])
}
# Central second differences.
.second_derivatives <- function(f, x) {
  n <- length(x)
  h <- 1e-3 * pmax(1, abs(x))
  H <- matrix(0, n, n)
  middle <- f(x)
  at <- function(i, a, j, b) {
    v <- x
    v[i] <- v[i] + a
    v[j] <- v[j] + b
    f(v)
  }
  for (i in seq_len(n)) {
    H[i, i] <- (at(i, h[i], i, 0) - 2 * middle + at(i, -h[i], i, 0)) / h[i]^2
    for (j in seq_len(i - 1)) {
      H[i, j] <- H[j, i] <- (at(i, h[i], j, h[j]) - at(i, h[i], j, -h[j]) - at(i, -h[i], j, h[j]) + at(i, -h[i], j, -h[j])) /
        (4 * h[i] * h[j])
    }
  }
  H
}
print.intervals.lme <- function(x, ...) {
  cat("Approximate ", attr(x, "level") * 100, "% confidence intervals\n", sep = "")
  if (!is.null(x$fixed)) {
    cat("\n Fixed effects:\n")
    print(x$fixed, ...)
  }
  if (!is.null(x$reStruct)) {
    cat("\n Random Effects:\n")
    for (g in names(x$reStruct)) {
      cat("  Level:", g, "\n")
      print(x$reStruct[[g]], ...)
    }
    print_parameter_limits(x, "Within-group", ...)
  }
  invisible(x)
}

# Correlations of standardized residuals within groups, by their distance in the data.
ACF <- function(object, ...) UseMethod("ACF")
ACF.lme <- function(object, maxLag, resType = c("pearson", "response", "normalized"), ...) {
  r <- residuals.lme(object, type = match.arg(resType))
  groups <- split(unname(r), object$groups[[1]])
  longest <- max(lengths(groups))
  if (missing(maxLag)) maxLag <- min(longest - 1, as.integer(10 * log10(longest + 1)))
  mean <- vapply(0:maxLag, function(lag) {
    products <- unlist(lapply(groups, function(v) if (length(v) > lag) v[seq_len(length(v) - lag)] * v[lag + seq_len(length(v) - lag)]))
    sum(products) / length(products)
  }, 1)
  data.frame(lag = 0:maxLag, ACF = mean / mean[1])
}
lmList <- function(object, data, ...) {
  call <- match.call()
  parts <- .fits_by_group(object, data, NULL, parent.frame())
  structure(parts$fits, class = "lmList", call = call, group = parts$group)
}
print.lmList <- function(x, ...) {
  call <- attr(x, "call")
  cat("Call:\n")
  cat("  Model:", deparse(call$object), "\n   Data:", deparse(call$data), "\n\n")
  cat("Coefficients:\n")
  print(coef.lmList(x), ...)
  pooled <- pooled_scale(x)
  n <- sum(vapply(Filter(Negate(is.null), unclass(x)), nobs, 1))
  cat("\nDegrees of freedom: ", n, " total; ", pooled[["df"]], " residual\n", sep = "")
  cat("Residual standard error:", format(pooled[["sigma"]]), "\n")
  invisible(x)
}
