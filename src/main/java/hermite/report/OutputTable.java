package hermite.report;

import hermite.data.Table;
import java.util.List;
import java.util.Optional;

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
 * @param dataSet what ODS OUTPUT writes where its rows are not the printed ones (crosstabulations, stacked statistics);
 *     empty: columns and rows are turned into a data set
 */
public record OutputTable(
        String name,
        String label,
        List<String> titles,
        Layout layout,
        List<OutputColumn> columns,
        List<List<Cell>> rows,
        List<String> notes,
        Optional<Table> dataSet)
        implements OutputObject {

    /** How a table is laid out. */
    public enum Layout {
        /** Column headings over rows. */
        COLUMNS,
        /** The same; a listing draws rules over and under the headings and under the rows (MEANS). */
        RULED,
        /** The same; a listing draws one rule under the headings (FREQ). */
        UNDERLINED,
        /** Labels at the left, values at the right, no headings. */
        LABEL_VALUE,
        /** A line of text: the first printed cell of each row, at the left margin. */
        SENTENCE,
        /** The same, centred. */
        CENTRED_SENTENCE;

        /** Whether columns have headings. */
        public boolean hasHeadings() {
            return this == COLUMNS || this == RULED || this == UNDERLINED;
        }
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

    public OutputTable(
            String name,
            String label,
            List<String> titles,
            Layout layout,
            List<OutputColumn> columns,
            List<List<Cell>> rows,
            List<String> notes) {
        this(name, label, titles, layout, columns, rows, notes, Optional.empty());
    }

    /** The same print with another data set. */
    public OutputTable withDataSet(Table table) {
        return new OutputTable(name, label, titles, layout, columns, rows, notes, Optional.of(table));
    }

    public static OutputTable of(
            String name, String title, Layout layout, List<OutputColumn> columns, List<List<Cell>> rows) {
        return new OutputTable(
                name, title, title.isEmpty() ? List.of() : List.of(title), layout, columns, rows, List.of());
    }
}
