/** PROC GENMOD. Its binding, fitting and report are shared with GEE: {@link hermite.sas.proc.marginal}. */
package hermite.sas.proc.genmod;
