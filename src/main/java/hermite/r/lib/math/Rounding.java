package hermite.r.lib.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Rounding to decimals as R 4 does it: the nearer of the two neighbours of few digits, ties to the even digit. */
public final class Rounding {
    private static final int MOST_DIGITS = 15;

    private Rounding() {}

    public static double decimals(double x, double places) {
        if (Double.isInfinite(x) || places > 323 || x == 0) {
            return x;
        }
        int digits = (int) Math.floor(places + 0.5);
        if (digits == 0) {
            return Math.rint(x);
        }
        if (digits > 0 && x == Math.rint(x)) {
            return x;
        }
        if (digits < -308) {
            return 0;
        }
        // a number whose 15 significant digits end before the asked place is that already
        int power = (int) Math.floor(Math.log10(Math.abs(x)));
        if (digits > 0 && digits + power + 1 > MOST_DIGITS) {
            return x;
        }
        BigDecimal exact = new BigDecimal(x);
        double below = exact.setScale(digits, RoundingMode.DOWN).doubleValue();
        double above = exact.setScale(digits, RoundingMode.UP).doubleValue();
        double toBelow = Math.abs(x - below);
        double toAbove = Math.abs(above - x);
        if (toBelow != toAbove) {
            return toBelow < toAbove ? below : above;
        }
        BigDecimal unscaled = new BigDecimal(below).movePointRight(digits).setScale(0, RoundingMode.HALF_EVEN);
        return unscaled.toBigInteger().testBit(0) ? above : below;
    }

    static double significant(double x, double places) {
        if (x == 0 || Double.isInfinite(x) || places > 22) {
            return x;
        }
        int digits = Math.max(1, (int) Math.rint(places));
        return new BigDecimal(x)
                .round(new MathContext(digits, RoundingMode.HALF_EVEN))
                .doubleValue();
    }
}
