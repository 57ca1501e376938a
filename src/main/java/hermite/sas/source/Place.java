package hermite.sas.source;

import java.util.Optional;

/**
 * Where a piece of program text came from: file and place, and for generated text the place that generated it.
 * All places are equal to each other, so that a syntax tree compares by content, not by where it stood.
 */
public final class Place {
    public static final Place UNKNOWN = new Place("", 0, 0, 0, 1, null);

    private final String source;
    private final int line;
    private final int column;
    private final int logLine;
    private final int length;
    private final Place origin;

    private Place(String source, int line, int column, int logLine, int length, Place origin) {
        this.source = source;
        this.line = line;
        this.column = column;
        this.logLine = logLine;
        this.length = length;
        this.origin = origin;
    }

    /**
     * @param source file name, {@code %name} of a macro, {@code &name} of a macro variable
     * @param line line in the source, from 1
     * @param column column in the line, from 1
     * @param logLine number of the line in the log, from 1; 0 when the line is not echoed
     * @param length characters of the token, at least 1
     */
    public static Place of(String source, int line, int column, int logLine, int length) {
        return new Place(source, line, column, logLine, length, null);
    }

    /** The same place in text that the given place generated (a macro call, an %INCLUDE). */
    public Place generatedBy(Place generator) {
        return new Place(source, line, column, logLine, length, generator);
    }

    public boolean isKnown() {
        return line > 0;
    }

    public String source() {
        return source;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public int logLine() {
        return logLine;
    }

    public int length() {
        return length;
    }

    public Optional<Place> origin() {
        return Optional.ofNullable(origin);
    }

    /** The place in the text the user wrote: the outermost of the chain. */
    public Place written() {
        return origin == null ? this : origin.written();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Place;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
