/** Minima, roots and integrals of R functions, by the published algorithms R uses. */
package hermite.r.lib.optimise;
