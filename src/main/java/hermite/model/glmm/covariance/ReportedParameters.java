package hermite.model.glmm.covariance;

import hermite.math.DenseRows;
import java.util.Arrays;

/**
 * From the parameters of the search, ψ = (β, parameters of L, log dispersion), to those that are reported: β, parameters of
 * G, dispersion.
 *
 * @param p number of coefficients β
 * @param hasDispersion whether ψ ends with a log dispersion
 */
public record ReportedParameters(RandomCovariance covariance, int p, boolean hasDispersion) {
    /** Number of parameters. */
    public int count() {
        return p + covariance.parameters() + (hasDispersion ? 1 : 0);
    }

    private double[] theta(double[] psi) {
        return Arrays.copyOfRange(psi, p, p + covariance.parameters());
    }

    public double[] values(double[] psi) {
        double[] out = psi.clone();
        System.arraycopy(covariance.report(theta(psi)), 0, out, p, covariance.parameters());
        if (hasDispersion) {
            out[out.length - 1] = StrictMath.exp(psi[out.length - 1]);
        }
        return out;
    }

    /** ψ at reported parameters; NaN where they give no covariance matrix. */
    public double[] search(double[] values) {
        double[] out = values.clone();
        double[] theta = covariance.optimization(theta(values));
        System.arraycopy(theta, 0, out, p, theta.length);
        if (hasDispersion) {
            out[out.length - 1] = StrictMath.log(values[out.length - 1]);
        }
        return out;
    }

    /** Derivatives of the reported parameters by ψ, row-major. */
    public double[] jacobian(double[] psi) {
        int n = count();
        int t = covariance.parameters();
        double[] jacobian = new double[n * n];
        for (int k = 0; k < p; k++) {
            jacobian[k * n + k] = 1;
        }
        double[] ofTheta = covariance.reportJacobian(theta(psi));
        for (int r = 0; r < t; r++) {
            System.arraycopy(ofTheta, r * t, jacobian, (p + r) * n + p, t);
        }
        if (hasDispersion) {
            jacobian[n * n - 1] = StrictMath.exp(psi[n - 1]);
        }
        return jacobian;
    }

    /** Derivatives of a function by the reported parameters from those by ψ; by a vanishing variance those by its root. */
    public double[] gradient(double[] byPsi, double[] psi) {
        int t = covariance.parameters();
        double[] out = byPsi.clone();
        double[] jacobian = covariance.reportJacobian(theta(psi));
        for (int k = 0; k < t; k++) {
            jacobian[k * t + k] = jacobian[k * t + k] == 0 ? 1 : jacobian[k * t + k];
        }
        double[] inverse = DenseRows.inverse(jacobian, t);
        for (int k = 0; k < t; k++) {
            out[p + k] = 0;
            for (int m = 0; m < t; m++) {
                out[p + k] += inverse[m * t + k] * byPsi[p + m];
            }
        }
        if (hasDispersion) {
            out[p + t] /= StrictMath.exp(psi[p + t]);
        }
        return out;
    }
}
