package hermite.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatTest {
    @ParameterizedTest
    @CsvSource({
        "date9., DATE, 9, -1",
        "8.2, '', 8, 2",
        "BEST., BEST, 0, -1",
        "$20., $, 20, -1",
        "$char5., $CHAR, 5, -1",
        "E8601DA10., E8601DA, 10, -1",
        "DATETIME21.2, DATETIME, 21, 2",
        "_f1x., _F1X, 0, -1"
    })
    void readsNameWidthAndDecimals(String text, String name, int width, int decimals) {
        assertThat(Format.parse(text)).contains(new Format(name, width, decimals));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "8", "date9", "a b.", "9date.x", "-8.2"})
    void refusesWhatIsNoFormat(String text) {
        assertThat(Format.parse(text)).isEmpty();
    }

    @Test
    void spellsItselfAsSasDoes() {
        assertThat(Format.of("date9.")).hasToString("DATE9.");
        assertThat(Format.of("8.2")).hasToString("8.2");
        assertThat(Format.of("$20.")).hasToString("$20.");
        assertThat(Format.of("BEST.")).hasToString("BEST.");
    }
}
