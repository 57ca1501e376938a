/** PROC GENMOD: binding, fitting, tests, report. */
package hermite.sas.proc.genmod;
