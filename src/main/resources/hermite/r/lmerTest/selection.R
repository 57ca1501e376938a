# Likelihood ratio tests of random terms, and backward elimination of random and fixed terms, as package lmerTest has them.

ranova <- function(model, reduce.terms = TRUE, ...) {
  if (!isLMM(model)) stop("ranova() is for linear mixed models", call. = FALSE)
  bars <- findbars(model$formula)
  reductions <- unlist(lapply(seq_along(bars), function(i) reduced_bars(bars[[i]], i, reduce.terms)), recursive = FALSE)
  full <- logLik.merMod(model)
  fits <- lapply(reductions, function(r) logLik(without_bar(model, bars, r), REML = model$REML))
  npar <- c(attr(full, "df"), vapply(fits, attr, 1, "df"))
  value <- c(as.numeric(full), vapply(fits, as.numeric, 1))
  df <- c(NA, npar[1] - npar[-1])
  ratio <- c(NA, 2 * (value[1] - value[-1]))
  table <- data.frame(npar = npar, logLik = value, AIC = -2 * value + 2 * npar, LRT = ratio, Df = df,
                      `Pr(>Chisq)` = pchisq(ratio, df, lower.tail = FALSE), check.names = FALSE,
                      row.names = c("<none>", vapply(reductions, `[[`, "", "label")))
  structure(table, heading = c("ANOVA-like table for random-effects: Single term deletions", "\nModel:",
                               paste(deparse(update.formula(separate_terms(model$formula), . ~ .), 500L), collapse = "\n")),
            reductions = reductions, class = c("anova", "data.frame"))
}
# The formula with its random terms written out one by one.
separate_terms <- function(formula) {
  fixed <- nobars(formula)
  for (bar in findbars(formula)) fixed[[3]] <- call("+", fixed[[3]], call("(", bar))
  fixed
}
rand <- ranova
# What may go from a random term: each slope that is in no higher one, or the term when it has one column.
reduced_bars <- function(bar, place, reduce.terms) {
  written <- paste0("(", paste(deparse(bar), collapse = ""), ")")
  left <- structure(call("~", bar[[2]]), class = "formula", .Environment = globalenv())
  t <- terms(left)
  labels <- attr(t, "term.labels")
  if (!reduce.terms || !length(labels)) return(list(list(label = written, place = place, bar = NULL)))
  lapply(drop.scope(left), function(term) {
    rest <- setdiff(labels, term)
    intercept <- attr(t, "intercept") == 1
    kept <- if (!length(rest) && !intercept) NULL
      else call("|", reformulate(if (length(rest)) rest else "1", intercept = intercept)[[2]], bar[[3]])
    list(label = paste(term, "in", written), place = place, bar = kept)
  })
}
# The fit with a reduction made; by least squares when no random term is left.
without_bar <- function(model, bars, reduction) {
  bars[[reduction$place]] <- reduction$bar
  call <- model$call
  fixed <- nobars(model$formula)
  if (!length(bars)) {
    weights <- model$weights
    data <- model$frame
    target <- as.vector(model$y) - if (is.null(model$offset)) 0 else model$offset
    fit <- if (is.null(weights)) lm.fit(model$X, target) else lm.wfit(model$X, target, weights)
    return(structure(c(fit, list(terms = model$fixed, call = call)), class = "lm"))
  }
  whole <- fixed
  for (bar in bars) whole[[3]] <- call("+", whole[[3]], call("(", bar))
  call$formula <- whole
  suppressMessages(eval(call, environment(model$formula)))
}

# Random terms first, then fixed ones: the least significant goes while its p-value is above the level.
step.lmerModLmerTest <- function(object, ddf = c("Satterthwaite", "Kenward-Roger"), alpha.random = 0.1, alpha.fixed = 0.05,
                                 reduce.fixed = TRUE, reduce.random = TRUE, keep, ...) {
  ddf <- match.arg(ddf)
  keep <- if (missing(keep)) character() else if (inherits(keep, "formula")) attr(terms(keep), "term.labels") else keep
  model <- object
  gone <- NULL
  table <- ranova(model)
  first <- table["<none>", ]
  rounds <- 0
  while (reduce.random) {
    p <- table[["Pr(>Chisq)"]]
    worst <- which.max(p)
    if (p[worst] <= alpha.random) break
    rounds <- rounds + 1
    row <- cbind(Eliminated = rounds, structure(table, class = "data.frame")[worst, ])
    gone <- rbind(gone, row)
    model <- without_bar(model, findbars(model$formula), attr(table, "reductions")[[worst - 1]])
    if (!inherits(model, "merMod")) .unsupported("step() without a random term left is not supported: use lm() and step()")
    table <- ranova(model)
  }
  rest <- cbind(Eliminated = 0, structure(table, class = "data.frame")[-1, ])
  random <- rbind(cbind(Eliminated = NA, structure(first, class = "data.frame")), gone, rest)
  gone <- NULL
  rounds <- 0
  repeat {
    scope <- drop.scope(model$fixed)
    table <- if (length(scope)) structure(drop1.lmerModLmerTest(model, scope, ddf), class = "data.frame")
    if (is.null(table) || !reduce.fixed) break
    # terms to be kept are tested all the same
    p <- replace(table[["Pr(>F)"]], row.names(table) %in% keep, -1)
    worst <- which.max(p)
    if (p[worst] <= alpha.fixed) break
    rounds <- rounds + 1
    gone <- rbind(gone, cbind(Eliminated = rounds, table[worst, ]))
    call <- model$call
    call$formula <- update.formula(model$formula, as.formula(paste(". ~ . -", row.names(table)[worst])))
    model <- eval(call, environment(model$formula))
  }
  fixed <- rbind(gone, if (!is.null(table)) cbind(Eliminated = 0, table))
  tables <- list(random = structure(random, class = c("anova", "data.frame"), heading = "Backward reduced random-effect table:\n"),
                 fixed = if (!is.null(fixed)) structure(fixed, class = c("anova", "data.frame"),
                                                        heading = c("Backward reduced fixed-effect table:",
                                                                    paste("Degrees of freedom method:", ddf, "\n"))))
  structure(tables, model = model, class = "step_list")
}
get_model <- function(x, ...) attr(x, "model")
print.step_list <- function(x, digits = max(getOption("digits") - 2L, 3L), ...) {
  print(x$random, ...)
  cat("\n")
  if (!is.null(x$fixed)) print(x$fixed, ...)
  cat("\nModel found:\n")
  cat(paste(deparse(formula(attr(x, "model"))), collapse = "\n"), "\n", sep = "")
  invisible(x)
}
