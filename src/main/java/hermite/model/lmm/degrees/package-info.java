/** Degrees of freedom of hypotheses about fixed effects and predictions, and covariances adjusted for few subjects. */
package hermite.model.lmm.degrees;
