package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import hermite.report.OutputTable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of PROC, MODEL and RANDOM that change or add a number; expectations are identities and closed forms. */
class GlimmixOptionsTest {
    private static GlimmixRun counts(String procedure, String model, String random, String more) {
        return GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=laplace " + procedure + "; class id trt; "
                        + "model y = time trt trt*time / dist=poisson offset=t " + model
                        + "; random int time / subject=id "
                        + random + "; " + more + " run;");
    }

    private static GlimmixRun binary(String effects, String options) {
        return GlimmixRun.of(
                GlimmixSamples.contraceptive(),
                "proc glimmix data=a method=laplace; class id trt time; model y(event='1') = " + effects
                        + " / dist=binary " + options + "; random int / subject=id; run;");
    }

    /** F(1, 1) = t², and the tail of t with one degree of freedom is 1 − 2 atan(t)/π. */
    @Test
    void ddfGivesDenominators() {
        GlimmixRun run = counts("", "s ddf=1 . 7", "", "");
        assertThat(run.number("Tests3", "DenDF", "time")).isEqualTo(1);
        double f = run.number("Tests3", "FValue", "time");
        assertThat(run.number("Tests3", "ProbF", "time"))
                .isCloseTo(1 - 2 * Math.atan(Math.sqrt(f)) / Math.PI, within(1e-9));
        assertThat(run.number("Tests3", "DenDF", "time*trt")).isEqualTo(7);
        assertThat(run.number("Tests3", "DenDF", "trt"))
                .isEqualTo(counts("", "s", "", "").number("Tests3", "DenDF", "trt"));
        assertThat(run.number("ParameterEstimates", "DF", "time")).isEqualTo(1);
    }

    /** The last effect has the same hypothesis in all types; trt before its interaction is another one. */
    @Test
    void typesOfTests() {
        GlimmixRun run = counts("", "htype=1,2,3 e1", "", "");
        double last = run.number("Tests3", "FValue", "time*trt");
        assertThat(run.number("Tests1", "FValue", "time*trt")).isCloseTo(last, within(1e-9));
        assertThat(run.number("Tests2", "FValue", "time*trt")).isCloseTo(last, within(1e-9));
        assertThat(run.number("Tests1", "FValue", "trt"))
                .isNotCloseTo(run.number("Tests3", "FValue", "trt"), within(1e-6));
        assertThat(run.table("Tests1").titles()).containsExactly("Type I Tests of Fixed Effects");
        assertThat(run.context().tablesNamed("Coef")).hasSize(3);
    }

    @Test
    void covariancesOfTheEstimates() {
        GlimmixRun run = counts("empirical", "s covb(details) covbi", "", "");
        OutputTable robust = run.table("CovB");
        OutputTable model = run.table("CovBModelBased");
        int first = GlimmixRun.column(robust, "Col1");
        double se = run.number("ParameterEstimates", "StdErr", "Intercept");
        assertThat(GlimmixRun.value(robust.rows().get(0).get(first))).isCloseTo(se * se, within(1e-12));
        double plain = counts("", "s", "", "").number("ParameterEstimates", "StdErr", "Intercept");
        assertThat(GlimmixRun.value(model.rows().get(0).get(first))).isCloseTo(plain * plain, within(1e-9));
        // rows of a matrix times columns of its inverse: 1 on the diagonal
        OutputTable inverse = run.table("InvCovB");
        int start = GlimmixRun.column(inverse, "Col1");
        double product = 0;
        for (int j : new int[] {0, 1, 2, 4}) {
            product += GlimmixRun.value(robust.rows().get(0).get(first + j))
                    * GlimmixRun.value(inverse.rows().get(j).get(start));
        }
        assertThat(product).isCloseTo(1, within(1e-6));
    }

    /** At a maximum the gradient vanishes; the inverse Hessian is the covariance whose roots are printed. */
    @Test
    void gradientAndHessian() {
        GlimmixRun run = counts("gradient hessian asycov", "s", "type=un", "");
        assertThat(Math.abs(run.number("ParameterEstimates", "Gradient", "time")))
                .isLessThan(1e-2);
        assertThat(Math.abs(run.number("CovParms", "Gradient", "UN(1,1)"))).isLessThan(1e-2);
        OutputTable hessian = run.table("Hessian");
        assertThat(hessian.rows()).hasSize(7);
        GlimmixRun rough = GlimmixRun.of(
                GlimmixSamples.epilepsy(),
                "proc glimmix data=a method=laplace gradient; class id; model y = time / dist=poisson offset=t s; "
                        + "random int / subject=id; parms (0.3) / noiter; run;");
        // away from the maximum −2 log L falls with the variance: 2083.9 at 0.65, more at 0.3
        assertThat(rough.number("CovParms", "Gradient", "Intercept")).isNegative();
        double step = 1e-4;
        double up = at(0.3 + step);
        double down = at(0.3 - step);
        assertThat(rough.number("CovParms", "Gradient", "Intercept"))
                .isCloseTo((up - down) / (2 * step), within(1e-2 * Math.abs(up - down) / step));
    }

    private static double at(double variance) {
        return GlimmixRun.of(
                        GlimmixSamples.epilepsy(),
                        "proc glimmix data=a method=laplace; class id; model y = time / dist=poisson offset=t; "
                                + "random int / subject=id; parms (" + variance + ") / noiter; run;")
                .minusTwoLogLikelihood();
    }

    @Test
    void withoutAFitOnlyTheDataAreDescribed() {
        GlimmixRun run = counts("nofit", "", "", "");
        assertThat(run.has("Dimensions")).isTrue();
        assertThat(run.has("FitStatistics")).isFalse();
    }

    /** A row of weight w counts as w rows of its subject. */
    @Test
    void weightsMultiplyLogLikelihoods() {
        TableBuilder weighted = builder();
        TableBuilder repeated = builder();
        Table source = GlimmixSamples.epilepsy();
        for (int i = 0; i < source.rowCount(); i++) {
            int w = i % 3 == 0 ? 3 : i % 3;
            add(weighted, source, i, w);
            for (int k = 0; k < w; k++) {
                add(repeated, source, i, 1);
            }
        }
        String step = "proc glimmix data=a method=quad(qpoints=5); class id; model y = time / dist=poisson offset=t s; "
                + "random int / subject=id; %s run;";
        Table rows = weighted.build();
        GlimmixRun one = GlimmixRun.of(rows, step.formatted("weight w;"));
        GlimmixRun many = GlimmixRun.of(repeated.build(), step.formatted(""));
        assertThat(one.minusTwoLogLikelihood()).isCloseTo(many.minusTwoLogLikelihood(), within(1e-6));
        assertThat(one.number("ParameterEstimates", "StdErr", "time"))
                .isCloseTo(many.number("ParameterEstimates", "StdErr", "time"), within(1e-8));
        assertThat(one.text("ModelInfo", "Value", "Weight Variable")).isEqualTo("w");
        assertThatThrownBy(() -> GlimmixRun.of(rows, step.formatted("weight w;").replace("dist=poisson", "dist=nb")))
                .hasMessageContaining("WEIGHT with METHOD=QUAD or LAPLACE multiplies log likelihoods");
    }

    private static TableBuilder builder() {
        return new TableBuilder(List.of(
                Variable.numeric("id"),
                Variable.numeric("time"),
                Variable.numeric("t"),
                Variable.numeric("y"),
                Variable.numeric("w")));
    }

    private static void add(TableBuilder to, Table from, int row, double weight) {
        int column = 0;
        for (String name : List.of("id", "time", "t", "y")) {
            to.set(column++, from.numeric(from.indexOf(name)).values()[row]);
        }
        to.set(column, weight).endRow();
    }

    /** exp(2β) = exp(β)²; the reference value moves the ratio only where the covariate interacts with itself. */
    @Test
    void oddsRatiosAtValuesAndUnits() {
        String step =
                "proc glimmix data=a method=laplace; class id; model y(event='1') = time time*time / dist=binary s "
                        + "oddsratio%s; random int / subject=id; run;";
        GlimmixRun unit =
                GlimmixRun.of(GlimmixSamples.contraceptive(), step.formatted("(at time=1 unit time=2 label)"));
        GlimmixRun plain = GlimmixRun.of(GlimmixSamples.contraceptive(), step.formatted("(at time=1)"));
        double linear = plain.number("ParameterEstimates", "Estimate", "time");
        double square = plain.number("ParameterEstimates", "Estimate", "time*time");
        int estimate = GlimmixRun.column(plain.table("OddsRatios"), "Estimate");
        assertThat(GlimmixRun.value(plain.table("OddsRatios").rows().get(0).get(estimate)))
                .isCloseTo(Math.exp(linear + square * (4 - 1)), within(1e-9));
        assertThat(unit.number("OddsRatios", "Estimate", "time +2 from 1"))
                .isCloseTo(Math.exp(2 * linear + square * (9 - 1)), within(1e-9));
        assertThat(unit.table("OddsRatios").notes()).isEmpty();
        assertThatThrownBy(() -> GlimmixRun.of(GlimmixSamples.contraceptive(), step.formatted("(at y=1)")))
                .hasMessageContaining("AT of ODDSRATIO names y, which is no continuous variable of the model.");
    }

    @ParameterizedTest
    @CsvSource({"last, 3", "first, 3", "all, 6"})
    void oddsRatiosOfLevels(String difference, int rows) {
        GlimmixRun run = binary("time", "s oddsratio(diff=" + difference + " label)");
        assertThat(run.table("OddsRatios").rows()).hasSize(rows);
        double one = run.number("ParameterEstimates", "Estimate", "time", "1");
        double two = run.number("ParameterEstimates", "Estimate", "time", "2");
        String label =
                difference.equals("last") ? "time 1 vs 4" : difference.equals("first") ? "time 2 vs 1" : "time 1 vs 2";
        double expected = difference.equals("last") ? one : difference.equals("first") ? two - one : one - two;
        assertThat(run.number("OddsRatios", "Estimate", label)).isCloseTo(Math.exp(expected), within(1e-9));
    }

    @Test
    void matricesOfTheRandomEffects() {
        GlimmixRun run = counts("", "", "type=un g gc gci gi gcorr v vcorr vi", "");
        double a = run.number("G", "Col1", "Intercept");
        double b = run.number("G", "Col2", "Intercept");
        double c = run.number("G", "Col2", "time");
        assertThat(run.number("GCorr", "Col2", "Intercept")).isCloseTo(b / Math.sqrt(a * c), within(1e-12));
        assertThat(run.number("CholG", "Col1", "Intercept")).isCloseTo(Math.sqrt(a), within(1e-12));
        assertThat(run.number("CholG", "Col1", "time")).isCloseTo(b / Math.sqrt(a), within(1e-12));
        assertThat(run.number("InvCholG", "Col1", "Intercept")).isCloseTo(1 / Math.sqrt(a), within(1e-12));
        assertThat(run.number("InvG", "Col2", "Intercept")).isCloseTo(-b / (a * c - b * b), within(1e-9));
        // patient 1, visits 0 and 1: ZGZ' off the diagonal, 1/μ more on it
        assertThat(run.number("V", "Col2", "1")).isCloseTo(a + b, within(1e-10));
        assertThat(run.table("V").titles()).containsExactly("Estimated V Matrix for id 1");
        double first = run.number("V", "Col1", "1");
        assertThat(run.number("VCorr", "Col2", "1"))
                .isCloseTo((a + b) / Math.sqrt(first * run.number("V", "Col2", "2")), within(1e-10));
        // R 4.2.2, glmmTMB 1.1.5: η of patient 1 at visit 0 is 2.610761504
        assertThat(first).isCloseTo(a + Math.exp(-2.610761504), within(1e-5));
    }

    /**
     * R 4.2.2 on the positive counts: glmmTMB 1.1.5 {@code log(y) ~ time + trt + (1|id)}, rel.tol=1e-12, and lme4 1.1-31
     * lmer for the restricted likelihood.
     */
    @Test
    void lognormalResponses() {
        Table all = GlimmixSamples.epilepsy();
        TableBuilder builder = new TableBuilder(all.variables());
        for (int row = 0; row < all.rowCount(); row++) {
            if (all.numeric(4).values()[row] > 0) {
                for (int c = 0; c < 5; c++) {
                    builder.set(c, all.numeric(c).values()[row]);
                }
                builder.endRow();
            }
        }
        Table positive = builder.build();
        String step = "proc glimmix data=a %s; class id; model y = time trt / dist=lognormal s;"
                + " random int / subject=id; run;";
        GlimmixRun ml = GlimmixRun.of(positive, step.formatted("method=laplace"));
        assertThat(ml.minusTwoLogLikelihood()).isCloseTo(669.904626, within(1e-5));
        assertThat(ml.number("CovParms", "Estimate", "Residual")).isCloseTo(0.482026159, within(1e-6));
        assertThat(ml.number("ParameterEstimates", "StdErr", "trt")).isCloseTo(0.209586875, within(1e-5));
        GlimmixRun reml = GlimmixRun.of(positive, step.formatted(""));
        assertThat(reml.number("FitStatistics", "Value", "-2 Res Log Likelihood"))
                .isCloseTo(679.013926, within(1e-5));
        assertThat(reml.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.556100661, within(1e-6));
        assertThatThrownBy(() -> GlimmixRun.of(all, step.formatted("")))
                .isInstanceOf(hermite.sas.log.StepFailure.class)
                .hasMessageContaining("are not valid for the lognormal distribution");
    }

    /**
     * Square root link of counts. Figures: R 4.2.2, each patient's integral of the Poisson probabilities of (x'b + u)² by
     * statmod 1.5.0's 41 Gauss-Hermite points around its mode, maximised by optim.
     */
    @Test
    void powerLinks() {
        String step = "proc glimmix data=a method=quad(qpoints=41); class id; model y = time trt / dist=%s link=%s s;"
                + " random int / subject=id; run;";
        GlimmixRun run = GlimmixRun.of(GlimmixSamples.epilepsy(), step.formatted("poisson", "power(0.5)"));
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(2659.580396, within(1e-4));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(2.39024397, within(1e-4));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(-0.636186390, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "trt")).isCloseTo(-0.195498799, within(1e-4));
        for (String[] refused : new String[][] {
            {"poisson", "power", "LINK=POWER takes one number other than 0 in parentheses, as LINK=POWER(0.5)."},
            {"poisson", "power(0)", "LINK=POWER takes one number other than 0 in parentheses, as LINK=POWER(0.5)."},
            {"t", "identity", "DIST=T takes its degrees of freedom, a positive number, in parentheses, as DIST=T(4)."},
            {
                "byobs(trt)",
                "log",
                "Variable trt of DIST=BYOBS is numeric; a character variable with names such as BINARY, POISSON or NORMAL"
                        + " is expected."
            }
        }) {
            assertThatThrownBy(() -> GlimmixRun.of(GlimmixSamples.epilepsy(), step.formatted(refused[0], refused[1])))
                    .isInstanceOf(hermite.sas.log.StepFailure.class)
                    .hasMessage(refused[2]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "laplace,,weight c;",
        "laplace,,freq c;",
        "laplace,offset=c,",
        "rspl,,weight c;",
        "rspl,,freq c;",
        "rspl,offset=c,"
    })
    void textCannotBeWeightFrequencyOrOffset(String method, String option, String statement) {
        TableBuilder rows =
                new TableBuilder(List.of(Variable.numeric("id"), Variable.numeric("y"), Variable.character("c", 1)));
        rows.set(0, 1).set(1, 0).set(2, "a").endRow();
        String program = "proc glimmix data=a method=" + method + "; class id; model y = / dist=poisson "
                + (option == null ? "" : option) + "; random int / subject=id; " + (statement == null ? "" : statement)
                + " run;";
        assertThatThrownBy(() -> GlimmixRun.of(rows.build(), program))
                .isInstanceOf(hermite.sas.log.StepFailure.class)
                .hasMessage("Variable C in list does not match type prescribed for this list.");
    }
}
