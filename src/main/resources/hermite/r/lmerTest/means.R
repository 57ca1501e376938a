# Least squares means and their differences, and tests of single linear functions, as package lmerTest prints them.

# Rows of linear functions: means of the cells of each term made of factors, the other factors with equal weights,
# covariates at their means.
mean_functions <- function(object) {
  t <- delete.response(object$fixed)
  frame <- object$frame
  factors <- attr(t, "factors") > 0
  variables <- rownames(factors)
  is_factor <- vapply(variables, function(v) is.factor(frame[[v]]) || is.character(frame[[v]]) || is.logical(frame[[v]]), NA)
  levels <- lapply(setNames(variables[is_factor], variables[is_factor]), function(v) {
    if (is.factor(frame[[v]])) levels(frame[[v]]) else as.character(sort(unique(frame[[v]])))
  })
  grid <- if (length(levels)) do.call(expand.grid, c(levels, list(stringsAsFactors = FALSE))) else data.frame(row.names = 1)
  full <- lapply(setNames(variables, variables), function(v) {
    if (is_factor[[v]]) factor(grid[[v]], levels = levels[[v]])
    else if (is.matrix(frame[[v]])) matrix(colMeans(frame[[v]]), nrow(grid), ncol(frame[[v]]), byrow = TRUE,
                                           dimnames = list(NULL, colnames(frame[[v]])))
    else rep(mean(frame[[v]]), nrow(grid))
  })
  full <- structure(full, class = "data.frame", row.names = seq_len(nrow(grid)))
  X <- .design_of(t, full, attr(object$X, "contrasts"))[, names(object$beta), drop = FALSE]
  labels <- attr(t, "term.labels")
  of_factors <- vapply(labels, function(l) all(is_factor[variables[factors[, l]]]), NA)
  lapply(setNames(labels[of_factors], labels[of_factors]), function(l) {
    own <- variables[factors[, l]]
    cells <- do.call(expand.grid, c(levels[own], list(stringsAsFactors = FALSE)))
    L <- t(apply(cells, 1, function(cell) {
      here <- Reduce(`&`, lapply(own, function(v) grid[[v]] == cell[[v]]))
      colMeans(X[here, , drop = FALSE])
    }))
    if (ncol(X) == 1) L <- t(L)
    dimnames(L) <- list(do.call(paste, c(lapply(own, function(v) paste0(v, cells[[v]])), sep = ":")), colnames(X))
    attr(L, "levels") <- do.call(paste, c(unname(as.list(cells)), sep = ":"))
    L
  })
}
contest1D <- function(model, L, rhs = 0, ddf = c("Satterthwaite", "Kenward-Roger"), confint = FALSE, level = 0.95, ...) {
  tested <- tested_rows(model, matrix(L, 1), rhs, match.arg(ddf), level)
  if (confint) tested else tested[setdiff(names(tested), c("lower", "upper"))]
}
contestMD <- function(model, L, rhs = 0, ddf = c("Satterthwaite", "Kenward-Roger"), ...) {
  contest(model, L, rhs = rhs, ddf = match.arg(ddf))
}
# Each row of linear functions by itself, with limits.
tested_rows <- function(model, L, rhs, ddf, level) {
  adjusted <- ddf == "Kenward-Roger"
  if (adjusted) kr <- kenward_roger(model)
  covariance <- if (adjusted) kr$vcov else model$vcov
  estimate <- as.vector(L %*% model$beta)
  error <- sqrt(rowSums((L %*% covariance) * L))
  df <- vapply(seq_len(nrow(L)), function(i) {
    row <- L[i, , drop = FALSE]
    if (adjusted) .kenward_roger_test(kr$engine, row)[1] else .satterthwaite(.engine(model), row)
  }, 1)
  t <- (estimate - rhs) / error
  width <- qt(1 - (1 - level) / 2, df) * error
  data.frame(Estimate = estimate, `Std. Error` = error, df = df, `t value` = t, lower = estimate - width, upper = estimate + width,
             `Pr(>|t|)` = 2 * pt(-abs(t), df), check.names = FALSE, row.names = rownames(L))
}
ls_means <- function(model, ...) UseMethod("ls_means")
difflsmeans <- function(model, ...) UseMethod("difflsmeans")
lsmeansLT <- function(model, ...) ls_means(model, ...)
ls_means.lmerModLmerTest <- function(model, which = NULL, level = 0.95, ddf = c("Satterthwaite", "Kenward-Roger"),
                                     pairwise = FALSE, ...) {
  ddf <- match.arg(ddf)
  functions <- mean_functions(model)
  if (!is.null(which)) {
    unknown <- setdiff(which, names(functions))
    if (length(unknown)) stop("no term made of factors: ", paste(unknown, collapse = ", "), call. = FALSE)
    functions <- functions[which]
  }
  hypotheses <- lapply(functions, function(L) {
    if (!pairwise) return(L)
    pairs <- combn(nrow(L), 2)
    differences <- L[pairs[1, ], , drop = FALSE] - L[pairs[2, ], , drop = FALSE]
    rownames(differences) <- paste(rownames(L)[pairs[1, ]], "-", rownames(L)[pairs[2, ]])
    structure(differences, levels = paste(attr(L, "levels")[pairs[1, ]], "-", attr(L, "levels")[pairs[2, ]]))
  })
  tables <- lapply(names(functions), function(term) {
    L <- hypotheses[[term]]
    labels <- attr(L, "levels")
    cbind(data.frame(term = term, levels = labels), tested_rows(model, L, 0, ddf, level))
  })
  structure(do.call(rbind, tables), response = deparse(model$formula[[2]]), confidence_level = level, ddf = ddf,
            hypotheses = lapply(hypotheses, function(L) structure(L, levels = NULL)), class = c("ls_means", "data.frame"),
            heading = "Least Squares Means table:\n")
}
difflsmeans.lmerModLmerTest <- function(model, which = NULL, level = 0.95, ddf = c("Satterthwaite", "Kenward-Roger"), ...) {
  ls_means.lmerModLmerTest(model, which, level, match.arg(ddf), pairwise = TRUE)
}
print.ls_means <- function(x, digits = max(getOption("digits") - 2L, 3L), signif.stars = getOption("show.signif.stars"),
                           signif.legend = signif.stars, ...) {
  cat("Least Squares Means table:\n\n")
  shown <- as.matrix(structure(x, class = "data.frame")[, -(1:2)])
  shown[, "df"] <- round(shown[, "df"], 1)
  printCoefmat(shown, digits = digits, signif.stars = signif.stars, signif.legend = signif.legend, has.Pvalue = TRUE,
               P.values = TRUE, cs.ind = c(1:2, 5:6), tst.ind = 4)
  cat("\n  Confidence level: ", format(100 * attr(x, "confidence_level"), digits = 2), "%\n", sep = "")
  cat("  Degrees of freedom method:", attr(x, "ddf"), "\n")
  invisible(x)
}
as.data.frame.ls_means <- function(x, ...) {
  for (name in c("response", "confidence_level", "ddf", "hypotheses", "heading")) attr(x, name) <- NULL
  structure(x, class = "data.frame")
}
calcSatterth <- function(model, L) {
  tested <- contest(model, L)
  list(denom = tested$DenDF, Fstat = as.matrix(tested[["F value"]]), pvalue = as.matrix(tested[["Pr(>F)"]]), ndf = tested$NumDF)
}
as_lmerModLmerTest <- function(model, tol = 1e-8) {
  if (!isLMM(model)) stop("model not of class 'lmerMod': cannot coerce to class 'lmerModLmerTest'", call. = FALSE)
  class(model) <- structure(c("lmerModLmerTest", "lmerMod", "merMod"), package = "lmerTest")
  model
}
# The hypotheses behind a table of tests.
show_tests <- function(object, ...) UseMethod("show_tests")
show_tests.ls_means <- function(object, fractions = FALSE, names = TRUE, ...) {
  show_tests.anova(object, fractions, names)
}
show_tests.anova <- function(object, fractions = FALSE, names = TRUE, ...) {
  tests <- attr(object, "hypotheses")
  if (is.null(tests)) stop("'object' does not have an 'hypotheses' attribute", call. = FALSE)
  if (!names) tests <- lapply(tests, unname)
  if (!fractions) return(tests)
  lapply(tests, function(L) noquote(array(vapply(L, as_fraction, ""), dim(L), dimnames(L))))
}
