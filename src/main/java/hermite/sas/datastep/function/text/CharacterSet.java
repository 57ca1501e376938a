package hermite.sas.datastep.function.text;

import java.util.Locale;

/** The characters that a list and the modifiers of COMPRESS, SCAN, FINDC and their kin name. */
final class CharacterSet {
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final String characters;
    private final String classes;
    private final boolean ignoresCase;

    private CharacterSet(String characters, String classes, boolean ignoresCase) {
        this.characters = characters;
        this.classes = classes;
        this.ignoresCase = ignoresCase;
    }

    /**
     * @param modifiers letters: classes a, c, d, f, g, h, l, n, p, s, u, w, x, and i to ignore case, t to drop trailing
     *     blanks of the list; others are left to the caller
     */
    static CharacterSet of(String characters, String modifiers) {
        String lower = modifiers.toLowerCase(Locale.ROOT);
        StringBuilder classes = new StringBuilder();
        for (char c : lower.toCharArray()) {
            if ("acdfghlnpsuwx".indexOf(c) >= 0) {
                classes.append(c);
            }
        }
        String list = lower.indexOf('t') >= 0 ? characters.stripTrailing() : characters;
        boolean ignoresCase = lower.indexOf('i') >= 0;
        return new CharacterSet(ignoresCase ? list.toUpperCase(Locale.ROOT) : list, classes.toString(), ignoresCase);
    }

    /** Whether a character is in the list or in a class named, the K modifier aside. */
    boolean listed(char c) {
        char sought = ignoresCase ? Character.toUpperCase(c) : c;
        if (characters.indexOf(sought) >= 0) {
            return true;
        }
        for (int i = 0; i < classes.length(); i++) {
            if (inClass(c, classes.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a character belongs to a class. */
    static boolean inClass(char c, char name) {
        switch (name) {
            case 'a':
                return Character.isLetter(c);
            case 'c':
                return Character.isISOControl(c);
            case 'd':
                return c >= '0' && c <= '9';
            case 'f':
                return c == '_' || c < 128 && Character.isLetter(c);
            case 'g':
                return !Character.isISOControl(c) && !Character.isWhitespace(c);
            case 'h':
                return c == '\t';
            case 'l':
                return Character.isLowerCase(c);
            case 'n':
                return c == '_' || c >= '0' && c <= '9' || c < 128 && Character.isLetter(c);
            case 'p':
                return PUNCTUATION.indexOf(c) >= 0;
            case 's':
                return c == ' ' || c >= '\t' && c <= '\r';
            case 'u':
                return Character.isUpperCase(c);
            case 'w':
                return !Character.isISOControl(c);
            default:
                return Character.digit(c, 16) >= 0;
        }
    }
}
