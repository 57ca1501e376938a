package hermite.model;

import java.util.Arrays;

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
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    /** A copy of the columns at the given places, row-major. */
    public double[] select(int[] places) {
        double[] out = new double[rows * places.length];
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < places.length; k++) {
                out[i * places.length + k] = values[i * columns + places[k]];
            }
        }
        return out;
    }

    /** X'X, row-major. */
    public double[] crossProducts() {
        double[] ones = new double[rows];
        Arrays.fill(ones, 1);
        return crossProducts(ones);
    }

    /** X'WX, row-major; {@code weights} one a row. */
    public double[] crossProducts(double[] weights) {
        double[] cross = new double[columns * columns];
        for (int i = 0; i < rows; i++) {
            for (int a = 0; a < columns; a++) {
                double xa = weights[i] * values[i * columns + a];
                if (xa != 0) {
                    for (int b = 0; b <= a; b++) {
                        cross[a * columns + b] += xa * values[i * columns + b];
                    }
                }
            }
        }
        for (int a = 0; a < columns; a++) {
            for (int b = 0; b < a; b++) {
                cross[b * columns + a] = cross[a * columns + b];
            }
        }
        return cross;
    }
}
