package hermite.r.value.text;

import hermite.r.value.RDouble;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** A number as {@code as.character} writes it: up to 15 significant digits, fixed unless that is wider. */
public final class DoubleText {
    private static final MathContext FIFTEEN = new MathContext(15, RoundingMode.HALF_EVEN);

    private DoubleText() {}

    public static String of(double x) {
        if (x != x) {
            return RDouble.isNa(x) ? "NA" : "NaN";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "Inf" : "-Inf";
        }
        if (x == Math.rint(x) && Math.abs(x) < 100000) {
            return Integer.toString((int) x);
        }
        return significant(x, FIFTEEN);
    }

    /** With at most {@code digits} significant digits. */
    public static String of(double x, int digits) {
        if (x != x || Double.isInfinite(x) || x == 0) {
            return of(x);
        }
        return significant(x, new MathContext(Math.min(digits, 17), RoundingMode.HALF_EVEN));
    }

    private static String significant(double x, MathContext digits) {
        BigDecimal rounded = new BigDecimal(x).round(digits).stripTrailingZeros();
        String figures = rounded.unscaledValue().abs().toString();
        int exponent = figures.length() - 1 - rounded.scale();
        String fixed = rounded.abs().toPlainString();
        String mantissa = figures.length() == 1 ? figures : figures.charAt(0) + "." + figures.substring(1);
        int size = Math.abs(exponent);
        String scientific = mantissa + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" + size : "" + size);
        return (x < 0 ? "-" : "") + (fixed.length() <= scientific.length() ? fixed : scientific);
    }
}
