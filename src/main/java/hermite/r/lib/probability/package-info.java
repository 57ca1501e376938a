/** Distributions and random numbers as R functions. */
package hermite.r.lib.probability;
