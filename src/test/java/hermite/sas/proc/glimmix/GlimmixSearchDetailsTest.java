package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.report.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

/** INITPL, EBDETAILS, QFAC=, ITDETAILS, GRADIENT, HESSIAN and NOFIT on the epilepsy counts. */
class GlimmixSearchDetailsTest {
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
        GlimmixRun without = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=quad(qpoints=3 initpl); class id y; model y = time / dist=mult s;"
                        + " random int / subject=id; run;");
        assertThat(without.log()).anyMatch(l -> l.contains("INITPL was not used: pseudo-likelihood gives no start"));
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
}
