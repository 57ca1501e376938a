package hermite.r.value;

/** Data frames: lists of columns with names, row names and class. */
public final class DataFrames {
    private DataFrames() {}

    public static boolean isDataFrame(RValue x) {
        return x instanceof RList list && list.isDataFrame();
    }

    /** A data frame with automatic row names 1..rows. */
    public static RList of(String[] names, RValue[] columns, int rows) {
        return of(names, columns, automaticRowNames(rows));
    }

    /** @param rowNames character vector, or what {@link #automaticRowNames} gives */
    public static RList of(String[] names, RValue[] columns, RVector rowNames) {
        Attributes attributes = Attributes.of("names", RCharacter.of(names))
                .with("class", RCharacter.of("data.frame"))
                .with("row.names", rowNames);
        return RList.of(columns, attributes);
    }

    /** The compact form (NA, -rows) of row names 1..rows. */
    public static RInteger automaticRowNames(int rows) {
        return RInteger.of(RInteger.NA, -rows);
    }

    /** The compact form (NA, rows) of row names 1..rows that a choice of rows has left. */
    public static RInteger chosenRowNames(int rows) {
        return RInteger.of(RInteger.NA, rows);
    }

    /** Whether the row names are 1..rows and nobody gave or chose them. */
    public static boolean hasAutomaticRowNames(RValue frame) {
        return frame.attribute("row.names") instanceof RInteger compact
                && compact.length() == 2
                && compact.get(0) == RInteger.NA
                && compact.get(1) <= 0;
    }

    public static int rowCount(RValue frame) {
        RValue names = frame.attribute("row.names");
        if (names instanceof RInteger compact && compact.length() == 2 && compact.get(0) == RInteger.NA) {
            return Math.abs(compact.get(1));
        }
        return names instanceof RVector vector ? vector.length() : 0;
    }

    /** Row names as texts. */
    public static String[] rowNames(RValue frame) {
        RValue names = frame.attribute("row.names");
        boolean compact =
                names instanceof RInteger integers && integers.length() == 2 && integers.get(0) == RInteger.NA;
        if (names instanceof RVector vector && !compact) {
            return Elements.strings(vector);
        }
        String[] numbers = new String[rowCount(frame)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Integer.toString(i + 1);
        }
        return numbers;
    }
}
