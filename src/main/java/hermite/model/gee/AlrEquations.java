package hermite.model.gee;

import hermite.math.BlockedCholesky;
import hermite.model.Observations;
import hermite.model.gee.pairs.PairEquations;
import hermite.model.gee.pairs.PairProbabilities;

/**
 * Scores, bread and meat of alternating logistic regressions (Carey, Zeger &amp; Diggle 1993). The association equation
 * regresses each response on each other one of its cluster, over all ordered pairs, with the full derivative of the
 * conditional mean; the joint bread keeps the derivative of the association score in beta.
 */
final class AlrEquations {
    /** Clusters of more observations have their covariance factored by panels. */
    private static final int LARGE = 64;

    private static final double EDGE = 1e-15;

    private final AlrSpecification spec;
    private final ClusteredObservations data;
    private final Observations rows;
    private final int p;
    private final int q;

    /**
     * @param score (U_beta, U_alpha)
     * @param bread row-major (p + q) square, the upper right block zero
     * @param meat sum of outer products of the clusters' scores
     */
    record Sums(double[] score, double[] bread, double[] meat) {}

    AlrEquations(AlrSpecification spec, ClusteredObservations data) {
        this.spec = spec;
        this.data = data;
        this.rows = data.observations();
        this.p = rows.columns();
        this.q = spec.logOddsRatios().parameters();
    }

    double[] means(double[] beta) {
        double[] mean = new double[rows.rows()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = Math.min(Math.max(spec.link().inverse(eta(beta, i)), EDGE), 1 - EDGE);
        }
        return mean;
    }

    private double eta(double[] beta, int row) {
        double eta = rows.offset()[row];
        for (int j = 0; j < p; j++) {
            eta += rows.x()[row * p + j] * beta[j];
        }
        return eta;
    }

    Sums sums(double[] beta, double[] alpha) {
        int d = p + q;
        double[] flat = ClusterBlocks.sum(data.distinctClusters(), d + 2 * d * d, (from, to, into) -> {
            Work work = new Work(data.largestCluster());
            for (int c = from; c < to; c++) {
                work.cluster(c, beta, alpha, into);
            }
        });
        Sums sums = new Sums(new double[d], new double[d * d], new double[d * d]);
        System.arraycopy(flat, 0, sums.score(), 0, d);
        System.arraycopy(flat, d, sums.bread(), 0, d * d);
        System.arraycopy(flat, d + d * d, sums.meat(), 0, d * d);
        return sums;
    }

    /** What whitens a cluster by its covariance at these estimates; one a thread. */
    FittedClusters.Root root(double[] beta, double[] alpha) {
        return new PairRoot(means(beta), alpha);
    }

    /** Writes z of a pair of rows and gives its log odds ratio. */
    private double logOddsRatio(int j, int k, double[] alpha, double[] z) {
        spec.logOddsRatios().row(data.position(j), data.tag(j), data.position(k), data.tag(k), z);
        double gamma = 0;
        for (int a = 0; a < q; a++) {
            gamma += z[a] * alpha[a];
        }
        return gamma;
    }

    private static Whitening.NotPositiveDefiniteException notPositiveDefinite(int n) {
        return new Whitening.NotPositiveDefiniteException(
                "the pairwise odds ratios give a cluster of " + n + " observations no positive definite covariance");
    }

    /** The factor of a cluster's correlation matrix, kept while the same cluster is asked for. */
    private final class PairRoot implements FittedClusters.Root {
        private final double[] mean;
        private final double[] alpha;
        private final double[] z = new double[q];
        private final PairProbabilities pair = new PairProbabilities();
        private double[][] upper = {};
        private int factored = -1;

        PairRoot(double[] mean, double[] alpha) {
            this.mean = mean;
            this.alpha = alpha;
        }

        @Override
        public void apply(int cluster, double[] rows, int width) {
            if (cluster != factored) {
                factor(cluster);
                factored = cluster;
            }
            BlockedCholesky.forward(upper, rows, data.size(cluster), width);
        }

        private void factor(int cluster) {
            int n = data.size(cluster);
            int first = data.first(cluster);
            upper = new double[n][n];
            for (int j = 0; j < n; j++) {
                upper[j][j] = 1;
                double muJ = mean[first + j];
                for (int k = j + 1; k < n; k++) {
                    double muK = mean[first + k];
                    pair.set(muJ, muK, logOddsRatio(first + j, first + k, alpha, z));
                    upper[j][k] = (pair.p11 - muJ * muK) / Math.sqrt(muJ * (1 - muJ) * muK * (1 - muK));
                }
            }
            if (!BlockedCholesky.factor(upper, n)) {
                throw notPositiveDefinite(n);
            }
        }
    }

    /** Space for one cluster, used again and again. */
    private final class Work {
        private final double[] mean;
        private final double[] variance;
        /** The upper triangle of the covariance of a large cluster; no rows when there is none. */
        private final double[][] upper;

        private final double[] derivative;
        private final double[] scaled;
        private final double[] z = new double[q];
        private final double[] score = new double[p + q];
        private final PairEquations equations = new PairEquations(p, q, score);
        private final PairEquations.Indicators responses;

        Work(int largest) {
            mean = new double[largest];
            int dense = Math.min(largest, LARGE);
            variance = new double[dense * dense];
            upper = largest > LARGE ? new double[largest][largest] : new double[0][];
            derivative = new double[largest * p];
            scaled = new double[largest * (p + 1)];
            responses = new PairEquations.Indicators(mean, derivative);
        }

        void cluster(int c, double[] beta, double[] alpha, double[] into) {
            int n = data.size(c);
            int first = data.first(c);
            double f = data.multiplicity(c);
            java.util.Arrays.fill(score, 0);
            for (int i = 0; i < n; i++) {
                double eta = eta(beta, first + i);
                mean[i] = Math.min(Math.max(spec.link().inverse(eta), EDGE), 1 - EDGE);
                double slope = spec.link().firstDerivative(eta);
                for (int j = 0; j < p; j++) {
                    derivative[i * p + j] = slope * rows.x()[(first + i) * p + j];
                }
                setCovariance(i, i, n, mean[i] * (1 - mean[i]));
            }
            for (int j = 0; j < n; j++) {
                for (int k = j + 1; k < n; k++) {
                    association(first, n, j, k, alpha, f, into);
                }
            }
            regression(first, n, f, into);
            equations.close(f, into);
        }

        private void setCovariance(int j, int k, int n, double covariance) {
            if (n > LARGE) {
                upper[j][k] = covariance;
            } else {
                variance[j * n + k] = covariance;
                variance[k * n + j] = covariance;
            }
        }

        private void association(int first, int n, int j, int k, double[] alpha, double f, double[] into) {
            double gamma = logOddsRatio(first + j, first + k, alpha, z);
            boolean yj = rows.response()[first + j] > 0.5;
            boolean yk = rows.response()[first + k] > 0.5;
            setCovariance(j, k, n, equations.associate(responses, j, k, yj, yk, gamma, z, f, into));
        }

        /** U_beta and its bread with V from the pairs' probabilities, through a Cholesky factor of V. */
        private void regression(int first, int n, double f, double[] into) {
            int width = p + 1;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < p; j++) {
                    scaled[i * width + j] = derivative[i * p + j];
                }
                scaled[i * width + p] = rows.response()[first + i] - mean[i];
            }
            if (!(n > LARGE ? BlockedCholesky.factor(upper, n) : PairEquations.factor(variance, n))) {
                throw notPositiveDefinite(n);
            }
            if (n > LARGE) {
                BlockedCholesky.forward(upper, scaled, n, width);
            } else {
                PairEquations.whiten(variance, scaled, n, width);
            }
            equations.regress(scaled, n, f, into);
        }
    }
}
