/** A GLIMMIX step bound to its data: what is asked for, the sample, the response. */
package hermite.sas.proc.glimmix.binding;
