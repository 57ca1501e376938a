package hermite.data.engine;

import hermite.data.Column;
import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * The LENGTH of numeric variables: those shorter than eight bytes lose the last bytes of their fraction when a data set
 * is written (the bytes become zero, nothing is rounded). Missing values are not touched.
 */
final class StoredPrecision {
    private static final int FULL = 8;

    private StoredPrecision() {}

    /** The table as it is once written; the same table when no variable is shortened. */
    static Table of(Table table) {
        boolean shortened = table.variables().stream().anyMatch(v -> v.isNumeric() && v.length() < FULL);
        if (!shortened) {
            return table;
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < table.variables().size(); i++) {
            Variable variable = table.variable(i);
            boolean cut = variable.isNumeric() && variable.length() < FULL;
            columns.add(cut ? cut(table.numeric(i), variable.length()) : table.column(i));
        }
        return new Table(table.variables(), columns, table.rowCount(), table.label(), table.sortedBy());
    }

    private static NumericColumn cut(NumericColumn column, int length) {
        long kept = -1L << 8 * (FULL - length);
        double[] values = column.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (values[i] == values[i]) {
                values[i] = Double.longBitsToDouble(Double.doubleToRawLongBits(values[i]) & kept);
            }
        }
        return new NumericColumn(values);
    }
}
