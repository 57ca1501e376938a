package hermite.model.glmm.levels;

import hermite.math.Rows;
import hermite.model.glmm.GlmmSpec;

/**
 * Rows of one innermost unit laid out as columns, equal rows kept once, with what a likelihood evaluation stores of
 * them: predictors and derivatives at the mode, posterior means of l' and of l' times the standard nodes.
 */
public final class RowBlock {
    static final RowBlock NONE = new RowBlock(0, 0, 0, 0);

    public final int n;
    public final int m;
    final int p;
    public final int q;
    final double[] y;
    final double[] trials;
    /** Multiplier of the log density, the number of equal rows included. */
    final double[] weight;

    final double[] offset;
    /** predictor·p + column. */
    public final double[][] x;
    /** predictor·q + place on the path. */
    public final double[][] z;

    public final double[][] fixed;
    public final double[][] eta;
    public final double[][] zeta;
    final double[][] u;
    public final double[][] d1;
    public final double[][] d2;
    public final double[][] d3;
    final double[][] r;
    public final double[][] ra;
    public final double[][] tau;
    /** ζ_a'Bζ_b, predictor·m + predictor. */
    public final double[][] form;
    /** B on the path, row-major q×q. */
    final double[] b;

    /** Terms of the log likelihood that no parameter moves. */
    public double constant;

    private RowBlock(int n, int m, int p, int q) {
        this.n = n;
        this.m = m;
        this.p = p;
        this.q = q;
        y = new double[n];
        trials = new double[n];
        weight = new double[n];
        offset = new double[n];
        x = new double[m * p][n];
        z = new double[m * q][n];
        fixed = new double[m][n];
        eta = new double[m][n];
        zeta = new double[m * q][n];
        u = new double[m * q][n];
        d1 = new double[m][n];
        d2 = new double[m * m][n];
        d3 = new double[m * m * m][n];
        r = new double[m][n];
        ra = new double[m * q][n];
        tau = new double[m][n];
        form = new double[m * m][n];
        b = new double[q * q];
    }

    /**
     * @param column column of z at each place
     * @param rows rows of the specification, one of each set of equal ones
     * @param counts how many rows each stands for
     */
    public static RowBlock of(GlmmSpec spec, int[] column, RowDensity density, int[] rows, double[] counts) {
        int m = density.m;
        int p = spec.fixedColumns();
        int q = column.length;
        RowBlock block = new RowBlock(rows.length, m, p, q);
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            block.y[i] = spec.y()[row];
            block.trials[i] = spec.trials(row);
            block.weight[i] = spec.multiplier(row) * counts[i];
            block.offset[i] = spec.offset(row);
            block.constant += block.weight[i] * density.constant(block.y[i], block.trials[i]);
            for (int c = 0; c < m; c++) {
                for (int k = 0; k < p; k++) {
                    block.x[c * p + k][i] = spec.x()[(row * m + c) * p + k];
                }
                for (int d = 0; d < q; d++) {
                    block.z[c * q + d][i] = spec.z()[(row * m + c) * spec.randomColumns() + column[d]];
                }
            }
        }
        return block;
    }

    /** Fixed part of η, and ζ = L'z along the path; {@code factor} is L in path order, row-major q×q. */
    public void linear(double[] beta, double[] factor) {
        for (int c = 0; c < m; c++) {
            Rows.copy(offset, fixed[c], n);
            for (int k = 0; k < p; k++) {
                Rows.addScaled(fixed[c], beta[k], x[c * p + k], n);
            }
            for (int d = 0; d < q; d++) {
                double[] row = zeta[c * q + d];
                Rows.fill(row, 0, n);
                for (int e = d; e < q; e++) {
                    if (factor[e * q + d] != 0) {
                        Rows.addScaled(row, factor[e * q + d], z[c * q + e], n);
                    }
                }
            }
        }
    }

    /** η at random effects v along the path. */
    void predictors(double[] v, double[][] out) {
        for (int c = 0; c < m; c++) {
            Rows.copy(fixed[c], out[c], n);
            for (int d = 0; d < q; d++) {
                if (v[d] != 0) {
                    Rows.addScaled(out[c], v[d], zeta[c * q + d], n);
                }
            }
        }
    }
}
