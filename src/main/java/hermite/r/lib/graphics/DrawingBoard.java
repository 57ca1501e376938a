package hermite.r.lib.graphics;

import hermite.data.engine.file.AtomicFile;
import hermite.r.eval.RError;
import hermite.r.eval.session.RSession;
import hermite.report.graph.Graph;
import hermite.report.graph.GraphLayout;
import hermite.report.graph.GraphSettings;
import hermite.report.graph.PngWriter;
import hermite.report.graph.RasterException;
import hermite.report.graph.Scene;
import hermite.report.graph.SceneGrid;
import hermite.report.graph.SvgWriter;
import hermite.report.style.Styles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The pages of one session: panels are collected until a page is full or its device is closed, then written. Without a
 * device of the script's own, pages are {@code Rplots.svg} and {@code Rplots.png}, {@code Rplots2.svg} and so on.
 */
final class DrawingBoard {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final RSession session;
    private final List<Panel> panels = new ArrayList<>();
    private int rows = 1;
    private int columns = 1;
    private Path file;
    private int width = WIDTH;
    private int height = HEIGHT;
    private int pages;
    private int devicePages;
    private boolean toldOfPng;
    private Optional<PageListener> listener = Optional.empty();

    DrawingBoard(RSession session) {
        this.session = session;
        session.atEnd(this::finishPage);
    }

    static DrawingBoard of(RSession session) {
        return session.state(DrawingBoard.class, () -> new DrawingBoard(session));
    }

    void listen(PageListener newListener) {
        listener = Optional.of(newListener);
    }

    void layOut(int newRows, int newColumns) {
        finishPage();
        rows = newRows;
        columns = newColumns;
    }

    /** Later pages go to this file, until {@link #closeDevice}. */
    void openDevice(Path newFile, int newWidth, int newHeight) {
        finishPage();
        file = newFile;
        devicePages = 0;
        width = GraphSettings.isSize(newWidth) ? newWidth : WIDTH;
        height = GraphSettings.isSize(newHeight) ? newHeight : HEIGHT;
        rows = 1;
        columns = 1;
    }

    void closeDevice() {
        finishPage();
        file = null;
        width = WIDTH;
        height = HEIGHT;
        rows = 1;
        columns = 1;
    }

    void begin(Panel panel) {
        if (panels.size() == rows * columns) {
            finishPage();
        }
        if (panels.isEmpty() && file == null) {
            listener.ifPresent(PageListener::begun);
        }
        panels.add(panel);
    }

    /** The panel drawn on now. */
    Panel current() {
        if (panels.isEmpty()) {
            throw new RError("plot.new has not been called yet");
        }
        return panels.get(panels.size() - 1);
    }

    /** Writes what has been drawn since the last page. */
    void finishPage() {
        if (panels.isEmpty()) {
            return;
        }
        List<Scene> scenes = new ArrayList<>();
        GraphSettings settings = new GraphSettings(
                Math.max(120, width / columns),
                Math.max(120, height / rows),
                Optional.empty(),
                EnumSet.allOf(GraphSettings.ImageFormat.class),
                false,
                0);
        for (Panel panel : panels) {
            Graph graph = panel.graph();
            scenes.add(GraphLayout.layOut(graph, Styles.HTML_BLUE.graph(), settings));
        }
        panels.clear();
        Scene page = scenes.size() == 1 && rows * columns == 1 ? scenes.get(0) : SceneGrid.of(scenes, columns);
        try {
            write(page);
        } catch (IOException e) {
            throw new RError("cannot write the graph: " + e.getMessage());
        }
    }

    private void write(Scene page) throws IOException {
        if (file == null) {
            pages++;
            String stem = pages == 1 ? "Rplots" : "Rplots" + pages;
            svg(page, session.file(stem + ".svg"));
            png(page, session.file(stem + ".png"));
            listener.ifPresent(l -> l.finished(page));
            return;
        }
        devicePages++;
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        Path target = devicePages == 1 ? file : file.resolveSibling(numbered(name, devicePages));
        if (lower.endsWith(".png")) {
            png(page, target);
        } else {
            svg(page, target);
        }
    }

    /** plot%03d.png takes the page's number; another name gets it before its ending. */
    private static String numbered(String name, int page) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name + page : name.substring(0, dot) + page + name.substring(dot);
    }

    private static void svg(Scene page, Path target) throws IOException {
        replace(target, SvgWriter.document(page).getBytes(StandardCharsets.UTF_8));
    }

    private void png(Scene page, Path target) throws IOException {
        try {
            replace(target, new PngWriter().png(page, 1));
        } catch (RasterException e) {
            if (!toldOfPng) {
                toldOfPng = true;
                session.err().println("PNG files are not written: " + e.getMessage());
            }
        }
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        AtomicFile.write(target, out -> out.write(bytes));
    }
}
