package hermite.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.SharedData;
import hermite.data.Table;
import hermite.sas.session.Session;
import hermite.sas.session.library.PathMapping;
import hermite.sas.source.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program of a course page, byte for byte, on the sas7bdat files it names. Figures of the marginal model are SAS's
 * (conformance/marginal/amenorrhea-alr), those of the mixed models come from an independent program
 * (conformance/mixed).
 */
@EnabledIf("hermite.SharedData#available")
class SeedProgramTest {
    @TempDir
    static Path directory;

    private static final List<String> LOG = new ArrayList<>();
    private static String listing;
    private static Table predictions;

    @BeforeAll
    static void runTheProgram() throws IOException {
        StringWriter output = new StringWriter();
        try (Session session = Session.builder()
                .log(LOG::add)
                .listing(output)
                .currentDirectory(directory)
                .map(new PathMapping("Z:\\", SharedData.path("data/sas").toAbsolutePath()))
                .build()) {
            session.submit(SharedData.path("seeds/longitudinal.sas"));
            predictions = session.dataSets().read("WORK.PRED", Place.UNKNOWN);
        }
        listing = output.toString();
    }

    @Test
    void endsWithoutAnError() {
        assertThat(LOG).noneMatch(line -> line.startsWith("ERROR"));
        assertThat(LOG)
                .contains(
                        "NOTE: There were 4604 observations read from the data set S857.AMENORRHEA.",
                        "NOTE: The data set WORK.AMENORRHEA has 4604 observations and 6 variables.",
                        "NOTE: Writing HTML Body file: sashtml.htm",
                        "NOTE: The data set WORK.PRED has 4604 observations and 7 variables.",
                        "NOTE: The data set WORK.EPILEPSY has 295 observations and 5 variables.");
    }

    @Test
    void printsTheMarginalModelAsSasDoes() {
        assertRow("QIC", "4384.3523");
        assertRow("QICu", "4382.4909");
        assertRow("Intercept", "-2.2461", "0.1765", "-2.5921", "-1.9001", "-12.72", "<.0001");
        assertRow("TIME", "0.7030", "0.1581", "0.3931", "1.0129", "4.45", "<.0001");
        assertRow("time2", "-0.0323", "0.0318", "-0.0946", "0.0299", "-1.02", "0.3089");
        assertRow("TIME*TRT", "1", "0.3380", "0.1097", "0.1230", "0.5529", "3.08", "0.0021");
        assertRow("time2*TRT", "1", "-0.0683", "0.0284", "-0.1239", "-0.0126", "-2.40", "0.0162");
        assertRow("Alpha1", "1.8475", "0.1810", "1.4928", "2.2021", "10.21", "<.0001");
        assertRow("Alpha6", "2.2783", "0.1827", "1.9202", "2.6364", "12.47", "<.0001");
        assertRow("TIME", "1", "19.77", "<.0001");
        assertRow("time2*TRT", "1", "5.78", "0.0162");
    }

    @Test
    void scoresTheStoredModel() {
        double[][] expected = {
            {0.171444, 0.275004, 0.394605, 0.512181},
            {0.213197, 0.362016, 0.492821, 0.576386}
        };
        double[] treatment = predictions.numeric(predictions.indexOf("trt")).values();
        double[] time = predictions.numeric(predictions.indexOf("time")).values();
        double[] predicted =
                predictions.numeric(predictions.indexOf("Predicted")).values();
        for (int row = 0; row < predictions.rowCount(); row++) {
            assertThat(predicted[row]).isCloseTo(expected[(int) treatment[row]][(int) time[row] - 1], within(1e-6));
        }
    }

    @Test
    void fitsBothMixedModels() {
        assertRow("-2 Log Likelihood", "3856.66");
        assertRow("Intercept", "-3.3857", "0.4876", "1150", "-6.94", "<.0001");
        assertRow("TIME*TRT", "1", "0.5373", "0.1937", "1510", "2.77", "0.0056");
        assertRow("UN(1,1)", "ID", "4.0743", "1.7929");
        assertRow("TIME", "1", "951", "8.41", "0.0038");
        assertRow("-2 Log Likelihood", "1929.83");
        assertRow("time*TRT", "1", "-0.1077", "0.05095", "177", "-2.11", "0.0359");
        assertRow("UN(2,2)", "ID", "0.02588", "0.007771");
    }

    @Test
    void leavesTheGraphAsImagesAndInThePage() throws IOException {
        assertThat(directory.resolve("SGPlot.png")).exists();
        assertThat(directory.resolve("SGPlot.svg"))
                .content()
                .startsWith("<?xml")
                .contains("<svg");
        String page = Files.readString(directory.resolve("sashtml.htm"));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<svg", "Marginal Models")
                .endsWith("</html>\n");
    }

    private static void assertRow(String... cells) {
        String row = String.join(" ", cells);
        assertThat(listing.lines().map(line -> line.strip().replaceAll(" +", " ")))
                .as("a row of the listing: %s", row)
                .contains(row);
    }
}
