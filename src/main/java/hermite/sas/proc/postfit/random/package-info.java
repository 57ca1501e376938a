/** Coefficients of random effects in ESTIMATE and CONTRAST, and their prediction. */
package hermite.sas.proc.postfit.random;
