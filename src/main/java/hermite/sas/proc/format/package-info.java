/** PROC FORMAT: formats and informats made of labels for values. */
package hermite.sas.proc.format;
