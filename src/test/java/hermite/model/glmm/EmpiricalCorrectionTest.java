package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.DenseSymmetric;
import hermite.math.OrderedExecutor;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.quadrature.MarginalLikelihood;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small-sample corrections of the sandwich, on 59 patients with epilepsy, random intercept, 7 points. */
class EmpiricalCorrectionTest {
    private static final int PARAMETERS = 4;

    private static GlmmSpec epilepsy(int[] patients) {
        var all = TrialData.epilepsyPatients();
        int n = patients.length * 5;
        double[] y = new double[n];
        double[] x = new double[3 * n];
        double[] z = new double[n];
        double[] offset = new double[n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            double[] patient = all.get(patients[i / 5]);
            int visit = i % 5;
            y[i] = patient[3 + visit];
            x[3 * i] = 1;
            x[3 * i + 1] = patient[1];
            x[3 * i + 2] = visit == 0 ? 0 : 1;
            z[i] = 1;
            offset[i] = Math.log(visit == 0 ? 8 : 2);
            subject[i] = i / 5;
        }
        return GlmmSpec.of(
                        y,
                        x,
                        3,
                        z,
                        1,
                        subject,
                        new PoissonLogDensity(),
                        RandomCovariance.cholesky(1),
                        Quadrature.points(7))
                .withOffset(offset);
    }

    private static GlmmFit fit(EmpiricalCorrection correction) {
        return new GlmmFitter(1).fit(epilepsy(IntStream.range(0, 59).toArray()), correction);
    }

    /**
     * (H − Hᵢ)⁻¹sᵢ is the Newton step that leaves one patient out. Here every patient is really left out: gradient and
     * Hessian of the other 58 are computed from their data, and the outer products of the steps are added.
     */
    @Test
    void firoresIsTheOneStepJackknife() {
        GlmmFit fit = fit(EmpiricalCorrection.FIRORES);
        double[] psi = fit.estimates();
        double[] expected = new double[PARAMETERS * PARAMETERS];
        double[] scale = {0.1, 0.1, 0.1, 0.1};
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            for (int left = 0; left < 59; left++) {
                int out = left;
                GlmmSpec others =
                        epilepsy(IntStream.range(0, 59).filter(i -> i != out).toArray());
                MarginalLikelihood likelihood = GradientTest.likelihood(others, 7, one);
                double[] gradient = new double[PARAMETERS];
                likelihood.evaluate(psi, gradient);
                double[] inverse = DenseSymmetric.inverse(likelihood.hessian(psi, scale), PARAMETERS);
                double[] step = new double[PARAMETERS];
                for (int r = 0; r < PARAMETERS; r++) {
                    for (int c = 0; c < PARAMETERS; c++) {
                        step[r] += inverse[r * PARAMETERS + c] * gradient[c];
                    }
                }
                for (int e = 0; e < expected.length; e++) {
                    expected[e] += step[e / PARAMETERS] * step[e % PARAMETERS];
                }
            }
        }
        for (int e = 0; e < expected.length; e++) {
            assertThat(fit.empiricalCovariance()[e])
                    .isCloseTo(expected[e], within(1e-5 * Math.abs(expected[e]) + 1e-9));
        }
    }

    /** The factor is m/(m − k) with 59 patients and 4 parameters. */
    @Test
    void dfIsAMultipleOfTheClassicalOne() {
        double[] classical = fit(EmpiricalCorrection.CLASSICAL).empiricalCovariance();
        double[] df = fit(EmpiricalCorrection.DF).empiricalCovariance();
        for (int e = 0; e < df.length; e++) {
            assertThat(df[e]).isCloseTo(classical[e] * 59 / 55, within(1e-12));
        }
    }

    /** k V + δφ H⁻¹ with k = (294/291)(59/58), δ = 4/55, φ = max(1, k tr(H V)/4), since tr(H⁻¹B) = tr(V H). */
    @Test
    void mbnAddsAShareOfTheModelCovariance() {
        GlmmFit classical = fit(EmpiricalCorrection.CLASSICAL);
        double[] v = classical.empiricalCovariance();
        double[] h = DenseSymmetric.inverse(classical.modelCovariance(), PARAMETERS);
        double trace = 0;
        for (int r = 0; r < PARAMETERS; r++) {
            for (int c = 0; c < PARAMETERS; c++) {
                trace += h[r * PARAMETERS + c] * v[c * PARAMETERS + r];
            }
        }
        double k = 294.0 / 291 * 59 / 58;
        double phi = Math.max(1, k * trace / 4);
        double[] mbn = fit(EmpiricalCorrection.MBN).empiricalCovariance();
        for (int e = 0; e < mbn.length; e++) {
            double expected = k * v[e] + 4.0 / 55 * phi * classical.modelCovariance()[e];
            assertThat(mbn[e]).isCloseTo(expected, within(1e-9));
        }
    }

    private static double[] covariance(
            EmpiricalCorrection correction, double bound, boolean degrees, double least, double divisor) {
        return new GlmmFitter(1)
                .fit(
                        epilepsy(IntStream.range(0, 59).toArray()),
                        FitPlan.standard()
                                .with(correction, new EmpiricalCorrection.Constants(bound, degrees, least, divisor)))
                .empiricalCovariance();
    }

    /** V + δφ H⁻¹ with δ = min{1/d, 4/55} and φ = max(r, tr(H V)/4). */
    @ParameterizedTest
    @CsvSource({"1, 2", "0.25, 20", "0, 30"})
    void constantsOfMbn(double least, double divisor) {
        GlmmFit classical = fit(EmpiricalCorrection.CLASSICAL);
        double[] v = classical.empiricalCovariance();
        double[] h = DenseSymmetric.inverse(classical.modelCovariance(), PARAMETERS);
        double trace = 0;
        for (int e = 0; e < v.length; e++) {
            trace += h[e] * v[e];
        }
        double share = Math.min(1 / divisor, 4.0 / 55) * Math.max(least, trace / 4);
        double[] mbn = covariance(EmpiricalCorrection.MBN, 0.75, false, least, divisor);
        for (int e = 0; e < mbn.length; e++) {
            assertThat(mbn[e]).isCloseTo(v[e] + share * classical.modelCovariance()[e], within(1e-9));
        }
    }

    /** Kauermann and Carroll's correction lies between none and Mancl and DeRouen's (numerics.md 9.11). */
    @ParameterizedTest
    @CsvSource({"CLASSICAL, ROOT", "ROOT, FIRORES", "CLASSICAL, FIROEEQ"})
    void correctionsAreOrdered(EmpiricalCorrection smaller, EmpiricalCorrection larger) {
        assertThat(trace(fit(smaller))).isLessThan(trace(fit(larger)));
    }

    private static double trace(GlmmFit fit) {
        double[] v = fit.empiricalCovariance();
        return IntStream.range(0, PARAMETERS)
                .mapToDouble(k -> v[k * PARAMETERS + k])
                .sum();
    }

    @Test
    void theEstimatesDoNotDependOnTheCorrection() {
        assertThat(Arrays.equals(
                        fit(EmpiricalCorrection.ROOT).estimates(),
                        fit(EmpiricalCorrection.CLASSICAL).estimates()))
                .isTrue();
    }
}
