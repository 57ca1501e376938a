package hermite.sas.datastep.record;

/** The lines PUT statements write to one place: the line under way, its pointer, and what holds it. */
public final class OutputLines {
    /** Where finished lines go. */
    public interface Sink {
        void line(String text);

        /** The step is over: nothing more comes. */
        void close();

        /** The step has failed: lets go of the place without a word. */
        void abandon();
    }

    private final String name;
    private final Sink sink;
    private final String delimiter;
    private final boolean dsd;
    private final int lineLength;
    private final StringBuilder line = new StringBuilder();
    private int column;
    private boolean open;
    private int held;
    private boolean delimiterDue;
    private long lines;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    /**
     * @param name as the log shows it; empty for log and listing, which get no notes
     * @param delimiter between the values of list output, one blank by default
     * @param lineLength a value that would go beyond it begins a new line
     * @param dsd values that hold the delimiter are quoted
     */
    public OutputLines(String name, Sink sink, String delimiter, boolean dsd, int lineLength) {
        this.lineLength = lineLength;
        this.name = name;
        this.sink = sink;
        this.delimiter = delimiter;
        this.dsd = dsd;
    }

    public String name() {
        return name;
    }

    public long lineCount() {
        return lines;
    }

    public int shortest() {
        return lines == 0 ? 0 : shortest;
    }

    public int longest() {
        return longest;
    }

    public void close() {
        if (open) {
            newLine();
        }
        sink.close();
    }

    public void abandon() {
        sink.abandon();
    }

    /** Text at the pointer, as it is. */
    public void text(String text) {
        flushDelimiter(false);
        write(text);
    }

    /** A value of list output: separated from the next by the delimiter. */
    public void value(String text) {
        flushDelimiter(true);
        boolean quote = dsd && (text.contains(delimiter) || text.contains("\""));
        write(quote ? "\"" + text.replace("\"", "\"\"") + "\"" : text);
        delimiterDue = true;
    }

    private void flushDelimiter(boolean beforeValue) {
        if (delimiterDue) {
            delimiterDue = false;
            boolean room = column + delimiter.length() <= lineLength;
            if (room && (beforeValue || delimiter.equals(" "))) {
                write(delimiter);
            }
        }
    }

    private void write(String text) {
        if (column > 0 && column + (long) text.stripTrailing().length() > lineLength) {
            newLine();
        }
        open = true;
        while (line.length() < column) {
            line.append(' ');
        }
        int end = Math.min(line.length(), column + text.length());
        line.replace(column, end, text);
        column += text.length();
    }

    /** {@code @n}, from 1. */
    public void toColumn(int target) {
        delimiterDue = false;
        open = true;
        column = Math.max(0, target - 1);
    }

    /** {@code +n}; moves from behind the blank that follows a list value. */
    public void move(int columns) {
        if (delimiterDue && delimiter.equals(" ")) {
            column++;
        }
        delimiterDue = false;
        open = true;
        column = Math.max(0, column + columns);
    }

    /** Writes the line, blank or not. */
    public void newLine() {
        sink.line(line.toString());
        lines++;
        shortest = Math.min(shortest, line.length());
        longest = Math.max(longest, line.length());
        line.setLength(0);
        column = 0;
        open = false;
        delimiterDue = false;
    }

    /** Ends a PUT statement. @param hold 0, 1 for {@code @}, 2 for {@code @@} */
    public void end(int hold) {
        held = hold;
        if (hold == 0) {
            newLine();
        } else {
            open = true;
        }
    }

    /** A line held by a single {@code @} is written at the end of the iteration. */
    public void endIteration() {
        if (held == 1 && open) {
            newLine();
        }
        held = held == 1 ? 0 : held;
    }
}
