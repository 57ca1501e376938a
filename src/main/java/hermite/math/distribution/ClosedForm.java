package hermite.math.distribution;

import java.util.function.DoubleUnaryOperator;

/** Continuous distributions whose tail logarithms and quantiles have closed forms. */
public final class ClosedForm {
    private ClosedForm() {}

    /**
     * A distribution from its parts.
     *
     * @param logDensity at any x
     * @param logLower log P(X ≤ x)
     * @param logUpper log P(X &gt; x)
     * @param quantile from (log lower, log upper) probabilities
     */
    private record Parts(
            DoubleUnaryOperator logDensity,
            DoubleUnaryOperator logLower,
            DoubleUnaryOperator logUpper,
            FromTails quantile)
            implements Distribution {
        @Override
        public double density(double x, boolean log) {
            double value = x != x ? x : logDensity.applyAsDouble(x);
            return log ? value : Math.exp(value);
        }

        @Override
        public double cumulative(double x, boolean lower, boolean log) {
            double value = x != x ? x : (lower ? logLower : logUpper).applyAsDouble(x);
            if (log) {
                return value;
            }
            return value > -0.1 ? 1 + Math.expm1(value) : Math.exp(value);
        }

        @Override
        public double quantile(double p, boolean lower, boolean log) {
            if (!Tail.isProbability(p, log)) {
                return Double.NaN;
            }
            return quantile.at(Tail.logLower(p, lower, log), Tail.logLower(p, !lower, log));
        }
    }

    private interface FromTails {
        double at(double logLower, double logUpper);
    }

    private static final double NEVER = Double.NEGATIVE_INFINITY;

    /** Exponential and, with shape other than 1, Weibull. */
    public static Distribution weibull(double shape, double scale) {
        if (!(shape > 0) || !(scale > 0)) {
            return invalid();
        }
        return new Parts(
                x -> x < 0
                        ? NEVER
                        : Double.isInfinite(x)
                                ? NEVER
                                : (shape == 1 ? 0 : (shape - 1) * Math.log(x / scale))
                                        - Math.pow(x / scale, shape)
                                        + Math.log(shape / scale),
                x -> x <= 0 ? NEVER : Tail.logOneMinusExp(-Math.pow(x / scale, shape)),
                x -> x <= 0 ? 0 : -Math.pow(x / scale, shape),
                (below, above) -> scale * Math.pow(-above, 1 / shape));
    }

    public static Distribution logistic(double location, double scale) {
        if (!(scale > 0)) {
            return invalid();
        }
        return new Parts(
                x -> {
                    double z = Math.abs((x - location) / scale);
                    return -z - Math.log(scale) - 2 * Math.log1p(Math.exp(-z));
                },
                x -> -softPlus(-(x - location) / scale),
                x -> -softPlus((x - location) / scale),
                (below, above) -> location + scale * (below - above));
    }

    /** log(1 + exp(x)) */
    private static double softPlus(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    public static Distribution uniform(double least, double most) {
        if (!(most >= least) || Double.isInfinite(most - least)) {
            return invalid();
        }
        double width = most - least;
        return new Parts(
                x -> x < least || x > most ? NEVER : -Math.log(width),
                x -> x <= least ? NEVER : x >= most ? 0 : Math.log((x - least) / width),
                x -> x <= least ? 0 : x >= most ? NEVER : Math.log((most - x) / width),
                (below, above) -> least + Math.exp(below) * width);
    }

    public static Distribution cauchy(double location, double scale) {
        if (!(scale > 0)) {
            return invalid();
        }
        return new Parts(
                x -> {
                    double z = (x - location) / scale;
                    return -Math.log(Math.PI * scale) - Math.log1p(z * z);
                },
                x -> logCauchyTail(-(x - location) / scale),
                x -> logCauchyTail((x - location) / scale),
                (below, above) -> {
                    if (below == above) {
                        return location;
                    }
                    double size = scale / Math.tan(Math.PI * Math.exp(Math.min(below, above)));
                    return below < above ? location - size : location + size;
                });
    }

    /** log P(Z > z) */
    private static double logCauchyTail(double z) {
        return z < -1 ? Math.log1p(-cauchyTail(-z)) : Math.log(cauchyTail(z));
    }

    private static double cauchyTail(double z) {
        return z > 1 ? Math.atan(1 / z) / Math.PI : 0.5 - Math.atan(z) / Math.PI;
    }

    public static Distribution logNormal(double meanLog, double sdLog) {
        Normal normal = new Normal(meanLog, sdLog);
        return new Distribution() {
            @Override
            public double density(double x, boolean log) {
                if (x != x) {
                    return x;
                }
                if (x <= 0) {
                    return Tail.zero(log);
                }
                double value = normal.density(Math.log(x), true) - Math.log(x);
                return log ? value : Math.exp(value);
            }

            @Override
            public double cumulative(double x, boolean lower, boolean log) {
                return x <= 0 ? Tail.certain(false, lower, log) : normal.cumulative(Math.log(x), lower, log);
            }

            @Override
            public double quantile(double p, boolean lower, boolean log) {
                return Math.exp(normal.quantile(p, lower, log));
            }
        };
    }

    private static Distribution invalid() {
        return new Parts(x -> Double.NaN, x -> Double.NaN, x -> Double.NaN, (below, above) -> Double.NaN);
    }
}
