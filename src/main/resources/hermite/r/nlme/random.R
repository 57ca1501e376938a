# The random effects of lme() and glmmPQL(): grouping factors from the outermost inwards, each with a formula and the
# structure of its covariance matrix (Pinheiro and Bates 2000, sections 4.2 and 5.1).

.pd <- function(value, form, class) {
  if (is.null(form)) form <- value
  if (!inherits(form, "formula")) .unsupported("start values of ", class, " are not supported: give a formula, as ", class, "(~ x)")
  structure(list(formula = form), class = c(class, "pdMat"))
}
pdDiag <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdDiag")
pdSymm <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdSymm")
pdLogChol <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdLogChol")
pdNatural <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdNatural")
pdIdent <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdIdent")
pdCompSymm <- function(value = numeric(0), form = NULL, ...) .pd(value, form, "pdCompSymm")
pdBlocked <- function(...) .unsupported("pdBlocked is not supported: crossed and blocked random effects are what lmer fits")
structure_title <- function(kind) {
  unname(c(pdLogChol = "General positive-definite, Log-Cholesky parametrization", pdSymm = "General positive-definite",
           pdNatural = "General positive-definite, Natural parametrization", pdDiag = "Diagonal",
           pdIdent = "Multiple of an Identity", pdCompSymm = "Compound Symmetry")[kind])
}
has_own_correlations <- function(kind) kind %in% c("pdLogChol", "pdSymm", "pdNatural")

# Levels of grouping that an argument describes: group (an expression), form (one side) and kind of each, outermost first.
lme_random <- function(random, data = NULL) {
  grouping <- if (inherits(data, "groupedData")) attr(data, "formula")[[3]][[3]]
  one <- function(group, inside) {
    kind <- "pdLogChol"
    if (inherits(inside, "pdMat")) {
      kind <- class(inside)[1]
      inside <- inside$formula
    }
    if (!inherits(inside, "formula")) stop("the random effects of a group are a formula, or one in pdDiag() and the like", call. = FALSE)
    list(group = group, form = inside[[length(inside)]], kind = kind)
  }
  outward <- function(g) {
    if (is.call(g) && identical(g[[1]], quote(`(`))) return(outward(g[[2]]))
    if (is.call(g) && identical(g[[1]], quote(`/`))) c(outward(g[[2]]), outward(g[[3]])) else list(g)
  }
  if (inherits(random, "pdMat")) {
    if (is.null(grouping)) stop("'random' of class ", class(random)[1], " needs data with groups: write list(group = ", class(random)[1], "(...))", call. = FALSE)
    return(lapply(outward(grouping), one, random))
  }
  if (inherits(random, "formula")) {
    bar <- random[[length(random)]]
    if (is.call(bar) && identical(bar[[1]], quote(`|`))) {
      inside <- random
      inside[[length(inside)]] <- bar[[2]]
      return(lapply(outward(bar[[3]]), one, inside))
    }
    if (is.null(grouping)) stop("'random' must be of the form ~ x | group", call. = FALSE)
    return(lapply(outward(grouping), one, random))
  }
  if (!is.list(random)) stop("'random' must be a formula or a list of formulas", call. = FALSE)
  if (is.null(names(random)) || any(names(random) == "")) {
    if (length(random) == 1) return(lme_random(random[[1]], data))
    stop("the elements of 'random' must have the names of their groups", call. = FALSE)
  }
  Map(function(name, inside) one(as.name(name), inside), names(random), unname(random), USE.NAMES = FALSE)
}
# A formula with a bar for each level, for the model frame.
with_bars <- function(fixed, described) {
  nested <- NULL
  for (level in described) {
    nested <- if (is.null(nested)) level$group else call(":", nested, level$group)
    fixed[[3]] <- call("+", fixed[[3]], call("(", call("|", level$form, nested)))
  }
  fixed
}
# Group, design and structure of each level over a frame. A group inside another is named by both, as a/b.
random_levels <- function(described, frame, scope, data = frame) {
  inside <- NULL
  out <- lapply(described, function(level) {
    values <- eval(level$group, frame, scope)
    own <- if (is.null(inside)) factor(values) else {
      order <- order(inside, factor(values))
      label <- paste(inside, values, sep = "/")
      factor(label, levels = unique(label[order]))
    }
    inside <<- own
    left <- structure(call("~", level$form), class = "formula", .Environment = scope)
    z <- model.matrix.default(left, frame)
    list(group = paste(deparse(level$group), collapse = ""), factor = own, z = z, names = colnames(z), form = level$form,
         kind = level$kind, expression = level$group)
  })
  for (level in out) {
    if (nlevels(level$factor) < 2) stop("grouping factor ", level$group, " must have more than one level", call. = FALSE)
  }
  out
}
# The terms of the engine for the levels: columns without correlation are terms of their own.
engine_terms <- function(levels) {
  z <- index <- list()
  sizes <- integer()
  for (level in levels) {
    columns <- if (level$kind == "pdDiag") lapply(seq_len(ncol(level$z)), function(k) level$z[, k, drop = FALSE]) else list(level$z)
    z <- c(z, columns)
    index <- c(index, rep(list(as.integer(level$factor)), length(columns)))
    sizes <- c(sizes, rep(nlevels(level$factor), length(columns)))
  }
  list(z = z, index = index, levels = sizes)
}
# Covariance matrices and effects of the engine put back under their levels.
collect_levels <- function(levels, G, effects) {
  at <- 0
  for (i in seq_along(levels)) {
    level <- levels[[i]]
    q <- length(level$names)
    if (level$kind == "pdDiag") {
      levels[[i]]$G <- diag(vapply(seq_len(q), function(k) as.numeric(G[[at + k]]), 1), q)
      levels[[i]]$effects <- do.call(cbind, effects[at + seq_len(q)])
      at <- at + q
    } else {
      levels[[i]]$G <- as.matrix(G[[at + 1]])
      levels[[i]]$effects <- as.matrix(effects[[at + 1]])
      at <- at + 1
    }
    dimnames(levels[[i]]$G) <- list(level$names, level$names)
    dimnames(levels[[i]]$effects) <- list(levels(level$factor), level$names)
  }
  levels
}
# Covariance matrices of the engine's terms for those of the levels.
engine_matrices <- function(levels, G) {
  as.list(unlist(Map(function(level, g) if (level$kind == "pdDiag") lapply(diag(g), matrix) else list(unname(g)), levels, G), recursive = FALSE))
}
# The number of parameters of a structure with q effects.
structure_size <- function(kind, q) {
  switch(kind, pdDiag = q, pdIdent = 1, pdCompSymm = if (q > 1) 2 else 1, q * (q + 1) / 2)
}
# A covariance matrix from parameters without bounds: logarithms of standard deviations and a root, or the log odds of a
# correlation.
structure_matrix <- function(kind, q, v) {
  switch(kind,
    pdDiag = diag(exp(2 * v), q), pdIdent = diag(exp(2 * v), q),
    pdCompSymm = {
      least <- -1 / max(1, q - 1)
      r <- if (q > 1) (exp(v[2]) + least) / (1 + exp(v[2])) else 0
      exp(2 * v[1]) * (diag(1 - r, q) + r)
    },
    {
      root <- diag(exp(v[seq_len(q)]), q)
      root[upper.tri(root)] <- v[-seq_len(q)]
      crossprod(root)
    })
}
# Degrees of freedom of the coefficients and of the terms: each belongs to the innermost level within whose groups it varies; a
# level has the groups it adds less what belongs to it (Pinheiro and Bates 2000, section 2.4.2). Without an intercept the levels
# below the outermost have one more, as in the package.
level_df <- function(X, levels, fixed) {
  assign <- attr(X, "assign")
  varies <- vapply(levels, function(level) {
    vapply(seq_len(ncol(X)), function(k) any(vapply(split(X[, k], level$factor), function(v) diff(range(v)) > 0, NA)), NA)
  }, logical(ncol(X)))
  stratum <- 1 + rowSums(matrix(varies, ncol(X)))
  constant <- apply(X, 2, function(x) all(abs(if (x[1] == 0) x else x / x[1] - 1) < sqrt(.Machine$double.eps)))
  groups <- c(vapply(levels, function(level) nlevels(level$factor), 1L), nrow(X))
  added <- groups - c(0, groups[-length(groups)])
  df_of <- function(stratum, size, constant) {
    df <- added - vapply(seq_along(groups), function(i) sum(size[stratum == i & !constant]), 1)
    if (any(constant)) df[1] <- df[1] - 1 else df[-1] <- df[-1] + 1
    ifelse(constant, max(df), df[stratum])
  }
  terms <- factor(assign, unique(assign))
  list(X = setNames(df_of(stratum, rep(1, ncol(X)), constant), colnames(X)),
       terms = setNames(df_of(as.vector(tapply(stratum, terms, max)), as.vector(table(terms)), as.vector(tapply(constant, terms, all))),
                        c("(Intercept)", attr(fixed, "term.labels"))[unique(assign) + 1]))
}
