package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coefficients that run off among ten thousand rows, where a single one hardly moves the likelihood. */
class LateSeparationTest {
    private static final int ROWS = 10_000;
    private static final double LIKE_THE_COVARIATE = -1;

    /** Intercept, a covariate and a third column; 50 rows a subject. */
    private static GlmmFit fit(double[] y, double[] third, ConditionalDensity density) {
        Random random = new Random(5);
        double[] x = new double[3 * ROWS];
        int[] subject = new int[ROWS];
        double[] ones = new double[ROWS];
        Arrays.fill(ones, 1);
        for (int i = 0; i < ROWS; i++) {
            x[3 * i] = 1;
            x[3 * i + 1] = random.nextGaussian();
            x[3 * i + 2] =
                    third[i] == LIKE_THE_COVARIATE ? x[3 * i + 1] * (1 + 1e-4 * random.nextGaussian()) : third[i];
            subject[i] = i / 50;
        }
        return new GlmmFitter(1)
                .fit(GlmmSpec.of(
                        y, x, 3, ones, 1, subject, density, RandomCovariance.unstructured(1), Quadrature.points(5)));
    }

    private static double[] responses() {
        Random random = new Random(6);
        return random.doubles(ROWS).map(u -> u < 0.4 ? 1 : 0).toArray();
    }

    private static double[] firstRow() {
        double[] lone = new double[ROWS];
        lone[0] = 1;
        return lone;
    }

    /** The only row of a level is an event, or none: its logit has no finite maximum likelihood estimate. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aLevelWithOneBinaryResponse(int response) {
        double[] y = responses();
        y[0] = response;
        GlmmFit fit = fit(y, firstRow(), new BinomialDensity(BinomialDensity.Curve.LOGIT));
        assertThat(fit.verdict().kind()).isEqualTo(GlmmVerdict.Kind.SEPARATION);
        assertThat(fit.verdict().parameter()).isEqualTo(2);
        assertThat(fit.verdict().hasEstimates()).isFalse();
    }

    /** A count of 0 in the only row of a level has no finite log mean; a count of 4 has, log 4 less the intercept. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aLevelWithOneCount(int response) {
        double[] y = responses();
        y[0] = response;
        GlmmFit fit = fit(y, firstRow(), new PoissonLogDensity());
        assertThat(fit.verdict().kind() == GlmmVerdict.Kind.SEPARATION).isEqualTo(response == 0);
        if (response == 4) {
            assertThat(fit.modelStandardError(2)).isBetween(0.49, 0.52);
        }
    }

    /** A column 1e-4 from another has a large error, by 1e4, but no predictor runs off: estimates are reported. */
    @Test
    void nearlyDependentColumnsAreNoSeparation() {
        double[] third = new double[ROWS];
        Arrays.fill(third, LIKE_THE_COVARIATE);
        GlmmFit fit = fit(responses(), third, new BinomialDensity(BinomialDensity.Curve.LOGIT));
        assertThat(fit.modelStandardError(2)).isGreaterThan(100);
        assertThat(fit.verdict().hasEstimates()).isTrue();
    }
}
