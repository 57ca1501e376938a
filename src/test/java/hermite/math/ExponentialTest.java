package hermite.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Expected values are those of StrictMath (fdlibm), whose error is below one unit in the last place. */
class ExponentialTest {
    @Test
    void agreesWithStrictMathToAFewUnitsInTheLastPlace() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            double x = (random.nextDouble() - 0.5) * 1400;
            assertThat(Exponential.exp(x) / StrictMath.exp(x)).isCloseTo(1.0, within(7e-16));
        }
    }

    @Test
    void rowsHaveTheBitsOfTheScalarForm() {
        Random random = new Random(2);
        double[] x = random.doubles(999, -800, 800).toArray();
        double[] y = new double[999];
        Exponential.exp(x, y, new double[999], 999);
        for (int i = 0; i < 999; i++) {
            assertThat(Double.doubleToRawLongBits(y[i])).isEqualTo(Double.doubleToRawLongBits(Exponential.exp(x[i])));
        }
    }

    @Test
    void logarithmsOfRowsOfFractionsAgreeWithStrictMath() {
        Random random = new Random(4);
        double[] x = random.doubles(5000, 0, 1).toArray();
        for (int i = 0; i < 1000; i++) {
            x[i] = StrictMath.exp(-40 * x[i]);
        }
        x[0] = 0;
        x[1] = 1;
        double[] y = new double[5000];
        Exponential.log1pOfFractions(x, y, 5000);
        for (int i = 0; i < 5000; i++) {
            assertThat(y[i]).isCloseTo(StrictMath.log1p(x[i]), within(6e-16 * StrictMath.log1p(x[i])));
        }
    }

    @Test
    void logarithmsAgreeWithStrictMath() {
        Random random = new Random(3);
        for (int i = 0; i < 200_000; i++) {
            double x = StrictMath.exp((random.nextDouble() - 0.5) * 1400);
            assertThat(Exponential.log(x)).isCloseTo(StrictMath.log(x), within(4e-16 * Math.abs(StrictMath.log(x))));
            double u = 2 * random.nextDouble() * random.nextDouble();
            assertThat(Exponential.log1p(u)).isCloseTo(StrictMath.log1p(u), within(6e-16 * StrictMath.log1p(u)));
            double d = random.nextDouble() - 0.5;
            assertThat(Exponential.expm1(d))
                    .isCloseTo(StrictMath.expm1(d), within(9e-16 * Math.abs(StrictMath.expm1(d))));
        }
        assertThat(Exponential.log(4.9e-324)).isCloseTo(StrictMath.log(4.9e-324), within(1e-12));
        assertThat(Exponential.log(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    /** StrictMath's exponential; 2e-14 where the short way is taken, 1e-15 beyond. */
    @Test
    void exponentialsOfMultiplesAreAccurateNearAndFar() {
        for (double largest : new double[] {10.9, 300}) {
            int n = 1001;
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = largest * (i - 500) / 500;
            }
            Exponential.exp(-1, x, largest, y, new double[n], n);
            double tolerance = largest < 11 ? 2e-14 : 1e-15;
            for (int i = 0; i < n; i++) {
                assertThat(y[i] / StrictMath.exp(-x[i])).isCloseTo(1, within(tolerance));
            }
        }
    }

    /** StrictMath's exponential; the tolerances are those of the documentation. */
    @Test
    void productsWithExponentialsAreAccurateNearAndFar() {
        for (double largest : new double[] {10.9, 43.9, 300}) {
            int n = 1001;
            double[] x = new double[n];
            double[] y = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = largest * (i - 500) / 500;
                y[i] = 3;
            }
            Exponential.multiply(y, x, largest, new double[n], new double[n], n);
            double tolerance = largest < 11 ? 2e-14 : largest < 44 ? 8e-14 : 1e-15;
            for (int i = 0; i < n; i++) {
                assertThat(y[i] / (3 * StrictMath.exp(x[i]))).isCloseTo(1, within(tolerance));
            }
        }
    }
}
