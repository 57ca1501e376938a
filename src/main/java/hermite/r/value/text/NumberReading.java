package hermite.r.value.text;

import hermite.r.value.RDouble;

/** Text read as a number, as {@code as.numeric} reads it: blanks around it, decimal, hexadecimal, Inf, NaN, NA. */
public final class NumberReading {
    private NumberReading() {}

    /** The number; {@link RDouble#NA} when the text is null, "NA" or no number. */
    public static double number(String text) {
        if (text == null) {
            return RDouble.NA;
        }
        String trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return RDouble.NA;
        }
        char first = trimmed.charAt(0);
        String unsigned = first == '-' || first == '+' ? trimmed.substring(1) : trimmed;
        double sign = first == '-' ? -1 : 1;
        switch (unsigned) {
            case "NaN":
                return Double.NaN;
            case "Inf", "inf", "Infinity", "infinity", "INF":
                return sign * Double.POSITIVE_INFINITY;
            default:
        }
        if (unsigned.startsWith("0x") || unsigned.startsWith("0X")) {
            return hexadecimal(unsigned, sign);
        }
        return isDecimal(unsigned) ? sign * Double.parseDouble(unsigned) : RDouble.NA;
    }

    /** Whether the text is no number though it is present: then {@code as.numeric} warns. */
    public static boolean isWrong(String text) {
        return text != null && !text.strip().equals("NA") && RDouble.isNa(number(text));
    }

    private static double hexadecimal(String text, double sign) {
        String form = text.indexOf('p') < 0 && text.indexOf('P') < 0 ? text + "p0" : text;
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = Character.digit(c, 16) >= 0 || c == '.' || c == 'p' || c == 'P' || c == '-' || c == '+';
            if (!fits) {
                return RDouble.NA;
            }
        }
        try {
            return sign * Double.parseDouble(form);
        } catch (NumberFormatException e) {
            return RDouble.NA;
        }
    }

    private static boolean isDecimal(String text) {
        int at = 0;
        int digits = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
            digits++;
        }
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
                digits++;
            }
        }
        if (digits == 0) {
            return false;
        }
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
                at++;
            }
            int start = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                return false;
            }
        }
        return at == text.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
