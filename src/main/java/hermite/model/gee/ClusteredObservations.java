package hermite.model.gee;

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
        double[] time = Arrays.stream(position).asDoubleStream().toArray();
        return of(observations, cluster, position, tag, time, dimension);
    }

    /** @param time of each row, increasing with the position within a cluster */
    public static ClusteredObservations of(
            Observations observations, int[] cluster, int[] position, int[] tag, double[] time, int dimension) {
        int[][] rowsOf = rowsOfClusters(cluster);
        List<int[]> members = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        int smallest = Integer.MAX_VALUE;
        int largest = 0;
        for (int c = 0; c < rowsOf.length; c++) {
            int[] rows = rowsOf[c];
            if (rows.length == 0) {
                continue;
            }
            sortByPosition(rows, position);
            for (int j = 1; j < rows.length; j++) {
                if (position[rows[j]] == position[rows[j - 1]]) {
                    throw new RepeatedPositionException(c, position[rows[j]]);
                }
            }
            smallest = Math.min(smallest, rows.length);
            largest = Math.max(largest, rows.length);
            members.add(rows);
            numbers.add(c);
        }
        long[] digest = new long[members.size()];
        Arrays.setAll(digest, c -> digest(observations, position, tag, time, members.get(c)));
        Comparator<Integer> byContent = (a, b) -> {
            int c = Long.compare(digest[a], digest[b]);
            return c != 0 ? c : compare(observations, position, tag, time, members.get(a), members.get(b));
        };
        int[] order = DigestOrder.of(digest, byContent);
        List<int[]> distinct = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        int before = -1;
        int[] distinctOf = new int[rowsOf.length];
        Arrays.fill(distinctOf, -1);
        for (int member : order) {
            int[] rows = members.get(member);
            double f = observations.frequency()[rows[0]];
            int last = distinct.size() - 1;
            boolean same = last >= 0 && byContent.compare(before, member) == 0;
            before = member;
            if (same) {
                counts.set(last, counts.get(last) + f);
            } else {
                distinct.add(rows);
                counts.add(f);
            }
            distinctOf[numbers.get(member)] = distinct.size() - 1;
        }
        int[] starts = new int[distinct.size() + 1];
        for (int c = 0; c < distinct.size(); c++) {
            starts[c + 1] = starts[c] + distinct.get(c).length;
        }
        int[] flat = new int[starts[distinct.size()]];
        for (int c = 0; c < distinct.size(); c++) {
            System.arraycopy(distinct.get(c), 0, flat, starts[c], distinct.get(c).length);
        }
        return new ClusteredObservations(
                observations.select(flat),
                starts,
                Arrays.stream(flat).map(r -> position[r]).toArray(),
                Arrays.stream(flat).map(r -> tag[r]).toArray(),
                Arrays.stream(flat).mapToDouble(r -> time[r]).toArray(),
                counts.stream().mapToDouble(Double::doubleValue).toArray(),
                distinctOf,
                members.size(),
                smallest,
                largest,
                dimension);
    }

    private static int[][] rowsOfClusters(int[] cluster) {
        int clusters = Arrays.stream(cluster).max().orElse(-1) + 1;
        int[] sizes = new int[clusters];
        for (int c : cluster) {
            sizes[c]++;
        }
        int[][] rows = new int[clusters][];
        for (int c = 0; c < clusters; c++) {
            rows[c] = new int[sizes[c]];
        }
        for (int i = cluster.length - 1; i >= 0; i--) {
            rows[cluster[i]][--sizes[cluster[i]]] = i;
        }
        return rows;
    }

    /** Rows mostly come in order: insertion costs nothing then. */
    private static void sortByPosition(int[] rows, int[] position) {
        for (int j = 1; j < rows.length; j++) {
            int row = rows[j];
            int k = j;
            while (k > 0 && position[rows[k - 1]] > position[row]) {
                rows[k] = rows[k - 1];
                k--;
            }
            rows[k] = row;
        }
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

    private static long digest(Observations data, int[] position, int[] tag, double[] time, int[] rows) {
        long h = rows.length;
        for (int row : rows) {
            h = h * 0x9E3779B97F4A7C15L
                    + data.digest(row)
                    + 31L * position[row]
                    + 17L * Double.doubleToLongBits(time[row])
                    + tag[row];
        }
        return h;
    }

    private static int compare(Observations data, int[] position, int[] tag, double[] time, int[] a, int[] b) {
        int c = Integer.compare(a.length, b.length);
        for (int j = 0; j < a.length && c == 0; j++) {
            c = Integer.compare(position[a[j]], position[b[j]]);
            c = c != 0 ? c : Integer.compare(tag[a[j]], tag[b[j]]);
            c = c != 0 ? c : Double.compare(time[a[j]], time[b[j]]);
            c = c != 0 ? c : data.compareRows(a[j], b[j]);
        }
        return c;
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

    /** Rows in canonical order. Frequencies in here are those of the input; sums use {@link #multiplicity}. */
    Observations observations() {
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

    int first(int cluster) {
        return start[cluster];
    }

    int size(int cluster) {
        return start[cluster + 1] - start[cluster];
    }

    int position(int row) {
        return position[row];
    }

    int tag(int row) {
        return tag[row];
    }

    double time(int row) {
        return time[row];
    }

    /** For each cluster number of the input its distinct cluster; -1 for numbers without rows. Shared, read only. */
    int[] distinctOf() {
        return distinctOf;
    }

    /** Number of clusters, frequencies included. */
    double countOfClusters() {
        return Arrays.stream(multiplicity).sum();
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
    double multiplicity(int cluster) {
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
    double count() {
        double sum = 0;
        for (int c = 0; c < multiplicity.length; c++) {
            sum += multiplicity[c] * size(c);
        }
        return sum;
    }
}
