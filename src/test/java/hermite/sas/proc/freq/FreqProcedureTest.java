package hermite.sas.proc.freq;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.SharedData;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.report.Cell;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import hermite.sas.syntax.ast.OptionValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class FreqProcedureTest {
    private final Table data =
            Tables.of("g$1 y w", "a", 1, 3, "a", 2, 1, "b", 1, 1, "b", 2, 3, "b", Missing.DOT, 5, "c", 2, Missing.DOT);

    private static MemoryContext freq(Table table, StepBuilder step) {
        return new MemoryContext().with("WORK.A", table).run(new FreqProcedure(), step);
    }

    private static Map<String, OptionValue> slash(String... flags) {
        Map<String, OptionValue> options = new HashMap<>();
        Arrays.stream(flags).forEach(f -> options.put(f, new OptionValue.None()));
        return options;
    }

    private static Map<String, OptionValue> out(String... flags) {
        Map<String, OptionValue> options = slash(flags);
        options.put("OUT", new OptionValue.DataSet(StepBuilder.reference("o")));
        return options;
    }

    private static double number(OutputTable table, int row, String variable) {
        int column = table.columns().stream().map(c -> c.variable()).toList().indexOf(variable);
        return ((Cell.Number) table.rows().get(row).get(column)).value();
    }

    @Test
    void oneWayTableCountsAndCumulates() {
        MemoryContext context = freq(data, step().effects("TABLES", Map.of(), "y"));
        OutputTable table = context.tablesNamed("OneWayFreqs").get(0);
        assertThat(table.rows()).hasSize(2);
        assertThat(number(table, 0, "Frequency")).isEqualTo(2);
        assertThat(number(table, 0, "Percent")).isEqualTo(40);
        assertThat(number(table, 1, "CumFrequency")).isEqualTo(5);
        assertThat(number(table, 1, "CumPercent")).isEqualTo(100);
        assertThat(context.tablesNamed("MissingFreqs").get(0).rows().get(0))
                .containsExactly(Cell.of("Frequency Missing = 1"));
    }

    @Test
    void missingMakesMissingValuesLevels() {
        OutputTable table = freq(data, step().effects("TABLES", slash("MISSING"), "y"))
                .tablesNamed("OneWayFreqs")
                .get(0);
        assertThat(table.rows()).hasSize(3);
        assertThat(table.rows().get(0).get(1)).isEqualTo(Cell.of("."));
        assertThat(number(table, 2, "CumPercent")).isEqualTo(100);
    }

    @Test
    void withoutTablesEveryVariableIsCounted() {
        assertThat(freq(data, step()).tablesNamed("OneWayFreqs")).hasSize(3);
    }

    @Test
    void weightsAreAddedUpAndRowsWithoutWeightLeftOut() {
        OutputTable table = freq(data, step().variables("WEIGHT", "w").effects("TABLES", Map.of(), "g"))
                .tablesNamed("OneWayFreqs")
                .get(0);
        assertThat(table.rows()).hasSize(2);
        assertThat(number(table, 1, "Frequency")).isEqualTo(9);
    }

    @Test
    void crosstabulationHasCellsMarginsAndTotalInItsDataSet() {
        MemoryContext context = freq(data, step().variables("WEIGHT", "w").effects("TABLES", slash("CHISQ"), "g*y"));
        OutputTable table = context.tablesNamed("CrossTabFreqs").get(0);
        assertThat(table.titles()).containsExactly("Table of g by y");
        Table cells = table.dataSet().orElseThrow();
        assertThat(Tables.names(cells))
                .containsExactly(
                        "Table",
                        "g",
                        "y",
                        "_TYPE_",
                        "_TABLE_",
                        "Frequency",
                        "Percent",
                        "RowPercent",
                        "ColPercent",
                        "Missing");
        assertThat(Tables.numbers(cells, "Frequency")).containsExactly(3.0, 1.0, 4.0, 1.0, 3.0, 4.0, 4.0, 4.0, 8.0);
        assertThat(Tables.number(cells, 0, "RowPercent")).isEqualTo(75);
        assertThat(Tables.text(cells, 2, "_TYPE_")).isEqualTo("10");
        assertThat(Tables.number(cells, 8, "Missing")).isEqualTo(5);
        assertThat(context.output())
                .extracting(OutputObject::name)
                .containsExactly("CrossTabFreqs", "MissingFreqs", "ChiSq", "FishersExact", "SampleSize");
        OutputTable tests = context.tablesNamed("ChiSq").get(0);
        assertThat(number(tests, 0, "Value")).isEqualTo(2);
        // P(chi-square with one degree of freedom > 2) = erfc(1) = 0.157299207 (Abramowitz and Stegun, table 7.1)
        assertThat(number(tests, 0, "Prob")).isCloseTo(0.157299207, within(1e-9));
    }

    @Test
    void printedCellsHaveOnlyTheLinesAskedFor() {
        OutputTable table = freq(data, step().effects("TABLES", slash("NOROW", "NOCOL", "NOPERCENT"), "g*y"))
                .tablesNamed("CrossTabFreqs")
                .get(0);
        assertThat(table.columns().get(0).heading()).containsExactly("g", "Frequency");
        assertThat(table.rows()).hasSize(4);
        assertThat(table.rows().get(3))
                .containsExactly(
                        Cell.of("Total"), new Cell.Shown(2, "2"), new Cell.Shown(3, "3"), new Cell.Shown(5, "5"));
    }

    @Test
    void strataMakeATableEach() {
        Table three = Tables.of("s a b", 1, 1, 1, 1, 2, 2, 2, 1, 2);
        List<OutputTable> tables =
                freq(three, step().effects("TABLES", Map.of(), "s*a*b")).tablesNamed("CrossTabFreqs");
        assertThat(tables)
                .extracting(t -> String.join("/", t.titles()))
                .containsExactly("Table 1 of a by b/Controlling for s=1", "Table 2 of a by b/Controlling for s=2");
    }

    @Test
    void listShowsCombinationsAsRows() {
        OutputTable table = freq(data, step().effects("TABLES", slash("LIST"), "g*y"))
                .tablesNamed("List")
                .get(0);
        assertThat(table.rows()).hasSize(5);
        assertThat(number(table, 4, "CumFrequency")).isEqualTo(5);
    }

    @Test
    void outHasMissingCombinationsWithoutPercentage() {
        Table result = freq(data, step().effects("TABLES", out(), "y")).table("WORK.O");
        assertThat(Tables.names(result)).containsExactly("y", "COUNT", "PERCENT");
        assertThat(Tables.numbers(result, "COUNT")).containsExactly(1.0, 2.0, 3.0);
        assertThat(Missing.isMissing(Tables.number(result, 0, "PERCENT"))).isTrue();
        assertThat(Tables.number(result, 2, "PERCENT")).isEqualTo(60);
    }

    @Test
    void sparseAndOutpctFillTheDataSet() {
        Table result = freq(
                        data, step().flags("NOPRINT").effects("TABLES", out("SPARSE", "OUTPCT", "OUTEXPECT"), "g*y"))
                .table("WORK.O");
        assertThat(Tables.names(result))
                .containsExactly("g", "y", "COUNT", "EXPECTED", "PERCENT", "PCT_ROW", "PCT_COL");
        assertThat(Tables.numbers(result, "COUNT")).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0);
        assertThat(Tables.number(result, 6, "PCT_ROW")).isEqualTo(100);
        assertThat(Tables.number(result, 6, "EXPECTED")).isCloseTo(3.0 / 5, within(1e-15));
    }

    @Test
    void orderByFrequencyPutsTheMostFrequentFirst() {
        OutputTable table = freq(data, step().word("ORDER", "FREQ").effects("TABLES", Map.of(), "g"))
                .tablesNamed("OneWayFreqs")
                .get(0);
        assertThat(table.rows().stream().map(r -> r.get(1)).toList())
                .containsExactly(Cell.of("b"), Cell.of("a"), Cell.of("c"));
    }

    @Test
    void nlevelsCountsLevels() {
        OutputTable table = freq(data, step().flags("NLEVELS").effects("TABLES", Map.of(), "y"))
                .tablesNamed("NLevels")
                .get(0);
        assertThat(table.rows().get(0)).containsExactly(Cell.of("y"), Cell.of(3.0), Cell.of(1.0), Cell.of(2.0));
    }

    /** Patterns of Agresti's abortion data, men and women: totals of the table in shared/data/SOURCES.md, section 1. */
    @Test
    @EnabledIf("hermite.SharedData#available")
    void meetsThePublishedTotalsOfTheAbortionData() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.path("data/Abortion.dat"));
        List<String> header = Arrays.asList(lines.get(0).strip().split("\\s+"));
        Object[] values = lines.stream()
                .skip(1)
                .filter(l -> !l.isBlank())
                .map(l -> l.strip().split("\\s+"))
                .flatMap(f -> java.util.stream.Stream.of(
                        (Object) Double.valueOf(f[header.indexOf("gender")]),
                        Double.valueOf(f[header.indexOf("response")]),
                        Double.valueOf(f[header.indexOf("situation")])))
                .toArray();
        Table result = freq(
                        Tables.of("gender response situation", values),
                        step().flags("NOPRINT").effects("TABLES", out(), "situation*gender*response"))
                .table("WORK.O");
        // situation 1, men: yes in 342 + 26 + 11 + 32, no in 6 + 21 + 19 + 356
        assertThat(Tables.number(result, 0, "COUNT")).isEqualTo(402);
        assertThat(Tables.number(result, 1, "COUNT")).isEqualTo(411);
        // women: yes in 440 + 25 + 14 + 47, no in 14 + 18 + 22 + 457
        assertThat(Tables.number(result, 2, "COUNT")).isEqualTo(511);
        assertThat(Tables.number(result, 3, "COUNT")).isEqualTo(526);
    }
}
