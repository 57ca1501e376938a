package hermite.r.lib.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A finite number rounded to a number of significant digits: its power of ten and how many of the digits matter.
 * Rounding is of the exact binary value, ties to even, as the C library prints.
 */
final class Decimal {
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    /** Power of ten of the first digit. */
    int power;
    /** Significant digits after trailing zeros are dropped, at least 1. */
    int significant;
    /** True when the number in fixed notation with the rounded number of digits takes a place less than its power. */
    boolean roundingWidens;

    /** @param x finite */
    void of(double x, int digits) {
        roundingWidens = false;
        if (x == 0) {
            power = 0;
            significant = 1;
            return;
        }
        double size = Math.abs(x);
        if (size < 1e15 && size == Math.rint(size)) {
            ofWhole((long) size, digits);
        } else {
            ofReal(size, digits);
        }
        if (power > 0 && power < POWERS.length) {
            int decimals = Math.min(Math.max(digits - power, 0), POWERS.length - 1);
            roundingWidens = size < POWERS[power] - 0.5 / POWERS[decimals];
        }
    }

    private void ofWhole(long value, int digits) {
        int places = 1;
        while (places < POWERS.length && value >= POWERS[places]) {
            places++;
        }
        power = places - 1;
        long kept = value;
        int dropped = places - digits;
        if (dropped > 0) {
            long unit = POWERS[dropped];
            kept = value / unit;
            long twice = 2 * (value - kept * unit);
            if (twice > unit || twice == unit && (kept & 1) == 1) {
                kept++;
            }
            if (kept == POWERS[digits]) {
                power++;
                kept = 1;
            }
        }
        significant = Math.min(digits, places);
        while (kept % 10 == 0) {
            kept /= 10;
        }
        significant = places(kept);
    }

    private static int places(long value) {
        int places = 1;
        while (places < POWERS.length && value >= POWERS[places]) {
            places++;
        }
        return places;
    }

    private void ofReal(double size, int digits) {
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        power = rounded.precision() - rounded.scale() - 1;
        if (digits < POWERS.length) {
            long kept = rounded.unscaledValue().longValue();
            while (kept % 10 == 0) {
                kept /= 10;
            }
            significant = places(kept);
        } else {
            significant = rounded.stripTrailingZeros().precision();
        }
    }
}
