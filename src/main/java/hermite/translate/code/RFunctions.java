package hermite.translate.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** R functions that translations call where no package has one; a program holds those it uses. */
public final class RFunctions {
    private static final String ROWS = """
            # Rows of coefficients, by name; names in 'aliased' belong to parameters that are 0 when R has not made them.
            sas_rows <- function(b, rows, aliased) {
              lost <- setdiff(unlist(lapply(rows, names)), c(names(b), aliased))
              if (length(lost)) stop("no parameter ", paste(lost, collapse = ", "))
              L <- matrix(0, length(rows), length(b), dimnames = list(names(rows), names(b)))
              for (i in seq_along(rows)) {
                here <- rows[[i]][names(rows[[i]]) %in% names(b)]
                L[i, names(here)] <- here
              }
              L
            }
            """;

    private static final String ESTIMATE = """
            sas_estimate <- function(b, V, rows, aliased = character()) {
              L <- sas_rows(b, rows, aliased)
              est <- drop(L %*% b)
              se <- sqrt(diag(L %*% V %*% t(L)))
              data.frame(Estimate = est, StdErr = se, z = est / se, p = 2 * pnorm(-abs(est / se)),
                         row.names = names(rows))
            }
            """;

    private static final String CONTRAST = """
            sas_contrast <- function(b, V, rows, aliased = character()) {
              L <- sas_rows(b, rows, aliased)
              d <- L %*% b
              chisq <- drop(t(d) %*% solve(L %*% V %*% t(L), d))
              data.frame(DF = nrow(L), ChiSq = chisq, p = pchisq(chisq, nrow(L), lower.tail = FALSE))
            }
            """;

    private static final String WORKING = """
            # The response and its variance, linear about a predictor, from which pseudo-likelihood starts anew.
            sas_working <- function(start, eta, data) {
              family <- start$family
              mu <- family$linkinv(eta)
              slope <- family$mu.eta(eta)
              data$pseudo <- eta + (start$y - mu) / slope
              data$variance <- family$variance(mu) / slope^2 / start$prior.weights
              data
            }
            """;

    private static final String PSEUDO = """
            # Pseudo-likelihood (Wolfinger and O'Connell 1993): a linear mixed model of the working response until it
            # settles. REML or ML; about the random effects or about zero; scale = NA: estimated. At the end variances
            # are held, so that standard errors are those of the linear mixed model.
            sas_pseudo <- function(formula, family, data, REML = TRUE, about_zero = FALSE, scale = 1) {
              start <- glm(lme4::nobars(formula), family = family, data = data)
              data <- data[names(start$y), ]
              linear <- function(data, ...) {
                glmmTMB::glmmTMB(update(formula, pseudo ~ .), data = data, REML = REML,
                                 dispformula = ~ 1 + offset(log(variance)), ...)
              }
              held <- if (is.na(scale)) list() else list(betad = factor(NA))
              values <- list(betad = if (is.na(scale)) 0 else log(scale))
              offset <- if (is.null(start$offset)) 0 else start$offset
              eta <- start$linear.predictors
              step <- 1
              size <- Inf
              for (i in 1:200) {
                fit <- linear(sas_working(start, eta, data), start = values, map = held)
                fixed <- drop(model.matrix(fit) %*% glmmTMB::fixef(fit)$cond) + offset
                change <- (if (about_zero) fixed else fitted(fit)) - eta
                values <- split(fit$fit$parfull, names(fit$fit$parfull))[c("betad", "theta")]
                values <- lapply(values[lengths(values) > 0], unname)
                if (is.null(values$betad)) values$betad <- log(scale)
                if (max(abs(change)) < 1e-7 * max(1, abs(eta))) break
                if (max(abs(change)) > 0.9 * size) step <- max(step / 2, 0.25)
                size <- max(abs(change))
                eta <- eta + step * change
              }
              linear(sas_working(start, eta, data), start = values,
                     map = lapply(values, function(v) factor(rep(NA, length(v)))))
            }
            """;

    private static final String RESIDUAL = """
            # The same with a correlation of the residuals and a scale, by nlme.
            sas_pseudo_residual <- function(formula, family, data, random = NULL, correlation = NULL, weights = NULL,
                                            REML = TRUE, about_zero = FALSE) {
              start <- glm(formula, family = family, data = data)
              data <- data[names(start$y), ]
              variance <- nlme::varFixed(~ variance)
              arguments <- list(update(formula, pseudo ~ .), correlation = correlation,
                                weights = if (is.null(weights)) variance else nlme::varComb(variance, weights),
                                method = if (REML) "REML" else "ML")
              offset <- if (is.null(start$offset)) 0 else start$offset
              eta <- start$linear.predictors
              for (i in 1:200) {
                now <- sas_working(start, eta, data)
                now$pseudo <- now$pseudo - offset
                fit <- if (is.null(random)) do.call(nlme::gls, c(arguments, list(data = now)))
                       else do.call(nlme::lme, c(arguments, list(random = random, data = now)))
                last <- eta
                eta <- offset + as.vector(if (about_zero) fitted(fit, level = 0) else fitted(fit))
                if (max(abs(eta - last)) < 1e-7 * max(1, abs(eta))) break
              }
              fit$call$data <- quote(data)
              fit
            }
            """;

    private static final String HELD = """
            # The fit with its variances held: glmmTMB's standard errors then know nothing of theirs, as SAS's do not.
            sas_held <- function(fit) {
              values <- split(unname(fit$fit$parfull), names(fit$fit$parfull))
              values <- values[intersect(c("betad", "theta"), names(values))]
              fit$call$start <- values
              fit$call$map <- lapply(values, function(v) factor(rep(NA, length(v))))
              eval(fit$call, globalenv())
            }
            """;

    private static final String RENAME = """
            sas_rename <- function(data, names) {
              at <- match(names(names), names(data))
              names(data)[at] <- names
              data
            }
            """;

    private static final String LOGLOG = """
            # The link eta = -log(-log(mu)).
            sas_loglog <- function() {
              structure(list(linkfun = function(mu) -log(-log(mu)),
                             linkinv = function(eta) pmin(pmax(exp(-exp(-eta)), .Machine$double.eps), 1 - .Machine$double.eps),
                             mu.eta = function(eta) pmax(exp(-eta - exp(-eta)), .Machine$double.eps),
                             valideta = function(eta) TRUE, name = "loglog"), class = "link-glm")
            }
            """;

    private static final String MULTINOMIAL = """
            # The covariance of generalized logits that lets rows of a cluster depend on each other.
            sas_multinom_robust <- function(fit, cluster) {
              X <- model.matrix(fit)
              U <- do.call(cbind, lapply(seq_len(ncol(fit$residuals))[-1], function(k) fit$residuals[, k] * X))
              vcov(fit) %*% crossprod(rowsum(U, cluster)) %*% vcov(fit)
            }
            """;

    private static final Map<String, String> ALL = new LinkedHashMap<>();

    static {
        ALL.put("sas_rows(", ROWS);
        ALL.put("sas_rename(", RENAME);
        ALL.put("sas_held(", HELD);
        ALL.put("sas_estimate(", ESTIMATE);
        ALL.put("sas_contrast(", CONTRAST);
        ALL.put("sas_working(", WORKING);
        ALL.put("sas_pseudo(", PSEUDO);
        ALL.put("sas_pseudo_residual(", RESIDUAL);
        ALL.put("sas_loglog(", LOGLOG);
        ALL.put("sas_multinom_robust(", MULTINOMIAL);
        ALL.putAll(LinearFunctions.ALL);
    }

    private RFunctions() {}

    /** The functions that the code calls, each after those it calls itself; empty when it calls none. */
    public static String usedBy(String code) {
        StringBuilder used = new StringBuilder();
        String text = code;
        List<String> names = new ArrayList<>(ALL.keySet());
        Collections.reverse(names);
        for (String name : names) {
            if (text.contains(name)) {
                used.insert(0, ALL.get(name));
                text += ALL.get(name);
            }
        }
        return used.toString();
    }
}
