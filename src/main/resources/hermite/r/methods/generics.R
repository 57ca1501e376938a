# Generic functions and methods of formal classes: chosen by the classes of the arguments in the signature, nearest first.

setGeneric <- function(name, def = NULL, where, package, valueClass, useAsDefault, genericFunction, simpleInheritanceOnly,
                       signature = NULL) {
  existing <- if (exists(name, envir = globalenv())) get(name, envir = globalenv(), mode = "function") else NULL
  otherwise <- NULL
  if (is.null(def)) {
    if (is.null(existing)) stop("must supply a function skeleton for ", sQuote(name), ", explicitly or via an existing function", call. = FALSE)
    def <- existing
    body(def) <- call("standardGeneric", name)
    environment(def) <- globalenv()
    otherwise <- existing
    home <- if (is.null(find_home(name))) "base" else find_home(name)
    message("Creating a generic function for ", sQuote(name), " from package ", sQuote(home), " in the global environment")
  } else if (!"standardGeneric" %in% all.names(body(def))) {
    otherwise <- def
    body(def) <- call("standardGeneric", name)
    message("Creating a generic function from function ", sQuote(name), " in the global environment")
  } else if (is.function(existing) && !identical(environment(existing), globalenv())) {
    otherwise <- existing
    home <- if (is.null(find_home(name))) "base" else find_home(name)
    message("Creating a new generic function for ", sQuote(name), " in the global environment")
  }
  arguments <- setdiff(names(formals(def)), "...")
  assign(name, list(name = name, arguments = formals(def), signature = if (is.null(signature)) arguments else signature, methods = list(), default = otherwise),
         envir = .formal$generics)
  assign(name, def, envir = globalenv())
  print(name)
  invisible(name)
}
find_home <- function(name) {
  for (place in search()[-1]) if (exists(name, where = place, inherits = FALSE)) return(sub("package:", "", place))
  NULL
}
isGeneric <- function(f, ...) !is.null(.formal$generics[[f]]) || any(vapply(.formal$methods, function(m) is.list(m) && m$generic == f, NA))
removeMethod <- function(f, signature = character(), ...) {
  generic <- .formal$generics[[f]]
  key <- paste(signature, collapse = "\r")
  known <- key %in% names(generic$methods)
  generic$methods[[key]] <- NULL
  assign(f, generic, envir = .formal$generics)
  known
}

setMethod <- function(f, signature = character(), definition, where, valueClass, sealed) {
  generic <- .formal$generics[[f]]
  classes <- as.character(unlist(signature))
  if (f == "initialize" || !is.null(generic)) {
    if (f == "initialize" && is.null(generic)) generic <- list(name = f, signature = ".Object", methods = list())
    if (!is.null(names(signature)) && any(names(signature) != "")) {
      at <- match(names(signature), generic$signature)
      full <- rep("ANY", max(at))
      full[at] <- classes
      classes <- full
    }
    generic$methods[[paste(classes, collapse = "\r")]] <- list(classes = classes, definition = definition)
    assign(f, generic, envir = .formal$generics)
  } else {
    if (!f %in% c("show", "Arith", "Compare", "Ops", "Logic", "Math", "Summary") && !exists(f, envir = globalenv())) {
      stop("no existing definition for function ", sQuote(f), call. = FALSE)
    }
    .formal$methods[[paste(f, classes[1], sep = "\r")]] <- list(generic = f, class = classes[1], definition = definition)
    .spread_methods()
  }
  invisible(f)
}
# Methods of functions that dispatch on their own: known by the class and those that extend it.
.spread_methods <- function() {
  mine <- Filter(is.list, .formal$methods)
  for (class in ls(.formal$classes)) {
    above <- .linearisation(class)
    registerS3method("print", class, .shows(.show_default))
    for (f in unique(vapply(mine, function(m) m$generic, ""))) {
      own <- Filter(function(m) m$generic == f && m$class %in% c(above, "ANY"), mine)
      if (length(own) == 0) next
      rank <- match(vapply(own, function(m) m$class, ""), c(above, "ANY"))
      chain <- lapply(own[order(rank)], `[[`, "definition")
      method <- .with_next(chain[[1]], chain[-1], f)
      for (name in switch(f, show = "print", Arith = c("+", "-", "*", "/", "^", "%%", "%/%"),
                          Compare = c("==", "!=", "<", ">", "<=", ">="), Logic = c("&", "|"), f)) {
        registerS3method(name, class, if (f == "show") .shows(method) else method)
      }
    }
  }
}
.shows <- function(method) {
  force(method)
  function(x, ...) {
    method(x)
    invisible(x)
  }
}
setReplaceMethod <- function(f, ..., where) setMethod(paste0(f, "<-"), ...)
existsMethod <- function(f, signature = character(), ...) {
  paste(unlist(signature), collapse = "\r") %in% names(.formal$generics[[f]]$methods) ||
    !is.null(.formal$methods[[paste(f, signature[1], sep = "\r")]])
}
hasMethod <- function(f, signature = character(), ...) {
  length(.methods_for(f, lapply(as.character(signature), .linearisation))) > 0 || existsMethod(f, signature)
}
getMethod <- function(f, signature = character(), ...) {
  found <- .formal$generics[[f]]$methods[[paste(unlist(signature), collapse = "\r")]]$definition
  if (is.null(found)) found <- .formal$methods[[paste(f, signature[1], sep = "\r")]]$definition
  if (is.null(found)) stop("no method for ", sQuote(f), " matches class ", dQuote(signature[1]), call. = FALSE)
  found
}
selectMethod <- function(f, signature = character(), ...) {
  found <- .methods_for(f, lapply(as.character(signature), .linearisation))
  if (length(found)) found[[1]] else getMethod(f, signature)
}

# Methods whose signature fits, nearest first; candidates are the classes of each argument, nearest first.
.methods_for <- function(f, candidates) {
  generic <- .formal$generics[[f]]
  if (is.null(generic)) return(list())
  distance <- vapply(generic$methods, function(m) {
    sum(vapply(seq_along(m$classes), function(i) {
      wanted <- m$classes[i]
      own <- if (i <= length(candidates)) candidates[[i]] else "missing"
      at <- match(wanted, own)
      if (is.na(at)) if (wanted == "ANY" && !identical(own, "missing")) 1000 else if (wanted == "ANY") 1000 else Inf else at - 1
    }, 1))
  }, 1)
  lapply(generic$methods[order(distance)][sort(distance) < Inf], `[[`, "definition")
}
standardGeneric <- function(f, fdef) {
  frame <- parent.frame()
  generic <- .formal$generics[[f]]
  if (is.null(generic)) stop("call to standardGeneric(\"", f, "\") apparently not from the body of that generic function", call. = FALSE)
  used <- max(c(1, vapply(generic$methods, function(m) length(m$classes), 1L)))
  candidates <- lapply(generic$signature[seq_len(min(used, length(generic$signature)))], function(a) {
    if (eval(call("missing", as.name(a)), frame)) "missing" else .classes_of(get(a, envir = frame))
  })
  methods <- .methods_for(f, candidates)
  if (is.function(generic$default)) methods <- c(methods, list(generic$default))
  if (length(methods) == 0) {
    shown <- paste0("\"", vapply(candidates, `[`, "", 1), "\"", collapse = ", ")
    stop("unable to find an inherited method for function ", sQuote(f), " for signature ", sQuote(shown), call. = FALSE)
  }
  .call_in(.with_next(methods[[1]], methods[-1], f), generic$arguments, frame)
}
# Calls a method with what the frame of the generic was given.
.call_in <- function(method, formals, frame) {
  arguments <- list()
  for (a in names(formals)) {
    if (a == "...") arguments <- c(arguments, quote(...))
    else if (!eval(call("missing", as.name(a)), frame)) {
      arguments <- c(arguments, if ("..." %in% names(formals) && a == names(formals)[1]) list(as.name(a)) else setNames(list(as.name(a)), a))
    }
  }
  eval(as.call(c(list(method), arguments)), frame)
}
.with_next <- function(method, others, f) {
  if (!is.function(method) || is.primitive(method)) return(method)
  scope <- new.env(parent = environment(method))
  assign(".next_methods", others, envir = scope)
  assign(".Generic", f, envir = scope)
  assign(".arguments", formals(method), envir = scope)
  environment(method) <- scope
  method
}
.run_methods <- function(methods, arguments, f) do.call(.with_next(methods[[1]], methods[-1], f), arguments, quote = TRUE)
callNextMethod <- function(...) {
  frame <- parent.frame()
  others <- get(".next_methods", envir = frame)
  f <- get(".Generic", envir = frame)
  if (length(others) == 0) others <- list(if (f == "show") .show_default else get(f, envir = baseenv()))
  method <- .with_next(others[[1]], others[-1], f)
  if (nargs() > 0) method(...)
  else .call_in(method, get(".arguments", envir = frame), frame)
}
callGeneric <- function(...) {
  f <- get(".Generic", envir = parent.frame())
  do.call(f, list(...))
}

show <- function(object) {
  print(object)
  invisible()
}
.show_default <- function(object) {
  class <- class(object)
  cat("An object of class \"", class, "\"\n", sep = "")
  definition <- .formal$classes[[class]]
  if (!is.null(definition$data)) {
    data <- object
    attributes(data) <- attributes(object)[intersect(names(attributes(object)), c("names", "dim", "dimnames", "levels"))]
    print(data)
  }
  for (slot in names(definition$types)) {
    cat("Slot \"", slot, "\":\n", sep = "")
    print(eval(call("@", quote(object), as.name(slot))))
    cat("\n")
  }
  if (length(definition$types) == 0 && is.null(definition$data)) cat("<S4 Type Object>\n")
  invisible(object)
}
