package hermite.model.gee.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.SharedData;
import hermite.model.Family;
import hermite.model.StandardLink;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Respiratory trial, outcome ~ treat + age + baseline. Figures: R 4.2.2, geepack 1.3.9
 * {@code geeglm(outcome ~ treat + age + baseline, id = subject, waves = visit, family = binomial, corstr = ...)} and gee
 * 4.13-25 {@code gee(..., Mv = 1)}, printed with 12 digits. Both stop at a relative change of 1e-4 and 1e-3; where the
 * correlation makes that visible the figures agree to 1e-5.
 */
@EnabledIf("hermite.SharedData#available")
class JointFitterTest {
    private static final double[] INDEPENDENT = {0.4367055223468, -1.2347588448480, -0.0114038875503, 1.9824117857749};

    @Test
    void estimatesScaleAndExchangeableCorrelationWithTheirErrors() throws IOException {
        JointFit fit = fit(new JointCorrelation.Exchangeable(), JointSpecification.Moments.EQUATIONS);
        // covariates constant within patients and equal numbers of visits: the coefficients are those of independence
        assertThat(fit.beta()).containsExactly(INDEPENDENT, within(1e-9));
        assertErrors(fit, 0.4544002966918, 0.3284809411633, 0.0119086642696, 0.3218150817948);
        assertThat(fit.scale()).isCloseTo(0.996851578516, within(1e-9));
        assertThat(error(fit, 4)).isCloseTo(0.167473696343, within(1e-8));
        assertThat(fit.alpha()[0]).isCloseTo(0.352406029238, within(1e-9));
        assertThat(error(fit, 5)).isCloseTo(0.0881599206125, within(1e-8));
    }

    @Test
    void fitsPowersOfTheDistanceToAllPairs() throws IOException {
        JointFit fit = fit(new JointCorrelation.Autoregressive(), JointSpecification.Moments.EQUATIONS);
        assertThat(fit.beta())
                .containsExactly(
                        new double[] {0.2953053525907, -1.1524183916135, -0.0091192719934, 2.0219664033714},
                        within(1e-5));
        assertErrors(fit, 0.4516576456663, 0.3310398045218, 0.0118102407575, 0.3235263559015);
        assertThat(fit.scale()).isCloseTo(0.991830356693, within(1e-5));
        assertThat(fit.alpha()[0]).isCloseTo(0.488205154154, within(1e-5));
        assertThat(error(fit, 4)).isCloseTo(0.156442634231, within(1e-5));
        assertThat(error(fit, 5)).isCloseTo(0.0878812035103, within(1e-5));
    }

    @Test
    void estimatesACorrelationForEachPair() throws IOException {
        JointFit fit = fit(new JointCorrelation.Unstructured(4), JointSpecification.Moments.EQUATIONS);
        assertThat(fit.beta()[0]).isCloseTo(0.4003758985815, within(1e-5));
        assertErrors(fit, 0.4505094158459, 0.3287066905405, 0.0118322580256, 0.3208834114943);
        assertThat(fit.alpha())
                .containsExactly(
                        new double[] {
                            0.331143351213,
                            0.214423843984,
                            0.318344632065,
                            0.426779556550,
                            0.414461529877,
                            0.391189214387
                        },
                        within(1e-5));
        assertThat(error(fit, 5)).isCloseTo(0.114170650031, within(1e-5));
        assertThat(error(fit, 10)).isCloseTo(0.128288346298, within(1e-5));
    }

    @Test
    void correctsTheMomentsForTheMeanAsLiangAndZeger() throws IOException {
        JointFit exchangeable = fit(new JointCorrelation.Exchangeable(), JointSpecification.Moments.LIANG_ZEGER);
        assertThat(exchangeable.scale()).isCloseTo(1.00591386559, within(1e-9));
        assertThat(exchangeable.alpha()[0]).isCloseTo(0.351341358455, within(1e-9));
        assertThat(Math.sqrt(exchangeable.naive()[0])).isCloseTo(0.4534392335751, within(1e-8));
        assertThat(error(exchangeable, 0)).isCloseTo(0.4544002966918, within(1e-8));
        JointFit ar = fit(new JointCorrelation.YuleWalker(1), JointSpecification.Moments.LIANG_ZEGER);
        assertThat(ar.alpha()[0]).isCloseTo(0.3876160229015, within(1e-5));
        assertThat(ar.beta()[0]).isCloseTo(0.33139458104265, within(1e-5));
        assertThat(Math.sqrt(ar.naive()[5])).isCloseTo(0.296746990754, within(1e-5));
    }

    private static void assertErrors(JointFit fit, double... expected) {
        for (int k = 0; k < expected.length; k++) {
            assertThat(error(fit, k)).isCloseTo(expected[k], within(1e-5));
        }
    }

    private static double error(JointFit fit, int k) {
        return Math.sqrt(fit.sandwich()[k * fit.parameters() + k]);
    }

    private static JointFit fit(JointCorrelation correlation, JointSpecification.Moments moments) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("data/respiratory_long.csv"));
        int n = lines.size() - 1;
        double[] y = new double[n];
        double[] x = new double[n * 4];
        int[] occasion = new int[n];
        int[] first = new int[n / 4 + 1];
        for (int i = 0; i < n; i++) {
            String[] cells = lines.get(i + 1).split(",");
            y[i] = Double.parseDouble(cells[7]);
            x[i * 4] = 1;
            x[i * 4 + 1] = cells[2].equals("P") ? 1 : 0;
            x[i * 4 + 2] = Double.parseDouble(cells[4]);
            x[i * 4 + 3] = Double.parseDouble(cells[5]);
            occasion[i] = Integer.parseInt(cells[6]) - 1;
        }
        Arrays.setAll(first, c -> 4 * c);
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        JointSpecification spec = new JointSpecification(
                y,
                x,
                4,
                new double[n],
                ones,
                ones,
                first,
                occasion,
                Family.BINOMIAL,
                StandardLink.LOGIT,
                correlation,
                Double.NaN,
                moments,
                1e-10,
                100);
        return JointFitter.fit(spec, INDEPENDENT);
    }
}
