package hermite.model.glmm.levels;

import hermite.math.Rows;
import hermite.model.glmm.Quadrature;
import java.util.Arrays;
import java.util.List;

/**
 * Joint conditional modes of all random effects within an outermost unit, by Newton's method with the units eliminated
 * from the innermost out (the curvature has the pattern of the tree, so nothing fills in), and the lower triangular S
 * with SS' = H⁻¹ at the mode.
 */
final class ModeSearch {
    private static final int MAX_STEPS = 200;
    private static final int MAX_HALVINGS = 40;
    private static final double MODE_TOLERANCE = 1e-5;

    private final RowDensity density;
    private final Levels levels;
    private final Path path;
    private final double logDispersion;
    private final Quadrature.Placement placement;
    private boolean clipped;
    private boolean definite;

    ModeSearch(RowDensity density, Path path, double logDispersion, Quadrature.Placement placement) {
        this.density = density;
        this.levels = path.levels;
        this.path = path;
        this.logDispersion = logDispersion;
        this.placement = placement;
    }

    /** Fixed parts and ζ of every row below. */
    void linear(Unit unit, double[] beta, double[] factor) {
        if (unit.isInnermost()) {
            unit.rows.linear(beta, factor);
        }
        for (Unit child : unit.children) {
            linear(child, beta, factor);
        }
    }

    /** Places the nodes and leaves derivatives and roots; false if the integrand cannot be computed. */
    boolean find(Unit top) {
        if (placement == Quadrature.Placement.PLAIN) {
            top.forgetModes();
            still(top);
            scales(top);
            return true;
        }
        if (!mode(top)) {
            return false;
        }
        scales(top);
        return true;
    }

    /** η at zero, where nothing moves with the parameters. */
    private void still(Unit unit) {
        path.put(unit.mode, unit.level, path.v);
        if (unit.isInnermost()) {
            RowBlock rows = unit.rows;
            rows.predictors(path.v, rows.eta);
            for (double[][] derivatives : List.of(rows.d1, rows.d2, rows.d3)) {
                for (double[] row : derivatives) {
                    Arrays.fill(row, 0);
                }
            }
        }
        for (Unit child : unit.children) {
            still(child);
        }
    }

    private boolean mode(Unit top) {
        double height = eliminateFromStart(top);
        if (!Double.isFinite(height)) {
            return false;
        }
        for (int it = 0; it < MAX_STEPS; it++) {
            double[] extent = new double[2];
            newtonStep(top, 1, extent);
            double largest = extent[0];
            if (!(largest < Double.POSITIVE_INFINITY)) {
                return false;
            }
            boolean last = largest < MODE_TOLERANCE && !clipped;
            double length = last ? 1 : lineSearch(top, height, extent[1]);
            move(top, length);
            height = eliminate(top);
            if (!definite) {
                height = eliminateClipped(top);
            }
            if (last || length == 0) {
                break;
            }
        }
        roots(top);
        return Double.isFinite(height) && !clipped;
    }

    private double eliminateFromStart(Unit top) {
        double height = eliminate(top);
        if (!Double.isFinite(height)) {
            top.forgetModes();
            height = eliminate(top);
        }
        return definite ? height : eliminateClipped(top);
    }

    /** Far from a mode the curvature may be indefinite; clipped, it still gives a direction of ascent. */
    private double eliminateClipped(Unit top) {
        clipped = true;
        definite = true;
        double height = eliminate(top, 0);
        return definite ? height : Double.NaN;
    }

    private double eliminate(Unit top) {
        clipped = false;
        definite = true;
        return eliminate(top, 0);
    }

    /**
     * The log integrand of a unit; leaves the curvature and gradient of it in the ancestors' random effects, the unit's
     * own ones eliminated, in the level's matrix and vector.
     */
    private double eliminate(Unit unit, int level) {
        int width = levels.end(level);
        int first = levels.first[level];
        int own = levels.size[level];
        double[] w = path.matrix[level];
        double[] g = path.vector[level];
        Arrays.fill(w, 0, width * width, 0);
        Arrays.fill(g, 0, width, 0);
        path.put(unit.mode, level, path.v);
        double height = 0;
        for (int i = 0; i < own; i++) {
            height -= 0.5 * unit.mode[i] * unit.mode[i];
        }
        if (unit.isInnermost()) {
            height += rowCurvature(unit.rows, w, g);
        }
        for (Unit child : unit.children) {
            height += child.count * eliminate(child, level + 1);
            int wide = levels.end(level + 1);
            for (int a = 0; a < width; a++) {
                g[a] += child.count * path.vector[level + 1][a];
                for (int b = 0; b < width; b++) {
                    w[a * width + b] += child.count * path.matrix[level + 1][a * wide + b];
                }
            }
        }
        for (int i = 0; i < own; i++) {
            w[(first + i) * width + first + i] += 1;
            g[first + i] -= unit.mode[i];
        }
        definite &= SmallRoot.inverseRoot(w, width, first, own, unit.scale);
        System.arraycopy(g, first, unit.gradient, 0, own);
        couple(unit, w, g, width, first, own);
        return height;
    }

    /** Adds −Σ l'' ζζ' and Σ l' ζ; the log density is returned. */
    private double rowCurvature(RowBlock rows, double[] w, double[] g) {
        int q = levels.q;
        int m = rows.m;
        path.fit(rows.n);
        rows.predictors(path.v, rows.eta);
        double height = density.value(rows, rows.eta, logDispersion, path.l, rows.d1);
        density.derivatives(rows, rows.eta, logDispersion, rows.d1, rows.d2, rows.d3);
        for (int c = 0; c < m; c++) {
            for (int a = 0; a < q; a++) {
                g[a] += Rows.dot(rows.d1[c], rows.zeta[c * q + a], rows.n);
            }
            for (int d = 0; d < m; d++) {
                double[] second = rows.d2[c * m + d];
                if (clipped) {
                    for (int i = 0; i < rows.n; i++) {
                        path.t1[i] = Math.min(second[i], 0);
                    }
                    second = path.t1;
                }
                for (int a = 0; a < q; a++) {
                    for (int b = 0; b <= a; b++) {
                        double sum = Rows.dot(second, rows.zeta[c * q + a], rows.zeta[d * q + b], rows.n);
                        w[a * q + b] -= sum;
                        if (a != b) {
                            w[b * q + a] -= sum;
                        }
                    }
                }
            }
        }
        return height;
    }

    /** K = W⁻¹ W(own, ancestors), and the Schur complement. */
    private static void couple(Unit unit, double[] w, double[] g, int width, int first, int own) {
        double[] k = unit.coupling;
        for (int i = 0; i < own; i++) {
            for (int a = 0; a < first; a++) {
                double sum = 0;
                for (int j = 0; j < own; j++) {
                    double inverse = 0;
                    for (int e = 0; e <= Math.min(i, j); e++) {
                        inverse += unit.scale[i * own + e] * unit.scale[j * own + e];
                    }
                    sum += inverse * w[(first + j) * width + a];
                }
                k[i * first + a] = sum;
            }
        }
        for (int a = 0; a < first; a++) {
            for (int i = 0; i < own; i++) {
                g[a] -= k[i * first + a] * g[first + i];
            }
            for (int b = 0; b < first; b++) {
                for (int i = 0; i < own; i++) {
                    w[a * width + b] -= w[a * width + first + i] * k[i * first + b];
                }
            }
        }
    }

    /** Newton steps of all units; {@code extent} gets the largest component and g'H⁻¹g. */
    private void newtonStep(Unit unit, double times, double[] extent) {
        int level = unit.level;
        int first = levels.first[level];
        int own = levels.size[level];
        for (int i = 0; i < own; i++) {
            double sum = 0;
            for (int e = 0; e <= i; e++) {
                double along = 0;
                for (int j = e; j < own; j++) {
                    along += unit.scale[j * own + e] * unit.gradient[j];
                }
                sum += unit.scale[i * own + e] * along;
            }
            extent[1] += times * sum * unit.gradient[i];
            for (int a = 0; a < first; a++) {
                sum -= unit.coupling[i * first + a] * path.step[a];
            }
            unit.step[i] = sum;
            extent[0] = Math.abs(sum) > extent[0] || Double.isNaN(sum) ? Math.abs(sum) : extent[0];
        }
        path.put(unit.step, level, path.step);
        for (Unit child : unit.children) {
            newtonStep(child, times * child.count, extent);
        }
    }

    /** Length of a step that increases the log integrand enough (Armijo), 0 if none does. */
    private double lineSearch(Unit top, double height, double slope) {
        double slack = 1e-13 * (1 + Math.abs(height));
        double length = 1;
        for (int halving = 0; halving < MAX_HALVINGS; halving++) {
            double candidate = height(top, length);
            if (candidate >= height + 1e-4 * length * slope - slack) {
                return length;
            }
            length *= 0.5;
        }
        return 0;
    }

    /** Log integrand after a step of the given length. */
    private double height(Unit unit, double length) {
        double height = 0;
        for (int i = 0; i < unit.mode.length; i++) {
            unit.trial[i] = unit.mode[i] + length * unit.step[i];
            height -= 0.5 * unit.trial[i] * unit.trial[i];
        }
        path.put(unit.trial, unit.level, path.v);
        if (unit.isInnermost()) {
            path.fit(unit.rows.n);
            unit.rows.predictors(path.v, path.eta);
            height += density.value(unit.rows, path.eta, logDispersion, path.l, path.d1);
        }
        for (Unit child : unit.children) {
            height += child.count * height(child, length);
        }
        return height;
    }

    private static void move(Unit unit, double length) {
        for (int i = 0; i < unit.mode.length; i++) {
            unit.mode[i] += length * unit.step[i];
        }
        for (Unit child : unit.children) {
            move(child, length);
        }
    }

    /** Rows of S from the ancestors' rows: S(own, ancestors) = −K S(ancestors). */
    private void roots(Unit unit) {
        int level = unit.level;
        int first = levels.first[level];
        int own = levels.size[level];
        int width = levels.end(level);
        for (int i = 0; i < own; i++) {
            for (int d = 0; d < first; d++) {
                double sum = 0;
                for (int b = d; b < first; b++) {
                    sum -= unit.coupling[i * first + b] * path.root[b * levels.q + d];
                }
                unit.root[i * width + d] = sum;
            }
            System.arraycopy(unit.scale, i * own, unit.root, i * width + first, own);
        }
        path.putRows(unit.root, level, path.root);
        for (Unit child : unit.children) {
            roots(child);
        }
    }

    /** What nodes are scaled by, and with it u = √2 S'ζ of every row. */
    private void scales(Unit unit) {
        int q = levels.q;
        unit.scaleNodes(placement);
        path.putRows(unit.nodeScale, unit.level, path.root);
        if (unit.isInnermost()) {
            RowBlock rows = unit.rows;
            for (int c = 0; c < rows.m; c++) {
                for (int d = 0; d < q; d++) {
                    double[] u = rows.u[c * q + d];
                    Rows.fill(u, 0, rows.n);
                    for (int e = d; e < q; e++) {
                        Rows.addScaled(u, Math.sqrt(2) * path.root[e * q + d], rows.zeta[c * q + e], rows.n);
                    }
                }
            }
        }
        for (Unit child : unit.children) {
            scales(child);
        }
    }
}
