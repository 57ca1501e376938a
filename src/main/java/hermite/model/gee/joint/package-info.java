/**
 * Marginal models by three linked estimating equations, for the mean, the scale and the correlations (Prentice 1988,
 * Biometrics 44, 1033-1048; Yan and Fine 2004, Statistics in Medicine 23, 859-874), with one sandwich covariance for all.
 * Unlike {@link hermite.model.gee.GeeFitter}, which follows SAS's moment estimators, the moments may be taken with or
 * without correction for the mean's parameters.
 */
package hermite.model.gee.joint;
