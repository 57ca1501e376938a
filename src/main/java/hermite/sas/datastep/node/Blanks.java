package hermite.sas.datastep.node;

/** Trailing blanks of fixed-length character values. Only the blank counts, no other white space. */
public final class Blanks {
    private Blanks() {}

    /** The text without its trailing blanks. */
    public static String trim(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end == text.length() ? text : text.substring(0, end);
    }

    /** The text with leading and trailing blanks removed. */
    public static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start, end);
    }

    /** The text padded with blanks to at least the length given. */
    public static String pad(String text, int length) {
        int lacking = length - text.length();
        return lacking <= 0 ? text : text + " ".repeat(lacking);
    }

    /** The text as a variable of the length given holds it: cut, without trailing blanks. */
    public static String fit(String text, int length) {
        return trim(text.length() > length ? text.substring(0, length) : text);
    }

    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }
}
