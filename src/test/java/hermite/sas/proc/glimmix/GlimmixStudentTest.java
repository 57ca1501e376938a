package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * DIST=T. Expected figures by own R code (4.2.2): −2 log likelihood of η + σt, with 40 Gauss-Hermite nodes (statmod 1.5.0)
 * about the mode of each subject where there is a random intercept; nlminb(), Newton's steps and errors from numDeriv
 * 2016.8-1.1's second derivatives.
 */
class GlimmixStudentTest {
    private static GlimmixRun run(String method, String distribution, String random) {
        TableBuilder builder =
                new TableBuilder(List.of(Variable.numeric("id"), Variable.numeric("time"), Variable.numeric("z")));
        for (int id = 1; id <= 30; id++) {
            for (int time = 0; time < 5; time++) {
                double z = ((id * 7 + time * 3) % 11 + id % 5 * 2 + time / 2.0) / 3;
                builder.set(0, id).set(1, time).set(2, z).endRow();
            }
        }
        Table table = builder.build();
        return GlimmixRun.of(
                table,
                "proc glimmix data=a " + method + "; class id; model z = time / s dist=" + distribution + "; " + random
                        + " run;");
    }

    @Test
    void regressionByMaximumLikelihood() {
        GlimmixRun run = run("", "t(4)", "");
        assertThat(run.number("FitStatistics", "Value", "-2 Log Likelihood")).isCloseTo(543.83469794, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(0.15576429, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(0.08602506, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "Scale")).isCloseTo(1.48692591, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "Scale")).isCloseTo(0.21534247, within(1e-6));
    }

    @Test
    void randomInterceptByQuadrature() {
        GlimmixRun run = run("method=quad(qpoints=30)", "t(4)", "random int / subject=id;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(519.34353389, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(0.14711083, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(0.06798585, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.70409078, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(0.26133118, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Scale")).isCloseTo(1.00571589, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Scale")).isCloseTo(0.15366355, within(1e-6));
    }

    /** With many degrees of freedom t is normal: the log densities differ by terms of the order 1/df. */
    @Test
    void manyDegreesOfFreedomAreTheNormalDistribution() {
        GlimmixRun t = run("method=laplace", "t(1e7)", "random int / subject=id;");
        GlimmixRun normal = run("method=laplace", "normal", "random int / subject=id;");
        assertThat(t.minusTwoLogLikelihood()).isCloseTo(normal.minusTwoLogLikelihood(), within(1e-4));
        assertThat(t.number("ParameterEstimates", "StdErr", "time"))
                .isCloseTo(normal.number("ParameterEstimates", "StdErr", "time"), within(1e-6));
    }

    @Test
    void pseudoLikelihoodCannotTellItFromTheNormal() {
        assertThatThrownBy(() -> run("", "t(4)", "random int / subject=id;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("give METHOD=LAPLACE");
    }
}
