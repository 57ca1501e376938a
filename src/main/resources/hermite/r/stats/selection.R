# Adding terms to a model, and the search for the model with the least AIC by single steps (Hastie and Pregibon 1992).

# Terms of the scope that may be added: those whose margins the model has.
add.scope <- function(terms1, terms2) {
  has <- attr(terms(terms1), "term.labels")
  wider <- terms(terms2)
  all <- attr(wider, "term.labels")
  parts <- function(label) sort(strsplit(label, ":", fixed = TRUE)[[1]])
  same <- function(a, b) identical(parts(a), parts(b))
  new <- Filter(function(l) !any(vapply(has, same, NA, l)), all)
  Filter(function(l) {
    own <- parts(l)
    margins <- Filter(function(m) m != l && all(parts(m) %in% own), all)
    all(vapply(margins, function(m) any(vapply(has, same, NA, m)), NA))
  }, new)
}
.scope_labels <- function(object, scope) {
  if (is.character(scope)) return(scope)
  add.scope(object$terms, update.formula(formula(object), scope))
}
.added <- function(object, term) {
  f <- update.formula(formula(object), as.formula(paste("~ . +", term)))
  call <- object$call
  call$formula <- f
  eval(call, environment(formula(object)))
}
# Fits without one term each, compared by what extractAIC() says of them.
drop1.default <- function(object, scope, scale = 0, test = c("none", "Chisq"), k = 2, ...) {
  test <- match.arg(test)
  scope <- if (missing(scope)) drop.scope(terms(object)) else drop_labels(object, scope)
  fits <- c(list(object), lapply(scope, function(term) {
    eval(update(object, as.formula(paste(". ~ . -", term)), evaluate = FALSE), environment(formula(object)))
  }))
  found <- vapply(fits, function(f) as.numeric(extractAIC(f, scale, k = k)), numeric(2))
  table <- data.frame(Df = c(NA, found[1, 1] - found[1, -1]), AIC = found[2, ], row.names = c("<none>", scope))
  if (test == "Chisq") {
    deviance <- found[2, ] - k * found[1, ]
    table$LRT <- c(NA, pmax(0, deviance[-1] - deviance[1]))
    table[["Pr(>Chi)"]] <- pchisq(table$LRT, table$Df, lower.tail = FALSE)
  }
  structure(table, heading = c("Single term deletions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")), class = c("anova", "data.frame"))
}
add1.lm <- function(object, scope, scale = 0, test = c("none", "Chisq", "F"), x = NULL, k = 2, ...) {
  test <- match.arg(test)
  scope <- .scope_labels(object, scope)
  if (!length(scope)) stop("no terms in scope for adding to object")
  fits <- c(list(object), lapply(scope, .added, object = object))
  rss <- vapply(fits, function(f) deviance(f), 1)
  rank <- vapply(fits, function(f) as.numeric(f$rank), 1)
  n <- nobs(object)
  df <- c(NA, rank[-1] - rank[1])
  table <- data.frame(Df = df, `Sum of Sq` = c(NA, rss[1] - rss[-1]), RSS = rss, AIC = n * log(rss / n) + k * rank,
                      row.names = c("<none>", scope), check.names = FALSE)
  if (test == "Chisq") {
    change <- n * log(rss[1] / n) - n * log(rss / n)
    table[["Pr(>Chi)"]] <- c(NA, pchisq_beyond(change[-1], df[-1]))
  } else if (test == "F") {
    rdf <- object$df.residual - df
    f <- table[["Sum of Sq"]] / df / (rss / rdf)
    table[["F value"]] <- f
    table[["Pr(>F)"]] <- pf_beyond(f, df, rdf)
  }
  structure(table, heading = c("Single term additions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
}
add1.glm <- function(object, scope, scale = 0, test = c("none", "Rao", "LRT", "Chisq", "F"), x = NULL, k = 2, ...) {
  test <- match.arg(test)
  if (test == "Chisq") test <- "LRT"
  scope <- .scope_labels(object, scope)
  if (!length(scope)) stop("no terms in scope for adding to object")
  # the shape of a negative binomial fit stays as it is
  fixed <- inherits(object, "negbin")
  from <- object
  if (fixed) {
    from$call[[1]] <- quote(glm)
    from$call$family <- object$family
    from$call$init.theta <- from$call$link <- from$call$control <- NULL
  }
  fits <- c(list(object), lapply(scope, .added, object = from))
  dev <- vapply(fits, function(f) f$deviance, 1)
  rank <- vapply(fits, function(f) as.numeric(f$rank), 1)
  df <- c(NA, rank[-1] - rank[1])
  # the dispersion stays that of the fit
  dispersion <- if (scale > 0) scale else summary(object)$dispersion
  n <- nobs(object)
  value <- if (object$family$family != "gaussian") dev / dispersion
    else if (scale > 0) dev / scale - n else n * log(dev / n)
  aic <- value - value[1] + k * (rank - rank[1]) + extractAIC(object, k = k)[2]
  table <- data.frame(Df = df, Deviance = dev, AIC = aic, row.names = c("<none>", scope), check.names = FALSE)
  if (all(is.na(aic))) table$AIC <- NULL
  if (test == "Rao") {
    designs <- lapply(fits[-1], model.matrix)
    score <- c(NA, vapply(designs, score_statistic, 1, fit = object)) / dispersion
    table[[if (dispersion == 1) "Rao score" else "scaled Rao sc."]] <- score
    table[["Pr(>Chi)"]] <- pchisq_beyond(score, df)
  } else if (test == "LRT") {
    change <- c(NA, pmax(0, value[1] - value[-1]))
    table[[if (dispersion == 1) "LRT" else "scaled dev."]] <- change
    table[["Pr(>Chi)"]] <- pchisq_beyond(change, df)
  } else if (test == "F") {
    if (object$family$family %in% c("binomial", "poisson")) {
      warning("F test assumes quasi", object$family$family, " family")
    }
    rdf <- object$df.residual - df
    f <- c(NA, dev[1] - dev[-1]) / df / (dev / rdf)
    table[["F value"]] <- f
    table[["Pr(>F)"]] <- pf_beyond(f, df, rdf)
  }
  structure(table, heading = c("Single term additions", "\nModel:", paste(deparse(formula(object)), collapse = "\n")),
            class = c("anova", "data.frame"))
}
step <- function(object, ...) UseMethod("step")
step.default <- function(object, scope, scale = 0, direction = c("both", "backward", "forward"), trace = 1, keep = NULL, steps = 1000,
                         k = 2, ...) {
  undirected <- missing(direction)
  direction <- match.arg(direction)
  backward <- direction != "forward"
  forward <- direction != "backward"
  begin <- formula(object)
  lower <- ~1
  upper <- NULL
  if (missing(scope)) {
    upper <- begin
    if (undirected) forward <- FALSE
  } else if (is.list(scope)) {
    if (!is.null(scope$lower)) lower <- update.formula(begin, scope$lower)
    if (!is.null(scope$upper)) upper <- update.formula(begin, scope$upper)
  } else upper <- update.formula(begin, scope)
  fit <- object
  aic <- function(f) extractAIC(f, scale, k = k)
  say <- function(word, value) {
    if (trace > 0) cat(word, ":  AIC=", format(round(value, 2)), "\n", paste(deparse(formula(fit)), collapse = "\n"), "\n\n", sep = "")
  }
  now <- aic(fit)
  if (is.na(now[2])) {
    asked <- sys.call()
    asked[[1]] <- quote(step)
    stop(simpleError("AIC is not defined for this model, so 'step' cannot proceed", asked))
  }
  path <- list(list(change = "", deviance = deviance(fit), df = nobs(fit) - now[1], AIC = now[2]))
  say("Start", now[2])
  while (steps > 0) {
    steps <- steps - 1
    table <- NULL
    if (backward) {
      fixed <- attr(terms(lower), "term.labels")
      candidates <- setdiff(drop.scope(fit$terms), fixed)
      if (length(candidates)) {
        table <- drop1(fit, candidates, scale = scale, k = k)
        row.names(table) <- c(row.names(table)[1], paste("-", row.names(table)[-1]))
      }
    }
    # a term that others make up goes first, whatever the criterion
    idle <- row.names(table)[!is.na(table$Df) & table$Df == 0]
    if (length(idle)) table <- NULL
    else if (forward && !is.null(upper)) {
      candidates <- add.scope(fit$terms, upper)
      if (length(candidates)) {
        more <- add1(fit, candidates, scale = scale, k = k)
        row.names(more) <- c(row.names(more)[1], paste("+", row.names(more)[-1]))
        table <- if (is.null(table)) more else rbind(table, more[-1, , drop = FALSE])
      }
    }
    if (length(idle)) change <- idle[length(idle)]
    else {
      if (is.null(table) || ncol(table) == 0) break
      attr(table, "heading") <- NULL
      table <- table[is.na(table$Df) | table$Df != 0, ]
      sorted <- order(table$AIC)
      if (trace > 0) print(table[sorted, ])
      if (sorted[1] == 1) break
      change <- row.names(table)[sorted[1]]
    }
    call <- fit$call
    call$formula <- update.formula(formula(fit), as.formula(paste("~ .", change)))
    fit <- eval(call, environment(begin))
    before <- now
    now <- aic(fit)
    if (now[2] >= before[2] + 1e-7) break
    if (trace > 0) cat("\n")
    say("Step", now[2])
    path[[length(path) + 1]] <- list(change = change, deviance = deviance(fit), df = nobs(fit) - now[1], AIC = now[2])
  }
  dev <- vapply(path, `[[`, 1, "deviance")
  rdf <- vapply(path, `[[`, 1, "df")
  fit$anova <- data.frame(Step = vapply(path, `[[`, "", "change"), Df = c(NA, diff(rdf)), Deviance = c(NA, abs(diff(dev))),
                          `Resid. Df` = rdf, `Resid. Dev` = dev, AIC = vapply(path, `[[`, 1, "AIC"), check.names = FALSE)
  fit
}
