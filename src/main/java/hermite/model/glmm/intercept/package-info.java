/** Random intercepts of other than normal distributions, or of weighted clusters. */
package hermite.model.glmm.intercept;
