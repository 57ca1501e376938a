/**
 * Likelihood engine for random effects of several levels whose subjects nest, and for responses with several linear
 * predictors: recursive adaptive quadrature.
 */
package hermite.model.glmm.levels;
