package hermite.sas.proc.sgplot;

import hermite.data.CharacterColumn;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.Table;

/** Values of a table as graphs show them. */
final class Values {
    private Values() {}

    /** The formatted value without blanks around it; empty for a missing one. */
    static String formatted(Table table, int index, int row, Formats formats) {
        if (table.column(index) instanceof CharacterColumn text) {
            String value = text.get(row);
            return value.isEmpty()
                    ? ""
                    : formats.display(table.variable(index), value).strip();
        }
        double value = table.numeric(index).get(row);
        return Missing.isMissing(value) ? "" : formats.display(table.variable(index), value);
    }
}
