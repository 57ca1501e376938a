package hermite.r.lib.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers by C's conversions {@code %d %f %e %g %x %o}, with exact decimal expansion of the binary value.
 *
 * @param flags of {@code -+ #0}
 * @param width least number of places, 0 for none
 * @param precision digits, −1 for none
 * @param conversion the letter
 */
public record CFormat(String flags, int width, int precision, char conversion) {

    /** A real number; NA, NaN and infinities are written as R writes them, without zero padding. */
    public String real(double x) {
        if (!(Math.abs(x) <= Double.MAX_VALUE)) {
            String word = x != x ? "NaN" : x > 0 ? "Inf" : "-Inf";
            if (x > 0 && has('+')) {
                word = "+Inf";
            } else if (x > 0 && has(' ')) {
                word = " Inf";
            }
            return text(word);
        }
        boolean negative = x < 0 || x == 0 && 1 / x < 0;
        double size = Math.abs(x);
        int digits = precision < 0 ? 6 : precision;
        String body =
                switch (conversion) {
                    case 'f', 'F' -> fixed(size, digits, has('#'));
                    case 'e', 'E' -> scientific(size, digits, has('#'));
                    case 'g', 'G' -> general(size, Math.max(digits, 1), has('#'));
                    case 'a', 'A' ->
                        Double.toHexString(size).replace(".0p", "p").replaceAll("p(?=\\d)", "p+");
                    default -> throw new IllegalArgumentException("conversion " + conversion);
                };
        return signed(
                negative, Character.isUpperCase(conversion) ? body.toUpperCase(java.util.Locale.ROOT) : body, true);
    }

    /** A whole number. */
    public String whole(long value) {
        String body =
                switch (conversion) {
                    case 'd', 'i' -> Long.toString(Math.abs(value));
                    case 'x' -> (has('#') ? "0x" : "") + Integer.toHexString((int) value);
                    case 'X' ->
                        (has('#') ? "0X" : "")
                                + Integer.toHexString((int) value).toUpperCase(java.util.Locale.ROOT);
                    case 'o' -> (has('#') ? "0" : "") + Integer.toOctalString((int) value);
                    default -> throw new IllegalArgumentException("conversion " + conversion);
                };
        if (precision > body.length()) {
            body = "0".repeat(precision - body.length()) + body;
        }
        return signed(value < 0 && (conversion == 'd' || conversion == 'i'), body, precision < 0);
    }

    /** A text: precision cuts, width pads; counted in code points. */
    public String text(String value) {
        String kept = value;
        int length = value.codePointCount(0, value.length());
        if (conversion == 's' && precision >= 0 && precision < length) {
            kept = value.substring(0, value.offsetByCodePoints(0, precision));
            length = precision;
        }
        if (length >= width) {
            return kept;
        }
        String pad = " ".repeat(width - length);
        return has('-') ? kept + pad : pad + kept;
    }

    private boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    private String signed(boolean negative, String body, boolean zeroPadding) {
        String sign = negative ? "-" : has('+') ? "+" : has(' ') ? " " : "";
        int room = width - sign.length() - body.length();
        if (room <= 0) {
            return sign + body;
        }
        if (has('-')) {
            return sign + body + " ".repeat(room);
        }
        return zeroPadding && has('0') ? sign + "0".repeat(room) + body : " ".repeat(room) + sign + body;
    }

    /** Fixed notation of a number not negative. */
    static String fixed(double size, int digits, boolean pointAlways) {
        String body;
        if (digits == 0 && size < 1e15 && size == Math.rint(size)) {
            body = Long.toString((long) size);
        } else if (size < 1e15 && size == Math.rint(size)) {
            body = (long) size + "." + "0".repeat(digits);
        } else {
            body = new BigDecimal(size).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        }
        return pointAlways && digits == 0 ? body + "." : body;
    }

    /** Scientific notation of a number not negative, exponent of two digits or more. */
    static String scientific(double size, int digits, boolean pointAlways) {
        String kept;
        int power;
        if (size == 0) {
            kept = "0".repeat(digits + 1);
            power = 0;
        } else {
            BigDecimal rounded = new BigDecimal(size).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
            power = rounded.precision() - rounded.scale() - 1;
            kept = rounded.unscaledValue().toString();
            if (kept.length() < digits + 1) {
                kept += "0".repeat(digits + 1 - kept.length());
            }
        }
        StringBuilder text = new StringBuilder(digits + 8).append(kept.charAt(0));
        if (digits > 0 || pointAlways) {
            text.append('.').append(kept, 1, digits + 1);
        }
        text.append('e').append(power < 0 ? '-' : '+');
        int exponent = Math.abs(power);
        return (exponent < 10 ? text.append('0') : text).append(exponent).toString();
    }

    private static String general(double size, int digits, boolean keepZeros) {
        int power = 0;
        if (size != 0) {
            BigDecimal rounded = new BigDecimal(size).round(new MathContext(digits, RoundingMode.HALF_EVEN));
            power = rounded.precision() - rounded.scale() - 1;
        }
        String body = power < -4 || power >= digits
                ? scientific(size, digits - 1, keepZeros)
                : fixed(size, digits - 1 - power, keepZeros);
        return keepZeros ? body : withoutTrailingZeros(body);
    }

    private static String withoutTrailingZeros(String body) {
        int exponent = body.indexOf('e');
        String mantissa = exponent < 0 ? body : body.substring(0, exponent);
        if (mantissa.indexOf('.') < 0) {
            return body;
        }
        int end = mantissa.length();
        while (mantissa.charAt(end - 1) == '0') {
            end--;
        }
        if (mantissa.charAt(end - 1) == '.') {
            end--;
        }
        return mantissa.substring(0, end) + (exponent < 0 ? "" : body.substring(exponent));
    }
}
