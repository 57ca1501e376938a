package hermite.model.glmm.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.GaussHermite;
import hermite.model.glmm.density.BinomialDensity;
import hermite.model.glmm.density.ConditionalDensity;
import hermite.model.glmm.density.PoissonLogDensity;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kernels that make use of their density give what the density itself gives at every node: each expectation is the log
 * likelihood or a score of the same rule by {@link GeneralKernel}.
 */
class NodeKernelTest {
    private static final int LANES = 9;
    private static final int VISITS = 4;

    /** The last sizes are such that the exponential of a sum of means is no factor of a product any more. */
    @ParameterizedTest
    @CsvSource({"2, 0", "2, 1", "12, 0", "12, 1", "60, 0", "400, 0", "400, 1"})
    void counts(double mean, double firstTime) {
        for (int points : new int[] {1, 2, 7, 12}) {
            SubjectBlock block = block(firstTime, mean);
            assertThat(block.still).hasSize(firstTime == 0 ? 1 : 0);
            check(new PoissonLogDensity(), block, new PoissonKernel(), points, mean);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1"})
    void events(double firstTime) {
        for (int points : new int[] {1, 2, 7, 12}) {
            check(new BinomialDensity(BinomialDensity.Curve.LOGIT), block(firstTime, 0), new LogitKernel(), points, 1);
        }
    }

    /** Intercept and time from {@code firstTime}; lane i has no more than VISITS − i % 3 visits. */
    private static SubjectBlock block(double firstTime, double mean) {
        Random random = new Random(11);
        double[][] z = new double[2 * VISITS][LANES];
        double[][] y = new double[VISITS][LANES];
        double[][] weight = new double[VISITS][LANES];
        double[][] ones = new double[VISITS][LANES];
        for (int j = 0; j < VISITS; j++) {
            Arrays.fill(ones[j], 1);
            for (int i = 0; i < LANES; i++) {
                boolean there = j < VISITS - i % 3;
                weight[j][i] = there ? 1 : 0;
                z[2 * j][i] = there ? 1 : 0;
                z[2 * j + 1][i] = there ? firstTime + j : 0;
                double size = mean * (0.3 + 1.4 * random.nextDouble());
                y[j][i] = mean == 0 ? Math.round(random.nextDouble()) : Math.round(size);
            }
        }
        return new SubjectBlock(
                LANES,
                VISITS,
                0,
                z,
                z,
                new double[VISITS][LANES],
                y,
                ones,
                weight,
                ones[0],
                ones[0],
                new double[LANES],
                2);
    }

    private static void check(
            ConditionalDensity density, SubjectBlock block, NodeKernel kernel, int points, double mean) {
        double[][] expected = results(density, block, new GeneralKernel(density, density), points, mean);
        double[][] found = results(density, block, kernel, points, mean);
        for (int r = 0; r < expected.length; r++) {
            for (int i = 0; i < LANES; i++) {
                double size = VISITS * Math.max(1, mean) + Math.abs(expected[r][i]);
                assertThat(found[r][i]).isCloseTo(expected[r][i], within(2e-12 * size));
            }
        }
    }

    /** Log likelihoods and scores of all lanes. */
    private static double[][] results(
            ConditionalDensity density, SubjectBlock block, NodeKernel kernel, int points, double mean) {
        BlockWorkspace w = new BlockWorkspace(2, 2, LANES, VISITS, points);
        BlockLikelihood likelihood = new BlockLikelihood(density, 2, 2);
        likelihood.linear(
                block, w, new double[] {mean == 0 ? 0.2 : Math.log(mean), -0.05}, new double[] {0.7, 0, -0.1, 0.3});
        likelihood.findModes(block, w, 0);
        likelihood.nodeSlopes(block, w);
        new NodeGrid(density).moments(block, w, GaussHermite.of(points), kernel, 0);
        likelihood.logLikelihood(block, w);
        likelihood.scores(block, w, 0);
        double[][] out = new double[6][];
        out[0] = w.logLikelihood.clone();
        for (int k = 0; k < 5; k++) {
            out[k + 1] = w.score[k].clone();
        }
        return out;
    }
}
