package hermite.sas.datastep.record;

import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.node.Frame;
import hermite.sas.log.StepFailure;
import hermite.sas.source.Place;
import java.util.ArrayList;
import java.util.List;

/** The input buffer of one INFILE: the records an INPUT statement works on, its pointer, and what holds a record. */
public final class InputBuffer {
    private static final int INLINE_WIDTH = 80;

    /** What happens when a record ends before an INPUT statement has all its values. */
    public enum Overflow {
        FLOWOVER,
        MISSOVER,
        TRUNCOVER,
        STOPOVER
    }

    /**
     * Options of INFILE.
     *
     * @param delimiters characters that end a value in list input
     * @param delimiterText DLMSTR=: the whole text is one delimiter; empty when not given
     * @param paddedLength PAD: shorter records are filled with blanks up to it; 0 for none
     * @param endSlot slot of the END= variable, or -1; likewise for the others
     * @param endLabel label of EOF=, empty for none
     */
    public record Settings(
            String delimiters,
            String delimiterText,
            boolean dsd,
            Overflow overflow,
            long firstRecord,
            long lastRecord,
            int recordLength,
            int paddedLength,
            boolean expandTabs,
            int endSlot,
            int lengthSlot,
            int columnSlot,
            String endLabel,
            Place place) {}

    /** A record shown with an error. */
    public record ShownRecord(int number, String text) {}

    private final RecordSource source;
    private final Settings settings;
    private final List<String> lines = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int next;
    private int line;
    private int column;
    private int held;
    private boolean afterDelimiter;
    private boolean anyRead;
    private boolean ended;
    private boolean wentToNewLine;
    private int fieldStart;
    private int fieldEnd;
    private int infileSlot = -1;
    private long recordsRead;
    private long statements;
    private int shortest = Integer.MAX_VALUE;
    private int longest;

    public InputBuffer(RecordSource source, Settings settings) {
        this.source = source;
        this.settings = settings;
        this.next = (int) Math.min(source.records().size(), Math.max(0, settings.firstRecord() - 1));
    }

    public RecordSource source() {
        return source;
    }

    public Settings settings() {
        return settings;
    }

    /** The text slot of {@code _INFILE_}, when the program uses it. */
    public void infileSlot(int slot) {
        infileSlot = slot;
    }

    public long recordsRead() {
        return recordsRead;
    }

    /** INPUT statements executed so far. */
    public long statements() {
        return statements;
    }

    public int shortest() {
        return recordsRead == 0 ? 0 : shortest;
    }

    public int longest() {
        return longest;
    }

    public boolean wentToNewLine() {
        return wentToNewLine;
    }

    /** Begins an INPUT statement: goes on with a held record or reads the next. False at the end of the input. */
    public boolean begin(Frame frame) {
        anyRead = false;
        ended = false;
        statements++;
        if (held > 0 && !lines.isEmpty()) {
            if (infileSlot >= 0) {
                lines.set(line, frame.texts[infileSlot]);
            }
            return true;
        }
        lines.clear();
        numbers.clear();
        return readLine(frame);
    }

    /** Ends an INPUT statement. @param hold 0, 1 for {@code @}, 2 for {@code @@} */
    public void end(Frame frame, int hold) {
        held = hold;
        setNumber(frame, settings.columnSlot(), column + 1);
        if (hold == 0) {
            line = Math.max(0, lines.size() - 1);
        }
    }

    /** A record held by a single {@code @} is released at the end of the iteration. */
    public void endIteration() {
        if (held == 1) {
            held = 0;
        }
    }

    /** Whether the input ended in the middle of the current INPUT statement. */
    public boolean ended() {
        return ended;
    }

    /** Whether the current INPUT statement had read a value before the input ended. */
    public boolean anyRead() {
        return anyRead;
    }

    /** The records of the current INPUT statement. */
    public List<ShownRecord> shown() {
        List<ShownRecord> shown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            shown.add(new ShownRecord(numbers.get(i), lines.get(i)));
        }
        return shown;
    }

    private boolean readLine(Frame frame) {
        if (next >= source.records().size() || next >= settings.lastRecord()) {
            return false;
        }
        String text = source.records().get(next);
        if (settings.expandTabs()) {
            text = expandTabs(text);
        }
        if (text.length() > settings.recordLength()) {
            text = text.substring(0, settings.recordLength());
        }
        if (text.length() < settings.paddedLength()) {
            text += " ".repeat(settings.paddedLength() - text.length());
        }
        lines.add(text);
        numbers.add(source.firstNumber() + next);
        next++;
        recordsRead++;
        shortest = Math.min(shortest, text.length());
        longest = Math.max(longest, text.length());
        goTo(frame, lines.size() - 1);
        boolean last = next >= source.records().size() || next >= settings.lastRecord();
        setNumber(frame, settings.endSlot(), last ? 1 : 0);
        return true;
    }

    private void goTo(Frame frame, int number) {
        line = number;
        column = 0;
        afterDelimiter = false;
        setNumber(frame, settings.lengthSlot(), lines.get(line).length());
        if (infileSlot >= 0) {
            frame.texts[infileSlot] = lines.get(line).stripTrailing();
        }
    }

    private static void setNumber(Frame frame, int slot, double value) {
        if (slot >= 0) {
            frame.numbers[slot] = value;
        }
    }

    private static String expandTabs(String text) {
        if (text.indexOf('\t') < 0) {
            return text;
        }
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\t') {
                do {
                    expanded.append(' ');
                } while (expanded.length() % 8 != 0);
            } else {
                expanded.append(text.charAt(i));
            }
        }
        return expanded.toString();
    }

    /** Goes on to the next record because the present one has no more values; false at the end of the input. */
    private boolean flow(Frame frame) {
        if (line + 1 < lines.size()) {
            goTo(frame, line + 1);
            wentToNewLine = true;
            return true;
        }
        if (!readLine(frame)) {
            ended = true;
            return false;
        }
        wentToNewLine = true;
        return true;
    }

    /** {@code /}: the next record. */
    public void nextLine(Frame frame) {
        if (line + 1 < lines.size()) {
            goTo(frame, line + 1);
        } else if (!readLine(frame)) {
            ended = true;
            anyRead = true;
        }
    }

    /** {@code #n}: the n-th record of this INPUT statement. */
    public void toLine(Frame frame, int number) {
        while (lines.size() < number) {
            if (!readLine(frame)) {
                ended = true;
                anyRead = true;
                return;
            }
        }
        goTo(frame, Math.max(0, number - 1));
    }

    /** {@code @n}, from 1. */
    public void toColumn(int target) {
        column = Math.max(0, target - 1);
        afterDelimiter = false;
    }

    /** {@code +n}. */
    public void move(int columns) {
        column = Math.max(0, column + columns);
        afterDelimiter = false;
    }

    /** {@code @'text'}: behind the text, or at the end of the record when it is not there. */
    public void after(String text) {
        int found =
                lines.get(line).indexOf(text, Math.min(column, lines.get(line).length()));
        column = found < 0 ? lines.get(line).length() : found + text.length();
        afterDelimiter = false;
    }

    /** First and last column of the field read last, from 1, as messages show them. */
    public String fieldColumns() {
        return (fieldStart + 1) + "-" + Math.max(fieldStart + 1, fieldEnd);
    }

    public int lineNumber() {
        return numbers.get(line);
    }

    /** The present record. */
    public String current() {
        return lines.get(line);
    }

    /**
     * A field of fixed columns, blanks added where the record may be shorter; empty when the record does not have it
     * and the overflow rule makes it missing.
     *
     * @param start column from 0, or -1 for the pointer
     */
    public String field(Frame frame, int start, int width) {
        while (true) {
            String text = lines.get(line);
            int from = start < 0 ? column : start;
            int available = text.length();
            if (source.inline()) {
                available = Math.max(available, INLINE_WIDTH);
            }
            if (from + width <= available || settings.overflow() == Overflow.TRUNCOVER) {
                return take(text, from, from + width);
            }
            if (settings.overflow() == Overflow.MISSOVER) {
                column = from + width;
                return "";
            }
            failIfStopover();
            if (!flow(frame)) {
                return "";
            }
        }
    }

    private String take(String text, int from, int to) {
        fieldStart = from;
        fieldEnd = to;
        column = to;
        afterDelimiter = false;
        anyRead = true;
        return text.substring(Math.min(from, text.length()), Math.min(to, text.length()));
    }

    private void failIfStopover() {
        if (settings.overflow() == Overflow.STOPOVER) {
            throw new StepFailure(settings.place(), DataStepMessage.STOPOVER, source.name());
        }
    }

    /**
     * The next value of list input; empty when the record has no more and the overflow rule makes it missing.
     *
     * @param ampersand a value may hold single blanks: two delimiters end it
     * @param keepQuotes quotes stay in the value
     */
    public String token(Frame frame, boolean ampersand, boolean keepQuotes) {
        while (true) {
            String text = lines.get(line);
            int i = column;
            if (!settings.dsd()) {
                i = skipDelimiters(text, i);
            }
            if (i < text.length() || settings.dsd() && afterDelimiter) {
                return settings.dsd() ? separated(text, i, keepQuotes) : listed(text, i, ampersand);
            }
            if (settings.overflow() == Overflow.MISSOVER || settings.overflow() == Overflow.TRUNCOVER) {
                column = text.length();
                return "";
            }
            failIfStopover();
            if (!flow(frame)) {
                return "";
            }
        }
    }

    /** Columns that a delimiter takes at a place; 0 when there is none. */
    private int delimiterAt(String text, int i) {
        if (!settings.delimiterText().isEmpty()) {
            return text.startsWith(settings.delimiterText(), i)
                    ? settings.delimiterText().length()
                    : 0;
        }
        return settings.delimiters().indexOf(text.charAt(i)) >= 0 ? 1 : 0;
    }

    private int skipDelimiters(String text, int from) {
        int i = from;
        while (i < text.length() && delimiterAt(text, i) > 0) {
            i += delimiterAt(text, i);
        }
        return i;
    }

    private String listed(String text, int start, boolean ampersand) {
        int i = start;
        while (i < text.length()) {
            int delimiter = delimiterAt(text, i);
            boolean ends = delimiter > 0
                    && (!ampersand || i + delimiter >= text.length() || delimiterAt(text, i + delimiter) > 0);
            if (ends) {
                break;
            }
            i++;
        }
        fieldStart = start;
        fieldEnd = i;
        column = Math.min(text.length(), i + 1);
        anyRead = true;
        return text.substring(start, i);
    }

    private String separated(String text, int start, boolean keepQuotes) {
        int i = start;
        while (i < text.length() && text.charAt(i) == ' ' && delimiterAt(text, i) == 0) {
            i++;
        }
        anyRead = true;
        fieldStart = i;
        char quote = i < text.length() ? text.charAt(i) : ' ';
        StringBuilder value = new StringBuilder();
        if (quote == '"' || quote == '\'') {
            i = quoted(text, i, value, keepQuotes);
        }
        int from = i;
        while (i < text.length() && delimiterAt(text, i) == 0) {
            i++;
        }
        value.append(text, from, i);
        fieldEnd = i;
        afterDelimiter = i < text.length();
        column = i < text.length() ? i + delimiterAt(text, i) : i;
        return value.toString();
    }

    /** Reads a quoted value into the builder; returns the place behind the closing quote. */
    private static int quoted(String text, int start, StringBuilder value, boolean keepQuotes) {
        char quote = text.charAt(start);
        int close = start + 1;
        StringBuilder inside = new StringBuilder();
        while (close < text.length()) {
            char c = text.charAt(close);
            if (c == quote && close + 1 < text.length() && text.charAt(close + 1) == quote) {
                inside.append(quote);
                close += 2;
            } else if (c == quote) {
                value.append(keepQuotes ? text.substring(start, close + 1) : inside);
                return close + 1;
            } else {
                inside.append(c);
                close++;
            }
        }
        // no closing quote: the value is taken as it stands
        return start;
    }

    /** Advances over blanks and reads {@code name=}; empty when the record has no more of that form. */
    public String name(Frame frame) {
        String text = lines.get(line);
        int i = skipDelimiters(text, column);
        int equals = text.indexOf('=', i);
        if (equals < 0) {
            return "";
        }
        column = equals + 1;
        anyRead = true;
        return text.substring(i, equals).strip();
    }

    /** The value behind {@code name=}, up to the next name or the end of the record. */
    public String namedValue() {
        String text = lines.get(line);
        int nextEquals = text.indexOf('=', column);
        int end = text.length();
        if (nextEquals >= 0) {
            end = text.lastIndexOf(' ', nextEquals);
            end = end < column ? column : end;
        }
        fieldStart = column;
        fieldEnd = end;
        column = end;
        return text.substring(fieldStart, end).strip();
    }
}
