package hermite.model.glmm.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.math.GaussHermite;
import hermite.model.glmm.quadrature.VisitSpacing.Kind;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The factors are exponentials, whichever way they were obtained; each expectation is StrictMath's exponential. */
class NodeFactorsTest {
    private static final int LANES = 5;
    private static final int VISITS = 10;

    @Test
    void visitsAtEqualDistancesFollowFromEachOther() {
        SubjectBlock block = block(1);
        assertThat(block.spacing.of(0, 0)).isEqualTo(Kind.OWN);
        assertThat(block.spacing.of(1, 1)).isEqualTo(Kind.STEP);
        assertThat(block.spacing.of(7, 0)).isEqualTo(Kind.STEP);
        assertThat(block.spacing.of(8, 0)).isEqualTo(Kind.OWN);
        checkFactors(block, 0.4);
    }

    @Test
    void slopesTooSteepForStepsAreExponentiatedOneByOne() {
        checkFactors(block(1), 6);
    }

    @Test
    void visitsAtOtherDistancesStandAlone() {
        SubjectBlock block = block(1.3);
        assertThat(block.spacing.of(2, 1)).isEqualTo(Kind.OWN);
        assertThat(block.spacing.of(1, 1)).isEqualTo(Kind.OWN);
        checkFactors(block, 0.2);
    }

    @Test
    void visitsWithEqualColumnsShareTheirRows() {
        SubjectBlock block = block(0);
        assertThat(block.spacing.of(3, 0)).isEqualTo(Kind.SAME);
        checkFactors(block, 1.5);
    }

    /** Intercept and time^power; lane i has VISITS − i visits. */
    private static SubjectBlock block(double power) {
        double[][] z = new double[2 * VISITS][LANES];
        double[][] weight = new double[VISITS][LANES];
        for (int j = 0; j < VISITS; j++) {
            for (int i = 0; i < LANES; i++) {
                boolean there = j < VISITS - i;
                weight[j][i] = there ? 1 : 0;
                z[2 * j][i] = there ? 1 : 0;
                z[2 * j + 1][i] = there ? Math.pow(j, power) : 0;
            }
        }
        double[][] ones = new double[VISITS][LANES];
        for (double[] row : ones) {
            Arrays.fill(row, 1);
        }
        double[] count = ones[0];
        return new SubjectBlock(
                LANES, VISITS, 0, z, z, weight, weight, ones, weight, count, count, new double[LANES], 2);
    }

    /** Slopes are a linear function of the columns of z, as those of a sweep are. */
    private static void checkFactors(SubjectBlock block, double size) {
        GaussHermite rule = GaussHermite.of(7);
        BlockWorkspace w = new BlockWorkspace(2, 2, LANES, VISITS, 7);
        Random random = new Random(5);
        for (int i = 0; i < LANES; i++) {
            double intercept = size * random.nextDouble();
            double tilt = size * (random.nextDouble() - 0.5);
            double slope = size * random.nextDouble();
            for (int j = 0; j < VISITS; j++) {
                w.u[2 * j][i] = intercept * block.z[2 * j][i] + tilt * block.z[2 * j + 1][i];
                w.u[2 * j + 1][i] = slope * block.z[2 * j + 1][i];
            }
        }
        w.factors.fill(block, w, rule);
        for (int j = 0; j < VISITS; j++) {
            for (int d = 0; d < 2; d++) {
                for (int k = 0; k < 7; k++) {
                    for (int i = 0; i < LANES - Math.max(0, j - VISITS + LANES); i++) {
                        double exact = StrictMath.exp(w.u[2 * j + d][i] * rule.abscissa(k));
                        assertThat(w.factors.at(j, d, k)[i] / exact).isCloseTo(1, within(4e-13));
                    }
                }
            }
        }
    }
}
