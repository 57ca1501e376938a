package hermite.model.glm;

import hermite.math.BlockSum;
import hermite.math.Exponential;
import hermite.math.Polygamma;
import hermite.math.Rows;
import hermite.model.DesignLanes;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Observations;
import hermite.model.StandardLink;
import java.util.Arrays;

/**
 * Log likelihood, score and information at phi = 1 in (beta) or, for a negative binomial whose k is estimated, in
 * (beta, log k). Chain rule: l' = u1 h', l'' = u2 h'² + u1 h'' with u1 = (y - mu)/V, u2 = -1/V - (y - mu)V'/V².
 */
final class GlmLikelihood {
    private static final double EDGE = 1e-15;
    private static final double LOGISTIC_EDGE = 34.5;
    private static final int ROWS_PER_BLOCK = 4096;

    private final Observations data;
    private final Family family;
    private final Link link;
    private final boolean shape;
    private final boolean canonical;
    private final boolean logistic;
    private final int p;
    private final int size;

    private double[] evaluatedBeta = {};
    private double evaluatedDispersion = Double.NaN;

    double value;
    /** Rows at the edge of the response's range whose fitted mean is there too. */
    double saturated;

    final double[] score;
    /** Minus the second derivatives, row-major. */
    final double[] observed;
    /** The expected information of beta; the shape's row is that of {@link #observed}, its cross terms are zero. */
    final double[] expected;

    GlmLikelihood(Observations data, Family family, Link link, boolean shape) {
        this.data = data;
        this.family = family;
        this.link = link;
        this.shape = shape;
        this.p = data.columns();
        this.size = p + (shape ? 1 : 0);
        this.logistic = family == Family.BINOMIAL && link == StandardLink.LOGIT;
        this.canonical = family == Family.BINOMIAL && link == StandardLink.LOGIT
                || family == Family.POISSON && link == StandardLink.LOG
                || family == Family.NORMAL && link == StandardLink.IDENTITY;
        this.score = new double[size];
        this.observed = new double[size * size];
        this.expected = new double[size * size];
    }

    int size() {
        return size;
    }

    double eta(double[] beta, int row) {
        double eta = data.offset()[row];
        for (int j = 0; j < p; j++) {
            eta += data.x()[row * p + j] * beta[j];
        }
        return eta;
    }

    /** The mean; a binomial's is kept inside (0, 1) so that its variance does not vanish. */
    double mean(double[] beta, int row) {
        double mu = link.inverse(eta(beta, row));
        return family == Family.BINOMIAL ? Math.min(Math.max(mu, EDGE), 1 - EDGE) : mu;
    }

    /** Log likelihood kernel at phi = 1; minus infinity where a mean is outside its range. */
    double valueAt(double[] beta, double dispersion) {
        double[] sum = BlockSum.of(data.rows(), ROWS_PER_BLOCK, 1, (from, to, into) -> {
            Lanes lanes = new Lanes();
            for (int first = from; first < to; first += DesignLanes.WIDTH) {
                lanes.load(beta, first, Math.min(DesignLanes.WIDTH, to - first));
                into[0] += lanes.value(dispersion);
            }
        });
        return Double.isNaN(sum[0]) ? Double.NEGATIVE_INFINITY : sum[0];
    }

    /** Fills value, score and both informations. Costs nothing when they are those of these parameters already. */
    void evaluate(double[] beta, double dispersion) {
        if (dispersion == evaluatedDispersion && Arrays.equals(beta, evaluatedBeta)) {
            return;
        }
        int square = size * size;
        int last = 1 + size + 2 * square;
        double[] sums = BlockSum.of(data.rows(), ROWS_PER_BLOCK, last + 1, (from, to, into) -> {
            Lanes lanes = new Lanes();
            for (int first = from; first < to; first += DesignLanes.WIDTH) {
                lanes.load(beta, first, Math.min(DesignLanes.WIDTH, to - first));
                into[0] += lanes.value(dispersion);
                lanes.addDerivatives(dispersion, into);
                into[last] += lanes.saturated();
            }
        });
        value = Double.isNaN(sums[0]) ? Double.NEGATIVE_INFINITY : sums[0];
        System.arraycopy(sums, 1, score, 0, size);
        System.arraycopy(sums, 1 + size, observed, 0, square);
        mirror(observed);
        if (canonical) {
            System.arraycopy(observed, 0, expected, 0, square);
        } else {
            System.arraycopy(sums, 1 + size + square, expected, 0, square);
            mirror(expected);
        }
        saturated = sums[last];
        evaluatedBeta = beta.clone();
        evaluatedDispersion = dispersion;
    }

    /** A few rows side by side: the workspace of one thread. */
    private final class Lanes {
        private final DesignLanes design = new DesignLanes(data.x(), p);
        private final double[] eta = new double[DesignLanes.WIDTH];
        private final double[] mean = new double[DesignLanes.WIDTH];
        private final double[] slope = new double[DesignLanes.WIDTH];
        private final double[] scratch = new double[DesignLanes.WIDTH];
        /** Weights of X in the score, and of X'X in minus the second derivatives and in their expectation. */
        private final double[] residual = new double[DesignLanes.WIDTH];

        private final double[] curvature = new double[DesignLanes.WIDTH];
        private final double[] information = new double[DesignLanes.WIDTH];
        private int first;
        private int n;

        private void load(double[] beta, int firstRow, int count) {
            first = firstRow;
            n = count;
            design.load(firstRow, count);
            design.linearPredictor(beta, data.offset(), firstRow, eta);
            link.evaluate(eta, mean, slope, scratch, n);
            if (family == Family.BINOMIAL) {
                for (int i = 0; i < n; i++) {
                    mean[i] = Math.min(Math.max(mean[i], EDGE), 1 - EDGE);
                }
            }
        }

        private double value(double dispersion) {
            if (logistic) {
                return logisticValue(dispersion);
            }
            double sum = 0;
            for (int i = 0; i < n; i++) {
                int row = first + i;
                if (!family.isValidMean(mean[i])) {
                    return Double.NEGATIVE_INFINITY;
                }
                double weight = data.weight()[row] * data.trials()[row];
                double y = data.response()[row];
                sum += data.frequency()[row] * family.logLikelihoodKernel(y, mean[i], weight, dispersion);
            }
            return sum;
        }

        /** y log mu + (1 − y) log(1 − mu) = y eta − max(eta, 0) − log(1 + exp(−|eta|)); beyond the edge as the mean has it. */
        private double logisticValue(double dispersion) {
            for (int i = 0; i < n; i++) {
                scratch[i] = -Math.abs(eta[i]);
            }
            Exponential.exp(scratch, information, curvature, n);
            Exponential.log1pOfFractions(information, scratch, n);
            priorWeights(data.frequency(), data.weight(), data.trials(), first, curvature, n);
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double y = data.response()[first + i];
                double kernel = Math.abs(eta[i]) < LOGISTIC_EDGE
                        ? y * eta[i] - Math.max(eta[i], 0) - scratch[i]
                        : family.quasiLikelihood(y, mean[i], 1);
                sum += curvature[i] * kernel;
            }
            return sum / dispersion;
        }

        private int saturated() {
            int count = 0;
            for (int i = 0; i < n; i++) {
                count += Separation.isSaturated(family, data.response()[first + i], mean[i]) ? 1 : 0;
            }
            return count;
        }

        private void addDerivatives(double dispersion, double[] into) {
            if (canonical) {
                weighCanonicalRows();
            } else {
                for (int i = 0; i < n; i++) {
                    weighRow(i, dispersion, into);
                }
                design.addCrossProducts(information, into, 1 + size + size * size, size);
            }
            design.addProducts(residual, into, 1);
            design.addCrossProducts(curvature, into, 1 + size, size);
            if (shape) {
                design.addProducts(scratch, into, 1 + size + p * size);
            }
        }

        /** Under a canonical link observed and expected information are one, and the variance cancels. */
        private void weighCanonicalRows() {
            priorWeights(data.frequency(), data.weight(), data.trials(), first, scratch, n);
            differences(data.response(), first, mean, residual, n);
            Rows.multiply(residual, scratch, n);
            Rows.product(curvature, slope, scratch, n);
        }

        private static void priorWeights(double[] f, double[] w, double[] m, int from, double[] prior, int n) {
            for (int i = 0; i < n; i++) {
                prior[i] = f[from + i] * w[from + i] * m[from + i];
            }
        }

        private static void differences(double[] y, int from, double[] mean, double[] difference, int n) {
            for (int i = 0; i < n; i++) {
                difference[i] = y[from + i] - mean[i];
            }
        }

        private void weighRow(int i, double dispersion, double[] into) {
            int row = first + i;
            double y = data.response()[row];
            double f = data.frequency()[row];
            double weight = data.weight()[row] * data.trials()[row];
            // A prior weight enters the negative binomial through its shape, k / w.
            boolean weightInShape = family == Family.NEGATIVE_BINOMIAL;
            double k = weightInShape ? dispersion / weight : dispersion;
            double w = f * (weightInShape ? 1 : weight);
            double mu = mean[i];
            double h1 = slope[i];
            double v = family.variance(mu, k);
            double u1 = (y - mu) / v;
            double u2 = -1 / v - (y - mu) * family.varianceDerivative(mu, k) / (v * v);
            residual[i] = w * u1 * h1;
            curvature[i] = -w * (u2 * h1 * h1 + u1 * link.secondDerivative(eta[i]));
            information[i] = w * h1 * h1 / v;
            if (shape) {
                scratch[i] = w * k * (y - mu) * mu * mu / (v * v) * h1;
                addShape(y, mu, k, w, into);
            }
        }
    }

    /** Derivatives in log k. */
    private void addShape(double y, double mu, double k, double f, double[] into) {
        double a = 1 / k;
        double q = 1 + k * mu;
        double logq = Math.log1p(k * mu);
        double gammaPart;
        double gammaPart2;
        if (y == Math.rint(y) && y <= 1000) {
            gammaPart = 0;
            gammaPart2 = 0;
            for (int j = 1; j < y; j++) {
                double r = j / (1 + j * k);
                gammaPart += r;
                gammaPart2 -= r * r;
            }
        } else {
            double psi = Polygamma.digamma(y + a) - Polygamma.digamma(a);
            gammaPart = y / k - a * a * psi;
            gammaPart2 = -y / (k * k)
                    + 2 * a * a * a * psi
                    + a * a * a * a * (Polygamma.trigamma(y + a) - Polygamma.trigamma(a));
        }
        double dk = gammaPart + a * a * logq - (y + a) * mu / q;
        double dk2 = gammaPart2 - 2 * a * a * a * logq + 2 * a * a * mu / q + (y + a) * mu * mu / (q * q);
        // k is dispersion / w, so derivatives in log dispersion are k times those in k.
        into[1 + p] += f * k * dk;
        double curvature = f * (k * k * dk2 + k * dk);
        int corner = p * size + p;
        into[1 + size + corner] -= curvature;
        into[1 + size + size * size + corner] -= curvature;
    }

    private void mirror(double[] matrix) {
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                matrix[b * size + a] = matrix[a * size + b];
            }
        }
    }
}
