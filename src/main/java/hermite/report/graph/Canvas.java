package hermite.report.graph;

import hermite.report.graph.Graph.Axis;
import hermite.report.graph.Graph.AxisPart;
import hermite.report.graph.Graph.Plot;
import hermite.report.graph.Graph.Scale;
import hermite.report.graph.Scene.Clip;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.style.GraphStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A page drawn plot by plot, for callers that place axes and titles themselves: each plot goes to the view chosen last,
 * a rectangle of pixels with a range of data values across and one up.
 */
public final class Canvas {
    /**
     * A rectangle in pixels from the upper left corner, and the data values at its edges.
     *
     * @param leftValue value at the left edge; it may be above that at the right edge
     * @param logX whether values across are spaced by their logarithms; they are positive then
     * @param clipped whether what lies outside the rectangle is cut off
     */
    public record View(
            double left,
            double top,
            double right,
            double bottom,
            double leftValue,
            double rightValue,
            double bottomValue,
            double topValue,
            boolean logX,
            boolean logY,
            boolean clipped) {}

    private final int width;
    private final int height;
    private final PlotLook look;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<String> descriptions = new ArrayList<>();
    private View view;
    private List<Shape> within = new ArrayList<>();

    /** An empty page of that many pixels, seen as a whole with pixel values. */
    public Canvas(int width, int height, String background, GraphStyle style) {
        this.width = width;
        this.height = height;
        this.look = new PlotLook(style);
        shapes.add(Line.rectangle(0, 0, width, height, Optional.of(background), Optional.empty(), 1));
        view = new View(0, 0, width, height, 0, width, height, 0, false, false, false);
    }

    public void look(View newView) {
        if (!newView.equals(view)) {
            settle();
            view = newView;
        }
    }

    public void draw(Plot plot) {
        AxisScale x = scale(view.leftValue(), view.rightValue(), view.logX());
        AxisScale y = scale(view.bottomValue(), view.topValue(), view.logY());
        x.place(view.left(), view.right());
        y.place(view.bottom(), view.top());
        within.addAll(new PlotPainter(x, y, look).paint(List.of(plot)));
    }

    private static AxisScale scale(double from, double to, boolean log) {
        Axis axis = new Axis(
                "",
                log ? Scale.LOG10 : Scale.LINEAR,
                OptionalDouble.of(Math.min(from, to)),
                OptionalDouble.of(Math.max(from, to)),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                from > to,
                EnumSet.noneOf(AxisPart.class));
        return AxisScale.fit(axis, Math.min(from, to), Math.max(from, to), 1);
    }

    /** Adds to what is said to readers who do not see the page. */
    public void describe(String text) {
        if (!text.isBlank()) {
            descriptions.add(text);
        }
    }

    public Scene scene() {
        settle();
        return new Scene(width, height, shapes, String.join("; ", descriptions));
    }

    private void settle() {
        if (within.isEmpty()) {
            return;
        }
        if (view.clipped()) {
            shapes.add(
                    new Clip(view.left(), view.top(), view.right() - view.left(), view.bottom() - view.top(), within));
        } else {
            shapes.addAll(within);
        }
        within = new ArrayList<>();
    }

    /** Width in pixels of a text in a font of that many pixels; of the longest line where there are several. */
    public static double textWidth(String text, double size, boolean bold) {
        double width = 0;
        for (String line : text.split("\n", -1)) {
            width = Math.max(width, TextMetrics.width(line, size, bold));
        }
        return width;
    }
}
