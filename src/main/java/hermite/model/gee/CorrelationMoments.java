package hermite.model.gee;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Moment estimators of dispersion and working correlation from Pearson residuals (Liang &amp; Zeger 1986, section 3.3,
 * with denominators less the number of regression parameters). All counts carry cluster multiplicities.
 *
 * <p>phi = sum e² / (N - p). A correlation is the sum of the products of its pairs over ((number of pairs - p) phi).
 */
final class CorrelationMoments {
    private static final int BISECTIONS = 60;

    private final WorkingCorrelation structure;
    private final ClusteredObservations data;
    private final int parameters;
    private final int width;
    private final SortedMap<Double, Double> gaps;

    /** @param parameters p in the denominators */
    CorrelationMoments(WorkingCorrelation structure, ClusteredObservations data, int parameters) {
        this.structure = structure;
        this.data = data;
        this.parameters = parameters;
        this.width = correlationCount(structure, data.dimension());
        this.gaps = structure instanceof WorkingCorrelation.ContinuousAutoregressive ? gaps(data) : new TreeMap<>();
    }

    /** Distances of neighbours in time with the number of pairs at each. */
    private static SortedMap<Double, Double> gaps(ClusteredObservations data) {
        SortedMap<Double, Double> gaps = new TreeMap<>();
        for (int c = 0; c < data.distinctClusters(); c++) {
            for (int i = data.first(c) + 1; i < data.first(c) + data.size(c); i++) {
                gaps.merge(data.time(i) - data.time(i - 1), data.multiplicity(c), Double::sum);
            }
        }
        return gaps;
    }

    /**
     * The root of sum over neighbours of alpha^gap = sum of their products, less the parameters as in the other
     * estimators: with all gaps 1 it is that of AR(1). Bisection, for the left side increases in alpha.
     */
    private double byTime(double products, double pairs) {
        double target = products * pairs / (pairs - parameters);
        if (!(target > 0)) {
            return 0;
        }
        if (target >= pairs) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = 0.5 * (low + high);
            double sum = 0;
            for (Map.Entry<Double, Double> gap : gaps.entrySet()) {
                sum += gap.getValue() * Math.pow(middle, gap.getKey());
            }
            if (sum < target) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    static int correlationCount(WorkingCorrelation structure, int dimension) {
        if (structure instanceof WorkingCorrelation.Exchangeable
                || structure instanceof WorkingCorrelation.Autoregressive
                || structure instanceof WorkingCorrelation.ContinuousAutoregressive) {
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

    /** phi, then the correlations. Neighbours in time share a position's order. */
    double[] estimate(double[] pearson) {
        // Sums: e², N, then products, then numbers of pairs.
        double[] sums = ClusterBlocks.sum(
                data.distinctClusters(), 2 + 2 * width, (from, to, into) -> addProducts(pearson, from, to, into));
        double[] result = new double[1 + width];
        double phi = sums[0] / (sums[1] - parameters);
        result[0] = phi;
        if (structure instanceof WorkingCorrelation.ContinuousAutoregressive) {
            result[1] = sums[3] > 0 ? byTime(sums[2] / phi, sums[3]) : 0;
            return result;
        }
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
            } else if (structure instanceof WorkingCorrelation.ContinuousAutoregressive) {
                for (int i = first + 1; i < first + n; i++) {
                    sums[2] += f * e[i] * e[i - 1];
                }
                sums[3] += f * (n - 1);
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
