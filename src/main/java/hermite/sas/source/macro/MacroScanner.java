package hermite.sas.source.macro;

import hermite.sas.source.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Walks unresolved macro text: knows strings, comments and quoted groups, and keeps count of lines. */
final class MacroScanner {
    private static final List<String> QUOTING = List.of("STR", "NRSTR", "QUOTE", "NRQUOTE", "BQUOTE", "NRBQUOTE");

    private final String text;
    private int position;
    private int line;
    private int column;

    MacroScanner(String text, int line, int column) {
        this.text = text;
        this.line = line;
        this.column = column;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    int position() {
        return position;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    String from(int start) {
        return text.substring(start, position);
    }

    void advance(int count) {
        for (int i = 0; i < count && position < text.length(); i++) {
            if (text.charAt(position++) == '\n') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }
    }

    void skipBlanks() {
        while (!atEnd()) {
            if (Characters.isBlank(text.charAt(position))) {
                advance(1);
            } else if (text.startsWith("/*", position)) {
                advance(unitLength());
            } else {
                return;
            }
        }
    }

    /** The macro word that begins here, upper case without its percent sign; {@code *} for a comment; empty for none. */
    String macroWord() {
        if (atEnd() || text.charAt(position) != '%' || position + 1 >= text.length()) {
            return "";
        }
        if (text.charAt(position + 1) == '*') {
            return "*";
        }
        int end = position + 1;
        if (!Characters.isNameStart(text.charAt(end))) {
            return "";
        }
        while (end < text.length() && Characters.isNamePart(text.charAt(end))) {
            end++;
        }
        return text.substring(position + 1, end).toUpperCase(Locale.ROOT);
    }

    void skipMacroWord(String word) {
        advance(word.length() + 1);
    }

    /** Length of what belongs together here: a string, a comment, a quoted group, or a single character. */
    int unitLength() {
        char c = text.charAt(position);
        if (c == '\'' || c == '"') {
            int close = text.indexOf(c, position + 1);
            return close < 0 ? 1 : close - position + 1;
        }
        if (text.startsWith("/*", position)) {
            int close = text.indexOf("*/", position + 2);
            return (close < 0 ? text.length() : close + 2) - position;
        }
        if (c == '%') {
            String word = macroWord();
            if (word.equals("*")) {
                return commentLength();
            }
            if (QUOTING.contains(word)) {
                return 1 + word.length() + groupLength(position + 1 + word.length());
            }
            return Math.max(1, Math.min(1 + word.length(), text.length() - position));
        }
        return 1;
    }

    /** A macro comment up to its semicolon; matched quotes hide semicolons. */
    private int commentLength() {
        int i = position + 2;
        while (i < text.length() && text.charAt(i) != ';') {
            char c = text.charAt(i);
            int close = c == '\'' || c == '"' ? text.indexOf(c, i + 1) : -1;
            i = close < 0 ? i + 1 : close + 1;
        }
        return Math.min(i + 1, text.length()) - position;
    }

    private int groupLength(int from) {
        int i = from;
        while (i < text.length() && Characters.isBlank(text.charAt(i))) {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != '(') {
            return 0;
        }
        int depth = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '%' && i + 1 < text.length() && "'\"()%".indexOf(text.charAt(i + 1)) >= 0) {
                i += 2;
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            i++;
            if (depth == 0) {
                break;
            }
        }
        return i - from;
    }

    /** Everything up to the first of these macro words outside strings, comments and groups; the word is left. */
    String upToWord(String... words) {
        int start = position;
        while (!atEnd() && !List.of(words).contains(macroWord())) {
            advance(unitLength());
        }
        return from(start);
    }

    /** Everything up to the next semicolon; the semicolon is taken and not returned. */
    String upToSemicolon() {
        int start = position;
        while (!atEnd() && text.charAt(position) != ';') {
            advance(unitLength());
        }
        String found = from(start);
        advance(1);
        return found;
    }

    /** Whether the macro word here is followed by a colon. */
    boolean isLabelAfter(String word) {
        int i = position + 1 + word.length();
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i < text.length() && text.charAt(i) == ':';
    }

    record Mark(int position, int line, int column) {}

    Mark mark() {
        return new Mark(position, line, column);
    }

    void rewind(Mark mark) {
        position = mark.position;
        line = mark.line;
        column = mark.column;
    }

    /** Splits at commas outside strings, parentheses and quoted groups. */
    static List<String> split(String list, char separator) {
        List<String> parts = new ArrayList<>();
        MacroScanner scanner = new MacroScanner(list, 1, 1);
        int start = 0;
        int depth = 0;
        while (!scanner.atEnd()) {
            char c = list.charAt(scanner.position);
            if (c == separator && depth == 0) {
                parts.add(scanner.from(start));
                start = scanner.position + 1;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            scanner.advance(scanner.unitLength());
        }
        parts.add(scanner.from(start));
        return parts;
    }
}
