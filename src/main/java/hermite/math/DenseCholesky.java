package hermite.math;

/**
 * Cholesky factor and inverse of large dense symmetric matrices, rows contiguous so that the inner loops are dot
 * products and axpys of rows. The order of operations is fixed: the bits do not depend on threads.
 */
public final class DenseCholesky {
    private static final int BLOCK = 48;

    private final int n;
    /** Row i of the lower triangular factor. */
    private final double[][] factor;

    /** For matrices n×n; the storage is kept and used again. */
    public DenseCholesky(int n) {
        this.n = n;
        factor = new double[n][n];
    }

    /** Rows to be filled with the lower triangle before {@link #factor}. */
    public double[][] rows() {
        return factor;
    }

    /** Sets the lower triangle to the identity. */
    public void setIdentity() {
        for (int i = 0; i < n; i++) {
            java.util.Arrays.fill(factor[i], 0);
            factor[i][i] = 1;
        }
    }

    /** Factors the lower triangle in place; false if it is not positive definite. */
    public boolean factor() {
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            for (int i = from; i < n; i++) {
                double[] row = factor[i];
                for (int j = from; j < Math.min(to, i + 1); j++) {
                    double e = row[j] - dot(row, factor[j], 0, j);
                    if (i == j) {
                        if (!(e > 0)) {
                            return false;
                        }
                        row[j] = Math.sqrt(e);
                    } else {
                        row[j] = e / factor[j][j];
                    }
                }
            }
        }
        return true;
    }

    private static double dot(double[] a, double[] b, int from, int to) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = from;
        for (; k + 3 < to; k += 4) {
            s0 += a[k] * b[k];
            s1 += a[k + 1] * b[k + 1];
            s2 += a[k + 2] * b[k + 2];
            s3 += a[k + 3] * b[k + 3];
        }
        for (; k < to; k++) {
            s0 += a[k] * b[k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += 2 * Math.log(factor[i][i]);
        }
        return sum;
    }

    /** Solves in place. */
    public void solve(double[] b) {
        for (int i = 0; i < n; i++) {
            b[i] = (b[i] - dot(factor[i], b, 0, i)) / factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            b[i] /= factor[i][i];
            double v = b[i];
            double[] row = factor[i];
            for (int k = 0; k < i; k++) {
                b[k] -= v * row[k];
            }
        }
    }

    /** Lower triangle of the inverse, mirrored to the upper, into {@code out}. */
    public void inverse(double[][] out) {
        // rows of L⁻¹, from e_i: (L⁻¹)_i = (e_i − Σ_{k<i} L_ik (L⁻¹)_k) / L_ii
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            double[] row = inverse[i];
            for (int k = 0; k < i; k++) {
                double l = factor[i][k];
                if (l != 0) {
                    double[] other = inverse[k];
                    for (int j = 0; j <= k; j++) {
                        row[j] -= l * other[j];
                    }
                }
            }
            double diagonal = 1 / factor[i][i];
            for (int j = 0; j < i; j++) {
                row[j] *= diagonal;
            }
            row[i] = diagonal;
        }
        for (int i = 0; i < n; i++) {
            java.util.Arrays.fill(out[i], 0);
        }
        for (int k = 0; k < n; k++) {
            double[] row = inverse[k];
            for (int i = 0; i <= k; i++) {
                double v = row[i];
                double[] into = out[i];
                for (int j = 0; j <= i; j++) {
                    into[j] += v * row[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                out[j][i] = out[i][j];
            }
        }
    }
}
