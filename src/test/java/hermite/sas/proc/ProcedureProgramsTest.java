package hermite.sas.proc;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.data.Formats;
import hermite.data.Missing;
import hermite.sas.session.Session;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs as users write them, through reader, session and listing. */
class ProcedureProgramsTest {
    @TempDir
    Path folder;

    private final List<String> log = new ArrayList<>();
    private final StringWriter listing = new StringWriter();
    private Session session;

    @BeforeEach
    void open() throws IOException {
        Files.write(
                folder.resolve("in.csv"),
                List.of("id,g,x,y", "3,a,1,10.5", "1,b,2,20", "2,a,,7.25", "5,b,4,1000.125", "4,c,5,-3"));
        session = Session.builder()
                .log(log::add)
                .listing(listing)
                .currentDirectory(folder)
                .programDirectory(folder)
                .build();
        submit("proc import datafile='in.csv' out=a dbms=csv; run;");
        log.clear();
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    private void submit(String program) {
        session.submit("test", program);
    }

    private List<String> printedLines() {
        return listing.toString()
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    private String logText() {
        return String.join("\n", log);
    }

    @Test
    void formatsGiveLabelsToNumbersRangesAndText() {
        submit("""
                proc format;
                  value size low-<2='small' 2-4='middling' 4<-high='large' .='none';
                  value $kind 'a','b'='known' other='strange';
                  value money (default=8) 1000-high=[comma8.1];
                run;
                """);
        assertThat(logText()).contains("NOTE: Format SIZE has been output.", "NOTE: Format $KIND has been output.");
        Formats formats = session.formats();
        assertThat(List.of(1.9, 2.0, 4.0, 4.1, Missing.DOT).stream()
                        .map(v -> formats.write(v, hermite.data.Format.of("SIZE."))
                                .strip()))
                .containsExactly("small", "middling", "middling", "large", "none");
        assertThat(formats.write("b", hermite.data.Format.of("$KIND.")).strip()).isEqualTo("known");
        assertThat(formats.write("c", hermite.data.Format.of("$KIND.")).strip()).isEqualTo("strange");
        assertThat(formats.write(1234.56, hermite.data.Format.of("MONEY.")).strip())
                .isEqualTo("1,234.6");
        assertThat(formats.write(12, hermite.data.Format.of("MONEY.")).strip()).isEqualTo("12");
    }

    @Test
    void overlappingRangesAreRefusedAndNothingIsDefined() {
        submit("proc format; value ok 1='one'; value bad 1-5='a' 3-9='b'; run;");
        assertThat(logText()).contains("ERROR: These two ranges of BAD overlap: 1-5 and 3-9.");
        assertThat(session.formats().knowsFormat("OK")).isFalse();
    }

    @Test
    void informatsGiveNumbersForTexts() {
        submit("proc format; invalue level (upcase) 'LOW'=1 'HIGH'=2 other=.; run;");
        assertThat(session.formats().readNumber("high", hermite.data.Format.of("LEVEL.")))
                .isEqualTo(2);
        assertThat(Missing.isMissing(session.formats().readNumber("what", hermite.data.Format.of("LEVEL."))))
                .isTrue();
    }

    @Test
    void classLevelsAreFormattedValues() {
        submit("""
                proc format; value half low-3='first' 4-high='second'; run;
                proc freq data=a; tables id / nocum; format id half.; run;
                """);
        assertThat(printedLines()).contains("first            3      60.00", "second            2      40.00");
    }

    @Test
    void meansPrintsStatisticsBetweenRules() {
        submit("options ls=96; proc means data=a maxdec=1; class g; var y; run;");
        assertThat(printedLines())
                .contains(
                        "The MEANS Procedure",
                        "Analysis Variable : y",
                        "a      2    2             8.9             2.3             7.3            10.5");
        assertThat(printedLines().stream().filter(l -> l.matches("-+"))).hasSize(3);
    }

    @Test
    void odsOutputTakesTheDataSetsOfStackedTables() {
        submit("""
                ods output summary=s;
                proc means data=a n mean; class g; var x y; run;
                ods output crosstabfreqs=ct;
                proc freq data=a; tables g*x / missing; run;
                """);
        assertThat(logText())
                .contains(
                        "NOTE: The data set WORK.S has 3 observations and 8 variables.",
                        "NOTE: The data set WORK.CT has 24 observations and 10 variables.");
    }

    @Test
    void exportAndImportGiveBackTheDataThroughAnyDelimiter() {
        submit("""
                proc export data=a outfile='o.txt' dbms=dlm replace; delimiter='7C'x; run;
                proc import datafile='o.txt' out=b dbms=dlm replace; delimiter='|'; getnames=yes; guessingrows=max; run;
                proc export data=b outfile='o.csv' dbms=csv replace; run;
                """);
        assertThat(folder.resolve("o.csv")).hasSameTextualContentAs(folder.resolve("in.csv"));
        assertThat(logText()).contains("5 rows created in WORK.B");
    }

    @Test
    void printShowsByGroupsAndSums() {
        submit("""
                proc sort data=a out=b; by g; run;
                proc print data=b noobs; by g; var id; sum y; run;
                """);
        assertThat(printedLines().stream().map(l -> l.replaceAll(" +", " ")))
                .contains("g=a", "g 17.75", "g=b", "g 1020.125", "g=c", "1034.875");
    }

    @Test
    void aKnownOptionThatIsNotSupportedIsNamed() {
        submit("proc freq data=a; tables g*x / measures; run;");
        assertThat(logText()).contains("WARNING: The option MEASURES is not supported yet and is ignored.");
    }

    @Test
    void contentsOfAWholeLibraryListsItsMembers() {
        submit("proc contents data=work._all_ nods; run;");
        assertThat(printedLines()).contains("Directory", "1    A       DATA");
    }
}
