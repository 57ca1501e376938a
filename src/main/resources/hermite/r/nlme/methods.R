# What one asks of a fit by lme(): values and residuals by level, likelihoods, parts of the covariance.

fixed.effects <- function(object, ...) fixef(object, ...)
random.effects <- function(object, ...) ranef(object, ...)
terms.lme <- function(x, ...) {
  classes <- attr(attr(x$parts$frame, "terms"), "dataClasses")
  variables <- vapply(as.list(attr(x$terms, "variables"))[-1], function(v) paste(deparse(v, 500L), collapse = ""), "")
  structure(x$terms, predvars = attr(x$terms, "variables"), dataClasses = classes[variables])
}
getGroups <- function(object, form, level, data, sep) UseMethod("getGroups")
getGroups.lme <- function(object, form, level = length(object$groups), data, sep) {
  level <- chosen_level(object, level)
  if (length(level) > 1) object$groups[level] else structure(object$groups[[level]], label = names(object$groups)[level])
}
getGroups.groupedData <- function(object, form, level, data, sep) {
  group <- eval(getGroupsFormula(object)[[2]], object)
  if (is.factor(group)) group else factor(group)
}
getGroups.lmList <- function(object, form, level, data, sep) attr(object, "groups")
getResponse <- function(object, form) UseMethod("getResponse")
getResponse.lme <- function(object, form) residuals.lme(object) + fitted.lme(object)
getData <- function(object) UseMethod("getData")
getData.lme <- function(object) eval(object$call$data, environment(object$parts$formula))
model.frame.lme <- function(formula, ...) formula$parts$frame
model.matrix.lme <- function(object, ...) object$parts$X

# The log likelihood, of a REML fit also the full one at its relative covariances (sigma at its maximum there).
logLik.lme <- function(object, REML = object$method == "REML", ...) {
  p <- length(object$coefficients$fixed)
  n <- object$dims$N
  value <- object$logLik
  if (REML != (object$method == "REML")) {
    change <- if (REML) n / (n - p) else (n - p) / n
    parameters <- object$residual_parameters
    value <- -structured_criterion(criterion_model(object), lapply(object$levels, function(level) level$G * change), object$sigma * sqrt(change),
                                   parameters$correlation, parameters$scale, REML) / 2
  }
  structure(value, nall = n, nobs = if (REML) n - p else n, df = object$parameters, class = "logLik")
}
deviance.lme <- function(object, ...) {
  if (object$method == "ML") return(-2 * logLik(object))
  warning("deviance undefined for REML fit")
  NULL
}
drop1.lme <- function(object, scope, scale = 0, test = c("none", "Chisq"), k = 2, ...) {
  test <- match.arg(test)
  extractAIC.lme(object)
  scope <- if (missing(scope)) drop.scope(object$terms) else drop_labels(object, scope)
  fits <- c(list(object), lapply(scope, function(term) {
    eval(update(object, as.formula(paste(". ~ . -", term)), evaluate = FALSE), environment(object$parts$formula))
  }))
  l <- lapply(fits, logLik)
  df <- vapply(l, function(v) as.numeric(attr(v, "df")), 1)
  value <- vapply(l, as.numeric, 1)
  table <- data.frame(Df = c(NA, df[1] - df[-1]), AIC = -2 * value + k * df, row.names = c("<none>", scope))
  if (test == "Chisq") {
    table$LRT <- c(NA, pmax(0, 2 * (value[1] - value[-1])))
    table[["Pr(>Chi)"]] <- pchisq(table$LRT, table$Df, lower.tail = FALSE)
  }
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
}
confint.lme <- function(object, ...) stop("not (yet) implemented.  Contributions are welcome; use intervals() instead (for now)")

.level_columns <- function(object, values, level) {
  level <- chosen_level(object, level)
  if (length(level) > 1) return(as.data.frame(unname_rows(values[, level + 1]), optional = TRUE))
  # rows have the names of the groups of that level; those that na.exclude set aside have none
  omit <- object$na.action
  out <- napredict(omit, setNames(values[, level + 1], as.character(object$groups[[max(1, level)]])))
  if (inherits(omit, "exclude")) names(out)[omit] <- NA
  out
}
unname_rows <- function(m) {
  rownames(m) <- NULL
  m
}
fitted.lme <- function(object, level = length(object$groups), ...) .level_columns(object, object$fitted, level)
residuals.lme <- function(object, level = length(object$groups), type = c("response", "pearson", "normalized"), ...) {
  type <- match.arg(type)
  out <- object$residuals
  if (type != "response") out <- out / (object$sigma * object$residual_parameters$scale)
  if (type == "normalized") out[] <- normalized_residuals(object, out)
  .level_columns(object, out, level)
}
predict.lme <- function(object, newdata, level = length(object$groups), asList = FALSE, na.action = na.fail, ...) {
  level <- chosen_level(object, level)
  deepest <- max(level)
  if (missing(newdata)) {
    out <- fitted.lme(object, level)
    if (length(level) == 1) return(out)
    names(out) <- paste0("predict.", c("fixed", names(object$groups))[level + 1])
    groups <- object$groups[seq_len(deepest)]
    row.names(groups) <- NULL
    return(cbind(groups, out))
  }
  right <- delete.response(object$terms)
  named <- unique(unlist(lapply(object$levels[seq_len(deepest)], function(l) all.vars(l$expression))))
  if (!all(named %in% names(newdata))) stop("cannot evaluate groups for desired levels on 'newdata'")
  asked <- intersect(unique(c(all.vars(right), unlist(lapply(object$levels, function(l) all.vars(l$form))), named)), names(newdata))
  gone <- attr(na.action(newdata[asked]), "na.action")
  if (!is.null(gone)) newdata <- newdata[-gone, , drop = FALSE]
  frame <- model.frame(right, newdata, na.action = na.pass, xlev = .getXlevels(object$terms, object$parts$frame))
  X <- .design_of(right, frame, attr(object$parts$X, "contrasts"))
  values <- matrix(as.vector(X %*% object$coefficients$fixed), nrow(X))
  if (deepest == 0) return(structure(values[, 1], label = "Predicted values"))
  scope <- environment(object$parts$formula)
  groups <- list()
  inside <- NULL
  for (l in object$levels[seq_len(deepest)]) {
    label <- as.character(eval(l$expression, newdata, scope))
    inside <- if (is.null(inside)) label else paste(inside, label, sep = "/")
    groups[[l$group]] <- inside
    form <- structure(call("~", l$form), class = "formula", .Environment = scope)
    z <- model.matrix.default(as_seen(terms(form), object$parts$frame), newdata, xlev = .getXlevels(terms(form), object$parts$frame))
    values <- cbind(values, values[, ncol(values)] + rowSums(z * l$effects[match(inside, rownames(l$effects)), , drop = FALSE]))
  }
  if (length(level) == 1) return(structure(values[, deepest + 1], names = inside, label = "Predicted values"))
  colnames(values) <- paste0("predict.", c("fixed", names(groups)))
  cbind(as.data.frame(groups, stringsAsFactors = TRUE), as.data.frame(values[, level + 1, drop = FALSE]))
}
getVarCov <- function(obj, ...) UseMethod("getVarCov")
getVarCov.lme <- function(obj, individuals, type = c("random.effects", "conditional", "marginal"), ...) {
  type <- match.arg(type)
  if (length(obj$levels) > 1) stop("not implemented for multiple levels of nesting", call. = FALSE)
  t <- obj$levels[[1]]
  if (type == "random.effects") return(structure(t$G, class = c("random.effects", "VarCov"), group.levels = names(obj$groups)))
  if (missing(individuals)) individuals <- as.character(t$factor)[1]
  if (is.numeric(individuals)) individuals <- unique(as.character(t$factor))[individuals]
  out <- lapply(individuals, function(g) {
    rows <- which(t$factor == g)
    if (!length(rows)) stop("'individuals' has no group ", g, call. = FALSE)
    z <- t$z[rows, , drop = FALSE]
    V <- obj$sigma^2 * residual_block(obj, rows) + if (type == "marginal") z %*% t$G %*% t(z) else 0
    dimnames(V) <- list(seq_len(nrow(z)), seq_len(nrow(z)))
    V
  })
  structure(setNames(out, individuals), class = c(type, "VarCov"), group.levels = names(obj$groups))
}
print.VarCov <- function(x, corr = FALSE, stdevs = TRUE, digits = 5, ...) {
  whole <- is.list(x)
  heading <- paste0(switch(class(x)[1], random.effects = "Random effects", conditional = "Conditional", marginal = "Marginal"), " variance covariance matrix")
  for (i in seq_len(if (whole) length(x) else 1)) {
    V <- if (whole) x[[i]] else structure(unclass(x), group.levels = NULL)
    if (whole) cat(attr(x, "group.levels"), names(x)[i], "\n")
    cat(heading, "\n", sep = "")
    print(signif(if (corr) V / outer(sqrt(diag(V)), sqrt(diag(V))) else V, digits))
    if (stdevs) cat("  Standard Deviations:", signif(sqrt(diag(V)), digits), "\n")
  }
  invisible(x)
}

# Limits of the coefficients, and of the covariance parameters from the curvature of the likelihood in the logarithms of
# standard deviations and the log odds of correlations (Pinheiro and Bates 2000, section 2.4.3).
intervals <- function(object, level = 0.95, ...) UseMethod("intervals")
intervals.lme <- function(object, level = 0.95, which = c("all", "var-cov", "fixed"), ...) {
  which <- match.arg(which)
  out <- list()
  if (which != "var-cov") {
    beta <- object$coefficients$fixed
    width <- qt(1 - (1 - level) / 2, object$fixDF$X) * sqrt(diag(object$varFix))
    out$fixed <- cbind(lower = beta - width, est. = beta, upper = beta + width)
  }
  if (which != "fixed") out <- c(out, parameter_limits(object, level))
  structure(out, level = level, class = "intervals.lme")
}
# Central second differences.
.second_derivatives <- function(f, x) {
  n <- length(x)
  h <- 1e-3 * pmax(1, abs(x))
  H <- matrix(0, n, n)
  middle <- f(x)
  at <- function(i, a, j, b) {
    v <- x
    v[i] <- v[i] + a
    v[j] <- v[j] + b
    f(v)
  }
  for (i in seq_len(n)) {
    H[i, i] <- (at(i, h[i], i, 0) - 2 * middle + at(i, -h[i], i, 0)) / h[i]^2
    for (j in seq_len(i - 1)) {
      H[i, j] <- H[j, i] <- (at(i, h[i], j, h[j]) - at(i, h[i], j, -h[j]) - at(i, -h[i], j, h[j]) + at(i, -h[i], j, -h[j])) /
        (4 * h[i] * h[j])
    }
  }
  H
}
print.intervals.lme <- function(x, ...) {
  cat("Approximate ", attr(x, "level") * 100, "% confidence intervals\n", sep = "")
  if (!is.null(x$fixed)) {
    cat("\n Fixed effects:\n")
    print(x$fixed, ...)
  }
  if (!is.null(x$reStruct)) {
    cat("\n Random Effects:\n")
    for (g in names(x$reStruct)) {
      cat("  Level:", g, "\n")
      print(x$reStruct[[g]], ...)
    }
    print_parameter_limits(x, "Within-group", ...)
  }
  invisible(x)
}

# Correlations of standardized residuals within groups, by their distance in the data.
ACF <- function(object, ...) UseMethod("ACF")
ACF.lme <- function(object, maxLag, resType = c("pearson", "response", "normalized"), ...) {
  r <- residuals.lme(object, type = match.arg(resType))
  groups <- split(unname(r), object$groups[[length(object$groups)]])
  longest <- max(lengths(groups))
  if (missing(maxLag)) maxLag <- as.integer(min(longest - 1, 10 * log10(longest)))
  mean <- vapply(0:maxLag, function(lag) {
    products <- unlist(lapply(groups, function(v) if (length(v) > lag) v[seq_len(length(v) - lag)] * v[lag + seq_len(length(v) - lag)]))
    sum(products) / length(products)
  }, 1)
  data.frame(lag = 0:maxLag, ACF = mean / mean[1])
}
