package hermite.r.print;

/** Text in quotes with escapes, as R prints and deparses it. */
public final class Quoting {
    private Quoting() {}

    public static String quote(String text, char quote) {
        return quote + escape(text, quote) + quote;
    }

    /** Escapes without the quotes; {@code quote} 0 leaves quotes alone. */
    public static String escape(String text, char quote) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String escaped =
                    switch (c) {
                        case '\n' -> "\\n";
                        case '\t' -> "\\t";
                        case '\r' -> "\\r";
                        case '\\' -> "\\\\";
                        case '\u0007' -> "\\a";
                        case '\b' -> "\\b";
                        case '\f' -> "\\f";
                        case '\u000B' -> "\\v";
                        case '\0' -> "\\0";
                        default -> c == quote && quote != 0 ? "\\" + c : c < ' ' || c == 127 ? octal(c) : null;
                    };
            if (escaped != null && out == null) {
                out = new StringBuilder(text.substring(0, i));
            }
            if (out != null) {
                out.append(escaped == null ? String.valueOf(c) : escaped);
            }
        }
        return out == null ? text : out.toString();
    }

    private static String octal(char c) {
        return String.format("\\%03o", (int) c);
    }
}
