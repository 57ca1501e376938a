package hermite.data.format.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Format;
import hermite.data.format.FormatCatalogue;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateFormatsTest {
    private final FormatCatalogue formats = new FormatCatalogue();

    /** 2020-01-01, a Wednesday, and its spellings in sas_language.md 7.2; layouts by the SAS documentation of each format. */
    @ParameterizedTest
    @CsvSource({
        "DATE5., 01JAN",
        "DATE7., 01JAN20",
        "DATE9., 01JAN2020",
        "DATE11., 01-JAN-2020",
        "MMDDYY8., 01/01/20",
        "MMDDYY10., 01/01/2020",
        "MMDDYY6., 010120",
        "MMDDYYD10., 01-01-2020",
        "DDMMYYP10., 01.01.2020",
        "DDMMYYB8., 01 01 20",
        "YYMMDD10., 2020-01-01",
        "YYMMDD8., 20-01-01",
        "YYMMDDN8., 20200101",
        "YYMMDDS10., 2020/01/01",
        "MMYY7., 01M2020",
        "MMYYS7., 01/2020",
        "YYMM7., 2020M01",
        "YYMMD7., 2020-01",
        "YYMMN6., 202001",
        "MONYY5., JAN20",
        "MONYY7., JAN2020",
        "YYMON7., 2020JAN",
        "YEAR4., 2020",
        "YEAR2., 20",
        "MONTH2., ' 1'",
        "DAY2., ' 1'",
        "QTR1., 1",
        "QTRR3., '  I'",
        "WEEKDAY1., 4",
        "DOWNAME9., Wednesday",
        "DOWNAME3., Wed",
        "MONNAME9., '  January'",
        "MONNAME3., Jan",
        "WORDDATE18., '   January 1, 2020'",
        "WORDDATE12., ' Jan 1, 2020'",
        "WORDDATX18., '    1 January 2020'",
        "WEEKDATE29., '   Wednesday, January 1, 2020'",
        "WEEKDATE9., Wednesday",
        "WEEKDATE17., ' Wed, Jan 1, 2020'",
        "WEEKDATX29., '    Wednesday, 1 January 2020'",
        "JULIAN5., 20001",
        "JULIAN7., 2020001",
        "JULDAY3., '  1'",
        "YYQ6., 2020Q1",
        "YYQ4., 20Q1",
        "YYQD6., 2020-1",
        "YYQR8., '  2020QI'",
        "WEEKV11., 2020-W01-03",
        "WEEKU11., 2020-W00-04",
        "E8601DA10., 2020-01-01",
        "B8601DA8., 20200101",
        "IS8601DA10., 2020-01-01"
    })
    void writesTheFirstOfJanuary2020(String format, String expected) {
        assertThat(formats.write(SasCalendar.day(LocalDate.of(2020, 1, 1)), Format.of(format)))
                .isEqualTo(expected);
    }

    /** DATETIME: the SAS documentation's 10NOV2005 03:49:19 = 1447213759. */
    @ParameterizedTest
    @CsvSource({
        "DATETIME., 10NOV05:03:49:19",
        "DATETIME7., 10NOV05",
        "DATETIME12., '  10NOV05:03'",
        "DATETIME18., '  10NOV05:03:49:19'",
        "DATETIME18.1, 10NOV05:03:49:19.0",
        "DATETIME19., ' 10NOV2005:03:49:19'",
        "DATETIME20.1, 10NOV2005:03:49:19.0",
        "DATETIME21.2, 10NOV2005:03:49:19.00",
        "DTDATE9., 10NOV2005",
        "DTMONYY7., NOV2005",
        "DTYEAR4., 2005",
        "DATEAMPM22., '10NOV2005:03:49:19 AM'",
        "TOD8., 03:49:19",
        "TIMEAMPM11., ' 3:49:19 AM'",
        "E8601DT19., 2005-11-10T03:49:19",
        "E8601DN10., 2005-11-10",
        "B8601DT15., 20051110T034919",
        "E8601DZ25., 2005-11-10T03:49:19+00:00"
    })
    void writesDatetimes(String format, String expected) {
        assertThat(formats.write(1447213759, Format.of(format)).strip()).isEqualTo(expected.strip());
    }

    /** 59083 s = 16:24:43 (SAS documentation of TIMEw.d and HHMMw.d); durations over a day; negative times. */
    @ParameterizedTest
    @CsvSource({
        "59083, TIME8., 16:24:43",
        "59083, TIME5., 16:24",
        "59083, HHMM5., 16:25",
        "59083, HOUR2., 16",
        "59083, TIME11.2, 16:24:43.00",
        "4530, MMSS5., 75:30",
        "32700, TIME8., ' 9:05:00'",
        "360000, TIME9., 100:00:00",
        "-3600, TIME8., '-1:00:00'",
        "32700, TOD8., 09:05:00",
        "59083, TIMEAMPM11., ' 4:24:43 PM'",
        "0, TIMEAMPM11., '12:00:00 AM'",
        "59083, E8601TM8., 16:24:43"
    })
    void writesTimes(double seconds, String format, String expected) {
        assertThat(formats.write(seconds, Format.of(format))).isEqualTo(expected);
    }

    @Test
    void daysOutsideTheCalendarAreAsterisks() {
        assertThat(formats.write(-200_000, Format.of("DATE9."))).isEqualTo("*********");
        assertThat(formats.write(1e12, Format.of("DATE9."))).isEqualTo("*********");
    }

    @Test
    void dayZeroIsTheFirstOfJanuary1960() {
        assertThat(formats.write(0, Format.of("DATE9."))).isEqualTo("01JAN1960");
        assertThat(formats.write(-1, Format.of("DATE9."))).isEqualTo("31DEC1959");
    }
}
