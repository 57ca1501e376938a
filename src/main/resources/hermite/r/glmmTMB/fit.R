# glmmTMB(): generalized linear mixed models by the Laplace approximation, as package glmmTMB parameterises them.

glmmTMB <- function(formula, data = NULL, family = gaussian(), ziformula = ~0, dispformula = ~1, weights = NULL, offset = NULL,
                    contrasts = NULL, na.action, se = TRUE, verbose = FALSE, doFit = TRUE, control = glmmTMBControl(),
                    REML = FALSE, start = NULL, map = NULL, sparseX = NULL) {
  call <- match.call()
  call$formula <- formula <- eval(call$formula, parent.frame())
  family <- as_family(family, parent.frame())
  zero <- if (!identical(deparse(ziformula), "~0")) ziformula
  if (!doFit) .unsupported("glmmTMB(doFit = FALSE) is not supported")
  density <- .tmb_density(family$family)
  if (!is.null(zero)) .tmb_check_zero(zero, family)
  parts <- .tmb_parts(call, parent.frame(), formula, contrasts, zero)
  parts <- .tmb_response(parts, family)
  constant <- identical(deparse(dispformula), "~1")
  structured <- vapply(parts$terms, function(t) !t$structure %in% c("us", "diag"), NA)
  if (REML || !constant || !is.null(map) || any(structured)) {
    if (family$family == "gaussian" && family$link == "identity" && is.null(zero)) {
      return(.tmb_gaussian(call, parent.frame(), formula, family, parts, dispformula, REML, start, map))
    }
    what <- if (REML) "REML = TRUE" else if (!constant) paste("dispformula =", deparse(dispformula)) else if (!is.null(map)) "map = "
    if (is.null(what)) .unsupported("the covariance structure ", parts$terms[[which(structured)[1]]]$structure, "() of glmmTMB with a response that is not normal is not supported")
    .unsupported("glmmTMB(", what, ") of a response that is not normal is not supported")
  }
  fit <- .tmb_fit(parts, density, family)
  sign <- .tmb_dispersion_sign(family$family)
  names <- colnames(parts$X)
  zeros <- colnames(parts$zero)
  beta <- fit$beta[seq_along(names)]
  zi <- fit$beta[length(names) + seq_along(zeros)]
  # with a zero part the logarithm of the dispersion is the last of the coefficients
  disp <- if (!.has_dispersion(family$family)) 0 else sign * if (length(zeros)) fit$beta[length(fit$beta)] else log(fit$shape)
  fixef <- structure(list(cond = setNames(beta, names), zi = setNames(zi, as.character(zeros)), disp = c(`(Intercept)` = disp)),
                     class = "fixef.glmmTMB")
  object <- list(call = call, family = family, fixef = fixef, G = fit$G, effects = fit$effects, parts = parts,
                 covariance = .tmb_covariance(fit, parts, family, sign), criterion = fit$criterion, engine = fit$engine,
                 frame = parts$frame, formula = formula, ziformula = if (is.null(zero)) ~0 else zero)
  object$linear.predictors <- .tmb_predictor(object, parts$X, parts$offset, parts$terms)
  if (any(is.nan(object$covariance))) {
    warning("Model convergence problem; non-positive-definite Hessian matrix: a variance is zero or a correlation one", call. = FALSE)
  }
  class(object) <- "glmmTMB"
  object
}

# The random terms as written: each bar with the structure that is asked of it, and the formula with plain bars.
.tmb_bars <- function(e) {
  if (!is.call(e)) return(list())
  head <- as.character(e[[1]])[1]
  if (head %in% c("ou", "exp", "gau", "mat", "homdiag") && has_bar(e)) {
    .unsupported("the covariance structure ", head, "() of glmmTMB is not supported")
  }
  if (head %in% .tmb_structures && has_bar(e)) return(.tmb_bar(e[[2]], head, if (is.null(e$d)) 2 else eval(e$d)))
  if (head == "(" && has_bar(e) && is.call(e[[2]]) && as.character(e[[2]][[1]])[1] %in% c("|", "||")) return(.tmb_bar(e[[2]], "us"))
  unlist(lapply(as.list(e)[-1], .tmb_bars), recursive = FALSE)
}
.tmb_structures <- c("us", "diag", "ar1", "cs", "toep", "rr")
.tmb_bar <- function(bar, structure, rank = NULL) {
  if (identical(bar[[1]], quote(`||`))) {
    structure <- "diag"
    bar[[1]] <- quote(`|`)
  }
  lapply(expand_nested(bar), function(b) list(bar = b, structure = structure, rank = rank))
}
.tmb_plain <- function(e) {
  if (!is.call(e)) return(e)
  if (as.character(e[[1]])[1] %in% .tmb_structures && has_bar(e)) return(call("(", e[[2]]))
  for (i in seq_along(e)[-1]) e[[i]] <- .tmb_plain(e[[i]])
  e
}

.tmb_check_zero <- function(zero, family) {
  if (!family$family %in% c("poisson", "nbinom2")) .unsupported("ziformula with family ", family$family, " is not supported")
  if (has_bar(zero[[2]])) .unsupported("random effects in ziformula are not supported")
}
.tmb_parts <- function(call, env, formula, contrasts, zero = NULL) {
  plain <- formula
  plain[[length(plain)]] <- .tmb_plain(formula[[length(formula)]])
  bars <- .tmb_bars(formula[[length(formula)]])
  whole <- subbars(plain)
  if (!is.null(zero)) whole[[length(whole)]] <- call("+", whole[[length(whole)]], zero[[2]])
  call <- with_data(call, env)
  frame <- model_frame_of(call, env, whole)
  fixed <- terms(nobars(plain), data = if (is.null(call$data)) NULL else eval(call$data, env))
  fixed <- as_seen(fixed, frame)
  X <- .design_of(fixed, frame, contrasts)
  if (.least_squares(X, rep.int(0, nrow(X)), 1e-7)$rank < ncol(X)) {
    .unsupported("the fixed effects of this glmmTMB are rank deficient: leave the columns out that depend on others")
  }
  terms <- lapply(bars, function(b) c(random_terms(list(b$bar), frame, environment(formula))[[1]], list(diagonal = b$structure == "diag", structure = b$structure, rank = b$rank)))
  if (!is.null(zero) && !is.null(model.offset(frame))) .unsupported("offsets with ziformula are not supported")
  Z <- if (!is.null(zero)) .design_of(terms(zero), frame, NULL)
  if (!is.null(Z) && .least_squares(Z, rep.int(0, nrow(Z)), 1e-7)$rank < ncol(Z)) .unsupported("a zero part of deficient rank is not supported")
  list(frame = frame, fixed = fixed, X = X, zero = Z, zero_terms = if (!is.null(zero)) as_seen(terms(zero), frame), terms = terms, y = model.response(frame, "any"), weights = model.weights(frame),
       offset = model.offset(frame))
}
# Responses and weights as the engine wants them: shares and numbers of trials of binomials.
.tmb_response <- function(parts, family) {
  w <- if (is.null(parts$weights)) rep.int(1, NROW(parts$y)) else as.vector(parts$weights)
  y <- parts$y
  name <- family$family
  if (name == "binomial") {
    begin <- family$initialize(y, w)
    parts$response <- as.vector(begin$y)
    parts$prior <- as.vector(begin$weights)
    return(parts)
  }
  if (!is.numeric(y)) stop("the response of this family must be numeric", call. = FALSE)
  y <- as.vector(y)
  if (name == "beta" && any(y <= 0 | y >= 1)) stop("y values must be 0 < y < 1", call. = FALSE)
  if (name == "Gamma" && any(y <= 0)) stop("non-positive values not allowed for the 'Gamma' family", call. = FALSE)
  if (name %in% c("poisson", "nbinom1", "nbinom2")) {
    if (any(y < 0)) stop("negative values not allowed for the '", name, "' family", call. = FALSE)
    if (any(y != round(y))) .unsupported("counts that are not whole numbers are not supported in glmmTMB")
  }
  parts$response <- y
  parts$prior <- w
  parts
}

# The engine's fit, terms in the order of the formula; uncorrelated effects are terms of a column each for the engine.
.tmb_fit <- function(parts, density, family) {
  pieces <- unlist(lapply(seq_along(parts$terms), function(i) {
    t <- parts$terms[[i]]
    if (!t$diagonal) return(list(list(term = i, z = t$z, factor = t$factor)))
    lapply(seq_len(ncol(t$z)), function(k) list(term = i, z = t$z[, k, drop = FALSE], factor = t$factor))
  }), recursive = FALSE)
  hold <- NULL
  if (!length(pieces)) {
    # no random effects: one of variance zero
    n <- nrow(parts$X)
    pieces <- list(list(term = 0, z = matrix(1, n, 1), factor = factor(seq_len(n))))
    hold <- 0
  }
  pieces <- pieces[order(-vapply(pieces, function(p) nlevels(p$factor), 1L))]
  z <- lapply(pieces, `[[`, "z")
  index <- lapply(pieces, function(p) as.integer(p$factor))
  levels <- vapply(pieces, function(p) nlevels(p$factor), 1L)
  fit <- if (is.null(parts$zero)) {
    .glmm(parts$response, parts$prior, parts$X, z, index, levels, parts$offset, density, family$link, 1L, NULL, hold, TRUE)
  } else zero_inflated_fit(parts, z, index, levels, density == "nbinom2", 1L, !is.null(hold))
  of <- vapply(pieces, function(p) p$term, 1)
  G <- fit$G
  effects <- fit$effects
  fit$G <- lapply(seq_along(parts$terms), function(i) {
    t <- parts$terms[[i]]
    own <- which(of == i)
    named_square(if (t$diagonal) diag(unlist(G[own]), length(own)) else G[[own]], t$names)
  })
  fit$effects <- lapply(seq_along(parts$terms), function(i) {
    t <- parts$terms[[i]]
    structure(do.call(cbind, effects[of == i]), dimnames = list(levels(t$factor), t$names))
  })
  fit$of <- of
  fit$pieces <- pieces
  fit
}

# Log standard deviations, then the free elements, row by row, of the unit triangular matrix whose rows are scaled to the root
# of the correlation matrix.
.tmb_theta <- function(G) {
  C <- t(chol_or_zero(G))
  L <- C / diag(C)
  c(log(diag(G)) / 2, t(L)[upper.tri(L)])
}
# Covariance of (beta, log dispersion, theta) from that of the engine's (beta, elements of G row by row, dispersion).
.tmb_covariance <- function(fit, parts, family, sign) {
  p <- ncol(parts$X) + NCOL(parts$zero) * !is.null(parts$zero)
  dispersed <- .has_dispersion(family$family)
  inside <- dispersed && !is.null(parts$zero)
  base <- p + inside
  count <- length(fit$parameters)
  sizes <- vapply(fit$pieces, function(f) ncol(f$z) * (ncol(f$z) + 1) / 2, 1)
  first <- cumsum(c(0, sizes))[seq_along(sizes)]
  rows <- list()
  for (i in seq_along(parts$terms)) {
    t <- parts$terms[[i]]
    own <- which(fit$of == i)
    at <- unlist(lapply(own, function(k) first[k] + seq_len(sizes[k])))
    theta <- function(v) {
      if (t$diagonal) return(log(v) / 2)
      G <- diag(length(t$names))
      G[upper.tri(G, diag = TRUE)] <- v
      G[lower.tri(G)] <- t(G)[lower.tri(G)]
      .tmb_theta(G)
    }
    v <- fit$parameters[at]
    J <- matrix(0, length(theta(v)), count)
    for (k in seq_along(v)) {
      h <- 1e-5 * max(abs(v[k]), 1e-3 * max(abs(v)))
      up <- down <- v
      up[k] <- v[k] + h
      down[k] <- v[k] - h
      J[, at[k]] <- (theta(up) - theta(down)) / (2 * h)
    }
    rownames(J) <- paste0("theta_", .bar_label(t$bar), ".", seq_len(nrow(J)))
    rows[[i]] <- J
  }
  J <- do.call(rbind, rows)
  m <- if (is.null(J)) 0 else nrow(J)
  whole <- matrix(0, p + dispersed + m, p + count + dispersed)
  whole[cbind(seq_len(p), seq_len(p))] <- 1
  if (inside) whole[p + 1, p + 1] <- sign
  else if (dispersed) whole[p + 1, p + count + 1] <- sign / fit$shape
  if (m) whole[p + dispersed + seq_len(m), base + seq_len(count)] <- J
  C <- fit$covariance
  gone <- colSums(is.finite(C)) == 0
  C[gone, ] <- 0
  C[, gone] <- 0
  out <- whole %*% C %*% t(whole)
  names <- c(colnames(parts$X), if (!is.null(parts$zero)) paste0("zi~", colnames(parts$zero)), if (dispersed) "d~(Intercept)", rownames(J))
  lost <- if (m) c(rep(FALSE, p + dispersed), rowSums(J[, gone[base + seq_len(count)], drop = FALSE] != 0) > 0) else rep(FALSE, length(names))
  out[lost, ] <- NaN
  out[, lost] <- NaN
  named_square(out, names)
}
# Counts with additional zeros, searched from a Poisson fit and half of the zeros.
zero_inflated_fit <- function(parts, z, index, levels, overdispersed, points, held) {
  begin <- glm.fit(parts$X, parts$response, family = poisson())$coefficients
  zeros <- numeric(ncol(parts$zero))
  zeros[colnames(parts$zero) == "(Intercept)"] <- qlogis(min(0.9, max(0.05, mean(parts$response == 0) / 2)))
  .zero_inflated(parts$response, parts$X, parts$zero, z, index, levels, parts$prior, overdispersed, points,
                 unname(c(begin, zeros, if (overdispersed) -0.5)), held)
}
.bar_label <- function(bar) gsub(" ", "", paste(deparse(bar, 500L), collapse = ""))

.tmb_predictor <- function(object, X, offset, terms, effects = object$effects) {
  eta <- as.vector(X %*% object$fixef$cond) + if (is.null(offset)) 0 else offset
  for (i in seq_along(terms)) {
    b <- effects[[i]][as.integer(terms[[i]]$factor), , drop = FALSE]
    b[is.na(b)] <- 0
    eta <- eta + rowSums(terms[[i]]$z * b)
  }
  as.vector(eta)
}
