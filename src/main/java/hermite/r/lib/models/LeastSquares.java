package hermite.r.lib.models;

import java.util.Arrays;

/**
 * Least squares by Householder reflections (Golub and Van Loan 1996, section 5.2) with the pivoting of linear model
 * programs: a column that depends on those before it, to a tolerance, moves to the end; the others keep their order.
 */
final class LeastSquares {
    private final int n;
    private final int p;
    private final double[] q;
    private final int[] pivot;
    private final double[] effects;
    private final double[] heads;
    private int rank;

    /**
     * @param x n×p by columns; taken over
     * @param y n numbers; taken over
     * @param tolerance share of a column's norm below which what earlier columns leave of it counts as nothing
     */
    LeastSquares(double[] x, int n, int p, double[] y, double tolerance) {
        this.n = n;
        this.p = p;
        this.q = x;
        this.effects = y;
        this.pivot = new int[p];
        this.heads = new double[p];
        Arrays.setAll(pivot, k -> k);
        factor(tolerance);
    }

    private void factor(double tolerance) {
        double[] original = new double[p];
        for (int k = 0; k < p; k++) {
            double norm = norm(k, 0);
            original[k] = norm == 0 ? 1 : norm;
        }
        int last = p;
        rank = 0;
        while (rank < last && rank < n) {
            double left = norm(rank, rank);
            if (left < tolerance * original[rank]) {
                moveToEnd(rank, original);
                last--;
                continue;
            }
            reflect(rank, left);
            rank++;
        }
    }

    private double norm(int column, int fromRow) {
        double sum = 0;
        for (int i = fromRow; i < n; i++) {
            double v = q[column * n + i];
            sum += v * v;
        }
        return Math.sqrt(sum);
    }

    private void moveToEnd(int column, double[] original) {
        double[] moved = Arrays.copyOfRange(q, column * n, (column + 1) * n);
        int place = pivot[column];
        double norm = original[column];
        System.arraycopy(q, (column + 1) * n, q, column * n, (p - column - 1) * n);
        System.arraycopy(pivot, column + 1, pivot, column, p - column - 1);
        System.arraycopy(original, column + 1, original, column, p - column - 1);
        System.arraycopy(moved, 0, q, (p - 1) * n, n);
        pivot[p - 1] = place;
        original[p - 1] = norm;
    }

    /** Reflects column k below its diagonal to zero, and all later columns and the response with it. */
    private void reflect(int k, double norm) {
        int at = k * n;
        double head = q[at + k] > 0 ? -norm : norm;
        double[] v = new double[n];
        System.arraycopy(q, at + k, v, k, n - k);
        v[k] -= head;
        double square = 0;
        for (int i = k; i < n; i++) {
            square += v[i] * v[i];
        }
        if (square > 0) {
            for (int j = k; j < p; j++) {
                apply(v, k, square, q, j * n);
            }
            apply(v, k, square, effects, 0);
            // the reflection itself stays below the diagonal, scaled as LINPACK's dqrdc2 has it
            heads[k] = -v[k] / head;
            for (int i = k + 1; i < n; i++) {
                q[at + i] = -v[i] / head;
            }
        }
    }

    private void apply(double[] v, int k, double square, double[] target, int offset) {
        double dot = 0;
        for (int i = k; i < n; i++) {
            dot += v[i] * target[offset + i];
        }
        double share = 2 * dot / square;
        for (int i = k; i < n; i++) {
            target[offset + i] -= share * v[i];
        }
    }

    int rank() {
        return rank;
    }

    /** n×p by columns in pivoted order: R on and above the diagonal, below it the reflections without their heads. */
    double[] decomposition() {
        return q;
    }

    /** The first element of each reflection. */
    double[] heads() {
        return heads;
    }

    /** The original places of the columns, from 0, those that count first. */
    int[] pivot() {
        return pivot;
    }

    /** Q'y. */
    double[] effects() {
        return effects;
    }

    /** One a column in the original order; 0 where a column was set aside. */
    double[] coefficients() {
        double[] beta = new double[p];
        double[] solved = new double[rank];
        for (int i = rank - 1; i >= 0; i--) {
            double sum = effects[i];
            for (int j = i + 1; j < rank; j++) {
                sum -= r(i, j) * solved[j];
            }
            solved[i] = sum / r(i, i);
        }
        for (int i = 0; i < rank; i++) {
            beta[pivot[i]] = solved[i];
        }
        return beta;
    }

    double residualSquares() {
        double sum = 0;
        for (int i = rank; i < n; i++) {
            sum += effects[i] * effects[i];
        }
        return sum;
    }

    /** Element of R, rows and columns in pivoted order. */
    double r(int i, int j) {
        return i > j ? 0 : q[j * n + i];
    }

    /** (X'X)⁻¹ in the original order of columns, p×p; {@code absent} in rows and columns that were set aside. */
    double[] inverseCrossProducts(double absent) {
        double[] inverse = new double[rank * rank];
        for (int j = 0; j < rank; j++) {
            inverse[j * rank + j] = 1 / r(j, j);
            for (int i = j - 1; i >= 0; i--) {
                double sum = 0;
                for (int k = i + 1; k <= j; k++) {
                    sum += r(i, k) * inverse[k * rank + j];
                }
                inverse[i * rank + j] = -sum / r(i, i);
            }
        }
        double[] out = new double[p * p];
        Arrays.fill(out, absent);
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                double sum = 0;
                for (int k = Math.max(i, j); k < rank; k++) {
                    sum += inverse[i * rank + k] * inverse[j * rank + k];
                }
                out[pivot[j] * p + pivot[i]] = sum;
            }
        }
        return out;
    }
}
