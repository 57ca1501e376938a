package hermite.r.vector;

import java.text.Normalizer;

/**
 * The order of texts as in an English locale, whatever the environment says: blanks, punctuation, digits, letters;
 * letters by the alphabet, then by accents, then lower case before upper.
 */
public final class Collation {
    /** Punctuation in its order. */
    private static final String PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

    private Collation() {}

    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        int accents = 0;
        int cases = 0;
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) {
                continue;
            }
            int order = Integer.compare(weight(x), weight(y));
            if (order != 0) {
                return order;
            }
            if (accents == 0) {
                accents = Character.compare(Character.toLowerCase(x), Character.toLowerCase(y));
            }
            if (cases == 0) {
                cases = Boolean.compare(Character.isUpperCase(x), Character.isUpperCase(y));
            }
        }
        if (a.length() != b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        return accents != 0 ? accents : cases;
    }

    /** By code point, as in the C locale. */
    public static int compareCodePoints(String a, String b) {
        return a.compareTo(b);
    }

    private static int weight(char c) {
        if (Character.isLetter(c)) {
            char base = c < 128
                    ? c
                    : Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
                            .charAt(0);
            return 0x40000 + Character.toLowerCase(base);
        }
        if (Character.isDigit(c)) {
            return 0x20000 + c;
        }
        int place = PUNCTUATION.indexOf(c);
        return Character.isWhitespace(c) ? c : place >= 0 ? 0x100 + place : 0x200 + c;
    }
}
