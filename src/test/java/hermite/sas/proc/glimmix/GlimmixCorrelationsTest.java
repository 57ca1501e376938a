package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/**
 * TYPE=UNR with METHOD=LAPLACE and QUAD on the epilepsy counts. Expected figures: R 4.2.2, glmmTMB 1.1.5, rel.tol=1e-13:
 * {@code glmmTMB(y ~ time*trt + offset(t) + (time|id), family=poisson)}; with log standard deviations θ₁, θ₂ and θ₃ the
 * variances are exp(2θ), the correlation θ₃/√(1 + θ₃²), their errors from vcov(full=TRUE) by the delta method. Held
 * variances as in GlimmixCovarianceTestTest.
 */
class GlimmixCorrelationsTest {
    private static GlimmixRun run(String method, String effects, String type, String more) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=" + method + "; class id trt; model y = time trt trt*time / dist=poisson"
                        + " offset=t s; random " + effects + " / subject=id type=" + type + "; " + more + " run;");
    }

    @Test
    void variancesAndCorrelationWithTheirErrors() {
        GlimmixRun run = run("laplace", "int time", "unr", "");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(1930.196193, within(1e-5));
        assertThat(run.number("CovParms", "Estimate", "Var(1)")).isCloseTo(0.54947368, within(1e-5));
        assertThat(run.number("CovParms", "Estimate", "Var(2)")).isCloseTo(0.02571883, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Corr(2,1)")).isCloseTo(0.24796694, within(2e-5));
        assertThat(run.number("CovParms", "StdErr", "Var(1)")).isCloseTo(0.10872255, within(2e-5));
        assertThat(run.number("CovParms", "StdErr", "Var(2)")).isCloseTo(0.00712937, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Corr(2,1)")).isCloseTo(0.16106871, within(2e-5));
    }

    /** The same G with three effects, whatever is reported of it. */
    @Test
    void threeEffectsGiveTheMatrixOfTypeUn() {
        GlimmixRun un = run("quad(qpoints=3)", "int time t", "un", "");
        GlimmixRun unr = run("quad(qpoints=3)", "int time t", "unr", "");
        assertThat(unr.minusTwoLogLikelihood()).isCloseTo(un.minusTwoLogLikelihood(), within(1e-5));
        double v1 = un.number("CovParms", "Estimate", "UN(1,1)");
        double v3 = un.number("CovParms", "Estimate", "UN(3,3)");
        assertThat(unr.number("CovParms", "Estimate", "Var(3)")).isCloseTo(v3, within(1e-3 * v3));
        assertThat(unr.number("CovParms", "Estimate", "Corr(3,1)"))
                .isCloseTo(un.number("CovParms", "Estimate", "UN(3,1)") / Math.sqrt(v1 * v3), within(1e-3));
    }

    @Test
    void hypothesesAboutVariancesAndCorrelations() {
        GlimmixRun run = run("laplace", "int time", "unr", "covtest 'D' diagg; covtest 'One' . 0; covtest 'Z' zerog;");
        assertThat(run.number("CovTests", "Objective", "D")).isCloseTo(1932.415079, within(1e-4));
        assertThat(run.number("CovTests", "DF", "D")).isEqualTo(1);
        assertThat(run.number("CovTests", "Objective", "One")).isCloseTo(2083.861308, within(1e-4));
        assertThat(run.number("CovTests", "DF", "One")).isEqualTo(2);
        assertThat(run.text("CovTests", "Note", "One")).isEqualTo("MI");
        assertThat(run.number("CovTests", "Objective", "Z")).isCloseTo(4911.066385, within(1e-4));
    }

    @Test
    void valuesAreVariancesAndCorrelations() {
        GlimmixRun run = run("laplace", "int time", "unr", "parms (0.6) (0.03) (0) / hold=3;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(1932.415079, within(1e-4));
        assertThat(run.number("CovParms", "Estimate", "Corr(2,1)")).isZero();
        assertThat(run.number("CovParms", "Estimate", "Var(1)")).isCloseTo(0.57003421, within(2e-5));
    }
}
