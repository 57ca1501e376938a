# Coefficients that others determine, and coefficients written out over all levels of their factors.

alias <- function(object, ...) UseMethod("alias")
alias.formula <- function(object, data, ...) alias.lm(lm(object, data), ...)
# Complete aliasing: the dropped columns of the design as combinations of those kept.
alias.lm <- function(object, complete = TRUE, partial = FALSE, partial.pattern = FALSE, ...) {
  if (partial || partial.pattern) .unsupported("partial aliasing is not supported in alias()")
  x <- model.matrix(object)
  gone <- is.na(coef(object))
  out <- list(Model = object$terms)
  if (complete && any(gone)) {
    kept <- x[, !gone, drop = FALSE]
    combination <- t(solve(crossprod(kept), crossprod(kept, x[, gone, drop = FALSE])))
    dimnames(combination) <- list(colnames(x)[gone], colnames(kept))
    combination[abs(combination) < 1e-6] <- 0
    out$Complete <- structure(combination, class = c("mtable", "matrix"))
  }
  structure(out, class = "alias")
}
print.alias <- function(x, ...) {
  cat("Model :\n")
  cat(paste(deparse(formula(x$Model)), collapse = "\n"), "\n", sep = "")
  if (!is.null(x$Complete)) {
    cat("\nComplete :\n")
    shown <- array(vapply(x$Complete, as_fraction, ""), dim(x$Complete), dimnames(x$Complete))
    print(shown, quote = FALSE)
    cat("\n")
  }
  invisible(x)
}
# A number as the nearest fraction with a small denominator.
as_fraction <- function(v) {
  for (d in 1:2000) if (abs(v * d - round(v * d)) < 1e-6 * d) return(if (d == 1) format(round(v)) else paste0(round(v * d), "/", d))
  format(v)
}

# Coefficients of each term over the levels of its factors, numeric variables at one.
dummy.coef <- function(object, ...) UseMethod("dummy.coef")
dummy.coef.lm <- function(object, use.na = FALSE, ...) {
  right <- delete.response(object$terms)
  factors <- attr(right, "factors")
  labels <- attr(right, "term.labels")
  frame <- object$model
  beta <- coef(object)
  if (!use.na) beta[is.na(beta)] <- 0
  assign <- attr(model.matrix(object), "assign")
  variables <- rownames(factors)
  is_factor <- vapply(variables, function(v) is.factor(frame[[v]]) || is.character(frame[[v]]), NA)
  levels_of <- function(v) if (is.factor(frame[[v]])) levels(frame[[v]]) else sort(unique(frame[[v]]))
  used <- contrasts_of(right, frame, object$contrasts)
  out <- lapply(seq_along(labels), function(i) {
    own <- variables[factors[, i] > 0]
    over <- own[is_factor[own]]
    columns <- which(assign == i)
    if (!length(over)) {
      value <- beta[columns]
      names(value) <- if (length(columns) == 1) labels[i] else sub(labels[i], "", names(value), fixed = TRUE)
      return(value)
    }
    grid <- do.call(expand.grid, c(lapply(setNames(over, over), levels_of), list(stringsAsFactors = FALSE)))
    full <- lapply(variables, function(v) {
      if (!is_factor[[v]]) return(if (is.matrix(frame[[v]])) matrix(1, nrow(grid), ncol(frame[[v]])) else rep(1, nrow(grid)))
      factor(if (v %in% over) grid[[v]] else rep(levels_of(v)[1], nrow(grid)), levels = levels_of(v))
    })
    full <- structure(setNames(full, variables), class = "data.frame", row.names = seq_len(nrow(grid)))
    mm <- .design(right, full, used$matrices, row.names(full), used$names)
    setNames(as.vector(mm[, columns, drop = FALSE] %*% beta[columns]), do.call(paste, c(unname(as.list(grid)), sep = ":")))
  })
  names(out) <- labels
  if (attr(right, "intercept") > 0) out <- c(list(`(Intercept)` = beta[["(Intercept)"]]), out)
  structure(out, class = "dummy_coef", matrix = FALSE)
}
print.dummy_coef <- function(x, ..., title = "Full coefficients are") {
  rows <- list()
  heads <- character()
  for (name in names(x)) {
    this <- x[[name]]
    if (length(this) > 1) {
      rows <- c(rows, list(names(this)), list(format(this, ...)))
      heads <- c(heads, paste0(name, ":   "), "")
    } else {
      rows <- c(rows, list(format(this, ...)))
      heads <- c(heads, paste0(name, ":   "))
    }
  }
  width <- max(lengths(rows))
  shown <- do.call(rbind, lapply(rows, function(r) c(r, rep("", width - length(r)))))
  dimnames(shown) <- list(heads, rep("", width))
  cat(title, "\n")
  print(shown, quote = FALSE, right = TRUE)
  invisible(x)
}
