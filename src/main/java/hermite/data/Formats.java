package hermite.data;

import java.util.List;

/**
 * Writes values by format and reads text by informat. One instance a session: user formats are added to it.
 * The built-in implementation is {@link hermite.data.format.FormatCatalogue}.
 */
public interface Formats {
    /** Whether a format of this name is known (width and decimals do not matter). */
    boolean knowsFormat(String name);

    boolean knowsInformat(String name);

    /** Names of formats, to suggest one for a misspelled name; not all that are known need be among them. */
    default List<String> formatNames() {
        return List.of();
    }

    /** Names of informats, to suggest one for a misspelled name. */
    default List<String> informatNames() {
        return List.of();
    }

    /** The value in the format's width, right-aligned as the format prescribes. */
    String write(double value, Format format);

    /** The text in the format's width, padded or cut. */
    String write(String value, Format format);

    /** Printed form of a variable's value with its own format, or BEST12 / the text itself; leading blanks removed. */
    default String display(Variable variable, double value) {
        return write(value, variable.format().orElse(BEST12)).strip();
    }

    default String display(Variable variable, String value) {
        return variable.format().isPresent()
                ? write(value, variable.format().get()).stripTrailing()
                : value;
    }

    /**
     * The number that a field holds.
     *
     * @throws NumberFormatException when the field is not valid for the informat
     */
    double readNumber(String field, Format informat);

    String readText(String field, Format informat);

    /** Columns a format takes when its width is not given. */
    int defaultWidth(Format format);

    Format BEST12 = Format.of("BEST12.");
}
