# Comparisons of linear mixed fits by package pbkrtest: F tests with Kenward and Roger's degrees of freedom (Halekoh and Højsgaard
# 2014, Journal of Statistical Software 59(9)).

KRmodcomp <- function(largeModel, smallModel, betaH = 0, details = 0) {
  if (!inherits(largeModel, "lmerMod")) stop("KRmodcomp() needs a fit of lmer()", call. = FALSE)
  if (!identical(as.numeric(betaH), 0)) .unsupported("betaH is not supported in KRmodcomp")
  if (!largeModel$REML) largeModel <- update(largeModel, REML = TRUE)
  X <- largeModel$X
  if (is.matrix(smallModel)) L <- smallModel
  else {
    if (inherits(smallModel, "formula")) smallModel <- update(largeModel, smallModel)
    # the coefficients for which the large model is the small one, and what is at right angles to them
    inside <- apply(smallModel$X, 2, function(column) lm.fit(X, column)$coefficients)
    inside <- qr(as.matrix(inside))
    L <- t(qr.Q(inside, complete = TRUE)[, -seq_len(inside$rank), drop = FALSE])
    if (inside$rank >= ncol(X)) stop("largeModel has no fixed effects that smallModel lacks", call. = FALSE)
  }
  engine <- kenward_roger(largeModel)
  value <- L %*% largeModel$beta
  F <- sum(value * solve(L %*% engine$vcov %*% t(L), value)) / nrow(L)
  test <- .kenward_roger_test(engine$engine, L)
  table <- data.frame(stat = c(test[2], 1) * F, ndf = nrow(L), ddf = test[1], F.scaling = c(test[2], NA),
                      p.value = pf(c(test[2], 1) * F, nrow(L), test[1], lower.tail = FALSE), row.names = c("Ftest", "FtestU"))
  structure(list(test = table, L = L, f.large = formula(largeModel), f.small = if (!is.matrix(smallModel)) formula(smallModel), ndf = nrow(L)),
            class = c("KRmodcomp", "modcomp"))
}
.print_kr <- function(x, rows) {
  shown <- function(f) paste(deparse(f), collapse = "\n")
  cat("large : ", shown(x$f.large), "\n", sep = "")
  if (is.null(x$f.small)) {
    cat("L = \n")
    print(x$L)
  } else cat("small : ", shown(x$f.small), "\n", sep = "")
  printCoefmat(x$test[rows, , drop = FALSE], tst.ind = 1:3, na.print = "", has.Pvalue = TRUE)
  invisible(x)
}
print.KRmodcomp <- function(x, ...) .print_kr(x, "Ftest")
summary.KRmodcomp <- function(object, ...) structure(object, class = c("summary.KRmodcomp", class(object)))
print.summary.KRmodcomp <- function(x, ...) {
  cat("F-test with Kenward-Roger approximation; time:", "0.00", "sec\n")
  .print_kr(x, c("Ftest", "FtestU"))
}
getKR <- function(object, name = c("ndf", "ddf", "Fstat", "p.value", "F.scaling", "FstatU", "p.valueU", "aux")) {
  name <- match.arg(name)
  test <- object$test
  switch(name, Fstat = test$stat[1], FstatU = test$stat[2], p.valueU = test$p.value[2], aux = .unsupported("getKR(\"aux\") is not supported"), test[1, name])
}
vcovAdj <- function(object, ...) {
  out <- kenward_roger(object)$vcov
  dimnames(out) <- dimnames(object$vcov)
  Matrix_of(out, "dgeMatrix")
}
PBmodcomp <- function(largeModel, smallModel, ...) {
  .unsupported("PBmodcomp() is not supported: KRmodcomp() has F tests, simulate() and refit() the steps of a bootstrap")
}
