package hermite.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Effect;
import hermite.model.inference.LeastSquaresMeans.Mean;
import hermite.model.inference.LeastSquaresMeans.Setting;
import hermite.model.inference.Multiplicity.Adjusted;
import hermite.model.inference.Multiplicity.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * All pairs of three means of a against R 4.2.2 with emmeans 1.8.4-1: {@code summary(pairs(emmeans(lm(y ~ a*b + x), ~ a)),
 * adjust = "…", infer = TRUE)}, data of {@link TwoWayLayout}.
 */
class MultiplicityTest {
    private final TwoWayLayout layout = new TwoWayLayout();
    private final FittedCoefficients fit =
            layout.normal(Effect.of("a"), Effect.of("b"), Effect.of("a", "b"), Effect.of("x"));
    private final List<Mean> means = new LeastSquaresMeans(fit, Setting.of(layout.means(fit))).of(1);

    private double[][] rows(List<Comparisons.Pair> pairs) {
        return pairs.stream()
                .map(p -> Comparisons.difference(
                        means.get(p.first()).row(), means.get(p.second()).row()))
                .toArray(double[][]::new);
    }

    private List<Combination> combinations(double[][] rows) {
        return java.util.Arrays.stream(rows).map(fit::combination).toList();
    }

    private void assertAdjusted(Method method, double[] probabilities, double[] lowerLimits, double close) {
        double[][] rows = rows(Comparisons.allPairs(3));
        List<Combination> combinations = combinations(rows);
        Adjusted adjusted = Multiplicity.adjust(method, fit, combinations, rows, Tail.TWO_SIDED, 0.05);
        for (int i = 0; i < 3; i++) {
            assertThat(adjusted.probabilities()[i]).isCloseTo(probabilities[i], within(close));
            assertThat(combinations
                            .get(i)
                            .interval(adjusted.criticals()[i], Tail.TWO_SIDED)
                            .lower())
                    .isCloseTo(lowerLimits[i], within(100 * close));
        }
    }

    @Test
    void unadjusted() {
        assertAdjusted(
                new Method.None(),
                new double[] {0.039607876983552, 0.001429348851037, 0.000510183841805},
                new double[] {0.0830731507405, -3.6161713857092, -4.7621767392025},
                1e-9);
    }

    @Test
    void bonferroni() {
        assertAdjusted(
                new Method.Bonferroni(),
                new double[] {0.11882363095066, 0.00428804655311, 0.00153055152542},
                new double[] {-0.340864385305, -4.019571817918, -5.195052017594},
                1e-9);
    }

    @Test
    void sidak() {
        assertAdjusted(
                new Method.Sidak(),
                new double[] {0.11417941539371, 0.00428192035891, 0.00152977079555},
                new double[] {-0.333608814986, -4.012667734289, -5.187643480358},
                1e-9);
    }

    @Test
    void scheffe() {
        assertAdjusted(
                new Method.Scheffe(),
                new double[] {0.09393295177356, 0.00373285081444, 0.00134372429691},
                new double[] {-0.257084677721, -3.939850709557, -5.109506008665},
                1e-9);
    }

    /** R's ptukey and qtukey, by which emmeans computes, are good to about 1e-7 and 1e-6. */
    @Test
    void tukeyKramer() {
        assertAdjusted(
                new Method.Tukey(3),
                new double[] {0.08277317289657, 0.00316516630256, 0.00113519501617},
                new double[] {-0.19882979189, -3.88441790608, -5.05002295331},
                1e-6);
    }

    /** Three standard errors of 100,000 draws of a probability of 0.083 are 0.0026. */
    @Test
    void simulationApproachesTheExactDistribution() {
        assertAdjusted(
                new Method.Simulated(100_000, 12345),
                new double[] {0.0826, 0.0031, 0.0010},
                new double[] {-0.196, -3.882, -5.047},
                0.0027);
    }

    /** Closed form: (2.575829 / 0.005)² × 0.05 × 0.95 = 12606.2 draws for an error of 0.005 with 99 percent confidence. */
    @Test
    void sampleSizeOfASimulation() {
        assertThat(SimulatedMaxima.samples(0.05, 0.005, 0.01)).isEqualTo(12607);
    }

    /**
     * contrast(e, "trt.vs.ctrl", ref = 3), adjust = "mvt", an integration to 1e-3 of the probability; also
     * side = "&gt;" .
     */
    @Test
    void dunnettsComparisonsWithAControl() {
        double[][] rows = rows(Comparisons.withControl(3, 2));
        List<Combination> combinations = combinations(rows);
        Adjusted both = Multiplicity.adjust(new Method.Dunnett(), fit, combinations, rows, Tail.TWO_SIDED, 0.05);
        assertThat(both.probabilities()[0]).isCloseTo(0.0024745832225, within(1e-4));
        assertThat(both.probabilities()[1]).isCloseTo(0.0008852829337, within(1e-4));
        assertThat(combinations
                        .get(0)
                        .interval(both.criticals()[0], Tail.TWO_SIDED)
                        .lower())
                .isCloseTo(-3.799268575, within(2e-3));
        Adjusted upper = Multiplicity.adjust(new Method.Dunnett(), fit, combinations, rows, Tail.UPPER, 0.05);
        assertThat(upper.probabilities()[0]).isCloseTo(0.9998176196, within(1e-4));
        assertThat(combinations
                        .get(0)
                        .interval(upper.criticals()[0], Tail.UPPER)
                        .lower())
                .isCloseTo(-3.560955725, within(2e-3));
    }
}
