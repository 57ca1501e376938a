# The parts of a mixed fit under lme4's names: designs, factors of the random effects, and the decomposition of the deviance.

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
    u <- 0 * t(object$effects[[i]])
    if (any(usable)) u[usable, ] <- solve(L[usable, usable, drop = FALSE], t(object$effects[[i]])[usable, , drop = FALSE])
    u
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
  working <- pmax(if (linear) w else w * object$family$mu.eta(object$linear.predictors)^2 / object$family$variance(mu), 1e-300)
  # log det(L'Z'WZL + I) = log det(ZLL'Z' + W^-1) + log det(W), the first from a likelihood without data
  empty <- engine_model(list(y = numeric(n), X = matrix(0, n, 0), terms = object$terms, weights = working))
  logs <- .lmm_criterion(empty, lapply(relative_factors(object), tcrossprod), 1) - n * log(2 * pi) + sum(log(working))
  cmp <- c(ldL2 = logs, ldRX2 = 2 * sum(log(diag(fixed_root(object)))), wrss = r2, ussq = u2, pwrss = r2 + u2,
           drsum = if (linear) NA else deviance.merMod(object), REML = if (reml) object$criterion else NA,
           dev = if (reml) NA else object$criterion, sigmaML = if (has_scale(object)) sqrt((r2 + u2) / n) else NA,
           sigmaREML = if (linear) sqrt((r2 + u2) / (n - p)) else NA, tolPwrss = if (!linear) object$tolPwrss)
  list(cmp = cmp, dims = c(N = n, n = n, p = p, nmp = n - p, q = length(unlist(object$effects)), nth = length(object$theta),
                           nAGQ = if (!linear) object$nAGQ, compDev = if (!linear) 1L,
                           useSc = as.integer(has_scale(object)), reTrms = length(object$terms), spFe = 0L,
                           REML = if (reml) p else 0L, GLMM = as.integer(!linear), NLMM = 0L))
}
# The upper triangular root of the precision of the fixed effects, relative to the scale, the covariance factors held.
fixed_root <- function(object) {
  chol(solve(if (isGLMM(object)) fixed_covariance(object) else object$vcov)) * sigma.merMod(object)
}
getME.merMod <- function(object, name, ...) {
  if (length(name) == 1 && name == "ALL") name <- if (isLMM(object)) all_components else setdiff(all_components, "devfun")
  if (length(name) > 1) return(setNames(lapply(name, function(n) getME.merMod(object, n)), name))
  name <- match.arg(name, all_components)
  terms <- object$terms
  groups <- vapply(terms, `[[`, "", "group")
  sizes <- vapply(terms, function(t) ncol(t$z), 1L)
  by_group <- function(v) setNames(v, groups)
  # lme4 names a term by its bar
  by_term <- function(v) setNames(v, vapply(terms, function(t) paste(deparse(t$bar, 500L), collapse = ""), ""))
  observations <- row.names(object$frame)
  effects <- unlist(lapply(terms, function(t) rep(levels(t$factor), each = ncol(t$z))))
  design <- function() structure(random_design(object), dimnames = list(observations, effects))
  switch(name,
    theta = {
      factors <- relative_factors(object)
      unlist(lapply(seq_along(factors), function(i) {
        L <- factors[[i]]
        names <- terms[[i]]$names
        label <- outer(names, names, function(a, b) ifelse(a == b, a, paste(a, b, sep = ".")))
        setNames(L[lower.tri(L, diag = TRUE)], paste(groups[i], label[lower.tri(label, diag = TRUE)], sep = "."))
      }))
    },
    beta = unname(object$beta), fixef = object$beta, X = object$X, y = as.vector(object$y),
    b = column_matrix(unlist(lapply(object$effects, function(e) as.vector(t(e))))), u = as.vector(solve_factor(object)),
    n = , N = nobs.merMod(object), p = length(object$beta), q = length(unlist(object$effects)), m = length(object$theta),
    k = , n_rtrms = length(terms), n_rfacs = length(unique(groups)), sigma = sigma.merMod(object),
    is_REML = object$REML, REML = if (object$REML) length(object$beta) else 0L,
    flist = by_group(lapply(terms, `[[`, "factor"))[!duplicated(groups)], cnms = by_group(lapply(terms, `[[`, "names")),
    l_i = ngrps.merMod(object), p_i = by_term(sizes), m_i = by_term(as.integer(sizes * (sizes + 1) / 2)),
    q_i = by_term(vapply(object$effects, length, 1L)),
    offset = if (is.null(object$offset)) numeric(nobs.merMod(object)) else as.vector(object$offset),
    mu = unname(object$family$linkinv(object$linear.predictors)), lower = object$lower,
    mmList = by_term(lapply(terms, function(t) structure(t$z, assign = NULL, contrasts = NULL, dimnames = list(observations, t$names)))),
    Z = sparse_matrix(design()), Zt = sparse_matrix(t(design())),
    Lambda = sparse_matrix(relative_factor(object)), Lambdat = sparse_matrix(t(relative_factor(object))),
    Lind = unlist(lapply(seq_along(terms), function(i) {
      places <- matrix(0L, sizes[i], sizes[i])
      places[lower.tri(places, diag = TRUE)] <- sum((sizes * (sizes + 1) / 2)[seq_len(i - 1)]) + seq_len(sizes[i] * (sizes[i] + 1) / 2)
      upper <- t(places)
      rep(as.integer(upper[upper.tri(upper, diag = TRUE)]), nlevels(terms[[i]]$factor))
    })),
    Tlist = by_group(lapply(relative_factors(object), unname)),
    ST = by_group(lapply(relative_factors(object), function(L) {
      sd <- diag(L)
      L <- unname(L)
      shares <- L / rep(ifelse(sd > 0, sd, 1), each = nrow(L))
      diag(shares) <- sd
      shares
    })),
    A = sparse_matrix(structure(t(relative_factor(object)) %*% t(random_design(object)), dimnames = list(NULL, observations))),
    RX = fixed_root(object),
    L = , RZX = {
      w <- if (isLMM(object)) weights.merMod(object) else weights.merMod(object, "working")
      zl <- random_design(object) %*% relative_factor(object)
      L <- t(chol(crossprod(zl, w * zl) + diag(ncol(zl))))
      if (name == "L") sparse_matrix(L)
      else structure(forwardsolve(L, crossprod(zl, w * object$X)), dimnames = list(NULL, colnames(object$X)))
    },
    Gp = c(0L, cumsum(vapply(object$effects, length, 1L))), devcomp = deviance_components(object),
    Tp = c(beg__ = 0L, cumsum(by_group(as.integer(sizes * (sizes + 1) / 2)))),
    Ztlist = setNames(unlist(lapply(terms, function(one) {
      # one for each column of a term
      lapply(seq_along(one$names), function(k) {
        z <- random_design(list(terms = list(list(z = one$z[, k, drop = FALSE], factor = one$factor))))
        sparse_matrix(structure(t(z), dimnames = list(levels(one$factor), observations)))
      })
    }), recursive = FALSE), unlist(lapply(terms, function(t) paste(t$group, t$names, sep = "."))) |> unname()),
    glmer.nb.theta = if (startsWith(object$family$family, "Negative Binomial")) object$family$theta,
    devfun = if (isLMM(object)) linear_deviance(object, object$REML) else .unsupported("getME(, \"devfun\") is supported for linear mixed fits only"))
}
all_components <- c("X", "Z", "Zt", "Ztlist", "mmList", "y", "mu", "u", "b", "Gp", "Tp", "L", "Lambda", "Lambdat", "Lind", "Tlist", "A",
                    "RX", "RZX", "sigma", "flist", "fixef", "beta", "theta", "ST", "REML", "is_REML", "n_rtrms", "n_rfacs", "N", "n", "p",
                    "q", "p_i", "l_i", "q_i", "k", "m_i", "m", "cnms", "devcomp", "offset", "lower", "devfun", "glmer.nb.theta")
