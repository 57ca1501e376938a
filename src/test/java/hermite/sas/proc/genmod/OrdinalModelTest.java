package hermite.sas.proc.genmod;

import static hermite.sas.proc.genmod.LikelihoodOptionsTest.number;
import static hermite.sas.proc.genmod.LikelihoodOptionsTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.PublishedTables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Cumulative models: the ice cream tasting of the GENMOD chapter's example of ordinal data. Figures: R 4.2.2, VGAM
 * 1.1-7, vglm(taste ~ brand, cumulative(parallel = TRUE, link = ...), weights = n), brand's third level the reference.
 * Standard errors of the logit model as the chapter prints them; VGAM's are those of the expected information.
 */
class OrdinalModelTest {
    private static final String STEP = "proc genmod data=ice rorder=data; freq n; class brand; model taste = brand /"
            + " dist=multinomial link=%s type3 covb; output out=b p=p xbeta=x std=s lower=l upper=u level=which; run;";

    static Table ice() {
        double[] n = {70, 71, 151, 30, 46, 20, 36, 130, 74, 70, 50, 55, 140, 52, 50};
        String[] tastes = {"vg", "g", "m", "b", "vb"};
        List<double[]> rows = new ArrayList<>();
        List<String> brands = new ArrayList<>();
        List<String> taste = new ArrayList<>();
        for (int i = 0; i < n.length; i++) {
            rows.add(new double[] {n[i]});
            brands.add("ice" + (1 + i / 5));
            taste.add(tastes[i % 5]);
        }
        Table table = PublishedTables.withText(PublishedTables.numbers("n", rows), "brand", brands);
        List<Variable> variables = new ArrayList<>(table.variables());
        variables.add(Variable.character("taste", 8));
        List<Column> columns = new ArrayList<>(List.of(table.column(0), table.column(1)));
        columns.add(CharacterColumn.of(taste));
        return new Table(variables, columns, table.rowCount());
    }

    private static void check(String link, double[] estimates, double logLikelihood, double ratio) {
        MemoryContext context = run("WORK.ICE", ice(), String.format(STEP, link));
        OutputTable table = context.tablesNamed("ParameterEstimates").get(0);
        for (int j = 0; j < estimates.length; j++) {
            assertThat(number(table, j, "Estimate")).isCloseTo(estimates[j], within(1e-6));
        }
        assertThat(number(context.tablesNamed("ModelFit").get(0), 0, "Value")).isCloseTo(logLikelihood, within(1e-6));
        OutputTable test = context.tablesNamed("Type3").get(0);
        assertThat(test.titles()).containsExactly("LR Statistics For Type 3 Analysis");
        assertThat(number(test, 0, "DF")).isEqualTo(2);
        assertThat(number(test, 0, "ChiSq")).isCloseTo(ratio, within(1e-5));
    }

    @Test
    void cumulativeLogits() {
        double[] expected = {-1.8578026195, -0.8646034879, 0.9230639006, 1.8077862773, 0.3847256672, -0.6457452541, 0};
        check("cumlogit", expected, -1540.219336, 56.09219484);
        OutputTable table = run("WORK.ICE", ice(), String.format(STEP, "clogit"))
                .tablesNamed("ParameterEstimates")
                .get(0);
        double[] errors = {0.1219, 0.1056, 0.1060, 0.1191, 0.1370, 0.1397};
        for (int j = 0; j < errors.length; j++) {
            assertThat(number(table, j, "StdErr")).isCloseTo(errors[j], within(0.00006));
        }
        assertThat(table.rows().stream().map(r -> ((Cell.Text) r.get(0)).value()))
                .containsExactly(
                        "Intercept1", "Intercept2", "Intercept3", "Intercept4", "brand", "brand", "brand", "Scale");
    }

    @Test
    void cumulativeProbits() {
        double[] expected = {-1.0961591376, -0.5273539069, 0.5661971416, 1.0765667130, 0.2084474329, -0.3785708298};
        check("cumprobit", expected, -1541.524473, 53.48192133);
    }

    @Test
    void cumulativeComplementaryLogLogs() {
        double[] expected = {-1.9195772640, -1.0488863698, 0.2118092193, 0.6663493773, 0.1903970772, -0.3229596630};
        check("cumcll", expected, -1549.480179, 37.5705088);
    }

    /**
     * The chapter's example: AGGREGATE=BRAND, TYPE1. Figures: R 4.2.2, ordinal 2022.11-16, clm(taste ~ brand, weights =
     * n) against clm(taste ~ 1) and the three multinomials of their own shares: 9.865374, 65.957569, 56.092195; Pearson's
     * sum over 3 × 5 cells 9.673023. Limits: 2 (l - l(v)) = qchisq(0.95, 1) by uniroot over optim(BFGS) of the other
     * parameters; confint(type = "profile") gives the same for the brands.
     */
    @Test
    void subpopulationsSequenceAndProfileLimits() {
        MemoryContext context = run(
                "WORK.ICE",
                ice(),
                "proc genmod data=ice rorder=data; freq n; class brand; model taste = brand / dist=multinomial"
                        + " link=cumlogit aggregate=brand type1 lrci; run;");
        OutputTable fit = context.tablesNamed("ModelFit").get(0);
        assertThat(number(fit, 0, "DF")).isEqualTo(6);
        assertThat(number(fit, 0, "Value")).isCloseTo(9.865374, within(1e-6));
        assertThat(number(fit, 2, "Value")).isCloseTo(9.673023, within(1e-6));
        OutputTable sequence = context.tablesNamed("Type1").get(0);
        assertThat(((Cell.Text) sequence.rows().get(0).get(0)).value()).isEqualTo("Intercepts");
        assertThat(number(sequence, 0, "Deviance")).isCloseTo(65.957569, within(1e-6));
        assertThat(number(sequence, 1, "Deviance")).isCloseTo(9.865374, within(1e-6));
        assertThat(number(sequence, 1, "ChiSq")).isCloseTo(56.092195, within(1e-6));
        double[][] limits = {
            {-2.099888, -1.621895},
            {-1.072976, -0.658786},
            {0.716653, 1.132239},
            {1.576921, 2.044057},
            {0.116575, 0.653671},
            {-0.920333, -0.372442}
        };
        OutputTable estimates = context.tablesNamed("ParameterEstimates").get(0);
        for (int j = 0; j < limits.length; j++) {
            assertThat(number(estimates, j, "LowerLRCL")).isCloseTo(limits[j][0], within(2e-6));
            assertThat(number(estimates, j, "UpperLRCL")).isCloseTo(limits[j][1], within(2e-6));
        }
    }

    /**
     * Errors from the expected information: R 4.2.2, optim(BFGS) for the estimates, then the sum over brands and tastes of
     * N g g' / P(c), g the gradient of P(c), inverted by solve.
     */
    @Test
    void expectedInformation() {
        double[][] errors = {
            {0.121314661, 0.104831590, 0.105400333, 0.118925162, 0.135984885, 0.140477351},
            {0.0973473812, 0.0752301475, 0.0622108295, 0.0621171742, 0.0817247495, 0.0872800785}
        };
        String[] links = {"cumlogit", "cumcll"};
        for (int k = 0; k < links.length; k++) {
            OutputTable table = run(
                            "WORK.ICE",
                            ice(),
                            "proc genmod data=ice rorder=data; freq n; class brand; model taste = brand / dist=mult"
                                    + " expected link=" + links[k] + "; run;")
                    .tablesNamed("ParameterEstimates")
                    .get(0);
            for (int j = 0; j < errors[k].length; j++) {
                assertThat(number(table, j, "StdErr")).isCloseTo(errors[k][j], within(1e-6));
            }
        }
    }

    /** R 4.2.2, ordinal 2022.11-16: predictor of brand 1 at the second cut from coef and vcov of clm, 90% limits. */
    @Test
    void observationStatisticsHaveARowALevel() {
        MemoryContext context = run(
                "WORK.ICE",
                ice(),
                "proc genmod data=ice rorder=data; freq n; class brand; model taste = brand / dist=mult obstats residuals"
                        + " alpha=0.1; run;");
        assertThat(context.logLines())
                .contains("WARNING: The option RESIDUALS is ignored: it is not available for multinomial responses.");
        OutputTable table = context.tablesNamed("ObStats").get(0);
        assertThat(table.columns().stream().map(c -> c.variable()))
                .containsExactly("Observation", "taste", "brand", "Level", "Pred", "Xbeta", "Std", "Lower", "Upper");
        assertThat(table.rows()).hasSize(15 * 4);
        assertThat(((Cell.Text) table.rows().get(1).get(3)).value()).isEqualTo("g");
        double[] expected = {0.38228097659, -0.47987782035, 0.09968065215, 0.34437949230, 0.42167094724};
        String[] names = {"Pred", "Xbeta", "Std", "Lower", "Upper"};
        for (int j = 0; j < names.length; j++) {
            assertThat(number(table, 1, names[j])).isCloseTo(expected[j], within(2e-6));
        }
    }

    /** Starting values change the way, not the end; their number and order are checked. */
    @Test
    void startingValuesOfThresholds() {
        String step =
                "proc genmod data=ice rorder=data; freq n; class brand; model taste = brand / dist=mult itprint %s; run;";
        MemoryContext context = run("WORK.ICE", ice(), String.format(step, "intercept=-3 -1 0 2 initial=0.5 -0.5 0"));
        OutputTable way = context.tablesNamed("IterParms").get(0);
        double[] start = {-3, -1, 0, 2, 0.5, -0.5};
        for (int j = 0; j < start.length; j++) {
            assertThat(number(way, 0, "Prm" + (j + 1))).isEqualTo(start[j]);
        }
        assertThat(number(context.tablesNamed("ParameterEstimates").get(0), 0, "Estimate"))
                .isCloseTo(-1.8578026195, within(1e-6));
        assertThatThrownBy(() -> run("WORK.ICE", ice(), String.format(step, "intercept=-3 -1 0")))
                .hasMessage("The INTERCEPT= option has 3 values, 4 are expected.");
        assertThatThrownBy(() -> run("WORK.ICE", ice(), String.format(step, "intercept=-3 0 -1 2")))
                .hasMessage("The values of the INTERCEPT= option must increase: 0 is followed by -1.");
    }

    /** phi = 9.673023 / 6 of the test above: errors times its root, likelihood ratios divided by it. */
    @Test
    void pearsonScaleMultipliesErrorsAndDividesLikelihoodRatios() {
        MemoryContext context = run(
                "WORK.ICE",
                ice(),
                "proc genmod data=ice rorder=data; freq n; class brand; model taste = brand / dist=multinomial"
                        + " link=cumlogit aggregate pscale type1 type3 itprint; run;");
        double phi = 9.673023 / 6;
        OutputTable estimates = context.tablesNamed("ParameterEstimates").get(0);
        assertThat(number(estimates, 0, "StdErr")).isCloseTo(0.1219 * Math.sqrt(phi), within(1e-4));
        assertThat(number(estimates, 7, "Estimate")).isCloseTo(Math.sqrt(phi), within(1e-6));
        for (String name : List.of("Type1", "Type3")) {
            OutputTable test = context.tablesNamed(name).get(0);
            assertThat(number(test, test.rows().size() - 1, "ChiSq")).isCloseTo(56.092195 / phi, within(1e-5));
        }
        // at the maximum the gradient is 0
        OutputTable last = context.tablesNamed("LastGradHess").get(0);
        assertThat(last.rows()).hasSize(7);
        assertThat(number(last, 0, "Prm5")).isCloseTo(0, within(1e-6));
    }

    /** Behind a class variable whose last column is dropped: the last step begins near the estimates. */
    @Test
    void iterationsKeepThePlacesOfParameters() {
        MemoryContext context = run(
                "WORK.ICE",
                ice(),
                "proc genmod data=ice rorder=data; freq n; class brand; model taste = brand n / dist=multinomial"
                        + " itprint; run;");
        OutputTable history = context.tablesNamed("IterParms").get(0);
        OutputTable estimates = context.tablesNamed("ParameterEstimates").get(0);
        assertThat(number(history, history.rows().size() - 1, "Prm8"))
                .isCloseTo(number(estimates, 7, "Estimate"), within(1e-5));
        assertThat(number(estimates, 7, "Estimate")).isNotCloseTo(0, within(1e-4));
    }

    /** predict(type = "response") for ice1: 0.1864753828, 0.1958055937, 0.404862059 … summed. */
    @Test
    void outputHasARowForEachCumulativeProbability() {
        MemoryContext context = run("WORK.ICE", ice(), String.format(STEP, "cumlogit"));
        Table out = context.table("WORK.B");
        assertThat(out.rowCount()).isEqualTo(15 * 4);
        int p = out.indexOf("p");
        assertThat(out.numeric(p).get(0)).isCloseTo(0.1864753828, within(1e-8));
        assertThat(out.numeric(p).get(1)).isCloseTo(0.1864753828 + 0.1958055937, within(1e-8));
        assertThat(out.numeric(p).get(2)).isCloseTo(0.1864753828 + 0.1958055937 + 0.404862059, within(1e-8));
        assertThat(out.character(out.indexOf("which")).get(1).strip()).isEqualTo("g");
        assertThat(out.numeric(out.indexOf("x")).get(0)).isCloseTo(-1.8578026195 + 0.3847256672, within(1e-6));
    }

    @Test
    void saysWhichProbabilitiesAreModelled() {
        MemoryContext context = run("WORK.ICE", ice(), String.format(STEP, "cumlogit"));
        assertThat(context.logLines())
                .anyMatch(l -> l.startsWith("NOTE: PROC GENMOD is modeling the probabilities of levels of taste having"
                        + " LOWER Ordered Values in the response profile table."));
        OutputTable info = context.tablesNamed("ModelInfo").get(0);
        assertThat(((Cell.Text) info.rows().get(1).get(1)).value()).isEqualTo("Multinomial");
        assertThat(((Cell.Text) info.rows().get(2).get(1)).value()).isEqualTo("Cumulative Logit");
        assertThat(context.tablesNamed("ResponseProfile").get(0).rows()).hasSize(5);
    }

    @Test
    void refusesWhatAMultinomialModelLacks() {
        String[][] cases = {
            {
                "model taste = brand / dist=mult link=logit",
                "The option DIST=MULTINOMIAL requires LINK=CUMLOGIT," + " CUMPROBIT or CUMCLL."
            },
            {"model n = brand / dist=poisson link=cumlogit", "The option LINK=CUMLOGIT requires DIST=MULTINOMIAL."},
            {
                "model taste = brand / dist=mult noint",
                "The NOINT option is not supported for the multinomial" + " distribution."
            },
            {
                "model taste = brand / dist=mult pscale",
                "The option PSCALE of a multinomial model requires the option AGGREGATE."
            },
        };
        for (String[] refused : cases) {
            assertThatThrownBy(
                            () -> run("WORK.ICE", ice(), "proc genmod data=ice; class brand; " + refused[0] + "; run;"))
                    .hasMessage(refused[1]);
        }
    }
}
