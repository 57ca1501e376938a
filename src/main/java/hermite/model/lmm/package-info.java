/** Linear mixed models: restricted and full maximum likelihood with random effects and structured residuals. */
package hermite.model.lmm;
