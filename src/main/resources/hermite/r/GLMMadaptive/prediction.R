# Predictions, fitted values, residuals and draws of fits of mixed_model().

# The mean of the responses that are not zeros of their own part, at a linear predictor.
response_mean <- function(object, eta, phis = object$phis) {
  mu <- object$family$linkinv(eta)
  if (object$family$family == "hurdle log-normal") exp(mu + 0.5 * exp(phis)^2) else mu
}
# Means of the fit's rows at given random effects; with a zero part they are those of all responses.
mixed_means <- function(object, parts, effects) {
  p <- fitted_predictors(object, parts, effects)
  mu <- object$Funs$mu_fun(p$eta)
  if (is.null(p$zi)) mu else plogis(p$zi, lower.tail = FALSE) * mu
}
fitted_predictors <- function(object, parts, effects, point = point_of(object)) {
  b <- effects[parts$id, , drop = FALSE]
  own <- seq_len(ncol(parts$Z))
  linear_predictors(parts, point, rowSums(parts$Z * b[, own, drop = FALSE]), if (!is.null(parts$Z_zi)) rowSums(parts$Z_zi * b[, -own, drop = FALSE]))
}
fitted.MixMod <- function(object, type = c("mean_subject", "subject_specific", "marginal"), link_fun = NULL, ...) {
  type <- match.arg(type)
  parts <- parts_of(object)
  modes <- object$post_modes
  if (type == "marginal") object$coefficients <- marginal_coefs(object, link_fun = link_fun)$betas
  out <- mixed_means(object, parts, if (type == "subject_specific") modes else 0 * modes)
  setNames(as.vector(out), rownames(parts$X))
}
residuals.MixMod <- function(object, type = c("mean_subject", "subject_specific", "marginal"), link_fun = NULL, tasnf_y = function(x) x, ...) {
  fits <- fitted(object, type = match.arg(type), link_fun = link_fun)
  y <- model.response(object$model_frames$mfX)
  if (is.factor(y)) y <- as.numeric(y != levels(y)[1L])
  tasnf_y(y) - fits
}

# Designs of new rows; with effects also the groups and, for their modes, the responses.
new_designs <- function(object, newdata, effects = FALSE, responses = effects) {
  frame <- function(terms, old, response = FALSE) {
    if (!response) terms <- delete.response(terms)
    model.frame(terms, newdata, na.action = na.pass, xlev = .getXlevels(terms, old))
  }
  f <- object$model_frames
  X <- frame(object$Terms$termsX, f$mfX, responses)
  X_zi <- if (!is.null(object$gammas)) frame(object$Terms$termsX_zi, f$mfX_zi)
  Z <- Z_zi <- NULL
  if (effects) {
    if (is.null(newdata[[object$id_name]])) stop("object '", object$id_name, "' not found", call. = FALSE)
    Z <- frame(object$Terms$termsZ[[1]], f$mfZ[[1]])
    if (!is.null(object$Terms$termsZ_zi)) Z_zi <- frame(object$Terms$termsZ_zi[[1]], f$mfZ_zi[[1]])
  }
  keep <- rep(TRUE, nrow(newdata))
  for (m in list(X, X_zi, Z, Z_zi)) if (length(m)) keep <- keep & complete.cases(m)
  # a frame without columns is that of an intercept
  design <- function(m, terms) if (length(m)) model.matrix(terms, m[keep, , drop = FALSE]) else matrix(1, sum(keep), 1)
  own <- function(m) if (length(m)) model.offset(m[keep, , drop = FALSE])
  out <- list(X = design(X, delete.response(object$Terms$termsX)), offset = own(X), names = row.names(newdata)[keep], keep = keep)
  if (!is.null(X_zi)) {
    out$X_zi <- design(X_zi, delete.response(object$Terms$termsX_zi))
    out$offset_zi <- own(X_zi)
  }
  if (effects) {
    out$Z <- design(Z, object$Terms$termsZ[[1]])
    if (!is.null(object$Terms$termsZ_zi)) out$Z_zi <- design(Z_zi, object$Terms$termsZ_zi[[1]])
    out$group <- newdata[[object$id_name]][keep]
    out$id <- match(out$group, unique(out$group))
    out$groups <- max(0, out$id)
  }
  if (responses) {
    y <- model.response(X[keep, , drop = FALSE])
    if (is.null(y)) stop("the outcome variable does seem to exist in 'newdata'; do you perhaps want 'mean_subject' predictions?\n")
    if (is.factor(y)) y <- as.numeric(y != levels(y)[1L])
    out$y <- if (is.matrix(y)) unname(y) + 0 else as.vector(y)
    like <- mixed_designs(list(X = object$model_frames$mfX[1, , drop = FALSE], Z = lapply(object$model_frames$mfZ, function(m) m[1, , drop = FALSE]), id = object$id[1, , drop = FALSE]), object$family, object$Funs)
    out[c("functions", "known", "canonical")] <- like[c("functions", "known", "canonical")]
  }
  out
}

predict.MixMod <- function(object, newdata, newdata2 = NULL, type_pred = c("response", "link"),
                           type = c("mean_subject", "subject_specific", "marginal", "zero_part"), se.fit = FALSE, M = 300, df = 10, scale = 0.3,
                           level = 0.95, seed = 1, return_newdata = FALSE, sandwich = FALSE, ...) {
  type_pred <- match.arg(type_pred)
  type <- match.arg(type)
  if (!is.null(object$gammas) && type != "zero_part" && type_pred == "link") {
    warning("for model with an extra zero-part only predictions at the level of the response variable are returned;\n'type_pred' is set to 'response'.")
    type_pred <- "response"
  }
  if (missing(newdata)) {
    newdata <- object$data
  }
  if (type == "subject_specific")
    return(predict_groups(object, newdata, newdata2, type_pred, se.fit, M, df, scale, level, seed, return_newdata, sandwich))
  if (!is.null(newdata2)) warning("'newdata2' is for predictions of type = \"subject_specific\" only", call. = FALSE)
  d <- new_designs(object, newdata)
  error <- function(X, V) sqrt(rowSums((X %*% V) * X))
  errors <- NULL
  point <- point_of(object)
  if (type == "marginal") {
    if (!is.null(object$gammas)) stop("the predict() method is not yet implemented for models with an extra zero-part.")
    m <- marginal_coefs(object, std_errors = TRUE, ...)
    eta <- as.vector(d$X %*% m$betas)
    pred <- if (type_pred == "link") eta else object$family$linkinv(eta)
    if (se.fit) errors <- error(d$X, m$var_betas)
  } else if (type == "zero_part") {
    if (is.null(object$gammas)) stop("the fitted model does not have an extra zero part.")
    zi <- linear_predictors(d, point, 0)$zi
    pred <- if (type_pred == "link") zi else plogis(zi)
    if (se.fit) errors <- error(d$X_zi, vcov(object, "zero_part", sandwich))
  } else {
    p <- linear_predictors(d, point, 0)
    pred <- if (type_pred == "link") p$eta else response_mean(object, p$eta)
    if (!is.null(p$zi)) pred <- plogis(p$zi, lower.tail = FALSE) * pred
    else if (se.fit) errors <- error(d$X, vcov(object, "fixed-effects", sandwich))
  }
  pred <- setNames(as.vector(pred), d$names)
  if (return_newdata) {
    newdata <- newdata[d$keep, , drop = FALSE]
    newdata$pred <- pred
    if (se.fit && type == "marginal") newdata$se.fit <- errors
    return(newdata)
  }
  if (se.fit) list(pred = pred, se.fit = if (!is.null(errors)) setNames(errors, d$names)) else pred
}

# With the modes of the groups that the responses of newdata give; standard errors from draws of parameters and effects
# (Metropolis and Hastings, proposals from Student's t around the modes).
predict_groups <- function(object, newdata, newdata2, type_pred, se.fit, M, df, scale, level, seed, return_newdata, sandwich) {
  d <- new_designs(object, newdata, TRUE)
  d2 <- if (!is.null(newdata2)) new_designs(object, newdata2, TRUE, FALSE)
  if (!is.null(d2)) {
    d2$id <- match(d2$group, unique(d$group))
    if (anyNA(d2$id)) stop("'newdata2' has groups that 'newdata' does not have", call. = FALSE)
  }
  point <- point_of(object)
  found <- effect_modes(d, point)
  means <- function(d, point, b) {
    p <- fitted_predictors(object, d, b, point)
    mu <- if (type_pred == "link") p$eta else response_mean(object, p$eta, point$phis)
    if (is.null(p$zi)) as.vector(mu) else structure(as.vector(plogis(p$zi, lower.tail = FALSE) * mu), zi_probs = as.vector(plogis(p$zi)))
  }
  named <- function(d, v) {
    names(v) <- d$names
    v
  }
  pred <- named(d, means(d, point, found$modes))
  pred2 <- if (!is.null(d2)) named(d2, means(d2, point, found$modes))
  draws <- if (se.fit) draw_predictions(object, list(d, d2), means, point, found, M, df, scale, level, seed, sandwich)
  if (return_newdata) {
    newdata <- newdata[d$keep, , drop = FALSE]
    newdata$pred <- pred
    if (se.fit) newdata[c("se.fit", "low", "upp")] <- draws[[1]][c("se.fit", "low", "upp")]
    if (is.null(d2)) return(newdata)
    newdata2 <- newdata2[d2$keep, , drop = FALSE]
    newdata2$pred <- pred2
    if (se.fit) newdata2[c("se.fit", "low", "upp")] <- draws[[2]][c("se.fit", "low", "upp")]
    return(list(newdata = newdata, newdata2 = newdata2))
  }
  if (!se.fit) return(if (is.null(d2)) pred else list(pred = pred, pred2 = pred2))
  own <- draws[[1]]
  if (is.null(d2)) return(list(pred = pred, se.fit = named(d, own$se.fit), low = named(d, own$low), upp = named(d, own$upp), success_rate = draws$success_rate))
  other <- draws[[2]]
  list(pred = pred, pred2 = pred2, se.fit = named(d, own$se.fit), se.fit2 = named(d2, other$se.fit), low = named(d, own$low), upp = named(d, own$upp),
       low2 = named(d2, other$low), upp2 = named(d2, other$upp))
}
draw_predictions <- function(object, designs, means, point, found, M, df, scale, level, seed, sandwich) {
  keep_random_state()
  d <- designs[[1]]
  set.seed(seed)
  diagonal <- is_diagonal(object$D)
  thetas <- mvrnorm(M, join_point(point, diagonal), unname(vcov(object, sandwich = sandwich)))
  n <- d$groups
  q <- ncol(found$modes)
  scale <- rep(scale, length.out = n)
  variances <- lapply(seq_len(n), function(i) scale[i] * solve(matrix(found$information[i, , ], q)))
  proposed <- lapply(seq_len(n), function(i) draw_t(M, found$modes[i, ], variances[[i]], df))
  density <- function(i, b) log_t(b, found$modes[i, ], variances[[i]], df)
  of_proposed <- lapply(seq_len(n), function(i) density(i, proposed[[i]]))
  current <- found$modes
  of_current <- vapply(seq_len(n), function(i) density(i, current[i, , drop = FALSE]), 1)
  posterior <- function(at, b) {
    inverse <- solve(at$D)
    p <- fitted_predictors(object, d, b, at)
    l <- d$functions$log_dens(d$y, p$eta, d$functions$mu_fun, at$phis, p$zi)
    as.vector(rowsum(as.vector(l), d$id, reorder = FALSE, na.rm = TRUE)) - 0.5 * rowSums((b %*% inverse) * b)
  }
  values <- lapply(designs, function(x) if (!is.null(x)) list(mean = matrix(0, nrow(x$X), M), zero = if (!is.null(object$gammas)) matrix(0, nrow(x$X), M)))
  accepted <- matrix(FALSE, M, n)
  for (m in seq_len(M)) {
    at <- split_point(thetas[m, ], point, diagonal)
    tried <- t(vapply(proposed, function(x) x[m, ], numeric(q)))
    if (q == 1) tried <- t(tried)
    of_tried <- vapply(of_proposed, `[`, 1, m)
    ratio <- pmin(exp(posterior(at, tried) + of_current - posterior(at, current) - of_tried), 1)
    take <- runif(n) <= ratio
    current[take, ] <- tried[take, ]
    of_current[take] <- of_tried[take]
    accepted[m, ] <- take
    for (k in seq_along(designs)) if (!is.null(designs[[k]])) {
      v <- means(designs[[k]], at, current)
      values[[k]]$mean[, m] <- v
      if (!is.null(object$gammas)) values[[k]]$zero[, m] <- attr(v, "zi_probs")
    }
  }
  limits <- function(m) apply(m, 1, quantile, probs = c((1 - level) / 2, (1 + level) / 2))
  out <- lapply(values, function(v) if (!is.null(v)) {
    l <- limits(v$mean)
    low <- unname(l[1, ])
    upp <- unname(l[2, ])
    if (!is.null(v$zero)) {
      z <- limits(v$zero)
      attr(low, "zi_probs") <- unname(z[1, ])
      attr(upp, "zi_probs") <- unname(z[2, ])
    }
    list(se.fit = apply(v$mean, 1, sd, na.rm = TRUE), low = low, upp = upp)
  })
  out$success_rate <- colMeans(accepted)
  out
}
# The random numbers go on after the caller from where they are now.
keep_random_state <- function(env = parent.frame()) do.call(on.exit, list(call(".random_state", .random_state()), add = TRUE), envir = env)
draw_t <- function(n, mu, Sigma, df) {
  p <- length(mu)
  e <- eigen(Sigma, symmetric = TRUE)
  X <- mu + tcrossprod(e$vectors * rep(sqrt(pmax(e$values, 0)), each = p), matrix(rnorm(n * p), n)) / rep(sqrt(rchisq(n, df) / df), each = p)
  t(X)
}
log_t <- function(x, mu, Sigma, df) {
  p <- length(mu)
  z <- x - rep(mu, each = nrow(x))
  lgamma((df + p) / 2) - lgamma(df / 2) - 0.5 * (p * log(pi * df) + as.vector(determinant(Sigma)$modulus)) -
    0.5 * (df + p) * log1p(rowSums((z %*% solve(Sigma)) * z) / df)
}

# Responses drawn at the modes of the random effects, or at new ones; a column a draw.
simulate.MixMod <- function(object, nsim = 1, seed = NULL, type = c("subject_specific", "mean_subject"), new_RE = FALSE,
                            acount_MLEs_var = FALSE, sim_fun = NULL, sandwich = FALSE, ...) {
  if (!is.null(seed)) {
    keep_random_state()
    set.seed(seed)
  }
  type <- match.arg(type)
  draw <- if (is.null(sim_fun)) response_draws(object) else sim_fun
  parts <- parts_of(object)
  diagonal <- is_diagonal(object$D)
  point <- like <- point_of(object)
  if (acount_MLEs_var) thetas <- matrix(mvrnorm(nsim, join_point(point, diagonal), unname(vcov(object, sandwich = sandwich))), nsim)
  n <- nrow(parts$X)
  out <- matrix(0, n, nsim)
  for (i in seq_len(nsim)) {
    if (acount_MLEs_var) point <- split_point(thetas[i, ], like, diagonal)
    b <- if (new_RE) mvrnorm(parts$groups, rep(0, ncol(point$D)), point$D) else unname(object$post_modes)
    if (type == "mean_subject") b <- 0 * b
    p <- fitted_predictors(object, parts, b, point)
    out[, i] <- draw(n, object$Funs$mu_fun(p$eta), point$phis, p$zi)
  }
  out
}
response_draws <- function(object) {
  y <- model.response(object$model_frames$mfX)
  trials <- if (is.matrix(y)) y[, 1] + y[, 2] else 1
  zeros <- function(draw) function(n, mu, phis, eta_zi) {
    out <- draw(n, mu, phis)
    out[as.logical(rbinom(n, 1, plogis(eta_zi)))] <- 0
    out
  }
  binomials <- function(n, mu, phis, eta_zi) rbinom(n = n, size = trials, prob = mu)
  counts <- function(n, mu, phis, eta_zi) rpois(n = n, lambda = mu)
  overdispersed <- function(n, mu, phis, eta_zi) rnbinom(n = n, size = exp(phis), mu = mu)
  switch(object$family$family, binomial = binomials, poisson = counts, "negative binomial" = overdispersed, "zero-inflated binomial" = zeros(binomials),
         "zero-inflated poisson" = zeros(counts), "zero-inflated negative binomial" = zeros(overdispersed),
         if (is.function(object$family$simulate)) object$family$simulate else stop("'sim_fun()' needs to be specified; check the help page."))
}

# Logarithmic, quadratic and spherical scores of the predictions of the groups (Gneiting and Raftery 2007).
scoring_rules <- function(object, newdata, newdata2 = NULL, max_count = 2000, return_newdata = FALSE) {
  rows <- if (is.null(newdata2)) newdata else newdata2
  y <- model.response(model.frame(object$Terms$termsX, rows, xlev = .getXlevels(object$Terms$termsX, object$model_frames$mfX)))
  if (is.null(y)) stop("the outcome variable is not in 'newdata' and/or 'newdata2'.")
  trials <- NULL
  name <- object$family$family
  if (name == "binomial") {
    trials <- if (is.matrix(y)) y[, 1] + y[, 2] else rep(1, length(y))
    if (is.matrix(y)) y <- y[, 1]
    max_count <- trials
  }
  max_count <- rep(max_count, length.out = length(y))
  size <- if (is.null(object$phis)) NA else exp(object$phis)
  inflated <- function(d) function(x, mean, pi) ifelse(x == 0, pi, 0) + (1 - pi) * d(x, mean / (1 - pi))
  cut <- function(d, p0) function(x, mean, pi) ifelse(x == 0, pi, (1 - pi) * d(x, mean) / p0(mean))
  negative <- function(x, mean) dnbinom(x, mu = mean, size = size)
  f <- switch(name, poisson = function(x, mean, pi) dpois(x, mean), "negative binomial" = function(x, mean, pi) negative(x, mean),
              "zero-inflated poisson" = inflated(dpois), "zero-inflated negative binomial" = inflated(negative),
              "hurdle poisson" = cut(dpois, function(mean) ppois(0, mean, lower.tail = FALSE)),
              "hurdle negative binomial" = cut(negative, function(mean) pnbinom(0, mu = mean, size = size, lower.tail = FALSE)), binomial = NULL,
              .unsupported("scoring_rules() is not supported for family ", name))
  pred <- predict(object, newdata = newdata, newdata2 = newdata2, type = "subject_specific")
  if (!is.null(newdata2)) pred <- pred$pred2
  pi <- attr(pred, "zi_probs")
  scores <- vapply(seq_along(y), function(i) {
    p <- function(x) if (name == "binomial") dbinom(x, trials[i], pred[[i]]) else f(x, pred[[i]], pi[i])
    squares <- sum(p(0:max_count[i])^2)
    own <- p(y[[i]])
    c(log(own), 2 * own - squares, own / sqrt(squares))
  }, numeric(3))
  out <- data.frame(logarithmic = scores[1, ], quadratic = scores[2, ], spherical = scores[3, ])
  if (return_newdata) cbind(rows, out) else out
}
