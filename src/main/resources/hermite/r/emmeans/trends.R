# Slopes, interaction contrasts and joint tests of model terms, as emmeans has them.

# Slopes of a covariate: the difference of the predictions a thousandth of its range apart, over that distance.
emtrends <- function(object, specs, var, delta.var = NULL, max.degree = 1, regrid = "none", transform = regrid, ...) {
  if (max.degree != 1) .unsupported("max.degree other than 1 is not supported in emtrends")
  # as emmeans: from the middle a step up
  middle <- ref_grid(object, ...)
  if (is.null(middle$levels[[var]])) stop("Variable '", var, "' is not in the dataset", call. = FALSE)
  centre <- mean(middle$levels[[var]])
  if (is.null(delta.var)) {
    values <- emm_basis(object)$frame[[var]]
    delta.var <- if (is.numeric(values)) 0.001 * diff(range(values)) else 0.001 * max(abs(centre), 1)
  }
  if (!transform %in% c("none", "response")) .unsupported("emtrends() takes regrid = \"response\" or \"none\"")
  given <- list(...)
  others <- given[setdiff(names(given), "at")]
  beside <- function(shift) {
    out <- do.call(ref_grid, c(list(object, at = c(given$at[setdiff(names(given$at), var)], setNames(list(centre + shift), var))), others))
    if (transform == "none") return(out)
    # slopes of the responses: their derivatives by the coefficients
    eta <- as.vector(out$linfct %*% out$beta)
    out$linfct <- out$linfct * out$family$mu.eta(eta)
    out$mean <- out$family$linkinv(eta)
    out
  }
  grid <- beside(delta.var)
  lower <- beside(0)
  grid$linfct <- (grid$linfct - lower$linfct) / delta.var
  if (transform == "response") {
    grid$vcov <- grid$linfct %*% grid$vcov %*% t(grid$linfct)
    grid$beta <- (grid$mean - lower$mean) / delta.var
    grid$linfct <- diag(length(grid$beta))
    df <- apply(lower$linfct, 1, lower$df)
    grid$df <- function(l) min(df)
  }
  grid$levels[[var]] <- centre
  grid$grid[[var]] <- centre
  grid$link <- "identity"
  out <- suppressMessages(emmeans(grid, specs))
  named <- function(e) {
    e$estName <- paste0(var, ".trend")
    e
  }
  if (!inherits(out, "emm_list")) return(named(out))
  names(out)[1] <- "emtrends"
  out$emtrends <- named(out$emtrends)
  out
}
# Contrasts of contrasts: the product of each variable's contrasts, within the groups of the by variables.
interaction_contrast <- function(object, methods, adjust) {
  by <- object$by
  variables <- setdiff(names(object$grid), by)
  methods <- rep_len(if (isTRUE(methods)) "pairwise" else methods, length(variables))
  sets <- lapply(seq_along(variables), function(i) {
    values <- unique(object$grid[[variables[i]]])
    own <- if (is.numeric(values)) paste0(variables[i], values) else as.character(values)
    contrast_coefficients(methods[i], own, list())
  })
  L <- matrix(1, 1, 1)
  labels <- list()
  for (i in seq_along(sets)) {
    L <- kronecker(sets[[i]]$matrix, L)
    labels[[paste0(variables[i], "_", methods[i])]] <- rownames(sets[[i]]$matrix)
  }
  frame <- do.call(expand.grid, c(labels, list(stringsAsFactors = FALSE)))
  keys <- if (is.null(by)) rep("", nrow(object$grid)) else do.call(paste, c(lapply(by, function(v) as.character(object$grid[[v]])), sep = "\r"))
  groups <- split(seq_along(keys), factor(keys, unique(keys)))
  grid <- object$grid
  object$linfct <- do.call(rbind, lapply(groups, function(rows) L %*% object$linfct[rows, , drop = FALSE]))
  object$grid <- do.call(rbind, lapply(unname(groups), function(rows) {
    out <- frame
    for (v in by) out[[v]] <- rep(grid[[v]][rows[1]], nrow(frame))
    out
  }))
  object$estName <- "estimate"
  object$kind <- "contrasts"
  object$infer <- c(FALSE, TRUE)
  object$adjust <- if (is.null(adjust)) "none" else adjust
  object$family_size <- object$per_group <- nrow(L)
  object$multiplicative <- FALSE
  object
}

# Wald F tests of each model term from type III hypotheses of equally weighted means, within the levels of others if asked.
# A covariate is averaged over the values that cov.reduce makes of it; its own test is about its slope.
joint_tests <- function(object, by = NULL, at = NULL, cov.reduce = meanint, ...) {
  refuse_options(list(...), c("lmer.df", "cov.keep", "mode", "sigmaAdjust", "vcov.method", "vcov."), "joint_tests()")
  if (inherits(object, "emmGrid")) .unsupported("joint_tests() of a grid is not supported: give it the fit")
  centre <- function(x) mean(cov.reduce(x))
  grid <- ref_grid(object, at = at, cov.reduce = centre, ...)
  if (is.null(by)) return(joint_test_table(object, grid, at, NULL, cov.reduce = centre, ...))
  values <- expand.grid(lapply(by_values(object, grid, by, at), unique), stringsAsFactors = FALSE)
  tables <- lapply(seq_len(nrow(values)), function(i) {
    fixed <- lapply(values, function(v) v[i])
    table <- joint_test_table(object, ref_grid(object, at = c(at[setdiff(names(at), by)], fixed), cov.reduce = centre, ...), fixed, by, cov.reduce = centre, ...)
    for (v in by) table[[v]] <- fixed[[v]]
    table
  })
  structure(do.call(rbind, tables), estName = "F.ratio", by.vars = by, class = c("summary_emm", "data.frame"))
}
# A covariate within whose values tests are made has two, around its mean.
by_values <- function(object, grid, by, at) {
  setNames(lapply(by, function(v) {
    found <- grid$levels[[v]]
    if (is.null(found)) stop("No variable named ", v, " in the reference grid", call. = FALSE)
    if (length(found) == 1 && is.numeric(found) && is.null(at[[v]])) found + c(-1, 1) else found
  }), by)
}
# Intervals about the mean of a covariate, or about a value.
meanint <- function(x) mean(x) + c(-1, 1)
symmint <- function(ctr) function(x) ctr + c(-1, 1)
joint_test_table <- function(object, grid, at, by, ...) {
  labels <- attr(grid$terms, "term.labels")
  factors <- attr(grid$terms, "factors")
  seen <- character()
  rows <- lapply(labels, function(label) {
    variables <- setdiff(all.vars(parse(text = rownames(factors)[factors[, label] > 0])), by)
    key <- paste(sort(variables), collapse = ":")
    if (!length(variables) || key %in% seen) return(NULL)
    seen <<- c(seen, key)
    multi <- variables[lengths(grid$levels[variables]) > 1]
    numeric <- setdiff(variables, multi)
    # a covariate held at one value is not tested
    if (any(numeric %in% names(at))) return(NULL)
    L <- term_hypothesis(object, grid, multi, numeric, at, ...)
    if (is.null(L)) return(NULL)
    estimate <- L %*% grid$beta
    f <- as.numeric(t(estimate) %*% solve(L %*% grid$vcov %*% t(L), estimate)) / nrow(L)
    df2 <- min(apply(L, 1, grid$df))
    data.frame(`model term` = if (is.null(by) && !grepl("(", label, fixed = TRUE)) label else paste(variables, collapse = ":"), df1 = nrow(L), df2 = df2, F.ratio = f,
               p.value = pf(f, nrow(L), df2, lower.tail = FALSE), check.names = FALSE)
  })
  structure(do.call(rbind, Filter(Negate(is.null), rows)), estName = "F.ratio", class = c("summary_emm", "data.frame"))
}
term_hypothesis <- function(object, grid, multi, numeric, at = NULL, ...) {
  averages <- function(grid) if (length(multi)) average_grid(grid, multi)$linfct else matrix(colMeans(grid$linfct), 1)
  L <- averages(grid)
  # a difference in each covariate in turn, so that of several their product alone is left
  if (length(numeric)) {
    L <- L * (-1)^length(numeric)
    for (code in seq_len(2^length(numeric) - 1)) {
      moved <- numeric[bitwAnd(code, 2^(seq_along(numeric) - 1)) > 0]
      shifted <- ref_grid(object, at = c(at[setdiff(names(at), moved)], lapply(grid$levels[moved], function(v) v + 1)), ...)
      L <- L + (-1)^(length(numeric) - length(moved)) * averages(shifted)
    }
  }
  # differences within each variable in turn: the interaction contrast
  if (length(multi)) {
    D <- matrix(1, 1, 1)
    for (v in multi) {
      k <- length(grid$levels[[v]])
      D <- kronecker(cbind(diag(k - 1), -1), D)
    }
    L <- D %*% L
  }
  q <- qr(t(L))
  if (q$rank == 0) NULL else L[q$pivot[seq_len(q$rank)], , drop = FALSE]
}
