/**
 * Densities of several linear predictors: categories of ordinal and nominal responses, counts with additional zeros.
 */
package hermite.model.glmm.density.category;
