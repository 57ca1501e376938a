package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.math.GaussHermite;
import hermite.math.OrderedExecutor;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.PoissonLogDensity;
import hermite.model.glmm.levels.NestedLikelihood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quadrature whose nodes do not follow the responses of each subject. */
class PlacementTest {
    private static GlmmSpec contraceptive(int points, Quadrature.Placement placement) {
        return Trials.spec(
                Trials.contraceptive(),
                Trials::dropInDose,
                Trials::intercept,
                Trials.logit(),
                RandomCovariance.unstructured(1),
                Quadrature.points(points).with(placement));
    }

    /**
     * published_results.md section 5, plain quadrature; errors by R 4.2.2: the same sum over nodes written out, maximised by
     * nlminb and Newton steps, solve(numDeriv::hessian()).
     */
    @ParameterizedTest
    @CsvSource({
        "5, 3885.2295, -3.753985 1.174941 -0.056025 0.579307 -0.112811 4.223938,"
                + "0.30531120 0.27009398 0.05462571 0.19166992 0.04944884 0.43753270",
        "10, 3867.6647, -3.804337 1.129165 -0.040480 0.559783 -0.109266 5.153750,"
                + "0.304276040 0.267899914 0.054853932 0.190479267 0.049407800 0.599293718",
        "20, 3868.9128, -3.806384 1.133997 -0.042043 0.564056 -0.109539 5.066414,"
                + "0.30506667 0.26830496 0.05482373 0.19221004 0.04961416 0.58436783",
        "50, 3868.9300, -3.805676 1.133202 -0.041923 0.564441 -0.109553 5.064584,"
                + "0.304981 0.268222 0.054810 0.192240 0.049610 0.584018"
    })
    void plainNodesGiveThePublishedFigures(int points, double minusTwoLogLikelihood, String estimates, String errors) {
        GlmmFit fit = new GlmmFitter().fit(contraceptive(points, Quadrature.Placement.PLAIN));
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(minusTwoLogLikelihood, within(1e-4));
        String[] value = estimates.split(" ");
        String[] error = errors.split(" ");
        for (int k = 0; k < value.length; k++) {
            assertThat(fit.estimates()[k]).isCloseTo(Double.parseDouble(value[k]), within(1.5e-6));
            assertThat(fit.modelStandardError(k)).isCloseTo(Double.parseDouble(error[k]), within(3e-6));
        }
    }

    /** Intercept and slope, 10 by 10 points: the same sum in R, as above. */
    @Test
    void plainNodesOfTwoEffects() {
        GlmmFit fit = new GlmmFitter()
                .fit(Trials.spec(
                        Trials.contraceptive(),
                        Trials::dropInDose,
                        Trials::interceptAndTime,
                        Trials.logit(),
                        RandomCovariance.unstructured(2),
                        Quadrature.points(10).with(Quadrature.Placement.PLAIN)));
        double[] estimates = {
            -3.4476330090,
            0.8154590858,
            0.0176453161,
            0.5488355130,
            -0.0989709777,
            4.6577824278,
            -0.3374972388,
            0.5108490699
        };
        double[] errors = {0.4568201, 0.3478810, 0.0662722, 0.1977218, 0.0535037, 1.7164631, 0.4303223, 0.2074689};
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(3854.2088756, within(1e-6));
        for (int k = 0; k < estimates.length; k++) {
            assertThat(fit.estimates()[k]).isCloseTo(estimates[k], within(2e-5));
            assertThat(fit.modelStandardError(k)).isCloseTo(errors[k], within(1e-5 * (1 + errors[k])));
        }
    }

    /** One node at the mode scaled by G alone is the integrand there, without the curvature Laplace's method takes. */
    @Test
    void oneCentredNodeIsTheIntegrandAtTheMode() {
        GlmmSpec spec = GradientTest.random(new PoissonLogDensity(), 1, false, 3);
        double[] psi = {0.2, 0.3, 0.8};
        double expected = 0;
        int[] subject = spec.subject();
        for (int s = 0; s <= subject[subject.length - 1]; s++) {
            double best = Double.NEGATIVE_INFINITY;
            for (double v = -6; v <= 6; v += 1e-4) {
                double h = -v * v / 2;
                for (int r = 0; r < spec.rows(); r++) {
                    if (subject[r] == s) {
                        double eta = spec.offset()[r] + 0.2 + 0.3 * spec.x()[2 * r + 1] + 0.8 * v;
                        h += spec.y()[r] * eta - Math.exp(eta) + spec.density().constant(spec.y()[r], 1);
                    }
                }
                best = Math.max(best, h);
            }
            expected += best;
        }
        try (OrderedExecutor one = new OrderedExecutor(1)) {
            GlmmSpec centred = spec.withQuadrature(Quadrature.points(1).with(Quadrature.Placement.CENTRED));
            NestedLikelihood likelihood = NestedLikelihood.of(centred, 1, one, () -> {});
            assertThat(likelihood.value(psi, GaussHermite.of(1))).isCloseTo(expected, within(1e-6));
        }
    }

    /** Enough points give the integral wherever they lie: the figures of adaptive quadrature with 50 points. */
    @Test
    void centredNodesConverge() {
        GlmmFit fit = new GlmmFitter().fit(contraceptive(50, Quadrature.Placement.CENTRED));
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(3868.9300, within(2e-4));
        assertThat(fit.estimates()[0]).isCloseTo(-3.805676, within(2e-5));
    }

    /** Few plain points are compared with adaptive ones, and those are what the check advises. */
    @Test
    void tooFewPlainPointsAreSeen() {
        GlmmFit fit = new GlmmFitter().fit(contraceptive(5, Quadrature.Placement.PLAIN));
        assertThat(fit.verdict().kind()).isEqualTo(GlmmVerdict.Kind.TOO_FEW_POINTS);
        assertThat(fit.quadratureCheck().orElseThrow().advisedPoints()).isBetween(7, 31);
    }

    @Test
    void oneNodeThatDoesNotMoveIsRefused() {
        assertThatThrownBy(() -> new GlmmFitter().fit(contraceptive(1, Quadrature.Placement.PLAIN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 2 points");
    }
}
