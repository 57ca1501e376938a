package hermite.model.glmm.crossed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.OrderedExecutor;
import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.glmm.CategoricalDesign;
import hermite.model.glmm.CentralDifferences;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.GlmmSpec.Level;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ChainedDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.GammaDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.levels.NestedLikelihood;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Laplace's approximation with crossed random effects: its gradient, and its value against the nested engine's. */
class CrossedLikelihoodTest {
    private static final BinomialDensity LOGIT = new BinomialDensity(BinomialDensity.Curve.LOGIT);

    /** Two or three crossed factors; the first has an intercept and a slope. */
    private static GlmmSpec crossed(ConditionalDensity density, int[] size) {
        Random random = new Random(3);
        int n = 90;
        int[] units = {9, 6, 4};
        int q = IntStream.of(size).sum();
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] z = new double[n * q];
        int[][] unit = new int[size.length][n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = 1;
            x[2 * i + 1] = random.nextGaussian();
            y[i] = density instanceof BinomialDensity
                    ? random.nextInt(2)
                    : density instanceof GammaDensity ? 0.2 + random.nextDouble() : random.nextInt(5);
            int at = 0;
            for (int l = 0; l < size.length; l++) {
                unit[l][i] = random.nextInt(units[l]);
                for (int d = 0; d < size[l]; d++) {
                    z[i * q + at++] = d == 0 ? 1 : random.nextGaussian();
                }
            }
        }
        RandomCovariance.Builder covariance = RandomCovariance.builder();
        List<Level> levels = IntStream.range(0, size.length)
                .mapToObj(l -> {
                    covariance.unstructured(size[l]);
                    int first = IntStream.of(size).limit(l).sum();
                    return new Level(IntStream.range(first, first + size[l]).toArray(), unit[l]);
                })
                .toList();
        return GlmmSpec.of(y, x, 2, z, q, new int[n], density, covariance.build(), Quadrature.laplace())
                .withLevels(levels);
    }

    private static GlmmSpec ordinal() {
        GlmmSpec base = crossed(LOGIT, new int[] {1, 1});
        Random random = new Random(5);
        int[] category = IntStream.range(0, base.rows())
                .map(i -> i < 3 ? i : random.nextInt(3))
                .toArray();
        double[] slope = IntStream.range(0, base.rows())
                .mapToDouble(i -> base.x()[2 * i + 1])
                .toArray();
        CategoricalDesign d =
                CategoricalDesign.cumulative(category, 3, slope, 1, base.z(), 2, BinomialDensity.Curve.LOGIT);
        return GlmmSpec.of(
                        d.y(),
                        d.x(),
                        3,
                        d.z(),
                        2,
                        base.subject(),
                        d.response(),
                        base.covariance(),
                        Quadrature.laplace())
                .withLevels(base.levels());
    }

    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of("two factors", crossed(LOGIT, new int[] {1, 1}), new double[] {0.2, -0.5, 0.8, 0.6}),
                Arguments.of("slopes", crossed(new PoissonLogDensity(), new int[] {2, 2}), new double[] {
                    0.4, 0.2, 0.5, 0.1, 0.3, 0.4, -0.2, 0.3
                }),
                Arguments.of("three factors", crossed(LOGIT, new int[] {1, 2, 1}), new double[] {
                    0.1, 0.2, 0.7, 0.5, 0.2, 0.4, 0.3
                }),
                Arguments.of("dispersion", crossed(new GammaDensity(), new int[] {1, 1}), new double[] {
                    0.1, 0.2, 0.4, 0.3, -1
                }),
                Arguments.of("ordinal", ordinal(), new double[] {-0.7, 0.6, 0.3, 0.9, 0.5}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void gradientAgreesWithCentralDifferences(String name, GlmmSpec spec, double[] psi) {
        CrossedLikelihood likelihood = new CrossedLikelihood(spec, () -> {});
        double[] g = new double[psi.length];
        assertThat(likelihood.parameters()).isEqualTo(psi.length);
        likelihood.evaluate(psi, g);
        double[] differences = CentralDifferences.of(likelihood::evaluate, psi);
        for (int r = 0; r < psi.length; r++) {
            assertThat(g[r])
                    .as("component %d", r)
                    .isCloseTo(differences[r], within(1e-6 * Math.max(1, Math.abs(g[r]))));
        }
    }

    /** Nested subjects can be written as crossed ones; Laplace's approximation is the same number. */
    @Test
    void agreesWithTheNestedEngineWhereSubjectsNest() {
        GlmmSpec base = crossed(LOGIT, new int[] {1, 2});
        int[] inner = base.levels().get(0).unit();
        int[] outer = IntStream.of(inner).map(u -> u / 3).toArray();
        GlmmSpec spec = base.withLevels(List.of(new Level(new int[] {0}, outer), new Level(new int[] {1, 2}, inner)));
        double[] psi = {0.3, -0.2, 0.9, 0.6, 0.2, 0.5};
        double[] g = new double[6];
        double[] h = new double[6];
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            double nested = NestedLikelihood.of(spec, 1, one, () -> {}).evaluate(psi, g);
            assertThat(new CrossedLikelihood(spec, () -> {}).evaluate(psi, h)).isCloseTo(nested, within(1e-10));
            assertThat(h).containsExactly(g, within(1e-8));
        }
    }

    @Test
    void fitsDoNotDependOnTheOrderOfRows() {
        GlmmSpec spec = crossed(LOGIT, new int[] {1, 1});
        int n = spec.rows();
        double[] y = new double[n];
        double[] x = new double[2 * n];
        int[][] unit = new int[2][n];
        for (int i = 0; i < n; i++) {
            int from = (i * 37 + 11) % n;
            y[i] = spec.y()[from];
            x[2 * i] = spec.x()[2 * from];
            x[2 * i + 1] = spec.x()[2 * from + 1];
            unit[0][i] = spec.levels().get(0).unit()[from];
            unit[1][i] = spec.levels().get(1).unit()[from];
        }
        GlmmSpec shuffled = GlmmSpec.of(
                        y, x, 2, spec.z(), 2, new int[n], LOGIT, spec.covariance(), Quadrature.laplace())
                .withLevels(List.of(new Level(new int[] {0}, unit[0]), new Level(new int[] {1}, unit[1])));
        GlmmFit one = new GlmmFitter(1).fit(spec);
        GlmmFit other = new GlmmFitter(2).fit(shuffled);
        assertThat(other.logLikelihood()).isEqualTo(one.logLikelihood());
        assertThat(other.estimates()).containsExactly(one.estimates());
    }

    /** Far from the mode the curvature of this density may be indefinite; the search gets there all the same. */
    @Test
    void findsModesFromAnywhere() {
        ConditionalDensity density = new ChainedDensity(Family.GAMMA, StandardLink.IDENTITY, false);
        GlmmSpec base = crossed(new GammaDensity(), new int[] {1, 1});
        GlmmSpec spec = GlmmSpec.of(
                        base.y(),
                        base.x(),
                        2,
                        base.z(),
                        2,
                        base.subject(),
                        density,
                        RandomCovariance.components(2),
                        Quadrature.laplace())
                .withLevels(base.levels());
        GlmmFit fit = new GlmmFitter(1).fit(spec);
        assertThat(fit.verdict().hasEstimates()).isTrue();
        assertThat(fit.modelStandardError(0)).isPositive();
        CrossedLikelihood likelihood = new CrossedLikelihood(spec, () -> {});
        double[] psi = {0.7, 0.02, 0.25, 0.2, -1.5};
        double warm = likelihood.evaluate(psi, new double[5]);
        likelihood.forgetModes();
        assertThat(likelihood.evaluate(psi, new double[5])).isCloseTo(warm, within(1e-9));
        assertThat(warm).isFinite();
    }
}
