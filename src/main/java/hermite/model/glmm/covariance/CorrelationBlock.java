package hermite.model.glmm.covariance;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of random effects with G = D R(ρ) D: standard deviations in D, a correlation matrix with few parameters.
 * Optimisation parameters are the standard deviation where there is one (any sign), logarithms of the standard
 * deviations where there are several, then the logit of ρ's place in its range (compound symmetry), the inverse
 * hyperbolic tangent of ρ (autoregressive) or of the partial autocorrelations (Toeplitz with all diagonals, which is
 * positive definite whatever they are: Barndorff-Nielsen and Schou 1973), or the correlations themselves (Toeplitz with
 * fewer, where a matrix that is not positive definite has no factor and its likelihood is not a number).
 *
 * @param band number of diagonals of a Toeplitz matrix
 */
record CorrelationBlock(RandomCovariance.Kind kind, int size, int band) {

    private static final double SMALLEST_SQUARE = 1e-14;

    boolean isHeterogeneous() {
        return switch (kind) {
            case HETEROGENEOUS_COMPOUND_SYMMETRY, HETEROGENEOUS_AUTOREGRESSIVE -> true;
            default -> false;
        };
    }

    private boolean isToeplitz() {
        return kind == RandomCovariance.Kind.TOEPLITZ;
    }

    private boolean hasPartialCorrelations() {
        return isToeplitz() && band == size;
    }

    private boolean isExchangeable() {
        return switch (kind) {
            case COMPOUND_SYMMETRY, HETEROGENEOUS_COMPOUND_SYMMETRY -> true;
            default -> false;
        };
    }

    int scales() {
        return isHeterogeneous() ? size : 1;
    }

    private int correlations() {
        return isToeplitz() ? band - 1 : 1;
    }

    int parameters() {
        return scales() + correlations();
    }

    int scaleParameter(int effect) {
        return isHeterogeneous() ? effect : 0;
    }

    List<RandomCovariance.Reported> reported(int block) {
        List<RandomCovariance.Reported> all = new ArrayList<>();
        for (int d = 0; d < scales(); d++) {
            all.add(new RandomCovariance.Reported(block, kind, d, d));
        }
        for (int k = 0; k < correlations(); k++) {
            all.add(new RandomCovariance.Reported(block, kind, k + 1, -1));
        }
        return all;
    }

    private double lowest() {
        return size == 1 ? -1 : -1.0 / (size - 1);
    }

    private double correlation(double[] theta, int lag) {
        if (hasPartialCorrelations()) {
            return PartialCorrelations.of(theta, scales(), band - 1).correlation(lag);
        }
        double u = theta[scales() + (isToeplitz() ? lag - 1 : 0)];
        if (isToeplitz()) {
            return u;
        }
        return isExchangeable() ? lowest() + (1 - lowest()) / (1 + StrictMath.exp(-u)) : StrictMath.tanh(u);
    }

    private double correlationSlope(double[] theta) {
        if (isToeplitz()) {
            return 1;
        }
        double r = correlation(theta, 1);
        return isExchangeable() ? (r - lowest()) * (1 - r) / (1 - lowest()) : 1 - r * r;
    }

    private double scale(double[] theta, int effect) {
        return isHeterogeneous() ? StrictMath.exp(theta[effect]) : theta[0];
    }

    /** R at distance {@code lag} given the correlation parameter(s). */
    private double element(double[] theta, int lag) {
        if (lag == 0) {
            return 1;
        }
        if (isToeplitz()) {
            return lag < band ? correlation(theta, lag) : 0;
        }
        double r = correlation(theta, 1);
        return isExchangeable() ? r : power(r, lag);
    }

    /** ∂R/∂(correlation parameter k, on the scale of correlations) at distance {@code lag}. */
    private double elementSlope(double correlation, int k, int lag) {
        if (lag == 0) {
            return 0;
        }
        if (isToeplitz()) {
            return lag == k + 1 ? 1 : 0;
        }
        return isExchangeable() ? 1 : lag * power(correlation, lag - 1);
    }

    /** ∂R/∂(optimisation parameter k of the correlations) at every distance. */
    private double[] elementSlopes(double[] theta, int k) {
        double[] out = new double[size];
        if (hasPartialCorrelations()) {
            PartialCorrelations partial = PartialCorrelations.of(theta, scales(), band - 1);
            for (int lag = 1; lag < size; lag++) {
                out[lag] = partial.slope(lag, k);
            }
            return out;
        }
        double r = correlation(theta, k + 1);
        double slope = correlationSlope(theta);
        for (int lag = 0; lag < size; lag++) {
            out[lag] = slope * elementSlope(r, k, lag);
        }
        return out;
    }

    private static double power(double base, int exponent) {
        double out = 1;
        for (int i = 0; i < exponent; i++) {
            out *= base;
        }
        return out;
    }

    /** Lower triangular factor of R; NaN from the first row where a banded one is not positive definite. */
    private double[] root(double[] theta) {
        double[] l = new double[size * size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b <= a; b++) {
                double s = element(theta, a - b);
                for (int k = 0; k < b; k++) {
                    s -= l[a * size + k] * l[b * size + k];
                }
                l[a * size + b] = a == b ? Math.sqrt(above(s)) : s / l[b * size + b];
            }
        }
        return l;
    }

    /** Rounding does not take a matrix at the limit of its correlations beyond it. */
    private double above(double square) {
        return isToeplitz() && !hasPartialCorrelations() ? square : Math.max(square, SMALLEST_SQUARE);
    }

    /** L = D chol(R), row-major. */
    double[] factor(double[] theta) {
        double[] l = root(theta);
        for (int a = 0; a < size; a++) {
            for (int b = 0; b <= a; b++) {
                l[a * size + b] *= scale(theta, a);
            }
        }
        return l;
    }

    /** ∂L/∂θ_k; for a correlation D C Φ(C⁻¹ dR C⁻ᵀ) with C the factor of R and Φ the lower triangle, diagonal halved. */
    double[] factorDerivative(double[] theta, int k) {
        double[] c = root(theta);
        double[] out = new double[size * size];
        if (k < scales()) {
            for (int a = 0; a < size; a++) {
                double ds = !isHeterogeneous() ? 1 : a == k ? scale(theta, a) : 0;
                for (int b = 0; b <= a; b++) {
                    out[a * size + b] = ds * c[a * size + b];
                }
            }
            return out;
        }
        double[] byLag = elementSlopes(theta, k - scales());
        double[] d = new double[size * size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                d[a * size + b] = byLag[Math.abs(a - b)];
            }
        }
        solveLower(c, d);
        transpose(d);
        solveLower(c, d);
        for (int a = 0; a < size; a++) {
            for (int b = 0; b <= a; b++) {
                double s = 0;
                for (int m = b; m <= a; m++) {
                    s += c[a * size + m] * (m == b ? 0.5 * d[m * size + b] : d[m * size + b]);
                }
                out[a * size + b] = s * scale(theta, a);
            }
        }
        return out;
    }

    private void solveLower(double[] c, double[] d) {
        for (int column = 0; column < size; column++) {
            for (int a = 0; a < size; a++) {
                double s = d[a * size + column];
                for (int m = 0; m < a; m++) {
                    s -= c[a * size + m] * d[m * size + column];
                }
                d[a * size + column] = s / c[a * size + a];
            }
        }
    }

    private void transpose(double[] d) {
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < a; b++) {
                double swap = d[a * size + b];
                d[a * size + b] = d[b * size + a];
                d[b * size + a] = swap;
            }
        }
    }

    /**
     * Reported parameters: CS (variance less covariance, covariance), CSH and ARH(1) (variances, ρ), AR(1) (variance,
     * ρ), TOEP (variance, covariances).
     */
    double[] report(double[] theta) {
        double[] out = new double[parameters()];
        double v = scale(theta, 0) * scale(theta, 0);
        switch (kind) {
            case COMPOUND_SYMMETRY -> {
                double r = correlation(theta, 1);
                out[0] = v * (1 - r);
                out[1] = v * r;
            }
            case TOEPLITZ -> {
                out[0] = v;
                for (int k = 1; k < out.length; k++) {
                    out[k] = v * correlation(theta, k);
                }
            }
            default -> {
                for (int d = 0; d < scales(); d++) {
                    out[d] = scale(theta, d) * scale(theta, d);
                }
                out[scales()] = correlation(theta, 1);
            }
        }
        return out;
    }

    /** Optimisation parameters that {@link #report} carries over to these values; NaN where there are none. */
    double[] optimization(double[] values) {
        double[] out = new double[parameters()];
        switch (kind) {
            case COMPOUND_SYMMETRY -> {
                double v = values[0] + values[1];
                out[0] = Math.sqrt(v);
                out[1] = exchangeable(values[1] / v);
            }
            case TOEPLITZ -> {
                out[0] = Math.sqrt(values[0]);
                double[] correlations = new double[out.length - 1];
                for (int k = 1; k < out.length; k++) {
                    correlations[k - 1] = values[k] / values[0];
                }
                double[] free = hasPartialCorrelations() ? PartialCorrelations.parameters(correlations) : correlations;
                System.arraycopy(free, 0, out, 1, free.length);
            }
            default -> {
                for (int d = 0; d < scales(); d++) {
                    // a standard deviation without logarithm 0 stands for e⁻⁴⁰
                    out[d] = isHeterogeneous() ? Math.max(0.5 * StrictMath.log(values[d]), -40) : Math.sqrt(values[d]);
                }
                double r = values[scales()];
                out[scales()] = isExchangeable() ? exchangeable(r) : 0.5 * StrictMath.log((1 + r) / (1 - r));
            }
        }
        return out;
    }

    /** Whether correlations a little further off would have no positive definite matrix. */
    boolean isAtEdge(double[] theta, double distance) {
        for (int k = scales(); k < parameters(); k++) {
            for (double way : new double[] {distance, -distance}) {
                double[] moved = theta.clone();
                moved[k] += way;
                if (Double.isNaN(root(moved)[size * size - 1])) {
                    return true;
                }
            }
        }
        return false;
    }

    private double exchangeable(double r) {
        return StrictMath.log((r - lowest()) / (1 - r));
    }

    double[] reportJacobian(double[] theta) {
        int m = parameters();
        double[] out = new double[m * m];
        double s = scale(theta, 0);
        double slope = isToeplitz() ? 1 : correlationSlope(theta);
        switch (kind) {
            case COMPOUND_SYMMETRY -> {
                double r = correlation(theta, 1);
                out[0] = 2 * s * (1 - r);
                out[1] = -s * s * slope;
                out[2] = 2 * s * r;
                out[3] = s * s * slope;
            }
            case TOEPLITZ -> {
                out[0] = 2 * s;
                for (int k = 1; k < m; k++) {
                    out[k * m] = 2 * s * correlation(theta, k);
                    for (int c = 1; c < m; c++) {
                        out[k * m + c] = s * s * elementSlopes(theta, c - 1)[k];
                    }
                }
            }
            default -> {
                for (int d = 0; d < scales(); d++) {
                    double sd = scale(theta, d);
                    out[d * m + d] = isHeterogeneous() ? 2 * sd * sd : 2 * sd;
                }
                out[m * m - 1] = slope;
            }
        }
        return out;
    }

    /** ∂G/∂(reported parameter k). */
    double[] covarianceDerivative(double[] values, int k) {
        double[] out = new double[size * size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                out[a * size + b] = covarianceSlope(values, k, a, b);
            }
        }
        return out;
    }

    private double covarianceSlope(double[] values, int k, int a, int b) {
        int lag = Math.abs(a - b);
        double r = values[values.length - 1];
        switch (kind) {
            case COMPOUND_SYMMETRY -> {
                return k == 1 || a == b ? 1 : 0;
            }
            case TOEPLITZ -> {
                return lag == k ? 1 : 0;
            }
            case AUTOREGRESSIVE -> {
                return k == 0 ? power(r, lag) : lag == 0 ? 0 : values[0] * lag * power(r, lag - 1);
            }
            default -> {
                double sd = Math.sqrt(values[a] * values[b]);
                boolean exchangeable = isExchangeable();
                if (k == size) {
                    return lag == 0 ? 0 : sd * (exchangeable ? 1 : lag * power(r, lag - 1));
                }
                double correlation = lag == 0 ? 1 : exchangeable ? r : power(r, lag);
                double own = (a == k ? 0.5 : 0) + (b == k ? 0.5 : 0);
                return own * correlation * sd / values[k];
            }
        }
    }
}
