# tidy(), glance() and augment() of mixed fits, with the columns of package broom.mixed.

mixed_columns <- c("effect", "component", "group", "level", "term", "estimate", "std.error", "statistic", "df", "p.value", "conf.low", "conf.high")
# Blocks of rows with different columns, one under the other.
stacked_blocks <- function(blocks) {
  blocks <- Map(function(block, effect) cbind(data.frame(effect = rep(effect, nrow(block)), stringsAsFactors = FALSE), block), blocks, names(blocks))
  wanted <- intersect(mixed_columns, unlist(lapply(blocks, names)))
  rows <- lapply(unname(blocks), function(block) {
    for (name in setdiff(wanted, names(block))) block[[name]] <- if (name %in% c("group", "level", "component")) NA_character_ else NA_real_
    block[wanted]
  })
  out <- do.call(rbind, rows)
  row.names(out) <- NULL
  as_tibble(out)
}
random_parameter_name <- function(first, second, prefix) {
  ifelse(is.na(first), paste0(prefix[1], "__Observation"),
         ifelse(is.na(second), paste0(prefix[1], "__", first), paste0(prefix[2], "__", first, ".", second)))
}
tidy.merMod <- function(x, effects = c("ran_pars", "fixed"), scales = NULL, exponentiate = FALSE, conf.int = FALSE, conf.level = 0.95,
                        conf.method = "Wald", ...) {
  unknown <- setdiff(effects, c("ran_pars", "fixed", "ran_vals", "ran_coefs"))
  if (length(unknown)) stop("unknown effect type ", unknown, call. = FALSE)
  blocks <- list()
  if ("fixed" %in% effects) {
    fixed <- coefficient_columns(coef(summary(x)))
    if (conf.int) {
      limits <- if (conf.method == "Wald" && !is.null(fixed$df)) {
        width <- qt(1 - (1 - conf.level) / 2, fixed$df) * fixed$std.error
        matrix(c(fixed$estimate - width, fixed$estimate + width), ncol = 2, dimnames = list(fixed$term, NULL))
      } else confint(x, parm = "beta_", method = conf.method, level = conf.level)
      fixed <- with_limits(fixed, limits)
    }
    if (exponentiate) {
      fixed <- exponentiated(fixed)
      fixed$std.error <- fixed$std.error * fixed$estimate
    }
    blocks$fixed <- fixed
  }
  if ("ran_pars" %in% effects) {
    scale <- if (is.null(scales)) "sdcor" else scales[effects == "ran_pars"]
    if (!scale %in% c("sdcor", "vcov")) stop("unrecognized ran_pars scale ", sQuote(scale), call. = FALSE)
    rows <- as.data.frame(VarCorr(x), order = "lower.tri")
    out <- data.frame(group = as.character(rows$grp),
                      term = random_parameter_name(rows$var1, rows$var2, if (scale == "sdcor") c("sd", "cor") else c("var", "cov")),
                      estimate = rows[[scale]], stringsAsFactors = FALSE)
    if (conf.int && conf.method != "Wald") {
      limits <- confint(x, parm = "theta_", method = conf.method, level = conf.level)
      out$conf.low <- unname(limits[, 1])
      out$conf.high <- unname(limits[, 2])
    }
    blocks$ran_pars <- out
  }
  if ("ran_vals" %in% effects) {
    rows <- as.data.frame(ranef(x, condVar = TRUE))
    out <- data.frame(group = as.character(rows$grpvar), level = as.character(rows$grp), term = as.character(rows$term), estimate = rows$condval,
                      std.error = rows$condsd, stringsAsFactors = FALSE)
    if (conf.int) {
      out$conf.low <- out$estimate - qnorm((1 + conf.level) / 2) * out$std.error
      out$conf.high <- out$estimate + qnorm((1 + conf.level) / 2) * out$std.error
    }
    blocks$ran_vals <- out
  }
  if ("ran_coefs" %in% effects) {
    tables <- coef(x)
    blocks$ran_coefs <- do.call(rbind, lapply(names(tables), function(g) {
      table <- tables[[g]]
      data.frame(group = g, level = rep(row.names(table), ncol(table)), term = rep(names(table), each = nrow(table)),
                 estimate = unlist(table, use.names = FALSE), stringsAsFactors = FALSE)
    }))
  }
  stacked_blocks(blocks)
}
tidy.lme <- function(x, effects = c("ran_pars", "fixed"), scales = NULL, conf.int = FALSE, conf.level = 0.95, ...) {
  blocks <- list()
  if ("fixed" %in% effects) {
    fixed <- coefficient_columns(summary(x)$tTable)
    if (conf.int) fixed <- with_limits(fixed, intervals(x, conf.level, which = "fixed")$fixed[, c(1, 3), drop = FALSE])
    blocks$fixed <- fixed
  }
  if ("ran_pars" %in% effects) {
    if (length(x$levels) > 1) warning("ran_pars not yet implemented for multiple levels of nesting", call. = FALSE)
    else {
      G <- x$levels[[1]]$G
      sd <- sqrt(diag(G))
      shown <- if (identical(scales, "vcov")) G else {
        r <- G / outer(sd, sd)
        diag(r) <- sd
        r
      }
      prefix <- if (identical(scales, "vcov")) c("var", "cov") else c("sd", "cor")
      pairs <- which(lower.tri(G, diag = TRUE), arr.ind = TRUE)
      names <- x$levels[[1]]$names
      terms <- ifelse(pairs[, 1] == pairs[, 2], paste0(prefix[1], "_", names[pairs[, 2]]), paste0(prefix[2], "_", names[pairs[, 1]], ".", names[pairs[, 2]]))
      blocks$ran_pars <- data.frame(group = c(rep(names(x$groups), nrow(pairs)), "Residual"), term = c(terms, paste0(prefix[1], "_Observation")),
                                    estimate = c(shown[pairs], if (prefix[1] == "var") x$sigma^2 else x$sigma), stringsAsFactors = FALSE)
    }
  }
  out <- stacked_blocks(blocks)
  # degrees of freedom come before what they belong to
  if (all(c("df", "statistic") %in% names(out))) {
    ahead <- names(out)[seq_len(match("std.error", names(out)))]
    out <- out[c(ahead, "df", setdiff(names(out), c(ahead, "df")))]
  }
  out
}
tidy.glmmTMB <- function(x, effects = c("ran_pars", "fixed"), conf.int = FALSE, conf.level = 0.95, exponentiate = FALSE, ...) {
  effects <- match.arg(effects, c("ran_pars", "fixed"), several.ok = TRUE)
  if (length(x$fixef$zi)) .unsupported("tidy() of glmmTMB fits with a zero part is not supported")
  blocks <- list()
  if ("fixed" %in% effects) {
    fixed <- coefficient_columns(coef(summary(x))$cond)
    if (conf.int) {
      width <- qnorm(1 - (1 - conf.level) / 2) * fixed$std.error
      fixed$conf.low <- fixed$estimate - width
      fixed$conf.high <- fixed$estimate + width
    }
    if (exponentiate) {
      fixed <- exponentiated(fixed)
      fixed$std.error <- fixed$std.error * fixed$estimate
    }
    blocks$fixed <- cbind(data.frame(component = rep("cond", nrow(fixed)), stringsAsFactors = FALSE), fixed)
  }
  if ("ran_pars" %in% effects) {
    if (conf.int) .unsupported("tidy() of glmmTMB fits has conf.int = TRUE with effects = \"fixed\"")
    parts <- VarCorr(x)$cond
    rows <- lapply(names(parts), function(group) {
      sd <- attr(parts[[group]], "stddev")
      r <- attr(parts[[group]], "correlation")
      pairs <- which(lower.tri(r), arr.ind = TRUE)
      data.frame(component = "cond", group = group,
                 term = c(paste0("sd__", names(sd)), if (nrow(pairs)) paste0("cor__", names(sd)[pairs[, 2]], ".", names(sd)[pairs[, 1]])),
                 estimate = c(unname(sd), r[pairs]), stringsAsFactors = FALSE)
    })
    if (identical(x$family$family, "gaussian")) {
      rows <- c(rows, list(data.frame(component = "cond", group = "Residual", term = "sd__Observation", estimate = sigma(x), stringsAsFactors = FALSE)))
    }
    if (length(rows)) blocks$ran_pars <- do.call(rbind, rows)
  }
  stacked_blocks(blocks)
}
glance.merMod <- function(x, ...) {
  fit <- if (isLMM(x) && x$REML) data.frame(REMLcrit = REMLcrit(x)) else data.frame(deviance = deviance(x))
  as_tibble(cbind(data.frame(nobs = as.integer(nobs(x)), sigma = sigma(x), logLik = as.numeric(logLik(x)), AIC = AIC(x), BIC = BIC(x)), fit,
                  data.frame(df.residual = as.integer(df.residual(x)))))
}
glance.glmmTMB <- function(x, ...) {
  as_tibble(data.frame(nobs = as.integer(nobs(x)), sigma = sigma(x), logLik = as.numeric(logLik(x)), AIC = AIC(x), BIC = BIC(x),
                       df.residual = as.integer(df.residual(x))))
}
glance.lme <- function(x, ...) {
  out <- data.frame(nobs = as.integer(nobs(x)), sigma = x$sigma, logLik = as.numeric(logLik(x)), AIC = AIC(x), BIC = BIC(x))
  if (x$method == "ML") out$deviance <- deviance(x)
  as_tibble(out)
}
augment.lme <- function(x, data = getData(x), newdata, ...) {
  if (!missing(newdata)) .unsupported("augment() of lme fits with newdata is not supported: use predict()")
  out <- named_rows(as.data.frame(data))
  if (nrow(out) != length(fitted(x))) .unsupported("augment() with rows that the fit left out is not supported: give data without missing values")
  out$.fitted <- as.vector(fitted(x))
  out$.resid <- as.vector(residuals(x))
  out$.fixed <- as.vector(fitted(x, level = 0))
  as_tibble(out)
}
augment.merMod <- function(x, data = model.frame(x), newdata, ...) {
  if (!missing(newdata)) {
    out <- newdata
    out$.fitted <- unname(predict(x, newdata, ...))
    return(as_tibble(out))
  }
  out <- named_rows(data)
  out$.rownames <- NULL
  if (nrow(out) != nobs(x)) .unsupported("augment() with rows that the fit left out is not supported: give data without missing values")
  out$.fitted <- unname(predict(x))
  out$.resid <- unname(residuals(x))
  out$.fixed <- unname(predict(x, re.form = NA))
  as_tibble(out)
}
# the package brings broom's generics along
tidy <- function(x, ...) UseMethod("tidy")
glance <- function(x, ...) UseMethod("glance")
augment <- function(x, ...) UseMethod("augment")

# A data frame of the fixed effects, whichever effects are asked for, with normal limits unless they are not wanted.
tidy.MixMod <- function(x, effects = c("fixed", "ran_pars"), conf.int = TRUE, conf.level = 0.95, ...) {
  match.arg(effects)
  fixed <- coefficient_columns(coef(summary(x)))
  if (!conf.int) return(fixed)
  width <- qnorm((1 + conf.level) / 2) * fixed$std.error
  fixed$conf.low <- fixed$estimate - width
  fixed$conf.high <- fixed$estimate + width
  fixed
}
