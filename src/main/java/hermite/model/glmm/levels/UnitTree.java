package hermite.model.glmm.levels;

import hermite.model.glmm.GlmmSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The data as a tree of subjects in canonical order: rows sorted by content within a unit, units by content within
 * their parent, those of equal content and weight kept once with a count. The likelihood of nested subjects depends on neither order, so this
 * changes no result and makes every sum independent of the order of the input.
 */
final class UnitTree {
    private final GlmmSpec spec;
    private final Levels levels;
    private final RowDensity density;
    /** By level: members of each unit, sorted by their rank; the members of an innermost unit are rows. */
    private final int[][][] members;
    /** By level: rank of each unit's content; one more for the ranks of rows. */
    private final int[][] rank;

    /** Distinct outermost units; their counts are how many of them there are. */
    final Unit[] top;
    /** Distinct unit that stands for each unit number, by level. */
    final Unit[][] standsFor;
    /** Outermost units with rows. */
    final int units;

    UnitTree(GlmmSpec spec, Levels levels, RowDensity density) {
        this.spec = spec;
        this.levels = levels;
        this.density = density;
        int depth = levels.depth();
        members = new int[depth][][];
        rank = new int[depth + 1][];
        rank[depth] = RowOrder.ranks(spec, levels.column);
        for (int level = depth - 1; level >= 0; level--) {
            members[level] = members(level);
            rank[level] = rankUnits(level);
        }
        standsFor = new Unit[depth][];
        for (int level = 0; level < depth; level++) {
            standsFor[level] = new Unit[levels.units(level)];
        }
        int[] outermost = IntStream.range(0, levels.units(0))
                .filter(u -> members[0][u].length > 0)
                .boxed()
                .sorted(Comparator.comparingInt(u -> rank[0][u]))
                .mapToInt(Integer::intValue)
                .toArray();
        units = outermost.length;
        top = distinct(0, outermost);
        assign(0, outermost, top);
    }

    private int[][] members(int level) {
        boolean innermost = level == levels.depth() - 1;
        int count = levels.units(level);
        int below = innermost ? spec.rows() : levels.units(level + 1);
        boolean[] seen = new boolean[below];
        int[] size = new int[count];
        int[] parent = new int[below];
        for (int i = 0; i < spec.rows(); i++) {
            int member = innermost ? i : levels.unit(level + 1, i);
            if (!seen[member]) {
                seen[member] = true;
                parent[member] = levels.unit(level, i);
                size[parent[member]]++;
            }
        }
        int[][] out = new int[count][];
        for (int u = 0; u < count; u++) {
            out[u] = new int[size[u]];
        }
        int[] order = IntStream.range(0, below)
                .filter(i -> seen[i])
                .boxed()
                .sorted(Comparator.comparingInt(i -> rank[level + 1][i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] filled = new int[count];
        for (int i : order) {
            out[parent[i]][filled[parent[i]]++] = i;
        }
        return out;
    }

    /** Ranks of the units by the ranks of their members. */
    private int[] rankUnits(int level) {
        int[] below = rank[level + 1];
        Comparator<Integer> byContent = (a, b) -> {
            int[] left = members[level][a];
            int[] right = members[level][b];
            for (int k = 0; k < Math.min(left.length, right.length); k++) {
                int c = Integer.compare(below[left[k]], below[right[k]]);
                if (c != 0) {
                    return c;
                }
            }
            int c = Integer.compare(left.length, right.length);
            return c != 0 ? c : Double.compare(levels.weight(level, a), levels.weight(level, b));
        };
        Integer[] order = new Integer[members[level].length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, byContent);
        int[] out = new int[order.length];
        for (int k = 1; k < order.length; k++) {
            out[order[k]] = out[order[k - 1]] + (byContent.compare(order[k], order[k - 1]) == 0 ? 0 : 1);
        }
        return out;
    }

    /** One unit for each rank among the numbers given, which are sorted by rank. */
    private Unit[] distinct(int level, int[] numbers) {
        List<Unit> out = new ArrayList<>();
        for (int k = 0; k < numbers.length; k++) {
            if (k > 0 && rank[level][numbers[k]] == rank[level][numbers[k - 1]]) {
                out.get(out.size() - 1).addEqual();
            } else {
                int[] inside = members[level][numbers[k]];
                double weight = levels.weight(level, numbers[k]);
                out.add(
                        level == levels.depth() - 1
                                ? innermost(level, weight, inside)
                                : new Unit(levels, level, weight, distinct(level + 1, inside), RowBlock.NONE));
            }
        }
        return out.toArray(Unit[]::new);
    }

    private Unit innermost(int level, double weight, int[] rows) {
        int[] ranks = rank[level + 1];
        int[] one = IntStream.range(0, rows.length)
                .filter(k -> k == 0 || ranks[rows[k]] != ranks[rows[k - 1]])
                .toArray();
        double[] counts = new double[one.length];
        for (int k = 0; k < one.length; k++) {
            counts[k] = (k + 1 < one.length ? one[k + 1] : rows.length) - one[k];
        }
        int[] kept = IntStream.of(one).map(k -> rows[k]).toArray();
        RowBlock block = RowBlock.of(spec, levels.column, density, kept, counts);
        Unit unit = new Unit(levels, level, weight, new Unit[0], block);
        unit.originalRows = rows.length;
        return unit;
    }

    /** Notes which distinct unit stands for each number, and for all within it. */
    private void assign(int level, int[] numbers, Unit[] distinct) {
        int at = -1;
        for (int k = 0; k < numbers.length; k++) {
            at += k == 0 || rank[level][numbers[k]] != rank[level][numbers[k - 1]] ? 1 : 0;
            standsFor[level][numbers[k]] = distinct[at];
            if (level + 1 < levels.depth()) {
                assign(level + 1, members[level][numbers[k]], distinct[at].children);
            }
        }
    }
}
