package hermite.report;

import hermite.data.Missing;

/** The content of one cell. */
public sealed interface Cell {
    /** A number (or a missing value), printed with the column's format. */
    record Number(double value) implements Cell {}

    /** Text, printed as it is. */
    record Text(String value) implements Cell {}

    /** A number whose print differs from the column's format, for example a count among decimals. */
    record Shown(double value, String text) implements Cell {}

    /** Prints nothing; missing in a data set. */
    record Blank() implements Cell {}

    Blank BLANK = new Blank();

    static Cell of(double value) {
        return new Number(value);
    }

    static Cell of(String value) {
        return new Text(value);
    }

    static Cell missing() {
        return new Number(Missing.DOT);
    }
}
