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
        int[] units = levels.stream().mapToInt(SubjectNesting::occurring).toArray();
        Arrays.sort(order, Comparator.comparingInt(l -> units[l]));
        for (int l = 1; l < order.length; l++) {
            if (!isNested(levels.get(order[l]), levels.get(order[l - 1]))) {
                return new int[0];
            }
        }
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }

    private static int occurring(Level level) {
        boolean[] seen = new boolean[level.units()];
        int count = 0;
        for (int u : level.unit()) {
            count += seen[u] ? 0 : 1;
            seen[u] = true;
        }
        return count;
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
