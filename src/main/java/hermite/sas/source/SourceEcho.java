package hermite.sas.source;

import java.util.ArrayDeque;
import java.util.Deque;

/** Numbers source lines as they are read and keeps them back until they may be echoed. */
public final class SourceEcho {
    private final SourceListener listener;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int last;

    public SourceEcho(SourceListener listener) {
        this.listener = listener;
    }

    /** The next line begins; it is echoed at the next flush. Returns its number. */
    int begin(String text, SourceListener.Kind kind) {
        last++;
        pending.add(new Pending(last, text, kind));
        return last;
    }

    /** A line that has a number and is not echoed. Returns its number. */
    int count() {
        return ++last;
    }

    /** Number of the last line read; 0 before the first. */
    public int lastLine() {
        return last;
    }

    /** Echoes every line read so far. */
    public void flush() {
        flushBefore(Integer.MAX_VALUE);
    }

    /** Echoes the lines read so far whose number is smaller. */
    public void flushBefore(int number) {
        while (!pending.isEmpty() && pending.peek().number < number) {
            Pending line = pending.remove();
            listener.line(line.number, line.text, line.kind);
        }
    }

    boolean isPending(int number) {
        return pending.stream().anyMatch(line -> line.number == number);
    }

    /** The rest of a line already echoed is to be echoed again. */
    void resume(int number, int column, String rest, SourceListener.Kind kind) {
        pending.addFirst(new Pending(number, " ".repeat(column - 1) + rest.stripTrailing(), kind.rest()));
    }

    private record Pending(int number, String text, SourceListener.Kind kind) {}
}
