package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Multinomial responses after the fit: the epilepsy counts up to 2, 3 to 6 and above. */
class GlimmixCategoriesTest {
    private static GlimmixRun run(String method, String model, String random, String more) {
        Table counts = GlimmixSamples.epilepsy();
        TableBuilder builder = new TableBuilder(List.of(
                Variable.numeric("id"), Variable.numeric("trt"), Variable.numeric("time"), Variable.numeric("c")));
        for (int row = 0; row < counts.rowCount(); row++) {
            for (int v = 0; v < 3; v++) {
                builder.set(v, counts.numeric(v).values()[row]);
            }
            double y = counts.numeric(4).values()[row];
            builder.set(3, y > 6 ? 2 : y > 2 ? 1 : 0).endRow();
        }
        return GlimmixRun.of(
                builder.build(),
                "proc glimmix data=a method=" + method + "; class id trt; model c = " + model
                        + "; random int / subject=id " + random + "; " + more + " run;");
    }

    /** ordinal 2022.11.16: {@code vcov(clmm(c ~ time + (1|id), nAGQ = 10))}, whose slope has the other sign. */
    @Test
    void covarianceOfCumulativeLogits() {
        GlimmixRun run = run("quad(qpoints=10)", "time / dist=mult s covb corrb", "", "");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(528.146814, within(2e-4));
        assertThat(run.number("CovB", "Col1", "Intercept", "0")).isCloseTo(0.187725726, within(5e-5));
        assertThat(run.number("CovB", "Col2", "Intercept", "0")).isCloseTo(0.134354055, within(5e-5));
        assertThat(run.number("CovB", "Col2", "Intercept", "1")).isCloseTo(0.131548809, within(5e-5));
        assertThat(run.number("CovB", "Col1", "time")).isCloseTo(-0.0300575709, within(5e-5));
        assertThat(run.number("CovB", "Col3", "time")).isCloseTo(0.0105376345, within(5e-6));
        assertThat(run.number("CorrB", "Col2", "Intercept", "0"))
                .isCloseTo(0.134354055 / Math.sqrt(0.187725726 * 0.131548809), within(2e-4));
    }

    @Test
    void covarianceOfGeneralizedLogitsHasTheErrorsOfTheSolutions() {
        GlimmixRun run = run("laplace", "time trt / dist=mult link=glogit s covb", "group=c", "");
        double error = run.number("ParameterEstimates", "StdErr", "time", "1");
        assertThat(run.number("CovB", "Col4", "time", "1")).isCloseTo(error * error, within(1e-12));
    }

    @Test
    void contrastsOfGeneralizedLogitsAreThoseOfEachCategory() {
        GlimmixRun run = run(
                "laplace",
                "time trt / dist=mult link=glogit",
                "group=c",
                "contrast 'x' trt 1 -1; estimate 'e' trt 1 -1 / bycat;");
        assertThat(run.log()).anyMatch(l -> l.contains("CONTRAST tests each response category by itself"));
        double t = run.number("Estimates", "tValue", "e", "1");
        assertThat(run.number("Contrasts", "FValue", "x", "1")).isCloseTo(t * t, within(1e-9));
        assertThat(run("laplace", "time trt / dist=mult link=glogit", "group=c", "contrast 'x' trt 1 -1 / bycategory;")
                        .log())
                .noneMatch(l -> l.contains("CONTRAST tests each"));
    }
}
