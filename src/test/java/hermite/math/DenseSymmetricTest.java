package hermite.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Spectra against closed forms and against their definition, small and large matrices. */
class DenseSymmetricTest {
    /** Second differences have the eigenvalues 2 + 2 cos(k pi / (n + 1)), k = 1, ..., n (Golub and Van Loan 1996, 4.5.4). */
    @Property(tries = 40)
    void spectrumOfSecondDifferences(@ForAll @IntRange(min = 1, max = 40) int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 2;
            if (i > 0) {
                a[i * n + i - 1] = -1;
                a[(i - 1) * n + i] = -1;
            }
        }
        double[] values = DenseSymmetric.spectrum(a, n).values();
        for (int k = 1; k <= n; k++) {
            assertThat(values[k - 1]).isCloseTo(2 + 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13));
        }
    }

    @Property(tries = 100)
    void vectorsAreOrthonormalAndMadeLongerByTheValues(@ForAll @IntRange(min = 1, max = 36) int n, @ForAll long seed) {
        java.util.Random random = new java.util.Random(seed);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextInt(9) - 4;
                a[j * n + i] = a[i * n + j];
            }
        }
        DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(a, n);
        for (int k = 0; k < n; k++) {
            double[] v = spectrum.vectors()[k];
            for (int i = 0; i < n; i++) {
                double product = 0;
                double other = 0;
                for (int j = 0; j < n; j++) {
                    product += a[i * n + j] * v[j];
                    other += spectrum.vectors()[i][j] * v[j];
                }
                assertThat(product).isCloseTo(spectrum.values()[k] * v[i], within(1e-11));
                assertThat(other).isCloseTo(i == k ? 1 : 0, within(1e-12));
            }
        }
    }

    /** An element of 1e-150 beside a diagonal of (1, 0): values 1 and -1e-300, vectors turned by no more than it. */
    @Test
    void elementsThatDoNotCountEndTheRotations() {
        DenseSymmetric.Spectrum spectrum = DenseSymmetric.spectrum(new double[] {0, 1e-150, 1e-150, 1}, 2);
        assertThat(spectrum.values()[0]).isEqualTo(1);
        assertThat(Math.abs(spectrum.values()[1])).isLessThan(1e-140);
        assertThat(Math.abs(spectrum.vectors()[0][1])).isEqualTo(1);
    }
}
