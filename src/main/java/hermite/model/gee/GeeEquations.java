package hermite.model.gee;

import hermite.math.BlockSum;
import hermite.math.Rows;
import hermite.model.DesignLanes;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Observations;

/** Residuals, scores, bread and meat of the estimating equations at given coefficients. */
final class GeeEquations {
    private static final double EDGE = 1e-15;
    private static final int ROWS_PER_BLOCK = 4096;

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
        fill(result, beta);
        return result;
    }

    /** Overwrites residuals with those at other coefficients. */
    void fill(Residuals residuals, double[] beta) {
        BlockSum.each(rows.rows(), ROWS_PER_BLOCK, (from, to) -> {
            DesignLanes design = new DesignLanes(rows.x(), p);
            double[] eta = new double[DesignLanes.WIDTH];
            double[] mean = new double[DesignLanes.WIDTH];
            double[] slope = new double[DesignLanes.WIDTH];
            double[] root = new double[DesignLanes.WIDTH];
            for (int first = from; first < to; first += DesignLanes.WIDTH) {
                int n = Math.min(DesignLanes.WIDTH, to - first);
                design.load(first, n);
                design.linearPredictor(beta, rows.offset(), first, eta);
                link.evaluate(eta, mean, slope, root, n);
                standardise(first, n, mean, slope, root, residuals);
            }
        });
    }

    private void standardise(int first, int n, double[] mean, double[] slope, double[] root, Residuals residuals) {
        if (family == Family.BINOMIAL) {
            for (int i = 0; i < n; i++) {
                mean[i] = Math.min(Math.max(mean[i], EDGE), 1 - EDGE);
                root[i] = mean[i] * (1 - mean[i]);
            }
        } else {
            for (int i = 0; i < n; i++) {
                root[i] = family.variance(mean[i], shape);
            }
        }
        System.arraycopy(mean, 0, residuals.mean(), first, n);
        inverseRoots(rows.weight(), rows.trials(), first, root, n);
        Rows.multiply(slope, root, n);
        System.arraycopy(slope, 0, residuals.slope(), first, n);
        scaledDifferences(rows.response(), first, mean, root, n);
        System.arraycopy(mean, 0, residuals.pearson(), first, n);
    }

    /** Variances become sqrt(weight / variance). */
    private static void inverseRoots(double[] weight, double[] trials, int from, double[] variance, int n) {
        for (int i = 0; i < n; i++) {
            variance[i] = Math.sqrt(weight[from + i] * trials[from + i] / variance[i]);
        }
    }

    /** Means become (y - mean) times the factors. */
    private static void scaledDifferences(double[] y, int from, double[] mean, double[] factor, int n) {
        for (int i = 0; i < n; i++) {
            mean[i] = (y[from + i] - mean[i]) * factor[i];
        }
    }

    /** The bread of the same residuals were rows independent: sum of (dmu/deta)² w / V x x'. */
    double[] independenceBread(Residuals residuals) {
        double[] sums = BlockSum.of(rows.rows(), ROWS_PER_BLOCK, p * p, (from, to, into) -> {
            DesignLanes design = new DesignLanes(rows.x(), p);
            double[] weight = new double[DesignLanes.WIDTH];
            for (int first = from; first < to; first += DesignLanes.WIDTH) {
                int n = Math.min(DesignLanes.WIDTH, to - first);
                System.arraycopy(residuals.slope(), first, weight, 0, n);
                Rows.multiply(weight, weight, n);
                for (int i = 0; i < n; i++) {
                    weight[i] *= rows.frequency()[first + i];
                }
                design.load(first, n);
                design.addCrossProducts(weight, into, 0, p);
            }
        });
        double[] bread = new double[p * p];
        symmetric(sums, 0, bread);
        return bread;
    }

    boolean meansAreValid(Residuals residuals) {
        return BlockSum.of(rows.rows(), ROWS_PER_BLOCK, 1, (from, to, into) -> {
                    for (int i = from; i < to; i++) {
                        into[0] += family.isValidMean(residuals.mean()[i]) ? 0 : 1;
                    }
                })[0]
                == 0;
    }

    /** Scores, bread and, when wanted, meat (zero otherwise). */
    Sums sums(Residuals residuals, Whitening whitening, boolean withMeat) {
        int square = p * p;
        double[] flat = ClusterBlocks.sum(data.distinctClusters(), p + 2 * square, (from, to, into) -> {
            ClusterLanes lanes = new ClusterLanes(data);
            double[] work = {};
            double[] score = new double[p];
            for (int c = from; c < to; ) {
                int size = data.size(c);
                if (whitening.dependsOnPatternAlone() && standsInRow(c, to) && ClusterLanes.fits(size, p)) {
                    int next = lanes.load(c, to, residuals);
                    whitening.apply(c, lanes);
                    lanes.accumulate(withMeat, into);
                    c = next;
                } else {
                    work = work.length < size * (p + 1) ? new double[size * (p + 1)] : work;
                    load(c, residuals, work);
                    whitening.apply(c, work, p + 1);
                    accumulate(c, work, score, withMeat, into);
                    c++;
                }
            }
        });
        Sums sums = new Sums(new double[p], new double[square], new double[square]);
        System.arraycopy(flat, 0, sums.score(), 0, p);
        symmetric(flat, p, sums.bread());
        symmetric(flat, p + square, sums.meat());
        return sums;
    }

    /** Whether enough clusters from here on have one pattern; patterns stand together in the canonical order. */
    private boolean standsInRow(int cluster, int to) {
        int last = cluster + ClusterLanes.FEWEST - 1;
        if (last >= to) {
            return false;
        }
        for (int c = cluster + 1; c <= last; c++) {
            if (data.pattern(c) != data.pattern(cluster)) {
                return false;
            }
        }
        return true;
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

    /** The scaled design of a cluster and its Pearson residuals beside it: n rows of p + 1 numbers. */
    void load(int cluster, Residuals residuals, double[] work) {
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
