package hermite.r.lib.matrix;

/**
 * Householder reflections as a QR decomposition keeps them.
 *
 * @param qr the decomposition by columns; the reflections below its diagonal
 * @param auxiliary the diagonal elements of the reflections
 */
record Reflections(double[] qr, double[] auxiliary, int rows, int rank) {
    /** Multiplies a column by Q or, transposed, by Q'. */
    void apply(double[] y, int offset, boolean transposed) {
        int steps = Math.min(rank, rows - 1);
        for (int k = 0; k < steps; k++) {
            int l = transposed ? k : steps - 1 - k;
            if (auxiliary[l] == 0) {
                continue;
            }
            int at = l * rows;
            double product = -auxiliary[l] * y[offset + l];
            for (int i = l + 1; i < rows; i++) {
                product -= qr[i + at] * y[offset + i];
            }
            product /= auxiliary[l];
            y[offset + l] += product * auxiliary[l];
            for (int i = l + 1; i < rows; i++) {
                y[offset + i] += product * qr[i + at];
            }
        }
    }
}
