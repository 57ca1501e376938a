package hermite.model.gee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.StandardLink;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Clusters side by side against clusters one by one, whose scores and information the corrections of the sandwich use. */
class ClusterLanesTest {
    private static final int CLUSTERS = 3000;
    private static final int VISITS = 5;
    private static final int COLUMNS = 7;

    static Stream<Arguments> structures() {
        return Stream.of(
                Arguments.of(new WorkingCorrelation.Independent(), new double[] {}),
                Arguments.of(new WorkingCorrelation.Exchangeable(), new double[] {0.3}),
                Arguments.of(new WorkingCorrelation.Autoregressive(), new double[] {-0.4}),
                Arguments.of(new WorkingCorrelation.MDependent(2), new double[] {0.4, 0.2}),
                Arguments.of(
                        new WorkingCorrelation.Unstructured(),
                        new double[] {0.3, 0.2, 0.1, 0.0, 0.35, 0.25, 0.15, 0.4, 0.3, 0.45}));
    }

    /** Four in ten clusters miss visits, in 2⁵ − 1 patterns; a tenth of them occurs twice. */
    private static ClusteredObservations data() {
        Random random = new Random(7);
        int most = CLUSTERS * VISITS;
        double[] x = new double[most * COLUMNS];
        double[] y = new double[most];
        int[] cluster = new int[most];
        int[] position = new int[most];
        int n = 0;
        for (int c = 0; c < CLUSTERS; c++) {
            int before = n;
            boolean copy = c % 10 == 9;
            for (int t = 0; t < VISITS; t++) {
                if (!copy && c % 5 < 2 && random.nextBoolean() && t > 0) {
                    continue;
                }
                for (int j = 0; j < COLUMNS; j++) {
                    x[n * COLUMNS + j] = j == 0 ? 1 : copy ? j * t : random.nextGaussian();
                }
                y[n] = copy ? t % 2 : random.nextBoolean() ? 1 : 0;
                cluster[n] = c;
                position[n++] = t;
            }
            assertThat(n).isGreaterThan(before);
        }
        Observations rows =
                Observations.of(java.util.Arrays.copyOf(x, n * COLUMNS), COLUMNS, java.util.Arrays.copyOf(y, n));
        return ClusteredObservations.of(
                rows, java.util.Arrays.copyOf(cluster, n), java.util.Arrays.copyOf(position, n), new int[n], VISITS);
    }

    @ParameterizedTest
    @MethodSource("structures")
    void sumsAreThoseOfClustersOneByOne(WorkingCorrelation structure, double[] correlations) {
        ClusteredObservations data = data();
        assertThat(data.distinctClusters()).isLessThan(CLUSTERS - 100);
        GeeEquations equations = new GeeEquations(data, Family.BINOMIAL, StandardLink.LOGIT, 1);
        double[] beta = {0.1, 0.2, -0.1, 0, 0.05, 0.3, -0.2};
        GeeEquations.Residuals residuals = equations.residuals(beta);
        Whitening whitening = new Whitening(structure, correlations, data);
        double[] score = new double[COLUMNS];
        double[] bread = new double[COLUMNS * COLUMNS];
        double[] meat = new double[COLUMNS * COLUMNS];
        FittedClusters.Response response = new FittedClusters.Response(Family.BINOMIAL, StandardLink.LOGIT, 1, 1);
        FittedClusters.Terms terms =
                FittedClusters.of(data, response, beta, whitening, 1e-12).terms();
        for (int c = 0; c < data.distinctClusters(); c++) {
            terms.set(c);
            double f = data.multiplicity(c);
            for (int j = 0; j < COLUMNS; j++) {
                score[j] += f * terms.score()[j];
                for (int k = 0; k < COLUMNS; k++) {
                    bread[j * COLUMNS + k] += f * terms.information()[j * COLUMNS + k];
                    meat[j * COLUMNS + k] += f * terms.score()[j] * terms.score()[k];
                }
            }
        }
        GeeEquations.Sums sums = equations.sums(residuals, whitening, true);
        assertThat(sums.score()).containsExactly(score, within(1e-10));
        assertThat(sums.bread()).containsExactly(bread, within(1e-9));
        assertThat(sums.meat()).containsExactly(meat, within(1e-9));
        if (structure instanceof WorkingCorrelation.Independent) {
            assertThat(equations.independenceBread(residuals)).containsExactly(bread, within(1e-9));
        }
    }

    @Test
    void clustersObservedAtTheSamePositionsStandTogether() {
        ClusteredObservations data = data();
        int changes = 0;
        for (int c = 1; c < data.distinctClusters(); c++) {
            changes += data.pattern(c) == data.pattern(c - 1) ? 0 : 1;
        }
        assertThat(changes).isEqualTo(data.patterns().size() - 1);
    }
}
