# Correlation structures of residuals, as package nlme names and prints them (Pinheiro and Bates 2000, section 5.3).

correlation_structure <- function(kind, title, parameter, form, value, fixed, name, nugget = FALSE, order = NULL) {
  if (!inherits(form, "formula")) stop("'form' of ", name, " must be a formula", call. = FALSE)
  if (fixed && !length(value)) stop("fixed = TRUE needs values in ", name, call. = FALSE)
  if (length(value) && !fixed) warning("start values of correlation structures are not used", call. = FALSE)
  if (nugget) parameter <- c(parameter, "nugget")
  if (fixed && kind != "linear" && length(value) != length(parameter)) stop(name, " needs ", length(parameter), " values", call. = FALSE)
  structure(list(kind = kind, title = title, parameter = parameter, form = form, name = name, nugget = nugget, order = order,
                 held = if (fixed) as.numeric(value)), class = c("hermite_cor", "corStruct"))
}
corAR1 <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("autoregressive", "AR(1)", "Phi", form, value, fixed, "corAR1")
corCompSymm <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("compound_symmetry", "Compound symmetry", "Rho", form, value, fixed, "corCompSymm")
corCAR1 <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("power", "Continuous AR(1)", "Phi", form, value, fixed, "corCAR1")
corSymm <- function(value = numeric(0), form = ~1, fixed = FALSE)
  correlation_structure("linear", "General", NULL, form, value, fixed, "corSymm")
corARMA <- function(value = numeric(0), form = ~1, p = 0, q = 0, fixed = FALSE) {
  if (p + q == 0) stop("at least one of 'p' and 'q' must be > 0", call. = FALSE)
  if (p == 1 && q == 0) return(corAR1(value, form, fixed))
  correlation_structure("arma", paste0("ARMA(", p, ",", q, ")"), c(if (p) paste0("Phi", seq_len(p)), if (q) paste0("Theta", seq_len(q))),
                        form, value, fixed, "corARMA", order = c(p, q))
}
spatial_structure <- function(kind, title, form, value, nugget, metric, fixed, name) {
  if (metric[1] != "euclidean") stop("only metric = \"euclidean\" is supported in correlation structures", call. = FALSE)
  correlation_structure(kind, paste(title, "spatial correlation"), "range", form, value, fixed, name, nugget)
}
corExp <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("exponential", "Exponential", form, value, nugget, metric, fixed, "corExp")
corGaus <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("gaussian", "Gaussian", form, value, nugget, metric, fixed, "corGaus")
corSpher <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("spherical", "Spherical", form, value, nugget, metric, fixed, "corSpher")
corRatio <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("rational", "Rational quadratic", form, value, nugget, metric, fixed, "corRatio")
corLin <- function(value = numeric(0), form = ~1, nugget = FALSE, metric = "euclidean", fixed = FALSE)
  spatial_structure("linear_distance", "Linear", form, value, nugget, metric, fixed, "corLin")
is_spatial <- function(kind) kind %in% c("exponential", "gaussian", "spherical", "rational", "linear_distance")

# The two sides of ~ x | g; g NULL when there is none.
sides_of_bar <- function(form) {
  right <- form[[length(form)]]
  if (is.call(right) && identical(right[[1]], quote(`|`))) list(x = right[[2]], g = right[[3]]) else list(x = right, g = NULL)
}
strata_of <- function(g, data, env, sep = "*") {
  values <- lapply(all.vars(g), function(v) as.character(eval(as.name(v), data, env)))
  do.call(paste, c(values, sep = sep))
}

# Correlations between all rows of one group at given parameters.
group_correlation <- function(correlation, value, position, point, size) {
  lag <- abs(outer(position, position, `-`))
  distance <- if (is.matrix(point)) as.matrix(dist(point)) else abs(outer(point, point, `-`))
  out <- switch(correlation$kind,
    autoregressive = value^lag, compound_symmetry = ifelse(lag == 0, 1, value), power = value^distance,
    arma = {
      order <- correlation$order
      rho <- ARMAacf(value[seq_len(order[1])], value[order[1] + seq_len(order[2])], max(1, lag))
      matrix(rho[lag + 1], nrow(lag))
    },
    exponential = exp(-distance / value[1]), gaussian = exp(-(distance / value[1])^2),
    spherical = ifelse(distance < value[1], 1 - 1.5 * distance / value[1] + 0.5 * (distance / value[1])^3, 0),
    rational = 1 / (1 + (distance / value[1])^2), linear_distance = pmax(0, 1 - distance / value[1]),
    {
      whole <- pair_matrix(value)
      whole[position + 1, position + 1]
    })
  if (correlation$nugget) out <- (1 - value[2]) * out
  diag(out) <- 1
  unname(out)
}
# The matrix of correlations that are given by columns of its upper triangle.
pair_matrix <- function(value) {
  size <- (1 + sqrt(1 + 8 * length(value))) / 2
  out <- diag(size)
  out[upper.tri(out)] <- value
  out[lower.tri(out)] <- t(out)[lower.tri(out)]
  out
}
# Where a search begins, on a scale without bounds.
cor_start <- function(correlation, design) {
  if (!is.null(correlation$held)) return(numeric())
  switch(correlation$kind, autoregressive = 0, power = log(0.2 / 0.8), linear = numeric(design$plan$size * (design$plan$size - 1) / 2),
    arma = numeric(sum(correlation$order)),
    compound_symmetry = log((0 + 1 / (design$plan$size - 1))),
    {
      distances <- unlist(lapply(design$rows, function(rows) as.vector(dist(points_of(design$plan, rows)))))
      c(log(0.9 * min(distances[distances > 0])), if (correlation$nugget) log(0.1 / 0.9))
    })
}
# Parameters of a structure from a point of the search. Correlations of any pattern have the angles of their root
# (Pinheiro and Bates 1996, Statistics and Computing 6, 289-296), ARMA coefficients partial correlations (Jones 1980,
# Technometrics 22, 389-395).
cor_value <- function(correlation, v, design) {
  if (!is.null(correlation$held)) return(correlation$held)
  switch(correlation$kind, autoregressive = tanh(v / 2), power = plogis(v),
    compound_symmetry = {
      least <- -1 / (design$plan$size - 1)
      (exp(v) + least) / (1 + exp(v))
    },
    arma = {
      p <- correlation$order[1]
      c(from_partial(tanh(v[seq_len(p)] / 2)), -from_partial(tanh(-v[p + seq_len(correlation$order[2])] / 2)))
    },
    linear = {
      size <- design$plan$size
      angle <- matrix(pi / 2, size, size)
      angle[upper.tri(angle)] <- pi * plogis(v)
      root <- diag(size)
      for (j in seq_len(size)[-1]) {
        rest <- 1
        for (i in seq_len(j - 1)) {
          root[i, j] <- rest * cos(angle[i, j])
          rest <- rest * sin(angle[i, j])
        }
        root[j, j] <- rest
      }
      crossprod(root)[upper.tri(root)]
    },
    c(exp(v[1]), if (correlation$nugget) plogis(v[2])))
}
# Autoregressive coefficients from partial correlations (Durbin and Levinson).
from_partial <- function(partial) {
  out <- numeric()
  for (r in partial) out <- c(out - r * rev(out), r)
  out
}

# What is known of the residuals of these rows: what the engine is told where it searches the structure itself ('plan' with
# 'engine'), rows by group, variance function.
residual_plan <- function(correlation, weights, data, group, env) {
  n <- nrow(data)
  weights <- as_variance_function(weights)
  if (!is.null(weights) && !inherits(weights, "varFunc")) stop("'weights' must be a variance function or a formula", call. = FALSE)
  if (!is.null(correlation) && !inherits(correlation, "hermite_cor")) {
    stop("supported correlation structures: corAR1, corARMA, corCompSymm, corCAR1, corSymm, corExp, corGaus, corSpher, corRatio, corLin", call. = FALSE)
  }
  subject <- group
  covariate <- NULL
  if (!is.null(correlation)) {
    sides <- sides_of_bar(correlation$form)
    if (!is.null(sides$g)) {
      named <- strata_of(sides$g, data, env, "/")
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
  variance <- if (!is.null(weights)) variance_plan(weights, data, env, order)
  occasion <- as.integer(ave(seq_len(n), subject, FUN = seq_along))
  by_distance <- !is.null(correlation) && (correlation$kind == "power" || is_spatial(correlation$kind))
  if (!is.null(covariate) && !by_distance && correlation$kind != "compound_symmetry") {
    if (any(covariate != round(covariate))) stop("covariate must have whole values in this correlation structure", call. = FALSE)
    occasion <- as.integer(covariate - min(covariate)) + 1L
    if (correlation$kind == "linear") occasion <- match(occasion, sort(unique(occasion)))
    steps <- unlist(lapply(split(occasion, subject), diff))
    if (correlation$kind == "autoregressive" && any(steps != 1)) {
      # nlme turns corAR1 whose rows are not one step apart into the corARMA that it equals.
      correlation[c("title", "parameter", "name")] <- list("ARMA(1,0)", "Phi1", "corARMA")
    }
  }
  if (any(duplicated(data.frame(subject, occasion)))) stop("covariate must have unique values within groups", call. = FALSE)
  plan <- list(kind = "variance", size = 1L, subject = as.integer(subject) - 1L, position = occasion - 1L,
               point = if (is.null(covariate) || !by_distance) as.numeric(occasion) else as.vector(t(covariate)),
               group = rep.int(0L, n), groups = 1L)
  rows <- unname(split(seq_len(n), subject))
  by_position <- NULL
  engine <- is.null(weights) || inherits(weights, "varIdent")
  if (is.null(correlation)) {
    plan$subject <- seq_len(n) - 1L
    plan$position <- integer(n)
    if (engine && !is.null(weights)) {
      plan$group <- variance$stratum - 1L
      plan$groups <- max(variance$stratum)
    }
  } else {
    plan$kind <- correlation$kind
    plan$size <- max(occasion)
    engine <- engine && is.null(correlation$held) && !correlation$nugget && !correlation$kind %in% c("arma", "rational", "linear_distance")
    if (engine && !is.null(weights)) {
      by_position <- unique(data.frame(stratum = variance$stratum, occasion))
      different <- c(autoregressive = "heterogeneous_autoregressive", compound_symmetry = "heterogeneous_compound_symmetry",
                     linear = "unstructured_correlations")[correlation$kind]
      engine <- !is.na(different) && nrow(by_position) == length(variance$strata) && !anyDuplicated(by_position$occasion)
      if (engine) {
        plan$kind <- unname(different)
        by_position <- by_position$occasion[order(by_position$stratum)]
      }
    }
  }
  list(plan = plan, rows = rows, correlation = correlation, weights = weights, variance = variance, by_position = by_position, engine = engine)
}
# Coordinates of rows: a vector, or a matrix with a row for each.
points_of <- function(plan, rows) {
  width <- length(plan$point) / length(plan$position)
  if (width == 1) plan$point[rows] else matrix(plan$point, ncol = width, byrow = TRUE)[rows, , drop = FALSE]
}

# Standard deviation, relative standard deviations of the rows, and parameters from those of the engine.
residual_parameters <- function(theta, design) {
  correlation <- design$correlation
  n <- length(design$plan$subject)
  size <- design$plan$size
  stratified <- function(sd, value) {
    ratio <- sd / sd[1]
    list(sigma = sd[1], scale = ratio[design$variance$stratum], correlation = value, variance = setNames(ratio, design$variance$strata),
         free_variance = log(ratio[-1]))
  }
  plain <- function(sigma, value) list(sigma = sigma, scale = rep(1, n), correlation = value)
  if (is.null(correlation)) return(if (is.null(design$variance)) plain(sqrt(theta), NULL) else stratified(sqrt(theta), NULL))
  if (!is.null(design$variance)) return(stratified(sqrt(theta[seq_len(size)])[design$by_position], theta[-seq_len(size)]))
  switch(correlation$kind,
         compound_symmetry = plain(sqrt(sum(theta)), theta[2] / sum(theta)),
         linear = {
           r <- diag(size)
           r[lower.tri(r)] <- theta[-1] / theta[1]
           r <- t(r)
           plain(sqrt(theta[1]), r[upper.tri(r)])
         },
         plain(sqrt(theta[1]), theta[-1]))
}
print_structures <- function(x, digits = getOption("digits")) {
  if (!is.null(x$correlation)) {
    cat("\nCorrelation Structure: ", x$correlation$title, "\n", sep = "")
    form <- x$correlation$form
    # within lme() a formula without groups means those of the random effects
    if (inherits(x, "lme") && is.null(sides_of_bar(form)$g)) {
      form[[2]] <- call("|", form[[2]], Reduce(function(a, b) call("/", a, b), lapply(x$levels, `[[`, "expression")))
    }
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
    } else print(setNames(value, x$correlation$parameter), digits = digits)
  }
  if (!is.null(x$weights)) {
    if (is.null(x$correlation)) cat("\n")
    print_variance(x$weights, x$residual_parameters$variance)
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
