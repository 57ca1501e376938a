package hermite.data;

/**
 * Stable orders of rows by unsigned 64-bit codes: a radix sort from the least significant digit (Knuth 1998, The Art
 * of Computer Programming 3, section 5.2.5), which boxes nothing and takes time proportional to the number of rows.
 */
public final class SortOrder {
    private static final int DIGIT_BITS = 11;
    private static final int DIGITS = 1 << DIGIT_BITS;

    private SortOrder() {}

    /** Codes of a column's values, one a row, that order as unsigned numbers the way the values do. */
    public static long[] codes(Column column, boolean descending) {
        long[] codes;
        if (column instanceof NumericColumn numeric) {
            codes = new long[numeric.size()];
            for (int row = 0; row < codes.length; row++) {
                codes[row] = code(numeric.get(row));
            }
        } else {
            codes = ((CharacterColumn) column).orderedCodes();
        }
        if (descending) {
            for (int row = 0; row < codes.length; row++) {
                codes[row] = ~codes[row];
            }
        }
        return codes;
    }

    /** Missing values come first, in their order; then numbers, with minus zero equal to zero. */
    private static long code(double value) {
        if (value != value) {
            return Missing.rank(value);
        }
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }

    /**
     * The order of the rows by several codes, the first one most significant.
     *
     * @param codes one array a key, each with one code a row
     * @return row numbers in order; rows with equal codes keep theirs
     */
    public static int[] of(int rowCount, long[]... codes) {
        int[] order = new int[rowCount];
        for (int i = 0; i < rowCount; i++) {
            order[i] = i;
        }
        int[] spare = new int[rowCount];
        for (int key = codes.length - 1; key >= 0; key--) {
            long differing = differingBits(codes[key]);
            for (int shift = 0; shift < Long.SIZE; shift += DIGIT_BITS) {
                if ((differing >>> shift & DIGITS - 1) != 0) {
                    distribute(codes[key], shift, order, spare);
                    int[] swap = order;
                    order = spare;
                    spare = swap;
                }
            }
        }
        return order;
    }

    /** Bits in which at least two codes differ: digits without such a bit need no pass. */
    private static long differingBits(long[] codes) {
        long differing = 0;
        for (int i = 1; i < codes.length; i++) {
            differing |= codes[i] ^ codes[0];
        }
        return differing;
    }

    private static void distribute(long[] codes, int shift, int[] from, int[] to) {
        int[] start = new int[DIGITS + 1];
        for (int row : from) {
            start[(int) (codes[row] >>> shift & DIGITS - 1) + 1]++;
        }
        for (int digit = 0; digit < DIGITS; digit++) {
            start[digit + 1] += start[digit];
        }
        for (int row : from) {
            to[start[(int) (codes[row] >>> shift & DIGITS - 1)]++] = row;
        }
    }
}
