package hermite.model.inference;

import java.util.ArrayList;
import java.util.List;

/** Products of small row-major matrices, and null spaces of hypotheses. */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** L v. */
    public static double[] times(double[][] rows, double[] v) {
        double[] result = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            result[i] = dot(rows[i], v);
        }
        return result;
    }

    /** L C L', row-major; C is p × p. */
    public static double[] sandwich(double[][] rows, double[] c, int p) {
        int r = rows.length;
        double[] result = new double[r * r];
        double[] product = new double[p];
        for (int i = 0; i < r; i++) {
            for (int k = 0; k < p; k++) {
                double sum = 0;
                for (int j = 0; j < p; j++) {
                    sum += rows[i][j] * c[j * p + k];
                }
                product[k] = sum;
            }
            for (int j = 0; j < r; j++) {
                result[i * r + j] = dot(product, rows[j]);
            }
        }
        return result;
    }

    /** A B for row-major n × m and m × k matrices. */
    public static double[] multiply(double[] a, double[] b, int n, int m, int k) {
        double[] result = new double[n * k];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                double value = a[i * m + j];
                if (value != 0) {
                    for (int l = 0; l < k; l++) {
                        result[i * k + l] += value * b[j * k + l];
                    }
                }
            }
        }
        return result;
    }

    public static double[] transpose(double[] a, int rows, int columns) {
        double[] result = new double[a.length];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[j * rows + i] = a[i * columns + j];
            }
        }
        return result;
    }

    /**
     * An orthonormal basis of the vectors with L beta = 0, as columns: row-major p × (p - rank). Coordinates that L
     * does not touch stay basis vectors of their own.
     */
    public static double[] nullSpace(double[][] hypothesis, int p) {
        List<double[]> spanned = new ArrayList<>();
        for (double[] row : hypothesis) {
            addIfIndependent(spanned, row.clone());
        }
        int rank = spanned.size();
        List<double[]> basis = new ArrayList<>();
        for (int j = 0; j < p; j++) {
            double[] unit = new double[p];
            unit[j] = 1;
            int before = spanned.size();
            addIfIndependent(spanned, unit);
            if (spanned.size() > before) {
                basis.add(spanned.get(before));
            }
        }
        int k = p - rank;
        double[] result = new double[p * k];
        for (int m = 0; m < k; m++) {
            for (int j = 0; j < p; j++) {
                result[j * k + m] = basis.get(m)[j];
            }
        }
        return result;
    }

    /** The rows that are no linear combinations of earlier ones: those add nothing to a hypothesis. */
    public static double[][] independentRows(double[][] hypothesis) {
        List<double[]> spanned = new ArrayList<>();
        List<double[]> kept = new ArrayList<>();
        for (double[] row : hypothesis) {
            int before = spanned.size();
            addIfIndependent(spanned, row.clone());
            if (spanned.size() > before) {
                kept.add(row);
            }
        }
        return kept.toArray(double[][]::new);
    }

    private static void addIfIndependent(List<double[]> orthonormal, double[] v) {
        double original = Math.sqrt(dot(v, v));
        for (int pass = 0; pass < 2; pass++) {
            for (double[] unit : orthonormal) {
                double projection = dot(v, unit);
                for (int j = 0; j < v.length; j++) {
                    v[j] -= projection * unit[j];
                }
            }
        }
        double length = Math.sqrt(dot(v, v));
        if (length > 1e-8 * original) {
            for (int j = 0; j < v.length; j++) {
                v[j] /= length;
            }
            orthonormal.add(v);
        }
    }
}
