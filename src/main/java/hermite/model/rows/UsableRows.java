package hermite.model.rows;

import hermite.data.CharacterColumn;
import hermite.data.Missing;
import hermite.data.NumericColumn;
import hermite.data.Table;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The rows of a table that a model can use, those without a missing value in any variable it needs, and their values. */
public final class UsableRows {
    private UsableRows() {}

    public static int[] all(Table table) {
        return IntStream.range(0, table.rowCount()).toArray();
    }

    /**
     * Rows in which none of the variables is missing.
     *
     * @throws IllegalArgumentException when the table lacks a variable
     */
    public static int[] complete(Table table, int[] rows, Collection<String> variables) {
        int[] places = Set.copyOf(variables).stream()
                .mapToInt(name -> {
                    int place = table.indexOf(name);
                    if (place < 0) {
                        throw new IllegalArgumentException("no variable " + name);
                    }
                    return place;
                })
                .toArray();
        int[] kept = rows;
        for (int place : places) {
            kept = table.variable(place).isNumeric()
                    ? withNumber(table.numeric(place), kept)
                    : withText(table.character(place), kept);
        }
        return kept == rows ? rows.clone() : kept;
    }

    /** The numbers of a variable in some rows. */
    public static double[] values(Table table, String variable, int[] rows) {
        double[] all = table.numeric(table.indexOf(variable)).values();
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = all[rows[i]];
        }
        return values;
    }

    /** The numbers of a variable in some rows; 1 where there is none. */
    public static double[] valuesOrOnes(Table table, Optional<String> variable, int[] rows) {
        return variable.map(v -> values(table, v, rows)).orElseGet(() -> {
            double[] ones = new double[rows.length];
            Arrays.fill(ones, 1);
            return ones;
        });
    }

    /** The rows with positive weight; all where there is none. */
    public static int[] weighted(Table table, int[] rows, Optional<String> weight) {
        if (weight.isEmpty()) {
            return rows;
        }
        double[] all = table.numeric(table.indexOf(weight.get())).values();
        return IntStream.of(rows).filter(r -> all[r] > 0).toArray();
    }

    /** A row of frequency f as often as f says, rounded down; below 1 not at all. */
    public static int[] repeated(Table table, int[] rows, Optional<String> frequency) {
        if (frequency.isEmpty()) {
            return rows;
        }
        double[] all = table.numeric(table.indexOf(frequency.get())).values();
        return IntStream.of(rows)
                .flatMap(r -> IntStream.range(0, (int) Math.floor(Math.max(0, all[r])))
                        .map(k -> r))
                .toArray();
    }

    private static int[] withNumber(NumericColumn column, int[] rows) {
        double[] values = column.values();
        int first = 0;
        while (first < rows.length && !Missing.isMissing(values[rows[first]])) {
            first++;
        }
        if (first == rows.length) {
            return rows;
        }
        int[] kept = Arrays.copyOf(rows, rows.length);
        int size = first;
        for (int i = first; i < rows.length; i++) {
            if (!Missing.isMissing(values[rows[i]])) {
                kept[size++] = rows[i];
            }
        }
        return Arrays.copyOf(kept, size);
    }

    private static int[] withText(CharacterColumn column, int[] rows) {
        boolean[] blank = new boolean[column.dictionarySize()];
        for (int code = 0; code < blank.length; code++) {
            blank[code] = column.dictionaryValue(code).isEmpty();
        }
        int[] kept = new int[rows.length];
        int size = 0;
        for (int row : rows) {
            if (!blank[column.code(row)]) {
                kept[size++] = row;
            }
        }
        return size == rows.length ? rows : Arrays.copyOf(kept, size);
    }
}
