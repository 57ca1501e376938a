package hermite.report.destination.listing;

import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputTable;
import hermite.report.destination.CellText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table as monospaced text: one block, or several side by side cut where the line is too short. Layout rules are
 * those of shared/spec/output_layout.md, section 1.
 */
final class ListingTable {
    /**
     * Columns that fit one line.
     *
     * @param width columns the block takes
     * @param heading heading lines, none for a table without headings
     * @param rows body rows, each of one or more lines
     */
    record Block(int width, List<String> heading, List<List<String>> rows) {}

    /** A wrapped column is never narrower, however short the line. */
    private static final int NARROWEST = 8;

    private final OutputTable table;
    private final int lineSize;
    private final CellText cellText;
    private final List<Integer> printed = new ArrayList<>();
    private final List<List<List<String>>> cells = new ArrayList<>();
    private final int[] widths;

    private ListingTable(OutputTable table, int lineSize, CellText cellText) {
        this.table = table;
        this.lineSize = lineSize;
        this.cellText = cellText;
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).isPrinted()) {
                printed.add(i);
            }
        }
        widths = new int[printed.size()];
    }

    /** Lays a table out in blocks no wider than the line. */
    static List<Block> layOut(OutputTable table, int lineSize, CellText cellText) {
        ListingTable layout = new ListingTable(table, lineSize, cellText);
        layout.measure();
        layout.widenForSpans();
        List<Block> blocks = new ArrayList<>();
        for (int[] columns : layout.divide()) {
            blocks.add(layout.block(columns));
        }
        return blocks;
    }

    private OutputColumn column(int place) {
        return table.columns().get(printed.get(place));
    }

    private boolean hasHeadings() {
        return table.layout().hasHeadings();
    }

    /** Columns that wrap come last: they share what the others leave of the line. */
    private void measure() {
        int identifiers = 0;
        int taken = 0;
        int wrapping = 0;
        for (int c = 0; c < widths.length; c++) {
            cells.add(List.of());
            int gap = c == 0 ? 0 : column(c).spacing().gap();
            if (column(c).spacing().wrapWidth() > 0) {
                wrapping++;
                taken += gap;
                continue;
            }
            measure(c, lineSize - gap - identifiers);
            taken += gap + widths[c];
            if (identifiesRow(c)) {
                identifiers += gap + widths[c];
            }
        }
        for (int c = 0; c < widths.length; c++) {
            if (column(c).spacing().wrapWidth() > 0) {
                measure(c, Math.min(column(c).spacing().wrapWidth(), (lineSize - taken) / wrapping));
            }
        }
    }

    private boolean identifiesRow(int place) {
        return column(place).rowHeader() || table.layout() == OutputTable.Layout.LABEL_VALUE && place == 0;
    }

    private void measure(int place, int limit) {
        OutputColumn column = column(place);
        List<List<String>> texts = new ArrayList<>();
        int width = column.spacing().minimumWidth();
        for (List<Cell> row : table.rows()) {
            String text = cellText.of(column, row.get(printed.get(place)));
            List<String> lines = MonospaceText.wrap(
                    text, Math.max(NARROWEST, limit), column.spacing().maximumLines());
            texts.add(lines);
            width = Math.max(width, widest(lines));
        }
        cells.set(place, texts);
        widths[place] = hasHeadings() ? Math.max(width, widest(column.heading())) : width;
    }

    private static int widest(List<String> lines) {
        return lines.stream().mapToInt(MonospaceText::length).max().orElse(0);
    }

    /** Where a heading over several columns is wider than they are, they share the missing room. */
    private void widenForSpans() {
        if (!hasHeadings()) {
            return;
        }
        for (int first = 0; first < widths.length; ) {
            int end = spanEnd(first, widths.length);
            int missing = spanWidth(first) - width(first, end);
            for (int c = first; missing > 0; c = c + 1 < end ? c + 1 : first) {
                widths[c]++;
                missing--;
            }
            first = end;
        }
    }

    private int spanWidth(int place) {
        return widest(column(place).span());
    }

    /** The place after the columns that share the heading over {@code first}. */
    private int spanEnd(int first, int limit) {
        int end = first + 1;
        List<String> span = column(first).span();
        while (end < limit && !span.isEmpty() && column(end).span().equals(span)) {
            end++;
        }
        return end;
    }

    private int width(int first, int end) {
        int sum = widths[first];
        for (int c = first + 1; c < end; c++) {
            sum += column(c).spacing().gap() + widths[c];
        }
        return sum;
    }

    private int width(int[] columns) {
        int sum = 0;
        for (int i = 0; i < columns.length; i++) {
            sum += widths[columns[i]]
                    + (i == 0 ? 0 : column(columns[i]).spacing().gap());
        }
        return sum;
    }

    /** Columns block by block; row headers lead every block, columns under one heading stay together if they can. */
    private List<int[]> divide() {
        int[] headers =
                IntStream.range(0, widths.length).filter(this::identifiesRow).toArray();
        List<int[]> blocks = new ArrayList<>();
        int[] current = {};
        for (int first = 0; first < widths.length; ) {
            int end = hasHeadings() ? spanEnd(first, widths.length) : first + 1;
            int[] wider = append(current, first, end);
            boolean fresh = Arrays.equals(current, headers) || current.length == 0;
            if (width(wider) > lineSize && end - first > 1) {
                end = first + 1;
                wider = append(current, first, end);
            }
            if (width(wider) > lineSize && !fresh) {
                blocks.add(current);
                current = headers.clone();
                continue;
            }
            current = wider;
            first = end;
        }
        if (current.length > 0) {
            blocks.add(current);
        }
        return blocks;
    }

    private static int[] append(int[] columns, int first, int end) {
        return IntStream.concat(Arrays.stream(columns), IntStream.range(first, end))
                .distinct()
                .toArray();
    }

    private Block block(int[] columns) {
        List<List<String>> rows = new ArrayList<>();
        for (int r = 0; r < table.rows().size(); r++) {
            rows.add(row(columns, r));
        }
        return new Block(width(columns), hasHeadings() ? heading(columns) : List.of(), rows);
    }

    private List<String> row(int[] columns, int r) {
        int height = 1;
        for (int c : columns) {
            height = Math.max(height, cells.get(c).get(r).size());
        }
        List<String> lines = new ArrayList<>();
        for (int h = 0; h < height; h++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns.length; i++) {
                int c = columns[i];
                List<String> text = cells.get(c).get(r);
                line.append(i == 0 ? "" : " ".repeat(column(c).spacing().gap()));
                line.append(MonospaceText.pad(
                        h < text.size() ? text.get(h) : "", widths[c], column(c).align()));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private List<String> heading(int[] columns) {
        int height = headingHeight(columns);
        List<StringBuilder> lines = new ArrayList<>();
        for (int h = 0; h < height; h++) {
            lines.add(new StringBuilder());
        }
        for (int i = 0; i < columns.length; ) {
            int end = i + 1;
            List<String> span = column(columns[i]).span();
            while (end < columns.length
                    && !span.isEmpty()
                    && column(columns[end]).span().equals(span)) {
                end++;
            }
            addHeading(lines, Arrays.copyOfRange(columns, i, end), i == 0);
            i = end;
        }
        return lines.stream().map(l -> l.toString().stripTrailing()).toList();
    }

    private int headingHeight(int[] columns) {
        int height = 0;
        for (int c : columns) {
            height = Math.max(height, column(c).heading().size());
        }
        for (int c : columns) {
            height = Math.max(height, column(c).span().size() + groupHeight(columns, c));
        }
        return height;
    }

    /** The tallest own heading among the columns of a block that share {@code place}'s span. */
    private int groupHeight(int[] columns, int place) {
        List<String> span = column(place).span();
        if (span.isEmpty()) {
            return column(place).heading().size();
        }
        return Arrays.stream(columns)
                .filter(c -> column(c).span().equals(span))
                .map(c -> column(c).heading().size())
                .max()
                .orElse(0);
    }

    private void addHeading(List<StringBuilder> lines, int[] group, boolean first) {
        List<String> span = column(group[0]).span();
        int own =
                Arrays.stream(group).map(c -> column(c).heading().size()).max().orElse(0);
        int height = lines.size();
        for (int h = 0; h < height; h++) {
            int fromBottom = height - h;
            StringBuilder line = lines.get(h);
            line.append(first ? "" : " ".repeat(column(group[0]).spacing().gap()));
            int spanLine = span.size() - (fromBottom - own);
            if (fromBottom > own && !span.isEmpty()) {
                line.append(MonospaceText.centreOver(spanLine >= 0 ? span.get(spanLine) : "", width(group)));
            } else {
                for (int i = 0; i < group.length; i++) {
                    List<String> heading = column(group[i]).heading();
                    int place = heading.size() - fromBottom;
                    line.append(
                            i == 0 ? "" : " ".repeat(column(group[i]).spacing().gap()));
                    line.append(MonospaceText.pad(
                            place >= 0 ? heading.get(place) : "",
                            widths[group[i]],
                            column(group[i]).align()));
                }
            }
        }
    }
}
