package hermite.sas.proc.glimmix.pseudo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.proc.glimmix.GlimmixRun;
import hermite.sas.proc.glimmix.GlimmixSamples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Negative binomial and beta responses with random effects by pseudo-likelihood. Expected figures: R 4.2.2, dense
 * matrices: V = Z G Z' + diag(1/μ + k) for the negative binomial with log link, V = Z G Z' + σ² diag(1/(μ(1 − μ))) for the
 * beta with logit link and φ = 1/σ² − 1, minimised by nlminb(rel.tol = 1e-15), with RMPL three Newton steps after it, in each update until β moves by less than
 * 1e-10; errors of covariance parameters from optimHess, that of φ by the delta method.
 */
class GlimmixScaleFamiliesTest {
    private static GlimmixRun counts(String method, String more) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=" + method + "; class id; model y = time trt / dist=nb offset=t s;"
                        + " random int / subject=id; " + more + " run;");
    }

    /** (y + 1)/153 of the counts, whose largest is 151. */
    private static Table proportions() {
        Table counts = GlimmixSamples.epilepsy();
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"), Variable.numeric("trt"), Variable.numeric("time"), Variable.numeric("y")));
        for (int row = 0; row < counts.rowCount(); row++) {
            for (int c = 0; c < 3; c++) {
                builder.set(c, counts.numeric(c).values()[row]);
            }
            builder.set(3, (counts.numeric(4).values()[row] + 1) / 153).endRow();
        }
        return builder.build();
    }

    private static GlimmixRun beta(String method, String more) {
        return GlimmixRun.of(
                proportions(),
                "proc glimmix data=a method=" + method + "; class id; model y = time trt / dist=beta s;"
                        + " random int / subject=id; " + more + " run;");
    }

    @ParameterizedTest
    @CsvSource({
        "rspl, 0.728805907, 0.147941809, 0.151777918, 0.024076248, -0.158990069, 0.232412527, 646.638501887",
        "mspl, 0.702159254, 0.140434014, 0.150616254, 0.023866117, -0.158561822, 0.228431461, 636.865618425",
        "rmpl, 1.700360456, 0.340844106, 0.492065445, 0.053654012, -0.074253927, 0.351639746, 846.402405761"
    })
    void negativeBinomial(
            String method, double g, double gError, double k, double kError, double trt, double trtError, double m2) {
        GlimmixRun run = counts(method, "");
        String objective = method.startsWith("r") ? "-2 Res Log Pseudo-Likelihood" : "-2 Log Pseudo-Likelihood";
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(g, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(gError, within(2e-5));
        assertThat(run.number("CovParms", "Estimate", "Scale")).isCloseTo(k, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Scale")).isCloseTo(kError, within(2e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "trt")).isCloseTo(trt, within(2e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(trtError, within(2e-6));
        assertThat(run.number("FitStatistics", "Value", objective)).isCloseTo(m2, within(2e-5));
        assertThat(run.number("Dimensions", "Value", "R-side Cov. Parameters")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "rspl, 0.726201184, 0.152719348, 28.20404, 2.669669, -0.072893933, 0.239950000, 829.199370144",
        "mspl, 0.699535955, 0.145044416, 28.3508, 2.676045, -0.072855843, 0.236001235, 820.096251795"
    })
    void beta(
            String method, double g, double gError, double phi, double error, double trt, double trtError, double m2) {
        GlimmixRun run = beta(method, "");
        String objective = method.startsWith("r") ? "-2 Res Log Pseudo-Likelihood" : "-2 Log Pseudo-Likelihood";
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(g, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(gError, within(2e-5));
        assertThat(run.number("CovParms", "Estimate", "Scale")).isCloseTo(phi, within(1e-4));
        assertThat(run.number("CovParms", "StdErr", "Scale")).isCloseTo(error, within(1e-3));
        assertThat(run.number("ParameterEstimates", "Estimate", "trt")).isCloseTo(trt, within(2e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(trtError, within(2e-6));
        assertThat(run.number("FitStatistics", "Value", objective)).isCloseTo(m2, within(2e-5));
    }

    /** At the estimates held, all else is as in the fit. */
    @Test
    void scalesAreGivenAsTheyAreReported() {
        GlimmixRun run = beta("rspl", "parms (0.726201184) (28.20404) / noiter;");
        assertThat(run.number("CovParms", "Estimate", "Scale")).isCloseTo(28.20404, within(1e-9));
        assertThat(run.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(0.23995, within(1e-6));
        GlimmixRun bounded = beta("rspl", "parms (0.5) (20) / upperb=.,25;");
        assertThat(bounded.number("CovParms", "Estimate", "Scale")).isCloseTo(25, within(1e-6));
        GlimmixRun held = counts("mspl", "parms (0.5) (0.150616254) / hold=2;");
        assertThat(held.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.702159254, within(1e-5));
    }

    /**
     * R 4.2.2: {@code g <- glm(y + 1 ~ time, Gamma("log"), epsilon = 1e-15)}, dispersion by {@code MASS::gamma.dispersion(g)},
     * Pearson's residuals with it, errors from the observed information {@code crossprod(X, y/fitted(g) * X)/dispersion}.
     */
    @Test
    void predictionsAndStoresOfModelsWithoutRandomEffects() {
        Table counts = GlimmixSamples.epilepsy();
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"), Variable.numeric("time"), Variable.numeric("v"), Variable.numeric("y")));
        for (int row = 0; row < counts.rowCount(); row++) {
            builder.set(0, counts.numeric(0).values()[row])
                    .set(1, counts.numeric(2).values()[row]);
            builder.set(2, 0).set(3, counts.numeric(4).values()[row] + 1).endRow();
        }
        GlimmixRun run = GlimmixRun.of(
                builder.build(),
                "proc glimmix data=a; model y = time / dist=gamma s; output out=o pred=eta std=se pearson=r"
                        + " pred(noblup ilink)=mu; store st; run;");
        Table out = run.context().table("WORK.O");
        for (int row = 0; row < out.rowCount(); row++) {
            if (out.numeric(0).values()[row] == 1) {
                boolean first = out.numeric(1).values()[row] == 0;
                double eta = out.numeric(out.indexOf("eta")).values()[row];
                if (first) {
                    assertThat(eta).isCloseTo(3.11980317, within(2e-7));
                    assertThat(out.numeric(out.indexOf("se")).values()[row]).isCloseTo(0.0904788288, within(1e-6));
                    assertThat(out.numeric(out.indexOf("r")).values()[row]).isCloseTo(-0.492016967, within(2e-7));
                }
                assertThat(out.numeric(out.indexOf("mu")).values()[row]).isCloseTo(Math.exp(eta), within(1e-9));
            }
        }
    }

    /** geepack 1.3.9: {@code geeglm(y ~ time, id = id, family = poisson, corstr = "independence")}. */
    @Test
    void sandwichOfIndependentResiduals() {
        GlimmixRun run = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a empirical; class id; model y = time / dist=poisson s; random _residual_ /"
                        + " subject=id; run;");
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(-0.400399947, within(1e-7));
        assertThat(run.number("ParameterEstimates", "StdErr", "Intercept")).isCloseTo(0.1185062373, within(1e-7));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(0.0452872849, within(1e-7));
    }

    /** glmmTMB 1.1.5: {@code glmmTMB(y ~ time + trt, family = beta_family())}; the error of φ is φ times that of its log. */
    @Test
    void betaWithoutRandomEffects() {
        GlimmixRun run = GlimmixRun.of(
                proportions(),
                "proc glimmix data=a; model y = time trt / dist=beta s; estimate 'e' trt 1; output out=o pred=eta"
                        + " pred(noblup)=fixed std=se; run;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(-795.1591636, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "Intercept")).isCloseTo(-1.6612784328, within(2e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(0.0409684988, within(2e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "Scale")).isCloseTo(7.89905259, within(2e-5));
        assertThat(run.number("ParameterEstimates", "StdErr", "Scale")).isCloseTo(0.70661642, within(2e-5));
        assertThat(run.number("Estimates", "StdErr", "e")).isCloseTo(0.1028471280, within(2e-6));
        assertThat(run.number("Estimates", "DF", "e")).isEqualTo(292);
        assertThat(run.has("CovParms")).isFalse();
        assertThat(run.text("ModelInfo", "Value", "Degrees of Freedom Method")).isEqualTo("Residual");
        Table out = run.context().table("WORK.O");
        assertThat(out.numeric(out.indexOf("eta")).values())
                .isEqualTo(out.numeric(out.indexOf("fixed")).values());
        assertThatThrownBy(() -> GlimmixRun.of(
                        proportions(), "proc glimmix data=a; model y = time / dist=beta; parms (3) / noiter; run;"))
                .hasMessageContaining("The PARMS statement without random effects");
    }

    private static GlimmixRun sandwich(String empirical) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a " + empirical + "; class id; model y = time / dist=poisson s; random _residual_ /"
                        + " subject=id; run;");
    }

    /** R 4.2.2 from the glm: scores by 1/sqrt(1 − min(r, Q_jj)), Q = X_i'WX_i (X'WX)⁻¹. */
    @Test
    void boundOfTheLeverageOfFayAndGraubard() {
        assertThat(sandwich("empirical=firoeeq").number("ParameterEstimates", "StdErr", "time"))
                .isCloseTo(0.0456760241, within(1e-7));
        assertThat(sandwich("empirical=firoeeq(0.01)").number("ParameterEstimates", "StdErr", "time"))
                .isCloseTo(0.0455154339, within(1e-7));
        assertThatThrownBy(() -> sandwich("empirical=root(0.5)")).hasMessageContaining("EMPIRICAL takes one number");
        assertThatThrownBy(() -> sandwich("empirical=firoeeq(2)")).hasMessageContaining("EMPIRICAL takes one number");
    }
}
