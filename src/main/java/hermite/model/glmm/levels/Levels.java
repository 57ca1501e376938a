package hermite.model.glmm.levels;

import hermite.model.glmm.GlmmSpec;
import hermite.model.glmm.GlmmSpec.Level;
import hermite.model.glmm.SubjectNesting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    static Optional<Levels> nested(GlmmSpec spec) {
        int[] place = SubjectNesting.outermostFirst(spec.levels());
        return place.length == 0 ? Optional.empty() : Optional.of(new Levels(spec, place));
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

    double weight(int level, int unit) {
        return levels.get(place[level]).weight(unit);
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
