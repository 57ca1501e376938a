package hermite.data;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A data set in memory: variables and their columns, immutable. Rows count from 0; names ignore case. */
public final class Table {
    private final List<Variable> variables;
    private final List<Column> columns;
    private final int rowCount;
    private final String label;
    private final List<SortKey> sortedBy;

    public Table(List<Variable> variables, List<? extends Column> columns, int rowCount) {
        this(variables, columns, rowCount, "", List.of());
    }

    /**
     * @param label data set label, empty for none
     * @param sortedBy the order the rows are known to be in, as PROC SORT leaves it; empty when unknown
     */
    public Table(
            List<Variable> variables,
            List<? extends Column> columns,
            int rowCount,
            String label,
            List<SortKey> sortedBy) {
        if (variables.size() != columns.size()) {
            throw new IllegalArgumentException(variables.size() + " variables but " + columns.size() + " columns");
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).size() != rowCount) {
                throw new IllegalArgumentException("column " + variables.get(i).name() + " has "
                        + columns.get(i).size() + " rows, expected " + rowCount);
            }
            if (variables.get(i).isNumeric() != columns.get(i) instanceof NumericColumn) {
                throw new IllegalArgumentException("column " + variables.get(i).name() + " is of the wrong type");
            }
        }
        this.variables = List.copyOf(variables);
        this.columns = List.copyOf(columns);
        this.rowCount = rowCount;
        this.label = label;
        this.sortedBy = List.copyOf(sortedBy);
    }

    public List<Variable> variables() {
        return variables;
    }

    public Variable variable(int index) {
        return variables.get(index);
    }

    public Optional<Variable> variable(String name) {
        int index = indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(variables.get(index));
    }

    public int rowCount() {
        return rowCount;
    }

    public String label() {
        return label;
    }

    public List<SortKey> sortedBy() {
        return sortedBy;
    }

    /** Place of a variable, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).isNamed(name)) {
                return i;
            }
        }
        return -1;
    }

    public Column column(int index) {
        return columns.get(index);
    }

    public NumericColumn numeric(int index) {
        return (NumericColumn) columns.get(index);
    }

    public CharacterColumn character(int index) {
        return (CharacterColumn) columns.get(index);
    }

    /** The same rows with other attributes; types must not change. */
    public Table withVariables(List<Variable> changed) {
        return new Table(changed, columns, rowCount, label, sortedBy);
    }

    public Table withSortedBy(List<SortKey> order) {
        return new Table(variables, columns, rowCount, label, order);
    }

    public Table withLabel(String newLabel) {
        return new Table(variables, columns, rowCount, newLabel, sortedBy);
    }

    /** The rows in the order given (each index may occur any number of times). */
    public Table selectRows(int[] rows) {
        List<Column> selected = columns.stream().map(c -> c.select(rows)).toList();
        return new Table(variables, selected, rows.length, label, List.of());
    }

    /** The variables at the places given, in that order. */
    public Table selectVariables(List<Integer> places) {
        List<Variable> keptVariables = places.stream().map(variables::get).toList();
        List<Column> keptColumns = places.stream().map(columns::get).toList();
        return new Table(keptVariables, keptColumns, rowCount, label, sortedBy);
    }

    /** The order of rows by the keys given; stable. Unknown variables are an {@link IllegalArgumentException}. */
    public int[] sortOrder(List<SortKey> keys) {
        long[][] codes = new long[keys.size()][];
        for (int i = 0; i < codes.length; i++) {
            int place = indexOf(keys.get(i).variable());
            if (place < 0) {
                throw new IllegalArgumentException("no variable " + keys.get(i).variable());
            }
            codes[i] = SortOrder.codes(columns.get(place), keys.get(i).descending());
        }
        return SortOrder.of(rowCount, codes);
    }

    /** Compares two rows by the keys given. */
    public Comparator<Integer> comparator(List<SortKey> keys) {
        Comparator<Integer> order = (a, b) -> 0;
        for (SortKey key : keys) {
            int place = indexOf(key.variable());
            if (place < 0) {
                throw new IllegalArgumentException("no variable " + key.variable());
            }
            Column column = columns.get(place);
            Comparator<Integer> one = column::compare;
            order = order.thenComparing(key.descending() ? one.reversed() : one);
        }
        return order;
    }
}
