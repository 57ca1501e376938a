# glmmTMB() of normal responses with REML, a dispersion formula, structured covariances or held parameters: the linear
# mixed model by the engine of lmer, searched over glmmTMB's own parameters betad and theta.

# The random terms with a structure of their own, and theta's number of elements.
.tmb_lengths <- function(t) {
  q <- ncol(t$z)
  switch(t$structure, us = q * (q + 1) / 2, diag = q, ar1 = 2, cs = q + 1, toep = 2 * q - 1, rr = t$rank * q - t$rank * (t$rank - 1) / 2)
}
# The covariance matrix of a term at theta (glmmTMB's vignette on covariance structures).
.tmb_matrix <- function(t, theta) {
  q <- ncol(t$z)
  lag <- abs(outer(seq_len(q), seq_len(q), "-"))
  bounded <- function(v) v / sqrt(1 + v^2)
  if (t$structure == "rr") {
    L <- matrix(0, q, t$rank)
    L[cbind(seq_len(t$rank), seq_len(t$rank))] <- theta[seq_len(t$rank)]
    L[row(L) > col(L)] <- theta[-seq_len(t$rank)]
    return(tcrossprod(L))
  }
  sd <- if (t$structure == "ar1") rep(exp(theta[1]), q) else exp(theta[seq_len(q)])
  rest <- if (t$structure == "ar1") theta[2] else theta[-seq_len(q)]
  R <- switch(t$structure, diag = diag(q), ar1 = bounded(rest)^lag, toep = matrix(c(1, bounded(rest))[lag + 1], q),
              cs = {
                rho <- if (q == 1) 0 else plogis(rest) * q / (q - 1) - 1 / (q - 1)
                ifelse(lag == 0, 1, rho)
              }, us = {
                L <- diag(q)
                L[upper.tri(L)] <- rest
                S <- crossprod(L)
                S / outer(sqrt(diag(S)), sqrt(diag(S)))
              })
  outer(sd, sd) * R
}

# The dispersion part: its design and offset, log of the variance; NULL columns for ~0, whose variance is nearly nothing.
.tmb_dispersion_part <- function(dispformula, data, frame, env) {
  n <- nrow(frame)
  if (identical(deparse(dispformula), "~0")) return(list(X = matrix(0, n, 0), offset = rep(log(.Machine$double.eps) / 2, n)))
  parsed <- model.frame(dispformula, if (is.null(data)) env else data, na.action = na.pass)
  X <- model.matrix(terms(parsed), parsed)
  shift <- model.offset(parsed)
  if (nrow(X) != n) {
    kept <- match(row.names(frame), row.names(data))
    X <- X[kept, , drop = FALSE]
    shift <- shift[kept]
  }
  list(X = X, offset = if (is.null(shift)) rep(0, n) else as.vector(shift))
}

# Parameters that are searched, those that are equal as one, and how the whole vectors come from them.
.tmb_free <- function(start, map) {
  place <- searched <- list()
  free <- numeric(0)
  for (name in names(start)) {
    codes <- if (is.null(map[[name]])) seq_along(start[[name]]) else as.integer(as.factor(map[[name]]))
    if (length(codes) != length(start[[name]])) stop("A map factor length must equal parameter length", call. = FALSE)
    first <- match(sort(unique(codes)), codes)
    place[[name]] <- codes + length(free)
    searched[[name]] <- first
    free <- c(free, setNames(start[[name]][first], rep(name, length(first))))
  }
  whole <- function(v) {
    lapply(setNames(names(start), names(start)), function(name) {
      at <- place[[name]]
      ifelse(is.na(at), start[[name]], v[at])
    })
  }
  list(start = free, whole = whole, searched = searched)
}

.tmb_gaussian <- function(call, env, formula, family, parts, dispformula, REML, start, map) {
  data <- if (!is.null(call$data)) eval(call$data, env)
  disp <- .tmb_dispersion_part(dispformula, data, parts$frame, env)
  sizes <- vapply(parts$terms, .tmb_lengths, 1)
  from <- list(betad = rep(0, ncol(disp$X)), theta = rep(0, sum(sizes)))
  for (i in seq_along(parts$terms)) {
    # a loading of zero would stay there
    if (parts$terms[[i]]$structure == "rr") from$theta[sum(sizes[seq_len(i - 1)]) + seq_len(sizes[i])] <- 0.5
  }
  unknown <- setdiff(c(names(start), names(map)), names(from))
  if (length(unknown)) .unsupported("glmmTMB(start, map) of ", unknown[1], " is not supported for a normal response")
  for (name in names(start)) {
    if (length(start[[name]]) != length(from[[name]])) stop("parameter vector length mismatch: in '", name, "', ", "length(", name, ")==", length(start[[name]]), ", should be ", length(from[[name]]), call. = FALSE)
    from[[name]] <- as.vector(start[[name]])
  }
  parameters <- .tmb_free(from, map)
  y <- as.vector(parts$y)
  if (!is.null(parts$weights)) .unsupported("weights of glmmTMB with REML, dispformula, map or structured covariances are not supported")
  grouped <- split(seq_len(sum(sizes)), rep(seq_along(sizes), sizes))
  matrices <- function(theta) lapply(seq_along(parts$terms), function(i) .tmb_matrix(parts$terms[[i]], theta[grouped[[i]]]))
  order <- order(-vapply(parts$terms, function(t) nlevels(t$factor), 1L))
  terms <- parts$terms[order]
  engine_at <- function(weights) {
    .lmm_model(y, parts$X, lapply(terms, `[[`, "z"), lapply(terms, function(t) as.integer(t$factor)),
               vapply(terms, function(t) nlevels(t$factor), 1L), weights, parts$offset, REML)
  }
  single <- ncol(disp$X) == 0 || ncol(disp$X) == 1 && all(disp$X == 1)
  fixed_engine <- if (single) engine_at(exp(-disp$offset))
  # the engine and the residual standard deviation at the parameters
  engine <- function(all) {
    if (single) return(list(model = fixed_engine, sigma = if (length(all$betad)) exp(all$betad / 2) else 1))
    list(model = engine_at(exp(-disp$offset - as.vector(disp$X %*% all$betad))), sigma = 1)
  }
  criterion <- function(v) {
    all <- parameters$whole(v)
    e <- engine(all)
    value <- .lmm_criterion(e$model, matrices(all$theta)[order], e$sigma)
    if (is.finite(value)) value else 1e10
  }
  v <- parameters$start
  if (length(v)) v <- setNames(nlminb(unname(v), criterion, control = list(iter.max = 500, rel.tol = 1e-12))$par, names(v))
  all <- parameters$whole(v)
  e <- engine(all)
  at <- .lmm_at(e$model, matrices(all$theta)[order], e$sigma)
  if (is.null(at)) .unsupported("the covariance matrix of this glmmTMB is singular at its estimate")
  G <- matrices(all$theta)
  for (i in seq_along(G)) dimnames(G[[i]]) <- list(parts$terms[[i]]$names, parts$terms[[i]]$names)
  effects <- at$effects[match(seq_along(order), order)]
  for (i in seq_along(effects)) dimnames(effects[[i]]) <- list(levels(parts$terms[[i]]$factor), parts$terms[[i]]$names)
  names <- colnames(parts$X)
  labels <- .tmb_parameter_names(names, disp, parts$terms, sizes, parameters)
  solved <- function(v) {
    all <- parameters$whole(v)
    e <- engine(all)
    .lmm_at(e$model, matrices(all$theta)[order], e$sigma)$beta
  }
  covariance <- .tmb_joint_covariance(at$vcov, v, criterion, solved)
  dimnames(covariance) <- list(labels, labels)
  # glmmTMB gives no likelihood where it has no standard errors
  value <- if (anyNA(covariance)) NA_real_ else criterion(v)
  b <- unlist(lapply(effects, function(m) as.vector(t(m))))
  full <- c(setNames(at$beta, rep("beta", length(at$beta))), setNames(b, rep("b", length(b))), v)
  object <- list(call = call, family = family,
                 fixef = structure(list(cond = setNames(at$beta, names), zi = setNames(numeric(0), character(0)),
                                        disp = setNames(all$betad, colnames(disp$X))), class = "fixef.glmmTMB"),
                 G = G, effects = effects, parts = parts, covariance = covariance, criterion = value, frame = parts$frame,
                 formula = formula, ziformula = ~0, dispformula = dispformula, REML = REML,
                 fit = list(par = full[if (REML) names(full) != "beta" & names(full) != "b" else names(full) != "b"], objective = value / 2,
                            parfull = full))
  object$variances <- exp(disp$offset + if (ncol(disp$X)) as.vector(disp$X %*% all$betad) else 0)
  object$condvar <- at$condvar[match(seq_along(order), order)]
  object$linear.predictors <- .tmb_predictor(object, parts$X, parts$offset, parts$terms)
  structure(object, class = "glmmTMB")
}
# Names of the rows of the covariance: fixed effects, those of the dispersion and theta that are searched.
.tmb_parameter_names <- function(names, disp, terms, sizes, parameters) {
  theta <- unlist(lapply(seq_along(terms), function(i) paste0("theta_", .bar_label(terms[[i]]$bar), ".", seq_len(sizes[i]))))
  at <- parameters$searched
  c(names, if (length(at$betad)) paste0("d~", colnames(disp$X)[at$betad]), theta[at$theta])
}
# Generalized least squares at the variances, and what their own uncertainty adds, by differences.
.tmb_joint_covariance <- function(vcov, v, criterion, solved) {
  m <- length(v)
  if (!m) return(vcov)
  h <- 1e-3
  value <- function(...) criterion(v + h * Reduce(`+`, lapply(list(...), function(k) sign(k) * (seq_len(m) == abs(k)))))
  H <- matrix(0, m, m)
  centre <- criterion(v)
  for (j in seq_len(m)) {
    H[j, j] <- (value(j) - 2 * centre + value(-j)) / h^2 / 2
    for (k in seq_len(j - 1)) {
      H[j, k] <- H[k, j] <- (value(j, k) - value(j, -k) - value(-j, k) + value(-j, -k)) / (4 * h^2) / 2
    }
  }
  C <- if (all(diag(H) > 1e-6)) tryCatch(chol2inv(chol(H)), error = function(e) NULL)
  if (is.null(C)) {
    warning("Model convergence problem; non-positive-definite Hessian matrix: a variance is zero or a correlation one", call. = FALSE)
    p <- ncol(vcov)
    out <- matrix(NaN, p + m, p + m)
    out[seq_len(p), seq_len(p)] <- vcov
    return(out)
  }
  J <- vapply(seq_len(m), function(j) {
    step <- h * (seq_len(m) == j)
    (solved(v + step) - solved(v - step)) / (2 * h)
  }, numeric(ncol(vcov)))
  J <- matrix(J, ncol(vcov))
  rbind(cbind(vcov + J %*% C %*% t(J), J %*% C), cbind(C %*% t(J), C))
}
