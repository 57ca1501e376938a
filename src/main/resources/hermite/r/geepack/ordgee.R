# ordgee(): marginal models of a response of two ordered levels with log odds ratios between the rows of a cluster (Heagerty and
# Zeger 1996, Journal of the American Statistical Association 91, 1024-1036): the mean by the whole covariance matrix, the odds
# ratios by the products of residuals of each pair, weighted by their variances. Solved to the end, whatever control says.

ordgee <- function(formula = formula(data), ooffset = NULL, id, waves = NULL, data = parent.frame(), subset = NULL, na.action = na.omit,
                   contrasts = NULL, weights = NULL, z = NULL, mean.link = "logit", corstr = "independence", control = geese.control(...),
                   b = NA, alpha = NA, scale.fix = TRUE, scale.val = 1, int.const = TRUE, rev = FALSE, ...) {
  call <- match.call()
  for (name in c("ooffset", "weights", "b", "alpha", "scale.val")) if (!is.null(call[[name]])) .unsupported("ordgee(", name, " = ) is not supported")
  if (rev || !int.const || !scale.fix) .unsupported("ordgee with rev, int.const or scale.fix is not supported")
  links <- c("logit", "probit", "cloglog")
  link <- links[pmatch(mean.link, links, -1)]
  known <- c("independence", "exchangeable", "unstructured", "userdefined")
  structure <- known[pmatch(corstr, known, -1)]
  if (anyNA(link) || !length(link)) stop("mean.link should be logit, probit or cloglog.")
  if (anyNA(structure) || !length(structure)) stop("corstr should be independence, exchangeable, unstructured or userdefined.")
  frame <- model_frame_of(with_data(call, parent.frame(), 5L, 1L), parent.frame())
  id <- frame[["(id)"]]
  if (is.null(id)) stop("id variable not found.")
  response <- model.response(frame)
  if (!is.ordered(response)) stop("ordgee needs an ordered factor as its response")
  if (nlevels(response) != 2) .unsupported("ordgee of a response with more than two levels is not supported")
  X <- model.matrix(attr(frame, "terms"), frame, contrasts)
  colnames(X)[colnames(X) == "(Intercept)"] <- "Inter:0"
  group <- as.character(id)
  begins <- which(c(TRUE, group[-1] != group[-length(group)]))
  sizes <- diff(c(begins, length(group) + 1))
  pairs <- do.call(rbind, Map(function(first, size) if (size > 1) t(combn(size, 2)) + first - 1L, begins, sizes))
  waves <- frame[["(waves)"]]
  if (is.null(waves)) waves <- sequence(sizes)
  Z <- switch(structure, independence = matrix(0, NROW(pairs), 0), exchangeable = matrix(1, NROW(pairs), 1, dimnames = list(NULL, "alpha")),
              unstructured = genZcor(sizes, waves, 4), userdefined = if (is.null(z)) stop("need z matrix for userdefined corstr.") else as.matrix(z))
  if (structure == "unstructured") colnames(Z) <- paste("alpha", seq_len(ncol(Z)), sep = ".")
  if (nrow(Z) != NROW(pairs)) stop("z needs ", NROW(pairs), " rows and has ", nrow(Z), call. = FALSE)
  shift <- if (is.null(model.offset(frame))) 0 else model.offset(frame)
  fit <- .odds_fit(as.numeric(as.integer(response) == 2), X, shift, make.link(link), pairs, Z, begins, sizes)
  out <- list(beta = setNames(fit$beta, colnames(X)), alpha = setNames(fit$alpha, colnames(Z)), gamma = scale.val, vbeta = fit$vbeta,
              valpha = fit$valpha, vgamma = matrix(0, 1, 1), vbeta.naiv = fit$naive, error = 0, clusz = sizes, control = control,
              model = list(mean.link = link, variance = "binomial", sca.link = "identity", cor.link = "log", corstr = structure, scale.fix = TRUE),
              call = call, formula = eval(call$formula, parent.frame()))
  structure(out, class = "geese")
}

# The chance that both of a pair are one, by the odds ratio psi of their margins (Plackett 1965), and its slopes.
.pair_chances <- function(m1, m2, psi) {
  a <- 1 + (m1 + m2) * (psi - 1)
  p <- ifelse(abs(psi - 1) < 1e-9, m1 * m2, (a - sqrt(a^2 - 4 * psi * (psi - 1) * m1 * m2)) / (2 * (psi - 1)))
  p10 <- m1 - p
  p01 <- m2 - p
  p00 <- 1 - m1 - m2 + p
  by_log <- 1 / (1 / p + 1 / p10 + 1 / p01 + 1 / p00)
  list(p = p, by_log = by_log, by_first = by_log * (1 / p00 + 1 / p10), by_second = by_log * (1 / p00 + 1 / p01))
}
.odds_fit <- function(y, X, shift, link, pairs, Z, begins, sizes) {
  beta <- unname(glm.fit(X, y, offset = rep(0, length(y)) + shift, family = binomial(link = link$name))$coefficients)
  alpha <- numeric(ncol(Z))
  paired <- NROW(pairs) > 0
  cluster <- rep(seq_along(sizes), sizes)
  owner <- if (paired) cluster[pairs[, 1]]
  blocks <- Map(function(first, size) first + seq_len(size) - 1, begins, sizes)
  own <- split(seq_len(NROW(pairs)), factor(owner, seq_along(sizes)))
  at <- function(beta, alpha) {
    eta <- drop(X %*% beta) + shift
    m <- link$linkinv(eta)
    D <- X * link$mu.eta(eta)
    e <- y - m
    if (paired) {
      first <- pairs[, 1]
      second <- pairs[, 2]
      both <- .pair_chances(m[first], m[second], exp(drop(Z %*% alpha)))
      covariance <- both$p - m[first] * m[second]
      variance <- (1 - 2 * m[first]) * (1 - 2 * m[second]) * covariance + m[first] * (1 - m[first]) * m[second] * (1 - m[second]) - covariance^2
      G <- Z * both$by_log
      product <- e[first] * e[second] - covariance
      # of the products less what they are expected to be, with the sign turned; as the package, not in expectation
      slopes <- (both$by_first - m[second] + e[second]) * D[first, , drop = FALSE] + (both$by_second - m[first] + e[first]) * D[second, , drop = FALSE]
    }
    W <- D
    w <- e
    for (i in seq_along(sizes)) {
      rows <- blocks[[i]]
      V <- diag(m[rows] * (1 - m[rows]), length(rows))
      if (length(own[[i]])) {
        local <- pairs[own[[i]], , drop = FALSE] - rows[1] + 1
        V[local] <- V[local[, 2:1, drop = FALSE]] <- covariance[own[[i]]]
      }
      W[rows, ] <- solve(V, D[rows, , drop = FALSE])
    }
    list(A = crossprod(D, W), scores = rowsum(W * e, cluster),
         C = if (ncol(Z)) crossprod(G, G / variance), products = if (ncol(Z)) G * product / variance,
         F = if (ncol(Z)) crossprod(G / variance, slopes))
  }
  for (round in 1:200) {
    now <- at(beta, alpha)
    step <- drop(solve(now$A, colSums(now$scores)))
    other <- if (ncol(Z)) drop(solve(now$C, colSums(now$products)))
    beta <- beta + step
    alpha <- alpha + other
    if (max(abs(c(step, other))) < 1e-9) break
  }
  if (round == 200) warning("ordgee: the estimating equations are not solved after 200 steps", call. = FALSE)
  now <- at(beta, alpha)
  naive <- unname(solve(now$A))
  U <- now$scores
  out <- list(beta = beta, alpha = alpha, naive = naive, vbeta = naive %*% unname(crossprod(U)) %*% naive, valpha = matrix(0, 0, 0))
  if (ncol(Z)) {
    sums <- matrix(0, length(sizes), ncol(Z))
    found <- rowsum(now$products, owner)
    sums[as.integer(rownames(found)), ] <- found
    influence <- (sums - U %*% naive %*% t(now$F)) %*% solve(now$C)
    out$valpha <- unname(crossprod(influence))
  }
  out
}
