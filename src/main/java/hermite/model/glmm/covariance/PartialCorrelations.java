package hermite.model.glmm.covariance;

/**
 * Correlations of a Toeplitz matrix from the inverse hyperbolic tangents of its partial autocorrelations, with their
 * derivatives, by the recursion of Durbin and Levinson (Monahan 1984, eq. 2): any parameters give a positive definite
 * matrix.
 */
final class PartialCorrelations {
    private final double[] correlation;
    /** lag·parameters + parameter. */
    private final double[] slope;

    private final int lags;

    private PartialCorrelations(int lags) {
        this.lags = lags;
        correlation = new double[lags + 1];
        slope = new double[(lags + 1) * lags];
        correlation[0] = 1;
    }

    /** @param first place of the first parameter in {@code theta} */
    static PartialCorrelations of(double[] theta, int first, int lags) {
        PartialCorrelations out = new PartialCorrelations(lags);
        double[] phi = new double[lags + 1];
        double[][] phiSlope = new double[lags + 1][lags];
        double left = 1;
        double[] leftSlope = new double[lags];
        for (int k = 1; k <= lags; k++) {
            double partial = StrictMath.tanh(theta[first + k - 1]);
            double partialSlope = 1 - partial * partial;
            double r = partial * left;
            double[] rSlope = new double[lags];
            rSlope[k - 1] += partialSlope * left;
            for (int u = 0; u < lags; u++) {
                rSlope[u] += partial * leftSlope[u];
            }
            for (int j = 1; j < k; j++) {
                r += phi[j] * out.correlation[k - j];
                for (int u = 0; u < lags; u++) {
                    rSlope[u] += phiSlope[j][u] * out.correlation[k - j] + phi[j] * out.slope(k - j, u);
                }
            }
            out.correlation[k] = r;
            System.arraycopy(rSlope, 0, out.slope, k * lags, lags);
            double[] old = phi.clone();
            double[][] oldSlope = phiSlope.clone();
            phi[k] = partial;
            phiSlope[k] = new double[lags];
            phiSlope[k][k - 1] = partialSlope;
            for (int j = 1; j < k; j++) {
                phi[j] = old[j] - partial * old[k - j];
                phiSlope[j] = new double[lags];
                for (int u = 0; u < lags; u++) {
                    phiSlope[j][u] = oldSlope[j][u] - partial * oldSlope[k - j][u];
                }
                phiSlope[j][k - 1] -= partialSlope * old[k - j];
            }
            for (int u = 0; u < lags; u++) {
                leftSlope[u] *= 1 - partial * partial;
            }
            leftSlope[k - 1] -= 2 * partial * partialSlope * left;
            left *= 1 - partial * partial;
        }
        return out;
    }

    /** Parameters that give these correlations at lags 1, 2, …; NaN where there are none. */
    static double[] parameters(double[] correlations) {
        int lags = correlations.length;
        double[] out = new double[lags];
        double[] phi = new double[lags + 1];
        double left = 1;
        for (int k = 1; k <= lags; k++) {
            double rest = correlations[k - 1];
            for (int j = 1; j < k; j++) {
                rest -= phi[j] * correlations[k - j - 1];
            }
            double partial = rest / left;
            out[k - 1] = Math.abs(partial) < 1 ? 0.5 * StrictMath.log((1 + partial) / (1 - partial)) : Double.NaN;
            double[] old = phi.clone();
            phi[k] = partial;
            for (int j = 1; j < k; j++) {
                phi[j] = old[j] - partial * old[k - j];
            }
            left *= 1 - partial * partial;
        }
        return out;
    }

    double correlation(int lag) {
        return correlation[lag];
    }

    /** ∂ρ(lag)/∂(parameter). */
    double slope(int lag, int parameter) {
        return slope[lag * lags + parameter];
    }
}
