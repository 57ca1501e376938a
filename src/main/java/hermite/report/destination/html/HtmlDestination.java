package hermite.report.destination.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.hr;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.span;

import hermite.report.OutputGraph;
import hermite.report.OutputObject;
import hermite.report.OutputTable;
import hermite.report.destination.CellText;
import hermite.report.destination.Destination;
import hermite.report.destination.FileInProgress;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.report.graph.GraphLayout;
import hermite.report.graph.GraphSettings;
import hermite.report.graph.Scene;
import hermite.report.graph.SvgWriter;
import hermite.report.style.Style;
import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One HTML5 page, which is well-formed XML too: titles, tables and graphs as inline SVG, in the structure of
 * shared/spec/ods_and_graphics.md, section 2. The file takes its name when it is closed.
 */
public final class HtmlDestination implements Destination {
    private static final Config MARKUP = Config.defaults().withEmptyTagsClosed(true);

    private final FileInProgress file;
    private final Style style;
    private Optional<Page> pending = Optional.empty();
    private Optional<Page> current = Optional.empty();
    private List<String> footnotes = List.of();
    private GraphSettings graphSettings = GraphSettings.USUAL;
    private boolean anyPage;
    private int objects;
    private boolean opened;

    public HtmlDestination(Path file, Style style) {
        this.file = new FileInProgress(file);
        this.style = style;
    }

    @Override
    public String name() {
        return "HTML";
    }

    @Override
    public List<Notice> open() throws IOException {
        if (opened) {
            return List.of();
        }
        opened = true;
        file.writer().write(HtmlPage.start("Hermite Output", style));
        return List.of(Notice.note("Writing HTML Body file: " + file.target().getFileName()));
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
    public List<Notice> accept(OutputObject given) throws IOException {
        List<Notice> notices = open();
        OutputObject object = given instanceof OutputGraph graph ? onPage(graph) : given;
        startPage(object);
        DivTag container = div().withId(nextId());
        if (object instanceof OutputTable table) {
            CellText cellText = new CellText(current.orElseThrow().settings().missing());
            container.withClass("output").with(new HtmlTable(table, cellText).markup());
        } else if (object instanceof OutputGraph graph) {
            Scene scene = GraphLayout.layOut(graph.graph(), style.graph(), graphSettings);
            container
                    .withClass("output c")
                    .with(figure(rawHtml(SvgWriter.element(scene, "graph" + objects)))
                            .withClass("graph"));
        }
        write(container);
        file.writer().flush();
        return notices;
    }

    private OutputGraph onPage(OutputGraph graph) {
        return pending.or(() -> current).map(page -> page.titled(graph)).orElse(graph);
    }

    /** {@code IDX}, {@code IDX1}, {@code IDX2} …: viewers look for the first to know that there is a result. */
    private String nextId() {
        return "IDX" + (objects++ == 0 ? "" : String.valueOf(objects - 1));
    }

    /** Titles of a page that begins with a graph stand in the graph. */
    private void startPage(OutputObject first) throws IOException {
        if (pending.isEmpty()) {
            if (current.isEmpty()) {
                throw new IllegalStateException("begin a page first");
            }
            return;
        }
        Page page = pending.get();
        finishPage();
        if (anyPage) {
            write(hr().withClass("pagebreak"));
        }
        anyPage = true;
        current = pending;
        pending = Optional.empty();
        boolean titled =
                first instanceof OutputGraph graph && !graph.graph().titles().isEmpty();
        if (!page.titles().isEmpty() && !titled) {
            write(lines(page.titles(), "systemtitle"));
        }
        if (!page.procedureTitle().isEmpty()) {
            write(div().withClass("proc_title_group")
                    .with(p(page.procedureTitle()).withClass("c proctitle")));
        }
        if (!page.byLine().isEmpty() && !titled) {
            write(p(page.byLine()).withClass("c byline"));
        }
        footnotes =
                first instanceof OutputGraph graph && !graph.graph().footnotes().isEmpty()
                        ? List.of()
                        : page.footnotes();
    }

    private void finishPage() throws IOException {
        if (!footnotes.isEmpty()) {
            write(lines(footnotes, "systemfooter"));
        }
        footnotes = List.of();
    }

    private static DivTag lines(List<String> lines, String kind) {
        return div().withClass("systitleandfootercontainer")
                .with(each(
                        lines, line -> p(span(line.isEmpty() ? "\u00a0" : line).withClass("c " + kind))));
    }

    private void write(DomContent content) throws IOException {
        content.render(FlatHtml.into(file.writer(), MARKUP));
        file.writer().write("\n");
    }

    @Override
    public List<Notice> close() throws IOException {
        if (!file.isOpen()) {
            return List.of();
        }
        finishPage();
        file.writer().write(HtmlPage.END);
        file.complete();
        return List.of();
    }
}
