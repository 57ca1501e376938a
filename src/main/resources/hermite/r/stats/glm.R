# Generalized linear models by iteratively reweighted least squares (McCullagh and Nelder 1989, section 2.5).

glm <- function(formula, family = gaussian, data, weights, subset, na.action, start = NULL, etastart, mustart, offset,
                control = list(...), model = TRUE, method = "glm.fit", x = FALSE, y = TRUE, contrasts = NULL, ...) {
  call <- match.call()
  # R reads it here: a name that does not exist is told as of this call
  family <- family
  family <- as_family(family, parent.frame())
  if (missing(data)) data <- environment(formula)
  frame <- model_frame_of(call, parent.frame())
  terms <- attr(frame, "terms")
  response <- model.response(frame, "any")
  design <- if (is.empty.model(terms)) matrix(numeric(), NROW(response), 0) else model.matrix(terms, frame, contrasts)
  prior <- model.weights(frame)
  if (!is.null(prior) && any(prior < 0)) stop("negative weights not allowed")
  shift <- model.offset(frame)
  fit <- glm.fit(design, response, prior, start = start, etastart = model_extra(frame, "etastart"),
                 mustart = model_extra(frame, "mustart"), offset = shift, family = family,
                 control = do.call("glm.control", control), intercept = attr(terms, "intercept") > 0)
  if (length(shift) && attr(terms, "intercept") > 0) {
    fit$null.deviance <- glm.fit(design[, "(Intercept)", drop = FALSE], response, prior, offset = shift,
                                 family = family, control = do.call("glm.control", control))$deviance
  }
  if (model) fit$model <- frame
  if (x) fit$x <- design
  if (!y) fit$y <- NULL
  fit$na.action <- attr(frame, "na.action")
  structure(c(fit, list(call = call, formula = formula, terms = terms, data = data, offset = shift,
                        control = do.call("glm.control", control), method = method,
                        contrasts = attr(design, "contrasts"), xlevels = .getXlevels(terms, frame))),
            class = c(fit$class, "glm", "lm"))
}

glm.control <- function(epsilon = 1e-8, maxit = 25, trace = FALSE) {
  if (!is.numeric(epsilon) || epsilon <= 0) stop("value of 'epsilon' must be > 0")
  if (!is.numeric(maxit) || maxit <= 0) stop("maximum number of iterations must be > 0")
  list(epsilon = epsilon, maxit = maxit, trace = trace)
}

glm.fit <- function(x, y, weights = NULL, start = NULL, etastart = NULL, mustart = NULL, offset = NULL,
                    family = gaussian(), control = list(), intercept = TRUE, singular.ok = TRUE) {
  control <- do.call("glm.control", control)
  x <- as.matrix(x)
  labels <- if (is.matrix(y)) rownames(y) else names(y)
  if (is.null(labels)) labels <- rownames(x)
  n <- NROW(y)
  if (is.null(weights)) weights <- rep.int(1, n)
  if (is.null(offset)) offset <- rep.int(0, n)
  begin <- family$initialize(y, weights)
  y <- begin$y
  weights <- begin$weights
  prior <- weights
  good <- weights > 0
  eta <- if (!is.null(etastart)) etastart
    else if (!is.null(start)) offset + as.vector(x %*% start)
    else family$linkfun(if (is.null(mustart)) begin$mustart else mustart)
  mu <- family$linkinv(eta)
  if (!(family$validmu(mu) && family$valideta(eta))) {
    stop("cannot find valid starting values: please specify some", call. = FALSE)
  }
  deviance_of <- function(mu) sum(family$dev.resids(y, mu, weights))
  before <- deviance_of(mu)
  beta <- start
  converged <- FALSE
  boundary <- FALSE
  solution <- NULL
  iterations <- 0L
  if (ncol(x) == 0) {
    eta <- offset
    mu <- family$linkinv(eta)
    working <- (weights * family$mu.eta(eta)^2) / family$variance(mu)
    converged <- TRUE
  } else for (iterations in seq_len(control$maxit)) {
    slope <- family$mu.eta(eta)
    variance <- family$variance(mu)
    if (anyNA(variance[good])) stop("NAs in V(mu)")
    if (any(variance[good] == 0)) stop("0s in V(mu)")
    if (any(is.na(slope[good]))) stop("NAs in d(mu)/d(eta)")
    use <- good & slope != 0
    if (!any(use)) {
      warning("no observations informative at iteration ", iterations, call. = FALSE)
      break
    }
    z <- (eta - offset)[use] + (y - mu)[use] / slope[use]
    w <- sqrt(weights[use] * slope[use]^2 / variance[use])
    solution <- .least_squares(x[use, , drop = FALSE] * w, z * w, min(1e-7, control$epsilon / 1000))
    if (any(!is.finite(solution$coefficients))) {
      warning("non-finite coefficients at iteration ", iterations, call. = FALSE)
      break
    }
    if (nrow(x) < solution$rank) {
      stop(sprintf("X matrix has rank %d, but only %d observations", solution$rank, nrow(x)), call. = FALSE)
    }
    proposal <- solution$coefficients
    eta <- as.vector(x %*% proposal) + offset
    mu <- family$linkinv(eta)
    now <- deviance_of(mu)
    if (control$trace) cat("Deviance = ", now, " Iterations - ", iterations, "\n", sep = "")
    # a step out of the parameter space, or to an infinite deviance, is halved towards the last estimate
    halvings <- 0
    while (!is.finite(now) || !(family$valideta(eta) && family$validmu(mu))) {
      if (is.null(beta)) stop("no valid set of coefficients has been found: please supply starting values", call. = FALSE)
      if (halvings == 0) {
        warning(if (is.finite(now)) "step size truncated: out of bounds" else "step size truncated due to divergence",
                call. = FALSE)
      }
      halvings <- halvings + 1
      if (halvings > control$maxit) stop("inner loop; cannot correct step size", call. = FALSE)
      proposal <- (proposal + beta) / 2
      eta <- as.vector(x %*% proposal) + offset
      mu <- family$linkinv(eta)
      now <- deviance_of(mu)
      boundary <- TRUE
    }
    working <- rep.int(0, n)
    working[use] <- w^2
    if (abs(now - before) / (abs(now) + 0.1) < control$epsilon) {
      converged <- TRUE
      beta <- proposal
      break
    }
    before <- now
    beta <- proposal
  }
  if (!converged) warning("glm.fit: algorithm did not converge", call. = FALSE)
  if (boundary) warning("glm.fit: algorithm stopped at boundary value", call. = FALSE)
  eps <- 10 * .Machine$double.eps
  if (family$family == "binomial" && any(mu > 1 - eps | mu < eps)) {
    warning("glm.fit: fitted probabilities numerically 0 or 1 occurred", call. = FALSE)
  }
  if (family$family == "poisson" && any(mu < eps)) {
    warning("glm.fit: fitted rates numerically 0 occurred", call. = FALSE)
  }
  rank <- if (is.null(solution)) 0L else solution$rank
  if (!is.null(solution)) {
    aliased <- setdiff(seq_len(ncol(x)), solution$pivot[seq_len(rank)])
    beta[aliased] <- NA
    names(beta) <- colnames(x)
  } else beta <- numeric()
  residuals <- (y - mu) / family$mu.eta(eta)
  average <- if (intercept) sum(weights * y) / sum(weights) else family$linkinv(offset)
  df <- sum(weights != 0) - rank
  deviance <- deviance_of(mu)
  named <- function(v) {
    names(v) <- labels
    v
  }
  list(coefficients = beta, residuals = named(residuals), fitted.values = named(mu), effects = solution$effects,
       R = solution$R, rank = rank, qr = solution, family = family, linear.predictors = named(eta),
       deviance = deviance, aic = family$aic(y, begin$n, mu, weights, deviance) + 2 * rank,
       null.deviance = sum(family$dev.resids(y, rep_len(average, n), weights)), iter = iterations,
       weights = named(working), prior.weights = named(prior), df.residual = df,
       df.null = sum(weights != 0) - as.integer(intercept), y = named(y), converged = converged, boundary = boundary)
}

print.glm <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  cat("\nCall:  ", paste(deparse(x$call), sep = "\n", collapse = "\n"), "\n\n", sep = "")
  if (length(coef(x))) {
    cat("Coefficients:\n")
    print.default(format(x$coefficients, digits = digits), print.gap = 2, quote = FALSE)
  } else cat("No coefficients\n\n")
  cat("\nDegrees of Freedom:", x$df.null, "Total (i.e. Null); ", x$df.residual, "Residual\n")
  if (nzchar(note <- naprint(x$na.action))) cat("  (", note, ")\n", sep = "")
  cat("Null Deviance:\t   ", format(signif(x$null.deviance, digits)), "\nResidual Deviance:",
      format(signif(x$deviance, digits)), "\tAIC:", format(signif(x$aic, digits)))
  cat("\n")
  invisible(x)
}
print_call <- function(call) cat("\nCall:\n", paste(deparse(call), sep = "\n", collapse = "\n"), "\n\n", sep = "")

summary.glm <- function(object, dispersion = NULL, correlation = FALSE, symbolic.cor = FALSE, ...) {
  estimated <- FALSE
  if (is.null(dispersion)) {
    known <- object$family$family %in% c("poisson", "binomial")
    used <- object$weights > 0
    dispersion <- if (known) 1
      else if (object$df.residual > 0) {
        estimated <- TRUE
        if (any(!used)) warning("observations with zero weight not used for calculating dispersion")
        sum((object$weights * object$residuals^2)[used]) / object$df.residual
      } else {
        estimated <- TRUE
        NaN
      }
  }
  kept <- !is.na(object$coefficients)
  estimate <- object$coefficients[kept]
  unscaled <- unscaled_covariance(object)
  scaled <- dispersion * unscaled
  error <- sqrt(diag(scaled))
  statistic <- estimate / error
  if (estimated) {
    p <- if (object$df.residual > 0) 2 * pt(-abs(statistic), object$df.residual) else rep(NaN, length(statistic))
    columns <- c("Estimate", "Std. Error", "t value", "Pr(>|t|)")
  } else {
    p <- 2 * pnorm(-abs(statistic))
    columns <- c("Estimate", "Std. Error", "z value", "Pr(>|z|)")
  }
  table <- cbind(estimate, error, statistic, p)
  dimnames(table) <- list(names(estimate), columns)
  out <- object[intersect(c("call", "terms", "family", "deviance", "aic", "contrasts", "df.residual", "null.deviance",
                            "df.null", "iter", "na.action"), names(object))]
  out$deviance.resid <- residuals(object, type = "deviance")
  out$coefficients <- table
  out$aliased <- is.na(coef(object))
  out$dispersion <- dispersion
  out$df <- c(object$rank, object$df.residual, length(object$coefficients))
  out$cov.unscaled <- unscaled
  out$cov.scaled <- scaled
  if (correlation) {
    out$correlation <- unscaled / outer(sqrt(diag(unscaled)), sqrt(diag(unscaled)))
    out$symbolic.cor <- symbolic.cor
  }
  class(out) <- "summary.glm"
  out
}
# (X'WX)^-1 of the coefficients that are not aliased, in their order.
unscaled_covariance <- function(object) {
  kept <- names(object$coefficients)[!is.na(object$coefficients)]
  of_own <- object$qr$unscaled
  if (!is.null(of_own)) return(of_own[kept, kept, drop = FALSE])
  # a fit that R made and saved
  used <- seq_len(object$qr$rank)
  names <- colnames(object$qr$qr)[used]
  out <- chol2inv(object$qr$qr[used, used, drop = FALSE])
  dimnames(out) <- list(names, names)
  out[kept, kept, drop = FALSE]
}

print.summary.glm <- function(x, digits = max(3L, getOption("digits") - 3L),
                              signif.stars = getOption("show.signif.stars"), ...) {
  print_call(x$call)
  cat("Deviance Residuals: \n")
  if (x$df.residual > 5) {
    five <- setNames(quantile(x$deviance.resid, na.rm = TRUE), c("Min", "1Q", "Median", "3Q", "Max"))
    print.default(zapsmall(five, digits + 1L), digits = digits, na.print = "", print.gap = 2L)
  } else print.default(zapsmall(x$deviance.resid, digits + 1L), digits = digits, na.print = "", print.gap = 2L)
  if (length(x$aliased) == 0) cat("\nNo Coefficients\n")
  else {
    singular <- sum(x$aliased)
    if (singular > 0) cat("\nCoefficients: (", singular, " not defined because of singularities)\n", sep = "")
    else cat("\nCoefficients:\n")
    printCoefmat(with_aliased(x$coefficients, x$aliased), digits = digits, signif.stars = signif.stars,
                 na.print = "NA", ...)
  }
  cat("\n(Dispersion parameter for ", x$family$family, " family taken to be ", format(x$dispersion), ")\n\n",
      sep = "")
  cat(apply(cbind(paste(format(c("Null", "Residual"), justify = "right"), "deviance:"),
                  format(c(x$null.deviance, x$deviance), digits = max(5L, digits + 1L)), " on",
                  format(c(x$df.null, x$df.residual)), " degrees of freedom\n"), 1L, paste, collapse = " "), sep = "")
  if (nzchar(note <- naprint(x$na.action))) cat("  (", note, ")\n", sep = "")
  cat("AIC: ", format(x$aic, digits = max(4L, digits + 1L)), "\n\n", "Number of Fisher Scoring iterations: ", x$iter,
      "\n", sep = "")
  if (!is.null(x$correlation) && ncol(x$correlation) > 1) {
    cat("\nCorrelation of Coefficients:\n")
    print_lower(x$correlation, digits)
  }
  cat("\n")
  invisible(x)
}
# The coefficient table with a row of NA for each aliased coefficient.
with_aliased <- function(table, aliased) {
  if (!any(aliased)) return(table)
  out <- matrix(NA, length(aliased), ncol(table), dimnames = list(names(aliased), colnames(table)))
  out[!aliased, ] <- table
  out
}
print_lower <- function(correlation, digits) {
  shown <- format(round(correlation, 2L), nsmall = 2L, digits = digits)
  shown[!lower.tri(shown)] <- ""
  print(shown[-1, -ncol(shown), drop = FALSE], quote = FALSE)
}

coef.summary.glm <- function(object, ...) object$coefficients
vcov.glm <- function(object, complete = TRUE, ...) if (!complete) summary.glm(object)$cov.scaled else with_aliased_square(summary.glm(object)$cov.scaled, is.na(coef(object)))
vcov.summary.glm <- function(object, ...) object$cov.scaled
with_aliased_square <- function(covariance, aliased) {
  if (!any(aliased)) return(covariance)
  out <- matrix(NA, length(aliased), length(aliased), dimnames = list(names(aliased), names(aliased)))
  out[!aliased, !aliased] <- covariance
  out
}
logLik.glm <- function(object, ...) {
  p <- object$rank
  if (object$family$family %in% c("gaussian", "Gamma", "inverse.gaussian")) p <- p + 1
  structure(p - object$aic / 2, nobs = sum(object$prior.weights != 0), df = p, class = "logLik")
}
extractAIC.glm <- function(fit, scale = 0, k = 2, ...) {
  df <- length(fit$fitted.values) - fit$df.residual
  c(df, fit$aic + (k - 2) * df)
}
deviance.glm <- function(object, ...) object$deviance
family.glm <- function(object, ...) object$family
sigma.glm <- function(object, ...) sigma.default(object, ...)
weights.glm <- function(object, type = c("prior", "working"), ...) {
  if (match.arg(type) == "prior") object$prior.weights else object$weights
}

residuals.glm <- function(object, type = c("deviance", "pearson", "working", "response", "partial"), ...) {
  type <- match.arg(type)
  y <- object$y
  mu <- object$fitted.values
  w <- object$prior.weights
  out <- switch(type,
    deviance = {
      d <- sqrt(pmax(object$family$dev.resids(y, mu, w), 0))
      ifelse(y > mu, d, -d)
    },
    pearson = (y - mu) * sqrt(w) / sqrt(object$family$variance(mu)),
    working = object$residuals,
    response = y - mu,
    partial = object$residuals + predict(object, type = "terms"))
  if (type != "partial") names(out) <- names(mu)
  naresid(object$na.action, out)
}

predict.glm <- function(object, newdata = NULL, type = c("link", "response", "terms"), se.fit = FALSE,
                        dispersion = NULL, na.action = na.pass, ...) {
  type <- match.arg(type)
  if (is.null(newdata) && !se.fit && type != "terms") {
    out <- if (type == "link") object$linear.predictors else object$fitted.values
    return(napredict(object$na.action, out))
  }
  scale <- if (is.null(dispersion)) summary(object)$dispersion else dispersion
  out <- predict.lm(object, newdata, se.fit = se.fit, scale = sqrt(scale), type = if (type == "terms") type else "response",
                    na.action = na.action)
  if (type == "response") {
    if (se.fit) {
      out$se.fit <- out$se.fit * abs(object$family$mu.eta(out$fit))
      out$fit <- object$family$linkinv(out$fit)
    } else out <- object$family$linkinv(out)
  }
  if (se.fit) out <- list(fit = out$fit, se.fit = out$se.fit, residual.scale = sqrt(scale))
  out
}

simulate.glm <- function(object, nsim = 1, seed = NULL, ...) {
  if (!is.null(seed)) set.seed(seed)
  if (is.null(object$family$simulate)) stop("family '", object$family$family, "' not implemented")
  dispersion <- if (object$family$family == "Gamma") 1 / MASS::gamma.shape(object)$alpha else summary(object)$dispersion
  out <- lapply(seq_len(nsim), function(i) {
    y <- object$family$simulate(object$fitted.values, object$prior.weights, dispersion)
    like_response(unname(y), object$prior.weights, model.response(object$model, "any"))
  })
  rows <- if (is.null(names(object$fitted.values))) seq_along(object$fitted.values) else names(object$fitted.values)
  structure(out, names = paste0("sim_", seq_len(nsim)), class = "data.frame", row.names = rows,
            seed = if (!is.null(seed)) structure(seed, kind = as.list(RNGkind())))
}
# Simulated shares of events as the model's response was given: a factor, or counts of events and others.
like_response <- function(y, size, response) {
  if (is.factor(response)) factor(1 + y, levels = 1:2, labels = levels(response))
  else if (is.matrix(response) && ncol(response) == 2) {
    events <- round(y * size)
    structure(cbind(events, size - events), dimnames = list(NULL, colnames(response)))
  } else y
}

# Terms added one after the other, or several fits compared.
anova.glm <- function(object, ..., dispersion = NULL, test = NULL) {
  others <- list(...)
  if (length(others)) return(compare_glms(c(list(object), others), dispersion, test))
  labels <- attr(object$terms, "term.labels")
  assign <- attr(model.matrix(object), "assign")
  x <- model.matrix(object)
  fit_up_to <- function(i) {
    glm.fit(x[, assign <= i, drop = FALSE], original_response(object), original_weights(object), offset = object$offset,
            family = object$family, control = object$control)
  }
  deviances <- object$null.deviance
  residual <- object$df.null
  by_score <- identical(test, "Rao")
  score <- NA
  before <- if (by_score) fit_up_to(0)
  for (i in seq_along(labels)) {
    step <- if (i == length(labels)) object else fit_up_to(i)
    deviances <- c(deviances, step$deviance)
    residual <- c(residual, step$df.residual)
    if (by_score) score <- c(score, score_statistic(x[, assign <= i, drop = FALSE], before))
    before <- step
  }
  table <- data.frame(c(NA, -diff(residual)), c(NA, -diff(deviances)), residual, deviances)
  if (by_score) table$Rao <- score
  dimnames(table) <- list(c("NULL", labels), c("Df", "Deviance", "Resid. Df", "Resid. Dev", if (by_score) "Rao"))
  heading <- paste0("Analysis of Deviance Table", "\n\nModel: ", object$family$family, ", link: ", object$family$link,
                    "\n\nResponse: ", paste(deparse(formula(object)[[2]]), collapse = ""),
                    "\n\nTerms added sequentially (first to last)\n\n")
  with_test(table, test, object, dispersion, heading)
}
# Rao's score statistic of the columns of a design beyond those of a fit: the fall in the weighted sum of squares of its
# working residuals when they are regressed on the wider design (McCullagh and Nelder 1989, section 12.7).
score_statistic <- function(x, fit) {
  root <- sqrt(fit$weights)
  target <- fit$residuals * root
  sum(target^2) - .least_squares(x * root, target, 1e-7)$rss
}
original_response <- function(object) model.response(object$model, "any")
original_weights <- function(object) model.weights(object$model)

compare_glms <- function(fits, dispersion, test) {
  call <- quote(anova.glmlist(c(list(object), dotargs), dispersion = dispersion, test = test))
  fits <- of_same_response(fits, call)
  if (length(unique(vapply(fits, function(f) length(f$residuals), 1L))) > 1L) {
    stop(simpleError("models were not all fitted to the same size of dataset", call))
  }
  if (length(fits) == 1L) return(anova.glm(fits[[1]], dispersion = dispersion, test = test))
  residual <- vapply(fits, function(f) as.numeric(f$df.residual), 1)
  deviances <- vapply(fits, function(f) as.numeric(f$deviance), 1)
  table <- data.frame(residual, deviances, c(NA, -diff(residual)), c(NA, -diff(deviances)))
  dimnames(table) <- list(as.character(seq_along(fits)), c("Resid. Df", "Resid. Dev", "Df", "Deviance"))
  written <- vapply(fits, function(f) paste(deparse(formula(f)), collapse = "\n"), "")
  heading <- c("Analysis of Deviance Table\n",
               paste0("Model ", format(seq_along(fits)), ": ", written, collapse = "\n"))
  if (identical(test, "Rao")) {
    table$Rao <- c(NA, vapply(seq_along(fits)[-1], function(i) {
      pair <- fits[c(i - 1, i)][order(-residual[c(i - 1, i)])]
      score_statistic(model.matrix(pair[[2]]), pair[[1]]) * sign(residual[i - 1] - residual[i])
    }, 1))
  }
  with_test(table, test, fits[[which.min(residual)]], dispersion, heading)
}
with_test <- function(table, test, reference, dispersion, heading, caller = sys.call(-1)) {
  if (is.character(test) || !is.null(test)) {
    test <- match.arg(test, c("Chisq", "LRT", "Rao", "F", "Cp"))
    scale <- if (is.null(dispersion)) summary(reference)$dispersion else dispersion
    df <- table$Df
    if (test == "F" && reference$family$family %in% c("poisson", "binomial")) {
      text <- paste0("using F test with a '", reference$family$family, "' family is inappropriate")
      warning(simpleWarning(text, if (is.null(caller)) reference$call else caller))
    }
    if (test %in% c("Chisq", "LRT")) {
      table[["Pr(>Chi)"]] <- pchisq(abs(table$Deviance) / scale, abs(df), lower.tail = FALSE)
    } else if (test == "Rao") {
      table[["Pr(>Chi)"]] <- pchisq(table$Rao / scale, abs(df), lower.tail = FALSE)
    } else if (test == "F") {
      ratio <- table$Deviance / df / scale
      ratio[!is.na(ratio) & ratio < 0] <- NA
      table$F <- ratio
      table[["Pr(>F)"]] <- pf(ratio, abs(df), if (scale == 1) Inf else reference$df.residual, lower.tail = FALSE)
    } else table$Cp <- table[["Resid. Dev"]] + 2 * scale * (nobs(reference) - table[["Resid. Df"]])
  }
  structure(table, heading = heading, class = c("anova", "data.frame"))
}

# Single terms dropped, each with its refit.
drop1.glm <- function(object, scope, scale = 0, test = c("none", "Rao", "LRT", "Chisq", "F"), k = 2, ...) {
  test <- match.arg(test)
  if (test == "Chisq") test <- "LRT"
  scope <- if (missing(scope)) drop.scope(object) else drop_labels(object, scope)
  x <- model.matrix(object)
  assign <- attr(x, "assign")
  labels <- attr(object$terms, "term.labels")
  fits <- lapply(scope, function(term) {
    glm.fit(x[, assign != match(term, labels), drop = FALSE], original_response(object), original_weights(object),
            offset = object$offset, family = object$family, control = object$control)
  })
  df <- object$rank - vapply(fits, function(f) as.numeric(f$rank), 1)
  deviances <- c(object$deviance, vapply(fits, function(f) f$deviance, 1))
  dispersion <- if (scale > 0) scale else summary(object)$dispersion
  n <- nobs(object)
  value <- if (object$family$family != "gaussian") deviances / dispersion
    else if (scale > 0) deviances / scale - n else n * log(deviances / n)
  criterion <- value + k * c(object$rank, object$rank - df)
  criterion <- criterion + extractAIC(object, k = k)[2] - criterion[1]
  table <- data.frame(Df = c(NA, df), Deviance = deviances, AIC = criterion)
  if (all(is.na(criterion))) table$AIC <- NULL
  row.names(table) <- c("<none>", scope)
  if (test == "Rao") {
    score <- c(NA, vapply(fits, score_statistic, 1, x = x)) / dispersion
    table[[if (dispersion == 1) "Rao score" else "scaled Rao sc."]] <- score
    table[["Pr(>Chi)"]] <- pchisq_beyond(score, c(NA, df))
  } else if (test == "LRT") {
    change <- c(NA, pmax(0, value[-1] - value[1]))
    table[[if (dispersion == 1) "LRT" else "scaled dev."]] <- change
    table[["Pr(>Chi)"]] <- pchisq_beyond(change, c(NA, df))
  } else if (test == "F") {
    if (object$family$family %in% c("binomial", "poisson")) {
      warning("F test assumes 'quasi", object$family$family, "' family")
    }
    ratio <- c(NA, (deviances[-1] - object$deviance) / df) / (object$deviance / object$df.residual)
    table[["F value"]] <- ratio
    table[["Pr(>F)"]] <- pf_beyond(ratio, c(NA, df), object$df.residual)
  }
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
}
