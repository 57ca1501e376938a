package hermite.report.destination;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and types: shared/spec/output_layout.md, section 3.3. */
class TableToDataSetTest {
    private static final List<OutputColumn> COLUMNS = List.of(
            OutputColumn.rowHeader("Parm", "Parameter"),
            OutputColumn.text("", "only printed"),
            OutputColumn.number("Stderr", "Standard|Error", NumberFormats.F8_4),
            OutputColumn.number("ProbZ", "Pr > Z", NumberFormats.PVALUE6_4),
            OutputColumn.number("nValue1", "", NumberFormats.BEST12).onlyInDataSet());

    private static OutputTable estimates(String parameter, Cell stderr, Cell p) {
        return OutputTable.of(
                "GEEEmpPEst",
                "",
                Layout.COLUMNS,
                COLUMNS,
                List.of(List.of(Cell.of(parameter), Cell.of("x"), stderr, p, Cell.of(4))));
    }

    @Test
    void namesLabelsAndFormatsVariablesByTheColumns() {
        Table data = TableToDataSet.convert(estimates("Intercept", Cell.of(0.18), Cell.of(0.00001)));

        assertThat(data.variables().stream().map(Variable::name)).containsExactly("Parm", "Stderr", "ProbZ", "nValue1");
        assertThat(data.variable(0)).isEqualTo(Variable.character("Parm", 9).withLabel("Parameter"));
        assertThat(data.variable(1).label()).isEqualTo("Standard Error");
        assertThat(data.variable(2).format()).contains(Format.of("PVALUE6.4"));
        assertThat(data.numeric(1).get(0)).isEqualTo(0.18);
        assertThat(data.numeric(2).get(0)).isEqualTo(0.00001);
        assertThat(data.numeric(3).get(0)).isEqualTo(4);
    }

    @Test
    void appendsTablesOfByGroupsWithTheByVariablesFirst() {
        Variable trt = Variable.numeric("trt");
        Variable center = Variable.character("center", 2);
        Table data = TableToDataSet.convert(List.of(
                new TableToDataSet.Part(
                        estimates("Intercept", Cell.of(0.18), Cell.BLANK),
                        List.of(
                                new TableToDataSet.ByValue(trt, Cell.of(0)),
                                new TableToDataSet.ByValue(center, Cell.of("A")))),
                new TableToDataSet.Part(
                        estimates("time*trt  1", Cell.missing(), new Cell.Shown(2, "two")),
                        List.of(
                                new TableToDataSet.ByValue(trt, Cell.of(1)),
                                new TableToDataSet.ByValue(center, Cell.of("BC"))))));

        assertThat(data.variables().stream().map(Variable::name))
                .containsExactly("trt", "center", "Parm", "Stderr", "ProbZ", "nValue1");
        assertThat(data.rowCount()).isEqualTo(2);
        assertThat(data.numeric(0).values()).containsExactly(0, 1);
        assertThat(data.character(1).get(1)).isEqualTo("BC");
        assertThat(data.variable(2).length()).isEqualTo("time*trt  1".length());
        assertThat(Missing.code(data.numeric(3).get(1))).isEqualTo('.');
        assertThat(Missing.isMissing(data.numeric(4).get(0))).isTrue();
        assertThat(data.numeric(4).get(1)).isEqualTo(2);
    }

    @Test
    void keepsTextOfNumbersInCharacterVariables() {
        OutputTable table = OutputTable.of(
                "T",
                "",
                Layout.COLUMNS,
                List.of(OutputColumn.text("Value", "Value")),
                List.of(List.of(Cell.of(3)), List.of(new Cell.Shown(4, "four"))));

        Table data = TableToDataSet.convert(table);

        assertThat(data.character(0).get(0)).isEqualTo("3");
        assertThat(data.character(0).get(1)).isEqualTo("four");
    }

    @Test
    void takesTheDataSetATableBringsAlong() {
        hermite.data.TableBuilder wide =
                new hermite.data.TableBuilder(List.of(Variable.character("VName_y", 32), Variable.numeric("y_Mean")));
        wide.set(0, "y").set(1, 2.5).endRow();
        OutputTable summary = estimates("y", Cell.of(1), Cell.of(1)).withDataSet(wide.build());

        Table data = TableToDataSet.convert(List.of(
                new TableToDataSet.Part(
                        summary, List.of(new TableToDataSet.ByValue(Variable.numeric("trt"), Cell.of(0)))),
                new TableToDataSet.Part(
                        summary, List.of(new TableToDataSet.ByValue(Variable.numeric("trt"), Cell.of(1))))));

        assertThat(data.variables().stream().map(Variable::name)).containsExactly("trt", "VName_y", "y_Mean");
        assertThat(data.numeric(0).values()).containsExactly(0, 1);
        assertThat(data.character(1).get(1)).isEqualTo("y");
        assertThat(data.numeric(2).values()).containsExactly(2.5, 2.5);
    }
}
