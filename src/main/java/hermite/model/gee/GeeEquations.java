package hermite.model.gee;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Observations;
import hermite.model.Sweep;

/** Residuals, scores, bread and meat of the estimating equations at given coefficients. */
final class GeeEquations {
    private static final double EDGE = 1e-15;

    private final ClusteredObservations data;
    private final Observations rows;
    private final Family family;
    private final Link link;
    private final double shape;
    private final int p;

    /**
     * @param bread sum of D'V⁻¹D at phi = 1, row-major
     * @param meat sum of U_i U_i' at phi = 1
     */
    record Sums(double[] score, double[] bread, double[] meat) {}

    /**
     * At given coefficients.
     *
     * @param pearson e = (y - mu) / sqrt(V / w)
     * @param slope dmu/deta / sqrt(V / w): scales the rows of X
     */
    record Residuals(double[] mean, double[] pearson, double[] slope) {}

    /** What a second pass over the clusters needs: everything at the estimates of a fit. */
    record AtFit(GeeEquations equations, Residuals residuals, Whitening whitening, Sweep bread) {}

    static AtFit at(GeeFit fit, ClusteredObservations data) {
        GeeSpecification spec = fit.specification();
        GeeEquations equations = new GeeEquations(data, spec.family(), spec.link(), spec.shape());
        Residuals residuals = equations.residuals(fit.estimates());
        Whitening whitening = new Whitening(spec.correlation(), fit.correlations(), data);
        Sweep bread = Sweep.of(equations.sums(residuals, whitening, false).bread(), equations.p, spec.singular());
        return new AtFit(equations, residuals, whitening, bread);
    }

    GeeEquations(ClusteredObservations data, Family family, Link link, double shape) {
        this.data = data;
        this.rows = data.observations();
        this.family = family;
        this.link = link;
        this.shape = shape;
        this.p = rows.columns();
    }

    Residuals residuals(double[] beta) {
        int n = rows.rows();
        Residuals result = new Residuals(new double[n], new double[n], new double[n]);
        ClusterBlocks.sum(data.distinctClusters(), 0, (from, to, unused) -> {
            int last = to == 0 ? 0 : data.first(to - 1) + data.size(to - 1);
            for (int i = from == to ? last : data.first(from); i < last; i++) {
                double eta = rows.offset()[i];
                for (int j = 0; j < p; j++) {
                    eta += rows.x()[i * p + j] * beta[j];
                }
                double mu = mean(eta);
                double w = rows.weight()[i] * rows.trials()[i];
                double root = Math.sqrt(family.variance(mu, shape) / w);
                result.mean()[i] = mu;
                result.pearson()[i] = (rows.response()[i] - mu) / root;
                result.slope()[i] = link.firstDerivative(eta) / root;
            }
        });
        return result;
    }

    private double mean(double eta) {
        double mu = link.inverse(eta);
        return family == Family.BINOMIAL ? Math.min(Math.max(mu, EDGE), 1 - EDGE) : mu;
    }

    boolean meansAreValid(Residuals residuals) {
        for (double mu : residuals.mean()) {
            if (!family.isValidMean(mu)) {
                return false;
            }
        }
        return true;
    }

    /** Scores, bread and, when wanted, meat (zero otherwise). */
    Sums sums(Residuals residuals, Whitening whitening, boolean withMeat) {
        int square = p * p;
        double[] flat = ClusterBlocks.sum(data.distinctClusters(), p + 2 * square, (from, to, into) -> {
            double[] work = new double[data.largestCluster() * (p + 1)];
            double[] score = new double[p];
            for (int c = from; c < to; c++) {
                load(c, residuals, work);
                whitening.apply(c, work, p + 1);
                accumulate(c, work, score, withMeat, into);
            }
        });
        Sums sums = new Sums(new double[p], new double[square], new double[square]);
        System.arraycopy(flat, 0, sums.score(), 0, p);
        symmetric(flat, p, sums.bread());
        symmetric(flat, p + square, sums.meat());
        return sums;
    }

    /** Copies a lower triangle to both halves. */
    private void symmetric(double[] flat, int from, double[] matrix) {
        for (int j = 0; j < p; j++) {
            for (int k = 0; k <= j; k++) {
                matrix[j * p + k] = flat[from + j * p + k];
                matrix[k * p + j] = flat[from + j * p + k];
            }
        }
    }

    /** @param largest number of rows to have room for */
    Terms terms(int largest) {
        return new Terms(largest);
    }

    /** Score and information of one cluster at phi = 1; filled again for each. */
    final class Terms {
        private final double[] work;
        private final double[] score = new double[p];
        private final double[] information = new double[p * p];

        private Terms(int largest) {
            work = new double[largest * (p + 1)];
        }

        void set(int cluster, Residuals residuals, Whitening whitening) {
            load(cluster, residuals, work);
            whitening.apply(cluster, work, p + 1);
            int n = data.size(cluster);
            for (int j = 0; j < p; j++) {
                score[j] = 0;
                for (int i = 0; i < n; i++) {
                    score[j] += work[i * (p + 1) + j] * work[i * (p + 1) + p];
                }
                for (int k = 0; k <= j; k++) {
                    double sum = 0;
                    for (int i = 0; i < n; i++) {
                        sum += work[i * (p + 1) + j] * work[i * (p + 1) + k];
                    }
                    information[j * p + k] = sum;
                    information[k * p + j] = sum;
                }
            }
        }

        /** Shared; changed by the next call of {@link #set}. */
        double[] score() {
            return score;
        }

        /** Row-major p × p; shared. */
        double[] information() {
            return information;
        }
    }

    private void load(int cluster, Residuals residuals, double[] work) {
        int first = data.first(cluster);
        for (int i = 0; i < data.size(cluster); i++) {
            int row = first + i;
            double slope = residuals.slope()[row];
            for (int j = 0; j < p; j++) {
                work[i * (p + 1) + j] = slope * rows.x()[row * p + j];
            }
            work[i * (p + 1) + p] = residuals.pearson()[row];
        }
    }

    private void accumulate(int cluster, double[] work, double[] score, boolean withMeat, double[] into) {
        int n = data.size(cluster);
        double f = data.multiplicity(cluster);
        int width = p + 1;
        java.util.Arrays.fill(score, 0);
        // Rows outermost: each is read once, and the loop over k has no carried dependence. Lower triangles only.
        for (int row = 0; row < n * width; row += width) {
            double e = work[row + p];
            for (int j = 0; j < p; j++) {
                double xj = work[row + j];
                score[j] += xj * e;
                double fx = f * xj;
                int place = p + j * p;
                for (int k = 0; k <= j; k++) {
                    into[place + k] += fx * work[row + k];
                }
            }
        }
        for (int j = 0; j < p; j++) {
            into[j] += f * score[j];
        }
        if (withMeat) {
            int meat = p + p * p;
            for (int j = 0; j < p; j++) {
                double fu = f * score[j];
                for (int k = 0; k <= j; k++) {
                    into[meat + j * p + k] += fu * score[k];
                }
            }
        }
    }

    /** Quasi-likelihood under independence at phi = 1, weights included. */
    double quasiLikelihood(double[] mean) {
        return ClusterBlocks.sum(data.distinctClusters(), 1, (from, to, into) -> {
            for (int c = from; c < to; c++) {
                double own = 0;
                for (int i = data.first(c); i < data.first(c) + data.size(c); i++) {
                    own += rows.weight()[i]
                            * rows.trials()[i]
                            * family.quasiLikelihood(rows.response()[i], mean[i], shape);
                }
                into[0] += data.multiplicity(c) * own;
            }
        })[0];
    }
}
