package hermite.report.destination.rtf;

import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.CellText;
import hermite.report.style.TableStyle;
import hermite.report.style.TableStyle.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An output table as RTF rows; columns are as wide as their content, narrower where the page is too small. */
final class RtfTable {
    /** Room for the wide serif fonts that word processors take where Times New Roman is missing. */
    private static final int TWIPS_PER_CHARACTER = 140;

    private static final int PADDING = 240;
    private static final int NARROWEST = 360;

    private final OutputTable table;
    private final CellText cellText;
    private final TableStyle look;
    private final List<OutputColumn> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final int[] edges;

    RtfTable(OutputTable table, CellText cellText, TableStyle look) {
        this.table = table;
        this.cellText = cellText;
        this.look = look;
        table.columns().stream().filter(OutputColumn::isPrinted).forEach(columns::add);
        for (List<Cell> cells : table.rows()) {
            List<String> row = new ArrayList<>();
            for (int c = 0; c < cells.size(); c++) {
                if (table.columns().get(c).isPrinted()) {
                    row.add(this.cellText.of(table.columns().get(c), cells.get(c)));
                }
            }
            rows.add(row);
        }
        edges = edges();
    }

    /** A cell of one row: where it ends, what it holds, how it looks. */
    private record RtfCell(int edge, String text, Align align, boolean heading, String merge) {}

    String rows() {
        StringBuilder out = new StringBuilder();
        boolean headings = table.layout().hasHeadings()
                && columns.stream()
                        .anyMatch(c -> !c.heading().isEmpty() || !c.span().isEmpty());
        if (headings) {
            boolean two = columns.stream()
                    .anyMatch(c -> !c.span().isEmpty() && !c.heading().isEmpty());
            out.append(row(upperHeading(two), "\\trhdr", true, !two));
            if (two) {
                out.append(row(lowerHeading(), "\\trhdr", false, true));
            }
        }
        for (int r = 0; r < rows.size(); r++) {
            List<RtfCell> cells = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                boolean rowHeader = columns.get(c).rowHeader() || table.layout() == Layout.LABEL_VALUE && c == 0;
                String text = RtfText.escape(rows.get(r).get(c));
                cells.add(new RtfCell(edges[c], text, columns.get(c).align(), rowHeader, ""));
            }
            out.append(row(cells, "", r == 0 && !headings, r == rows.size() - 1));
        }
        return out.toString();
    }

    private int[] edges() {
        int[] widths = new int[columns.size()];
        int total = 0;
        for (int c = 0; c < widths.length; c++) {
            int characters = 0;
            if (table.layout().hasHeadings()) {
                for (String line : columns.get(c).heading()) {
                    characters = Math.max(characters, line.length());
                }
                for (String line : columns.get(c).span()) {
                    characters = Math.max(characters, (line.length() + 1) / 2);
                }
            }
            for (List<String> row : rows) {
                characters = Math.max(characters, row.get(c).length());
            }
            widths[c] = Math.max(NARROWEST, characters * TWIPS_PER_CHARACTER + PADDING);
            total += widths[c];
        }
        return edges(widths, total);
    }

    /** Where columns do not fit the page the widest give way first. */
    private static int[] edges(int[] widths, int total) {
        int excess = total - RtfText.TEXT_WIDTH;
        while (excess > 0) {
            int widest = 0;
            for (int c = 1; c < widths.length; c++) {
                widest = widths[c] > widths[widest] ? c : widest;
            }
            if (widths[widest] <= NARROWEST) {
                break;
            }
            int cut = Math.min(Math.min(excess, 200), widths[widest] - NARROWEST);
            widths[widest] -= cut;
            excess -= cut;
        }
        int[] edges = new int[widths.length];
        int edge = 0;
        for (int c = 0; c < widths.length; c++) {
            edge += widths[c];
            edges[c] = edge;
        }
        return edges;
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

    private List<RtfCell> upperHeading(boolean two) {
        List<RtfCell> cells = new ArrayList<>();
        for (int first = 0; first < columns.size(); ) {
            int end = spanEnd(first);
            OutputColumn column = columns.get(first);
            boolean spanned = !column.span().isEmpty();
            cells.add(new RtfCell(
                    edges[end - 1],
                    lines(spanned ? column.span() : column.heading()),
                    spanned ? Align.CENTER : column.align(),
                    true,
                    two && !spanned ? "\\clvmgf" : ""));
            first = end;
        }
        return cells;
    }

    private List<RtfCell> lowerHeading() {
        List<RtfCell> cells = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            OutputColumn column = columns.get(c);
            boolean spanned = !column.span().isEmpty();
            cells.add(new RtfCell(
                    edges[c], spanned ? lines(column.heading()) : "", column.align(), true, spanned ? "" : "\\clvmrg"));
        }
        return cells;
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(RtfText::escape).collect(Collectors.joining("\\line "));
    }

    private String row(List<RtfCell> cells, String header, boolean first, boolean last) {
        StringBuilder out = new StringBuilder("\\trowd\\trqc\\trgaph80\\trkeep").append(header);
        for (RtfCell cell : cells) {
            out.append(cell.merge()).append(borders(cell.heading(), first, last));
            if (cell.heading() && look.rules() == Rules.CELLS) {
                out.append("\\clcbpat").append(RtfText.HEADING_FILL);
            }
            out.append(header.isEmpty() ? "\\clvertalt" : "\\clvertalb")
                    .append("\\cellx")
                    .append(cell.edge());
        }
        out.append('\n');
        for (RtfCell cell : cells) {
            out.append("\\pard\\plain\\intbl\\f0")
                    .append(cell.align() == Align.LEFT ? "\\ql" : cell.align() == Align.CENTER ? "\\qc" : "\\qr")
                    .append(header.isEmpty() ? "" : "\\keepn");
            out.append(cell.heading() ? "{\\b\\fs20\\cf" + RtfText.TITLE_TEXT : "{\\fs20")
                    .append(' ')
                    .append(cell.text())
                    .append("}\\cell\n");
        }
        return out.append("\\row\n").toString();
    }

    private String borders(boolean heading, boolean first, boolean last) {
        if (look.rules() == Rules.CELLS) {
            String line = "\\brdrs\\brdrw10\\brdrcf" + (heading ? RtfText.HEADING_RULE : RtfText.DATA_RULE);
            return "\\clbrdrt" + line + "\\clbrdrl" + line + "\\clbrdrb" + line + "\\clbrdrr" + line;
        }
        String line = "\\brdrs\\brdrw10\\brdrcf" + RtfText.HEADING_RULE;
        return (first ? "\\clbrdrt" + line : "") + (last ? "\\clbrdrb" + line : "");
    }
}
