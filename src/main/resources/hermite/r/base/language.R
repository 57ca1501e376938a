# Functions as data: their arguments and bodies, calls one up, values by partial name.

alist <- function(...) as.list(sys.call())[-1L]

args <- function(name) {
  f <- if (is.character(name)) get(name, envir = parent.frame(), mode = "function") else name
  if (!is.function(f)) return(NULL)
  as.function(c(formals(if (is.primitive(f)) .as_declared(f) else f), list(NULL)), envir = globalenv())
}
# A built-in function's parameters as those of a function in R.
.as_declared <- function(f) {
  out <- function() NULL
  formals(out) <- .builtin_formals(f)
  out
}
`formals<-` <- function(fun, envir = environment(fun), value) {
  as.function(c(value, if (is.null(body(fun))) list(NULL) else list(body(fun))), envir)
}
as.expression <- function(x, ...) if (is.expression(x)) x else do.call("expression", if (is.list(x)) x else list(x))
as.array <- function(x, ...) {
  if (is.array(x)) return(x)
  labels <- names(x)
  dim(x) <- length(x)
  if (length(labels)) dimnames(x) <- list(labels)
  x
}
asplit <- function(x, MARGIN) {
  keep <- dim(x)[MARGIN]
  labels <- dimnames(x)[MARGIN]
  out <- lapply(seq_len(prod(keep)), function(k) {
    at <- as.list(rep(TRUE, length(dim(x))))
    at[MARGIN] <- as.list(arrayInd(k, keep))
    do.call(`[`, c(list(x), at))
  })
  structure(out, dim = keep, dimnames = labels)
}
slice.index <- function(x, MARGIN) array(arrayInd(seq_along(x), dim(x))[, MARGIN], dim(x))
callCC <- function(f) {
  key <- new.env()
  tryCatch(f(function(v) {
    key$value <- v
    stop(structure(class = c("callCC", "error", "condition"), list(message = "left", call = NULL, key = key)))
  }), callCC = function(e) if (identical(e$key, key)) key$value else stop(e))
}
charmatch <- function(x, table, nomatch = NA_integer_) {
  vapply(as.character(x), function(v) {
    exact <- which(table == v)
    if (length(exact) == 1) return(exact)
    part <- which(startsWith(as.character(table), v))
    if (length(exact) > 1 || length(part) > 1) 0L else if (length(part)) part else as.integer(nomatch)
  }, 1L, USE.NAMES = FALSE)
}
comment <- function(x) attr(x, "comment", exact = TRUE)
`comment<-` <- function(x, value) {
  attr(x, "comment") <- value
  x
}
data.class <- function(x) {
  if (length(oldClass(x))) return(class(x)[1L])
  if (length(dim(x)) == 2) "matrix" else if (length(dim(x))) "array" else mode(x)
}
dynGet <- function(x, ifnotfound = stop(gettextf("%s not found", sQuote(x)), domain = NA), minframe = 1L, inherits = FALSE) {
  n <- sys.nframe()
  while (n > minframe) {
    n <- n - 1L
    frame <- sys.frame(n)
    if (exists(x, envir = frame, inherits = inherits)) return(get(x, envir = frame, inherits = inherits))
  }
  ifnotfound
}
eapply <- function(env, FUN, ..., all.names = FALSE, USE.NAMES = TRUE) {
  FUN <- match.fun(FUN)
  out <- lapply(mget(ls(env, all.names = all.names), envir = env), FUN, ...)
  if (USE.NAMES) out else unname(out)
}
encodeString <- function(x, width = 0L, quote = "", na.encode = TRUE, justify = c("left", "right", "centre", "none")) {
  justify <- match.arg(justify)
  shown <- vapply(x, function(s) if (is.na(s)) "NA" else {
    inner <- substr(d <- deparse(s), 2L, nchar(d) - 1L)
    paste0(quote, if (quote == "\"") inner else gsub("\\\"", "\"", inner, fixed = TRUE), quote)
  }, "", USE.NAMES = FALSE)
  width <- if (is.na(width)) max(nchar(shown)) else width
  out <- if (justify == "none") shown else formatC(shown, width = width, flag = if (justify == "left") "-" else "")
  structure(out, names = names(x), dim = dim(x), dimnames = dimnames(x))
}
enquote <- function(cl) as.call(list(as.name("quote"), cl))
eval.parent <- function(expr, n = 1) {
  p <- parent.frame(n + 1)
  eval(expr, p)
}
forceAndCall <- function(n, FUN, ...) FUN(...)
isa <- function(x, what) all(class(x) %in% what) || all(what %in% class(x))
logb <- function(x, base = exp(1)) log(x, base)
list2DF <- function(x = list(), nrow = 0L) {
  n <- if (length(x)) length(x[[1L]]) else nrow
  if (is.null(names(x))) names(x) <- character(length(x))
  structure(x, class = "data.frame", row.names = seq_len(n))
}
nullfile <- function() "/dev/null"
pmax.int <- function(..., na.rm = FALSE) pmax(..., na.rm = na.rm)
pmin.int <- function(..., na.rm = FALSE) pmin(..., na.rm = na.rm)
remove <- function(..., list = character(), envir = parent.frame(), inherits = FALSE) {
  written <- vapply(as.list(substitute(list(...)))[-1L], as.character, "")
  rm(list = c(list, written), envir = envir)
}
returnValue <- function(default) if (missing(default)) NULL else default
sys.parent <- function(n = 1) max(0L, sys.nframe() - 1L - as.integer(n))
Sys.getpid <- function() 0L
Sys.getlocale <- function(category = "LC_ALL") "C.UTF-8"
traceback <- function(...) {
  cat("No traceback available", "\n")
  invisible(NULL)
}
validUTF8 <- function(x) rep(TRUE, length(x))
withAutoprint <- function(exprs, ..., echo = TRUE) {
  code <- substitute(exprs)
  code <- if (is.call(code) && identical(code[[1L]], quote(`{`))) as.list(code)[-1L] else list(code)
  env <- parent.frame()
  for (e in code) {
    if (echo) cat("> ", paste(deparse(e), collapse = "\n+ "), "\n", sep = "")
    out <- withVisible(eval(e, env))
    if (out$visible) print(out$value)
  }
  invisible(out)
}
rcond <- function(x, norm = c("O", "I", "1"), ...) {
  which <- if (match.arg(norm) == "I") 1 else 2
  size <- function(m) max(apply(abs(m), which, sum))
  inverse <- tryCatch(solve(x), error = function(e) NULL)
  if (is.null(inverse)) 0 else 1 / (size(x) * size(inverse))
}

# Diverts output to a file until sink() is called again.
sink <- function(file = NULL, append = FALSE, type = c("output", "message"), split = FALSE) {
  if (match.arg(type) == "message") .unsupported("sink(type = \"message\") is not supported")
  if (split) .unsupported("sink(split = TRUE) is not supported")
  if (!is.null(file)) .divert(.path_of(file), append)
  else if (!.undivert()) warning("no sink to remove")
  invisible(NULL)
}

# Version numbers: whole numbers between points or hyphens.
numeric_version <- function(x, strict = TRUE) {
  structure(lapply(strsplit(as.character(x), "[.-]"), as.integer), class = "numeric_version")
}
package_version <- function(x, strict = TRUE) {
  out <- numeric_version(x)
  structure(unclass(out), class = c("package_version", "numeric_version"))
}
getRversion <- function() package_version("4.2.2")
as.character.numeric_version <- function(x, ...) vapply(unclass(x), paste, "", collapse = ".")
format.numeric_version <- function(x, ...) as.character.numeric_version(x)
print.numeric_version <- function(x, ...) {
  print(noquote(paste0(sQuote(as.character(x)))))
  invisible(x)
}
Ops.numeric_version <- function(e1, e2) {
  parts <- function(v) unclass(if (inherits(v, "numeric_version")) v else numeric_version(v))
  a <- parts(e1)
  b <- parts(e2)
  n <- max(length(a), length(b))
  order <- mapply(.compare_versions, rep_len(a, n), rep_len(b, n))
  get(.Generic)(order, 0)
}
.compare_versions <- function(a, b) {
  n <- min(length(a), length(b))
  different <- which(a[seq_len(n)] != b[seq_len(n)])
  if (length(different)) sign(a[different[1L]] - b[different[1L]]) else sign(length(a) - length(b))
}
`[[.numeric_version` <- function(x, i, j) {
  out <- unclass(x)[[i]]
  if (missing(j)) structure(list(out), class = class(x)) else out[j]
}
`$.package_version` <- function(x, name) {
  v <- unclass(x)[[1L]]
  switch(name, major = v[1L], minor = v[2L], patchlevel = v[3L])
}

dput <- function(x, file = "", control = c("keepNA", "keepInteger", "niceNames", "showAttributes")) {
  if (identical(file, "")) .dput(x) else writeLines(utils::capture.output(.dput(x)), file)
  invisible(x)
}

dump <- function(list, file = "dumpdata.R", append = FALSE, control = "all", envir = parent.frame(), evaluate = TRUE) {
  lines <- unlist(lapply(list, function(name) {
    shown <- make.names(name) == name
    c(paste(if (shown) name else paste0("`", name, "`"), "<-"), utils::capture.output(.dput(get(name, envir = envir))))
  }))
  if (identical(file, "")) writeLines(lines) else cat(lines, file = file, sep = "\n", append = append)
  invisible(list)
}
dget <- function(file, keep.source = FALSE) eval(parse(file = file))

pairlist <- function(...) if (...length()) list(...)

as.pairlist <- function(x) if (length(x)) as.list(x)

as.null <- function(x, ...) NULL

is.R <- function() TRUE

psigamma <- function(x, deriv = 0L) {
  if (deriv == 0L) digamma(x) else if (deriv == 1L) trigamma(x)
  else .unsupported("psigamma() of a deriv above 1 is not supported")
}

provideDimnames <- function(x, sep = "", base = list(LETTERS), unique = TRUE) {
  dx <- dim(x)
  dn <- dimnames(x)
  if (is.null(dn)) dn <- vector("list", length(dx))
  for (i in which(vapply(dn, is.null, NA))) {
    labels <- rep_len(base[[(i - 1L) %% length(base) + 1L]], dx[i])
    dn[[i]] <- if (unique) make.unique(labels, sep = sep) else labels
  }
  dimnames(x) <- dn
  x
}

# Elements without dispatch on the class.
.subset <- function(x, ...) unclass(x)[...]

.subset2 <- function(x, ...) unclass(x)[[...]]
