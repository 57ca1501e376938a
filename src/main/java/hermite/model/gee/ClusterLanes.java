package hermite.model.gee;

import hermite.math.Rows;
import hermite.model.Observations;
import java.util.Arrays;

/**
 * Clusters observed at the same positions, side by side: one array for each visit and column of the scaled design and
 * for each visit's residual, one element a cluster. Whitening and cross products are then loops over clusters of equal
 * work. A workspace: one a thread, loaded again for each few clusters.
 */
final class ClusterLanes {
    /** Fewer clusters of one pattern are not worth the turning. */
    static final int FEWEST = 8;

    private static final int WIDTH = 128;
    /** Numbers held at a time, at most: they stay in the second cache. */
    private static final int CAPACITY = 1 << 15;

    private final ClusteredObservations data;
    private final Observations rows;
    private final int p;
    private double[][] columns = {};
    private final double[] multiplicity = new double[WIDTH];
    private final double[] scaled = new double[WIDTH];
    private final double[][] scores;
    private int visits;
    private int lanes;

    ClusterLanes(ClusteredObservations data) {
        this.data = data;
        this.rows = data.observations();
        this.p = rows.columns();
        this.scores = new double[p][WIDTH];
    }

    /** Whether clusters of this many rows are held side by side. */
    static boolean fits(int clusterSize, int columns) {
        return (long) clusterSize * (columns + 1) * WIDTH <= CAPACITY;
    }

    /**
     * Loads clusters from the one given on.
     *
     * @param to no cluster from here on
     * @return the first cluster that is not loaded
     */
    int load(int from, int to, GeeEquations.Residuals residuals) {
        int end = from + 1;
        int most = Math.min(to, from + WIDTH);
        while (end < most && data.pattern(end) == data.pattern(from)) {
            end++;
        }
        visits = data.size(from);
        lanes = end - from;
        if (columns.length < visits * (p + 1)) {
            columns = new double[visits * (p + 1)][WIDTH];
        }
        int first = data.first(from);
        for (int j = 0; j < visits; j++) {
            double[] slope = scaled;
            Rows.gather(residuals.slope(), first + j, visits, slope, lanes);
            loadDesign((first + j) * p, j * (p + 1));
            for (int k = 0; k < p; k++) {
                Rows.multiply(columns[j * (p + 1) + k], slope, lanes);
            }
            Rows.gather(residuals.pearson(), first + j, visits, columns[j * (p + 1) + p], lanes);
        }
        for (int i = 0; i < lanes; i++) {
            multiplicity[i] = data.multiplicity(from + i);
        }
        return end;
    }

    private void loadDesign(int from, int place) {
        int k = 0;
        for (; k + 3 < p; k += 4) {
            int at = place + k;
            Rows.gather(
                    rows.x(),
                    from + k,
                    visits * p,
                    columns[at],
                    columns[at + 1],
                    columns[at + 2],
                    columns[at + 3],
                    lanes);
        }
        for (; k < p; k++) {
            Rows.gather(rows.x(), from + k, visits * p, columns[place + k], lanes);
        }
    }

    /** Visits of each cluster loaded. */
    int visits() {
        return visits;
    }

    /** Numbers a visit has: the columns of the design and the residual. */
    int width() {
        return p + 1;
    }

    int lanes() {
        return lanes;
    }

    /** The array of a visit's column; the residual's column is p. */
    double[] column(int visit, int k) {
        return columns[visit * (p + 1) + k];
    }

    private void addDots(int place, int count, double[] into, int from) {
        int b = 0;
        for (; b + 3 < count; b += 4) {
            int at = place + b;
            Rows.addDots(scaled, columns[at], columns[at + 1], columns[at + 2], columns[at + 3], lanes, into, from + b);
        }
        for (; b < count; b++) {
            into[from + b] += Rows.dot(scaled, columns[place + b], lanes);
        }
    }

    /** Adds scores, lower triangle of the bread and, when wanted, of the meat, as {@link GeeEquations} lays them out. */
    void accumulate(boolean withMeat, double[] into) {
        for (int k = 0; k < p; k++) {
            Arrays.fill(scores[k], 0, lanes, 0);
        }
        for (int j = 0; j < visits; j++) {
            double[] e = column(j, p);
            for (int a = 0; a < p; a++) {
                double[] xa = column(j, a);
                Rows.addProduct(scores[a], xa, e, lanes);
                Rows.product(scaled, multiplicity, xa, lanes);
                addDots(j * (p + 1), a + 1, into, p + a * p);
            }
        }
        int meat = p + p * p;
        for (int a = 0; a < p; a++) {
            into[a] += Rows.dot(multiplicity, scores[a], lanes);
            if (withMeat) {
                Rows.product(scaled, multiplicity, scores[a], lanes);
                for (int b = 0; b <= a; b++) {
                    into[meat + a * p + b] += Rows.dot(scaled, scores[b], lanes);
                }
            }
        }
    }
}
