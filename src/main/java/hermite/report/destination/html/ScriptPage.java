package hermite.report.destination.html;

import static j2html.TagCreator.div;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;

import hermite.report.destination.FileInProgress;
import hermite.report.graph.Scene;
import hermite.report.graph.SvgWriter;
import hermite.report.style.Style;
import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * One HTML5 page of a script: its code, what it printed, its messages and its graphs, in the order of the program. A graph
 * stands where its page was begun. The file takes its name when the page is closed.
 */
public final class ScriptPage {
    /** What a piece of text is. */
    public enum Kind {
        CODE,
        OUTPUT,
        MESSAGE
    }

    private static final Config MARKUP = Config.defaults().withEmptyTagsClosed(true);

    private final FileInProgress file;
    private final Style style;
    private final String title;
    private final List<DomContent> pieces = new ArrayList<>();
    private final Deque<Integer> unfinished = new ArrayDeque<>();
    private int graphs;

    public ScriptPage(Path file, String title, Style style) {
        this.file = new FileInProgress(file);
        this.title = title;
        this.style = style;
    }

    /** Adds a text; nothing for one that is blank. */
    public void add(Kind kind, String text) {
        String shown = text.replaceAll("\\n+$", "");
        if (!shown.isBlank()) {
            pieces.add(pre(shown)
                    .withClass(
                            switch (kind) {
                                case CODE -> "code";
                                case OUTPUT -> "printed";
                                case MESSAGE -> "message";
                            }));
        }
    }

    /** Keeps a place for the graph that is begun now. */
    public void beginGraph() {
        unfinished.add(pieces.size());
        pieces.add(rawHtml(""));
    }

    /** The graph whose place was kept first. */
    public void finishGraph(Scene scene) {
        pieces.set(
                unfinished.remove(),
                div(figure(rawHtml(SvgWriter.element(scene, "graph" + graphs++)))
                                .withClass("graph"))
                        .withClass("output"));
    }

    public void close() throws IOException {
        file.writer().write(HtmlPage.start(title, style));
        for (DomContent piece : pieces) {
            piece.render(FlatHtml.into(file.writer(), MARKUP));
            file.writer().write("\n");
        }
        file.writer().write(HtmlPage.END);
        file.complete();
    }
}
