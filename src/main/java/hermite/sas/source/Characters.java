package hermite.sas.source;

/** Character classes and spellings that the segmenter and the token reader share. */
public final class Characters {
    /** Longest first, so that the first match is the right one. */
    private static final String[] OPERATORS = {
        "^=:", "~=:", "¬=:", "<=:", ">=:", "**", "||", "!!", "¦¦", "<>", "><", "<=", ">=", "^=", "~=", "¬=", "=:", "<:",
        ">:", "=>", "=<", "=*", "@@"
    };

    /** Masks of the macro quoting functions are private code points at this distance from the character. */
    private static final int MASK = 0xE000;

    private Characters() {}

    public static boolean isNameStart(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    public static boolean isNamePart(int c) {
        return isNameStart(c) || isDigit(c);
    }

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isBlank(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u00A0' || c == '\uFEFF';
    }

    /** Looks at characters from the current one on; END (-1) beyond the last. */
    public interface Ahead {
        int at(int offset);
    }

    /** Length of the operator that begins here, at least 1. */
    public static int operatorLength(Ahead ahead) {
        for (String operator : OPERATORS) {
            boolean matches = true;
            for (int i = 0; i < operator.length() && matches; i++) {
                matches = unmask(ahead.at(i)) == operator.charAt(i);
            }
            if (matches) {
                return operator.length();
            }
        }
        return 1;
    }

    /** Length of the number that begins here; 0 when none does. Hexadecimal numbers end in x. */
    public static int numberLength(Ahead ahead) {
        int c = ahead.at(0);
        if (!isDigit(c) && !(c == '.' && isDigit(ahead.at(1)))) {
            return 0;
        }
        int hex = 0;
        while (isDigit(c) && hex <= 16 && isHexDigit(ahead.at(hex))) {
            hex++;
        }
        if (hex > 0 && hex <= 16 && (ahead.at(hex) | 0x20) == 'x' && !isNamePart(ahead.at(hex + 1))) {
            return hex + 1;
        }
        int length = 0;
        while (isDigit(ahead.at(length))) {
            length++;
        }
        if (ahead.at(length) == '.') {
            length++;
            while (isDigit(ahead.at(length))) {
                length++;
            }
        }
        if ((ahead.at(length) | 0x20) == 'e') {
            int exponent = length + 1;
            if (ahead.at(exponent) == '+' || ahead.at(exponent) == '-') {
                exponent++;
            }
            if (isDigit(ahead.at(exponent))) {
                while (isDigit(ahead.at(exponent))) {
                    exponent++;
                }
                return exponent;
            }
        }
        return length;
    }

    private static boolean isHexDigit(int c) {
        return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F';
    }

    /** Length of the suffix of a string whose closing quote is just before; 0 for none. */
    public static int suffixLength(Ahead ahead) {
        int first = ahead.at(0) | 0x20;
        if (first == 'd' && (ahead.at(1) | 0x20) == 't' && !isNamePart(ahead.at(2))) {
            return 2;
        }
        return "dtnxb".indexOf(first) >= 0 && ahead.at(0) > 0 && !isNamePart(ahead.at(1)) ? 1 : 0;
    }

    /** The missing value that begins here with its period: 1 for {@code .}, 2 for {@code .a}. */
    public static int missingLength(Ahead ahead) {
        int letter = ahead.at(1);
        return isNameStart(letter) && !isNamePart(ahead.at(2)) && ahead.at(2) != '.' ? 2 : 1;
    }

    public static char mask(char c) {
        return c < 128 ? (char) (MASK + c) : c;
    }

    public static boolean isMasked(int c) {
        return c >= MASK && c < MASK + 128;
    }

    public static int unmask(int c) {
        return isMasked(c) ? c - MASK : c;
    }

    public static String unmask(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isMasked(text.charAt(i))) {
                StringBuilder plain = new StringBuilder(text);
                for (int j = i; j < plain.length(); j++) {
                    plain.setCharAt(j, (char) unmask(plain.charAt(j)));
                }
                return plain.toString();
            }
        }
        return text;
    }

    /** Unmasks all but the macro triggers, which must not act again. */
    public static String unmaskForCompiler(String text) {
        String plain = unmask(text);
        if (plain.equals(text)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(plain);
        for (int i = 0; i < text.length(); i++) {
            char c = plain.charAt(i);
            if (isMasked(text.charAt(i)) && (c == '&' || c == '%')) {
                kept.setCharAt(i, text.charAt(i));
            }
        }
        return kept.toString();
    }
}
