package hermite.model;

/**
 * A design matrix, row-major.
 *
 * @param values {@code rows * columns} numbers, shared: read only. A row with a missing covariate or an unknown
 *     class level holds NaN
 */
public record DesignMatrix(ModelTerms terms, double[] values, int rows, int columns) {
    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /** A copy of one row. */
    public double[] row(int row) {
        return java.util.Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }
}
