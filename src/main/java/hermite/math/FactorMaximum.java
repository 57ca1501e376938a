package hermite.math;

/**
 * The distribution of the largest of m multivariate t statistics whose correlations are products,
 * ρ(i, j) = λ(i) λ(j): Dunnett's comparisons with a control (Dunnett 1955, JASA 50, 1096–1121; Hsu 1996, Multiple
 * Comparisons, section 3).
 */
public final class FactorMaximum {
    private static final double END = 8.5;
    private static final double WIDEST_STEP = 0.125;
    private static final double NARROWEST_STEP = 0.002;

    private final double[] loadings;
    private final double[] rest;
    private final double step;

    /** @param loadings λ, each between -1 and 1, both excluded */
    public FactorMaximum(double[] loadings) {
        this.loadings = loadings.clone();
        this.rest = new double[loadings.length];
        double sharpest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < loadings.length; i++) {
            double unexplained = 1 - loadings[i] * loadings[i];
            if (!(unexplained > 0)) {
                throw new IllegalArgumentException("a loading is out of range: " + loadings[i]);
            }
            rest[i] = Math.sqrt(unexplained);
            sharpest = Math.min(sharpest, rest[i] / Math.max(1e-8, Math.abs(loadings[i])));
        }
        // Factors Φ((λ y ± q) / rest) change over a length of rest / λ.
        this.step = Math.max(NARROWEST_STEP, Math.min(WIDEST_STEP, 0.25 * sharpest));
    }

    /** P(max |T| &le; q); df may be infinite. */
    public double twoSided(double q, double df) {
        if (Double.isNaN(q)) {
            return Double.NaN;
        }
        return q <= 0 ? 0 : ChiScale.average(df, s -> average(q * s, true));
    }

    /** P(max T &le; q) for any real q; df may be infinite. */
    public double oneSided(double q, double df) {
        return Double.isNaN(q) ? Double.NaN : ChiScale.average(df, s -> average(q * s, false));
    }

    /** The q with P(max |T| &le; q) = probability. */
    public double twoSidedQuantile(double probability, double df) {
        return Quantiles.of(q -> twoSided(q, df), probability);
    }

    /** The positive q with P(max T &le; q) = probability; probability must exceed P(max T &le; 0). */
    public double oneSidedQuantile(double probability, double df) {
        return Quantiles.of(q -> oneSided(q, df), probability);
    }

    /** ∫ φ(y) ∏ P(statistic i inside | common factor y) dy by the trapezoidal rule. */
    private double average(double q, boolean twoSided) {
        double sum = 0;
        int steps = (int) Math.ceil(2 * END / step);
        for (int i = 0; i <= steps; i++) {
            double y = -END + i * step;
            double product = StandardNormal.density(y);
            for (int k = 0; k < loadings.length && product > 0; k++) {
                double upper = StandardNormal.cdf((q - loadings[k] * y) / rest[k]);
                product *= twoSided ? upper - StandardNormal.cdf((-q - loadings[k] * y) / rest[k]) : upper;
            }
            sum += product;
        }
        return Math.min(1, step * sum);
    }
}
