package hermite.sas.proc.genmod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Options of MODEL and OUTPUT that concern the likelihood. Figures: R 4.2.2, glm() with epsilon 1e-14, MASS 7.3-58.2
 * for profile limits; the calls stand at the tests.
 */
class LikelihoodOptionsTest {
    private static final String MODEL = "proc genmod data=drug; class drug; model r/n = x drug / dist=bin link=logit ";

    /** The drug trial of the GENMOD chapter's first example; the fit is also printed there. */
    static Table drug() {
        String[] groups = {"A", "A", "A", "B", "B", "B", "B", "C", "C", "C", "C", "D", "D", "D", "E", "E", "E", "E"};
        double[] x = {.1, .23, .67, .2, .3, .45, .78, .04, .15, .56, .7, .34, .6, .7, .2, .34, .56, .8};
        double[] r = {1, 2, 1, 3, 4, 5, 5, 0, 0, 1, 2, 5, 5, 8, 12, 15, 13, 17};
        double[] n = {10, 12, 9, 13, 15, 16, 13, 10, 11, 12, 12, 10, 9, 10, 20, 20, 15, 20};
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            rows.add(new double[] {x[i], r[i], n[i]});
        }
        return PublishedTables.withText(PublishedTables.numbers("x r n", rows), "drug", List.of(groups));
    }

    /** Car insurance claims (Aitkin et al. 1989), the chapter's getting-started example. */
    static Table insurance() {
        double[][] rows = {{500, 42, 1}, {1200, 37, 1}, {100, 1, 1}, {400, 101, 2}, {500, 73, 2}, {300, 14, 2}};
        List<double[]> wide = new ArrayList<>();
        for (double[] row : rows) {
            wide.add(new double[] {row[0], row[1], row[2], Math.log(row[0])});
        }
        return PublishedTables.withText(
                PublishedTables.numbers("n c age ln", wide),
                "car",
                List.of("small", "medium", "large", "small", "medium", "large"));
    }

    static Table line() {
        double[] y = {2.3, 3.1, 4.8, 5.2, 6.9, 8.1};
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < y.length; i++) {
            rows.add(new double[] {i + 1, y[i]});
        }
        return PublishedTables.numbers("x y", rows);
    }

    static MemoryContext run(String name, Table table, String program) {
        return new ParsedSteps(new MemoryContext().with(name, table), new GenmodProcedure()).run(program);
    }

    static double number(OutputTable table, int row, String column) {
        for (int j = 0; j < table.columns().size(); j++) {
            if (table.columns().get(j).variable().equalsIgnoreCase(column)) {
                return ((Cell.Number) table.rows().get(row).get(j)).value();
            }
        }
        throw new AssertionError("no column " + column);
    }

    static double value(MemoryContext context, int row, String variable) {
        Table out = context.table("WORK.B");
        return out.numeric(out.indexOf(variable)).get(row);
    }

    /** confint(glm(cbind(r, n - r) ~ x + drug, binomial)): MASS's profile, interpolated by a spline. */
    @Test
    void profileLimitsOfCoefficients() {
        OutputTable table = run("WORK.DRUG", drug(), MODEL + "lrci; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
        double[][] expected = {
            {-0.53359, 1.11902},
            {0.50380, 3.52065},
            {-4.22811, -1.79097},
            {-2.83753, -1.24351},
            {-5.31130, -2.62629},
            {-1.80726, 0.10290}
        };
        for (int j = 0; j < expected.length; j++) {
            assertThat(number(table, j, "LowerLRCL")).isCloseTo(expected[j][0], within(1e-3));
            assertThat(number(table, j, "UpperLRCL")).isCloseTo(expected[j][1], within(1e-3));
        }
    }

    /** Profile of a normal regression: -n/2 log(RSS(b)) solved by uniroot(); of its scale by the closed likelihood. */
    @Test
    void profileLimitsOfANormalModelAndItsScale() {
        OutputTable table = run("WORK.A", line(), "proc genmod data=a; model y = x / lrci; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
        assertThat(number(table, 1, "LowerLRCL")).isCloseTo(1.023832108, within(1e-6));
        assertThat(number(table, 1, "UpperLRCL")).isCloseTo(1.307596463, within(1e-6));
        assertThat(number(table, 2, "Estimate")).isCloseTo(0.2558521398, within(1e-8));
        assertThat(number(table, 2, "LowerLRCL")).isCloseTo(0.1588838671, within(1e-6));
        assertThat(number(table, 2, "UpperLRCL")).isCloseTo(0.5130519436, within(1e-6));
    }

    /** anova(glm(c ~ offset(log(n))), + car, + age, test = "Chisq"). */
    @Test
    void typeOneListsTheDevianceOfEachModel() {
        OutputTable table = run(
                        "WORK.INS",
                        insurance(),
                        "proc genmod data=ins; class car age; model c = car age / dist=poisson offset=ln type1; run;")
                .tablesNamed("Type1")
                .get(0);
        assertThat(table.titles()).containsExactly("LR Statistics For Type 1 Analysis");
        assertThat(number(table, 0, "Deviance")).isCloseTo(175.153560, within(1e-6));
        assertThat(number(table, 1, "Deviance")).isCloseTo(107.462029, within(1e-6));
        assertThat(number(table, 1, "ChiSq")).isCloseTo(67.69153, within(1e-5));
        assertThat(number(table, 2, "ChiSq")).isCloseTo(104.64136, within(1e-5));
        assertThat(number(table, 1, "DF")).isEqualTo(2);
    }

    /** logLik(lm(y ~ 1)) = -12.69410308, logLik(lm(y ~ x)) = -0.3346977185. */
    @Test
    void typeOneOfANormalModelListsTheLikelihood() {
        OutputTable table = run("WORK.A", line(), "proc genmod data=a; model y = x / type1; run;")
                .tablesNamed("Type1")
                .get(0);
        assertThat(number(table, 0, "TwoLogLikelihood")).isCloseTo(-2 * 12.69410308, within(1e-7));
        assertThat(number(table, 1, "ChiSq")).isCloseTo(24.71881073, within(1e-7));
    }

    /**
     * hatvalues, cooks.distance, rstudent (likelihood residual), rstandard; for DFBETA the estimates less those of lm()
     * on the working response and weights without the row.
     */
    @Test
    void residualsAndDeletionDiagnostics() {
        MemoryContext context = run(
                "WORK.DRUG",
                drug(),
                MODEL + "; output out=b leverage=h cooksd=c reslik=rl stdreschi=sp stdresdev=sd dfbeta=d0 d1"
                        + " dfbetas=_all_ hesswgt=w; run;");
        int[] rows = {0, 7, 17};
        double[] leverage = {0.2612203044, 0.147076277, 0.3799471623};
        double[] cook = {0.003524947286, 0.0108389976, 0.006907573861};
        double[] likelihood = {0.2390044624, -0.8298731281, -0.2575673679};
        double[] pearson = {0.244571557, -0.6141210279, -0.260070529};
        double[] deviance = {0.2370047386, -0.8616330419, -0.2560214237};
        double[] intercept = {0.017898046375, -0.040821694988, 0.009117335785};
        double[] slope = {-0.043279452674, 0.098711366554, -0.114236479427};
        for (int i = 0; i < 3; i++) {
            assertThat(value(context, rows[i], "h")).isCloseTo(leverage[i], within(1e-8));
            assertThat(value(context, rows[i], "c")).isCloseTo(cook[i], within(1e-8));
            assertThat(value(context, rows[i], "rl")).isCloseTo(likelihood[i], within(1e-8));
            assertThat(value(context, rows[i], "sp")).isCloseTo(pearson[i], within(1e-8));
            assertThat(value(context, rows[i], "sd")).isCloseTo(deviance[i], within(1e-8));
            assertThat(value(context, rows[i], "d0")).isCloseTo(intercept[i], within(1e-8));
            assertThat(value(context, rows[i], "d1")).isCloseTo(slope[i], within(1e-8));
            // In standard errors of coef(summary()): 0.4195625356 for the intercept, 0.7660211441 for x.
            assertThat(value(context, rows[i], "DFBETAS_Intercept"))
                    .isCloseTo(intercept[i] / 0.4195625356, within(1e-8));
            assertThat(value(context, rows[i], "DFBETAS_x")).isCloseTo(slope[i] / 0.7660211441, within(1e-8));
        }
        // n p (1 - p) with the fitted probability 0.0817833523.
        assertThat(value(context, 0, "w")).isCloseTo(10 * 0.0817833523 * (1 - 0.0817833523), within(1e-8));
    }

    /** The same with a link whose observed and expected weights differ: leverages are those of glm(). */
    @Test
    void leveragesUseTheExpectedWeights() {
        MemoryContext context = run(
                "WORK.DRUG",
                drug(),
                "proc genmod data=drug; class drug; model r/n = x drug / dist=bin link=cll;"
                        + " output out=b leverage cooksd; run;");
        assertThat(value(context, 0, "LEVERAGE")).isCloseTo(0.2591757989, within(1e-7));
        assertThat(value(context, 17, "LEVERAGE")).isCloseTo(0.578815384, within(1e-7));
        assertThat(value(context, 7, "COOKSD")).isCloseTo(0.01605240626, within(1e-7));
    }

    /** predict(se.fit = TRUE): eta -2.418359657, 0.5897913926; 10 raw residuals from the fitted probability. */
    @Test
    void observationStatistics() {
        OutputTable table = run("WORK.DRUG", drug(), MODEL + "obstats; run;")
                .tablesNamed("ObStats")
                .get(0);
        assertThat(table.rows()).hasSize(18);
        assertThat(number(table, 0, "Pred")).isCloseTo(0.0817833523, within(1e-9));
        assertThat(number(table, 0, "Xbeta")).isCloseTo(-2.418359657, within(1e-8));
        assertThat(number(table, 0, "Std")).isCloseTo(0.5897913926, within(1e-8));
        assertThat(number(table, 0, "Resraw")).isCloseTo(0.1 - 0.0817833523, within(1e-9));
        assertThat(number(table, 0, "Reslik")).isCloseTo(0.2390044624, within(1e-8));
        OutputTable predicted = run("WORK.DRUG", drug(), MODEL + "p; run;")
                .tablesNamed("ObStats")
                .get(0);
        assertThat(predicted.columns().stream().map(c -> c.variable()))
                .containsExactly("Observation", "r", "n", "Pred", "Xbeta", "Std", "HessWgt");
    }

    /** The figures of {@link #residualsAndDeletionDiagnostics}, by both names of the option. */
    @Test
    void deletionStatisticsInTheTable() {
        for (String option : List.of("diagnostics", "influence")) {
            OutputTable table = run("WORK.DRUG", drug(), MODEL + option + "; run;")
                    .tablesNamed("ObStats")
                    .get(0);
            assertThat(number(table, 0, "Leverage")).isCloseTo(0.2612203044, within(1e-8));
            assertThat(number(table, 7, "CooksD")).isCloseTo(0.0108389976, within(1e-8));
            assertThat(number(table, 17, "DFBETA_x")).isCloseTo(-0.114236479427, within(1e-8));
            assertThat(table.columns().stream().map(c -> c.variable())).doesNotContain("Pred");
        }
    }

    /** Bernoulli rows grouped by covariates are the binomial data: deviance 5.275126475, chi-square 4.513264175. */
    @Test
    void aggregateSumsOverSubpopulations() {
        Table grouped = drug();
        List<double[]> rows = new ArrayList<>();
        List<String> drugs = new ArrayList<>();
        for (int i = 0; i < grouped.rowCount(); i++) {
            for (int y = 0; y < 2; y++) {
                double events = grouped.numeric(1).get(i);
                double count = y == 1 ? events : grouped.numeric(2).get(i) - events;
                rows.add(new double[] {grouped.numeric(0).get(i), y, count});
                drugs.add(grouped.character(3).get(i));
            }
        }
        Table single = PublishedTables.withText(PublishedTables.numbers("x y f", rows), "drug", drugs);
        for (String option : List.of("aggregate", "aggregate=(x drug)")) {
            OutputTable table = run(
                            "WORK.A",
                            single,
                            "proc genmod data=a descending; class drug; freq f; model y = x drug / dist=bin " + option
                                    + "; run;")
                    .tablesNamed("ModelFit")
                    .get(0);
            assertThat(number(table, 0, "Value")).isCloseTo(5.275126475, within(1e-7));
            assertThat(number(table, 0, "DF")).isEqualTo(12);
            assertThat(number(table, 2, "Value")).isCloseTo(4.513264175, within(1e-7));
        }
    }

    @Test
    void startsWhereInitialSays() {
        OutputTable history = run(
                        "WORK.A", line(), "proc genmod data=a; model y = x / initial=1.5 intercept=0.25 itprint; run;")
                .tablesNamed("IterParms")
                .get(0);
        assertThat(number(history, 0, "Prm1")).isEqualTo(0.25);
        assertThat(number(history, 0, "Prm2")).isEqualTo(1.5);
        assertThatThrownBy(() -> run("WORK.A", line(), "proc genmod data=a; model y = x / initial=1 2 3; run;"))
                .hasMessage("The INITIAL= option has 3 values, 1 are expected: one for each parameter but the"
                        + " intercept.");
    }

    /** X'X / sigma² of the six points: 6, 21, 91 over 0.2558521398². */
    @Test
    void lastGradientAndHessian() {
        OutputTable table = run("WORK.A", line(), "proc genmod data=a; model y = x / itprint; run;")
                .tablesNamed("LastGradHess")
                .get(0);
        double variance = 0.2558521398 * 0.2558521398;
        assertThat(number(table, 0, "Prm1")).isCloseTo(0, within(1e-6));
        assertThat(number(table, 1, "Prm1")).isCloseTo(6 / variance, within(1e-5));
        assertThat(number(table, 2, "Prm1")).isCloseTo(21 / variance, within(1e-5));
        assertThat(number(table, 2, "Prm2")).isCloseTo(91 / variance, within(1e-5));
    }

    /** With NOINT the number of INTERCEPT= stays in the predictor: sum x (y - 1) / sum x². */
    @Test
    void interceptWithoutEstimation() {
        OutputTable table = run("WORK.A", line(), "proc genmod data=a; model y = x / noint intercept=1; run;")
                .tablesNamed("ParameterEstimates")
                .get(0);
        double xy = 1 * 1.3 + 2 * 2.1 + 3 * 3.8 + 4 * 4.2 + 5 * 5.9 + 6 * 7.1;
        assertThat(number(table, 1, "Estimate")).isCloseTo(xy / 91, within(1e-9));
    }

    @Test
    void aStatisticDoesNotTakeTheNameOfAVariable() {
        MemoryContext context =
                run("WORK.A", line(), "proc genmod data=a; model y = x; output out=b p=y p=z xbeta=e; run;");
        assertThat(value(context, 0, "y")).isEqualTo(2.3);
        assertThat(value(context, 0, "y2")).isCloseTo(value(context, 0, "e"), within(1e-12));
        assertThat(value(context, 0, "z")).isEqualTo(value(context, 0, "y2"));
        assertThat(context.logLines())
                .contains("WARNING: Variable y already exists on file WORK.A. The statistic of OUTPUT is named y2"
                        + " instead.");
    }
}
