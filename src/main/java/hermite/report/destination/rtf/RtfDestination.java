package hermite.report.destination.rtf;

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
import hermite.report.graph.PngWriter;
import hermite.report.graph.RasterException;
import hermite.report.graph.RasterWriter;
import hermite.report.graph.Scene;
import hermite.report.style.Style;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Rich Text file (specification 1.9): each page is a section whose header and footer hold titles and footnotes,
 * tables are rows with repeating headings, graphs are PNG pictures. It is complete only when it is closed.
 */
public final class RtfDestination implements Destination {
    private static final double IMAGE_SCALE = 2;
    private static final int TWIPS_PER_PIXEL = 15;

    private final FileInProgress file;
    private final Style style;
    private final Options options;
    private final RasterWriter raster;
    private Optional<Page> pending = Optional.empty();
    private Optional<Page> current = Optional.empty();
    private GraphSettings graphSettings = GraphSettings.USUAL;
    private boolean anyPage;

    /**
     * What the ODS RTF statement says.
     *
     * @param bodyTitle titles and footnotes in the text instead of header and footer
     * @param startPage whether each page of output starts a new sheet
     */
    public record Options(boolean bodyTitle, boolean startPage) {
        public static final Options USUAL = new Options(false, true);
    }

    public RtfDestination(Path file, Style style, Options options) {
        this(file, style, options, new PngWriter());
    }

    public RtfDestination(Path file, Style style, Options options, RasterWriter raster) {
        this.file = new FileInProgress(file);
        this.style = style;
        this.options = options;
        this.raster = raster;
    }

    @Override
    public String name() {
        return "RTF";
    }

    @Override
    public List<Notice> open() throws IOException {
        if (file.isOpen()) {
            return List.of();
        }
        file.writer().write(RtfText.documentStart(style.table()));
        return List.of(Notice.note("Writing RTF Body file: " + file.target().getFileName()));
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
        Page page = current.orElseThrow(() -> new IllegalStateException("begin a page first"));
        if (object instanceof OutputTable table) {
            write(table, new CellText(page.settings().missing()));
        } else if (object instanceof OutputGraph graph) {
            return write(page.titled(graph), notices);
        }
        return notices;
    }

    private int textWidth() {
        return RtfText.textWidth(current.orElseThrow().settings().sheet());
    }

    private void startPage() throws IOException {
        if (pending.isEmpty()) {
            return;
        }
        endPage();
        Page page = pending.get();
        Writer out = file.writer();
        if (anyPage) {
            out.write("\\sect");
        }
        String sheet = RtfText.section(page.settings().sheet());
        out.write("\\sectd" + sheet + (options.startPage() ? "\\sbkpage" : "\\sbknone") + "\n");
        if (!options.bodyTitle()) {
            out.write("{\\header" + stamp(page) + paragraphs(page.titles(), "\\qc\\b\\i\\fs26") + "}\n");
            out.write("{\\footer" + paragraphs(page.footnotes(), "\\qc\\b\\i\\fs22") + "}\n");
        } else {
            out.write(paragraphs(page.titles(), "\\qc\\b\\i\\fs26") + "\n");
        }
        if (!page.procedureTitle().isEmpty()) {
            out.write(paragraphs(List.of(page.procedureTitle()), "\\qc\\b\\i\\fs22\\sa120\\keepn") + "\n");
        }
        if (!page.byLine().isEmpty()) {
            out.write(paragraphs(List.of(page.byLine()), "\\qc\\b\\fs20\\sa120\\keepn") + "\n");
        }
        anyPage = true;
        current = pending;
        pending = Optional.empty();
    }

    private void endPage() throws IOException {
        if (options.bodyTitle() && current.isPresent()) {
            file.writer().write(paragraphs(current.get().footnotes(), "\\qc\\b\\i\\fs22") + "\n");
        }
    }

    /** Date and page number at the right, as system options ask for them. */
    private static String stamp(Page page) {
        Page.Settings settings = page.settings();
        if (!settings.showDate() && !settings.showNumber()) {
            return "";
        }
        String date = settings.showDate() ? settings.dateText() + "  " : "";
        String number = settings.showNumber() ? "{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}" : "";
        return "{\\pard\\plain\\f0\\qr\\fs16 " + RtfText.escape(date) + number + "\\par}";
    }

    private static String paragraphs(List<String> lines, String look) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append("{\\pard\\plain\\f0")
                    .append(look)
                    .append(' ')
                    .append(RtfText.escape(line))
                    .append("\\par}");
        }
        return text.toString();
    }

    private void write(OutputTable table, CellText cellText) throws IOException {
        Writer out = file.writer();
        if (table.layout() == Layout.SENTENCE || table.layout() == Layout.CENTRED_SENTENCE) {
            out.write(paragraphs(cellText.sentences(table), "\\qc\\fs20\\sb60\\sa120") + "\n");
            return;
        }
        out.write(paragraphs(table.titles(), "\\qc\\b\\fs22\\sb60\\sa40\\keepn") + "\n");
        out.write(new RtfTable(new TableGrid(table, cellText), style.table(), textWidth()).rows());
        for (String note : table.notes()) {
            out.write(paragraphs(List.of("Note: " + note), "\\ql\\fs18\\sb40"));
        }
        out.write("{\\pard\\plain\\fs16\\par}\n");
        out.flush();
    }

    private List<Notice> write(OutputGraph graph, List<Notice> notices) throws IOException {
        Scene scene = GraphLayout.layOut(graph.graph(), style.graph(), graphSettings);
        try {
            String hex = HexFormat.of().formatHex(raster.png(scene, IMAGE_SCALE));
            double twips = Math.min(TWIPS_PER_PIXEL, (double) textWidth() / scene.width());
            Writer out = file.writer();
            out.write("{\\pard\\plain\\qc{\\pict\\pngblip\\picw" + (int) (scene.width() * IMAGE_SCALE) + "\\pich"
                    + (int) (scene.height() * IMAGE_SCALE) + "\\picwgoal" + Math.round(scene.width() * twips)
                    + "\\pichgoal" + Math.round(scene.height() * twips) + "\n");
            for (int i = 0; i < hex.length(); i += 128) {
                out.write(hex, i, Math.min(128, hex.length() - i));
                out.write('\n');
            }
            out.write("}\\par}\n");
            return notices;
        } catch (RasterException e) {
            Notice warning = Notice.warning(
                    "The graph " + graph.name() + " is missing in the RTF file: " + e.getMessage() + ".");
            return Stream.concat(notices.stream(), Stream.of(warning)).toList();
        }
    }

    @Override
    public List<Notice> close() throws IOException {
        if (file.isOpen()) {
            endPage();
            current = Optional.empty();
            file.writer().write("}\n");
            file.complete();
        }
        return List.of();
    }
}
