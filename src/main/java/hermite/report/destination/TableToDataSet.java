package hermite.report.destination;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.ValueType;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Output tables as a data set, as ODS OUTPUT makes it: variables named and labelled by the columns, BY variables
 * first, tables of one name appended. Text is as long as its longest value.
 */
public final class TableToDataSet {
    /** The value of one BY variable in the group a table belongs to. */
    public record ByValue(Variable variable, Cell value) {}

    /** A table and the BY group it came from; no values without BY. */
    public record Part(OutputTable table, List<ByValue> by) {
        public Part {
            by = List.copyOf(by);
        }

        public Part(OutputTable table) {
            this(table, List.of());
        }
    }

    private static final CellText PRINTED = new CellText('.');

    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final List<Map<String, Cell>> rows = new ArrayList<>();

    private TableToDataSet() {}

    /** One data set of all parts, in order; a variable that a part lacks is missing in its rows. */
    public static Table convert(List<Part> parts) {
        TableToDataSet conversion = new TableToDataSet();
        for (Part part : parts) {
            part.by().forEach(by -> conversion.declare(by.variable()));
        }
        for (Part part : parts) {
            conversion.declareColumns(part.table());
            conversion.addRows(part);
        }
        return conversion.build();
    }

    /** The data set of a single table without BY groups. */
    public static Table convert(OutputTable table) {
        return convert(List.of(new Part(table)));
    }

    private static String key(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private void declare(Variable variable) {
        variables.merge(
                key(variable.name()),
                variable,
                (old, more) -> old.isNumeric() || more.length() <= old.length() ? old : old.withLength(more.length()));
    }

    private void declareColumns(OutputTable table) {
        if (table.dataSet().isPresent()) {
            table.dataSet().get().variables().stream()
                    .filter(v -> !variables.containsKey(key(v.name())) || !v.isNumeric())
                    .forEach(this::declare);
            return;
        }
        for (OutputColumn column : table.columns()) {
            if (!column.isInDataSet() || variables.containsKey(key(column.variable()))) {
                continue;
            }
            Variable variable = column.type() == ValueType.NUMERIC
                    ? Variable.numeric(column.variable())
                            .withFormat(Format.parse(column.format().sasFormat()))
                    : Variable.character(column.variable(), 1);
            declare(variable.withLabel(column.label().equals(column.variable()) ? "" : column.label()));
        }
    }

    private void addRows(Part part) {
        if (part.table().dataSet().isPresent()) {
            addRows(part, part.table().dataSet().get());
            return;
        }
        List<OutputColumn> own = part.table().columns();
        for (List<Cell> cells : part.table().rows()) {
            Map<String, Cell> row = new LinkedHashMap<>();
            part.by().forEach(by -> row.put(key(by.variable().name()), by.value()));
            for (int c = 0; c < own.size(); c++) {
                if (own.get(c).isInDataSet()) {
                    row.putIfAbsent(key(own.get(c).variable()), textFor(own.get(c), cells.get(c)));
                }
            }
            rows.add(row);
            row.forEach(this::lengthen);
        }
    }

    /** The rows of a data set that the table brings along. */
    private void addRows(Part part, Table own) {
        for (int r = 0; r < own.rowCount(); r++) {
            Map<String, Cell> row = new LinkedHashMap<>();
            part.by().forEach(by -> row.put(key(by.variable().name()), by.value()));
            for (int v = 0; v < own.variables().size(); v++) {
                Cell cell = own.variable(v).isNumeric()
                        ? Cell.of(own.numeric(v).get(r))
                        : Cell.of(own.character(v).get(r));
                row.putIfAbsent(key(own.variable(v).name()), cell);
            }
            rows.add(row);
        }
    }

    /** Numbers of a character variable as they print in this table, whose format a later one may not share. */
    private static Cell textFor(OutputColumn column, Cell cell) {
        return column.type() == ValueType.CHARACTER && cell instanceof Cell.Number
                ? Cell.of(PRINTED.of(column, cell))
                : cell;
    }

    private void lengthen(String key, Cell cell) {
        Variable variable = variables.get(key);
        if (!variable.isNumeric()) {
            variables.put(
                    key,
                    variable.withLength(Math.max(variable.length(), text(cell).length())));
        }
    }

    private static double number(Cell cell) {
        if (cell instanceof Cell.Number number) {
            return number.value();
        }
        return cell instanceof Cell.Shown shown ? shown.value() : Missing.DOT;
    }

    private static String text(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.value();
        }
        return cell instanceof Cell.Shown shown ? shown.text() : "";
    }

    private Table build() {
        List<Variable> all = List.copyOf(variables.values());
        TableBuilder builder = new TableBuilder(all);
        for (Map<String, Cell> row : rows) {
            for (int v = 0; v < all.size(); v++) {
                Cell cell = row.getOrDefault(key(all.get(v).name()), Cell.BLANK);
                if (all.get(v).isNumeric()) {
                    builder.set(v, number(cell));
                } else {
                    builder.set(v, text(cell));
                }
            }
            builder.endRow();
        }
        return builder.build();
    }
}
