package hermite.model.gee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Family;
import hermite.model.PublishedData;
import hermite.model.StandardLink;
import hermite.model.gee.influence.AssociationCriteria;
import hermite.model.gee.influence.BiasCorrection;
import hermite.model.gee.influence.ClusterDiagnostics;
import hermite.model.gee.influence.SmallSampleCovariance;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Corrections for few clusters, criteria and deletion diagnostics on the wheeze data (16 children). Figures come from
 * an R 4.2.2 program that builds each by its definition, with a leverage matrix H = D M D'V⁻¹ of the cluster's own
 * size: Mancl–DeRouen solve(I - H, r), Kauermann–Carroll the principal root of (I - H)⁻¹ by eigen(), Preisser–Qaqish
 * (W⁻¹ - Q)⁻¹, alpha by the moment estimators of the specification, iterated to 1e-13.
 */
class SmallSampleTest {
    private static final double DIGITS = 2e-9;

    private static GeeFit exchangeable(MarginalData data, int updateEvery) {
        return fit(data.observations(), data.clustered(), new WorkingCorrelation.Exchangeable(), updateEvery);
    }

    private static GeeFit fit(
            hermite.model.Observations rows,
            ClusteredObservations clusters,
            WorkingCorrelation correlation,
            int updateEvery) {
        double[] start = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL, StandardLink.LOGIT), rows)
                .estimates();
        GeeSpecification spec = GeeSpecification.of(Family.BINOMIAL, StandardLink.LOGIT, correlation)
                .withTolerance(1e-12)
                .withUpdateEvery(updateEvery);
        return GeeFitter.fit(spec, clusters, start);
    }

    private static double[] errors(double[] covariance) {
        int p = (int) Math.sqrt(covariance.length);
        return IntStream.range(0, p)
                .mapToDouble(j -> Math.sqrt(covariance[j * p + j]))
                .toArray();
    }

    private static double[] corrected(BiasCorrection correction) {
        MarginalData data = MarginalModels.wheeze();
        return errors(SmallSampleCovariance.of(exchangeable(data, 1), data.clustered(), correction)
                .covariance());
    }

    @Test
    void manclAndDeRouen() {
        assertThat(corrected(BiasCorrection.MANCL_DEROUEN))
                .containsExactly(
                        new double[] {3.305886165053, 0.812290170293, 0.301067946000, 0.429263902352}, within(DIGITS));
    }

    @Test
    void kauermannAndCarroll() {
        assertThat(corrected(BiasCorrection.KAUERMANN_CARROLL))
                .containsExactly(
                        new double[] {3.177678735284, 0.747321923499, 0.289684850888, 0.393241642713}, within(DIGITS));
    }

    @Test
    void fayAndGraubard() {
        assertThat(corrected(BiasCorrection.FAY_GRAUBARD))
                .containsExactly(
                        new double[] {3.507186680089, 0.761132065211, 0.322961062399, 0.388561718046}, within(DIGITS));
    }

    @Test
    void morelBokossaAndNeerchal() {
        assertThat(corrected(BiasCorrection.MOREL_BOKOSSA_NEERCHAL))
                .containsExactly(
                        new double[] {3.571649490299, 0.843876548466, 0.329063033811, 0.471653593930}, within(DIGITS));
    }

    @Test
    void degreesOfFreedomAreClustersLessRank() {
        MarginalData data = MarginalModels.wheeze();
        SmallSampleCovariance covariance =
                SmallSampleCovariance.of(exchangeable(data, 1), data.clustered(), BiasCorrection.MANCL_DEROUEN);
        assertThat(covariance.denominatorDf()).isEqualTo(12);
        assertThat(covariance.indispensable()).isZero();
    }

    @Test
    void criteriaOfTheWorkingCorrelation() {
        AssociationCriteria criteria = AssociationCriteria.of(exchangeable(MarginalModels.wheeze(), 1));
        assertThat(criteria.cic()).isCloseTo(5.13550897253, within(DIGITS));
        assertThat(criteria.c1()).isCloseTo(1.06964064569, within(DIGITS));
        assertThat(criteria.c2()).isCloseTo(1.44192075, within(DIGITS));
        assertThat(criteria.rotnitzkyJewell()).isCloseTo(Math.hypot(0.06964064569, 0.44192075), within(DIGITS));
    }

    @Test
    void deletionDiagnosticsOfClusters() {
        MarginalData data = MarginalModels.wheeze();
        ClusterDiagnostics of = ClusterDiagnostics.of(exchangeable(data, 1), data.clustered());
        // Clusters are numbered by the case, from 1.
        assertThat(List.of(of.leverage()[1], of.leverage()[2], of.leverage()[16]))
                .usingComparatorForType((a, b) -> Math.abs(a - b) < DIGITS ? 0 : 1, Double.class)
                .containsExactly(0.264131435849, 0.31105325593, 0.229976321912);
        assertThat(of.cook()[1]).isCloseTo(0.219925760348, within(DIGITS));
        assertThat(of.fit()[1]).isCloseTo(0.180288014033, within(DIGITS));
        assertThat(of.dfbeta()[2])
                .containsExactly(
                        new double[] {1.1333338757363, 0.1712493895647, -0.1157408911539, 0.0786329380392},
                        within(DIGITS));
        // Over the model-based standard errors of the same program.
        assertThat(of.standardizedDfbeta()[2][1]).isCloseTo(0.1712493895647 / 0.674371605153, within(DIGITS));
        assertThat(of.leverage()[0]).isNaN();
    }

    @Test
    void seldomUpdatesOfTheCorrelationChangeTheWayNotTheEnd() {
        GeeFit each = exchangeable(MarginalModels.wheeze(), 1);
        GeeFit third = exchangeable(MarginalModels.wheeze(), 3);
        assertThat(third.trace().size()).isGreaterThan(each.trace().size());
        assertThat(third.estimates()).containsExactly(each.estimates(), within(1e-9));
    }

    /** Visits at age 10 of odd cases and at age 11 of every third are left out: gaps of 1, 2 and 3 years. */
    @Test
    void autoregressionByTimeForUnequalGaps() {
        double[][] kept = java.util.Arrays.stream(PublishedData.wheeze())
                .filter(r -> !(r[0] % 2 == 1 && r[2] == 10) && !(r[0] % 3 == 0 && r[2] == 11))
                .toArray(double[][]::new);
        int n = kept.length;
        double[] x = new double[4 * n];
        int[] cluster = new int[n];
        int[] position = new int[n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(new double[] {1, kept[i][1], kept[i][2], kept[i][3]}, 0, x, 4 * i, 4);
            cluster[i] = (int) kept[i][0];
            position[i] = i > 0 && cluster[i - 1] == cluster[i] ? position[i - 1] + 1 : 0;
        }
        hermite.model.Observations rows = hermite.model.Observations.of(
                x, 4, java.util.Arrays.stream(kept).mapToDouble(r -> r[4]).toArray());
        double[] age = java.util.Arrays.stream(kept).mapToDouble(r -> r[2]).toArray();
        ClusteredObservations clusters = ClusteredObservations.of(rows, cluster, position, new int[n], age, 4);
        GeeFit fit = fit(rows, clusters, new WorkingCorrelation.ContinuousAutoregressive(), 1);
        assertThat(fit.correlations()[0]).isCloseTo(0.466482981913, within(DIGITS));
        assertThat(fit.estimates())
                .containsExactly(
                        new double[] {1.160903112092, 0.426536488873, -0.206120865414, 0.109631258726}, within(1e-8));
        assertThat(errors(fit.empiricalCovariance()))
                .containsExactly(
                        new double[] {2.891123539163, 0.662575719294, 0.257046799666, 0.420702793822}, within(1e-8));
        assertThat(errors(SmallSampleCovariance.of(fit, clusters, BiasCorrection.MANCL_DEROUEN)
                        .covariance()))
                .containsExactly(
                        new double[] {3.147298208495, 0.779065098623, 0.279076232026, 0.489334205808}, within(1e-8));
    }

    /** With all gaps 1 the estimator by time is the one by position: a closed form. */
    @Test
    void autoregressionByTimeIsTheOneByPositionForEqualGaps() {
        MarginalData data = MarginalModels.wheeze();
        GeeFit byTime =
                fit(data.observations(), data.clustered(), new WorkingCorrelation.ContinuousAutoregressive(), 1);
        GeeFit byPosition = fit(data.observations(), data.clustered(), new WorkingCorrelation.Autoregressive(), 1);
        assertThat(byTime.correlations()).containsExactly(byPosition.correlations(), within(1e-12));
        assertThat(byTime.estimates()).containsExactly(byPosition.estimates(), within(1e-12));
    }
}
