/** PROC FREQ: frequency tables and crosstabulations. */
package hermite.sas.proc.freq;
