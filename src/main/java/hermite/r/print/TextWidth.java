package hermite.r.print;

/** Columns a text takes on the page, and padding to a number of them. */
public final class TextWidth {
    private TextWidth() {}

    public static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            width += columns(c);
        }
        return width;
    }

    private static int columns(int c) {
        if (c < 0x300) {
            return 1;
        }
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xA4CF
                || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF
                || c >= 0xFE30 && c <= 0xFE6F
                || c >= 0xFF00 && c <= 0xFF60
                || c >= 0x1F300 && c <= 0x1F64F
                || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    public static String padLeft(String text, int width) {
        int missing = width - of(text);
        return missing <= 0 ? text : " ".repeat(missing) + text;
    }

    public static String padRight(String text, int width) {
        int missing = width - of(text);
        return missing <= 0 ? text : text + " ".repeat(missing);
    }

    static int widest(String[] texts) {
        int widest = 0;
        for (String each : texts) {
            widest = Math.max(widest, of(each));
        }
        return widest;
    }
}
