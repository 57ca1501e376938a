# tidy(), glance() and augment(): the figures of a fit as data frames, with the columns of packages broom and broom.mixed.

tidy <- function(x, ...) UseMethod("tidy")
glance <- function(x, ...) UseMethod("glance")
augment <- function(x, ...) UseMethod("augment")
tidy.default <- function(x, ...) stop("No tidy method for objects of class ", class(x)[1], call. = FALSE)
glance.default <- function(x, ...) stop("No glance method for objects of class ", class(x)[1], call. = FALSE)
augment.default <- function(x, ...) stop("No augment method for objects of class ", class(x)[1], call. = FALSE)
tidy.data.frame <- function(x, ...) as_tibble(x)

# A coefficient table under broom's names: estimate, its error, the statistic, degrees of freedom if any, p.
coefficient_columns <- function(table) {
  table <- as.data.frame(table, optional = TRUE)
  known <- c(Estimate = "estimate", Value = "estimate", `Std. Error` = "std.error", Std.Error = "std.error", Std.err = "std.error",
             `t value` = "statistic", `z value` = "statistic", `t-value` = "statistic", Wald = "statistic", df = "df", DF = "df",
             `Pr(>|t|)` = "p.value", `Pr(>|z|)` = "p.value", `p-value` = "p.value", `Pr(>|W|)` = "p.value", `z-value` = "statistic", Std.Err = "std.error")
  names(table) <- known[names(table)]
  kept <- c("estimate", "std.error", "statistic", "df", "p.value")
  cbind(data.frame(term = rownames(table), stringsAsFactors = FALSE), table[intersect(kept, names(table))], row.names = NULL)
}
with_limits <- function(out, limits) {
  limits <- if (is.matrix(limits)) limits[match(out$term, rownames(limits)), , drop = FALSE] else matrix(limits, nrow(out), 2, byrow = TRUE)
  out$conf.low <- unname(limits[, 1])
  out$conf.high <- unname(limits[, 2])
  out
}
exponentiated <- function(out) {
  for (name in intersect(c("estimate", "conf.low", "conf.high"), names(out))) out[[name]] <- exp(out[[name]])
  out
}

tidy.lm <- function(x, conf.int = FALSE, conf.level = 0.95, exponentiate = FALSE, ...) {
  out <- coefficient_columns(coef(summary(x)))
  missing <- setdiff(names(coef(x)), out$term)
  if (length(missing)) {
    out <- out[match(names(coef(x)), out$term), ]
    out$term <- names(coef(x))
  }
  if (conf.int) out <- with_limits(out, if (nrow(out) == 1) as.vector(confint(x, level = conf.level)) else suppressMessages(confint(x, level = conf.level)))
  as_tibble(if (exponentiate) exponentiated(out) else out)
}
tidy.glm <- tidy.lm
tidy.geeglm <- function(x, conf.int = FALSE, conf.level = 0.95, exponentiate = FALSE, ...) {
  out <- coefficient_columns(coef(summary(x)))
  if (conf.int) {
    width <- qnorm(1 - (1 - conf.level) / 2) * out$std.error
    out$conf.low <- out$estimate - width
    out$conf.high <- out$estimate + width
  }
  as_tibble(if (exponentiate) exponentiated(out) else out)
}
tidy.negbin <- tidy.lm
tidy.gls <- function(x, conf.int = FALSE, conf.level = 0.95, ...) {
  out <- coefficient_columns(summary(x)$tTable)
  as_tibble(if (conf.int) with_limits(out, confint(x, level = conf.level)) else out)
}
tidy.summary.lm <- function(x, ...) as_tibble(coefficient_columns(coef(x)))
tidy.summary.glm <- tidy.summary.lm
tidy.clm <- function(x, conf.int = FALSE, conf.level = 0.95, exponentiate = FALSE, ...) {
  out <- coefficient_columns(coef(summary(x)))
  if (conf.int) out <- with_limits(out, confint(x, level = conf.level))
  if (exponentiate) out <- exponentiated(out)
  out$coef.type <- ifelse(out$term %in% names(x$alpha), "intercept", "location")
  as_tibble(out)
}

# Tables of tests.
anova_columns <- function(x) {
  known <- c(Df = "df", `Sum Sq` = "sumsq", `Mean Sq` = "meansq", `F value` = "statistic", `Pr(>F)` = "p.value", Chisq = "statistic",
             `Pr(>Chisq)` = "p.value", `Pr(>Chi)` = "p.value", Res.Df = "df.residual", RSS = "rss", `Sum of Sq` = "sumsq", `F` = "statistic",
             Deviance = "deviance", `Resid. Df` = "df.residual", `Resid. Dev` = "residual.deviance", AIC = "AIC", BIC = "BIC", logLik = "logLik",
             npar = "npar", deviance = "deviance", NumDF = "NumDF", DenDF = "DenDF", X2 = "statistic", `P(>|Chi|)` = "p.value", LRT = "LRT")
  out <- as.data.frame(unclass(x), optional = TRUE)
  names(out) <- ifelse(is.na(known[names(x)]), names(x), known[names(x)])
  cbind(data.frame(term = trimws(attr(x, "row.names")), stringsAsFactors = FALSE), out, row.names = NULL)
}
tidy.anova <- function(x, ...) as_tibble(anova_columns(x))
tidy.aov <- function(x, ...) {
  out <- anova_columns(summary(x)[[1]])
  out$df <- as.numeric(out$df)
  as_tibble(out)
}
tidy.TukeyHSD <- function(x, ...) {
  as_tibble(do.call(rbind, lapply(names(x), function(term) {
    rows <- x[[term]]
    data.frame(term = term, contrast = rownames(rows), null.value = 0, estimate = unname(rows[, 1]), conf.low = unname(rows[, 2]),
               conf.high = unname(rows[, 3]), adj.p.value = unname(rows[, 4]), stringsAsFactors = FALSE)
  })))
}
tidy.htest <- function(x, ...) {
  out <- list()
  estimate <- unlist(x$estimate)
  if (length(estimate) == 1) out$estimate <- unname(estimate)
  if (length(estimate) == 2) {
    if (grepl("t-test", x$method)) out$estimate <- unname(estimate[1] - estimate[2])
    out$estimate1 <- unname(estimate[1])
    out$estimate2 <- unname(estimate[2])
  }
  if (length(estimate) > 2) for (i in seq_along(estimate)) out[[paste0("estimate", i)]] <- unname(estimate[i])
  if (!is.null(x$statistic)) out$statistic <- unname(x$statistic)
  out$p.value <- unname(x$p.value)
  parameter <- x$parameter
  if (length(parameter) == 1) out$parameter <- unname(parameter)
  if (length(parameter) > 1) for (name in names(parameter)) out[[gsub(" ", ".", name)]] <- unname(parameter[[name]])
  if (!is.null(x$conf.int)) {
    out$conf.low <- x$conf.int[1]
    out$conf.high <- x$conf.int[2]
  }
  out$method <- trimws(x$method)
  if (!is.null(x$alternative)) out$alternative <- x$alternative
  as_tibble(as.data.frame(out, stringsAsFactors = FALSE))
}
tidy.emmGrid <- function(x, conf.int = FALSE, conf.level = 0.95, ...) {
  s <- as.data.frame(summary(x, infer = c(conf.int, TRUE), level = conf.level))
  names(s)[names(s) %in% c("emmean", "response", "prob", "rate", "odds.ratio", "ratio", "lsmean") | grepl("[.]trend$", names(s))] <- "estimate"
  names(s)[names(s) == "SE"] <- "std.error"
  names(s)[names(s) %in% c("t.ratio", "z.ratio")] <- "statistic"
  names(s)[names(s) %in% c("lower.CL", "asymp.LCL")] <- "conf.low"
  names(s)[names(s) %in% c("upper.CL", "asymp.UCL")] <- "conf.high"
  s$null <- NULL
  s$df <- as.numeric(s$df)
  contrasts <- "contrast" %in% names(s)
  if (contrasts) {
    adjusted <- sum(!is.na(s$p.value)) > 1
    if (adjusted) names(s)[names(s) == "p.value"] <- "adj.p.value"
    at <- match("contrast", names(s))
    s <- cbind(data.frame(term = paste(x$primary, collapse = "*"), stringsAsFactors = FALSE), s[seq_len(at)], data.frame(null.value = rep(0, nrow(s))),
               s[-seq_len(at)])
  }
  for (name in names(s)) if (is.factor(s[[name]])) {
    numbers <- suppressWarnings(as.numeric(levels(s[[name]])))
    s[[name]] <- if (anyNA(numbers)) as.character(s[[name]]) else numbers[as.integer(s[[name]])]
  }
  as_tibble(as.data.frame(unclass(s), optional = TRUE, stringsAsFactors = FALSE))
}
tidy.summary_emm <- function(x, ...) as_tibble(as.data.frame(x))

glance.lm <- function(x, ...) {
  s <- summary(x)
  f <- s$fstatistic
  as_tibble(data.frame(r.squared = s$r.squared, adj.r.squared = s$adj.r.squared, sigma = s$sigma, statistic = if (is.null(f)) NA_real_ else f[[1]],
                       p.value = if (is.null(f)) NA_real_ else pf(f[[1]], f[[2]], f[[3]], lower.tail = FALSE),
                       df = if (is.null(f)) NA_real_ else f[[2]], logLik = as.numeric(logLik(x)), AIC = AIC(x), BIC = BIC(x),
                       deviance = deviance(x), df.residual = as.integer(df.residual(x)), nobs = as.integer(nobs(x))))
}
glance.glm <- function(x, ...) {
  as_tibble(data.frame(null.deviance = x$null.deviance, df.null = as.integer(x$df.null), logLik = as.numeric(logLik(x)), AIC = AIC(x), BIC = BIC(x),
                       deviance = deviance(x), df.residual = as.integer(df.residual(x)), nobs = as.integer(nobs(x))))
}
glance.negbin <- function(x, ...) {
  as_tibble(data.frame(null.deviance = x$null.deviance, df.null = as.integer(x$df.null), logLik = as.numeric(logLik(x)), AIC = AIC(x), BIC = BIC(x),
                       deviance = deviance(x), df.residual = as.integer(df.residual(x)), nobs = as.integer(nobs(x))))
}
glance.geeglm <- function(x, ...) {
  s <- summary(x)
  as_tibble(data.frame(df.residual = as.integer(x$df.residual), n.clusters = length(s$clusz), max.cluster.size = as.integer(max(s$clusz)),
                       alpha = if (nrow(s$corr)) s$corr[["Estimate"]][1] else NA_real_, gamma = s$dispersion[["Estimate"]][1]))
}
glance.gls <- function(x, ...) {
  as_tibble(data.frame(sigma = x$sigma, df = x$dims$p, logLik = as.numeric(logLik(x)), AIC = AIC(x), BIC = BIC(x), df.residual = x$dims$N - x$dims$p))
}
augment.lm <- function(x, data = NULL, newdata = NULL, se_fit = FALSE, interval = c("none", "confidence", "prediction"), ...) {
  interval <- match.arg(interval)
  if (!is.null(newdata)) {
    out <- newdata
    p <- predict(x, newdata, se.fit = se_fit, interval = interval)
    fit <- if (se_fit) p$fit else p
    out$.fitted <- unname(if (is.matrix(fit)) fit[, 1] else fit)
    if (is.matrix(fit)) {
      out$.lower <- unname(fit[, 2])
      out$.upper <- unname(fit[, 3])
    }
    if (se_fit) out$.se.fit <- unname(p$se.fit)
    return(as_tibble(named_rows(out)))
  }
  out <- named_rows(if (is.null(data)) model.frame(x) else data)
  if (nrow(out) != nobs(x)) .unsupported("augment() with rows that the fit left out is not supported: give data without missing values")
  if (se_fit || interval != "none") {
    p <- predict(x, se.fit = se_fit, interval = interval)
    fit <- if (se_fit) p$fit else p
    out$.fitted <- unname(if (is.matrix(fit)) fit[, 1] else fit)
    if (is.matrix(fit)) {
      out$.lower <- unname(fit[, 2])
      out$.upper <- unname(fit[, 3])
    }
    if (se_fit) out$.se.fit <- unname(p$se.fit)
  } else out$.fitted <- unname(fitted(x))
  out$.resid <- unname(residuals(x))
  out$.hat <- unname(hatvalues(x))
  out$.sigma <- unname(influence(x)$sigma)
  out$.cooksd <- unname(cooks.distance(x))
  out$.std.resid <- unname(rstandard(x))
  as_tibble(out)
}
augment.glm <- function(x, data = NULL, newdata = NULL, type.predict = c("link", "response", "terms"), type.residuals = c("deviance", "pearson"),
                        se_fit = FALSE, ...) {
  type.predict <- match.arg(type.predict)
  type.residuals <- match.arg(type.residuals)
  p <- if (is.null(newdata)) predict(x, type = type.predict, se.fit = se_fit) else predict(x, newdata, type = type.predict, se.fit = se_fit)
  out <- named_rows(if (!is.null(newdata)) newdata else if (is.null(data)) model.frame(x) else data)
  out$.fitted <- unname(if (se_fit) p$fit else p)
  if (se_fit) out$.se.fit <- unname(p$se.fit)
  if (!is.null(newdata)) return(as_tibble(out))
  out$.resid <- unname(residuals(x, type.residuals))
  out$.std.resid <- unname(rstandard(x, type = type.residuals))
  out$.hat <- unname(hatvalues(x))
  out$.sigma <- unname(influence(x)$sigma)
  out$.cooksd <- unname(cooks.distance(x))
  as_tibble(out)
}
# Row names that say something become a column.
named_rows <- function(frame) {
  rows <- row.names(frame)
  out <- as.data.frame(frame)
  attr(out, "terms") <- NULL
  if (!identical(rows, as.character(seq_along(rows)))) out <- cbind(data.frame(.rownames = rows, stringsAsFactors = FALSE), out)
  row.names(out) <- NULL
  out
}
