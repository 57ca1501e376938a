/** Densities, distribution functions and quantiles with both tails and logarithms, to about 14 digits. */
package hermite.math.distribution;
