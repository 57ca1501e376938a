# Profile likelihoods of generalized linear models, and the limits read off them (Venables and Ripley 2002, section 8.4).

# For each coefficient the fits with it held at steps on both sides, with the signed root of the scaled rise in deviance.
profile.glm <- function(fitted, which = seq_along(coef(fitted)), alpha = 0.01, maxsteps = 10, del = zmax / 5, trace = FALSE, ...) {
  estimate <- coef(fitted)
  kept <- !is.na(estimate)
  names <- names(estimate)
  wanted <- if (is.character(which)) which else names[which]
  wanted <- wanted[wanted %in% names[kept]]
  summary <- summary(fitted)
  error <- summary$coefficients[, "Std. Error"]
  # negative binomial fits too go as far as an F distribution asks
  known <- fitted$family$family %in% c("binomial", "poisson")
  zmax <- if (known) sqrt(qchisq(1 - alpha, 1)) else sqrt(qf(1 - alpha, 1, fitted$df.residual))
  x <- model.matrix(fitted)[, kept, drop = FALSE]
  y <- original_response(fitted)
  w <- original_weights(fitted)
  shift <- if (is.null(fitted$offset)) rep.int(0, nrow(x)) else fitted$offset
  held_at <- function(name, value, eta) {
    others <- x[, colnames(x) != name, drop = FALSE]
    moved <- shift + x[, name] * value
    fit <- glm.fit(others, y, w, etastart = eta, offset = moved, family = fitted$family, control = fitted$control,
                   intercept = FALSE)
    list(coefficients = fit$coefficients, deviance = fit$deviance,
         eta = as.vector(others %*% fit$coefficients) + moved)
  }
  out <- lapply(wanted, function(name) {
    values <- matrix(estimate[kept], 1, dimnames = list("", names[kept]))
    roots <- 0
    for (side in c(-1, 1)) {
      step <- 0
      root <- 0
      eta <- as.vector(x %*% estimate[kept]) + shift
      while ((step <- step + 1) < maxsteps && abs(root) < zmax) {
        if (trace) message("Parameter:", name, " ", c("down", "up")[(side + 1) / 2 + 1])
        value <- estimate[[name]] + side * step * del * error[[name]]
        fit <- held_at(name, value, eta)
        eta <- fit$eta
        row <- values[1, , drop = FALSE]
        row[, names(fit$coefficients)] <- fit$coefficients
        row[, name] <- value
        values <- rbind(values, row)
        rise <- (fit$deviance - fitted$deviance) / summary$dispersion
        if (rise < -1e-3) stop("profiling has found a better solution, so original fit had not converged")
        root <- side * sqrt(max(rise, 0))
        roots <- c(roots, root)
      }
    }
    sorted <- order(values[, name])
    frame <- data.frame(roots[sorted])
    names(frame) <- if (known) "z" else "tau"
    frame$par.vals <- values[sorted, , drop = FALSE]
    rownames(frame$par.vals) <- NULL
    frame
  })
  structure(setNames(out, wanted), original.fit = fitted, summary = summary, class = c("profile.glm", "profile"))
}
print.profile.glm <- function(x, ...) {
  for (name in names(x)) {
    cat("$", if (make.names(name) == name) name else paste0("`", name, "`"), "\n", sep = "")
    print(x[[name]], ...)
    cat("\n")
  }
  cat("attr(,\"original.fit\")\n")
  print(attr(x, "original.fit"))
  cat("attr(,\"summary\")\n")
  print(attr(x, "summary"))
  cat("attr(,\"class\")\n")
  print(class(x))
  invisible(x)
}
# Limits where an interpolating spline through the roots crosses the normal quantiles.
confint.profile.glm <- function(object, parm = seq_along(all), level = 0.95, ...) {
  fitted <- attr(object, "original.fit")
  all <- names(coef(fitted))
  if (is.numeric(parm)) parm <- all[parm]
  tails <- c((1 - level) / 2, 1 - (1 - level) / 2)
  out <- matrix(NA_real_, length(parm), 2, dimnames = list(parm, percent_names(tails)))
  for (name in parm) if (!is.null(object[[name]])) {
    curve <- spline(object[[name]]$par.vals[, name], object[[name]][[1]])
    out[name, ] <- approx(curve$y, curve$x, xout = qnorm(tails))$y
  }
  drop(out)
}
confint.glm <- function(object, parm = seq_along(coef(object)), level = 0.95, trace = FALSE, ...) {
  message("Waiting for profiling to be done...")
  if (is.numeric(parm)) parm <- names(coef(object))[parm]
  confint.profile.glm(profile.glm(object, which = parm, alpha = (1 - level) / 4, trace = trace), parm, level)
}
