package hermite.sas.datastep.node;

import hermite.data.Missing;

/** Numbers in text as the {@code w.} informat reads them: blanks around, a sign, a point, an exponent. */
public final class Numerals {
    /** What {@link #parse} gives for text that is no number; no SAS number is infinite. */
    public static final double INVALID = Double.NEGATIVE_INFINITY;

    private Numerals() {}

    /** The number; missing for blank, {@code .}, {@code ._} and {@code .A} to {@code .Z}; {@link #INVALID} otherwise. */
    public static double parse(String text) {
        int start = 0;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        if (start == end) {
            return Missing.DOT;
        }
        if (text.charAt(start) == '.' && end - start <= 2) {
            if (end - start == 1) {
                return Missing.DOT;
            }
            char code = text.charAt(start + 1);
            if (code == '_' || Character.toUpperCase(code) >= 'A' && Character.toUpperCase(code) <= 'Z') {
                return Missing.of(code);
            }
        }
        return digits(text, start, end);
    }

    private static double digits(String text, int start, int end) {
        int i = start;
        char first = text.charAt(i);
        boolean negative = first == '-';
        if (negative || first == '+') {
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int significant = 0;
        int scale = 0;
        boolean point = false;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                if (mantissa != 0 || c != '0') {
                    significant++;
                }
                if (significant <= 15) {
                    mantissa = mantissa * 10 + (c - '0');
                }
                if (point) {
                    scale++;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return INVALID;
        }
        if (i == end && significant <= 15 && scale <= 22) {
            // both are exact in a double, so one division rounds correctly
            double value = scale == 0 ? mantissa : mantissa / POWERS[scale];
            return negative ? -value : value;
        }
        return withExponent(text, start, i, end);
    }

    private static double withExponent(String text, int start, int mark, int end) {
        String mantissa = text.substring(start, mark);
        if (mark == end) {
            return finite(Double.parseDouble(mantissa));
        }
        int i = mark;
        char c = text.charAt(i);
        if (c == 'e' || c == 'E' || c == 'd' || c == 'D') {
            i++;
        } else if (c != '+' && c != '-') {
            return INVALID;
        }
        int from = i;
        if (i < end && (text.charAt(i) == '+' || text.charAt(i) == '-')) {
            i++;
        }
        if (i == end || end - i > 4) {
            return INVALID;
        }
        for (int k = i; k < end; k++) {
            if (text.charAt(k) < '0' || text.charAt(k) > '9') {
                return INVALID;
            }
        }
        return finite(Double.parseDouble(mantissa + "E" + text.substring(from, end)));
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? INVALID : value;
    }

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
}
