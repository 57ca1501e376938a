package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Boxes;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/** VBOX and HBOX: boxes from the lower to the upper quartile, whiskers to the last value within 1.5 box lengths. */
final class BoxPlots {
    private static final double FENCE = 1.5;
    private static final double CLUSTER = 0.8;

    private final PlotFrame frame;
    private final ProcStatement statement;
    private final Options options;
    private final boolean horizontal;

    BoxPlots(PlotFrame frame, ProcStatement statement, boolean horizontal) {
        this.frame = frame;
        this.statement = statement;
        this.options = statement.options();
        this.horizontal = horizontal;
    }

    void add() {
        String variable =
                frame.variable(((Body.Variables) statement.body()).lists().get(0));
        frame.numbers(variable);
        PlotAxis categoryAxis = horizontal ? frame.yAxis() : frame.xAxis();
        PlotAxis valueAxis = horizontal ? frame.xAxis() : frame.yAxis();
        double[] values = valueAxis.places(frame.table(), variable);
        Optional<String> category = frame.variable(options, "CATEGORY");
        double[] places = new double[values.length];
        if (category.isPresent()) {
            places = categoryAxis.sortedPlaces(frame.table(), category.get());
        } else {
            categoryAxis.useSinglePlace();
        }
        if (horizontal) {
            categoryAxis.countFromTop();
        }
        Groups groups = frame.groups(statement);
        for (Groups.Group group : groups.all()) {
            addGroup(group, groups, places, values, categoryAxis.categoryCount(), frame.label(variable));
        }
    }

    private void addGroup(
            Groups.Group group, Groups groups, double[] places, double[] values, int categories, String label) {
        int n = groups.all().size();
        int order = groups.all().indexOf(group);
        double room = n == 1 ? 1 : CLUSTER / n;
        double shift = n == 1 ? 0 : (order - (n - 1) / 2.0) * room;
        double width = room * options.number("BOXWIDTH").orElse(n == 1 ? 0.4 : 0.7);
        Appearance look = frame.looks().of(options, group.place());
        String legend = frame.legend(statement, group, label);
        for (int c = 0; c < categories; c++) {
            double place = c;
            double[] own = IntStream.of(group.rows())
                    .filter(r -> places[r] == place && !Double.isNaN(values[r]))
                    .mapToDouble(r -> values[r])
                    .sorted()
                    .toArray();
            if (own.length > 0) {
                frame.add(box(own, place + shift, width, look, legend));
                legend = "";
            }
        }
    }

    private Boxes box(double[] sorted, double place, double width, Appearance look, String legend) {
        double q1 = Quantiles.of(sorted, 0.25);
        double q3 = Quantiles.of(sorted, 0.75);
        double reach = FENCE * (q3 - q1);
        double[] within = Arrays.stream(sorted)
                .filter(v -> v >= q1 - reach && v <= q3 + reach)
                .toArray();
        double[] beyond = Arrays.stream(sorted)
                .filter(v -> v < q1 - reach || v > q3 + reach)
                .toArray();
        return new Boxes(
                place,
                width,
                within[0],
                q1,
                Quantiles.of(sorted, 0.5),
                q3,
                within[within.length - 1],
                StatUtils.mean(sorted),
                options.has("NOOUTLIERS") ? new double[0] : beyond,
                horizontal,
                look,
                legend);
    }
}
