package hermite.r.print;

import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;

/** Matrices: columns under their names, wrapped to the page. */
public final class MatrixLines {
    /** Row labels under a title of their own are set in by so much at least. */
    private static final int LEAST_OFFSET = 2;

    /** Room before the headings of a matrix without rows. */
    private static final int WITHOUT_ROWS = 4;

    private MatrixLines() {}

    /** @param dimnames of rows and columns, NULL for none */
    static void append(RVector x, int rows, int columns, RValue dimnames, PrintSettings settings, StringBuilder out) {
        RValue rowNames = dimnames instanceof RList list ? list.get(0) : RNull.NULL;
        RValue columnNames = dimnames instanceof RList list ? list.get(1) : RNull.NULL;
        RCharacter titles = dimnames instanceof RList list ? list.names() : null;
        String rowTitle = titles == null ? null : titles.get(0);
        String columnTitle = titles == null ? null : titles.get(1);
        if (rows == 0 && columns == 0) {
            out.append("<0 x 0 matrix>\n");
            return;
        }
        boolean text = CommonFormat.isText(x);
        String[][] cells = new String[columns][];
        for (int k = 0; k < columns; k++) {
            int[] places = new int[rows];
            for (int i = 0; i < rows; i++) {
                places[i] = k * rows + i;
            }
            cells[k] = CommonFormat.of(x.select(places), settings);
        }
        boolean left = text && !settings.right();
        append(cells, rows, names(rowNames), names(columnNames), left, rowTitle, columnTitle, settings, out);
    }

    private static String[] names(RValue names) {
        if (!(names instanceof RCharacter texts)) {
            return null;
        }
        String[] out = new String[texts.length()];
        for (int i = 0; i < out.length; i++) {
            out[i] = texts.get(i) == null ? "<NA>" : texts.get(i);
        }
        return out;
    }

    /**
     * @param cells texts by column
     * @param rowNames null for [1,] labels
     * @param columnNames null for [,1] labels
     * @param left whether cells and headings are flush left
     */
    public static void append(
            String[][] cells,
            int rows,
            String[] rowNames,
            String[] columnNames,
            boolean left,
            String rowTitle,
            String columnTitle,
            PrintSettings settings,
            StringBuilder out) {
        int columns = cells.length;
        String[] labels = new String[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = rowNames == null ? "[" + (i + 1) + ",]" : rowNames[i];
        }
        String corner = rowTitle == null ? "" : rowTitle;
        int labelWidth = rows == 0 && rowTitle == null ? WITHOUT_ROWS : TextWidth.widest(labels);
        if (rowNames == null && rows > 0) {
            // R leaves room for the number of one more row
            labelWidth = ("[" + (rows + 1) + ",]").length();
        }
        int offset = 0;
        if (rowTitle != null) {
            offset = Math.max(LEAST_OFFSET, TextWidth.of(corner) - labelWidth);
            labelWidth += offset;
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = " ".repeat(offset) + labels[i];
        }
        int[] widths = new int[columns];
        String[] heads = new String[columns];
        for (int k = 0; k < columns; k++) {
            heads[k] = columnNames == null ? "[," + (k + 1) + "]" : columnNames[k];
            widths[k] = Math.max(TextWidth.widest(cells[k]), TextWidth.of(heads[k]));
        }
        if (columns == 0) {
            out.append(TextWidth.padRight("", labelWidth)).append('\n');
            for (String label : labels) {
                out.append(TextWidth.padRight(label, labelWidth)).append('\n');
            }
            return;
        }
        int start = 0;
        while (start < columns) {
            int total = labelWidth;
            int end = start;
            while (end < columns && (end == start || total + widths[end] + settings.gap() < settings.width())) {
                total += widths[end] + settings.gap();
                end++;
            }
            block(
                    cells,
                    rows,
                    labels,
                    heads,
                    widths,
                    start,
                    end,
                    labelWidth,
                    corner,
                    columnTitle,
                    left,
                    rowNames == null,
                    " ".repeat(settings.gap()),
                    out);
            start = end;
        }
    }

    private static void block(
            String[][] cells,
            int rows,
            String[] labels,
            String[] heads,
            int[] widths,
            int start,
            int end,
            int labelWidth,
            String corner,
            String columnTitle,
            boolean left,
            boolean numbered,
            String gap,
            StringBuilder out) {
        if (columnTitle != null) {
            out.append(TextWidth.padRight("", labelWidth)).append(columnTitle).append('\n');
        }
        out.append(TextWidth.padRight(corner, labelWidth));
        for (int k = start; k < end; k++) {
            out.append(gap);
            out.append(left ? TextWidth.padRight(heads[k], widths[k]) : TextWidth.padLeft(heads[k], widths[k]));
        }
        out.append('\n');
        for (int i = 0; i < rows; i++) {
            out.append(numbered ? TextWidth.padLeft(labels[i], labelWidth) : TextWidth.padRight(labels[i], labelWidth));
            for (int k = start; k < end; k++) {
                out.append(gap);
                out.append(
                        left ? TextWidth.padRight(cells[k][i], widths[k]) : TextWidth.padLeft(cells[k][i], widths[k]));
            }
            out.append('\n');
        }
    }
}
