/** Tables of estimated combinations, their coefficients and tests. */
package hermite.sas.proc.postfit.table;
