# Tables of estimated marginal means and contrasts, and how they print.

summary.emmGrid <- function(object, infer, level, adjust, by, type, df, null = 0, delta = 0, side = 0, joint = FALSE, ...) {
  refuse_options(list(...), c("digits", "verbose"), "summary() of an emmGrid")
  if (joint) return(joint_test(object, null))
  side <- tail_of(side)
  if (delta < 0 || delta > 0 && side != 0) .unsupported("delta is supported as a threshold of equivalence: positive, with side = 0")
  if (!missing(infer)) object$infer <- rep_len(infer, 2)
  if (!missing(level)) object$level <- level
  if (!missing(adjust)) object$adjust <- known_adjustment(adjust)
  if (!missing(type)) object$type <- if (type %in% c("response", "mu")) "response" else "link"
  if (!missing(by)) object <- regrouped(object, by)
  L <- object$linfct
  estimate <- as.vector(L %*% object$beta)
  error <- sqrt(pmax(rowSums((L %*% object$vcov) * L), 0))
  degrees <- if (missing(df)) apply(L, 1, object$df) else rep(df, nrow(L))
  out <- object$grid
  back <- object$type == "response" && object$link != "identity" &&
    (object$kind != "contrasts" || isTRUE(object$multiplicative))
  if (back && object$kind == "contrasts") out[[object$label]] <- gsub(" - ", " / ", out[[object$label]], fixed = TRUE)
  messages <- character()
  if (length(object$averaged)) {
    messages <- c(messages, paste(if (isTRUE(object$combined)) "Results are averaged over some or all of the levels of:"
                                  else "Results are averaged over the levels of:", paste(object$averaged, collapse = ", ")))
  }
  if (object$kind != "contrasts") messages <- c(messages, object$note)
  odds <- if (object$kind == "contrasts" && object$link == "logit" && isTRUE(object$multiplicative)) "log odds ratio" else object$link
  still <- object$link != "identity" && !back && object$type == "response" && object$kind == "contrasts"
  if (still) messages <- c(messages, paste("Note: contrasts are still on the", object$link, "scale"))
  else if (object$link != "identity" && !back) {
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
  if (!is.null(object$sigma)) messages <- c(messages, paste("sigma used for effect sizes:", signif(object$sigma, 4)))
  if (adjust == "tukey" && object$kind != "contrasts") {
    message("Note: adjust = \"tukey\" was changed to \"sidak\"\nbecause \"tukey\" is only appropriate for one set of pairwise comparisons")
    adjust <- "sidak"
  }
  if (!is.null(object$df.method)) messages <- c(messages, paste("Degrees-of-freedom method:", object$df.method))
  if (object$infer[1]) {
    critical <- critical_value(adjust, object, degrees, per_group)
    columns <- if (all(is.infinite(degrees))) c("asymp.LCL", "asymp.UCL") else c("lower.CL", "upper.CL")
    limits <- cbind(inverse(estimate - critical * error), inverse(estimate + critical * error))
    # a falling inverse exchanges them
    out[[columns[1]]] <- pmin(limits[, 1], limits[, 2])
    out[[columns[2]]] <- pmax(limits[, 1], limits[, 2])
    messages <- c(messages, paste("Confidence level used:", object$level))
    if (adjust != "none" && per_group > 1) {
      messages <- c(messages, paste0("Conf-level adjustment: ", sub(" tests$", " estimates", adjustment_text(
        if (adjust %in% c("fdr", "holm", "BH")) "bonferroni" else adjust, object, per_group))))
    }
    if (back) {
      messages <- c(messages, paste("Intervals are back-transformed from the", odds, "scale"))
    }
  }
  if (object$infer[2]) {
    statistic <- (if (delta > 0) abs(estimate - null) - delta else estimate - null) / error
    if (back || null != 0) out$null <- inverse(null)
    out[[if (all(is.infinite(degrees))) "z.ratio" else "t.ratio"]] <- statistic
    tail <- if (delta > 0) -1 else side
    out$p.value <- adjusted_p(adjust, statistic, degrees, object, per_group, tail)
    if (adjust != "none" && per_group > 1) {
      messages <- c(messages, paste0("P value adjustment: ", adjustment_text(adjust, object, per_group)))
    }
    if (delta > 0) messages <- c(messages, paste("Statistics are tests of equivalence with a threshold of", signif(delta, 5)))
    if (back) messages <- c(messages, paste("Tests are performed on the", odds, "scale"))
    if (tail != 0) messages <- c(messages, paste0("P values are ", if (tail > 0) "right" else "left", "-tailed"))
  }
  if (!is.null(object$column)) names(out)[names(out) == "contrast"] <- object$column
  structure(out, estName = name, by.vars = object$by, mesg = messages, class = c("summary_emm", "data.frame"))
}
known_adjustment <- function(adjust) {
  known <- c("tukey", "scheffe", "sidak", "dunnettx", "mvt", "holm", "hochberg", "hommel", "bonferroni", "BH", "BY", "fdr", "none")
  found <- known[pmatch(tolower(adjust), tolower(known))]
  if (is.na(found)) stop("'adjust' is one of ", paste(known, collapse = ", "), call. = FALSE)
  found
}
# Estimates taken in other groups: the families of their tests are those.
regrouped <- function(object, by) {
  object$by <- by
  keys <- if (is.null(by)) rep("", nrow(object$grid)) else do.call(paste, c(lapply(by, function(v) as.character(object$grid[[v]])), sep = "\r"))
  size <- nrow(object$grid) / length(unique(keys))
  if (object$kind == "contrasts" && object$per_group != size && object$adjust == "tukey") {
    message("Note: adjust = \"tukey\" was changed to \"sidak\"\nbecause \"tukey\" is only appropriate for one set of pairwise comparisons")
    object$adjust <- "sidak"
  }
  object$per_group <- size
  object
}
tail_of <- function(side) {
  if (is.character(side)) {
    found <- c(`<` = -1, left = -1, `-` = -1, noninferiority = 1, `>` = 1, right = 1, `+` = 1, `!` = 0, `two-sided` = 0, `both` = 0)[side]
    if (is.na(found)) stop("side must be one of \"<\", \">\", \"left\", \"right\", \"both\"", call. = FALSE)
    found
  } else sign(side)
}
# All estimates at once: the F test that they are as the null hypothesis has them.
joint_test <- function(object, null) {
  L <- object$linfct
  q <- qr(t(L))
  used <- q$pivot[seq_len(q$rank)]
  if (!is.null(object$by)) .unsupported("joint = TRUE within by variables is not supported")
  part <- L[used, , drop = FALSE]
  estimate <- as.vector(part %*% object$beta) - null
  f <- sum(estimate * solve(part %*% object$vcov %*% t(part), estimate)) / q$rank
  df2 <- min(apply(part, 1, object$df))
  out <- data.frame(df1 = q$rank, df2 = df2, F.ratio = f, p.value = pf(f, q$rank, df2, lower.tail = FALSE))
  reduced <- q$rank < nrow(L)
  if (reduced) out$note <- " d"
  structure(out, estName = "F.ratio", mesg = if (reduced) "d: df1 reduced due to linear dependence", class = c("summary_emm", "data.frame"))
}
adjustment_text <- function(adjust, object, per_group) {
  if (object$kind != "contrasts") return(paste(adjust, "method for", per_group, "estimates"))
  if (adjust == "scheffe") return(paste("scheffe method with rank", object$family_size - 1))
  switch(adjust, tukey = paste("tukey method for comparing a family of", object$family_size, "estimates"),
         paste(adjust, "method for", per_group, "tests"))
}
adjusted_p <- function(adjust, t, df, object, m, tail = 0) {
  if (tail != 0 && adjust %in% c("tukey", "dunnettx", "mvt", "scheffe") && m > 1) {
    .unsupported("adjust = \"", adjust, "\" is not supported for one-sided tests: use \"none\", \"bonferroni\", \"holm\" or \"sidak\"")
  }
  raw <- if (tail == 0) 2 * pt(-abs(t), df) else pt(t, df, lower.tail = tail < 0)
  groups <- if (object$kind == "contrasts") rep(seq_len(length(t) / m), each = m) else rep(1, length(t))
  switch(adjust, none = raw,
    tukey = pmin(ptukey(abs(t) * sqrt(2), object$family_size, df, lower.tail = FALSE), 1),
    mvt = unlist(lapply(split(seq_along(t), groups), function(own) {
      R <- correlation_of(object$linfct[own, , drop = FALSE], object$vcov)
      vapply(own, function(i) 1 - multivariate_t(rep(abs(t[i]), length(own)), R, df[i]), 1)
    }), use.names = FALSE),
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
correlation_of <- function(L, V) {
  C <- L %*% V %*% t(L)
  C / outer(sqrt(diag(C)), sqrt(diag(C)))
}
# P(|T_i| <= limit_i for all i) of a multivariate t distribution, by a lattice rule over the sequence of conditional
# probabilities (Genz 1992, Journal of Computational and Graphical Statistics 1, 141-149; Genz and Bretz 2002). Estimates
# that others determine bound the dimension that determines them.
multivariate_t <- function(limit, R, df, points = 20011) {
  k <- length(limit)
  A <- matrix(0, k, k)
  pivots <- integer()
  for (i in seq_len(k)) {
    for (d in seq_along(pivots)) {
      p <- pivots[d]
      A[i, d] <- (R[i, p] - sum(A[p, seq_len(d - 1)] * A[i, seq_len(d - 1)])) / A[p, d]
    }
    rest <- R[i, i] - sum(A[i, ]^2)
    if (rest > 1e-8) {
      pivots <- c(pivots, i)
      A[i, length(pivots)] <- sqrt(rest)
    }
  }
  last <- apply(abs(A) > 1e-8, 1, function(row) max(which(row)))
  primes <- c(2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107, 109, 113)
  if (length(pivots) >= length(primes)) .unsupported("adjust = \"mvt\" is supported for up to ", length(primes) - 1, " independent estimates")
  unit <- function(j) abs(2 * ((seq_len(points) * sqrt(primes[j])) %% 1) - 1)
  scale <- if (is.finite(df)) sqrt(qchisq(pmin(pmax(unit(1), 1e-12), 1 - 1e-12), df) / df) else rep(1, points)
  total <- rep(1, points)
  y <- matrix(0, points, length(pivots))
  for (d in seq_along(pivots)) {
    low <- rep(-Inf, points)
    high <- rep(Inf, points)
    for (i in which(last == d)) {
      shift <- if (d > 1) as.vector(y[, seq_len(d - 1), drop = FALSE] %*% A[i, seq_len(d - 1)]) else 0
      one <- (-limit[i] * scale - shift) / A[i, d]
      other <- (limit[i] * scale - shift) / A[i, d]
      low <- pmax(low, pmin(one, other))
      high <- pmin(high, pmax(one, other))
    }
    from <- pnorm(low)
    width <- pmax(pnorm(high) - from, 0)
    total <- total * width
    if (d < length(pivots)) y[, d] <- qnorm(pmin(pmax(from + unit(d + 1) * width, 1e-15), 1 - 1e-15))
  }
  mean(total)
}
critical_value <- function(adjust, object, df, m) {
  level <- object$level
  if (adjust == "none") return(qt(1 - (1 - level) / 2, df))
  switch(adjust, none = qt(1 - (1 - level) / 2, df),
    tukey = qtukey(level, object$family_size, df) / sqrt(2),
    bonferroni = , fdr = , holm = , BH = , hochberg = qt(1 - (1 - level) / (2 * m), df),
    sidak = qt(1 - (1 - level^(1 / m)) / 2, df),
    scheffe = sqrt((object$family_size - 1) * qf(level, object$family_size - 1, df)),
    mvt = unlist(lapply(split(seq_along(df), rep(seq_len(length(df) / m), each = m)), function(own) {
      R <- correlation_of(object$linfct[own, , drop = FALSE], object$vcov)
      d <- min(df[own])
      rep(uniroot(function(x) multivariate_t(rep(x, length(own)), R, d) - level, c(0.5, 20), tol = 1e-5)$root, length(own))
    }), use.names = FALSE),
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
    if (!setequal(names(p$grid), names(first$grid))) .unsupported("rbind of sets with other variables is not supported")
    first$linfct <- rbind(first$linfct, p$linfct)
    first$grid <- rbind(first$grid, p$grid[names(first$grid)])
  }
  first$averaged <- unique(unlist(lapply(parts, `[[`, "averaged")))
  first$combined <- TRUE
  first["by"] <- list(NULL)
  first$per_group <- nrow(first$linfct)
  first$adjust <- adjust
  first
}
# The same means or predictions as quantities in their own right, on the scale of the response (by the delta method).
regrid <- function(object, transform = c("response", "none", "log", "logit"), ...) {
  if (inherits(object, "emm_list")) object <- object$emmeans
  transform <- match.arg(transform)
  if (transform %in% c("log", "logit")) return(to_scale(regrid(object), transform))
  if (transform == "none" || object$link == "identity") return(object)
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
# Means seen on another scale, by the delta method.
to_scale <- function(object, link) {
  mean <- as.vector(object$linfct %*% object$beta)
  pieces <- make.link(link)
  slope <- 1 / pieces$mu.eta(pieces$linkfun(mean))
  degrees <- apply(object$linfct, 1, object$df)
  L <- object$linfct * slope
  object$vcov <- L %*% object$vcov %*% t(L)
  object$beta <- pieces$linkfun(mean)
  object$linfct <- diag(length(mean))
  object$df <- function(l) min(degrees[abs(l) > 1e-12])
  object$family <- list(family = "transformed", link = link, linkinv = pieces$linkinv, mu.eta = pieces$mu.eta)
  object$link <- link
  object$type <- "link"
  object
}
# Means and their intervals as a ggplot; with plotit = FALSE what it shows. Panels for the by variables.
plot.emmGrid <- function(x, y = NULL, type = NULL, CIs = TRUE, PIs = FALSE, comparisons = FALSE, colors = NULL, horizontal = TRUE, xlab = NULL, ylab = NULL, plotit = TRUE, ...) {
  if (PIs) .unsupported("plot(PIs = TRUE) of estimated means is not supported")
  if (comparisons) .unsupported("plot(comparisons = TRUE) of estimated means is not supported")
  plot(if (is.null(type)) summary.emmGrid(x, infer = c(TRUE, FALSE)) else summary.emmGrid(x, infer = c(TRUE, FALSE), type = type), CIs = CIs, horizontal = horizontal, xlab = xlab, ylab = ylab, plotit = plotit, ...)
}
plot.summary_emm <- function(x, y = NULL, CIs = TRUE, horizontal = TRUE, xlab = NULL, ylab = NULL, plotit = TRUE, ...) {
  name <- attr(x, "estName")
  s <- as.data.frame(x)
  low <- intersect(c("lower.CL", "asymp.LCL"), names(s))
  high <- intersect(c("upper.CL", "asymp.UCL"), names(s))
  by <- attr(x, "by.vars")
  main <- setdiff(names(s)[seq_len(match(name, names(s)) - 1)], by)
  frame <- data.frame(the.emmean = s[[name]], lcl = s[[low]], ucl = s[[high]])
  label <- do.call(paste, c(lapply(s[main], as.character), sep = ", "))
  frame$pri.fac <- factor(label, levels = unique(label))
  if (length(by)) {
    panel <- do.call(paste, c(lapply(by, function(v) paste0(v, ": ", s[[v]])), sep = ", "))
    frame$panel <- factor(panel, levels = unique(panel))
  }
  if (!plotit) return(cbind(s, frame))
  p <- ggplot2::ggplot(frame, ggplot2::aes(x = the.emmean, y = pri.fac))
  if (CIs) p <- p + ggplot2::geom_segment(ggplot2::aes(x = lcl, xend = ucl, y = pri.fac, yend = pri.fac), colour = "blue", linewidth = 4, alpha = 0.25)
  p <- p + ggplot2::geom_point(colour = "black", size = 2)
  if (length(by)) p <- p + ggplot2::facet_wrap("panel", ncol = 1)
  if (!horizontal) p <- p + ggplot2::coord_flip()
  p + ggplot2::labs(x = if (is.null(xlab)) name else xlab, y = if (is.null(ylab)) paste(main, collapse = ", ") else ylab)
}
# Estimated means against one variable, a line for each level of the trace variables, a panel for each level of those after |.
emmip <- function(object, formula, type = "link", CIs = FALSE, PIs = FALSE, style = "factor", engine = "ggplot", plotit = TRUE, xlab = NULL, ylab = NULL, tlab = NULL, dotarg = list(), linearg = list(), CIarg = list(lwd = 2, alpha = 0.5), ...) {
  if (PIs) .unsupported("emmip(PIs = TRUE) is not supported")
  right <- formula[[length(formula)]]
  by <- character()
  if (is.call(right) && identical(right[[1]], quote(`|`))) {
    by <- all.vars(right[[3]])
    right <- right[[2]]
  }
  trace <- if (length(formula) == 3) all.vars(formula[[2]]) else character()
  over <- all.vars(right)
  grid <- if (inherits(object, "emmGrid")) object else (if (plotit) suppressMessages else identity)(emmeans(object, unique(c(trace, over, by)), type = type, ...))
  s <- as.data.frame(summary.emmGrid(grid, type = type, infer = c(TRUE, FALSE)))
  joined <- function(vars) if (length(vars) == 1 && is.numeric(s[[vars]])) s[[vars]] else {
    text <- do.call(paste, c(lapply(s[vars], as.character), sep = ", "))
    factor(text, levels = unique(text))
  }
  s$yvar <- s[[attr(summary.emmGrid(grid, type = type), "estName")]]
  s$xvar <- joined(over)
  if (length(trace)) s$tvar <- factor(as.character(joined(trace)), levels = unique(as.character(joined(trace))))
  s$LCL <- s[[intersect(c("lower.CL", "asymp.LCL"), names(s))]]
  s$UCL <- s[[intersect(c("upper.CL", "asymp.UCL"), names(s))]]
  if (!plotit) {
    table <- summary.emmGrid(grid, type = type, infer = c(CIs, FALSE))
    names(table)[names(table) == attr(table, "estName")] <- "yvar"
    if (CIs) names(table)[match(c("lower.CL", "upper.CL", "asymp.LCL", "asymp.UCL"), names(table), 0)] <- c("LCL", "UCL")
    table$tvar <- if (length(trace)) s$tvar else factor(rep("1", nrow(table)))
    table$xvar <- s$xvar
    # the horizontal variable varies slowest, the traces fastest
    levels <- lapply(c(rev(over), rev(by), rev(trace)), function(v) match(table[[v]], unique(table[[v]])))
    return(structure(table[do.call(order, levels), ], estName = "yvar"))
  }
  map <- if (length(trace)) ggplot2::aes(x = xvar, y = yvar, colour = tvar, group = tvar) else ggplot2::aes(x = xvar, y = yvar, group = 1)
  p <- ggplot2::ggplot(s, map)
  dodge <- ggplot2::position_dodge(if (is.factor(s$xvar) && CIs) 0.1 else 0)
  if (CIs) p <- p + if (is.numeric(s$xvar) && style == "numeric") {
    if (length(trace)) ggplot2::geom_ribbon(ggplot2::aes(ymin = LCL, ymax = UCL, fill = tvar), alpha = 0.2, colour = NA, show.legend = FALSE) else ggplot2::geom_ribbon(ggplot2::aes(ymin = LCL, ymax = UCL), alpha = 0.2)
  } else ggplot2::geom_linerange(ggplot2::aes(ymin = LCL, ymax = UCL), linewidth = 2, alpha = 0.5, position = dodge)
  if (style == "factor") p <- p + ggplot2::geom_point(position = dodge, size = 2)
  p <- p + ggplot2::geom_line(position = dodge)
  if (length(by)) p <- p + ggplot2::facet_wrap(by, labeller = "label_both")
  p + ggplot2::labs(x = if (is.null(xlab)) paste("Levels of", paste(over, collapse = ", ")) else xlab,
                    y = if (!is.null(ylab)) ylab else if (type %in% c("response", "scale")) "Prediction" else "Linear prediction", colour = if (is.null(tlab)) paste(trace, collapse = ", ") else tlab)
}
confint.emmGrid <- function(object, parm, level = 0.95, ...) summary.emmGrid(object, infer = c(TRUE, FALSE), level = level, ...)
test <- function(object, ...) UseMethod("test")
test.emmGrid <- function(object, ...) summary.emmGrid(object, infer = c(FALSE, TRUE), ...)
as.data.frame.emmGrid <- function(x, row.names = NULL, optional = FALSE, ...) summary.emmGrid(x, ...)
as.data.frame.summary_emm <- function(x, row.names = NULL, optional = FALSE, ...) x
vcov.emmGrid <- function(object, ...) unname(object$linfct %*% object$vcov %*% t(object$linfct))
# the coefficients that contrasts are made of
coef.emmGrid <- function(object, ...) {
  if (object$kind != "contrasts") message("No contrast coefficients are available") else object$coefficients
}
str.emmGrid <- function(object, ...) {
  cat("'emmGrid' object with variables:\n")
  for (name in names(object$grid)) {
    values <- if (is.factor(object$grid[[name]])) levels(droplevels(object$grid[[name]])) else unique(object$grid[[name]])
    cat("    ", name, " = ", paste(format(values, trim = TRUE, digits = 5), collapse = ", "), "\n", sep = "")
  }
  if (object$link != "identity") cat("Transformation: ", dQuote(object$link), " \n", sep = "")
}
# The slots that scripts ask for.
`@.emmGrid` <- function(object, name) {
  switch(name, grid = cbind(object$grid, if (!is.null(object$offset)) data.frame(.offset. = rep(object$offset, nrow(object$grid))),
                            if (object$kind == "grid") data.frame(.wgt. = object$counts)),
         linfct = structure(object$linfct, dimnames = list(NULL, colnames(object$linfct))), bhat = object$beta, V = object$vcov, levels = object$levels,
         misc = list(estName = object$estName, by.vars = object$by, adjust = object$adjust, infer = object$infer, level = object$level),
         stop("no slot of name \"", name, "\" for this object of class \"emmGrid\"", call. = FALSE))
}
# P values above, means on and differences below the diagonal.
pwpm <- function(emm, by, reverse = FALSE, pvals = TRUE, means = TRUE, diffs = TRUE, flip = FALSE, digits, ...) {
  if (inherits(emm, "emm_list")) emm <- emm$emmeans
  if (flip || !pvals || !means || !diffs) .unsupported("pwpm() shows p values, means and differences here")
  if (!missing(by)) emm$by <- by
  means_table <- summary.emmGrid(emm)
  pairs_table <- summary.emmGrid(contrast(emm, if (reverse) "revpairwise" else "pairwise"), infer = c(FALSE, TRUE), ...)
  keys <- function(frame) if (is.null(emm$by)) rep("", nrow(frame)) else do.call(paste, c(lapply(emm$by, function(v) paste(v, "=", as.character(frame[[v]]))), sep = ", "))
  primary <- setdiff(names(emm$grid), emm$by)
  for (key in unique(keys(means_table))) {
    own <- means_table[keys(means_table) == key, ]
    differences <- pairs_table[keys(pairs_table) == key, ]
    k <- nrow(own)
    labels <- do.call(paste, lapply(primary, function(v) as.character(own[[v]])))
    shown <- matrix("", k, k, dimnames = list(labels, labels))
    p <- ifelse(differences$p.value < 1e-4, "<.0001", sprintf("%.4f", differences$p.value))
    estimate <- differences[[attr(pairs_table, "estName")]]
    # columns of the upper triangle, rows of the lower one
    places <- which(upper.tri(shown), arr.ind = TRUE)
    places <- places[order(places[, 1], places[, 2]), , drop = FALSE]
    shown[places] <- p
    shown[places[, 2:1, drop = FALSE]] <- format(estimate, digits = 3)
    diag(shown) <- paste0("[", format(own[[attr(means_table, "estName")]], digits = 3), "]")
    if (!is.null(emm$by)) cat("\n", key, "\n", sep = "")
    print(shown, quote = FALSE, right = TRUE)
  }
  adjust <- if (k < 3) "none" else "tukey"
  cat("\nRow and column labels: ", paste(primary, collapse = ":"), "\nUpper triangle: P values ", if (adjust != "none") paste0("  adjust = ", dQuote(adjust)),
      "\nDiagonal: [Estimates] (", attr(means_table, "estName"), ") \nLower triangle: Comparisons (", attr(pairs_table, "estName"), ")   ",
      if (reverse) "later vs. earlier" else "earlier vs. later", "\n", sep = "")
  invisible(NULL)
}
print.emmGrid <- function(x, ...) {
  if (x$kind != "grid") return(print(summary.emmGrid(x, ...)))
  cat("'emmGrid' object with variables:\n")
  for (name in names(x$levels)) cat("    ", name, " = ", paste(format(x$levels[[name]], trim = TRUE, digits = 5), collapse = ", "), "\n", sep = "")
  if (!is.null(x$offset)) cat("    .offset. = ", format(x$offset, digits = 5), "\n", sep = "")
  if (x$link != "identity") cat("Transformation: ", dQuote(x$link), " \n", sep = "")
  invisible(x)
}
summary.emm_list <- function(object, ...) structure(lapply(unclass(object), summary.emmGrid, ...), class = c("summary_eml", "list"))
print.emm_list <- function(x, ...) {
  for (name in names(x)) {
    cat("$", if (make.names(name) == name) name else paste0("`", name, "`"), "\n", sep = "")
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
    keys <- do.call(paste, c(lapply(by, function(v) paste(v, "=", if (is.numeric(x[[v]])) format(x[[v]]) else as.character(x[[v]]))), sep = ", "))
    for (key in unique(keys)) {
      cat(key, ":\n", sep = "")
      print(cells[keys == key, , drop = FALSE], quote = FALSE, right = TRUE)
      cat("\n")
    }
  }
  for (m in unique(attr(x, "mesg"))) cat(m, "\n")
  invisible(x)
}
