package hermite.math.distribution;

/** The incomplete gamma function ratios P(a, x) and Q(a, x): series and continued fraction (Gautschi 1979). */
final class IncompleteGamma {
    private static final double TINY = 1e-300;
    private static final double PRECISION = 1e-16;
    private static final int MOST_TERMS = 2_000_000;

    private IncompleteGamma() {}

    static double ratio(double a, double x, boolean lower, boolean log) {
        if (x != x || a != a) {
            return Double.NaN;
        }
        if (x <= 0) {
            return Tail.certain(false, lower, log);
        }
        if (Double.isInfinite(x) || a == 0) {
            return Tail.certain(true, lower, log);
        }
        double logFront = SaddlePoint.poisson(a, x, true);
        if (x < a + 1) {
            double logLower = logFront + Math.log(series(a, x));
            return finish(logLower, lower, log);
        }
        double logUpper = logFront + Math.log(a * fraction(a, x));
        return finish(logUpper, !lower, log);
    }

    private static double finish(double logPart, boolean thisPart, boolean log) {
        double capped = Math.min(logPart, 0);
        if (thisPart) {
            return log ? capped : Math.exp(capped);
        }
        return log ? Tail.logOneMinusExp(capped) : -Math.expm1(capped);
    }

    private static double series(double a, double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < MOST_TERMS; k++) {
            term *= x / (a + k);
            sum += term;
            if (term < sum * PRECISION) {
                break;
            }
        }
        return sum;
    }

    /** Legendre's continued fraction by Lentz's method (Thompson &amp; Barnett 1986). */
    private static double fraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double h = d;
        for (int k = 1; k < MOST_TERMS; k++) {
            double numerator = -k * (k - a);
            b += 2;
            d = numerator * d + b;
            d = Math.abs(d) < TINY ? TINY : d;
            c = b + numerator / c;
            c = Math.abs(c) < TINY ? TINY : c;
            d = 1 / d;
            double change = d * c;
            h *= change;
            if (Math.abs(change - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }
}
