/** Tables, data sets and item stores of GENMOD and GEE. */
package hermite.sas.proc.marginal.report;
