package hermite.report.destination;

import hermite.report.OutputGraph;
import hermite.report.graph.GraphLayout;
import hermite.report.graph.GraphSettings;
import hermite.report.graph.GraphSettings.ImageFormat;
import hermite.report.graph.PngWriter;
import hermite.report.graph.RasterException;
import hermite.report.graph.RasterWriter;
import hermite.report.graph.Scene;
import hermite.report.graph.SvgWriter;
import hermite.report.style.Style;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Images in a directory: {@code SGPlot.png} and {@code SGPlot.svg}, then {@code SGPlot1.png} and so on. Where the
 * machine cannot draw pixels the SVG is written and a warning says why the PNG is not.
 */
public final class ImageFiles implements GraphFiles {
    private Path directory;
    private Style style;
    private GraphSettings settings = GraphSettings.USUAL;
    private final RasterWriter raster;
    private final Map<String, Integer> written = new HashMap<>();

    public ImageFiles(Path directory, Style style) {
        this(directory, style, new PngWriter());
    }

    public ImageFiles(Path directory, Style style, RasterWriter raster) {
        this.directory = directory;
        this.style = style;
        this.raster = raster;
    }

    @Override
    public List<Notice> write(OutputGraph graph) throws IOException {
        String name = nextName(settings.imageName().orElse(graph.name()));
        Scene scene = GraphLayout.layOut(graph.graph(), style.graph(), settings);
        Files.createDirectories(directory);
        List<Notice> notices = new ArrayList<>();
        boolean drawn = settings.formats().contains(ImageFormat.PNG) && writePng(scene, name, notices);
        if (settings.formats().contains(ImageFormat.SVG) || !drawn) {
            Files.writeString(directory.resolve(name + ".svg"), SvgWriter.document(scene), StandardCharsets.UTF_8);
            notices.add(written(name + ".svg"));
        }
        return notices;
    }

    private boolean writePng(Scene scene, String name, List<Notice> notices) throws IOException {
        try {
            Files.write(directory.resolve(name + ".png"), raster.png(scene, 1));
            notices.add(written(name + ".png"));
            return true;
        } catch (RasterException e) {
            notices.add(Notice.warning("The image " + name + ".png was not written: " + e.getMessage() + "."));
            return false;
        }
    }

    @Override
    public void settings(GraphSettings newSettings) {
        if (newSettings.numbering() != settings.numbering()) {
            written.clear();
        }
        if (!newSettings.imageName().equals(settings.imageName())) {
            newSettings.imageName().ifPresent(name -> written.remove(name.toUpperCase(Locale.ROOT)));
        }
        settings = newSettings;
    }

    @Override
    public void directory(Path newDirectory) {
        directory = newDirectory;
    }

    @Override
    public void style(Style newStyle) {
        style = newStyle;
    }

    private static Notice written(String file) {
        return Notice.note("Listing image output written to " + file + ".");
    }

    private String nextName(String name) {
        int earlier = written.merge(name.toUpperCase(Locale.ROOT), 1, Integer::sum) - 1;
        return earlier == 0 ? name : name + earlier;
    }
}
