package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.SharedData;
import hermite.math.OrderedExecutor;
import hermite.model.glmm.covariance.RandomCovariance;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remission of 8,525 patients of 407 doctors (published_results.md section 7), by number of points. */
class RemissionTest {
    private static GlmmSpec remission(int points) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("data/hdp.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        int n = lines.size() - 1;
        double[] y = new double[n];
        double[] x = new double[4 * n];
        double[] z = new double[n];
        int[] doctor = new int[n];
        for (int i = 0; i < n; i++) {
            String[] v = lines.get(i + 1).split(",");
            y[i] = Double.parseDouble(v[header.indexOf("remission")]);
            x[4 * i] = 1;
            x[4 * i + 1] = Double.parseDouble(v[header.indexOf("Age")]);
            x[4 * i + 2] = Double.parseDouble(v[header.indexOf("Married")]);
            x[4 * i + 3] = Double.parseDouble(v[header.indexOf("IL6")]);
            z[i] = 1;
            doctor[i] = Integer.parseInt(v[header.indexOf("DID")]);
        }
        return GlmmSpec.of(
                y, x, 4, z, 1, doctor, Trials.logit(), RandomCovariance.components(1), Quadrature.points(points));
    }

    /** Computed with lme4, nAGQ by row. */
    @ParameterizedTest
    @CsvSource({
        "7, 1.466375, -0.05602572, 0.2602659, -0.05333552, 3.975324, 7719.8881",
        "10, 1.466933, -0.05602936, 0.2602812, -0.05333911, 3.976137, 7719.9154",
        "15, 1.466770, -0.05603007, 0.2602839, -0.05333969, 3.978633, 7719.8765",
        "20, 1.466765, -0.0560304, 0.260285, -0.05333981, 3.978871, 7719.8736",
        "25, 1.466754, -0.05603024, 0.2602836, -0.05333974, 3.9789, 7719.8733"
    })
    @EnabledIf("hermite.SharedData#available")
    void byNumberOfPoints(int points, double b0, double age, double married, double il6, double variance, double m2ll)
            throws IOException {
        GlmmFit fit = new GlmmFitter(1).fit(remission(points));
        assertThat(fit.verdict()).isEqualTo(GlmmVerdict.converged());
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(m2ll, within(1e-3));
        assertThat(fit.beta()).containsExactly(new double[] {b0, age, married, il6}, within(2e-4));
        assertThat(fit.covarianceParameters()[0]).isCloseTo(variance, within(1e-3));
        if (points == 25) {
            // full observed information, as stated there
            double[] se = {0.27754, 0.0051271, 0.064754, 0.011222};
            for (int k = 0; k < 4; k++) {
                assertThat(fit.modelStandardError(k)).isCloseTo(se[k], within(6e-4 * se[k]));
            }
        }
    }

    /**
     * At lme4's estimates for few points. The expected values are an independent computation (numpy, modes to 1e-13);
     * lme4 prints 7733.2527, 7729.5343 and 7721.4245 there because its conditional modes are not converged, which moves
     * the maximum too.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 1.461072, -0.05585503, 0.2595812, -0.05316887, 3.817206, 7733.192955673",
        "3, 1.476514, -0.05601483, 0.2602679, -0.05333664, 3.839503, 7729.529069096",
        "5, 1.469311, -0.0560168, 0.2602457, -0.05333037, 3.931319, 7721.427067836"
    })
    @EnabledIf("hermite.SharedData#available")
    void goesOnWhereAnotherSearchStopped(
            int points, double b0, double age, double married, double il6, double variance, double m2ll)
            throws IOException {
        GlmmSpec spec = remission(points);
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            double[] psi = {b0, age, married, il6, Math.sqrt(variance)};
            double there = -2 * GradientTest.likelihood(spec, points, one).evaluate(psi, new double[5]);
            assertThat(there).isCloseTo(m2ll, within(1e-6));
        }
        assertThat(new GlmmFitter(1).fit(spec).minusTwoLogLikelihood()).isLessThan(m2ll);
    }

    /** R 4.2.2, glmmTMB 1.1.5, remission ~ Age + Married + IL6 + (1 | DID), rel.tol = 1e-14. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void laplaceAgreesWithAutomaticDifferentiation() throws IOException {
        GlmmFit fit = new GlmmFitter(1).fit(remission(1));
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(7733.187539247, within(1e-6));
        assertThat(fit.beta())
                .containsExactly(new double[] {1.4614373215, -0.0559689376, 0.2600652199, -0.0532755414}, within(1e-6));
        assertThat(fit.covarianceParameters()[0]).isCloseTo(3.840147384, within(1e-5));
    }
}
