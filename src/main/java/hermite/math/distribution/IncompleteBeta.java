package hermite.math.distribution;

/** The incomplete beta function ratio I_x(a, b) by its continued fraction (Didonato &amp; Morris 1992, section 5). */
final class IncompleteBeta {
    private static final double PRECISION = 1e-16;
    private static final int MOST_TERMS = 2_000_000;

    private IncompleteBeta() {}

    static double ratio(double x, double a, double b, boolean lower, boolean log) {
        return ratio(x, 0.5 - x + 0.5, a, b, lower, log);
    }

    /** @param y 1 − x with its own digits */
    static double ratio(double x, double y, double a, double b, boolean lower, boolean log) {
        if (x != x || a != a || b != b) {
            return Double.NaN;
        }
        if (x <= 0) {
            return Tail.certain(false, lower, log);
        }
        if (y <= 0) {
            return Tail.certain(true, lower, log);
        }
        boolean direct = x <= (a + 1) / (a + b + 2);
        double logPart = direct ? logPart(x, y, a, b) : logPart(y, x, b, a);
        double capped = Math.min(logPart, 0);
        if (direct == lower) {
            return log ? capped : Math.exp(capped);
        }
        return log ? Tail.logOneMinusExp(capped) : -Math.expm1(capped);
    }

    private static double logPart(double x, double y, double a, double b) {
        double logFront = SaddlePoint.binomial(a, a + b, x, y, true) + Math.log(a * (b / (a + b)));
        return logFront + Math.log(fraction(x, y, a, b));
    }

    /** The even part of the fraction, whose terms do not cancel when x is near 1. */
    private static double fraction(double x, double y, double a, double b) {
        double excess = x > 0.5 ? (a + b) * y - b : a - (a + b) * x;
        double c = 1 + excess;
        double c0 = b / a;
        double c1 = 1 + 1 / a;
        double p = 1;
        double s = a + 1;
        double above = 0;
        double below = 1;
        double nextAbove = 1;
        double nextBelow = c / c1;
        double value = c1 / c;
        for (int n = 1; n < MOST_TERMS; n++) {
            double t = n / a;
            double w = n * (b - n) * x;
            double e = a / s;
            double alpha = p * (p + c0) * e * e * (w * x);
            e = (1 + t) / (c1 + t + t);
            double beta = n + w / s + e * (c + n * (1 + y));
            p = 1 + t;
            s += 2;
            double newAbove = alpha * above + beta * nextAbove;
            double newBelow = alpha * below + beta * nextBelow;
            double better = newAbove / newBelow;
            if (Math.abs(better - value) <= PRECISION * better) {
                return better;
            }
            value = better;
            above = nextAbove / newBelow;
            below = nextBelow / newBelow;
            nextAbove = better;
            nextBelow = 1;
        }
        return value;
    }
}
