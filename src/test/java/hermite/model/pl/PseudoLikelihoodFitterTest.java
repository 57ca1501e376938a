package hermite.model.pl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.model.Family;
import hermite.model.StandardLink;
import hermite.model.lmm.LmmFit;
import hermite.model.lmm.RandomTerm;
import hermite.model.lmm.Residual;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PseudoLikelihoodFitterTest {
    /** Beitler PJ, Landis JR (1985), Biometrics 41, 991–1000, as in SAS's example: n and events for A and B by centre. */
    private static final int[] CENTRES = {
        32, 14, 33, 18, 30, 4, 28, 8, 23, 14, 24, 9, 22, 7, 22, 10, 20, 6, 21, 12, 19, 1, 20, 3, 17, 2, 17, 6, 16, 7,
        15, 9, 13, 1, 14, 5, 13, 3, 13, 1, 11, 1, 12, 2, 10, 1, 9, 0, 9, 2, 9, 6, 8, 1, 8, 1, 7, 1, 8, 0
    };

    /** Printed by SAS PROC GLIMMIX, METHOD=RSPL, for the multicentre study (documentation, Getting Started). */
    @Test
    void multicentreStudyHasThePrintedFigures() {
        double[] y = new double[30];
        double[] trials = new double[30];
        double[] x = new double[60];
        double[] ones = new double[30];
        Arrays.fill(ones, 1);
        for (int i = 0; i < 30; i++) {
            trials[i] = CENTRES[2 * i];
            y[i] = CENTRES[2 * i + 1] / trials[i];
            x[2 * i] = 1;
            x[2 * i + 1] = i % 2 == 0 ? 1 : 0;
        }
        RandomTerm centre = RandomTerm.component(
                ones, IntStream.range(0, 30).map(i -> i / 2).toArray(), 15);
        PseudoFit fit = new PseudoLikelihoodFitter()
                .fit(new PseudoSpec(
                        Family.BINOMIAL,
                        StandardLink.LOGIT,
                        y,
                        trials,
                        new double[30],
                        x,
                        2,
                        List.of(centre),
                        Residual.unit(30),
                        true,
                        false));
        LmmFit linear = fit.linear();
        assertThat(fit.converged()).isTrue();
        assertThat(linear.minusTwoLog()).isCloseTo(81.44, within(0.005));
        assertThat(fit.generalizedChiSquare()).isCloseTo(30.69, within(0.005));
        assertThat(linear.theta()[0]).isCloseTo(0.6176, within(5e-5));
        assertThat(linear.standardError(0)).isCloseTo(0.3181, within(5e-5));
        assertThat(linear.beta()[0]).isCloseTo(-0.8071, within(5e-5));
        assertThat(linear.beta()[1]).isCloseTo(-0.4896, within(5e-5));
        assertThat(Math.sqrt(linear.betaCovariance()[0])).isCloseTo(0.2514, within(5e-5));
        assertThat(Math.sqrt(linear.betaCovariance()[3])).isCloseTo(0.2034, within(5e-5));
    }

    /**
     * Printed by SAS PROC GLIMMIX (RSPL, random intercept and random _residual_) for the leprosy trial of Snedecor and
     * Cochran (1967), table 14.2.1: bacilli before and after treatment with A, B, placebo.
     */
    @Test
    void leprosyWithOverdispersionHasThePrintedFigures() {
        int[] bacilli = {
            11, 6, 8, 0, 5, 2, 14, 8, 19, 11, 6, 4, 10, 13, 6, 1, 11, 8, 3, 0, 6, 0, 6, 2, 7, 3, 8, 1, 18, 18, 8, 4, 19,
            14, 8, 9, 5, 1, 15, 9, 16, 13, 13, 10, 11, 18, 9, 5, 21, 23, 16, 12, 12, 5, 12, 16, 7, 1, 12, 20
        };
        double[] y = new double[60];
        double[] x = new double[240];
        double[] ones = new double[60];
        Arrays.fill(ones, 1);
        for (int i = 0; i < 60; i++) {
            y[i] = bacilli[i];
            int after = i % 2;
            double[] row = {1, after, i / 20 == 0 ? after : 0, i / 20 == 1 ? after : 0};
            System.arraycopy(row, 0, x, 4 * i, 4);
        }
        RandomTerm patient = RandomTerm.component(
                ones, IntStream.range(0, 60).map(i -> i / 2).toArray(), 30);
        LmmFit linear = new PseudoLikelihoodFitter()
                .fit(new PseudoSpec(
                        Family.POISSON,
                        StandardLink.LOG,
                        y,
                        ones,
                        new double[60],
                        x,
                        4,
                        List.of(patient),
                        Residual.variance(60),
                        true,
                        false))
                .linear();
        assertThat(linear.theta()[0]).isCloseTo(0.2522, within(5e-5));
        assertThat(linear.standardError(0)).isCloseTo(0.09656, within(5e-6));
        assertThat(linear.theta()[1]).isCloseTo(1.3292, within(5e-5));
        assertThat(linear.standardError(1)).isCloseTo(0.3738, within(5e-5));
        double[] estimates = {2.2842, 0.01617, -0.6285, -0.5420};
        double[] errors = {0.1136, 0.1402, 0.2293, 0.2213};
        for (int j = 0; j < 4; j++) {
            assertThat(linear.beta()[j]).isCloseTo(estimates[j], within(5e-5));
            assertThat(Math.sqrt(linear.betaCovariance()[5 * j])).isCloseTo(errors[j], within(5e-5));
        }
    }
}
