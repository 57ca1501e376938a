package hermite.sas.proc;

import hermite.data.Column;
import hermite.data.Formats;
import hermite.data.Missing;
import hermite.data.SortOrder;
import hermite.data.Table;
import hermite.data.Variable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The levels of a CLASS or TABLES variable: values that print alike are one level, represented by the lowest of them.
 *
 * @param variable the variable
 * @param codes the level of each row, from 0; -1 for a missing value that is no level
 * @param rows for each level a row that holds its representative value
 * @param texts for each level its printed form, without blanks at the ends
 */
public record ClassLevels(Variable variable, int[] codes, int[] rows, List<String> texts) {

    /** The order of levels. */
    public enum Order {
        /** By unformatted value. */
        INTERNAL,
        FORMATTED,
        /** As first met in the data. */
        DATA,
        /** The most frequent first. */
        FREQ
    }

    private record Level(String text, int row, int firstMet, double count) {}

    /** @param missing whether missing values are levels */
    public static ClassLevels of(
            Table table, String name, Formats formats, Order order, boolean descending, boolean missing) {
        return of(table, name, formats, order, descending, missing, new double[0]);
    }

    /** @param weights what each row counts in {@link Order#FREQ}; empty when each counts 1 */
    public static ClassLevels of(
            Table table,
            String name,
            Formats formats,
            Order order,
            boolean descending,
            boolean missing,
            double[] weights) {
        int place = table.indexOf(name);
        Variable variable = table.variable(place);
        Column column = table.column(place);
        int[] sorted = SortOrder.of(table.rowCount(), SortOrder.codes(column, false));
        int[] codes = new int[table.rowCount()];
        Map<String, Integer> index = new HashMap<>();
        List<Level> levels = new ArrayList<>();
        int code = -1;
        for (int i = 0; i < sorted.length; i++) {
            int row = sorted[i];
            if (i == 0 || column.compare(sorted[i - 1], row) != 0) {
                code = -1;
                if (missing || !isMissing(table, place, row)) {
                    String text = printed(table, place, row, formats);
                    code = index.computeIfAbsent(text, t -> {
                        levels.add(new Level(t, row, row, 0));
                        return levels.size() - 1;
                    });
                }
            }
            codes[row] = code;
            if (code >= 0) {
                Level level = levels.get(code);
                levels.set(
                        code, new Level(level.text(), level.row(), Math.min(level.firstMet(), row), level.count() + 1));
            }
        }
        return ordered(variable, codes, levels, order, descending);
    }

    private static ClassLevels ordered(
            Variable variable, int[] codes, List<Level> levels, Order order, boolean descending) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            places.add(i);
        }
        Comparator<Integer> comparator =
                switch (order) {
                    case INTERNAL -> Comparator.naturalOrder();
                    case FORMATTED -> Comparator.comparing(i -> levels.get(i).text());
                    case DATA -> Comparator.comparingInt(i -> levels.get(i).firstMet());
                    case FREQ -> Comparator.comparingDouble(i -> -levels.get(i).count());
                };
        places.sort(descending ? comparator.reversed() : comparator);
        int[] newCode = new int[levels.size()];
        int[] rows = new int[levels.size()];
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            Level level = levels.get(places.get(i));
            newCode[places.get(i)] = i;
            rows[i] = level.row();
            texts.add(level.text().strip());
        }
        for (int row = 0; row < codes.length; row++) {
            codes[row] = codes[row] < 0 ? -1 : newCode[codes[row]];
        }
        return new ClassLevels(variable, codes, rows, List.copyOf(texts));
    }

    public int count() {
        return rows.length;
    }

    /** Whether a level is a missing value. */
    public boolean isMissing(int level, Table table) {
        return isMissing(table, table.indexOf(variable.name()), rows[level]);
    }

    private static boolean isMissing(Table table, int place, int row) {
        return table.variable(place).isNumeric()
                ? Missing.isMissing(table.numeric(place).get(row))
                : table.character(place).get(row).isEmpty();
    }

    /** With the format's leading blanks, so that numbers of one format order as text the way they do as numbers. */
    private static String printed(Table table, int place, int row, Formats formats) {
        Variable variable = table.variable(place);
        return variable.isNumeric()
                ? formats.write(table.numeric(place).get(row), variable.format().orElse(Formats.BEST12))
                : formats.display(variable, table.character(place).get(row));
    }
}
