package hermite.report.destination;

import hermite.report.OutputGraph;
import hermite.report.graph.GraphLayout;
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
    private final Path directory;
    private final Style style;
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
        String name = nextName(graph.name());
        Scene scene = GraphLayout.layOut(graph.graph(), style.graph());
        List<Notice> notices = new ArrayList<>();
        try {
            Files.write(directory.resolve(name + ".png"), raster.png(scene, 1));
            notices.add(written(name + ".png"));
        } catch (RasterException e) {
            notices.add(Notice.warning("The image " + name + ".png was not written: " + e.getMessage() + "."));
        }
        Files.writeString(directory.resolve(name + ".svg"), SvgWriter.document(scene), StandardCharsets.UTF_8);
        notices.add(written(name + ".svg"));
        return notices;
    }

    private static Notice written(String file) {
        return Notice.note("Listing image output written to " + file + ".");
    }

    private String nextName(String name) {
        int earlier = written.merge(name.toUpperCase(Locale.ROOT), 1, Integer::sum) - 1;
        return earlier == 0 ? name : name + earlier;
    }
}
