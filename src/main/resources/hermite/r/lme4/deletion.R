# What each group or row does to a mixed fit: the fit without it.

influence.merMod <- function(model, groups, data, maxfun = 1000, do.coef = TRUE, ncores = 1, start, ...) {
  frame <- model$frame
  by_group <- !missing(groups)
  if (by_group && length(groups) > 1) .unsupported("influence() of several grouping factors at once is not supported")
  unit <- if (!by_group) row.names(frame) else as.character(if (groups %in% names(frame)) frame[[groups]] else model$flist[[groups]])
  levels <- if (by_group) unique(unit) else unit
  parts <- list(fixed.effects = model$beta, vcov = model$vcov)
  fits <- lapply(levels, function(level) refit_rows(model, unit != level))
  table <- function(name, value) structure(do.call(rbind, lapply(fits, value)), dimnames = list(levels, name))
  components <- function(m) c(as.vector(as.data.frame(VarCorr.merMod(m))$vcov))
  labels <- {
    v <- as.data.frame(VarCorr.merMod(model))
    ifelse(is.na(v$var1), "sigma^2", ifelse(is.na(v$var2), paste0(v$grp, ".", v$var1), paste0(v$grp, ".", v$var1, ".", v$var2)))
  }
  out <- list(model$beta, table(names(model$beta), function(m) m$beta), components(model), table(labels, components),
              model$vcov, setNames(lapply(fits, function(m) m$vcov), levels), if (by_group) groups else "case",
              if (by_group) levels else seq_along(levels))
  suffix <- if (by_group) paste0("[-", groups, "]") else "[-case]"
  names(out) <- c("fixed.effects", paste0("fixed.effects", suffix), "var.cov.comps", paste0("var.cov.comps", suffix), "vcov",
                  paste0("vcov", suffix), "groups", "deleted")
  structure(out, class = "influence.merMod")
}
# The fit to some of the rows.
refit_rows <- function(model, kept) {
  call <- model$call
  call$data <- model$frame[kept, , drop = FALSE]
  call$weights <- if (!is.null(model$weights)) quote(`(weights)`)
  call$offset <- if (!is.null(model$call$offset)) quote(`(offset)`)
  call$subset <- call$na.action <- NULL
  # variables made in the formula stand in the frame under their written names
  call$formula <- written_variables(model$formula, names(model$frame))
  suppressMessages(eval(call, environment(model$formula)))
}
written_variables <- function(e, names) {
  if (is.call(e) && !inherits(e, "formula")) {
    text <- paste(deparse(e, 500L), collapse = "")
    if (text %in% names) return(as.name(text))
  }
  if (is.call(e)) for (i in seq_along(e)[-1]) e[[i]] <- written_variables(e[[i]], names)
  e
}
dfbeta.influence.merMod <- function(model, which = c("fixed", "var.cov"), ...) {
  which <- match.arg(which)
  at <- if (which == "fixed") 1 else 3
  sweep(model[[at + 1]], 2, model[[at]])
}
dfbetas.influence.merMod <- function(model, ...) {
  error <- t(vapply(model[[6]], function(v) sqrt(diag(as.matrix(v))), numeric(length(model[[1]]))))
  dfbeta.influence.merMod(model) / if (nrow(error) == nrow(model[[2]])) error else t(error)
}
cooks.distance.influence.merMod <- function(model, ...) {
  change <- dfbeta.influence.merMod(model)
  n <- nrow(change)
  p <- ncol(change)
  # lme4 takes the share (n - p) / n of it, n the number of deletions
  unname(rowSums((change %*% solve(as.matrix(model$vcov))) * change)) * (n - p) / (n * p)
}
# A fit asked for again: where its formula was written first, for a function's own data are there.
update.merMod <- function(object, formula., ..., evaluate = TRUE) {
  call <- object$call
  if (!missing(formula.)) call$formula <- update.formula(formula(object), formula.)
  changes <- match.call(expand.dots = FALSE)$...
  for (name in names(changes)) call[[name]] <- changes[[name]]
  if (!evaluate) return(call)
  caller <- parent.frame()
  tryCatch(eval(call, environment(formula(object))), error = function(e) eval(call, caller))
}
