package hermite.model.glmm.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Link;
import hermite.model.StandardLink;
import hermite.model.glmm.GlmmFit;
import hermite.model.glmm.GlmmFitter;
import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.Quadrature;
import hermite.model.glmm.TrialData;
import hermite.model.glmm.covariance.RandomCovariance;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marginal means and coefficients against closed forms and against another integration rule. */
class PopulationAverageTest {
    /** Legendre–Gauss integration of commons-math over ±9 standard deviations in 60 pieces is the other computation. */
    @ParameterizedTest
    @CsvSource({
        "LOGIT, 0.7, 0.25",
        "LOGIT, -2.3, 4",
        "LOGIT, 1.1, 76",
        "CLOGLOG, -0.4, 0.5",
        "LOGLOG, 0.3, 1.2",
        "CAUCHIT, 0.5, 0.8"
    })
    void integralsAgreeWithAnotherRule(StandardLink link, double eta, double variance) {
        double tau = Math.sqrt(variance);
        double mean = 0;
        for (int piece = 0; piece < 60; piece++) {
            double from = -9 + 0.3 * piece;
            mean += new IterativeLegendreGaussIntegrator(12, 1e-13, 1e-15)
                    .integrate(
                            100_000,
                            t -> link.inverse(eta + tau * t) * Math.exp(-t * t / 2) / Math.sqrt(2 * Math.PI),
                            from,
                            from + 0.3);
        }
        MarginalMean.Point point = new MarginalMean(link).at(eta, variance);
        assertThat(link.inverse(point.predictor())).isCloseTo(mean, within(2e-10));
    }

    @ParameterizedTest
    @CsvSource({"LOGIT", "CLOGLOG", "LOGLOG", "PROBIT", "LOG", "CAUCHIT"})
    void derivativesAreThoseOfTheMarginalPredictor(StandardLink link) {
        MarginalMean mean = new MarginalMean(link);
        MarginalMean.Point at = mean.at(-0.6, 0.9);
        double slope = mean.at(-0.6 + 1e-5, 0.9).predictor()
                - mean.at(-0.6 - 1e-5, 0.9).predictor();
        double variance = mean.at(-0.6, 0.9 + 1e-5).predictor()
                - mean.at(-0.6, 0.9 - 1e-5).predictor();
        assertThat(at.slope()).isCloseTo(slope / 2e-5, within(1e-7));
        assertThat(at.varianceSlope()).isCloseTo(variance / 2e-5, within(1e-7));
    }

    private static GlmmFit contraception(BinomialDensity.Curve curve) {
        List<double[]> rows = new ArrayList<>();
        List<double[]> women = TrialData.contraceptiveWomen();
        for (int s = 0; s < women.size(); s++) {
            for (int t = 1; t <= 4; t++) {
                double y = women.get(s)[t];
                if (!Double.isNaN(y)) {
                    rows.add(new double[] {s, y, t - 1, women.get(s)[0]});
                }
            }
        }
        int n = rows.size();
        double[] y = new double[n];
        double[] x = new double[3 * n];
        double[] z = new double[n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            double[] r = rows.get(i);
            subject[i] = (int) r[0];
            y[i] = r[1];
            x[3 * i] = 1;
            x[3 * i + 1] = r[2];
            x[3 * i + 2] = r[3] * r[2];
            z[i] = 1;
        }
        return new GlmmFitter(1)
                .fit(GlmmSpec.of(
                        y,
                        x,
                        3,
                        z,
                        1,
                        subject,
                        new BinomialDensity(curve),
                        RandomCovariance.unstructured(1),
                        Quadrature.points(21)));
    }

    /** Φ(x'β/√(1+σ²)): coefficients, their delta-method covariance, the attenuation and the correlation σ²/(1+σ²). */
    @Test
    void probitIsExact() {
        GlmmFit fit = contraception(BinomialDensity.Curve.PROBIT);
        double s2 = fit.g()[0];
        double root = Math.sqrt(1 + s2);
        PopulationAverage average = PopulationAverage.of(fit, StandardLink.PROBIT, fit.modelCovariance());
        for (int k = 0; k < 3; k++) {
            assertThat(average.coefficients()[k]).isCloseTo(fit.beta()[k] / root, within(1e-11));
            double[] v = fit.modelCovariance();
            double slope = -0.5 * fit.beta()[k] / (root * root * root);
            double variance = v[k * 4 + k] / (root * root) + 2 * slope / root * v[k * 4 + 3] + slope * slope * v[15];
            assertThat(average.standardError(k)).isCloseTo(Math.sqrt(variance), within(1e-11));
        }
        assertThat(average.attenuation()).isCloseTo(1 / root, within(1e-14));
        assertThat(average.approximateAttenuation()).isCloseTo(1 / root, within(1e-14));
        assertThat(average.intraclassCorrelation()).isCloseTo(s2 / (1 + s2), within(1e-14));
    }

    /**
     * The logit factor √(1 + σ²/1.7²) is an approximation to a per cent or two (Zeger, Liang and Albert 1988); with σ² =
     * 5.06 (the amenorrhea random intercept model) it is 1/1.6587.
     */
    @Test
    void logitIsNearItsApproximation() {
        GlmmFit fit = contraception(BinomialDensity.Curve.LOGIT);
        double s2 = fit.g()[0];
        PopulationAverage average = PopulationAverage.of(fit, StandardLink.LOGIT, fit.empiricalCovariance());
        assertThat(average.approximateAttenuation()).isCloseTo(1 / Math.sqrt(1 + s2 / 2.89), within(1e-14));
        assertThat(average.attenuation()).isCloseTo(average.approximateAttenuation(), within(0.03));
        assertThat(average.coefficients()[1] / fit.beta()[1]).isCloseTo(average.attenuation(), within(0.05));
        assertThat(average.medianOddsRatio()).isCloseTo(Math.exp(0.9538726 * Math.sqrt(s2)), within(1e-5));
        assertThat(average.intraclassCorrelation()).isCloseTo(s2 / (s2 + Math.PI * Math.PI / 3), within(1e-14));
    }

    /** exp(x'β + z'Gz/2): with a random intercept only the intercept moves, by σ²/2. */
    @Test
    void poissonShiftsTheIntercept() {
        var patients = TrialData.epilepsyPatients();
        int n = patients.size() * 5;
        double[] y = new double[n];
        double[] x = new double[2 * n];
        double[] z = new double[n];
        double[] offset = new double[n];
        int[] subject = new int[n];
        for (int i = 0; i < n; i++) {
            y[i] = patients.get(i / 5)[3 + i % 5];
            x[2 * i] = 1;
            x[2 * i + 1] = i % 5 == 0 ? 0 : patients.get(i / 5)[1];
            z[i] = 1;
            offset[i] = Math.log(i % 5 == 0 ? 8 : 2);
            subject[i] = i / 5;
        }
        GlmmFit fit = new GlmmFitter(1)
                .fit(GlmmSpec.of(
                                y,
                                x,
                                2,
                                z,
                                1,
                                subject,
                                new PoissonLogDensity(),
                                RandomCovariance.unstructured(1),
                                Quadrature.points(9))
                        .withOffset(offset));
        Link link = StandardLink.LOG;
        PopulationAverage average = PopulationAverage.of(fit, link, fit.modelCovariance());
        double s2 = fit.g()[0];
        double[] v = fit.modelCovariance();
        assertThat(average.coefficients()[0]).isCloseTo(fit.beta()[0] + s2 / 2, within(1e-12));
        assertThat(average.coefficients()[1]).isCloseTo(fit.beta()[1], within(1e-12));
        assertThat(average.standardError(0)).isCloseTo(Math.sqrt(v[0] + v[2] + v[8] / 4), within(1e-12));
        assertThat(average.standardError(1)).isCloseTo(fit.modelStandardError(1), within(1e-12));
        assertThat(average.shift()).isCloseTo(s2 / 2, within(1e-14));
        assertThat(average.attenuation()).isEqualTo(1);
    }
}
