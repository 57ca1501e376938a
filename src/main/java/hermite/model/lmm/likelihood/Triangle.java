package hermite.model.lmm.likelihood;

import java.util.Arrays;
import java.util.List;

/** Rows made few by orthogonal transformations, which keep all their inner products. */
final class Triangle {
    /** Share of a column's length below which it is taken for a combination of those before it. */
    private static final double NOTHING = 1e-20;

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
        double[] given = norms(a, columns);
        for (int k = 0; k < columns && k < n; k++) {
            double norm = norm(a, k, k);
            // what is left of a column that others repeat is rounding, and of several such columns ever smaller
            if (norm <= NOTHING * given[k]) {
                for (int i = k; i < n; i++) {
                    a[i][k] = 0;
                }
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

    private static double[] norms(double[][] a, int columns) {
        double[] norms = new double[columns];
        Arrays.setAll(norms, k -> norm(a, 0, k));
        return norms;
    }

    private static double norm(double[][] a, int from, int column) {
        double sum = 0;
        for (int i = from; i < a.length; i++) {
            sum += a[i][column] * a[i][column];
        }
        return Math.sqrt(sum);
    }
}
