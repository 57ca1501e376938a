package hermite.math.distribution;

import hermite.math.StandardNormal;

/** The normal distribution; quantiles by Wichura (1988), Applied Statistics 37, 477–484, algorithm AS 241. */
public record Normal(double mean, double sd) implements Distribution {
    private static final double LN_ROOT_TWO_PI = 0.918938533204672741780329736406;
    private static final double FAR = 37.5;

    private static final double[] CENTRE_ABOVE = {
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
    };
    private static final double[] CENTRE_BELOW = {
        5226.495278852545925,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1
    };
    private static final double[] MIDDLE_ABOVE = {
        7.7454501427834140764e-4,
        .0227238449892691845833,
        .24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
    };
    private static final double[] MIDDLE_BELOW = {
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        .0151986665636164571966,
        .14810397642748007459,
        .68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1
    };
    private static final double[] FAR_ABOVE = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        .0012426609473880784381,
        .026532189526576123093,
        .29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
    };
    private static final double[] FAR_BELOW = {
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        .0148753612908506148525,
        .13692988092273580531,
        .59983220655588793769,
        1
    };

    @Override
    public double density(double x, boolean log) {
        if (x != x || sd < 0) {
            return Double.NaN;
        }
        double z = (x - mean) / sd;
        double value = -(LN_ROOT_TWO_PI + 0.5 * z * z + Math.log(sd));
        if (log) {
            return value;
        }
        return Math.abs(z) < 5 ? Math.exp(-LN_ROOT_TWO_PI - 0.5 * z * z) / sd : splitDensity(Math.abs(z)) / sd;
    }

    /** The square of a large z is split so that its rounding does not show. */
    private static double splitDensity(double z) {
        double coarse = Math.rint(z * 65536) / 65536;
        double rest = z - coarse;
        return Math.exp(-LN_ROOT_TWO_PI) * Math.exp(-0.5 * coarse * coarse) * Math.exp((-0.5 * rest - coarse) * rest);
    }

    @Override
    public double cumulative(double x, boolean lower, boolean log) {
        double z = (x - mean) / sd;
        if (z != z || sd < 0) {
            return Double.NaN;
        }
        double below = lower ? z : -z;
        if (!log) {
            return StandardNormal.cdf(below);
        }
        if (below < -FAR) {
            return logFarTail(-below);
        }
        return below > 0 ? Math.log1p(-StandardNormal.cdf(-below)) : Math.log(StandardNormal.cdf(below));
    }

    /** Mills' ratio by its continued fraction. */
    private static double logFarTail(double z) {
        if (Double.isInfinite(z)) {
            return Double.NEGATIVE_INFINITY;
        }
        double fraction = z;
        for (int k = 20; k >= 1; k--) {
            fraction = z + k / fraction;
        }
        return -LN_ROOT_TWO_PI - 0.5 * z * z - Math.log(fraction);
    }

    @Override
    public double quantile(double p, boolean lower, boolean log) {
        if (!Tail.isProbability(p, log) || sd < 0) {
            return Double.NaN;
        }
        double centred = Tail.lower(p, lower, log) - 0.5;
        if (Math.abs(centred) <= .425) {
            double r = .180625 - centred * centred;
            return mean + sd * ratio(centred, CENTRE_ABOVE, CENTRE_BELOW, r);
        }
        boolean left = centred < 0;
        double small = log ? Tail.logLower(p, left == lower, true) : Math.log(Tail.lower(p, left == lower, false));
        if (small == Double.NEGATIVE_INFINITY) {
            return centred < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        double r = Math.sqrt(-small);
        double z;
        if (r <= 5) {
            z = ratio(1, MIDDLE_ABOVE, MIDDLE_BELOW, r - 1.6);
        } else {
            z = ratio(1, FAR_ABOVE, FAR_BELOW, r - 5);
            if (r > 27) {
                z = refined(z, small);
            }
        }
        return mean + sd * (centred < 0 ? -z : z);
    }

    /** The rational approximation was made for probabilities that a double holds; beyond, Newton on the logarithm. */
    private static double refined(double start, double logTail) {
        double z = Math.max(start, Math.sqrt(-2 * logTail) - 5);
        for (int step = 0; step < 50; step++) {
            double value = logFarTail(z);
            double slope = -Math.exp(-LN_ROOT_TWO_PI - 0.5 * z * z - value);
            double move = (value - logTail) / slope;
            z -= move;
            if (Math.abs(move) < 1e-15 * z) {
                break;
            }
        }
        return z;
    }

    private static double ratio(double factor, double[] above, double[] below, double r) {
        double numerator = above[0];
        double denominator = below[0];
        for (int i = 1; i < above.length; i++) {
            numerator = numerator * r + above[i];
            denominator = denominator * r + below[i];
        }
        return factor * numerator / denominator;
    }
}
