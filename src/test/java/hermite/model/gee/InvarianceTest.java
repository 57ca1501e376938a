package hermite.model.gee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.gee.pairs.PairProbabilities;
import hermite.model.glm.GlmFitter;
import hermite.model.glm.GlmSpecification;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What must not change: digits under row order, whitening against inversion, pair probabilities against definitions. */
class InvarianceTest {
    private static int[] shuffled(int n, long seed) {
        List<Integer> order = IntStream.range(0, n).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    @Test
    void orderOfRowsDoesNotChangeADigitOfAMarginalModel() {
        MarginalData data = MarginalModels.contraceptiveQuadratic();
        int[] order = shuffled(data.rows(), 5);
        double[] start = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL), data.observations())
                .estimates();
        double[] again = GlmFitter.fit(GlmSpecification.of(Family.BINOMIAL), data.observations(order))
                .estimates();
        assertThat(again).isEqualTo(start);
        GeeSpecification gee =
                GeeSpecification.of(Family.BINOMIAL, StandardLink.LOGIT, new WorkingCorrelation.Unstructured());
        GeeFit first = GeeFitter.fit(gee, data.clustered(), start);
        GeeFit second = GeeFitter.fit(gee, data.clustered(order), start);
        assertThat(second.estimates()).isEqualTo(first.estimates());
        assertThat(second.empiricalCovariance()).isEqualTo(first.empiricalCovariance());
        assertThat(second.qic()).isEqualTo(first.qic());
        AlrSpecification alr = AlrSpecification.of(new LogOddsRatios.FullyParameterized(4));
        AlrFit third = AlrFitter.fit(alr, data.clustered(), start);
        AlrFit fourth = AlrFitter.fit(alr, data.clustered(order), start);
        assertThat(fourth.estimates()).isEqualTo(third.estimates());
        assertThat(fourth.jointCovariance()).isEqualTo(third.jointCovariance());
    }

    @Test
    void equalClustersAreCollapsed() {
        ClusteredObservations data = MarginalModels.contraceptiveQuadratic().clustered();
        assertThat(data.clusters()).isEqualTo(1151);
        // 28 + 29 response patterns in the published table.
        assertThat(data.distinctClusters()).isEqualTo(57);
        assertThat(data.count()).isEqualTo(3616);
        assertThat(data.smallestCluster()).isEqualTo(1);
        assertThat(data.largestCluster()).isEqualTo(4);
    }

    /** Whitened rows have cross products x'R⁻¹y: R times the solution gives y back. */
    @Test
    void whiteningIsAnInverseSquareRootForEveryStructure() {
        int[] positions = {0, 2, 3, 5};
        double[] fixed = new double[36];
        for (int j = 0; j < 6; j++) {
            for (int k = 0; k < 6; k++) {
                fixed[6 * j + k] = j == k ? 1 : 0.2 / (1 + Math.abs(j - k));
            }
        }
        double[] pairs = new double[15];
        Arrays.setAll(pairs, i -> 0.1 + 0.01 * i);
        MarginalData rows = new MarginalData();
        for (int position : positions) {
            rows.add(0, position, position % 2, 1);
        }
        ClusteredObservations data = rows.clustered();
        List<WorkingCorrelation> structures = List.of(
                new WorkingCorrelation.Exchangeable(),
                new WorkingCorrelation.Autoregressive(),
                new WorkingCorrelation.MDependent(2),
                new WorkingCorrelation.Unstructured(),
                new WorkingCorrelation.Fixed(fixed, 6));
        List<double[]> parameters =
                List.of(new double[] {0.3}, new double[] {0.5}, new double[] {0.3, 0.2}, pairs, new double[0]);
        for (int s = 0; s < structures.size(); s++) {
            Whitening whitening = new Whitening(structures.get(s), parameters.get(s), data);
            // Whitening the columns of R twice over gives W R W' = I when R = (W'W)⁻¹.
            double[] work = new double[16];
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    work[4 * i + j] = whitening.correlation(positions[i], positions[j]);
                }
            }
            whitening.apply(0, work, 4);
            double[] transposed = hermite.model.inference.LinearAlgebra.transpose(work, 4, 4);
            whitening.apply(0, transposed, 4);
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    assertThat(transposed[4 * i + j])
                            .as(structures.get(s) + " " + i + " " + j)
                            .isCloseTo(i == j ? 1 : 0, within(1e-12));
                }
            }
        }
    }

    @Property
    void pairProbabilitiesHaveTheGivenMarginsAndOddsRatio(
            @ForAll @DoubleRange(min = 0.02, max = 0.98) double muJ,
            @ForAll @DoubleRange(min = 0.02, max = 0.98) double muK,
            @ForAll @DoubleRange(min = -6, max = 6) double gamma) {
        PairProbabilities pair = new PairProbabilities();
        pair.set(muJ, muK, gamma);
        assertThat(pair.p11 + pair.p10).isCloseTo(muJ, within(1e-12));
        assertThat(pair.p11 + pair.p01).isCloseTo(muK, within(1e-12));
        double odds = Math.log(pair.p11) + Math.log(pair.p00) - Math.log(pair.p10) - Math.log(pair.p01);
        assertThat(odds).isCloseTo(gamma, within(1e-8 * (1 + Math.abs(gamma)) / Math.min(pair.p00, pair.p11)));
    }

    /** One cluster observed twice at the same occasion is an error that names both. */
    @Test
    void refusesTwoObservationsAtOnePosition() {
        MarginalData data = new MarginalData().add(0, 1, 1, 1).add(0, 1, 0, 1);
        org.assertj.core.api.Assertions.assertThatThrownBy(data::clustered)
                .isInstanceOf(ClusteredObservations.RepeatedPositionException.class)
                .hasMessageContaining("position 2");
    }
}
