# glmmPQL(): penalized quasi-likelihood (Breslow and Clayton 1993, Journal of the American Statistical Association 88, 9-25):
# linear mixed fits by maximum likelihood to the working response with the working weights, until the predictor stays.

glmmPQL <- function(fixed, random, family, data, correlation, weights, control, niter = 10, verbose = TRUE, ...) {
  call <- match.call()
  call$fixed <- fixed <- eval(fixed)
  call$random <- eval(random)
  family <- as_family(family, parent.frame())
  if (!missing(control)) .unsupported("glmmPQL(control = ) is not supported: the linear mixed fits end at their optimum")
  data <- read_again(eval(call$data, parent.frame()), call$data, parent.frame())
  described <- lme_random(call$random, data)
  inner <- as.call(c(list(quote(glmmPQL), formula = with_bars(fixed, described)), as.list(call)[intersect(names(call), c("data", "weights", "na.action"))]))
  inner$data <- data
  if (!is.null(call$subset)) .unsupported("glmmPQL(subset = ) is not supported: subset the data first")
  parts <- mixed_parts(inner, parent.frame(), NULL)
  levels <- random_levels(described, parts$frame, environment(parts$formula))
  if (any(vapply(levels, function(level) level$kind %in% c("pdIdent", "pdCompSymm"), NA))) {
    .unsupported("glmmPQL with pdIdent or pdCompSymm is not supported")
  }
  terms <- engine_terms(levels)
  design <- NULL
  if (!missing(correlation)) {
    rows <- data[match(row.names(parts$frame), row.names(data)), , drop = FALSE]
    design <- residual_plan(correlation, NULL, rows, levels[[length(levels)]]$factor, parent.frame())
    if (!design$engine) .unsupported("glmmPQL with this correlation is not supported")
  }
  prior <- if (is.null(parts$weights)) rep.int(1, NROW(parts$y)) else parts$weights
  begin <- family$initialize(parts$y, prior)
  y <- as.vector(begin$y)
  prior <- as.vector(begin$weights)
  offset <- if (is.null(parts$offset)) rep.int(0, length(y)) else as.vector(parts$offset)
  eta <- glm.fit(parts$X, parts$y, if (is.null(parts$weights)) rep.int(1, length(y)) else parts$weights, offset = offset,
                 family = family)$linear.predictors
  for (round in seq_len(niter)) {
    if (verbose) message("iteration ", round)
    slope <- as.vector(family$mu.eta(eta))
    mu <- as.vector(family$linkinv(eta))
    working <- as.vector(eta) + (y - mu) / slope - offset
    w <- prior * slope^2 / family$variance(mu)
    fit <- if (is.null(design)) .lmm(working, parts$X, terms$z, terms$index, terms$levels, w, NULL, FALSE)
    else .lmm(working * sqrt(w), parts$X * sqrt(w), lapply(terms$z, `*`, sqrt(w)), terms$index, terms$levels, NULL, NULL, FALSE, design$plan)
    fit$levels <- collect_levels(levels, fit$G, fit$effects)
    old <- eta
    eta <- fitted_at_levels(parts$X, fit$beta, fit$levels) + offset
    if (sum((eta - old)^2) < 1e-06 * sum(eta^2)) break
  }
  shift <- parts$offset
  parts$y <- working
  parts["offset"] <- list(NULL)
  fit$criterion <- NA_real_
  fit$parameters <- if (is.null(design)) list(sigma = fit$sigma, scale = 1) else residual_parameters(fit$residual, design)
  fit$parameters$scale <- fit$parameters$scale / sqrt(w)
  fit$count <- length(fit$residual) - 1
  out <- lme_object(fit, parts, call, "ML", if (is.null(design)) list(rows = as.list(seq_along(y))) else design,
                    if (!is.null(design)) design$correlation, varFixed(~invwt))
  out$family <- family
  out$case_weights <- w
  if (!is.null(shift)) {
    out$fitted <- out$fitted + as.vector(shift)
    out$shift <- attr(parts$fixed, "offset")
  }
  class(out) <- c("glmmPQL", "lme")
  out
}
anova.glmmPQL <- function(object, ...) stop("'anova' is not available for PQL fits", call. = FALSE)
drop1.glmmPQL <- function(object, ...) stop("'drop1' is not available for PQL fits: they have no likelihood", call. = FALSE)
predict.glmmPQL <- function(object, newdata = NULL, type = c("link", "response"), level = 1, na.action = na.pass, ...) {
  type <- match.arg(type)
  if (is.null(newdata)) eta <- fitted(object, level = level)
  else {
    if (length(level) != 1) .unsupported("predict of glmmPQL at several levels is not supported")
    eta <- predict.lme(object, newdata, level, na.action = na.action)
    right <- delete.response(object$terms)
    shift <- model.offset(model.frame(right, newdata, na.action = na.pass, xlev = .getXlevels(object$terms, object$parts$frame)))
    if (!is.null(shift)) eta <- eta + shift
  }
  if (type == "link") eta else object$family$linkinv(eta)
}
