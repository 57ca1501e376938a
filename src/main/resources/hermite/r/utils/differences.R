# An extension: what a fit's numbers would be elsewhere, and why.

why_different <- function(fit) {
  restricted_aic <- "AIC and BIC of REML fits: all parameters count; PROC MIXED counts those of the covariances only, 2 less a fixed effect in AIC."
  observed <- "Standard errors: from expected information; with links that are not canonical PROC GENMOD inverts the observed one."
  profiled <- "Limits: confint() profiles the likelihood; PROC GENMOD gives Wald limits unless LRCI asks for these."
  facts <- if (inherits(fit, "lmerMod")) c(
    if (inherits(fit, "lmerModLmerTest")) "Tests: Satterthwaite's degrees of freedom, DDFM=SATTERTHWAITE in PROC MIXED; its default is containment."
    else "Tests: lme4 prints t values without degrees of freedom; lmerTest uses Satterthwaite's; PROC MIXED's default is containment.",
    if (fit$REML) restricted_aic,
    "BIC: lme4 takes log of the number of observations; PROC MIXED of the number of subjects.",
    if (any(vapply(fit$terms, function(t) ncol(t$z), 1L) > 1))
      "Covariances of random effects: lme4 keeps them positive semidefinite; TYPE=UN in SAS need not.",
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.")
  else if (inherits(fit, "glmerMod")) c(
    if (fit$nAGQ == 0)
      "Integration: nAGQ = 0 finds the fixed effects with the modes of the random ones; METHOD=QUAD(QPOINTS=1) of PROC GLIMMIX maximises Laplace's likelihood over both."
    else sprintf("Integration: nAGQ = %d; PROC GLIMMIX's default is pseudo-likelihood, METHOD=QUAD(QPOINTS=%d) maximises the same likelihood.",
                 fit$nAGQ, fit$nAGQ),
    if (!is.null(fit$saturated) && abs(fit$saturated) > 1e-8)
      sprintf("-2 log likelihood: with nAGQ > 1 lme4 counts from a fit that reproduces every response, here %s less than PROC GLIMMIX prints.",
              format(fit$saturated)),
    if (!(fit$family$link %in% c("logit", "log") && fit$family$family %in% c("binomial", "poisson")))
      "Laplace: expected information here as in lme4, observed in PROC GLIMMIX; that changes the third or fourth digit.",
    if (startsWith(fit$family$family, "Negative Binomial"))
      "Shape: theta is 1 / Scale of PROC GLIMMIX DIST=NEGBIN; standard errors are those at the shape that was found.",
    if (fit$family$family %in% c("Gamma", "inverse.gaussian", "gaussian"))
      "Scale: variances of the random effects are the scale times relative ones; the likelihood takes the mean deviance for the dispersion, PROC GLIMMIX maximises over it.",
    if (fit$nAGQ == 0) "Standard errors: from the weights at the solution; PROC GLIMMIX inverts the Hessian of all parameters."
    else "Standard errors: both from the Hessian of all parameters; EMPIRICAL in SAS gives the sandwich.",
    "Tests: glmer uses the normal distribution; PROC GLIMMIX t with containment degrees of freedom.",
    "BIC: lme4 takes log of the number of observations; PROC GLIMMIX of the number of subjects.",
    "Response: R models the second level of a factor; PROC GENMOD and a character response in GLIMMIX the first, unless EVENT= or DESCENDING says otherwise.")
  else if (inherits(fit, "MixMod")) mixed_model_facts(fit)
  else if (inherits(fit, "glmmML")) intercept_facts(fit)
  else if (inherits(fit, "glmmTMB")) c(
    if (identical(fit$family$family, "gaussian"))
      "Estimation: maximum likelihood unless REML = TRUE; PROC MIXED takes restricted likelihood unless METHOD=ML."
    else "Integration: Laplace's approximation, as METHOD=LAPLACE in PROC GLIMMIX; its default is pseudo-likelihood.",
    if (length(fit$fixef$zi)) "Zero part: PROC GLIMMIX has no model for it; PROC FMM has, without random effects.",
    if (fit$family$family %in% c("nbinom1", "nbinom2"))
      "Dispersion: sigma() of nbinom2 is the size, 1 / Scale of PROC GLIMMIX DIST=NEGBIN; nbinom1 has no counterpart there.",
    "BIC: log of the number of observations; PROC GLIMMIX of the number of subjects.",
    "Tests: normal distribution; PROC GLIMMIX t with containment degrees of freedom.",
    "Coding: R compares factor levels with the first; CLASS with the last.")
  else if (inherits(fit, "glmmPQL")) c(
    "Method: linear mixed fits of a working response by maximum likelihood, METHOD=MSPL in PROC GLIMMIX; its default RSPL takes restricted likelihood.",
    "Scale: estimated, also for binomial and Poisson responses; PROC GLIMMIX holds it at 1 unless RANDOM _RESIDUAL_ says otherwise.",
    "Tests: t with the inner-outer degrees of freedom of lme; PROC GLIMMIX containment.")
  else if (inherits(fit, "lme")) c(
    "Degrees of freedom: by the level at which a term varies, as DDFM=BW in PROC MIXED; its default, containment, takes those of the residuals for what varies between subjects only, unless SUBJECT= nests them, as id(group).",
    "Degrees of freedom of the intercept: those of the residuals; PROC MIXED takes those of the subjects.",
    if (fit$method == "REML") restricted_aic,
    "BIC: log of the number of observations (less the fixed effects, for REML); PROC MIXED of the number of subjects.",
    if (fit$method == "ML") "Tests of ML fits: standard errors grow by sqrt(n / (n - p)) first; PROC MIXED leaves them.",
    "Scale: standard deviations and correlations; SAS prints variances and covariances.",
    if (!is.null(fit$correlation)) "Correlation: of the residuals within groups, as TYPE= of REPEATED; Phi and Rho are correlations, as in SAS.",
    if (inherits(fit$weights, "varIdent")) "varIdent: ratios of standard deviations; REPEATED / GROUP= prints a variance for each group.",
    "Coding: R compares factor levels with the first; CLASS with the last.")
  else if (inherits(fit, "gls")) c(
    "Degrees of freedom: n - p for all tests; PROC MIXED with REPEATED takes between-within, DDFM=RESIDUAL gives n - p.",
    if (fit$method == "REML") restricted_aic,
    "BIC: log of the number of observations (less the fixed effects, for REML); PROC MIXED of the number of subjects.",
    "Scale: a residual standard deviation with correlations and ratios; SAS prints variances and covariances.",
    "Coding: R compares factor levels with the first; CLASS with the last.")
  else if (inherits(fit, "clmm")) c(
    "Sign: thresholds minus the linear predictor; SAS adds it to the intercepts, so that its coefficients have the other sign.",
    sprintf("Integration: nAGQ = %d; METHOD=QUAD(QPOINTS=%d) in PROC GLIMMIX maximises the same likelihood.", max(1L, fit$nAGQ), max(1L, fit$nAGQ)),
    "BIC: log of the number of observations; PROC GLIMMIX of the number of subjects.",
    "Tests: normal distribution; PROC GLIMMIX t with containment degrees of freedom.")
  else if (inherits(fit, "clm") || inherits(fit, "polr")) c(
    "Sign: thresholds minus the linear predictor; SAS adds it to the intercepts, so that its coefficients have the other sign.",
    if (inherits(fit, "polr")) "Tests: t values without p values; PROC GENMOD prints chi-squares."
    else "Tests: normal distribution, as the chi-squares of PROC GENMOD; PROC GLIMMIX t with residual degrees of freedom.",
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last, PROC LOGISTIC by default with the mean of all.")
  else if (inherits(fit, "multinom")) c(
    "Reference: the first level of the response; LINK=GLOGIT compares with the last, unless REF= says otherwise.",
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.")
  else if (inherits(fit, "negbin")) c(
    "Shape: theta is 1 / k of PROC GENMOD DIST=NEGBIN, Var = mu + mu^2 / theta.",
    "Standard errors: at the shape that was found, by expected information; PROC GENMOD inverts the observed information of coefficients and k together.",
    "Tests: anova() of one fit holds the shape; PROC GENMOD estimates it for each model of TYPE1 and TYPE3.",
    "Log likelihood: with its constants, as Full Log Likelihood of PROC GENMOD.",
    profiled,
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.")
  else if (inherits(fit, "geeglm") || inherits(fit, "geese")) c(
    "Moments: scale and correlations divide by numbers of terms; PROC GENMOD takes off the number of regression parameters.",
    "Standard errors: the sandwich in both; those of scale and correlations are geepack's own.",
    "AR(1): geepack fits all distances, PROC GENMOD neighbouring visits only.",
    "Tests: Wald chi-squares; PROC GENMOD prints z and, for TYPE3, score tests.")
  else if (inherits(fit, "gee")) c(
    if (fit$family$family %in% c("binomial", "poisson"))
      "Naive standard errors: gee multiplies by the root of the estimated scale; PROC GENMOD's MODELSE holds it at 1.",
    "Exchangeable correlation: the same moments as PROC GENMOD; AR-M divides otherwise, unstructured by the number of subjects without taking off the regression parameters.",
    "Convergence: relative change below 0.001; PROC GENMOD 0.0001.")
  else if (inherits(fit, "glm")) c(
    if (fit$family$family %in% c("gaussian", "Gamma", "inverse.gaussian"))
      "Dispersion: Pearson's chi-square over the degrees of freedom; PROC GENMOD estimates the scale by maximum likelihood unless SCALE= says otherwise, and its standard errors go with that.",
    if (startsWith(fit$family$family, "quasi"))
      "Dispersion: Pearson's chi-square over the degrees of freedom, SCALE=PEARSON in PROC GENMOD; tests are t and F, there normal and chi-squared.",
    if (fit$family$family %in% c("Gamma", "inverse.gaussian"))
      "Log likelihood and AIC: at the mean deviance for the dispersion; PROC GENMOD's at the scale of maximum likelihood.",
    if (fit$family$family %in% c("binomial", "poisson")) "Log likelihood: with its constants, as Full Log Likelihood of PROC GENMOD.",
    if (!paste(fit$family$family, fit$family$link) %in% c("gaussian identity", "binomial logit", "poisson log", "Gamma inverse",
                                                          "inverse.gaussian 1/mu^2", "quasibinomial logit", "quasipoisson log", "quasi identity")) observed,
    profiled,
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.",
    if (fit$family$family %in% c("binomial", "quasibinomial"))
      "Response: R models the second level of a factor, of 0 and 1 the ones; PROC GENMOD the first, unless EVENT= or DESCENDING says otherwise.")
  else if (inherits(fit, "aov") || inherits(fit, "aovlist")) c(
    "Sums of squares: sequential; PROC GLM prints these as type I and those of each term given all others as type III.",
    "Coding: R compares factor levels with the first; PROC GLM with the last.")
  else if (inherits(fit, "lm")) c(
    "Residual variance: over n - p, as in PROC GLM and REG; PROC GENMOD's maximum likelihood divides by n, which makes its standard errors smaller.",
    "AIC: AIC() counts sigma and keeps the constants, as PROC GENMOD does; PROC REG prints n log(SSE / n) + 2p, which extractAIC() gives.",
    "Tests: anova() is sequential, type I in PROC GLM; drop1() gives each term the others, type III where no interaction contains it.",
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.")
  else stop("why_different() knows no fit of class ", paste0("\"", class(fit)[1], "\""), call. = FALSE)
  for (line in facts) cat(strwrap(paste("*", line), exdent = 2), sep = "\n")
  invisible(facts)
}
mixed_model_facts <- function(fit) {
  family <- fit$family$family
  points <- fit$control$nAGQ
  same <- sprintf("METHOD=QUAD(QPOINTS=%d) in PROC GLIMMIX maximises the same likelihood", points)
  c(
    sprintf("Integration: %d adaptive points a random effect; %s.", points,
            if (is.null(fit$score_vect_contributions)) same
            else paste0(same, ", here its score is zero with the nodes held: estimates and errors differ from the fourth to sixth digit, the likelihood hardly")),
    "Scale: standard deviations and correlations; SAS prints variances and covariances.",
    switch(family,
           "negative binomial" = "Dispersion: phi is the log of the size, which is 1 / Scale of PROC GLIMMIX DIST=NEGBIN.",
           beta = "Dispersion: phi is the log of Scale of PROC GLIMMIX DIST=BETA.",
           Gamma = "Dispersion: phi is the log of the shape, which is 1 / Scale of PROC GLIMMIX DIST=GAMMA."),
    if (fit$penalized$penalized) "Penalty: Student's t for the fixed effects; PROC GLIMMIX has none.",
    if (!is.null(fit$gammas)) "Zero part: PROC GLIMMIX has no model for it; PROC FMM has, without random effects.",
    "BIC: the number of groups counts, as in SAS; lme4 takes the number of observations.",
    "Tests: normal distribution; PROC GLIMMIX t with containment degrees of freedom.",
    general_facts(family))
}
intercept_facts <- function(fit) {
  points <- attr(fit, "points")
  normal <- fit$prior %in% c("gaussian", "gamma")
  c(
    "Deviance: relative to a fit that reproduces every response, which changes nothing of responses 0 and 1; AIC counts from there. PROC GLIMMIX prints -2 log likelihood.",
    sprintf("Integration: %d adaptive points, as METHOD=QUAD(QPOINTS=%d).", points, points),
    if (normal) "Scale: the standard deviation of the intercepts; SAS prints the variance."
    else sprintf("Scale: that of a %s distribution of the intercepts; PROC GLIMMIX has normal ones only.", fit$prior),
    "variance: of the fit with centred columns, the intercept's own variance put right; its other covariances are not those of the intercept.",
    "Tests: normal distribution; PROC GLIMMIX t with containment degrees of freedom.",
    general_facts(attr(fit, "family")))
}
general_facts <- function(family) c(
  "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.",
  if (identical(family, "binomial"))
    "Response: R models the second level of a factor; a character response in PROC GLIMMIX the first, unless EVENT= or DESCENDING says otherwise.")
