package hermite.r.lib.graphics;

import hermite.report.NumberFormat;
import hermite.report.graph.Graph;
import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.AxisPart;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.Scale;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One pair of axes being drawn on: its ranges are known from the start, its plots are added one by one. */
final class Panel {
    /** What the axis below or at the left shows: places with texts, or automatic ones where there are none. */
    private static final class Side {
        private String label;
        private Map<Double, String> ticks = Map.of();
        private boolean shown = true;
        private boolean grid;

        Side(String label) {
            this.label = label;
        }
    }

    /** The texts of places given with an axis. */
    private record TickTexts(Map<Double, String> texts) implements NumberFormat {
        @Override
        public String print(double value) {
            return texts.getOrDefault(value, "");
        }

        @Override
        public String sasFormat() {
            return "BEST12.";
        }
    }

    private final double[] xRange;
    private final double[] yRange;
    private final Side below;
    private final Side left;
    private final List<String> titles;
    private final List<String> notes;
    private final String log;
    private final List<String> categories;
    private final boolean categoriesBelow;
    private final List<Plot> plots = new ArrayList<>();
    private Optional<Graph.Legend> legend = Optional.empty();
    private boolean border = true;

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
        this.below = new Side(xLabel);
        this.left = new Side(yLabel);
        this.titles = new ArrayList<>(titles);
        this.notes = new ArrayList<>(notes);
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

    void addTitle(String line) {
        titles.add(line);
    }

    void addNote(String line) {
        notes.add(line);
    }

    void label(boolean horizontal, String text) {
        side(horizontal).label = text;
    }

    /** Shows an axis with ticks at these places, or with automatic ones when there are none. */
    void ticks(boolean horizontal, double[] places, String[] texts) {
        Map<Double, String> ticks = new TreeMap<>();
        for (int i = 0; i < places.length; i++) {
            ticks.put(places[i], texts[i]);
        }
        side(horizontal).ticks = ticks;
        side(horizontal).shown = true;
    }

    void hideAxis(boolean horizontal) {
        side(horizontal).shown = false;
    }

    void drawGrid(boolean horizontal) {
        side(horizontal).grid = true;
    }

    void drawBorder(boolean drawn) {
        border = drawn;
    }

    private Side side(boolean horizontal) {
        return horizontal ? below : left;
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
                ? Axis.discrete(below.label, categories)
                : axis(below, xRange, log.contains("x"));
        Axis y = discrete && !categoriesBelow
                ? Axis.discrete(left.label, categories)
                : axis(left, yRange, log.contains("y"));
        return new Graph(titles, notes, x, y, plots, legend, Graph.GroupAttributes.OF_STYLE, border);
    }

    private static Axis axis(Side side, double[] range, boolean log) {
        boolean falling = range.length == 2 && range[0] > range[1];
        Map<Double, String> ticks = side.ticks;
        Optional<NumberFormat> texts = ticks.isEmpty() ? Optional.empty() : Optional.of(new TickTexts(ticks));
        return new Axis(
                side.label,
                log ? Scale.LOG10 : Scale.LINEAR,
                range.length == 2 ? OptionalDouble.of(Math.min(range[0], range[1])) : OptionalDouble.empty(),
                range.length == 2 ? OptionalDouble.of(Math.max(range[0], range[1])) : OptionalDouble.empty(),
                List.copyOf(ticks.keySet()),
                List.of(),
                texts,
                side.grid,
                falling,
                side.shown ? EnumSet.allOf(AxisPart.class) : EnumSet.noneOf(AxisPart.class));
    }
}
