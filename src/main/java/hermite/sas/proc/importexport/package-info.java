/** PROC IMPORT and PROC EXPORT. */
package hermite.sas.proc.importexport;
