package hermite.math;

/**
 * The distribution of the largest of m independent |normals| over an independent sqrt(chi-square / df) (Stoline &amp;
 * Ury 1979, Technometrics 21, 87–93).
 */
public final class StudentizedMaximumModulus {
    private StudentizedMaximumModulus() {}

    /** P(max |Z| / S &le; q) for {@code count} statistics; df may be infinite. */
    public static double cdf(double q, int count, double df) {
        if (Double.isNaN(q)) {
            return Double.NaN;
        }
        return q <= 0 ? 0 : ChiScale.average(df, s -> Math.pow(1 - 2 * StandardNormal.cdf(-q * s), count));
    }

    /** The q with P(max |Z| / S &le; q) = probability. */
    public static double quantile(double probability, int count, double df) {
        return Quantiles.of(q -> cdf(q, count, df), probability);
    }
}
