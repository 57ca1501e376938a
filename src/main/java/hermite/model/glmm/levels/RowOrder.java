package hermite.model.glmm.levels;

import hermite.model.glmm.GlmmSpec;
import java.util.Arrays;

/** Order of rows by content alone: equal rows share a rank. */
public final class RowOrder {
    private RowOrder() {}

    /** Rank of every row of the specification, given which column of z is at each place. */
    public static int[] ranks(GlmmSpec spec, int[] column) {
        Integer[] order = new Integer[spec.rows()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> compare(spec, column, a, b));
        int[] rank = new int[order.length];
        for (int k = 1; k < order.length; k++) {
            rank[order[k]] = rank[order[k - 1]] + (compare(spec, column, order[k], order[k - 1]) == 0 ? 0 : 1);
        }
        return rank;
    }

    static int compare(GlmmSpec spec, int[] column, int a, int b) {
        int m = spec.response().predictors();
        int p = m * spec.fixedColumns();
        for (int k = 0; k < p; k++) {
            int c = compare(spec.x()[a * p + k], spec.x()[b * p + k]);
            if (c != 0) {
                return c;
            }
        }
        for (int predictor = 0; predictor < m; predictor++) {
            for (int d : column) {
                int left = (a * m + predictor) * spec.randomColumns() + d;
                int right = (b * m + predictor) * spec.randomColumns() + d;
                int c = compare(spec.z()[left], spec.z()[right]);
                if (c != 0) {
                    return c;
                }
            }
        }
        int c = compare(spec.offset(a), spec.offset(b));
        c = c != 0 ? c : compare(spec.multiplier(a), spec.multiplier(b));
        c = c != 0 ? c : compare(spec.trials(a), spec.trials(b));
        return c != 0 ? c : compare(spec.y()[a], spec.y()[b]);
    }

    /** Total order of the numbers, with both zeros equal. */
    private static int compare(double a, double b) {
        return Double.compare(a + 0.0, b + 0.0);
    }
}
