package hermite.math;

/**
 * Cholesky factor of a large symmetric matrix held as rows of its upper triangle: A = U'U. Rows are taken in panels
 * that stay in the cache while they change all rows below (Golub &amp; Van Loan 2013, section 4.2.9), in leaf loops
 * over whole rows.
 */
public final class BlockedCholesky {
    private static final int PANEL = 32;

    private BlockedCholesky() {}

    /**
     * Puts U in the place of A.
     *
     * @param rows row i holds elements i to n - 1 at their places; what stands before is not looked at
     * @return false when the matrix is not positive definite; the rows are then spoilt
     */
    public static boolean factor(double[][] rows, int n) {
        for (int first = 0; first < n; first += PANEL) {
            int end = Math.min(n, first + PANEL);
            for (int k = first; k < end; k++) {
                for (int before = first; before < k; before++) {
                    subtract(rows[k], rows[before][k], rows[before], k, n);
                }
                double pivot = rows[k][k];
                if (!(pivot > 0)) {
                    return false;
                }
                double root = Math.sqrt(pivot);
                for (int j = k; j < n; j++) {
                    rows[k][j] /= root;
                }
            }
            for (int i = end; i < n; i++) {
                for (int k = first; k < end; k++) {
                    subtract(rows[i], rows[k][i], rows[k], i, n);
                }
            }
        }
        return true;
    }

    /**
     * Solves U'x = b for several right sides in place.
     *
     * @param right n rows of {@code width} numbers
     */
    public static void forward(double[][] rows, double[] right, int n, int width) {
        for (int k = 0; k < n; k++) {
            double[] row = rows[k];
            for (int j = 0; j < width; j++) {
                right[k * width + j] /= row[k];
            }
            for (int i = k + 1; i < n; i++) {
                double u = row[i];
                for (int j = 0; j < width; j++) {
                    right[i * width + j] -= u * right[k * width + j];
                }
            }
        }
    }

    private static void subtract(double[] from, double factor, double[] row, int first, int n) {
        for (int j = first; j < n; j++) {
            from[j] -= factor * row[j];
        }
    }
}
