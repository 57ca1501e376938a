package hermite.math.distribution;

/** The F distribution of variance ratios; infinite degrees of freedom are the chi-square limits. */
public record FisherF(double numerator, double denominator) implements Distribution {
    @Override
    public double density(double x, boolean log) {
        double m = numerator;
        double n = denominator;
        if (x != x || !(m > 0) || !(n > 0)) {
            return Double.NaN;
        }
        if (x < 0) {
            return Tail.zero(log);
        }
        if (x == 0) {
            return m > 2 ? Tail.zero(log) : m == 2 ? Tail.one(log) : Double.POSITIVE_INFINITY;
        }
        if (Double.isInfinite(n)) {
            return new GammaDistribution(m / 2, 2 / m).density(x, log);
        }
        double f = 1 / (n + x * m);
        double q = n * f;
        double p = x * m * f;
        double front;
        double value;
        if (m >= 2) {
            front = m * q / 2;
            value = SaddlePoint.binomial((m - 2) / 2, (m + n - 2) / 2, p, q, log);
        } else {
            front = m * m * q / (2 * p * (m + n));
            value = SaddlePoint.binomial(m / 2, (m + n) / 2, p, q, log);
        }
        return log ? Math.log(front) + value : front * value;
    }

    @Override
    public double cumulative(double x, boolean lower, boolean log) {
        double m = numerator;
        double n = denominator;
        if (x != x || !(m > 0) || !(n > 0)) {
            return Double.NaN;
        }
        if (x <= 0) {
            return Tail.certain(false, lower, log);
        }
        if (Double.isInfinite(x)) {
            return Tail.certain(true, lower, log);
        }
        if (Double.isInfinite(n)) {
            return GammaDistribution.chiSquare(m).cumulative(x * m, lower, log);
        }
        if (Double.isInfinite(m)) {
            return GammaDistribution.chiSquare(n).cumulative(n / x, !lower, log);
        }
        double all = n + m * x;
        return IncompleteBeta.ratio(m * x / all, n / all, m / 2, n / 2, lower, log);
    }

    @Override
    public double quantile(double p, boolean lower, boolean log) {
        double m = numerator;
        double n = denominator;
        if (!Tail.isProbability(p, log) || !(m > 0) || !(n > 0)) {
            return Double.NaN;
        }
        if (Double.isInfinite(n)) {
            return Double.isInfinite(m) ? 1 : GammaDistribution.chiSquare(m).quantile(p, lower, log) / m;
        }
        if (Double.isInfinite(m)) {
            return n / GammaDistribution.chiSquare(n).quantile(p, !lower, log);
        }
        return new BetaDistribution(m / 2, n / 2).odds(p, lower, log) * n / m;
    }
}
