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

    /** Derivative of {@link #value} by that parameter. */
    double derivative(double[] alpha, int j, int k);

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

        @Override
        public double derivative(double[] alpha, int j, int k) {
            return 1;
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

        @Override
        public double derivative(double[] alpha, int j, int k) {
            return 1;
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

        @Override
        public double derivative(double[] alpha, int j, int k) {
            return 1;
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

        @Override
        public double derivative(double[] alpha, int j, int k) {
            return 1;
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
