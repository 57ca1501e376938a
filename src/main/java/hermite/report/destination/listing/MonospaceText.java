package hermite.report.destination.listing;

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
        return broken(text, width, Integer.MAX_VALUE);
    }

    /** Wrapped text of at most {@code lines} lines (0: any number), the last ending with {@code ...} when cut. */
    static List<String> wrap(String text, int width, int lines) {
        List<String> all = broken(text, width, lines == 0 ? Integer.MAX_VALUE : lines + 1);
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

    /** Lines of a text, up to a number of them; the text is walked by place, for it may hold 100,000 values. */
    private static List<String> broken(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        String whole = text.stripTrailing();
        int from = 0;
        while (whole.length() - from > width && lines.size() < most) {
            int blank = whole.lastIndexOf(' ', from + width);
            int end = blank > from ? blank : from + width;
            lines.add(whole.substring(from, end).stripTrailing());
            from = end;
            while (from < whole.length() && Character.isWhitespace(whole.charAt(from))) {
                from++;
            }
        }
        if (lines.size() < most) {
            lines.add(whole.substring(from));
        }
        return lines;
    }
}
