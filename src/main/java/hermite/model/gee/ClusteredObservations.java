package hermite.model.gee;

import hermite.math.BlockSum;
import hermite.model.CentredColumns;
import hermite.model.DigestOrder;
import hermite.model.Observations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Observations grouped into clusters, in an order that depends on their content alone; clusters with equal rows are
 * collapsed to one with a count, which changes nothing but the cost.
 */
public final class ClusteredObservations {
    private static final double[] NO_TIMES = {};
    private static final int CLUSTERS_PER_BLOCK = 512;
    private static final int PATTERN_BIT_COUNT = 16;
    private static final long PATTERN_BITS = -1L << Long.SIZE - PATTERN_BIT_COUNT;

    private final Observations observations;
    private final int[] start;
    private final int[] position;
    private final int[] tag;
    private final double[] time;
    private final double[] multiplicity;
    private final int[] distinctOf;
    private final int[] pattern;
    private final List<int[]> patterns;
    private final int clusters;
    private final int smallest;
    private final int largest;
    private final int dimension;

    private ClusteredObservations(
            Observations observations,
            int[] start,
            int[] position,
            int[] tag,
            double[] time,
            double[] multiplicity,
            int[] distinctOf,
            int clusters,
            int smallest,
            int largest,
            int dimension) {
        this.observations = observations;
        this.start = start;
        this.position = position;
        this.tag = tag;
        this.time = time;
        this.multiplicity = multiplicity;
        this.distinctOf = distinctOf;
        this.clusters = clusters;
        this.smallest = smallest;
        this.largest = largest;
        this.dimension = dimension;
        this.pattern = new int[multiplicity.length];
        this.patterns = new ArrayList<>();
        findPatterns();
    }

    /** Two rows of one cluster stand at the same position. */
    public static final class RepeatedPositionException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final int cluster;
        private final int position;

        RepeatedPositionException(int cluster, int position) {
            super("two observations of cluster " + (cluster + 1) + " have position " + (position + 1));
            this.cluster = cluster;
            this.position = position;
        }

        /** Number of the cluster, from 0. */
        public int cluster() {
            return cluster;
        }

        /** The position, from 0. */
        public int position() {
            return position;
        }
    }

    /**
     * @param cluster cluster number of each row, from 0
     * @param position occasion of each row, from 0; rows of a cluster need not be in order
     * @param tag what else tells rows of a cluster apart for log odds ratios (sub-cluster, group); zeros otherwise
     * @param dimension number of positions, at least 1 + the largest
     * @throws RepeatedPositionException when a position occurs twice in a cluster
     */
    public static ClusteredObservations of(
            Observations observations, int[] cluster, int[] position, int[] tag, int dimension) {
        return of(observations, cluster, position, tag, NO_TIMES, dimension);
    }

    /** @param time of each row, increasing with the position within a cluster; empty where the position is the time */
    public static ClusteredObservations of(
            Observations observations, int[] cluster, int[] position, int[] tag, double[] time, int dimension) {
        int[] starts = startsOfClusters(cluster);
        int[] rows = rowsByCluster(cluster, starts);
        int numbers = starts.length - 1;
        int[] members = new int[numbers];
        int count = 0;
        int smallest = Integer.MAX_VALUE;
        int largest = 0;
        for (int c = 0; c < numbers; c++) {
            int from = starts[c];
            int to = starts[c + 1];
            if (from == to) {
                continue;
            }
            sortByPosition(rows, from, to, position);
            for (int j = from + 1; j < to; j++) {
                if (position[rows[j]] == position[rows[j - 1]]) {
                    throw new RepeatedPositionException(c, position[rows[j]]);
                }
            }
            smallest = Math.min(smallest, to - from);
            largest = Math.max(largest, to - from);
            members[count++] = c;
        }
        Content content = new Content(observations, position, tag, time, rows, starts, members);
        long[] digest = new long[count];
        BlockSum.each(count, CLUSTERS_PER_BLOCK, (from, to) -> {
            for (int m = from; m < to; m++) {
                digest[m] = content.digest(m);
            }
        });
        Comparator<Integer> byContent = (a, b) -> {
            int c = Long.compare(digest[a], digest[b]);
            return c != 0 ? c : content.compare(a, b);
        };
        int[] order = DigestOrder.of(digest, byContent);
        int[] flat = new int[rows.length];
        int[] start = new int[count + 1];
        double[] multiplicity = new double[count];
        int[] distinctOf = new int[numbers];
        Arrays.fill(distinctOf, -1);
        int distinct = 0;
        for (int k = 0; k < count; k++) {
            int c = members[order[k]];
            boolean repeated =
                    k > 0 && digest[order[k - 1]] == digest[order[k]] && content.compare(order[k - 1], order[k]) == 0;
            if (!repeated) {
                int size = starts[c + 1] - starts[c];
                System.arraycopy(rows, starts[c], flat, start[distinct], size);
                start[distinct + 1] = start[distinct] + size;
                distinct++;
            }
            multiplicity[distinct - 1] += observations.frequency()[rows[starts[c]]];
            distinctOf[c] = distinct - 1;
        }
        int[] kept = Arrays.copyOf(flat, start[distinct]);
        Observations inOrder = observations.select(kept);
        if (distinct < count) {
            inOrder = inOrder.withFrequency(expanded(multiplicity, start, distinct));
        }
        return new ClusteredObservations(
                inOrder,
                Arrays.copyOf(start, distinct + 1),
                pick(position, kept),
                pick(tag, kept),
                time.length == 0 ? NO_TIMES : pick(time, kept),
                Arrays.copyOf(multiplicity, distinct),
                distinctOf,
                count,
                smallest,
                largest,
                dimension);
    }

    private static double[] expanded(double[] multiplicity, int[] start, int clusters) {
        double[] ofRow = new double[start[clusters]];
        for (int c = 0; c < clusters; c++) {
            Arrays.fill(ofRow, start[c], start[c + 1], multiplicity[c]);
        }
        return ofRow;
    }

    /** Rows of clusters, to be compared by what they hold. */
    private record Content(
            Observations data, int[] position, int[] tag, double[] time, int[] rows, int[] starts, int[] members) {
        /** The leading bits tell the positions, so that clusters observed at the same ones stand together. */
        private long digest(int member) {
            int c = members[member];
            long h = starts[c + 1] - starts[c];
            long pattern = h;
            for (int j = starts[c]; j < starts[c + 1]; j++) {
                int row = rows[j];
                double t = time.length == 0 ? position[row] : time[row];
                h = h * 0x9E3779B97F4A7C15L
                        + data.digest(row)
                        + 31L * position[row]
                        + 17L * Double.doubleToLongBits(t)
                        + tag[row];
                pattern = (pattern ^ position[row]) * 0x9E3779B97F4A7C15L;
            }
            return pattern & PATTERN_BITS | h >>> PATTERN_BIT_COUNT;
        }

        private int compare(int memberA, int memberB) {
            int a = starts[members[memberA]];
            int b = starts[members[memberB]];
            int size = starts[members[memberA] + 1] - a;
            int c = Integer.compare(size, starts[members[memberB] + 1] - b);
            for (int j = 0; j < size && c == 0; j++) {
                int rowA = rows[a + j];
                int rowB = rows[b + j];
                c = Integer.compare(position[rowA], position[rowB]);
                c = c != 0 ? c : Integer.compare(tag[rowA], tag[rowB]);
                c = c != 0 || time.length == 0 ? c : Double.compare(time[rowA], time[rowB]);
                c = c != 0 ? c : data.compareRows(rowA, rowB);
            }
            return c;
        }
    }

    private static int[] pick(int[] values, int[] chosen) {
        int[] picked = new int[chosen.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[chosen[i]];
        }
        return picked;
    }

    private static double[] pick(double[] values, int[] chosen) {
        double[] picked = new double[chosen.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[chosen[i]];
        }
        return picked;
    }

    /** Where the rows of each cluster number begin when rows are laid out by cluster. */
    private static int[] startsOfClusters(int[] cluster) {
        int clusters = 0;
        for (int c : cluster) {
            clusters = Math.max(clusters, c + 1);
        }
        int[] starts = new int[clusters + 1];
        for (int c : cluster) {
            starts[c + 1]++;
        }
        for (int c = 0; c < clusters; c++) {
            starts[c + 1] += starts[c];
        }
        return starts;
    }

    private static int[] rowsByCluster(int[] cluster, int[] starts) {
        int[] next = starts.clone();
        int[] rows = new int[cluster.length];
        for (int i = 0; i < cluster.length; i++) {
            rows[next[cluster[i]]++] = i;
        }
        return rows;
    }

    /** Rows mostly come in order: insertion costs nothing then. */
    private static void sortByPosition(int[] rows, int from, int to, int[] position) {
        for (int j = from + 1; j < to; j++) {
            int row = rows[j];
            int k = j;
            while (k > from && position[rows[k - 1]] > position[row]) {
                rows[k] = rows[k - 1];
                k--;
            }
            rows[k] = row;
        }
    }

    /** The same clusters with the columns moved. */
    public ClusteredObservations withColumns(CentredColumns columns) {
        return columns.isNone() ? this : withDesign(columns.columns(observations.x()), observations.columns());
    }

    /** The same clusters with the design X B. */
    ClusteredObservations withDesign(double[] x, int columns) {
        return new ClusteredObservations(
                observations.withDesign(x, columns),
                start,
                position,
                tag,
                time,
                multiplicity,
                distinctOf,
                clusters,
                smallest,
                largest,
                dimension);
    }

    private void findPatterns() {
        Map<List<Integer>, Integer> seen = new HashMap<>();
        for (int c = 0; c < multiplicity.length; c++) {
            if (c > 0 && Arrays.equals(position, start[c], start[c + 1], position, start[c - 1], start[c])) {
                pattern[c] = pattern[c - 1];
                continue;
            }
            int[] own = Arrays.copyOfRange(position, start[c], start[c + 1]);
            List<Integer> key = Arrays.stream(own).boxed().toList();
            Integer known = seen.get(key);
            if (known == null) {
                known = patterns.size();
                seen.put(key, known);
                patterns.add(own);
            }
            pattern[c] = known;
        }
    }

    /** Rows in canonical order, each counting as often as its cluster occurs. */
    public Observations observations() {
        return observations;
    }

    /** Number of distinct clusters. */
    public int distinctClusters() {
        return multiplicity.length;
    }

    /** Number of clusters, before equal ones were collapsed; frequencies do not count. */
    public int clusters() {
        return clusters;
    }

    public int smallestCluster() {
        return smallest;
    }

    public int largestCluster() {
        return largest;
    }

    /** Number of positions: the dimension of the working correlation matrix. */
    public int dimension() {
        return dimension;
    }

    /** Where the rows of a distinct cluster begin. */
    public int first(int cluster) {
        return start[cluster];
    }

    /** Number of rows of a distinct cluster. */
    public int size(int cluster) {
        return start[cluster + 1] - start[cluster];
    }

    /** Place of a row among the occasions, from 0. */
    public int position(int row) {
        return position[row];
    }

    /** What else tells rows apart for log odds ratios. */
    public int tag(int row) {
        return tag[row];
    }

    double time(int row) {
        return time.length == 0 ? position[row] : time[row];
    }

    /** For each cluster number of the input its distinct cluster; -1 for numbers without rows. Shared, read only. */
    public int[] distinctOf() {
        return distinctOf;
    }

    /** Number of clusters, frequencies included. */
    public double countOfClusters() {
        double sum = 0;
        for (double m : multiplicity) {
            sum += m;
        }
        return sum;
    }

    /** Number of clusters of two rows and more whose responses are all equal, and of all clusters of that size. */
    public int[] constantClusters() {
        int constant = 0;
        int several = 0;
        for (int member : distinctOf) {
            if (member < 0 || size(member) < 2) {
                continue;
            }
            several++;
            boolean same = true;
            for (int i = first(member) + 1; i < first(member) + size(member); i++) {
                same &= observations.response()[i] == observations.response()[i - 1];
            }
            constant += same ? 1 : 0;
        }
        return new int[] {constant, several};
    }

    /** How many clusters this one stands for, frequencies included. */
    public double multiplicity(int cluster) {
        return multiplicity[cluster];
    }

    int pattern(int cluster) {
        return pattern[cluster];
    }

    /** The distinct sets of positions at which clusters were observed. */
    List<int[]> patterns() {
        return patterns;
    }

    /** Number of observations: rows times multiplicity. */
    public double count() {
        double sum = 0;
        for (int c = 0; c < multiplicity.length; c++) {
            sum += multiplicity[c] * size(c);
        }
        return sum;
    }
}
