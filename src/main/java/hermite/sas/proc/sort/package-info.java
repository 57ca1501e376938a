/** PROC SORT. */
package hermite.sas.proc.sort;
