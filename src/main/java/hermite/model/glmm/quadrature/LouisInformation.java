package hermite.model.glmm.quadrature;

import hermite.math.GaussHermite;
import hermite.math.Rows;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.Arrays;

/**
 * Observed information of a block by Louis' (1982) identity, I = E[−∂² log f] − Var[∂ log f] under the posterior of the
 * random effects, from the nodes of a quadrature grid. η is linear in (β, L) for fixed v, so only l' and l'' are needed.
 * This is the information of the exact likelihood, not of its approximation; it steers the optimiser and is not what
 * standard errors are made of.
 */
final class LouisInformation {
    private final ConditionalDensity density;
    private final int p;
    private final int q;
    private final int elements;
    private final int free;
    private double[][] scoreAtNode = {};
    private double[][] scoreMean = {};
    private double[][] scoreSquare = {};
    private double[][] v = {};
    /** visit·moments + moment: E[−l'' (1, v, vv')]. */
    private double[][] curvature = {};

    private double[][] cross = {};
    private double[] second = {};
    private int lanes = -1;
    private int visits = -1;

    LouisInformation(ConditionalDensity density, int p, int q) {
        this.density = density;
        this.p = p;
        this.q = q;
        elements = q * (q + 1) / 2;
        free = p + elements + (density.hasDispersion() ? 1 : 0);
    }

    private int moments() {
        return 1 + q + elements;
    }

    private void fit(SubjectBlock block) {
        if (lanes == block.lanes && visits >= block.visits) {
            return;
        }
        lanes = block.lanes;
        visits = block.visits;
        scoreAtNode = new double[free][lanes];
        scoreMean = new double[free][lanes];
        scoreSquare = new double[free * (free + 1) / 2][lanes];
        v = new double[q][lanes];
        curvature = new double[visits * moments()][lanes];
        cross = new double[free][lanes];
        second = new double[lanes];
    }

    /** Adds the block's information, counts included, to the lower triangle of {@code out}, row-major free×free. */
    void add(
            SubjectBlock block,
            BlockWorkspace w,
            GaussHermite rule,
            NodeKernel kernel,
            double logDispersion,
            double[] out) {
        fit(block);
        int n = block.lanes;
        clear(scoreMean, n);
        clear(scoreSquare, n);
        clear(curvature, n);
        clear(cross, n);
        Arrays.fill(second, 0);
        new NodeGrid(density).walk(block, w, rule, kernel, logDispersion, new NodeGrid.Visitor() {
            @Override
            public void line() {
                kernel.curvature(block, w, block.still, logDispersion);
            }

            @Override
            public void visit(double[] weight, int[] digits) {
                setRandomEffects(block, w, rule, digits);
                dispersionAtNode(block, w, weight, logDispersion);
                kernel.curvature(block, w, block.moving, logDispersion);
                scoreAtNode(block, w);
                accumulate(block, w, weight);
            }
        });
        for (int i = 0; i < n; i++) {
            w.t1[i] = 1.0 / w.total[i];
        }
        normalise(scoreMean, w.t1, n);
        normalise(scoreSquare, w.t1, n);
        normalise(curvature, w.t1, n);
        normalise(cross, w.t1, n);
        Rows.multiply(second, w.t1, n);
        collect(block, w, out);
    }

    private static void clear(double[][] rows, int n) {
        for (double[] row : rows) {
            Rows.fill(row, 0, n);
        }
    }

    private static void normalise(double[][] rows, double[] factor, int n) {
        for (double[] row : rows) {
            Rows.multiply(row, factor, n);
        }
    }

    private void setRandomEffects(SubjectBlock block, BlockWorkspace w, GaussHermite rule, int[] digits) {
        for (int d = 0; d < q; d++) {
            Rows.copy(block.mode[d], v[d], block.lanes);
            for (int e = 0; e <= d; e++) {
                Rows.addScaled(v[d], Math.sqrt(2) * rule.abscissa(digits[e]), w.root[d * q + e], block.lanes);
            }
        }
    }

    /** The dispersion's part needs η at the node, which the general kernel leaves. */
    private void dispersionAtNode(SubjectBlock block, BlockWorkspace w, double[] weight, double logDispersion) {
        if (!density.hasDispersion()) {
            return;
        }
        int n = block.lanes;
        double[] s = scoreAtNode[free - 1];
        Rows.fill(s, 0, n);
        for (int j = 0; j < block.visits; j++) {
            density.dispersionDerivatives(
                    w.eta[j], block.y[j], block.trials[j], logDispersion, w.t1, w.t2, w.t3, w.dispersionNode, n);
            Rows.addProduct(s, w.t1, block.weight[j], n);
            Rows.product(w.t3, weight, block.weight[j], n);
            Rows.subtractProduct(second, w.t3, w.dispersionNode, n);
            Rows.multiply(w.t2, block.weight[j], n);
            Rows.multiply(w.t2, weight, n);
            for (int k = 0; k < p; k++) {
                Rows.subtractProduct(cross[k], w.t2, block.x[j * p + k], n);
            }
            for (int a = 0; a < q; a++) {
                Rows.product(w.t3, w.t2, block.z[j * q + a], n);
                for (int b = 0; b <= a; b++) {
                    Rows.subtractProduct(cross[p + a * (a + 1) / 2 + b], w.t3, v[b], n);
                }
            }
        }
    }

    private void scoreAtNode(SubjectBlock block, BlockWorkspace w) {
        int n = block.lanes;
        for (int k = 0; k < p; k++) {
            double[] s = scoreAtNode[k];
            Rows.fill(s, 0, n);
            for (int j = 0; j < block.visits; j++) {
                Rows.addProduct(s, w.node1[j], block.x[j * p + k], n);
            }
        }
        for (int a = 0; a < q; a++) {
            Rows.fill(w.t3, 0, n);
            for (int j = 0; j < block.visits; j++) {
                Rows.addProduct(w.t3, w.node1[j], block.z[j * q + a], n);
            }
            for (int b = 0; b <= a; b++) {
                Rows.product(scoreAtNode[p + a * (a + 1) / 2 + b], w.t3, v[b], n);
            }
        }
    }

    private void accumulate(SubjectBlock block, BlockWorkspace w, double[] weight) {
        int n = block.lanes;
        for (int r = 0, at = 0; r < free; r++) {
            Rows.product(w.t3, weight, scoreAtNode[r], n);
            Rows.add(scoreMean[r], w.t3, n);
            for (int c = 0; c <= r; c++) {
                Rows.addProduct(scoreSquare[at++], w.t3, scoreAtNode[c], n);
            }
        }
        for (int j = 0; j < block.visits; j++) {
            int at = j * moments();
            Rows.product(w.t2, weight, w.node2[j], n);
            Rows.scaled(w.t2, -1, w.t2, n);
            Rows.add(curvature[at++], w.t2, n);
            for (int a = 0; a < q; a++) {
                Rows.addProduct(curvature[at++], w.t2, v[a], n);
            }
            for (int a = 0; a < q; a++) {
                for (int b = 0; b <= a; b++) {
                    Rows.addProduct(curvature[at++], w.t2, v[a], v[b], n);
                }
            }
        }
    }

    private void collect(SubjectBlock block, BlockWorkspace w, double[] out) {
        int n = block.lanes;
        for (int r = 0, at = 0; r < free; r++) {
            for (int c = 0; c <= r; c++) {
                out[r * free + c] -= Rows.dot(block.count, scoreSquare[at++], n)
                        - Rows.dot(block.count, scoreMean[r], scoreMean[c], n);
            }
        }
        for (int j = 0; j < block.visits; j++) {
            int at = j * moments();
            Rows.product(w.t1, block.count, curvature[at], n);
            for (int k = 0; k < p; k++) {
                for (int m = 0; m <= k; m++) {
                    out[k * free + m] += Rows.dot(w.t1, block.x[j * p + k], block.x[j * p + m], n);
                }
            }
            for (int a = 0; a < q; a++) {
                for (int b = 0; b <= a; b++) {
                    int row = p + a * (a + 1) / 2 + b;
                    Rows.product(w.t1, block.count, block.z[j * q + a], n);
                    Rows.product(w.t2, w.t1, curvature[at + 1 + b], n);
                    for (int k = 0; k < p; k++) {
                        out[row * free + k] += Rows.dot(w.t2, block.x[j * p + k], n);
                    }
                    for (int c = 0; c <= a; c++) {
                        for (int d = 0; d <= c; d++) {
                            int column = p + c * (c + 1) / 2 + d;
                            if (column <= row) {
                                int high = Math.max(b, d);
                                double[] vv = curvature[at + 1 + q + high * (high + 1) / 2 + Math.min(b, d)];
                                out[row * free + column] += Rows.dot(w.t1, block.z[j * q + c], vv, n);
                            }
                        }
                    }
                }
            }
        }
        if (density.hasDispersion()) {
            int row = free - 1;
            for (int c = 0; c < row; c++) {
                out[row * free + c] += Rows.dot(block.count, cross[c], n);
            }
            out[row * free + row] += Rows.dot(block.count, second, n);
        }
    }
}
