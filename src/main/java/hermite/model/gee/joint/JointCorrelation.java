package hermite.model.gee.joint;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;

/** Structure of a working correlation: its parameters, and what each pair of occasions depends on. */
public sealed interface JointCorrelation {
    /** Number of parameters. */
    int parameters();

    /** Correlation of two different occasions. */
    double value(double[] alpha, int j, int k);

    /** The parameter a pair depends on, or -1 when it depends on none. */
    int parameter(int j, int k);

    /** Derivative of {@link #value} by that parameter: 1 where the correlation is the parameter. */
    default double derivative(double[] alpha, int j, int k) {
        return 1;
    }

    /** Derivatives of {@link #value} by all parameters; the array may be shared. */
    default double[] gradient(double[] alpha, int j, int k) {
        double[] out = new double[parameters()];
        out[parameter(j, k)] = derivative(alpha, j, k);
        return out;
    }

    /** No correlation. */
    record Independence() implements JointCorrelation {
        @Override
        public int parameters() {
            return 0;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            return 0;
        }

        @Override
        public int parameter(int j, int k) {
            return -1;
        }

        @Override
        public double derivative(double[] alpha, int j, int k) {
            return 0;
        }
    }

    /** The same for all pairs. */
    record Exchangeable() implements JointCorrelation {
        @Override
        public int parameters() {
            return 1;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            return alpha[0];
        }

        @Override
        public int parameter(int j, int k) {
            return 0;
        }
    }

    /** alpha to the power of the distance, fitted to all pairs. */
    record Autoregressive() implements JointCorrelation {
        @Override
        public int parameters() {
            return 1;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            return Math.pow(alpha[0], Math.abs(j - k));
        }

        @Override
        public int parameter(int j, int k) {
            return 0;
        }

        @Override
        public double derivative(double[] alpha, int j, int k) {
            int lag = Math.abs(j - k);
            return lag * Math.pow(alpha[0], lag - 1.0);
        }
    }

    /** One for each distance up to {@code lags}, none beyond. */
    record Dependent(int lags) implements JointCorrelation {
        @Override
        public int parameters() {
            return lags;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            int lag = Math.abs(j - k);
            return lag <= lags ? alpha[lag - 1] : 0;
        }

        @Override
        public int parameter(int j, int k) {
            int lag = Math.abs(j - k);
            return lag <= lags ? lag - 1 : -1;
        }
    }

    /**
     * The autocorrelations of an autoregression of order {@code order}: one for each distance up to it, larger distances
     * by the Yule-Walker recursion.
     */
    record YuleWalker(int order) implements JointCorrelation {
        @Override
        public int parameters() {
            return order;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            int lag = Math.abs(j - k);
            return lag <= order ? alpha[lag - 1] : beyond(alpha, lag);
        }

        private double beyond(double[] alpha, int lag) {
            Array2DRowRealMatrix toeplitz = new Array2DRowRealMatrix(order, order);
            for (int a = 0; a < order; a++) {
                for (int b = 0; b < order; b++) {
                    toeplitz.setEntry(a, b, a == b ? 1 : alpha[Math.abs(a - b) - 1]);
                }
            }
            double[] weights = new LUDecomposition(toeplitz)
                    .getSolver()
                    .solve(new ArrayRealVector(alpha))
                    .toArray();
            double[] all = Arrays.copyOf(alpha, lag);
            for (int t = order + 1; t <= lag; t++) {
                for (int a = 0; a < order; a++) {
                    all[t - 1] += weights[a] * all[t - a - 2];
                }
            }
            return all[lag - 1];
        }

        @Override
        public int parameter(int j, int k) {
            int lag = Math.abs(j - k);
            return lag <= order ? lag - 1 : -1;
        }
    }

    /** One for each pair of occasions, in the order (0,1), (0,2), …, (1,2), …. */
    record Unstructured(int occasions) implements JointCorrelation {
        @Override
        public int parameters() {
            return occasions * (occasions - 1) / 2;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            return alpha[parameter(j, k)];
        }

        @Override
        public int parameter(int j, int k) {
            int a = Math.min(j, k);
            int b = Math.max(j, k);
            return a * (2 * occasions - a - 1) / 2 + b - a - 1;
        }
    }

    /** One for each pair of occasions no further apart than {@code lags}, in the order (0,1), (0,2), …, (1,2), …. */
    record Banded(int occasions, int lags) implements JointCorrelation {
        @Override
        public int parameters() {
            return before(occasions - 1);
        }

        /** Parameters of the pairs whose first occasion is earlier than {@code j}. */
        private int before(int j) {
            int count = 0;
            for (int i = 0; i < j; i++) {
                count += Math.min(lags, occasions - 1 - i);
            }
            return count;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            int parameter = parameter(j, k);
            return parameter < 0 ? 0 : alpha[parameter];
        }

        @Override
        public int parameter(int j, int k) {
            int lag = Math.abs(j - k);
            return lag <= lags ? before(Math.min(j, k)) + lag - 1 : -1;
        }
    }

    /**
     * Linear in the parameters, with a row of the design for each pair of rows of a cluster. Occasions are numbers of
     * rows over the whole data.
     *
     * @param design row-major pairs × columns: clusters in turn, pairs of each in the order (0,1), (0,2), …, (1,2), …
     * @param free whether there are parameters; if not, the one column holds the correlations
     * @param first first row of each cluster, and n at the end
     */
    record Designed(double[] design, int columns, boolean free, int[] first, int[] clusterOfRow, int[] firstPair)
            implements JointCorrelation {
        /** The design over clusters that begin at the rows {@code first}; n stands at its end. */
        public static Designed of(double[] design, int columns, int[] first) {
            return of(design, columns, true, first);
        }

        /** Given correlations, one for each pair. */
        public static Designed held(double[] values, int[] first) {
            return of(values, 1, false, first);
        }

        private static Designed of(double[] design, int columns, boolean free, int[] first) {
            int[] cluster = new int[first[first.length - 1]];
            int[] firstPair = new int[first.length];
            for (int c = 0; c < first.length - 1; c++) {
                int size = first[c + 1] - first[c];
                Arrays.fill(cluster, first[c], first[c + 1], c);
                firstPair[c + 1] = firstPair[c] + size * (size - 1) / 2;
            }
            if (design.length != firstPair[first.length - 1] * columns) {
                throw new IllegalArgumentException("a design of correlations needs " + firstPair[first.length - 1]
                        + " rows, one for each pair within a cluster, not " + design.length / columns);
            }
            return new Designed(design, columns, free, first, cluster, firstPair);
        }

        private int row(int j, int k) {
            int cluster = clusterOfRow[j];
            int size = first[cluster + 1] - first[cluster];
            int a = Math.min(j, k) - first[cluster];
            int b = Math.max(j, k) - first[cluster];
            return firstPair[cluster] + a * (2 * size - a - 1) / 2 + b - a - 1;
        }

        @Override
        public int parameters() {
            return free ? columns : 0;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            int at = row(j, k) * columns;
            if (!free) {
                return design[at];
            }
            double sum = 0;
            for (int a = 0; a < columns; a++) {
                sum += design[at + a] * alpha[a];
            }
            return sum;
        }

        @Override
        public int parameter(int j, int k) {
            return free ? 0 : -1;
        }

        @Override
        public double derivative(double[] alpha, int j, int k) {
            return design[row(j, k) * columns];
        }

        @Override
        public double[] gradient(double[] alpha, int j, int k) {
            int at = row(j, k) * columns;
            return Arrays.copyOfRange(design, at, at + columns);
        }
    }

    /** Given correlations, row-major occasions × occasions. */
    record Fixed(double[] matrix, int occasions) implements JointCorrelation {
        @Override
        public int parameters() {
            return 0;
        }

        @Override
        public double value(double[] alpha, int j, int k) {
            return matrix[j * occasions + k];
        }

        @Override
        public int parameter(int j, int k) {
            return -1;
        }

        @Override
        public double derivative(double[] alpha, int j, int k) {
            return 0;
        }
    }
}
