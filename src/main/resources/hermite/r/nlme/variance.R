# Variance functions of residuals, as package nlme names and prints them (Pinheiro and Bates 2000, section 5.2): each gives
# the standard deviation of a row relative to the residual standard deviation.

variance_function <- function(class, title, form, parameters, start, value, fixed) {
  if (!inherits(form, "formula")) stop("'form' of ", class, " must be a formula", call. = FALSE)
  held <- unlist(fixed)
  if (length(held) && !(is.null(names(held)) && length(parameters) == 1)) {
    if (is.null(names(held)) || any(!names(held) %in% parameters)) .unsupported("fixed values by stratum are not supported in ", class)
  }
  if (length(held)) held <- setNames(as.numeric(held), if (is.null(names(held))) parameters else names(held))
  if (length(value)) warning("start values of variance functions are not used", call. = FALSE)
  structure(list(title = title, form = form, parameters = parameters, start = start, held = held), class = c(class, "varFunc"))
}
varIdent <- function(value = numeric(0), form = ~1, fixed = NULL) {
  if (length(value) || length(fixed)) .unsupported("varIdent takes only 'form' here: start and fixed values are not supported")
  structure(list(form = form, title = "Different standard deviations per stratum"), class = c("varIdent", "varFunc"))
}
varFixed <- function(value = ~1) {
  if (!inherits(value, "formula")) stop("'value' must be a one sided formula", call. = FALSE)
  structure(list(form = value, title = "fixed weights", fixed = TRUE), class = c("varFixed", "varFunc"))
}
varPower <- function(value = numeric(0), form = ~ fitted(.), fixed = NULL)
  variance_function("varPower", "Power of variance covariate", form, "power", 0, value, fixed)
varExp <- function(value = numeric(0), form = ~ fitted(.), fixed = NULL)
  variance_function("varExp", "Exponential of variance covariate", form, "expon", 0, value, fixed)
varConstPower <- function(const = numeric(0), power = numeric(0), form = ~ fitted(.), fixed = NULL)
  variance_function("varConstPower", "Constant plus power of variance covariate", form, c("const", "power"), c(log(0.1), 0),
                    c(const, power), fixed)
varComb <- function(...) {
  parts <- list(...)
  if (!length(parts) || !all(vapply(parts, inherits, NA, "varFunc"))) stop("all arguments to \"varComb\" must be of class \"varFunc\"", call. = FALSE)
  structure(list(parts = parts, title = "Combination of variance functions"), class = c("varComb", "varFunc"))
}
# weights = ~ x means a variance proportional to x.
as_variance_function <- function(weights) if (inherits(weights, "formula")) varFixed(weights) else weights

# A variance function over rows: number of free parameters, their start, and the relative standard deviations that parameters
# without bounds give. 'fitted' stands for fitted values where the covariate asks for them.
variance_plan <- function(weights, data, env, ordered) {
  if (inherits(weights, "varComb")) {
    plans <- lapply(weights$parts, variance_plan, data, env, ordered)
    sizes <- vapply(plans, `[[`, 1, "size")
    ends <- cumsum(sizes)
    own <- function(v, i) v[ends[i] - sizes[i] + seq_len(sizes[i])]
    return(list(size = sum(sizes), start = unlist(lapply(plans, `[[`, "start")), iterated = any(vapply(plans, `[[`, NA, "iterated")),
                scale = function(v, fitted) Reduce(`*`, lapply(seq_along(plans), function(i) plans[[i]]$scale(own(v, i), fitted))),
                values = function(v) lapply(seq_along(plans), function(i) plans[[i]]$values(own(v, i)))))
  }
  sides <- sides_of_bar(weights$form)
  labels <- if (!is.null(sides$g)) strata_of(sides$g, data, env)
  strata <- unique(labels[ordered])
  stratum <- match(labels, strata)
  if (inherits(weights, "varIdent")) {
    if (is.null(labels)) stop("varIdent needs form = ~ 1 | stratum", call. = FALSE)
    if (length(strata) == 1) stop("varIdent needs a stratum variable of at least two values", call. = FALSE)
    return(list(size = length(strata) - 1, start = numeric(length(strata) - 1), iterated = FALSE, strata = strata, stratum = stratum,
                scale = function(v, fitted) exp(c(0, v))[stratum], values = function(v) setNames(exp(c(0, v)), strata)))
  }
  iterated <- "fitted" %in% all.names(sides$x)
  if (iterated && !identical(sides$x, quote(fitted(.)))) .unsupported("the covariate ", deparse(sides$x), " is not supported: fitted(.) alone is")
  covariate <- if (!iterated) as.numeric(eval(sides$x, data, env))
  if (inherits(weights, "varFixed")) {
    if (any(covariate <= 0)) stop("the variance covariate of varFixed must be positive", call. = FALSE)
    return(list(size = 0, start = numeric(), iterated = FALSE, scale = function(v, fitted) sqrt(covariate), values = function(v) numeric()))
  }
  groups <- max(1, length(strata))
  free <- setdiff(weights$parameters, names(weights$held))
  at <- if (is.null(labels)) rep.int(1L, nrow(data)) else stratum
  # one vector of values a parameter, one value a stratum
  expand <- function(v) {
    out <- lapply(weights$parameters, function(name) {
      if (name %in% free) v[(match(name, free) - 1) * groups + seq_len(groups)] else {
        held <- rep(weights$held[[name]], groups)
        if (name == "const") log(held) else held
      }
    })
    names(out) <- weights$parameters
    if (!is.null(out$const)) out$const <- exp(out$const)
    out
  }
  list(size = length(free) * groups, start = rep(weights$start[match(free, weights$parameters)], each = groups), iterated = iterated,
       strata = strata,
       scale = function(v, fitted) {
         x <- if (iterated) fitted else covariate
         own <- lapply(expand(v), `[`, at)
         switch(class(weights)[1], varPower = abs(x)^own$power, varExp = exp(own$expon * x), varConstPower = own$const + abs(x)^own$power)
       },
       values = function(v) {
         out <- expand(v)
         if (groups == 1) unlist(out)
         else if (length(out) == 1) setNames(out[[1]], strata)
         else do.call(c, lapply(names(out), function(name) setNames(out[[name]], paste(name, strata, sep = "."))))
       })
}
# What a fit's prints say of its variance function.
print_variance <- function(weights, values) {
  if (inherits(weights, "varComb")) {
    cat(weights$title, "\n", sep = ": ")
    for (i in seq_along(weights$parts)) print_variance_part(weights$parts[[i]], values[[i]])
    return(invisible())
  }
  cat("Variance function:\n")
  print_variance_part(weights, values)
}
print_variance_part <- function(weights, values) {
  stratified <- !inherits(weights, "varIdent") && !is.null(sides_of_bar(weights$form)$g)
  cat(" Structure: ", weights$title, if (stratified) ", different strata", "\n", sep = "")
  cat(" Formula:", paste(deparse(weights$form), collapse = ""), "\n")
  if (!length(values)) return(invisible())
  cat(" Parameter estimates:\n")
  two <- length(weights$parameters) == 2
  if (stratified && two) values <- t(matrix(values, ncol = 2, dimnames = list(sub("^const\\.", "", names(values)[seq_len(length(values) / 2)]), weights$parameters)))
  print(values)
}
