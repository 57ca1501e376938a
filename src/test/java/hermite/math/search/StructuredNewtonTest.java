package hermite.math.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StructuredNewtonTest {
    /** Rosenbrock's function, whose maximum of −f is 0 at (1, 1), with only half of the Hessian known. */
    @Test
    void findsTheMaximumWhenTheInformationIsOnlyPartOfTheHessian() {
        Maximum result = new StructuredNewton(200, 1e-16, 1e-6).maximise(new Rosenbrock(0), new double[] {-1.2, 1});
        assertThat(result.ending()).isEqualTo(Maximum.Ending.CONVERGED);
        assertThat(result.point()[0]).isCloseTo(1.0, within(1e-6));
        assertThat(result.point()[1]).isCloseTo(1.0, within(1e-6));
    }

    /** −cos x − cos y has saddles between its maxima at odd multiples of π. */
    @Test
    void leavesARegionWithIndefiniteInformation() {
        SmoothObjective waves = new SmoothObjective() {
            @Override
            public int parameters() {
                return 2;
            }

            @Override
            public double evaluate(double[] x, double[] g) {
                g[0] = Math.sin(x[0]);
                g[1] = Math.sin(x[1]);
                return -Math.cos(x[0]) - Math.cos(x[1]);
            }

            @Override
            public void information(double[] x, double[] h) {
                h[0] = -Math.cos(x[0]);
                h[1] = h[2] = 0;
                h[3] = -Math.cos(x[1]);
            }
        };
        Maximum result = new StructuredNewton(100, 1e-14, 1e-5).maximise(waves, new double[] {0.3, 2.5});
        assertThat(result.value()).isCloseTo(2.0, within(1e-12));
    }
}
