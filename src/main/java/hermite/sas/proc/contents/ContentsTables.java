package hermite.sas.proc.contents;

import hermite.data.Format;
import hermite.data.SortKey;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.NumberFormats;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tables PROC CONTENTS prints, with SAS's table and column names. */
final class ContentsTables {
    private ContentsTables() {}

    /** Name, size and state of a data set, in two columns of labels and values. */
    static OutputTable attributes(Member member) {
        List<OutputColumn> columns = List.of(
                OutputColumn.text("Member", "").onlyInDataSet(),
                OutputColumn.rowHeader("Label1", ""),
                OutputColumn.text("cValue1", ""),
                OutputColumn.number("nValue1", "", NumberFormats.BEST12).onlyInDataSet(),
                OutputColumn.text("Label2", ""),
                OutputColumn.text("cValue2", ""),
                OutputColumn.number("nValue2", "", NumberFormats.BEST12).onlyInDataSet());
        boolean sorted = !member.table().sortedBy().isEmpty();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row(
                member,
                "Data Set Name",
                member.name(),
                "Observations",
                member.table().rowCount()));
        rows.add(row(
                member,
                "Member Type",
                "DATA",
                "Variables",
                member.table().variables().size()));
        rows.add(row(member, "Engine", member.library().engine(), "Indexes", 0));
        rows.add(row(member, "Label", member.table().label(), "Observation Length", member.observationLength()));
        rows.add(row(member, "Data Set Type", "", "Deleted Observations", 0));
        rows.add(row(member, "Encoding", "utf-8  Unicode (UTF-8)", "Compressed", "NO"));
        rows.add(row(member, "", "", "Sorted", sorted ? "YES" : "NO"));
        return OutputTable.of("Attributes", "", Layout.LABEL_VALUE, columns, rows);
    }

    private static List<Cell> row(Member member, String label1, String value1, String label2, int value2) {
        return row(member, label1, value1, label2, Cell.of(String.valueOf(value2)), Cell.of((double) value2));
    }

    private static List<Cell> row(Member member, String label1, String value1, String label2, String value2) {
        return row(member, label1, value1, label2, Cell.of(value2), Cell.missing());
    }

    private static List<Cell> row(
            Member member, String label1, String value1, String label2, Cell text2, Cell number2) {
        return List.of(
                Cell.of(member.name()),
                Cell.of(label1),
                Cell.of(value1),
                Cell.missing(),
                Cell.of(label2),
                text2,
                number2);
    }

    /** Where the data set is kept. */
    static OutputTable engineHost(Member member) {
        return labelsAndValues(
                member,
                "EngineHost",
                "Engine/Host Dependent Information",
                List.of(
                        List.of("Engine", member.library().engine()),
                        List.of("Physical Name", member.library().physicalName())));
    }

    /** The keys of the sort flag. */
    static OutputTable sortInformation(Member member) {
        String keys =
                member.table().sortedBy().stream().map(ContentsTables::written).collect(Collectors.joining(" "));
        return labelsAndValues(
                member,
                "Sortedby",
                "Sort Information",
                List.of(List.of("Sortedby", keys), List.of("Validated", "YES"), List.of("Character Set", "UTF-8")));
    }

    private static String written(SortKey key) {
        return (key.descending() ? "DESCENDING " : "") + key.variable();
    }

    private static OutputTable labelsAndValues(Member member, String name, String title, List<List<String>> pairs) {
        return OutputTable.of(
                name,
                title,
                Layout.LABEL_VALUE,
                List.of(
                        OutputColumn.text("Member", "").onlyInDataSet(),
                        OutputColumn.rowHeader("Label1", ""),
                        OutputColumn.text("cValue1", "")),
                pairs.stream()
                        .map(p -> List.of(Cell.of(member.name()), Cell.of(p.get(0)), Cell.of(p.get(1))))
                        .toList());
    }

    /** The variables with their attributes; columns that would be empty are left out. */
    static OutputTable variables(Member member, VariableOrder order) {
        boolean creation = order == VariableOrder.VARNUM;
        List<Variable> variables = member.table().variables();
        List<Function<Variable, String>> values = new ArrayList<>();
        List<OutputColumn> columns = new ArrayList<>(List.of(
                OutputColumn.text("Member", "").onlyInDataSet(),
                OutputColumn.number("Num", "#", NumberFormats.INTEGER).asRowHeader(),
                OutputColumn.rowHeader("Variable", "Variable"),
                OutputColumn.text("Type", "Type"),
                OutputColumn.number("Len", "Len", NumberFormats.INTEGER)));
        addColumn(columns, values, variables, "Format", v -> written(v.format()));
        addColumn(columns, values, variables, "Informat", v -> written(v.informat()));
        addColumn(columns, values, variables, "Label", Variable::label);
        List<List<Cell>> rows = new ArrayList<>();
        for (int place : order.places(variables)) {
            Variable variable = variables.get(place);
            List<Cell> cells = new ArrayList<>(List.of(
                    Cell.of(member.name()),
                    Cell.of(place + 1.0),
                    Cell.of(variable.name()),
                    Cell.of(variable.isNumeric() ? "Num" : "Char"),
                    Cell.of((double) variable.length())));
            values.forEach(value -> cells.add(Cell.of(value.apply(variable))));
            rows.add(cells);
        }
        return OutputTable.of(
                creation ? "Position" : "Variables",
                creation ? "Variables in Creation Order" : "Alphabetic List of Variables and Attributes",
                Layout.COLUMNS,
                columns,
                rows);
    }

    private static void addColumn(
            List<OutputColumn> columns,
            List<Function<Variable, String>> values,
            List<Variable> variables,
            String name,
            Function<Variable, String> value) {
        if (variables.stream().anyMatch(v -> !value.apply(v).isEmpty())) {
            columns.add(OutputColumn.text(name, name));
            values.add(value);
        }
    }

    private static String written(Optional<Format> format) {
        return format.map(Format::toString).orElse("");
    }

    /** The names alone, in one cell. */
    static OutputTable names(Member member, VariableOrder order) {
        boolean creation = order == VariableOrder.VARNUM;
        String names = order.places(member.table().variables()).stream()
                .map(i -> member.table().variable(i).name())
                .collect(Collectors.joining(" "));
        return OutputTable.of(
                creation ? "PositionShort" : "VariablesShort",
                (creation ? "Variables in Creation Order for " : "Alphabetic List of Variables for ") + member.name(),
                Layout.LABEL_VALUE,
                List.of(
                        OutputColumn.text("Member", "").onlyInDataSet(),
                        OutputColumn.text("Variables", "").withWrap(96, 0)),
                List.of(List.of(Cell.of(member.name()), Cell.of(names))));
    }
}
