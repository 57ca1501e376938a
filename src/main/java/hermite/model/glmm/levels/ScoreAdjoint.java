package hermite.model.glmm.levels;

import hermite.math.Rows;
import hermite.model.glmm.Quadrature;
import java.util.Arrays;

/**
 * Exact gradient of the approximated log likelihood of an outermost unit: with the posterior moments at hand, the
 * movement of every centre and scale with the parameters is brought in by an adjoint over the tree. S, T = MS + I and
 * B = S U S' are needed only between a unit and its ancestors, because that is where the curvature is not zero.
 */
final class ScoreAdjoint {
    private final RowDensity density;
    private final Levels levels;
    private final Path path;
    private final double logDispersion;
    private final int q;
    private final int p;
    private final int[] levelOfPlace;
    private final boolean centresMove;
    private final boolean scalesMove;

    ScoreAdjoint(
            RowDensity density, Path path, double logDispersion, int fixedColumns, Quadrature.Placement placement) {
        this.density = density;
        this.levels = path.levels;
        this.path = path;
        this.logDispersion = logDispersion;
        q = levels.q;
        p = fixedColumns;
        levelOfPlace = levels.levelOfPlace();
        centresMove = placement != Quadrature.Placement.PLAIN;
        scalesMove = placement == Quadrature.Placement.ADAPTIVE;
    }

    /** Fills the path's score, in (β, lower triangle of L in path order, log dispersion). */
    void score(Unit top) {
        Arrays.fill(path.score, 0);
        scaleTerms(top);
        centreTerms(top);
        movements(top, 1);
        if (density.hasDispersion()) {
            path.score[path.score.length - 1] += path.dispersion;
        }
    }

    private void enter(Unit unit) {
        path.put(unit.mode, unit.level, path.v);
        path.put(unit.a1, unit.level, path.mean);
        int width = levels.end(unit.level);
        int first = levels.first[unit.level];
        for (int i = 0; i < unit.mode.length; i++) {
            for (int d = 0; d <= first + i; d++) {
                double e = unit.a2[i * width + d];
                path.square[(first + i) * q + d] = e;
                path.square[d * q + first + i] = e;
            }
        }
    }

    /**
     * Columns of U = half of T = MS + I above its diagonal, M = √2 E[a g'], and ḡ (into λ), from the innermost units
     * out. Leaves Σ E[l'a]ζ' in matrix, MS in product, Σ E[l']ζ in vector of the level.
     */
    private void scaleTerms(Unit unit) {
        int level = unit.level;
        int width = levels.end(level);
        int first = levels.first[level];
        int own = levels.size[level];
        enter(unit);
        double[] x = path.matrix[level];
        double[] t = path.product[level];
        double[] g = path.vector[level];
        Arrays.fill(x, 0);
        Arrays.fill(t, 0);
        Arrays.fill(g, 0);
        if (unit.isInnermost()) {
            RowBlock rows = unit.rows;
            for (int c = 0; c < rows.m; c++) {
                for (int b = 0; b < q; b++) {
                    double[] zeta = rows.zeta[c * q + b];
                    g[b] += Rows.dot(rows.r[c], zeta, rows.n);
                    for (int a = 0; a < q; a++) {
                        x[a * width + b] += Rows.dot(rows.ra[c * q + a], zeta, rows.n);
                    }
                }
            }
        }
        for (Unit child : unit.children) {
            scaleTerms(child);
            enter(unit);
            addChild(child, width, x, path.matrix[level + 1]);
            addChild(child, width, t, path.product[level + 1]);
            for (int a = 0; a < width; a++) {
                g[a] += child.count * path.vector[level + 1][a];
            }
        }
        double[] work = path.work[level];
        for (int i = 0; i < own; i++) {
            double mean = 0;
            for (int d = 0; d < width; d++) {
                mean += unit.nodeScale[i * width + d] * path.mean[d];
            }
            unit.lambda[i] = g[first + i] - unit.mode[i] - Math.sqrt(2) * mean;
            for (int a = 0; a < width; a++) {
                double expected = path.mean[a] * unit.mode[i];
                for (int d = 0; d < width; d++) {
                    expected += Math.sqrt(2) * path.square[a * q + d] * unit.nodeScale[i * width + d];
                }
                work[a] = Math.sqrt(2) * (x[a * width + first + i] - expected);
            }
            for (int a = 0; a < width; a++) {
                for (int b = 0; b < width; b++) {
                    t[a * width + b] += work[a] * unit.nodeScale[i * width + b];
                }
            }
        }
        for (int i = 0; i < own; i++) {
            for (int a = 0; a < width; a++) {
                int row = Math.min(a, first + i);
                int column = Math.max(a, first + i);
                unit.half[a * own + i] = scalesMove ? 0.5 * (t[row * width + column] + (row == column ? 1 : 0)) : 0;
            }
        }
    }

    private void addChild(Unit child, int width, double[] into, double[] from) {
        int wide = levels.end(child.level);
        for (int a = 0; a < width; a++) {
            for (int b = 0; b < width; b++) {
                into[a * width + b] += child.count * from[a * wide + b];
            }
        }
    }

    /** B, τ = l''' ζ'Bζ and λ = ḡ + Σ τζ, then S'λ from the innermost units out (into vector of the level). */
    private void centreTerms(Unit unit) {
        int level = unit.level;
        int width = levels.end(level);
        int first = levels.first[level];
        int own = levels.size[level];
        path.putRows(unit.root, level, path.root);
        for (int i = 0; i < own; i++) {
            for (int a = 0; a < width; a++) {
                path.half[a * q + first + i] = unit.half[a * own + i];
                path.half[(first + i) * q + a] = unit.half[a * own + i];
            }
        }
        double[] lambda = path.work[level];
        double[] sigma = path.vector[level];
        Arrays.fill(lambda, 0);
        Arrays.fill(sigma, 0);
        if (unit.isInnermost()) {
            centre(unit.rows);
            for (int c = 0; c < unit.rows.m; c++) {
                for (int d = 0; d < q; d++) {
                    lambda[d] += Rows.dot(unit.rows.tau[c], unit.rows.zeta[c * q + d], unit.rows.n);
                }
            }
        }
        for (Unit child : unit.children) {
            centreTerms(child);
            for (int d = 0; d < width; d++) {
                lambda[d] += child.count * path.work[level + 1][d];
                sigma[d] += child.count * path.vector[level + 1][d];
            }
        }
        for (int i = 0; i < own; i++) {
            unit.lambda[i] += lambda[first + i];
            for (int d = 0; d < width; d++) {
                sigma[d] += unit.root[i * width + d] * unit.lambda[i];
            }
        }
        for (int i = 0; i < own; i++) {
            unit.sigma[i] = centresMove ? sigma[first + i] : 0;
        }
    }

    private void centre(RowBlock rows) {
        double[] su = path.matrix[levels.depth() - 1];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                double sum = 0;
                for (int d = 0; d <= a; d++) {
                    sum += path.root[a * q + d] * path.half[d * q + b];
                }
                su[a * q + b] = sum;
            }
        }
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                double sum = 0;
                for (int d = 0; d <= b; d++) {
                    sum += su[a * q + d] * path.root[b * q + d];
                }
                rows.b[a * q + b] = sum;
            }
        }
        int m = rows.m;
        for (int c = 0; c < m; c++) {
            Arrays.fill(rows.tau[c], 0);
            for (int d = 0; d < m; d++) {
                double[] form = rows.form[c * m + d];
                Arrays.fill(form, 0);
                for (int a = 0; a < q; a++) {
                    for (int b = 0; b < q; b++) {
                        Rows.addScaledProduct(
                                form, rows.b[a * q + b], rows.zeta[c * q + a], rows.zeta[d * q + b], rows.n);
                    }
                }
            }
        }
        for (int c = 0; c < m; c++) {
            for (int k = 0; k < m * m; k++) {
                Rows.addProduct(rows.tau[c], rows.d3[c * m * m + k], rows.form[k], rows.n);
            }
        }
    }

    /** s = SS'λ from the outermost unit in, and what each row adds to the score. */
    private void movements(Unit unit, double times) {
        int level = unit.level;
        int width = levels.end(level);
        path.put(unit.mode, level, path.v);
        path.put(unit.sigma, level, path.sigma);
        for (int i = 0; i < unit.mode.length; i++) {
            double sum = 0;
            for (int d = 0; d < width; d++) {
                sum += unit.root[i * width + d] * path.sigma[d];
            }
            unit.s[i] = sum;
        }
        path.put(unit.s, level, path.s);
        path.putRows(unit.nodeScale, level, path.root);
        if (unit.isInnermost()) {
            rowScores(unit.rows, times);
        }
        for (Unit child : unit.children) {
            movements(child, times * child.count);
        }
    }

    private void rowScores(RowBlock rows, double times) {
        int n = rows.n;
        int m = rows.m;
        path.fit(n);
        double[][] gamma = path.d1;
        for (int c = 0; c < m; c++) {
            Rows.copy(rows.tau[c], gamma[c], n);
            Rows.add(gamma[c], rows.r[c], n);
        }
        for (int d = 0; d < m; d++) {
            double[] zs = path.t1;
            Rows.fill(zs, 0, n);
            for (int a = 0; a < q; a++) {
                Rows.addScaled(zs, path.s[a], rows.zeta[d * q + a], n);
            }
            for (int c = 0; c < m; c++) {
                Rows.addProduct(gamma[c], rows.d2[c * m + d], zs, n);
            }
            if (density.hasDispersion()) {
                dispersionScore(rows, zs, times);
            }
        }
        for (int c = 0; c < m; c++) {
            for (int k = 0; k < p; k++) {
                path.score[k] += times * Rows.dot(gamma[c], rows.x[c * p + k], n);
            }
        }
        for (int b = 0; b < q; b++) {
            for (int c = 0; c < m; c++) {
                factorColumn(rows, gamma[c], b, c);
                for (int a = b; a < q && levelOfPlace[a] == levelOfPlace[b]; a++) {
                    path.score[p + a * (a + 1) / 2 + b] += times * Rows.dot(path.t2, rows.z[c * q + a], n);
                }
            }
        }
    }

    /** What multiplies z in the score of column b of L, for predictor c, into t2. */
    private void factorColumn(RowBlock rows, double[] gamma, int b, int c) {
        int n = rows.n;
        int m = rows.m;
        double[] column = path.t2;
        Rows.scaled(column, path.v[b], gamma, n);
        Rows.addScaled(column, path.s[b], rows.d1[c], n);
        for (int d = 0; d <= b; d++) {
            Rows.addScaled(column, Math.sqrt(2) * path.root[b * q + d], rows.ra[c * q + d], n);
        }
        for (int d = 0; d < m; d++) {
            double[] bz = path.t3;
            Rows.fill(bz, 0, n);
            for (int e = 0; e < q; e++) {
                Rows.addScaled(bz, 2 * rows.b[b * q + e], rows.zeta[d * q + e], n);
            }
            Rows.addProduct(column, rows.d2[c * m + d], bz, n);
        }
    }

    private void dispersionScore(RowBlock rows, double[] zs, double times) {
        density.dispersion(rows, rows.eta[0], logDispersion, path.l, path.t2, path.t3);
        double sum = Rows.dot(zs, path.t2, rows.n) + Rows.dot(rows.form[0], path.t3, rows.n);
        path.score[path.score.length - 1] += times * sum;
    }
}
