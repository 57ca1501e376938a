package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
