package hermite.model.glmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes at which likelihoods underflow, designs are badly scaled or the data say nothing about a parameter. */
class ExtremeDataTest {
    private static final BinomialDensity LOGIT = new BinomialDensity(BinomialDensity.Curve.LOGIT);

    /** A random intercept for {@code subject}, columns of x given row by row. */
    private static GlmmSpec intercepts(double[] y, double[] x, int columns, int[] subject, int points) {
        double[] z = new double[y.length];
        Arrays.fill(z, 1);
        return GlmmSpec.of(
                y, x, columns, z, 1, subject, LOGIT, RandomCovariance.unstructured(1), Quadrature.points(points));
    }

    /**
     * Six subjects of 50,000 binary responses are six binomial counts: the same estimates and standard errors, and −2 log
     * L apart by twice the logarithms of the binomial coefficients.
     */
    @Test
    void subjectsOfFiftyThousandRows() {
        int size = 50_000;
        int[] events = {21_000, 25_500, 30_200, 18_700, 24_100, 27_900};
        double[] y = new double[size * events.length];
        double[] x = new double[y.length];
        int[] subject = new int[y.length];
        Arrays.fill(x, 1);
        double[] counts = new double[events.length];
        double[] trials = new double[events.length];
        double coefficients = 0;
        for (int s = 0; s < events.length; s++) {
            for (int j = 0; j < size; j++) {
                y[s * size + j] = j < events[s] ? 1 : 0;
                subject[s * size + j] = s;
            }
            counts[s] = events[s];
            trials[s] = size;
            coefficients += CombinatoricsUtils.factorialLog(size)
                    - CombinatoricsUtils.factorialLog(events[s])
                    - CombinatoricsUtils.factorialLog(size - events[s]);
        }
        GlmmFit rows = new GlmmFitter(1).fit(intercepts(y, x, 1, subject, 5));
        GlmmFit grouped = new GlmmFitter(1)
                .fit(intercepts(counts, Arrays.copyOf(x, 6), 1, new int[] {0, 1, 2, 3, 4, 5}, 5)
                        .withTrials(trials));
        assertThat(rows.verdict()).isEqualTo(GlmmVerdict.converged());
        assertThat(rows.beta()[0]).isCloseTo(grouped.beta()[0], within(1e-7));
        assertThat(rows.g()[0]).isCloseTo(grouped.g()[0], within(1e-7));
        assertThat(rows.modelStandardError(0)).isCloseTo(grouped.modelStandardError(0), within(1e-6));
        assertThat(rows.logLikelihood()).isCloseTo(grouped.logLikelihood() - coefficients, within(1e-5));
    }

    /** One event in a thousand rows, equally many for every subject: variance 0, logit(0.001), 1/√(np(1 − p)). */
    @Test
    void rareEventsWithoutHeterogeneity() {
        int subjects = 40;
        double[] y = new double[subjects * 1000];
        double[] x = new double[y.length];
        int[] subject = new int[y.length];
        Arrays.fill(x, 1);
        for (int i = 0; i < y.length; i++) {
            subject[i] = i / 1000;
            y[i] = i % 1000 == 500 ? 1 : 0;
        }
        GlmmFit fit = new GlmmFitter(1).fit(intercepts(y, x, 1, subject, 5));
        assertThat(fit.verdict().kind()).isEqualTo(GlmmVerdict.Kind.ZERO_VARIANCE);
        assertThat(fit.beta()[0]).isCloseTo(Math.log(0.001 / 0.999), within(1e-5));
        assertThat(fit.modelStandardError(0)).isCloseTo(1 / Math.sqrt(y.length * 0.001 * 0.999), within(1e-5));
        double expected = subjects * (Math.log(0.001) + 999 * Math.log(0.999));
        assertThat(fit.logLikelihood()).isCloseTo(expected, within(1e-6));
    }

    /** A multiple of a covariate divides its coefficient and changes nothing else. */
    @ParameterizedTest
    @ValueSource(doubles = {1e8, 1e-8})
    void covariatesOfAnySize(double unit) {
        GlmmFit plain = new GlmmFitter(1).fit(simulated(1, 0));
        GlmmFit scaled = new GlmmFitter(1).fit(simulated(unit, 0));
        assertThat(scaled.verdict()).isEqualTo(GlmmVerdict.converged());
        assertThat(scaled.logLikelihood()).isCloseTo(plain.logLikelihood(), within(1e-8));
        assertThat(scaled.beta()[1] * unit).isCloseTo(plain.beta()[1], within(1e-5));
        assertThat(scaled.modelStandardError(1) * unit).isCloseTo(plain.modelStandardError(1), within(1e-5));
    }

    /** Time counted from another origin: the same slope and likelihood, the intercept moves by slope × shift. */
    @Test
    void timeFromADistantOrigin() {
        GlmmFit near = new GlmmFitter(1).fit(simulated(1, 0));
        GlmmFit far = new GlmmFitter(1).fit(simulated(1, 2000));
        assertThat(far.verdict()).isEqualTo(GlmmVerdict.converged());
        assertThat(far.logLikelihood()).isCloseTo(near.logLikelihood(), within(1e-6));
        assertThat(far.beta()[1]).isCloseTo(near.beta()[1], within(1e-5));
        assertThat(far.beta()[0]).isCloseTo(near.beta()[0] - 2000 * near.beta()[1], within(1e-2));
    }

    private static GlmmSpec simulated(double unit, double origin) {
        Random random = new Random(31);
        int n = 300 * 4;
        double[] y = new double[n];
        double[] x = new double[2 * n];
        int[] subject = new int[n];
        double b = 0;
        for (int i = 0; i < n; i++) {
            b = i % 4 == 0 ? random.nextGaussian() : b;
            double t = i % 4;
            y[i] = random.nextDouble() < 1 / (1 + Math.exp(0.5 - 0.4 * t - b)) ? 1 : 0;
            x[2 * i] = 1;
            x[2 * i + 1] = unit * (t + origin);
            subject[i] = i / 4;
        }
        return intercepts(y, x, 2, subject, 9);
    }

    /** With one binary response a subject the variance only rescales the coefficients: no estimate is given. */
    @Test
    void oneBinaryResponseASubjectSaysNothingAboutTheVariance() {
        double[] y = new double[200];
        double[] x = new double[400];
        int[] subject = new int[200];
        for (int i = 0; i < 200; i++) {
            y[i] = i % 3 == 0 ? 1 : 0;
            x[2 * i] = 1;
            x[2 * i + 1] = i % 7;
            subject[i] = i;
        }
        GlmmFit fit = new GlmmFitter(1).fit(intercepts(y, x, 2, subject, 9));
        assertThat(fit.verdict().kind()).isEqualTo(GlmmVerdict.Kind.UNIDENTIFIED);
        assertThat(fit.verdict().hasEstimates()).isFalse();
    }
}
