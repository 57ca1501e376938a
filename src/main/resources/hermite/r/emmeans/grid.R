# Reference grids, estimated marginal means and their contrasts (Searle, Speed and Milliken 1980), as emmeans has them.

# What a grid needs of a fit: frame, fixed terms, contrasts, coefficients, covariance, degrees of freedom, family.
emm_basis <- function(object, lmer.df = NULL, limits = list(), mode = NULL, sigmaAdjust = TRUE, vcov.method = NULL) {
  if (!is.null(vcov.method) && !(inherits(object, "gee") && vcov.method %in% c("naive", "robust", if (inherits(object, "geeglm")) c("vbeta", "vbeta.naiv"))))
    .unsupported("emmeans with vcov.method = \"", vcov.method, "\" is not supported for an object of class ", class(object)[1])
  if (!is.null(mode) && !(inherits(object, "gls") && mode %in% c("auto", "df.error") || inherits(object, c("clm", "clmm")) && mode == "latent" ||
                           inherits(object, "MixMod") && mode %in% c("fixed-effects", "zero_part", "marginal")))
    .unsupported("emmeans with mode = \"", mode, "\" is not supported for an object of class ", class(object)[1])
  if (inherits(object, "merMod")) {
    inference <- mixed_inference(object, lmer.df, limits)
    list(frame = object$frame, terms = object$fixed, contrasts = attr(object$X, "contrasts"), beta = object$beta,
         vcov = inference$vcov, df = inference$df, method = inference$method, family = if (isGLMM(object)) object$family)
  } else if (inherits(object, "MixMod")) {
    zero <- identical(mode, "zero_part")
    frame <- model.frame(object, if (zero) "zi_fixed" else "fixed")
    averaged <- if (identical(mode, "marginal")) marginal_coefs(object, std_errors = TRUE)
    list(frame = frame, terms = attr(frame, "terms"), contrasts = object$contrasts, beta = if (zero) object$gammas else if (is.null(averaged)) object$coefficients else averaged$betas,
         vcov = if (is.null(averaged)) vcov(object, if (zero) "zero_part" else "fixed-effects") else averaged$var_betas, df = function(l) Inf,
         family = if (zero) NULL else object$family)
  } else if (inherits(object, "glmmTMB")) {
    df <- df.residual(object)
    list(frame = object$frame, terms = object$parts$fixed, contrasts = attr(object$parts$X, "contrasts"),
         beta = object$fixef$cond, vcov = vcov(object)$cond, df = function(l) df,
         family = if (object$family$link != "identity") object$family)
  } else if (inherits(object, "gls")) {
    # with structures that the engine does not search, degrees of freedom of their own are not known
    exact <- identical(mode, "df.error") || is.null(object$engine) || is.null(object$correlation) && is.null(object$weights)
    list(frame = object$frame, terms = object$terms, contrasts = attr(object$X, "contrasts"), beta = object$coefficients,
         vcov = object$varBeta, method = if (exact) "df.error" else "satterthwaite",
         df = function(l) if (exact) object$dims$N - object$dims$p - length(coef(object$modelStruct)) else .satterthwaite(.engine(object), l), family = NULL)
  } else if (inherits(object, "lme")) {
    # the intercept counts the groups
    fixDF <- object$fixDF$X
    fixDF[names(object$coefficients$fixed) == "(Intercept)"] <- nlevels(object$groups[[1]]) - 1
    list(frame = object$parts$frame, terms = object$terms, contrasts = attr(object$parts$X, "contrasts"),
         beta = object$coefficients$fixed, vcov = if (sigmaAdjust) adjusted_variance(object) else object$varFix,
         df = function(l) min(fixDF[abs(l) > 1e-12]), method = "containment", family = NULL)
  } else if (inherits(object, "geeglm")) {
    kind <- if (isTRUE(vcov.method %in% c("naive", "vbeta.naiv"))) "vbeta.naiv" else "vbeta"
    list(frame = object$model, terms = object$terms, contrasts = object$contrasts, beta = coef(object),
         vcov = object$geese[[kind]], df = function(l) Inf, family = object$family, note = paste("Covariance estimate used:", kind))
  } else if (inherits(object, c("clm", "clmm"))) {
    # the latent variable, whose zero is the mean of the thresholds
    beta <- c(object$alpha, object$beta)
    list(frame = object$model, terms = delete.response(object$terms), contrasts = if (is.null(object$parts)) object$contrasts else attr(object$parts$X, "contrasts"),
         beta = beta, vcov = vcov(object)[seq_along(beta), seq_along(beta)], df = function(l) Inf, family = NULL, thresholds = length(object$alpha))
  } else if (inherits(object, "gee")) {
    data <- if (!is.null(object$call$data)) eval(object$call$data, environment(object$terms))
    kind <- if (is.null(vcov.method)) "robust" else vcov.method
    list(frame = model.frame(object$terms, data, na.action = na.pass), terms = object$terms, contrasts = object$contrasts, beta = coef(object),
         vcov = object[[paste0(kind, ".variance")]], df = function(l) Inf, family = object$family,
         note = paste0("Covariance estimate used: ", kind, ".variance"))
  } else if (inherits(object, "glm")) {
    finite <- object$family$family %in% c("gaussian", "Gamma")
    list(frame = object$model, terms = object$terms, contrasts = object$contrasts, beta = coef(object),
         vcov = vcov(object), df = function(l) if (finite) object$df.residual else Inf, family = object$family)
  } else if (inherits(object, "lm")) {
    list(frame = object$model, terms = object$terms, contrasts = object$contrasts, beta = coef(object),
         vcov = vcov(object), df = function(l) object$df.residual, family = NULL)
  } else stop("Can't handle an object of class ", dQuote(class(object)[1], FALSE), call. = FALSE)
}
# Degrees of freedom and covariance of the fixed effects of a linear mixed fit: Kenward and Roger's unless the fit is large.
mixed_inference <- function(object, wanted, limits = list()) {
  if (isGLMM(object)) return(list(vcov = object$vcov, df = function(l) Inf))
  if (is.null(wanted)) wanted <- get_emm_option("lmer.df")
  method <- match.arg(tolower(wanted), c("kenward-roger", "satterthwaite", "asymptotic"))
  limit <- if (method == "satterthwaite") "lmerTest.limit" else "pbkrtest.limit"
  most <- if (is.null(limits[[limit]])) get_emm_option(limit) else limits[[limit]]
  if (method != "asymptotic" && nobs(object) > most) {
    message("Note: D.f. calculations have been disabled because the number of observations exceeds ", most, ".\n",
            "To enable adjustments, add the argument '", limit, " = ", nobs(object), "' (or larger)\n",
            "[or, globally, 'set emm_options(", limit, " = ", nobs(object), ")' or larger];\n",
            "but be warned that this may result in large computation time and memory use.")
    method <- "asymptotic"
  }
  switch(method,
    "kenward-roger" = {
      # a fit by maximum likelihood: the adjustment of its restricted fit, degrees of freedom about its own covariance
      kr <- if (object$REML) kenward_roger(object) else kenward_roger(update(object, REML = TRUE), as.matrix(object$vcov))
      list(vcov = kr$vcov, df = function(l) .kenward_roger_test(kr$engine, l)[1], method = method)
    },
    satterthwaite = list(vcov = object$vcov, df = function(l) .satterthwaite(.engine(object), l), method = method),
    asymptotic = list(vcov = object$vcov, df = function(l) Inf, method = method))
}

# The link of a response that was transformed: log, square root and the like; NULL for others.
response_transformation <- function(terms) {
  if (attr(terms, "response") == 0) return(NULL)
  left <- terms[[2]]
  if (!is.call(left) || length(left) != 2) return(NULL)
  pieces <- switch(as.character(left[[1]])[1],
    log = list(exp, exp), log2 = list(function(v) 2^v, function(v) log(2) * 2^v),
    log10 = list(function(v) 10^v, function(v) log(10) * 10^v), log1p = list(expm1, exp),
    sqrt = list(function(v) ifelse(v < 0, NaN, v^2), function(v) 2 * v))
  if (is.null(pieces)) NULL
  else list(family = "transformed", link = as.character(left[[1]]), linkinv = pieces[[1]], mu.eta = pieces[[2]])
}
# Names of options that a function does not know: no option goes unheard.
refuse_options <- function(options, known, where) {
  unknown <- setdiff(names(options), c("", known))
  if (length(unknown)) .unsupported(where, " does not support '", unknown[1], "'")
}
# A covariance of the coefficients other than the fit's: a matrix or what makes one of the fit.
given_covariance <- function(given, object, basis) {
  V <- as.matrix(if (is.function(given)) given(object) else given)
  if (nrow(V) != ncol(basis$vcov)) stop("'vcov.' must have as many rows as there are coefficients", call. = FALSE)
  V
}
ref_grid <- function(object, at = NULL, cov.reduce = mean, cov.keep = 2, type = NULL, lmer.df = NULL, offset = NULL, mult.names = NULL, mode = NULL, sigmaAdjust = TRUE, vcov.method = NULL, vcov. = NULL, ...) {
  options <- list(...)
  refuse_options(options, c("pbkrtest.limit", "lmerTest.limit"), "ref_grid()")
  if (!is.function(cov.reduce)) .unsupported("cov.reduce is supported as a function")
  if (inherits(object, "mlm")) return(multivariate_grid(object, at, cov.reduce, cov.keep, mult.names))
  basis <- emm_basis(object, lmer.df, options, mode, sigmaAdjust, vcov.method)
  if (!is.null(vcov.)) basis$vcov <- given_covariance(vcov., object, basis)
  if (is.null(basis$family)) basis$family <- response_transformation(basis$terms)
  names <- all.vars(delete.response(basis$terms))
  call <- if (isS4(object)) NULL else object$call
  # the frame of the fit serves where it holds the variables themselves
  data <- if (!is.null(call$data) && !all(names %in% names(basis$frame))) tryCatch(eval(call$data, environment(formula(object))), error = function(e) NULL)
  # a name that is no data frame where the formula was made
  if (!is.data.frame(data)) data <- basis$frame
  levels <- list()
  averaged <- character()
  for (name in names) {
    values <- data[[name]]
    if (is.null(values)) values <- basis$frame[[name]]
    if (is.null(values)) next
    levels[[name]] <- if (!is.null(at[[name]])) at[[name]]
      else if (is.factor(values)) levels(values)
      else if (is.character(values) || is.logical(values)) sort(unique(values))
      else {
        kept <- sort(unique(values[!is.na(values)]))
        if (is_factor_call(basis$terms, name) || length(kept) <= cov.keep) kept else cov.reduce(values[!is.na(values)])
      }
  }
  grid <- do.call(expand.grid, c(levels, list(stringsAsFactors = FALSE)))
  for (name in names(grid)) {
    values <- data[[name]]
    if (is.factor(values)) grid[[name]] <- factor(grid[[name]], levels = levels(values), ordered = is.ordered(values))
  }
  counts <- cell_counts(data, levels)
  right <- delete.response(basis$terms)
  frame <- model.frame(right, grid, na.action = na.pass, xlev = .getXlevels(basis$terms, basis$frame))
  X <- model.matrix(right, frame, contrasts.arg = basis$contrasts)
  if (!is.null(basis$thresholds)) X <- cbind(matrix(-1 / basis$thresholds, nrow(X), basis$thresholds), X[, -1, drop = FALSE])
  kept <- !is.na(basis$beta)
  link <- if (is.null(basis$family)) "identity" else basis$family$link
  out <- structure(list(grid = grid, linfct = X[, kept, drop = FALSE], beta = basis$beta[kept],
                 vcov = as.matrix(basis$vcov)[kept, kept, drop = FALSE], df = basis$df, df.method = basis$method, family = basis$family, link = link,
                 levels = levels, counts = counts, terms = basis$terms, estName = "prediction", by = NULL, averaged = averaged, type = "link",
                 level = 0.95, infer = c(FALSE, FALSE), adjust = "none", kind = "grid", note = basis$note), class = "emmGrid")
  if (is.null(offset)) offset <- mean_offset(object, basis$frame)
  if (is.null(offset)) out else with_offset(out, offset)
}
# The mean of a model's offset, at which its grid is; NULL without one.
mean_offset <- function(object, frame) {
  values <- model.offset(frame)
  if (is.null(values) && inherits(object, c("glm", "merMod"))) values <- object$offset
  if (is.null(values)) NULL else mean(values)
}
# An offset as one more coefficient, 1 without error.
with_offset <- function(grid, offset) {
  grid$linfct <- cbind(grid$linfct, .offset. = offset)
  grid$beta <- c(grid$beta, .offset. = 1)
  names <- names(grid$beta)
  grid$vcov <- rbind(cbind(grid$vcov, 0), 0)
  dimnames(grid$vcov) <- list(names, names)
  df <- grid$df
  grid$df <- function(l) df(l[-length(l)])
  grid$offset <- offset
  grid
}
# Several responses: the grid of the predictors by the responses.
multivariate_grid <- function(object, at, cov.reduce, cov.keep, mult.names) {
  responses <- colnames(object$coefficients)
  one <- object$fits[[1]]
  one$call <- object$call
  grid <- ref_grid(one, at, cov.reduce, cov.keep)
  name <- if (is.null(mult.names)) "rep.meas" else mult.names
  k <- length(responses)
  rows <- nrow(grid$grid)
  grid$grid <- grid$grid[rep(seq_len(rows), k), , drop = FALSE]
  grid$grid[[name]] <- factor(rep(responses, each = rows), levels = responses)
  row.names(grid$grid) <- NULL
  grid$levels[[name]] <- responses
  grid$linfct <- kronecker(diag(k), grid$linfct)
  grid$beta <- as.vector(object$coefficients)
  grid$vcov <- vcov(object)
  residual <- object$df.residual
  grid$df <- function(l) residual
  grid$counts <- rep(grid$counts, k)
  grid
}
emm_option_defaults <- list(lmer.df = "kenward-roger", pbkrtest.limit = 3000, lmerTest.limit = 3000)
# Settings for all calls.
emm_options <- function(...) {
  given <- list(...)
  if (length(given) == 1 && is.null(names(given)) && is.list(given[[1]])) given <- given[[1]]
  unknown <- setdiff(names(given), names(emm_option_defaults))
  if (length(unknown)) .unsupported("emm_options(", unknown[1], " = )")
  old <- getOption("emmeans")
  now <- if (is.null(old)) list() else old
  for (name in names(given)) now[[name]] <- given[[name]]
  if (length(given)) options(emmeans = now)
  if (length(given)) invisible(old) else utils::modifyList(emm_option_defaults, now)
}
get_emm_option <- function(x, default = emm_option_defaults[[x]]) {
  set <- getOption("emmeans")[[x]]
  if (is.null(set)) default else set
}
# How many observations each combination of the levels has.
cell_counts <- function(data, levels) {
  several <- names(levels)[lengths(levels) > 1]
  sizes <- lengths(levels)
  place <- rep(1, NROW(data[[1]]))
  step <- 1
  for (name in names(levels)) {
    if (name %in% several) place <- place + (match(as.character(data[[name]]), as.character(levels[[name]])) - 1) * step
    step <- step * sizes[[name]]
  }
  tabulate(place[!is.na(place)], prod(sizes))
}
is_factor_call <- function(terms, name) {
  any(vapply(as.list(attr(terms, "variables"))[-1], function(v) {
    is.call(v) && as.character(v[[1]])[1] %in% c("factor", "as.factor") && identical(all.vars(v), name)
  }, NA))
}

emmeans <- function(object, specs, by = NULL, fac.reduce, contr, type, at, adjust, weights = "equal", ...) {
  options <- list(...)
  of_contrasts <- c("ref", "reverse", "exclude", "include")
  of_grids <- c("lmer.df", "cov.reduce", "cov.keep", "mode", "sigmaAdjust", "vcov.method", "vcov.", "offset", "mult.names", "pbkrtest.limit", "lmerTest.limit")
  refuse_options(options, c("level", "df", "infer", of_grids, of_contrasts), "emmeans()")
  if (!missing(fac.reduce)) .unsupported("emmeans() does not support 'fac.reduce'")
  weights <- match.arg(weights, c("equal", "proportional", "outer", "cells", "flat"))
  grid <- if (inherits(object, "emmGrid")) object
    else do.call(ref_grid, c(list(object, at = if (missing(at)) NULL else at), options[intersect(names(options), of_grids)]))
  if (inherits(object, "emmGrid") && !is.null(options$offset)) .unsupported("an offset for a grid that is made is not supported: give it to ref_grid()")
  method <- if (missing(contr)) NULL else contr
  if (inherits(specs, "formula")) {
    right <- specs[[length(specs)]]
    if (length(specs) == 3) method <- as.character(specs[[2]])
    if (is.call(right) && identical(right[[1]], quote(`|`))) {
      by <- all.vars(right[[3]])
      right <- right[[2]]
    }
    specs <- all.vars(right)
  } else if (is.list(specs)) {
    if (any(vapply(specs, inherits, NA, "formula"))) {
      call <- match.call()
      call$object <- grid
      call[c("at", names(options)[names(options) %in% of_grids])] <- NULL
      return(several_means(specs, call, parent.frame()))
    }
    specs <- unlist(specs)
  }
  wanted <- setdiff(specs, by)
  missing_names <- setdiff(c(wanted, by), names(grid$levels))
  if (length(missing_names)) stop("No variable named ", paste(missing_names, collapse = ", "), " in the reference grid")
  out <- average_grid(grid, c(wanted, by), weights)
  out$by <- by
  out$estName <- "emmean"
  out$kind <- "means"
  out$infer <- c(TRUE, FALSE)
  if (!is.null(options$df)) {
    out$df <- function(l) options$df
    out$df.method <- "user-specified"
  }
  out$primary <- wanted
  if (!missing(type)) out$type <- if (type %in% c("response", "mu")) "response" else "link"
  if (!is.null(options$level)) out$level <- options$level
  if (!is.null(options$infer)) out$infer <- rep_len(options$infer, 2)
  if (!missing(adjust) && is.null(method)) out$adjust <- adjust
  involved <- in_interaction(grid$terms, wanted, by)
  if (involved) message("NOTE: Results may be misleading due to involvement in interactions")
  if (is.null(method)) return(out)
  comparisons <- do.call(contrast, c(list(out, method, adjust = if (missing(adjust)) NULL else adjust),
                                     options[intersect(names(options), of_contrasts)]))
  structure(list(emmeans = out, contrasts = comparisons), class = c("emm_list", "list"))
}
# Means for each of several formulas, under the titles emmeans gives them.
several_means <- function(specs, call, env) {
  out <- list()
  for (spec in specs) {
    call$specs <- spec
    one <- eval(call, env)
    right <- paste(deparse(spec[[length(spec)]]), collapse = "")
    right <- gsub(" [+] ", ", ", right)
    if (!inherits(one, "emm_list")) one <- list(emmeans = one)
    out[[paste("emmeans of", right)]] <- one$emmeans
    if (!is.null(one$contrasts)) {
      title <- if (length(spec) == 3) switch(as.character(spec[[2]])[1], pairwise = "pairwise differences of", consec = "consecutive comparisons of",
                                             trt.vs.ctrl = "differences from control of", poly = "polynomial contrasts of", "contrasts of") else "contrasts of"
      comparisons <- one$contrasts
      comparisons$column <- "1"
      out[[paste(title, right)]] <- comparisons
    }
  }
  structure(out, class = c("emm_list", "list"))
}
# Averages over the variables that are not asked for: equally weighted, or by how often their levels occur.
average_grid <- function(grid, wanted, weights = "equal") {
  keys <- do.call(paste, c(lapply(wanted, function(v) match(grid$grid[[v]], grid$levels[[v]])), sep = "\r"))
  if (length(wanted) == 0) keys <- rep("", nrow(grid$grid))
  first <- !duplicated(keys)
  others <- setdiff(names(grid$levels), wanted)
  by_levels <- function(names) {
    if (!length(names)) return(rep(1, nrow(grid$grid)))
    same <- do.call(paste, c(lapply(names, function(v) match(grid$grid[[v]], grid$levels[[v]])), sep = "\r"))
    as.vector(tapply(grid$counts, same, sum)[same])
  }
  w <- switch(weights, equal = rep(1, nrow(grid$grid)), proportional = by_levels(others),
              outer = Reduce(`*`, lapply(others, by_levels), rep(1, nrow(grid$grid))), cells = grid$counts,
              flat = as.numeric(grid$counts > 0))
  groups <- factor(keys, levels = keys[first])
  L <- rowsum(grid$linfct * w, groups) / as.vector(tapply(w, groups, sum))
  shown <- grid$grid[first, wanted, drop = FALSE]
  order <- if (length(wanted)) do.call("order", rev(lapply(wanted, function(v) match(shown[[v]], grid$levels[[v]])))) else 1
  if (!length(wanted)) shown <- data.frame(`1` = "overall", check.names = FALSE)
  out <- grid
  out$grid <- shown[order, , drop = FALSE]
  row.names(out$grid) <- NULL
  out$linfct <- L[order, , drop = FALSE]
  out$averaged <- setdiff(names(grid$levels)[lengths(grid$levels) > 1], wanted)
  out
}
in_interaction <- function(terms, wanted, by) {
  factors <- attr(terms, "factors")
  if (length(factors) == 0) return(FALSE)
  used <- lapply(seq_len(ncol(factors)), function(j) {
    all.vars(parse(text = rownames(factors)[factors[, j] > 0]))
  })
  any(vapply(used, function(v) length(v) > 1 && any(wanted %in% v) && !all(v %in% c(wanted, by)), NA))
}

contrast <- function(object, method = "eff", interaction = FALSE, by, adjust = NULL, offset = NULL, simple = NULL, type, ...) {
  if (inherits(object, "emm_list")) object <- object$emmeans
  options <- list(...)
  refuse_options(options, c("ref", "reverse", "exclude", "include", "infer", "level", "name"), "contrast()")
  if (!identical(interaction, FALSE)) {
    if (!is.null(offset)) .unsupported("contrast() with 'interaction' and 'offset' is not supported")
    return(interaction_contrast(object, interaction, adjust))
  }
  if (identical(simple, "each")) {
    variables <- object$primary
    if (length(variables) > 1) {
      each <- lapply(variables, function(v) contrast(object, method, adjust = adjust, offset = offset, simple = v, ...))
      return(structure(setNames(each, paste("simple contrasts for", variables)), class = c("emm_list", "list")))
    }
    simple <- NULL
  }
  if (!missing(by)) object$by <- by
  if (!is.null(simple)) {
    all <- names(object$grid)
    object$by <- setdiff(all, simple)
  }
  by <- object$by
  groups <- if (is.null(by)) rep(1, nrow(object$grid)) else {
    keys <- do.call(paste, c(lapply(by, function(v) as.character(object$grid[[v]])), sep = "\r"))
    factor(keys, levels = unique(keys))
  }
  primary <- setdiff(names(object$grid), by)
  labels <- level_labels(object, primary)
  # a level that looks like an operation stands in parentheses
  labels <- ifelse(grepl("[-+/*]", labels), paste0("(", labels, ")"), labels)
  rows <- lapply(split(seq_len(nrow(object$grid)), groups), function(at) {
    coefficients <- contrast_coefficients(method, labels[at], options)
    list(L = coefficients$matrix %*% object$linfct[at, , drop = FALSE], names = rownames(coefficients$matrix), at = at[1],
         matrix = coefficients$matrix, default = coefficients$adjust, size = length(at))
  })
  out <- object
  out$linfct <- do.call(rbind, lapply(rows, `[[`, "L"))
  if (!is.null(offset)) {
    added <- unlist(lapply(rows, function(r) rep(offset, length.out = nrow(r$L))))
    if (".offset." %in% colnames(out$linfct)) out$linfct[, ".offset."] <- out$linfct[, ".offset."] + added
    else {
      out <- with_offset(out, added)
      out$offset <- NULL
    }
  }
  frame <- data.frame(. = unlist(lapply(rows, `[[`, "names")), stringsAsFactors = FALSE)
  for (v in by) {
    values <- object$grid[[v]]
    if (!is.numeric(values)) values <- as.character(values)
    frame[[v]] <- unlist(lapply(rows, function(r) rep(values[r$at], length(r$names))))
  }
  row.names(frame) <- NULL
  out$coefficients <- contrast_frame(object$grid, rows)
  # contrasts of contrasts keep the first ones under their name
  out$label <- if ("contrast" %in% by) "contrast1" else "contrast"
  names(frame)[1] <- out$label
  out$grid <- frame
  out$estName <- "estimate"
  out$kind <- "contrasts"
  out$infer <- if (is.null(options$infer)) c(FALSE, TRUE) else rep_len(options$infer, 2)
  if (!is.null(options$level)) out$level <- options$level
  out$adjust <- if (is.null(adjust)) rows[[1]]$default else adjust
  out$family_size <- rows[[1]]$size
  out$per_group <- length(rows[[1]]$names)
  out$multiplicative <- rows[[1]]$default %in% c("tukey", "dunnettx", "none", "fdr") && object$link %in% c("log", "logit")
  if (out$type == "response" && out$multiplicative) {
    out$grid[[out$label]] <- gsub(" - ", " / ", out$grid[[out$label]], fixed = TRUE)
  }
  if (!missing(type)) out$type <- if (type == "response") "response" else "link"
  out
}
# The coefficients of contrasts beside the levels they combine.
contrast_frame <- function(grid, rows) {
  out <- grid
  row.names(out) <- if (ncol(grid) == 1 && !anyDuplicated(as.character(grid[[1]]))) as.character(grid[[1]])
  at <- 0
  for (r in rows) for (i in seq_len(nrow(r$matrix))) {
    at <- at + 1
    column <- numeric(nrow(grid))
    column[r$at - 1 + seq_len(ncol(r$matrix))] <- r$matrix[i, ]
    out[[paste0("c.", at)]] <- column
  }
  out
}
# Levels as emmeans writes them in contrasts: a number gets the variable's name before it.
level_labels <- function(object, primary) {
  pieces <- lapply(primary, function(v) {
    values <- object$grid[[v]]
    text <- as.character(values)
    if (is.numeric(values) || all(grepl("^[0-9.]+$", text))) paste0(v, text) else text
  })
  do.call(paste, pieces)
}
contrast_coefficients <- function(method, labels, options) {
  k <- length(labels)
  kept <- seq_len(k)
  if (!is.null(options$exclude)) kept <- setdiff(kept, if (is.character(options$exclude)) match(options$exclude, labels) else options$exclude)
  if (!is.null(options$include)) kept <- if (is.character(options$include)) match(options$include, labels) else options$include
  if (length(kept) < k) {
    part <- contrast_coefficients(method, labels[kept], options[setdiff(names(options), c("exclude", "include"))])
    whole <- matrix(0, nrow(part$matrix), k, dimnames = list(rownames(part$matrix), NULL))
    whole[, kept] <- part$matrix
    return(list(matrix = whole, adjust = part$adjust))
  }
  if (isTRUE(options$reverse)) {
    turned <- contrast_coefficients(if (method == "pairwise") "revpairwise" else method, labels, options[setdiff(names(options), "reverse")])
    if (method == "pairwise") return(turned)
    turned$matrix <- -turned$matrix
    rownames(turned$matrix) <- vapply(strsplit(rownames(turned$matrix), " - ", fixed = TRUE), function(p) paste(rev(p), collapse = " - "), "")
    return(turned)
  }
  if (is.list(method) || is.data.frame(method)) {
    m <- do.call(rbind, lapply(method, as.numeric))
    if (ncol(m) != k) stop("Nonconforming number of contrast coefficients", call. = FALSE)
    rownames(m) <- if (is.null(names(method))) apply(m, 1, paste, collapse = " ") else names(method)
    return(list(matrix = m, adjust = "none"))
  }
  pair <- function(i, j) replace(replace(numeric(k), i, 1), j, -1)
  named <- function(rows, names, adjust) {
    m <- do.call(rbind, rows)
    rownames(m) <- names
    list(matrix = m, adjust = adjust)
  }
  ref <- if (is.null(options$ref)) NULL else options$ref
  switch(method,
    pairwise = , tukey = {
      at <- which(upper.tri(diag(k)), arr.ind = TRUE)
      at <- at[order(at[, 1], at[, 2]), , drop = FALSE]
      if (k < 2) return(list(matrix = matrix(0, 0, k), adjust = "tukey"))
      named(lapply(seq_len(nrow(at)), function(r) pair(at[r, 1], at[r, 2])),
            paste(labels[at[, 1]], labels[at[, 2]], sep = " - "), "tukey")
    },
    revpairwise = {
      at <- which(lower.tri(diag(k)), arr.ind = TRUE)
      at <- at[order(at[, 1], at[, 2]), , drop = FALSE]
      named(lapply(seq_len(nrow(at)), function(r) pair(at[r, 1], at[r, 2])),
            paste(labels[at[, 1]], labels[at[, 2]], sep = " - "), "tukey")
    },
    trt.vs.ctrl = , trt.vs.ctrl1 = , trt.vs.ctrlk = , dunnett = {
      base <- if (method == "trt.vs.ctrlk") k else if (is.null(ref)) 1 else ref
      others <- setdiff(seq_len(k), base)
      named(lapply(others, function(i) pair(i, base)), paste(labels[others], labels[base], sep = " - "), "dunnettx")
    },
    eff = named(lapply(seq_len(k), function(i) replace(numeric(k), i, 1) - 1 / k), paste(labels, "effect"), "fdr"),
    del.eff = named(lapply(seq_len(k), function(i) replace(rep(-1 / (k - 1), k), i, 1)), paste(labels, "effect"), "fdr"),
    mean_chg = named(lapply(seq_len(k - 1), function(i) rep(c(-1 / i, 1 / (k - i)), c(i, k - i))), paste(labels[-k], labels[-1], sep = "|"), "mvt"),
    consec = named(lapply(seq_len(k - 1), function(i) pair(i + 1, i)), paste(labels[-1], labels[-k], sep = " - "), "mvt"),
    poly = {
      m <- t(contr.poly(k))
      m <- t(apply(m, 1, function(r) round(r / min(abs(r[abs(r) > 1e-9])), 0)))
      rownames(m) <- c("linear", "quadratic", "cubic", "quartic", paste("degree", seq_len(k)[-(1:4)]))[seq_len(k - 1)]
      list(matrix = m, adjust = "none")
    },
    identity = named(lapply(seq_len(k), function(i) replace(numeric(k), i, 1)), labels, "none"),
    stop("Contrast function '", method, ".emmc' not found", call. = FALSE))
}
pairs.emmGrid <- function(x, reverse = FALSE, ...) contrast(x, if (reverse) "revpairwise" else "pairwise", ...)
# Differences in units of a standard deviation that was estimated with edf degrees of freedom (Hedges 2007).
eff_size <- function(object, sigma, edf, method = "pairwise", ...) {
  if (inherits(object, "emm_list")) object <- object$emmeans
  if (object$kind == "contrasts" && method == "pairwise") stop("give the means, or the contrasts with method = \"identity\"", call. = FALSE)
  out <- if (method == "identity" && object$kind == "contrasts") object else contrast(object, method, adjust = "none", ...)
  if (method == "identity") out$grid$contrast <- ifelse(grepl(" ", out$grid$contrast, fixed = TRUE), paste0("(", out$grid$contrast, ")"), out$grid$contrast)
  d <- as.vector(out$linfct %*% out$beta) / sigma
  degrees <- apply(out$linfct, 1, out$df)
  out$vcov <- out$linfct %*% out$vcov %*% t(out$linfct) / sigma^2 + outer(d, d) / (2 * edf)
  out$beta <- d
  out$linfct <- diag(length(d))
  out$df <- function(l) degrees[which(l != 0)[1]]
  out$estName <- "effect.size"
  out$infer <- c(TRUE, FALSE)
  out$adjust <- "none"
  out$link <- "identity"
  out$sigma <- sigma
  out
}
lsmeans <- function(object, specs, ...) {
  out <- emmeans(object, specs, ...)
  rename <- function(e) {
    if (identical(e$estName, "emmean")) e$estName <- "lsmean"
    e
  }
  if (!inherits(out, "emm_list")) return(rename(out))
  out$emmeans <- rename(out$emmeans)
  names(out)[1] <- "lsmeans"
  out
}
pairs.emm_list <- function(x, ...) pairs.emmGrid(x$emmeans, ...)
