package hermite.model.gee;

/**
 * Moment estimators of dispersion and working correlation from Pearson residuals (Liang &amp; Zeger 1986, section 3.3,
 * with denominators less the number of regression parameters). All counts carry cluster multiplicities.
 *
 * <p>phi = sum e² / (N - p). A correlation is the sum of the products of its pairs over ((number of pairs - p) phi).
 */
final class CorrelationMoments {
    private final WorkingCorrelation structure;
    private final ClusteredObservations data;
    private final int parameters;
    private final int width;

    /** @param parameters p in the denominators */
    CorrelationMoments(WorkingCorrelation structure, ClusteredObservations data, int parameters) {
        this.structure = structure;
        this.data = data;
        this.parameters = parameters;
        this.width = correlationCount(structure, data.dimension());
    }

    static int correlationCount(WorkingCorrelation structure, int dimension) {
        if (structure instanceof WorkingCorrelation.Exchangeable
                || structure instanceof WorkingCorrelation.Autoregressive) {
            return 1;
        }
        if (structure instanceof WorkingCorrelation.MDependent m) {
            return Math.min(m.lag(), Math.max(1, dimension - 1));
        }
        return structure instanceof WorkingCorrelation.Unstructured ? dimension * (dimension - 1) / 2 : 0;
    }

    /** Place of the pair j &lt; k in the order (0,1), (0,2), …, (1,2), … */
    static int pairIndex(int j, int k, int dimension) {
        return j * (2 * dimension - j - 1) / 2 + k - j - 1;
    }

    /** phi, then the correlations. */
    double[] estimate(double[] pearson) {
        // Sums: e², N, then products, then numbers of pairs.
        double[] sums = ClusterBlocks.sum(
                data.distinctClusters(), 2 + 2 * width, (from, to, into) -> addProducts(pearson, from, to, into));
        double[] result = new double[1 + width];
        double phi = sums[0] / (sums[1] - parameters);
        result[0] = phi;
        for (int a = 0; a < width; a++) {
            double pairs = sums[2 + width + a];
            result[1 + a] = pairs > 0 ? sums[2 + a] / ((pairs - parameters) * phi) : 0;
        }
        return result;
    }

    private void addProducts(double[] e, int from, int to, double[] sums) {
        for (int c = from; c < to; c++) {
            int first = data.first(c);
            int n = data.size(c);
            double f = data.multiplicity(c);
            double squares = 0;
            double total = 0;
            for (int i = first; i < first + n; i++) {
                squares += e[i] * e[i];
                total += e[i];
            }
            sums[0] += f * squares;
            sums[1] += f * n;
            if (structure instanceof WorkingCorrelation.Exchangeable) {
                sums[2] += f * 0.5 * (total * total - squares);
                sums[3] += f * 0.5 * n * (n - 1);
            } else if (structure instanceof WorkingCorrelation.Unstructured) {
                addPairs(e, first, n, f, data.dimension(), sums);
            } else if (width > 0) {
                addLags(e, first, n, f, sums);
            }
        }
    }

    private void addPairs(double[] e, int first, int n, double f, int dimension, double[] sums) {
        for (int j = first; j < first + n; j++) {
            for (int k = j + 1; k < first + n; k++) {
                int place = pairIndex(data.position(j), data.position(k), dimension);
                sums[2 + place] += f * e[j] * e[k];
                sums[2 + width + place] += f;
            }
        }
    }

    /** Rows are in the order of their positions, so the search for partners stops at the first that is too far. */
    private void addLags(double[] e, int first, int n, double f, double[] sums) {
        for (int j = first; j < first + n; j++) {
            for (int k = j + 1; k < first + n; k++) {
                int lag = data.position(k) - data.position(j);
                if (lag > width) {
                    break;
                }
                sums[1 + lag] += f * e[j] * e[k];
                sums[1 + width + lag] += f;
            }
        }
    }
}
