# mixed_model(): generalized linear mixed models with one grouping factor by adaptive Gauss-Hermite quadrature.

mixed_model <- function(fixed, random, data, family, weights = NULL, na.action = na.exclude, zi_fixed = NULL,
                        zi_random = NULL, penalized = FALSE, n_phis = NULL, initial_values = NULL, control = list(), ...) {
  call <- match.call()
  family <- adaptive_family_of(family, parent.frame(), !is.null(zi_fixed))
  functions <- family_functions(family)
  penalty <- penalty_of(penalized)
  frames <- mixed_frames(fixed, random, data, na.action, zi_fixed, zi_random)
  parts <- mixed_designs(frames, family, functions, weights)
  q <- ncol(parts$Z) + NCOL(parts$Z_zi) * !is.null(parts$Z_zi)
  control <- adaptive_control(c(control, list(...)), q)
  phis <- phi_count(parts, family, n_phis)
  diagonal <- identical(random_bar(random)[[1]], quote(`||`))
  if (family$family %in% c("negative binomial", "zero-inflated negative binomial")) parts$largest_size <- control$max_phis_value
  begin <- starting_point(parts, family, frames, q, phis, initial_values, diagonal)
  engine <- if (is.null(weights) && !penalty$penalized) engine_fit(parts, family, frames, control$nAGQ, diagonal)
  # of many groups or nodes the engine's maximum is taken as it is, else the root of the package's score
  large <- parts$groups > 100 || nrow(parts$X) * control$nAGQ^q > 3e4
  if (!is.null(engine) && engine$converged && large) fit <- engine
  else fit <- fisher_root(parts, if (is.null(engine)) begin else engine$point, control$nAGQ, diagonal, penalty,
                         if (is.null(engine) || engine$converged) 1e-13 else 1e-6)
  if (!fit$converged) warning("the search for the maximum of the likelihood did not converge", call. = FALSE)
  mixed_result(fit, frames, parts, diagonal, control, family, functions, weights, penalty, na.action, call)
}

adaptive_family_of <- function(family, env, zero_part) {
  if (is.character(family)) family <- get(family, mode = "function", envir = env)
  if (is.function(family)) family <- family()
  if (is.null(family$family)) stop("'family' not recognized.\n")
  name <- family$family
  if (name == "gaussian") stop("use function lme() from package 'nlme' or function lmer() from package 'lme4'.\n")
  if (length(grep("Negative Binomial", name)))
    stop("Because the namespace of the MASS package seems also to be loaded\n  use 'family = GLMMadaptive::negative.binomial()'.")
  if (name %in% c("zero-inflated poisson", "zero-inflated negative binomial", "hurdle poisson", "hurdle negative binomial", "hurdle beta",
                  "zero-inflated binomial", "hurdle log-normal") && !zero_part)
    stop("you have defined a family with an extra zero-part;\nat least argument 'zi_fixed' needs to be defined, and potentially also argument 'zi_random'.")
  if (name %in% c("binomial", "poisson", "negative binomial", "beta", "Gamma") && zero_part)
    stop("\nyou have defined a family object *without* an extra zero-part but\n you have also specified the 'zi_fixed' argument; use instead a family\n object with an extra zero-part.")
  if (name == "Gamma" && is.null(family$log_dens)) {
    if (family$link != "log") warning("with the Gamma family currently only the log link function works. It has been reset automatically.")
    family <- Gamma.fam()
  }
  family
}
penalty_of <- function(penalized) {
  if (is.logical(penalized) && !penalized) return(list(penalized = FALSE))
  if (is.logical(penalized)) return(list(penalized = TRUE, pen_mu = 0, pen_sigma = 1, pen_df = 3))
  if (!is.list(penalized)) stop("argument 'penalized' must be a logical or a list.\n")
  if (!all(names(penalized) %in% c("pen_mu", "pen_sigma", "pen_df")))
    stop("when argument 'penalized' is a list it needs to have the components 'pen_mu', 'pen_sigma' and 'pen_df'.\n")
  c(list(penalized = TRUE), penalized)
}
# The settings of the package's search are known words; only the number of points matters to ours.
adaptive_control <- function(given, q) {
  control <- list(iter_EM = 30, iter_qN_outer = 15, iter_qN = 10, iter_qN_incr = 10, optimizer = "optim", optim_method = "BFGS",
                  parscale_betas = 0.1, parscale_D = 0.01, parscale_phis = 0.01, parscale_gammas = 0.01, tol1 = 1e-04, tol2 = 1e-05,
                  tol3 = 1e-08, numeric_deriv = "fd", nAGQ = if (q < 3) 11 else 7, update_GH_every = 10, max_coef_value = 12,
                  max_phis_value = exp(10), verbose = FALSE)
  unknown <- setdiff(names(given), names(control))
  if (length(unknown)) warning("unknown names in control: ", paste(unknown, collapse = ", "), call. = FALSE)
  if (!is.null(given$nAGQ) && (!is.numeric(given$nAGQ) || length(given$nAGQ) != 1 || given$nAGQ < 1 || given$nAGQ != round(given$nAGQ)))
    stop("'nAGQ' must be a whole number of at least 1", call. = FALSE)
  control[names(given)] <- given
  control
}

random_bar <- function(random) {
  if (!inherits(random, "formula")) .unsupported("a list of formulas in 'random' is not supported")
  bar <- random[[length(random)]]
  if (!is.call(bar) || !as.character(bar[[1]])[1] %in% c("|", "||")) stop("'random' must be of the form ~ x | id", call. = FALSE)
  if (length(all.vars(bar[[3]])) != 1) .unsupported("nested grouping factors in mixed_model are not supported: name one, as ~ 1 | id")
  bar
}
one_sided <- function(expression, env) structure(call("~", expression), class = "formula", .Environment = env)
# Model frames of the rows in the order of the groups, those with missing values left out.
mixed_frames <- function(fixed, random, data, na.action, zi_fixed, zi_random) {
  bar <- random_bar(random)
  group <- all.vars(bar[[3]])
  if (inherits(data, "tbl_df") || inherits(data, "tbl")) data <- as.data.frame(data)
  if (is.null(data[[group]])) stop("undefined columns selected", call. = FALSE)
  original <- data
  if (!is.factor(data[[group]])) data[[group]] <- factor(data[[group]])
  data <- data[order(data[[group]]), ]
  factors <- vapply(data, is.factor, TRUE)
  data[factors] <- lapply(data[factors], function(x) x[, drop = TRUE])
  frame <- function(form) model.frame(terms(form, data = data), data = data, na.action = na.pass)
  X <- frame(fixed)
  Z <- structure(list(frame(one_sided(bar[[2]], environment(random)))), names = group)
  X_zi <- Z_zi <- NULL
  if (!is.null(zi_fixed)) X_zi <- frame(zi_fixed)
  if (!is.null(zi_random)) {
    zero_bar <- random_bar(zi_random)
    if (!identical(all.vars(zero_bar[[3]]), group))
      stop("the 'random' and 'zi_random' formulas for the random effects should have the same grouping variable.")
    Z_zi <- structure(list(frame(one_sided(zero_bar[[2]], environment(zi_random)))), names = group)
  }
  keep <- rep(TRUE, nrow(data))
  if (as.character(body(na.action))[2] %in% c("na.exclude", "na.omit"))
    for (f in list(X, Z[[1]], X_zi, Z_zi[[1]])) if (length(f)) keep <- keep & complete.cases(f)
  rows <- function(f) if (!is.null(f)) f[keep, , drop = FALSE]
  list(data = original, X = rows(X), Z = lapply(Z, rows), X_zi = rows(X_zi), Z_zi = if (!is.null(Z_zi)) lapply(Z_zi, rows),
       id = data[keep, group, drop = FALSE], group = group, fixed = fixed)
}
group_design <- function(frame) {
  if (is.null(frame)) return(NULL)
  terms <- attr(frame, "terms")
  # a term with no columns but the intercept may have a frame without columns
  if (ncol(frame) == 0) matrix(1, nrow(frame), 1, dimnames = list(row.names(frame), "(Intercept)")) else model.matrix(terms, frame)
}
mixed_designs <- function(frames, family, functions, weights = NULL) {
  y <- model.response(frames$X)
  if (is.factor(y)) {
    if (family$family != "binomial") stop("the response variable should not be a factor.\n")
    y <- as.numeric(y != levels(y)[1L])
  }
  id <- match(frames$id[[1]], unique(frames$id[[1]]))
  if (!is.null(weights)) {
    if (!is.numeric(weights)) stop("'weights' must be a numeric vector.")
    if (length(weights) != length(unique(id))) stop("the length of 'weights' does not match with the number of groups in 'data'.")
  }
  out <- list(y = if (is.matrix(y)) unname(y) + 0 else as.vector(y), X = model.matrix(attr(frames$X, "terms"), frames$X), Z = group_design(frames$Z[[1]]), id = id, groups = max(0, id))
  out$offset <- model.offset(frames$X)
  if (!is.null(frames$X_zi)) {
    out$X_zi <- model.matrix(attr(frames$X_zi, "terms"), frames$X_zi)
    out$offset_zi <- model.offset(frames$X_zi)
  }
  out$Z_zi <- group_design(frames$Z_zi[[1]])
  out$functions <- functions
  out$known <- family$family %in% c("binomial", "poisson")
  out$canonical <- family$family == "binomial" && family$link == "logit" || family$family == "poisson" && family$link == "log"
  out$weights <- weights
  out
}
phi_count <- function(parts, family, n_phis) {
  rows <- nrow(parts$X)
  works <- !inherits(try(parts$functions$log_dens(parts$y, rep(0, rows), parts$functions$mu_fun, phis = NULL, rep(0, rows)), TRUE), "try-error")
  if (works) return(0)
  if (family$family %in% c("negative binomial", "zero-inflated negative binomial", "hurdle negative binomial", "hurdle log-normal", "beta",
                           "hurdle beta", "Conway Maxwell Poisson", "Gamma", "censored normal", "beta binomial", "Student's-t")) return(1)
  if (is.null(n_phis)) stop("argument 'n_phis' needs to be specified.\n")
  n_phis
}
# Where the search begins: a fit without random effects where there is one, else zeros; values of the user before both.
starting_point <- function(parts, family, frames, q, phis, given, diagonal) {
  name <- family$family
  y <- parts$y
  first <- if (is.matrix(y)) y[, 1] else y
  by <- function(fam, y = parts$y, X = parts$X, offset = parts$offset) suppressWarnings(glm.fit(X, y, family = fam, offset = offset)$coefficients)
  betas <- if (inherits(given$betas, "family")) by(given$betas)
    else switch(name, binomial = , poisson = by(family) * sqrt(1.346), "negative binomial" = , "zero-inflated poisson" = , "hurdle poisson" = ,
                "zero-inflated negative binomial" = , "hurdle negative binomial" = by(poisson()),
                Gamma = by(Gamma(link = "log")), beta = by(quasibinomial()), "beta binomial" = , "zero-inflated binomial" = by(quasibinomial(link = family$link)),
                "censored normal" = by(gaussian(), first), "Student's-t" = by(gaussian()),
                "hurdle log-normal" = by(gaussian(), log(first[first > 0]), parts$X[first > 0, , drop = FALSE], parts$offset[first > 0]),
                "hurdle beta" = by(quasibinomial(), first[first > 0], parts$X[first > 0, , drop = FALSE], parts$offset[first > 0]),
                rep(0, ncol(parts$X)))
  if (anyNA(betas)) .unsupported("the fixed effects of this mixed_model are rank deficient: leave the columns out that depend on others")
  scale <- switch(name, "censored normal" = , "Student's-t" = log(sd(first)), "hurdle log-normal" = log(sd(log(first[first > 0]))), 0)
  out <- list(betas = betas, D = diag(if (name %in% c("censored normal", "Student's-t", "hurdle log-normal")) exp(2 * scale) / 2 else 0.5, q),
              phis = if (phis) rep(scale, phis), gammas = if (!is.null(parts$X_zi)) by(binomial(), as.numeric(first == 0), parts$X_zi, parts$offset_zi))
  if (is.list(given) && !inherits(given$betas, "family")) {
    if (!is.null(given$D) && !is.matrix(given$D)) given$D <- diag(given$D, length(given$D))
    if (!all(names(given) %in% names(out)) || !identical(lengths(out[names(given)]), lengths(given)))
      warning("'initial_values' is not a list with elements of appropriate length; default initial_values are used instead.\n", call. = FALSE)
    else out[names(given)] <- given
  }
  out
}

# The engine's maximum for the densities it has, NULL for others.
engine_fit <- function(parts, family, frames, points, diagonal) {
  name <- family$family
  own <- switch(name, binomial = if (family$link %in% c("logit", "probit", "cloglog", "cauchit")) name, poisson = if (family$link == "log") name,
                "negative binomial" = "nbinom2", NULL)
  inflated <- name %in% c("zero-inflated poisson", "zero-inflated negative binomial") && !diagonal && is.null(parts$offset) && is.null(parts$offset_zi) && is.null(parts$Z_zi)
  if (is.null(own) && !inflated) return(NULL)
  counted <- name %in% c("negative binomial", "zero-inflated negative binomial")
  q <- ncol(parts$Z)
  p <- ncol(parts$X)
  if (inflated) {
    fit <- zero_inflated_fit(list(X = parts$X, zero = parts$X_zi, response = parts$y, prior = rep(1, length(parts$y))), list(parts$Z),
                             list(parts$id), parts$groups, counted, as.integer(points), FALSE)
    gammas <- p + seq_len(ncol(parts$X_zi))
    # the last coefficient is the logarithm of k, the package's the logarithm of 1/k
    point <- list(betas = fit$beta[seq_len(p)], D = fit$G[[1]], phis = if (counted) -fit$beta[length(fit$beta)], gammas = fit$beta[gammas])
    order <- c(seq_len(p), length(fit$beta) + seq_len(q * (q + 1) / 2), if (counted) length(fit$beta), gammas)
    signs <- c(rep(1, p + q * (q + 1) / 2), if (counted) -1, rep(1, length(gammas)))
  } else {
    begin <- if (own == "binomial") family$initialize(parts$y, rep(1, NROW(parts$y))) else list(y = parts$y, weights = rep(1, length(parts$y)))
    fit <- .glmm(as.vector(begin$y), begin$weights, parts$X, list(parts$Z), list(parts$id), parts$groups, parts$offset, own, family$link,
                 as.integer(points), if (diagonal) "diagonal" else if (counted) "estimate" else NULL)
    point <- list(betas = fit$beta, D = fit$G[[1]], phis = if (counted) -log(fit$shape))
    order <- seq_len(nrow(fit$covariance))
    signs <- c(rep(1, nrow(fit$covariance) - counted), if (counted) -1 / fit$shape)
  }
  e <- eigen(point$D, symmetric = TRUE)
  if (min(e$values) < 1e-8 * max(e$values)) {
    # no root has logarithms: the search goes on from a matrix near this one
    point$D <- if (max(e$values) > 0) e$vectors %*% (pmax(e$values, 1e-3 * max(e$values)) * t(e$vectors)) else diag(1e-4, q)
    return(list(point = point, converged = FALSE))
  }
  count <- if (diagonal) q else q * (q + 1) / 2
  turn <- diag(signs, length(signs))
  at <- p + seq_len(count)
  # elements of the matrix row by row below the diagonal are those of its upper triangle column by column
  wanted <- if (diagonal) diag(q) > 0 else upper.tri(point$D, TRUE)
  turn[at, at] <- solve(matrix(vapply(matrix_slopes(point$D, diagonal), function(M) M[wanted], numeric(count)), count))
  covariance <- turn %*% fit$covariance[order, order] %*% t(turn)
  modes <- unname(fit$effects[[1]])
  variances <- lapply(seq_len(parts$groups), function(i) matrix(fit$condvar[[1]][, , i], q))
  list(point = point, nodes = list(modes = modes, variances = variances), log_lik = -fit$criterion / 2, converged = TRUE, Hessian = tryCatch(solve(covariance), error = function(e) covariance * NA))
}

# The fit with the package's components and names.
mixed_result <- function(fit, frames, parts, diagonal, control, family, functions, weights, penalty, na.action, call) {
  point <- fit$point
  effects <- c(colnames(parts$Z), if (!is.null(parts$Z_zi)) paste0("zi_", colnames(parts$Z_zi)))
  q <- length(effects)
  groups <- unique(frames$id[[1]])
  phis <- if (length(point$phis)) setNames(point$phis, paste0("phi_", seq_along(point$phis)))
  gammas <- if (!is.null(point$gammas)) setNames(point$gammas, colnames(parts$X_zi))
  at <- which(upper.tri(point$D, TRUE), arr.ind = TRUE)
  of_D <- if (diagonal) paste0("D_", seq_len(q), seq_len(q)) else paste0("D_", at[, 1], at[, 2])
  all <- c(colnames(parts$X), of_D, names(phis), if (!is.null(gammas)) paste0("zi_", names(gammas)))
  scores <- fit$scores
  terms_of <- function(frame) if (!is.null(frame)) attr(frame, "terms")
  out <- list(coefficients = setNames(point$betas, colnames(parts$X)), phis = phis, D = named_square(point$D, effects), gammas = gammas,
              post_modes = structure(fit$nodes$modes, dimnames = list(as.character(groups), effects)),
              post_vars = lapply(fit$nodes$variances, named_square, effects), logLik = fit$log_lik, logLik_contributions = fit$contributions,
              Hessian = named_square(fit$Hessian, all), score_vect_contributions = if (!is.null(scores)) setNames(scores, paste0("score.", names(scores))),
              converged = fit$converged, data = frames$data, id = frames$id, id_name = frames$group)
  out$offset <- parts$offset
  out <- c(out, list(
              Terms = list(termsX = terms_of(frames$X), termsZ = lapply(frames$Z, terms_of), termsX_zi = terms_of(frames$X_zi),
                           termsZ_zi = if (!is.null(frames$Z_zi)) lapply(frames$Z_zi, terms_of)),
              model_frames = list(mfX = frames$X, mfZ = frames$Z, mfX_zi = frames$X_zi, mfZ_zi = frames$Z_zi),
              control = control, Funs = functions, family = family))
  out$weights <- weights
  out <- c(out, list(penalized = penalty, na.action = na.action))
  out$contrasts <- attr(parts$X, "contrasts")
  out$call <- call
  names(out$post_vars) <- c(paste(deparse(as.integer(groups)), collapse = ""), rep(NA, length(groups) - 1))
  H <- out$Hessian
  if (any(!is.finite(H))) warning("infinite or missing values in Hessian at convergence.\n", call. = FALSE)
  else {
    e <- eigen(H, symmetric = TRUE, only.values = TRUE)$values
    if (!all(e >= -1e-06 * abs(e[1L]))) warning("Hessian matrix at convergence is not positive definite; unstable solution.\n", call. = FALSE)
  }
  structure(out, class = "MixMod")
}
# Designs of a fit again, for what is asked of it later.
parts_of <- function(object) {
  f <- object$model_frames
  mixed_designs(list(X = f$mfX, Z = f$mfZ, X_zi = f$mfX_zi, Z_zi = f$mfZ_zi, id = object$id), object$family, object$Funs, object$weights)
}
point_of <- function(object) list(betas = unname(object$coefficients), D = unname(object$D), phis = unname(object$phis), gammas = unname(object$gammas))
is_diagonal <- function(D) ncol(D) > 1 && all(abs(D[lower.tri(D)]) < sqrt(.Machine$double.eps))
