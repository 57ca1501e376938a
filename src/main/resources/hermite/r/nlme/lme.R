# lme(): linear mixed models with random effects of one grouping factor, as package nlme names and prints them.

lme <- function(fixed, data = NULL, random, correlation = NULL, weights = NULL, subset,
                method = c("REML", "ML"), na.action = na.fail, control = list(), contrasts = NULL, keep.data = TRUE) {
  call <- match.call()
  method <- match.arg(method)
  if (missing(random)) stop("'random' must be given, as ~ 1 | group or ~ x | group")
  described <- lme_random(random)
  bar <- described$bar
  diagonal <- described$diagonal
  f <- fixed
  f[[3]] <- call("+", fixed[[3]], call("(", bar))
  inner <- as.call(list(quote(lme), formula = f, data = call$data, na.action = quote(na.omit)))
  inner$subset <- call$subset
  if (is.null(call$na.action)) inner$na.action <- quote(na.fail) else inner$na.action <- call$na.action
  parts <- mixed_parts(inner, parent.frame(), contrasts)
  t <- parts$terms[[1]]
  design <- NULL
  if (!is.null(correlation) || !is.null(weights)) {
    rows <- if (is.null(data)) parts$frame else data[match(row.names(parts$frame), row.names(data)), , drop = FALSE]
    design <- residual_plan(correlation, weights, rows, t$factor, parent.frame())
  }
  columns <- if (diagonal) lapply(seq_len(ncol(t$z)), function(k) t$z[, k, drop = FALSE]) else list(t$z)
  fit <- .lmm(as.vector(parts$y), parts$X, columns, rep(list(as.integer(t$factor)), length(columns)),
              rep(nlevels(t$factor), length(columns)), NULL, parts$offset, method == "REML", design$plan)
  if (diagonal) {
    fit$G <- list(diag(unlist(fit$G), length(columns)))
    fit$effects <- list(do.call(cbind, fit$effects))
  }
  residual <- if (is.null(design)) list(sigma = fit$sigma, ratio = 1) else residual_parameters(fit$residual, design, correlation)
  lme_object(fit, parts, call, method, residual, design, correlation, weights, diagonal, bar)
}
# The random effects that an argument of lme or glmmPQL describes: a formula, or a list with one under its group.
lme_random <- function(random) {
  diagonal <- FALSE
  if (is.list(random)) {
    if (length(random) != 1) .unsupported("several grouping factors are not supported: use lmer or glmer")
    inside <- random[[1]]
    diagonal <- inherits(inside, "pdDiag")
    bar <- call("|", if (inherits(inside, "pdMat")) inside$formula[[2]] else inside[[2]], as.name(names(random)))
  } else bar <- random[[2]]
  if (!is.call(bar) || !identical(bar[[1]], quote(`|`))) stop("'random' must be of the form ~ x | group")
  if (is.call(bar[[3]]) && identical(bar[[3]][[1]], quote(`/`))) {
    .unsupported("several grouping factors are not supported: use lmer or glmer")
  }
  list(bar = bar, diagonal = diagonal)
}
# What a fit is for the generics.
lme_object <- function(fit, parts, call, method, residual, design, correlation, weights, diagonal, bar) {
  t <- parts$terms[[1]]
  names <- colnames(parts$X)
  dimnames(fit$G[[1]]) <- list(t$names, t$names)
  dimnames(fit$effects[[1]]) <- list(levels(t$factor), t$names)
  at <- as.integer(t$factor)
  population <- as.vector(parts$X %*% fit$beta)
  within <- population + rowSums(t$z * fit$effects[[1]][at, , drop = FALSE])
  y <- as.vector(parts$y)
  n <- length(y)
  q <- length(t$names)
  out <- list(coefficients = list(fixed = setNames(fit$beta, names), random = setNames(list(fit$effects[[1]]), t$group)),
              varFix = named_square(fit$vcov, names), sigma = residual$sigma, logLik = -fit$criterion / 2,
              G = fit$G[[1]], call = call, terms = parts$fixed, method = method, fixDF = inner_df(parts, t),
              groups = setNames(data.frame(t$factor), t$group),
              fitted = by_level(population, within, t),
              residuals = by_level(y - population, y - within, t), data_n = n, n_groups = nlevels(t$factor),
              correlation = correlation, weights = weights, residual_design = design, residual_parameters = residual,
              parameters = length(fit$beta) + (if (diagonal) q else q * (q + 1) / 2) + length(fit$residual),
              diagonal = diagonal, bar = bar, parts = parts)
  class(out) <- "lme"
  out$modelStruct <- model_structures(out)
  out
}
# Values without and with the effects of the groups, rows named by them.
by_level <- function(population, within, t) {
  out <- cbind(population, within)
  dimnames(out) <- list(as.character(t$factor), c("fixed", t$group))
  out
}
# Denominator degrees of freedom: terms that vary within groups get N - groups - those terms, others groups - those.
inner_df <- function(parts, t) {
  X <- parts$X
  assign <- attr(X, "assign")
  within <- vapply(seq_len(ncol(X)), function(k) any(vapply(split(X[, k], t$factor), function(v) diff(range(v)) > 0, NA)), NA)
  inner_terms <- unique(assign[within])
  is_within <- assign %in% inner_terms
  constant <- assign == 0
  n <- nrow(X)
  groups <- nlevels(t$factor)
  inner <- n - groups - sum(is_within & !constant)
  outer <- groups - sum(!is_within & !constant) - as.integer(any(constant))
  ifelse(constant | is_within, inner, outer)
}
fixef.lme <- function(object, ...) object$coefficients$fixed
ranef.lme <- function(object, augFrame = FALSE, standard = FALSE, ...) {
  if (augFrame) .unsupported("augFrame = TRUE is not supported in ranef")
  modes <- object$coefficients$random[[1]]
  # relative to their standard deviations
  if (standard) modes <- sweep(modes, 2, sqrt(diag(object$G)), "/")
  structure(as.data.frame(modes, optional = TRUE), class = c("ranef.lme", "data.frame"))
}
coef.lme <- function(object, ...) {
  modes <- object$coefficients$random[[1]]
  beta <- object$coefficients$fixed
  out <- as.data.frame(matrix(beta, nrow(modes), length(beta), byrow = TRUE, dimnames = list(rownames(modes), names(beta))))
  names(out) <- names(beta)
  for (name in colnames(modes)) out[[name]] <- out[[name]] + modes[, name]
  out
}
vcov.lme <- function(object, ...) object$varFix
sigma.lme <- function(object, ...) object$sigma
formula.lme <- function(x, ...) eval(x$call$fixed)
nobs.lme <- function(object, ...) object$data_n
VarCorr.lme <- function(x, ...) {
  sd <- c(sqrt(diag(x$G)), Residual = x$sigma)
  out <- cbind(Variance = format(sd^2), StdDev = format(sd))
  n <- nrow(x$G)
  if (n > 1 && !x$diagonal) {
    r <- format(round(x$G / outer(sd[seq_len(n)], sd[seq_len(n)]), 3))
    corr <- matrix("", n + 1, n - 1)
    for (j in seq_len(n - 1)) corr[seq_len(n)[seq_len(n) > j], j] <- r[seq_len(n) > j, j]
    corr[1, ] <- c("(Intr)", abbreviate(rownames(x$G)[-c(1, n)], 6))[seq_len(n - 1)]
    out <- cbind(out, corr)
    colnames(out) <- c("Variance", "StdDev", "Corr", rep("", n - 2))
  }
  rownames(out) <- names(sd)
  structure(out, title = paste0(names(x$groups), if (x$diagonal) " = pdDiag(" else " = pdLogChol(", paste(deparse(x$bar[[2]]), collapse = ""), ")"),
            class = "VarCorr.lme")
}
print.VarCorr.lme <- function(x, ...) {
  cat(attr(x, "title"), "\n")
  attr(x, "title") <- NULL
  print(unclass(x), quote = FALSE)
  invisible(x)
}
lme_structure <- function(x, digits) {
  sd <- c(sqrt(diag(x$G)), Residual = x$sigma)
  if (length(sd) == 2 || x$diagonal) {
    out <- rbind("StdDev:" = sd)
    print(out, digits = digits)
    return(invisible())
  }
  r <- x$G / outer(sqrt(diag(x$G)), sqrt(diag(x$G)))
  n <- nrow(r)
  text <- format(sd, digits = digits)
  corr <- matrix("", length(sd), n - 1)
  shown <- format(round(r, 3))
  for (j in seq_len(n - 1)) {
    corr[seq_len(n) > j, j] <- shown[seq_len(n) > j, j]
    corr[j, j] <- ""
  }
  corr[1, 1] <- "(Intr)"
  out <- cbind(StdDev = text, corr)
  dimnames(out) <- list(names(sd), c("StdDev", "Corr", rep("", n - 2)))
  print(out, quote = FALSE)
}
print_lme_head <- function(x) {
  cat("  Data:", paste(deparse(x$call$data), collapse = ""), "\n")
  if (!is.null(x$call$subset)) cat("  Subset:", paste(deparse(x$call$subset), collapse = ""), "\n")
}
print.lme <- function(x, ...) {
  digits <- getOption("digits")
  cat("Linear mixed-effects model fit by ")
  cat(if (x$method == "REML") "REML\n" else "maximum likelihood\n")
  print_lme_head(x)
  cat("  Log-", if (x$method == "REML") "restricted-" else "", "likelihood: ", format(x$logLik), "\n", sep = "")
  cat("  Fixed:", paste(deparse(x$call$fixed), collapse = ""), "\n")
  print(x$coefficients$fixed)
  cat("\n")
  cat("Random effects:\n")
  cat(" Formula: ", paste(deparse(call("~", x$bar)), collapse = ""), "\n", sep = "")
  if (x$diagonal) cat(" Structure: Diagonal\n")
  else if (nrow(x$G) > 1) cat(" Structure: General positive-definite, Log-Cholesky parametrization\n")
  lme_structure(x, digits)
  print_structures(x)
  if (is.null(x$correlation) && is.null(x$weights)) cat("\n")
  cat("Number of Observations:", x$data_n)
  cat("\nNumber of Groups:", x$n_groups, "\n")
  invisible(x)
}
summary.lme <- function(object, ...) {
  beta <- object$coefficients$fixed
  error <- sqrt(diag(adjusted_variance(object)))
  t <- beta / error
  object$tTable <- cbind(Value = beta, Std.Error = error, DF = object$fixDF, `t-value` = t,
                         `p-value` = 2 * pt(-abs(t), object$fixDF))
  structure(object, class = c("summary.lme", "lme"))
}
# Variances of the fixed effects with sigma as if fitted by REML: what tests and intervals of ML fits use.
adjusted_variance <- function(object) {
  n <- object$data_n
  object$varFix * if (object$method == "ML") n / (n - length(object$coefficients$fixed)) else 1
}
coef.summary.lme <- function(object, ...) object$tTable
print.summary.lme <- function(x, ...) {
  digits <- getOption("digits")
  cat("Linear mixed-effects model fit by ")
  cat(if (x$method == "REML") "REML\n" else "maximum likelihood\n")
  print_lme_head(x)
  l <- logLik.lme(x)
  print(data.frame(AIC = AIC.logLik(l), BIC = BIC.logLik(l), logLik = as.numeric(l), row.names = " "))
  cat("\nRandom effects:\n")
  cat(" Formula: ", paste(deparse(call("~", x$bar)), collapse = ""), "\n", sep = "")
  if (x$diagonal) cat(" Structure: Diagonal\n")
  else if (nrow(x$G) > 1) cat(" Structure: General positive-definite, Log-Cholesky parametrization\n")
  lme_structure(x, digits)
  print_structures(x)
  if (is.null(x$correlation) && is.null(x$weights)) cat("\n")
  cat("Fixed effects: ", paste(deparse(x$call$fixed), collapse = ""), "\n")
  table <- as.data.frame(x$tTable, optional = TRUE)
  for (name in c("Value", "Std.Error", "t-value")) table[[name]] <- format(zapsmall(table[[name]], digits))
  table[["p-value"]] <- format(round(table[["p-value"]], 4))
  names(table) <- c("Value", "Std.Error", "DF", "t-value", "p-value")
  print(table)
  if (nrow(x$tTable) > 1) {
    print_coefficient_correlation(x$varFix)
  }
  cat("\nStandardized Within-Group Residuals:\n")
  five <- setNames(quantile(residuals.lme(x, type = "pearson")), c("Min", "Q1", "Med", "Q3", "Max"))
  print(five)
  cat("\nNumber of Observations:", x$data_n)
  cat("\nNumber of Groups:", x$n_groups, "\n")
  invisible(x)
}
anova.lme <- function(object, ..., test = TRUE, type = c("sequential", "marginal"), Terms, L, verbose = FALSE) {
  type <- match.arg(type)
  others <- list(...)
  if (length(others)) return(compare_lmes(match.call(), c(list(object), others), test))
  tested_terms(object$coefficients$fixed, adjusted_variance(object), attr(object$parts$X, "assign"),
               attr(object$terms, "term.labels"), object$fixDF, type, Terms, L)
}
# F tests of the terms in turn, or of some of them, or of linear combinations of the coefficients.
tested_terms <- function(beta, variance, assign, labels, fixDF, type, Terms, L) {
  f_of <- function(rows) {
    estimate <- as.vector(rows %*% beta)
    sum(estimate * solve(rows %*% variance %*% t(rows), estimate)) / nrow(rows)
  }
  as_table <- function(size, df, f, names, label = NULL) {
    out <- data.frame(numDF = size, denDF = df, `F-value` = f, `p-value` = pf(f, size, df, lower.tail = FALSE), check.names = FALSE,
                      row.names = names)
    structure(out, label = label, class = c("anova.lme", "data.frame"))
  }
  terms <- sort(unique(assign))
  all <- c(if (0 %in% terms) "(Intercept)", labels)
  if (!missing(L)) {
    rows <- if (is.matrix(L)) L else matrix(L, 1, dimnames = list(NULL, names(L)))
    if (ncol(rows) != length(beta)) stop("L needs ", length(beta), " columns, one for each coefficient", call. = FALSE)
    used <- colSums(rows != 0) > 0
    df <- fixDF[used]
    if (any(df != df[1])) stop("L may only involve fixed effects with the same denominator DF", call. = FALSE)
    shown <- rows[, used, drop = FALSE]
    colnames(shown) <- names(beta)[used]
    text <- utils::capture.output(print(if (nrow(shown) == 1) shown[1, ] else shown))
    return(as_table(nrow(rows), df[1], f_of(rows), "1", paste0("F-test for linear combination(s)\n", sub(" $", "", paste(text, collapse = "\n")))))
  }
  if (!missing(Terms)) {
    chosen <- if (is.character(Terms)) match(Terms, all) else Terms
    if (anyNA(chosen) || any(chosen > length(all))) stop("Terms must be among ", paste(all, collapse = ", "), call. = FALSE)
    own <- assign %in% terms[chosen]
    df <- fixDF[own]
    if (any(df != df[1])) stop("terms must all have the same denominator DF", call. = FALSE)
    return(as_table(sum(own), df[1], f_of(diag(length(beta))[own, , drop = FALSE]), "1",
                    paste("F-test for:", paste(all[chosen], collapse = ", "))))
  }
  rotated <- as.vector(chol(solve(variance)) %*% beta)
  rows <- vapply(terms, function(i) {
    own <- assign == i
    c(sum(own), fixDF[own][1],
      if (type == "sequential") sum(rotated[own]^2) / sum(own) else f_of(diag(length(beta))[own, , drop = FALSE]))
  }, numeric(3))
  as_table(rows[1, ], rows[2, ], rows[3, ], all)
}
print.anova.lme <- function(x, ...) {
  if (!is.null(attr(x, "label"))) cat(attr(x, "label"), "\n")
  if (!is.null(x[["F-value"]])) {
    x[["F-value"]] <- format(zapsmall(x[["F-value"]], getOption("digits")))
    p <- round(x[["p-value"]], 4)
    x[["p-value"]] <- ifelse(p == 0, "<.0001", format(p))
  }
  print(structure(x, class = "data.frame"))
  invisible(x)
}
compare_lmes <- function(call, fits, test = TRUE) {
  names <- vapply(as.list(call)[-1][seq_along(fits)], function(e) paste(deparse(e), collapse = ""), "")
  l <- lapply(fits, logLik)
  df <- vapply(l, function(v) as.numeric(attr(v, "df")), 1)
  value <- vapply(l, as.numeric, 1)
  out <- data.frame(Model = seq_along(fits), df = df, AIC = vapply(l, AIC, 1), BIC = vapply(l, BIC, 1), logLik = value)
  methods <- vapply(fits, function(f) f$method, "")
  if (any(methods != methods[1])) stop("all fitted objects must have the same estimation method", call. = FALSE)
  fixed <- vapply(fits, function(f) paste(sort(attr(f$terms, "term.labels")), collapse = " "), "")
  if (methods[1] == "REML" && any(fixed != fixed[1])) {
    warning("fitted objects with different fixed effects. REML comparisons are not meaningful.", call. = FALSE)
  }
  if (test && any(diff(df) != 0)) {
    ratio <- 2 * abs(diff(value))
    tested <- diff(df) != 0
    p <- round(pchisq(ratio, abs(diff(df)), lower.tail = FALSE), 4)
    shown <- format(p)
    shown[p == 0] <- "<.0001"
    out$Test <- c("", ifelse(tested, paste(seq_along(fits)[-length(fits)], "vs", seq_along(fits)[-1]), ""))
    out$L.Ratio <- c("", ifelse(tested, format(zapsmall(ratio, getOption("digits"))), ""))
    out[["p-value"]] <- c("", ifelse(tested, shown, ""))
  }
  row.names(out) <- names
  structure(out, class = c("anova.lme", "data.frame"))
}
update.lme <- function(object, fixed., ..., evaluate = TRUE) {
  call <- object$call
  if (!missing(fixed.)) call$fixed <- update.formula(formula(object), fixed.)
  changes <- match.call(expand.dots = FALSE)$...
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (evaluate) eval(call, parent.frame()) else call
}
fixef <- function(object, ...) UseMethod("fixef")
ranef <- function(object, ...) UseMethod("ranef")
VarCorr <- function(x, sigma = 1, ...) UseMethod("VarCorr")
