package hermite.math.distribution;

import org.apache.commons.math3.special.Gamma;

/** Binomial and Poisson probabilities through deviances (Loader 2000, Fast and accurate computation of binomial probabilities). */
final class SaddlePoint {
    private static final double TWO_PI = 2 * Math.PI;

    private SaddlePoint() {}

    /** Error of Stirling's formula, log(n!) − [½ log(2πn) + n log n − n]. */
    static double stirlingError(double of) {
        double n = of;
        // error(n) = error(n + 1) + (n + ½) log(1 + 1/n) − 1 leads to where the series has all digits
        double fromLarger = 0;
        while (n <= 15) {
            fromLarger += (n + 0.5) * (n < 1 ? Math.log1p(n) - Math.log(n) : Math.log1p(1 / n)) - 1;
            n++;
        }
        double square = n * n;
        double series =
                (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / square) / square) / square) / square)
                        / n;
        return fromLarger + series;
    }

    /** Deviance term x log(x/m) + m − x. */
    static double deviance(double x, double mean) {
        if (Math.abs(x - mean) >= 0.1 * (x + mean)) {
            return x * Math.log(x / mean) + mean - x;
        }
        double v = (x - mean) / (x + mean);
        double sum = (x - mean) * v;
        double term = 2 * x * v;
        v *= v;
        for (int j = 1; j < 1000; j++) {
            term *= v;
            double next = sum + term / (2 * j + 1);
            if (next == sum) {
                return next;
            }
            sum = next;
        }
        return sum;
    }

    /** m^x exp(−m) / Γ(x + 1), x not necessarily whole. */
    static double poisson(double x, double mean, boolean log) {
        if (mean == 0) {
            return x == 0 ? Tail.one(log) : Tail.zero(log);
        }
        if (Double.isInfinite(mean) || x < 0) {
            return Tail.zero(log);
        }
        if (x <= mean * Double.MIN_NORMAL) {
            return log ? -mean : Math.exp(-mean);
        }
        if (mean < x * Double.MIN_NORMAL || x < 1) {
            double value = -mean + x * Math.log(mean) - Gamma.logGamma(x + 1);
            return log ? value : Math.exp(value);
        }
        double exponent = -stirlingError(x) - deviance(x, mean);
        return log ? -0.5 * Math.log(TWO_PI * x) + exponent : Math.exp(exponent) / Math.sqrt(TWO_PI * x);
    }

    /** Γ(n+1) / [Γ(x+1) Γ(n−x+1)] p^x q^(n−x), arguments not necessarily whole. */
    static double binomial(double x, double n, double p, double q, boolean log) {
        if (p == 0) {
            return x == 0 ? Tail.one(log) : Tail.zero(log);
        }
        if (q == 0) {
            return x == n ? Tail.one(log) : Tail.zero(log);
        }
        if (x < 0 || x > n) {
            return Tail.zero(log);
        }
        if (x == 0) {
            double value = n == 0 ? 0 : p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q);
            return log ? value : Math.exp(value);
        }
        if (x == n) {
            double value = q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p);
            return log ? value : Math.exp(value);
        }
        double exponent = stirlingError(n)
                - stirlingError(x)
                - stirlingError(n - x)
                - deviance(x, n * p)
                - deviance(n - x, n * q);
        double factor = Math.log(TWO_PI) + Math.log(x) + Math.log((n - x) / n);
        return log ? exponent - 0.5 * factor : Math.exp(exponent - 0.5 * factor);
    }
}
