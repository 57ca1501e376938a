# Higher-order functions that read naturally in R.

Negate <- function(f) {
  f <- match.fun(f)
  function(...) !f(...)
}

Vectorize <- function(FUN, vectorize.args = names(formals(FUN)), SIMPLIFY = TRUE, USE.NAMES = TRUE) {
  FUN <- match.fun(FUN)
  function(...) mapply(FUN, ..., SIMPLIFY = SIMPLIFY, USE.NAMES = USE.NAMES)
}


Filter <- function(f, x) {
  f <- match.fun(f)
  keep <- as.logical(unlist(lapply(x, f)))
  x[which(keep)]
}

Find <- function(f, x, right = FALSE, nomatch = NULL) {
  pos <- Position(f, x, right, nomatch = 0L)
  if (pos > 0L) x[[pos]] else nomatch
}

Position <- function(f, x, right = FALSE, nomatch = NA_integer_) {
  f <- match.fun(f)
  places <- if (right) rev(seq_along(x)) else seq_along(x)
  for (i in places) if (isTRUE(as.logical(f(x[[i]])))) return(i)
  nomatch
}

Map <- function(f, ...) {
  f <- match.fun(f)
  mapply(FUN = f, ..., SIMPLIFY = FALSE)
}

Reduce <- function(f, x, init, right = FALSE, accumulate = FALSE) {
  f <- match.fun(f)
  given <- !missing(init)
  x <- as.list(x)
  if (length(x) == 0L) return(if (given) (if (accumulate) list(init) else init))
  if (right) x <- rev(x)
  # names of variables are seen by rbind and its like: R's are these
  if (!given) {
    init <- x[[1L]]
    x <- x[-1L]
  }
  if (accumulate) out <- list(init)
  # arguments are values by now: functions that keep them see those of their own step
  step <- function(init, x, i) {
    force(init)
    force(i)
    if (right) f(x[[i]], init) else f(init, x[[i]])
  }
  for (i in seq_along(x)) {
    init <- step(init, x, i)
    if (accumulate) out <- c(out, list(init))
  }
  if (!accumulate) return(init)
  if (right) out <- rev(out)
  if (all(lengths(out) == 1L)) unlist(out, recursive = FALSE) else out
}

with <- function(data, expr, ...) UseMethod("with")

with.default <- function(data, expr, ...) {
  eval(substitute(expr), data, enclos = parent.frame())
}

within <- function(data, expr, ...) UseMethod("within")

within.data.frame <- function(data, expr, ...) {
  parent <- parent.frame()
  e <- list2env(as.list(data), parent = parent)
  eval(substitute(expr), e)
  made <- as.list(e, all.names = TRUE)
  new <- rev(setdiff(.assignment.order(substitute(expr)), names(data)))
  new <- new[new %in% names(made)]
  other <- setdiff(names(made), c(names(data), new))
  for (n in names(data)) data[[n]] <- made[[n]]
  for (n in c(new, other)) data[[n]] <- made[[n]]
  data
}

within.list <- function(data, expr, ...) {
  parent <- parent.frame()
  e <- list2env(as.list(data), parent = parent)
  eval(substitute(expr), e)
  made <- as.list(e, all.names = TRUE)
  for (n in names(data)) data[[n]] <- made[[n]]
  for (n in setdiff(names(made), names(data))) data[[n]] <- made[[n]]
  data
}

.assignment.order <- function(expr) {
  out <- character()
  if (is.call(expr)) {
    if (as.character(expr[[1L]])[1L] %in% c("<-", "=")) {
      target <- expr[[2L]]
      while (is.call(target)) target <- target[[2L]]
      out <- as.character(target)
    }
    for (part in as.list(expr)[-1L]) if (is.call(part)) out <- c(out, .assignment.order(part))
  }
  unique(out)
}

simpleCondition <- function(message, call = NULL) {
  structure(class = c("simpleCondition", "condition"), list(message = message, call = call))
}

simpleError <- function(message, call = NULL) {
  structure(class = c("simpleError", "error", "condition"), list(message = as.character(message), call = call))
}

simpleWarning <- function(message, call = NULL) {
  structure(class = c("simpleWarning", "warning", "condition"), list(message = as.character(message), call = call))
}

simpleMessage <- function(message, call = NULL) {
  structure(class = c("simpleMessage", "message", "condition"), list(message = message, call = call))
}

errorCondition <- function(message, ..., class = character(), call = NULL) {
  structure(class = c(class, "error", "condition"), list(message = as.character(message), call = call, ...))
}

warningCondition <- function(message, ..., class = character(), call = NULL) {
  structure(class = c(class, "warning", "condition"), list(message = as.character(message), call = call, ...))
}

conditionMessage <- function(c) UseMethod("conditionMessage")

conditionMessage.condition <- function(c) c$message

conditionCall <- function(c) UseMethod("conditionCall")

conditionCall.condition <- function(c) c$call

print.condition <- function(x, ...) {
  msg <- conditionMessage(x)
  call <- conditionCall(x)
  cl <- class(x)[1L]
  if (!is.null(call)) cat("<", cl, " in ", deparse(call, nlines = 1L), ": ", msg, ">\n", sep = "")
  else cat("<", cl, ": ", msg, ">\n", sep = "")
  invisible(x)
}

as.character.condition <- function(x, ...) {
  msg <- conditionMessage(x)
  call <- conditionCall(x)
  cl <- class(x)[1L]
  if (!is.null(call)) paste0(cl, " in ", deparse(call, nlines = 1L), ": ", msg, "\n")
  else paste0(cl, ": ", msg, "\n")
}

as.character.error <- function(x, ...) {
  msg <- conditionMessage(x)
  call <- conditionCall(x)
  if (!is.null(call)) paste0("Error in ", deparse(call, nlines = 1L), ": ", msg, "\n")
  else paste0("Error: ", msg, "\n")
}

tryInvokeRestart <- function(r, ...) {
  found <- vapply(computeRestarts(), function(each) identical(each$name, r), logical(1L))
  if (any(found)) invokeRestart(r, ...) else invisible(NULL)
}
