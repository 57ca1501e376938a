package hermite.math;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** Small dense symmetric matrices stored row-major n×n: Cholesky factor, solve, inverse, spectrum, product forms. */
public final class DenseSymmetric {
    private DenseSymmetric() {}

    /**
     * Lower Cholesky factor of {@code a} into {@code factor} (upper triangle set to zero); false if a pivot is not
     * positive relative to its diagonal.
     */
    public static boolean cholesky(double[] a, double[] factor, int n) {
        java.util.Arrays.fill(factor, 0, n * n, 0.0);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double s = a[i * n + j];
                for (int k = 0; k < j; k++) {
                    s -= factor[i * n + k] * factor[j * n + k];
                }
                if (i == j) {
                    if (!(s > 1e-14 * Math.abs(a[i * n + i])) || !(s > 0)) {
                        return false;
                    }
                    factor[i * n + i] = Math.sqrt(s);
                } else {
                    factor[i * n + j] = s / factor[j * n + j];
                }
            }
        }
        return true;
    }

    /** Solves factor·factor' x = b in place. */
    public static void solve(double[] factor, double[] b, int n) {
        for (int i = 0; i < n; i++) {
            double s = b[i];
            for (int k = 0; k < i; k++) {
                s -= factor[i * n + k] * b[k];
            }
            b[i] = s / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            double s = b[i];
            for (int k = i + 1; k < n; k++) {
                s -= factor[k * n + i] * b[k];
            }
            b[i] = s / factor[i * n + i];
        }
    }

    /** Inverse of a positive definite matrix, or an empty array if it is not positive definite. */
    public static double[] inverse(double[] a, int n) {
        double[] scale = new double[n];
        double[] scaled = new double[n * n];
        for (int i = 0; i < n; i++) {
            if (!(a[i * n + i] > 0)) {
                return new double[0];
            }
            scale[i] = 1.0 / Math.sqrt(a[i * n + i]);
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                scaled[i * n + j] = a[i * n + j] * scale[i] * scale[j];
            }
        }
        double[] factor = new double[n * n];
        if (!cholesky(scaled, factor, n)) {
            return new double[0];
        }
        double[] inverse = new double[n * n];
        double[] column = new double[n];
        for (int j = 0; j < n; j++) {
            java.util.Arrays.fill(column, 0.0);
            column[j] = 1.0;
            solve(factor, column, n);
            for (int i = 0; i < n; i++) {
                inverse[i * n + j] = column[i] * scale[i] * scale[j];
            }
        }
        symmetrise(inverse, n);
        return inverse;
    }

    public static void symmetrise(double[] a, int n) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double m = 0.5 * (a[i * n + j] + a[j * n + i]);
                a[i * n + j] = m;
                a[j * n + i] = m;
            }
        }
    }

    /** J a J' for J of m×n, all row-major. */
    public static double[] congruence(double[] j, int m, double[] a, int n) {
        double[] ja = new double[m * n];
        for (int r = 0; r < m; r++) {
            for (int k = 0; k < n; k++) {
                double v = j[r * n + k];
                if (v != 0) {
                    for (int c = 0; c < n; c++) {
                        ja[r * n + c] += v * a[k * n + c];
                    }
                }
            }
        }
        double[] out = new double[m * m];
        for (int r = 0; r < m; r++) {
            for (int c = 0; c < m; c++) {
                double s = 0;
                for (int k = 0; k < n; k++) {
                    s += ja[r * n + k] * j[c * n + k];
                }
                out[r * m + c] = s;
            }
        }
        return out;
    }

    /** Eigenvalues (descending) and, row by row, their unit eigenvectors. */
    public record Spectrum(double[] values, double[][] vectors) {}

    public static Spectrum spectrum(double[] a, int n) {
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a, i * n, rows[i], 0, n);
        }
        EigenDecomposition e = new EigenDecomposition(new Array2DRowRealMatrix(rows, false));
        double[][] vectors = new double[n][];
        for (int i = 0; i < n; i++) {
            vectors[i] = e.getEigenvector(i).toArray();
        }
        return new Spectrum(e.getRealEigenvalues(), vectors);
    }
}
