package hermite.sas.session;

import hermite.sas.log.Log;
import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Suggestion;
import hermite.sas.source.Place;
import hermite.sas.source.SourceListener;
import hermite.sas.source.SourceMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The log of a session: echoed source, messages wrapped at LINESIZE, underlined places of numbered errors, counts of
 * warnings and errors (shared/spec/log.md, sections 1 and 6).
 */
public final class SessionLog implements Log {
    /** How a line that names a place begins. */
    private static final String AT = "      --> ";

    private final Consumer<String> out;
    private final SystemOptions options;
    private final boolean echo;
    private final EchoedLines sources = new EchoedLines();
    private final List<Marked> marked = new ArrayList<>();
    private int warnings;
    private int errors;
    private final Set<String> saidInStep = new HashSet<>();
    private boolean blankBeforeNotes;
    private boolean afterSuppressedNote;
    /** The place of the message just written, to be named unless its writer does so with more words. */
    private Optional<String> placeToName = Optional.empty();
    /** The source line shown last, when nothing has been written after it. */
    private String lastShown = "";

    /** A numbered message waiting for the underline it shares with others of its line, and the lines under it. */
    private record Marked(Place place, Message message, String text, Suggestion suggestion, List<String> remarks) {
        boolean isAt(Marked other) {
            Place here = place.written();
            Place there = other.place.written();
            return here.line() == there.line() && here.column() == there.column();
        }
    }

    /**
     * @param out takes each line, without its end
     * @param echo whether source lines are shown; in the REPL the user has them before the eyes
     */
    SessionLog(Consumer<String> out, SystemOptions options, boolean echo) {
        this.out = out;
        this.options = options;
        this.echo = echo;
    }

    /**
     * A line of the program, at the moment it belongs into the log.
     *
     * @param number running number, from 1
     * @param kind says how it is marked, and which system option shows it
     */
    void source(int number, String text, SourceListener.Kind kind) {
        showMarked();
        String mark =
                switch (kind) {
                    case SOURCE -> "";
                    case CONTINUED, INCLUDED_CONTINUED -> "!";
                    case INCLUDED, INCLUDED_SHOWN, EXECUTED -> "+";
                };
        boolean wanted =
                switch (kind) {
                    case SOURCE, CONTINUED, EXECUTED -> options.isOn("SOURCE");
                    case INCLUDED, INCLUDED_CONTINUED -> options.isOn("SOURCE2");
                    case INCLUDED_SHOWN -> true;
                };
        List<String> shown = sources.take(number, text, mark, options.lineSize());
        if (echo && wanted) {
            shown.forEach(out);
            lastShown = shown.get(shown.size() - 1);
        }
    }

    @Override
    public void write(Message message, Object... arguments) {
        showMarked();
        writeText(message, message.format(arguments));
        suggest(Suggestion.among(arguments));
    }

    /** A suggestion without a place stands on a line of its own. */
    private void suggest(Suggestion suggestion) {
        if (!suggestion.word().isEmpty()) {
            put("      " + suggestion.question());
        }
    }

    @Override
    public void write(Place place, Message message, Object... arguments) {
        if (message == SourceMessage.LONG_STRING && !options.isOn("QUOTELENMAX")) {
            return;
        }
        if (!place.isKnown()) {
            write(message, arguments);
            return;
        }
        String text = message.format(arguments);
        Suggestion suggestion = Suggestion.among(arguments);
        Place written = place.written();
        if (message.number().isEmpty() || written.logLine() == 0) {
            showMarked();
            writeText(message, text);
            if (message.severity() != Severity.NOTE) {
                placeToName = Optional.of(placeLine(place, suggestion));
            }
            return;
        }
        if (!marked.isEmpty() && marked.get(0).place.written().logLine() != written.logLine()) {
            showMarked();
        }
        marked.add(new Marked(place, message, text, suggestion, new ArrayList<>()));
    }

    /** A line as it is. Lines indented as continuation of a note go with the note when notes are off. */
    @Override
    public void line(String text) {
        if (text.startsWith(AT) && !marked.isEmpty()) {
            marked.get(marked.size() - 1).remarks.add(text);
            return;
        }
        if (text.startsWith(AT)) {
            placeToName = Optional.empty();
        }
        showMarked();
        if (afterSuppressedNote && text.startsWith("      ")) {
            return;
        }
        afterSuppressedNote = false;
        blankBeforeNotes = false;
        put(text);
    }

    /** The next message is the first of a step's notes: a blank line sets it off from the source. */
    public void beginStepNotes() {
        showMarked();
        saidInStep.clear();
        blankBeforeNotes = true;
    }

    /** The blank lines after the last note of a step. */
    public void endStepNotes() {
        showMarked();
        blankBeforeNotes = false;
        if (options.isOn("NOTES")) {
            put("");
            if (echo) {
                put("");
            }
        }
    }

    /** Whether a message of this text has been written since the step's notes began. */
    public boolean hasSaid(String text) {
        return saidInStep.contains(text);
    }

    /** Shows messages that wait for their line to be complete. */
    public void flush() {
        showMarked();
    }

    public int warnings() {
        return warnings;
    }

    public int errors() {
        return errors;
    }

    private void put(String text) {
        out.accept(text);
        lastShown = "";
    }

    private void count(Severity severity) {
        if (severity == Severity.WARNING) {
            warnings++;
        } else if (severity == Severity.ERROR) {
            errors++;
        }
    }

    private void writeText(Message message, String text) {
        count(message.severity());
        saidInStep.add(text);
        afterSuppressedNote = message.severity() == Severity.NOTE && !options.isOn("NOTES");
        if (afterSuppressedNote) {
            return;
        }
        if (blankBeforeNotes) {
            blankBeforeNotes = false;
            put("");
        }
        String number = message.number().isEmpty() ? "" : " " + message.number();
        String prefix = message.severity() + number + ": ";
        LineWrap.wrap(prefix, text, options.lineSize()).forEach(this::put);
    }

    /** The place of a message that has no underline, so that every error leads to the word at fault. */
    private static String placeLine(Place place, Suggestion suggestion) {
        String generated = place.origin().isEmpty() || place.source().isEmpty()
                ? ""
                : " (generated by " + place.source() + " line " + place.line() + ")";
        String question = suggestion.question();
        return AT + place.written() + generated + (question.isEmpty() ? "" : ": " + question);
    }

    private void showMarked() {
        placeToName.ifPresent(this::put);
        placeToName = Optional.empty();
        if (marked.isEmpty()) {
            return;
        }
        List<Marked> all = List.copyOf(marked);
        marked.clear();
        blankBeforeNotes = false;
        underline(all);
        for (int i = 0; i < all.size(); i++) {
            Marked one = all.get(i);
            writeText(one.message, one.text);
            boolean lastHere = i + 1 == all.size() || !one.isAt(all.get(i + 1));
            if (one.remarks.isEmpty() && lastHere && one.message.severity() != Severity.NOTE) {
                put(placeLine(one.place, one.suggestion));
            }
            one.remarks.forEach(this::put);
        }
    }

    /** The source line with the words at fault underlined and the first part of each number under them. */
    private void underline(List<Marked> all) {
        TreeMap<Integer, List<Marked>> byColumn = new TreeMap<>();
        int lineNumber = all.get(0).place.written().logLine();
        int firstColumn = all.stream()
                .map(m -> m.place.written().column())
                .min(Comparator.naturalOrder())
                .orElse(1);
        EchoedLines.Reminder reminder = sources.remind(lineNumber, firstColumn, options.lineSize());
        if (!reminder.isKnown()) {
            return;
        }
        int shift = reminder.column() - firstColumn;
        for (Marked one : all) {
            byColumn.computeIfAbsent(one.place.written().column() + shift, c -> new ArrayList<>())
                    .add(one);
        }
        if (!lastShown.equals(reminder.line())) {
            put(reminder.line());
        }
        StringBuilder marks = new StringBuilder();
        byColumn.forEach((column, messages) -> {
            int length = messages.stream()
                    .mapToInt(m -> m.place.written().length())
                    .max()
                    .orElse(1);
            padTo(marks, column);
            int room = Math.max(1, Math.max(reminder.line().length(), column + 1) - marks.length());
            marks.append("_".repeat(Math.max(1, Math.min(length, room))));
        });
        put(marks.toString());
        int depth = byColumn.values().stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < depth; i++) {
            StringBuilder numbers = new StringBuilder();
            for (var entry : byColumn.entrySet()) {
                if (i < entry.getValue().size()) {
                    padTo(numbers, entry.getKey());
                    numbers.append(firstPart(entry.getValue().get(i).message.number()));
                }
            }
            put(numbers.toString());
        }
    }

    private static String firstPart(String number) {
        int dash = number.indexOf('-');
        return dash < 0 ? number : number.substring(0, dash);
    }

    private static void padTo(StringBuilder text, int column) {
        if (text.length() < column) {
            text.append(" ".repeat(column - text.length()));
        } else if (text.length() > 0 && text.length() > column) {
            text.append(' ');
        }
    }
}
