# Tests of the fixed effects of fits by lme() and gls(), and comparisons of fits, as package nlme makes and prints them.

anova.lme <- function(object, ..., test = TRUE, type = c("sequential", "marginal"), Terms, L, verbose = FALSE) {
  type <- match.arg(type)
  others <- list(...)
  if (length(others)) return(compare_lmes(sys.call(), c(list(object), others), test))
  tested_terms(object$coefficients$fixed, adjusted_variance(object), attr(object$parts$X, "assign"),
               attr(object$terms, "term.labels"), object$fixDF, type, Terms, L)
}
# F tests of the terms in turn, or of some of them, or of linear combinations of the coefficients.
# Of 'df_of' the part X goes with the coefficients, the part terms with the terms in order.
tested_terms <- function(beta, variance, assign, labels, df_of, type, Terms, L) {
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
    if (!is.null(colnames(rows)) && all(colnames(rows) %in% names(beta))) {
      whole <- matrix(0, nrow(rows), length(beta), dimnames = list(rownames(rows), names(beta)))
      whole[, colnames(rows)] <- rows
      rows <- whole
    }
    if (ncol(rows) != length(beta)) stop("L needs ", length(beta), " columns, one for each coefficient", call. = FALSE)
    used <- colSums(rows != 0) > 0
    df <- df_of$X[used]
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
    df <- df_of$terms[chosen]
    if (any(df != df[1])) stop("terms must all have the same denominator DF", call. = FALSE)
    return(as_table(sum(own), df[1], f_of(diag(length(beta))[own, , drop = FALSE]), "1",
                    paste("F-test for:", paste(all[chosen], collapse = ", "))))
  }
  rotated <- as.vector(chol(solve(variance)) %*% beta)
  rows <- vapply(terms, function(i) {
    own <- assign == i
    c(sum(own), df_of$terms[[match(i, terms)]],
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
  if (!is.null(x$L.Ratio)) {
    tested <- !is.na(x$L.Ratio)
    text <- function(v) replace(rep("", length(tested)), which(tested), v)
    p <- round(x[["p-value"]][tested], 4)
    x$L.Ratio <- text(format(zapsmall(x$L.Ratio[tested], getOption("digits"))))
    x[["p-value"]] <- text(ifelse(p == 0, "<.0001", format(p)))
  }
  print(structure(x, class = "data.frame"))
  invisible(x)
}
compare_lmes <- function(call, fits, test = TRUE) {
  names <- vapply(as.list(call)[-1][seq_along(fits)], function(e) paste(deparse(e), collapse = ""), "")
  methods <- vapply(fits, function(f) if (inherits(f, "lm")) NA_character_ else f$method, "")
  method <- methods[!is.na(methods)][1]
  if (any(methods != method, na.rm = TRUE)) stop(simpleError("all fitted objects must have the same estimation method", sys.call(-1)))
  l <- lapply(fits, function(f) if (inherits(f, "lm")) logLik(f, REML = method == "REML") else logLik(f))
  df <- vapply(l, function(v) as.numeric(attr(v, "df")), 1)
  value <- vapply(l, as.numeric, 1)
  out <- data.frame(Model = seq_along(fits), df = df, AIC = vapply(l, AIC, 1), BIC = vapply(l, BIC, 1), logLik = value)
  fixed <- vapply(fits, function(f) paste(sort(attr(f$terms, "term.labels")), collapse = " "), "")
  if (method == "REML" && any(fixed != fixed[1])) {
    warning(simpleWarning("fitted objects with different fixed effects. REML comparisons are not meaningful.", call))
  }
  if (test && any(diff(df) != 0)) {
    ratio <- 2 * abs(diff(value))
    tested <- diff(df) != 0
    out$Test <- factor(c("", ifelse(tested, paste(seq_along(fits)[-length(fits)], "vs", seq_along(fits)[-1]), "")))
    out$L.Ratio <- c(NA, ifelse(tested, ratio, NA))
    out[["p-value"]] <- c(NA, ifelse(tested, pchisq(ratio, abs(diff(df)), lower.tail = FALSE), NA))
  }
  row.names(out) <- names
  structure(out, class = c("anova.lme", "data.frame"))
}
