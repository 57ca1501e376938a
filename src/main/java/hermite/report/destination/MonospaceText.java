package hermite.report.destination;

import hermite.report.OutputColumn.Align;
import java.util.ArrayList;
import java.util.List;

/** Padding, centring and wrapping of text where every character is one column wide. */
final class MonospaceText {
    private MonospaceText() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static String pad(String text, int width, Align align) {
        int free = width - length(text);
        if (free <= 0) {
            return text;
        }
        int before = align == Align.LEFT ? 0 : align == Align.RIGHT ? free : free / 2;
        return " ".repeat(before) + text + " ".repeat(free - before);
    }

    /** Centred over columns: the odd blank goes to the left, as over a right-aligned column. */
    static String centreOver(String text, int width) {
        int free = Math.max(0, width - length(text));
        int before = (free + 1) / 2;
        return " ".repeat(before) + text + " ".repeat(free - before);
    }

    /**
     * Breaks text at blanks into lines no wider than {@code width}; a word that is wider is cut.
     *
     * @return at least one line
     */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text.stripTrailing();
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank > 0 ? blank : width;
            lines.add(rest.substring(0, end).stripTrailing());
            rest = rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    /** Wrapped text of at most {@code lines} lines (0: any number), the last ending with {@code ...} when cut. */
    static List<String> wrap(String text, int width, int lines) {
        List<String> all = wrap(text, width);
        if (lines == 0 || all.size() <= lines) {
            return all;
        }
        List<String> kept = new ArrayList<>(all.subList(0, lines));
        String last = kept.get(lines - 1);
        while (last.length() + 4 > width && last.lastIndexOf(' ') > 0) {
            last = last.substring(0, last.lastIndexOf(' '));
        }
        kept.set(lines - 1, last + " ...");
        return kept;
    }
}
