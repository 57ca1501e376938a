package hermite.sas.syntax.ast;

import hermite.sas.source.Place;

/** A way to name one or several variables. */
public sealed interface VariableList {
    Place place();

    record Name(String name, Place place) implements VariableList {}

    /** {@code x1-x9}: the prefix {@code x}, from 1 to 9; {@code digits} is the width where the first is zero-padded. */
    record Numbered(String prefix, int first, int last, int digits, Place place) implements VariableList {}

    /** {@code a--d}, {@code a-numeric-d}, {@code a-character-d}. */
    record Positional(String first, String last, Kind kind, Place place) implements VariableList {}

    /** {@code p:}. */
    record Prefixed(String prefix, Place place) implements VariableList {}

    /** {@code _ALL_}, {@code _NUMERIC_}, {@code _CHARACTER_}. */
    record Special(Kind kind, Place place) implements VariableList {}

    /** {@code a[*]}: all elements of an array. */
    record Elements(String array, Place place) implements VariableList {}

    enum Kind {
        ALL,
        NUMERIC,
        CHARACTER
    }
}
