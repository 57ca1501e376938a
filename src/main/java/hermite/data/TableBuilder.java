package hermite.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds a {@link Table} row by row: set each value of the row, then {@link #endRow}. */
public final class TableBuilder {
    private final List<Variable> variables;
    private final double[][] numbers;
    private final CharacterColumn.Builder[] texts;
    private int rows;

    public TableBuilder(List<Variable> variables) {
        this.variables = List.copyOf(variables);
        this.numbers = new double[variables.size()][];
        this.texts = new CharacterColumn.Builder[variables.size()];
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).isNumeric()) {
                numbers[i] = new double[16];
            } else {
                texts[i] = new CharacterColumn.Builder();
            }
        }
    }

    public TableBuilder set(int column, double value) {
        if (rows == numbers[column].length) {
            numbers[column] = Arrays.copyOf(numbers[column], rows * 2);
        }
        numbers[column][rows] = value;
        return this;
    }

    /** Sets text; it is cut to the variable's length. Must be called once a row. */
    public TableBuilder set(int column, String value) {
        int length = variables.get(column).length();
        texts[column].add(value.length() > length ? value.substring(0, length) : value);
        return this;
    }

    public void endRow() {
        rows++;
    }

    public int rowCount() {
        return rows;
    }

    public Table build() {
        return build("");
    }

    public Table build(String label) {
        return build(label, List.of());
    }

    /**
     * The table; the builder cannot be used afterwards.
     *
     * @param similar tables that may hold some of the same numbers: a column whose values are those of the column of
     *     the same name there is shared with it instead of kept twice
     */
    public Table build(String label, List<Table> similar) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            columns.add(numbers[i] == null ? texts[i].build() : numeric(i, similar));
            // Columns are copied one by one: what is copied need not stay.
            numbers[i] = null;
            texts[i] = null;
        }
        return new Table(variables, columns, rows, label, List.of());
    }

    private NumericColumn numeric(int i, List<Table> similar) {
        for (Table table : similar) {
            int place = table.indexOf(variables.get(i).name());
            if (table.rowCount() == rows && place >= 0 && table.column(place) instanceof NumericColumn column) {
                if (haveSameBits(numbers[i], column.values(), rows)) {
                    return column;
                }
            }
        }
        return new NumericColumn(Arrays.copyOf(numbers[i], rows));
    }

    private static boolean haveSameBits(double[] a, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            if (Double.doubleToRawLongBits(a[i]) != Double.doubleToRawLongBits(b[i])) {
                return false;
            }
        }
        return true;
    }
}
