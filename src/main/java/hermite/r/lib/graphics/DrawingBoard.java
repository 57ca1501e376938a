package hermite.r.lib.graphics;

import hermite.data.engine.file.AtomicFile;
import hermite.r.eval.RError;
import hermite.r.eval.session.RSession;
import hermite.report.destination.pdf.PdfPages;
import hermite.report.graph.Canvas;
import hermite.report.graph.PngWriter;
import hermite.report.graph.RasterException;
import hermite.report.graph.Scene;
import hermite.report.graph.SvgWriter;
import hermite.report.style.Styles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The pages of one session: a page is drawn on until the next one begins or its device is closed, then written. Without
 * a device of the script's own, pages are {@code Rplots.svg} and {@code Rplots.png}, {@code Rplots2.svg} and so on.
 */
final class DrawingBoard {
    /** Size of pages without a device of the script's own, in points. */
    private static final int WIDTH = 640;

    private static final int HEIGHT = 480;
    private static final int LARGEST = 20000;

    private final RSession session;
    private Canvas page;
    private Path file;
    /** Whether the device of the script's own keeps no page. */
    private boolean nowhere;

    private int width = WIDTH;
    private int height = HEIGHT;
    private double scale = 1;
    private int pages;
    private int devicePages;
    private final List<Scene> pdfPages = new ArrayList<>();
    private boolean toldOfPng;
    private Optional<PageListener> listener = Optional.empty();

    DrawingBoard(RSession session) {
        this.session = session;
        session.atEnd(this::closeDevice);
    }

    static DrawingBoard of(RSession session) {
        return session.state(DrawingBoard.class, () -> new DrawingBoard(session));
    }

    void listen(PageListener newListener) {
        listener = Optional.of(newListener);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    boolean hasDevice() {
        return file != null || nowhere;
    }

    /**
     * Later pages go to this file, until {@link #closeDevice}; nowhere without one.
     *
     * @param newWidth in points, 72 an inch
     * @param newScale pixels a point has in a PNG file
     */
    void openDevice(Optional<Path> newFile, double newWidth, double newHeight, double newScale) {
        closeDevice();
        double largest = LARGEST / Math.max(1, newScale);
        if (!(newWidth >= 1 && newHeight >= 1 && newWidth <= largest && newHeight <= largest)) {
            throw new RError("invalid width or height of the graphics device");
        }
        file = newFile.orElse(null);
        nowhere = newFile.isEmpty();
        devicePages = 0;
        width = (int) Math.round(newWidth);
        height = (int) Math.round(newHeight);
        scale = newScale;
    }

    void closeDevice() {
        finishPage();
        if (!pdfPages.isEmpty()) {
            try {
                PdfPages.write(file, pdfPages);
            } catch (IOException e) {
                throw new RError("cannot write the graph: " + e.getMessage());
            } finally {
                pdfPages.clear();
            }
        }
        file = null;
        nowhere = false;
        width = WIDTH;
        height = HEIGHT;
        scale = 1;
    }

    void beginPage(String background) {
        finishPage();
        if (!hasDevice()) {
            listener.ifPresent(PageListener::begun);
        }
        page = new Canvas(width, height, background, Styles.HTML_BLUE.graph());
    }

    /** The page drawn on now. */
    Canvas page() {
        if (page == null) {
            throw new RError("plot.new has not been called yet");
        }
        return page;
    }

    boolean hasPage() {
        return page != null;
    }

    private void finishPage() {
        if (page == null) {
            return;
        }
        Scene scene = page.scene();
        page = null;
        try {
            write(scene);
        } catch (IOException e) {
            throw new RError("cannot write the graph: " + e.getMessage());
        }
    }

    private void write(Scene scene) throws IOException {
        if (nowhere) {
            return;
        }
        if (file == null) {
            pages++;
            String stem = pages == 1 ? "Rplots" : "Rplots" + pages;
            svg(scene, session.file(stem + ".svg"));
            png(scene, session.file(stem + ".png"));
            listener.ifPresent(l -> l.finished(scene));
            return;
        }
        devicePages++;
        String name = file.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".pdf")) {
            pdfPages.add(scene);
            return;
        }
        Path target = numbered(file, name, devicePages);
        if (lower.endsWith(".png")) {
            png(scene, target);
        } else {
            svg(scene, target);
        }
    }

    /** plot%03d.png takes the page's number; another name gets it before its ending, from the second page on. */
    private static Path numbered(Path file, String name, int page) {
        if (name.matches(".*%[0-9]*d.*")) {
            return file.resolveSibling(String.format(name, page));
        }
        int dot = name.lastIndexOf('.');
        return page == 1
                ? file
                : file.resolveSibling(dot < 0 ? name + page : name.substring(0, dot) + page + name.substring(dot));
    }

    private static void svg(Scene scene, Path target) throws IOException {
        replace(target, SvgWriter.document(scene).getBytes(StandardCharsets.UTF_8));
    }

    private void png(Scene scene, Path target) throws IOException {
        try {
            replace(target, new PngWriter().png(scene, scale));
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
