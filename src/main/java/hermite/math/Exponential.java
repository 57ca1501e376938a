package hermite.math;

/**
 * Exponential and logarithm whose bits depend on nothing but their argument: not on the JDK, the vector width, or
 * whether the method has been compiled yet.
 *
 * <p>The reduction is exp x = 2^k exp r, r = x − k ln 2 with ln 2 split in two parts so that k·ln2High is exact
 * (Cody and Waite 1980), followed by the Taylor polynomial of degree 13 on |r| ≤ 0.3466; only multiplication and
 * addition are used. Relative error below 3e-16 of the true value.
 */
public final class Exponential {
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0x1.62e42feep-1;
    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    /** Adding 1.5·2^52 leaves the nearest integer in the low bits of the sum. */
    private static final double ROUND = 6755399441055744.0;

    private static final double MIN = -708.0;
    private static final double MAX = 709.0;

    /** What is raised to the power of {@link #PARTS} has an exponent below 0.172, where degree 10 has all digits. */
    private static final double MODERATE = 11.0;

    private static final double PARTS = 64;

    private static final double C2 = 1.0 / 2;
    private static final double C3 = 1.0 / 6;
    private static final double C4 = 1.0 / 24;
    private static final double C5 = 1.0 / 120;
    private static final double C6 = 1.0 / 720;
    private static final double C7 = 1.0 / 5040;
    private static final double C8 = 1.0 / 40320;
    private static final double C9 = 1.0 / 362880;
    private static final double C10 = 1.0 / 3628800;
    private static final double C11 = 1.0 / 39916800;
    private static final double C12 = 1.0 / 479001600;
    private static final double C13 = 1.0 / 6227020800.0;

    private Exponential() {}

    /** exp x; arguments beyond [−708, 709] are clamped to that interval. */
    public static double exp(double x) {
        double c = Math.max(MIN, Math.min(MAX, x));
        double k = (c * LOG2_E + ROUND) - ROUND;
        return polynomial((c - k * LN2_HIGH) - k * LN2_LOW) * powerOfTwo(k);
    }

    /** y[i] = exp(x[i]) for i &lt; n, same bits as {@link #exp(double)}; {@code scale} is scratch of length n. */
    public static void exp(double[] x, double[] y, double[] scale, int n) {
        reduce(x, y, scale, n);
        polynomial(y, n);
        for (int i = 0; i < n; i++) {
            y[i] *= powerOfTwo(scale[i]);
        }
    }

    /**
     * y[i] = exp(c·x[i]) for i &lt; n, {@code scratch} of that length; where c·x is moderate everywhere a shorter way is
     * taken, whose relative error is below 2e-14.
     *
     * @param largest of |x|
     */
    public static void exp(double c, double[] x, double largest, double[] y, double[] scratch, int n) {
        if (Math.abs(c) * largest <= MODERATE) {
            moderate(c / PARTS, x, y, n);
            return;
        }
        Rows.scaled(y, c, x, n);
        exp(y, y, scratch, n);
    }

    /**
     * The 64th power of the exponential of a 64th part: no power of 2 to split off, so all of it is vector work. The
     * polynomial is put together from halves (Estrin 1960), which wait less for each other than Horner's steps.
     */
    private static void moderate(double c, double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double t = c * x[i];
            double s = t * t;
            double low = (C2 + C3 * t) + (C4 + C5 * t) * s;
            double high = (C6 + C7 * t) + ((C8 + C9 * t) + C10 * s) * s;
            double p = (1.0 + t) + (low + high * (s * s)) * s;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            p *= p;
            y[i] = p * p;
        }
    }

    /**
     * y[i] *= exp(x[i]) for i &lt; n, two rows of scratch of that length; relative error below 2e-14 or, where |x| passes
     * 11, 8e-14.
     *
     * @param largest of |x|, or a bound of it
     */
    public static void multiply(double[] y, double[] x, double largest, double[] scratch, double[] scratch2, int n) {
        if (largest <= MODERATE) {
            moderate(1 / PARTS, x, scratch, n);
            Rows.multiply(y, scratch, n);
        } else if (largest <= 4 * MODERATE) {
            moderate(0.25 / PARTS, x, scratch, n);
            multiplyByFourthPower(y, scratch, n);
        } else {
            exp(x, scratch, scratch2, n);
            Rows.multiply(y, scratch, n);
        }
    }

    private static void multiplyByFourthPower(double[] y, double[] x, int n) {
        for (int i = 0; i < n; i++) {
            double square = x[i] * x[i];
            y[i] *= square * square;
        }
    }

    private static void reduce(double[] x, double[] r, double[] k, int n) {
        for (int i = 0; i < n; i++) {
            double c = Math.max(MIN, Math.min(MAX, x[i]));
            double kd = (c * LOG2_E + ROUND) - ROUND;
            k[i] = kd;
            r[i] = (c - kd * LN2_HIGH) - kd * LN2_LOW;
        }
    }

    private static void polynomial(double[] r, int n) {
        for (int i = 0; i < n; i++) {
            double t = r[i];
            double p = C13;
            p = p * t + C12;
            p = p * t + C11;
            p = p * t + C10;
            p = p * t + C9;
            p = p * t + C8;
            p = p * t + C7;
            p = p * t + C6;
            p = p * t + C5;
            p = p * t + C4;
            p = p * t + C3;
            p = p * t + C2;
            p = p * t + 1.0;
            r[i] = p * t + 1.0;
        }
    }

    private static double polynomial(double t) {
        double p = C13;
        p = p * t + C12;
        p = p * t + C11;
        p = p * t + C10;
        p = p * t + C9;
        p = p * t + C8;
        p = p * t + C7;
        p = p * t + C6;
        p = p * t + C5;
        p = p * t + C4;
        p = p * t + C3;
        p = p * t + C2;
        p = p * t + 1.0;
        return p * t + 1.0;
    }

    /** 2^k for integral |k| ≤ 1022; 2^1023 is reached because the clamp keeps k there. */
    private static double powerOfTwo(double k) {
        return Double.longBitsToDouble((long) ((int) k + 1023) << 52);
    }

    /**
     * Natural logarithm of a positive finite number: exponent and mantissa are split, then the odd series of
     * 2 artanh((m−1)/(m+1)) for m in [√½, √2). Zero gives −∞, negative numbers NaN.
     */
    public static double log(double x) {
        if (!(x > 0)) {
            return x == 0 ? Double.NEGATIVE_INFINITY : Double.NaN;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return x;
        }
        int exponent = Math.getExponent(x);
        double mantissa = x;
        if (exponent < Double.MIN_EXPONENT) {
            mantissa = x * 0x1p54;
            exponent = Math.getExponent(mantissa);
            mantissa = mantissa * powerOfTwo(-exponent);
            exponent -= 54;
        } else {
            mantissa = Double.longBitsToDouble(
                    (Double.doubleToRawLongBits(x) & 0x000fffffffffffffL) | 0x3ff0000000000000L);
        }
        if (mantissa > 1.4142135623730951) {
            mantissa *= 0.5;
            exponent++;
        }
        double f = mantissa - 1.0;
        double s = f / (2.0 + f);
        double z = s * s;
        double series = z
                * (2.0 / 3
                        + z
                                * (2.0 / 5
                                        + z
                                                * (2.0 / 7
                                                        + z
                                                                * (2.0 / 9
                                                                        + z
                                                                                * (2.0 / 11
                                                                                        + z
                                                                                                * (2.0 / 13
                                                                                                        + z
                                                                                                                * (2.0
                                                                                                                                / 15
                                                                                                                        + z
                                                                                                                                * (2.0
                                                                                                                                                / 17
                                                                                                                                        + z
                                                                                                                                                * (2.0
                                                                                                                                                                / 19
                                                                                                                                                        + z
                                                                                                                                                                * (2.0
                                                                                                                                                                        / 21))))))))));
        // log(1+f) = f − f²/2 + s(f²/2 + series): the leading part is exact where cancellation would hurt
        double half = 0.5 * f * f;
        return exponent * LN2_HIGH + (f - (half - (s * (half + series) + exponent * LN2_LOW)));
    }

    /** log(1 + exp x), accurate in both tails. */
    public static double log1pExp(double x) {
        double e = exp(-Math.abs(x));
        return Math.max(x, 0.0) + log1p(e);
    }

    /** log(1 + x) for x &gt; −1, with full relative accuracy near zero. */
    public static double log1p(double x) {
        double u = 1.0 + x;
        if (u == 1.0) {
            return x;
        }
        // correction of the rounding in 1 + x (Kahan)
        return log(u) + (x - (u - 1.0)) / u;
    }

    /** y[i] = log(1 + x[i]) for 0 ≤ x ≤ 1: twice artanh(x / (2 + x)) by its series, with full relative accuracy. */
    public static void log1pOfFractions(double[] x, double[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = x[i] / (2.0 + x[i]);
        }
        artanhTwice(y, n);
    }

    /** 2 artanh s for 0 ≤ s ≤ 1/3: the first term left out is below 2^-57 of the first. */
    private static void artanhTwice(double[] y, int n) {
        for (int i = 0; i < n; i++) {
            double s = y[i];
            double z = s * s;
            double t = 1.0 / 33;
            t = t * z + 1.0 / 31;
            t = t * z + 1.0 / 29;
            t = t * z + 1.0 / 27;
            t = t * z + 1.0 / 25;
            t = t * z + 1.0 / 23;
            t = t * z + 1.0 / 21;
            t = t * z + 1.0 / 19;
            t = t * z + 1.0 / 17;
            t = t * z + 1.0 / 15;
            t = t * z + 1.0 / 13;
            t = t * z + 1.0 / 11;
            t = t * z + 1.0 / 9;
            t = t * z + 1.0 / 7;
            t = t * z + 1.0 / 5;
            t = t * z + 1.0 / 3;
            y[i] = 2.0 * s + 2.0 * s * z * t;
        }
    }

    /** exp(x) − 1 with full relative accuracy near zero. */
    public static double expm1(double x) {
        if (Math.abs(x) > 0.34) {
            return exp(x) - 1.0;
        }
        double p = 1.0 / 87178291200.0;
        p = p * x + C13;
        p = p * x + C12;
        p = p * x + C11;
        p = p * x + C10;
        p = p * x + C9;
        p = p * x + C8;
        p = p * x + C7;
        p = p * x + C6;
        p = p * x + C5;
        p = p * x + C4;
        p = p * x + C3;
        p = p * x + C2;
        return (p * x + 1.0) * x;
    }

    /** log(1 − exp(−t)) for t &gt; 0. */
    public static double log1mExp(double t) {
        return t < 0.6931471805599453 ? log(-expm1(-t)) : log1p(-exp(-t));
    }
}
