# lmer and glmer: the model read, fitted by the engine, and kept.

lmer <- function(formula, data = NULL, REML = TRUE, control = lmerControl(), start = NULL, verbose = 0L, subset, weights,
                 na.action, offset, contrasts = NULL, devFunOnly = FALSE) {
  call <- match.call()
  data_is_there(call, parent.frame(), "bad 'data': object '")
  parts <- mixed_parts(with_data(call, parent.frame(), 4L, 2L), parent.frame(), contrasts,
                       function(terms, n) check_dimensions(terms, n, control, FALSE))
  if (!is.numeric(parts$y)) stop("response must be numeric")
  if (devFunOnly) return(linear_deviance(parts, REML))
  fit <- .lmm(as.vector(parts$y), parts$X, lapply(parts$terms, `[[`, "z"),
              lapply(parts$terms, function(t) as.integer(t$factor)),
              vapply(parts$terms, function(t) nlevels(t$factor), 1L), parts$weights, parts$offset, REML)
  # of linear fits lme4 keeps the formula with (a + b || g) written out
  call$formula <- parts$formula <- shown_formula(parts$formula)
  checked_fit(mixed_fit(fit, parts, call, c("lmerMod", "merMod"),
                        list(REML = REML, family = gaussian(), nAGQ = 1L, optimizer = last_optimizer(control, "nloptwrap"))), control)
}

glmer <- function(formula, data = NULL, family = gaussian, control = glmerControl(), start = NULL, verbose = 0L,
                  nAGQ = 1L, subset, weights, na.action, offset, contrasts = NULL, mustart, etastart,
                  devFunOnly = FALSE) {
  call <- match.call()
  family <- family
  family <- as_family(family, parent.frame())
  if (family$family == "gaussian" && family$link == "identity") {
    warning("calling glmer() with family=gaussian (identity link) as a shortcut to lmer() is deprecated;",
            " please call lmer() directly")
    call[[1]] <- quote(lmer)
    call$family <- call$nAGQ <- NULL
    return(eval(call, parent.frame()))
  }
  if (family$family %in% c("quasibinomial", "quasipoisson", "quasi")) {
    stop("\"quasi\" families cannot be used in glmer", call. = FALSE)
  }
  checked_fit(fit_glmer(call, parent.frame(), family, nAGQ, contrasts, c("glmerMod", "merMod"), control, devFunOnly = devFunOnly), control)
}
last_optimizer <- function(control, default) {
  written <- if (is.list(control)) control$optimizer
  if (!is.character(written)) return(default)
  for (name in written) {
    if (!name %in% c("bobyqa", "Nelder_Mead", "nloptwrap", "nlminbwrap", "optimx", "nmkbw") && !exists(name, mode = "function")) {
      stop(simpleError(paste("couldn't find optimizer function", name), quote(getOptfun(optimizer))))
    }
  }
  written[length(written)]
}
fit_glmer <- function(call, env, family, nAGQ, contrasts, class, control = NULL, shape = NULL, devFunOnly = FALSE) {
  data_is_there(call, env, "bad 'data': object '")
  parts <- mixed_parts(with_data(call, env, 4L, 2L), env, contrasts, function(terms, n) check_dimensions(terms, n, control, TRUE))
  if (nAGQ > 1 && (length(parts$terms) > 1 || ncol(parts$terms[[1]]$z) > 1)) {
    stop("nAGQ > 1 is only available for models with a single, scalar random-effects term", call. = FALSE)
  }
  # lme4 evaluates it in an environment of its own, which its faults show
  where <- quote(eval(family$initialize, rho))
  begin <- withCallingHandlers(family$initialize(parts$y, if (is.null(parts$weights)) rep.int(1, NROW(parts$y)) else parts$weights),
                               error = function(e) stop(simpleError(conditionMessage(e), where)), warning = function(w) {
                                 warning(simpleWarning(conditionMessage(w), where))
                                 invokeRestart("muffleWarning")
                               })
  parts$y <- begin$y
  check_response(parts$y, control)
  if (family$family == "poisson") warn_of_fractions(parts$y)
  parts$prior <- begin$weights
  parts$mustart <- begin$mustart
  if (devFunOnly) {
    if (nAGQ != 1) .unsupported("devFunOnly = TRUE is supported with nAGQ = 1 only")
    return(laplace_deviance(parts, family))
  }
  call$formula <- parts$formula
  fit <- generalized_fit(parts, family, as.integer(nAGQ), shape)
  parts$mustart <- NULL
  extra <- list(REML = FALSE, family = family, nAGQ = as.integer(nAGQ), optimizer = last_optimizer(control, "Nelder_Mead"),
                tolPwrss = if (is.null(control$tolPwrss)) 1e-7 else control$tolPwrss)
  # with more than one point lme4 counts the likelihood from that of a fit that reproduces every response
  if (nAGQ > 1) extra$saturated <- family$aic(as.vector(parts$y), rep.int(1, NROW(parts$y)), as.vector(parts$y), parts$prior, 0)
  mixed_fit(fit, parts, call, class, extra)
}

generalized_fit <- function(parts, family, nAGQ, shape = NULL) {
  if (nAGQ == 0L) {
    if (!is.null(shape)) .unsupported("nAGQ = 0 is not supported where the shape is estimated")
    return(penalized_fit(parts, family))
  }
  if (nAGQ == 1L && (!is.null(shape) || !has_canonical_link(family) || family_has_scale(family))) {
    return(laplace_fit(parts, family, !is.null(shape)))
  }
  # a negative binomial family that is given has a size of its own, which is held
  given <- is.null(shape) && startsWith(family$family, "Negative Binomial")
  if (given && family$family != "Negative Binomial(1)") .unsupported("glmer(nAGQ > 1) with family ", family$family, " is not supported")
  .glmm(as.vector(parts$y), parts$prior, parts$X, lapply(parts$terms, `[[`, "z"),
        lapply(parts$terms, function(t) as.integer(t$factor)), vapply(parts$terms, function(t) nlevels(t$factor), 1L),
        parts$offset, if (given) "geometric" else family$family, family$link, nAGQ, shape)
}

# What a call of lmer or glmer describes: response, designs, weights, offset, over the rows that are complete. The check of
# the random terms, a function of them and the number of rows, comes before the designs of the fixed ones.
mixed_parts <- function(call, env, contrasts, check = at_least_two_levels) {
  formula <- eval(call$formula, env)
  if (is.character(formula)) formula <- as.formula(formula, env)
  if (is.null(environment(formula))) environment(formula) <- env
  bars <- findbars(formula)
  if (is.null(bars)) stop("No random effects terms specified in formula", call. = FALSE)
  frame <- model_frame_of(call, env, subbars(formula))
  terms <- random_terms(bars, frame, environment(formula))
  check(terms, nrow(frame))
  fixed <- terms(nobars(formula), data = if (is.null(call$data)) NULL else eval(call$data, env))
  fixed <- as_seen(fixed, frame)
  X <- .design_of(fixed, frame, contrasts)
  dropped <- NULL
  q <- .least_squares(X, rep.int(0, nrow(X)), 1e-7)
  if (q$rank < ncol(X)) {
    gone <- ncol(X) - q$rank
    dropped <- paste0("fixed-effect model matrix is rank deficient so dropping ", gone,
                      ngettext(gone, " column / coefficient", " columns / coefficients"))
    message(dropped)
    kept <- sort(q$pivot[seq_len(q$rank)])
    full <- X
    X <- structure(X[, kept, drop = FALSE], assign = attr(full, "assign")[kept], contrasts = attr(full, "contrasts"))
  }
  y <- model.response(frame, "any")
  list(formula = formula, frame = frame, fixed = fixed, X = X, terms = terms, y = y, weights = model.weights(frame),
       offset = model.offset(frame), dropped = dropped)
}
at_least_two_levels <- function(terms, n) {
  for (t in terms) {
    if (nlevels(t$factor) < 2) stop("grouping factors must have > 1 sampled level", call. = FALSE)
  }
}
.design_of <- function(fixed, frame, contrasts) {
  used <- contrasts_of(fixed, frame, contrasts)
  .design(fixed, frame, used$matrices, row.names(frame), used$names)
}

mixed_fit <- function(fit, parts, call, class, extra) {
  names(fit$beta) <- colnames(parts$X)
  dimnames(fit$vcov) <- list(colnames(parts$X), colnames(parts$X))
  for (i in seq_along(parts$terms)) {
    t <- parts$terms[[i]]
    dimnames(fit$G[[i]]) <- list(t$names, t$names)
    dimnames(fit$effects[[i]]) <- list(levels(t$factor), t$names)
  }
  linear <- as.vector(parts$X %*% fit$beta) + if (is.null(parts$offset)) 0 else parts$offset
  for (i in seq_along(parts$terms)) {
    t <- parts$terms[[i]]
    linear <- linear + rowSums(t$z * fit$effects[[i]][as.integer(t$factor), , drop = FALSE])
  }
  # the engine keeps variances of the modes only
  if (class[1] == "glmerMod" && is.null(fit$sigma)) {
    fit$condvar <- conditional_variances(parts, extra$family, as.vector(linear), fit$G)
  }
  names(linear) <- row.names(parts$frame)
  out <- structure(c(fit, parts, list(call = call, linear.predictors = linear), extra),
                   class = structure(class, package = if (class[1] == "lmerModLmerTest") "lmerTest" else "lme4"))
  c_theta <- getME.merMod(out, "theta")
  lower <- unlist(lapply(parts$terms, function(t) {
    bound <- matrix(-Inf, length(t$names), length(t$names))
    diag(bound) <- 0
    bound[lower.tri(bound, diag = TRUE)]
  }))
  out$theta <- unname(c_theta)
  out$lower <- setNames(lower, names(c_theta))
  out$cnms <- getME.merMod(out, "cnms")
  out$flist <- getME.merMod(out, "flist")
  out$optinfo <- list(conv = list(opt = 0, lme4 = list()), warnings = list())
  out
}

glmer.nb <- function(..., interval = NULL, tol = NULL, verbose = FALSE, nb.control = NULL, initCtrl = NULL) {
  call <- match.call(expand.dots = TRUE)
  inner <- call
  inner$interval <- inner$tol <- inner$verbose <- inner$nb.control <- inner$initCtrl <- NULL
  inner <- match.call(glmer, inner)
  out <- fit_glmer(inner, parent.frame(), negative.binomial(1), if (is.null(inner$nAGQ)) 1L else eval(inner$nAGQ),
                   eval(inner$contrasts), c("glmerMod", "merMod"),
                   if (is.null(inner$control)) NULL else eval(inner$control, parent.frame()), shape = "estimate")
  # the engine's shape is the share of squared means in the variance, MASS's theta its inverse
  out$family <- negative.binomial(1 / out$shape)
  out$call[[1]] <- quote(glmer.nb)
  out
}

# lme4 hands on the family of MASS
negative.binomial <- function(theta = stop("'theta' must be specified"), link = "log") MASS::negative.binomial(theta, link)

# Controls of the search and its checks. The search here has no steps to be tuned: it ends at the optimum, from its own starts;
# the checks and what they do are lme4's.
lmerControl <- function(optimizer = "nloptwrap", restart_edge = TRUE, boundary.tol = 1e-5, calc.derivs = TRUE,
                        use.last.params = FALSE, sparseX = FALSE, standardize.X = FALSE, check.nobs.vs.rankZ = "ignore",
                        check.nobs.vs.nlev = "stop", check.nlev.gtreq.5 = "ignore", check.nlev.gtr.1 = "stop",
                        check.nobs.vs.nRE = "stop", check.rankX = "message+drop.cols", check.scaleX = "warning",
                        check.formula.LHS = "stop", check.conv.grad = .makeCC("warning", tol = 2e-3, relTol = NULL),
                        check.conv.singular = .makeCC("message", tol = 1e-4), check.conv.hess = .makeCC("warning", tol = 1e-6),
                        optCtrl = list(), mod.type = "lmer") {
  fit_control(optimizer, restart_edge, boundary.tol, calc.derivs, use.last.params,
              list(check.nobs.vs.rankZ = check.nobs.vs.rankZ, check.nobs.vs.nlev = check.nobs.vs.nlev, check.nlev.gtreq.5 = check.nlev.gtreq.5,
                   check.nlev.gtr.1 = check.nlev.gtr.1, check.nobs.vs.nRE = check.nobs.vs.nRE, check.rankX = check.rankX,
                   check.scaleX = check.scaleX, check.formula.LHS = check.formula.LHS),
              check.conv.grad, check.conv.singular, check.conv.hess, optCtrl, list(), "lmerControl")
}
glmerControl <- function(optimizer = c("bobyqa", "Nelder_Mead"), restart_edge = FALSE, boundary.tol = 1e-5, calc.derivs = TRUE,
                         use.last.params = FALSE, sparseX = FALSE, standardize.X = FALSE, check.nobs.vs.rankZ = "ignore",
                         check.nobs.vs.nlev = "stop", check.nlev.gtreq.5 = "ignore", check.nlev.gtr.1 = "stop",
                         check.nobs.vs.nRE = "stop", check.rankX = "message+drop.cols", check.scaleX = "warning",
                         check.formula.LHS = "stop", check.conv.grad = .makeCC("warning", tol = 2e-3, relTol = NULL),
                         check.conv.singular = .makeCC("message", tol = 1e-4), check.conv.hess = .makeCC("warning", tol = 1e-6),
                         optCtrl = list(), mod.type = "glmer", tolPwrss = 1e-7, compDev = TRUE, nAGQ0initStep = TRUE,
                         check.response.not.const = "stop") {
  if (length(optimizer) == 1) optimizer <- rep(optimizer, 2)
  fit_control(optimizer, restart_edge, boundary.tol, calc.derivs, use.last.params,
              list(check.nobs.vs.rankZ = check.nobs.vs.rankZ, check.nobs.vs.nlev = check.nobs.vs.nlev, check.nlev.gtreq.5 = check.nlev.gtreq.5,
                   check.nlev.gtr.1 = check.nlev.gtr.1, check.nobs.vs.nRE = check.nobs.vs.nRE, check.rankX = check.rankX,
                   check.scaleX = check.scaleX, check.formula.LHS = check.formula.LHS, check.response.not.const = check.response.not.const),
              check.conv.grad, check.conv.singular, check.conv.hess, optCtrl,
              list(tolPwrss = tolPwrss, compDev = compDev, nAGQ0initStep = nAGQ0initStep), "glmerControl")
}
fit_control <- function(optimizer, restart_edge, boundary.tol, calc.derivs, use.last.params, checks, gradient, singular, hessian,
                        optCtrl, more, class) {
  full <- function(check, tol) if (is.character(check)) .makeCC(check, tol = tol) else check
  structure(c(list(optimizer = optimizer, restart_edge = restart_edge, boundary.tol = boundary.tol, calc.derivs = calc.derivs,
                   use.last.params = use.last.params, checkControl = checks,
                   checkConv = list(check.conv.grad = full(gradient, 2e-3), check.conv.singular = full(singular, 1e-4),
                                    check.conv.hess = full(hessian, 1e-6)), optCtrl = optCtrl), more),
            class = c(class, "merControl"))
}
# What is done about a check, and from which value.
.makeCC <- function(action, tol, relTol, ...) c(list(action = action, tol = tol), if (!missing(relTol)) list(relTol = relTol))
refitML <- function(x, ...) {
  call <- x$call
  call$REML <- FALSE
  eval(call, environment(x$formula))
}
isREML <- function(x, ...) x$REML
isLMM <- function(x, ...) inherits(x, "lmerMod")
isGLMM <- function(x, ...) inherits(x, "glmerMod")
isNLMM <- function(x, ...) inherits(x, "nlmerMod")
REMLcrit <- function(object) if (object$REML) object$criterion else stop("object was not fitted by REML")
