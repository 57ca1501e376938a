package hermite.model.glmm.levels;

import hermite.math.GaussHermite;

/** All combinations of the abscissas of a rule for the random effects of one level, with their log weights. */
final class LevelGrid {
    final int nodes;
    /** node·dimensions + dimension. */
    final double[] a;

    final double[] logWeight;

    LevelGrid(GaussHermite rule, int dimensions) {
        int count = 1;
        for (int d = 0; d < dimensions; d++) {
            count = Math.multiplyExact(count, rule.points());
        }
        nodes = count;
        a = new double[nodes * dimensions];
        logWeight = new double[nodes];
        for (int k = 0; k < nodes; k++) {
            int rest = k;
            for (int d = dimensions - 1; d >= 0; d--) {
                int digit = rest % rule.points();
                rest /= rule.points();
                a[k * dimensions + d] = rule.abscissa(digit);
                logWeight[k] += rule.logScaledWeight(digit);
            }
        }
    }
}
