package hermite.data.format;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Format;
import hermite.data.Missing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainFormatsTest {
    private final FormatCatalogue formats = new FormatCatalogue();

    private String put(double value, String format) {
        return formats.write(value, Format.of(format));
    }

    /** Printed values of output_layout.md section 2 (B12, B8) with more digits behind them; BEST6/BEST3 of 1257000, SAS documentation of BESTw. */
    @ParameterizedTest
    @CsvSource({
        "0.59199446134, BEST12., 0.5919944613",
        "0.54320987296, BEST12., ' 0.543209873'",
        "3959.2483512, BEST12., ' 3959.2483512'",
        "3959.248351, BEST12., ' 3959.248351'",
        "3901.16811512, BEST12., 3901.1681151",
        "0.00057712, BEST8., 0.000577",
        "8.9151e-8, BEST8., 8.915E-8",
        "72.354691, BEST8., 72.35469",
        "1257000, BEST6., 1.26E6",
        "1257000, BEST3., 1E6",
        "123456789, BEST6., 1.23E8",
        "123456789, BEST8., 1.2346E8",
        "-1234, BEST6., ' -1234'",
        "12.34, BEST6., ' 12.34'",
        "2.24612e-7, BEST9., 2.2461E-7",
        "0.00001041, BEST9., 0.0000104"
    })
    void bestShowsMostInformation(double value, String format, String expected) {
        assertThat(put(value, format).strip()).isEqualTo(expected.strip());
        assertThat(put(value, format)).hasSize(Format.of(format).width());
    }

    /** Limits of BEST by its definition: integers whole, trailing zeros dropped, rounding that carries, nothing fits. */
    @ParameterizedTest
    @CsvSource({
        "0, BEST12., 0",
        "-0.0, BEST12., 0",
        "123456789012, BEST12., 123456789012",
        "1234567890123, BEST12., 1.2345679E12",
        "-123456789012, BEST12., -1.234568E11",
        "99.96, BEST4., 100",
        "123456.7, BEST6., 123457",
        "999999.7, BEST6., 1E6",
        "-0.123456789012, BEST12., -0.123456789",
        "0.3333333333333333, BEST12., 0.3333333333",
        "0.1, BEST32., 0.1",
        "0.30000000000000004, BEST32., 0.3",
        "9.95, BEST32., 9.95",
        "0.3333333333333333, BEST32., 0.3333333333333333",
        "1e100, BEST12., 1E100",
        "1e-300, BEST12., 1E-300",
        "0.5, BEST2., .5",
        "0.05, BEST3., .05",
        "1e10, BEST3., ***",
        "-1e100, BEST4., ****"
    })
    void bestAtItsLimits(double value, String format, String expected) {
        assertThat(put(value, format).strip()).isEqualTo(expected);
    }

    /** F8.4 examples of output_layout.md section 2; the leading zero goes when the width is one short; halves round up. */
    @ParameterizedTest
    @CsvSource({
        "-2.24612, 8.4, ' -2.2461'",
        "0.00214, 8.4, '  0.0021'",
        "1131.4471, 8.4, 1131.447",
        "142.36612, 8.4, 142.3661",
        "10192.53394, 12.4, '  10192.5339'",
        "-5089.47881, 12.4, '  -5089.4788'",
        "0.454, 3.2, .45",
        "-0.454, 4.2, -.45",
        "2.675, 5.2, ' 2.68'",
        "1.005, 5.2, ' 1.01'",
        "12345.678, 6.2, ' 12346'",
        "23.45, 6.3, 23.450",
        "1e15, 18.1, 1000000000000000.0",
        "5, 3.0, '  5'"
    })
    void fixedDecimals(double value, String format, String expected) {
        assertThat(put(value, format).strip()).isEqualTo(expected.strip());
    }

    /** D8.4: every example of output_layout.md section 2; 192.05 and 999.88 from the NLMIXED documentation's orange trees. */
    @ParameterizedTest
    @CsvSource({
        "22.28662, 22.2866",
        "0.50161, 0.5016",
        "0.054561, 0.05456",
        "-0.082712, -0.08271",
        "0.0030881, 0.003088",
        "-0.0051492, -0.00515",
        "0.0112, 0.01120",
        "0.00506, 0.005060",
        "2.24612e-7, 2.246E-7",
        "0, 0",
        "192.0512, 192.05",
        "999.8812, 999.88"
    })
    void alignedDecimalsOfMixedModelTables(double value, String expected) {
        assertThat(put(value, "D8.4").strip()).isEqualTo(expected);
    }

    /** D10.4: the six examples of the SAS documentation of Dw.p. */
    @ParameterizedTest
    @CsvSource({
        "12345, '   12345.0'",
        "1234.5, '    1234.5'",
        "123.45, ' 123.45000'",
        "12.345, '  12.34500'",
        "1.2345, '   1.23450'",
        "0.12345, '   0.12345'"
    })
    void alignedDecimalsOfTheDocumentation(double value, String expected) {
        assertThat(put(value, "D10.4")).isEqualTo(expected);
    }

    /** E10. of 1257 and -1257: SAS documentation of Ew. */
    @ParameterizedTest
    @CsvSource({"1257, ' 1.257E+03'", "-1257, '-1.257E+03'", "0, ' 0.000E+00'", "9.9999e-5, ' 1.000E-04'"})
    void scientificNotation(double value, String expected) {
        assertThat(put(value, "E10.")).isEqualTo(expected);
    }

    /** Z8. of 1350: SAS documentation of Zw.d. */
    @Test
    void zeroPadding() {
        assertThat(put(1350, "Z8.")).isEqualTo("00001350");
        assertThat(put(-5.5, "Z6.1")).isEqualTo("-005.5");
    }

    @Test
    void missingValuesPrintTheirCodeAtTheRight() {
        assertThat(put(Missing.DOT, "8.2")).isEqualTo("       .");
        assertThat(put(Missing.of('B'), "DATE9.")).isEqualTo("        B");
        assertThat(put(Missing.of('_'), "BEST4.")).isEqualTo("   _");
        formats.setMissingCharacter('-');
        assertThat(put(Missing.DOT, "3.")).isEqualTo("  -");
    }

    @Property
    void bestNeverLeavesItsWidthAndReadsBackWithinItsDigits(
            @ForAll @DoubleRange(min = -1e9, max = 1e9) double value, @ForAll @IntRange(min = 8, max = 32) int width) {
        String text = formats.write(value, new Format("BEST", width, -1));
        assertThat(text).hasSize(width).doesNotContain("*");
        double back = NumberReader.read(text);
        double unit = Math.max(1e-5, Math.abs(value) * Math.pow(10, -(width - 7)));
        assertThat(Math.abs(back - value)).isLessThanOrEqualTo(unit);
    }

    @Property
    void fixedDecimalsAgreeWithDecimalArithmetic(
            @ForAll @IntRange(min = -99_999_999, max = 99_999_999) int units, @ForAll @IntRange(max = 6) int decimals) {
        double value = units / Math.pow(10, decimals);
        String expected = java.math.BigDecimal.valueOf(units, decimals).toPlainString();
        assertThat(formats.write(value, new Format("F", 20, decimals)).strip()).isEqualTo(expected);
    }
}
