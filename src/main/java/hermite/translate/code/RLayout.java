package hermite.translate.code;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks long lines of R as people do: arguments under the bracket that opens them, sums after a plus sign, comments at
 * words. Lines that fit stay as they are, and nothing but white space changes.
 */
public final class RLayout {
    /** Columns of a line. */
    public static final int WIDTH = 100;

    /** Arguments that would start further right than this begin a line of their own. */
    private static final int RIGHT = 60;

    private static final int INDENT = 4;

    private RLayout() {}

    /** A whole program. */
    public static String of(String program) {
        StringBuilder out = new StringBuilder();
        for (String line : program.split("\n", -1)) {
            int indent = line.length() - line.stripLeading().length();
            String text = line.substring(indent);
            boolean fits = line.length() <= WIDTH;
            out.append(line, 0, indent)
                    .append(fits ? text : text.startsWith("#") ? comment(text, indent) : code(text, indent, 0))
                    .append('\n');
        }
        return out.substring(0, out.length() - 1);
    }

    /** The next lines of a comment stand a little to the right of its first one. */
    private static String comment(String text, int indent) {
        StringBuilder out = new StringBuilder();
        int column = indent;
        for (String word : text.split(" ")) {
            if (column > indent && column + 1 + word.length() > WIDTH) {
                out.append('\n').append(" ".repeat(indent)).append("#  ");
                column = indent + 3;
            }
            out.append(column > indent ? " " : "").append(word);
            column += (column > indent ? 1 : 0) + word.length();
        }
        return out.toString();
    }

    /**
     * Code that starts at a column.
     *
     * @param after columns of what follows on its last line
     */
    private static String code(String text, int column, int after) {
        if (column + text.length() + after <= WIDTH) {
            return text;
        }
        List<String> sum = split(text, " + ");
        if (sum.size() > 1) {
            return filled(sum, column, after);
        }
        int open = longestBracket(text);
        if (open < 0) {
            return text;
        }
        int close = closing(text, open);
        String head = text.substring(0, open + 1);
        String tail = text.substring(close);
        List<String> arguments = split(text.substring(open + 1, close), ", ");
        int start = column + head.length();
        boolean deep = start > RIGHT && start + (close - open) + tail.length() + after > WIDTH;
        int from = deep ? column + INDENT : start;
        String filled = filled(arguments, from, firstLine(tail) + after);
        String body = head + (deep ? "\n" + " ".repeat(from) : "") + filled;
        int last = body.lastIndexOf('\n');
        int end = last < 0 ? column + body.length() : body.length() - last - 1;
        return body + code(tail, end, after);
    }

    /** Columns that the closing bracket needs on its line. */
    private static int firstLine(String tail) {
        int next = longestBracket(tail);
        return next < 0 || tail.length() < 12 ? tail.length() : next + 1;
    }

    /** Pieces, each with its separator at its end, as many on a line as fit. */
    private static String filled(List<String> pieces, int column, int after) {
        StringBuilder out = new StringBuilder();
        int at = column;
        for (int i = 0; i < pieces.size(); i++) {
            boolean last = i + 1 == pieces.size();
            String piece = pieces.get(i);
            String separator = last ? "" : piece.endsWith(", ") ? ", " : " + ";
            String body = piece.substring(0, piece.length() - separator.length());
            int room = last ? after : separator.stripTrailing().length();
            if (i > 0 && at + body.length() + room > WIDTH) {
                out.setLength(out.toString().stripTrailing().length());
                out.append('\n').append(" ".repeat(column));
                at = column;
            }
            String laid = code(body, at, room);
            out.append(laid).append(separator);
            int line = laid.lastIndexOf('\n');
            at = (line < 0 ? at + laid.length() : laid.length() - line - 1) + separator.length();
        }
        return out.toString();
    }

    /** Divides at the separator outside brackets and quotes; each piece but the last keeps it. */
    private static List<String> split(String text, String separator) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            i = skipQuoted(text, i);
            if (isOpening(c)) {
                depth++;
            } else if (isClosing(c)) {
                depth--;
            } else if (depth == 0 && text.startsWith(separator, i)) {
                pieces.add(text.substring(start, i + separator.length()));
                start = i + separator.length();
                i = start - 1;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    /** Place of the bracket, outside all others, whose contents are longest; -1: none. */
    private static int longestBracket(String text) {
        int best = -1;
        int longest = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            i = skipQuoted(text, i);
            if (c == '(' || c == '[') {
                int close = closing(text, i);
                if (close - i > longest) {
                    longest = close - i;
                    best = i;
                }
                i = close;
            }
        }
        return best;
    }

    /** Place of the bracket that closes the one at {@code open}; the end of the text where a later line has it. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            i = skipQuoted(text, i);
            if (isOpening(c)) {
                depth++;
            } else if (isClosing(c) && --depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** The place of the closing quote of the text that starts at {@code i}; {@code i} where none does. */
    private static int skipQuoted(String text, int i) {
        char quote = text.charAt(i);
        if (quote != '"' && quote != '`') {
            return i;
        }
        int j = i + 1;
        while (j < text.length() && text.charAt(j) != quote) {
            j += text.charAt(j) == '\\' ? 2 : 1;
        }
        return Math.min(j, text.length() - 1);
    }

    private static boolean isOpening(char c) {
        return c == '(' || c == '[' || c == '{';
    }

    private static boolean isClosing(char c) {
        return c == ')' || c == ']' || c == '}';
    }
}
