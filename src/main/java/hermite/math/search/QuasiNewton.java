package hermite.math.search;

import hermite.math.DenseSymmetric;
import hermite.math.Rows;

/**
 * Quasi-Newton maximisation with a line search: the approximate Hessian starts as the objective's own information and is
 * updated by BFGS or DFP (Fletcher 1987, sections 3.2 and 3.5). Whether the matrix or its inverse is kept makes no
 * difference to the steps; here it is the matrix, as in the dual forms.
 */
public record QuasiNewton(StoppingRule rule, Update update) implements Maximiser {
    /** Update formula. */
    public enum Update {
        BFGS,
        DFP
    }

    @Override
    public Maximum maximise(SmoothObjective objective, double[] start) {
        Trajectory way = new Trajectory(objective, start, rule);
        way.checkStart();
        if (way.isOver()) {
            return way.result();
        }
        int n = way.size();
        double[] b = positive(way.information(), n);
        WolfeSearch search = new WolfeSearch(way, 0.9);
        boolean fresh = true;
        while (!way.isOver()) {
            double[] direction = solve(b, way.g, n);
            way.expect(-Rows.dot(direction, way.g, n));
            double[] xOld = way.x;
            double[] gOld = way.g;
            if (!search.move(direction, 1)) {
                if (fresh) {
                    way.stuck();
                    break;
                }
                b = positive(way.information(), n);
                fresh = true;
                continue;
            }
            fresh = false;
            update(b, xOld, gOld, way, n);
        }
        return way.result();
    }

    /** −B⁻¹g. */
    private static double[] solve(double[] b, double[] g, int n) {
        double[] factor = new double[n * n];
        double[] out = new double[n];
        if (DenseSymmetric.cholesky(b, factor, n)) {
            System.arraycopy(g, 0, out, 0, n);
            DenseSymmetric.solve(factor, out, n);
        } else {
            System.arraycopy(g, 0, out, 0, n);
        }
        for (int i = 0; i < n; i++) {
            out[i] = -out[i];
        }
        return out;
    }

    /** The matrix itself if it is positive definite, its diagonal made positive otherwise. */
    static double[] positive(double[] b, int n) {
        if (DenseSymmetric.cholesky(b, new double[n * n], n)) {
            return b;
        }
        double[] diagonal = new double[n * n];
        for (int i = 0; i < n; i++) {
            double d = Math.abs(b[i * n + i]);
            diagonal[i * n + i] = d > 1e-8 && Double.isFinite(d) ? d : 1;
        }
        return diagonal;
    }

    private void update(double[] b, double[] xOld, double[] gOld, Trajectory way, int n) {
        double[] s = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            s[i] = way.x[i] - xOld[i];
            y[i] = way.g[i] - gOld[i];
        }
        double ys = Rows.dot(y, s, n);
        if (ys <= 1e-10 * Math.sqrt(Rows.dot(y, y, n) * Rows.dot(s, s, n))) {
            return;
        }
        double[] bs = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                bs[i] += b[i * n + j] * s[j];
            }
        }
        double sbs = Rows.dot(s, bs, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                b[i * n + j] += update == Update.BFGS
                        ? y[i] * y[j] / ys - bs[i] * bs[j] / sbs
                        : (1 + sbs / ys) * y[i] * y[j] / ys - (y[i] * bs[j] + bs[i] * y[j]) / ys;
            }
        }
    }
}
