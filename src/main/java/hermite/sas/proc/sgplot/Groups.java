package hermite.sas.proc.sgplot;

import hermite.data.Column;
import hermite.data.Formats;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The groups of GROUP=: formatted values in the order of their first row, each with its rows. Without GROUP= there is
 * one group of all rows, whose name is empty.
 *
 * @param title label of the group variable; empty without one
 */
record Groups(List<Group> all, String title) {
    /**
     * A group.
     *
     * @param place its place in the style's sequence
     */
    record Group(String name, int place, int[] rows) {}

    static Groups none(Table table, int place) {
        return new Groups(
                List.of(new Group(
                        "", place, IntStream.range(0, table.rowCount()).toArray())),
                "");
    }

    /**
     * @param order DATA, REVERSEDATA, ASCENDING or DESCENDING
     * @param includeMissing whether rows without a group form one
     */
    static Groups of(
            Table table, String variableName, Optional<String> order, boolean includeMissing, Formats formats) {
        int index = table.indexOf(variableName);
        Variable variable = table.variable(index);
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            String name = Values.formatted(table, index, row, formats);
            if (!name.isEmpty() || includeMissing) {
                rows.computeIfAbsent(name, n -> new ArrayList<>()).add(row);
            }
        }
        List<Group> groups = new ArrayList<>();
        for (String name : ordered(rows, table.column(index), order.orElse("DATA"))) {
            int[] own = rows.get(name).stream().mapToInt(Integer::intValue).toArray();
            groups.add(new Group(name.isEmpty() ? "Missing" : name, groups.size(), own));
        }
        return new Groups(groups, variable.labelOrName());
    }

    private static List<String> ordered(Map<String, List<Integer>> rows, Column column, String order) {
        List<String> names = new ArrayList<>(rows.keySet());
        switch (order) {
            case "REVERSEDATA" -> Collections.reverse(names);
            case "ASCENDING" -> names.sort(byValue(rows, column));
            case "DESCENDING" -> names.sort(byValue(rows, column).reversed());
            default -> {}
        }
        return names;
    }

    private static Comparator<String> byValue(Map<String, List<Integer>> rows, Column column) {
        return (a, b) -> column.compare(rows.get(a).get(0), rows.get(b).get(0));
    }

    boolean isGrouped() {
        return !title.isEmpty();
    }

    /** The values of some rows. */
    static double[] select(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(r -> values[r]).toArray();
    }
}
