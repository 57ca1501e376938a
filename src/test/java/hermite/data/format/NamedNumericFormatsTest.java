package hermite.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Format;
import hermite.data.UnknownFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedNumericFormatsTest {
    private final FormatCatalogue formats = new FormatCatalogue();

    /** Values and results as in the SAS documentation of each format, or by its definition in sas_language.md 7.1. */
    @ParameterizedTest
    @CsvSource({
        "23451.23, COMMA10.2, ' 23,451.23'",
        "123451.234, COMMA10.2, '123,451.23'",
        "1234567, COMMA8., ' 1234567'",
        "1234567, COMMA6., 1.23E6",
        "1254.71, DOLLAR10.2, ' $1,254.71'",
        "-1254.71, DOLLAR10.2, '$-1,254.71'",
        "1234567.89, COMMAX12.2, '1.234.567,89'",
        "0.1, PERCENT10., '      10% '",
        "1.2, PERCENT10., '     120% '",
        "-0.05, PERCENT10., (      5%)",
        "0.1234, PERCENT8.2, ' 12.34% '",
        "-0.1, PERCENTN10., '      -10%'",
        "100, NEGPAREN8., '    100 '",
        "-2000, NEGPAREN8., ' (2,000)'",
        "896.48, NUMX10.2, '    896,48'",
        "0.0021, PVALUE6.4, 0.0021",
        "0.00009, PVALUE6.4, <.0001",
        "1, PVALUE6.4, 1.0000",
        "0.0004, PVALUE8.3, '   <.001'",
        "0.0004, ODDSR8.3, '  <0.001'",
        "12345, ODDSR8.3, >999.999",
        "2.1234, ODDSR8.3, '   2.123'",
        "35.4, HEX8., 00000023",
        "88, HEX8., 00000058",
        "2.33, HEX16., 4002A3D70A3D70A4",
        "-1, HEX4., FFFF",
        "123.45, BINARY8., 01111011",
        "3592, OCTAL6., 007010",
        "2006, ROMAN6., 'MMVI  '",
        "263878439, SSN11., 263-87-8439",
        "0.6666666667, FRACT8., '     2/3'",
        "2.5, FRACT8., '   2+1/2'",
        "1048576, SIZEKMG8., '     1MB'"
    })
    void writes(double value, String format, String expected) {
        assertThat(formats.write(value, Format.of(format))).isEqualTo(expected);
    }

    @Test
    void writesNumbersInWords() {
        assertThat(formats.write(692, Format.of("WORDS40.")).strip()).isEqualTo("six hundred ninety-two");
    }

    @Test
    void unknownNamesAreRefused() {
        assertThat(formats.knowsFormat("NOSUCH")).isFalse();
        assertThat(formats.knowsInformat("NOSUCH")).isFalse();
        assertThat(formats.knowsFormat("comma")).isTrue();
        assertThat(formats.knowsFormat("$char")).isTrue();
        assertThatThrownBy(() -> formats.write(1, Format.of("NOSUCH8.")))
                .isInstanceOf(UnknownFormatException.class)
                .hasMessageContaining("NOSUCH");
        assertThatThrownBy(() -> formats.write("a", Format.of("$NOSUCH8."))).isInstanceOf(UnknownFormatException.class);
        assertThatThrownBy(() -> formats.readNumber("1", Format.of("NOSUCH8.")))
                .isInstanceOf(UnknownFormatException.class);
    }

    /** $QUOTE, $REVERS, $HEX, $UPCASE by their SAS documentation. */
    @ParameterizedTest
    @CsvSource({
        "$5., 'ab', 'ab   '",
        "$2., 'abc', 'ab'",
        "$CHAR5., ' ab', ' ab  '",
        "$UPCASE4., 'coxe', 'COXE'",
        "$QUOTE7., 'SAS', '\"SAS\"  '",
        "$REVERS7., 'ABCD  ', 'DCBA   '",
        "$REVERJ7., 'ABCD  ', '   DCBA'",
        "$HEX6., 'AB1', '414231'",
        "$BINARY16., 'AB', '0100000101000010'"
    })
    void writesText(String format, String value, String expected) {
        assertThat(formats.write(value, Format.of(format))).isEqualTo(expected);
    }

    @Test
    void programFormatsComeFirst() {
        formats.define(new UserFormat() {
            @Override
            public String name() {
                return "YESNO";
            }

            @Override
            public int defaultWidth() {
                return 3;
            }

            @Override
            public String label(double value, int width, int decimals) {
                return value == 1 ? "Yes" : "No";
            }

            @Override
            public String label(String value, int width) {
                return value;
            }

            @Override
            public boolean isLeftAligned() {
                return true;
            }
        });
        assertThat(formats.knowsFormat("yesno")).isTrue();
        assertThat(formats.write(0, Format.of("yesno."))).isEqualTo("No ");
        assertThat(formats.write(1, Format.of("YESNO1."))).isEqualTo("Y");
    }
}
