# The shape of a gamma model by maximum likelihood at its fitted means (McCullagh and Nelder 1989, section 8.3.6).

gamma.shape <- function(object, ...) UseMethod("gamma.shape")
gamma.shape.glm <- function(object, it.lim = 10, eps.max = .Machine$double.eps^0.25, verbose = FALSE, ...) {
  if (object$family$family != "Gamma") stop("gamma.shape is for fits of family Gamma", call. = FALSE)
  w <- object$prior.weights
  mu <- object$fitted.values
  mean_deviance <- object$deviance / object$df.residual
  alpha <- (6 + 2 * mean_deviance) / (mean_deviance * (6 + mean_deviance))
  if (verbose) message("Initial estimate: ", format(alpha))
  known <- -object$y / mu - log(mu) + log(w) + 1 + log(object$y + (object$y == 0))
  step <- 1
  rounds <- 0
  while (abs(step) > eps.max && (rounds <- rounds + 1) <= it.lim) {
    score <- sum(w * (known + log(alpha) - digamma(w * alpha)))
    information <- sum(w * (w * trigamma(w * alpha) - 1 / alpha))
    step <- score / information
    alpha <- alpha + step
    if (verbose) message("Iter. ", rounds, " Alpha: ", format(alpha))
  }
  if (rounds > it.lim) warning("iteration limit reached")
  structure(list(alpha = alpha, SE = sqrt(1 / information)), class = "gamma.shape")
}
print.gamma.shape <- function(x, ...) {
  shown <- format(unlist(x))
  names(shown) <- c("Alpha:", "SE:")
  shown <- matrix(shown, dimnames = list(names(shown), ""))
  print(shown, quote = FALSE, ...)
  invisible(x)
}
gamma.dispersion <- function(object, ...) 1 / gamma.shape(object, ...)$alpha
