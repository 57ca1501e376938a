package hermite.report.destination.rtf;

import hermite.report.OutputColumn.Align;
import hermite.report.destination.TableGrid;
import hermite.report.destination.TableGrid.Heading;
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

    private final TableGrid grid;
    private final TableStyle look;
    private final List<List<Heading>> headings;
    private final int[] edges;

    /** @param textWidth width of the page's text in twips */
    RtfTable(TableGrid grid, TableStyle look, int textWidth) {
        this.grid = grid;
        this.look = look;
        this.headings = grid.headings();
        this.edges = edges(textWidth);
    }

    /** A cell of one row: where it ends, what it holds, how it looks. */
    private record RtfCell(int edge, String text, Align align, boolean heading, String merge) {}

    String rows() {
        StringBuilder out = new StringBuilder();
        for (int level = 0; level < headings.size(); level++) {
            out.append(row(heading(level), "\\trhdr", level == 0, level == headings.size() - 1));
        }
        List<List<String>> rows = grid.rows();
        for (int r = 0; r < rows.size(); r++) {
            List<RtfCell> cells = new ArrayList<>();
            for (int c = 0; c < grid.columnCount(); c++) {
                String text = RtfText.escape(rows.get(r).get(c));
                cells.add(new RtfCell(edges[c], text, grid.align(c), grid.isRowHeader(c), ""));
            }
            out.append(row(cells, "", r == 0 && headings.isEmpty(), r == rows.size() - 1));
        }
        return out.toString();
    }

    private int[] edges(int textWidth) {
        int[] characters = new int[grid.columnCount()];
        for (List<Heading> level : headings) {
            for (Heading heading : level) {
                boolean single = heading.end() == heading.first() + 1;
                for (String line : heading.lines()) {
                    int share = single ? line.length() : (line.length() + 1) / 2;
                    for (int c = heading.first(); c < heading.end(); c++) {
                        characters[c] = Math.max(characters[c], share);
                    }
                }
            }
        }
        int[] widths = new int[characters.length];
        int total = 0;
        for (int c = 0; c < widths.length; c++) {
            for (List<String> row : grid.rows()) {
                characters[c] = Math.max(characters[c], row.get(c).length());
            }
            widths[c] = Math.max(NARROWEST, characters[c] * TWIPS_PER_CHARACTER + PADDING);
            total += widths[c];
        }
        return edges(widths, total - textWidth);
    }

    /** Where columns do not fit the page the widest give way first. */
    private static int[] edges(int[] widths, int tooWide) {
        int excess = tooWide;
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

    /** A row of headings; below a heading of two rows stands a cell that continues it. */
    private List<RtfCell> heading(int level) {
        List<RtfCell> cells = new ArrayList<>();
        int next = 0;
        for (Heading heading : headings.get(level)) {
            for (; next < heading.first(); next++) {
                cells.add(new RtfCell(edges[next], "", Align.LEFT, true, "\\clvmrg"));
            }
            String merge = heading.depth() == 2 ? "\\clvmgf" : "";
            cells.add(new RtfCell(edges[heading.end() - 1], lines(heading.lines()), heading.align(), true, merge));
            next = heading.end();
        }
        for (; next < edges.length; next++) {
            cells.add(new RtfCell(edges[next], "", Align.LEFT, true, "\\clvmrg"));
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
