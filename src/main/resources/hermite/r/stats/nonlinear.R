# Nonlinear least squares by Gauss and Newton's method with halved steps (Bates and Watts 1988, chapter 2), and nlm.

nls.control <- function(maxiter = 50, tol = 1e-5, minFactor = 1 / 1024, printEval = FALSE, warnOnly = FALSE, scaleOffset = 0,
                        nDcentral = FALSE) {
  list(maxiter = maxiter, tol = tol, minFactor = minFactor, printEval = printEval, warnOnly = warnOnly, scaleOffset = scaleOffset,
       nDcentral = nDcentral)
}
nls <- function(formula, data = parent.frame(), start, control = nls.control(), algorithm = c("default", "plinear", "port"),
                trace = FALSE, subset, weights, na.action, model = FALSE, lower = -Inf, upper = Inf, ...) {
  call <- match.call()
  data <- read_again(data, call$data, parent.frame())
  algorithm <- match.arg(algorithm)
  if (algorithm != "default") .unsupported("nls(algorithm = \"", algorithm, "\") is not supported")
  if (!missing(subset)) .unsupported("nls(subset = ) is not supported: subset the data first")
  if (missing(start)) .unsupported("nls() without 'start' is not supported")
  formula <- as.formula(formula)
  control <- do.call(nls.control, as.list(control))
  start <- as.list(start)
  names <- names(start)
  scope <- environment(formula)
  if (is.null(scope)) scope <- parent.frame()
  used <- setdiff(all.vars(formula), names)
  lacking <- used[!vapply(used, function(v) v %in% names(data) || exists(v, envir = scope), NA)]
  if (length(lacking)) stop("parameters without starting value in 'data': ", paste(lacking, collapse = ", "))
  values <- lapply(setNames(used, used), function(v) eval(as.name(v), data, scope))
  n <- length(eval(formula[[2]], values, scope))
  values <- values[vapply(values, length, 1L) == n]
  known <- !Reduce(`|`, lapply(values, is.na), rep(FALSE, n))
  values <- lapply(values, `[`, known)
  left <- eval(formula[[2]], values, scope)
  w <- if (missing(weights)) NULL else eval(substitute(weights), data, parent.frame())[known]
  root <- if (is.null(w)) 1 else sqrt(w)
  sizes <- lengths(start)
  split_up <- function(p) setNames(lapply(seq_along(start), function(i) p[sum(sizes[seq_len(i - 1)]) + seq_len(sizes[i])]), names)
  mean_at <- function(p) {
    mean <- eval(formula[[3]], c(split_up(p), values), scope)
    # a constant is the mean of all
    if (length(mean) == 1L && is.null(attr(mean, "gradient"))) rep(mean, length(left)) else mean
  }
  derivative <- function(p, mean) {
    given <- attr(mean, "gradient")
    if (!is.null(given)) return(given)
    eps <- sqrt(.Machine$double.eps)
    vapply(seq_along(p), function(k) {
      step <- if (p[k] == 0) eps else abs(p[k]) * eps
      moved <- p
      moved[k] <- p[k] + step
      (as.vector(mean_at(moved)) - as.vector(mean)) / step
    }, numeric(length(left)))
  }
  p <- unlist(start)
  labels <- names(p)
  mean <- mean_at(p)
  if (!all(is.finite(mean))) stop("singular gradient matrix at initial parameter estimates")
  residual <- root * (left - as.vector(mean))
  dev <- sum(residual^2)
  factor <- 1
  ended <- FALSE
  for (i in 0:control$maxiter) {
    Q <- qr(root * derivative(p, mean))
    if (Q$rank < length(p)) {
      stop(if (i == 0) "singular gradient matrix at initial parameter estimates" else "singular gradient")
    }
    rotated <- qr.qty(Q, residual)
    k <- length(p)
    reached <- sqrt(sum(rotated[seq_len(k)]^2) / (control$scaleOffset + sum(rotated[-seq_len(k)]^2)))
    if (trace) cat(format(dev), " (", format(reached, digits = 3), "): par = (", paste(format(p), collapse = " "), ")\n", sep = "")
    if (reached <= control$tol) {
      ended <- TRUE
      break
    }
    if (i == control$maxiter) break
    change <- qr.coef(Q, residual)
    while (factor >= control$minFactor) {
      to <- p + factor * change
      next_mean <- mean_at(to)
      next_dev <- sum((root * (left - as.vector(next_mean)))^2)
      if (is.finite(next_dev) && next_dev <= dev) break
      factor <- factor / 2
    }
    if (factor < control$minFactor) {
      stop(gettextf("step factor %g reduced below 'minFactor' of %g", factor, control$minFactor))
    }
    factor <- min(2 * factor, 1)
    p <- to
    mean <- next_mean
    residual <- root * (left - as.vector(mean))
    dev <- next_dev
  }
  if (!ended) {
    if (!control$warnOnly) stop("number of iterations exceeded maximum of ", control$maxiter)
    warning("number of iterations exceeded maximum of ", control$maxiter)
  }
  names(p) <- labels
  R <- qr.R(qr(root * derivative(p, mean)))
  structure(list(formula = formula, coefficients = p, residuals = structure(left - as.vector(mean), label = "Residuals"),
                 fitted = structure(as.vector(mean), label = "Fitted values"), deviance = dev, R = R, weights = w,
                 df.residual = sum(root != 0) * (length(root) > 1) + (length(root) == 1) * length(left) - length(p),
                 convInfo = list(isConv = ended, finIter = i, finTol = reached), data = if (is.null(call$data)) quote(parent.frame()) else call$data, call = call, scope = scope,
                 split = split_up), class = "nls")
}
coef.nls <- function(object, ...) object$coefficients
fitted.nls <- function(object, ...) object$fitted
residuals.nls <- function(object, type = c("response", "pearson"), ...) {
  type <- match.arg(type)
  r <- if (is.null(object$weights)) object$residuals else sqrt(object$weights) * object$residuals
  if (type == "pearson") r <- structure(r / sigma(object), label = "Standardized residuals")
  r
}
deviance.nls <- function(object, ...) object$deviance
df.residual.nls <- function(object, ...) object$df.residual
nobs.nls <- function(object, ...) length(object$fitted)
formula.nls <- function(x, ...) x$formula
weights.nls <- function(object, ...) object$weights
sigma.nls <- function(object, ...) sqrt(object$deviance / object$df.residual)
vcov.nls <- function(object, ...) {
  out <- chol2inv(object$R) * sigma(object)^2
  dimnames(out) <- list(names(object$coefficients), names(object$coefficients))
  out
}
logLik.nls <- function(object, REML = FALSE, ...) {
  n <- length(object$fitted)
  w <- if (is.null(object$weights)) rep.int(1, n) else object$weights
  value <- -n * (log(2 * pi) + 1 - log(n) - sum(log(w)) / n + log(object$deviance)) / 2
  structure(value, df = 1L + length(object$coefficients), nobs = n, nall = n, class = "logLik")
}
predict.nls <- function(object, newdata, se.fit = FALSE, ...) {
  if (se.fit) .unsupported("predict of nls with se.fit = TRUE is not supported")
  if (missing(newdata)) return(as.vector(object$fitted))
  as.vector(eval(object$formula[[3]], c(object$split(object$coefficients), as.list(newdata)), object$scope))
}
confint.nls <- function(object, ...) .unsupported("confint of nls (profile) is not supported: use confint.default")
anova.nls <- function(object, ...) {
  fits <- list(object, ...)
  if (length(fits) == 1) stop("anova is only defined for sequences of \"nls\" objects")
  df <- vapply(fits, function(f) as.numeric(f$df.residual), 1)
  ss <- vapply(fits, function(f) f$deviance, 1)
  change <- c(NA, -diff(df))
  squares <- c(NA, -diff(ss))
  f <- squares / change / (ss / df)
  table <- data.frame(df, ss, change, squares, f, pf(f, abs(change), df, lower.tail = FALSE))
  dimnames(table) <- list(as.character(seq_along(fits)), c("Res.Df", "Res.Sum Sq", "Df", "Sum Sq", "F value", "Pr(>F)"))
  structure(table, heading = c("Analysis of Variance Table\n",
                               paste0("Model ", format(seq_along(fits)), ": ", vapply(fits, function(f) deparse1(f$formula), ""), collapse = "\n")),
            class = c("anova", "data.frame"))
}
print_convergence <- function(x, digits) {
  c <- x$convInfo
  cat("\nNumber of iterations ", if (c$isConv) "to convergence: " else "till stop: ", c$finIter,
      " \nAchieved convergence tolerance: ", format(c$finTol, digits = digits), "\n", sep = "")
}
print.nls <- function(x, digits = max(3L, getOption("digits") - 3L), ...) {
  cat("Nonlinear regression model\n")
  cat("  model: ", deparse1(x$formula), "\n", sep = "")
  cat("   data: ", deparse1(x$data), "\n", sep = "")
  print(x$coefficients, digits = digits, ...)
  cat(" ", if (!is.null(x$weights)) "weighted ", "residual sum-of-squares: ", format(x$deviance, digits = digits), "\n", sep = "")
  print_convergence(x, digits)
  invisible(x)
}
summary.nls <- function(object, correlation = FALSE, ...) {
  error <- sqrt(diag(vcov(object)))
  t <- object$coefficients / error
  table <- cbind(Estimate = object$coefficients, `Std. Error` = error, `t value` = t, `Pr(>|t|)` = 2 * pt(-abs(t), object$df.residual))
  structure(list(formula = object$formula, residuals = residuals(object), sigma = sigma(object),
                 df = c(length(t), object$df.residual), coefficients = table, parameters = table, convInfo = object$convInfo,
                 cov.unscaled = chol2inv(object$R), call = object$call), class = "summary.nls")
}
print.summary.nls <- function(x, digits = max(3L, getOption("digits") - 3L), signif.stars = getOption("show.signif.stars"), ...) {
  cat("\nFormula: ", paste(deparse(x$formula), sep = "\n", collapse = "\n"), "\n", sep = "")
  cat("\nParameters:\n")
  printCoefmat(x$coefficients, digits = digits, signif.stars = signif.stars, ...)
  cat("\nResidual standard error:", format(signif(x$sigma, digits)), "on", x$df[2], "degrees of freedom\n")
  print_convergence(x, digits)
  cat("\n")
  invisible(x)
}

nlm <- function(f, p, ..., hessian = FALSE, typsize = rep(1, length(p)), fscale = 1, print.level = 0, ndigit = 12, gradtol = 1e-6,
                stepmax = max(1000 * sqrt(sum((p / typsize)^2)), 1000), steptol = 1e-6, iterlim = 100, check.analyticals = TRUE) {
  value <- function(x) as.numeric(f(x, ...))
  slope <- function(x) {
    given <- attr(f(x, ...), "gradient")
    if (!is.null(given)) return(as.vector(given))
    vapply(seq_along(x), function(k) {
      step <- 1e-6 * max(abs(x[k]), typsize[k])
      up <- down <- x
      up[k] <- x[k] + step
      down[k] <- x[k] - step
      (value(up) - value(down)) / (2 * step)
    }, 1)
  }
  found <- optim(p, value, slope, method = "BFGS", control = list(reltol = 1e-14, maxit = iterlim))
  out <- list(minimum = found$value, estimate = as.vector(found$par), gradient = slope(found$par))
  if (hessian) out$hessian <- optimHess(found$par, value, slope, control = list(ndeps = rep(1e-4, length(p))))
  out$code <- if (found$convergence == 0) 1L else 4L
  out$iterations <- found$counts[["gradient"]]
  out
}
