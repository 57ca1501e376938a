package hermite.data.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimal texts of a double: fixed decimals, the most informative text of a width, scientific notation.
 *
 * <p>Rounding is half away from zero of the decimal number a reader sees (15 significant digits where they identify
 * the double, else 16), so 2.675 with two decimals is 2.68. Digits do not depend on the JDK: {@code Double.toString}
 * is not used.
 */
public final class NumberText {
    private static final int MAX_POWER = 22;
    private static final double[] POWERS = new double[MAX_POWER + 1];
    private static final double EXACT_LIMIT = 4_503_599_627_370_496.0; // 2^52: fractions of a half are still exact
    /** Relative distance to a half within which the product with a power of ten does not decide the rounding. */
    private static final double NEAR_HALF = 1e-15;

    private static final MathContext DIGITS_15 = new MathContext(15, RoundingMode.HALF_UP);
    private static final MathContext DIGITS_16 = new MathContext(16, RoundingMode.HALF_UP);
    /** BEST writes smaller magnitudes in scientific notation whatever the width. */
    private static final double SMALLEST_FIXED = 1e-5;

    static {
        double p = 1;
        for (int i = 0; i <= MAX_POWER; i++) {
            POWERS[i] = p;
            p *= 10;
        }
    }

    private NumberText() {}

    /** The {@code w.d} format: fixed decimals, without the leading zero or by BEST when the width is too small. */
    static String fixed(double value, int width, int decimals) {
        String text = plain(value, decimals);
        if (text.length() > width) {
            text = withoutLeadingZero(text);
        }
        return text.length() <= width ? right(text, width) : best(value, width);
    }

    /** The {@code BESTw.} format. */
    static String best(double value, int width) {
        String text = bestText(value, width);
        return text.isEmpty() ? asterisks(width) : right(text, width);
    }

    /** The most informative text of at most {@code width} columns, not padded; empty when nothing fits. */
    static String bestText(double value, int width) {
        if (value == 0) {
            return "0";
        }
        boolean negative = value < 0;
        double magnitude = Math.abs(value);
        int room = negative ? width - 1 : width;
        String text = magnitude == Math.rint(magnitude)
                ? bestOfInteger(magnitude, room)
                : magnitude < 1 ? bestOfFraction(magnitude, room) : bestOfMixed(magnitude, room);
        if (text.isEmpty()) {
            return "";
        }
        return negative && !text.equals("0") ? "-" + text : text;
    }

    private static String bestOfInteger(double magnitude, int room) {
        String text = magnitude < EXACT_LIMIT
                ? Long.toString((long) magnitude)
                : Double.isInfinite(magnitude)
                        ? "I"
                        : new BigDecimal(magnitude).toBigInteger().toString();
        return text.length() <= room ? text : bestScientific(magnitude, room);
    }

    private static String bestOfMixed(double magnitude, int room) {
        int whole = Long.toString((long) magnitude).length();
        int decimals = Math.max(0, room - whole - 1);
        if (whole <= room) {
            String text = withoutTrailingZeros(plain(magnitude, decimals));
            if (text.length() <= room) {
                return text;
            }
        }
        return bestScientific(magnitude, room);
    }

    private static String bestOfFraction(double magnitude, int room) {
        int needed = firstDecimal(magnitude);
        if (magnitude >= SMALLEST_FIXED) {
            if (room - 2 >= needed) {
                return withoutTrailingZeros(plain(magnitude, room - 2));
            }
            if (room - 1 >= needed) {
                return withoutLeadingZero(withoutTrailingZeros(plain(magnitude, room - 1)));
            }
        }
        String scientific = bestScientific(magnitude, room);
        if (!scientific.isEmpty()) {
            return scientific;
        }
        return room < 1 ? "" : withoutTrailingZeros(plain(magnitude, Math.max(0, room - 2)));
    }

    /** Place of the first nonzero decimal of a fraction: 1 for 0.1, 3 for 0.005. */
    private static int firstDecimal(double fraction) {
        int place = 1;
        while (place < 5 && fraction * POWERS[place] < 1) {
            place++;
        }
        return place;
    }

    private static String bestScientific(double magnitude, int room) {
        if (Double.isInfinite(magnitude)) {
            return room >= 1 ? "I" : "";
        }
        BigDecimal exact = shortest(magnitude);
        int exponent = exact.precision() - exact.scale() - 1;
        while (true) {
            int digits = digitsBeside(exponent, room);
            if (digits < 1) {
                return "";
            }
            BigDecimal rounded = exact.round(new MathContext(Math.min(digits, 16), RoundingMode.HALF_UP))
                    .stripTrailingZeros();
            int roundedExponent = rounded.precision() - rounded.scale() - 1;
            if (roundedExponent == exponent) {
                return mantissa(rounded) + "E" + exponent;
            }
            exponent = roundedExponent;
            exact = rounded;
        }
    }

    private static int digitsBeside(int exponent, int room) {
        int left = room - 1 - Integer.toString(exponent).length();
        return left <= 1 ? left : Math.max(1, left - 1);
    }

    private static String mantissa(BigDecimal stripped) {
        String digits = stripped.unscaledValue().toString();
        return digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    }

    /** The {@code Ew.} format: a mantissa filling the width, a signed exponent of two or three digits. */
    static String scientific(double value, int width) {
        if (value == 0) {
            int decimals = Math.max(0, width - 7);
            return right("0" + (decimals > 0 ? "." + "0".repeat(decimals) : "") + "E+00", width);
        }
        BigDecimal exact = shortest(Math.abs(value));
        int exponent = exact.precision() - exact.scale() - 1;
        int decimals = Math.max(0, width - (Math.abs(exponent) > 99 ? 8 : 7));
        BigDecimal rounded = exact.round(new MathContext(decimals + 1, RoundingMode.HALF_UP));
        exponent = rounded.precision() - rounded.scale() - 1;
        String digits = rounded.unscaledValue().toString();
        digits = digits + "0".repeat(Math.max(0, decimals + 1 - digits.length()));
        String power = Integer.toString(Math.abs(exponent));
        String text = (value < 0 ? "-" : "")
                + digits.charAt(0)
                + (decimals > 0 ? "." + digits.substring(1, decimals + 1) : "")
                + (exponent < 0 ? "E-" : "E+")
                + (power.length() < 2 ? "0" + power : power);
        return text.length() <= width ? right(text, width) : asterisks(width);
    }

    /** Fixed decimals, a leading zero before the point, as long as it needs to be. */
    public static String plain(double value, int decimals) {
        double magnitude = Math.abs(value);
        String digits;
        double scaled = decimals <= MAX_POWER ? magnitude * POWERS[decimals] : EXACT_LIMIT;
        double down = Math.floor(scaled);
        double rest = scaled - down;
        if (scaled < EXACT_LIMIT && (decimals == 0 || Math.abs(rest - 0.5) > scaled * NEAR_HALF)) {
            digits = withPoint((long) down + (rest >= 0.5 ? 1 : 0), decimals);
        } else if (Double.isInfinite(magnitude)) {
            digits = "I";
        } else {
            digits =
                    shortest(magnitude).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
        }
        return value < 0 ? "-" + digits : digits;
    }

    private static String withPoint(long units, int decimals) {
        String digits = Long.toString(units);
        if (decimals == 0) {
            return digits;
        }
        StringBuilder text = new StringBuilder(digits.length() + decimals + 2);
        int whole = digits.length() - decimals;
        if (whole <= 0) {
            text.append("0.");
            for (int i = whole; i < 0; i++) {
                text.append('0');
            }
            return text.append(digits).toString();
        }
        return text.append(digits, 0, whole)
                .append('.')
                .append(digits, whole, digits.length())
                .toString();
    }

    /** The decimal number a reader takes the double for: 15 digits if they identify it, else 16; integers exactly. */
    static BigDecimal shortest(double magnitude) {
        BigDecimal exact = new BigDecimal(magnitude);
        if (magnitude == Math.rint(magnitude) && magnitude < 2 * EXACT_LIMIT) {
            return exact;
        }
        BigDecimal rounded = exact.round(DIGITS_15);
        return rounded.doubleValue() == magnitude ? rounded : exact.round(DIGITS_16);
    }

    static String withoutTrailingZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    static String withoutLeadingZero(String text) {
        if (text.startsWith("0.")) {
            return text.substring(1);
        }
        return text.startsWith("-0.") ? "-" + text.substring(2) : text;
    }

    public static String right(String text, int width) {
        int gap = width - text.length();
        return gap <= 0 ? text : " ".repeat(gap) + text;
    }

    static String left(String text, int width) {
        int gap = width - text.length();
        return gap <= 0 ? text : text + " ".repeat(gap);
    }

    public static String asterisks(int width) {
        return "*".repeat(Math.max(1, width));
    }
}
