package hermite.math.search;

import hermite.math.Rows;

/**
 * Line search for a step with the strong Wolfe conditions by cubic interpolation (Nocedal and Wright 2006, algorithms 3.5
 * and 3.6).
 */
final class WolfeSearch {
    private static final double SUFFICIENT_DECREASE = 1e-4;
    private static final int MAX_TRIALS = 30;

    private final Trajectory way;
    private final double curvature;
    private final double[] x;
    private final double[] g;
    private double f;

    /** @param curvature fraction of the slope at the start that the slope at the end may have */
    WolfeSearch(Trajectory way, double curvature) {
        this.way = way;
        this.curvature = curvature;
        x = new double[way.size()];
        g = new double[way.size()];
    }

    private record Point(double step, double f, double slope) {}

    /** Moves along a descent direction; false when no step decreases the function. */
    boolean move(double[] direction, double firstStep) {
        Point start = new Point(0, way.f, Rows.dot(way.g, direction, way.size()));
        if (!(start.slope < 0)) {
            return false;
        }
        Point before = start;
        double step = firstStep;
        for (int k = 0; k < MAX_TRIALS; k++) {
            Point at = at(direction, step);
            boolean high = !(at.f <= start.f + SUFFICIENT_DECREASE * step * start.slope);
            if (high || k > 0 && at.f >= before.f) {
                return zoom(direction, start, before, at);
            }
            if (Math.abs(at.slope) <= -curvature * start.slope) {
                return take();
            }
            if (at.slope >= 0) {
                return zoom(direction, start, at, before);
            }
            before = at;
            step *= 2.5;
        }
        return take();
    }

    private Point at(double[] direction, double step) {
        for (int i = 0; i < x.length; i++) {
            x[i] = way.x[i] + step * direction[i];
        }
        f = way.evaluate(x, g);
        return new Point(step, f, Double.isFinite(f) ? Rows.dot(g, direction, x.length) : Double.NaN);
    }

    private boolean take() {
        way.accept(x, f, g);
        return true;
    }

    private boolean zoom(double[] direction, Point start, Point low, Point high) {
        for (int k = 0; k < MAX_TRIALS; k++) {
            Point at = at(direction, between(low, high));
            if (!(at.f <= start.f + SUFFICIENT_DECREASE * at.step * start.slope) || at.f >= low.f) {
                high = at;
            } else {
                if (Math.abs(at.slope) <= -curvature * start.slope) {
                    return take();
                }
                if (at.slope * (high.step - low.step) >= 0) {
                    high = low;
                }
                low = at;
            }
            if (Math.abs(high.step - low.step) <= 1e-12 * Math.max(low.step, 1e-8)) {
                break;
            }
        }
        if (low.step == 0) {
            return false;
        }
        at(direction, low.step);
        return take();
    }

    /** Minimum of the cubic through both ends, kept a tenth away from them; the middle where there is none. */
    private static double between(Point low, Point high) {
        double middle = 0.5 * (low.step + high.step);
        if (!Double.isFinite(high.f) || Double.isNaN(high.slope)) {
            return low.step + 0.3 * (high.step - low.step);
        }
        double d1 = low.slope + high.slope - 3 * (low.f - high.f) / (low.step - high.step);
        double square = d1 * d1 - low.slope * high.slope;
        if (square < 0) {
            return middle;
        }
        double d2 = Math.signum(high.step - low.step) * Math.sqrt(square);
        double step = high.step - (high.step - low.step) * (high.slope + d2 - d1) / (high.slope - low.slope + 2 * d2);
        double from = Math.min(low.step, high.step);
        double width = Math.abs(high.step - low.step);
        return Double.isFinite(step) ? Math.max(from + 0.1 * width, Math.min(from + 0.9 * width, step)) : middle;
    }
}
