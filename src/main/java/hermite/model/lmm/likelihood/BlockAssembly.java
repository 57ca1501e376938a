package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Divides the rows of a model into independent blocks, the same whatever the order of rows. */
final class BlockAssembly {
    private final LmmSpec spec;
    private final int[][] subjects;

    BlockAssembly(LmmSpec spec) {
        this.spec = spec;
        int terms = spec.random().size();
        boolean dependent = !spec.residual().structure().isIndependent();
        subjects = new int[terms + (dependent ? 1 : 0)][];
        for (int t = 0; t < terms; t++) {
            subjects[t] = spec.random().get(t).subject();
        }
        if (dependent) {
            subjects[terms] = spec.residual().subject();
        }
    }

    List<LmmBlock> blocks() {
        int[] component = components();
        int[] order = new RowOrder(spec).rows();
        int[] name = new int[spec.rows()];
        Arrays.fill(name, -1);
        // Blocks are numbered by the first of their rows in an order that does not depend on the order given.
        int count = 0;
        int[] size = new int[spec.rows()];
        for (int row : order) {
            if (name[component[row]] < 0) {
                name[component[row]] = count++;
            }
            size[name[component[row]]]++;
        }
        int[][] members = new int[count][];
        for (int b = 0; b < count; b++) {
            members[b] = new int[size[b]];
        }
        int[] next = new int[count];
        for (int row : order) {
            int b = name[component[row]];
            members[b][next[b]++] = row;
        }
        List<LmmBlock> blocks = new ArrayList<>(count);
        for (int[] rows : members) {
            blocks.add(block(rows));
        }
        return blocks;
    }

    /** Rows that share a subject of any term belong together: union of sets. */
    int[] components() {
        int[] parent = new int[spec.rows()];
        boolean alone = subjects.length == 0 && spec.residual().isUniform();
        Arrays.setAll(parent, i -> alone ? 0 : i);
        for (int[] subject : subjects) {
            int largest = Arrays.stream(subject).max().orElse(-1);
            int[] first = new int[largest + 1];
            Arrays.fill(first, -1);
            for (int row = 0; row < parent.length; row++) {
                int s = subject[row];
                if (s < 0) {
                    continue;
                }
                if (first[s] < 0) {
                    first[s] = row;
                } else {
                    parent[find(parent, row)] = find(parent, first[s]);
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
        int[][] columnOf = new int[rows.length][spec.random().size()];
        for (int t = 0; t < spec.random().size(); t++) {
            RandomTerm term = spec.random().get(t);
            int[] present = present(term.subject(), rows);
            int[] group = new int[present.length];
            for (int i = 0; i < rows.length; i++) {
                int s = term.subject()[rows[i]];
                int place = s < 0 ? -1 : Arrays.binarySearch(present, s);
                columnOf[i][t] = place < 0 ? -1 : q + place * term.columns();
                if (place >= 0) {
                    group[place] = term.group()[rows[i]];
                }
            }
            for (int s = 0; s < present.length; s++) {
                copies.add(new LmmBlock.Copy(t, present[s], group[s], q));
                q += term.columns();
            }
        }
        int width = q + spec.p() + 1;
        int groups = spec.residual().groups();
        int[] spare = new int[groups];
        List<Row> kept = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            List<Row> mine = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                if (spec.residual().group()[rows[i]] == g) {
                    mine.add(new Row(values(rows[i], columnOf[i], q, width), g, rows[i]));
                }
            }
            if (spec.residual().isUniform()) {
                spare[g] = reduce(mine, q, width);
            }
            kept.addAll(mine);
        }
        if (!spec.residual().structure().isIndependent()) {
            kept.sort(Comparator.comparingInt((Row r) -> spec.residual().subject()[r.source])
                    .thenComparingInt(r -> spec.residual().position()[r.source]));
        }
        return assembled(kept, copies, q, spare);
    }

    /** The subjects of some rows in order. */
    private static int[] present(int[] subject, int[] rows) {
        int[] all = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            all[i] = subject[rows[i]];
        }
        Arrays.sort(all);
        int count = 0;
        for (int s : all) {
            if (s >= 0 && (count == 0 || all[count - 1] != s)) {
                all[count++] = s;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** A row (z, x, y) times the root of its weight, its residual group and its place in the model. */
    private record Row(double[] values, int group, int source) {}

    /** Rows in the order of their z, so that equal Z give equal triangles; how many rows the triangle saves. */
    private static int reduce(List<Row> rows, int q, int width) {
        rows.sort((a, b) -> Arrays.compare(a.values, 0, q, b.values, 0, q));
        int spare = Math.max(0, rows.size() - width);
        if (spare > 0) {
            List<double[]> triangle = Triangle.of(rows.stream().map(Row::values).toList(), width);
            for (int i = 0; i < width; i++) {
                rows.set(i, new Row(triangle.get(i), rows.get(i).group, rows.get(i).source));
            }
            rows.subList(width, rows.size()).clear();
        }
        return spare;
    }

    private LmmBlock assembled(List<Row> rows, List<LmmBlock.Copy> copies, int q, int[] spare) {
        int m = rows.size();
        int p = spec.p();
        double[] z = new double[m * q];
        double[] x = new double[m * p];
        double[] y = new double[m];
        for (int i = 0; i < m; i++) {
            double[] values = rows.get(i).values;
            System.arraycopy(values, 0, z, i * q, q);
            System.arraycopy(values, q, x, i * p, p);
            y[i] = values[q + p];
        }
        return new LmmBlock(
                m,
                x,
                y,
                copies,
                z,
                q,
                spare,
                rows.stream().mapToInt(Row::group).toArray(),
                rows.stream().mapToInt(Row::source).toArray(),
                1);
    }

    private double[] values(int row, int[] columnOf, int q, int width) {
        double[] values = new double[width];
        double root = Math.sqrt(spec.weight()[row]);
        for (int t = 0; t < columnOf.length; t++) {
            RandomTerm term = spec.random().get(t);
            for (int k = 0; k < term.columns() && columnOf[t] >= 0; k++) {
                values[columnOf[t] + k] = root * term.z()[row * term.columns() + k];
            }
        }
        for (int j = 0; j < spec.p(); j++) {
            values[q + j] = root * spec.x()[row * spec.p() + j];
        }
        values[width - 1] = root * spec.y()[row];
        return values;
    }
}
