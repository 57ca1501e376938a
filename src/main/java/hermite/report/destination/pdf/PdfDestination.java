package hermite.report.destination.pdf;

import hermite.report.OutputColumn.Align;
import hermite.report.OutputGraph;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.CellText;
import hermite.report.destination.Destination;
import hermite.report.destination.FileInProgress;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.report.destination.TableGrid;
import hermite.report.graph.GraphLayout;
import hermite.report.graph.GraphSettings;
import hermite.report.graph.Scene;
import hermite.report.style.Style;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;

/**
 * A PDF file: tables in cells, graphs as lines and text, bookmarks a procedure and a table. The same output gives the
 * same bytes. It is complete only when it is closed.
 */
public final class PdfDestination implements Destination {
    private static final double HEADING_SIZE = 11;
    private static final double TEXT_SIZE = 9;
    private static final String INK = "#000000";

    private final FileInProgress file;
    private final Style style;
    private final Options options;
    private final PDDocumentOutline outline = new PDDocumentOutline();
    private PDDocument document;
    private PdfFont font;
    private PdfSheets sheets;
    private Optional<PDOutlineItem> chapter = Optional.empty();
    private Optional<Page> pending = Optional.empty();
    private Page current;
    private GraphSettings graphSettings = GraphSettings.USUAL;

    /**
     * What the ODS PDF statement says.
     *
     * @param startPage whether each step starts a new sheet
     * @param bookmarks whether the file has bookmarks
     */
    public record Options(boolean startPage, boolean bookmarks) {
        public static final Options USUAL = new Options(true, true);
    }

    public PdfDestination(Path file, Style style, Options options) {
        this.file = new FileInProgress(file);
        this.style = style;
        this.options = options;
    }

    @Override
    public String name() {
        return "PDF";
    }

    @Override
    public List<Notice> open() throws IOException {
        if (file.isOpen()) {
            return List.of();
        }
        file.open();
        document = new PDDocument();
        font = new PdfFont(document);
        sheets = new PdfSheets(document, font);
        return List.of(Notice.note("Writing ODS PDF output to DISK destination \""
                + file.target().getFileName() + "\", printer \"PDF\"."));
    }

    @Override
    public void graphs(GraphSettings settings) {
        graphSettings = settings;
    }

    @Override
    public void begin(Page page) {
        pending = Optional.of(page);
    }

    @Override
    public List<Notice> accept(OutputObject object) throws IOException {
        List<Notice> notices = open();
        startPage();
        if (object instanceof OutputTable table) {
            draw(table);
        } else if (object instanceof OutputGraph graph) {
            Scene scene = GraphLayout.layOut(graph.graph(), style.graph(), graphSettings);
            PdfGraph.draw(scene, sheets, font);
            bookmark(graph.label().isEmpty() ? graph.name() : graph.label(), false);
        }
        return notices;
    }

    private void startPage() throws IOException {
        if (pending.isEmpty()) {
            if (current == null) {
                throw new IllegalStateException("begin a page first");
            }
            return;
        }
        Page page = pending.get();
        pending = Optional.empty();
        if (current == null) {
            document.getDocumentInformation().setCreationDate(moment(page));
            document.getDocumentInformation().setProducer("Hermite");
            document.setDocumentId(page.settings().date().toEpochSecond(ZoneOffset.UTC));
        }
        current = page;
        sheets.begin(page, options.startPage() || sheets.isEmpty());
        bookmark(page.procedureTitle(), true);
        for (String line : List.of(page.procedureTitle(), page.byLine())) {
            if (!line.isEmpty()) {
                sheets.need(4 * HEADING_SIZE);
                sheets.paragraph(
                        line, HEADING_SIZE, true, Align.CENTER, style.table().titleText());
                sheets.skip(HEADING_SIZE / 2);
            }
        }
    }

    private static Calendar moment(Page page) {
        return GregorianCalendar.from(page.settings().date().atZone(ZoneOffset.UTC));
    }

    private void draw(OutputTable table) throws IOException {
        CellText cellText = new CellText(current.settings().missing());
        if (table.layout() == Layout.SENTENCE || table.layout() == Layout.CENTRED_SENTENCE) {
            for (String sentence : cellText.sentences(table)) {
                sheets.paragraph(sentence, TEXT_SIZE, false, Align.CENTER, INK);
            }
            sheets.skip(TEXT_SIZE);
            return;
        }
        new PdfTable(new TableGrid(table, cellText), table.titles(), style.table(), sheets, font).draw();
        bookmark(table.label().isEmpty() ? table.name() : table.label(), false);
        for (String note : table.notes()) {
            sheets.paragraph("Note: " + note, TEXT_SIZE, false, Align.LEFT, INK);
        }
        sheets.skip(TEXT_SIZE);
    }

    /** @param opens whether what follows stands under it */
    private void bookmark(String text, boolean opens) {
        if (!options.bookmarks()) {
            return;
        }
        if (text.isEmpty()) {
            chapter = Optional.empty();
            return;
        }
        PDPageXYZDestination place = new PDPageXYZDestination();
        place.setPage(sheets.sheet());
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(text);
        item.setDestination(place);
        if (opens || chapter.isEmpty()) {
            outline.addLast(item);
        } else {
            chapter.get().addLast(item);
        }
        if (opens) {
            chapter = Optional.of(item);
        }
    }

    @Override
    public List<Notice> close() throws IOException {
        if (!file.isOpen()) {
            return List.of();
        }
        int count = document.getNumberOfPages();
        if (count == 0) {
            document.addPage(new org.apache.pdfbox.pdmodel.PDPage());
        }
        sheets.finish();
        if (options.bookmarks() && outline.hasChildren()) {
            document.getDocumentCatalog().setDocumentOutline(outline);
            outline.openNode();
        }
        document.save(file.stream());
        document.close();
        file.complete();
        return List.of(Notice.note("ODS PDF printed " + count + (count == 1 ? " page" : " pages") + " to "
                + file.target().getFileName() + "."));
    }
}
