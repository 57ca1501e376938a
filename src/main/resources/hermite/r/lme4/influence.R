# Leverages and distances of linear mixed fits, and what each group or row does to the fixed effects.

# The diagonal of the matrix that takes responses to fitted values, the covariance factors held.
hatvalues.merMod <- function(model, fullHatMatrix = FALSE, ...) {
  n <- nobs.merMod(model)
  zl <- random_design(model) %*% relative_factor(model)
  # of generalized fits lme4 takes the solved equations by their working weights, responses by the prior ones
  root <- sqrt(weights.merMod(model))
  work <- root
  if (!isLMM(model)) {
    warning("the hat matrix may not make sense for GLMMs")
    work <- sqrt(weights.merMod(model, "working"))
  }
  inner <- solve(crossprod(zl * work) + diag(ncol(zl)))
  cross <- crossprod(zl * work, model$X * work)
  schur <- crossprod(model$X * work) - t(cross) %*% inner %*% cross
  zl <- zl * root
  x_left <- model$X * root - zl %*% inner %*% cross
  H <- zl %*% inner %*% t(zl) + x_left %*% solve(schur, t(x_left))
  if (fullHatMatrix) H else setNames(diag(H), row.names(model$frame))
}
cooks.distance.merMod <- function(model, ...) {
  h <- hatvalues.merMod(model)
  res <- residuals.merMod(model, type = "pearson") / (1 - h)
  res^2 * h / (sigma.merMod(model)^2 * length(model$beta))
}
rstudent.merMod <- function(model, ...) {
  residuals.merMod(model, type = "pearson") / (sigma.merMod(model) * sqrt(1 - hatvalues.merMod(model)))
}
# Principal components of the relative covariance of each grouping factor's effects.
rePCA <- function(x) {
  groups <- vapply(x$terms, function(t) t$group, "")
  factors <- relative_factors(x)
  out <- lapply(unique(groups), function(g) {
    own <- factors[groups == g]
    size <- sum(vapply(own, nrow, 1L))
    L <- matrix(0, size, size)
    at <- 0
    for (f in own) {
      L[at + seq_len(nrow(f)), at + seq_len(nrow(f))] <- f
      at <- at + nrow(f)
    }
    parts <- svd(L, nv = 0)
    structure(list(sdev = parts$d, rotation = parts$u, center = FALSE, scale = FALSE), class = "prcomp")
  })
  structure(setNames(out, unique(groups)), class = "prcomplist")
}
summary.prcomplist <- function(object, ...) lapply(object, function(p) {
  share <- p$sdev^2 / sum(p$sdev^2)
  p$importance <- rbind(`Standard deviation` = p$sdev, `Proportion of Variance` = share, `Cumulative Proportion` = cumsum(share))
  structure(p, class = "summary.prcomp")
})
