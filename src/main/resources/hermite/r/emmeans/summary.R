# Tables of estimated marginal means and contrasts, and how they print.

summary.emmGrid <- function(object, infer, level, adjust, by, type, df, null = 0, ...) {
  if (!missing(infer)) object$infer <- rep_len(infer, 2)
  if (!missing(level)) object$level <- level
  if (!missing(adjust)) object$adjust <- adjust
  if (!missing(type)) object$type <- if (type %in% c("response", "mu")) "response" else "link"
  if (!missing(by)) object$by <- by
  L <- object$linfct
  estimate <- as.vector(L %*% object$beta)
  error <- sqrt(pmax(rowSums((L %*% object$vcov) * L), 0))
  degrees <- if (missing(df)) apply(L, 1, object$df) else rep(df, nrow(L))
  out <- object$grid
  back <- object$type == "response" && object$link != "identity" &&
    (object$kind != "contrasts" || isTRUE(object$multiplicative))
  if (back && object$kind == "contrasts") out$contrast <- gsub(" - ", " / ", out$contrast, fixed = TRUE)
  messages <- character()
  if (length(object$averaged)) {
    messages <- c(messages, paste(if (isTRUE(object$combined)) "Results are averaged over some or all of the levels of:"
                                  else "Results are averaged over the levels of:", paste(object$averaged, collapse = ", ")))
  }
  odds <- if (object$kind == "contrasts" && object$link == "logit" && isTRUE(object$multiplicative)) "log odds ratio" else object$link
  if (object$link != "identity" && !back) {
    messages <- c(messages, paste0("Results are given on the ", odds, " (not the response) scale."))
  }
  inverse <- if (!back) identity
    else if (object$kind == "contrasts") exp
    else object$family$linkinv
  slope <- if (!back) function(e) 1
    else if (object$kind == "contrasts") exp
    else object$family$mu.eta
  name <- if (!back) object$estName
    else if (object$kind == "contrasts") if (object$link == "logit") "odds.ratio" else "ratio"
    else switch(object$family$family, binomial = , quasibinomial = "prob", poisson = , quasipoisson = "rate", "response")
  out[[name]] <- inverse(estimate)
  out$SE <- error * abs(slope(estimate))
  out$df <- degrees
  per_group <- if (object$kind == "contrasts") object$per_group else nrow(L)
  adjust <- object$adjust
  if (object$kind == "contrasts" && per_group < 2) adjust <- "none"
  if (!is.null(object$df.method)) messages <- c(messages, paste("Degrees-of-freedom method:", object$df.method))
  if (object$infer[1]) {
    critical <- critical_value(adjust, object, degrees, per_group)
    columns <- if (all(is.infinite(degrees))) c("asymp.LCL", "asymp.UCL") else c("lower.CL", "upper.CL")
    limits <- cbind(inverse(estimate - critical * error), inverse(estimate + critical * error))
    out[[columns[1]]] <- limits[, 1]
    out[[columns[2]]] <- limits[, 2]
    messages <- c(messages, paste("Confidence level used:", object$level))
    if (adjust != "none" && object$kind == "contrasts") {
      messages <- c(messages, paste0("Conf-level adjustment: ", adjustment_text(if (adjust %in% c("fdr", "holm", "BH")) "bonferroni" else adjust, object, per_group)))
    }
    if (back) {
      messages <- c(messages, paste("Intervals are back-transformed from the", odds, "scale"))
    }
  }
  if (object$infer[2]) {
    statistic <- estimate / error
    if (back) out$null <- inverse(0)
    out[[if (all(is.infinite(degrees))) "z.ratio" else "t.ratio"]] <- statistic
    out$p.value <- adjusted_p(adjust, statistic, degrees, object, per_group)
    if (adjust != "none" && object$kind == "contrasts") {
      messages <- c(messages, paste0("P value adjustment: ", adjustment_text(adjust, object, per_group)))
    }
    if (back) messages <- c(messages, paste("Tests are performed on the", odds, "scale"))
  }
  structure(out, estName = name, by.vars = object$by, mesg = messages, class = c("summary_emm", "data.frame"))
}
adjustment_text <- function(adjust, object, per_group) {
  switch(adjust, tukey = paste("tukey method for comparing a family of", object$family_size, "estimates"),
         paste(adjust, "method for", per_group, "tests"))
}
adjusted_p <- function(adjust, t, df, object, m) {
  raw <- 2 * pt(-abs(t), df)
  groups <- if (object$kind == "contrasts") rep(seq_len(length(t) / m), each = m) else rep(1, length(t))
  switch(adjust, none = raw,
    tukey = pmin(ptukey(abs(t) * sqrt(2), object$family_size, df, lower.tail = FALSE), 1),
    dunnettx = 1 - dunnett_probability(abs(t), m, df),
    sidak = 1 - (1 - raw)^m,
    scheffe = pf(t^2 / (object$family_size - 1), object$family_size - 1, df, lower.tail = FALSE),
    bonferroni = , holm = , hochberg = , hommel = , BH = , BY = , fdr = {
      unlist(lapply(split(raw, groups), p.adjust, method = adjust), use.names = FALSE)
    },
    .unsupported("adjust = \"", adjust, "\" is not supported"))
}
# emmeans' own approximation of the two-sided Dunnett distribution, between Tukey's and Sidak's.
dunnett_probability <- function(x, k, df) {
  share <- (k - 1) / k
  share * ptukey(sqrt(2) * x, (1 + sqrt(1 + 8 * k)) / 2, df) + (1 - share) * pf(x^2, 1, df)^k
}
critical_value <- function(adjust, object, df, m) {
  level <- object$level
  if (object$kind != "contrasts" && adjust == "none") return(qt(1 - (1 - level) / 2, df))
  switch(adjust, none = qt(1 - (1 - level) / 2, df),
    tukey = qtukey(level, object$family_size, df) / sqrt(2),
    bonferroni = , fdr = , holm = , BH = , hochberg = qt(1 - (1 - level) / (2 * m), df),
    sidak = qt(1 - (1 - level^(1 / m)) / 2, df),
    scheffe = sqrt((object$family_size - 1) * qf(level, object$family_size - 1, df)),
    dunnettx = vapply(df, function(d) {
      uniroot(function(x) dunnett_probability(x, m, d) - level, c(0.5, 10), tol = 1e-8)$root
    }, 1),
    .unsupported("adjust = \"", adjust, "\" is not supported"))
}
update.emmGrid <- function(object, ..., silent = FALSE) {
  changes <- list(...)
  for (name in names(changes)) {
    if (!name %in% c("level", "infer", "adjust", "by", "by.vars", "type", "df", "estName")) {
      .unsupported("update() of an emmGrid does not support '", name, "'")
    }
    object[[if (name == "by.vars") "by" else name]] <- if (name == "infer") rep_len(changes[[name]], 2)
      else if (name == "df") local({ value <- changes$df; function(l) value }) else changes[[name]]
  }
  if ("df" %in% names(changes)) object$df.method <- "user-specified"
  object
}
`[.emmGrid` <- function(x, i, adjust, ...) {
  if (x$kind == "contrasts" && x$adjust == "tukey") {
    message("Note: adjust = \"tukey\" was changed to \"sidak\"\nbecause \"tukey\" is only appropriate for one set of pairwise comparisons")
    x$adjust <- "sidak"
  }
  if (!missing(adjust)) x$adjust <- adjust
  x$linfct <- x$linfct[i, , drop = FALSE]
  x$grid <- x$grid[i, , drop = FALSE]
  x$per_group <- nrow(x$linfct)
  row.names(x$grid) <- NULL
  x
}
# Several sets as one family.
rbind.emmGrid <- function(..., deparse.level = 1, adjust = "bonferroni") {
  parts <- list(...)
  first <- parts[[1]]
  for (p in parts[-1]) {
    if (!identical(names(p$grid), names(first$grid))) .unsupported("rbind of sets with other variables is not supported")
    first$linfct <- rbind(first$linfct, p$linfct)
    first$grid <- rbind(first$grid, p$grid)
  }
  first$averaged <- unique(unlist(lapply(parts, `[[`, "averaged")))
  first$combined <- TRUE
  first$per_group <- nrow(first$linfct)
  first$adjust <- adjust
  first
}
# The same means or predictions as quantities in their own right, on the scale of the response (by the delta method).
regrid <- function(object, transform = c("response", "none"), ...) {
  if (inherits(object, "emm_list")) object <- object$emmeans
  if (match.arg(transform) == "none" || object$link == "identity") return(object)
  if (object$kind == "contrasts") .unsupported("regrid of contrasts is not supported: regrid the means first")
  eta <- as.vector(object$linfct %*% object$beta)
  slope <- object$family$mu.eta(eta)
  L <- object$linfct * slope
  object$vcov <- L %*% object$vcov %*% t(L)
  object$beta <- object$family$linkinv(eta)
  object$linfct <- diag(length(eta))
  object$estName <- switch(object$family$family, binomial = , quasibinomial = "prob", poisson = , quasipoisson = "rate", "response")
  object$link <- "identity"
  object$type <- "link"
  object
}
plot.emmGrid <- function(x, xlab = NULL, ylab = NULL, ...) {
  s <- as.data.frame(summary.emmGrid(x, infer = c(TRUE, FALSE)))
  limits <- s[[intersect(c("lower.CL", "asymp.LCL"), names(s))]]
  upper <- s[[intersect(c("upper.CL", "asymp.UCL"), names(s))]]
  labels <- do.call(paste, c(lapply(names(x$grid), function(v) as.character(s[[v]])), sep = ", "))
  at <- seq_along(limits)
  plot.default(s[[attr(s, "estName")]], at, xlim = range(limits, upper), ylim = c(0.5, length(at) + 0.5), yaxt = "n", pch = 16,
               xlab = if (is.null(xlab)) attr(s, "estName") else xlab, ylab = if (is.null(ylab)) paste(names(x$grid), collapse = ", ") else ylab)
  axis(2, at, labels)
  segments(limits, at, upper, at, col = "#6495ED80", lwd = 6)
  invisible(x)
}
# Estimated means against one variable, a line for each level of another.
emmip <- function(object, formula, ..., xlab = NULL, ylab = "Linear prediction") {
  trace <- if (length(formula) == 3) all.vars(formula[[2]]) else character()
  over <- all.vars(formula[[length(formula)]])
  if (length(trace) > 1 || length(over) > 1) .unsupported("emmip takes one trace and one x variable here (graphics)")
  s <- as.data.frame(summary.emmGrid(suppressMessages(emmeans(object, c(over, trace), ...))))
  y <- s[[attr(s, "estName")]]
  values <- unique(s[[over]])
  x <- if (is.numeric(values)) s[[over]] else match(s[[over]], values)
  plot.default(x, y, type = "n", xaxt = if (is.numeric(values)) "s" else "n", xlab = if (is.null(xlab)) paste("Levels of", over) else xlab, ylab = ylab)
  if (!is.numeric(values)) axis(1, seq_along(values), as.character(values))
  lines_of <- if (length(trace)) unique(as.character(s[[trace]])) else ""
  for (i in seq_along(lines_of)) {
    own <- if (length(trace)) as.character(s[[trace]]) == lines_of[i] else rep(TRUE, length(y))
    lines(x[own], y[own], type = "o", col = i, pch = 16)
  }
  if (length(trace)) legend("topright", legend = lines_of, col = seq_along(lines_of), lty = 1, title = trace)
  invisible(s)
}
confint.emmGrid <- function(object, parm, level = 0.95, ...) summary.emmGrid(object, infer = c(TRUE, FALSE), level = level, ...)
test <- function(object, ...) UseMethod("test")
test.emmGrid <- function(object, ...) summary.emmGrid(object, infer = c(FALSE, TRUE), ...)
as.data.frame.emmGrid <- function(x, row.names = NULL, optional = FALSE, ...) summary.emmGrid(x, ...)
as.data.frame.summary_emm <- function(x, row.names = NULL, optional = FALSE, ...) x
vcov.emmGrid <- function(object, ...) object$linfct %*% object$vcov %*% t(object$linfct)
coef.emmGrid <- function(object, ...) as.vector(object$linfct %*% object$beta)
print.emmGrid <- function(x, ...) {
  if (x$kind != "grid") return(print(summary.emmGrid(x, ...)))
  cat("'emmGrid' object with variables:\n")
  for (name in names(x$levels)) cat("    ", name, " = ", paste(format(x$levels[[name]], trim = TRUE, digits = 5), collapse = ", "), "\n", sep = "")
  if (x$link != "identity") cat("Transformation: ", dQuote(x$link, FALSE), " \n", sep = "")
  invisible(x)
}
summary.emm_list <- function(object, ...) structure(lapply(unclass(object), summary.emmGrid, ...), class = c("summary_eml", "list"))
print.emm_list <- function(x, ...) {
  for (name in names(x)) {
    cat("$", name, "\n", sep = "")
    print.emmGrid(x[[name]])
    cat("\n")
  }
  invisible(x)
}
print.summary_eml <- function(x, ...) {
  for (name in names(x)) {
    cat("$", name, "\n", sep = "")
    print(x[[name]])
    cat("\n")
  }
  invisible(x)
}
confint.emm_list <- function(object, ...) confint.emmGrid(object$emmeans, ...)

# Digits so that limits two errors apart can be told.
telling_digits <- function(low, mid, high) {
  vapply(seq_along(mid), function(i) {
    z <- range(c(low[i], mid[i], high[i])) / max(abs(c(low[i], mid[i], high[i])))
    gap <- zapsmall(c(diff(z), z), digits = 8)[1]
    needed <- round(1.51 - log10(gap))
    max(if (is.finite(needed)) needed else 3, 3)
  }, 1)
}
print.summary_emm <- function(x, digits = NULL, ...) {
  shown <- x
  name <- attr(x, "estName")
  by <- attr(x, "by.vars")
  columns <- names(x)
  numeric <- vapply(columns, function(n) is.numeric(x[[n]]), NA)
  text <- list()
  if (is.null(digits) && !is.null(x$SE)) {
    estimate <- zapsmall(x[[name]])
    digits <- max(telling_digits(estimate - 2 * zapsmall(x$SE), estimate, estimate + 2 * zapsmall(x$SE)))
  }
  for (n in columns) {
    column <- x[[n]]
    if (is.numeric(column)) column <- zapsmall(column)
    text[[n]] <- if (n %in% c("t.ratio", "z.ratio", "F.ratio")) format(round(column, 3), nsmall = 3, scientific = FALSE)
      else if (n == "p.value") {
        p <- format(round(column, 4), nsmall = 4, scientific = FALSE)
        p[p == "0.0000"] <- "<.0001"
        p
      } else if (n == "df") format(round(column, 2), digits = digits)
      else if (is.numeric(column)) format(column, digits = digits)
      else as.character(column)
  }
  body <- setdiff(columns, by)
  cells <- vapply(body, function(n) {
    width <- max(nchar(c(text[[n]], n)))
    if (numeric[[n]]) formatC(text[[n]], width = width) else format(text[[n]], width = width)
  }, character(nrow(x)))
  cells <- matrix(cells, nrow(x), length(body))
  heads <- body
  for (j in seq_along(body)) if (!numeric[[body[j]]]) heads[j] <- format(body[j], width = nchar(cells[1, j]))
  dimnames(cells) <- list(rep("", nrow(x)), heads)
  if (is.null(by)) {
    print(cells, quote = FALSE, right = TRUE)
    cat("\n")
  } else {
    keys <- do.call(paste, c(lapply(by, function(v) paste(v, "=", as.character(x[[v]]))), sep = ", "))
    for (key in unique(keys)) {
      cat(key, ":\n", sep = "")
      print(cells[keys == key, , drop = FALSE], quote = FALSE, right = TRUE)
      cat("\n")
    }
  }
  for (m in unique(attr(x, "mesg"))) cat(m, "\n")
  invisible(x)
}
