package hermite.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussHermiteTest {
    /** Closed form: the rule integrates a^(2m) exp(−a²) exactly to Γ(m + ½) for 2m ≤ 2n − 1. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 10, 11, 21, 50, 101, 200, 500})
    void integratesEvenPowersExactly(int points) {
        GaussHermite rule = GaussHermite.of(points);
        double expected = Math.sqrt(Math.PI);
        for (int m = 0; m <= Math.min(points - 1, 40); m++) {
            double sum = 0;
            for (int i = 0; i < points; i++) {
                double a2 = rule.abscissa(i) * rule.abscissa(i);
                sum += (m == 0 ? 1 : Math.exp(m * Math.log(Math.max(a2, 1e-300)))) * rule.weight(i);
            }
            assertThat(sum / expected)
                    .as("moment %d of %d points", 2 * m, points)
                    .isCloseTo(1.0, within(2e-12));
            expected *= m + 0.5;
        }
    }

    /** Closed form: ∫ exp(−a²) cos a da = √π exp(−¼). */
    @ParameterizedTest
    @ValueSource(ints = {12, 30, 70, 300})
    void integratesACosine(int points) {
        GaussHermite rule = GaussHermite.of(points);
        double sum = 0;
        for (int i = 0; i < points; i++) {
            sum += rule.weight(i) * Math.cos(rule.abscissa(i));
        }
        assertThat(sum).isCloseTo(Math.sqrt(Math.PI) * Math.exp(-0.25), within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 50, 51, 400})
    void abscissasAreSymmetricAndAscending(int points) {
        GaussHermite rule = GaussHermite.of(points);
        for (int i = 0; i < points; i++) {
            assertThat(rule.abscissa(i)).isEqualTo(-rule.abscissa(points - 1 - i) + 0.0);
            if (i > 0) {
                assertThat(rule.abscissa(i)).isGreaterThan(rule.abscissa(i - 1));
            }
        }
    }
}
