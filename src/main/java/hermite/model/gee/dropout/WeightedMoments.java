package hermite.model.gee.dropout;

import hermite.model.gee.WorkingCorrelation;

/**
 * Weighted moment estimators of dispersion and working correlation: a pair of visits has the weight of the later one,
 * which is the inverse probability that both are seen.
 */
final class WeightedMoments {
    private final WorkingCorrelation structure;
    private final DropoutObservations data;
    private final double[] weights;
    private final int dimension;

    WeightedMoments(WorkingCorrelation structure, DropoutObservations data, double[] weights) {
        this.structure = structure;
        this.data = data;
        this.weights = weights;
        this.dimension = data.dimension();
    }

    private int count() {
        if (structure instanceof WorkingCorrelation.Exchangeable
                || structure instanceof WorkingCorrelation.Autoregressive) {
            return 1;
        }
        if (structure instanceof WorkingCorrelation.MDependent m) {
            return m.lag();
        }
        return structure instanceof WorkingCorrelation.Unstructured ? dimension * (dimension - 1) / 2 : 0;
    }

    /** The parameter that a pair of positions tells about, j &lt; k; -1 for none. */
    private int parameter(int j, int k) {
        if (structure instanceof WorkingCorrelation.Exchangeable) {
            return 0;
        }
        if (structure instanceof WorkingCorrelation.Autoregressive) {
            return k - j == 1 ? 0 : -1;
        }
        if (structure instanceof WorkingCorrelation.MDependent m) {
            return k - j <= m.lag() ? k - j - 1 : -1;
        }
        return structure instanceof WorkingCorrelation.Unstructured ? j * dimension - j * (j + 1) / 2 + k - j - 1 : -1;
    }

    /** phi, then the correlations, from Pearson residuals. */
    double[] estimate(double[] pearson) {
        int q = count();
        double[] products = new double[1 + q];
        double[] totals = new double[1 + q];
        for (int i = 0; i < data.subjects(); i++) {
            int first = data.start()[i];
            int seen = data.observed(i);
            for (int k = 0; k < seen; k++) {
                double w = data.frequency()[i] * weights[first + k];
                products[0] += w * pearson[first + k] * pearson[first + k];
                totals[0] += w;
                for (int j = 0; j < k; j++) {
                    int parameter = parameter(j, k);
                    if (parameter >= 0) {
                        products[1 + parameter] += w * pearson[first + j] * pearson[first + k];
                        totals[1 + parameter] += w;
                    }
                }
            }
        }
        double[] estimates = new double[1 + q];
        estimates[0] = products[0] / totals[0];
        for (int a = 1; a <= q; a++) {
            estimates[a] = totals[a] > 0 ? products[a] / totals[a] / estimates[0] : 0;
        }
        return estimates;
    }

    /** The correlation of two positions. */
    double correlation(int j, int k, double[] correlations) {
        if (j == k) {
            return 1;
        }
        if (structure instanceof WorkingCorrelation.Fixed fixed) {
            return fixed.matrix()[j * fixed.dimension() + k];
        }
        if (structure instanceof WorkingCorrelation.Autoregressive) {
            return Math.pow(correlations[0], Math.abs(j - k));
        }
        int parameter = parameter(Math.min(j, k), Math.max(j, k));
        return parameter < 0 ? 0 : correlations[parameter];
    }
}
