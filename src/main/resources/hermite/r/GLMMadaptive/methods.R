# Methods of fits of mixed_model(): estimates, covariances, tests and what the fit is made of.

fixef <- function(object, ...) UseMethod("fixef")
ranef <- function(object, ...) UseMethod("ranef")
fixef.MixMod <- function(object, sub_model = c("main", "zero_part"), ...) {
  if (match.arg(sub_model) == "main") return(object$coefficients)
  if (is.null(object$gammas)) stop("the fitted model does not have an extra zero-part.")
  object$gammas
}
ranef.MixMod <- function(object, post_vars = FALSE, ...) {
  out <- object$post_modes
  if (post_vars) attr(out, "post_vars") <- object$post_vars
  out
}
coef.MixMod <- function(object, sub_model = c("main", "zero_part"), ...) {
  sub_model <- match.arg(sub_model)
  estimates <- fixef(object, sub_model)
  b <- ranef(object)
  zero <- startsWith(colnames(b), "zi_")
  if (sub_model == "zero_part" && !any(zero)) return(estimates)
  b <- b[, zero == (sub_model == "zero_part"), drop = FALSE]
  colnames(b) <- sub("^zi_", "", colnames(b))
  out <- matrix(estimates, nrow(b), length(estimates), byrow = TRUE, dimnames = list(rownames(b), names(estimates)))
  out[, colnames(b)] <- out[, colnames(b)] + b
  out
}
# Of all parameters: fixed effects, the matrix by its root, dispersion, zero part; or the sandwich of the groups' scores.
vcov.MixMod <- function(object, parm = c("all", "fixed-effects", "var-cov", "extra", "zero_part"), sandwich = FALSE, ...) {
  parm <- match.arg(parm)
  V <- solve(object$Hessian)
  if (sandwich) {
    scores <- object$score_vect_contributions
    if (is.null(scores)) scores <- scores_of(object)
    scores <- do.call(cbind, scores)
    if (!is.null(object$weights)) scores <- object$weights * scores
    V[] <- V %*% crossprod(scores) %*% V
  }
  p <- length(object$coefficients)
  n_D <- if (is_diagonal(object$D)) ncol(object$D) else length(object$D[lower.tri(object$D, TRUE)])
  if (parm == "extra" && is.null(object$phis)) stop("the model behind 'object' contains no extra (phis) parameters.\n")
  if (parm == "zero_part" && is.null(object$gammas)) stop("the fitted model does not have an extra zero part.")
  own <- switch(parm, all = seq_len(nrow(V)), "fixed-effects" = seq_len(p), "var-cov" = p + seq_len(n_D), extra = grep("phi_", colnames(V), fixed = TRUE),
                zero_part = grep("zi_", colnames(V), fixed = TRUE))
  V[own, own, drop = FALSE]
}
scores_of <- function(object) {
  parts <- parts_of(object)
  point <- point_of(object)
  nodes <- place_nodes(parts, point, object$control$nAGQ, unname(object$post_modes))
  lapply(group_scores(parts, point, nodes, is_diagonal(object$D)), function(m) if (!is.null(m)) -m)
}
logLik.MixMod <- function(object, ...) structure(object$logLik, df = nrow(object$Hessian), nobs = nrow(object$post_modes), class = "logLik")
confint.MixMod <- function(object, parm = c("fixed-effects", "var-cov", "extra", "zero_part"), level = 0.95, sandwich = FALSE, ...) {
  parm <- match.arg(parm)
  diagonal <- is_diagonal(object$D)
  error <- sqrt(diag(vcov(object, parm, sandwich)))
  estimate <- switch(parm, "fixed-effects" = object$coefficients, "var-cov" = root_elements(object$D, diagonal), extra = object$phis, zero_part = object$gammas)
  tails <- c((1 - level) / 2, 0.5, (1 + level) / 2)
  out <- estimate + outer(unname(error), qnorm(tails))
  dimnames(out) <- list(names(estimate), NULL)
  if (parm == "extra" && object$family$family %in% c("negative binomial", "zero-inflated negative binomial")) out <- exp(out)
  if (parm == "var-cov") {
    n <- nrow(object$D)
    names <- rownames(object$D)
    wanted <- if (diagonal) diag(n) > 0 else lower.tri(object$D, TRUE)
    at <- which(wanted, arr.ind = TRUE)
    out <- matrix(apply(out, 2, function(theta) root_matrix(theta, n, diagonal)[wanted]), sum(wanted))
    rownames(out) <- ifelse(at[, 1] == at[, 2], paste0("var.", names[at[, 1]]), paste0("cov.", abbreviate(names[at[, 2]], 5), "_", abbreviate(names[at[, 1]], 5)))
  }
  colnames(out) <- c(paste(round(100 * tails[1], 1), "%"), "Estimate", paste(round(100 * tails[3], 1), "%"))
  out
}
anova.MixMod <- function(object, object2, test = TRUE, L = NULL, sandwich = FALSE, ...) {
  if (missing(object2)) {
    if (is.null(L)) stop("either argument 'object2' or argument 'L' needs to be specified.\n")
    return(structure(wald_test(object, L, sandwich), class = "aov.MixMod"))
  }
  names <- c(paste(deparse(substitute(object)), collapse = ""), paste(deparse(substitute(object2)), collapse = ""))
  L0 <- logLik(object)
  L1 <- logLik(object2)
  df <- abs(attr(L1, "df") - attr(L0, "df"))
  if (test && df == 0) {
    test <- FALSE
    warning("the two objects represent models with the same number of parameters; argument 'test' is set to FALSE.")
  }
  a <- object$family$family
  b <- object2$family$family
  if (test && a != b && a != "poisson" && b != "negative binomial" && a != "zero-inflated poisson" && b != "zero-inflated negative binomial")
    warning("it seems that the two objects represent model with different families; are the models nested? If not, you should set 'test' to FALSE.")
  out <- list(nam0 = names[1], L0 = L0, aic0 = AIC(object), bic0 = BIC(object), nam1 = names[2], L1 = L1, aic1 = AIC(object2), bic1 = BIC(object2),
              df = df, test = test)
  if (test) {
    out$LRT <- abs(2 * (as.vector(L1) - as.vector(L0)))
    out$p.value <- pchisq(out$LRT, df, lower.tail = FALSE)
  }
  structure(out, class = "aov.MixMod")
}
# The Wald test that L times the fixed effects is zero.
wald_test <- function(object, L, sandwich) {
  betas <- fixef(object)
  if (!is.numeric(L) || NCOL(L) != length(betas)) stop("L matrix not of appropriate dimensions. It should have ", length(betas), " columns.\n")
  dimnames(L) <- list(rep("", nrow(L)), abbreviate(names(betas), 6))
  value <- as.vector(L %*% betas)
  stat <- sum(value * solve(L %*% vcov(object, "fixed-effects", sandwich) %*% t(L), value))
  list(aovTab.L = data.frame(Chisq = stat, df = nrow(L), "Pr(>|Chi|)" = pchisq(stat, nrow(L), lower.tail = FALSE), check.names = FALSE, row.names = " "), L = L)
}
print.aov.MixMod <- function(x, ...) {
  if (is.null(x$L0)) {
    cat("\nMarginal Wald Tests Table\n")
    cat("\nUser-defined contrasts matrix:\n")
    print(x$L)
    cat("\n")
    table <- x$aovTab.L
    table[] <- lapply(table, round, 4)
    table[[3]] <- format.pval(table[[3]], eps = 1e-4)
    print(table)
    cat("\n")
    return(invisible(x))
  }
  table <- data.frame(AIC = round(c(x$aic0, x$aic1), 2), BIC = round(c(x$bic0, x$bic1), 2), log.Lik = round(c(x$L0, x$L1), 2))
  if (x$test) table$LRT <- c(" ", round(x$LRT, 2))
  table$df <- c("", x$df)
  if (x$test) table$p.value <- c("", if (round(x$p.value, 4) < 1e-4) "<0.0001" else round(x$p.value, 4))
  row.names(table) <- c(x$nam0, x$nam1)
  cat("\n")
  print(table)
  cat("\n")
  invisible(x)
}
model.matrix.MixMod <- function(object, type = c("fixed", "random", "zi_fixed", "zi_random"), ...) {
  f <- object$model_frames
  design <- function(frame) model.matrix(attr(frame, "terms"), frame)
  switch(match.arg(type), fixed = design(f$mfX), random = group_design(f$mfZ[[1]]), zi_fixed = design(f$mfX_zi), zi_random = group_design(f$mfZ_zi[[1]]))
}
model.frame.MixMod <- function(formula, type = c("fixed", "random", "zi_fixed", "zi_random"), ...)
  formula$model_frames[[c(fixed = "mfX", random = "mfZ", zi_fixed = "mfX_zi", zi_random = "mfZ_zi")[match.arg(type)]]]
terms.MixMod <- function(x, type = c("fixed", "random", "zi_fixed", "zi_random"), ...)
  x$Terms[[c(fixed = "termsX", random = "termsZ", zi_fixed = "termsX_zi", zi_random = "termsZ_zi")[match.arg(type)]]]
formula.MixMod <- function(x, type = c("fixed", "random", "zi_fixed", "zi_random"), ...) eval(x$call[[match.arg(type)]], parent.frame())
family.MixMod <- function(object, ...) object$family
# Observations; with level 0 groups.
nobs.MixMod <- function(object, level = 1, ...) if (level == 0) nrow(object$post_modes) else nrow(object$id)

VIF <- function(object, ...) UseMethod("VIF")
# Generalized variance inflation factors (Fox and Monette 1992).
VIF.MixMod <- function(object, type = c("fixed", "zi_fixed"), ...) {
  type <- match.arg(type)
  v <- vcov(object, if (type == "fixed") "fixed-effects" else "zero_part")
  assign <- attr(model.matrix(object, type = type), "assign")
  if (names(fixef(object)[1L]) == "(Intercept)") {
    v <- v[-1, -1]
    assign <- assign[-1]
  } else warning("No intercept: VIFs may not be sensible.")
  labels <- attr(terms(object, type = type), "term.labels")
  if (length(labels) < 2) stop("model contains fewer than 2 terms")
  R <- cov2cor(v)
  out <- t(vapply(seq_along(labels), function(k) {
    own <- which(assign == k)
    g <- det(R[own, own, drop = FALSE]) * det(R[-own, -own, drop = FALSE]) / det(R)
    c(g, length(own), g^(1 / (2 * length(own))))
  }, numeric(3)))
  dimnames(out) <- list(labels, c("GVIF", "Df", "GVIF^(1/(2*Df))"))
  if (all(out[, 2] == 1)) out[, 1] else out
}

# How far the estimates move, by their covariances, when a group is left out (Cook 1977); a refit for each group.
cooks.distance.MixMod <- function(model, cores = 1, ...) {
  id <- model$data[[model$id_name]]
  scope <- new.env(parent = parent.frame())
  call <- model$call
  call$data <- quote(.rest)
  left_out <- lapply(unique(id), function(group) {
    assign(".rest", model$data[id != group, ], envir = scope)
    if (!is.null(model$weights)) call$weights <- model$weights[rownames(model$post_modes) != as.character(group)]
    eval(call, scope)
  })
  distance <- function(part, parm) {
    moved <- do.call(rbind, lapply(left_out, fixef, part))
    moved <- matrix(fixef(model, part), nrow(moved), ncol(moved), byrow = TRUE) - unname(moved)
    rowSums((moved %*% solve(vcov(model, parm))) * moved)
  }
  betas <- distance("main", "fixed-effects")
  if (is.null(model$gammas)) betas else list(betas = betas, gammas = distance("zero_part", "zero_part"))
}
