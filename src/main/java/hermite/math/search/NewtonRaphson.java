package hermite.math.search;

import hermite.math.DenseSymmetric;
import hermite.math.Rows;

/**
 * Newton's method with the Hessian from differences of the gradient: with a line search where the matrix, made positive
 * definite by a ridge if need be, gives a direction; or with a ridge that grows until the full step decreases the
 * function (Levenberg 1944, Marquardt 1963).
 *
 * @param ridged whether the ridge controls the step; otherwise a line search does
 */
public record NewtonRaphson(StoppingRule rule, boolean ridged) implements Maximiser {
    private static final int MAX_RIDGES = 40;

    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        Trajectory way = new Trajectory(objective, start, rule);
        way.checkStart();
        WolfeSearch search = new WolfeSearch(way, 0.9);
        double ridge = 0;
        while (!way.isOver()) {
            double[] hessian = way.hessian();
            if (ridged) {
                double used = ridgedStep(way, hessian, ridge);
                if (Double.isNaN(used)) {
                    way.stuck();
                    break;
                }
                ridge = used < 1e-6 ? 0 : used / 10;
            } else {
                double[] direction = new double[way.size()];
                double r = 0;
                while (!direction(hessian, way.g, r, direction)) {
                    r = r == 0 ? 1e-3 : 10 * r;
                }
                way.expect(-Rows.dot(direction, way.g, way.size()));
                if (!search.move(direction, 1)) {
                    way.stuck();
                }
            }
        }
        return way.result();
    }

    /** Takes the step with the smallest ridge that decreases the function and returns that ridge; NaN if none does. */
    private static double ridgedStep(Trajectory way, double[] hessian, double first) {
        int n = way.size();
        double[] direction = new double[n];
        double[] x = new double[n];
        double[] g = new double[n];
        double ridge = first;
        for (int k = 0; k < MAX_RIDGES; k++) {
            if (direction(hessian, way.g, ridge, direction)) {
                way.expect(-Rows.dot(direction, way.g, n));
                for (int i = 0; i < n; i++) {
                    x[i] = way.x[i] + direction[i];
                }
                double f = way.evaluate(x, g);
                if (f < way.f) {
                    way.accept(x, f, g);
                    return ridge;
                }
            }
            ridge = ridge == 0 ? 1e-3 : 4 * ridge;
        }
        return Double.NaN;
    }

    /** −(H + ridge·|diag H|)⁻¹ g; false when the matrix is not positive definite. */
    private static boolean direction(double[] hessian, double[] gradient, double ridge, double[] out) {
        int n = gradient.length;
        double[] b = hessian.clone();
        for (int i = 0; i < n; i++) {
            b[i * n + i] += ridge * Math.max(Math.abs(hessian[i * n + i]), 1e-3);
        }
        double[] factor = new double[n * n];
        if (!DenseSymmetric.cholesky(b, factor, n)) {
            return false;
        }
        System.arraycopy(gradient, 0, out, 0, n);
        DenseSymmetric.solve(factor, out, n);
        for (int i = 0; i < n; i++) {
            out[i] = -out[i];
        }
        return true;
    }
}
