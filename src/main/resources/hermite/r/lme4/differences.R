# An extension: what a fit's numbers would be elsewhere, and why.

why_different <- function(fit) {
  facts <- if (inherits(fit, "lmerMod")) c(
    "Tests: lme4 prints t values without degrees of freedom; lmerTest uses Satterthwaite's; PROC MIXED's default is containment.",
    "BIC: lme4 takes log of the number of observations; PROC MIXED of the number of subjects.",
    "Covariances of random effects: lme4 keeps them positive semidefinite; TYPE=UN in SAS need not.",
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.")
  else if (inherits(fit, "glmerMod")) c(
    sprintf("Integration: nAGQ = %d; PROC GLIMMIX's default is pseudo-likelihood, METHOD=QUAD(QPOINTS=%d) maximises the same likelihood.",
            fit$nAGQ, max(1L, fit$nAGQ)),
    if (!is.null(fit$saturated) && abs(fit$saturated) > 1e-8)
      sprintf("-2 log likelihood: with nAGQ > 1 lme4 counts from a fit that reproduces every response, here %s less than PROC GLIMMIX prints.",
              format(fit$saturated)),
    if (!(fit$family$link %in% c("logit", "log") && fit$family$family %in% c("binomial", "poisson")))
      "Laplace: expected information here as in lme4, observed in PROC GLIMMIX; that changes the third or fourth digit.",
    "Standard errors: both from the Hessian of all parameters; EMPIRICAL in SAS gives the sandwich.",
    "Tests: glmer uses the normal distribution; PROC GLIMMIX t with containment degrees of freedom.",
    "BIC: lme4 takes log of the number of observations; PROC GLIMMIX of the number of subjects.",
    "Response: R models the second level of a factor; PROC GENMOD and a character response in GLIMMIX the first, unless EVENT= or DESCENDING says otherwise.")
  else if (inherits(fit, "MixMod")) c(
    sprintf("Integration: %d adaptive points a random effect; METHOD=QUAD(QPOINTS=%d) in PROC GLIMMIX maximises the same likelihood.", fit$nAGQ, fit$nAGQ),
    "BIC: the number of groups counts, as in SAS; lme4 takes the number of observations.",
    "Tests: normal distribution; PROC GLIMMIX t with containment degrees of freedom.")
  else if (inherits(fit, "glmmML")) c(
    "Deviance: relative to a fit that reproduces every response; AIC counts from there. PROC GLIMMIX prints -2 log likelihood.",
    sprintf("Integration: %d adaptive points, as METHOD=QUAD(QPOINTS=%d).", fit$n.points, fit$n.points),
    "Scale: the standard deviation of the intercepts; SAS prints the variance.")
  else if (inherits(fit, "geeglm")) c(
    "Moments: scale and correlations divide by numbers of terms; PROC GENMOD takes off the number of regression parameters.",
    "Standard errors: the sandwich in both; those of scale and correlations are geepack's own.",
    "AR(1): geepack fits all distances, PROC GENMOD neighbouring visits only.",
    "Tests: Wald chi-squares; PROC GENMOD prints z and, for TYPE3, score tests.")
  else if (inherits(fit, "gee")) c(
    "Naive standard errors: gee multiplies by the estimated scale, also for binomial responses; PROC GENMOD's MODELSE holds it at 1.",
    "Exchangeable correlation: the same moments as PROC GENMOD; AR-M and unstructured divide otherwise.",
    "Convergence: relative change below 0.001; PROC GENMOD 0.0001.")
  else if (inherits(fit, "glm")) c(
    "Dispersion: Pearson's chi-square over the degrees of freedom for gamma and quasi families; PROC GENMOD estimates the scale by maximum likelihood unless SCALE= says otherwise.",
    "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last.",
    "Response: R models the second level of a factor; PROC GENMOD the first, unless EVENT= or DESCENDING says otherwise.")
  else if (inherits(fit, "lm")) "Coding: R compares factor levels with the first; CLASS with PARAM=GLM with the last."
  else stop("no fit that why_different() knows", call. = FALSE)
  for (line in facts) cat(strwrap(paste("*", line), exdent = 2), sep = "\n")
  invisible(facts)
}
