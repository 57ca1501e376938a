# glmmML(): random intercepts by adaptive Gauss-Hermite quadrature or Laplace, printed as package glmmML prints them.

glmmML <- function(formula, family = binomial, data, cluster, weights, cluster.weights, subset, na.action, offset,
                   contrasts = NULL, prior = c("gaussian", "logistic", "cauchy"), start.coef = NULL, start.sigma = NULL,
                   fix.sigma = FALSE, x = FALSE, control = list(epsilon = 1e-08, maxit = 200, trace = FALSE), method = c("Laplace", "ghq"),
                   n.points = 8, boot = 0) {
  call <- match.call()
  method <- c(Laplace = "Laplace", laplace = "Laplace", ghq = "ghq", GHQ = "ghq")[method[1]]
  if (is.na(method)) stop("Wrong method")
  if (!is.list(control)) stop("control must be a list")
  prior <- prior[1]
  if (prior == "gamma") .unsupported("prior = \"gamma\" is not supported")
  if (!prior %in% c("gaussian", "logistic", "cauchy")) stop("Prior distribution not known")
  # few points leave that likelihood unsmooth
  if (prior == "cauchy" && method == "ghq") .unsupported("prior = \"cauchy\" with method = \"ghq\" is not supported: method = \"Laplace\" is")
  if (!missing(cluster.weights)) .unsupported("cluster.weights is not supported")
  if (missing(cluster)) {
    warning("No (or constant) 'cluster'; consider using 'glm'")
    return(NULL)
  }
  family <- as_family(family, parent.frame())
  if (!family$family %in% c("binomial", "poisson")) stop("Unknown family; only 'binomial' and 'poisson' implemented")
  if (family$family == "binomial" && !family$link %in% c("logit", "cloglog")) stop("Unknown link function; only 'logit' and 'cloglog' implemented")
  if (family$family == "poisson" && family$link != "log") stop("Wrong link function; only 'log' is implemented.")
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
  if (!is.null(start.coef) && length(start.coef) != p) stop("beta.start has wrong length")
  if (!is.null(start.sigma) && length(start.sigma) != 1) stop("start.sigma has wrong length")
  own <- if (is.null(model.weights(frame))) rep(1, NROW(y)) else model.weights(frame)
  if (any(own < 0)) stop("negative weights not allowed")
  begin <- family$initialize(y, own)
  d <- list(y = as.vector(begin$y), w = as.vector(begin$weights), X = X, group = as.integer(group), levels = nlevels(group), offset = model.offset(frame),
            family = family, points = if (method == "Laplace") 1L else as.integer(max(1, n.points)))
  held <- if (fix.sigma) if (is.null(start.sigma)) 0.5 else start.sigma
  fit <- if (prior == "gaussian") gaussian_intercepts(d, held) else prior_intercepts(d, prior, held)
  null <- glm.fit(X, y, own, offset = d$offset, family = family)
  deviance <- fit$criterion + 2 * saturated_likelihood(family, d$y, d$w)
  out <- list(boot = boot, converged = TRUE, coefficients = setNames(fit$beta, colnames(X)), coef.sd = sqrt(diag(fit$V)[seq_len(p)]), sigma = fit$sigma,
              sigma.sd = if (fix.sigma) 0 else sqrt(fit$V[p + 1, p + 1]), variance = centred_variance(fit$V, X, attr(terms, "intercept") > 0),
              aic = deviance + 2 * (p + !fix.sigma), bootP = if (boot > 0 && !fix.sigma) bootstrapped(d, fit, null$fitted.values, boot, -deviance / 2) else NA,
              deviance = deviance, df.residual = length(d$y) - p - 1, cluster.null.deviance = null$deviance, cluster.null.df = null$df.residual,
              posterior.modes = fit$modes, prior = prior, terms = terms, info = 0L, call = call)
  if (x) out$x <- X
  structure(out, class = "glmmML", points = d$points)
}
# Log likelihood of a fit that reproduces every response.
saturated_likelihood <- function(family, y, weights) {
  if (family$family == "poisson") sum(weights * dpois(y, y, log = TRUE))
  else sum(dbinom(round(y * weights), round(weights), y, log = TRUE))
}
gaussian_intercepts <- function(d, held, inference = TRUE) {
  fit <- .glmm(d$y, d$w, d$X, list(matrix(1, nrow(d$X), 1)), list(d$group), d$levels, d$offset, d$family$family, d$family$link, d$points, NULL,
               if (!is.null(held)) held^2, inference)
  out <- list(criterion = fit$criterion, beta = fit$beta, sigma = sqrt(fit$G[[1]][1, 1]), modes = as.vector(fit$effects[[1]]))
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
bootstrapped <- function(d, fit, means, boot, log_lik) {
  order <- order(d$group)
  reached <- vapply(seq_len(boot), function(i) {
    n <- length(order)
    s <- d
    s$y[order] <- if (d$family$family == "poisson") rpois(n, d$w[order] * means[order]) else rbinom(n, d$w[order], means[order]) / pmax(d$w[order], 1)
    f <- gaussian_intercepts(s, fit$sigma, FALSE)
    -f$criterion / 2 - saturated_likelihood(d$family, s$y, d$w) >= log_lik
  }, TRUE)
  mean(reached)
}

# Intercepts with another distribution: quadrature around the mode of each, by differences of the likelihood.
prior_intercepts <- function(d, prior, held) {
  begin <- gaussian_intercepts(d, NULL, FALSE)
  free <- is.null(held)
  scale <- if (prior == "logistic") sqrt(3) / pi else 0.5
  theta <- c(begin$beta, if (free) max(begin$sigma, 0.1) * scale)
  modes <- numeric(d$levels)
  value <- function(theta) {
    if (free && theta[length(theta)] <= 0) return(1e10)
    at <- intercept_likelihood(d, prior, theta, held, modes)
    modes <<- at$modes
    -at$log_lik
  }
  slope <- function(theta) vapply(seq_along(theta), function(k) {
    h <- replace(numeric(length(theta)), k, 1e-4 * max(1, abs(theta[k])))
    (8 * (value(theta + h / 2) - value(theta - h / 2)) - (value(theta + h) - value(theta - h))) / (6 * sum(h))
  }, 1)
  found <- optim(theta, value, slope, method = "BFGS", control = list(reltol = 1e-15, maxit = 500))
  if (found$convergence != 0) warning("'vmmin' did not converge. Increase 'maxit'?")
  n <- length(theta)
  H <- matrix(0, n, n)
  for (k in seq_len(n)) {
    h <- replace(numeric(n), k, 1e-3 * max(1, abs(found$par[k])))
    H[, k] <- (slope(found$par + h) - slope(found$par - h)) / (2 * sum(h))
  }
  at <- intercept_likelihood(d, prior, found$par, held, modes)
  list(criterion = 2 * found$value, beta = found$par[seq_len(ncol(d$X))], sigma = at$sigma, V = solve((H + t(H)) / 2), modes = at$modes * at$sigma)
}
# Modes are sought from those given: by Newton's steps under the logistic prior, whose log is concave.
intercept_likelihood <- function(d, prior, theta, held, modes) {
  p <- ncol(d$X)
  sigma <- if (is.null(held)) theta[p + 1] else held
  eta <- as.vector(d$X %*% theta[seq_len(p)]) + if (is.null(d$offset)) 0 else d$offset
  yw <- d$y * d$w
  logit <- d$family$link == "logit"
  counts <- d$family$family == "poisson"
  log_density <- function(e) if (counts) d$w * dpois(d$y, exp(e), log = TRUE)
    else dbinom(round(yw), round(d$w), if (logit) plogis(e) else -expm1(-exp(e)), log = TRUE)
  first <- function(e) if (counts) d$w * (d$y - exp(e)) else if (logit) yw - d$w * plogis(e) else -exp(e) * (yw / expm1(-exp(e)) + d$w)
  second <- function(e) if (counts) -d$w * exp(e) else if (logit) -d$w * dlogis(e) else first(e) - yw * exp(2 * e - exp(e)) / expm1(-exp(e))^2
  sums <- function(v) as.vector(rowsum(v, d$group))
  log_prior <- if (prior == "logistic") function(u) dlogis(u, log = TRUE) else function(u) dcauchy(u, log = TRUE)
  d1 <- if (prior == "logistic") function(u) 1 - 2 * plogis(u) else function(u) -2 * u / (1 + u^2)
  d2 <- if (prior == "logistic") function(u) -2 * dlogis(u) else function(u) 2 * (u^2 - 1) / (1 + u^2)^2
  g1 <- function(u) d1(u) + sigma * sums(first(eta + sigma * u[d$group]))
  g2 <- function(u) d2(u) + sigma^2 * sums(second(eta + sigma * u[d$group]))
  u <- modes
  settled <- FALSE
  if (prior == "logistic") for (k in 1:30) {
    step <- pmax(-2, pmin(2, -g1(u) / g2(u)))
    u <- u + step
    settled <- isTRUE(all(abs(step) < 1e-11))
    if (settled) break
  }
  if (!settled) u <- modes_between(g1, d$levels)
  width <- sqrt(-1 / g2(u))
  rule <- hermite_rule(d$points)
  parts <- vapply(seq_along(rule$x), function(k) {
    at <- u + sqrt(2) * width * rule$x[k]
    log(rule$w[k]) + rule$x[k]^2 + sums(log_density(eta + sigma * at[d$group])) + log_prior(at)
  }, u)
  top <- apply(parts, 1, max)
  list(log_lik = sum(log(2) / 2 + log(width) + top + log(rowSums(exp(parts - top)))), modes = u, sigma = sigma)
}
# Zeros of a derivative, between ends where it has its two signs.
modes_between <- function(g1, levels) {
  low <- rep(-1, levels)
  high <- -low
  for (k in 1:60) {
    a <- g1(low) < 0
    b <- g1(high) > 0
    if (!any(a | b)) break
    low[a] <- 2 * low[a]
    high[b] <- 2 * high[b]
  }
  for (k in 1:60) {
    middle <- (low + high) / 2
    up <- g1(middle) > 0
    low[up] <- middle[up]
    high[!up] <- middle[!up]
  }
  (low + high) / 2
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
