package hermite.report.graph;

import hermite.report.graph.Graph.Legend;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Scene.Anchor;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Stroke;
import hermite.report.graph.Scene.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A legend: a sample and a text for each plot that has one, in rows, with the title before or above them. */
final class LegendLayout {
    private static final double TEXT_SIZE = 12;
    private static final double TITLE_SIZE = 13.33;
    private static final double PADDING = 7;
    private static final double SAMPLE = 36;
    private static final double AREA_SAMPLE = 12;
    private static final double AFTER_SAMPLE = 6;
    private static final double BETWEEN = 16;
    private static final double ROW = 18;

    private final Legend legend;
    private final PlotLook look;
    private final List<Plot> entries;
    private final boolean titleAbove;
    private final int across;
    private final double titleWidth;
    private final double sampleWidth;
    private final double[] columnWidths;

    private LegendLayout(Legend legend, List<Plot> entries, PlotLook look, double room) {
        this.legend = legend;
        this.entries = entries;
        this.look = look;
        boolean beside = legend.side() == Legend.Side.LEFT || legend.side() == Legend.Side.RIGHT || legend.inside();
        this.titleAbove = beside;
        this.titleWidth = TextMetrics.width(legend.title(), TITLE_SIZE, false);
        this.sampleWidth = entries.stream().allMatch(look::hasArea) ? AREA_SAMPLE : SAMPLE;
        double left = room - 2 * PADDING - (titleAbove || titleWidth == 0 ? 0 : titleWidth + BETWEEN);
        int wanted = legend.across() > 0 ? legend.across() : beside ? 1 : entries.size();
        int columns = Math.min(wanted, entries.size());
        while (columns > 1 && sum(widths(columns)) > left) {
            columns--;
        }
        this.across = columns;
        this.columnWidths = widths(columns);
    }

    private double[] widths(int columns) {
        double[] widths = new double[columns];
        for (int i = 0; i < entries.size(); i++) {
            double width = sampleWidth
                    + AFTER_SAMPLE
                    + TextMetrics.width(entries.get(i).legend(), TEXT_SIZE, false);
            widths[i % columns] = Math.max(widths[i % columns], width);
        }
        return widths;
    }

    private static double sum(double[] widths) {
        return Arrays.stream(widths).sum() + BETWEEN * Math.max(0, widths.length - 1);
    }

    /** The legend of a graph, or empty when no plot has a text. */
    static Optional<LegendLayout> of(Optional<Legend> legend, List<Plot> plots, PlotLook look, double room) {
        Set<String> seen = new HashSet<>();
        List<Plot> entries = plots.stream()
                .filter(p -> !p.legend().isEmpty())
                .filter(p -> seen.add(p.legend() + '\n' + p.getClass() + look.color(p) + look.fill(p)))
                .toList();
        return legend.isEmpty() || entries.isEmpty()
                ? Optional.empty()
                : Optional.of(new LegendLayout(legend.get(), entries, look, room));
    }

    Legend legend() {
        return legend;
    }

    private int rows() {
        return (entries.size() + across - 1) / across;
    }

    double width() {
        double entriesWidth = sum(columnWidths);
        double inner = titleAbove
                ? Math.max(entriesWidth, titleWidth)
                : entriesWidth + (titleWidth == 0 ? 0 : titleWidth + BETWEEN);
        return inner + 2 * PADDING;
    }

    double height() {
        return rows() * ROW + (titleAbove && titleWidth > 0 ? ROW : 0) + 2 * PADDING - 4;
    }

    List<Shape> paint(double left, double top) {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Line.rectangle(
                left,
                top,
                width(),
                height(),
                legend.inside() ? Optional.of(look.style().wall()) : Optional.empty(),
                legend.border() ? Optional.of(Stroke.solid(look.style().axis(), 1)) : Optional.empty(),
                1));
        double x = left + PADDING;
        double y = top + PADDING - 2;
        if (titleWidth > 0) {
            double at = titleAbove ? left + (width() - titleWidth) / 2 : x;
            double middle = titleAbove ? y + ROW / 2 : top + height() / 2;
            shapes.add(text(at, middle, legend.title(), TITLE_SIZE));
            y += titleAbove ? ROW : 0;
            x += titleAbove ? 0 : titleWidth + BETWEEN;
        }
        for (int i = 0; i < entries.size(); i++) {
            double entryX = x + sum(Arrays.copyOf(columnWidths, i % across)) + (i % across == 0 ? 0 : BETWEEN);
            double middle = y + i / across * ROW + ROW / 2;
            shapes.addAll(sample(entries.get(i), entryX, middle));
            shapes.add(text(
                    entryX + sampleWidth + AFTER_SAMPLE, middle, entries.get(i).legend(), TEXT_SIZE));
        }
        return shapes;
    }

    private Text text(double x, double middle, String text, double size) {
        return new Text(
                x,
                middle + size * TextMetrics.CAP_HEIGHT / 2,
                text,
                size,
                false,
                look.style().text(),
                Anchor.START,
                0);
    }

    private List<Shape> sample(Plot plot, double x, double middle) {
        List<Shape> shapes = new ArrayList<>();
        double opacity = plot.appearance().opacity();
        if (look.hasArea(plot)) {
            shapes.add(Line.rectangle(
                    x + (sampleWidth - AREA_SAMPLE) / 2,
                    middle - AREA_SAMPLE / 2,
                    AREA_SAMPLE,
                    AREA_SAMPLE,
                    Optional.of(look.fill(plot)),
                    plot instanceof Graph.Band ? Optional.empty() : Optional.of(Stroke.solid(look.color(plot), 1)),
                    opacity));
            return shapes;
        }
        if (!(plot instanceof Graph.Scatter)) {
            shapes.add(Line.segment(x, middle, x + sampleWidth, middle, look.stroke(plot)));
        }
        if (look.hasMarker(plot)) {
            shapes.add(Markers.shape(
                    look.symbol(plot),
                    x + sampleWidth / 2,
                    middle,
                    look.size(plot),
                    look.color(plot),
                    plot.appearance().fill().orElse(look.color(plot)),
                    opacity));
        }
        return shapes;
    }
}
