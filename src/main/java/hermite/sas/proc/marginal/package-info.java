/** What PROC GENMOD and PROC GEE share: the way from their statements to a fit and its tables. */
package hermite.sas.proc.marginal;
