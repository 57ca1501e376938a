# Population-averaged coefficients of fits of mixed_model() and predictions for plots.

marginal_coefs <- function(object, ...) UseMethod("marginal_coefs")
# The projection of the linked marginal means on the fixed effects (Hedeker, du Toit, Demirtas and Gibbons 2018); means over M
# draws of the effects of every group, standard errors over K draws of the parameters, as the package has them.
marginal_coefs.MixMod <- function(object, std_errors = FALSE, link_fun = NULL, M = 3000, K = 100, seed = 1, cores = 1, sandwich = FALSE, ...) {
  keep_random_state()
  parts <- parts_of(object)
  point <- point_of(object)
  if (is.null(link_fun)) link_fun <- object$family$linkfun
  if (is.null(link_fun)) stop("you must specify the 'link_fun' argument.\n")
  betas <- setNames(marginal_projection(object, parts, point, link_fun, M, seed), names(object$coefficients))
  out <- list(betas = betas)
  if (std_errors) {
    diagonal <- is_diagonal(object$D)
    V <- vcov(object, sandwich = sandwich)
    theta <- join_point(point, diagonal)
    draws <- t(vapply(seq_len(K), function(k) {
      set.seed(seed + k)
      at <- split_point(mvrnorm(1, theta, unname(V)), point, diagonal)
      marginal_projection(object, parts, at, link_fun, M, seed + k)
    }, betas))
    out$var_betas <- named_square(var(draws), names(betas))
    out$coef_table <- wald_table(betas, sqrt(diag(out$var_betas)))
  }
  structure(out, class = "m_coefs")
}
marginal_projection <- function(object, parts, point, link_fun, M, seed) {
  q <- ncol(point$D)
  own <- seq_len(ncol(parts$Z))
  e <- eigen(point$D, symmetric = TRUE)
  root <- e$vectors %*% diag(sqrt(pmax(e$values, 0)), q)
  eta <- as.vector(parts$X %*% point$betas)
  zi <- if (!is.null(parts$X_zi)) as.vector(parts$X_zi %*% point$gammas)
  out <- numeric(length(eta))
  for (i in seq_len(parts$groups)) {
    set.seed(seed + i)
    b <- root %*% matrix(rnorm(M * q), q, M)
    rows <- parts$id == i
    mu <- object$Funs$mu_fun(eta[rows] + parts$Z[rows, , drop = FALSE] %*% b[own, , drop = FALSE])
    if (!is.null(zi)) {
      z <- zi[rows]
      if (!is.null(parts$Z_zi)) z <- z + parts$Z_zi[rows, , drop = FALSE] %*% b[-own, , drop = FALSE]
      mu <- plogis(z, lower.tail = FALSE) * mu
    }
    out[rows] <- link_fun(rowMeans(mu))
  }
  as.vector(solve(crossprod(parts$X), crossprod(parts$X, out)))
}
print.m_coefs <- function(x, digits = max(4, getOption("digits") - 4), ...) {
  if (is.null(x$coef_table)) print(round(x$betas, digits = digits))
  else {
    print_mixmod_table(x$coef_table, digits)
    cat("\n")
  }
  invisible(x)
}
coef.m_coefs <- function(object, ...) object$betas
vcov.m_coefs <- function(object, ...) object$var_betas

effectPlotData <- function(object, newdata, level, ...) UseMethod("effectPlotData")
# Predictions with limits on the scale of the linear predictor, beside the data they are for.
effectPlotData.MixMod <- function(object, newdata, level = 0.95, marginal = FALSE, CR_cohort_varname = NULL, direction = NULL, K = 200, seed = 1,
                                  sandwich = FALSE, ...) {
  d <- new_designs(object, newdata)
  tails <- c((1 - level) / 2, (1 + level) / 2)
  if (!is.null(object$gammas) && !marginal) {
    keep_random_state()
    set.seed(seed)
    V <- vcov(object, sandwich = sandwich)
    p <- length(object$coefficients)
    own <- c(seq_len(p), grep("zi_", colnames(V), fixed = TRUE))
    theta <- c(object$coefficients, object$gammas)
    means <- function(theta) object$family$linkfun(object$Funs$mu_fun(as.vector(d$X %*% theta[seq_len(p)])) / (1 + exp(as.vector(d$X_zi %*% theta[-seq_len(p)]))))
    draws <- apply(matrix(mvrnorm(K, theta, V[own, own]), K), 1, means)
    limits <- apply(matrix(draws, ncol = K), 1, quantile, probs = tails)
    newdata$pred <- means(theta)
    newdata$low <- limits[1, ]
    newdata$upp <- limits[2, ]
    return(newdata)
  }
  m <- if (marginal) marginal_coefs(object, std_errors = TRUE, sandwich = sandwich, ...)
  betas <- if (marginal) m$betas else object$coefficients
  V <- if (marginal) m$var_betas else vcov(object, "fixed-effects", sandwich)
  if (!is.null(CR_cohort_varname))
    return(continuation_effects(d$X, betas, V, newdata, CR_cohort_varname, if (is.null(direction)) "forward" else direction, level, K, seed))
  pred <- as.vector(d$X %*% betas)
  error <- sqrt(rowSums((d$X %*% V) * d$X))
  newdata$pred <- pred
  newdata$low <- pred + qnorm(tails[1]) * error
  newdata$upp <- pred + qnorm(tails[2]) * error
  newdata
}

# A fit's call again with its fixed part and arguments changed.
update.MixMod <- function(object, formula., ..., evaluate = TRUE) {
  call <- object$call
  if (!missing(formula.)) call$fixed <- update.formula(formula(object), formula.)
  changes <- match.call(expand.dots = FALSE)$...
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
