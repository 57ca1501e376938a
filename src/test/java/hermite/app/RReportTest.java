package hermite.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.app.CommandLine.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML page that an R script leaves with --html=FILE. */
class RReportTest {
    @TempDir
    Path directory;

    private String printed;

    private int run(String code, String... options) throws IOException, UsageException {
        Files.writeString(directory.resolve("script.R"), code);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arguments = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(options), java.util.stream.Stream.of("script.R"))
                .toArray(String[]::new);
        int status = new RProgram(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                        directory)
                .run(arguments);
        printed = out.toString(StandardCharsets.UTF_8);
        return status;
    }

    private String page() throws IOException {
        return Files.readString(directory.resolve("report.html"));
    }

    @Test
    void codeOutputMessagesAndGraphsStandInTheOrderOfTheProgram() throws Exception {
        int status = run("""
                x <- c(1, 2, 3)
                print(x < 2)
                plot(x, main = "First <one>")
                lines(x)
                warning("take care")
                boxplot(x)
                """, "--html=report.html");
        assertThat(status).isZero();
        String page = page();
        assertThat(page)
                .containsSubsequence(
                        "<pre class=\"code\">x &lt;- c(1, 2, 3)</pre>",
                        "<pre class=\"printed\">[1]  TRUE FALSE FALSE</pre>",
                        "plot(x, main",
                        "<svg",
                        "First &lt;one&gt;",
                        "</svg>",
                        "<pre class=\"code\">lines(x)</pre>",
                        "<pre class=\"message\">Warning message:",
                        "boxplot(x)</pre>",
                        "<svg");
        assertThat(printed).isEqualTo("[1]  TRUE FALSE FALSE\n");
        assertThat(Files.exists(directory.resolve("Rplots.svg"))).isTrue();
        // well-formed, as the pages of SAS programs are
        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)))
                        .getElementsByTagName("svg")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void aPageOfSeveralPanelsAndAGgplotAreOneGraphEach() throws Exception {
        run("""
                par(mfrow = c(1, 2))
                hist(c(1, 2, 2, 3))
                plot(1:3)
                par(mfrow = c(1, 1))
                library(ggplot2)
                ggplot(data.frame(a = 1:4, b = c(2, 1, 4, 3)), aes(a, b)) + geom_point() + geom_line()
                """, "--html=report.html");
        assertThat(page().split("<svg", -1)).hasSize(3);
    }

    @Test
    void whatGoesToAFileOfTheScriptsOwnIsNotOnThePage() throws Exception {
        run("png('own.png'); plot(1:3); dev.off()", "--html=report.html");
        assertThat(page()).doesNotContain("<svg");
        assertThat(Files.exists(directory.resolve("own.png"))).isTrue();
    }

    @Test
    void anErrorLeavesThePageUpToItself() throws Exception {
        assertThat(run("1 + 1\nplot(1:2)\nstop('no more')\n2 + 2", "--html=report.html"))
                .isEqualTo(1);
        assertThat(page()).contains("[1] 2", "<svg", "Error: no more").doesNotContain("[1] 4");
    }

    @Test
    void theOptionNeedsAFile() {
        assertThatThrownBy(() -> run("1", "--html="))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--html=");
    }
}
