# Tests of lmer fits with Satterthwaite's degrees of freedom, as package lmerTest names and prints them.

anova.lmerModLmerTest <- function(object, ..., type = c("III", "II", "I", "3", "2", "1"), ddf = c("Satterthwaite", "Kenward-Roger", "lme4")) {
  others <- list(...)
  if (any(vapply(others, function(f) inherits(f, "merMod") || inherits(f, "lm"), NA))) {
    # the fits keep the names they are called by
    call <- match.call()
    call[[1]] <- quote(lme4:::anova.merMod)
    call$type <- call$ddf <- NULL
    return(eval(call, parent.frame()))
  }
  type <- as.character(type[1])
  type <- switch(type, "3" = "III", "2" = "II", "1" = "I", type)
  ddf <- match.arg(ddf)
  if (ddf == "lme4") return(sequential_squares(object))
  hypotheses <- switch(type, I = sequential_hypotheses(object), II = partial_hypotheses(object), III = marginal_hypotheses(object))
  named <- Map(function(L, term) structure(L, dimnames = list(names(object$beta)[assign_of(object, term)][seq_len(nrow(L))],
                                                              names(object$beta))), hypotheses, names(hypotheses))
  structure(tested_hypotheses(object, hypotheses, ddf),
            heading = paste("Type", type, "Analysis of Variance Table with", paste0(ddf, "'s"), "method"),
            hypotheses = named, class = c("anova", "data.frame"))
}
# The columns of a term.
assign_of <- function(object, term) attr(object$X, "assign") == match(term, attr(object$fixed, "term.labels"))
# F tests of linear hypotheses, one row each.
tested_hypotheses <- function(object, hypotheses, ddf, rhs = 0) {
  adjusted <- ddf == "Kenward-Roger"
  if (adjusted) kr <- kenward_roger(object)
  covariance <- if (adjusted) kr$vcov else object$vcov
  s2 <- sigma.merMod(object)^2
  rows <- lapply(hypotheses, function(L) {
    q <- nrow(L)
    estimate <- L %*% object$beta - rhs
    f <- as.numeric(t(estimate) %*% solve(L %*% covariance %*% t(L), estimate)) / q
    scaled <- if (adjusted) .kenward_roger_test(kr$engine, L) else c(.satterthwaite(.engine(object), L), 1)
    df2 <- scaled[1]
    test <- f * scaled[2]
    c(f * q * s2, f * s2, q, df2, test, pf(test, q, df2, lower.tail = FALSE))
  })
  table <- as.data.frame(do.call(rbind, rows))
  dimnames(table) <- list(names(hypotheses), c("Sum Sq", "Mean Sq", "NumDF", "DenDF", "F value", "Pr(>F)"))
  table
}
# Single terms dropped, tested by their own coefficients.
drop1.lmerModLmerTest <- function(object, scope, ddf = c("Satterthwaite", "Kenward-Roger", "lme4"), ...) {
  ddf <- match.arg(ddf)
  if (ddf == "lme4") return(drop1.merMod(object, scope, ...))
  scope <- if (missing(scope)) drop.scope(object$fixed) else drop_labels(object, scope, formula(object$fixed))
  assign <- attr(object$X, "assign")
  labels <- attr(object$fixed, "term.labels")
  hypotheses <- lapply(scope, function(term) diag(length(object$beta))[assign == match(term, labels), , drop = FALSE])
  structure(tested_hypotheses(object, setNames(hypotheses, scope), ddf),
            heading = c(paste0("Single term deletions using ", ddf, "'s method:"), "\nModel:",
                        paste(deparse(object$formula), collapse = "\n")), class = c("anova", "data.frame"))
}
# The F test of any linear hypothesis of the coefficients.
contest <- function(model, L, rhs = 0, joint = TRUE, collect = TRUE, confint = TRUE, level = 0.95, check_estimability = FALSE,
                    ddf = c("Satterthwaite", "Kenward-Roger", "lme4"), ...) {
  ddf <- match.arg(ddf)
  if (ddf == "lme4") .unsupported("contest() is supported with ddf = \"Satterthwaite\" and \"Kenward-Roger\"")
  if (!is.matrix(L)) L <- matrix(L, 1)
  if (ncol(L) != length(model$beta)) stop("L needs ", length(model$beta), " columns, one for each fixed effect", call. = FALSE)
  if (joint) {
    table <- tested_hypotheses(model, list(L), ddf, rhs)
    row.names(table) <- "1"
    return(table)
  }
  rows <- tested_rows(model, L, rhs, ddf, level)
  if (!confint) rows <- rows[setdiff(names(rows), c("lower", "upper"))]
  row.names(rows) <- if (is.null(rownames(L))) as.character(seq_len(nrow(L))) else rownames(L)
  if (collect) rows else lapply(seq_len(nrow(rows)), function(i) rows[i, ])
}
# Which terms contain another: all its factors, more of them, and the same covariates. As lmerTest has it, a factor that is
# coded by a column a level in a term, because a margin is not in the model, does not count as one of its factors.
containing_terms <- function(object) {
  factors <- attr(object$fixed, "factors") == 1
  covariate <- vapply(rownames(factors), function(v) is.numeric(object$frame[[v]]), NA)
  lapply(seq_len(ncol(factors)), function(i) which(vapply(seq_len(ncol(factors)), function(j) {
    all(factors[factors[, i], j]) && sum(factors[, j]) > sum(factors[, i]) && all(factors[covariate, i] == factors[covariate, j])
  }, NA)))
}
# Hypotheses of type III: estimable functions of one column a level, each term's freed of the terms that contain it, the
# largest terms first (Goodnight 1980).
marginal_hypotheses <- function(object) {
  t <- object$fixed
  labels <- attr(t, "term.labels")
  if (length(labels) <= 1) return(sequential_hypotheses(object))
  codings <- unlist(attr(object$X, "contrasts"))
  treatment <- length(codings) > 0 && is.character(codings) && all(codings == "contr.treatment")
  X <- object$X
  if (!treatment) {
    X <- .design_of(t, object$frame, lapply(attr(object$X, "contrasts"), function(coding) "contr.treatment"))
    pivoted <- qr(X)
    kept <- sort(pivoted$pivot[seq_len(pivoted$rank)])
    X <- structure(X[, kept, drop = FALSE], assign = attr(X, "assign")[kept])
  }
  levels <- do.call(cbind, lapply(labels, function(label) .design_of(terms(as.formula(paste("~ 0 +", label))), object$frame, NULL)))
  if (attr(t, "intercept") != 0) levels <- cbind("(Intercept)" = rep(1, nrow(levels)), levels)
  L <- zapsmall(t(solve(crossprod(X), crossprod(X, levels))))
  dimnames(L) <- list(colnames(levels), colnames(X))
  columns <- lapply(seq_along(labels), function(i) which(attr(X, "assign") == i))
  containing <- containing_terms(object)
  for (i in order(attr(t, "order"), decreasing = TRUE)) {
    others <- unlist(columns[containing[[i]]])
    if (length(others) > 0 && length(columns[[i]]) > 0) {
      L[, columns[[i]]] <- zapsmall(qr.resid(qr(L[, others, drop = FALSE]), L[, columns[[i]], drop = FALSE]))
    }
  }
  L <- L[colnames(X), , drop = FALSE]
  out <- lapply(columns, function(own) {
    rows <- t(L[, own, drop = FALSE])
    rows[rowSums(abs(rows)) > 1e-8, , drop = FALSE]
  })
  if (!treatment) {
    map <- zapsmall(solve(crossprod(X), crossprod(X, object$X)))
    out <- lapply(out, function(rows) rows %*% map)
  }
  setNames(out, labels)
}
# Each term adjusted for all that do not contain it.
partial_hypotheses <- function(object) {
  assign <- attr(object$X, "assign")
  labels <- attr(object$fixed, "term.labels")
  containing <- containing_terms(object)
  setNames(lapply(seq_along(labels), function(i) {
    place <- ifelse(assign == i, 2, ifelse(assign %in% containing[[i]], 3, 1))
    sorted <- order(place)
    R <- chol(crossprod(object$X[, sorted, drop = FALSE]))
    L <- R[place[sorted] == 2, , drop = FALSE]
    L[, order(sorted), drop = FALSE]
  }), labels)
}
kenward_roger <- function(object, about = NULL) {
  if (!object$REML) stop("Kenward-Roger's method is only available for REML model fits", call. = FALSE)
  out <- .kenward_roger(as.vector(object$y), object$X, lapply(object$terms, `[[`, "z"),
                        lapply(object$terms, function(t) as.integer(t$factor)),
                        vapply(object$terms, function(t) nlevels(t$factor), 1L), object$weights, object$offset, object$G,
                        object$sigma, about)
  dimnames(out$vcov) <- dimnames(object$vcov)
  out
}
sequential_hypotheses <- function(object) {
  assign <- attr(object$X, "assign")
  labels <- attr(object$fixed, "term.labels")
  R <- chol(crossprod(object$X))
  # each row so that its own coefficient counts once
  setNames(lapply(seq_along(labels), function(i) (R / diag(R))[assign == i, , drop = FALSE]), labels)
}
# lme4's fit with the class whose tests have degrees of freedom, attached or not.
lmer <- function(...) {
  call <- match.call()
  call[[1L]] <- quote(lme4::lmer)
  fit <- eval(call, parent.frame())
  if (!inherits(fit, "merMod")) return(fit)
  # the package builds the fit anew, which reads data that are a call four times more
  if (is.call(call$data)) read_again(NULL, call$data, parent.frame(), 5L)
  # the call as written
  fit$call <- match.call(lme4::lmer, call)
  fit$call[[1L]] <- if ("package:lmerTest" %in% search()) quote(lmer) else quote(lmerTest::lmer)
  class(fit) <- structure(c("lmerModLmerTest", "lmerMod", "merMod"), package = "lmerTest")
  fit
}
