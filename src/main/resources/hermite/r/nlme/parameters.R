# The covariance parameters of a fit by lme or gls as objects of their own: structures with coefficients on the scale of the
# search and on their own, matrices of groups, whitened residuals, and limits from the curvature of the likelihood
# (Pinheiro and Bates 2000, sections 2.4.3 and 5.3).

# What a fit keeps under modelStruct.
model_structures <- function(object) {
  out <- list()
  if (inherits(object, "lme")) {
    levels <- lapply(object$levels, function(level) {
      level$G <- level$G / object$sigma^2
      level[c("group", "names", "form", "kind", "G")]
    })
    out$reStruct <- structure(list(levels = levels, titles = level_titles(object)), class = "reStruct")
  }
  if (!is.null(object$correlation)) {
    design <- object$residual_design
    out$corStruct <- structure(list(correlation = object$correlation, value = object$residual_parameters$correlation,
                                    size = max(lengths(design$rows)), plan = design$plan, groups = group_labels(object)),
                               class = c(object$correlation$name, "corStruct"))
  }
  if (!is.null(object$residual_design$variance)) {
    parameters <- object$residual_parameters
    out$varStruct <- structure(list(values = parameters$variance, free = parameters$free_variance, scale = parameters$scale,
                                    labels = object$residual_design$variance$strata[object$residual_design$variance$stratum],
                                    definition = object$weights), class = class(object$weights))
  }
  structure(out, class = c(if (inherits(object, "lme")) "lmeStruct" else "glsStruct", "modelStruct"))
}
group_labels <- function(object) {
  if (inherits(object, "lme")) return(as.character(object$groups[[length(object$groups)]]))
  if (is.null(object$correlation)) return(NULL)
  g <- sides_of_bar(object$correlation$form)$g
  if (is.null(g)) rep("1", object$dims$N) else strata_of(g, object$rows, environment(object$terms), "/")
}
coef.reStruct <- function(object, unconstrained = TRUE, ...) {
  if (!unconstrained) {
    return(unlist(lapply(rev(object$levels), function(level) {
      pairs <- which(lower.tri(level$G, diag = TRUE), arr.ind = TRUE)
      if (!has_own_correlations(level$kind)) .unsupported("coef(unconstrained = FALSE) of ", level$kind, " is not supported: see VarCorr()")
      names <- level$names
      setNames(level$G[pairs], paste0(level$group, ".", ifelse(pairs[, 1] == pairs[, 2], paste0("var(", names[pairs[, 1]], ")"),
                                                              paste0("cov(", names[pairs[, 1]], ",", names[pairs[, 2]], ")"))))
    })))
  }
  # innermost first
  unlist(lapply(rev(object$levels), function(level) {
    sd <- sqrt(diag(level$G))
    if (level$kind == "pdIdent") return(setNames(log(sd[1]), level$group))
    if (level$kind == "pdCompSymm" && length(sd) > 1) {
      r <- level$G[2, 1] / level$G[1, 1]
      return(setNames(c(log(sd[1]), log((r + 1 / (length(sd) - 1)) / (1 - r))), paste0(level$group, 1:2)))
    }
    if (level$kind == "pdDiag" || length(sd) == 1) return(setNames(log(sd), if (length(sd) == 1) level$group else paste0(level$group, seq_along(sd))))
    root <- chol(level$G)
    values <- c(log(diag(root)), root[upper.tri(root)])
    setNames(values, paste0(level$group, seq_along(values)))
  }))
}
# Logarithms of a / (pi - a) of the angles a that give the rows of the matrix's root (Pinheiro and Bates 1996, Statistics and
# Computing 6, 289-296).
spherical_coordinates <- function(R) {
  L <- t(chol(R))
  out <- numeric()
  for (i in seq_len(nrow(R))[-1]) {
    rest <- 1
    for (j in seq_len(i - 1)) {
      angle <- acos(max(-1, min(1, L[i, j] / rest)))
      out <- c(out, log(angle / (pi - angle)))
      rest <- rest * sin(angle)
    }
  }
  out
}
coef.corStruct <- function(object, unconstrained = TRUE, ...) {
  value <- object$value
  correlation <- object$correlation
  if (!unconstrained) {
    if (correlation$kind != "linear") return(setNames(value, correlation$parameter))
    whole <- pair_matrix(value)
    pairs <- combn(nrow(whole), 2)
    return(setNames(whole[t(pairs)], paste0("cor(", pairs[1, ], ",", pairs[2, ], ")")))
  }
  if (!is.null(correlation$held)) return(numeric())
  if (correlation$kind == "linear") return(spherical_coordinates(pair_matrix(value)))
  free_scale(correlation, object$size)$to(value)
}
# The scale without bounds of the parameters of a correlation structure, and the way back.
free_scale <- function(correlation, size) {
  odds <- function(least) list(to = function(v) log((v - least) / (1 - v)), back = function(v) (exp(v) + least) / (1 + exp(v)))
  switch(correlation$kind, power = odds(0), compound_symmetry = odds(-1 / (size - 1)), autoregressive = , linear = odds(-1),
    arma = {
      p <- seq_len(correlation$order[1])
      q <- correlation$order[1] + seq_len(correlation$order[2])
      logit <- function(r) log((1 + r) / (1 - r))
      list(to = function(v) c(logit(to_partial(v[p])), -logit(to_partial(-v[q]))), back = function(v) cor_value(correlation, v))
    },
    list(to = function(v) c(log(v[1]), if (length(v) > 1) log(v[2] / (1 - v[2]))), back = function(v) c(exp(v[1]), if (length(v) > 1) plogis(v[2]))))
}
# Partial correlations of autoregressive coefficients.
to_partial <- function(coefficients) {
  out <- numeric()
  while (length(coefficients)) {
    r <- coefficients[length(coefficients)]
    out <- c(r, out)
    rest <- coefficients[-length(coefficients)]
    coefficients <- (rest + r * rev(rest)) / (1 - r^2)
  }
  out
}
coef.varFunc <- function(object, unconstrained = TRUE, allCoef = FALSE, ...) {
  if (inherits(object, "varFixed")) return(numeric())
  if (unconstrained) {
    if (is.list(object$values)) {
      natural <- coef.varFunc(object, FALSE)
      return(setNames(object$free, if (length(natural) == length(object$free)) names(natural)))
    }
    return(if (inherits(object, "varIdent") || length(object$free) != length(object$values)) object$free
           else setNames(object$free, names(object$values)))
  }
  if (inherits(object, "varIdent")) return(if (allCoef) object$values else object$values[-1])
  if (is.list(object$values)) unlist(setNames(Map(function(v, part) if (inherits(part, "varIdent")) v[-1] else v, object$values, object$definition$parts),
                                              LETTERS[seq_along(object$values)])) else object$values
}
coef.modelStruct <- function(object, unconstrained = TRUE, ...) {
  parts <- lapply(names(object), function(name) {
    value <- coef(object[[name]], unconstrained)
    if (length(value)) unlist(setNames(list(value), name))
  })
  if (length(object) == 1 && !inherits(object$reStruct, "reStruct")) return(coef(object[[1]], unconstrained))
  unlist(parts)
}
print.corStruct <- function(x, ...) {
  cat("Correlation structure of class", class(x)[1], "representing\n")
  if (x$correlation$kind == "linear") print(corMatrix(x)[[1]], ...) else print(coef.corStruct(x, FALSE), ...)
  invisible(x)
}
print.varFunc <- function(x, ...) {
  cat("Variance function structure of class", class(x)[1], if (inherits(x, "varFixed")) "with no parameters, or uninitialized\n" else "representing\n")
  if (!inherits(x, "varFixed")) print(if (is.list(x$values)) unlist(x$values) else x$values, ...)
  invisible(x)
}
print.modelStruct <- function(x, ...) {
  for (name in names(x)) {
    cat(name, " parameters:\n")
    print(coef(x[[name]]), ...)
  }
  invisible(x)
}
summary.modelStruct <- function(object, ...) structure(object, class = c("summary.modelStruct", class(object)))
print.summary.modelStruct <- function(x, ...) {
  if (!is.null(x$reStruct)) {
    print.reStruct(x$reStruct)
  }
  for (name in setdiff(names(x), "reStruct")) print(x[[name]], ...)
  invisible(x)
}
print.reStruct <- function(x, ...) {
  cat("Random effects:\n")
  print_levels(x$levels, 1, x$titles)
  cat("\n")
  invisible(x)
}
varWeights <- function(object) UseMethod("varWeights")
varWeights.varFunc <- function(object) if (is.null(object$labels)) 1 / object$scale else setNames(1 / object$scale, object$labels)

rows_of_groups <- function(object) {
  label <- group_labels(object)
  split(seq_along(label), factor(label, unique(label)))
}
corMatrix <- function(object, ...) UseMethod("corMatrix")
corMatrix.corStruct <- function(object, ...) {
  plan <- object$plan
  rows <- split(seq_along(object$groups), factor(object$groups, unique(object$groups)))
  lapply(rows, function(r) group_correlation(object$correlation, object$value, plan$position[r], points_of(plan, r), plan$size))
}
# Residual covariance matrices of rows of one group, relative to sigma squared.
residual_block <- function(object, rows) {
  parameters <- object$residual_parameters
  plan <- object$residual_design$plan
  R <- if (is.null(object$correlation)) diag(length(rows))
    else group_correlation(object$correlation, parameters$correlation, plan$position[rows], points_of(plan, rows), plan$size)
  R * outer(parameters$scale[rows], parameters$scale[rows])
}
# What the criteria of a fit need of it.
criterion_model <- function(object) {
  linear <- inherits(object, "lme")
  list(y = if (!linear) unname(object$fitted + object$residuals)
         else as.vector(object$parts$y) - if (is.null(object$parts$offset)) 0 else as.vector(object$parts$offset),
       X = if (linear) object$parts$X else object$X, levels = if (linear) object$levels else list(), design = object$residual_design)
}
# Residuals made independent: by the inverse of the lower triangular root of each group's correlation.
normalized_residuals <- function(object, pearson) {
  if (is.null(object$correlation)) return(pearson)
  plan <- object$residual_design$plan
  rho <- object$residual_parameters$correlation
  # an exchangeable correlation has nlme's own root: the mean, then each row against those before it
  exchangeable <- object$correlation$kind == "compound_symmetry"
  white <- function(r) {
    out <- r
    for (rows in rows_of_groups(object)) {
      own <- r[rows]
      n <- length(own)
      out[rows] <- if (!exchangeable) {
        backsolve(chol(group_correlation(object$correlation, rho, plan$position[rows], points_of(plan, rows), plan$size)), own, transpose = TRUE)
      } else c(sum(own) / sqrt(n * (1 + (n - 1) * rho)), vapply(seq_len(n - 1), function(i) {
        (i * own[i + 1] - sum(own[seq_len(i)])) / sqrt(i * (i + 1) * (1 - rho))
      }, 1))
    }
    out
  }
  if (is.matrix(pearson)) apply(pearson, 2, white) else white(pearson)
}

# Limits of standard deviations, correlations, variance parameters and the residual scale.
parameter_limits <- function(object, level) {
  levels <- if (inherits(object, "lme")) object$levels else list()
  covariances <- lapply(levels, natural_scale)
  sizes_G <- vapply(covariances, function(m) length(m$at), 1L)
  cor <- object$correlation
  free <- !is.null(cor) && is.null(cor$held)
  scale <- if (free) free_scale(cor, max(lengths(object$residual_design$rows)))
  parameters <- object$residual_parameters
  variance <- object$residual_design$variance
  at <- c(unlist(lapply(covariances, `[[`, "at")), if (free) scale$to(parameters$correlation), parameters$free_variance, log(object$sigma))
  sizes <- c(sum(sizes_G), if (free) length(parameters$correlation) else 0, length(parameters$free_variance), 1)
  ends <- cumsum(sizes)
  own <- function(k) ends[k] - sizes[k] + seq_len(sizes[k])
  own_G <- function(i) sum(sizes_G[seq_len(i - 1)]) + seq_len(sizes_G[i])
  model <- criterion_model(object)
  plain <- is.null(object$residual_design)
  criterion <- function(v) {
    G <- lapply(seq_along(covariances), function(i) covariances[[i]]$matrix(v[own_G(i)]))
    sd <- if (is.null(variance)) rep(1, length(model$y)) else variance$scale(v[own(3)], parameters$fitted)
    structured_criterion(model, G, exp(v[ends[4]]), if (free) scale$back(v[own(2)]) else parameters$correlation, sd, object$method == "REML")
  }
  curvature <- .second_derivatives(criterion, unname(at)) / 2
  covariance <- tryCatch(solve(curvature), error = function(e) NULL)
  if (is.null(covariance) || any(!is.finite(covariance)) || any(diag(covariance) <= 0)) {
    stop("cannot get confidence intervals on var-cov components: Non-positive definite approximate variance-covariance", call. = FALSE)
  }
  width <- qnorm(1 - (1 - level) / 2) * sqrt(diag(covariance))
  limits <- cbind(lower = at - width, est. = at, upper = at + width)
  rows <- function(k, back, labels) {
    out <- limits[own(k), , drop = FALSE]
    out[] <- apply(out, 2, back)
    rownames(out) <- labels
    out
  }
  list(reStruct = if (length(levels)) setNames(lapply(seq_along(levels), function(i) {
         out <- limits[own_G(i), , drop = FALSE]
         out[] <- apply(out, 2, covariances[[i]]$back)
         rownames(out) <- covariances[[i]]$labels
         out
       }), names(object$groups)),
       corStruct = if (free) rows(2, scale$back, names(coef.corStruct(object$modelStruct$corStruct, FALSE))),
       varStruct = if (sizes[3]) {
         values <- coef.varFunc(object$modelStruct$varStruct, FALSE)
         back <- function(v) {
           out <- variance$values(v)
           if (is.list(out)) coef.varFunc(structure(list(values = out, definition = object$weights), class = class(object$weights)), FALSE)
           else if (inherits(object$weights, "varIdent")) out[-1] else out
         }
         held <- length(values) != sizes[3]
         if (!held) rows(3, back, names(values)) else limits[own(3), , drop = FALSE]
       },
       sigma = rows(4, exp, "")[1, ])
}
# The parameters of a level's covariance matrix in which its limits are symmetric: logarithms of standard deviations, log
# odds of correlations (Pinheiro and Bates 2000, section 2.4.3).
natural_scale <- function(level) {
  q <- length(level$names)
  sd <- sqrt(diag(level$G))
  if (level$kind == "pdIdent") {
    return(list(at = log(sd[1]), matrix = function(v) diag(exp(2 * v), q), back = exp, labels = paste0("sd(", paste(deparse(level$form), collapse = ""), ")")))
  }
  if (level$kind == "pdCompSymm" && q > 1) {
    r <- level$G[2, 1] / level$G[1, 1]
    least <- -1 / (q - 1)
    return(list(at = c(log(sd[1]), log((r - least) / (1 - r))), matrix = function(v) structure_matrix("pdCompSymm", q, v),
                back = function(v) c(exp(v[1]), (exp(v[2]) + least) / (1 + exp(v[2]))), labels = c("std. dev", "corr.")))
  }
  r <- level$G / outer(sd, sd)
  low <- if (level$kind == "pdDiag" || q == 1) matrix(0L, 0, 2) else which(lower.tri(r), arr.ind = TRUE)
  unlogit <- function(v) (exp(v) - 1) / (exp(v) + 1)
  first <- seq_len(q)
  list(at = c(log(sd), log((1 + r[low]) / (1 - r[low]))),
       matrix = function(v) {
         R <- diag(q)
         R[low] <- unlogit(v[-first])
         R[upper.tri(R)] <- t(R)[upper.tri(R)]
         R * outer(exp(v[first]), exp(v[first]))
       },
       back = function(v) c(exp(v[first]), unlogit(v[-first])),
       labels = c(paste0("sd(", level$names, ")"), if (nrow(low)) paste0("cor(", level$names[low[, 2]], ",", level$names[low[, 1]], ")")))
}
print_parameter_limits <- function(x, scale, ...) {
  if (!is.null(x$corStruct)) {
    cat("\n Correlation structure:\n")
    print(x$corStruct, ...)
  }
  if (!is.null(x$varStruct)) {
    cat("\n Variance function:\n")
    print(x$varStruct, ...)
  }
  cat("\n ", scale, " standard error:\n", sep = "")
  print(x$sigma, ...)
}
getVarCov.gls <- function(obj, individual = 1, type = "marginal", ...) {
  if (type != "marginal") stop("only marginal covariances of a gls fit", call. = FALSE)
  rows <- rows_of_groups(obj)[[individual]]
  structure(residual_block(obj, rows) * obj$sigma^2, class = c("marginal", "VarCov"), group.levels = names(rows_of_groups(obj))[individual])
}
extractAIC.lme <- function(fit, scale, k = 2, ...) {
  if (fit$method == "REML") stop("AIC undefined for REML fit")
  l <- logLik(fit)
  c(attr(l, "df"), -2 * as.numeric(l) + k * attr(l, "df"))
}
extractAIC.gls <- extractAIC.lme
