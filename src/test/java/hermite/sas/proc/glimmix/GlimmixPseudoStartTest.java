package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PARMS, NLOPTIONS and PCONV= with pseudo-likelihood on the epilepsy counts. Expected figures: R 4.2.2, dense matrices.
 * With G given, β̂ and its errors are those of the penalised likelihood: Newton steps th <- th + solve(H, crossprod(C, y -
 * mu) - P th), C = [X Z], P = diag(0, 1/g), H = crossprod(C, mu C) + P, to a step of 1e-15; errors sqrt(diag(solve(H))).
 * The normal model is −2 restricted log likelihood with V = g ZZ' + s I, by chol() and optimize(tol = 1e-10) over s.
 */
class GlimmixPseudoStartTest {
    private static String step(String options, String random, String statements) {
        return "proc glimmix data=a " + options + "; class id; model y = time trt / dist=poisson offset=t solution;"
                + " random " + random + " / subject=id; " + statements + " run;";
    }

    private static GlimmixRun counts(String options, String random, String statements) {
        return GlimmixRun.of(GlimmixSamples.epilepsy(), step(options, random, statements));
    }

    private static GlimmixRun normal(String statements) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a; class id; model y = time trt / solution; random int / subject=id; " + statements
                        + " run;");
    }

    private static void fixedEffectsAt07(GlimmixRun run) {
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.7, within(1e-12));
        assertThat(run.number("ParameterEstimates", "Estimate", "Intercept")).isCloseTo(1.083281634, within(2e-7));
        assertThat(run.number("ParameterEstimates", "Estimate", "trt")).isCloseTo(-0.087117976, within(2e-7));
        assertThat(run.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(0.222463507, within(2e-7));
    }

    @ParameterizedTest
    @CsvSource({"parms (0.7) / noiter;", "parms (0.7) / hold=1;", "parms (1) / lowerb=0.7;", "parms (0.3) / upperb=0.3;"
    })
    void valuesThatAreHeldOrAtABound(String parms) {
        GlimmixRun run = counts("", "int", parms);
        if (parms.contains("upperb")) {
            assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.3, within(1e-12));
            assertThat(run.number("ParameterEstimates", "Estimate", "Intercept"))
                    .isCloseTo(1.104193601, within(2e-7));
            assertThat(run.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(0.148960448, within(2e-7));
        } else {
            fixedEffectsAt07(run);
        }
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isNaN();
    }

    @Test
    void valuesMayComeFromADataSet() {
        Table values = Tables.of("Estimate", 0.7);
        fixedEffectsAt07(GlimmixRun.of(
                new MemoryContext().with("WORK.V", values).with("WORK.A", GlimmixSamples.epilepsy()),
                step("", "int", "parms / parmsdata=v noiter;")));
    }

    @Test
    void theOthersAreEstimatedAboutAHeldValue() {
        GlimmixRun run = normal("parms (100) (50) / hold=1;");
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(100, within(1e-10));
        assertThat(run.number("CovParms", "Estimate", "Residual")).isCloseTo(147.96604, within(2e-4));
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Likelihood"))
                .isCloseTo(2416.8847538, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(2.967954673, within(1e-6));
        GlimmixRun all = normal("parms (100) (50) / noiter;");
        assertThat(all.number("FitStatistics", "Value", "-2 Res Log Likelihood"))
                .isCloseTo(2613.20183442, within(1e-6));
        assertThat(all.number("ParameterEstimates", "Estimate", "trt")).isCloseTo(-0.49769585, within(1e-7));
        assertThat(all.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(2.73440277, within(1e-7));
    }

    /** Restricted pseudo-likelihood with the intercept's variance held; optimize() over the slope's in each update. */
    @Test
    void aHeldVarianceOfTwo() {
        GlimmixRun run = counts("", "int time", "parms (0.5) (0.03) / hold=1;");
        assertThat(run.number("CovParms", "Estimate", "time")).isCloseTo(0.02773769, within(1e-7));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(-0.07869746, within(1e-7));
        assertThat(run.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(0.19112057, within(1e-7));
    }

    @Test
    void theCriterionOfTheUpdatesIsNamedAsGiven() {
        GlimmixRun run = counts("pconv=0.001", "int", "");
        assertThat(run.text("ConvergenceStatus", "Reason")).isEqualTo("Convergence criterion (PCONV=0.001) satisfied.");
        assertThat(run.log()).anyMatch(l -> l.contains("(PCONV=0.001)"));
        int loose = run.table("IterHistory").rows().size();
        GlimmixRun usual = counts("", "int", "");
        assertThat(usual.text("ConvergenceStatus", "Reason"))
                .isEqualTo("Convergence criterion (PCONV=1.11022E-8) satisfied.");
        assertThat(usual.table("IterHistory").rows().size()).isGreaterThan(loose);
    }

    @Test
    void aLimitOfIterationsActsInEachUpdate() {
        GlimmixRun one = counts("", "int", "nloptions maxiter=1;");
        one.table("IterHistory").rows().forEach(row -> assertThat(
                        GlimmixRun.value(row.get(GlimmixRun.column(one.table("IterHistory"), "Subiterations"))))
                .isLessThanOrEqualTo(1));
        assertThat(one.number("CovParms", "Estimate", "Intercept"))
                .isCloseTo(counts("", "int", "").number("CovParms", "Estimate", "Intercept"), within(1e-6));
        GlimmixRun linear = normal("nloptions maxiter=1;");
        assertThat(linear.text("ConvergenceStatus", "Reason")).isEqualTo("Did not converge.");
        assertThat(linear.log()).anyMatch(l -> l.contains("the limit of 1 iterations is reached"));
        assertThatThrownBy(() -> normal("nloptions maxiter=0;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("MAXITER=0 is out of range");
    }

    @Test
    void namesTheOptionsThatAreNotUsed() {
        GlimmixRun run = counts("", "int", "nloptions tech=quanew maxiter=50 gconv=1e-6;");
        assertThat(run.log()).anyMatch(l -> l.contains("TECHNIQUE=QUANEW of NLOPTIONS was not used: METHOD=RSPL"));
        assertThat(run.log()).anyMatch(l -> l.contains("GCONV of NLOPTIONS was not used"));
        assertThat(run.log()).noneMatch(l -> l.contains("MAXITER of NLOPTIONS"));
        assertThat(counts("", "int", "nloptions tech=newrap;").log()).noneMatch(l -> l.contains("NLOPTIONS"));
        GlimmixRun plain = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a; model y = time trt / dist=poisson; nloptions maxiter=100; run;");
        assertThat(plain.log()).anyMatch(l -> l.contains("MAXITER of NLOPTIONS was not used"));
    }
}
