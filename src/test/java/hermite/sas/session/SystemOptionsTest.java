package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hermite.report.destination.Sheet;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.GlobalStatement.SystemOptions.Item;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SystemOptionsTest {
    private final List<String> lines = new ArrayList<>();
    private final SystemOptions options = new SystemOptions();
    private final SessionLog log = new SessionLog(lines::add, options, true);

    private void apply(String name, String value) {
        options.apply(new Item(name, Optional.ofNullable(value), Place.UNKNOWN), log);
    }

    @Test
    void turnsFlagsOffByNo() {
        apply("nodate", null);
        apply("MPRINT", null);

        assertThat(options.isOn("DATE")).isFalse();
        assertThat(options.isOn("MPRINT")).isTrue();
        assertThat(options.text("date")).contains("NODATE");
        assertThat(lines).isEmpty();
    }

    @Test
    void takesAliasesAndMax() {
        apply("ls", "80");
        apply("ps", "max");
        apply("obs", "2K");

        assertThat(options.lineSize()).isEqualTo(80);
        assertThat(options.pageSettings(LocalDateTime.MIN).pageSize()).isEqualTo(Integer.MAX_VALUE);
        assertThat(options.obs()).hasValue(2048);
    }

    @Test
    void givesThePageNumberOnceAfterItWasSet() {
        apply("pageno", "7");

        assertThat(options.pageSettings(LocalDateTime.MIN).pageNumber()).isEqualTo(7);
        assertThat(options.pageSettings(LocalDateTime.MIN).pageNumber()).isZero();
    }

    /** A4 is 21 cm by 29.7 cm (ISO 216); a point is 1/72 inch of 2.54 cm. */
    @Test
    void laysTheSheetThatPapersizeNames() {
        apply("papersize", "ISO A4");
        apply("orientation", "landscape");
        apply("topmargin", "2.54cm");
        apply("leftmargin", "0.5");

        Sheet sheet = options.pageSettings(LocalDateTime.MIN).sheet();
        assertThat(sheet.width()).isCloseTo(29.7 / 2.54 * 72, within(1e-9));
        assertThat(sheet.height()).isCloseTo(21 / 2.54 * 72, within(1e-9));
        assertThat(sheet.top()).isCloseTo(72, within(1e-9));
        assertThat(sheet.left()).isCloseTo(36, within(1e-9));
        assertThat(sheet.right()).isNaN();
        apply("papersize", "(\"10in\" \"72pt\")");
        assertThat(options.pageSettings(LocalDateTime.MIN).sheet().height()).isCloseTo(72, within(1e-9));
        assertThat(lines).isEmpty();
    }

    @Test
    void saysWhatASheetCanBe() {
        apply("papersize", "b17");
        apply("topmargin", "wide");

        assertThat(String.join(" ", lines)).contains("b17 is not a valid value for the system option PAPERSIZE");
        assertThat(log.errors()).isEqualTo(2);
    }

    /** Names of all forms are taken, so V7 and ANY are what holds; UPCASE would change names. */
    @Test
    void warnsAboutValuesThatAreNotBuilt() {
        apply("validvarname", "any");
        apply("user", "WORK");
        assertThat(lines).isEmpty();
        apply("validvarname", "upcase");
        apply("user", "trial");
        assertThat(lines)
                .containsExactly(
                        "WARNING: The system option VALIDVARNAME is not supported yet and is ignored.",
                        "WARNING: The system option USER is not supported yet and is ignored.");
    }

    @Test
    void warnsAboutAnUnknownOptionWithTheNearestName() {
        apply("linesise", "80");

        assertThat(lines)
                .containsExactly(
                        "WARNING 13-12: Unrecognized SAS option name, LINESISE.", "      did you mean LINESIZE?");
        assertThat(log.warnings()).isEqualTo(1);
    }

    @Test
    void refusesAValueOutOfRangeAndKeepsTheOldOne() {
        apply("ls", "20");

        assertThat(options.lineSize()).isEqualTo(132);
        assertThat(lines)
                .containsExactly(
                        "ERROR: 20 is not a valid value for the system option LINESIZE: expected a whole number"
                                + " from 64 to 256, or MAX.");
    }

    @Test
    void acceptsStorageTuningWithoutAWord() {
        apply("compress", "yes");
        apply("nothreads", null);

        assertThat(lines).isEmpty();
    }

    @Test
    void warnsAboutAnOptionThatIsNotSupportedYet() {
        apply("fmtsearch", "(work)");

        assertThat(lines).containsExactly("WARNING: The system option FMTSEARCH is not supported yet and is ignored.");
    }
}
