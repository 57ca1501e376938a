package hermite.r.vector;

/**
 * The order of texts, as in an English locale: letters by the alphabet whatever their case, lower case first among
 * equals; digits before letters, punctuation first.
 */
public final class Collation {
    private Collation() {}

    public static int compare(String a, String b) {
        int order = compareLetters(a, b);
        if (order != 0) {
            return order;
        }
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean lower = Character.isLowerCase(x);
                return lower == Character.isLowerCase(y) ? Character.compare(x, y) : lower ? -1 : 1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareLetters(String a, String b) {
        int i = 0;
        int k = 0;
        while (i < a.length() && k < b.length()) {
            int x = weight(a.charAt(i++));
            int y = weight(b.charAt(k++));
            if (x != y) {
                return Integer.compare(x, y);
            }
        }
        return Integer.compare(a.length() - i, b.length() - k);
    }

    private static int weight(char c) {
        if (Character.isLetter(c)) {
            return 0x20000 + Character.toLowerCase(c);
        }
        return Character.isDigit(c) ? 0x10000 + c : c;
    }
}
