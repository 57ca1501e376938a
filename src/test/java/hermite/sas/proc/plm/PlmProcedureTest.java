package hermite.sas.proc.plm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.model.Printed;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.ParsedSteps;
import hermite.sas.proc.PublishedTables;
import hermite.sas.proc.genmod.GenmodProcedure;
import hermite.sas.syntax.ast.DataSetReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Steps of PROC PLM on the store of the contraceptive trial's marginal model. */
class PlmProcedureTest {
    private static final String FIT = "proc genmod data=amenorrhea descending; class id trt (ref='0') t/param=ref;"
            + " model y = time time2 trt*time trt*time2 /dist=binomial link=logit;"
            + " repeated subject=id / withinsubject=t logor=fullclust; store p1; run;";

    private static MemoryContext run(String steps) {
        MemoryContext context = new MemoryContext().with("WORK.AMENORRHEA", PublishedTables.contraceptive());
        return new ParsedSteps(context, new GenmodProcedure(), new PlmProcedure()).run(FIT + steps);
    }

    private static double value(Table table, String name, int trt, int time) {
        for (int row = 0; row < table.rowCount(); row++) {
            if (table.numeric(table.indexOf("trt")).get(row) == trt
                    && table.numeric(table.indexOf("time")).get(row) == time) {
                return table.numeric(table.indexOf(name)).get(row);
            }
        }
        throw new AssertionError("no row of treatment " + trt + " at time " + time);
    }

    /** Figures of an independent computation, reference specification plm_score_store section 5. */
    @Test
    void scoresEveryRowOnTheScaleOfTheData() {
        MemoryContext context = run("proc plm source=p1; score data = amenorrhea out=pred /ilink; run;");
        Table pred = context.table("WORK.PRED");
        assertThat(pred.rowCount()).isEqualTo(4604);
        assertThat(pred.variable(pred.variables().size() - 1).name()).isEqualTo("Predicted");
        assertThat(pred.variable("Predicted").orElseThrow().label()).isEqualTo("Predicted Value");
        String[] low = {"0.171444", "0.275004", "0.394605", "0.512181"};
        String[] high = {"0.213197", "0.362016", "0.492821", "0.576386"};
        for (int time = 1; time <= 4; time++) {
            Printed.assertPrints(value(pred, "predicted", 0, time), low[time - 1]);
            Printed.assertPrints(value(pred, "predicted", 1, time), high[time - 1]);
        }
        for (int row = 0; row < pred.rowCount(); row++) {
            assertThat(Missing.isMissing(pred.numeric(pred.indexOf("Predicted")).get(row)))
                    .isFalse();
        }
    }

    @Test
    void limitsAndStandardErrors() {
        MemoryContext context = run("proc plm restore=p1; score data=amenorrhea out=a p=prob lclm uclm / ilink;"
                + " score data=amenorrhea out=b std; run;");
        Table a = context.table("WORK.A");
        Printed.assertPrints(value(a, "LCLM", 0, 1), "0.147998");
        Printed.assertPrints(value(a, "UCLM", 0, 1), "0.197742");
        Printed.assertPrints(value(a, "LCLM", 1, 4), "0.526713");
        Printed.assertPrints(value(a, "UCLM", 1, 4), "0.624562");
        Printed.assertPrints(value(a, "prob", 1, 4), "0.576386");
        Table b = context.table("WORK.B");
        Printed.assertPrints(value(b, "StdErr", 0, 1), "0.089267");
        Printed.assertPrints(value(b, "StdErr", 1, 4), "0.102553");
        assertThat(b.indexOf("Predicted")).isNegative();
    }

    @Test
    void keepsAnExistingVariableOfTheSameName() {
        MemoryContext context = run("proc plm source=p1; score data=amenorrhea out=a predicted=time; run;");
        Table a = context.table("WORK.A");
        assertThat(a.indexOf("time")).isEqualTo(2);
        assertThat(a.indexOf("time3")).isEqualTo(a.variables().size() - 1);
    }

    @Test
    void residualsAreMissingWhereTheResponseIs() {
        MemoryContext context = run("proc plm source=p1; score data=amenorrhea out=a p r / ilink; run;");
        Table a = context.table("WORK.A");
        for (int row = 0; row < 100; row++) {
            double y = a.numeric(a.indexOf("y")).get(row);
            double residual = a.numeric(a.indexOf("Resid")).get(row);
            if (Missing.isMissing(y)) {
                assertThat(Missing.isMissing(residual)).isTrue();
            } else {
                assertThat(residual)
                        .isCloseTo(y - a.numeric(a.indexOf("Predicted")).get(row), within(1e-15));
            }
        }
    }

    @Test
    void showsStoreAndParameters() {
        MemoryContext context = run("proc plm source=p1; show parameters covariance; run;");
        OutputTable information = context.tablesNamed("StoreInfo").get(0);
        assertThat(information.rows().stream().map(r -> text(r.get(0)) + "=" + text(r.get(1))))
                .containsExactly(
                        "Item Store=WORK.P1",
                        "Data Set Created From=WORK.AMENORRHEA",
                        "Created By=PROC GENMOD",
                        "Date Created=02JAN20:03:04:05",
                        "Response Variable=y",
                        "Link Function=Logit",
                        "Distribution=Binomial",
                        "Class Variables=id trt t",
                        "Model Effects=Intercept time time2 time*trt time2*trt");
        OutputTable parameters = context.tablesNamed("ParameterEstimates").get(0);
        Printed.assertPrints(((Cell.Number) parameters.rows().get(3).get(2)).value(), "0.337953");
        Printed.assertPrints(((Cell.Number) parameters.rows().get(3).get(3)).value(), "0.109672");
        assertThat(context.tablesNamed("Cov").get(0).rows()).hasSize(5);
    }

    private static String text(Cell cell) {
        return ((Cell.Text) cell).value();
    }

    @Test
    void explainsWhatIsWrong() {
        assertThatThrownBy(() -> run("proc plm source=nosuch; run;"))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Item store WORK.NOSUCH does not exist.");
        assertThatThrownBy(() -> run("proc plm; run;"))
                .hasMessage("The RESTORE= option is required in the PROC PLM statement.");
        MemoryContext context = run("");
        context.keepStore(DataSetReference.of("", "BAD"), new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
        context.with("WORK.FEW", PublishedTables.numbers("time", List.of(new double[] {1})));
        ParsedSteps steps = new ParsedSteps(context, new PlmProcedure());
        assertThatThrownBy(() -> steps.run("proc plm source=bad; run;"))
                .hasMessage("Item store WORK.BAD cannot be read: the file is no item store.");
        assertThatThrownBy(() -> steps.run("proc plm source=p1; score data=few; run;"))
                .hasMessage("Variable time2 of the item store is not in data set WORK.FEW.");
    }

    /**
     * One-way Poisson model: the least-squares means are the logs of the groups' means (9.3, 10.0, 12.9 bacilli), with
     * variance 1 / sum; closed forms.
     */
    @Test
    void leastSquaresMeansOfAOneWayLayoutAreItsGroupMeans() {
        MemoryContext context = new MemoryContext().with("WORK.P", PublishedTables.leprosy());
        new ParsedSteps(context, new GenmodProcedure(), new PlmProcedure())
                .run("proc genmod data=p; class drug; model before = drug / dist=poisson;"
                        + " lsmeans drug / diff ilink cl exp; store s; run;"
                        + " proc plm source=s; lsmeans drug / pdiff=control('P') adjust=bon; run;");
        OutputTable means = context.tablesNamed("LSMeans").get(0);
        double[] expected = {9.3, 10.0, 12.9};
        for (int i = 0; i < 3; i++) {
            List<Cell> row = means.rows().get(i);
            assertThat(number(means, row, "Estimate")).isCloseTo(Math.log(expected[i]), within(1e-9));
            assertThat(number(means, row, "StdErr")).isCloseTo(1 / Math.sqrt(10 * expected[i]), within(1e-9));
            assertThat(number(means, row, "Mu")).isCloseTo(expected[i], within(1e-8));
            assertThat(number(means, row, "ExpEstimate")).isCloseTo(expected[i], within(1e-8));
        }
        assertThat(context.tablesNamed("Diffs").get(0).rows()).hasSize(3);
        OutputTable differences = context.tablesNamed("Diffs").get(1);
        assertThat(differences.rows()).hasSize(2);
        List<Cell> first = differences.rows().get(0);
        assertThat(number(differences, first, "Estimate")).isCloseTo(Math.log(9.3 / 12.9), within(1e-9));
        assertThat(number(differences, first, "Adjp"))
                .isCloseTo(2 * number(differences, first, "Probz"), within(1e-12));
    }

    private static double number(OutputTable table, List<Cell> row, String variable) {
        for (int j = 0; j < row.size(); j++) {
            if (table.columns().get(j).variable().equals(variable)) {
                return ((Cell.Number) row.get(j)).value();
            }
        }
        throw new AssertionError("no column " + variable);
    }

    @Test
    void leastSquaresMeansNeedIndicatorCoding() {
        assertThatThrownBy(() -> run("proc plm source=p1; lsmeans trt; run;"))
                .hasMessage("The LSMEANS statement requires PARAM=GLM for all classification variables of the model.");
    }
}
