package hermite.sas.session.step;

import hermite.data.Formats;
import hermite.data.NumericColumn;
import hermite.data.SortKey;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.Cell;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.syntax.ast.DataStatement.ByItem;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Cuts a procedure's input into the groups of its BY statement and sees that the rows are in order. */
final class ByGrouping {
    private final Formats formats;

    ByGrouping(Formats formats) {
        this.formats = formats;
    }

    static ByGroup whole(Table table) {
        return new ByGroup("", List.of(), List.of(), table);
    }

    List<ByGroup> groups(InputData input, Body.By by) {
        Table table = input.table();
        List<SortKey> keys = new ArrayList<>();
        for (ByItem item : by.items()) {
            Variable variable = VariableNames.find(item.name(), table, item.place());
            keys.add(new SortKey(variable.name(), item.descending()));
        }
        Comparator<Integer> order = table.comparator(keys);
        List<ByGroup> groups = new ArrayList<>();
        int start = 0;
        for (int row = 1; row <= table.rowCount(); row++) {
            int compared = row == table.rowCount() ? -1 : order.compare(row - 1, row);
            if (compared > 0 && !by.notSorted()) {
                throw notSorted(input, keys, row);
            }
            if (compared != 0) {
                groups.add(group(table, keys, start, row));
                start = row;
            }
        }
        return groups;
    }

    private ByGroup group(Table table, List<SortKey> keys, int from, int to) {
        List<String> names = keys.stream().map(SortKey::variable).toList();
        List<Cell> values = names.stream().map(n -> cell(table, n, from)).toList();
        Table rows = from == 0 && to == table.rowCount()
                ? table
                : table.selectRows(IntStream.range(from, to).toArray());
        return new ByGroup(heading(table, names, from, "=", " "), names, values, rows);
    }

    private static Cell cell(Table table, String name, int row) {
        int place = table.indexOf(name);
        return table.column(place) instanceof NumericColumn numbers
                ? Cell.of(numbers.get(row))
                : Cell.of(table.character(place).get(row));
    }

    private String heading(Table table, List<String> names, int row, String equals, String between) {
        List<String> parts = new ArrayList<>();
        for (String name : names) {
            int place = table.indexOf(name);
            Variable variable = table.variable(place);
            String value = table.column(place) instanceof NumericColumn numbers
                    ? formats.display(variable, numbers.get(row))
                    : formats.display(variable, table.character(place).get(row));
            parts.add(name + equals + value);
        }
        return String.join(between, parts);
    }

    /** Names the first variable that is out of order, as SAS does. */
    private StepFailure notSorted(InputData input, List<SortKey> keys, int row) {
        Table table = input.table();
        for (SortKey key : keys) {
            int compared = table.comparator(List.of(key)).compare(row - 1, row);
            if (compared > 0) {
                List<String> name = List.of(key.variable());
                return new StepFailure(
                        StepMessage.NOT_SORTED,
                        input.name(),
                        key.descending() ? "descending" : "ascending",
                        heading(table, name, row - 1, " = ", " "),
                        heading(table, name, row, " = ", " "));
            }
            if (compared < 0) {
                break;
            }
        }
        throw new IllegalStateException("rows " + (row - 1) + " and " + row + " are in order");
    }
}
