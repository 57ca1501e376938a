package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.sas.log.StepFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multinomial responses after the fit: the epilepsy counts up to 2, 3 to 6 and above. */
class GlimmixCategoriesTest {
    static Table categories() {
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
        return builder.build();
    }

    private static GlimmixRun run(String method, String model, String random, String more) {
        return GlimmixRun.of(
                categories(),
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

    /**
     * Patient 1, at the modes. ordinal 2022.11.16: {@code clmm(c ~ time + (1|id))}, whose variance ends 2e-4 from the
     * maximum: V = G + D⁻¹AD⁻ᵀ with A and D of {@code ranef} and {@code plogis}.
     */
    @Test
    void covarianceOfThePseudoResponseOfCumulativeLogits() {
        GlimmixRun run = run("laplace", "time / dist=mult s", "v vcorr", "");
        double[][] v = {{23.999103, 6.665820, 3.278506}, {6.665820, 7.945037, 3.278506}, {3.278506, 3.278506, 15.363277}
        };
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(run.number("V", "Col" + (j + 1), Integer.toString(i + 1)))
                        .isCloseTo(v[i][j], within(1e-3));
            }
        }
        assertThat(run.table("V").rows()).hasSize(10);
        assertThat(run.number("VCorr", "Col2", "1")).isCloseTo(0.48273422, within(1e-4));
    }

    /** R 4.2.2: own Laplace approximation, nlminb, Newton's steps with numDeriv 2016.8-1.1; V = ZGZ' + (diag(p) - pp')⁻¹. */
    @Test
    void covarianceOfThePseudoResponseOfGeneralizedLogits() {
        GlimmixRun run = run("laplace", "time / dist=mult link=glogit", "group=c v", "");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(534.88416143, within(1e-6));
        assertThat(run.number("V", "Col1", "1")).isCloseTo(59.0983283, within(2e-4));
        assertThat(run.number("V", "Col2", "1")).isCloseTo(1.5726758, within(1e-5));
        assertThat(run.number("V", "Col3", "1")).isCloseTo(3.9094410, within(2e-5));
        assertThat(run.number("V", "Col4", "2")).isCloseTo(1.8995680, within(2e-5));
        assertThat(run.number("V", "Col4", "3")).isCloseTo(2.1834183, within(1e-5));
    }

    /** A cumulative or generalized logit link, a text or a class variable with three levels: multinomial without DIST=. */
    @ParameterizedTest
    @CsvSource({
        "'', c = time / link=clogit, int / subject=id, Multinomial (ordered)",
        "method=laplace, c = time / link=cumprobit, int / subject=id, Multinomial (ordered)",
        "'', c = time / link=glogit, int / subject=id group=c, Multinomial (nominal)",
        "method=laplace, c = time, int / subject=id, Multinomial (ordered)",
    })
    void categoriesAreMultinomialWithoutDist(String method, String model, String random, String distribution) {
        GlimmixRun run = GlimmixRun.of(
                categories(),
                "proc glimmix data=a " + method + "; class id c; model " + model + "; random " + random + "; run;");
        GlimmixRun named = GlimmixRun.of(
                categories(),
                "proc glimmix data=a " + method + "; class id c; model " + model + (model.contains("/") ? "" : " /")
                        + " dist=mult; random " + random + "; run;");
        assertThat(run.text("ModelInfo", "Value", "Response Distribution")).isEqualTo(distribution);
        assertThat(run.number("CovParms", "Estimate", "Intercept"))
                .isEqualTo(named.number("CovParms", "Estimate", "Intercept"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', clogit, int / subject=id group=trt*c, GROUP=",
        "method=laplace, clogit, int / subject=id group=trt*c, GROUP=",
        "'', glogit, int / subject=id group=trt*c, GROUP=",
        "'', clogit, int / subject=id*c, SUBJECT=",
        "method=laplace, clogit, int / subject=c(id), SUBJECT=",
        "method=laplace, glogit, int / subject=id*c group=c, SUBJECT=",
        "'', clogit, c / subject=id, An effect of RANDOM",
    })
    void randomEffectsDoNotDependOnTheResponse(String method, String link, String random, String culprit) {
        assertThatThrownBy(() -> GlimmixRun.of(
                        categories(),
                        "proc glimmix data=a " + method + "; class id trt c; model c = time / link=" + link
                                + "; random " + random + "; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining(culprit + " contains the response c");
    }

    @Test
    void covarianceOfGeneralizedLogitsHasTheErrorsOfTheSolutions() {
        GlimmixRun run = run("laplace", "time trt / dist=mult link=glogit s covb", "group=c", "");
        double error = run.number("ParameterEstimates", "StdErr", "time", "1");
        assertThat(run.number("CovB", "Col4", "time", "1")).isCloseTo(error * error, within(1e-12));
    }

    /**
     * The joint test of the slopes of a Laplace fit by own R code (optim, then Newton's steps with numDeriv's
     * derivatives): b'V⁻¹b/2 = 18.32041; trt has two levels, so its contrast is its test.
     */
    @Test
    void contrastsOfGeneralizedLogitsAreOfAllCategoriesUnlessByCategory() {
        GlimmixRun run = run(
                "laplace",
                "time / dist=mult link=glogit htype=1,2,3",
                "group=c",
                "contrast 'x' time 1; contrast 'y' time 1 / bycat; estimate 'e' time 1 / bycat;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(534.8842, within(1e-4));
        assertThat(run.number("Contrasts", "FValue", "x", "")).isCloseTo(18.32041, within(2e-3));
        assertThat(run.number("Contrasts", "NumDF", "x", "")).isEqualTo(2);
        for (String type : List.of("Tests1", "Tests2", "Tests3")) {
            assertThat(run.number(type, "FValue", "time")).isCloseTo(18.32041, within(2e-3));
        }
        double t = run.number("Estimates", "tValue", "e", "1");
        assertThat(run.number("Contrasts", "FValue", "y", "1")).isCloseTo(t * t, within(1e-9));
    }

    /**
     * ordinal 2022.11.16: {@code clmm(c ~ time + time2 + (1|id), nAGQ = 10)}; the Type I hypothesis about time is β₁ + 4β₂
     * = 0, for 4 is the slope of the regression of time² on times 0 … 4.
     */
    @Test
    void testsOfEachTypeOfCumulativeLogits() {
        GlimmixRun run = run("quad(qpoints=10)", "time time*time / dist=mult htype=1,3 e1", "", "");
        assertThat(run.number("Tests1", "FValue", "time")).isCloseTo(51.00531, within(1e-3));
        assertThat(run.number("Tests1", "FValue", "time*time")).isCloseTo(55.872, within(1e-3));
        assertThat(run.number("Tests3", "FValue", "time")).isCloseTo(66.15741, within(1e-3));
        assertThat(run.context().tablesNamed("Coef").get(0).rows().get(3).get(2))
                .isEqualTo(hermite.report.Cell.of(4));
    }

    static double value(Table table, String variable, int patient, int time, String level) {
        for (int i = 0; i < table.rowCount(); i++) {
            if (table.numeric(0).values()[i] == patient
                    && table.numeric(2).values()[i] == time
                    && table.character(table.indexOf("_LEVEL_")).get(i).equals(level)) {
                return table.numeric(table.indexOf(variable)).values()[i];
            }
        }
        throw new AssertionError("no row of patient " + patient);
    }

    /**
     * Own R code: maximum likelihood by 10 adaptive points (statmod's gauss.quad), Hessian and slopes of the modes by
     * numDeriv, error² = 1/information + slope'V slope.
     */
    @Test
    void standardErrorsOfCumulativePredictors() {
        GlimmixRun run = run(
                "quad(qpoints=10)",
                "time / dist=mult",
                "solution",
                "output out=o pred=eta std=se pred(noblup)=fixed std(noblup)=sf ucl=u std(ilink)=sp pred(ilink)=p"
                        + " ucl(ilink)=up;");
        Table out = run.context().table("WORK.O");
        assertThat(run.number("SolutionR", "Estimate", "Intercept", "id 1")).isCloseTo(0.40916345, within(1e-4));
        assertThat(run.number("SolutionR", "StdErrPred", "Intercept", "id 1")).isCloseTo(0.75748796, within(2e-5));
        assertThat(value(out, "eta", 1, 0, "0")).isCloseTo(-2.9338892, within(2e-4));
        assertThat(value(out, "se", 1, 0, "0")).isCloseTo(0.77701605, within(2e-5));
        assertThat(value(out, "se", 1, 3, "1")).isCloseTo(0.73110558, within(2e-5));
        assertThat(value(out, "se", 20, 0, "0")).isCloseTo(0.83942707, within(2e-5));
        assertThat(value(out, "sf", 20, 3, "0")).isCloseTo(0.31971185, within(2e-5));
        assertThat(value(out, "sf", 1, 0, "1")).isCloseTo(0.36268795, within(2e-5));
        double p = value(out, "p", 1, 3, "1");
        assertThat(value(out, "sp", 1, 3, "1")).isCloseTo(p * (1 - p) * 0.73110558, within(2e-5));
        double u = value(out, "u", 1, 3, "1");
        assertThat(value(out, "up", 1, 3, "1")).isCloseTo(1 / (1 + Math.exp(-u)), within(1e-12));
    }

    /** Own R code for Laplace's approximation with two independent effects a patient, derivatives by numDeriv. */
    @Test
    void standardErrorsOfGeneralizedLogitsAndTheirProbabilities() {
        GlimmixRun run = run(
                "laplace",
                "time / dist=mult link=glogit",
                "group=c",
                "output out=o pred=eta std=se pred(ilink)=p std(ilink)=sp pred(noblup ilink)=pa std(noblup ilink)=spa"
                        + " resid=r;");
        Table out = run.context().table("WORK.O");
        assertThat(value(out, "eta", 1, 0, "0")).isCloseTo(-3.529073, within(1e-3));
        assertThat(value(out, "se", 1, 0, "0")).isCloseTo(1.654256, within(3e-4));
        assertThat(value(out, "se", 20, 3, "1")).isCloseTo(0.8389362, within(3e-4));
        assertThat(value(out, "se", 20, 3, "2")).isNaN();
        assertThat(value(out, "p", 20, 3, "2")).isCloseTo(0.27137392, within(1e-4));
        assertThat(value(out, "sp", 20, 3, "0")).isCloseTo(0.084669704, within(3e-5));
        assertThat(value(out, "sp", 20, 3, "2")).isCloseTo(0.15839394, within(3e-5));
        assertThat(value(out, "spa", 1, 3, "1")).isCloseTo(0.070051963, within(3e-5));
        assertThat(value(out, "spa", 1, 3, "2")).isCloseTo(0.05881086, within(3e-5));
        assertThat(run.log()).anyMatch(l -> l.contains("RESIDUAL of OUTPUT is not computed"));
    }

    private static GlimmixRun plain(String model, String more) {
        return GlimmixRun.of(categories(), "proc glimmix data=a; model c = " + model + " s; " + more + " run;");
    }

    /** ordinal 2022.11.16: {@code clm(c ~ time + trt)}, whose slopes have the other sign. */
    @Test
    void cumulativeLogitsWithoutRandomEffects() {
        GlimmixRun run = plain("time trt / dist=mult", "output out=o pred(ilink)=p std=se;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(586.1098787, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "Intercept", "0"))
                .isCloseTo(-2.393858580, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "Intercept", "1")).isCloseTo(0.2402786846, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "trt")).isCloseTo(0.277798824, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(0.0824382465, within(1e-6));
        Table out = run.context().table("WORK.O");
        double eta = -2.393858580
                + 0.277798824 * out.numeric(1).values()[0]
                + 0.451164746 * out.numeric(2).values()[0];
        assertThat(out.numeric(out.indexOf("p")).values()[0]).isCloseTo(1 / (1 + Math.exp(-eta)), within(1e-6));
    }

    /** nnet 7.3-18: {@code multinom(c ~ time, reltol = 1e-15)} against level 2. */
    @Test
    void generalizedLogitsWithoutRandomEffects() {
        GlimmixRun run = plain("time / dist=mult link=glogit", "contrast 'x' time 1;");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(581.5856036, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "Intercept", "0"))
                .isCloseTo(-1.74515057, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "time", "1")).isCloseTo(0.553180543, within(1e-5));
        assertThat(run.number("ParameterEstimates", "StdErr", "time", "0")).isCloseTo(0.114655482, within(1e-5));
        assertThat(run.number("Contrasts", "FValue", "x"))
                .isCloseTo(run.number("Tests3", "FValue", "time"), within(1e-9));
    }
}
