# Tables of effects and means of analyses of variance with equal replication, projections on their terms, and log-linear
# fits of tables.

# Columns of the projections of the response on the terms in turn, and what is left.
proj <- function(object, ...) UseMethod("proj")
proj.lm <- function(object, onedf = FALSE, unweighted.scale = FALSE, ...) {
  if (onedf || unweighted.scale || !is.null(object$weights)) .unsupported("proj() is supported for terms of fits without weights")
  X <- model.matrix(object)[, !is.na(object$coefficients), drop = FALSE]
  assign <- attr(model.matrix(object), "assign")[!is.na(object$coefficients)]
  Q <- qr.Q(qr(X))
  y <- fitted(object) + residuals(object)
  parts <- vapply(unique(assign), function(k) as.vector(Q[, assign == k, drop = FALSE] %*% crossprod(Q[, assign == k, drop = FALSE], y)), numeric(nrow(X)))
  out <- cbind(parts, residuals(object))
  labels <- c("(Intercept)", attr(object$terms, "term.labels"))[unique(assign) + 1]
  dimnames(out) <- list(names(residuals(object)), c(labels, "Residuals"))
  factors <- setNames(lapply(labels, function(l) if (l == "(Intercept)") l else strsplit(l, ":", fixed = TRUE)[[1]]), labels)
  factors$Residuals <- c(unique(unlist(factors[labels != "(Intercept)"])), "Within")
  structure(out, df = setNames(c(vapply(unique(assign), function(k) sum(assign == k), 1L), object$df.residual), colnames(out)),
            formula = formula(object), onedf = FALSE, factors = factors, call = object$call, t.factor = attr(object$terms, "factors"),
            class = "aovproj")
}
print.aovproj <- function(x, ...) {
  kept <- attributes(x)[c("dim", "dimnames")]
  attributes(x) <- NULL
  attributes(x) <- kept
  print(x, ...)
}
`[.aovproj` <- function(x, i, j, drop = TRUE) {
  m <- matrix(as.vector(unclass(x)), nrow(x), dimnames = dimnames(x))
  if (missing(i)) m[, j, drop = drop] else if (missing(j)) m[i, , drop = drop] else m[i, j, drop = drop]
}
model.tables <- function(x, ...) UseMethod("model.tables")
model.tables.aov <- function(x, type = c("effects", "means", "residuals"), se = FALSE, cterms, ...) {
  type <- match.arg(type)
  if (type == "residuals") .unsupported("model.tables(type = \"residuals\") is not supported")
  projections <- proj(x)
  frame <- model.frame(x)
  factors <- attr(projections, "factors")
  terms <- setdiff(names(factors), c("(Intercept)", "Residuals"))
  if (!missing(cterms)) terms <- intersect(terms, cterms)
  tables <- list()
  counts <- integer()
  for (term in terms) {
    by <- frame[factors[[term]]]
    if (!all(vapply(by, is.factor, NA))) by[] <- lapply(by, factor)
    n <- table(by)
    if (any(n != n[1])) .unsupported("model.tables() is supported for equal replication: emmeans() takes any design")
    own <- if (type == "effects") term else Filter(function(t) t == "(Intercept)" || all(factors[[t]] %in% factors[[term]]), setdiff(colnames(projections), "Residuals"))
    sums <- rowSums(projections[, own, drop = FALSE])
    tables[[term]] <- structure(tapply(sums, by, mean), class = "mtable")
    counts[term] <- n[1]
  }
  if (type == "means") tables <- c(list(`Grand mean` = mean(projections[, "(Intercept)"])), tables)
  out <- list(tables = tables, n = counts)
  if (se) {
    square <- residual_squares(x) / x$df.residual
    out$se <- structure(as.list(sqrt((if (type == "means") 2 else 1) * square / counts)), type = type)
  }
  structure(out, type = type, class = c("tables_aov", "list.of"))
}
model.tables.aovlist <- function(x, ...) .unsupported("model.tables() of fits with Error() is not supported: emmeans() of lmer() gives the means")
print.mtable <- function(x, ..., digits = getOption("digits"), quote = FALSE, right = FALSE) {
  shown <- unclass(x)
  if (length(shown) == 1 && is.null(names(shown)) && is.null(dimnames(shown))) names(shown) <- ""
  if (length(dim(shown))) shown[] <- format(zapsmall(shown, digits))
  print(shown, quote = quote, right = right, ...)
  invisible(x)
}
print.tables_aov <- function(x, digits = 4L, ...) {
  cat(if (attr(x, "type") == "effects") "Tables of effects\n" else "Tables of means\n")
  for (name in names(x$tables)) {
    if (name == "Grand mean") cat("Grand mean\n") else cat("\n", name, "\n")
    print.mtable(x$tables[[name]], digits = digits, ...)
  }
  if (!is.null(x$se)) {
    cat(if (attr(x$se, "type") == "effects") "\nStandard errors of effects\n" else "\nStandard errors for differences of means\n")
    shown <- rbind(format(unlist(x$se), digits = digits), format(x$n))
    dimnames(shown) <- list(c(" ", "replic."), names(x$se))
    print(shown, quote = FALSE, right = TRUE, ...)
  }
  invisible(x)
}

# Expected counts with given margins, by proportional fitting (Deming and Stephan 1940).
loglin <- function(table, margin, start = rep(1, length(table)), fit = FALSE, eps = 0.1, iter = 20L, param = FALSE, print = TRUE) {
  expected <- array(start, dim(table), dimnames(table))
  names <- names(dimnames(table))
  margin <- lapply(margin, function(m) if (is.character(m)) match(m, names) else m)
  for (round in seq_len(iter)) {
    before <- expected
    for (m in margin) {
      ratio <- apply(table, m, sum) / apply(expected, m, sum)
      ratio[!is.finite(ratio)] <- 0
      expected <- sweep(expected, m, ratio, `*`)
    }
    change <- max(abs(expected - before))
    if (change < eps) break
  }
  if (print) cat(round, "iterations: deviation", change, "\n")
  if (change >= eps) warning("algorithm did not converge")
  seen <- as.vector(table)
  fitted <- as.vector(expected)
  sizes <- dim(table)
  subsets <- unique(unlist(lapply(margin, function(m) {
    lapply(seq_len(2^length(m) - 1), function(b) sort(m[bitwAnd(b, 2^(seq_along(m) - 1)) > 0]))
  }), recursive = FALSE))
  used <- sum(vapply(subsets, function(s) prod(sizes[s] - 1), 1)) + 1
  out <- list(lrt = 2 * sum(seen[seen > 0] * log(seen[seen > 0] / fitted[seen > 0])),
              pearson = sum(((seen - fitted)^2 / fitted)[fitted > 0]), df = length(seen) - used,
              margin = lapply(margin, function(m) if (is.null(names)) m else names[m]))
  if (fit) out$fit <- structure(expected, class = class(table))
  if (param) {
    logs <- log(expected)
    values <- list(`(Intercept)` = mean(logs))
    logs <- logs - mean(logs)
    for (s in subsets[order(lengths(subsets))]) {
      effect <- apply(logs, s, mean)
      logs <- sweep(logs, s, effect)
      values[[paste(if (is.null(names)) s else names[s], collapse = ".")]] <- effect
    }
    out$param <- values
  }
  out
}
SSD <- function(object, ...) UseMethod("SSD")
SSD.mlm <- function(object, ...) structure(list(SSD = crossprod(residuals(object)), call = object$call, df = object$df.residual), class = "SSD")
