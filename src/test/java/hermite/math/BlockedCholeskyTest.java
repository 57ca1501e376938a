package hermite.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** U'U is the matrix again, U'x the right side: identities, below, at and above the width of a panel. */
class BlockedCholeskyTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 100})
    void factorAndSolution(int n) {
        Random random = new Random(n);
        double[][] root = new double[n][n];
        for (double[] row : root) {
            for (int j = 0; j < n; j++) {
                row[j] = random.nextGaussian();
            }
        }
        double[][] a = new double[n][n];
        double[][] u = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    a[i][j] += root[k][i] * root[k][j];
                }
                a[i][j] += i == j ? 0.1 : 0;
                u[i][j] = a[i][j];
            }
        }
        double[] right = new double[2 * n];
        for (int i = 0; i < right.length; i++) {
            right[i] = random.nextGaussian();
        }
        double[] x = right.clone();
        assertThat(BlockedCholesky.factor(u, n)).isTrue();
        BlockedCholesky.forward(u, x, n, 2);
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double product = 0;
                for (int k = 0; k <= i; k++) {
                    product += u[k][i] * u[k][j];
                }
                assertThat(product).isCloseTo(a[i][j], within(1e-10 * n));
            }
            for (int c = 0; c < 2; c++) {
                double product = 0;
                for (int k = 0; k <= i; k++) {
                    product += u[k][i] * x[2 * k + c];
                }
                assertThat(product).isCloseTo(right[2 * i + c], within(1e-8 * n));
            }
        }
        a[n - 1][n - 1] = -1;
        assertThat(BlockedCholesky.factor(a, n)).isFalse();
    }
}
