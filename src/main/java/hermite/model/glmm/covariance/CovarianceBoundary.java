package hermite.model.glmm.covariance;

/** Which parameters of a covariance matrix lie, but for rounding, at the border of what is possible. */
public final class CovarianceBoundary {
    private static final double NEGLIGIBLE = 1e-8;

    private CovarianceBoundary() {}

    /**
     * Scales of random effects whose part of the linear predictor is as good as zero, and correlations at their limit.
     *
     * @param z design of the random effects, row-major with {@link RandomCovariance#dimension()} columns
     * @return for every optimisation parameter whether it is at its boundary
     */
    public static boolean[] of(RandomCovariance covariance, double[] theta, double[] z) {
        int q = covariance.dimension();
        double[] factor = covariance.factor(theta);
        double[] meanSquare = new double[q];
        double predictorVariance = 0;
        int rows = z.length / q;
        for (int i = 0; i < rows; i++) {
            for (int d = 0; d < q; d++) {
                double own = z[i * q + d];
                meanSquare[d] += own * own / rows;
                double zeta = 0;
                for (int c = d; c < q; c++) {
                    zeta += factor[c * q + d] * z[i * q + c];
                }
                predictorVariance += zeta * zeta / rows;
            }
        }
        boolean[] at = new boolean[theta.length];
        for (int d = 0; d < q; d++) {
            double given = factor[d * q + d] * factor[d * q + d];
            boolean direct = covariance.parameterOfElement(d, d) >= 0;
            double variance = direct ? given : variance(factor, d, q);
            int scale = covariance.scaleParameter(d);
            if (scale >= 0) {
                at[scale] |= variance * meanSquare[d] < NEGLIGIBLE * Math.max(1, predictorVariance);
            }
            int correlation = covariance.correlationParameter(d);
            if (correlation >= 0) {
                at[correlation] |= given < NEGLIGIBLE * variance;
            }
        }
        return at;
    }

    /**
     * The same for the parameters as they are reported: it is the variance of CS that vanishes when the correlation is 1,
     * and covariances of TOEP can be estimated when a partial correlation is.
     */
    public static boolean[] reported(RandomCovariance covariance, boolean[] at) {
        boolean[] out = at.clone();
        for (int k = 0; k < at.length; k++) {
            RandomCovariance.Reported reported = covariance.reported().get(k);
            boolean correlation = reported.column() < 0;
            if (reported.kind() == RandomCovariance.Kind.TOEPLITZ && correlation) {
                out[k] = false;
            } else if (reported.kind() == RandomCovariance.Kind.COMPOUND_SYMMETRY && correlation && !at[k - 1]) {
                out[k - 1] = at[k];
                out[k] = false;
            }
        }
        return out;
    }

    private static double variance(double[] factor, int d, int q) {
        double sum = 0;
        for (int c = 0; c <= d; c++) {
            sum += factor[d * q + c] * factor[d * q + c];
        }
        return sum;
    }
}
