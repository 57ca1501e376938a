package hermite.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.gee.ClusteredObservations;
import hermite.model.gee.GeeFit;
import hermite.model.gee.GeeFitter;
import hermite.model.gee.GeeSpecification;
import hermite.model.gee.WorkingCorrelation;
import hermite.model.glm.CumulativeFitter;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.glm.ProfileLimits;
import hermite.model.inference.LinearAlgebra;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Marginal and generalized linear models with a covariate c + t: the slope and its error are those with t, the
 * intercept is b0 - c b1 and its variance v00 - 2 c v01 + c² v11.
 *
 * <p>Figures with t: R 4.2.2, Newton steps {@code b + solve(X'WX, X'(y - m))} to the end with {@code solve(X'WX)} there
 * ({@code vcov(glm())} has the weights of the step before), profile limits by {@code uniroot}
 * over {@code glm(y ~ 1, offset = b * t)}, {@code geeglm(y ~ t, binomial, id = id)} of geepack, {@code clm(z ~ t)} of ordinal with
 * {@code z = pmin(2, y + (t > 1))}, whose slope has the other sign.
 */
class FarCovariateTest {
    private static final double[] Y = {0, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1};
    private static final int[] CLUSTER = IntStream.range(0, 20).map(i -> i / 4).toArray();
    private static final int[] POSITION = IntStream.range(0, 20).map(i -> i % 4).toArray();
    private static final double B0 = -0.92589261722825;
    private static final double B1 = 0.96198399086445;

    private static Observations at(double zero, double[] response) {
        double[] x = new double[40];
        for (int i = 0; i < 20; i++) {
            x[2 * i] = 1;
            x[2 * i + 1] = zero + POSITION[i];
        }
        return Observations.of(x, 2, response);
    }

    private static void assertMoved(
            double zero, double[] estimates, double[] covariance, double v00, double v01, double v11, double digits) {
        assertThat(estimates[1]).isCloseTo(B1, within(digits));
        assertThat(covariance[3]).isCloseTo(v11, within(digits));
        double intercept = B0 - zero * B1;
        assertThat(estimates[0] / intercept).isCloseTo(1, within(digits));
        double variance = v00 - 2 * zero * v01 + zero * zero * v11;
        assertThat(covariance[0] / variance).isCloseTo(1, within(digits));
        assertThat(covariance[1]).isEqualTo(covariance[2]);
        assertThat(covariance[1] / (v01 - zero * v11)).isCloseTo(1, within(digits));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6, 1e8})
    void binaryResponses(double zero) {
        Observations data = at(zero, Y);
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL).withTolerance(1e-10), data);
        assertThat(fit.rank()).isEqualTo(2);
        assertMoved(
                zero,
                fit.estimates(),
                fit.covariance(),
                0.6847449576432711,
                -0.3296489177143744,
                0.2581507029119787,
                1e-9);
        assertThat(fit.criteria().logLikelihood()).isCloseTo(-11.228989392182, within(1e-10));
        // The variance of the linear predictor at t = 2: v00 + 4 v01 + 4 v11.
        double[] row = fit.columns().combination(new double[] {1, zero + 2});
        double variance =
                LinearAlgebra.sandwich(new double[][] {row}, fit.nearest().covariance(), 2)[0];
        assertThat(variance)
                .isCloseTo(0.6847449576432711 - 4 * 0.3296489177143744 + 4 * 0.2581507029119787, within(1e-8));
        ProfileLimits.Limits slope =
                new ProfileLimits(fit, data, 0.05, 1e-7).coefficients().get(1);
        assertThat(slope.lower()).isCloseTo(0.0646063825122, within(1e-6));
        assertThat(slope.upper()).isCloseTo(2.13425142167, within(1e-6));
    }

    /** The likelihood-ratio test of the slope: twice the difference to 14 of 20 responses, log L -12.21728604 in closed form. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6, 1e8})
    void likelihoodRatio(double zero) {
        double ones = IntStream.range(0, 20).mapToDouble(i -> Y[i]).sum();
        double constant = ones * Math.log(ones / 20) + (20 - ones) * Math.log(1 - ones / 20);
        Observations data = at(zero, Y);
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL), data);
        assertThat(GlmFitter.likelihoodRatio(fit, data, new double[][] {{0, 1}}).statistic())
                .isCloseTo(2 * (-11.228989392182 - constant), within(1e-7));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6, 1e8})
    void estimatingEquations(double zero) {
        Observations data = at(zero, Y);
        ClusteredObservations clusters = ClusteredObservations.of(data, CLUSTER, POSITION, new int[20], 4);
        GlmFit start = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL).withTolerance(1e-10), data);
        GeeFit fit = GeeFitter.fit(
                GeeSpecification.of(Family.BINOMIAL, StandardLink.LOGIT, new WorkingCorrelation.Independent())
                        .withTolerance(1e-10),
                clusters,
                start.estimates());
        assertMoved(
                zero,
                fit.estimates(),
                fit.empiricalCovariance(),
                0.83626497473854,
                -0.246195731711766,
                0.094661652401344,
                1e-9);
        // With one row of L the score test is that of S²/Var(S) at the constrained fit: the same wherever zero is.
        double score = GeeFitter.score(fit, clusters, new double[][] {{0, 1}}).statistic();
        assertThat(score).isCloseTo(scoreOfSlope(), within(1e-8));
    }

    /**
     * Under a slope of 0 all means are the share m of ones, and with residuals r = y - m the score of the slope adjusted
     * for the intercept is sum (t - 1.5) r over a cluster: T = (sum u)² / sum u².
     */
    private static double scoreOfSlope() {
        double m = IntStream.range(0, 20).mapToDouble(i -> Y[i]).sum() / 20;
        double total = 0;
        double squares = 0;
        for (int c = 0; c < 5; c++) {
            double u = 0;
            for (int j = 0; j < 4; j++) {
                u += (j - 1.5) * (Y[4 * c + j] - m);
            }
            total += u;
            squares += u * u;
        }
        return total * total / squares;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e6, 1e8})
    void ordinalResponses(double zero) {
        double[] z = IntStream.range(0, 20)
                .mapToDouble(i -> Math.min(2, Y[i] + (POSITION[i] > 1 ? 1 : 0)))
                .toArray();
        GlmFit fit = CumulativeFitter.fit(GlmSpecification.of(Family.BINOMIAL).withTolerance(1e-10), at(zero, z), 3);
        assertThat(fit.estimates()[2]).isCloseTo(-2.3063637552038, within(1e-6));
        assertThat(Math.sqrt(fit.covariance()[8])).isCloseTo(Math.sqrt(0.57337588226613), within(1e-6));
        assertThat(fit.estimates()[0] - zero * 2.3063637552038)
                .isCloseTo(1.4689646158427, within(1e-6 * Math.max(1, zero)));
        assertThat(fit.estimates()[1] - fit.estimates()[0]).isCloseTo(4.3879684379117 - 1.4689646158427, within(1e-5));
        double v = 0.85458224766094 + 2 * zero * 0.47832508925204 + zero * zero * 0.57337588226613;
        assertThat(fit.covariance()[0] / v).isCloseTo(1, within(1e-6));
    }
}
