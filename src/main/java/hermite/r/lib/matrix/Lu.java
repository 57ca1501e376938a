package hermite.r.lib.matrix;

/** LU decomposition with partial pivoting. */
final class Lu {
    final double[] values;
    final int[] pivot;
    int sign = 1;
    /** Place from 1 of the first pivot that is exactly zero, 0 when there is none. */
    int singularAt;

    private final int n;

    /** @param values by columns, overwritten */
    Lu(double[] values, int n) {
        this.values = values;
        this.n = n;
        pivot = new int[n];
        for (int k = 0; k < n; k++) {
            int best = k;
            for (int i = k + 1; i < n; i++) {
                if (Math.abs(values[i + k * n]) > Math.abs(values[best + k * n])) {
                    best = i;
                }
            }
            pivot[k] = best;
            if (values[best + k * n] == 0) {
                singularAt = singularAt == 0 ? k + 1 : singularAt;
                continue;
            }
            if (best != k) {
                sign = -sign;
                swap(values, k, best, n, n);
            }
            eliminate(k);
        }
    }

    private void eliminate(int k) {
        for (int i = k + 1; i < n; i++) {
            values[i + k * n] /= values[k + k * n];
        }
        for (int j = k + 1; j < n; j++) {
            double factor = values[k + j * n];
            for (int i = k + 1; i < n; i++) {
                values[i + j * n] -= values[i + k * n] * factor;
            }
        }
    }

    private static void swap(double[] matrix, int a, int b, int rows, int columns) {
        for (int j = 0; j < columns; j++) {
            double kept = matrix[a + j * rows];
            matrix[a + j * rows] = matrix[b + j * rows];
            matrix[b + j * rows] = kept;
        }
    }

    /** Overwrites the columns of b by the solutions. */
    void solve(double[] b, int columns) {
        for (int k = 0; k < n; k++) {
            if (pivot[k] != k) {
                swap(b, k, pivot[k], n, columns);
            }
        }
        for (int j = 0; j < columns; j++) {
            int at = j * n;
            for (int k = 0; k < n; k++) {
                for (int i = k + 1; i < n; i++) {
                    b[at + i] -= values[i + k * n] * b[at + k];
                }
            }
            for (int k = n - 1; k >= 0; k--) {
                b[at + k] /= values[k + k * n];
                for (int i = 0; i < k; i++) {
                    b[at + i] -= values[i + k * n] * b[at + k];
                }
            }
        }
    }

    /** 1 / (‖A‖₁ ‖A⁻¹‖₁), from the inverse itself. */
    double reciprocalCondition(double[] original) {
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            inverse[i + i * n] = 1;
        }
        solve(inverse, n);
        return 1 / (norm(original) * norm(inverse));
    }

    private double norm(double[] matrix) {
        double most = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += Math.abs(matrix[i + j * n]);
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
