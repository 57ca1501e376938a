/**
 * Likelihood engines for random effects of several levels, and for responses with several linear predictors: recursive
 * adaptive quadrature where subjects nest, Laplace's approximation where they cross.
 */
package hermite.model.glmm.levels;
