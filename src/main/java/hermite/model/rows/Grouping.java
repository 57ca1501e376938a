package hermite.model.rows;

import hermite.data.Formats;
import hermite.data.Table;
import hermite.model.ClassLevels;
import hermite.model.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The partition of rows that an effect of class variables makes: subjects, occasions, groups. Groups are numbered
 * by the order of their levels (first variable slowest), not by the order of rows.
 *
 * @param group for each row its group's number from 0, or -1 where a variable is missing; shared, read only
 * @param count number of groups that occur
 * @param width number of variables
 * @param levels row-major count × width: index of each variable's level; shared, read only
 */
public record Grouping(int[] group, int count, int width, int[] levels) {
    /** Cells of a table of level combinations that cost nothing worth sparing. */
    private static final int FEW_CELLS = 4096;

    /**
     * @param effect crossed and nested class variables; all must be among {@code classes}
     * @throws IllegalArgumentException when a variable is no class variable
     */
    public static Grouping of(Effect effect, List<ClassLevels> classes, Table table, int[] rows, Formats formats) {
        List<String> variables = effect.variables();
        int[][] index = new int[variables.size()][];
        int[] group = new int[rows.length];
        int count = rows.length == 0 ? 0 : 1;
        for (int v = 0; v < variables.size(); v++) {
            ClassLevels levels = find(variables.get(v), classes);
            index[v] = levels.indices(table, rows, formats);
            count = refine(group, count, index[v], levels.count());
        }
        int width = index.length;
        int[] levels = new int[count * width];
        for (int v = 0; v < width; v++) {
            int[] indexOfRow = index[v];
            for (int i = 0; i < rows.length; i++) {
                if (group[i] >= 0) {
                    levels[group[i] * width + v] = indexOfRow[i];
                }
            }
        }
        return new Grouping(group, count, width, levels);
    }

    /** Index of the level that a variable has in a group. */
    public int level(int ofGroup, int variable) {
        return levels[ofGroup * width + variable];
    }

    /** {@code center 1 id 3}: what names each group. */
    public List<String> labels(Effect effect, List<ClassLevels> classes) {
        List<String> names = effect.variables();
        List<ClassLevels> of = names.stream().map(name -> find(name, classes)).toList();
        List<String> labels = new ArrayList<>(count);
        for (int g = 0; g < count; g++) {
            StringBuilder label = new StringBuilder();
            for (int v = 0; v < width; v++) {
                label.append(v == 0 ? "" : " ")
                        .append(names.get(v))
                        .append(' ')
                        .append(of.get(v).labels().get(level(g, v)));
            }
            labels.add(label.toString());
        }
        return labels;
    }

    /** Indices of the levels that a group's variables have, freshly allocated. */
    public int[] levelsOf(int ofGroup) {
        return Arrays.copyOfRange(levels, ofGroup * width, (ofGroup + 1) * width);
    }

    private static ClassLevels find(String name, List<ClassLevels> classes) {
        return classes.stream()
                .filter(c -> c.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " is no class variable"));
    }

    /** Divides groups by one more variable and numbers them anew, keeping their order; the new number of groups. */
    private static int refine(int[] group, int count, int[] index, int levels) {
        return (long) count * levels <= FEW_CELLS + 4L * group.length
                ? refineByTable(group, index, levels, count * levels)
                : refineBySorting(group, index, levels);
    }

    private static int refineByTable(int[] group, int[] index, int levels, int cells) {
        int[] number = new int[cells];
        for (int i = 0; i < group.length; i++) {
            group[i] = group[i] < 0 || index[i] < 0 ? -1 : group[i] * levels + index[i];
            if (group[i] >= 0) {
                number[group[i]] = 1;
            }
        }
        int occurring = 0;
        for (int cell = 0; cell < cells; cell++) {
            number[cell] = number[cell] == 0 ? -1 : occurring++;
        }
        for (int i = 0; i < group.length; i++) {
            group[i] = group[i] < 0 ? -1 : number[group[i]];
        }
        return occurring;
    }

    private static int refineBySorting(int[] group, int[] index, int levels) {
        long[] code = new long[group.length];
        for (int i = 0; i < group.length; i++) {
            code[i] = group[i] < 0 || index[i] < 0 ? -1 : (long) group[i] * levels + index[i];
        }
        long[] distinct =
                Arrays.stream(code).filter(c -> c >= 0).sorted().distinct().toArray();
        for (int i = 0; i < group.length; i++) {
            group[i] = code[i] < 0 ? -1 : Arrays.binarySearch(distinct, code[i]);
        }
        return distinct.length;
    }
}
