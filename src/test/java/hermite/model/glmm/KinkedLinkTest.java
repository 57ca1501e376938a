package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Family;
import hermite.model.PowerLink;
import hermite.model.StandardLink;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.ChainedDensity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Links that let means leave their range, where log densities have kinks. */
class KinkedLinkTest {
    /** Of intercept, slope and variance, from the likelihood itself. */
    private static final double[] ERRORS = {0.1094402, 0.0821794, 0.1325339};

    /** Common events and a large variance: many subjects have their mode at a kink. */
    private static List<Trials.Row> events() {
        List<Trials.Row> rows = new ArrayList<>();
        for (int id = 0; id < 150; id++) {
            for (int visit = 0; visit < 4; visit++) {
                double x = visit / 2.0 + id * 0.6180339887 % 1 - 0.25 * visit * (id * 0.4142135623 % 1);
                int limit = 28 + 36 * (id % 3) - 2 * visit;
                int draw = (id * 37 + visit * 23 + 11 * (id * visit % 7)) % 100;
                rows.add(new Trials.Row(id, x, 0, draw < limit ? 1 : 0, 1, 0));
            }
        }
        return rows;
    }

    private static GlmmSpec logBinomial(List<Trials.Row> rows, int points, Quadrature.Placement placement) {
        return Trials.spec(
                rows,
                Trials::interceptAndTime,
                Trials::intercept,
                new ChainedDensity(Family.BINOMIAL, StandardLink.LOG, false),
                RandomCovariance.unstructured(1),
                Quadrature.points(points).with(placement));
    }

    /**
     * R 4.2.2: between kinks a subject's integrand is a sum of exponentials of the random effect times its density, so the
     * likelihood is a sum of {@code exp(a + k²/2) (pnorm(upper - k) - pnorm(lower - k))}; nlminb, then Newton's steps with
     * numDeriv 2016.8-1.1. Where nodes h apart pass a kink, at a share t of h, whose slope jumps by J, a rule errs by
     * J h² (1/6 - t + t²) / 2 (Euler and Maclaurin), and h² is of order 1/points: with 400 points a twentieth of a standard
     * error, with 60 a third. Rules about zero have most nodes far off.
     */
    @ParameterizedTest
    @CsvSource({"60, ADAPTIVE, 0.35", "400, ADAPTIVE, 0.05", "150, CENTRED, 0.5"})
    void agreesWithTheIntegral(int points, Quadrature.Placement placement, double closeness) {
        GlmmFit fit = new GlmmFitter().fit(logBinomial(events(), points, placement));
        assertThat(fit.verdict().hasEstimates()).isTrue();
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(713.07534568, within(closeness));
        double[] estimates = {-0.39984089, -0.11499380, 0.44535285};
        for (int k = 0; k < 3; k++) {
            assertThat(fit.estimates()[k]).isCloseTo(estimates[k], within(closeness * ERRORS[k]));
            assertThat(fit.modelStandardError(k)).isCloseTo(ERRORS[k], within(0.15 * ERRORS[k]));
        }
    }

    /**
     * R 4.2.2: the same rule, its nodes and weights by {@code eigen()} of the Jacobi matrix of Hermite's polynomials, its
     * maximum by {@code optim()} (Nelder-Mead, twice) from five starts, which agree to 1e-4 of a standard error. At the
     * maximum of the likelihood the -2 log likelihood of the rule with 399 points is off by -0.0851596, of which the sum
     * over kinks of J h² (1/6 - t + t²) / 2 is -0.0843738.
     */
    @ParameterizedTest
    @CsvSource({
        "60, 712.695869, -0.4017657, -0.1150742, 0.4516224",
        "150, 712.964534, -0.4143396, -0.0996125, 0.4541609",
        "399, 712.988588, -0.3994194, -0.1149200, 0.4480804",
    })
    void theRuleAboutZeroIsMaximized(int points, double minusTwoLog, double intercept, double slope, double variance) {
        GlmmFit fit = new GlmmFitter().fit(logBinomial(events(), points, Quadrature.Placement.PLAIN));
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(minusTwoLog, within(2e-6));
        double[] estimates = {intercept, slope, variance};
        for (int k = 0; k < 3; k++) {
            assertThat(fit.estimates()[k]).isCloseTo(estimates[k], within(1e-4 * ERRORS[k]));
            assertThat(fit.modelStandardError(k)).isCloseTo(ERRORS[k], within(0.15 * ERRORS[k]));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfThreadsAndAnyOrderOfRows(Quadrature.Placement placement) {
        assertSameBits(rows -> logBinomial(rows, 25, placement));
    }

    /** Subjects within fifteen groups. */
    @Test
    void nestedSubjectsInAnyOrder() {
        assertSameBits(rows -> twoLevels(rows, row -> row.subject() / 10, Quadrature.points(3)));
    }

    @Test
    void crossedFactorsInAnyOrder() {
        assertSameBits(rows -> twoLevels(rows, row -> row.subject() * 7 % 11, Quadrature.laplace()));
    }

    /** Effects of a factor, and of the subjects. */
    private static GlmmSpec twoLevels(List<Trials.Row> rows, ToIntFunction<Trials.Row> factor, Quadrature quadrature) {
        int[] outer = rows.stream().mapToInt(factor).toArray();
        int[] inner = rows.stream()
                .mapToInt(row -> quadrature.points() == 1 ? row.subject() % 13 : row.subject())
                .toArray();
        return Trials.spec(
                        rows,
                        Trials::interceptAndTime,
                        row -> new double[] {1, 1},
                        new ChainedDensity(Family.BINOMIAL, StandardLink.LOG, false),
                        RandomCovariance.builder()
                                .unstructured(1)
                                .unstructured(1)
                                .build(),
                        quadrature)
                .withLevels(
                        List.of(new GlmmSpec.Level(new int[] {0}, outer), new GlmmSpec.Level(new int[] {1}, inner)));
    }

    private static void assertSameBits(Function<List<Trials.Row>, GlmmSpec> spec) {
        GlmmFit straight = new GlmmFitter(1).fit(spec.apply(events()));
        List<Trials.Row> shuffled = events();
        Collections.shuffle(shuffled, new Random(3));
        GlmmFit other = new GlmmFitter(3).fit(spec.apply(shuffled));
        assertThat(other.verdict()).isEqualTo(straight.verdict());
        assertThat(other.estimates()).isEqualTo(straight.estimates());
        assertThat(other.modelCovariance()).isEqualTo(straight.modelCovariance());
        assertThat(other.logLikelihood()).isEqualTo(straight.logLikelihood());
    }

    /** A mean that is infinite at a predictor of 0: the density is continuous there. */
    @Test
    void theInverseGaussianHasALimitAtAnInfiniteMean() {
        ChainedDensity density = new ChainedDensity(Family.INVERSE_GAUSSIAN, new PowerLink(-1), false);
        double[] l = new double[2];
        density.value(
                new double[] {1e-9, -0.5},
                new double[] {2, 2},
                new double[] {1, 1},
                Math.log(0.7),
                l,
                new double[2],
                2);
        assertThat(l[1]).isCloseTo(l[0], within(1e-7));
        assertThat(density.isSmooth()).isFalse();
    }
}
