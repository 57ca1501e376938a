package hermite.model.glmm.levels;

/** Lower triangular roots of inverses of small symmetric matrices. */
public final class SmallRoot {
    private SmallRoot() {}

    /**
     * S lower triangular with SS' = W⁻¹ for a diagonal block of a larger matrix: W = UU' with U upper triangular (last
     * row first), S = U⁻ᵀ.
     *
     * @param first first row of the block in {@code w}, whose rows have the given width
     * @param out row-major n×n
     * @return false if the block is not positive definite
     */
    public static boolean inverseRoot(double[] w, int width, int first, int n, double[] out) {
        double[] u = new double[n * n];
        for (int j = n - 1; j >= 0; j--) {
            for (int i = j; i >= 0; i--) {
                double e = w[(first + j) * width + first + i];
                for (int k = j + 1; k < n; k++) {
                    e -= u[i * n + k] * u[j * n + k];
                }
                if (i == j) {
                    if (!(e > 0)) {
                        return false;
                    }
                    u[i * n + i] = Math.sqrt(e);
                } else {
                    u[i * n + j] = e / u[j * n + j];
                }
            }
        }
        for (int j = 0; j < n; j++) {
            out[j * n + j] = 1 / u[j * n + j];
            for (int i = j - 1; i >= 0; i--) {
                double e = 0;
                for (int k = i + 1; k <= j; k++) {
                    e -= u[i * n + k] * out[j * n + k];
                }
                out[j * n + i] = e / u[i * n + i];
            }
        }
        return true;
    }
}
