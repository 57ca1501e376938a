package hermite.model;

import java.util.stream.IntStream;

/**
 * Goodnight's sweep operator on a symmetric matrix of cross products: a g2-inverse, the rank, and which columns
 * depend on earlier ones (Goodnight 1979, The American Statistician 33, 149–158).
 *
 * @param inverse row-major {@code size * size}; rows and columns of aliased columns are zero
 * @param aliased columns that depend on earlier ones
 */
public record Sweep(double[] inverse, int size, boolean[] aliased, int rank, double logDeterminant, boolean definite) {
    /** Pivot tolerance, relative to the column's original diagonal element. */
    public static final double DEFAULT_SINGULAR = 1e-12;

    /** Roundings of the terms that cancel in a pivot. */
    private static final double ROUNDING = 4 * Math.ulp(1.0);

    /**
     * Sweeps the columns in order. A pivot not above {@code singular} times its diagonal marks the column aliased, and so
     * does one that is no more than the rounding of what cancels in it: a column much shorter than those that it is the
     * sum of.
     */
    public static Sweep of(double[] symmetric, int size, double singular) {
        double[] a = symmetric.clone();
        double[] diagonal = new double[size];
        for (int i = 0; i < size; i++) {
            diagonal[i] = Math.abs(a[i * size + i]);
        }
        boolean[] aliased = new boolean[size];
        int rank = 0;
        double logDeterminant = 0;
        boolean definite = true;
        for (int k = 0; k < size; k++) {
            double pivot = a[k * size + k];
            if (Double.isNaN(pivot)
                    || Math.abs(pivot) <= Math.max(singular * diagonal[k], rounding(a, size, k, diagonal, aliased))
                    || pivot == 0) {
                aliased[k] = true;
                definite &= !Double.isNaN(pivot);
                continue;
            }
            definite &= pivot > 0;
            logDeterminant += Math.log(Math.abs(pivot));
            rank++;
            sweep(a, size, k, pivot);
        }
        clearAliased(a, size, aliased);
        return new Sweep(a, size, aliased, rank, logDeterminant, definite);
    }

    /** Places of the columns that are not aliased. */
    public int[] kept() {
        return IntStream.range(0, size).filter(j -> !aliased[j]).toArray();
    }

    /** Of the sum over swept columns of b² times the diagonal, b the coefficients of column k on them. */
    private static double rounding(double[] a, int size, int k, double[] diagonal, boolean[] aliased) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
            if (!aliased[l]) {
                sum += a[k * size + l] * a[k * size + l] * diagonal[l];
            }
        }
        return ROUNDING * sum;
    }

    private static void sweep(double[] a, int size, int k, double pivot) {
        for (int j = 0; j < size; j++) {
            a[k * size + j] /= pivot;
        }
        for (int i = 0; i < size; i++) {
            if (i == k) {
                continue;
            }
            double b = a[i * size + k];
            if (b == 0) {
                continue;
            }
            for (int j = 0; j < size; j++) {
                if (j != k) {
                    a[i * size + j] -= b * a[k * size + j];
                }
            }
            a[i * size + k] = -b / pivot;
        }
        a[k * size + k] = 1 / pivot;
    }

    private static void clearAliased(double[] a, int size, boolean[] aliased) {
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                if (aliased[i] || aliased[j]) {
                    a[i * size + j] = 0;
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                double mean = 0.5 * (a[i * size + j] + a[j * size + i]);
                a[i * size + j] = mean;
                a[j * size + i] = mean;
            }
        }
    }

    /** inverse times v. */
    public double[] times(double[] v) {
        double[] result = new double[size];
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j < size; j++) {
                sum += inverse[i * size + j] * v[j];
            }
            result[i] = sum;
        }
        return result;
    }
}
