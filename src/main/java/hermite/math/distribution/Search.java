package hermite.math.distribution;

/** Quantiles by search on the distribution function. */
final class Search {
    private static final int MOST_STEPS = 300;
    private static final double FUZZ = 64 * Math.ulp(1.0);

    private Search() {}

    /**
     * Quantile of a distribution on the positive axis: Newton steps on log probability against log x, kept inside a
     * bracket.
     *
     * @param start any positive number, best near the quantile
     */
    static double positive(Curve distribution, double start, double p, boolean lower, boolean log) {
        boolean side = Tail.logLower(p, lower, log) <= -0.6931471805599453;
        double target = side ? Tail.logLower(p, lower, log) : Tail.logLower(p, !lower, log);
        double u = Math.log(start);
        double low = -750;
        double high = 709.7;
        for (int step = 0; step < MOST_STEPS; step++) {
            double x = Math.exp(u);
            double value = distribution.cumulative(x, side, true);
            double gap = value - target;
            if (gap == 0) {
                return x;
            }
            if (gap > 0 == side) {
                high = Math.min(high, u);
            } else {
                low = Math.max(low, u);
            }
            double slope = Math.exp(distribution.density(x, true) + u - value) * (side ? 1 : -1);
            double move = -gap / slope;
            double next = u + move;
            if (!(next > low && next < high) || !(Math.abs(move) < 5)) {
                double bounded = u + Math.copySign(2, side ? -gap : gap);
                next = bounded > low && bounded < high ? bounded : 0.5 * (low + high);
            }
            if (Math.abs(next - u) <= 2e-16 * Math.max(1, Math.abs(u)) || high - low < 1e-16) {
                return polish(distribution, x, gap, side);
            }
            if (Math.abs(next - u) < 1e-9) {
                // the last digits are those of x itself, which its logarithm may lack
                double better = polish(distribution, x, gap, side);
                double again = distribution.cumulative(better, side, true) - target;
                return polish(distribution, better, again, side);
            }
            u = next;
        }
        return Math.exp(u);
    }

    private static double polish(Curve distribution, double x, double gap, boolean side) {
        double relative = Math.exp(distribution.cumulative(x, side, true) - distribution.density(x, true));
        double better = x - (side ? 1 : -1) * gap * relative;
        return better > 0 && Double.isFinite(better) ? better : x;
    }

    /**
     * Quantile of a distribution on the whole numbers from {@code least} to {@code most}.
     *
     * @param start best near the quantile
     */
    static double whole(
            Curve distribution, double start, double least, double most, double p, boolean lower, boolean log) {
        double logP = log ? p : Math.log(p);
        double width = 1;
        double at = Math.min(Math.max(Math.floor(start), least), most);
        double low;
        double high;
        if (reaches(distribution, at, logP, lower)) {
            high = at;
            low = at - 1;
            while (low >= least && reaches(distribution, low, logP, lower)) {
                high = low;
                width *= 2;
                low -= width;
            }
            low = Math.max(low, least - 1);
        } else {
            low = at;
            high = at + 1;
            while (high < most && !reaches(distribution, high, logP, lower)) {
                low = high;
                width *= 2;
                high += width;
            }
            high = Math.min(high, most);
        }
        while (high - low > 1) {
            double middle = Math.floor(0.5 * (low + high));
            if (reaches(distribution, middle, logP, lower)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean reaches(Curve distribution, double x, double logP, boolean lower) {
        double value = distribution.cumulative(x, lower, true);
        return lower ? value >= logP - FUZZ : value <= logP + FUZZ;
    }
}
