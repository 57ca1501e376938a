package hermite.model;

import hermite.data.Missing;
import hermite.data.Table;
import java.util.Collection;
import java.util.Set;
import java.util.stream.IntStream;

/** Which rows of a table a model can use: those without a missing value in any variable it needs. */
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
        return IntStream.of(rows)
                .filter(row -> IntStream.of(places).noneMatch(place -> isMissing(table, place, row)))
                .toArray();
    }

    private static boolean isMissing(Table table, int place, int row) {
        return table.variable(place).isNumeric()
                ? Missing.isMissing(table.numeric(place).get(row))
                : table.character(place).get(row).isEmpty();
    }
}
