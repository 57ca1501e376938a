# Anova(): tests of each model term that respect marginality (type II) or not (type III), and variance inflation, as package
# car has them (Fox and Weisberg 2019, An R Companion to Applied Regression, section 5.3).

Anova <- function(mod, ...) UseMethod("Anova")
car_type <- function(type) {
  type <- as.character(type)[1]
  if (type %in% c("II", "2")) "II" else if (type %in% c("III", "3")) "III" else stop("type must be \"II\", \"III\", 2 or 3", call. = FALSE)
}
# The columns of each term and of the terms that contain it.
car_terms <- function(terms, assign) {
  factors <- attr(terms, "factors")
  labels <- attr(terms, "term.labels")
  own <- lapply(seq_along(labels), function(i) which(assign == i))
  above <- lapply(seq_along(labels), function(i) {
    which(vapply(seq_along(labels), function(j) j != i && all((factors[, i] > 0) <= (factors[, j] > 0)), NA))
  })
  list(labels = labels, own = own, above = lapply(above, function(a) unlist(own[a])), intercept = which(assign == 0))
}
wald_of <- function(at, beta, V) {
  if (!length(at)) return(0)
  sum(beta[at] * solve(V[at, at, drop = FALSE], beta[at]))
}
# Chi-squares and degrees of freedom of all terms.
car_wald <- function(terms, assign, beta, V, type) {
  parts <- car_terms(terms, assign)
  chisq <- vapply(seq_along(parts$labels), function(i) {
    if (type == "III") wald_of(parts$own[[i]], beta, V)
    else wald_of(c(parts$own[[i]], parts$above[[i]]), beta, V) - wald_of(parts$above[[i]], beta, V)
  }, 1)
  df <- lengths(parts$own)
  names <- parts$labels
  if (type == "III" && length(parts$intercept)) {
    chisq <- c(wald_of(parts$intercept, beta, V), chisq)
    df <- c(1L, df)
    names <- c("(Intercept)", names)
  }
  kept <- df > 0
  list(names = names[kept], chisq = chisq[kept], df = df[kept])
}
response_text <- function(terms) paste("Response:", paste(deparse(terms[[2]]), collapse = ""))
no_aliases <- function(beta) if (anyNA(beta)) stop("there are aliased coefficients in the model", call. = FALSE)
Anova.lm <- function(mod, type = c("II", "III", 2, 3), white.adjust = FALSE, vcov. = NULL, ...) {
  if (inherits(mod, "mlm")) .unsupported("Anova() of fits with several responses is not supported: anova() has sequential tests")
  type <- car_type(type)
  no_aliases(coef(mod))
  if (!identical(white.adjust, FALSE) || !is.null(vcov.)) {
    message("Coefficient covariances computed by ", if (is.null(vcov.)) "hccm()" else paste(deparse(substitute(vcov.)), collapse = ""))
    V <- if (is.null(vcov.)) white_covariance(mod, white.adjust) else if (is.function(vcov.)) vcov.(mod) else vcov.
    w <- car_wald(terms(mod), attr(model.matrix(mod), "assign"), coef(mod), V, type)
    f <- w$chisq / w$df
    table <- data.frame(c(w$df, mod$df.residual), c(f, NA), c(pf(f, w$df, mod$df.residual, lower.tail = FALSE), NA))
    dimnames(table) <- list(c(w$names, "Residuals"), c("Df", "F", "Pr(>F)"))
    return(structure(table, heading = c(paste0("Analysis of Deviance Table (Type ", type, " tests)\n"), response_text(terms(mod))),
                     class = c("anova", "data.frame")))
  }
  s2 <- residual_squares(mod) / mod$df.residual
  w <- car_wald(terms(mod), attr(model.matrix(mod), "assign"), coef(mod), vcov(mod), type)
  squares <- w$chisq * s2
  f <- w$chisq / w$df
  table <- data.frame(c(squares, residual_squares(mod)), c(w$df, mod$df.residual), c(f, NA), c(pf(f, w$df, mod$df.residual, lower.tail = FALSE), NA))
  dimnames(table) <- list(c(w$names, "Residuals"), c("Sum Sq", "Df", "F value", "Pr(>F)"))
  structure(table, heading = c(paste0("Anova Table (Type ", type, " tests)\n"), response_text(terms(mod))), class = c("anova", "data.frame"))
}
Anova.glm <- function(mod, type = c("II", "III", 2, 3), test.statistic = c("LR", "Wald", "F"), ...) {
  type <- car_type(type)
  test <- match.arg(if (is.null(list(...)$test)) test.statistic else list(...)$test, c("LR", "Wald", "F"))
  no_aliases(coef(mod))
  X <- model.matrix(mod)
  assign <- attr(X, "assign")
  heading <- c(paste0("Analysis of Deviance Table (Type ", type, " tests)\n"), response_text(terms(mod)))
  if (test == "Wald") {
    w <- car_wald(terms(mod), assign, coef(mod), vcov(mod), type)
    return(chisq_table(w$names, w$df, w$chisq, heading, df_first = TRUE))
  }
  parts <- car_terms(terms(mod), assign)
  without <- function(columns) {
    kept <- setdiff(seq_len(ncol(X)), columns)
    glm.fit(X[, kept, drop = FALSE], mod$y, mod$prior.weights, offset = mod$offset, family = mod$family)$deviance
  }
  change <- vapply(seq_along(parts$labels), function(i) {
    if (type == "III") without(parts$own[[i]]) - mod$deviance
    else without(c(parts$own[[i]], parts$above[[i]])) - (if (length(parts$above[[i]])) without(parts$above[[i]]) else mod$deviance)
  }, 1)
  df <- lengths(parts$own)
  if (test == "LR") {
    chisq <- change / summary(mod)$dispersion
    table <- data.frame(chisq, df, pchisq(chisq, df, lower.tail = FALSE))
    dimnames(table) <- list(parts$labels, c("LR Chisq", "Df", "Pr(>Chisq)"))
    return(structure(table, heading = heading, class = c("anova", "data.frame")))
  }
  pearson <- sum(residuals(mod, "pearson")^2)
  f <- change / df / (pearson / mod$df.residual)
  table <- data.frame(c(change, pearson), c(df, mod$df.residual), c(f, NA), c(pf(f, df, mod$df.residual, lower.tail = FALSE), NA))
  dimnames(table) <- list(c(parts$labels, "Residuals"), c("Sum Sq", "Df", "F value", "Pr(>F)"))
  structure(table, heading = c(heading, "Error estimate based on Pearson residuals \n"), class = c("anova", "data.frame"))
}
chisq_table <- function(names, df, chisq, heading, df_first = FALSE) {
  p <- pchisq(chisq, df, lower.tail = FALSE)
  table <- if (df_first) data.frame(Df = df, Chisq = chisq, p) else data.frame(Chisq = chisq, Df = df, p)
  names(table)[3] <- "Pr(>Chisq)"
  row.names(table) <- names
  structure(table, heading = heading, class = c("anova", "data.frame"))
}
Anova.merMod <- function(mod, type = c("II", "III", 2, 3), test.statistic = c("Chisq", "F"), ...) {
  type <- car_type(type)
  test <- match.arg(test.statistic)
  assign <- attr(mod$X, "assign")
  if (test == "Chisq") {
    w <- car_wald(mod$fixed, assign, unname(mod$beta), as.matrix(mod$vcov), type)
    return(chisq_table(w$names, w$df, w$chisq, c(paste0("Analysis of Deviance Table (Type ", type, " Wald chisquare tests)\n"), response_text(mod$fixed))))
  }
  if (!isLMM(mod)) stop("F tests are available only for linear mixed models", call. = FALSE)
  kr <- kenward_roger(if (mod$REML) mod else update(mod, REML = TRUE))
  V <- kr$vcov
  w <- car_wald(mod$fixed, assign, unname(mod$beta), V, type)
  parts <- car_terms(mod$fixed, assign)
  I <- diag(length(mod$beta))
  # rows of a term made independent of those of the terms above it
  hypotheses <- lapply(seq_along(parts$labels), function(i) {
    own <- I[parts$own[[i]], , drop = FALSE]
    above <- if (type == "II") parts$above[[i]]
    if (!length(above)) return(own)
    A <- I[above, , drop = FALSE]
    own - own %*% V %*% t(A) %*% solve(A %*% V %*% t(A), A)
  })
  if (type == "III") hypotheses <- c(list(I[parts$intercept, , drop = FALSE]), hypotheses)
  tests <- vapply(hypotheses, function(L) .kenward_roger_test(kr$engine, L), numeric(2))
  f <- w$chisq / w$df * tests[2, ]
  table <- data.frame(f, w$df, tests[1, ], pf(f, w$df, tests[1, ], lower.tail = FALSE))
  dimnames(table) <- list(w$names, c("F", "Df", "Df.res", "Pr(>F)"))
  structure(table, heading = c(paste0("Analysis of Deviance Table (Type ", type, " Wald F tests with Kenward-Roger df)\n"), response_text(mod$fixed)),
            class = c("anova", "data.frame"))
}
Anova.lme <- function(mod, type = c("II", "III", 2, 3), ...) {
  type <- car_type(type)
  w <- car_wald(mod$terms, attr(mod$parts$X, "assign"), unname(mod$coefficients$fixed), mod$varFix, type)
  chisq_table(w$names, w$df, w$chisq, c(paste0("Analysis of Deviance Table (Type ", type, " tests)\n"), response_text(mod$terms)))
}
Anova.gls <- function(mod, type = c("II", "III", 2, 3), ...) {
  type <- car_type(type)
  w <- car_wald(mod$terms, attr(mod$X, "assign"), unname(mod$coefficients), mod$varBeta, type)
  chisq_table(w$names, w$df, w$chisq, c(paste0("Analysis of Deviance Table (Type ", type, " tests)\n"), response_text(mod$terms)), df_first = TRUE)
}
Anova.geeglm <- function(mod, type = c("II", "III", 2, 3), ...) {
  type <- car_type(type)
  w <- car_wald(terms(mod), attr(model.matrix(mod), "assign"), unname(coef(mod)), unname(mod$vbeta), type)
  chisq_table(w$names, w$df, w$chisq, c(paste0("Analysis of Deviance Table (Type ", type, " tests)\n"), response_text(terms(mod))), df_first = TRUE)
}
Anova.glmmTMB <- function(mod, type = c("II", "III", 2, 3), test.statistic = c("Chisq", "F"), component = "cond", ...) {
  if (match.arg(test.statistic) == "F") .unsupported("Anova() of glmmTMB fits has test.statistic = \"Chisq\"")
  if (component != "cond") .unsupported("Anova() of glmmTMB fits has component = \"cond\"")
  type <- car_type(type)
  fixed <- mod$parts$fixed
  w <- car_wald(fixed, attr(mod$parts$X, "assign"), unname(mod$fixef$cond), unname(as.matrix(vcov(mod)$cond)), type)
  chisq_table(w$names, w$df, w$chisq, c(paste0("Analysis of Deviance Table (Type ", type, " Wald chisquare tests)\n"), response_text(fixed)))
}
Anova.default <- function(mod, ...) .unsupported("Anova() of an object of class ", class(mod)[1], " is not supported")

vif <- function(mod, ...) {
  if (inherits(mod, "merMod")) {
    V <- as.matrix(mod$vcov)
    assign <- attr(mod$X, "assign")
    labels <- attr(mod$fixed, "term.labels")
  } else {
    no_aliases(coef(mod))
    V <- vcov(mod)
    assign <- attr(model.matrix(mod), "assign")
    labels <- attr(terms(mod), "term.labels")
  }
  if (length(labels) < 2) stop("model contains fewer than 2 terms", call. = FALSE)
  kept <- assign > 0
  R <- cov2cor(V[kept, kept, drop = FALSE])
  assign <- assign[kept]
  values <- t(vapply(seq_along(labels), function(i) {
    own <- assign == i
    c(det(R[own, own, drop = FALSE]) * det(R[!own, !own, drop = FALSE]) / det(R), sum(own))
  }, numeric(2)))
  if (all(values[, 2] == 1)) return(setNames(values[, 1], labels))
  out <- cbind(values, values[, 1]^(1 / (2 * values[, 2])))
  dimnames(out) <- list(labels, c("GVIF", "Df", "GVIF^(1/(2*Df))"))
  out
}
