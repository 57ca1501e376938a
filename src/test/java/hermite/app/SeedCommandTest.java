package hermite.app;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The program Hermite began with, byte for byte as it was found, on its own data sets. */
@EnabledIf("hermite.SharedData#available")
class SeedCommandTest {
    @TempDir
    Path directory;

    @Test
    void runsFromTextToTablesAndGraph() throws Exception {
        ByteArrayOutputStream listing = new ByteArrayOutputStream();
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        int status = new Main(InputStream.nullInputStream(), listing, log, directory, Map.of())
                .run(
                        SharedData.path("seeds/longitudinal.sas")
                                .toAbsolutePath()
                                .normalize()
                                .toString(),
                        "-map",
                        "Z:\\=" + SharedData.path("data/sas").toAbsolutePath().normalize());

        List<String> told = log.toString(StandardCharsets.UTF_8).lines().toList();
        // 5 points are few for the second trial's variance of the slope: the log warns, and the status says so
        assertThat(status).isLessThanOrEqualTo(1);
        assertThat(told).noneMatch(line -> line.startsWith("ERROR"));
        // the steps in the order of shared/spec/log.md, section 9; counts as in the trials' descriptions
        assertThat(told)
                .containsSubsequence(
                        "1          libname S857 'Z:\\';",
                        "NOTE: Libref S857 was successfully assigned as follows: ",
                        "9          run;",
                        "NOTE: There were 4604 observations read from the data set S857.AMENORRHEA.",
                        "NOTE: The data set WORK.AMENORRHEA has 4604 observations and 6 variables.",
                        "NOTE: PROCEDURE SORT used (Total process time):",
                        "NOTE: PROCEDURE GENMOD used (Total process time):",
                        "NOTE: Writing HTML Body file: sashtml.htm",
                        "NOTE: The data set WORK.PRED has 4604 observations and 7 variables.",
                        "NOTE: PROCEDURE SGPLOT used (Total process time):",
                        "NOTE: PROCEDURE GLIMMIX used (Total process time):",
                        "NOTE: There were 59 observations read from the data set S857.EPILEPSY.",
                        "NOTE: The data set WORK.EPILEPSY has 295 observations and 5 variables.",
                        "NOTE: The data set WORK.EPILEPSY has 295 observations and 6 variables.",
                        "NOTE: PROCEDURE GLIMMIX used (Total process time):");
        assertThat(listing.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "Marginal Models",
                        "The GENMOD Procedure",
                        "The PLM Procedure",
                        "Generalized Linear Mixed Effects Models",
                        "The GLIMMIX Procedure",
                        "Clinical Trial of AntiEpileptic-Drug");
        assertThat(Files.readString(directory.resolve("sashtml.htm")))
                .contains("<svg")
                .contains("The GLIMMIX Procedure");
        assertThat(directory.resolve("SGPlot.svg")).isNotEmptyFile();
    }
}
