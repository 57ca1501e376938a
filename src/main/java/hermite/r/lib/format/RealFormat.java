package hermite.r.lib.format;

/**
 * The common format R chooses for a vector of reals: fixed notation with as few digits as show every element to the
 * asked significant digits, or scientific notation where that is narrower.
 *
 * @param width places of the widest element
 * @param decimals digits after the point
 * @param exponent 0 for fixed notation; 1 or 2 for scientific with two or three digits in the exponent
 */
public record RealFormat(int width, int decimals, int exponent) {
    private static final int MOST_DECIMALS = 350;
    /** Low word of R's NA_real_; other NaNs print as NaN. */
    private static final long NA_WORD = 1954;

    /** True for R's NA_real_, false for another NaN and for numbers. */
    public static boolean isNa(double x) {
        return x != x && (Double.doubleToRawLongBits(x) & 0xFFFFFFFFL) == NA_WORD;
    }

    /** The format with R's defaults: no least number of decimals, no penalty, NA written as NA. */
    public static RealFormat of(double[] x, int digits) {
        return of(x, x.length, digits, 0, 0, 2);
    }

    /**
     * @param count elements used, from the first
     * @param digits significant digits that the element needing most is to show (1–22)
     * @param leastDecimals of fixed notation ({@code nsmall})
     * @param penalty places added to the width of scientific notation before the two are compared ({@code scipen})
     * @param naWidth places of NA
     */
    public static RealFormat of(double[] x, int count, int digits, int leastDecimals, int penalty, int naWidth) {
        Decimal decimal = new Decimal();
        boolean anyFinite = false;
        boolean anyNegative = false;
        int right = Integer.MIN_VALUE;
        int left = 1;
        int mostPower = Integer.MIN_VALUE;
        int leastPower = Integer.MAX_VALUE;
        int mostSignificant = 1;
        int otherWidth = 0;
        for (int i = 0; i < count; i++) {
            double value = x[i];
            if (value != value) {
                otherWidth = Math.max(otherWidth, isNa(value) ? naWidth : 3);
                continue;
            }
            if (Double.isInfinite(value)) {
                otherWidth = Math.max(otherWidth, value > 0 ? 3 : 4);
                continue;
            }
            anyFinite = true;
            decimal.of(value, digits);
            int negative = value < 0 ? 1 : 0;
            anyNegative |= value < 0;
            int places = decimal.power + 1 - (decimal.roundingWidens ? 1 : 0);
            left = Math.max(left, negative + Math.max(places, 1));
            right = Math.max(right, decimal.significant - decimal.power - 1);
            mostPower = Math.max(mostPower, decimal.power);
            leastPower = Math.min(leastPower, decimal.power);
            mostSignificant = Math.max(mostSignificant, decimal.significant);
        }
        if (!anyFinite) {
            return new RealFormat(otherWidth, 0, 0);
        }
        right = Math.min(Math.max(right, 0), MOST_DECIMALS);
        int fixedWidth = left + right + (right > 0 ? 1 : 0);
        int exponent = mostPower >= 100 || leastPower <= -100 ? 2 : 1;
        int decimals = mostSignificant - 1;
        int width = (anyNegative ? 1 : 0) + (decimals > 0 ? 1 : 0) + decimals + 4 + exponent;
        if (fixedWidth <= width + penalty) {
            exponent = 0;
            if (leastDecimals > right) {
                right = leastDecimals;
                fixedWidth = left + right + 1;
            }
            decimals = right;
            width = fixedWidth;
        }
        return new RealFormat(Math.max(width, otherWidth), decimals, exponent);
    }

    /** One element, right-justified in the common width. */
    public String encode(double x) {
        return padded(bare(x, "NA"), width);
    }

    /** One element, right-justified in the common width. */
    public String encode(double x, String na) {
        return padded(bare(x, na), width);
    }

    /** One element without padding. */
    public String bare(double x, String na) {
        if (x != x) {
            return isNa(x) ? na : "NaN";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "Inf" : "-Inf";
        }
        double size = Math.abs(x);
        String body = exponent == 0 ? CFormat.fixed(size, decimals, false) : CFormat.scientific(size, decimals, false);
        return x < 0 ? "-" + body : body;
    }

    /** A single number as {@code as.character}, {@code paste} (15 digits) and {@code cat} (7) write it. */
    public static String single(double x, int digits) {
        return single(x, digits, 0);
    }

    /** A single number with a penalty on scientific notation. */
    public static String single(double x, int digits, int penalty) {
        return of(new double[] {x}, 1, digits, 0, penalty, 2).bare(x, "NA");
    }

    private static String padded(String body, int width) {
        return body.length() >= width ? body : " ".repeat(width - body.length()) + body;
    }
}
