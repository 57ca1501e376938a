package hermite.model.lmm.likelihood;

import java.util.Arrays;
import java.util.List;

/** Rows made few by orthogonal transformations, which keep all their inner products. */
final class Triangle {
    private Triangle() {}

    /**
     * Householder reflections (Golub and Van Loan 1996, algorithm 5.2.1) after which all but the first {@code width} rows
     * are zero and left out; many rows are reduced a batch at a time, each with the triangle that is left of those before.
     *
     * @param width length of the rows, which are changed
     */
    static List<double[]> of(List<double[]> rows, int width) {
        int batch = Math.max(4 * width, 64);
        double[][] work = new double[0][];
        for (int from = 0; from < rows.size(); from += batch) {
            int to = Math.min(rows.size(), from + batch);
            double[][] next = Arrays.copyOf(work, work.length + to - from);
            for (int i = from; i < to; i++) {
                next[work.length + i - from] = rows.get(i);
            }
            triangularise(next, width);
            work = next.length > width ? Arrays.copyOf(next, width) : next;
        }
        return Arrays.asList(work);
    }

    /**
     * The same rows after reflections that leave rounding alone below the diagonal of the first columns.
     *
     * @param rows changed
     */
    static List<double[]> ofLeading(List<double[]> rows, int columns) {
        double[][] a = rows.toArray(double[][]::new);
        triangularise(a, columns);
        return Arrays.asList(a);
    }

    private static void triangularise(double[][] a, int columns) {
        int n = a.length;
        int width = n == 0 ? 0 : a[0].length;
        double[] v = new double[n];
        double[] dot = new double[width];
        for (int k = 0; k < columns && k < n; k++) {
            double norm = 0;
            for (int i = k; i < n; i++) {
                norm += a[i][k] * a[i][k];
            }
            norm = Math.sqrt(norm);
            if (norm == 0) {
                continue;
            }
            double alpha = a[k][k] > 0 ? -norm : norm;
            double square = 0;
            Arrays.fill(dot, 0);
            for (int i = k; i < n; i++) {
                v[i] = a[i][k] - (i == k ? alpha : 0);
                square += v[i] * v[i];
                if (v[i] != 0) {
                    for (int j = k; j < width; j++) {
                        dot[j] += v[i] * a[i][j];
                    }
                }
            }
            for (int i = k; i < n; i++) {
                double f = 2 * v[i] / square;
                if (f != 0) {
                    for (int j = k; j < width; j++) {
                        a[i][j] -= f * dot[j];
                    }
                }
            }
        }
    }
}
