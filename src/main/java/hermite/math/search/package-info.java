/** Maximisers of smooth functions: the default of the likelihood fits and the techniques that NLOPTIONS names. */
package hermite.math.search;
