package hermite.model.gee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Family;
import hermite.model.Observations;
import hermite.model.StandardLink;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Clusters of 100,000 rows, the mean of a normal response. What each structure must give at its own estimated
 * correlation is known in closed form: weights of generalised least squares, and the sandwich of the clusters' scores.
 */
class LargeClusterTest {
    private static final int ROWS = 100_000;
    private static final int CLUSTERS = 3;

    private static double[] responses() {
        Random random = new Random(7);
        double[] y = new double[CLUSTERS * ROWS];
        double before = 0;
        for (int i = 0; i < y.length; i++) {
            double noise = random.nextGaussian();
            y[i] = 2 + 0.01 * (i / ROWS) + noise + 0.3 * before;
            before = noise;
        }
        return y;
    }

    private static GeeFit fit(WorkingCorrelation structure, double[] y) {
        int n = y.length;
        double[] x = new double[n];
        int[] cluster = new int[n];
        int[] position = new int[n];
        for (int i = 0; i < n; i++) {
            x[i] = 1;
            cluster[i] = i / ROWS;
            position[i] = i % ROWS;
        }
        ClusteredObservations data =
                ClusteredObservations.of(Observations.of(x, 1, y), cluster, position, new int[n], ROWS);
        return GeeFitter.fit(
                GeeSpecification.of(Family.NORMAL, StandardLink.IDENTITY, structure)
                        .withTolerance(1e-10),
                data,
                new double[] {2});
    }

    /** beta = sum w y / sum w and SE = sqrt(sum of squared cluster sums of w (y - beta)) / sum w, w = R⁻¹1. */
    private static void check(GeeFit fit, double[] y, double[] weights) {
        double total = 0;
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            total += weights[i % ROWS];
            sum += weights[i % ROWS] * y[i];
        }
        double beta = sum / total;
        double meat = 0;
        for (int c = 0; c < CLUSTERS; c++) {
            double score = 0;
            for (int i = 0; i < ROWS; i++) {
                score += weights[i] * (y[c * ROWS + i] - beta);
            }
            meat += score * score;
        }
        assertThat(fit.verdict().isConverged()).isTrue();
        assertThat(fit.estimates()[0]).isCloseTo(beta, within(1e-9));
        assertThat(Math.sqrt(fit.empiricalCovariance()[0])).isCloseTo(Math.sqrt(meat) / total, within(1e-9));
    }

    @Test
    void independentAndExchangeableClustersWeighAlike() {
        double[] y = responses();
        double[] ones = new double[ROWS];
        java.util.Arrays.fill(ones, 1);
        check(fit(new WorkingCorrelation.Independent(), y), y, ones);
        check(fit(new WorkingCorrelation.Exchangeable(), y), y, ones);
    }

    /** R⁻¹1 is 1 at both ends and 1 - rho between, but for the factor 1 / (1 + rho). */
    @Test
    void autoregressiveClustersWeighTheirEndsMore() {
        double[] y = responses();
        GeeFit fit = fit(new WorkingCorrelation.Autoregressive(), y);
        double[] weights = new double[ROWS];
        java.util.Arrays.fill(weights, 1 - fit.correlations()[0]);
        weights[0] = 1;
        weights[ROWS - 1] = 1;
        check(fit, y, weights);
    }

    /** R⁻¹1 of a tridiagonal matrix by Thomas's elimination. */
    @Test
    void dependenceAtLagOneIsABandedSolve() {
        double[] y = responses();
        GeeFit fit = fit(new WorkingCorrelation.MDependent(1), y);
        double a = fit.correlations()[0];
        double[] c = new double[ROWS];
        double[] d = new double[ROWS];
        c[0] = a;
        d[0] = 1;
        for (int i = 1; i < ROWS; i++) {
            double pivot = 1 - a * c[i - 1];
            c[i] = a / pivot;
            d[i] = (1 - a * d[i - 1]) / pivot;
        }
        for (int i = ROWS - 2; i >= 0; i--) {
            d[i] -= c[i] * d[i + 1];
        }
        check(fit, y, d);
    }
}
