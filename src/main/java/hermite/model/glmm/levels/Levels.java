package hermite.model.glmm.levels;

import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.GlmmSpec.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Levels of nested subjects from the outermost in, and the order in which the random effects of a row follow each other
 * along its path from the outermost unit to the innermost.
 */
final class Levels {
    /** Place in the specification of each level, outermost first. */
    final int[] place;
    /** Random effects of each level. */
    final int[] size;
    /** First place on the path of each level's random effects. */
    final int[] first;
    /** Column of z at each place on the path. */
    final int[] column;
    /** Random effects on a path. */
    final int q;

    private final List<Level> levels;

    private Levels(GlmmSpec spec, int[] place) {
        this.place = place;
        levels = spec.levels();
        int depth = place.length;
        size = new int[depth];
        first = new int[depth];
        q = spec.randomColumns();
        column = new int[q];
        for (int l = 0, at = 0; l < depth; l++) {
            int[] columns = levels.get(place[l]).columns();
            size[l] = columns.length;
            first[l] = at;
            for (int c : columns) {
                column[at++] = c;
            }
        }
    }

    /** The levels in order of nesting; empty if they cross. */
    static List<Levels> nested(GlmmSpec spec) {
        Integer[] order = new Integer[spec.levels().size()];
        Arrays.setAll(order, i -> i);
        int[] units = new int[order.length];
        for (int l = 0; l < units.length; l++) {
            units[l] =
                    (int) Arrays.stream(spec.levels().get(l).unit()).distinct().count();
        }
        Arrays.sort(order, Comparator.comparingInt(l -> units[l]));
        for (int l = 1; l < order.length; l++) {
            if (!isNested(spec.levels().get(order[l]), spec.levels().get(order[l - 1]))) {
                return List.of();
            }
        }
        return List.of(new Levels(
                spec, Arrays.stream(order).mapToInt(Integer::intValue).toArray()));
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

    int depth() {
        return place.length;
    }

    /** One past the last place on the path of a level's random effects. */
    int end(int level) {
        return first[level] + size[level];
    }

    /** Unit of a row at a level. */
    int unit(int level, int row) {
        return levels.get(place[level]).unit()[row];
    }

    int units(int level) {
        return levels.get(place[level]).units();
    }

    /** Level of each place on the path. */
    int[] levelOfPlace() {
        List<Integer> out = new ArrayList<>();
        for (int l = 0; l < depth(); l++) {
            for (int d = 0; d < size[l]; d++) {
                out.add(l);
            }
        }
        return out.stream().mapToInt(Integer::intValue).toArray();
    }
}
