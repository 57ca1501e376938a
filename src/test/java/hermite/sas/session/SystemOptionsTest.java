package hermite.sas.session;

import static org.assertj.core.api.Assertions.assertThat;

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
