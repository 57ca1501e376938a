# Reference classes (Chambers 2016, Extending R, chapter 11): objects with fields that change in place and functions of their own.

# An object is an environment that holds its fields and its methods; its methods are closed over it, so that <<- changes fields.
.reference <- list2env(list(classes = new.env()))

setRefClass <- function(Class, fields = character(), contains = character(), methods = list(), ...) {
  if (is.character(fields)) {
    if (is.null(names(fields))) fields <- setNames(rep("ANY", length(fields)), fields)
    fields <- as.list(fields)
  }
  computed <- names(fields)[vapply(fields, is.function, NA)]
  if (length(computed)) .unsupported(paste0("setRefClass() with a function as the field ", sQuote(computed[1L])))
  above <- setdiff(contains, c("envRefClass", "VIRTUAL"))
  for (name in above) {
    if (is.null(.reference$classes[[name]])) {
      stop("no definition was found for superclass ", dQuote(name), " in the specification of class ", dQuote(Class), call. = FALSE)
    }
    definition <- .reference$classes[[name]]
    fields <- c(definition$fields[setdiff(names(definition$fields), names(fields))], fields)
  }
  definition <- list2env(list(name = Class, fields = fields, contains = above, methods = methods, locked = character()))
  assign(Class, definition, envir = .reference$classes)
  assign(Class, list(name = Class, types = list(), prototype = list(), contains = c(above, if (!length(above)) "envRefClass"),
                     validity = NULL, virtual = FALSE, data = NULL), envir = .formal$classes)
  registerS3method("print", Class, .print_reference)
  registerS3method("$", Class, .member)
  registerS3method("[[", Class, .member)
  registerS3method("$<-", Class, .set_member)
  registerS3method("[[<-", Class, .set_member)
  registerS3method("all.equal", Class, function(target, current, ...) identical(target, current) || all.equal(as.list(target), as.list(current)))
  invisible(.generator(Class))
}
.generator <- function(name) {
  generator <- function(...) NULL
  body(generator) <- call("new", name, quote(...))
  environment(generator) <- globalenv()
  structure(generator, className = name, class = structure("refObjectGenerator", package = "methods"))
}
getRefClass <- function(Class, ...) {
  name <- if (is.character(Class)) Class else class(Class)[1L]
  if (is.null(.reference$classes[[name]])) stop("class ", dQuote(name), " is not defined as a reference class", call. = FALSE)
  .generator(name)
}
`$.refObjectGenerator` <- function(x, name) {
  class <- attr(x, "className")
  definition <- .reference$classes[[class]]
  switch(name,
    className = class,
    new = function(...) new(class, ...),
    fields = function() vapply(definition$fields, identity, ""),
    methods = function(...) {
      given <- list(...)
      if (length(given) == 0L) return(unique(unlist(lapply(.reference_line(class), function(c) names(.reference$classes[[c]]$methods)))))
      if (length(given) == 1L && is.list(given[[1L]])) given <- given[[1L]]
      definition$methods[names(given)] <- given
      invisible()
    },
    lock = function(...) {
      definition$locked <- c(definition$locked, ...)
      invisible()
    },
    show = function() print(x),
    help = , accessors = , trace = .unsupported(paste0("$", name, "() of a reference class")),
    stop(sQuote(name), " is not a valid field or method name for reference class ", dQuote("refObjectGenerator"), call. = FALSE))
}
print.refObjectGenerator <- function(x, ...) {
  class <- attr(x, "className")
  fields <- .reference$classes[[class]]$fields
  cat("Generator for class ", dQuote(class, FALSE), ":\n", sep = "")
  if (length(fields) == 0L) {
    cat("\nNo fields defined\n")
  } else {
    cat("\nClass fields:\n")
    width <- pmax(nchar(names(fields)), nchar(unlist(fields)))
    cat(strrep(" ", 8L + sum(width + 1L) - 1L), "\n", sep = "")
    cat(paste(c("Name:  ", formatC(names(fields), width = width)), collapse = " "), "\n", sep = "")
    cat(paste(c("Class: ", formatC(unlist(fields), width = width)), collapse = " "), "\n", sep = "")
  }
  invisible(x)
}
# A reference class and those it extends, nearest first.
.reference_line <- function(class) Filter(function(c) !is.null(.reference$classes[[c]]), .linearisation(class))

.print_reference <- function(x, ...) {
  own <- get0("show", envir = x, inherits = FALSE)
  if (is.function(own)) own() else .show_reference(x)
  invisible(x)
}
.show_reference <- function(x) {
  class <- as.character(class(x))[1L]
  cat("Reference class object of class ", dQuote(class, FALSE), "\n", sep = "")
  for (field in names(.reference$classes[[class]]$fields)) {
    cat("Field ", dQuote(field, FALSE), ":\n", sep = "")
    print(get(field, envir = x))
  }
}
.member <- function(x, name) {
  own <- get0(name, envir = x, inherits = FALSE)
  if (!is.null(own) || exists(name, envir = x, inherits = FALSE)) return(own)
  class <- as.character(class(x))[1L]
  .reference_builtin(x, class, name)
}
# What every object of a reference class can do.
.reference_builtin <- function(x, class, name) {
  switch(name,
    copy = function(shallow = FALSE) .copy_reference(x),
    show = function() .show_reference(x),
    field = function(name, value) {
      if (missing(value)) return(get(name, envir = x, inherits = FALSE))
      .set_member(x, name, value)
      invisible(x)
    },
    getClass = , getRefClass = function(...) .generator(class),
    initFields = function(...) .init_fields(x, ...),
    stop(sQuote(name), " is not a valid field or method name for reference class ", dQuote(class), call. = FALSE))
}
.set_member <- function(x, name, value) {
  class <- as.character(class(x))[1L]
  definition <- .reference$classes[[class]]
  type <- definition$fields[[name]]
  if (is.null(type)) {
    stop(sQuote(name), " is not a field in class ", dQuote(class), call. = FALSE)
  }
  if (!.is_a(value, type)) {
    stop("invalid assignment for reference class field ", sQuote(name), ", should be from class ", dQuote(type),
         " or a subclass (was class ", dQuote(class(value)[1L]), ")", call. = FALSE)
  }
  if (name %in% definition$locked && !inherits(get(name, envir = x), "uninitializedField")) {
    stop("invalid assignment for reference class field ", sQuote(name), ": it is locked", call. = FALSE)
  }
  assign(name, value, envir = x)
  x
}
.init_fields <- function(object, ...) {
  given <- list(...)
  class <- as.character(class(object))[1L]
  known <- names(.reference$classes[[class]]$fields)
  for (i in seq_along(given)) {
    name <- names(given)[i]
    if (is.null(name) || name == "") {
      warning("unnamed arguments to $new() must be objects from a reference class; got an object of class ",
              dQuote(class(given[[i]])[1L]), call. = FALSE)
      next
    }
    if (!name %in% known) stop(sQuote(name), " is not a field in class ", dQuote(class), call. = FALSE)
    .set_member(object, name, given[[i]])
  }
  invisible(object)
}
# Binds a class's methods into an object; callSuper() in a method is the method of the same name further up.
.bind_methods <- function(object, class) {
  line <- .reference_line(class)
  names <- unique(unlist(lapply(line, function(c) names(.reference$classes[[c]]$methods))))
  for (name in names) {
    bodies <- Filter(Negate(is.null), lapply(line, function(c) .reference$classes[[c]]$methods[[name]]))
    otherwise <- switch(name, initialize = function(...) .init_fields(object, ...), show = function() .show_reference(object),
                        copy = function(shallow = FALSE) .copy_reference(object), function(...) invisible())
    method <- otherwise
    for (each in rev(bodies)) {
      around <- new.env(parent = object)
      assign("callSuper", method, envir = around)
      environment(each) <- around
      method <- each
    }
    assign(name, method, envir = object)
  }
  for (name in setdiff(c("copy", "initFields", "field"), names)) {
    assign(name, .reference_builtin(object, class, name), envir = object)
  }
}
.new_reference <- function(class, ...) {
  object <- new.env(parent = globalenv())
  fields <- .reference$classes[[class]]$fields
  for (name in names(fields)) {
    type <- fields[[name]]
    value <- if (type == "ANY") structure(list(), class = "uninitializedField") else .basic_prototypes(type)
    assign(name, value, envir = object)
  }
  attr(object, "class") <- structure(class, package = ".GlobalEnv")
  assign(".self", object, envir = object)
  .bind_methods(object, class)
  own <- get0("initialize", envir = object, inherits = FALSE)
  if (is.function(own)) own(...) else .init_fields(object, ...)
  invisible(object)
}
.copy_reference <- function(object) {
  class <- as.character(class(object))[1L]
  copy <- new.env(parent = globalenv())
  for (name in names(.reference$classes[[class]]$fields)) assign(name, get(name, envir = object), envir = copy)
  attr(copy, "class") <- structure(class, package = ".GlobalEnv")
  assign(".self", copy, envir = copy)
  .bind_methods(copy, class)
  invisible(copy)
}
