package hermite.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R 4.2.2: digamma(x), trigamma(x), psigamma(x, 2). */
class PolygammaTest {
    @ParameterizedTest
    @CsvSource({
        "1e-3, -1000.5755719318104, 1000001.6425331959, -2000000002.3976321",
        "0.2, -5.2890398965921888, 26.267377205423777, -251.47803611443589",
        "1, -0.57721566490153231, 1.6449340668482264, -2.4041138063191885",
        "2.5, 0.70315664064524341, 0.49035775610023491, -0.23620405164172742",
        "9.99, 2.2507003728312012, 0.10527695014824182, -0.011073070531461055",
        "10, 2.2517525890667214, 0.10516633568168572, -0.011049834970802063",
        "37.2, 3.6028076865063579, 0.027246270984764918, -0.00074231337937041386",
        "1e5, 11.512920464961896, 1.0000050000166665e-05, -1.0000100000499997e-10"
    })
    void agreeWithR(double x, double digamma, double trigamma, double tetragamma) {
        assertThat(Polygamma.digamma(x)).isCloseTo(digamma, withinPercentage(1e-11));
        assertThat(Polygamma.trigamma(x)).isCloseTo(trigamma, withinPercentage(1e-11));
        assertThat(Polygamma.tetragamma(x)).isCloseTo(tetragamma, withinPercentage(1e-11));
    }
}
