package hermite.model.glmm.crossed;

import hermite.model.glmm.levels.RowBlock;

/**
 * Rows of one unit of the first of several crossed levels, with the places of their other units' random effects among
 * all (for the dense system) and among those this unit meets (for small matrices).
 */
final class CrossedBlock {
    final RowBlock rows;
    /** Random effects of the first level. */
    final int own;
    /** Places among all random effects of the other levels of those that this unit meets. */
    final int[] partners;
    /** row · (q − own) + path place: place among the partners. */
    final int[] local;

    final double[] mode;
    final double[] trial;
    final double[] step;
    final double[] gradient;
    /** D⁻¹ of the unit's own curvature. */
    final double[] inverse;
    /** Lower triangular root of D⁻¹. */
    final double[] scale;
    /** Curvature between partners and own effects, partner-major. */
    final double[] border;
    /** E D⁻¹. */
    final double[] coupling;
    /** C⁻¹ E D⁻¹ on the partners. */
    final double[] weighted;

    final double[] s;
    final double[] lambda;
    double logDeterminant;

    CrossedBlock(RowBlock rows, int own, int[] partners, int[] local) {
        this.rows = rows;
        this.own = own;
        this.partners = partners;
        this.local = local;
        mode = new double[own];
        trial = new double[own];
        step = new double[own];
        gradient = new double[own];
        inverse = new double[own * own];
        scale = new double[own * own];
        border = new double[partners.length * own];
        coupling = new double[partners.length * own];
        weighted = new double[partners.length * own];
        s = new double[own];
        lambda = new double[own];
    }

    /** Place among all random effects of the other levels. */
    int rest(int row, int place) {
        return partners[local[row * (rows.q - own) + place - own]];
    }

    int local(int row, int place) {
        return local[row * (rows.q - own) + place - own];
    }

    /** η at own effects v and the others'. */
    void predictors(double[] v, double[] others, double[][] eta) {
        int q = rows.q;
        for (int c = 0; c < rows.m; c++) {
            double[] fixed = rows.fixed[c];
            for (int i = 0; i < rows.n; i++) {
                double e = fixed[i];
                for (int d = 0; d < own; d++) {
                    e += rows.zeta[c * q + d][i] * v[d];
                }
                for (int d = own; d < q; d++) {
                    e += rows.zeta[c * q + d][i] * others[rest(i, d)];
                }
                eta[c][i] = e;
            }
        }
    }
}
