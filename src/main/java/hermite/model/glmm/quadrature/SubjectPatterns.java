package hermite.model.glmm.quadrature;

import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.density.ConditionalDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Canonical arrangement of the data: rows are ordered by content within a subject, subjects by content among each
 * other, and subjects equal in every bit, their weight too, become one pattern with a count. The likelihood of a model with random
 * effects per subject depends on neither order, so this changes no result; it makes every sum independent of the order
 * of the input and often shortens it many times.
 */
public final class SubjectPatterns {
    private static final int LANES = 256;
    private static final int LANES_SMALL = 64;
    private static final int CELLS = 16384;
    private static final int VECTOR = 32;
    private static final int INSERTION = 12;
    private static final long LOW_HALF = 0xffffffffL;

    private final GlmmSpec spec;
    private final int[][] rowsOfPattern;
    private final double[] countOfPattern;
    private final double[] weightOfPattern;
    private final int[] patternOfSubject;
    private final int subjects;
    private final int largestSubject;

    private SubjectPatterns(
            GlmmSpec spec,
            int[][] rowsOfPattern,
            double[] counts,
            double[] weights,
            int[] patternOfSubject,
            int subjects,
            int largest) {
        this.spec = spec;
        this.rowsOfPattern = rowsOfPattern;
        this.countOfPattern = counts;
        this.weightOfPattern = weights;
        this.patternOfSubject = patternOfSubject;
        this.subjects = subjects;
        this.largestSubject = largest;
    }

    public static SubjectPatterns of(GlmmSpec spec) {
        int[][] rows = rowsOfSubjects(spec);
        int largest = 0;
        for (int[] ofSubject : rows) {
            sort(spec, ofSubject);
            largest = Math.max(largest, ofSubject.length);
        }
        GlmmSpec.Level level = spec.levels().get(0);
        int[] order = order(spec, rows, largest);
        int[] patternOfSubject = new int[rows.length];
        Arrays.fill(patternOfSubject, -1);
        int[][] patterns = new int[order.length][];
        double[] counts = new double[order.length];
        double[] weights = new double[order.length];
        int last = -1;
        for (int s : order) {
            if (last < 0 || level.weight(s) != weights[last] || compareSubjects(spec, patterns[last], rows[s]) != 0) {
                patterns[++last] = rows[s];
                weights[last] = level.weight(s);
            }
            counts[last]++;
            patternOfSubject[s] = last;
        }
        return new SubjectPatterns(
                spec,
                Arrays.copyOf(patterns, last + 1),
                Arrays.copyOf(counts, last + 1),
                Arrays.copyOf(weights, last + 1),
                patternOfSubject,
                order.length,
                largest);
    }

    /** Subjects that have rows: fewer rows first, then by content and by weight. */
    private static int[] order(GlmmSpec spec, int[][] rows, int largest) {
        int[] next = new int[largest + 2];
        for (int[] ofSubject : rows) {
            next[ofSubject.length + 1]++;
        }
        next[1] = 0;
        for (int size = 1; size <= largest; size++) {
            next[size + 1] += next[size];
        }
        int[] order = new int[next[largest + 1]];
        for (int s = 0; s < rows.length; s++) {
            if (rows[s].length > 0) {
                order[next[rows[s].length]++] = s;
            }
        }
        for (int size = 1; size <= largest; size++) {
            sortByContent(spec, rows, order, next[size - 1], next[size]);
        }
        return byAbsentEffects(spec, rows, order);
    }

    /** The same order within subjects that lack the same effects, so that blocks can leave these out. */
    private static int[] byAbsentEffects(GlmmSpec spec, int[][] rows, int[] order) {
        if (spec.randomColumns() == 1) {
            return order;
        }
        long[] absent = new long[order.length];
        Arrays.setAll(absent, i -> absentEffects(spec, rows[order[i]]));
        int[] parted = new int[order.length];
        int next = 0;
        for (long part : Arrays.stream(absent).distinct().sorted().toArray()) {
            for (int i = 0; i < order.length; i++) {
                if (absent[i] == part) {
                    parted[next++] = order[i];
                }
            }
        }
        return parted;
    }

    /** A bit for each of the first 63 columns of Z that is zero in all rows. */
    private static long absentEffects(GlmmSpec spec, int[] rows) {
        int q = spec.randomColumns();
        long absent = 0;
        for (int d = 0; d < Math.min(q, Long.SIZE - 1); d++) {
            boolean zero = true;
            for (int i = 0; i < rows.length && zero; i++) {
                zero = spec.z()[rows[i] * q + d] == 0;
            }
            absent |= zero ? 1L << d : 0;
        }
        return absent;
    }

    /**
     * Sorts subjects of equally many rows. Half of the bits of the first number that differs among them is sorted as a
     * number, which orders nearly all of them when it is continuous; only subjects that share it are compared.
     */
    private static void sortByContent(GlmmSpec spec, int[][] rows, int[] order, int from, int to) {
        int column = firstVarying(spec, rows, order, from, to);
        if (column < 0) {
            sortByComparison(spec, rows, order, from, to);
            return;
        }
        int p = spec.fixedColumns();
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            keys[i - from] = sortable(spec.x()[rows[order[i]][0] * p + column]) & ~LOW_HALF | order[i];
        }
        Arrays.sort(keys);
        for (int i = from; i < to; i++) {
            order[i] = (int) keys[i - from];
        }
        for (int first = from, end; first < to; first = end) {
            long key = keys[first - from];
            for (end = first + 1; end < to && (keys[end - from] ^ key) >>> Integer.SIZE == 0; end++) {}
            sortByComparison(spec, rows, order, first, end);
        }
    }

    private static void sortByComparison(GlmmSpec spec, int[][] rows, int[] order, int from, int to) {
        if (to - from < 2) {
            return;
        }
        GlmmSpec.Level level = spec.levels().get(0);
        Integer[] boxed = new Integer[to - from];
        Arrays.setAll(boxed, i -> order[from + i]);
        Arrays.sort(boxed, (s, t) -> {
            int c = compareSubjects(spec, rows[s], rows[t]);
            return c != 0 ? c : Double.compare(level.weight(s), level.weight(t));
        });
        for (int i = from; i < to; i++) {
            order[i] = boxed[i - from];
        }
    }

    /** The first fixed column in which the first rows of these subjects differ; −1 without one. */
    private static int firstVarying(GlmmSpec spec, int[][] rows, int[] order, int from, int to) {
        int p = spec.fixedColumns();
        double[] x = spec.x();
        for (int k = 0; k < p; k++) {
            for (int i = from + 1; i < to; i++) {
                if (compare(x[rows[order[i]][0] * p + k], x[rows[order[from]][0] * p + k]) != 0) {
                    return k;
                }
            }
        }
        return -1;
    }

    /** A number in the same order among integers as {@link #compare} has it among doubles. */
    private static long sortable(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ (bits >> Long.SIZE - 1 & Long.MAX_VALUE);
    }

    private static int[][] rowsOfSubjects(GlmmSpec spec) {
        int[] subject = spec.subject();
        int ids = 0;
        for (int s : subject) {
            ids = Math.max(ids, s + 1);
        }
        int[] size = new int[ids];
        for (int s : subject) {
            size[s]++;
        }
        int[][] rows = new int[ids][];
        for (int s = 0; s < ids; s++) {
            rows[s] = new int[size[s]];
        }
        int[] filled = new int[ids];
        for (int i = 0; i < subject.length; i++) {
            rows[subject[i]][filled[subject[i]]++] = i;
        }
        return rows;
    }

    /** Sorts the rows of a subject; few of them by insertion. */
    private static void sort(GlmmSpec spec, int[] rows) {
        if (rows.length > INSERTION) {
            Integer[] boxed = new Integer[rows.length];
            Arrays.setAll(boxed, i -> rows[i]);
            Arrays.sort(boxed, (a, b) -> compareRows(spec, a, b));
            Arrays.setAll(rows, i -> boxed[i]);
            return;
        }
        for (int i = 1; i < rows.length; i++) {
            int row = rows[i];
            int at = i;
            for (; at > 0 && compareRows(spec, rows[at - 1], row) > 0; at--) {
                rows[at] = rows[at - 1];
            }
            rows[at] = row;
        }
    }

    public int patterns() {
        return rowsOfPattern.length;
    }

    public int subjects() {
        return subjects;
    }

    int largestSubject() {
        return largestSubject;
    }

    /** Pattern of each subject number of the specification, −1 for a number without rows. */
    int[] patternOfSubject() {
        return patternOfSubject.clone();
    }

    private static int compareRows(GlmmSpec spec, int a, int b) {
        int p = spec.fixedColumns();
        int q = spec.randomColumns();
        double[] x = spec.x();
        for (int k = 0; k < p; k++) {
            int c = compare(x[a * p + k], x[b * p + k]);
            if (c != 0) {
                return c;
            }
        }
        double[] z = spec.z();
        for (int k = 0; k < q; k++) {
            int c = compare(z[a * q + k], z[b * q + k]);
            if (c != 0) {
                return c;
            }
        }
        int c = compare(spec.offset(a), spec.offset(b));
        c = c != 0 ? c : compare(spec.multiplier(a), spec.multiplier(b));
        c = c != 0 ? c : compare(spec.trials(a), spec.trials(b));
        return c != 0 ? c : compare(spec.y()[a], spec.y()[b]);
    }

    /** Total order of the numbers, with both zeros equal. */
    private static int compare(double a, double b) {
        return Double.compare(a + 0.0, b + 0.0);
    }

    private static int compareSubjects(GlmmSpec spec, int[] a, int[] b) {
        if (a.length != b.length) {
            return Integer.compare(a.length, b.length);
        }
        for (int i = 0; i < a.length; i++) {
            int c = compareRows(spec, a[i], b[i]);
            if (c != 0) {
                return c;
            }
        }
        return 0;
    }

    /** Cuts the patterns into blocks whose sizes depend on the data alone. */
    List<SubjectBlock> blocks(ConditionalDensity density) {
        List<SubjectBlock> blocks = new ArrayList<>();
        int base = patterns() < 2000 ? LANES_SMALL : LANES;
        int from = 0;
        while (from < patterns()) {
            int to = endOfPart(from, Math.min(from + base, patterns()));
            while (to > from + 4 && (to - from) * rowsOfPattern[to - 1].length > CELLS) {
                to = from + Math.max(4, (to - from) / 2);
            }
            while (padding(from, to) > CELLS) {
                to--;
            }
            blocks.add(block(from, to, density));
            from = to;
        }
        return blocks;
    }

    /** Where the patterns end that lack the same effects and follow that at {@code from}, up to {@code most}. */
    private int endOfPart(int from, int most) {
        if (spec.randomColumns() == 1) {
            return most;
        }
        long absent = absentEffects(spec, rowsOfPattern[from]);
        int to = from + 1;
        while (to < most && absentEffects(spec, rowsOfPattern[to]) == absent) {
            to++;
        }
        return to;
    }

    /** Visits that patterns of one block would be filled up with to the length of the longest. */
    private long padding(int from, int to) {
        long sum = 0;
        for (int k = from; k < to; k++) {
            sum += rowsOfPattern[to - 1].length - rowsOfPattern[k].length;
        }
        return sum;
    }

    /** Whole vectors are cheaper than a remainder done one by one; padded lanes have no data and count 0. */
    private static int padded(int lanes) {
        return lanes <= VECTOR / 2 ? lanes : (lanes + VECTOR - 1) / VECTOR * VECTOR;
    }

    private SubjectBlock block(int from, int to, ConditionalDensity density) {
        int used = to - from;
        int lanes = padded(used);
        int visits = rowsOfPattern[to - 1].length;
        int p = spec.fixedColumns();
        int q = spec.randomColumns();
        double[][] x = new double[visits * p][lanes];
        double[][] z = new double[visits * q][lanes];
        double[][] offset = new double[visits][lanes];
        double[][] y = new double[visits][lanes];
        double[][] trials = new double[visits][lanes];
        double[][] weight = new double[visits][lanes];
        double[] constant = new double[lanes];
        for (int i = 0; i < lanes; i++) {
            int[] rows = i < used ? rowsOfPattern[from + i] : new int[0];
            for (int j = 0; j < visits; j++) {
                if (j >= rows.length) {
                    y[j][i] = density.neutralResponse();
                    continue;
                }
                int r = rows[j];
                for (int k = 0; k < p; k++) {
                    x[j * p + k][i] = spec.x()[r * p + k];
                }
                for (int k = 0; k < q; k++) {
                    z[j * q + k][i] = spec.z()[r * q + k];
                }
                offset[j][i] = spec.offset(r);
                y[j][i] = spec.y()[r];
                trials[j][i] = spec.trials(r);
                weight[j][i] = spec.multiplier(r);
                constant[i] += weight[j][i] * density.constant(y[j][i], trials[j][i]);
            }
        }
        double[] count = new double[lanes];
        double[] subjectWeight = new double[lanes];
        Arrays.fill(subjectWeight, 1);
        for (int i = 0; i < used; i++) {
            subjectWeight[i] = weightOfPattern[from + i];
            count[i] = countOfPattern[from + i] * subjectWeight[i];
        }
        return new SubjectBlock(
                lanes, visits, from, x, z, offset, y, trials, weight, count, subjectWeight, constant, q);
    }
}
