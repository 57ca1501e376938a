/** Densities of one response given the random effects, as functions of the linear predictor, with their derivatives. */
package hermite.model.glmm.density;
