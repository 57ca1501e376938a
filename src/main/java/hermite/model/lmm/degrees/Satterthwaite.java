package hermite.model.lmm.degrees;

import hermite.math.DenseSymmetric;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.LinearAlgebra;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.likelihood.FixedSensitivity;

/**
 * Satterthwaite's degrees of freedom (Giesbrecht and Burns 1985, Biometrics 41, 477–486); for several rows those of Fai
 * and Cornelius (1996, Journal of Statistical Computation and Simulation 54, 363–378).
 */
public final class Satterthwaite implements DegreesOfFreedom {
    private final double[] covariance;
    private final double[][] slopes;
    private final double[] thetaCovariance;
    private final int[] kept;
    private final int p;
    private final int n;

    /** @param kept places of the columns of X among the coefficients of hypotheses */
    public Satterthwaite(LmmFit fit, FixedSensitivity sensitivity, int[] kept) {
        this(fit.betaCovariance(), slopes(fit.betaCovariance(), sensitivity.first()), fit.thetaCovariance(), kept);
    }

    /**
     * @param covariance of the estimates that hypotheses combine, row-major
     * @param slopes its derivatives by the covariance parameters
     * @param thetaCovariance of these
     * @param kept places of the estimates among the coefficients of hypotheses
     */
    public Satterthwaite(double[] covariance, double[][] slopes, double[] thetaCovariance, int[] kept) {
        this.covariance = covariance;
        this.slopes = slopes;
        this.thetaCovariance = thetaCovariance;
        this.kept = kept.clone();
        p = kept.length;
        n = slopes.length;
    }

    /** CP_kC up to its sign, with P_k the derivative of X'V⁻¹X. */
    static double[][] slopes(double[] c, double[][] first) {
        int p = (int) Math.round(Math.sqrt(c.length));
        double[][] result = new double[first.length][];
        for (int k = 0; k < result.length; k++) {
            result[k] = LinearAlgebra.multiply(LinearAlgebra.multiply(c, first[k], p, p, p), c, p, p, p);
        }
        return result;
    }

    @Override
    public double of(double[][] rows) {
        double[][] small = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            small[r] = restricted(rows[r], kept);
        }
        if (rows.length == 1) {
            return single(small[0]);
        }
        double[][] independent = LinearAlgebra.independentRows(small);
        int q = independent.length;
        if (q <= 1) {
            return q == 0 ? Double.NaN : single(independent[0]);
        }
        DenseSymmetric.Spectrum spectrum =
                DenseSymmetric.spectrum(LinearAlgebra.sandwich(independent, covariance, p), q);
        double sum = 0;
        for (int m = 0; m < q; m++) {
            double[] row = new double[p];
            for (int r = 0; r < q; r++) {
                for (int j = 0; j < p; j++) {
                    row[j] += spectrum.vectors()[m][r] * independent[r][j];
                }
            }
            double nu = single(row);
            sum += nu > 2 ? nu / (nu - 2) : 0;
        }
        return sum > q ? 2 * sum / (sum - q) : 1;
    }

    static double[] restricted(double[] row, int[] kept) {
        double[] small = new double[kept.length];
        for (int j = 0; j < small.length; j++) {
            small[j] = row[kept[j]];
        }
        return small;
    }

    private double single(double[] l) {
        double[] cl = LinearAlgebra.multiply(covariance, l, p, p, 1);
        double variance = LinearAlgebra.dot(l, cl);
        double[] gradient = new double[n];
        for (int k = 0; k < n; k++) {
            gradient[k] = LinearAlgebra.dot(l, LinearAlgebra.multiply(slopes[k], l, p, p, 1));
        }
        double spread = LinearAlgebra.dot(gradient, LinearAlgebra.multiply(thetaCovariance, gradient, n, n, 1));
        return rounded(2 * variance * variance / spread);
    }

    /** Whole numbers are exact in balanced layouts; what is left of them is rounding. */
    static double rounded(double nu) {
        return Math.abs(nu - Math.rint(nu)) <= 1e-6 * nu ? Math.rint(nu) : nu;
    }
}
