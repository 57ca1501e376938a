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
# Kenward and Roger's degrees of freedom of one linear function.
get_Lb_ddf <- function(object, L) .kenward_roger_test(kenward_roger(object)$engine, matrix(L, 1))[1]
# The rows that the coefficients of a model must meet to be those of a smaller one.
model2restriction_matrix <- function(largeModel, smallModel, sparse = FALSE) {
  design <- function(m) if (inherits(m, "merMod")) m$X else model.matrix(m)
  large <- design(largeModel)
  inside <- qr(as.matrix(apply(design(smallModel), 2, function(column) lm.fit(large, column)$coefficients)))
  t(qr.Q(inside, complete = TRUE)[, -seq_len(inside$rank), drop = FALSE])
}
model2remat <- model2restriction_matrix

# Likelihood ratios of fits to responses simulated from the smaller model.
PBrefdist <- function(largeModel, smallModel, nsim = 1000, seed = NULL, cl = NULL, details = 0) {
  began <- proc.time()[[3]]
  if (inherits(smallModel, "formula")) smallModel <- update(largeModel, smallModel)
  fits <- lapply(list(largeModel, smallModel), by_likelihood)
  responses <- simulate(fits[[2]], nsim = nsim, seed = seed)
  ratio <- function(y) {
    again <- lapply(fits, function(f) refit_response(f, y))
    2 * (as.numeric(logLik(again[[1]])) - as.numeric(logLik(again[[2]])))
  }
  ref <- vapply(responses, function(y) tryCatch(suppressWarnings(suppressMessages(ratio(y))), error = function(e) NA_real_), 1, USE.NAMES = FALSE)
  ref <- ref[!is.na(ref)]
  structure(ref, cl = 1, ctime = setNames(proc.time()[[3]] - began, "elapsed"), class = "refdist")
}
by_likelihood <- function(fit) if (inherits(fit, "lmerMod") && fit$REML) refitML(fit) else fit
refit_response <- function(fit, y) {
  if (inherits(fit, "merMod")) return(refit(fit, y))
  data <- fit$model
  data[[1]] <- y
  call <- fit$call
  call$formula <- written_variables(formula(fit), names(data))
  call$data <- data
  eval(call, environment(formula(fit)))
}
PBmodcomp <- function(largeModel, smallModel, nsim = 1000, ref = NULL, seed = NULL, cl = NULL, details = 0) {
  began <- proc.time()[[3]]
  if (is.matrix(smallModel) || is.numeric(smallModel)) .unsupported("PBmodcomp() is supported with a smaller model or its formula, not a matrix")
  if (inherits(smallModel, "formula")) smallModel <- update(largeModel, smallModel)
  l <- lapply(list(largeModel, smallModel), function(f) logLik(by_likelihood(f)))
  df <- attr(l[[1]], "df") - attr(l[[2]], "df")
  stat <- 2 * (as.numeric(l[[1]]) - as.numeric(l[[2]]))
  if (is.null(ref)) ref <- PBrefdist(largeModel, smallModel, nsim, seed)
  ref <- as.numeric(ref)
  positive <- ref[ref > 0]
  extremes <- sum(stat < positive)
  test <- data.frame(stat = c(stat, stat), df = c(df, NA), p.value = c(pchisq(stat, df, lower.tail = FALSE), (1 + extremes) / (1 + length(positive))),
                     row.names = c("LRT", "PBtest"))
  structure(list(test = test, type = "X2test", samples = c(nsim = length(ref), npos = length(positive)), n.extreme = extremes,
                 ctime = proc.time()[[3]] - began, LRTstat = c(tobs = stat, df = df, p.value = test$p.value[1]), ref = ref,
                 formula.large = formula(largeModel), formula.small = formula(smallModel)), class = "PBmodcomp")
}
print_bootstrap <- function(x) {
  cat(sprintf("Bootstrap test; time: %.2f sec; samples: %d; extremes: %d;", round(x$ctime, 2), x$samples[[1]], x$n.extreme))
  if (x$samples[[2]] < x$samples[[1]]) cat(sprintf(" Requested samples: %d Used samples: %d", x$samples[[1]], x$samples[[2]]))
  cat("\n")
  shown <- function(f) paste(deparse(f), collapse = "\n")
  cat("large : ", shown(x$formula.large), "\n", shown(x$formula.small), "\n", sep = "")
}
print.PBmodcomp <- function(x, ...) {
  print_bootstrap(x)
  printCoefmat(as.matrix(x$test), tst.ind = 1, na.print = "", P.values = TRUE, has.Pvalue = TRUE)
  invisible(x)
}
# Beside the count: gamma and F distributions with the moments of the simulated ratios, and the ratio scaled to its mean (Bartlett).
summary.PBmodcomp <- function(object, ...) {
  positive <- object$ref[object$ref > 0]
  stat <- object$test$stat[1]
  df <- object$test$df[1]
  mean <- mean(positive)
  variance <- var(positive)
  bartlett <- df * stat / mean
  ddf <- 2 * mean / (mean - 1)
  test <- data.frame(stat = c(stat, stat, stat, bartlett, stat / df), df = c(df, NA, NA, df, df), ddf = c(NA, NA, NA, NA, ddf),
                     p.value = c(object$test$p.value, pgamma(stat, shape = mean^2 / variance, scale = variance / mean, lower.tail = FALSE),
                                 pchisq(bartlett, df, lower.tail = FALSE), pf(stat / df, df, ddf, lower.tail = FALSE)),
                     row.names = c("LRT", "PBtest", "Gamma", "Bartlett", "F"))
  p <- object$test$p.value[2]
  error <- sqrt(p * (1 - p) / length(positive))
  object[c("test", "moment", "gamma", "ci", "se")] <- list(test, c(mean = mean, var = variance), c(scale = variance / mean, shape = mean^2 / variance),
                                                            p + c(-1, 1) * 1.96 * error, error)
  structure(object, class = "summary.PBmodcomp")
}
print.summary.PBmodcomp <- function(x, ...) {
  print_bootstrap(x)
  printCoefmat(as.matrix(x$test), tst.ind = 1, na.print = "", P.values = TRUE, has.Pvalue = TRUE)
  cat("\n")
  invisible(x)
}
