# Correlation structures and variance functions of residuals, as package nlme names and prints them.

correlation_structure <- function(kind, title, parameter, form, value, fixed, name) {
  if (fixed) .unsupported("fixed = TRUE is not supported in correlation structures")
  if (length(value)) warning("start values of correlation structures are not used", call. = FALSE)
  structure(list(kind = kind, title = title, parameter = parameter, form = form, name = name), class = c("hermite_cor", "corStruct"))
}
corAR1 <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("autoregressive", "AR(1)", "Phi", form, value, fixed, "corAR1")
corCompSymm <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("compound_symmetry", "Compound symmetry", "Rho", form, value, fixed, "corCompSymm")
corCAR1 <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("power", "Continuous AR(1)", "Phi", form, value, fixed, "corCAR1")
corSymm <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("linear", "General", NULL, form, value, fixed, "corSymm")
spatial_structure <- function(kind, title, form, value, nugget, metric, fixed, name) {
  if (nugget) .unsupported("nugget = TRUE is not supported in correlation structures")
  if (metric[1] != "euclidean") stop("only metric = \"euclidean\" is supported in correlation structures", call. = FALSE)
  correlation_structure(kind, paste(title, "spatial correlation"), "range", form, value, fixed, name)
}
corExp <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("exponential", "Exponential", form, value, nugget, metric, fixed, "corExp")
corGaus <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("gaussian", "Gaussian", form, value, nugget, metric, fixed, "corGaus")
corSpher <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("spherical", "Spherical", form, value, nugget, metric, fixed, "corSpher")
varIdent <- function(value = numeric(0), form = ~1, fixed = NULL) {
  if (length(value) || length(fixed)) .unsupported("varIdent takes only 'form' here: start and fixed values are not supported")
  structure(list(form = form), class = c("varIdent", "varFunc"))
}

# The two sides of ~ x | g; g NULL when there is none.
sides_of_bar <- function(form) {
  right <- form[[length(form)]]
  if (is.call(right) && identical(right[[1]], quote(`|`))) list(x = right[[2]], g = right[[3]]) else list(x = right, g = NULL)
}
strata_of <- function(g, data, env) {
  values <- lapply(all.vars(g), function(v) as.character(eval(as.name(v), data, env)))
  do.call(paste, c(values, sep = "*"))
}

# What the engine is told of the residuals of these rows, and what is needed to read its answer.
residual_plan <- function(correlation, weights, data, group, env) {
  n <- nrow(data)
  if (inherits(weights, "formula") || (!is.null(weights) && !inherits(weights, "varIdent"))) {
    stop("of the variance functions only varIdent is supported", call. = FALSE)
  }
  if (!is.null(correlation) && !inherits(correlation, "hermite_cor")) {
    stop("supported correlation structures: corAR1, corCompSymm, corCAR1, corSymm, corExp, corGaus, corSpher", call. = FALSE)
  }
  subject <- group
  covariate <- NULL
  if (!is.null(correlation)) {
    sides <- sides_of_bar(correlation$form)
    if (!is.null(sides$g)) {
      named <- strata_of(sides$g, data, env)
      if (!is.null(group) && length(unique(paste(named, group))) != length(unique(as.character(group)))) {
        stop("incompatible formulas for groups in 'random' and 'correlation'", call. = FALSE)
      }
      subject <- named
    }
    covariate <- if (identical(sides$x, 1)) NULL else eval(call("cbind", sides$x), data, env)
    if (is.call(sides$x) && identical(sides$x[[1]], quote(`+`))) {
      covariate <- do.call(cbind, lapply(all.vars(sides$x), function(v) eval(as.name(v), data, env)))
    }
  }
  if (is.null(subject)) subject <- rep.int("1", n)
  subject <- factor(subject)
  order <- if (!is.null(group) || !is.null(correlation)) order(subject) else seq_len(n)
  strata <- NULL
  stratum <- rep.int(1L, n)
  if (!is.null(weights)) {
    g <- sides_of_bar(weights$form)$g
    if (is.null(g)) stop("varIdent needs form = ~ 1 | stratum", call. = FALSE)
    labels <- strata_of(g, data, env)
    strata <- unique(labels[order])
    stratum <- match(labels, strata)
    if (length(strata) == 1) stop("varIdent needs a stratum variable of at least two values", call. = FALSE)
  }
  occasion <- as.integer(ave(seq_len(n), subject, FUN = seq_along))
  spatial <- !is.null(correlation) && correlation$kind %in% c("power", "exponential", "gaussian", "spherical")
  if (!is.null(covariate) && !spatial && correlation$kind != "compound_symmetry") {
    if (any(covariate != round(covariate))) stop("covariate must have whole values in this correlation structure", call. = FALSE)
    occasion <- as.integer(covariate - min(covariate)) + 1L
    if (correlation$kind == "linear") occasion <- match(occasion, sort(unique(occasion)))
  }
  if (any(duplicated(data.frame(subject, occasion)))) stop("covariate must have unique values within groups", call. = FALSE)
  plan <- list(kind = "variance", size = 1L, subject = as.integer(subject) - 1L, position = occasion - 1L,
               point = if (is.null(covariate) || !spatial) as.numeric(occasion) else as.vector(t(covariate)),
               group = rep.int(0L, n), groups = 1L)
  if (is.null(correlation)) {
    plan$subject <- seq_len(n) - 1L
    plan$position <- integer(n)
    plan$group <- stratum - 1L
    plan$groups <- max(stratum)
  } else {
    plan$kind <- correlation$kind
    plan$size <- max(occasion)
  }
  by_position <- NULL
  if (!is.null(correlation) && !is.null(strata)) {
    by_position <- unique(data.frame(stratum, occasion))
    different <- c(autoregressive = "heterogeneous_autoregressive", compound_symmetry = "heterogeneous_compound_symmetry",
                   linear = "unstructured_correlations")[correlation$kind]
    if (is.na(different) || nrow(by_position) != length(strata) || anyDuplicated(by_position$occasion)) {
      stop("varIdent together with a correlation structure is supported for corAR1, corCompSymm and corSymm ",
           "when its strata are the occasions", call. = FALSE)
    }
    plan$kind <- unname(different)
    by_position <- by_position$occasion[order(by_position$stratum)]
  }
  list(plan = plan, strata = strata, stratum = stratum, by_position = by_position)
}

# Standard deviation, ratios of the strata and correlation parameters from the engine's parameters.
residual_parameters <- function(theta, design, correlation) {
  k <- length(design$strata)
  size <- design$plan$size
  if (is.null(correlation)) return(list(sigma = sqrt(theta[1]), ratio = sqrt(theta / theta[1])))
  if (k) {
    sd <- sqrt(theta[seq_len(size)])[design$by_position]
    return(list(sigma = sd[1], ratio = sd / sd[1], correlation = theta[-seq_len(size)]))
  }
  switch(correlation$kind,
         compound_symmetry = list(sigma = sqrt(sum(theta)), ratio = 1, correlation = theta[2] / sum(theta)),
         linear = {
           r <- diag(size)
           r[lower.tri(r)] <- theta[-1] / theta[1]
           r <- t(r)
           list(sigma = sqrt(theta[1]), ratio = 1, correlation = r[upper.tri(r)])
         },
         list(sigma = sqrt(theta[1]), ratio = 1, correlation = theta[-1]))
}
print_structures <- function(x) {
  if (!is.null(x$correlation)) {
    cat("\nCorrelation Structure: ", x$correlation$title, "\n", sep = "")
    form <- x$correlation$form
    # within lme() a formula without groups means those of the random effects
    if (inherits(x, "lme") && is.null(sides_of_bar(form)$g)) form[[2]] <- call("|", form[[2]], as.name(names(x$groups)))
    cat(" Formula:", paste(deparse(form), collapse = ""), "\n")
    cat(" Parameter estimate(s):\n")
    value <- x$residual_parameters$correlation
    if (x$correlation$kind == "linear") {
      size <- (1 + sqrt(1 + 8 * length(value))) / 2
      shown <- matrix("", size, size)
      text <- format(round(value, 3))
      at <- 0
      for (i in seq_len(size)[-1]) for (j in seq_len(i - 1)) shown[i, j] <- text[at <- at + 1]
      dimnames(shown) <- list(seq_len(size), seq_len(size))
      cat(" Correlation: \n")
      shown <- shown[-1, -size, drop = FALSE]
      colnames(shown) <- c(seq_len(size - 1))
      print(shown, quote = FALSE)
    } else print(setNames(value, x$correlation$parameter))
  }
  if (!is.null(x$weights)) {
    if (is.null(x$correlation)) cat("\n")
    if (isTRUE(x$weights$fixed)) {
      cat("Variance function:\n Structure: fixed weights\n Formula:", paste(deparse(x$weights$form), collapse = ""), "\n")
      return(invisible())
    }
    cat("Variance function:\n Structure: Different standard deviations per stratum\n")
    cat(" Formula:", paste(deparse(x$weights$form), collapse = ""), "\n Parameter estimates:\n")
    print(setNames(x$residual_parameters$ratio, x$residual_design$strata))
  }
}
# The columns of the correlation of the coefficients, as every summary of the package shows them.
print_coefficient_correlation <- function(covariance) {
  sd <- sqrt(diag(covariance))
  shown <- format(round(covariance / outer(sd, sd), 3))
  shown[!lower.tri(shown)] <- ""
  dimnames(shown) <- list(rownames(covariance), abbreviate(colnames(covariance), 6))
  if (colnames(covariance)[1] == "(Intercept)") colnames(shown)[1] <- "(Intr)"
  cat(" Correlation: \n")
  print(shown[-1, -ncol(shown), drop = FALSE], quote = FALSE)
}
