# Model frames and design matrices: from a formula and data to numbers.

terms.formula <- function(x, specials = NULL, abb = NULL, data = NULL, neg.out = TRUE, keep.order = FALSE,
                          simplify = FALSE, ..., allowDotAsName = FALSE) {
  .terms(x, if (is.null(data) || is.environment(data)) NULL else names(data), keep.order, specials)
}
delete.response <- function(termobj) {
  if (attr(termobj, "response") == 0) return(termobj)
  f <- formula.terms(termobj)
  right <- structure(call("~", f[[3]]), class = "formula", .Environment = environment(termobj))
  out <- .terms(right, NULL, FALSE, NULL)
  predvars <- attr(termobj, "predvars")
  if (!is.null(predvars)) attr(out, "predvars") <- predvars[-(1 + attr(termobj, "response"))]
  classes <- attr(termobj, "dataClasses")
  if (!is.null(classes)) attr(out, "dataClasses") <- classes[-attr(termobj, "response")]
  out
}
reformulate <- function(termlabels, response = NULL, intercept = TRUE, env = parent.frame()) {
  if (!is.character(termlabels) || !length(termlabels)) stop("'termlabels' must be a character vector of length at least one")
  right <- paste0(paste(termlabels, collapse = " + "), if (!intercept) " - 1")
  f <- as.formula(paste("~", right), env)
  if (!is.null(response)) {
    left <- if (is.character(response)) parse(text = response)[[1]] else response
    f <- as.formula(call("~", left, f[[2]]), env)
  }
  environment(f) <- env
  f
}
drop.terms <- function(termobj, dropx = NULL, keep.response = FALSE) {
  labels <- attr(termobj, "term.labels")
  if (!is.null(dropx)) labels <- labels[-dropx]
  response <- if (keep.response && attr(termobj, "response")) formula.terms(termobj)[[2]]
  .terms(reformulate(if (length(labels)) labels else "1", response, attr(termobj, "intercept") > 0,
                     environment(termobj)), NULL, FALSE, NULL)
}
is.empty.model <- function(x) {
  t <- terms(x)
  length(attr(t, "factors")) == 0 && attr(t, "intercept") == 0
}

# Dots of the new formula stand for the old one's sides.
update.formula <- function(old, new, ...) {
  old <- as.formula(old)
  new <- as.formula(new)
  replace_dot <- function(e, by) {
    if (is.symbol(e) && identical(as.character(e), ".")) by
    else if (is.call(e)) {
      for (i in seq_along(e)[-1]) e[[i]] <- replace_dot(e[[i]], by)
      e
    } else e
  }
  grouped <- function(e) if (is.call(e) && as.character(e[[1]])[1] %in% c("+", "-", "|", "~")) call("(", e) else e
  if (length(old) == 3) {
    left <- old[[2]]
    right <- old[[3]]
  } else {
    left <- NULL
    right <- old[[2]]
  }
  new_right <- replace_dot(new[[length(new)]], grouped(right))
  new_left <- if (length(new) == 3) replace_dot(new[[2]], left) else left
  out <- if (is.null(new_left)) call("~", new_right) else call("~", new_left, new_right)
  out <- structure(out, class = "formula", .Environment = environment(old))
  simplify_formula(out)
}
# The right side written as the sum of its terms; a term with a bar counts as a variable.
simplify_formula <- function(f) {
  bars <- character()
  named <- function(e) {
    if (!is.call(e)) return(e)
    if (identical(e[[1]], quote(`(`)) && is.call(e[[2]]) && as.character(e[[2]][[1]])[1] %in% c("|", "||")) {
      text <- paste(deparse(e, 500L), collapse = "")
      if (!text %in% bars) bars <<- c(bars, text)
      return(as.name(paste0(".bar", match(text, bars), ".")))
    }
    for (i in seq_along(e)[-1]) e[[i]] <- named(e[[i]])
    e
  }
  g <- f
  g[[length(g)]] <- named(f[[length(f)]])
  t <- .terms(g, NULL, FALSE, NULL)
  variables <- as.list(attr(t, "variables"))[-1]
  offsets <- vapply(variables[attr(t, "offset")], function(v) paste(deparse(v), collapse = ""), "")
  pieces <- c(attr(t, "term.labels"), offsets)
  if (attr(t, "intercept") == 0) pieces <- c(pieces, "- 1")
  if (length(pieces) == 0) pieces <- "1"
  text <- gsub("+ - 1", "- 1", paste(pieces, collapse = " + "), fixed = TRUE)
  for (k in seq_along(bars)) text <- gsub(paste0(".bar", k, "."), bars[k], text, fixed = TRUE)
  f[[length(f)]] <- parse(text = text)[[1]]
  structure(f, class = "formula", .Environment = environment(f))
}
has_bar <- function(e) is.call(e) && (as.character(e[[1]])[1] %in% c("|", "||") || any(vapply(as.list(e)[-1], has_bar, NA)))

# Functions of R read an argument that is a call as often as they evaluate their own call, and use one of the readings. Where
# the call draws random numbers that tells which numbers are the data, and where the stream stands afterwards.
read_again <- function(value, expression, env, times = 2L, used = times) {
  if (!is.call(expression)) return(value)
  kept <- value
  for (i in seq_len(times)[-1]) {
    reading <- tryCatch(eval(expression, env), error = function(e) kept)
    if (i <= used) kept <- reading
  }
  kept
}
# A name of data that do not exist is told in the words of the function that reads them.
data_is_there <- function(call, env, words, of = NULL) {
  if (is.symbol(call$data) && !exists(as.character(call$data), envir = env)) {
    stop(simpleError(paste0(words, as.character(call$data), "' not found"), of))
  }
}
# The call with its data in the place of the expression for them.
with_data <- function(call, env, times = 1L, used = times) {
  if (!is.null(call$data)) call$data <- read_again(eval(call$data, env), call$data, env, times, used)
  call
}
# The frame that a model function's own call asks for: formula, data, and the arguments that are looked up in the data.
model_frame_of <- function(call, env, formula = NULL) {
  data_is_there(call, env, "object '", quote(is.data.frame(data)))
  if (is.null(formula)) formula <- eval(call$formula, env)
  if (is.character(formula)) formula <- as.formula(formula, env)
  data <- if (is.null(call$data)) NULL else eval(call$data, env)
  scope <- environment(formula)
  if (is.null(scope)) scope <- env
  extras <- list()
  for (name in c("weights", "offset", "etastart", "mustart", "id", "waves", "cluster")) {
    if (!is.null(call[[name]])) extras[[paste0("(", name, ")")]] <- eval(call[[name]], data, scope)
  }
  na.action <- if (is.null(call$na.action)) getOption("na.action") else eval(call$na.action, env)
  subset <- call$subset
  env <- scope
  # the variables are named as R's are: they show in faults
  if (!is.null(subset)) subset <- eval(substitute(subset), data, env)
  build_frame(terms(formula, data = data), data, scope, extras, subset, na.action, NULL, TRUE)
}
build_frame <- function(terms, data, scope, extras, subset, na.action, xlev, drop.unused.levels) {
  if (is.null(environment(terms))) environment(terms) <- scope
  predvars <- if (is.null(attr(terms, "predvars"))) attr(terms, "variables") else attr(terms, "predvars")
  env <- scope
  columns <- eval(predvars, data, env)
  names(columns) <- vapply(as.list(attr(terms, "variables"))[-1], function(v) paste(deparse(v, 500L), collapse = ""), "")
  rows <- if (is.data.frame(data)) nrow(data) else if (length(columns)) NROW(columns[[1]]) else 0
  labels <- if (is.data.frame(data)) row.names(data)
  seen <- columns
  columns <- c(columns, extras)
  for (name in names(columns)) {
    column <- columns[[name]]
    if (is.null(column)) stop("invalid type (NULL) for variable '", name, "'", call. = FALSE)
    if (is.function(column) || is.list(column) && !is.data.frame(column) && !inherits(column, "POSIXlt")) {
      stop("invalid type (", if (is.function(column)) "closure" else "list", ") for variable '", name, "'",
           call. = FALSE)
    }
    first <- columns[[1]]
    if (NROW(column) != NROW(first)) {
      stop("variable lengths differ (found for '", name, "')", call. = FALSE)
    }
  }
  if (length(columns)) {
    if (length(labels) != NROW(columns[[1]])) labels <- NULL
    rows <- NROW(columns[[1]])
  }
  frame <- structure(columns, class = "data.frame", row.names = if (is.null(labels)) seq_len(rows) else labels)
  if (is.data.frame(data) && is.integer(attr(data, "row.names"))) attr(frame, "row.names") <- attr(data, "row.names")
  if (length(columns) && length(attr(frame, "row.names")) != rows) attr(frame, "row.names") <- seq_len(rows)
  if (!is.null(subset)) frame <- frame[subset, , drop = FALSE]
  for (name in names(xlev)) {
    if (is.null(frame[[name]])) next
    given <- frame[[name]]
    if (is.character(given) || is.factor(given)) {
      text <- as.character(given)
      used <- levels(factor(given))
      fresh <- setdiff(used, xlev[[name]])
      if (length(fresh)) {
        # R chooses between one and several by the levels that the new data have
        stop(simpleError(sprintf(ngettext(length(used), "factor %s has new level %s", "factor %s has new levels %s"), name,
                                 paste(fresh, collapse = ", ")),
                         quote(model.frame.default(Terms, newdata, na.action = na.action, xlev = object$xlevels))))
      }
      frame[[name]] <- factor(text, levels = xlev[[name]], ordered = is.ordered(given))
    }
  }
  if (is.character(na.action)) na.action <- get(na.action, mode = "function")
  if (is.function(na.action)) frame <- na.action(frame)
  if (drop.unused.levels) {
    for (name in names(frame)) {
      column <- frame[[name]]
      if (is.factor(column) && length(unique(column[!is.na(column)])) < nlevels(column)) {
        coding <- attr(column, "contrasts")
        frame[[name]] <- column[, drop = TRUE]
        if (is.matrix(coding)) {
          warning("contrasts dropped from factor ", name, " due to missing levels", call. = FALSE)
        } else attr(frame[[name]], "contrasts") <- coding
      }
    }
  }
  if (is.null(attr(terms, "predvars"))) attr(terms, "predvars") <- prediction_variables(terms, seen)
  attr(terms, "dataClasses") <- vapply(frame, frame_class, "")
  attr(frame, "terms") <- terms
  frame
}
frame_class <- function(x) {
  if (is.logical(x)) "logical" else if (is.ordered(x)) "ordered" else if (is.factor(x)) "factor"
  else if (is.matrix(x) && is.numeric(x)) paste0("nmatrix.", ncol(x)) else if (is.numeric(x)) "numeric"
  else if (is.character(x)) "character" else "other"
}
# Calls whose value depends on the data they saw, such as scale(x), with what they saw put in: rows that are left out later
# were seen too.
prediction_variables <- function(terms, seen) {
  variables <- attr(terms, "variables")
  for (i in seq_along(variables)[-1]) {
    e <- variables[[i]]
    if (is.call(e) && i - 1 <= length(seen)) variables[[i]] <- makepredictcall(seen[[i - 1]], e)
  }
  variables
}
# Terms that find their variables in new data as the frame's terms do: scale(x) with the centre of the fit.
as_seen <- function(terms, frame) {
  whole <- attr(frame, "terms")
  written <- function(t) vapply(as.list(attr(t, "variables"))[-1], deparse1, "")
  at <- match(written(terms), written(whole))
  if (!anyNA(at)) attr(terms, "predvars") <- attr(whole, "predvars")[c(1, 1 + at)]
  terms
}
makepredictcall <- function(var, call) UseMethod("makepredictcall")
makepredictcall.default <- function(var, call) {
  if (as.character(call[[1]])[1] != "scale") return(call)
  if (!is.null(center <- attr(var, "scaled:center"))) call$center <- center
  if (!is.null(scale <- attr(var, "scaled:scale"))) call$scale <- scale
  call
}
makepredictcall.poly <- function(var, call) {
  if (as.character(call[[1]])[1] == "poly") call$coefs <- attr(var, "coefs")
  call
}
makepredictcall.bs <- function(var, call) spline_call(var, call, c("degree", "knots", "Boundary.knots", "intercept"))
makepredictcall.ns <- function(var, call) spline_call(var, call, c("knots", "Boundary.knots", "intercept"))
spline_call <- function(var, call, names) {
  call$df <- NULL
  for (name in names) call[[name]] <- attr(var, name)
  call
}

model.frame.default <- function(formula, data = NULL, subset = NULL, na.action = getOption("na.action"),
                                drop.unused.levels = FALSE, xlev = NULL, ...) {
  call <- match.call()
  if (is.list(formula) && !inherits(formula, "formula") && !is.null(formula$model)) return(formula$model)
  if (is.character(formula)) formula <- as.formula(formula)
  t <- if (inherits(formula, "terms")) formula else terms(formula, data = data)
  scope <- environment(t)
  if (is.null(scope)) scope <- parent.frame()
  if (is.matrix(data)) data <- as.data.frame(data)
  extras <- list()
  for (name in setdiff(names(call), c("", "formula", "data", "subset", "na.action", "drop.unused.levels", "xlev"))) {
    extras[[paste0("(", name, ")")]] <- eval(call[[name]], data, scope)
  }
  chosen <- if (is.null(call$subset)) NULL else eval(call$subset, data, scope)
  build_frame(t, data, scope, extras, chosen, na.action, xlev, drop.unused.levels)
}
model.response <- function(data, type = "any") {
  terms <- attr(data, "terms")
  at <- if (is.null(terms)) 0 else attr(terms, "response")
  if (at == 0) return(NULL)
  y <- data[[at]]
  if (type == "numeric" && (is.factor(y) || !is.numeric(y) && !is.logical(y))) {
    if (is.factor(y)) warning("using type = \"numeric\" with a factor response will be ignored", call. = FALSE)
    else stop("invalid response type")
  }
  if (is.matrix(y)) {
    if (is.null(rownames(y))) rownames(y) <- row.names(data)
  } else if (!is.factor(y)) names(y) <- row.names(data)
  else names(y) <- row.names(data)
  y
}
model.weights <- function(x) x[["(weights)"]]
model.extract <- function(frame, component) {
  component <- as.character(substitute(component))
  switch(component, response = model.response(frame), offset = model.offset(frame), model_extra(frame, component))
}
model_extra <- function(frame, name) frame[[paste0("(", name, ")")]]
model.offset <- function(x) {
  total <- x[["(offset)"]]
  for (i in attr(attr(x, "terms"), "offset")) total <- if (is.null(total)) x[[i]] else total + x[[i]]
  if (!is.null(total) && !is.numeric(total)) stop("'offset' must be numeric")
  if (is.null(total)) NULL else as.vector(total)
}
.getXlevels <- function(Terms, m) {
  variables <- vapply(as.list(attr(Terms, "variables"))[-1], function(v) paste(deparse(v, 500L), collapse = ""), "")
  if (attr(Terms, "response") > 0) variables <- variables[-attr(Terms, "response")]
  out <- list()
  for (name in variables) {
    column <- m[[name]]
    if (is.factor(column)) out[[name]] <- levels(column)
    else if (is.character(column)) out[[name]] <- sort(unique(column))
  }
  if (length(out)) out
}

model.matrix.default <- function(object, data = environment(object), contrasts.arg = NULL, xlev = NULL, ...) {
  t <- if (missing(data)) terms(object) else terms(object, data = data)
  if (is.null(attr(data, "terms"))) {
    data <- build_frame(delete.response(t), if (is.environment(data)) NULL else data,
                        if (is.environment(data)) data else environment(object), list(), NULL,
                        getOption("na.action"), xlev, FALSE)
  }
  used <- contrasts_of(t, data, contrasts.arg)
  .design(t, data, used$matrices, row.names(data), used$names)
}
# For each categorical variable of the terms its contrast matrix, and how the fit shall remember it.
contrasts_of <- function(t, frame, given) {
  variables <- vapply(as.list(attr(t, "variables"))[-1], function(v) paste(deparse(v, 500L), collapse = ""), "")
  if (attr(t, "response") > 0) variables <- variables[-attr(t, "response")]
  offsets <- attr(t, "offset")
  matrices <- list()
  names <- list()
  for (name in variables) {
    x <- frame[[name]]
    if (is.logical(x)) x <- factor(as.vector(x), levels = c(FALSE, TRUE)) else if (is.character(x)) x <- factor(x)
    if (!is.factor(x) || !name %in% rownames(attr(t, "factors"))) next
    if (nlevels(x) < 2) {
      stop(simpleError("contrasts can be applied only to factors with 2 or more levels",
                       quote(`contrasts<-`(`*tmp*`, value = contr.funs[1 + isOF[nn]]))))
    }
    coding <- given[[name]]
    if (is.null(coding)) coding <- attr(x, "contrasts")
    if (is.null(coding)) coding <- getOption("contrasts")[[if (is.ordered(x)) 2L else 1L]]
    matrices[[name]] <- contrast_matrix(coding, levels(x))
    names[[name]] <- if (is.function(coding)) "contr" else coding
  }
  list(matrices = matrices, names = names)
}
contrast_matrix <- function(coding, levels) {
  if (is.character(coding)) coding <- get(coding, mode = "function")
  if (is.function(coding)) {
    coded <- coding(levels)
    rownames(coded) <- levels
    coded
  } else {
    coding <- as.matrix(coding)
    if (nrow(coding) != length(levels)) stop("wrong number of contrast matrix rows", call. = FALSE)
    rownames(coding) <- levels
    coding
  }
}
contr.treatment <- function(n, base = 1, contrasts = TRUE, sparse = FALSE) {
  labels <- if (length(n) > 1) as.character(n) else as.character(seq_len(n))
  out <- diag(length(labels))
  dimnames(out) <- list(labels, labels)
  if (contrasts) out[, -base, drop = FALSE] else out
}
contr.SAS <- function(n, contrasts = TRUE, sparse = FALSE) {
  contr.treatment(n, base = if (length(n) > 1) length(n) else n, contrasts)
}
contr.sum <- function(n, contrasts = TRUE, sparse = FALSE) {
  labels <- if (length(n) > 1) as.character(n) else as.character(seq_len(n))
  k <- length(labels)
  if (!contrasts) return(contr.treatment(n, contrasts = FALSE))
  out <- rbind(diag(k - 1), -1)
  dimnames(out) <- list(labels, NULL)
  out
}
contr.helmert <- function(n, contrasts = TRUE, sparse = FALSE) {
  labels <- if (length(n) > 1) as.character(n) else as.character(seq_len(n))
  k <- length(labels)
  if (!contrasts) return(contr.treatment(n, contrasts = FALSE))
  out <- outer(seq_len(k), seq_len(k - 1), function(i, j) ifelse(i <= j, -1, ifelse(i == j + 1, j, 0)))
  dimnames(out) <- list(labels, NULL)
  out
}
contr.poly <- function(n, scores = seq_len(k), contrasts = TRUE, sparse = FALSE) {
  k <- if (length(n) > 1) length(n) else n
  labels <- c(".L", ".Q", ".C", if (k > 4) paste0("^", 4:(k - 1)))[seq_len(k - 1)]
  decomposed <- qr(outer(scores - mean(scores), 0:(k - 1), "^"))
  z <- decomposed$qr
  z <- qr.qy(decomposed, z * (row(z) == col(z)))
  z <- sweep(z, 2, apply(z, 2, function(x) sqrt(sum(x^2))), "/")[, -1, drop = FALSE]
  dimnames(z) <- list(NULL, labels)
  z
}
# Products of the orthogonal polynomials of several variables up to a degree.
.poly_of_several <- function(variables, degree, coefs, raw) {
  powers <- do.call(expand.grid, rep(list(0:degree), length(variables)))
  sums <- rowSums(powers)
  powers <- powers[sums > 0 & sums <= degree, , drop = FALSE]
  parts <- lapply(seq_along(variables), function(k) poly(variables[[k]], degree = degree, coefs = coefs[[k]], raw = raw))
  out <- vapply(seq_len(nrow(powers)), function(i) {
    product <- rep(1, length(variables[[1L]]))
    for (k in seq_along(variables)) if (powers[i, k] > 0) product <- product * as.vector(parts[[k]][, powers[i, k]])
    product
  }, numeric(length(variables[[1L]])))
  out <- matrix(out, length(variables[[1L]]), dimnames = list(NULL, apply(powers, 1, paste, collapse = ".")))
  attr(out, "degree") <- unname(rowSums(powers))
  if (!raw) attr(out, "coefs") <- lapply(parts, attr, "coefs")
  structure(out, class = c("poly", "matrix"))
}
predict.poly <- function(object, newdata, ...) {
  if (missing(newdata)) return(object)
  coefs <- attr(object, "coefs")
  if (is.null(coefs)) poly(newdata, degree = max(attr(object, "degree")), raw = TRUE)
  else {
    out <- poly(newdata, degree = max(attr(object, "degree")), coefs = coefs)
    attributes(out) <- attributes(out)[c("dim", "dimnames")]
    out
  }
}
contrasts <- function(x, contrasts = TRUE, sparse = FALSE) {
  if (is.logical(x)) x <- factor(x, levels = c(FALSE, TRUE))
  if (!is.factor(x)) stop("contrasts apply only to factors")
  if (!contrasts) return(contr.treatment(levels(x), contrasts = FALSE))
  coding <- attr(x, "contrasts")
  if (is.null(coding)) coding <- getOption("contrasts")[[if (is.ordered(x)) 2L else 1L]]
  out <- contrast_matrix(coding, levels(x))
  if (is.null(rownames(out))) rownames(out) <- levels(x)
  out
}
`contrasts<-` <- function(x, how.many = NULL, value) {
  if (is.logical(x)) x <- factor(x, levels = c(FALSE, TRUE))
  if (!is.factor(x)) stop("contrasts apply only to factors")
  if (is.function(value)) value <- value(levels(x))
  if (is.numeric(value)) {
    value <- as.matrix(value)
    if (nrow(value) != nlevels(x)) stop("wrong number of contrast matrix rows")
    rownames(value) <- levels(x)
  }
  attr(x, "contrasts") <- value
  x
}
C <- function(object, contr, how.many, ...) {
  object <- as.factor(object)
  coding <- if (is.character(substitute(contr))) contr else {
    name <- paste(deparse(substitute(contr)), collapse = "")
    if (name %in% c("treatment", "sum", "helmert", "poly", "SAS")) paste0("contr.", name)
    else if (is.function(contr)) contr(levels(object)) else contr
  }
  contrasts(object) <- coding
  object
}
poly <- function(x, ..., degree = 1, coefs = NULL, raw = FALSE, simple = FALSE) {
  more <- list(...)
  # without a name: further variables where they are as long as x, otherwise the degree
  if (length(more)) {
    unnamed <- is.null(names(more)) || any(names(more) == "")
    if (unnamed && length(more) == 1L && length(more[[1L]]) == 1L && length(x) != 1L) degree <- more[[1L]]
    else return(.poly_of_several(c(list(x), more), degree, coefs, raw))
  }
  if (raw) {
    out <- outer(x, seq_len(degree), "^")
    colnames(out) <- seq_len(degree)
    return(structure(out, degree = seq_len(degree), class = c("poly", "matrix")))
  }
  if (is.null(coefs)) {
    if (degree >= length(unique(x))) stop("'degree' must be less than number of unique points")
    center <- mean(x)
    q <- qr(outer(x - center, 0:degree, "^"))
    z <- qr.qy(q, diag(diag(q$qr), length(x), degree + 1))
    norm <- colSums(z^2)
    alpha <- (colSums((x - center) * z^2) / norm + center)[seq_len(degree)]
    norm <- c(1, norm)
  } else {
    alpha <- coefs$alpha
    norm <- coefs$norm2
    z <- matrix(1, length(x), degree + 1)
    z[, 2] <- x - alpha[1]
    for (i in seq_len(degree)[-1]) z[, i + 1] <- (x - alpha[i]) * z[, i] - norm[i + 1] / norm[i] * z[, i - 1]
  }
  out <- sweep(z, 2, sqrt(norm[-1]), "/")[, -1, drop = FALSE]
  colnames(out) <- seq_len(degree)
  structure(out, coefs = list(alpha = alpha, norm2 = norm), degree = seq_len(degree), class = c("poly", "matrix"))
}
expand.model.frame <- function(model, extras, envir = environment(formula(model)), na.expand = FALSE) {
  f <- update.formula(formula(model), as.formula(paste("~ . +", paste(all.vars(extras), collapse = " + "))))
  model.frame.default(f, eval(model$call$data, envir))
}
get_all_vars <- function(formula, data = NULL, ...) {
  names <- all.vars(formula)
  as.data.frame(lapply(setNames(names, names), function(n) eval(as.name(n), data, environment(formula))))
}

na.omit.data.frame <- function(object, ...) {
  gone <- rep(FALSE, nrow(object))
  for (column in object) {
    if (!is.atomic(column)) next
    missing <- is.na(column)
    gone <- gone | if (is.matrix(missing)) rowSums(missing) > 0 else missing
  }
  if (!any(gone)) return(object)
  out <- object[!gone, , drop = FALSE]
  omitted <- structure(which(gone), names = row.names(object)[gone], class = "omit")
  attr(out, "na.action") <- omitted
  out
}
na.exclude.data.frame <- function(object, ...) {
  out <- na.omit.data.frame(object)
  if (!is.null(a <- attr(out, "na.action"))) attr(out, "na.action") <- structure(a, class = "exclude")
  out
}
na.omit <- function(object, ...) UseMethod("na.omit")
na.omit.default <- function(object, ...) {
  if (!is.atomic(object)) return(object)
  gone <- is.na(object)
  if (!any(gone)) return(object)
  structure(object[!gone], na.action = structure(which(gone), class = "omit"))
}
na.exclude <- function(object, ...) UseMethod("na.exclude")
na.exclude.default <- function(object, ...) {
  out <- na.omit.default(object)
  if (!is.null(a <- attr(out, "na.action"))) attr(out, "na.action") <- structure(a, class = "exclude")
  out
}
na.fail <- function(object, ...) UseMethod("na.fail")
na.fail.default <- function(object, ...) {
  if (anyNA(unlist(object))) stop("missing values in object")
  object
}
na.pass <- function(object, ...) object
na.action <- function(object, ...) if (is.list(object)) object$na.action else attr(object, "na.action")
# A square matrix with the same names for rows and columns.
named_square <- function(matrix, names) structure(matrix, dimnames = list(names, names))
as.formula <- function(object, env = parent.frame()) {
  if (inherits(object, "formula")) return(object)
  if (is.character(object)) {
    x <- paste(object, collapse = " ")
    object <- str2lang(x)
  }
  if (is.list(object) && !is.null(formula(object))) return(formula(object))
  out <- if (is.call(object) && identical(object[[1]], quote(`~`))) object else eval(object, env)
  structure(out, class = "formula", .Environment = env)
}
# The argument itself; formulas read it as a term with coefficient 1.
offset <- function(object) object
