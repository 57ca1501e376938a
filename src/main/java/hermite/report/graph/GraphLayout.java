package hermite.report.graph;

import hermite.report.graph.AxisScale.Tick;
import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.AxisPart;
import hermite.report.graph.Graph.Legend;
import hermite.report.graph.Graph.Scale;
import hermite.report.graph.Scene.Anchor;
import hermite.report.graph.Scene.Clip;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Stroke;
import hermite.report.graph.Scene.Text;
import hermite.report.style.GraphStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places titles, axes, plots and the legend of a graph in a rectangle of pixels. */
public final class GraphLayout {
    private static final double TITLE_SIZE = 14.67;
    private static final double FOOTNOTE_SIZE = 13.33;
    private static final double LABEL_SIZE = 13.33;
    private static final double VALUE_SIZE = 12;
    private static final double MARGIN = 10;
    private static final double TICK = 4;
    private static final double GAP = 5;

    /** Room between the outermost data and the walls. */
    private static final double INNER = 10;

    private static final double PIXELS_PER_X_TICK = 90;
    private static final double PIXELS_PER_Y_TICK = 70;

    private final Graph graph;
    private final PlotLook look;
    private final int width;
    private final int height;
    private final boolean border;
    private final List<Shape> shapes = new ArrayList<>();
    private final DataRange xData;
    private final DataRange yData;
    private double top;
    private double bottom;
    private double left;
    private double right;
    private boolean slanted;

    private GraphLayout(Graph graph, GraphStyle style, GraphSettings settings) {
        this.graph = graph;
        this.look = PlotLook.of(style, graph.groups());
        this.width = settings.width();
        this.height = settings.height();
        this.border = settings.border();
        this.xData = DataRange.ofX(graph.plots(), graph.xAxis().scale());
        this.yData = DataRange.ofY(graph.plots(), graph.yAxis().scale());
    }

    /** The graph in its usual size. */
    public static Scene layOut(Graph graph, GraphStyle style) {
        return layOut(graph, style, GraphSettings.USUAL);
    }

    public static Scene layOut(Graph graph, GraphStyle style, GraphSettings settings) {
        return new GraphLayout(graph, style, settings).scene();
    }

    private Scene scene() {
        shapes.add(Line.rectangle(
                0.5,
                0.5,
                width - 1,
                height - 1,
                Optional.of(style().background()),
                border ? Optional.of(Stroke.solid(style().border(), 1)) : Optional.empty(),
                1));
        top = MARGIN + GAP;
        bottom = height - MARGIN;
        left = MARGIN;
        right = width - MARGIN - GAP;
        titles();
        footnotes();
        Optional<LegendLayout> legend = LegendLayout.of(graph.legend(), graph.plots(), look, width - 2 * MARGIN);
        legend.filter(l -> !l.legend().inside()).ifPresent(this::reserve);
        plotArea(legend);
        return new Scene(width, height, shapes, description());
    }

    private GraphStyle style() {
        return look.style();
    }

    private String description() {
        String axes = graph.yAxis().label() + " by " + graph.xAxis().label();
        return graph.titles().isEmpty() ? axes : String.join(", ", graph.titles()) + ": " + axes;
    }

    private void titles() {
        for (String title : graph.titles()) {
            for (String line : wrap(title, TITLE_SIZE, true)) {
                top += TITLE_SIZE * TextMetrics.ASCENT;
                text(width / 2.0, top, line, TITLE_SIZE, true, Anchor.MIDDLE, 0);
                top += TITLE_SIZE * (TextMetrics.LINE_HEIGHT - TextMetrics.ASCENT);
            }
        }
        if (!graph.titles().isEmpty()) {
            top += GAP;
        }
    }

    private void footnotes() {
        for (int i = graph.footnotes().size() - 1; i >= 0; i--) {
            List<String> lines = wrap(graph.footnotes().get(i), FOOTNOTE_SIZE, false);
            for (int j = lines.size() - 1; j >= 0; j--) {
                text(width / 2.0, bottom - 3, lines.get(j), FOOTNOTE_SIZE, false, Anchor.MIDDLE, 0);
                bottom -= FOOTNOTE_SIZE * TextMetrics.LINE_HEIGHT;
            }
        }
    }

    private List<String> wrap(String text, double size, boolean bold) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && TextMetrics.width(line + " " + word, size, bold) > width - 2 * MARGIN) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Draws an outer legend and takes its room off the plot area. */
    private void reserve(LegendLayout legend) {
        double middle = (width - legend.width()) / 2;
        double half = (top + bottom - legend.height()) / 2;
        switch (legend.legend().side()) {
            case TOP, TOP_LEFT, TOP_RIGHT -> {
                shapes.addAll(legend.paint(middle, top));
                top += legend.height() + GAP;
            }
            case LEFT -> {
                shapes.addAll(legend.paint(left, half));
                left += legend.width() + GAP;
            }
            case RIGHT -> {
                shapes.addAll(legend.paint(right - legend.width(), half));
                right -= legend.width() + GAP;
            }
            default -> {
                shapes.addAll(legend.paint(middle, bottom - legend.height()));
                bottom -= legend.height() + GAP;
            }
        }
    }

    private void plotArea(Optional<LegendLayout> legend) {
        Axis x = graph.xAxis();
        Axis y = graph.yAxis();
        double plotBottom = bottom - belowAxis(x);
        AxisScale yScale =
                AxisScale.fit(y, yData.low(), yData.high(), (int) Math.round((plotBottom - top) / PIXELS_PER_Y_TICK));
        left += besideAxis(yScale);
        AxisScale xScale = fitX(x);
        if (x.parts().contains(AxisPart.VALUES)) {
            keepLastTickInside(xScale);
        }
        slanted = x.parts().contains(AxisPart.VALUES) && tooCrowded(xScale);
        if (slanted) {
            plotBottom -= longestTick(xScale) * Math.sin(Math.PI / 4);
        }
        xScale.place(left + lowRoom(x, xData), right - highRoom(x));
        yScale.place(plotBottom - lowRoom(y, yData), top + highRoom(y));
        wall(plotBottom);
        grid(xScale, yScale, plotBottom);
        shapes.add(new Clip(
                left, top, right - left, plotBottom - top, new PlotPainter(xScale, yScale, look).paint(graph.plots())));
        referenceLabels(xScale, yScale);
        frame(plotBottom);
        xAxis(xScale, plotBottom);
        yAxis(yScale, plotBottom);
        if (legend.isPresent() && legend.get().legend().inside()) {
            inside(legend.get(), plotBottom);
        }
    }

    /** Half the text of a tick near the right end stands beyond the wall: the wall gives way. */
    private void keepLastTickInside(AxisScale scale) {
        Axis axis = scale.axis();
        scale.place(left + lowRoom(axis, xData), right - highRoom(axis));
        double beyond = 0;
        for (Tick tick : scale.ticks()) {
            double end = scale.pixel(tick.value()) + TextMetrics.width(tick.text(), VALUE_SIZE, false) / 2;
            beyond = Math.max(beyond, end - (width - GAP));
        }
        right -= beyond;
    }

    private AxisScale fitX(Axis x) {
        int wanted = (int) Math.round((right - left) / PIXELS_PER_X_TICK);
        AxisScale scale = AxisScale.fit(x, xData.low(), xData.high(), wanted);
        while (x.scale() == Scale.LINEAR && x.ticks().isEmpty() && wanted > 1 && tooCrowded(scale)) {
            wanted--;
            scale = AxisScale.fit(x, xData.low(), xData.high(), wanted);
        }
        return scale;
    }

    private boolean tooCrowded(AxisScale scale) {
        int count = scale.ticks().size();
        return count > 1 && (longestTick(scale) + 8) * (count - 1) > right - left - 2 * INNER;
    }

    private static double longestTick(AxisScale scale) {
        return scale.ticks().stream()
                .mapToDouble(t -> TextMetrics.width(t.text(), VALUE_SIZE, false))
                .max()
                .orElse(0);
    }

    private double lowRoom(Axis axis, DataRange data) {
        return axis.scale() == Scale.DISCRETE || data.standsOnLow() ? 0 : INNER;
    }

    private double highRoom(Axis axis) {
        return axis.scale() == Scale.DISCRETE ? 0 : INNER;
    }

    private double belowAxis(Axis axis) {
        double room = 0;
        if (axis.parts().contains(AxisPart.TICKS)) {
            room += TICK;
        }
        if (axis.parts().contains(AxisPart.VALUES)) {
            room += VALUE_SIZE * TextMetrics.LINE_HEIGHT + 2;
        }
        if (!axis.label().isEmpty()) {
            room += LABEL_SIZE * TextMetrics.LINE_HEIGHT + GAP;
        }
        return room + 2;
    }

    private double besideAxis(AxisScale scale) {
        Axis axis = scale.axis();
        double room = 2;
        if (axis.parts().contains(AxisPart.TICKS)) {
            room += TICK;
        }
        if (axis.parts().contains(AxisPart.VALUES)) {
            room += longestTick(scale) + 4;
        }
        if (!axis.label().isEmpty()) {
            room += LABEL_SIZE * TextMetrics.LINE_HEIGHT + GAP;
        }
        return room;
    }

    private void wall(double plotBottom) {
        shapes.add(Line.rectangle(
                left, top, right - left, plotBottom - top, Optional.of(style().wall()), Optional.empty(), 1));
    }

    private void frame(double plotBottom) {
        if (graph.wallBorder()) {
            shapes.add(Line.rectangle(
                    crisp(left),
                    crisp(top),
                    crisp(right) - crisp(left),
                    crisp(plotBottom) - crisp(top),
                    Optional.empty(),
                    Optional.of(Stroke.solid(style().axis(), 1)),
                    1));
            return;
        }
        if (graph.xAxis().parts().contains(AxisPart.LINE)) {
            tick(crisp(left), crisp(plotBottom), crisp(right), crisp(plotBottom));
        }
        if (graph.yAxis().parts().contains(AxisPart.LINE)) {
            tick(crisp(left), crisp(top), crisp(left), crisp(plotBottom));
        }
    }

    private void grid(AxisScale xScale, AxisScale yScale, double plotBottom) {
        Stroke stroke = Stroke.solid(style().grid(), 1);
        if (graph.yAxis().grid()) {
            for (Tick tick : yScale.ticks()) {
                double at = crisp(yScale.pixel(tick.value()));
                shapes.add(Line.segment(left, at, right, at, stroke));
            }
        }
        if (graph.xAxis().grid()) {
            for (Tick tick : xScale.ticks()) {
                double at = crisp(xScale.pixel(tick.value()));
                shapes.add(Line.segment(at, top, at, plotBottom, stroke));
            }
        }
    }

    /** The middle of the nearest pixel, so that thin lines are sharp. */
    private static double crisp(double at) {
        return Math.floor(at) + 0.5;
    }

    private void xAxis(AxisScale scale, double plotBottom) {
        Axis axis = scale.axis();
        double y = plotBottom + (axis.parts().contains(AxisPart.TICKS) ? TICK : 0);
        for (Tick tick : scale.ticks()) {
            double at = scale.pixel(tick.value());
            if (axis.parts().contains(AxisPart.TICKS)) {
                tick(crisp(at), crisp(plotBottom), crisp(at), crisp(plotBottom) + TICK);
            }
            if (axis.parts().contains(AxisPart.VALUES)) {
                double base = y + 2 + VALUE_SIZE * TextMetrics.ASCENT;
                if (slanted) {
                    text(at + 4, base, tick.text(), VALUE_SIZE, false, Anchor.END, -45);
                } else {
                    text(at, base, tick.text(), VALUE_SIZE, false, Anchor.MIDDLE, 0);
                }
            }
        }
        if (!axis.label().isEmpty()) {
            text((left + right) / 2, bottom - GAP, axis.label(), LABEL_SIZE, false, Anchor.MIDDLE, 0);
        }
    }

    private void yAxis(AxisScale scale, double plotBottom) {
        Axis axis = scale.axis();
        double x = left - (axis.parts().contains(AxisPart.TICKS) ? TICK : 0) - 3;
        for (Tick tick : scale.ticks()) {
            double at = scale.pixel(tick.value());
            if (axis.parts().contains(AxisPart.TICKS)) {
                tick(crisp(left) - TICK, crisp(at), crisp(left), crisp(at));
            }
            if (axis.parts().contains(AxisPart.VALUES)) {
                double base = at + VALUE_SIZE * TextMetrics.CAP_HEIGHT / 2;
                text(x, base, tick.text(), VALUE_SIZE, false, Anchor.END, 0);
            }
        }
        if (!axis.label().isEmpty()) {
            double at = left - besideAxis(scale) + LABEL_SIZE * TextMetrics.ASCENT + 2;
            text(at, (top + plotBottom) / 2, axis.label(), LABEL_SIZE, false, Anchor.MIDDLE, -90);
        }
    }

    private void tick(double x1, double y1, double x2, double y2) {
        shapes.add(Line.segment(x1, y1, x2, y2, Stroke.solid(style().axis(), 1)));
    }

    private void referenceLabels(AxisScale xScale, AxisScale yScale) {
        for (Graph.Plot plot : graph.plots()) {
            if (plot instanceof Graph.ReferenceLine line && !line.label().isEmpty()) {
                AxisScale scale = line.horizontal() ? yScale : xScale;
                if (line.value() < scale.low() || line.value() > scale.high()) {
                    continue;
                }
                double at = scale.pixel(line.value());
                if (line.horizontal()) {
                    text(right - 4, at - 4, line.label(), VALUE_SIZE, false, Anchor.END, 0);
                } else {
                    text(at + 4, top + VALUE_SIZE, line.label(), VALUE_SIZE, false, Anchor.START, 0);
                }
            }
        }
    }

    private void inside(LegendLayout legend, double plotBottom) {
        Legend.Side side = legend.legend().side();
        double x =
                switch (side) {
                    case LEFT, TOP_LEFT, BOTTOM_LEFT -> left + GAP;
                    case RIGHT, TOP_RIGHT, BOTTOM_RIGHT -> right - legend.width() - GAP;
                    case TOP, BOTTOM -> (left + right - legend.width()) / 2;
                };
        double y =
                switch (side) {
                    case TOP, TOP_LEFT, TOP_RIGHT -> top + GAP;
                    case BOTTOM, BOTTOM_LEFT, BOTTOM_RIGHT -> plotBottom - legend.height() - GAP;
                    case LEFT, RIGHT -> (top + plotBottom - legend.height()) / 2;
                };
        shapes.addAll(legend.paint(x, y));
    }

    private void text(double x, double y, String text, double size, boolean bold, Anchor anchor, double angle) {
        if (!text.isEmpty()) {
            shapes.add(new Text(x, y, text, size, bold, style().text(), anchor, angle));
        }
    }
}
