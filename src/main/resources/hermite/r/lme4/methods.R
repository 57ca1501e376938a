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
    if (condVar) attr(frame, "postVar") <- if (length(at) == 1) object$condvar[[at]] else object$condvar[at]
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
    data.frame(grpvar = g, term = rep(factor(names(frame), levels = names(frame)), each = nrow(frame)),
               grp = factor(rep(rownames(frame), ncol(frame)), levels = rownames(frame)), condval = unlist(frame, use.names = FALSE),
               condsd = if (is.null(v)) NA else as.vector(vapply(seq_len(ncol(frame)), function(k) sqrt(v[k, k, ]), numeric(nrow(frame)))),
               row.names = NULL)
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
# Matrices as package Matrix prints them: plain ones with a class.
Matrix_of <- function(m, class = "dpoMatrix") structure(m, class = c(class, if (class != "dpoMatrix") "dpoMatrix"))
print.dpoMatrix <- function(x, ...) {
  cat(nrow(x), "x", ncol(x), paste0("Matrix of class \"", class(x)[1], "\"\n"))
  # the package Matrix leaves a column free at the right
  saved <- options(width = getOption("width") - 1L)
  on.exit(options(saved))
  print(unclass(x), ...)
  invisible(x)
}
# Mostly zeros, and printed as the package Matrix prints such.
sparse_matrix <- function(m) Matrix_of(m, "dgCMatrix")
# A numeric vector as a matrix of one column.
column_matrix <- function(v) Matrix_of(matrix(v, ncol = 1), "dgeMatrix")
print.dgCMatrix <- function(x, ...) {
  m <- unclass(x)
  cat(nrow(m), "x", ncol(m), "sparse Matrix of class \"dgCMatrix\"\n")
  shown <- array(format(m, ...), dim(m), dimnames(m))
  shown[m == 0] <- "."
  if (is.null(rownames(m))) rownames(shown) <- paste0("[", seq_len(nrow(m)), ",]")
  if (is.null(colnames(m))) colnames(shown) <- rep("", ncol(m))
  print(format(shown), quote = FALSE)
  invisible(x)
}
head.dpoMatrix <- function(x, n = 6L, ...) x[seq_len(min(n, nrow(x))), , drop = FALSE]
as.matrix.dpoMatrix <- function(x, ...) unclass(x)
as.data.frame.dpoMatrix <- function(x, ...) as.data.frame(unclass(x), ...)
as.vector.dpoMatrix <- function(x, mode = "any") as.vector(unclass(x), mode)
t.dpoMatrix <- function(x) structure(t(unclass(x)), class = class(x))
solve.dpoMatrix <- function(a, b, ...) {
  if (missing(b)) structure(solve(unclass(a), ...), class = class(a)) else Matrix_of(as.matrix(solve(unclass(a), unclass(b), ...)), "dgeMatrix")
}
`[.dpoMatrix` <- function(x, ..., drop = TRUE) {
  part <- unclass(x)[..., drop = drop]
  if (is.matrix(part)) structure(part, class = class(x)) else part
}
Ops.dpoMatrix <- function(e1, e2) {
  out <- get(.Generic)(unclass(e1), unclass(e2))
  if (is.numeric(out)) structure(out, class = if (inherits(e1, "dpoMatrix")) class(e1) else class(e2)) else out
}
Math.dpoMatrix <- function(x, ...) {
  Matrix_of(get(.Generic)(unclass(x), ...), if (.Generic %in% c("round", "signif")) class(x)[1] else "dgeMatrix")
}

sigma.merMod <- function(object, ...) if (has_scale(object)) object$sigma else 1
logLik.merMod <- function(object, REML = NULL, ...) {
  value <- -(object$criterion - if (is.null(object$saturated)) 0 else object$saturated) / 2
  if (isLMM(object) && !is.null(REML) && REML != object$REML) {
    if (REML) .unsupported("the REML likelihood of a fit by maximum likelihood is not supported: fit with REML = TRUE")
    value <- -full_likelihood_criterion(object) / 2
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
  else if (object$REML) {
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
terms.merMod <- function(x, fixed.only = TRUE, ...) {
  if (!fixed.only) return(attr(x$frame, "terms"))
  structure(x$fixed, predvars = prediction_variables(x$fixed, x$frame))
}
family.merMod <- function(object, ...) object$family
model.frame.merMod <- function(formula, ...) formula$frame
model.matrix.merMod <- function(object, type = c("fixed", "random", "randomListRaw"), ...) {
  switch(match.arg(type), fixed = object$X, random = sparse_matrix(random_design(object)), randomListRaw = lapply(object$terms, `[[`, "z"))
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

# Predictions: with all random effects (re.form = NULL), with none (NA or ~0), or averaged over them ("marginal").
simulate.merMod <- function(object, nsim = 1, seed = NULL, use.u = FALSE, re.form = NA, ...) {
  if (!is.null(seed)) set.seed(seed)
  n <- nobs.merMod(object)
  given <- use.u || is.null(re.form)
  if (!given && !identical(re.form, NA) && !identical(re.form, ~0)) .unsupported("re.form in simulate is NULL, NA or ~0 only")
  fixed <- as.vector(object$X %*% object$beta) + if (is.null(object$offset)) 0 else object$offset
  sizes <- vapply(object$effects, length, 1L)
  # as lme4 draws them: the random effects of every simulation, then the responses
  drawn <- if (!given) matrix(rnorm(sum(sizes) * nsim), ncol = nsim)
  eta <- vapply(seq_len(nsim), function(s) {
    for (i in seq_along(object$terms)) {
      t <- object$terms[[i]]
      b <- if (given) object$effects[[i]] else {
        own <- drawn[sum(sizes[seq_len(i - 1)]) + seq_len(sizes[i]), s]
        matrix(own, nrow(object$effects[[i]]), byrow = TRUE) %*% chol_or_zero(object$G[[i]])
      }
      fixed <- fixed + rowSums(t$z * b[as.integer(t$factor), , drop = FALSE])
    }
    as.vector(fixed)
  }, numeric(n))
  w <- weights.merMod(object)
  if (is.null(object$family$simulate)) stop("simulation not implemented for family ", sQuote(object$family$family), call. = FALSE)
  # gamma responses have the shape of the fitted means (lme4 takes sigma for it, which no model does)
  dispersion <- if (isLMM(object)) NULL else if (object$family$family == "Gamma") 1 / gamma.shape.merMod(object)$alpha
    else if (object$family$family == "gaussian") object$sigma^2 else 1
  out <- if (isLMM(object)) {
    noise <- matrix(rnorm(n * nsim), ncol = nsim)
    lapply(seq_len(nsim), function(s) eta[, s] + noise[, s] * object$sigma / sqrt(w))
  } else lapply(seq_len(nsim), function(s) {
    y <- object$family$simulate(object$family$linkinv(eta[, s]), w, dispersion)
    like_response(y, w, model.response(object$frame, "any"))
  })
  structure(out, names = paste0("sim_", seq_len(nsim)), class = "data.frame", row.names = row.names(object$frame))
}
# The approximation of the most likely gamma shape by the mean deviance (McCullagh and Nelder 1989, section 8.3.6).
gamma.shape.merMod <- function(object, ...) {
  if (object$family$family != "Gamma") stop("gamma.shape is for fits of family Gamma", call. = FALSE)
  mean <- deviance.merMod(object) / nobs.merMod(object)
  structure(list(alpha = (6 + 2 * mean) / (mean * (6 + mean)), SE = NA), class = "gamma.shape")
}
# Upper triangular root of a covariance matrix that may be singular.
chol_or_zero <- function(G) {
  n <- nrow(G)
  R <- matrix(0, n, n)
  for (i in seq_len(n)) {
    s <- G[i, i] - sum(R[seq_len(i - 1), i]^2)
    R[i, i] <- if (s > 1e-12 * max(G[i, i], 1e-300)) sqrt(s) else 0
    for (j in seq_len(n)[seq_len(n) > i]) {
      R[i, j] <- if (R[i, i] > 0) (G[i, j] - sum(R[seq_len(i - 1), i] * R[seq_len(i - 1), j])) / R[i, i] else 0
    }
  }
  R
}
# Lower triangular factors relative to the residual standard deviation, as lme4 parameterises them.
relative_factors <- function(object) {
  s <- sigma.merMod(object)
  lapply(object$G, function(g) t(chol_or_zero(g)) / s)
}
# All random effects side by side: the columns of each term's levels in turn, and the block diagonal relative factor.
random_design <- function(object) {
  do.call(cbind, lapply(object$terms, function(t) {
    width <- ncol(t$z)
    z <- matrix(0, nrow(t$z), nlevels(t$factor) * width)
    for (k in seq_len(width)) z[cbind(seq_len(nrow(z)), (as.integer(t$factor) - 1) * width + k)] <- t$z[, k]
    z
  }))
}
relative_factor <- function(object) {
  factors <- relative_factors(object)
  sizes <- vapply(object$terms, function(t) nlevels(t$factor) * ncol(t$z), 1)
  out <- matrix(0, sum(sizes), sum(sizes))
  at <- 0
  for (i in seq_along(factors)) for (level in seq_len(nlevels(object$terms[[i]]$factor))) {
    own <- at + seq_len(ncol(factors[[i]]))
    out[own, own] <- factors[[i]]
    at <- max(own)
  }
  out
}
# Spherical random effects u with b = Lambda u.
solve_factor <- function(object) {
  factors <- relative_factors(object)
  unlist(lapply(seq_along(factors), function(i) {
    L <- factors[[i]]
    usable <- diag(L) > 0
    apply(object$effects[[i]], 1, function(b) {
      u <- numeric(length(b))
      if (any(usable)) u[usable] <- solve(L[usable, usable, drop = FALSE], b[usable])
      u
    })
  }))
}
# lme4's parts of the deviance and its dimensions.
deviance_components <- function(object) {
  n <- nobs.merMod(object)
  p <- length(object$beta)
  linear <- isLMM(object)
  reml <- linear && object$REML
  u2 <- sum(solve_factor(object)^2)
  s <- sigma.merMod(object)
  mu <- object$family$linkinv(object$linear.predictors)
  w <- weights.merMod(object)
  r2 <- sum(w * (as.vector(object$y) - mu)^2 / object$family$variance(mu))
  zl <- random_design(object) %*% relative_factor(object)
  scaled <- zl * sqrt(if (linear) w else w * object$family$mu.eta(object$linear.predictors)^2 / object$family$variance(mu))
  logs <- as.numeric(determinant(crossprod(scaled) + diag(ncol(zl)))$modulus)
  cmp <- c(ldL2 = logs, ldRX2 = as.numeric(determinant(solve(object$vcov) * s^2)$modulus), wrss = r2, ussq = u2, pwrss = r2 + u2,
           drsum = if (linear) NA else deviance.merMod(object), REML = if (reml) object$criterion else NA,
           dev = if (reml) NA else object$criterion, sigmaML = if (has_scale(object)) sqrt((r2 + u2) / n) else NA,
           sigmaREML = if (reml) sqrt((r2 + u2) / (n - p)) else NA)
  list(cmp = cmp, dims = c(N = n, n = n, p = p, nmp = n - p, q = length(unlist(object$effects)), nth = length(object$theta),
                           useSc = as.integer(has_scale(object)), reTrms = length(object$terms), spFe = 0L,
                           REML = if (reml) p else 0L, GLMM = as.integer(!linear), NLMM = 0L))
}
llikAIC <- function(object, devianceFUN = NULL, chkREML = TRUE, devcomp = NULL) {
  l <- logLik.merMod(object)
  list(logLik = l, AICtab = if (object$REML && chkREML) c(REML = object$criterion)
    else c(AIC = AIC.logLik(l), BIC = BIC.logLik(l), logLik = as.numeric(l), deviance = -2 * as.numeric(l),
           df.resid = df.residual.merMod(object)))
}
getME.merMod <- function(object, name, ...) {
  if (length(name) > 1) return(setNames(lapply(name, function(n) getME.merMod(object, n)), name))
  factors <- relative_factors(object)
  switch(name,
    theta = {
      groups <- vapply(object$terms, function(t) t$group, "")
      unlist(lapply(seq_along(factors), function(i) {
        L <- factors[[i]]
        names <- object$terms[[i]]$names
        label <- outer(names, names, function(a, b) ifelse(a == b, a, paste(a, b, sep = ".")))
        setNames(L[lower.tri(L, diag = TRUE)], paste(groups[i], label[lower.tri(label, diag = TRUE)], sep = "."))
      }))
    },
    beta = unname(object$beta), fixef = object$beta, X = object$X, y = as.vector(object$y),
    b = column_matrix(unlist(lapply(object$effects, function(e) as.vector(t(e))))), n = nobs.merMod(object),
    p = length(object$beta), sigma = sigma.merMod(object), is_REML = object$REML,
    flist = setNames(lapply(object$terms, `[[`, "factor"), vapply(object$terms, `[[`, "", "group")),
    cnms = setNames(lapply(object$terms, `[[`, "names"), vapply(object$terms, `[[`, "", "group")),
    n_rtrms = length(object$terms), l_i = ngrps.merMod(object), offset = object$offset,
    mu = unname(object$family$linkinv(object$linear.predictors)), lower = object$lower,
    Z = sparse_matrix(random_design(object)), Zt = sparse_matrix(t(random_design(object))),
    Lambda = sparse_matrix(relative_factor(object)), Lambdat = sparse_matrix(t(relative_factor(object))),
    u = column_matrix(solve_factor(object)), q = length(unlist(object$effects)), m = length(object$theta),
    Gp = c(0L, cumsum(vapply(object$effects, length, 1L))), ngrps = ngrps.merMod(object), devcomp = deviance_components(object),
    Tp = c(beg__ = 0L, cumsum(setNames(vapply(object$terms, function(t) as.integer(ncol(t$z) * (ncol(t$z) + 1) / 2), 1L),
                                      vapply(object$terms, `[[`, "", "group")))),
    Ztlist = setNames(unlist(lapply(seq_along(object$terms), function(i) {
      # one for each column of a term
      one <- object$terms[[i]]
      lapply(seq_along(one$names), function(k) {
        z <- random_design(list(terms = list(list(z = one$z[, k, drop = FALSE], factor = one$factor))))
        sparse_matrix(structure(t(z), dimnames = list(levels(one$factor), row.names(object$frame))))
      })
    }), recursive = FALSE), unlist(lapply(object$terms, function(t) paste(t$group, t$names, sep = "."))) |> unname()),
    k = length(object$terms), p_i = vapply(object$terms, function(t) ncol(t$z), 1L),
    RX = chol(solve(object$vcov)) * sigma.merMod(object), REML = if (object$REML) length(object$beta) else 0L,
    glmer.nb.theta = if (startsWith(object$family$family, "Negative Binomial")) object$family$theta,
    stop("'", name, "' is not a component that getME knows here", call. = FALSE))
}

drop1.merMod <- function(object, scope, scale = 0, test = c("none", "Chisq"), k = 2, ...) {
  test <- match.arg(test)
  if (isLMM(object) && object$REML) object <- refitML(object)
  scope <- if (missing(scope)) drop.scope(object$fixed) else drop_labels(formula(object$fixed), scope)
  criteria <- lapply(c("<none>", scope), function(term) {
    if (term == "<none>") return(extractAIC.merMod(object, k = k))
    call <- object$call
    call$formula <- update.formula(object$formula, as.formula(paste("~ . -", term)))
    extractAIC.merMod(eval(call, environment(object$formula)), k = k)
  })
  criteria <- do.call(rbind, criteria)
  df <- c(NA, criteria[1, 1] - criteria[-1, 1])
  table <- data.frame(npar = df, AIC = criteria[, 2])
  if (test == "Chisq") {
    deviance <- criteria[, 2] - k * criteria[, 1]
    change <- c(NA, pmax(0, deviance[-1] - deviance[1]))
    table$LRT <- change
    table[["Pr(Chi)"]] <- pchisq(change, df, lower.tail = FALSE)
  }
  row.names(table) <- c("<none>", scope)
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
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
  written <- as.list(call)[-1]
  written <- written[!names(written) %in% c("refit", "model.names")]
  names <- if (!is.null(model.names)) model.names
    else vapply(written[seq_along(fits)], function(e) paste(deparse(e, 500L), collapse = ""), "")
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
