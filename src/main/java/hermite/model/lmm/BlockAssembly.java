package hermite.model.lmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Divides the rows of a model into independent blocks, the same whatever the order of rows. */
final class BlockAssembly {
    private final LmmSpec spec;

    BlockAssembly(LmmSpec spec) {
        this.spec = spec;
    }

    List<LmmBlock> blocks() {
        int[] root = components();
        Map<List<Integer>, Integer> places = new TreeMap<>((a, b) -> {
            for (int i = 0; i < a.size(); i++) {
                int c = Integer.compare(a.get(i), b.get(i));
                if (c != 0) {
                    return c;
                }
            }
            return 0;
        });
        // A block is named by the smallest subject of each term in it, which does not depend on the order of rows.
        Map<Integer, int[]> smallest = new LinkedHashMap<>();
        Map<Integer, List<Integer>> members = new LinkedHashMap<>();
        int keys = spec.random().size() + 1;
        boolean alone = spec.random().isEmpty() && spec.residual().structure().isIndependent();
        for (int row = 0; row < spec.rows(); row++) {
            int r = alone ? 0 : root[row];
            int[] key = smallest.computeIfAbsent(r, k -> {
                int[] all = new int[keys];
                Arrays.fill(all, Integer.MAX_VALUE);
                return all;
            });
            for (int t = 0; t < keys; t++) {
                int s = subject(t, row);
                if (s >= 0) {
                    key[t] = Math.min(key[t], s);
                }
            }
            members.computeIfAbsent(r, k -> new ArrayList<>()).add(row);
        }
        List<List<Integer>> groups = new ArrayList<>();
        List<int[]> keyOf = new ArrayList<>();
        members.forEach((r, rows) -> {
            rows.sort(byContent());
            groups.add(rows);
            keyOf.add(smallest.get(r));
        });
        Integer[] order = new Integer[groups.size()];
        Arrays.setAll(order, i -> i);
        Comparator<Integer> byKey = (a, b) -> Arrays.compare(keyOf.get(a), keyOf.get(b));
        Arrays.sort(order, byKey.thenComparing((a, b) -> byContent()
                .compare(groups.get(a).get(0), groups.get(b).get(0))));
        List<LmmBlock> blocks = new ArrayList<>();
        for (int i : order) {
            blocks.add(block(groups.get(i).stream().mapToInt(r -> r).toArray()));
        }
        return blocks;
    }

    private int subject(int term, int row) {
        if (term < spec.random().size()) {
            return spec.random().get(term).subject()[row];
        }
        return spec.residual().structure().isIndependent()
                ? -1
                : spec.residual().subject()[row];
    }

    private Comparator<Integer> byContent() {
        return (a, b) -> {
            int c = Integer.compare(
                    spec.residual().position()[a], spec.residual().position()[b]);
            c = c != 0 ? c : Double.compare(spec.y()[a], spec.y()[b]);
            for (int j = 0; j < spec.p() && c == 0; j++) {
                c = Double.compare(spec.x()[a * spec.p() + j], spec.x()[b * spec.p() + j]);
            }
            for (int t = 0; t < spec.random().size() && c == 0; t++) {
                RandomTerm term = spec.random().get(t);
                c = Integer.compare(term.subject()[a], term.subject()[b]);
                for (int k = 0; k < term.columns() && c == 0; k++) {
                    c = Double.compare(term.z()[a * term.columns() + k], term.z()[b * term.columns() + k]);
                }
            }
            return c != 0 ? c : Double.compare(spec.weight()[a], spec.weight()[b]);
        };
    }

    /** Rows that share a subject of any term belong together: union of sets. */
    private int[] components() {
        int[] parent = new int[spec.rows()];
        Arrays.setAll(parent, i -> i);
        for (int t = 0; t <= spec.random().size(); t++) {
            Map<Integer, Integer> first = new java.util.HashMap<>();
            for (int row = 0; row < parent.length; row++) {
                int s = subject(t, row);
                if (s >= 0) {
                    Integer before = first.putIfAbsent(s, row);
                    if (before != null) {
                        parent[find(parent, row)] = find(parent, before);
                    }
                }
            }
        }
        for (int row = 0; row < parent.length; row++) {
            parent[row] = find(parent, row);
        }
        return parent;
    }

    private static int find(int[] parent, int row) {
        int r = row;
        while (parent[r] != r) {
            parent[r] = parent[parent[r]];
            r = parent[r];
        }
        return r;
    }

    private LmmBlock block(int[] rows) {
        List<LmmBlock.Copy> copies = new ArrayList<>();
        int q = 0;
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            Map<Integer, Integer> subjects = new TreeMap<>();
            for (int row : rows) {
                if (term.subject()[row] >= 0) {
                    subjects.putIfAbsent(term.subject()[row], term.group()[row]);
                }
            }
            for (Map.Entry<Integer, Integer> s : subjects.entrySet()) {
                copies.add(new LmmBlock.Copy(t, s.getKey(), s.getValue(), q));
                q += term.columns();
            }
        }
        boolean reducible = spec.residual().structure().isIndependent();
        int p = spec.p();
        int width = q + p + 1;
        int groups = spec.residual().groups();
        int[] spare = new int[groups];
        List<double[]> kept = new ArrayList<>();
        List<Integer> keptGroup = new ArrayList<>();
        List<Integer> keptRow = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int group = g;
            int[] of = Arrays.stream(rows)
                    .filter(r -> spec.residual().group()[r] == group)
                    .toArray();
            double[][] matrix = new double[of.length][];
            for (int i = 0; i < of.length; i++) {
                matrix[i] = row(of[i], copies, q, width);
            }
            if (reducible && of.length > width) {
                triangularise(matrix, width);
                spare[g] = of.length - width;
                matrix = Arrays.copyOf(matrix, width);
            }
            for (int i = 0; i < matrix.length; i++) {
                kept.add(matrix[i]);
                keptGroup.add(g);
                keptRow.add(of[i]);
            }
        }
        return assembled(kept, keptGroup, keptRow, copies, q, spare);
    }

    private LmmBlock assembled(
            List<double[]> kept,
            List<Integer> group,
            List<Integer> row,
            List<LmmBlock.Copy> copies,
            int q,
            int[] spare) {
        int m = kept.size();
        int p = spec.p();
        double[] z = new double[m * q];
        double[] x = new double[m * p];
        double[] y = new double[m];
        for (int i = 0; i < m; i++) {
            System.arraycopy(kept.get(i), 0, z, i * q, q);
            System.arraycopy(kept.get(i), q, x, i * p, p);
            y[i] = kept.get(i)[q + p];
        }
        Residual residual = spec.residual();
        return new LmmBlock(
                m,
                x,
                y,
                copies,
                z,
                q,
                spare,
                group.stream().mapToInt(g -> g).toArray(),
                row.stream().mapToInt(r -> residual.subject()[r]).toArray(),
                row.stream().mapToInt(r -> residual.position()[r]).toArray(),
                row.stream().mapToDouble(r -> residual.point()[r]).toArray());
    }

    private double[] row(int row, List<LmmBlock.Copy> copies, int q, int width) {
        double[] values = new double[width];
        double root = Math.sqrt(spec.weight()[row]);
        for (LmmBlock.Copy copy : copies) {
            RandomTerm term = spec.random().get(copy.term());
            if (term.subject()[row] == copy.subject()) {
                for (int k = 0; k < term.columns(); k++) {
                    values[copy.firstColumn() + k] = root * term.z()[row * term.columns() + k];
                }
            }
        }
        for (int j = 0; j < spec.p(); j++) {
            values[q + j] = root * spec.x()[row * spec.p() + j];
        }
        values[width - 1] = root * spec.y()[row];
        return values;
    }

    /** Householder reflections (Golub and Van Loan 1996, algorithm 5.2.1) that leave rows below {@code width} zero. */
    private static void triangularise(double[][] a, int width) {
        int n = a.length;
        for (int k = 0; k < width && k < n; k++) {
            double norm = 0;
            for (int i = k; i < n; i++) {
                norm += a[i][k] * a[i][k];
            }
            norm = Math.sqrt(norm);
            if (norm == 0) {
                continue;
            }
            double alpha = a[k][k] > 0 ? -norm : norm;
            double[] v = new double[n];
            double square = 0;
            for (int i = k; i < n; i++) {
                v[i] = a[i][k] - (i == k ? alpha : 0);
                square += v[i] * v[i];
            }
            for (int j = k; j < width; j++) {
                double dot = 0;
                for (int i = k; i < n; i++) {
                    dot += v[i] * a[i][j];
                }
                double f = 2 * dot / square;
                for (int i = k; i < n; i++) {
                    a[i][j] -= f * v[i];
                }
            }
        }
    }
}
