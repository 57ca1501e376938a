package hermite.sas.source.segment;

/**
 * A piece of program text, for colours and for questions about the text as it is typed.
 *
 * @param start index of its first character
 * @param end index after its last
 */
public record Segment(Kind kind, int start, int end) {
    /** What a piece is. */
    public enum Kind {
        BLANK,
        COMMENT,
        NAME,
        NUMBER,
        STRING,
        OPERATOR,
        SEMICOLON,
        /** {@code %name}. */
        MACRO,
        /** {@code &name}, {@code &&name}. */
        REFERENCE,
        /** In-line data. */
        DATA,
        /** A string that is not closed: reaches to the end of the text. */
        OPEN_STRING,
        /** A comment that is not closed: reaches to the end of the text. */
        OPEN_COMMENT
    }

    public String in(String text) {
        return text.substring(start, end);
    }
}
