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

import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputColumn.Align;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.CellText;
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
    private final List<Integer> printed = new ArrayList<>();

    HtmlTable(OutputTable table, CellText cellText) {
        this.table = table;
        this.cellText = cellText;
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).isPrinted()) {
                printed.add(i);
            }
        }
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

    private OutputColumn column(int place) {
        return table.columns().get(printed.get(place));
    }

    private boolean isRowHeader(int place) {
        return column(place).rowHeader() || table.layout() == Layout.LABEL_VALUE && place == 0;
    }

    /** Row headers in a group of columns of their own. */
    private List<DomContent> colgroups() {
        List<DomContent> groups = new ArrayList<>();
        ColgroupTag group = colgroup();
        for (int c = 0; c < printed.size(); c++) {
            if (c > 0 && isRowHeader(c) != isRowHeader(c - 1)) {
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
                    .attr("colspan", printed.size())
                    .attr("scope", "colgroup")));
        }
        if (table.layout().hasHeadings() && hasHeadings()) {
            boolean secondRow = anySpanOverHeadings();
            head.with(upperRow(secondRow));
            if (secondRow) {
                head.with(lowerRow());
            }
        }
        return head;
    }

    private boolean hasHeadings() {
        return printed.stream()
                .map(table.columns()::get)
                .anyMatch(c -> !c.heading().isEmpty() || !c.span().isEmpty());
    }

    private int spanEnd(int first) {
        int end = first + 1;
        List<String> span = column(first).span();
        while (end < printed.size() && !span.isEmpty() && column(end).span().equals(span)) {
            end++;
        }
        return end;
    }

    private boolean spansHeadings(int first, int end) {
        for (int c = first; c < end; c++) {
            if (!column(c).span().isEmpty() && !column(c).heading().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean anySpanOverHeadings() {
        return spansHeadings(0, printed.size());
    }

    private TrTag upperRow(boolean secondRow) {
        TrTag row = tr().withClass(secondRow ? "first" : "first lowest");
        for (int first = 0; first < printed.size(); ) {
            int end = spanEnd(first);
            boolean spanning = !column(first).span().isEmpty();
            boolean headingsBelow = spanning && spansHeadings(first, end);
            ThTag cell = th().withClass(
                            spanning
                                    ? "c b header" + (headingsBelow ? " spanning" : "")
                                    : side(column(first).align()) + " b header");
            cell.with(lines(spanning ? column(first).span() : column(first).heading()));
            if (end - first > 1) {
                cell.attr("colspan", end - first);
            }
            if (secondRow && !headingsBelow) {
                cell.attr("rowspan", 2);
            }
            row.with(cell.attr("scope", end - first > 1 ? "colgroup" : "col"));
            first = end;
        }
        return row;
    }

    private TrTag lowerRow() {
        TrTag row = tr().withClass("lowest");
        for (int first = 0; first < printed.size(); ) {
            int end = spanEnd(first);
            if (!column(first).span().isEmpty() && spansHeadings(first, end)) {
                for (int c = first; c < end; c++) {
                    row.with(th().with(lines(column(c).heading()))
                            .withClass(side(column(c).align()) + " b header")
                            .attr("scope", "col"));
                }
            }
            first = end;
        }
        return row;
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
        for (List<Cell> cells : table.rows()) {
            TrTag row = tr();
            if (first) {
                row.withClass("first");
                first = false;
            }
            for (int c = 0; c < printed.size(); c++) {
                String text = cellText.of(column(c), cells.get(printed.get(c)));
                String side = side(column(c).align());
                row.with(
                        isRowHeader(c)
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
