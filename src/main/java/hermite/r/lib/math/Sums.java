package hermite.r.lib.math;

/** Sums and moments with more than double precision inside, as R's extended accumulators give them. */
public final class Sums {
    private Sums() {}

    /** Sum by Neumaier's (1974) compensation. */
    public static double sum(double[] x, int from, int to) {
        double sum = 0;
        double lost = 0;
        for (int i = from; i < to; i++) {
            double next = sum + x[i];
            lost += Math.abs(sum) >= Math.abs(x[i]) ? (sum - next) + x[i] : (x[i] - next) + sum;
            sum = next;
        }
        // infinities and missing values leave no correction
        double corrected = sum + lost;
        return corrected != corrected ? plain(x, from, to) : corrected;
    }

    private static double plain(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        return sum;
    }

    public static double sum(double[] x) {
        return sum(x, 0, x.length);
    }

    public static double mean(double[] x) {
        return mean(x, 0, x.length);
    }

    public static double mean(double[] x, int from, int to) {
        if (to == from) {
            return Double.NaN;
        }
        return sum(x, from, to) / (to - from);
    }
}
