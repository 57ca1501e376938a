/** What follows from a fit: fixed effects with degrees of freedom, the input of statements after the fit. */
package hermite.sas.proc.glimmix.fitting;
