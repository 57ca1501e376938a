package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Limits;
import hermite.report.graph.Graph.Series;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/** VBAR, HBAR, VLINE and HLINE: a statistic for each category, and each group within it. */
final class CategoryPlots {
    private static final double CLUSTER = 0.85;

    private final PlotFrame frame;
    private final ProcStatement statement;
    private final Options options;
    private final Optional<String> response;
    private final double[] numbers;
    private final String statistic;

    CategoryPlots(PlotFrame frame, ProcStatement statement) {
        this.frame = frame;
        this.statement = statement;
        this.options = statement.options();
        this.response = frame.variable(options, "RESPONSE");
        this.numbers = response.isPresent()
                ? frame.numbers(response.get())
                : ones(frame.table().rowCount());
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
            int[] drawn = drawn(heights);
            double[] base = display.equals("STACK") ? Groups.select(stacked, drawn) : new double[drawn.length];
            double[] top = new double[drawn.length];
            double[] middle = middles(drawn, shift);
            for (int i = 0; i < drawn.length; i++) {
                top[i] = base[i] + heights[drawn[i]];
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
            addLimits(all.get(g), places, drawn, shift, horizontal);
        }
    }

    void line(boolean horizontal) {
        PlotAxis categoryAxis = horizontal ? frame.yAxis() : frame.xAxis();
        double[] places = categoryAxis.sortedPlaces(frame.table(), category());
        (horizontal ? frame.xAxis() : frame.yAxis()).suggestLabel(label());
        if (horizontal) {
            categoryAxis.countFromTop();
        }
        int categories = categoryAxis.categoryCount();
        for (Groups.Group group : frame.groups(statement).all()) {
            double[] heights = heights(group, places, categories);
            int[] drawn = drawn(heights);
            double[] at = middles(drawn, 0);
            double[] values = Groups.select(heights, drawn);
            Appearance look = frame.looks().of(options, group.place());
            boolean marked = options.has("MARKERS") || options.has("MARKERATTRS");
            addLimits(group, places, drawn, 0, horizontal);
            frame.add(new Series(
                    horizontal ? values : at,
                    horizontal ? at : values,
                    marked ? frame.looks().marker(options, look) : look,
                    frame.legend(statement, group, label()),
                    marked));
        }
    }

    private static int[] drawn(double[] heights) {
        return IntStream.range(0, heights.length)
                .filter(c -> !Double.isNaN(heights[c]))
                .toArray();
    }

    private static double[] middles(int[] drawn, double shift) {
        return IntStream.of(drawn).mapToDouble(c -> c + shift).toArray();
    }

    /** Error bars of means: confidence limits, standard deviations or standard errors. */
    private void addLimits(Groups.Group group, double[] places, int[] drawn, double shift, boolean horizontal) {
        if (!options.has("LIMITSTAT") && !options.has("LIMITS")) {
            return;
        }
        if (!statistic.equals("MEAN")) {
            frame.context()
                    .log()
                    .write(SgplotMessage.LIMITS_NEED_MEAN, statement.spec().name());
            return;
        }
        String which = options.word("LIMITS").orElse("BOTH");
        double[] lower = new double[drawn.length];
        double[] upper = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            double[] own = values(group, places, drawn[i]);
            double mean = StatUtils.mean(own);
            double reach = reach(own);
            lower[i] = which.equals("UPPER") ? mean : mean - reach;
            upper[i] = which.equals("LOWER") ? mean : mean + reach;
        }
        Appearance look = Appearance.ofGroup(group.place());
        frame.add(new Limits(middles(drawn, shift), lower, upper, horizontal, look));
    }

    /** Distance of a limit from the mean; NaN for a single value. */
    private double reach(double[] own) {
        if (own.length < 2) {
            return Double.NaN;
        }
        double deviation = Math.sqrt(StatUtils.variance(own));
        double error = deviation / Math.sqrt(own.length);
        double multiple = options.number("NUMSTD").orElse(1);
        return switch (options.word("LIMITSTAT").orElse("CLM")) {
            case "STDDEV" -> multiple * deviation;
            case "STDERR" -> multiple * error;
            default ->
                error
                        * new TDistribution(own.length - 1)
                                .inverseCumulativeProbability(
                                        1 - options.number("ALPHA").orElse(0.05) / 2);
        };
    }

    /** The statistic of each category; NaN where it has no rows. */
    private double[] heights(Groups.Group group, double[] places, int categories) {
        double total = IntStream.range(0, places.length)
                .filter(r -> !Double.isNaN(places[r]) && !Double.isNaN(numbers[r]))
                .mapToDouble(r -> numbers[r])
                .sum();
        double[] heights = new double[categories];
        for (int c = 0; c < categories; c++) {
            double[] own = values(group, places, c);
            heights[c] = own.length == 0 ? Double.NaN : statistic(own, total);
        }
        return heights;
    }

    /** The numbers of one category of a group, ascending. */
    private double[] values(Groups.Group group, double[] places, int category) {
        return IntStream.of(group.rows())
                .filter(r -> places[r] == category && !Double.isNaN(numbers[r]))
                .mapToDouble(r -> numbers[r])
                .sorted()
                .toArray();
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
