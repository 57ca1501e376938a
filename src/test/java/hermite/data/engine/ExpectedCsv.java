package hermite.data.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.data.Missing;
import hermite.data.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares a table with a plain comma file (no quotes in it) that pandas or the data's authors wrote. */
public final class ExpectedCsv {
    private ExpectedCsv() {}

    public static List<String[]> rows(Path csv) throws IOException {
        return Files.readAllLines(csv).stream().map(line -> line.split(",", -1)).toList();
    }

    /** Names (without case), number of rows, every cell; numbers to the 15 digits the file shows. */
    public static void assertSame(Table table, Path csv) throws IOException {
        List<String[]> rows = rows(csv);
        String[] names = rows.get(0);
        assertThat(table.variables()).hasSize(names.length);
        assertThat(table.rowCount()).isEqualTo(rows.size() - 1);
        for (int i = 0; i < names.length; i++) {
            assertThat(table.variable(i).name()).isEqualToIgnoringCase(names[i].replace("\uFEFF", ""));
            for (int row = 0; row < table.rowCount(); row++) {
                String expected = rows.get(row + 1)[i];
                if (table.variable(i).isNumeric()) {
                    assertNumber(table.numeric(i).get(row), expected);
                } else {
                    assertThat(table.character(i).get(row)).isEqualTo(expected);
                }
            }
        }
    }

    private static void assertNumber(double actual, String expected) {
        if (expected.isEmpty()) {
            assertThat(Missing.isMissing(actual)).isTrue();
        } else {
            double number = Double.parseDouble(expected);
            assertThat(actual).isCloseTo(number, within(1e-14 * Math.max(1, Math.abs(number))));
        }
    }
}
