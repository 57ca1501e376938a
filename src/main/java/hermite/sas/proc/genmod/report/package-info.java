/** Tables, data sets and item stores of PROC GENMOD. */
package hermite.sas.proc.genmod.report;
