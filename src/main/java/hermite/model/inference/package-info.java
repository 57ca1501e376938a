/**
 * Tests and estimates of linear combinations of parameters: hypotheses, least squares means, comparisons, and
 * probabilities that hold for several of them at once.
 */
package hermite.model.inference;
