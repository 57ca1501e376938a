package hermite.math.distribution;

/** Student's t. */
public record StudentT(double degreesOfFreedom) implements Distribution {
    private static final Normal LIMIT = new Normal(0, 1);
    private static final double LN_ROOT_TWO_PI = 0.918938533204672741780329736406;

    @Override
    public double density(double x, boolean log) {
        double n = degreesOfFreedom;
        if (x != x || !(n > 0)) {
            return Double.NaN;
        }
        if (Double.isInfinite(x)) {
            return Tail.zero(log);
        }
        if (Double.isInfinite(n)) {
            return LIMIT.density(x, log);
        }
        double t = -SaddlePoint.deviance(n / 2, (n + 1) / 2)
                + SaddlePoint.stirlingError((n + 1) / 2)
                - SaddlePoint.stirlingError(n / 2);
        double square = x * x / n;
        double halfLog = square > 1e20 ? Math.log(Math.abs(x)) - Math.log(n) / 2 : Math.log1p(square) / 2;
        double u = square > 0.2 ? n * halfLog : -SaddlePoint.deviance(n / 2, (n + x * x) / 2) + x * x / 2;
        double value = t - u - (LN_ROOT_TWO_PI + halfLog);
        return log ? value : Math.exp(value);
    }

    @Override
    public double cumulative(double x, boolean lower, boolean log) {
        double n = degreesOfFreedom;
        if (x != x || !(n > 0)) {
            return Double.NaN;
        }
        if (Double.isInfinite(n) || n > 1e15) {
            return LIMIT.cumulative(x, lower, log);
        }
        if (Double.isInfinite(x)) {
            return Tail.certain(x > 0, lower, log);
        }
        double square = x * x;
        double logBeyond;
        if (square > 1e300) {
            logBeyond = 0.5 * n * (Math.log(n) - 2 * Math.log(Math.abs(x)))
                    - org.apache.commons.math3.special.Beta.logBeta(n / 2, 0.5)
                    - Math.log(n / 2);
        } else {
            logBeyond = IncompleteBeta.ratio(n / (n + square), square / (n + square), n / 2, 0.5, true, true);
        }
        double logTail = logBeyond - Math.log(2);
        if (x <= 0 == lower) {
            return log ? logTail : Math.exp(logTail);
        }
        return log ? Math.log1p(-Math.exp(logTail)) : 1 - Math.exp(logTail);
    }

    @Override
    public double quantile(double p, boolean lower, boolean log) {
        double n = degreesOfFreedom;
        if (!Tail.isProbability(p, log) || !(n > 0)) {
            return Double.NaN;
        }
        if (Double.isInfinite(n) || n > 1e15) {
            return LIMIT.quantile(p, lower, log);
        }
        double below = Tail.lower(p, lower, log);
        if (below == 0.5) {
            return 0;
        }
        boolean negative = below < 0.5;
        double logTail = negative ? Tail.logLower(p, lower, log) : Tail.logLower(p, !lower, log);
        if (logTail == Double.NEGATIVE_INFINITY) {
            return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double start = Math.max(LIMIT.quantile(Math.exp(logTail), false, false), 1e-8);
        double size = Search.positive(new Size(this), start, Math.min(logTail + Math.log(2), 0), false, true);
        return negative ? -size : size;
    }

    /** The distribution of |T|. */
    private record Size(StudentT t) implements Curve {
        @Override
        public double density(double x, boolean log) {
            double value = t.density(x, true) + Math.log(2);
            return log ? value : Math.exp(value);
        }

        @Override
        public double cumulative(double x, boolean lower, boolean log) {
            double square = x * x;
            double n = t.degreesOfFreedom;
            if (!lower && log && square > 1e300) {
                return t.cumulative(x, false, true) + Math.log(2);
            }
            return IncompleteBeta.ratio(n / (n + square), square / (n + square), n / 2, 0.5, !lower, log);
        }
    }
}
