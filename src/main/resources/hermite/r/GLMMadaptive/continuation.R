# Ordinal responses by continuation ratios (Agresti 2013, section 8.3.6): a binary response for each category that a subject
# could have stopped at, in the order of the categories or against it.

cr_setup <- function(y, direction = c("forward", "backward")) {
  forward <- match.arg(direction) == "forward"
  if (!is.factor(y)) y <- factor(y)
  categories <- levels(y)
  steps <- length(categories) - 1
  if (steps < 2) stop("it seems that variable y has two levels; use a mixed effects logistic regression instead.\n")
  # steps a subject goes before it stops, of which the last leaves no choice
  passed <- if (forward) as.integer(y) - 1 else steps + 1 - as.integer(y)
  reps <- ifelse(is.na(y), 1, pmin(passed + 1, steps))
  subs <- rep(seq_along(y), reps)
  step <- sequence(reps) - 1
  step[is.na(y)[subs]] <- NA
  labels <- c("all", if (forward) paste0("y>=", categories[2:steps]) else paste0("y<=", categories[steps:2]))
  list(y = as.numeric(passed[subs] == step), cohort = factor(step, levels = seq_len(steps) - 1, labels = labels), subs = subs, reps = reps)
}
# Probabilities of the categories from the linear predictors of the steps.
cr_marg_probs <- function(eta, direction = c("forward", "backward")) {
  forward <- match.arg(direction) == "forward"
  probs <- 0 * eta
  going_on <- 0
  for (k in if (forward) seq_len(ncol(eta)) else rev(seq_len(ncol(eta)))) {
    probs[, k] <- exp(plogis(eta[, k], log.p = TRUE) + going_on)
    going_on <- going_on + plogis(eta[, k], lower.tail = FALSE, log.p = TRUE)
  }
  if (forward) cbind(probs, 1 - rowSums(probs)) else cbind(1 - rowSums(probs), probs)
}
# Logits of the probabilities of the categories, rows of newdata for the steps of one subject put together; limits by draws.
continuation_effects <- function(X, betas, V, newdata, cohort, direction, level, K, seed) {
  keep_random_state()
  set.seed(seed)
  step <- newdata[[cohort]]
  logits <- function(b) qlogis(cr_marg_probs(do.call(cbind, split(as.vector(X %*% b), step)), direction))
  pred <- logits(betas)
  draws <- apply(matrix(mvrnorm(K, betas, V), K), 1, logits)
  limits <- apply(draws, 1, quantile, probs = c((1 - level) / 2, (1 + level) / 2))
  out <- newdata[step == levels(step)[1L], names(newdata) != cohort, drop = FALSE]
  rows <- nrow(out)
  out <- out[rep(seq_len(rows), ncol(pred)), , drop = FALSE]
  row.names(out) <- NULL
  out$ordinal_response <- rep(seq_len(ncol(pred)), each = rows)
  out$pred <- as.vector(pred)
  out$low <- limits[1, ]
  out$upp <- limits[2, ]
  out
}
