# Data frames that know their response, covariate and groups (Pinheiro and Bates 2000, chapter 3).

groupedData <- function(formula, data, order.groups = TRUE, FUN = function(x) max(x, na.rm = TRUE), outer = NULL, inner = NULL,
                        labels = NULL, units = NULL) {
  if (!inherits(formula, "formula") || length(formula) != 3) stop("the formula of groupedData is response ~ covariate | group", call. = FALSE)
  g <- formula[[3]][[3]]
  if (order.groups && is.name(g)) {
    groups <- data[[as.character(g)]]
    if (!is.ordered(groups)) {
      height <- tapply(data[[deparse(formula[[2]])]], as.character(groups), FUN)
      data[[as.character(g)]] <- ordered(as.character(groups), levels = names(sort(height)))
    }
  }
  nested <- is.call(g)
  kind <- if (nested) "nmGroupedData" else if (is.numeric(data[[deparse(formula[[3]][[2]])[1]]])) c("nfnGroupedData", "nfGroupedData")
    else c("nffGroupedData", "nfGroupedData")
  structure(as.data.frame(data), formula = formula, outer = outer, inner = inner, labels = labels, units = units, FUN = FUN, order.groups = order.groups,
            class = c(kind, "groupedData", "data.frame"))
}
as.data.frame.groupedData <- function(x, ...) plain_frame(x)
plain_frame <- function(x) {
  for (name in c("formula", "outer", "inner", "labels", "units", "FUN", "order.groups")) attr(x, name) <- NULL
  class(x) <- "data.frame"
  x
}
# Data sets of R have the class without the package, whose header comes with nlme and the packages that load it.
print.groupedData <- function(x, ...) {
  if (any(paste0("package:", c("nlme", "lme4")) %in% search())) cat("Grouped Data: ", paste(deparse(attr(x, "formula")), collapse = ""), "\n", sep = "")
  print(plain_frame(x), ...)
  invisible(x)
}
`[.groupedData` <- function(x, i, j, drop) {
  frame <- plain_frame(x)
  out <- if (nargs() - (!missing(drop)) < 3) frame[i]
    else if (missing(drop)) if (missing(i)) frame[, j] else if (missing(j)) frame[i, ] else frame[i, j]
    else if (missing(i)) frame[, j, drop = drop] else if (missing(j)) frame[i, , drop = drop] else frame[i, j, drop = drop]
  if (!is.data.frame(out) || !all(all.vars(attr(x, "formula")) %in% names(out))) return(out)
  groups <- all.vars(attr(x, "formula")[[3]][[3]])
  for (g in groups) if (is.factor(out[[g]])) out[[g]] <- droplevels(out[[g]])
  for (name in c("formula", "outer", "inner", "labels", "units", "FUN", "order.groups")) attr(out, name) <- attr(x, name)
  class(out) <- class(x)
  out
}
head.groupedData <- function(x, n = 6L, ...) x[seq_len(min(n, nrow(x))), , drop = FALSE]
getGroupsFormula <- function(object, ...) {
  formula <- if (inherits(object, "formula")) object else attr(object, "formula")
  structure(call("~", formula[[length(formula)]][[3]]), class = "formula", .Environment = globalenv())
}
formula.groupedData <- function(x, ...) {
  own <- attr(x, "formula")
  environment(own) <- globalenv()
  own
}
