package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.OrderedExecutor;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.quadrature.MarginalLikelihood;
import hermite.model.glmm.quadrature.SubjectPatterns;
import org.junit.jupiter.api.Test;

/**
 * Negative log likelihoods that NLMIXED printed for given parameters in published iteration logs (six cities and
 * contraceptive trial; numerics.md section 9, item 13). They fix the rule to the last digit.
 */
class PublishedEvaluationTest {
    private static double[] smokingAndAge(Trials.Row r) {
        return new double[] {1, r.group(), r.time()};
    }

    private static double negativeLogLikelihood(GlmmSpec spec, int points, double... psi) {
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            MarginalLikelihood likelihood =
                    new MarginalLikelihood(spec, SubjectPatterns.of(spec), points, one, () -> {});
            return -likelihood.evaluate(psi, new double[psi.length]);
        }
    }

    private static GlmmSpec sixCities(int q) {
        return Trials.spec(
                Trials.sixCities(),
                PublishedEvaluationTest::smokingAndAge,
                q == 1 ? Trials::intercept : Trials::interceptAndTime,
                Trials.logit(),
                RandomCovariance.unstructured(q),
                Quadrature.points(7));
    }

    @Test
    void sixCitiesWithOneRandomEffect() {
        GlmmSpec spec = sixCities(1);
        assertThat(negativeLogLikelihood(spec, 7, -2, .3, -.1, Math.sqrt(2))).isCloseTo(823.813073, within(6e-7));
        assertThat(negativeLogLikelihood(spec, 25, -2, .3, -.1, Math.sqrt(2))).isCloseTo(823.848456, within(6e-7));
        assertThat(negativeLogLikelihood(spec, 20, -2, .3, -.1, 2)).isCloseTo(826.694133, within(6e-7));
        assertThat(negativeLogLikelihood(spec, 15, -3, .4, -.2, Math.exp(0.75))).isCloseTo(797.983994, within(6e-7));
    }

    @Test
    void sixCitiesWithTwoRandomEffectsNeedsTheLowerRoot() {
        assertThat(negativeLogLikelihood(sixCities(2), 15, -3, .4, -.2, 2, 0, 1))
                .isCloseTo(818.515621, within(6e-7));
    }

    @Test
    void contraceptiveTrial() {
        GlmmSpec spec = Trials.spec(
                Trials.contraceptive(),
                Trials::dropInDose,
                Trials::intercept,
                Trials.logit(),
                RandomCovariance.unstructured(1),
                Quadrature.points(50));
        assertThat(negativeLogLikelihood(spec, 50, -2.2, .7, -.032, .34, -.068, 2))
                .isCloseTo(1983.2275, within(6e-5));
    }

    @Test
    void subjectsWithTheSameContentAreCountedOnce() {
        assertThat(SubjectPatterns.of(sixCities(1)).patterns()).isEqualTo(32);
        assertThat(SubjectPatterns.of(sixCities(1)).subjects()).isEqualTo(537);
    }
}
