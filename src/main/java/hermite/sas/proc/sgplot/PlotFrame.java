package hermite.sas.proc.sgplot;

import hermite.data.NumericColumn;
import hermite.data.Table;
import hermite.report.graph.Graph.Plot;
import hermite.sas.log.StepFailure;
import hermite.sas.proc.ProcContext;
import hermite.sas.proc.ProcMessage;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.VariableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the plots of one graph share: data, axes, looks, and which of them the legend shows. */
final class PlotFrame {
    private final ProcContext context;
    private final Table table;
    private final PlotAxis xAxis;
    private final PlotAxis yAxis;
    private final Looks looks;
    private final PlotPlaces places;
    private final LegendRequest legend;
    private final List<Plot> plots = new ArrayList<>();
    private String groupTitle = "";
    private OptionalDouble histogramUnit = OptionalDouble.empty();

    PlotFrame(
            ProcContext context, Table table, PlotAxis xAxis, PlotAxis yAxis, PlotPlaces places, LegendRequest legend) {
        this.context = context;
        this.table = table;
        this.xAxis = xAxis;
        this.yAxis = yAxis;
        this.looks = new Looks(context.log());
        this.places = places;
        this.legend = legend;
    }

    ProcContext context() {
        return context;
    }

    Table table() {
        return table;
    }

    PlotAxis xAxis() {
        return xAxis;
    }

    PlotAxis yAxis() {
        return yAxis;
    }

    Looks looks() {
        return looks;
    }

    List<Plot> plots() {
        return plots;
    }

    void add(Plot plot) {
        plots.add(plot);
    }

    /** Label of the first group variable. */
    String groupTitle() {
        return groupTitle;
    }

    /** The variable of a required option. */
    String required(ProcStatement statement, Options options, String option) {
        return variable(options, option)
                .orElseThrow(() -> new StepFailure(statement.place(), ProcMessage.OPTION_REQUIRED, option + "="));
    }

    Optional<String> variable(Options options, String option) {
        List<VariableList> lists = options.variables(option);
        return lists.isEmpty()
                ? Optional.empty()
                : context.resolve(lists, table).stream().findFirst();
    }

    String variable(VariableList list) {
        return context.resolve(List.of(list), table).get(0);
    }

    /** Values of a variable that has to be numeric. */
    double[] numbers(String variable) {
        if (table.column(table.indexOf(variable)) instanceof NumericColumn numbers) {
            return numbers.values();
        }
        throw new StepFailure(ProcMessage.WRONG_TYPE, variable.toUpperCase(Locale.ROOT));
    }

    String label(String variable) {
        return table.variable(variable).orElseThrow().labelOrName();
    }

    /** The groups of a statement's GROUP= option. */
    Groups groups(ProcStatement statement) {
        Options options = statement.options();
        Optional<String> variable = variable(options, "GROUP");
        if (variable.isEmpty()) {
            return Groups.none(table, places.of(statement));
        }
        Groups groups = Groups.of(
                table,
                variable.get(),
                options.word("GROUPORDER"),
                options.has("INCLUDEMISSINGGROUP"),
                context.formats());
        if (groupTitle.isEmpty()) {
            groupTitle = groups.title();
        }
        return groups;
    }

    /** The legend text of a plot: the group's name, LEGENDLABEL=, or the text that goes without saying. */
    String legend(ProcStatement statement, Groups.Group group, String usual) {
        if (!legend.shows(statement)) {
            return "";
        }
        if (!group.name().isEmpty()) {
            return group.name();
        }
        return statement.options().word("LEGENDLABEL").orElse(usual);
    }

    /** A text for the further parts of a plot, as confidence bands; none where the plot has no place in the legend. */
    String furtherLegend(ProcStatement statement, String text) {
        return legend.shows(statement) ? text : "";
    }

    /** What a density has to be multiplied with to fit the histogram drawn before; empty without one. */
    OptionalDouble histogramUnit() {
        return histogramUnit;
    }

    void setHistogramUnit(double unit) {
        histogramUnit = OptionalDouble.of(unit);
    }

    void noteEmpty(ProcStatement statement) {
        context.log().write(SgplotMessage.NO_POINTS, statement.spec().name());
    }
}
