package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.NormalIdentityDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When quadrature is called too coarse: the published fits by number of points (shared/spec/published_results.md,
 * sections 5 and 6) tell how far each is from the limit.
 */
class TooFewPointsTest {
    /**
     * The variance moves from 4.336635 (SE 0.51) with 1 point and 4.836913 (0.54) with 5 to 5.064584, by 1.4 and 0.42
     * standard errors; from 5.064756 with 20 by 0.0003. With 10 it is 0.018 away: 10 suffice, 5 do not.
     */
    @ParameterizedTest
    @CsvSource({"1, true", "5, true", "10, false", "20, false"})
    void interceptsOfTheContraceptiveTrial(int points, boolean few) {
        check(
                Trials.spec(
                        Trials.contraceptive(),
                        Trials::dropInDose,
                        Trials::intercept,
                        Trials.logit(),
                        RandomCovariance.unstructured(1),
                        Quadrature.points(points)),
                few,
                6,
                11);
    }

    /** The intercept -3.3857 (0.4513) with 5 points is 0.14 standard errors from -3.4483; with 10, -3.4463, 0.004. */
    @ParameterizedTest
    @CsvSource({"1, true", "5, true", "11, false"})
    void interceptsAndSlopesOfTheContraceptiveTrial(int points, boolean few) {
        check(
                Trials.spec(
                        Trials.contraceptive(),
                        Trials::dropInDose,
                        Trials::interceptAndTime,
                        Trials.logit(),
                        RandomCovariance.unstructured(2),
                        Quadrature.points(points)),
                few,
                6,
                11);
    }

    /** With 1 point the variance of the change is 0.231966 (0.0607), 0.023 standard errors from 0.233364: good enough. */
    @ParameterizedTest
    @CsvSource({"1", "5"})
    void countsNeedFewPoints(int points) {
        check(
                Trials.spec(
                        Trials.epilepsy(3, 4, 5, 6, 7),
                        r -> new double[] {1, after(r), r.group(), r.group() * after(r)},
                        r -> new double[] {1, after(r)},
                        new PoissonLogDensity(),
                        RandomCovariance.unstructured(2),
                        Quadrature.points(points)),
                false,
                0,
                0);
    }

    /**
     * Five effects with 3 points have 243 nodes and with 5 points 3125, more than a tenth of some twenty evaluations: the
     * check is made if it is asked for, and says of normal responses, whose integrals any rule gets right, that nothing
     * would change.
     */
    @Test
    void dearChecksAreMadeOnRequest() {
        Random random = new Random(8);
        int n = 25 * 6;
        double[] y = new double[n];
        double[] x = new double[n];
        double[] z = new double[5 * n];
        int[] subject = new int[n];
        double[] effects = new double[5];
        for (int i = 0; i < n; i++) {
            subject[i] = i / 6;
            x[i] = 1;
            y[i] = random.nextGaussian();
            for (int d = 0; d < 5; d++) {
                effects[d] = i % 6 == 0 ? random.nextGaussian() : effects[d];
                z[5 * i + d] = d == 0 ? 1 : random.nextGaussian();
                y[i] += z[5 * i + d] * effects[d];
            }
        }
        GlmmSpec spec = GlmmSpec.of(
                y,
                x,
                1,
                z,
                5,
                subject,
                new NormalIdentityDensity(),
                RandomCovariance.components(5),
                Quadrature.points(3));
        GlmmFit plain = new GlmmFitter(1).fit(spec);
        assertThat(plain.verdict()).isEqualTo(GlmmVerdict.converged());
        assertThat(plain.search().uncertified()).isTrue();
        assertThat(plain.quadratureCheck()).isEmpty();
        GlmmFit checked = new GlmmFitter(1).fit(spec, FitPlan.standard().withCertificate());
        assertThat(checked.search().uncertified()).isFalse();
        GlmmFit.QuadratureCheck check = checked.quadratureCheck().orElseThrow();
        assertThat(check.logLikelihoodChange()).isCloseTo(0, within(1e-8));
        assertThat(check.largestShift()).isLessThan(1e-4);
    }

    private static double after(Trials.Row r) {
        return r.time() > 0 ? 1 : 0;
    }

    private static void check(GlmmSpec spec, boolean few, int least, int most) {
        GlmmFit fit = new GlmmFitter(1).fit(spec);
        assertThat(fit.verdict().hasEstimates()).isTrue();
        if (few) {
            assertThat(fit.verdict().kind()).isEqualTo(GlmmVerdict.Kind.TOO_FEW_POINTS);
            assertThat(Integer.parseInt(fit.verdict().detail())).isBetween(least, most);
        } else {
            assertThat(fit.verdict()).isEqualTo(GlmmVerdict.converged());
        }
    }
}
