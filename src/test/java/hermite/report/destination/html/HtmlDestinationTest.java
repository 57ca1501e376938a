package hermite.report.destination.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.report.Cell;
import hermite.report.OutputColumn;
import hermite.report.OutputGraph;
import hermite.report.OutputTable;
import hermite.report.OutputTable.Layout;
import hermite.report.destination.MockTables;
import hermite.report.destination.Notice;
import hermite.report.destination.Page;
import hermite.report.graph.SampleGraphs;
import hermite.report.style.Style;
import hermite.report.style.Styles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The page structure is that of shared/spec/ods_and_graphics.md, section 2. */
class HtmlDestinationTest {
    private static final Page.Settings SETTINGS = Page.Settings.batch(LocalDateTime.of(2023, 3, 8, 15, 11));

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("sashtml.htm");
    }

    private static Page page(String procedure, String... titles) {
        return new Page(List.of(titles), List.of("A footnote"), procedure, "trt=1", SETTINGS);
    }

    private Document written(Style style) throws Exception {
        HtmlDestination html = new HtmlDestination(file(), style);
        assertThat(html.open()).containsExactly(Notice.note("Writing HTML Body file: sashtml.htm"));
        html.begin(page("The GENMOD Procedure", "Marginal Models", "A < B & \"C\""));
        for (OutputTable table : MockTables.genmod()) {
            assertThat(html.accept(table)).isEmpty();
        }
        html.begin(new Page(List.of("Marginal Models"), List.of(), "", "", SETTINGS));
        html.accept(new OutputGraph("SGPlot", "The SGPlot Procedure", SampleGraphs.predicted()));
        html.close();
        return parse(Files.readString(file()));
    }

    private static Document parse(String page) throws Exception {
        String xml = page.replaceFirst("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(Document document, String path) throws Exception {
        XPath xpath = XPathFactory.newInstance().newXPath();
        NodeList nodes = (NodeList) xpath.evaluate(path, document, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void writesAWholeWellFormedPage() throws Exception {
        Document document = written(Styles.HTML_BLUE);

        assertThat(Files.readString(file()))
                .startsWith("<!DOCTYPE html>\n<html")
                .endsWith("</html>\n");
        assertThat(texts(document, "//p/span[@class='c systemtitle']"))
                .containsExactly("Marginal Models", "A < B & \"C\"");
        assertThat(texts(document, "//p[@class='c proctitle']")).containsExactly("The GENMOD Procedure");
        assertThat(texts(document, "//p[@class='c byline']")).containsExactly("trt=1");
        assertThat(texts(document, "//span[@class='c systemfooter']")).containsExactly("A footnote");
        assertThat(texts(document, "//@id[starts-with(., 'IDX')]"))
                .startsWith("IDX", "IDX1", "IDX2")
                .hasSize(MockTables.genmod().size() + 1)
                .doesNotHaveDuplicates();
        assertThat(texts(document, "//hr[@class='pagebreak']")).hasSize(1);
    }

    @Test
    void keepsRowHeadersHeadingsAndDataApart() throws Exception {
        Document document = written(Styles.JOURNAL);
        String table = "//table[starts-with(@aria-label, 'Analysis Of GEE')]";

        assertThat(texts(document, table + "/tbody/tr[4]/*"))
                .containsExactly("time*trt", "1", "0.3400", "0.1100", "0.1244", "0.5556", "3.09", "0.0020");
        assertThat(texts(document, table + "/tbody/tr[4]/th[@class='l rowheader']"))
                .containsExactly("time*trt", "1");
        assertThat(texts(document, table + "/tbody/tr[4]/td[@class='r data']")).hasSize(6);
        assertThat(texts(document, table + "/thead/tr[3]/th"))
                .containsExactly("Parameter", "", "Estimate", "StandardError", "95% ConfidenceLimits", "Z", "Pr > |Z|");
        assertThat(texts(document, table + "/thead/tr[3]/th[@colspan='2']/br")).hasSize(1);
        assertThat(texts(document, table + "/colgroup[1]/col")).hasSize(2);
        assertThat(texts(document, table + "/colgroup[2]/col")).hasSize(6);
    }

    @Test
    void placesHeadingsUnderASharedHeadingInARowOfTheirOwn() throws Exception {
        OutputTable table = MockTables.columns(
                "T",
                "",
                List.of(
                        OutputColumn.rowHeader("Label", "Label"),
                        MockTables.number("Lower", "Lower").withSpan("Limits"),
                        MockTables.number("Upper", "Upper").withSpan("Limits")),
                "a|1|2");
        HtmlDestination html = new HtmlDestination(file(), Styles.HTML_BLUE);
        html.open();
        html.begin(page(""));
        html.accept(table);
        html.close();
        Document document = parse(Files.readString(file()));

        assertThat(texts(document, "//thead/tr[1]/th")).containsExactly("Label", "Limits");
        assertThat(texts(document, "//thead/tr[1]/th/@rowspan")).containsExactly("2");
        assertThat(texts(document, "//thead/tr[2]/th")).containsExactly("Lower", "Upper");
    }

    @Test
    void drawsGraphsInThePageWithTheTitlesInThem() throws Exception {
        Document document = written(Styles.JOURNAL);

        assertThat(texts(document, "//figure/*[local-name()='svg']/*[local-name()='text']"))
                .contains("Marginal Models", "Predicted Value", "time", "trt", "0", "1");
        assertThat(texts(document, "//p/span[@class='c systemtitle']")).hasSize(2);
    }

    @Test
    void drawsOnlyRulesInTheJournalStyle() throws Exception {
        written(Styles.JOURNAL);
        assertThat(Files.readString(file())).doesNotContain("#EDF2F9").contains("border-bottom: 2px solid #000000");
        written(Styles.HTML_BLUE);
        assertThat(Files.readString(file()))
                .contains("#EDF2F9")
                .contains("#112277")
                .contains("#FAFBFE");
    }

    @Test
    void leavesAPreviousFileAloneUntilItIsClosed() throws IOException {
        Files.writeString(file(), "before");
        HtmlDestination html = new HtmlDestination(file(), Styles.HTML_BLUE);
        html.open();
        html.begin(page("The GENMOD Procedure"));
        html.accept(MockTables.genmod().get(0));

        assertThat(Files.readString(file())).isEqualTo("before");
        html.close();
        assertThat(Files.readString(file())).contains("WORK.AMENORRHEA");
        assertThatThrownBy(() -> html.accept(MockTables.genmod().get(0))).isInstanceOf(IllegalStateException.class);
        assertThat(html.close()).isEmpty();
    }

    @Test
    void writesNotesUnderTheirTable() throws Exception {
        OutputTable plain = MockTables.genmod().get(1);
        OutputTable noted = new OutputTable(
                "NObs", "", List.of(), Layout.LABEL_VALUE, plain.columns(), plain.rows(), List.of("Mind the gap."));
        HtmlDestination html = new HtmlDestination(file(), Styles.HTML_BLUE);
        html.open();
        html.begin(page(""));
        html.accept(noted);
        html.accept(OutputTable.of(
                "S",
                "",
                Layout.SENTENCE,
                List.of(OutputColumn.text("", "")),
                List.of(List.of(Cell.of("y < 1 is modelled.")))));
        html.close();
        Document document = parse(Files.readString(file()));

        assertThat(texts(document, "//div/p[@class='l note']")).containsExactly("Note: Mind the gap.");
        assertThat(texts(document, "//p[@class='c sentence']")).containsExactly("y < 1 is modelled.");
    }
}
