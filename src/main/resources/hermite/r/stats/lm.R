# Linear models by least squares.

lm <- function(formula, data, subset, weights, na.action, method = "qr", model = TRUE, x = FALSE, y = FALSE, qr = TRUE,
               singular.ok = TRUE, contrasts = NULL, offset, tol = 1e-7, ...) {
  call <- match.call()
  frame <- model_frame_of(call, parent.frame())
  if (method == "model.frame") return(frame)
  if (method != "qr") warning(gettextf("method = '%s' is not supported. Using 'qr'", method))
  terms <- attr(frame, "terms")
  response <- model.response(frame, "numeric")
  if (is.matrix(response) && ncol(response) > 1) return(.lm_of_responses(call, response, frame, contrasts))
  response <- structure(as.vector(response), names = if (is.matrix(response)) rownames(response) else names(response))
  design <- if (is.empty.model(terms)) matrix(numeric(), length(response), 0) else model.matrix(terms, frame, contrasts)
  w <- model.weights(frame)
  if (!is.null(w) && (!is.numeric(w) || any(w < 0))) stop("missing or negative weights not allowed")
  inner <- quote(lm.fit(x, y, offset = offset, singular.ok = singular.ok, ...))
  if (nrow(frame) == 0) stop(simpleError("0 (non-NA) cases", inner))
  if (length(response) != nrow(design)) stop(simpleError("incompatible dimensions", inner))
  if (length(others <- list(...))) {
    warning("In ", deparse(inner), " :\n", sprintf(ngettext(length(others), " extra argument %s will be disregarded", " extra arguments %s will be disregarded"),
            paste(sQuote(names(others)), collapse = ", ")), call. = FALSE)
  }
  shift <- model.offset(frame)
  target <- if (is.null(shift)) response else response - shift
  root <- if (is.null(w)) rep.int(1, length(target)) else sqrt(w)
  used <- root > 0
  solution <- .least_squares(design[used, , drop = FALSE] * root[used], target[used] * root[used], tol, whole = TRUE)
  beta <- solution$coefficients
  linear <- as.vector(design %*% replace(beta, is.na(beta), 0))
  beta[setdiff(seq_len(ncol(design)), solution$pivot[seq_len(solution$rank)])] <- NA
  names(beta) <- colnames(design)
  fitted <- linear + if (is.null(shift)) 0 else shift
  if (!singular.ok && solution$rank < ncol(design)) stop("singular fit encountered")
  out <- list(coefficients = beta, residuals = structure(response - fitted, names = names(response)),
              fitted.values = structure(fitted, names = names(response)), effects = solution$effects, weights = w,
              rank = solution$rank, assign = attr(design, "assign"), qr = structure(solution, class = "qr"),
              df.residual = sum(used) - solution$rank)
  if (is.null(w)) out <- out[c("coefficients", "residuals", "effects", "rank", "fitted.values", "assign", "qr", "df.residual")]
  if (!is.null(shift)) out$offset <- shift
  out$na.action <- attr(frame, "na.action")
  out$contrasts <- attr(design, "contrasts")
  out$xlevels <- .getXlevels(terms, frame)
  out$call <- call
  out$terms <- terms
  if (model) out$model <- frame
  if (x) out$x <- design
  if (y) out$y <- response
  class(out) <- "lm"
  out
}

print.lm <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  print_call(x$call)
  if (length(coef(x))) {
    cat("Coefficients:\n")
    print.default(format(coef(x), digits = digits), print.gap = 2L, quote = FALSE)
  } else cat("No coefficients\n")
  cat("\n")
  invisible(x)
}

# Sum of squared residuals, weighted, of the observations that count.
residual_squares <- function(object) {
  w <- object$weights
  r <- object$residuals
  if (is.null(w)) sum(r^2) else sum(w * r^2)
}

summary.lm <- function(object, correlation = FALSE, symbolic.cor = FALSE, ...) {
  df <- object$df.residual
  w <- object$weights
  used <- if (is.null(w)) rep(TRUE, length(object$residuals)) else w > 0
  fitted <- object$fitted.values
  weight <- if (is.null(w)) rep.int(1, length(fitted)) else w
  intercept <- attr(object$terms, "intercept") > 0
  center <- if (intercept) sum(weight * fitted) / sum(weight) else 0
  explained <- sum(weight * (fitted - center)^2)
  rss <- residual_squares(object)
  variance <- rss / df
  if (is.finite(variance) && variance < (center^2 + var(c(fitted))) * 1e-30) {
    warning("essentially perfect fit: summary may be unreliable")
  }
  unscaled <- unscaled_covariance(object)
  kept <- !is.na(object$coefficients)
  estimate <- object$coefficients[kept]
  error <- sqrt(diag(unscaled) * variance)
  t <- estimate / error
  table <- cbind(estimate, error, t, 2 * pt(abs(t), df, lower.tail = FALSE))
  dimnames(table) <- list(names(estimate), c("Estimate", "Std. Error", "t value", "Pr(>|t|)"))
  out <- list(call = object$call, terms = object$terms)
  if (!is.null(w)) out$weights <- w
  out$residuals <- if (is.null(w)) object$residuals else object$residuals * sqrt(w)
  out$coefficients <- table
  out$aliased <- is.na(object$coefficients)
  out$sigma <- sqrt(variance)
  out$df <- c(object$rank, df, length(object$coefficients))
  model <- object$rank - as.integer(intercept)
  if (model > 0) {
    out$r.squared <- explained / (explained + rss)
    out$adj.r.squared <- 1 - (1 - out$r.squared) * ((sum(used) - as.integer(intercept)) / df)
    out$fstatistic <- c(value = explained / model / variance, numdf = model, dendf = df)
  } else {
    out$r.squared <- 0
    out$adj.r.squared <- 0
  }
  out$cov.unscaled <- unscaled
  if (correlation) out$correlation <- unscaled / outer(sqrt(diag(unscaled)), sqrt(diag(unscaled)))
  out$na.action <- object$na.action
  class(out) <- "summary.lm"
  out
}

print.summary.lm <- function(x, digits = max(3L, getOption("digits") - 3L),
                             signif.stars = getOption("show.signif.stars"), ...) {
  print_call(x$call)
  df <- x$df[2]
  cat(if (!is.null(x$weights) && diff(range(x$weights))) "Weighted ", "Residuals:\n", sep = "")
  if (df > 5) {
    five <- setNames(quantile(x$residuals), c("Min", "1Q", "Median", "3Q", "Max"))
    print(zapsmall(five, digits + 1L), digits = digits, ...)
  } else if (df > 0) print(x$residuals, digits = digits, ...)
  else cat("ALL", x$df[1], "residuals are 0: no residual degrees of freedom!\n")
  if (length(x$aliased) == 0) cat("\nNo Coefficients\n")
  else {
    singular <- sum(x$aliased)
    if (singular > 0) cat("\nCoefficients: (", singular, " not defined because of singularities)\n", sep = "")
    else cat("\nCoefficients:\n")
    printCoefmat(with_aliased(x$coefficients, x$aliased), digits = digits, signif.stars = signif.stars,
                 na.print = "NA", ...)
  }
  cat("\nResidual standard error:", format(signif(x$sigma, digits)), "on", df, "degrees of freedom")
  cat("\n")
  if (nzchar(note <- naprint(x$na.action))) cat("  (", note, ")\n", sep = "")
  if (!is.null(x$fstatistic)) {
    cat("Multiple R-squared: ", formatC(x$r.squared, digits = digits))
    cat(",\tAdjusted R-squared: ", formatC(x$adj.r.squared, digits = digits), "\nF-statistic:",
        formatC(x$fstatistic[1], digits = digits), "on", x$fstatistic[2], "and", x$fstatistic[3], "DF,  p-value:",
        format.pval(pf(x$fstatistic[1], x$fstatistic[2], x$fstatistic[3], lower.tail = FALSE), digits = digits))
    cat("\n")
  }
  if (!is.null(x$correlation) && ncol(x$correlation) > 1) {
    cat("\nCorrelation of Coefficients:\n")
    print_lower(x$correlation, digits)
  }
  cat("\n")
  invisible(x)
}
coef.summary.lm <- function(object, ...) object$coefficients
vcov.lm <- function(object, complete = TRUE, ...) {
  if (!complete) return(unscaled_covariance(object) * residual_squares(object) / object$df.residual)
  with_aliased_square(unscaled_covariance(object) * residual_squares(object) / object$df.residual, is.na(coef(object)))
}
vcov.summary.lm <- function(object, ...) object$sigma^2 * object$cov.unscaled
deviance.lm <- function(object, ...) residual_squares(object)
sigma.lm <- function(object, ...) sqrt(residual_squares(object) / object$df.residual)
sigma.summary.lm <- function(object, ...) object$sigma
family.lm <- function(object, ...) gaussian()
formula.lm <- function(x, ...) if (is.null(x$formula)) formula(x$terms) else x$formula
nobs.lm <- function(object, ...) if (is.null(object$weights)) length(object$residuals) else sum(object$weights != 0)
nobs.glm <- function(object, ...) sum(object$prior.weights != 0)
residuals.lm <- function(object, type = c("working", "response", "deviance", "pearson", "partial"), ...) {
  type <- match.arg(type)
  r <- object$residuals
  if (type %in% c("deviance", "pearson") && !is.null(object$weights)) r <- sqrt(object$weights) * r
  r <- naresid(object$na.action, r)
  if (type == "partial") r + predict(object, type = "terms") else r
}
logLik.lm <- function(object, REML = FALSE, ...) {
  p <- object$rank
  r <- object$residuals
  w <- if (is.null(object$weights)) rep.int(1, length(r)) else object$weights
  n <- sum(w != 0)
  logs <- sum(log(w[w > 0]))
  value <- 0.5 * (logs - n * (log(2 * pi) + 1 - log(n) + log(sum(w * r^2))))
  if (REML) {
    rss <- sum(w * r^2)
    value <- 0.5 * (logs - (n - p) * (log(2 * pi) + 1 - log(n - p) + log(rss))) +
      0.5 * as.numeric(determinant(unscaled_covariance(object))$modulus)
    n <- n - p
  }
  structure(value, nall = sum(w != 0), nobs = n, df = p + 1, class = "logLik")
}
extractAIC.lm <- function(fit, scale = 0, k = 2, ...) {
  n <- nobs(fit)
  df <- n - fit$df.residual
  rss <- deviance(fit)
  c(df, (if (scale > 0) rss / scale - n else n * log(rss / n)) + k * df)
}
confint.lm <- function(object, parm, level = 0.95, ...) {
  estimate <- coef(object)
  wanted <- if (missing(parm)) names(estimate) else if (is.numeric(parm)) names(estimate)[parm] else parm
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  error <- sqrt(diag(vcov(object)))[wanted]
  out <- cbind(estimate[wanted] + qt(tails[1], object$df.residual) * error,
               estimate[wanted] + qt(tails[2], object$df.residual) * error)
  dimnames(out) <- list(wanted, percent_names(tails))
  out
}

predict.lm <- function(object, newdata, se.fit = FALSE, scale = NULL, df = Inf,
                       interval = c("none", "confidence", "prediction"), level = 0.95, type = c("response", "terms"),
                       terms = NULL, na.action = na.pass, pred.var = NULL, weights = 1, ...) {
  interval <- match.arg(interval)
  type <- match.arg(type)
  terms.wanted <- terms
  terms <- object$terms
  own <- missing(newdata) || is.null(newdata)
  # rows that na.exclude set aside have their places in predictions of the model's own rows
  placed <- function(v) if (own) napredict(object$na.action, v) else v
  if (own) {
    x <- model.matrix(object)
    shift <- object$offset
  } else {
    right <- delete.response(terms)
    frame <- model.frame(right, newdata, na.action = na.action, xlev = object$xlevels)
    x <- model.matrix(right, frame, object$contrasts)
    shift <- model.offset(frame)
    argument <- eval(object$call$offset, newdata, environment(terms))
    if (!is.null(argument)) shift <- argument + if (is.null(shift)) 0 else shift
  }
  beta <- object$coefficients
  kept <- !is.na(beta)
  if (!all(kept) && !own) {
    warning("prediction from a rank-deficient fit may be misleading")
  }
  if (type == "terms") {
    parts <- predicted_terms(object, x, kept, terms = terms.wanted)
    if (own) parts <- structure(placed(parts), constant = attr(parts, "constant"))
    if (!se.fit) return(parts)
    residual_scale <- if (is.null(scale)) sqrt(residual_squares(object) / object$df.residual) else scale
    return(list(fit = parts, se.fit = placed(term_errors(object, x, kept, residual_scale, terms.wanted)), df = object$df.residual,
                residual.scale = residual_scale))
  }
  fit <- as.vector(x[, kept, drop = FALSE] %*% beta[kept])
  names(fit) <- rownames(x)
  if (!is.null(shift)) fit <- fit + shift
  if (!se.fit && interval == "none") return(placed(fit))
  residual_df <- object$df.residual
  if (is.null(scale)) scale <- sqrt(residual_squares(object) / residual_df)
  covariance <- unscaled_covariance(object)
  part <- x[, kept, drop = FALSE]
  variance <- rowSums((part %*% covariance) * part) * scale^2
  out <- fit
  if (interval != "none") {
    if (interval == "prediction" && own) {
      warning("predictions on current data refer to _future_ responses\n")
      if (missing(weights) && !is.null(object$weights)) {
        weights <- object$weights
        warning("assuming prediction variance inversely proportional to weights used for fitting\n")
      }
    }
    if (interval == "prediction" && !own && is.null(pred.var) && missing(weights) && !is.null(object$weights)) {
      warning("Assuming constant prediction variance even though model fit is weighted\n")
    }
    of_new <- if (interval == "prediction") if (is.null(pred.var)) scale^2 / weights else pred.var else 0
    width <- qt(1 - (1 - level) / 2, residual_df) * sqrt(variance + of_new)
    out <- placed(cbind(fit = fit, lwr = fit - width, upr = fit + width))
  } else out <- placed(out)
  if (!se.fit) return(out)
  # of one row without its name
  error <- if (length(fit) > 1) placed(structure(sqrt(variance), names = names(fit))) else unname(sqrt(variance))
  list(fit = out, se.fit = error, df = residual_df, residual.scale = scale)
}
# One column a term, each centred over the rows of the fit.
predicted_terms <- function(object, x, kept, terms = NULL) {
  labels <- attr(object$terms, "term.labels")
  own <- model.matrix(object)
  assign <- attr(own, "assign")
  center <- if (attr(object$terms, "intercept") > 0) colMeans(own) else rep.int(0, ncol(own))
  beta <- replace(object$coefficients, !kept, 0)
  out <- vapply(seq_along(labels), function(i) {
    columns <- which(assign == i)
    as.vector(sweep(x[, columns, drop = FALSE], 2, center[columns]) %*% beta[columns])
  }, numeric(nrow(x)))
  out <- matrix(out, nrow(x), length(labels), dimnames = list(rownames(x), labels))
  constant <- sum(center * beta)
  if (!is.null(terms)) out <- out[, terms, drop = FALSE]
  attr(out, "constant") <- constant
  out
}
# Standard errors of those columns.
term_errors <- function(object, x, kept, scale, terms = NULL) {
  labels <- attr(object$terms, "term.labels")
  own <- model.matrix(object)
  assign <- attr(own, "assign")
  center <- if (attr(object$terms, "intercept") > 0) colMeans(own) else rep.int(0, ncol(own))
  covariance <- unscaled_covariance(object)
  out <- vapply(seq_along(labels), function(i) {
    columns <- which(assign == i & kept)
    part <- sweep(x[, columns, drop = FALSE], 2, center[columns])
    square <- covariance[colnames(own)[columns], colnames(own)[columns], drop = FALSE]
    sqrt(rowSums((part %*% square) * part)) * scale
  }, numeric(nrow(x)))
  out <- matrix(out, nrow(x), length(labels), dimnames = list(rownames(x), labels))
  if (is.null(terms)) out else out[, terms, drop = FALSE]
}

anova.lm <- function(object, ..., test = "F") {
  others <- list(...)
  if (length(others)) return(compare_lms(c(list(object), others), test))
  x <- model.matrix(object)
  assign <- attr(x, "assign")
  labels <- attr(object$terms, "term.labels")
  pivot <- object$qr$pivot[seq_len(object$rank)]
  terms <- sort(unique(assign[pivot]))
  terms <- terms[terms > 0]
  squares <- vapply(terms, function(i) sum(object$effects[seq_along(pivot)][assign[pivot] == i]^2), 1)
  labels <- labels[terms]
  df <- c(vapply(terms, function(i) sum(assign[pivot] == i), 1L), object$df.residual)
  rss <- residual_squares(object)
  squares <- c(squares, rss)
  mean <- squares / df
  f <- mean / (rss / object$df.residual)
  p <- pf(f, df, object$df.residual, lower.tail = FALSE)
  last <- length(df)
  f[last] <- NA
  p[last] <- NA
  table <- data.frame(df, squares, mean, f, p)
  dimnames(table) <- list(c(labels, "Residuals"), c("Df", "Sum Sq", "Mean Sq", "F value", "Pr(>F)"))
  structure(table[df > 0 | seq_along(df) == last, ], heading = c("Analysis of Variance Table\n",
            paste("Response:", paste(deparse(formula(object)[[2]]), collapse = ""))), class = c("anova", "data.frame"))
}
# The fits whose response is that of the first; of others a warning says that they are left out.
of_same_response <- function(fits, call) {
  responses <- vapply(fits, function(f) deparse1(f$terms[[2]]), "")
  same <- responses == responses[1]
  if (!all(same)) {
    warning(simpleWarning(paste("models with response", sQuote(deparse(responses[!same])),
                                "removed because response differs from model 1"), call))
  }
  fits[same]
}
compare_lms <- function(fits, test) {
  fits <- of_same_response(fits, quote(anova.lmlist(object, ...)))
  if (length(unique(vapply(fits, function(f) length(f$residuals), 1L))) > 1L) {
    stop(simpleError("models were not all fitted to the same size of dataset", quote(anova.lmlist(object, ...))))
  }
  if (length(fits) == 1L) return(anova.lm(fits[[1]]))
  residual <- vapply(fits, function(f) as.numeric(f$df.residual), 1)
  rss <- vapply(fits, deviance, 1)
  table <- data.frame(residual, rss, c(NA, -diff(residual)), c(NA, -diff(rss)))
  dimnames(table) <- list(as.character(seq_along(fits)), c("Res.Df", "RSS", "Df", "Sum of Sq"))
  best <- which.min(residual)
  scale <- rss[best] / residual[best]
  df <- table$Df
  if (identical(test, "F")) {
    f <- table[["Sum of Sq"]] / df / scale
    f[!is.na(f) & f < 0] <- NA
    table$F <- f
    table[["Pr(>F)"]] <- pf(f, abs(df), residual[best], lower.tail = FALSE)
  } else if (test %in% c("Chisq", "LRT")) {
    table[["Pr(>Chi)"]] <- pchisq(table[["Sum of Sq"]] / scale * sign(df), abs(df), lower.tail = FALSE)
  } else if (identical(test, "Cp")) table$Cp <- rss + 2 * scale * (nobs(fits[[1]]) - residual)
  written <- vapply(fits, function(f) paste(deparse(formula(f)), collapse = "\n"), "")
  structure(table, heading = c("Analysis of Variance Table\n",
            paste0("Model ", format(seq_along(fits)), ": ", written, collapse = "\n")), class = c("anova", "data.frame"))
}

# Terms that are in no higher one.
drop.scope <- function(terms1, terms2) {
  t <- terms(terms1)
  factors <- attr(t, "factors")
  labels <- attr(t, "term.labels")
  free <- vapply(seq_along(labels), function(i) {
    !any(vapply(seq_along(labels)[-i], function(j) all(factors[factors[, i] > 0, j] > 0), NA))
  }, NA)
  if (missing(terms2)) labels[free] else setdiff(labels[free], attr(terms(terms2), "term.labels"))
}
# The terms of a fit that a scope names: labels, or a formula in which . stands for the model's.
drop_labels <- function(object, scope, formula = stats::formula(object), caller = sys.call(-1)) {
  if (!is.character(scope)) scope <- attr(terms(update.formula(formula, scope)), "term.labels")
  if (!all(scope %in% attr(terms(formula), "term.labels"))) stop(simpleError("scope is not a subset of term labels", caller))
  scope
}
# Probabilities of what is tested without degrees of freedom are not there.
pchisq_beyond <- function(q, df) pchisq(q, replace(df, !is.na(df) & df <= 0, NA), lower.tail = FALSE)
pf_beyond <- function(q, df1, df2) pf(q, replace(df1, !is.na(df1) & df1 <= 0, NA), df2, lower.tail = FALSE)
drop1.lm <- function(object, scope, scale = 0, all.cols = TRUE, test = c("none", "Chisq", "F"), k = 2, ...) {
  test <- match.arg(test)
  scope <- if (missing(scope)) drop.scope(object) else drop_labels(object, scope)
  x <- model.matrix(object)
  assign <- attr(x, "assign")
  labels <- attr(object$terms, "term.labels")
  w <- if (is.null(object$weights)) rep.int(1, nrow(x)) else object$weights
  y <- object$fitted.values + object$residuals - if (is.null(object$offset)) 0 else object$offset
  n <- nobs(object)
  rss <- residual_squares(object)
  fits <- lapply(scope, function(term) {
    .least_squares(x[, assign != match(term, labels), drop = FALSE] * sqrt(w), y * sqrt(w), 1e-7)
  })
  ranks <- vapply(fits, function(f) as.numeric(f$rank), 1)
  squares <- c(rss, vapply(fits, function(f) f$rss, 1))
  df <- c(NA, object$rank - ranks)
  aic <- n * log(squares / n) + k * c(object$rank, ranks)
  table <- data.frame(Df = df, `Sum of Sq` = c(NA, squares[-1] - rss), RSS = squares, AIC = aic, check.names = FALSE)
  row.names(table) <- c("<none>", scope)
  if (test == "F") {
    f <- table[["Sum of Sq"]] / df / (rss / object$df.residual)
    table[["F value"]] <- f
    table[["Pr(>F)"]] <- pf_beyond(f, df, object$df.residual)
  } else if (test == "Chisq") {
    change <- n * log(squares / n) - n * log(rss / n)
    change[1] <- NA
    table[["Pr(>Chi)"]] <- pchisq_beyond(change, df)
  }
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
}
simulate.lm <- function(object, nsim = 1, seed = NULL, ...) {
  if (!is.null(seed)) set.seed(seed)
  mu <- fitted(object)
  w <- if (is.null(object$weights)) rep.int(1, length(mu)) else weights(object)
  out <- lapply(seq_len(nsim), function(i) mu + rnorm(length(mu), 0, sigma(object) / sqrt(w)))
  names(out) <- paste0("sim_", seq_len(nsim))
  structure(as.data.frame(out, row.names = names(mu)), seed = if (!is.null(seed)) structure(seed, kind = as.list(RNGkind())))
}
