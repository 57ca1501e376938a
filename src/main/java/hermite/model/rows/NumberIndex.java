package hermite.model.rows;

import java.util.Arrays;

/**
 * Numbers distinct values from 0 as they are added. Values are told apart by their bits, so that missing values of
 * different kinds differ. Open addressing, linear probes (Knuth 1998, section 6.4, algorithm L).
 */
public final class NumberIndex {
    private static final int SMALLEST_TABLE = 64;

    private int[] table = new int[SMALLEST_TABLE];
    private long[] values = new long[SMALLEST_TABLE / 2 + 1];
    private int size;

    /** The values of an array without repetitions, numbered as they stand there. */
    public static NumberIndex of(double[] distinct) {
        NumberIndex index = new NumberIndex();
        for (double value : distinct) {
            index.add(Double.doubleToRawLongBits(value));
        }
        return index;
    }

    /** Number of the value with these bits, or -1. */
    public int find(long bits) {
        return table[place(bits)] - 1;
    }

    /** Number of the value with these bits; the next free one when it is new. */
    int add(long bits) {
        int place = place(bits);
        if (table[place] == 0) {
            if (size == values.length) {
                grow();
                place = place(bits);
            }
            values[size++] = bits;
            table[place] = size;
        }
        return table[place] - 1;
    }

    private void grow() {
        values = Arrays.copyOf(values, 2 * size);
        table = new int[2 * table.length];
        for (int number = 0; number < size; number++) {
            table[place(values[number])] = number + 1;
        }
    }

    /**
     * Where the value is, or the free place where it belongs. Multiplicative hashing by the leading bits, for the
     * trailing ones of whole numbers are all zero.
     */
    private int place(long bits) {
        int[] entries = table;
        int place = (int) (bits * 0x9E3779B97F4A7C15L >>> Long.numberOfLeadingZeros(entries.length) + 1);
        while (entries[place] != 0 && values[entries[place] - 1] != bits) {
            place = place + 1 & entries.length - 1;
        }
        return place;
    }
}
