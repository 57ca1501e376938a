package hermite.r.lib.graphics;

import hermite.report.graph.Graph;
import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One pair of axes being drawn on: its ranges are known from the start, its plots are added one by one. */
final class Panel {
    private final double[] xRange;
    private final double[] yRange;
    private final String xLabel;
    private final String yLabel;
    private final List<String> titles;
    private final List<String> notes;
    private final String log;
    private final List<String> categories;
    private final boolean categoriesBelow;
    private final List<Plot> plots = new ArrayList<>();
    private Optional<Graph.Legend> legend = Optional.empty();

    /**
     * @param xRange two ends; an axis of categories has none
     * @param log which axes are logarithmic: "", "x", "y" or "xy"
     * @param categories names of the places of a discrete axis, or none
     * @param categoriesBelow whether that axis is the x axis
     */
    Panel(
            double[] xRange,
            double[] yRange,
            String xLabel,
            String yLabel,
            List<String> titles,
            List<String> notes,
            String log,
            List<String> categories,
            boolean categoriesBelow) {
        this.xRange = xRange;
        this.yRange = yRange;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.titles = titles;
        this.notes = notes;
        this.log = log;
        this.categories = categories;
        this.categoriesBelow = categoriesBelow;
    }

    void add(Plot plot) {
        plots.add(plot);
    }

    void explain(Graph.Legend newLegend) {
        legend = Optional.of(newLegend);
    }

    double[] xRange() {
        return xRange;
    }

    double[] yRange() {
        return yRange;
    }

    Graph graph() {
        boolean discrete = !categories.isEmpty();
        Axis x = discrete && categoriesBelow
                ? Axis.discrete(xLabel, categories)
                : axis(xLabel, xRange, log.contains("x"));
        Axis y = discrete && !categoriesBelow
                ? Axis.discrete(yLabel, categories)
                : axis(yLabel, yRange, log.contains("y"));
        return new Graph(titles, notes, x, y, plots, legend, Graph.GroupAttributes.OF_STYLE, true);
    }

    private static Axis axis(String label, double[] range, boolean log) {
        Axis plain = Axis.linear(label);
        boolean falling = range.length == 2 && range[0] > range[1];
        return new Axis(
                label,
                log ? Scale.LOG10 : Scale.LINEAR,
                range.length == 2 ? OptionalDouble.of(Math.min(range[0], range[1])) : OptionalDouble.empty(),
                range.length == 2 ? OptionalDouble.of(Math.max(range[0], range[1])) : OptionalDouble.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                falling,
                plain.parts());
    }
}
