package hermite.model.glmm.density.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Gamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroInflatedDensityTest {
    private static final double[] AT = {0.4, -0.7, -0.3};
    private static final double STEP = 1e-5;

    /** π[y = 0] + (1 − π) times the probability of a negative binomial count of size 1/k, from its definition. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 2, 7})
    void isTheMixtureOfAZeroAndACount(double y) {
        double mu = Math.exp(AT[0]);
        double pi = 1 / (1 + Math.exp(-AT[1]));
        double size = Math.exp(-AT[2]);
        double negativeBinomial = Math.exp(Gamma.logGamma(y + size) - Gamma.logGamma(size) - Gamma.logGamma(y + 1))
                * Math.pow(size / (size + mu), size)
                * Math.pow(mu / (size + mu), y);
        double poisson = Math.exp(-mu + y * AT[0] - Gamma.logGamma(y + 1));
        double zero = y == 0 ? pi : 0;
        assertThat(value(new ZeroInflatedDensity(true), AT, y))
                .isCloseTo(Math.log(zero + (1 - pi) * negativeBinomial), within(1e-12));
        assertThat(value(new ZeroInflatedDensity(false), AT, y))
                .isCloseTo(Math.log(zero + (1 - pi) * poisson), within(1e-12));
    }

    /** Every derivative against central differences of the one before. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 2, 7})
    void derivativesAreThoseOfTheValue(double y) {
        for (boolean overdispersed : new boolean[] {false, true}) {
            ZeroInflatedDensity density = new ZeroInflatedDensity(overdispersed);
            int m = density.predictors();
            double[][][] at = derivatives(density, AT, y);
            for (int a = 0; a < m; a++) {
                double[] up = moved(a, STEP);
                double[] down = moved(a, -STEP);
                assertThat(at[0][a][0])
                        .isCloseTo((value(density, up, y) - value(density, down, y)) / (2 * STEP), within(1e-8));
                double[][][] above = derivatives(density, up, y);
                double[][][] below = derivatives(density, down, y);
                for (int b = 0; b < m; b++) {
                    assertThat(at[1][b * m + a][0])
                            .isCloseTo((above[0][b][0] - below[0][b][0]) / (2 * STEP), within(1e-8));
                    for (int c = 0; c < m; c++) {
                        assertThat(at[2][(b * m + c) * m + a][0])
                                .isCloseTo(
                                        (above[1][b * m + c][0] - below[1][b * m + c][0]) / (2 * STEP), within(1e-8));
                    }
                }
            }
        }
    }

    @Test
    void gradientsOfBothMethodsAgree() {
        ZeroInflatedDensity density = new ZeroInflatedDensity(true);
        double[][] d1 = new double[3][1];
        density.value(predictors(AT, 3), new double[] {0}, new double[1], d1, 1);
        double[][][] all = derivatives(density, AT, 0);
        for (int a = 0; a < 3; a++) {
            assertThat(all[0][a][0]).isCloseTo(d1[a][0], within(1e-15));
        }
    }

    private static double[] moved(int place, double by) {
        double[] to = AT.clone();
        to[place] += by;
        return to;
    }

    private static double[][] predictors(double[] at, int m) {
        double[][] eta = new double[m][1];
        for (int a = 0; a < m; a++) {
            eta[a][0] = at[a];
        }
        return eta;
    }

    private static double value(ZeroInflatedDensity density, double[] at, double y) {
        int m = density.predictors();
        double[] l = new double[1];
        density.value(predictors(at, m), new double[] {y}, l, new double[m][1], 1);
        return l[0];
    }

    private static double[][][] derivatives(ZeroInflatedDensity density, double[] at, double y) {
        int m = density.predictors();
        double[][][] out = {new double[m][1], new double[m * m][1], new double[m * m * m][1]};
        density.derivatives(predictors(at, m), new double[] {y}, out[0], out[1], out[2], 1);
        return out;
    }
}
