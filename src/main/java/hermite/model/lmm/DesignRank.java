package hermite.model.lmm;

import java.util.Arrays;
import java.util.List;

/**
 * Ranks of [X Z₁ … Z_t]: what every random effect adds to the columns before it. Random effects are eliminated from the
 * cross products component by component, those of the effect with most subjects first, which are independent.
 */
public final class DesignRank {
    private static final double TOLERANCE = 1e-9;

    private final double[] x;
    private final int p;
    private final List<Columns> random;

    /**
     * One column of Z for each subject.
     *
     * @param z its value in each row
     * @param subject of each row; −1 for none
     */
    public record Columns(double[] z, int[] subject, int subjects) {}

    /** @param x row-major n × p */
    public DesignRank(double[] x, int p, List<Columns> random) {
        this.x = x;
        this.p = p;
        this.random = List.copyOf(random);
    }

    /** Rank of X with the first {@code count} random effects. */
    public int of(int count) {
        int n = p == 0 ? random.get(0).z().length : x.length / p;
        List<Columns> used = random.subList(0, count);
        int[][] members = components(n, used);
        double[] total = new double[p * p];
        double[] size = new double[p];
        int rank = 0;
        for (int[] rows : members) {
            rank += new Component(rows, used).eliminate(total, size);
        }
        return rank + pivots(total, p, size, p);
    }

    private static int[][] components(int n, List<Columns> used) {
        int[] parent = new int[n];
        Arrays.setAll(parent, i -> used.isEmpty() ? 0 : i);
        for (Columns c : used) {
            int[] first = new int[c.subjects()];
            Arrays.fill(first, -1);
            for (int row = 0; row < n; row++) {
                int s = c.subject()[row];
                if (s >= 0) {
                    if (first[s] < 0) {
                        first[s] = row;
                    } else {
                        parent[find(parent, row)] = find(parent, first[s]);
                    }
                }
            }
        }
        int[] size = new int[n];
        for (int row = 0; row < n; row++) {
            size[find(parent, row)]++;
        }
        int[][] members = new int[n][];
        int[] next = new int[n];
        for (int row = 0; row < n; row++) {
            int root = find(parent, row);
            if (members[root] == null) {
                members[root] = new int[size[root]];
            }
            members[root][next[root]++] = row;
        }
        return Arrays.stream(members).filter(m -> m != null).toArray(int[][]::new);
    }

    private static int find(int[] parent, int row) {
        int r = row;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    /**
     * Cross products of the rows of a component. The subjects of the effect with most of them are independent: each has
     * a diagonal and a row against all other columns, which are the other effects' subjects and then X.
     */
    private final class Component {
        private final int[] rows;
        private final List<Columns> used;
        /** For each effect its subject's number within the component in each row; −1 for none. */
        private final int[][] local;
        /** The effect with most subjects; −1 without any. */
        private int most = -1;
        /** Where the subjects of an effect begin among the other columns. */
        private final int[] first;
        /** Where X begins among them. */
        private int rest;

        private final int order;
        private final double[] cross;
        private final double[] diagonal;
        private final double[][] coupling;

        Component(int[] rows, List<Columns> used) {
            this.rows = rows;
            this.used = used;
            local = new int[used.size()][];
            first = new int[local.length];
            int[] count = new int[local.length];
            for (int t = 0; t < local.length; t++) {
                int[] subject = used.get(t).subject();
                int[] present = Arrays.stream(rows)
                        .map(r -> subject[r])
                        .filter(s -> s >= 0)
                        .sorted()
                        .distinct()
                        .toArray();
                count[t] = present.length;
                local[t] = Arrays.stream(rows)
                        .map(r -> subject[r] < 0 ? -1 : Arrays.binarySearch(present, subject[r]))
                        .toArray();
                most = most < 0 || count[t] > count[most] ? t : most;
            }
            for (int t = 0; t < local.length; t++) {
                if (t != most) {
                    first[t] = rest;
                    rest += count[t];
                }
            }
            order = rest + p;
            cross = new double[order * order];
            diagonal = new double[most < 0 ? 0 : count[most]];
            coupling = new double[diagonal.length][];
            double[] values = new double[local.length + p];
            int[] places = new int[values.length];
            for (int i = 0; i < rows.length; i++) {
                add(i, values, places);
            }
        }

        private void add(int i, double[] values, int[] places) {
            int m = 0;
            for (int t = 0; t < local.length; t++) {
                if (t != most && local[t][i] >= 0) {
                    places[m] = first[t] + local[t][i];
                    values[m++] = used.get(t).z()[rows[i]];
                }
            }
            for (int j = 0; j < p; j++) {
                places[m] = rest + j;
                values[m++] = x[rows[i] * p + j];
            }
            for (int a = 0; a < m; a++) {
                for (int b = 0; b < m; b++) {
                    cross[places[a] * order + places[b]] += values[a] * values[b];
                }
            }
            int s = most < 0 ? -1 : local[most][i];
            if (s >= 0) {
                double z = used.get(most).z()[rows[i]];
                diagonal[s] += z * z;
                if (coupling[s] == null) {
                    coupling[s] = new double[order];
                }
                for (int a = 0; a < m; a++) {
                    coupling[s][places[a]] += z * values[a];
                }
            }
        }

        /** Rank of the random effects; what is left of X'X is added to the total, its squares before to the size. */
        int eliminate(double[] total, double[] size) {
            double[] own = new double[order];
            for (int j = 0; j < order; j++) {
                own[j] = cross[j * order + j];
            }
            int rank = 0;
            for (int s = 0; s < diagonal.length; s++) {
                if (diagonal[s] > 0) {
                    rank++;
                    subtract(cross, coupling[s], order, diagonal[s]);
                }
            }
            rank += pivots(cross, order, own, rest);
            for (int i = 0; i < p; i++) {
                size[i] += own[rest + i];
                for (int j = 0; j < p; j++) {
                    total[i * p + j] += cross[(rest + i) * order + rest + j];
                }
            }
            return rank;
        }
    }

    private static void subtract(double[] cross, double[] row, int order, double pivot) {
        for (int a = 0; a < order; a++) {
            double f = row[a] / pivot;
            if (f != 0) {
                for (int b = 0; b < order; b++) {
                    cross[a * order + b] -= f * row[b];
                }
            }
        }
    }

    /** Eliminates the first {@code limit} columns in order; the number of those that are independent. */
    private static int pivots(double[] a, int n, double[] size, int limit) {
        int rank = 0;
        double[] row = new double[n];
        for (int k = 0; k < limit; k++) {
            double pivot = a[k * n + k];
            if (!(pivot > TOLERANCE * size[k])) {
                continue;
            }
            rank++;
            System.arraycopy(a, k * n, row, 0, n);
            for (int i = k + 1; i < n; i++) {
                double f = row[i] / pivot;
                if (f != 0) {
                    for (int j = k + 1; j < n; j++) {
                        a[i * n + j] -= f * row[j];
                    }
                }
            }
        }
        return rank;
    }
}
