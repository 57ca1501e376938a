# Profiles of the deviance of mixed fits, each row a fit with one parameter held (Bates, Mächler, Bolker and Walker 2015,
# Journal of Statistical Software 67(1), section 5.2).

profile.merMod <- function(fitted, which = NULL, alphamax = 0.01, maxpts = 100, delta = NULL, delta.cutoff = 1 / 8, verbose = 0,
                           devtol = 1e-9, maxmult = 10, signames = TRUE, ...) {
  if (isGLMM(fitted) && fitted$nAGQ == 0) .unsupported("profiles of a fit with nAGQ = 0 are not there: its fixed effects are no maximum of a likelihood")
  fit <- if (isLMM(fitted) && fitted$REML) refitML(fitted) else fitted
  setup <- profile_setup(fit)
  names <- c(covariance_labels(fit, signames), names(fit$beta))
  covariances <- length(names) - length(fit$beta)
  wanted <- if (is.null(which)) seq_along(names)
    else if (is.character(which)) unlist(lapply(which, function(w) {
      switch(w, theta_ = seq_len(covariances), beta_ = covariances + seq_along(fit$beta), match(w, names))
    }))
    else which
  if (anyNA(wanted)) stop("unknown parameter in which: the parameters are ", paste(names, collapse = ", "), call. = FALSE)
  cutoff <- sqrt(qchisq(1 - alphamax, length(names)))
  if (is.null(delta)) delta <- cutoff * delta.cutoff
  base <- c(0, setup$estimate)
  row_at <- function(k, value) {
    at <- setup$fit_at(k, value)
    rise <- at$criterion - fit$criterion
    c(sign(value - setup$estimate[k]) * sqrt(max(rise, 0)), at$parameters)
  }
  # rows from the first two outwards, about equally far in the root of the deviance
  outward <- function(k, first, second) {
    rows <- list(first, second)
    while (length(rows) < maxpts) {
      last <- rows[[length(rows)]]
      value <- last[k + 1]
      if (abs(last[1]) > cutoff || value <= setup$lower[k] || value >= setup$upper[k]) break
      change <- value - rows[[length(rows) - 1]][k + 1]
      slope <- change / (last[1] - rows[[length(rows) - 1]][1])
      size <- if (is.finite(slope) && slope > 0) min(delta * slope, maxmult * abs(change)) else 1e-6
      value <- min(setup$upper[k], max(setup$lower[k], value + sign(change) * size))
      rows[[length(rows) + 1]] <- row_at(k, value)
    }
    rows
  }
  tables <- lapply(wanted, function(k) {
    estimate <- setup$estimate[k]
    shift <- if (k > covariances) estimate + delta * setup$step[k] else if (estimate == 0) 0.001 else estimate * 1.01
    second <- row_at(k, shift)
    rows <- do.call(rbind, c(outward(k, base, second), outward(k, second, base)))
    rows <- rows[!duplicated(rows), , drop = FALSE]
    rows <- rows[order(rows[, k + 1]), , drop = FALSE]
    dimnames(rows) <- list(NULL, c(".zeta", names))
    frame <- as.data.frame(rows, optional = TRUE)
    frame$.par <- names[k]
    frame
  })
  out <- do.call(rbind, tables)
  row.names(out) <- NULL
  out$.par <- factor(out$.par)
  structure(out, lower = setup$lower, upper = setup$upper, class = c("thpr", "data.frame"))
}
print.thpr <- function(x, ...) {
  print(structure(x, class = "data.frame"), ...)
  invisible(x)
}
as.data.frame.thpr <- function(x, ...) {
  out <- structure(x, class = "data.frame", lower = NULL, upper = NULL)
  out$.focal <- vapply(seq_len(nrow(out)), function(i) out[i, as.character(out$.par[i])], 1)
  out
}
# Limits where a natural spline through the roots crosses the normal quantiles.
confint.thpr <- function(object, parm, level = 0.95, zeta, ...) {
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  cuts <- if (missing(zeta)) qnorm(tails) else c(-1, 1) * zeta
  names <- levels(object$.par)
  if (!missing(parm)) names <- if (is.numeric(parm)) names[parm] else intersect(names, parm)
  bounds <- setNames(attr(object, "lower"), setdiff(names(object), c(".zeta", ".par")))
  out <- t(vapply(names, function(name) {
    own <- object[object$.par == name, ]
    value <- own[[name]]
    forward <- splinefun(value, own$.zeta, method = "natural")
    vapply(seq_along(cuts), function(i) {
      if (cuts[i] < min(own$.zeta)) return(if (is.finite(bounds[[name]]) && min(value) <= bounds[[name]] + 1e-8) bounds[[name]] else NA_real_)
      if (cuts[i] > max(own$.zeta)) return(NA_real_)
      uniroot(function(v) forward(v) - cuts[i], range(value), tol = 1e-10 * max(abs(value)))$root
    }, 1)
  }, numeric(2)))
  dimnames(out) <- list(names, percent_names(tails))
  out
}
# Profiles on other scales of the standard deviations.
varianceProf <- function(x, ranef = TRUE) {
  names <- setdiff(names(x), c(".zeta", ".par"))
  sigmas <- names[grepl("^[.]sig", names)]
  new <- ifelse(names %in% sigmas, sub("^[.]sigma$", ".sigmasq", sub("^[.]sig([0-9]+)$", ".sigsq\\1", names)), names)
  for (s in sigmas) x[[s]] <- x[[s]]^2
  names(x)[match(names, names(x))] <- new
  levels(x$.par) <- new[match(levels(x$.par), names)]
  x
}
logProf <- function(x, base = exp(1), ranef = TRUE, sigIni = ".sig") {
  names <- setdiff(names(x), c(".zeta", ".par"))
  sigmas <- names[startsWith(names, sigIni)]
  new <- ifelse(names %in% sigmas, paste0(".l", sub("^[.]", "", names)), names)
  for (s in sigmas) x[[s]] <- log(x[[s]], base)
  names(x)[match(names, names(x))] <- new
  levels(x$.par) <- new[match(levels(x$.par), names)]
  x
}
