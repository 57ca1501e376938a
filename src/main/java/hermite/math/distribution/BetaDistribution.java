package hermite.math.distribution;

/** The beta distribution. */
public record BetaDistribution(double a, double b) implements Distribution {
    @Override
    public double density(double x, boolean log) {
        if (x != x || a < 0 || b < 0) {
            return Double.NaN;
        }
        if (x < 0 || x > 1) {
            return Tail.zero(log);
        }
        if (x == 0) {
            return a > 1 ? Tail.zero(log) : a < 1 ? Double.POSITIVE_INFINITY : log ? Math.log(b) : b;
        }
        if (x == 1) {
            return b > 1 ? Tail.zero(log) : b < 1 ? Double.POSITIVE_INFINITY : log ? Math.log(a) : a;
        }
        return density(x, 1 - x, log);
    }

    /** @param y 1 − x with its own digits */
    double density(double x, double y, boolean log) {
        double value;
        if (a <= 2 || b <= 2) {
            value = (a - 1) * Math.log(x) + (b - 1) * (x < 0.5 ? Math.log1p(-x) : Math.log(y)) - logBeta();
        } else {
            value = Math.log(a + b - 1) + SaddlePoint.binomial(a - 1, a + b - 2, x, y, true);
        }
        return log ? value : Math.exp(value);
    }

    private double logBeta() {
        return org.apache.commons.math3.special.Beta.logBeta(a, b);
    }

    @Override
    public double cumulative(double x, boolean lower, boolean log) {
        return a < 0 || b < 0 ? Double.NaN : IncompleteBeta.ratio(x, a, b, lower, log);
    }

    @Override
    public double quantile(double p, boolean lower, boolean log) {
        if (!Tail.isProbability(p, log) || a < 0 || b < 0) {
            return Double.NaN;
        }
        double odds = odds(p, lower, log);
        return Double.isInfinite(odds) ? 1 : odds / (1 + odds);
    }

    /** Quantile of X/(1 − X), which keeps the digits at both ends. */
    double odds(double p, boolean lower, boolean log) {
        if (p == Tail.certain(false, lower, log)) {
            return 0;
        }
        if (p == Tail.certain(true, lower, log)) {
            return Double.POSITIVE_INFINITY;
        }
        return Search.positive(new Odds(this), a / b, p, lower, log);
    }

    /** The distribution of X/(1 − X), beta prime. */
    record Odds(BetaDistribution beta) implements Distribution {
        @Override
        public double density(double x, boolean log) {
            double value = beta.density(x / (1 + x), 1 / (1 + x), true) - 2 * Math.log1p(x);
            return log ? value : Math.exp(value);
        }

        @Override
        public double cumulative(double x, boolean lower, boolean log) {
            return IncompleteBeta.ratio(x / (1 + x), 1 / (1 + x), beta.a, beta.b, lower, log);
        }

        @Override
        public double quantile(double p, boolean lower, boolean log) {
            return beta.odds(p, lower, log);
        }
    }
}
