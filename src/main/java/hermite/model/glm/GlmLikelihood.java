package hermite.model.glm;

import hermite.math.BlockSum;
import hermite.math.Exponential;
import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Observations;
import hermite.model.StandardLink;
import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

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
    private final boolean simple;
    private final boolean logistic;
    private final int p;
    private final int size;

    private double[] evaluatedBeta = {};
    private double evaluatedDispersion = Double.NaN;

    double value;
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
        this.simple = family == Family.BINOMIAL && link == StandardLink.LOGIT
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
            for (int first = from; first < to; first += Lanes.WIDTH) {
                lanes.load(beta, first, Math.min(Lanes.WIDTH, to - first));
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
        double[] sums = BlockSum.of(data.rows(), ROWS_PER_BLOCK, 1 + size + 2 * square, (from, to, into) -> {
            Lanes lanes = new Lanes();
            for (int first = from; first < to; first += Lanes.WIDTH) {
                lanes.load(beta, first, Math.min(Lanes.WIDTH, to - first));
                into[0] += lanes.value(dispersion);
                lanes.derivatives(dispersion, into);
            }
        });
        value = Double.isNaN(sums[0]) ? Double.NEGATIVE_INFINITY : sums[0];
        System.arraycopy(sums, 1, score, 0, size);
        System.arraycopy(sums, 1 + size, observed, 0, square);
        mirror(observed);
        if (simple) {
            System.arraycopy(observed, 0, expected, 0, square);
        } else {
            System.arraycopy(sums, 1 + size + square, expected, 0, square);
            mirror(expected);
        }
        evaluatedBeta = beta.clone();
        evaluatedDispersion = dispersion;
    }

    /** A few rows side by side: loops over them are free of calls where the link has a loop of its own. */
    private final class Lanes {
        private static final int WIDTH = 256;

        private final double[] eta = new double[WIDTH];
        private final double[] mean = new double[WIDTH];
        private final double[] slope = new double[WIDTH];
        private final double[] scratch = new double[WIDTH];
        private int first;
        private int n;

        private void load(double[] beta, int firstRow, int count) {
            first = firstRow;
            n = count;
            double[] x = data.x();
            double[] offset = data.offset();
            for (int i = 0; i < n; i++) {
                int row = (first + i) * p;
                double sum = offset[first + i];
                for (int j = 0; j < p; j++) {
                    sum += x[row + j] * beta[j];
                }
                eta[i] = sum;
            }
            link.evaluate(eta, mean, slope, scratch, n);
            if (family == Family.BINOMIAL) {
                for (int i = 0; i < n; i++) {
                    mean[i] = Math.min(Math.max(mean[i], EDGE), 1 - EDGE);
                }
            }
        }

        private double value(double dispersion) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                int row = first + i;
                if (!family.isValidMean(mean[i])) {
                    return Double.NEGATIVE_INFINITY;
                }
                double weight = data.weight()[row] * data.trials()[row];
                double y = data.response()[row];
                double kernel = logistic && Math.abs(eta[i]) < LOGISTIC_EDGE
                        ? weight * logistic(eta[i], y) / dispersion
                        : family.logLikelihoodKernel(y, mean[i], weight, dispersion);
                sum += data.frequency()[row] * kernel;
            }
            return sum;
        }

        /** y log mu + (1 − y) log(1 − mu), from the exponential that does not exceed 1. */
        private static double logistic(double eta, double y) {
            double rest = Exponential.log1p(Exponential.exp(-Math.abs(eta)));
            return eta >= 0 ? -(1 - y) * eta - rest : y * eta - rest;
        }

        private void derivatives(double dispersion, double[] into) {
            for (int i = 0; i < n; i++) {
                addRow(first + i, eta[i], mean[i], slope[i], dispersion, into);
            }
        }
    }

    private void addRow(int i, double eta, double mu, double h1, double dispersion, double[] into) {
        double y = data.response()[i];
        double f = data.frequency()[i];
        double weight = data.weight()[i] * data.trials()[i];
        // A prior weight enters the negative binomial through its shape, k / w.
        boolean weightInShape = family == Family.NEGATIVE_BINOMIAL;
        double k = weightInShape ? dispersion / weight : dispersion;
        double w = f * (weightInShape ? 1 : weight);
        if (simple) {
            addCanonicalRow(i * p, w * (y - mu), w * h1, into);
            return;
        }
        double v = family.variance(mu, k);
        double residual = y - mu;
        double u1 = residual / v;
        double u2 = -1 / v - residual * family.varianceDerivative(mu, k) / (v * v);
        double first = u1 * h1;
        double second = u2 * h1 * h1 + u1 * link.secondDerivative(eta);
        double information = h1 * h1 / v;
        int row = i * p;
        double[] x = data.x();
        int expectedFrom = 1 + size + size * size;
        for (int a = 0; a < p; a++) {
            double xa = w * x[row + a];
            if (xa == 0) {
                continue;
            }
            into[1 + a] += xa * first;
            int place = 1 + size + a * size;
            for (int b = 0; b <= a; b++) {
                into[place + b] -= xa * second * x[row + b];
                into[expectedFrom + a * size + b] += xa * information * x[row + b];
            }
        }
        if (shape) {
            addShape(i, y, mu, k, w, dispersion, -(y - mu) * mu * mu / (v * v) * h1, into);
        }
    }

    /** Under a canonical link observed and expected information are one. */
    private void addCanonicalRow(int row, double residual, double information, double[] into) {
        double[] x = data.x();
        for (int a = 0; a < p; a++) {
            double xa = x[row + a];
            if (xa == 0) {
                continue;
            }
            into[1 + a] += xa * residual;
            double scaled = xa * information;
            int place = 1 + size + a * size;
            for (int b = 0; b <= a; b++) {
                into[place + b] += scaled * x[row + b];
            }
        }
    }

    /** Derivatives in log k; {@code crossInK} is d²l / d eta dk. */
    private void addShape(
            int i, double y, double mu, double k, double f, double dispersion, double crossInK, double[] into) {
        int observedFrom = 1 + size;
        int expectedFrom = observedFrom + size * size;
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
            double psi = Gamma.digamma(y + a) - Gamma.digamma(a);
            gammaPart = y / k - a * a * psi;
            gammaPart2 =
                    -y / (k * k) + 2 * a * a * a * psi + a * a * a * a * (Gamma.trigamma(y + a) - Gamma.trigamma(a));
        }
        double dk = gammaPart + a * a * logq - (y + a) * mu / q;
        double dk2 = gammaPart2 - 2 * a * a * a * logq + 2 * a * a * mu / q + (y + a) * mu * mu / (q * q);
        // k is dispersion / w, so derivatives in log dispersion are k times those in k.
        into[1 + p] += f * k * dk;
        double curvature = f * (k * k * dk2 + k * dk);
        into[observedFrom + p * size + p] -= curvature;
        into[expectedFrom + p * size + p] -= curvature;
        for (int b = 0; b < p; b++) {
            into[observedFrom + p * size + b] -= f * k * crossInK * data.x()[i * p + b];
        }
    }

    private void mirror(double[] matrix) {
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                matrix[b * size + a] = matrix[a * size + b];
            }
        }
    }
}
