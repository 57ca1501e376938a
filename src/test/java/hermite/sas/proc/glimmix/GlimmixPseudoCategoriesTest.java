package hermite.sas.proc.glimmix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.sas.log.StepFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Multinomial responses by pseudo-likelihood: the epilepsy counts up to 2, 3 to 6 and above. Expected figures by own R code
 * (4.2.2): η of the shares; P = η + D⁻¹(y − μ) with residual covariance D⁻¹AD⁻ᵀ, A written out for the indicators of each
 * row; −2 log (restricted) likelihood by chol() of V of each patient, its minimum by optim() and Newton's steps with
 * numDeriv 2016.8-1.1; the next η is Xβ̂ + ZGZ'V⁻¹(P − Xβ̂); until nothing moves by 1e-9. Errors of predictions from
 * Henderson's equations.
 */
class GlimmixPseudoCategoriesTest {
    private static GlimmixRun run(String method, String model, String random, String more) {
        return GlimmixRun.of(
                GlimmixCategoriesTest.categories(),
                "proc glimmix data=a " + method + "; class id trt; model c = " + model + "; random " + random + "; "
                        + more + " run;");
    }

    @ParameterizedTest
    @CsvSource({
        "'', clogit, 2837.21076, 435.83408, -2.97524024, -0.98673332, 0.55802109, 0.09158020, 2.47471473, 0.72061396",
        "method=mspl, cumlogit, 2823.21696, 435.74206, -2.95973516, -0.98047651, 0.55524214, 0.09134134, 2.38364161, 0.69367484",
        "method=rmpl, cumlogit, 2553.73763, 498.56336, -2.24595374, -0.82555004, 0.44967903, 0.08283298, 1.11030630, 0.34404731",
        "method=rspl, cprobit, 2193.77121, 432.43562, -1.81331421, -0.60906340, 0.34279365, 0.05315681, 0.90947700, 0.24907975",
        "method=rspl, cumcll, 2422.83762, 416.05290, -2.60636176, -1.14020705, 0.43552148, 0.06307152, 1.27157125, 0.37225016",
        "method=mmpl, cumloglog, 1974.80901, 525.29231, -1.03210545, -0.15550045, 0.29392399, 0.05021067, 0.34450618, 0.11435175",
    })
    void cumulativeLinks(
            String method,
            String link,
            double minusTwoLog,
            double chiSquare,
            double first,
            double second,
            double slope,
            double slopeError,
            double variance,
            double varianceError) {
        GlimmixRun run = run(method, "time / dist=mult s link=" + link, "int / subject=id", "");
        String restricted = method.startsWith("method=m") ? "" : "Res ";
        assertThat(run.number("FitStatistics", "Value", "-2 " + restricted + "Log Pseudo-Likelihood"))
                .isCloseTo(minusTwoLog, within(1e-5));
        assertThat(run.number("FitStatistics", "Value", "Generalized Chi-Square"))
                .isCloseTo(chiSquare, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "Intercept", "0"))
                .isCloseTo(first, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "Intercept", "1"))
                .isCloseTo(second, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(slope, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(slopeError, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(variance, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept")).isCloseTo(varianceError, within(1e-6));
    }

    @Test
    void twoRandomEffectsOfCumulativeLogits() {
        GlimmixRun run = run("", "time / dist=mult s", "int time / subject=id", "");
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"))
                .isCloseTo(2801.22534, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "time")).isCloseTo(0.50883030, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time")).isCloseTo(0.10885294, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept")).isCloseTo(0.95154386, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "time")).isCloseTo(0.20584941, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "time")).isCloseTo(0.14762278, within(1e-6));
    }

    @Test
    void generalizedLogitsHaveEffectsOfEachCategory() {
        GlimmixRun run = run(
                "",
                "time / dist=mult link=glogit s",
                "int / subject=id group=c solution",
                "contrast 'time' time 1; estimate 'each' time 1; output out=o pred=eta std=se pred(ilink)=p"
                        + " std(ilink)=sp ucl=u pred(ilink noblup)=m;");
        assertThat(run.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"))
                .isCloseTo(2800.36984, within(1e-5));
        assertThat(run.number("ParameterEstimates", "Estimate", "Intercept", "1"))
                .isCloseTo(-1.77612864, within(1e-6));
        assertThat(run.number("ParameterEstimates", "Estimate", "time", "0")).isCloseTo(0.59313834, within(1e-6));
        assertThat(run.number("ParameterEstimates", "StdErr", "time", "1")).isCloseTo(0.11361810, within(1e-6));
        assertThat(run.number("CovParms", "Estimate", "Intercept", "id", "c 0")).isCloseTo(1.92681563, within(1e-6));
        assertThat(run.number("CovParms", "StdErr", "Intercept", "id", "c 1")).isCloseTo(0.47991843, within(1e-6));
        assertThat(run.number("Contrasts", "NumDF", "time")).isEqualTo(2);
        assertThat(run.number("Contrasts", "FValue", "time")).isCloseTo(18.76172910, within(1e-5));
        assertThat(run.number("Tests3", "FValue", "time")).isCloseTo(18.76172910, within(1e-5));
        assertThat(run.number("Estimates", "Estimate", "each", "1")).isCloseTo(0.61357479, within(1e-6));
        assertThat(run.number("SolutionR", "Estimate", "Intercept", "id 1", "c 0"))
                .isCloseTo(-0.95369254 + 2.11289368 - 3 * 0.59313834, within(1e-6));
        Table out = run.context().table("WORK.O");
        assertThat(value(out, "eta", 1, 3, "1")).isCloseTo(1.28174291, within(1e-6));
        assertThat(value(out, "se", 1, 3, "0")).isCloseTo(1.13913387, within(1e-6));
        assertThat(value(out, "p", 1, 3, "1")).isCloseTo(0.72228310, within(1e-6));
        assertThat(value(out, "sp", 1, 3, "0")).isCloseTo(0.08440168, within(1e-6));
        assertThat(value(out, "p", 1, 3, "2")).isCloseTo(0.2004719, within(1e-6));
        assertThat(value(out, "sp", 1, 3, "2")).isCloseTo(0.1129108, within(1e-6));
    }

    /** V of the pseudo-response of patient 1: categories within visits, visits in their order. */
    @Test
    void covarianceOfThePseudoResponse() {
        GlimmixRun run = run("", "time / dist=mult s", "int / subject=id v vc vci vcorr vi", "");
        assertThat(run.table("V").rows()).hasSize(10);
        double[][] v = {
            {19.218037572, 5.688784128, 2.474714732, 2.474714732},
            {5.688784128, 6.981495467, 2.474714732, 2.474714732},
            {2.474714732, 2.474714732, 12.992974644, 4.880521238},
            {2.474714732, 2.474714732, 4.880521238, 6.494242871},
        };
        isClose(run, "V", v, 1e-5);
        assertThat(run.number("VCorr", "Col2", "1")).isCloseTo(0.4911234879, within(1e-6));
        assertThat(run.number("InvV", "Col2", "1")).isCloseTo(-0.05169959284, within(1e-6));
        assertThat(run.number("CholV", "Col1", "2")).isCloseTo(1.297672003, within(1e-6));
        assertThat(run.number("InvCholV", "Col1", "2")).isCloseTo(-0.1286095377, within(1e-6));
    }

    @Test
    void covarianceOfThePseudoResponseOfGeneralizedLogits() {
        GlimmixRun run = run("", "time / dist=mult link=glogit s", "int / subject=id group=c v", "");
        double[][] v = {
            {28.738728633, 1.636808087, 1.92681562, 0},
            {1.636808087, 5.682063484, 0, 1.182657624},
            {1.926815620, 0, 22.57583459, 2.173769500},
            {0, 1.182657624, 2.17376950, 5.414704548},
        };
        isClose(run, "V", v, 1e-5);
    }

    private static void isClose(GlimmixRun run, String table, double[][] expected, double closeness) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected.length; j++) {
                Cell cell = run.table(table).rows().get(i).get(j + 1);
                double value = cell.equals(Cell.BLANK) ? 0 : GlimmixRun.value(cell);
                assertThat(value).as(i + ", " + j).isCloseTo(expected[i][j], within(closeness));
            }
        }
    }

    @Test
    void randomEffectsAndPredictionsHaveHendersonsErrors() {
        GlimmixRun run = run(
                "",
                "time / dist=mult cl",
                "int / subject=id solution",
                "output out=o pred=eta std=se std(noblup)=sf pred(noblup)=fixed pred(ilink)=p lcl(ilink)=l;");
        assertThat(run.number("SolutionR", "Estimate", "Intercept", "id 1")).isCloseTo(0.28908257, within(1e-6));
        assertThat(run.number("SolutionR", "StdErrPred", "Intercept", "id 1")).isCloseTo(0.77724189, within(1e-6));
        Table out = run.context().table("WORK.O");
        assertThat(value(out, "eta", 1, 3, "0")).isCloseTo(-1.01209439, within(1e-6));
        assertThat(value(out, "eta", 1, 3, "1")).isCloseTo(0.97641253, within(1e-6));
        assertThat(value(out, "se", 1, 3, "0")).isCloseTo(0.76746182, within(1e-6));
        // x'Cx with C of the same R code
        double variance = 0.12277272 + 9 * 0.00838693 - 6 * 0.02087740;
        assertThat(value(out, "sf", 1, 3, "0")).isCloseTo(Math.sqrt(variance), within(1e-6));
        assertThat(value(out, "fixed", 1, 3, "0")).isCloseTo(-2.97524024 + 3 * 0.55802109, within(1e-6));
        assertThat(value(out, "p", 1, 3, "1")).isCloseTo(1 / (1 + Math.exp(-0.97641253)), within(1e-6));
    }

    /** The denominators of the rows: 59 patients, 295 rows, rank of [X Z] 60. */
    @Test
    void denominatorsAreThoseOfTheRows() {
        GlimmixRun run = run("", "time / dist=mult s chisq covb", "int / subject=id", "");
        assertThat(run.number("ParameterEstimates", "DF", "Intercept", "0")).isEqualTo(58);
        assertThat(run.number("ParameterEstimates", "DF", "time")).isEqualTo(235);
        double t = run.number("ParameterEstimates", "tValue", "time");
        assertThat(run.number("Tests3", "FValue", "time")).isCloseTo(t * t, within(1e-9));
        assertThat(run.number("CovB", "Col2", "Intercept", "0")).isCloseTo(0.09211622, within(1e-6));
    }

    @Test
    void designsWithoutAnInterceptKeepTheThresholds() {
        GlimmixRun with = run("", "time / dist=mult s", "int / subject=id", "output out=o pred(noblup)=p;");
        GlimmixRun without = run("", "time / dist=mult s noint", "int / subject=id", "output out=o pred(noblup)=p;");
        assertThat(without.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"))
                .isCloseTo(with.number("FitStatistics", "Value", "-2 Res Log Pseudo-Likelihood"), within(1e-9));
        assertThat(value(without.context().table("WORK.O"), "p", 1, 3, "1"))
                .isCloseTo(value(with.context().table("WORK.O"), "p", 1, 3, "1"), within(1e-9));
    }

    /** Weights of 2 are the rows twice. */
    @Test
    void frequenciesAndWeightsAreRowsRepeated() {
        Table table = GlimmixCategoriesTest.categories();
        int[] twice = java.util.stream.IntStream.range(0, 2 * table.rowCount())
                .map(k -> k / 2)
                .toArray();
        String step = "class id; model c = time / dist=mult s; random int / subject=id; run;";
        GlimmixRun doubled = GlimmixRun.of(table.selectRows(twice), "proc glimmix data=a method=mspl; " + step);
        GlimmixRun counted = GlimmixRun.of(withTwo(table), "proc glimmix data=a method=mspl; freq two; " + step);
        GlimmixRun weighed = GlimmixRun.of(withTwo(table), "proc glimmix data=a method=mspl; weight two; " + step);
        for (GlimmixRun other : java.util.List.of(counted, weighed)) {
            for (String column : java.util.List.of("Estimate", "StdErr")) {
                assertThat(other.number("CovParms", column, "Intercept"))
                        .isCloseTo(doubled.number("CovParms", column, "Intercept"), within(1e-6));
                assertThat(other.number("ParameterEstimates", column, "time"))
                        .isCloseTo(doubled.number("ParameterEstimates", column, "time"), within(1e-6));
            }
        }
    }

    private static Table withTwo(Table table) {
        java.util.List<hermite.data.Variable> variables = new java.util.ArrayList<>(table.variables());
        variables.add(hermite.data.Variable.numeric("two"));
        java.util.List<hermite.data.Column> columns = new java.util.ArrayList<>();
        for (int v = 0; v < table.variables().size(); v++) {
            columns.add(table.column(v));
        }
        double[] two = new double[table.rowCount()];
        java.util.Arrays.fill(two, 2);
        columns.add(new hermite.data.NumericColumn(two));
        return new Table(variables, columns, two.length);
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        assertThatThrownBy(() -> run("", "time / dist=mult", "_residual_ / subject=id type=ar(1)", ""))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("no R-side effects");
        assertThatThrownBy(() -> run("", "time / dist=mult link=glogit", "int / subject=id", ""))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("GROUP=c");
    }

    @Test
    void updatesByPseudoLikelihoodStartQuadrature() {
        GlimmixRun plain = run("method=quad(qpoints=5)", "time / dist=mult s", "int / subject=id", "");
        GlimmixRun run = run("method=quad(qpoints=5 initpl)", "time / dist=mult s", "int / subject=id", "");
        assertThat(run.text("OptInfo", "Value", "Starting From")).isEqualTo("PL estimates");
        assertThat(run.minusTwoLogLikelihood()).isCloseTo(plain.minusTwoLogLikelihood(), within(1e-6));
    }

    private static double value(Table table, String variable, int patient, int time, String level) {
        return GlimmixCategoriesTest.value(table, variable, patient, time, level);
    }
}
