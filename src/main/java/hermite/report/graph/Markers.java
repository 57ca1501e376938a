package hermite.report.graph;

import hermite.report.graph.Scene.Circle;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Stroke;
import hermite.report.style.Symbol;
import java.util.Optional;

/** Marker symbols as shapes. */
final class Markers {
    private Markers() {}

    /**
     * @param size width and height in pixels of the square the symbol fills
     * @param inside colour within the outline of a filled symbol
     */
    static Shape shape(Symbol symbol, double x, double y, double size, String color, String inside, double opacity) {
        double r = size / 2;
        Optional<String> fill = symbol.isFilled() ? Optional.of(inside) : Optional.empty();
        Optional<Stroke> stroke = Optional.of(Stroke.solid(color, 1));
        return switch (symbol) {
            case CIRCLE, CIRCLE_FILLED -> new Circle(x, y, r, fill, stroke, opacity);
            case PLUS ->
                open(x, y, stroke, opacity, new double[] {-r, r, Double.NaN, 0, 0}, new double[] {
                    0, 0, Double.NaN, -r, r
                });
            case X -> {
                double d = r * 0.85;
                yield open(x, y, stroke, opacity, new double[] {-d, d, Double.NaN, -d, d}, new double[] {
                    -d, d, Double.NaN, d, -d
                });
            }
            case ASTERISK -> {
                double d = r * 0.71;
                yield open(
                        x,
                        y,
                        stroke,
                        opacity,
                        new double[] {-r, r, Double.NaN, 0, 0, Double.NaN, -d, d, Double.NaN, -d, d},
                        new double[] {0, 0, Double.NaN, -r, r, Double.NaN, -d, d, Double.NaN, d, -d});
            }
            case TRIANGLE, TRIANGLE_FILLED ->
                area(x, y, fill, stroke, opacity, new double[] {0, r, -r}, new double[] {-r, r * 0.85, r * 0.85});
            case TRIANGLE_DOWN, TRIANGLE_DOWN_FILLED ->
                area(x, y, fill, stroke, opacity, new double[] {0, r, -r}, new double[] {r, -r * 0.85, -r * 0.85});
            case SQUARE, SQUARE_FILLED -> {
                double d = r * 0.88;
                yield area(x, y, fill, stroke, opacity, new double[] {-d, d, d, -d}, new double[] {-d, -d, d, d});
            }
            case DIAMOND, DIAMOND_FILLED ->
                area(x, y, fill, stroke, opacity, new double[] {0, r, 0, -r}, new double[] {-r, 0, r, 0});
            case STAR, STAR_FILLED -> star(x, y, r, fill, stroke, opacity);
        };
    }

    private static Shape star(
            double x, double y, double r, Optional<String> fill, Optional<Stroke> stroke, double opacity) {
        double[] dx = new double[10];
        double[] dy = new double[10];
        for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? r * 1.1 : r * 0.45;
            dx[i] = radius * Math.sin(Math.PI * i / 5);
            dy[i] = -radius * Math.cos(Math.PI * i / 5);
        }
        return area(x, y, fill, stroke, opacity, dx, dy);
    }

    private static Line open(double x, double y, Optional<Stroke> stroke, double opacity, double[] dx, double[] dy) {
        return new Line(shift(dx, x), shift(dy, y), false, Optional.empty(), stroke, opacity);
    }

    private static Line area(
            double x,
            double y,
            Optional<String> fill,
            Optional<Stroke> stroke,
            double opacity,
            double[] dx,
            double[] dy) {
        return new Line(shift(dx, x), shift(dy, y), true, fill, stroke, opacity);
    }

    private static double[] shift(double[] offsets, double by) {
        double[] shifted = new double[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            shifted[i] = offsets[i] + by;
        }
        return shifted;
    }
}
