package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmSpec;
import hermite.model.lmm.RandomTerm;
import java.util.ArrayList;
import java.util.Arrays;
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
            int[] present = Arrays.stream(rows)
                    .map(r -> term.subject()[r])
                    .filter(s -> s >= 0)
                    .sorted()
                    .distinct()
                    .toArray();
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
        List<double[]> kept = new ArrayList<>();
        List<Integer> keptGroup = new ArrayList<>();
        List<Integer> keptRow = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            List<double[]> matrix = new ArrayList<>();
            List<Integer> of = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                if (spec.residual().group()[rows[i]] == g) {
                    matrix.add(row(rows[i], columnOf[i], q, width));
                    of.add(rows[i]);
                }
            }
            int keep = of.size();
            if (spec.residual().isUniform() && of.size() > width) {
                spare[g] = of.size() - width;
                keep = width;
                matrix = triangularised(matrix, width);
            }
            for (int i = 0; i < keep; i++) {
                kept.add(matrix.get(i));
                keptGroup.add(g);
                keptRow.add(of.get(i));
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
        return new LmmBlock(
                m,
                x,
                y,
                copies,
                z,
                q,
                spare,
                group.stream().mapToInt(g -> g).toArray(),
                row.stream().mapToInt(r -> r).toArray());
    }

    private double[] row(int row, int[] columnOf, int q, int width) {
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

    /**
     * Householder reflections (Golub and Van Loan 1996, algorithm 5.2.1) that leave rows below {@code width} zero; long
     * blocks are reduced a batch at a time, each with the triangle that is left of those before.
     */
    private static List<double[]> triangularised(List<double[]> rows, int width) {
        int batch = Math.max(4 * width, 64);
        double[][] work = new double[0][];
        for (int from = 0; from < rows.size(); from += batch) {
            int to = Math.min(rows.size(), from + batch);
            double[][] next = Arrays.copyOf(work, work.length + to - from);
            for (int i = from; i < to; i++) {
                next[work.length + i - from] = rows.get(i);
            }
            triangularise(next, width);
            work = next.length > width ? Arrays.copyOf(next, width) : next;
        }
        return Arrays.asList(work);
    }

    private static void triangularise(double[][] a, int width) {
        int n = a.length;
        double[] v = new double[n];
        double[] dot = new double[width];
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
            double square = 0;
            Arrays.fill(dot, 0);
            for (int i = k; i < n; i++) {
                v[i] = a[i][k] - (i == k ? alpha : 0);
                square += v[i] * v[i];
                if (v[i] != 0) {
                    for (int j = k; j < width; j++) {
                        dot[j] += v[i] * a[i][j];
                    }
                }
            }
            for (int i = k; i < n; i++) {
                double f = 2 * v[i] / square;
                if (f != 0) {
                    for (int j = k; j < width; j++) {
                        a[i][j] -= f * dot[j];
                    }
                }
            }
        }
    }
}
