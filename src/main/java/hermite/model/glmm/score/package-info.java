/** Scores of single subjects. */
package hermite.model.glmm.score;
