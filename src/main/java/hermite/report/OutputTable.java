package hermite.report;

import java.util.List;

/**
 * A table as numbers and text, formatted by each destination with the columns' formats, or turned into a data set.
 *
 * @param name ODS name
 * @param label ODS label
 * @param titles title lines above the table, none for an untitled table
 * @param layout how it is laid out
 * @param columns in order; some are only printed, some only in the data set
 * @param rows each with one cell a column
 * @param notes sentences under the table, without the word NOTE
 */
public record OutputTable(
        String name,
        String label,
        List<String> titles,
        Layout layout,
        List<OutputColumn> columns,
        List<List<Cell>> rows,
        List<String> notes)
        implements OutputObject {

    /** How a table is laid out. */
    public enum Layout {
        /** Column headings over rows. */
        COLUMNS,
        /** Labels at the left, values at the right, no headings. */
        LABEL_VALUE,
        /** A line of text: the first printed cell of each row, at the left margin. */
        SENTENCE,
        /** The same, centred. */
        CENTRED_SENTENCE
    }

    public OutputTable {
        titles = List.copyOf(titles);
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        name + ": a row has " + row.size() + " cells, expected " + columns.size());
            }
        }
    }

    public static OutputTable of(
            String name, String title, Layout layout, List<OutputColumn> columns, List<List<Cell>> rows) {
        return new OutputTable(
                name, title, title.isEmpty() ? List.of() : List.of(title), layout, columns, rows, List.of());
    }
}
