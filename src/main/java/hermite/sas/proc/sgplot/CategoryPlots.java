package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Series;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/** VBAR, HBAR and VLINE: a statistic for each category, and each group within it. */
final class CategoryPlots {
    private static final double CLUSTER = 0.85;

    private final PlotFrame frame;
    private final ProcStatement statement;
    private final Options options;
    private final Optional<String> response;
    private final String statistic;

    CategoryPlots(PlotFrame frame, ProcStatement statement) {
        this.frame = frame;
        this.statement = statement;
        this.options = statement.options();
        this.response = frame.variable(options, "RESPONSE");
        this.statistic = options.word("STAT").orElse(response.isPresent() ? "SUM" : "FREQ");
    }

    private String category() {
        return frame.variable(((Body.Variables) statement.body()).lists().get(0));
    }

    private String label() {
        return switch (statistic) {
            case "FREQ" -> "Frequency";
            case "PERCENT" -> "Percent";
            case "MEAN" -> response.map(frame::label).orElse("") + " (Mean)";
            case "MEDIAN" -> response.map(frame::label).orElse("") + " (Median)";
            default -> response.map(frame::label).orElse("") + " (Sum)";
        };
    }

    void bars(boolean horizontal) {
        PlotAxis categoryAxis = horizontal ? frame.yAxis() : frame.xAxis();
        double[] places = categoryAxis.sortedPlaces(frame.table(), category());
        (horizontal ? frame.xAxis() : frame.yAxis()).suggestLabel(label());
        if (horizontal) {
            categoryAxis.countFromTop();
        }
        Groups groups = frame.groups(statement);
        List<Groups.Group> all = groups.all();
        String display = options.word("GROUPDISPLAY").orElse("STACK");
        boolean cluster = display.equals("CLUSTER") && all.size() > 1;
        double room = cluster ? CLUSTER / all.size() : 1;
        double width = cluster ? room : options.number("BARWIDTH").orElse(0.8);
        int categories = categoryAxis.categoryCount();
        double[] stacked = new double[categories];
        for (int g = 0; g < all.size(); g++) {
            double shift = cluster ? (g - (all.size() - 1) / 2.0) * room : 0;
            double[] heights = heights(all.get(g), places, categories);
            int[] drawn = IntStream.range(0, categories)
                    .filter(c -> !Double.isNaN(heights[c]))
                    .toArray();
            double[] base = display.equals("STACK") ? Groups.select(stacked, drawn) : new double[drawn.length];
            double[] top = new double[drawn.length];
            double[] middle = new double[drawn.length];
            for (int i = 0; i < drawn.length; i++) {
                top[i] = base[i] + heights[drawn[i]];
                middle[i] = drawn[i] + shift;
                stacked[drawn[i]] += heights[drawn[i]];
            }
            frame.add(new Bars(
                    middle,
                    base,
                    top,
                    width,
                    horizontal,
                    frame.looks().of(options, all.get(g).place()),
                    frame.legend(statement, all.get(g), label())));
        }
    }

    void line() {
        double[] places = frame.xAxis().sortedPlaces(frame.table(), category());
        frame.yAxis().suggestLabel(label());
        int categories = frame.xAxis().categoryCount();
        double[] x = new double[categories];
        Arrays.setAll(x, c -> c);
        for (Groups.Group group : frame.groups(statement).all()) {
            double[] heights = heights(group, places, categories);
            int[] drawn = IntStream.range(0, categories)
                    .filter(c -> !Double.isNaN(heights[c]))
                    .toArray();
            Appearance look = frame.looks().of(options, group.place());
            boolean marked = options.has("MARKERS") || options.has("MARKERATTRS");
            frame.add(new Series(
                    Groups.select(x, drawn),
                    Groups.select(heights, drawn),
                    marked ? frame.looks().marker(options, look) : look,
                    frame.legend(statement, group, label()),
                    marked));
        }
    }

    /** The statistic of each category; NaN where it has no rows. */
    private double[] heights(Groups.Group group, double[] places, int categories) {
        double[] numbers = response.isPresent() ? frame.numbers(response.get()) : ones(places.length);
        double total = IntStream.range(0, places.length)
                .filter(r -> !Double.isNaN(places[r]) && !Double.isNaN(numbers[r]))
                .mapToDouble(r -> numbers[r])
                .sum();
        double[] heights = new double[categories];
        for (int c = 0; c < categories; c++) {
            double place = c;
            double[] own = IntStream.of(group.rows())
                    .filter(r -> places[r] == place && !Double.isNaN(numbers[r]))
                    .mapToDouble(r -> numbers[r])
                    .sorted()
                    .toArray();
            heights[c] = own.length == 0 ? Double.NaN : statistic(own, total);
        }
        return heights;
    }

    private double statistic(double[] sorted, double total) {
        return switch (statistic) {
            case "FREQ" -> sorted.length;
            case "PERCENT" -> 100 * StatUtils.sum(sorted) / total;
            case "MEAN" -> StatUtils.mean(sorted);
            case "MEDIAN" -> Quantiles.of(sorted, 0.5);
            default -> StatUtils.sum(sorted);
        };
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }
}
