package hermite.sas.proc.means;

import static hermite.sas.proc.StepBuilder.statistic;
import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.SharedData;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import hermite.sas.syntax.ast.OptionValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class MeansProcedureTest {
    private final Table data =
            Tables.of("g$1 h x y", "a", 1, 1, 10, "a", 2, 3, 20, "b", 1, 5, 30, "b", 2, Missing.DOT, 40, "", 1, 7, 50);
    private final OptionValue all = statistic(List.of(), List.of());

    private static MemoryContext means(Table table, StepBuilder step) {
        return new MemoryContext().with("WORK.A", table).run(new MeansProcedure(), step);
    }

    private static MemoryContext summary(Table table, StepBuilder step) {
        return new MemoryContext().with("WORK.A", table).run(new SummaryProcedure(), step);
    }

    private static OptionValue out(String name) {
        return new OptionValue.DataSet(StepBuilder.reference(name));
    }

    private static Map<String, OptionValue> options(Object... pairs) {
        Map<String, OptionValue> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (OptionValue) pairs[i + 1]);
        }
        return map;
    }

    private static List<String> headings(OutputTable table) {
        return table.columns().stream().map(c -> String.join(" ", c.heading())).toList();
    }

    @Test
    void printsTheFiveDefaultStatisticsOfAllNumericVariables() {
        OutputTable table = means(data, step()).tablesNamed("Summary").get(0);
        assertThat(headings(table)).containsExactly("Variable", "N", "Mean", "Std Dev", "Minimum", "Maximum");
        assertThat(table.rows()).hasSize(3);
        assertThat(table.rows().get(1))
                .containsExactly(
                        Cell.of("x"),
                        Cell.of(4.0),
                        Cell.of(4.0),
                        Cell.of(Math.sqrt(20.0 / 3)),
                        Cell.of(1.0),
                        Cell.of(7.0));
    }

    @Test
    void oneVariableIsNamedInTheTitle() {
        OutputTable table =
                means(data, step().variables("VAR", "x")).tablesNamed("Summary").get(0);
        assertThat(table.titles()).containsExactly("Analysis Variable : x");
        assertThat(headings(table)).startsWith("N", "Mean");
    }

    @Test
    void classLevelsLeaveOutRowsWithMissingLevels() {
        OutputTable table = means(
                        data, step().flags("MEAN", "N").variables("CLASS", "g").variables("VAR", "x"))
                .tablesNamed("Summary")
                .get(0);
        assertThat(headings(table)).containsExactly("g", "N Obs", "Mean", "N");
        assertThat(table.rows())
                .containsExactly(
                        List.of(Cell.of("a"), Cell.of(2.0), Cell.of(2.0), Cell.of(2.0)),
                        List.of(Cell.of("b"), Cell.of(2.0), Cell.of(5.0), Cell.of(1.0)));
    }

    @Test
    void theOdsDataSetHasTheStatisticsOfEachVariableSideBySide() {
        Table wide = means(
                        data, step().flags("N", "MEAN").variables("CLASS", "g").variables("VAR", "x", "y"))
                .tablesNamed("Summary")
                .get(0)
                .dataSet()
                .orElseThrow();
        assertThat(Tables.names(wide))
                .containsExactly("g", "NObs", "VName_x", "x_N", "x_Mean", "VName_y", "y_N", "y_Mean");
        assertThat(Tables.numbers(wide, "y_Mean")).containsExactly(15.0, 35.0);
    }

    @Test
    void outputHasAllCrossingsOfTheClassVariablesInOrderOfType() {
        Table result = summary(
                        data,
                        step().variables("CLASS", "g", "h")
                                .variables("VAR", "x")
                                .main("OUTPUT", options("OUT", out("o"), "SUM", all), Map.of()))
                .table("WORK.O");
        assertThat(Tables.names(result)).containsExactly("g", "h", "_TYPE_", "_FREQ_", "x");
        assertThat(Tables.numbers(result, "_TYPE_")).containsExactly(0.0, 1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0);
        assertThat(Tables.numbers(result, "_FREQ_")).containsExactly(4.0, 2.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0);
        assertThat(Tables.numbers(result, "x").subList(0, 5)).containsExactly(9.0, 6.0, 3.0, 4.0, 5.0);
        assertThat(Missing.isMissing(Tables.number(result, 8, "x"))).isTrue();
        assertThat(Tables.text(result, 0, "g")).isEmpty();
        assertThat(Tables.text(result, 8, "g")).isEqualTo("b");
    }

    @Test
    void nwayKeepsTheFullCrossingOnly() {
        Table result = summary(
                        data,
                        step().flags("NWAY", "MISSING")
                                .variables("CLASS", "g")
                                .main("OUTPUT", options("OUT", out("o")), Map.of()))
                .table("WORK.O");
        assertThat(Tables.names(result)).containsExactly("g", "_TYPE_", "_FREQ_");
        assertThat(Tables.numbers(result, "_FREQ_")).containsExactly(1.0, 2.0, 2.0);
    }

    @Test
    void statisticsTakeTheNamesGivenOrMadeByAutoname() {
        Map<String, OptionValue> wanted = options(
                "OUT",
                out("o"),
                "MEAN",
                statistic(List.of("y"), List.of("my")),
                "MAX",
                statistic(List.of(), List.of("mx", "mxy")));
        Table named = means(
                        data, step().flags("NOPRINT").variables("VAR", "x", "y").main("OUTPUT", wanted, Map.of()))
                .table("WORK.O");
        assertThat(Tables.names(named)).containsExactly("_TYPE_", "_FREQ_", "my", "mx", "mxy");
        assertThat(Tables.number(named, 0, "my")).isEqualTo(30);
        assertThat(Tables.number(named, 0, "mxy")).isEqualTo(50);

        Table automatic = means(
                        data,
                        step().variables("VAR", "x", "y")
                                .main(
                                        "OUTPUT",
                                        options("OUT", out("o"), "STD", all, "P25", all),
                                        options("AUTONAME", new OptionValue.None())))
                .table("WORK.O");
        assertThat(Tables.names(automatic)).endsWith("x_StdDev", "y_StdDev", "x_P25", "y_P25");
    }

    @Test
    void aNameThatIsTakenIsLeftOutWithAWarning() {
        MemoryContext context = means(
                data,
                step().variables("VAR", "x")
                        .main("OUTPUT", options("OUT", out("o"), "MEAN", all, "MIN", all), Map.of()));
        assertThat(Tables.names(context.table("WORK.O"))).containsExactly("_TYPE_", "_FREQ_", "x");
        assertThat(context.logLines()).contains("WARNING: Variable x already exists on file WORK.O.");
    }

    @Test
    void outputWithoutStatisticsHasARowForEachOfFive() {
        Table result = means(data, step().variables("VAR", "x", "y").main("OUTPUT", options("OUT", out("o")), Map.of()))
                .table("WORK.O");
        assertThat(Tables.names(result)).containsExactly("_TYPE_", "_FREQ_", "_STAT_", "x", "y");
        assertThat(List.of(
                        Tables.text(result, 0, "_STAT_"),
                        Tables.text(result, 1, "_STAT_"),
                        Tables.text(result, 2, "_STAT_"),
                        Tables.text(result, 3, "_STAT_"),
                        Tables.text(result, 4, "_STAT_")))
                .containsExactly("N", "MIN", "MAX", "MEAN", "STD");
        assertThat(Tables.numbers(result, "y").subList(0, 4)).containsExactly(5.0, 10.0, 50.0, 30.0);
    }

    @Test
    void byGroupsGiveOneTableAndOneRowEach() {
        Table sorted = Tables.of("h x", 1, 2, 1, 4, 2, 10);
        MemoryContext context = means(
                sorted,
                step().by("h").variables("VAR", "x").main("OUTPUT", options("OUT", out("o"), "MEAN", all), Map.of()));
        assertThat(context.tablesNamed("Summary")).hasSize(2);
        assertThat(Tables.names(context.table("WORK.O"))).containsExactly("h", "_TYPE_", "_FREQ_", "x");
        assertThat(Tables.numbers(context.table("WORK.O"), "x")).containsExactly(3.0, 10.0);
    }

    @Test
    void waysAndTypesChooseCrossings() {
        Table ways = summary(
                        data,
                        step().variables("CLASS", "g", "h")
                                .values("WAYS", new OptionValue.Number(1))
                                .main("OUTPUT", options("OUT", out("o")), Map.of()))
                .table("WORK.O");
        assertThat(Tables.numbers(ways, "_TYPE_")).containsExactly(1.0, 1.0, 2.0, 2.0);
        Table types = summary(
                        data,
                        step().variables("CLASS", "g", "h")
                                .effects("TYPES", Map.of(), "h", "g*h")
                                .main("OUTPUT", options("OUT", out("o")), Map.of()))
                .table("WORK.O");
        assertThat(Tables.numbers(types, "_TYPE_")).containsExactly(1.0, 1.0, 3.0, 3.0, 3.0, 3.0);
    }

    @Test
    void aTextVariableInVarFails() {
        assertThatThrownBy(() -> means(data, step().variables("VAR", "g")))
                .hasMessage("Variable G in list does not match type prescribed for this list.");
    }

    /** Means of the leprosy trial before and after, by drug: shared/data/SOURCES.md, section 2 (one decimal). */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void meetsThePublishedMeansOfTheLeprosyTrial() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("data/leprosy.csv"));
        assertThat(lines.get(0)).isEqualTo("drug,y1,y2");
        Object[] values = lines.stream()
                .skip(1)
                .flatMap(l -> java.util.Arrays.stream(l.split(",")))
                .map(v -> v.matches("[0-9.]+") ? (Object) Double.valueOf(v) : v)
                .toArray();
        Table result = summary(
                        Tables.of("drug$1 y1 y2", values),
                        step().flags("NWAY")
                                .variables("CLASS", "drug")
                                .variables("VAR", "y1", "y2")
                                .main("OUTPUT", options("OUT", out("o"), "MEAN", all), Map.of()))
                .table("WORK.O");
        double[][] published = {{9.3, 5.3}, {10.0, 6.1}, {12.9, 12.3}};
        for (int drug = 0; drug < 3; drug++) {
            assertThat(Tables.number(result, drug, "y1")).isCloseTo(published[drug][0], within(0.05));
            assertThat(Tables.number(result, drug, "y2")).isCloseTo(published[drug][1], within(0.05));
        }
    }
}
