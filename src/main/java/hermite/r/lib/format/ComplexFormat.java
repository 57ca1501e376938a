package hermite.r.lib.format;

/**
 * The common format R chooses for a vector of complex numbers: each number is rounded to the asked significant digits of
 * its larger part, and the parts have a format each, both fixed or both scientific.
 *
 * @param real format of the real parts; width 0 when all are zero
 * @param imaginary format of the imaginary parts without sign
 * @param digits significant digits
 * @param width places of the widest element
 */
public record ComplexFormat(RealFormat real, RealFormat imaginary, int digits, int width) {
    private static final int MOST_DECIMALS = 306;

    /**
     * @param x real parts
     * @param y imaginary parts
     * @param digits significant digits of the larger part
     * @param penalty places added to the width of scientific notation before the two are compared ({@code scipen})
     * @param naWidth places of NA
     */
    public static ComplexFormat of(double[] x, double[] y, int digits, int penalty, int naWidth) {
        int n = x.length;
        double[] re = new double[n];
        double[] im = new double[n];
        boolean anyMissing = false;
        boolean realZero = true;
        boolean imaginaryZero = true;
        int count = 0;
        for (int i = 0; i < n; i++) {
            if (RealFormat.isNa(x[i]) || RealFormat.isNa(y[i])) {
                anyMissing = true;
                continue;
            }
            int decimals = decimals(x[i], y[i], digits);
            re[count] = rounded(x[i], decimals);
            im[count] = Math.abs(rounded(y[i], decimals));
            realZero &= x[i] == 0;
            imaginaryZero &= y[i] == 0;
            count++;
        }
        int never = 10_000;
        RealFormat fixedReal = RealFormat.of(re, count, digits, 0, never, 2);
        RealFormat fixedImaginary = RealFormat.of(im, count, digits, 0, never, 2);
        RealFormat scientificReal = RealFormat.of(re, count, digits, 0, -never, 2);
        RealFormat scientificImaginary = RealFormat.of(im, count, digits, 0, -never, 2);
        int fixed = (realZero ? 0 : fixedReal.width()) + (imaginaryZero ? 0 : fixedImaginary.width());
        int scientific = (realZero ? 0 : scientificReal.width()) + (imaginaryZero ? 0 : scientificImaginary.width());
        boolean useFixed = fixed <= scientific + penalty;
        RealFormat real = useFixed || realZero ? fixedReal : scientificReal;
        RealFormat imaginary = useFixed || imaginaryZero ? fixedImaginary : scientificImaginary;
        int width = count == 0 ? 0 : real.width() + imaginary.width() + 2;
        return new ComplexFormat(real, imaginary, digits, anyMissing ? Math.max(width, naWidth) : width);
    }

    /** One element without padding before its real part. */
    public static String single(double x, double y, int digits) {
        return of(new double[] {x}, new double[] {y}, digits, 0, 2)
                .encode(x, y, "NA")
                .strip();
    }

    /** One element, right-justified in the common width. */
    public String encode(double x, double y, String na) {
        if (RealFormat.isNa(x) || RealFormat.isNa(y)) {
            return " ".repeat(Math.max(0, width - na.length())) + na;
        }
        int decimals = decimals(x, y, digits);
        double re = rounded(x, decimals) == 0 ? 0 : x;
        double im = rounded(y, decimals) == 0 ? 0 : Math.abs(y);
        String text = real.encode(re) + (y < 0 ? "-" : "+") + imaginary.encode(im) + "i";
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** Decimals that show the larger part to so many significant digits. */
    private static int decimals(double x, double y, int digits) {
        double size = Math.max(finite(x), finite(y));
        return size == 0 ? MOST_DECIMALS : digits - (int) Math.floor(Math.log10(size)) - 1;
    }

    private static double finite(double x) {
        double size = Math.abs(x);
        return size <= Double.MAX_VALUE ? size : 0;
    }

    private static double rounded(double x, int decimals) {
        if (!(Math.abs(x) <= Double.MAX_VALUE) || decimals > MOST_DECIMALS - 1) {
            return x;
        }
        return new java.math.BigDecimal(x)
                .setScale(decimals, java.math.RoundingMode.HALF_EVEN)
                .doubleValue();
    }
}
