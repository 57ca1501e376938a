/** Tables and data sets of a GLIMMIX fit. */
package hermite.sas.proc.glimmix.report;
