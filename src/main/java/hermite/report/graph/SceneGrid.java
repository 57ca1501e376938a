package hermite.report.graph;

import hermite.report.graph.Scene.Circle;
import hermite.report.graph.Scene.Clip;
import hermite.report.graph.Scene.Line;
import hermite.report.graph.Scene.Shape;
import hermite.report.graph.Scene.Text;
import java.util.ArrayList;
import java.util.List;

/** Several scenes of one size side by side on a page, row by row. */
public final class SceneGrid {
    private SceneGrid() {}

    /** @param columns scenes in a row; all scenes have the size of the first */
    public static Scene of(List<Scene> scenes, int columns) {
        Scene first = scenes.get(0);
        int rows = (scenes.size() + columns - 1) / columns;
        List<Shape> shapes = new ArrayList<>();
        StringBuilder description = new StringBuilder();
        for (int i = 0; i < scenes.size(); i++) {
            double right = (double) (i % columns) * first.width();
            double down = (double) (i / columns) * first.height();
            shapes.addAll(moved(scenes.get(i).shapes(), right, down));
            description.append(i == 0 ? "" : "; ").append(scenes.get(i).description());
        }
        return new Scene(
                first.width() * Math.min(columns, scenes.size()),
                first.height() * rows,
                shapes,
                description.toString());
    }

    private static List<Shape> moved(List<Shape> shapes, double right, double down) {
        List<Shape> out = new ArrayList<>();
        for (Shape shape : shapes) {
            if (shape instanceof Line l) {
                out.add(new Line(
                        shifted(l.x(), right), shifted(l.y(), down), l.closed(), l.fill(), l.stroke(), l.opacity()));
            } else if (shape instanceof Circle c) {
                out.add(new Circle(c.x() + right, c.y() + down, c.radius(), c.fill(), c.stroke(), c.opacity()));
            } else if (shape instanceof Text t) {
                out.add(new Text(
                        t.x() + right, t.y() + down, t.text(), t.size(), t.bold(), t.color(), t.anchor(), t.angle()));
            } else if (shape instanceof Clip c) {
                out.add(new Clip(
                        c.left() + right, c.top() + down, c.width(), c.height(), moved(c.shapes(), right, down)));
            }
        }
        return out;
    }

    private static double[] shifted(double[] values, double by) {
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[i] + by;
        }
        return out;
    }
}
