package hermite.model.lmm.likelihood;

import java.util.Arrays;

/**
 * Cholesky factor of the mixed model equations with the response as last column, in the order of a
 * {@link SparsePattern}: M = U'U. Sparse nodes keep a small triangle and a panel; the rest is one dense upper triangle.
 */
final class SparseFactor {
    private final SparsePattern pattern;
    private final int p;
    /** For each sparse node its w × w block: M, then its upper triangular factor. */
    final double[][] diagonal;
    /** For each sparse node its w × columns panel of M, then of U. */
    final double[][] panel;
    /** Dense part, row-major upper triangle. */
    final double[] dense;

    private final int order;

    /** Blocks are owned and overwritten by {@link #factor()}. */
    SparseFactor(SparsePattern pattern, int p, double[][] diagonal, double[][] panel, double[] dense) {
        this.pattern = pattern;
        this.p = p;
        this.diagonal = diagonal;
        this.panel = panel;
        this.dense = dense;
        order = pattern.dense();
    }

    /** False unless positive definite; the last pivot is the square root of the residual sum of squares. */
    boolean factor() {
        for (int node = 0; node < pattern.sparseNodes; node++) {
            int w = pattern.width(node);
            if (!small(diagonal[node], w)) {
                return false;
            }
            int columns = pattern.columns[node].length;
            forward(diagonal[node], panel[node], w, columns);
            for (int r = 0; r < w; r++) {
                update(node, r);
            }
        }
        return triangle(dense, order);
    }

    /** M of later scalars loses the product of one row of a panel with itself. */
    private void update(int node, int r) {
        int[] columns = pattern.columns[node];
        double[] values = panel[node];
        int n = columns.length;
        int base = r * n;
        int sparse = pattern.sparseScalars;
        int i = 0;
        while (i < n && columns[i] < sparse) {
            i = updateSparse(columns, values, base, i);
        }
        for (; i < n; i++) {
            double f = values[base + i];
            if (f == 0) {
                continue;
            }
            int row = (columns[i] - sparse) * order;
            if (columns[n - 1] - columns[i] == n - 1 - i) {
                int shift = row + columns[i] - sparse;
                for (int j = i; j < n; j++) {
                    dense[shift + j - i] -= f * values[base + j];
                }
            } else {
                for (int j = i; j < n; j++) {
                    dense[row + columns[j] - sparse] -= f * values[base + j];
                }
            }
        }
    }

    /** The same for the rows of one sparse node, whose columns hold all those of the panel; the next place. */
    private int updateSparse(int[] columns, double[] values, int base, int first) {
        int node = nodeOf(columns[first]);
        int w = pattern.width(node);
        int begin = pattern.start[node];
        int next = first;
        while (next < columns.length && columns[next] < begin + w) {
            next++;
        }
        int[] of = pattern.columns[node];
        for (int i = first; i < next; i++) {
            double f = values[base + i];
            if (f == 0) {
                continue;
            }
            int row = columns[i] - begin;
            for (int j = i; j < next; j++) {
                diagonal[node][row * w + columns[j] - begin] -= f * values[base + j];
            }
            int place = 0;
            for (int j = next; j < columns.length; j++) {
                while (of[place] != columns[j]) {
                    place++;
                }
                panel[node][row * of.length + place] -= f * values[base + j];
            }
        }
        return next;
    }

    private int nodeOf(int scalar) {
        int found = Arrays.binarySearch(pattern.start, 0, pattern.sparseNodes + 1, scalar);
        return found >= 0 ? found : -found - 2;
    }

    /** Upper factor of a small matrix whose upper triangle is given. */
    private static boolean small(double[] a, int w) {
        for (int i = 0; i < w; i++) {
            for (int j = i; j < w; j++) {
                double sum = a[i * w + j];
                for (int k = 0; k < i; k++) {
                    sum -= a[k * w + i] * a[k * w + j];
                }
                if (i == j) {
                    if (!(sum > 0)) {
                        return false;
                    }
                    a[i * w + i] = Math.sqrt(sum);
                } else {
                    a[i * w + j] = sum / a[i * w + i];
                }
            }
        }
        return true;
    }

    /** Rows of the panel become U⁻ᵀ times them. */
    private static void forward(double[] upper, double[] panel, int w, int columns) {
        for (int i = 0; i < w; i++) {
            for (int k = 0; k < i; k++) {
                double f = upper[k * w + i];
                for (int c = 0; c < columns; c++) {
                    panel[i * columns + c] -= f * panel[k * columns + c];
                }
            }
            double pivot = upper[i * w + i];
            for (int c = 0; c < columns; c++) {
                panel[i * columns + c] /= pivot;
            }
        }
    }

    /** Row by row, four earlier rows at a time. */
    private static boolean triangle(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            int row = i * n;
            double before = a[row + i];
            int k = 0;
            for (; k + 3 < i; k += 4) {
                int r0 = k * n;
                int r1 = r0 + n;
                int r2 = r1 + n;
                int r3 = r2 + n;
                double f0 = a[r0 + i];
                double f1 = a[r1 + i];
                double f2 = a[r2 + i];
                double f3 = a[r3 + i];
                for (int j = i; j < n; j++) {
                    a[row + j] -= f0 * a[r0 + j] + f1 * a[r1 + j] + f2 * a[r2 + j] + f3 * a[r3 + j];
                }
            }
            for (; k < i; k++) {
                double f = a[k * n + i];
                for (int j = i; j < n; j++) {
                    a[row + j] -= f * a[k * n + j];
                }
            }
            // The response may be fitted exactly: its pivot alone may be zero.
            double pivot = i == n - 1 ? Math.max(a[row + i], 0) : a[row + i];
            if (!(pivot > 1e-14 * Math.abs(before)) && i < n - 1) {
                return false;
            }
            double root = Math.sqrt(pivot);
            a[row + i] = root;
            for (int j = i + 1; j < n; j++) {
                a[row + j] /= root;
            }
        }
        return true;
    }

    /** Twice the sum of the logarithms of the pivots of the random effects. */
    double logDeterminant() {
        double sum = 0;
        for (int node = 0; node < pattern.sparseNodes; node++) {
            int w = pattern.width(node);
            for (int i = 0; i < w; i++) {
                sum += 2 * Math.log(diagonal[node][i * w + i]);
            }
        }
        int effects = order - p - 1;
        for (int i = 0; i < effects; i++) {
            sum += 2 * Math.log(dense[i * order + i]);
        }
        return sum;
    }

    /** Twice the sum of the logarithms of the pivots of the fixed effects. */
    double logDeterminantFixed() {
        double sum = 0;
        for (int i = order - p - 1; i < order - 1; i++) {
            sum += 2 * Math.log(dense[i * order + i]);
        }
        return sum;
    }

    double residualSquares() {
        double root = dense[order * order - 1];
        return root * root;
    }

    /** Solution for random and fixed effects with the response as right-hand side. */
    double[] responseSolution() {
        double[] solution = new double[pattern.scalars + p];
        int sparse = pattern.sparseScalars;
        for (int i = 0; i < order - 1; i++) {
            solution[sparse + i] = dense[i * order + order - 1];
        }
        for (int node = 0; node < pattern.sparseNodes; node++) {
            int w = pattern.width(node);
            int columns = pattern.columns[node].length;
            for (int r = 0; r < w; r++) {
                solution[pattern.start[node] + r] = panel[node][r * columns + columns - 1];
            }
        }
        backward(solution, p);
        return solution;
    }

    /**
     * Solves M x = b in place for random effects and, with {@code fixed} = p, fixed effects; with {@code fixed} = 0 for
     * random effects alone.
     */
    void solve(double[] b, int fixed) {
        int sparse = pattern.sparseScalars;
        for (int node = 0; node < pattern.sparseNodes; node++) {
            int w = pattern.width(node);
            int at = pattern.start[node];
            int[] columns = pattern.columns[node];
            int used = columns.length - 1 - p + fixed;
            for (int i = 0; i < w; i++) {
                for (int k = 0; k < i; k++) {
                    b[at + i] -= diagonal[node][k * w + i] * b[at + k];
                }
                b[at + i] /= diagonal[node][i * w + i];
                double f = b[at + i];
                if (f != 0) {
                    for (int c = 0; c < used; c++) {
                        b[columns[c]] -= f * panel[node][i * columns.length + c];
                    }
                }
            }
        }
        int n = order - 1 - p + fixed;
        for (int i = 0; i < n; i++) {
            double f = b[sparse + i] / dense[i * order + i];
            b[sparse + i] = f;
            for (int j = i + 1; j < n; j++) {
                b[sparse + j] -= f * dense[i * order + j];
            }
        }
        backward(b, fixed);
    }

    private void backward(double[] b, int fixed) {
        int sparse = pattern.sparseScalars;
        int n = order - 1 - p + fixed;
        for (int i = n - 1; i >= 0; i--) {
            double sum = b[sparse + i];
            for (int j = i + 1; j < n; j++) {
                sum -= dense[i * order + j] * b[sparse + j];
            }
            b[sparse + i] = sum / dense[i * order + i];
        }
        for (int node = pattern.sparseNodes - 1; node >= 0; node--) {
            int w = pattern.width(node);
            int at = pattern.start[node];
            int[] columns = pattern.columns[node];
            int used = columns.length - 1 - p + fixed;
            for (int i = w - 1; i >= 0; i--) {
                double sum = b[at + i];
                for (int c = 0; c < used; c++) {
                    sum -= panel[node][i * columns.length + c] * b[columns[c]];
                }
                for (int k = i + 1; k < w; k++) {
                    sum -= diagonal[node][i * w + k] * b[at + k];
                }
                b[at + i] = sum / diagonal[node][i * w + i];
            }
        }
    }

    /**
     * Diagonal blocks of M⁻¹, a w × w block a node in their order (Takahashi's recursion; Erisman and Tinney 1975,
     * Communications of the ACM 18, 177–179), of random effects alone or with the fixed ones.
     */
    double[][] inverseBlocks(boolean withFixed) {
        int n = order - 1 - (withFixed ? 0 : p);
        double[] inverse = denseInverse(n);
        double[][] blocks = new double[pattern.nodes()][];
        for (int node = pattern.sparseNodes; node < pattern.nodes(); node++) {
            int w = pattern.width(node);
            int at = pattern.start[node] - pattern.sparseScalars;
            blocks[node] = new double[w * w];
            for (int i = 0; i < w; i++) {
                System.arraycopy(inverse, (at + i) * n + at, blocks[node], i * w, w);
            }
        }
        double[][] couplings = new double[pattern.sparseNodes][];
        for (int node = pattern.sparseNodes - 1; node >= 0; node--) {
            couple(node, n, inverse, couplings, blocks);
        }
        return blocks;
    }

    private double[] denseInverse(int n) {
        double[] k = new double[n * n];
        for (int i = n - 1; i >= 0; i--) {
            double pivot = dense[i * order + i];
            int row = i * n;
            for (int m = i + 1; m < n; m++) {
                double f = dense[i * order + m] / pivot;
                if (f != 0) {
                    for (int j = i + 1; j < n; j++) {
                        k[row + j] -= f * k[m * n + j];
                    }
                }
            }
            double own = 1 / (pivot * pivot);
            for (int m = i + 1; m < n; m++) {
                own -= dense[i * order + m] / pivot * k[row + m];
                k[m * n + i] = k[row + m];
            }
            k[row + i] = own;
        }
        return k;
    }

    private void couple(int node, int n, double[] inverse, double[][] couplings, double[][] blocks) {
        int w = pattern.width(node);
        int[] columns = pattern.columns[node];
        int used = columns.length - 1 - (order - 1 - n);
        double[] u = new double[w * used];
        for (int i = w - 1; i >= 0; i--) {
            for (int c = 0; c < used; c++) {
                double sum = panel[node][i * columns.length + c];
                for (int k = i + 1; k < w; k++) {
                    sum -= diagonal[node][i * w + k] * u[k * used + c];
                }
                u[i * used + c] = sum / diagonal[node][i * w + i];
            }
        }
        double[] coupling = new double[w * used];
        double[] row = new double[used];
        if (used > 0 && columns[0] >= pattern.sparseScalars && columns[used - 1] - columns[0] == used - 1) {
            int first = columns[0] - pattern.sparseScalars;
            for (int i = 0; i < w; i++) {
                subtractProduct(u, i * used, inverse, first * n + first, n, coupling, used);
            }
        } else {
            for (int c = 0; c < used; c++) {
                inverseRow(columns, used, c, n, inverse, couplings, blocks, row);
                for (int i = 0; i < w; i++) {
                    double f = u[i * used + c];
                    if (f != 0) {
                        for (int d = 0; d < used; d++) {
                            coupling[i * used + d] -= f * row[d];
                        }
                    }
                }
            }
        }
        double[] own = new double[w * w];
        for (int j = 0; j < w; j++) {
            double[] column = new double[w];
            column[j] = 1;
            for (int i = 0; i < w; i++) {
                for (int k = 0; k < i; k++) {
                    column[i] -= diagonal[node][k * w + i] * column[k];
                }
                column[i] /= diagonal[node][i * w + i];
            }
            for (int i = w - 1; i >= 0; i--) {
                for (int k = i + 1; k < w; k++) {
                    column[i] -= diagonal[node][i * w + k] * column[k];
                }
                column[i] /= diagonal[node][i * w + i];
            }
            for (int i = 0; i < w; i++) {
                double sum = column[i];
                for (int c = 0; c < used; c++) {
                    sum -= coupling[i * used + c] * u[j * used + c];
                }
                own[i * w + j] = sum;
            }
        }
        couplings[node] = coupling;
        blocks[node] = own;
    }

    /** A row of the couplings loses u'K for a square block K of the dense inverse, four rows of K at a time. */
    private static void subtractProduct(
            double[] u, int at, double[] inverse, int corner, int stride, double[] coupling, int used) {
        int c = 0;
        for (; c + 3 < used; c += 4) {
            double f0 = u[at + c];
            double f1 = u[at + c + 1];
            double f2 = u[at + c + 2];
            double f3 = u[at + c + 3];
            int r0 = corner + c * stride;
            int r1 = r0 + stride;
            int r2 = r1 + stride;
            int r3 = r2 + stride;
            for (int d = 0; d < used; d++) {
                coupling[at + d] -=
                        f0 * inverse[r0 + d] + f1 * inverse[r1 + d] + f2 * inverse[r2 + d] + f3 * inverse[r3 + d];
            }
        }
        for (; c < used; c++) {
            double f = u[at + c];
            for (int d = 0; d < used; d++) {
                coupling[at + d] -= f * inverse[corner + c * stride + d];
            }
        }
    }

    /** Row {@code columns[c]} of M⁻¹ at the columns given. */
    private void inverseRow(
            int[] columns,
            int used,
            int c,
            int n,
            double[] inverse,
            double[][] couplings,
            double[][] blocks,
            double[] row) {
        int sparse = pattern.sparseScalars;
        if (columns[c] >= sparse) {
            int base = (columns[c] - sparse) * n - sparse;
            int d = 0;
            while (columns[d] < sparse) {
                row[d] = coupled(columns[d], columns[c], couplings);
                d++;
            }
            if (columns[used - 1] - columns[d] == used - 1 - d) {
                System.arraycopy(inverse, base + columns[d], row, d, used - d);
            } else {
                for (; d < used; d++) {
                    row[d] = inverse[base + columns[d]];
                }
            }
            return;
        }
        int node = nodeOf(columns[c]);
        int w = pattern.width(node);
        int begin = pattern.start[node];
        for (int d = 0; d < used; d++) {
            if (columns[d] >= begin && columns[d] < begin + w) {
                row[d] = blocks[node][(columns[c] - begin) * w + columns[d] - begin];
            } else {
                row[d] = columns[d] < begin
                        ? coupled(columns[d], columns[c], couplings)
                        : coupled(columns[c], columns[d], couplings);
            }
        }
    }

    private double coupled(int early, int late, double[][] couplings) {
        int node = nodeOf(early);
        int[] of = pattern.columns[node];
        int used = couplings[node].length / pattern.width(node);
        int place = Arrays.binarySearch(of, 0, used, late);
        return place < 0 ? 0 : couplings[node][(early - pattern.start[node]) * used + place];
    }
}
