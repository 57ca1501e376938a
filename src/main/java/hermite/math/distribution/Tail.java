package hermite.math.distribution;

/** Probabilities turned over, to and from logarithms, without loss of the small tail. */
final class Tail {
    private static final double LN_HALF = -Math.log(2);

    private Tail() {}

    /** @param p the lower probability and {@code q} the upper, each with its own digits */
    static double of(double p, double q, boolean lower, boolean log) {
        double kept = lower ? p : q;
        if (!log) {
            return kept;
        }
        double other = lower ? q : p;
        return other < 0.5 ? Math.log1p(-other) : Math.log(kept);
    }

    static double zero(boolean log) {
        return log ? Double.NEGATIVE_INFINITY : 0;
    }

    static double one(boolean log) {
        return log ? 0 : 1;
    }

    /** Probability 0 on the side asked for when below is true and lower is asked, or the like. */
    static double certain(boolean atLeastAll, boolean lower, boolean log) {
        return atLeastAll == lower ? one(log) : zero(log);
    }

    /** log(1 − exp(x)) for x ≤ 0 (Maechler 2012). */
    static double logOneMinusExp(double x) {
        return x > LN_HALF ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
    }

    static boolean isProbability(double p, boolean log) {
        return log ? p <= 0 : p >= 0 && p <= 1;
    }

    /** log of the lower probability from p as given. */
    static double logLower(double p, boolean lower, boolean log) {
        if (lower) {
            return log ? p : Math.log(p);
        }
        return log ? logOneMinusExp(p) : Math.log1p(-p);
    }

    /** The lower probability from p as given. */
    static double lower(double p, boolean lower, boolean log) {
        if (lower) {
            return log ? Math.exp(p) : p;
        }
        return log ? -Math.expm1(p) : 0.5 - p + 0.5;
    }
}
