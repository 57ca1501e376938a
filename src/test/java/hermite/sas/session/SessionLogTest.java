package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

import hermite.sas.log.Message;
import hermite.sas.log.Severity;
import hermite.sas.log.Wording;
import hermite.sas.source.Place;
import hermite.sas.source.SourceListener.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected lines: the layout rules and mock of shared/spec/log.md, sections 1, 6 and 9. */
class SessionLogTest {
    private final List<String> lines = new ArrayList<>();
    private final SystemOptions options = new SystemOptions();
    private final SessionLog log = new SessionLog(lines::add, options, true);

    private int number;

    private int show(String text) {
        log.source(++number, text, Kind.SOURCE);
        return number;
    }

    private record Plain(Wording wording) implements Message {}

    private static final Message EXPECTING =
            new Plain(new Wording(Severity.ERROR, "22-322", "Syntax error, expecting %s."));
    private static final Message NOT_RECOGNIZED = new Plain(
            new Wording(Severity.ERROR, "202-322", "The option or parameter is not recognized and will be ignored."));

    private static final Message WRITTEN =
            new Plain(new Wording(Severity.NOTE, "The data set %s has %s observations and %s variables."));
    private static final Message USED = new Plain(new Wording(Severity.NOTE, "%s used (Total process time):%s"));
    private static final Message LONG_NOTE = new Plain(new Wording(
            Severity.NOTE, "A note that is much longer than the line size of sixty-four columns that is set here."));
    private static final Message NOT_FOUND = new Plain(new Wording(Severity.ERROR, "Variable %s not found."));

    @Test
    void showsSourceWithItsNumberAndTextFromColumnTwelve() {
        show("libname S857 'Z:\\';");
        show("");
        for (int i = 0; i < 8; i++) {
            show("*;");
        }

        assertThat(lines.get(0)).isEqualTo("1          libname S857 'Z:\\';");
        assertThat(lines.get(1)).isEqualTo("2          ");
        assertThat(lines.get(9)).isEqualTo("10         *;");
    }

    @Test
    void writesNotesOfAStepBetweenBlankLines() {
        show("run;");
        log.beginStepNotes();
        log.write(WRITTEN, "WORK.A", 2, 1);
        log.write(USED, "DATA statement", "\n      real time           0.01 seconds");
        log.endStepNotes();

        assertThat(lines)
                .containsExactly(
                        "1          run;",
                        "",
                        "NOTE: The data set WORK.A has 2 observations and 1 variables.",
                        "NOTE: DATA statement used (Total process time):",
                        "      real time           0.01 seconds",
                        "",
                        "");
    }

    @Test
    void showsTheRestOfALineAgainWithAnExclamationMark() {
        show("data a; run; proc print; run;");
        log.source(1, "             proc print; run;", Kind.CONTINUED);

        assertThat(lines.get(1)).isEqualTo("1!                      proc print; run;");
    }

    @Test
    void underlinesAWordOnceForSeveralNumberedErrors() {
        int number = show("proc genmod data=a descnding;");
        Place place = Place.of("p.sas", 1, 20, number, 9);
        log.write(place, EXPECTING, "one of the following: ;, DESCENDING");
        log.write(place, NOT_RECOGNIZED);
        log.flush();

        assertThat(lines)
                .containsExactly(
                        "1          proc genmod data=a descnding;",
                        "                              _________",
                        "                              22",
                        "                              202",
                        "ERROR 22-322: Syntax error, expecting one of the following: ;, DESCENDING.",
                        "ERROR 202-322: The option or parameter is not recognized and will be ignored.",
                        "      --> p.sas:1:20");
        assertThat(log.errors()).isEqualTo(2);
    }

    @Test
    void repeatsTheSourceLineWhenOthersHaveBeenShownSince() {
        int first = show("proc x bad;");
        show("run;");
        log.write(Place.of("p.sas", 1, 8, first, 3), EXPECTING, "a ;");
        log.flush();

        assertThat(lines).element(2).isEqualTo("1          proc x bad;");
        assertThat(lines).element(3).isEqualTo("                  ___");
    }

    @Test
    void underlinesInTheWrappedPieceOfALongLine() {
        options.set("LINESIZE", "64");
        int number = show("a".repeat(40) + " " + "b".repeat(40) + " bad");
        log.write(Place.of("p.sas", 1, 83, number, 3), EXPECTING, "x");
        log.flush();

        String marks = lines.stream().filter(l -> l.contains("___")).findFirst().orElseThrow();
        String shown = lines.get(lines.indexOf(marks) - 1);
        assertThat(shown.substring(marks.indexOf('_'))).isEqualTo("bad");
    }

    @Test
    void wrapsLongNotesUnderTheirText() {
        options.set("LINESIZE", "64");
        log.write(LONG_NOTE);

        assertThat(lines)
                .allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(64))
                .element(1)
                .satisfies(l -> assertThat(l).startsWith("      ").isNotBlank());
        assertThat(String.join(" ", lines).replaceAll("\\s+", " "))
                .isEqualTo("NOTE: " + LONG_NOTE.text().replaceAll("\\s+", " "));
    }

    @Test
    void leavesOutNotesWithTheirContinuationWhenNotesAreOff() {
        options.turn("NOTES", false);
        log.write(WRITTEN, "WORK.A", 1, 1);
        log.line("      3 at 1:1");
        log.line("put text");

        assertThat(lines).containsExactly("put text");
    }

    @Test
    void namesThePlaceOfAnErrorWithoutNumber() {
        show("  var q;");
        log.write(Place.of("p.sas", 1, 7, 1, 1), NOT_FOUND, "Q");
        log.flush();

        assertThat(lines).containsExactly("1            var q;", "ERROR: Variable Q not found.", "      --> p.sas:1:7");
    }

    @Test
    void showsLinesOfIncludedFilesOnlyUnderSource2() {
        log.source(1, "%include x;", Kind.SOURCE);
        log.source(2, "data a;", Kind.INCLUDED);
        options.turn("SOURCE2", true);
        log.source(3, "run;", Kind.INCLUDED);

        assertThat(lines).containsExactly("1          %include x;", "3  +       run;");
    }
}
