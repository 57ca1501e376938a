/** PROC SGPLOT: plots over one pair of axes. */
package hermite.sas.proc.sgplot;
