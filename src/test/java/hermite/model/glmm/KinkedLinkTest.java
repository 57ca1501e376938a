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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Links that let means leave their range, where log densities have kinks. */
class KinkedLinkTest {
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
     * R 4.2.2: the integral by the trapezoidal rule over 6001 points, nlminb, errors from second differences over 0.4 of a
     * standard error. Kinks leave an error of order 1/points: with 400 points it is a twentieth of a standard error, with
     * 60 a third. The second engine integrates from the modes scaled by G, or from zero, where most nodes are far off.
     */
    @ParameterizedTest
    @CsvSource({"60, ADAPTIVE, 0.35", "400, ADAPTIVE, 0.05", "150, CENTRED, 0.5", "399, PLAIN, 0.1"})
    void agreesWithTheIntegral(int points, Quadrature.Placement placement, double closeness) {
        GlmmFit fit = new GlmmFitter().fit(logBinomial(events(), points, placement));
        assertThat(fit.verdict().hasEstimates()).isTrue();
        assertThat(fit.minusTwoLogLikelihood()).isCloseTo(713.0753388, within(closeness));
        double[] estimates = {-0.39992865, -0.11497301, 0.44522229};
        double[] errors = {0.1094048, 0.08215636, 0.1320344};
        for (int k = 0; k < 3; k++) {
            assertThat(fit.estimates()[k]).isCloseTo(estimates[k], within(closeness * errors[k]));
            assertThat(fit.modelStandardError(k)).isCloseTo(errors[k], within(0.15 * errors[k]));
        }
    }

    @Test
    void anyNumberOfThreadsAndAnyOrderOfRows() {
        GlmmFit straight = new GlmmFitter(1).fit(logBinomial(events(), 25, Quadrature.Placement.ADAPTIVE));
        List<Trials.Row> shuffled = events();
        Collections.shuffle(shuffled, new Random(3));
        GlmmFit other = new GlmmFitter(3).fit(logBinomial(shuffled, 25, Quadrature.Placement.ADAPTIVE));
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
