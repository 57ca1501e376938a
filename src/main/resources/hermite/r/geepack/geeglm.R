# geeglm(): marginal models by joint estimating equations, as package geepack 1.3.9 solves and prints them.

geeglm <- function(formula, family = gaussian, data = parent.frame(), weights, subset, na.action, start = NULL, etastart,
                   mustart, offset, control = geese.control(...), method = "glm.fit", contrasts = NULL, id, waves = NULL,
                   zcor = NULL, corstr = "independence", scale.fix = FALSE, scale.value = 1, std.err = "san.se", ...) {
  call <- match.call()
  std.err <- match.arg(std.err, c("san.se", "jack", "j1s", "fij"))
  corstr <- geese_structure(corstr)
  designed <- corstr %in% c("userdefined", "fixed")
  if (designed && is.null(zcor)) stop("need zcor matrix for userdefined or fixed corstr.")
  family <- as_family(family, parent.frame())
  read <- with_data(call, parent.frame(), 4L, 3L)
  frame <- model_frame_of(read, parent.frame())
  id <- frame[["(id)"]]
  if (is.null(id)) stop("id variable not found.")
  glm_call <- read
  for (name in c("id", "waves", "corstr", "scale.fix", "scale.value", "std.err", "control", "zcor")) glm_call[[name]] <- NULL
  glm_call[[1]] <- quote(glm)
  first <- eval(glm_call, parent.frame())
  X <- model.matrix(first)
  kept <- !is.na(coef(first))
  if (!all(kept)) stop("Model matrix is rank deficient; geeglm can not proceed")
  group <- as.character(id)
  begins <- which(c(TRUE, group[-1] != group[-length(group)]))
  lengths <- diff(c(begins, length(group) + 1))
  if (anyDuplicated(group[begins])) {
    warning("observations of a cluster do not stand together: each run of an id counts as a cluster of its own; sort the",
            " data by id", call. = FALSE)
  }
  waves <- frame[["(waves)"]]
  occasion <- if (is.null(waves)) sequence(lengths) - 1 else match(waves, sort(unique(waves))) - 1
  m <- max(occasion) + 1
  prior <- if (is.null(model.weights(frame))) rep(1, nrow(X)) else model.weights(frame)
  size <- first$prior.weights / prior
  control <- if (is.list(control)) control else geese.control()
  # geepack 1.3.9 holds a fixed scale at the mean square of the first fit's residuals, whatever scale.value says
  start_scale <- weighted.mean((first$y - first$fitted.values)^2 / family$variance(first$fitted.values), first$prior.weights)
  shift <- if (is.null(first$offset)) rep(0, nrow(X)) else first$offset
  problem <- list(y = first$y, X = X, shift = shift, weights = first$prior.weights, lengths = lengths, occasion = occasion,
                  family = family, corstr = corstr, occasions = m, scale = if (scale.fix) start_scale else NaN, control = control,
                  zcor = if (designed) as.matrix(zcor))
  fit <- solve_joint(problem, as.numeric(coef(first)))
  p <- ncol(X)
  s <- if (scale.fix) 0 else 1
  names <- colnames(X)
  alpha_names <- switch(corstr, independence = character(), exchangeable = , ar1 = "alpha",
                        userdefined = if (is.null(colnames(zcor))) paste0("alpha:", seq_len(ncol(problem$zcor))) else colnames(zcor),
                        fixed = "alpha:1",
                        unstructured = unlist(lapply(seq_len(m - 1), function(i) paste0("alpha.", i, ":", (i + 1):m))))
  sandwich <- fit$sandwich
  if (std.err != "san.se") fit$sandwich <- deleted_variance(problem, fit, std.err)
  if (corstr == "fixed") fit$alpha <- 1
  geese <- list(beta = setNames(fit$beta, names), vbeta = sandwich[seq_len(p), seq_len(p), drop = FALSE],
                vbeta.naiv = fit$naive, gamma = setNames(fit$scale, "(Intercept)"),
                vgamma = if (s) fit$sandwich[p + 1, p + 1, drop = FALSE] else matrix(0, 1, 1),
                alpha = setNames(fit$alpha, alpha_names),
                valpha = if (corstr == "fixed") matrix(0, 1, 1) else fit$sandwich[-seq_len(p + s), -seq_len(p + s), drop = FALSE],
                clusz = lengths,
                model = list(scale.fix = scale.fix, mean.link = family$link, variance = family$family,
                             sca.link = "identity", cor.link = "identity", corstr = corstr),
                error = if (fit$converged) 0 else 1, call = call)
  out <- first
  for (name in c("R", "deviance", "aic", "null.deviance", "iter", "df.null", "converged", "boundary")) out[[name]] <- NULL
  # predictors, means and residuals are matrices of one column, as in geepack
  eta <- X %*% fit$beta + shift
  out$coefficients <- setNames(fit$beta, names)
  out$linear.predictors <- eta
  out$fitted.values <- family$linkinv(eta)
  out$geese <- structure(geese, class = "geese")
  out$call <- call
  out$corstr <- corstr
  out$cor.link <- "identity"
  out$std.err <- std.err
  out$id <- id
  out$vbeta <- named_square(fit$sandwich[seq_len(p), seq_len(p), drop = FALSE], names)
  out$weights <- first$prior.weights
  out$modelInfo <- geese$model
  out$frame <- frame
  structure(out, class = c("geeglm", "gee", "glm", "lm"))
}
geese_structure <- function(corstr) {
  known <- c("independence", "exchangeable", "ar1", "unstructured", "userdefined", "fixed")
  found <- known[pmatch(corstr, known)]
  if (is.na(found)) stop("unknown corstr: it is one of ", paste(known, collapse = ", "), call. = FALSE)
  found
}
# The three equations solved for a problem, or for some of its clusters; from alpha and phi where they are given.
solve_joint <- function(problem, start, clusters = NULL, steps = problem$control$maxit, alpha = numeric(), phi = 1) {
  pairs <- problem$lengths * (problem$lengths - 1) / 2
  if (!is.null(clusters)) {
    rows <- rep(clusters, problem$lengths)
    z <- if (!is.null(problem$zcor)) problem$zcor[rep(clusters, pairs), , drop = FALSE]
    lengths <- problem$lengths[clusters]
  } else {
    rows <- rep(TRUE, length(problem$y))
    z <- problem$zcor
    lengths <- problem$lengths
  }
  n <- sum(lengths)
  if (!is.null(z) && nrow(z) != sum(lengths * (lengths - 1) / 2)) {
    stop("zcor needs ", sum(lengths * (lengths - 1) / 2), " rows, one for each pair of observations of a cluster, and has ", nrow(z),
         call. = FALSE)
  }
  structure <- problem$corstr
  occasion <- problem$occasion[rows]
  if (structure == "userdefined") {
    order <- c(ncol(z), as.vector(t(z)))
    occasion <- seq_len(n) - 1
  } else if (structure == "fixed") {
    order <- c(1, as.vector(z))
    occasion <- seq_len(n) - 1
    structure <- "given"
  } else order <- problem$occasions
  .joint(problem$y[rows], problem$X[rows, , drop = FALSE], problem$shift[rows], rep(1, n), problem$weights[rows],
         c(0, cumsum(lengths)), occasion, variance_name(problem$family), problem$family$link, structure, order, problem$scale,
         "equations", problem$control$epsilon, steps, start, alpha, phi)
}
# Variances by leaving each cluster out: with one step from the full fit ("j1s"), or solved to the end ("fij"); of the
# coefficients, the scale and the correlations.
deleted_variance <- function(problem, fit, how) {
  k <- length(problem$lengths)
  if (how == "jack") return(approximate_jackknife(problem, fit))
  all <- function(f) c(f$beta, if (is.nan(problem$scale)) f$scale, f$alpha)
  changes <- vapply(seq_len(k), function(i) {
    others <- seq_len(k) != i
    steps <- if (how == "fij") problem$control$maxit else 1
    all(solve_joint(problem, fit$beta, others, steps, fit$alpha, fit$scale)) - all(fit)
  }, numeric(length(all(fit))))
  changes <- matrix(changes, ncol = k)
  # geepack counts the scale even where it is held
  tcrossprod(changes) * (k - length(fit$beta) - 1 - length(fit$alpha)) / k
}
# The linear equations of all clusters but one, one step from the fit.
approximate_jackknife <- function(problem, fit) {
  n <- length(problem$y)
  k <- length(problem$lengths)
  zcor <- switch(problem$corstr, independence = matrix(0, k, 0), unstructured = genZcor(problem$lengths, problem$occasion + 1, 4),
                 userdefined = problem$zcor, fixed = .unsupported("std.err = \"jack\" is not supported with corstr = \"fixed\""), matrix(1, k, 1))
  held <- !is.nan(problem$scale)
  whole <- list(y = problem$y, X = problem$X, shift = problem$shift, weights = problem$weights, lengths = problem$lengths,
                waves = problem$occasion + 1, family = problem$family, zsca = matrix(1, n, 1), scale_shift = numeric(n),
                sca_link = make.link("identity"), zcor = zcor, cor_link = make.link("identity"), corstr = problem$corstr,
                scale.fix = held, control = problem$control)
  whole$clusters <- equation_clusters(whole)
  equation_variances(whole, list(beta = fit$beta, gamma = if (held) problem$scale else fit$scale, alpha = fit$alpha))$jack()
}
geese.control <- function(epsilon = 1e-4, maxit = 25, trace = FALSE, scale.fix = FALSE, jack = FALSE, j1s = FALSE,
                          fij = FALSE) {
  list(trace = as.integer(trace), jack = as.integer(jack), j1s = as.integer(j1s), fij = as.integer(fij),
       maxit = as.integer(maxit), epsilon = epsilon)
}

summary.geeglm <- function(object, ...) {
  error <- sqrt(diag(object$vbeta))
  beta <- object$coefficients
  wald <- (beta / error)^2
  table <- data.frame(Estimate = beta, Std.err = error, Wald = wald, p = 1 - pchisq(wald, df = 1))
  names(table)[4] <- "Pr(>|W|)"
  g <- object$geese
  dispersion <- data.frame(Estimate = g$gamma, Std.err = sqrt(diag(g$vgamma)))
  row.names(dispersion) <- "(Intercept)"
  corr <- data.frame(Estimate = g$alpha, Std.err = sqrt(diag(as.matrix(g$valpha))))
  if (length(g$alpha)) row.names(corr) <- names(g$alpha)
  structure(list(call = object$call, terms = object$terms, family = object$family, contrasts = object$contrasts,
                 deviance.resid = residuals(object), coefficients = table, dispersion = dispersion, corr = corr,
                 corstr = object$corstr, cor.link = object$cor.link, scale.fix = g$model$scale.fix, clusz = g$clusz,
                 error = g$error, geese = summary.geese(g), cov.scaled = object$vbeta, df = c(object$rank, object$df.residual, object$rank)),
            class = "summary.geeglm")
}
# geepack leaves the number of digits set: what a script prints afterwards has it too
print.summary.geeglm <- function(x, digits = max(3, getOption("digits") - 3), ...) {
  options(digits = digits)
  cat("\nCall:\n")
  cat(paste(deparse(x$call), sep = "\n", collapse = "\n"), "\n\n", sep = "")
  cat(" Coefficients:\n")
  printCoefmat(as.matrix(x$coefficients), digits = digits)
  cat("\nCorrelation structure =", x$corstr, "\n")
  if (!x$scale.fix) {
    cat("Estimated Scale Parameters:\n\n")
    print(x$dispersion, digits = digits)
  } else cat("Scale is fixed.\n\n")
  if (pmatch(x$corstr, "independence", 0) == 0) {
    cat("  Link =", x$cor.link, "\n")
    cat("\nEstimated Correlation Parameters:\n")
    print(x$corr, digits = digits)
  }
  cat("Number of clusters:  ", length(x$clusz), " Maximum cluster size:", max(x$clusz), "\n")
  invisible(x)
}
coef.summary.geeglm <- function(object, ...) object$coefficients
print.geeglm <- function(x, digits = NULL, quote = FALSE, prefix = "", ...) {
  digits <- if (is.null(digits)) options()$digits else digits
  cat("\nCall:\n")
  cat(paste(deparse(x$call), collapse = "\n"), "\n", sep = "")
  cat("\nCoefficients:\n")
  print(unclass(x$coefficients), digits = digits)
  cat("\nDegrees of Freedom:", length(x$y), "Total (i.e. Null); ", x$df.residual, "Residual\n")
  if (!x$geese$model$scale.fix) {
    cat("\nScale Link:                  ", x$geese$model$sca.link)
    cat("\nEstimated Scale Parameters:  ")
    print(as.numeric(unclass(x$geese$gamma)), digits = digits)
  } else cat("\nScale is fixed.\n")
  cat("\nCorrelation:  Structure =", x$geese$model$corstr, " ")
  if (pmatch(x$geese$model$corstr, "independence", 0) == 0) {
    cat("  Link =", x$geese$model$cor.link, "\n")
    cat("Estimated Correlation Parameters:\n")
    print(unclass(x$geese$alpha), digits = digits)
  } else cat("\n")
  cat("\nNumber of clusters:  ", length(x$geese$clusz), "  Maximum cluster size:", max(x$geese$clusz), "\n\n")
  invisible(x)
}
vcov.geeglm <- function(object, ...) object$vbeta
residuals.geeglm <- function(object, type = c("pearson", "working", "response"), ...) {
  type <- match.arg(type)
  r <- object$y - object$fitted.values
  switch(type, response = r, pearson = r * sqrt(as.vector(object$prior.weights)) / sqrt(object$family$variance(object$fitted.values)),
         working = object$residuals)
}
# there is no likelihood: geepack's fits have one of length zero, and so are AIC and BIC
logLik.geeglm <- function(object, ...) structure(numeric(), df = object$rank, nobs = length(object$y), class = "logLik")
extractAIC.geeglm <- function(fit, scale = 0, k = 2, ...) as.numeric(length(coef(fit)))
drop1.geeglm <- function(object, ...) stop("geeglm has no likelihood: see anova() and QIC()", call. = FALSE)
nobs.geeglm <- function(object, ...) length(object$y)
deviance.geeglm <- function(object, ...) NULL
predict.geeglm <- function(object, newdata = NULL, type = c("link", "response", "terms"), se.fit = FALSE, ...) {
  type <- match.arg(type)
  if (se.fit) stop("se.fit = TRUE is not available for geeglm")
  predict.glm(object, newdata, type, dispersion = object$geese$gamma[1])
}
confint.geeglm <- function(object, parm, level = 0.95, ...) confint.default(object, parm, level, ...)

# Wald statistics: of terms added one after the other, or of the terms by which two nested fits differ.
anova.geeglm <- function(object, ..., dispersion = NULL, test = NULL) {
  others <- Filter(function(f) inherits(f, "geeglm"), list(...))
  if (length(others)) return(compare_geeglms(c(list(object), others)))
  assign <- attr(model.matrix(object), "assign")
  labels <- attr(object$terms, "term.labels")
  # offsets are part of every model
  shifts <- vapply(as.list(attr(object$terms, "variables"))[1 + attr(object$terms, "offset")], deparse1, "")
  rows <- lapply(seq_along(labels), function(i) {
    call <- object$call
    call$formula <- reformulate(c(labels[seq_len(i)], shifts), formula(object)[[2]], attr(object$terms, "intercept") > 0,
                                environment(formula(object)))
    fit <- if (i == length(labels)) object else eval(call, environment(formula(object)))
    own <- attr(model.matrix(fit), "assign") == i
    b <- coef(fit)[own]
    c(sum(own), as.numeric(b %*% solve(vcov(fit)[own, own, drop = FALSE], b)))
  })
  rows <- if (length(rows)) do.call(rbind, rows) else matrix(0, 0, 2)
  table <- data.frame(Df = rows[, 1], X2 = rows[, 2], p = 1 - pchisq(rows[, 2], rows[, 1]))
  dimnames(table) <- list(labels, c("Df", "X2", "P(>|Chi|)"))
  heading <- c("Analysis of 'Wald statistic' Table", paste0("Model: ", object$family$family, ", link: ", object$family$link),
               paste("Response:", paste(deparse(formula(object)[[2]]), collapse = "")),
               "Terms added sequentially (first to last)\n")
  structure(table, heading = heading, class = c("anova", "data.frame"))
}
compare_geeglms <- function(fits) {
  if (identical(formula(fits[[1]]), formula(fits[[2]]))) {
    cat("Models are identical\n")
    return(NULL)
  }
  sizes <- vapply(fits, function(f) length(coef(f)), 1L)
  big <- fits[[which.max(sizes)]]
  small <- fits[[which.min(sizes)]]
  extra <- setdiff(names(coef(big)), names(coef(small)))
  b <- coef(big)[extra]
  w <- as.numeric(b %*% solve(vcov(big)[extra, extra, drop = FALSE], b))
  table <- data.frame(Df = length(extra), X2 = w, p = 1 - pchisq(w, length(extra)))
  dimnames(table) <- list("1", c("Df", "X2", "P(>|Chi|)"))
  written <- vapply(list(big, small), function(f) paste(deparse(formula(f)), collapse = "\n"), "")
  heading <- c("Analysis of 'Wald statistic' Table\n",
               paste0("Model ", 1:2, " ", written, collapse = " \n"))
  structure(table, heading = heading, class = c("anova", "data.frame"))
}

# Quasi-likelihood criteria (Pan 2001; Hin and Wang 2009), with the small-sample form of Hardin and Hilbe.
QIC <- function(object, ...) UseMethod("QIC")
QIC.geeglm <- function(object, ..., tol = .Machine$double.eps, env = parent.frame()) {
  others <- list(...)
  if (length(others)) {
    names <- vapply(as.list(match.call(expand.dots = TRUE))[-1], function(e) paste(deparse(e), collapse = ""), "")
    return(structure(do.call(rbind, lapply(c(list(object), others), QIC.geeglm)), dimnames = list(unname(names),
           c("QIC", "QICu", "Quasi Lik", "CIC", "params", "QICC"))) |> as.data.frame())
  }
  call <- object$call
  call$corstr <- "independence"
  independent <- eval(call, environment(formula(object)))
  mu <- object$fitted.values
  y <- object$y
  quasi <- switch(object$family$family,
    poisson = sum(y * log(mu) - mu),
    gaussian = sum((y - mu)^2) / -2,
    binomial = sum(y * log(mu / (1 - mu)) + log(1 - mu)),
    Gamma = sum(-y / mu - log(mu)),
    stop("QIC is not available for family ", object$family$family))
  trace <- sum(diag(solve(independent$geese$vbeta.naiv) %*% object$geese$vbeta))
  p <- length(coef(object))
  n <- length(object$geese$clusz)
  k <- p + length(object$geese$alpha)
  qic <- 2 * (trace - quasi)
  c(QIC = qic, QICu = 2 * (p - quasi), `Quasi Lik` = quasi, CIC = trace, params = p,
    QICC = qic + 2 * k * (k + 1) / (n - k - 1))
}
