# Analysis of variance with error strata, aov(y ~ a + Error(b)): the response and the design are projected on the space of
# each error term beyond those before it, and analysed there (Heiberger 1989, Computation for the Analysis of Designs).

.aov_strata <- function(formula, call, data, env) {
  inside <- function(e) {
    if (is.call(e) && identical(e[[1]], quote(Error))) e[[2]]
    else if (is.call(e)) unlist(lapply(as.list(e)[-1], inside))
    else NULL
  }
  without <- function(e) {
    if (!is.call(e)) return(e)
    if (identical(e[[1]], quote(Error))) return(NULL)
    parts <- Filter(Negate(is.null), lapply(as.list(e)[-1], without))
    if (length(parts) == 0) NULL else if (length(parts) < length(e) - 1 && length(parts) == 1) parts[[1]] else as.call(c(e[[1]], parts))
  }
  error <- inside(formula[[3]])
  error <- if (is.list(error)) error[[1]] else error
  fixed <- formula
  right <- without(formula[[3]])
  fixed[[3]] <- if (is.null(right)) 1 else right
  both <- formula
  both[[3]] <- call("+", fixed[[3]], error)
  inner <- call
  inner$formula <- both
  inner[[1]] <- quote(lm)
  frame <- model_frame_of(with_data(inner, env, 3L), env)
  y <- as.vector(model.response(frame, "numeric"))
  errors <- structure(call("~", error), class = "formula", .Environment = environment(formula))
  E <- model.matrix(errors, frame)
  names <- c("(Intercept)", attr(terms(errors), "term.labels"), "Within")
  terms <- terms(fixed)
  contrasts <- call$contrasts
  X <- model.matrix(terms, frame, if (is.null(contrasts)) NULL else eval(contrasts, env))
  assign <- attr(X, "assign")
  spaces <- .error_spaces(E)
  analyse <- function(target, design, df) {
    used <- which(colSums(abs(design)) > 1e-5)
    columns <- design[, used, drop = FALSE]
    solution <- if (length(used)) .least_squares(columns, target, 1e-7)
    rank <- if (is.null(solution)) 0L else solution$rank
    kept <- if (rank) used[solution$pivot[seq_len(rank)]] else integer()
    coefficients <- if (rank) setNames(solution$coefficients[solution$pivot[seq_len(rank)]], colnames(X)[kept])
    list(coefficients = coefficients, effects = if (rank) solution$effects[seq_len(rank)], assign = assign[kept],
         rss = if (rank) solution$rss else sum(target^2), df.residual = df - rank,
         count = length(used),
         tilted = rank > 1 && { p <- crossprod(design[, kept, drop = FALSE]); max(abs(p[upper.tri(p)])) > 1e-8 * max(abs(p)) })
  }
  fits <- lapply(seq_len(max(attr(E, "assign")) + 1), function(i) {
    B <- spaces$basis[, spaces$assign == i - 1, drop = FALSE]
    if (ncol(B) == 0) NULL else analyse(as.vector(crossprod(B, y)), crossprod(B, X), ncol(B))
  })
  off <- function(v) v - spaces$basis %*% crossprod(spaces$basis, v)
  within <- if (ncol(spaces$basis) < length(y)) analyse(as.vector(off(y)), off(X), length(y) - ncol(spaces$basis))
  fits <- setNames(c(fits, list(within)), names)
  fits <- Filter(Negate(is.null), fits)
  structure(fits, class = c("aovlist", "listof"), call = call, terms = terms, labels = attr(terms, "term.labels"),
            mean = mean(y))
}
# An orthonormal basis of the columns of the error design, each column with its term.
.error_spaces <- function(E) {
  basis <- matrix(numeric(), nrow(E), 0)
  assign <- integer()
  for (j in seq_len(ncol(E))) {
    v <- E[, j]
    for (round in 1:2) v <- v - as.vector(basis %*% crossprod(basis, v))
    size <- sqrt(sum(v^2))
    if (size > 1e-7 * sqrt(sum(E[, j]^2))) {
      basis <- cbind(basis, v / size)
      assign <- c(assign, attr(E, "assign")[j])
    }
  }
  list(basis = unname(basis), assign = assign)
}
.stratum_table <- function(fit, labels) {
  terms <- sort(unique(fit$assign[fit$assign > 0]))
  ss <- vapply(terms, function(i) sum(fit$effects[fit$assign == i]^2), 1)
  df <- vapply(terms, function(i) as.numeric(sum(fit$assign == i)), 1)
  names <- labels[terms]
  if (fit$df.residual > 0) {
    ss <- c(ss, fit$rss)
    df <- c(df, fit$df.residual)
    names <- c(names, "Residuals")
  }
  data.frame(Df = df, `Sum Sq` = ss, row.names = names, check.names = FALSE)
}
summary.aovlist <- function(object, ...) {
  strata <- object[names(object) != "(Intercept)"]
  out <- lapply(strata, function(fit) {
    table <- .stratum_table(fit, attr(object, "labels"))
    table[["Mean Sq"]] <- table[["Sum Sq"]] / table$Df
    if (fit$df.residual > 0) {
      last <- nrow(table)
      f <- replace(table[["Mean Sq"]] / table[["Mean Sq"]][last], last, NA)
      table[["F value"]] <- f
      table[["Pr(>F)"]] <- pf(f, table$Df, fit$df.residual, lower.tail = FALSE)
    }
    row.names(table) <- format(row.names(table))
    structure(list(structure(table, class = c("anova", "data.frame"))), class = c("summary.aov", "listof"))
  })
  structure(setNames(out, paste("Error:", names(strata))), class = "summary.aovlist")
}
print.summary.aovlist <- function(x, ...) {
  for (name in names(x)) {
    cat("\n", name, "\n", sep = "")
    print(x[[name]], ...)
  }
  invisible(x)
}
print.aovlist <- function(x, ...) {
  cat("\nCall:\n")
  print(attr(x, "call"))
  if ("(Intercept)" %in% names(x)) cat("\nGrand Mean: ", format(attr(x, "mean")), "\n", sep = "")
  strata <- x[names(x) != "(Intercept)"]
  for (i in seq_along(strata)) {
    fit <- strata[[i]]
    cat("\nStratum ", i, ": ", names(strata)[i], "\n", sep = "")
    table <- .stratum_table(fit, attr(x, "labels"))
    cat("\nTerms:\n")
    shown <- rbind(format(zapsmall(table[["Sum Sq"]])), format(table$Df))
    dimnames(shown) <- list(c("Sum of Squares", "Deg. of Freedom"), row.names(table))
    print(shown, quote = FALSE, right = TRUE)
    cat("\n")
    if (fit$df.residual > 0) cat("Residual standard error: ", format(sqrt(fit$rss / fit$df.residual)), "\n", sep = "")
    rank <- length(fit$coefficients)
    if (rank > 0) {
      if (rank < fit$count) cat(fit$count - rank, "out of", fit$count, "effects not estimable\n")
      cat("Estimated effects", if (fit$tilted) "may be unbalanced\n" else "are balanced\n")
    }
  }
  invisible(x)
}
