package hermite.model.gee;

import static hermite.model.Printed.assertPrints;
import static org.assertj.core.api.Assertions.assertThat;

import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.glm.GlmFit;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import hermite.model.inference.ChiSquareTest;
import hermite.model.inference.LinearEstimate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marginal models against figures printed by SAS 9.4 GENMOD (sources in each test) to all printed digits. */
class GeePublishedTest {
    static final WorkingCorrelation INDEPENDENT = new WorkingCorrelation.Independent();
    static final WorkingCorrelation EXCHANGEABLE = new WorkingCorrelation.Exchangeable();
    static final WorkingCorrelation AUTOREGRESSIVE = new WorkingCorrelation.Autoregressive();
    static final WorkingCorrelation UNSTRUCTURED = new WorkingCorrelation.Unstructured();

    static GeeFit fit(MarginalData data, Family family, WorkingCorrelation correlation) {
        GlmFit glm = GlmFitter.fit(GlmSpecification.of(family, link(family)), data.observations());
        GeeSpecification spec =
                GeeSpecification.of(family, link(family), correlation).withShape(glm.dispersion());
        return GeeFitter.fit(spec, data.clustered(), glm.estimates());
    }

    static StandardLink link(Family family) {
        return family == Family.BINOMIAL ? StandardLink.LOGIT : StandardLink.LOG;
    }

    static double[] errors(double[] covariance, int p) {
        double[] result = new double[p];
        for (int j = 0; j < p; j++) {
            result[j] = Math.sqrt(covariance[j * p + j]);
        }
        return result;
    }

    static double[] errors(GeeFit fit) {
        return errors(fit.empiricalCovariance(), fit.rank());
    }

    /** University of Copenhagen course notes, lec6-binary: contraceptive trial, TYPE=UN. */
    @Test
    void contraceptiveCellsUnstructured() {
        GeeFit fit = fit(MarginalModels.contraceptiveCells(), Family.BINOMIAL, UNSTRUCTURED);
        assertPrints(fit.estimates(), "-1.4778 -1.0158 -0.4221 0.0596 -1.3540 -0.6400 0.0657 0.2614");
        assertPrints(errors(fit), "0.1071 0.1020 0.0989 0.1023 0.1033 0.0954 0.0998 0.1047");
        assertPrints(fit.correlations(), "0.3449 0.2614 0.2719 0.4367 0.3909 0.5055");
        double[] row = {0, 0, 0, 0, 1, 0, 0, 0};
        LinearEstimate high = LinearEstimate.of(row, fit.estimates(), fit.empiricalCovariance(), 0.05);
        assertPrints(high.chiSquare(), "171.94");
        assertPrints(StandardLink.LOGIT.inverse(high.lower()), "0.1742");
        assertPrints(StandardLink.LOGIT.inverse(high.upper()), "0.2402");
        double[] ratio = {-1, 0, 0, 0, 1, 0, 0, 0};
        LinearEstimate first = LinearEstimate.of(ratio, fit.estimates(), fit.empiricalCovariance(), 0.05);
        assertPrints(
                new double[] {
                    first.estimate(), Math.exp(first.estimate()), Math.exp(first.lower()), Math.exp(first.upper())
                },
                "0.1238 1.1318 0.8455 1.5150");
        assertPrints(first.chiSquare(), "0.69");
    }

    /** Course Bios 667, listing 6city01a: six cities study, child by child. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sixCities(boolean frequencies) {
        MarginalData data = MarginalModels.sixCities(true, frequencies);
        GeeFit independent = fit(data, Family.BINOMIAL, INDEPENDENT);
        assertPrints(independent.estimates(), "-1.9008 0.3140 -0.1413 0.0708");
        assertPrints(errors(independent), "0.1191 0.1878 0.0582 0.0883");
        assertPrints(independent.qic(), "1830.3467");
        assertPrints(independent.qicu(), "1827.4800");
        GeeFit exchangeable = fit(data, Family.BINOMIAL, EXCHANGEABLE);
        assertPrints(exchangeable.estimates(), "-1.9005 0.3138 -0.1412 0.0708");
        assertPrints(errors(exchangeable), "0.1191 0.1878 0.0582 0.0883");
        assertPrints(exchangeable.correlations()[0], "0.3543845936");
        assertPrints(exchangeable.qic(), "1830.3483");
        GeeFit autoregressive = fit(data, Family.BINOMIAL, AUTOREGRESSIVE);
        assertPrints(autoregressive.estimates(), "-1.9195 0.2953 -0.1468 0.0815");
        assertPrints(errors(autoregressive), "0.1200 0.1900 0.0593 0.0907");
        assertPrints(autoregressive.correlations()[0], "0.3997");
        assertPrints(autoregressive.qic(), "1830.6690");
        assertPrints(autoregressive.qicu(), "1827.7008");
        GeeFit unstructured = fit(data, Family.BINOMIAL, UNSTRUCTURED);
        assertPrints(unstructured.estimates(), "-1.9084 0.3015 -0.1418 0.0684");
        assertPrints(errors(unstructured), "0.1191 0.1885 0.0585 0.0892");
        assertPrints(unstructured.correlations(), "0.3520 0.3102 0.3053 0.4720 0.3203 0.3801");
        assertPrints(unstructured.qic(), "1830.3828");
        assertPrints(unstructured.qicu(), "1827.5262");
    }

    /** Course Bios 667, listing 6city06. */
    @Test
    void sixCitiesMainEffects() {
        GeeFit fit = fit(MarginalModels.sixCities(false, true), Family.BINOMIAL, EXCHANGEABLE);
        assertPrints(fit.estimates(), "-1.8804 0.2651 -0.1134");
        assertPrints(errors(fit), "0.1139 0.1777 0.0439");
        assertPrints(fit.correlations()[0], "0.354139785");
        assertPrints(fit.qic(), "1829.4747");
        assertPrints(fit.qicu(), "1825.8927");
    }

    /** Course Bios 767, homework 7: respiratory trial, reference coding, joint score tests. */
    @Test
    void respiratoryVisitsWithScoreTests() {
        MarginalData data = MarginalModels.respiratoryVisits();
        GeeFit fit = fit(data, Family.BINOMIAL, INDEPENDENT);
        assertPrints(fit.estimates(), "-0.1989 0.1638 -0.2655 0.0230 -0.0480 0.8128 1.3293 1.1314 0.6988");
        assertPrints(errors(fit), "0.1908 0.2734 0.2893 0.2748 0.2710 0.3950 0.4035 0.4038 0.3862");
        assertPrints(fit.qic(), "751.4380");
        assertPrints(fit.qicu(), "751.4380");
        double[][] time = units(9, 1, 2, 3, 4);
        double[][] interaction = units(9, 5, 6, 7, 8);
        ChiSquareTest first = GeeFitter.score(fit, data.clustered(), time);
        ChiSquareTest second = GeeFitter.score(fit, data.clustered(), interaction);
        assertPrints(first.statistic(), "3.22");
        assertPrints(first.probability(), "0.5215");
        assertPrints(second.statistic(), "12.79");
        assertPrints(second.probability(), "0.0123");
        assertThat(second.df()).isEqualTo(4);
        // Wald statistics: independent computation of the reference specification.
        assertPrints(
                ChiSquareTest.wald(time, fit.estimates(), fit.empiricalCovariance())
                        .statistic(),
                "3.34");
        assertPrints(
                ChiSquareTest.wald(interaction, fit.estimates(), fit.empiricalCovariance())
                        .statistic(),
                "12.52");
    }

    /** Course Bios 667, listing chd003: each row a cluster. */
    @Test
    void heartDiseaseCountsWithQic() {
        GeeFit poisson = fit(MarginalModels.heart(), Family.POISSON, INDEPENDENT);
        assertPrints(errors(poisson), "0.1135 0.0056 0.1418 0.1393");
        assertPrints(poisson.qic(), "-534.4110");
        assertPrints(poisson.qicu(), "-530.9810");
        GeeFit negativeBinomial = fit(MarginalModels.heart(), Family.NEGATIVE_BINOMIAL, INDEPENDENT);
        assertPrints(negativeBinomial.estimates(), "-5.4195 0.0274 0.7519 0.7530");
        assertPrints(errors(negativeBinomial), "0.1137 0.0056 0.1423 0.1397");
    }

    /** University of Copenhagen course notes, lec5-counts: leprosy bacilli, TYPE=UN. */
    @Test
    void leprosyUnstructured() {
        MarginalData data = MarginalModels.leprosy();
        GeeFit fit = fit(data, Family.POISSON, UNSTRUCTURED);
        assertPrints(fit.estimates(), "2.3734 -0.0138 -0.5406 -0.4791");
        assertPrints(errors(fit), "0.0801 0.1573 0.2186 0.2279");
        assertPrints(errors(fit.modelBasedCovariance(), 4), "0.1035 0.1111 0.1818 0.1779");
        assertPrints(Math.sqrt(fit.dispersion()), "1.8578");
        assertPrints(fit.correlations()[0], "0.7966");
        double[][] drugs = units(4, 2, 3);
        ChiSquareTest score = GeeFitter.score(fit, data.clustered(), drugs);
        assertPrints(score.statistic(), "4.56");
        assertPrints(score.probability(), "0.1024");
        ChiSquareTest wald = ChiSquareTest.wald(drugs, fit.estimates(), fit.empiricalCovariance());
        assertPrints(wald.statistic(), "6.99");
        assertPrints(wald.probability(), "0.0303");
    }

    /** SAS/STAT documentation: respiratory data, TYPE=UN; QIC printed, the rest an independent computation. */
    @Test
    void respiratoryDocumentationUnstructured() {
        GeeFit fit = fit(MarginalModels.respiratoryDocumentation(), Family.BINOMIAL, UNSTRUCTURED);
        assertPrints(fit.qic(), "512.34");
        assertPrints(fit.qic(), "512.3416");
        assertPrints(fit.qicu(), "499.6081");
        assertPrints(fit.estimates(), "-0.8882 1.2442 0.6558 0.1128 -0.0175 1.8981");
        assertPrints(errors(fit), "0.4568 0.3455 0.3512 0.4408 0.0129 0.3441");
        assertPrints(fit.correlations(), "0.3351 0.2140 0.2953 0.4429 0.3581 0.3964");
    }

    /** SAS/STAT documentation: epileptic seizures, TYPE=EXCH, patient 207 left out. */
    @Test
    void epilepsyDocumentationExchangeable() {
        GeeFit fit = fit(MarginalModels.epilepsyDocumentation(), Family.POISSON, EXCHANGEABLE);
        assertPrints(fit.correlations()[0], "0.5941485833");
        assertPrints(fit.estimates(), "1.3476 0.1108 -0.1080 -0.3016");
        assertPrints(errors(fit), "0.1574 0.1161 0.1937 0.1712");
        assertPrints(errors(fit.modelBasedCovariance(), 4), "0.1106 0.1233 0.1579 0.1936");
        assertPrints(fit.dispersion(), "10.5425");
        assertPrints(fit.qic(), "-1052.5376");
        assertPrints(fit.qicu(), "-1060.3906");
    }

    /** SAS/STAT documentation, getting started: wheeze. */
    @Test
    void wheezeExchangeable() {
        GeeFit fit = fit(MarginalModels.wheeze(), Family.BINOMIAL, EXCHANGEABLE);
        assertPrints(fit.estimates(), "1.2751 0.1223 -0.2036 -0.0935");
        assertPrints(errors(fit), "3.0561 0.6882 0.2789 0.3613");
        double[] first = java.util.Arrays.copyOf(fit.modelBasedCovariance(), 4);
        assertPrints(first, "5.74947 -0.22257 -0.53472 0.01655");
        assertPrints(java.util.Arrays.copyOf(fit.empiricalCovariance(), 4), "9.33994 -0.85104 -0.83253 -0.16534");
        assertPrints(fit.correlations()[0], "0.1648");
        assertPrints(fit.qic(), "87.2175");
        assertPrints(fit.qicu(), "84.9465");
    }

    /** The dispersion that is reported follows the caller's choice, the correlation does not. */
    @Test
    void fixedDispersionChangesOnlyWhatIsReported() {
        MarginalData data = MarginalModels.leprosy();
        GeeFit estimated = fit(data, Family.POISSON, EXCHANGEABLE);
        GeeFit fixed = GeeFitter.fit(
                estimated.specification().withFixedDispersion(Optional.of(1.0)),
                data.clustered(),
                GlmFitter.fit(GlmSpecification.of(Family.POISSON), data.observations())
                        .estimates());
        assertThat(fixed.correlations()).isEqualTo(estimated.correlations());
        assertThat(fixed.empiricalCovariance()).isEqualTo(estimated.empiricalCovariance());
        assertThat(fixed.dispersion()).isEqualTo(1);
    }

    static double[][] units(int p, int... columns) {
        double[][] rows = new double[columns.length][p];
        for (int i = 0; i < columns.length; i++) {
            rows[i][columns[i]] = 1;
        }
        return rows;
    }
}
