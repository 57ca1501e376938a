package hermite.model.glmm.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.GaussHermite;
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
import hermite.model.glmm.density.NegativeBinomialLogDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recursive quadrature: its gradient by differences, its value by dense integration and by the one-level engine. */
class NestedLikelihoodTest {
    private static final BinomialDensity LOGIT = new BinomialDensity(BinomialDensity.Curve.LOGIT);

    /** Levels with the given numbers of random effects, outermost first, over made-up data. */
    private static GlmmSpec nested(ConditionalDensity density, int[] size, long seed) {
        Random random = new Random(seed);
        int depth = size.length;
        int tops = 4;
        int n = tops << (depth + 1);
        int q = IntStream.of(size).sum();
        double[] y = new double[n];
        double[] x = new double[n * 2];
        double[] z = new double[n * q];
        int[][] unit = new int[depth][n];
        for (int i = 0; i < n; i++) {
            x[2 * i] = 1;
            x[2 * i + 1] = random.nextGaussian();
            int at = 0;
            for (int l = 0; l < depth; l++) {
                unit[l][i] = i / (n / (tops << l));
                for (int d = 0; d < size[l]; d++) {
                    z[i * q + at++] = d == 0 ? 1 : random.nextGaussian();
                }
            }
            y[i] = density instanceof BinomialDensity ? random.nextInt(2) : random.nextInt(5);
        }
        RandomCovariance.Builder covariance = RandomCovariance.builder();
        List<Level> levels = IntStream.range(0, depth)
                .mapToObj(l -> {
                    covariance.unstructured(size[l]);
                    int first = IntStream.of(size).limit(l).sum();
                    return new Level(IntStream.range(first, first + size[l]).toArray(), unit[l]);
                })
                .toList();
        return GlmmSpec.of(y, x, 2, z, q, unit[0], density, covariance.build(), Quadrature.points(3))
                .withLevels(levels);
    }

    /** Compound symmetry of the outer effects, one correlation of the inner ones. */
    private static GlmmSpec structured() {
        GlmmSpec base = nested(LOGIT, new int[] {2, 2}, 9);
        return GlmmSpec.of(
                        base.y(),
                        base.x(),
                        2,
                        base.z(),
                        4,
                        base.subject(),
                        LOGIT,
                        RandomCovariance.builder()
                                .correlated(RandomCovariance.Kind.COMPOUND_SYMMETRY, 2)
                                .correlated(RandomCovariance.Kind.HETEROGENEOUS_AUTOREGRESSIVE, 2)
                                .build(),
                        Quadrature.points(3))
                .withLevels(base.levels());
    }

    private static GlmmSpec categorical(boolean nominal, BinomialDensity.Curve curve, int[] size) {
        GlmmSpec base = nested(LOGIT, size, 5);
        Random random = new Random(8);
        int n = base.rows();
        int[] category =
                IntStream.range(0, n).map(i -> i < 4 ? i : random.nextInt(4)).toArray();
        double[] slope = new double[n];
        for (int i = 0; i < n; i++) {
            slope[i] = base.x()[2 * i + 1];
        }
        CategoricalDesign design = nominal
                ? CategoricalDesign.nominal(
                        category,
                        4,
                        base.x(),
                        2,
                        base.z(),
                        base.levels().stream().mapToInt(l -> l.columns().length).toArray())
                : CategoricalDesign.cumulative(category, 4, slope, 1, base.z(), base.randomColumns(), curve);
        RandomCovariance.Builder covariance = RandomCovariance.builder();
        List<Level> levels = base.levels().stream()
                .map(l -> {
                    int copies = nominal ? 3 : 1;
                    covariance.unstructured(l.columns().length * copies);
                    return new Level(
                            IntStream.range(l.columns()[0] * copies, (l.columns()[0] + l.columns().length) * copies)
                                    .toArray(),
                            l.unit());
                })
                .toList();
        return GlmmSpec.of(
                        design.y(),
                        design.x(),
                        design.fixedColumns(),
                        design.z(),
                        design.randomColumns(),
                        base.subject(),
                        design.response(),
                        covariance.build(),
                        Quadrature.points(3))
                .withLevels(levels)
                .withStart(new GlmmSpec.Start(design.start(), new double[0], new double[0]));
    }

    static Stream<Arguments> models() {
        ConditionalDensity poisson = new ChainedDensity(Family.POISSON, StandardLink.LOG, false);
        return Stream.of(
                Arguments.of("one level", nested(LOGIT, new int[] {2}, 1), 4),
                Arguments.of("two levels", nested(LOGIT, new int[] {1, 1}, 1), 3),
                Arguments.of("two levels, Laplace", nested(LOGIT, new int[] {1, 2}, 2), 1),
                Arguments.of("two levels, slopes", nested(new PoissonLogDensity(), new int[] {2, 2}, 3), 2),
                Arguments.of("three levels", nested(LOGIT, new int[] {1, 1, 1}, 4), 3),
                Arguments.of("three levels, slopes", nested(poisson, new int[] {2, 1, 2}, 4), 2),
                Arguments.of("four levels", nested(LOGIT, new int[] {1, 1, 1, 1}, 4), 2),
                Arguments.of("structures", structured(), 3),
                Arguments.of("dispersion", nested(new NegativeBinomialLogDensity(), new int[] {1, 2}, 6), 3),
                Arguments.of("cumulative logit", categorical(false, BinomialDensity.Curve.LOGIT, new int[] {2}), 3),
                Arguments.of("cumulative probit", categorical(false, BinomialDensity.Curve.PROBIT, new int[] {1}), 4),
                Arguments.of("cumulative cloglog", categorical(false, BinomialDensity.Curve.CLOGLOG, new int[] {1}), 4),
                Arguments.of("cumulative loglog", categorical(false, BinomialDensity.Curve.LOGLOG, new int[] {1}), 4),
                Arguments.of("nested cumulative", categorical(false, BinomialDensity.Curve.LOGIT, new int[] {1, 1}), 3),
                Arguments.of("generalized logit", categorical(true, BinomialDensity.Curve.LOGIT, new int[] {1}), 3),
                Arguments.of(
                        "nested generalized", categorical(true, BinomialDensity.Curve.LOGIT, new int[] {1, 1}), 1));
    }

    private static double[] point(GlmmSpec spec, NestedLikelihood likelihood, long seed) {
        Random random = new Random(seed);
        double[] psi = new double[likelihood.parameters()];
        for (int k = 0; k < psi.length; k++) {
            psi[k] = 0.6 * random.nextGaussian();
        }
        for (int k = 0; k < spec.start().beta().length; k++) {
            psi[k] = spec.start().beta()[k] + 0.1 * psi[k];
        }
        return psi;
    }

    /** Nodes that follow the modes, that are scaled by G alone, and that stay at zero. */
    static Stream<Arguments> placements() {
        return models().flatMap(m -> Stream.of(Quadrature.Placement.values()).map(placement -> {
            Object[] of = m.get();
            GlmmSpec spec = (GlmmSpec) of[1];
            int points = placement == Quadrature.Placement.PLAIN ? Math.max(2, (int) of[2]) : (int) of[2];
            return Arguments.of(
                    of[0], placement, spec.withQuadrature(spec.quadrature().with(placement)), points);
        }));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("placements")
    void gradientAgreesWithCentralDifferences(String name, Quadrature.Placement placement, GlmmSpec spec, int points) {
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            NestedLikelihood likelihood = NestedLikelihood.of(spec, points, one, () -> {});
            double[] psi = point(spec, likelihood, 5);
            double[] g = new double[psi.length];
            likelihood.evaluate(psi, g);
            double size = 1;
            for (double v : g) {
                size = Math.max(size, Math.abs(v));
            }
            double[] differences = CentralDifferences.of(likelihood::evaluate, psi);
            for (int r = 0; r < psi.length; r++) {
                assertThat(g[r]).as("component %d", r).isCloseTo(differences[r], within(1e-6 * size));
            }
        }
    }

    /** Two levels of one random effect each by the trapezoid rule, which converges faster than any power here. */
    @Test
    void agreesWithADenseGridInTwoDimensions() {
        GlmmSpec spec = nested(LOGIT, new int[] {1, 1}, 11);
        double[] psi = {-0.3, 0.7, 0.9, 1.2};
        double expected = 0;
        int[] school = spec.levels().get(0).unit();
        int[] room = spec.levels().get(1).unit();
        double step = 0.05;
        int half = 200;
        for (int s = 0; s < 4; s++) {
            double outer = 0;
            for (int a = -half; a <= half; a++) {
                double u = a * step;
                double product = 1;
                for (int r = 0; r < spec.rows(); r++) {
                    int c = room[r];
                    if (school[r] != s || r > 0 && room[r - 1] == c) {
                        continue;
                    }
                    double inner = 0;
                    for (int b = -half; b <= half; b++) {
                        double v = b * step;
                        double density = Math.exp(-v * v / 2);
                        for (int i = r; i < spec.rows() && room[i] == c; i++) {
                            double eta = psi[0] + psi[1] * spec.x()[2 * i + 1] + psi[2] * u + psi[3] * v;
                            density /= 1 + Math.exp(spec.y()[i] == 1 ? -eta : eta);
                        }
                        inner += density;
                    }
                    product *= inner * step / Math.sqrt(2 * Math.PI);
                }
                outer += product * Math.exp(-u * u / 2);
            }
            expected += Math.log(outer * step / Math.sqrt(2 * Math.PI));
        }
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            NestedLikelihood likelihood = NestedLikelihood.of(spec, 31, one, () -> {});
            assertThat(likelihood.evaluate(psi, new double[4])).isCloseTo(expected, within(1e-11));
        }
    }

    /** One room in every school: the two effects add up to one with the sum of the variances. */
    @Test
    void twoLevelsWithOneUnitInEachAreOneLevel() {
        GlmmSpec one = nested(LOGIT, new int[] {1}, 21);
        double[] z = new double[one.rows() * 2];
        java.util.Arrays.fill(z, 1);
        GlmmSpec two = GlmmSpec.of(
                        one.y(),
                        one.x(),
                        2,
                        z,
                        2,
                        one.subject(),
                        LOGIT,
                        RandomCovariance.components(2),
                        Quadrature.points(31))
                .withLevels(List.of(new Level(new int[] {0}, one.subject()), new Level(new int[] {1}, one.subject())));
        try (OrderedExecutor executor = new OrderedExecutor(1)) {
            double[] g = new double[4];
            double sum = NestedLikelihood.of(one, 41, executor, () -> {})
                    .evaluate(new double[] {0.2, -0.4, Math.sqrt(0.8 * 0.8 + 0.6 * 0.6)}, g);
            double apart =
                    NestedLikelihood.of(two, 41, executor, () -> {}).evaluate(new double[] {0.2, -0.4, 0.8, 0.6}, g);
            assertThat(apart).isCloseTo(sum, within(1e-11));
        }
    }

    /** The probabilities of all patterns of three ordered categories in a room of three, in a school of two rooms. */
    @Test
    void probabilitiesOfAllPatternsSumToOne() {
        int n = 4;
        int[] school = new int[n];
        int[] room = {0, 0, 1, 1};
        double[] x = {0.5, -1, 0, 2};
        double[] z = {1, 1, 1, 1, 1, 1, 1, 1};
        double total = 0;
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            for (int pattern = 0; pattern < 81; pattern++) {
                int[] category = {pattern % 3, pattern / 3 % 3, pattern / 9 % 3, pattern / 27};
                CategoricalDesign d =
                        CategoricalDesign.cumulative(category, 3, x, 1, z, 2, BinomialDensity.Curve.LOGIT);
                GlmmSpec spec = GlmmSpec.of(
                                d.y(),
                                d.x(),
                                3,
                                d.z(),
                                2,
                                school,
                                d.response(),
                                RandomCovariance.components(2),
                                Quadrature.points(15))
                        .withLevels(List.of(new Level(new int[] {0}, school), new Level(new int[] {1}, room)));
                NestedLikelihood likelihood = NestedLikelihood.of(spec, 15, one, () -> {});
                total += Math.exp(likelihood.value(new double[] {-1, 0.8, 0.4, 0.9, 0.7}, GaussHermite.of(15)));
            }
        }
        assertThat(total).isCloseTo(1, within(1e-8));
    }

    /** Rows in another order, units numbered otherwise, two threads: the same bits of every estimate. */
    @Test
    void fitsDependOnNeitherOrderNorThreads() {
        GlmmSpec spec = nested(LOGIT, new int[] {1, 1}, 33);
        int n = spec.rows();
        int[] order = IntStream.range(0, n).toArray();
        Random random = new Random(2);
        for (int i = n - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int keep = order[i];
            order[i] = order[j];
            order[j] = keep;
        }
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] z = new double[2 * n];
        int[] outer = new int[n];
        int[] inner = new int[n];
        for (int i = 0; i < n; i++) {
            y[i] = spec.y()[order[i]];
            for (int k = 0; k < 2; k++) {
                x[2 * i + k] = spec.x()[2 * order[i] + k];
                z[2 * i + k] = spec.z()[2 * order[i] + k];
            }
            outer[i] = 3 - spec.levels().get(0).unit()[order[i]];
            inner[i] = 7 - spec.levels().get(1).unit()[order[i]];
        }
        GlmmSpec shuffled = GlmmSpec.of(y, x, 2, z, 2, outer, LOGIT, spec.covariance(), Quadrature.points(5))
                .withLevels(List.of(new Level(new int[] {0}, outer), new Level(new int[] {1}, inner)));
        GlmmFit one = new GlmmFitter(1).fit(spec.withQuadrature(Quadrature.points(5)));
        GlmmFit other = new GlmmFitter(2).fit(shuffled);
        assertThat(other.logLikelihood()).isEqualTo(one.logLikelihood());
        assertThat(other.estimates()).containsExactly(one.estimates());
        assertThat(other.modelCovariance()).containsExactly(one.modelCovariance());
    }

    /** Equal rows, equal rooms and equal schools are kept once; the fit is that of the data written out. */
    @Test
    void equalUnitsAreKeptOnce() {
        GlmmSpec small = nested(LOGIT, new int[] {1, 1}, 40);
        int n = small.rows();
        double[] y = new double[2 * n];
        double[] x = new double[4 * n];
        double[] z = new double[4 * n];
        int[] outer = new int[2 * n];
        int[] inner = new int[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            int from = i % n;
            y[i] = small.y()[from];
            x[2 * i] = 1;
            x[2 * i + 1] = from % 2;
            z[2 * i] = 1;
            z[2 * i + 1] = 1;
            outer[i] = small.levels().get(0).unit()[from] + 4 * (i / n);
            inner[i] = small.levels().get(1).unit()[from] + 8 * (i / n);
        }
        GlmmSpec twice = GlmmSpec.of(y, x, 2, z, 2, outer, LOGIT, RandomCovariance.components(2), Quadrature.points(7))
                .withLevels(List.of(new Level(new int[] {0}, outer), new Level(new int[] {1}, inner)));
        GlmmSpec once = GlmmSpec.of(
                        java.util.Arrays.copyOf(y, n),
                        java.util.Arrays.copyOf(x, 2 * n),
                        2,
                        java.util.Arrays.copyOf(z, 2 * n),
                        2,
                        java.util.Arrays.copyOf(outer, n),
                        LOGIT,
                        RandomCovariance.components(2),
                        Quadrature.points(7))
                .withLevels(List.of(
                        new Level(new int[] {0}, java.util.Arrays.copyOf(outer, n)),
                        new Level(new int[] {1}, java.util.Arrays.copyOf(inner, n))));
        double[] psi = {0.2, -0.3, 0.7, 0.5};
        double[] g = new double[4];
        double[] h = new double[4];
        try (OrderedExecutor executor = new OrderedExecutor(1)) {
            NestedLikelihood doubled = NestedLikelihood.of(twice, 7, executor, () -> {});
            NestedLikelihood single = NestedLikelihood.of(once, 7, executor, () -> {});
            assertThat(doubled.sizes().units()).isEqualTo(8);
            assertThat(doubled.cells()).isLessThanOrEqualTo(single.cells());
            assertThat(doubled.evaluate(psi, g)).isCloseTo(2 * single.evaluate(psi, h), within(1e-10));
            for (int k = 0; k < 4; k++) {
                assertThat(g[k]).isCloseTo(2 * h[k], within(1e-9));
            }
        }
    }
}
