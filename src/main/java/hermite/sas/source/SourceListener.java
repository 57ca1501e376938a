package hermite.sas.source;

/**
 * Hears of each source line at the moment it belongs into the log: before the messages of the statements on it,
 * and after the messages of a step that the line's first word (PROC, DATA) has set off.
 */
public interface SourceListener {
    /**
     * @param number running number through the whole session, from 1; data lines take numbers but are not told
     * @param text the line without its line end; for {@link Kind#CONTINUED} what a step boundary inside the line has
     *     left over, at its original columns (blanks before it)
     */
    void line(int number, String text, Kind kind);

    /** Hears nothing. */
    SourceListener NONE = (number, text, kind) -> {};

    /** Where a line comes from, and so how it is marked. */
    enum Kind {
        SOURCE,
        /** The rest of a line already echoed: marked {@code !}. */
        CONTINUED,
        /** Of an %INCLUDE file: marked {@code +} and shown only under SOURCE2. */
        INCLUDED,
        /** Of an %INCLUDE file that is to be shown whatever SOURCE2 says: marked {@code +}. */
        INCLUDED_SHOWN,
        /** The rest of a line of an %INCLUDE file, shown only under SOURCE2: marked {@code !}. */
        INCLUDED_CONTINUED,
        /** Made by CALL EXECUTE: marked {@code +}. */
        EXECUTED;

        /** The kind of what is left of such a line after a step has run inside it. */
        Kind rest() {
            return this == INCLUDED || this == INCLUDED_CONTINUED ? INCLUDED_CONTINUED : CONTINUED;
        }
    }
}
