package hermite.sas.log;

/**
 * The log as the reader of a program sees it: it numbers the lines read and shows each one when the program has got
 * that far, so that the notes of a step stand between its own lines and those of the next.
 */
public interface SourceLog extends Log {
    /**
     * Takes a line of the program. It is shown by a later {@link #echoThrough}.
     *
     * @param text the line without its end
     * @return its number in the log, from 1, counted through the whole session
     */
    int source(String text);

    /** Counts lines that are not shown: data lines after DATALINES. Returns the number of the first. */
    int skip(int lines);

    /**
     * Shows the lines taken so far up to a place. A line that is shown in part goes on later with its number and
     * {@code !}.
     *
     * @param number the last line to show
     * @param column its last column to show, from 1; {@link Integer#MAX_VALUE} for the whole line
     */
    void echoThrough(int number, int column);

    /** Shows every line taken so far. */
    void echoAll();
}
