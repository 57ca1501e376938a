package hermite.math.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.search.StoppingRule.Criterion;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every technique on functions whose maxima are known in closed form, and every criterion. */
class TechniquesTest {
    private static final StoppingRule TIGHT =
            new StoppingRule(1, 0, 5000, 50000, 60, Map.of(Criterion.ABSGCONV, new StoppingRule.Tolerance(1e-7, 1)));
    private static final StoppingRule SIMPLEX =
            new StoppingRule(1, 0, 5000, 50000, 60, Map.of(Criterion.FCONV2, new StoppingRule.Tolerance(1e-12, 1)));

    static Stream<Arguments> techniques() {
        return Stream.of(
                Arguments.of("BFGS", new QuasiNewton(TIGHT, QuasiNewton.Update.BFGS), 1e-6),
                Arguments.of("DFP", new QuasiNewton(TIGHT, QuasiNewton.Update.DFP), 1e-6),
                Arguments.of("Newton-Raphson", new NewtonRaphson(TIGHT, false), 1e-6),
                Arguments.of("ridged", new NewtonRaphson(TIGHT, true), 1e-6),
                Arguments.of("trust region", new TrustRegion(TIGHT), 1e-6),
                Arguments.of("dogleg", new DoubleDogleg(TIGHT), 1e-6),
                Arguments.of("PB", conjugate(ConjugateGradient.Update.POWELL_BEALE), 1e-6),
                Arguments.of("FR", conjugate(ConjugateGradient.Update.FLETCHER_REEVES), 1e-6),
                Arguments.of("PR", conjugate(ConjugateGradient.Update.POLAK_RIBIERE), 1e-6),
                Arguments.of("CD", conjugate(ConjugateGradient.Update.CONJUGATE_DESCENT), 1e-6),
                Arguments.of("simplex", new NelderMead(SIMPLEX), 1e-4));
    }

    private static Maximiser conjugate(ConjugateGradient.Update update) {
        return new ConjugateGradient(TIGHT, update);
    }

    /** Σ y log x − x over positive x, not computable elsewhere: maximum at x = y. */
    private static SmoothObjective counts(double... y) {
        return new SmoothObjective() {
            @Override
            public int parameters() {
                return y.length;
            }

            @Override
            public double evaluate(double[] x, double[] g) {
                double sum = 0;
                for (int i = 0; i < y.length; i++) {
                    if (!(x[i] > 0)) {
                        return Double.NaN;
                    }
                    sum += y[i] * Math.log(x[i]) - x[i];
                    g[i] = y[i] / x[i] - 1;
                }
                return sum;
            }

            @Override
            public void information(double[] x, double[] h) {
                for (int i = 0; i < y.length * y.length; i++) {
                    h[i] = 0;
                }
                for (int i = 0; i < y.length; i++) {
                    h[i * y.length + i] = y[i] / (x[i] * x[i]);
                }
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("techniques")
    void climbsOutOfACurvedValley(String name, Maximiser technique, double tolerance) {
        Maximum found = technique.maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        assertThat(found.ending()).isEqualTo(Maximum.Ending.CONVERGED);
        assertThat(found.point()[0]).isCloseTo(1.0, within(tolerance));
        assertThat(found.point()[1]).isCloseTo(1.0, within(2 * tolerance));
        assertThat(found.history().get(0).evaluations()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("techniques")
    void staysWhereTheFunctionCanBeComputed(String name, Maximiser technique, double tolerance) {
        Maximum found = technique.maximise(counts(0.5, 3, 40), new double[] {4, 4, 4});
        assertThat(found.ending()).isEqualTo(Maximum.Ending.CONVERGED);
        assertThat(found.point()[0]).isCloseTo(0.5, within(10 * tolerance));
        assertThat(found.point()[1]).isCloseTo(3.0, within(10 * tolerance));
        assertThat(found.point()[2]).isCloseTo(40.0, within(100 * tolerance));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("techniques")
    void saysThatTheStartCannotBeComputed(String name, Maximiser technique, double tolerance) {
        Maximum found = technique.maximise(counts(1, 1), new double[] {-1, 1});
        assertThat(found.ending()).isEqualTo(Maximum.Ending.START_NOT_COMPUTABLE);
    }

    /** Each criterion alone ends the search and is named; a looser one ends it earlier. */
    @ParameterizedTest
    @org.junit.jupiter.params.provider.EnumSource(Criterion.class)
    void criteriaEndTheSearch(Criterion criterion) {
        double base = criterion == Criterion.ABSCONV ? 5 : 0;
        Maximum early = new QuasiNewton(only(criterion, base + 1e-2, 1), QuasiNewton.Update.BFGS)
                .maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        Maximum late = new QuasiNewton(only(criterion, base + 1e-9, 1), QuasiNewton.Update.BFGS)
                .maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        assertThat(early.criterion()).contains(criterion);
        assertThat(late.criterion()).contains(criterion);
        assertThat(early.history()).hasSizeLessThan(late.history().size());
    }

    private static StoppingRule only(Criterion criterion, double tolerance, int successive) {
        return new StoppingRule(
                1, 0, 200, 5000, 60, Map.of(criterion, new StoppingRule.Tolerance(tolerance, successive)));
    }

    @Test
    void aCriterionMayHaveToHoldSeveralTimesInARow() {
        Maximum once =
                new TrustRegion(only(Criterion.ABSFCONV, 0.2, 1)).maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        Maximum thrice =
                new TrustRegion(only(Criterion.ABSFCONV, 0.2, 3)).maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        assertThat(thrice.history().size())
                .isGreaterThanOrEqualTo(once.history().size() + 2);
    }

    @Test
    void limitsEndTheSearch() {
        StoppingRule three = new StoppingRule(1, 0, 3, 5000, 60, TIGHT.tolerances());
        Maximum stopped = new DoubleDogleg(three).maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        assertThat(stopped.ending()).isEqualTo(Maximum.Ending.ITERATION_LIMIT);
        assertThat(stopped.history()).hasSize(4);
        StoppingRule evaluations = new StoppingRule(1, 0, 300, 6, 60, TIGHT.tolerances());
        assertThat(new QuasiNewton(evaluations, QuasiNewton.Update.BFGS)
                        .maximise(new Rosenbrock(-5), new double[] {-1.2, 1})
                        .ending())
                .isEqualTo(Maximum.Ending.EVALUATION_LIMIT);
        StoppingRule noTime = new StoppingRule(1, 0, 300, 6000, 0, TIGHT.tolerances());
        assertThat(new NewtonRaphson(noTime, true)
                        .maximise(new Rosenbrock(-5), new double[] {-1.2, 1})
                        .ending())
                .isEqualTo(Maximum.Ending.TIME_LIMIT);
        Maximum none = new NoSearch().maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        assertThat(none.point()).containsExactly(-1.2, 1);
    }

    @Test
    void theDefaultSearchObeysARuleToo() {
        Maximum stopped = new StructuredNewton(200, 1e-16, 1e-6)
                .with(new StoppingRule(1, 0, 2, 5000, 60, Map.of()))
                .maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        assertThat(stopped.ending()).isEqualTo(Maximum.Ending.ITERATION_LIMIT);
        assertThat(stopped.history()).hasSize(3);
        Maximum loose = new StructuredNewton(200, 1e-16, 1e-6)
                .with(only(Criterion.ABSCONV, 6, 1))
                .maximise(new Rosenbrock(-5), new double[] {-1.2, 1});
        assertThat(loose.criterion()).contains(Criterion.ABSCONV);
    }
}
