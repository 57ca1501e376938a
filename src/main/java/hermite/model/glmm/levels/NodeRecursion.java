package hermite.model.glmm.levels;

import hermite.math.Exponential;
import hermite.math.Rows;
import java.util.Arrays;

/**
 * Gauss–Hermite quadrature over a tree of subjects (Pinheiro and Chao 2006): given the random effects of the
 * ancestors, the units within a parent are independent, so their integrals are products and the work is linear in
 * their number. The centre of a unit's nodes moves with those of its ancestors by the rows of S, which is what makes the
 * rule the ordinary one in all random effects at once.
 */
final class NodeRecursion {
    /** Nodes of smaller conditional probability add nothing to the digits kept. */
    private static final double NEGLIGIBLE = 1e-20;

    private final RowDensity density;
    private final Levels levels;
    private final Path path;
    private final LevelGrid[] grids;
    private final double logDispersion;
    private final boolean moments;

    /** @param moments whether probabilities are kept for {@link #moments} */
    NodeRecursion(RowDensity density, Path path, LevelGrid[] grids, double logDispersion, boolean moments) {
        this.density = density;
        this.levels = path.levels;
        this.path = path;
        this.grids = grids;
        this.logDispersion = logDispersion;
        this.moments = moments;
    }

    /** Log likelihood of an outermost unit, constants included. Modes and roots must be there. */
    double logLikelihood(Unit top) {
        double[] sums = new double[2];
        scales(top, 1, sums);
        double value = value(top, 0);
        return value + sums[0] - 0.5 * sums[1] * Math.log(Math.PI) + top.constant();
    }

    /** Σ log|S| of what nodes are scaled by, and the number of random effects. */
    private void scales(Unit unit, double times, double[] sums) {
        int own = unit.mode.length;
        int first = levels.first[unit.level];
        for (int i = 0; i < own; i++) {
            sums[0] += times * Exponential.log(unit.nodeScale[i * (first + own) + first + i]);
        }
        sums[1] += times * own;
        for (Unit child : unit.children) {
            scales(child, times * child.count, sums);
        }
    }

    /** Log of the integral over the unit's random effects and those within, at the ancestors' node on the path. */
    private double value(Unit unit, int node) {
        LevelGrid grid = grids[unit.level];
        if (unit.isInnermost()) {
            base(unit);
        }
        int at = node * grid.nodes;
        if (moments && unit.probability.length < at + grid.nodes) {
            unit.probability = Arrays.copyOf(unit.probability, at + grid.nodes);
        }
        double[] lp = moments ? unit.probability : new double[grid.nodes];
        int from = moments ? at : 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < grid.nodes; k++) {
            double height = grid.logWeight[k] - 0.5 * enter(unit, grid, k);
            if (unit.isInnermost()) {
                predictors(unit);
                height += density.value(unit.rows, path.eta, logDispersion, path.l, path.d1);
            }
            for (Unit child : unit.children) {
                enter(unit, grid, k);
                height += child.count * value(child, node * grid.nodes + k);
            }
            lp[from + k] = height;
            largest = Math.max(largest, height);
        }
        if (!(largest > Double.NEGATIVE_INFINITY)) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum = 0;
        for (int k = 0; k < grid.nodes; k++) {
            lp[from + k] = Exponential.exp(lp[from + k] - largest);
            sum += lp[from + k];
        }
        for (int k = 0; k < grid.nodes; k++) {
            lp[from + k] /= sum;
        }
        return largest + Exponential.log(sum);
    }

    /** Sets the unit's nodes on the path; |v|² of its random effects there is returned. */
    private double enter(Unit unit, LevelGrid grid, int k) {
        int level = unit.level;
        int own = levels.size[level];
        int first = levels.first[level];
        int width = levels.end(level);
        System.arraycopy(grid.a, k * own, path.a, first, own);
        double square = 0;
        for (int i = 0; i < own; i++) {
            double v = 0;
            for (int d = 0; d <= first + i; d++) {
                v += unit.nodeScale[i * width + d] * path.a[d];
            }
            v = unit.mode[i] + Math.sqrt(2) * v;
            square += v * v;
        }
        return square;
    }

    /** η of the rows at the ancestors' nodes and the unit's own mode. */
    private void base(Unit unit) {
        RowBlock rows = unit.rows;
        path.fit(rows.n);
        int first = levels.first[unit.level];
        for (int c = 0; c < rows.m; c++) {
            Rows.copy(rows.eta[c], path.base[c], rows.n);
            for (int d = 0; d < first; d++) {
                if (path.a[d] != 0) {
                    Rows.addScaled(path.base[c], path.a[d], rows.u[c * levels.q + d], rows.n);
                }
            }
        }
    }

    private void predictors(Unit unit) {
        RowBlock rows = unit.rows;
        for (int c = 0; c < rows.m; c++) {
            Rows.copy(path.base[c], path.eta[c], rows.n);
            for (int d = levels.first[unit.level]; d < levels.q; d++) {
                if (path.a[d] != 0) {
                    Rows.addScaled(path.eta[c], path.a[d], rows.u[c * levels.q + d], rows.n);
                }
            }
        }
    }

    /** Posterior means of a, aa', l', l'a and of the derivative in log dispersion, after {@link #logLikelihood}. */
    void moments(Unit top) {
        clear(top);
        path.dispersion = 0;
        moments(top, 0, 1, 1);
    }

    private static void clear(Unit unit) {
        Arrays.fill(unit.a1, 0);
        Arrays.fill(unit.a2, 0);
        for (double[] row : unit.rows.r) {
            Arrays.fill(row, 0);
        }
        for (double[] row : unit.rows.ra) {
            Arrays.fill(row, 0);
        }
        for (Unit child : unit.children) {
            clear(child);
        }
    }

    private void moments(Unit unit, int node, double weight, double times) {
        LevelGrid grid = grids[unit.level];
        int own = levels.size[unit.level];
        int first = levels.first[unit.level];
        int width = levels.end(unit.level);
        if (unit.isInnermost()) {
            base(unit);
        }
        for (int k = 0; k < grid.nodes; k++) {
            double p = weight * unit.probability[node * grid.nodes + k];
            if (p < NEGLIGIBLE) {
                continue;
            }
            enter(unit, grid, k);
            for (int i = 0; i < own; i++) {
                double pa = p * path.a[first + i];
                unit.a1[i] += pa;
                for (int d = 0; d <= first + i; d++) {
                    unit.a2[i * width + d] += pa * path.a[d];
                }
            }
            if (unit.isInnermost()) {
                rowMoments(unit, p, times);
            }
            for (Unit child : unit.children) {
                enter(unit, grid, k);
                moments(child, node * grid.nodes + k, p, times * child.count);
            }
        }
    }

    private void rowMoments(Unit unit, double p, double times) {
        RowBlock rows = unit.rows;
        int q = levels.q;
        predictors(unit);
        density.value(rows, path.eta, logDispersion, path.l, path.d1);
        for (int c = 0; c < rows.m; c++) {
            Rows.addScaled(rows.r[c], p, path.d1[c], rows.n);
            for (int d = 0; d < q; d++) {
                if (path.a[d] != 0) {
                    Rows.addScaled(rows.ra[c * q + d], p * path.a[d], path.d1[c], rows.n);
                }
            }
        }
        if (density.hasDispersion()) {
            density.dispersion(rows, path.eta[0], logDispersion, path.t1, path.t2, path.t3);
            double sum = 0;
            for (int i = 0; i < rows.n; i++) {
                sum += path.t1[i];
            }
            path.dispersion += times * p * sum;
        }
    }
}
