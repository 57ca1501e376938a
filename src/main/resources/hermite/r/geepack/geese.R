# geese(): the fit behind geeglm() by itself, and its listings.

geese <- function(formula = formula(data), sformula = ~1, id, waves = NULL, data = parent.frame(), subset = NULL,
                  na.action = na.omit, contrasts = NULL, weights = NULL, zcor = NULL, corp = NULL,
                  control = geese.control(...), b = NULL, alpha = NULL, gm = NULL, family = gaussian(), mean.link = NULL,
                  variance = NULL, cor.link = "identity", sca.link = "identity", link.same = TRUE, scale.fix = FALSE,
                  scale.value = 1, corstr = "independence", ...) {
  call <- match.call()
  for (name in c("corp", "gm", "mean.link", "variance")) {
    if (!is.null(call[[name]])) .unsupported(name, " is not supported in geese")
  }
  if (!link.same) .unsupported("link.same = FALSE is not supported in geese")
  deletion <- any(unlist(control[c("jack", "j1s", "fij")]) > 0)
  general <- !is.null(call$sformula) || cor.link != "identity" || sca.link != "identity" || deletion || !is.null(b) || !is.null(alpha)
  if (general) {
    out <- general_geese(call, parent.frame(), sformula, family, control, corstr, cor.link, sca.link, scale.fix, zcor, contrasts, b, alpha)
  } else {
    inner <- with_data(call, parent.frame(), 2L, 1L)
    inner[[1]] <- quote(geeglm)
    for (name in c("cor.link", "sca.link", "link.same")) inner[[name]] <- NULL
    out <- eval(inner, parent.frame())$geese
    out$call <- call
    out$model$corstr <- corstr
  }
  out
}
# Models for scale and correlations, their links, start values, variances by leaving clusters out.
general_geese <- function(call, env, sformula, family, control, corstr, cor.link, sca.link, scale.fix, zcor, contrasts, b, alpha) {
  written <- corstr
  read <- with_data(call, env, 2L, 1L)
  corstr <- geese_structure(corstr)
  if (corstr == "fixed") .unsupported("corstr = \"fixed\" is not supported with a model for the scale, links or deletion in geese")
  family <- as_family(family, env)
  frame <- model_frame_of(read, env)
  id <- frame[["(id)"]]
  if (is.null(id)) stop("id variable not found.")
  X <- model.matrix(attr(frame, "terms"), frame, contrasts)
  n <- nrow(X)
  group <- as.character(id)
  begins <- which(c(TRUE, group[-1] != group[-n]))
  lengths <- diff(c(begins, n + 1))
  waves <- frame[["(waves)"]]
  if (is.null(waves)) waves <- sequence(lengths)
  weights <- if (is.null(model.weights(frame))) rep(1, n) else model.weights(frame)
  shift <- if (is.null(model.offset(frame))) rep(0, n) else model.offset(frame)
  # the scale's own terms over the same rows
  scale_call <- read
  scale_call$formula <- eval(call$formula, env)
  scale_call$formula[[3]] <- sformula[[length(sformula)]]
  scale_frame <- model_frame_of(scale_call, env)
  zsca <- model.matrix(attr(scale_frame, "terms"), scale_frame, contrasts)
  if (nrow(zsca) != n) stop("sformula has missing values where formula has none", call. = FALSE)
  scale_shift <- if (is.null(model.offset(scale_frame))) rep(0, n) else model.offset(scale_frame)
  zcor <- if (!is.null(zcor)) as.matrix(zcor)
    else switch(corstr, independence = matrix(0, length(lengths), 0), unstructured = genZcor(lengths, waves, 4),
                userdefined = stop("need zcor matrix for userdefined corstr."),
                matrix(1, length(lengths), 1, dimnames = list(NULL, "alpha")))
  problem <- list(y = as.vector(model.response(frame)), X = X, shift = shift, weights = as.vector(weights), lengths = lengths,
                  waves = as.integer(waves), family = family, zsca = zsca, scale_shift = scale_shift, sca_link = equation_link(sca.link),
                  zcor = zcor, cor_link = equation_link(cor.link), corstr = corstr, scale.fix = scale.fix, control = control)
  problem$clusters <- equation_clusters(problem)
  rows <- if (corstr %in% c("unstructured", "userdefined")) sum(lengths * (lengths - 1) / 2) else length(lengths)
  if (nrow(zcor) != rows) stop("zcor needs ", rows, " rows and has ", nrow(zcor), call. = FALSE)
  first <- glm.fit(X, problem$y, weights = problem$weights, offset = shift, family = family)
  squares <- (first$y - first$fitted.values)^2 * problem$weights / family$variance(first$fitted.values)
  start <- .least_squares_fit(zsca, make.link(sca.link)$linkfun(squares) - scale_shift)
  fit <- solve_equations(problem, if (is.null(b)) as.numeric(first$coefficients) else b, start,
                         if (is.null(alpha)) rep(0, ncol(zcor)) else alpha)
  found <- equation_variances(problem, fit)
  p <- ncol(X)
  s <- if (scale.fix) 0 else ncol(zsca)
  blocks <- function(v) lapply(list(beta = v[seq_len(p), seq_len(p), drop = FALSE],
                             gamma = if (s) v[p + seq_len(s), p + seq_len(s), drop = FALSE] else matrix(0, ncol(zsca), ncol(zsca)),
                             alpha = v[-seq_len(p + s), -seq_len(p + s), drop = FALSE]), unname)
  san <- blocks(found$sandwich)
  alpha_names <- if (is.null(colnames(zcor))) paste("alpha", seq_len(ncol(zcor)), sep = ":")[seq_len(ncol(zcor))] else colnames(zcor)
  out <- list(beta = setNames(fit$beta, colnames(X)), alpha = setNames(fit$alpha, alpha_names), gamma = setNames(fit$gamma, colnames(zsca)),
              vbeta = san$beta, valpha = san$alpha, vgamma = san$gamma, vbeta.naiv = found$naive)
  deleted <- if (control$j1s + control$fij > 0) deletion_variances(problem, fit, control$j1s > 0, control$fij > 0)
  for (name in c("jack", "j1s", "fij")) {
    if (control[[name]] == 0) next
    v <- blocks(if (name == "jack") found$jack() else deleted[[name]])
    suffix <- if (name == "jack") "ajs" else name
    for (part in names(v)) out[[paste0("v", part, ".", suffix)]] <- v[[part]]
  }
  structure(c(out, list(error = if (fit$converged) 0 else 1, clusz = lengths, control = control,
                        model = list(mean.link = family$link, variance = family$family, sca.link = sca.link, cor.link = cor.link,
                                     corstr = written, scale.fix = scale.fix), call = call, formula = call$formula)), class = "geese")
}
.least_squares_fit <- function(X, y) as.numeric(lm.fit(X, y)$coefficients)
.print_geese_head <- function(x) {
  cat("\nCall:\n")
  cat(paste(deparse(x$call), collapse = "\n"), "\n", sep = "")
  cat("\nMean Model:\n")
  cat(" Mean Link:                ", x$model$mean.link, "\n")
  cat(" Variance to Mean Relation:", x$model$variance, "\n")
  cat("\n Coefficients:\n")
}
.print_geese_tail <- function(x, scale, correlation, gap) {
  if (!x$model$scale.fix) {
    cat("\nScale Model:\n")
    cat(" Scale Link:               ", x$model$sca.link, "\n")
    cat("\n Estimated Scale Parameters:\n")
    scale()
  } else cat("\nScale is fixed.\n")
  cat("\nCorrelation Model:\n")
  cat(" Correlation Structure:    ", x$model$corstr, "\n")
  if (pmatch(x$model$corstr, "independence", 0) == 0) {
    cat(" Correlation Link:         ", x$model$cor.link, "\n")
    cat("\n Estimated Correlation Parameters:\n")
    correlation()
  }
  cat("\nReturned Error Value:", gap, x$error, " \n", sep = "")
  cat("Number of clusters:  ", length(x$clusz), "  Maximum cluster size:", max(x$clusz), "\n\n")
}
print.geese <- function(x, digits = getOption("digits"), ...) {
  .print_geese_head(x)
  print(x$beta, digits = digits)
  .print_geese_tail(x, function() print(x$gamma, digits = digits), function() print(x$alpha, digits = digits), "  ")
  invisible(x)
}
summary.geese <- function(object, ...) {
  table <- function(name) {
    estimate <- object[[name]]
    out <- data.frame(estimate = estimate, row.names = names(estimate))
    for (kind in c("san", "ajs", "j1s", "fij")) {
      variance <- object[[paste0("v", name, if (kind != "san") paste0(".", kind))]]
      if (!is.null(variance)) out[[paste0(kind, ".se")]] <- sqrt(diag(as.matrix(variance)))[seq_along(estimate)]
    }
    out$wald <- (estimate / out$san.se)^2
    out$p <- 1 - pchisq(out$wald, 1)
    out
  }
  structure(list(mean = table("beta"), correlation = table("alpha"), scale = table("gamma"), call = object$call, model = object$model, clusz = object$clusz,
                 error = object$error), class = "summary.geese")
}
print.summary.geese <- function(x, digits = getOption("digits"), ...) {
  .print_geese_head(x)
  print(x$mean, digits = digits)
  .print_geese_tail(x, function() print(x$scale, digits = digits), function() print(x$correlation, digits = digits), "    ")
  invisible(x)
}
