package hermite.r.eval.session;

import hermite.r.value.language.RCall;
import java.util.ArrayList;
import java.util.List;

/** Warnings kept until the top-level call ends, and how they are then printed. */
public final class WarningLog {
    /** Messages that would make a line longer than this go on a line of their own. */
    public static final int LONG = 75;

    private static final int KEPT = 50;
    private static final int LISTED = 10;

    /** One warning; the text of its call is "" when it has none. */
    public record Entry(String message, String callText, RCall call) {}

    private List<Entry> entries = new ArrayList<>();
    private List<Entry> last = List.of();

    public void add(String message, String callText, RCall call) {
        if (entries.size() < KEPT) {
            entries.add(new Entry(message, callText, call));
        }
    }

    /** The warnings of the last top-level call that had any: {@code warnings()}. */
    public List<Entry> last() {
        return last;
    }

    /** What is to be printed now, "" for nothing; the log is empty afterwards. */
    public String take() {
        if (entries.isEmpty()) {
            return "";
        }
        last = entries;
        entries = new ArrayList<>();
        return text(last, true);
    }

    /** The listing of warnings. */
    public static String text(List<Entry> entries, boolean shorten) {
        StringBuilder out = new StringBuilder();
        if (entries.size() == 1) {
            out.append("Warning message:\n").append(entry(entries.get(0), 6)).append('\n');
        } else if (entries.size() <= LISTED || !shorten) {
            out.append("Warning messages:\n");
            for (int i = 0; i < entries.size(); i++) {
                out.append(i + 1).append(": ").append(entry(entries.get(i), 10)).append('\n');
            }
        } else if (entries.size() < KEPT) {
            out.append("There were ").append(entries.size()).append(" warnings (use warnings() to see them)\n");
        } else {
            out.append("There were 50 or more warnings (use warnings() to see the first 50)\n");
        }
        return out.toString();
    }

    private static String entry(Entry entry, int prefix) {
        if (entry.callText().isEmpty()) {
            return entry.message() + " ";
        }
        return "In " + entry.callText() + " :" + separator(entry.message(), entry.callText(), prefix) + entry.message();
    }

    public static String immediate(String message, String callText) {
        if (callText.isEmpty()) {
            return "Warning: " + message;
        }
        return "Warning in " + callText + " :" + separator(message, callText, 18) + message;
    }

    private static String separator(String message, String callText, int prefix) {
        int firstLine = message.indexOf('\n') < 0 ? message.length() : message.indexOf('\n');
        return prefix + callText.length() + firstLine > LONG ? "\n  " : " ";
    }
}
