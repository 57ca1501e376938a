package hermite.model.gee;

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
    private final double[] multiplicity;
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
            double[] multiplicity,
            int clusters,
            int smallest,
            int largest,
            int dimension) {
        this.observations = observations;
        this.start = start;
        this.position = position;
        this.tag = tag;
        this.multiplicity = multiplicity;
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

        RepeatedPositionException(int cluster, int position) {
            super("two observations of cluster " + (cluster + 1) + " have position " + (position + 1));
        }
    }

    /**
     * @param cluster cluster number of each row
     * @param position occasion of each row, from 0; rows of a cluster need not be in order
     * @param tag what else tells rows of a cluster apart for log odds ratios (sub-cluster, group); zeros otherwise
     * @param dimension number of positions, at least 1 + the largest
     * @throws RepeatedPositionException when a position occurs twice in a cluster
     */
    public static ClusteredObservations of(
            Observations observations, int[] cluster, int[] position, int[] tag, int dimension) {
        Map<Integer, List<Integer>> rowsOf = new HashMap<>();
        for (int i = 0; i < cluster.length; i++) {
            rowsOf.computeIfAbsent(cluster[i], c -> new ArrayList<>()).add(i);
        }
        List<int[]> members = new ArrayList<>();
        int smallest = Integer.MAX_VALUE;
        int largest = 0;
        for (Map.Entry<Integer, List<Integer>> entry : rowsOf.entrySet()) {
            List<Integer> rows = entry.getValue();
            rows.sort(Comparator.comparingInt(r -> position[r]));
            for (int j = 1; j < rows.size(); j++) {
                if (position[rows.get(j)] == position[rows.get(j - 1)]) {
                    throw new RepeatedPositionException(entry.getKey(), position[rows.get(j)]);
                }
            }
            smallest = Math.min(smallest, rows.size());
            largest = Math.max(largest, rows.size());
            members.add(rows.stream().mapToInt(Integer::intValue).toArray());
        }
        Comparator<int[]> order = (a, b) -> compare(observations, position, tag, a, b);
        members.sort(order);
        List<int[]> distinct = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (int[] rows : members) {
            double f = observations.frequency()[rows[0]];
            int last = distinct.size() - 1;
            if (last >= 0 && order.compare(distinct.get(last), rows) == 0) {
                counts.set(last, counts.get(last) + f);
            } else {
                distinct.add(rows);
                counts.add(f);
            }
        }
        int[] flat = distinct.stream().flatMapToInt(Arrays::stream).toArray();
        int[] starts = new int[distinct.size() + 1];
        for (int c = 0; c < distinct.size(); c++) {
            starts[c + 1] = starts[c] + distinct.get(c).length;
        }
        return new ClusteredObservations(
                observations.select(flat),
                starts,
                Arrays.stream(flat).map(r -> position[r]).toArray(),
                Arrays.stream(flat).map(r -> tag[r]).toArray(),
                counts.stream().mapToDouble(Double::doubleValue).toArray(),
                members.size(),
                smallest,
                largest,
                dimension);
    }

    /** The same clusters with the design X B. */
    ClusteredObservations withDesign(double[] x, int columns) {
        return new ClusteredObservations(
                observations.withDesign(x, columns),
                start,
                position,
                tag,
                multiplicity,
                clusters,
                smallest,
                largest,
                dimension);
    }

    private static int compare(Observations data, int[] position, int[] tag, int[] a, int[] b) {
        int c = Integer.compare(a.length, b.length);
        for (int j = 0; j < a.length && c == 0; j++) {
            c = Integer.compare(position[a[j]], position[b[j]]);
            c = c != 0 ? c : Integer.compare(tag[a[j]], tag[b[j]]);
            c = c != 0 ? c : data.compareRows(a[j], b[j]);
        }
        return c;
    }

    private void findPatterns() {
        Map<List<Integer>, Integer> seen = new HashMap<>();
        for (int c = 0; c < multiplicity.length; c++) {
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
