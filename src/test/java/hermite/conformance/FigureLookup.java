package hermite.conformance;

import hermite.data.Column;
import hermite.data.NumericColumn;
import hermite.data.Table;

/** Finds the number a figure speaks of in the data set it names. */
final class FigureLookup {
    private FigureLookup() {}

    static double find(Table table, ConformanceCase.Figure figure) {
        int column = table.indexOf(figure.column());
        if (column < 0) {
            throw new AssertionError("data set " + figure.dataSet() + " has no variable " + figure.column() + ", only "
                    + table.variables().stream().map(v -> v.name()).toList());
        }
        int row = row(table, figure);
        Column values = table.column(column);
        return values instanceof NumericColumn numbers
                ? numbers.get(row)
                : Double.parseDouble(table.character(column).get(row).strip());
    }

    private static int row(Table table, ConformanceCase.Figure figure) {
        if (figure.row().startsWith("#")) {
            return Integer.parseInt(figure.row().substring(1)) - 1;
        }
        for (int row = 0; row < table.rowCount(); row++) {
            if (matches(table, row, figure.row())) {
                return row;
            }
        }
        throw new AssertionError("data set " + figure.dataSet() + " has no row with " + figure.row());
    }

    private static boolean matches(Table table, int row, String conditions) {
        for (String condition : conditions.split(";")) {
            int equals = condition.indexOf('=');
            int column = table.indexOf(condition.substring(0, equals));
            String wanted = condition.substring(equals + 1).strip();
            if (column < 0 || !text(table, column, row).equals(wanted)) {
                return false;
            }
        }
        return true;
    }

    private static String text(Table table, int column, int row) {
        if (!table.variable(column).isNumeric()) {
            return table.character(column).get(row).strip();
        }
        double value = table.numeric(column).get(row);
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
