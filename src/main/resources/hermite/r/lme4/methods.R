# What one asks of a mixed fit.

fixef <- function(object, ...) UseMethod("fixef")
ranef <- function(object, ...) UseMethod("ranef")
VarCorr <- function(x, sigma = 1, ...) UseMethod("VarCorr")
fixed.effects <- function(object, ...) fixef(object, ...)
random.effects <- function(object, ...) ranef(object, ...)
ngrps <- function(object, ...) UseMethod("ngrps")
getME <- function(object, name, ...) UseMethod("getME")
isSingular <- function(x, tol = 1e-4) {
  any(vapply(relative_factors(x), function(L) any(abs(diag(L)) < tol), NA))
}

fixef.merMod <- function(object, add.dropped = FALSE, ...) object$beta
coef.merMod <- function(object, ...) {
  effects <- ranef.merMod(object, condVar = FALSE)
  out <- lapply(effects, function(e) {
    shared <- as.list(object$beta)
    frame <- as.data.frame(lapply(shared, rep, nrow(e)), optional = TRUE, row.names = rownames(e))
    names(frame) <- names(object$beta)
    for (name in names(e)) frame[[name]] <- (if (is.null(frame[[name]])) 0 else frame[[name]]) + e[[name]]
    extra <- setdiff(names(frame), names(object$beta))
    frame[c(extra, names(object$beta))]
  })
  structure(out, class = "coef.mer")
}
print.coef.mer <- function(x, ...) {
  print(unclass(x), ...)
  cat("attr(,\"class\")\n")
  print(class(x))
  invisible(x)
}
ranef.merMod <- function(object, condVar = TRUE, drop = FALSE, whichel = NULL, ...) {
  names <- vapply(object$terms, function(t) t$group, "")
  out <- list()
  for (name in unique(names)) {
    at <- which(names == name)
    effects <- do.call(cbind, object$effects[at])
    frame <- as.data.frame(effects, optional = TRUE)
    names(frame) <- unlist(lapply(object$terms[at], function(t) t$names))
    row.names(frame) <- rownames(effects)
    if (condVar) attr(frame, "postVar") <- if (length(at) == 1) object$condvar[[at]]
      else setNames(object$condvar[at], vapply(object$terms[at], function(t) t$names[1], ""))
    out[[name]] <- frame
  }
  if (!is.null(whichel)) out <- out[whichel]
  if (drop) out <- lapply(out, function(frame) {
    if (ncol(frame) != 1) return(frame)
    plain <- setNames(frame[[1]], row.names(frame))
    if (condVar) attr(plain, "postVar") <- as.vector(attr(frame, "postVar"))
    plain
  })
  structure(out, class = "ranef.mer")
}
print.ranef.mer <- function(x, ...) {
  plain <- lapply(unclass(x), function(frame) {
    if (is.data.frame(frame)) attr(frame, "postVar") <- NULL
    frame
  })
  print(plain, ...)
  if (!is.null(attr(x[[1]], "postVar"))) {
    cat("with conditional variances for", dQuote(names(x)), "\n")
  }
  invisible(x)
}
as.data.frame.ranef.mer <- function(x, ...) {
  do.call(rbind, lapply(names(x), function(g) {
    frame <- x[[g]]
    v <- attr(frame, "postVar")
    out <- data.frame(grpvar = g, term = rep(factor(names(frame), levels = names(frame)), each = nrow(frame)),
                      grp = rep(factor(rownames(frame), levels = levels(reorder(factor(rownames(frame)), frame[[1]]))), ncol(frame)), condval = unlist(frame, use.names = FALSE))
    deviations <- function(v) as.vector(vapply(seq_len(dim(v)[1]), function(k) sqrt(v[k, k, ]), numeric(dim(v)[3])))
    if (!is.null(v)) out$condsd <- unlist(lapply(if (is.list(v)) v else list(v), deviations))
    out
  }))
}
ngrps.merMod <- function(object, ...) {
  names <- vapply(object$terms, function(t) t$group, "")
  counts <- vapply(object$terms, function(t) nlevels(t$factor), 1L)
  setNames(counts, names)[!duplicated(names)]
}
vcov.merMod <- function(object, correlation = TRUE, use.hessian = NULL, ...) {
  Matrix_of(if (isGLMM(object) && identical(use.hessian, FALSE)) fixed_covariance(object) else object$vcov)
}
sigma.merMod <- function(object, ...) if (has_scale(object)) object$sigma else 1
logLik.merMod <- function(object, REML = NULL, ...) {
  value <- -(object$criterion - if (is.null(object$saturated)) 0 else object$saturated) / 2
  if (isLMM(object) && !is.null(REML) && REML != object$REML) {
    value <- -(if (REML) linear_deviance(object, TRUE)(object$theta) else full_likelihood_criterion(object)) / 2
  }
  structure(value, nobs = nobs.merMod(object), nall = nobs.merMod(object), df = parameters(object), class = "logLik")
}
# Twice the negative full log likelihood of a REML fit at its relative covariance factors, sigma at its maximum there.
full_likelihood_criterion <- function(object) {
  n <- nobs.merMod(object)
  shrunk <- (n - length(object$beta)) / n
  mixed_criterion_at(object, lapply(object$G, `*`, shrunk), object$sigma * sqrt(shrunk))
}
# Number of parameters: fixed effects, covariance parameters, and the scale or shape when estimated.
parameters <- function(object) {
  length(object$beta) + sum(vapply(object$G, function(g) nrow(g) * (nrow(g) + 1) / 2, 1)) +
    has_scale(object) +
    startsWith(object$family$family, "Negative Binomial")
}
nobs.merMod <- function(object, ...) nrow(object$frame)
df.residual.merMod <- function(object, ...) nobs.merMod(object) - parameters(object)
deviance.merMod <- function(object, REML = NULL, ...) {
  if (isGLMM(object)) sum(residuals.merMod(object, type = "deviance")^2)
  else if (identical(REML, FALSE) && object$REML) full_likelihood_criterion(object)
  else if (object$REML && is.null(REML)) {
    warning("deviance() is deprecated for REML fits; use REMLcrit for the REML criterion or deviance(.,REML=FALSE)",
            " for deviance calculated at the REML fit")
    object$criterion
  } else object$criterion
}
extractAIC.merMod <- function(fit, scale = 0, k = 2, ...) {
  l <- logLik(if (isLMM(fit) && fit$REML) refitML(fit) else fit)
  c(attr(l, "df"), -2 * as.numeric(l) + k * attr(l, "df"))
}
formula.merMod <- function(x, fixed.only = FALSE, random.only = FALSE, ...) {
  if (fixed.only && random.only) stop("can't specify 'only fixed' and 'only random' terms", call. = FALSE)
  if (fixed.only) return(nobars(x$formula))
  if (!random.only) return(x$formula)
  out <- x$formula
  out[[3]] <- Reduce(function(a, b) call("+", a, b), lapply(findbars(x$formula), function(bar) call("(", bar)))
  out
}
terms.merMod <- function(x, fixed.only = !random.only, random.only = FALSE, ...) {
  if (fixed.only && random.only) stop("can't specify 'only fixed' and 'only random' terms", call. = FALSE)
  if (random.only) return(terms(subbars(formula.merMod(x, random.only = TRUE))))
  if (!fixed.only) return(attr(x$frame, "terms"))
  structure(x$fixed, predvars = prediction_variables(x$fixed, x$frame))
}
family.merMod <- function(object, ...) object$family
model.frame.merMod <- function(formula, fixed.only = FALSE, ...) {
  if (fixed.only) formula$frame[intersect(names(formula$frame), vapply(as.list(attr(formula$fixed, "variables"))[-1], function(v) paste(deparse(v, 500L), collapse = ""), ""))]
  else formula$frame
}
model.matrix.merMod <- function(object, type = c("fixed", "random", "randomListRaw"), ...) {
  switch(match.arg(type), fixed = object$X, random = sparse_matrix(named_random_design(object)), randomListRaw = getME.merMod(object, "mmList"))
}
# The design of the random effects with the names of rows and levels.
named_random_design <- function(object) {
  levels <- lapply(object$terms, function(t) rep(levels(t$factor), each = ncol(t$z)))
  structure(random_design(object), dimnames = list(row.names(object$frame), unlist(levels)))
}
weights.merMod <- function(object, type = c("prior", "working"), ...) {
  if (match.arg(type) == "working") {
    if (isLMM(object)) stop("working weights only available for GLMMs")
    linear <- unname(object$linear.predictors)
    return(weights.merMod(object) * object$family$mu.eta(linear)^2 / object$family$variance(object$family$linkinv(linear)))
  }
  if (is.null(object$prior)) if (is.null(object$weights)) rep.int(1, nobs.merMod(object)) else as.vector(object$weights)
  else as.vector(object$prior)
}
fitted.merMod <- function(object, ...) {
  naresid(attr(object$frame, "na.action"), object$family$linkinv(object$linear.predictors))
}
residuals.merMod <- function(object, type = c("default", "response", "pearson", "deviance", "working"), scaled = FALSE, ...) {
  type <- match.arg(type)
  if (type == "default") type <- if (isGLMM(object)) "deviance" else "response"
  mu <- object$family$linkinv(object$linear.predictors)
  y <- as.vector(object$y)
  w <- weights.merMod(object)
  out <- switch(type,
    response = y - mu,
    pearson = (y - mu) * sqrt(w) / sqrt(object$family$variance(mu)),
    deviance = sign(y - mu) * sqrt(pmax(object$family$dev.resids(y, mu, w), 0)),
    working = (y - mu) / object$family$mu.eta(object$linear.predictors))
  if (scaled) out <- out / sigma.merMod(object)
  names(out) <- row.names(object$frame)
  naresid(attr(object$frame, "na.action"), out)
}

llikAIC <- function(object, devianceFUN = NULL, chkREML = TRUE, devcomp = NULL) {
  l <- logLik.merMod(object)
  list(logLik = l, AICtab = if (object$REML && chkREML) c(REML = object$criterion)
    else c(AIC = AIC.logLik(l), BIC = BIC.logLik(l), logLik = as.numeric(l), deviance = -2 * as.numeric(l),
           df.resid = df.residual.merMod(object)))
}
drop1.merMod <- function(object, scope, scale = 0, test = c("none", "Chisq", "user"), k = 2, sumFun, ...) {
  test <- match.arg(test)
  if ((test == "user") == missing(sumFun)) stop(sQuote("sumFun"), " must be specified if (and only if) test==\"user\"")
  # a function of one's own compares fits as they are
  if (test != "user" && isLMM(object) && object$REML) object <- refitML(object)
  scope <- if (missing(scope)) drop.scope(object$fixed) else drop_labels(object, scope, formula(object$fixed))
  without <- lapply(scope, function(term) {
    call <- object$call
    call$formula <- update.formula(object$formula, as.formula(paste("~ . -", term)))
    eval(call, environment(object$formula))
  })
  heading <- c("Single term deletions", "\nModel:", paste(deparse(formula(object)), collapse = "\n"))
  if (test == "user") {
    own <- sumFun(object, ...)
    table <- as.data.frame(rbind(own, do.call(rbind, lapply(without, function(fit) sumFun(object, fit, ...)))))
    method <- attr(own, "method")
    heading <- c(heading, if (!is.null(method)) c("Method: ", method, "\n"))
  } else {
    criteria <- do.call(rbind, lapply(c(list(object), without), extractAIC.merMod, k = k))
    df <- c(NA, criteria[1, 1] - criteria[-1, 1])
    table <- data.frame(npar = df, AIC = criteria[, 2])
    if (test == "Chisq") {
      deviance <- criteria[, 2] - k * criteria[, 1]
      change <- c(NA, pmax(0, deviance[-1] - deviance[1]))
      table$LRT <- change
      table[["Pr(Chi)"]] <- pchisq(change, df, lower.tail = FALSE)
    }
  }
  row.names(table) <- c("<none>", scope)
  structure(table, heading = heading, class = c("anova", "data.frame"))
}

# Sequential sums of squares of one fit, or likelihood ratios of several.
anova.merMod <- function(object, ..., refit = TRUE, model.names = NULL) {
  call <- match.call(expand.dots = TRUE)
  others <- list(...)
  is_fit <- vapply(others, function(f) inherits(f, "merMod") || inherits(f, "lm"), NA)
  if (!any(is_fit)) {
    if (length(others)) warning("additional arguments ignored: ", paste(sQuote(names(others)), collapse = ", "))
    return(sequential_squares(object))
  }
  fits <- c(list(object), others[is_fit])
  if (length(unique(vapply(fits, nobs, 1))) > 1) stop("models were not all fitted to the same size of dataset")
  for (part in c("data", "subset")) {
    given <- lapply(fits, function(f) f$call[[part]])
    if (!all(vapply(given, identical, NA, given[[1]]))) {
      stop(if (part == "data") "all models must be fit to the same data object" else "all models must use the same subset")
    }
  }
  written <- as.list(call)[-1]
  written <- written[!names(written) %in% c("refit", "model.names")]
  names <- if (!is.null(model.names)) model.names
    else vapply(written[seq_along(fits)], function(e) paste(deparse(e, 500L), collapse = ""), "")
  if (max(nchar(names)) > 200) {
    warning("failed to find model names, assigning generic names", call. = FALSE)
    names <- paste0("MODEL", seq_along(fits))
  } else if (any(duplicated(names))) {
    warning("failed to find model names, assigning generic names")
    names <- paste0("MODEL", seq_along(fits))
  }
  if (refit && any(vapply(fits, function(f) inherits(f, "lmerMod") && f$REML, NA))) {
    message("refitting model(s) with ML (instead of REML)")
    fits <- lapply(fits, function(f) if (inherits(f, "lmerMod") && f$REML) refitML(f) else f)
  }
  by_reml <- vapply(fits, function(f) inherits(f, "lmerMod") && f$REML, NA)
  if (any(by_reml) && !all(by_reml)) warning("some models fit with REML = TRUE, some not", call. = FALSE)
  likelihoods <- lapply(fits, logLik)
  npar <- vapply(likelihoods, function(l) as.numeric(attr(l, "df")), 1)
  by_size <- order(npar)
  fits <- fits[by_size]
  likelihoods <- likelihoods[by_size]
  npar <- npar[by_size]
  names <- names[by_size]
  value <- vapply(likelihoods, as.numeric, 1)
  chisq <- c(NA, pmax(0, 2 * diff(value)))
  df <- c(NA, diff(npar))
  table <- data.frame(npar = npar, AIC = vapply(likelihoods, AIC, 1), BIC = vapply(likelihoods, BIC, 1), logLik = value,
                      deviance = -2 * value, Chisq = chisq, Df = df,
                      p = ifelse(df == 0, NA, pchisq(chisq, df, lower.tail = FALSE)))
  names(table)[8] <- "Pr(>Chisq)"
  row.names(table) <- names
  data <- lapply(fits, function(f) f$call$data)
  heading <- if (!is.null(data[[1]])) paste0("Data: ", paste(deparse(data[[1]]), collapse = ""))
  subset <- fits[[1]]$call$subset
  if (!is.null(subset)) heading <- c(heading, paste0("Subset: ", paste(deparse(subset), collapse = "")))
  formulas <- vapply(fits, function(f) {
    paste(deparse(if (inherits(f, "merMod")) written_formula(f) else formula(f), 500L), collapse = "\n")
  }, "")
  structure(table, heading = c(heading, "Models:", paste(names, formulas, sep = ": ")), class = c("anova", "data.frame"))
}
sequential_squares <- function(object) {
  assign <- attr(object$X, "assign")
  labels <- attr(object$fixed, "term.labels")
  # R of the precision's root: the squared rotated coefficients of each term
  R <- chol(solve(if (isGLMM(object)) fixed_covariance(object) else object$vcov)) * sigma.merMod(object)
  rotated <- as.vector(R %*% object$beta)
  squares <- vapply(seq_along(labels), function(i) sum(rotated[assign == i]^2), 1)
  df <- vapply(seq_along(labels), function(i) sum(assign == i), 1L)
  mean <- squares / df
  table <- data.frame(df, squares, mean, mean / sigma.merMod(object)^2)
  dimnames(table) <- list(labels, c("npar", "Sum Sq", "Mean Sq", "F value"))
  structure(table[df > 0, ], heading = "Analysis of Variance Table", class = c("anova", "data.frame"))
}
