package hermite.model;

import hermite.math.Rows;

/**
 * Some rows of a row-major design turned on their side, one array a column, so that linear predictors and cross
 * products are loops over rows of equal work. A workspace: one a thread, loaded again for each few rows.
 */
public final class DesignLanes {
    /** Rows loaded at a time, at most. */
    public static final int WIDTH = 256;

    private final double[] x;
    private final int p;
    private final double[][] column;
    private final double[] scaled = new double[WIDTH];
    private int rows;

    /** @param x row-major, p columns; shared, read only */
    public DesignLanes(double[] x, int p) {
        this.x = x;
        this.p = p;
        this.column = new double[p][WIDTH];
    }

    /** @param count at most {@link #WIDTH} */
    public void load(int firstRow, int count) {
        rows = count;
        int j = 0;
        for (; j + 3 < p; j += 4) {
            Rows.gather(x, firstRow * p + j, p, column[j], column[j + 1], column[j + 2], column[j + 3], count);
        }
        for (; j < p; j++) {
            Rows.gather(x, firstRow * p + j, p, column[j], count);
        }
    }

    /** eta = offset + X beta of the rows loaded. */
    public void linearPredictor(double[] beta, double[] offset, int firstRow, double[] eta) {
        System.arraycopy(offset, firstRow, eta, 0, rows);
        for (int j = 0; j < p; j++) {
            Rows.addScaled(eta, beta[j], column[j], rows);
        }
    }

    /** Adds X'w to p elements. */
    public void addProducts(double[] weight, double[] into, int from) {
        addDots(weight, column, p, rows, into, from);
    }

    private static void addDots(double[] weight, double[][] column, int columns, int n, double[] into, int from) {
        int b = 0;
        for (; b + 3 < columns; b += 4) {
            Rows.addDots(weight, column[b], column[b + 1], column[b + 2], column[b + 3], n, into, from + b);
        }
        for (; b < columns; b++) {
            into[from + b] += Rows.dot(weight, column[b], n);
        }
    }

    /** Adds the lower triangle of X'WX to a matrix of rows of {@code stride} elements. */
    public void addCrossProducts(double[] weight, double[] into, int from, int stride) {
        for (int a = 0; a < p; a++) {
            Rows.product(scaled, weight, column[a], rows);
            addDots(scaled, column, a + 1, rows, into, from + a * stride);
        }
    }
}
