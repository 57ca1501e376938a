# lme(): linear mixed models with nested random effects, as package nlme fits and keeps them.

lme <- function(fixed, data = NULL, random, correlation = NULL, weights = NULL, subset,
                method = c("REML", "ML"), na.action = na.fail, control = list(), contrasts = NULL, keep.data = TRUE) {
  call <- match.call()
  if (inherits(fixed, c("groupedData", "lmList"))) return(eval(described_by(call, fixed), parent.frame()))
  call[[1]] <- quote(lme.formula)
  method <- match.arg(method)
  if (missing(random) && !inherits(data, "groupedData")) stop("'random' must be given, as ~ 1 | group or ~ x | group", call. = FALSE)
  described <- if (missing(random)) lme_random(pdSymm(as.formula(call("~", fixed[[3]]), environment(fixed))), data) else lme_random(random, data)
  if (!is.null(control$sigma) && control$sigma != 0) .unsupported("lmeControl(sigma = ) is not supported")
  inner <- as.call(list(quote(lme), formula = with_bars(fixed, described), data = data))
  inner$subset <- call$subset
  inner$na.action <- if (is.null(call$na.action)) quote(na.fail) else call$na.action
  parts <- mixed_parts(inner, parent.frame(), contrasts)
  levels <- random_levels(described, parts$frame, environment(parts$formula))
  weights <- as_variance_function(weights)
  design <- NULL
  if (!is.null(correlation) || !is.null(weights)) {
    rows <- if (is.null(data)) parts$frame else data[match(row.names(parts$frame), row.names(data)), , drop = FALSE]
    design <- residual_plan(correlation, weights, rows, levels[[length(levels)]]$factor, parent.frame())
  }
  y <- as.vector(parts$y) - if (is.null(parts$offset)) 0 else parts$offset
  special <- any(vapply(levels, function(level) level$kind %in% c("pdIdent", "pdCompSymm"), NA))
  if (special || !(is.null(design) || design$engine)) {
    fit <- structured_fit(list(y = y, X = parts$X, levels = levels, design = design), method == "REML")
  } else {
    terms <- engine_terms(levels)
    fit <- .lmm(y, parts$X, terms$z, terms$index, terms$levels, NULL, NULL, method == "REML", design$plan)
    fit$levels <- collect_levels(levels, fit$G, fit$effects)
    fit$parameters <- if (is.null(design)) list(sigma = fit$sigma, scale = rep(1, length(y))) else residual_parameters(fit$residual, design)
    fit$count <- length(fit$residual) - 1
  }
  lme_object(fit, parts, call, method, design, correlation, weights)
}
lme.formula <- lme
# The formula of grouped data without its response.
one_sided <- function(formula) {
  formula[[2]] <- NULL
  formula[[2]] <- formula[[2]][[2]]
  formula
}
# How nlme is to search. The optimum found here does not depend on it.
lmeControl <- function(maxIter = 50, msMaxIter = 50, tolerance = 1e-06, niterEM = 25, msMaxEval = 200, msTol = 1e-07, msVerbose = FALSE,
                       returnObject = FALSE, gradHess = TRUE, apVar = TRUE, .relStep = .Machine$double.eps^(1 / 3), minAbsParApVar = 0.05,
                       opt = c("nlminb", "optim"), optimMethod = "BFGS", natural = TRUE, sigma = NULL, allow.n.lt.q = FALSE, ...) {
  as.list(environment())
}
glsControl <- function(maxIter = 50, msMaxIter = 200, tolerance = 1e-06, msTol = 1e-07, msVerbose = FALSE, returnObject = FALSE,
                       opt = c("nlminb", "optim"), optimMethod = "BFGS", ...) as.list(environment())
# What a fit is for the generics.
lme_object <- function(fit, parts, call, method, design, correlation, weights) {
  levels <- fit$levels
  names <- colnames(parts$X)
  groups <- vapply(levels, `[[`, "", "group")
  n <- nrow(parts$X)
  values <- matrix(as.vector(parts$X %*% fit$beta), n, 1)
  for (level in levels) values <- cbind(values, values[, ncol(values)] + rowSums(level$z * level$effects[as.integer(level$factor), , drop = FALSE]))
  if (!is.null(parts$offset)) values <- values + as.vector(parts$offset)
  dimnames(values) <- list(row.names(parts$frame), c("fixed", groups))
  random <- setNames(lapply(levels, `[[`, "effects"), groups)
  frames <- setNames(as.data.frame(lapply(levels, `[[`, "factor")), groups)
  sizes <- vapply(levels, function(level) structure_size(level$kind, length(level$names)), 1)
  out <- list(modelStruct = NULL, dims = list(N = n, Q = length(levels), p = length(names)), contrasts = attr(parts$X, "contrasts"),
              coefficients = list(fixed = setNames(fit$beta, names), random = random),
              varFix = named_square(fit$vcov, names), sigma = fit$parameters$sigma, logLik = -fit$criterion / 2,
              groups = frames, call = call, terms = parts$fixed, method = method, fitted = values,
              residuals = as.vector(parts$y) - values, fixDF = level_df(parts$X, levels, parts$fixed), na.action = attr(parts$frame, "na.action"),
              correlation = design$correlation, weights = weights, levels = levels, residual_design = design,
              residual_parameters = fit$parameters, parameters = length(fit$beta) + sum(sizes) + fit$count + 1, parts = parts)
  class(out) <- "lme"
  out$modelStruct <- model_structures(out)
  out
}
# Names of the levels, as Variety %in% Block.
level_titles <- function(object) {
  groups <- names(object$groups)
  vapply(seq_along(groups), function(i) paste(rev(groups[seq_len(i)]), collapse = " %in% "), "")
}
# The level that is asked for: a number or a name.
chosen_level <- function(object, level) {
  if (is.character(level)) match(level, names(object$groups)) else level
}
fixef.lme <- function(object, ...) object$coefficients$fixed
ranef.lme <- function(object, augFrame = FALSE, level = seq_along(object$levels), standard = FALSE, ...) {
  if (augFrame) .unsupported("augFrame = TRUE is not supported in ranef")
  out <- lapply(object$levels[chosen_level(object, level)], function(l) {
    # relative to their standard deviations
    modes <- if (standard) sweep(l$effects, 2, sqrt(diag(l$G)), "/") else l$effects
    as.data.frame(modes, optional = TRUE)
  })
  titles <- level_titles(object)[chosen_level(object, level)]
  if (length(out) == 1) return(structure(out[[1]], class = c("ranef.lme", "data.frame"), level = chosen_level(object, level), grpNames = titles))
  structure(setNames(out, names(object$groups)[chosen_level(object, level)]), class = c("ranef.lme", "list"), grpNames = titles)
}
print.ranef.lme <- function(x, ...) {
  titles <- attr(x, "grpNames")
  if (inherits(x, "data.frame")) {
    print(structure(x, class = "data.frame", level = NULL, grpNames = NULL), ...)
    return(invisible(x))
  }
  for (i in seq_along(x)) {
    cat("Level: ", titles[i], "\n", sep = "")
    print(x[[i]], ...)
    if (i < length(x)) cat("\n")
  }
  invisible(x)
}
# Coefficients of the groups of a level: the fixed ones with the effects down to it.
coef.lme <- function(object, level = length(object$levels), ...) {
  level <- chosen_level(object, level)
  own <- object$levels[[level]]
  beta <- object$coefficients$fixed
  members <- match(levels(own$factor), own$factor)
  wanted <- unique(c(names(beta), unlist(lapply(object$levels[seq_len(level)], `[[`, "names"))))
  out <- as.data.frame(matrix(ifelse(wanted %in% names(beta), beta[wanted], 0), length(members), length(wanted), byrow = TRUE,
                              dimnames = list(levels(own$factor), wanted)))
  names(out) <- wanted
  for (l in object$levels[seq_len(level)]) {
    modes <- l$effects[as.character(l$factor)[members], , drop = FALSE]
    for (name in l$names) out[[name]] <- out[[name]] + unname(modes[, name])
  }
  out
}
vcov.lme <- function(object, ...) object$varFix
sigma.lme <- function(object, ...) object$sigma
formula.lme <- function(x, ...) eval(x$call$fixed, environment(x$parts$formula))
nobs.lme <- function(object, ...) object$dims$N
update.lme <- function(object, fixed., ..., evaluate = TRUE) {
  call <- object$call
  if (!missing(fixed.)) call$fixed <- update.formula(formula(object), fixed.)
  changes <- match.call(expand.dots = FALSE)$...
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
fixef <- function(object, ...) UseMethod("fixef")
ranef <- function(object, ...) UseMethod("ranef")
VarCorr <- function(x, sigma = 1, ...) UseMethod("VarCorr")

# The call with a formula for one with a data set of groups, or with regressions by group, in its first place.
described_by <- function(call, object) {
  grouped <- inherits(object, "groupedData")
  own <- attr(object, "call")
  model <- if (grouped) formula(object) else eval(own$object)
  group <- if (grouped) model[[3]][[3]] else str2lang(attr(object, "group"))
  right <- model[[3]]
  if (is.call(right) && identical(right[[1]], quote(`|`))) right <- right[[2]]
  call$data <- if (grouped) call$fixed else own$data
  call$fixed <- call("~", model[[2]], right)
  if (is.null(call$random)) call$random <- if (grouped) call("pdSymm", call("~", right)) else call("~", call("|", right, group))
  call
}
