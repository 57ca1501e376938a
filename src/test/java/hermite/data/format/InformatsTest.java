package hermite.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hermite.data.Format;
import hermite.data.Missing;
import hermite.data.format.calendar.SasCalendar;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InformatsTest {
    private final FormatCatalogue formats = new FormatCatalogue();

    private double read(String field, String informat) {
        return formats.readNumber(field, Format.of(informat));
    }

    /** Definitions of sas_language.md 7.4 and the SAS documentation of each informat. */
    @ParameterizedTest
    @CsvSource({
        "'23', 6.2, 0.23",
        "'23.', 6.2, 23",
        "'2300', 6.2, 23",
        "'  12.5  ', 8., 12.5",
        "'-1.5E3', 8., -1500",
        "'1D2', 8., 100",
        "'+7', 3., 7",
        "'.5', 3., 0.5",
        "'12345', 3., 123",
        "'1,000,000', COMMA10., 1000000",
        "'$1,254.71', DOLLAR10., 1254.71",
        "'(500)', COMMA10., -500",
        "'-1,5', COMMA10., -15",
        "'1.234,5', COMMAX10., 1234.5",
        "'1%', PERCENT5., 0.01",
        "'(20%)', PERCENT5., -0.2",
        "'34 ', BZ4., 340",
        "'', BZ4., 0",
        "'88F', HEX3., 2191",
        "'00001111', BINARY8., 15",
        "'177', OCTAL3., 127",
        "'896,48', NUMX8., 896.48",
        "'123-', TRAILSGN5., -123"
    })
    void readsNumbers(String field, String informat, double expected) {
        assertThat(read(field, informat)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1 2", "1x", "1E", "--1", "1.2.3", "NaN", "0x10", "1f", "Infinity"})
    void refusesTextWhereANumberBelongs(String field) {
        assertThatThrownBy(() -> read(field, "8.")).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void blankAndPointAreMissing() {
        assertThat(Missing.code(read("   ", "8."))).isEqualTo('.');
        assertThat(Missing.code(read(" . ", "8."))).isEqualTo('.');
        assertThat(Missing.code(read(".B", "8."))).isEqualTo('B');
        assertThat(Missing.code(read("", "DATE9."))).isEqualTo('.');
    }

    @Test
    void lettersNamedByTheMissingStatementAreSpecialMissingValues() {
        assertThatThrownBy(() -> read("R", "8.")).isInstanceOf(NumberFormatException.class);
        formats.setMissingLetters(Set.of('R'));
        assertThat(Missing.code(read(" r ", "8."))).isEqualTo('R');
    }

    /** Each field is 2020-03-15 or has the day named in its second column, ISO form. */
    @ParameterizedTest
    @CsvSource({
        "15MAR2020, DATE9., 2020-03-15",
        "15mar20, DATE7., 2020-03-15",
        "15-MAR-2020, DATE11., 2020-03-15",
        "15 mar 2020, DATE11., 2020-03-15",
        "1mar2020, DATE9., 2020-03-01",
        "03/15/2020, MMDDYY10., 2020-03-15",
        "031520, MMDDYY6., 2020-03-15",
        "03152020, MMDDYY8., 2020-03-15",
        "3-15-20, MMDDYY8., 2020-03-15",
        "15/03/2020, DDMMYY10., 2020-03-15",
        "150320, DDMMYY6., 2020-03-15",
        "2020-03-15, YYMMDD10., 2020-03-15",
        "20200315, YYMMDD8., 2020-03-15",
        "MAR2020, MONYY7., 2020-03-01",
        "mar20, MONYY5., 2020-03-01",
        "2020075, JULIAN7., 2020-03-15",
        "20075, JULIAN5., 2020-03-15",
        "2020Q1, YYQ6., 2020-01-01",
        "202003, YYMMN6., 2020-03-01",
        "2020-03-15, E8601DA10., 2020-03-15",
        "20200315, B8601DA8., 2020-03-15",
        "15MAR2020, ANYDTDTE20., 2020-03-15",
        "03/15/2020, ANYDTDTE20., 2020-03-15",
        "15/03/2020, ANYDTDTE20., 2020-03-15",
        "2020-03-15, ANYDTDTE20., 2020-03-15",
        "20200315, ANYDTDTE20., 2020-03-15",
        "'March 15, 2020', ANYDTDTE20., 2020-03-15",
        "15MAR2020:10:00:00, ANYDTDTE20., 2020-03-15",
        "2020-03-15T10:00:00, ANYDTDTE20., 2020-03-15"
    })
    void readsDates(String field, String informat, java.time.LocalDate expected) {
        assertThat(read(field, informat)).isEqualTo(SasCalendar.day(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "31FEB2020, DATE9.",
        "13/13/2020, MMDDYY10.",
        "32/01/2020, DDMMYY10.",
        "JANUAR, DATE9.",
        "2020Q5, YYQ6.",
        "25:99, TIME5."
    })
    void refusesDaysThatAreNotThere(String field, String informat) {
        assertThatThrownBy(() -> read(field, informat)).isInstanceOf(NumberFormatException.class);
    }

    /** YEARCUTOFF=1926: 26–99 are 1926–1999, 00–25 are 2000–2025. */
    @Test
    void twoDigitYearsFallIntoTheHundredOfTheCutoff() {
        assertThat(read("01JAN26", "DATE7.")).isEqualTo(SasCalendar.day(java.time.LocalDate.of(1926, 1, 1)));
        assertThat(read("01JAN25", "DATE7.")).isEqualTo(SasCalendar.day(java.time.LocalDate.of(2025, 1, 1)));
        assertThat(new FormatCatalogue(1950).readNumber("01JAN49", Format.of("DATE7.")))
                .isEqualTo(SasCalendar.day(java.time.LocalDate.of(2049, 1, 1)));
    }

    /** 10NOV2005:03:49:19 = 1447213759 (SAS documentation of DATETIME). */
    @ParameterizedTest
    @CsvSource({
        "10NOV2005:03:49:19, DATETIME20., 1447213759",
        "10NOV05:03:49:19.5, DATETIME20., 1447213759.5",
        "10nov2005 3:49:19, DATETIME20., 1447213759",
        "10NOV2005:03:49, DATETIME20., 1447213740",
        "2005-11-10T03:49:19, E8601DT19., 1447213759",
        "20051110T034919, B8601DT15., 1447213759",
        "2005-11-10T05:49:19+02:00, E8601DZ26., 1447213759",
        "11/10/2005 3:49:19 AM, MDYAMPM25., 1447213759",
        "11/10/2005 03:49:19, ANYDTDTM25., 1447213759",
        "14:22:25, TIME8., 51745",
        "14:22, TIME8., 51720",
        "2:22 PM, TIME8., 51720",
        "12:00 AM, TIME8., 0",
        "100:00:00, TIME9., 360000",
        "2:30, STIMER8., 150",
        "45, STIMER8., 45",
        "142225, E8601TM8., 51745"
    })
    void readsTimesAndDatetimes(String field, String informat, double expected) {
        assertThat(read(field, informat)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'  ab ', $8., 'ab '",
        "' . ', $8., ''",
        "'  ab', $CHAR8., '  ab'",
        "'abcdef', $3., 'abc'",
        "'ab', $UPCASE8., 'AB'",
        "'\"a b\"', $QUOTE8., 'a b'",
        "'4142', $HEX4., 'AB'"
    })
    void readsText(String field, String informat, String expected) {
        assertThat(formats.readText(field, Format.of(informat))).isEqualTo(expected);
    }

    @Property
    void numbersReadAsTheNearestDouble(@ForAll double value) {
        assertThat(NumberReader.read(Double.toString(value))).isEqualTo(value);
        assertThat(NumberReader.read(new java.math.BigDecimal(value).toString()))
                .isEqualTo(value);
    }

    @Property
    void datesReadBackAsWritten(@ForAll @IntRange(min = -138_000, max = 2_000_000) int day) {
        for (String format :
                new String[] {"DATE11.", "YYMMDD10.", "MMDDYY10.", "DDMMYY10.", "JULIAN7.", "E8601DA10."}) {
            if (SasCalendar.date(day).getYear() <= 9999) {
                assertThat(read(formats.write(day, Format.of(format)), format)).isEqualTo(day);
            }
        }
    }
}
