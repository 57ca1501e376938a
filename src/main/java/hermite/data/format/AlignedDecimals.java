package hermite.data.format;

/**
 * {@code Dw.p} and {@code BESTDw.p}: the same number of decimals for values of similar magnitude, at least p
 * significant digits.
 *
 * <p>Of the {@code w} columns one is for the point and one for the sign. The values below {@code 10^n},
 * n = (w - 4) / 2, share w - 2 - n decimals down to where these still show p digits; above, groups of
 * w - 2 - p decades each lose as many decimals as they gain digits; below, each decade gains one decimal as long as
 * the width allows; smaller values go by BEST. Sources: the documented examples of D10.4 (12345.0, 1234.5,
 * 123.45000 … 0.12345), and D8.4 as printed by the mixed-model procedures (22.2866, 0.5016, 0.05456, -0.08271,
 * 0.003088, -0.00515, 192.05, 2.246E-7).
 */
final class AlignedDecimals {
    private AlignedDecimals() {}

    static String write(double value, int width, int precision) {
        if (value == 0) {
            return NumberText.right("0", width);
        }
        double magnitude = Math.abs(value);
        String text = magnitude >= leastWithBaseDecimals(width, precision)
                ? inGroup(value, magnitude, width, precision)
                : belowGroups(value, magnitude, width, precision);
        return text.isEmpty() || text.length() > width ? NumberText.best(value, width) : NumberText.right(text, width);
    }

    private static int wholeDigitsOfBase(int width) {
        return Math.max(1, (width - 4) / 2);
    }

    private static int baseDecimals(int width) {
        return Math.max(0, width - 2 - wholeDigitsOfBase(width));
    }

    private static double leastWithBaseDecimals(int width, int precision) {
        return Math.pow(10, precision - 1 - baseDecimals(width));
    }

    private static String inGroup(double value, double magnitude, int width, int precision) {
        int step = Math.max(1, width - 2 - precision);
        int whole = wholeDigitsOfBase(width);
        int decimals = baseDecimals(width);
        while (decimals > 0 && magnitude >= Math.pow(10, whole)) {
            whole += step;
            decimals = Math.max(0, decimals - step);
        }
        return NumberText.plain(value, decimals);
    }

    private static String belowGroups(double value, double magnitude, int width, int precision) {
        int decade = 1;
        while (decade < 4 && magnitude * Math.pow(10, decade) < 1) {
            decade++;
        }
        if (magnitude * Math.pow(10, decade) < 1 || decade > 3) {
            return "";
        }
        int fitting = width - (value < 0 ? 3 : 2);
        return NumberText.plain(value, Math.min(decade - 1 + precision, fitting));
    }
}
