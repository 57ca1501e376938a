# The pipe: the left value becomes the first argument on the right, or stands where the dot is.

`%>%` <- function(lhs, rhs) pipe_step(substitute(lhs), substitute(rhs), parent.frame())
pipe_step <- function(left, right, env) {
  scope <- new.env(parent = env)
  assign(".", eval(left, env), envir = scope)
  eval(pipe_call(right), scope)
}
pipe_call <- function(right) {
  if (is.symbol(right) || is.call(right) && is.symbol(right[[1]]) && as.character(right[[1]]) %in% c("::", ":::", "$")) return(as.call(list(right, quote(.))))
  if (is.function(right)) return(as.call(list(right, quote(.))))
  if (is.call(right) && identical(right[[1]], quote(`{`))) return(right)
  if (is.call(right) && identical(right[[1]], quote(`(`))) return(as.call(list(right[[2]], quote(.))))
  if (is.call(right) && identical(right[[1]], quote(`function`))) return(as.call(list(right, quote(.))))
  if (any(vapply(as.list(right)[-1], identical, NA, quote(.)))) right
  else as.call(c(list(right[[1]], quote(.)), as.list(right)[-1]))
}
`%<>%` <- function(lhs, rhs) {
  target <- substitute(lhs)
  value <- pipe_step(target, substitute(rhs), parent.frame())
  eval(call("<-", target, value), parent.frame())
  invisible(value)
}
`%$%` <- function(lhs, rhs) eval(substitute(rhs), lhs, parent.frame())
`%T>%` <- function(lhs, rhs) {
  pipe_step(substitute(lhs), substitute(rhs), parent.frame())
  lhs
}
