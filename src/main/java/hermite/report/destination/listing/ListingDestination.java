package hermite.report.destination.listing;

import hermite.report.OutputGraph;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.CellText;
import hermite.report.destination.Destination;
import hermite.report.destination.GraphFiles;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.report.graph.GraphSettings;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Monospaced pages: tables as text, graphs as image files beside them. */
public final class ListingDestination implements Destination {
    private static final int BETWEEN_TABLES = 2;

    private final ListingPages pages;
    private final Optional<GraphFiles> graphFiles;
    private Page page;
    private Page.Settings settings;

    /** Without a place for images: graphs are left out with a warning. */
    public ListingDestination(Writer out) {
        this(out, Optional.empty());
    }

    /**
     * @param out where pages go; flushed after every object and closed by {@link #close}
     * @param graphFiles writes the images of graphs
     */
    public ListingDestination(Writer out, Optional<GraphFiles> graphFiles) {
        this.pages = new ListingPages(out);
        this.graphFiles = graphFiles;
    }

    @Override
    public String name() {
        return "LISTING";
    }

    @Override
    public void begin(Page newPage) {
        page = newPage;
        settings = newPage.settings();
        pages.begin(newPage);
    }

    @Override
    public void graphs(GraphSettings graphSettings) {
        graphFiles.ifPresent(files -> files.settings(graphSettings));
    }

    /** The writer of image files, for a change of directory or style. */
    public Optional<GraphFiles> graphFiles() {
        return graphFiles;
    }

    /** Number of the page written last, 0 before the first: for {@code The PROCEDURE X printed pages 1-3.} */
    public int pageNumber() {
        return pages.number();
    }

    @Override
    public List<Notice> accept(OutputObject object) throws IOException {
        if (settings == null) {
            throw new IllegalStateException("begin a page first");
        }
        if (object instanceof OutputGraph graph) {
            if (graphFiles.isEmpty()) {
                return List.of(Notice.warning("The graph " + graph.name()
                        + " was not written: the LISTING destination has no directory for images."));
            }
            return graphFiles.get().write(page.titled(graph));
        }
        write((OutputTable) object);
        pages.flush();
        return List.of();
    }

    private void write(OutputTable table) throws IOException {
        CellText cellText = new CellText(settings.missing());
        if (table.layout() == Layout.SENTENCE || table.layout() == Layout.CENTRED_SENTENCE) {
            writeSentences(table, cellText);
        } else {
            for (ListingTable.Block block : ListingTable.layOut(table, settings.lineSize(), cellText)) {
                writeBlock(table, block);
            }
        }
        for (String note : table.notes()) {
            pages.paragraph(BETWEEN_TABLES, hanging("NOTE: " + note));
        }
    }

    private void writeSentences(OutputTable table, CellText cellText) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String sentence : cellText.sentences(table)) {
            for (String line : MonospaceText.wrap(sentence, settings.lineSize())) {
                lines.add(table.layout() == Layout.CENTRED_SENTENCE ? centred(line) : line);
            }
        }
        pages.paragraph(BETWEEN_TABLES, lines);
    }

    private void writeBlock(OutputTable table, ListingTable.Block block) throws IOException {
        List<String> head = new ArrayList<>();
        for (String title : table.titles()) {
            for (String line : MonospaceText.wrap(title, settings.lineSize())) {
                head.add(centred(line));
            }
        }
        if (!head.isEmpty()) {
            head.add("");
        }
        int margin = settings.center() ? Math.max(0, (settings.lineSize() - block.width()) / 2) : 0;
        if (!block.heading().isEmpty()) {
            if (table.layout() == Layout.RULED) {
                head.add(shifted(rule(block), margin));
            }
            block.heading().forEach(line -> head.add(shifted(line, margin)));
            head.add(table.layout() == Layout.COLUMNS ? "" : shifted(rule(block), margin));
        }
        List<List<String>> rows = new ArrayList<>();
        for (List<String> row : block.rows()) {
            rows.add(row.stream().map(line -> shifted(line, margin)).toList());
        }
        if (table.layout() == Layout.RULED) {
            rows.add(List.of(shifted(rule(block), margin)));
        }
        pages.table(BETWEEN_TABLES, head, rows);
    }

    private static String rule(ListingTable.Block block) {
        return "-".repeat(block.width());
    }

    /** A note: continuation lines stand under its text. */
    private List<String> hanging(String note) {
        int indent = "NOTE: ".length();
        List<String> lines = new ArrayList<>();
        List<String> wrapped = MonospaceText.wrap(note.substring(indent), settings.lineSize() - indent);
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 ? note.substring(0, indent) : " ".repeat(indent)) + wrapped.get(i));
        }
        return lines;
    }

    private String centred(String line) {
        return ListingPages.centred(line, settings);
    }

    private static String shifted(String line, int margin) {
        return line.isEmpty() ? line : " ".repeat(margin) + line;
    }

    @Override
    public List<Notice> close() throws IOException {
        pages.close();
        return List.of();
    }
}
