/** Standard errors of predictions that contain random effects. */
package hermite.model.glmm.prediction;
