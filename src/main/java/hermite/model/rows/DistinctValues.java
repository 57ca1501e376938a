package hermite.model.rows;

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
public record DistinctValues(int[] code, int[] firstRow, int[] count) {
    private static final int FEW_VALUES = 32;

    public static DistinctValues of(Column column, int[] rows) {
        return column instanceof NumericColumn numbers
                ? ofNumbers(numbers.values(), rows)
                : ofCodes((CharacterColumn) column, rows);
    }

    public int size() {
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

    private static DistinctValues ofNumbers(double[] values, int[] rows) {
        Numbering numbering = new Numbering(rows.length);
        NumberIndex index = new NumberIndex();
        long previous = 0;
        int number = -1;
        for (int i = 0; i < rows.length; i++) {
            long bits = Double.doubleToRawLongBits(values[rows[i]]);
            if (number < 0 || bits != previous) {
                number = index.add(bits);
                if (number == numbering.size) {
                    numbering.add(rows[i]);
                }
                previous = bits;
            }
            numbering.put(i, number);
        }
        return numbering.result();
    }

    private static final class Numbering {
        private final int[] code;
        private int[] firstRow = new int[FEW_VALUES];
        private int[] count = new int[FEW_VALUES];
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
