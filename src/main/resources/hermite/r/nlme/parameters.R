# The covariance parameters of a fit by lme or gls as objects of their own: structures with coefficients on the scale of the
# search and on their own, matrices of groups, whitened residuals, and limits from the curvature of the likelihood
# (Pinheiro and Bates 2000, sections 2.4.3 and 5.3).

# What a fit keeps under modelStruct.
model_structures <- function(object) {
  out <- list()
  if (inherits(object, "lme")) {
    out$reStruct <- structure(list(G = object$G / object$sigma^2, diagonal = object$diagonal, bar = object$bar,
                                   group = names(object$groups)), class = "reStruct")
  }
  if (!is.null(object$correlation)) {
    design <- object$residual_design
    size <- max(table(design$plan$subject))
    out$corStruct <- structure(list(kind = object$correlation$kind, parameter = object$correlation$parameter,
                                    name = object$correlation$name, value = object$residual_parameters$correlation, size = size,
                                    plan = design$plan, groups = group_labels(object)), class = c(object$correlation$name, "corStruct"))
  }
  if (inherits(object$weights, "varIdent")) {
    design <- object$residual_design
    out$varStruct <- structure(list(ratio = setNames(object$residual_parameters$ratio, design$strata), stratum = design$stratum,
                                    strata = design$strata), class = c("varIdent", "varFunc"))
  }
  structure(out, class = c(if (inherits(object, "lme")) "lmeStruct" else "glsStruct", "modelStruct"))
}
group_labels <- function(object) {
  if (inherits(object, "lme")) return(as.character(object$groups[[1]]))
  if (is.null(object$correlation)) return(NULL)
  g <- sides_of_bar(object$correlation$form)$g
  if (is.null(g)) rep("1", object$dims$N) else strata_of(g, object$rows, environment(object$terms))
}
coef.reStruct <- function(object, unconstrained = TRUE, ...) {
  sd <- sqrt(diag(object$G))
  if (!unconstrained) .unsupported("coef(unconstrained = FALSE) of random effects is not supported: see VarCorr()")
  if (object$diagonal || length(sd) == 1) return(setNames(log(sd), rep(object$group, length(sd))))
  root <- chol(object$G)
  values <- c(log(diag(root)), root[upper.tri(root)])
  setNames(values, paste0(object$group, seq_along(values)))
}
coef.corStruct <- function(object, unconstrained = TRUE, ...) {
  value <- object$value
  if (!unconstrained) {
    if (!object$kind %in% c("linear", "unstructured_correlations")) return(setNames(value, object$parameter))
    whole <- pair_matrix(value)
    pairs <- combn(nrow(whole), 2)
    return(setNames(whole[t(pairs)], paste0("cor(", pairs[1, ], ",", pairs[2, ], ")")))
  }
  switch(object$kind,
    autoregressive = , heterogeneous_autoregressive = log((1 + value) / (1 - value)),
    compound_symmetry = , heterogeneous_compound_symmetry = log((value + 1 / (object$size - 1)) / (1 - value)),
    power = log(value / (1 - value)),
    exponential = , gaussian = , spherical = log(value),
    .unsupported("coef(unconstrained = TRUE) of corSymm is not supported: use unconstrained = FALSE"))
}
coef.varIdent <- function(object, unconstrained = TRUE, allCoef = FALSE, ...) {
  if (!unconstrained) return(if (allCoef) object$ratio else object$ratio[-1])
  unname(log(object$ratio[-1]))
}
coef.modelStruct <- function(object, unconstrained = TRUE, ...) {
  parts <- lapply(names(object), function(name) {
    value <- coef(object[[name]], unconstrained)
    setNames(value, paste0(name, if (is.null(names(value))) seq_along(value) else paste0(".", names(value))))
  })
  if (length(object) == 1 && !inherits(object$reStruct, "reStruct")) return(coef(object[[1]], unconstrained))
  unlist(parts)
}
print.corStruct <- function(x, ...) {
  cat("Correlation structure of class", class(x)[1], "representing\n")
  if (x$kind %in% c("linear", "unstructured_correlations")) print(corMatrix(x)[[1]], ...) else print(coef.corStruct(x, FALSE), ...)
  invisible(x)
}
print.varIdent <- function(x, ...) {
  cat("Variance function structure of class varIdent representing\n")
  print(x$ratio, ...)
  invisible(x)
}
print.modelStruct <- function(x, ...) {
  for (name in names(x)) {
    cat(name, " parameters:\n")
    print(coef(x[[name]]), ...)
  }
  invisible(x)
}
print.reStruct <- function(x, ...) {
  cat("Random effects:\n")
  cat(" Formula: ", paste(deparse(call("~", x$bar)), collapse = ""), "\n", sep = "")
  lme_structure(list(G = x$G, sigma = 1, diagonal = x$diagonal), getOption("digits"))
  cat("\n")
  invisible(x)
}
varWeights <- function(object) UseMethod("varWeights")
varWeights.varIdent <- function(object) setNames(1 / object$ratio[object$stratum], object$strata[object$stratum])

# The matrix of correlations that are given by columns of its upper triangle.
pair_matrix <- function(value) {
  size <- (1 + sqrt(1 + 8 * length(value))) / 2
  out <- diag(size)
  out[upper.tri(out)] <- value
  out[lower.tri(out)] <- t(out)[lower.tri(out)]
  out
}
# Correlations between all rows of one group at given parameters.
group_correlation <- function(kind, value, position, point, size) {
  lag <- abs(outer(position, position, `-`))
  distance <- if (is.matrix(point)) as.matrix(dist(point)) else abs(outer(point, point, `-`))
  out <- switch(kind,
    autoregressive = , heterogeneous_autoregressive = value^lag,
    compound_symmetry = , heterogeneous_compound_symmetry = ifelse(lag == 0, 1, value),
    power = value^distance, exponential = exp(-distance / value), gaussian = exp(-(distance / value)^2),
    spherical = ifelse(distance < value, 1 - 1.5 * distance / value + 0.5 * (distance / value)^3, 0),
    {
      whole <- pair_matrix(value)
      whole[position + 1, position + 1]
    })
  diag(out) <- 1
  unname(out)
}
rows_of_groups <- function(object) {
  label <- group_labels(object)
  split(seq_along(label), factor(label, unique(label)))
}
corMatrix <- function(object, ...) UseMethod("corMatrix")
corMatrix.corStruct <- function(object, ...) {
  plan <- object$plan
  rows <- split(seq_along(object$groups), factor(object$groups, unique(object$groups)))
  lapply(rows, function(r) {
    group_correlation(object$kind, object$value, plan$position[r], points_of(plan, r), plan$size)
  })
}
# Coordinates of rows: a vector, or a matrix with a row for each.
points_of <- function(plan, rows) {
  width <- length(plan$point) / length(plan$position)
  if (width == 1) plan$point[rows] else matrix(plan$point, ncol = width, byrow = TRUE)[rows, , drop = FALSE]
}
# Residual covariance matrices of the groups at given parameters, relative to sigma squared.
residual_blocks <- function(object, ratio, value) {
  design <- object$residual_design
  plan <- design$plan
  scale <- if (length(ratio) > 1) ratio[design$stratum] else rep(1, length(design$stratum))
  function(rows) {
    R <- if (is.null(object$correlation)) diag(length(rows))
      else group_correlation(object$correlation$kind, value, plan$position[rows], points_of(plan, rows), plan$size)
    R * outer(scale[rows], scale[rows])
  }
}
# -2 log likelihood, or restricted likelihood, by groups at any parameters.
block_criterion <- function(object, G, sigma, ratio, value, REML) {
  linear <- inherits(object, "lme")
  X <- if (linear) object$parts$X else object$X
  y <- if (linear) as.vector(object$parts$y) else unname(object$fitted + object$residuals)
  z <- if (linear) object$parts$terms[[1]]$z
  blocks <- residual_blocks(object, ratio, value)
  groups <- if (is.null(group_labels(object))) as.list(seq_along(y)) else rows_of_groups(object)
  logs <- 0
  A <- matrix(0, ncol(X), ncol(X))
  b <- numeric(ncol(X))
  squares <- 0
  for (rows in groups) {
    V <- blocks(rows) * sigma^2
    if (linear) V <- V + z[rows, , drop = FALSE] %*% G %*% t(z[rows, , drop = FALSE])
    root <- tryCatch(chol(V), error = function(e) NULL)
    if (is.null(root)) return(1e10)
    logs <- logs + 2 * sum(log(diag(root)))
    x <- backsolve(root, X[rows, , drop = FALSE], transpose = TRUE)
    r <- backsolve(root, y[rows], transpose = TRUE)
    A <- A + crossprod(x)
    b <- b + as.vector(crossprod(x, r))
    squares <- squares + sum(r^2)
  }
  n <- length(y)
  value <- n * log(2 * pi) + logs + squares - sum(b * solve(A, b))
  if (REML) value + as.numeric(determinant(A)$modulus) - ncol(X) * log(2 * pi) else value
}
# Residuals made independent: by the inverse of the lower triangular root of each group's correlation.
normalized_residuals <- function(object, pearson) {
  if (is.null(object$correlation)) return(pearson)
  groups <- rows_of_groups(object)
  one <- residual_blocks(object, 1, object$residual_parameters$correlation)
  # an exchangeable correlation has nlme's own root: the mean, then each row against those before it
  exchangeable <- object$correlation$kind == "compound_symmetry"
  rho <- object$residual_parameters$correlation
  white <- function(r) {
    out <- r
    for (rows in groups) {
      own <- r[rows]
      n <- length(own)
      out[rows] <- if (!exchangeable) backsolve(chol(one(rows)), own, transpose = TRUE)
        else c(sum(own) / sqrt(n * (1 + (n - 1) * rho)), vapply(seq_len(n - 1), function(i) {
          (i * own[i + 1] - sum(own[seq_len(i)])) / sqrt(i * (i + 1) * (1 - rho))
        }, 1))
    }
    out
  }
  if (is.matrix(pearson)) apply(pearson, 2, white) else white(pearson)
}

# Limits of standard deviations, correlations, variance ratios and the residual scale.
parameter_limits <- function(object, level) {
  linear <- inherits(object, "lme")
  names <- if (linear) rownames(object$G)
  q <- length(names)
  sd <- if (linear) sqrt(diag(object$G))
  r <- if (linear) object$G / outer(sd, sd)
  low <- if (linear && !object$diagonal) which(lower.tri(r), arr.ind = TRUE) else matrix(0L, 0, 2)
  logit <- function(v) log((1 + v) / (1 - v))
  unlogit <- function(v) (exp(v) - 1) / (exp(v) + 1)
  structures <- model_structures(object)
  cor <- structures$corStruct
  least <- if (!is.null(cor) && grepl("compound", cor$kind)) -1 / (cor$size - 1) else -1
  to <- if (is.null(cor)) identity else switch(cor$kind, power = , exponential = , gaussian = , spherical = log,
    compound_symmetry = , heterogeneous_compound_symmetry = function(v) log((v - least) / (1 - v)), logit)
  back <- if (is.null(cor)) identity else switch(cor$kind, power = , exponential = , gaussian = , spherical = exp,
    compound_symmetry = , heterogeneous_compound_symmetry = function(v) (exp(v) + least) / (1 + exp(v)), unlogit)
  if (!is.null(cor) && cor$kind == "power") {
    to <- function(v) log(v / (1 - v))
    back <- plogis
  }
  ratio <- structures$varStruct$ratio
  at <- c(if (q) log(sd), if (nrow(low)) logit(r[low]), if (!is.null(cor)) to(cor$value), if (length(ratio)) log(ratio[-1]),
          log(object$sigma))
  sizes <- c(q, nrow(low), length(cor$value), max(0, length(ratio) - 1), 1)
  ends <- cumsum(sizes)
  part <- function(v, k) v[ends[k] - sizes[k] + seq_len(sizes[k])]
  criterion <- function(v) {
    G <- NULL
    if (linear) {
      R <- diag(q)
      R[low] <- unlogit(part(v, 2))
      R[upper.tri(R)] <- t(R)[upper.tri(R)]
      s <- exp(part(v, 1))
      G <- R * outer(s, s)
    }
    block_criterion(object, G, exp(part(v, 5)), c(1, exp(part(v, 4))), back(part(v, 3)), object$method == "REML")
  }
  curvature <- .second_derivatives(criterion, unname(at)) / 2
  covariance <- tryCatch(solve(curvature), error = function(e) NULL)
  if (is.null(covariance) || any(!is.finite(covariance)) || any(diag(covariance) <= 0)) {
    stop("cannot get confidence intervals on var-cov components: Non-positive definite approximate variance-covariance", call. = FALSE)
  }
  width <- qnorm(1 - (1 - level) / 2) * sqrt(diag(covariance))
  limits <- cbind(lower = at - width, est. = at, upper = at + width)
  rows <- function(k, f, labels) {
    out <- f(limits[ends[k] - sizes[k] + seq_len(sizes[k]), , drop = FALSE])
    rownames(out) <- labels
    out
  }
  list(reStruct = if (linear) setNames(list(rbind(rows(1, exp, paste0("sd(", names, ")")),
                                                   rows(2, unlogit, if (nrow(low)) paste0("cor(", names[low[, 2]], ",", names[low[, 1]], ")")))),
                                       names(object$groups)),
       corStruct = if (!is.null(cor)) rows(3, back, names(coef.corStruct(cor, FALSE))),
       varStruct = if (length(ratio)) rows(4, exp, names(ratio)[-1]),
       sigma = rows(5, exp, "")[1, ])
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
  V <- residual_blocks(obj, obj$residual_parameters$ratio, obj$residual_parameters$correlation)(rows) * obj$sigma^2
  structure(V, class = c("marginal", "VarCov"), group.levels = names(rows_of_groups(obj))[individual])
}
extractAIC.lme <- function(fit, scale, k = 2, ...) {
  if (fit$method == "REML") warning("AIC of a REML fit does not compare fits with other fixed effects", call. = FALSE)
  l <- logLik(fit)
  c(attr(l, "df"), -2 * as.numeric(l) + k * attr(l, "df"))
}
extractAIC.gls <- extractAIC.lme
