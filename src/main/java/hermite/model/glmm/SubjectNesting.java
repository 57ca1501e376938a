package hermite.model.glmm;

import hermite.model.glmm.GlmmSpec.Level;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Whether the subjects of several levels nest in each other, and which are the outer ones. */
public final class SubjectNesting {
    private SubjectNesting() {}

    /** Places of the levels from the outermost in; empty if two of them cross. */
    public static int[] outermostFirst(List<Level> levels) {
        Integer[] order = new Integer[levels.size()];
        Arrays.setAll(order, i -> i);
        long[] units = levels.stream()
                .mapToLong(l -> Arrays.stream(l.unit()).distinct().count())
                .toArray();
        Arrays.sort(order, Comparator.comparingLong(l -> units[l]));
        for (int l = 1; l < order.length; l++) {
            if (!isNested(levels.get(order[l]), levels.get(order[l - 1]))) {
                return new int[0];
            }
        }
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private static boolean isNested(Level inner, Level outer) {
        int[] parent = new int[inner.units()];
        Arrays.fill(parent, -1);
        for (int i = 0; i < inner.unit().length; i++) {
            int u = inner.unit()[i];
            if (parent[u] >= 0 && parent[u] != outer.unit()[i]) {
                return false;
            }
            parent[u] = outer.unit()[i];
        }
        return true;
    }
}
