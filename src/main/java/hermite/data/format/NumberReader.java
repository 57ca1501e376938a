package hermite.data.format;

import hermite.data.Missing;

/**
 * Reads a decimal number from characters without creating garbage for ordinary fields. The result is the double
 * nearest to the decimal number, always.
 */
public final class NumberReader {
    /** What the readers return for text that is no number; not equal to any missing value. */
    public static final double INVALID = Double.longBitsToDouble(0x7FF8_0000_0000_1000L);

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long MANTISSA_LIMIT = 1L << 53;

    private NumberReader() {}

    /** Whether a result is {@link #INVALID}. */
    public static boolean isInvalid(double result) {
        return result != result && Double.doubleToRawLongBits(result) == Double.doubleToRawLongBits(INVALID);
    }

    public static double read(CharSequence text) {
        return read(text, 0, text.length(), 0);
    }

    /**
     * Reads digits with optional sign, point and exponent (E or D). Surrounding blanks do not count; a blank field or
     * {@code .} is missing, {@code .A} and {@code ._} are special missing values.
     *
     * @param impliedDecimals places to move the point left when the text has neither point nor exponent
     * @return the number, a missing value, or {@link #INVALID}
     */
    public static double read(CharSequence text, int from, int to, int impliedDecimals) {
        int start = from;
        int end = to;
        while (start < end && text.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) <= ' ') {
            end--;
        }
        if (start == end) {
            return Missing.DOT;
        }
        int i = start;
        boolean negative = false;
        char first = text.charAt(i);
        if (first == '-' || first == '+') {
            negative = first == '-';
            i++;
        }
        long mantissa = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        boolean exact = true;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
                if (mantissa < 100_000_000_000_000_000L) {
                    mantissa = mantissa * 10 + (c - '0');
                    scale += point ? 1 : 0;
                } else {
                    exact = false;
                }
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return missingCode(text, start, end);
        }
        int exponent = 0;
        boolean hasExponent = i < end;
        if (hasExponent) {
            exponent = exponent(text, i, end);
            if (exponent == Integer.MIN_VALUE) {
                return INVALID;
            }
        }
        int power = exponent - scale - (point || hasExponent ? 0 : impliedDecimals);
        double magnitude;
        if (exact && mantissa <= MANTISSA_LIMIT && power >= -22 && power <= 22) {
            magnitude = power < 0 ? mantissa / POWERS[-power] : mantissa * POWERS[power];
        } else {
            int written = exponent - (point || hasExponent ? 0 : impliedDecimals);
            int numberStart = first == '-' || first == '+' ? start + 1 : start;
            magnitude = Double.parseDouble(text.subSequence(numberStart, i) + "E" + written);
        }
        return negative ? -magnitude : magnitude;
    }

    private static int exponent(CharSequence text, int from, int end) {
        int i = from;
        char mark = text.charAt(i);
        if (mark == 'E' || mark == 'e' || mark == 'D' || mark == 'd') {
            i++;
        } else {
            return Integer.MIN_VALUE;
        }
        boolean negative = false;
        if (i < end && (text.charAt(i) == '-' || text.charAt(i) == '+')) {
            negative = text.charAt(i) == '-';
            i++;
        }
        if (i == end || end - i > 5) {
            return Integer.MIN_VALUE;
        }
        int value = 0;
        for (; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return Integer.MIN_VALUE;
            }
            value = value * 10 + (c - '0');
        }
        return negative ? -value : value;
    }

    private static double missingCode(CharSequence text, int start, int end) {
        if (text.charAt(start) != '.') {
            return INVALID;
        }
        if (end - start == 1) {
            return Missing.DOT;
        }
        char code = text.charAt(start + 1);
        boolean known = end - start == 2 && (code == '_' || code >= 'A' && code <= 'Z' || code >= 'a' && code <= 'z');
        return known ? Missing.of(code) : INVALID;
    }
}
