package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Weighted multilevel models of the epilepsy counts, patients within groups of eight. Expected figures are from own R
 * code (R 4.2.2, adaptive rules of statmod 1.4.36's gauss.quad with 25 and 15 points, optim and Newton's steps with
 * derivatives by numDeriv): the sum of w₃ log ∫ Π_j {∫ Π_k p(y | u, v)^{w₁} φ(u) du}^{w₂} φ(v) dv, H⁻¹ and H⁻¹ Σ w² g g'
 * H⁻¹.
 */
class GlimmixSurveyWeightsTest {
    private static GlimmixRun run(String options, String model, String random, int shift) {
        Table counts = GlimmixSamples.epilepsy();
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("cl"),
                Variable.numeric("time"),
                Variable.numeric("y"),
                Variable.numeric("w1"),
                Variable.numeric("w2"),
                Variable.numeric("w3")));
        int n = counts.rowCount();
        for (int i = 0; i < n; i++) {
            int row = (i * 7 + shift) % n;
            double id = counts.numeric(0).values()[row];
            double cluster = Math.floor((id - 1) / 8);
            double time = counts.numeric(2).values()[row];
            builder.set(0, id)
                    .set(1, cluster)
                    .set(2, time)
                    .set(3, counts.numeric(4).values()[row]);
            builder.set(4, 1 + time % 2 * 0.5)
                    .set(5, 1 + id % 3 * 0.75)
                    .set(6, 1 + cluster % 4 * 0.25)
                    .endRow();
        }
        return GlimmixRun.of(
                builder.build(),
                "proc glimmix data=a " + options + "; class id cl w1; model y = time / s dist=poisson " + model + "; "
                        + random + " run;");
    }

    private static void expect(GlimmixRun run, String table, String column, double value, String... row) {
        assertThat(run.number(table, column, row)).isCloseTo(value, within(2e-5 * (1 + Math.abs(value))));
    }

    @Test
    void weightsOfRowsAndSubjects() {
        String random = "random int / subject=id weight=w2;";
        GlimmixRun run = run("method=quad(qpoints=15) empirical", "obsweight=w1", random, 0);
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(5403.895575, within(1e-4));
        expect(run, "ParameterEstimates", "Estimate", 2.757460604, "Intercept");
        expect(run, "ParameterEstimates", "Estimate", -0.368000312, "time");
        expect(run, "CovParms", "Estimate", 0.688091519, "Intercept");
        expect(run, "ParameterEstimates", "StdErr", 0.10723832, "Intercept");
        expect(run, "ParameterEstimates", "StdErr", 0.04621494, "time");
        expect(run, "CovParms", "StdErr", 0.12032814, "Intercept");
        GlimmixRun model = run("method=quad(qpoints=15)", "obsweight=w1", random, 0);
        expect(model, "ParameterEstimates", "StdErr", 0.0837763364, "Intercept");
        expect(model, "CovParms", "StdErr", 0.0989163165, "Intercept");
        assertThat(model.log()).anyMatch(l -> l.contains("need the EMPIRICAL option"));
    }

    @Test
    void weightsAtThreeLevels() {
        String random = "random int / subject=cl weight=w3; random int / subject=id(cl) weight=w2;";
        GlimmixRun run = run("method=quad(qpoints=15) empirical", "obsweight=w1", random, 0);
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(7366.587597, within(1e-4));
        expect(run, "ParameterEstimates", "Estimate", 2.7037592199, "Intercept");
        expect(run, "ParameterEstimates", "StdErr", 0.132721851, "Intercept");
        expect(run, "ParameterEstimates", "StdErr", 0.034713374, "time");
        expect(run, "CovParms", "Estimate", 0.0670900467, "Intercept", "cl");
        expect(run, "CovParms", "StdErr", 0.089508334, "Intercept", "cl");
        expect(run, "CovParms", "StdErr", 0.123754579, "Intercept", "id(cl)");
        GlimmixRun other = run("method=quad(qpoints=15) empirical", "obsweight=w1", random, 100);
        assertThat(other.table("ParameterEstimates").rows())
                .isEqualTo(run.table("ParameterEstimates").rows());
    }

    @Test
    void wrongWeightsAreNamed() {
        String quad = "method=quad(qpoints=5)";
        assertThatThrownBy(() -> run(quad, "", "random int / subject=id weight=w1;", 0))
                .hasMessageContaining("The weight w1 of the RANDOM statement has different values within id ");
        assertThatThrownBy(() -> run("method=rspl", "obsweight=w1", "random int / subject=id;", 0))
                .hasMessageContaining("OBSWEIGHT= is defined for likelihoods");
        assertThatThrownBy(() -> run("method=rspl", "", "random int / subject=id weight=w2;", 0))
                .hasMessageContaining("WEIGHT= of RANDOM is defined for likelihoods");
        assertThatThrownBy(() -> run(quad, "obsweight=w1", "random int / subject=id; weight w2;", 0))
                .hasMessageContaining("OBSWEIGHT= and the WEIGHT statement both weigh observations");
        assertThatThrownBy(() ->
                        run("method=laplace", "", "random int / subject=cl weight=w3; random int / subject=w1;", 0))
                .hasMessageContaining("WEIGHT= of RANDOM needs subjects that are nested");
    }
}
