package hermite.math;

/**
 * Sums of vectors with Neumaier's (1974) compensation. Terms are added in the caller's order, so a fixed order gives
 * fixed bits.
 */
public final class CompensatedSum {
    private final double[] sum;
    private final double[] lost;

    public CompensatedSum(int length) {
        sum = new double[length];
        lost = new double[length];
    }

    public void add(double[] terms) {
        for (int i = 0; i < sum.length; i++) {
            double t = sum[i] + terms[i];
            lost[i] += Math.abs(sum[i]) >= Math.abs(terms[i]) ? (sum[i] - t) + terms[i] : (terms[i] - t) + sum[i];
            sum[i] = t;
        }
    }

    /** Writes the totals to {@code out}. An infinite or undefined total is passed on uncorrected. */
    public void total(double[] out) {
        for (int i = 0; i < sum.length; i++) {
            out[i] = Double.isFinite(sum[i]) ? sum[i] + lost[i] : sum[i];
        }
    }
}
