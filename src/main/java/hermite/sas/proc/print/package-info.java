/** PROC PRINT. */
package hermite.sas.proc.print;
