package hermite.report.destination.rtf;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.report.OutputColumn;
import hermite.report.OutputGraph;
import hermite.report.OutputTable;
import hermite.report.destination.MockTables;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.report.graph.RasterException;
import hermite.report.graph.SampleGraphs;
import hermite.report.style.Styles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are parsed back: groups, control words, rows and cells as the RTF specification 1.9 lays them down. */
class RtfDestinationTest {
    private static final Pattern TOKEN =
            Pattern.compile("\\\\([a-z]+)(-?\\d+)? ?|\\\\(.)|([{}])|([^\\\\{}]+)", Pattern.DOTALL);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("out.rtf");
    }

    private static Page page(String procedure) {
        return new Page(
                List.of("Marginal Models", "Été {1}"),
                List.of("Foot"),
                procedure,
                "",
                Page.Settings.batch(LocalDateTime.of(2023, 3, 8, 15, 11)));
    }

    private String write(RtfDestination rtf, OutputTable... tables) throws IOException {
        rtf.open();
        rtf.begin(page("The GENMOD Procedure"));
        for (OutputTable table : tables) {
            assertThat(rtf.accept(table)).isEmpty();
        }
        rtf.begin(page(""));
        rtf.accept(new OutputGraph("SGPlot", "", SampleGraphs.predicted()));
        rtf.close();
        return Files.readString(file(), StandardCharsets.US_ASCII);
    }

    private RtfDestination destination() {
        return new RtfDestination(file(), Styles.RTF, RtfDestination.Options.USUAL);
    }

    /** Control words and text, in order; fails where braces do not match. */
    private static List<String> tokens(String rtf) {
        List<String> tokens = new ArrayList<>();
        int depth = 0;
        Matcher m = TOKEN.matcher(rtf);
        int end = 0;
        while (m.find()) {
            assertThat(m.start()).isEqualTo(end);
            end = m.end();
            if (m.group(4) != null) {
                depth += m.group(4).equals("{") ? 1 : -1;
                assertThat(depth).as("group depth at " + m.start()).isNotNegative();
                assertThat(depth > 0 || rtf.substring(end).isBlank())
                        .as("one group in all")
                        .isTrue();
            } else if (m.group(1) != null) {
                tokens.add("\\" + m.group(1) + (m.group(2) == null ? "" : m.group(2)));
            } else {
                tokens.add(m.group(3) != null ? m.group(3) : m.group(5));
            }
        }
        assertThat(end).isEqualTo(rtf.length());
        assertThat(depth).isZero();
        return tokens;
    }

    @Test
    void writesOneBalancedGroupWithEqualCellsInEachRow() throws IOException {
        List<String> tokens = tokens(write(destination(), MockTables.genmod().toArray(OutputTable[]::new)));

        assertThat(tokens.get(0)).isEqualTo("\\rtf1");
        int defined = 0;
        int cells = 0;
        int rows = 0;
        int lastEdge = 0;
        for (String token : tokens) {
            if (token.equals("\\trowd")) {
                defined = 0;
                cells = 0;
                lastEdge = 0;
            } else if (token.startsWith("\\cellx")) {
                int edge = Integer.parseInt(token.substring(6));
                assertThat(edge).isGreaterThan(lastEdge).isLessThanOrEqualTo(9360);
                lastEdge = edge;
                defined++;
            } else if (token.equals("\\cell")) {
                cells++;
            } else if (token.equals("\\row")) {
                assertThat(cells).isEqualTo(defined).isPositive();
                rows++;
            }
        }
        int expected = MockTables.genmod().stream()
                .filter(t -> !t.name().equals("Sentence"))
                .mapToInt(t -> t.rows().size() + (t.layout() == OutputTable.Layout.COLUMNS ? 1 : 0))
                .sum();
        assertThat(rows).isEqualTo(expected);
    }

    @Test
    void putsTitlesIntoHeadersAndFootnotesIntoFooters() throws IOException {
        String rtf = write(destination(), MockTables.genmod().get(0));

        assertThat(rtf.split("\\{\\\\header", -1)).hasSize(3);
        assertThat(rtf).contains("Marginal Models").contains("\\u201?t\\u233? \\{1\\}");
        assertThat(rtf.indexOf("{\\footer")).isLessThan(rtf.indexOf("Foot"));
        assertThat(tokens(rtf)).contains("\\sect").contains("The GENMOD Procedure");
    }

    @Test
    void putsTitlesIntoTheTextWithBodytitle() throws IOException {
        String rtf = write(
                new RtfDestination(file(), Styles.JOURNAL, new RtfDestination.Options(true, false)),
                MockTables.genmod().get(0));

        assertThat(tokens(rtf)).doesNotContain("\\header", "\\footer").contains("Marginal Models", "\\sbknone");
    }

    @Test
    void repeatsHeadingRowsAndSpansColumns() throws IOException {
        OutputTable table = MockTables.columns(
                "T",
                "",
                List.of(
                        OutputColumn.rowHeader("Label", "Label"),
                        MockTables.number("Lower", "Lower").withSpan("Limits"),
                        MockTables.number("Upper", "Upper").withSpan("Limits")),
                "a|1|2");

        List<String> tokens = tokens(write(destination(), table));

        assertThat(tokens.stream().filter("\\trhdr"::equals)).hasSize(2);
        assertThat(tokens.stream().filter("\\clvmgf"::equals)).hasSize(1);
        assertThat(tokens.stream().filter("\\clvmrg"::equals)).hasSize(1);
        assertThat(tokens.stream().filter("\\cell"::equals)).hasSize(2 + 3 + 3);
    }

    @Test
    void holdsGraphsAsPngPictures() throws IOException {
        String rtf = write(destination(), MockTables.genmod().get(0));

        Matcher m = Pattern.compile(
                        "\\\\pngblip\\\\picw(\\d+)\\\\pich(\\d+)\\\\picwgoal\\d+\\\\pichgoal\\d+\n([0-9a-f\n]+)}")
                .matcher(rtf);
        assertThat(m.find()).isTrue();
        byte[] png = HexFormat.of().parseHex(m.group(3).replace("\n", ""));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(Integer.parseInt(m.group(1)));
    }

    @Test
    void warnsWhereAGraphCannotBeDrawnAndStaysWhole() throws IOException {
        RtfDestination rtf = new RtfDestination(file(), Styles.RTF, RtfDestination.Options.USUAL, (scene, scale) -> {
            throw new RasterException("no fonts or no graphics library on this machine", null);
        });
        rtf.open();
        rtf.begin(page(""));

        assertThat(rtf.accept(new OutputGraph("SGPlot", "", SampleGraphs.predicted())))
                .singleElement()
                .satisfies(n -> assertThat(n.severity()).isEqualTo(Notice.Severity.WARNING));
        rtf.close();
        tokens(Files.readString(file()));
    }
}
