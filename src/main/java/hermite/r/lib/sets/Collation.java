package hermite.r.lib.sets;

import java.text.Normalizer;

/**
 * The order of texts: by code point in the C locale, else as the English locales of the C library have it: letters by
 * base letter, then accents, then lower case before upper; digits before letters, punctuation before digits.
 */
public final class Collation {
    private static final boolean BY_CODE_POINT = byCodePoint();

    private Collation() {}

    /** As R does: the environment names the locale; none named is C. */
    private static boolean byCodePoint() {
        for (String variable : new String[] {"LC_ALL", "LC_COLLATE", "LANG"}) {
            String locale = System.getenv(variable);
            if (locale != null && !locale.isEmpty()) {
                return locale.equals("C") || locale.equals("POSIX") || locale.startsWith("C.");
            }
        }
        return true;
    }

    public static int compare(String a, String b) {
        return BY_CODE_POINT ? compareCodePoints(a, b) : compareEnglish(a, b);
    }

    static int compareCodePoints(String a, String b) {
        return a.compareTo(b);
    }

    static int compareEnglish(String a, String b) {
        int primary = Integer.compare(0, 0);
        int accents = 0;
        int cases = 0;
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length && primary == 0; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x == y) {
                continue;
            }
            primary = Integer.compare(weight(x), weight(y));
            if (primary == 0) {
                accents =
                        accents == 0 ? Character.compare(Character.toLowerCase(x), Character.toLowerCase(y)) : accents;
                cases = cases == 0 ? Boolean.compare(Character.isUpperCase(x), Character.isUpperCase(y)) : cases;
            }
        }
        if (primary != 0) {
            return primary;
        }
        if (a.length() != b.length()) {
            return Integer.compare(a.length(), b.length());
        }
        return accents != 0 ? accents : cases;
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
        return c;
    }
}
