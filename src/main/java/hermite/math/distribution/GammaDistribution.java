package hermite.math.distribution;

/** The gamma distribution; chi-square with k degrees of freedom is shape k/2, scale 2. */
public record GammaDistribution(double shape, double scale) implements Distribution {
    public static GammaDistribution chiSquare(double degreesOfFreedom) {
        return new GammaDistribution(degreesOfFreedom / 2, 2);
    }

    @Override
    public double density(double x, boolean log) {
        if (x != x || shape < 0 || scale <= 0) {
            return Double.NaN;
        }
        if (x < 0) {
            return Tail.zero(log);
        }
        if (shape == 0) {
            return x == 0 ? Double.POSITIVE_INFINITY : Tail.zero(log);
        }
        if (x == 0) {
            if (shape == 1) {
                return log ? -Math.log(scale) : 1 / scale;
            }
            return shape < 1 ? Double.POSITIVE_INFINITY : Tail.zero(log);
        }
        if (shape < 1) {
            double value = SaddlePoint.poisson(shape, x / scale, true) + Math.log(shape / x);
            return log ? value : Math.exp(value);
        }
        double value = SaddlePoint.poisson(shape - 1, x / scale, log);
        return log ? value - Math.log(scale) : value / scale;
    }

    @Override
    public double cumulative(double x, boolean lower, boolean log) {
        return shape < 0 || scale <= 0 ? Double.NaN : IncompleteGamma.ratio(shape, x / scale, lower, log);
    }

    @Override
    public double quantile(double p, boolean lower, boolean log) {
        if (!Tail.isProbability(p, log) || shape < 0 || scale <= 0) {
            return Double.NaN;
        }
        if (p == Tail.certain(false, lower, log) || shape == 0) {
            return 0;
        }
        if (p == Tail.certain(true, lower, log)) {
            return Double.POSITIVE_INFINITY;
        }
        // Wilson & Hilferty (1931), or the leading term of the series where the quantile is small
        double z = new Normal(0, 1).quantile(p, lower, log);
        double root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
        double start = shape * root * root * root;
        if (!(root > 0.1)) {
            start = Math.exp((Tail.logLower(p, lower, log) + org.apache.commons.math3.special.Gamma.logGamma(shape + 1))
                    / shape);
        }
        double unit =
                Search.positive(new GammaDistribution(shape, 1), Math.max(start, Double.MIN_NORMAL), p, lower, log);
        return unit * scale;
    }
}
