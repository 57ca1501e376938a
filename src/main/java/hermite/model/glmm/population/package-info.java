/** Population-averaged (marginal) summaries of a mixed model, obtained by integrating over its random effects. */
package hermite.model.glmm.population;
