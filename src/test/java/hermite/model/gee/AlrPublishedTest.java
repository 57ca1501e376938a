package hermite.model.gee;

import static hermite.model.Printed.assertPrints;

import hermite.model.Family;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

/** Alternating logistic regressions against printed figures of SAS. */
class AlrPublishedTest {
    static AlrFit fit(MarginalData data, LogOddsRatios structure) {
        double[] start = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL), data.observations())
                .estimates();
        return AlrFitter.fit(AlrSpecification.of(structure), data.clustered(), start);
    }

    private static double[] errors(AlrFit fit) {
        int d = fit.estimates().length + fit.logOddsRatios().length;
        return GeePublishedTest.errors(fit.jointCovariance(), d);
    }

    /** Course Bios 667, listing contra002: LOGOR=FULLCLUST; six-digit figures are an independent computation. */
    @Test
    void contraceptiveFullyParameterized() {
        AlrFit fit = fit(MarginalModels.contraceptiveQuadratic(), new LogOddsRatios.FullyParameterized(4));
        assertPrints(fit.estimates(), "-2.2461 0.7030 -0.0323 0.3380 -0.0683");
        assertPrints(fit.logOddsRatios(), "1.8475 1.4851 1.7605 2.1610 2.0665 2.2783");
        assertPrints(errors(fit), "0.1765 0.1581 0.0318 0.1097 0.0284 0.1810 0.1985 0.2482 0.1761 0.2034 0.1827");
        assertPrints(fit.qic(), "4384.3523");
        assertPrints(fit.qicu(), "4382.4909");
        assertPrints(fit.estimates(), "-2.246124 0.703027 -0.032328 0.337953 -0.068287");
        assertPrints(fit.logOddsRatios(), "1.847462 1.485131 1.760524 2.160974 2.066500 2.278292");
        assertPrints(
                GeePublishedTest.errors(fit.modelBasedCovariance(), 5), "0.175173 0.159650 0.032016 0.110132 0.028408");
        String[] wald = {"19.7724", "1.0355", "9.4955", "5.7835"};
        for (int j = 1; j < 5; j++) {
            double[][] row = GeePublishedTest.units(5, j);
            assertPrints(
                    ChiSquareTest.wald(row, fit.estimates(), fit.empiricalCovariance())
                            .statistic(),
                    wald[j - 1]);
        }
    }

    /** Independent computation of the reference specification: LOGOR=EXCH. */
    @Test
    void contraceptiveExchangeable() {
        AlrFit fit = fit(MarginalModels.contraceptiveQuadratic(), new LogOddsRatios.Exchangeable());
        assertPrints(fit.estimates(), "-2.2490 0.7039 -0.0330 0.3388 -0.0674");
        assertPrints(fit.logOddsRatios()[0], "1.9732");
        assertPrints(errors(fit), "0.1764 0.1581 0.0318 0.1099 0.0285 0.1130");
    }

    /** SAS/STAT documentation, "Log Odds Ratios and the ALR Algorithm": respiratory data. */
    @Test
    void respiratoryFullyParameterized() {
        AlrFit fit = fit(MarginalModels.respiratoryDocumentation(), new LogOddsRatios.FullyParameterized(4));
        assertPrints(fit.estimates(), "-0.9266 1.2611 0.6287 0.1024 -0.0162 1.8980");
        assertPrints(fit.logOddsRatios(), "1.6109 1.0771 1.5875 2.1224 1.8818 2.1046");
        assertPrints(
                errors(fit), "0.4513 0.3406 0.3486 0.4362 0.0125 0.3404 0.4892 0.4834 0.4735 0.5022 0.4686 0.4949");
        assertPrints(fit.qic(), "511.86");
        assertPrints(fit.qic(), "511.8589");
        assertPrints(fit.qicu(), "499.6516");
    }
}
