package hermite.model;

import hermite.data.CharacterColumn;
import hermite.data.Column;
import hermite.data.NumericColumn;
import java.util.Arrays;

/**
 * The distinct values of a variable in some rows, numbered as they are first seen, so that what a value costs (writing
 * it by a format, looking its text up) is paid once a value and not once a row. Missing values of different kinds are
 * different values.
 *
 * @param code for each row the number of its value
 * @param firstRow for each value the row of the table where it is first seen
 * @param count for each value how many rows have it
 */
record DistinctValues(int[] code, int[] firstRow, int[] count) {
    private static final int SMALLEST_TABLE = 64;

    static DistinctValues of(Column column, int[] rows) {
        return column instanceof NumericColumn numbers
                ? ofNumbers(numbers.values(), rows)
                : ofCodes((CharacterColumn) column, rows);
    }

    int size() {
        return firstRow.length;
    }

    private static DistinctValues ofCodes(CharacterColumn column, int[] rows) {
        int[] numberOf = new int[column.dictionarySize()];
        Arrays.fill(numberOf, -1);
        Numbering numbering = new Numbering(rows.length);
        for (int i = 0; i < rows.length; i++) {
            int value = column.code(rows[i]);
            if (numberOf[value] < 0) {
                numberOf[value] = numbering.add(rows[i]);
            }
            numbering.put(i, numberOf[value]);
        }
        return numbering.result();
    }

    /** Open addressing on the bits of the values, linear probes (Knuth 1998, section 6.4, algorithm L). */
    private static DistinctValues ofNumbers(double[] values, int[] rows) {
        Numbering numbering = new Numbering(rows.length);
        int[] table = new int[SMALLEST_TABLE];
        long previous = 0;
        int number = -1;
        for (int i = 0; i < rows.length; i++) {
            long bits = Double.doubleToRawLongBits(values[rows[i]]);
            if (number < 0 || bits != previous) {
                int place = place(bits, table.length);
                while (table[place] != 0 && bits(values, numbering.firstRow[table[place] - 1]) != bits) {
                    place = place + 1 & table.length - 1;
                }
                if (table[place] == 0) {
                    table[place] = numbering.add(rows[i]) + 1;
                    number = table[place] - 1;
                    if (2 * numbering.size > table.length) {
                        table = larger(table, values, numbering.firstRow);
                    }
                } else {
                    number = table[place] - 1;
                }
                previous = bits;
            }
            numbering.put(i, number);
        }
        return numbering.result();
    }

    private static int[] larger(int[] table, double[] values, int[] firstRow) {
        int[] grown = new int[2 * table.length];
        for (int entry : table) {
            if (entry != 0) {
                int place = place(bits(values, firstRow[entry - 1]), grown.length);
                while (grown[place] != 0) {
                    place = place + 1 & grown.length - 1;
                }
                grown[place] = entry;
            }
        }
        return grown;
    }

    private static long bits(double[] values, int row) {
        return Double.doubleToRawLongBits(values[row]);
    }

    /** Multiplicative hashing: the leading bits, for the trailing ones of whole numbers are all zero. */
    private static int place(long bits, int size) {
        return (int) (bits * 0x9E3779B97F4A7C15L >>> Long.numberOfLeadingZeros(size) + 1);
    }

    private static final class Numbering {
        private final int[] code;
        private int[] firstRow = new int[SMALLEST_TABLE / 2 + 1];
        private int[] count = new int[SMALLEST_TABLE / 2 + 1];
        private int size;

        private Numbering(int rows) {
            code = new int[rows];
        }

        private int add(int row) {
            if (size == firstRow.length) {
                firstRow = Arrays.copyOf(firstRow, 2 * size);
                count = Arrays.copyOf(count, 2 * size);
            }
            firstRow[size] = row;
            return size++;
        }

        private void put(int i, int number) {
            code[i] = number;
            count[number]++;
        }

        private DistinctValues result() {
            return new DistinctValues(code, Arrays.copyOf(firstRow, size), Arrays.copyOf(count, size));
        }
    }
}
