package hermite.model;

import hermite.data.Formats;
import hermite.data.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The partition of rows that an effect of class variables makes: subjects, occasions, groups. Groups are numbered
 * by the order of their levels (first variable slowest), not by the order of rows.
 *
 * @param group for each row its group's number from 0, or -1 where a variable is missing; shared, read only
 * @param count number of groups that occur
 * @param levels one row a group: index of each variable's level
 */
public record Grouping(int[] group, int count, int[][] levels) {
    /**
     * @param effect crossed and nested class variables; all must be among {@code classes}
     * @throws IllegalArgumentException when a variable is no class variable
     */
    public static Grouping of(Effect effect, List<ClassLevels> classes, Table table, int[] rows, Formats formats) {
        List<String> variables = effect.variables();
        int[][] index = new int[variables.size()][];
        for (int v = 0; v < variables.size(); v++) {
            String name = variables.get(v);
            ClassLevels levels = classes.stream()
                    .filter(c -> c.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + " is no class variable"));
            index[v] = levels.indices(table, rows, formats);
        }
        Map<List<Integer>, Integer> seen = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            List<Integer> key = key(index, i);
            if (!key.contains(-1)) {
                seen.putIfAbsent(key, 0);
            }
        }
        List<List<Integer>> keys = new java.util.ArrayList<>(seen.keySet());
        keys.sort((a, b) -> {
            for (int v = 0; v < a.size(); v++) {
                int c = Integer.compare(a.get(v), b.get(v));
                if (c != 0) {
                    return c;
                }
            }
            return 0;
        });
        for (int g = 0; g < keys.size(); g++) {
            seen.put(keys.get(g), g);
        }
        int[] group = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            group[i] = seen.getOrDefault(key(index, i), -1);
        }
        int[][] levels = keys.stream()
                .map(k -> k.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new Grouping(group, keys.size(), levels);
    }

    private static List<Integer> key(int[][] index, int row) {
        Integer[] key = new Integer[index.length];
        for (int v = 0; v < index.length; v++) {
            key[v] = index[v][row];
        }
        return Arrays.asList(key);
    }
}
