package hermite.model.gee.multinomial;

import hermite.model.gee.LogOddsRatios;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of the global log odds ratio of two ordinal responses in a cluster, each cut in two at some level (Dale 1986;
 * Heagerty &amp; Zeger 1996): log psi_cd = z'alpha + delta_cd, z by the pair of observations, delta by the pair of cuts.
 *
 * @param pairs what z is
 * @param cuts number of cuts: levels less one
 * @param byCuts whether there are deltas: one a pair of cuts c &lt;= d but the first, delta_dc = delta_cd
 */
public record GlobalOddsRatios(LogOddsRatios pairs, int cuts, boolean byCuts) {
    /** Length of (alpha, delta). */
    public int parameters() {
        return pairs.parameters() + (byCuts ? cuts * (cuts + 1) / 2 - 1 : 0);
    }

    /** {@code (1, 2)}: the pair of cuts of each delta. */
    public List<String> cutLabels() {
        List<String> labels = new ArrayList<>();
        for (int c = 1; byCuts && c <= cuts; c++) {
            for (int d = c; d <= cuts; d++) {
                if (d > 1) {
                    labels.add("(" + c + ", " + d + ")");
                }
            }
        }
        return labels;
    }

    /** Writes the coefficients of delta; those of alpha stay as they are. */
    void cutRow(int c, int d, double[] row) {
        if (!byCuts) {
            return;
        }
        int first = pairs.parameters();
        java.util.Arrays.fill(row, first, row.length, 0);
        int low = Math.min(c, d);
        int high = Math.max(c, d);
        int index = low * cuts - low * (low - 1) / 2 + high - low;
        if (index > 0) {
            row[first + index - 1] = 1;
        }
    }
}
