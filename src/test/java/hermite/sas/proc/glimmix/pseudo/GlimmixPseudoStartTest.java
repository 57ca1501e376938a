package hermite.sas.proc.glimmix.pseudo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.Tables;
import hermite.sas.proc.glimmix.GlimmixRun;
import hermite.sas.proc.glimmix.GlimmixSamples;
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
    private static final double LINEAR = 2361.4366;

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

    /** With EMPIRICAL the errors of the penalised likelihood are those of the model-based covariance. */
    @Test
    void covarianceBesideTheSandwich() {
        GlimmixRun run = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a empirical; class id; model y = time trt / dist=poisson offset=t covb(details);"
                        + " random int / subject=id; parms (0.7) / noiter; run;");
        double variance = run.number("CovBModelBased", "Col3", "trt");
        assertThat(Math.sqrt(variance)).isCloseTo(0.222463507, within(2e-7));
        assertThat(run.number("CovB", "Col3", "trt")).isNotCloseTo(variance, within(1e-4));
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

    /** The dense −2 restricted log likelihood with G = UN as in the head, by nlminb(rel.tol = 1e-15). */
    @ParameterizedTest
    @CsvSource({
        "quanew, Dual Quasi-Newton",
        "newrap, Newton-Raphson",
        "nrridg, Newton-Raphson with Ridging",
        "trureg, Trust Region",
        "congra, Conjugate-Gradient",
        "dbldog, Double Dogleg",
        "nmsimp, Nelder-Mead Simplex"
    })
    void techniquesRunWhatTheyName(String technique, String label) {
        GlimmixRun run = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a; class id; model y = time trt / solution; random int time / subject=id type=un;"
                        + " nloptions tech=" + technique + " gconv=1e-12 maxiter=2000 maxfunc=9000; run;");
        assertThat(run.text("OptInfo", "Value", "Optimization Technique")).isEqualTo(label);
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Likelihood"))
                .isCloseTo(LINEAR, within(2e-4));
        assertThat(run.text("ConvergenceStatus", "Reason")).startsWith("Convergence criterion (");
        if (!technique.equals("nmsimp")) {
            assertThat(run.number("CovParms", "Estimate", "Residual")).isCloseTo(129.922, within(0.05));
        }
    }

    @Test
    void criteriaEndTheSearchEarly() {
        String step =
                "proc glimmix data=a; class id; model y = time trt / solution; random int time / subject=id type=un;"
                        + " nloptions tech=quanew %s; run;";
        GlimmixRun loose = GlimmixRun.of(GlimmixSamples.epilepsy(), step.formatted("gconv=0.01"));
        assertThat(loose.text("ConvergenceStatus", "Reason"))
                .isEqualTo("Convergence criterion (GCONV=0.01) satisfied.");
        assertThat(loose.number("FitStatistics", "Value", "-2 Res Log Likelihood"))
                .isGreaterThan(LINEAR + 1e-3);
        GlimmixRun limited = GlimmixRun.of(GlimmixSamples.epilepsy(), step.formatted("maxiter=2"));
        assertThat(limited.text("ConvergenceStatus", "Reason")).isEqualTo("Did not converge.");
        assertThat(limited.log()).anyMatch(l -> l.contains("the limit of 2 iterations is reached"));
    }

    @Test
    void techniquesLeadTheUpdatesToTheSamePlace() {
        double usual = counts("", "int", "").number("CovParms", "Estimate", "Intercept");
        for (String technique : new String[] {"quanew", "nrridg", "trureg"}) {
            GlimmixRun run = counts("", "int", "nloptions tech=" + technique + ";");
            assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(usual, within(2e-5));
        }
        GlimmixRun none = counts("", "int", "parms (0.7); nloptions tech=none;");
        fixedEffectsAt07(none);
    }

    @Test
    void withoutRandomEffectsTheSearchIsNamed() {
        GlimmixRun plain = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a; model y = time trt / dist=poisson; nloptions maxiter=100; run;");
        assertThat(plain.log()).anyMatch(l -> l.contains("NLOPTIONS was not used: a model without random effects"));
    }
}
