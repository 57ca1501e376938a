package hermite.report.destination.pdf;

import hermite.report.OutputColumn.Align;
import hermite.report.destination.TableGrid;
import hermite.report.destination.TableGrid.Heading;
import hermite.report.style.TableStyle;
import hermite.report.style.TableStyle.Rules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table drawn in cells. Columns are as wide as their content. In a table that is too wide long text is wrapped; if that
 * does not help it is set smaller, then columns go on in a block below with the row headers repeated. Headings stand
 * again on each sheet.
 */
final class PdfTable {
    private static final double SIZE = 9;
    private static final double SMALLEST = 6.5;
    private static final double PADDING = 4;
    private static final double RULE = 0.5;
    /** Columns of text are not wrapped narrower than this. */
    private static final double NARROWEST_TEXT = 90;

    private final TableGrid grid;
    private final List<String> titles;
    private final TableStyle look;
    private final PdfSheets sheets;
    private final PdfFont font;
    private final List<List<Heading>> headings;
    private double size = SIZE;
    private double[] widths;

    PdfTable(TableGrid grid, List<String> titles, TableStyle look, PdfSheets sheets, PdfFont font) {
        this.grid = grid;
        this.titles = titles;
        this.look = look;
        this.sheets = sheets;
        this.font = font;
        this.headings = grid.headings();
    }

    void draw() throws IOException {
        if (grid.columnCount() == 0) {
            return;
        }
        measure();
        List<int[]> blocks = blocks();
        for (int b = 0; b < blocks.size(); b++) {
            draw(blocks.get(b), b == 0);
            sheets.skip(size);
        }
    }

    private void measure() {
        fit();
        double ratio = sheets.width() / sum(widths);
        if (ratio < 1) {
            size = Math.max(SMALLEST, SIZE * ratio);
            fit();
        }
    }

    /** As wide as the content; where that is too wide the widest columns of text give way. */
    private void fit() {
        widths = naturalWidths();
        double excess = sum(widths) - sheets.width();
        while (excess > 1e-6) {
            int widest = -1;
            for (int c = 0; c < widths.length; c++) {
                boolean text = grid.align(c) != Align.RIGHT && widths[c] > NARROWEST_TEXT;
                widest = text && (widest < 0 || widths[c] > widths[widest]) ? c : widest;
            }
            if (widest < 0) {
                return;
            }
            double cut = Math.min(excess, Math.min(10, widths[widest] - NARROWEST_TEXT));
            widths[widest] -= cut;
            excess -= cut;
        }
    }

    private double[] naturalWidths() {
        double[] natural = new double[grid.columnCount()];
        for (List<String> row : grid.rows()) {
            for (int c = 0; c < natural.length; c++) {
                natural[c] = Math.max(natural[c], widest(List.of(row.get(c).split("\n", -1)), grid.isRowHeader(c)));
            }
        }
        for (List<Heading> level : headings) {
            for (Heading heading : level) {
                if (heading.end() == heading.first() + 1) {
                    natural[heading.first()] = Math.max(natural[heading.first()], widest(heading.lines(), true));
                }
            }
        }
        for (int c = 0; c < natural.length; c++) {
            natural[c] += 2 * PADDING;
        }
        for (List<Heading> level : headings) {
            for (Heading heading : level) {
                double lacking = widest(heading.lines(), true) + 2 * PADDING;
                for (int c = heading.first(); c < heading.end(); c++) {
                    lacking -= natural[c];
                }
                for (int c = heading.first(); lacking > 0 && c < heading.end(); c++) {
                    natural[c] += lacking / (heading.end() - heading.first());
                }
            }
        }
        return natural;
    }

    private double widest(List<String> lines, boolean bold) {
        double wide = 0;
        for (String line : lines) {
            wide = Math.max(wide, font.width(line, size, bold));
        }
        return wide;
    }

    private static double sum(double[] values) {
        double total = 0;
        for (double value : values) {
            total += value;
        }
        return total;
    }

    /** Columns of each block, the leading row headers in all of them; columns under one heading stay together. */
    private List<int[]> blocks() {
        int headers = 0;
        double headerWidth = 0;
        while (headers < widths.length && grid.isRowHeader(headers)) {
            headerWidth += widths[headers++];
        }
        if (headerWidth > sheets.width() / 2 || headers == widths.length) {
            headers = 0;
            headerWidth = 0;
        }
        List<int[]> blocks = new ArrayList<>();
        List<Integer> block = new ArrayList<>();
        double used = headerWidth;
        for (int first = headers; first < widths.length; ) {
            int end = groupEnd(first);
            double group = 0;
            for (int c = first; c < end; c++) {
                group += widths[c];
            }
            if (!block.isEmpty() && used + group > sheets.width() + 1e-6) {
                blocks.add(block(headers, block));
                block.clear();
                used = headerWidth;
            }
            for (int c = first; c < end; c++) {
                block.add(c);
            }
            used += group;
            first = end;
        }
        blocks.add(block(headers, block));
        return blocks;
    }

    private int groupEnd(int first) {
        return headings.stream()
                .flatMap(List::stream)
                .filter(h -> h.first() == first)
                .mapToInt(Heading::end)
                .max()
                .orElse(first + 1);
    }

    private static int[] block(int headers, List<Integer> columns) {
        int[] all = new int[headers + columns.size()];
        for (int c = 0; c < all.length; c++) {
            all[c] = c < headers ? c : columns.get(c - headers);
        }
        return all;
    }

    private void draw(int[] columns, boolean titled) throws IOException {
        double wide = 0;
        for (int column : columns) {
            wide += widths[column];
        }
        double left = sheets.left() + Math.max(0, (sheets.width() - wide) / 2);
        double titleHeight = titled ? titles.size() * (size + 1) * PdfFont.LINE + 3 : 0;
        double firstRow = grid.rows().isEmpty() ? 0 : height(grid.rows().get(0), columns);
        sheets.need(titleHeight + headingHeight() + firstRow);
        if (titled) {
            for (String title : titles) {
                sheets.paragraph(title, size + 1, true, Align.CENTER, look.titleText());
            }
            sheets.skip(titles.isEmpty() ? 0 : 3);
        }
        heading(columns, left, wide);
        for (List<String> row : grid.rows()) {
            double height = height(row, columns);
            if (sheets.room() < height) {
                edge(left, wide);
                sheets.startSheet();
                heading(columns, left, wide);
            }
            row(row, columns, left, height);
        }
        edge(left, wide);
    }

    private double lineHeight() {
        return size * PdfFont.LINE;
    }

    private double headingHeight() {
        return headings.stream().mapToDouble(this::levelHeight).sum();
    }

    private double levelHeight(List<Heading> level) {
        int lines = level.stream()
                .filter(h -> h.depth() == 1 || headings.size() == 1)
                .mapToInt(h -> Math.max(1, h.lines().size()))
                .max()
                .orElse(1);
        int deep = level.stream()
                .filter(h -> h.depth() == 2)
                .mapToInt(h -> h.lines().size())
                .max()
                .orElse(0);
        return Math.max(lines, (deep + 1) / 2) * lineHeight() + PADDING;
    }

    private void heading(int[] columns, double left, double wide) throws IOException {
        if (look.rules() == Rules.TOP_AND_BOTTOM) {
            edge(left, wide);
        }
        double total = headingHeight();
        double above = 0;
        for (List<Heading> level : headings) {
            double height = levelHeight(level);
            for (Heading heading : level) {
                double x = left;
                double cell = 0;
                for (int column : columns) {
                    if (column < heading.first()) {
                        x += widths[column];
                    } else if (column < heading.end()) {
                        cell += widths[column];
                    }
                }
                if (cell > 0) {
                    double deep = heading.depth() == 2 ? total : height;
                    box(x, sheets.top() + above, cell, deep, look.heading(), look.headingRule());
                    double text = heading.lines().size() * lineHeight();
                    lines(
                            heading.lines(),
                            x,
                            sheets.top() + above + deep - text - PADDING / 2,
                            cell,
                            heading.align(),
                            true,
                            look.titleText());
                }
            }
            above += height;
        }
        sheets.skip(total);
        if (look.rules() == Rules.TOP_AND_BOTTOM && !headings.isEmpty()) {
            edge(left, wide);
        }
    }

    private List<String> wrapped(String text, int column) {
        double spread = PdfFont.spacing(size, grid.isRowHeader(column)) * text.length();
        return font.wrap(text, size, Math.max(size, widths[column] - 2 * PADDING - spread + 0.01));
    }

    private double height(List<String> row, int[] columns) {
        int lines = 1;
        for (int column : columns) {
            lines = Math.max(lines, wrapped(row.get(column), column).size());
        }
        return lines * lineHeight() + PADDING;
    }

    private void row(List<String> row, int[] columns, double left, double height) throws IOException {
        double x = left;
        for (int column : columns) {
            boolean header = grid.isRowHeader(column);
            box(
                    x,
                    sheets.top(),
                    widths[column],
                    height,
                    header ? look.heading() : look.data(),
                    header ? look.headingRule() : look.dataRule());
            lines(
                    wrapped(row.get(column), column),
                    x,
                    sheets.top() + PADDING / 2,
                    widths[column],
                    grid.align(column),
                    header,
                    header ? look.titleText() : look.text());
            x += widths[column];
        }
        sheets.skip(height);
    }

    private void lines(List<String> lines, double x, double y, double width, Align align, boolean bold, String color)
            throws IOException {
        double base = y + PdfFont.ASCENT * size;
        for (String line : lines) {
            double spare = width - 2 * PADDING - font.width(line, size, bold);
            double indent = align == Align.CENTER ? spare / 2 : align == Align.RIGHT ? spare : 0;
            sheets.text(line, x + PADDING + Math.max(0, indent), base, size, bold, color);
            base += lineHeight();
        }
    }

    private void box(double x, double y, double width, double height, String fill, String rule) throws IOException {
        if (!fill.equals(look.page())) {
            sheets.fill(x, y, width, height, fill);
        }
        if (look.rules() == Rules.CELLS) {
            sheets.rule(x, y, x + width, y, RULE, rule);
            sheets.rule(x, y + height, x + width, y + height, RULE, rule);
            sheets.rule(x, y, x, y + height, RULE, rule);
            sheets.rule(x + width, y, x + width, y + height, RULE, rule);
        }
    }

    private void edge(double left, double wide) throws IOException {
        if (look.rules() == Rules.TOP_AND_BOTTOM) {
            sheets.rule(left, sheets.top(), left + wide, sheets.top(), 2 * RULE, look.headingRule());
        }
    }
}
