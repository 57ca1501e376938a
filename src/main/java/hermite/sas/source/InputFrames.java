package hermite.sas.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The stack of input: files, lines from a terminal, %INCLUDE, macro expansions, CALL EXECUTE. Characters are read from
 * the top; a frame that is used up gives way to the one below. Nothing is read before it is asked for.
 */
public final class InputFrames {
    /** No more characters. */
    public static final int END = -1;

    /** Deeper nesting than this is taken for endless recursion. */
    private static final int DEEPEST = 2000;

    /** Files inside files inside files: deeper than this, one must be including itself. */
    private static final int DEEPEST_FILES = 200;

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final SourceEcho echo;
    private boolean openEnded;

    public InputFrames(SourceEcho echo) {
        this.echo = echo;
    }

    public SourceEcho echo() {
        return echo;
    }

    /** Puts program text on top: it is read before what is there already. */
    public void push(String source, String text) {
        push(source, text, SourceListener.Kind.SOURCE, Place.UNKNOWN);
    }

    /** @param generator the %INCLUDE or CALL EXECUTE that brought the text, or {@link Place#UNKNOWN} */
    public void push(String source, String text, SourceListener.Kind kind, Place generator) {
        push(new Frame.Text(source, text, Optional.of(kind), generator, () -> {}));
    }

    /** More text of a terminal, read after all that is there. */
    public void append(String source, String text) {
        if (frames.peekLast() instanceof Frame.Text last && last.hasLines()) {
            last.append(text);
        } else {
            frames.addLast(
                    new Frame.Text(source, text, Optional.of(SourceListener.Kind.SOURCE), Place.UNKNOWN, () -> {}));
        }
    }

    /** Whether more text may still be appended, so that an unfinished string is no error yet. */
    public void openEnded(boolean mayGrow) {
        openEnded = mayGrow;
    }

    boolean isOpenEnded() {
        return openEnded;
    }

    void push(Frame frame) {
        frames.push(frame);
    }

    /** Whether the stack is so deep that a macro must be calling itself without end. */
    boolean isTooDeep() {
        return frames.size() > DEEPEST;
    }

    /** Whether so many files are open inside each other that one must be including itself. */
    boolean hasTooManyFiles() {
        return frames.stream()
                        .filter(frame -> frame instanceof Frame.Text text && text.hasLines())
                        .count()
                > DEEPEST_FILES;
    }

    void popThroughBarrier() {
        while (!frames.isEmpty()) {
            Frame frame = frames.pop();
            if (frame instanceof Frame.Barrier) {
                return;
            }
            end(frame);
        }
    }

    /** Drops everything, for example after ENDSAS or an interrupt. */
    public void clear() {
        while (!frames.isEmpty()) {
            end(frames.pop());
        }
    }

    private static void end(Frame frame) {
        if (frame instanceof Frame.Text text) {
            text.end();
        } else if (frame instanceof Frame.Generator generator) {
            generator.end();
        }
    }

    /** The next character, or END at the end of all input or at a barrier. May run a macro up to its next text. */
    public int peek() {
        while (true) {
            Frame frame = frames.peek();
            if (frame instanceof Frame.Text text) {
                int c = text.at(0);
                if (c != END) {
                    return c;
                }
                if (openEnded && frames.size() == 1) {
                    return END;
                }
                frames.pop();
                text.end();
            } else if (frame instanceof Frame.Generator generator) {
                Optional<Frame.Text> next = generator.next();
                if (next.isPresent()) {
                    frames.push(next.get());
                } else if (frames.peek() == generator) {
                    frames.pop();
                    generator.end();
                }
            } else {
                return END;
            }
        }
    }

    /** A character further on, without running any macro; END where that cannot be told. */
    int peekAhead(int ahead) {
        int left = ahead;
        for (Frame frame : frames) {
            if (!(frame instanceof Frame.Text text)) {
                return END;
            }
            if (left < text.remaining()) {
                return text.at(left);
            }
            left -= text.remaining();
        }
        return END;
    }

    /** Takes the character that {@link #peek} showed. */
    int take() {
        return ((Frame.Text) frames.peek()).take(echo);
    }

    void skip(int count) {
        for (int i = 0; i < count && peek() != END; i++) {
            take();
        }
    }

    /** Where the next character stands; valid after a peek that was not END. */
    Frame.Mark mark() {
        return ((Frame.Text) frames.peek()).mark();
    }

    /** Goes back, if the text is still the lowest frame; false when that is not possible. */
    boolean rewind(Frame.Mark mark) {
        if (frames.size() == 1 && frames.peek() == mark.frame()) {
            mark.frame().rewind(mark);
            return true;
        }
        return false;
    }

    /**
     * A step has run inside a line: what is left of the line is echoed again, marked as continued.
     * Does nothing at the end of a line.
     */
    public void resumeLine() {
        if (frames.peek() instanceof Frame.Text text && text.hasLines() && text.column() > 1) {
            resumeLine(text.column());
        }
    }

    /** The same from a column on that lies before the current one. */
    public void resumeLine(int column) {
        if (frames.peek() instanceof Frame.Text text && text.hasLines() && text.column() > 1) {
            String rest = text.currentLine().substring(column - 1);
            if (!rest.isBlank() && !echo.isPending(text.logLine())) {
                echo.resume(text.logLine(), column, rest, text.kind());
            }
        }
    }

    /**
     * In-line data: the lines after the current one, up to the first with a semicolon, or up to one that begins with
     * four. That line is left to be read as program text.
     *
     * @return empty when the input may still grow and the end of the data has not come yet
     */
    Optional<DataLines> dataLines(boolean four) {
        if (!(frames.peek() instanceof Frame.Text text)) {
            return Optional.of(new DataLines(List.of(), 0));
        }
        Frame.Mark start = text.mark();
        List<String> lines = new ArrayList<>();
        int first = 0;
        if (text.column() > 1) {
            text.takeDataLine(echo);
        }
        while (!text.isExhausted()) {
            String line = text.restOfLine();
            if (four ? line.startsWith(";;;;") : line.indexOf(';') >= 0) {
                return Optional.of(new DataLines(lines, first));
            }
            int number = text.hasLines() ? echo.lastLine() + 1 : 0;
            lines.add(text.takeDataLine(echo));
            first = first == 0 ? number : first;
        }
        if (openEnded && frames.size() == 1) {
            text.rewind(start);
            return Optional.empty();
        }
        return Optional.of(new DataLines(lines, first));
    }

    record DataLines(List<String> lines, int firstLogLine) {}
}
