/** Penalized least squares for generalized linear mixed models of one grouping factor, by expected information. */
package hermite.model.glmm.penalized;
