package hermite.model.glm;

import static hermite.model.Printed.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.PublishedData;
import hermite.model.StandardLink;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearEstimate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Generalized linear models against printed figures of SAS 9.4 GENMOD and against closed forms. */
class GlmPublishedTest {
    private static Observations heart(boolean smoking) {
        double[][] rows = PublishedData.heart();
        int p = smoking ? 4 : 3;
        double[] x = new double[rows.length * p];
        double[] y = new double[rows.length];
        double[] offset = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double[] all = {1, rows[i][0], rows[i][2], rows[i][1]};
            double[] kept = smoking ? all : new double[] {1, rows[i][2], rows[i][1]};
            System.arraycopy(kept, 0, x, i * p, p);
            y[i] = rows[i][3];
            offset[i] = Math.log(rows[i][4]);
        }
        return Observations.of(x, p, y).withOffset(offset);
    }

    private static double[] errors(GlmFit fit) {
        double[] result = new double[fit.estimates().length];
        Arrays.setAll(result, fit::standardError);
        return result;
    }

    /** Course Bios 667, listing chd001. */
    @Test
    void poissonRates() {
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.POISSON), heart(true));
        assertPrints(fit.estimates(), "-5.4202 0.0273 0.7526 0.7534");
        assertPrints(errors(fit), "0.1308 0.0056 0.1362 0.1292");
        FitCriteria c = fit.criteria();
        assertPrints(new double[] {c.deviance(), c.df(), c.pearson()}, "21.2397 12 22.1455");
        assertPrints(new double[] {c.logLikelihood(), c.fullLogLikelihood()}, "497.3329 -45.7730");
        assertPrints(new double[] {c.aic(), c.aicc(), c.bic()}, "99.5459 103.1823 102.6363");
        assertPrints(
                LinearEstimate.of(fit.estimates()[0], fit.standardError(0), 0.05)
                        .chiSquare(),
                "1716.79");
        FitCriteria without =
                GlmFitter.fit(GlmSpecification.of(Family.POISSON), heart(false)).criteria();
        assertPrints(new double[] {without.deviance(), without.pearson()}, "43.6021 53.7350");
        assertPrints(new double[] {without.logLikelihood(), without.fullLogLikelihood()}, "486.1517 -56.9541");
        assertPrints(new double[] {without.aic(), without.bic()}, "119.9083 122.2260");
    }

    /** Course Bios 667, listing chd001, SCALE=PEARSON. */
    @Test
    void pearsonScale() {
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.POISSON).withScale(new ScaleRule.Pearson()), heart(true));
        FitCriteria c = fit.criteria();
        assertPrints(new double[] {c.scaledDeviance(), c.scaledPearson()}, "11.5092 12.0000");
        assertPrints(c.logLikelihood(), "269.4905");
        assertPrints(new double[] {c.fullLogLikelihood(), c.aic()}, "-45.7730 99.5459");
        assertPrints(errors(fit), "0.1777 0.0076 0.1850 0.1756");
        assertPrints(fit.scale(), "1.3585");
    }

    /** Course Bios 667, listing chd001, DIST=NEGBIN with a dispersion near 0. */
    @Test
    void negativeBinomialRates() {
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.NEGATIVE_BINOMIAL), heart(true));
        assertPrints(fit.estimates(), "-5.4195 0.0274 0.7519 0.7530");
        assertPrints(errors(fit), "0.1348 0.0057 0.1402 0.1308");
        assertPrints(new double[] {fit.scale(), fit.scaleStandardError()}, "0.0007 0.0290");
        FitCriteria c = fit.criteria();
        // Printed 21.0695; at the maximum it is 21.069551: the listing's k stopped at a tolerance of 1e-4.
        assertThat(c.deviance()).isCloseTo(21.0695, within(1e-4));
        assertPrints(c.pearson(), "21.9672");
        assertPrints(new double[] {c.logLikelihood(), c.fullLogLikelihood()}, "497.3332 -45.7727");
        assertPrints(new double[] {c.aic(), c.aicc(), c.bic()}, "101.5454 107.5454 105.4083");
    }

    /** Course Bios 667, listing chd004: events/trials with fractional trials. */
    @Test
    void eventsOverTrials() {
        double[][] rows = PublishedData.heart();
        double[] x = new double[rows.length * 4];
        double[] y = new double[rows.length];
        double[] trials = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(new double[] {1, rows[i][0], rows[i][2], rows[i][1]}, 0, x, 4 * i, 4);
            trials[i] = rows[i][4];
            y[i] = rows[i][3] / rows[i][4];
        }
        GlmFit fit = GlmFitter.fit(
                GlmSpecification.of(Family.BINOMIAL), Observations.of(x, 4, y).withTrials(trials));
        assertPrints(fit.estimates(), "-5.4210 0.0278 0.7623 0.7667");
        assertPrints(errors(fit), "0.1316 0.0057 0.1369 0.1305");
        FitCriteria c = fit.criteria();
        assertPrints(new double[] {c.deviance(), c.pearson()}, "21.4801 22.3395");
        assertPrints(new double[] {c.logLikelihood(), c.fullLogLikelihood()}, "-1363.1163 -45.7500");
        assertPrints(new double[] {c.aic(), c.aicc(), c.bic()}, "99.5001 103.1364 102.5904");
    }

    /** 1, A, B, P: the last column depends on the others. */
    private static Observations leprosyBaseline() {
        double[][] rows = PublishedData.leprosy();
        double[] x = new double[rows.length * 4];
        double[] y = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            x[4 * i] = 1;
            x[4 * i + 1 + (int) rows[i][0]] = 1;
            y[i] = rows[i][1];
        }
        return Observations.of(x, 4, y);
    }

    private static final double[][] DRUG = {{0, 1, 0, -1}, {0, 0, 1, -1}};
    private static final double[][] ANTIBIOTIC = {{0, 0.5, 0.5, -1}};

    /** University of Copenhagen course notes, lec5-counts. */
    @Test
    void leprosyBaselinePoisson() {
        Observations data = leprosyBaseline();
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.POISSON), data);
        assertPrints(fit.estimates(), "2.5572 -0.3272 -0.2546 0.0000");
        assertPrints(errors(fit), "0.0880 0.1360 0.1332 0.0000");
        assertThat(fit.aliased()).containsExactly(false, false, false, true);
        assertPrints(new double[] {fit.criteria().deviance(), fit.criteria().pearson()}, "55.0366 57.6687");
        ChiSquareTest drug = GlmFitter.likelihoodRatio(fit, data, DRUG);
        assertPrints(drug.statistic(), "6.62");
        assertPrints(drug.probability(), "0.0364");
        assertThat(drug.df()).isEqualTo(2);
        ChiSquareTest antibiotic = GlmFitter.likelihoodRatio(fit, data, ANTIBIOTIC);
        assertPrints(antibiotic.statistic(), "6.40");
        assertPrints(antibiotic.probability(), "0.0114");
        LinearEstimate estimate = LinearEstimate.of(ANTIBIOTIC[0], fit.estimates(), fit.covariance(), 0.05);
        assertPrints(new double[] {estimate.estimate(), estimate.standardError()}, "-0.2909 0.1138");
        assertPrints(
                new double[] {Math.exp(estimate.estimate()), Math.exp(estimate.lower()), Math.exp(estimate.upper())},
                "0.7476 0.5982 0.9343");
    }

    @Test
    void leprosyBaselinePearsonScale() {
        Observations data = leprosyBaseline();
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.POISSON).withScale(new ScaleRule.Pearson()), data);
        assertPrints(Arrays.copyOf(errors(fit), 3), "0.1287 0.1988 0.1947");
        assertPrints(fit.scale(), "1.4615");
        assertPrints(GlmFitter.likelihoodRatio(fit, data, DRUG).statistic(), "3.10");
        assertPrints(GlmFitter.likelihoodRatio(fit, data, ANTIBIOTIC).statistic(), "2.99");
    }

    @Test
    void leprosyBaselineNegativeBinomial() {
        Observations data = leprosyBaseline();
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.NEGATIVE_BINOMIAL), data);
        assertPrints(Arrays.copyOf(errors(fit), 3), "0.1250 0.1851 0.1830");
        assertPrints(new double[] {fit.scale(), fit.scaleStandardError()}, "0.0788 0.0450");
        assertPrints(GlmFitter.likelihoodRatio(fit, data, DRUG).statistic(), "3.35");
        assertPrints(GlmFitter.likelihoodRatio(fit, data, ANTIBIOTIC).statistic(), "3.23");
    }

    /** Closed form: least squares on (1,2), (2,3), (3,5), (4,4); sigma² is the mean of squared residuals. */
    @Test
    void normalModelIsLeastSquares() {
        Observations data = Observations.of(new double[] {1, 1, 1, 2, 1, 3, 1, 4}, 2, new double[] {2, 3, 5, 4});
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.NORMAL), data);
        assertThat(fit.estimates()).containsExactly(new double[] {1.5, 0.8}, within(1e-12));
        assertThat(fit.dispersion()).isCloseTo(1.8 / 4, within(1e-12));
        assertThat(fit.scaleStandardError()).isCloseTo(Math.sqrt(0.45 / 8), within(1e-12));
        assertThat(fit.covariance()[3]).isCloseTo(0.45 / 5, within(1e-12));
        assertThat(fit.criteria().fullLogLikelihood())
                .isCloseTo(-2 * (Math.log(2 * Math.PI * 0.45) + 1), within(1e-12));
    }

    /** Closed form: the mean of a gamma sample, and its shape from log nu - psi(nu) = log mean - mean log. */
    @Test
    void gammaSampleMatchesItsLikelihoodEquation() {
        double[] y = {0.5, 1.5, 2, 4};
        GlmFit fit = GlmFitter.fit(
                GlmSpecification.of(Family.GAMMA, StandardLink.LOG), Observations.of(new double[] {1, 1, 1, 1}, 1, y));
        double nu = fit.scale();
        double meanLog = Arrays.stream(y).map(Math::log).sum() / 4;
        assertThat(fit.estimates()[0]).isCloseTo(Math.log(2), within(1e-10));
        assertThat(Math.log(nu) - hermite.math.Polygamma.digamma(nu)).isCloseTo(Math.log(2) - meanLog, within(1e-10));
    }

    /** Closed form: with an inverse Gaussian sample 1/lambda = mean of 1/y - 1/mean. */
    @Test
    void inverseGaussianSampleMatchesItsClosedForm() {
        double[] y = {0.5, 1.5, 2, 4};
        GlmFit fit = GlmFitter.fit(
                GlmSpecification.of(Family.INVERSE_GAUSSIAN), Observations.of(new double[] {1, 1, 1, 1}, 1, y));
        double expected = Arrays.stream(y).map(v -> 1 / v - 0.5).sum() / 4;
        assertThat(fit.estimates()[0]).isCloseTo(0.25, within(1e-9));
        assertThat(fit.dispersion()).isCloseTo(expected, within(1e-9));
    }

    /** Closed form: probabilities of a saturated binomial under any link are the proportions. */
    @Test
    void everyLinkReproducesProportions() {
        double[] proportions = {0.2, 0.7};
        Observations data =
                Observations.of(new double[] {1, 0, 1, 1}, 2, proportions).withTrials(new double[] {10, 20});
        for (StandardLink link : java.util.List.of(
                StandardLink.LOGIT,
                StandardLink.PROBIT,
                StandardLink.CLOGLOG,
                StandardLink.LOGLOG,
                StandardLink.CAUCHIT)) {
            GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL, link), data);
            double[] b = fit.estimates();
            assertThat(link.inverse(b[0])).as(link.label()).isCloseTo(0.2, within(1e-9));
            assertThat(link.inverse(b[0] + b[1])).as(link.label()).isCloseTo(0.7, within(1e-9));
        }
    }

    @Test
    void separationIsNamed() {
        Observations data = Observations.of(new double[] {1, 0, 1, 1, 1, 2, 1, 3}, 2, new double[] {0, 0, 1, 1});
        GlmFit fit = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL), data);
        assertThat(fit.verdict().outcome()).isEqualTo(hermite.model.Verdict.Outcome.SEPARATION);
    }

    @Test
    void orderOfRowsDoesNotChangeADigit() {
        Observations data = heart(true);
        int[] reversed = new int[16];
        Arrays.setAll(reversed, i -> 15 - i);
        GlmFit forward = GlmFitter.fit(GlmSpecification.of(Family.NEGATIVE_BINOMIAL), data);
        GlmFit backward = GlmFitter.fit(GlmSpecification.of(Family.NEGATIVE_BINOMIAL), data.select(reversed));
        assertThat(backward.estimates()).isEqualTo(forward.estimates());
        assertThat(backward.covariance()).isEqualTo(forward.covariance());
        assertThat(backward.criteria()).isEqualTo(forward.criteria());
    }
}
