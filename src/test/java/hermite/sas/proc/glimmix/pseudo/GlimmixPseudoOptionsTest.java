package hermite.sas.proc.glimmix.pseudo;

import static org.assertj.core.api.Assertions.assertThat;
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
 * Options of PROC GLIMMIX that act on updates of the pseudo-response. Expected figures by own R code (4.2.2): the
 * pseudo-response about the predictor, which begins at the link of max(y, 0.1 + min(y, 1)/2) or (y + 0.5)/2; V of each
 * subject by chol(); nlminb and three of Newton's steps with numDeriv 2016.8-1.1.
 */
class GlimmixPseudoOptionsTest {
    private static GlimmixRun counts(String options) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a " + options + "; class id; model y = time trt / dist=poisson s;"
                        + " random int time / subject=id; run;");
    }

    private static Table events() {
        TableBuilder builder =
                new TableBuilder(List.of(Variable.numeric("id"), Variable.numeric("x"), Variable.numeric("y")));
        for (int id = 1; id <= 30; id++) {
            for (int visit = 0; visit < 4; visit++) {
                int draw = (id * 37 + visit * 23 + 11 * (id * visit % 7)) % 100;
                builder.set(0, id).set(1, visit / 2.0).set(2, draw < 50 ? 1 : 0).endRow();
            }
        }
        return builder.build();
    }

    /** Responses of a subject that are less alike than by chance. */
    @Test
    void varianceBelowZero() {
        String step = "proc glimmix data=a method=mspl %s; class id; model y(event='1') = x / dist=binary s;"
                + " random int / subject=id; run;";
        GlimmixRun run = GlimmixRun.of(events(), step.formatted("nobound"));
        assertThat(run.number("FitStatistics", "Value", "-2 Log Pseudo-Likelihood"))
                .isCloseTo(507.69703790, within(1e-5));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(-0.01145093, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(0.25699377, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "x")).isCloseTo(0.16089770, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "Intercept")).isCloseTo(0.30512351, within(1e-6));
        GlimmixRun bounded = GlimmixRun.of(events(), step.formatted(""));
        assertThat(bounded.number("CovParms", "Estimate", "Intercept")).isZero();
    }

    /** By Laplace: glmmTMB 1.1.5, {@code cov2cor(vcov(g, full = TRUE))} of log standard deviations of (1|id) + (0+time|id). */
    @ParameterizedTest
    @CsvSource({"'', -0.00887884", "method=laplace, -0.01059886"})
    void correlationOfVariances(String method, double correlation) {
        GlimmixRun run = counts(method + " asycorr");
        assertThat(run.number("AsyCorr", "CovP1", "Intercept")).isEqualTo(1);
        assertThat(run.number("AsyCorr", "CovP2", "Intercept")).isCloseTo(correlation, within(2e-6));
        assertThat(run.number("AsyCorr", "CovP1", "time")).isCloseTo(correlation, within(2e-6));
    }

    /** The first model, about the data themselves, is not listed. */
    @Test
    void updatesEndAtTheirLimit() {
        GlimmixRun run = counts("maxlmmupdate=3");
        assertThat(run.table("IterHistory").rows()).hasSize(2);
        assertThat(run.number("IterHistory", "Objective", "0")).isCloseTo(901.67119927, within(1e-4));
        assertThat(run.number("IterHistory", "Objective", "1")).isCloseTo(1093.12992737, within(1e-4));
        assertThat(run.log()).anyMatch(l -> l.contains("Did not converge"));
    }
}
