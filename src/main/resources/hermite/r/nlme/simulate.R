# Log likelihoods of responses drawn from a fit by lme(), under its own model and another, as simulate() of package nlme gives them.

simulate.lme <- function(object, nsim = 1, seed = as.integer(runif(1, 0, .Machine$integer.max)), m2, method = c("REML", "ML"),
                         niterEM = c(40, 200), useGen, ...) {
  stopifnot(all(method %in% c("REML", "ML")))
  other <- if (!missing(m2)) simulated_alternative(object, m2, parent.frame())
  both <- Filter(Negate(is.null), list(null = object, alt = other))
  if (any(vapply(both, function(f) length(f$modelStruct) > 1, NA))) stop("models with \"corStruct\" and/or \"varFunc\" objects not allowed")
  if (any(vapply(both, function(f) any(vapply(f$levels, `[[`, "", "kind") %in% c("pdSymm", "pdNatural")), NA))) {
    .unsupported("simulate of lme fits with pdSymm or pdNatural is not supported")
  }
  if (!exists(".Random.seed", envir = globalenv())) runif(1)
  before <- .GlobalEnv$.Random.seed
  on.exit(assign(".Random.seed", before, envir = globalenv()))
  set.seed(seed)
  empty <- array(0, c(nsim, 2), list(1:nsim, c("info", "logLik")))
  out <- lapply(both, function(f) sapply(intersect(c("ML", "REML"), method), function(m) empty, simplify = FALSE))
  for (i in seq_len(nsim)) {
    response <- drawn_response(object)
    for (model in names(both)) for (m in names(out[[model]])) out[[model]][[m]][i, "logLik"] <- refitted_likelihood(both[[model]], response, m)
  }
  df <- vapply(both, function(f) attr(logLik(f), "df"), 1)
  structure(out, class = "simulate.lme", call = match.call(), seed = seed, df = if (length(df) == 1) df[[1]] else abs(df[[1]] - df[[2]]),
            useGen = if (missing(useGen)) FALSE else useGen)
}
# The other model: a fit, or what differs in the call of the first.
simulated_alternative <- function(object, m2, env) {
  if (inherits(m2, "lme")) return(m2)
  call <- object$call
  call[[1]] <- quote(lme)
  for (name in names(m2)) call[[name]] <- m2[[name]]
  if (is.null(m2$random)) call$random <- call("~", call$fixed[[3]])
  eval(call, env)
}
# Residuals are drawn in the order of the groups, then the effects of each level, the innermost first.
drawn_response <- function(object) {
  levels <- object$levels
  rows <- do.call(order, unname(lapply(levels, function(level) as.integer(level$factor))))
  y <- object$fitted[rows, "fixed"] + rnorm(length(rows), sd = object$sigma)
  for (level in rev(levels)) {
    effects <- matrix(rnorm(nlevels(level$factor) * length(level$names)), ncol = length(level$names)) %*% chol(level$G)
    y <- y + rowSums(effects[as.integer(level$factor)[rows], , drop = FALSE] * level$z[rows, , drop = FALSE])
  }
  replace(y, rows, y)
}
refitted_likelihood <- function(object, response, method) {
  parts <- object$parts
  terms <- engine_terms(object$levels)
  if (any(vapply(object$levels, `[[`, "", "kind") %in% c("pdIdent", "pdCompSymm"))) {
    fit <- structured_fit(list(y = response, X = parts$X, levels = object$levels, design = NULL), method == "REML")
  } else fit <- .lmm(response, parts$X, terms$z, terms$index, terms$levels, NULL, NULL, method == "REML", NULL)
  -fit$criterion / 2
}
print.simulate.lme <- function(x, ...) {
  shown <- x
  for (name in c("useGen", "df", "seed", "call")) attr(shown, name) <- NULL
  print.default(shown, ...)
  invisible(x)
}
