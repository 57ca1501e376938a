package hermite.model.gee;

import hermite.math.Rows;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Multiplies the rows of a cluster by an inverse square root of its working correlation: with xs and e so changed,
 * X'R⁻¹e and X'R⁻¹X are plain cross products. Closed forms cost time linear in the cluster's size; unstructured and
 * fixed correlations use the Cholesky factor of each pattern of observed positions, found once an iteration.
 */
final class Whitening {
    /** Positions that a message lists, at most. */
    private static final int MOST_NAMED = 50;

    /** What is left of a unit variance, given the others, below which a correlation matrix is singular. */
    private static final double SINGULAR = 1e-10;

    private final WorkingCorrelation structure;
    private final double[] correlations;
    private final ClusteredObservations data;
    private final double[][] factors;
    private final int band;

    /** The correlation matrix of some pattern of positions is not positive definite. */
    static final class NotPositiveDefiniteException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPositiveDefiniteException(String message) {
            super(message);
        }
    }

    /** @param correlations the structure's parameters, as {@link CorrelationMoments} orders them */
    Whitening(WorkingCorrelation structure, double[] correlations, ClusteredObservations data) {
        this.structure = structure;
        this.correlations = correlations;
        this.data = data;
        this.band = structure instanceof WorkingCorrelation.MDependent ? correlations.length : data.dimension();
        boolean factored = structure instanceof WorkingCorrelation.Unstructured
                || structure instanceof WorkingCorrelation.Fixed
                || structure instanceof WorkingCorrelation.MDependent;
        this.factors = new double[factored ? data.patterns().size() : 0][];
        for (int pattern = 0; pattern < factors.length; pattern++) {
            factors[pattern] = cholesky(data.patterns().get(pattern));
        }
        check();
    }

    private void check() {
        if (structure instanceof WorkingCorrelation.Exchangeable) {
            double alpha = correlations[0];
            int n = data.largestCluster();
            if (!(1 - alpha > SINGULAR) || !(1 + (n - 1) * alpha > SINGULAR)) {
                throw new NotPositiveDefiniteException("the exchangeable correlation " + shown(alpha)
                        + " is not positive definite for clusters of " + n + " observations");
            }
        }
        if (structure instanceof WorkingCorrelation.ContinuousAutoregressive && !(1 - correlations[0] > SINGULAR)) {
            throw new NotPositiveDefiniteException(
                    "the correlation of visits one unit of time apart, " + shown(correlations[0]) + ", is not below 1");
        }
        if (structure instanceof WorkingCorrelation.Autoregressive && !(1 - Math.abs(correlations[0]) > SINGULAR)) {
            throw new NotPositiveDefiniteException(
                    "the autoregressive correlation " + shown(correlations[0]) + " is not between -1 and 1");
        }
    }

    private static String shown(double correlation) {
        return String.format(Locale.ROOT, "%.4f", correlation);
    }

    double correlation(int j, int k) {
        return structure.of(j, k, correlations, data.dimension());
    }

    /**
     * Changes the rows of a cluster in place.
     *
     * @param rows n rows of {@code width} numbers
     */
    void apply(int cluster, double[] rows, int width) {
        int n = data.size(cluster);
        if (structure instanceof WorkingCorrelation.Exchangeable) {
            exchangeable(rows, n, width);
        } else if (structure instanceof WorkingCorrelation.Autoregressive) {
            autoregressive(data.first(cluster), rows, n, width);
        } else if (structure instanceof WorkingCorrelation.ContinuousAutoregressive) {
            byTime(data.first(cluster), rows, n, width);
        } else if (factors.length > 0) {
            substitute(factors[data.pattern(cluster)], rows, n, width);
        }
    }

    /** Whether clusters of one pattern are changed alike, so that lanes of them can be. */
    boolean dependsOnPatternAlone() {
        return !(structure instanceof WorkingCorrelation.ContinuousAutoregressive);
    }

    /**
     * Changes clusters that stand side by side, in place.
     *
     * @param cluster any of them
     */
    void apply(int cluster, ClusterLanes lanes) {
        if (structure instanceof WorkingCorrelation.Exchangeable) {
            exchangeable(lanes);
        } else if (structure instanceof WorkingCorrelation.Autoregressive) {
            autoregressive(data.first(cluster), lanes);
        } else if (factors.length > 0) {
            substitute(factors[data.pattern(cluster)], lanes);
        }
    }

    private void exchangeable(ClusterLanes lanes) {
        int n = lanes.visits();
        double alpha = correlations[0];
        double shrink = 1 - Math.sqrt((1 - alpha) / (1 + (n - 1) * alpha));
        double scale = 1 / Math.sqrt(1 - alpha);
        double[] sum = new double[lanes.lanes()];
        for (int k = 0; k < lanes.width(); k++) {
            Rows.fill(sum, 0, lanes.lanes());
            for (int i = 0; i < n; i++) {
                Rows.add(sum, lanes.column(i, k), lanes.lanes());
            }
            for (int i = 0; i < n; i++) {
                Rows.addScaled(lanes.column(i, k), -shrink / n, sum, lanes.lanes());
                Rows.scaled(lanes.column(i, k), scale, lanes.column(i, k), lanes.lanes());
            }
        }
    }

    private void autoregressive(int first, ClusterLanes lanes) {
        for (int i = lanes.visits() - 1; i > 0; i--) {
            double rho = Math.pow(correlations[0], data.position(first + i) - data.position(first + i - 1));
            double scale = 1 / Math.sqrt(1 - rho * rho);
            for (int k = 0; k < lanes.width(); k++) {
                Rows.addScaled(lanes.column(i, k), -rho, lanes.column(i - 1, k), lanes.lanes());
                Rows.scaled(lanes.column(i, k), scale, lanes.column(i, k), lanes.lanes());
            }
        }
    }

    private void substitute(double[] factor, ClusterLanes lanes) {
        int n = lanes.visits();
        for (int i = 0; i < n; i++) {
            int row = rowStart(i, n);
            for (int before = Math.max(0, i - band); before < i; before++) {
                double l = factor[row + before];
                for (int k = 0; k < lanes.width() && l != 0; k++) {
                    Rows.addScaled(lanes.column(i, k), -l, lanes.column(before, k), lanes.lanes());
                }
            }
            double scale = 1 / factor[row + i];
            for (int k = 0; k < lanes.width(); k++) {
                Rows.scaled(lanes.column(i, k), scale, lanes.column(i, k), lanes.lanes());
            }
        }
    }

    /** The symmetric root: (I - d 11'/n) / sqrt(1 - alpha), (1 - d)² = (1 - alpha) / (1 + (n - 1) alpha). */
    private void exchangeable(double[] rows, int n, int width) {
        double alpha = correlations[0];
        double shrink = 1 - Math.sqrt((1 - alpha) / (1 + (n - 1) * alpha));
        double scale = 1 / Math.sqrt(1 - alpha);
        for (int j = 0; j < width; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += rows[i * width + j];
            }
            double drop = shrink * sum / n;
            for (int i = 0; i < n; i++) {
                rows[i * width + j] = (rows[i * width + j] - drop) * scale;
            }
        }
    }

    /** Innovations: (r_j - rho r_{j-1}) / sqrt(1 - rho²), rho = alpha to the power of the gap. */
    private void autoregressive(int first, double[] rows, int n, int width) {
        for (int i = n - 1; i > 0; i--) {
            double rho = Math.pow(correlations[0], data.position(first + i) - data.position(first + i - 1));
            double scale = 1 / Math.sqrt(1 - rho * rho);
            for (int j = 0; j < width; j++) {
                rows[i * width + j] = (rows[i * width + j] - rho * rows[(i - 1) * width + j]) * scale;
            }
        }
    }

    private void byTime(int first, double[] rows, int n, int width) {
        for (int i = n - 1; i > 0; i--) {
            double rho = Math.pow(correlations[0], data.time(first + i) - data.time(first + i - 1));
            double scale = 1 / Math.sqrt(1 - rho * rho);
            for (int j = 0; j < width; j++) {
                rows[i * width + j] = (rows[i * width + j] - rho * rows[(i - 1) * width + j]) * scale;
            }
        }
    }

    /** Forward substitution with a lower factor whose rows are no wider than the band. */
    private void substitute(double[] factor, double[] rows, int n, int width) {
        for (int i = 0; i < n; i++) {
            int row = rowStart(i, n);
            for (int k = Math.max(0, i - band); k < i; k++) {
                double l = factor[row + k];
                if (l != 0) {
                    for (int j = 0; j < width; j++) {
                        rows[i * width + j] -= l * rows[k * width + j];
                    }
                }
            }
            double diagonal = factor[row + i];
            for (int j = 0; j < width; j++) {
                rows[i * width + j] /= diagonal;
            }
        }
    }

    /** Where row i of a banded factor of n rows begins, less its first column: element (i, k) is at this plus k. */
    private int rowStart(int i, int n) {
        int width = Math.min(band, n - 1);
        return i * width + width;
    }

    /** The lower factor, of each row the diagonal element and as many before it as the band is wide. */
    private double[] cholesky(int[] positions) {
        int n = positions.length;
        double[] l = new double[rowStart(n - 1, n) + n];
        for (int i = 0; i < n; i++) {
            int row = rowStart(i, n);
            for (int j = Math.max(0, i - band); j <= i; j++) {
                int other = rowStart(j, n);
                double sum = correlation(positions[i], positions[j]);
                for (int k = Math.max(0, i - band); k < j; k++) {
                    sum -= l[row + k] * l[other + k];
                }
                if (i == j) {
                    if (!(sum > SINGULAR)) {
                        throw notPositiveDefinite(positions);
                    }
                    l[row + i] = Math.sqrt(sum);
                } else {
                    l[row + j] = sum / l[other + j];
                }
            }
        }
        return l;
    }

    private NotPositiveDefiniteException notPositiveDefinite(int[] positions) {
        if (positions.length > MOST_NAMED) {
            return new NotPositiveDefiniteException("the working correlation matrix of clusters with "
                    + positions.length + " observations is not positive definite");
        }
        double[][] matrix = new double[positions.length][positions.length];
        for (int i = 0; i < positions.length; i++) {
            for (int j = 0; j < positions.length; j++) {
                matrix[i][j] = correlation(positions[i], positions[j]);
            }
        }
        double smallest = Arrays.stream(
                        new EigenDecomposition(new Array2DRowRealMatrix(matrix, false)).getRealEigenvalues())
                .min()
                .orElse(Double.NaN);
        return new NotPositiveDefiniteException(String.format(
                Locale.ROOT,
                "the working correlation matrix is not positive definite at positions %s (smallest eigenvalue %.4g)",
                Arrays.stream(positions).mapToObj(p -> Integer.toString(p + 1)).collect(Collectors.joining(", ")),
                smallest));
    }
}
