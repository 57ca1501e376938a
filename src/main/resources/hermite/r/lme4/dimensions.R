# What lme4 asks of the sizes of a model before it fits it: levels of the grouping factors, and random effects against
# observations. Without a residual variance (allow_equal) there may be as many of them as observations.

# The messages of the checks that warned; those set to "stop" stop.
check_dimensions <- function(terms, n, control, allow_equal) {
  c(check_levels(terms, n, control, allow_equal), check_effects(terms, n, control, allow_equal), check_rank(terms, n, control, allow_equal))
}

check_levels <- function(terms, n, control, allow_equal) {
  groups <- vapply(terms, `[[`, "", "group")
  levels <- vapply(terms, function(t) nlevels(t$factor), 1L)[!duplicated(groups)]
  groups <- unique(groups)
  where <- quote(checkNlevels(reTrms$flist, n = n, control))
  full <- if (allow_equal) levels > n else levels >= n
  c(apply_check(control, "check.nlev.gtr.1", "stop", any(levels < 2), "grouping factors must have > 1 sampled level", where),
    apply_check(control, "check.nobs.vs.nlev", "stop", any(full),
                paste0("number of levels of each grouping factor must be ", if (allow_equal) "<=" else "<",
                       " number of observations (problems: ", paste(groups[full], collapse = ", "), ")"), where),
    apply_check(control, "check.nlev.gtreq.5", "ignore", any(levels < 5),
                "grouping factors with < 5 sampled levels may give unreliable estimates", where))
}

check_effects <- function(terms, n, control, allow_equal) {
  where <- quote(checkZdims(reTrms$Ztlist, n = n, control, allow.n = FALSE))
  if (allow_equal) where$allow.n <- TRUE
  unlist(lapply(terms, function(t) {
    effects <- nlevels(t$factor) * ncol(t$z)
    apply_check(control, "check.nobs.vs.nRE", "stop", if (allow_equal) n < effects else n <= effects,
                too_many_effects(n, effects, allow_equal, "number of random effects",
                                 paste0(" for term (", paste(deparse(t$bar, 500L), collapse = ""), ")")), where)
  }))
}

check_rank <- function(terms, n, control, allow_equal) {
  name <- "check.nobs.vs.rankZ"
  action <- check_setting(control, name)
  if (is.null(action) || action == "ignore") return(character())
  known_level(name, action, c("", "Small"))
  Z <- do.call(cbind, lapply(terms, function(t) {
    member <- outer(as.integer(t$factor), seq_len(nlevels(t$factor)), "==")
    do.call(cbind, lapply(seq_len(ncol(t$z)), function(j) member * t$z[, j]))
  }))
  # the rank of large designs is looked for only where the control does not speak of small ones
  if (grepl("Small", action) && length(Z) > 1e6) return(character())
  rank <- .least_squares(Z, rep.int(0, n), 1e-7)$rank
  apply_check(list(checkControl = setNames(list(sub("Small", "", action)), name)), name, "ignore",
              if (allow_equal) n < rank else n <= rank, too_many_effects(n, rank, allow_equal, "rank(Z)", ""),
              quote(checkZrank(reTrms$Zt, n = n, control, nonSmall = 1e+06)))
}

too_many_effects <- function(n, count, allow_equal, what, term) {
  paste0("number of observations (=", n, ") ", if (allow_equal) "<" else "<=", " ", what, " (=", count, ")", term,
         "; the random-effects parameters", if (!allow_equal) " and the residual variance (or scale parameter)",
         " are probably unidentifiable")
}

# Does what the control says of a check that failed: the message if it warned. A level that the check does not know stops.
apply_check <- function(control, name, default, failed, message, where) {
  action <- check_setting(control, name)
  if (is.null(action)) action <- default
  known_level(name, action, "")
  if (action == "ignore" || !failed) return(character())
  if (action == "stop") stop(message, call. = FALSE)
  if (action == "warning") {
    warning(message, call. = FALSE)
  } else if (name != "check.nobs.vs.nlev") {
    stop(simpleError(paste0("unknown check level for '", name, "'"), where))
  }
  message
}
known_level <- function(name, action, endings) {
  known <- outer(c("message", "warning", "stop", "ignore"), endings, paste0)
  if (!action %in% known) {
    stop(simpleError(paste0("invalid control level ", sQuote(action), " in ", name, ": valid options are {",
                            paste(sQuote(known), collapse = ","), "}"), quote(checkCtrlLevels(cstr, cc <- ctrl[[cstr]]))))
  }
}

# A response that never varies fixes nothing.
check_response <- function(y, control) {
  apply_check(control, "check.response.not.const", "stop", length(unique(as.vector(y))) < 2L, "Response is constant",
              quote(checkResponse(y, control$checkControl)))
}
# dpois speaks of each response that is no count; the likelihood goes on as that of a density over all y >= 0.
warn_of_fractions <- function(y) {
  for (x in y[abs(y - round(y)) > 1e-7 * pmax(1, abs(y))]) warning(sprintf("non-integer x = %f", x), call. = FALSE)
}
