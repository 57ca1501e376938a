package hermite.model.lmm.likelihood;

import hermite.model.lmm.LmmSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Blocks made small and few. Where residuals are independent and of one variance, a block keeps as many rows as it has
 * random effects, those of the triangle that an orthogonal transformation makes of Z; what is left of all blocks, which no
 * random effect reaches, is gathered in one (Pinheiro and Bates 2000, section 2.2). Subjects that have the same V, as those
 * seen at the same visits, are transformed orthogonally among each other, which leaves data in few of them.
 */
final class BlockReduction {
    private final LmmSpec spec;
    private final int p;
    private final List<LmmBlock> bySubject;

    BlockReduction(LmmSpec spec, List<LmmBlock> whole) {
        this.spec = spec;
        p = spec.p();
        boolean suits = !spec.random().isEmpty()
                && spec.residual().isUniform()
                && spec.residual().groups() == 1;
        bySubject = suits ? triangles(whole) : whole;
    }

    private List<LmmBlock> triangles(List<LmmBlock> whole) {
        List<LmmBlock> blocks = new ArrayList<>();
        List<double[]> left = new ArrayList<>();
        int spare = 0;
        for (LmmBlock block : whole) {
            List<double[]> rows = Triangle.ofLeading(rows(block), block.q());
            int kept = Math.min(block.q(), rows.size());
            blocks.add(block(rows.subList(0, kept), block));
            for (double[] row : rows.subList(kept, rows.size())) {
                left.add(Arrays.copyOfRange(row, block.q(), row.length));
            }
            spare += block.spare()[0];
        }
        if (!left.isEmpty()) {
            blocks.add(rest(left, spare));
        }
        return blocks;
    }

    /** A block for each subject, and one for what is left. */
    List<LmmBlock> bySubject() {
        return bySubject;
    }

    private List<double[]> rows(LmmBlock block) {
        int q = block.q();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < block.rows(); i++) {
            double[] row = new double[q + p + 1];
            System.arraycopy(block.z(), i * q, row, 0, q);
            System.arraycopy(block.x(), i * p, row, q, p);
            row[q + p] = block.y()[i];
            rows.add(row);
        }
        return rows;
    }

    /** Rows (x, y) that no random effect reaches: a triangle and how many rows of zeros lie below it. */
    private LmmBlock rest(List<double[]> rows, int spare) {
        List<double[]> kept = Triangle.of(rows, p + 1);
        kept = kept.subList(0, Math.min(p + 1, kept.size()));
        double[] x = new double[kept.size() * p];
        double[] y = new double[kept.size()];
        for (int i = 0; i < y.length; i++) {
            System.arraycopy(kept.get(i), 0, x, i * p, p);
            y[i] = kept.get(i)[p];
        }
        int[] zeros = {spare + rows.size() - y.length};
        return new LmmBlock(
                y.length, x, y, List.of(), new double[0], 0, zeros, new int[y.length], new int[y.length], 1);
    }

    /** The rows of a triangle; below its diagonal only rounding is left of Z. */
    private LmmBlock block(List<double[]> rows, LmmBlock of) {
        int m = rows.size();
        int q = of.q();
        double[] z = new double[m * q];
        double[] x = new double[m * p];
        double[] y = new double[m];
        for (int i = 0; i < m; i++) {
            System.arraycopy(rows.get(i), i, z, i * q + i, q - i);
            System.arraycopy(rows.get(i), q, x, i * p, p);
            y[i] = rows.get(i)[q + p];
        }
        return new LmmBlock(m, x, y, of.effects(), z, q, new int[1], new int[m], new int[m], 1);
    }

    /** What makes V: terms and groups of the effects, groups, visits and subjects of the residuals, and Z. */
    private record Pattern(int[] layout, double[] z) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Pattern o && Arrays.equals(layout, o.layout) && Arrays.equals(z, o.z);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(layout) + Arrays.hashCode(z);
        }
    }

    private Pattern pattern(LmmBlock block) {
        boolean dependent = !spec.residual().structure().isIndependent();
        int m = block.rows();
        int effects = block.effects().size();
        int[] layout = new int[2 * effects + 3 * m];
        int next = 0;
        for (LmmBlock.Copy copy : block.effects()) {
            layout[next++] = copy.term();
            layout[next++] = copy.group();
        }
        for (int i = 0; i < m; i++) {
            layout[next++] = block.residualGroup()[i];
            layout[next++] = dependent ? spec.residual().position()[block.source()[i]] : 0;
            layout[next++] = dependent ? firstOfSubject(block, i) : 0;
        }
        return new Pattern(layout, block.z());
    }

    /** The first row of a block with the residual subject of a row. */
    private int firstOfSubject(LmmBlock block, int row) {
        int[] subject = spec.residual().subject();
        int first = 0;
        while (subject[block.source()[first]] != subject[block.source()[row]]) {
            first++;
        }
        return first;
    }

    /** Few blocks for each V that subjects share. */
    List<LmmBlock> pooled() {
        if (spec.residual().structure().kind().isSpatial() || spec.residual().hasSpread()) {
            return bySubject;
        }
        Map<Pattern, List<LmmBlock>> patterns = new LinkedHashMap<>();
        for (LmmBlock block : bySubject) {
            patterns.computeIfAbsent(pattern(block), k -> new ArrayList<>()).add(block);
        }
        List<LmmBlock> blocks = new ArrayList<>();
        patterns.values().forEach(equal -> blocks.addAll(pooled(equal)));
        return blocks;
    }

    private List<LmmBlock> pooled(List<LmmBlock> equal) {
        LmmBlock first = equal.get(0);
        int m = first.rows();
        int width = m * (p + 1);
        if (equal.size() <= width) {
            return equal;
        }
        List<double[]> subjects = new ArrayList<>(equal.size());
        int[] spare = new int[first.spare().length];
        for (LmmBlock block : equal) {
            Arrays.setAll(spare, g -> spare[g] + block.spare()[g]);
            double[] data = new double[width];
            System.arraycopy(block.x(), 0, data, 0, m * p);
            System.arraycopy(block.y(), 0, data, m * p, m);
            subjects.add(data);
        }
        List<double[]> kept = Triangle.of(subjects, width).subList(0, width);
        List<LmmBlock> blocks = new ArrayList<>(width);
        for (double[] data : kept) {
            blocks.add(new LmmBlock(
                    m,
                    Arrays.copyOf(data, m * p),
                    Arrays.copyOfRange(data, m * p, width),
                    first.effects(),
                    first.z(),
                    first.q(),
                    blocks.isEmpty() ? spare : new int[spare.length],
                    first.residualGroup(),
                    first.source(),
                    blocks.isEmpty() ? equal.size() - width + 1 : 1));
        }
        return blocks;
    }
}
