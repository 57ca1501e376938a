/** Complex numbers: their parts, elementary functions, roots of polynomials, Fourier transforms. */
package hermite.r.lib.complex;
