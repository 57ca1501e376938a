/** PROC MIXED: linear mixed models. */
package hermite.sas.proc.mixed;
