package hermite.sas.proc;

import hermite.data.Table;
import hermite.data.TableBuilder;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.List;

/** Writes small data sets for tests in one line, and reads values out of them. */
public final class Tables {
    private Tables() {}

    /** {@code of("x name$8", 1, "a", 2, "b")}: a name with {@code $n} is text of length n; values row by row. */
    public static Table of(String variables, Object... values) {
        List<Variable> columns = new ArrayList<>();
        for (String written : variables.split(" ")) {
            String[] parts = written.split("\\$");
            columns.add(
                    parts.length == 1
                            ? Variable.numeric(written)
                            : Variable.character(parts[0], Integer.parseInt(parts[1])));
        }
        TableBuilder builder = new TableBuilder(columns);
        for (int i = 0; i < values.length; i++) {
            int column = i % columns.size();
            if (values[i] instanceof Number number) {
                builder.set(column, number.doubleValue());
            } else {
                builder.set(column, (String) values[i]);
            }
            if (column == columns.size() - 1) {
                builder.endRow();
            }
        }
        return builder.build();
    }

    public static double number(Table table, int row, String variable) {
        return table.numeric(table.indexOf(variable)).get(row);
    }

    public static String text(Table table, int row, String variable) {
        return table.character(table.indexOf(variable)).get(row);
    }

    public static List<Double> numbers(Table table, String variable) {
        List<Double> numbers = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            numbers.add(number(table, row, variable));
        }
        return numbers;
    }

    public static List<String> names(Table table) {
        return table.variables().stream().map(Variable::name).toList();
    }
}
