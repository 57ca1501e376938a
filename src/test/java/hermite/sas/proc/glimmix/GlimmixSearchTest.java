package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.TableBuilder;
import hermite.data.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** NLOPTIONS: techniques run what they name and reach one maximum; limits and criteria act. */
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
}
