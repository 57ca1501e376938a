package hermite.translate.code;

import java.util.Map;

/** R functions of linear models whose covariance is written out, where no package has the structure or the search. */
final class LinearFunctions {
    private static final String LINEAR = """
            # A linear model whose rows have the covariance matrix covariance(v, rows) within a subject, by (restricted)
            # maximum likelihood; parameters in 'hold' keep their values. Standard errors take the covariance as known.
            sas_linear <- function(formula, data, subject, covariance, start, hold = integer(0), lower = -Inf,
                                   upper = Inf, REML = TRUE) {
              frame <- model.frame(formula, data, na.action = na.omit)
              data <- data[rownames(frame), ]
              y <- model.response(frame)
              X <- model.matrix(formula, frame)
              used <- qr(X)
              X <- X[, sort(used$pivot[seq_len(used$rank)]), drop = FALSE]
              p <- ncol(X)
              blocks <- split(seq_along(y), if (length(subject)) data[subject] else rep(1, length(y)), drop = TRUE)
              at <- function(v) {
                A <- matrix(0, p + 1, p + 1)
                logdet <- 0
                for (i in blocks) {
                  root <- chol(covariance(v, data[i, , drop = FALSE]))
                  A <- A + crossprod(backsolve(root, cbind(X[i, , drop = FALSE], y[i]), transpose = TRUE))
                  logdet <- logdet + 2 * sum(log(diag(root)))
                }
                x <- seq_len(p)
                V <- solve(A[x, x, drop = FALSE])
                b <- drop(V %*% A[x, p + 1])
                minus2 <- length(y) * log(2 * pi) + logdet + A[p + 1, p + 1] - sum(b * A[x, p + 1])
                if (REML) minus2 <- minus2 - p * log(2 * pi) - as.numeric(determinant(V)$modulus)
                list(coefficients = setNames(b, colnames(X)), vcov = V, parameters = v, minus2 = minus2)
              }
              free <- setdiff(seq_along(start), hold)
              if (length(free)) {
                bound <- function(b) rep(b, length.out = length(start))[free]
                value <- function(v) tryCatch(at(replace(start, free, v))$minus2, error = function(e) Inf)
                if (!is.finite(value(start[free]))) stop("no covariance matrix at the start")
                found <- nlminb(start[free], value, lower = bound(lower), upper = bound(upper))
                start <- replace(start, free, found$par)
              }
              at(start)
            }
            """;

    private static final String SYMMETRIC = """
            # A symmetric matrix from the rows of its lower triangle, as far as some bands.
            sas_symmetric <- function(v, order, bands = order) {
              S <- matrix(0, order, order)
              S[upper.tri(S, TRUE) & col(S) - row(S) < bands] <- v
              S[lower.tri(S)] <- t(S)[lower.tri(S)]
              S
            }
            """;

    private static final String ANTEDEPENDENCE = """
            # Antedependence: a correlation is the product of those of the neighbours between.
            sas_ante <- function(variances, rho) {
              R <- diag(length(variances))
              for (i in seq_along(rho)) R[i + 1, 1:i] <- R[1:i, i + 1] <- rev(cumprod(rev(rho[1:i])))
              R * outer(sqrt(variances), sqrt(variances))
            }
            """;

    private static final String HUYNH = """
            # Huynh and Feldt: covariances are means of two variances, less lambda.
            sas_hf <- function(variances, lambda) {
              S <- outer(variances, variances, "+") / 2 - lambda
              diag(S) <- variances
              S
            }
            """;

    private static final String MATRICES = """
            # The matrices of a data set with PARM, ROW and COL1, COL2, ... or COL and VALUE.
            sas_matrices <- function(data, count, order) {
              lapply(seq_len(count), function(k) {
                rows <- if (is.null(data$parm)) data else data[data$parm == k, ]
                S <- matrix(0, order, order)
                if (is.null(rows$value)) S[rows$row, ] <- as.matrix(rows[paste0("col", seq_len(order))])
                else S[cbind(c(rows$row, rows$col), c(rows$col, rows$row))] <- rows$value
                S[is.na(S)] <- 0
                S
              })
            }
            """;

    private static final String SQUARES = """
            # Variances of the last terms of the formula from its mean squares of Type 1, 2 or 3 and what they expect.
            sas_mean_squares <- function(formula, random, data, type) {
              frame <- model.frame(formula, data, na.action = na.omit)
              parts <- terms(formula, keep.order = TRUE)
              holds <- attr(parts, "factors") > 0
              last <- ncol(holds) + 1
              sums <- sapply(Filter(is.factor, frame[-1]), function(f) "contr.sum", simplify = FALSE)
              X <- model.matrix(parts, frame, contrasts.arg = sums)
              part <- attr(X, "assign")
              rss <- function(Y, kept) sum(qr.resid(qr(X[, part %in% c(0, kept), drop = FALSE]), Y)^2)
              squares <- function(Y, t) {
                if (t == last) return(rss(Y, part))
                within <- colSums(holds[holds[, t], , drop = FALSE]) == sum(holds[, t])
                before <- switch(type, seq_len(t - 1), which(!within), seq_len(last - 1)[-t])
                rss(Y, before) - rss(Y, c(before, t))
              }
              at <- c(last - rev(seq_along(random)), last)
              expected <- sapply(at, function(t) {
                Z <- if (t == last) diag(nrow(frame))
                     else model.matrix(~ 0 + interaction(frame[rownames(holds)[holds[, t]]], drop = TRUE))
                sapply(at, function(u) squares(Z, u))
              })
              setNames(solve(expected, sapply(at, function(t) squares(frame[[1]], t))), c(random, "Residual"))
            }
            """;

    private static final String MIVQUE = """
            # Minimum variance quadratic unbiased estimates about the residual variance alone (Rao 1972): covariance is
            # linear in its n parameters.
            sas_mivque0 <- function(formula, data, subject, covariance, n) {
              frame <- model.frame(formula, data, na.action = na.omit)
              data <- data[rownames(frame), ]
              rows <- seq_len(nrow(frame))
              M <- diag(nrow(frame)) - tcrossprod(qr.Q(qr(model.matrix(formula, frame))))
              blocks <- split(rows, if (length(subject)) data[subject] else rep(1, nrow(frame)), drop = TRUE)
              parts <- lapply(seq_len(n), function(k) {
                V <- matrix(0, nrow(frame), nrow(frame))
                for (i in blocks) V[i, i] <- covariance(as.numeric(seq_len(n) == k), data[i, , drop = FALSE])
                M %*% V %*% M
              })
              y <- model.response(frame)
              solve(sapply(parts, function(a) sapply(parts, function(b) sum(a * b))),
                    sapply(parts, function(a) sum(y * (a %*% y))))
            }
            """;

    /** By what a call of the function begins with. */
    static final Map<String, String> ALL = Map.of(
            "sas_linear(",
            LINEAR,
            "sas_symmetric(",
            SYMMETRIC,
            "sas_ante(",
            ANTEDEPENDENCE,
            "sas_hf(",
            HUYNH,
            "sas_matrices(",
            MATRICES,
            "sas_mean_squares(",
            SQUARES,
            "sas_mivque0(",
            MIVQUE);

    private LinearFunctions() {}
}
