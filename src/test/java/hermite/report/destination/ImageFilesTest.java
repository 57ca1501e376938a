package hermite.report.destination;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.report.OutputGraph;
import hermite.report.destination.listing.ListingDestination;
import hermite.report.graph.GraphSettings;
import hermite.report.graph.RasterException;
import hermite.report.graph.SampleGraphs;
import hermite.report.style.Styles;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFilesTest {
    private static final OutputGraph GRAPH =
            new OutputGraph("SGPlot", "The SGPlot Procedure", SampleGraphs.predicted());

    @TempDir
    Path directory;

    @Test
    void numbersImagesOfOneNameAndSaysWhatItWrote() throws Exception {
        ListingDestination listing =
                new ListingDestination(new StringWriter(), Optional.of(new ImageFiles(directory, Styles.LISTING)));
        listing.begin(
                new Page(List.of(), List.of(), "", "", Page.Settings.batch(LocalDateTime.of(2023, 3, 8, 15, 11))));

        assertThat(listing.accept(GRAPH)).contains(Notice.note("Listing image output written to SGPlot.png."));
        assertThat(listing.accept(GRAPH)).contains(Notice.note("Listing image output written to SGPlot1.png."));
        assertThat(ImageIO.read(directory.resolve("SGPlot1.png").toFile()).getWidth())
                .isEqualTo(640);
        assertThat(Files.readString(directory.resolve("SGPlot1.svg"))).contains("Predicted Value");
    }

    @Test
    void writesTheSvgAndWarnsWhereNoPixelsCanBeDrawn() throws Exception {
        ImageFiles files = new ImageFiles(directory, Styles.LISTING, (scene, scale) -> {
            throw new RasterException("no fonts or no graphics library on this machine", null);
        });

        List<Notice> notices = files.write(GRAPH);

        assertThat(notices)
                .containsExactly(
                        Notice.warning("The image SGPlot.png was not written: no fonts or no graphics library on this"
                                + " machine."),
                        Notice.note("Listing image output written to SGPlot.svg."));
        assertThat(directory.resolve("SGPlot.png")).doesNotExist();
        assertThat(directory.resolve("SGPlot.svg")).exists();
    }

    @Test
    void obeysSizeNameAndKindOfGraphs() throws Exception {
        ImageFiles files = new ImageFiles(directory, Styles.LISTING);
        files.settings(GraphSettings.USUAL
                .withWidth(320)
                .withImageName("fit")
                .withFormats(Set.of(GraphSettings.ImageFormat.PNG)));
        files.directory(directory.resolve("images"));

        assertThat(files.write(GRAPH)).containsExactly(Notice.note("Listing image output written to fit.png."));
        files.write(GRAPH);
        files.settings(GraphSettings.USUAL.withImageName("fit").withNewNumbers());
        assertThat(files.write(GRAPH)).contains(Notice.note("Listing image output written to fit.png."));

        assertThat(directory.resolve("images/fit1.png")).exists();
        assertThat(directory.resolve("images/fit1.svg")).doesNotExist();
        var image = ImageIO.read(directory.resolve("images/fit1.png").toFile());
        assertThat(image.getWidth()).isEqualTo(320);
        assertThat(image.getHeight()).as("in proportion").isEqualTo(240);
    }

    @Test
    void warnsAboutGraphsWhenThereIsNoDirectoryForThem() throws Exception {
        ListingDestination listing = new ListingDestination(new StringWriter());
        listing.begin(
                new Page(List.of(), List.of(), "", "", Page.Settings.batch(LocalDateTime.of(2023, 3, 8, 15, 11))));

        assertThat(listing.accept(GRAPH)).singleElement().satisfies(n -> assertThat(n.severity())
                .isEqualTo(Notice.Severity.WARNING));
    }
}
