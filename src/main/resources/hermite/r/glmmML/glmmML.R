# glmmML(): random intercepts by adaptive Gauss-Hermite quadrature or Laplace, printed as package glmmML prints them.

glmmML <- function(formula, family = binomial, data, cluster, weights, cluster.weights, subset, na.action, offset,
                   contrasts = NULL, prior = c("gaussian", "logistic", "cauchy", "gamma"), start.coef = NULL, start.sigma = NULL,
                   fix.sigma = FALSE, x = FALSE, control = list(epsilon = 1e-08, maxit = 200, trace = FALSE), method = c("Laplace", "ghq"),
                   n.points = 8, boot = 0) {
  call <- match.call()
  method <- c(Laplace = "Laplace", laplace = "Laplace", ghq = "ghq", GHQ = "ghq")[method[1]]
  if (is.na(method)) stop("Wrong method")
  if (!is.list(control)) stop("control must be a list")
  family <- as_family(family, parent.frame())
  prior <- prior[1]
  if (prior == "gamma" && family$family == "binomial") stop("The gamma prior only works with Poisson responses")
  if (!prior %in% c("gaussian", "logistic", "cauchy", "gamma")) stop("Prior distribution not known")
  if (missing(cluster)) {
    warning("No (or constant) 'cluster'; consider using 'glm'")
    return(NULL)
  }
  frame <- model_frame_of(call, parent.frame())
  terms <- attr(frame, "terms")
  group <- factor(frame[["(cluster)"]])
  if (nlevels(group) <= 1) {
    warning("No (or constant) 'cluster'; consider using 'glm'")
    return(NULL)
  }
  y <- model.response(frame, "any")
  X <- model.matrix(terms, frame, contrasts)
  p <- ncol(X)
  own <- if (is.null(model.weights(frame))) rep(1, NROW(y)) else model.weights(frame)
  if (any(own < 0)) stop("negative weights not allowed")
  importance <- if (!missing(cluster.weights)) cluster_importance(cluster.weights, group)
  if (!is.null(start.coef) && length(start.coef) != p) stop("beta.start has wrong length")
  if (!is.null(start.sigma) && length(start.sigma) != 1) stop("start.sigma has wrong length")
  check_family(family)
  if (family$family == "binomial" && NCOL(y) == 1 && is.numeric(y) && any(y < 0 | y > 1)) stop("Y values must be 0 <= Y <= 1")
  if (family$family != "binomial" && NCOL(y) != 1) stop("It is only the binomial family that allows two columns for Y")
  begin <- family$initialize(y, own)
  d <- list(y = as.vector(begin$y), w = as.vector(begin$weights), X = X, group = as.integer(group), levels = nlevels(group), offset = model.offset(frame),
            family = family, points = if (method == "Laplace") 1L else as.integer(max(1, n.points)), importance = importance)
  begin <- if (is.null(start.sigma)) 0.5 else start.sigma
  held <- if (fix.sigma) begin
  if (prior == "gamma")
    warning("package glmmML has no gamma density: under prior = \"gamma\" its intercepts are normal, and so they are here")
  normal <- prior %in% c("gaussian", "gamma") && is.null(importance)
  fit <- if (normal) gaussian_intercepts(d, held)
    else prior_intercepts(d, if (prior == "gamma") "gaussian" else prior, held, begin, attr(terms, "intercept") > 0, control)
  null <- glm.fit(X, y, own, offset = d$offset, family = family)
  out <- list(boot = boot, converged = fit$converged, coefficients = setNames(fit$beta, colnames(X)), coef.sd = sqrt(diag(fit$V)[seq_len(p)]), sigma = fit$sigma,
              sigma.sd = if (fix.sigma) 0 else sqrt(fit$V[p + 1, p + 1]), variance = centred_variance(fit$V, X, attr(terms, "intercept") > 0),
              aic = fit$deviance + 2 * (p + !fix.sigma), bootP = if (boot > 0 && !fix.sigma) bootstrapped(d, fit, null$fitted.values, boot, normal) else NA,
              deviance = fit$deviance, df.residual = length(d$y) - p - 1, cluster.null.deviance = null$deviance, cluster.null.df = null$df.residual,
              posterior.modes = fit$modes, prior = prior, terms = terms, info = fit$info, call = call)
  if (anyNA(fit$V)) {
    out["variance"] <- list(NULL)
    out$coef.sd <- out$sigma.sd <- NA
  }
  if (x) out$x <- X
  structure(out, class = "glmmML", points = d$points, family = family$family)
}
check_family <- function(family) {
  if (family$family == "binomial" && !family$link %in% c("logit", "cloglog")) stop("Unknown link function; only 'logit' and 'cloglog' implemented", call. = FALSE)
  if (family$family == "poisson" && family$link != "log") stop("Wrong link function; only 'log' is implemented.", call. = FALSE)
  if (!family$family %in% c("binomial", "poisson")) stop("Unknown family; only 'binomial' and 'poisson' implemented", call. = FALSE)
}
# The package sorts the weights by the clusters of the rows and gives cluster i the i-th of them.
cluster_importance <- function(weights, group) {
  if (any(weights < 0)) stop("negative cluster weights not allowed", call. = FALSE)
  sorted <- weights[order(group)]
  if (!all(is.finite(sorted))) stop("NA/NaN/Inf in foreign function call (arg 6)", call. = FALSE)
  taken <- sorted[seq_len(nlevels(group))]
  if (!all(taken[sort(as.integer(group))] == sorted))
    warning("cluster.weights: as in package glmmML cluster i has weight i of those sorted by cluster, which is not the weight of its rows", call. = FALSE)
  taken
}
# Log likelihood of a fit that reproduces every response.
saturated_likelihood <- function(family, y, weights) {
  if (family$family == "poisson") sum(weights * dpois(y, y, log = TRUE))
  else sum(dbinom(round(y * weights), round(weights), y, log = TRUE))
}
gaussian_intercepts <- function(d, held, inference = TRUE) {
  fit <- .glmm(d$y, d$w, d$X, list(matrix(1, nrow(d$X), 1)), list(d$group), d$levels, d$offset, d$family$family, d$family$link, d$points, NULL,
               if (!is.null(held)) held^2, inference)
  out <- list(deviance = fit$criterion + 2 * saturated_likelihood(d$family, d$y, d$w), beta = fit$beta, sigma = sqrt(fit$G[[1]][1, 1]),
              modes = as.vector(fit$effects[[1]]), converged = TRUE, info = 0L)
  if (!inference) return(out)
  p <- length(fit$beta)
  # of the variance to that of the standard deviation
  scale <- c(rep(1, p), if (is.null(held)) 1 / (2 * out$sigma))
  out$V <- if (is.null(held)) fit$covariance * outer(scale, scale) else fit$vcov
  out
}
# The package centres the columns and gives the covariance of that fit, with the variance of the intercept put right.
centred_variance <- function(V, X, intercept) {
  V <- unname(V)
  p <- ncol(X)
  if (!intercept || p < 2) return(V)
  A <- diag(nrow(V))
  A[1, 2:p] <- colMeans(X[, -1, drop = FALSE])
  out <- A %*% V %*% t(A)
  out[1, 1] <- V[1, 1]
  out
}
# The share of samples without clustering whose likelihood, with sigma held, is at least that of the data.
bootstrapped <- function(d, fit, means, boot, normal) {
  order <- order(d$group)
  reached <- vapply(seq_len(boot), function(i) {
    n <- length(order)
    s <- d
    s$y[order] <- if (d$family$family == "poisson") rpois(n, d$w[order] * means[order]) else rbinom(n, d$w[order], means[order]) / pmax(d$w[order], 1)
    f <- if (normal) gaussian_intercepts(s, fit$sigma, FALSE) else {
      model <- intercept_model(s, fit$prior)
      intercept_search(model, c(fit$beta, fit$sigma), TRUE, 1e-8, 200)
    }
    f$deviance <= fit$deviance
  }, TRUE)
  mean(reached)
}

# Intercepts with another distribution, or of weighted clusters. The search of the package first, from its starting values and
# along its centred columns, since a likelihood of Cauchy intercepts can have several maxima; then on to the end.
prior_intercepts <- function(d, prior, held, begin, intercept, control) {
  p <- ncol(d$X)
  means <- colMeans(d$X)
  if (intercept) means[1] <- 0
  s <- d
  s$X <- sweep(d$X, 2, means)
  # without an intercept the columns are kept: centred ones are those of another model
  if (!intercept) s$X <- d$X
  setting <- function(name, default) if (is.null(control[[name]])) default else control[[name]]
  first <- intercept_search(intercept_model(s, prior), c(numeric(p), begin), !is.null(held), setting("epsilon", 1e-8), setting("maxit", 200))
  theta <- first$theta
  if (intercept && p > 1) theta[1] <- theta[1] - sum(theta[2:p] * means[-1])
  model <- intercept_model(d, prior)
  found <- intercept_search(model, theta, !is.null(held), 1e-15, 500)
  if (!found$converged) warning("'vmmin' did not converge. Increase 'maxit'?", call. = FALSE)
  theta <- found$theta
  free <- seq_len(p + is.null(held))
  H <- -vapply(free, function(k) {
    h <- replace(numeric(p + 1), k, 1e-4 * max(1, abs(theta[k])))
    slope <- function(h) .intercepts_at(model, theta + h)$gradient[free]
    (8 * (slope(h / 2) - slope(-h / 2)) - (slope(h) - slope(-h))) / (6 * sum(h))
  }, numeric(length(free)))
  V <- tryCatch(chol2inv(chol(matrix((H + t(H)) / 2, length(free)))), error = function(e) NULL)
  if (is.null(V)) {
    warning("Hessian non-positive definite. No variance!", call. = FALSE)
    V <- matrix(NA_real_, length(free), length(free))
  }
  list(deviance = found$deviance, beta = theta[seq_len(p)], sigma = abs(theta[p + 1]), V = V, modes = found$modes * theta[p + 1], prior = prior,
       converged = found$converged, info = as.integer(anyNA(V)))
}
intercept_model <- function(d, prior)
  .intercepts(d$y, d$w, d$X, d$group, d$levels, d$offset, d$family$family, d$family$link, prior, d$points, d$importance)
# The variable metric search from coefficients and a scale, which may be held.
intercept_search <- function(model, theta, held, tolerance, limit) {
  free <- seq_along(theta)
  if (held) free <- free[-length(free)]
  last <- NULL
  at <- function(b) {
    if (is.null(last) || !identical(last$b, b)) last <<- c(list(b = b), .intercepts_at(model, replace(theta, free, b)))
    last
  }
  found <- optim(theta[free], function(b) -at(b)$log_lik, function(b) -at(b)$gradient[free], method = "BFGS", control = list(reltol = tolerance, maxit = limit))
  end <- at(found$par)
  list(theta = replace(theta, free, found$par), deviance = -2 * end$log_lik, modes = end$modes, converged = found$convergence == 0)
}

print.glmmML <- function(x, digits = max(3, getOption("digits") - 3), na.print = "", ...) {
  cat("\nCall: ", deparse(x$call), "\n\n")
  saved <- options(digits = digits)
  on.exit(options(saved))
  z <- x$coefficients / x$coef.sd
  table <- cbind(x$coefficients, x$coef.sd, z, signif(1 - pchisq(z^2, 1), digits - 1))
  dimnames(table) <- list(names(x$coefficients), c("coef", "se(coef)", "z", "Pr(>|z|)"))
  cat("\n")
  print(table, right = TRUE)
  cat("\nScale parameter in mixing distribution: ", x$sigma, x$prior, "\n")
  cat("Std. Error:                             ", x$sigma.sd, "\n")
  p <- 0.5 * pchisq(x$cluster.null.deviance - x$deviance, df = 1, lower.tail = FALSE)
  cat("\n        LR p-value for H_0: sigma = 0: ", p, "\n")
  if (x$boot) cat("\n Bootstrap p-value for H_0: sigma = 0: ", x$bootP, "(", x$boot, ")\n")
  cat("\nResidual deviance:", format(signif(x$deviance, digits)), "on", x$df.residual, "degrees of freedom", "\tAIC:",
      format(signif(x$aic, digits)), "\n")
}
summary.glmmML <- function(object, ...) print.glmmML(object, ...)
# The package keeps no number of observations.
nobs.glmmML <- function(object, ...) object$n
extractAIC.glmmML <- function(fit, scale, k = 2, ...) {
  if (k != 2) warning("Only k = 2 is implemented")
  c(length(fit$coefficients) + 1, fit$aic)
}
