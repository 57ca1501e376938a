package hermite.model.glmm.population;

import hermite.math.DenseSymmetric;
import hermite.model.Link;
import hermite.model.StandardLink;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.covariance.RandomCovariance;

/**
 * Population-averaged coefficients of a mixed model: the regression of the marginal predictors g(E μ) of the observed
 * rows on their fixed-effects design, β_M = (X'X)⁻¹ X' (g(μ_M) − offset) (Hedeker, du Toit, Demirtas and Gibbons
 * 2018), with standard errors by the delta method.
 *
 * @param coefficients β_M, as many as the fit has coefficients
 * @param covariance their covariance, row-major p×p; NaN if the fit has none
 * @param predictorVariance mean over the rows of τ² = z'Gz, the variance of the random part of η
 * @param attenuation slope of the marginal predictor where the fixed part of η is at its mean and τ² at its mean
 * @param approximateAttenuation closed form: 1/√(1+τ²) for probit (exact), 1/√(1+τ²/1.7²) for logit, 1 for log and
 *     identity, NaN for other links
 * @param shift what the random effects add to the predictor of the mean: τ²/2 for log (exact), 0 for identity, NaN for
 *     other links
 * @param intraclassCorrelation share of τ² in the variance of the latent response, with π²/3 (logit), 1 (probit), π²/6
 *     (complementary log-log, log-log) for the rest; NaN for other links
 * @param medianOddsRatio exp(√(2τ²) Φ⁻¹(¾)) (Larsen and Merlo 2005) for logit, else NaN
 */
public record PopulationAverage(
        double[] coefficients,
        double[] covariance,
        double predictorVariance,
        double attenuation,
        double approximateAttenuation,
        double shift,
        double intraclassCorrelation,
        double medianOddsRatio) {
    private static final double LOGIT_CONSTANT = 1.7;
    private static final double UPPER_QUARTILE = 0.6744897501960817;

    /**
     * @param parameterCovariance covariance of the reported parameters, model-based or a sandwich, as {@link GlmmFit} lays
     *     it out; parameters at their boundary (NaN) are taken as known
     */
    public static PopulationAverage of(GlmmFit fit, Link link, double[] parameterCovariance) {
        return new Computation(fit, link).run(parameterCovariance);
    }

    public double standardError(int coefficient) {
        return Math.sqrt(covariance[coefficient * coefficients.length + coefficient]);
    }

    private static final class Computation {
        private final GlmmFit fit;
        private final GlmmSpec spec;
        private final Link link;
        private final int p;
        private final int q;
        private final int t;

        Computation(GlmmFit fit, Link link) {
            this.fit = fit;
            this.link = link;
            spec = fit.spec();
            p = spec.fixedColumns();
            q = spec.randomColumns();
            t = fit.covarianceParameters().length;
        }

        PopulationAverage run(double[] parameterCovariance) {
            RandomCovariance structure = spec.covariance();
            double[][] slopes = new double[t][];
            for (int k = 0; k < t; k++) {
                slopes[k] = structure.covarianceDerivative(fit.covarianceParameters(), k);
            }
            MarginalMean mean = new MarginalMean(link);
            int m = p + t;
            double[] cross = new double[p * p];
            double[] right = new double[p];
            double[] jacobian = new double[p * m];
            double total = 0;
            double variance = 0;
            double centre = 0;
            for (int i = 0; i < spec.rows(); i++) {
                double frequency = spec.frequency().length == 0 ? 1 : spec.frequency()[i];
                double eta = spec.offset(i);
                for (int k = 0; k < p; k++) {
                    eta += spec.x()[i * p + k] * fit.beta()[k];
                }
                double tau2 = form(fit.g(), i);
                MarginalMean.Point at = mean.at(eta, tau2);
                total += frequency;
                variance += frequency * tau2;
                centre += frequency * eta;
                double[] row = new double[m];
                for (int k = 0; k < p; k++) {
                    row[k] = at.slope() * spec.x()[i * p + k];
                }
                for (int k = 0; k < t; k++) {
                    row[p + k] = at.varianceSlope() * form(slopes[k], i);
                }
                for (int k = 0; k < p; k++) {
                    double x = frequency * spec.x()[i * p + k];
                    right[k] += x * (at.predictor() - spec.offset(i));
                    for (int c = 0; c < p; c++) {
                        cross[k * p + c] += x * spec.x()[i * p + c];
                    }
                    for (int c = 0; c < m; c++) {
                        jacobian[k * m + c] += x * row[c];
                    }
                }
            }
            double[] inverse = DenseSymmetric.inverse(cross, p);
            double tau2 = variance / total;
            return new PopulationAverage(
                    times(inverse, p, right, 1),
                    DenseSymmetric.congruence(times(inverse, p, jacobian, m), p, known(parameterCovariance), m),
                    tau2,
                    mean.at(centre / total, tau2).slope(),
                    approximateAttenuation(tau2),
                    link == StandardLink.LOG ? tau2 / 2 : link == StandardLink.IDENTITY ? 0 : Double.NaN,
                    tau2 / (tau2 + latentVariance()),
                    link == StandardLink.LOGIT ? StrictMath.exp(Math.sqrt(2 * tau2) * UPPER_QUARTILE) : Double.NaN);
        }

        /** z'Mz of a row. */
        private double form(double[] matrix, int row) {
            double s = 0;
            for (int a = 0; a < q; a++) {
                for (int b = 0; b < q; b++) {
                    s += spec.z()[row * q + a] * matrix[a * q + b] * spec.z()[row * q + b];
                }
            }
            return s;
        }

        private static double[] times(double[] left, int n, double[] right, int columns) {
            double[] out = new double[n * columns];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    for (int c = 0; c < columns; c++) {
                        out[i * columns + c] += left[i * n + k] * right[k * columns + c];
                    }
                }
            }
            return out;
        }

        /** Covariance of β and the parameters of G, without the dispersion; zero for parameters at their boundary. */
        private double[] known(double[] covariance) {
            int all = fit.parameters();
            int m = p + t;
            double[] out = new double[m * m];
            for (int r = 0; r < m; r++) {
                for (int c = 0; c < m; c++) {
                    double value = covariance[r * all + c];
                    boolean boundary = Double.isNaN(value)
                            && (r >= p && Double.isNaN(covariance[r * all + r])
                                    || c >= p && Double.isNaN(covariance[c * all + c]));
                    out[r * m + c] = boundary ? 0 : value;
                }
            }
            return out;
        }

        private double approximateAttenuation(double tau2) {
            if (link == StandardLink.PROBIT) {
                return 1 / Math.sqrt(1 + tau2);
            }
            if (link == StandardLink.LOGIT) {
                return 1 / Math.sqrt(1 + tau2 / (LOGIT_CONSTANT * LOGIT_CONSTANT));
            }
            return link == StandardLink.LOG || link == StandardLink.IDENTITY ? 1 : Double.NaN;
        }

        private double latentVariance() {
            if (link == StandardLink.LOGIT) {
                return Math.PI * Math.PI / 3;
            }
            if (link == StandardLink.PROBIT) {
                return 1;
            }
            boolean extreme = link == StandardLink.CLOGLOG || link == StandardLink.LOGLOG;
            return extreme ? Math.PI * Math.PI / 6 : Double.NaN;
        }
    }
}
