package hermite.sas.proc.glimmix.pseudo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.sas.log.StepFailure;
import hermite.sas.proc.glimmix.GlimmixRun;
import hermite.sas.proc.glimmix.GlimmixSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * COVTEST with pseudo-likelihood on the epilepsy counts. Expected figures: R 4.2.2, the residual pseudo-likelihood with
 * dense matrices, V = Z G Z' + diag(1/μ) by chol(), minimised by nlminb(rel.tol = 1e-15) in each update until β moves by
 * less than 1e-9; then minimised about the last pseudo-response over what the hypothesis leaves free.
 */
class GlimmixPseudoCovarianceTestTest {
    private static GlimmixRun run(String random, String tests) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a; class id trt; model y = time trt / dist=poisson offset=t; random " + random + "; "
                        + tests + " run;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int time / subject=id type=un | general 1 0 -20       | 1 | 845.807261957 | 0.0186064",
                "int time / subject=id type=un | general 1 0 -20, 0 1  | 2 | 847.599064261 | 1.8104087",
                "int / subject=id group=trt    | general 1 -1          | 1 | 961.637589282 | 0.0061639",
                "int / subject=id group=trt    | homogeneity           | 1 | 961.637589282 | 0.0061639"
            })
    void combinationsAreTestedByRefitting(String random, String test, int df, double objective, double chiSquare) {
        GlimmixRun run = run(random, "covtest 'H' " + test + " / est;");
        assertThat(run.number("CovTests", "DF", "H")).isEqualTo(df);
        assertThat(run.number("CovTests", "Objective", "H")).isCloseTo(objective, within(2e-5));
        assertThat(run.number("CovTests", "ChiSq", "H")).isCloseTo(chiSquare, within(2e-6));
        assertThat(run.text("CovTests", "Note", "H")).isEqualTo("--");
    }

    @Test
    void estimatesUnderTheHypothesisSatisfyIt() {
        GlimmixRun run = run("int time / subject=id type=un", "covtest 'H' general 1 0 -20 / est;");
        assertThat(run.number("CovTests", "Est1", "H")).isCloseTo(0.5497831, within(2e-6));
        assertThat(run.number("CovTests", "Est2", "H")).isCloseTo(0.0283139, within(2e-6));
        assertThat(run.number("CovTests", "Est3", "H")).isCloseTo(0.5497831 / 20, within(1e-7));
    }

    /** The GLIMMIX chapter on the degenerate distribution: the statistic is 0 and p = Pr(0 >= 0) = 1. */
    @Test
    void whatRestrictsNothingHasADegenerateStatistic() {
        GlimmixRun run = run("int / subject=id", "covtest 'G' diagg; covtest 'R' diagr; covtest 'H' homogeneity;");
        for (String test : new String[] {"G", "R", "H"}) {
            assertThat(run.number("CovTests", "DF", test)).isZero();
            assertThat(run.number("CovTests", "ChiSq", test)).isZero();
            assertThat(run.number("CovTests", "ProbChiSq", test)).isEqualTo(1);
            assertThat(run.number("CovTests", "Objective", test))
                    .isEqualTo(run.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"));
        }
    }

    @Test
    void whatParmsHoldsStaysHeld() {
        GlimmixRun run = run(
                "int time / subject=id type=un",
                "parms (0.6) (0) (0.03) / hold=2; covtest 'H' general 1 0 -20; covtest 'D' . 0 0;");
        assertThat(run.number("CovTests", "DF", "H")).isEqualTo(1);
        assertThat(run.number("CovTests", "DF", "D")).isEqualTo(1);
        assertThatThrownBy(() ->
                        run("int time / subject=id type=un", "parms (0.6) (0.01) (0.03) / hold=2; covtest 'D' . 0 0;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("The restrictions of COVTEST 'D' contradict each other.");
    }
}
