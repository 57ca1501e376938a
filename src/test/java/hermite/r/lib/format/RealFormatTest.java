package hermite.r.lib.format;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.r.value.text.NumberReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The common format of vectors against R 4.2.2 (table and the script that made it: resources, common.R). */
class RealFormatTest {
    @Test
    void choosesTheFormatOfR() throws IOException {
        List<String> misses = new ArrayList<>();
        try (InputStream in = RealFormatTest.class.getResourceAsStream("common.tsv")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                String[] field = line.split("\t", -1);
                double[] x = Arrays.stream(field[0].split(","))
                        .mapToDouble(NumberReading::number)
                        .toArray();
                RealFormat format = RealFormat.of(x, Integer.parseInt(field[1]));
                StringBuilder written = new StringBuilder();
                for (double each : x) {
                    written.append(format.encode(each)).append('|');
                }
                if (!written.toString().equals(field[2])) {
                    misses.add(line + " but " + written);
                }
            }
        }
        assertThat(misses).isEmpty();
    }

    /** C's conversions: figures of the C standard's own rules (ties to even of the exact value, two-digit exponents). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f|2|''|0.125|0.12",
                "f|0|''|2.5|2",
                "e|3|+|12345.678|+1.235e+04",
                "g|6|''|0.0001|0.0001",
                "g|6|''|0.00001|1e-05",
                "g|3|#|100|100.",
                "E|1|''|1e-300|1.0E-300"
            })
    void writesNumbersAsC(char conversion, int precision, String flags, double x, String expected) {
        assertThat(new CFormat(flags, 0, precision, conversion).real(x)).isEqualTo(expected);
    }
}
