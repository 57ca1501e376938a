package hermite.report.destination.html;

import static j2html.TagCreator.br;
import static j2html.TagCreator.caption;
import static j2html.TagCreator.col;
import static j2html.TagCreator.colgroup;
import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.CellText;
import hermite.report.destination.TableGrid;
import hermite.report.destination.TableGrid.Heading;
import j2html.tags.DomContent;
import j2html.tags.specialized.ColgroupTag;
import j2html.tags.specialized.TbodyTag;
import j2html.tags.specialized.ThTag;
import j2html.tags.specialized.TheadTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** An output table as HTML. */
final class HtmlTable {
    /** Text longer than this gets a limited width, so that lists of class levels wrap. */
    private static final int LONG_TEXT = 80;

    private final OutputTable table;
    private final CellText cellText;
    private final TableGrid grid;

    HtmlTable(OutputTable table, CellText cellText) {
        this.table = table;
        this.cellText = cellText;
        this.grid = new TableGrid(table, cellText);
    }

    DomContent markup() {
        if (table.layout() == Layout.SENTENCE || table.layout() == Layout.CENTRED_SENTENCE) {
            return sentences();
        }
        boolean untitled = table.titles().isEmpty();
        TheadTag head = head();
        DomContent whole = table().withClass(untitled && head.getNumChildren() == 0 ? "table untitled" : "table")
                .attr("aria-label", table.label().isEmpty() ? table.name() : table.label())
                .with(caption(table.label()))
                .with(colgroups())
                .condWith(head.getNumChildren() > 0, head)
                .with(body(head.getNumChildren() == 0 || table.layout() == Layout.LABEL_VALUE));
        return table.notes().isEmpty()
                ? whole
                : div(whole)
                        .with(table.notes().stream()
                                .map(note -> p("Note: " + note).withClass("l note"))
                                .toList());
    }

    private DomContent sentences() {
        return div().with(cellText.sentences(table).stream()
                .map(sentence -> p(sentence).withClass("c sentence"))
                .toList());
    }

    /** Row headers in a group of columns of their own. */
    private List<DomContent> colgroups() {
        List<DomContent> groups = new ArrayList<>();
        ColgroupTag group = colgroup();
        for (int c = 0; c < grid.columnCount(); c++) {
            if (c > 0 && grid.isRowHeader(c) != grid.isRowHeader(c - 1)) {
                groups.add(group);
                group = colgroup();
            }
            group.with(col());
        }
        groups.add(group);
        return groups;
    }

    private TheadTag head() {
        TheadTag head = thead();
        for (String title : table.titles()) {
            head.with(tr(th(title)
                    .withClass("c b header title")
                    .attr("colspan", grid.columnCount())
                    .attr("scope", "colgroup")));
        }
        List<List<Heading>> headings = grid.headings();
        for (int level = 0; level < headings.size(); level++) {
            boolean lowest = level == headings.size() - 1;
            TrTag row = tr().withClass(level == 0 ? (lowest ? "first lowest" : "first") : "lowest");
            for (Heading heading : headings.get(level)) {
                row.with(cell(heading, heading.depth() == 1 && !lowest));
            }
            head.with(row);
        }
        return head;
    }

    /** @param spanning whether headings of its columns stand below */
    private static ThTag cell(Heading heading, boolean spanning) {
        ThTag cell = th().withClass(side(heading.align()) + " b header" + (spanning ? " spanning" : ""))
                .with(lines(heading.lines()));
        int columns = heading.end() - heading.first();
        if (columns > 1) {
            cell.attr("colspan", columns);
        }
        if (heading.depth() > 1) {
            cell.attr("rowspan", heading.depth());
        }
        return cell.attr("scope", columns > 1 ? "colgroup" : "col");
    }

    private static List<DomContent> lines(List<String> lines) {
        List<DomContent> content = new ArrayList<>();
        for (String line : lines) {
            if (!content.isEmpty()) {
                content.add(br());
            }
            content.add(text(line));
        }
        return content;
    }

    private TbodyTag body(boolean ruledAbove) {
        TbodyTag body = tbody();
        boolean first = ruledAbove;
        for (List<String> cells : grid.rows()) {
            TrTag row = tr();
            if (first) {
                row.withClass("first");
                first = false;
            }
            for (int c = 0; c < grid.columnCount(); c++) {
                String text = cells.get(c);
                String side = side(grid.align(c));
                row.with(
                        grid.isRowHeader(c)
                                ? th(text).withClass(side + " rowheader").attr("scope", "row")
                                : td(text).withClass(side + " data" + (text.length() > LONG_TEXT ? " long" : "")));
            }
            body.with(row);
        }
        return body;
    }

    private static String side(Align align) {
        return align == Align.LEFT ? "l" : align == Align.CENTER ? "c" : "r";
    }
}
