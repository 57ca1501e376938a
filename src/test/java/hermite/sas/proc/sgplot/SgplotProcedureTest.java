package hermite.sas.proc.sgplot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.Table;
import hermite.data.Variable;
import hermite.report.OutputGraph;
import hermite.report.graph.Graph;
import hermite.report.graph.Graph.Band;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Boxes;
import hermite.report.graph.Graph.Legend;
import hermite.report.graph.Graph.Limits;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.ReferenceLine;
import hermite.report.graph.Graph.Scale;
import hermite.report.graph.Graph.Scatter;
import hermite.report.graph.Graph.Series;
import hermite.report.style.LinePattern;
import hermite.report.style.Symbol;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.MemoryContext;
import hermite.sas.proc.StepBuilder;
import hermite.sas.proc.Tables;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import hermite.sas.syntax.ast.ProcStep;
import hermite.sas.vocabulary.OptionSpec;
import hermite.sas.vocabulary.ProcedureSpec;
import hermite.sas.vocabulary.StatementForm;
import hermite.sas.vocabulary.StatementSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SgplotProcedureTest {
    private static final SgplotProcedure PROCEDURE = new SgplotProcedure();
    private static final ProcedureSpec SPEC = PROCEDURE.spec();

    /** Two groups, the second value first in the data; one row without a group, one without y. */
    private final Table data = labelled(Tables.of(
            "trt time p", 1, 1, 0.2, 1, 2, 0.4, 0, 1, 0.1, Missing.DOT, 1, 0.9, 0, 2, Missing.DOT, 0, 3, 0.3));

    private static Table labelled(Table table) {
        List<Variable> variables = new ArrayList<>(table.variables());
        variables.set(2, variables.get(2).withLabel("Predicted Value"));
        return table.withVariables(variables);
    }

    /** An option: {@code option("X", v("time"))}. */
    private record Given(String name, OptionValue value, List<Given> suboptions) {}

    private static Given option(String name, OptionValue value) {
        return new Given(name, value, List.of());
    }

    private static Given flag(String name) {
        return option(name, new OptionValue.None());
    }

    private static Given attributes(String name, Given... suboptions) {
        return new Given(name, new OptionValue.None(), List.of(suboptions));
    }

    private static OptionValue v(String name) {
        return new OptionValue.Variables(List.of(StepBuilder.name(name)));
    }

    private static OptionValue w(String word) {
        return new OptionValue.Word(word);
    }

    private static OptionValue n(double number) {
        return new OptionValue.Number(number);
    }

    private static Options bind(List<OptionSpec> table, List<Given> given) {
        return new Options(given.stream()
                .map(g -> {
                    OptionSpec spec = table.stream()
                            .filter(o -> o.isNamed(g.name()))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no option " + g.name()));
                    return new BoundOption(spec, g.value(), bind(spec.suboptions(), g.suboptions()), Place.UNKNOWN);
                })
                .toList());
    }

    private static ProcStatement xy(String name, String x, String y, Given... slash) {
        StatementSpec spec = SPEC.statement(name).orElseThrow();
        return new ProcStatement(
                spec,
                new Body.Main(bind(spec.options(), List.of(option("X", v(x)), option("Y", v(y))))),
                bind(spec.slashOptions(), List.of(slash)),
                Place.UNKNOWN);
    }

    private static ProcStatement of(String name, String variable, Given... slash) {
        StatementSpec spec = SPEC.statement(name).orElseThrow();
        return new ProcStatement(
                spec,
                new Body.Variables(List.of(new Body.Variables.Item(StepBuilder.name(variable), Options.NONE))),
                bind(spec.slashOptions(), List.of(slash)),
                Place.UNKNOWN);
    }

    private static ProcStatement main(String name, Given... options) {
        StatementSpec spec = SPEC.statement(name).orElseThrow();
        return new ProcStatement(
                spec, new Body.Main(bind(spec.options(), List.of(options))), Options.NONE, Place.UNKNOWN);
    }

    private static ProcStatement values(String name, List<OptionValue> values, Given... slash) {
        StatementSpec spec = SPEC.statement(name).orElseThrow();
        return new ProcStatement(
                spec, new Body.Values(values), bind(spec.slashOptions(), List.of(slash)), Place.UNKNOWN);
    }

    private final List<String> log = new ArrayList<>();

    private Graph plot(Table table, ProcStatement... statements) {
        MemoryContext context = new MemoryContext().with("WORK.A", table);
        PROCEDURE.run(new ProcStep(SPEC, Options.NONE, List.of(statements), Place.UNKNOWN), context);
        log.addAll(context.logLines());
        assertThat(context.output()).hasSize(1);
        assertThat(context.output().get(0).name()).isEqualTo("SGPlot");
        return ((OutputGraph) context.output().get(0)).graph();
    }

    private static List<String> legends(Graph graph) {
        return graph.plots().stream()
                .map(Plot::legend)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    @Test
    void drawsALinePerGroupInDataOrderWithoutTheMissingGroup() {
        Graph graph = plot(data, xy("SERIES", "time", "p", option("GROUP", v("trt"))));

        assertThat(graph.plots()).hasSize(2);
        Series first = (Series) graph.plots().get(0);
        Series second = (Series) graph.plots().get(1);
        assertThat(first.legend()).isEqualTo("1");
        assertThat(first.x()).containsExactly(1, 2);
        assertThat(first.y()).containsExactly(0.2, 0.4);
        assertThat(second.legend()).isEqualTo("0");
        assertThat(second.x()).containsExactly(1, 3);
        assertThat(second.appearance().group()).isEqualTo(1);
        assertThat(graph.xAxis().label()).isEqualTo("time");
        assertThat(graph.yAxis().label()).isEqualTo("Predicted Value");
        assertThat(graph.legend().map(Legend::title)).contains("trt");
    }

    @Test
    void ordersGroupsByValueAndKeepsTheMissingOneOnDemand() {
        Graph graph = plot(
                data,
                xy(
                        "SCATTER",
                        "time",
                        "p",
                        option("GROUP", v("trt")),
                        option("GROUPORDER", w("ASCENDING")),
                        flag("INCLUDEMISSINGGROUP")));

        assertThat(legends(graph)).containsExactly("Missing", "0", "1");
    }

    @Test
    void takesGroupTextFromTheFormat() {
        Table formatted = data.withVariables(List.of(
                data.variable(0).withFormat(Optional.of(Format.of("4.1"))), data.variable(1), data.variable(2)));

        assertThat(legends(plot(formatted, xy("SERIES", "time", "p", option("GROUP", v("trt"))))))
                .containsExactly("1.0", "0.0");
    }

    @Test
    void breaksLinesAtMissingValuesOnDemand() {
        Series whole = (Series) plot(data, xy("SERIES", "time", "p")).plots().get(0);
        Series broken = (Series)
                plot(data, xy("SERIES", "time", "p", flag("BREAK"))).plots().get(0);

        assertThat(whole.x()).hasSize(5);
        assertThat(broken.x()).hasSize(6);
        assertThat(broken.y()[4]).isNaN();
    }

    @Test
    void readsLineAndMarkerAttributes() {
        Graph graph = plot(
                data,
                xy(
                        "SERIES",
                        "time",
                        "p",
                        flag("MARKERS"),
                        option("TRANSPARENCY", n(0.25)),
                        attributes(
                                "LINEATTRS",
                                option("COLOR", w("red")),
                                option("PATTERN", n(2)),
                                option("THICKNESS", w("1.5pt"))),
                        attributes(
                                "MARKERATTRS",
                                option("SYMBOL", w("circlefilled")),
                                option("COLOR", w("CX00FF7F")),
                                option("SIZE", n(9)))));
        Series line = (Series) graph.plots().get(0);
        Scatter marks = (Scatter) graph.plots().get(1);

        assertThat(line.appearance().color()).contains("#FF0000");
        assertThat(line.appearance().pattern()).contains(LinePattern.SHORT_DASH);
        assertThat(line.appearance().thickness()).hasValue(2);
        assertThat(line.appearance().opacity()).isEqualTo(0.75);
        assertThat(marks.appearance().symbol()).contains(Symbol.CIRCLE_FILLED);
        assertThat(marks.appearance().color()).contains("#00FF7F");
        assertThat(marks.appearance().size()).hasValue(9);
    }

    @Test
    void warnsAboutUnknownColorsAndDrawsAllTheSame() {
        Graph graph = plot(data, xy("SERIES", "time", "p", attributes("LINEATTRS", option("COLOR", w("reddish")))));

        assertThat(graph.plots().get(0).appearance().color()).isEmpty();
        assertThat(log).anyMatch(l -> l.startsWith("WARNING: The color reddish is not known"));
    }

    @Test
    void obeysAxisStatements() {
        Graph graph = plot(
                data,
                xy("SERIES", "time", "p"),
                main(
                        "XAXIS",
                        option("LABEL", new OptionValue.Text("Visit")),
                        option("VALUES", new OptionValue.Values(List.of(n(1), w("to"), n(4), w("by"), n(1)))),
                        flag("GRID")),
                main(
                        "YAXIS",
                        option("MIN", n(0)),
                        option("MAX", n(1)),
                        flag("REVERSE"),
                        option("DISPLAY", new OptionValue.Values(List.of(w("nolabel"), w("noticks"))))));

        assertThat(graph.xAxis().label()).isEqualTo("Visit");
        assertThat(graph.xAxis().ticks()).containsExactly(1.0, 2.0, 3.0, 4.0);
        assertThat(graph.xAxis().grid()).isTrue();
        assertThat(graph.yAxis().minimum()).hasValue(0);
        assertThat(graph.yAxis().maximum()).hasValue(1);
        assertThat(graph.yAxis().reverse()).isTrue();
        assertThat(graph.yAxis().label()).isEmpty();
        assertThat(graph.yAxis().parts()).containsExactlyInAnyOrder(Graph.AxisPart.LINE, Graph.AxisPart.VALUES);
    }

    @Test
    void drawsALinearAxisWhereLogarithmsHaveNoPlaceForTheData() {
        Table table = Tables.of("x y", 1, 10, 2, 100);
        assertThat(plot(table, xy("SCATTER", "x", "y"), main("YAXIS", option("TYPE", w("LOG"))))
                        .yAxis()
                        .scale())
                .isEqualTo(Scale.LOG10);

        Table zero = Tables.of("x y", 1, 10, 2, 0);
        assertThat(plot(zero, xy("SCATTER", "x", "y"), main("YAXIS", option("TYPE", w("LOG"))))
                        .yAxis()
                        .scale())
                .isEqualTo(Scale.LINEAR);
        assertThat(log).anyMatch(l -> l.startsWith("NOTE: The Y axis cannot be logarithmic"));
    }

    @Test
    void placesTextValuesAsCategories() {
        Table visits = Tables.of("visit$5 y", "base", 1, "end", 2, "base", 3);

        Graph graph = plot(visits, xy("SCATTER", "visit", "y"));

        assertThat(graph.xAxis().scale()).isEqualTo(Scale.DISCRETE);
        assertThat(graph.xAxis().categories()).containsExactly("base", "end");
        assertThat(((Scatter) graph.plots().get(0)).x()).containsExactly(0, 1, 0);
    }

    @Test
    void namesSeveralPlotsInTheLegendAndGivesEachItsColour() {
        Graph two = plot(
                data,
                xy("SERIES", "time", "p"),
                xy("SERIES", "time", "trt", option("LEGENDLABEL", new OptionValue.Text("arm"))));
        assertThat(legends(two)).containsExactly("Predicted Value", "arm");
        assertThat(two.plots().get(1).appearance().group()).isEqualTo(1);

        assertThat(legends(plot(data, xy("SERIES", "time", "p")))).isEmpty();
    }

    @Test
    void showsInTheLegendWhomKeylegendNames() {
        Graph graph = plot(
                data,
                xy("SERIES", "time", "p", option("NAME", new OptionValue.Text("a"))),
                xy("SCATTER", "time", "p", option("NAME", new OptionValue.Text("b"))),
                values(
                        "KEYLEGEND",
                        List.of(new OptionValue.Text("b")),
                        option("TITLE", new OptionValue.Text("Key")),
                        option("LOCATION", w("INSIDE")),
                        option("POSITION", w("TOPLEFT"))));

        assertThat(graph.plots().get(0).legend()).isEmpty();
        assertThat(graph.plots().get(1).legend()).isEqualTo("Predicted Value");
        assertThat(graph.legend()).contains(new Legend("Key", Legend.Side.TOP_LEFT, true, true, 0));
    }

    @Test
    void fitsALineByLeastSquaresWithConfidenceLimits() {
        // Anscombe's first data set: y = 3.00 + 0.500 x (Anscombe 1973); residual standard deviation 1.2366, n = 11.
        Table anscombe = Tables.of(
                "x y", 10, 8.04, 8, 6.95, 13, 7.58, 9, 8.81, 11, 8.33, 14, 9.96, 6, 7.24, 4, 4.26, 12, 10.84, 7, 4.82,
                5, 5.68);

        Graph graph = plot(anscombe, xy("REG", "x", "y", flag("CLM"), flag("CLI")));

        Band band = (Band) graph.plots().get(0);
        Series fit = (Series) graph.plots().get(graph.plots().size() - 1);
        assertThat(fit.x()[0]).isEqualTo(4);
        assertThat(fit.y()[0]).isCloseTo(3.0001 + 4 * 0.50009, within(5e-4));
        assertThat(fit.y()[100]).isCloseTo(3.0001 + 14 * 0.50009, within(5e-4));
        // At the mean of x, 9, the half width is t(0.975, 9) s / sqrt(11) = 2.262157 * 1.236603 / 3.316625.
        assertThat(band.upper()[50] - fit.y()[50]).isCloseTo(0.843456, within(5e-5));
        assertThat(fit.y()[50] - band.lower()[50]).isCloseTo(0.843456, within(5e-5));
        // A single value there: t s sqrt(1 + 1/11).
        Series prediction = (Series) graph.plots().get(1);
        assertThat(fit.y()[50] - prediction.y()[50]).isCloseTo(2.92182, within(5e-4));
        assertThat(legends(graph)).containsExactly("95% Confidence Limits", "95% Prediction Limits", "Regression");
    }

    @Test
    void drawsBandsReferenceLinesNeedlesAndSteps() {
        Table table = Tables.of("x lo hi", 1, 0, 2, 2, 1, 3, 3, 1, 4);
        StatementSpec bandSpec = SPEC.statement("BAND").orElseThrow();
        ProcStatement band = new ProcStatement(
                bandSpec,
                new Body.Main(bind(
                        bandSpec.options(),
                        List.of(option("X", v("x")), option("LOWER", w("lo")), option("UPPER", n(5))))),
                Options.NONE,
                Place.UNKNOWN);

        Graph graph = plot(
                table,
                band,
                xy("STEP", "x", "lo"),
                xy("NEEDLE", "x", "hi"),
                values("REFLINE", List.of(n(2), w("to"), n(4), w("by"), n(2)), option("AXIS", w("X"))));

        Band drawn = (Band) graph.plots().get(0);
        assertThat(drawn.lower()).containsExactly(0, 1, 1);
        assertThat(drawn.upper()).containsExactly(5, 5, 5);
        assertThat(((Series) graph.plots().get(1)).x()).containsExactly(1, 2, 2, 3, 3);
        assertThat(((Series) graph.plots().get(1)).y()).containsExactly(0, 0, 1, 1, 1);
        assertThat(((Bars) graph.plots().get(2)).value()).containsExactly(2, 3, 4);
        assertThat(graph.plots().subList(3, 5))
                .extracting(p -> ((ReferenceLine) p).value())
                .containsExactly(2.0, 4.0);
        assertThat(((ReferenceLine) graph.plots().get(3)).horizontal()).isFalse();
    }

    @Test
    void countsValuesInBars() {
        Table numbers = Tables.of("y", 1, 2, 2, 3, 3, 3, 4, 4, 5, 9);

        Graph graph = plot(
                numbers,
                of("HISTOGRAM", "y", option("BINWIDTH", n(2)), option("SCALE", w("COUNT"))),
                of("DENSITY", "y"));

        Bars bars = (Bars) graph.plots().get(0);
        // Bins [0,2), [2,4), [4,6), [6,8), [8,10) by hand: 1; 2,2,3,3,3; 4,4,5; none; 9.
        assertThat(bars.position()).containsExactly(1, 3, 5, 7, 9);
        assertThat(bars.value()).containsExactly(1, 5, 3, 0, 1);
        assertThat(graph.yAxis().label()).isEqualTo("Count");
        Series normal = (Series) graph.plots().get(1);
        double top = Arrays.stream(normal.y()).max().orElseThrow();
        // Normal density at its mean, 1 / (s sqrt(2 pi)), times 10 values times width 2; the sum of
        // squares is 174, the mean 3.6, so s = sqrt((174 - 129.6) / 9) = 2.221111.
        assertThat(top).isCloseTo(20 * 0.398942 / 2.221111, within(0.01));
    }

    @Test
    void boxesFollowTheQuartilesWithAveraging() {
        // Ten values: quartiles are the 3rd and the 8th, the median the mean of 5th and 6th (definition 5).
        Table table = Tables.of(
                "g$1 y", "b", 100, "a", 1, "a", 2, "a", 3, "a", 4, "a", 5, "a", 6, "a", 7, "a", 8, "a", 9, "a", 30);

        Graph graph = plot(table, of("VBOX", "y", option("CATEGORY", v("g"))));

        assertThat(graph.xAxis().categories()).containsExactly("a", "b");
        Boxes box = (Boxes) graph.plots().get(0);
        assertThat(List.of(box.q1(), box.median(), box.q3())).containsExactly(3.0, 5.5, 8.0);
        assertThat(box.lowerWhisker()).isEqualTo(1);
        assertThat(box.upperWhisker()).isEqualTo(9);
        assertThat(box.outliers()).containsExactly(30);
        assertThat(box.mean()).isCloseTo(7.5, within(1e-12));
    }

    @Test
    void barsStackOrStandSideBySide() {
        Table table = Tables.of("c$1 g$1 y", "b", "u", 1, "a", "u", 2, "a", "v", 4, "b", "v", 8, "a", "u", 16);
        Given group = option("GROUP", v("g"));

        Graph stacked = plot(table, of("VBAR", "c", group));
        assertThat(stacked.xAxis().categories()).containsExactly("a", "b");
        assertThat(((Bars) stacked.plots().get(0)).value()).containsExactly(2, 1);
        assertThat(((Bars) stacked.plots().get(1)).base()).containsExactly(2, 1);
        assertThat(((Bars) stacked.plots().get(1)).value()).containsExactly(3, 2);
        assertThat(stacked.yAxis().label()).isEqualTo("Frequency");

        Graph means = plot(
                table,
                of(
                        "HBAR",
                        "c",
                        group,
                        option("RESPONSE", v("y")),
                        option("STAT", w("MEAN")),
                        option("GROUPDISPLAY", w("CLUSTER"))));
        assertThat(((Bars) means.plots().get(0)).value()).containsExactly(9, 1);
        assertThat(((Bars) means.plots().get(0)).horizontal()).isTrue();
        assertThat(means.xAxis().label()).isEqualTo("y (Mean)");
        assertThat(means.yAxis().reverse()).as("first category on top").isTrue();
    }

    @Test
    void drawsConfidenceLimitsOfMeans() {
        Table table = Tables.of("c y", 1, 2, 1, 4, 1, 6, 2, 1, 2, 5);

        Graph graph = plot(
                table,
                of("VLINE", "c", option("RESPONSE", v("y")), option("STAT", w("MEAN")), option("LIMITSTAT", w("CLM"))));

        Limits limits = (Limits) graph.plots().get(0);
        // Means 4 and 3, standard errors 2/sqrt(3) and 2; t(0.975) is 4.302653 with 2 and 12.706205 with 1 df.
        assertThat(limits.upper()[0] - 4).isCloseTo(4.302653 * 2 / Math.sqrt(3), within(1e-5));
        assertThat(3 - limits.lower()[1]).isCloseTo(12.706205 * 2, within(1e-5));
        assertThat(((Series) graph.plots().get(1)).y()).containsExactly(4, 3);

        Graph errors = plot(
                table,
                of(
                        "HLINE",
                        "c",
                        option("RESPONSE", v("y")),
                        option("STAT", w("MEAN")),
                        option("LIMITSTAT", w("STDERR")),
                        option("LIMITS", w("UPPER")),
                        option("NUMSTD", n(2))));
        Limits upper = (Limits) errors.plots().get(0);
        assertThat(upper.horizontal()).isTrue();
        assertThat(upper.lower()).containsExactly(4, 3);
        assertThat(upper.upper()[0]).isCloseTo(4 + 2 * 2 / Math.sqrt(3), within(1e-12));
    }

    @Test
    void warnsThatSumsHaveNoLimits() {
        plot(Tables.of("c y", 1, 2, 1, 4), of("VBAR", "c", option("RESPONSE", v("y")), option("LIMITS", w("BOTH"))));

        assertThat(log).anyMatch(l -> l.startsWith("WARNING: The VBAR statement draws limits only with STAT=MEAN"));
    }

    @Test
    void makesOneGraphPerByGroup() {
        MemoryContext context = new MemoryContext().with("WORK.A", Tables.of("g x y", 1, 1, 1, 2, 1, 2));
        context.run(
                PROCEDURE,
                StepBuilder.step()
                        .by("g")
                        .main("SERIES", java.util.Map.of("X", v("x"), "Y", v("y")), java.util.Map.of()));

        assertThat(context.output()).hasSize(2);
        assertThat(context.groupHeadings()).containsExactly("g=1", "g=2");
    }

    @Test
    void namesWhatIsMissingOrOfTheWrongType() {
        assertThatThrownBy(() -> plot(data, main("SERIES", option("X", v("time")))))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("Y=");
        assertThatThrownBy(() -> plot(data, xy("SERIES", "nowhere", "p")))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Variable NOWHERE not found.");
        assertThatThrownBy(() -> plot(Tables.of("x$1 y", "a", 1), xy("REG", "x", "y")))
                .isInstanceOf(StepFailure.class)
                .hasMessage("Variable X in list does not match type prescribed for this list.");
        assertThatThrownBy(() -> plot(data)).isInstanceOf(StepFailure.class);
    }

    @Test
    void changesTheColoursOfGroupsByStyleattrs() {
        Graph graph = plot(
                data,
                xy("SERIES", "time", "p", option("GROUP", v("trt"))),
                main(
                        "STYLEATTRS",
                        option("DATACONTRASTCOLORS", new OptionValue.Values(List.of(w("blue"), w("CX112233")))),
                        option("DATALINEPATTERNS", new OptionValue.Values(List.of(w("dot"), n(1))))));

        assertThat(graph.groups().contrast()).containsExactly("#0000FF", "#112233");
        assertThat(graph.groups().patterns()).containsExactly(LinePattern.DOT, LinePattern.SOLID);
    }

    @Test
    void declaresEachStatementAndOptionOnce() {
        for (StatementSpec statement : SPEC.statements()) {
            List<String> names = new ArrayList<>();
            statement.slashOptions().forEach(o -> names.add(o.name()));
            assertThat(names).as(statement.name()).doesNotHaveDuplicates();
            assertThat(statement.form()).isNotNull();
        }
        assertThat(SPEC.statements().stream().map(StatementSpec::name)).doesNotHaveDuplicates();
        assertThat(SPEC.statement("REFLINE").orElseThrow().form()).isEqualTo(StatementForm.VALUES);
    }
}
