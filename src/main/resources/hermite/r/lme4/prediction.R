# Predictions of mixed fits, with and without their random effects, and standard errors.

predict.merMod <- function(object, newdata = NULL, newparams = NULL, re.form = NULL, random.only = FALSE, terms = NULL,
                           type = c("link", "response"), allow.new.levels = FALSE, na.action = na.pass, se.fit = FALSE,
                           ...) {
  type <- match.arg(type)
  if (length(list(...))) warning("unused arguments ignored")
  none <- !is.null(re.form) && (identical(re.form, NA) || inherits(re.form, "formula") && !has_bar(re.form[[2]]))
  marginal <- identical(re.form, "marginal")
  if (!is.null(newparams)) object <- with_parameters(object, newparams)
  padded <- function(v) if (is.null(newdata)) napredict(attr(object$frame, "na.action"), v) else v
  if (is.null(newdata)) {
    frame <- object$frame
    X <- object$X
    shift <- object$offset
  } else {
    right <- delete.response(object$fixed)
    frame <- model.frame(right, newdata, na.action = na.action, xlev = .getXlevels(object$fixed, object$frame))
    X <- .design_of(right, frame, attr(object$X, "contrasts"))[, names(object$beta), drop = FALSE]
    shift <- model.offset(frame)
    # rows that na.action leaves out are left out of the random part too
    gone <- attr(frame, "na.action")
    if (!is.null(gone)) newdata <- newdata[-gone, , drop = FALSE]
  }
  eta <- as.vector(X %*% object$beta) + if (is.null(shift)) 0 else shift
  names(eta) <- rownames(X)
  if (random.only) {
    if (none || marginal) stop("random.only = TRUE needs random effects", call. = FALSE)
    eta[] <- 0
  }
  if (!none && !marginal) {
    data <- if (is.null(newdata)) object$frame else newdata
    bars <- if (is.null(re.form)) lapply(object$terms, `[[`, "bar") else findbars(re.form)
    lacking <- setdiff(unlist(lapply(bars, all.vars)), names(data))
    lacking <- lacking[!vapply(lacking, exists, NA, envir = environment(object$formula))]
    if (length(lacking)) stop(simpleError(paste0("object '", lacking[1], "' not found"), quote(eval(predvars, data, env))))
    for (bar in bars) {
      eta <- eta + random_part(object, bar, data, allow.new.levels)
    }
  }
  tau2 <- if (marginal) marginal_variance(object, frame) else NULL
  out <- if (type == "link") eta
    else if (marginal) .marginal_mean(eta, tau2, object$family$family, object$family$link)
    else object$family$linkinv(eta)
  if (!se.fit) return(padded(out))
  if (marginal) .unsupported("se.fit = TRUE is not supported with re.form = \"marginal\"")
  if (!none && !is.null(re.form)) .unsupported("se.fit = TRUE is supported with re.form = NA or NULL")
  error <- sqrt(if (none) rowSums((X %*% object$vcov) * X) else joint_variance(object, X, data))
  if (type == "response") error <- error * abs(object$family$mu.eta(eta))
  list(fit = out, se.fit = structure(error, names = names(eta)))
}
# The share of one random term (x | g) in the linear predictor of new rows; the fit may have more columns for g.
random_part <- function(object, bar, data, allow.new.levels) {
  group <- paste(deparse(bar[[3]], 500L), collapse = "")
  own <- which(vapply(object$terms, function(t) t$group, "") == group)
  if (!length(own)) stop("random effects specified in re.form that were not present in original model", call. = FALSE)
  known <- levels(object$terms[[own[1]]]$factor)
  # rows with missing covariates stay
  saved <- options(na.action = "na.pass")
  on.exit(options(saved))
  parts <- random_terms(list(bar), data, environment(object$formula), setNames(list(known), group), object$frame)[[1]]
  place <- as.integer(parts$factor)
  if (anyNA(place) && !allow.new.levels) {
    new <- unique(as.character(eval(factored(bar[[3]]), data, environment(object$formula)))[is.na(place)])
    stop(simpleError(paste0("new levels detected in newdata: ", paste(new, collapse = ", ")),
                     quote(levelfun(r, n, allow.new.levels = allow.new.levels))))
  }
  total <- 0
  for (name in parts$names) {
    holder <- Filter(function(i) name %in% object$terms[[i]]$names, own)
    if (!length(holder)) stop("random effects specified in re.form that were not present in original model", call. = FALSE)
    # of several terms with the column the one whose expression it is, else the first
    same <- Filter(function(i) identical(object$terms[[i]]$bar, bar), holder)
    effect <- object$effects[[if (length(same)) same[1] else holder[1]]][place, name]
    total <- total + parts$z[, name] * replace(effect, is.na(place), 0)
  }
  unname(total)
}
marginal_variance <- function(object, frame) {
  total <- 0
  for (i in seq_along(object$terms)) {
    t <- object$terms[[i]]
    left <- structure(call("~", t$bar[[2]]), class = "formula", .Environment = environment(object$formula))
    z <- model.matrix.default(left, frame)
    total <- total + rowSums((z %*% object$G[[i]]) * z)
  }
  total
}
# Variances of fixed and random parts together, the covariance matrices held (Henderson 1975, equations of the mixed model).
joint_variance <- function(object, X, data) {
  zl <- random_design(object) %*% relative_factor(object)
  w <- weights.merMod(object, if (isLMM(object)) "prior" else "working")
  both <- cbind(object$X, zl)
  M <- crossprod(both, w * both)
  own <- ncol(X) + seq_len(ncol(zl))
  M[own, own] <- M[own, own] + diag(ncol(zl))
  pieces <- lapply(object$terms, function(t) {
    part <- random_terms(list(t$bar), data, environment(object$formula), setNames(list(levels(t$factor)), t$group), object$frame)[[1]]
    width <- ncol(t$z)
    z <- matrix(0, nrow(part$z), nlevels(t$factor) * width)
    known <- which(!is.na(part$factor))
    for (k in seq_len(width)) z[cbind(known, (as.integer(part$factor)[known] - 1) * width + k)] <- part$z[known, k]
    z
  })
  # effects of new levels have their whole variance
  extra <- Reduce(`+`, lapply(seq_along(object$terms), function(i) {
    t <- object$terms[[i]]
    part <- random_terms(list(t$bar), data, environment(object$formula), setNames(list(levels(t$factor)), t$group), object$frame)[[1]]
    rowSums((part$z %*% object$G[[i]]) * part$z) * is.na(part$factor)
  }))
  rows <- cbind(X, do.call(cbind, pieces) %*% relative_factor(object))
  sigma.merMod(object)^2 * rowSums(rows * t(solve(M, t(rows)))) + extra
}
