/** PROC GLIMMIX: binding of its statements, the fit by likelihood or pseudo-likelihood, and its tables. */
package hermite.sas.proc.glimmix;
