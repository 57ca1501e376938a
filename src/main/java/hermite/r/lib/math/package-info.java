/** Elementwise mathematics, sums and extremes, descriptive statistics as R functions. */
package hermite.r.lib.math;
