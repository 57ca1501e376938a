# Symbolic derivatives, with the simplifications and the layout of R's own (Chambers and Hastie 1992, section 10.3).

D <- function(expr, name) {
  if (is.expression(expr)) expr <- expr[[1L]]
  if (!is.character(name) || length(name) < 1L) stop("variable must be a character string")
  .derivative(expr, name[1L])
}
.is_number <- function(e, value) is.numeric(e) && length(e) == 1L && e == value
.plus <- function(a, b) if (.is_number(a, 0)) b else if (.is_number(b, 0)) a else call("+", a, b)
.minus <- function(a, b) {
  if (missing(b)) return(if (.is_number(a, 0)) 0 else call("-", a))
  if (.is_number(b, 0)) a else if (.is_number(a, 0)) call("-", b) else call("-", a, b)
}
.times <- function(a, b) {
  if (.is_number(a, 0) || .is_number(b, 0)) 0 else if (.is_number(a, 1)) b else if (.is_number(b, 1)) a
  else if (.is_negated(a)) .minus(.times(a[[2L]], b)) else if (.is_negated(b)) .minus(.times(a, b[[2L]]))
  else call("*", a, b)
}
.over <- function(a, b) {
  if (.is_number(a, 0)) 0 else if (.is_number(b, 1)) a else if (.is_negated(a)) .minus(.over(a[[2L]], b)) else call("/", a, b)
}
.power <- function(a, b) if (.is_number(b, 1)) a else if (.is_number(b, 0)) 1 else call("^", a, b)
.is_negated <- function(e) is.call(e) && identical(e[[1L]], quote(`-`)) && length(e) == 2L
.derivative <- function(e, v) {
  if (is.numeric(e) || is.logical(e) || is.complex(e)) return(0)
  if (is.symbol(e)) return(if (identical(as.character(e), v)) 1 else 0)
  head <- as.character(e[[1L]])
  x <- e[[2L]]
  if (head == "(") return(.derivative(x, v))
  if (head %in% c("+", "-") && length(e) == 2L) {
    inner <- .derivative(x, v)
    return(if (head == "+") inner else .minus(inner))
  }
  if (head %in% c("+", "-", "*", "/", "^")) return(.operator_derivative(head, x, e[[3L]], v))
  dx <- .derivative(x, v)
  switch(head,
    exp = .times(e, dx),
    log = if (length(e) == 2L) .over(dx, x) else .over(dx, .times(x, call("log", e[[3L]]))),
    cos = .minus(.times(call("sin", x), dx)),
    sin = .times(call("cos", x), dx),
    tan = .over(dx, call("^", call("cos", x), 2)),
    cosh = .times(call("sinh", x), dx),
    sinh = .times(call("cosh", x), dx),
    tanh = .over(dx, call("^", call("cosh", x), 2)),
    sqrt = .derivative(call("^", x, 0.5), v),
    pnorm = .times(call("dnorm", x), dx),
    dnorm = .minus(.times(x, .times(call("dnorm", x), dx))),
    asin = .over(dx, call("sqrt", call("-", 1, call("^", x, 2)))),
    acos = .minus(.over(dx, call("sqrt", call("-", 1, call("^", x, 2))))),
    atan = .over(dx, call("+", 1, call("^", x, 2))),
    gamma = .times(dx, call("*", e, call("digamma", x))),
    lgamma = .times(dx, call("digamma", x)),
    digamma = .times(dx, call("trigamma", x)),
    log1p = .over(dx, call("+", 1, x)),
    expm1 = .times(call("exp", x), dx),
    log2 = .over(dx, .times(x, quote(log(2)))),
    log10 = .over(dx, .times(x, quote(log(10)))),
    stop(gettextf("Function '%s' is not in the derivatives table", head), call. = FALSE))
}
.operator_derivative <- function(head, a, b, v) {
  da <- .derivative(a, v)
  db <- .derivative(b, v)
  switch(head,
    "+" = .plus(da, db),
    "-" = .minus(da, db),
    "*" = .plus(.times(da, b), .times(a, db)),
    "/" = .minus(.over(da, b), .over(.times(a, db), .power(b, 2))),
    "^" = if (is.numeric(b)) .times(b, .times(da, .power(a, b - 1))) else {
      first <- .times(call("^", a, .minus(b, 1)), .times(b, da))
      second <- .times(call("^", a, b), .times(call("log", a), db))
      .plus(first, second)
    })
}

# An expression that gives the value with its gradient, and the Hessian where asked for, as attributes.
deriv <- function(expr, ...) UseMethod("deriv")
deriv.formula <- function(expr, namevec, function.arg = NULL, tag = ".expr", hessian = FALSE, ...) {
  .deriv_expression(expr[[length(expr)]], namevec, function.arg, hessian)
}
deriv.default <- function(expr, namevec, function.arg = NULL, tag = ".expr", hessian = FALSE, ...) {
  .deriv_expression(if (is.expression(expr)) expr[[1L]] else expr, namevec, function.arg, hessian)
}
deriv3 <- function(expr, namevec, function.arg = NULL, ...) deriv(expr, namevec, function.arg, hessian = TRUE)
.deriv_expression <- function(e, names, function.arg, hessian) {
  p <- length(names)
  labels <- if (p == 1L) names else as.call(c(quote(c), as.list(names)))
  lines <- list(quote(`{`), call("<-", quote(.value), e),
                bquote(.grad <- array(0, c(length(.value), .(p)), list(NULL, c(.(labels))))))
  if (p > 1L) lines[[3L]] <- bquote(.grad <- array(0, c(length(.value), .(p)), list(NULL, .(labels))))
  if (hessian) lines <- c(lines, bquote(.hessian <- array(0, c(length(.value), .(p), .(p)), list(NULL, .(labels), .(labels)))))
  for (i in seq_len(p)) {
    first <- D(e, names[i])
    lines <- c(lines, bquote(.grad[, .(names[i])] <- .(first)))
    if (hessian) for (j in seq_len(i)) {
      second <- D(first, names[j])
      lines <- c(lines, if (i == j) bquote(.hessian[, .(names[i]), .(names[i])] <- .(second))
        else bquote(.hessian[, .(names[i]), .(names[j])] <- .hessian[, .(names[j]), .(names[i])] <- .(second)))
    }
  }
  lines <- c(lines, quote(attr(.value, "gradient") <- .grad), if (hessian) quote(attr(.value, "hessian") <- .hessian), quote(.value))
  body <- as.call(lines)
  if (is.null(function.arg)) return(as.expression(body))
  if (is.function(function.arg)) return(as.function(c(formals(function.arg), list(body)), envir = parent.frame(3)))
  given <- if (is.character(function.arg)) function.arg else names
  as.function(c(setNames(rep(alist(a = ), length(given)), given), list(body)), envir = globalenv())
}
numericDeriv <- function(expr, theta, rho = parent.frame(), dir = 1, ...) {
  base <- eval(expr, rho)
  columns <- lapply(theta, function(name) {
    at <- get(name, envir = rho)
    vapply(seq_along(at), function(k) {
      step <- sqrt(.Machine$double.eps) * max(abs(at[k]), 1e-4)
      moved <- at
      moved[k] <- at[k] + dir * step
      assign(name, moved, envir = rho)
      out <- (eval(expr, rho) - base) / (dir * step)
      assign(name, at, envir = rho)
      as.vector(out)
    }, numeric(length(base)))
  })
  structure(base, gradient = do.call(cbind, columns))
}
