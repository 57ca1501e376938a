package hermite.sas.proc.glimmix.pseudo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.proc.glimmix.GlimmixRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Negative binomial and beta responses with R-side effects. Expected figures by own R code (4.2.2): V of each subject is
 * D⁻¹A^½RA^½D⁻¹ (+ G), A of μ + kμ² or μ(1 − μ), D the slopes of the means about the last predictors; −2 log (restricted)
 * likelihood of η + D⁻¹(y − μ) by chol(), its minimum by nlminb() and Newton's steps with numDeriv 2016.8-1.1's
 * derivatives; repeated until nothing moves by 1e-9.
 */
class GlimmixResidualScaleTest {
    private static Table counts() {
        TableBuilder builder = new TableBuilder(java.util.List.of(
                Variable.numeric("id"),
                Variable.numeric("time"),
                Variable.numeric("visit"),
                Variable.numeric("g"),
                Variable.numeric("y"),
                Variable.numeric("p")));
        for (int id = 1; id <= 30; id++) {
            for (int time = 0; time < 5; time++) {
                double g = id % 2;
                double size =
                        0.2 + (id * 7 + time * 3) % 11 * (double) ((id * 5 + time * time) % 7) / 12 + id % 5 / 4.0;
                double p = ((id * 7 + time * 3) % 11 + id % 5 + time / 2.0 + 1) / 20;
                builder.set(0, id).set(1, time).set(2, time).set(3, g);
                builder.set(4, Math.floor(Math.exp(0.5 + 0.15 * time - 0.3 * g) * size))
                        .set(5, p)
                        .endRow();
            }
        }
        return builder.build();
    }

    private static GlimmixRun run(String method, String model, String random) {
        return GlimmixRun.of(
                counts(),
                "proc glimmix data=a " + method + "; class id visit; model " + model + "; " + random + " run;");
    }

    @ParameterizedTest
    @CsvSource({
        "'', visit / subject=id type=ar(1) residual, AR(1), 373.42351, 0.17597804, 0.04893460, 0.07834773, 0.08995585, 1.80205537, 0.06496973, 0.18680827",
        "'', _residual_ / subject=id type=sp(pow)(time), SP(POW), 373.42351, 0.17597804, 0.04893460, 0.07834773, 0.08995585, 1.80205537, 0.06496973, 0.18680827",
        "method=mmpl, visit / subject=id type=cs residual, CS, 363.88114, 0.17322576, 0.04696492, 0.00181511, 0.09984542, 1.70252737, 0.07720436, 0.20202777",
        "'', visit / subject=id type=toep(2) residual, TOEP(2), 373.30611, 0.17677200, 0.04927680, 0.17171175, 0.20037831, 1.82139076, 0.06165613, 0.18313882",
    })
    void countsWithStructuredResiduals(
            String method,
            String random,
            String parameter,
            double minusTwoLog,
            double slope,
            double slopeError,
            double first,
            double firstError,
            double residual,
            double scale,
            double scaleError) {
        GlimmixRun run = run(method, "y = time g / dist=negbin s", "random " + random + ";");
        String restricted = method.isEmpty() ? "Res " : "";
        assertThat(run.number("FitStatistics", "Value", "-2 " + restricted + "Log Pseudo-Likelihood"))
                .isCloseTo(minusTwoLog, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(slope, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(slopeError, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", parameter)).isCloseTo(first, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", parameter)).isCloseTo(firstError, within(2e-6));
        assertThat(run.number("CovParms", "Estimate", "Residual")).isCloseTo(residual, within(2e-6));
        assertThat(run.number("CovParms", "Estimate", "Scale")).isCloseTo(scale, within(2e-6));
        assertThat(run.number("CovParms", "StdErr", "Scale")).isCloseTo(scaleError, within(2e-6));
        assertThat(run.log()).anyMatch(l -> l.contains("Scale is k"));
    }

    /** The first three visits. */
    @Test
    void countsWithAFreeCovarianceOfResiduals() {
        GlimmixRun run = GlimmixRun.of(
                early(),
                "proc glimmix data=a maxlmmupdate=1000; class id visit; model y = time g / dist=negbin s;"
                        + " random visit / subject=id type=un residual; run;");
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"))
                .isCloseTo(222.803871, within(1e-5));
        String[] effects = {"Intercept", "time", "g"};
        double[] beta = {0.86544590, 0.23810814, -0.20306297};
        double[] errors = {0.16823651, 0.11519575, 0.15024615};
        for (int k = 0; k < effects.length; k++) {
            assertThat(run.number("ParameterEstimates", "Estimate", effects[k])).isCloseTo(beta[k], within(1e-6));
            assertThat(run.number("ParameterEstimates", "StdErr", effects[k])).isCloseTo(errors[k], within(1e-6));
        }
        String[] parameters = {"UN(1,1)", "UN(2,1)", "UN(2,2)", "UN(3,1)", "UN(3,2)", "UN(3,3)", "Scale"};
        double[] theta = {1.02977320, 0.42283944, 1.47696234, -0.39539373, -0.45351900, 1.26453337, 0.21875547};
        double[] ofTheta = {1.89074804, 0.85914036, 3.15173694, 0.86540630, 1.06317127, 3.14018273, 1.24893378};
        for (int k = 0; k < parameters.length; k++) {
            assertThat(run.number("CovParms", "Estimate", parameters[k])).isCloseTo(theta[k], within(5e-6));
            assertThat(run.number("CovParms", "StdErr", parameters[k])).isCloseTo(ofTheta[k], within(2e-5));
        }
    }

    private static Table early() {
        Table all = counts();
        TableBuilder builder = new TableBuilder(all.variables());
        for (int row = 0; row < all.rowCount(); row++) {
            if (all.numeric(1).values()[row] < 3) {
                for (int c = 0; c < all.variables().size(); c++) {
                    builder.set(c, all.numeric(c).values()[row]);
                }
                builder.endRow();
            }
        }
        return builder.build();
    }

    @Test
    void overdispersionBesideARandomIntercept() {
        GlimmixRun run = run("", "y = time g / dist=negbin s", "random int / subject=id; random _residual_;");
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"))
                .isCloseTo(372.55750, within(1e-5));
        assertThat(run.number("ParameterEstimates", "StdErr", "g")).isCloseTo(0.13912252, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.01517349, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Residual (VC)")).isCloseTo(0.91409537, within(2e-6));
        assertThat(run.number("CovParms", "Estimate", "Scale")).isCloseTo(0.12138876, within(1e-6));
    }

    @Test
    void proportionsWithAutoregressiveResiduals() {
        GlimmixRun run = run("", "p = time g / dist=beta s", "random visit / subject=id type=ar(1) residual;");
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"))
                .isCloseTo(330.18593, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(0.09246561, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "g")).isCloseTo(0.11584593, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "AR(1)")).isCloseTo(0.00164399, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Residual")).isCloseTo(0.12373559, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Residual")).isCloseTo(0.01443694, within(1e-6));
        assertThat(run.log()).anyMatch(l -> l.contains("scale of the beta distribution is part of the residual"));
    }

    /**
     * R: {@code MASS::glm.nb(y ~ time + g, control = glm.control(epsilon = 1e-14))} (7.3-58.2), k = 1/theta; φ = Σ(y − μ)²/(μ + kμ²)
     * / 147; errors are the roots of φ times the inverse of numDeriv's Hessian of −log likelihood.
     */
    @Test
    void overdispersionAloneMultipliesTheCovarianceOfTheLikelihood() {
        GlimmixRun run = run("", "y = time g / dist=negbin s", "random _residual_;");
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(0.17019320, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(0.04753849, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "Scale")).isCloseTo(0.35065739, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "Residual")).isCloseTo(1.01540671, within(1e-6));
        assertThat(run.log()).anyMatch(l -> l.contains("Variances are 1.015407 times those of the distribution"));
    }
}
