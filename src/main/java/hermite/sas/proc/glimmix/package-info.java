/** PROC GLIMMIX: binding of its statements, the fit by quadrature, and its tables. */
package hermite.sas.proc.glimmix;
