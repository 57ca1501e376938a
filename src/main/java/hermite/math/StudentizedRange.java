package hermite.math;

/**
 * The distribution of the range of k independent standard normals over an independent sqrt(chi-square / df): Tukey's
 * all-pairs comparisons (Copenhaver &amp; Holland 1988, Journal of Statistical Computation and Simulation 30, 1–15).
 */
public final class StudentizedRange {
    private static final double STEP = 0.125;
    private static final double END = 8.5;

    private StudentizedRange() {}

    /**
     * P(Q &le; q).
     *
     * @param groups k, at least 2; between whole numbers the integral below is meant
     * @param df positive; may be infinite
     */
    public static double cdf(double q, double groups, double df) {
        if (!(groups >= 2)) {
            throw new IllegalArgumentException("a range needs two groups or more: " + groups);
        }
        if (Double.isNaN(q)) {
            return Double.NaN;
        }
        return q <= 0 ? 0 : ChiScale.average(df, s -> range(q * s, groups));
    }

    /** The q with P(Q &le; q) = probability. */
    public static double quantile(double probability, double groups, double df) {
        return Quantiles.of(q -> cdf(q, groups, df), probability);
    }

    /** k ∫ φ(z) [Φ(z) − Φ(z − w)]^(k−1) dz by the trapezoidal rule: the integrand is entire and Gaussian. */
    private static double range(double w, double groups) {
        if (w > 2 * END) {
            return 1;
        }
        double sum = 0;
        int steps = (int) Math.ceil(2 * END / STEP);
        for (int i = 0; i <= steps; i++) {
            double z = -END + i * STEP;
            double between = interval(z, w);
            if (between > 0) {
                sum += StandardNormal.density(z) * Math.pow(between, groups - 1);
            }
        }
        return Math.min(1, groups * STEP * sum);
    }

    /** Φ(z) − Φ(z − w) without cancellation in the upper tail. */
    private static double interval(double z, double w) {
        return z - w > 0
                ? StandardNormal.cdf(w - z) - StandardNormal.cdf(-z)
                : StandardNormal.cdf(z) - StandardNormal.cdf(z - w);
    }
}
