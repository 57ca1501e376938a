package hermite.report.destination;

import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import java.util.ArrayList;
import java.util.List;

/** The printed part of a table as text in rows and columns, for destinations that draw cells. */
public final class TableGrid {
    private final OutputTable table;
    private final List<OutputColumn> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A cell of the headings.
     *
     * @param first column at its left
     * @param end column after its last
     * @param depth rows of headings it takes
     */
    public record Heading(int first, int end, int depth, List<String> lines, Align align) {}

    public TableGrid(OutputTable table, CellText cellText) {
        this.table = table;
        this.columns = table.columns().stream().filter(OutputColumn::isPrinted).toList();
        for (List<Cell> cells : table.rows()) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < cells.size(); c++) {
                if (table.columns().get(c).isPrinted()) {
                    row.add(cellText.of(table.columns().get(c), cells.get(c)));
                }
            }
            rows.add(row);
        }
    }

    public int columnCount() {
        return columns.size();
    }

    public Align align(int column) {
        return columns.get(column).align();
    }

    /** Whether a column identifies the row. */
    public boolean isRowHeader(int column) {
        return columns.get(column).rowHeader() || table.layout() == Layout.LABEL_VALUE && column == 0;
    }

    /** Texts, one a column. */
    public List<List<String>> rows() {
        return rows;
    }

    /** No, one or two rows of headings; each row's cells from left to right, a cell of depth 2 in the first row only. */
    public List<List<Heading>> headings() {
        boolean any = table.layout().hasHeadings()
                && columns.stream()
                        .anyMatch(c -> !c.heading().isEmpty() || !c.span().isEmpty());
        if (!any) {
            return List.of();
        }
        boolean two = columns.stream()
                .anyMatch(c -> !c.span().isEmpty() && !c.heading().isEmpty());
        List<Heading> upper = new ArrayList<>();
        List<Heading> lower = new ArrayList<>();
        for (int first = 0; first < columns.size(); ) {
            int end = spanEnd(first);
            OutputColumn column = columns.get(first);
            boolean spanning = !column.span().isEmpty();
            boolean below = spanning
                    && columns.subList(first, end).stream()
                            .anyMatch(c -> !c.heading().isEmpty());
            upper.add(new Heading(
                    first,
                    end,
                    two && !below ? 2 : 1,
                    spanning ? column.span() : column.heading(),
                    spanning ? Align.CENTER : column.align()));
            for (int c = first; below && c < end; c++) {
                lower.add(new Heading(
                        c, c + 1, 1, columns.get(c).heading(), columns.get(c).align()));
            }
            first = end;
        }
        return two ? List.of(upper, lower) : List.of(upper);
    }

    private int spanEnd(int first) {
        int end = first + 1;
        List<String> span = columns.get(first).span();
        while (end < columns.size()
                && !span.isEmpty()
                && columns.get(end).span().equals(span)) {
            end++;
        }
        return end;
    }
}
