package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Population-averaged LS-means and odds ratios against the closed forms of Zeger, Liang and Albert (1988). */
class GlimmixMarginalMeansTest {
    /** Log link: the random intercept adds σ²/2 to every predictor and cancels from differences. */
    @Test
    void ofCounts() {
        GlimmixRun run = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=quad(qpoints=9) asycov; class id trt; "
                        + "model y = trt / dist=poisson s marginal ddfm=none; random int / subject=id; "
                        + "lsmeans trt / diff; run;");
        double variance = run.number("CovParms", "Estimate", "Intercept");
        double conditional = run.number("LSMeans", "Estimate", "trt", "0");
        assertThat(run.number("MarginalMeans", "Estimate", "0")).isCloseTo(conditional + variance / 2, within(1e-9));
        assertThat(run.number("MarginalMeans", "Mu", "0"))
                .isCloseTo(Math.exp(conditional + variance / 2), within(1e-7));
        assertThat(run.number("MarginalDiffs", "Estimate", "0", "1"))
                .isCloseTo(run.number("Diffs", "Estimate", "trt", "0", "1"), within(1e-9));
        assertThat(run.number("MarginalDiffs", "StdErr", "0", "1"))
                .isCloseTo(run.number("Diffs", "StdErr", "trt", "0", "1"), within(1e-9));
        assertThat(run.table("MarginalMeans").notes().get(0)).contains("extension");
    }

    /** Probit: η/√(1 + σ²) exactly; logit: against Simpson's rule. */
    @Test
    void ofProportions() {
        String step =
                "proc glimmix data=a method=quad(qpoints=9); class id trt; model y(event='1') = trt / dist=binary "
                        + "link=%s s marginal; random int / subject=id; lsmeans trt / diff; run;";
        GlimmixRun probit = GlimmixRun.of(GlimmixSamples.contraceptive(), step.formatted("probit"));
        double variance = probit.number("CovParms", "Estimate", "Intercept");
        assertThat(probit.number("MarginalMeans", "Estimate", "1"))
                .isCloseTo(probit.number("LSMeans", "Estimate", "trt", "1") / Math.sqrt(1 + variance), within(1e-9));
        GlimmixRun logit = GlimmixRun.of(GlimmixSamples.contraceptive(), step.formatted("logit"));
        double marginal = logit.number("MarginalDiffs", "Estimate", "0", "1");
        double sd = Math.sqrt(logit.number("CovParms", "Estimate", "Intercept"));
        double expected = averaged(logit.number("LSMeans", "Estimate", "trt", "0"), sd)
                - averaged(logit.number("LSMeans", "Estimate", "trt", "1"), sd);
        assertThat(marginal).isCloseTo(expected, within(1e-9));
        assertThat(logit.number("MarginalDiffs", "OddsRatio", "0", "1")).isCloseTo(Math.exp(marginal), within(1e-12));
    }

    /** Logit of the mean of 1/(1 + exp(−η − σz)) over standard normal z, by Simpson's rule on [−10, 10]. */
    private static double averaged(double eta, double sd) {
        int steps = 20000;
        double h = 20.0 / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double z = -10 + i * h;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / (1 + Math.exp(-eta - sd * z));
        }
        double mean = sum * h / 3;
        return Math.log(mean / (1 - mean));
    }
}
