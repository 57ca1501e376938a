package hermite.model.gee.multinomial;

import hermite.model.Link;
import java.util.Arrays;

/**
 * How the probabilities of a multinomial response with C levels depend on covariates. The response is seen as C - 1
 * indicators with these means. The first column of the design is the constant.
 */
public sealed interface CategoryModel {
    /** Number of coefficients for a design of p columns. */
    int coefficients(int functions, int columns);

    /** Value of an indicator for a response in a category, numbered from 0. */
    boolean indicator(int category, int function);

    /**
     * Means of the indicators of one observation with their derivatives and covariance.
     *
     * @param x design, the observation's row from {@code at}
     * @param mean C - 1 means, written from {@code function}
     * @param derivative their derivatives in the coefficients, row-major, written from row {@code function}
     */
    void evaluate(Point point, double[] beta, int functions, double[] mean, double[] derivative, int function);

    /** Covariance of two indicators of one observation with the means given. */
    double covariance(double[] mean, int function, int other);

    /**
     * An observation.
     *
     * @param x design, row-major
     * @param at where the observation's row begins
     * @param columns length of the row
     */
    record Point(double[] x, int at, int columns, double offset) {}

    /**
     * P(Y &lt;= c) = h(theta_c + x'beta), indicators 1(Y &lt;= c). Coefficients: the thresholds, then one a column after
     * the first (McCullagh 1980).
     */
    record Cumulative(Link link) implements CategoryModel {
        private static final double EDGE = 1e-15;

        @Override
        public int coefficients(int functions, int columns) {
            return functions + columns - 1;
        }

        @Override
        public boolean indicator(int category, int function) {
            return category <= function;
        }

        @Override
        public void evaluate(
                Point point, double[] beta, int functions, double[] mean, double[] derivative, int function) {
            double eta = point.offset();
            for (int j = 1; j < point.columns(); j++) {
                eta += point.x()[point.at() + j] * beta[functions + j - 1];
            }
            int size = coefficients(functions, point.columns());
            for (int c = 0; c < functions; c++) {
                mean[function + c] = Math.min(Math.max(link.inverse(beta[c] + eta), EDGE), 1 - EDGE);
                double slope = link.firstDerivative(beta[c] + eta);
                int row = (function + c) * size;
                Arrays.fill(derivative, row, row + functions, 0);
                derivative[row + c] = slope;
                for (int j = 1; j < point.columns(); j++) {
                    derivative[row + functions + j - 1] = slope * point.x()[point.at() + j];
                }
            }
        }

        @Override
        public double covariance(double[] mean, int function, int other) {
            return mean[Math.min(function, other)] * (1 - mean[Math.max(function, other)]);
        }
    }

    /**
     * log(P(Y = r) / P(Y = last)) = x'beta_r, indicators 1(Y = r). Coefficients: for each column one a level but the
     * last.
     */
    record GeneralizedLogit() implements CategoryModel {
        @Override
        public int coefficients(int functions, int columns) {
            return functions * columns;
        }

        @Override
        public boolean indicator(int category, int function) {
            return category == function;
        }

        @Override
        public void evaluate(
                Point point, double[] beta, int functions, double[] mean, double[] derivative, int function) {
            double largest = 0;
            for (int r = 0; r < functions; r++) {
                double eta = point.offset();
                for (int j = 0; j < point.columns(); j++) {
                    eta += point.x()[point.at() + j] * beta[j * functions + r];
                }
                mean[function + r] = eta;
                largest = Math.max(largest, eta);
            }
            double total = Math.exp(-largest);
            for (int r = 0; r < functions; r++) {
                mean[function + r] = Math.exp(mean[function + r] - largest);
                total += mean[function + r];
            }
            int size = coefficients(functions, point.columns());
            for (int r = 0; r < functions; r++) {
                mean[function + r] /= total;
            }
            for (int r = 0; r < functions; r++) {
                for (int s = 0; s < functions; s++) {
                    double slope = covariance(mean, function + r, function + s);
                    for (int j = 0; j < point.columns(); j++) {
                        derivative[(function + r) * size + j * functions + s] = slope * point.x()[point.at() + j];
                    }
                }
            }
        }

        @Override
        public double covariance(double[] mean, int function, int other) {
            return function == other ? mean[function] * (1 - mean[function]) : -mean[function] * mean[other];
        }
    }
}
