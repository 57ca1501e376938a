package hermite.report.graph;

import java.util.List;
import java.util.Optional;

/**
 * A drawing as primitive shapes, in pixels from the upper left corner. Writers turn the same scene into SVG or PNG.
 *
 * @param shapes in drawing order
 * @param description for readers who do not see it
 */
public record Scene(int width, int height, List<Shape> shapes, String description) {
    public Scene {
        shapes = List.copyOf(shapes);
    }

    /** Something to draw. */
    public sealed interface Shape permits Line, Circle, Text, Clip {}

    /**
     * How lines are drawn.
     *
     * @param dashes lengths of dash, gap, dash … in pixels; none for a solid line
     */
    public record Stroke(String color, double width, double[] dashes) {
        static final double[] SOLID = {};

        static Stroke solid(String color, double width) {
            return new Stroke(color, width, SOLID);
        }
    }

    /**
     * A line through points, or the outline of an area.
     *
     * @param x coordinates; a NaN in {@code x} breaks the line
     * @param closed whether the last point joins the first
     */
    public record Line(
            double[] x, double[] y, boolean closed, Optional<String> fill, Optional<Stroke> stroke, double opacity)
            implements Shape {

        static Line segment(double x1, double y1, double x2, double y2, Stroke stroke) {
            return new Line(
                    new double[] {x1, x2}, new double[] {y1, y2}, false, Optional.empty(), Optional.of(stroke), 1);
        }

        static Line rectangle(
                double left,
                double top,
                double width,
                double height,
                Optional<String> fill,
                Optional<Stroke> stroke,
                double opacity) {
            return new Line(
                    new double[] {left, left + width, left + width, left},
                    new double[] {top, top, top + height, top + height},
                    true,
                    fill,
                    stroke,
                    opacity);
        }
    }

    public record Circle(
            double x, double y, double radius, Optional<String> fill, Optional<Stroke> stroke, double opacity)
            implements Shape {}

    /** Which part of a text stands at its point. */
    public enum Anchor {
        START,
        MIDDLE,
        END
    }

    /**
     * Text on a base line.
     *
     * @param size font size in pixels
     * @param angle degrees it is turned clockwise around its point
     */
    public record Text(
            double x, double y, String text, double size, boolean bold, String color, Anchor anchor, double angle)
            implements Shape {}

    /** Shapes of which only the part within a rectangle shows. */
    public record Clip(double left, double top, double width, double height, List<Shape> shapes) implements Shape {
        public Clip {
            shapes = List.copyOf(shapes);
        }
    }
}
