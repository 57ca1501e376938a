# Tests of coefficients with a covariance of one's own, and likelihood ratio tests, as package lmtest prints them.

coeftest <- function(x, vcov. = NULL, df = NULL, ...) {
  beta <- if (inherits(x, "merMod")) fixef(x) else coef(x)
  V <- if (is.null(vcov.)) vcov(x) else if (is.function(vcov.)) vcov.(x, ...) else vcov.
  error <- sqrt(diag(as.matrix(V)))
  beta <- beta[names(beta) %in% names(error) | is.null(names(error))]
  if (is.null(df)) df <- if (inherits(x, "lm") && !inherits(x, "glm")) df.residual(x) else Inf
  statistic <- beta / error
  table <- cbind(beta, error, statistic, 2 * if (is.finite(df) && df > 0) pt(-abs(statistic), df) else pnorm(-abs(statistic)))
  letter <- if (is.finite(df) && df > 0) "t" else "z"
  dimnames(table) <- list(names(beta), c("Estimate", "Std. Error", paste(letter, "value"), paste0("Pr(>|", letter, "|)")))
  structure(table, method = paste(letter, "test of coefficients"), df = df, class = "coeftest")
}
print.coeftest <- function(x, ...) {
  cat("\n", attr(x, "method"), ":\n\n", sep = "")
  printCoefmat(matrix(as.vector(x), nrow(x), dimnames = dimnames(x)), ...)
  cat("\n")
  invisible(x)
}
coefci <- function(x, parm = NULL, level = 0.95, vcov. = NULL, df = NULL, ...) {
  # a profile where nothing else is asked for and the fit has one
  if (is.null(vcov.) && is.null(df) && !inherits(x, "glm")) return(confint(x, level = level)[if (is.null(parm)) TRUE else parm, , drop = FALSE])
  table <- coeftest(x, vcov., df, ...)
  width <- (if (is.finite(attr(table, "df"))) qt(1 - (1 - level) / 2, attr(table, "df")) else qnorm(1 - (1 - level) / 2)) * table[, 2]
  out <- cbind(table[, 1] - width, table[, 1] + width)
  colnames(out) <- percent_names(c((1 - level) / 2, 1 - (1 - level) / 2))
  if (is.null(parm)) out else out[parm, , drop = FALSE]
}
# The fits that a test names: fits, changes of the formula before, or terms to leave out.
compared_fits <- function(object, others, env) {
  if (!length(others)) others <- list(. ~ 1)
  fits <- list(object)
  for (o in others) {
    before <- fits[[length(fits)]]
    changed <- if (inherits(o, "formula")) o
      else if (is.character(o)) reformulate_without(o)
      else if (is.numeric(o)) reformulate_without(attr(terms(before), "term.labels")[o])
    if (is.null(changed)) {
      if (class(o)[1] != class(before)[1]) {
        warning(simpleWarning(paste0("original model was of class \"", class(before)[1], "\", updated model is of class \"", class(o)[1], "\""),
                              quote(modelUpdate(objects[[i - 1]], objects[[i]]))))
      }
      fits[[length(fits) + 1]] <- o
    } else {
      call <- update(before, changed, evaluate = FALSE)
      fits[[length(fits) + 1]] <- eval(call, env)
    }
  }
  fits
}
reformulate_without <- function(terms) as.formula(paste(". ~ . -", paste(terms, collapse = " - ")))
model_lines <- function(fits) {
  paste(vapply(seq_along(fits), function(i) paste0("Model ", i, ": ", paste(deparse(formula(fits[[i]])), collapse = "\n")), ""), collapse = "\n")
}
# Wald tests of nested fits against each other, with the covariance of the larger one.
waldtest <- function(object, ..., vcov = NULL, test = c("F", "Chisq")) {
  fits <- compared_fits(object, list(...), parent.frame())
  test <- if (missing(test) && inherits(object, c("merMod", "coxph"))) "Chisq" else match.arg(test)
  df <- vapply(fits, function(f) as.numeric(df.residual(f)), 1)
  statistic <- c(NA, vapply(seq_along(fits)[-1], function(i) {
    two <- fits[c(i - 1, i)]
    sizes <- vapply(two, function(f) sum(!is.na(waldtest_beta(f))), 1L)
    large <- two[[which.max(sizes)]]
    small <- two[[which.min(sizes)]]
    beta <- waldtest_beta(large)
    tested <- setdiff(names(beta), names(waldtest_beta(small)))
    V <- if (is.null(vcov)) stats::vcov(large) else if (is.function(vcov)) vcov(large) else vcov
    V <- as.matrix(V)
    if (is.null(rownames(V))) dimnames(V) <- list(names(beta), names(beta))
    value <- sum(beta[tested] * solve(V[tested, tested, drop = FALSE], beta[tested]))
    if (test == "F") value / length(tested) else value
  }, 1))
  change <- c(NA, diff(-df))
  residual <- c(NA, pmin(df[-1], df[-length(df)]))
  p <- if (test == "F") pf(statistic, abs(change), residual, lower.tail = FALSE) else pchisq(statistic, abs(change), lower.tail = FALSE)
  table <- data.frame(df, change, statistic, p)
  dimnames(table) <- list(as.character(seq_along(fits)), c("Res.Df", "Df", test, if (test == "F") "Pr(>F)" else "Pr(>Chisq)"))
  structure(table, heading = c("Wald test\n", model_lines(fits)), class = c("anova", "data.frame"))
}
waldtest_beta <- function(f) if (inherits(f, "merMod")) fixef(f) else coef(f)
lrtest <- function(object, ...) {
  fits <- compared_fits(object, list(...), parent.frame())
  l <- lapply(fits, logLik)
  df <- vapply(l, function(v) as.numeric(attr(v, "df")), 1)
  value <- vapply(l, as.numeric, 1)
  change <- c(NA, diff(df))
  chisq <- c(NA, 2 * abs(diff(value)))
  table <- data.frame(df, value, change, chisq, pchisq(chisq, abs(change), lower.tail = FALSE))
  dimnames(table) <- list(as.character(seq_along(fits)), c("#Df", "LogLik", "Df", "Chisq", "Pr(>Chisq)"))
  structure(table, heading = c("Likelihood ratio test\n", model_lines(fits)), class = c("anova", "data.frame"))
}
# Diagnostic tests of linear models: variance (Breusch and Pagan 1979; Koenker 1981), serial correlation (Breusch 1978; Godfrey
# 1978), form (Ramsey 1969), and variance between two segments (Goldfeld and Quandt 1965).
tested_model <- function(formula, data) if (inherits(formula, "formula")) lm(formula, data) else formula
bptest <- function(formula, varformula = NULL, studentize = TRUE, data = list(), ...) {
  name <- paste(deparse(substitute(formula)))
  fit <- tested_model(formula, data)
  X <- model.matrix(fit)
  Z <- if (is.null(varformula)) X else model.matrix(varformula, if (length(data)) data else eval(fit$call$data, environment(formula(fit))))
  n <- nrow(X)
  squares <- residuals(fit)^2
  s2 <- sum(squares) / n
  if (studentize) {
    w <- squares - s2
    statistic <- n * sum(lm.fit(Z, w)$fitted.values^2) / sum(w^2)
    method <- "studentized Breusch-Pagan test"
  } else {
    statistic <- 0.5 * sum(lm.fit(Z, squares / s2 - 1)$fitted.values^2)
    method <- "Breusch-Pagan test"
  }
  df <- c(df = ncol(Z) - 1)
  structure(list(statistic = c(BP = statistic), parameter = df, method = method, p.value = unname(pchisq(statistic, df, lower.tail = FALSE)), data.name = name),
            class = "htest")
}
bgtest <- function(formula, order = 1, order.by = NULL, type = c("Chisq", "F"), data = list(), fill = 0, ...) {
  name <- paste(deparse(substitute(formula)))
  type <- match.arg(type)
  fit <- tested_model(formula, data)
  if (!is.null(order.by)) .unsupported("order.by is not supported in bgtest")
  X <- model.matrix(fit)
  res <- unname(residuals(fit))
  n <- length(res)
  lags <- vapply(seq_len(order), function(k) c(rep(fill, k), res[seq_len(n - k)]), numeric(n))
  auxiliary <- lm.fit(cbind(X, lags), res)
  if (type == "Chisq") {
    statistic <- c(`LM test` = n * sum(auxiliary$fitted.values^2) / sum(res^2))
    df <- c(df = order)
    p <- pchisq(statistic, order, lower.tail = FALSE)
  } else {
    rest <- sum(auxiliary$residuals^2)
    df <- c(df1 = order, df2 = n - ncol(X) - order)
    statistic <- c(`LM test` = ((sum(res^2) - rest) / order) / (rest / df[[2]]))
    p <- pf(statistic, df[1], df[2], lower.tail = FALSE)
  }
  structure(list(statistic = statistic, parameter = df, method = paste("Breusch-Godfrey test for serial correlation of order up to", order),
                 p.value = unname(p), data.name = name), class = "htest")
}
resettest <- function(formula, power = 2:3, type = c("fitted", "regressor", "princomp"), data = list(), ...) {
  name <- paste(deparse(substitute(formula)))
  if (match.arg(type) != "fitted") .unsupported("resettest() is supported with type = \"fitted\"")
  fit <- tested_model(formula, data)
  X <- model.matrix(fit)
  y <- model.response(model.frame(fit))
  # powers of the standardised fitted values span what those of the values span
  z <- scale(fitted(fit))
  larger <- lm.fit(cbind(X, vapply(power, function(k) as.vector(z)^k, numeric(nrow(X)))), y)
  before <- sum(residuals(fit)^2)
  after <- sum(larger$residuals^2)
  df <- c(df1 = length(power), df2 = nrow(X) - ncol(X) - length(power))
  statistic <- c(RESET = (before - after) / df[[1]] / (after / df[[2]]))
  structure(list(statistic = statistic, parameter = df, method = "RESET test", p.value = unname(pf(statistic, df[1], df[2], lower.tail = FALSE)),
                 data.name = name), class = "htest")
}
gqtest <- function(formula, point = 0.5, fraction = 0, alternative = c("greater", "two.sided", "less"), order.by = NULL, data = list()) {
  name <- paste(deparse(substitute(formula)))
  alternative <- match.arg(alternative)
  fit <- tested_model(formula, data)
  if (!is.null(order.by)) .unsupported("order.by is not supported in gqtest")
  X <- model.matrix(fit)
  y <- model.response(model.frame(fit))
  n <- nrow(X)
  k <- ncol(X)
  middle <- if (point > 1) point else floor(point * n)
  left <- if (fraction < 1) floor(fraction * n) else fraction
  first <- seq_len(floor(middle - left / 2))
  second <- seq.int(n - (n - ceiling(middle + 1 + left / 2)), n)
  squares <- function(rows) sum(lm.fit(X[rows, , drop = FALSE], y[rows])$residuals^2)
  df <- c(df1 = length(second) - k, df2 = length(first) - k)
  statistic <- c(GQ = (squares(second) / df[[1]]) / (squares(first) / df[[2]]))
  upper <- pf(statistic, df[1], df[2], lower.tail = FALSE)
  p <- switch(alternative, greater = upper, less = 1 - upper, two.sided = 2 * min(upper, 1 - upper))
  structure(list(statistic = statistic, parameter = df, method = "Goldfeld-Quandt test",
                 alternative = switch(alternative, greater = "variance increases from segment 1 to 2", less = "variance decreases from segment 1 to 2",
                                      two.sided = "variance changes from segment 1 to 2"),
                 p.value = unname(p), data.name = name), class = "htest")
}
# The Durbin-Watson test: the ratio of squared differences of neighbouring residuals to their squares (Durbin and Watson 1950), with
# its distribution as a ratio of quadratic forms (Imhof 1961, equation 3.2) or a normal one (Durbin and Watson 1951).
dwtest <- function(formula, order.by = NULL, alternative = c("greater", "two.sided", "less"), iterations = 15, exact = NULL, tol = 1e-10, data = list()) {
  name <- paste(deparse(substitute(formula)))
  alternative <- match.arg(alternative)
  fit <- tested_model(formula, data)
  X <- model.matrix(fit)
  y <- model.response(model.frame(fit))
  if (!is.null(order.by)) {
    time <- if (inherits(order.by, "formula")) model.frame(order.by, data)[[1]] else order.by
    X <- X[order(time), , drop = FALSE]
    y <- y[order(time)]
  }
  n <- nrow(X)
  k <- ncol(X)
  res <- lm.fit(X, y)$residuals
  dw <- sum(diff(res)^2) / sum(res^2)
  inverse <- solve(crossprod(X))
  # second differences of the columns, as (X[1] - X[2], -X[1] + 2 X[2] - X[3], ...)
  AX <- rbind(0, diff(X)) - rbind(diff(X), 0)
  if (is.null(exact)) exact <- n < 100
  if (exact) {
    A <- diag(c(1, rep(2, n - 2), 1))
    A[abs(row(A) - col(A)) == 1] <- -1
    M <- diag(n) - X %*% inverse %*% t(X)
    values <- eigen(M %*% A %*% M, symmetric = TRUE, only.values = TRUE)$values
    below <- positive_form(sort(values)[-seq_len(k)] - dw, 1e-9)
    p <- switch(alternative, two.sided = 2 * min(1 - below, below), less = below, greater = 1 - below)
  } else {
    if (n < max(5, k)) {
      warning("not enough observations for computing an approximate p value, set to 1")
      p <- 1
    } else {
      form <- crossprod(X, AX) %*% inverse
      P <- 2 * (n - 1) - sum(diag(form))
      Q <- 2 * (3 * n - 4) - 2 * sum(diag(crossprod(AX) %*% inverse)) + sum(diag(form %*% form))
      mean <- P / (n - k)
      sd <- sqrt(2 / ((n - k) * (n - k + 2)) * (Q - P * mean))
      p <- switch(alternative, two.sided = 2 * pnorm(abs(dw - mean), sd = sd, lower.tail = FALSE), less = pnorm(dw, mean, sd, lower.tail = FALSE),
                  greater = pnorm(dw, mean, sd))
    }
  }
  direction <- switch(alternative, greater = "greater than 0", two.sided = "not 0", less = "less than 0")
  structure(list(statistic = c(DW = dw), method = "Durbin-Watson test", alternative = paste("true autocorrelation is", direction), p.value = p,
                 data.name = name), class = "htest")
}
# The probability that a sum of squares of independent standard normal variables with these weights is above zero.
positive_form <- function(weights, tolerance) {
  inside <- function(u) vapply(u, function(v) if (v == 0) sum(weights) / 2 else {
    sin(0.5 * sum(atan(weights * v))) / (v * exp(0.25 * sum(log1p((weights * v)^2))))
  }, 1)
  0.5 + integrate(inside, 0, Inf, rel.tol = tolerance, subdivisions = 2000L)$value / pi
}
