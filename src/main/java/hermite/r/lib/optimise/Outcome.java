package hermite.r.lib.optimise;

/**
 * Where a search ended.
 *
 * @param convergence 0 for success, 1 when the limit of iterations was reached, 10 for a degenerate simplex
 */
record Outcome(double[] x, double value, int functionCount, int gradientCount, int convergence) {}
