/** Data sets and item stores that PROC GLIMMIX writes. */
package hermite.sas.proc.glimmix.output;
