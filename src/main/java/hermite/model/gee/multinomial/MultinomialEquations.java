package hermite.model.gee.multinomial;

import hermite.model.Observations;
import hermite.model.gee.ClusterBlocks;
import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.pairs.PairEquations;
import java.util.Arrays;

/**
 * Scores, bread and meat of the estimating equations of a multinomial response. Without an association each
 * observation's indicators have their multinomial covariance and observations are independent. With global odds
 * ratios the covariance of two observations comes from the joint probability of each pair of cumulative indicators
 * (Plackett 1965), and the association equation regresses each indicator on each one of the cluster's other
 * observations, over all ordered pairs, as in alternating logistic regressions (Carey, Zeger &amp; Diggle 1993;
 * Heagerty &amp; Zeger 1996): with two levels it is theirs.
 */
final class MultinomialEquations {
    private final MultinomialSpecification spec;
    private final ClusteredObservations data;
    private final Observations rows;
    private final CategoryModel model;
    private final int functions;
    private final int p;
    private final int q;

    /** Some cluster's indicators have no positive definite covariance. */
    static final class NotPositiveDefiniteException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotPositiveDefiniteException(String message) {
            super(message);
        }
    }

    /**
     * @param score (U_beta, U_alpha)
     * @param bread row-major (p + q) square, the upper right block zero
     * @param meat sum of outer products of the clusters' scores
     */
    record Sums(double[] score, double[] bread, double[] meat, double logLikelihood) {}

    MultinomialEquations(MultinomialSpecification spec, ClusteredObservations data) {
        this.spec = spec;
        this.data = data;
        this.rows = data.observations();
        this.model = spec.model();
        this.functions = spec.functions();
        this.p = model.coefficients(functions, rows.columns());
        this.q = spec.associationParameters();
    }

    int coefficients() {
        return p;
    }

    Sums sums(double[] beta, double[] alpha) {
        int d = p + q;
        double[] flat = ClusterBlocks.sum(data.distinctClusters(), d + 2 * d * d + 1, (from, to, into) -> {
            Work work = new Work(data.largestCluster());
            for (int c = from; c < to; c++) {
                work.cluster(c, beta, alpha, into);
            }
        });
        return new Sums(
                Arrays.copyOf(flat, d),
                Arrays.copyOfRange(flat, d, d + d * d),
                Arrays.copyOfRange(flat, d + d * d, d + 2 * d * d),
                flat[d + 2 * d * d]);
    }

    /** Sum of the outer products of the coefficients' columns over observations and functions. */
    double[] crossProducts() {
        return ClusterBlocks.sum(data.distinctClusters(), p * p, (from, to, into) -> {
            double[] column = new double[p];
            for (int c = from; c < to; c++) {
                for (int i = data.first(c); i < data.first(c) + data.size(c); i++) {
                    double f = data.multiplicity(c) * rows.weight()[i];
                    for (int function = 0; function < functions; function++) {
                        columns(i, function, column);
                        for (int a = 0; a < p; a++) {
                            for (int b = 0; b < p && column[a] != 0; b++) {
                                into[a * p + b] += f * column[a] * column[b];
                            }
                        }
                    }
                }
            }
        });
    }

    /** What one function's linear predictor multiplies the coefficients with. */
    private void columns(int row, int function, double[] into) {
        int k = rows.columns();
        Arrays.fill(into, 0);
        if (model instanceof CategoryModel.Cumulative) {
            into[function] = 1;
            System.arraycopy(rows.x(), row * k + 1, into, functions, k - 1);
        } else {
            for (int j = 0; j < k; j++) {
                into[j * functions + function] = rows.x()[row * k + j];
            }
        }
    }

    /** Space for one cluster, used again and again. */
    private final class Work {
        private final double[] mean;
        private final double[] derivative;
        private final double[] variance;
        private final double[] scaled;
        private final double[] z = new double[q];
        private final double[] score = new double[p + q];
        private final PairEquations equations = new PairEquations(p, q, score);
        private final PairEquations.Indicators indicators;

        Work(int largest) {
            int all = largest * functions;
            int block = q > 0 ? all : functions;
            mean = new double[all];
            derivative = new double[all * p];
            variance = new double[block * block];
            scaled = new double[block * (p + 1)];
            indicators = new PairEquations.Indicators(mean, derivative);
        }

        void cluster(int c, double[] beta, double[] alpha, double[] into) {
            int n = data.size(c);
            int first = data.first(c);
            double f = data.multiplicity(c);
            Arrays.fill(score, 0);
            double logLikelihood = 0;
            for (int i = 0; i < n; i++) {
                int row = first + i;
                CategoryModel.Point point =
                        new CategoryModel.Point(rows.x(), row * rows.columns(), rows.columns(), rows.offset()[row]);
                model.evaluate(point, beta, functions, mean, derivative, i * functions);
                logLikelihood += rows.weight()[row] * Math.log(probability(i, category(row)));
            }
            if (model instanceof CategoryModel.GeneralizedLogit) {
                for (int i = 0; i < n; i++) {
                    canonical(first + i, i * functions, f, into);
                }
            } else if (q == 0) {
                for (int i = 0; i < n; i++) {
                    within(i, functions, 0);
                    regression(first + i, 1, i * functions, f, into);
                }
            } else {
                int size = n * functions;
                for (int j = 0; j < n; j++) {
                    within(j, size, j * functions);
                    for (int k = j + 1; k < n; k++) {
                        associations(first, size, j, k, alpha, f, into);
                    }
                }
                regression(first, n, 0, f, into);
            }
            equations.close(f, into);
            int d = p + q;
            into[d + 2 * d * d] += f * logLikelihood;
        }

        /**
         * U_beta and its bread for an observation whose coefficients are those of logits: D = V ⊗ x', so that V is not
         * inverted, which it cannot be where a probability is nearly 0.
         */
        private void canonical(int row, int function, double f, double[] into) {
            double w = rows.weight()[row];
            int columns = rows.columns();
            for (int j = 0; j < columns; j++) {
                double xj = w * rows.x()[row * columns + j];
                for (int s = 0; s < functions && xj != 0; s++) {
                    int a = j * functions + s;
                    score[a] += xj * ((model.indicator(category(row), s) ? 1 : 0) - mean[function + s]);
                    for (int k = 0; k < columns; k++) {
                        double product = f * xj * rows.x()[row * columns + k];
                        for (int t = 0; t < functions; t++) {
                            into[p + a * p + k * functions + t] +=
                                    product * model.covariance(mean, function + s, function + t);
                        }
                    }
                }
            }
        }

        private int category(int row) {
            return (int) rows.response()[row];
        }

        private double probability(int i, int category) {
            int at = i * functions;
            if (model instanceof CategoryModel.Cumulative) {
                double below = category == 0 ? 0 : mean[at + category - 1];
                return (category == functions ? 1 : mean[at + category]) - below;
            }
            if (category < functions) {
                return mean[at + category];
            }
            double rest = 1;
            for (int r = 0; r < functions; r++) {
                rest -= mean[at + r];
            }
            return rest;
        }

        /** The block of one observation's indicators in a covariance matrix of the size given. */
        private void within(int i, int size, int at) {
            for (int c = 0; c < functions; c++) {
                for (int d = 0; d < functions; d++) {
                    variance[(at + c) * size + at + d] = model.covariance(mean, i * functions + c, i * functions + d);
                }
            }
        }

        private void associations(int first, int size, int j, int k, double[] alpha, double f, double[] into) {
            GlobalOddsRatios association = spec.association().orElseThrow();
            association
                    .pairs()
                    .row(
                            data.position(first + j),
                            data.tag(first + j),
                            data.position(first + k),
                            data.tag(first + k),
                            z);
            for (int c = 0; c < functions; c++) {
                for (int d = 0; d < functions; d++) {
                    association.cutRow(c, d, z);
                    boolean yj = model.indicator(category(first + j), c);
                    boolean yk = model.indicator(category(first + k), d);
                    association(size, j * functions + c, k * functions + d, yj, yk, alpha, f, into);
                }
            }
        }

        private void association(
                int size, int j, int k, boolean yj, boolean yk, double[] alpha, double f, double[] into) {
            double gamma = 0;
            for (int a = 0; a < q; a++) {
                gamma += z[a] * alpha[a];
            }
            double covariance = equations.associate(indicators, j, k, yj, yk, gamma, z, f, into);
            variance[j * size + k] = covariance;
            variance[k * size + j] = covariance;
        }

        /**
         * U_beta and its bread for some observations in a row, through a Cholesky factor of the covariance.
         *
         * @param row the first of them
         * @param function place of its first indicator among the means
         */
        private void regression(int row, int observations, int function, double f, double[] into) {
            int n = observations * functions;
            if (!PairEquations.factor(variance, n)) {
                throw new NotPositiveDefiniteException(
                        q == 0
                                ? "the probability of some response level is zero for some observation"
                                : "the global odds ratios give a cluster of " + observations
                                        + " observations no positive definite covariance");
            }
            int width = p + 1;
            for (int i = 0; i < n; i++) {
                int observation = row + i / functions;
                double root = Math.sqrt(rows.weight()[observation]);
                for (int j = 0; j < p; j++) {
                    scaled[i * width + j] = root * derivative[(function + i) * p + j];
                }
                double y = model.indicator(category(observation), i % functions) ? 1 : 0;
                scaled[i * width + p] = root * (y - mean[function + i]);
            }
            PairEquations.whiten(variance, scaled, n, width);
            equations.regress(scaled, n, f, into);
        }
    }
}
