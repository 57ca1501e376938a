package hermite.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependence of columns of very different length. */
class SweepTest {
    /**
     * A constant and the Bernstein polynomials of a degree on [0, top], which sum to it: the last one, at most
     * top^degree, is short, and what is left of it after the others is rounding of their length.
     */
    @ParameterizedTest
    @CsvSource({"3, 0.2", "3, 0.8", "5, 0.2", "5, 0.3", "5, 0.8"})
    void aShortColumnThatIsTheRestOfLongOnesIsAliased(int degree, double top) {
        int rows = 360;
        int p = degree + 2;
        double[] products = new double[p * p];
        double[] x = new double[p];
        for (int i = 0; i < rows; i++) {
            double u = top * (i + 0.5) / rows;
            x[0] = 1;
            double binomial = 1;
            for (int k = 0; k <= degree; k++) {
                x[1 + k] = binomial * Math.pow(u, k) * Math.pow(1 - u, degree - k);
                binomial = binomial * (degree - k) / (k + 1);
            }
            for (int j = 0; j < p; j++) {
                for (int k = 0; k < p; k++) {
                    products[j * p + k] += x[j] * x[k];
                }
            }
        }
        Sweep sweep = Sweep.of(products, p, Sweep.DEFAULT_SINGULAR);
        assertThat(sweep.rank()).isEqualTo(p - 1);
        assertThat(sweep.aliased()[p - 1]).isTrue();
    }

    /** 1,000,000 + t keeps its slope: what is left of it is far above the rounding. */
    @ParameterizedTest
    @CsvSource({"1e3", "1e5", "8e5"})
    void aColumnFarFromZeroIsKept(double zero) {
        double[] products = new double[4];
        for (int t = 0; t < 4; t++) {
            products[0] += 1;
            products[1] += zero + t;
            products[3] += (zero + t) * (zero + t);
        }
        products[2] = products[1];
        assertThat(Sweep.of(products, 2, Sweep.DEFAULT_SINGULAR).rank()).isEqualTo(2);
    }
}
