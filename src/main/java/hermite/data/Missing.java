package hermite.data;

/**
 * The 28 missing values of a numeric variable, carried as NaNs whose payload tells them apart.
 *
 * <p>Order (SAS Language Reference): {@code ._ < . < .A < … < .Z < every number}. Arithmetic on a missing value
 * yields {@link #DOT}; code that computes must normalise its result with {@link #normalise}.
 */
public final class Missing {
    private static final long QUIET_NAN = 0x7FF8_0000_0000_0000L;

    /** The ordinary missing value {@code .}. */
    public static final double DOT = of('.');

    private Missing() {}

    /** The missing value for a code: {@code '_'}, {@code '.'} or {@code 'A'}–{@code 'Z'} (either case). */
    public static double of(char code) {
        char c = Character.toUpperCase(code);
        if (c != '_' && c != '.' && (c < 'A' || c > 'Z')) {
            throw new IllegalArgumentException("not a missing-value code: " + code);
        }
        return Double.longBitsToDouble(QUIET_NAN | (rankOf(c) + 1));
    }

    public static boolean isMissing(double value) {
        return value != value;
    }

    /** The code of a missing value; a NaN that arithmetic made counts as {@code '.'}. */
    public static char code(double missing) {
        int rank = rank(missing);
        return rank == 0 ? '_' : rank == 1 ? '.' : (char) ('A' + rank - 2);
    }

    /** What prints: {@code .}, {@code _} or the letter. */
    public static String text(double missing) {
        return String.valueOf(code(missing));
    }

    /** Every NaN becomes {@link #DOT}: the rule for results of arithmetic. */
    public static double normalise(double value) {
        return value != value ? DOT : value;
    }

    /** SAS order of numbers and missing values. Total; zero and minus zero are equal. */
    public static int compare(double a, double b) {
        boolean missingA = a != a;
        boolean missingB = b != b;
        if (missingA || missingB) {
            if (missingA && missingB) {
                return Integer.compare(rank(a), rank(b));
            }
            return missingA ? -1 : 1;
        }
        return a < b ? -1 : a > b ? 1 : 0;
    }

    /** Place in the order of missing values, 0 ({@code ._}) to 27 ({@code .Z}). */
    static int rank(double missing) {
        int payload = (int) (Double.doubleToRawLongBits(missing) & 0xFF);
        return payload < 1 || payload > 28 ? 1 : payload - 1;
    }

    private static int rankOf(char code) {
        return code == '_' ? 0 : code == '.' ? 1 : code - 'A' + 2;
    }
}
