package hermite.sas.proc.print;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrintProcedureTest {
    private final Table sales =
            Tables.of("region$5 item$3 amount", "north", "a", 10, "north", "b", 2.5, "south", "a", 4);

    private static MemoryContext print(Table table, StepBuilder step) {
        return new MemoryContext().with("WORK.A", table).run(new PrintProcedure(), step);
    }

    private static List<String> headings(OutputTable table) {
        return table.columns().stream().map(c -> String.join("/", c.heading())).toList();
    }

    private static List<List<String>> printed(OutputTable table) {
        return table.rows().stream()
                .map(row -> java.util.stream.IntStream.range(0, row.size())
                        .mapToObj(i -> text(table.columns().get(i), row.get(i)))
                        .toList())
                .toList();
    }

    private static String text(OutputColumn column, Cell cell) {
        if (cell instanceof Cell.Number number) {
            return Missing.isMissing(number.value())
                    ? Missing.text(number.value())
                    : column.format().print(number.value());
        }
        if (cell instanceof Cell.Shown shown) {
            return shown.text();
        }
        return cell instanceof Cell.Text text ? text.value() : "";
    }

    @Test
    void printsRowNumbersAndAllVariables() {
        OutputTable table = print(sales, step()).tablesNamed("Print").get(0);
        assertThat(headings(table)).containsExactly("Obs", "region", "item", "amount");
        assertThat(table.rows()).hasSize(3);
        assertThat(table.rows().get(2)).containsExactly(Cell.of(3.0), Cell.of("south"), Cell.of("a"), Cell.of(4.0));
    }

    @Test
    void idReplacesTheRowNumberAndLeavesVarsOrder() {
        OutputTable table = print(sales, step().variables("ID", "item").variables("VAR", "amount", "region"))
                .tablesNamed("Print")
                .get(0);
        assertThat(headings(table)).containsExactly("item", "amount", "region");
        assertThat(table.columns().get(0).rowHeader()).isTrue();
    }

    @Test
    void splitsLabelsAtTheSplitCharacter() {
        Table labelled = sales.withVariables(List.of(
                Variable.character("region", 5),
                Variable.character("item", 3),
                Variable.numeric("amount").withLabel("Amount*in euro")));
        OutputTable table = print(labelled, step().text("SPLIT", "*").flags("NOOBS"))
                .tablesNamed("Print")
                .get(0);
        assertThat(headings(table)).containsExactly("region", "item", "Amount/in euro");
    }

    @Test
    void oneTableAGroupWithSubtotalsAndATotal() {
        MemoryContext context = print(sales, step().by("region").variables("SUM", "amount"));
        assertThat(context.groupHeadings()).containsExactly("region=north", "region=south");
        List<List<String>> north = printed(context.tablesNamed("Print").get(0));
        assertThat(north).hasSize(4);
        assertThat(north.get(3).get(0)).isEqualTo("region");
        assertThat(Double.parseDouble(north.get(3).get(2))).isEqualTo(12.5);
        List<List<String>> south = printed(context.tablesNamed("Print").get(1));
        assertThat(south.get(0).get(0)).isIn("3", "3.0");
        assertThat(south).hasSize(3);
        assertThat(south.get(1).get(2)).matches("=+");
        assertThat(Double.parseDouble(south.get(2).get(2))).isEqualTo(16.5);
    }

    @Test
    void sumbyAddsUpUntilTheNamedVariableChanges() {
        MemoryContext context = print(
                sales, step().by("region", "item").variables("SUM", "amount").variables("SUMBY", "region"));
        assertThat(context.tablesNamed("Print").get(0).rows()).hasSize(1);
        List<List<String>> second = printed(context.tablesNamed("Print").get(1));
        assertThat(Double.parseDouble(second.get(2).get(1))).isEqualTo(12.5);
    }

    @Test
    void countsTheRowsUnderTheTable() {
        MemoryContext context = print(sales, step().flags("N"));
        assertThat(context.tablesNamed("PrintN").get(0).rows().get(0)).containsExactly(Cell.of("N = 3"));
    }

    @Test
    void anEmptyDataSetGivesANoteAndNoTable() {
        MemoryContext context = print(Tables.of("x"), step());
        assertThat(context.output()).isEmpty();
        assertThat(context.logLines()).endsWith("NOTE: No observations in data set WORK.A.");
    }

    @Test
    void theOdsDataSetHasTheValuesAndNoTotals() {
        OutputTable table = print(sales, step().variables("SUM", "amount"))
                .tablesNamed("Print")
                .get(0);
        assertThat(Tables.numbers(table.dataSet().orElseThrow(), "amount")).containsExactly(10.0, 2.5, 4.0);
    }
}
