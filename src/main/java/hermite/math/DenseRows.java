package hermite.math;

/** Products and inverses of small general matrices, row-major. */
public final class DenseRows {
    private DenseRows() {}

    /** A (n×n) times B (n×k). */
    public static double[] times(double[] a, int n, double[] b, int k) {
        double[] out = new double[n * k];
        for (int r = 0; r < n; r++) {
            for (int m = 0; m < n; m++) {
                double v = a[r * n + m];
                for (int j = 0; j < k && v != 0; j++) {
                    out[r * k + j] += v * b[m * k + j];
                }
            }
        }
        return out;
    }

    public static double[] transposed(double[] a, int rows, int columns) {
        double[] out = new double[a.length];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                out[j * rows + r] = a[r * columns + j];
            }
        }
        return out;
    }

    /**
     * Mean of the squares of a column of A where it is not zero, 0 if it is zero everywhere. The sum is over whole numbers,
     * multiples of a share of the largest square, so that it does not depend on the order of the rows.
     */
    public static double meanSquareOfNonzero(double[] a, int columns, int column) {
        double largest = 0;
        int count = 0;
        for (int i = column; i < a.length; i += columns) {
            largest = Math.max(largest, Math.abs(a[i]));
            count += a[i] != 0 ? 1 : 0;
        }
        if (count == 0 || !Double.isFinite(largest)) {
            return count == 0 ? 0 : largest;
        }
        int bits = Math.min(52, 62 - Integer.numberOfTrailingZeros(Integer.highestOneBit(count)) - 1);
        double share = Math.scalb(1.0, bits);
        long sum = 0;
        for (int i = column; i < a.length; i += columns) {
            double ratio = a[i] / largest;
            sum += Math.round(ratio * ratio * share);
        }
        return largest * largest * (sum / share / count);
    }

    /** By Gauss–Jordan with row pivots; NaN where the matrix is singular. */
    public static double[] inverse(double[] given, int n) {
        double[] a = given.clone();
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) {
            out[i * n + i] = 1;
        }
        for (int k = 0; k < n; k++) {
            int pivot = k;
            for (int r = k + 1; r < n; r++) {
                pivot = Math.abs(a[r * n + k]) > Math.abs(a[pivot * n + k]) ? r : pivot;
            }
            swap(a, pivot, k, n);
            swap(out, pivot, k, n);
            double d = a[k * n + k];
            d = d == 0 ? Double.NaN : d;
            for (int j = 0; j < n; j++) {
                a[k * n + j] /= d;
                out[k * n + j] /= d;
            }
            for (int r = 0; r < n; r++) {
                double factor = a[r * n + k];
                if (r != k && factor != 0) {
                    for (int j = 0; j < n; j++) {
                        a[r * n + j] -= factor * a[k * n + j];
                        out[r * n + j] -= factor * out[k * n + j];
                    }
                }
            }
        }
        return out;
    }

    private static void swap(double[] a, int r, int s, int n) {
        for (int j = 0; j < n && r != s; j++) {
            double keep = a[r * n + j];
            a[r * n + j] = a[s * n + j];
            a[s * n + j] = keep;
        }
    }
}
