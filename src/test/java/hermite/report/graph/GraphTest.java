package hermite.report.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.AxisPart;
import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Boxes;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.ReferenceLine;
import hermite.report.graph.Graph.Scale;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.style.LinePattern;
import hermite.report.style.Styles;
import hermite.report.style.Symbol;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class GraphTest {
    private static Document svg(Graph graph) throws Exception {
        String text = SvgWriter.document(GraphLayout.layOut(graph, Styles.HTML_BLUE.graph()));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return java.util.stream.IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<Element> plotted(Document document) {
        Element group = elements(document, "g").get(0);
        NodeList children = group.getElementsByTagName("*");
        return java.util.stream.IntStream.range(0, children.getLength())
                .mapToObj(i -> (Element) children.item(i))
                .toList();
    }

    private static Graph graph(Plot... plots) {
        return SampleGraphs.of(List.of(), Axis.linear("x"), Axis.linear("y"), List.of(plots));
    }

    private static List<String> ticks(Axis axis, double low, double high, int wanted) {
        return AxisScale.fit(axis, low, high, wanted).ticks().stream()
                .map(AxisScale.Tick::text)
                .toList();
    }

    @Test
    void drawsOneShortPathForThousandsOfCoincidingPoints() throws Exception {
        Document document = svg(SampleGraphs.predicted());
        List<Element> lines = plotted(document);

        assertThat(lines).hasSize(2);
        assertThat(lines).allSatisfy(line -> assertThat(line.getAttribute("d").split("L"))
                .as("three segments between four visits")
                .hasSize(4));
        assertThat(lines.get(0).getAttribute("stroke")).isEqualTo("#445694");
        assertThat(lines.get(1).getAttribute("stroke")).isEqualTo("#A23A2E");
    }

    @Test
    void drawsARetracedLineOnceAndKeepsItsGeometry() throws Exception {
        // Three subjects, each from x=1 to x=3 over the same points: back over the same chord, 1-2, 2-3 and 3-1.
        double[] x = {1, 2, 3, 1, 2, 3, 1, 2, 3};
        double[] y = {1, 4, 2, 1, 4, 2, 1, 4, 2};

        List<Element> lines = plotted(svg(graph(new Series(x, y, Appearance.ofGroup(0), "", false))));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getAttribute("d").split("L")).hasSize(4);
    }

    @Test
    void placesPointsInProportion() {
        AxisScale scale = AxisScale.fit(Axis.linear(""), 0, 10, 5);
        scale.place(100, 300);

        assertThat(scale.pixel(0)).isEqualTo(100);
        assertThat(scale.pixel(2.5)).isCloseTo(150, within(1e-9));
        assertThat(scale.pixel(10)).isEqualTo(300);
    }

    @Test
    void choosesRoundTicks() {
        assertThat(ticks(Axis.linear(""), 1, 4, 6)).containsExactly("1.0", "1.5", "2.0", "2.5", "3.0", "3.5", "4.0");
        assertThat(ticks(Axis.linear(""), 0.171444, 0.576386, 5)).containsExactly("0.2", "0.3", "0.4", "0.5", "0.6");
        assertThat(ticks(Axis.linear(""), -3, 97, 5)).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(ticks(Axis.linear(""), 0, 1e6, 5))
                .containsExactly("0", "200000", "400000", "600000", "800000", "1000000");
        assertThat(ticks(Axis.linear(""), 7, 7, 5)).containsExactly("7");
    }

    @Test
    void obeysLimitsValuesAndScaleOfAnAxis() {
        Axis limited = new Axis(
                "",
                Scale.LINEAR,
                OptionalDouble.of(0),
                OptionalDouble.of(1),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                EnumSet.allOf(AxisPart.class));
        AxisScale scale = AxisScale.fit(limited, 0.2, 0.6, 5);
        assertThat(scale.low()).isZero();
        assertThat(scale.high()).isEqualTo(1);

        Axis values = new Axis(
                "",
                Scale.LINEAR,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(1.0, 2.0, 3.0, 4.0),
                List.of(),
                Optional.empty(),
                false,
                false,
                EnumSet.allOf(AxisPart.class));
        assertThat(ticks(values, 1, 4, 6)).containsExactly("1", "2", "3", "4");

        Axis log = new Axis(
                "",
                Scale.LOG10,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                EnumSet.allOf(AxisPart.class));
        assertThat(ticks(log, 0.02, 500, 5)).containsExactly("0.01", "0.1", "1", "10", "100", "1000");
        AxisScale logScale = AxisScale.fit(log, 1, 100, 5);
        logScale.place(0, 200);
        assertThat(logScale.pixel(10)).isCloseTo(100, within(1e-9));
        assertThat(logScale.pixel(0)).isNaN();
    }

    @Test
    void printsTicksByTheAxisFormat() {
        Axis axis = new Axis(
                "",
                Scale.LINEAR,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(1.0, 2.0),
                List.of(),
                Optional.of(hermite.report.NumberFormats.F8_4),
                false,
                false,
                EnumSet.allOf(AxisPart.class));

        assertThat(ticks(axis, 1, 2, 5)).containsExactly("1.0000", "2.0000");
    }

    @Test
    void keepsTickTextWithinTheGraph() throws Exception {
        Axis dates = new Axis(
                "",
                Scale.LINEAR,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(0.0, 50.0, 100.0),
                List.of(),
                Optional.of(new hermite.report.NumberFormat() {
                    @Override
                    public String print(double value) {
                        return "15FEB2020:00:00";
                    }

                    @Override
                    public String sasFormat() {
                        return "DATETIME16.";
                    }
                }),
                false,
                false,
                EnumSet.allOf(AxisPart.class));
        double[] x = {0, 100};
        Graph graph = SampleGraphs.of(
                List.of(), dates, Axis.linear("y"), List.of(new Series(x, x, Appearance.ofGroup(0), "", false)));

        assertThat(elements(svg(graph), "text").stream()
                        .filter(e -> e.getTextContent().startsWith("15FEB")))
                .hasSize(3)
                .allSatisfy(e -> {
                    double middle = Double.parseDouble(e.getAttribute("x"));
                    double half = TextMetrics.width(e.getTextContent(), 12, false) / 2;
                    assertThat(middle + half).isLessThanOrEqualTo(640);
                    assertThat(middle - half).isGreaterThanOrEqualTo(0);
                });
    }

    @Test
    void namesTheGroupsInTheLegendWithItsTitle() throws Exception {
        List<String> texts = elements(svg(SampleGraphs.predicted()), "text").stream()
                .map(Element::getTextContent)
                .toList();

        assertThat(texts).containsSubsequence("trt", "0", "1").contains("Marginal Models", "Predicted Value", "time");
    }

    @Test
    void variesPatternsInGreysAndColoursOnlyInBlue() {
        assertThat(Styles.JOURNAL.graph().pattern(0)).isEqualTo(LinePattern.SOLID);
        assertThat(Styles.JOURNAL.graph().pattern(1)).isEqualTo(LinePattern.MEDIUM_DASH);
        assertThat(Styles.JOURNAL.graph().symbol(1)).isEqualTo(Symbol.PLUS);
        assertThat(Styles.HTML_BLUE.graph().pattern(1)).isEqualTo(LinePattern.SOLID);
        assertThat(Styles.HTML_BLUE.graph().contrast(1)).isEqualTo("#A23A2E");
    }

    @Test
    void drawsEveryKindOfPlot() throws Exception {
        Appearance look = Appearance.ofGroup(0);
        double[] x = {1, 2, 3};
        Document document = svg(graph(
                new Band(x, new double[] {1, 2, 1}, new double[] {3, 4, 3}, look.withOpacity(0.5), "band"),
                new Bars(x, new double[] {0, 0, 0}, new double[] {2, 3, 1}, 0.8, false, look, "bars"),
                new Bars(x, new double[] {0, 0, 0}, new double[] {2, 3, 1}, 0, false, look, "needles"),
                new Boxes(2, 0.5, 0, 1, 2, 3, 4, 2.2, new double[] {6}, false, look, ""),
                new Scatter(x, x, List.of("a", "b", "c"), look.withSymbol(Symbol.PLUS), "marks"),
                new Series(x, x, look.withPattern(LinePattern.DASH).withThickness(2), "line", true),
                new ReferenceLine(2.5, true, "limit", look, "")));
        List<Element> shapes = plotted(document);

        assertThat(shapes.stream().filter(e -> e.getTagName().equals("circle")))
                .as("three marked points of the line, one outlier")
                .hasSize(4);
        assertThat(shapes.stream().filter(e -> e.getAttribute("opacity").equals("0.5")))
                .hasSize(1);
        assertThat(shapes.stream()
                        .filter(e -> e.getAttribute("stroke-dasharray").equals("10 6")))
                .hasSize(1);
        assertThat(elements(document, "text").stream().map(Element::getTextContent))
                .contains("limit", "band", "bars", "needles", "marks", "line", "a", "b", "c");
    }

    @Test
    void breaksALineAtMissingValues() throws Exception {
        double[] x = {1, 2, Double.NaN, 3, 4};
        List<Element> lines =
                plotted(svg(graph(new Series(x, new double[] {1, 2, 3, 3, 1}, Appearance.ofGroup(0), "", false))));

        assertThat(lines.get(0).getAttribute("d").split("M")).hasSize(3);
    }

    @Test
    void escapesText() throws Exception {
        Document document =
                svg(SampleGraphs.of(List.of("a < b & \"c\""), Axis.linear("x"), Axis.linear("y"), List.of()));

        assertThat(elements(document, "text").get(0).getTextContent()).isEqualTo("a < b & \"c\"");
    }

    @Test
    void drawsTheSameSceneAsPixels() throws Exception {
        Scene scene = GraphLayout.layOut(SampleGraphs.predicted(), Styles.HTML_BLUE.graph());

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(new PngWriter().png(scene, 2)));

        assertThat(image.getWidth()).isEqualTo(1280);
        assertThat(image.getHeight()).isEqualTo(960);
        assertThat(image.getRGB(5, 5) & 0xFFFFFF).isEqualTo(0xFFFFFF);
        boolean red = false;
        boolean blue = false;
        for (int x = 0; x < 1280; x++) {
            for (int y = 0; y < 960; y++) {
                int rgb = image.getRGB(x, y) & 0xFFFFFF;
                red |= rgb == 0xA23A2E;
                blue |= rgb == 0x445694;
            }
        }
        assertThat(red).as("line of group 1").isTrue();
        assertThat(blue).as("line of group 0").isTrue();
    }
}
