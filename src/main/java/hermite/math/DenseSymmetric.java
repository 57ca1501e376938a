package hermite.math;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/** Small dense symmetric matrices stored row-major n×n: Cholesky factor, solve, inverse, spectrum, product forms. */
public final class DenseSymmetric {
    /** Up to this size the rotations are as quick, and spare the loading of a library. */
    private static final int LARGEST_FOR_ROTATIONS = 32;

    private static final int MAX_SWEEPS = 50;

    private DenseSymmetric() {}

    /**
     * Lower Cholesky factor of {@code a} into {@code factor} (upper triangle set to zero); false if a pivot is not
     * positive relative to its diagonal.
     */
    public static boolean cholesky(double[] a, double[] factor, int n) {
        Arrays.fill(factor, 0, n * n, 0.0);
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

    /** The solution of a x = b into {@code out}, which keeps what it held where {@code a} is not positive definite. */
    public static void solvePositive(double[] a, double[] b, double[] out, int n) {
        double[] factor = new double[n * n];
        if (cholesky(a, factor, n)) {
            System.arraycopy(b, 0, out, 0, n);
            solve(factor, out, n);
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
            Arrays.fill(column, 0.0);
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
        return n <= LARGEST_FOR_ROTATIONS ? spectrumByRotations(a, n) : spectrumOfTridiagonal(a, n);
    }

    /** Cyclic Jacobi rotations (Golub and Van Loan 1996, algorithm 8.4.3): for small matrices as exact as any. */
    private static Spectrum spectrumByRotations(double[] matrix, int n) {
        double[] a = matrix.clone();
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, n) > 0; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, vectors, p, q, n);
                }
            }
        }
        Integer[] order = new Integer[n];
        java.util.Arrays.setAll(order, i -> i);
        java.util.Arrays.sort(order, (i, j) -> Double.compare(a[j * n + j], a[i * n + i]));
        double[] values = new double[n];
        double[][] sorted = new double[n][];
        for (int i = 0; i < n; i++) {
            values[i] = a[order[i] * n + order[i]];
            sorted[i] = vectors[order[i]];
        }
        return new Spectrum(values, sorted);
    }

    /** Sum of the magnitudes off the diagonal that count beside the diagonal. */
    private static double offDiagonal(double[] a, int n) {
        double sum = 0;
        for (int p = 0; p < n; p++) {
            for (int q = p + 1; q < n; q++) {
                double size = Math.abs(a[p * n + q]);
                double beside = Math.abs(a[p * n + p]) + Math.abs(a[q * n + q]);
                sum += beside + size == beside ? 0 : size;
            }
        }
        return sum;
    }

    private static void rotate(double[] a, double[][] vectors, int p, int q, int n) {
        if (a[p * n + q] == 0) {
            return;
        }
        double tau = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        for (int k = 0; k < n; k++) {
            double kp = a[k * n + p];
            double kq = a[k * n + q];
            a[k * n + p] = c * kp - s * kq;
            a[k * n + q] = s * kp + c * kq;
        }
        for (int k = 0; k < n; k++) {
            double pk = a[p * n + k];
            double qk = a[q * n + k];
            a[p * n + k] = c * pk - s * qk;
            a[q * n + k] = s * pk + c * qk;
            double vp = vectors[p][k];
            double vq = vectors[q][k];
            vectors[p][k] = c * vp - s * vq;
            vectors[q][k] = s * vp + c * vq;
        }
        a[p * n + q] = 0;
        a[q * n + p] = 0;
    }

    private static Spectrum spectrumOfTridiagonal(double[] a, int n) {
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
