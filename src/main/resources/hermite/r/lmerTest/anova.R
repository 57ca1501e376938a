# Tests of lmer fits with Satterthwaite's degrees of freedom, as package lmerTest names and prints them.

anova.lmerModLmerTest <- function(object, ..., type = c("III", "II", "I", "3", "2", "1"), ddf = c("Satterthwaite", "Kenward-Roger", "lme4")) {
  others <- list(...)
  if (any(vapply(others, function(f) inherits(f, "merMod"), NA))) return(anova.merMod(object, ...))
  type <- as.character(type[1])
  type <- switch(type, "3" = "III", "2" = "II", "1" = "I", type)
  if (type == "II") stop("type II tests are not supported: use type = \"III\" or \"I\"")
  ddf <- match.arg(ddf)
  if (ddf == "lme4") return(sequential_squares(object))
  if (ddf == "Kenward-Roger") stop("ddf = \"Kenward-Roger\" is not supported in anova(): use \"Satterthwaite\"")
  hypotheses <- if (type == "I") sequential_hypotheses(object) else marginal_hypotheses(object)
  s2 <- sigma.merMod(object)^2
  rows <- lapply(hypotheses, function(L) {
    q <- nrow(L)
    estimate <- L %*% object$beta
    f <- as.numeric(t(estimate) %*% solve(L %*% object$vcov %*% t(L), estimate)) / q
    df2 <- .satterthwaite(object$engine, L)
    c(f * q * s2, f * s2, q, df2, f, pf(f, q, df2, lower.tail = FALSE))
  })
  table <- as.data.frame(do.call(rbind, rows))
  dimnames(table) <- list(names(hypotheses), c("Sum Sq", "Mean Sq", "NumDF", "DenDF", "F value", "Pr(>F)"))
  structure(table, heading = paste("Type", type, "Analysis of Variance Table with Satterthwaite's method"),
            class = c("anova", "data.frame"))
}
# Each term's own columns after the factors are coded by sums: equally weighted marginal means.
marginal_hypotheses <- function(object) {
  t <- object$fixed
  frame <- object$frame
  variables <- rownames(attr(t, "factors"))
  coding <- list()
  for (v in variables) if (is.factor(frame[[v]]) || is.character(frame[[v]])) coding[[v]] <- "contr.sum"
  X <- .design_of(t, frame, coding)
  assign <- attr(X, "assign")
  map <- solve(crossprod(X), crossprod(X, object$X))
  labels <- attr(t, "term.labels")
  out <- lapply(seq_along(labels), function(i) map[assign == i, , drop = FALSE])
  setNames(out, labels)
}
sequential_hypotheses <- function(object) {
  assign <- attr(object$X, "assign")
  labels <- attr(object$fixed, "term.labels")
  R <- chol(crossprod(object$X))
  setNames(lapply(seq_along(labels), function(i) R[assign == i, , drop = FALSE]), labels)
}
