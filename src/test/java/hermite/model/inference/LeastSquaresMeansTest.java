package hermite.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Effect;
import hermite.model.StandardLink;
import hermite.model.inference.LeastSquaresMeans.Mean;
import hermite.model.inference.LeastSquaresMeans.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Least squares means against R 4.2.2 with emmeans 1.8.4-1: {@code m <- lm(y ~ a*b + x)}, data of {@link TwoWayLayout}.
 */
class LeastSquaresMeansTest {
    private static final double CLOSE = 1e-9;

    private final TwoWayLayout layout = new TwoWayLayout();
    private final FittedCoefficients fit =
            layout.normal(Effect.of("a"), Effect.of("b"), Effect.of("a", "b"), Effect.of("x"));
    private final Setting usual = Setting.of(layout.means(fit));
    private static final int A = 1;
    private static final int CELLS = 3;

    private void assertMeans(Setting setting, double[][] valueAndError) {
        List<Mean> means = new LeastSquaresMeans(fit, setting).of(A);
        assertThat(means).hasSize(valueAndError.length);
        for (int i = 0; i < means.size(); i++) {
            Combination c = fit.combination(means.get(i).row());
            assertThat(fit.isEstimable(means.get(i).row(), 1e-8)).isTrue();
            assertThat(c.value()).isCloseTo(valueAndError[i][0], within(CLOSE));
            assertThat(c.standardError()).isCloseTo(valueAndError[i][1], within(CLOSE));
        }
    }

    /** emmeans(m, ~ a). */
    @Test
    void averagesOtherEffectsWithEqualWeights() {
        assertMeans(usual, new double[][] {
            {7.94277108434, 0.238181205492}, {6.86586345382, 0.268441815971}, {10.61325301205, 0.241837041535}
        });
    }

    /** emmeans(m, ~ a, at = list(x = 2.5)). */
    @Test
    void putsCovariatesWhereAsked() {
        assertMeans(usual.withAt(Map.of("x", 2.5)), new double[][] {
            {7.22048192771, 0.243665825068}, {6.14357429719, 0.267369591019}, {9.89096385542, 0.259927717545}
        });
    }

    /** emmeans(m, ~ a, weights = "proportional"). */
    @Test
    void weighsByObservedMargins() {
        assertMeans(usual.withMargins(layout.margins(fit), false), new double[][] {
            {8.00701376936, 0.231334476556}, {6.81609294320, 0.266270165918}, {10.56467297762, 0.246849464089}
        });
    }

    /** Closed form: with margins and covariate means of each level, the mean of a level is the mean of its responses. */
    @Test
    void marginsByLevelGiveTheRawMeans() {
        List<Mean> means = new LeastSquaresMeans(fit, usual.withMargins(layout.margins(fit), true)).of(A);
        double[] raw = {39.3 / 5, 27.2 / 4, 56.5 / 5};
        for (int i = 0; i < 3; i++) {
            assertThat(fit.combination(means.get(i).row()).value()).isCloseTo(raw[i], within(1e-10));
        }
    }

    /** joint_tests(m, by = "b"), printed with three decimals. */
    @Test
    void slicesTestEqualityWithinALevel() {
        List<Mean> cells = new LeastSquaresMeans(fit, usual).of(CELLS);
        Map<List<String>, List<Integer>> slices = Comparisons.slices(cells, List.of(1));
        assertThat(slices.keySet()).containsExactly(List.of("u"), List.of("v"), List.of("w"));
        double[] expected = {47.436, 8.768, 31.359};
        int i = 0;
        for (List<Integer> members : slices.values()) {
            FTest test = fit.test(Comparisons.equality(
                    members.stream().map(m -> cells.get(m).row()).toList()));
            assertThat(test.numeratorDf()).isEqualTo(2);
            assertThat(test.denominatorDf()).isEqualTo(4);
            assertThat(test.f()).isCloseTo(expected[i++], within(6e-4));
        }
    }

    /** g &lt;- glm(round(y) ~ a + x, poisson); summary(emmeans(g, ~ a), type = "response"). */
    @Test
    void meansOnTheScaleOfTheResponseHaveDeltaMethodErrors() {
        FittedCoefficients poisson = layout.poisson(Effect.of("a"), Effect.of("x"));
        List<Mean> means = new LeastSquaresMeans(poisson, Setting.of(layout.means(poisson))).of(A);
        double[][] expected = {
            {7.95175505360, 1.27357449283, 5.80941314742, 10.88413008816},
            {6.81446641701, 1.31200874009, 4.67248143093, 9.93839210172},
            {10.30860396172, 1.46522689199, 7.80213052826, 13.62029451504}
        };
        for (int i = 0; i < 3; i++) {
            Combination c = poisson.combination(means.get(i).row());
            Combination.Interval limits = c.limits(0.05, Tail.TWO_SIDED).onMeanScale(StandardLink.LOG);
            assertThat(c.mean(StandardLink.LOG)).isCloseTo(expected[i][0], within(1e-7));
            assertThat(c.meanStandardError(StandardLink.LOG)).isCloseTo(expected[i][1], within(1e-7));
            assertThat(limits.lower()).isCloseTo(expected[i][2], within(1e-7));
            assertThat(limits.upper()).isCloseTo(expected[i][3], within(1e-7));
        }
    }

    /** Closed form: an effect nested in another averages over the levels that occur in it. */
    @Test
    void nestedLevelsAreAveragedWhereTheyOccur() {
        FittedCoefficients nested = layout.normal(Effect.of("a"), new Effect(List.of("b"), List.of("a")));
        List<Mean> means = new LeastSquaresMeans(nested, Setting.of(CovariateMeans.NONE)).of(A);
        double[] expected = {(6.0 + 9.8 + 7.7) / 3, (4.2 + 7.85 + 7.3) / 3, (11.2 + 10.2 + 11.95) / 3};
        for (int i = 0; i < 3; i++) {
            assertThat(nested.combination(means.get(i).row()).value()).isCloseTo(expected[i], within(1e-10));
        }
    }

    @Test
    void aSingleCoefficientOfAnOverparameterisedModelIsNotEstimable() {
        double[] one = CombinationRows.row(fit.terms(), List.of(EffectCoefficients.of(A, 1.0)), 1);
        double[] difference = CombinationRows.row(fit.terms(), List.of(EffectCoefficients.of(A, 1.0, -1.0)), 1);
        assertThat(fit.isEstimable(one, FittedCoefficients.SINGULAR)).isFalse();
        assertThat(fit.isEstimable(difference, FittedCoefficients.SINGULAR)).isTrue();
    }

    /** A main effect's coefficients, spread over the interaction, are the difference of two means (definition). */
    @Test
    void coefficientsOfAMainEffectAreSpreadOverItsInteractions() {
        List<Mean> means = new LeastSquaresMeans(fit, usual).of(A);
        double[] spread = CombinationRows.row(fit.terms(), List.of(EffectCoefficients.of(A, 2.0, -2.0)), 2);
        double[] difference =
                Comparisons.difference(means.get(0).row(), means.get(1).row());
        assertThat(spread).containsExactly(difference, within(1e-12));
    }

    /** A coefficient placed by levels stands where a positional one would (definition). */
    @Test
    void placesCoefficientsByLevel() {
        EffectCoefficients placed =
                new EffectCoefficients(CELLS, List.of(), List.of(new EffectCoefficients.Placed(3, List.of(1, 2), 1)));
        EffectCoefficients positional = EffectCoefficients.of(CELLS, 0.0, 0.0, 0.0, 0.0, 0.0, 3.0);
        assertThat(CombinationRows.row(fit.terms(), List.of(placed), 1))
                .containsExactly(CombinationRows.row(fit.terms(), List.of(positional), 1));
    }
}
