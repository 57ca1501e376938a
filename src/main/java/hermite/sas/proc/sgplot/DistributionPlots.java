package hermite.sas.proc.sgplot;

import hermite.report.graph.Graph.Appearance;
import hermite.report.graph.Graph.Bars;
import hermite.report.graph.Graph.Series;
import hermite.sas.syntax.ast.Options;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStatement.Body;
import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;

/** HISTOGRAM and DENSITY: the distribution of one number. */
final class DistributionPlots {
    private static final int CURVE_POINTS = 201;
    private static final double FIT_THICKNESS = 2;

    private final PlotFrame frame;
    private final ProcStatement statement;
    private final Options options;
    private final String variable;
    private final double[] values;

    DistributionPlots(PlotFrame frame, ProcStatement statement) {
        this.frame = frame;
        this.statement = statement;
        this.options = statement.options();
        this.variable =
                frame.variable(((Body.Variables) statement.body()).lists().get(0));
        frame.numbers(variable);
        this.values = frame.xAxis().places(frame.table(), variable);
    }

    void histogram() {
        double[] all = present(values);
        if (all.length == 0) {
            frame.noteEmpty(statement);
            return;
        }
        Bins bins = Bins.of(all, options);
        frame.yAxis().suggestLabel(scaleLabel());
        frame.setHistogramUnit(unit(all.length) * bins.width());
        Groups groups = frame.groups(statement);
        for (Groups.Group group : groups.all()) {
            double[] own = present(Groups.select(values, group.rows()));
            double[] heights = bins.counts(own);
            double unit = unit(own.length);
            for (int i = 0; i < heights.length; i++) {
                heights[i] *= unit / own.length;
            }
            Appearance look = frame.looks().of(options, group.place());
            if (groups.all().size() > 1 && look.opacity() == 1) {
                look = look.withOpacity(0.6);
            }
            frame.add(new Bars(
                    bins.middles(),
                    new double[heights.length],
                    heights,
                    bins.width(),
                    false,
                    look,
                    frame.legend(statement, group, frame.label(variable))));
        }
    }

    /** The height of a bar that holds everything. */
    private double unit(int count) {
        return switch (options.word("SCALE").orElse("PERCENT")) {
            case "COUNT" -> count;
            case "PROPORTION" -> 1;
            default -> 100;
        };
    }

    private String scaleLabel() {
        return switch (options.word("SCALE").orElse("PERCENT")) {
            case "COUNT" -> "Count";
            case "PROPORTION" -> "Proportion";
            default -> "Percent";
        };
    }

    void density() {
        boolean kernel = options.word("TYPE").filter("KERNEL"::equals).isPresent();
        frame.yAxis().suggestLabel("Density");
        boolean plain = options.word("SCALE").filter("DENSITY"::equals).isPresent();
        double unit = plain ? 1 : frame.histogramUnit().orElse(1);
        for (Groups.Group group : frame.groups(statement).all()) {
            double[] own = present(Groups.select(values, group.rows()));
            double spread = own.length < 2 ? 0 : Math.sqrt(StatUtils.variance(own));
            if (!(spread > 0)) {
                frame.noteEmpty(statement);
                continue;
            }
            Series curve = kernel ? kernel(own, spread, unit, group) : normal(own, spread, unit, group);
            frame.add(curve);
        }
    }

    private Series normal(double[] own, double spread, double unit, Groups.Group group) {
        double mean = StatUtils.mean(own);
        double[] x =
                grid(Math.min(StatUtils.min(own), mean - 3 * spread), Math.max(StatUtils.max(own), mean + 3 * spread));
        double[] y = new double[x.length];
        Arrays.setAll(y, i -> unit * gauss((x[i] - mean) / spread) / spread);
        return curve(x, y, group, "Normal");
    }

    /** Gaussian kernel with bandwidth 0.79 R n^(-1/5), R the interquartile range (Silverman 1986, equation 3.29). */
    private Series kernel(double[] own, double spread, double unit, Groups.Group group) {
        double[] sorted = own.clone();
        Arrays.sort(sorted);
        double range = Quantiles.of(sorted, 0.75) - Quantiles.of(sorted, 0.25);
        double bandwidth = 0.79 * (range > 0 ? range : 1.34 * spread) * Math.pow(own.length, -0.2);
        double[] x = grid(sorted[0] - 3 * bandwidth, sorted[sorted.length - 1] + 3 * bandwidth);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double sum = 0;
            for (double value : own) {
                sum += gauss((x[i] - value) / bandwidth);
            }
            y[i] = unit * sum / (own.length * bandwidth);
        }
        return curve(x, y, group, "Kernel");
    }

    private Series curve(double[] x, double[] y, Groups.Group group, String usual) {
        Appearance look = frame.looks().of(options, group.place());
        if (look.thickness().isEmpty()) {
            look = look.withThickness(FIT_THICKNESS);
        }
        return new Series(x, y, look, frame.legend(statement, group, usual), false);
    }

    private static double gauss(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    private static double[] grid(double low, double high) {
        double[] x = new double[CURVE_POINTS];
        Arrays.setAll(x, i -> low + (high - low) * i / (CURVE_POINTS - 1));
        return x;
    }

    private static double[] present(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }

    /**
     * Bars of equal width over the data.
     *
     * @param first middle of the first one
     */
    private record Bins(double first, double width, int count) {
        private static final double[] ROUND = {1, 2, 2.5, 5, 10};
        private static final int MOST = 1000;

        /** Widths near 2 R n^(-1/3) (Freedman and Diaconis 1981), rounded to 1, 2, 2.5 or 5 times a power of ten. */
        static Bins of(double[] data, Options options) {
            double[] sorted = data.clone();
            Arrays.sort(sorted);
            double low = sorted[0];
            double high = sorted[sorted.length - 1];
            double range = high - low;
            if (range == 0) {
                return new Bins(low, options.number("BINWIDTH").orElse(1), 1);
            }
            double width;
            if (options.number("BINWIDTH").isPresent()) {
                width = options.number("BINWIDTH").getAsDouble();
            } else if (options.number("NBINS").isPresent()) {
                double bins = Math.max(1, options.number("NBINS").getAsDouble());
                return new Bins(low + range / bins / 2, range / bins, (int) bins);
            } else {
                double hinges = Quantiles.of(sorted, 0.75) - Quantiles.of(sorted, 0.25);
                double raw = 2 * hinges * Math.pow(sorted.length, -1.0 / 3);
                width = round(raw > 0 ? raw : range / (1 + Math.log(sorted.length) / Math.log(2)));
            }
            width = Math.max(width, range / MOST);
            double first = options.number("BINSTART").orElse(Math.floor(low / width) * width + width / 2);
            int count = (int) Math.max(1, Math.floor((high - first) / width + 0.5 + 1e-9) + 1);
            return new Bins(first, width, count);
        }

        private static double round(double raw) {
            double power = Math.pow(10, Math.floor(Math.log10(raw)));
            double best = power;
            for (double factor : ROUND) {
                if (Math.abs(factor * power - raw) < Math.abs(best - raw)) {
                    best = factor * power;
                }
            }
            return best;
        }

        double[] middles() {
            double[] middles = new double[count];
            Arrays.setAll(middles, i -> first + i * width);
            return middles;
        }

        double[] counts(double[] data) {
            double[] counts = new double[count];
            for (double value : data) {
                int bin = (int) Math.floor((value - first) / width + 0.5 + 1e-9);
                if (bin >= 0 && bin <= count) {
                    counts[Math.min(bin, count - 1)]++;
                }
            }
            return counts;
        }
    }
}
