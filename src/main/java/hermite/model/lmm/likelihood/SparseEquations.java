package hermite.model.lmm.likelihood;

import hermite.math.DenseSymmetric;
import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import java.util.Arrays;

/**
 * Cross products of the mixed model equations of one data set, made once: Z'WZ, Z'WX, Z'Wy and those of X and y. X is
 * replaced by an orthonormal basis of its columns and y by its residuals from it, which keeps their products accurate.
 */
final class SparseEquations {
    private final LmmSpec spec;
    final SparsePattern pattern;
    /** Rows in an order that does not depend on the order given. */
    final int[] rows;
    /** Orthonormal basis Q of W^½X times W^−½, n × p in the order of {@code rows}. */
    final double[] basis;
    /** R of X = Q R, upper triangular. */
    final double[] triangle;
    /** Coefficients of the regression without random effects. */
    final double[] regression;
    /** y less that regression. */
    final double[] residuals;

    private final double[][] diagonal;
    private final double[][] panel;
    private final double[] dense;

    SparseEquations(LmmSpec spec) {
        this.spec = spec;
        pattern = new SparsePattern(spec);
        rows = new RowOrder(spec).rows();
        int p = spec.p();
        int n = spec.rows();
        WeightedRegression alone = WeightedRegression.of(spec, rows);
        triangle = alone.triangle();
        regression = alone.coefficients();
        basis = new double[n * p];
        residuals = new double[n];
        for (int i = 0; i < n; i++) {
            int row = rows[i];
            double fitted = 0;
            for (int j = 0; j < p; j++) {
                double sum = spec.x()[row * p + j];
                fitted += sum * regression[j];
                for (int k = 0; k < j; k++) {
                    sum -= basis[i * p + k] * triangle[k * p + j];
                }
                basis[i * p + j] = sum / triangle[j * p + j];
            }
            residuals[i] = spec.y()[row] - fitted;
        }
        diagonal = new double[pattern.sparseNodes][];
        panel = new double[pattern.sparseNodes][];
        for (int node = 0; node < pattern.sparseNodes; node++) {
            int w = pattern.width(node);
            diagonal[node] = new double[w * w];
            panel[node] = new double[w * pattern.columns[node].length];
        }
        dense = new double[pattern.dense() * pattern.dense()];
        accumulate();
    }

    private void accumulate() {
        int p = spec.p();
        int terms = spec.random().size();
        int widest = terms + p + 1;
        for (RandomTerm term : spec.random()) {
            widest += term.columns();
        }
        int[] place = new int[widest];
        double[] value = new double[widest];
        for (int i = 0; i < rows.length; i++) {
            int used = 0;
            for (int node : nodes(rows[i])) {
                RandomTerm term = spec.random().get(pattern.term[node]);
                for (int c = 0; c < term.columns(); c++) {
                    place[used] = pattern.start[node] + c;
                    value[used++] = term.z()[rows[i] * term.columns() + c];
                }
            }
            for (int j = 0; j < p; j++) {
                place[used] = pattern.scalars + j;
                value[used++] = basis[i * p + j];
            }
            place[used] = pattern.scalars + p;
            value[used++] = residuals[i];
            add(place, value, used, spec.weight()[rows[i]]);
        }
    }

    /** Nodes of a row in elimination order. */
    int[] nodes(int row) {
        int[] nodes = new int[spec.random().size()];
        int used = 0;
        for (int t = 0; t < nodes.length; t++) {
            int s = spec.random().get(t).subject()[row];
            if (s >= 0) {
                nodes[used++] = pattern.node(t, s);
            }
        }
        int[] all = Arrays.copyOf(nodes, used);
        Arrays.sort(all);
        return all;
    }

    private void add(int[] place, double[] value, int used, double weight) {
        int order = pattern.dense();
        int sparse = pattern.sparseScalars;
        for (int a = 0; a < used; a++) {
            double f = weight * value[a];
            if (f == 0) {
                continue;
            }
            if (place[a] >= sparse) {
                int row = (place[a] - sparse) * order - sparse;
                for (int b = a; b < used; b++) {
                    dense[row + place[b]] += f * value[b];
                }
                continue;
            }
            int node = nodeOf(place[a]);
            int w = pattern.width(node);
            int begin = pattern.start[node];
            int[] columns = pattern.columns[node];
            int at = 0;
            for (int b = a; b < used; b++) {
                if (place[b] < begin + w) {
                    diagonal[node][(place[a] - begin) * w + place[b] - begin] += f * value[b];
                } else {
                    at = Arrays.binarySearch(columns, at, columns.length, place[b]);
                    panel[node][(place[a] - begin) * columns.length + at] += f * value[b];
                }
            }
        }
    }

    private int nodeOf(int scalar) {
        int found = Arrays.binarySearch(pattern.start, 0, pattern.sparseNodes + 1, scalar);
        return found >= 0 ? found : -found - 2;
    }

    /** The equations for spherical effects b, u = Λb, not factored yet. {@code lambda}: Λ of each node's set. */
    SparseFactor equations(double[][][] lambda) {
        int order = pattern.dense();
        double[][] d = new double[pattern.sparseNodes][];
        double[][] e = new double[pattern.sparseNodes][];
        for (int node = 0; node < pattern.sparseNodes; node++) {
            int w = pattern.width(node);
            double[] own = lambda[pattern.term[node]][pattern.group[node]];
            d[node] = symmetric(diagonal[node], own, w);
            int[] columns = pattern.columns[node];
            e[node] = rowsScaled(panel[node], own, w, columns.length);
            int c = 0;
            while (c < columns.length && columns[c] < pattern.scalars) {
                int other = nodeOfAny(columns[c]);
                int v = pattern.width(other);
                columnsScaled(e[node], w, columns.length, c, lambda[pattern.term[other]][pattern.group[other]], v);
                c += v;
            }
        }
        double[] all = dense.clone();
        int sparse = pattern.sparseScalars;
        for (int node = pattern.sparseNodes; node < pattern.nodes(); node++) {
            int w = pattern.width(node);
            int at = pattern.start[node] - sparse;
            double[] own = lambda[pattern.term[node]][pattern.group[node]];
            double[] block = new double[w * w];
            for (int i = 0; i < w; i++) {
                for (int j = i; j < w; j++) {
                    block[i * w + j] = all[(at + i) * order + at + j];
                }
            }
            block = symmetric(block, own, w);
            for (int i = 0; i < w; i++) {
                for (int j = i; j < w; j++) {
                    all[(at + i) * order + at + j] = block[i * w + j];
                }
            }
            columnsScaled(all, at, order, at, own, w);
            double[] right = new double[w * (order - at - w)];
            int n = order - at - w;
            for (int i = 0; i < w; i++) {
                System.arraycopy(all, (at + i) * order + at + w, right, i * n, n);
            }
            right = rowsScaled(right, own, w, n);
            for (int i = 0; i < w; i++) {
                System.arraycopy(right, i * n, all, (at + i) * order + at + w, n);
            }
        }
        return new SparseFactor(pattern, spec.p(), d, e, all);
    }

    private int nodeOfAny(int scalar) {
        int found = Arrays.binarySearch(pattern.start, scalar);
        return found >= 0 ? found : -found - 2;
    }

    /** Λ'AΛ + I, upper triangle given and returned. */
    private static double[] symmetric(double[] upper, double[] lambda, int w) {
        if (w == 1) {
            return new double[] {lambda[0] * lambda[0] * upper[0] + 1};
        }
        double[] full = upper.clone();
        for (int i = 0; i < w; i++) {
            for (int j = 0; j < i; j++) {
                full[i * w + j] = upper[j * w + i];
            }
        }
        double[] transposed = hermite.model.inference.LinearAlgebra.transpose(lambda, w, w);
        double[] result = DenseSymmetric.congruence(transposed, w, full, w);
        for (int i = 0; i < w; i++) {
            result[i * w + i] += 1;
        }
        return result;
    }

    /** Λ'A of w rows. */
    private static double[] rowsScaled(double[] a, double[] lambda, int w, int n) {
        double[] result = new double[w * n];
        for (int i = 0; i < w; i++) {
            for (int k = i; k < w; k++) {
                double f = lambda[k * w + i];
                if (f != 0) {
                    for (int c = 0; c < n; c++) {
                        result[i * n + c] += f * a[k * n + c];
                    }
                }
            }
        }
        return result;
    }

    /** AΛ for v columns from {@code first} of the first rows. */
    private static void columnsScaled(double[] a, int rows, int n, int first, double[] lambda, int v) {
        double[] old = new double[v];
        for (int i = 0; i < rows; i++) {
            System.arraycopy(a, i * n + first, old, 0, v);
            for (int j = 0; j < v; j++) {
                double sum = 0;
                for (int k = j; k < v; k++) {
                    sum += old[k] * lambda[k * v + j];
                }
                a[i * n + first + j] = sum;
            }
        }
    }
}
