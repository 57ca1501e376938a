package hermite.model.glmm.crossed;

import hermite.math.DenseCholesky;
import hermite.math.Exponential;
import hermite.model.glmm.levels.RowBlock;
import hermite.model.glmm.levels.RowDensity;
import hermite.model.glmm.levels.SmallRoot;
import java.util.Arrays;
import java.util.List;

/**
 * Joint mode of crossed random effects and the curvature there: the units of the level that has most are eliminated one
 * by one, what remains of the others is a dense matrix (Bates, Mächler, Bolker and Walker 2015, section 3; the blocked
 * factor of MixedModels).
 */
final class CrossedSystem {
    private static final int MAX_STEPS = 200;
    private static final int MAX_HALVINGS = 40;
    private static final double MODE_TOLERANCE = 1e-6;

    private final RowDensity density;
    private final List<CrossedBlock> blocks;
    final int rest;
    final double[] mode;
    final double[] s;
    private final double[] trial;
    private final double[] step;
    private final double[] gradient;
    private final DenseCholesky dense;
    private final double[][] inverse;
    private boolean clipped;
    private double[][] eta = {};
    private double[][] d1 = {};
    private double[] l = {};

    CrossedSystem(RowDensity density, List<CrossedBlock> blocks, int rest) {
        this.density = density;
        this.blocks = blocks;
        this.rest = rest;
        mode = new double[rest];
        s = new double[rest];
        trial = new double[rest];
        step = new double[rest];
        gradient = new double[rest];
        dense = new DenseCholesky(rest);
        inverse = new double[rest][rest];
        int largest = blocks.stream().mapToInt(b -> b.rows.n).max().orElse(0);
        eta = new double[density.m][largest];
        d1 = new double[density.m][largest];
        l = new double[largest];
    }

    void forgetModes() {
        Arrays.fill(mode, 0);
        blocks.forEach(b -> Arrays.fill(b.mode, 0));
    }

    /** Log integrand at the mode less half the log determinant of the curvature; NaN where not computable. */
    double laplace(double logDispersion) {
        double height = assemble(logDispersion);
        if (!Double.isFinite(height)) {
            forgetModes();
            height = assemble(logDispersion);
        }
        boolean last = false;
        for (int it = 0; it < MAX_STEPS && !last; it++) {
            if (!Double.isFinite(height)) {
                return Double.NaN;
            }
            double slope = newtonStep();
            double largest = largestStep();
            last = largest < MODE_TOLERANCE && !clipped;
            double length = last ? 1 : lineSearch(height, slope, logDispersion);
            move(length);
            height = assemble(logDispersion);
            last |= length == 0;
        }
        if (clipped) {
            return Double.NaN;
        }
        double determinant = dense.logDeterminant();
        for (CrossedBlock block : blocks) {
            determinant += block.logDeterminant;
        }
        return height - 0.5 * determinant;
    }

    /**
     * Fills D, E, the factor of the dense complement and gradients; the log integrand, NaN if it cannot be computed. Far
     * from a mode the curvature may be indefinite; clipped, it still gives a direction of ascent.
     */
    private double assemble(double logDispersion) {
        clipped = false;
        double height = curve(logDispersion);
        if (Double.isNaN(height)) {
            clipped = true;
            height = curve(logDispersion);
        }
        return height;
    }

    private double curve(double logDispersion) {
        dense.setIdentity();
        double[][] c = dense.rows();
        double height = 0;
        for (int k = 0; k < rest; k++) {
            gradient[k] = -mode[k];
            height -= 0.5 * mode[k] * mode[k];
        }
        for (CrossedBlock block : blocks) {
            RowBlock rows = block.rows;
            block.predictors(block.mode, mode, rows.eta);
            height += density.value(rows, rows.eta, logDispersion, l, rows.d1);
            density.derivatives(rows, rows.eta, logDispersion, rows.d1, rows.d2, rows.d3);
            for (double v : block.mode) {
                height -= 0.5 * v * v;
            }
            if (!curvature(block, c)) {
                return Double.NaN;
            }
        }
        return dense.factor() ? height : Double.NaN;
    }

    private boolean curvature(CrossedBlock block, double[][] c) {
        RowBlock rows = block.rows;
        int own = block.own;
        int q = rows.q;
        int m = rows.m;
        double[] d = new double[own * own];
        Arrays.fill(block.border, 0);
        for (int a = 0; a < own; a++) {
            d[a * own + a] = 1;
            block.gradient[a] = -block.mode[a];
        }
        for (int i = 0; i < rows.n; i++) {
            for (int e = 0; e < m; e++) {
                for (int a = 0; a < q; a++) {
                    double z = rows.zeta[e * q + a][i];
                    if (a < own) {
                        block.gradient[a] += rows.d1[e][i] * z;
                    } else {
                        gradient[block.rest(i, a)] += rows.d1[e][i] * z;
                    }
                }
                for (int f = 0; f < m; f++) {
                    double w = clipped ? Math.max(0, -rows.d2[e * m + f][i]) : -rows.d2[e * m + f][i];
                    if (w != 0) {
                        addRow(block, c, d, i, w, e * q, f * q);
                    }
                }
            }
        }
        if (!SmallRoot.inverseRoot(d, own, 0, own, block.scale)) {
            return false;
        }
        block.logDeterminant = 0;
        for (int a = 0; a < own; a++) {
            block.logDeterminant -= 2 * Exponential.log(block.scale[a * own + a]);
            for (int b = 0; b < own; b++) {
                double sum = 0;
                for (int k = 0; k <= Math.min(a, b); k++) {
                    sum += block.scale[a * own + k] * block.scale[b * own + k];
                }
                block.inverse[a * own + b] = sum;
            }
        }
        eliminate(block, c);
        return true;
    }

    private static void addRow(CrossedBlock block, double[][] c, double[] d, int i, double w, int left, int right) {
        RowBlock rows = block.rows;
        int own = block.own;
        int q = rows.q;
        for (int a = 0; a < q; a++) {
            double wz = w * rows.zeta[left + a][i];
            for (int b = 0; b < q; b++) {
                double value = wz * rows.zeta[right + b][i];
                if (a < own && b < own) {
                    d[a * own + b] += value;
                } else if (a >= own && b < own) {
                    block.border[block.local(i, a) * own + b] += value;
                } else if (a >= own) {
                    int r = block.rest(i, a);
                    int k = block.rest(i, b);
                    if (r >= k) {
                        c[r][k] += value;
                    }
                }
            }
        }
    }

    /** G = E D⁻¹; C −= E D⁻¹ E'. */
    private void eliminate(CrossedBlock block, double[][] c) {
        int own = block.own;
        int k = block.partners.length;
        for (int r = 0; r < k; r++) {
            for (int b = 0; b < own; b++) {
                double sum = 0;
                for (int a = 0; a < own; a++) {
                    sum += block.border[r * own + a] * block.inverse[a * own + b];
                }
                block.coupling[r * own + b] = sum;
            }
        }
        for (int r = 0; r < k; r++) {
            double[] row = c[block.partners[r]];
            for (int t = 0; t < k; t++) {
                int column = block.partners[t];
                if (column <= block.partners[r]) {
                    double sum = 0;
                    for (int a = 0; a < own; a++) {
                        sum += block.coupling[r * own + a] * block.border[t * own + a];
                    }
                    row[column] -= sum;
                }
            }
            for (int a = 0; a < own; a++) {
                gradient[block.partners[r]] -= block.coupling[r * own + a] * block.gradient[a];
            }
        }
    }

    /** Newton steps of all effects; g'H⁻¹g is returned. */
    private double newtonStep() {
        System.arraycopy(gradient, 0, step, 0, rest);
        dense.solve(step);
        double slope = 0;
        for (int k = 0; k < rest; k++) {
            slope += step[k] * gradient[k];
        }
        for (CrossedBlock block : blocks) {
            back(block, block.gradient, step, block.step);
            for (int a = 0; a < block.own; a++) {
                for (int b = 0; b < block.own; b++) {
                    slope += block.gradient[a] * block.inverse[a * block.own + b] * block.gradient[b];
                }
            }
        }
        return slope;
    }

    /** x = D⁻¹ g − G' x_rest. */
    private static void back(CrossedBlock block, double[] g, double[] others, double[] out) {
        int own = block.own;
        for (int a = 0; a < own; a++) {
            double sum = 0;
            for (int b = 0; b < own; b++) {
                sum += block.inverse[a * own + b] * g[b];
            }
            for (int r = 0; r < block.partners.length; r++) {
                sum -= block.coupling[r * own + a] * others[block.partners[r]];
            }
            out[a] = sum;
        }
    }

    private double largestStep() {
        double largest = 0;
        for (double v : step) {
            largest = Math.max(largest, Math.abs(v));
        }
        for (CrossedBlock block : blocks) {
            for (double v : block.step) {
                largest = Math.max(largest, Math.abs(v));
            }
        }
        return largest;
    }

    private double lineSearch(double height, double slope, double logDispersion) {
        double slack = 1e-13 * (1 + Math.abs(height));
        double length = 1;
        for (int halving = 0; halving < MAX_HALVINGS; halving++) {
            if (heightAfter(length, logDispersion) >= height + 1e-4 * length * slope - slack) {
                return length;
            }
            length *= 0.5;
        }
        return 0;
    }

    private double heightAfter(double length, double logDispersion) {
        double height = 0;
        for (int k = 0; k < rest; k++) {
            trial[k] = mode[k] + length * step[k];
            height -= 0.5 * trial[k] * trial[k];
        }
        for (CrossedBlock block : blocks) {
            for (int a = 0; a < block.own; a++) {
                block.trial[a] = block.mode[a] + length * block.step[a];
                height -= 0.5 * block.trial[a] * block.trial[a];
            }
            block.predictors(block.trial, trial, eta);
            height += density.value(block.rows, eta, logDispersion, l, d1);
        }
        return height;
    }

    private void move(double length) {
        for (int k = 0; k < rest; k++) {
            mode[k] += length * step[k];
        }
        for (CrossedBlock block : blocks) {
            for (int a = 0; a < block.own; a++) {
                block.mode[a] += length * block.step[a];
            }
        }
    }

    /** Inverse of the dense complement, and C⁻¹ E D⁻¹ of every unit. */
    void invert() {
        dense.inverse(inverse);
        for (CrossedBlock block : blocks) {
            int own = block.own;
            Arrays.fill(block.weighted, 0);
            for (int r = 0; r < block.partners.length; r++) {
                double[] row = inverse[block.partners[r]];
                for (int t = 0; t < block.partners.length; t++) {
                    double v = row[block.partners[t]];
                    for (int a = 0; a < own; a++) {
                        block.weighted[r * own + a] += v * block.coupling[t * own + a];
                    }
                }
            }
        }
    }

    /** H⁻¹ between two effects of the other levels. */
    double inverse(int a, int b) {
        return inverse[a][b];
    }

    /** s = H⁻¹λ; λ of the other levels is given, that of each unit of the first is in its block. */
    void solve(double[] lambda) {
        System.arraycopy(lambda, 0, s, 0, rest);
        for (CrossedBlock block : blocks) {
            for (int r = 0; r < block.partners.length; r++) {
                for (int a = 0; a < block.own; a++) {
                    s[block.partners[r]] -= block.coupling[r * block.own + a] * block.lambda[a];
                }
            }
        }
        dense.solve(s);
        for (CrossedBlock block : blocks) {
            back(block, block.lambda, s, block.s);
        }
    }
}
