package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.report.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NLOPTIONS: techniques run what they name and reach one maximum; limits and criteria act; what they show on request. */
class GlimmixSearchTest {
    private static GlimmixRun epilepsy(String nloptions) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=quad(qpoints=9); class id; model y = time trt trt*time / dist=poisson"
                        + " offset=t; random intercept time / subject=id type=un; " + nloptions + "; run;");
    }

    @ParameterizedTest
    @CsvSource({
        "tech=quanew, Dual Quasi-Newton",
        "tech=quanew update=bfgs, Quasi-Newton",
        "tech=quanew update=ddfp, Dual Quasi-Newton",
        "tech=newrap, Newton-Raphson",
        "tech=nrridg, Newton-Raphson with Ridging",
        "tech=trureg, Trust Region",
        "tech=congra, Conjugate-Gradient",
        "tech=congra update=fr, Conjugate-Gradient",
        "tech=dbldog, Double Dogleg",
        "tech=nmsimp maxfunc=20000, Nelder-Mead Simplex",
        "gconv=1e-9, Structured Newton"
    })
    void everyTechniqueReachesTheMaximumAndIsNamed(String options, String label) {
        GlimmixRun run = epilepsy("nloptions " + options);
        assertThat(run.text("OptInfo", "Value", "Optimization Technique")).isEqualTo(label);
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(epilepsy("").minusTwoLogLikelihood(), within(2e-4));
        assertThat(run.number("ConvergenceStatus", "Status")).isZero();
    }

    @Test
    void theCriterionThatEndedTheSearchIsNamed() {
        GlimmixRun run = epilepsy("nloptions tech=quanew gconv=0 absgconv=0 absfconv=0.001 2");
        assertThat(run.text("ConvergenceStatus", "Reason"))
                .isEqualTo("Convergence criterion (ABSFCONV=0.001) satisfied.");
        assertThat(run.log()).anyMatch(l -> l.contains("(ABSFCONV=0.001)"));
        assertThat(epilepsy("nloptions tech=quanew absgconv=0").text("ConvergenceStatus", "Reason"))
                .isEqualTo("Convergence criterion (GCONV=1E-8) satisfied.");
    }

    @Test
    void limitsAct() {
        GlimmixRun run = epilepsy("nloptions tech=trureg maxiter=2");
        assertThat(run.table("IterHistory").rows()).hasSize(3);
        assertThat(run.text("ConvergenceStatus", "Reason")).isEqualTo("Did not converge.");
        GlimmixRun structured = epilepsy("nloptions maxiter=1");
        assertThat(structured.table("IterHistory").rows()).hasSize(2);
        GlimmixRun none = epilepsy("nloptions tech=none");
        assertThat(none.table("IterHistory").rows()).hasSize(1);
    }

    /**
     * Newton's method of the linear model ends by its decrement. The gradient grows with the square of the unit's inverse
     * (the variance shrinks with the square): in a small unit it is not below 1E-5, and is not said to be.
     */
    @ParameterizedTest
    @CsvSource({"1, ABSGCONV=0.00001", "0.00001, GCONV=1E-8"})
    void theCriterionOfALinearModelIsOneThatHolds(double unit, String criterion) {
        TableBuilder table =
                new TableBuilder(List.of(Variable.numeric("id"), Variable.numeric("time"), Variable.numeric("y")));
        double[] level = {3.1, 2.2, 4.5, 1.9, 3.4};
        double[] step = {0, 0.9, 2.1, 2.6};
        double[] rest = {0.1, -0.2, 0.05, 0.3, -0.15, -0.1, 0.2};
        for (int i = 0; i < 20; i++) {
            table.set(0, i / 4).set(1, i % 4).set(2, unit * (level[i / 4] + step[i % 4] + rest[i % 7]));
            table.endRow();
        }
        GlimmixRun run = GlimmixRun.of(
                table.build(), "proc glimmix data=a; class id; model y = time; random intercept / subject=id; run;");
        assertThat(run.text("ConvergenceStatus", "Reason"))
                .isEqualTo("Convergence criterion (" + criterion + ") satisfied.");
        int last = run.table("IterHistory").rows().size() - 1;
        double gradient = run.number("IterHistory", "MaxGradient", Integer.toString(last));
        assertThat(gradient <= 1e-5).isEqualTo(criterion.startsWith("ABSGCONV"));
    }

    private static GlimmixRun counts(String procedure, String random, String more) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a " + procedure + "; class id; model y = time trt / dist=poisson offset=t s; random "
                        + random + " / subject=id; " + more + " run;");
    }

    private static GlimmixRun normal(String procedure, String more) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a " + procedure + "; class id; model y = time trt / s; random int / subject=id; "
                        + more + " run;");
    }

    private static double last(GlimmixRun run, String column) {
        List<List<Cell>> rows = run.table("IterHistory").rows();
        return GlimmixRun.value(rows.get(rows.size() - 1).get(GlimmixRun.column(run.table("IterHistory"), column)));
    }

    @Test
    void updatesByPseudoLikelihoodComeFirst() {
        GlimmixRun plain = counts("method=quad(qpoints=5)", "int time", "");
        GlimmixRun run = counts("method=quad(qpoints=5 initpl=3)", "int time", "");
        assertThat(plain.text("OptInfo", "Value", "Starting From")).isEqualTo("GLM estimates");
        assertThat(run.text("OptInfo", "Value", "Starting From")).isEqualTo("PL estimates");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(plain.minusTwoLogLikelihood(), within(1e-6));
        assertThat(run.table("IterHistory").rows().size())
                .isLessThan(plain.table("IterHistory").rows().size());
    }

    @Test
    void detailsOfTheModesAreAnswered() {
        assertThat(counts("method=quad(qpoints=3 ebdetails)", "int", "").log())
                .anyMatch(l -> l.contains("EBDETAILS has no failure to report: the likelihood of all 59 subjects"));
    }

    /** 1, 3, … 11 and then by QFAC=. */
    @Test
    void theSearchForPointsGoesOnByTheFactor() {
        GlimmixRun run = counts("method=quad(qtol=1e-30 qfac=4 qmax=19)", "int", "");
        assertThat(run.text("OptInfo", "Value", "Quadrature Points")).isEqualTo("19");
        GlimmixRun least = counts("method=quad(qtol=1e-30 qfac=4 qmin=11 qmax=15)", "int", "");
        assertThat(least.text("OptInfo", "Value", "Quadrature Points")).isEqualTo("15");
    }

    @Test
    void stepsShowTheParametersTheyReach() {
        GlimmixRun run = counts("method=laplace itdetails", "int time", "");
        assertThat(last(run, "Est1"))
                .isCloseTo(run.number("ParameterEstimates", "Estimate", "Intercept"), within(1e-9));
        assertThat(last(run, "Est4")).isCloseTo(run.number("CovParms", "Estimate", "Intercept"), within(1e-9));
        assertThat(last(run, "Est5")).isCloseTo(run.number("CovParms", "Estimate", "time"), within(1e-9));
        assertThat(last(run, "Grad2")).isCloseTo(0, within(1e-2));
        GlimmixRun pseudo = counts("itdetails", "int time", "");
        assertThat(last(pseudo, "Est2")).isCloseTo(pseudo.number("CovParms", "Estimate", "time"), within(1e-12));
    }

    /**
     * Derivatives of the dense −2 restricted log likelihood at (100, 150) by five-point differences, R 4.2.2: −0.28244055
     * and 0.02033630; half its second derivatives at the maximum (lme4 1.1-31: 185.212258): 0.00062384, 0.00579975,
     * 0.00012477.
     */
    @Test
    void derivativesOfTheRestrictedLikelihood() {
        GlimmixRun start = normal("itdetails gradient", "parms (100) (150) / noiter;");
        assertThat(last(start, "Grad1")).isCloseTo(-0.2824405530, within(1e-7));
        assertThat(last(start, "Grad2")).isCloseTo(0.0203362961, within(1e-7));
        assertThat(start.number("CovParms", "Gradient", "Residual")).isCloseTo(0.0203362961, within(1e-7));
        GlimmixRun run = normal("hessian", "");
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(185.212258, within(2e-5));
        assertThat(run.number("Hessian", "Col1", "Intercept")).isCloseTo(0.00062384, within(1e-7));
        assertThat(run.number("Hessian", "Col2", "Residual")).isCloseTo(0.00579975, within(1e-6));
        assertThat(run.number("Hessian", "Col1", "Residual")).isCloseTo(0.00012477, within(1e-7));
    }

    @Test
    void noFitEndsAfterTheDimensions() {
        GlimmixRun run = counts("nofit", "int", "");
        assertThat(run.has("Dimensions")).isTrue();
        assertThat(run.has("OptInfo")).isFalse();
    }

    /** Without random effects the negative log likelihood is minimised, with all the terms of the one reported. */
    @Test
    void theObjectiveWithoutRandomEffectsEndsAtHalfOfMinusTwoLogLikelihood() {
        TableBuilder builder =
                new TableBuilder(List.of(Variable.numeric("x"), Variable.numeric("n"), Variable.numeric("y")));
        for (int i = 1; i <= 24; i++) {
            builder.set(0, i % 6).set(1, 9).set(2, 1 + 7 * i % 8).endRow();
        }
        Table table = builder.build();
        for (String distribution : List.of("binomial", "poisson", "negbin", "gamma", "invgauss")) {
            String response = distribution.equals("binomial") ? "y / n" : "y";
            GlimmixRun run = GlimmixRun.of(
                    table, "proc glimmix data=a; model " + response + " = x / dist=" + distribution + " s; run;");
            int last = run.table("IterHistory").rows().size() - 1;
            assertThat(2 * run.number("IterHistory", "Objective", String.valueOf(last)))
                    .as(distribution)
                    .isCloseTo(run.minusTwoLogLikelihood(), within(1e-6));
        }
    }
}
