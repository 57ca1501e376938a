# What one asks of a fit by glmmTMB().

fixef <- function(object, ...) UseMethod("fixef")
ranef <- function(object, ...) UseMethod("ranef")
VarCorr <- function(x, sigma = 1, ...) UseMethod("VarCorr")

fixef.glmmTMB <- function(object, ...) object$fixef
ranef.glmmTMB <- function(object, condVar = TRUE, ...) {
  groups <- vapply(object$parts$terms, function(t) t$group, "")
  # of fits by REML, or with a structure, the engine keeps no errors of the effects
  condVar <- condVar && !is.null(object$engine)
  errors <- if (condVar && length(groups)) .tmb_effect_errors(object)
  cond <- lapply(setNames(unique(groups), unique(groups)), function(g) {
    own <- which(groups == g)
    frame <- as.data.frame(do.call(cbind, object$effects[own]), optional = TRUE)
    names(frame) <- unlist(lapply(object$parts$terms[own], function(t) t$names))
    if (condVar) {
      arrays <- lapply(own, function(i) {
        q <- ncol(object$effects[[i]])
        out <- array(NA_real_, c(q, q, nrow(object$effects[[i]])))
        for (k in seq_len(q)) out[k, k, ] <- errors[[i]][, k]^2
        out
      })
      attr(frame, "condVar") <- if (length(own) == 1) arrays[[1]] else arrays
    }
    frame
  })
  structure(list(cond = if (length(groups)) cond else list(), zi = list()), class = "ranef.glmmTMB")
}
# Standard errors of the effects, the uncertainty of the estimates included.
.tmb_effect_errors <- function(object) {
  lapply(seq_along(object$parts$terms), function(i) {
    t <- object$parts$terms[[i]]
    first <- match(levels(t$factor), as.character(t$factor))
    out <- matrix(0, nlevels(t$factor), ncol(t$z))
    for (k in seq_len(ncol(t$z))) {
      alone <- lapply(seq_along(object$parts$terms), function(j) {
        other <- object$parts$terms[[j]]
        other$z <- other$z[first, , drop = FALSE] * 0
        other$factor <- other$factor[first]
        if (j == i) other$z[, k] <- 1
        other
      })
      out[, k] <- .tmb_errors(object, object$parts$X[first, , drop = FALSE] * 0, alone)
    }
    out
  })
}
.tmb_errors <- function(object, X, terms) {
  pieces <- unlist(lapply(terms, function(t) {
    if (!t$diagonal) return(list(list(z = t$z, factor = t$factor)))
    lapply(seq_len(ncol(t$z)), function(k) list(z = t$z[, k, drop = FALSE], factor = t$factor))
  }), recursive = FALSE)
  pieces <- pieces[order(-vapply(pieces, function(p) nlevels(p$factor), 1L))]
  # coefficients of a zero part and of its dispersion have no share in the predictor of the mean
  others <- length(object$fixef$zi) + (length(object$fixef$zi) > 0 && .has_dispersion(object$family$family))
  X <- cbind(X, matrix(0, nrow(X), others))
  .glmm_errors(.engine(object), X, lapply(pieces, `[[`, "z"), lapply(pieces, function(p) as.integer(p$factor)),
               vapply(pieces, function(p) nlevels(p$factor), 1L))
}
print.ranef.glmmTMB <- function(x, simplify = TRUE, ...) {
  plain <- function(frames) lapply(frames, function(f) {
    attr(f, "condVar") <- NULL
    f
  })
  print(if (simplify && !length(x$zi)) plain(x$cond) else lapply(unclass(x), plain), ...)
  invisible(x)
}
as.data.frame.ranef.glmmTMB <- function(x, ...) {
  pieces <- lapply(names(x$cond), function(g) {
    frame <- x$cond[[g]]
    v <- attr(frame, "condVar")
    if (is.null(v)) .unsupported("standard errors of random effects of this glmmTMB are not supported: use ranef(fit)$cond")
    deviations <- function(a) as.vector(vapply(seq_len(dim(a)[1]), function(k) sqrt(a[k, k, ]), numeric(nrow(frame))))
    errors <- unlist(lapply(if (is.list(v)) v else list(v), deviations))
    data.frame(component = "cond", grpvar = g, term = rep(factor(names(frame), levels = names(frame)), each = nrow(frame)),
               grp = factor(rep(rownames(frame), ncol(frame)), levels = rownames(frame)), condval = unlist(frame, use.names = FALSE),
               condsd = errors)
  })
  out <- do.call(rbind, pieces)
  row.names(out) <- paste0("cond.", seq_len(nrow(out)))
  out
}
coef.glmmTMB <- function(object, condVar = FALSE, ...) {
  if (condVar) stop("condVar not (yet) available for coefficients", call. = FALSE)
  beta <- object$fixef$cond
  cond <- lapply(ranef.glmmTMB(object, condVar = FALSE)$cond, function(e) {
    frame <- as.data.frame(lapply(as.list(beta), rep, nrow(e)), optional = TRUE, row.names = rownames(e))
    names(frame) <- names(beta)
    for (name in names(e)) frame[[name]] <- (if (is.null(frame[[name]])) 0 else frame[[name]]) + e[[name]]
    extra <- setdiff(names(frame), names(beta))
    frame[c(extra, names(beta))]
  })
  structure(list(cond = cond, zi = list()), class = "coef.glmmTMB")
}
print.coef.glmmTMB <- function(x, simplify = TRUE, ...) {
  print(if (simplify && !length(x$zi)) x$cond else unclass(x), ...)
  invisible(x)
}
vcov.glmmTMB <- function(object, full = FALSE, ...) {
  if (full) return(object$covariance)
  own <- seq_along(object$fixef$cond)
  zeros <- length(own) + seq_along(object$fixef$zi)
  structure(c(list(cond = object$covariance[own, own, drop = FALSE]), if (length(zeros)) list(zi = object$covariance[zeros, zeros, drop = FALSE])),
            class = c("vcov.glmmTMB", "matrix"))
}
sigma.glmmTMB <- function(object, ...) {
  disp <- object$fixef$disp
  if (length(disp) > 1) return(NA_real_)
  disp <- if (length(disp)) disp[[1]] else log(object$variances[1])
  switch(object$family$family, binomial = , poisson = 1, gaussian = exp(disp / 2), Gamma = exp(-disp / 2), exp(disp))
}
logLik.glmmTMB <- function(object, ...) {
  n <- nobs.glmmTMB(object)
  structure(-object$criterion / 2, nobs = n, nall = n, df = nrow(object$covariance), class = "logLik")
}
nobs.glmmTMB <- function(object, ...) nrow(object$frame)
df.residual.glmmTMB <- function(object, ...) {
  nobs.glmmTMB(object) - nrow(object$covariance) + if (isREML.glmmTMB(object)) length(object$fixef$cond) else 0
}
formula.glmmTMB <- function(x, fixed.only = FALSE, component = c("cond", "zi", "disp"), ...) {
  component <- match.arg(component)
  if (component == "zi") return(x$ziformula)
  if (component == "disp") return(if (is.null(x$dispformula)) ~1 else x$dispformula)
  if (fixed.only) nobars(x$formula) else x$formula
}
terms.glmmTMB <- function(x, component = "cond", ...) structure(x$parts$fixed, predvars = prediction_variables(x$parts$fixed, x$frame))
family.glmmTMB <- function(object, ...) object$family
model.frame.glmmTMB <- function(formula, ...) formula$frame
model.matrix.glmmTMB <- function(object, component = "cond", ...) object$parts$X
weights.glmmTMB <- function(object, type = "prior", ...) object$parts$weights
isREML.glmmTMB <- function(x, ...) isTRUE(x$REML)
extractAIC.glmmTMB <- function(fit, scale = 0, k = 2, ...) {
  l <- logLik.glmmTMB(fit)
  c(attr(l, "df"), -2 * as.numeric(l) + k * attr(l, "df"))
}
update.glmmTMB <- function(object, formula., ..., evaluate = TRUE) {
  call <- object$call
  if (!missing(formula.)) call$formula <- update.formula(object$formula, formula.)
  changes <- match.call(expand.dots = FALSE)$...
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
drop1.glmmTMB <- function(object, scope, scale = 0, test = c("none", "Chisq"), k = 2, ...) {
  test <- match.arg(test)
  scope <- if (missing(scope)) drop.scope(object$parts$fixed) else drop_labels(object, scope, formula(object$parts$fixed))
  env <- environment(object$formula)
  fits <- c(list(extractAIC.glmmTMB(object, k = k)), lapply(scope, function(term) {
    extractAIC.glmmTMB(eval(update.glmmTMB(object, as.formula(paste(". ~ . -", term)), evaluate = FALSE), env), k = k)
  }))
  criteria <- do.call(rbind, fits)
  df <- c(NA, criteria[1, 1] - criteria[-1, 1])
  table <- data.frame(Df = df, AIC = criteria[, 2])
  if (test == "Chisq") {
    deviance <- criteria[, 2] - k * criteria[, 1]
    table$LRT <- c(NA, pmax(0, deviance[-1] - deviance[1]))
    table[["Pr(>Chi)"]] <- pchisq(table$LRT, df, lower.tail = FALSE)
  }
  row.names(table) <- c("<none>", scope)
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(object$formula), collapse = "\n")),
            class = c("anova", "data.frame"))
}
anova.glmmTMB <- function(object, ..., model.names = NULL) {
  call <- match.call(expand.dots = TRUE)
  others <- list(...)
  fits <- c(list(object), others[vapply(others, inherits, NA, "glmmTMB")])
  if (length(fits) < 2) stop("no single-model anova() method for glmmTMB", call. = FALSE)
  written <- as.list(call)[-1]
  names <- if (is.null(model.names)) vapply(written[seq_along(fits)], function(e) paste(deparse(e, 500L), collapse = ""), "") else model.names
  if (length(unique(vapply(fits, nobs, 1L))) > 1) stop("models were not all fitted to the same size of dataset", call. = FALSE)
  l <- lapply(fits, logLik)
  df <- vapply(l, function(v) as.numeric(attr(v, "df")), 1)
  sorted <- order(df)
  fits <- fits[sorted]
  l <- l[sorted]
  df <- df[sorted]
  names <- names[sorted]
  value <- vapply(l, as.numeric, 1)
  chisq <- 2 * pmax(0, c(NA, diff(value)))
  more <- c(NA, diff(df))
  table <- data.frame(df, vapply(l, AIC, 1), vapply(l, BIC, 1), value, -2 * value, chisq, more,
                      pchisq(chisq, more, lower.tail = FALSE))
  dimnames(table) <- list(names, c("Df", "AIC", "BIC", "logLik", "deviance", "Chisq", "Chi Df", "Pr(>Chisq)"))
  formulas <- vapply(fits, function(f) paste(deparse(f$formula, 500L), collapse = ""), "")
  structure(table, heading = c(paste("Data:", deparse(fits[[1]]$call$data)), "Models:",
                               paste0(names, ": ", formulas, ", zi=", vapply(fits, function(f) deparse(f$ziformula), ""), ", disp=~1")), class = c("anova", "data.frame"))
}

# Wald limits: standard deviations and correlations as functions of their own parameter.
confint.glmmTMB <- function(object, parm = NULL, level = 0.95, method = c("wald", "Wald", "profile", "uniroot"),
                            component = c("all", "cond", "zi", "other"), estimate = TRUE, full = FALSE, ...) {
  method <- tolower(match.arg(method))
  if (method != "wald") .unsupported("confint of glmmTMB with method = \"", method, "\" is not supported: use method = \"Wald\"")
  component <- match.arg(component, several.ok = TRUE)
  has <- function(part) any(c(part, "all") %in% component)
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  q <- qnorm(tails)
  error <- sqrt(diag(object$covariance))
  beta <- object$fixef$cond
  p <- length(beta)
  out <- NULL
  if (has("cond")) {
    out <- cbind(beta + q[1] * error[seq_len(p)], beta + q[2] * error[seq_len(p)], beta)
    rownames(out) <- paste0("cond.", names(beta))
  }
  zi <- object$fixef$zi
  if (has("zi") && length(zi)) {
    own <- error[p + seq_along(zi)]
    rows <- cbind(zi + q[1] * own, zi + q[2] * own, zi)
    rownames(rows) <- paste0("zi.", names(zi))
    out <- rbind(out, rows)
  }
  dispersed <- .has_dispersion(object$family$family)
  at <- p + length(zi)
  if (.tmb_is_special(object)) {
    if (!identical(component, "cond") && !is.null(parm)) .unsupported("confint of this glmmTMB is supported for fixed effects only")
    at <- at + sum(startsWith(rownames(object$covariance), "d~"))
  } else if (dispersed) {
    at <- at + 1
    disp <- object$fixef$disp[[1]]
    to <- switch(object$family$family, gaussian = function(v) exp(v / 2), Gamma = function(v) exp(-v / 2), exp)
    limits <- sort(to(disp + q * error[[at]]))
    if (has("other")) out <- rbind(out, sigma = c(limits, to(disp)))
  }
  if (has("cond")) for (i in seq_along(if (!.tmb_is_special(object)) object$parts$terms)) {
    t <- object$parts$terms[[i]]
    rows <- .tmb_term_limits(object$G[[i]], t, error[at + seq_len(if (t$diagonal) ncol(t$z) else ncol(t$z) * (ncol(t$z) + 1) / 2)], q)
    label <- names(VarCorr(object)$cond)[i]
    rownames(rows) <- paste0("cond.", rownames(rows), "|", label)
    out <- rbind(out, rows)
    at <- at + nrow(rows)
  }
  colnames(out) <- c(percent_names(tails), "Estimate")
  if (!is.null(parm)) {
    names <- rownames(object$covariance)
    if (is.character(parm)) {
      parm <- if (identical(parm, "theta_")) grep("^theta", names)
        else if (identical(parm, "beta_")) seq_len(p + length(zi))
        else if (identical(parm, "disp_") || identical(parm, "sigma")) grep("^d~", names)
        else match(parm, names)
      if (anyNA(parm)) stop("unrecognized parameter names", call. = FALSE)
    }
    out <- out[parm, , drop = FALSE]
  } else if (!full) out <- out[rownames(out) != "sigma", , drop = FALSE]
  if (all(startsWith(rownames(out), "cond."))) rownames(out) <- sub("^cond\\.", "", rownames(out))
  if (estimate) out else out[, 1:2, drop = FALSE]
}
.tmb_term_limits <- function(G, t, error, q) {
  n <- nrow(G)
  theta <- if (t$diagonal) log(diag(G)) / 2 else .tmb_theta(G)
  sd <- exp(theta[seq_len(n)])
  out <- cbind(sd * exp(q[1] * error[seq_len(n)]), sd * exp(q[2] * error[seq_len(n)]), sd)
  rownames(out) <- paste0("Std.Dev.", t$names)
  if (t$diagonal || n == 1) return(out)
  if (n > 3) .unsupported("limits of the correlations of more than three random effects are not supported")
  correlation <- function(v) {
    L <- diag(n)
    L[upper.tri(L)] <- v[-seq_len(n)]
    L <- t(L)
    S <- L %*% t(L)
    r <- S / outer(sqrt(diag(S)), sqrt(diag(S)))
    r[lower.tri(r)]
  }
  labels <- outer(t$names, t$names, paste, sep = ".")
  labels <- labels[lower.tri(labels)]
  for (k in seq_along(labels)) {
    own <- n + k
    moved <- vapply(q, function(z) correlation(replace(theta, own, theta[own] + z * error[own]))[k], 1)
    r <- G / outer(sqrt(diag(G)), sqrt(diag(G)))
    out <- rbind(out, c(moved, r[lower.tri(r)][k]))
    rownames(out)[nrow(out)] <- paste0("Cor.", labels[k])
  }
  out
}

fitted.glmmTMB <- function(object, ...) naresid(attr(object$frame, "na.action"), .tmb_means(object))
# Means of the responses: those of the counts times the probability that there is one.
.tmb_means <- function(object) {
  mu <- object$family$linkinv(object$linear.predictors)
  if (length(object$fixef$zi)) mu * plogis(-as.vector(object$parts$zero %*% object$fixef$zi)) else mu
}
residuals.glmmTMB <- function(object, type = c("response", "pearson", "working"), ...) {
  type <- match.arg(type)
  eta <- object$linear.predictors
  mu <- object$family$linkinv(eta)
  r <- object$parts$response - .tmb_means(object)
  out <- switch(type, response = r, working = r / object$family$mu.eta(eta), pearson = {
    v <- object$family$variance
    variance <- if (length(formals(v)) == 1) v(mu) else v(mu, sigma(object))
    if (length(object$fixef$zi)) {
      zero <- plogis(as.vector(object$parts$zero %*% object$fixef$zi))
      variance <- variance * (1 - zero) + mu^2 * zero * (1 - zero)
    }
    r <- r / sqrt(variance)
    if (object$family$family == "binomial" || !is.null(object$parts$weights)) r * sqrt(object$parts$prior) else r
  })
  names(out) <- row.names(object$frame)
  naresid(attr(object$frame, "na.action"), out)
}
predict.glmmTMB <- function(object, newdata = NULL, newparams, se.fit = FALSE, cov.fit = FALSE, re.form = NULL,
                            allow.new.levels = FALSE, type = c("link", "response", "conditional", "zprob", "zlink", "disp"),
                            na.action = na.pass, ...) {
  type <- match.arg(type)
  if (!missing(newparams)) .unsupported("predict of glmmTMB with newparams is not supported")
  if (cov.fit) .unsupported("predict of glmmTMB with cov.fit = TRUE is not supported")
  inflated <- length(object$fixef$zi) > 0
  if (type %in% c("zprob", "zlink") && !inflated) stop("no zero-inflation in this fit", call. = FALSE)
  if (inflated && se.fit) .unsupported("standard errors of predictions with ziformula are not supported")
  none <- !is.null(re.form)
  if (none && !identical(re.form, NA) && !(inherits(re.form, "formula") && identical(re.form[[2]], 0))) {
    stop("re.form must equal NULL, NA, or ~0", call. = FALSE)
  }
  parts <- object$parts
  X <- parts$X
  shift <- parts$offset
  terms <- parts$terms
  if (!is.null(newdata)) {
    right <- delete.response(parts$fixed)
    frame <- model.frame(right, newdata, na.action = na.action, xlev = .getXlevels(parts$fixed, parts$frame))
    X <- .design_of(right, frame, attr(parts$X, "contrasts"))
    shift <- model.offset(frame)
    if (!is.null(object$call$offset)) {
      more <- eval(object$call$offset, newdata, environment(object$formula))
      if (length(more) != nrow(newdata)) stop("variable lengths differ (found for '", deparse(object$call$offset), "')", call. = FALSE)
      shift <- more + if (is.null(shift)) 0 else shift
    }
    terms <- if (none) list() else lapply(parts$terms, .tmb_new_term, newdata, environment(object$formula), allow.new.levels, parts$frame)
  }
  if (none) terms <- list()
  eta <- .tmb_predictor(object, X, shift, terms)
  if (inflated) {
    Z <- if (is.null(newdata)) parts$zero else .design_of(parts$zero_terms, model.frame(parts$zero_terms, newdata, na.action = na.action,
                                                          xlev = .getXlevels(parts$zero_terms, parts$frame)), NULL)
    zero <- as.vector(Z %*% object$fixef$zi)
  }
  out <- switch(type, link = eta, zlink = zero, zprob = plogis(zero),
                response = object$family$linkinv(eta) * if (inflated) plogis(-zero) else 1, disp = rep(sigma(object), length(eta)), object$family$linkinv(eta))
  if (is.null(newdata)) out <- napredict(attr(object$frame, "na.action"), out)
  if (!se.fit) return(out)
  if (length(attr(object$frame, "na.action")) && is.null(newdata)) .unsupported("standard errors with rows left out are not supported")
  if (type == "disp") .unsupported("standard errors of type = \"disp\" are not supported")
  error <- if (length(terms)) .tmb_errors(object, X, terms)
    else sqrt(rowSums((X %*% object$covariance[seq_len(ncol(X)), seq_len(ncol(X))]) * X))
  if (anyNA(error)) .unsupported("standard errors for new levels of a grouping factor are not supported: use re.form = NA")
  if (type != "link") error <- error * abs(object$family$mu.eta(eta))
  label <- rep(if (type == "link") "eta_predict" else "mu_predict", length(eta))
  list(fit = setNames(out, label), se.fit = setNames(error, label))
}
.tmb_new_term <- function(t, newdata, env, allow, seen) {
  new <- random_terms(list(t$bar), newdata, env, setNames(list(levels(t$factor)), t$group), seen)[[1]]
  if (anyNA(new$factor) && !allow) {
    values <- as.character(eval(factored(t$bar[[3]]), newdata, env))[is.na(new$factor)]
    if (any(!is.na(values))) {
      stop("Prediction is not possible for unknown grouping factor levels of ", t$group, ": ", paste(unique(values), collapse = ", "),
           "; allow.new.levels = TRUE takes their effects as zero", call. = FALSE)
    }
  }
  new$diagonal <- t$diagonal
  new
}
simulate.glmmTMB <- function(object, nsim = 1, seed = NULL, ...) .unsupported("simulate of glmmTMB is not supported")
profile.glmmTMB <- function(fitted, ...) .unsupported("profile of glmmTMB is not supported")
