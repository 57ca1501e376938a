package hermite.model.glm;

import hermite.model.Family;
import hermite.model.Link;
import hermite.model.Observations;
import hermite.model.StandardLink;
import org.apache.commons.math3.special.Gamma;

/**
 * Log likelihood, score and information at phi = 1 in (beta) or, for a negative binomial whose k is estimated, in
 * (beta, log k). Chain rule: l' = u1 h', l'' = u2 h'² + u1 h'' with u1 = (y - mu)/V, u2 = -1/V - (y - mu)V'/V².
 */
final class GlmLikelihood {
    private static final double EDGE = 1e-15;

    private final Observations data;
    private final Family family;
    private final Link link;
    private final boolean shape;
    private final boolean simple;
    private final int p;
    private final int size;

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
        double sum = 0;
        for (int i = 0; i < data.rows(); i++) {
            double mu = mean(beta, i);
            if (!family.isValidMean(mu)) {
                return Double.NEGATIVE_INFINITY;
            }
            sum += data.frequency()[i]
                    * family.logLikelihoodKernel(
                            data.response()[i], mu, data.weight()[i] * data.trials()[i], dispersion);
        }
        return Double.isNaN(sum) ? Double.NEGATIVE_INFINITY : sum;
    }

    /** Fills value, score and both informations. */
    void evaluate(double[] beta, double dispersion) {
        value = valueAt(beta, dispersion);
        java.util.Arrays.fill(score, 0);
        java.util.Arrays.fill(observed, 0);
        java.util.Arrays.fill(expected, 0);
        for (int i = 0; i < data.rows(); i++) {
            addRow(beta, dispersion, i);
        }
        mirror(observed);
        mirror(expected);
    }

    private void addRow(double[] beta, double dispersion, int i) {
        double eta = eta(beta, i);
        double mu = mean(beta, i);
        double y = data.response()[i];
        double f = data.frequency()[i];
        double weight = data.weight()[i] * data.trials()[i];
        // A prior weight enters the negative binomial through its shape, k / w.
        boolean weightInShape = family == Family.NEGATIVE_BINOMIAL;
        double k = weightInShape ? dispersion / weight : dispersion;
        double w = f * (weightInShape ? 1 : weight);
        double first;
        double second;
        double information;
        double h1 = link.firstDerivative(eta);
        double v = family.variance(mu, k);
        if (simple) {
            first = y - mu;
            second = -h1;
            information = h1;
        } else {
            double residual = y - mu;
            double u1 = residual / v;
            double u2 = -1 / v - residual * family.varianceDerivative(mu, k) / (v * v);
            first = u1 * h1;
            second = u2 * h1 * h1 + u1 * link.secondDerivative(eta);
            information = h1 * h1 / v;
        }
        int row = i * p;
        double[] x = data.x();
        for (int a = 0; a < p; a++) {
            double xa = w * x[row + a];
            if (xa == 0) {
                continue;
            }
            score[a] += xa * first;
            for (int b = 0; b <= a; b++) {
                observed[a * size + b] -= xa * second * x[row + b];
                expected[a * size + b] += xa * information * x[row + b];
            }
        }
        if (shape) {
            addShape(i, y, mu, k, w, dispersion, -(y - mu) * mu * mu / (v * v) * h1);
        }
    }

    /** Derivatives in log k; {@code crossInK} is d²l / d eta dk. */
    private void addShape(int i, double y, double mu, double k, double f, double dispersion, double crossInK) {
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
        score[p] += f * k * dk;
        double curvature = f * (k * k * dk2 + k * dk);
        observed[p * size + p] -= curvature;
        expected[p * size + p] -= curvature;
        for (int b = 0; b < p; b++) {
            observed[p * size + b] -= f * k * crossInK * data.x()[i * p + b];
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
