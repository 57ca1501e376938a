package hermite.sas.proc.contents;

import static hermite.sas.proc.StepBuilder.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Format;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentsProcedureTest {
    private final Table data = Tables.of("name$12 x10 x2 Born", "a", 1, 2, 3)
            .withVariables(List.of(
                    Variable.character("name", 12).withLabel("Patient"),
                    Variable.numeric("x10"),
                    Variable.numeric("x2"),
                    Variable.numeric("Born").withFormat(Optional.of(Format.of("DATE9.")))))
            .withSortedBy(List.of(new SortKey("name", false), new SortKey("x2", true)));

    private MemoryContext contents(StepBuilder step) {
        return new MemoryContext().with("WORK.A", data).run(new ContentsProcedure(), step);
    }

    private static List<String> names(OutputTable table) {
        int column = table.columns().stream().map(c -> c.variable()).toList().indexOf("Variable");
        return table.rows().stream()
                .map(r -> ((Cell.Text) r.get(column)).value())
                .toList();
    }

    @Test
    void printsAttributesHostVariablesAndSortOrder() {
        MemoryContext context = contents(step().dataSet("DATA", "a"));
        assertThat(context.output())
                .extracting(OutputObject::name)
                .containsExactly("Attributes", "EngineHost", "Variables", "Sortedby");
        OutputTable sort = context.tablesNamed("Sortedby").get(0);
        assertThat(sort.rows().get(0)).endsWith(Cell.of("name DESCENDING x2"));
        assertThat(context.logLines()).isEmpty();
    }

    @Test
    void listsVariablesByNameWithTheirPlaceAndAttributes() {
        OutputTable table = contents(step()).tablesNamed("Variables").get(0);
        assertThat(names(table)).containsExactly("Born", "name", "x10", "x2");
        assertThat(table.rows().get(0))
                .containsExactly(
                        Cell.of("WORK.A"),
                        Cell.of(4.0),
                        Cell.of("Born"),
                        Cell.of("Num"),
                        Cell.of(8.0),
                        Cell.of("DATE9."),
                        Cell.of(""));
        assertThat(table.columns()).extracting(c -> c.variable()).doesNotContain("Informat");
    }

    @Test
    void varnumAndCasecollateChangeTheOrder() {
        assertThat(names(
                        contents(step().flags("VARNUM")).tablesNamed("Position").get(0)))
                .containsExactly("name", "x10", "x2", "Born");
        assertThat(names(contents(step().word("ORDER", "CASECOLLATE"))
                        .tablesNamed("Variables")
                        .get(0)))
                .containsExactly("Born", "name", "x2", "x10");
    }

    @Test
    void outHasARowForEachVariable() {
        Table out = contents(step().flags("NOPRINT").dataSet("OUT", "c")).table("WORK.C");
        assertThat(out.rowCount()).isEqualTo(4);
        assertThat(Tables.text(out, 0, "NAME")).isEqualTo("Born");
        assertThat(Tables.text(out, 0, "FORMAT")).isEqualTo("DATE");
        assertThat(Tables.number(out, 0, "FORMATL")).isEqualTo(9);
        assertThat(Tables.number(out, 1, "TYPE")).isEqualTo(2);
        assertThat(Tables.number(out, 3, "SORTEDBY")).isEqualTo(-2);
        assertThat(Tables.numbers(out, "NPOS")).containsExactly(16.0, 24.0, 0.0, 8.0);
    }

    @Test
    void allDescribesEveryDataSetOfTheLibrary() {
        MemoryContext context = new MemoryContext()
                .with("WORK.A", data)
                .with("WORK.B", Tables.of("y"))
                .with("OTHER.C", Tables.of("z"));
        context.run(new ContentsProcedure(), step().dataSet("DATA", "work._all_"));
        assertThat(context.tablesNamed("Members").get(0).rows()).hasSize(2);
        assertThat(context.tablesNamed("Attributes")).hasSize(2);
    }

    @Test
    void aDataSetThatIsNotThereFails() {
        assertThatThrownBy(() -> contents(step().dataSet("DATA", "nosuch")))
                .hasMessage("File WORK.NOSUCH.DATA does not exist.");
    }
}
