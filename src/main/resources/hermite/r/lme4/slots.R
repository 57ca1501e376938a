# Fits seen as lme4 keeps them: slots, and the parts that lFormula() and its followers hand on.

`@.merMod` <- function(object, name) {
  linear <- isLMM(object)
  w <- weights.merMod(object)
  switch(name,
    beta = unname(object$beta), theta = unname(object$theta), u = as.vector(solve_factor(object)), lower = unname(object$lower),
    frame = object$frame, call = object$call, flist = grouping_frame(object), cnms = object$cnms, Gp = getME.merMod(object, "Gp"),
    devcomp = deviance_components(object),
    optinfo = list(optimizer = object$optimizer, control = list(), derivs = criterion_derivatives(object), conv = object$optinfo$conv,
                   feval = object$evaluations, message = "", warnings = object$optinfo$warnings, val = unname(c(object$theta, if (!linear) object$beta))),
    resp = structure(list(y = as.vector(object$y), mu = unname(object$family$linkinv(object$linear.predictors)), weights = as.vector(w),
                          offset = if (is.null(object$offset)) numeric(nobs.merMod(object)) else as.vector(object$offset),
                          eta = unname(object$linear.predictors), family = object$family, REML = if (linear && object$REML) length(object$beta) else 0L),
                     class = if (linear) "lmerResp" else "glmResp"),
    pp = structure(list(X = object$X, theta = unname(object$theta), beta0 = unname(object$beta), u0 = as.vector(solve_factor(object)),
                        Zt = getME.merMod(object, "Zt"), Lambdat = getME.merMod(object, "Lambdat"), beta = function(f) unname(object$beta),
                        u = function(f) as.vector(solve_factor(object)), b = function(f) as.vector(getME.merMod(object, "b")),
                        unsc = function() object$vcov / sigma.merMod(object)^2), class = "merPredD"),
    stop("no slot of name \"", name, "\" for this object of class \"", class(object)[1], "\"", call. = FALSE))
}
grouping_frame <- function(object) {
  groups <- getME.merMod(object, "flist")
  groups <- groups[!duplicated(names(groups))]
  structure(groups, assign = match(vapply(object$terms, `[[`, "", "group"), names(groups)))
}

# Model frame, designs and random terms of a formula, without a fit.
lFormula <- function(formula, data = NULL, REML = TRUE, subset, weights, na.action, offset, contrasts = NULL, control = lmerControl(), ...) {
  call <- match.call()
  call[[1]] <- quote(lmer)
  parts <- mixed_parts(with_data(call, parent.frame(), 3L, 2L), parent.frame(), contrasts,
                       function(terms, n) check_dimensions(terms, n, control, FALSE))
  attr(parts$frame, "formula") <- parts$formula
  list(fr = parts$frame, X = parts$X, reTrms = terms_list(parts$terms), REML = REML, formula = parts$formula,
       wmsgs = list(nlev = character(), Zdims = character(), Zrank = character()))
}
glFormula <- function(formula, data = NULL, family = gaussian, subset, weights, na.action, offset, contrasts = NULL, start, mustart, etastart,
                      control = glmerControl(), ...) {
  call <- match.call()
  call[[1]] <- quote(glmer)
  family <- as_family(family, parent.frame())
  parts <- mixed_parts(with_data(call, parent.frame(), 3L, 2L), parent.frame(), contrasts,
                       function(terms, n) check_dimensions(terms, n, control, TRUE))
  list(fr = parts$frame, X = parts$X, reTrms = terms_list(parts$terms), family = family, formula = parts$formula,
       wmsgs = list(nlev = character(), Zdims = character(), Zrank = character()))
}
mkReTrms <- function(bars, fr, drop.unused.levels = TRUE, reorder.terms = TRUE, reorder.vars = FALSE) {
  terms_list(random_terms(bars, fr, parent.frame()))
}
terms_list <- function(terms) {
  sizes <- vapply(terms, function(t) ncol(t$z), 1L)
  labels <- vapply(terms, `[[`, "", "group")
  levels <- vapply(terms, function(t) nlevels(t$factor), 1L)
  factors <- lapply(sizes, diag)
  theta <- unlist(lapply(factors, function(L) L[lower.tri(L, diag = TRUE)]))
  first <- c(0L, cumsum(sizes * (sizes + 1L) / 2L))
  place <- unlist(lapply(seq_along(terms), function(i) {
    at <- matrix(0L, sizes[i], sizes[i])
    at[lower.tri(at, diag = TRUE)] <- first[i] + seq_len(sizes[i] * (sizes[i] + 1) / 2)
    rep(t(at)[upper.tri(at, diag = TRUE)], levels[i])
  }))
  lower <- unlist(lapply(factors, function(L) ifelse(L[lower.tri(L, diag = TRUE)] == 1, 0, -Inf)))
  unit <- list(terms = terms)
  Zt <- sparse_matrix(t(random_design(unit)))
  groups <- lapply(terms, `[[`, "factor")
  names(groups) <- labels
  kept <- groups[!duplicated(labels)]
  list(Zt = Zt, theta = theta, Lind = as.integer(place), Gp = unname(c(0L, cumsum(sizes * levels))), lower = lower,
       Lambdat = sparse_matrix(diag(sum(sizes * levels))), flist = structure(kept, assign = match(labels, names(kept))),
       cnms = setNames(lapply(terms, `[[`, "names"), labels), Ztlist = setNames(lapply(terms, function(t) sparse_matrix(t(random_design(list(terms = list(t)))))),
                                                                               vapply(terms, function(t) paste(deparse(t$bar), collapse = ""), "")),
       nl = setNames(levels, labels))
}
# The criterion of such parts, its search by nlminb, and the fit at what was found.
mkLmerDevfun <- function(fr, X, reTrms, REML = TRUE, start = NULL, verbose = 0, control = lmerControl(), ...) {
  formula <- attr(fr, "formula")
  parts <- list(formula = formula, frame = fr, fixed = if (!is.null(formula)) terms(nobars(formula)), X = X, terms = terms_again(reTrms),
                y = model.response(fr), weights = model.weights(fr), offset = model.offset(fr))
  structure(linear_deviance(parts, REML), theta = reTrms$theta, lower = reTrms$lower)
}
terms_again <- function(reTrms) {
  lapply(seq_along(reTrms$cnms), function(i) {
    names <- reTrms$cnms[[i]]
    factor <- reTrms$flist[[attr(reTrms$flist, "assign")[i]]]
    rows <- t(as.matrix(reTrms$Ztlist[[i]]))
    q <- length(names)
    at <- as.integer(factor)
    z <- vapply(seq_len(q), function(k) rows[cbind(seq_along(at), (at - 1) * q + k)], numeric(length(at)))
    list(group = names(reTrms$cnms)[i], factor = factor, z = matrix(z, length(at), q, dimnames = list(NULL, names)), names = names)
  })
}
# The fit of parts that lFormula() made. The search is the engine's, whatever found 'opt'.
mkMerMod <- function(rho, opt, reTrms, fr, mc = NULL, lme4conv = NULL) {
  parts <- rho$parts
  if (is.null(parts$formula)) stop("mkMerMod() needs the parts of lFormula()", call. = FALSE)
  fit <- .lmm(as.vector(parts$y), parts$X, lapply(parts$terms, `[[`, "z"), lapply(parts$terms, function(t) as.integer(t$factor)),
              vapply(parts$terms, function(t) nlevels(t$factor), 1L), parts$weights, parts$offset, rho$REML)
  call <- if (is.null(mc)) as.call(list(quote(lmer), formula = parts$formula)) else mc
  mixed_fit(fit, parts, call, c("lmerMod", "merMod"), list(REML = rho$REML, family = gaussian(), nAGQ = 1L, optimizer = "nlminb"))
}
# The rows of a fit with its values and residuals.
fortify.merMod <- function(model, data = model$frame, ...) {
  data <- as.data.frame(data)
  data$.fitted <- unname(predict.merMod(model))
  data$.resid <- unname(residuals.merMod(model))
  data$.scresid <- unname(residuals.merMod(model, type = "pearson", scaled = TRUE))
  data
}
optimizeLmer <- function(devfun, start = attr(devfun, "theta"), ...) {
  found <- nlminb(start, devfun, lower = attr(devfun, "lower"))
  list(par = found$par, fval = found$objective, feval = found$evaluations[[1]], conv = found$convergence, message = found$message)
}
