package hermite.model.lmm.degrees;

import hermite.math.DenseSymmetric;
import hermite.model.inference.DegreesOfFreedom;
import hermite.model.inference.LinearAlgebra;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.likelihood.FixedSensitivity;
import java.util.Arrays;
import java.util.Optional;

/**
 * Kenward and Roger's adjusted covariance of the fixed effects, degrees of freedom and scale of F (1997, Biometrics 53,
 * 983–997), with the correction for the bias of the covariance parameters where these are not linear in V (2009,
 * Computational Statistics and Data Analysis 53, 2583–2595).
 */
public final class KenwardRoger implements DegreesOfFreedom {
    private final double[] covariance;
    private final double[] adjusted;
    private final double[][] slopes;
    private final double[] w;
    private final int[] kept;
    private final int p;
    private final int n;

    /** How far the covariance of the fixed effects is corrected. */
    public enum Order {
        /** Without second derivatives of V. */
        FIRST,
        /** As in 1997. */
        SECOND,
        /** As in 2009. */
        SECOND_WITH_BIAS
    }

    /**
     * @param kept places of the columns of X among the coefficients of hypotheses
     * @param curvature for each parameter Σ W_kl tr(P V_i P V_kl), for the bias of the parameters (2009); else unused
     */
    public KenwardRoger(LmmFit fit, FixedSensitivity sensitivity, int[] kept, Order order, double[] curvature) {
        covariance = fit.betaCovariance();
        slopes = Satterthwaite.slopes(covariance, sensitivity.first());
        w = fit.thetaCovariance();
        this.kept = kept.clone();
        p = kept.length;
        n = fit.theta().length;
        adjusted = adjusted(sensitivity, order == Order.FIRST);
        if (order == Order.SECOND_WITH_BIAS) {
            subtractBias(curvature);
        }
    }

    /**
     * Of combinations whose moments are known.
     *
     * @param covariance of n combinations, row-major
     * @param adjusted the same, for few subjects
     * @param slopes derivatives of the covariance by the covariance parameters
     * @param thetaCovariance of these
     */
    public KenwardRoger(double[] covariance, double[] adjusted, double[][] slopes, double[] thetaCovariance) {
        this.covariance = covariance;
        this.adjusted = adjusted;
        this.slopes = slopes;
        w = thetaCovariance;
        p = (int) Math.round(Math.sqrt(covariance.length));
        n = slopes.length;
        kept = new int[p];
        Arrays.setAll(kept, j -> j);
    }

    /** Φ + 2 Φ {Σ W_kl (Q_kl − P_k Φ P_l − R_kl/4)} Φ, row-major (1997, equation 5), less the bias where asked. */
    public double[] adjustedCovariance() {
        return adjusted.clone();
    }

    /**
     * The same uncertainty of the parameters about another covariance of the fixed effects, row-major: what pbkrtest's
     * Lb_ddf takes for a fit by maximum likelihood, whose parameters it estimates again by restricted likelihood.
     */
    public KenwardRoger about(double[] other) {
        double[] inverse = DenseSymmetric.inverse(covariance, p);
        double[] left = LinearAlgebra.multiply(other, inverse, p, p, p);
        double[] right = LinearAlgebra.multiply(inverse, other, p, p, p);
        double[][] moved = new double[n][];
        for (int k = 0; k < n; k++) {
            moved[k] = LinearAlgebra.multiply(LinearAlgebra.multiply(left, slopes[k], p, p, p), right, p, p, p);
        }
        return new KenwardRoger(other, adjusted, moved, w);
    }

    /** E θ̂_k − θ_k = −¼ Σ W_ki Σ W_jl tr(P V_i P V_jl), carried over by the slopes of Φ. */
    private void subtractBias(double[] curvature) {
        for (int k = 0; k < n; k++) {
            double bias = 0;
            for (int i = 0; i < n; i++) {
                bias -= w[k * n + i] * curvature[i] / 4;
            }
            for (int e = 0; e < adjusted.length; e++) {
                adjusted[e] -= bias * slopes[k][e];
            }
        }
    }

    private double[] adjusted(FixedSensitivity sensitivity, boolean firstOrder) {
        double[] middle = new double[p * p];
        for (int k = 0; k < n; k++) {
            double[] pk = LinearAlgebra.multiply(sensitivity.first()[k], covariance, p, p, p);
            for (int l = 0; l < n; l++) {
                double weight = w[k * n + l];
                if (weight == 0) {
                    continue;
                }
                double[] product = LinearAlgebra.multiply(pk, sensitivity.first()[l], p, p, p);
                for (int e = 0; e < middle.length; e++) {
                    double curved = firstOrder ? 0 : sensitivity.second()[k * n + l][e] / 4;
                    middle[e] += weight * (sensitivity.cross()[k * n + l][e] - product[e] - curved);
                }
            }
        }
        double[] result =
                LinearAlgebra.multiply(LinearAlgebra.multiply(covariance, middle, p, p, p), covariance, p, p, p);
        for (int e = 0; e < result.length; e++) {
            result[e] = covariance[e] + 2 * result[e];
        }
        DenseSymmetric.symmetrise(result, p);
        return result;
    }

    private record Approximation(double df, double scale) {}

    @Override
    public double of(double[][] rows) {
        return approximation(rows).map(Approximation::df).orElse(Double.NaN);
    }

    @Override
    public double scale(double[][] rows) {
        return approximation(rows).map(Approximation::scale).orElse(1.0);
    }

    /** Section 3.2 of the paper, with the modification that gives exact tests where there are any. */
    private Optional<Approximation> approximation(double[][] rows) {
        double[][] small = new double[rows.length][];
        for (int r = 0; r < rows.length; r++) {
            small[r] = Satterthwaite.restricted(rows[r], kept);
        }
        double[][] l = LinearAlgebra.independentRows(small);
        int q = l.length;
        if (q == 0) {
            return Optional.empty();
        }
        double[] middle = DenseSymmetric.inverse(LinearAlgebra.sandwich(l, covariance, p), q);
        if (middle.length < q * q) {
            return Optional.empty();
        }
        double[] theta = new double[p * p];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                for (int i = 0; i < p; i++) {
                    for (int j = 0; j < p; j++) {
                        theta[i * p + j] += l[a][i] * middle[a * q + b] * l[b][j];
                    }
                }
            }
        }
        double[][] moved = new double[n][];
        double[] traces = new double[n];
        for (int k = 0; k < n; k++) {
            moved[k] = LinearAlgebra.multiply(theta, slopes[k], p, p, p);
            for (int i = 0; i < p; i++) {
                traces[k] += moved[k][i * p + i];
            }
        }
        double a1 = 0;
        double a2 = 0;
        for (int k = 0; k < n; k++) {
            for (int m = 0; m < n; m++) {
                double trace = 0;
                for (int i = 0; i < p; i++) {
                    for (int j = 0; j < p; j++) {
                        trace += moved[k][i * p + j] * moved[m][j * p + i];
                    }
                }
                a1 += w[k * n + m] * traces[k] * traces[m];
                a2 += w[k * n + m] * trace;
            }
        }
        return Optional.of(moments(q, a1, a2));
    }

    private static Approximation moments(int q, double a1, double a2) {
        if (!(a2 > 0)) {
            return new Approximation(Double.POSITIVE_INFINITY, 1);
        }
        double b = (a1 + 6 * a2) / (2.0 * q);
        double g = ((q + 1) * a1 - (q + 4) * a2) / ((q + 2) * a2);
        double denominator = 3 * q + 2 * (1 - g);
        double c1 = g / denominator;
        double c2 = (q - g) / denominator;
        double c3 = (q + 2 - g) / denominator;
        double v1 = 1 - c2 * b;
        double shrink = 1 - a2 / q;
        // exact tests make both vanish (Halekoh and Højsgaard 2014, Journal of Statistical Software 59(9))
        double ratio = Math.abs(shrink) + Math.abs(v1) < 1e-10 ? 1 : shrink / v1;
        double rho = ratio * ratio * (1 + c1 * b) / (1 - c3 * b) / q;
        double m = 4 + (q + 2) / (q * rho - 1);
        double scale = Math.abs(m - 2) < 1e-2 ? 1 : m * shrink / (m - 2);
        return new Approximation(Satterthwaite.rounded(m), Math.abs(scale - 1) < 1e-9 ? 1 : scale);
    }
}
