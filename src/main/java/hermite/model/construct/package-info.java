/** Effects constructed of continuous variables: polynomials, splines, collections. */
package hermite.model.construct;
