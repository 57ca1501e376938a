/** The EFFECT statement: polynomials, splines and collections as effects of a model. */
package hermite.sas.proc.construct;
