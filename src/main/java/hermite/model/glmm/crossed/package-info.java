/** Laplace's approximation for random effects whose subjects cross. */
package hermite.model.glmm.crossed;
