# Formal classes (Chambers 2008, Software for Data Analysis, chapters 9 and 10): definitions, objects, validity.

# What a session has defined: classes, unions they belong to, generics with their methods.
.formal <- list2env(list(classes = new.env(), unions = new.env(), generics = new.env(), methods = list()))

.basic_prototypes <- function(class) {
  switch(class, numeric = numeric(), character = character(), logical = logical(), integer = integer(), double = numeric(),
         list = list(), "function" = function() NULL, data.frame = data.frame(), factor = factor(character()),
         matrix = matrix(NA)[0, 0, drop = FALSE], array = array(NA, 0), environment = new.env(), formula = formula(NULL), NULL)
}
.basic_classes <- c("numeric", "character", "logical", "integer", "double", "list", "function", "data.frame", "factor", "matrix",
                    "array", "environment", "formula", "Date", "NULL", "ANY", "lm", "glm")

# The class and all it extends, nearest first.
.linearisation <- function(class) {
  out <- class
  at <- class
  while (length(at)) {
    above <- unlist(lapply(at, function(c) {
      definition <- .formal$classes[[c]]
      c(definition$contains, .formal$unions[[c]],
        switch(c, integer = , double = "numeric", factor = "integer", matrix = "array", NULL))
    }))
    at <- setdiff(above, out)
    out <- c(out, at)
  }
  out
}
# Classes of a value for methods and slots, nearest first.
.classes_of <- function(x) {
  own <- as.character(class(x))
  unique(c(unlist(lapply(own, .linearisation)), if (is.null(attr(x, "class"))) .linearisation(typeof(x)),
           if (is.matrix(x) && is.numeric(x)) "numeric"))
}
.is_a <- function(x, class) class == "ANY" || class %in% .classes_of(x)

representation <- function(...) list(...)
signature <- function(...) {
  out <- c(...)
  if (is.null(out)) character() else out
}
prototype <- function(...) list(...)

setClass <- function(Class, representation = list(), prototype = list(), contains = character(), validity = NULL, sealed = FALSE,
                     package = ".GlobalEnv", where, slots = list(), ...) {
  given <- c(as.list(representation), as.list(slots))
  if (length(given) && is.null(names(given))) names(given) <- rep("", length(given))
  unnamed <- names(given) == ""
  bare <- unlist(given[unnamed])
  if (missing(representation) && length(slots)) {
    # slots without types
    extra <- setNames(rep(list("ANY"), length(bare)), bare)
    bare <- character()
    given <- c(given[!unnamed], extra)
  } else given <- given[!unnamed]
  contains <- c(contains, bare)
  virtual <- "VIRTUAL" %in% contains || length(given) == 0 && length(contains) == 0
  contains <- setdiff(contains, "VIRTUAL")
  types <- given
  values <- as.list(prototype)
  data <- NULL
  for (above in contains) {
    definition <- .formal$classes[[above]]
    if (is.null(definition)) {
      if (!above %in% .basic_classes) {
        stop("no definition was found for superclass ", dQuote(above), " in the specification of class ", dQuote(Class), call. = FALSE)
      }
      data <- above
      next
    }
    for (slot in names(definition$types)) if (is.null(types[[slot]])) types[[slot]] <- definition$types[[slot]]
    for (slot in names(definition$prototype)) if (is.null(values[[slot]])) values[slot] <- definition$prototype[slot]
    if (!is.null(definition$data)) data <- definition$data
  }
  for (slot in names(types)) {
    type <- types[[slot]]
    if (!type %in% .basic_classes && is.null(.formal$classes[[type]])) {
      warning("undefined slot classes in definition of ", dQuote(Class), ": ", slot, "(class \"", type, "\")", call. = FALSE)
    }
  }
  assign(Class, list(name = Class, types = types, prototype = values, contains = contains, validity = validity, virtual = virtual,
                     data = data), envir = .formal$classes)
  .spread_methods()
  generator <- function(...) NULL
  body(generator) <- call("new", Class, quote(...))
  environment(generator) <- globalenv()
  invisible(generator)
}
setClassUnion <- function(name, members = character(), where) {
  assign(name, list(name = name, types = list(), prototype = list(), contains = character(), validity = NULL, virtual = TRUE,
                    data = NULL), envir = .formal$classes)
  for (member in members) assign(member, c(.formal$unions[[member]], name), envir = .formal$unions)
  invisible(name)
}
setValidity <- function(Class, method, where) {
  definition <- .class_definition(Class)
  definition$validity <- method
  assign(Class, definition, envir = .formal$classes)
  invisible(definition)
}
removeClass <- function(Class, ...) {
  known <- exists(Class, envir = .formal$classes, inherits = FALSE)
  if (known) rm(list = Class, envir = .formal$classes)
  known
}
.class_definition <- function(Class) {
  definition <- .formal$classes[[Class]]
  if (is.null(definition)) stop("undefined class \"", Class, "\"", call. = FALSE)
  definition
}
existsClass <- function(Class) isClass(Class)
isClass <- function(Class, ...) !is.null(.formal$classes[[Class]]) || Class %in% .basic_classes
isVirtualClass <- function(Class, ...) {
  definition <- .formal$classes[[Class]]
  if (is.null(definition)) Class == "ANY" else definition$virtual
}
slotNames <- function(x) {
  class <- if (is.character(x) && length(x) == 1 && !isS4(x)) x else class(x)
  definition <- .formal$classes[[class]]
  c(names(definition$types), if (!is.null(definition$data)) ".Data")
}
getSlots <- function(x) unlist(.class_definition(x)$types)
slot <- function(object, name) eval(call("@", quote(object), as.name(name)))
`slot<-` <- function(object, name, check = TRUE, value) {
  if (check) .check_slot(class(object), name, value)
  attr(object, name) <- value
  object
}
.check_slot <- function(class, name, value) {
  definition <- .formal$classes[[class]]
  if (is.null(definition) || name == ".Data") return(invisible())
  type <- definition$types[[name]]
  if (is.null(type)) {
    stop("no slot of name \"", name, "\" for this object of class \"", class, "\"", call. = FALSE)
  }
  if (!.is_a(value, type)) {
    stop("assignment of an object of class ", dQuote(class(value)[1]), " is not valid for @", sQuote(name),
         " in an object of class ", dQuote(class), "; is(value, \"", type, "\") is not TRUE", call. = FALSE)
  }
}

new <- function(Class, ...) {
  if (is.character(Class) && !is.null(.reference$classes[[Class]])) return(.new_reference(Class, ...))
  definition <- if (is.list(Class)) Class else .formal$classes[[Class]]
  if (is.null(definition)) {
    if (Class == "environment") return(new.env())
    if (Class %in% .basic_classes) return(if (...length()) as(..1, Class) else .basic_prototypes(Class))
    stop("undefined class \"", Class, "\"", call. = FALSE)
  }
  if (definition$virtual) {
    stop("trying to generate an object from a virtual class (\"", definition$name, "\")")
  }
  object <- .blank(definition)
  initialize(object, ...)
}
.blank <- function(definition) {
  label <- structure(definition$name, package = ".GlobalEnv")
  if (is.null(definition$data)) object <- .slotted(label)
  else object <- structure(if (is.null(definition$prototype$.Data)) .basic_prototypes(definition$data) else definition$prototype$.Data,
                           class = label)
  for (slot in names(definition$types)) {
    type <- definition$types[[slot]]
    value <- if (slot %in% names(definition$prototype)) definition$prototype[[slot]]
      else if (!is.null(.formal$classes[[type]]) && !.formal$classes[[type]]$virtual) .blank(.formal$classes[[type]])
      else .basic_prototypes(type)
    object <- .with_slot(object, slot, value)
  }
  object
}
initialize <- function(.Object, ...) {
  methods <- .methods_for("initialize", list(.classes_of(.Object)))
  .run_methods(c(methods, list(.initialize)), c(list(.Object), list(...)), "initialize")
}
.initialize <- function(.Object, ...) {
  given <- list(...)
  if (length(given) == 0) return(.Object)
  class <- as.character(class(.Object))
  definition <- .class_definition(class)
  labels <- if (is.null(names(given))) rep("", length(given)) else names(given)
  for (i in which(labels == "")) {
    x <- given[[i]]
    if (isS4(x)) {
      for (slot in slotNames(x)) if (slot != ".Data") .Object <- .with_slot(.Object, slot, attr(x, slot))
    } else {
      kept <- attributes(.Object)
      .Object <- x
      attributes(.Object) <- c(attributes(x), kept[setdiff(names(kept), names(attributes(x)))])
    }
  }
  labels <- labels[labels != ""]
  wrong <- setdiff(labels, c(names(definition$types), if (!is.null(definition$data)) ".Data"))
  if (length(wrong)) {
    stop(sprintf(ngettext(length(wrong), "invalid name for slot of class %s: %s", "invalid names for slots of class %s: %s"),
                 dQuote(class), paste(wrong, collapse = ", ")), call. = FALSE)
  }
  for (slot in labels) {
    value <- given[[slot]]
    type <- definition$types[[slot]]
    if (slot != ".Data" && !.is_a(value, type)) {
      stop("invalid class ", dQuote(class), " object: invalid object for slot \"", slot, "\" in class ", dQuote(class, FALSE),
           ": got class \"", class(value)[1], "\", should be or extend class \"", type, "\"", call. = FALSE)
    }
    .Object <- .with_slot(.Object, slot, value)
  }
  validObject(.Object)
  .Object
}
validObject <- function(object, test = FALSE, complete = FALSE) {
  class <- as.character(class(object))
  for (above in rev(.linearisation(class))) {
    check <- .formal$classes[[above]]$validity
    if (is.null(check)) next
    said <- check(object)
    if (!isTRUE(said)) {
      if (test) return(said)
      text <- if (length(said) > 1) paste(paste0(seq_along(said), ": "), said, collapse = paste0("\ninvalid class ", dQuote(class), " object: "), sep = "")
        else said
      stop("invalid class ", dQuote(class), " object: ", text, call. = FALSE)
    }
  }
  TRUE
}
is <- function(object, class2) {
  if (missing(class2)) return(.classes_of(object))
  .is_a(object, class2) || inherits(object, class2)
}
extends <- function(class1, class2, ...) {
  if (missing(class2)) .linearisation(class1) else class2 == "ANY" || class2 %in% .linearisation(class1)
}
as <- function(object, Class) {
  coerce <- .formal$methods[[paste("coerce", class(object)[1], Class)]]
  if (!is.null(coerce)) return(coerce(object))
  # an object seen as one of the classes its own extends
  own <- oldClass(object)
  if (is.list(object) && Class %in% own[-1]) {
    class(object) <- structure(own[match(Class, own):length(own)], package = if (inherits(object, "merMod")) "lme4")
    return(object)
  }
  if (!is.null(.formal$classes[[Class]])) {
    if (!Class %in% .classes_of(object)) {
      stop("no method or default for coercing ", dQuote(class(object)[1]), " to ", dQuote(Class), call. = FALSE)
    }
    out <- .blank(.formal$classes[[Class]])
    for (slot in names(.formal$classes[[Class]]$types)) out <- .with_slot(out, slot, attr(object, slot))
    return(out)
  }
  switch(Class, numeric = , double = as.numeric(object), integer = as.integer(object), character = as.character(object),
         logical = as.logical(object), list = as.list(object), factor = as.factor(object), Date = as.Date(object),
         data.frame = as.data.frame(object), matrix = as.matrix(object), "function" = match.fun(object),
         stop("no method or default for coercing ", dQuote(class(object)[1]), " to ", dQuote(Class), call. = FALSE))
}
setAs <- function(from, to, def, replace, where) {
  .formal$methods[[paste("coerce", from, to)]] <- def
  invisible()
}
