/** Pairs of binary indicators with given means and odds ratios: their probabilities and estimating equations. */
package hermite.model.gee.pairs;
